//! `figcheck rules`: what is checked, and whether rule files do what their examples say.

use super::{
    Done, Failure, inputs,
    options::{OutputFormat, Rules},
    output, trial,
};
use clap::Subcommand;
use figcheck::{
    api::{Checker, RuleErrors},
    report::answers,
};
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
        /// Also run the rules over these drafts, and show which findings are new or gone since the snapshot beside
        /// each rule file; may be given again
        #[arg(long, value_name = "DRAFTS", conflicts_with = "format")]
        snapshot: Vec<PathBuf>,
        /// Write what there is now as the snapshot
        #[arg(long, requires = "snapshot")]
        accept: bool,
    },
}

const EXAMPLES: &str = "\
Examples:
  figcheck rules
  figcheck rules --rules house-rules/
  figcheck rules test house-rules/wrong-barrels.toml
  figcheck rules test house-rules/ --snapshot stories/ --accept
      Before a change; then without --accept, to see what it adds or removes.";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    match &args.command {
        None => output::answer(&args.rules.checker()?.rules(), args.format, |rules| answers::rules(rules)),
        Some(Command::Test { files, format, snapshot, accept }) => {
            let files = inputs::rule_files(files)?;
            let told =
                |errors: RuleErrors| Failure::Reasons(errors.iter().map(ToString::to_string).collect());
            let results = Checker::test(&files).map_err(told)?;
            output::answer(&results, *format, |results| answers::tested(results))?;
            let mut done = Done { found: results.iter().any(|result| !result.passed), trouble: false };
            if !snapshot.is_empty() {
                let checker = Checker::replacing(&files).map_err(told)?;
                let trial = trial::run(&checker, &files, snapshot, *accept)?;
                done = Done { found: done.found | trial.found, trouble: trial.trouble };
            }
            Ok(done)
        }
    }
}
