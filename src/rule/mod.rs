//! Rules: what is read from `rules/` and from a newsroom's own files, made ready to match.

pub mod built_in;
pub mod deferred;
pub mod dimension;
pub mod error;
pub mod expect;
pub mod file;
mod gather;
pub mod kinds;
pub mod lists;
mod load;
pub mod needs;
pub mod pattern;
pub mod program;
pub mod search;
pub mod slips;
pub mod special;
pub mod stem;
pub mod template;
mod told;
pub mod working;

pub use gather::Gather;
pub use told::Told;

use crate::{
    grammar::vocabulary::Vocabulary,
    interval::Interval,
    rule::{
        deferred::Deferred, error::RuleError, expect::Expect, lists::Lists, needs::Needs, program::Program,
        search::Searches, template::Template,
    },
    units::{Exponents, Locale, Units},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All rules, ready to use.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rulebook {
    /// Units and currencies.
    pub units: Units,
    /// Known words.
    pub vocabulary: Vocabulary,
    /// Word lists.
    pub lists: Lists,
    /// The lists the mechanisms themselves look at.
    pub special: special::Special,
    /// What does not tell words apart.
    pub stems: stem::Stems,
    /// Kinds of fact, each with its patterns.
    pub facts: Vec<FactKind>,
    /// The checks.
    pub checks: Vec<Check>,
    /// The patterns that claims are guarded by, each once.
    pub guards: Vec<Deferred<Program>>,
    /// What patterns need.
    pub needs: Needs,
    /// The patterns of facts.
    pub fact_searches: Searches,
    /// The patterns of claims, of the checks that are on.
    pub claim_searches: Searches,
    /// Things with a size.
    pub things: Vec<Thing>,
    /// Rates of exchange.
    pub rates: Vec<ExchangeRate>,
    /// What words mean in different countries.
    pub locales: Vec<Locale>,
    /// Ordinary slips.
    pub slips: slips::Slips,
    /// How the working is told.
    pub working: working::Working,
    /// Names of slots.
    pub names: Vec<String>,
}

/// A kind of fact: figures that the draft itself relates.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FactKind {
    /// Its name: "change".
    pub name: String,
    /// Its patterns, the better first.
    pub patterns: Vec<Deferred<Program>>,
    /// Examples.
    pub examples: Deferred<Vec<Example>>,
    /// The file it is from.
    pub file: String,
}

/// An example of a check or a fact, run as a test.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Example {
    /// In which part of its check it stands, a place in [`Check::parts`] counted from 1; 0 for the check's own file, and
    /// for facts.
    pub part: u16,
    /// Its line in the file, counted from 1.
    pub line: usize,
    /// A draft.
    pub draft: String,
    /// The verdict that is expected of a check: "contradicts", "holds", "loose", "unverified" or "silent".
    pub expect: Option<String>,
    /// What the message must say.
    pub says: Option<String>,
    /// The dateline, YYYY-MM-DD.
    pub date: Option<String>,
    /// For a fact: the words each role is bound to.
    pub gives: BTreeMap<String, String>,
}

/// A check: what claim, about which fact, what must hold.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Check {
    /// Its name, that of its file: "wrong-multiple".
    pub id: String,
    /// What a contradiction is worth; none when switched off.
    pub severity: Option<Severity>,
    /// What a loose agreement is worth; none for nothing.
    pub loose: Option<Severity>,
    /// The fault, in one line.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What it leaves alone.
    pub leaves: String,
    /// What holds is not listed: that a figure is not impossible is nothing to tell.
    pub faults_only: bool,
    /// The guides or corrections behind it.
    pub sources: Vec<String>,
    /// Its claims, the better first.
    pub claims: Vec<Deferred<Claim>>,
    /// Examples.
    pub examples: Deferred<Vec<Example>>,
    /// The file it is from.
    pub file: String,
    /// The files that add claims and examples to it, in the order of these.
    pub parts: Vec<String>,
}

impl Check {
    /// The file in which one of its examples stands.
    #[must_use]
    pub fn file_of(&self, example: &Example) -> &str {
        let part = usize::from(example.part).checked_sub(1).and_then(|n| self.parts.get(n));
        part.unwrap_or(&self.file)
    }

