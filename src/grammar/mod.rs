//! The grammar of figures.
//!
//! Parsers are nom's, over the tokens of one sentence; which words play which role is data
//! (`rules/words`). In this EBNF a name in capitals is a list of words, `'-'` a mark glued to what
//! stands before it.
//!
//! ```text
//! mark       = idiom | when | lap | skip | ages | special | ordinal | aged | figure ;
//!
//! figure     = [ HEDGE ] , ( between | from | run ) , [ HEDGE-AFTER , [ unit ] ] , [ old ] ;
//! between    = BETWEEN , part , AND , part ;
//! from       = FROM , part , ( TO | '-' ) , part ;          (* not where a change is told *)
//! run        = part , [ ( '-' | DASH | TO | OR | '-' TO [ '-' ] ) , [ HEDGE ] , part | '/' dealt ]
//!            | part , ( AND | ',' ) , HEDGE , part          (* one bound, then the other *)
//!            | number , ( AND | TO | FROM | '-' AND ) , part ; (* two figures, the first with the other's unit *)
//! dealt      = part ;                                        (* "146.20/30 yen" *)
//! part       = ( money | measured | one ) , [ rate ] ;
//! money      = [ NEGATIVE ] , sign , ( number | '(' number ')' scales ) , more
//!            | ( VERB | OF | FROM | TO ) '(' sign number ')' ;  (* the accountant's minus *)
//! measured   = number , [ '(' number ')' ] , [ margin ] ,
//!              [ [ '-' | [ OF ] ARTICLE | OF [ ONE ] | BETWEEN-UNIT ] , unit | '(' unit ')' | [ '-' ] POINT ] ,
//!              [ BELOW , zero ] , more
//!            | ABSOLUTE zero ;
//! one        = ARTICLE , unit , ( more | OF , noun | VERB , number | ) ; (* "an hour and a half", "a pint of milk" *)
//! more       = and-fraction | { smaller } , [ implied ] ;
//! smaller    = [ '-' | [ ',' ] , [ AND ] ] , number , unit ; (* a smaller unit of the same kind *)
//! implied    = [ '-' | AND ] , number ;                      (* of the unit that goes without saying *)
//! margin     = ( PLUS-MINUS | '+' '/' '-' ) , number ;
//! rate       = [ '-' ] , ( PER | ARTICLE | '/' ) , [ '-' ] , ( unit | number noun | noun ) | RATE-CODE
//!            | OF , noun , rate ;                            (* "12 tons of methane an hour"; the words stay *)
//! old        = [ '-' ] , OLD | OF , AGED | YEARS-OLD ;
//! aged       = AGED , [ OF ] , number | Name , ',' , number , ( ',' | '.' ) | number ; (* behind AGED-GROUP , HEDGE *)
//! ages       = n 's' | number '-' SOMETHING ; (* 's' behind OWNER [ PART [ '-' ] ], HEDGE or, of degrees, THERMAL *)
//! lap        = n ':' nn '.' n ;
//!
//! number     = [ NEGATIVE ] , ( digits-number | over | fraction | words | VULGAR ) ;
//! digits-number = ( n '/' n | groups | n , '.' , n | n ',' nn | n , POINT , n | n , TIMES , power | n | power ) ,
//!                 [ VULGAR | n '/' n | and-fraction ] , scales , { [ AND ] , ( n | words ) , scales } ;
//! groups     = n , { [ ',' ] , n } ;                         (* spaces inside: "10 000" *)
//! power      = [ n 'x' ] , n '^' [ '-' ] n ;                 (* one token: "10^-6", "8x2^10", "10⁶" *)
//! scales     = SCALE-LETTER | { [ '-' ] , SCALE } ;
//! words      = group , { [ AND | ',' ] , group } , [ POINT , { ones } | and-fraction , scales ] ;
//! group      = below-thousand , { SCALE } ;
//! below-thousand = ( below-hundred | ARTICLE ) , [ ( HUNDRED | GROUP ) , [ [ AND ] , below-hundred ] ] ;
//! below-hundred  = TENS , [ '-' ] , [ ones ] | ONES ;
//! fraction   = pure-fraction , [ [ OF ] , ARTICLE ] , [ SCALE ] ;
//! pure-fraction = [ ( ARTICLE | below-thousand ) , [ '-' ] ] , [ divisor ] , FRACTION | words , FRACTION 's' ;
//! divisor    = TENS , [ '-' ] | ONES , HUNDRED , [ AND ] | ONE , [ '-' ] ;   (* "one one-hundredth" *)
//! and-fraction  = [ '-' ] , AND , [ '-' ] , ( n '/' n | pure-fraction ) ;
//! over       = n , OVER , n ;
//!
//! special    = [ HEDGE ] , ( share | MULTIPLE | times | vague ) ;
//! share      = number , ( IN | OUT OF | OF | '-' OF '-' ) , [ DETERMINER , [ SPAN-CUE ] | EVERY ] , number ;
//! times      = number , ( '-' TIMES | TIMES , AS ) ;
//! vague      = ( VAGUE , { OF , VAGUE } | few , SCALE | n 's' , OF , VAGUE ) , [ [ OF ] , unit ] ;
//! few        = [ ARTICLE ] , ( SOME | COUPLE , [ OF ] ) ;
//! ordinal    = n SUFFIX | { ONES | TENS | HUNDRED | SCALE } , ORDINAL ;
//!
//! when       = iso | slashed | clock | spoken | day-month | month-first | weekday | part | relative | nth
//!            | coded | fiscal | decade | years | year ;
//! iso        = year '-' nn '-' nn ;         slashed = nn '/' nn '/' year | nn.nn.year ;
//! clock      = n ':' nn , [ ':' nn ] , [ CLOCK ] , [ ZONE ] | n , CLOCK | n , ( '-' | TO | AND ) clock
//!            | CLOCK-CUE , nnnn , CLOCK-HOURS | '0' nnn , [ CLOCK-HOURS ] | '0' n '.' nn ;
//! spoken     = ( [ ARTICLE ] , FRACTION | below-thousand ) , [ '-' ] , ( PAST | TO ) , n ; (* "half past five" *)
//! coded      = PERIOD-CODE , [ [ OF ] year ] ;               (* "Q3 2024", "H1" *)
//! day-month  = day , [ ( '-' | TO | AND ) , day ] , [ OF | '-' | '/' ] , MONTH , [ [ ',' | '-' ] , year ] ;
//! month-first = MONTH , [ '.' ] , ( day , [ '-' day ] , [ [ ',' ] , year ] | [ ',' | OF ] , ( year | "'" nn )
//!              | said | ) ;
//! said       = below-thousand | ordinal ;                    (* "March five", nothing counted behind it *)
//! weekday    = WEEKDAY , [ [ ',' ] , ( month-first | day-month ) ] ;
//! part       = PART , [ '-' ] , ( decade | year | month-first | nth ) ;
//! relative   = RELATIVE , ( MONTH | WEEKDAY | CALENDAR-NOUN ) ;
//! nth        = ordinal , ( CENTURY | PERIOD-NAME , [ [ OF ] , ( year | "'" nn ) ] ) ;
//! fiscal     = FISCAL , year | FISCAL-CODE ; decade = year 's' | [ "'" ] nn 's' ;
//! years      = year , ( '-' | '/' | DASH | TO ) , year ;          year = nnnn | n , ERA ;
//!
//! skip       = phone | n.n.n | score | attached | address | named | odds ;
//! odds       = number '-' ODDS '-' number | n ':' n | n '/' n | n , OVER , n | number , TO , one ;
//! score      = n '-' n , [ '-' n ] | '(' n ')' ; (* behind the score of a set *)
//! phone      = [ '+' ] , n , { [ '-' ] , n } ;
//! address    = n , { Name } , STREET ;      named = ( REFERENCE | NAMED | GRADED | INDEX ) , n ;
//! attached   = Name '-' n | n letters | NAME-MARK n | n '(' letter ')' ;
//! ```

