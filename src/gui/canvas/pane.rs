//! A part of the window in which a frame is moved about: its camera, its place, the wheel, and the bar for what lies
//! further down.
//!
//! Both canvases stand on it, the map's and the one of two journeys. Here never come the map, selection or tools.

use std::sync::Arc;

use egui::{Color32, CursorIcon, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::READABLE;
use super::camera::{self, Camera};
use super::paint::{FrameIndex, Viewport};
use super::scene::Place;
use super::snap::{self, Snap};
use crate::frame::{Frame, Sticky, Subject};
use crate::geom::{Point, Size, Vec2};
use crate::layout::Density;
use crate::theme::Theme;

/// Width of the place of the bar for what lies further down, in points.
pub(super) const BAR: f32 = 12.0;
/// Its handle is never shorter than this, in points.
const LEAST_HANDLE: f32 = 28.0;
/// A journey whose overview has to be squeezed further than this opens at its beginning instead.
const TILES_READABLE: f64 = 0.8;
/// A journey that leaves room on a large screen is enlarged by so much at most.
const ENLARGED: f64 = 1.45;
/// So long after the last turn of the wheel a frame is drawn at its exact scale, in seconds.
pub(super) const ZOOM_REST: f64 = 0.12;

/// No column is wider than this, with what lies before it, in points of the frame.
const WIDEST_COLUMN: f64 = 800.0;

/// A view of a frame.
#[derive(Default)]
pub(super) struct Pane {
    /// How near the frame is, and which part of it is in view.
    pub camera: Camera,
    /// Where the pane lay when it was drawn last.
    pub rect: Option<Rect>,
    /// When the zoom last changed by wheel or pinch, in egui's seconds.
    pub zoomed_at: Option<f64>,
    /// Whether there is a bar for what lies further down.
    pub has_bar: bool,
    /// How it comes to rest after scrolling.
    pub snap: Snap,
}

/// What is to stay where it is on the screen although the density changes.
pub(super) struct Pivot {
    /// A card.
    pub card: Subject,
    /// How far into the card, 0 to 1.
    within: f64,
    /// From the view's corner, in screen points.
    anchor: Vec2,
}

impl Pivot {
    /// The card nearest to the anchor, of those a camera shows around it.
    pub(super) fn nearest(
        cards: impl Iterator<Item = (Subject, crate::geom::Rect)>,
        camera: &Camera,
        anchor: Vec2,
    ) -> Option<Pivot> {
        let x = camera.to_frame(anchor).x;
        let far = |rect: &crate::geom::Rect| (rect.center().x - x).abs();
        let (card, rect) = cards.min_by(|a, b| far(&a.1).total_cmp(&far(&b.1)))?;
        Some(Pivot { card, within: (x - rect.x0) / rect.width().max(1.0), anchor })
    }

    /// The strip of a frame in which cards near the anchor lie.
    pub(super) fn around(camera: &Camera, anchor: Vec2, frame: &Frame) -> crate::geom::Rect {
        let x = camera.to_frame(anchor).x;
        crate::geom::Rect::new(x - 800.0, 0.0, x + 800.0, frame.size.height)
    }
}

impl Pane {
    /// Takes the room there is, and returns the frame's part of it and the bar's.
    pub(super) fn take_room(&mut self, whole: Rect) -> (Rect, Rect) {
        let bar = if self.has_bar { BAR } else { 0.0 };
        let (rect, bar) = whole.split_left_right_at_x(whole.max.x - bar);
        self.rect = Some(rect);
        (rect, bar)
    }

    pub(super) fn size(&self) -> Size {
        self.rect.map_or(Size::ZERO, |rect| Size::new(f64::from(rect.width()), f64::from(rect.height())))
    }

    /// How a frame with lane titles of that width lies on the screen.
    pub(super) fn viewport(&self, ui: &Ui, gutter: f64) -> Viewport {
        let now = ui.input(|input| input.time);
        Viewport {
            rect: self.rect.unwrap_or(Rect::NOTHING),
            scroll: self.camera.scroll(),
            scale: self.camera.scale(),
            along: self.camera.along(),
            gutter,
            sticky: true,
            zooming: self.zoomed_at.is_some_and(|at| now - at < ZOOM_REST),
        }
    }

    /// The height a layout is to fill, in points of the frame. While the wheel turns it stays what it was `before`,
    /// for the same density, so that nothing is laid out anew.
    pub(super) fn layout_height(&self, before: Option<(Density, f64)>) -> f64 {
        let exact = (self.size().height / self.camera.scale()).floor();
        match (before, self.zoomed_at) {
            (Some((density, height)), Some(_)) if density == self.camera.density() => height,
            (Some(_) | None, _) => exact,
        }
    }

    /// Answers wheel, trackpad and pinch by moving; returns the zoom they ask for, with the point that stays.
    pub(super) fn turn(&mut self, ui: &Ui, frame: Option<Size>) -> Option<(f64, Vec2)> {
        let rect = self.rect?;
        if !ui.rect_contains_pointer(rect) {
            return None;
        }
        let (zoom, scroll, pointer, now) =
            ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta(), input.pointer.latest_pos(), input.time));
        if zoom != 1.0 {
            let at = pointer.map_or(rect.size() / 2.0, |pointer| pointer - rect.min);
            self.zoomed_at = Some(now);
            let anchor = Vec2::new(f64::from(at.x), f64::from(at.y));
            return Some((self.camera.zoom() * f64::from(zoom), anchor));
        }
        if scroll != egui::Vec2::ZERO {
            // A plain wheel goes along the journey where there is nothing to scroll to below.
            let height = |size: Size| size.height * self.camera.scale();
            let upright = frame.is_some_and(|size| height(size) <= f64::from(rect.height()) + 1.0);
            let by = if upright && scroll.x == 0.0 { vec2(scroll.y, 0.0) } else { scroll };
            self.scroll(-by, now);
        }
        None
    }

    /// Moves the view by screen points.
    pub(super) fn pan(&mut self, by: egui::Vec2) {
        self.camera.pan(Vec2::new(f64::from(by.x), f64::from(by.y)));
    }

    /// Moves the view by screen points, as somebody's hand does it, which leaves it at a column in the end.
    pub(super) fn scroll(&mut self, by: egui::Vec2, now: f64) {
        self.pan(by);
        if by.x != 0.0 {
            self.snap.scrolled(f64::from(by.x), now);
        }
    }

    /// Has the view go on to a column from where it was put.
    pub(super) fn let_go(&mut self) {
        self.snap = Snap::LET_GO;
    }

    /// Takes a view that was let go of to the nearest column; `columns` says where columns begin within a part of the
    /// frame, given as where it begins and ends along the journey.
    pub(super) fn come_to_rest(&mut self, ui: &Ui, frame: Size, columns: impl Fn(f64, f64) -> Vec<f64>) {
        let end = self.camera.to_view(Point::new(frame.width, 0.0)).x;
        if self.snap == Snap::At || end <= self.size().width + 1.0 {
            // At the end of the journey there is nothing to move to.
            self.snap = Snap::At;
            return;
        }
        let (now, held) = ui.input(|input| (input.time, input.pointer.any_down()));
        let at_once = ui.style().scroll_animation.duration.max <= 0.0;
        let around = |x: f64| columns(x - WIDEST_COLUMN, x + WIDEST_COLUMN);
        let more = self.snap.step(&mut self.camera, (now, held, at_once), around);
        // The last columns cannot stand at the left: the journey ends before.
        self.hold_within(frame);
        match more {
            Some(seconds) if seconds > 0.0 => {
                ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds));
            }
            Some(_) => ui.ctx().request_repaint(),
            None => {}
        }
    }

    pub(super) fn hold_within(&mut self, frame: Size) {
        let view = self.size();
        self.camera.hold_within(frame, view);
    }

    /// Puts a pivot's card back where it was held.
    pub(super) fn hold(&mut self, pivot: &Pivot, card: Option<Place>) {
        if let Some(card) = card {
            let x = card.rect.x0 + pivot.within * card.rect.width();
            let y = self.camera.to_frame(pivot.anchor).y;
            self.camera.place(Point::new(x, y), pivot.anchor);
        }
    }

    /// Moves the view as little as it takes to show a place, and on to the next of the `columns`, given as in
    /// [`Pane::come_to_rest`].
    pub(super) fn bring_into_view(&mut self, place: Place, index: &FrameIndex, columns: impl Fn(f64, f64) -> Vec<f64>) {
        let held = Size::new(index.gutter, index.header);
        let before = self.camera.scroll();
        let view = self.size();
        self.camera.reveal(place.rect, held, view);
        let after = self.camera.scroll();
        // What is held at an edge is in view on that axis already.
        let back = match place.layer {
            Sticky::Body => Vec2::ZERO,
            Sticky::Top => Vec2::new(0.0, before.y - after.y),
            Sticky::Left => Vec2::new(before.x - after.x, 0.0),
            Sticky::Corner => before - after,
        };
        self.camera.pan(back);
        if self.camera.scroll().x != before.x {
            snap::on_to_column(&mut self.camera, place.rect, |x| columns(x - WIDEST_COLUMN, x + WIDEST_COLUMN));
        }
    }

    /// What zooming by keys holds in place: `selected`, if it is in view, else the middle. From the view's corner.
    pub(super) fn anchor(&self, selected: Option<Place>) -> Vec2 {
        let view = crate::geom::Rect::from_origin_size(Point::ZERO, self.size());
        selected
            .filter(|place| place.layer == Sticky::Body)
            .map(|place| self.camera.to_view(place.rect.center()))
            .filter(|anchor| view.contains(anchor.to_point()))
            .unwrap_or(self.size().to_vec2() * 0.5)
    }

    /// Shows a whole journey at the highest density that stays readable; `width` says how wide its columns are at
    /// least, all together, and `frame` lays it out at a density and a height.
    pub(super) fn fit(&mut self, width: impl Fn(Density) -> f64, mut frame: impl FnMut(Density, f64) -> Arc<Frame>) {
        let view = self.size();
        for density in [Density::Roomy, Density::Regular, Density::Compact, Density::Overview] {
            let least = match density {
                Density::Roomy => 0.9,
                Density::Regular | Density::Compact => READABLE,
                Density::Overview => 0.0,
            };
            if width(density) * least > view.width {
                continue;
            }
            let laid_out = frame(density, view.height);
            let scale = match density {
                Density::Roomy | Density::Regular | Density::Compact => view.width / laid_out.size.width.max(1.0),
                // The lane titles keep their width, however far off the journey is.
                Density::Overview => {
                    let corner = laid_out.blocks.iter().filter(|placed| placed.sticky == Sticky::Corner);
                    let gutter = corner.map(|placed| placed.bounds().x1).fold(0.0, f64::max);
                    (view.width - gutter) / (laid_out.size.width - gutter).max(1.0)
                }
            };
            if scale >= least {
                let mut fits =
                    |scale: &f64| frame(density, view.height / scale).size.height * scale <= view.height + 1.0;
                let larger = match density {
                    Density::Regular => scale.min(ENLARGED),
                    // A few cards need not fill a wall.
                    Density::Roomy if scale <= ENLARGED => scale,
                    Density::Roomy | Density::Compact | Density::Overview => 1.0,
                };
                let larger = [larger, (1.0 + larger) / 2.0];
                let larger = larger.into_iter().filter(|larger| *larger > 1.0).find(|larger| fits(larger));
                self.camera.fit(larger.unwrap_or(scale.min(1.0)) * camera::reference(density), density);
                return;
            }
        }
    }

    /// After a fit: where the tiles of a whole journey could not be told apart, shows its beginning instead.
    pub(super) fn open_readably(&mut self) {
        if self.camera.density() == Density::Overview && self.camera.along() < TILES_READABLE {
            self.camera.fit(camera::reference(Density::Overview), Density::Overview);
        }
    }

    /// Asks for another drawing where this one is not the last: while zooming, and until everything is exact.
    pub(super) fn request_exact(&mut self, ui: &Ui, zooming: bool, exact: bool) {
        if zooming {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(ZOOM_REST + 0.01));
        } else {
            let rested = self.zoomed_at.take().is_some();
            if rested || !exact {
                ui.ctx().request_repaint();
            }
        }
    }

    /// Draws the bar for what lies further down, if there is one, and moves the view when it is dragged. It has a place
    /// of its own, so that nothing of the frame lies under it.
    pub(super) fn bar_ui(&mut self, ui: &Ui, place: Rect, id: Id, frame: Size, theme: &Theme) {
        let deep = frame.height * self.camera.scale() > self.size().height + 1.0;
        if place.is_positive() {
            self.draw_bar(ui, place, id, frame, theme);
        }
        if self.has_bar != deep {
            self.has_bar = deep;
            ui.ctx().request_repaint();
        }
    }

    fn draw_bar(&mut self, ui: &Ui, place: Rect, id: Id, frame: Size, theme: &Theme) {
        let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
        painter.rect_filled(place, 0, Color32::from(theme.panel));
        painter.vline(place.min.x + 0.5, place.y_range(), Stroke::new(1.0, Color32::from(theme.line)));
        let view = self.size();
        let whole = frame.height * self.camera.scale();
        let hidden = (whole - view.height).max(1.0);
        let track = place.shrink2(vec2(3.0, 4.0));
        let length = (track.height() * (view.height / whole) as f32).max(LEAST_HANDLE).min(track.height());
        let free = (track.height() - length).max(1.0);
        let response = ui.interact(place, id.with("depth"), Sense::CLICK | Sense::DRAG);
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
            let by = if response.dragged() {
                f64::from(response.drag_delta().y / free) * hidden
            } else {
                let along = f64::from((pointer.y - track.min.y - length / 2.0) / free);
                along * hidden - self.camera.scroll().y
            };
            self.camera.pan(Vec2::new(0.0, by));
            self.hold_within(frame);
            ui.ctx().request_repaint();
        }
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Default);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Lanes further down"));
        let along = (self.camera.scroll().y / hidden).clamp(0.0, 1.0) as f32;
        let handle =
            Rect::from_min_size(pos2(track.min.x + 1.0, track.min.y + free * along), vec2(track.width() - 1.0, length));
        let strength = if response.hovered() || response.dragged() { 0.9 } else { 0.55 };
        painter.rect_filled(handle, 2.5, Color32::from(theme.ctrl).gamma_multiply(strength));
    }
}
