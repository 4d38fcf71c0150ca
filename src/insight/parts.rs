//! The parts of a map that can be told apart when it changes, and which of them two maps have in common.
//!
//! Here never comes what anything means.

use std::sync::Arc;

use crate::model::*;

/// Several parts of one journey of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// Nothing.
    pub const NONE: Parts = Parts(0);
    /// Stages and touchpoints in order, how the personas feel there, and what hangs on each touchpoint.
    pub const STEPS: Parts = Parts(1);
    /// The personas.
    pub const PERSONAS: Parts = Parts(1 << 1);
    /// Pain points and opportunities, and what ties them to one another and to other things.
    pub const ANSWERS: Parts = Parts(1 << 2);
    /// Feedback, and what it is tied to.
    pub const FEEDBACK: Parts = Parts(1 << 3);
    /// Measures, and what they are tied to.
    pub const MEASURES: Parts = Parts(1 << 4);
    /// Whether there is an ideal journey.
    pub const IDEAL: Parts = Parts(1 << 5);
    /// Lanes and links.
    const REST: Parts = Parts(1 << 6);
    /// All there is.
    pub const ALL: Parts = Parts((1 << 7) - 1);

    /// These parts and others.
    pub fn with(self, other: Parts) -> Parts {
        Parts(self.0 | other.0)
    }

    /// Whether they have a part in common.
    pub fn meets(self, other: Parts) -> bool {
        self.0 & other.0 != 0
    }

    fn only_if(self, on: bool) -> Parts {
        if on { self } else { Parts::NONE }
    }
}

/// One journey of a map as it was, by the marks that each of its parts bore.
///
/// Records are told apart by where they lie in memory, which is why they are held here: while that is so, no other
/// record can come to lie there.
pub struct Marks {
    stages: Vec<(Arc<Stage>, u64)>,
    personas: Vec<Arc<Persona>>,
    ties: u64,
    items: ItemStamps,
    feedback: Vec<Arc<Feedback>>,
    measures: Vec<Arc<Measure>>,
    lanes: Vec<Arc<Lane>>,
    links: u64,
    has_ideal: bool,
}

impl Marks {
    /// The marks of one of a map's journeys.
    pub fn of(map: &Map, journey: &Journey) -> Marks {
        let stages = journey.stages().iter();
        Marks {
            stages: stages.map(|stage| (stage.clone(), journey.stage_stamp(stage.id))).collect(),
            personas: journey.personas().cloned().collect(),
            ties: journey.answers_stamp(),
            items: journey.item_stamps(),
            feedback: journey.feedback().cloned().collect(),
            measures: journey.measures().cloned().collect(),
            lanes: journey.lanes().to_vec(),
            links: journey.links_stamp(),
            has_ideal: map.ideal().is_some(),
        }
    }

    /// The parts that may differ from how they were. A part that is not among them is the same.
    pub fn changed_since(&self, before: &Marks) -> Parts {
        let stages = self.stages.len() == before.stages.len()
            && self.stages.iter().zip(&before.stages).all(|(a, b)| Arc::ptr_eq(&a.0, &b.0) && a.1 == b.1);
        // The order of the personas is that of the feelings at a touchpoint.
        let ids = |personas: &[Arc<Persona>]| personas.iter().map(|persona| persona.id).collect::<Vec<_>>();
        let steps = stages && ids(&self.personas) == ids(&before.personas);
        // Every tie counts among the answers, also those of feedback and of measures.
        let ties = self.ties == before.ties;
        let alike = |kind| self.items.of(kind) == before.items.of(kind);
        let answers = ties && alike(ItemKind::Pain) && alike(ItemKind::Opportunity);
        Parts::STEPS
            .only_if(!steps)
            .with(Parts::PERSONAS.only_if(!same(&self.personas, &before.personas)))
            .with(Parts::ANSWERS.only_if(!answers))
            .with(Parts::FEEDBACK.only_if(!(ties && same(&self.feedback, &before.feedback))))
            .with(Parts::MEASURES.only_if(!(ties && same(&self.measures, &before.measures))))
            .with(Parts::IDEAL.only_if(self.has_ideal != before.has_ideal))
            .with(Parts::REST.only_if(!(same(&self.lanes, &before.lanes) && self.links == before.links)))
    }
}

/// Whether two lists hold the very same records.
fn same<T>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}
