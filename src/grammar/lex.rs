//! Text to tokens, by a table of bytes.
//!
//! A word is letters, with apostrophes inside and digits after the first letter; a digits token is
//! digits with their separators ("1,400", "2.5", "1.2.3"); every other character is a mark of its own.

use super::{
    token::{Token, TokenKind, WordId},
    vocabulary::Vocabulary,
};

/// Letters of the longest currency's sign that digits follow at once: "Won1,300".
const LONGEST_PREFIX: usize = 4;

/// A single letter is a currency's only before a sum with this scale or more.
const SUM_OF_A_LETTER: f64 = 1e6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Quote,
    High,
    Mark,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Mark; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            0..=b' ' | 0x7f => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\'' => Class::Quote,
            0x80..=0xff => Class::High,
            _ => Class::Mark,
        };
        b += 1;
    }
    table
}

/// All tokens of `text`, in order.
#[must_use]
pub fn lex(text: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let lexer = Lexer { text, bytes: text.as_bytes(), vocabulary };
    let (mut at, mut gap) = (0, Gap { glued: false, new_line: false });
    while let Some(&byte) = lexer.bytes.get(at) {
        let (end, kind) = match CLASSES[byte as usize] {
            Class::Space => {
                at += 1;
                gap = Gap { glued: false, new_line: gap.new_line | (byte == b'\n') };
                continue;
            }
            Class::Letter => {
                let token = lexer.word(at, gap);
                at = token.end as usize;
                tokens.push(token);
                gap = Gap::NONE;
                continue;
            }
            Class::Digit => (lexer.digits_end(at), TokenKind::Digits),
            // ".5": a point with no digit before it begins a number.
            Class::Mark if byte == b'.' && lexer.class(at + 1) == Class::Digit && !lexer.ends_number(at) => {
                (lexer.exponent_end(lexer.digit_run(at + 1)), TokenKind::Digits)
            }
            Class::High => match lexer.char_at(at) {
                Some(c) if is_space(c) => {
                    at += c.len_utf8();
                    gap.glued = false;
                    continue;
                }
                Some(c) if is_letter(c) => {
                    let token = lexer.word(at, gap);
                    at = token.end as usize;
                    tokens.push(token);
                    gap = Gap::NONE;
                    continue;
                }
                c => (at + c.map_or(1, char::len_utf8), TokenKind::Mark),
            },
            _ => (at + 1, TokenKind::Mark),
        };
        let word = if kind == TokenKind::Mark { lexer.mark(at, end) } else { WordId::UNKNOWN };
        tokens.push(gap.before(at, end, word, kind, false));
        at = end;
        gap = Gap::NONE;
    }
    tokens
}

/// What lies between two tokens.
#[derive(Clone, Copy)]
struct Gap {
    glued: bool,
    new_line: bool,
}

impl Gap {
    const NONE: Gap = Gap { glued: true, new_line: false };

    /// The token behind it.
    #[inline]
    fn before(self, start: usize, end: usize, word: WordId, kind: TokenKind, capital: bool) -> Token {
        let Gap { glued, new_line } = self;
        Token { start: start as u32, end: end as u32, word, kind, glued, new_line, capital }
    }
}

/// The bytes from `start` on, the first the lowest; zeros behind the end of the text.
fn block_at<const N: usize>(bytes: &[u8], start: usize) -> [u8; N] {
    let rest = bytes.get(start..).unwrap_or(&[]);
    rest.first_chunk().copied().unwrap_or_else(|| {
        let mut block = [0; N];
        block.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        block
    })
}

