//! One journey: a private directed graph of elements, its stages and its lanes, with cheap reads in map order.
//!
//! *Architecture invariant:* `NodeIndex` and `EdgeIndex` never leave this file. They are places in a vector with
//! holes, and mean nothing once something was removed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;

use super::elements::*;
use super::id::*;
use super::rank::Rank;
use super::record::{Key, ModelError, Record};
use super::stamps::Stamps;

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

/// Reading, in map order.
impl Journey {
    /// A journey without anything.
    pub fn new() -> Self {
        Journey::default()
    }

    /// The stages in order.
    pub fn stages(&self) -> &[Arc<Stage>] {
        &self.stages
    }

    /// The lanes from top to bottom, hidden ones too.
    pub fn lanes(&self) -> &[Arc<Lane>] {
        &self.lanes
    }

    /// One stage.
    pub fn stage(&self, id: StageId) -> Option<&Arc<Stage>> {
        self.stages_by_id.get(&id)
    }

    /// One lane.
    pub fn lane(&self, id: LaneId) -> Option<&Arc<Lane>> {
        self.lanes_by_id.get(&id)
    }

    /// All touchpoints in the order of the map: stage by stage.
    pub fn touchpoints(&self) -> impl Iterator<Item = &Arc<Touchpoint>> {
        self.stages.iter().flat_map(|stage| self.touchpoints_in(stage.id))
    }

    /// The touchpoints of one stage, in order.
    pub fn touchpoints_in(&self, stage: StageId) -> impl ExactSizeIterator<Item = &Arc<Touchpoint>> {
        let steps = self.steps.get(&stage).map_or(&[][..], Vec::as_slice);
        steps.iter().map(|index| match &self.graph[*index] {
            Node::Touchpoint(touchpoint) => touchpoint,
            other => unreachable!("a {} among the touchpoints", other.kind().name()),
        })
    }

    /// The touchpoints of one stage, in order, each with a stamp. Two equal stamps mean that the touchpoint, how
    /// everybody feels at it, and the pain points, opportunities, feedback and measures tied to it are the same.
    pub fn stamped_touchpoints_in(&self, stage: StageId) -> impl ExactSizeIterator<Item = (&Arc<Touchpoint>, u64)> {
        let steps = self.steps.get(&stage).map_or(&[][..], Vec::as_slice);
        self.touchpoints_in(stage).zip(steps.iter().map(|index| self.stamps.of(index.index())))
    }

    /// A stamp of all links between touchpoints together; equal stamps mean equal links.
    pub fn links_stamp(&self) -> u64 {
        self.stamps.of_links()
    }

    /// How many touchpoints there are.
    pub fn touchpoint_count(&self) -> usize {
        self.steps.values().map(Vec::len).sum()
    }

    /// The personas in order; the first is the main one.
    pub fn personas(&self) -> impl ExactSizeIterator<Item = &Arc<Persona>> {
        self.by_kind[NodeKind::Persona as usize].iter().map(|index| match &self.graph[*index] {
            Node::Persona(persona) => persona,
            other => unreachable!("a {} among the personas", other.kind().name()),
        })
    }

    /// All pain points by rank.
    pub fn pains(&self) -> impl ExactSizeIterator<Item = &Arc<Pain>> {
        self.by_kind[NodeKind::Pain as usize].iter().map(|index| match &self.graph[*index] {
            Node::Pain(pain) => pain,
            other => unreachable!("a {} among the pain points", other.kind().name()),
        })
    }

    /// All opportunities by rank.
    pub fn opportunities(&self) -> impl ExactSizeIterator<Item = &Arc<Opportunity>> {
        self.by_kind[NodeKind::Opportunity as usize].iter().map(|index| match &self.graph[*index] {
            Node::Opportunity(opportunity) => opportunity,
            other => unreachable!("a {} among the opportunities", other.kind().name()),
        })
    }

    /// All feedback by rank.
    pub fn feedback(&self) -> impl ExactSizeIterator<Item = &Arc<Feedback>> {
        self.by_kind[NodeKind::Feedback as usize].iter().map(|index| match &self.graph[*index] {
            Node::Feedback(feedback) => feedback,
            other => unreachable!("a {} among the feedback", other.kind().name()),
        })
    }

