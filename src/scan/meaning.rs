//! Which of a unit's meanings the words around a figure tell.

use std::ops::Range;

use super::Sentence;
use crate::{
    grammar::{
        Context,
        figure::{Figure, Kind, Mark, Skip, What},
        meaning::Meaning,
        token::{Token, WordId},
    },
    units::UnitId,
};

/// Tokens looked at on either side for a word that tells the meaning.
const REACH: usize = 10;

/// What a unit turned out to mean in a whole draft.
type DraftMeaning = (Option<UnitId>, Option<usize>);

/// Gives figures the meaning that a word near them tells, or else the draft's words, where these tell one only.
pub(super) fn meanings(context: &Context<'_>, sentences: &[Sentence], marks: &mut [Mark]) {
    let mut told: Vec<DraftMeaning> = Vec::new();
    for mark in marks {
        let What::Figure(figure) = &mark.what else { continue };
        let of = figure.unit.as_ref().map(|u| u.unit);
        // "5k runners" are counted, "a 5k race" is run.
        let counted = figure.noun.is_some_and(|noun| noun.plural);
        let lettered =
            figure.amount.digits && figure.amount.scale > 1.0 && figure.kind == Kind::Number && !counted;
        if of.is_none() && !lettered {
            continue;
        }
        let all = context.vocabulary.meanings(of);
        if all.is_empty() || !all.iter().any(|m| written(context, mark, m)) {
            continue;
        }
        let at = sentences.partition_point(|s| s.last <= mark.first);
        let Some(sentence) = sentences.get(at).map(|s| s.first as usize..s.last as usize) else { continue };
        let always =
            all.iter().find(|m| m.near.is_empty() && m.draft.is_empty() && written(context, mark, m));
        let meaning = always.or_else(|| near(context, sentence, mark, all)).or_else(|| {
            let place = told.iter().find(|(unit, _)| *unit == of).map(|(_, place)| *place);
            let place = place.unwrap_or_else(|| {
                let place = of_draft(context, all);
                told.push((of, place));
                place
            });
            place.and_then(|n| all.get(n)).filter(|m| written(context, mark, m))
        });
        if let Some(meaning) = meaning {
            mean(context, mark, meaning);
        }
    }
}

/// Whether the figure's words are those that have this meaning.
fn written(context: &Context<'_>, mark: &Mark, meaning: &Meaning) -> bool {
    let text = |t: &Token| context.text.get(t.start as usize..t.end as usize).unwrap_or("");
    let same = |t: &Token| {
        let text = text(t);
        let small = |w: &str| w.len() > 2 && !w.bytes().any(|b| b.is_ascii_uppercase());
        meaning.written.iter().any(|w| **w == *text || small(w) && w.eq_ignore_ascii_case(text))
    };
    let core = context.tokens.get(mark.first as usize..mark.last as usize).unwrap_or(&[]);
    meaning.written.is_empty() || core.iter().filter(|t| t.end <= mark.core.end).any(same)
}

/// The meaning whose word stands nearest in the sentence; of two as near, the one behind the figure.
fn near<'a>(
    context: &Context<'_>,
    sentence: Range<usize>,
    mark: &Mark,
    all: &'a [Meaning],
) -> Option<&'a Meaning> {
    let (first, last) = (mark.first as usize, mark.last as usize);
    let tokens = |range: Range<usize>| context.tokens.get(range).unwrap_or(&[]).iter();
    let behind = tokens(last..sentence.end.min(last + REACH)).enumerate().map(|(n, t)| (2 * n, t));
    let before = tokens(sentence.start.max(first.saturating_sub(REACH))..first);
    let before = before.rev().enumerate().map(|(n, t)| (2 * n + 1, t));
    let own = tokens(first..last).map(|t| (0, t));
    let nearest = own.chain(behind).chain(before).filter_map(|(n, t)| {
        let known = t.word != WordId::UNKNOWN;
        let found = all.iter().find(|m| known && m.near.contains(&t.word) && written(context, mark, m))?;
        Some((n, found))
    });
    nearest.min_by_key(|(n, _)| *n).map(|(_, found)| found)
}

/// The one meaning that the words of the draft tell; none where they tell of two.
fn of_draft(context: &Context<'_>, all: &[Meaning]) -> Option<usize> {
    let said = |m: &Meaning| {
        let cue = |t: &Token| t.word != WordId::UNKNOWN && m.draft.contains(&t.word);
        !m.draft.is_empty() && context.tokens.iter().any(cue)
    };
    let mut found = all.iter().enumerate().filter(|(_, m)| said(m));
    let (first, meaning) = found.next()?;
    found.all(|(_, other)| other.means == meaning.means).then_some(first)
}

/// Reads the figure as that.
fn mean(context: &Context<'_>, mark: &mut Mark, meaning: &Meaning) {
    let Some(means) = meaning.means else {
        mark.what = What::Skipped(Skip::Name);
        return;
    };
    let What::Figure(figure) = &mut mark.what else { return };
    if figure.unit.is_none() {
        figure.rescale(1.0 / figure.amount.scale);
    }
    figure.noun = figure.noun.filter(|_| meaning.of.is_some());
    set(figure, means);
    figure.kind = match &*context.units.get(means).dimension {
        "currency" => Kind::Money,
        "time" => Kind::Duration,
        _ => Kind::Measure,
    };
}

fn set(figure: &mut Figure, means: UnitId) {
    match figure.unit.as_mut() {
        Some(unit) if unit.unit != means => (unit.other, unit.unit) = (Some(unit.unit), means),
        Some(_) => {}
        None => {
            figure.unit =
                Some(crate::grammar::figure::UnitRef { unit: means, per: None, per_noun: None, other: None });
        }
    }
}
