//! Which name of a survey is which touchpoint, stage or persona, with how sure that is.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::likeness::{Elements, LIKE_ENOUGH};
use super::mapping::{Mapping, Place, Role};
use crate::exchange::sheet::Sheet;
use crate::model::*;

/// The most different names of one kind that are matched by likeness; a column with more holds no names, but for those
/// that stand exactly so on the map.
pub(super) const MOST_NAMES: usize = 5_000;

/// A name in a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// How many rows have it.
    pub rows: usize,
    /// What it most likely is.
    pub likely: Likely,
}

/// What a name most likely is, the likeliest first, each with how sure that is, 0 … 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Likely {
    /// The name of a place of the journey.
    Places(Vec<(Place, f64)>),
    /// The name of a persona.
    Personas(Vec<(PersonaId, f64)>),
}

impl Name {
    /// How sure its match is, 0 … 1, where that is the one proposed; `None` where somebody chose it, or there is none.
    pub fn likeness(&self, mapping: &Mapping) -> Option<f64> {
        fn of<T: PartialEq>(meant: Option<T>, likely: &[(T, f64)]) -> Option<f64> {
            let (first, alike) = likely.first()?;
            (meant.as_ref() == Some(first) && *alike >= LIKE_ENOUGH).then_some(*alike)
        }
        match &self.likely {
            Likely::Places(likely) => of(mapping.places.get(&self.name).copied().flatten(), likely),
            Likely::Personas(likely) => of(mapping.personas.get(&self.name).copied().flatten(), likely),
        }
    }

    /// Whether it means something on the map.
    pub fn is_matched(&self, mapping: &Mapping) -> bool {
        match &self.likely {
            Likely::Places(_) => mapping.places.get(&self.name).copied().flatten().is_some(),
            Likely::Personas(_) => mapping.personas.get(&self.name).copied().flatten().is_some(),
        }
    }
}

/// The different names of a table under a mapping, in the order in which they come: places, then personas.
pub fn names(sheet: &Sheet, mapping: &Mapping, journey: &Journey) -> Vec<Name> {
    let known = Elements::of(journey);
    let places = place_names(sheet, mapping, &known).into_iter().map(|(name, rows)| {
        let likely = Likely::Places(known.likely_places(&name));
        Name { name, rows, likely }
    });
    let column = mapping.column(Role::Persona);
    let personas = column.map(|column| persona_names(sheet, column, &known)).unwrap_or_default();
    let personas = personas.into_iter().map(|(name, rows)| {
        let likely = Likely::Personas(known.likely_personas(&name));
        Name { name, rows, likely }
    });
    places.chain(personas).collect()
}

/// Matches every name that is not matched yet, and forgets those that are no longer there.
pub(super) fn match_names(sheet: &Sheet, mapping: &mut Mapping, journey: &Journey) {
    let known = Elements::of(journey);
    let (mut places, mut personas) = (BTreeMap::new(), BTreeMap::new());
    for (name, _) in place_names(sheet, mapping, &known) {
        let place = mapping.places.get(&name).copied().unwrap_or_else(|| known.place(&name).0);
        places.insert(name, place);
    }
    if let Some(column) = mapping.column(Role::Persona) {
        for (name, _) in persona_names(sheet, column, &known) {
            let persona = mapping.personas.get(&name).copied().unwrap_or_else(|| known.persona(&name).0);
            personas.insert(name, persona);
        }
    }
    (mapping.places, mapping.personas) = (places, personas);
}

/// The name of the place that a cell of a column is about.
pub(super) fn place_name<'s>(sheet: &'s Sheet, mapping: &Mapping, row: usize, column: usize) -> &'s str {
    let said = |role: Role| mapping.column(role).map_or("", |column| sheet.spanned(row, column));
    match (mapping.is_long(), said(Role::Touchpoint)) {
        (true, "") => said(Role::Stage),
        (true, name) => name,
        (false, _) => sheet.titles().get(mapping.titled_by(column)).map_or("", String::as_str),
    }
}

fn persona_names(sheet: &Sheet, column: usize, known: &Elements) -> Vec<(String, usize)> {
    distinct_and(sheet, |row| Some(sheet.spanned(row, column)), |name| known.is_persona(name))
}

fn place_names(sheet: &Sheet, mapping: &Mapping, known: &Elements) -> Vec<(String, usize)> {
    if mapping.is_long() {
        return distinct_and(sheet, |row| Some(place_name(sheet, mapping, row, 0)), |name| known.is_place(name));
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

/// The different texts with how often they come, in the order in which they come first; [`MOST_NAMES`] at most.
pub(super) fn distinct<'s>(sheet: &'s Sheet, text: impl Fn(usize) -> Option<&'s str>) -> Vec<(String, usize)> {
    distinct_and(sheet, text, |_| false)
}

/// As [`distinct`], and whatever comes after so many and is `wanted` nevertheless.
fn distinct_and<'s>(
    sheet: &'s Sheet,
    text: impl Fn(usize) -> Option<&'s str>,
    wanted: impl Fn(&str) -> bool,
) -> Vec<(String, usize)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut unwanted: HashSet<&str> = HashSet::new();
    let mut found: Vec<(String, usize)> = Vec::new();
    for name in (0..sheet.len()).filter_map(text).filter(|name| !name.is_empty()) {
        match places.get(name) {
            Some(place) => found[*place].1 += 1,
            None if found.len() < MOST_NAMES || (!unwanted.contains(name) && wanted(name)) => {
                places.insert(name, found.len());
                found.push((name.to_owned(), 1));
            }
            None => drop(unwanted.insert(name)),
        }
    }
    found
}