    /// Whether it is from this file, or a part of it is.
    #[must_use]
    pub fn is_from(&self, file: &str) -> bool {
        self.file == file || self.parts.iter().any(|part| part == file)
    }

    /// Whether it works anything out: more than that a part is no larger than its whole.
    #[must_use]
    pub fn reckons(&self) -> bool {
        self.claims.iter().any(|claim| !claim.expect.bounds())
    }
}

/// One way to make a claim.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Claim {
    /// Its pattern.
    pub program: Program,
    /// The kind of fact it speaks of, a place in [`Rulebook::facts`].
    pub about: Option<usize>,
    /// How far away that fact may stand.
    pub reach: Reach,
    /// What must be so for the claim to be made, or judged, at all.
    pub given: Option<Deferred<Expect>>,
    /// Compared with every other such fact in reach; most of them decide.
    pub peers: bool,
    /// It may be said of any such fact in reach: wrong is what fits none of them.
    pub any: bool,
    /// The kind of the second fact that it may be said of, a place in [`Rulebook::facts`].
    pub until: Option<usize>,
    /// It is reckoned with figures told before it.
    pub gather: Option<Gather>,
    /// What must hold.
    pub expect: Deferred<Expect>,
    /// The message when it does not.
    pub says: Deferred<Template>,
    /// What the working tells besides.
    pub also: Option<Deferred<Template>>,
    /// When one of these stands in its sentence, it cannot be judged: places in [`Rulebook::guards`].
    pub unless: Vec<u16>,
    /// Patterns that keep the claim from being bound to figures of another sentence, as `unless`.
    pub at_home: Vec<u16>,
    /// Patterns that make it no claim when they stand between its own words, as `unless`.
    pub not_over: Vec<u16>,
    /// When its operands are missing it is not even listed as unverified.
    pub quiet: bool,
    /// Its counted numbers have to count one thing.
    pub alike: bool,
    /// Its figures may be any two near it of which one is said to be the earlier.
    pub near: bool,
    /// It is wrong only when an ordinary slip explains it: nothing says for sure which figures it speaks of. Of figures that
    /// are told last ([`Told::is_last`]), one digit is enough, when all stand in its sentence or it opens its own.
    pub explained: bool,
    /// It is made only where its words open a sentence and take up what was told before it: "The £320 gap".
    pub resumes: bool,
    /// It is wrong only when two digits exchanged explain it, or a word of scale, to the digit: hardly a word says which
    /// figures it speaks of.
    pub exchanged: bool,
    /// What else in the draft it may speak of when nothing near it is meant.
    pub told: Option<Told>,
    /// It is made in the headline or the lead only.
    pub lead: bool,
    /// It is made in the headline only.
    pub headline: bool,
    /// Whether ordinary slips are looked for.
    pub slips: bool,
}

/// How far from its claim a fact may stand. A rule file that says nothing means `Draft`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// The two share a figure.
    #[default]
    Clause,
    /// The same sentence.
    Sentence,
    /// The same paragraph.
    Paragraph,
    /// One of the three sentences behind the claim's.
    Next,
    /// The words before the claim in its sentence, and the sentence before.
    Before,
    /// Anywhere in the draft, where it shares words with the claim.
    Draft,
    /// Anywhere in the draft, whatever its words.
    Anywhere,
}

impl Reach {
    /// The names in rule files.
    pub const NAMES: [(&'static str, Reach); 7] = [
        ("clause", Reach::Clause),
        ("sentence", Reach::Sentence),
        ("before", Reach::Before),
        ("next", Reach::Next),
        ("paragraph", Reach::Paragraph),
        ("draft", Reach::Draft),
        ("anywhere", Reach::Anywhere),
    ];
}

/// What a finding is worth. Ordered from the least: `--severity` and `--fail-on` compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice.
    Note,
    /// It does not follow from the figures as printed.
    Warning,
    /// It is wrong.
    Error,
}

