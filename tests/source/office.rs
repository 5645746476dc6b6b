//! Word and OpenDocument files: the accepted text, and places as paragraphs.

use crate::clean::{blocks, find};
use crate::package::{open_document, package, word, word_part};
use figcheck::source::{BlockKind, Draft, Format, lines::Lines, read};

fn docx(body: &str) -> Draft {
    read(word(body), Format::Word).expect("a Word file")
}

fn odt(styles: &str, text: &str) -> Draft {
    read(open_document(styles, text), Format::OpenDocument).expect("an OpenDocument file")
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_of_word_by_style() {
    let body = r#"
        <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Big news</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>
        <w:p/>
        <w:p><w:r><w:t xml:space="preserve">It held </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>1,400</w:t></w:r><w:r>
            <w:t>&#160;TB &amp; more.</w:t><w:br/><w:t>Then</w:t><w:tab/><w:t>5</w:t><w:noBreakHyphen/><w:t>year</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="IntenseQuote"/></w:pPr><w:r><w:t>said</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>
            <w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr>
            <w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p/></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>At work</w:t></w:r></w:p>"#;
    let parts = [
        ("word/document.xml", word_part("document", &format!("<w:body>{body}</w:body>"))),
        (
            "word/styles.xml",
            word_part(
                "styles",
                r#"<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>"#,
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://x/relationships/styles" Target="styles.xml"/></Relationships>"#.to_string(),
        ),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let draft = read(package(&parts), Format::Word).expect("a Word file");
    let expected = [
        (BlockKind::Headline, "Big news"),
        (BlockKind::Headline, "Head"),
        (BlockKind::Body, "It held 1,400\u{a0}TB & more.\nThen 5-year"),
        (BlockKind::Item, "one"),
        (BlockKind::Quote, "said"),
        (BlockKind::Table, "a | b"),
        (BlockKind::Table, "1 | 2"),
        (BlockKind::Caption, "At work"),
    ];
    assert_eq!(blocks(&draft), expected);
}

#[test]
fn places_in_word_are_paragraphs() {
    let draft =
        docx(&(paragraph("Headline") + "<w:p/>" + &paragraph("First é.") + &paragraph("Now 1,400 TB.")));
    assert!(draft.by_paragraph);
    assert_eq!(draft.written(), "Headline\nFirst é.\nNow 1,400 TB.");
    let span = draft.written_span(find(&draft, "1,400 TB"));
    assert_eq!(span.of(draft.written()), "1,400 TB");
    let place = Lines::of(draft.written()).place(draft.written(), span.start);
    assert_eq!((place.line, place.column), (3, 5));
    assert_eq!(draft.file_span(find(&draft, "1,400 TB")), span);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let draft = docx(
        r#"<w:p><w:r><w:t xml:space="preserve">It held </w:t></w:r>
            <w:del w:id="1"><w:r><w:delText>400</w:delText></w:r></w:del>
            <w:ins w:id="2"><w:r><w:t>1,400</w:t></w:r></w:ins>
            <w:moveFrom w:id="3"><w:r><w:t>300</w:t></w:r></w:moveFrom>
            <w:moveTo w:id="4"><w:r><w:t xml:space="preserve"> TB</w:t></w:r></w:moveTo>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>200</w:t></w:r>
            <w:r><w:rPr><w:strike/></w:rPr><w:t>100</w:t></w:r>
            <w:r><w:rPr><w:strike w:val="0"/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>.</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>
        <w:p><w:r><w:t>sentence.</w:t></w:r></w:p>"#,
    );
    assert_eq!(draft.written(), "It held 1,400 TB.\nOne sentence.");
}

#[test]
fn fields_boxes_and_notes_of_word() {
    let body = r#"<w:p><w:r><w:t>Up</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>
        <mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box: 7</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box: 7</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>
        <w:r><w:instrText>PAGE 11</w:instrText></w:r><w:r><w:t xml:space="preserve"> 5 km</w:t></w:r></w:p>"#;
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_string()),
        ("_rels/.rels", r#"<R><R Type="a/officeDocument" Target="/doc/main.xml"/></R>"#.to_string()),
        ("doc/main.xml", word_part("document", &format!("<w:body>{body}</w:body>"))),
        (
            "doc/_rels/main.xml.rels",
            r#"<R><R Type="a/footnotes" Target="notes.xml"/><R Type="a/endnotes" Target="none.xml"/></R>"#
                .to_string(),
        ),
        (
            "doc/notes.xml",
            word_part(
                "footnotes",
                r#"<w:footnote w:type="separator"><w:p><w:r><w:t>8</w:t></w:r></w:p></w:footnote>
                   <w:footnote w:id="1"><w:p><w:r><w:t>In May.</w:t></w:r></w:p></w:footnote>"#,
            ),
        ),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let draft = read(package(&parts), Format::Word).expect("a Word file");
    assert_eq!(draft.written(), "Up 5 km\nIn a box: 7\nIn May.");
}

#[test]
fn paragraphs_of_open_document() {
    let styles = r#"<style:style style:name="P1" style:parent-style-name="Quotations"/>
        <style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <style:style style:name="T2"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="T3"><style:text-properties style:text-line-through-style="none"/></style:style>"#;
    let text = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>400</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p text:style-name="Title">Big news</text:p>
        <text:h text:outline-level="1">Head</text:h>
        <text:p>It held <text:change text:change-id="c"/><text:span text:style-name="T3">1,400</text:span><text:s text:c="4000000000"/>TB<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body></text:note>
            &amp; more.<text:line-break/>Then<text:tab/>5.<text:span text:style-name="T1">300</text:span><text:span text:style-name="T2">200</text:span><office:annotation><text:p>100</text:p></office:annotation></text:p>
        <text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>
        <text:p text:style-name="P1">said</text:p>
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
        <text:p><draw:frame><draw:text-box><text:p text:style-name="Illustration">At work</text:p></draw:text-box><svg:desc>500</svg:desc></draw:frame></text:p>"#;
    let draft = odt(styles, text);
    let expected = [
        (BlockKind::Headline, "Big news"),
        (BlockKind::Headline, "Head"),
        (BlockKind::Body, "It held 1,400 TB & more.\nThen 5."),
        (BlockKind::Item, "one"),
        (BlockKind::Quote, "said"),
        (BlockKind::Table, "a | b"),
        (BlockKind::Body, "In May."),
        (BlockKind::Caption, "At work"),
    ];
    assert_eq!(blocks(&draft), expected);
    assert!(draft.by_paragraph);
}

#[test]
fn a_wrong_name_is_no_trouble() {
    assert_eq!(read(word(&paragraph("5 km")), Format::OpenDocument).expect("a Word file").text, "5 km");
    let file = open_document("", "<text:p>5 km</text:p>");
    assert_eq!(read(file, Format::Word).expect("an OpenDocument file").text, "5 km");
}

#[test]
fn what_is_no_document_is_told() {
    let why = |bytes: &[u8], format| read(bytes.to_vec(), format).map(|_| ()).expect_err("no draft");
    for (bytes, words) in [
        (b"It held 5 km.".as_slice(), "not a Word or OpenDocument file"),
        (b"", "not a Word or OpenDocument file"),
        (b"PK\x03\x04", "not a Word or OpenDocument file"),
        (b"\xD0\xCF\x11\xE0\xA1", "an old Word file, or one with a password"),
    ] {
        assert!(why(bytes, Format::Word).starts_with(words), "{}", why(bytes, Format::Word));
    }
    assert!(why(&package(&[("a.txt", "5 km")]), Format::Word).contains("there is no word/document.xml"));
    assert!(why(b"\xD0\xCF\x11\xE0\xA1", Format::Plain).starts_with("an old Word file"));
    assert!(why(b"{\\rtf1 5 km}", Format::Plain).starts_with("rich text"));
    assert!(why(b"%PDF-1.7", Format::Plain).starts_with("a PDF"));
    assert!(why(&word(""), Format::Plain).starts_with("a zip archive"));
}

#[test]
fn broken_xml_is_told_with_its_place() {
    for (body, words) in [
        ("<w:p><w:r>", "word/document.xml, at byte "),
        ("<w:p></w:r>", "word/document.xml, at byte "),
        ("<w:p>&#xFFFFFFFF;</w:p>", "word/document.xml, at byte "),
        ("<w:p>5 & 6</w:p>", "word/document.xml, at byte "),
        ("<w:p", "word/document.xml, at byte "),
    ] {
        let why = read(word(body), Format::Word).map(|_| ()).expect_err("broken");
        assert!(why.starts_with("broken XML in ") && why.contains(words), "{body}: {why}");
    }
    let cut = package(&[("word/document.xml", "<w:document><w:p>")]);
    let why = read(cut, Format::Word).map(|_| ()).expect_err("broken");
    assert!(why.ends_with("it ends in the middle"), "{why}");
}

#[test]
fn deep_nesting_is_told() {
    let deep = "<w:sdt>".repeat(100_000) + &"</w:sdt>".repeat(100_000);
    let why = read(word(&deep), Format::Word).map(|_| ()).expect_err("too deep");
    assert!(why.ends_with("nested deeper than 256"), "{why}");
    let why = read(open_document("", &deep), Format::OpenDocument).map(|_| ()).expect_err("too deep");
    assert!(why.ends_with("nested deeper than 256"), "{why}");
}

#[test]
fn a_zip_bomb_is_told() {
    let bomb = word(&" ".repeat(65 << 20));
    assert!(bomb.len() < 1 << 20);
    let why = read(bomb, Format::Word).map(|_| ()).expect_err("too large");
    assert_eq!(why, "word/document.xml is larger than 64 MiB unpacked");
}

#[test]
fn a_size_that_lies_is_no_trouble() {
    let mut file = word(&paragraph("5 km"));
    // The unpacked size in the central directory, said to be four gigabytes.
    let directory = file.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("there");
    file[directory + 24..directory + 28].copy_from_slice(&0xFFFF_FFF0u32.to_le_bytes());
    match read(file, Format::Word) {
        Ok(draft) => assert_eq!(draft.text, "5 km"),
        Err(why) => assert!(why.contains("word/document.xml") || why.starts_with("not a Word"), "{why}"),
    }
}

#[test]
fn entities_of_a_document_type_are_never_expanded() {
    let laughs = r#"<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
        <w:document><w:body><w:p><w:r><w:t>It held &c; 5 km.</w:t></w:r></w:p></w:body></w:document>"#;
    let draft = read(package(&[("word/document.xml", laughs)]), Format::Word).expect("a Word file");
    assert_eq!(draft.text, "It held \u{FFFC} 5 km.");
}

#[test]
fn a_damaged_file_is_a_draft_or_a_reason() {
    let whole =
        [word(&paragraph("It held 1,400 TB.")), open_document("", "<text:p>It held 1,400 TB.</text:p>")];
    for file in &whole {
        for cut in 0..file.len() {
            assert!(read(file[..cut].to_vec(), Format::Word).map_or_else(|why| !why.is_empty(), |_| true));
        }
        for at in 0..file.len() {
            for change in [0x01, 0x80, 0xFF] {
                let mut damaged = file.clone();
                damaged[at] ^= change;
                if let Ok(draft) = read(damaged, Format::Word) {
                    assert!(draft.text.len() < 4096, "{at}");
                }
            }
        }
    }
}
