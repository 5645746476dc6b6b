//! Patterns made ready to match: a small program whose running time grows with the length of the
//! sentence and not with the number of ways to match it.

use crate::{
    grammar::{token::WordId, vocabulary::Vocabulary},
    packing::numbers,
    rule::{
        kinds::{self, KindMask, Kinds},
        lists::{ListMask, Lists},
        needs::{Need, Needs, Place, Sought},
        pattern::Node,
    },
};
use serde::{Deserialize, Serialize};

/// A slot's name, a place in the rulebook's table of names.
pub type Name = u8;

/// One step of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// This word.
    Word(WordId),
    /// A word or phrase of one of these lists.
    List(ListMask),
    /// One of these words, or a word or phrase of one of these lists.
    OneOf(Vec<WordId>, ListMask),
    /// A figure, date or listed word, remembered under a name.
    Slot(Name, Kinds),
    /// Words in between, at most so many, up to the first that could fill one of the slots to come; and what must
    /// stand right behind them, none when that may be anything.
    Gap(Option<u8>, Kinds, Option<Ahead>),
    /// Go on at either place; and what must stand there for the first, none when that may be anything.
    Split(u16, u16, Option<Ahead>),
    /// Go on there.
    Jump(u16),
    /// The border of two sentences.
    Border,
    /// Members in any order; go on after the last.
    Set(Vec<Member>, u16),
    /// Matched.
    End,
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Where it begins; it ends with an `End`.
    pub at: u16,
    /// What must stand there, none when that may be anything.
    pub first: Option<Ahead>,
}

/// A pattern ready to match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// The steps.
    pub ops: Vec<Op>,
    /// What its sentences must hold for the pattern to match at all.
    #[serde(with = "numbers")]
    pub needs: Vec<Sought>,
    /// What its first item must be; none when it may begin with anything.
    pub first: Option<Place>,
    /// It looks beyond the sentence it begins in.
    pub crosses: bool,
    /// The slots that have to be commensurable with each other.
    pub alike: Vec<Name>,
}

/// What must stand at a place: any of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    /// Words, as bits of [`WordId::bloom`].
    pub words: u64,
    /// Words of these lists.
    pub lists: ListMask,
    /// Marks of these sorts.
    pub marks: KindMask,
    /// Marks of punctuation, the border of two sentences among them.
    pub punctuation: bool,
}

/// Most steps a program may have.
const LONGEST: usize = 2000;

/// What a compiler needs to know of the rest of the rules.
pub struct Context<'a> {
    /// Words, to be added to.
    pub vocabulary: &'a mut Vocabulary,
    /// The lists.
    pub lists: &'a Lists,
    /// Dimensions of the unit tables.
    pub dimensions: &'a [String],
    /// Names of slots, to be added to.
    pub names: &'a mut Vec<String>,
    /// What patterns need, to be added to.
    pub needs: &'a mut Needs,
}

/// A name that a pattern uses and nothing defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong: "unknown kind `monney`".
    pub message: String,
    /// The name, to be found in the pattern.
    pub name: String,
    /// What may have been meant.
    pub hint: Option<String>,
}

/// Compiles a pattern.
///
/// # Errors
/// Names a list or kind that is not there, or says that the pattern is too long.
pub fn compile(node: &Node, context: &mut Context<'_>) -> Result<Program, Unknown> {
    let node = &with_phrases(node, context);
    let mut ops = Vec::new();
    emit(node, &mut ops, context)?;
    ops.push(Op::End);
    if ops.len() > LONGEST {
        return Err(Unknown {
            message: format!("longer than {LONGEST} steps"),
            name: String::new(),
            hint: None,
        });
    }
    look_ahead(&mut ops);
    let first = beginning(node, context).map(|need| context.needs.first_place(need));
    let mut parts = Vec::new();
    required(node, context, Within::default(), &mut parts);
    let numbered = parts.into_iter().enumerate();
    let needed = numbered.flat_map(|(part, needs)| needs.into_iter().map(move |asked| (part, asked)));
    let sought = |(part, (need, at)): (usize, Asked)| Sought {
        place: context.needs.place(need),
        part: u8::try_from(part).unwrap_or(u8::MAX),
        from: at.from,
        to: at.to,
    };
    let needs = needed.map(sought).collect();
    let crosses = ops.contains(&Op::Border);
    let alike = ops.iter().filter_map(|op| match op {
        Op::Slot(name, kinds) if kinds.like => Some(*name),
        _ => None,
    });
    Ok(Program { alike: alike.collect(), ops, needs, first, crosses })
}

