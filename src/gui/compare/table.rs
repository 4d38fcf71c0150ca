//! What differs, as a list: one row a gap.
//!
//! Here never comes the comparison itself.

use egui::{Align2, Color32, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{CompareWish, Comparing, Made, Sign, parts};
use crate::gui::context::Action;
use crate::gui::{style, widgets};
use crate::model::signed;

/// Height of a row in points.
const ROW: f32 = 36.0;

/// Where the columns begin, as shares of the width, and what stands above them.
const COLUMNS: [(f32, &str); 7] = [
    (0.015, "Gap"),
    (0.075, "From → to"),
    (0.52, "Stage"),
    (0.65, "Emotion"),
    (0.72, "Owner"),
    (0.85, "Effort"),
    (0.92, "Horizon"),
];

/// Draws the list.
pub fn ui(ui: &mut Ui, comparing: &Comparing, made: &Made, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let count = made.comparison.gaps.len();
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    ui.painter().rect_filled(head, 0, theme.zebra);
    for (share, words) in COLUMNS {
        let at = pos2(head.left() + head.width() * share, head.center().y);
        ui.painter().text(at, Align2::LEFT_CENTER, words, style::semibold(style::META), theme.ink_soft.into());
    }
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
    if count == 0 {
        ui.add_space(16.0);
        ui.vertical_centered(|ui| ui.label(style::meta("Nothing differs.", theme)));
        return;
    }
    let list = egui::ScrollArea::vertical().id_salt("gaps as a table").auto_shrink([false, false]);
    list.show_rows(ui, ROW, count, |ui, rows| {
        for row in rows {
            let at = if comparing.largest_first { made.by_size[row] } else { row };
            if row_ui(ui, comparing, made, at).clicked() {
                let picked = made.pick(&made.comparison.gaps[at]);
                actions.push(Action::Compare(CompareWish::Pick(picked)));
            }
        }
    });
}

fn row_ui(ui: &mut Ui, comparing: &Comparing, made: &Made, at: usize) -> Response {
    let theme = widgets::theme(ui);
    let (gap, card) = (&made.comparison.gaps[at], &made.cards[at]);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let on = comparing.picked.gap == Some(gap.key);
    let emotion = comparing.persona(made).and_then(|persona| made.entry(gap).emotion(persona)?.gap());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, card.says(emotion)));
    if on {
        ui.painter().rect_filled(rect, 0, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, theme.zebra);
    }
    let y = rect.center().y;
    let x = |column: usize| rect.left() + rect.width() * COLUMNS[column].0;
    let room = |column: usize| {
        COLUMNS.get(column + 1).map_or(rect.right(), |(share, _)| rect.left() + rect.width() * share) - x(column) - 10.0
    };
    let words = |ui: &Ui, column: usize, text: &str, ink: Color32| {
        let text = widgets::elided(ui, text, style::regular(style::BODY), ink, room(column));
        ui.painter().galley(pos2(x(column), y - text.size().y / 2.0), text, ink);
    };
    Sign::Mark(made.entry(gap).mark).paint(ui.painter(), pos2(x(0) + 9.0, y), theme);
    if let Some(step) = card.step {
        parts::step_pill(ui.painter(), pos2(x(0) + 38.0, y), &step.to_string(), on, theme);
    }
    from_to(ui, Rect::from_min_size(pos2(x(1), rect.top()), vec2(room(1), ROW)), &card.is, &card.should);
    let stage = gap.stage.map(|stage| &made.comparison.stages[stage]);
    let stage = stage.and_then(|stage| {
        let from = stage.from.and_then(|id| made.from().stage(id));
        from.or_else(|| made.to().stage(stage.to?))
    });
    words(ui, 2, stage.map_or("", |stage| &stage.name), theme.ink_soft.into());
    if let Some(emotion) = emotion.filter(|emotion| *emotion != 0.0) {
        let font = style::semibold(style::BODY);
        let colour = parts::signed_colour(emotion, theme);
        ui.painter().text(pos2(x(3), y), Align2::LEFT_CENTER, signed(emotion), font, colour);
    }
    let owner = if card.owner.is_empty() { "No owner" } else { &card.owner };
    words(ui, 4, owner, if card.lacks_owner() { theme.warn.into() } else { theme.ink.into() });
    if let Some(effort) = card.effort {
        parts::effort_bars(ui.painter(), pos2(x(5), y + 5.0), effort, theme);
    }
    if let Some(horizon) = card.horizon {
        parts::horizon_pill(ui.painter(), pos2(x(6) + 60.0, y), horizon, theme);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    widgets::focus_ring(ui, &response, 0.0);
    response.on_hover_text(format!("{}\nfrom {}\nto {}", card.name, card.is, card.should))
}

/// How it is, an arrow, and how it should be; what does not fit is cut at both.
fn from_to(ui: &Ui, place: Rect, from: &str, to: &str) {
    let theme = widgets::theme(ui);
    let y = place.center().y;
    let half = (place.width() - 26.0) / 2.0;
    let from = widgets::elided(ui, from, style::regular(style::BODY), theme.ink_soft, half);
    let x = place.left() + from.size().x;
    ui.painter().galley(pos2(place.left(), y - from.size().y / 2.0), from, theme.ink_soft.into());
    let font = style::regular(style::BODY);
    ui.painter().text(pos2(x + 13.0, y), Align2::CENTER_CENTER, "→", font, theme.ink_faint.into());
    let room = place.right() - x - 26.0;
    let to = widgets::elided(ui, to, style::semibold(style::BODY), theme.ink, room);
    ui.painter().galley(pos2(x + 26.0, y - to.size().y / 2.0), to, theme.ink.into());
}
