//! What the tests of reading files share.

use figcheck::{
    source::{BlockKind, Draft},
    span::Span,
};

/// The span of `words` in the draft's clean text.
pub(crate) fn find(draft: &Draft, words: &str) -> Span {
    let start = draft.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", draft.text));
    Span::new(start as u32, (start + words.len()) as u32)
}

/// The file's bytes that `words` of the clean text were read from.
pub(crate) fn behind<'a>(draft: &Draft, file: &'a [u8], words: &str) -> &'a [u8] {
    let span = draft.file_span(find(draft, words));
    &file[span.start as usize..span.end as usize]
}

/// The blocks of a draft and their words.
pub(crate) fn blocks(draft: &Draft) -> Vec<(BlockKind, &str)> {
    draft.blocks.iter().map(|block| (block.kind, block.span.of(&draft.text))).collect()
}

/// Holds that every digit of the clean text was read from that digit of the file, and
/// that the blocks are in order and not empty.
pub(crate) fn assert_maps(draft: &Draft, file: &[u8]) {
    for (start, letter) in draft.text.char_indices() {
        let span = draft.file_span(Span::new(start as u32, (start + letter.len_utf8()) as u32));
        let bytes = file.get(span.start as usize..span.end as usize).expect("a span of the file");
        if letter.is_ascii_digit() && !bytes.starts_with(b"&") {
            assert_eq!(bytes, [letter as u8], "{start} of {:?}", draft.text);
        }
    }
    assert!(draft.blocks.iter().all(|block| !block.span.of(&draft.text).is_empty()));
    assert!(draft.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}
