//! Where in a sentence the needs of patterns are met, and so which patterns can match and where they may begin.

use crate::{
    bind::{
        item::{Item, Items, WINDOW},
        matcher,
    },
    packing::places,
    rule::{
        Rulebook,
        kinds::KindMask,
        needs::{Place, Sought},
        program::Program,
        search::{Sentences, Starts},
    },
};

/// A sentence to look for patterns in, with those behind it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The items of all, in order.
    pub items: &'a [Item],
    /// How many of them are of the first.
    pub(super) own: usize,
    /// Where it meets what.
    met: &'a Met,
    /// Where those behind it do; none for those not looked at.
    behind: [Option<&'a Met>; WINDOW - 1],
    /// For each need the sorts of marks that meet it.
    sorts: &'a [KindMask],
}

/// The needs met in the sentences looked at now.
#[derive(Debug, Default)]
pub struct Near {
    /// Each where its number leads, modulo their number, with its number.
    sentences: [(Option<usize>, Met); WINDOW],
}

/// Where the items of a sentence meet each need.
#[derive(Debug, Default)]
struct Met {
    /// For each need the words that meet it.
    at: Vec<Starts>,
    /// The sorts of marks, each with those that are of it: most marks of a sentence are of few.
    marks: Vec<(KindMask, Starts)>,
    /// The needs that are met at all, as bits.
    any: Vec<u64>,
    /// It has a clause behind another that might as well be a sentence.
    joined: bool,
    /// Those that words meet.
    met: Vec<Place>,
}

/// No need is met.
static NOTHING_MET: Met =
    Met { at: Vec::new(), marks: Vec::new(), any: Vec::new(), joined: false, met: Vec::new() };

impl Near {
    /// A sentence and those behind it, as many as are looked `across`.
    pub fn view<'a>(
        &'a mut self,
        sentence: usize,
        across: usize,
        items: &'a Items,
        book: &'a Rulebook,
    ) -> View<'a> {
        for at in (sentence..).take(across) {
            if let Some((of, met)) = self.sentences.get_mut(at % WINDOW)
                && *of != Some(at)
            {
                met.read(items.of(at), book);
                *of = Some(at);
            }
        }
        let met = |n: usize| self.sentences.get((sentence + n) % WINDOW).map(|(_, met)| met);
        let behind = std::array::from_fn(|n| met(n + 1).filter(|_| n + 1 < across));
        let sorts = book.needs.sorts();
        View { met: met(0).unwrap_or(&NOTHING_MET), behind, sorts, ..View::unread(sentence, across, items) }
    }
}

impl Met {
    /// Reads a sentence in place of the one before.
    fn read(&mut self, items: &[Item], book: &Rulebook) {
        self.at.resize(book.needs.count(), 0);
        // Few of all needs are met by the words of a sentence.
        for need in self.met.drain(..) {
            if let Some(at) = self.at.get_mut(usize::from(need)) {
                *at = 0;
            }
        }
        self.any.clear();
        self.any.resize(book.needs.words(), 0);
        self.marks.clear();
        self.joined = (1..items.len())
            .any(|at| items.get(at..).is_some_and(|rest| matcher::joined(rest, &book.special).is_some()));
        for (item, bit) in items.iter().zip((0..LAST).chain(std::iter::repeat(LAST))) {
            if item.mark.is_some() {
                match self.marks.iter_mut().find(|(sort, _)| *sort == item.kind) {
                    Some((_, at)) => *at |= 1 << bit,
                    None => self.marks.push((item.kind, 1 << bit)),
                }
            } else if !item.plain {
                for need in &book.lists.at(item.known).meets {
                    let place = usize::from(*need);
                    if let Some((at, any)) = self.at.get_mut(place).zip(self.any.get_mut(place / 64)) {
                        if *at == 0 {
                            self.met.push(*need);
                        }
                        *at |= 1 << bit;
                        *any |= 1 << (place % 64);
                    }
                }
            }
        }
        for (sort, _) in &self.marks {
            book.needs.add_met_by_mark(*sort, &mut self.any);
        }
    }

    /// The items that meet a need, which marks of some sorts do.
    #[inline]
    fn at(&self, need: Place, sorts: KindMask) -> Starts {
        let words = self.at.get(usize::from(need)).copied().unwrap_or(0);
        let marks = self.marks.iter().filter(|(sort, _)| sort & sorts != 0);
        if sorts == 0 { words } else { marks.fold(words, |all, (_, at)| all | at) }
    }

    /// Whether a need is met at all.
    #[inline]
    fn meets(&self, need: Place) -> bool {
        self.any.get(usize::from(need) / 64).is_some_and(|word| word >> (need % 64) & 1 == 1)
    }
}

/// The bit of all items that have none of their own.
const LAST: u32 = Starts::BITS - 1;

/// The items at these places.
pub(super) fn items_at(places: impl Iterator<Item = usize>) -> Starts {
    places.filter_map(|at| 1_u64.checked_shl(at.try_into().ok()?)).fold(0, |all, one| all | one)
}

