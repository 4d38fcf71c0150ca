//! The canvas: the map's frame on the screen, and everything done to it by pointing and typing.
//!
//! The canvas only reads the map; what it wants changed it sends as actions. Here never comes content of the map drawn
//! outside a frame, or disk.

mod accessibility;
mod atlas;
pub mod camera;
mod index;
mod keys;
mod menu;
mod mesh;
mod navigate;
mod overlay;
pub mod paint;
mod pointer;
mod raster;
mod scene;
mod target;
mod tools;

#[cfg(test)]
mod tests;

use std::sync::PoisonError;

use egui::{EventFilter, Id, Rect, Sense, Ui};

use crate::frame::{Part, Sticky, Subject};
use crate::geom::{Point, Size, Vec2};
use crate::layout::{CanvasRequest, Density};
use crate::model::*;

use self::camera::Camera;
use self::keys::{Digits, Press};
use self::overlay::Overlay;
use self::paint::{FramePainter, Viewport};
use self::scene::{Basis, Place, Scene};
use self::target::Target;
use self::tools::Tool;
use self::tools::editing::{Editing, FieldLook, Outcome};
use super::context::{Action, CanvasContext, CanvasOrder, Selection};

pub use paint::preview;

/// The map on the screen.
#[derive(Default)]
pub struct Canvas {
    camera: Camera,
    scene: Option<Scene>,
    tool: Tool,
    digits: Digits,
    /// Where the canvas lay when it was drawn last.
    rect: Option<Rect>,
    /// The map the camera was set up for.
    shown: Option<(MapId, State)>,
    /// What the pointer is over.
    hover: Option<(Subject, Place)>,
    /// To be brought into view as soon as it is laid out.
    reveal: Option<Subject>,
    /// To be written as soon as it is laid out.
    write: Option<(Target, Option<String>)>,
    /// What is to stay where it is on the screen although the density changes.
    pivot: Option<Pivot>,
    /// The map as it would be after the drag under way.
    tentative: Option<Tentative>,
    /// When the zoom last changed by wheel or pinch, in egui's seconds.
    zoomed_at: Option<f64>,
    focus_wanted: bool,
}

struct Tentative {
    map: Map,
    serial: u64,
}

/// A column and the point of the screen at which a place within it is held.
struct Pivot {
    column: TouchpointId,
    /// How far into the column, 0 to 1.
    within: f64,
    /// From the view's corner, in screen points.
    anchor: Vec2,
}

/// So long after the last turn of the wheel the map is drawn at its exact scale, in seconds.
const ZOOM_REST: f64 = 0.12;

/// A density's own sizes may be shown this much smaller: text of 12 points is then 8.6.
const READABLE: f64 = 0.72;

impl Canvas {
    /// The identity of the canvas, which has the keyboard focus while the map is worked on.
    pub fn id() -> Id {
        Id::unique("the map")
    }

    /// How near the map is; 1.0 is 100 %.
    pub fn zoom(&self) -> f32 {
        self.camera.zoom() as f32
    }

    /// Whether a name or text is being written on the map.
    pub fn is_editing(&self) -> bool {
        matches!(self.tool, Tool::Editing(_)) || self.write.is_some()
    }

