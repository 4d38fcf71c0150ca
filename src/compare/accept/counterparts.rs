//! Which element of the journey that changes stands for which of the journey that gaps are taken from.
//!
//! "Here" is the journey that changes, "there" the one that it comes from. The table follows the work: elements that
//! are added, united or about to go change it, so that every step sees the pairs as they are by then.

use std::collections::BTreeMap;

use crate::compare::alignment::{Alignment, Pair};
use crate::model::*;

/// The pairs of two journeys, from either side, the surest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Counterparts {
    here_of: BTreeMap<Uid, Vec<Uid>>,
    there_of: BTreeMap<Uid, Vec<Uid>>,
}

impl Counterparts {
    pub fn of(alignment: &Alignment, into: State) -> Counterparts {
        let ends = |pair: &Pair| match into {
            State::Today => (pair.from, pair.to),
            State::Ideal => (pair.to, pair.from),
        };
        let mut pairs: Vec<&Pair> = alignment.pairs().iter().collect();
        let different = |pair: &Pair| pair.from != pair.to;
        pairs.sort_by(|a, b| {
            let sure = different(a).cmp(&different(b)).then(b.confidence.total_cmp(&a.confidence));
            sure.then((a.from, a.to).cmp(&(b.from, b.to)))
        });
        let mut counterparts = Counterparts::default();
        for (here, there) in pairs.into_iter().map(ends) {
            counterparts.here_of.entry(there).or_default().push(here);
            counterparts.there_of.entry(here).or_default().push(there);
        }
        counterparts
    }

    /// What stands here for an element over there.
    pub fn here(&self, there: Uid) -> &[Uid] {
        self.here_of.get(&there).map_or(&[], Vec::as_slice)
    }

    /// What stands there for an element over here.
    pub fn there(&self, here: Uid) -> &[Uid] {
        self.there_of.get(&here).map_or(&[], Vec::as_slice)
    }

    /// The surest of [`Counterparts::here`].
    pub fn main(&self, there: Uid) -> Option<Uid> {
        self.here(there).first().copied()
    }

    /// From now on these two stand for each other, and for nothing else.
    pub fn unite(&mut self, here: Uid, there: Uid) {
        self.part_here(here);
        self.part_there(there);
        self.here_of.insert(there, vec![here]);
        self.there_of.insert(here, vec![there]);
    }

    /// From now on this element here stands for nothing, because it is about to go.
    pub fn part_here(&mut self, here: Uid) {
        for there in self.there_of.remove(&here).unwrap_or_default() {
            if let Some(others) = self.here_of.get_mut(&there) {
                others.retain(|uid| *uid != here);
            }
        }
    }

    /// From now on nothing here stands for this element there, until it is added.
    pub fn part_there(&mut self, there: Uid) {
        for here in self.here_of.remove(&there).unwrap_or_default() {
            if let Some(others) = self.there_of.get_mut(&here) {
                others.retain(|uid| *uid != there);
            }
        }
    }
}
