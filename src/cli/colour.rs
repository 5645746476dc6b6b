//! Colour or not: decided once for a stream.

use super::options::When;
use std::{env, io::IsTerminal};

/// Whether standard output gets colours, from `--color`, NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM; sets
/// the same for `colored`, which would otherwise ask again for each word.
pub(crate) fn on_stdout(flag: When) -> bool {
    let colour = decide(
        flag,
        |name| env::var_os(name).is_some_and(|v| !v.is_empty()),
        |name, value| env::var_os(name).is_some_and(|v| v == value),
        std::io::stdout().is_terminal(),
    );
    colored::control::set_override(colour);
    colour
}

/// Whether a file gets colours: only when they are asked for.
pub(crate) fn always(flag: When) -> bool {
    flag == When::Always
}

/// The flag decides; else NO_COLOR says no, CLICOLOR_FORCE says yes, and a terminal gets colours unless
/// CLICOLOR is 0 or TERM is "dumb".
fn decide(flag: When, set: impl Fn(&str) -> bool, is: impl Fn(&str, &str) -> bool, terminal: bool) -> bool {
    match flag {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR") => false,
        When::Auto if set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") => true,
        When::Auto => terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(flag: When, vars: &[(&str, &str)], terminal: bool) -> bool {
        let get = |name: &str| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
        decide(flag, |n| get(n).is_some_and(|v| !v.is_empty()), |n, v| get(n) == Some(v), terminal)
    }

    #[test]
    fn the_flag_then_the_environment_then_the_terminal() {
        assert!(with(When::Auto, &[], true));
        assert!(!with(When::Auto, &[], false));
        assert!(with(When::Always, &[("NO_COLOR", "1")], false));
        assert!(!with(When::Never, &[("CLICOLOR_FORCE", "1")], true));
        assert!(!with(When::Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true));
        assert!(with(When::Auto, &[("NO_COLOR", "")], true));
        assert!(with(When::Auto, &[("CLICOLOR_FORCE", "1")], false));
        assert!(!with(When::Auto, &[("CLICOLOR_FORCE", "0")], false));
        assert!(!with(When::Auto, &[("CLICOLOR", "0")], true));
        assert!(!with(When::Auto, &[("TERM", "dumb")], true));
    }
}
