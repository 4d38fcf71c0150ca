//! What the window draws over the map and never exports: selection, hover, drop marks.
//!
//! Here never comes anything that belongs to the map itself.

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Painter, Rect, Shape, Stroke, StrokeKind, vec2};

use super::index::FrameIndex;
use super::paint::Viewport;
use super::scene::{Basis, Place, Scene};
use super::tools::dragging::Mark;
use crate::frame::{Color, Compared, Part, Sticky, Subject};
use crate::gui::context::Selection;
use crate::layout::{CanvasRequest, Density};
use crate::model::{Journey, Opportunity, Pain};
use crate::theme::Theme;

/// Height of the row of step numbers in the header, in points of the frame.
const STEP_ROW: f64 = 18.0;

/// How far a ring may reach around what is selected, in points.
const RING: f32 = 12.0;

/// What overlays are drawn with.
pub(super) struct Overlay<'a, R = CanvasRequest, B = Basis> {
    /// The scene below.
    pub scene: &'a Scene<R, B>,
    /// How it lies on the screen.
    pub viewport: &'a Viewport,
    /// Colours.
    pub theme: &'a Theme,
}

impl<R, B> Overlay<'_, R, B> {
    pub(super) fn index(&self) -> &FrameIndex {
        &self.scene.index
    }

    fn screen(&self, place: Place) -> Rect {
        self.viewport.to_screen(place.layer, place.rect)
    }

    fn layer(&self, painter: &Painter, layer: Sticky) -> Painter {
        painter.with_clip_rect(self.viewport.clip(layer, self.index()).intersect(painter.clip_rect()))
    }

    /// A column between two edges, to be drawn below its cards: all of it, or from one height to another.
    pub(super) fn column_tint(&self, column: Option<(f64, f64)>, heights: Option<(f64, f64)>) -> Vec<Shape> {
        let tint = tint_over(self.theme.canvas, self.theme.col_tint);
        let Some((left, right)) = column else { return Vec::new() };
        let (top, bottom) = heights.unwrap_or((0.0, self.scene.frame().size.height));
        let mut rect = self.viewport.to_screen(Sticky::Body, crate::geom::Rect::new(left, top, right, bottom));
        if heights.is_none() {
            rect.max.y = rect.max.y.max(self.viewport.rect.max.y);
        }
        vec![Shape::Rect(RectShape::filled(rect, 0, tint))]
    }

    /// That the whole view has the keyboard: plainly where nothing is selected in it, else faintly, for the ring around
    /// what is selected tells more.
    pub(super) fn focus(&self, painter: &Painter, plainly: bool) {
        let stroke = Stroke::new(if plainly { 2.0 } else { 1.0 }, Color32::from(self.theme.accent));
        painter.rect_stroke(self.viewport.rect, 2, stroke, StrokeKind::Inside);
    }

    /// Rings around what is selected: 2 points of accent after 3 points of gap, and an accent border.
    pub(super) fn selection(&self, painter: &Painter, subjects: &[Subject]) {
        self.rings(painter, subjects, 2.0);
    }

    /// The same with rings of another width, in points.
    pub(super) fn rings(&self, painter: &Painter, subjects: &[Subject], width: f32) {
        let accent = Color32::from(self.theme.accent);
        let line = Stroke::new(width, accent);
        for subject in subjects {
            let Some(place) = self.scene.place(*subject, Part::Whole) else { continue };
            let rect = self.screen(place);
            if !rect.expand(RING).intersects(painter.clip_rect()) {
                continue;
            }
            let painter = self.layer(painter, place.layer);
            match subject {
                Subject::Emotion(..) | Subject::Compared(Compared::Emotion(..)) => {
                    let radius = rect.size().min_elem() / 2.0 + 3.0;
                    painter.circle_stroke(rect.center(), radius.clamp(7.0, 9.5), line);
                }
                Subject::Stage(_)
                | Subject::Lane(_)
                | Subject::Persona(_)
                | Subject::Cell(..)
                | Subject::Compared(Compared::Stage(_) | Compared::Match(..)) => {
                    ring(&painter, rect.shrink(2.0), 5.0, line);
                }
                // One ring: a second would look like another line.
                Subject::Link(_) => ring(&painter, rect.expand(1.0), 6.0, line),
                Subject::Touchpoint(_)
                | Subject::Pain(..)
                | Subject::Opportunity(..)
                | Subject::Feedback(..)
                | Subject::Measure(..)
                | Subject::StageMeasure(..)
                | Subject::AddTouchpoint(_)
                | Subject::AddStage
                | Subject::Takeaway
                | Subject::Charted(_)
                | Subject::Compared(
                    Compared::Touchpoint(..)
                    | Compared::Pain(..)
                    | Compared::Opportunity(..)
                    | Compared::Feedback(..)
                    | Compared::Text(..)
                    | Compared::Measure(..),
                ) => {
                    let radius = self.radius(*subject);
                    ring(&painter, rect, radius, Stroke::new(1.0, accent));
                    ring(&painter, rect.expand(4.0), radius + 4.0, line);
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
            Subject::Emotion(..) | Subject::Compared(Compared::Emotion(..)) => {
                let radius = rect.size().min_elem() / 2.0 + 2.0;
                painter.circle_stroke(rect.center(), radius.clamp(6.0, 12.0), line);
            }
            Subject::Cell(..) => {
                ring(&painter, rect.shrink(3.0), 5.0, Stroke::new(1.0, Color32::from(self.theme.line_strong)));
            }
            Subject::Stage(_) | Subject::Lane(_) | Subject::Persona(_) | Subject::Compared(Compared::Stage(_)) => {
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
            | Subject::Takeaway
            | Subject::Charted(_)
            | Subject::Compared(
                Compared::Touchpoint(..)
                | Compared::Pain(..)
                | Compared::Opportunity(..)
                | Compared::Feedback(..)
                | Compared::Text(..)
                | Compared::Measure(..)
                | Compared::Match(..),
            ) => ring(&painter, rect, self.radius(subject), line),
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
            Mark::Lot(rect) => {
                // Not within the map, so not within what the map's own painter may paint on.
                let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("the lot"));
                let painter = painter.ctx().layer_painter(layer);
                painter.rect_filled(rect, 6, accent.gamma_multiply(0.08));
                ring(&painter, rect, 6.0, Stroke::new(2.0, accent));
            }
            Mark::Room(layer, rect) => {
                let painter = self.layer(painter, layer);
                let rect = self.viewport.to_screen(layer, rect).shrink(2.0);
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
            Subject::Touchpoint(_)
            | Subject::AddTouchpoint(_)
            | Subject::AddStage
            | Subject::Compared(Compared::Touchpoint(..)) => 8.0,
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
            | Subject::Takeaway
            | Subject::Charted(_)
            | Subject::Compared(
                Compared::Stage(_)
                | Compared::Emotion(..)
                | Compared::Pain(..)
                | Compared::Opportunity(..)
                | Compared::Feedback(..)
                | Compared::Text(..)
                | Compared::Measure(..)
                | Compared::Match(..),
            ) => 6.0,
        };
        (radius * self.viewport.along as f32).clamp(2.0, 16.0)
    }
}

impl<R, B> Overlay<'_, R, B> {
    /// A wire from something's handle to the pointer.
    pub(super) fn wire(&self, painter: &Painter, subject: Subject, from: Place, pointer: egui::Pos2) {
        let start = handle_of(subject, self.screen(from));
        let line = Stroke::new(2.0, Color32::from(self.theme.accent));
        painter.line_segment([start, pointer], line);
        painter.circle_filled(start, 3.5, line.color);
        painter.circle_filled(pointer, 4.5, line.color);
    }

    /// How many things are dragged together, at the corner of the one that is seen.
    pub(super) fn count(&self, painter: &Painter, corner: egui::Pos2, many: usize) {
        let font = crate::gui::style::semibold(12.0);
        let text = painter.layout_no_wrap(many.to_string(), font, self.theme.on_fill.into());
        let size = vec2((text.size().x + 12.0).max(20.0), 20.0);
        painter.rect_filled(Rect::from_center_size(corner, size), 10, Color32::from(self.theme.accent));
        painter.galley(corner - text.size() / 2.0, text, self.theme.on_fill.into());
    }

    /// The rectangle that is drawn over what is to be selected.
    pub(super) fn band(&self, painter: &Painter, rect: crate::geom::Rect) {
        let painter = self.layer(painter, Sticky::Body);
        let rect = self.viewport.to_screen(Sticky::Body, rect);
        let accent = Color32::from(self.theme.accent);
        painter.rect_filled(rect, 2, accent.gamma_multiply(0.08));
        painter.rect_stroke(rect, 2, Stroke::new(1.0, accent), StrokeKind::Middle);
    }

    /// The handle from which a wire is drawn; returns where it lies. `None` where things are too small for one.
    pub(super) fn handle(&self, painter: &Painter, subject: Subject, place: Place, bar: bool) -> Option<Rect> {
        const RADIUS: f32 = 8.0;
        let rect = self.screen(place);
        if rect.width() < 60.0 || place.layer != Sticky::Body {
            return None;
        }
        let center = handle_of(subject, rect);
        let clip = self.viewport.clip(place.layer, self.index());
        if !clip.contains(center) {
            return None;
        }
        let painter = self.layer(painter, place.layer);
        let accent = Color32::from(self.theme.accent);
        let fill = if bar { accent } else { Color32::from(self.theme.card) };
        painter.circle(center, RADIUS, fill, Stroke::new(1.5, accent));
        let ink = if bar { Color32::from(self.theme.on_fill) } else { accent };
        let font = crate::gui::style::icon_font(12.0, false);
        let icon = crate::text::Icon::Link.character();
        painter.text(center, egui::Align2::CENTER_CENTER, icon, font, ink);
        Some(Rect::from_center_size(center, vec2(RADIUS * 2.0, RADIUS * 2.0)).expand(2.0))
    }

    /// What is carried from the parking lot, at the pointer.
    pub(super) fn carried_words(&self, ui: &egui::Ui, words: &str) {
        let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let layer = egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("a carried thought"));
        let painter = ui.ctx().layer_painter(layer);
        let ink = Color32::from(self.theme.ink);
        let mut job = egui::text::LayoutJob::simple(words.to_owned(), crate::gui::style::regular(13.0), ink, 200.0);
        job.wrap.max_rows = 3;
        let text = painter.layout_job(job);
        let ground = Rect::from_min_size(pointer + vec2(12.0, 8.0), text.size() + vec2(16.0, 12.0));
        painter.rect_filled(ground, 6, Color32::from(self.theme.card));
        painter.rect_stroke(ground, 6, Stroke::new(1.0, Color32::from(self.theme.accent)), StrokeKind::Inside);
        painter.galley(ground.min + vec2(8.0, 6.0), text, ink);
    }

    /// Words at the foot of the map about what is under way.
    pub(super) fn banner(&self, painter: &Painter, words: &str) {
        let room = (self.viewport.rect.width() - 80.0).max(120.0);
        let ink = Color32::from(self.theme.solid_ink);
        let font = crate::gui::style::semibold(13.0);
        let mut job = egui::text::LayoutJob::simple(words.to_owned(), font, ink, room);
        job.wrap.max_rows = 2;
        let text = painter.layout_job(job);
        // Low on the map, where no card that could be chosen lies under it.
        let middle = self.viewport.rect.max.y - 20.0 - text.size().y / 2.0;
        let center = egui::pos2(self.viewport.rect.center().x, middle);
        let ground = Rect::from_center_size(center, text.size() + vec2(28.0, 14.0));
        painter.rect_filled(ground, 8, Color32::from(self.theme.solid));
        painter.galley(ground.min + vec2(14.0, 7.0), text, ink);
    }
}

