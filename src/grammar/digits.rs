//! The inside of a digits token, by nom over its characters.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::tag,
    character::complete::{char, digit1, one_of},
    combinator::{all_consuming, opt, recognize, verify},
    multi::{many0_count, many1_count},
    sequence::{pair, preceded},
};

/// What a digits token says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Digits {
    /// A number.
    Number(Decimal),
    /// More than one point: "2.1.3", "12.05.2024".
    Dotted,
}

/// A decimal number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Decimal {
    /// Its value.
    pub(super) value: f64,
    /// Digits after the point.
    pub(super) decimals: i32,
    /// Final zeros, the point left out: 2 for "1,400", 1 for "2.50".
    pub(super) zeros: i32,
    /// Digits before the point.
    pub(super) width: usize,
    /// Nothing but digits.
    pub(super) plain: bool,
    /// A power: "10^6".
    pub(super) power: bool,
}

/// Reads a digits token.
pub(super) fn read(text: &str) -> Option<Digits> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Digits::Number(decimal(text, "", 0, true)));
    }
    // Most of the others are like "1,400" and "2.5": groups, and at most one point behind them.
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let groups = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    if groups(whole) && part.bytes().all(|b| b.is_ascii_digit()) && !text.ends_with('.') {
        return Some(Digits::Number(decimal(whole, part, 0, false)));
    }
    let parsed: IResult<&str, Digits, ()> = alt((
        all_consuming(grouped),
        all_consuming(european),
        all_consuming(dotted),
        all_consuming(exponent),
        all_consuming(power),
    ))
    .parse(text);
    parsed.ok().map(|(_, d)| d)
}

/// "1.400,50", "1.400.000,5"; and groups by points alone when there are two or more: "1.400.000".
fn european(i: &str) -> IResult<&str, Digits, ()> {
    let group = |i| -> IResult<&str, &str, ()> {
        verify(preceded(char('.'), digit1), |g: &str| g.len() == 3).parse(i)
    };
    let (rest, first) = verify(digit1, |g: &str| g.len() <= 3).parse(i)?;
    let (rest, groups) = many1_count(group).parse(rest)?;
    let whole = i.get(..first.len() + 4 * groups).unwrap_or(i);
    let (rest, part) = opt(preceded(char(','), digit1)).parse(rest)?;
    if part.is_none() && groups < 2 {
        return Err(nom::Err::Error(()));
    }
    Ok((rest, Digits::Number(decimal(whole, part.unwrap_or(""), 0, false))))
}

/// "1e-3", "1.3x10^6", "1.3×10⁶".
fn exponent(i: &str) -> IResult<&str, Digits, ()> {
    let ten = (one_of("x×"), tag("10"), opt(char('^')));
    let (rest, (whole, part, _, n)) =
        (digit1, opt(preceded(char('.'), digit1)), alt((recognize(one_of("eE")), recognize(ten))), signed)
            .parse(i)?;
    Ok((rest, Digits::Number(decimal(whole, part.unwrap_or(""), n, false))))
}

/// "2.5^-1", "10⁶", "8x2^10": a power, exact as written.
fn power(i: &str) -> IResult<&str, Digits, ()> {
    let number = |i| recognize((digit1, opt((char('.'), digit1)))).parse(i);
    let (rest, (factor, base, _, n)) =
        (opt((number, one_of("x×"))), number, opt(char('^')), signed).parse(i)?;
    let read = |text: &str| text.parse::<f64>().map_err(|_| nom::Err::Error(()));
    let (factor, base) = (factor.map_or(Ok(1.0), |(f, _)| read(f))?, read(base)?);
    let nothing = factor == 0.0 || base == 0.0;
    let value = told(factor * base.powi(n), !nothing);
    let (decimals, plain) = (0, false);
    Ok((rest, Digits::Number(Decimal { value, decimals, zeros: 0, width: 0, plain, power: true })))
}

/// No f64 has a larger power of ten, or of two.
const LARGEST_POWER: i32 = 2000;

/// A value as computed; where it is `something` but too small for an f64, the smallest there is, not nothing.
fn told(value: f64, something: bool) -> f64 {
    if value == 0.0 && something { f64::MIN_POSITIVE } else { value }
}

/// The "-3" of "10^-3" and the "⁻³" of "10⁻³".
fn signed(i: &str) -> IResult<&str, i32, ()> {
    const RAISED: [char; 13] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁻', '⁺', '−'];
    const PLAIN: &str = "0123456789-+-";
    let (rest, text) =
        recognize((opt(one_of("+-−⁻⁺")), alt((digit1, recognize(many1_count(one_of("⁰¹²³⁴⁵⁶⁷⁸⁹")))))))
            .parse(i)?;
    let plain: String = text
        .chars()
        .map(|c| RAISED.iter().position(|r| *r == c).and_then(|n| PLAIN.chars().nth(n)).unwrap_or(c))
        .collect();
    // A power of more digits than fit is as good as this one.
    let most = if plain.starts_with('-') { -LARGEST_POWER } else { LARGEST_POWER };
    Ok((rest, plain.parse().unwrap_or(most).clamp(-LARGEST_POWER, LARGEST_POWER)))
}

/// "2.1.3".
fn dotted(i: &str) -> IResult<&str, Digits, ()> {
    let (rest, _) = (digit1, char('.'), digit1, many1_count((char('.'), digit1))).parse(i)?;
    Ok((rest, Digits::Dotted))
}

/// "1,400", "1 400 000.5", "2.5", ".5".
fn grouped(i: &str) -> IResult<&str, Digits, ()> {
    let separator = alt((tag(","), tag("\u{a0}"), tag("\u{2009}"), tag("\u{202f}"), tag("'"), tag("’")));
    let (rest, (whole, part)) =
        pair(recognize(opt((digit1, many0_count((separator, digit1))))), opt(preceded(char('.'), digit1)))
            .parse(i)?;
    Ok((rest, Digits::Number(decimal(whole, part.unwrap_or(""), 0, false))))
}

/// The number of these digits before (separators and all) and after the point, times ten to the power.
fn decimal(whole: &str, part: &str, power: i32, plain: bool) -> Decimal {
    let (mut mantissa, mut width, mut zeros) = (Some(0u64), 0, 0);
    for (n, byte) in whole.bytes().chain(part.bytes()).filter(u8::is_ascii_digit).enumerate() {
        let digit = u64::from(byte - b'0');
        mantissa = mantissa.and_then(|m| m.checked_mul(10)?.checked_add(digit));
        zeros = if digit == 0 { zeros + 1 } else { 0 };
        width = n + 1;
    }
    let decimals = i32::try_from(part.len()).unwrap_or(i32::MAX);
    let places = decimals.saturating_sub(power);
    let value = match mantissa {
        Some(n) if n < 1 << 53 && (0..=22).contains(&places) => n as f64 / 10f64.powi(places),
        _ => {
            let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
            let something = whole.bytes().chain(part.bytes()).any(|b| matches!(b, b'1'..=b'9'));
            told(format!("{digits}.{part}0e{power}").parse().unwrap_or(0.0), something)
        }
    };
    Decimal { value, decimals: places, zeros, width: width.saturating_sub(part.len()), plain, power: false }
}
