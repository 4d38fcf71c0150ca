//! The small signs panels share with the map: persona badges, severity, how a pillar is served, key caps.
//!
//! Shape carries what colour carries, so that neither is needed alone.

use egui::{Align2, Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::theme;
use crate::gui::style;
use crate::model::{Level, PersonaColour, Support};
use crate::text::Icon;
use crate::theme::Theme;

/// A persona's badge: her colour, her marker's shape, her letters.
pub fn persona_badge(
    painter: &Painter,
    center: Pos2,
    radius: f32,
    colour: PersonaColour,
    letters: &str,
    theme: &Theme,
) {
    let fill: Color32 = theme.persona(colour).into();
    painter.add(marker_shape(center, radius, colour, fill, Stroke::NONE));
    let lower = if colour == PersonaColour::P3 { radius * 0.18 } else { 0.0 };
    let font = style::semibold((radius * 1.05).max(10.0));
    painter.text(center + vec2(0.0, lower), Align2::CENTER_CENTER, letters, font, theme.on_fill.into());
}

/// The outline of a persona's marker around a point.
pub fn marker_shape(center: Pos2, radius: f32, colour: PersonaColour, fill: Color32, stroke: Stroke) -> Shape {
    let at = |x: f32, y: f32| center + vec2(x, y) * radius;
    match colour {
        PersonaColour::P1 => Shape::Circle(egui::epaint::CircleShape { center, radius, fill, stroke }),
        PersonaColour::P2 => {
            let rect = Rect::from_center_size(center, Vec2::splat(radius * 1.85));
            Shape::Rect(egui::epaint::RectShape::new(rect, radius * 0.3, fill, stroke, StrokeKind::Middle))
        }
        PersonaColour::P3 => Shape::convex_polygon(vec![at(0.0, -1.15), at(1.12, 0.9), at(-1.12, 0.9)], fill, stroke),
        PersonaColour::P4 => {
            let points = vec![at(0.0, -1.2), at(1.2, 0.0), at(0.0, 1.2), at(-1.2, 0.0)];
            Shape::convex_polygon(points, fill, stroke)
        }
    }
}

/// How bad a pain is: circle, diamond, octagon, with the number inside.
pub fn severity_mark(painter: &Painter, center: Pos2, level: Level, theme: &Theme) {
    let pain: Color32 = theme.pain.into();
    let at = |x: f32, y: f32| center + vec2(x, y);
    let octagon = |r: f32| {
        let c = r * 0.414;
        vec![at(-c, -r), at(c, -r), at(r, -c), at(r, c), at(c, r), at(-c, r), at(-r, c), at(-r, -c)]
    };
    let (shape, ink) = match level.get() {
        0..=2 => (Shape::circle_stroke(center, 7.5, Stroke::new(1.5, pain)), pain),
        3 => {
            let points = vec![at(0.0, -10.0), at(10.0, 0.0), at(0.0, 10.0), at(-10.0, 0.0)];
            (Shape::convex_polygon(points, Color32::TRANSPARENT, Stroke::new(1.5, pain)), pain)
        }
        4 => (Shape::convex_polygon(octagon(9.0), pain, Stroke::NONE), theme.on_fill.into()),
        _ => (Shape::convex_polygon(octagon(10.5), pain, Stroke::NONE), theme.on_fill.into()),
    };
    painter.add(shape);
    painter.text(center, Align2::CENTER_CENTER, level.to_string(), style::semibold(11.0), ink);
}

/// The icon and colour for how a pillar is served.
pub fn support_icon(support: Support, theme: &Theme) -> (Icon, bool, Color32) {
    match support {
        Support::Unknown => (Icon::Help, false, theme.ink_faint.into()),
        Support::Supports => (Icon::CheckCircle, true, theme.opp.into()),
        Support::Against => (Icon::DoNotDisturbOn, true, theme.pain.into()),
    }
}

/// A key as it looks on a keyboard.
pub fn key_cap(ui: &mut Ui, keys: &str) {
    let theme = theme(ui);
    let text = ui.painter().layout_no_wrap(keys.to_owned(), style::regular(style::META), theme.ink_soft.into());
    let (rect, _) = ui.allocate_exact_size(vec2(text.size().x + 12.0, 19.0), Sense::hover());
    ui.painter().rect(rect, 4.0, theme.card, Stroke::new(1.0, theme.line_strong), StrokeKind::Inside);
    let at = pos2(rect.center().x - text.size().x / 2.0, rect.center().y - text.size().y / 2.0);
    ui.painter().galley(at, text, theme.ink_soft.into());
}
