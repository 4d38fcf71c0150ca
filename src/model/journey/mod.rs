//! One journey: a private directed graph of elements, its stages and its lanes, with cheap reads in map order.
//!
//! Here lives how a journey is held; reading it is in `reading`, changing it in `changing`.
//!
//! *Architecture invariant:* `NodeIndex` and `EdgeIndex` never leave this folder. They are places in a vector with
//! holes, and mean nothing once something was removed.

mod changing;
mod reading;

pub(super) use changing::put_in_order;

use std::sync::Arc;

use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};

use super::elements::*;
use super::id::*;
use super::rank::Rank;
use super::record::{Key, Record};
use super::stamps::Stamps;
use crate::model::hash::HashMap;

/// An element with edges.
#[derive(Debug, Clone)]
enum Node {
    Touchpoint(Arc<Touchpoint>),
    Persona(Arc<Persona>),
    Pain(Arc<Pain>),
    Opportunity(Arc<Opportunity>),
    Feedback(Arc<Feedback>),
    Measure(Arc<Measure>),
}

impl Node {
    fn place(&self) -> (&Rank, Uid) {
        match self {
            Node::Touchpoint(t) => (&t.rank, t.id.0),
            Node::Persona(p) => (&p.rank, p.id.0),
            Node::Pain(p) => (&p.rank, p.id.0),
            Node::Opportunity(o) => (&o.rank, o.id.0),
            Node::Feedback(f) => (&f.rank, f.id.0),
            Node::Measure(m) => (&m.rank, m.id.0),
        }
    }

    fn kind(&self) -> NodeKind {
        match self {
            Node::Touchpoint(_) => NodeKind::Touchpoint,
            Node::Persona(_) => NodeKind::Persona,
            Node::Pain(_) => NodeKind::Pain,
            Node::Opportunity(_) => NodeKind::Opportunity,
            Node::Feedback(_) => NodeKind::Feedback,
            Node::Measure(_) => NodeKind::Measure,
        }
    }

    fn record(&self) -> Record {
        match self {
            Node::Touchpoint(t) => Record::Touchpoint(t.clone()),
            Node::Persona(p) => Record::Persona(p.clone()),
            Node::Pain(p) => Record::Pain(p.clone()),
            Node::Opportunity(o) => Record::Opportunity(o.clone()),
            Node::Feedback(f) => Record::Feedback(f.clone()),
            Node::Measure(m) => Record::Measure(m.clone()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NodeKind {
    Touchpoint,
    Persona,
    Pain,
    Opportunity,
    Feedback,
    Measure,
}

impl NodeKind {
    const ALL: [NodeKind; 6] = [
        NodeKind::Touchpoint,
        NodeKind::Persona,
        NodeKind::Pain,
        NodeKind::Opportunity,
        NodeKind::Feedback,
        NodeKind::Measure,
    ];

    fn name(self) -> &'static str {
        match self {
            NodeKind::Touchpoint => "touchpoint",
            NodeKind::Persona => "persona",
            NodeKind::Pain => "pain point",
            NodeKind::Opportunity => "opportunity",
            NodeKind::Feedback => "feedback",
            NodeKind::Measure => "measure",
        }
    }
}

#[derive(Debug, Clone)]
enum Edge {
    LeadsTo(Link),
    Feels(Feeling),
    /// The kind of tie follows from its ends.
    Tie(Tie),
}

type Graph = StableDiGraph<Node, Edge>;

/// A journey: touchpoints in stages, the personas who live it, and all that hangs on both.
#[derive(Debug, Clone, Default)]
pub struct Journey {
    graph: Graph,
    nodes: HashMap<Uid, NodeIndex>,
    /// Every edge under its key; the key of an edge is never the key of a node.
    edges: HashMap<Key, EdgeIndex>,
    /// Which touchpoints are linked in which direction.
    linked: HashMap<(TouchpointId, TouchpointId), LinkId>,
    stages: Vec<Arc<Stage>>,
    lanes: Vec<Arc<Lane>>,
    stages_by_id: HashMap<StageId, Arc<Stage>>,
    lanes_by_id: HashMap<LaneId, Arc<Lane>>,
    /// Touchpoints of each stage, in order; there is an entry for every stage, and no other.
    steps: HashMap<StageId, Vec<NodeIndex>>,
    /// Nodes of every other kind, in order; indexed by `NodeKind`.
    by_kind: [Vec<NodeIndex>; NodeKind::ALL.len()],
    stamps: Stamps,
}

/// Journeys are equal when they hold the same records, however they came about.
impl PartialEq for Journey {
    fn eq(&self, other: &Self) -> bool {
        self.records() == other.records()
    }
}
