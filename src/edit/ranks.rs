//! Placing elements in ordered lists by giving them ranks between their neighbours'.

use super::draft::{Draft, kind_name};
use super::rejection::Rejection;
use crate::model::*;

/// Ranks longer than this are spread anew: thousands of insertions at one place would make them grow for ever.
const LONGEST: usize = 40;

/// A rank between two neighbours; `None` if there is no (reasonable) room and the list must be spread anew.
///
/// Neighbours have equal ranks when two people inserted at one place and their files were merged.
pub(super) fn between(low: Option<&Rank>, high: Option<&Rank>) -> Option<Rank> {
    let room = match (low, high) {
        (Some(low), Some(high)) => low < high,
        (Some(_), None) | (None, Some(_)) | (None, None) => true,
    };
    let rank = Rank::between(low, high);
    (room && rank.to_string().len() <= LONGEST).then_some(rank)
}

/// The rank for an element that is to stand after `after` (or first) among `siblings`, which do not include it.
pub(super) fn rank_after(
    draft: &mut Draft,
    state: State,
    siblings: &[Key],
    after: Option<Key>,
    what: &'static str,
) -> Result<Rank, Rejection> {
    let at = match after {
        None => 0,
        Some(after) => siblings.iter().position(|key| *key == after).ok_or(Rejection::NoSuchPlace { what })? + 1,
    };
    rank_at(draft, state, siblings, at)
}

/// The rank for an element that is to stand last among `siblings`.
pub(super) fn rank_last(draft: &mut Draft, state: State, siblings: &[Key]) -> Result<Rank, Rejection> {
    rank_at(draft, state, siblings, siblings.len())
}

fn rank_at(draft: &mut Draft, state: State, siblings: &[Key], at: usize) -> Result<Rank, Rejection> {
    let neighbour = |place: Option<usize>| match place.and_then(|place| siblings.get(place)) {
        Some(key) => draft.record(state, *key).map(Some),
        None => Ok(None),
    };
    let (low, high) = (neighbour(at.checked_sub(1))?, neighbour(Some(at))?);
    if let Some(rank) = between(low.as_ref().and_then(rank_of), high.as_ref().and_then(rank_of)) {
        return Ok(rank);
    }
    let mut spread = Rank::sequence(siblings.len() + 1);
    let rank = spread.remove(at);
    for (key, rank) in siblings.iter().zip(spread) {
        let record = draft.record(state, *key)?;
        draft.put_rank(state, with_rank(&record, rank))?;
    }
    Ok(rank)
}

/// Moves an element among its siblings (the list with itself, in order); where it stands there already, nothing
/// happens.
pub(super) fn move_after(
    draft: &mut Draft,
    state: State,
    list: &[Key],
    moved: Key,
    after: Option<Key>,
) -> Result<(), Rejection> {
    let what = kind_name(moved);
    let from = list.iter().position(|key| *key == moved).ok_or(Rejection::NotThere { what })?;
    if after == Some(moved) || after == from.checked_sub(1).map(|before| list[before]) {
        return Ok(());
    }
    let siblings: Vec<Key> = list.iter().copied().filter(|key| *key != moved).collect();
    let rank = rank_after(draft, state, &siblings, after, what)?;
    let record = draft.record(state, moved)?;
    draft.put_in(state, with_rank(&record, rank))
}

/// The rank of an element that has one.
pub(super) fn rank_of(record: &Record) -> Option<&Rank> {
    match record {
        Record::Stage(stage) => Some(&stage.rank),
        Record::Persona(persona) => Some(&persona.rank),
        Record::Lane(lane) => Some(&lane.rank),
        Record::Touchpoint(touchpoint) => Some(&touchpoint.rank),
        Record::Pain(pain) => Some(&pain.rank),
        Record::Opportunity(opportunity) => Some(&opportunity.rank),
        Record::Feedback(feedback) => Some(&feedback.rank),
        Record::Measure(measure) => Some(&measure.rank),
        Record::Link(_) | Record::Feeling(..) | Record::Tie(_) => None,
    }
}

/// The same element with another rank; edges have none and stay as they are.
pub(super) fn with_rank(record: &Record, rank: Rank) -> Record {
    macro_rules! ranked {
        ($variant:ident, $element:expr) => {{
            let mut element = (**$element).clone();
            element.rank = rank;
            Record::$variant(element.into())
        }};
    }
    match record {
        Record::Stage(stage) => ranked!(Stage, stage),
        Record::Persona(persona) => ranked!(Persona, persona),
        Record::Lane(lane) => ranked!(Lane, lane),
        Record::Touchpoint(touchpoint) => ranked!(Touchpoint, touchpoint),
        Record::Pain(pain) => ranked!(Pain, pain),
        Record::Opportunity(opportunity) => ranked!(Opportunity, opportunity),
        Record::Feedback(feedback) => ranked!(Feedback, feedback),
        Record::Measure(measure) => ranked!(Measure, measure),
        Record::Link(_) | Record::Feeling(..) | Record::Tie(_) => record.clone(),
    }
}
