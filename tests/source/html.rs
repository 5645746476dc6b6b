//! HTML: the article's words.

use crate::clean::{assert_maps, behind, blocks};
use figcheck::source::{BlockKind, Draft, Format, read};
use jiff::civil::date;

fn html(file: &str) -> Draft {
    read(file.as_bytes().to_vec(), Format::Html).expect("text")
}

#[test]
fn tags_and_entities_inside_a_figure_are_transparent() {
    let cases = [
        ("<p>It held 1,400 <b>TB</b> then.", "1,400 TB", "1,400 <b>TB"),
        ("<p>It held <b>1,400</b> TB then.", "1,400 TB", "1,400</b> TB"),
        ("<p>It held 1,400&nbsp;TB then.", "1,400\u{a0}TB", "1,400&nbsp;TB"),
        ("<p>It held 1,400\n      TB then.", "1,400 TB", "1,400\n      TB"),
        ("<p>It held 1,400\r\nTB then.", "1,400 TB", "1,400\r\nTB"),
        ("<p>It cost &pound;4.5bn.", "£4.5bn", "&pound;4.5bn"),
        ("<p>It cost &pound4.5bn.", "£4.5bn", "&pound4.5bn"),
        ("<p>It cost &#163;4.5bn.", "£4.5bn", "&#163;4.5bn"),
        ("<p>It held 1,<wbr>400 TB.", "1,400 TB", "1,<wbr>400 TB"),
        ("<p>It held 1,&shy;400 TB.", "1,400 TB", "1,&shy;400 TB"),
        ("<p>It held 1,400<!-- no: 1,300 --> TB.", "1,400 TB", "1,400<!-- no: 1,300 --> TB"),
        ("<p>It held <a href='x?a=9&amp;b=8'>1,400</a> TB.", "1,400 TB", "1,400</a> TB"),
        (
            "<p>It held 1,400<sup><a href='#n1'>1</a></sup> TB.",
            "1,400 TB",
            "1,400<sup><a href='#n1'>1</a></sup> TB",
        ),
        ("<p>It covers 5 km<sup>2</sup>.", "5 km2", "5 km<sup>2"),
        ("<p>AT&T held 5 TB & 1 < 2.", "AT&T held 5 TB & 1 < 2", "AT&T held 5 TB & 1 < 2"),
        ("<p>It held <del>1,300</del> <ins>1,400</ins> TB.", "1,400 TB", "1,400</ins> TB"),
    ];
    for (file, words, bytes) in cases {
        let draft = html(file);
        assert_eq!(String::from_utf8_lossy(behind(&draft, file.as_bytes(), words)), bytes, "{file}");
        assert_maps(&draft, file.as_bytes());
    }
}

#[test]
fn blocks_of_a_page() {
    let file = "<!doctype html><title>11</title><body><h1>Big &amp; new</h1><p>First\n<i>paragraph</i>.\
                <p>Second.<br>Line two.<ul><li>one<li>two</ul><blockquote><p>said</blockquote>\
                <figure><img src=12.png alt='13'><figcaption>At work</figcaption></figure>\
                <table><caption>Sales</caption><tr><th>a<th>b<tr><td><p>1</p></td>\n<td>2</td></tr></table>\
                <pre>old\n  wire\n\ntext</pre>";
    let expected = [
        (BlockKind::Headline, "Big & new"),
        (BlockKind::Body, "First paragraph."),
        (BlockKind::Body, "Second.\nLine two."),
        (BlockKind::Item, "one"),
        (BlockKind::Item, "two"),
        (BlockKind::Quote, "said"),
        (BlockKind::Caption, "At work"),
        (BlockKind::Caption, "Sales"),
        (BlockKind::Table, "a | b"),
        (BlockKind::Table, "1 | 2"),
        (BlockKind::Body, "old\nwire"),
        (BlockKind::Body, "text"),
    ];
    assert_eq!(blocks(&html(file)), expected);
}

#[test]
fn only_the_article_is_read() {
    let file = "<h1>Rain</h1><div>11 views</div><nav>12</nav><article><header>13</header><p>14<aside>15</aside>\
                <footer>16</footer></article><p>17 more stories<script>18 < 19</script>";
    assert_eq!(html(file).text, "Rain\n\n13\n\n14\n\n15");
    let main = "<div>11</div><main><p>12</main><div>13</div>";
    assert_eq!(html(main).text, "12");
    let cells = "<table><tr><td><h2>Head</h2><p>One.</p><p>Two.</p></td><td>Ads</td></tr></table>";
    assert_eq!(html(cells).text, "Head\n\nOne.\n\nTwo. | Ads");
}

#[test]
fn what_a_reader_does_not_see_is_not_read() {
    let file = "<p>Run <code>seq 11</code> now<script>var a = 12;</script><style>p { top: 13px }</style>\
                <span hidden>14</span><span aria-hidden=true>15</span><b style='display: none'>16</b>\
                <textarea>17</textarea><svg><text>18</text></svg><template>19</template>\
                <a href=#fn class=footnote-ref>20</a><!-- 21 --><s>22</s><iframe>23</iframe> 400.";
    assert_eq!(html(file).text, "Run \u{FFFC} now 400.");
}

#[test]
fn the_day_comes_from_the_page() {
    let day = Some(date(2026, 2, 1));
    for file in [
        "<head><meta property='article:published_time' content='2026-02-01T09:30:00Z'></head><time datetime=2020-01-01>",
        "<meta name=Date content=2026-02-01>",
        "<p><time datetime='2020-01-01'>then</time> <time itemprop=datePublished datetime=2026-02-01>1 February</time>",
        "<p><time datetime=2026-02-01T10:00>Sunday</time> <time datetime=2020-01-01>later</time>",
    ] {
        assert_eq!(html(file).date, day, "{file}");
    }
    assert_eq!(html("<p><time datetime='10:00'>ten</time>").date, None);
}

#[test]
fn any_tags_are_a_page() {
    let file = "<article><h1>é &amp; 7</h1><p>1<b>2<i></b>3</i><table><tr><td>4<table><tr><td>5</table><td>6</table>\
                <ul><li>7<ol><li>8</ul>9</p></div></article><pre>\n1 &lt; 2\n\n</pre><script>3</scr";
    for cut in (0..=file.len()).filter(|cut| file.is_char_boundary(*cut)) {
        let draft = html(&file[..cut]);
        assert_maps(&draft, &file.as_bytes()[..cut]);
        assert_eq!(draft.written(), &file[..cut]);
    }
    assert!(html(file).text.starts_with("é & 7\n\n123\n\n4"), "{:?}", html(file).text);
}

#[test]
fn deep_nesting_costs_no_more_than_its_length() {
    let deep = 20_000;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<blockquote>", "</li>"),
        ("<del>", "</div>"),
        ("<p><b>", "</i>"),
        ("&amp", "&"),
    ] {
        let draft = html(&(open.repeat(deep) + "5 km" + &close.repeat(deep)));
        assert!(draft.text.len() <= 3 * deep + 10, "{open}");
    }
}
