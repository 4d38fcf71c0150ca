//! What a picture shows, in order: the columns, the personas whose curves are drawn, and the curves themselves.
//!
//! A story is made once per layout, from the map and the filter alone. Here never come sizes or text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Filter;
use super::curve::{Curve, Measured, Met, Notable};
use crate::answers::measured_mood;
use crate::model::*;

/// At most so many curves are drawn; more could not be told apart.
pub(crate) const MOST_CURVES: usize = 4;

/// One column of the picture.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Index into [`Story::stages`].
    pub stage: usize,
    /// What stands in it.
    pub place: Place,
}

/// What stands in a column.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A touchpoint, with its number in the whole journey (from 1).
    Step {
        /// Its number, from 1.
        number: usize,
        /// The touchpoint.
        touchpoint: Arc<Touchpoint>,
        /// Equal as long as everything that hangs on the touchpoint is.
        stamp: u64,
    },
    /// Nothing: the stage has no touchpoints.
    Empty,
    /// The place to add a touchpoint, after the last one.
    Add,
}

/// A stage that is shown.
#[derive(Debug, Clone)]
pub(crate) struct StoryStage {
    /// The stage.
    pub stage: Arc<Stage>,
    /// Its number in the whole journey, from 1; odd stages lie on the zebra colour.
    pub number: usize,
    /// Its columns in [`Story::columns`].
    pub columns: std::ops::Range<usize>,
    /// The main persona's mean emotion over the stage, where any was observed.
    pub average: Option<f64>,
    /// Equal as long as everything in the stage is.
    stamp: u64,
    /// How many touchpoints come before it in the whole journey, and how many it has.
    steps: (usize, usize),
}

/// A persona's name, or what stands for it where she has none.
pub(crate) fn persona_name(persona: &Persona) -> &str {
    if persona.name.trim().is_empty() { "Unnamed" } else { &persona.name }
}

/// A persona whose curve is drawn.
#[derive(Debug, Clone)]
pub(crate) struct Player {
    /// The persona.
    pub persona: Arc<Persona>,
    /// Colour, marker and dash.
    pub colour: PersonaColour,
    /// Her curve over [`Story::columns`]; the same one as before, if nothing it runs through changed.
    pub curve: Arc<Curve>,
    /// Her peak, lowest point and end on the whole journey, as far as they are shown.
    pub notable: Notable,
    /// The column in which she is met first, where the journey has begun before it.
    pub joins: Option<usize>,
}

/// What people answered, as a curve beside the one the workshop believes in.
#[derive(Debug, Clone)]
pub(crate) struct MeasuredCurve {
    /// Whose answers they are, as a place in the cast; `None` where it is not known.
    pub player: Option<usize>,
    /// The points, column by column.
    pub points: Arc<Vec<Measured>>,
    /// The curve through them.
    pub curve: Arc<Curve>,
}

/// What a picture shows, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Story {
    /// The stages.
    pub stages: Vec<StoryStage>,
    /// The columns of all stages.
    pub columns: Vec<Column>,
    /// The personas whose curves are drawn; the first is the main one.
    pub cast: Vec<Player>,
    /// What was measured, the cast's first; only where somebody answered.
    pub measured: Vec<MeasuredCurve>,
    /// Whether something was measured that is not drawn.
    pub measured_hidden: bool,
    /// All personas with their colours, hidden ones too.
    pub personas: Vec<(Arc<Persona>, PersonaColour)>,
    /// How many personas are not drawn because there are too many.
    pub uncast: usize,
    /// How many touchpoints the whole journey has.
    pub journey_len: usize,
    /// Whether places to add things are shown.
    pub editable: bool,
    /// Whether touchpoints are left out.
    pub filtered: bool,
    /// One and the same as long as the same touchpoints stand in the same columns.
    pub order: Arc<()>,
    /// What the journey holds altogether.
    pub tally: Arc<Tally>,
}

/// What a journey holds altogether, shown or not, as far as a picture tells it beside the columns.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Equal as long as everything that is counted is.
    stamps: ItemStamps,
    /// Pain points that still hurt.
    pub open: usize,
    /// Opportunities for now that are still ahead.
    pub now: usize,
    /// Feedback that nobody answered.
    pub unanswered: usize,
    /// The measures of whole stages, in order.
    of_stages: BTreeMap<StageId, Vec<Arc<Measure>>>,
}