    /// Whether keys go to the map.
    pub fn has_focus(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(Canvas::id()))
    }

    /// Shows the map in what room there is, and answers pointer and keys.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut CanvasContext<'_>) {
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, Sense::hover());
        if rect.width() < 40.0 || rect.height() < 40.0 {
            return;
        }
        self.rect = Some(rect);
        self.meet_map(cx);
        self.take_orders(cx);
        self.scroll_and_zoom(ui);
        self.lay_out(cx);
        self.settle(cx);
        let asked = self
            .scene
            .as_ref()
            .and_then(|scene| accessibility::nodes(ui, Canvas::id(), scene, &self.viewport(ui), cx.selection));
        let response = ui.interact(rect, Canvas::id(), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, "Journey map"));
        if let Some(subject) = asked {
            response.request_focus();
            self.select(cx, subject);
        }
        if std::mem::take(&mut self.focus_wanted) {
            response.request_focus();
        }
        self.point(ui, &response, cx);
        if response.has_focus() {
            let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(Canvas::id(), filter));
            self.type_keys(ui, cx);
        }
        self.lay_out(cx);
        self.settle(cx);
        self.paint(ui, cx);
        self.edit_ui(ui, cx);
        let selection = cx.selection;
        accessibility::describe(ui, Canvas::id(), selection, |subject| self.is_in_view(ui, subject));
    }

    fn now(ui: &Ui) -> f64 {
        ui.input(|input| input.time)
    }

    fn view_size(&self) -> Size {
        self.rect.map_or(Size::ZERO, |rect| Size::new(f64::from(rect.width()), f64::from(rect.height())))
    }

    fn viewport(&self, ui: &Ui) -> Viewport {
        let zooming = self.zoomed_at.is_some_and(|at| Canvas::now(ui) - at < ZOOM_REST);
        Viewport {
            rect: self.rect.unwrap_or(Rect::NOTHING),
            scroll: self.camera.scroll(),
            scale: self.camera.scale(),
            sticky: true,
            zooming,
        }
    }

    fn is_in_view(&self, ui: &Ui, subject: Subject) -> bool {
        let Some(scene) = &self.scene else { return false };
        let viewport = self.viewport(ui);
        scene
            .place(subject, Part::Whole)
            .is_some_and(|place| viewport.visible(place.layer, &scene.index).overlaps(place.rect))
    }

    /// Starts over when another map, or the other journey, is shown.
    fn meet_map(&mut self, cx: &CanvasContext<'_>) {
        let shown = (cx.session.map().id(), cx.view.state);
        if self.shown == Some(shown) {
            return;
        }
        let another_map = self.shown.is_none_or(|(map, _)| map != shown.0);
        self.shown = Some(shown);
        self.tool = Tool::Idle;
        self.tentative = None;
        self.hover = None;
        self.write = None;
        self.focus_wanted = true;
        if another_map {
            self.camera = Camera::default();
            self.scene = None;
        }
    }

    fn take_orders(&mut self, cx: &mut CanvasContext<'_>) {
        let middle = self.view_size().to_vec2() * 0.5;
        for order in std::mem::take(cx.orders) {
            match order {
                CanvasOrder::ZoomIn => self.zoom_to(self.camera.step_in(), self.selection_anchor(cx, middle)),
                CanvasOrder::ZoomOut => self.zoom_to(self.camera.step_out(), self.selection_anchor(cx, middle)),
                CanvasOrder::ZoomActual => self.zoom_to(1.0, self.selection_anchor(cx, middle)),
                CanvasOrder::ZoomFit => self.fit(cx),
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
    fn selection_anchor(&self, cx: &CanvasContext<'_>, middle: Vec2) -> Vec2 {
        let place = self
            .scene
            .as_ref()
            .zip(cx.selection.subjects().last())
            .and_then(|(scene, subject)| scene.place(*subject, Part::Whole));
        let view = crate::geom::Rect::from_origin_size(Point::ZERO, self.view_size());
        place
            .filter(|place| place.layer == Sticky::Body)
            .map(|place| place.rect.center().to_vec2() * self.camera.scale() - self.camera.scroll())
            .filter(|anchor| view.contains(anchor.to_point()))
            .unwrap_or(middle)
    }

    /// Zooms, remembering which column lay at the anchor in case its density changes.
    fn zoom_to(&mut self, zoom: f64, anchor: Vec2) {
        let before = self.camera;
        self.camera.zoom_to(zoom, anchor);
        if before.density() != self.camera.density() && self.pivot.is_none() {
            self.pivot = self.pivot_at(&before, anchor);
        }
    }

    fn pivot_at(&self, camera: &Camera, anchor: Vec2) -> Option<Pivot> {
        let scene = self.scene.as_ref()?;
        let x = (camera.scroll().x + anchor.x) / camera.scale();
        let around = crate::geom::Rect::new(x - 800.0, 0.0, x + 800.0, scene.frame().size.height);
        let far = |rect: &crate::geom::Rect| (rect.center().x - x).abs();
        let (column, card) = scene.cards_in(around).into_iter().min_by(|a, b| far(&a.1).total_cmp(&far(&b.1)))?;
        Some(Pivot { column, within: (x - card.x0) / card.width().max(1.0), anchor })
    }

    /// Shows the whole journey, at the highest density that stays readable.
    fn fit(&mut self, cx: &mut CanvasContext<'_>) {
        let view = self.view_size();
        self.pivot = None;
        for density in [Density::Roomy, Density::Regular, Density::Compact, Density::Overview] {
            let request = CanvasRequest { density, height: view.height, editable: false, ..self.request(cx) };
            let frame = cx.layouter.canvas(cx.session.map(), &request, cx.view.colours());
            let scale = (view.width / frame.size.width.max(1.0)).min(1.0);
            let least = match density {
                Density::Roomy => 0.9,
                Density::Regular | Density::Compact => READABLE,
                Density::Overview => 0.0,
            };
            if scale >= least {
                self.camera.fit(scale * camera::reference(density), density);
                return;
            }
        }
    }

    fn request(&self, cx: &CanvasContext<'_>) -> CanvasRequest {
        CanvasRequest {
            state: cx.view.state,
            density: self.camera.density(),
            filter: cx.view.filter(),
            height: self.layout_height(),
            editable: true,
        }
    }

    /// The height the layout is to fill. While the wheel turns it stays what it was, so that nothing is laid out anew.
    fn layout_height(&self) -> f64 {
        // Far off, the curve would otherwise grow out of all proportion to the rest.
        let exact = (self.view_size().height / self.camera.scale().max(READABLE)).floor();
        let density = self.camera.density();
        let before = self.scene.as_ref().filter(|scene| scene.request.density == density);
        match (before, self.zoomed_at) {
            (Some(scene), Some(_)) => scene.request.height,
            (Some(_) | None, _) => exact,
        }
    }

    fn lay_out(&mut self, cx: &mut CanvasContext<'_>) {
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
        self.scene = Some(Scene::new(frame, request, basis, self.scene.take()));
        self.hover = None;
    }

    /// After laying out: holds the pivot, reveals what was asked for, opens the field that was asked for, and keeps
    /// the view within the frame.
    fn settle(&mut self, cx: &CanvasContext<'_>) {
        let view = self.view_size();
        let Some(scene) = &self.scene else { return };
        if let Some(pivot) = self.pivot.take() {
            if let Some(card) = scene.place(Subject::Touchpoint(pivot.column), Part::Whole) {
                let x = card.rect.x0 + pivot.within * card.rect.width();
                let y = (self.camera.scroll().y + pivot.anchor.y) / self.camera.scale();
                self.camera.place(Point::new(x, y), pivot.anchor);
            }
        }
        if let Some(place) = self.reveal.take().and_then(|subject| scene.place(subject, Part::Whole)) {
            let held = Size::new(scene.index.gutter, scene.index.header);
            let rect = match place.layer {
                Sticky::Body => Some(place.rect),
                Sticky::Top => Some(crate::geom::Rect { y0: 0.0, y1: 0.0, ..place.rect }),
                Sticky::Left => Some(crate::geom::Rect { x0: 0.0, x1: 0.0, ..place.rect }),
                Sticky::Corner => None,
            };
            if let Some(rect) = rect {
                let before = self.camera.scroll();
                self.camera.reveal(rect, held, view);
                let after = self.camera.scroll();
                // What is held at an edge is in view on that axis already.
                let keep = match place.layer {
                    Sticky::Body | Sticky::Corner => Vec2::ZERO,
                    Sticky::Top => Vec2::new(0.0, before.y - after.y),
                    Sticky::Left => Vec2::new(before.x - after.x, 0.0),
                };
                self.camera.pan(keep);
            }
        }
        if let Some((target, typed)) = self.write.take() {
            if scene.place(target.at(), Part::Whole).is_some() {
                let map = cx.session.map();
                let original = target.text(map, cx.view.journey(map));
                let editing = Editing {
                    target,
                    text: typed.clone().unwrap_or_else(|| original.clone()),
                    original,
                    fresh: true,
                    typed: typed.is_some(),
                };
                self.tool = Tool::Editing(Box::new(editing));
            }
        }
        self.camera.hold_within(scene.frame().size, view);
    }

    fn select(&mut self, cx: &mut CanvasContext<'_>, subject: Subject) {
        cx.actions.push(Action::Select(Selection::One(subject)));
        self.reveal = Some(subject);
    }

    fn type_keys(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>) {
        if matches!(self.tool, Tool::Editing(_)) {
            return;
        }
        for press in keys::presses(ui) {
            let journey = cx.view.journey(cx.session.map());
            let selected = cx.selection.subjects().last().copied();
            match press {
                Press::Go(way) => {
                    let next = self.scene.as_ref().and_then(|scene| navigate::neighbour(scene, journey, selected, way));
                    if let Some(next) = next {
                        self.select(cx, next);
                    }
                }
                Press::Emotion(sign) => {
                    let place =
                        selected.and_then(|subject| keys::emotion_at(subject, cx.view.persona(cx.session.map())));
                    let Some((persona, touchpoint)) = place else { continue };
                    let before = journey.feeling(persona, touchpoint).and_then(|feeling| feeling.emotion);
                    if let Some(emotion) = self.digits.take(sign, Canvas::now(ui), before) {
                        let state = cx.view.state;
                        let command = keys::set_emotion(journey, state, persona, touchpoint, emotion);
                        cx.actions.push(Action::EditMerging(command));
                    }
                }
                Press::Letters(letters) => {
                    if let Some(target) = selected.and_then(|subject| Target::of(subject, journey)) {
                        self.reveal = selected;
                        self.write = Some((target, Some(letters)));
                    }
                }
                Press::Enter => {
                    self.reveal = selected;
                    self.write = selected.and_then(|subject| Target::of(subject, journey)).map(|target| (target, None));
                }
                Press::Escape => cx.actions.push(Action::Select(Selection::None)),
            }
        }
    }

    fn paint(&mut self, ui: &Ui, cx: &CanvasContext<'_>) {
        let viewport = self.viewport(ui);
        let theme = cx.view.colours();
        let Some(scene) = &self.scene else { return };
        let overlay = Overlay { scene, viewport: &viewport, theme };
        let painter = ui.painter().with_clip_rect(viewport.rect.intersect(ui.clip_rect()));
        let shared = FramePainter::shared(ui.ctx());
        let mut frames = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let underlay = overlay.column_tint(cx.selection);
        let exact = frames.paint(&painter, Canvas::id(), &scene.index, &viewport, underlay);
        overlay.step_number(&painter, cx.selection, cx.view.journey(cx.session.map()));
        if let Tool::Dragging(dragging) = &self.tool {
            pointer::paint_drag(ui, &painter, &overlay, dragging, &mut frames);
        } else if let Some((subject, place)) = self.hover.filter(|(subject, _)| !cx.selection.contains(*subject)) {
            overlay.hover(&painter, subject, place);
            let journey = cx.view.journey(cx.session.map());
            let writable = matches!(subject, Subject::Cell(..)) && Target::of(subject, journey).is_some();
            if writable && scene.is_bare(subject, place) {
                overlay.add_hint(&painter, place);
            }
        }
        overlay.selection(&painter, cx.selection);
        if viewport.zooming {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(ZOOM_REST + 0.01));
        } else {
            let rested = self.zoomed_at.take().is_some();
            if rested || !exact {
                ui.ctx().request_repaint();
            }
        }
    }

    fn edit_ui(&mut self, ui: &mut Ui, cx: &mut CanvasContext<'_>) {
        let viewport = self.viewport(ui);
        let Tool::Editing(editing) = &mut self.tool else { return };
        let Some(scene) = &self.scene else { return };
        let at = editing.target.at();
        let place = scene.place(at, Part::Name).or_else(|| scene.place(at, Part::Whole));
        let Some(place) = place else {
            // What was being written is no longer on the map.
            self.tool = Tool::Idle;
            return;
        };
        let (size, strong) = pointer::text_size(scene, at, place);
        let look = FieldLook {
            place: viewport.to_screen(place.layer, place.rect),
            within: viewport.rect,
            size: (size * viewport.scale as f32).clamp(12.0, 40.0),
            strong,
        };
        let outcome = editing.show(ui, &look, cx.view.colours());
        match outcome {
            Outcome::Open => {}
            Outcome::Dropped => {
                self.tool = Tool::Idle;
                self.focus_wanted = true;
                ui.ctx().request_repaint();
            }
            Outcome::Kept | Outcome::Next => self.keep(ui, cx, outcome == Outcome::Next),
        }
    }

    /// Sends what was written, and goes on to the next column if asked.
    fn keep(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>, next: bool) {
        let Tool::Editing(editing) = std::mem::take(&mut self.tool) else { return };
        let journey = cx.view.journey(cx.session.map());
        let at = editing.target.at();
        if let Some(text) = editing.result() {
            let written = editing.target.command(text, cx.view.state, journey, cx.ids);
            if let Some((command, subject)) = written {
                cx.actions.push(Action::Edit(command));
                cx.actions.push(Action::Select(Selection::One(subject)));
                self.reveal = Some(subject);
            }
        }
        if next {
            let scene = self.scene.as_ref();
            let beside = scene.and_then(|scene| navigate::neighbour(scene, journey, Some(at), navigate::Way::Right));
            if let Some(beside) = beside {
                cx.actions.push(Action::Select(Selection::One(beside)));
                self.reveal = Some(beside);
                self.write = Target::of(beside, journey).map(|target| (target, None));
            }
        }
        // A click into another field has moved the focus there; keys have not.
        let elsewhere = ui.memory(|memory| memory.focused().is_some_and(|id| id != tools::editing::field_id()));
        self.focus_wanted = !elsewhere;
        ui.ctx().request_repaint();
    }
}
