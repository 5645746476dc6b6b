//! Who decides, and on which day: what a reviewed finding is signed with.

use std::{env, process::Command};

/// The name to sign with: the one given, else git's `user.name`, else the system's name of the user.
pub(crate) fn name(given: Option<&str>) -> String {
    let system = || ["USER", "USERNAME"].into_iter().find_map(|name| env::var(name).ok());
    given.map(str::to_string).or_else(from_git).or_else(system).unwrap_or_default().trim().to_string()
}

fn from_git() -> Option<String> {
    let told = Command::new("git").args(["config", "user.name"]).output().ok()?;
    let name = String::from_utf8_lossy(&told.stdout).trim().to_string();
    (told.status.success() && !name.is_empty()).then_some(name)
}

/// Today, in UTC: "2026-04-02".
pub(crate) fn today() -> String {
    jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date().to_string()
}
