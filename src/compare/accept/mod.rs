//! Taking gaps over: from the ideal journey into today's, or from today's back into the ideal one.
//!
//! The result is one batch of ordinary commands, so locks, undo and everything that listens to commands work as
//! they do for a change by hand. Whatever is taken is made as it is on the other side: its fields, feelings, texts,
//! links, and what hangs on it. An element that is new here keeps its identity, so that both journeys share it from
//! then on; where that identity is taken, the two are matched by a pin.
//!
//! An edge has two ends. If one of them is a persona, a stage or a lane that is missing here, it comes along,
//! because what was asked for cannot be without it. If it is another touchpoint, the edge waits until that
//! touchpoint is taken. What only this side knows stays until its own gap is taken: an ideal without a back stage
//! says nothing about today's.
//!
//! A number that was measured is never written over by one that somebody wishes for: where an ideal says 80 and today
//! measured 62, taking the gap over makes 80 today's target. The numbers still differ afterwards, and that gap closes
//! when somebody has measured the goal. The way back into the ideal gives the wish up and takes the number as it is.
//!
//! Here never comes a decision what differs; that is the comparison's.

mod counterparts;
mod edges;
mod fields;
mod taking;
mod work;

use std::collections::BTreeSet;

use super::comparison::{Comparison, Entry, Gap, Kind};
use crate::edit::{Command, Rejection, quoted, text_of};
use crate::model::*;

use counterparts::Counterparts;
use taking::Taking;
use work::Work;

/// A gap was not taken over, as a sentence a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No gap was named.
    #[error("no gap is chosen; choose one first")]
    NoGap,
    /// The comparison is older than the map.
    #[error("the map has changed since it was compared; compare again and choose the gap anew")]
    Outdated,
    /// What differs belongs to another gap.
    #[error("there is nothing to take over here by itself; take the gap it hangs on")]
    Nothing,
    /// What differs is a number, and those are measured, not taken over.
    #[error("only a number is left, and numbers are measured; the gap closes when it is reached and written down")]
    Measured,
    /// A lock, or the map as a whole, stands against it.
    #[error(transparent)]
    Rejected(#[from] Rejection),
}

/// The command that takes gaps over into one of the journeys, which afterwards is as the other one there.
///
/// `gaps` are indices into [`Comparison::gaps`] of the comparison of the map's today with its ideal; `ids` gives
/// identities to new elements whose own is taken, and to pins.
///
/// # Errors
/// If there is no ideal journey, the comparison is not of this map as it is now, nothing would change, or a lock
/// protects what would. The map is never changed here.
pub fn take(
    map: &Map,
    comparison: &Comparison,
    gaps: &[usize],
    into: State,
    ids: &mut dyn IdSource,
) -> Result<Command, Refusal> {
    let journey = map.journey(other(into)).ok_or(Rejection::NoIdeal)?;
    let name = match into {
        State::Today => "the ideal journey",
        State::Ideal => "today\u{2019}s journey",
    };
    taken(map, Source { journey, album: None, name }, comparison, gaps, into, ids)
}

/// As [`take`], into today's journey, from today's journey of another map: the one that today's was compared with.
/// Pictures come along. Pins do not: they are about the map's own ideal.
///
/// # Errors
/// As with [`take`].
pub fn take_from(
    map: &Map,
    other: &Map,
    comparison: &Comparison,
    gaps: &[usize],
    ids: &mut dyn IdSource,
) -> Result<Command, Refusal> {
    let source = Source { journey: other.today(), album: Some(other), name: "the other map" };
    taken(map, source, comparison, gaps, State::Today, ids)
}

/// The journey that gaps are taken from.
#[derive(Clone, Copy)]
struct Source<'a> {
    journey: &'a Journey,
    /// Where its pictures are, if it is of another map.
    album: Option<&'a Map>,
    /// What it is called in a label.
    name: &'static str,
}

fn taken(
    map: &Map,
    source: Source<'_>,
    comparison: &Comparison,
    gaps: &[usize],
    into: State,
    ids: &mut dyn IdSource,
) -> Result<Command, Refusal> {
    let gaps = gaps.iter().map(|gap| comparison.gaps.get(*gap)).collect::<Option<Vec<&Gap>>>();
    let gaps = gaps.ok_or(Refusal::Outdated)?;
    let first = gaps.first().ok_or(Refusal::NoGap)?;
    let chosen: BTreeSet<usize> = gaps.iter().flat_map(|gap| gap.parts.iter().copied().chain([gap.entry])).collect();
    let entries = chosen.iter().map(|at| comparison.entries.get(*at)).collect::<Option<Vec<&Entry>>>();
    let mut entries = entries.ok_or(Refusal::Outdated)?;
    // A lane or a stage comes before what refers to it.
    entries.sort_by_key(|entry| entry.kind);

    let mut pairs = Counterparts::of(&comparison.alignment, into);
    let mut work = Work::of(&entries, &mut pairs, into);
    let mut taking = Taking::new(map, source, into, pairs, ids);
    if !work.is_of(taking.here()?, source.journey) {
        return Err(Refusal::Outdated);
    }
    work.widen(&mut taking)?;
    taking.carry_out(&work)?;
    if taking.commands.is_empty() {
        let is_measured = into == State::Today && entries.iter().any(|entry| entry.kind == Kind::Measure);
        return Err(if is_measured { Refusal::Measured } else { Refusal::Nothing });
    }
    let label = match gaps.len() {
        1 => label_of(map, source, &comparison.entries[first.entry], into),
        count => format!("Take {count} gaps over from {}", source.name),
    };
    Ok(Command::Batch { label, commands: taking.commands })
}

/// The gaps of one stage, for [`take`]: indices into [`Comparison::gaps`]. `stage` is an index into
/// [`Comparison::stages`].
pub fn gaps_in_stage(comparison: &Comparison, stage: usize) -> Vec<usize> {
    let gaps = comparison.gaps.iter().enumerate();
    gaps.filter(|(_, gap)| gap.stage == Some(stage)).map(|(at, _)| at).collect()
}

fn other(state: State) -> State {
    match state {
        State::Today => State::Ideal,
        State::Ideal => State::Today,
    }
}

/// The elements of an entry in the journey that changes, and in the one that it comes from.
fn sides(entry: &Entry, into: State) -> (&[Uid], &[Uid]) {
    match into {
        State::Today => (&entry.from, &entry.to),
        State::Ideal => (&entry.to, &entry.from),
    }
}

fn label_of(map: &Map, source: Source<'_>, entry: &Entry, into: State) -> String {
    let (here, there) = sides(entry, into);
    let named = |journey: &Journey, uids: &[Uid]| {
        let record = work::record(journey, entry.kind, *uids.first()?)?;
        Some(quoted(text_of(&record), entry.kind.label()))
    };
    match (named(source.journey, there), map.journey(into).and_then(|journey| named(journey, here))) {
        (Some(name), _) => format!("Take {name} over from {}", source.name),
        (None, Some(name)) => format!("Delete {name}, as in {}", source.name),
        (None, None) => format!("Take a gap over from {}", source.name),
    }
}

#[cfg(test)]
mod tests;
