//! What the smaller commands give: plain data.

use serde::Serialize;

use crate::{
    check::{
        operand::Context,
        reading::{self, Precision, Rounding},
        show,
    },
    finding::Severity,
    grammar::figure::{Figure, Kind, What},
    interval::Interval,
    rule::{Check, Example, Rulebook, Thing},
    scan::{Options, Scan, scan},
    units::Rate,
};

/// How many things an amount makes: "2,100 TB as photos".
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The amount as understood: "2,100 terabytes".
    pub amount: String,
    /// The thing, in the plural: "photos".
    pub things: String,
    /// The fewest there can be, of the largest size.
    pub low: f64,
    /// The most there can be, of the smallest size.
    pub high: f64,
    /// The size of one: "2 to 5 megabytes".
    pub size: String,
    /// How many make one unit of the amount: "200,000 to 500,000 a terabyte".
    pub per_unit: String,
    /// Where the size was taken from.
    pub source: String,
}

/// Two figures against each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The first as understood: "600 terabytes".
    pub from: String,
    /// The second as understood: "2,100 terabytes".
    pub to: String,
    /// Second by first.
    pub ratio: f64,
    /// The same at the precision written.
    pub ratio_range: (f64, f64),
    /// The change in percent of the first.
    pub percent: f64,
    /// The same at the precision written.
    pub percent_range: (f64, f64),
    /// Second less first, with its unit: "1,000 terabytes".
    pub difference: String,
    /// Words that fit: "more than tripled", "3.5 times".
    pub phrases: Vec<String>,
}

/// A rule, as told to a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleInfo {
    /// Its name: "wrong-multiple".
    pub name: String,
    /// How bad a fault is that it finds; none when it is turned off.
    pub severity: Option<Severity>,
    /// The fault, in a sentence.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What it deliberately does not flag.
    pub leaves: String,
    /// The guides and corrections behind it.
    pub sources: Vec<String>,
    /// Its examples.
    pub examples: Vec<ExampleInfo>,
    /// The file it was read from.
    pub file: String,
    /// The files that add to it, in the order of their examples.
    pub parts: Vec<String>,
}

/// An example of a rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExampleInfo {
    /// The text.
    pub draft: String,
    /// The verdict it must get: "contradicts".
    pub expect: String,
}

/// How an example of a rule file came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExampleResult {
    /// The rule's name.
    pub rule: String,
    /// Its file.
    pub file: String,
    /// The example's line in the file, counted from 1.
    pub line: usize,
    /// The text.
    pub draft: String,
    /// The verdict it must get.
    pub expected: String,
    /// The verdict it got.
    pub got: String,
    /// Whether the verdict, and the words asked for, are right.
    pub passed: bool,
    /// What the check said of it, or what was missing.
    pub detail: String,
}

impl From<&Check> for RuleInfo {
    fn from(check: &Check) -> RuleInfo {
        let example = |e: &Example| ExampleInfo {
            draft: e.draft.clone(),
            expect: e.expect.clone().unwrap_or_default(),
        };
        RuleInfo {
            name: check.id.clone(),
            severity: check.severity,
            what: check.what.clone(),
            why: check.why.clone(),
            leaves: check.leaves.clone(),
            sources: check.sources.clone(),
            examples: check.examples.iter().map(example).collect(),
            file: check.file.clone(),
            parts: check.parts.clone(),
        }
    }
}

/// One figure read on its own, in base units.
struct Single {
    scan: Scan,
    figure: Figure,
    interval: Interval,
    face: f64,
    rate: Option<Rate>,
}

