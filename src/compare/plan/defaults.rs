//! What a row takes from elsewhere as long as nobody says it in the plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{RowStatus, Scope, Source, Told};
use crate::compare::{Entry, Gap, Kind, MeasureChange};
use crate::model::*;

/// Where the values of one gap can be taken from.
pub(super) struct Defaults<'a> {
    /// Linked opportunities that were not dropped, the most promising first.
    opportunities: Vec<&'a Arc<Opportunity>>,
    /// The touchpoints of both sides, the first journey's first.
    pub touchpoints: Vec<&'a Arc<Touchpoint>>,
    /// A measure that says when the gap is closed.
    measure: Option<(MeasureId, String)>,
}

impl<'a> Defaults<'a> {
    pub fn of(scope: &Scope<'a>, gap: &Gap) -> Defaults<'a> {
        let entry = &scope.comparison.entries[gap.entry];
        let parts: Vec<&Entry> = gap.parts.iter().map(|part| &scope.comparison.entries[*part]).chain([entry]).collect();
        Defaults {
            opportunities: linked(scope, &parts),
            touchpoints: scope.comparison.subjects(gap).flat_map(|entry| touchpoints(scope, entry)).collect(),
            measure: measured(scope, entry, &parts),
        }
    }

    pub fn owner(&self) -> Told<String> {
        let named = |owner: &str| !owner.trim().is_empty();
        let from_opportunity = self.opportunities.iter().find(|opportunity| named(&opportunity.owner));
        if let Some(opportunity) = from_opportunity {
            return Told { value: opportunity.owner.clone(), source: Source::Opportunity(opportunity.id) };
        }
        match self.touchpoints.iter().find(|touchpoint| named(&touchpoint.owner)) {
            Some(touchpoint) => Told { value: touchpoint.owner.clone(), source: Source::Touchpoint(touchpoint.id) },
            None => Told { value: String::new(), source: Source::Unsaid },
        }
    }

    /// Opportunities are weighed 1 … 5, gaps in three steps.
    pub fn effort(&self) -> Told<Option<Effort>> {
        let weighed = self.opportunities.iter().find_map(|opportunity| Some((opportunity.effort?, opportunity.id)));
        match weighed {
            None => Told { value: None, source: Source::Unsaid },
            Some((level, id)) => {
                let effort = match level.get() {
                    ..=2 => Effort::Low,
                    3 => Effort::Mid,
                    4.. => Effort::High,
                };
                Told { value: Some(effort), source: Source::Opportunity(id) }
            }
        }
    }

    pub fn horizon(&self) -> Told<Option<Horizon>> {
        match self.opportunities.first() {
            Some(best) => Told { value: Some(best.horizon), source: Source::Opportunity(best.id) },
            None => Told { value: None, source: Source::Unsaid },
        }
    }

    /// An opportunity that is said to be done has changed nothing as long as the gap is there.
    pub fn status(&self) -> Told<RowStatus> {
        let begun = |opportunity: &&&Arc<Opportunity>| match opportunity.status {
            OpportunityStatus::InProgress | OpportunityStatus::Done => true,
            OpportunityStatus::Proposed | OpportunityStatus::Planned | OpportunityStatus::Dropped => false,
        };
        match self.opportunities.iter().find(begun) {
            Some(begun) => Told { value: RowStatus::InProgress, source: Source::Opportunity(begun.id) },
            None => Told { value: RowStatus::Open, source: Source::Comparison },
        }
    }

    pub fn done_when(&self) -> Told<String> {
        match &self.measure {
            Some((id, sentence)) => Told { value: sentence.clone(), source: Source::Measure(*id) },
            None => Told { value: String::new(), source: Source::Unsaid },
        }
    }
}

/// The touchpoints an entry stands for, the first journey's first.
pub(super) fn touchpoints<'a>(scope: &Scope<'a>, entry: &Entry) -> Vec<&'a Arc<Touchpoint>> {
    if entry.kind != Kind::Touchpoint {
        return Vec::new();
    }
    let from = entry.from.iter().filter_map(|uid| scope.from.touchpoint(TouchpointId(*uid)));
    from.chain(entry.to.iter().filter_map(|uid| scope.to.touchpoint(TouchpointId(*uid)))).collect()
}

