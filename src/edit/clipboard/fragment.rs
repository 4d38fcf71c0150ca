//! What was copied: the picked elements and all that hangs on them, as a small journey of its own.
//!
//! Copying reads the map alone. What becomes of a fragment elsewhere is decided in [`insert`](super::insert()).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::*;

/// A part of a map that can be put into any map.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// A map of the picked elements in today's journey, with the stages, lanes, personas and pictures they refer to.
    pub map: Map,
    /// What was picked, in map order; everything else only comes along.
    pub picked: Vec<Key>,
}

impl Fragment {
    /// The journey with the copied elements.
    pub fn journey(&self) -> &Journey {
        self.map.today()
    }
}

/// Copies elements of a journey: stages with all that stands in them, touchpoints with all that hangs on them, and
/// personas, lanes, pain points, opportunities, feedback and measures by themselves. `None` if nothing of that kind is
/// picked.
pub fn copy(map: &Map, state: State, picked: &[Key]) -> Option<Fragment> {
    let journey = map.journey(state)?;
    let mut copying = Copying { journey, keys: BTreeSet::new() };
    let mut picked: Vec<Key> = picked.iter().copied().filter(|key| copying.pick(*key)).collect();
    picked.sort_by_cached_key(|key| place(journey, *key));
    picked.dedup();
    if picked.is_empty() {
        return None;
    }
    copying.take_edges();
    copying.take_context();
    let records: Vec<Record> = copying.keys.iter().filter_map(|key| journey.get(*key)).collect();
    let mut fragment = Map::new(map.id());
    let pictures: BTreeSet<PictureId> = records.iter().flat_map(pictures_of).collect();
    for picture in pictures.into_iter().filter_map(|id| map.picture(id)) {
        fragment.put(MapRecord::Picture(picture.clone())).ok()?;
    }
    for record in records {
        fragment.put(MapRecord::In(State::Today, without_missing(record, &copying.keys))).ok()?;
    }
    Some(Fragment { map: fragment, picked })
}

/// Where something stands, for sorting.
fn place(journey: &Journey, key: Key) -> (usize, usize) {
    let kind = match key {
        Key::Stage(_) => 0,
        Key::Touchpoint(_) => 1,
        Key::Persona(_) => 2,
        Key::Lane(_) => 3,
        Key::Pain(_) => 4,
        Key::Opportunity(_) => 5,
        Key::Feedback(_) => 6,
        Key::Measure(_) => 7,
        Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => 8,
    };
    let at = match key {
        Key::Stage(id) => journey.stages().iter().position(|stage| stage.id == id),
        Key::Touchpoint(id) => journey.touchpoints().position(|touchpoint| touchpoint.id == id),
        Key::Persona(id) => journey.personas().position(|persona| persona.id == id),
        Key::Lane(id) => journey.lanes().iter().position(|lane| lane.id == id),
        Key::Pain(id) => journey.pains().position(|pain| pain.id == id),
        Key::Opportunity(id) => journey.opportunities().position(|opportunity| opportunity.id == id),
        Key::Feedback(id) => journey.feedback().position(|feedback| feedback.id == id),
        Key::Measure(id) => journey.measures().position(|measure| measure.id == id),
        Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => None,
    };
    (kind, at.unwrap_or(0))
}

struct Copying<'a> {
    journey: &'a Journey,
    /// What comes along; in the order of the keys no record refers to a later one.
    keys: BTreeSet<Key>,
}

