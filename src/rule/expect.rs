//! The arithmetic of rule files: what must hold between the slots of a claim.
//!
//! ```ebnf
//! expect     = all , { "or" , all } ;
//! all        = clause , { "and" , clause } ;
//! clause     = sum , [ comparison , sum | "in" , sum , ".." , sum ] ;   (* a sum alone must not be zero *)
//! comparison = "~" | "!=" | "<=" | "<" | ">=" | ">" | "=" ;                    (* "~": agree at the precision written *)
//! sum        = product , { ( "+" | "-" ) , product } ;
//! product    = factor , { ( "*" | "/" ) , factor } ;
//! factor     = number | amount | call | name | "(" , sum , ")" | "-" , factor ;
//! amount     = "'" , { character - "'" } , "'" ;                               (* a number with a unit: '20 g' *)
//! call       = name , "(" , sum , { "," , sum } , ")" ;
//! ```

use crate::units::Exponents;
use serde::{Deserialize, Serialize};

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while1},
    character::complete::{char, multispace0},
    combinator::{cut, map, opt, verify},
    multi::{many0, separated_list1},
    number::complete::double,
    sequence::{delimited, preceded},
};

/// What must hold: every clause of at least one way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Expect {
    /// The ways to be right, each the clauses that must hold together.
    pub ways: Vec<Vec<Clause>>,
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// The computed side, by convention.
    pub left: Expr,
    /// How the sides compare.
    pub compare: Compare,
    /// The claimed side.
    pub right: Expr,
    /// The upper bound of `in a .. b`.
    pub high: Option<Expr>,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compare {
    /// Agree at the precision written.
    Agrees,
    /// Less.
    Less,
    /// Less or equal.
    AtMost,
    /// Greater.
    More,
    /// Greater or equal.
    AtLeast,
    /// The same, exactly.
    Equal,
    /// Certainly not the same.
    Differs,
    /// Between the bounds.
    Within,
}

/// An arithmetic expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    /// A plain number.
    Number(f64),
    /// A number with a unit, as written and, once it is known what the unit is, in base units.
    Amount(String, f64, Exponents),
    /// A slot of the claim or a role of its fact.
    Slot(String),
    /// Two expressions and `+ - * /`.
    Binary(char, Box<Expr>, Box<Expr>),
    /// A function.
    Call(Function, Vec<Expr>),
}

/// The functions an expectation may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Function {
    /// Sum of a list.
    Sum,
    /// Number of items of a list.
    Count,
    /// The time from one date to another.
    Span,
    /// A temperature taken as a difference, not as a reading; anything else as it is.
    Difference,
    /// The weekday a date falls on, 1 for Monday.
    Weekday,
    /// The weekday written beside a date.
    Named,
    /// 1 when the date is in the calendar, 0 when not.
    Exists,
    /// The size of one of the things a figure counts.
    Size,
    /// The absolute value.
    Abs,
    /// The date or period said of a figure.
    When,
    /// The whole that a share is written with, 29 of "17 of the 29"; any other figure itself.
    All,
    /// A number that stands for the unit of a figure: "unit(a) != unit(b)".
    Unit,
    /// 1 when a date is written out with its year, 0 when the dateline or a neighbour gave it.
    Told,
    /// 1 when a figure is bounded on a side ("more than", "nearly", "up to"), 0 when not.
    Bounded,
    /// A number that stands for its currency.
    Currency,
    /// An amount of money in US dollars, by the table of rates.
    Worth,
    /// The first of several, or the lower end of a range.
    First,
    /// The last of several, or the upper end of a range.
    Last,
    /// The largest of a list.
    Max,
    /// The smallest of a list.
    Min,
    /// The mean of a list.
    Average,
    /// The one in the middle of a list.
    Median,
    /// A plain number raised to a plain power: growth upon growth.
    Power,
    /// A length of time in years; of a plain number, an age that says "of what", the number.
    Years,
    /// 1 when some whole number is meant by a value, 0 when none is.
    Whole,
    /// A figure at face value, without its precision.
    Face,
    /// The factor of its word of scale: 1e6 for "4 million".
    Scale,
    /// How many digits it shows, final zeros left out: 3 for "3.45m".
    Digits,
    /// 1 when two figures are the same number, or the one is the other misheard or miskeyed: two digits next to each
    /// other exchanged, "sixty" for "sixteen".
    Jumbled,
    /// How many telling words stand near each of two figures.
    Akin,
    /// Whether the words near the second figure name what the first counts.
    Echoed,
    /// How many sentences two figures stand apart.
    Apart,
    /// A number that stands for what a figure counts.
    Noun,
    /// 1 when two figures may count one thing, 0 when the words say that they do not.
    Alike,
    /// Of three figures the one that has the name told near a listed word: "own(word, a, b, c)".
    Own,
    /// A number that stands for a listed word, and for all that mean the same: "word(a) = word(b)".
    Word,
    /// 1 when the words of its unit can mean another unit, too: gallons, tons.
    Ambiguous,
    /// 1 when a hedge widens a figure both ways ("about"), 0 when not.
    Rough,
    /// 1 when a figure is so much for each of something ("a day", "a share"), 0 when not.
    Rate,
    /// A number that stands for what a rate is for one of: the home of "£300 per home".
    Per,
    /// So much a year, of a figure per day or year.
    Yearly,
    /// The time of day of a clock time, since midnight.
    Clock,
    /// From the first year of a written span of years to its last.
    Length,
}

