//! One finding in the list: verdict, sentence, numbers, and where it is.
//!
//! Here never comes a change of anything.

use egui::{Color32, Response, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder};

use super::{FindingKey, FindingsWish};
use crate::gui::context::Action;
use crate::gui::insights::InsightWish;
use crate::gui::{style, widgets};
use crate::insight::{Finding, Verdict, report};
use crate::model::Map;
use crate::text::Icon;
use crate::theme::Theme;

/// The icon and the colour of a verdict.
pub fn sign(verdict: Verdict, theme: &Theme) -> (Icon, Color32) {
    match verdict {
        Verdict::Failing => (Icon::Cancel, theme.pain.into()),
        Verdict::AtRisk => (Icon::Warning, theme.warn.into()),
        Verdict::Good => (Icon::CheckCircle, theme.opp.into()),
    }
}

/// Draws a finding.
pub fn ui(ui: &mut Ui, map: &Map, finding: &Finding, on: bool, actions: &mut Vec<Action>) -> Response {
    let theme = widgets::theme(ui);
    let (icon, colour) = sign(finding.verdict, theme);
    let journey = map.journey(finding.state).unwrap_or(map.today());
    let place = report::place_text(journey, finding);
    let key = FindingKey::of(finding);
    let id = ui.make_persistent_id(("finding", key.rule, key.state, &finding.places));
    let builder = UiBuilder::new().scope_id(id).sense(Sense::click());
    let inner = ui.scope_builder(builder, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.set_min_width(92.0);
            ui.label(RichText::new(icon.character()).font(style::icon_font(16.0, true)).color(colour));
            let word = RichText::new(finding.verdict.label()).font(style::semibold(style::META)).color(colour);
            ui.label(word);
            ui.vertical(|ui| {
                ui.label(style::strong(&finding.message, 14.0, theme));
                let detail = [place.as_str(), finding.detail.as_str()].join("  ");
                ui.label(style::meta(detail.trim(), theme).color(theme.ink_soft));
            });
        });
    });
    let response = inner.response;
    response.widget_info(|| {
        let says = format!("{}: {}", finding.verdict.label(), finding.message);
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, on, says)
    });
    if on {
        let ring = Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(response.rect.expand(2.0), 6.0, ring, StrokeKind::Outside);
    }
    if response.clicked() || (response.gained_focus() && !on) {
        actions.push(Action::Insight(InsightWish::Findings(FindingsWish::Pick(key))));
    }
    response
}
