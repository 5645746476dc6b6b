//! Looking ahead in a paragraph, not too far: unclosed marks must not cost the square of its length.

/// Markup longer than this, in bytes, is taken for text.
pub(super) const LONGEST: usize = 1000;

/// Where `mark` is, not too far away.
pub(super) fn find(rest: &str, mark: &str) -> Option<usize> {
    near(rest).find(mark)
}

/// As much of `rest` as is looked at.
pub(super) fn near(rest: &str) -> &str {
    let mut end = rest.len().min(LONGEST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest.get(..end).unwrap_or("")
}
