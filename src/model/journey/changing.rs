//! Changing a journey, one record at a time, so that it always hangs together.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use petgraph::Direction::Outgoing;
use petgraph::stable_graph::NodeIndex;

use super::super::elements::*;
use super::super::id::*;
use super::super::rank::Rank;
use super::super::record::{Key, ModelError, Record};
use super::super::stamps::ItemKind;
use super::{Edge, Graph, Journey, Node, NodeKind};

/// Changing, one record at a time. `crate::edit` alone should call these.
impl Journey {
    /// Adds a record, or replaces the one with its key, which is returned.
    ///
    /// # Errors
    /// If something it refers to is missing, or its id belongs to another element. The journey is then unchanged.
    pub fn put(&mut self, record: Record) -> Result<Option<Record>, ModelError> {
        let key = record.key();
        let item = matches!(record, Record::Pain(_) | Record::Opportunity(_)).then(|| record.clone());
        let before = self.put_unstamped(record)?;
        self.renew_stamps(key);
        let same_place =
            item.is_some_and(|item| before.as_ref().is_some_and(|before| rank_of(before) == rank_of(&item)));
        if is_about_answers(key) && !same_place {
            self.stamps.renew_answers();
        }
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
        if is_about_answers(key) {
            self.stamps.renew_answers();
        }
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
        match key {
            Key::Pain(_) => self.stamps.renew_items(ItemKind::Pain),
            Key::Opportunity(_) => self.stamps.renew_items(ItemKind::Opportunity),
            Key::Feedback(_) => self.stamps.renew_items(ItemKind::Feedback),
            Key::Measure(_) => self.stamps.renew_items(ItemKind::Measure),
            Key::Stage(_)
            | Key::Lane(_)
            | Key::Persona(_)
            | Key::Touchpoint(_)
            | Key::Link(_)
            | Key::Feeling(..)
            | Key::Tie(_) => {}
        }
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
        let mut renew = |index: NodeIndex| {
            self.stamps.renew(index.index());
            if let Some(stage) = stage_of(&self.graph[index]) {
                self.stamps.renew_stage(stage);
            }
        };
        match &self.graph[index] {
            Node::Touchpoint(_) => renew(index),
            Node::Persona(_) => {}
            Node::Pain(_) | Node::Opportunity(_) | Node::Feedback(_) | Node::Measure(_) => {
                self.graph.neighbors_directed(index, Outgoing).for_each(renew);
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
            Tie::Shows(..) => (Feedback, Pain),
            Tie::LedTo(..) => (Feedback, Opportunity),
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
        self.renew_stage_of(index);
        let (list, graph) = self.list_of(index);
        let before = |other: &NodeIndex| graph[*other].place() < graph[index].place();
        // Loading puts everything in order, each element behind the last.
        let at = if list.last().is_none_or(before) { list.len() } else { list.partition_point(before) };
        list.insert(at, index);
    }

    fn unlist_node(&mut self, index: NodeIndex) {
        self.renew_stage_of(index);
        let (list, graph) = self.list_of(index);
        let at = list.partition_point(|other| graph[*other].place() < graph[index].place());
        debug_assert_eq!(list.get(at), Some(&index));
        list.remove(at);
    }

    /// A touchpoint that comes or goes changes its stage.
    fn renew_stage_of(&mut self, index: NodeIndex) {
        if let Some(stage) = stage_of(&self.graph[index]) {
            self.stamps.renew_stage(stage);
        }
    }
}

/// Whether a record has to do with what answers what.
fn is_about_answers(key: Key) -> bool {
    matches!(key, Key::Pain(_) | Key::Opportunity(_) | Key::Tie(_))
}

/// Where a pain point or an opportunity stands among its like.
fn rank_of(record: &Record) -> Option<&Rank> {
    match record {
        Record::Pain(pain) => Some(&pain.rank),
        Record::Opportunity(opportunity) => Some(&opportunity.rank),
        _ => None,
    }
}

fn stage_of(node: &Node) -> Option<StageId> {
    match node {
        Node::Touchpoint(touchpoint) => Some(touchpoint.stage),
        _ => None,
    }
}

/// Puts an element into an ordered list, in the stead of `before` if it was there.
pub(in crate::model) fn put_in_order<T>(
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
