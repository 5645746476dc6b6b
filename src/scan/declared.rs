//! The currency a draft declares: "(all figures in Canadian dollars)".

use crate::{
    grammar::{
        Context, currency_at,
        figure::{Mark, What},
        sense::IN,
    },
    scan::Sentence,
    units::UnitId,
};

/// Reads sums with a bare sign ("$5") as those of the currency that the draft declares, where that one's own
/// sign ("C$") ends so. `cues` are the tokens of words like "figures", in order.
pub(super) fn signs(context: &Context<'_>, sentences: &[Sentence], cues: &[usize], marks: &mut [Mark]) {
    let Some(meant) = currency(context, sentences, cues) else { return };
    for mark in marks {
        let What::Figure(figure) = &mut mark.what else { continue };
        let Some(unit) = figure.unit.as_mut() else { continue };
        let usual = context.units.get(unit.unit);
        let words = mark.core.of(context.text);
        if usual.currency.is_none() || usual.symbol.is_empty() || !words.starts_with(&*usual.symbol) {
            continue;
        }
        let sign = &context.units.get(meant).symbol;
        if sign.len() > usual.symbol.len() && sign.ends_with(&*usual.symbol) {
            unit.other = Some(unit.unit);
            unit.unit = meant;
        }
    }
}

/// The currency named after "in", in a sentence that speaks of figures or prices; none when there are two.
fn currency(context: &Context<'_>, sentences: &[Sentence], cues: &[usize]) -> Option<UnitId> {
    let mut found = None;
    for at in cues {
        let n = sentences.partition_point(|s| s.last as usize <= *at);
        let Some(sentence) = sentences.get(n) else { continue };
        let (first, end) = (sentence.first as usize, sentence.last as usize);
        let tokens = context.tokens.get(first..end).unwrap_or(&[]);
        for (n, _) in tokens.iter().enumerate().filter(|(_, t)| context.vocabulary.is(t.word, IN)) {
            match (currency_at(context, first + n + 1, end), found) {
                (Some(unit), Some(other)) if unit != other => return None,
                (Some(unit), _) => found = Some(unit),
                (None, _) => {}
            }
        }
    }
    found
}
