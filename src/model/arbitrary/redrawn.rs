//! Journeys as somebody else would have drawn them: other identities, other words, other places.

use std::collections::BTreeSet;

use super::generated::generated_journey;
use super::identities::with_new_ids;
use super::rng::Rng;
use crate::model::*;

/// Words that people put in the place of others.
const OTHER_WORDS: &[&str] = &[
    "Find",
    "Reserve",
    "Give",
    "Greet",
    "Buy",
    "Try",
    "Bring back",
    "Report",
    "Pick",
    "Read",
    "Stop",
    "Extend",
    "Welcome",
    "Fetch",
    "passes",
    "the room",
    "seats",
    "staff",
    "dishes",
    "money back",
    "coats",
    "the mailing",
    "a chair",
    "receipt",
    "the way",
    "membership",
    "in a group",
    "first",
    "outside",
    "after dark",
    "alone",
    "on the phone",
    "again",
    "online",
];

/// A journey drawn anew by somebody else, and which of its touchpoints is which.
#[derive(Debug, Clone)]
pub struct Redrawn {
    /// The journey.
    pub journey: Journey,
    /// Touchpoints of the original and of the new journey that are the same.
    pub truth: BTreeSet<(Uid, Uid)>,
}

/// Draws a journey anew under new identities. About two in five touchpoints get other words, one in eleven goes, as many
/// are new, one in nine stands elsewhere, and one stage in five has a longer name. Exact names alone then find about
/// three quarters of the touchpoints again.
pub fn redrawn(from: &Journey, seed: u64) -> Redrawn {
    let mut rng = Rng::new(seed ^ 0xF1F1);
    let strangers = generated_journey(from.touchpoint_count(), seed + 1000);
    let strangers: Vec<String> = strangers.today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect();
    let (mut to, names) = with_new_ids(from, &mut rng);
    let ids: Vec<TouchpointId> = to.touchpoints().map(|touchpoint| touchpoint.id).collect();
    let mut gone = BTreeSet::new();
    for id in &ids {
        if rng.chance(9) {
            remove(&mut to, *id);
            gone.insert(id.0);
            continue;
        }
        if rng.chance(38) {
            change(&mut to, *id, |touchpoint| touchpoint.name = reworded(&touchpoint.name, &strangers, &mut rng));
        }
        if rng.chance(11) {
            place(&mut to, *id, &mut rng);
        }
        if rng.chance(9) {
            let id = TouchpointId::new(&mut rng);
            let stage = to.stages()[rng.below(to.stages().len())].id;
            let name = rng.pick(&strangers).clone();
            put(&mut to, Record::Touchpoint(Touchpoint::new(id, stage, Rank::first(), name).into()));
            place(&mut to, id, &mut rng);
        }
    }
    let stages: Vec<Stage> = to.stages().iter().map(|stage| (**stage).clone()).collect();
    for stage in stages {
        if rng.chance(20) {
            let name = format!("{} {}", rng.pick(OTHER_WORDS), stage.name);
            put(&mut to, Record::Stage(Stage { name, ..stage }.into()));
        }
    }
    let truth = from.touchpoints().map(|touchpoint| (touchpoint.id.0, names[&touchpoint.id.0]));
    let truth = truth.filter(|(_, to)| !gone.contains(to)).collect();
    Redrawn { journey: to, truth }
}

fn put(journey: &mut Journey, record: Record) {
    let fits = journey.put(record);
    debug_assert!(fits.is_ok(), "{fits:?}");
}

fn change(journey: &mut Journey, id: TouchpointId, change: impl FnOnce(&mut Touchpoint)) {
    if let Some(touchpoint) = journey.touchpoint(id) {
        let mut touchpoint = (**touchpoint).clone();
        change(&mut touchpoint);
        put(journey, Record::Touchpoint(touchpoint.into()));
    }
}

fn remove(journey: &mut Journey, id: TouchpointId) {
    for key in journey.edges_of(id.0).into_iter().chain([Key::Touchpoint(id)]) {
        let taken = journey.take(key);
        debug_assert!(taken.is_ok(), "{taken:?}");
    }
}

/// Puts a touchpoint somewhere else: mostly in its own stage, sometimes in the next.
fn place(journey: &mut Journey, id: TouchpointId, rng: &mut Rng) {
    let Some(own) = journey.touchpoint(id).map(|touchpoint| touchpoint.stage) else { return };
    let stages: Vec<StageId> = journey.stages().iter().map(|stage| stage.id).collect();
    let next = stages.iter().cycle().skip_while(|stage| **stage != own).nth(1).copied();
    let stage = if rng.chance(60) { own } else { next.unwrap_or(own) };
    let ranks: Vec<Rank> = journey.touchpoints_in(stage).filter(|t| t.id != id).map(|t| t.rank.clone()).collect();
    let place = rng.below(ranks.len() + 1);
    let before = place.checked_sub(1).map(|before| &ranks[before]);
    let rank = Rank::between(before, ranks.get(place));
    change(journey, id, |touchpoint| (touchpoint.stage, touchpoint.rank) = (stage, rank));
}

/// The name in other words: mostly one word is another, sometimes something is added or left out, now and then
/// nothing remains.
fn reworded(name: &str, strangers: &[String], rng: &mut Rng) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    match rng.below(10) {
        0..=4 => {
            let at = rng.below(words.len());
            words[at] = *rng.pick(OTHER_WORDS);
        }
        5 | 6 => words.push(*rng.pick(OTHER_WORDS)),
        7 if words.len() > 2 => drop(words.pop()),
        7 | 8 => {
            for _ in 0..2 {
                let at = rng.below(words.len());
                words[at] = *rng.pick(OTHER_WORDS);
            }
        }
        _ => return rng.pick(strangers).clone(),
    }
    words.join(" ")
}
