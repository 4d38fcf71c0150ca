//! The elements of one journey as a comparison walks through them: a list for every kind, in the order of the map.

use std::collections::BTreeSet;

use super::comparison::Kind;
use crate::model::hash::HashMap;
use crate::model::*;

/// One of the two journeys.
pub(super) struct Side<'a> {
    /// The journey.
    pub journey: &'a Journey,
    lists: [Vec<Uid>; Kind::ALL.len()],
    places: HashMap<Uid, (Kind, usize)>,
    /// Who feels how at each touchpoint, in the order of the map: looking it up by persona costs far more.
    felt: Vec<Vec<(PersonaId, Feeling)>>,
}

impl<'a> Side<'a> {
    /// The elements of a journey.
    pub fn of(journey: &'a Journey) -> Side<'a> {
        let lists = Kind::ALL.map(|kind| list(journey, kind));
        let count = lists.iter().map(Vec::len).sum();
        let mut places = HashMap::with_capacity_and_hasher(count, Default::default());
        for (kind, list) in Kind::ALL.into_iter().zip(&lists) {
            places.extend(list.iter().enumerate().map(|(at, uid)| (*uid, (kind, at))));
        }
        let felt = journey.touchpoints().map(|touchpoint| journey.feelings_at(touchpoint.id)).collect();
        Side { journey, lists, places, felt }
    }

    /// Everybody who meets a touchpoint, and how they feel there.
    pub fn feelings_at(&self, touchpoint: Uid) -> &[(PersonaId, Feeling)] {
        self.place(touchpoint).and_then(|place| self.felt.get(place)).map_or(&[], Vec::as_slice)
    }

    /// The touchpoints that a persona meets, in order.
    pub fn feelings_of(&self, persona: PersonaId) -> impl Iterator<Item = (TouchpointId, Feeling)> {
        let met = self.list(Kind::Touchpoint).iter().zip(&self.felt);
        met.filter_map(move |(uid, felt)| {
            let own = felt.iter().find(|(who, _)| *who == persona)?;
            Some((TouchpointId(*uid), own.1))
        })
    }

    /// Every element of a kind, in the order of the map.
    pub fn list(&self, kind: Kind) -> &[Uid] {
        &self.lists[kind as usize]
    }

    /// How many elements there are.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// The place of an element among those of its kind.
    pub fn place(&self, uid: Uid) -> Option<usize> {
        self.places.get(&uid).map(|(_, at)| *at)
    }

    /// What an element is.
    pub fn kind(&self, uid: Uid) -> Option<Kind> {
        self.places.get(&uid).map(|(kind, _)| *kind)
    }
}

fn list(journey: &Journey, kind: Kind) -> Vec<Uid> {
    match kind {
        Kind::Stage => journey.stages().iter().map(|stage| stage.id.0).collect(),
        Kind::Touchpoint => journey.touchpoints().map(|touchpoint| touchpoint.id.0).collect(),
        Kind::Persona => journey.personas().map(|persona| persona.id.0).collect(),
        Kind::Lane => journey.lanes().iter().map(|lane| lane.id.0).collect(),
        Kind::Pain => journey.pains().map(|pain| pain.id.0).collect(),
        Kind::Opportunity => journey.opportunities().map(|opportunity| opportunity.id.0).collect(),
        Kind::Feedback => journey.feedback().map(|feedback| feedback.id.0).collect(),
        Kind::Measure => journey.measures().map(|measure| measure.id.0).collect(),
        Kind::Link => links(journey),
    }
}

/// Links in the order of the touchpoints they start and end at.
fn links(journey: &Journey) -> Vec<Uid> {
    let links = journey.links();
    if links.is_empty() {
        return Vec::new();
    }
    let places: HashMap<TouchpointId, usize> =
        journey.touchpoints().enumerate().map(|(at, touchpoint)| (touchpoint.id, at)).collect();
    let mut links: Vec<&Link> = links;
    links.sort_by_key(|link| (places.get(&link.from), places.get(&link.to), link.id));
    links.into_iter().map(|link| link.id.0).collect()
}

/// Pairs of elements that somebody confirmed or parted.
pub(super) struct Said {
    /// The same, by hand.
    pub same: Vec<(Uid, Uid)>,
    /// Never the same.
    pub parted: BTreeSet<(Uid, Uid)>,
}

impl Said {
    /// What the pins say about elements that are there. A pair that is both confirmed and parted is parted.
    pub fn of(pins: &[std::sync::Arc<Pin>], from: &Side, to: &Side) -> Said {
        let pair = |pin: &Pin| (pin.today, pin.ideal);
        let parted: BTreeSet<(Uid, Uid)> = pins.iter().filter(|pin| !pin.same).map(|pin| pair(pin)).collect();
        let mut same: Vec<(Uid, Uid)> = pins.iter().filter(|pin| pin.same).map(|pin| pair(pin)).collect();
        same.retain(|pair| from.kind(pair.0).is_some() && from.kind(pair.0) == to.kind(pair.1));
        same.retain(|pair| !parted.contains(pair));
        same.sort();
        same.dedup();
        Said { same, parted }
    }
}
