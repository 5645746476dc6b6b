//! LaTeX: the words of the document, each mapped back. A modest reader: it knows the commands that matter for
//! words and figures, takes the arguments of others as text, and runs no macros but those that stand for a few
//! words (`\newcommand{\total}{1,400}`).
//!
//! Formulas, code, references and comments are not read, but plain numbers between dollar signs are.

mod commands;

use super::{BlockKind, Draft, clean::Clean, date};
use commands::{Command, Environment};
use jiff::civil::Date;
use std::{
    collections::{HashMap, VecDeque},
    ops::Range,
};

/// Blocks within blocks deeper than this are read as running text.
const DEEPEST: usize = 16;

/// The longest formula between dollar signs that is read, the longest macro, the longest option, in bytes.
const SHORT: usize = 200;

/// Reads a document.
pub(super) fn read(written: &str) -> Draft {
    let begin = "\\begin{document}";
    let body = written.find(begin).map_or(0, |at| at + begin.len());
    let end = written.find("\\end{document}").filter(|end| *end >= body).unwrap_or(written.len());
    let mut reader = Reader {
        written,
        clean: Clean::of(written),
        groups: groups(written),
        macros: HashMap::new(),
        open: Vec::new(),
        notes: VecDeque::new(),
        in_note: false,
        depth: 0,
        date: None,
    };
    reader.preamble(0..body);
    reader.run(body..end);
    reader.close();
    Draft { date: reader.date, ..reader.clean.draft() }
}

/// Every group, `{…}`: where its insides begin and end, in the order of their beginnings.
fn groups(written: &str) -> Vec<(u32, u32)> {
    let (mut groups, mut open): (Vec<(u32, u32)>, Vec<usize>) = (Vec::new(), Vec::new());
    let (mut escaped, mut comment) = (false, false);
    for (at, byte) in written.bytes().enumerate() {
        match byte {
            b'\n' => (escaped, comment) = (false, false),
            _ if comment => {}
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'%' => comment = true,
            b'{' => {
                open.push(groups.len());
                groups.push((at as u32 + 1, 0));
            }
            b'}' => {
                if let Some(group) = open.pop().and_then(|group| groups.get_mut(group)) {
                    group.1 = at as u32;
                }
            }
            _ => {}
        }
    }
    groups
}

struct Reader<'a> {
    written: &'a str,
    clean: Clean<'a>,
    groups: Vec<(u32, u32)>,
    /// Commands of the document's own that stand for words.
    macros: HashMap<&'a str, &'a str>,
    /// The open environments; of a list, whether an item is open.
    open: Vec<(Environment, bool)>,
    /// Notes to be read after the block.
    notes: VecDeque<Range<usize>>,
    in_note: bool,
    depth: usize,
    date: Option<Date>,
}

