//! The example maps shipped with the program, and their small pictures on the start page.

use std::sync::{Arc, OnceLock};

use egui::{Rect, Shape, Stroke, Ui, pos2, vec2};

use super::panels::{outline::plural, persona_colour};
use super::widgets;
use crate::exchange::shipped::EXAMPLES;
use crate::model::*;

/// The map of an example, by its place in the list. Parsed once; the shipped files are tested to be sound.
pub fn map(place: usize) -> Option<Arc<Map>> {
    static MAPS: OnceLock<Vec<Option<Arc<Map>>>> = OnceLock::new();
    let maps = MAPS.get_or_init(|| EXAMPLES.iter().map(|example| example.open().ok().map(Arc::new)).collect());
    maps.get(place).cloned().flatten()
}

/// How many examples there are.
pub fn count() -> usize {
    EXAMPLES.len()
}

/// The example's title and the sentence it leaves behind.
pub fn words(place: usize) -> (String, String) {
    let Some(map) = map(place) else { return Default::default() };
    let about = map.about();
    (about.title.clone(), if about.takeaway.is_empty() { about.scenario.clone() } else { about.takeaway.clone() })
}

/// "14 steps, 2 personas".
pub fn figures(place: usize) -> String {
    let Some(map) = map(place) else { return String::new() };
    let journey = map.today();
    let steps = plural(journey.touchpoint_count(), "step");
    format!("{steps}, {}", plural(journey.personas().len(), "persona"))
}

/// The example's stages, cards and curves in a few strokes. This is a sign for the map, not the map: it carries no
/// words and no values.
pub fn thumbnail(ui: &Ui, place: usize, rect: Rect) {
    let Some(map) = map(place) else { return };
    let theme = widgets::theme(ui);
    let journey = map.today();
    let count = journey.touchpoint_count().max(1) as f32;
    let x = |at: f32| rect.left() + rect.width() * at / count;
    let mut first = 0;
    for (at, stage) in journey.stages().iter().enumerate() {
        let end = first + journey.touchpoints_in(stage.id).len();
        let column = Rect::from_min_max(pos2(x(first as f32), rect.top()), pos2(x(end as f32), rect.bottom()));
        if at % 2 == 0 {
            ui.painter().rect_filled(column, 0.0, theme.zebra);
        } else {
            ui.painter().vline(column.left(), rect.y_range(), Stroke::new(1.0, theme.line_strong));
        }
        let bar = Rect::from_min_size(column.min + vec2(3.0, 4.0), vec2((column.width() * 0.6).max(4.0), 2.5));
        ui.painter().rect_filled(bar, 1.0, theme.ctrl);
        for step in first..end {
            let width = (rect.width() / count - 2.0).max(2.0);
            let card = Rect::from_min_size(pos2(x(step as f32) + 1.0, rect.top() + 12.0), vec2(width, 24.0));
            let edge = Stroke::new(1.0, theme.line_strong);
            ui.painter().rect(card, 2.0, theme.card, edge, egui::StrokeKind::Inside);
        }
        first = end;
    }
    let curves = Rect::from_min_max(pos2(rect.left(), rect.top() + 44.0), rect.max - vec2(0.0, 6.0));
    let middle = [curves.left_center(), curves.right_center()];
    ui.painter().extend(Shape::dashed_line(&middle, Stroke::new(1.0, theme.line_strong), 2.0, 2.0));
    for persona in journey.personas().take(2) {
        let ink = theme.persona(persona_colour(journey, persona.id));
        let stroke =
            Stroke::new(if persona.id == journey.personas().next().unwrap_or(persona).id { 2.0 } else { 1.2 }, ink);
        let mut line = Vec::new();
        for (step, touchpoint) in journey.touchpoints().enumerate() {
            let emotion = journey.feeling(persona.id, touchpoint.id).and_then(|feeling| feeling.emotion);
            match emotion {
                Some(emotion) => {
                    let y = curves.center().y - curves.height() / 2.0 * (emotion.value() as f32 / 10.0);
                    line.push(pos2(x(step as f32 + 0.5), y));
                }
                None => draw(ui, &mut line, stroke),
            }
        }
        draw(ui, &mut line, stroke);
    }
}

fn draw(ui: &Ui, line: &mut Vec<egui::Pos2>, stroke: Stroke) {
    if line.len() > 1 {
        ui.painter().add(Shape::line(std::mem::take(line), stroke));
    }
    line.clear();
}
