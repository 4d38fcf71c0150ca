//! Where the canvas looks: zoom, scroll and the frame for it.
//!
//! Here orders of the app and the camera meet the layout. Here never come the pointer, keys or painting.

use super::camera::{self, Camera};
use super::scene::{Basis, Scene};
use super::target::Target;
use super::{Canvas, Pivot, READABLE};
use crate::frame::{Part, Sticky, Subject};
use crate::geom::{Point, Size, Vec2};
use crate::gui::context::{CanvasContext, CanvasOrder};
use crate::layout::{CanvasRequest, Density, column_width};

/// A journey whose overview has to be squeezed further than this opens at its beginning instead.
const TILES_READABLE: f64 = 0.8;

impl Canvas {
    pub(super) fn take_orders(&mut self, cx: &mut CanvasContext<'_>) {
        let middle = self.view_size().to_vec2() * 0.5;
        for order in std::mem::take(cx.orders) {
            match order {
                CanvasOrder::ZoomIn => self.zoom_to(self.camera.step_in(), self.selection_anchor(cx, middle)),
                CanvasOrder::ZoomOut => self.zoom_to(self.camera.step_out(), self.selection_anchor(cx, middle)),
                CanvasOrder::ZoomActual => self.zoom_to(1.0, self.selection_anchor(cx, middle)),
                CanvasOrder::ZoomFit => self.fit(cx),
                CanvasOrder::ZoomOpening => self.open_readably(cx),
                CanvasOrder::ZoomSelection => {
                    if let Some(subject) = cx.selection.subjects().last() {
                        self.zoom_to(1.6, self.selection_anchor(cx, middle));
                        self.reveal = Some(*subject);
                    }
                }
                CanvasOrder::ScrollTo(subject) => self.reveal = Some(subject),
                CanvasOrder::Rename(subject) => {
                    self.reveal = Some(subject);
                    let journey = cx.view.journey(cx.session.map());
                    self.write = Target::of(subject, journey).map(|target| (target, None));
                }
                CanvasOrder::Focus => self.focus_wanted = true,
            }
        }
    }

    /// What zooming by keys holds in place: what is selected, if it is in view, else the middle.
    pub(super) fn selection_anchor(&self, cx: &CanvasContext<'_>, middle: Vec2) -> Vec2 {
        let place = self
            .scene
            .as_ref()
            .zip(cx.selection.subjects().last())
            .and_then(|(scene, subject)| scene.place(*subject, Part::Whole));
        let view = crate::geom::Rect::from_origin_size(Point::ZERO, self.view_size());
        place
            .filter(|place| place.layer == Sticky::Body)
            .map(|place| self.camera.to_view(place.rect.center()))
            .filter(|anchor| view.contains(anchor.to_point()))
            .unwrap_or(middle)
    }

    /// Zooms, remembering which column lay at the anchor in case its density changes.
    pub(super) fn zoom_to(&mut self, zoom: f64, anchor: Vec2) {
        let before = self.camera;
        self.camera.zoom_to(zoom, anchor);
        if before.density() != self.camera.density() && self.pivot.is_none() {
            self.pivot = self.pivot_at(&before, anchor);
        }
    }

    pub(super) fn pivot_at(&self, camera: &Camera, anchor: Vec2) -> Option<Pivot> {
        let scene = self.scene.as_ref()?;
        let x = camera.to_frame(anchor).x;
        let around = crate::geom::Rect::new(x - 800.0, 0.0, x + 800.0, scene.frame().size.height);
        let far = |rect: &crate::geom::Rect| (rect.center().x - x).abs();
        let (column, card) = scene.cards_in(around).into_iter().min_by(|a, b| far(&a.1).total_cmp(&far(&b.1)))?;
        Some(Pivot { column, within: (x - card.x0) / card.width().max(1.0), anchor })
    }

