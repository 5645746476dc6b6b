//! The way back: from bytes of a text to the bytes it was made from.

use crate::span::Span;

/// A map from each byte of a text to the bytes it was made from; empty for a text that was not changed.
///
/// It holds one segment for each stretch that was copied in even steps, so that a copied paragraph, a run of
/// ASCII in UTF-16 and an entity such as `&nbsp;` are one segment each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    segments: Vec<Segment>,
}

/// From `to` on, every `step` bytes of the text were made from `from_step` bytes, the first of them at `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    to: u32,
    step: u32,
    from: u32,
    from_step: u32,
}

impl Map {
    /// A text that was copied whole, but for `skipped` bytes before it.
    pub(super) fn shifted(skipped: u32) -> Map {
        let mut map = Map::default();
        map.push((0, 1), (skipped, 1));
        map
    }

    /// Says that from byte `to.0` on, each `to.1` bytes were made from `from.1` bytes, beginning at `from.0`.
    /// Calls go in the order of the text; `to.1` is not 0.
    pub(super) fn push(&mut self, to: (u32, u32), from: (u32, u32)) {
        let next = Segment { to: to.0, step: to.1.max(1), from: from.0, from_step: from.1 };
        let goes_on = self.segments.last().is_some_and(|last| {
            let done = next.to.saturating_sub(last.to);
            (last.step, last.from_step) == (next.step, next.from_step)
                && done.is_multiple_of(last.step)
                && last.at(done / last.step) == next.from
        });
        if !goes_on {
            self.segments.push(next);
        }
    }

    /// What `span` was made from. It begins where its first byte came from and ends where its last byte
    /// did, so that markup just outside is not part of it.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        if self.segments.is_empty() {
            return span;
        }
        let start = self.segment(span.start, 0);
        if span.end <= span.start {
            return Span::new(start, start);
        }
        let end = self.segment(span.end.saturating_sub(1), 1);
        Span::new(start, end.max(start))
    }

    /// Where byte `at` came from; with `after` 1, where that ends.
    fn segment(&self, at: u32, after: u32) -> u32 {
        let next = self.segments.partition_point(|s| s.to <= at);
        match next.checked_sub(1).and_then(|i| self.segments.get(i)) {
            Some(s) => s.at(((at - s.to) / s.step).saturating_add(after)),
            None => at,
        }
    }
}

impl Segment {
    /// Where the `steps`th step begins.
    fn at(&self, steps: u32) -> u32 {
        self.from.saturating_add(steps.saturating_mul(self.from_step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unchanged_text_maps_to_itself() {
        assert_eq!(Map::default().span(Span::new(3, 9)), Span::new(3, 9));
        assert_eq!(Map::shifted(3).span(Span::new(3, 9)), Span::new(6, 12));
    }

    #[test]
    fn markup_outside_a_span_is_not_part_of_it() {
        // "a **bc** d" was read as "a bc d".
        let mut map = Map::default();
        map.push((0, 1), (0, 1));
        map.push((2, 1), (4, 1));
        map.push((4, 1), (8, 1));
        assert_eq!(map.span(Span::new(2, 4)), Span::new(4, 6));
        assert_eq!(map.span(Span::new(0, 6)), Span::new(0, 10));
        assert_eq!(map.span(Span::new(2, 2)), Span::new(4, 4));
    }

    #[test]
    fn even_steps_are_one_segment() {
        let mut map = Map::default();
        map.push((0, 1), (2, 2));
        map.push((5, 1), (12, 2));
        assert_eq!(map.segments.len(), 1);
        assert_eq!(map.span(Span::new(5, 6)), Span::new(12, 14));
    }
}
