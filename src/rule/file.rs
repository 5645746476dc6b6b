//! Rule files as written: what may stand in them, before anything is looked up.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Example, error::line_of};

/// Any rule file of ours or of a newsroom's: each part may be there or not.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What a contradiction is worth: "error", "warning", "note" or "off".
    pub severity: Option<Spanned<String>>,
    /// What a loose agreement is worth.
    pub loose: Option<Spanned<String>>,
    /// The fault, in one line.
    pub what: Option<String>,
    /// Why it matters: one paragraph.
    pub why: Option<String>,
    /// What the check deliberately leaves alone.
    pub leaves: Option<String>,
    /// What holds is nothing to tell: it is not even listed.
    #[serde(default)]
    pub faults_only: bool,
    /// The guide or correction behind it.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The files in the folder named for it that add claims to it, in the order of their claims: "one-in" for "one-in.toml".
    #[serde(default)]
    pub parts: Vec<Spanned<String>>,
    /// Guards that several claims share, by a name that they give as "@@name".
    #[serde(default)]
    pub guards: BTreeMap<String, Vec<Spanned<String>>>,
    /// What several claims expect or have given, by a name that they give as "@@name".
    #[serde(default)]
    pub expects: BTreeMap<String, Spanned<String>>,
    /// The claims the check looks for.
    #[serde(default)]
    pub claim: Vec<ClaimRow>,
    /// Patterns of a fact.
    #[serde(default)]
    pub fact: Vec<FactRow>,
    /// Examples, run as tests.
    #[serde(default)]
    pub example: Vec<ExampleRow>,
    /// Word lists.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<Spanned<String>>>,
    /// Rows of words that mean the same.
    #[serde(default)]
    pub synonyms: Vec<Vec<String>>,
    /// Things with a size.
    #[serde(default)]
    pub thing: Vec<ThingRow>,
    /// Rates of exchange.
    #[serde(default)]
    pub rate: Vec<RateRow>,
    /// What words mean in different countries.
    #[serde(default)]
    pub locale: Vec<LocaleRow>,
    /// The table of ordinary slips.
    pub slips: Option<crate::rule::slips::Slips>,
    /// How the working is told.
    pub working: Option<crate::rule::working::Working>,
    /// Severities of other checks: `wrong-share = "off"`.
    #[serde(default)]
    pub set: BTreeMap<String, Spanned<String>>,
}

impl RuleFile {
    /// Its examples; `text` is that of the file, `part` its number among the parts of the check, 0 for the head.
    pub(super) fn examples(&self, text: &str, part: u16) -> Vec<Example> {
        let example = |row: &ExampleRow| Example {
            part,
            line: line_of(text, row.draft.span().start),
            draft: row.draft.get_ref().clone(),
            expect: row.expect.as_ref().map(|expect| expect.get_ref().clone()),
            says: row.says.clone(),
            date: row.date.clone(),
            gives: row.gives.clone(),
        };
        self.example.iter().map(example).collect()
    }
}

/// The file's name without folders and ending: a check's name, or that of a part.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit(SLASHES).next().unwrap_or(name);
    file.strip_suffix(".toml").unwrap_or(file)
}

/// The name of the folder that a file stands in, when it is told.
pub(super) fn folder(name: &str) -> Option<&str> {
    name.rsplit(SLASHES).nth(1)
}

/// Takes from our files those whose place others take: a check goes with its parts, a part alone. `change.toml` in the
/// folder of a check is a part of that, and takes no fact's place.
pub(crate) fn make_way(ours: &mut Vec<(&str, &str)>, others: &[&str]) {
    let checks: Vec<&str> = ours
        .iter()
        .map(|f| f.0)
        .filter(|name| folder(name) == Some(CHECKS))
        .chain(others.iter().copied())
        .map(stem)
        .collect();
    // What a file is to be called beside others: the check that it is a part of, and its own name.
    let called = |name| {
        let own = stem(name);
        (folder(name).filter(|owner| *owner != own && checks.contains(owner)), own)
    };
    let taken: Vec<_> = others.iter().map(|name| called(name)).collect();
    ours.retain(|(name, _)| {
        let (owner, own) = called(name);
        !taken.contains(&(owner, own)) && !owner.is_some_and(|owner| taken.contains(&(None, owner)))
    });
}

/// The folder of our checks.
const CHECKS: &str = "checks";

/// What stands between the folders of a path, on any system.
const SLASHES: [char; 2] = ['/', '\\'];

