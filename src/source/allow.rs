//! What a draft allows: `<!-- figcheck: allow RULE: reason -->` in Markdown and HTML, the same in a comment line of
//! other markup, `[figcheck: allow RULE: reason]` in any text. It speaks of the block it stands in, or, standing
//! alone, of the next one.

use super::Draft;
use crate::span::Span;
use memchr::memmem;
use std::sync::LazyLock;

/// Something that a draft's author says to figcheck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words after "figcheck:".
    pub words: String,
    /// Its bytes of the written text.
    pub written: Span,
    /// The block of the clean text that it speaks of; none at the end of a draft.
    pub block: Option<Span>,
}

const BRACKET: &str = "[figcheck:";
const NAME: &str = "figcheck:";

/// A notice is no longer than this, in bytes.
const LONGEST: usize = 2000;

/// What begins a line that is a comment, in reStructuredText, AsciiDoc and LaTeX.
const LINES: [&str; 3] = ["..", "//", "%"];

/// Finds the notices of a draft and takes those in brackets out of its clean text.
pub(super) fn found(mut draft: Draft) -> Draft {
    let mut notices = comments(&draft);
    notices.extend(brackets(&mut draft));
    notices.sort_by_key(|notice| notice.written);
    Draft { notices, ..draft }
}

/// The comments of a text with markup. Where each stands among the blocks tells the map.
fn comments(draft: &Draft) -> Vec<Notice> {
    let Some(written) = draft.written.as_deref().filter(|_| !draft.by_paragraph) else { return Vec::new() };
    let (mut notices, mut blocks) = (Vec::new(), draft.blocks.as_slice());
    for name in memmem::find_iter(written.as_bytes(), NAME) {
        let Some((start, length, end)) = comment(written, name) else { continue };
        // Behind the last words of a paragraph, in their line, it still speaks of that paragraph.
        let ends_after = |block: &&super::Block| {
            let last = draft.written_span(block.span).end as usize;
            let between = written.get(last..start);
            last > start || between.is_some_and(|between| !between.contains(['\n', '<']))
        };
        // Blocks and comments both go forward, so what lies behind one comment lies behind all that follow.
        let next = blocks.iter().position(|block| ends_after(&block)).unwrap_or(blocks.len());
        blocks = blocks.get(next..).unwrap_or(&[]);
        let words = name + NAME.len();
        notices.push(Notice {
            words: written.get(words..words + length).unwrap_or("").trim().to_string(),
            written: Span::new(start as u32, end as u32),
            block: blocks.first().map(|block| block.span),
        });
    }
    notices
}

/// The comment in which figcheck is called at byte `name`: where it starts, how long its words are, where it ends.
fn comment(written: &str, name: usize) -> Option<(usize, usize, usize)> {
    let (before, words) =
        (written.get(..name)?.trim_end_matches([' ', '\t', '\n', '\r']), written.get(name + NAME.len()..)?);
    let words = near(words);
    if let Some(outside) = before.strip_suffix("<!--") {
        let length = words.find("-->")?;
        return Some((outside.len(), length, name + NAME.len() + length + "-->".len()));
    }
    let margin = |mark: &str| Some(before.strip_suffix(mark)?.trim_end_matches([' ', '\t']));
    let line = LINES.into_iter().find_map(margin).filter(|text| text.is_empty() || text.ends_with('\n'))?;
    let length = words.find('\n').unwrap_or(words.len());
    Some((line.len(), length, name + NAME.len() + length))
}

/// As much of a text as one notice may have, so that a hostile file costs no more than its length.
fn near(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}

/// The notices in brackets; in the clean text spaces take their place, so that no figure in them is read.
fn brackets(draft: &mut Draft) -> Vec<Notice> {
    static SOUGHT: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new(BRACKET));
    let starts: Vec<usize> = SOUGHT.find_iter(draft.text.as_bytes()).collect();
    // Each with its place in the clean text and the number of its block.
    let mut found: Vec<(String, Span, usize)> = Vec::new();
    let (mut masked, mut at) = (String::new(), 0);
    for start in starts {
        while draft.blocks.get(at).is_some_and(|block| block.span.end as usize <= start) {
            at += 1;
        }
        let Some(own) = draft.blocks.get(at).map(|block| block.span) else { break };
        let rest = draft.text.get(start..own.end as usize).unwrap_or("");
        let Some(length) = closed(near(rest)).filter(|_| start >= masked.len()) else { continue };
        let words = rest.get(BRACKET.len()..length - 1).unwrap_or("");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        found.push((words, Span::new(start as u32, (start + length) as u32), at));
        masked.push_str(draft.text.get(masked.len()..start).unwrap_or(""));
        masked.extend(rest.bytes().take(length).map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    if found.is_empty() {
        return Vec::new();
    }
    masked.push_str(draft.text.get(masked.len()..).unwrap_or(""));
    let text = std::mem::replace(&mut draft.text, masked);
    draft.written.get_or_insert(text);
    // For each block itself, or when nothing else stands in it the next one that has words.
    let mut worded = vec![None; draft.blocks.len()];
    let mut next = None;
    for (block, place) in draft.blocks.iter().zip(&mut worded).rev() {
        if !block.span.of(&draft.text).trim().is_empty() {
            next = Some(block.span);
        }
        *place = next;
    }
    let notice = |(words, span, at): (String, Span, usize)| Notice {
        words,
        written: draft.written_span(span),
        block: worded.get(at).copied().flatten(),
    };
    found.into_iter().map(notice).collect()
}

/// The length of what stands in brackets from the start of `text` on, brackets inside it and all.
fn closed(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(at + 1),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}
