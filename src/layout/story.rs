//! What a picture shows, in order: the columns, the personas whose curves are drawn, and the curves themselves.
//!
//! A story is made once per layout, from the map and the filter alone. Here never come sizes or text.

use std::sync::Arc;

use super::Filter;
use super::curve::{Curve, Met};
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
}

/// A persona whose curve is drawn.
#[derive(Debug, Clone)]
pub(crate) struct Player {
    /// The persona.
    pub persona: Arc<Persona>,
    /// Colour, marker and dash.
    pub colour: PersonaColour,
    /// Her curve over [`Story::columns`].
    pub curve: Curve,
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
    /// How many personas are not drawn because there are too many.
    pub uncast: usize,
    /// How many touchpoints the whole journey has.
    pub journey_len: usize,
}

impl Story {
    /// What a journey shows under a filter. With `add`, the place to add a touchpoint follows the last one.
    pub fn of(journey: &Journey, filter: &Filter, add: bool) -> Story {
        let mut story = Story { journey_len: journey.touchpoint_count(), ..Story::default() };
        let mut number = 0;
        for (index, stage) in journey.stages().iter().enumerate() {
            let touchpoints = journey.touchpoints_in(stage.id);
            if !filter.stages.is_empty() && !filter.stages.contains(&stage.id) {
                number += touchpoints.len();
                continue;
            }
            story.push_stage(index + 1, stage, touchpoints, &mut number);
        }
        if add && let Some(last) = story.stages.last_mut() {
            let stage = story.columns.last().map_or(0, |column| column.stage);
            if matches!(story.columns.last(), Some(Column { place: Place::Step { .. }, .. })) {
                story.columns.push(Column { stage, place: Place::Add });
                last.columns.end = story.columns.len();
            }
        }
        story.fill_cast(journey, filter);
        story
    }

    fn push_stage<'a>(
        &mut self,
        stage_number: usize,
        stage: &Arc<Stage>,
        touchpoints: impl Iterator<Item = &'a Arc<Touchpoint>>,
        number: &mut usize,
    ) {
        let index = self.stages.len();
        let start = self.columns.len();
        for touchpoint in touchpoints {
            *number += 1;
            let place = Place::Step { number: *number, touchpoint: touchpoint.clone() };
            self.columns.push(Column { stage: index, place });
        }
        if self.columns.len() == start {
            self.columns.push(Column { stage: index, place: Place::Empty });
        }
        self.stages.push(StoryStage {
            stage: stage.clone(),
            number: stage_number,
            columns: start..self.columns.len(),
            average: None,
        });
    }

    fn fill_cast(&mut self, journey: &Journey, filter: &Filter) {
        let shown = coloured(journey).into_iter().filter(|(persona, _)| !filter.hidden_personas.contains(&persona.id));
        let mut cast: Vec<(Arc<Persona>, PersonaColour)> = shown.collect();
        self.uncast = cast.len().saturating_sub(MOST_CURVES);
        cast.truncate(MOST_CURVES);
        self.cast = cast
            .into_iter()
            .map(|(persona, colour)| {
                let met = self.columns.iter().map(|column| met(journey, &persona, column)).collect();
                Player { persona, colour, curve: Curve::through(met) }
            })
            .collect();
        if let Some(main) = self.cast.first() {
            for stage in &mut self.stages {
                let values = || stage.columns.clone().filter_map(|column| main.curve.value(column));
                let count = values().count();
                stage.average = (count > 0).then(|| values().map(Emotion::value).sum::<f64>() / count as f64);
            }
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

fn met(journey: &Journey, persona: &Persona, column: &Column) -> Met {
    let Place::Step { touchpoint, .. } = &column.place else { return Met::Passed };
    match journey.feeling(persona.id, touchpoint.id) {
        Some(Feeling { emotion: Some(emotion), .. }) => Met::Felt(emotion),
        Some(Feeling { emotion: None, .. }) => Met::Unobserved,
        None => match touchpoint.stagecraft {
            Stagecraft::BackStage => Met::Passed,
            Stagecraft::FrontStage => Met::Not,
        },
    }
}
