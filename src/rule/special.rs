//! Lists of `rules/lists.toml` that the mechanisms themselves look at.

use crate::rule::lists::{ListMask, Lists};
use serde::{Deserialize, Serialize};

/// Lists with a meaning to the mechanisms.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Special {
    /// Gaps within a sentence do not step over these.
    pub stop: ListMask,
    /// "and".
    pub and: ListMask,
    /// "or".
    pub or: ListMask,
    /// "with".
    pub with: ListMask,
    /// Behind a comma: what follows is said of something else, "…, with exports up 4%".
    pub alongside: ListMask,
    /// "/".
    pub slash: ListMask,
    /// ",".
    pub comma: ListMask,
    /// "(".
    pub open: ListMask,
    /// ")".
    pub close: ListMask,
    /// "”".
    pub close_quote: ListMask,
    /// "Number" before a number that is a name: "their number ten".
    pub naming: ListMask,
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
    /// Gaps to the end of a sentence do not step over these.
    pub concession: ListMask,
    /// People of all sorts: whoever counts one and then another counts people.
    pub people: ListMask,
    /// "Dead", "injured": people who may be counted as anything else.
    pub casualty: ListMask,
    /// "Of them", "of whom": a figure before is part of one told already.
    pub of_them: ListMask,
    /// "Total", "raising", "together": the figure next to them is what those before it come to.
    pub sums_to: ListMask,
    /// "others", "more": no noun of their own.
    pub other: ListMask,
    /// "The rest", "the other": what is left of a whole.
    pub rest: ListMask,
    /// "Sharply", "only": they stand between a verb and its figure.
    pub adverb: ListMask,
    /// "Sharply", "again": between two words of a pattern they tell nothing.
    pub filler: ListMask,
    /// "From", "against": the figure behind is what was before.
    pub from: ListMask,
    /// "On", "over", "than" behind a change: its base follows.
    pub base: ListMask,
    /// What goes on behind a comma with the same thing: "when", "up".
    pub goes_on: ListMask,
    /// "Would", "if": what never was.
    pub unreal: ListMask,
    /// "Which", "who": more of what stands before.
    pub relative: ListMask,
    /// "Ranging": two figures are the ends of a range.
    pub ranging: ListMask,
    /// "Figure", "total": no subject of its own.
    pub figure_noun: ListMask,
    /// "Times", "twice": a multiple that sets one thing against another.
    pub times: ListMask,
    /// "This": the time of which the draft speaks.
    pub present: ListMask,
    /// "Record", "peak": none of the two ends of a change, unless it is compared with.
    pub extreme: ListMask,
    /// "After", "instead of": what stands behind is what another is compared with.
    pub instead: ListMask,
    /// "Respectively": which belongs to which is told by the order.
    pub respectively: ListMask,
    /// "The", "it", "at": a sentence that opens so takes up what was told before.
    pub resuming: ListMask,
    /// "But", "so": they lead in to a sentence and tell nothing.
    pub leading: ListMask,
    /// "Said": what is so follows.
    pub telling: ListMask,
    /// "And", "but" behind a comma: another clause follows.
    pub joining: ListMask,
    /// "That", between who says something and what.
    pub that: ListMask,
    /// "Said", "warned": what somebody says follows.
    pub saying: ListMask,
    /// "Said", "according to": between commas, they tell who says so.
    pub attribution: ListMask,
    /// "The", "that": of what was told before.
    pub definite: ListMask,
    /// "At": the figure behind a change is what came of it.
    pub standing: ListMask,
    /// "As many", "more": numbers are compared.
    pub many: ListMask,
    /// "Stood", "were": how much there was follows.
    pub level: ListMask,
    /// "Since", "in": a time may follow.
    pub since: ListMask,
    /// "That", "it": the sentence before is spoken of.
    pub pronoun: ListMask,
    /// What is spoken of again behind "of": "6,148 of them".
    pub them: ListMask,
    /// ":" tells in full what stands before it.
    pub colon: ListMask,
    /// "Per", "for every": a figure behind it is what another is counted by.
    pub of_each: ListMask,
    /// "Points": so many of a hundred.
    pub points: ListMask,
    /// "Than": what another is compared with follows.
    pub than: ListMask,
    /// "Would", "could": the figure near by is none that was.
    pub conditional: ListMask,
    /// "Will", "would": the figure behind is so only later.
    pub to_come: ListMask,
    /// "Came", "amounted": what stands behind their "to" is no result.
    pub amounting: ListMask,
    /// Forms of verbs of a rise.
    pub raising: ListMask,
    /// Forms of verbs of a fall.
    pub cutting: ListMask,
    /// Words before a noun that make it no narrower: "net".
    pub overall: ListMask,
    /// What joins to a noun of what kind it is: "on", "per".
    pub narrowing: ListMask,
    /// Verbs that carry a figure from here to there and do not say which way: "went", "sent".
    pub carries: ListMask,
    /// "Run" from, "anywhere" from: two figures are the ends of a range.
    pub spans: ListMask,
    /// "Ago", "last": a time and no figure.
    pub dated: ListMask,
    /// "While", "but": of something else.
    pub contrast: ListMask,
    /// "Rise", "cut": a change told of before.
    pub change_noun: ListMask,
    /// "Number", "total": bare numbers beside it are no ranks.
    pub counting: ListMask,
    /// "Has", "have": behind a comma something else is spoken of.
    pub auxiliary: ListMask,
    /// "To", "reached": the figure behind is what came of it.
    pub reaching: ListMask,
    /// "A decade ago", "had been": the figure near by is what was before.
    pub earlier: ListMask,
    /// "Last", "when": what the figure near by says is over.
    pub before: ListMask,
    /// "Now", "this year": the figure near by is what came of it.
    pub later: ListMask,
    /// "Forecast", "target": the figure near by never was.
    pub expected: ListMask,
    /// "Including", "of which": the figure near by is a part.
    pub some_of: ListMask,
    /// "For example": one of many.
    pub instance: ListMask,
    /// "Rose", "by": the figure behind is a change.
    pub changes: ListMask,
    /// "More", "decline": the figure before is a change.
    pub difference: ListMask,
    /// Words that tell nothing of a subject: "the", "of", "said".
    pub dull: ListMask,
    /// "compared with".
    pub against: ListMask,
    /// "budget", "average", "rival": what a figure is set against without having been it.
    pub yardstick: ListMask,
    /// "in", "at", "nationally": what says where a figure is from.
    pub placing: ListMask,
    /// "year", "quarter": a stretch of time.
    pub spell: ListMask,
    /// "Another", "a further": the figure behind comes to what there was.
    pub another: ListMask,
    /// "In", "between": words that only say when begin.
    pub timing: ListMask,
    /// "The", "past", "quarter": they stand between such a word and the time.
    pub timed: ListMask,
    /// "And", "to": a second time follows.
    pub timing_link: ListMask,
    /// "make" of "to make 61".
    pub making: ListMask,
    /// "hurt", "missing": what befell people, short of death.
    pub fate: ListMask,
    /// "majority": what is more than half of a whole.
    pub quorum: ListMask,
    /// "those" of "than those who".
    pub others: ListMask,
    /// "Also", "meanwhile": of another than the sentence before.
    pub also: ListMask,
    /// "Killed", "died".
    pub dead: ListMask,
    /// "Injured", "hurt".
    pub wound: ListMask,
    /// ";": another part of the sentence follows.
    pub semicolon: ListMask,
    /// "Shares", "stock": their price rises and falls by itself.
    pub stock: ListMask,
}