fn single(book: &Rulebook, text: &str) -> Result<Single, String> {
    let scan = scan(text, &book.vocabulary, &book.units, &Options::default());
    let figure = scan.marks.iter().find_map(|m| match &m.what {
        What::Figure(f) => Some(f.clone()),
        What::When(_) | What::Skipped(_) => None,
    });
    let figure = figure.ok_or_else(|| format!("`{text}` is no figure that figcheck can read"))?;
    let rate = crate::bind::like::unit_of(&figure);
    let own = reading::interval(&figure, Precision::Printed, Rounding::default(), &book.vocabulary);
    let base = |x: f64| rate.map_or(x, |r| book.units.to_base(r, x));
    let (interval, face) = (Interval::new(base(own.lo), base(own.hi)), base(figure.amount.value));
    Ok(Single { scan, figure, interval, face, rate })
}

/// How many things an amount makes.
///
/// # Errors
/// Which of the two is not known, or that one does not measure the other.
pub fn estimate(book: &Rulebook, amount: &str, thing: &str) -> Result<Estimate, String> {
    let read = single(book, amount)?;
    let wanted = thing.to_lowercase();
    let named = |t: &&Thing| t.name.to_lowercase() == wanted || t.words.contains(&wanted);
    let thing = book.things.iter().find(named).ok_or_else(|| {
        let known: Vec<&str> = book.things.iter().map(|t| t.name.as_str()).collect();
        format!("the size of `{thing}` is not known; known are: {}", known.join(", "))
    })?;
    let rate = read.rate.filter(|r| book.units.exponents(*r) == thing.exponents);
    let rate =
        rate.ok_or_else(|| format!("`{amount}` and {} do not measure the same", thing.written.join(" to ")))?;
    let context = Context { text: amount, scan: &read.scan, book };
    let count = |whole: f64| (whole / thing.size.hi, whole / thing.size.lo);
    let (low, high) = count(read.face);
    let (few, many) = count(book.units.to_base(rate, 1.0));
    Ok(Estimate {
        amount: show::figure(&read.figure, context),
        things: thing.words.get(1).unwrap_or(&thing.name).clone(),
        low,
        high,
        size: thing.written.join(" to "),
        per_unit: format!("{} to {} per {}", show::scaled(few), show::scaled(many), book.units.name_of(rate)),
        source: thing.source.clone(),
    })
}

/// Two figures against each other.
///
/// # Errors
/// Which of the two is no figure, or that they do not measure the same.
pub fn compare(book: &Rulebook, from: &str, to: &str) -> Result<Comparison, String> {
    let (a, b) = (single(book, from)?, single(book, to)?);
    if !crate::bind::like::figures_alike(&a.figure, &b.figure, &book.units) {
        return Err(format!("`{from}` and `{to}` do not measure the same"));
    }
    if a.face == 0.0 {
        return Err(format!("`{from}` is nothing: no ratio and no percentage can be had of it"));
    }
    let context = Context { text: to, scan: &b.scan, book };
    let ratio = b.interval.over(a.interval);
    let face = b.face / a.face;
    let percent = |r: f64| (r - 1.0) * 100.0;
    let difference = b.face - a.face;
    Ok(Comparison {
        from: show::figure(&a.figure, Context { text: from, scan: &a.scan, book }),
        to: show::figure(&b.figure, context),
        ratio: face,
        ratio_range: (ratio.lo, ratio.hi),
        percent: percent(face),
        percent_range: (percent(ratio.lo), percent(ratio.hi)),
        difference: match b.rate {
            Some(rate) => show::difference(difference, rate, context),
            None if b.figure.kind == Kind::Percent => show::number(difference),
            None => show::scaled(difference),
        },
        phrases: phrases(book, ratio, face),
    })
}

/// The phrases of the rules that a ratio fits, the nearest first.
fn phrases(book: &Rulebook, ratio: Interval, face: f64) -> Vec<String> {
    let fits = |p: &&crate::rule::slips::Phrase| p.from <= ratio.lo && ratio.hi < p.below;
    let mut fitting: Vec<&crate::rule::slips::Phrase> = book.slips.phrases.iter().filter(fits).collect();
    fitting.sort_by(|a, b| (a.below - a.from).total_cmp(&(b.below - b.from)));
    fitting.iter().map(|p| p.says.replace("{ratio}", &show::number((face * 10.0).round() / 10.0))).collect()
}
