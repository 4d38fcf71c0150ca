//! The path: links that say no more than the order of the touchpoints does, and what becomes of them when somebody
//! changes the order.
//!
//! A link without a condition that leads to the very next touchpoint is not drawn, since the order says it. If a card
//! came between the two, it would turn into an arc that nobody drew. So the path goes with the order: it takes in what
//! comes onto it, and closes behind what leaves it. A link that stands alone, between neighbours that the path does not
//! go on from, is something somebody drew; it stays with the cards it joins.
//!
//! Here never comes a link with a condition, nor one that leads anywhere but to the next touchpoint.

use super::command::{Command, Placement};
use super::draft::Draft;
use super::rejection::Rejection;
use crate::model::hash::HashMap;
use crate::model::*;

/// Whether a command may change which touchpoint follows which.
pub(super) fn changes_order(command: &Command) -> bool {
    match command {
        Command::MoveStage { .. }
        | Command::DeleteStage { .. }
        | Command::AddTouchpoint { .. }
        | Command::MoveTouchpoint { .. }
        | Command::DeleteTouchpoint { .. } => true,
        Command::PlaceNote { placement, .. } => matches!(placement, Placement::Touchpoint(..)),
        Command::ParkItem { item, .. } => matches!(item, Key::Touchpoint(_)),
        Command::AddRecords { records, .. } => records.iter().any(|record| matches!(record, Record::Touchpoint(_))),
        Command::Batch { commands, .. } => commands.iter().any(changes_order),
        Command::SetAbout(_)
        | Command::AddStage { .. }
        | Command::SetStage { .. }
        | Command::SetTouchpoint { .. }
        | Command::SetFeeling { .. }
        | Command::SetText { .. }
        | Command::SetPicture { .. }
        | Command::AddPersona { .. }
        | Command::SetPersona { .. }
        | Command::MovePersona { .. }
        | Command::DeletePersona { .. }
        | Command::AddPain { .. }
        | Command::SetPain { .. }
        | Command::DeletePain { .. }
        | Command::AddOpportunity { .. }
        | Command::SetOpportunity { .. }
        | Command::DeleteOpportunity { .. }
        | Command::AddFeedback { .. }
        | Command::SetFeedback { .. }
        | Command::DeleteFeedback { .. }
        | Command::AddMeasure { .. }
        | Command::SetMeasure { .. }
        | Command::DeleteMeasure { .. }
        | Command::MoveItem { .. }
        | Command::AddTie { .. }
        | Command::RemoveTie { .. }
        | Command::AddLink { .. }
        | Command::SetLinkLabel { .. }
        | Command::DeleteLink { .. }
        | Command::AddLane { .. }
        | Command::SetLane { .. }
        | Command::MoveLane { .. }
        | Command::DeleteLane { .. }
        | Command::AddNote { .. }
        | Command::SetNote { .. }
        | Command::MoveNote { .. }
        | Command::DeleteNote { .. }
        | Command::AddPicture(_)
        | Command::SetPictureWords { .. }
        | Command::StartIdeal { .. }
        | Command::DropIdeal
        | Command::TakeSnapshot { .. }
        | Command::DeleteSnapshot { .. }
        | Command::SetPin(_)
        | Command::DeletePin { .. }
        | Command::SetPlanItem(_)
        | Command::DeletePlanItem { .. } => false,
    }
}

/// Whether a link only says what the order says anyway.
pub(super) fn is_only_order(journey: &Journey, link: &Link) -> bool {
    link.label.is_empty() && next_of(journey, link.from) == Some(link.to)
}

/// The touchpoint after another, in its stage or in a later one.
fn next_of(journey: &Journey, id: TouchpointId) -> Option<TouchpointId> {
    let stage = journey.touchpoint(id)?.stage;
    let mut inside = journey.touchpoints_in(stage).skip_while(|touchpoint| touchpoint.id != id).skip(1);
    let later = || journey.stages().iter().skip_while(|other| other.id != stage).skip(1);
    let next = inside.next().or_else(|| later().find_map(|stage| journey.touchpoints_in(stage.id).next()));
    next.map(|touchpoint| touchpoint.id)
}

/// A journey's touchpoints in order, and between which neighbours the path runs.
pub(super) struct Path {
    order: Vec<TouchpointId>,
    /// The link from each touchpoint to the next.
    onward: Vec<Option<LinkId>>,
}

impl Path {
    /// The path through a journey; `None` if there is none to keep.
    pub(super) fn of(journey: &Journey) -> Option<Path> {
        if !journey.has_links() {
            return None;
        }
        let order: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
        let link = |pair: &[TouchpointId]| {
            journey.link_between(pair[0], pair[1]).filter(|link| link.label.is_empty()).map(|link| link.id)
        };
        let onward: Vec<Option<LinkId>> = order.windows(2).map(link).collect();
        onward.iter().any(Option::is_some).then_some(Path { order, onward })
    }

    /// Whether the path ran from a place to the next.
    fn leaves(&self, place: usize) -> bool {
        self.onward.get(place).is_some_and(Option::is_some)
    }

    /// Whether the path ran to a place from the one before.
    fn enters(&self, place: usize) -> bool {
        place.checked_sub(1).is_some_and(|before| self.leaves(before))
    }

