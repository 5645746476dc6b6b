//! A claim judged: which figures it speaks of, what they come to, and what is told of that.

use std::borrow::Cow;

use crate::{
    bind::{
        self, FoundClaim, Unbound,
        matcher::Bound,
        score::{OWN_FIGURE, PLACE_ALONE, Words},
    },
    check::{
        any, count, decided, gather, given, joined, nearness,
        operand::{self, Context, Slots, figure},
        peers, rival, slip,
        tell::tell,
        told, verdict,
    },
    finding::{Report, Verdict},
    grammar::figure::{Kind, What},
    rule::{Claim, Gather},
};

/// Judges a claim and tells of it in the report; false when it is none, because what has to be given is not.
pub(super) fn judge(
    claim: &FoundClaim,
    reading: &bind::Reading,
    words: &Words<'_>,
    context: Context<'_>,
    report: &mut Report,
) -> bool {
    let Some(row) = claim.row(context.book) else { return false };
    let case = Case { claim, row, reading, words, context };
    let given = given(row, &claim.found.slots, context);
    let judged = if given == Some(false) {
        let Some(judged) = case.by_scale() else { return false };
        judged
    } else {
        case.judged(given)
    };
    let is_told = tell(claim, &judged, context, report) && judged.verdict != Verdict::Unverified;
    // What was sought elsewhere and not found leaves its words to another claim.
    is_told || row.told.is_none() && (!row.near || claim.excused)
}

/// A claim, its rule, and the draft that it stands in.
struct Case<'a> {
    claim: &'a FoundClaim,
    row: &'a Claim,
    reading: &'a bind::Reading,
    words: &'a Words<'a>,
    context: Context<'a>,
}

/// Whether what a change began with is set off, by a comma, behind all the rest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SetOff {
    No,
    /// It may be of another change.
    Perhaps,
    /// It is.
    Another,
}

/// What a claim came to.
pub(super) struct Judged {
    pub verdict: Verdict,
    /// The slots of the claim, and those of the figures that it speaks of.
    pub slots: Slots,
    /// How sure it is that these are meant.
    pub confidence: f64,
    /// Why there are none.
    pub unbound: Option<Unbound>,
}

/// The figures that a claim is bound to.
struct Binding {
    slots: Slots,
    /// Other ways to bind it: it is wrong only when it fails in each.
    rivals: Vec<Slots>,
    /// The verdict of all those that were asked.
    vote: Option<Verdict>,
    /// What has to be given of the figures is so.
    given: Option<bool>,
    confidence: f64,
    /// Nothing but where they stand says that its figures are meant.
    placed: bool,
    unbound: Option<Unbound>,
}

