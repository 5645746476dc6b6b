//! Tables that are small, in memory and where the built-in rules are kept as bytes, and there the same on every
//! machine.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, Serializer};

/// Rows of which most are like others: each different one is kept once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Rows<T> {
    different: Vec<T>,
    /// Which of them stands in each row.
    #[serde(with = "numbers")]
    places: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { different: Vec::new(), places: Vec::new() }
    }
}

impl<T: Clone + Default + PartialEq> Rows<T> {
    /// What stands in a row, none behind the last.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<&T> {
        self.different.get(*self.places.get(row)? as usize)
    }

    /// Where it is kept what stands in a row, none behind the last.
    #[inline]
    pub(crate) fn kept(&self, row: usize) -> Option<u32> {
        self.places.get(row).copied()
    }

    /// What is kept at a place.
    #[inline]
    pub(crate) fn at(&self, place: u32) -> Option<&T> {
        self.different.get(place as usize)
    }

    /// Changes a row; those behind the last are all alike.
    pub(crate) fn change(&mut self, row: usize, change: impl FnOnce(&mut T)) {
        let mut value = self.get(row).cloned().unwrap_or_default();
        if self.places.len() <= row {
            let plain = self.place(T::default());
            self.places.resize(row + 1, plain);
        }
        change(&mut value);
        let place = self.place(value);
        if let Some(at) = self.places.get_mut(row) {
            *at = place;
        }
    }

    /// Where a value is kept among the different ones, new if need be: most are like one that came not long ago.
    pub(crate) fn place(&mut self, value: T) -> u32 {
        let at = self.different.iter().rposition(|known| *known == value).unwrap_or(self.different.len());
        if at == self.different.len() {
            self.different.push(value);
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// Changes all rows alike, by what stands in them.
    pub(crate) fn change_all(&mut self, change: impl FnMut(&mut T)) {
        self.different.iter_mut().for_each(change);
    }
}

/// Writes a map in the order of its keys: the order in which it is kept differs from machine to machine.
pub(crate) fn sorted<K: Serialize + Ord, V: Serialize, S: Serializer>(
    map: &FxHashMap<K, V>,
    to: S,
) -> Result<S::Ok, S::Error> {
    let mut pairs: Vec<(&K, &V)> = map.iter().collect();
    pairs.sort_unstable_by_key(|(key, _)| *key);
    to.collect_map(pairs)
}

/// The places of the bits that are set, the lowest first.
#[inline]
pub(crate) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(lowest)
    })
}

/// Bits written as the places of those that are set: most are not.
pub(crate) mod bits {
    use std::fmt;

    use serde::{
        Deserializer, Serializer,
        de::{Error, SeqAccess, Visitor},
    };

    use super::places;

    pub(crate) fn serialize<S: Serializer>(words: &[u64], to: S) -> Result<S::Ok, S::Error> {
        let set: Vec<usize> =
            words.iter().enumerate().flat_map(|(n, word)| places(*word).map(move |at| 64 * n + at)).collect();
        to.collect_seq(set)
    }

    pub(crate) fn deserialize<'de, const N: usize, D: Deserializer<'de>>(
        from: D,
    ) -> Result<[u64; N], D::Error> {
        from.deserialize_seq(Bits::<N>)
    }

    struct Bits<const N: usize>;

    impl<'de, const N: usize> Visitor<'de> for Bits<N> {
        type Value = [u64; N];

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(to, "places below {}", 64 * N)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<[u64; N], A::Error> {
            let mut words = [0; N];
            while let Some(place) = seq.next_element::<usize>()? {
                let word = words.get_mut(place / 64).ok_or_else(|| A::Error::custom("no such bit"))?;
                *word |= 1 << (place % 64);
            }
            Ok(words)
        }
    }
}

/// Numbers written as four bytes each: read all at once, many times faster than one by one.
pub(crate) mod numbers {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// What can be written as a number.
    pub(crate) trait Number: Copy {
        /// Its number.
        fn number(self) -> u32;
        /// What has this number.
        fn of(number: u32) -> Self;
    }

    impl Number for u32 {
        fn number(self) -> u32 {
            self
        }

        fn of(number: u32) -> u32 {
            number
        }
    }

    pub(crate) fn serialize<T: Number, S: Serializer>(all: &[T], to: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = all.iter().flat_map(|one| one.number().to_le_bytes()).collect();
        to.serialize_bytes(&bytes)
    }

    pub(crate) fn deserialize<'de, T: Number, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
        let (numbers, rest) = <&'de [u8]>::deserialize(from)?.as_chunks::<4>();
        if !rest.is_empty() {
            return Err(D::Error::custom("half a number"));
        }
        Ok(numbers.iter().map(|bytes| T::of(u32::from_le_bytes(*bytes))).collect())
    }
}
