//! One page a run, self-contained: each draft with its figures marked, and beside each paragraph what its claims
//! come to. It asks nothing of the network, and says so to the browser.
//!
//! A mark and its card are joined by a number, as a footnote is, so that the page works on paper, by keyboard
//! and read aloud; the script only adds comfort. The filter is style alone.

mod card;
mod marks;

use super::{Document, Lost, Totals, text::plural, worksheet};
use crate::{api::PlainFigure, finding::Report, source::BlockKind, span::Span};
use card::Card;
use marks::Marks;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The verdicts in the order of the filter: class, name on a card, name after a number, and what it means.
const VERDICTS: [(&str, &str, &str, &str); 4] = [
    ("contradicts", "Contradicted", "contradicted", "no reading of the figures gives what the words claim"),
    ("loose", "Loose", "loose", "only rounder figures than those printed give what the words claim"),
    ("holds", "Holds", "hold", "the figures give what the words claim"),
    ("unverified", "Unverified", "unverified", "it is not clear which figures the words speak of"),
];

/// One draft of the page.
#[derive(Clone, Debug)]
pub struct Section {
    name: String,
    /// How many claims have each verdict.
    claims: [usize; VERDICTS.len()],
    /// Figures that no claim speaks of.
    others: usize,
    unread: bool,
    body: String,
}

/// The section of one draft; `figures` is all that was read in it.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report, figures: &[PlainFigure]) -> Section {
    let cards = card::of(report);
    let mut claims = [0; VERDICTS.len()];
    for card in &cards {
        claims
            .iter_mut()
            .zip(VERDICTS)
            .filter(|(_, verdict)| verdict.0 == card.verdict)
            .for_each(|(n, _)| *n += 1);
    }
    let text = document.draft.text.as_str();
    let marks = Marks::of(&cards, figures);
    let mut body = String::new();
    // A row is a paragraph with cards, the cards, and the paragraphs without any that follow it, which so stand
    // beside the cards where there is room. A headline stays with what it is over.
    let mut rest = None;
    for (span, kind) in stretches(document) {
        let here: Vec<&Card<'_>> =
            cards.iter().filter(|card| span.start <= card.span.start && card.span.start < span.end).collect();
        if !here.is_empty() || rest.is_none() || kind == BlockKind::Headline {
            body += row_end(rest);
            body += "<div class=\"row\">\n";
            rest = Some(false);
        } else if rest == Some(false) {
            body += "<div class=\"rest\">\n";
            rest = Some(true);
        }
        let (tag, class) = element(kind);
        // Writing to a string does not fail.
        let _ = writeln!(body, "<{tag} class=\"{class}\">{}</{tag}>", marks.shown(text, span));
        if !here.is_empty() {
            body += "<div class=\"cards\">\n";
            here.iter().for_each(|card| body += &card.shown(document));
            body += "</div>\n";
        }
    }
    body += row_end(rest);
    for note in &document.draft.notes {
        let _ = writeln!(body, "<p class=\"told\">{}</p>", escaped(note));
    }
    body += &sheet(document, figures);
    Section { name: document.name.to_string(), claims, others: marks.others, unread: false, body }
}

/// What ends a row, if one is open; true says that its further paragraphs are, too.
fn row_end(rest: Option<bool>) -> &'static str {
    match rest {
        None => "",
        Some(false) => "</div>\n",
        Some(true) => "</div>\n</div>\n",
    }
}

/// The section of a draft that could not be read.
#[must_use]
pub fn lost(lost: &Lost) -> Section {
    let body = format!("<p class=\"told\">could not be read: {}</p>\n", escaped(&lost.why));
    Section { name: lost.name.clone(), claims: [0; VERDICTS.len()], others: 0, unread: true, body }
}

/// The page.
#[must_use]
pub fn file(sections: &[Section], totals: &Totals) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n{GENERATOR}{}\">\n\
         <title>Figures checked: {}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#drafts\">Skip to the drafts</a>\n",
        env!("CARGO_PKG_VERSION"),
        escaped(&title(sections)),
    );
    let summary = super::text::summary(totals.drafts, totals.counts, false);
    let _ =
        writeln!(out, "<h1>Figures checked</h1>\n<p class=\"summary\">{}</p>", escaped(summary.trim_end()));
    out += &filter(sections);
    if sections.len() > 1 {
        out += &contents(sections);
    }
    out += "<main id=\"drafts\" tabindex=\"-1\">\n";
    for (n, section) in sections.iter().enumerate() {
        // The ids of a draft were made without knowing its place in the run.
        let body = section.body.replace(ID, &format!("d{}", n + 1));
        let _ = writeln!(
            out,
            "<section class=\"draft\" aria-labelledby=\"d{0}\">\n<h2 id=\"d{0}\">{1}</h2>\n{body}</section>",
            n + 1,
            escaped(&section.name),
        );
    }
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// Whether a file is such a page: it lies about among the drafts, and is none.
#[must_use]
pub fn is_page(file: &[u8]) -> bool {
    let head = file.get(..HEAD).unwrap_or(file);
    head.starts_with(b"<") && memchr::memmem::find(head, GENERATOR.as_bytes()).is_some()
}