impl Case<'_> {
    fn judged(&self, given: Option<bool>) -> Judged {
        let binding = self.checked(self.binding(given));
        let (verdict, unbound) = self.verdict(&binding);
        let Binding { slots, confidence, .. } = binding;
        if verdict == Verdict::Unverified
            && !self.claim.excused
            && let Some((verdict, slots)) = self.by_place_alone()
        {
            return self.unless_parts_untold(Judged {
                verdict,
                slots,
                confidence: PLACE_ALONE,
                unbound: None,
            });
        }
        self.unless_parts_untold(Judged { verdict, slots, confidence, unbound })
    }

    /// The verdict on figures of its own that are out of the bounds within which it compares them, and would be in them but
    /// for a word of scale.
    fn by_scale(&self) -> Option<Judged> {
        let Case { claim, row, context, .. } = *self;
        let slots = &claim.found.slots;
        let own = row.about.is_none() && row.told.is_none() && row.gather.is_none() && !row.any && !row.peers;
        let slip = own && !claim.excused && row.slips && slip::of_scale(row, slots, context).is_some();
        slip.then(|| Judged {
            verdict: Verdict::Contradicts,
            slots: slots.clone(),
            confidence: OWN_FIGURE,
            unbound: None,
        })
    }

    /// The verdict by figures of which nothing says that they are meant: anywhere in the draft, or the only two around.
    fn by_place_alone(&self) -> Option<(Verdict, Slots)> {
        let Case { claim, row, reading, words, context } = *self;
        let told = row.told.and_then(|told| told::judge(claim, row, told, reading, words, context));
        let only = || row.near.then(|| told::by_lone_pair(claim, row, reading, words, context)).flatten();
        told.or_else(only)
    }

    /// The figures that the rule says the claim speaks of.
    fn binding(&self, given: Option<bool>) -> Binding {
        let Case { claim, row, reading, words, context, .. } = *self;
        let own = &claim.found.slots;
        let mut binding = Binding {
            slots: Slots::new(),
            rivals: Vec::new(),
            vote: None,
            given,
            confidence: OWN_FIGURE,
            placed: false,
            unbound: claim.excused.then_some(Unbound::OtherBasis),
        };
        if row.peers {
            let vote = peers::vote(claim, row, reading, context);
            return Binding { slots: joined(own, &vote.other), vote: Some(vote.verdict), ..binding };
        }
        if binding.unbound.is_some() {
            return Binding { slots: own.clone(), ..binding };
        }
        if row.any {
            let told = any::told(claim, row, reading, words, context);
            binding.slots = if told.unbound.is_none() { told.slots } else { own.clone() };
            return Binding { vote: Some(told.verdict), unbound: told.unbound, ..binding };
        }
        if let Some(how) = row.gather {
            let mut ways = gather::ways(claim, how, context).into_iter();
            let Some(slots) = ways.next() else {
                return Binding { slots: own.clone(), unbound: Some(Unbound::NoFigures), ..binding };
            };
            // What is not given of some way is no way to read the claim.
            let rivals = ways.filter(|way| self::given(row, way, context) != Some(false)).collect();
            return Binding { slots, rivals, ..binding };
        }
        if row.about.is_none() {
            return Binding { slots: own.clone(), ..binding };
        }
        match bind::facts_of(claim, reading, context.scan, context.book, words) {
            Ok((fact, confidence)) => Binding {
                slots: joined(own, &fact.found.slots),
                rivals: fact.rivals.iter().map(|r| joined(own, &r.slots)).collect(),
                confidence,
                placed: matches!(fact, Cow::Owned(_)),
                ..binding
            },
            Err(why) => Binding { slots: own.clone(), unbound: Some(why), ..binding },
        }
    }

    /// A binding, undone when its figures count different things or when what has to be given of them is not.
    fn checked(&self, mut binding: Binding) -> Binding {
        let row = self.row;
        if binding.unbound.is_some() {
            return binding;
        }
        if row.alike && !count::one_thing(&binding.slots, row.about.is_some() || row.quiet, self.context) {
            binding.unbound = Some(Unbound::OtherThings);
        } else if binding.slots != self.claim.found.slots {
            binding.given = self::given(row, &binding.slots, self.context);
            binding.unbound = (binding.given == Some(false)).then_some(Unbound::NoFigures);
        }
        binding
    }

    /// The verdict by the figures bound, and why it has none.
    fn verdict(&self, binding: &Binding) -> (Verdict, Option<Unbound>) {
        let Binding { slots, rivals, vote, unbound, .. } = binding;
        let verdict = match (unbound, vote) {
            (Some(_), _) => return (Verdict::Unverified, *unbound),
            (None, Some(verdict)) => *verdict,
            (None, None) if binding.given.is_none() => return (Verdict::Unverified, None),
            (None, None) => decided(self.row, slots, None, self.context),
        };
        if verdict == Verdict::Holds && slip::overshot(self.row, slots, self.context) {
            return (Verdict::Contradicts, None);
        }
        // "More than halved, from 900 to 100" says itself of what.
        let told = *slots == self.claim.found.slots
            || self.row.about.is_some() && !self.row.any && binding.confidence >= OWN_FIGURE;
        if verdict == Verdict::Holds && !told && !nearness::may_be_meant(self.row, slots, self.context) {
            return (Verdict::Unverified, Some(Unbound::SeveralFit));
        }
        if !fails(verdict) {
            return (verdict, None);
        }
        let spared = |slots: &Slots| !fails(self::verdict(self.row, slots, None, self.context));
        let absurd = || binding.confidence < OWN_FIGURE && slip::absurd(self.row, slots, self.context);
        let set_off = self.set_off(slots);
        let placed = || {
            self.row.explained && !self.is_said(slots)
                || binding.placed && self.reaches_out(slots)
                || set_off != SetOff::No
        };
        let unexplained = || {
            if self.row.exchanged || self.claim.found.leaps {
                slip::rare(self.row, slots, self.context).is_none()
            } else {
                placed() && slip::any(self.row, slots, self.context).is_none()
            }
        };
        if rivals.iter().any(spared)
            || rival::fits(self.row, slots, self.context)
            || absurd()
            || set_off == SetOff::Another
            || unexplained()
        {
            return (Verdict::Unverified, Some(Unbound::SeveralFit));
        }
        (verdict, None)
    }

    /// Whether the words say of what whole the figures gathered are the parts, and none may have been overlooked: no number
    /// there is read as a name or a pronoun.
    fn is_said(&self, slots: &Slots) -> bool {
        let Context { scan, book, .. } = self.context;
        let most = |(name, _): &(u8, Bound)| book.slot(*name) == Gather::MOST;
        let whole = operand::bound(Gather::WHOLE, slots, self.context).and_then(Bound::mark);
        let own = self.claim.found.marks().next();
        let (Some(whole), Some(own)) = (whole, own) else { return false };
        let skipped = |m: u32| scan.marks.get(m as usize).is_some_and(|m| matches!(m.what, What::Skipped(_)));
        self.row.gather == Some(Gather::Rest)
            && !slots.iter().any(most)
            && !(whole..own).any(skipped)
            && figure(own, self.context).is_some_and(|f| f.noun.is_none_or(|n| !n.plural))
    }

    /// Whether what a change began with is set off behind all the rest: "rose 40 points to 17,500, up from 6,500 in 2009"
    /// may tell two changes, "rose 40 points to 17,500, from a low of 6,500" does.
    fn set_off(&self, slots: &Slots) -> SetOff {
        let Context { scan, book, .. } = self.context;
        let mark = |slot| operand::bound(slot, slots, self.context)?.mark();
        let (Some(from), Some(to)) = (mark("from"), mark("to")) else { return SetOff::No };
        let own: Vec<u32> = self.claim.found.marks().filter(|m| *m != from && *m != to).collect();
        let place = |mark: u32| scan.marks.get(mark as usize).map_or((0, 0), |m| (m.first, m.last));
        let between = scan.tokens.get(place(to).1 as usize..place(from).0 as usize).unwrap_or(&[]);
        let meet = |list| between.iter().any(|t| book.lists.of(t.word).meet(list));
        // "Rose by 4,000 in May to 60,000, down from 72,000 a year earlier", but "nearly doubled: 42, down from 81"
        let multiple = |m: &u32| figure(*m, self.context).is_some_and(|f| f.kind == Kind::Multiple);
        let turned = || {
            if own.iter().any(multiple) {
                return false;
            }
            let way = bind::score::way(self.claim.found.span, scan, book);
            way.is_some_and(|up| meet(if up { book.special.down } else { book.special.up }))
        };
        let behind = own.iter().all(|by| place(*by).1 <= place(to).0);
        let amount = !own.is_empty() || mark("by").is_some();
        if !behind || !meet(book.special.comma) {
            SetOff::No
        } else if amount && (meet(book.special.extreme) || turned()) {
            SetOff::Another
        } else if self.row.about.is_some() || !own.is_empty() {
            SetOff::Perhaps
        } else {
            SetOff::No
        }
    }

    /// Whether a figure bound stands in another sentence than the claim.
    fn reaches_out(&self, slots: &Slots) -> bool {
        let here = self.context.scan.marks_of(self.claim.sentence);
        slots.iter().flat_map(|(_, bound)| bound.marks()).any(|mark| !here.contains(mark))
    }

    /// A whole whose parts may not all be told is not shown to hold by those that are: unverified unless it holds without
    /// the slot `most`.
    fn unless_parts_untold(&self, judged: Judged) -> Judged {
        let told = |(name, _): &&(u8, Bound)| self.context.book.slot(*name) != Gather::MOST;
        if self.row.gather.is_none() || judged.verdict != Verdict::Holds {
            return judged;
        }
        let slots: Slots = judged.slots.iter().filter(told).cloned().collect();
        let alone = self::verdict(self.row, &slots, None, self.context);
        let verdict = if alone == Verdict::Holds { Verdict::Holds } else { Verdict::Unverified };
        Judged { verdict, ..judged }
    }
}

fn fails(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Contradicts | Verdict::Loose)
}
