//! What the commands and environments of LaTeX are to a reader.

use crate::source::BlockKind;

/// What a command does to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// It stands for words.
    Words(&'static str),
    /// Its argument is a block of a kind; so many arguments before that are not read.
    Block(BlockKind, usize),
    /// Its argument is a note, read after the block it stands in.
    Note,
    /// So many arguments are not read; what follows is.
    Unread(usize),
    /// So many arguments are not read, but stand for a word.
    Object(usize),
    /// Its two arguments are a number and its unit; or only a unit.
    Quantity,
    Unit,
    /// Its argument is the day of the draft.
    Date,
    /// It ends a paragraph, a line.
    Paragraph,
    Line,
    /// White space.
    Space,
    /// It begins an item of a list.
    Item,
    /// It begins or ends an environment.
    Begin,
    End,
    /// What follows up to the same mark is code.
    Verbatim,
    /// Unknown, or of no interest: its arguments are read as they stand.
    Other,
}

/// What an environment does to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Environment {
    /// It is not read; it ends only at its own end.
    Unread,
    /// A container of a kind.
    Kind(BlockKind),
    /// A list.
    List,
    /// A table; so many arguments follow its name.
    Table(usize),
    /// Unknown, or of no interest.
    Other,
}

const COMMANDS: &[(Command, &[&str])] = &[
    (Command::Begin, &["begin"]),
    (Command::End, &["end"]),
    (Command::Item, &["item"]),
    (Command::Date, &["date"]),
    (Command::Paragraph, &["par", "newpage", "clearpage", "maketitle", "hrule"]),
    (Command::Line, &["newline", "linebreak"]),
    (Command::Space, &["space", "quad", "qquad", "enspace", "hfill"]),
    (Command::Verbatim, &["verb", "lstinline", "mintinline"]),
    (
        Command::Block(BlockKind::Headline, 0),
        &[
            "title",
            "part",
            "chapter",
            "section",
            "subsection",
            "subsubsection",
            "paragraph",
            "subparagraph",
            "frametitle",
        ],
    ),
    (Command::Block(BlockKind::Standfirst, 0), &["subtitle"]),
    (Command::Block(BlockKind::Caption, 0), &["caption"]),
    (Command::Block(BlockKind::Caption, 1), &["captionof"]),
    (Command::Note, &["footnote", "footnotetext", "endnote", "marginpar", "sidenote"]),
    (
        Command::Unread(1),
        &[
            "author",
            "autocite",
            "bibliography",
            "bibliographystyle",
            "cite",
            "citep",
            "cline",
            "cmidrule",
            "color",
            "colorbox",
            "footcite",
            "footnotemark",
            "foreignlanguage",
            "geometry",
            "graphicspath",
            "hphantom",
            "href",
            "hspace",
            "hyperlink",
            "hypersetup",
            "hypertarget",
            "includegraphics",
            "index",
            "label",
            "makebox",
            "pagestyle",
            "parbox",
            "parencite",
            "phantom",
            "raisebox",
            "scalebox",
            "selectlanguage",
            "sout",
            "st",
            "textcolor",
            "thanks",
            "thispagestyle",
            "usepackage",
            "vphantom",
            "vspace",
            "xout",
            "documentclass",
        ],
    ),
    (
        Command::Unread(2),
        &[
            "addtocounter",
            "addtolength",
            "fontsize",
            "multicolumn",
            "multirow",
            "newcommand",
            "providecommand",
            "renewcommand",
            "resizebox",
            "rule",
            "setcounter",
            "setlength",
        ],
    ),
    (Command::Unread(3), &["definecolor", "newenvironment"]),
    (
        Command::Object(1),
        &[
            "autoref", "citet", "cref", "Cref", "eqref", "nameref", "pageref", "path", "ref", "texttt",
            "textcite", "url",
        ],
    ),
    (Command::Quantity, &["qty", "SI"]),
    (Command::Unit, &["unit", "si"]),
    (Command::Words("£"), &["pounds", "textsterling"]),
    (Command::Words("€"), &["euro", "texteuro", "EUR"]),
    (Command::Words("¥"), &["textyen", "yen"]),
    (Command::Words("¢"), &["textcent"]),
    (Command::Words("$"), &["textdollar"]),
    (Command::Words("…"), &["dots", "ldots", "textellipsis"]),
    (Command::Words("–"), &["textendash"]),
    (Command::Words("—"), &["textemdash"]),
    (Command::Words("°"), &["textdegree", "degree"]),
    (Command::Words("°C"), &["celsius", "textcelsius"]),
    (Command::Words("‰"), &["textperthousand"]),
    (Command::Words("%"), &["percent"]),
    (Command::Words("~"), &["textasciitilde", "sim"]),
    (Command::Words("×"), &["times", "texttimes"]),
    (Command::Words("±"), &["pm", "textpm"]),
    (Command::Words("≈"), &["approx"]),
    (Command::Words("½"), &["textonehalf"]),
    (Command::Words("¼"), &["textonequarter"]),
    (Command::Words("¾"), &["textthreequarters"]),
    (Command::Words("²"), &["texttwosuperior"]),
    (Command::Words("³"), &["textthreesuperior"]),
    (Command::Words("“"), &["textquotedblleft"]),
    (Command::Words("”"), &["textquotedblright"]),
    (Command::Words("‘"), &["textquoteleft"]),
    (Command::Words("’"), &["textquoteright"]),
    (Command::Words("§"), &["S"]),
    (Command::Words("ß"), &["ss"]),
    (Command::Words("æ"), &["ae"]),
    (Command::Words("Æ"), &["AE"]),
    (Command::Words("œ"), &["oe"]),
    (Command::Words("ø"), &["o"]),
    (Command::Words("Ø"), &["O"]),
    (Command::Words("å"), &["aa"]),
    (Command::Words("Å"), &["AA"]),
    (Command::Words("ł"), &["l"]),
    (Command::Words("Ł"), &["L"]),
    (Command::Words("\u{a0}"), &["nobreakspace"]),
];

