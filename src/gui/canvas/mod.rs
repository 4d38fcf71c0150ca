//! The canvas: the map's frame on the screen, and everything done to it by pointing and typing.
//!
//! The canvas only reads the map; what it wants changed it sends as actions. Here never comes content of the map drawn
//! outside a frame, or disk.

mod accessibility;
mod atlas;
pub mod camera;
pub mod comparing;
mod crowd;
mod index;
mod keys;
mod laid_out;
mod lane_edges;
mod menu;
mod mesh;
pub(super) mod navigate;
mod opened;
mod overlay;
pub mod paint;
mod pane;
mod pictures;
mod pointer;
mod polylines;
pub mod presenting;
mod raster;
mod reached;
mod scene;
mod snap;
mod sticky;
mod strip;
mod target;
mod tools;
mod view;
mod viewport;
mod writing;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::PoisonError;

use egui::{Event, EventFilter, Id, Rect, Response, Sense, Ui};

use crate::frame::{Part, Subject};
use crate::model::*;

use self::accessibility::MapSpeaker;
use self::camera::Camera;
use self::keys::Digits;
use self::opened::{Opened, Resting};
use self::overlay::Overlay;
use self::paint::{FramePainter, Viewport};
use self::pane::{Pane, Pivot};
use self::reached::Reached;
use self::scene::{Place, Scene};
use self::sticky::PinnedName;
use self::strip::Strip;
use self::target::Target;
use self::tools::Tool;
use super::context::{Action, CanvasContext, Selection};
use super::linking::Picking;

pub use paint::preview;
pub use target::text_of;

/// The map on the screen.
#[derive(Default)]
pub struct Canvas {
    pane: Pane,
    scene: Option<Scene>,
    strip: Option<Strip>,
    pinned: Option<PinnedName>,
    tool: Tool,
    digits: Digits,
    /// The map the camera was set up for.
    shown: Option<(MapId, State)>,
    /// What the pointer is over.
    hover: Option<(Subject, Place)>,
    /// What the last click took, to which the second one of a double click belongs, and when, in egui's seconds.
    clicked: Option<(Subject, f64)>,
    /// The handle from which a wire can be drawn now, in points of the screen.
    handle: Option<(Subject, Rect)>,
    /// Where it was drawn last.
    handle_shown: Option<Rect>,
    /// The card that stands open above its neighbours.
    opened: Option<Opened>,
    /// The card the pointer rests on.
    resting: Option<Resting>,
    /// To be brought into view as soon as it is laid out.
    reveal: Option<Subject>,
    /// To be written as soon as it is laid out.
    write: Option<(Target, Option<String>)>,
    /// What is to stay where it is on the screen although the density changes.
    pivot: Option<Pivot>,
    /// The map as it would be after the drag under way.
    tentative: Option<Tentative>,
    /// The lane whose edge is being dragged.
    stretching: Option<lane_edges::Stretching>,
    focus_wanted: bool,
    /// How the map came to have the keyboard.
    reached: Reached,
}

struct Tentative {
    map: Map,
    serial: u64,
}

/// A density's own sizes may be shown this much smaller: text of 12 points is then 8.6.
const READABLE: f64 = 0.72;

impl Canvas {
    /// The identity of the canvas, which has the keyboard focus while the map is worked on.
    pub fn id() -> Id {
        Id::unique("the map")
    }

    /// How near the map is; 1.0 is 100 %.
    pub fn zoom(&self) -> f32 {
        self.pane.camera.zoom() as f32
    }

    /// Whether a name or text is being written on the map.
    pub fn is_editing(&self) -> bool {
        matches!(self.tool, Tool::Editing(_)) || self.write.is_some()
    }

