//! Figures of which a claim may speak that nothing else says it speaks of: paragraphs on, or right around it.

use serde::{Deserialize, Serialize};

use super::error::named;

/// What else a claim may speak of. The first five are looked for behind it, far into the draft, or some sentences
/// around it; the others ([`Told::is_last`]) in its own sentence and those next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// An earlier figure and a later one.
    Change,
    /// A part and its whole, told together: "2,430 pupils, and 810 of them".
    Share,
    /// The whole of a part that the claim tells with its share.
    Whole,
    /// The same figure, told again behind it: "3.4m parking fines", "… reached 3,402,860".
    Again,
    /// Figures that stand together, as the parts of a whole.
    Parts,
    /// A part and its whole, being the only two like figures around the claim, when nothing else has told of them.
    Only,
    /// So much, and for how many, a count, a length of time or a measure: the only other figures of the claim's sentence,
    /// or of it and the one before.
    Rate,
    /// All like figures around a total.
    Sum,
    /// Like figures that stand together right before or behind a total, of which nothing says that they are its parts.
    Split,
    /// Like figures behind a total of which the words say that they are all its parts.
    Listed,
    /// The first and the last of the only two years that stand in the claim's sentence and in the one before it, or the two when the claim
    /// opens its own.
    Years,
    /// The only two dates, or times of day, of the two sentences before the claim.
    Times,
    /// A part and its whole, told as one, "610 of the 1,820", when no other ratio stands near it.
    Ratio,
    /// What so much for each comes to, and how many there are, in the sentences around a price.
    Product,
    /// Two like figures, or a ratio and one, of the story below a headline that does not tell its figure.
    Story,
}

impl Told {
    /// The names in rule files.
    pub const NAMES: [(&'static str, Told); 15] = [
        ("change", Told::Change),
        ("again", Told::Again),
        ("parts", Told::Parts),
        ("share", Told::Share),
        ("whole", Told::Whole),
        ("only", Told::Only),
        ("rate", Told::Rate),
        ("sum", Told::Sum),
        ("split", Told::Split),
        ("listed", Told::Listed),
        ("product", Told::Product),
        ("years", Told::Years),
        ("times", Told::Times),
        ("ratio", Told::Ratio),
        ("story", Told::Story),
    ];

    /// The slots that are filled.
    #[must_use]
    pub fn slots(self) -> &'static [&'static str] {
        match self {
            Told::Change => &["from", "to"],
            Told::Parts | Told::Sum | Told::Split | Told::Listed => &["parts"],
            Told::Share | Told::Only | Told::Story => &["part", "whole"],
            Told::Whole => &["whole"],
            Told::Again => &["again"],
            Told::Years | Told::Times => &["start", "end"],
            Told::Ratio => &["ratio"],
            Told::Rate | Told::Product => &["total", "n"],
        }
    }

    /// Whether it is what is left when nothing else tells of a claim's figures.
    #[must_use]
    pub fn is_last(self) -> bool {
        !matches!(self, Told::Change | Told::Share | Told::Whole | Told::Again | Told::Parts)
    }

    /// Whether the claim's own words say nothing of what it is, so that it comes after all others.
    #[must_use]
    pub fn is_guess(self) -> bool {
        matches!(self, Told::Split | Told::Product | Told::Story)
    }

    /// By its name in rule files.
    ///
    /// # Errors
    /// That there is none of that name, and which may have been meant.
    pub fn read(name: &str) -> Result<Told, (String, Option<String>)> {
        named(&Told::NAMES, name).map_err(|hint| (format!("`{name}` is nothing that a draft tells"), hint))
    }
}
