//! What a page lists of a map, worked out away from the window's thread for one state of the map at a time.
//!
//! Until the next lists are there, a page shows those from before. Here never come drawing or what lists hold.

use std::sync::Arc;

use super::FoundKey;
use super::partings::PartingsOf;
use crate::insight::feedback_loop::{LoopFilter, LoopSide, sides};
use crate::insight::partings::{Partings, partings};
use crate::model::{Map, PersonaId};

/// The latest lists of a page, and the ones that are under way. `K` says of what they are.
pub struct Worked<K, V> {
    made: Option<(K, Arc<V>)>,
    asked: Option<K>,
}

impl<K, V> Default for Worked<K, V> {
    fn default() -> Self {
        Worked { made: None, asked: None }
    }
}

impl<K: PartialEq + Clone, V> Worked<K, V> {
    /// The latest lists, perhaps of an earlier state of the map.
    pub fn latest(&self) -> Option<Arc<V>> {
        self.made.as_ref().map(|(_, made)| made.clone())
    }

    /// Whether these lists are neither there nor waited for, and none are under way; from then on they are.
    pub fn begin(&mut self, key: &K) -> bool {
        let wanted = self.asked.is_none() && self.made.as_ref().is_none_or(|(made, _)| made != key);
        if wanted {
            self.asked = Some(key.clone());
        }
        wanted
    }

    /// Takes in what was worked out.
    fn take_in(&mut self, key: K, made: V) {
        self.asked = None;
        self.made = Some((key, Arc::new(made)));
    }

    /// It broke down, which is a defect; the next state of the map asks again.
    fn broke(&mut self) {
        let asked = self.asked.take();
        self.made = asked.zip(self.made.take().map(|(_, made)| made));
    }
}

/// Which lists of the feedback loop: of which state of the map, and through which filter.
pub type LoopKey = (FoundKey, LoopFilter);

/// Lists to be worked out.
pub enum ListsOrder {
    /// Those of the feedback loop.
    Loop(LoopKey, Map),
    /// Where personas part.
    Partings(PartingsOf, Map),
}

/// Lists that were worked out.
pub enum Lists {
    /// Those of the feedback loop.
    Loop(LoopKey, [LoopSide; 2]),
    /// Where personas part, and the map of which that is so.
    Partings(PartingsOf, Box<(Map, Partings)>),
}

/// Works lists out.
pub fn work_out(order: ListsOrder) -> Lists {
    match order {
        ListsOrder::Loop(key, map) => Lists::Loop(key, sides(map.today(), &key.1)),
        ListsOrder::Partings(of, map) => {
            let journey = map.journey(of.state).unwrap_or(map.today());
            let shown = journey.personas().map(|persona| persona.id).filter(|id| !of.hidden.contains(id));
            let found = partings(journey, &shown.collect::<Vec<PersonaId>>());
            Lists::Partings(of, Box::new((map, found)))
        }
    }
}

impl crate::gui::app::App {
    /// Takes in lists that were worked out; those of a map that is no longer open say nothing.
    pub(in crate::gui) fn lists_made(&mut self, lists: Lists) {
        let document = self.document_number;
        match lists {
            Lists::Loop(key, sides) if key.0.document == document => self.insights.listening.lists.take_in(key, sides),
            Lists::Partings(of, found) if of.key.document == document => {
                self.insights.partings.found.take_in(of, *found);
            }
            Lists::Loop(..) | Lists::Partings(..) => {}
        }
    }

    /// A job that works lists out broke down.
    pub(in crate::gui) fn lists_broke(&mut self) {
        self.insights.listening.lists.broke();
        self.insights.partings.found.broke();
    }
}