impl Overlay<'_> {
    /// Rings around the opportunities that address a pain point, and the other way round.
    pub(super) fn ties(&self, painter: &Painter, selected: Subject, journey: &Journey) {
        let ends: Vec<(Subject, Subject)> = match selected {
            Subject::Pain(pain, _) => {
                let at = |found: &std::sync::Arc<Opportunity>| {
                    let places = journey.touchpoints_of(found.id.0).into_iter();
                    places.map(|at| (selected, Subject::Opportunity(found.id, at.id))).collect::<Vec<_>>()
                };
                journey.opportunities_for(pain).into_iter().flat_map(at).collect()
            }
            Subject::Opportunity(opportunity, _) => {
                let at = |found: &std::sync::Arc<Pain>| {
                    let places = journey.touchpoints_of(found.id.0).into_iter();
                    places.map(|at| (Subject::Pain(found.id, at.id), selected)).collect::<Vec<_>>()
                };
                journey.pains_of(opportunity).into_iter().flat_map(at).collect()
            }
            _ => return,
        };
        let painter = self.layer(painter, Sticky::Body);
        let line = Stroke::new(2.0, Color32::from(self.theme.opp));
        let request = &self.scene.request;
        let drawn = !request.filter.without_answers && request.density != Density::Overview;
        for (pain, opportunity) in ends {
            let place = |subject| self.scene.place(subject, Part::Whole).map(|place| self.screen(place));
            let (Some(from), Some(to)) = (place(pain), place(opportunity)) else { continue };
            let (other, rect) = if pain == selected { (opportunity, to) } else { (pain, from) };
            ring(&painter, rect.expand(2.0), self.radius(other) + 2.0, line);
            // Where the picture has its own line, a second one beside it would be one too many.
            if !drawn {
                self.tie(&painter, (from, to), line);
            }
        }
    }

    fn tie(&self, painter: &Painter, (from, to): (Rect, Rect), line: Stroke) {
        let (from, to) = if to.center().y >= from.center().y {
            (from.center_bottom(), to.center_top())
        } else {
            (from.center_top(), to.center_bottom())
        };
        let bend = ((to.y - from.y) / 2.0).clamp(-60.0, 60.0);
        let points = [from, from + vec2(0.0, bend), to - vec2(0.0, bend), to];
        painter.add(egui::epaint::CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, line));
        painter.circle_filled(from, 3.5, line.color);
        painter.circle_filled(to, 3.5, line.color);
    }

    /// The number of the selected touchpoint's step, filled.
    pub(super) fn step_number(&self, painter: &Painter, selection: &Selection, journey: &Journey) {
        // An overview has no row of step numbers.
        let rows = self.scene.request.density != Density::Overview;
        let Some(id) = selection.touchpoint().filter(|_| rows) else { return };
        let Some((left, right)) = self.scene.column(id) else { return };
        let Some(number) = journey.step_number(id) else { return };
        let scale = self.viewport.scale as f32;
        let row = crate::geom::Rect::new(left, self.index().header - STEP_ROW, right, self.index().header);
        let center = self.viewport.to_screen(Sticky::Top, row).center() - vec2(0.0, 2.0 * scale);
        let painter = self.layer(painter, Sticky::Top);
        let font = crate::gui::style::semibold(12.0 * scale);
        let text = painter.layout_no_wrap(number.to_string(), font, self.theme.on_fill.into());
        let size = vec2((text.size().x + 10.0 * scale).max(24.0 * scale), 16.0 * scale);
        painter.rect_filled(Rect::from_center_size(center, size), 8.0 * scale, Color32::from(self.theme.accent));
        painter.galley(center - text.size() / 2.0, text, self.theme.on_fill.into());
    }
}

/// Where the handle for wires stands: a pain point's below it, where what answers it is, all others' above.
fn handle_of(subject: Subject, rect: Rect) -> egui::Pos2 {
    let below = matches!(subject, Subject::Pain(..));
    egui::pos2(rect.center().x, if below { rect.max.y } else { rect.min.y })
}

/// A veil that turns `ground` into `wanted` exactly, and lets what is drawn on the ground shine through: a little of the
/// ground is taken away and the rest added as light.
fn tint_over(ground: Color, wanted: Color) -> Color32 {
    const OPACITY: u32 = 20;
    let added = |ground: u8, wanted: u8| {
        let left = u32::from(ground) * (255 - OPACITY) / 255;
        u32::from(wanted).saturating_sub(left) as u8
    };
    let [r, g, b] = [(ground.r, wanted.r), (ground.g, wanted.g), (ground.b, wanted.b)].map(|(g, w)| added(g, w));
    Color32::from_rgba_premultiplied(r, g, b, OPACITY as u8)
}

pub(super) fn ring(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke) {
    let radius = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
    painter.rect_stroke(rect, radius, stroke, StrokeKind::Middle);
}