impl Copying<'_> {
    /// Takes a picked element; returns whether there is such an element and it can be copied.
    fn pick(&mut self, key: Key) -> bool {
        if self.journey.get(key).is_none() {
            return false;
        }
        match key {
            Key::Stage(id) => {
                self.keys.insert(key);
                let touchpoints: Vec<TouchpointId> = self.journey.touchpoints_in(id).map(|t| t.id).collect();
                touchpoints.into_iter().for_each(|touchpoint| self.take_touchpoint(touchpoint));
                let measures = self.journey.measures().filter(|measure| measure.stage == Some(id));
                self.keys.extend(measures.map(|measure| Key::Measure(measure.id)));
            }
            Key::Touchpoint(id) => self.take_touchpoint(id),
            Key::Persona(_)
            | Key::Lane(_)
            | Key::Pain(_)
            | Key::Opportunity(_)
            | Key::Feedback(_)
            | Key::Measure(_) => {
                self.keys.insert(key);
            }
            Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => return false,
        }
        true
    }

    fn take_touchpoint(&mut self, id: TouchpointId) {
        self.keys.insert(Key::Touchpoint(id));
        self.keys.extend(self.journey.pains_at(id).iter().map(|pain| Key::Pain(pain.id)));
        self.keys.extend(self.journey.opportunities_at(id).iter().map(|opportunity| Key::Opportunity(opportunity.id)));
        self.keys.extend(self.journey.feedback_at(id).iter().map(|feedback| Key::Feedback(feedback.id)));
        self.keys.extend(self.journey.measures_at(id).iter().map(|measure| Key::Measure(measure.id)));
    }

    /// Edges between what comes along; personas at their ends come along too.
    fn take_edges(&mut self) {
        let elements: Vec<Key> = self.keys.iter().copied().collect();
        let edges = elements.iter().filter_map(|key| uid_of(*key)).flat_map(|uid| self.journey.edges_of(uid));
        for edge in edges.collect::<BTreeSet<Key>>() {
            let (ends, persona) = match edge {
                Key::Link(id) => {
                    let Some(link) = self.journey.link(id) else { continue };
                    (vec![Key::Touchpoint(link.from), Key::Touchpoint(link.to)], None)
                }
                Key::Feeling(persona, touchpoint) => (vec![Key::Touchpoint(touchpoint)], Some(persona)),
                Key::Tie(tie) => match tie {
                    Tie::HurtsAt(pain, at) => (vec![Key::Pain(pain), Key::Touchpoint(at)], None),
                    Tie::FeltBy(pain, persona) => (vec![Key::Pain(pain)], Some(persona)),
                    Tie::Addresses(opportunity, pain) => (vec![Key::Opportunity(opportunity), Key::Pain(pain)], None),
                    Tie::Improves(opportunity, at) => (vec![Key::Opportunity(opportunity), Key::Touchpoint(at)], None),
                    Tie::About(feedback, at) => (vec![Key::Feedback(feedback), Key::Touchpoint(at)], None),
                    Tie::From(feedback, persona) => (vec![Key::Feedback(feedback)], Some(persona)),
                    Tie::Shows(feedback, pain) => (vec![Key::Feedback(feedback), Key::Pain(pain)], None),
                    Tie::LedTo(feedback, to) => (vec![Key::Feedback(feedback), Key::Opportunity(to)], None),
                    Tie::Measures(measure, at) => (vec![Key::Measure(measure), Key::Touchpoint(at)], None),
                },
                Key::Stage(_)
                | Key::Persona(_)
                | Key::Lane(_)
                | Key::Touchpoint(_)
                | Key::Pain(_)
                | Key::Opportunity(_)
                | Key::Feedback(_)
                | Key::Measure(_) => continue,
            };
            if ends.iter().all(|end| self.keys.contains(end)) {
                self.keys.insert(edge);
                self.keys.extend(persona.map(Key::Persona));
            }
        }
    }

    /// Stages and lanes that what comes along refers to, and the personas of those lanes.
    fn take_context(&mut self) {
        let records: Vec<Record> = self.keys.iter().filter_map(|key| self.journey.get(*key)).collect();
        for record in records {
            if let Record::Touchpoint(touchpoint) = record {
                self.keys.insert(Key::Stage(touchpoint.stage));
                let lanes = touchpoint.texts.keys().chain(touchpoint.pictures.keys());
                self.keys.extend(lanes.map(|lane| Key::Lane(*lane)));
            }
        }
        let lanes: Vec<Arc<Lane>> = self.journey.lanes().to_vec();
        let own = lanes.iter().filter(|lane| self.keys.contains(&Key::Lane(lane.id))).filter_map(|lane| lane.persona);
        let personas: Vec<Key> = own.map(Key::Persona).collect();
        self.keys.extend(personas);
    }
}

fn uid_of(key: Key) -> Option<Uid> {
    match key {
        Key::Touchpoint(id) => Some(id.0),
        Key::Pain(id) => Some(id.0),
        Key::Opportunity(id) => Some(id.0),
        Key::Feedback(id) => Some(id.0),
        Key::Measure(id) => Some(id.0),
        // A persona's feelings are no part of her when she is copied by herself.
        Key::Persona(_) | Key::Stage(_) | Key::Lane(_) | Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => None,
    }
}

/// The pictures a record shows.
pub(super) fn pictures_of(record: &Record) -> Vec<PictureId> {
    match record {
        Record::Touchpoint(touchpoint) => touchpoint.pictures.values().copied().collect(),
        Record::Persona(persona) => persona.picture.into_iter().collect(),
        Record::Stage(_)
        | Record::Lane(_)
        | Record::Pain(_)
        | Record::Opportunity(_)
        | Record::Feedback(_)
        | Record::Measure(_)
        | Record::Link(_)
        | Record::Feeling(..)
        | Record::Tie(_) => Vec::new(),
    }
}

/// A measure that is copied without its stage is no longer one of that stage.
fn without_missing(record: Record, keys: &BTreeSet<Key>) -> Record {
    match record {
        Record::Measure(measure) if measure.stage.is_some_and(|stage| !keys.contains(&Key::Stage(stage))) => {
            Record::Measure(Arc::new(Measure { stage: None, ..(*measure).clone() }))
        }
        other => other,
    }
}