mod calendar;
mod clock;
mod compound;
mod digits;
mod earlier;
pub mod figure;
mod fraction;
pub mod hedge;
mod index;
pub(crate) mod input;
mod joins;
pub mod lex;
pub mod meaning;
mod number;
mod packed;
mod phrases;
mod quantity;
mod range;
pub mod sense;
mod skip;
mod special;
pub mod token;
pub mod vocabulary;
mod when;
pub mod words;

pub use input::Context;
pub(crate) use quantity::currency_at;

use figure::{Figure, Kind, Mark, Skip, UnitRef, What};
use input::Input;
use nom::{Parser, branch::alt};
use number::Shape;
use phrases::Role;
use range::Found;
use sense::{
    AGED, AGED_GROUP, AGED_NOUN, AND, APOSTROPHE, ARTICLE, AS, BEFORE, BETWEEN, CALENDAR_MONTH,
    CALENDAR_NOUN, CALENDAR_YEAR, CHANGE, COLON, COMMA, COUPLE, FISCAL, FISCAL_CODE, FRACTION, FROM, GROUP,
    HEDGE_FIRST, HUNDRED, HYPHEN, IDIOM_FIRST, MONTH, MULTI, MULTIPLE, NAMED, NEGATIVE, NOT_PLURAL, OF, ONES,
    OPEN, OR, ORDINAL, OVER, PART, PERIOD, PERIOD_CODE, PLUS, PREPOSITION, PRONOUN_CUE, RELATIVE, SCALE,
    SCALE_LETTER, SOME, STOP, TENS, TO, UNIT_FIRST, VAGUE, VERB, VULGAR, WEEKDAY, ZONE,
};
use token::WordId;