/// Every function and the name and number of arguments it goes by.
pub const FUNCTIONS: [(&str, Function, usize); 43] = [
    ("sum", Function::Sum, 1),
    ("count", Function::Count, 1),
    ("span", Function::Span, 2),
    ("difference", Function::Difference, 1),
    ("weekday", Function::Weekday, 1),
    ("named", Function::Named, 1),
    ("exists", Function::Exists, 1),
    ("size", Function::Size, 1),
    ("abs", Function::Abs, 1),
    ("when", Function::When, 1),
    ("all", Function::All, 1),
    ("unit", Function::Unit, 1),
    ("told", Function::Told, 1),
    ("bounded", Function::Bounded, 1),
    ("currency", Function::Currency, 1),
    ("worth", Function::Worth, 1),
    ("first", Function::First, 1),
    ("last", Function::Last, 1),
    ("max", Function::Max, 1),
    ("min", Function::Min, 1),
    ("average", Function::Average, 1),
    ("median", Function::Median, 1),
    ("power", Function::Power, 2),
    ("years", Function::Years, 1),
    ("whole", Function::Whole, 1),
    ("face", Function::Face, 1),
    ("scale", Function::Scale, 1),
    ("digits", Function::Digits, 1),
    ("jumbled", Function::Jumbled, 2),
    ("akin", Function::Akin, 2),
    ("echoed", Function::Echoed, 2),
    ("apart", Function::Apart, 2),
    ("noun", Function::Noun, 1),
    ("alike", Function::Alike, 2),
    ("word", Function::Word, 1),
    ("own", Function::Own, 4),
    ("ambiguous", Function::Ambiguous, 1),
    ("rough", Function::Rough, 1),
    ("rate", Function::Rate, 1),
    ("per", Function::Per, 1),
    ("yearly", Function::Yearly, 1),
    ("clock", Function::Clock, 1),
    ("length", Function::Length, 1),
];

/// Where an expectation stops making sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectError {
    /// Byte offset into the expectation.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
    /// A name that may have been meant.
    pub hint: Option<String>,
}

/// Longest expectation read: what nests deeper than this allows is no arithmetic a reader could follow.
const LONGEST: usize = 400;

/// Reads an expectation.
///
/// # Errors
/// Says at which byte of `text` it stops being arithmetic.
pub fn parse(text: &str) -> Result<Expect, ExpectError> {
    let ways = separated_list1(keyword("or"), separated_list1(keyword("and"), clause));
    finish(text, map(ways, |ways| Expect { ways }))
}

/// Reads one expression, as in the templates of messages.
///
/// # Errors
/// Says at which byte of `text` it stops being arithmetic.
pub fn parse_expr(text: &str) -> Result<Expr, ExpectError> {
    finish(text, sum)
}

fn finish<'a, T>(
    text: &'a str,
    mut parser: impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>>,
) -> Result<T, ExpectError> {
    let fail = |at: usize, message: String| ExpectError { at, message, hint: None };
    if text.len() > LONGEST {
        return Err(fail(LONGEST, format!("longer than {LONGEST} characters")));
    }
    let rest = match parser.parse(text) {
        Ok((rest, parsed)) if rest.trim().is_empty() => return known_functions(text).map(|()| parsed),
        Ok((rest, _)) => rest,
        Err(nom::Err::Error(e) | nom::Err::Failure(e)) => e.input,
        Err(nom::Err::Incomplete(_)) => "",
    };
    known_functions(text)?;
    let at = text.len() - rest.trim_start().len();
    Err(fail(
        at,
        match rest.trim_start().chars().next() {
            None => "the arithmetic ends too early".into(),
            Some(c) => format!("`{c}` does not belong in this arithmetic"),
        },
    ))
}

