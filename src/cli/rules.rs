//! `figcheck rules`: what is checked, and whether rule files do what their examples say.

use super::{
    Done, Failure, inputs,
    options::{OutputFormat, Rules},
    output,
};
use clap::Subcommand;
use figcheck::{api::Checker, report::answers};
use std::path::PathBuf;

/// List the rules, or test rule files against their own examples
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    rules: Rules,
    /// Text for people, or JSON
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

#[derive(Subcommand)]
enum Command {
    /// Run the examples of rule files; exit status 1 when one fails
    Test {
        /// Rule files, or folders of them
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// Text for people, or JSON
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
        format: OutputFormat,
    },
}

const EXAMPLES: &str = "\
Examples:
  figcheck rules
  figcheck rules --rules house-rules/
  figcheck rules test house-rules/wrong-barrels.toml";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    match &args.command {
        None => output::answer(&args.rules.checker()?.rules(), args.format, |rules| answers::rules(rules)),
        Some(Command::Test { files, format }) => {
            let files = inputs::rule_files(files)?;
            let results = Checker::test(&files)
                .map_err(|errors| Failure::Reasons(errors.iter().map(ToString::to_string).collect()))?;
            output::answer(&results, *format, |results| answers::tested(results))?;
            Ok(Done { found: results.iter().any(|result| !result.passed), trouble: false })
        }
    }
}
