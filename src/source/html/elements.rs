//! What the elements of HTML are to a reader.

use crate::source::BlockKind;

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of the running text.
    #[default]
    Inline,
    /// Its text is not read.
    Unread,
    /// Its text is not read, but it stands as a word of the sentence.
    Object,
    /// It begins and ends a block.
    Block,
    /// A block of a kind.
    Kind(BlockKind),
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// A block that keeps its lines.
    Lines,
    /// It has no end tag.
    Void,
}

const ROLES: &[(Role, &[&str])] = &[
    (
        Role::Void,
        &[
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
            "wbr",
        ],
    ),
    (
        Role::Unread,
        &[
            "script", "style", "template", "noscript", "head", "title", "nav", "footer", "svg", "iframe",
            "object", "select", "textarea", "button", "canvas", "audio", "video", "del", "s", "strike", "rt",
            "rp",
        ],
    ),
    (Role::Object, &["code", "kbd", "samp", "math"]),
    (Role::Kind(BlockKind::Headline), &["h1", "h2", "h3", "h4", "h5", "h6"]),
    (Role::Kind(BlockKind::Item), &["li", "dd", "dt"]),
    (Role::Kind(BlockKind::Quote), &["blockquote"]),
    (Role::Kind(BlockKind::Caption), &["figcaption", "caption"]),
    (Role::Row, &["tr"]),
    (Role::Cell, &["td", "th"]),
    (Role::Lines, &["pre"]),
    (
        Role::Block,
        &[
            "address", "article", "aside", "body", "center", "details", "dialog", "div", "dl", "fieldset",
            "figure", "form", "header", "hgroup", "legend", "main", "ol", "p", "section", "summary", "table",
            "ul",
        ],
    ),
    (Role::Inline, &["a", "sup", "time"]),
];

/// The name of an element, "" where it is of no interest, and its role.
pub(super) fn known(name: &[u8]) -> (&'static str, Role) {
    let named = |(role, names): &(Role, &[&'static str])| {
        names.iter().find(|known| known.as_bytes() == name).map(|known| (*known, *role))
    };
    ROLES.iter().find_map(named).unwrap_or(("", Role::Inline))
}

/// Whether an open element ends where one of this name and role begins, its end tag left out.
pub(super) fn ends(open: &str, next: &str, role: Role) -> bool {
    match open {
        "p" => !matches!(role, Role::Inline | Role::Unread | Role::Object | Role::Void),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(role, Role::Cell | Role::Row),
        "tr" => role == Role::Row,
        _ => false,
    }
}

/// The attributes that matter.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "itemprop",
    "name",
    "property",
    "pubdate",
    "role",
    "style",
];

/// The names that say of a `meta` that it tells when the page was published.
const PUBLISHED: &[&str] =
    &["article:published_time", "date", "datepublished", "dc.date", "dc.date.issued", "pubdate"];

/// The attributes of a tag, as far as they matter, in small letters.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    /// Forgets them.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// A further attribute.
    pub(super) fn name(&mut self, name: &[u8]) {
        let known = ATTRIBUTES.iter().find(|known| known.as_bytes() == name);
        self.0.push((known.copied().unwrap_or(""), String::new()));
    }

    /// The value of the last one.
    pub(super) fn value(&mut self, value: &[u8]) {
        if let Some((name, text)) = self.0.last_mut()
            && !name.is_empty()
        {
            *text = String::from_utf8_lossy(value).to_ascii_lowercase();
        }
    }

    /// The value of an attribute, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element is not shown.
    pub(super) fn hidden(&self) -> bool {
        let style: String =
            self.get("style").unwrap_or("").chars().filter(|c| !c.is_ascii_whitespace()).collect();
        self.get("hidden").is_some()
            || self.get("aria-hidden") == Some("true")
            || style.contains("display:none")
    }

    /// Whether the element is the mark of a footnote, or the way back from one.
    pub(super) fn is_note_mark(&self) -> bool {
        let class = |name: &str| self.get("class").unwrap_or("").split_ascii_whitespace().any(|c| c == name);
        matches!(self.get("role"), Some("doc-noteref" | "doc-backlink"))
            || ["footnote-ref", "footnote-back", "reference", "noteref"].iter().any(|name| class(name))
    }

    /// Whether a link leads to a place in the same page.
    pub(super) fn leads_within(&self) -> bool {
        self.get("href").is_some_and(|to| to.starts_with('#'))
    }

    /// Whether the tag says when the page was published.
    pub(super) fn is_published(&self) -> bool {
        let named = ["name", "property", "itemprop"].map(|name| self.get(name));
        named.into_iter().flatten().any(|name| PUBLISHED.contains(&name)) || self.get("pubdate").is_some()
    }
}
