//! Figures of one customer meeting one person.

use super::{Figure, Of, Reading, Share, Value};
use crate::insight::rule::Topic;
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// How many touchpoints are one person to one.
pub(super) static ONE_TO_ONE: Figure = Figure {
    key: "one-to-one",
    topic: Topic::People,
    title: "One-to-one, person to person",
    definition: "The share of touchpoints at which one customer meets one person, among all touchpoints of which \
                 somebody has said who meets whom. Back stage included.",
    nothing: "Nobody has said who meets whom.",
    work_out: |survey| {
        let said = || survey.steps().iter().filter(|step| step.touchpoint.encounter != Encounter::Unset);
        let places: Vec<Key> = said().filter(|step| step.is_one_to_one()).map(Step::key).collect();
        let share = Share { count: places.len(), of: said().count() };
        vec![Reading::new(&ONE_TO_ONE, share.value(), said().map(|step| step.touchpoint.evidence)).at(places)]
    },
};

/// How many touchpoints are one customer meeting one person, of all whose encounter is said, back stage included.
pub fn one_to_one(journey: &Journey) -> Share {
    let said = || journey.touchpoints().filter(|touchpoint| touchpoint.encounter != Encounter::Unset);
    Share { count: said().filter(|touchpoint| touchpoint.encounter == Encounter::OneToOne).count(), of: said().count() }
}

/// How many stages have a person to meet.
pub(super) static STAGES_FACE_TO_FACE: Figure = Figure {
    key: "stages-face-to-face",
    topic: Topic::People,
    title: "Stages met face to face",
    definition: "The stages with at least one one-to-one touchpoint, among all stages in which somebody has said for \
                 at least one touchpoint who meets whom. Its places are the touchpoints of the stages without any.",
    nothing: "Nobody has said who meets whom.",
    work_out: |survey| {
        let stages: Vec<Vec<&Step>> = survey
            .all_stages()
            .into_iter()
            .map(|(_, steps)| {
                steps.iter().filter(|step| step.touchpoint.encounter != Encounter::Unset).collect::<Vec<_>>()
            })
            .filter(|said| !said.is_empty())
            .collect();
        let met = |stage: &Vec<&Step>| stage.iter().any(|step| step.is_one_to_one());
        let share = Share { count: stages.iter().filter(|stage| met(stage)).count(), of: stages.len() };
        let evidence = stages.iter().flatten().map(|step| step.touchpoint.evidence);
        let places = stages.iter().filter(|stage| !met(stage)).flatten().map(|step| step.key());
        let reading = Reading::new(&STAGES_FACE_TO_FACE, share.value(), evidence).at(places);
        vec![Reading { n: Some(stages.len()), ..reading }]
    },
};

/// What is rated about the person whom a customer meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffQuality {
    /// Did she notice the customer?
    Attentive,
    /// Was she polite?
    Polite,
    /// Did she know her business?
    Knowledgeable,
}

impl StaffQuality {
    /// Every quality, in the order they are shown.
    pub const ALL: [StaffQuality; 3] = [StaffQuality::Attentive, StaffQuality::Polite, StaffQuality::Knowledgeable];

    /// The word a person reads.
    pub fn label(self) -> &'static str {
        match self {
            StaffQuality::Attentive => "Attentive",
            StaffQuality::Polite => "Polite",
            StaffQuality::Knowledgeable => "Knowledgeable",
        }
    }

    /// The rating of it; `None` if nobody said.
    pub fn of(self, staff: StaffRating) -> Option<Level> {
        match self {
            StaffQuality::Attentive => staff.attentive,
            StaffQuality::Polite => staff.polite,
            StaffQuality::Knowledgeable => staff.knowledgeable,
        }
    }
}

/// How the people are whom customers meet.
pub(super) static SERVICE_QUALITY: Figure = Figure {
    key: "service-quality",
    topic: Topic::People,
    title: "Service at human moments",
    definition: "How attentive, polite and knowledgeable the people are whom customers meet, 1 to 5: the mean over the \
                 one-to-one and team touchpoints at which somebody has rated it. Its places are those rated 1 or 2.",
    nothing: "Nobody has rated it.",
    work_out: |survey| StaffQuality::ALL.map(|quality| service_quality(survey, quality)).into(),
};

fn service_quality(survey: &Survey<'_>, quality: StaffQuality) -> Reading {
    let rated: Vec<(&Step, Level)> =
        human(survey).filter_map(|step| Some((step, quality.of(step.touchpoint.staff)?))).collect();
    let mean = mean(rated.iter().map(|(_, level)| f64::from(level.get())));
    let evidence = rated.iter().map(|(step, _)| step.touchpoint.evidence);
    let poor = rated.iter().filter(|(_, level)| level.get() <= 2).map(|(step, _)| step.key());
    Reading::new(&SERVICE_QUALITY, mean.map(Value::Rating), evidence).of(Of::Quality(quality), quality.label()).at(poor)
}

/// How many of the human moments anybody has rated.
pub(super) static RATED_MEETINGS: Figure = Figure {
    key: "rated-meetings",
    topic: Topic::People,
    title: "Human moments that are rated",
    definition: "The share of one-to-one and team touchpoints at which at least one of attentive, polite and \
                 knowledgeable is rated. Its places are those that are not rated.",
    nothing: "No touchpoint is said to be one-to-one or with a team.",
    work_out: |survey| {
        let rated = |step: &&Step| step.touchpoint.staff != StaffRating::default();
        let share = Share { count: human(survey).filter(rated).count(), of: human(survey).count() };
        let evidence = human(survey).map(|step| step.touchpoint.evidence);
        let unrated = human(survey).filter(|step| !rated(step)).map(Step::key);
        vec![Reading::new(&RATED_MEETINGS, share.value(), evidence).at(unrated)]
    },
};

fn human<'s, 'a>(survey: &'s Survey<'a>) -> impl Iterator<Item = &'s Step> {
    survey.steps().iter().filter(|step| step.touchpoint.encounter.is_human())
}

/// The mean of numbers; `None` of none.
pub(super) fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.fold((0.0, 0_u32), |(sum, count), number| (sum + number, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}