impl<'a> View<'a> {
    /// Whether a need is met in a sentence behind the first.
    fn is_met_behind(&self, need: &Sought) -> bool {
        // A pattern may have more borders than are looked across, and one border may go over a sentence.
        let to = (usize::from(need.to) + 1).min(self.behind.len());
        let behind = self.behind.get(usize::from(need.from).saturating_sub(1)..to);
        behind.unwrap_or(&[]).iter().flatten().any(|met| met.meets(need.place))
    }

    /// The items without what they meet, to match a pattern in of which it is known where it may begin.
    #[must_use]
    pub fn unread(sentence: usize, across: usize, items: &'a Items) -> View<'a> {
        let own = items.of(sentence).len();
        let behind = [None; WINDOW - 1];
        View { items: items.across(sentence, across), own, met: &NOTHING_MET, behind, sorts: &[] }
    }

    /// The items of the first sentence that meet a need.
    #[inline]
    fn at(&self, need: Place) -> Starts {
        self.met.at(need, self.sorts.get(usize::from(need)).copied().unwrap_or(0))
    }

    /// The items that a program may begin with.
    #[must_use]
    pub fn may_begin(&self, program: &Program) -> Starts {
        self.starts(program.first, &program.needs)
    }

    /// The places of such items.
    pub fn places(&self, starts: Starts) -> impl Iterator<Item = usize> + use<> {
        let rest = if starts >> LAST == 0 { 0..0 } else { LAST as usize..self.own };
        let own = self.own;
        places(starts & !(1 << LAST)).take_while(move |at| *at < own).chain(rest)
    }
}

impl Sentences for View<'_> {
    fn met(&self) -> Vec<u64> {
        let mut any = self.met.any.clone();
        for behind in self.behind.iter().flatten() {
            any.iter_mut().zip(&behind.any).for_each(|(all, more)| *all |= more);
        }
        any
    }

    #[inline]
    fn starts(&self, first: Option<Place>, needs: &[Sought]) -> Starts {
        let begins = first.map_or(Starts::MAX, |first| self.at(first));
        if begins == 0 {
            return 0;
        }
        // From the last part of the pattern to the first: where what comes before it may stand.
        let (mut part, mut room, mut before) = (None, Starts::MAX, Starts::MAX);
        for need in needs.iter().rev() {
            if part != Some(need.part) {
                (part, room) = (Some(need.part), before);
            }
            if need.to > 0 && self.is_met_behind(need) {
                continue;
            }
            let own = need.from == 0 || self.met.joined;
            let met = if own { self.at(need.place) & room } else { 0 };
            let Some(last) = LAST.checked_sub(met.leading_zeros()) else { return 0 };
            before &= items_before(last);
        }
        // What the first part asks for may be met by the first item.
        begins & (before << 1 | 1)
    }
}

/// The items before one. What stands for several is among them: one of them may be before another.
fn items_before(item: u32) -> Starts {
    if item == LAST { Starts::MAX } else { (1 << item) - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_begins_where_its_parts_can_follow_in_order() {
        let met = Met {
            at: vec![1 << 3, 1 << 1 | 1 << 4, 0],
            marks: vec![(2, 1 << 6 | 1)],
            any: vec![0b1011],
            ..Met::default()
        };
        let view =
            |behind| View { items: &[], own: 0, met: &met, behind: [behind, None], sorts: &[0, 0, 0, 2] };
        let of = |place, part| Sought { place, part, from: 0, to: 0 };
        let parts =
            |places: &[Place]| (0..).zip(places).map(|(part, place)| of(*place, part)).collect::<Vec<_>>();
        let starts = |needs: &[Sought]| view(None).starts(None, needs);
        assert_eq!(starts(&parts(&[0, 1])), 0b1111);
        assert_eq!(starts(&parts(&[1, 0])), 0b11);
        assert_eq!(starts(&parts(&[0, 1, 1])), 0);
        assert_eq!(starts(&parts(&[1, 3])), 0b1_1111);
        assert_eq!(starts(&[of(0, 0), of(1, 0)]), 0b1111, "one part asks for both, in any order");
        assert_eq!(starts(&parts(&[0, 2])), 0);
        // Met behind: it asks for nothing here.
        let met_behind = Met { any: vec![0b100], ..Met::default() };
        let far = Sought { place: 2, part: 1, from: 1, to: 1 };
        assert_eq!(view(Some(&met_behind)).starts(Some(3), &[of(0, 0), far]), 1);
        assert_eq!(view(None).starts(Some(3), &[of(0, 0), far]), 0);
        // The last bit stands for several items, so one may follow another.
        let last = Met { at: vec![1 << LAST], marks: Vec::new(), any: vec![1], ..Met::default() };
        let view = View { items: &[], own: 0, met: &last, behind: [None; 2], sorts: &[] };
        assert_eq!(view.starts(None, &parts(&[0, 0])), Starts::MAX);
    }
}
