//! The logo: a curve from a dot up and down to a ring. Drawn in the window, and as pixels for the system.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::theme::{Theme, ThemeKind};

/// The curve in a box of 26 × 20: a Bézier from the dot to the ring.
const CURVE: [(f32, f32); 4] = [(4.0, 16.0), (11.0, -6.0), (13.5, 30.0), (20.0, 11.0)];
const DOT: (f32, f32) = (4.0, 16.0);
const RING: (f32, f32) = (21.5, 13.0);

/// Draws the logo into a box of 26 × 20 points.
pub fn paint(painter: &Painter, rect: Rect, theme: &Theme) {
    let at = |(x, y): (f32, f32)| rect.min + vec2(x, y);
    let curve = egui::epaint::CubicBezierShape {
        points: CURVE.map(at),
        closed: false,
        fill: Color32::TRANSPARENT,
        stroke: Stroke::new(2.2, theme.ink).into(),
    };
    painter.add(Shape::CubicBezier(curve));
    painter.circle_filled(at(DOT), 3.2, theme.ink);
    painter.circle(at(RING), 3.0, theme.panel, Stroke::new(2.0, theme.accent));
}

/// The logo on a card, as an icon for the system's window list.
pub fn system_icon() -> egui::IconData {
    const SIDE: u32 = 64;
    let theme = Theme::of(ThemeKind::Light);
    let scale = SIDE as f32 / 26.0;
    let points: Vec<Pos2> = (0..=200).map(|step| bezier(step as f32 / 200.0)).collect();
    let mut rgba = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let here = pos2((x as f32 + 0.5) / scale, (y as f32 + 0.5) / scale - 3.0);
            let to_curve = points.iter().map(|point| point.distance(here)).fold(f32::MAX, f32::min);
            let to_dot = here.distance(pos2(DOT.0, DOT.1));
            let to_ring = here.distance(pos2(RING.0, RING.1));
            let color = if to_ring < 2.2 {
                theme.canvas
            } else if to_ring < 4.0 {
                theme.accent
            } else if to_curve < 1.2 || to_dot < 3.2 {
                theme.ink
            } else {
                theme.canvas
            };
            rgba.extend([color.r, color.g, color.b, 255]);
        }
    }
    egui::IconData { rgba, width: SIDE, height: SIDE }
}

fn bezier(t: f32) -> Pos2 {
    let u = 1.0 - t;
    let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
    let sum = |axis: fn((f32, f32)) -> f32| CURVE.iter().zip(weights).map(|(point, w)| axis(*point) * w).sum();
    pos2(sum(|point| point.0), sum(|point| point.1))
}
