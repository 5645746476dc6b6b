//! What a draft allows: `<!-- figcheck: allow RULE: reason -->` in markup, `[figcheck: allow RULE: reason]` in any
//! text. It speaks of the block it stands in, or, standing alone, of the next one.

use super::Draft;
use crate::span::Span;
use memchr::memmem;

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
const COMMENT: &str = "<!--";
const NAME: &str = "figcheck:";

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
    let mut notices = Vec::new();
    for start in memmem::find_iter(written.as_bytes(), COMMENT) {
        let Some(inner) = written.get(start + COMMENT.len()..) else { continue };
        let Some(words) = inner.trim_start().strip_prefix(NAME) else { continue };
        let Some(length) = words.find("-->") else { continue };
        let end = written.len() - words.len() + length + "-->".len();
        let place = Span::new(start as u32, end as u32);
        // Behind the last words of a paragraph, in their line, it still speaks of that paragraph.
        let ends_after = |block: &&super::Block| {
            let end = draft.written_span(block.span).end;
            let between = written.get(end as usize..start);
            end > place.start || between.is_some_and(|between| !between.contains(['\n', '<']))
        };
        notices.push(Notice {
            words: words.get(..length).unwrap_or("").trim().to_string(),
            written: place,
            block: draft.blocks.iter().find(ends_after).map(|block| block.span),
        });
    }
    notices
}

/// The notices in brackets; in the clean text spaces take their place, so that no figure in them is read.
fn brackets(draft: &mut Draft) -> Vec<Notice> {
    let starts: Vec<usize> = memmem::find_iter(draft.text.as_bytes(), BRACKET).collect();
    let mut notices = Vec::new();
    let mut masked = String::new();
    for start in starts {
        let Some(at) = draft.blocks.iter().position(|block| block.span.end as usize > start) else {
            continue;
        };
        let Some(own) = draft.blocks.get(at).map(|block| block.span) else { continue };
        let rest = draft.text.get(start..own.end as usize).unwrap_or("");
        let Some(length) = closed(rest).filter(|_| start >= masked.len()) else { continue };
        let words = rest.get(BRACKET.len()..length - 1).unwrap_or("").trim();
        let around = [own.start as usize..start, start + length..own.end as usize];
        let alone = around.into_iter().all(|part| draft.text.get(part).is_none_or(|t| t.trim().is_empty()));
        let block = if alone { draft.blocks.get(at + 1).map(|next| next.span) } else { Some(own) };
        let span = Span::new(start as u32, (start + length) as u32);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        notices.push(Notice { words, written: draft.written_span(span), block });
        masked.push_str(draft.text.get(masked.len()..start).unwrap_or(""));
        masked.extend(rest.bytes().take(length).map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    if !notices.is_empty() {
        masked.push_str(draft.text.get(masked.len()..).unwrap_or(""));
        let text = std::mem::replace(&mut draft.text, masked);
        draft.written.get_or_insert(text);
    }
    notices
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
