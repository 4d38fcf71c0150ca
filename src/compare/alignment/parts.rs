//! Touchpoints that were split or merged without anybody saying so.
//!
//! This is careful: a new touchpoint beside one that kept its name is an addition, however alike the two are. It counts
//! as a part only if its neighbour was reworded, it stands right beside it in the same stage, and it says about what the
//! whole said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::comparison::Kind;
use super::super::sides::Side;
use super::matching::Matching;
use super::touchpoints::{KIND, WORDS};
use super::words::{Vocabulary, Words, normalised};
use super::{Likeness, Reason};
use crate::model::*;

/// How much of the whole's words a part repeats at least.
const LEAST_WORDS: f64 = 0.50;

/// The same where a pain point of the whole now hurts at the part.
const LEAST_WORDS_WITH_PAIN: f64 = 0.30;

/// A further part of a matched touchpoint.
struct Part {
    /// The touchpoint that became several, and its part that is matched already.
    whole: (Uid, Uid),
    part: Uid,
    likeness: Likeness,
}

/// Looks for further parts among the touchpoints that are still free.
pub(super) fn match_parts(matching: &mut Matching) {
    let (ours, theirs) = matching.free(Kind::Touchpoint);
    let split = parts(matching.from, matching.to, &theirs, &|uid| only(matching.partners_of_to(uid)), &|uid| {
        only(matching.partners_of_from(uid))
    });
    let merged = parts(matching.to, matching.from, &ours, &|uid| only(matching.partners_of_from(uid)), &|uid| {
        only(matching.partners_of_to(uid))
    });
    // A touchpoint that would be split and merged at once is neither.
    let split_pairs: BTreeSet<(Uid, Uid)> = split.iter().map(|found| found.whole).collect();
    let merged_pairs: BTreeSet<(Uid, Uid)> = merged.iter().map(|found| (found.whole.1, found.whole.0)).collect();
    for found in split.iter().filter(|found| !merged_pairs.contains(&found.whole)) {
        add(matching, found.whole.0, found.part, found.likeness);
    }
    for found in merged.iter().filter(|found| !split_pairs.contains(&(found.whole.1, found.whole.0))) {
        add(matching, found.part, found.whole.0, found.likeness);
    }
}

fn add(matching: &mut Matching, from: Uid, to: Uid, likeness: Likeness) {
    if !matching.is_parted(from, to) {
        let confidence = WORDS * likeness.words + KIND * likeness.actors + (1.0 - WORDS - KIND) * likeness.place;
        matching.add(from, to, Reason::Alike, confidence, likeness);
    }
}

fn only(partners: &[Uid]) -> Option<Uid> {
    if let [one] = partners { Some(*one) } else { None }
}

/// The free touchpoints of `there` that are parts of touchpoints of `here`.
fn parts(
    here: &Side,
    there: &Side,
    free: &[Uid],
    partner_there: &dyn Fn(Uid) -> Option<Uid>,
    partner_here: &dyn Fn(Uid) -> Option<Uid>,
) -> Vec<Part> {
    let mut best: BTreeMap<Uid, Part> = BTreeMap::new();
    for part in free {
        for beside in beside(there, *part) {
            let whole = partner_there(beside).filter(|whole| partner_here(*whole) == Some(beside));
            let Some(whole) = whole else { continue };
            let Some(likeness) = alike((here, whole), (there, beside), (there, *part)) else { continue };
            let better = best.get(part).is_none_or(|found| likeness.words > found.likeness.words);
            if better {
                best.insert(*part, Part { whole: (whole, beside), part: *part, likeness });
            }
        }
    }
    best.into_values().collect()
}

/// The touchpoints right before and after one, in its stage.
fn beside(side: &Side, uid: Uid) -> Vec<Uid> {
    let list = side.list(Kind::Touchpoint);
    let stage = |uid: Uid| side.journey.touchpoint(TouchpointId(uid)).map(|touchpoint| touchpoint.stage);
    let Some(place) = side.place(uid) else { return Vec::new() };
    let around = [place.checked_sub(1), Some(place + 1)].into_iter().flatten().filter_map(|at| list.get(at).copied());
    around.filter(|other| stage(*other) == stage(uid)).collect()
}

/// How alike a whole and its further part are, if they are alike enough.
fn alike(whole: (&Side, Uid), matched: (&Side, Uid), part: (&Side, Uid)) -> Option<Likeness> {
    let touchpoint = |(side, uid): (&Side, Uid)| side.journey.touchpoint(TouchpointId(uid)).cloned();
    let (whole_one, matched_one, part_one) = (touchpoint(whole)?, touchpoint(matched)?, touchpoint(part)?);
    if normalised(&whole_one.name) == normalised(&matched_one.name) {
        return None;
    }
    let words = Vocabulary::default().likeness(&Words::of(&whole_one.name), &Words::of(&part_one.name));
    let pains = |(side, uid): (&Side, Uid)| -> BTreeSet<PainId> {
        side.journey.pains_at(TouchpointId(uid)).into_iter().map(|pain| pain.id).collect()
    };
    let least = match words < LEAST_WORDS && !pains(whole).is_disjoint(&pains(part)) {
        true => LEAST_WORDS_WITH_PAIN,
        false => LEAST_WORDS,
    };
    (words >= least).then(|| Likeness { place: 1.0, words, actors: actors(&whole_one, &part_one) })
}

fn actors(a: &Arc<Touchpoint>, b: &Arc<Touchpoint>) -> f64 {
    let equal = [a.channel == b.channel, a.encounter == b.encounter, a.stagecraft == b.stagecraft];
    equal.into_iter().filter(|equal| *equal).count() as f64 / 3.0
}
