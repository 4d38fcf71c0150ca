//! A comparison worked out away from the window's thread, with the two journeys it is about.
//!
//! The map is kept with it as it was, so that the picture stays whole while the next comparison is on its way. Here never
//! come drawing or wishes.

use std::collections::HashMap;
use std::sync::Arc;

use crate::compare::{self, Comparison, Entry, Gap, GapKey, Kind, Plan, Sides, Standing};
use crate::frame::Compared;
use crate::model::*;

use super::{Picked, Target};

/// What a comparison was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeKey {
    /// Counts the maps opened.
    pub document: u64,
    /// The session's revision.
    pub revision: u64,
    /// Counts what was compared with.
    pub target: u64,
}

/// Two journeys to be compared.
pub struct CompareOrder {
    /// What they are.
    pub key: MadeKey,
    /// The map.
    pub map: Map,
    /// What it is compared with.
    pub target: Target,
    /// What somebody said about pairs.
    pub pins: Vec<Arc<Pin>>,
}

/// What a gap's card shows besides the gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The number of its step, from 1.
    pub step: Option<usize>,
    /// What it is called.
    pub name: String,
    /// How it is now.
    pub is: String,
    /// How it should be.
    pub should: String,
    /// Who closes it; empty if nobody.
    pub owner: String,
    /// How much work it is.
    pub effort: Option<Effort>,
    /// When.
    pub horizon: Option<Horizon>,
    /// Whether somebody said that nothing is left to do.
    pub finished: bool,
}

impl Card {
    /// Whether work is left that nobody owns.
    pub fn lacks_owner(&self) -> bool {
        !self.finished && self.owner.is_empty()
    }

    /// What a screen reader says.
    pub fn says(&self, emotion: Option<f64>) -> String {
        let step = self.step.map_or(String::new(), |step| format!("{step}, "));
        let emotion = emotion.map_or(String::new(), |emotion| format!(", emotion {}", signed(emotion)));
        let owner = if self.owner.is_empty() { "no owner" } else { &self.owner };
        format!("{step}{}: from {} to {}{emotion}, {owner}", self.name, self.is, self.should)
    }
}

/// How far it was on an earlier day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The day.
    pub date: Date,
    /// 0 to 100.
    pub distance: u32,
}

/// A comparison and what it was made from.
#[derive(Clone)]
pub struct Made {
    /// What it was made from.
    pub key: MadeKey,
    /// The map as it was then.
    pub map: Map,
    /// What it was compared with.
    pub target: Target,
    /// What somebody said about pairs.
    pub pins: Vec<Arc<Pin>>,
    /// What differs.
    pub comparison: Comparison,
    /// How far it was on the day of the latest snapshot.
    pub earlier: Option<Earlier>,
    /// The gaps, the most valuable first.
    pub by_size: Vec<usize>,
    /// What the plan says of each gap, in the order of [`Comparison::gaps`].
    pub cards: Vec<Card>,
    gaps: HashMap<GapKey, usize>,
    gaps_of: [HashMap<Uid, usize>; 2],
    steps: [HashMap<TouchpointId, usize>; 2],
}

impl Made {
    /// Compares.
    pub fn new(order: CompareOrder) -> Made {
        let CompareOrder { key, map, target, pins } = order;
        let (from, to) = sides(&map, &target);
        let comparison = compare::compare(&Sides { from, to, pins: &pins });
        let latest = map.snapshots().max_by_key(|snapshot| (snapshot.date, snapshot.id));
        let before = latest.filter(|_| !matches!(target, Target::Snapshot(_)));
        let earlier = before.map(|snapshot| {
            let distance = compare::compare(&Sides { from: &snapshot.journey, to, pins: &pins }).distance;
            Earlier { date: snapshot.date, distance: distance.total }
        });
        let mut by_size: Vec<usize> = (0..comparison.gaps.len()).collect();
        by_size.sort_by(|a, b| comparison.gaps[*b].weight.total_cmp(&comparison.gaps[*a].weight));
        let gaps = comparison.gaps.iter().enumerate().map(|(at, gap)| (gap.key, at)).collect();
        let gaps_of = [gaps_of(&comparison, |entry| &entry.from), gaps_of(&comparison, |entry| &entry.to)];
        let steps = [from, to].map(steps);
        let cards = match &target {
            Target::Own | Target::File(_) => cards(&Plan::of(&map, to, &comparison), comparison.gaps.len()),
            // Nobody plans how to get from one day to another.
            Target::Snapshot(_) => Vec::new(),
        };
        let mut made = Made { key, map, target, pins, comparison, earlier, by_size, cards, gaps, gaps_of, steps };
        if made.cards.is_empty() {
            made.cards = made.comparison.gaps.iter().map(|gap| made.card(gap)).collect();
        }
        made
    }

