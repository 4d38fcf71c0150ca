//! Collects every fault of a file while it is turned into a map, and says how each is mended.
//!
//! There is one way through a file, not a strict and a lenient one: every check reports its fault *and* returns a
//! value to go on with. A file without faults is a map; a file with faults is a list of problems and a repaired map.

use std::collections::HashMap;

use super::schema_values::{Number, Text};
use crate::model::*;

/// One step on the way from the top of the file to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A named field.
    Field(&'static str),
    /// An item of a list or an entry of a map, from 0.
    Item(usize),
}

/// The way to a value, as a list linked upwards: going down costs nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'p> {
    parent: Option<&'p At<'p>>,
    step: Option<Step>,
}

impl<'p> At<'p> {
    /// The top of the file.
    pub const TOP: At<'static> = At { parent: None, step: None };

    /// A field of this value.
    pub fn field(&'p self, name: &'static str) -> At<'p> {
        At { parent: Some(self), step: Some(Step::Field(name)) }
    }

    /// An item of this list.
    pub fn item(&'p self, index: usize) -> At<'p> {
        At { parent: Some(self), step: Some(Step::Item(index)) }
    }

    /// The steps from the top.
    pub fn path(&self) -> Vec<Step> {
        let mut path = self.parent.map(At::path).unwrap_or_default();
        path.extend(self.step);
        path
    }
}

/// A record being read: where it stands and what a person calls it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'p> {
    pub at: At<'p>,
    pub kind: &'static str,
    pub name: &'p str,
    pub id: &'p str,
}

impl Spot<'_> {
    /// `touchpoint “Doorman turns her away”`, or by id where it has no name.
    pub fn thing(&self) -> String {
        thing(self.kind, self.name, self.id)
    }
}

/// An element by kind and name, or by id where it has no name. Long names are cut.
pub(super) fn thing(kind: &str, name: &str, id: &str) -> String {
    const LONGEST: usize = 60;
    let name = if name.trim().is_empty() { id } else { name };
    if name.is_empty() {
        return kind.to_owned();
    }
    format!("{kind} “{}”", crate::words::shortened(name, LONGEST))
}

/// A fault whose place in the text is still to be found.
#[derive(Debug)]
pub(super) struct Found {
    pub path: Vec<Step>,
    pub thing: String,
    pub fault: String,
    pub advice: String,
    pub repair: String,
}

/// Which list of a journey an element stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Stage,
    Lane,
    Persona,
    Touchpoint,
    Link,
    Pain,
    Opportunity,
    Feedback,
    Measure,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Stage => "stage",
            Kind::Lane => "lane",
            Kind::Persona => "persona",
            Kind::Touchpoint => "touchpoint",
            Kind::Link => "link",
            Kind::Pain => "pain point",
            Kind::Opportunity => "opportunity",
            Kind::Feedback => "feedback",
            Kind::Measure => "measure",
        }
    }
}

/// The elements of one journey by id.
pub(super) type Index = HashMap<Uid, Kind>;

/// The faults so far, and what was saved from them.
pub(super) struct Checker {
    pub found: Vec<Found>,
    /// Words that found no place; they go to the parking lot of a repaired map.
    pub parked: Vec<String>,
    fresh: SeededIds,
}

impl Checker {
    /// `seed` decides the ids that a repaired copy gives to elements without a usable one.
    pub fn new(seed: u64) -> Checker {
        Checker { found: Vec::new(), parked: Vec::new(), fresh: SeededIds::new(seed) }
    }

    /// An id for an element that has none of its own.
    pub fn fresh_uid(&mut self) -> Uid {
        self.fresh.next_uid()
    }

    /// Notes a fault.
    pub fn fault(&mut self, spot: &Spot<'_>, at: &At<'_>, fault: String, advice: &str, repair: &str) {
        self.found.push(Found {
            path: at.path(),
            thing: spot.thing(),
            fault,
            advice: advice.to_owned(),
            repair: repair.to_owned(),
        });
    }

    /// Keeps words that lose their place.
    pub fn park(&mut self, spot: &Spot<'_>, what: &str, words: &str) {
        if !words.is_empty() {
            let what = if what.is_empty() { String::new() } else { format!(", {what}") };
            self.parked.push(format!("{}{what}: {words}", spot.thing()));
        }
    }

