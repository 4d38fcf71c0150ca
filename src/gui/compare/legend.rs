//! What the signs of a comparison mean, how often each is there, and whose curves are drawn how.
//!
//! A click on a sign goes to the next touchpoint that bears it. Here never comes the drawing on the canvas.

use egui::{Color32, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{CompareWish, Comparing, IdealView, Made, parts};
use crate::compare::Sign;
use crate::gui::context::Action;
use crate::gui::panels::persona_colour;
use crate::gui::{style, widgets};

/// Room between two entries, in points.
const APART: f32 = 14.0;

/// Draws the signs in use from left to right in the room there is, and right of them the curves.
pub fn ui(ui: &mut Ui, comparing: &Comparing, made: &Made, names: &[String; 2], actions: &mut Vec<Action>) {
    let signs: Vec<(Sign, usize)> =
        Sign::ALL.into_iter().map(|sign| (sign, parts::count(sign, made))).filter(|(_, count)| *count > 0).collect();
    let curves = match comparing.view {
        IdealView::Overlay | IdealView::Swipe => curves(ui, comparing, made, names),
        // Side by side every journey has its own name, and the table has no curves.
        IdealView::SideBySide | IdealView::Table => Vec::new(),
    };
    let room = ui.available_width();
    let keys: f32 = curves.iter().map(|curve| width_of(ui, &curve.label) + 32.0 + APART).sum();
    let full: f32 = signs.iter().map(|(sign, count)| sign_width(ui, *sign, *count, true) + APART).sum();
    let short: f32 = signs.iter().map(|(sign, count)| sign_width(ui, *sign, *count, false) + APART).sum();
    // The lane of the curves says too whose they are; what a sign means is said here alone.
    let worded = full <= room;
    let drawn = if worded { full } else { short };
    let keyed = drawn + keys <= room;
    let rest = room - drawn - if keyed { keys } else { 0.0 };
    ui.spacing_mut().item_spacing.x = APART;
    ui.add_space((rest * if keyed { 0.45 } else { 0.9 }).clamp(0.0, 160.0));
    for (sign, count) in signs {
        if sign_ui(ui, sign, count, worded) {
            actions.push(Action::Compare(CompareWish::Next(sign)));
        }
    }
    if keyed {
        ui.add_space((rest * 0.45).clamp(0.0, 60.0));
        for curve in curves {
            curve.ui(ui);
        }
    }
}

fn width_of(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), style::regular(style::META), Color32::BLACK).size().x
}

fn sign_width(ui: &Ui, sign: Sign, count: usize, worded: bool) -> f32 {
    let words = if worded { width_of(ui, sign.label()) + 5.0 } else { 0.0 };
    22.0 + words + width_of(ui, &count.to_string())
}

fn sign_ui(ui: &mut Ui, sign: Sign, count: usize, worded: bool) -> bool {
    let theme = widgets::theme(ui);
    let width = sign_width(ui, sign, count, worded);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::click());
    let label = format!("{} {count}", sign.label());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(5.0, 0.0)), 6.0, theme.sunken);
    }
    let y = rect.center().y;
    parts::paint_sign(sign, ui.painter(), pos2(rect.left() + 8.5, y), theme);
    let mut x = rect.left() + 22.0;
    let font = style::regular(style::META);
    if worded {
        let ink: Color32 = theme.ink.into();
        let text = ui.painter().layout_no_wrap(sign.label().to_owned(), font.clone(), ink);
        let width = text.size().x;
        ui.painter().galley(pos2(x, y - text.size().y / 2.0), text, ink);
        x += width + 5.0;
    }
    let faint: Color32 = theme.ink_faint.into();
    let text = ui.painter().layout_no_wrap(count.to_string(), font, faint);
    ui.painter().galley(pos2(x, y - text.size().y / 2.0), text, faint);
    widgets::focus_ring(ui, &response, 4.0);
    response.on_hover_text(format!("{label}: go to the next one")).clicked()
}

/// One journey's curve of the compared persona.
struct Curve {
    label: String,
    colour: Color32,
    dashed: bool,
}

fn curves(ui: &Ui, comparing: &Comparing, made: &Made, names: &[String; 2]) -> Vec<Curve> {
    let Some(id) = comparing.persona(made) else { return Vec::new() };
    let theme = widgets::theme(ui);
    let journey = if made.from().persona(id).is_some() { made.from() } else { made.to() };
    let who = journey.persona(id).map_or("", |persona| persona.name.as_str());
    let own = Color32::from(theme.persona(persona_colour(journey, id)));
    let curve = |name: &str, colour, dashed| Curve { label: format!("{who} {name}"), colour, dashed };
    vec![curve(&names[0], own, false), curve(&names[1], theme.accent.into(), true)]
}

impl Curve {
    fn ui(&self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        let width = 32.0 + width_of(ui, &self.label);
        let (rect, _) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
        let y = rect.center().y;
        let ends = [pos2(rect.left(), y), pos2(rect.left() + 26.0, y)];
        if self.dashed {
            let line = Stroke::new(2.5, self.colour);
            ui.painter().extend(Shape::dashed_line(&ends, line, 8.0, 5.0));
        } else {
            ui.painter().line_segment(ends, Stroke::new(3.0, self.colour));
        }
        let ink: Color32 = theme.ink.into();
        let text = ui.painter().layout_no_wrap(self.label.clone(), style::regular(style::META), ink);
        ui.painter().galley(pos2(rect.left() + 32.0, y - text.size().y / 2.0), text, ink);
    }
}
