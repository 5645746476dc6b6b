//! Amounts that rule files give: the sizes of things, rates of exchange.

use toml::Spanned;

use super::{Loader, Source};
use crate::{
    grammar::{figure::What, vocabulary::Vocabulary},
    interval::Interval,
    rule::{ExchangeRate, Thing, error::RuleError},
    units::{Exponents, Rate, Units},
};

impl Loader {
    pub(super) fn things(&mut self, sources: &[Source<'_>]) -> Vec<Thing> {
        let mut things = Vec::new();
        for (source, row) in sources.iter().flat_map(|s| s.rules.thing.iter().map(move |t| (s, t))) {
            let [low, high] = &row.size;
            let mut read = |size: &Spanned<String>| {
                let base = measure(size.get_ref(), &self.vocabulary, &self.units);
                if base.is_none() {
                    self.errors.push(RuleError::at(
                        source.name,
                        source.text,
                        size.span().start,
                        "this is no size, such as \"2 MB\"",
                    ));
                }
                base
            };
            let (Some((low_base, exponents)), Some((high_base, other))) = (read(low), read(high)) else {
                continue;
            };
            if exponents != other {
                self.fail(source, high.span().start, "the two sizes measure different things", None);
                continue;
            }
            things.push(Thing {
                name: row.name.get_ref().clone(),
                words: row.words.iter().map(|w| w.to_lowercase()).collect(),
                size: Interval::new(low_base, high_base),
                written: [low.get_ref().clone(), high.get_ref().clone()],
                exponents,
                source: row.source.clone(),
            });
        }
        things
    }

    /// Rates of exchange; a newsroom's own come later and hold.
    pub(super) fn rates(&mut self, sources: &[Source<'_>]) -> Vec<ExchangeRate> {
        let mut rates = Vec::new();
        for (source, row) in sources.iter().flat_map(|s| s.rules.rate.iter().map(move |r| (s, r))) {
            let code = row.currency.get_ref();
            let known = <[u8; 3]>::try_from(code.as_bytes()).ok();
            let Some(currency) = known.filter(|c| self.units.iter().any(|(_, u)| u.currency == Some(*c)))
            else {
                self.fail(
                    source,
                    row.currency.span().start,
                    format!("`{code}` is no currency known here"),
                    None,
                );
                continue;
            };
            let [low, high] = row.worth;
            if !(low > 0.0 && low <= high && high.is_finite()) || row.source.is_empty() {
                self.fail(
                    source,
                    row.currency.span().start,
                    "a rate is two amounts, the smaller first, and has a source",
                    None,
                );
                continue;
            }
            let date = row
                .date
                .as_ref()
                .map(|d| (d.get_ref().parse().ok().and_then(crate::scan::days), d.span().start));
            if let Some((None, start)) = date {
                self.fail(source, start, "a date is written YYYY-MM-DD", None);
                continue;
            }
            rates.push(ExchangeRate {
                currency,
                day: date.and_then(|d| d.0),
                worth: Interval::new(low, high),
            });
        }
        rates
    }
}

/// A measure in base units and what it measures: "2 MB".
pub(super) fn measure(text: &str, vocabulary: &Vocabulary, units: &Units) -> Option<(f64, Exponents)> {
    let scan = crate::scan::scan(text, vocabulary, units, &crate::scan::Options::default());
    let What::Figure(figure) = &scan.marks.first()?.what else { return None };
    let unit = figure.unit.as_ref()?;
    let rate = Rate { unit: unit.unit, per: unit.per };
    Some((units.to_base(rate, figure.amount.value), units.exponents(rate)))
}