    /// The identity of a record, different from all in `taken`; a fresh one where the file's cannot be used.
    pub fn own_uid(&mut self, spot: &Spot<'_>, taken: impl Fn(Uid) -> Option<&'static str>) -> Uid {
        let at = spot.at.field("id");
        match spot.id.parse::<Uid>() {
            Ok(uid) => match taken(uid) {
                None => uid,
                Some(other) => {
                    let fault = format!("its id {uid} is already used by another {other}");
                    let advice = "Give one of the two another id, or remove one if they are the same.";
                    self.fault(spot, &at, fault, advice, "It gets a new id, and both are kept.");
                    self.fresh_uid()
                }
            },
            Err(error) => {
                let advice = "Write 22 letters and digits that no other element uses.";
                self.fault(spot, &at, error.to_string(), advice, "It gets a new id.");
                self.fresh_uid()
            }
        }
    }

    /// The place of a record in its list.
    pub fn rank(&mut self, spot: &Spot<'_>, text: &str) -> Rank {
        text.parse().unwrap_or_else(|error: ParseRankError| {
            let advice = "Write a rank between those of its neighbours, such as “i”.";
            self.fault(spot, &spot.at.field("rank"), error.to_string(), advice, "It goes to the end of its list.");
            "zz".parse().expect("two lower-case letters are a rank")
        })
    }

    /// A whole number within a range; outside, the nearest end.
    pub fn ranged<T>(
        &mut self,
        spot: &Spot<'_>,
        field: &'static str,
        value: Option<i64>,
        ends: std::ops::RangeInclusive<i64>,
        make: impl Fn(i64) -> Result<T, OutOfRange>,
    ) -> Option<T> {
        let value = value?;
        make(value)
            .map_err(|error| {
                let advice = format!("Write a number from {} to {}.", ends.start(), ends.end());
                let repair = "It becomes the nearest number that is allowed.";
                self.fault(spot, &spot.at.field(field), format!("{field} {error}"), &advice, repair);
            })
            .or_else(|()| make(value.clamp(*ends.start(), *ends.end())))
            .ok()
    }

    /// A level from 1 to 5.
    pub fn level(&mut self, spot: &Spot<'_>, field: &'static str, value: Option<i64>) -> Option<Level> {
        self.ranged(spot, field, value, 1..=5, Level::new)
    }

    /// A count from 0 to 4,294,967,295.
    pub fn count(&mut self, spot: &Spot<'_>, field: &'static str, value: Option<i64>) -> Option<u32> {
        self.ranged(spot, field, value, 0..=i64::from(u32::MAX), |value| {
            u32::try_from(value)
                .map_err(|_| OutOfRange { value: value.to_string(), expected: "a count from 0 to 4294967295" })
        })
    }

    /// A finite number.
    pub fn amount(&mut self, spot: &Spot<'_>, at: &At<'_>, field: &str, value: Option<Number>) -> Option<Amount> {
        Amount::new(value?.0)
            .map_err(|error| {
                self.fault(spot, at, format!("{field} {error}"), "Write an ordinary number.", "It is left out.");
            })
            .ok()
    }

    /// An emotion; out of range it becomes the nearest end, and what is no number is "not observed".
    pub fn emotion(&mut self, spot: &Spot<'_>, at: &At<'_>, value: Option<Number>) -> Option<Emotion> {
        let value = value?.0;
        Emotion::new(value)
            .map_err(|error| {
                let advice = "Write a number from -10 to 10, or leave it out for “not observed”.";
                let repair = "It becomes the nearest emotion, or “not observed” where it is no number.";
                self.fault(spot, at, format!("emotion {error}"), advice, repair);
            })
            .or_else(|()| Emotion::new(value.clamp(-10.0, 10.0)))
            .ok()
    }

    /// A calendar date.
    pub fn date(&mut self, spot: &Spot<'_>, field: &'static str, text: Option<&Text<'_>>) -> Option<Date> {
        let text = text?;
        text.parse::<Date>()
            .map_err(|error| {
                let advice = "Write year, month and day, such as “2026-05-31”.";
                let repair = "The date is left out, and its text goes to the parking lot.";
                self.fault(spot, &spot.at.field(field), format!("{field} {error}"), advice, repair);
                self.park(spot, field, text);
            })
            .ok()
    }

    /// The identity of another element of the journey, which must be there and of that kind.
    pub fn reference(
        &mut self,
        spot: &Spot<'_>,
        at: &At<'_>,
        index: &Index,
        kind: Kind,
        text: &str,
        repair: &str,
    ) -> Option<Uid> {
        let fault = match text.parse::<Uid>() {
            Err(error) => error.to_string(),
            Ok(uid) => match index.get(&uid) {
                Some(found) if *found == kind => return Some(uid),
                Some(found) => format!("it refers to the {} {uid} where a {} belongs", found.name(), kind.name()),
                None => format!("it refers to the {} {uid}, which is not in this journey", kind.name()),
            },
        };
        let advice = format!("Put the id of an existing {} here, or take the reference out.", kind.name());
        self.fault(spot, at, fault, &advice, repair);
        None
    }
}
