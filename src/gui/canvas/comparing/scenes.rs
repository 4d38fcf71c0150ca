//! Where the canvas of two journeys looks, and the pictures for it.
//!
//! Here orders of the app and the camera meet the layout. Here never come the pointer, keys or painting.

use std::sync::Arc;

use super::{CompareCanvas, CompareContext};
use crate::frame::{Compared, Frame, Part, Subject};
use crate::geom::{Rect, Size};
use crate::gui::canvas::camera;
use crate::gui::canvas::pane::Pivot;
use crate::gui::canvas::scene::Scene;
use crate::gui::compare::Made;
use crate::gui::context::CanvasOrder;
use crate::layout::{self, CompareRequest, CompareView, Density, Filter, Layouter, compare_column_width};
use crate::model::State;
use crate::theme::{Theme, ThemeKind};

/// Comparisons of no more columns are read card by card from the first on, where they do not fit as a whole.
const READ_CARD_BY_CARD: usize = 40;

/// A picture of two journeys, and what it was made from.
pub(super) type CompareScene = Scene<CompareRequest, CompareBasis>;

/// What a picture of two journeys was made from.
pub(super) struct CompareBasis {
    made: Arc<Made>,
    pub(super) picture: CompareView,
    theme: ThemeKind,
}

impl CompareBasis {
    fn same(&self, other: &CompareBasis) -> bool {
        Arc::ptr_eq(&self.made, &other.made) && self.picture == other.picture && self.theme == other.theme
    }
}

impl CompareCanvas {
    pub(super) fn take_orders(&mut self, cx: &mut CompareContext<'_>) {
        for order in std::mem::take(cx.orders) {
            let anchor = self.pane.anchor(cx.picked().and_then(|subject| self.place(subject)));
            match order {
                CanvasOrder::ZoomIn => self.zoom_to(self.pane.camera.step_in(), anchor),
                CanvasOrder::ZoomOut => self.zoom_to(self.pane.camera.step_out(), anchor),
                CanvasOrder::ZoomActual => self.zoom_to(1.0, anchor),
                CanvasOrder::ZoomFit | CanvasOrder::ZoomOpening => self.fit(cx),
                CanvasOrder::ZoomSelection => {
                    if let Some(subject) = cx.picked() {
                        self.zoom_to(1.6, anchor);
                        self.reveal = Some(subject);
                    }
                }
                CanvasOrder::ScrollTo(Subject::Compared(subject)) => self.reveal = Some(subject),
                // Meant for the map's own canvas, and overtaken by a change of the mode.
                CanvasOrder::ScrollTo(_) | CanvasOrder::Rename(_) => {}
                CanvasOrder::Focus => self.focus_wanted = true,
            }
        }
    }

    pub(super) fn wheel(&mut self, ui: &egui::Ui, cx: &CompareContext<'_>) {
        if self.slide_by_wheel(ui, cx) {
            return;
        }
        if let Some((zoom, anchor)) = self.pane.turn(ui, self.frame_size()) {
            self.zoom_to(zoom, anchor);
        }
    }

    pub(super) fn frame_size(&self) -> Option<Size> {
        self.scenes.first().map(|scene| scene.frame().size)
    }

    /// Where something lies on the picture, or on the first of two that shows it.
    pub(super) fn place(&self, subject: Compared) -> Option<crate::gui::canvas::scene::Place> {
        self.scenes.iter().find_map(|scene| scene.place(Subject::Compared(subject), Part::Whole))
    }

    fn zoom_to(&mut self, zoom: f64, anchor: crate::geom::Vec2) {
        let before = self.pane.camera;
        self.pane.camera.zoom_to(zoom, anchor);
        if before.density() != self.pane.camera.density() && self.pivot.is_none() {
            self.pivot = self.pivot_at(anchor, &before);
        }
    }

    fn pivot_at(&self, anchor: crate::geom::Vec2, camera: &crate::gui::canvas::camera::Camera) -> Option<Pivot> {
        let scene = self.scenes.first()?;
        let around = Pivot::around(camera, anchor, scene.frame());
        let cards = scene.tags_in(crate::frame::Sticky::Body, around).filter(|(tag, _)| is_card(tag.subject));
        Pivot::nearest(cards.map(|(tag, rect)| (tag.subject, rect)), camera, anchor)
    }

    fn fit(&mut self, cx: &mut CompareContext<'_>) {
        self.pivot = None;
        let count = cx.made.comparison.columns.len().max(1) as f64;
        let usual = self.request(cx);
        let CompareContext { made, layouter, picture, view, .. } = cx;
        self.pane.fit(
            |density| count * compare_column_width(density),
            |density, height| {
                let request = CompareRequest { density, height, ..usual.clone() };
                frames(layouter, made, *picture, &request, view.colours()).swap_remove(0)
            },
        );
    }

    fn request(&self, cx: &CompareContext<'_>) -> CompareRequest {
        let before = self.scenes.first().filter(|scene| scene.basis.picture == cx.picture);
        CompareRequest {
            density: self.pane.camera.density(),
            filter: Filter::default(),
            persona: cx.comparing.persona(cx.made),
            only_differences: cx.comparing.only_differences,
            all_lanes: cx.comparing.all_lanes,
            height: self.pane.layout_height(before.map(|scene| (scene.request.density, scene.request.height))),
            shift: if cx.picture == CompareView::SideBySide { self.shift } else { 0.0 },
        }
    }

