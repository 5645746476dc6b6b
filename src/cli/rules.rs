//! `figcheck rules`: what is checked, and whether rule files do what their examples say.

use super::{
    Done, Failure, inputs,
    options::{OutputFormat, Reading, Rules},
    output, trial,
};
use clap::Subcommand;
use figcheck::{
    api::{Checker, RuleErrors},
    report::answers,
};
use std::path::PathBuf;

/// List the rules, or test rule files by their own examples
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
    Test(Test),
}

/// Run the examples of rule files; exit status 1 when one fails
#[derive(clap::Args)]
#[command(mut_arg("paths", |paths| {
    paths.long("snapshot").value_name("DRAFTS").required(false).num_args(1).conflicts_with("format").help(SNAPSHOT)
}))]
struct Test {
    /// Rule files, or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Text for people, or JSON
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    format: OutputFormat,
    #[command(flatten)]
    reading: Reading,
    /// Write what there is now as the snapshot
    #[arg(long, requires = "paths")]
    accept: bool,
}

const SNAPSHOT: &str = "Also run the rules over these drafts, and show which findings are new or gone since the \
    snapshot beside each rule file; may be given again";

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
        Some(Command::Test(args)) => test(args),
    }
}

fn test(args: &Test) -> Result<Done, Failure> {
    let files = inputs::rule_files(&args.files)?;
    let told = |errors: RuleErrors| Failure::Reasons(errors.iter().map(ToString::to_string).collect());
    let results = Checker::test(&files).map_err(told)?;
    output::answer(&results, args.format, |results| answers::tested(results))?;
    let mut done = Done { found: results.iter().any(|result| !result.passed), trouble: false };
    if !args.reading.paths.is_empty() {
        let checker = Checker::replacing(&files).map_err(told)?;
        let trial = trial::run(&checker, &files, &args.reading, args.accept)?;
        done = Done { found: done.found | trial.found, trouble: trial.trouble };
    }
    Ok(done)
}