    /// The same comparison, said to be of another change.
    pub fn said_to_be_of(&self, key: MadeKey) -> Made {
        Made { key, ..self.clone() }
    }

    fn card(&self, gap: &Gap) -> Card {
        let (step, name) = super::parts::gap_name(self, gap);
        Card { step, name, is: gap.is.clone(), should: gap.should.clone(), ..Card::default() }
    }

    /// The first journey.
    pub fn from(&self) -> &Journey {
        sides(&self.map, &self.target).0
    }

    /// The second journey.
    pub fn to(&self) -> &Journey {
        sides(&self.map, &self.target).1
    }

    /// The other map, if the second journey is another map's: its pictures are there.
    pub fn album(&self) -> Option<&Map> {
        match &self.target {
            Target::File(file) => Some(&file.map),
            Target::Own | Target::Snapshot(_) => None,
        }
    }

    /// The journey that a state stands for in a comparison: [`State::Today`] is the first.
    pub fn side(&self, state: State) -> &Journey {
        match state {
            State::Today => self.from(),
            State::Ideal => self.to(),
        }
    }

    /// The place of a gap among the [`gaps`](Comparison::gaps).
    pub fn gap_index(&self, key: GapKey) -> Option<usize> {
        self.gaps.get(&key).copied()
    }

    /// A gap.
    pub fn gap(&self, key: GapKey) -> Option<&Gap> {
        self.gap_index(key).map(|at| &self.comparison.gaps[at])
    }

    /// The entry a gap is about.
    pub fn entry(&self, gap: &Gap) -> &Entry {
        &self.comparison.entries[gap.entry]
    }

    /// The number of a touchpoint's step in its journey, from 1.
    pub fn step(&self, state: State, id: TouchpointId) -> Option<usize> {
        self.steps[state as usize].get(&id).copied()
    }

    /// The gap to which something on the picture belongs.
    pub fn gap_of(&self, subject: Compared) -> Option<GapKey> {
        let of = |state: State, uid: Uid| self.gaps_of[state as usize].get(&uid).copied();
        let at = match subject {
            Compared::Touchpoint(state, id) | Compared::Emotion(state, _, id) => of(state, id.0),
            Compared::Stage(at) => {
                let stage = self.comparison.stages.get(at)?;
                let from = stage.from.and_then(|id| of(State::Today, id.0));
                from.or_else(|| stage.to.and_then(|id| of(State::Ideal, id.0)))
            }
            Compared::Pain(state, id, at) => of(state, id.0).or_else(|| of(state, at.0)),
            Compared::Opportunity(state, id, at) => of(state, id.0).or_else(|| of(state, at.0)),
            Compared::Feedback(state, id, at) => of(state, id.0).or_else(|| of(state, at.0)),
            Compared::Text(state, _, at) => of(state, at.0),
            Compared::Measure(state, id) => of(state, id.0),
            Compared::Match(from, _) => of(State::Today, from.0),
        };
        at.map(|at| self.comparison.gaps[at].key)
    }

    /// The entry of the touchpoint that something on the picture is or stands at.
    pub fn touchpoint_entry(&self, subject: Compared) -> Option<&Entry> {
        match subject {
            Compared::Touchpoint(state, id)
            | Compared::Emotion(state, _, id)
            | Compared::Pain(state, _, id)
            | Compared::Opportunity(state, _, id)
            | Compared::Feedback(state, _, id)
            | Compared::Text(state, _, id) => self.entry_of(state, id.0),
            Compared::Match(from, _) => self.entry_of(State::Today, from.0),
            Compared::Stage(_) | Compared::Measure(..) => None,
        }
    }

