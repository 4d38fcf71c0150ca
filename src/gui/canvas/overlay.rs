//! What the window draws over the map and never exports: selection, hover, drop marks.
//!
//! Here never comes anything that belongs to the map itself.

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Painter, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::index::FrameIndex;
use super::paint::Viewport;
use super::scene::{Place, Scene};
use super::tools::dragging::Mark;
use crate::frame::{Part, Sticky, Subject};
use crate::gui::context::Selection;
use crate::theme::Theme;

/// What overlays are drawn with.
pub(super) struct Overlay<'a> {
    /// The scene below.
    pub scene: &'a Scene,
    /// How it lies on the screen.
    pub viewport: &'a Viewport,
    /// Colours.
    pub theme: &'a Theme,
}

impl Overlay<'_> {
    fn index(&self) -> &FrameIndex {
        &self.scene.index
    }

    fn screen(&self, place: Place) -> Rect {
        self.viewport.to_screen(place.layer, place.rect)
    }

    fn layer(&self, painter: &Painter, layer: Sticky) -> Painter {
        painter.with_clip_rect(self.viewport.clip(layer, self.index()).intersect(painter.clip_rect()))
    }

    /// The column behind a selected touchpoint, to be drawn below its cards. A tint rather than a colour, so that lane
    /// rules stay visible: over the canvas it makes the theme's `col_tint`.
    pub(super) fn column_tint(&self, selection: &Selection) -> Vec<Shape> {
        let tint = Color32::from(self.theme.accent.with_alpha(14));
        let column = selection.touchpoint().and_then(|touchpoint| self.scene.column(touchpoint));
        let Some((left, right)) = column else { return Vec::new() };
        let whole = crate::geom::Rect::new(left, 0.0, right, self.scene.frame().size.height);
        let mut rect = self.viewport.to_screen(Sticky::Body, whole);
        rect.max.y = rect.max.y.max(self.viewport.rect.max.y);
        vec![Shape::Rect(RectShape::filled(rect, 0, tint))]
    }

    /// Rings around what is selected: 2 points of accent after 3 points of gap, and an accent border.
    pub(super) fn selection(&self, painter: &Painter, selection: &Selection) {
        let accent = Color32::from(self.theme.accent);
        for subject in selection.subjects() {
            let Some(place) = self.scene.place(*subject, Part::Whole) else { continue };
            let painter = self.layer(painter, place.layer);
            let rect = self.screen(place);
            match subject {
                Subject::Emotion(..) => {
                    let radius = rect.size().min_elem() / 2.0 + 3.0;
                    painter.circle_stroke(rect.center(), radius.clamp(7.0, 14.0), Stroke::new(2.0, accent));
                }
                Subject::Stage(_) | Subject::Lane(_) | Subject::Persona(_) | Subject::Cell(..) => {
                    ring(&painter, rect.shrink(2.0), 5.0, Stroke::new(2.0, accent));
                }
                Subject::Touchpoint(_)
                | Subject::Pain(..)
                | Subject::Opportunity(..)
                | Subject::Feedback(..)
                | Subject::Measure(..)
                | Subject::StageMeasure(..)
                | Subject::Link(_)
                | Subject::AddTouchpoint(_)
                | Subject::AddStage
                | Subject::Takeaway => {
                    let radius = self.radius(*subject);
                    ring(&painter, rect, radius, Stroke::new(1.0, accent));
                    ring(&painter, rect.expand(4.0), radius + 4.0, Stroke::new(2.0, accent));
                }
            }
        }
    }

    /// The border of what a click would take.
    pub(super) fn hover(&self, painter: &Painter, subject: Subject, place: Place) {
        let painter = self.layer(painter, place.layer);
        let rect = self.screen(place);
        let line = Stroke::new(1.0, Color32::from(self.theme.ctrl));
        match subject {
            Subject::Emotion(..) => {
                let radius = rect.size().min_elem() / 2.0 + 2.0;
                painter.circle_stroke(rect.center(), radius.clamp(6.0, 12.0), line);
            }
            Subject::Cell(..) => {
                ring(&painter, rect.shrink(3.0), 5.0, Stroke::new(1.0, Color32::from(self.theme.line_strong)));
            }
            Subject::Stage(_) | Subject::Lane(_) | Subject::Persona(_) => {
                ring(&painter, rect.shrink(2.0), 5.0, line);
            }
            Subject::Touchpoint(_)
            | Subject::Pain(..)
            | Subject::Opportunity(..)
            | Subject::Feedback(..)
            | Subject::Measure(..)
            | Subject::StageMeasure(..)
            | Subject::Link(_)
            | Subject::AddTouchpoint(_)
            | Subject::AddStage
            | Subject::Takeaway => ring(&painter, rect, self.radius(subject), line),
        }
    }

    /// A plus in a place where a double click adds something.
    pub(super) fn add_hint(&self, painter: &Painter, place: Place) {
        let painter = self.layer(painter, place.layer);
        let center = self.screen(place).center();
        let line = Stroke::new(1.5, Color32::from(self.theme.ink_faint));
        painter.line_segment([center - vec2(5.0, 0.0), center + vec2(5.0, 0.0)], line);
        painter.line_segment([center - vec2(0.0, 5.0), center + vec2(0.0, 5.0)], line);
    }

    /// Where something would come to lie.
    pub(super) fn drop_mark(&self, painter: &Painter, mark: Mark) {
        let accent = Color32::from(self.theme.accent);
        match mark {
            Mark::Tentative => {}
            Mark::Room(rect) => {
                let painter = self.layer(painter, Sticky::Body);
                let rect = self.viewport.to_screen(Sticky::Body, rect).shrink(2.0);
                painter.rect_filled(rect, 6, accent.gamma_multiply(0.08));
                ring(&painter, rect, 6.0, Stroke::new(2.0, accent));
            }
            Mark::Line(layer, from, to) => {
                let place = self.viewport.to_screen(layer, crate::geom::Rect::from_points(from, to));
                let clip = match layer {
                    // A stage's mark begins in the header and goes down to the bottom.
                    Sticky::Top => self.viewport.rect,
                    Sticky::Body | Sticky::Left | Sticky::Corner => self.viewport.clip(layer, self.index()),
                };
                let painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
                let ends = [place.min, place.max];
                painter.line_segment(ends, Stroke::new(2.0, accent));
                for end in ends {
                    painter.circle_filled(end, 3.5, accent);
                }
            }
        }
    }

    /// What is being dragged, faded at the place it was taken from.
    pub(super) fn faded(&self, painter: &Painter, place: Place) {
        let veil = Color32::from(self.theme.canvas.with_alpha(160));
        self.layer(painter, place.layer).rect_filled(self.screen(place).expand(2.0), 8, veil);
    }

    fn radius(&self, subject: Subject) -> f32 {
        let radius: f32 = match subject {
            Subject::Touchpoint(_) | Subject::AddTouchpoint(_) | Subject::AddStage => 8.0,
            Subject::Stage(_)
            | Subject::Lane(_)
            | Subject::Persona(_)
            | Subject::Emotion(..)
            | Subject::Pain(..)
            | Subject::Opportunity(..)
            | Subject::Feedback(..)
            | Subject::Measure(..)
            | Subject::StageMeasure(..)
            | Subject::Cell(..)
            | Subject::Link(_)
            | Subject::Takeaway => 6.0,
        };
        (radius * self.viewport.scale as f32).clamp(2.0, 16.0)
    }
}

fn ring(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke) {
    let radius = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
    painter.rect_stroke(rect, radius, stroke, StrokeKind::Middle);
}

/// What an empty map says in the middle of the canvas.
pub(super) fn empty_hint(painter: &Painter, rect: Rect, theme: &Theme) {
    let at = pos2(rect.center().x, rect.center().y);
    let title = "This map has no stages yet";
    let hint = "Add the first stage, then its touchpoints: the moments in which your customer meets you.";
    let font = crate::gui::style::semibold(15.0);
    painter.text(at - vec2(0.0, 14.0), egui::Align2::CENTER_CENTER, title, font, theme.ink.into());
    let font = crate::gui::style::regular(13.0);
    painter.text(at + vec2(0.0, 12.0), egui::Align2::CENTER_CENTER, hint, font, theme.ink_faint.into());
}
