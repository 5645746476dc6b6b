//! Markdown: the words a reader sees, without markup, each mapped back.
//!
//! Emphasis, soft breaks and entities inside a figure are transparent. Code, bare addresses, deleted text and
//! HTML are not read; where they stand among words, one U+FFFC (the object replacement character) stands for
//! them, so that what is before and behind does not grow together.

use super::{Block, BlockKind, Draft, date, front, map::Map};
use crate::span::Span;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a Markdown text.
pub(super) fn read(written: String) -> Draft {
    let mut reader = Reader { written: &written, ..Reader::default() };
    let body = reader.front_matter();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(written.get(body..).unwrap_or(""), options);
    for (event, range) in parser.into_offset_iter() {
        reader.event(&event, range.start + body..range.end + body);
    }
    reader.close();
    let Reader { text, blocks, map: markup, date, notes, .. } = reader;
    Draft { text, date, blocks, notes, markup, written: Some(written), encoding: Map::default() }
}

#[derive(Default)]
struct Reader<'a> {
    written: &'a str,
    text: String,
    map: Map,
    blocks: Vec<Block>,
    date: Option<jiff::civil::Date>,
    notes: Vec<String>,
    /// Where the open block begins in `text`.
    open: Option<u32>,
    /// The kinds of the blocks and containers we are inside of.
    kinds: Vec<BlockKind>,
    /// How many elements deep we are in one whose text is not read.
    unread: usize,
    /// The next cell is not the first of its row.
    cells: bool,
}

impl Reader<'_> {
    /// Reads the keys of the front matter that speak to a reader, and gives where the document begins.
    fn front_matter(&mut self) -> usize {
        let Some(front) = front::read(self.written) else { return 0 };
        let mut dateline = None;
        for (key, value, span) in &front.entries {
            let kind = match key.as_str() {
                "title" | "headline" => BlockKind::Headline,
                "standfirst" | "subtitle" | "description" | "summary" => BlockKind::Standfirst,
                "date" | "dateline" => match date::parse(value) {
                    Some(day) if dateline.is_none() || key == "dateline" => {
                        dateline = Some(day);
                        continue;
                    }
                    Some(_) => continue,
                    None => BlockKind::Dateline,
                },
                _ => continue,
            };
            if !value.is_empty() && !value.starts_with(['|', '>', '[', '{']) {
                self.kinds.push(kind);
                self.words(value, span.start as usize..span.end as usize);
                self.close();
                self.kinds.pop();
            }
        }
        self.date = dateline;
        front.end
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(words) => self.words(words, range),
            Event::SoftBreak => self.words(" ", range),
            Event::HardBreak => self.words("\n", range),
            Event::Code(_) => self.object(range),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br")) => {
                self.words("\n", range);
            }
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if self.unread > 0 {
            self.unread += 1;
            return;
        }
        let inherited = self.kinds.last().copied().unwrap_or(BlockKind::Body);
        let kind = match tag {
            Tag::Heading { .. } => BlockKind::Headline,
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::Item => BlockKind::Item,
            Tag::Image { .. } => BlockKind::Caption,
            Tag::TableHead | Tag::TableRow => {
                self.cells = false;
                BlockKind::Table
            }
            Tag::Paragraph | Tag::FootnoteDefinition(_) => inherited,
            Tag::TableCell => {
                if std::mem::replace(&mut self.cells, true) {
                    self.words(" | ", range.start..range.start);
                }
                return;
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.object(range);
                self.unread = 1;
                return;
            }
            Tag::Strikethrough if self.written.get(range).is_some_and(|w| w.starts_with("~~")) => {
                self.unread = 1;
                return;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close();
                self.unread = 1;
                return;
            }
            _ => return,
        };
        self.close();
        self.kinds.push(kind);
    }

    fn end(&mut self, tag: TagEnd) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        let block = matches!(
            tag,
            TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::Item
                | TagEnd::Image
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::Paragraph
                | TagEnd::FootnoteDefinition
        );
        if block {
            self.close();
            self.kinds.pop();
        }
    }

    /// Text that was written at `range`, as it stands or with an entity or a break made plain.
    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.unread > 0 || words.is_empty() {
            return;
        }
        if self.open.is_none() {
            if !self.text.is_empty() {
                self.map.push((self.text.len() as u32, 1), (range.start as u32, 0));
                self.text.push_str("\n\n");
            }
            self.open = Some(self.text.len() as u32);
        }
        let (to, from) = (self.text.len() as u32, range.start as u32);
        if self.written.get(range.clone()) == Some(words) {
            self.map.push((to, 1), (from, 1));
        } else if range.is_empty() {
            self.map.push((to, 1), (from, 0));
        } else {
            self.map.push((to, words.len() as u32), (from, range.len() as u32));
        }
        self.text.push_str(words);
    }

    /// Something that stands among the words but is not read.
    fn object(&mut self, range: Range<usize>) {
        self.words("\u{FFFC}", range);
    }

    /// Ends the open block.
    fn close(&mut self) {
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Body);
        if let Some(start) = self.open.take() {
            self.blocks.push(Block { span: Span::new(start, self.text.len() as u32), kind });
        }
    }
}