impl Tally {
    fn of(journey: &Journey) -> Tally {
        let still_hurts = |pain: &&Arc<Pain>| match pain.status {
            PainStatus::Open | PainStatus::InProgress | PainStatus::Reduced => true,
            PainStatus::Resolved | PainStatus::Accepted => false,
        };
        let mut of_stages: BTreeMap<StageId, Vec<Arc<Measure>>> = BTreeMap::new();
        for measure in journey.measures() {
            if let Some(stage) = measure.stage {
                of_stages.entry(stage).or_default().push(measure.clone());
            }
        }
        Tally {
            stamps: journey.item_stamps(),
            open: journey.pains().filter(still_hurts).count(),
            now: journey.opportunities().filter(|found| found.horizon == Horizon::Now && found.is_to_do()).count(),
            unanswered: journey.feedback().filter(|found| found.status != LoopStatus::Answered).count(),
            of_stages,
        }
    }

    /// The measures of a whole stage.
    pub fn measures_of(&self, stage: StageId) -> &[Arc<Measure>] {
        self.of_stages.get(&stage).map_or(&[], Vec::as_slice)
    }
}

impl StoryStage {
    /// A stage with one column, which nobody will look for changes.
    pub fn alone(stage: Arc<Stage>, number: usize) -> StoryStage {
        StoryStage { stage, number, columns: 0..1, average: None, stamp: 0, steps: (0, 0) }
    }
}

impl Story {
    /// What a journey shows under a filter. Where it is editable, the place to add a touchpoint follows the last one.
    pub fn of(journey: &Journey, filter: &Filter, editable: bool, feelings: &mut Feelings) -> Story {
        Story::default().renewed(journey, filter, editable, feelings)
    }

    /// The same, made from the story before it. Stages in which nothing changed are not looked into.
    pub fn renewed(mut self, journey: &Journey, filter: &Filter, editable: bool, feelings: &mut Feelings) -> Story {
        let shown = shown_stages(journey, filter);
        // Under a filter the columns depend on more than the stages.
        let filtered = !filter.hidden_touchpoints.is_empty();
        let tally = self.tally.clone();
        if self.filtered || filtered || self.editable != editable || !self.follow(journey, &shown) {
            let fresh = Story::laid_out(journey, shown, filter, editable);
            // Links and answers know their columns by the order, which most changes under a filter leave as it is.
            let order = if fresh.stands_as(&self) { self.order } else { Arc::default() };
            self = Story { order, filtered, ..fresh };
        }
        self.journey_len = journey.touchpoint_count();
        self.tally = if tally.stamps == journey.item_stamps() { tally } else { Arc::new(Tally::of(journey)) };
        self.fill_cast(journey, filter, feelings);
        self
    }

    /// Whether the same touchpoints stand in the same columns as in another story.
    fn stands_as(&self, other: &Story) -> bool {
        let step = |column: &Column| match &column.place {
            Place::Step { number, touchpoint, .. } => Some((*number, touchpoint.id)),
            Place::Empty | Place::Add => None,
        };
        self.columns.iter().map(step).eq(other.columns.iter().map(step))
    }

    /// Takes in what changed within stages, if the columns are still those of these stages; returns whether they are.
    fn follow(&mut self, journey: &Journey, shown: &[StoryStage]) -> bool {
        let same = |(known, now): (&StoryStage, &StoryStage)| {
            (known.stage.id, known.number, known.steps) == (now.stage.id, now.number, now.steps)
        };
        if self.stages.len() != shown.len() || !self.stages.iter().zip(shown).all(same) {
            return false;
        }
        for (known, now) in self.stages.iter_mut().zip(shown) {
            known.stage = now.stage.clone();
            if known.stamp == now.stamp {
                continue;
            }
            known.stamp = now.stamp;
            let columns = self.columns[known.columns.clone()].iter_mut();
            for (column, (touchpoint, stamp)) in columns.zip(journey.stamped_touchpoints_in(now.stage.id)) {
                let Place::Step { touchpoint: before, stamp: stamp_before, .. } = &mut column.place else { continue };
                if before.id != touchpoint.id {
                    self.order = Arc::default();
                }
                (*before, *stamp_before) = (touchpoint.clone(), stamp);
            }
        }
        true
    }

