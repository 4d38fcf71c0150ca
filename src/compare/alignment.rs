//! Which element of one journey is which of the other.

pub(super) mod chain;
mod items;
mod matching;
mod parts;
mod touchpoints;
pub(super) mod words;

use super::comparison::Kind;
use super::sides::{Said, Side};
use crate::model::Uid;
use matching::Matching;

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
    /// The places of the pairs, by their second element.
    by_to: Vec<usize>,
}

impl Alignment {
    /// An alignment of these pairs.
    pub fn of(mut pairs: Vec<Pair>) -> Alignment {
        pairs.sort_by_key(|pair| (pair.from, pair.to));
        let mut by_to: Vec<usize> = (0..pairs.len()).collect();
        by_to.sort_by_key(|at| (pairs[*at].to, pairs[*at].from));
        Alignment { pairs, by_to }
    }

    /// Every pair, by the identity of its first element, then of its second.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The pairs whose elements are in no other pair: nearly all.
    pub(super) fn plain(&self) -> impl Iterator<Item = &Pair> {
        let mut is_alone = vec![false; self.pairs.len()];
        for run in self.by_to.chunk_by(|a, b| self.pairs[*a].to == self.pairs[*b].to) {
            is_alone[run[0]] = run.len() == 1;
        }
        let mut begin = 0;
        self.pairs.chunk_by(|a, b| a.from == b.from).filter_map(move |run| {
            let at = begin;
            begin += run.len();
            (run.len() == 1 && is_alone[at]).then(|| &run[0])
        })
    }

    /// The pairs of an element of the first journey.
    pub fn of_from(&self, from: Uid) -> impl Iterator<Item = &Pair> {
        let begin = self.pairs.partition_point(|pair| pair.from < from);
        self.pairs[begin..].iter().take_while(move |pair| pair.from == from)
    }

    /// The pairs of an element of the second journey.
    pub fn of_to(&self, to: Uid) -> impl Iterator<Item = &Pair> {
        let begin = self.by_to.partition_point(|at| self.pairs[*at].to < to);
        self.by_to[begin..].iter().map(|at| &self.pairs[*at]).take_while(move |pair| pair.to == to)
    }
}

/// Finds out which element is which, from what is certain to what is likely. What hangs on touchpoints comes after
/// them, because they say most about it.
pub(super) fn align(from: &Side, to: &Side, said: &Said) -> Alignment {
    let mut matching = Matching::begin(from, to, said);
    items::match_kind(&mut matching, Kind::Stage);
    touchpoints::match_touchpoints(&mut matching);
    parts::match_parts(&mut matching);
    let rest = [
        // Once more: stages are also known by what happens in them.
        Kind::Stage,
        Kind::Persona,
        Kind::Lane,
        Kind::Pain,
        Kind::Opportunity,
        Kind::Feedback,
        Kind::Measure,
    ];
    rest.into_iter().for_each(|kind| items::match_kind(&mut matching, kind));
    items::match_links(&mut matching);
    Alignment::of(matching.into_pairs())
}

/// Texts that are looked through for one that is nearly another.
#[derive(Debug, Default)]
pub(super) struct Texts(Vec<words::Words>);

impl Texts {
    /// One more.
    pub fn add(&mut self, text: &str) {
        self.0.push(words::Words::of(text));
    }

    /// Whether one of them is as like a text as elements are that count as the same without asking.
    pub fn has_like(&self, text: &str) -> bool {
        let words = words::Words::of(text);
        let vocabulary = words::Vocabulary::default();
        self.0.iter().any(|other| vocabulary.likeness(other, &words) >= SURE)
    }
}
