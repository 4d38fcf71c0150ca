//! Whether elements hang on the same elements in both journeys, once those are matched.

use std::collections::BTreeSet;

use super::comparison::Kind;
use super::groups::{Group, Groups};
use super::sides::Side;
use crate::model::*;

/// What one element of a journey is tied to, or leads from and to.
fn ends(journey: &Journey, kind: Kind, uid: Uid) -> Vec<Uid> {
    let touchpoints = || journey.touchpoints_of(uid).into_iter().map(|touchpoint| touchpoint.id.0);
    let personas = || journey.personas_of(uid).into_iter().map(|persona| persona.id.0);
    match kind {
        Kind::Pain | Kind::Feedback => touchpoints().chain(personas()).collect(),
        Kind::Opportunity => {
            let pains = journey.pains_of(OpportunityId(uid)).into_iter().map(|pain| pain.id.0);
            touchpoints().chain(pains).collect()
        }
        Kind::Measure => touchpoints().collect(),
        Kind::Link => journey.link(LinkId(uid)).map(|link| vec![link.from.0, link.to.0]).unwrap_or_default(),
        // Their edges are elements of their own: feelings, links, and whatever hangs on them.
        Kind::Stage | Kind::Touchpoint | Kind::Persona | Kind::Lane => Vec::new(),
    }
}

/// Whether a matched element hangs on other elements, or leads elsewhere, than its partner.
pub(super) fn is_rewired(from: &Side, to: &Side, groups: &Groups, group: &Group) -> bool {
    let ours = group.from.iter().flat_map(|uid| ends(from.journey, group.kind, *uid));
    let theirs = group.to.iter().flat_map(|uid| ends(to.journey, group.kind, *uid));
    if group.kind == Kind::Link {
        // The direction matters.
        return !ours.map(|uid| groups.of_from(uid)).eq(theirs.map(|uid| groups.of_to(uid)));
    }
    let ours: BTreeSet<Option<usize>> = ours.map(|uid| groups.of_from(uid)).collect();
    let theirs: BTreeSet<Option<usize>> = theirs.map(|uid| groups.of_to(uid)).collect();
    ours != theirs
}

/// The element that something hangs on, as a group: a touchpoint where there is one, else a stage.
///
/// What hangs on several hangs on the first of them. The second journey decides, unless only the first knows.
pub(super) fn home(from: &Side, to: &Side, groups: &Groups, group: &Group) -> Option<usize> {
    let there = group.to.first().and_then(|uid| home_in(to, group.kind, *uid)).and_then(|uid| groups.of_to(uid));
    let here = || group.from.first().and_then(|uid| home_in(from, group.kind, *uid));
    there.or_else(|| here().and_then(|uid| groups.of_from(uid)))
}

fn home_in(side: &Side, kind: Kind, uid: Uid) -> Option<Uid> {
    let journey = side.journey;
    let first = |uid: Uid| {
        let touchpoints = journey.touchpoints_of(uid).into_iter().map(|touchpoint| touchpoint.id.0);
        touchpoints.min_by_key(|uid| side.place(*uid))
    };
    match kind {
        Kind::Pain | Kind::Feedback => first(uid),
        Kind::Opportunity => {
            let pains = || journey.pains_of(OpportunityId(uid)).into_iter().filter_map(|pain| first(pain.id.0));
            first(uid).or_else(|| pains().min_by_key(|uid| side.place(*uid)))
        }
        Kind::Measure => {
            let stage = || journey.measure(MeasureId(uid)).and_then(|measure| measure.stage).map(|stage| stage.0);
            first(uid).or_else(stage)
        }
        Kind::Link => journey.link(LinkId(uid)).map(|link| link.from.0),
        Kind::Stage | Kind::Touchpoint | Kind::Persona | Kind::Lane => None,
    }
}
