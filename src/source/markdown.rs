//! Markdown: the words a reader sees, without markup, each mapped back.
//!
//! Emphasis, soft breaks and entities inside a figure are transparent. Code, bare addresses, deleted text and
//! HTML are not read.

use super::{BlockKind, Draft, clean::Clean, front};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a Markdown text.
pub(super) fn read(written: &str) -> Draft {
    let mut clean = Clean::of(written);
    let (body, date) = front::head(written, &mut clean);
    let mut reader = Reader { written, clean, unread: 0 };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(written.get(body..).unwrap_or(""), options);
    for (event, range) in parser.into_offset_iter() {
        reader.event(&event, range.start + body..range.end + body);
    }
    Draft { date, ..reader.clean.draft() }
}

struct Reader<'a> {
    written: &'a str,
    clean: Clean<'a>,
    /// How many elements deep we are in one whose text is not read.
    unread: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            _ if self.unread > 0 => {}
            Event::Text(words) => self.clean.words(words, range),
            Event::SoftBreak => self.clean.words(" ", range),
            Event::HardBreak => self.clean.words("\n", range),
            Event::Code(_) => self.clean.object(range),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br")) => {
                self.clean.words("\n", range);
            }
            Event::Rule => self.clean.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if self.unread > 0 {
            self.unread += 1;
            return;
        }
        let kind = match tag {
            Tag::Heading { .. } => BlockKind::Headline,
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::Item => BlockKind::Item,
            Tag::Image { .. } => BlockKind::Caption,
            Tag::TableHead | Tag::TableRow => return self.clean.enter_row(),
            Tag::Paragraph | Tag::FootnoteDefinition(_) => self.clean.kind(),
            Tag::TableCell => return self.clean.enter_cell(range.start),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.clean.object(range);
                self.unread = 1;
                return;
            }
            Tag::Strikethrough if self.written.get(range).is_some_and(|w| w.starts_with("~~")) => {
                self.unread = 1;
                return;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.clean.close();
                self.unread = 1;
                return;
            }
            _ => return,
        };
        self.clean.enter(kind);
    }

    fn end(&mut self, tag: TagEnd) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        if tag == TagEnd::TableCell {
            self.clean.leave_cell();
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
            self.clean.leave();
        }
    }
}
