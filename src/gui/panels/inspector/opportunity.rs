//! The fields of an opportunity.

use egui::Ui;

use super::super::{Cx, shown, subject_at};
use super::{breadcrumb, choice, level, linked, pick, place_of, text, words};
use crate::edit::{Command, OpportunityField};
use crate::gui::command_table::CommandId;
use crate::gui::widgets::{self, Segment};
use crate::model::*;
use crate::text::Icon;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, opportunity: &Opportunity) {
    let place = place_of(cx, opportunity.id.0);
    breadcrumb(ui, cx, place, "Opportunity", &[CommandId::Delete]);
    let (state, id) = (cx.state(), opportunity.id);
    let set = move |field| Command::SetOpportunity { state, id, field };
    words(ui, cx, "What could be done", &opportunity.text, |text| set(OpportunityField::Text(text)));
    let segments: Vec<_> = Horizon::ALL.iter().map(|horizon| Segment::new(*horizon, horizon.label())).collect();
    if let Some(horizon) = choice(ui, "When", "", &segments, Some(opportunity.horizon)) {
        cx.edit(set(OpportunityField::Horizon(horizon)));
    }
    level(ui, cx, "Impact", opportunity.impact, |level| set(OpportunityField::Impact(level)));
    level(ui, cx, "Effort", opportunity.effort, |level| set(OpportunityField::Effort(level)));
    super::votes(ui, cx, opportunity.votes, |votes| set(OpportunityField::Votes(votes)));
    let status = pick(ui, "Status", OpportunityStatus::ALL, opportunity.status, OpportunityStatus::label);
    if let Some(status) = status {
        cx.edit(set(OpportunityField::Status(status)));
    }
    text(ui, cx, "Owner", &opportunity.owner, 1, |owner| set(OpportunityField::Owner(owner)));
    pains(ui, cx, id);
    text(ui, cx, "Note", &opportunity.note, 3, |note| set(OpportunityField::Note(note)));
}

/// Pains it addresses, and a way to add another.
fn pains(ui: &mut Ui, cx: &mut Cx<'_>, opportunity: OpportunityId) {
    let theme = widgets::theme(ui);
    let own: Vec<_> = cx.journey().pains_of(opportunity).into_iter().cloned().collect();
    let journey = cx.journey();
    let others = || journey.pains().filter(|other| own.iter().all(|pain| pain.id != other.id));
    widgets::section(ui, "Addresses", "");
    for pain in &own {
        if let Some(subject) = subject_at(cx.journey(), Key::Pain(pain.id)) {
            let mark = |ui: &Ui, at| widgets::severity_mark(ui.painter(), at, pain.severity, theme);
            linked(ui, cx, mark, &pain.text, subject);
        }
    }
    if others().next().is_none() {
        return;
    }
    let words = || others().map(|pain| shown(&pain.text, "No text yet").to_owned()).collect();
    let chosen = widgets::dropdown(ui, "Addresses another pain", Some(Icon::Add), "Another pain…", words);
    if let Some(pain) = chosen.and_then(|at| others().nth(at)) {
        let state = cx.state();
        cx.edit(Command::AddTie { state, tie: Tie::Addresses(opportunity, pain.id) });
    }
}
