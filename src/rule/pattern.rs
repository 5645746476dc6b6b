//! The pattern language of rule files: words and figures, never characters.
//!
//! ```ebnf
//! pattern   = sequence ;
//! sequence  = choice , { choice } ;
//! choice    = atom , { "|" , atom } ;                    (* outside brackets "|" joins single atoms *)
//! atom      = word | quoted | list | slot | gap | border | optional | group | set ;
//! optional  = "[" , run , { "|" , run } , "]" ;          (* inside brackets "|" joins whole runs *)
//! group     = "(" , run , { "|" , run } , ")" ;
//! run       = atom , { atom } ;
//! set       = "<" , sequence , { ";" , sequence } , ">" ; (* any of these, in any order, each at most once, gaps between *)
//! gap       = ".." , [ number ] ;                         (* "..4": at most four words, no punctuation *)
//! border    = "//" ;                                      (* one sentence ends, the next begins *)
//! slot      = "{" , name , [ ":" , kind , { "|" , kind } ] , "}" ;
//! kind      = name | list ;
//! list      = "@" , name ;                                (* a list of rules/lists.toml *)
//! quoted    = "'" , { character - "'" } , "'" ;           (* for marks: '(' ';' *)
//! word      = letter or mark , { letter | digit | "-" | "." | "’" } ;
//! ```

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while, take_while1},
    character::complete::{char, digit1, multispace0},
    combinator::{cut, map, opt},
    error::{Error, ErrorKind},
    multi::{many1, separated_list1},
    sequence::{delimited, preceded},
};

/// A pattern as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A literal word or mark.
    Word(String),
    /// A word or phrase of a list.
    List(String),
    /// A figure, date or listed word to be named.
    Slot {
        /// Its name in the expectation.
        name: String,
        /// The kinds it takes; none for any amount.
        kinds: Vec<String>,
    },
    /// Words in between; at most so many, when a number is given.
    Gap(Option<u8>),
    /// One sentence ends and the next begins.
    Border,
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of these.
    Choice(Vec<Node>),
    /// This or nothing.
    Optional(Box<Node>),
    /// Any of these in any order, each at most once.
    Set(Vec<Node>),
}

/// Where a pattern stops making sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Byte offset into the pattern.
    pub at: usize,
    /// What was expected there.
    pub message: String,
}

/// Brackets may nest this deep.
const DEPTH: usize = 12;

/// Reads a pattern.
///
/// # Errors
/// Says at which byte of `text` it stops being a pattern.
pub fn parse(text: &str) -> Result<Node, PatternError> {
    if nesting(text) > DEPTH {
        return Err(PatternError { at: 0, message: format!("brackets nest deeper than {DEPTH}") });
    }
    match delimited(multispace0, sequence, multispace0).parse(text) {
        Ok(("", node)) => Ok(node),
        Ok((rest, _)) => Err(unexpected(text, rest)),
        Err(nom::Err::Error(e) | nom::Err::Failure(e)) => Err(unexpected(text, e.input)),
        Err(nom::Err::Incomplete(_)) => Err(unexpected(text, "")),
    }
}

fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted) = (0_usize, 0, false);
    for b in text.bytes() {
        quoted ^= b == b'\'';
        match b {
            _ if quoted => {}
            b'[' | b'(' | b'<' => depth += 1,
            b']' | b')' | b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn unexpected(text: &str, rest: &str) -> PatternError {
    let at = text.len() - rest.len();
    let message = match rest.chars().next() {
        None => "the pattern ends too early: a bracket is open, or nothing stands in it".to_string(),
        Some(c @ (']' | ')' | '>' | '}')) => format!("`{c}` closes nothing that is open here"),
        Some('@') => "a list name is expected after `@`".to_string(),
        Some('{') => "a slot reads `{name}` or `{name:kind}`".to_string(),
        Some('\'') => "the quote is not closed".to_string(),
        Some(c) => format!("`{c}` has no meaning here; put a mark in quotes: `'{c}'`"),
    };
    PatternError { at, message }
}

fn sequence(i: &str) -> IResult<&str, Node> {
    map(many1(preceded(multispace0, choice)), one_or(Node::Sequence)).parse(i)
}

fn choice(i: &str) -> IResult<&str, Node> {
    map(separated_list1(char('|'), atom), one_or(Node::Choice)).parse(i)
}

fn atom(i: &str) -> IResult<&str, Node> {
    alt((
        map(preceded(tag(".."), opt(digit1)), |n: Option<&str>| Node::Gap(n.and_then(|n| n.parse().ok()))),
        map(tag("//"), |_| Node::Border),
        map(bracketed('[', ']'), |n| Node::Optional(Box::new(n))),
        bracketed('(', ')'),
        set,
        slot,
        map(preceded(char('@'), cut(name)), |n| Node::List(n.to_string())),
        map(delimited(char('\''), take_while1(|c| c != '\''), cut(char('\''))), |w: &str| {
            Node::Word(w.to_string())
        }),
        map(word, |w| Node::Word(w.to_lowercase())),
    ))
    .parse(i)
}

fn bracketed(open: char, close: char) -> impl FnMut(&str) -> IResult<&str, Node> {
    move |i| {
        let run = map(many1(preceded(multispace0, atom)), one_or(Node::Sequence));
        let inner = map(separated_list1(preceded(multispace0, char('|')), run), one_or(Node::Choice));
        delimited(char(open), cut(inner), cut(preceded(multispace0, char(close)))).parse(i)
    }
}

fn set(i: &str) -> IResult<&str, Node> {
    let members = separated_list1(preceded(multispace0, char(';')), sequence);
    map(delimited(char('<'), cut(members), cut(preceded(multispace0, char('>')))), Node::Set).parse(i)
}

fn slot(i: &str) -> IResult<&str, Node> {
    let kind = map((opt(char('@')), name), |(at, n): (Option<char>, &str)| match at {
        Some(_) => format!("@{n}"),
        None => n.to_string(),
    });
    let kinds = opt(preceded(char(':'), cut(separated_list1(char('|'), kind))));
    let (i, (name, kinds)) = delimited(char('{'), cut((name, kinds)), cut(char('}'))).parse(i)?;
    Ok((i, Node::Slot { name: name.to_string(), kinds: kinds.unwrap_or_default() }))
}

fn name(i: &str) -> IResult<&str, &str> {
    let (rest, word) = take_while1(|c: char| c.is_ascii_alphanumeric() || c == '_').parse(i)?;
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(nom::Err::Error(Error::new(i, ErrorKind::Alpha)));
    }
    Ok((rest, word))
}

fn word(i: &str) -> IResult<&str, &str> {
    let first =
        |c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '—' | '$' | '£' | '€' | '%' | '°');
    let (rest, _) = nom::character::complete::satisfy(first).parse(i)?;
    let (rest, _) = take_while(|c: char| c.is_alphanumeric() || c == '’').parse(rest)?;
    Ok((rest, i.get(..i.len() - rest.len()).unwrap_or(i)))
}

fn one_or(many: fn(Vec<Node>) -> Node) -> impl Fn(Vec<Node>) -> Node {
    move |mut nodes| if nodes.len() == 1 { nodes.remove(0) } else { many(nodes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(s: &str) -> Node {
        Node::Word(s.into())
    }

    #[test]
    fn reads_every_form() {
        let slot = |name: &str, kinds: &[&str]| Node::Slot {
            name: name.into(),
            kinds: kinds.iter().map(|k| (*k).to_string()).collect(),
        };
        for (text, want) in [
            ("from {from}", Node::Sequence(vec![w("from"), slot("from", &[])])),
            ("up|down", Node::Choice(vec![w("up"), w("down")])),
            (
                "[as many|the]",
                Node::Optional(Box::new(Node::Choice(vec![
                    Node::Sequence(vec![w("as"), w("many")]),
                    w("the"),
                ]))),
            ),
            (
                "@rise ..4 {k:percent|points}",
                Node::Sequence(vec![
                    Node::List("rise".into()),
                    Node::Gap(Some(4)),
                    slot("k", &["percent", "points"]),
                ]),
            ),
            (
                "{total} .. // it",
                Node::Sequence(vec![slot("total", &[]), Node::Gap(None), Node::Border, w("it")]),
            ),
            ("{v:@rise} .. '('", Node::Sequence(vec![slot("v", &["@rise"]), Node::Gap(None), w("(")])),
            (
                "< to {to} ; from {from} >",
                Node::Set(vec![
                    Node::Sequence(vec![w("to"), slot("to", &[])]),
                    Node::Sequence(vec![w("from"), slot("from", &[])]),
                ]),
            ),
        ] {
            assert_eq!(parse(text), Ok(want), "{text}");
        }
    }

    #[test]
    fn says_where_it_went_wrong() {
        for (text, at) in
            [("from [to", 8), ("from ]", 5), ("{k:}", 3), ("up ; down", 3), ("@ rise", 1), ("", 0)]
        {
            assert_eq!(parse(text).map_err(|e| e.at), Err(at), "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
