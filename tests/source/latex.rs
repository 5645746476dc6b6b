//! LaTeX.

use crate::clean::{assert_maps, behind, blocks};
use figcheck::source::{BlockKind, Draft, Format, read};

fn latex(file: &str) -> Draft {
    read(file.as_bytes().to_vec(), Format::Latex).expect("text")
}

#[test]
fn markup_inside_a_figure_is_transparent() {
    let cases = [
        (r"It held 1,400 \textbf{TB} then.", "1,400 TB", r"1,400 \textbf{TB"),
        (r"It held \emph{1,400} TB then.", "1,400 TB", "1,400} TB"),
        (r"It held {\bf 1,400} TB then.", "1,400 TB", "1,400} TB"),
        (r"It held 1{,}400~TB then.", "1,400\u{a0}TB", "1{,}400~TB"),
        (r"It held 1,400\,TB then.", "1,400\u{202f}TB", r"1,400\,TB"),
        ("It held 1,400\nTB then.", "1,400 TB", "1,400\nTB"),
        ("It held 1,400% in May\n   TB then.", "1,400TB", "1,400% in May\n   TB"),
        (r"It grew 5\% then.", "5%", r"5\%"),
        (r"It cost \pounds 4.5bn.", "£4.5bn", r"\pounds 4.5bn"),
        (r"It cost \pounds{}4.5bn.", "£4.5bn", r"\pounds{}4.5bn"),
        (r"It cost \$4.5bn.", "$4.5bn", "$4.5bn"),
        (r"It held $1{,}400$ TB.", "1,400 TB", "1{,}400$ TB"),
        (r"It held $\approx 1,400$ TB.", "≈1,400 TB", r"\approx 1,400$ TB"),
        (r"It held 1,400\footnote{In \emph{May}.} TB.", "1,400 TB", r"1,400\footnote{In \emph{May}.} TB"),
        (r"It held \qty{1400}{\tera\byte} then.", "1400 terabyte", r"1400}{\tera\byte"),
        (r"It ran at \SI[mode=text]{80}{km/h} then.", "80 km/h", "80}{km/h"),
        (
            r"It ran at \qty{80}{\kilo\metre\per\hour} then.",
            "80 kilometre per hour",
            r"80}{\kilo\metre\per\hour",
        ),
        (r"\newcommand{\held}{1,400 TB}\begin{document}It held \held.", "1,400 TB", r"\held"),
    ];
    for (file, words, bytes) in cases {
        let draft = latex(file);
        assert_eq!(String::from_utf8_lossy(behind(&draft, file.as_bytes(), words)), bytes, "{file:?}");
    }
    let quoted = latex(r#"``It held 5'' km --- 6--7 in Caf\'{e} M\"uller, \r{a}, {\O}re and Fran\c{c}ois."#);
    assert_eq!(quoted.text, "“It held 5” km — 6–7 in Café Müller, å, Øre and François.");
}

#[test]
fn blocks_of_a_document() {
    let file = r"\documentclass[12pt]{article}
\usepackage{booktabs} % 11
\title{Big \emph{news}}
\date{2026-02-01}
\begin{document}
\maketitle
\begin{abstract}
It is big.
\end{abstract}
\section*{Head\label{sec:12}}
First \textit{paragraph}\footnote{In May, 5.}
wrapped.

\begin{itemize}
  \item one
    goes on
  \item two
  \begin{enumerate}
    \item three
  \end{enumerate}
\end{itemize}
\begin{quote}
said
\end{quote}
\begin{figure}[ht]
  \includegraphics[width=13cm]{14.png}
  \caption{At work}
\end{figure}
\begin{tabular}{lr}
  \toprule
  a & b \\ \midrule
  1 TB & 2 \\[2pt]

  \multicolumn{2}{c}{wide} \\
\end{tabular}
Line one\\
line two
\end{document}
15
";
    let expected = [
        (BlockKind::Headline, "Big news"),
        (BlockKind::Standfirst, "It is big."),
        (BlockKind::Headline, "Head"),
        (BlockKind::Body, "First paragraph wrapped."),
        (BlockKind::Body, "In May, 5."),
        (BlockKind::Item, "one goes on"),
        (BlockKind::Item, "two"),
        (BlockKind::Item, "three"),
        (BlockKind::Quote, "said"),
        (BlockKind::Caption, "At work"),
        (BlockKind::Table, "a | b"),
        (BlockKind::Table, "1 TB | 2"),
        (BlockKind::Table, "wide"),
        (BlockKind::Body, "Line one\nline two"),
    ];
    let draft = latex(file);
    assert_eq!(blocks(&draft), expected);
    assert_eq!(draft.date, Some(jiff::civil::date(2026, 2, 1)));
    assert_maps(&draft, file.as_bytes());
}

#[test]
fn what_a_reader_does_not_see_is_not_read() {
    let file = r"Run \verb|seq 11| and $x^{12}$, see \url{https://example.org/13} and Table \ref{t14}
now \cite[p.~15]{a16}. % 17
\begin{verbatim}
18 \end{x}
\end{verbatim}
\[ 19 \] $$20$$
\begin{equation*} 21 \end{equation*}
\begin{lstlisting}[language=C]
22
\end{lstlisting}
\vspace{23pt} \setlength{\parindent}{24pt} \sout{25} \href{https://example.org/26}{\textcolor{red}{27}} km";
    let draft = latex(file);
    assert_eq!(draft.text, "Run \u{FFFC} and \u{FFFC}, see \u{FFFC} and Table \u{FFFC} now .\n\n27 km");
}

#[test]
fn any_bytes_are_a_document() {
    let file = r#"\title{é 1}\begin{document}\section{2 \footnote{3}} 4\'e \begin{itemize}\item[5] 6\end{itemize} $7$ $$8$$ \[9\] \qty{1}{\x2} \begin{tabular}{l}3 & 4\\5\end{tabular}} {{6 \verb+7+ % 8
\begin{verbatim}9\end{verbatim}\c{c}\"#;
    for cut in (0..=file.len()).filter(|cut| file.is_char_boundary(*cut)) {
        assert_maps(&latex(&file[..cut]), &file.as_bytes()[..cut]);
    }
}

#[test]
fn hostile_documents_cost_little_more_than_their_length() {
    let macros =
        r"\newcommand{\a}{".to_string() + &"9".repeat(200) + r"}\begin{document}" + &r"\a ".repeat(4_000);
    assert!(latex(&macros).text.len() <= 210 * 4_000);
    for part in [
        r"\section{",
        r"\footnote{",
        "{",
        "}",
        "$",
        r"\[",
        r"\begin{itemize}\item ",
        r"\begin{verbatim}",
        r"\end{x}",
        r"\begin{tabular}{l}",
        "[",
        r"\a[",
        r"\verb",
        r"\'",
        "%\n",
        "\n\n",
    ] {
        let draft = latex(&part.repeat(4_000));
        assert!(draft.text.len() <= 8 * part.len() * 4_000, "{part:?}");
        let closed = part.repeat(4_000) + &"}".repeat(4_000);
        assert!(latex(&closed).text.len() <= 8 * closed.len(), "{part:?}");
    }
}