impl Program {
    /// Asks only for what is worth asking for. `places` gives each need its new place.
    pub(super) fn settle(&mut self, places: &[Option<Place>]) {
        let new = |old: Place| places.get(usize::from(old)).copied().flatten();
        self.first = self.first.and_then(new);
        let asked = self.needs.iter().filter_map(|need| Some(Sought { place: new(need.place)?, ..*need }));
        self.needs = asked.collect();
    }
}

/// The pattern with words that stand in a list together, "of them", as one: that is what they are in a draft.
fn with_phrases(node: &Node, context: &mut Context<'_>) -> Node {
    let mut all = |nodes: &[Node]| nodes.iter().map(|n| with_phrases(n, context)).collect();
    match node {
        Node::Choice(options) => Node::Choice(all(options)),
        Node::Set(members) => Node::Set(all(members)),
        Node::Optional(inner) => Node::Optional(Box::new(with_phrases(inner, context))),
        Node::Sequence(parts) => {
            let parts: Vec<Node> = all(parts);
            let mut joined = Vec::new();
            let mut at = 0;
            while let Some(part) = parts.get(at) {
                let rest = parts.get(at..).unwrap_or(&[]).iter();
                let words = rest.map_while(|n| match n {
                    Node::Word(word) => Some(word.as_str()),
                    _ => None,
                });
                let words: Vec<&str> = words.collect();
                let length = context.lists.phrase_in(&words, context.vocabulary);
                match length.and_then(|length| words.get(..length)) {
                    Some(phrase) => {
                        joined.push(Node::Word(phrase.join(" ")));
                        at += phrase.len();
                    }
                    None => {
                        joined.push(part.clone());
                        at += 1;
                    }
                }
            }
            Node::Sequence(joined)
        }
        Node::Word(_) | Node::List(_) | Node::Slot { .. } | Node::Gap(_) | Node::Border => node.clone(),
    }
}

fn emit(node: &Node, ops: &mut Vec<Op>, context: &mut Context<'_>) -> Result<(), Unknown> {
    match node {
        Node::Word(w) => ops.push(Op::Word(context.vocabulary.intern(w))),
        Node::List(name) => ops.push(Op::List(list(name, context.lists)?)),
        Node::Slot { name, kinds } => {
            let kinds = slot_kinds(kinds, context)?;
            ops.push(Op::Slot(intern_name(name, context.names)?, kinds));
        }
        Node::Border => ops.push(Op::Border),
        Node::Gap(most) => ops.push(Op::Gap(*most, Kinds::default(), None)),
        Node::Sequence(parts) => {
            for part in parts {
                emit(part, ops, context)?;
            }
        }
        Node::Optional(inner) => {
            let split = ops.len();
            ops.push(Op::End);
            emit(inner, ops, context)?;
            let end = place(ops.len());
            patch(ops, split, Op::Split(place(split + 1), end, None));
        }
        Node::Choice(options) => {
            let mut ends = Vec::new();
            // Single words beside each other are looked for all at once.
            let single = |n: &Node| matches!(n, Node::Word(_) | Node::List(_));
            let runs: Vec<&[Node]> = options.chunk_by(|a, b| single(a) && single(b)).collect();
            for (i, run) in runs.iter().enumerate() {
                let split = ops.len();
                if i + 1 < runs.len() {
                    ops.push(Op::End);
                }
                match run {
                    [option] => emit(option, ops, context)?,
                    run => ops.push(one_of(run, context)?),
                }
                if i + 1 < runs.len() {
                    ends.push(ops.len());
                    ops.push(Op::End);
                    let next = place(ops.len());
                    patch(ops, split, Op::Split(place(split + 1), next, None));
                }
            }
            let after = place(ops.len());
            for end in ends {
                patch(ops, end, Op::Jump(after));
            }
        }
        Node::Set(members) => {
            let set = ops.len();
            ops.push(Op::End);
            let mut starts = Vec::new();
            for member in members {
                starts.push(Member { at: place(ops.len()), first: None });
                emit(member, ops, context)?;
                ops.push(Op::End);
            }
            let after = place(ops.len());
            patch(ops, set, Op::Set(starts, after));
        }
    }
    Ok(())
}

