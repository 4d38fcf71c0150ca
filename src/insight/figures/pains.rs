//! What hurts, and what is left without an answer.

use std::collections::BTreeMap;

use super::{Figure, Of, Reading, Share, Value};
use crate::insight::rule::Topic;
use crate::insight::survey::Survey;
use crate::model::*;

/// Open pain points by how much and how often they hurt.
pub(super) static OPEN: Figure = Figure {
    key: "open-pains",
    topic: Topic::Pains,
    title: "Open pains by severity and frequency",
    definition: "How many pain points are neither resolved nor accepted, by severity 1 to 5, and for each severity by \
                 how often they hurt, 1 to 5; pain points whose frequency nobody has said are counted apart.",
    nothing: "No pain point is written down.",
    work_out: |survey| {
        let open: Vec<&Pain> = survey.pains().map(|pain| &**pain).filter(|pain| is_open(pain)).collect();
        if survey.pains().len() == 0 {
            return vec![Reading::new(&OPEN, None, [])];
        }
        let mut readings = vec![counted(open.iter().copied())];
        for severity in Level::ALL.into_iter().rev() {
            let here = || open.iter().copied().filter(move |pain| pain.severity == severity);
            readings.push(counted(here()).of(Of::Severity(severity), format!("Severity {severity}")));
            for frequency in Level::ALL.into_iter().rev().map(Some).chain([None]) {
                let pains = here().filter(|pain| pain.frequency == frequency);
                let often = frequency.map_or("not said".to_owned(), |level| level.to_string());
                let name = format!("Severity {severity}, frequency {often}");
                let reading = counted(pains).of(Of::SeverityAndFrequency(severity, frequency), name);
                // Thirty squares of which most are empty say less than those that are not.
                if reading.n != Some(0) {
                    readings.push(reading);
                }
            }
        }
        readings
    },
};

fn counted<'a>(pains: impl Iterator<Item = &'a Pain> + Clone) -> Reading {
    let count = Value::Count(pains.clone().count());
    Reading::new(&OPEN, Some(count), pains.clone().map(|pain| pain.evidence)).at(pains.map(|pain| Key::Pain(pain.id)))
}

/// Open pain points that nothing addresses.
pub(super) static WITHOUT_OPPORTUNITY: Figure = Figure {
    key: "pains-without-opportunity",
    topic: Topic::Pains,
    title: "Pains without an opportunity",
    definition: "The share of open pain points, neither resolved nor accepted, that no opportunity addresses; a \
                 dropped one does not count.",
    nothing: "No pain point is open.",
    work_out: |survey| {
        let open = || survey.pains().filter(|pain| is_open(pain));
        let alone = || open().filter(|pain| survey.answers_to(pain.id).is_empty());
        let share = Share { count: alone().count(), of: open().count() };
        vec![
            Reading::new(&WITHOUT_OPPORTUNITY, share.value(), open().map(|pain| pain.evidence))
                .at(alone().map(|pain| Key::Pain(pain.id))),
        ]
    },
};

/// Whether somebody still has to answer a pain point: it is neither resolved nor accepted.
pub fn is_open(pain: &Pain) -> bool {
    Survey::is_open(pain)
}

/// Pain points of at least this severity are critical.
pub const CRITICAL: u8 = 4;

/// How many critical pain points there are, and where most of them hurt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CriticalPains {
    /// Pain points of severity [`CRITICAL`] or more that hurt at a touchpoint and are not resolved, each counted
    /// once.
    pub count: usize,
    /// The stage where most of them hurt (the earliest, if several have as many), and how many do.
    pub most: Option<(StageId, usize)>,
}

/// The critical pain points. One that hurts in two stages counts for both of them, and once in all.
pub fn critical_pains(journey: &Journey) -> CriticalPains {
    let mut count = 0;
    let mut by_stage: BTreeMap<StageId, usize> = BTreeMap::new();
    for pain in journey.pains() {
        if pain.severity.get() < CRITICAL || pain.status == PainStatus::Resolved {
            continue;
        }
        let mut stages: Vec<StageId> = journey.touchpoints_of(pain.id.0).iter().map(|place| place.stage).collect();
        stages.sort();
        stages.dedup();
        count += usize::from(!stages.is_empty());
        stages.into_iter().for_each(|stage| *by_stage.entry(stage).or_default() += 1);
    }
    let mut most: Option<(StageId, usize)> = None;
    for stage in journey.stages() {
        let here = by_stage.get(&stage.id).copied().unwrap_or(0);
        if here > most.map_or(0, |(_, so_far)| so_far) {
            most = Some((stage.id, here));
        }
    }
    CriticalPains { count, most }
}