/// What every page says of itself near its beginning, up to the version.
const GENERATOR: &str = "<meta name=\"generator\" content=\"figcheck ";
/// A page says so within this many bytes.
const HEAD: usize = 1024;

/// Stands for the draft's place in the run, in all ids. No text of a draft holds it: control characters are not
/// let through.
const ID: &str = "\u{1}";

fn title(sections: &[Section]) -> String {
    match sections {
        [one] => one.name.clone(),
        _ => plural(sections.len(), "draft"),
    }
}

fn filter(sections: &[Section]) -> String {
    let mut out = String::from("<fieldset class=\"filter\">\n<legend>Show</legend>\n");
    for (i, (class, name, _, meaning)) in VERDICTS.iter().enumerate() {
        let n: usize = sections.iter().filter_map(|section| section.claims.get(i)).sum();
        let _ = writeln!(
            out,
            "<label class=\"{class}\" title=\"{meaning}\"><input type=\"checkbox\" id=\"show-{class}\" checked> <span>{name}</span> <b>{n}</b></label>"
        );
    }
    let others: usize = sections.iter().map(|section| section.others).sum();
    let _ = writeln!(
        out,
        "<label class=\"other\" title=\"figures that no claim speaks of\"><input type=\"checkbox\" id=\"show-other\" checked> <span>Other figures</span> <b>{others}</b></label>\n</fieldset>"
    );
    out
}

fn contents(sections: &[Section]) -> String {
    let mut out = String::from("<nav aria-label=\"Drafts\">\n<ul>\n");
    for (n, section) in sections.iter().enumerate() {
        let told: String = VERDICTS
            .iter()
            .zip(section.claims)
            .filter(|(_, claims)| *claims > 0)
            .map(|((class, _, name, _), claims)| format!(" <span class=\"{class}\">{claims} {name}</span>"))
            .chain(
                section.unread.then(|| " <span class=\"contradicts\">could not be read</span>".to_string()),
            )
            .collect();
        let _ = writeln!(out, "<li><a href=\"#d{}\">{}</a>{told}</li>", n + 1, escaped(&section.name));
    }
    out + "</ul>\n</nav>\n"
}

/// The blocks of a draft, and what stands between them.
fn stretches(document: &Document<'_>) -> Vec<(Span, BlockKind)> {
    let text = document.draft.text.as_str();
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let (mut all, mut done) = (Vec::new(), 0);
    for (span, kind) in
        document.draft.blocks.iter().map(|b| (b.span, b.kind)).chain([(Span::new(end, end), BlockKind::Body)])
    {
        let between = Span::new(done, span.start.max(done));
        if !between.of(text).trim().is_empty() {
            all.push((between, BlockKind::Body));
        }
        if !span.of(text).trim().is_empty() {
            all.push((span, kind));
        }
        done = done.max(span.end);
    }
    all
}

/// The element and class of a block.
fn element(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Headline => ("h3", "text headline"),
        BlockKind::Standfirst => ("p", "text standfirst"),
        BlockKind::Item => ("p", "text item"),
        BlockKind::Quote => ("blockquote", "text"),
        BlockKind::Caption => ("p", "text caption"),
        BlockKind::Table => ("p", "text cells"),
        _ => ("p", "text"),
    }
}

/// All figures of a draft, to tick off.
fn sheet(document: &Document<'_>, figures: &[PlainFigure]) -> String {
    let used: Vec<&PlainFigure> = figures.iter().filter(|figure| figure.skipped.is_none()).collect();
    if used.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "<details class=\"sheet\">\n<summary>All {}, to tick off</summary>\n<div class=\"wide\" tabindex=\"0\">\n<table>\n\
         <thead><tr><th scope=\"col\"><span class=\"vh\">Checked</span></th><th scope=\"col\">{}</th><th scope=\"col\">Words</th><th scope=\"col\">Value</th><th scope=\"col\">Unit</th><th scope=\"col\">Counts</th><th scope=\"col\">Kind</th></tr></thead>\n<tbody>\n",
        plural(used.len(), "figure"),
        if document.draft.by_paragraph { "Paragraph" } else { "Line" },
    );
    for figure in used {
        let words = escaped(&figure.text);
        let _ = writeln!(
            out,
            "<tr><td><input type=\"checkbox\" aria-label=\"checked: {words}\"></td><td class=\"n\">{}</td><td>{words}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            document.place(figure.span).line,
            escaped(&worksheet::value(figure)),
            escaped(&figure.measured_in()),
            escaped(figure.noun.as_deref().unwrap_or("")),
            escaped(&figure.kind),
        );
    }
    out + "</tbody>\n</table>\n</div>\n</details>\n"
}

/// Words as HTML: no markup, no control characters; what stands for code and addresses is shown as a box.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\u{FFFC}' => out.push('▫'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
