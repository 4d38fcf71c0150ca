//! What the journey feels like to each persona.

use std::sync::Arc;

use super::people::mean;
use super::pillars::name_of;
use super::{Figure, Of, Reading, Value};
use crate::insight::rule::Topic;
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

const NOT_OBSERVED: &str = "Nobody knows how this feels.";

/// Where each persona feels best.
pub(super) static PEAK: Figure = Figure {
    key: "peak",
    topic: Topic::Experience,
    title: "Peak",
    definition: "Where each persona feels best, −10 to +10, the first of equals, and on how many known moments that \
                 rests. People remember the peak and the end more than the mean (Kahneman and others, 1993).",
    nothing: NOT_OBSERVED,
    work_out: |survey| highlight(survey, &PEAK, |highlights| highlights.peak),
};

/// Where each persona feels worst.
pub(super) static LOWEST: Figure = Figure {
    key: "lowest",
    topic: Topic::Experience,
    title: "Lowest moment",
    definition: "Where each persona feels worst, −10 to +10, the first of equals, and on how many known moments that \
                 rests.",
    nothing: NOT_OBSERVED,
    work_out: |survey| highlight(survey, &LOWEST, |highlights| highlights.lowest),
};

/// How each persona feels at the end.
pub(super) static END: Figure = Figure {
    key: "end",
    topic: Topic::Experience,
    title: "End",
    definition: "How each persona feels at the last touchpoint that she meets, −10 to +10. If nobody knows how that \
                 feels, there is no end: an earlier moment does not stand in for it.",
    nothing: "Nobody knows how the end feels.",
    work_out: |survey| highlight(survey, &END, |highlights| highlights.end),
};

/// The mean of each persona’s feelings.
pub(super) static MEAN: Figure = Figure {
    key: "mean-emotion",
    topic: Topic::Experience,
    title: "Mean feeling",
    definition: "The mean of each persona’s known feelings along the whole journey, −10 to +10. What nobody observed \
                 is left out. It hides the peak and the end, which people remember.",
    nothing: NOT_OBSERVED,
    work_out: |survey| per_persona(survey, &MEAN, |persona| mean_reading(&MEAN, survey.steps(), persona)),
};

/// The mean of each persona’s feelings in each stage.
pub(super) static MEAN_BY_STAGE: Figure = Figure {
    key: "mean-emotion-by-stage",
    topic: Topic::Experience,
    title: "Mean feeling by stage",
    definition: "The mean of each persona’s known feelings in each stage that she meets, −10 to +10. What nobody \
                 observed is left out.",
    nothing: NOT_OBSERVED,
    work_out: |survey| {
        let stages = survey.all_stages();
        let pairs = survey.personas().flat_map(|persona| stages.iter().map(move |stage| (persona, stage)));
        let readings: Vec<Reading> = pairs
            .filter(|(persona, (_, steps))| steps.iter().any(|step| step.feeling(persona.id).is_some()))
            .map(|(persona, (stage, steps))| {
                let name = format!("{} in {}", name_of_persona(persona), name_of(stage));
                mean_reading(&MEAN_BY_STAGE, steps, persona).of(Of::PersonaInStage(persona.id, stage.id), name)
            })
            .collect();
        if readings.is_empty() { vec![Reading::new(&MEAN_BY_STAGE, None, [])] } else { readings }
    },
};

/// One reading for each persona; without personas one without a value.
fn per_persona(survey: &Survey<'_>, figure: &'static Figure, read: impl Fn(&Arc<Persona>) -> Reading) -> Vec<Reading> {
    let readings: Vec<Reading> =
        survey.personas().map(|persona| read(persona).of(Of::Persona(persona.id), name_of_persona(persona))).collect();
    if readings.is_empty() { vec![Reading::new(figure, None, [])] } else { readings }
}

fn name_of_persona(persona: &Persona) -> &str {
    if persona.name.trim().is_empty() { "A persona without a name" } else { &persona.name }
}

/// The moments at which it is known how a persona feels, with what that rests on.
fn known(steps: &[Step], persona: PersonaId) -> impl Iterator<Item = (&Step, Emotion, Evidence)> + Clone {
    steps.iter().filter_map(move |step| {
        let feeling = step.feeling(persona)?;
        Some((step, feeling.emotion?, evidence_of(step, feeling)))
    })
}

/// What a feeling rests on: its own evidence, or the touchpoint's.
pub(super) fn evidence_of(step: &Step, feeling: Feeling) -> Evidence {
    feeling.evidence.unwrap_or(step.touchpoint.evidence)
}

fn mean_reading(figure: &'static Figure, steps: &[Step], persona: &Persona) -> Reading {
    let known = known(steps, persona.id);
    let mean = mean(known.clone().map(|(_, emotion, _)| emotion.value()));
    Reading::new(figure, mean.map(Value::Emotion), known.map(|(_, _, evidence)| evidence))
}

fn highlight(survey: &Survey<'_>, figure: &'static Figure, pick: fn(&Highlights) -> Option<Moment>) -> Vec<Reading> {
    per_persona(survey, figure, |persona| {
        let moment = pick(&survey.highlights(persona.id));
        let evidence = known(survey.steps(), persona.id).map(|(_, _, evidence)| evidence);
        let reading = Reading::new(figure, moment.map(|moment| Value::Emotion(moment.emotion.value())), evidence);
        // The number is that of one moment, and rests on what that moment rests on.
        let own = moment.and_then(|moment| {
            known(survey.steps(), persona.id).find(|(step, ..)| step.touchpoint.id == moment.touchpoint)
        });
        let footing = super::Footing::of(own.map(|(_, _, evidence)| evidence));
        Reading { footing, ..reading }.at(moment.map(|moment| Key::Touchpoint(moment.touchpoint)))
    })
}
