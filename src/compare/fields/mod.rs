//! Which fields of two matched elements differ, in a person's words.
//!
//! What a difference is worth, and what becomes of edges, never comes here.

mod items;
mod setting;
mod touchpoint;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::alignment::Alignment;
use super::comparison::{Field, FieldChange, Kind, Trend};
use super::sides::Side;
use crate::model::*;

/// The fields of two elements of one kind that differ, in the order of the inspector.
pub(super) fn differing(kind: Kind, from: (&Side, Uid), to: (&Side, Uid), alignment: &Alignment) -> Vec<FieldChange> {
    let (ours, theirs) = (from.0.journey, to.0.journey);
    let (a, b) = (from.1, to.1);
    let namer = Namer { from: ours, to: theirs, alignment };
    match kind {
        Kind::Stage => unless_shared(ours.stage(StageId(a)), theirs.stage(StageId(b)), setting::stage),
        Kind::Touchpoint => {
            let both = (ours.touchpoint(TouchpointId(a)), theirs.touchpoint(TouchpointId(b)));
            unless_shared(both.0, both.1, |a, b| touchpoint::touchpoint(a, b, &namer))
        }
        Kind::Persona => unless_shared(ours.persona(PersonaId(a)), theirs.persona(PersonaId(b)), setting::persona),
        Kind::Lane => unless_shared(ours.lane(LaneId(a)), theirs.lane(LaneId(b)), |a, b| setting::lane(a, b, &namer)),
        Kind::Pain => unless_shared(ours.pain(PainId(a)), theirs.pain(PainId(b)), items::pain),
        Kind::Opportunity => {
            let both = (ours.opportunity(OpportunityId(a)), theirs.opportunity(OpportunityId(b)));
            unless_shared(both.0, both.1, items::opportunity)
        }
        Kind::Feedback => {
            let both = (ours.feedback_item(FeedbackId(a)), theirs.feedback_item(FeedbackId(b)));
            unless_shared(both.0, both.1, items::feedback)
        }
        Kind::Measure => {
            let both = (ours.measure(MeasureId(a)), theirs.measure(MeasureId(b)));
            unless_shared(both.0, both.1, |a, b| items::measure(a, b, &namer))
        }
        Kind::Link => {
            let both = ours.link(LinkId(a)).zip(theirs.link(LinkId(b)));
            both.map(|(a, b)| setting::link(a, b)).unwrap_or_default()
        }
    }
}

/// Looks at two elements, unless both journeys share one record: then nothing differs.
fn unless_shared<T>(
    from: Option<&Arc<T>>,
    to: Option<&Arc<T>>,
    look: impl FnOnce(&T, &T) -> Vec<FieldChange>,
) -> Vec<FieldChange> {
    match (from, to) {
        (Some(from), Some(to)) if !Arc::ptr_eq(from, to) => look(from, to),
        _ => Vec::new(),
    }
}

/// Names what an element refers to, and knows whether two references mean the same.
struct Namer<'a> {
    from: &'a Journey,
    to: &'a Journey,
    alignment: &'a Alignment,
}

impl Namer<'_> {
    fn is_same(&self, from: Option<Uid>, to: Option<Uid>) -> bool {
        match (from, to) {
            (None, None) => true,
            (Some(from), Some(to)) => self.alignment.of_from(from).any(|pair| pair.to == to),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
}

/// Collects the fields that differ.
struct Differences {
    evidence: Evidence,
    found: Vec<FieldChange>,
}

impl Differences {
    /// Of two elements that rest on no more than this.
    fn new(evidence: Evidence) -> Differences {
        Differences { evidence, found: Vec::new() }
    }

    fn push(&mut self, field: Field, label: &str, from: String, to: String, trend: Trend) {
        let label = label.to_owned();
        self.found.push(FieldChange { field, label, from, to, trend, evidence: self.evidence });
    }

    fn text(&mut self, field: Field, label: &str, from: &str, to: &str) {
        if from != to {
            self.push(field, label, from.to_owned(), to.to_owned(), Trend::Neutral);
        }
    }

    /// A closed choice under its label; `unsaid` is the choice that says nothing.
    fn choice<T: PartialEq>(
        &mut self,
        field: Field,
        label: &str,
        ends: (T, T),
        unsaid: Option<T>,
        say: fn(&T) -> &str,
    ) {
        let (from, to) = ends;
        if from != to {
            let said = |value: &T| if Some(value) == unsaid.as_ref() { String::new() } else { say(value).to_owned() };
            self.push(field, label, said(&from), said(&to), Trend::Neutral);
        }
    }

    /// Anything that can be shown and put in order, with the direction in which it gets better.
    fn number<T: PartialOrd + std::fmt::Display>(
        &mut self,
        field: Field,
        label: &str,
        ends: (Option<T>, Option<T>),
        better: Option<Direction>,
    ) {
        let (from, to) = ends;
        if from != to {
            let trend = match (&from, &to) {
                (Some(from), Some(to)) => trend(from, to, better),
                (None, _) | (_, None) => Trend::Neutral,
            };
            let said = |value: Option<T>| value.map(|value| value.to_string()).unwrap_or_default();
            self.push(field, label, said(from), said(to), trend);
        }
    }

    fn flag(&mut self, field: Field, label: &str, from: bool, to: bool) {
        let said = |value: bool| if value { "yes" } else { "no" }.to_owned();
        if from != to {
            self.push(field, label, said(from), said(to), Trend::Neutral);
        }
    }

    fn list(&mut self, field: Field, label: &str, from: &[String], to: &[String]) {
        if from != to {
            self.push(field, label, from.join("; "), to.join("; "), Trend::Neutral);
        }
    }

    fn set(&mut self, field: Field, label: &str, from: &BTreeSet<String>, to: &BTreeSet<String>) {
        if from != to {
            let said = |set: &BTreeSet<String>| set.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            self.push(field, label, said(from), said(to), Trend::Neutral);
        }
    }
}

fn trend<T: PartialOrd>(from: &T, to: &T, better: Option<Direction>) -> Trend {
    let rises = match from.partial_cmp(to) {
        Some(std::cmp::Ordering::Less) => true,
        Some(std::cmp::Ordering::Greater) => false,
        Some(std::cmp::Ordering::Equal) | None => return Trend::Neutral,
    };
    match better {
        None => Trend::Neutral,
        Some(Direction::Higher) if rises => Trend::Better,
        Some(Direction::Lower) if !rises => Trend::Better,
        Some(Direction::Higher | Direction::Lower) => Trend::Worse,
    }
}
