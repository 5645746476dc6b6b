//! The worksheet of a draft as plain data: every figure, and the facts and claims that it takes part in.

use crate::{
    api::{Checker, PlainFigure},
    bind, check,
    finding::{Related, Report, Verdict},
    scan::Scan,
    source::Draft,
    span::Span,
};
use serde::Serialize;
use std::{collections::BTreeMap, ops::AddAssign};

/// A figure and what it takes part in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// The figure.
    pub figure: PlainFigure,
    /// The claims, then the facts.
    pub uses: Vec<Use>,
}

/// A claim or fact that a figure takes part in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Use {
    /// The rule or the kind of fact: "wrong-multiple", "change".
    pub name: String,
    /// What the figure is in it: "from"; empty where it is the claim itself.
    pub role: String,
    /// What the arithmetic says of the claim; none for a fact.
    pub verdict: Option<Verdict>,
}

/// How many figures there are of each sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Drafts.
    pub drafts: usize,
    /// Figures, dates and claim words, without those not used.
    pub figures: usize,
    /// Those with a hedge.
    pub hedged: usize,
    /// Those that are a range.
    pub ranges: usize,
    /// Those that take part in a claim.
    pub in_claims: usize,
    /// Those that take part in a fact.
    pub in_facts: usize,
    /// By kind: "money".
    pub kinds: BTreeMap<String, usize>,
    /// By what they measure: "length".
    pub dimensions: BTreeMap<String, usize>,
    /// What was read but not used, by the reason: "a phone number".
    pub not_used: BTreeMap<String, usize>,
}

impl Checker {
    /// Every figure of a draft and what it takes part in.
    #[must_use]
    pub fn worksheet(&self, draft: &Draft) -> Vec<Row> {
        let scan = self.scan(draft);
        let report = check::check(&draft.text, &scan, self.book());
        let figures = self.plain_figures(&scan, &draft.text);
        let mut rows: Vec<Row> = figures.into_iter().map(|figure| Row { figure, uses: Vec::new() }).collect();
        claims(&report, &mut rows);
        facts(self, &scan, &mut rows);
        rows
    }
}

/// Adds the claims.
fn claims(report: &Report, rows: &mut [Row]) {
    for finding in &report.findings {
        claim(&finding.rule, finding.verdict, finding.span, &finding.related, rows);
    }
    for other in report.verified.iter().chain(&report.unverified) {
        claim(&other.rule, other.verdict, other.span, &other.related, rows);
    }
}

fn claim(rule: &str, verdict: Verdict, span: Span, related: &[Related], rows: &mut [Row]) {
    let used = |role: &str| Use { name: rule.to_string(), role: role.to_string(), verdict: Some(verdict) };
    for figure in related {
        within(figure.span, rows).for_each(|row| row.put(used(&figure.role)));
    }
    for row in within(span, rows) {
        if !row.uses.iter().any(|known| known.name == rule && known.verdict == Some(verdict)) {
            row.put(used(""));
        }
    }
}

/// Adds the facts.
fn facts(checker: &Checker, scan: &Scan, rows: &mut [Row]) {
    let book = checker.book();
    for fact in bind::read(scan, book).facts {
        let kind = book.facts.get(fact.kind).map_or("", |kind| kind.name.as_str());
        for (name, bound) in &fact.found.slots {
            let role = book.slot(*name);
            for mark in bound.marks() {
                if let Some(row) = rows.get_mut(*mark as usize) {
                    row.put(Use { name: kind.to_string(), role: role.to_string(), verdict: None });
                }
            }
        }
    }
}

/// The rows of the figures that stand within a span.
fn within(span: Span, rows: &mut [Row]) -> impl Iterator<Item = &mut Row> {
    let first = rows.partition_point(|row| row.figure.span.start < span.start);
    rows.iter_mut().skip(first).take_while(move |row| row.figure.span.end <= span.end)
}

impl Row {
    fn put(&mut self, used: Use) {
        if !self.uses.contains(&used) {
            self.uses.push(used);
        }
    }
}

impl Stats {
    /// Those of one draft.
    #[must_use]
    pub fn of(rows: &[Row]) -> Stats {
        let mut stats = Stats { drafts: 1, ..Stats::default() };
        for Row { figure, uses } in rows {
            if let Some(why) = &figure.skipped {
                *stats.not_used.entry(why.clone()).or_default() += 1;
                continue;
            }
            stats.figures += 1;
            stats.hedged += usize::from(figure.hedge.is_some());
            stats.ranges += usize::from(figure.value_high.is_some());
            stats.in_claims += usize::from(uses.iter().any(|used| used.verdict.is_some()));
            stats.in_facts += usize::from(uses.iter().any(|used| used.verdict.is_none()));
            *stats.kinds.entry(figure.kind.clone()).or_default() += 1;
            if let Some(dimension) = &figure.dimension {
                *stats.dimensions.entry(dimension.clone()).or_default() += 1;
            }
        }
        stats
    }

    /// How many were read but not used.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.not_used.values().sum()
    }
}

impl AddAssign<&Stats> for Stats {
    fn add_assign(&mut self, other: &Stats) {
        self.drafts += other.drafts;
        self.figures += other.figures;
        self.hedged += other.hedged;
        self.ranges += other.ranges;
        self.in_claims += other.in_claims;
        self.in_facts += other.in_facts;
        let maps = [
            (&mut self.kinds, &other.kinds),
            (&mut self.dimensions, &other.dimensions),
            (&mut self.not_used, &other.not_used),
        ];
        for (own, theirs) in maps {
            for (name, count) in theirs {
                *own.entry(name.clone()).or_default() += count;
            }
        }
    }
}
