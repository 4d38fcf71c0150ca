//! What the rules found at the selected touchpoint: the worst of it in a box, and how much more there is.
//!
//! Here never comes a rule or the list of everything; that is the Insights mode's.

use egui::{CornerRadius, Frame, Margin, RichText, Sense, Ui, UiBuilder, vec2};

use super::super::Cx;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::insights::{FindingKey, FindingsWish, InsightWish, sign};
use crate::gui::{style, widgets};
use crate::insight::Verdict;
use crate::model::TouchpointId;
use crate::words::plural;

/// Draws the box; nothing, where nothing was found.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: TouchpointId) {
    let Some(found) = cx.found else { return };
    let here = found.at(cx.state(), touchpoint);
    let Some(finding) = here.first().map(|at| &found.findings[*at]) else { return };
    let theme = widgets::theme(ui);
    let (fill, heading) = match finding.verdict {
        Verdict::Failing | Verdict::AtRisk => (theme.warn_soft, "Finding"),
        Verdict::Good => (theme.opp_soft, "Worth keeping"),
    };
    ui.add_space(10.0);
    let builder = UiBuilder::new().id_salt("finding").sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            let frame = Frame::new().fill(fill.into()).corner_radius(CornerRadius::same(6));
            frame.inner_margin(Margin::same(12)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal(|ui| {
                    let (icon, colour) = sign(finding.verdict, theme);
                    ui.label(RichText::new(icon.character()).font(style::icon_font(17.0, true)).color(colour));
                    ui.label(style::strong(heading, style::BODY, theme));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        widgets::key_cap(ui, &CommandId::FindingHere.keys_text());
                    });
                });
                let sentence = [finding.message.as_str(), finding.detail.as_str()].join(" ");
                let sentence = RichText::new(sentence.trim_end()).font(style::regular(style::META)).color(theme.ink);
                ui.add(egui::Label::new(sentence).wrap());
                if here.len() > 1 {
                    let more = format!("{} more here", plural(here.len() - 1, "finding"));
                    ui.label(RichText::new(more).font(style::regular(style::META)).color(theme.ink_soft));
                }
            });
        })
        .response;
    response.widget_info(|| {
        let says = format!("Show the finding: {}", finding.message);
        egui::WidgetInfo::labeled(egui::Role::Button, true, says)
    });
    widgets::focus_ring(ui, &response, 6.0);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        let wish = FindingsWish::Show(FindingKey::of(finding));
        cx.actions.push(Action::Insight(InsightWish::Findings(wish)));
    }
    ui.allocate_space(vec2(0.0, 4.0));
}