/// How many ASCII letters eight bytes begin with, looking at all at once: the end of a word is what a processor
/// guesses wrong most often.
fn letters(block: u64) -> usize {
    const fn all(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let small = (block | all(0x20)) & all(0x7f);
    // The top bit of each byte tells: added to, "a" and what is above it reach it, and so do those above "z".
    let from_a = small + all(0x80 - b'a');
    let past_z = small + all(0x7f - b'z');
    let letter = from_a & !past_z & !block & all(0x80);
    ((letter ^ all(0x80)).trailing_zeros() / 8) as usize
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    vocabulary: &'a Vocabulary,
}

impl Lexer<'_> {
    fn class(&self, at: usize) -> Class {
        self.bytes.get(at).map_or(Class::Space, |b| CLASSES[*b as usize])
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|t| t.chars().next())
    }

    /// The word that begins here.
    #[inline]
    fn word(&self, start: usize, gap: Gap) -> Token {
        let block = u64::from_le_bytes(block_at(self.bytes, start));
        let letters = letters(block);
        if letters == 8 {
            return self.long_word(start, gap);
        }
        let plain = letters > 0 && matches!(self.class(start + letters), Class::Space | Class::Mark);
        if !plain {
            return self.mixed_word(start, gap);
        }
        let (end, word) = (start + letters, self.vocabulary.find_short(block, letters));
        let capital = block as u8 & 0x20 == 0;
        gap.before(start, end, word, TokenKind::Word, capital)
    }

    /// A word of eight letters or more.
    #[inline(never)]
    fn long_word(&self, start: usize, gap: Gap) -> Token {
        let block: [u8; 16] = block_at(self.bytes, start);
        let [low, high] = [0, 8].map(|at| u64::from_le_bytes(block_at(&block, at)));
        let letters = letters(low) + letters(high);
        if letters == block.len() || !matches!(self.class(start + letters), Class::Space | Class::Mark) {
            return self.mixed_word(start, gap);
        }
        let word = self.vocabulary.find_letters(u128::from_le_bytes(block), letters);
        gap.before(start, start + letters, word, TokenKind::Word, low as u8 & 0x20 == 0)
    }

    /// A word that is more than a few plain letters.
    #[inline(never)]
    fn mixed_word(&self, start: usize, gap: Gap) -> Token {
        let end = self.split_currency(start, self.word_end(start));
        let word = self.vocabulary.find(self.text.get(start..end).unwrap_or(""));
        let capital = self.char_at(start).is_some_and(char::is_uppercase);
        gap.before(start, end, word, TokenKind::Word, capital)
    }

    fn mark(&self, start: usize, end: usize) -> WordId {
        let bytes = self.bytes.get(start..end).unwrap_or(&[]);
        self.vocabulary.find_packed(bytes.iter().rev().fold(0u128, |key, b| key << 8 | u128::from(*b)))
    }

    /// The end of a word that is more than plain letters.
    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            match self.class(at) {
                Class::Letter => at += 1,
                Class::Digit if at > start => at += 1,
                Class::Quote if self.letter_at(at + 1) => at += 1,
                Class::High => match self.char_at(at) {
                    Some('’') if self.letter_at(at + 3) => at += 3,
                    Some(c) if is_letter(c) || is_joining(c) => at += c.len_utf8(),
                    _ => return at,
                },
                _ => return at,
            }
        }
    }

    /// Whether a digit, letter or point stands right before.
    fn ends_number(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.bytes.get(b));
        before.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.')
    }

    fn letter_at(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Letter => true,
            Class::High => self.char_at(at).is_some_and(is_letter),
            _ => false,
        }
    }

    /// "Rs500", "USD115", "Rmb3bn", "R500m", "$US5": a currency's letters end where the digits begin.
    fn split_currency(&self, start: usize, end: usize) -> usize {
        let word = self.bytes.get(start..end).unwrap_or(&[]);
        let letters = word.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let number = start + letters;
        if !(1..=LONGEST_PREFIX).contains(&letters) || self.class(number) != Class::Digit {
            return end;
        }
        let signed = start.checked_sub(1).filter(|sign| self.bytes.get(*sign) == Some(&b'$'));
        let prefix = self.text.get(signed.unwrap_or(start)..number).unwrap_or("");
        if !self.vocabulary.is_currency_prefix(prefix) {
            return end;
        }
        let digits = self.digits_end(number);
        let glued = self.letters_at(digits);
        let scale = self.vocabulary.scale_of(glued);
        let fits = if letters == 1 && signed.is_none() {
            // "R500m", "R500 million", but not "N95" and "Y2K"
            let apart = || self.vocabulary.scale_of(self.letters_at(digits + 1));
            let scale = if glued.is_empty() { apart() } else { scale };
            scale.is_some_and(|scale| scale >= SUM_OF_A_LETTER)
        } else {
            glued.is_empty() || scale.is_some()
        };
        if fits { number } else { end }
    }

    /// The ASCII letters here.
    fn letters_at(&self, at: usize) -> &str {
        let rest = self.text.get(at..).unwrap_or("");
        let end = rest.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or("")
    }

    /// Digits, then groups of three after "," or a thin space, and parts after ".".
    fn digits_end(&self, start: usize) -> usize {
        if let Some(end) = self.indian_end(start) {
            return end;
        }
        let mut at = self.digit_run(start);
        let mut grouped = at - start <= 3;
        loop {
            let (sep, next) = match self.bytes.get(at) {
                Some(b',') => (',', at + 1),
                Some(b'.') => ('.', at + 1),
                Some(b'\'') => (' ', at + 1),
                Some(0xc2 | 0xe2) => match self.char_at(at) {
                    Some(c @ ('\u{a0}' | '\u{2009}' | '\u{202f}' | '’')) => (' ', at + c.len_utf8()),
                    _ => break,
                },
                _ => break,
            };
            let end = self.digit_run(next);
            let width = end - next;
            match sep {
                '.' if width > 0 => {}
                ',' | ' ' if width == 3 && grouped => {}
                // "1.400,50": a comma after groups made by points.
                ',' if (1..=2).contains(&width) && self.points_group(start, at) => return end,
                _ => break,
            }
            grouped = grouped && width == 3;
            at = end;
        }
        self.exponent_end(at)
    }

    /// "12,34,567.89": groups of two, then one of three.
    fn indian_end(&self, start: usize) -> Option<usize> {
        let mut at = self.digit_run(start);
        let (mut width, mut twos) = (at - start, 0);
        while width <= 2 && twos < 6 && self.bytes.get(at) == Some(&b',') {
            let end = self.digit_run(at + 1);
            (width, at) = (end - at - 1, end);
            match width {
                2 => twos += 1,
                3 => break,
                _ => return None,
            }
        }
        if width != 3 || twos == 0 {
            return None;
        }
        let part = self.digit_run(at + 1);
        Some(if self.bytes.get(at) == Some(&b'.') && part > at + 1 { part } else { at })
    }

    /// The end of the power behind a base: "^-6"; behind a ten raised digits, too ("400²" is a reference to a
    /// note), and where it was `multiplied` "-6".
    fn power_end(&self, at: usize, multiplied: bool) -> Option<usize> {
        let digits = self.bytes.get(..at).unwrap_or(&[]);
        let ten = digits.ends_with(b"10") && !digits.iter().rev().nth(2).is_some_and(u8::is_ascii_digit);
        let start = at + usize::from(self.bytes.get(at) == Some(&b'^'));
        let sign = match self.char_at(start) {
            Some(c @ ('-' | '+' | '−' | '⁻' | '⁺')) => c.len_utf8(),
            _ => 0,
        };
        let power = self.text.get(start + sign..).unwrap_or("").chars();
        let raised = power.take_while(|c| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹'));
        let raised: usize = raised.map(char::len_utf8).sum();
        let end = self.digit_run(start + sign);
        if end > start + sign && (start > at || (ten && multiplied && sign > 0)) {
            return Some(end);
        }
        (ten && start == at && raised > 0).then_some(start + sign + raised)
    }

    fn digit_run(&self, mut at: usize) -> usize {
        while self.class(at) == Class::Digit {
            at += 1;
        }
        at
    }

    /// Whether the text so far is like "1.400" or "1.400.000".
    fn points_group(&self, start: usize, end: usize) -> bool {
        let mut groups = self.bytes.get(start..end).unwrap_or(&[]).split(|b| *b == b'.');
        let first = groups.next().map_or(0, <[u8]>::len);
        let mut rest = groups.peekable();
        (1..=3).contains(&first) && rest.peek().is_some() && rest.all(|g| g.len() == 3)
    }

    /// "1e-3", "6.02E23", "1.3x10^6", "8x2^10", "10⁶".
    fn exponent_end(&self, at: usize) -> usize {
        let next = match self.bytes.get(at) {
            Some(b'e' | b'E' | b'x' | b'^') => self.bytes.get(at),
            Some(0xc2 | 0xc3 | 0xe2) => None,
            _ => return at,
        };
        let times = match next {
            Some(b'x') => at + 1,
            None if self.char_at(at) == Some('×') => at + '×'.len_utf8(),
            _ => at,
        };
        let base = self.digit_run(times);
        if let Some(end) = self.power_end(base, times > at).filter(|_| times == at || base > times) {
            return end;
        }
        if times > at {
            return at;
        }
        if !matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            return at;
        }
        let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
        // "7E7" is a name: a capital needs a sign.
        if sign == 0 && self.bytes.get(at) == Some(&b'E') {
            return at;
        }
        let end = self.digit_run(at + 1 + sign);
        if end > at + 1 + sign && !self.letter_at(end) { end } else { at }
    }
}

/// Whether a character is a letter, soon told of dashes and curved quotes: they are most of what is not ASCII.
fn is_letter(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphabetic()
}

/// White space other than ASCII's, and characters that show nothing.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// A soft hyphen or a combining accent belongs to its word.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}')
}
