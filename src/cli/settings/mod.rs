//! Settings: `figcheck.toml`, found upwards from each draft; the nearest one holds.

pub(crate) mod file;

use super::{Failure, output::reason};
use figcheck::finding::Severity;
use file::{File, Override, Worth};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use jiff::civil::Date;
use std::{
    collections::{BTreeMap, HashMap},
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The name of a settings file.
pub(crate) const NAME: &str = "figcheck.toml";

/// What the settings say of one draft.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    /// Rule files and folders besides the built-in ones.
    pub(crate) rules: Vec<PathBuf>,
    /// The day of a draft that does not tell it.
    pub(crate) date: Option<Date>,
    /// Where the draft is written, a language tag.
    pub(crate) locale: Option<String>,
    /// The least severity to report.
    pub(crate) severity: Severity,
    /// The least severity that makes the exit status 1.
    pub(crate) fail_on: Severity,
    /// The least confidence to report.
    pub(crate) confidence: f64,
    /// What the findings of rules are worth, where that is set.
    pub(crate) severities: BTreeMap<String, Worth>,
    /// The folder of accepted findings, from the draft's.
    pub(crate) snapshots: PathBuf,
    /// Whether what allows a finding must give a reason.
    pub(crate) reasons: bool,
}

/// A settings file, made ready.
#[derive(Debug)]
pub(crate) struct Config {
    /// Its path, as people call it.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
    /// Its path from the root on.
    pub(crate) path: PathBuf,
    /// Its folder.
    folder: PathBuf,
    file: File,
    ignored: Gitignore,
    overrides: Vec<(Gitignore, Override)>,
}

/// The settings files of a run.
#[derive(Debug)]
pub(crate) struct Finder {
    /// The one asked for, which then is the only one.
    only: Option<Option<Arc<Config>>>,
    here: PathBuf,
    known: HashMap<PathBuf, Option<Arc<Config>>>,
}

/// A value and where it comes from.
pub(crate) struct Origin {
    /// "severity", "severities.wrong-share".
    pub(crate) key: String,
    /// As it stands in a settings file.
    pub(crate) value: String,
    /// "default", "figcheck.toml", "figcheck.toml for archive/".
    pub(crate) from: String,
}

impl Finder {
    /// Settings are looked for upwards from each draft, unless one file, or none, is asked for.
    pub(crate) fn new(asked: Option<&Path>, none: bool) -> Result<Finder, Failure> {
        let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let only = match asked {
            _ if none => Some(None),
            Some(path) => Some(Some(Arc::new(load(path, &here)?))),
            None => None,
        };
        Ok(Finder { only, here, known: HashMap::new() })
    }

    /// The settings file for a draft; that of the working folder for a draft without a file.
    pub(crate) fn of(&mut self, draft: Option<&Path>) -> Result<Option<Arc<Config>>, Failure> {
        if let Some(only) = &self.only {
            return Ok(only.clone());
        }
        let folder = folder_of(draft).to_path_buf();
        if let Some(known) = self.known.get(&folder) {
            return Ok(known.clone());
        }
        let start = fs::canonicalize(&folder).unwrap_or_else(|_| self.here.clone());
        let path = start.ancestors().map(|above| above.join(NAME)).find(|path| path.is_file());
        // Folders below one another share a file, which need not be read again.
        let read =
            self.known.values().flatten().find(|config| Some(&config.folder.join(NAME)) == path.as_ref());
        let found = match (read, path) {
            (Some(read), _) => Some(Arc::clone(read)),
            (None, Some(path)) => Some(Arc::new(load(&path, &self.here)?)),
            (None, None) => None,
        };
        self.known.insert(folder, found.clone());
        Ok(found)
    }
}

impl Config {
    /// Whether a draft is not to be checked when its folder is.
    pub(crate) fn ignores(&self, draft: &Path) -> bool {
        self.matches(&self.ignored, draft)
    }

    fn matches(&self, globs: &Gitignore, draft: &Path) -> bool {
        let folder = fs::canonicalize(folder_of(Some(draft))).unwrap_or_default();
        let path = folder.join(draft.file_name().unwrap_or_default());
        path.strip_prefix(&self.folder)
            .is_ok_and(|path| globs.matched_path_or_any_parents(path, false).is_ignore())
    }

    /// The overrides for a draft, the last one first.
    fn overrides<'a>(&'a self, draft: &'a Path) -> impl Iterator<Item = &'a Override> {
        let all = self.overrides.iter().rev();
        all.filter(move |(globs, _)| self.matches(globs, draft)).map(|(_, part)| part)
    }
}

