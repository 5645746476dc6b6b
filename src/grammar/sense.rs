//! What a word can mean to the grammar: a set of flags and a few numbers.

use serde::{Deserialize, Serialize};

/// All meanings of one word; "second" is an ordinal and (as a unit) a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sense {
    /// The roles it can play: the constants of this module.
    pub flags: u128,
    /// Its number: 7 for "seven", 1e6 for "million", 3 for "tripled", 12 for "dozen" and "dozens".
    pub number: f64,
    /// Its rank, or as a fraction its divisor: 3 for "third", 2 for "half".
    pub rank: f64,
    /// The number of the month or weekday.
    pub calendar: u8,
    /// The second words of idioms and hedges that begin with it, as bits of [`super::token::WordId::bloom`]; all bits when
    /// it is one itself.
    pub seconds: u64,
}

impl Sense {
    /// Whether it can play one of these roles.
    #[must_use]
    pub fn is(self, roles: u128) -> bool {
        self.flags & roles != 0
    }
}

/// "one" to "nineteen", "zero".
pub(crate) const ONES: u128 = 1 << 0;
/// "twenty" to "ninety".
pub(crate) const TENS: u128 = 1 << 1;
/// "hundred".
pub(crate) const HUNDRED: u128 = 1 << 2;
/// "thousand" and up.
pub(crate) const SCALE: u128 = 1 << 3;
/// "bn", "k": a scale only after digits.
pub(crate) const SCALE_LETTER: u128 = 1 << 4;
/// "dozen", "score": a number after "a" or a number.
pub(crate) const GROUP: u128 = 1 << 5;
/// "third", "21st".
pub(crate) const ORDINAL: u128 = 1 << 6;
/// "half", "thirds", "quarter": a divisor.
pub(crate) const FRACTION: u128 = 1 << 7;
/// "tripled", "halved", "twice".
pub(crate) const MULTIPLE: u128 = 1 << 8;
/// "times", "fold", "x" after a number.
pub(crate) const TIMES: u128 = 1 << 9;
/// "dozens", "thousands".
pub(crate) const VAGUE: u128 = 1 << 10;
/// January to December.
pub(crate) const MONTH: u128 = 1 << 11;
/// Monday to Sunday.
pub(crate) const WEEKDAY: u128 = 1 << 12;
/// "a", "an".
pub(crate) const ARTICLE: u128 = 1 << 13;
/// "the", "this", "its": a noun follows.
pub(crate) const DETERMINER: u128 = 1 << 14;
/// "and", "&".
pub(crate) const AND: u128 = 1 << 15;
/// "to", "through".
pub(crate) const TO: u128 = 1 << 16;
/// "or".
pub(crate) const OR: u128 = 1 << 17;
/// "of".
pub(crate) const OF: u128 = 1 << 18;
/// "in", "out of" begins so.
pub(crate) const IN: u128 = 1 << 19;
/// "out".
pub(crate) const OUT: u128 = 1 << 20;
/// "per", "each", "every".
pub(crate) const PER: u128 = 1 << 21;
/// A hyphen.
pub(crate) const HYPHEN: u128 = 1 << 22;
/// A longer dash.
pub(crate) const DASH: u128 = 1 << 23;
/// "/".
pub(crate) const SLASH: u128 = 1 << 24;
/// ".".
pub(crate) const PERIOD: u128 = 1 << 25;
/// "(" and "[".
pub(crate) const OPEN: u128 = 1 << 26;
/// ")" and "]".
pub(crate) const CLOSE: u128 = 1 << 27;
/// "minus", "negative", "−".
pub(crate) const NEGATIVE: u128 = 1 << 28;
/// Prepositions.
pub(crate) const PREPOSITION: u128 = 1 << 29;
/// Verbs and auxiliaries that end a noun phrase.
pub(crate) const VERB: u128 = 1 << 30;
/// Conjunctions, pronouns and other words that end a noun phrase.
pub(crate) const STOP: u128 = 1 << 31;
/// Adjectives that stand after a measure: "tall", "long".
pub(crate) const EXTENT: u128 = 1 << 32;
/// A number after it is part of a name: "version", "Route".
pub(crate) const NAMED: u128 = 1 << 33;
/// A number after it is a reference: "page", "Section".
pub(crate) const REFERENCE: u128 = 1 << 34;
/// After a capitalised name makes an address: "Street".
pub(crate) const STREET: u128 = 1 << 35;
/// "rose", "fell", "up": "to" after it is no range.
pub(crate) const CHANGE: u128 = 1 << 36;
/// "ranged", "between": "to" after it is a range.
pub(crate) const RANGED: u128 = 1 << 37;
/// A full stop after it does not end the sentence.
pub(crate) const ABBREVIATION: u128 = 1 << 38;
/// Begins a sentence when capitalised after an abbreviation.
pub(crate) const STARTER: u128 = 1 << 39;
/// Begins a unit's name.
pub(crate) const UNIT_FIRST: u128 = 1 << 40;
/// Begins a hedge.
pub(crate) const HEDGE_FIRST: u128 = 1 << 41;
/// Begins an idiom or calendar phrase.
pub(crate) const IDIOM_FIRST: u128 = 1 << 42;
/// "from".
pub(crate) const FROM: u128 = 1 << 43;
/// "between".
pub(crate) const BETWEEN: u128 = 1 << 44;
/// "aged", "age".
pub(crate) const AGED: u128 = 1 << 45;
/// "old".
pub(crate) const OLD: u128 = 1 << 46;
/// A plain four-digit number after it is a year: "in", "since", "fiscal".
pub(crate) const YEAR_CUE: u128 = 1 << 47;
/// "am", "pm", "o'clock".
pub(crate) const CLOCK: u128 = 1 << 48;
/// "BC", "AD".
pub(crate) const ERA: u128 = 1 << 49;
/// "century", "centuries".
pub(crate) const CENTURY: u128 = 1 << 50;
/// "early", "mid", "late".
pub(crate) const PART: u128 = 1 << 51;
/// ",".
pub(crate) const COMMA: u128 = 1 << 52;
/// ":".
pub(crate) const COLON: u128 = 1 << 53;
/// "quarter" and "half" as periods, seasons.
pub(crate) const PERIOD_NAME: u128 = 1 << 54;
/// "last", "this", "next".
pub(crate) const RELATIVE: u128 = 1 << 55;
/// "vote", "win", "lead": numbers joined by a hyphen beside it are a score.
pub(crate) const SCORE: u128 = 1 << 56;
/// "ago", "earlier", "later".
pub(crate) const AGO: u128 = 1 << 57;
/// "as", "more", "that", "the" after "times".
pub(crate) const AS: u128 = 1 << 58;
/// "strong" in "30m-strong", "plus" in "100m-plus": something is counted.
pub(crate) const STRONG: u128 = 1 << 59;
/// "pronoun one": after it "one" is no number.
pub(crate) const PRONOUN_CUE: u128 = 1 << 60;
/// Begins a currency sign that stands before its number: "$", "USD", "Rs".
pub(crate) const BEFORE: u128 = 1 << 61;
/// "several", "few": a vague number.
pub(crate) const SOME: u128 = 1 << 62;
/// "½".
pub(crate) const VULGAR: u128 = 1 << 63;
/// "point" in "three point five".
pub(crate) const POINT: u128 = 1 << 64;
/// A noun that may follow "a" in a rate: "$5 a share".
pub(crate) const PER_NOUN: u128 = 1 << 65;
/// "people": a plural without "s".
pub(crate) const PLURAL: u128 = 1 << 66;
/// "news": no plural for all its "s".
pub(crate) const NOT_PLURAL: u128 = 1 << 67;
/// "may": a month only beside a number or after a preposition.
pub(crate) const DOUBTFUL_MONTH: u128 = 1 << 68;
/// "st", "nd", "rd", "th" after digits.
pub(crate) const SUFFIX: u128 = 1 << 69;
/// "over" in "one over twenty".
pub(crate) const OVER: u128 = 1 << 70;
/// Glued to digits it makes a decade: "1980s".
pub(crate) const DECADE_S: u128 = 1 << 71;
/// "fiscal", "financial": the year is not the calendar's.
pub(crate) const FISCAL: u128 = 1 << 72;
/// Apostrophes: "'80s".
pub(crate) const APOSTROPHE: u128 = 1 << 73;
/// "next", "coming".
pub(crate) const NEXT: u128 = 1 << 74;
/// "last", "past", "previous".
pub(crate) const LAST: u128 = 1 << 75;
/// A phone number follows: "tel", "call".
pub(crate) const PHONE: u128 = 1 << 77;
/// "first", "last", "past": in "the first three quarters" they are periods.
pub(crate) const SPAN_CUE: u128 = 1 << 78;
/// "of", "de", "la" in the name of a street.
pub(crate) const ADDRESS_JOIN: u128 = 1 << 79;
/// A number glued to one of these is inside an address of the web or a code: "=", "_".
pub(crate) const NAME_MARK: u128 = 1 << 80;
/// "+".
pub(crate) const PLUS: u128 = 1 << 81;
/// "week", "decade" after "last".
pub(crate) const CALENDAR_NOUN: u128 = 1 << 82;
/// "year" after "last".
pub(crate) const CALENDAR_YEAR: u128 = 1 << 83;
/// "month" after "last".
pub(crate) const CALENDAR_MONTH: u128 = 1 << 84;
/// The letter before "m" in "a.m.".
pub(crate) const CLOCK_HALF: u128 = 1 << 85;
/// The "m" in "a.m.".
pub(crate) const CLOCK_M: u128 = 1 << 86;
/// "!" and "?".
pub(crate) const SENTENCE_MARK: u128 = 1 << 87;
/// Quotation marks.
pub(crate) const QUOTE: u128 = 1 << 88;
/// Between a number and its unit: "four straight years".
pub(crate) const BETWEEN_UNIT: u128 = 1 << 89;
/// Vague only before "of": "scores of people".
pub(crate) const VAGUE_OF: u128 = 1 << 90;
/// "weigh", "heavy": pounds beside it are no money.
pub(crate) const WEIGHT_CUE: u128 = 1 << 91;
/// "sterling", "Britain": pounds in such a draft are money.
pub(crate) const STERLING_CUE: u128 = 1 << 92;
/// "against", "versus": a level follows to compare with.
pub(crate) const COMPARED: u128 = 1 << 93;
/// Begins a unit's symbol.
pub(crate) const SIGN_FIRST: u128 = 1 << 94;
/// Begins a hedge after a figure: "or more".
pub(crate) const HEDGE_LAST: u128 = 1 << 95;

