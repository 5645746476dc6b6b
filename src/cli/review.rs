//! `figcheck review`: an editor walks through the flagged figures and accepts or rejects each.

use super::{
    Done, Failure, colour,
    decide::{self, signed, undecided, write_down},
    flags::{self, Flag, Reviewing},
    output::stdout,
    who,
};
use colored::Colorize;
use console::{Key as Pressed, Term};
use figcheck::{
    answer::RuleInfo,
    report::{answers, text::plural},
    review::{
        Decision, State, diff, store,
        walk::{KEYS, Key, Walk},
    },
};
use std::{
    collections::HashSet,
    io::{self, IsTerminal, Write},
};

/// Review the flagged figures one by one: accept or reject each
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    reviewing: Reviewing,
    /// Who reviews [default: git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The reason for whatever is accepted, so that it is not asked
    #[arg(long, value_name = "WHY")]
    reason: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  figcheck review
  figcheck review stories/budget.md

What is decided is written to snapshots/ beside the draft, each decision at once.
Without a terminal it shows what is pending, and the commands to type.

Exit status: 0 nothing pending, 1 something pending, 2 trouble.";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let mut all = flags::collect(&args.reviewing)?;
    let coloured = colour::on_stdout(args.reviewing.color);
    flags::tell_gone(&all);
    let snaps: Vec<_> = all.flags.iter().filter(|flag| undecided(flag)).map(|f| f.snap.clone()).collect();
    all.flags.retain(|flag| snaps.contains(&flag.snap));
    // The same words twice in a draft are one decision.
    let mut seen = HashSet::new();
    let once = |flag: &&Flag| undecided(flag) && seen.insert((flag.snap.clone(), flag.item.entry.id()));
    let pending: Vec<&Flag> = all.flags.iter().filter(once).collect();
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        list(&pending, coloured)?;
        return Ok(Done { found: !pending.is_empty(), trouble: all.trouble });
    }
    let by = who::name(args.by.as_deref());
    let mut session = Session { term: Term::stdout(), pending: &pending, rules: &all.rules, by, coloured };
    let walked = session.walk(args.reason.as_deref());
    // Whatever ended the walk, what waits must match what was decided.
    decide::tidy(&all.flags)?;
    let walk = walked?;
    let decided = |decision| walk.count(decision);
    let left = pending.len() - decided(Some(Decision::Accepted)) - decided(Some(Decision::Rejected));
    session.say(&format!(
        "{} accepted, {} rejected, {left} left to review",
        decided(Some(Decision::Accepted)),
        decided(Some(Decision::Rejected)),
    ))?;
    Ok(Done { found: left > 0, trouble: all.trouble })
}

/// Shows what is pending, and what to type.
fn list(pending: &[&Flag], coloured: bool) -> io::Result<()> {
    let mut out = stdout();
    for flag in pending {
        out.write_all(flag.excerpt.as_bytes())?;
        if let State::Pending(Some(was)) = &flag.item.state {
            out.write_all(diff::entries(Some(was), Some(&flag.item.entry), coloured).as_bytes())?;
            writeln!(out)?;
        }
        let (id, draft) = (flag.item.entry.id(), &flag.draft);
        writeln!(out, "  figcheck accept --id {id} --reason 'WHY' {draft}")?;
        writeln!(out, "  figcheck reject --id {id} {draft}\n")?;
    }
    writeln!(out, "{} to review", plural(pending.len(), "finding"))?;
    out.flush()
}

struct Session<'a> {
    term: Term,
    pending: &'a [&'a Flag],
    rules: &'a [RuleInfo],
    by: String,
    coloured: bool,
}

