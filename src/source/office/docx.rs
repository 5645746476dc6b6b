//! Word's WordprocessingML.

use super::{
    package::Package,
    xml::{Element, Piece, Xml},
};
use crate::source::{
    BlockKind, Draft,
    clean::{Clean, OBJECT},
};
use std::collections::HashMap;

/// Elements whose text is not read: what a tracked change took away, the second form of a drawing, the reading
/// of ruby text, and properties as they were.
const UNREAD: &[&str] = &[
    "Fallback",
    "delText",
    "instrText",
    "pPrChange",
    "rPrChange",
    "rt",
    "sdtPr",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
];

/// Reads a document: its text, then text boxes, then footnotes and endnotes.
pub(super) fn read(package: &mut Package) -> Result<Draft, String> {
    let main = package.related("")?.remove("officeDocument");
    let main = main.unwrap_or_else(|| "word/document.xml".to_string());
    let Some(document) = package.text(&main)? else {
        return Err(format!("not a Word or OpenDocument file: there is no {main} in it"));
    };
    let mut related = package.related(&main)?;
    let styles = match related.remove("styles").map(|part| (package.text(&part), part)) {
        Some((text, part)) => styles(&text?.unwrap_or_default(), &part)?,
        None => HashMap::new(),
    };
    let mut reader = Reader { styles, ..Reader::default() };
    reader.part(&document, &main)?;
    if reader.boxed {
        reader.boxes = true;
        reader.part(&document, &main)?;
        reader.boxes = false;
    }
    drop(document);
    for notes in ["footnotes", "endnotes"] {
        let Some(part) = related.remove(notes) else { continue };
        if let Some(text) = package.text(&part)? {
            reader.part(&text, &part)?;
        }
    }
    Ok(reader.clean.paragraphs())
}

/// What the paragraphs of each style are.
fn styles(text: &str, part: &str) -> Result<HashMap<String, BlockKind>, String> {
    let (mut styles, mut id) = (HashMap::new(), None);
    let mut xml = Xml::of(text, part);
    while let Some(piece) = xml.next()? {
        let Piece::Start(element) = piece else { continue };
        match element.name() {
            "style" => id = element.get("styleId"),
            "name" => {
                if let (Some(id), Some(name)) = (id.take(), element.get("val")) {
                    styles.insert(id, super::kind(&name));
                }
            }
            _ => {}
        }
    }
    Ok(styles)
}

#[derive(Default)]
struct Reader {
    clean: Clean<'static>,
    styles: HashMap<String, BlockKind>,
    /// How many elements deep we are in one whose text is not read.
    unread: usize,
    /// Whether there are text boxes; whether it is these that are read; how many we are inside of.
    boxed: bool,
    boxes: bool,
    inside: usize,
    /// Whether we are in the properties of a paragraph, a run, a row; in the text of a run.
    of_paragraph: bool,
    of_run: bool,
    of_row: bool,
    text: bool,
    /// The paragraph: what it is, and whether its end was deleted, so that it goes on in the next.
    kind: BlockKind,
    joined: bool,
    /// The run is hidden or struck out; the row was deleted.
    hidden: bool,
    deleted: bool,
}

impl Reader {
    fn part(&mut self, text: &str, part: &str) -> Result<(), String> {
        let mut xml = Xml::of(text, part);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(_) if self.unread > 0 => self.unread += 1,
                Piece::Start(element) => self.start(&element),
                Piece::End(_) if self.unread > 0 => self.unread -= 1,
                Piece::End(name) => self.end(&name),
                Piece::Text(words) => self.words(&words),
            }
        }
        self.clean.close();
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            name if UNREAD.contains(&name) => self.unread = 1,
            "txbxContent" => {
                self.boxed = true;
                self.inside += usize::from(self.boxes);
                self.unread = usize::from(!self.boxes);
            }
            // A separator between text and notes.
            "footnote" | "endnote" if element.get("type").is_some_and(|kind| kind != "normal") => {
                self.unread = 1
            }
            "p" => self.kind = self.clean.kind(),
            "pPr" => self.of_paragraph = true,
            "rPr" => self.of_run = true,
            "trPr" => self.of_row = true,
            _ if self.of_paragraph || self.of_run || self.of_row => self.property(element),
            "del" | "moveFrom" => self.unread = 1,
            "r" => self.hidden = false,
            "t" => self.text = true,
            "tr" => {
                self.deleted = false;
                self.clean.enter_row();
            }
            "tc" if self.deleted => self.unread = 1,
            "tc" => self.clean.enter_cell(0),
            _ if !self.reads() => {}
            "tab" | "ptab" => self.clean.space(0..0),
            "br" | "cr" => self.clean.line(0..0),
            "noBreakHyphen" => self.clean.words("-", 0..0),
            "sym" => self.clean.words(OBJECT, 0..0),
            _ => {}
        }
    }

    /// A property of a paragraph, of a run (which may be the end of a paragraph), or of a row.
    fn property(&mut self, element: &Element<'_>) {
        match element.name() {
            "pStyle" => {
                let style = element.get("val").unwrap_or_default();
                let named = self.styles.get(&style).copied();
                self.kind = named.unwrap_or_else(|| super::kind(&style));
            }
            "numPr" if self.kind == BlockKind::Body => self.kind = BlockKind::Item,
            "del" | "moveFrom" if self.of_row => self.deleted = true,
            "del" | "moveFrom" if self.of_paragraph => self.joined = true,
            "vanish" | "strike" | "dstrike" if !self.of_paragraph && element.is_on() => self.hidden = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "txbxContent" => self.inside = self.inside.saturating_sub(1),
            "pPr" => self.of_paragraph = false,
            "rPr" => self.of_run = false,
            "trPr" => self.of_row = false,
            "t" => self.text = false,
            "p" if std::mem::take(&mut self.joined) => {}
            "p" => self.clean.edge(self.kind),
            "tc" => self.clean.leave_cell(),
            "tr" => self.clean.leave(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.text && self.unread == 0 && self.reads() {
            self.clean.words(&words.replace(['\n', '\r', '\t'], " "), 0..0);
        }
    }

    /// Whether the words of the run are read.
    fn reads(&self) -> bool {
        !self.hidden && (!self.boxes || self.inside > 0)
    }
}