impl<'a> Reader<'a> {
    fn at(&self, range: Range<usize>) -> &'a str {
        self.written.get(range).unwrap_or("")
    }

    /// The settings before the document: title, date, macros.
    fn preamble(&mut self, range: Range<usize>) {
        let text = self.at(range.clone());
        for (at, _) in text.match_indices('\\') {
            let name = name_at(self.at(range.start + at + 1..range.end));
            let after = range.start + at + 1 + name.len();
            match name {
                "title" | "subtitle" | "date" => {
                    self.named(name, range.start + at, after);
                }
                "newcommand" | "renewcommand" | "providecommand" => self.define(after),
                _ => {}
            }
        }
    }

    /// Learns `{\name}{words}`, where the words are plain.
    fn define(&mut self, at: usize) {
        let Some((name, after)) = self.argument(at) else { return };
        let Some((words, _)) = self.argument(after) else { return };
        let (name, words) = (self.at(name).trim(), self.at(words));
        if words.len() <= SHORT && !words.contains(['\\', '{', '%', '$', '#', '&']) {
            self.macros.insert(name.trim_start_matches('\\'), words);
        }
    }

    /// Reads a stretch of the document.
    fn run(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = self.at(at..range.end);
            let special =
                |c: char| matches!(c, '\\' | '%' | '~' | '$' | '{' | '}' | '&' | '`' | '\'' | '-' | '\n');
            let plain = rest.find(special).unwrap_or(rest.len());
            self.clean.flow(at..at + plain);
            at += plain;
            let rest = self.at(at..range.end);
            let Some(letter) = rest.chars().next() else { break };
            at = match letter {
                '\\' => self.command(at, range.end),
                '%' => at + comment(rest),
                '$' => self.formula(at, range.end),
                '\n' => self.newline(at, range.end),
                '{' | '}' => at + 1,
                '&' => self.ampersand(at),
                _ => self.mark(at, rest),
            };
        }
    }

    /// Characters that stand for others.
    fn mark(&mut self, at: usize, rest: &str) -> usize {
        const MARKS: &[(&str, &str)] =
            &[("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("~", "\u{a0}")];
        let known = MARKS.iter().find(|(mark, _)| rest.starts_with(mark));
        let (mark, words) =
            known.copied().unwrap_or((rest.get(..1).unwrap_or(""), rest.get(..1).unwrap_or("")));
        self.clean.words(words, at..at + mark.len());
        at + mark.len().max(1)
    }

    /// An empty line ends a paragraph, but not the row of a table.
    fn newline(&mut self, at: usize, end: usize) -> usize {
        let rest = self.at(at + 1..end);
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let next = rest.get(blank..).unwrap_or("");
        let in_row = matches!(self.open.last(), Some((Environment::Table(_), _)));
        if (next.starts_with('\n') || next.is_empty()) && !in_row {
            self.close();
        } else {
            self.clean.space(at..at + 1);
        }
        at + 1
    }

    fn ampersand(&mut self, at: usize) -> usize {
        if matches!(self.open.last(), Some((Environment::Table(_), _))) {
            self.clean.leave_cell();
            self.clean.enter_cell(at);
        }
        at + 1
    }

    /// Plain numbers between dollar signs are read; other formulas stand as one word.
    fn formula(&mut self, at: usize, end: usize) -> usize {
        if self.at(at..end).starts_with("$$") {
            self.close();
            return self.at(at + 2..end).find("$$").map_or(end, |length| at + length + 4);
        }
        let rest = self.at(at + 1..end);
        let Some(length) = rest.bytes().take(SHORT).position(|b| b == b'$') else {
            self.clean.words("$", at..at + 1);
            return at + 1;
        };
        let formula = at + 1..at + 1 + length;
        if is_plain(self.at(formula.clone())) {
            self.run(formula);
        } else {
            self.clean.object(at..at + length + 2);
        }
        at + length + 2
    }

    fn command(&mut self, at: usize, end: usize) -> usize {
        let rest = self.at(at + 1..end);
        let name = name_at(rest);
        let Some(letter) = rest.chars().next() else { return end };
        if name.is_empty() {
            return self.symbol(at, letter, end);
        }
        let after = at + 1 + name.len();
        if name.len() == 1 && commands::is_accent(letter) && self.argument(after).is_some() {
            return self.accent(at, letter, after);
        }
        self.named(name, at, after)
    }

    /// A command of one character that is no letter.
    fn symbol(&mut self, at: usize, letter: char, end: usize) -> usize {
        let after = at + 1 + letter.len_utf8();
        match letter {
            '%' | '$' | '&' | '#' | '_' | '{' | '}' => self.clean.flow(at + 1..after),
            ',' => self.clean.words("\u{202f}", at..after),
            ' ' | ';' | ':' | '\n' | '\t' => self.clean.space(at..after),
            '\\' => return self.line_end(at, after),
            '(' => self.clean.object(at..after),
            '[' => {
                self.close();
                return self.at(after..end).find("\\]").map_or(end, |length| after + length + 2);
            }
            _ if commands::is_accent(letter) => return self.accent(at, letter, after),
            _ => {}
        }
        match letter {
            '(' => self.at(after..end).find("\\)").map_or(end, |length| after + length + 2),
            _ => after,
        }
    }

    /// `\\`: the end of a row or of a line.
    fn line_end(&mut self, at: usize, after: usize) -> usize {
        if matches!(self.open.last(), Some((Environment::Table(_), _))) {
            self.clean.leave_cell();
            self.clean.leave();
            self.clean.enter_row();
            self.clean.enter_cell(after);
        } else {
            self.clean.line(at..after);
        }
        self.option(after)
    }

    fn accent(&mut self, at: usize, accent: char, after: usize) -> usize {
        let (letter, end) = match self.argument(after) {
            Some((inside, end)) => (self.at(inside).trim_start_matches('\\').chars().next(), end),
            None => {
                let letter = self.at(after..self.written.len()).chars().next();
                (letter, after + letter.map_or(0, char::len_utf8))
            }
        };
        if let Some(letter) = letter {
            let with = commands::accented(accent, letter);
            self.clean.words(with.encode_utf8(&mut [0; 4]), at..end);
        }
        end
    }

    /// A command with a name, at `at`; its arguments begin at `after`. Gives where reading goes on.
    fn named(&mut self, name: &str, at: usize, mut after: usize) -> usize {
        if self.at(after..self.written.len()).starts_with('*') {
            after += 1;
        }
        let command = commands::command(name);
        match command {
            Command::Words(words) => self.clean.words(words, at..after),
            Command::Block(kind, skip) => return self.block(kind, self.skip(after, skip)),
            Command::Note => return self.note(after),
            Command::Unread(0) | Command::Object(0) => {}
            Command::Unread(count) => return self.skip(after, count),
            Command::Object(count) => {
                let end = self.skip(after, count);
                self.clean.object(at..end);
                return end;
            }
            Command::Quantity => return self.quantity(after),
            Command::Unit => return self.unit(after),
            Command::Date => return self.dated(after),
            Command::Paragraph => self.close(),
            Command::Line => self.clean.line(at..after),
            Command::Space => self.clean.space(at..after),
            Command::Item => self.item(),
            Command::Begin => return self.begin(after),
            Command::End => return self.end(after),
            Command::Verbatim => return self.verbatim(at, after),
            Command::Other => {
                if let Some(words) = self.macros.get(name).copied() {
                    self.clean.words(words, at..after);
                }
                after = self.option(after);
            }
        }
        // TeX takes the space behind a command for its end.
        let space = self.at(after..self.written.len()).starts_with([' ', '\t']);
        after + usize::from(space && command != Command::Other)
    }

    /// The argument at `after`, read as a block of its own.
    fn block(&mut self, kind: BlockKind, after: usize) -> usize {
        let after = self.option(after);
        let Some((inside, end)) = self.argument(after) else { return after };
        self.close();
        if self.depth == DEEPEST {
            return after;
        }
        self.depth += 1;
        self.clean.enter(kind);
        self.run(inside);
        self.clean.leave();
        self.depth -= 1;
        end
    }

    /// The argument at `after`, to be read when the block it stands in has ended.
    fn note(&mut self, after: usize) -> usize {
        let after = self.option(after);
        let Some((inside, end)) = self.argument(after) else { return after };
        if !self.in_note {
            self.notes.push_back(inside);
        }
        end
    }

    /// Ends the block, and reads the notes that stand in it. The row of a table does not end so.
    fn close(&mut self) {
        if self.in_note || self.depth > 0 {
            return self.clean.close();
        }
        self.clean.close();
        self.in_note = true;
        while let Some(note) = self.notes.pop_front() {
            self.run(note);
            self.clean.close();
        }
        self.in_note = false;
    }

    fn quantity(&mut self, after: usize) -> usize {
        let after = self.option(after);
        let Some((number, end)) = self.argument(after) else { return after };
        self.clean.flow(number);
        self.clean.space(end..end);
        self.unit(end)
    }

    fn unit(&mut self, after: usize) -> usize {
        let after = self.option(after);
        let Some((inside, end)) = self.argument(after) else { return after };
        match commands::unit(self.at(inside.clone())) {
            Some(words) => self.clean.words(&words, inside),
            None if self.at(inside.clone()).contains('\\') => self.clean.object(inside),
            None => self.clean.flow(inside),
        }
        end
    }

    fn dated(&mut self, after: usize) -> usize {
        let Some((inside, end)) = self.argument(after) else { return after };
        match date::parse(self.at(inside.clone())) {
            Some(day) => self.date = self.date.or(Some(day)),
            None => {
                self.block(BlockKind::Dateline, after);
            }
        }
        end
    }

    fn item(&mut self) {
        self.close();
        if let Some((Environment::List, open)) = self.open.last_mut() {
            if std::mem::replace(open, true) {
                self.clean.leave();
            }
            self.clean.enter(BlockKind::Item);
        }
    }

    fn begin(&mut self, after: usize) -> usize {
        let Some((name, end)) = self.argument(after) else { return after };
        let name = self.at(name);
        let environment = commands::environment(name);
        match environment {
            Environment::Unread => {
                self.close();
                let close = format!("\\end{{{name}}}");
                let length = self.at(end..self.written.len()).find(&close);
                return length.map_or(self.written.len(), |length| end + length + close.len());
            }
            Environment::Kind(kind) => {
                self.close();
                self.clean.enter(kind);
            }
            Environment::List => self.close(),
            Environment::Table(arguments) => {
                self.close();
                let end = self.skip(end, arguments);
                self.clean.enter_row();
                self.clean.enter_cell(end);
                self.open.push((environment, false));
                return end;
            }
            Environment::Other => {}
        }
        self.open.push((environment, false));
        self.option(end)
    }

    fn end(&mut self, after: usize) -> usize {
        let Some((_, end)) = self.argument(after) else { return after };
        match self.open.pop() {
            Some((Environment::Table(_), _)) => {
                self.clean.leave_cell();
                self.clean.leave();
                self.close();
            }
            Some((Environment::Kind(_), _) | (Environment::List, true)) => {
                self.close();
                self.clean.leave();
            }
            _ => self.close(),
        }
        end
    }

    /// `\verb|code|`
    fn verbatim(&mut self, at: usize, after: usize) -> usize {
        let after = self.option(after);
        let rest = self.at(after..self.written.len());
        let Some(mark) = rest.chars().next() else { return after };
        let close = if mark == '{' { '}' } else { mark };
        let code = rest.get(mark.len_utf8()..).unwrap_or("");
        let short = code.char_indices().nth(SHORT).map_or(code.len(), |(at, _)| at);
        let line = code.get(..short).and_then(|code| code.lines().next()).unwrap_or("");
        let end =
            after + mark.len_utf8() + line.find(close).map_or(line.len(), |length| length + close.len_utf8());
        self.clean.object(at..end);
        end
    }

    /// The group that begins at `at`, white space aside: its insides, and where reading goes on.
    fn argument(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let rest = self.at(at..self.written.len());
        let space = rest.bytes().take(SHORT).take_while(u8::is_ascii_whitespace).count();
        let start = u32::try_from(at + space + 1).ok()?;
        let group = self.groups.binary_search_by_key(&start, |group| group.0).ok()?;
        let (start, end) = self.groups.get(group).map(|group| (group.0 as usize, group.1 as usize))?;
        (start <= end).then_some((start..end, end + 1))
    }

    /// Where the option `[…]` at `at` ends; `at` where there is none.
    fn option(&self, at: usize) -> usize {
        let rest = self.at(at..self.written.len());
        let close = rest.bytes().take(SHORT).position(|b| b == b']' || b == b'\n');
        match close {
            Some(length) if rest.starts_with('[') && rest.as_bytes().get(length) == Some(&b']') => {
                at + length + 1
            }
            _ => at,
        }
    }

    /// Where so many arguments and the options before them end.
    fn skip(&self, mut at: usize, count: usize) -> usize {
        for _ in 0..count {
            at = self.option(at);
            match self.argument(at) {
                Some((_, end)) => at = end,
                None => break,
            }
        }
        at
    }
}

/// The letters a command's name is made of, at the start of `rest`.
fn name_at(rest: &str) -> &str {
    let length = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'@').count();
    rest.get(..length).unwrap_or("")
}