/// Reads one mark that begins at token `at` of the sentence from `first` to `end`.
#[must_use]
pub fn read(context: &Context<'_>, at: usize, first: usize, end: usize) -> Option<Mark> {
    let i = Input { context, at, first, end };
    // Most words that begin a phrase of the rules ("in", "the") are followed by another than its second.
    let second = || i.skip(1).peek().map_or(WordId::UNKNOWN, |token| token.word);
    let phrase = i.is(IDIOM_FIRST | HEDGE_FIRST) && i.sense().seconds & second().bloom() != 0;
    if phrase || i.is_digits() || may_begin(i) { read_on(i, phrase) } else { None }
}

/// Reads one mark, of which more than the first words may be a `phrase` of the rules.
fn read_on(i: Input<'_>, phrase: bool) -> Option<Mark> {
    let idiom = phrase || i.is_digits();
    if idiom && let Ok((rest, role)) = skip::idiom(i) {
        // "Midnight Cowboy"
        if matches!(role, Role::Noon | Role::Midnight) && i.is_capital() && rest.is_capital() {
            return None;
        }
        let what = match when::idiom(role, i.context.dateline) {
            Some(when) => What::When(when),
            None if role == Role::Pronoun => What::Skipped(Skip::Pronoun),
            None => What::Skipped(Skip::Idiom),
        };
        return Some(plain_mark(i, rest, what));
    }
    let hedged = if phrase { range::hedge_before(i) } else { None };
    let core = hedged.map_or(i, |(core, _)| core);
    if !may_begin(core) {
        return None;
    }
    // "around 7:38 pm", "about 1990": the mark begins after the hedge.
    if let Ok((rest, when)) = when::when(core) {
        let mark = plain_mark(core, rest, What::When(when));
        // "7 p.m. Eastern (4 p.m. Pacific)": the zone is a word that the rules may ask for.
        let last = mark.last - u32::from(rest.after(ZONE));
        return Some(Mark { last, ..mark });
    }
    let lap = if core.skip(1).is(COLON) { special::lap(core).ok() } else { None };
    if lap.is_none()
        && let Ok((rest, skip)) = skip::skip(i).or_else(|_| skip::odds(i))
    {
        return Some(plain_mark(i, rest, What::Skipped(skip)));
    }
    let hedge = hedged.map(|(_, hedge)| hedge);
    let (_, mut found) = match lap {
        Some(lap) => lap,
        None => alt((special::ages, special::special, special::ordinal_figure, aged, range::figure(hedge)))
            .parse(core)
            .ok()?,
    };
    // "£240m over five years": so long it takes, and no longer.
    let amount = i.back(1).is_some_and(|b| b.is_digits() || b.is(SCALE | SCALE_LETTER));
    let spread = found.figure.kind == Kind::Duration && i.is(OVER) && core.at == i.at + 1 && amount;
    let (i, hedge) = if spread { (core, None) } else { (i, hedge) };
    if let Some(skip) = doubtful(core, &found, hedge.is_some()) {
        let rest = Input { at: found.core_end, ..i };
        let rest = if hyphened_name(core, rest) { rest.skip(2) } else { rest };
        return skip.map(|skip| plain_mark(core, rest, What::Skipped(skip)));
    }
    if found.figure.is_extreme() {
        return Some(plain_mark(core, Input { at: found.core_end, ..i }, What::Skipped(Skip::Extreme)));
    }
    // "a multi-million-pound deal"
    if core.glued() && core.after(HYPHEN) && core.back(2).is_some_and(|b| b.is(MULTI)) {
        found.figure.kind = Kind::Vague;
    }
    // "about 500 or more": the bound says more than the doubt.
    if found.figure.high.is_none() || found.core == core.at {
        found.figure.hedge = found.figure.hedge.or(hedge);
    }
    let end = Input { at: found.span_end.max(found.core_end), ..i };
    Some(Mark {
        span: i.span_to(end),
        core: core.span_to(end),
        first: i.at as u32,
        last: found.last.max(end.at) as u32,
        what: What::Figure(found.figure),
    })
}

