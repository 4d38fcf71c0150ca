//! What became of pain points and measures, found by their identity on either side.

use std::collections::BTreeMap;

use super::comparison::{Comparison, MeasureChange, PainChange};
use crate::model::*;

/// The changes of a comparison by what they are about: a plan asks for those of every gap.
pub struct Changes<'c> {
    comparison: &'c Comparison,
    pains: Sided<PainId>,
    measures: Sided<MeasureId>,
}

/// Places in a list by the identity in the first journey, and by that in the second.
struct Sided<Id> {
    from: BTreeMap<Id, usize>,
    to: BTreeMap<Id, usize>,
}

impl<Id: Ord> Sided<Id> {
    fn of(ends: impl Iterator<Item = (Option<Id>, Option<Id>)>) -> Sided<Id> {
        let mut sided = Sided { from: BTreeMap::new(), to: BTreeMap::new() };
        for (at, (from, to)) in ends.enumerate() {
            for (id, places) in [(from, &mut sided.from), (to, &mut sided.to)] {
                if let Some(id) = id {
                    places.entry(id).or_insert(at);
                }
            }
        }
        sided
    }
}

impl<'c> Changes<'c> {
    /// Those of a comparison.
    pub fn of(comparison: &'c Comparison) -> Changes<'c> {
        let pains = Sided::of(comparison.pains.iter().map(|change| (change.from, change.to)));
        let measures = Sided::of(comparison.measures.iter().map(|change| (change.from, change.to)));
        Changes { comparison, pains, measures }
    }

    /// What became of pain points, given by their identities in the first journey and in the second, each once, in the
    /// order of the comparison.
    pub fn of_pains(
        &self,
        from: impl Iterator<Item = PainId>,
        to: impl Iterator<Item = PainId>,
    ) -> Vec<&'c PainChange> {
        let from = from.filter_map(|id| self.pains.from.get(&id));
        let mut places: Vec<usize> = from.chain(to.filter_map(|id| self.pains.to.get(&id))).copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| &self.comparison.pains[at]).collect()
    }

    /// What became of a measure, by its identity on either side.
    pub fn of_measure(&self, id: MeasureId) -> Option<&'c MeasureChange> {
        let places = [self.measures.from.get(&id), self.measures.to.get(&id)];
        places.into_iter().flatten().min().map(|at| &self.comparison.measures[*at])
    }
}
