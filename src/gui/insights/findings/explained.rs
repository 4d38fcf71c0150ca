//! What the selected finding says besides: why it matters, how it is mended, and what can be done at once.
//!
//! Here never comes a change of anything.

use egui::{Rect, RichText, Ui, UiBuilder, vec2};

use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::widgets::{Emphasis, PushButton};
use crate::gui::{style, widgets};
use crate::insight::Finding;

/// Draws it; returns where it ends below.
pub fn ui(ui: &mut Ui, rect: Rect, finding: &Finding, actions: &mut Vec<Action>) -> f32 {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("explained"));
    child.spacing_mut().item_spacing = vec2(8.0, 2.0);
    let mended = if finding.is_open() { "How to fix it" } else { "How to keep it" };
    for (heading, words) in [("Why it matters", finding.rule.why), (mended, finding.rule.remedy)] {
        paragraph(&mut child, heading, words);
    }
    child.add_space(6.0);
    child.horizontal_wrapped(|ui| buttons(ui, finding, actions));
    child.min_rect().bottom()
}

fn paragraph(ui: &mut Ui, heading: &str, words: &str) {
    let theme = widgets::theme(ui);
    ui.add_space(4.0);
    ui.label(RichText::new(heading).font(style::semibold(style::META)).color(theme.ink_soft));
    ui.add(egui::Label::new(RichText::new(words).font(style::regular(style::BODY)).color(theme.ink)).wrap());
}

fn buttons(ui: &mut Ui, finding: &Finding, actions: &mut Vec<Action>) {
    let mut button = |ui: &mut Ui, id: CommandId, label: &str, emphasis| {
        let tip = format!("{} ({})", id.row().help, id.keys_text());
        if ui.add(PushButton::new(label, emphasis).icon(id.row().icon)).on_hover_text(tip).clicked() {
            actions.push(Action::Run(id));
        }
    };
    if let Some(fix) = &finding.fix {
        button(ui, CommandId::FixFinding, fix.label(), Emphasis::Primary);
    }
    if finding.is_open() && finding.rule.key != "pain-without-answer" {
        button(ui, CommandId::TurnIntoOpportunity, "Turn into an opportunity", Emphasis::Secondary);
    }
    button(ui, CommandId::MuteRule, "Ignore with reason…", Emphasis::Secondary);
}
