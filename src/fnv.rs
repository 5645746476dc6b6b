//! A number for words, the same on every machine.

/// The FNV-1a hash of some bytes. Two that differ have the same number once in some four billion times, so it
/// serves where to take one for the other would do little harm.
#[must_use]
pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_never_change() {
        for (text, number) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(hash(text.bytes()), number, "{text}");
        }
    }
}