    /// Whether keys go to the map.
    pub fn has_focus(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(Canvas::id()))
    }

    /// What is drawn at a point of the screen, for things dropped onto the map.
    pub fn subject_at(&self, ui: &Ui, at: egui::Pos2) -> Option<Subject> {
        self.target_at(ui, at).map(|(subject, _)| subject)
    }

    /// Shows the map in what room there is, and answers pointer and keys.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut CanvasContext<'_>) {
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        if whole.width() < 40.0 || whole.height() < 40.0 {
            return;
        }
        let strip = if whole.height() < strip::ROOM { 0.0 } else { strip::HEIGHT };
        let (rect, strip) = whole.split_top_bottom_at_y(whole.max.y - strip);
        let (rect, bar) = self.pane.take_room(rect);
        self.meet_map(cx);
        self.take_orders(cx);
        self.scroll_and_zoom(ui);
        self.lay_out(cx);
        self.settle(cx);
        let asked = self.scene.as_ref().and_then(|scene| {
            let viewport = self.viewport(ui);
            let map = cx.session.map();
            let speaker = MapSpeaker { map, journey: cx.view.journey(map), selection: cx.selection };
            accessibility::nodes(ui, Canvas::id(), scene, &viewport, (rect, &mut BTreeSet::new()), &speaker)
        });
        let response = ui.interact(rect, Canvas::id(), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, "Journey map"));
        self.reached.follow(ui, &response);
        if let Some(subject) = asked {
            response.request_focus();
            self.select(cx, subject);
        }
        if std::mem::take(&mut self.focus_wanted) {
            response.request_focus();
        }
        self.point(ui, &response, cx);
        self.scroll_under_note(ui);
        self.lane_edges(ui, cx);
        if response.has_focus() {
            let tab = cx.selection.touchpoint().is_some();
            let filter = EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(Canvas::id(), filter));
            self.type_keys(ui, cx);
        }
        self.lay_out(cx);
        self.settle(cx);
        self.come_to_rest(ui);
        self.open_card(ui, cx);
        self.paint(ui, cx);
        if let Some(scene) = &self.scene {
            self.pane.bar_ui(ui, bar, Canvas::id(), scene.frame().size, cx.view.colours());
        }
        if strip.is_positive() {
            self.strip_ui(ui, strip, cx);
        }
        self.edit_ui(ui, cx);
        self.take_free_keyboard(ui, &response);
        accessibility::describe(ui, Canvas::id(), cx.selection.one(), |subject| self.is_in_view(ui, subject));
    }

    fn now(ui: &Ui) -> f64 {
        ui.input(|input| input.time)
    }

    fn viewport(&self, ui: &Ui) -> Viewport {
        self.pane.viewport(ui, self.scene.as_ref().map_or(0.0, |scene| scene.index.gutter))
    }

    fn is_in_view(&self, ui: &Ui, subject: Subject) -> bool {
        let Some(scene) = &self.scene else { return false };
        let viewport = self.viewport(ui);
        scene.is_in_view(subject, &viewport)
    }

    /// Takes the keyboard where nothing has it, as after a click on a button: the map is what is worked on, and else some
    /// keys would change it and others do nothing. A key that is on its way, as Tab to the next control and Escape out of
    /// a field are, is let through first.
    fn take_free_keyboard(&mut self, ui: &Ui, response: &Response) {
        let is_free = ui.memory(|memory| memory.focused().is_none() && memory.allows_interaction(response.layer_id));
        if !is_free || self.is_editing() || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        let is_on_its_way =
            |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::AccessKitActionRequest(_));
        if ui.input(|input| input.events.iter().any(is_on_its_way)) {
            ui.ctx().request_repaint();
        } else {
            response.request_focus();
            self.reached.given();
        }
    }

    /// Starts over when another map, or the other journey, is shown.
    fn meet_map(&mut self, cx: &mut CanvasContext<'_>) {
        let shown = (cx.session.map().id(), cx.view.state);
        if self.shown == Some(shown) {
            return;
        }
        self.keep_draft(cx);
        let another_map = self.shown.is_none_or(|(map, _)| map != shown.0);
        self.shown = Some(shown);
        self.tool = Tool::Idle;
        self.tentative = None;
        self.hover = None;
        self.write = None;
        self.focus_wanted = true;
        if another_map {
            self.pane.camera = Camera::default();
            self.scene = None;
        }
    }

    fn select(&mut self, cx: &mut CanvasContext<'_>, subject: Subject) {
        cx.actions.push(Action::Select(Selection::One(subject)));
        self.reveal = Some(subject);
    }

    fn paint(&mut self, ui: &Ui, cx: &CanvasContext<'_>) {
        let viewport = self.viewport(ui);
        let theme = cx.view.colours();
        let Some(scene) = &self.scene else { return };
        let overlay = Overlay { scene, viewport: &viewport, theme };
        let painter = ui.painter().with_clip_rect(viewport.rect.intersect(ui.clip_rect()));
        let shared = FramePainter::shared(ui.ctx());
        let mut frames = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let column = cx.selection.touchpoint().and_then(|touchpoint| scene.column(touchpoint));
        let underlay = overlay.column_tint(column, None);
        let exact = frames.paint(&painter, Canvas::id(), &scene.index, &viewport, underlay);
        let journey = cx.view.journey(cx.session.map());
        overlay.step_number(&painter, cx.selection, journey);
        overlay.steps_to_come(&painter, journey);
        overlay.pinned_name(&painter, Canvas::id(), &mut frames, &mut self.pinned);
        self.handle = None;
        if let Tool::Dragging(dragging) = &self.tool {
            pointer::paint_drag(ui, &painter, &overlay, dragging, &mut frames);
        } else if let Tool::Banding(band) = &self.tool {
            overlay.selection(&painter, band.selection(scene).subjects());
            overlay.band(&painter, band.rect());
        } else if let Some((subject, place)) = self.hover.filter(|(subject, _)| !cx.selection.contains(*subject)) {
            overlay.hover(&painter, subject, place);
            let writable = matches!(subject, Subject::Cell(..)) && Target::of(subject, journey).is_some();
            if writable && scene.is_bare(subject, place) {
                overlay.add_hint(&painter, place);
            }
        }
        // Where the keys go elsewhere, to a field or a button, what is selected here is ringed thinly.
        let goes_here = self.has_focus(ui.ctx()) || self.is_editing();
        overlay.rings(&painter, cx.selection.subjects(), if goes_here { 2.0 } else { 1.0 });
        if self.reached.is_shown() && self.has_focus(ui.ctx()) {
            overlay.focus(&painter, cx.selection.subjects().is_empty());
        }
        if let Some(subject) = cx.selection.one() {
            overlay.ties(&painter, subject, journey);
        }
        if let (Tool::Idle, Some((subject, place)), None) = (&self.tool, self.hover, cx.view.picking)
            && matches!(subject, Subject::Touchpoint(_) | Subject::Pain(..) | Subject::Opportunity(..))
        {
            let pointer = ui.input(|input| input.pointer.latest_pos());
            let near = |handle: &Rect| pointer.is_some_and(|pointer| handle.contains(pointer));
            let full = self.handle_shown.is_some_and(|handle| near(&handle));
            self.handle_shown = overlay.handle(&painter, subject, place, full);
            self.handle = self.handle_shown.map(|handle| (subject, handle));
        }
        if let Some(picking) = cx.view.picking {
            if let Picking::Connect(subject) = picking {
                overlay.selection(&painter, &[subject]);
            }
            overlay.banner(&painter, &picking.words(cx.session.map(), journey));
        }
        if let Some((mark, words)) = pointer::dragged_note(ui, scene, &viewport, cx) {
            overlay.drop_mark(&painter, mark);
            overlay.carried_words(ui, &words);
        }
        let persona = cx.view.persona(cx.session.map());
        let waits = |subject: &&Subject| {
            keys::emotion_at(journey, **subject, persona).is_some_and(|place| self.digits.is_negative_at(place))
        };
        let selected = cx.selection.subjects().last().filter(waits);
        if let Some(place) = selected.and_then(|subject| scene.place(*subject, Part::Whole)) {
            overlay.pending_sign(&painter, place);
        }
        if let Some(opened) = &self.opened {
            overlay.opened(&painter, &mut frames, opened);
        }
        self.pane.request_exact(ui, viewport.zooming, exact);
    }
}
