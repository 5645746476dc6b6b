//! `figcheck completions`: what a shell needs to complete commands, options and formats.

use super::{Cli, Done, Failure, output::stdout};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Print the completions for a shell
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  figcheck completions bash > ~/.local/share/bash-completion/completions/figcheck
  figcheck completions zsh > ~/.zfunc/_figcheck      (with ~/.zfunc in $fpath)
  figcheck completions fish > ~/.config/fish/completions/figcheck.fish";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    // Into memory first: the generator panics where it cannot write.
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "figcheck", &mut text);
    let mut out = stdout();
    out.write_all(&text)?;
    out.flush()?;
    Ok(Done::CLEAN)
}
