//! Marks by which "nothing changed at this touchpoint" can be seen without looking at everything around it.
//!
//! A stamp is no part of the map: it is not saved, not compared, and differs from run to run.

use std::sync::atomic::{AtomicU64, Ordering};

use super::LaneKind;
use super::id::StageId;
use crate::model::hash::HashMap;

/// A number for every node of a graph, renewed whenever the node or what hangs on it changes, and one for every stage,
/// renewed with those of its touchpoints.
#[derive(Debug, Clone, Default)]
pub(super) struct Stamps {
    nodes: Vec<u64>,
    stages: HashMap<StageId, u64>,
    links: u64,
    answers: u64,
    items: ItemStamps,
}

/// What hangs on touchpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Pain points.
    Pain,
    /// Opportunities.
    Opportunity,
    /// Feedback.
    Feedback,
    /// Measures.
    Measure,
}

impl ItemKind {
    /// The kind of lane in which items of this kind stand.
    pub fn lane(self) -> LaneKind {
        match self {
            ItemKind::Pain => LaneKind::Pains,
            ItemKind::Opportunity => LaneKind::Opportunities,
            ItemKind::Feedback => LaneKind::Feedback,
            ItemKind::Measure => LaneKind::Measures,
        }
    }
}

/// A stamp for each kind of items; equal stamps mean that all items of the kind are equal, whatever they are tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemStamps([u64; 4]);

impl ItemStamps {
    /// The stamp of one kind.
    pub fn of(&self, kind: ItemKind) -> u64 {
        self.0[kind as usize]
    }
}

/// Stamps are unique in the process, so that equal stamps mean equal contents even across copies of a journey.
fn fresh() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Stamps {
    /// Renews the stamp of the node with this index.
    pub fn renew(&mut self, node: usize) {
        if self.nodes.len() <= node {
            self.nodes.resize(node + 1, 0);
        }
        self.nodes[node] = fresh();
    }

    /// The stamp of the node with this index.
    pub fn of(&self, node: usize) -> u64 {
        self.nodes.get(node).copied().unwrap_or(0)
    }

    /// Renews the stamp of a stage's touchpoints together.
    pub fn renew_stage(&mut self, stage: StageId) {
        self.stages.insert(stage, fresh());
    }

    /// The stamp of a stage's touchpoints together; 0 while there has been none.
    pub fn of_stage(&self, stage: StageId) -> u64 {
        self.stages.get(&stage).copied().unwrap_or(0)
    }

    /// Renews the stamp of all links together.
    pub fn renew_links(&mut self) {
        self.links = fresh();
    }

    /// The stamp of all links together; 0 while there has been none.
    pub fn of_links(&self) -> u64 {
        self.links
    }

    /// Renews the stamp of all items of a kind together.
    pub fn renew_items(&mut self, kind: ItemKind) {
        self.items.0[kind as usize] = fresh();
    }

    /// The stamps of all items, kind by kind; 0 while there has been none.
    pub fn of_items(&self) -> ItemStamps {
        self.items
    }

    /// Renews the stamp of which pain points and opportunities there are, and what they are tied to.
    pub fn renew_answers(&mut self) {
        self.answers = fresh();
    }

    /// The stamp of which pain points and opportunities there are, and what they are tied to; 0 while there has been none.
    pub fn of_answers(&self) -> u64 {
        self.answers
    }
}