const ENVIRONMENTS: &[(Environment, &[&str])] = &[
    (
        Environment::Unread,
        &[
            "Verbatim",
            "align",
            "alltt",
            "array",
            "comment",
            "displaymath",
            "eqnarray",
            "equation",
            "filecontents",
            "gather",
            "lstlisting",
            "math",
            "minted",
            "multline",
            "thebibliography",
            "tikzpicture",
            "verbatim",
        ],
    ),
    (Environment::Kind(BlockKind::Quote), &["quote", "quotation", "displayquote", "verse"]),
    (Environment::Kind(BlockKind::Standfirst), &["abstract"]),
    (Environment::List, &["itemize", "enumerate", "description"]),
    (Environment::Table(1), &["tabular", "longtable"]),
    (Environment::Table(2), &["tabularx", "tabulary"]),
];

/// What a command does.
pub(super) fn command(name: &str) -> Command {
    let found = COMMANDS.iter().find(|(_, names)| names.contains(&name));
    found.map_or(Command::Other, |(command, _)| *command)
}

/// What an environment does; a starred one as its plain one, but that some tables then have a width.
pub(super) fn environment(name: &str) -> Environment {
    let plain = name.trim_end_matches('*');
    let found = ENVIRONMENTS.iter().find(|(_, names)| names.contains(&plain));
    match found.map_or(Environment::Other, |(environment, _)| *environment) {
        Environment::Table(arguments) if plain != name => Environment::Table(arguments + 1),
        environment => environment,
    }
}

/// The words of siunitx's unit macros: `\kilo\metre\per\hour` is "kilometre per hour". None where there is
/// something else among them.
pub(super) fn unit(macros: &str) -> Option<String> {
    let mut words = String::new();
    for name in macros.split('\\').skip(1) {
        words.push_str(match name.trim() {
            "per" => " per ",
            "percent" => "%",
            "celsius" | "degreeCelsius" => "°C",
            "squared" => "²",
            "cubed" => "³",
            "square" => "square ",
            "cubic" => "cubic ",
            name if name.bytes().all(|b| b.is_ascii_alphabetic()) => name,
            _ => return None,
        });
    }
    macros.trim_start().starts_with('\\').then_some(words)
}

/// Accents: the command, the plain letters, and the letters with the accent.
const ACCENTS: &[(char, &str, &str)] = &[
    ('\'', "aceinorsuyzACEINOSUYZ", "áćéíńóŕśúýźÁĆÉÍŃÓŚÚÝŹ"),
    ('`', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ('^', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ('"', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
    ('~', "anoANO", "ãñõÃÑÕ"),
    ('=', "aeiouAEIOU", "āēīōūĀĒĪŌŪ"),
    ('.', "ezEIZ", "ėżĖİŻ"),
    ('c', "cstCST", "çşţÇŞŢ"),
    ('v', "cdenrstzCDENRSTZ", "čďěňřšťžČĎĚŇŘŠŤŽ"),
    ('k', "aeAE", "ąęĄĘ"),
    ('u', "agAG", "ăğĂĞ"),
    ('r', "uaUA", "ůåŮÅ"),
    ('H', "ouOU", "őűŐŰ"),
];

/// Whether there is such an accent.
pub(super) fn is_accent(command: char) -> bool {
    ACCENTS.iter().any(|(accent, ..)| *accent == command)
}

/// A letter with an accent; the letter itself where there is no such letter.
pub(super) fn accented(command: char, letter: char) -> char {
    let Some((_, plain, with)) = ACCENTS.iter().find(|(accent, ..)| *accent == command) else {
        return letter;
    };
    plain.chars().zip(with.chars()).find(|(plain, _)| *plain == letter).map_or(letter, |(_, with)| with)
}
