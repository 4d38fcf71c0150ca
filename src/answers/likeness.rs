//! Elements of a journey found by what somebody else calls them.
//!
//! The likeness is that by which two journeys are aligned, and besides it knows words in other forms and names that stand
//! in longer ones. Here never comes what is done with a match.

use std::collections::HashMap;

use super::mapping::Place;
use crate::compare::{Vocabulary, Words};
use crate::model::*;

/// From so much likeness on a match is proposed; below it a name is left out until somebody says where it stands.
pub(super) const LIKE_ENOUGH: f64 = 0.5;
/// What it is worth that one name stands in another, and how much more where the other has no word besides.
const CONTAINED: (f64, f64) = (0.6, 0.4);
/// What a likeness of stems is worth against one of the words themselves.
const STEMMED: f64 = 0.95;
/// From such a share of its words on, the rare ones weighing more, a name stands in a longer one.
const MOST_OF_IT: f64 = 0.7;
/// So many likely elements are offered for a name.
const LIKELY: usize = 3;
/// A name is compared with so many elements at most: those that share most words and letters with it.
const COMPARED: usize = 64;

/// The elements of a journey, ready to be found by name.
pub(super) struct Elements {
    places: Index<Place>,
    by_uid: HashMap<Uid, Place>,
    personas: Index<PersonaId>,
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

    fn features(&self) -> impl Iterator<Item = u64> {
        self.plain.features().chain(self.stemmed.features())
    }
}

/// Elements with their names, in the order of the journey.
struct Index<T> {
    list: Vec<(T, Spelled)>,
    /// The first of each name.
    by_key: HashMap<String, usize>,
    /// Whose names have a word or three letters in a row.
    by_feature: HashMap<u64, Vec<usize>>,
}

impl<T: Copy> Index<T> {
    fn of<'n>(named: impl Iterator<Item = (T, &'n str)>) -> Index<T> {
        let mut index = Index { list: Vec::new(), by_key: HashMap::new(), by_feature: HashMap::new() };
        for (element, name) in named {
            let (name, at) = (Spelled::of(name), index.list.len());
            if !name.plain.is_empty() {
                index.by_key.entry(name.plain.key.clone()).or_insert(at);
            }
            name.features().for_each(|feature| index.by_feature.entry(feature).or_default().push(at));
            index.list.push((element, name));
        }
        index
    }

    /// The element of exactly this name.
    fn exact(&self, name: &Words) -> Option<T> {
        self.by_key.get(&name.key).map(|at| self.list[*at].0)
    }

    /// Those that share most with a name, in the order of the journey.
    fn near(&self, name: &Spelled) -> Vec<&(T, Spelled)> {
        if self.list.len() <= COMPARED {
            return self.list.iter().collect();
        }
        let mut shared = vec![0_u32; self.list.len()];
        for feature in name.features() {
            self.by_feature.get(&feature).into_iter().flatten().for_each(|at| shared[*at] += 1);
        }
        let mut near: Vec<usize> = (0..shared.len()).filter(|at| shared[*at] > 0).collect();
        near.sort_by_key(|at| (std::cmp::Reverse(shared[*at]), *at));
        near.truncate(COMPARED);
        near.sort_unstable();
        near.into_iter().map(|at| &self.list[at]).collect()
    }
}

impl Elements {
    /// Those of a journey.
    pub fn of(journey: &Journey) -> Elements {
        let touchpoints = journey.touchpoints().map(|found| (Place::Touchpoint(found.id), found.name.as_str()));
        let stages = journey.stages().iter().map(|stage| (Place::Stage(stage.id), stage.name.as_str()));
        let places = Index::of(touchpoints.chain(stages));
        let personas = Index::of(journey.personas().map(|persona| (persona.id, persona.name.as_str())));
        let plain = Vocabulary::of(places.list.iter().map(|(_, name)| &name.plain));
        let stemmed = Vocabulary::of(places.list.iter().map(|(_, name)| &name.stemmed));
        let uid = |place: Place| match place {
            Place::Touchpoint(id) => id.0,
            Place::Stage(id) => id.0,
        };
        let by_uid = places.list.iter().map(|(place, _)| (uid(*place), *place)).collect();
        Elements { places, by_uid, personas, plain, stemmed }
    }

    /// The place that a name most likely means, if any is like enough, and how sure that is.
    pub fn place(&self, name: &str) -> (Option<Place>, f64) {
        proposal(&self.likely_places(name))
    }

    /// The persona that a name most likely means.
    pub fn persona(&self, name: &str) -> (Option<PersonaId>, f64) {
        proposal(&self.likely_personas(name))
    }

    /// The likeliest few places, the likeliest first, each with how sure that is, 0 … 1.
    pub fn likely_places(&self, name: &str) -> Vec<(Place, f64)> {
        match self.place_of_id(name) {
            Some(place) => vec![(place, 1.0)],
            None => self.likely(&self.places, name),
        }
    }

    /// The place of an id: a table that was made from the map may name its touchpoints by theirs.
    fn place_of_id(&self, name: &str) -> Option<Place> {
        self.by_uid.get(&name.parse::<Uid>().ok()?).copied()
    }

    /// Whether a place is called exactly so, or has this id.
    pub fn is_place(&self, name: &str) -> bool {
        self.place_of_id(name).is_some() || self.places.exact(&Words::of(name)).is_some()
    }

    /// Whether a persona is called exactly so.
    pub fn is_persona(&self, name: &str) -> bool {
        self.personas.exact(&Words::of(name)).is_some()
    }

    /// The likeliest few personas.
    pub fn likely_personas(&self, name: &str) -> Vec<(PersonaId, f64)> {
        self.likely(&self.personas, name)
    }

    fn likely<T: Copy>(&self, index: &Index<T>, name: &str) -> Vec<(T, f64)> {
        let name = Spelled::of(name);
        if let Some(element) = index.exact(&name.plain) {
            return vec![(element, 1.0)];
        }
        let near = index.near(&name).into_iter();
        let mut found: Vec<(T, f64)> = near.map(|(element, known)| (*element, self.likeness(known, &name))).collect();
        // Of two alike the first on the journey.
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.truncate(LIKELY);
        found
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
}

/// The first of the likeliest, if it is like enough, and how like it is.
fn proposal<T: Copy>(likely: &[(T, f64)]) -> (Option<T>, f64) {
    match likely.first() {
        Some((element, found)) if *found >= LIKE_ENOUGH => (Some(*element), *found),
        Some((_, found)) => (None, *found),
        None => (None, 0.0),
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
    fn among_many_places_the_same_one_is_found_as_by_comparing_all() {
        let journey = crate::model::arbitrary::generated_journey(400, 3);
        let elements = Elements::of(journey.today());
        assert!(elements.places.list.len() > COMPARED * 4);
        for touchpoint in journey.today().touchpoints().step_by(7) {
            let name = format!("How was it to {}ing?", touchpoint.name.to_lowercase());
            let spelled = Spelled::of(&name);
            let all = elements.places.list.iter().map(|(_, known)| elements.likeness(known, &spelled));
            let best = all.fold(0.0, f64::max);
            assert_eq!(elements.likely_places(&name)[0].1, best, "{name}");
        }
    }

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