impl Special {
    /// From the lists of these names.
    #[must_use]
    pub fn of(lists: &Lists) -> Special {
        Special::by(|name| lists.mask(name))
    }

    /// From what a list of this name is.
    fn by(mut list: impl FnMut(&str) -> ListMask) -> Special {
        Special {
            stop: list("stop"),
            and: list("and"),
            or: list("or"),
            with: list("with"),
            alongside: list("alongside"),
            slash: list("slash"),
            comma: list("comma"),
            open: list("open"),
            close: list("close"),
            dash: list("dash"),
            verb: list("verb"),
            adjunct: list("adjunct"),
            article: list("article"),
            close_quote: list("close_quote"),
            naming: list("naming"),
            full_stop: list("full_stop"),
            up: list("up"),
            down: list("down"),
            whose: list("whose"),
            preposition: list("preposition"),
            clause: list("clause"),
            concession: list("concession"),
            people: list("person"),
            casualty: list("casualty"),
            of_them: list("of_them"),
            sums_to: list("sums_to"),
            other: list("other"),
            adverb: list("adverb"),
            filler: list("filler"),
            from: list("from"),
            base: list("base"),
            goes_on: list("goes_on"),
            unreal: list("unreal"),
            relative: list("relative"),
            ranging: list("ranging"),
            figure_noun: list("figure_noun"),
            times: list("times"),
            present: list("present"),
            extreme: list("extreme"),
            instead: list("instead"),
            respectively: list("respectively"),
            resuming: list("resuming"),
            leading: list("leading"),
            telling: list("telling"),
            joining: list("joining"),
            that: list("that"),
            saying: list("saying"),
            attribution: list("attribution"),
            definite: list("definite"),
            standing: list("standing"),
            many: list("many"),
            level: list("level_verb"),
            since: list("since"),
            pronoun: list("pronoun"),
            them: list("them"),
            colon: list("colon"),
            of_each: list("of_each"),
            points: list("points"),
            than: list("than"),
            conditional: list("conditional"),
            to_come: list("to_come"),
            amounting: list("amounting"),
            raising: list("raising"),
            cutting: list("cutting"),
            overall: list("overall"),
            narrowing: list("narrowing"),
            carries: list("carries"),
            spans: list("spans"),
            dated: list("dated"),
            contrast: list("contrast"),
            change_noun: list("change_noun"),
            counting: list("counting"),
            auxiliary: list("auxiliary"),
            reaching: list("reaching"),
            earlier: list("earlier"),
            before: list("before"),
            later: list("later"),
            expected: list("expected"),
            some_of: list("some_of"),
            changes: list("changes"),
            difference: list("difference"),
            dull: list("dull"),
            against: list("against"),
            yardstick: list("yardstick"),
            placing: list("placing"),
            spell: list("spell"),
            another: list("again"),
            timing: list("timing"),
            timed: list("timed"),
            timing_link: list("timing_link"),
            making: list("making"),
            fate: list("fate"),
            quorum: list("quorum"),
            others: list("others"),
            also: list("also"),
            dead: list("dead"),
            wound: list("wound"),
            semicolon: list("semicolon"),
            stock: list("stock"),
            instance: list("instance"),
            rest: list("rest"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Rulebook, built_in};

    #[test]
    fn every_list_that_a_mechanism_looks_at_is_there() {
        let book = Rulebook::load(&built_in::files()).expect("the built-in rules load");
        let mut missing = Vec::new();
        Special::by(|name| {
            let mask = book.lists.mask(name);
            if mask == ListMask::NONE {
                missing.push(name.to_string());
            }
            mask
        });
        assert_eq!(missing, [""; 0]);
    }
}
