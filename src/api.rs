//! The library's front door: text in, plain findings out.

use serde::Serialize;

use crate::{
    answer::{Comparison, Estimate, ExampleResult, RuleInfo},
    check,
    finding::Report,
    grammar::figure::{Mark, Skip, What},
    rule::{Rulebook, Severity, built_in, error::RuleError, file},
    scan::{self, Options, Scan},
    source::Draft,
    span::Span,
};

/// All rules, ready to check drafts.
#[derive(Debug)]
pub struct Checker {
    book: Rulebook,
}

/// What is wrong with rule files.
pub type RuleErrors = Vec<RuleError>;

/// A figure as read, for the worksheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlainFigure {
    /// Its place.
    pub span: Span,
    /// As written.
    pub text: String,
    /// What sort of figure or date, or what it is instead of one: "money", "percent", "day", "month", "year",
    /// "relative", "phone", "name"; the variant's name in small letters.
    pub kind: String,
    /// Its value in its unit.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub value_high: Option<f64>,
    /// The unit's full name.
    pub unit: Option<String>,
    /// What a sum or a measure is for: the "share" of "$3 a share".
    pub per: Option<String>,
    /// What it measures.
    pub dimension: Option<String>,
    /// The name of its hedge in `rules/hedges.toml`: "more than", for "in excess of", too.
    pub hedge: Option<String>,
    /// The bounds that the words set.
    pub bounds: Option<(Option<f64>, Option<f64>)>,
    /// What it counts.
    pub noun: Option<String>,
    /// Why it is no quantity: "a phone number".
    pub skipped: Option<String>,
}

impl PlainFigure {
    /// Its unit and what it is for: "US dollar per share"; empty for a bare number.
    #[must_use]
    pub fn measured_in(&self) -> String {
        let unit = self.unit.clone().unwrap_or_default();
        self.per.as_ref().map_or(unit.clone(), |per| format!("{unit} per {per}").trim_start().to_string())
    }
}

impl Checker {
    /// The built-in rules.
    ///
    /// # Panics
    /// Never: a test loads them.
    #[must_use]
    pub fn builtin() -> Checker {
        let book = built_in::image().unwrap_or_else(|| {
            Rulebook::load(&built_in::files()).expect("the built-in rules load: a test holds it")
        });
        Checker { book }
    }

    /// The built-in rules and a user's: each a path and a TOML text.
    ///
    /// # Errors
    /// Everything wrong with the user's rules.
    pub fn with_rules(files: &[(String, String)]) -> Result<Checker, RuleErrors> {
        if files.is_empty() {
            return Ok(Checker::builtin());
        }
        let mut all = built_in::files();
        all.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        Rulebook::load(&all).map(|book| Checker { book })
    }

    /// The built-in rules and a user's, of which a file named as a built-in one takes its place: a check with all its
    /// parts, a part alone.
    ///
    /// # Errors
    /// Everything wrong with the user's rules.
    pub fn replacing(files: &[(String, String)]) -> Result<Checker, RuleErrors> {
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let mut all = built_in::files();
        file::make_way(&mut all, &names);
        all.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        Rulebook::load(&all).map(|book| Checker { book })
    }

    /// The rules.
    #[must_use]
    pub fn book(&self) -> &Rulebook {
        &self.book
    }

    /// Sets what the findings of a rule are worth; none switches it off.
    ///
    /// # Errors
    /// There is no such rule; a name that may have been meant.
    pub fn set_severity(&mut self, rule: &str, severity: Option<Severity>) -> Result<(), Option<String>> {
        self.book.set_severity(rule, severity)
    }

    /// Checks a draft.
    #[must_use]
    pub fn check(&self, draft: &Draft) -> Report {
        check::check(&draft.text, &self.scan(draft), &self.book)
    }

    /// Leaves unverified the findings of which it is not as sure as `least`, 0 to 1, which figures they speak of.
    pub fn doubt(report: &mut Report, least: f64) {
        check::doubt(report, least);
    }

    /// Reads a draft.
    #[must_use]
    pub fn scan(&self, draft: &Draft) -> Scan {
        scan::scan(&draft.text, &self.book.vocabulary, &self.book.units, &self.options(draft))
    }

