//! Two versions of one article: which flagged figures, and which figures at all, are not in both.

use super::{Entry, Snapshot, State, beside, diff, plain};
use crate::{
    api::{Checker, PlainFigure},
    source::Draft,
    span::Span,
};
use serde::Serialize;

/// A version of an article, as far as its figures go.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// Its findings.
    pub flagged: Vec<(Entry, Span)>,
    /// Its figures and dates.
    pub figures: Vec<Seen>,
}

/// A figure and the sentence it stands in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seen {
    /// Its place in the clean text.
    #[serde(skip)]
    pub span: Span,
    /// As written.
    pub text: String,
    /// The sentence, its white space made plain.
    pub sentence: String,
    /// What tells it from other figures: its value, unit and hedge, however they are written.
    #[serde(skip)]
    value: String,
}

/// Something that is only in one of two versions, or in another form in each.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// As it was; none when it is new.
    pub old: Option<T>,
    /// As it is; none when it is gone.
    pub new: Option<T>,
}

/// What is not the same in two versions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Findings: those of the new version in its order, then those that are gone.
    pub flagged: Vec<Change<(Entry, Span)>>,
    /// Findings that are in both.
    pub still_flagged: usize,
    /// Figures: those of the new version in its order, then those that are gone.
    pub figures: Vec<Change<Seen>>,
    /// Figures that are in both.
    pub same_figures: usize,
}

/// Pairs of changed figures are looked for among this many at most; beyond, all is either gone or new.
const PAIRS: usize = 250_000;

/// Two figures are taken for one that changed when at least this share of their sentences is the same.
const ALIKE: f32 = 0.6;

impl Version {
    /// Reads a draft.
    #[must_use]
    pub fn of(draft: &Draft, checker: &Checker) -> Version {
        let findings = checker.check(draft).findings;
        let flagged = findings.iter().map(|f| (Entry::of(f, &draft.text), f.span)).collect();
        let scan = checker.scan(draft);
        let sentence = |span: Span| {
            let at = scan.sentence_at(span.start);
            scan.sentences.get(at).map(|sentence| plain(sentence.span.of(&draft.text))).unwrap_or_default()
        };
        let used = checker.figures(draft).into_iter().filter(|figure| figure.skipped.is_none());
        let figures = used.map(|figure| Seen {
            span: figure.span,
            sentence: sentence(figure.span),
            value: value(&figure),
            text: plain(&figure.text),
        });
        Version { flagged, figures: figures.collect() }
    }
}

/// What is not the same in two versions. Where in the article something stands makes no difference.
#[must_use]
pub fn changes(old: &Version, new: &Version) -> Changes {
    let entries = |version: &Version| version.flagged.iter().map(|(entry, _)| entry.clone()).collect();
    let review = beside(entries(new), &Snapshot { entries: entries(old) });
    let before = |entry: Entry| {
        let span = old.flagged.iter().find(|(other, _)| other.same(&entry)).map_or(Span::default(), |f| f.1);
        (entry, span)
    };
    let mut all = Changes::default();
    for (item, (entry, span)) in review.items.into_iter().zip(&new.flagged) {
        match item.state {
            State::Accepted(_) | State::Rejected(_) => all.still_flagged += 1,
            State::Pending(was) => {
                all.flagged.push(Change { old: was.map(before), new: Some((entry.clone(), *span)) });
            }
        }
    }
    all.flagged
        .extend(review.obsolete.into_iter().map(|entry| Change { old: Some(before(entry)), new: None }));
    figures(old, new, &mut all);
    all
}

fn figures(old: &Version, new: &Version, all: &mut Changes) {
    let mut gone: Vec<&Seen> = old.figures.iter().collect();
    let mut fresh: Vec<&Seen> = Vec::new();
    for figure in &new.figures {
        // Of figures that are alike the one in the same sentence, else any.
        let like = |sentence: bool| {
            gone.iter().position(|g| g.value == figure.value && (!sentence || g.sentence == figure.sentence))
        };
        match like(true).or_else(|| like(false)) {
            Some(at) => {
                gone.remove(at);
                all.same_figures += 1;
            }
            None => fresh.push(figure),
        }
    }
    let pairs = gone.len().saturating_mul(fresh.len()) <= PAIRS;
    for figure in fresh {
        let was = if pairs { nearest(figure, &gone) } else { None };
        let was = was.map(|at| gone.remove(at).clone());
        all.figures.push(Change { old: was, new: Some(figure.clone()) });
    }
    all.figures.extend(gone.into_iter().map(|figure| Change { old: Some(figure.clone()), new: None }));
}

/// The first of the figures that stands in the likest sentence.
fn nearest(figure: &Seen, among: &[&Seen]) -> Option<usize> {
    let scored = among.iter().map(|other| diff::likeness(&other.sentence, &figure.sentence)).enumerate();
    let alike = scored.filter(|(_, likeness)| *likeness >= ALIKE);
    alike.rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

fn value(figure: &PlainFigure) -> String {
    match figure.value {
        Some(_) => format!(
            "{} {:?} {:?} {:?} {:?}",
            figure.kind,
            figure.value,
            figure.value_high,
            figure.measured_in(),
            figure.hedge
        ),
        None => format!("{} {}", figure.kind, plain(&figure.text).to_lowercase()),
    }
}
