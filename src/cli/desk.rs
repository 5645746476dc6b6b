//! What is settled before the first draft is read: which drafts there are, and by what rules and settings each is
//! checked. So a mistake in a settings file or a rule stops a run at once.

use super::{
    Failure,
    inputs::{self, Input},
    options::{Reading, Rules},
    settings::{Config, Finder, Settings},
};
use figcheck::{
    answer::RuleInfo,
    api::Checker,
    finding::Report,
    report::Document,
    review::allow::{self, Allowed},
    rule::error::RuleError,
};
use std::{
    collections::{BTreeSet, HashSet},
    mem,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The drafts of a run, each with what holds for it.
pub(crate) struct Desk<'a> {
    /// How they are read.
    pub(crate) reading: &'a Reading,
    /// In the order they were named.
    pub(crate) cases: Vec<Case>,
    /// All up to the draft of this name was done by a run before.
    pub(crate) done_to: Option<String>,
    /// The settings files and what they and the command line name: rules and rates.
    pub(crate) sources: BTreeSet<PathBuf>,
    plans: Vec<Arc<Plan>>,
}

/// An input and what holds for it.
pub(crate) struct Case {
    /// Where it comes from.
    pub(crate) input: Input,
    /// What holds for it.
    pub(crate) plan: Arc<Plan>,
}

/// What holds for some of the drafts.
pub(crate) struct Plan {
    /// Their settings.
    pub(crate) settings: Settings,
    /// Their rules.
    pub(crate) checker: Arc<Checker>,
}

impl<'a> Desk<'a> {
    /// Finds the drafts, their settings and their rules.
    pub(crate) fn open(reading: &'a Reading, rules: &Rules) -> Result<Self, Failure> {
        let sources = inputs::with_parts(&rules.files).into_iter().chain(reading.config.clone()).collect();
        let mut desk = Desk { reading, cases: Vec::new(), done_to: None, sources, plans: Vec::new() };
        desk.find(rules)?;
        Ok(desk)
    }

    /// Finds the drafts and their settings again; rules that were read are kept.
    pub(crate) fn find(&mut self, rules: &Rules) -> Result<(), Failure> {
        let reading = self.reading;
        let mut finder = Finder::new(reading.config.as_deref(), reading.no_config)?;
        self.cases.clear();
        for path in &reading.paths {
            let walked = path.is_dir();
            for input in inputs::of(std::slice::from_ref(path)) {
                let file = match &input {
                    Input::File(file) => Some(file.as_path()),
                    Input::Stdin => reading.stdin_filename.as_deref(),
                    Input::Lost(..) => None,
                };
                let config = finder.of(file)?;
                let ignores = |file: &Path| config.as_ref().is_some_and(|config| config.ignores(file));
                if (walked || reading.force_exclude) && file.is_some_and(ignores) {
                    continue;
                }
                let mut settings = Settings::of(config.as_deref(), file);
                settings.locale = reading.locale.clone().or(settings.locale);
                let plan = self.plan(settings, rules, config.as_deref())?;
                self.cases.push(Case { input, plan });
            }
        }
        Ok(())
    }

    /// Keeps only the drafts that are wanted, and what could not be found; standard input is no file that could be.
    pub(crate) fn keep(&mut self, wanted: impl Fn(&Path) -> bool) {
        self.cases.retain(|case| match &case.input {
            Input::File(path) => !path.exists() || wanted(path),
            Input::Stdin | Input::Lost(..) => true,
        });
    }

    /// The rules of the run, each once.
    pub(crate) fn rules(&self) -> Vec<RuleInfo> {
        let mut seen = HashSet::new();
        let all = self.plans.iter().flat_map(|plan| plan.checker.rules());
        all.filter(|rule| seen.insert(rule.name.clone())).collect()
    }

