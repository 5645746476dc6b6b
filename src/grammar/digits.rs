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
}

/// Reads a digits token.
pub(super) fn read(text: &str) -> Option<Digits> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Digits::Number(decimal(text, "", 0, true)));
    }
    let parsed: IResult<&str, Digits, ()> = alt((
        all_consuming(grouped),
        all_consuming(european),
        all_consuming(dotted),
        all_consuming(exponent),
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

/// "1e-3", "1.3x10^6".
fn exponent(i: &str) -> IResult<&str, Digits, ()> {
    let ten = (one_of("x×"), tag("10"), opt(char('^')));
    let (rest, (whole, part, (_, power))) = (
        digit1,
        opt(preceded(char('.'), digit1)),
        pair(alt((recognize(one_of("eE")), recognize(ten))), recognize(pair(opt(one_of("+-−")), digit1))),
    )
        .parse(i)?;
    let power: i32 = power.replace('−', "-").parse().map_err(|_| nom::Err::Error(()))?;
    Ok((rest, Digits::Number(decimal(whole, part.unwrap_or(""), power, false))))
}

/// "2.1.3".
fn dotted(i: &str) -> IResult<&str, Digits, ()> {
    let (rest, _) = (digit1, char('.'), digit1, many1_count((char('.'), digit1))).parse(i)?;
    Ok((rest, Digits::Dotted))
}

/// "1,400", "1 400 000.5", "2.5", ".5".
fn grouped(i: &str) -> IResult<&str, Digits, ()> {
    let separator = alt((tag(","), tag("\u{a0}"), tag("\u{2009}"), tag("\u{202f}")));
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
            format!("{digits}.{part}0e{power}").parse().unwrap_or(0.0)
        }
    };
    Decimal { value, decimals: places, zeros, width: width.saturating_sub(part.len()), plain }
}
