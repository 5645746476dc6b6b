//! `figcheck man`: manual pages.

use super::{
    Cli, Done, Failure,
    output::{reason, stdout},
};
use clap::CommandFactory;
use std::{fs, io::Write, path::PathBuf};

/// Print the manual page, or write one for each command
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Write figcheck.1 and a page for each command to this folder
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  figcheck man | man -l -
  figcheck man ~/.local/share/man/man1";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    if let Some(folder) = &args.folder {
        let written =
            fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
        return match written {
            Ok(()) => Ok(Done::CLEAN),
            Err(error) => Err(format!("{}: {}", folder.display(), reason(&error)).into()),
        };
    }
    let mut out = stdout();
    clap_mangen::Man::new(Cli::command()).render(&mut out)?;
    out.flush()?;
    Ok(Done::CLEAN)
}
