//! HTML: the words of the article, each mapped back.
//!
//! Where the page has an `article`, only that is read, and headlines of the first rank; else its `main` part;
//! else all of it. Tags inside a figure are transparent. Code, scripts, navigation, deleted and hidden text and
//! the marks of footnotes are not read. The day comes from `meta` or from `time datetime`.

mod elements;

use super::{Draft, clean::Clean, date, entity};
use elements::{Attributes, Role};
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use jiff::civil::Date;
use std::{convert::Infallible, ops::Range};

/// An end tag closes an element at most this many open elements away, so that a hostile file costs no more
/// than its length.
const REACH: usize = 256;

/// Reads a page.
pub(super) fn read(written: &str) -> Draft {
    let mut scope = "";
    tokens(written, |event, _| match event {
        CallbackEvent::OpenStartTag { name: b"article" } => scope = "article",
        CallbackEvent::OpenStartTag { name: b"main" } if scope.is_empty() => scope = "main",
        _ => {}
    });
    let mut reader = Reader { written, clean: Clean::of(written), scope, ..Reader::default() };
    tokens(written, |event, span| reader.event(event, span.start..span.end));
    Draft { date: reader.dates.iter().find_map(|day| *day), ..reader.clean.draft() }
}

/// Goes over the tags and words of a page.
fn tokens(written: &str, mut each: impl FnMut(&CallbackEvent<'_>, Span<usize>)) {
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            each(&event, span);
            None
        });
    emitter.naively_switch_states(true);
    // Reading from memory does not fail.
    let Ok(()) = Tokenizer::new_with_emitter(written, emitter).finish();
}

#[derive(Default)]
struct Reader<'a> {
    written: &'a str,
    clean: Clean<'a>,
    /// The element that holds the article; empty where all is read.
    scope: &'static str,
    /// The open elements, outermost first.
    open: Vec<Open>,
    /// How many of them are unread, hold the article, keep their lines.
    unread: usize,
    scopes: usize,
    lines: usize,
    /// The tag being read.
    name: &'static str,
    role: Role,
    attributes: Attributes,
    /// The days the page tells: as published in `meta` or `time`, and at any `time`.
    dates: [Option<Date>; 2],
}

/// An open element and what follows from it.
struct Open {
    name: &'static str,
    role: Role,
    unread: bool,
    scope: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: &CallbackEvent<'_>, range: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                (self.name, self.role) = elements::known(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => self.attributes.name(name),
            CallbackEvent::AttributeValue { value } => self.attributes.value(value),
            CallbackEvent::CloseStartTag { .. } => self.start(range),
            CallbackEvent::EndTag { name } => self.end(elements::known(name).0),
            CallbackEvent::String { .. } if self.reads() => self.text(range),
            _ => {}
        }
    }

    /// Whether words are read here.
    fn reads(&self) -> bool {
        self.unread == 0 && (self.scope.is_empty() || self.scopes > 0)
    }

    fn start(&mut self, range: Range<usize>) {
        self.dated();
        let (name, role) = (self.name, self.role);
        if role == Role::Void {
            match name {
                "br" => self.clean.line(range),
                "hr" => self.clean.close(),
                _ => {}
            }
            return;
        }
        while self.open.last().is_some_and(|open| elements::ends(open.name, name, role)) {
            self.pop();
        }
        if role == Role::Object && self.reads() {
            self.clean.object(range.clone());
        }
        let unread =
            matches!(role, Role::Unread | Role::Object) || self.attributes.hidden() || self.is_mark();
        let scope = name == "h1" || (!name.is_empty() && name == self.scope);
        self.push(Open { name, role, unread, scope });
        if self.reads() {
            self.begin(role, range);
        }
    }

    /// Whether the tag is the mark of a footnote: called so, or a raised link into the page.
    fn is_mark(&self) -> bool {
        let within = self.open.last().map_or("", |open| open.name);
        let raised = (self.name, within) == ("a", "sup") && self.attributes.leads_within();
        raised || self.attributes.is_note_mark()
    }

    /// Reads the day that a tag tells.
    fn dated(&mut self) {
        let published = self.attributes.is_published();
        let written = match self.name {
            "meta" if published => self.attributes.get("content"),
            "time" => self.attributes.get("datetime"),
            _ => None,
        };
        let [first, other] = &mut self.dates;
        let known = if published { first } else { other };
        if let Some(day) = written.and_then(date::parse) {
            known.get_or_insert(day);
        }
    }

    /// What the start of an element means for the words.
    fn begin(&mut self, role: Role, range: Range<usize>) {
        match role {
            Role::Kind(kind) => self.clean.enter(kind),
            Role::Row => self.clean.enter_row(),
            Role::Cell => self.clean.enter_cell(range.start),
            Role::Block | Role::Lines => self.clean.edge(self.clean.kind()),
            Role::Inline | Role::Unread | Role::Object | Role::Void => {}
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = self.written.get(at..range.end).unwrap_or("");
            let plain = rest.find(['&', '\n']).unwrap_or(rest.len());
            self.clean.flow(at..at + plain);
            at += plain;
            at += match rest.get(plain..).and_then(|rest| rest.chars().next()) {
                Some('&') => self.reference(at, range.end),
                Some(_) => self.newline(at),
                None => 1,
            };
        }
    }

    /// A character reference, or a bare "&"; gives its length.
    fn reference(&mut self, at: usize, end: usize) -> usize {
        let Some((decoded, length)) = self.written.get(at..end).and_then(entity::reference) else {
            self.clean.words("&", at..at + 1);
            return 1;
        };
        self.clean.words(&decoded, at..at + length);
        length
    }

    /// The end of a line, which only text that keeps its lines shows; there an empty line ends a block.
    fn newline(&mut self, at: usize) -> usize {
        let before = self.written.get(..at).unwrap_or("");
        let empty = before.trim_end_matches([' ', '\t', '\r']).ends_with('\n');
        match self.lines {
            0 => self.clean.space(at..at + 1),
            _ if empty => self.clean.close(),
            _ => self.clean.line(at..at + 1),
        }
        1
    }

    fn end(&mut self, name: &'static str) {
        let near = self.open.iter().rev().take(REACH).position(|open| open.name == name);
        for _ in 0..near.map_or(0, |at| at + 1) {
            self.pop();
        }
    }

    fn push(&mut self, open: Open) {
        self.unread += usize::from(open.unread);
        self.scopes += usize::from(open.scope);
        self.lines += usize::from(open.role == Role::Lines);
        self.open.push(open);
    }

    fn pop(&mut self) {
        let read = self.reads();
        let Some(open) = self.open.pop() else { return };
        if read {
            match open.role {
                Role::Kind(_) | Role::Row => self.clean.leave(),
                Role::Cell => self.clean.leave_cell(),
                Role::Block | Role::Lines => self.clean.edge(self.clean.kind()),
                _ => {}
            }
        }
        self.unread -= usize::from(open.unread);
        self.scopes -= usize::from(open.scope);
        self.lines -= usize::from(open.role == Role::Lines);
    }
}