    /// All measures by rank.
    pub fn measures(&self) -> impl ExactSizeIterator<Item = &Arc<Measure>> {
        self.by_kind[NodeKind::Measure as usize].iter().map(|index| match &self.graph[*index] {
            Node::Measure(measure) => measure,
            other => unreachable!("a {} among the measures", other.kind().name()),
        })
    }

    /// One touchpoint.
    pub fn touchpoint(&self, id: TouchpointId) -> Option<&Arc<Touchpoint>> {
        match self.node(id.0)? {
            Node::Touchpoint(touchpoint) => Some(touchpoint),
            _ => None,
        }
    }

    /// One persona.
    pub fn persona(&self, id: PersonaId) -> Option<&Arc<Persona>> {
        match self.node(id.0)? {
            Node::Persona(persona) => Some(persona),
            _ => None,
        }
    }

    /// One pain point.
    pub fn pain(&self, id: PainId) -> Option<&Arc<Pain>> {
        match self.node(id.0)? {
            Node::Pain(pain) => Some(pain),
            _ => None,
        }
    }

    /// One opportunity.
    pub fn opportunity(&self, id: OpportunityId) -> Option<&Arc<Opportunity>> {
        match self.node(id.0)? {
            Node::Opportunity(opportunity) => Some(opportunity),
            _ => None,
        }
    }

    /// One piece of feedback.
    pub fn feedback_item(&self, id: FeedbackId) -> Option<&Arc<Feedback>> {
        match self.node(id.0)? {
            Node::Feedback(feedback) => Some(feedback),
            _ => None,
        }
    }

    /// One measure.
    pub fn measure(&self, id: MeasureId) -> Option<&Arc<Measure>> {
        match self.node(id.0)? {
            Node::Measure(measure) => Some(measure),
            _ => None,
        }
    }