    fn laid_out(journey: &Journey, shown: Vec<StoryStage>, filter: &Filter, editable: bool) -> Story {
        let mut story = Story { editable, ..Story::default() };
        for stage in shown {
            story.push_stage(stage, journey, &filter.hidden_touchpoints);
        }
        if editable && let Some(last) = story.stages.last_mut() {
            let stage = story.columns.last().map_or(0, |column| column.stage);
            if matches!(story.columns.last(), Some(Column { place: Place::Step { .. }, .. })) {
                story.columns.push(Column { stage, place: Place::Add });
                last.columns.end = story.columns.len();
            }
        }
        story
    }

    fn push_stage(&mut self, stage: StoryStage, journey: &Journey, hidden: &BTreeSet<TouchpointId>) {
        let index = self.stages.len();
        let start = self.columns.len();
        for (number, (touchpoint, stamp)) in (stage.steps.0 + 1..).zip(journey.stamped_touchpoints_in(stage.stage.id)) {
            if hidden.contains(&touchpoint.id) {
                continue;
            }
            let place = Place::Step { number, touchpoint: touchpoint.clone(), stamp };
            self.columns.push(Column { stage: index, place });
        }
        if self.columns.len() == start {
            self.columns.push(Column { stage: index, place: Place::Empty });
        }
        self.stages.push(StoryStage { columns: start..self.columns.len(), ..stage });
    }

    fn fill_cast(&mut self, journey: &Journey, filter: &Filter, feelings: &mut Feelings) {
        self.personas = coloured(journey);
        let shown = self.personas.iter().filter(|(persona, _)| !filter.hidden_personas.contains(&persona.id));
        let mut cast: Vec<(Arc<Persona>, PersonaColour)> = shown.cloned().collect();
        self.uncast = cast.len().saturating_sub(MOST_CURVES);
        cast.truncate(MOST_CURVES);
        let breaks = self.breaks();
        let ids: Vec<PersonaId> = cast.iter().map(|(persona, _)| persona.id).collect();
        feelings.refresh(journey, &ids, &self.columns);
        self.measured = feelings.measured(&breaks).to_vec();
        self.measured_hidden = filter.hidden_measured && !self.measured.is_empty();
        if filter.hidden_measured {
            self.measured.clear();
        }
        let curves = feelings.curves(&breaks);
        let is_part = !filter.stages.is_empty() || !filter.hidden_touchpoints.is_empty();
        self.cast = cast
            .into_iter()
            .zip(curves)
            .map(|((persona, colour), (curve, notable))| {
                let first = curve.met.iter().position(|met| matches!(met, Met::Felt(_) | Met::Unobserved));
                let joins = first.filter(|column| matches!(self.number(*column), Some(2..)));
                let notable = if is_part { notable_of_whole(journey, &self.columns, persona.id) } else { *notable };
                Player { persona, colour, notable, curve: curve.clone(), joins }
            })
            .collect();
        for stage in &mut self.stages {
            stage.average = None;
        }
        if let Some(main) = self.cast.first() {
            for stage in &mut self.stages {
                let values = || stage.columns.clone().filter_map(|column| main.curve.value(column));
                let count = values().count();
                stage.average = (count > 0).then(|| values().map(Emotion::value).sum::<f64>() / count as f64);
            }
        }
    }

    /// The columns whose neighbour at the left is not the touchpoint before them in the journey.
    fn breaks(&self) -> Vec<usize> {
        let mut breaks = Vec::new();
        let mut next = 1;
        for (index, column) in self.columns.iter().enumerate() {
            if let Place::Step { number, .. } = column.place {
                if number != next {
                    breaks.push(index);
                }
                next = number + 1;
            }
        }
        breaks
    }

    /// How many touchpoints of the journey are not shown.
    pub fn left_out(&self) -> usize {
        let shown = self.columns.iter().filter(|column| matches!(column.place, Place::Step { .. })).count();
        self.journey_len.saturating_sub(shown)
    }

    /// The number of a column's touchpoint in the whole journey.
    pub fn number(&self, column: usize) -> Option<usize> {
        match &self.columns.get(column)?.place {
            Place::Step { number, .. } => Some(*number),
            Place::Empty | Place::Add => None,
        }
    }

    /// The touchpoint of a column, if it has one.
    pub fn touchpoint(&self, column: usize) -> Option<&Arc<Touchpoint>> {
        match &self.columns.get(column)?.place {
            Place::Step { touchpoint, .. } => Some(touchpoint),
            Place::Empty | Place::Add => None,
        }
    }
}