/// Whether a mark can begin here, by this token and the next: most words that begin a phrase of the
/// rules ("a", "in", "the") begin none in the draft.
fn may_begin(i: Input<'_>) -> bool {
    const NUMBERS: u128 = ONES | TENS | HUNDRED | SCALE | GROUP | FRACTION | VAGUE | VULGAR;
    const ALWAYS: u128 = NUMBERS
        | ORDINAL
        | MULTIPLE
        | MONTH
        | WEEKDAY
        | PART
        | AGED
        | FISCAL
        | APOSTROPHE
        | PLUS
        | PERIOD_CODE
        | FISCAL_CODE;
    let (here, next) = (i.roles(), i.skip(1));
    let after = next.roles();
    let number = next.is_digits() || after & (NUMBERS | ARTICLE | BEFORE | NEGATIVE) != 0;
    i.is_digits()
        || here & ALWAYS != 0
        || (here & ARTICLE != 0
            && (after & (NUMBERS | SOME | COUPLE) != 0
                || (after & UNIT_FIRST != 0
                    && (i.at == i.first
                        || i.skip(2).is(AND | OF | GROUP)
                        || i.skip(2).is(HYPHEN) && i.skip(3).is(AND)))))
        || (here & SOME != 0 && after & NUMBERS != 0)
        || (here & (FROM | BETWEEN | NEGATIVE) != 0 && number)
        || (here & RELATIVE != 0
            && after & (MONTH | WEEKDAY | FISCAL | CALENDAR_NOUN | CALENDAR_YEAR | CALENDAR_MONTH) != 0)
        || (here & BEFORE != 0
            && (next.is_digits()
                || after & (BEFORE | OPEN | NEGATIVE | PERIOD) != 0
                || (next.glued() && i.skip(2).is_digits())))
}

fn plain_mark(i: Input<'_>, rest: Input<'_>, what: What) -> Mark {
    let span = i.span_to(rest);
    Mark { span, core: span, first: i.at as u32, last: rest.at as u32, what }
}

