//! The fields of a pain point.

use egui::Ui;

use super::super::{Cx, shown};
use super::{breadcrumb, evidence, icon_mark, level, linked, persona_ties, pick, pick_or_none, place_of, text, words};
use crate::edit::{Command, PainField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::widgets;
use crate::model::*;
use crate::text::Icon;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, pain: &Pain) {
    let place = place_of(cx, pain.id.0);
    breadcrumb(ui, cx, place, "Pain point", &[CommandId::Delete]);
    let (state, id) = (cx.state(), pain.id);
    let set = move |field| Command::SetPain { state, id, field };
    words(ui, cx, "What hurts", &pain.text, |text| set(PainField::Text(text)));
    let severity = pain.severity;
    level(ui, cx, "Severity", Some(severity), |level| set(PainField::Severity(level.unwrap_or(severity))));
    level(ui, cx, "How often", pain.frequency, |level| set(PainField::Frequency(level)));
    super::votes(ui, cx, pain.votes, |votes| set(PainField::Votes(votes)));
    if let Some(status) = pick(ui, "Status", PainStatus::ALL, pain.status, PainStatus::label) {
        cx.edit(set(PainField::Status(status)));
    }
    if let Some(whose) = super::voice(ui, "Whose pain", pain.whose) {
        cx.edit(set(PainField::Whose(whose)));
    }
    let pillars: Vec<_> = Pillar::ALL.iter().map(|pillar| (*pillar, pillar.label().to_owned())).collect();
    if let Some(pillar) = pick_or_none(ui, "Pillar it breaks", "Not said", &pillars, pain.pillar) {
        cx.edit(set(PainField::Pillar(pillar)));
    }
    if let Some(evidence) = evidence(ui, "", pain.evidence) {
        cx.edit(set(PainField::Evidence(evidence)));
    }
    text(ui, cx, "Owner", &pain.owner, 1, |owner| set(PainField::Owner(owner)));
    persona_ties(ui, cx, "Felt by", id.0, |persona| Tie::FeltBy(id, persona));
    answers(ui, cx, id);
    text(ui, cx, "Note", &pain.note, 3, |note| set(PainField::Note(note)));
}

/// Opportunities that address the pain, and a way to add another.
fn answers(ui: &mut Ui, cx: &mut Cx<'_>, pain: PainId) {
    let theme = widgets::theme(ui);
    let answers: Vec<_> = cx.journey().opportunities_for(pain).into_iter().cloned().collect();
    let journey = cx.journey();
    let others = || journey.opportunities().filter(|other| answers.iter().all(|own| own.id != other.id));
    widgets::section(ui, "Addressed by", "");
    for answer in &answers {
        let subject = super::super::subject_at(cx.journey(), Key::Opportunity(answer.id));
        if let Some(subject) = subject {
            linked(ui, cx, icon_mark(Icon::Lightbulb, theme.opp), &answer.text, subject);
        }
    }
    let words = || {
        let new = std::iter::once("A new opportunity".to_owned());
        new.chain(others().map(|other| shown(&other.text, "No text yet").to_owned())).collect()
    };
    let Some(at) = widgets::dropdown(ui, "Address it with", Some(Icon::Add), "Address it with…", words) else {
        return;
    };
    let state = cx.state();
    match at.checked_sub(1).and_then(|at| others().nth(at)).map(|other| other.id) {
        Some(id) => cx.edit(Command::AddTie { state, tie: Tie::Addresses(id, pain) }),
        None => {
            let id = OpportunityId::new(cx.ids);
            let place = cx.journey().touchpoints_of(pain.0).first().map(|touchpoint| touchpoint.id);
            let commands = vec![
                Command::AddOpportunity { state, id, text: String::new(), at: place },
                Command::AddTie { state, tie: Tie::Addresses(id, pain) },
            ];
            cx.edit(Command::Batch { label: "Add an opportunity".to_owned(), commands });
            if let Some(place) = place {
                cx.reveal(Subject::Opportunity(id, place));
            }
        }
    }
}
