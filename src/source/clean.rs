//! The clean text of a draft in the making: what the readers of marked-up formats write into.
//!
//! Each stretch of words says which bytes of the written text it was read from. Words put together form a
//! block until the block is closed; an empty line parts it from the next one.

use super::{Block, BlockKind, Draft, map::Map};
use crate::span::Span;
use std::ops::Range;

/// What stands for something among the words that is not read (code, a picture), so that what is before and
/// behind does not grow together: the object replacement character.
pub(super) const OBJECT: &str = "\u{FFFC}";

/// What parts the cells of a row.
pub(super) const CELL: &str = " | ";

/// A clean text, its blocks and its map, so far.
#[derive(Default)]
pub(super) struct Clean<'a> {
    written: &'a str,
    text: String,
    map: Map,
    blocks: Vec<Block>,
    /// Where the open block begins in `text`.
    open: Option<u32>,
    /// White space seen since the last words: what stands for it, and where it was. It is written only
    /// when more words follow in the same block.
    gap: Option<(&'static str, Range<usize>)>,
    /// The kinds of the containers we are inside of.
    kinds: Vec<BlockKind>,
    /// How many cells we are inside of, and the innermost row and cell.
    cells: usize,
    row: Row,
}

/// Where we are in a row of a table.
#[derive(Clone, Copy, Default)]
struct Row {
    /// The next cell is not the first.
    later: bool,
    /// The cell has words.
    worded: bool,
    /// A block has ended behind them.
    ended: bool,
}

impl<'a> Clean<'a> {
    /// Nothing yet, to be read from `written`.
    pub(super) fn of(written: &'a str) -> Self {
        Clean { written, ..Clean::default() }
    }

    /// Words that were written at `range`, as they stand or with an entity or a break made plain.
    pub(super) fn words(&mut self, words: &str, range: Range<usize>) {
        if words.is_empty() {
            return;
        }
        if self.cells > 0 && !words.trim().is_empty() {
            self.row.worded = true;
            if std::mem::take(&mut self.row.ended) {
                self.close();
            }
        }
        if self.open.is_none() {
            if !self.text.is_empty() {
                self.map.push((self.len(), 1), (range.start as u32, 0));
                self.text.push_str("\n\n");
            }
            self.open = Some(self.len());
        }
        if let Some((gap, from)) = self.gap.take() {
            self.map.push((self.len(), gap.len() as u32), (from.start as u32, from.len() as u32));
            self.text.push_str(gap);
        }
        let (to, from) = (self.len(), range.start as u32);
        if self.written.get(range.clone()) == Some(words) {
            self.map.push((to, 1), (from, 1));
        } else if range.is_empty() {
            self.map.push((to, 1), (from, 0));
        } else {
            self.map.push((to, words.len() as u32), (from, range.len() as u32));
        }
        self.text.push_str(words);
    }

    /// The written words at `range`, each run of white space among them made one space.
    pub(super) fn flow(&mut self, range: Range<usize>) {
        let written = self.written.get(range.clone()).unwrap_or("");
        let mut at = range.start;
        let space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for run in written.split_inclusive(space) {
            let words = run.trim_end_matches(space);
            self.words(words, at..at + words.len());
            if words.len() < run.len() {
                self.space(at + words.len()..at + run.len());
            }
            at += run.len();
        }
    }

    /// White space between words. At the edges of a block it is nothing.
    pub(super) fn space(&mut self, range: Range<usize>) {
        self.white(" ", range);
    }

    /// The end of a line that is not the end of the block.
    pub(super) fn line(&mut self, range: Range<usize>) {
        self.white("\n", range);
    }

    fn white(&mut self, gap: &'static str, range: Range<usize>) {
        match &mut self.gap {
            _ if self.open.is_none() || (self.cells > 0 && !self.row.worded) => {}
            Some((known, from)) => {
                *known = if *known == "\n" { "\n" } else { gap };
                from.end = range.end.max(from.end);
            }
            none => *none = Some((gap, range)),
        }
    }

    /// Something that stands among the words but is not read.
    pub(super) fn object(&mut self, range: Range<usize>) {
        self.words(OBJECT, range);
    }

    /// Goes into a row of a table.
    pub(super) fn enter_row(&mut self) {
        self.enter(BlockKind::Table);
        self.row = Row::default();
    }

    /// Goes into a cell, which begins at byte `at`.
    pub(super) fn enter_cell(&mut self, at: usize) {
        self.cells += 1;
        let later = std::mem::replace(&mut self.row, Row { later: true, ..Row::default() }).later;
        if later && self.is_open() {
            self.gap = None;
            self.words(CELL, at..at);
            self.row.worded = false;
        }
    }

    /// Leaves a cell.
    pub(super) fn leave_cell(&mut self) {
        self.cells = self.cells.saturating_sub(1);
        self.row.ended = false;
    }

    /// The edge of a block. A cell often holds one paragraph, which does not part it from the other cells of
    /// its row; but where more words follow in the cell, they are another block.
    pub(super) fn edge(&mut self, kind: BlockKind) {
        if self.cells == 0 {
            self.close_as(kind);
        } else {
            self.row.ended = self.row.worded;
        }
    }

    /// Whether there are no words yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the open block, one of the kind that we are inside of.
    pub(super) fn close(&mut self) {
        self.close_as(self.kind());
    }

    /// Ends the open block, one of this kind.
    pub(super) fn close_as(&mut self, kind: BlockKind) {
        self.gap = None;
        if let Some(start) = self.open.take() {
            self.blocks.push(Block { span: Span::new(start, self.len()), kind });
        }
    }

    /// Goes into a container: blocks are of this kind until it is left.
    pub(super) fn enter(&mut self, kind: BlockKind) {
        self.close();
        self.kinds.push(kind);
    }

    /// Leaves the innermost container.
    pub(super) fn leave(&mut self) {
        self.close();
        self.kinds.pop();
    }

    /// The kind of the innermost container.
    pub(super) fn kind(&self) -> BlockKind {
        self.kinds.last().copied().unwrap_or_default()
    }

    /// The draft, but for the text that it was read from.
    pub(super) fn draft(mut self) -> Draft {
        self.close();
        Draft { text: self.text, blocks: self.blocks, markup: self.map, ..Draft::default() }
    }

    /// The draft of a file that has no lines of its own: what people are shown is a line a paragraph.
    pub(super) fn paragraphs(mut self) -> Draft {
        self.close();
        let (mut written, mut markup) = (String::with_capacity(self.text.len()), Map::default());
        for block in &self.blocks {
            if !written.is_empty() {
                written.push('\n');
            }
            markup.push((block.span.start, 1), (written.len() as u32, 1));
            written.extend(block.span.of(&self.text).chars().map(|c| if c == '\n' { ' ' } else { c }));
            markup.push((block.span.end, 1), (written.len() as u32, 0));
        }
        let written = Some(written);
        Draft {
            text: self.text,
            blocks: self.blocks,
            markup,
            written,
            by_paragraph: true,
            ..Draft::default()
        }
    }

    fn len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}
