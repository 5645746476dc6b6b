//! `figcheck estimate`: how many photos are 2,100 terabytes?

use super::{
    Done, Failure,
    options::{OutputFormat, Rules},
    output,
};
use figcheck::report::answers;

/// Tell how many photos, pools or pitches an amount makes
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The amount, as you would write it
    amount: String,
    /// The thing, in the singular or plural
    #[arg(long = "as", value_name = "THING")]
    thing: String,
    #[command(flatten)]
    rules: Rules,
    /// Text for people, or JSON
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const EXAMPLES: &str = "\
Examples:
  figcheck estimate '2,100 TB' --as photos
  figcheck estimate '12 million gallons' --as 'Olympic pools'";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let answer = args.rules.checker()?.estimate(&args.amount, &args.thing)?;
    output::answer(&answer, args.format, answers::estimate)
}
