//! The digits of all scripts, and the full-width forms of Latin letters: read as what they stand for.

/// What a character is read as, where it is not what it looks like: "４" and "٤" as "4", "ｍ" as "m".
pub(super) fn plain(c: char) -> Option<char> {
    match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - FULL_WIDTH),
        _ => digit(c),
    }
}

/// What a mark among digits is read as: "４，０００" as "4,000".
pub(super) fn mark(c: char) -> Option<Mark> {
    let (plain, place) = match c {
        '，' | '٬' => (',', Place::Between),
        '．' | '٫' => ('.', Place::Between),
        '％' | '٪' => ('%', Place::Behind),
        '＄' => ('$', Place::Before),
        '￡' => ('£', Place::Before),
        '￥' => ('¥', Place::Before),
        '－' => ('-', Place::Before),
        _ => return None,
    };
    Some(Mark { plain, place })
}

/// A mark that belongs to a number.
pub(super) struct Mark {
    /// As it is written among the digits 0 to 9.
    pub(super) plain: char,
    /// Where the digits have to be.
    pub(super) place: Place,
}

/// Where a mark stands.
pub(super) enum Place {
    /// Before digits.
    Before,
    /// With digits on both sides.
    Between,
    /// Behind digits.
    Behind,
}

/// From a letter to its full-width form.
const FULL_WIDTH: u32 = 0xFEE0;

/// The digit of another script as one of 0 to 9.
fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let next = ZEROS.partition_point(|zero| *zero <= code);
    let value = code - ZEROS.get(next.checked_sub(1)?)?;
    char::from_digit(value, 10)
}

/// The zeros of all scripts but ASCII's, each followed by its other nine digits: Unicode's general category Nd.
const ZEROS: [u32; 75] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730,
    0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50,
    0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1,
    0x1E950, 0x1FBF0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts() {
        for (ten, what) in [("0123456789", "ASCII"), ("٠١٢٣٤٥٦٧٨٩", "Arabic"), ("०१२३४५६७८९", "Devanagari")]
        {
            let read: String = ten.chars().map(|c| plain(c).unwrap_or(c)).collect();
            assert_eq!(read, "0123456789", "{what}");
        }
        assert_eq!("𝟗𝟘𝟛９Ｋｍ".chars().filter_map(plain).collect::<String>(), "9039Km");
        assert!(ZEROS.is_sorted(), "it is searched in halves");
        assert_eq!("aé½²⑤五Ⅳ".chars().find_map(plain), None, "these are no decimal digits");
    }
}