/// "below" in "5 degrees below zero".
pub(crate) const BELOW: u128 = 1 << 96;

/// "yo": years old.
pub(crate) const YEARS_OLD: u128 = 1 << 97;

/// "€", "euros": beside it a comma before two digits is a decimal one.
pub(crate) const COMMA_MONEY: u128 = 1 << 98;

/// "±".
pub(crate) const PLUS_MINUS: u128 = 1 << 99;
/// "his", "her": decades behind it are of an age.
pub(crate) const OWNER: u128 = 1 << 100;
/// "to", "for" in "3-to-1", "two-for-one".
pub(crate) const ODDS: u128 = 1 << 101;
/// "edged", "crept": a word of direction follows, "edged up to 4%", and no bound.
pub(crate) const MOVING: u128 = 1 << 102;
/// "up", "down": a word of direction.
pub(crate) const WAY: u128 = 1 << 103;

/// "FTSE", "Nikkei": the number behind it is part of the name of an index.
pub(crate) const INDEX: u128 = 1 << 104;
/// "something" in "20-something".
pub(crate) const SOMETHING: u128 = 1 << 105;
/// "couple" in "a couple of hundred".
pub(crate) const COUPLE: u128 = 1 << 106;

/// "temperature", "cold": degrees beside it are no angle.
pub(crate) const WARMTH: u128 = 1 << 108;