impl Severity {
    /// The names in rule files; that of none is "off".
    pub const NAMES: [(&'static str, Option<Severity>); 4] = [
        ("error", Some(Severity::Error)),
        ("warning", Some(Severity::Warning)),
        ("note", Some(Severity::Note)),
        ("off", None),
    ];

    /// Its name, as in rule files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A thing with a size: a photo, an Olympic pool.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Thing {
    /// Its name, singular.
    pub name: String,
    /// The words for it, folded.
    pub words: Vec<String>,
    /// Smallest and largest ordinary size, in base units.
    pub size: Interval,
    /// The sizes as written.
    pub written: [String; 2],
    /// What the size measures.
    pub exponents: Exponents,
    /// Where it is from.
    pub source: String,
}

/// What one unit of a currency is worth in US dollars.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ExchangeRate {
    /// ISO 4217 code.
    pub currency: [u8; 3],
    /// The day, counted from 1970-01-01, when the rate is that of one day.
    pub day: Option<i32>,
    /// The least and the most.
    pub worth: Interval,
}

/// The slot that every claim has: the day the draft was written, when that is known.
pub const DATELINE: &str = "dateline";

/// A rate this many days old is still used.
const MONTH: u32 = 31;

impl Rulebook {
    /// What a slot is called in rule files; empty for none.
    #[must_use]
    pub fn slot(&self, name: program::Name) -> &str {
        self.names.get(usize::from(name)).map_or("", String::as_str)
    }

    /// The slot that rule files call so; none when no rule has it.
    #[must_use]
    pub fn name(&self, slot: &str) -> Option<program::Name> {
        self.names.iter().position(|name| name == slot).and_then(|at| program::Name::try_from(at).ok())
    }

    /// The guards at these places.
    pub(crate) fn guards(&self, places: &[u16]) -> impl Iterator<Item = &Program> {
        places.iter().filter_map(|&place| self.guards.get(usize::from(place)).map(|guard| &**guard))
    }

    /// What one of a currency is worth in US dollars on a day, counted from 1970-01-01: by the rate of the
    /// nearest date within a month, else by the one without a date, of which the last given holds.
    #[must_use]
    pub fn worth(&self, currency: [u8; 3], day: Option<i32>) -> Option<Interval> {
        let all = || self.rates.iter().filter(|r| r.currency == currency);
        let away = |r: &&ExchangeRate| Some(r.day?.abs_diff(day?));
        let near = all().filter(|r| away(r).is_some_and(|days| days <= MONTH)).min_by_key(|r| away(r));
        near.or_else(|| all().rfind(|r| r.day.is_none())).map(|r| r.worth)
    }

    /// The locale of this name, a language tag.
    ///
    /// # Errors
    /// There is none; a name that may have been meant.
    pub fn locale(&self, name: &str) -> Result<&Locale, Option<String>> {
        let known = self.locales.iter().find(|locale| locale.name.eq_ignore_ascii_case(name));
        known.ok_or_else(|| error::closest(name, self.locales.iter().map(|locale| locale.name.as_str())))
    }

    /// Switches every check on that is off, as a note.
    pub fn switch_on(&mut self) {
        for check in &mut self.checks {
            check.severity = check.severity.or(Some(Severity::Note));
        }
        self.claim_searches = Searches::of_claims(&self.checks, &self.needs);
    }

    /// Sets what the findings of a check are worth; none switches it off.
    ///
    /// # Errors
    /// There is no such check; a name that may have been meant.
    pub fn set_severity(&mut self, id: &str, severity: Option<Severity>) -> Result<(), Option<String>> {
        let known = self.checks.iter_mut().find(|check| check.id == id);
        match known {
            Some(check) => check.severity = severity,
            None => return Err(error::closest(id, self.checks.iter().map(|check| check.id.as_str()))),
        }
        self.claim_searches = Searches::of_claims(&self.checks, &self.needs);
        Ok(())
    }

    /// Loads rule files: each a name such as "checks/wrong-share.toml" and its text, ours first.
    ///
    /// # Errors
    /// Everything wrong with any of them, with file, line and column.
    pub fn load(files: &[(&str, &str)]) -> Result<Rulebook, Vec<RuleError>> {
        load::load(files)
    }
}