    /// One link.
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        match self.graph.edge_weight(*self.edges.get(&Key::Link(id))?)? {
            Edge::LeadsTo(link) => Some(link),
            _ => None,
        }
    }

    /// All links between touchpoints, by id.
    pub fn links(&self) -> Vec<&Link> {
        let mut links: Vec<&Link> = self
            .graph
            .edge_weights()
            .filter_map(|edge| match edge {
                Edge::LeadsTo(link) => Some(link),
                Edge::Feels(_) | Edge::Tie(_) => None,
            })
            .collect();
        links.sort_by_key(|link| link.id);
        links
    }

    /// How a persona feels at a touchpoint; `None` if she does not meet it.
    pub fn feeling(&self, persona: PersonaId, touchpoint: TouchpointId) -> Option<Feeling> {
        let edge = self.feeling_edge(persona, touchpoint)?;
        match &self.graph[edge] {
            Edge::Feels(feeling) => Some(*feeling),
            Edge::LeadsTo(_) | Edge::Tie(_) => None,
        }
    }

    /// Everybody who meets a touchpoint and how they feel there, in the personas' order.
    pub fn feelings_at(&self, touchpoint: TouchpointId) -> Vec<(PersonaId, Feeling)> {
        let Some(index) = self.index(touchpoint.0) else { return Vec::new() };
        let mut feelings: Vec<(&Arc<Persona>, Feeling)> = self
            .graph
            .edges_directed(index, Incoming)
            .filter_map(|edge| match (edge.weight(), &self.graph[edge.source()]) {
                (Edge::Feels(feeling), Node::Persona(persona)) => Some((persona, *feeling)),
                _ => None,
            })
            .collect();
        feelings.sort_by_key(|(persona, _)| (&persona.rank, persona.id));
        feelings.into_iter().map(|(persona, feeling)| (persona.id, feeling)).collect()
    }

    /// The pain points that hurt at a touchpoint, by rank.
    pub fn pains_at(&self, touchpoint: TouchpointId) -> Vec<&Arc<Pain>> {
        self.tied(touchpoint.0, Incoming, |node| match node {
            Node::Pain(pain) => Some(pain),
            _ => None,
        })
    }

    /// The opportunities that improve a touchpoint, by rank.
    pub fn opportunities_at(&self, touchpoint: TouchpointId) -> Vec<&Arc<Opportunity>> {
        self.tied(touchpoint.0, Incoming, |node| match node {
            Node::Opportunity(opportunity) => Some(opportunity),
            _ => None,
        })
    }

    /// The feedback about a touchpoint, by rank.
    pub fn feedback_at(&self, touchpoint: TouchpointId) -> Vec<&Arc<Feedback>> {
        self.tied(touchpoint.0, Incoming, |node| match node {
            Node::Feedback(feedback) => Some(feedback),
            _ => None,
        })
    }

    /// The measures of a touchpoint, by rank.
    pub fn measures_at(&self, touchpoint: TouchpointId) -> Vec<&Arc<Measure>> {
        self.tied(touchpoint.0, Incoming, |node| match node {
            Node::Measure(measure) => Some(measure),
            _ => None,
        })
    }

    /// The opportunities that address a pain point, by rank.
    pub fn opportunities_for(&self, pain: PainId) -> Vec<&Arc<Opportunity>> {
        self.tied(pain.0, Incoming, |node| match node {
            Node::Opportunity(opportunity) => Some(opportunity),
            _ => None,
        })
    }

    /// The touchpoints that an element (pain point, opportunity, feedback, measure) is tied to, by rank.
    pub fn touchpoints_of(&self, element: Uid) -> Vec<&Arc<Touchpoint>> {
        self.tied(element, Outgoing, |node| match node {
            Node::Touchpoint(touchpoint) => Some(touchpoint),
            _ => None,
        })
    }

    /// The personas that an element (pain point, feedback) is tied to, in order.
    pub fn personas_of(&self, element: Uid) -> Vec<&Arc<Persona>> {
        self.tied(element, Outgoing, |node| match node {
            Node::Persona(persona) => Some(persona),
            _ => None,
        })
    }

    /// The pain points that an opportunity addresses, by rank.
    pub fn pains_of(&self, opportunity: OpportunityId) -> Vec<&Arc<Pain>> {
        self.tied(opportunity.0, Outgoing, |node| match node {
            Node::Pain(pain) => Some(pain),
            _ => None,
        })
    }

    /// The links that start at a touchpoint, by id.
    pub fn links_from(&self, touchpoint: TouchpointId) -> Vec<&Link> {
        self.links_at(touchpoint, Outgoing)
    }

    /// The links that end at a touchpoint, by id.
    pub fn links_to(&self, touchpoint: TouchpointId) -> Vec<&Link> {
        self.links_at(touchpoint, Incoming)
    }

    /// The keys of all edges at an element, in key order.
    pub fn edges_of(&self, element: Uid) -> Vec<Key> {
        let Some(index) = self.index(element) else { return Vec::new() };
        let both = self.graph.edges_directed(index, Outgoing).chain(self.graph.edges_directed(index, Incoming));
        let mut keys: Vec<Key> = both.map(|edge| self.edge_record(edge.id()).key()).collect();
        keys.sort();
        keys
    }

    /// Whether an element of any kind has this identity.
    pub fn contains_uid(&self, uid: Uid) -> bool {
        self.nodes.contains_key(&uid)
            || self.stages_by_id.contains_key(&StageId(uid))
            || self.lanes_by_id.contains_key(&LaneId(uid))
            || self.edges.contains_key(&Key::Link(LinkId(uid)))
    }

    /// Every record, sorted by key. Two journeys with equal records are equal.
    pub fn records(&self) -> Vec<Record> {
        let mut records: Vec<Record> = self.graph.node_weights().map(Node::record).collect();
        records.extend(self.graph.edge_indices().map(|edge| self.edge_record(edge)));
        records.extend(self.stages.iter().cloned().map(Record::Stage));
        records.extend(self.lanes.iter().cloned().map(Record::Lane));
        records.sort_by_cached_key(Record::key);
        records
    }

    /// One record.
    pub fn get(&self, key: Key) -> Option<Record> {
        match key {
            Key::Stage(id) => self.stage(id).cloned().map(Record::Stage),
            Key::Lane(id) => self.lane(id).cloned().map(Record::Lane),
            Key::Touchpoint(id) => self.touchpoint(id).cloned().map(Record::Touchpoint),
            Key::Persona(id) => self.persona(id).cloned().map(Record::Persona),
            Key::Pain(id) => self.pain(id).cloned().map(Record::Pain),
            Key::Opportunity(id) => self.opportunity(id).cloned().map(Record::Opportunity),
            Key::Feedback(id) => self.feedback_item(id).cloned().map(Record::Feedback),
            Key::Measure(id) => self.measure(id).cloned().map(Record::Measure),
            Key::Link(id) => self.link(id).cloned().map(Record::Link),
            Key::Feeling(persona, touchpoint) => {
                self.feeling(persona, touchpoint).map(|feeling| Record::Feeling(persona, touchpoint, feeling))
            }
            Key::Tie(tie) => self.edges.contains_key(&key).then_some(Record::Tie(tie)),
        }
    }

    fn index(&self, uid: Uid) -> Option<NodeIndex> {
        self.nodes.get(&uid).copied()
    }

    fn node(&self, uid: Uid) -> Option<&Node> {
        self.graph.node_weight(self.index(uid)?)
    }

    fn tied<'a, T>(
        &'a self,
        element: Uid,
        direction: petgraph::Direction,
        pick: impl Fn(&'a Node) -> Option<&'a Arc<T>>,
    ) -> Vec<&'a Arc<T>> {
        let Some(index) = self.index(element) else { return Vec::new() };
        let mut found: Vec<(&Node, &Arc<T>)> = self
            .graph
            .edges_directed(index, direction)
            .filter(|edge| matches!(edge.weight(), Edge::Tie(_)))
            .filter_map(|edge| {
                let other = if direction == Incoming { edge.source() } else { edge.target() };
                let node = &self.graph[other];
                pick(node).map(|picked| (node, picked))
            })
            .collect();
        found.sort_by(|a, b| a.0.place().cmp(&b.0.place()));
        found.into_iter().map(|(_, picked)| picked).collect()
    }

    fn links_at(&self, touchpoint: TouchpointId, direction: petgraph::Direction) -> Vec<&Link> {
        let Some(index) = self.index(touchpoint.0) else { return Vec::new() };
        let mut links: Vec<&Link> = self
            .graph
            .edges_directed(index, direction)
            .filter_map(|edge| match edge.weight() {
                Edge::LeadsTo(link) => Some(link),
                Edge::Feels(_) | Edge::Tie(_) => None,
            })
            .collect();
        links.sort_by_key(|link| link.id);
        links
    }

    fn feeling_edge(&self, persona: PersonaId, touchpoint: TouchpointId) -> Option<EdgeIndex> {
        self.edges.get(&Key::Feeling(persona, touchpoint)).copied()
    }

    fn edge_record(&self, index: EdgeIndex) -> Record {
        match &self.graph[index] {
            Edge::LeadsTo(link) => Record::Link(link.clone()),
            Edge::Tie(tie) => Record::Tie(*tie),
            Edge::Feels(feeling) => {
                let ends = self.graph.edge_endpoints(index).map(|(a, b)| (&self.graph[a], &self.graph[b]));
                match ends {
                    Some((Node::Persona(persona), Node::Touchpoint(touchpoint))) => {
                        Record::Feeling(persona.id, touchpoint.id, *feeling)
                    }
                    _ => unreachable!("only personas feel, and only at touchpoints"),
                }
            }
        }
    }
}