    /// The entry of an element of one of the journeys.
    pub fn entry_of(&self, state: State, uid: Uid) -> Option<&Entry> {
        match state {
            State::Today => self.comparison.entry_of_from(uid),
            State::Ideal => self.comparison.entry_of_to(uid),
        }
    }

    /// What on the picture stands for an entry, if anything does: the card of the second journey before that of the
    /// first.
    pub fn subject_of(&self, entry: &Entry) -> Option<Compared> {
        let side = |state: State, uid: Uid| {
            let at = |uid| self.side(state).touchpoints_of(uid).first().map(|touchpoint| touchpoint.id);
            match entry.kind {
                Kind::Touchpoint => Some(Compared::Touchpoint(state, TouchpointId(uid))),
                Kind::Pain => at(uid).map(|at| Compared::Pain(state, PainId(uid), at)),
                Kind::Measure => Some(Compared::Measure(state, MeasureId(uid))),
                Kind::Opportunity | Kind::Feedback => at(uid).map(|at| Compared::Touchpoint(state, at)),
                Kind::Stage => {
                    let is = |id: Option<StageId>| id == Some(StageId(uid));
                    let mut stages = self.comparison.stages.iter();
                    stages.position(|stage| is(stage.from) || is(stage.to)).map(Compared::Stage)
                }
                Kind::Persona | Kind::Lane | Kind::Link => None,
            }
        };
        let second = entry.to.first().and_then(|uid| side(State::Ideal, *uid));
        second.or_else(|| entry.from.first().and_then(|uid| side(State::Today, *uid)))
    }

    /// A gap as something to select.
    pub fn pick(&self, gap: &Gap) -> Picked {
        Picked { gap: Some(gap.key), subject: self.subject_of(self.entry(gap)) }
    }
}

/// The journey to start at and the one to compare with. A map without an ideal journey is compared with itself.
fn sides<'a>(map: &'a Map, target: &'a Target) -> (&'a Journey, &'a Journey) {
    let today = map.today();
    match target {
        Target::Own => (today, map.ideal().unwrap_or(today)),
        Target::File(file) => (today, file.map.today()),
        Target::Snapshot(span) => {
            let then = |id: SnapshotId| map.snapshots().find(|snapshot| snapshot.id == id);
            let journey = |id: Option<SnapshotId>| id.and_then(then).map_or(today, |snapshot| &*snapshot.journey);
            (journey(Some(span.from)), journey(span.to))
        }
    }
}

/// What the plan says of every gap, by the first row that is about it.
fn cards(plan: &Plan, count: usize) -> Vec<Card> {
    let mut cards = vec![Card::default(); count];
    for row in plan.rows.iter().rev() {
        if let Standing::Differs(at) = row.standing {
            cards[at] = Card {
                step: row.step,
                name: crate::gui::panels::shown(&row.name, "Unnamed").to_owned(),
                is: row.is.value.clone(),
                should: row.should.value.clone(),
                owner: row.owner.value.trim().to_owned(),
                effort: row.effort.value,
                horizon: row.horizon.value,
                finished: row.status.value.is_finished(),
            };
        }
    }
    cards
}

fn gaps_of(comparison: &Comparison, side: impl Fn(&Entry) -> &Vec<Uid>) -> HashMap<Uid, usize> {
    let mut found = HashMap::new();
    for (at, gap) in comparison.gaps.iter().enumerate() {
        for entry in std::iter::once(&gap.entry).chain(&gap.parts) {
            for uid in side(&comparison.entries[*entry]) {
                found.entry(*uid).or_insert(at);
            }
        }
    }
    found
}

fn steps(journey: &Journey) -> HashMap<TouchpointId, usize> {
    journey.touchpoints().enumerate().map(|(at, touchpoint)| (touchpoint.id, at + 1)).collect()
}