/// "woman", "driver": a number between commas behind it is an age.
pub(crate) const AGED_NOUN: u128 = 1 << 109;
/// "multi" in "multi-million".
pub(crate) const MULTI: u128 = 1 << 110;

/// "title", "hurdles": so many "m" before it are metres.
pub(crate) const RACE: u128 = 1 << 111;

/// "figures", "prices": in such a sentence "in Canadian dollars" says what a bare sign means.
pub(crate) const DECLARED: u128 = 1 << 107;
/// "published", "updated", "by": stands before the date of a draft.
pub(crate) const DATED: u128 = 1 << 112;
/// "am", "a" of "a.m.".
pub(crate) const MORNING: u128 = 1 << 113;
/// "pm", "p" of "p.m.".
pub(crate) const AFTERNOON: u128 = 1 << 114;

/// "past" in "half past five".
pub(crate) const CLOCK_PAST: u128 = 1 << 76;
/// "Q3", "H1": a quarter or a half of a year.
pub(crate) const PERIOD_CODE: u128 = 1 << 115;
/// "absolute" in "absolute zero".
pub(crate) const ABSOLUTE: u128 = 1 << 116;
/// "every" in "two in every five".
pub(crate) const EVERY: u128 = 1 << 117;
/// "ET" behind a clock time.
pub(crate) const ZONE: u128 = 1 << 118;

/// "type", "stage": a small number behind it is part of its name.
pub(crate) const GRADED: u128 = 1 << 119;
/// "children" in "children under 5".
pub(crate) const AGED_GROUP: u128 = 1 << 120;
/// "population", "viewers": so many "m" near it are millions.
pub(crate) const COUNTED_CUE: u128 = 1 << 121;
/// "FY24": a year of a company's.
pub(crate) const FISCAL_CODE: u128 = 1 << 122;
/// "hrs" behind four digits of a clock.
pub(crate) const CLOCK_HOURS: u128 = 1 << 123;
/// "at" before such a time.
pub(crate) const CLOCK_CUE: u128 = 1 << 124;
/// "pcm", "pa": a sum for that time.
pub(crate) const RATE_CODE: u128 = 1 << 125;
/// "highs", "mercury": "the mid-80s" near it are degrees.
pub(crate) const THERMAL: u128 = 1 << 126;
/// "fell", "down": the minus of "fell -3%" only says it again.
pub(crate) const FALLING: u128 = 1 << 127;

