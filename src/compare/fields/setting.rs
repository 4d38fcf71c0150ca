//! The fields of what touchpoints stand in: stages, lanes, personas and links.

use super::super::comparison::{Field, FieldChange, Trend};
use super::{Differences, Namer};
use crate::model::*;

pub(super) fn stage(a: &Stage, b: &Stage) -> Vec<FieldChange> {
    let mut found = Differences::new(Evidence::Researched);
    found.text(Field::Name, "Name", &a.name, &b.name);
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.flag(Field::Locked, "Locked", a.locked, b.locked);
    found.found
}

/// A colour that was only picked by place differs in nothing.
pub(super) fn persona(a: &Persona, b: &Persona) -> Vec<FieldChange> {
    let mut found = Differences::new(Evidence::Researched);
    found.text(Field::Name, "Name", &a.name, &b.name);
    found.text(Field::Role, "Role", &a.role, &b.role);
    found.text(Field::Segment, "Segment", &a.segment, &b.segment);
    let share = |share: Option<Percent>| share.map(|share| format!("{}%", share.get())).unwrap_or_default();
    found.text(Field::Share, "Share of customers", &share(a.share), &share(b.share));
    found.list(Field::Needs, "Needs", &a.needs, &b.needs);
    found.list(Field::Wants, "Wants", &a.wants, &b.wants);
    found.list(Field::Stresses, "Stresses", &a.stresses, &b.stresses);
    found.text(Field::Brand, "What the brand stands for", &a.brand, &b.brand);
    found.text(Field::Quote, "Quote", &a.quote, &b.quote);
    if let (Some(from), Some(to)) = (a.colour, b.colour) {
        found.choice(Field::Colour, "Colour", (from, to), None, |colour| colour.label());
    }
    found.text(Field::Initials, "Initials", &a.initials, &b.initials);
    if a.picture != b.picture {
        let said = |picture: Option<PictureId>| picture.map(|_| "a portrait".to_owned()).unwrap_or_default();
        found.push(Field::Portrait, "Portrait", said(a.picture), said(b.picture), Trend::Neutral);
    }
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.found
}

pub(super) fn lane(a: &Lane, b: &Lane, namer: &Namer) -> Vec<FieldChange> {
    let mut found = Differences::new(Evidence::Researched);
    found.text(Field::Title, "Title", a.shown_title(), b.shown_title());
    found.choice(Field::LaneKind, "What it shows", (a.kind, b.kind), None, |kind| kind.label());
    if !namer.is_same(a.persona.map(|id| id.0), b.persona.map(|id| id.0)) {
        let name = |journey: &Journey, id: Option<PersonaId>| {
            id.and_then(|id| journey.persona(id)).map(|persona| persona.name.clone()).unwrap_or_default()
        };
        found.push(
            Field::Persona,
            "Whose thoughts",
            name(namer.from, a.persona),
            name(namer.to, b.persona),
            Trend::Neutral,
        );
    }
    found.flag(Field::Visible, "Shown", a.visible, b.visible);
    found.flag(Field::Locked, "Locked", a.locked, b.locked);
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.found
}

pub(super) fn link(a: &Link, b: &Link) -> Vec<FieldChange> {
    let mut found = Differences::new(Evidence::Researched);
    found.text(Field::Words, "Condition", &a.label, &b.label);
    found.found
}
