//! Where the canvas looks: zoom, scroll and the frame for it.
//!
//! Here orders of the app and the camera meet the layout. Here never come the pointer, keys or painting.

use super::camera::Camera;
use super::navigate::stand_in;
use super::scene::{Basis, Scene};
use super::target::Target;
use super::{Canvas, Pivot};
use crate::frame::{Part, Subject};
use crate::geom::Vec2;
use crate::gui::context::{CanvasContext, CanvasOrder};
use crate::layout::{CanvasRequest, Density, column_width};

impl Canvas {
    pub(super) fn take_orders(&mut self, cx: &mut CanvasContext<'_>) {
        for order in std::mem::take(cx.orders) {
            match order {
                CanvasOrder::ZoomIn => self.zoom_to(self.pane.camera.step_in(), self.selection_anchor(cx)),
                CanvasOrder::ZoomOut => self.zoom_to(self.pane.camera.step_out(), self.selection_anchor(cx)),
                CanvasOrder::ZoomActual => self.zoom_to(1.0, self.selection_anchor(cx)),
                CanvasOrder::ZoomFit => self.fit(cx),
                CanvasOrder::ZoomOpening => self.open_readably(cx),
                CanvasOrder::ZoomSelection => {
                    if let Some(subject) = cx.selection.subjects().last() {
                        self.zoom_to(1.6, self.selection_anchor(cx));
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
    pub(super) fn selection_anchor(&self, cx: &CanvasContext<'_>) -> Vec2 {
        let selected = self.scene.as_ref().zip(cx.selection.subjects().last());
        self.pane.anchor(selected.and_then(|(scene, subject)| scene.place(*subject, Part::Whole)))
    }

    /// Zooms, remembering which column lay at the anchor in case its density changes.
    pub(super) fn zoom_to(&mut self, zoom: f64, anchor: Vec2) {
        let before = self.pane.camera;
        self.pane.camera.zoom_to(zoom, anchor);
        if before.density() != self.pane.camera.density() && self.pivot.is_none() {
            self.pivot = self.pivot_at(&before, anchor);
        }
    }

    pub(super) fn pivot_at(&self, camera: &Camera, anchor: Vec2) -> Option<Pivot> {
        let scene = self.scene.as_ref()?;
        let cards = scene.cards_in(Pivot::around(camera, anchor, scene.frame()));
        Pivot::nearest(cards.into_iter().map(|(id, rect)| (Subject::Touchpoint(id), rect)), camera, anchor)
    }

    /// Shows the whole journey, at the highest density that stays readable.
    pub(super) fn fit(&mut self, cx: &mut CanvasContext<'_>) {
        self.pivot = None;
        let hidden = cx.view.hidden_touchpoints.len();
        let count = cx.view.journey(cx.session.map()).touchpoint_count().saturating_sub(hidden).max(1) as f64;
        let usual = self.request(cx);
        let (map, theme, layouter) = (cx.session.map(), cx.view.colours(), &mut *cx.layouter);
        self.pane.fit(
            |density| count * column_width(density),
            |density, height| {
                let request = CanvasRequest { density, height, editable: false, ..usual.clone() };
                layouter.canvas(map, &request, theme)
            },
        );
    }

    /// Shows the whole journey if its tiles can be told apart then, else its beginning.
    fn open_readably(&mut self, cx: &mut CanvasContext<'_>) {
        self.fit(cx);
        self.pane.open_readably();
    }

    pub(super) fn request(&self, cx: &CanvasContext<'_>) -> CanvasRequest {
        let before = self.scene.as_ref().map(|scene| (scene.request.density, scene.request.height));
        CanvasRequest {
            state: cx.view.state,
            density: self.pane.camera.density(),
            filter: cx.view.filter(),
            height: self.pane.layout_height(before),
            editable: true,
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
        self.pane.camera.set_gutter(scene.index.gutter);
        self.scene = Some(scene);
        self.hover = None;
    }

    /// After laying out: holds the pivot, reveals what was asked for, opens the field that was asked for, and keeps
    /// the view within the frame.
    pub(super) fn settle(&mut self, cx: &mut CanvasContext<'_>) {
        self.hold_pivot();
        if let Some(subject) = self.reveal.take() {
            // What the overview or a hidden lane leaves out lies where its touchpoint is.
            let is_drawn = self.scene.as_ref().is_some_and(|scene| scene.place(subject, Part::Whole).is_some());
            let near = stand_in(cx.view.journey(cx.session.map()), subject).filter(|_| !is_drawn);
            self.bring_into_view(near.unwrap_or(subject));
        }
        self.come_near_to_write(cx);
        self.open_field(cx);
        if let Some(scene) = &self.scene {
            self.pane.hold_within(scene.frame().size);
        }
    }

    /// Comes as near as it takes to see where something is to be written: from farther off some lanes are not drawn.
    fn come_near_to_write(&mut self, cx: &mut CanvasContext<'_>) {
        let Some(at) = self.write.as_ref().map(|(target, _)| target.at()) else { return };
        let is_shown = self.scene.as_ref().is_some_and(|scene| scene.place(at, Part::Whole).is_some());
        let is_far = match self.pane.camera.density() {
            Density::Overview | Density::Compact => true,
            Density::Regular | Density::Roomy => false,
        };
        if is_far && !is_shown {
            self.zoom_to(1.0, self.selection_anchor(cx));
            self.lay_out(cx);
            self.hold_pivot();
            self.bring_into_view(at);
        }
    }

    /// Goes on to a column after somebody scrolled.
    pub(super) fn come_to_rest(&mut self, ui: &egui::Ui) {
        if let Some(scene) = &self.scene {
            self.pane.come_to_rest(ui, scene.frame().size, |from, to| scene.columns_in(from, to));
        }
    }

    pub(super) fn hold_pivot(&mut self) {
        let (Some(scene), Some(pivot)) = (&self.scene, self.pivot.take()) else { return };
        self.pane.hold(&pivot, scene.place(pivot.card, Part::Whole));
    }

    pub(super) fn bring_into_view(&mut self, subject: Subject) {
        let Some(scene) = &self.scene else { return };
        if let Some(place) = scene.place(subject, Part::Whole) {
            self.pane.bring_into_view(place, &scene.index, |from, to| scene.columns_in(from, to));
        }
    }
}
