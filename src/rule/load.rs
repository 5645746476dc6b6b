//! From rule files to a [`Rulebook`].

mod amounts;
mod checks;
mod guards;
mod locales;

use rustc_hash::FxHashMap;
use toml::Spanned;

use crate::{
    grammar::{token::WordId, vocabulary::Vocabulary},
    rule::{
        Check, Claim, DATELINE, FactKind, Gather, Reach, Rulebook, Severity, Told,
        deferred::Deferred,
        dimension::{self, Sort},
        error::{RuleError, closest, named},
        expect::{self, Expect},
        file::{ClaimRow, RuleFile, stem},
        kinds::Kinds,
        lists::Lists,
        needs::{Needs, Sample},
        pattern,
        program::{self, Context, Op, Program},
        search::Searches,
        special::Special,
        stem::Stems,
        template,
    },
    units::Units,
};

/// One file: its name, its text and what stands in it.
struct Source<'a> {
    name: &'a str,
    text: &'a str,
    rules: RuleFile,
}

/// Loads every file, in order; a later file adds to the earlier ones.
pub(super) fn load(files: &[(&str, &str)]) -> Result<Rulebook, Vec<RuleError>> {
    let mut errors = Vec::new();
    let units = of(files, "units/");
    let units = Units::load(&units).map_err(|e| {
        let text = files.iter().find(|f| f.0 == e.file).map_or("", |f| f.1);
        let mut error = RuleError::at(&e.file, text, e.span.start, e.message.clone());
        error.hint = e.hint.clone();
        vec![error]
    })?;
    let mut vocabulary = words(files, &units).map_err(|e| vec![e])?;
    let mut sources = Vec::new();
    let known = |name: &str| name.starts_with("units/") || name.starts_with("words/") || name == HEDGES;
    for &(name, text) in files.iter().filter(|f| !known(f.0)) {
        match toml::from_str::<RuleFile>(text) {
            Ok(rules) => sources.push(Source { name, text, rules }),
            Err(e) => errors.push(RuleError::toml(name, text, &e)),
        }
    }
    // What a file that cannot be read would have defined is missed by every other.
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut lists = Lists::default();
    read_lists(&sources, &mut lists, &mut vocabulary, &mut errors);
    let mut loader = Loader {
        dimensions: dimensions(&units),
        units,
        vocabulary,
        lists,
        names: Vec::new(),
        needs: Needs::default(),
        guards: Vec::new(),
        guard_places: FxHashMap::default(),
        errors,
    };
    let mut facts = loader.facts(&sources);
    let mut checks = loader.checks(&sources, &facts);
    let things = loader.things(&sources);
    let rates = loader.rates(&sources);
    let locales = loader.locales(&sources);
    loader.overrides(&sources, &mut checks);
    let special = Special::of(&loader.lists);
    let endings = sources.iter().filter_map(|s| s.rules.lists.get("suffix")).flatten();
    let suffixes = endings.map(|e| e.get_ref().clone()).collect();
    let stems = Stems::new(suffixes, sources.iter().flat_map(|s| &s.rules.synonyms));
    let slips = sources.iter_mut().find_map(|s| s.rules.slips.take()).unwrap_or_default();
    let working = sources.iter_mut().find_map(|s| s.rules.working.take()).unwrap_or_default();
    let Loader { units, vocabulary, mut lists, names, mut needs, mut guards, errors, .. } = loader;
    // What is rare in the examples is rare in drafts.
    let examples = checks.iter().map(|c| &c.examples).chain(facts.iter().map(|f| &f.examples));
    let drafts = examples.flat_map(|examples| examples.iter()).map(|example| &example.draft);
    let places = needs.settle(drafts.map(|draft| Sample::of(draft, &lists, &vocabulary, &units)));
    let settle = |program: &mut Program| program.settle(&places);
    facts.iter_mut().flat_map(|fact| &mut fact.patterns).chain(&mut guards).for_each(|p| p.change(settle));
    let claims = checks.iter_mut().flat_map(|check| &mut check.claims);
    claims.for_each(|claim| claim.change(|claim| settle(&mut claim.program)));
    let claims = checks.iter().flat_map(|check| &check.claims).map(|claim| &claim.program);
    let patterns =
        facts.iter().flat_map(|f| &f.patterns).chain(&guards).map(|pattern| &**pattern).chain(claims);
    lists.note_needs(&needs, patterns.flat_map(words_of).copied(), &vocabulary);
    if errors.is_empty() {
        Ok(Rulebook {
            units,
            vocabulary,
            lists,
            special,
            stems,
            fact_searches: Searches::of_facts(&facts, &needs),
            claim_searches: Searches::of_claims(&checks, &needs),
            needs,
            facts,
            checks,
            guards,
            things,
            rates,
            locales,
            slips,
            working,
            names,
        })
    } else {
        Err(errors)
    }
}

