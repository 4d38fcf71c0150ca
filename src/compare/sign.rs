//! What is shown to have become of something: the signs that the window, every picture and every legend share.

use super::comparison::{Entry, Mark};

/// What is shown to have become of something: a mark, or a pair that nobody has confirmed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Nothing changed; on a card it has no disc.
    Kept,
    /// A triangle.
    Changed,
    /// An arrow.
    Moved,
    /// Two ways.
    Split,
    /// One way.
    Merged,
    /// A minus.
    Removed,
    /// A plus.
    Added,
    /// A question mark: perhaps the same.
    Unsure,
}

impl Sign {
    /// Every sign, in the order of a legend.
    pub const ALL: [Sign; 8] =
        [Sign::Kept, Sign::Changed, Sign::Moved, Sign::Split, Sign::Merged, Sign::Removed, Sign::Added, Sign::Unsure];

    /// The sign of an entry.
    pub fn of(entry: &Entry) -> Sign {
        Sign::marked(entry.mark, entry.is_unsure())
    }

    /// The sign of a mark: while the pair is unsure that is said, and not yet what changed.
    pub fn marked(mark: Mark, unsure: bool) -> Sign {
        if unsure { Sign::Unsure } else { Sign::from(mark) }
    }

    /// The word a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Sign::Kept => Mark::Kept.label(),
            Sign::Changed => Mark::Changed.label(),
            Sign::Moved => Mark::Moved.label(),
            Sign::Split => Mark::Split.label(),
            Sign::Merged => Mark::Merged.label(),
            Sign::Removed => Mark::Removed.label(),
            Sign::Added => Mark::Added.label(),
            Sign::Unsure => "Unsure",
        }
    }
}

impl From<Mark> for Sign {
    fn from(mark: Mark) -> Sign {
        match mark {
            Mark::Kept => Sign::Kept,
            Mark::Changed => Sign::Changed,
            Mark::Moved => Sign::Moved,
            Mark::Split => Sign::Split,
            Mark::Merged => Sign::Merged,
            Mark::Removed => Sign::Removed,
            Mark::Added => Sign::Added,
        }
    }
}
