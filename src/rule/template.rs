//! The messages of rule files: text with arithmetic in it.
//!
//! `"{to} is {to / from : ratio} times {from}, not {k}"`: a slot alone gives the words as written,
//! an expression is worked out and shown in the form after the colon.

use crate::{
    rule::expect::{self, ExpectError, Expr},
    units::Exponents,
};
use serde::{Deserialize, Serialize};

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// Words as they are.
    Text(String),
    /// The words a slot was bound to.
    Words(String),
    /// A value worked out.
    Value(Expr, Form),
}

/// How a value is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A plain number.
    Number,
    /// Times a hundred, with a percent sign.
    Percent,
    /// In the unit of a slot.
    Like(String),
    /// A difference, in the unit of a slot: degrees without their zero.
    Difference(String),
    /// How many to one of a slot's unit: photos to the terabyte.
    Per(String),
    /// A slot's unit by its name.
    Unit(String),
    /// A weekday by name.
    Weekday,
}

/// Reads a message.
///
/// # Errors
/// Says at which byte of `text` a brace makes no sense.
pub fn parse(text: &str) -> Result<Template, ExpectError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let at = |rest: &str| text.len() - rest.len();
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_string()));
        }
        let inner = after.get(1..).unwrap_or("");
        let Some(close) = inner.find('}') else {
            return Err(ExpectError { at: at(after), message: "`{` is not closed".into(), hint: None });
        };
        let body = inner.get(..close).unwrap_or("");
        pieces.push(piece(body).map_err(|e| ExpectError { at: e.at + at(inner), ..e })?);
        rest = inner.get(close + 1..).unwrap_or("");
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_string()));
    }
    Ok(Template { pieces })
}

fn piece(body: &str) -> Result<Piece, ExpectError> {
    let (arithmetic, form) = match body.split_once(':') {
        Some((arithmetic, form)) => (arithmetic, Some(form.trim())),
        None => (body, None),
    };
    let expr = expect::parse_expr(arithmetic)?;
    let form = match form {
        None | Some("number") => Form::Number,
        Some("percent") => Form::Percent,
        Some("weekday") => Form::Weekday,
        Some("unit") => Form::Unit(arithmetic.trim().to_string()),
        Some(other) => match other.split_once(' ') {
            Some(("like", slot)) => Form::Like(slot.trim().to_string()),
            Some(("per", slot)) => Form::Per(slot.trim().to_string()),
            Some(("difference", slot)) => Form::Difference(slot.trim().to_string()),
            _ => {
                let known = ["number", "percent", "weekday", "unit", "like", "difference", "per"];
                let hint = super::error::closest(other, known.into_iter());
                return Err(ExpectError {
                    at: arithmetic.len() + 1,
                    message: format!("unknown form `{other}`"),
                    hint,
                });
            }
        },
    };
    Ok(match expr {
        Expr::Slot(name) if form == Form::Number => Piece::Words(name),
        expr => Piece::Value(expr, form),
    })
}

impl Template {
    /// Calls `measure` for every number with a unit, to put it in base units.
    ///
    /// # Errors
    /// The text of the first one that is no amount.
    pub fn measured(
        &mut self,
        mut measure: impl FnMut(&str) -> Option<(f64, Exponents)>,
    ) -> Result<(), String> {
        self.pieces.iter_mut().try_for_each(|piece| match piece {
            Piece::Value(expr, _) => expr.measured(&mut measure),
            Piece::Text(_) | Piece::Words(_) => Ok(()),
        })
    }

    /// Calls `see` with the name of every slot in it.
    pub fn slots<'a>(&'a self, see: &mut impl FnMut(&'a str)) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(_) => {}
                Piece::Words(name) => see(name),
                Piece::Value(expr, form) => {
                    expr.slots(see);
                    if let Form::Like(name) | Form::Difference(name) | Form::Per(name) = form {
                        see(name);
                    }
                }
            }
        }
    }
}