/// The words that a pattern names itself.
fn words_of(program: &Program) -> impl Iterator<Item = &WordId> {
    program.ops.iter().flat_map(|op| match op {
        Op::Word(word) => std::slice::from_ref(word),
        Op::OneOf(words, _) => words,
        _ => &[],
    })
}

/// The file of hedges.
const HEDGES: &str = "hedges.toml";

fn words(files: &[(&str, &str)], units: &Units) -> Result<Vocabulary, RuleError> {
    let mut vocabulary = Vocabulary::default();
    for (name, text) in of(files, "words/") {
        vocabulary.add_words(name, text).map_err(|e| RuleError::read(name, text, e.at, &e.message))?;
    }
    for (name, text) in of(files, HEDGES) {
        vocabulary.add_hedges(name, text).map_err(|e| RuleError::read(name, text, e.at, &e.message))?;
    }
    vocabulary.add_units(units);
    Ok(vocabulary)
}

fn of<'a>(files: &[(&'a str, &'a str)], folder: &str) -> Vec<(&'a str, &'a str)> {
    files.iter().copied().filter(|f| f.0.starts_with(folder)).collect()
}

fn dimensions(units: &Units) -> Vec<String> {
    let mut names: Vec<String> = units.dimensions().map(str::to_string).collect();
    names.sort();
    names.dedup();
    names
}

/// Declares every list, then fills them; an entry `@name` stands for all of another list.
fn read_lists(
    sources: &[Source<'_>],
    lists: &mut Lists,
    vocabulary: &mut Vocabulary,
    errors: &mut Vec<RuleError>,
) {
    let all =
        || sources.iter().flat_map(|s| s.rules.lists.iter().map(move |(name, entries)| (s, name, entries)));
    for (source, name, _) in all() {
        if lists.declare(name).is_none() {
            errors.push(RuleError::at(source.name, source.text, 0, "there are too many lists"));
            return;
        }
    }
    for (source, name, entries) in all() {
        let mask = lists.mask(name);
        for entry in entries {
            let Some(other) = entry.get_ref().strip_prefix('@') else {
                lists.add(entry.get_ref(), mask, vocabulary);
                continue;
            };
            let found = expanded(other, &all().collect::<Vec<_>>(), 0);
            if found.is_empty() {
                let hint = closest(other, lists.names());
                let message = format!("unknown list `@{other}`");
                errors.push(RuleError::at(source.name, source.text, entry.span().start, message).meant(hint));
            }
            for inner in found {
                lists.add(inner.get_ref(), mask, vocabulary);
            }
        }
    }
}

/// A list with its name and the file it stands in.
type Entries<'a> = (&'a Source<'a>, &'a String, &'a Vec<Spanned<String>>);

/// Lists may stand for others this deep.
const LIST_DEPTH: usize = 6;

/// All plain entries of a list, those of the lists it stands for too.
fn expanded<'a>(name: &str, all: &[Entries<'a>], depth: usize) -> Vec<&'a Spanned<String>> {
    let entries = all.iter().filter(|(_, n, _)| n.as_str() == name).flat_map(|(_, _, e)| e.iter());
    entries
        .flat_map(|entry| match entry.get_ref().strip_prefix('@') {
            Some(other) if depth < LIST_DEPTH => expanded(other, all, depth + 1),
            Some(_) => Vec::new(),
            None => vec![entry],
        })
        .collect()
}

