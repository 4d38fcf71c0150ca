//! The example maps that come with the program, and new maps made from them.
//!
//! Here never comes content; that is in `examples/*.ron`.

use std::sync::Arc;

use crate::file;
use crate::model::*;

/// A map that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Its name on the command line, and in `examples/` without the ending.
    pub key: &'static str,
    /// The whole file.
    pub text: &'static str,
}

/// Every example, in the order in which they are offered.
pub const EXAMPLES: [Example; 4] = [
    Example { key: "oz", text: include_str!("../../examples/oz.ron") },
    Example { key: "bank-account", text: include_str!("../../examples/bank-account.ron") },
    Example { key: "outpatient", text: include_str!("../../examples/outpatient.ron") },
    Example { key: "running-shoes", text: include_str!("../../examples/running-shoes.ron") },
];

impl Example {
    /// The example of that name.
    pub fn from_key(key: &str) -> Option<Example> {
        EXAMPLES.into_iter().find(|example| example.key == key)
    }

    /// The map as it is in the file.
    ///
    /// # Errors
    /// If this build was made with a broken example, which a test rules out.
    pub fn open(self) -> Result<Map, file::ReadError> {
        file::parse(self.text.as_bytes(), self.key)
    }
}

/// A copy that is no longer the same document: its own identity and title, and none of the other's past.
///
/// Elements keep their ids, so that two maps from one template can still be compared.
///
/// # Errors
/// Never for a sound map; the model's word is passed on.
pub fn copy_as_new(map: &Map, ids: &mut impl IdSource, title: &str) -> Result<Map, ModelError> {
    let mut copy = Map::new(MapId::new(ids));
    let about = About { title: title.to_owned(), version: String::new(), ..About::clone(map.about()) };
    copy.put(MapRecord::About(Arc::new(about)))?;
    for picture in map.pictures() {
        copy.put(MapRecord::Picture(picture.clone()))?;
    }
    for record in map.today().records() {
        copy.put(MapRecord::In(State::Today, record))?;
    }
    if let Some(ideal) = map.ideal() {
        copy.put(MapRecord::Ideal(Arc::new(ideal.clone())))?;
    }
    for note in map.notes() {
        copy.put(MapRecord::Note(note.clone()))?;
    }
    for pin in map.pins() {
        copy.put(MapRecord::Pin(pin.clone()))?;
    }
    for item in map.plan() {
        copy.put(MapRecord::Plan(item.clone()))?;
    }
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_opens_and_can_begin_a_new_map() {
        for example in EXAMPLES {
            let map = example.open().unwrap_or_else(|error| panic!("{}: {error}", example.key));
            assert_eq!(Example::from_key(example.key), Some(example));
            let copy = copy_as_new(&map, &mut SeededIds::new(1), "Ours").unwrap();
            assert_eq!((copy.today(), copy.ideal()), (map.today(), map.ideal()));
            assert_ne!(copy.id(), map.id());
            assert_eq!(copy.about().title, "Ours");
        }
    }
}