/// Words that can begin a mark.
pub(crate) const BEGINS: u128 = ONES
    | TENS
    | HUNDRED
    | SCALE
    | GROUP
    | ORDINAL
    | FRACTION
    | MULTIPLE
    | VAGUE
    | MONTH
    | WEEKDAY
    | ARTICLE
    | NEGATIVE
    | HEDGE_FIRST
    | IDIOM_FIRST
    | BETWEEN
    | FROM
    | AGED
    | RELATIVE
    | PART
    | BEFORE
    | SOME
    | VULGAR
    | APOSTROPHE
    | PLUS
    | FISCAL
    | PERIOD_CODE
    | FISCAL_CODE
    | DECLARED;

/// The word lists of the rules that give a word a role, by name.
pub(crate) const LISTS: &[(&str, u128)] = &[
    ("article", ARTICLE),
    ("determiner", DETERMINER),
    ("and", AND),
    ("to", TO),
    ("or", OR),
    ("of", OF),
    ("in", IN),
    ("out", OUT),
    ("per", PER),
    ("hyphen", HYPHEN),
    ("dash", DASH),
    ("slash", SLASH),
    ("period", PERIOD),
    ("open", OPEN),
    ("close", CLOSE),
    ("negative", NEGATIVE),
    ("preposition", PREPOSITION),
    ("verb", VERB),
    ("stop", STOP),
    ("extent", EXTENT),
    ("named", NAMED),
    ("reference", REFERENCE),
    ("street", STREET),
    ("change", CHANGE),
    ("moving", MOVING),
    ("way", WAY),
    ("ranged", RANGED),
    ("abbreviation", ABBREVIATION),
    ("starter", STARTER),
    ("from", FROM),
    ("between", BETWEEN),
    ("aged", AGED),
    ("old", OLD),
    ("year_cue", YEAR_CUE),
    ("clock", CLOCK),
    ("era", ERA),
    ("century", CENTURY),
    ("part", PART),
    ("comma", COMMA),
    ("colon", COLON),
    ("period_name", PERIOD_NAME),
    ("relative", RELATIVE),
    ("score", SCORE),
    ("ago", AGO),
    ("as", AS),
    ("strong", STRONG),
    ("pronoun_cue", PRONOUN_CUE),
    ("some", SOME),
    ("times", TIMES),
    ("decimal_point", POINT),
    ("per_noun", PER_NOUN),
    ("plural", PLURAL),
    ("not_plural", NOT_PLURAL),
    ("doubtful_month", DOUBTFUL_MONTH),
    ("over", OVER),
    ("decade_s", DECADE_S),
    ("fiscal", FISCAL),
    ("apostrophe", APOSTROPHE),
    ("next", NEXT),
    ("last", LAST),
    ("phone", PHONE),
    ("span_cue", SPAN_CUE),
    ("address_join", ADDRESS_JOIN),
    ("name_mark", NAME_MARK),
    ("plus", PLUS),
    ("calendar_noun", CALENDAR_NOUN),
    ("calendar_year", CALENDAR_YEAR),
    ("calendar_month", CALENDAR_MONTH),
    ("clock_half", CLOCK_HALF),
    ("clock_m", CLOCK_M),
    ("sentence_mark", SENTENCE_MARK),
    ("quote", QUOTE),
    ("between_unit", BETWEEN_UNIT),
    ("vague_of", VAGUE_OF),
    ("weight_cue", WEIGHT_CUE),
    ("sterling_cue", STERLING_CUE),
    ("compared", COMPARED),
    ("below", BELOW),
    ("declared", DECLARED),
    ("dated", DATED),
    ("morning", MORNING),
    ("afternoon", AFTERNOON),
    ("plus_minus", PLUS_MINUS),
    ("owner", OWNER),
    ("odds", ODDS),
    ("comma_money", COMMA_MONEY),
    ("years_old", YEARS_OLD),
    ("index", INDEX),
    ("something", SOMETHING),
    ("couple", COUPLE),
    ("warmth", WARMTH),
    ("aged_noun", AGED_NOUN),
    ("multi", MULTI),
    ("race", RACE),
    ("clock_past", CLOCK_PAST),
    ("period_code", PERIOD_CODE),
    ("absolute", ABSOLUTE),
    ("every", EVERY),
    ("zone", ZONE),
    ("graded", GRADED),
    ("aged_group", AGED_GROUP),
    ("counted_cue", COUNTED_CUE),
    ("fiscal_code", FISCAL_CODE),
    ("clock_hours", CLOCK_HOURS),
    ("clock_cue", CLOCK_CUE),
    ("thermal", THERMAL),
    ("falling", FALLING),
    ("rate_month", RATE_CODE),
    ("rate_week", RATE_CODE),
    ("rate_year", RATE_CODE),
];