struct Loader {
    units: Units,
    vocabulary: Vocabulary,
    lists: Lists,
    dimensions: Vec<String>,
    names: Vec<String>,
    needs: Needs,
    guards: Vec<Deferred<Program>>,
    /// The place of each guard, by how it is written.
    guard_places: FxHashMap<String, u16>,
    errors: Vec<RuleError>,
}

impl Loader {
    fn fail(&mut self, source: &Source<'_>, at: usize, message: impl Into<String>, hint: Option<String>) {
        self.errors.push(RuleError::at(source.name, source.text, at, message).meant(hint));
    }

    fn facts(&mut self, sources: &[Source<'_>]) -> Vec<FactKind> {
        let mut facts: Vec<FactKind> = Vec::new();
        for source in sources.iter().filter(|s| !s.rules.fact.is_empty()) {
            let rows = source.rules.fact.iter();
            let patterns: Vec<Deferred<Program>> =
                rows.filter_map(|row| self.program(source, &row.r#match)).map(Deferred::from).collect();
            let name = stem(source.name).to_string();
            let examples = source.rules.examples(source.text, 0);
            self.telling(source);
            match facts.iter_mut().find(|f| f.name == name) {
                Some(known) => {
                    known.patterns.extend(patterns);
                    known.examples = [known.examples.as_slice(), &examples].concat().into();
                }
                None => facts.push(FactKind {
                    name,
                    patterns,
                    examples: examples.into(),
                    file: source.name.to_string(),
                }),
            }
        }
        facts
    }

    /// An example of a fact says what is bound, or that nothing is: else it could not fail.
    fn telling(&mut self, source: &Source<'_>) {
        for example in &source.rules.example {
            let silent = example.expect.as_ref().map(|expect| expect.get_ref() == "silent");
            if silent != Some(true) && (silent.is_some() || example.gives.is_empty())
                || example.says.is_some()
            {
                let message = "the example of a fact says what it `gives`, or expects \"silent\"";
                self.fail(source, example.draft.span().start, message, None);
            }
        }
    }

    fn severity(
        &mut self,
        source: &Source<'_>,
        written: Option<&Spanned<String>>,
        default: Option<Severity>,
    ) -> Option<Severity> {
        let Some(written) = written else { return default };
        named(&Severity::NAMES, written.get_ref()).unwrap_or_else(|hint| {
            self.fail(
                source,
                written.span().start,
                format!("unknown severity `{}`", written.get_ref()),
                hint,
            );
            default
        })
    }

    /// A claim of a file, which may name the guards of the file and those of the head it is a part of.
    fn claim(
        &mut self,
        source: &Source<'_>,
        head: &Source<'_>,
        row: &ClaimRow,
        facts: &[FactKind],
    ) -> Option<Claim> {
        let program = self.program(source, &row.r#match);
        let [unless, at_home, not_over] =
            [&row.unless, &row.at_home, &row.not_over].map(|rows| self.guards(source, head, rows));
        let mut fact = |name: &Option<Spanned<String>>| {
            let name = name.as_ref()?;
            let found = facts.iter().position(|f| f.name == *name.get_ref());
            if found.is_none() {
                let hint = closest(name.get_ref(), facts.iter().map(|f| f.name.as_str()));
                self.fail(source, name.span().start, format!("unknown fact `{}`", name.get_ref()), hint);
            }
            found
        };
        let (about, until) = (fact(&row.about), fact(&row.until));
        let reach = row.reach.as_ref().map_or(Reach::Draft, |reach| {
            named(&Reach::NAMES, reach.get_ref()).unwrap_or_else(|hint| {
                self.fail(source, reach.span().start, format!("unknown reach `{}`", reach.get_ref()), hint);
                Reach::Draft
            })
        });
        let expect = self.expect(source, head, &row.expect);
        let given = row.given.as_ref().map(|given| self.expect(source, head, given));
        let given = match given {
            None => None,
            Some(parsed) => Some(parsed?.into()),
        };
        let says = self.template(source, &row.says);
        let also = row.also.as_ref().and_then(|also| self.template(source, also)).map(Deferred::from);
        let (program, expect, says) = (program?, expect?, says?);
        let gather = row.gather.as_ref().and_then(|how| {
            let read = Gather::read(how.get_ref());
            read.map_err(|(message, hint)| self.fail(source, how.span().start, message, hint)).ok()
        });
        let anywhere = row.told.as_ref().and_then(|what| {
            let read = Told::read(what.get_ref());
            read.map_err(|(message, hint)| self.fail(source, what.span().start, message, hint)).ok()
        });
        let mut slots =
            self.slots(&program, [about, until].into_iter().flatten().filter_map(|a| facts.get(a)));
        for name in gather.iter().flat_map(|_| [Gather::PARTS, Gather::WHOLE, Gather::MOST]) {
            program::intern_name(name, &mut self.names).ok();
            slots.push((name.to_string(), Kinds::default()));
        }
        for name in anywhere.iter().flat_map(|told| told.slots()) {
            program::intern_name(name, &mut self.names).ok();
            slots.push(((*name).to_string(), Kinds::default()));
        }
        let claim = Claim {
            program,
            about,
            reach,
            given,
            peers: row.peers,
            any: row.any,
            until,
            gather,
            expect: expect.into(),
            says: says.into(),
            also,
            unless,
            at_home,
            not_over,
            quiet: row.quiet,
            alike: row.alike,
            near: row.near,
            explained: row.explained,
            resumes: row.resumes,
            exchanged: row.exchanged,
            told: anywhere,
            lead: row.lead || row.headline,
            headline: row.headline,
            slips: row.slips.unwrap_or(true),
        };
        if let Some((slot, start)) = unknown_slot(row, &claim, &slots) {
            let hint = closest(&slot, slots.iter().map(|(n, _)| n.as_str()));
            self.fail(source, start, format!("nothing here is called `{slot}`"), hint);
            return None;
        }
        self.check_dimensions(source, row, &claim.expect, &slots);
        Some(claim)
    }

    fn expect(
        &mut self,
        source: &Source<'_>,
        head: &Source<'_>,
        written: &Spanned<String>,
    ) -> Option<Expect> {
        let (source, written) = self.shared_expect(source, head, written)?;
        let start = written.span().start + 1;
        let mut parsed = expect::parse(written.get_ref())
            .map_err(|e| self.fail(source, start + e.at, e.message, e.hint))
            .ok()?;
        let known = parsed.measured(|text| amounts::measure(text, &self.vocabulary, &self.units));
        self.known(source, written, known).then_some(parsed)
    }

    fn template(&mut self, source: &Source<'_>, written: &Spanned<String>) -> Option<template::Template> {
        let start = written.span().start + 1;
        let mut parsed = template::parse(written.get_ref())
            .map_err(|e| self.fail(source, start + e.at, e.message, e.hint))
            .ok()?;
        let known = parsed.measured(|text| amounts::measure(text, &self.vocabulary, &self.units));
        self.known(source, written, known).then_some(parsed)
    }

    /// Whether all amounts in an expression or message are some.
    fn known(
        &mut self,
        source: &Source<'_>,
        written: &Spanned<String>,
        measured: Result<(), String>,
    ) -> bool {
        let Err(text) = &measured else { return true };
        let at = written.span().start + 1 + written.get_ref().find(text).unwrap_or(0);
        self.fail(source, at, format!("`{text}` is no amount, such as '20 g'"), None);
        false
    }

    fn check_dimensions(
        &mut self,
        source: &Source<'_>,
        row: &ClaimRow,
        expect: &Expect,
        slots: &[(String, Kinds)],
    ) {
        let sort = |name: &str| {
            if name == DATELINE {
                return Sort::Date;
            }
            slots
                .iter()
                .find(|(n, _)| n == name)
                .map_or(Sort::Open, |(_, kinds)| dimension::of(kinds, &self.units))
        };
        if let Err(message) = dimension::check(expect, &sort) {
            self.fail(source, row.expect.span().start, message, None);
        }
    }

    /// Every slot of a claim's pattern and role of its facts, with what it takes.
    fn slots<'a>(
        &self,
        program: &'a Program,
        facts: impl Iterator<Item = &'a FactKind>,
    ) -> Vec<(String, Kinds)> {
        let patterns =
            std::iter::once(program).chain(facts.flat_map(|f| &f.patterns).map(|pattern| &**pattern));
        let mut slots: Vec<(String, Kinds)> = Vec::new();
        for op in patterns.flat_map(|p| &p.ops) {
            let Op::Slot(name, kinds) = op else { continue };
            let Some(name) = self.names.get(usize::from(*name)) else { continue };
            if !slots.iter().any(|(n, _)| n == name) {
                slots.push((name.clone(), kinds.clone()));
            }
        }
        slots
    }

    fn program(&mut self, source: &Source<'_>, written: &Spanned<String>) -> Option<Program> {
        let start = written.span().start + 1;
        let node = match pattern::parse(written.get_ref()) {
            Ok(node) => node,
            Err(e) => {
                self.fail(source, start + e.at, e.message, None);
                return None;
            }
        };
        let mut context = Context {
            vocabulary: &mut self.vocabulary,
            lists: &self.lists,
            dimensions: &self.dimensions,
            names: &mut self.names,
            needs: &mut self.needs,
        };
        match program::compile(&node, &mut context) {
            Ok(program) => Some(program),
            Err(unknown) => {
                let at = written.get_ref().find(&unknown.name).unwrap_or(0);
                self.fail(source, start + at, unknown.message, unknown.hint);
                None
            }
        }
    }

    /// A file may set the severity of a check of ours, or switch it off.
    fn overrides(&mut self, sources: &[Source<'_>], checks: &mut [Check]) {
        for (source, (id, written)) in sources.iter().flat_map(|s| s.rules.set.iter().map(move |o| (s, o))) {
            let severity = self.severity(source, Some(written), None);
            match checks.iter_mut().find(|c| c.id == *id) {
                Some(check) => check.severity = severity,
                None => {
                    let hint = closest(id, checks.iter().map(|c| c.id.as_str()));
                    self.fail(source, written.span().start, format!("there is no check `{id}`"), hint);
                }
            }
        }
    }
}

/// The first slot that a claim speaks of and that nothing fills, and where what speaks of it stands.
fn unknown_slot(row: &ClaimRow, claim: &Claim, slots: &[(String, Kinds)]) -> Option<(String, usize)> {
    let mut used = Vec::new();
    claim.expect.slots(&mut |s| used.push((s.to_string(), row.expect.span().start)));
    claim.says.slots(&mut |s| used.push((s.to_string(), row.says.span().start)));
    if let (Some(also), Some(row)) = (&claim.also, &row.also) {
        also.slots(&mut |s| used.push((s.to_string(), row.span().start)));
    }
    if let (Some(given), Some(row)) = (&claim.given, &row.given) {
        given.slots(&mut |s| used.push((s.to_string(), row.span().start)));
    }
    let known = |slot: &str| slot == DATELINE || slots.iter().any(|(n, _)| n == slot);
    used.into_iter().find(|(slot, _)| !known(slot))
}
