//! One text in every format: the same findings, each at the right place.

use crate::package::{open_document, word};
use figcheck::{
    api::Checker,
    source::{Draft, Format, jsonl, read},
};

/// The text, a paragraph each.
const TEXT: [&str; 4] = [
    "Port grows fast",
    "The port more than quadrupled its freight in a year, from 400 tonnes to 1,400 tonnes.",
    "The café’s sales rose 35%, from £4.5bn in 2024 to £5bn in 2025.",
    "The wreck lies 10 miles (26 km) off the coast.",
];

const PLAIN: &str = "\
Port grows fast

The port more than quadrupled its freight in a year, from 400 tonnes to 1,400 tonnes.

The café’s sales rose 35%, from £4.5bn in 2024 to £5bn in 2025.

The wreck lies 10 miles (26 km) off the coast.
";

const MARKDOWN: &str = "\
# Port grows fast

The port **more than quadrupled** its freight
in a year, from [400](https://example.org/9) tonnes to 1,400&nbsp;*tonnes*.

- The caf&eacute;’s sales rose 35\\%, from &pound;4.5bn in 2024 to £5bn in 2025.

| The wreck lies 10 **miles** (26&#32;km) off the coast. | 7 |
|---|---|
";

const HTML: &str = "\
<!doctype html>\n<title>Port: 12 facts</title><nav>3 more</nav><article>
<h1>Port grows fast</h1>
<p>The port <b>more than quadrupled</b> its freight
   in a year, from <a href='/9'>400</a> tonnes to 1,400&nbsp;<i>tonnes</i>.</p>
<ul><li>The caf&eacute;&rsquo;s sales rose 35%, from &pound;4.5bn in 2024 to £5bn in 2025.</ul>
<table><tr><td>The wreck lies 10 <b>miles</b> (26<!-- 16 --> km) off the coast.<td>7</table></article>
";

const RST: &str = "\
Port grows fast
===============

The port **more than quadrupled** its freight
in a year, from `400 <https://example.org/9>`_ tonnes to 1,400 *tonnes*.

* The café’s sales rose 35%,
  from £4.5bn in 2024 to £5bn in 2025.

.. note::

   The wreck lies 10 **miles** (26\\ :sup:` ` km) off the coast.
";

const ASCIIDOC: &str = "\
= Port grows fast

The port *more than quadrupled* its freight
in a year, from https://example.org/9[400] tonnes to 1,400{nbsp}_tonnes_.

* The café’s sales rose 35%,
from &pound;4.5bn in 2024 to £5bn in 2025.

|===
|The wreck lies 10 *miles* (26 km) off the coast. |7
|===
";

const LATEX: &str = r"
\documentclass[12pt]{article}
\title{Port grows fast}
\begin{document}
\maketitle
The port \textbf{more than quadrupled} its freight % 9
in a year, from \href{https://example.org/9}{400} tonnes to 1{,}400~\emph{tonnes}.

\begin{itemize}
\item The caf\'e's sales rose 35\%,
  from \pounds 4.5bn in 2024 to \pounds{}5bn in 2025.
\end{itemize}
\begin{tabular}{lr}
The wreck lies 10 \emph{miles} (26\,km) off the coast. & 7 \\
\end{tabular}
\end{document}
";

fn docx() -> Vec<u8> {
    let run = |words: &str| format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#);
    let split = |words: &str| {
        let (first, rest) = words.split_at(words.find("tonnes").unwrap_or(4));
        format!(
            r#"<w:p>{}<w:del w:id="1"><w:r><w:delText>1,300</w:delText></w:r></w:del>{}</w:p>"#,
            run(first),
            run(rest)
        )
    };
    word(&TEXT.map(split).concat())
}

fn odt() -> Vec<u8> {
    let paragraph = |words: &str| {
        let (first, rest) = words.split_at(words.find("tonnes").unwrap_or(4));
        format!("<text:p>{first}<text:span>{rest}</text:span></text:p>")
    };
    open_document("", &TEXT.map(paragraph).concat())
}

/// What a check says of a draft: the rule and the message, and the places it points at as they stand in the file.
fn findings(checker: &Checker, draft: &Draft) -> (Vec<String>, Vec<String>) {
    let report = checker.check(draft);
    let written = |span| {
        let words = draft.written_span(span);
        draft.written().get(words.start as usize..words.end as usize).expect("a span of the file").to_string()
    };
    let (mut said, mut places) = (Vec::new(), Vec::new());
    for finding in &report.findings {
        said.push(format!("{}: {}", finding.rule, finding.message.replace(['\u{a0}', '\u{202f}'], " ")));
        let mut here = vec![written(finding.span)];
        here.extend(finding.related.iter().map(|figure| written(figure.span)));
        places.push(format!("{}: {here:?}", finding.rule));
    }
    (said, places)
}

#[test]
fn one_text_in_every_format_gives_the_same_findings() {
    let checker = Checker::builtin();
    let json = serde_json::json!({"id": 1, "text": PLAIN}).to_string();
    let record = jsonl::read_line(json.as_bytes(), &jsonl::Fields::default()).expect("a record");
    let files = [
        ("markdown", MARKDOWN.as_bytes().to_vec(), Format::Markdown),
        ("html", HTML.as_bytes().to_vec(), Format::Html),
        ("rst", RST.as_bytes().to_vec(), Format::Rst),
        ("asciidoc", ASCIIDOC.as_bytes().to_vec(), Format::AsciiDoc),
        ("latex", LATEX.as_bytes().to_vec(), Format::Latex),
        ("docx", docx(), Format::Word),
        ("odt", odt(), Format::OpenDocument),
    ];
    let drafts = files.map(|(name, bytes, format)| (name, read(bytes, format).expect("a draft")));
    let (said, places) = findings(&checker, &Draft::plain(PLAIN));
    assert_eq!(said.len(), 3, "{said:?}");
    let mut shown = format!("{}\n\nplain\n{}\n", said.join("\n"), places.join("\n"));
    for (name, draft) in drafts.iter().chain([&("jsonl", record.draft)]) {
        let (again, places) = findings(&checker, draft);
        assert_eq!(again, said, "{name}");
        shown += &format!("\n{name}\n{}\n", places.join("\n"));
    }
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("source_formats", shown);
    });
}
