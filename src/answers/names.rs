//! Which name of a survey is which touchpoint, stage or persona: found by likeness, with how sure that is.
//!
//! The likeness is that by which two journeys are aligned.

use std::collections::BTreeMap;

use super::mapping::{Mapping, Place, Role};
use crate::compare::{Vocabulary, Words};
use crate::exchange::sheet::Sheet;
use crate::model::*;

/// From so much likeness on a match is proposed; below it a name is left out until somebody says where it stands.
const LIKE_ENOUGH: f64 = 0.5;
/// What it is worth that a title contains every word of a name.
const CONTAINED: f64 = 0.9;
/// The most different names of one kind; a column with more holds no names.
pub(super) const MOST_NAMES: usize = 500;

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A place of the journey.
    Place,
    /// A persona.
    Persona,
}

/// A name in a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// What it is of.
    pub kind: NameKind,
    /// The name.
    pub name: String,
    /// How many rows have it.
    pub rows: usize,
    /// How sure the match is that would be proposed, 0 … 1.
    pub confidence: f64,
}

/// The different names of a table under a mapping, in the order in which they come.
pub fn names(sheet: &Sheet, mapping: &Mapping, journey: &Journey) -> Vec<Name> {
    let known = Elements::of(journey);
    let mut found = Vec::new();
    let mut add = |kind: NameKind, name: &str, rows: usize| {
        let confidence = match kind {
            NameKind::Place => known.place(name).1,
            NameKind::Persona => known.persona(name).1,
        };
        found.push(Name { kind, name: name.to_owned(), rows, confidence });
    };
    for (name, rows) in place_names(sheet, mapping) {
        add(NameKind::Place, &name, rows);
    }
    if let Some(column) = mapping.column(Role::Persona) {
        for (name, rows) in distinct(sheet, |row| Some(sheet.cell(row, column))) {
            add(NameKind::Persona, &name, rows);
        }
    }
    found
}

/// Matches every name that is not matched yet, and forgets those that are no longer there.
pub(super) fn match_names(sheet: &Sheet, mapping: &mut Mapping, journey: &Journey) {
    let known = Elements::of(journey);
    let (mut places, mut personas) = (BTreeMap::new(), BTreeMap::new());
    for (name, _) in place_names(sheet, mapping) {
        let place = mapping.places.get(&name).copied().unwrap_or_else(|| known.place(&name).0);
        places.insert(name, place);
    }
    if let Some(column) = mapping.column(Role::Persona) {
        for (name, _) in distinct(sheet, |row| Some(sheet.cell(row, column))) {
            let persona = mapping.personas.get(&name).copied().unwrap_or_else(|| known.persona(&name).0);
            personas.insert(name, persona);
        }
    }
    (mapping.places, mapping.personas) = (places, personas);
}

/// The name of the place that a cell of a column is about.
pub(super) fn place_name<'s>(sheet: &'s Sheet, mapping: &Mapping, row: usize, column: usize) -> &'s str {
    let said = |role: Role| mapping.column(role).map_or("", |column| sheet.cell(row, column));
    match (mapping.is_long(), said(Role::Touchpoint)) {
        (true, "") => said(Role::Stage),
        (true, name) => name,
        (false, _) => sheet.titles().get(mapping.titled_by(column)).map_or("", String::as_str),
    }
}

fn place_names(sheet: &Sheet, mapping: &Mapping) -> Vec<(String, usize)> {
    if mapping.is_long() {
        return distinct(sheet, |row| Some(place_name(sheet, mapping, row, 0)));
    }
    let mut found: Vec<(String, usize)> = Vec::new();
    for column in mapping.columns(Role::Rating).chain(mapping.columns(Role::Text)) {
        let Some(title) = sheet.titles().get(mapping.titled_by(column)) else { continue };
        if found.iter().all(|(known, _)| known != title) {
            let filled = (0..sheet.len()).filter(|row| !sheet.cell(*row, column).is_empty()).count();
            found.push((title.clone(), filled));
        }
    }
    found
}

/// The different texts with how often they come, in the order in which they come first.
pub(super) fn distinct<'s>(sheet: &'s Sheet, text: impl Fn(usize) -> Option<&'s str>) -> Vec<(String, usize)> {
    let mut places: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut found: Vec<(String, usize)> = Vec::new();
    for name in (0..sheet.len()).filter_map(text).filter(|name| !name.is_empty()) {
        match places.get(name) {
            Some(place) => found[*place].1 += 1,
            None if found.len() < MOST_NAMES => {
                places.insert(name, found.len());
                found.push((name.to_owned(), 1));
            }
            None => {}
        }
    }
    found
}

/// The elements of a journey, ready to be found by name.
pub(super) struct Elements {
    places: Vec<(Place, Words)>,
    personas: Vec<(PersonaId, Words)>,
    vocabulary: Vocabulary,
}

impl Elements {
    /// Those of a journey.
    pub fn of(journey: &Journey) -> Elements {
        let touchpoints = journey.touchpoints().map(|found| (Place::Touchpoint(found.id), Words::of(&found.name)));
        let stages = journey.stages().iter().map(|stage| (Place::Stage(stage.id), Words::of(&stage.name)));
        let places: Vec<(Place, Words)> = touchpoints.chain(stages).collect();
        let personas = journey.personas().map(|persona| (persona.id, Words::of(&persona.name))).collect();
        let vocabulary = Vocabulary::of(places.iter().map(|(_, words)| words));
        Elements { places, personas, vocabulary }
    }

    /// The place that a name most likely means, if any is like enough, and how sure that is.
    pub fn place(&self, name: &str) -> (Option<Place>, f64) {
        if let Ok(uid) = name.parse::<Uid>() {
            let meant = |(place, _): &&(Place, Words)| match place {
                Place::Touchpoint(id) => id.0 == uid,
                Place::Stage(id) => id.0 == uid,
            };
            if let Some((place, _)) = self.places.iter().find(meant) {
                return (Some(*place), 1.0);
            }
        }
        self.nearest(&self.places, name)
    }

    /// The persona that a name most likely means.
    pub fn persona(&self, name: &str) -> (Option<PersonaId>, f64) {
        self.nearest(&self.personas, name)
    }

    fn nearest<T: Copy>(&self, list: &[(T, Words)], name: &str) -> (Option<T>, f64) {
        let name = Words::of(name);
        let likeness = |words: &Words| {
            let contained = self.vocabulary.contained(words, &name);
            let contained = if words.is_empty() { 0.0 } else { contained * CONTAINED };
            self.vocabulary.likeness(words, &name).max(contained)
        };
        let mut best: Option<(T, f64)> = None;
        for (element, words) in list {
            let found = likeness(words);
            if best.is_none_or(|(_, known)| found > known) {
                best = Some((*element, found));
            }
        }
        match best {
            Some((element, found)) if found >= LIKE_ENOUGH => (Some(element), found),
            Some((_, found)) => (None, found),
            None => (None, 0.0),
        }
    }
}