/// A step for a choice of words and lists.
fn one_of(options: &[Node], context: &mut Context<'_>) -> Result<Op, Unknown> {
    let (mut words, mut lists) = (Vec::new(), ListMask::NONE);
    for option in options {
        match option {
            Node::Word(word) => words.push(context.vocabulary.intern(word)),
            Node::List(name) => lists |= list(name, context.lists)?,
            _ => {}
        }
    }
    Ok(Op::OneOf(words, lists))
}

fn patch(ops: &mut [Op], at: usize, op: Op) {
    if let Some(slot) = ops.get_mut(at) {
        *slot = op;
    }
}

/// Programs are far shorter than `u16::MAX` steps: [`compile`] refuses longer ones.
fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn list(name: &str, lists: &Lists) -> Result<ListMask, Unknown> {
    match lists.mask(name) {
        ListMask::NONE => Err(Unknown {
            message: format!("unknown list `@{name}`"),
            name: name.to_string(),
            hint: super::error::closest(name, lists.names()),
        }),
        mask => Ok(mask),
    }
}

fn slot_kinds(written: &[String], context: &Context<'_>) -> Result<Kinds, Unknown> {
    if written.is_empty() {
        return Ok(Kinds { marks: kinds::AMOUNT, like: true, ..Kinds::default() });
    }
    let mut taken = Kinds::default();
    for kind in written {
        if let Some(name) = kind.strip_prefix('@') {
            taken.lists |= list(name, context.lists)?;
        } else if kind == "list" {
            taken.list = true;
            taken.like = true;
            taken.marks |= kinds::AMOUNT;
        } else if kind == "series" {
            taken.series = true;
        } else if let Some((_, mask)) = kinds::NAMES.iter().find(|(n, _)| n == kind) {
            taken.marks |= mask;
        } else if context.dimensions.iter().any(|d| d == kind) {
            taken.dimensions.push(kind.clone());
        } else {
            let known = kinds::NAMES
                .iter()
                .map(|n| n.0)
                .chain(["list", "series"])
                .chain(context.dimensions.iter().map(String::as_str));
            let hint = super::error::closest(kind, known);
            return Err(Unknown { message: format!("unknown kind `{kind}`"), name: kind.clone(), hint });
        }
    }
    Ok(taken)
}

/// The place of a slot's name in the table of names, new if need be.
///
/// # Errors
/// When there is no room for more.
pub fn intern_name(name: &str, names: &mut Vec<String>) -> Result<Name, Unknown> {
    let at = names.iter().position(|n| n == name).unwrap_or_else(|| {
        names.push(name.to_string());
        names.len() - 1
    });
    let full =
        || Unknown { message: "too many different slot names".into(), name: name.to_string(), hint: None };
    Name::try_from(at).map_err(|_| full())
}

