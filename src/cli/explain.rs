//! `figcheck explain`: one rule, whole.

use super::{
    Done, Failure, colour,
    options::{OutputFormat, Rules, When},
    output,
};
use figcheck::report::answers;

/// Explain a rule: what it flags, why, what it leaves alone
#[derive(clap::Args)]
#[command(after_help = "Example:\n  figcheck explain wrong-multiple")]
pub(crate) struct Args {
    /// The rule's name, as a finding or `figcheck rules` gives it
    rule: String,
    #[command(flatten)]
    rules: Rules,
    /// Text for people, or JSON
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let rules = args.rules.checker()?.rules();
    let coloured = colour::on_stdout(args.color);
    match rules.iter().find(|rule| rule.name == args.rule) {
        Some(rule) => output::answer(rule, args.format, |rule| answers::rule(rule, coloured)),
        None => {
            let nearest = rules
                .iter()
                .map(|rule| (strsim::jaro_winkler(&rule.name, &args.rule), &rule.name))
                .filter(|(likeness, _)| *likeness > 0.8)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let hint = match nearest {
                Some((_, name)) => format!("did you mean `{name}`?"),
                None => "`figcheck rules` lists them".to_string(),
            };
            Err(format!("no rule `{}`; {hint}", args.rule).into())
        }
    }
}
