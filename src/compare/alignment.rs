//! Which element of one journey is which of the other.

use std::collections::BTreeMap;

use crate::model::Uid;

/// From this likeness on, two elements count as the same without asking.
pub const SURE: f64 = 0.65;

/// Below this likeness, two elements are never taken for the same.
pub const THRESHOLD: f64 = 0.45;

/// Why two elements are taken for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// They have one identity, because both journeys descend from the same document.
    SharedId,
    /// Somebody said so.
    Pinned,
    /// Both have the same name, and nothing else in either journey has it.
    SameName,
    /// They are alike enough.
    Alike,
}

/// How alike two elements are, each part 0.0 … 1.0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likeness {
    /// Stage, place in the order, and neighbours.
    pub place: f64,
    /// The words of their names.
    pub words: f64,
    /// Who acts: encounter, channel and stagecraft.
    pub actors: f64,
}

/// Two elements, one of each journey, taken for the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The element of the first journey.
    pub from: Uid,
    /// The element of the second journey.
    pub to: Uid,
    /// Why.
    pub reason: Reason,
    /// 0.0 … 1.0; 1.0 for everything but [`Reason::Alike`].
    pub confidence: f64,
    /// What the confidence is made of.
    pub likeness: Likeness,
}

impl Pair {
    /// Whether somebody should confirm the pair or part it.
    pub fn is_unsure(&self) -> bool {
        self.reason == Reason::Alike && self.confidence < SURE
    }
}

/// All pairs of two journeys, over elements of every kind.
///
/// An element may be in several pairs: one touchpoint split into two, or two merged into one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alignment {
    pairs: Vec<Pair>,
    by_from: BTreeMap<Uid, Vec<usize>>,
    by_to: BTreeMap<Uid, Vec<usize>>,
}

impl Alignment {
    /// An alignment of these pairs.
    pub fn of(pairs: Vec<Pair>) -> Alignment {
        let mut alignment = Alignment { pairs, by_from: BTreeMap::new(), by_to: BTreeMap::new() };
        for (at, pair) in alignment.pairs.iter().enumerate() {
            alignment.by_from.entry(pair.from).or_default().push(at);
            alignment.by_to.entry(pair.to).or_default().push(at);
        }
        alignment
    }

    /// Every pair, by the identity of its first element, then of its second.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The pairs of an element of the first journey.
    pub fn of_from(&self, from: Uid) -> impl Iterator<Item = &Pair> {
        self.by_from.get(&from).into_iter().flatten().map(|at| &self.pairs[*at])
    }

    /// The pairs of an element of the second journey.
    pub fn of_to(&self, to: Uid) -> impl Iterator<Item = &Pair> {
        self.by_to.get(&to).into_iter().flatten().map(|at| &self.pairs[*at])
    }
}
