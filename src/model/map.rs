//! A whole map, as one file holds it: today's journey, the ideal one, and what stands beside both.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choices::State;
use super::elements::*;
use super::id::*;
use super::journey::{Journey, put_in_order};
use super::plan::PlanItem;
use super::record::{MapKey, MapRecord, ModelError};

/// A journey map.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    id: MapId,
    about: Arc<About>,
    today: Journey,
    ideal: Option<Journey>,
    notes: Vec<Arc<Note>>,
    notes_by_id: BTreeMap<NoteId, Arc<Note>>,
    pins: BTreeMap<PinId, Arc<Pin>>,
    plan: BTreeMap<PlanItemId, Arc<PlanItem>>,
    snapshots: BTreeMap<SnapshotId, Arc<Snapshot>>,
    pictures: BTreeMap<PictureId, Arc<Picture>>,
}

impl Map {
    /// A map without anything on it.
    pub fn new(id: MapId) -> Self {
        Map {
            id,
            about: Arc::default(),
            today: Journey::new(),
            ideal: None,
            notes: Vec::new(),
            notes_by_id: BTreeMap::new(),
            pins: BTreeMap::new(),
            plan: BTreeMap::new(),
            snapshots: BTreeMap::new(),
            pictures: BTreeMap::new(),
        }
    }

    /// The identity that copies of this map share.
    pub fn id(&self) -> MapId {
        self.id
    }

    /// Title, scenario and the like.
    pub fn about(&self) -> &Arc<About> {
        &self.about
    }

    /// The journey as it is.
    pub fn today(&self) -> &Journey {
        &self.today
    }

    /// The journey as it should be, if one was drawn.
    pub fn ideal(&self) -> Option<&Journey> {
        self.ideal.as_ref()
    }

    /// One of the two journeys.
    pub fn journey(&self, state: State) -> Option<&Journey> {
        match state {
            State::Today => Some(&self.today),
            State::Ideal => self.ideal.as_ref(),
        }
    }

    /// The parking lot, in order.
    pub fn notes(&self) -> &[Arc<Note>] {
        &self.notes
    }

    /// Pairs matched or parted by hand, by id.
    pub fn pins(&self) -> impl Iterator<Item = &Arc<Pin>> {
        self.pins.values()
    }

    /// What people planned for the gaps between the two journeys, by id.
    pub fn plan(&self) -> impl ExactSizeIterator<Item = &Arc<PlanItem>> {
        self.plan.values()
    }

    /// Dated snapshots, by id.
    pub fn snapshots(&self) -> impl Iterator<Item = &Arc<Snapshot>> {
        self.snapshots.values()
    }

    /// Pictures stored in the map, by id.
    pub fn pictures(&self) -> impl Iterator<Item = &Arc<Picture>> {
        self.pictures.values()
    }

    /// One picture.
    pub fn picture(&self, id: PictureId) -> Option<&Arc<Picture>> {
        self.pictures.get(&id)
    }

    /// One record.
    pub fn get(&self, key: MapKey) -> Option<MapRecord> {
        match key {
            MapKey::About => Some(MapRecord::About(self.about.clone())),
            MapKey::Picture(id) => self.pictures.get(&id).cloned().map(MapRecord::Picture),
            MapKey::Ideal => self.ideal.clone().map(|ideal| MapRecord::Ideal(Arc::new(ideal))),
            MapKey::In(state, key) => self.journey(state)?.get(key).map(|record| MapRecord::In(state, record)),
            MapKey::Note(id) => self.notes_by_id.get(&id).cloned().map(MapRecord::Note),
            MapKey::Pin(id) => self.pins.get(&id).cloned().map(MapRecord::Pin),
            MapKey::Plan(id) => self.plan.get(&id).cloned().map(MapRecord::Plan),
            MapKey::Snapshot(id) => self.snapshots.get(&id).cloned().map(MapRecord::Snapshot),
        }
    }

