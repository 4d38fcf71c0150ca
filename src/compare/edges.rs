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
        Kind::Pain => touchpoints().chain(personas()).collect(),
        Kind::Feedback => {
            let id = FeedbackId(uid);
            let pains = journey.pains_shown_by(id).into_iter().map(|pain| pain.id.0);
            let opportunities = journey.opportunities_from(id).into_iter().map(|found| found.id.0);
            touchpoints().chain(personas()).chain(pains).chain(opportunities).collect()
        }
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
    let (ours, theirs): (Vec<Uid>, Vec<Uid>) = (ours.collect(), theirs.collect());
    // Journeys of one document mostly say so at once.
    let is_same = |(a, b): (&Uid, &Uid)| groups.is_same(*a, *b);
    if ours.len() == theirs.len() && ours.iter().zip(&theirs).all(is_same) {
        return false;
    }
    // That feedback led to an opportunity which one journey alone has belongs to the opportunity.
    let counts = |at: &Option<usize>| {
        group.kind != Kind::Feedback
            || at.is_none_or(|at| {
                let end = &groups.list[at];
                end.kind != Kind::Opportunity || !(end.from.is_empty() || end.to.is_empty())
            })
    };
    let ours = ours.into_iter().map(|uid| groups.of_from(uid)).filter(counts);
    let theirs = theirs.into_iter().map(|uid| groups.of_to(uid)).filter(counts);
    ours.collect::<BTreeSet<_>>() != theirs.collect()
}

/// Whether a link that is in one journey alone only follows from the order of the touchpoints: it has no condition, it
/// leads to the very next touchpoint, and in the other journey these two do not follow one another, or are one.
pub(super) fn is_only_order(from: &Side, to: &Side, groups: &Groups, group: &Group) -> bool {
    let (own, other, uid) = match (&group.from[..], &group.to[..]) {
        ([uid], []) => (from, to, uid),
        ([], [uid]) => (to, from, uid),
        _ => return false,
    };
    let Some(link) = own.journey.link(LinkId(*uid)) else { return false };
    let follows = |side: &Side, a: Uid, b: Uid| side.place(b) == side.place(a).map(|place| place + 1);
    if !link.label.is_empty() || !follows(own, link.from.0, link.to.0) {
        return false;
    }
    let partners = |id: TouchpointId| {
        let is_first = std::ptr::eq(own, from);
        let at = if is_first { groups.of_from(id.0) } else { groups.of_to(id.0) };
        let group = at.map(|at| &groups.list[at]);
        let uids = group.map(|group| if is_first { &group.to } else { &group.from });
        (at, uids.cloned().unwrap_or_default())
    };
    let ((start, starts), (end, ends)) = (partners(link.from), partners(link.to));
    let is_known = !starts.is_empty() && !ends.is_empty();
    is_known && (start == end || !starts.iter().any(|a| ends.iter().any(|b| follows(other, *a, *b))))
}

/// The element that something hangs on, as a group: a touchpoint where there is one, else a stage.
///
/// What hangs on several hangs on the first that is there in both journeys. The choice is the same whichever journey
/// comes first. A link to or from a touchpoint that is in one journey alone hangs on that one.
pub(super) fn home(from: &Side, to: &Side, groups: &Groups, group: &Group) -> Option<usize> {
    let of = |side: &Side, uids: &[Uid], find: &dyn Fn(Uid) -> Option<usize>| -> Vec<usize> {
        let homes = uids.iter().flat_map(|uid| homes(side.journey, group.kind, *uid));
        homes.filter_map(find).collect()
    };
    let ours = of(from, &group.from, &|uid| groups.of_from(uid));
    let theirs = of(to, &group.to, &|uid| groups.of_to(uid));
    // Most things hang on one touchpoint, and on the same in both journeys.
    if let ([one], [other]) = (&ours[..], &theirs[..])
        && one == other
    {
        return Some(*one);
    }
    let is_alone = |at: usize| groups.list[at].from.is_empty() || groups.list[at].to.is_empty();
    let order = |at: &usize| {
        let home = &groups.list[*at];
        let stands_back = match group.kind {
            Kind::Link => !is_alone(*at),
            _ => !ours.contains(at) || !theirs.contains(at),
        };
        let first = |side: &Side, uids: &[Uid]| uids.first().and_then(|uid| side.place(*uid));
        let (a, b) = (first(from, &home.from), first(to, &home.to));
        let place = a.or(b).unwrap_or(0) + b.or(a).unwrap_or(0);
        (home.kind == Kind::Stage, stands_back, place, home.from.iter().chain(&home.to).min().copied())
    };
    ours.iter().chain(&theirs).copied().min_by_key(order)
}

/// What an element may hang on.
fn homes(journey: &Journey, kind: Kind, uid: Uid) -> Vec<Uid> {
    let touchpoints = || journey.touchpoints_of(uid).into_iter().map(|touchpoint| touchpoint.id.0);
    match kind {
        Kind::Pain | Kind::Feedback => touchpoints().collect(),
        Kind::Opportunity => {
            let own: Vec<Uid> = touchpoints().collect();
            let pains = || journey.pains_of(OpportunityId(uid)).into_iter();
            let through = || pains().flat_map(|pain| journey.touchpoints_of(pain.id.0)).map(|found| found.id.0);
            if own.is_empty() { through().collect() } else { own }
        }
        Kind::Measure => {
            let stage = journey.measure(MeasureId(uid)).and_then(|measure| measure.stage).map(|stage| stage.0);
            touchpoints().chain(stage).collect()
        }
        Kind::Link => journey.link(LinkId(uid)).map(|link| vec![link.from.0, link.to.0]).unwrap_or_default(),
        Kind::Stage | Kind::Touchpoint | Kind::Persona | Kind::Lane => Vec::new(),
    }
}
