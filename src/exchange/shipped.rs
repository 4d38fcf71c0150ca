//! The maps that come with the program, finished examples and templates to begin with, and new maps made from them.
//!
//! Here never comes content; that is in `examples/*.ron` and `assets/templates/*.ron`.

use std::sync::Arc;

use crate::file;
use crate::model::*;

/// A map that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// Its name on the command line, and of its file without the ending.
    pub key: &'static str,
    /// The whole file.
    pub text: &'static str,
}

/// Every example, in the order in which they are offered.
pub const EXAMPLES: [Shipped; 4] = [
    Shipped { key: "oz", text: include_str!("../../examples/oz.ron") },
    Shipped { key: "bank-account", text: include_str!("../../examples/bank-account.ron") },
    Shipped { key: "outpatient", text: include_str!("../../examples/outpatient.ron") },
    Shipped { key: "running-shoes", text: include_str!("../../examples/running-shoes.ron") },
];

/// Every template, in the order in which they are offered: stages and steps with a question in each note to answer
/// together, and nothing invented.
pub const TEMPLATES: [Shipped; 7] = [
    Shipped { key: "retail", text: include_str!("../../assets/templates/retail.ron") },
    Shipped { key: "online-shop", text: include_str!("../../assets/templates/online-shop.ron") },
    Shipped { key: "saas", text: include_str!("../../assets/templates/saas.ron") },
    Shipped { key: "health-care", text: include_str!("../../assets/templates/health-care.ron") },
    Shipped { key: "public-service", text: include_str!("../../assets/templates/public-service.ron") },
    Shipped { key: "service-blueprint", text: include_str!("../../assets/templates/service-blueprint.ron") },
    Shipped { key: "employee-journey", text: include_str!("../../assets/templates/employee-journey.ron") },
];

impl Shipped {
    /// The template or example of that name.
    pub fn from_key(key: &str) -> Option<Shipped> {
        TEMPLATES.into_iter().chain(EXAMPLES).find(|shipped| shipped.key == key)
    }

    /// The map as it is in the file.
    ///
    /// # Errors
    /// If this build was made with a broken file, which a test rules out.
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
    fn everything_shipped_opens_and_can_begin_a_new_map() {
        for shipped in TEMPLATES.into_iter().chain(EXAMPLES) {
            let map = shipped.open().unwrap_or_else(|error| panic!("{}: {error}", shipped.key));
            assert_eq!(Shipped::from_key(shipped.key), Some(shipped));
            let copy = copy_as_new(&map, &mut SeededIds::new(1), "Ours").unwrap();
            assert_eq!((copy.today(), copy.ideal()), (map.today(), map.ideal()));
            assert_ne!(copy.id(), map.id());
            assert_eq!(copy.about().title, "Ours");
        }
    }

    #[test]
    fn templates_ask_at_every_step_and_claim_nothing() {
        for template in TEMPLATES {
            let map = template.open().unwrap();
            let journey = map.today();
            for touchpoint in journey.touchpoints() {
                assert!(touchpoint.note.ends_with('?'), "{}: {}", template.key, touchpoint.name);
                for (_, feeling) in journey.feelings_at(touchpoint.id) {
                    assert_eq!(feeling.emotion, None, "{}: {}", template.key, touchpoint.name);
                }
            }
            let claims = journey.pains().len() + journey.measures().len() + journey.feedback().len();
            assert_eq!(claims, 0, "{}", template.key);
        }
    }
}