    fn plan(
        &mut self,
        settings: Settings,
        rules: &Rules,
        config: Option<&Config>,
    ) -> Result<Arc<Plan>, Failure> {
        if let Some(known) = self.plans.iter().find(|plan| plan.settings == settings) {
            return Ok(Arc::clone(known));
        }
        self.sources.extend(config.map(|config| config.path.clone()));
        self.sources.extend(inputs::with_parts(&settings.rules));
        let same = |plan: &&Arc<Plan>| {
            plan.settings.rules == settings.rules && plan.settings.severities == settings.severities
        };
        let checker = match self.plans.iter().find(same) {
            Some(plan) => Arc::clone(&plan.checker),
            None => Arc::new(with_settings(&settings, rules, config)?),
        };
        known_locale(&settings, &checker, config)?;
        // Kept to the end of the process: to take the rules down would cost more than to check a draft.
        mem::forget(Arc::clone(&checker));
        let plan = Arc::new(Plan { settings, checker });
        self.plans.push(Arc::clone(&plan));
        Ok(plan)
    }
}

impl Case {
    /// Whether it is a file of which something holds.
    pub(crate) fn is(&self, so: impl Fn(&Path) -> bool) -> bool {
        matches!(&self.input, Input::File(path) if so(path))
    }
}

impl Plan {
    /// Checks a draft: what is sure enough, without what the draft itself allows, which comes apart. Who asks for
    /// suggestions gets notes on claims that hold, too.
    pub(crate) fn check(&self, document: &Document<'_>, suggest: bool) -> (Report, Allowed) {
        let mut report = self.checker.check(document.draft);
        Checker::doubt(&mut report, self.settings.confidence);
        if suggest {
            report.findings.append(&mut report.advice);
            report.findings.sort_by_key(|finding| (finding.span, finding.severity));
        }
        let allowed = if document.draft.notices.is_empty() {
            Allowed::default()
        } else {
            let rules: Vec<&str> = self.checker.book().checks.iter().map(|check| check.id.as_str()).collect();
            allow::take(&mut report, document.draft, &rules, self.settings.reasons)
        };
        (report, allowed)
    }
}

/// The built-in rules and those of these files and folders.
pub(crate) fn checker(files: &[PathBuf]) -> Result<Checker, Failure> {
    if files.is_empty() {
        return Ok(Checker::builtin());
    }
    Checker::with_rules(&inputs::rule_files(files)?).map_err(told)
}

fn with_settings(settings: &Settings, rules: &Rules, config: Option<&Config>) -> Result<Checker, Failure> {
    let paths: Vec<PathBuf> = settings.rules.iter().chain(&rules.files).cloned().collect();
    let mut checker = checker(&paths)?;
    let (name, text) = config.map_or(("", ""), |config| (&config.name, &config.text));
    let mut errors = Vec::new();
    for (rule, worth) in &settings.severities {
        if let Err(hint) = checker.set_severity(rule, worth.severity()) {
            let message = format!("there is no check `{rule}`");
            errors.push(RuleError::at(name, text, text.find(rule).unwrap_or(0), message).meant(hint));
        }
    }
    if errors.is_empty() { Ok(checker) } else { Err(told(errors)) }
}

/// Refuses a locale that the rules do not know.
fn known_locale(settings: &Settings, checker: &Checker, config: Option<&Config>) -> Result<(), Failure> {
    let Some(locale) = &settings.locale else { return Ok(()) };
    let Err(hint) = checker.book().locale(locale) else { return Ok(()) };
    let message = format!("there is no locale `{locale}`");
    let written = config.and_then(|config| Some((config, config.text.find(&format!("\"{locale}\""))?)));
    Err(match written {
        Some((config, at)) => told(vec![RuleError::at(&config.name, &config.text, at, message).meant(hint)]),
        None => hint.map_or(message.clone(), |hint| format!("{message}; did you mean `{hint}`?")).into(),
    })
}

fn told(errors: Vec<RuleError>) -> Failure {
    Failure::Reasons(errors.iter().map(ToString::to_string).collect())
}