/// An unknown function is the likeliest mistake: name it before anything else.
fn known_functions(text: &str) -> Result<(), ExpectError> {
    for (open, _) in text.match_indices('(') {
        let before = text.get(..open).unwrap_or("");
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(0, |i| i + 1);
        let name = before.get(start..).unwrap_or("");
        if name.is_empty() || ["and", "or", "in"].contains(&name) || FUNCTIONS.iter().any(|f| f.0 == name) {
            continue;
        }
        let hint = crate::rule::error::closest(name, FUNCTIONS.iter().map(|f| f.0));
        return Err(ExpectError { at: start, message: format!("unknown function `{name}`"), hint });
    }
    Ok(())
}

fn clause(i: &str) -> IResult<&str, Clause> {
    let (i, left) = sum(i)?;
    let compared = alt((
        map(tag("~"), |_| Compare::Agrees),
        map(tag("!="), |_| Compare::Differs),
        map(tag("<="), |_| Compare::AtMost),
        map(tag("<"), |_| Compare::Less),
        map(tag(">="), |_| Compare::AtLeast),
        map(tag(">"), |_| Compare::More),
        map(tag("="), |_| Compare::Equal),
    ));
    let (i, compare) = opt(preceded(multispace0, compared)).parse(i)?;
    if let Some(compare) = compare {
        let (i, right) = cut(sum).parse(i)?;
        return Ok((i, Clause { left, compare, right, high: None }));
    }
    let (i, within) =
        opt(preceded(keyword("in"), cut((sum, preceded(preceded(multispace0, tag("..")), sum))))).parse(i)?;
    Ok((
        i,
        match within {
            Some((low, high)) => Clause { left, compare: Compare::Within, right: low, high: Some(high) },
            None => Clause { left, compare: Compare::More, right: Expr::Number(0.0), high: None },
        },
    ))
}

fn sum(i: &str) -> IResult<&str, Expr> {
    chain(i, product, "+-")
}

fn product(i: &str) -> IResult<&str, Expr> {
    chain(i, factor, "*/")
}

fn chain<'a>(
    i: &'a str,
    part: fn(&'a str) -> IResult<&'a str, Expr>,
    signs: &'static str,
) -> IResult<&'a str, Expr> {
    let (i, first) = part(i)?;
    let sign = preceded(multispace0, nom::character::complete::one_of(signs));
    let (i, rest) = many0((sign, cut(part))).parse(i)?;
    Ok((
        i,
        rest.into_iter()
            .fold(first, |left, (sign, right)| Expr::Binary(sign, Box::new(left), Box::new(right))),
    ))
}

fn factor(i: &str) -> IResult<&str, Expr> {
    let bare = verify(double, |x: &f64| x.is_finite());
    preceded(
        multispace0,
        alt((
            map(preceded(char('-'), factor), |e| Expr::Binary('-', Box::new(Expr::Number(0.0)), Box::new(e))),
            delimited(char('('), cut(sum), cut(preceded(multispace0, char(')')))),
            call,
            map(delimited(char('\''), take_while1(|c| c != '\''), cut(char('\''))), |text: &str| {
                Expr::Amount(text.to_string(), 0.0, Exponents::default())
            }),
            map(name, |n| Expr::Slot(n.to_string())),
            map(bare, Expr::Number),
        )),
    )
    .parse(i)
}

fn call(i: &str) -> IResult<&str, Expr> {
    let (rest, (name, _)) = (name, char('(')).parse(i)?;
    let fail = || nom::Err::Failure(nom::error::Error::new(i, nom::error::ErrorKind::Tag));
    let &(_, function, arity) = FUNCTIONS.iter().find(|f| f.0 == name).ok_or_else(fail)?;
    let arguments = separated_list1(preceded(multispace0, char(',')), sum);
    let (rest, arguments) = cut((arguments, preceded(multispace0, char(')')))).parse(rest)?;
    if arguments.0.len() != arity {
        return Err(fail());
    }
    Ok((rest, Expr::Call(function, arguments.0)))
}

fn name(i: &str) -> IResult<&str, &str> {
    let part = take_while1(|c: char| c.is_ascii_alphanumeric() || c == '_');
    verify(part, |n: &str| {
        n.starts_with(|c: char| c.is_ascii_alphabetic()) && !matches!(n, "and" | "or" | "in")
    })
    .parse(i)
}

fn keyword<'a>(word: &'static str) -> impl FnMut(&'a str) -> IResult<&'a str, &'a str> {
    move |i| {
        let run = take_while1(|c: char| c.is_ascii_alphanumeric());
        preceded(multispace0, verify(run, |w: &str| w == word)).parse(i)
    }
}