/// "aged 63", "Mr Smith, 63, said", "a woman, 63, said": an age without its unit.
fn aged(i: Input<'_>) -> input::Read<'_, Found> {
    let (start, cue) = match input::word(AGED)(i) {
        // "at the age of 40"
        Ok((rest, _)) => (if rest.is(OF) { rest.skip(1) } else { rest }, true),
        Err(_) => (i, false),
    };
    let of = |b: Input<'_>| b.is(AGED_NOUN) || (b.is_word() && b.is_capital() && !b.is(MONTH));
    let name = i.after(COMMA) && i.back(2).is_some_and(of);
    // "children under 5"
    let group = i.back(2).is_some_and(|b| b.is(AGED_GROUP)) && range::hedged(i);
    input::check(i, cue || name || group)?;
    let (start, hedge) = range::hedge_before(start).map_or((start, None), |(rest, h)| (rest, Some(h)));
    let (rest, found) = range::figure(None).parse(start)?;
    let figure = &found.figure;
    let small = figure.amount.scale == 1.0 && (1.0..125.0).contains(&figure.amount.value);
    input::check(rest, figure.unit.is_none() && small && figure.kind == Kind::Number)?;
    let closed = rest.glued() && number::ends(rest) && figure.amount.digits;
    let free = group && (number::ends(rest) || rest.is(PREPOSITION | STOP | VERB));
    input::check(rest, cue || free || (closed && figure.high.is_none() && !rest.skip(1).is_digits()))?;
    let unit =
        i.context.vocabulary.age_unit().map(|unit| UnitRef { unit, per: None, per_noun: None, other: None });
    let figure = Figure { kind: Kind::Age, unit, hedge: found.figure.hedge.or(hedge), ..found.figure };
    Ok((rest, Found { first: i.at, core: i.at, figure, ..found }))
}

/// What looks like a figure and is none: nothing at all, or a mark of its own.
fn doubtful(core: Input<'_>, found: &Found, hedged: bool) -> Option<Option<Skip>> {
    let figure = &found.figure;
    let rest = Input { at: found.core_end, ..core };
    if figure.unit.is_some() || figure.high.is_some() {
        return None;
    }
    match figure.kind {
        // "7-Eleven", "a 7-Point plan", but not in the headline "A 7-Point Plan Fails"
        Kind::Number if figure.amount.digits && hyphened_name(core, rest) => Some(Some(Skip::Name)),
        // "the Big Ten"
        Kind::Number
            if found.shape == Shape::Words
                && core.is_capital()
                && core.back(1).is_some_and(Input::is_capital) =>
        {
            let title = core.at == core.first + 1 || rest.is_capital() || rest.is(HYPHEN);
            // "Radio Five Live"
            (!title || core.after(NAMED)).then_some(Some(Skip::Name))
        }
        Kind::Number if found.shape == Shape::One => {
            let cued = core.after(PRONOUN_CUE);
            // "that one costs more"
            let verb = cued && rest.text().ends_with('s') && !rest.is(NOT_PLURAL);
            let noun = rest.is_word() && !verb && !rest.is(PREPOSITION | STOP | VERB)
                || rest.is(OF | HYPHEN)
                || rest.is_digits();
            let name = core.is_capital() && core.back(1).is_some_and(Input::is_capital);
            if name {
                return Some(Some(Skip::Name));
            }
            // "one last time"
            let ended = rest.is(VERB | STOP) && !rest.is(RELATIVE);
            (found.core_end == core.at + 1 && !noun && (cued || ended)).then_some(Some(Skip::Pronoun))
        }
        Kind::Share if found.shape == Shape::Fraction && !figure.amount.digits && broken(core, rest) => {
            Some(None)
        }
        // "nearly a third" is a share whatever follows.
        Kind::Share
            if single(core) && !hedged && found.shape == Shape::Fraction && !core.skip(1).is(HYPHEN) =>
        {
            let rank = core.skip(1).sense().rank;
            let noun = rest.is_word() && !rest.is(OF | PREPOSITION | STOP | VERB | AS | TO);
            // "A fourth, also at sea, sank": one more, but not in "160, or a third, were vacant", "grew by a third, to …", "fell a third, to …".
            let changed = core.back(1).is_some_and(|by| by.is(PREPOSITION) && by.after(CHANGE));
            let of_number = core.after(COMMA) && core.back(2).is_some_and(Input::is_digits);
            let told = core.after(OR | CHANGE) || changed || of_number;
            let another = rest.is(COMMA) && core.is(ARTICLE) && core.skip(1).is(ORDINAL) && !told;
            ((noun || another) && rank > 2.0).then_some(None)
        }
        _ => None,
    }
}

/// "a" or "one".
fn single(i: Input<'_>) -> bool {
    i.is(ARTICLE) || (i.is(ONES) && i.sense().number == 1.0)
}

/// A capital behind a hyphen, outside a headline in capitals.
fn hyphened_name(core: Input<'_>, rest: Input<'_>) -> bool {
    let (word, next) = (rest.skip(1), rest.skip(2));
    let before = core.back(1).is_some_and(|b| b.at > b.first && b.is_capital());
    rest.glued() && rest.is(HYPHEN) && word.glued() && word.is_capital() && !(next.is_capital() || before)
}

/// A "half" or "quarter" that is part of another word or no fraction: "scrum-half", "half-decent",
/// "the final quarter".
fn broken(core: Input<'_>, rest: Input<'_>) -> bool {
    let bare = core.is(FRACTION) && core.sense().rank == 4.0;
    bare || (rest.glued() && rest.is(HYPHEN)) || (core.glued() && core.after(HYPHEN))
}