/// Tells every gap the slots that may come next, so that it stops at the first figure to fill one, and every gap
/// and split what must stand behind it, so that nothing is tried in vain.
fn look_ahead(ops: &mut [Op]) {
    for at in 0..ops.len() {
        let behind = match ops.get(at) {
            Some(Op::Gap(..)) => at + 1,
            Some(Op::Split(first, ..)) => usize::from(*first),
            Some(Op::Set(members, _)) => {
                let begins: Vec<Option<Ahead>> = members.iter().map(|m| begins(ops, m.at.into())).collect();
                if let Some(Op::Set(members, _)) = ops.get_mut(at) {
                    members.iter_mut().zip(begins).for_each(|(member, first)| member.first = first);
                }
                continue;
            }
            _ => continue,
        };
        let mut next = Kinds::default();
        reach(ops, behind, &mut vec![false; ops.len()], &mut next);
        let must = begins(ops, behind);
        match ops.get_mut(at) {
            Some(Op::Gap(_, kinds, need)) => (*kinds, *need) = (next, must),
            Some(Op::Split(_, _, need)) => *need = must,
            _ => {}
        }
    }
}

/// What must stand where a step is run; none when that may be anything.
fn begins(ops: &[Op], at: usize) -> Option<Ahead> {
    let mut need = Ahead::default();
    starts(ops, at, &mut vec![false; ops.len()], &mut need).then_some(need)
}

fn reach(ops: &[Op], at: usize, seen: &mut [bool], next: &mut Kinds) {
    match seen.get_mut(at) {
        Some(s) if !*s => *s = true,
        _ => return,
    }
    match ops.get(at) {
        Some(Op::Slot(_, k)) => {
            next.marks |= k.marks;
            next.dimensions.extend(k.dimensions.iter().cloned());
            next.like |= k.like;
        }
        Some(Op::Word(_) | Op::List(_) | Op::OneOf(..) | Op::Gap(..)) => reach(ops, at + 1, seen, next),
        // Before a border a gap stops only at what could be meant instead: a figure like those to come.
        Some(Op::Border) => {
            let mut beyond = Kinds::default();
            reach(ops, at + 1, seen, &mut beyond);
            if beyond.like {
                next.marks |= beyond.marks;
                next.like = true;
            }
        }
        Some(Op::Split(a, b, _)) => {
            reach(ops, *a as usize, seen, next);
            reach(ops, *b as usize, seen, next);
        }
        Some(Op::Jump(a)) => reach(ops, *a as usize, seen, next),
        Some(Op::Set(members, after)) => {
            for m in members {
                reach(ops, m.at.into(), seen, next);
            }
            reach(ops, *after as usize, seen, next);
        }
        Some(Op::End) | None => {}
    }
}

/// Adds what an item must be for the program to go on from a step; false when that may be anything.
fn starts(ops: &[Op], at: usize, seen: &mut [bool], need: &mut Ahead) -> bool {
    match seen.get_mut(at) {
        Some(s) if !*s => *s = true,
        _ => return true,
    }
    match ops.get(at) {
        Some(Op::Word(word)) => need.words |= word.bloom(),
        Some(Op::List(lists)) => need.lists |= *lists,
        Some(Op::OneOf(words, lists)) => {
            words.iter().for_each(|word| need.words |= word.bloom());
            need.lists |= *lists;
        }
        Some(Op::Border) => need.punctuation = true,
        Some(Op::Slot(_, kinds)) if kinds.dimensions.is_empty() => {
            need.lists |= kinds.lists;
            need.marks |= kinds.marks;
        }
        Some(Op::Split(a, b, _)) => {
            return starts(ops, *a as usize, seen, need) && starts(ops, *b as usize, seen, need);
        }
        Some(Op::Jump(to)) => return starts(ops, *to as usize, seen, need),
        Some(Op::Set(members, _)) => return members.iter().all(|m| starts(ops, m.at.into(), seen, need)),
        Some(Op::Slot(..) | Op::Gap(..) | Op::End) | None => return false,
    }
    true
}

/// In which of its sentences something of a pattern stands, counted from the first.
#[derive(Clone, Copy, Default)]
struct Within {
    from: u8,
    to: u8,
}

/// Something that a pattern needs, and where.
type Asked = (Need, Within);

