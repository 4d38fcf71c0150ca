//! What became of every pain point, and of every measure.

use super::comparison::*;
use super::entries::{Source, Valued};
use super::groups::main_pair;
use crate::model::*;

/// What became of every pain point, in the order of the entries.
pub(super) fn pains(source: &Source, valued: &[Valued]) -> Vec<PainChange> {
    let entries = valued.iter().map(|found| &found.entry).filter(|entry| entry.kind == Kind::Pain);
    entries.map(|entry| pain(source, entry)).collect()
}

fn pain(source: &Source, entry: &Entry) -> PainChange {
    let (from, to) = match main_pair(&entry.from, &entry.to) {
        Some((from, to)) => (Some(PainId(from)), Some(PainId(to))),
        None => (entry.from.first().map(|uid| PainId(*uid)), entry.to.first().map(|uid| PainId(*uid))),
    };
    let ours = from.and_then(|id| source.from.journey.pain(id));
    let theirs = to.and_then(|id| source.to.journey.pain(id));
    let evidence = ours.iter().chain(&theirs).map(|pain| pain.evidence).min().unwrap_or_default();
    PainChange {
        from,
        to,
        fate: fate(ours.map(|pain| &**pain), theirs.map(|pain| &**pain)),
        was: ours.map(|pain| pain.severity),
        now: theirs.map(|pain| pain.severity),
        reopened: ours.is_some_and(|pain| is_over(pain)) && theirs.is_some_and(|pain| !is_over(pain)),
        evidence,
    }
}

fn is_over(pain: &Pain) -> bool {
    pain.status == PainStatus::Resolved
}

fn fate(ours: Option<&Pain>, theirs: Option<&Pain>) -> PainFate {
    match (ours, theirs) {
        (_, None) => PainFate::Resolved,
        (_, Some(now)) if is_over(now) => PainFate::Resolved,
        (None, Some(_)) => PainFate::Introduced,
        (Some(was), Some(_)) if is_over(was) => PainFate::Worse,
        (Some(was), Some(now)) => match now.severity.cmp(&was.severity) {
            std::cmp::Ordering::Less => PainFate::Reduced,
            std::cmp::Ordering::Greater => PainFate::Worse,
            std::cmp::Ordering::Equal => {
                let is_new_relief = now.status == PainStatus::Reduced && was.status != PainStatus::Reduced;
                if is_new_relief { PainFate::Reduced } else { PainFate::Open }
            }
        },
    }
}

/// Every measure on its way, in the order of the entries.
pub(super) fn measures(source: &Source, valued: &[Valued]) -> Vec<MeasureChange> {
    let entries = valued.iter().map(|found| &found.entry).filter(|entry| entry.kind == Kind::Measure);
    entries.map(|entry| measure(source, entry)).collect()
}

fn measure(source: &Source, entry: &Entry) -> MeasureChange {
    let (from, to) = match main_pair(&entry.from, &entry.to) {
        Some((from, to)) => (Some(MeasureId(from)), Some(MeasureId(to))),
        None => (entry.from.first().map(|uid| MeasureId(*uid)), entry.to.first().map(|uid| MeasureId(*uid))),
    };
    let ours = from.and_then(|id| source.from.journey.measure(id)).map(|measure| &**measure);
    let theirs = to.and_then(|id| source.to.journey.measure(id)).map(|measure| &**measure);
    let baseline = ours.and_then(|measure| measure.value);
    let goal = goal(ours, theirs);
    let change = way(ours, theirs, baseline, goal);
    let direction = theirs.or(ours).map(|measure| measure.direction).unwrap_or_default();
    let trend = match &change {
        Ok(change) if *change == 0.0 => Trend::Neutral,
        Ok(change) if (*change > 0.0) == (direction == Direction::Higher) => Trend::Better,
        // A target that is more than met asks nobody to do worse; another number in the ideal does.
        Ok(_) if theirs.is_none_or(|measure| measure.value.is_none() || measure.value == baseline) => Trend::Neutral,
        Ok(_) => Trend::Worse,
        Err(_) => Trend::Neutral,
    };
    let evidence = ours.iter().chain(&theirs).map(|measure| measure.evidence).min().unwrap_or_default();
    let agreed = ours.is_some_and(|measure| goal.is_some() && measure.target == goal && baseline != goal);
    MeasureChange { from, to, baseline, goal, change, trend, agreed, evidence }
}

/// Another number in the second journey is the goal. The same number there is a copy, which leaves the goal to the
/// targets.
fn goal(ours: Option<&Measure>, theirs: Option<&Measure>) -> Option<Amount> {
    let baseline = ours.and_then(|measure| measure.value);
    let value = theirs.and_then(|measure| measure.value);
    let target = theirs.and_then(|measure| measure.target).or_else(|| ours.and_then(|measure| measure.target));
    value.filter(|value| Some(*value) != baseline).or(target).or(value)
}

/// From the baseline to the goal, or why that cannot be said. Numbers that were found in different ways are never
/// subtracted.
fn way(
    ours: Option<&Measure>,
    theirs: Option<&Measure>,
    baseline: Option<Amount>,
    goal: Option<Amount>,
) -> Result<f64, String> {
    if let Some(refusal) = ours.zip(theirs).and_then(|(a, b)| incomparable(a, b)) {
        return Err(refusal);
    }
    let name = ours.or(theirs).map_or("", |measure| &measure.name);
    match (baseline, goal) {
        (Some(baseline), Some(goal)) => Ok(goal.get() - baseline.get()),
        (None, Some(_)) => Err(format!("\u{201c}{name}\u{201d} has no number to start from.")),
        (Some(_), None) => Err(format!("\u{201c}{name}\u{201d} has no goal.")),
        (None, None) => Err(format!("\u{201c}{name}\u{201d} has neither a number nor a goal.")),
    }
}

/// Why the numbers of two measures say nothing about each other, as a sentence; `None` if they do.
pub(super) fn incomparable(a: &Measure, b: &Measure) -> Option<String> {
    let name = &a.name;
    if a.kind != b.kind {
        let (from, to) = (a.kind.label(), b.kind.label());
        return Some(format!("\u{201c}{name}\u{201d} counts {from} on one side and {to} on the other."));
    }
    if a.scale != b.scale {
        let scale = |scale: &Scale| format!("{} to {}{}", scale.min(), scale.max(), scale.unit);
        let (from, to) = (scale(&a.scale), scale(&b.scale));
        return Some(format!("\u{201c}{name}\u{201d} has a scale of {from} on one side and of {to} on the other."));
    }
    let differ = !a.method.is_empty() && !b.method.is_empty() && a.method.trim() != b.method.trim();
    if differ {
        let (from, to) = (a.method.trim(), b.method.trim());
        return Some(format!(
            "\u{201c}{name}\u{201d} was measured in two ways: \u{201c}{from}\u{201d} and \u{201c}{to}\u{201d}."
        ));
    }
    None
}