    /// Shows the whole journey, at the highest density that stays readable.
    pub(super) fn fit(&mut self, cx: &mut CanvasContext<'_>) {
        let view = self.view_size();
        self.pivot = None;
        let count = cx.view.journey(cx.session.map()).touchpoint_count() as f64;
        for density in [Density::Roomy, Density::Regular, Density::Compact, Density::Overview] {
            let least = match density {
                Density::Roomy => 0.9,
                Density::Regular | Density::Compact => READABLE,
                Density::Overview => 0.0,
            };
            if count * column_width(density) * least > view.width {
                continue;
            }
            let request = CanvasRequest { density, height: view.height, editable: false, ..self.request(cx) };
            let frame = cx.layouter.canvas(cx.session.map(), &request, cx.view.colours());
            let scale = match density {
                Density::Roomy | Density::Regular | Density::Compact => view.width / frame.size.width.max(1.0),
                // The lane titles keep their width, however far off the journey is.
                Density::Overview => {
                    let corner = frame.blocks.iter().filter(|placed| placed.sticky == Sticky::Corner);
                    let gutter = corner.map(|placed| placed.bounds().x1).fold(0.0, f64::max);
                    (view.width - gutter) / (frame.size.width - gutter).max(1.0)
                }
            };
            if scale >= least {
                self.camera.fit(scale.min(1.0) * camera::reference(density), density);
                return;
            }
        }
    }

    /// Shows the whole journey if its tiles can be told apart then, else its beginning.
    fn open_readably(&mut self, cx: &mut CanvasContext<'_>) {
        self.fit(cx);
        if self.camera.along() < TILES_READABLE {
            self.camera.fit(camera::reference(Density::Overview), Density::Overview);
        }
    }

    pub(super) fn request(&self, cx: &CanvasContext<'_>) -> CanvasRequest {
        CanvasRequest {
            state: cx.view.state,
            density: self.camera.density(),
            filter: cx.view.filter(),
            height: self.layout_height(),
            editable: true,
        }
    }

    /// The height the layout is to fill. While the wheel turns it stays what it was, so that nothing is laid out anew.
    pub(super) fn layout_height(&self) -> f64 {
        let exact = (self.view_size().height / self.camera.scale()).floor();
        let density = self.camera.density();
        let before = self.scene.as_ref().filter(|scene| scene.request.density == density);
        match (before, self.zoomed_at) {
            (Some(scene), Some(_)) => scene.request.height,
            (Some(_) | None, _) => exact,
        }
    }

    pub(super) fn lay_out(&mut self, cx: &mut CanvasContext<'_>) {
        let map = self.tentative.as_ref().map_or(cx.session.map(), |tentative| &tentative.map);
        let basis = Basis {
            map: map.id(),
            about: map.about().clone(),
            revision: cx.session.revision(),
            tentative: self.tentative.as_ref().map_or(0, |tentative| tentative.serial),
            theme: cx.view.theme,
        };
        let request = self.request(cx);
        if self.scene.as_ref().is_some_and(|scene| scene.basis.same(&basis) && scene.request == request) {
            return;
        }
        let frame = cx.layouter.canvas(map, &request, cx.view.colours());
        let scene = Scene::new(frame, request, basis, self.scene.take());
        self.camera.set_gutter(scene.index.gutter);
        self.scene = Some(scene);
        self.hover = None;
    }

    /// After laying out: holds the pivot, reveals what was asked for, opens the field that was asked for, and keeps
    /// the view within the frame.
    pub(super) fn settle(&mut self, cx: &CanvasContext<'_>) {
        self.hold_pivot();
        if let Some(subject) = self.reveal.take() {
            self.bring_into_view(subject);
        }
        self.open_field(cx);
        if let Some(scene) = &self.scene {
            self.camera.hold_within(scene.frame().size, self.view_size());
        }
    }

    pub(super) fn hold_pivot(&mut self) {
        let (Some(scene), Some(pivot)) = (&self.scene, self.pivot.take()) else { return };
        if let Some(card) = scene.place(Subject::Touchpoint(pivot.column), Part::Whole) {
            let x = card.rect.x0 + pivot.within * card.rect.width();
            let y = self.camera.to_frame(pivot.anchor).y;
            self.camera.place(Point::new(x, y), pivot.anchor);
        }
    }

    pub(super) fn bring_into_view(&mut self, subject: Subject) {
        let view = self.view_size();
        let Some(scene) = &self.scene else { return };
        let Some(place) = scene.place(subject, Part::Whole) else { return };
        let held = Size::new(scene.index.gutter, scene.index.header);
        let before = self.camera.scroll();
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
    }
}
