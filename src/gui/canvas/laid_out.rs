//! What is being written, laid out as the map will show it.
//!
//! The field that is typed into knows no writing from right to left: it keeps letters in the order in which they were
//! typed. As long as a text holds such letters, the text as it will stand is shown below the field. Here never comes
//! what a text becomes.

use std::sync::Arc;

use egui::{Color32, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::gui::canvas::tools::editing::{Editing, FieldLook, field_id};
use crate::gui::words;
use crate::text::{Align, Paragraph, Room, TextEngine, TextStyle, Weight};
use crate::theme::Theme;

/// Room around the text, in points.
const PAD: f32 = 8.0;

/// Shows what is being written beside its field, as long as something of it runs from right to left.
pub(super) fn beside_field(
    ui: &Ui,
    text: &mut TextEngine,
    editing: &mut Editing,
    (look, field): (&FieldLook, Rect),
    theme: &Theme,
) {
    let paragraph = laid_out(text, &editing.text, look.size, look.strong, field.width());
    if std::mem::replace(&mut editing.right_to_left, paragraph.is_some()) != paragraph.is_some() {
        ui.ctx().request_repaint();
    }
    if let Some(paragraph) = paragraph {
        show(ui, &paragraph, field, look.within, theme);
    }
}

/// A text as it will stand; `None` if nothing of it runs from right to left.
fn laid_out(text: &mut TextEngine, words: &str, size: f32, strong: bool, width: f32) -> Option<Arc<Paragraph>> {
    let weight = if strong { Weight::SemiBold } else { Weight::Regular };
    let style = TextStyle { size, line_height: (size * 1.35).round(), weight, tabular: false };
    let room = Room { width: f64::from(width - 2.0 * PAD), max_lines: 8, align: Align::Start };
    let paragraph = text.paragraph(words, style, room);
    paragraph.runs.iter().any(|run| run.rtl).then_some(paragraph)
}

/// Shows it below the field, or above where there is no room.
fn show(ui: &Ui, paragraph: &Paragraph, field: Rect, within: Rect, theme: &Theme) {
    let size = vec2(field.width(), paragraph.height as f32 + 2.0 * PAD);
    let below = field.left_bottom() + vec2(0.0, 4.0);
    let above = field.left_top() - vec2(0.0, 4.0 + size.y);
    let corner = if below.y + size.y <= within.max.y { below } else { pos2(above.x, above.y.max(within.min.y)) };
    let place = Rect::from_min_size(corner, size);
    let layer = egui::LayerId::new(egui::Order::Foreground, field_id().with("laid out"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(place, 6.0, Color32::from(theme.card));
    words::paint_paragraph(&painter, paragraph, theme.ink, corner + vec2(PAD, PAD), field.width() - 2.0 * PAD);
    painter.rect_stroke(place, 6.0, Stroke::new(1.0, Color32::from(theme.line_strong)), StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_from_right_to_left_is_shown_a_second_time() {
        let mut text = TextEngine::default();
        for (words, shown) in [("Doorman", false), ("日本語", false), ("بواب المدينة", true), ("Gate שער", true)]
        {
            assert_eq!(laid_out(&mut text, words, 13.0, true, 200.0).is_some(), shown, "{words}");
        }
        let arabic = laid_out(&mut text, "بواب", 13.0, true, 200.0).expect("is shown");
        let start = arabic.runs[0].x;
        assert!(start > 100.0, "it stands at the right: {start}");
    }
}
