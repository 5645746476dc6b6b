//! figcheck reads every figure in a draft, works out what the prose claims of them, redoes the
//! arithmetic at the precision the figures were written with, and shows the working.
//!
//! [`api::Checker`] checks a draft; a [`session::Session`] checks one again after every edit.

pub mod answer;
pub mod api;
pub mod bind;
pub mod check;
pub mod examples;
pub mod finding;
mod fnv;
pub mod grammar;
pub mod interval;
mod packing;
pub mod report;
pub mod review;
pub mod rule;
pub mod scan;
pub mod session;
pub mod sheet;
pub mod source;
pub mod span;
pub mod units;