    /// What the reading of a draft depends on beside its text.
    pub(crate) fn options(&self, draft: &Draft) -> Options<'_> {
        let locale = draft.locale.as_ref().and_then(|name| self.book.locale(name).ok());
        Options { dateline: draft.date, locale }
    }

    /// How each claim of a draft was bound, a line each.
    #[must_use]
    pub fn trace(&self, draft: &Draft) -> Vec<String> {
        check::trace(&draft.text, &self.scan(draft), &self.book)
    }

    /// Every figure of a draft.
    #[must_use]
    pub fn figures(&self, draft: &Draft) -> Vec<PlainFigure> {
        self.plain_figures(&self.scan(draft), &draft.text)
    }

    /// Every figure that was read, a row for each mark.
    pub(crate) fn plain_figures(&self, scan: &Scan, text: &str) -> Vec<PlainFigure> {
        let mut figures: Vec<PlainFigure> = scan.marks.iter().map(|mark| self.plain(mark, text)).collect();
        for (n, pair) in scan.marks.windows(2).enumerate() {
            let [figure, base] = pair else { continue };
            let Some(per) = scan::plain::base(figure, base, &scan.tokens, &self.book.vocabulary) else {
                continue;
            };
            if let Some([figure, base]) = figures.get_mut(n..n + 2) {
                figure.per = Some(per.of(text).to_string());
                base.skipped = Some(BASE.to_string());
            }
        }
        figures
    }

    fn plain(&self, mark: &Mark, text: &str) -> PlainFigure {
        // Whoever renames a variant changes what the formats print.
        let mut kind = match &mark.what {
            What::Figure(f) => format!("{:?}", f.kind),
            What::When(w) => format!("{:?}", w.kind),
            What::Skipped(s) => format!("{s:?}"),
        };
        kind.make_ascii_lowercase();
        let mut plain = PlainFigure {
            span: mark.span,
            text: mark.span.of(text).to_string(),
            kind,
            ..PlainFigure::default()
        };
        if let What::Skipped(skip) = mark.what {
            plain.skipped = Some(why(skip).to_string());
        }
        if let What::Figure(f) = &mark.what {
            plain.noun = f.noun.map(|n| n.span.of(text).to_string());
        }
        if let Some(figure) = scan::plain::plain(text, mark, &self.book.units, &self.book.vocabulary) {
            plain.value = figure.value;
            plain.value_high = figure.high;
            plain.unit = figure.unit;
            plain.per = figure.per;
            plain.dimension = Some(figure.dimension);
            plain.hedge = figure.hedge;
            plain.bounds = figure.bounds;
        }
        plain
    }

    /// All rules, by name.
    #[must_use]
    pub fn rules(&self) -> Vec<RuleInfo> {
        let mut rules: Vec<RuleInfo> = self.book.checks.iter().map(RuleInfo::from).collect();
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        rules
    }

    /// Runs the examples of rule files, or of the built-in ones when there are none. A file named as a built-in
    /// one takes its place.
    ///
    /// # Errors
    /// Everything wrong with the files.
    pub fn test(files: &[(String, String)]) -> Result<Vec<ExampleResult>, RuleErrors> {
        let mut checker = Checker::replacing(files)?;
        // What is off has to work when it is switched on.
        checker.book.switch_on();
        Ok(crate::examples::run(&checker, |file| {
            files.is_empty() || files.iter().any(|(name, _)| name == file)
        }))
    }

    /// How many things an amount makes.
    ///
    /// # Errors
    /// Which of the two is not known, or that one does not measure the other.
    pub fn estimate(&self, amount: &str, thing: &str) -> Result<Estimate, String> {
        crate::answer::estimate(&self.book, amount, thing)
    }

    /// Two figures against each other.
    ///
    /// # Errors
    /// Which of the two is no figure, or that they do not measure the same.
    pub fn compare(&self, from: &str, to: &str) -> Result<Comparison, String> {
        crate::answer::compare(&self.book, from, to)
    }
}

/// Why the 100,000 of "84.3 cases per 100,000" is no figure of its own.
const BASE: &str = "what the figure before it is for";

/// Why a number that was read is no figure.
fn why(skip: Skip) -> &'static str {
    match skip {
        Skip::Score => "a score",
        Skip::Phone => "a phone number",
        Skip::Name | Skip::Grade => "part of a name",
        Skip::Address => "an address",
        Skip::Reference => "a number of a page or section",
        Skip::Pronoun => "a pronoun",
        Skip::Idiom => "an idiom",
        Skip::Extreme => "a number too large or too small to reckon with",
    }
}
