//! Which patterns a sentence can match at all, told by what stands in it: most are never tried.

use super::{Check, FactKind, program::Need};

/// The patterns of facts and claims, found by something their sentence must hold.
#[derive(Debug, Default)]
pub struct Index {
    blocks: Vec<Block>,
}

/// A pattern to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// The kind of fact and the place of the pattern in it.
    Fact(usize, usize),
    /// The check and the place of the claim in it.
    Claim(usize, usize),
}

/// Patterns that one integer has bits for.
#[derive(Debug)]
struct Block {
    /// At most 64, in the order in which they are tried.
    searches: Vec<Search>,
    /// Those that any sentence may match.
    always: u64,
    /// Those to try where a list, word or sort of mark stands, by its place in a [`Need`].
    lists: [u64; 128],
    words: [u64; 64],
    marks: [u64; 32],
}

impl Index {
    /// Of all patterns of facts and of checks that are on, those that cross into the next sentence or those that
    /// do not.
    #[must_use]
    pub fn of(facts: &[FactKind], checks: &[Check], crossing: bool) -> Index {
        let facts = facts.iter().enumerate().flat_map(|(kind, fact)| {
            fact.patterns.iter().enumerate().map(move |(at, p)| (Search::Fact(kind, at), p))
        });
        let on = checks.iter().enumerate().filter(|(_, check)| check.severity.is_some());
        let claims = on.flat_map(|(id, check)| {
            check.claims.iter().enumerate().map(move |(at, claim)| (Search::Claim(id, at), &claim.program))
        });
        let mut index = Index::default();
        for (search, program) in facts.chain(claims).filter(|(_, p)| p.crosses == crossing) {
            if index.blocks.last().is_none_or(|block| block.searches.len() == 64) {
                index.blocks.push(Block::default());
            }
            if let Some(block) = index.blocks.last_mut() {
                block.add(search, &program.needs);
            }
        }
        index
    }

    /// The patterns that may match where all this stands, in order.
    pub fn likely(&self, held: Need) -> impl Iterator<Item = Search> + '_ {
        self.blocks.iter().flat_map(move |block| block.likely(held))
    }
}

impl Default for Block {
    fn default() -> Self {
        Block { searches: Vec::new(), always: 0, lists: [0; 128], words: [0; 64], marks: [0; 32] }
    }
}

impl Block {
    fn add(&mut self, search: Search, needs: &[Need]) {
        let bit = 1 << self.searches.len();
        self.searches.push(search);
        let Some(need) = needs.iter().min_by_key(|need| common(need)) else {
            self.always |= bit;
            return;
        };
        let add = |rows: &mut [u64], bits: u128| {
            ones(bits).for_each(|at| {
                if let Some(row) = rows.get_mut(at) {
                    *row |= bit;
                }
            });
        };
        add(&mut self.lists, need.lists);
        add(&mut self.words, need.words.into());
        add(&mut self.marks, need.marks.into());
    }

    /// The patterns that may match where all this stands, in order.
    fn likely(&self, held: Need) -> impl Iterator<Item = Search> + '_ {
        let any =
            |rows: &[u64], bits: u128| ones(bits).filter_map(|at| rows.get(at)).fold(0, |all, row| all | row);
        let lists = any(&self.lists, held.lists);
        let words = any(&self.words, held.words.into());
        let marks = any(&self.marks, held.marks.into());
        let tried = self.always | lists | words | marks;
        ones(tried.into()).filter_map(|at| self.searches.get(at).copied())
    }
}

/// How common what is needed is likely to be: marks more than words, many words more than few.
fn common(need: &Need) -> (bool, u32) {
    (need.marks != 0, need.lists.count_ones() + need.words.count_ones() + need.marks.count_ones())
}

/// The places of the bits that are set.
fn ones(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(lowest)
    })
}
