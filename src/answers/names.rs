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
/// What it is worth that one name stands in another, and how much more where the other has no word besides.
const CONTAINED: (f64, f64) = (0.6, 0.4);
/// What a likeness of stems is worth against one of the words themselves.
const STEMMED: f64 = 0.95;
/// From such a share of its words on, the rare ones weighing more, a name stands in a longer one.
const MOST_OF_IT: f64 = 0.7;
/// So many likely elements are offered for a name.
const LIKELY: usize = 3;
/// The most different names of one kind; a column with more holds no names.
pub(super) const MOST_NAMES: usize = 500;

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
    let places = place_names(sheet, mapping).into_iter().map(|(name, rows)| {
        let likely = Likely::Places(known.likely(&known.places, &name));
        Name { name, rows, likely }
    });
    let column = mapping.column(Role::Persona);
    let personas = column.map(|column| distinct(sheet, |row| Some(sheet.cell(row, column)))).unwrap_or_default();
    let personas = personas.into_iter().map(|(name, rows)| {
        let likely = Likely::Personas(known.likely(&known.personas, &name));
        Name { name, rows, likely }
    });
    places.chain(personas).collect()
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
    places: Vec<(Place, Spelled)>,
    personas: Vec<(PersonaId, Spelled)>,
    plain: Vocabulary,
    stemmed: Vocabulary,
}

/// A name as it stands, and with its words cut down to their stems.
struct Spelled {
    plain: Words,
    stemmed: Words,
}

impl Spelled {
    fn of(name: &str) -> Spelled {
        Spelled { plain: Words::of(name), stemmed: Words::of(&stemmed(name)) }
    }
}

impl Elements {
    /// Those of a journey.
    pub fn of(journey: &Journey) -> Elements {
        let touchpoints = journey.touchpoints().map(|found| (Place::Touchpoint(found.id), Spelled::of(&found.name)));
        let stages = journey.stages().iter().map(|stage| (Place::Stage(stage.id), Spelled::of(&stage.name)));
        let places: Vec<(Place, Spelled)> = touchpoints.chain(stages).collect();
        let personas = journey.personas().map(|persona| (persona.id, Spelled::of(&persona.name))).collect();
        let plain = Vocabulary::of(places.iter().map(|(_, name)| &name.plain));
        let stemmed = Vocabulary::of(places.iter().map(|(_, name)| &name.stemmed));
        Elements { places, personas, plain, stemmed }
    }

    /// The place that a name most likely means, if any is like enough, and how sure that is.
    pub fn place(&self, name: &str) -> (Option<Place>, f64) {
        if let Ok(uid) = name.parse::<Uid>() {
            let meant = |(place, _): &&(Place, Spelled)| match place {
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

    /// How sure it is that a name means a known element: the names are alike letter by letter or word by word, or one
    /// has every word of the other, which says the more, the less else is said.
    fn likeness(&self, known: &Spelled, name: &Spelled) -> f64 {
        if known.plain.is_empty() || name.plain.is_empty() {
            return 0.0;
        }
        let words = &self.stemmed;
        let (in_name, in_known) =
            (words.contained(&known.stemmed, &name.stemmed), words.contained(&name.stemmed, &known.stemmed));
        // A question says more than the name of what it asks about, and may leave a word of that out.
        let asked = if in_name >= MOST_OF_IT { CONTAINED.0 * in_name + CONTAINED.1 * in_known } else { 0.0 };
        let short = if in_known >= 0.999 { CONTAINED.0 + CONTAINED.1 * in_name } else { 0.0 };
        let contained = asked.max(short);
        let shared = words.shared(&known.stemmed, &name.stemmed).max(contained);
        self.plain.likeness(&known.plain, &name.plain).max(shared * STEMMED)
    }

    fn nearest<T: Copy>(&self, list: &[(T, Spelled)], name: &str) -> (Option<T>, f64) {
        let name = Spelled::of(name);
        let mut best: Option<(T, f64)> = None;
        for (element, known) in list {
            let found = self.likeness(known, &name);
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

    /// The likeliest few, the likeliest first.
    fn likely<T: Copy>(&self, list: &[(T, Spelled)], name: &str) -> Vec<(T, f64)> {
        let name = Spelled::of(name);
        let mut found: Vec<(T, f64)> =
            list.iter().map(|(element, known)| (*element, self.likeness(known, &name))).collect();
        // Of two alike the first on the journey, as where one is proposed.
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.truncate(LIKELY);
        found
    }
}

/// A name with each word cut down to its stem: "receiving" and "receives" are one word, "bezahlen" and "bezahlt" too.
///
/// The endings are those that English and German put on verbs and nouns. They are taken off one after the other as long
/// as three letters stay, so that "orders" and "ordering" meet at one stem, if not at one that a dictionary has. A
/// stemmer by the book has to be told the language, and a survey does not tell it.
fn stemmed(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(stem).collect::<Vec<String>>().join(" ")
}

fn stem(word: &str) -> String {
    const ENDINGS: [&str; 13] = ["ungen", "ings", "ing", "ung", "ies", "ied", "es", "ed", "en", "s", "e", "t", "n"];
    let mut word = word.to_lowercase();
    let shortened = |word: &str| {
        ENDINGS.iter().find_map(|ending| {
            let y = if matches!(*ending, "ies" | "ied") { "y" } else { "" };
            let stem = format!("{}{y}", word.strip_suffix(ending)?);
            (stem.chars().count() >= 3).then_some(stem)
        })
    };
    while let Some(stem) = shortened(&word) {
        word = stem;
    }
    // "stopping" leaves "stopp".
    let mut letters = word.chars().rev();
    if word.chars().count() > 3 && letters.next() == letters.next() {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet_at_one_stem() {
        let forms: [&[&str]; 9] = [
            &["receive", "receives", "receiving", "Received"],
            &["pay", "pays", "paying"],
            &["try", "tries", "tried", "trying"],
            &["order", "orders", "ordering", "ordered"],
            &["stop", "stops", "stopping"],
            &["call", "calls", "calling"],
            &["open", "opens", "opening"],
            &["return", "returns", "returning"],
            &["bezahlen", "bezahlt", "Bezahlung"],
        ];
        for forms in forms {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?} {stems:?}");
        }
        assert_eq!(["a", "the", "bus", "été"].map(stem), ["a", "the", "bus", "été"]);
    }
}
