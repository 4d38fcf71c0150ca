//! What of a selection is copied: what other maps take with every field, and the text that other programs are given.
//!
//! Here never comes the clipboard itself, nor what a paste makes of a text.

use super::arranging::{item_at, item_of};
use super::context::Selection;
use crate::edit::clipboard::{self, Grid};
use crate::frame::Subject;
use crate::model::*;
use crate::words::one_line;

/// What of a subject is copied with every field.
pub(super) fn key_of(subject: Subject) -> Option<Key> {
    match subject {
        Subject::Stage(id) => Some(Key::Stage(id)),
        Subject::Lane(id) => Some(Key::Lane(id)),
        Subject::Touchpoint(id) => Some(Key::Touchpoint(id)),
        Subject::Persona(id) => Some(Key::Persona(id)),
        Subject::StageMeasure(id, _) => Some(Key::Measure(id)),
        Subject::Emotion(..)
        | Subject::Cell(..)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => None,
        Subject::Pain(..) | Subject::Opportunity(..) | Subject::Feedback(..) | Subject::Measure(..) => {
            item_of(subject).map(|(key, _)| key)
        }
    }
}

/// What a copied thing is on the map, and where several show it, at that touchpoint.
pub(super) fn subject_of(key: Key, at: Option<TouchpointId>) -> Option<Subject> {
    match key {
        Key::Stage(id) => Some(Subject::Stage(id)),
        Key::Lane(id) => Some(Subject::Lane(id)),
        Key::Touchpoint(id) => Some(Subject::Touchpoint(id)),
        Key::Persona(id) => Some(Subject::Persona(id)),
        Key::Pain(_) | Key::Opportunity(_) | Key::Feedback(_) | Key::Measure(_) => item_at(key, at?),
        Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => None,
    }
}

/// What other programs are given: a table of several touchpoints, else one line for each thing.
pub(super) fn plain_text(map: &Map, journey: &Journey, selection: &Selection, persona: Option<PersonaId>) -> String {
    if let Selection::Note(id) = selection {
        return map.notes().iter().find(|note| note.id == *id).map_or(String::new(), |note| note.text.clone());
    }
    let subjects = selection.subjects();
    let mut columns = Vec::new();
    for subject in subjects {
        match subject {
            Subject::Touchpoint(id) => columns.push(*id),
            Subject::Stage(stage) => columns.extend(journey.touchpoints_in(*stage).map(|touchpoint| touchpoint.id)),
            _ => {}
        }
    }
    let stages = subjects.iter().any(|subject| matches!(subject, Subject::Stage(_)));
    if columns.len() > 1 || (stages && !columns.is_empty()) {
        return clipboard::table(journey, &columns, persona).to_text();
    }
    let texts: Vec<String> = subjects.iter().filter_map(|subject| text_of(map, journey, *subject)).collect();
    let cells = subjects.iter().all(|subject| matches!(subject, Subject::Cell(..) | Subject::Emotion(..)));
    // Cells of one lane lie beside one another, and so they do in a spreadsheet; one with several lines stays one there.
    if cells && (texts.len() > 1 || texts.iter().any(|text| text.contains('\n'))) {
        return Grid::new(vec![texts]).to_text();
    }
    match &texts[..] {
        [one] => one.clone(),
        _ => texts.iter().map(|text| one_line(text)).collect::<Vec<_>>().join("\n"),
    }
}

fn text_of(map: &Map, journey: &Journey, subject: Subject) -> Option<String> {
    match subject {
        Subject::Emotion(persona, at) => {
            let lane = journey.lanes().iter().find(|lane| lane.kind == LaneKind::Emotion)?;
            Some(clipboard::cell(journey, lane, journey.touchpoint(at)?, Some(persona)))
        }
        Subject::Cell(lane, at) => Some(clipboard::cell(journey, journey.lane(lane)?, journey.touchpoint(at)?, None)),
        other => super::canvas::text_of(other, map, journey),
    }
}
