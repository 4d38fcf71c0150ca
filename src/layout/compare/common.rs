//! The common journey: the columns in which two journeys can be drawn on one another, and what stands in each.
//!
//! It is made once per layout, from the comparison and the request alone. A comparison may be older than the journeys
//! it speaks of; what is no longer there is left out. Here never come sizes, text or colours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::lead::Lead;
use crate::compare::{Column, Entry, Gap, Mark, MeasureChange, PainChange, StageColumn};
use crate::insight::mean_emotion_in;
use crate::layout::{CompareRequest, Compared};
use crate::model::*;

/// Two journeys in common columns.
pub(super) struct Common<'a> {
    /// Where it comes from.
    pub compared: Compared<'a>,
    /// What the two journeys are called, within a sentence.
    pub names: [&'static str; 2],
    /// The stages that are shown.
    pub stages: Vec<CommonStage>,
    /// The columns of all stages.
    pub columns: Vec<CommonColumn<'a>>,
    /// The persona whose curves are compared, if there is any.
    pub lead: Option<Lead>,
    /// What became of the pain points of either journey.
    pub pains: [BTreeMap<PainId, &'a PainChange>; 2],
    /// What is said about the measures of either journey.
    pub measures: [BTreeMap<MeasureId, &'a MeasureChange>; 2],
    /// The numbers in the first journey of its touchpoints that are shown.
    numbers: BTreeMap<TouchpointId, usize>,
}

/// A stage of the common journey.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CommonStage {
    /// Its place among all stages of the comparison.
    pub place: usize,
    /// Its number, from 1: in the common journey, or in its own where that is drawn by itself.
    pub number: usize,
    /// The stage in either journey.
    pub stages: [Option<Arc<Stage>>; 2],
    /// What became of it.
    pub mark: Mark,
    /// Its columns in [`Common::columns`].
    pub columns: Range<usize>,
    /// The mean emotion in either journey, where any was observed.
    pub means: [Option<f64>; 2],
}

/// A column of the common journey.
#[derive(Debug, Clone)]
pub(super) struct CommonColumn<'a> {
    /// Index into [`Common::stages`].
    pub stage: usize,
    /// What stands in it.
    pub place: Place<'a>,
}

/// What stands in a column.
#[derive(Debug, Clone)]
pub(super) enum Place<'a> {
    /// A touchpoint of one journey or of both.
    Steps([Option<Step<'a>>; 2]),
    /// So many columns without a difference, folded away.
    Folded(usize),
    /// Nothing: the stage has no touchpoints.
    Empty,
}

/// A touchpoint at its place.
#[derive(Debug, Clone)]
pub(super) struct Step<'a> {
    /// Its number in its own journey, from 1.
    pub number: usize,
    /// The touchpoint.
    pub touchpoint: &'a Arc<Touchpoint>,
    /// What the comparison says about it.
    pub entry: Option<&'a Entry>,
}

/// A card of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Card<'c, 'a> {
    /// Whose name it bears.
    pub side: State,
    /// The touchpoint of that side.
    pub step: &'c Step<'a>,
    /// What became of it.
    pub mark: Mark,
    /// Whether it stands for what is no longer here: removed, or shown in another column.
    pub ghost: bool,
    /// The number that is written on it; a new touchpoint has none.
    pub number: Option<usize>,
}

/// The place of a side in pairs.
pub(super) fn index(side: State) -> usize {
    match side {
        State::Today => 0,
        State::Ideal => 1,
    }
}

/// Both sides, the first journey's first.
pub(super) const SIDES: [State; 2] = [State::Today, State::Ideal];

/// Every touchpoint of a journey with its number.
type Numbers<'a> = BTreeMap<TouchpointId, (usize, &'a Arc<Touchpoint>)>;

fn numbers(journey: &Journey) -> Numbers<'_> {
    journey.touchpoints().zip(1..).map(|(touchpoint, number)| (touchpoint.id, (number, touchpoint))).collect()
}