/// One claim of a check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimRow {
    /// The pattern.
    pub r#match: Spanned<String>,
    /// The kind of fact it speaks of.
    pub about: Option<Spanned<String>>,
    /// How far away that fact may stand, a [`super::Reach`]; "draft" when it is not told.
    pub reach: Option<Spanned<String>>,
    /// What is gathered before it, a [`super::Gather`]: the parts as `parts`, their whole as `whole`.
    pub gather: Option<Spanned<String>>,
    /// What must be so for the claim to be made, or judged, at all: `unit(a) != unit(b)`.
    pub given: Option<Spanned<String>>,
    /// Compared with every other such fact in reach; most of them decide.
    #[serde(default)]
    pub peers: bool,
    /// It may be said of any such fact in reach: wrong is what fits none of them.
    #[serde(default)]
    pub any: bool,
    /// Another kind of fact, of which any may be the second that it is said of: from one date to another.
    pub until: Option<Spanned<String>>,
    /// What must hold.
    pub expect: Spanned<String>,
    /// The message when it does not.
    pub says: Spanned<String>,
    /// What the working tells besides: how many to the terabyte.
    pub also: Option<Spanned<String>>,
    /// Patterns that make the claim one we cannot judge, when they stand in its clause.
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    /// Patterns that keep the claim from being bound to figures of another sentence.
    #[serde(default)]
    pub at_home: Vec<Spanned<String>>,
    /// Patterns that make it no claim when they stand between its own words.
    #[serde(default)]
    pub not_over: Vec<Spanned<String>>,
    /// A claim whose operands are missing is not even listed as unverified.
    #[serde(default)]
    pub quiet: bool,
    /// Its counted numbers count one thing: with nouns that differ they are no operands of it.
    #[serde(default)]
    pub alike: bool,
    /// Its figures may be any two near it of which one is said to be the earlier.
    #[serde(default)]
    pub near: bool,
    /// It is wrong only when an ordinary slip explains it; of figures told last, one digit, in its sentence or where it opens one.
    #[serde(default)]
    pub explained: bool,
    /// It opens its sentence and takes up what was told before it.
    #[serde(default)]
    pub resumes: bool,
    /// It is wrong only when two digits exchanged explain it, or a word of scale, to the digit.
    #[serde(default)]
    pub exchanged: bool,
    /// What else in the draft it may speak of when nothing near it is meant, a [`super::Told`].
    pub told: Option<Spanned<String>>,
    /// It is made in the headline or the lead only.
    #[serde(default)]
    pub lead: bool,
    /// It is made in the headline only: a first line that ends without a full stop.
    #[serde(default)]
    pub headline: bool,
    /// Whether ordinary slips are looked for, as they are when it is not told.
    pub slips: Option<bool>,
}

/// One pattern of a fact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRow {
    /// The pattern.
    pub r#match: Spanned<String>,
}

/// An example of a check or a fact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleRow {
    /// A draft.
    pub draft: Spanned<String>,
    /// The worst verdict on any of its claims: "contradicts", "loose", "holds", "unverified", or "silent" for none.
    pub expect: Option<Spanned<String>>,
    /// What the message must say.
    pub says: Option<String>,
    /// The dateline, YYYY-MM-DD.
    pub date: Option<String>,
    /// For a fact: the words each role is bound to.
    #[serde(default)]
    pub gives: BTreeMap<String, String>,
}

/// A thing with a size.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThingRow {
    /// Its name, singular.
    pub name: Spanned<String>,
    /// The words for it, plurals too.
    pub words: Vec<String>,
    /// The smallest and the largest ordinary size: `["2 MB", "5 MB"]`.
    pub size: [Spanned<String>; 2],
    /// Where the size is from.
    pub source: String,
}

/// What one unit of a currency has been worth.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRow {
    /// Its ISO 4217 code: "GBP".
    pub currency: Spanned<String>,
    /// The least and the most US dollars paid for one: `[1.03, 2.46]`.
    pub worth: [f64; 2],
    /// The day of the rate, YYYY-MM-DD; without one it holds when no dated one is near.
    pub date: Option<Spanned<String>>,
    /// Where that is from.
    pub source: String,
}

/// What words mean in the papers of a country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocaleRow {
    /// Its language tag: "en-GB".
    pub name: String,
    /// The order of a date in digits, "day-month" or "month-day"; none where both are usual.
    pub dates: Option<Spanned<String>>,
    /// By the name of a unit the one that its bare word stands for.
    pub means: BTreeMap<String, Spanned<String>>,
    /// Words that say whose unit is meant, in small letters and without a full stop at the end.
    pub unless: Vec<String>,
    /// Where that is from.
    pub source: String,
}
