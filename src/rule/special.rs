//! Lists of `rules/lists.toml` that the mechanisms themselves look at.

use crate::rule::lists::{ListMask, Lists};

/// Lists with a meaning to the mechanisms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Special {
    /// Gaps do not step over these.
    pub stop: ListMask,
    /// "and".
    pub and: ListMask,
    /// "or".
    pub or: ListMask,
    /// "with".
    pub with: ListMask,
    /// "/".
    pub slash: ListMask,
    /// ",".
    pub comma: ListMask,
    /// "(".
    pub open: ListMask,
    /// ")".
    pub close: ListMask,
    /// Dashes that stand around an aside.
    pub dash: ListMask,
    /// Verbs that tell a clause from a list of nouns.
    pub verb: ListMask,
    /// A short gap does not step over these.
    pub preposition: ListMask,
    /// What is said of a thing ends before these: "doubled its staff since May".
    pub adjunct: ListMask,
    /// "A", "the": a noun begins.
    pub article: ListMask,
    /// ".", "!": a sentence ends.
    pub full_stop: ListMask,
    /// Words for a rise.
    pub up: ListMask,
    /// Words for a fall.
    pub down: ListMask,
    /// "In", "of": what a noun is of follows.
    pub whose: ListMask,
    /// Words that end a clause.
    pub clause: ListMask,
    /// People of all sorts: whoever counts one and then another counts people.
    pub people: ListMask,
    /// "Dead", "injured": people who may be counted as anything else.
    pub casualty: ListMask,
    /// "others", "more": no noun of their own.
    pub other: ListMask,
    /// Words that tell nothing of a subject: "the", "of", "said".
    pub dull: ListMask,
}

impl Special {
    /// From the lists of these names.
    #[must_use]
    pub fn of(lists: &Lists) -> Special {
        Special {
            stop: lists.mask("stop"),
            and: lists.mask("and"),
            or: lists.mask("or"),
            with: lists.mask("with"),
            slash: lists.mask("slash"),
            comma: lists.mask("comma"),
            open: lists.mask("open"),
            close: lists.mask("close"),
            dash: lists.mask("dash"),
            verb: lists.mask("verb"),
            adjunct: lists.mask("adjunct"),
            article: lists.mask("article"),
            full_stop: lists.mask("full_stop"),
            up: lists.mask("up"),
            down: lists.mask("down"),
            whose: lists.mask("whose"),
            preposition: lists.mask("preposition"),
            clause: lists.mask("clause"),
            people: lists.mask("person"),
            casualty: lists.mask("casualty"),
            other: lists.mask("other"),
            dull: lists.mask("dull"),
        }
    }
}
