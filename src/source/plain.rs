//! Plain text: read as it is; only its paragraphs are found.

use super::{Block, BlockKind, Draft};
use crate::span::Span;

/// Lines no longer than this were broken by hand or by a mail program.
const HARD_WRAP: usize = 100;

/// A first line longer than this is a paragraph, not a headline.
const LONGEST_HEADLINE: usize = 200;

/// Reads a plain text.
pub(super) fn read(text: String) -> Draft {
    let blocks = blocks(&text);
    Draft { text, blocks, ..Draft::default() }
}

/// The paragraphs of `text`. A line is one, but in a text of hard-wrapped lines only an empty line ends one.
/// The first is the headline when it looks like one.
fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<Span> = lines(text).collect();
    let wrapped = wrapped(text, &lines);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut open = false;
    for line in lines {
        let words = line.of(text).trim_end();
        let end = line.start + words.len() as u32;
        match blocks.last_mut() {
            _ if words.trim_start().is_empty() => open = false,
            Some(block) if open && wrapped => block.span.end = end,
            _ => {
                blocks.push(Block { span: Span::new(line.start, end), kind: BlockKind::Body });
                open = true;
            }
        }
    }
    if let [first, second, ..] = blocks.as_mut_slice()
        && headline(first.span.of(text), second.span.of(text))
    {
        first.kind = BlockKind::Headline;
    }
    blocks
}

/// Whether a first paragraph, with the next one, looks like a headline: one short line, without a full stop,
/// that does not go on in the next.
fn headline(first: &str, next: &str) -> bool {
    first.len() <= LONGEST_HEADLINE && !first.contains('\n') && !first.ends_with('.') && !begins_small(next)
}

/// Whether the lines of `text` were broken to fit a width: all short, and some going on in the next.
fn wrapped(text: &str, lines: &[Span]) -> bool {
    lines.iter().all(|line| line.of(text).len() <= HARD_WRAP)
        && lines
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if !a.of(text).trim().is_empty() && begins_small(b.of(text))))
}

fn begins_small(line: &str) -> bool {
    line.trim_start().starts_with(char::is_lowercase)
}

/// The lines of `text`, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.scan(0, |start, end| {
        let line = Span::new(*start, end as u32);
        *start = end as u32 + 1;
        Some(line)
    })
}