    /// Adds a record, or replaces the one with its key, which is returned. `crate::edit` alone should call this.
    ///
    /// # Errors
    /// If something the record refers to is missing, or its id belongs to another element. The map is then
    /// unchanged.
    pub fn put(&mut self, record: MapRecord) -> Result<Option<MapRecord>, ModelError> {
        let before = match &record {
            MapRecord::In(..) => None,
            other => self.get(other.key()),
        };
        match record {
            MapRecord::About(about) => self.about = about,
            MapRecord::Picture(picture) => {
                self.pictures.insert(picture.id, picture);
            }
            MapRecord::Ideal(ideal) => self.ideal = Some(Arc::unwrap_or_clone(ideal)),
            MapRecord::In(state, record) => {
                self.check_pictures(&record)?;
                let before = self.journey_mut(state)?.put(record)?;
                return Ok(before.map(|record| MapRecord::In(state, record)));
            }
            MapRecord::Note(note) => {
                let before = self.notes_by_id.insert(note.id, note.clone());
                put_in_order(&mut self.notes, before.as_deref(), note, |note| (&note.rank, note.id.0));
            }
            MapRecord::Pin(pin) => {
                self.pins.insert(pin.id, pin);
            }
            MapRecord::Plan(item) => {
                self.plan.insert(item.id, item);
            }
            MapRecord::Snapshot(snapshot) => {
                self.snapshots.insert(snapshot.id, snapshot);
            }
        }
        Ok(before)
    }

    /// Takes a record away and returns it. `crate::edit` alone should call this.
    ///
    /// # Errors
    /// If it is not there, is the one that always exists, or something still refers to it. The map is then
    /// unchanged.
    pub fn take(&mut self, key: MapKey) -> Result<MapRecord, ModelError> {
        if let MapKey::In(state, key) = key {
            return self.journey_mut(state)?.take(key).map(|record| MapRecord::In(state, record));
        }
        let record = self.get(key).ok_or(ModelError::Nothing)?;
        match key {
            MapKey::About => return Err(ModelError::Nothing),
            MapKey::Picture(id) => {
                if self.picture_in_use(id) {
                    return Err(ModelError::InUse { what: "picture", id: id.0 });
                }
                self.pictures.remove(&id);
            }
            MapKey::Ideal => self.ideal = None,
            MapKey::In(..) => unreachable!("handled above"),
            MapKey::Note(id) => {
                self.notes.retain(|note| note.id != id);
                self.notes_by_id.remove(&id);
            }
            MapKey::Pin(id) => {
                self.pins.remove(&id);
            }
            MapKey::Plan(id) => {
                self.plan.remove(&id);
            }
            MapKey::Snapshot(id) => {
                self.snapshots.remove(&id);
            }
        }
        Ok(record)
    }

    fn journey_mut(&mut self, state: State) -> Result<&mut Journey, ModelError> {
        match state {
            State::Today => Ok(&mut self.today),
            State::Ideal => self.ideal.as_mut().ok_or(ModelError::NoIdeal),
        }
    }

    fn check_pictures(&self, record: &super::record::Record) -> Result<(), ModelError> {
        use super::record::Record;
        let check = |id: PictureId| match self.pictures.contains_key(&id) {
            true => Ok(()),
            false => Err(ModelError::Missing { what: "picture", id: id.0 }),
        };
        match record {
            Record::Touchpoint(touchpoint) => touchpoint.pictures.values().try_for_each(|id| check(*id)),
            Record::Persona(persona) => persona.picture.map_or(Ok(()), check),
            _ => Ok(()),
        }
    }

    fn picture_in_use(&self, id: PictureId) -> bool {
        let snapshots = self.snapshots.values().map(|snapshot| &*snapshot.journey);
        [Some(&self.today), self.ideal.as_ref()].into_iter().flatten().chain(snapshots).any(|journey| {
            journey.touchpoints().any(|t| t.pictures.values().any(|p| *p == id))
                || journey.personas().any(|p| p.picture == Some(id))
        })
    }
}
