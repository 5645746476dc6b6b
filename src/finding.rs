//! What a check gives: plain data.
//!
//! All spans are bytes of the draft's clean text; [`crate::source::Draft`] maps them to the file.

use crate::span::Span;
use serde::Serialize;

pub use crate::rule::Severity;

/// Everything a check has to say of one draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Claims that do not hold, in the order of the text.
    pub findings: Vec<Finding>,
    /// Notes on claims that hold but undersell, in the order of the text: only for those who ask.
    pub advice: Vec<Finding>,
    /// Claims that hold, or that are loose where their rule passes that, in the order of the text.
    pub verified: Vec<Claim>,
    /// Claims that could not be checked, in the order of the text.
    pub unverified: Vec<Claim>,
    /// How much was read.
    pub counts: Counts,
}

/// A claim that does not hold, with the working.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule's name: "wrong-multiple".
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What the arithmetic says.
    pub verdict: Verdict,
    /// One sentence with the computed value: "600 to 2,100 terabytes is 3.5 times, not more than 4".
    pub message: String,
    /// The claim's place.
    pub span: Span,
    /// The sentence that the claim stands in; all of them where it goes over the border of one.
    pub sentence: Span,
    /// The claim as written: "more than quadrupled".
    pub words: String,
    /// The claim as understood: "more than 4 times"; empty when that adds nothing.
    pub normalised: String,
    /// The figures that the claim speaks of.
    pub related: Vec<Related>,
    /// The arithmetic, a line each: "2,100 / 600 = 3.5 (3.496 to 3.504)".
    pub working: Vec<String>,
    /// What may have been meant.
    pub suggestion: Option<Suggestion>,
    /// How sure it is that the claim speaks of these figures, 0 to 1.
    pub confidence: f64,
}

/// A figure that a claim speaks of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// Its place.
    pub span: Span,
    /// What it is to the claim: "from", "to", "part", "whole".
    pub role: String,
    /// As written: "about 1.4 PB".
    pub words: String,
    /// As understood: "about 1.4 petabytes".
    pub normalised: String,
}

impl Related {
    /// Its role as people are told it; empty for the single letters that rules use as in algebra.
    #[must_use]
    pub fn told_role(&self) -> &str {
        if self.role.chars().nth(1).is_some() { &self.role } else { "" }
    }
}

/// A claim that holds, that is loose and passes, or that could not be checked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// The rule that reads such claims.
    pub rule: String,
    /// What the arithmetic says.
    #[serde(skip)]
    pub verdict: Verdict,
    /// The claim's place.
    pub span: Span,
    /// The claim as written.
    pub words: String,
    /// The figures it speaks of, as far as they are known.
    pub related: Vec<Related>,
    /// The arithmetic, a line each.
    pub working: Vec<String>,
    /// Why it could not be checked; empty for one that was.
    pub why: String,
}

impl Claim {
    /// What a line on it says: its words, or why it could not be checked.
    #[must_use]
    pub fn told(&self) -> &str {
        if self.verdict == Verdict::Unverified { &self.why } else { &self.words }
    }
}

/// What may have been meant, and the words that would say so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// What to do: "write “more than tripled”".
    pub text: String,
    /// The ordinary slip that explains the fault: "a verb one step off".
    pub slip: Option<String>,
    /// The edit that would mend it.
    pub replace: Option<Replacement>,
}

/// An edit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Replacement {
    /// What to take out.
    pub span: Span,
    /// What to put in.
    pub text: String,
}

/// What the arithmetic says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The figures as printed can satisfy it.
    Holds,
    /// Only rounder figures than those printed can.
    Loose,
    /// No reading of the figures can.
    Contradicts,
    /// It is not clear which figures it speaks of.
    Unverified,
}

impl Verdict {
    /// Whether figures as printed, or rounder ones, satisfy the claim.
    #[must_use]
    pub fn agrees(self) -> bool {
        matches!(self, Verdict::Holds | Verdict::Loose)
    }

    /// Its name, as in rule files and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Loose => "loose",
            Verdict::Contradicts => "contradicts",
            Verdict::Unverified => "unverified",
        }
    }
}

/// How much was read, and what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All that was read: figures, dates, words such as "doubled", and numbers that turned out to be no figure.
    pub figures: usize,
    /// Claims that hold.
    pub holds: usize,
    /// Claims that hold only for rounder figures.
    pub loose: usize,
    /// Claims that are wrong.
    pub contradicts: usize,
    /// Claims that could not be checked.
    pub unverified: usize,
}

impl Counts {
    /// How many claims have this verdict.
    pub fn of_mut(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Holds => &mut self.holds,
            Verdict::Loose => &mut self.loose,
            Verdict::Contradicts => &mut self.contradicts,
            Verdict::Unverified => &mut self.unverified,
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.figures += other.figures;
        self.holds += other.holds;
        self.loose += other.loose;
        self.contradicts += other.contradicts;
        self.unverified += other.unverified;
    }
}