impl Settings {
    /// What holds for a draft.
    pub(crate) fn of(config: Option<&Config>, draft: Option<&Path>) -> Settings {
        let default = Settings {
            rules: Vec::new(),
            date: None,
            locale: None,
            severity: Severity::Note,
            fail_on: Severity::Note,
            confidence: 0.0,
            severities: BTreeMap::new(),
            snapshots: PathBuf::from(figcheck::review::store::FOLDER),
            reasons: true,
        };
        let Some(config) = config else { return default };
        let file = &config.file;
        let parts: Vec<&Override> = draft.map(|draft| config.overrides(draft).collect()).unwrap_or_default();
        let mut severities = file.severities.clone();
        for part in parts.iter().rev() {
            severities.extend(part.severities.clone());
        }
        let date = parts.iter().find_map(|part| part.date.as_ref()).or(file.date.as_ref());
        let locale = parts.iter().find_map(|part| part.locale.as_ref()).or(file.locale.as_ref());
        let severity = parts.iter().find_map(|part| part.severity).or(file.severity);
        let fail_on = parts.iter().find_map(|part| part.fail_on).or(file.fail_on);
        let files = file.rules.iter().chain(&file.rates);
        Settings {
            rules: files.map(|path| config.folder.join(path)).collect(),
            date: date.and_then(|date| date.parse().ok()),
            locale: locale.cloned(),
            severity: severity.map_or(default.severity, Severity::from),
            fail_on: fail_on.map_or(default.fail_on, Severity::from),
            confidence: parts.iter().find_map(|part| part.confidence).or(file.confidence).unwrap_or(0.0),
            severities,
            snapshots: file.snapshots.clone().unwrap_or(default.snapshots),
            reasons: file.reasons.unwrap_or(default.reasons),
        }
    }

    /// Each value and where it comes from.
    pub(crate) fn origins(config: Option<&Config>, draft: Option<&Path>) -> Vec<Origin> {
        let all = Settings::of(config, draft);
        let parts: Vec<&Override> = match (config, draft) {
            (Some(config), Some(draft)) => config.overrides(draft).collect(),
            _ => Vec::new(),
        };
        let file = config.map(|config| &config.file);
        let name = config.map_or("", |config| config.name.as_str());
        let from = |part: &dyn Fn(&Override) -> bool, own: &dyn Fn(&File) -> bool| match (
            parts.iter().find(|p| part(p)),
            file.is_some_and(own),
        ) {
            (Some(part), _) => format!("{name} for {}", part.paths.join(", ")),
            (None, true) => name.to_string(),
            (None, false) => "default".to_string(),
        };
        let never = |_: &Override| false;
        let paths = |paths: &[PathBuf]| {
            let shown: Vec<String> = paths.iter().map(|path| quoted(&path.display().to_string())).collect();
            format!("[{}]", shown.join(", "))
        };
        let row = |key: &str, value: String, from: String| Origin { key: key.to_string(), value, from };
        let written = |words: &[String]| paths(&words.iter().map(PathBuf::from).collect::<Vec<_>>());
        let mut rows = vec![
            row(
                "rules",
                paths(&file.map(|f| f.rules.clone()).unwrap_or_default()),
                from(&never, &|f| !f.rules.is_empty()),
            ),
            row(
                "rates",
                optional(file.and_then(|f| f.rates.as_ref()).map(|p| p.display().to_string())),
                from(&never, &|f| f.rates.is_some()),
            ),
            row(
                "ignore",
                written(&file.map(|f| f.ignore.clone()).unwrap_or_default()),
                from(&never, &|f| !f.ignore.is_empty()),
            ),
            row(
                "snapshots",
                quoted(&all.snapshots.display().to_string()),
                from(&never, &|f| f.snapshots.is_some()),
            ),
            row("reasons", all.reasons.to_string(), from(&never, &|f| f.reasons.is_some())),
            row(
                "date",
                optional(all.date.map(|date| date.to_string())),
                from(&|p| p.date.is_some(), &|f| f.date.is_some()),
            ),
            row(
                "locale",
                optional(all.locale.clone()),
                from(&|p| p.locale.is_some(), &|f| f.locale.is_some()),
            ),
            row(
                "severity",
                quoted(all.severity.name()),
                from(&|p| p.severity.is_some(), &|f| f.severity.is_some()),
            ),
            row(
                "fail-on",
                quoted(all.fail_on.name()),
                from(&|p| p.fail_on.is_some(), &|f| f.fail_on.is_some()),
            ),
            row(
                "confidence",
                all.confidence.to_string(),
                from(&|p| p.confidence.is_some(), &|f| f.confidence.is_some()),
            ),
        ];
        for (rule, worth) in &all.severities {
            let from = from(&|p| p.severities.contains_key(rule), &|f| f.severities.contains_key(rule));
            rows.push(row(&format!("severities.{rule}"), quoted(worth.name()), from));
        }
        rows
    }
}

fn quoted(words: &str) -> String {
    format!("\"{words}\"")
}

fn optional(words: Option<String>) -> String {
    words.map_or_else(|| "none".to_string(), |words| quoted(&words))
}

/// The folder a draft stands in.
fn folder_of(draft: Option<&Path>) -> &Path {
    draft.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn load(path: &Path, here: &Path) -> Result<Config, Failure> {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = whole.strip_prefix(here).unwrap_or(&whole).display().to_string();
    let text = fs::read_to_string(path).map_err(|error| format!("{name}: {}", reason(&error)))?;
    let file = file::read(&name, &text).map_err(|error| error.to_string())?;
    let folder = whole.parent().unwrap_or(Path::new("")).to_path_buf();
    let globs = |lines: &[String]| -> Result<Gitignore, Failure> {
        // Rooted nowhere: what is matched is told from the settings file's folder.
        let mut builder = GitignoreBuilder::new("");
        for line in lines {
            builder.add_line(None, line).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(builder.build().map_err(|error| format!("{name}: {error}"))?)
    };
    let ignored = globs(&file.ignore)?;
    let overrides = file.r#override.iter().map(|part| Ok((globs(&part.paths)?, part.clone())));
    let overrides = overrides.collect::<Result<Vec<_>, Failure>>()?;
    Ok(Config { name, text, path: whole, folder, file, ignored, overrides })
}