impl Within {
    /// Either of two.
    fn or(self, other: Within) -> Within {
        Within { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}

/// What a sentence must hold, part by part in the order of the pattern: every part of a sequence, one of each choice.
/// Gives where what follows stands: a border in what is optional may have been crossed or not, and those of a set's
/// members add up.
fn required(node: &Node, context: &Context<'_>, at: Within, needs: &mut Vec<Vec<Asked>>) -> Within {
    match node {
        Node::Sequence(parts) => parts.iter().fold(at, |at, part| required(part, context, at, needs)),
        Node::Border => Within { from: at.from.saturating_add(1), to: at.to.saturating_add(1) },
        Node::Gap(_) => at,
        Node::Optional(inner) => at.or(required(inner, context, at, &mut Vec::new())),
        Node::Set(members) => {
            let ends = members.iter().map(|member| required(member, context, at, &mut Vec::new()));
            ends.fold(at, |all, end| Within {
                to: all.to.saturating_add(end.to.saturating_sub(at.to)),
                ..all
            })
        }
        Node::Word(w) => {
            needs.push(vec![(Need { words: vec![context.vocabulary.find(w)], ..Need::default() }, at)]);
            at
        }
        Node::List(name) => {
            needs.push(vec![(Need { lists: context.lists.mask(name), ..Need::default() }, at)]);
            at
        }
        Node::Slot { kinds, .. } => {
            let taken = slot_kinds(kinds, context).unwrap_or_default();
            if taken.series {
                return at; // any word may begin it
            }
            let mut asked = vec![(Need { lists: taken.lists, marks: taken.marks(), ..Need::default() }, at)];
            if taken.list {
                asked.push((Need { lists: context.lists.mask("and"), ..Need::default() }, at));
            }
            needs.push(asked);
            at
        }
        Node::Choice(options) => {
            let each = options.iter().map(|option| {
                let mut inner = Vec::new();
                (required(option, context, at, &mut inner), inner.concat())
            });
            let (ends, each): (Vec<_>, Vec<_>) = each.unzip();
            needs.push(one_of_each(&each));
            ends.into_iter().reduce(Within::or).unwrap_or(at)
        }
    }
}

/// What a sentence must hold that holds all that one of these asks for: the first word of one of them, the last word
/// of one of them, a mark of one of them. One that asks for nothing leaves nothing to ask for.
fn one_of_each(options: &[Vec<Asked>]) -> Vec<Asked> {
    let is_word = |(need, _): &&Asked| need.marks == 0;
    let any = |one: &dyn Fn(&Vec<Asked>) -> Option<Asked>| {
        let each: Option<Vec<Asked>> = options.iter().map(one).collect();
        each?.into_iter().reduce(|(all, within), (need, also)| (all.or(&need), within.or(also)))
    };
    let first = any(&|of| of.iter().find(is_word).or(of.first()).cloned());
    let last = any(&|of| of.iter().rfind(is_word).or(of.last()).cloned());
    let mark = any(&|of| of.iter().find(|need| !is_word(need)).cloned());
    let mut all: Vec<Asked> = [first, last, mark].into_iter().flatten().collect();
    all.dedup_by(|(a, _), (b, _)| a == b);
    all
}

/// What the first item of a match must be; none when it may be anything.
fn beginning(node: &Node, context: &Context<'_>) -> Option<Need> {
    let any = |nodes: &[Node]| {
        nodes.iter().try_fold(Need::default(), |all, n| Some(all.or(&beginning(n, context)?)))
    };
    match node {
        Node::Slot { kinds, .. } if kinds.iter().any(|k| k == "series") => None,
        Node::Word(_) | Node::List(_) | Node::Slot { .. } => {
            let mut needs = Vec::new();
            required(node, context, Within::default(), &mut needs);
            needs.into_iter().flatten().next().map(|(need, _)| need)
        }
        Node::Choice(options) | Node::Set(options) => any(options),
        Node::Optional(inner) => beginning(inner, context),
        Node::Sequence(parts) => {
            let mut all = Need::default();
            for part in parts {
                all = all.or(&beginning(part, context)?);
                if !matches!(part, Node::Optional(_)) {
                    return Some(all);
                }
            }
            None
        }
        Node::Gap(_) | Node::Border => None,
    }
}