    /// Whether the path went on before or after the link that left a place; two touchpoints alone are all of it.
    fn goes_on(&self, place: usize) -> bool {
        self.enters(place) || self.leaves(place + 1) || self.order.len() == 2
    }
}

/// Lets the path of a journey follow the order it has by now. The order may have changed in any way.
pub(super) fn follow(draft: &mut Draft, state: State, before: &Path) -> Result<(), Rejection> {
    let Ok(journey) = draft.journey(state) else { return Ok(()) };
    let order: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
    if order == before.order {
        return Ok(());
    }
    let places: HashMap<TouchpointId, usize> = before.order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let origins: Vec<Option<usize>> = order.iter().map(|id| places.get(id).copied()).collect();
    let stayed = longest_rise(&origins);
    for id in broken(before, &origins, &stayed) {
        // The command itself may have given it a condition.
        if draft.journey(state)?.link(id).is_some_and(|link| link.label.is_empty()) {
            draft.take_order_link(state, id)?;
        }
    }
    for (from, to) in joints(before, &origins, &stayed).into_iter().map(|at| (order[at], order[at + 1])) {
        let journey = draft.journey(state)?;
        if journey.link_between(from, to).is_none() {
            let id = identity(draft.map(), state, from, to);
            draft.put_order_link(state, Link { id, from, to, label: String::new() })?;
        }
    }
    Ok(())
}

/// The links of the path that joined neighbours which are none any longer, and that go.
fn broken(before: &Path, origins: &[Option<usize>], stayed: &[usize]) -> Vec<LinkId> {
    let mut now: Vec<Option<usize>> = vec![None; before.order.len()];
    for (at, origin) in origins.iter().enumerate() {
        if let Some(origin) = origin {
            now[*origin] = Some(at);
        }
    }
    let stays = |at: usize| stayed.binary_search(&at).is_ok();
    let goes = |place: usize| match (now[place], now[place + 1]) {
        (Some(from), Some(to)) if to == from + 1 => false,
        // Something came between: the path goes through it.
        (Some(from), Some(to)) if stays(from) && stays(to) => true,
        (Some(_), Some(_)) => before.goes_on(place),
        // It went with what it joined.
        _ => false,
    };
    let links = before.onward.iter().enumerate().filter_map(|(place, link)| Some((place, (*link)?)));
    links.filter(|(place, _)| goes(*place)).map(|(_, link)| link).collect()
}

/// The places of the order from which the path runs to the next one where it did not before.
fn joints(before: &Path, origins: &[Option<usize>], stayed: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    let (Some(first), Some(last)) = (stayed.first().copied(), stayed.last().copied()) else { return found };
    let origin = |at: usize| origins[at].unwrap_or(usize::MAX);
    let begins = origin(first);
    if if begins > 0 { before.enters(begins) } else { before.leaves(begins) } {
        found.extend(0..first);
    }
    for pair in stayed.windows(2) {
        let (from, to) = (origin(pair[0]), origin(pair[1]));
        let is_new = pair[1] > pair[0] + 1 || to != from + 1;
        if is_new && before.leaves(from) && before.enters(to) {
            found.extend(pair[0]..pair[1]);
        }
    }
    let ends = origin(last);
    if if ends + 1 < before.order.len() { before.leaves(ends) } else { before.enters(ends) } {
        found.extend(last..origins.len() - 1);
    }
    found
}

/// The places of the most touchpoints that kept their order among one another: those that stayed, while the others
/// came or were moved. Longest increasing subsequence by patience sorting (Fredman 1975).
fn longest_rise(origins: &[Option<usize>]) -> Vec<usize> {
    let mut tops: Vec<(usize, usize)> = Vec::new();
    let mut below: Vec<Option<usize>> = vec![None; origins.len()];
    for (at, origin) in origins.iter().enumerate() {
        let Some(origin) = *origin else { continue };
        let pile = tops.partition_point(|(top, _)| *top < origin);
        below[at] = pile.checked_sub(1).map(|pile| tops[pile].1);
        match tops.get_mut(pile) {
            Some(top) => *top = (origin, at),
            None => tops.push((origin, at)),
        }
    }
    let mut rise: Vec<usize> = std::iter::successors(tops.last().map(|(_, at)| *at), |at| below[*at]).collect();
    rise.reverse();
    rise
}

/// The identity of a link of the path: the one that the same link has in the other journey, so that the two are known
/// to be the same, or one that follows from what it joins.
fn identity(map: &Map, state: State, from: TouchpointId, to: TouchpointId) -> LinkId {
    let other = match state {
        State::Today => map.ideal(),
        State::Ideal => Some(map.today()),
    };
    let is_free = |id: &Uid| map.journey(state).is_none_or(|journey| !journey.contains_uid(*id));
    let shared = other.and_then(|journey| journey.link_between(from, to)).map(|link| link.id.0).filter(is_free);
    let derived = || std::iter::successors(Some(from.0.joined(to.0)), |id| Some(id.joined(to.0))).find(is_free);
    LinkId(shared.or_else(derived).unwrap_or(from.0.joined(to.0)))
}