impl Session<'_> {
    fn walk(&mut self, reason: Option<&str>) -> Result<Walk, Failure> {
        let mut walk = Walk::new(self.pending.len());
        let mut shown = None;
        while let Some((at, flag)) = walk.at().and_then(|at| Some((at, *self.pending.get(at)?))) {
            if shown != Some(at) {
                self.show(at, flag)?;
                shown = Some(at);
            }
            let key = match self.term.read_key()? {
                Pressed::Char(letter) => Key::of(letter),
                Pressed::Escape => Some(Key::Quit),
                _ => None,
            };
            let Some(key) = key else { continue };
            match key {
                Key::Quit => break,
                Key::Info => self.info(flag)?,
                Key::Diff => self.difference(flag)?,
                Key::Skip => walk.decide(vec![at], None),
                Key::SkipAll => walk.decide(walk.left(), None),
                Key::Undo => {
                    self.take_back(&walk.undo())?;
                    shown = None;
                }
                Key::Accept | Key::AcceptAll => {
                    let which = if key == Key::Accept { vec![at] } else { walk.left() };
                    match self.ask(reason, &which)? {
                        Some(reason) => {
                            self.decide(&which, Decision::Accepted, &reason)?;
                            walk.decide(which, Some(Decision::Accepted));
                        }
                        None => self.say("not accepted: an accepted finding needs a reason")?,
                    }
                }
                Key::Reject | Key::RejectAll => {
                    let which = if key == Key::Reject { vec![at] } else { walk.left() };
                    self.decide(&which, Decision::Rejected, "")?;
                    walk.decide(which, Some(Decision::Rejected));
                }
            }
        }
        Ok(walk)
    }

    fn show(&self, at: usize, flag: &Flag) -> io::Result<()> {
        self.say(&format!("\n{} of {}  {}", at + 1, self.pending.len(), flag.draft))?;
        self.term.write_str(&flag.excerpt)?;
        if matches!(flag.item.state, State::Pending(Some(_))) {
            self.difference(flag)?;
        }
        for row in KEYS.chunks(2) {
            let cell = |(letter, _, what): &(char, Key, &str)| {
                let letter = letter.to_string();
                format!("{} {what:<38}", if self.coloured { letter.bold().to_string() } else { letter })
            };
            let row: String = row.iter().map(cell).collect();
            self.say(&format!("  {}", row.trim_end()))?;
        }
        Ok(())
    }

    fn info(&self, flag: &Flag) -> io::Result<()> {
        let rule = self.rules.iter().find(|rule| rule.name == flag.item.entry.rule);
        let words = rule.map(|rule| answers::rule(rule, self.coloured)).unwrap_or_default();
        self.say(&words)
    }

    fn difference(&self, flag: &Flag) -> io::Result<()> {
        let State::Pending(Some(was)) = &flag.item.state else {
            return self.say("nothing like it was accepted before");
        };
        let was = Some(was);
        self.say(&diff::entries(was, Some(&flag.item.entry), self.coloured))
    }

    /// The reason for accepting, asked when it is not given; none when there is none.
    fn ask(&self, given: Option<&str>, which: &[usize]) -> io::Result<Option<String>> {
        if let Some(reason) = given {
            return Ok(Some(reason.to_string()).filter(|reason| !reason.trim().is_empty()));
        }
        self.term.write_str(&match which {
            [_] => "why may it stay? ".to_string(),
            all => format!("why may these {} stay? ", all.len()),
        })?;
        Ok(Some(self.term.read_line()?).filter(|reason| !reason.trim().is_empty()))
    }

    fn decide(&self, which: &[usize], decision: Decision, reason: &str) -> Result<(), Failure> {
        for flag in which.iter().filter_map(|&n| self.pending.get(n)) {
            write_down(&[(flag, signed(&flag.item.entry, decision, reason, &self.by))])?;
            let word = if decision == Decision::Accepted { "accepted" } else { "rejected" };
            self.say(&format!("{word}: {}", flag.item.entry.says))?;
        }
        Ok(())
    }

    fn take_back(&self, which: &[usize]) -> Result<(), Failure> {
        for flag in which.iter().filter_map(|&n| self.pending.get(n)) {
            let before = match &flag.item.state {
                State::Pending(Some(was)) => std::slice::from_ref(was),
                _ => &[],
            };
            store::update(&flag.snap, |snapshot| snapshot.undo(&flag.item.entry, before))?;
            self.say(&format!("taken back: {}", flag.item.entry.says))?;
        }
        Ok(())
    }

    fn say(&self, words: &str) -> io::Result<()> {
        self.term.write_line(words)
    }
}
