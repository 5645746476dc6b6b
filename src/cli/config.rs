//! `figcheck init` and `figcheck config`: the settings, begun and explained.

use super::{
    Done, Failure,
    output::{reason, stdout},
    settings::{Finder, NAME, Origin, Settings, file},
};
use serde::Serialize;
use std::{
    fs::File,
    io::{self, Write},
    path::PathBuf,
};

/// Write a figcheck.toml to begin with
#[derive(clap::Args)]
#[command(after_help = "Example:\n  figcheck init\n\nA figcheck.toml that is there already is left alone.")]
pub(crate) struct Init {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Show the settings for a draft, and where each comes from
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Config {
    /// The draft; without one, the working folder
    #[arg(value_name = "PATH")]
    draft: Option<PathBuf>,
    /// Use this settings file, whatever figcheck.toml is above the draft
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// For programs: one JSON document
    #[arg(long)]
    json: bool,
    /// Print the JSON schema of figcheck.toml, for editors
    #[arg(long, conflicts_with_all = ["draft", "json"])]
    schema: bool,
}

const EXAMPLES: &str = "\
Examples:
  figcheck config stories/budget.md
  figcheck config --schema > figcheck.schema.json";

/// What `init` writes.
const STARTER: &str = include_str!("settings/starter.toml");

/// Runs `init`.
pub(crate) fn init(args: &Init) -> Result<Done, Failure> {
    let path = args.folder.join(NAME);
    let written = File::create_new(&path).and_then(|mut file| file.write_all(STARTER.as_bytes()));
    written.map_err(|error| format!("{}: {}", path.display(), reason(&error)))?;
    let mut out = stdout();
    writeln!(out, "{} written; `figcheck config` shows what holds", path.display())?;
    out.flush()?;
    Ok(Done::CLEAN)
}

/// A value for programs.
#[derive(Serialize)]
struct View<'a> {
    key: &'a str,
    value: &'a str,
    from: &'a str,
}

/// Runs `config`.
pub(crate) fn config(args: &Config) -> Result<Done, Failure> {
    let mut out = stdout();
    if args.schema {
        out.write_all(file::schema().as_bytes())?;
        out.flush()?;
        return Ok(Done::CLEAN);
    }
    let folder = args.draft.as_ref().filter(|path| path.is_dir()).map(|path| path.join(NAME));
    let draft = folder.as_deref().or(args.draft.as_deref());
    let config = Finder::new(args.config.as_deref(), false)?.of(draft)?;
    let config = config.as_deref();
    let rows = Settings::origins(config, draft);
    let ignored = draft.is_some_and(|draft| config.is_some_and(|config| config.ignores(draft)));
    if args.json {
        let views: Vec<View<'_>> =
            rows.iter().map(|Origin { key, value, from }| View { key, value, from }).collect();
        serde_json::to_writer_pretty(&mut out, &views).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        let wide = |part: fn(&Origin) -> &String| rows.iter().map(|row| part(row).chars().count()).max();
        let (keys, values) = (wide(|row| &row.key).unwrap_or(0), wide(|row| &row.value).unwrap_or(0));
        for Origin { key, value, from } in &rows {
            writeln!(out, "{key:<keys$} = {value:<values$}  # {from}")?;
        }
        if ignored {
            writeln!(out, "# not checked when its folder is: {} ignores it", config.map_or("", |c| &c.name))?;
        }
    }
    out.flush()?;
    Ok(Done::CLEAN)
}