    pub(super) fn lay_out(&mut self, cx: &mut CompareContext<'_>) {
        if std::mem::take(&mut self.fit_wanted) {
            self.fit(cx);
            self.pane.open_readably();
            let few = cx.made.comparison.columns.len() <= READ_CARD_BY_CARD;
            if few && self.pane.camera.density() == Density::Overview {
                self.pane.camera.fit(camera::reference(Density::Compact), Density::Compact);
            }
        }
        let request = self.request(cx);
        let basis = || CompareBasis { made: cx.made.clone(), picture: cx.picture, theme: cx.view.theme };
        let first = self.scenes.first();
        if first.is_some_and(|scene| scene.basis.same(&basis()) && scene.request == request) {
            return;
        }
        if first.is_some_and(|scene| scene.basis.picture != cx.picture) && self.pivot.is_none() {
            // Another way of comparing shows what was in the middle before.
            let middle = self.pane.size().to_vec2() * 0.5;
            self.pivot = self.pivot_at(middle, &self.pane.camera);
            self.pane.let_go();
        }
        let frames = frames(cx.layouter, cx.made, cx.picture, &request, cx.view.colours());
        let mut before = std::mem::take(&mut self.scenes).into_iter();
        let scenes = frames.into_iter().map(|frame| Scene::new(frame, request.clone(), basis(), before.next()));
        self.scenes = scenes.collect();
        self.pane.camera.set_gutter(self.gutter());
        self.hover = None;
    }

    /// After laying out: holds the pivot, shows what was asked for, and keeps the view within the picture.
    pub(super) fn settle(&mut self, cx: &CompareContext<'_>) {
        if let Some(pivot) = self.pivot.take() {
            let card = match pivot.card {
                Subject::Compared(subject) => self.place_of_card(cx, subject),
                _ => None,
            };
            self.pane.hold(&pivot, card);
        }
        if let Some(subject) = self.reveal.take()
            && let Some(scene) = self.scenes.first()
            && let Some(place) = self.place_of_card(cx, subject)
        {
            self.pane.bring_into_view(place, &scene.index, |from, to| columns_in(scene, from, to));
            self.uncover(place, subject);
        }
        if let Some(size) = self.frame_size() {
            self.pane.hold_within(size);
        }
    }

    /// Goes on to a column after somebody scrolled.
    pub(super) fn come_to_rest(&mut self, ui: &egui::Ui) {
        if let Some(scene) = self.scenes.first() {
            self.pane.come_to_rest(ui, scene.frame().size, |from, to| columns_in(scene, from, to));
        }
    }

    /// Where a subject lies, or the card of the other journey that stands for it.
    fn place_of_card(&self, cx: &CompareContext<'_>, subject: Compared) -> Option<crate::gui::canvas::scene::Place> {
        self.place(subject).or_else(|| {
            let entry = cx.made.touchpoint_entry(subject)?;
            self.place(cx.made.subject_of(entry)?)
        })
    }
}

/// Where columns begin within a part of a picture of two journeys, in points of the frame.
fn columns_in<R, B>(scene: &Scene<R, B>, from: f64, to: f64) -> Vec<f64> {
    let area = crate::geom::Rect::new(from, 0.0, to, scene.frame().size.height);
    let cards = scene.tags_in(crate::frame::Sticky::Body, area).filter(|(tag, _)| is_card(tag.subject));
    cards.map(|(_, rect)| rect.x0).collect()
}

/// Whether a subject is a card on a picture of two journeys.
pub(super) fn is_card(subject: Subject) -> bool {
    matches!(subject, Subject::Compared(Compared::Touchpoint(..)))
}

/// The picture of a comparison; for a swipe the first journey's and the second's.
fn frames(
    layouter: &mut Layouter,
    made: &Made,
    picture: CompareView,
    request: &CompareRequest,
    theme: &Theme,
) -> Vec<Arc<Frame>> {
    let (from, to, comparison) = (made.from(), made.to(), &made.comparison);
    let compared = layout::Compared { map: &made.map, from, to, comparison, album: made.album() };
    match picture {
        CompareView::Overlay => vec![layouter.overlay(compared, request, theme)],
        CompareView::SideBySide => vec![layouter.side_by_side(compared, request, theme)],
        CompareView::Swipe => layouter.swipe(compared, request, theme).into(),
    }
}

/// Where the upper journey's cards end and the lower one's begin, in points of a picture side by side.
pub(super) fn seam(scene: &CompareScene) -> Option<f64> {
    let mut ends: [Option<f64>; 2] = [None, None];
    let all = Rect::from_origin_size(crate::geom::Point::ZERO, scene.frame().size);
    for (tag, rect) in scene.tags_in(crate::frame::Sticky::Body, all) {
        match tag.subject {
            Subject::Compared(Compared::Touchpoint(State::Today, _)) => ends[0] = Some(rect.y1),
            Subject::Compared(Compared::Touchpoint(State::Ideal, _)) => ends[1] = Some(rect.y0),
            _ => continue,
        }
        if let [Some(above), Some(below)] = ends {
            return Some((above + below) / 2.0);
        }
    }
    None
}