/// The opportunities that answer a pain point of a gap or improve its touchpoints. Those of today's journey come
/// first; then whatever promises most, soonest, with the least work.
fn linked<'a>(scope: &Scope<'a>, entries: &[&Entry]) -> Vec<&'a Arc<Opportunity>> {
    let mut all: Vec<&Arc<Opportunity>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (journey, of_from) in [(scope.from, true), (scope.to, false)] {
        let mut found: Vec<&Arc<Opportunity>> = Vec::new();
        for entry in entries {
            for uid in if of_from { &entry.from } else { &entry.to } {
                found.extend(linked_to(journey, entry.kind, *uid));
            }
        }
        found.retain(|found| found.still_counts() && seen.insert(found.id));
        found.sort_by_key(|found| {
            let promise = std::cmp::Reverse(found.impact.unwrap_or_default());
            (promise, found.horizon, found.effort.unwrap_or_default(), &found.rank, found.id)
        });
        all.extend(found);
    }
    all
}

fn linked_to(journey: &Journey, kind: Kind, uid: Uid) -> Vec<&Arc<Opportunity>> {
    match kind {
        Kind::Touchpoint => {
            let at = TouchpointId(uid);
            let mut found = journey.opportunities_at(at);
            found.extend(journey.pains_at(at).into_iter().flat_map(|pain| journey.opportunities_for(pain.id)));
            found
        }
        Kind::Pain => journey.opportunities_for(PainId(uid)),
        Kind::Opportunity => journey.opportunity(OpportunityId(uid)).into_iter().collect(),
        Kind::Stage | Kind::Persona | Kind::Lane | Kind::Feedback | Kind::Measure | Kind::Link => Vec::new(),
    }
}

/// The measure by which one will see that a gap is closed: one that has to change, else any at the touchpoint.
fn measured(scope: &Scope<'_>, entry: &Entry, parts: &[&Entry]) -> Option<(MeasureId, String)> {
    let mut wanted: Vec<MeasureId> = Vec::new();
    for part in parts.iter().filter(|part| part.kind == Kind::Measure) {
        wanted.extend(part.from.iter().chain(&part.to).map(|uid| MeasureId(*uid)));
    }
    let at = |journey: &Journey, uids: &[Uid]| -> Vec<MeasureId> {
        uids.iter().flat_map(|uid| journey.measures_at(TouchpointId(*uid))).map(|measure| measure.id).collect()
    };
    if entry.kind == Kind::Touchpoint {
        wanted.extend(at(scope.from, &entry.from));
        wanted.extend(at(scope.to, &entry.to));
    }
    wanted.into_iter().find_map(|id| {
        let change = scope.changes.of_measure(id)?;
        Some((id, done_when(scope, change)?))
    })
}

/// "CSAT at the gate reaches 80% (62% now, n 48)"; `None` where there is nothing to reach.
fn done_when(scope: &Scope<'_>, change: &MeasureChange) -> Option<String> {
    let now = change.from.and_then(|id| scope.from.measure(id));
    let then = change.to.and_then(|id| scope.to.measure(id));
    let measure = then.or(now)?;
    let name = match (measure.name.trim(), measure.kind) {
        ("", kind) => kind.label(),
        (name, _) => name,
    };
    let goal = change.goal?;
    // Numbers that were taken differently say nothing about each other.
    let baseline = change.baseline.filter(|_| change.change.is_ok());
    let (verb, end) = match (baseline, measure.direction) {
        (Some(baseline), _) if baseline == goal => ("stays at", ""),
        (Some(baseline), Direction::Higher) if baseline > goal => ("stays at", " or more"),
        (Some(baseline), Direction::Lower) if baseline < goal => ("stays at", " or less"),
        (_, Direction::Higher) => ("reaches", ""),
        (_, Direction::Lower) => ("falls to", ""),
    };
    let mut sentence = format!("{name} {verb} {goal}{}{end}", measure.scale.unit);
    if let Some((baseline, now)) = baseline.zip(now) {
        let sample = now.sample.map_or(String::new(), |sample| format!(", n {sample}"));
        sentence.push_str(&format!(" ({baseline}{} now{sample})", now.scale.unit));
    }
    Some(sentence)
}