/// The stages that are shown, their columns still to be found.
fn shown_stages(journey: &Journey, filter: &Filter) -> Vec<StoryStage> {
    let mut before = 0;
    let all = journey.stages().iter().enumerate().map(|(index, stage)| {
        let count = journey.touchpoints_in(stage.id).len();
        let steps = (before, count);
        before += count;
        let stamp = journey.stage_stamp(stage.id);
        StoryStage { stage: stage.clone(), number: index + 1, columns: 0..0, average: None, stamp, steps }
    });
    let hidden = |stage: &StoryStage| {
        let mut touchpoints = journey.touchpoints_in(stage.stage.id).peekable();
        touchpoints.peek().is_some() && touchpoints.all(|found| filter.hidden_touchpoints.contains(&found.id))
    };
    let named = |stage: &StoryStage| filter.stages.is_empty() || filter.stages.contains(&stage.stage.id);
    all.filter(|stage| named(stage) && !hidden(stage)).collect()
}

/// The personas with their colours: their own, or the next one that nobody has chosen.
pub(crate) fn coloured(journey: &Journey) -> Vec<(Arc<Persona>, PersonaColour)> {
    let chosen: Vec<PersonaColour> = journey.personas().filter_map(|persona| persona.colour).collect();
    let free: Vec<PersonaColour> = PersonaColour::ALL.iter().copied().filter(|c| !chosen.contains(c)).collect();
    let order = if free.is_empty() { PersonaColour::ALL } else { &free };
    let mut next = order.iter().copied().cycle();
    journey
        .personas()
        .map(|persona| (persona.clone(), persona.colour.or_else(|| next.next()).unwrap_or_default()))
        .collect()
}

/// What the personas that are drawn meet in each column, remembered by the columns' stamps, and the curves through it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Feelings {
    cast: Vec<PersonaId>,
    /// Everybody whom the journey knows: answers of others are nobody's.
    known: Vec<PersonaId>,
    met: Vec<(u64, Lived)>,
    breaks: Vec<usize>,
    /// One for each of the cast; none, if what they met changed since.
    curves: Vec<(Arc<Curve>, Notable)>,
    /// The measured ones, once they were worked out.
    measured: Option<(Vec<usize>, Vec<MeasuredCurve>)>,
}

/// What the cast lives through in a column, and what was measured there.
#[derive(Debug, Clone, PartialEq)]
struct Lived {
    met: [Met; MOST_CURVES],
    /// The cast's and, last, nobody's in particular; `None` where nobody answered.
    measured: Option<Box<[Measured; MOST_CURVES + 1]>>,
    /// Whether a measured curve passes here.
    passed: bool,
}

impl Feelings {
    fn refresh(&mut self, journey: &Journey, cast: &[PersonaId], columns: &[Column]) {
        let same = self.known.iter().copied().eq(journey.personas().map(|persona| persona.id));
        if self.cast != cast || !same {
            let known = journey.personas().map(|persona| persona.id).collect();
            *self = Feelings { cast: cast.to_vec(), known, ..Feelings::default() };
        }
        let stamps = || columns.iter().map(stamp);
        if stamps().eq(self.met.iter().map(|(stamp, _)| *stamp)) {
            return;
        }
        let mut known: Vec<(u64, Lived)> = std::mem::take(&mut self.met);
        let in_order = known.len() == columns.len();
        if !in_order {
            known.sort_unstable_by_key(|(stamp, _)| *stamp);
        }
        let find = |place: usize, stamp: u64| {
            if in_order {
                return known.get(place).filter(|(of, _)| *of == stamp);
            }
            known.binary_search_by_key(&stamp, |(of, _)| *of).ok().map(|at| &known[at])
        };
        self.met = columns
            .iter()
            .enumerate()
            .map(|(place, column)| {
                let stamp = stamp(column);
                match find(place, stamp) {
                    Some(found) if stamp != 0 => found.clone(),
                    _ => (stamp, lived(journey, cast, column)),
                }
            })
            .collect();
        let known = known.iter().map(|(_, met)| met);
        if !in_order || !known.eq(self.met.iter().map(|(_, met)| met)) {
            self.curves.clear();
            self.measured = None;
        }
    }