impl<'a> Common<'a> {
    /// What a comparison shows under a request.
    pub fn of(compared: Compared<'a>, request: &CompareRequest) -> Common<'a> {
        let numbers = [numbers(compared.from), numbers(compared.to)];
        let mut common = Common::nothing(compared);
        let homes = Homes::of(&compared);
        let different: BTreeSet<usize> = compared.comparison.gaps.iter().filter_map(|gap| gap.column).collect();
        for (place, stage) in compared.comparison.stages.iter().enumerate() {
            if !is_wanted(stage, &request.filter.stages) {
                continue;
            }
            let start = common.columns.len();
            for column in stage.columns.clone() {
                let Some(found) = compared.comparison.columns.get(column) else { continue };
                let steps = SIDES.map(|side| step(&compared, &numbers, &homes, side, (column, found)));
                if steps.iter().any(Option::is_some) {
                    let fold = request.only_differences && !different.contains(&column) && is_plain(&steps);
                    common.push(start, steps, fold);
                }
            }
            common.close_stage(place, stage, start);
        }
        common.with_lead(request)
    }

    /// One of the two journeys by itself, in its own order.
    pub fn line(compared: Compared<'a>, request: &CompareRequest, side: State) -> Common<'a> {
        let numbers = numbers(compared.journey(side));
        let mut common = Common::nothing(compared);
        let of = |stage: &StageColumn| match side {
            State::Today => stage.from,
            State::Ideal => stage.to,
        };
        let with_gap = |gap: &Gap| compared.comparison.entries.get(gap.entry).map(std::ptr::from_ref);
        let different: BTreeSet<*const Entry> = compared.comparison.gaps.iter().filter_map(with_gap).collect();
        for (number, stage) in (1..).zip(compared.journey(side).stages()) {
            let places = compared.comparison.stages.iter().enumerate();
            let Some((place, column)) = places.into_iter().find(|(_, column)| of(column) == Some(stage.id)) else {
                continue;
            };
            if !is_wanted(column, &request.filter.stages) {
                continue;
            }
            let start = common.columns.len();
            for touchpoint in compared.journey(side).touchpoints_in(stage.id) {
                let Some((number, touchpoint)) = numbers.get(&touchpoint.id).copied() else { continue };
                let entry = entry_of(&compared, side, touchpoint.id);
                let step = Step { number, touchpoint, entry };
                let plain = entry.is_some_and(|entry| entry.mark == Mark::Kept && !entry.is_unsure());
                let has_gap = entry.is_some_and(|entry| different.contains(&std::ptr::from_ref(entry)));
                let steps = match side {
                    State::Today => [Some(step), None],
                    State::Ideal => [None, Some(step)],
                };
                common.push(start, steps, request.only_differences && plain && !has_gap);
            }
            common.close_stage(place, column, start);
            if let Some(stage) = common.stages.last_mut() {
                stage.number = number;
                stage.stages[1 - index(side)] = None;
            }
        }
        common.with_lead(request)
    }

    fn nothing(compared: Compared<'a>) -> Common<'a> {
        Common {
            compared,
            names: names(&compared),
            stages: Vec::new(),
            columns: Vec::new(),
            lead: None,
            pains: by_id(&compared.comparison.pains, |pain| [pain.from, pain.to]),
            measures: by_id(&compared.comparison.measures, |measure| [measure.from, measure.to]),
            numbers: BTreeMap::new(),
        }
    }

    /// With the persona's curves, and what she feels on average in every stage.
    fn with_lead(mut self, request: &CompareRequest) -> Common<'a> {
        self.lead = Lead::of(&self, request);
        if let Some(lead) = &self.lead {
            let personas = lead.ids();
            for stage in &mut self.stages {
                stage.means = SIDES.map(|side| {
                    let id = stage.stages[index(side)].as_ref()?.id;
                    mean_emotion_in(self.compared.journey(side), id, personas[index(side)]?)
                });
            }
        }
        self
    }

    fn push(&mut self, start: usize, steps: [Option<Step<'a>>; 2], fold: bool) {
        let stage = self.stages.len();
        let before = self.columns[start..].last_mut().map(|column| &mut column.place);
        match (fold, before) {
            (true, Some(Place::Folded(count))) => *count += 1,
            (true, _) => self.columns.push(CommonColumn { stage, place: Place::Folded(1) }),
            (false, _) => {
                self.numbers.extend(steps[0].as_ref().map(|from| (from.touchpoint.id, from.number)));
                self.columns.push(CommonColumn { stage, place: Place::Steps(steps) });
            }
        }
    }

    fn close_stage(&mut self, place: usize, stage: &StageColumn, start: usize) {
        if self.columns.len() == start {
            self.columns.push(CommonColumn { stage: self.stages.len(), place: Place::Empty });
        }
        let Compared { from, to, .. } = self.compared;
        let of = |journey: &'a Journey, id: Option<StageId>| id.and_then(|id| journey.stage(id)).cloned();
        self.stages.push(CommonStage {
            place,
            number: place + 1,
            stages: [of(from, stage.from), of(to, stage.to)],
            mark: stage.mark,
            columns: start..self.columns.len(),
            means: [None, None],
        });
    }

    /// The touchpoint that a side has in a column.
    pub fn step(&self, column: usize, side: State) -> Option<&Step<'a>> {
        match &self.columns.get(column)?.place {
            Place::Steps(steps) => steps[index(side)].as_ref(),
            Place::Folded(_) | Place::Empty => None,
        }
    }

    /// The cards of a column, top to bottom.
    pub fn cards(&self, column: usize) -> Vec<Card<'_, 'a>> {
        let mut cards = Vec::new();
        let (from, to) = (self.step(column, State::Today), self.step(column, State::Ideal));
        if let (Some(from), Some(to)) = (from, to)
            && is_same(from, to)
        {
            cards.push(Card { number: Some(from.number), ..arrived(to) });
            return cards;
        }
        if let Some(step) = from {
            let mark = step.entry.map_or(Mark::Removed, |entry| entry.mark);
            cards.push(Card { side: State::Today, step, mark, ghost: true, number: Some(step.number) });
        }
        if let Some(step) = to {
            cards.push(Card { number: self.number_before(step), ..arrived(step) });
        }
        cards
    }

    /// The number that a touchpoint of the second journey has in the first.
    fn number_before(&self, step: &Step<'a>) -> Option<usize> {
        self.numbers.get(&TouchpointId(*step.entry?.from.first()?)).copied()
    }

    /// What the first journey has for a touchpoint of the second: nothing, one, or several that were merged.
    pub fn before(&self, step: &Step<'a>) -> impl Iterator<Item = &'a Arc<Touchpoint>> {
        let journey = self.compared.from;
        let uids: &'a [Uid] = step.entry.map_or(&[], |entry| &entry.from);
        uids.iter().filter_map(move |uid| journey.touchpoint(TouchpointId(*uid)))
    }
}

impl<'a> Compared<'a> {
    /// A picture of one of the journeys.
    pub(super) fn picture(&self, side: State, id: PictureId) -> Option<&'a Arc<Picture>> {
        let other = self.album.filter(|_| side == State::Ideal).and_then(|album| album.picture(id));
        other.or_else(|| self.map.picture(id))
    }

    /// The journey of a side.
    pub(super) fn journey(&self, side: State) -> &'a Journey {
        match side {
            State::Today => self.from,
            State::Ideal => self.to,
        }
    }
}

/// Finds things by what they are called in either journey.
fn by_id<T, Id: Ord>(things: &[T], ids: impl Fn(&T) -> [Option<Id>; 2]) -> [BTreeMap<Id, &T>; 2] {
    let of = |side: usize| {
        let known = |thing| ids(thing).into_iter().nth(side).flatten().map(|id| (id, thing));
        things.iter().filter_map(known).collect()
    };
    [of(0), of(1)]
}

fn arrived<'c, 'a>(step: &'c Step<'a>) -> Card<'c, 'a> {
    let mark = step.entry.map_or(Mark::Added, |entry| entry.mark);
    Card { side: State::Ideal, step, mark, ghost: false, number: None }
}

/// Whether both touchpoints of a column are one and the same.
pub(super) fn is_same(from: &Step<'_>, to: &Step<'_>) -> bool {
    match (from.entry, to.entry) {
        (Some(from), Some(to)) => std::ptr::eq(from, to),
        (None, _) | (_, None) => false,
    }
}

/// Whether a column holds a touchpoint that both journeys have as it is.
fn is_plain(steps: &[Option<Step<'_>>; 2]) -> bool {
    let [Some(from), Some(to)] = steps else { return false };
    is_same(from, to) && from.entry.is_some_and(|entry| entry.mark == Mark::Kept && !entry.is_unsure())
}

fn is_wanted(stage: &StageColumn, wanted: &BTreeSet<StageId>) -> bool {
    wanted.is_empty() || [stage.from, stage.to].into_iter().flatten().any(|id| wanted.contains(&id))
}

/// The one column in which a touchpoint of either side stands, even if the comparison names it in several.
struct Homes([BTreeMap<TouchpointId, usize>; 2]);

impl Homes {
    fn of(compared: &Compared<'_>) -> Homes {
        let mut homes = [BTreeMap::new(), BTreeMap::new()];
        for (at, Column { from, to, .. }) in compared.comparison.columns.iter().enumerate() {
            if let Some(from) = from {
                // Where a touchpoint was before it moved, it stands alone.
                let moved = compared.comparison.entry_of_from(from.0).is_some_and(|entry| entry.mark == Mark::Moved);
                if moved && to.is_none() {
                    homes[0].insert(*from, at);
                } else {
                    homes[0].entry(*from).or_insert(at);
                }
            }
            if let Some(to) = to {
                homes[1].entry(*to).or_insert(at);
            }
        }
        Homes(homes)
    }
}

fn step<'a>(
    compared: &Compared<'a>,
    numbers: &[Numbers<'a>; 2],
    homes: &Homes,
    side: State,
    (at, column): (usize, &Column),
) -> Option<Step<'a>> {
    let id = match side {
        State::Today => column.from?,
        State::Ideal => column.to?,
    };
    if homes.0[index(side)].get(&id) != Some(&at) {
        return None;
    }
    let (number, touchpoint) = *numbers[index(side)].get(&id)?;
    Some(Step { number, touchpoint, entry: entry_of(compared, side, id) })
}

fn entry_of<'a>(compared: &Compared<'a>, side: State, id: TouchpointId) -> Option<&'a Entry> {
    match side {
        State::Today => compared.comparison.entry_of_from(id.0),
        State::Ideal => compared.comparison.entry_of_to(id.0),
    }
}

/// What the journeys are called: a map's own by what they are, any other by its part in the comparison.
fn names(compared: &Compared<'_>) -> [&'static str; 2] {
    let map = compared.map;
    let is = |journey: &Journey, of: Option<&Journey>| of.is_some_and(|of| std::ptr::eq(journey, of));
    let from = if is(compared.from, Some(map.today())) { "today" } else { "before" };
    let to = match () {
        () if is(compared.to, map.ideal()) => "ideal",
        () if is(compared.to, Some(map.today())) => "today",
        () => "target",
    };
    [from, to]
}
