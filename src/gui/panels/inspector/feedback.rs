//! The fields of a piece of feedback.

use egui::Ui;

use super::super::{Cx, subject_at};
use super::{breadcrumb, icon_mark, level, linked, persona_ties, pick, place_of, text, words};
use crate::edit::{Command, FeedbackField};
use crate::gui::command_table::CommandId;
use crate::gui::widgets::{self, ParsedField};
use crate::insight::feedback_loop::{self, Consequence};
use crate::model::*;
use crate::text::Icon;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, feedback: &Feedback) {
    let place = place_of(cx, feedback.id.0);
    breadcrumb(ui, cx, place, "Feedback", &[CommandId::Delete]);
    let (state, id) = (cx.state(), feedback.id);
    let set = move |field| Command::SetFeedback { state, id, field };
    words(ui, cx, "What was said", &feedback.text, |text| set(FeedbackField::Text(text)));
    if let Some(source) = super::voice(ui, "Who said it", feedback.source) {
        cx.edit(set(FeedbackField::Source(source)));
    }
    if let Some(status) = pick(ui, "How far in the loop", LoopStatus::ALL, feedback.status, LoopStatus::label) {
        cx.edit(set(FeedbackField::Status(status)));
    }
    level(ui, cx, "Rating", feedback.rating, |rating| set(FeedbackField::Rating(rating)));
    if let Some(date) = date(ui, cx, feedback.date) {
        cx.typing(set(FeedbackField::Date(date)));
    }
    persona_ties(ui, cx, "From", id.0, |persona| Tie::From(id, persona));
    consequences(ui, cx, id);
    text(ui, cx, "Note", &feedback.note, 3, |note| set(FeedbackField::Note(note)));
}

/// The pain points it shows and the opportunities it led to, and a way to name another.
fn consequences(ui: &mut Ui, cx: &mut Cx<'_>, feedback: FeedbackId) {
    let (theme, journey, state) = (widgets::theme(ui), cx.journey(), cx.state());
    widgets::section(ui, "What became of it", "");
    for consequence in feedback_loop::consequences(journey, feedback) {
        let Some(subject) = subject_at(journey, consequence.key()) else { continue };
        match consequence {
            Consequence::Pain(id) => {
                let severity = journey.pain(id).map(|pain| pain.severity).unwrap_or_default();
                let mark = |ui: &Ui, at| widgets::severity_mark(ui.painter(), at, severity, theme);
                linked(ui, cx, mark, &consequence.words(journey), subject);
            }
            Consequence::Opportunity(_) => {
                linked(ui, cx, icon_mark(Icon::Lightbulb, theme.opp), &consequence.words(journey), subject);
            }
        }
    }
    let words = || {
        let possible = feedback_loop::possible_consequences(journey, feedback);
        possible.iter().map(|found| format!("{}: {}", found.kind(), found.words(journey))).collect()
    };
    let chosen = widgets::dropdown(ui, "It led to", Some(Icon::Add), "It led to…", words);
    let possible = || feedback_loop::possible_consequences(journey, feedback);
    if let Some(consequence) = chosen.and_then(|at| possible().get(at).copied()) {
        cx.edit(Command::AddTie { state, tie: consequence.tie(feedback) });
    }
}

/// A labelled field for a date; answers with the date, or with none where the field was emptied.
pub fn date(ui: &mut Ui, cx: &mut Cx<'_>, date: Option<Date>) -> Option<Option<Date>> {
    widgets::section(ui, "Date", "");
    let now = date.map_or(String::new(), |date| date.to_string());
    let typed = ParsedField::new("Date", now).hint("2026-05-31").show(ui, |text| match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "A date like 2026-05-31, or nothing".to_owned()),
    });
    if typed.left {
        cx.seal();
    }
    typed.value
}