/// Changing, one record at a time. `crate::edit` alone should call these.
impl Journey {
    /// Adds a record, or replaces the one with its key, which is returned.
    ///
    /// # Errors
    /// If something it refers to is missing, or its id belongs to another element. The journey is then unchanged.
    pub fn put(&mut self, record: Record) -> Result<Option<Record>, ModelError> {
        let key = record.key();
        let before = self.put_unstamped(record)?;
        self.renew_stamps(key);
        Ok(before)
    }

    fn put_unstamped(&mut self, record: Record) -> Result<Option<Record>, ModelError> {
        let key = record.key();
        self.check_new_uid(&record)?;
        match record {
            Record::Stage(stage) => {
                self.steps.entry(stage.id).or_default();
                let before = self.stages_by_id.insert(stage.id, stage.clone());
                put_in_order(&mut self.stages, before.as_deref(), stage, |s| (&s.rank, s.id.0));
                Ok(before.map(Record::Stage))
            }
            Record::Lane(lane) => {
                if let Some(persona) = lane.persona {
                    self.require(NodeKind::Persona, persona.0)?;
                }
                let before = self.lanes_by_id.insert(lane.id, lane.clone());
                put_in_order(&mut self.lanes, before.as_deref(), lane, |l| (&l.rank, l.id.0));
                Ok(before.map(Record::Lane))
            }
            Record::Touchpoint(touchpoint) => {
                self.require_stage(touchpoint.stage)?;
                for lane in touchpoint.texts.keys().chain(touchpoint.pictures.keys()) {
                    if self.lane(*lane).is_none() {
                        return Err(ModelError::Missing { what: "lane", id: lane.0 });
                    }
                }
                Ok(self.put_node(touchpoint.id.0, Node::Touchpoint(touchpoint)))
            }
            Record::Persona(persona) => Ok(self.put_node(persona.id.0, Node::Persona(persona))),
            Record::Pain(pain) => Ok(self.put_node(pain.id.0, Node::Pain(pain))),
            Record::Opportunity(opportunity) => Ok(self.put_node(opportunity.id.0, Node::Opportunity(opportunity))),
            Record::Feedback(feedback) => Ok(self.put_node(feedback.id.0, Node::Feedback(feedback))),
            Record::Measure(measure) => {
                if let Some(stage) = measure.stage {
                    self.require_stage(stage)?;
                }
                Ok(self.put_node(measure.id.0, Node::Measure(measure)))
            }
            Record::Link(link) => self.put_link(link),
            Record::Feeling(persona, touchpoint, feeling) => {
                let from = self.require(NodeKind::Persona, persona.0)?;
                let to = self.require(NodeKind::Touchpoint, touchpoint.0)?;
                match self.edges.entry(key) {
                    Entry::Occupied(edge) => {
                        let before = std::mem::replace(&mut self.graph[*edge.get()], Edge::Feels(feeling));
                        Ok(match before {
                            Edge::Feels(before) => Some(Record::Feeling(persona, touchpoint, before)),
                            Edge::LeadsTo(_) | Edge::Tie(_) => None,
                        })
                    }
                    Entry::Vacant(edge) => {
                        edge.insert(self.graph.add_edge(from, to, Edge::Feels(feeling)));
                        Ok(None)
                    }
                }
            }
            Record::Tie(tie) => {
                let (from, to) = self.require_ends(tie)?;
                match self.edges.entry(key) {
                    Entry::Occupied(_) => Ok(Some(record)),
                    Entry::Vacant(edge) => {
                        edge.insert(self.graph.add_edge(from, to, Edge::Tie(tie)));
                        Ok(None)
                    }
                }
            }
        }
    }

