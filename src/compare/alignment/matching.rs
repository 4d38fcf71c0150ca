//! Pairs as they are found, step by step: what is matched already, what is free, and what must never be matched.

use super::super::comparison::Kind;
use super::super::sides::{Said, Side};
use super::{Likeness, Pair, Reason};
use crate::model::Uid;
use crate::model::hash::{HashMap, HashSet};

/// Pairs found so far.
pub(super) struct Matching<'a> {
    /// The first journey.
    pub from: &'a Side<'a>,
    /// The second journey.
    pub to: &'a Side<'a>,
    said: &'a Said,
    pairs: Vec<Pair>,
    of_from: HashMap<Uid, Vec<Uid>>,
    of_to: HashMap<Uid, Vec<Uid>>,
}

/// The likeness of elements that need none.
const EQUAL: Likeness = Likeness { place: 1.0, words: 1.0, actors: 1.0 };

impl<'a> Matching<'a> {
    /// The pairs that need no thought: pinned ones, and one identity on both sides.
    pub fn begin(from: &'a Side<'a>, to: &'a Side<'a>, said: &'a Said) -> Matching<'a> {
        let mut matching = Matching {
            from,
            to,
            said,
            pairs: Vec::new(),
            of_from: HashMap::with_capacity_and_hasher(from.count(), Default::default()),
            of_to: HashMap::with_capacity_and_hasher(to.count(), Default::default()),
        };
        let pinned: HashSet<(Uid, Uid)> = said.same.iter().copied().collect();
        for (a, b) in &said.same {
            matching.add(*a, *b, Reason::Pinned, 1.0, EQUAL);
        }
        for kind in Kind::ALL {
            for uid in from.list(kind) {
                let is_parted = said.parted.contains(&(*uid, *uid)) || pinned.contains(&(*uid, *uid));
                if to.kind(*uid) == Some(kind) && !is_parted {
                    matching.add(*uid, *uid, Reason::SharedId, 1.0, EQUAL);
                }
            }
        }
        matching
    }

    /// Takes two elements for the same.
    pub fn add(&mut self, from: Uid, to: Uid, reason: Reason, confidence: f64, likeness: Likeness) {
        self.pairs.push(Pair { from, to, reason, confidence, likeness });
        self.of_from.entry(from).or_default().push(to);
        self.of_to.entry(to).or_default().push(from);
    }

    /// Takes two elements for the same that have one name alone.
    pub fn add_named(&mut self, from: Uid, to: Uid) {
        self.add(from, to, Reason::SameName, 1.0, EQUAL);
    }

    /// Whether somebody said that these two are not the same.
    pub fn is_parted(&self, from: Uid, to: Uid) -> bool {
        !self.said.parted.is_empty() && self.said.parted.contains(&(from, to))
    }

    /// What an element of the first journey is in the second.
    pub fn partners_of_from(&self, from: Uid) -> &[Uid] {
        self.of_from.get(&from).map_or(&[], Vec::as_slice)
    }

    /// What an element of the second journey is in the first.
    pub fn partners_of_to(&self, to: Uid) -> &[Uid] {
        self.of_to.get(&to).map_or(&[], Vec::as_slice)
    }

    /// The elements of a kind that are not matched yet, of both journeys.
    pub fn free(&self, kind: Kind) -> (Vec<Uid>, Vec<Uid>) {
        let from = self.from.list(kind).iter().copied().filter(|uid| !self.of_from.contains_key(uid)).collect();
        let to = self.to.list(kind).iter().copied().filter(|uid| !self.of_to.contains_key(uid)).collect();
        (from, to)
    }

    /// One name for an element of the first journey and all that it is matched with, the same from either side.
    pub fn common_of_from(&self, from: Uid) -> Uid {
        match self.partners_of_from(from) {
            [] => from,
            [one] if self.partners_of_to(*one).len() == 1 => from.min(*one),
            _ => self.least_of_group(vec![from], Vec::new()),
        }
    }

    /// As [`Matching::common_of_from`], for an element of the second journey.
    pub fn common_of_to(&self, to: Uid) -> Uid {
        match self.partners_of_to(to) {
            [] => to,
            [one] if self.partners_of_from(*one).len() == 1 => to.min(*one),
            _ => self.least_of_group(Vec::new(), vec![to]),
        }
    }

    fn least_of_group(&self, mut from: Vec<Uid>, mut to: Vec<Uid>) -> Uid {
        let (mut i, mut j) = (0, 0);
        while i < from.len() || j < to.len() {
            if let Some(uid) = from.get(i) {
                let new = self.partners_of_from(*uid).iter().filter(|other| !to.contains(other));
                let new: Vec<Uid> = new.copied().collect();
                to.extend(new);
                i += 1;
            } else if let Some(uid) = to.get(j) {
                let new = self.partners_of_to(*uid).iter().filter(|other| !from.contains(other));
                let new: Vec<Uid> = new.copied().collect();
                from.extend(new);
                j += 1;
            }
        }
        from.into_iter().chain(to).min().unwrap_or(Uid(0))
    }

    /// Every pair, by its first element, then by its second.
    pub fn into_pairs(self) -> Vec<Pair> {
        let mut pairs = self.pairs;
        pairs.sort_by_key(|pair| (pair.from, pair.to));
        pairs
    }
}

/// Takes pairs best first, each element once, and keeps those that `keep` allows. Pairs of one confidence go by their
/// identities, whichever journey comes first.
pub(super) fn best_first(mut scored: Vec<Pair>) -> Vec<Pair> {
    let ends = |pair: &Pair| (pair.from.min(pair.to), pair.from.max(pair.to));
    scored.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| ends(a).cmp(&ends(b))));
    let mut taken_from = HashSet::default();
    let mut taken_to = HashSet::default();
    scored.retain(|pair| {
        let free = !taken_from.contains(&pair.from) && !taken_to.contains(&pair.to);
        if free {
            taken_from.insert(pair.from);
            taken_to.insert(pair.to);
        }
        free
    });
    scored
}

/// Pairs of positions in two lists of names that are equal and unique on either side; unnamed ones never match.
pub(super) fn unique_names(from: &[&str], to: &[&str]) -> Vec<(usize, usize)> {
    fn once<'n>(names: &[&'n str]) -> HashMap<&'n str, Option<usize>> {
        let mut found: HashMap<&str, Option<usize>> =
            HashMap::with_capacity_and_hasher(names.len(), Default::default());
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            found.entry(name).and_modify(|found| *found = None).or_insert(Some(at));
        }
        found
    }
    let (ours, theirs) = (once(from), once(to));
    let pair = |(at, name): (usize, &&str)| {
        let first = ours.get(name).copied().flatten()?;
        let second = theirs.get(name).copied().flatten()?;
        (first == at).then_some((first, second))
    };
    from.iter().enumerate().filter_map(pair).collect()
}
