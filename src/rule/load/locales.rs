//! What words mean in different countries, from `locales.toml`.

use super::{Loader, Source};
use crate::{
    rule::{error, file::LocaleRow},
    units::{Locale, UnitId},
};

impl Loader {
    /// All locales; one of a newsroom's own takes the place of ours of that name.
    pub(super) fn locales(&mut self, sources: &[Source<'_>]) -> Vec<Locale> {
        let mut locales: Vec<Locale> = Vec::new();
        for (source, row) in sources.iter().flat_map(|s| s.rules.locale.iter().map(move |r| (s, r))) {
            let Some(locale) = self.locale(source, row) else { continue };
            locales.retain(|known| known.name != locale.name);
            locales.push(locale);
        }
        locales
    }

    fn locale(&mut self, source: &Source<'_>, row: &LocaleRow) -> Option<Locale> {
        let order = row.dates.as_ref().map(|order| (order.get_ref().as_str(), order.span().start));
        let month_first = match order {
            None => None,
            Some(("month-day", _)) => Some(true),
            Some(("day-month", _)) => Some(false),
            Some((_, start)) => {
                self.fail(source, start, "dates are \"month-day\" or \"day-month\"", None);
                return None;
            }
        };
        let mut means = Vec::new();
        for (elsewhere, here) in &row.means {
            let start = here.span().start;
            means.push((self.unit(source, elsewhere, start)?, self.unit(source, here.get_ref(), start)?));
        }
        Some(Locale { name: row.name.clone(), month_first, means, unless: row.unless.clone() })
    }

    fn unit(&mut self, source: &Source<'_>, name: &str, start: usize) -> Option<UnitId> {
        let unit = self.units.by_name(name);
        if unit.is_none() {
            let hint = error::closest(name, self.units.iter().map(|(_, unit)| &*unit.name));
            self.fail(source, start, format!("no unit is called \"{name}\""), hint);
        }
        unit
    }
}
