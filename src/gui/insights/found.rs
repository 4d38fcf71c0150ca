//! What the pages say of a map, worked out away from the window's thread.
//!
//! The map is kept with it as it was, so that names and places fit what is said while the next reading is on its way.
//! Here never come drawing or wishes.

use std::collections::{BTreeMap, HashMap};

use crate::insight::{Finding, Reader, Reading, Tally, Verdict, report};
use crate::model::{Emotion, Encounter, Journey, Map, State, TouchpointId};

/// Which state of which map was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundKey {
    /// Counts the maps opened.
    pub document: u64,
    /// The session's revision.
    pub revision: u64,
}

/// A map to be read.
pub struct FoundOrder {
    /// Which it is.
    pub key: FoundKey,
    /// The map.
    pub map: Map,
    /// What was said of the map read before, which need not be worked out again where nothing has changed.
    pub reader: Reader,
}

/// What was found in a map.
#[derive(Clone)]
pub struct Found {
    /// What was read.
    pub key: FoundKey,
    /// The map as it was then.
    pub map: Map,
    /// What the rules say, worst first.
    pub findings: Vec<Finding>,
    /// How many there are of each verdict.
    pub tally: Tally,
    /// The touchpoints each finding is about, along the journey.
    touchpoints: Vec<Vec<TouchpointId>>,
    /// The findings about each touchpoint, worst first.
    at: HashMap<(State, TouchpointId), Vec<usize>>,
    /// The number of each touchpoint's step, from 1.
    steps: HashMap<(State, TouchpointId), usize>,
    /// What today's journey comes to, and the ideal one.
    figures: [Vec<Reading>; 2],
    /// Who meets whom along today's journey, and along the ideal one.
    meetings: [Meetings; 2],
}

/// Who meets whom along a journey, where somebody has said it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meetings {
    /// The stages by name, and whether one customer meets one person there.
    pub stages: Vec<(String, bool)>,
    /// Of each touchpoint, whether one customer meets one person.
    pub touchpoints: Vec<bool>,
    /// How many one-to-one touchpoints have a known feeling.
    pub felt: usize,
    /// How many of those feel bad on average.
    pub bad: usize,
}

impl Meetings {
    fn of(journey: &Journey) -> Meetings {
        let mut found = Meetings::default();
        for stage in journey.stages() {
            let said = journey.touchpoints_in(stage.id).filter(|one| one.encounter != Encounter::Unset);
            let met: Vec<bool> = said.map(|one| one.encounter == Encounter::OneToOne).collect();
            if !met.is_empty() {
                found.stages.push((stage.name.trim().to_owned(), met.contains(&true)));
                found.touchpoints.extend(met);
            }
        }
        for touchpoint in journey.touchpoints().filter(|one| one.encounter == Encounter::OneToOne) {
            let feelings = journey.feelings_at(touchpoint.id);
            let known: Vec<f64> = feelings.iter().filter_map(|(_, felt)| felt.emotion).map(Emotion::value).collect();
            found.felt += usize::from(!known.is_empty());
            // The sign of the sum is that of the mean.
            found.bad += usize::from(known.iter().sum::<f64>() < 0.0);
        }
        found
    }
}

impl Found {
    /// Reads a map; the reader comes back for the next one.
    pub fn new(order: FoundOrder) -> (Found, Reader) {
        let FoundOrder { key, map, mut reader } = order;
        let (findings, figures) = reader.read(&map);
        let tally = Tally::of(&findings);
        let mut steps = HashMap::new();
        for state in State::ALL {
            let all = map.journey(*state).into_iter().flat_map(Journey::touchpoints).enumerate();
            steps.extend(all.map(|(at, touchpoint)| ((*state, touchpoint.id), at + 1)));
        }
        let touchpoints: Vec<Vec<TouchpointId>> =
            findings.iter().map(|finding| touchpoints(&map, &steps, finding)).collect();
        let mut at: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, finding) in findings.iter().enumerate() {
            for id in &touchpoints[index] {
                at.entry((finding.state, *id)).or_default().push(index);
            }
        }
        let meetings =
            [State::Today, State::Ideal].map(|state| map.journey(state).map_or_else(Meetings::default, Meetings::of));
        (Found { key, map, findings, tally, touchpoints, at, steps, figures, meetings }, reader)
    }

    /// What a journey comes to, in the order of the figures; nothing if there is no such journey.
    pub fn figures(&self, state: State) -> &[Reading] {
        match state {
            State::Today => &self.figures[0],
            State::Ideal => &self.figures[1],
        }
    }

    /// Who meets whom along a journey.
    pub fn meetings(&self, state: State) -> &Meetings {
        match state {
            State::Today => &self.meetings[0],
            State::Ideal => &self.meetings[1],
        }
    }

    /// The same, said to be of another change.
    pub fn said_to_be_of(&self, key: FoundKey) -> Found {
        Found { key, ..self.clone() }
    }

    /// The journey a finding is about, as it was read.
    pub fn journey(&self, state: State) -> &Journey {
        self.map.journey(state).unwrap_or(self.map.today())
    }

    /// The touchpoints a finding is about, along the journey; none, if it is about the map as a whole.
    pub fn touchpoints(&self, finding: usize) -> &[TouchpointId] {
        self.touchpoints.get(finding).map_or(&[], Vec::as_slice)
    }

    /// The findings about a touchpoint, worst first, by their places in [`Found::findings`].
    pub fn at(&self, state: State, touchpoint: TouchpointId) -> &[usize] {
        self.at.get(&(state, touchpoint)).map_or(&[], Vec::as_slice)
    }

    /// The number of a touchpoint's step, from 1; 0 if it was not there.
    pub fn step(&self, state: State, touchpoint: TouchpointId) -> usize {
        self.steps.get(&(state, touchpoint)).copied().unwrap_or(0)
    }

    /// The worst verdict at each touchpoint of a journey that has one.
    pub fn verdicts(&self, state: State) -> BTreeMap<TouchpointId, Verdict> {
        let here = self.at.iter().filter(|((of, _), _)| *of == state);
        here.filter_map(|((_, id), found)| Some((*id, self.findings[*found.first()?].verdict))).collect()
    }
}

fn touchpoints(map: &Map, steps: &HashMap<(State, TouchpointId), usize>, finding: &Finding) -> Vec<TouchpointId> {
    let Some(journey) = map.journey(finding.state) else { return Vec::new() };
    let mut found: Vec<(usize, TouchpointId)> = finding
        .places
        .iter()
        .flat_map(|key| report::touchpoints(journey, *key))
        .filter_map(|id| Some((*steps.get(&(finding.state, id))?, id)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, id)| id).collect()
}
