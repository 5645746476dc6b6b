//! OpenDocument text.
//!
//! Text that a tracked change took away is kept apart from the body, in `tracked-changes`, so the body is the
//! accepted text.

use super::{
    package::Package,
    xml::{Element, Piece, Xml},
};
use crate::source::{BlockKind, Draft, clean::Clean};
use std::collections::HashMap;

/// Elements whose text is not read.
const UNREAD: &[&str] = &[
    "annotation",
    "annotation-end",
    "bibliography-mark",
    "binary-data",
    "covered-table-cell",
    "desc",
    "forms",
    "hidden-paragraph",
    "hidden-text",
    "note-citation",
    "ruby-text",
    "script",
    "title",
    "tracked-changes",
];

/// What the text of a style is.
#[derive(Clone, Copy)]
struct Style {
    kind: BlockKind,
    /// Struck out, or not shown.
    hidden: bool,
}

/// Reads a document: its text, then text boxes and notes.
pub(super) fn read(package: &mut Package) -> Result<Draft, String> {
    let mut reader = Reader::default();
    if let Some(text) = package.text("styles.xml")? {
        reader.part(&text, "styles.xml")?;
    }
    if let Some(text) = package.text("content.xml")? {
        reader.part(&text, "content.xml")?;
        if reader.aside {
            reader.asides = true;
            reader.part(&text, "content.xml")?;
        }
    }
    Ok(reader.clean.paragraphs())
}

#[derive(Default)]
struct Reader {
    clean: Clean<'static>,
    styles: HashMap<String, Style>,
    /// The style being defined.
    style: Option<String>,
    body: bool,
    /// How many elements deep we are in one whose text is not read.
    unread: usize,
    /// Whether there are notes and text boxes; whether it is these that are read; how many we are inside of.
    aside: bool,
    asides: bool,
    inside: usize,
    /// How many items of lists we are inside of.
    items: usize,
    /// The open paragraphs, outermost first: what they are.
    paragraphs: Vec<BlockKind>,
    /// The open spans, outermost first: whether they are hidden.
    spans: Vec<bool>,
}

impl Reader {
    fn part(&mut self, text: &str, part: &str) -> Result<(), String> {
        let mut xml = Xml::of(text, part);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(_) if self.unread > 0 => self.unread += 1,
                Piece::Start(element) if self.body => self.start(&element),
                Piece::Start(element) => self.define(&element),
                Piece::End(_) if self.unread > 0 => self.unread -= 1,
                Piece::End(name) => self.end(&name),
                Piece::Text(words) => self.words(&words),
            }
        }
        self.clean.close();
        Ok(())
    }

    /// An element before the body: styles.
    fn define(&mut self, element: &Element<'_>) {
        match element.name() {
            "body" => self.body = true,
            "style" => {
                let name = element.get("name").unwrap_or_default();
                let shown = element.get("display-name").unwrap_or_else(|| name.replace("_20_", " "));
                let own = Style { kind: super::kind(&shown), hidden: false };
                let parent = element.get("parent-style-name").map(|parent| self.named(&parent));
                let style = parent.filter(|_| own.kind == BlockKind::Body).unwrap_or(own);
                self.styles.insert(name.clone(), style);
                self.style = Some(name);
            }
            "text-properties" => {
                let through =
                    ["text-line-through-style", "text-line-through-type"].map(|name| element.get(name));
                let struck = through.iter().flatten().any(|value| value != "none");
                let hidden = struck || element.get("display").is_some_and(|value| value == "none");
                if let Some(style) = self.style.as_ref().and_then(|name| self.styles.get_mut(name)) {
                    style.hidden |= hidden;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            name if UNREAD.contains(&name) => self.unread = 1,
            "note-body" | "text-box" => {
                self.aside = true;
                self.inside += usize::from(self.asides);
                self.unread = usize::from(!self.asides);
            }
            "p" => {
                let Style { kind, hidden } = self.styled(element);
                let item = kind == BlockKind::Body && self.items > 0;
                self.paragraphs.push(if item { BlockKind::Item } else { kind });
                self.spans.push(hidden);
            }
            "h" => {
                self.paragraphs.push(BlockKind::Headline);
                self.spans.push(self.styled(element).hidden);
            }
            "span" => self.spans.push(self.styled(element).hidden),
            "list-item" | "list-header" => self.items += 1,
            _ if !self.reads() => {}
            "table-row" => self.clean.enter_row(),
            "table-cell" => self.clean.enter_cell(0),
            "s" | "tab" => self.clean.space(0..0),
            "line-break" => self.clean.line(0..0),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "body" => self.body = false,
            "style" => self.style = None,
            "note-body" | "text-box" => self.inside = self.inside.saturating_sub(1),
            "p" | "h" => {
                if let Some(kind) = self.paragraphs.pop()
                    && self.in_scope()
                {
                    self.clean.edge(kind);
                }
                self.spans.pop();
            }
            "span" => {
                self.spans.pop();
            }
            "list-item" | "list-header" => self.items = self.items.saturating_sub(1),
            _ if !self.in_scope() => {}
            "table-row" => self.clean.leave(),
            "table-cell" => self.clean.leave_cell(),
            _ => {}
        }
    }

    /// Words of a paragraph; white space in the XML is one space.
    fn words(&mut self, words: &str) {
        if self.paragraphs.is_empty() || self.unread > 0 || !self.reads() {
            return;
        }
        for run in words.split_inclusive([' ', '\n', '\r', '\t']) {
            let word = run.trim_end_matches([' ', '\n', '\r', '\t']);
            self.clean.words(word, 0..0);
            if word.len() < run.len() {
                self.clean.space(0..0);
            }
        }
    }

    fn styled(&self, element: &Element<'_>) -> Style {
        self.named(&element.get("style-name").unwrap_or_default())
    }

    fn named(&self, style: &str) -> Style {
        let known = self.styles.get(style).copied();
        known.unwrap_or_else(|| Style { kind: super::kind(&style.replace("_20_", " ")), hidden: false })
    }

    /// Whether we are in the part of the text that is read in this pass.
    fn in_scope(&self) -> bool {
        !self.asides || self.inside > 0
    }

    /// Whether the words here are read.
    fn reads(&self) -> bool {
        self.in_scope() && !self.spans.contains(&true)
    }
}