    /// Takes a record away and returns it.
    ///
    /// # Errors
    /// If it is not there, or something still refers to it. The journey is then unchanged.
    pub fn take(&mut self, key: Key) -> Result<Record, ModelError> {
        let record = self.get(key).ok_or(ModelError::Nothing)?;
        self.renew_stamps(key);
        match key {
            Key::Stage(id) => {
                let measured = self.measures().any(|measure| measure.stage == Some(id));
                if self.touchpoints_in(id).len() > 0 || measured {
                    return Err(ModelError::InUse { what: "stage", id: id.0 });
                }
                self.stages.retain(|stage| stage.id != id);
                self.stages_by_id.remove(&id);
                self.steps.remove(&id);
            }
            Key::Lane(id) => {
                if self.touchpoints().any(|t| t.texts.contains_key(&id) || t.pictures.contains_key(&id)) {
                    return Err(ModelError::InUse { what: "lane", id: id.0 });
                }
                self.lanes.retain(|lane| lane.id != id);
                self.lanes_by_id.remove(&id);
            }
            Key::Persona(id) => {
                if self.lanes.iter().any(|lane| lane.persona == Some(id)) {
                    return Err(ModelError::InUse { what: "persona", id: id.0 });
                }
                self.take_node(id.0)?;
            }
            Key::Touchpoint(id) => self.take_node(id.0)?,
            Key::Pain(id) => self.take_node(id.0)?,
            Key::Opportunity(id) => self.take_node(id.0)?,
            Key::Feedback(id) => self.take_node(id.0)?,
            Key::Measure(id) => self.take_node(id.0)?,
            Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => {
                self.take_edge(key);
            }
        }
        Ok(record)
    }

