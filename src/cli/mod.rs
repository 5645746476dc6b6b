//! The command line: one file a command. The only place that names clap, reads files and prints.

mod changed;
mod check;
mod colour;
mod compare;
mod completions;
mod config;
mod decide;
mod desk;
mod diff;
mod documents;
mod estimate;
mod explain;
mod figures;
mod flags;
mod inputs;
mod man;
mod options;
mod output;
mod pool;
mod progress;
mod review;
mod rules;
mod settings;
mod sinks;
mod tally;
mod trial;
mod unpack;
mod watch;
mod who;

use clap::{Parser, Subcommand};
use std::{io, process::ExitCode};

/// Exit code for a run that found something at or above the severity asked for.
const FOUND: u8 = 1;
/// Exit code for a run that could not do all it was asked to.
const TROUBLE: u8 = 2;

/// Checks the figures in a draft: the arithmetic the words claim, redone
#[derive(Parser)]
#[command(name = "figcheck", version, term_width = 80, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  figcheck check draft.md                     check one draft
  pbpaste | figcheck check -                  from standard input
  figcheck figures draft.md                   list every figure, to tick off
  figcheck compare '600 TB' '2,100 TB'        which words fit the change?
  figcheck review stories/                    accept or reject each finding

Exit status: 0 nothing found, 1 something found, 2 trouble.
'figcheck COMMAND --help' tells more.";

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Review(review::Args),
    Pending(decide::Pending),
    Accept(decide::Accept),
    Reject(decide::Reject),
    Diff(diff::Args),
    Figures(figures::Args),
    Estimate(estimate::Args),
    Compare(compare::Args),
    Rules(rules::Args),
    Explain(explain::Args),
    Init(config::Init),
    Config(config::Config),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a command ended, when it did not fail.
pub(crate) struct Done {
    /// Something was found at or above the severity asked for.
    pub(crate) found: bool,
    /// Something could not be read; it was told on standard error.
    pub(crate) trouble: bool,
}

impl Done {
    /// All is well.
    pub(crate) const CLEAN: Done = Done { found: false, trouble: false };
}

/// Why a command failed.
pub(crate) enum Failure {
    /// Nothing can be done, for these reasons.
    Reasons(Vec<String>),
    /// Output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Failure::Reasons(vec![reason])
    }
}

/// Runs the command line and gives the exit code. A reader that stops reading (`| head`) is no trouble.
pub(crate) fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Pending(args) => decide::pending(&args),
        Command::Accept(args) => decide::accept(&args),
        Command::Reject(args) => decide::reject(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Figures(args) => figures::run(&args),
        Command::Estimate(args) => estimate::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => config::init(&args),
        Command::Config(args) => config::config(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match result {
        Ok(Done { trouble: true, .. }) => ExitCode::from(TROUBLE),
        Ok(Done { found: true, .. }) => ExitCode::from(FOUND),
        Ok(_) => ExitCode::SUCCESS,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => trouble(&[format!("standard output: {}", output::reason(&error))]),
        Err(Failure::Reasons(reasons)) => trouble(&reasons),
    }
}

fn trouble(reasons: &[String]) -> ExitCode {
    reasons.iter().for_each(|reason| output::complain(reason));
    ExitCode::from(TROUBLE)
}
