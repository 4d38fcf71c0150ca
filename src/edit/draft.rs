//! A change in the making: every record goes through here, is checked against the locks, and is written down.
//!
//! Steps are carried out on the map at once, so that later parts of a command see what earlier parts did. If a
//! part is refused, all of them are taken back.

use std::sync::Arc;

use super::change::{Change, Step, take_back};
use super::locks;
use super::rejection::Rejection;
use crate::model::*;
use crate::words;

/// A command being carried out on a map.
pub(super) struct Draft<'m> {
    map: &'m mut Map,
    steps: Vec<Step>,
}

impl<'m> Draft<'m> {
    /// Carries out `work` wholly or not at all; it returns the change's label.
    pub(super) fn run(
        map: &'m mut Map,
        work: impl FnOnce(&mut Draft) -> Result<String, Rejection>,
    ) -> Result<Change, Rejection> {
        let mut draft = Draft { map, steps: Vec::new() };
        match work(&mut draft) {
            Ok(label) => Ok(Change { label, steps: draft.steps }.without_detours()),
            Err(rejection) => {
                take_back(&draft.steps, draft.map);
                Err(rejection)
            }
        }
    }

    /// The map as it is by now.
    pub(super) fn map(&self) -> &Map {
        self.map
    }

    /// One of the journeys as it is by now.
    pub(super) fn journey(&self, state: State) -> Result<&Journey, Rejection> {
        self.map.journey(state).ok_or(Rejection::NoIdeal)
    }

    /// Adds or replaces a record. Replacing one by its equal is no step at all.
    pub(super) fn put(&mut self, record: MapRecord) -> Result<(), Rejection> {
        let before = self.map.get(record.key());
        if before.as_ref() == Some(&record) {
            return Ok(());
        }
        locks::check(self.map, before.as_ref(), Some(&record))?;
        self.put_over(before, record)
    }

    /// Changes nothing but an element's rank, without changing the order: no lock stands against that.
    pub(super) fn put_rank(&mut self, state: State, record: Record) -> Result<(), Rejection> {
        let record = MapRecord::In(state, record);
        let before = self.map.get(record.key());
        self.put_over(before, record)
    }

    /// Adds a link that only says the order: it is part of no stage, so no lock stands against that.
    pub(super) fn put_order_link(&mut self, state: State, link: Link) -> Result<(), Rejection> {
        self.put_over(None, MapRecord::In(state, Record::Link(link)))
    }

    /// Takes a link away that only said the order, with the matches made with it by hand; no lock stands against that.
    pub(super) fn take_order_link(&mut self, state: State, id: LinkId) -> Result<(), Rejection> {
        self.take_pins(state, id.0)?;
        let key = MapKey::In(state, Key::Link(id));
        match self.map.get(key) {
            Some(before) => self.take_over(before),
            None => Ok(()),
        }
    }

    fn put_over(&mut self, before: Option<MapRecord>, record: MapRecord) -> Result<(), Rejection> {
        self.map.put(record.clone())?;
        self.steps.push(Step { before, after: Some(record) });
        Ok(())
    }

    /// Adds or replaces a record of a journey.
    pub(super) fn put_in(&mut self, state: State, record: Record) -> Result<(), Rejection> {
        self.journey(state)?;
        self.put(MapRecord::In(state, record))
    }

    /// Adds a record that must be new.
    pub(super) fn add(&mut self, state: State, record: Record) -> Result<(), Rejection> {
        if self.journey(state)?.get(record.key()).is_some() {
            return Err(Rejection::AlreadyThere { what: kind_name(record.key()) });
        }
        self.put_in(state, record)
    }

    /// Takes a record away.
    pub(super) fn take(&mut self, key: MapKey) -> Result<(), Rejection> {
        let before = self.map.get(key).ok_or(Rejection::Model(ModelError::Nothing))?;
        locks::check(self.map, Some(&before), None)?;
        self.take_over(before)
    }

    fn take_over(&mut self, before: MapRecord) -> Result<(), Rejection> {
        self.map.take(before.key())?;
        self.steps.push(Step { before: Some(before), after: None });
        Ok(())
    }

    /// Takes a record of a journey away; it may be gone already.
    pub(super) fn take_in(&mut self, state: State, key: Key) -> Result<(), Rejection> {
        match self.journey(state)?.get(key) {
            Some(_) => self.take(MapKey::In(state, key)),
            None => Ok(()),
        }
    }

    /// Takes away an element together with its edges and the matches made with it by hand.
    pub(super) fn take_whole(&mut self, state: State, key: Key, uid: Uid) -> Result<(), Rejection> {
        for edge in self.journey(state)?.edges_of(uid) {
            self.take_in(state, edge)?;
        }
        self.take_pins(state, uid)?;
        self.take_in(state, key)
    }

    /// Forgets the matches made by hand with an element of a journey.
    fn take_pins(&mut self, state: State, uid: Uid) -> Result<(), Rejection> {
        let points_here = |pin: &&Arc<Pin>| match state {
            State::Today => pin.today == uid,
            State::Ideal => pin.ideal == uid,
        };
        let pins: Vec<PinId> = self.map.pins().filter(points_here).map(|pin| pin.id).collect();
        pins.into_iter().try_for_each(|pin| self.take(MapKey::Pin(pin)))
    }

    pub(super) fn stage(&self, state: State, id: StageId) -> Result<Arc<Stage>, Rejection> {
        self.journey(state)?.stage(id).cloned().ok_or(Rejection::NotThere { what: "stage" })
    }

    pub(super) fn lane(&self, state: State, id: LaneId) -> Result<Arc<Lane>, Rejection> {
        self.journey(state)?.lane(id).cloned().ok_or(Rejection::NotThere { what: "lane" })
    }

    pub(super) fn touchpoint(&self, state: State, id: TouchpointId) -> Result<Arc<Touchpoint>, Rejection> {
        self.journey(state)?.touchpoint(id).cloned().ok_or(Rejection::NotThere { what: "touchpoint" })
    }

    pub(super) fn persona(&self, state: State, id: PersonaId) -> Result<Arc<Persona>, Rejection> {
        self.journey(state)?.persona(id).cloned().ok_or(Rejection::NotThere { what: "persona" })
    }

    /// Any record of a journey.
    pub(super) fn record(&self, state: State, key: Key) -> Result<Record, Rejection> {
        self.journey(state)?.get(key).ok_or(Rejection::NotThere { what: kind_name(key) })
    }
}

/// What people call an element of this kind.
pub(super) fn kind_name(key: Key) -> &'static str {
    match key {
        Key::Stage(_) => "stage",
        Key::Persona(_) => "persona",
        Key::Lane(_) => "lane",
        Key::Touchpoint(_) => "touchpoint",
        Key::Pain(_) => "pain point",
        Key::Opportunity(_) => "opportunity",
        Key::Feedback(_) => "piece of feedback",
        Key::Measure(_) => "measure",
        Key::Link(_) => "link",
        Key::Feeling(..) => "feeling",
        Key::Tie(_) => "connection",
    }
}

/// A name in quotation marks, short enough for a menu; a nameless element is called by its kind.
pub(crate) fn quoted(name: &str, kind: &str) -> String {
    words::quoted(name, 40).unwrap_or_else(|| format!("{kind} without a name"))
}