    /// Renews the stamps of the touchpoints at which a record shows.
    fn renew_stamps(&mut self, key: Key) {
        let uid = match key {
            // These show everywhere; whoever looks at stamps looks at them too.
            Key::Stage(_) | Key::Lane(_) | Key::Persona(_) => return,
            Key::Link(_) => return self.stamps.renew_links(),
            Key::Touchpoint(id) | Key::Feeling(_, id) => id.0,
            Key::Pain(id) => id.0,
            Key::Opportunity(id) => id.0,
            Key::Feedback(id) => id.0,
            Key::Measure(id) => id.0,
            Key::Tie(tie) => tie.ends().1,
        };
        let Some(index) = self.index(uid) else { return };
        match &self.graph[index] {
            Node::Touchpoint(_) => self.stamps.renew(index.index()),
            Node::Persona(_) => {}
            Node::Pain(_) | Node::Opportunity(_) | Node::Feedback(_) | Node::Measure(_) => {
                for neighbour in self.graph.neighbors_directed(index, Outgoing) {
                    self.stamps.renew(neighbour.index());
                }
            }
        }
    }

    /// An identity belongs to one element for good, whatever its kind.
    fn check_new_uid(&self, record: &Record) -> Result<(), ModelError> {
        let uid = match record {
            Record::Stage(stage) => stage.id.0,
            Record::Lane(lane) => lane.id.0,
            Record::Touchpoint(touchpoint) => touchpoint.id.0,
            Record::Persona(persona) => persona.id.0,
            Record::Pain(pain) => pain.id.0,
            Record::Opportunity(opportunity) => opportunity.id.0,
            Record::Feedback(feedback) => feedback.id.0,
            Record::Measure(measure) => measure.id.0,
            Record::Link(link) => link.id.0,
            Record::Feeling(..) | Record::Tie(_) => return Ok(()),
        };
        if self.get(record.key()).is_none() && self.contains_uid(uid) {
            return Err(ModelError::IdTaken(uid));
        }
        Ok(())
    }

    fn put_node(&mut self, uid: Uid, node: Node) -> Option<Record> {
        let Some(&index) = self.nodes.get(&uid) else {
            let index = self.graph.add_node(node);
            self.nodes.insert(uid, index);
            self.list_node(index);
            return None;
        };
        let moved = self.graph[index].place() != node.place() || stage_of(&self.graph[index]) != stage_of(&node);
        if moved {
            self.unlist_node(index);
        }
        let before = std::mem::replace(&mut self.graph[index], node).record();
        if moved {
            self.list_node(index);
        }
        Some(before)
    }

    fn take_node(&mut self, uid: Uid) -> Result<(), ModelError> {
        let index = self.index(uid).ok_or(ModelError::Nothing)?;
        let what = self.graph[index].kind().name();
        if self.graph.neighbors_undirected(index).next().is_some() {
            return Err(ModelError::InUse { what, id: uid });
        }
        self.unlist_node(index);
        self.nodes.remove(&uid);
        self.graph.remove_node(index);
        Ok(())
    }

