//! The fields of what hangs on touchpoints: pain points, opportunities, feedback and measures.

use super::super::comparison::{Field, FieldChange, Trend};
use super::{Differences, Namer};
use crate::model::*;

pub(super) fn pain(a: &Pain, b: &Pain) -> Vec<FieldChange> {
    let mut found = Differences::new(a.evidence.min(b.evidence));
    found.text(Field::Words, "Pain point", &a.text, &b.text);
    found.number(Field::Severity, "Severity", (Some(a.severity), Some(b.severity)), Some(Direction::Lower));
    found.number(Field::Frequency, "Frequency", (a.frequency, b.frequency), Some(Direction::Lower));
    found.choice(Field::Whose, "Whose pain", (a.whose, b.whose), None, |voice| voice.label());
    found.choice(Field::BrokenPillar, "Pillar it breaks", (a.pillar, b.pillar), Some(None), |pillar| {
        pillar.map_or("", Pillar::label)
    });
    if a.status != b.status {
        let (from, to) = (a.status.label().to_owned(), b.status.label().to_owned());
        found.push(Field::Status, "Status", from, to, pain_status(a.status, b.status));
    }
    found.choice(Field::Evidence, "Evidence", (a.evidence, b.evidence), None, |evidence| evidence.label());
    found.text(Field::Owner, "Owner", &a.owner, &b.owner);
    found.number(Field::Votes, "Votes", (Some(a.votes), Some(b.votes)), None);
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.found
}

/// A pain point that is resolved or reduced has got better; to accept it changes nothing for whoever feels it.
fn pain_status(from: PainStatus, to: PainStatus) -> Trend {
    let relief = |status: PainStatus| match status {
        PainStatus::Open | PainStatus::InProgress | PainStatus::Accepted => 0,
        PainStatus::Reduced => 1,
        PainStatus::Resolved => 2,
    };
    super::trend(&relief(from), &relief(to), Some(Direction::Higher))
}

pub(super) fn opportunity(a: &Opportunity, b: &Opportunity) -> Vec<FieldChange> {
    let mut found = Differences::new(Evidence::Assumed);
    found.text(Field::Words, "Opportunity", &a.text, &b.text);
    found.number(Field::Impact, "Impact", (a.impact, b.impact), None);
    found.number(Field::Effort, "Effort", (a.effort, b.effort), None);
    found.choice(Field::Horizon, "Horizon", (a.horizon, b.horizon), None, |horizon| horizon.label());
    found.text(Field::Owner, "Owner", &a.owner, &b.owner);
    found.choice(Field::Status, "Status", (a.status, b.status), None, |status| status.label());
    found.number(Field::Votes, "Votes", (Some(a.votes), Some(b.votes)), None);
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.found
}

pub(super) fn feedback(a: &Feedback, b: &Feedback) -> Vec<FieldChange> {
    let mut found = Differences::new(Evidence::Assumed);
    found.choice(Field::Whose, "Who said it", (a.source, b.source), None, |voice| voice.label());
    found.text(Field::Words, "Feedback", &a.text, &b.text);
    date(&mut found, a.date, b.date);
    found.number(Field::Rating, "Rating", (a.rating, b.rating), Some(Direction::Higher));
    found.choice(Field::Status, "Status", (a.status, b.status), None, |status| status.label());
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.found
}

fn date(found: &mut Differences, a: Option<Date>, b: Option<Date>) {
    found.number(Field::Date, "Date", (a, b), None);
}

pub(super) fn measure(a: &Measure, b: &Measure, namer: &Namer) -> Vec<FieldChange> {
    let mut found = Differences::new(a.evidence.min(b.evidence));
    found.text(Field::Name, "Name", &a.name, &b.name);
    found.choice(Field::MeasureKind, "What it counts", (a.kind, b.kind), None, |kind| kind.label());
    if a.scale != b.scale {
        found.push(Field::Scale, "Scale", scale(&a.scale), scale(&b.scale), Trend::Neutral);
    }
    found.text(Field::Method, "Method", &a.method, &b.method);
    found.number(Field::Sample, "Answers", (a.sample, b.sample), None);
    // Numbers of another kind or scale are neither better nor worse.
    let comparable = a.kind == b.kind && a.scale == b.scale && a.direction == b.direction;
    let better = comparable.then_some(a.direction);
    amounts(&mut found, (Field::Value, "Value"), (a, a.value), (b, b.value), better);
    // A number on one side that the other has as its target is one goal, said in two ways.
    let is_goal = |target: Option<Amount>, value: Option<Amount>| value.is_some() && target == value;
    if a.value == b.value || !(is_goal(a.target, b.value) || is_goal(b.target, a.value)) {
        amounts(&mut found, (Field::Target, "Target"), (a, a.target), (b, b.target), None);
    }
    found.choice(Field::Direction, "Direction", (a.direction, b.direction), None, |direction| direction.label());
    date(&mut found, a.date, b.date);
    found.choice(Field::Evidence, "Evidence", (a.evidence, b.evidence), None, |evidence| evidence.label());
    if !namer.is_same(a.stage.map(|id| id.0), b.stage.map(|id| id.0)) {
        let name = |journey: &Journey, id: Option<StageId>| {
            id.and_then(|id| journey.stage(id)).map(|stage| stage.name.clone()).unwrap_or_default()
        };
        found.push(Field::Stage, "Stage", name(namer.from, a.stage), name(namer.to, b.stage), Trend::Neutral);
    }
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.found
}

fn amounts(
    found: &mut Differences,
    (field, label): (Field, &str),
    (ours, from): (&Measure, Option<Amount>),
    (theirs, to): (&Measure, Option<Amount>),
    better: Option<Direction>,
) {
    if from == to {
        return;
    }
    let trend = match (from, to) {
        (Some(from), Some(to)) => super::trend(&from.get(), &to.get(), better),
        (None, _) | (_, None) => Trend::Neutral,
    };
    let said = |measure: &Measure, value: Option<Amount>| {
        value.map(|value| format!("{value}{}", measure.scale.unit)).unwrap_or_default()
    };
    found.push(field, label, said(ours, from), said(theirs, to), trend);
}

fn scale(scale: &Scale) -> String {
    format!("{} to {}{}", scale.min(), scale.max(), scale.unit)
}