    /// The measured curves, where there are any. They break before the columns in `breaks`.
    fn measured(&mut self, breaks: &[usize]) -> &[MeasuredCurve] {
        if self.measured.as_ref().is_none_or(|(known, _)| known != breaks) {
            let who = (0..self.cast.len()).map(|index| (Some(index), index)).chain([(None, MOST_CURVES)]);
            let curve = |(player, slot): (Option<usize>, usize)| {
                let point = |(_, lived): &(u64, Lived)| match &lived.measured {
                    Some(measured) => measured[slot],
                    None if lived.passed => Measured::Passed,
                    None => Measured::Not,
                };
                if self.met.iter().all(|(_, lived)| lived.measured.is_none()) {
                    return None;
                }
                let points: Vec<Measured> = self.met.iter().map(point).collect();
                points.iter().any(|point| point.estimate().is_some()).then(|| MeasuredCurve {
                    player,
                    curve: Arc::new(Curve::through_measured(&points, breaks)),
                    points: Arc::new(points),
                })
            };
            self.measured = Some((breaks.to_vec(), who.filter_map(curve).collect()));
        }
        self.measured.as_ref().map_or(&[], |(_, curves)| curves)
    }

    /// The curves of the cast with their notable places. They break before the columns in `breaks`.
    fn curves(&mut self, breaks: &[usize]) -> &[(Arc<Curve>, Notable)] {
        if self.curves.len() != self.cast.len() || self.breaks != breaks {
            self.breaks = breaks.to_vec();
            let through = |index: usize| {
                let curve = Curve::through(self.met.iter().map(|(_, lived)| lived.met[index]).collect(), breaks);
                let notable = curve.notable();
                (Arc::new(curve), notable)
            };
            self.curves = (0..self.cast.len()).map(through).collect();
        }
        &self.curves
    }
}

/// What is told of a persona's whole journey, as far as it stands in some columns of it: the peak of a part is no peak.
fn notable_of_whole(journey: &Journey, columns: &[Column], persona: PersonaId) -> Notable {
    let told = highlights(journey, persona);
    let column = |moment: Option<Moment>| {
        let moment = moment?;
        let stands = |column: &Column| matches!(&column.place, Place::Step { touchpoint, .. } if touchpoint.id == moment.touchpoint);
        columns.iter().position(stands)
    };
    let all_equal = told.peak.map(|moment| moment.emotion) == told.lowest.map(|moment| moment.emotion);
    let (peak, lowest) = if all_equal { (None, None) } else { (told.peak, told.lowest) };
    Notable::of(column(peak), column(lowest), column(told.end))
}

/// The stamp of a column, 0 for one without a touchpoint.
fn stamp(column: &Column) -> u64 {
    match column.place {
        Place::Step { stamp, .. } => stamp,
        Place::Empty | Place::Add => 0,
    }
}

fn lived(journey: &Journey, cast: &[PersonaId], column: &Column) -> Lived {
    let met = met(journey, cast, column);
    let Place::Step { touchpoint, .. } = &column.place else { return Lived { met, measured: None, passed: true } };
    let answered = journey.measures_at(touchpoint.id).iter().any(|measure| measure.answers.is_some());
    let measured = answered.then(|| {
        let at = |who| measured_mood(journey, touchpoint.id, who).map_or(Measured::Not, Measured::At);
        let mut found = Box::new([Measured::Not; MOST_CURVES + 1]);
        for (slot, persona) in found.iter_mut().zip(cast) {
            *slot = at(Some(*persona));
        }
        found[MOST_CURVES] = at(None);
        found
    });
    Lived { met, measured, passed: touchpoint.stagecraft == Stagecraft::BackStage }
}

fn met(journey: &Journey, cast: &[PersonaId], column: &Column) -> [Met; MOST_CURVES] {
    let mut found = [Met::Passed; MOST_CURVES];
    let Place::Step { touchpoint, .. } = &column.place else { return found };
    let feelings = journey.feelings_at(touchpoint.id);
    for (met, persona) in found.iter_mut().zip(cast) {
        *met = match feelings.iter().find(|(id, _)| id == persona) {
            Some((_, Feeling { emotion: Some(emotion), .. })) => Met::Felt(*emotion),
            Some((_, Feeling { emotion: None, .. })) => Met::Unobserved,
            None => match touchpoint.stagecraft {
                Stagecraft::BackStage => Met::Passed,
                Stagecraft::FrontStage => Met::Not,
            },
        };
    }
    found
}