/// The length of a comment: with the end of its line and the space that the next begins with.
fn comment(rest: &str) -> usize {
    let Some(line) = rest.find('\n') else { return rest.len() };
    let next = rest.get(line + 1..).unwrap_or("");
    let space = next.len() - next.trim_start_matches([' ', '\t']).len();
    // An empty line after it still ends the paragraph.
    if next.get(space..).is_none_or(|next| next.starts_with(['\n', '\r'])) { line } else { line + 1 + space }
}

/// Whether a formula is a number that a reader reads as such: "1{,}400", "\approx 5\%".
fn is_plain(formula: &str) -> bool {
    let mut rest = formula;
    while let Some(at) = rest.find('\\') {
        let after = rest.get(at + 1..).unwrap_or("");
        let name = name_at(after);
        let known = match name {
            "" => after.starts_with([',', '%', '$', ' ', ';', ':', '!']),
            name => matches!(commands::command(name), Command::Words(_)),
        };
        if !known {
            return false;
        }
        rest = after.get(name.len().max(1)..).unwrap_or("");
    }
    let plain = |c: char| c.is_ascii_digit() || " .,{}+-=~<>:/%\\".contains(c);
    let words = formula.split('\\').enumerate().map(|(n, part)| {
        let part = if n == 0 { part } else { part.get(name_at(part).len()..).unwrap_or("") };
        part.trim_start_matches('$')
    });
    formula.bytes().any(|b| b.is_ascii_digit()) && words.into_iter().all(|part| part.chars().all(plain))
}
