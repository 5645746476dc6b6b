//! `figcheck compare`: which words fit two figures?

use super::{
    Done, Failure,
    options::{OutputFormat, Rules},
    output,
};
use figcheck::report::answers;

/// Compare two figures: ratio, percent, and the words that fit
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The first figure: what it was
    from: String,
    /// The second figure: what it is
    to: String,
    #[command(flatten)]
    rules: Rules,
    /// Text for people, or JSON
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const EXAMPLES: &str = "\
Examples:
  figcheck compare '600 TB' '2,100 TB'
  figcheck compare '$4bn' '$4.5bn'
  figcheck compare '10%' '15%'";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let answer = args.rules.checker()?.compare(&args.from, &args.to)?;
    output::answer(&answer, args.format, answers::comparison)
}