    fn put_link(&mut self, link: Link) -> Result<Option<Record>, ModelError> {
        let from = self.require(NodeKind::Touchpoint, link.from.0)?;
        let to = self.require(NodeKind::Touchpoint, link.to.0)?;
        if link.from == link.to {
            return Err(ModelError::SelfLink);
        }
        let (id, ends) = (link.id, (link.from, link.to));
        if self.linked.get(&ends).is_some_and(|other| *other != id) {
            return Err(ModelError::DoubleLink);
        }
        let before = self.take_edge(Key::Link(id));
        self.edges.insert(Key::Link(id), self.graph.add_edge(from, to, Edge::LeadsTo(link)));
        self.linked.insert(ends, id);
        Ok(before.and_then(|edge| match edge {
            Edge::LeadsTo(link) => Some(Record::Link(link)),
            Edge::Feels(_) | Edge::Tie(_) => None,
        }))
    }

    fn take_edge(&mut self, key: Key) -> Option<Edge> {
        let edge = self.edges.remove(&key).and_then(|index| self.graph.remove_edge(index))?;
        if let Edge::LeadsTo(link) = &edge {
            self.linked.remove(&(link.from, link.to));
        }
        Some(edge)
    }

    fn require(&self, kind: NodeKind, uid: Uid) -> Result<NodeIndex, ModelError> {
        self.index(uid)
            .filter(|index| self.graph[*index].kind() == kind)
            .ok_or(ModelError::Missing { what: kind.name(), id: uid })
    }

    fn require_stage(&self, id: StageId) -> Result<(), ModelError> {
        if self.steps.contains_key(&id) { Ok(()) } else { Err(ModelError::Missing { what: "stage", id: id.0 }) }
    }

    fn require_ends(&self, tie: Tie) -> Result<(NodeIndex, NodeIndex), ModelError> {
        use NodeKind::*;
        let (source, target) = match tie {
            Tie::HurtsAt(..) => (Pain, Touchpoint),
            Tie::FeltBy(..) => (Pain, Persona),
            Tie::Addresses(..) => (Opportunity, Pain),
            Tie::Improves(..) => (Opportunity, Touchpoint),
            Tie::About(..) => (Feedback, Touchpoint),
            Tie::From(..) => (Feedback, Persona),
            Tie::Measures(..) => (Measure, Touchpoint),
        };
        let (from, to) = tie.ends();
        Ok((self.require(source, from)?, self.require(target, to)?))
    }

    fn list_of(&mut self, index: NodeIndex) -> (&mut Vec<NodeIndex>, &Graph) {
        let list = match &self.graph[index] {
            Node::Touchpoint(touchpoint) => self.steps.entry(touchpoint.stage).or_default(),
            other => &mut self.by_kind[other.kind() as usize],
        };
        (list, &self.graph)
    }

    fn list_node(&mut self, index: NodeIndex) {
        let (list, graph) = self.list_of(index);
        let before = |other: &NodeIndex| graph[*other].place() < graph[index].place();
        // Loading puts everything in order, each element behind the last.
        let at = if list.last().is_none_or(before) { list.len() } else { list.partition_point(before) };
        list.insert(at, index);
    }

    fn unlist_node(&mut self, index: NodeIndex) {
        let (list, graph) = self.list_of(index);
        let at = list.partition_point(|other| graph[*other].place() < graph[index].place());
        debug_assert_eq!(list.get(at), Some(&index));
        list.remove(at);
    }
}

fn stage_of(node: &Node) -> Option<StageId> {
    match node {
        Node::Touchpoint(touchpoint) => Some(touchpoint.stage),
        _ => None,
    }
}

/// Puts an element into an ordered list, in the stead of `before` if it was there.
pub(super) fn put_in_order<T>(
    list: &mut Vec<Arc<T>>,
    before: Option<&T>,
    element: Arc<T>,
    place: impl Fn(&T) -> (&Rank, Uid),
) {
    if let Some(before) = before {
        let at = list.partition_point(|other| place(other) < place(before));
        debug_assert!(list.get(at).is_some_and(|other| place(other) == place(before)));
        list.remove(at);
    }
    let at = list.partition_point(|other| place(other) < place(&element));
    list.insert(at, element);
}
