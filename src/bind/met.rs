//! Where in a sentence the needs of patterns are met, and so which patterns can match and where they may begin.

use crate::{
    bind::item::{Item, Items, WINDOW},
    packing::places,
    rule::{
        Rulebook,
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
    /// For each need the items that meet it.
    at: Vec<Starts>,
    /// The needs that are met at all, as bits.
    any: Vec<u64>,
}

/// No need is met.
static NOTHING_MET: Met = Met { at: Vec::new(), any: Vec::new() };

impl Near {
    /// A sentence and those behind it, as many as are looked `across`.
    pub fn view<'a>(
        &'a mut self,
        sentence: usize,
        across: usize,
        items: &'a Items,
        book: &Rulebook,
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
        View { met: met(0).unwrap_or(&NOTHING_MET), behind, ..View::unread(sentence, across, items) }
    }
}

impl Met {
    /// Reads a sentence in place of the one before.
    fn read(&mut self, items: &[Item], book: &Rulebook) {
        let needs = book.needs.count();
        self.at.resize(needs, 0);
        self.any.resize(needs.div_ceil(64), 0);
        for (first, word) in (0..).step_by(64).zip(&mut self.any) {
            for place in places(std::mem::take(word)) {
                self.at.get_mut(first + place).into_iter().for_each(|at| *at = 0);
            }
        }
        for (item, bit) in items.iter().zip((0..LAST).chain(std::iter::repeat(LAST))) {
            if item.mark.is_some() {
                book.needs.met_by_mark(item.kind).for_each(|need| self.add(need, bit));
            } else if !item.plain {
                book.lists.at(item.known).meets.iter().for_each(|need| self.add(*need, bit));
            }
        }
    }

    #[inline]
    fn add(&mut self, need: Place, bit: u32) {
        let need = usize::from(need);
        if let Some((at, any)) = self.at.get_mut(need).zip(self.any.get_mut(need / 64)) {
            *at |= 1 << bit;
            *any |= 1 << (need % 64);
        }
    }

    /// The items that meet a need.
    #[inline]
    fn at(&self, need: Place) -> Starts {
        self.at.get(usize::from(need)).copied().unwrap_or(0)
    }
}

/// The bit of all items that have none of their own.
const LAST: u32 = Starts::BITS - 1;

/// So many items, the first.
pub(super) fn first_items(many: usize) -> Starts {
    (0..many).filter_map(|at| 1_u64.checked_shl(at.try_into().ok()?)).fold(0, |all, one| all | one)
}

impl<'a> View<'a> {
    /// Whether a need is met in a sentence behind the first.
    fn is_met_behind(&self, need: &Sought) -> bool {
        // A pattern may have more borders than are looked across.
        let to = usize::from(need.to).min(self.behind.len());
        let behind = self.behind.get(usize::from(need.from).saturating_sub(1)..to);
        behind.unwrap_or(&[]).iter().flatten().any(|met| met.at(need.place) != 0)
    }

    /// The items without what they meet, to match a pattern in of which it is known where it may begin.
    #[must_use]
    pub fn unread(sentence: usize, across: usize, items: &'a Items) -> View<'a> {
        let own = items.of(sentence).len();
        View { items: items.across(sentence, across), own, met: &NOTHING_MET, behind: [None; WINDOW - 1] }
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
    fn met(&self) -> impl Iterator<Item = u64> {
        let behind = |at: usize| self.behind.iter().flatten().filter_map(move |met| met.any.get(at));
        self.met.any.iter().enumerate().map(move |(at, own)| behind(at).fold(*own, |all, more| all | more))
    }

    #[inline]
    fn starts(&self, first: Option<Place>, needs: &[Sought]) -> Starts {
        let mut starts = first.map_or(Starts::MAX, |first| self.met.at(first));
        for need in needs {
            if need.to > 0 && self.is_met_behind(need) {
                continue;
            }
            // Where it is met in the first sentence the pattern begins there or before.
            let met = if need.from == 0 { self.met.at(need.place) } else { 0 };
            starts &= Starts::MAX.checked_shr(met.leading_zeros()).unwrap_or(0);
            if starts == 0 {
                break;
            }
        }
        starts
    }
}
