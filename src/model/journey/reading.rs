//! Reading a journey, in map order and by id. Nothing here changes it.

use std::cmp::Ordering;
use std::sync::Arc;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::super::elements::*;
use super::super::id::*;
use super::super::record::{Key, Record};
use super::super::stamps::ItemStamps;
use super::{Edge, Journey, Node, NodeKind};

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

    /// A stamp of all touchpoints of one stage together. Two equal stamps mean the same touchpoints in the same order,
    /// each with the same stamp of its own.
    pub fn stage_stamp(&self, stage: StageId) -> u64 {
        self.stamps.of_stage(stage)
    }

    /// Which step of the whole journey a touchpoint is, from 1.
    pub fn step_number(&self, id: TouchpointId) -> Option<usize> {
        let own = self.touchpoint(id)?.stage;
        let before = self.stages.iter().take_while(|stage| stage.id != own);
        let before: usize = before.map(|stage| self.touchpoints_in(stage.id).len()).sum();
        Some(before + self.touchpoints_in(own).position(|touchpoint| touchpoint.id == id)? + 1)
    }

    /// A stamp of all links between touchpoints together; equal stamps mean equal links.
    pub fn links_stamp(&self) -> u64 {
        self.stamps.of_links()
    }

    /// A stamp of which pain points and opportunities there are, in which order, and what they are tied to, whatever
    /// they say; equal stamps mean that the same are tied to the same.
    pub fn answers_stamp(&self) -> u64 {
        self.stamps.of_answers()
    }

    /// The stamps of all pain points, opportunities, feedback and measures, kind by kind.
    pub fn item_stamps(&self) -> ItemStamps {
        self.stamps.of_items()
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

    /// The opportunities that still count as answers to a pain point, by rank: a dropped one answers nothing.
    pub fn answers_to(&self, pain: PainId) -> Vec<&Arc<Opportunity>> {
        let mut answers = self.opportunities_for(pain);
        answers.retain(|opportunity| opportunity.still_counts());
        answers
    }

    /// The touchpoints that an element (pain point, opportunity, feedback, measure) is tied to, in the order of the
    /// journey: the first is where it stands first.
    pub fn touchpoints_of(&self, element: Uid) -> Vec<&Arc<Touchpoint>> {
        let mut found = self.tied(element, Outgoing, |node| match node {
            Node::Touchpoint(touchpoint) => Some(touchpoint),
            _ => None,
        });
        found.sort_by(|a, b| self.along(a, b));
        found
    }

    /// Which of two touchpoints comes first along the journey. A touchpoint's rank counts within its stage only.
    pub fn along(&self, a: &Touchpoint, b: &Touchpoint) -> Ordering {
        let stage = |touchpoint: &Touchpoint| self.stage(touchpoint.stage).map(|stage| (&stage.rank, stage.id));
        let stages = if a.stage == b.stage { Ordering::Equal } else { stage(a).cmp(&stage(b)) };
        stages.then_with(|| (&a.rank, a.id).cmp(&(&b.rank, b.id)))
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

    /// The pain points that a piece of feedback shows, by rank.
    pub fn pains_shown_by(&self, feedback: FeedbackId) -> Vec<&Arc<Pain>> {
        self.tied(feedback.0, Outgoing, |node| match node {
            Node::Pain(pain) => Some(pain),
            _ => None,
        })
    }

    /// The opportunities that a piece of feedback led to, by rank.
    pub fn opportunities_from(&self, feedback: FeedbackId) -> Vec<&Arc<Opportunity>> {
        self.tied(feedback.0, Outgoing, |node| match node {
            Node::Opportunity(opportunity) => Some(opportunity),
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

    /// The link that leads from one touchpoint to another.
    pub fn link_between(&self, from: TouchpointId, to: TouchpointId) -> Option<&Link> {
        self.link(*self.linked.get(&(from, to))?)
    }

    /// Whether any touchpoint is linked.
    pub fn has_links(&self) -> bool {
        !self.linked.is_empty()
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

    pub(super) fn index(&self, uid: Uid) -> Option<NodeIndex> {
        self.nodes.get(&uid).copied()
    }

    pub(super) fn node(&self, uid: Uid) -> Option<&Node> {
        self.graph.node_weight(self.index(uid)?)
    }

    pub(super) fn tied<'a, T>(
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

    pub(super) fn links_at(&self, touchpoint: TouchpointId, direction: petgraph::Direction) -> Vec<&Link> {
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

    pub(super) fn feeling_edge(&self, persona: PersonaId, touchpoint: TouchpointId) -> Option<EdgeIndex> {
        self.edges.get(&Key::Feeling(persona, touchpoint)).copied()
    }

    pub(super) fn edge_record(&self, index: EdgeIndex) -> Record {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary::random_map;

    #[test]
    fn what_an_element_is_tied_to_comes_in_the_order_of_the_journey() {
        let mut across_stages = 0;
        for map in (0..25).map(|seed| random_map(seed, 40)) {
            let journey = map.today();
            let pains = journey.pains().map(|pain| pain.id.0);
            let others = journey.opportunities().map(|one| one.id.0).chain(journey.measures().map(|one| one.id.0));
            for element in pains.chain(others) {
                let tied: Vec<&Arc<Touchpoint>> = journey.touchpoints_of(element);
                let steps: Vec<_> = tied.iter().map(|touchpoint| journey.step_number(touchpoint.id)).collect();
                assert!(steps.is_sorted(), "{element} stands at the steps {steps:?}");
                across_stages += usize::from(tied.windows(2).any(|pair| pair[0].stage != pair[1].stage));
            }
        }
        assert!(across_stages > 0, "none of the maps ties an element to touchpoints of two stages");
    }
}
