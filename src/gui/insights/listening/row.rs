//! One piece of feedback in a list: what was said, how long ago, by whom, about what, and who takes care of it.
//!
//! Here never comes a change of anything.

use egui::{Align2, Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::LoopWish;
use crate::gui::context::Action;
use crate::gui::insights::InsightWish;
use crate::gui::panels::shown;
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::insight::feedback_loop::LoopItem;
use crate::insight::partings::name;
use crate::model::*;
use crate::text::Icon;
use crate::theme::Theme;

/// Height of a row in points.
pub const HEIGHT: f32 = 58.0;

/// The icon and the colour of a status. The word stands beside it.
pub fn sign(status: LoopStatus, theme: &Theme) -> (Icon, Color32) {
    match status {
        LoopStatus::Heard => (Icon::RecordVoiceOver, theme.pain.into()),
        LoopStatus::Understood => (Icon::Psychology, theme.warn.into()),
        LoopStatus::ActedOn => (Icon::TrendingUp, theme.p1.into()),
        LoopStatus::Answered => (Icon::CheckCircle, theme.opp.into()),
    }
}

/// What is worth knowing about a piece, in one line.
fn about_it(journey: &Journey, item: &LoopItem, today: Date) -> String {
    let mut parts = Vec::new();
    match item.age(Some(today)) {
        age if age.is_empty() => parts.push("no date".to_owned()),
        age if age == "today" || age == "dated ahead" => parts.push(age),
        age => parts.push(format!("{age} old")),
    }
    parts.extend(item.from.iter().map(|id| name(journey, *id)));
    parts.extend(item.feedback.rating.map(|rating| format!("{rating} of 5")));
    parts.push(if item.owner.is_empty() { "no owner".to_owned() } else { format!("owner: {}", item.owner.trim()) });
    parts.extend(item.led_to.iter().map(|led_to| format!("→ {}", led_to.words(journey))));
    parts.join("  ·  ")
}

/// Draws a piece in its place; answers with the response of the row.
pub fn ui(
    ui: &mut Ui,
    rect: Rect,
    journey: &Journey,
    (item, on): (&LoopItem, bool),
    today: Date,
    actions: &mut Vec<Action>,
) -> Response {
    let theme = widgets::theme(ui);
    let feedback = &item.feedback;
    let id = ui.make_persistent_id(("feedback", feedback.id));
    let response = ui.interact(rect, id, Sense::click());
    let about = about_it(journey, item, today);
    let text = shown(&feedback.text, "Nothing written yet");
    let label = format!("{}: {text}. {about}", feedback.status.label());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &label));
    if on {
        ui.painter().rect_filled(rect, 6.0, theme.accent_soft);
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 1.5, theme.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.sunken);
    }
    let chip = chip(ui, rect, journey, item, actions);
    let (left, right) = (rect.left() + 12.0, chip - 12.0);
    let words = Words::line(ui, text, style::regular(14.0), theme.ink, right - left);
    words.paint(ui.painter(), pos2(left, rect.top() + 9.0));
    // Only several touchpoints have words of their own on this line.
    let right = if item.about.len() > 1 { right } else { rect.right() - 12.0 };
    let meta = Words::line(ui, &about, style::regular(style::META), theme.ink_soft, right - left);
    meta.paint(ui.painter(), pos2(left, rect.top() + 33.0));
    let line = Stroke::new(1.0, theme.line);
    ui.painter().hline(left..=rect.right(), rect.bottom() - 0.5, line);
    widgets::focus_ring(ui, &response, 6.0);
    if response.clicked() || (response.gained_focus() && !on) {
        actions.push(wish(LoopWish::Pick(feedback.id)));
    }
    response.on_hover_text(text)
}

/// The touchpoint it is about: its number and name, which jump there; answers with the chip's left edge.
fn chip(ui: &mut Ui, rect: Rect, journey: &Journey, item: &LoopItem, actions: &mut Vec<Action>) -> f32 {
    let theme = widgets::theme(ui);
    let Some(touchpoint) = item.about.first().and_then(|id| journey.touchpoint(*id)) else { return rect.right() };
    let number = journey.step_number(touchpoint.id).map_or(String::new(), |step| step.to_string());
    let name = shown(&touchpoint.name, "Unnamed touchpoint");
    let words = Words::line(ui, name, style::semibold(style::META), theme.accent, (rect.width() * 0.3).min(170.0));
    let number = ui.painter().layout_no_wrap(number, style::semibold(style::META), theme.ink.into());
    let pill = vec2((number.size().x + 12.0).max(22.0), 20.0);
    let left = rect.right() - 10.0 - words.size().x - 8.0 - pill.x;
    let area = Rect::from_min_size(pos2(left, rect.top() + 6.0), vec2(rect.right() - 10.0 - left, 24.0));
    let id = ui.make_persistent_id(("about", item.feedback.id));
    let response = ui.interact(area.expand2(vec2(4.0, 0.0)), id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open touchpoint {name}")));
    let pill = Rect::from_min_size(pos2(left, area.center().y - 10.0), pill);
    ui.painter().rect(pill, 10.0, theme.sunken, Stroke::NONE, StrokeKind::Inside);
    ui.painter().galley(pill.center() - number.size() / 2.0, number, theme.ink.into());
    let at = pos2(pill.right() + 8.0, area.center().y);
    words.paint_from(ui.painter(), at);
    let more = item.about.len().saturating_sub(1);
    if more > 0 {
        let at = pos2(rect.right() - 10.0, rect.top() + 41.0);
        let text = format!("and {more} more");
        ui.painter().text(at, Align2::RIGHT_CENTER, text, style::regular(style::META), theme.ink_faint.into());
    }
    widgets::focus_ring(ui, &response, 6.0);
    if response.clicked() {
        actions.push(wish(LoopWish::Open(touchpoint.id)));
    }
    response.on_hover_text(name);
    left
}

/// A wish of the page as an action.
pub fn wish(wish: LoopWish) -> Action {
    Action::Insight(InsightWish::Loop(wish))
}