impl Expr {
    /// Calls `see` with the name of every slot in it.
    pub fn slots<'a>(&'a self, see: &mut impl FnMut(&'a str)) {
        match self {
            Expr::Number(_) | Expr::Amount(..) => {}
            Expr::Slot(name) => see(name),
            Expr::Binary(_, a, b) => {
                a.slots(see);
                b.slots(see);
            }
            Expr::Call(_, arguments) => arguments.iter().for_each(|a| a.slots(see)),
        }
    }
}

impl Expr {
    /// Calls `measure` for every number with a unit, to put it in base units.
    ///
    /// # Errors
    /// The text of the first one that is no amount.
    pub fn measured(
        &mut self,
        measure: &mut impl FnMut(&str) -> Option<(f64, Exponents)>,
    ) -> Result<(), String> {
        match self {
            Expr::Number(_) | Expr::Slot(_) => Ok(()),
            Expr::Amount(text, value, exponents) => {
                (*value, *exponents) = measure(text).ok_or_else(|| text.clone())?;
                Ok(())
            }
            Expr::Binary(_, a, b) => a.measured(measure).and_then(|()| b.measured(measure)),
            Expr::Call(_, arguments) => arguments.iter_mut().try_for_each(|a| a.measured(measure)),
        }
    }
}

impl Expect {
    /// Calls `measure` for every number with a unit, to put it in base units.
    ///
    /// # Errors
    /// The text of the first one that is no amount.
    pub fn measured(
        &mut self,
        mut measure: impl FnMut(&str) -> Option<(f64, Exponents)>,
    ) -> Result<(), String> {
        for clause in self.ways.iter_mut().flatten() {
            clause.left.measured(&mut measure)?;
            clause.right.measured(&mut measure)?;
            if let Some(high) = &mut clause.high {
                high.measured(&mut measure)?;
            }
        }
        Ok(())
    }

    /// Every clause, whatever way it belongs to.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.ways.iter().flatten()
    }

    /// Whether it says only what a figure is not more or less than.
    #[must_use]
    pub fn bounds(&self) -> bool {
        use Compare::{AtLeast, AtMost, Less, More};
        self.clauses().all(|c| matches!(c.compare, AtLeast | AtMost | Less | More))
    }

    /// Whether it says nothing but which of two is the larger.
    #[must_use]
    pub fn orders(&self) -> bool {
        let strict = |c: &Clause| matches!(c.compare, Compare::More | Compare::Less);
        let loose = |c: &Clause| matches!(c.compare, Compare::AtLeast | Compare::AtMost | Compare::Equal);
        self.clauses().any(strict) && self.clauses().all(|c| strict(c) || loose(c))
    }

    /// Calls `see` with the name of every slot in it.
    pub fn slots<'a>(&'a self, see: &mut impl FnMut(&'a str)) {
        self.clauses().for_each(|clause| clause.slots(see));
    }
}

impl Clause {
    /// Calls `see` with the name of every slot in it.
    pub fn slots<'a>(&'a self, see: &mut impl FnMut(&'a str)) {
        self.left.slots(see);
        self.right.slots(see);
        if let Some(high) = &self.high {
            high.slots(see);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_arithmetic() {
        let slot = |n: &str| Box::new(Expr::Slot(n.into()));
        assert_eq!(
            parse("to / from ~ k"),
            Ok(Expect {
                ways: vec![vec![Clause {
                    left: Expr::Binary('/', slot("to"), slot("from")),
                    compare: Compare::Agrees,
                    right: Expr::Slot("k".into()),
                    high: None
                }]]
            })
        );
        for good in [
            "to > from",
            "(to - from) / from ~ k and k <= 1",
            "whole / n in size(n) * 0.5 .. size(n) * 2",
            "exists(d)",
            "span(start, end) ~ k or a ~ b",
            "sum(parts) ~ total",
            "1 - 1.5e3 < -x",
            "m <= '20 g'",
        ] {
            assert!(parse(good).is_ok(), "{good}: {:?}", parse(good));
        }
    }

    #[test]
    fn says_where_it_went_wrong() {
        for (bad, at) in [
            ("to / ~ k", 5),
            ("to / from ~", 11),
            ("to ! from", 3),
            ("spann(a, b) ~ k", 0),
            ("span(a) ~ k", 0),
        ] {
            assert_eq!(parse(bad).map_err(|e| e.at), Err(at), "{bad}");
        }
        assert_eq!(parse("spann(a, b) ~ k").map_err(|e| e.hint), Err(Some("span".to_string())));
        assert!(parse(&"(".repeat(100_000)).is_err());
    }
}
