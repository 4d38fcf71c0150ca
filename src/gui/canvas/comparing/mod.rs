//! The canvas of two journeys: their picture on the screen, what is selected on it, and the handle of a swipe.
//!
//! It stands on the same camera, painter and reader nodes as the map's own canvas, and only reads: what it wants done
//! it sends as actions. Here never come the drawing of a journey or the decision what differs.

mod navigate;
mod pointer;
mod scenes;
mod swipe;

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use egui::{Color32, EventFilter, Id, Rect, Sense, Stroke, StrokeKind, Ui};

use super::accessibility::{self, Speaker};
use super::keys::{self, Press};
use super::overlay::Overlay;
use super::paint::{FramePainter, Viewport};
use super::pane::{Pane, Pivot};
use super::reached::Reached;
use super::scene::Place;
use super::sticky::PinnedName;
use crate::frame::{Compared, Part, Subject, Tag};
use crate::gui::compare::{CompareWish, Comparing, Made, Picked};
use crate::gui::context::{Action, CanvasOrder, View};
use crate::gui::situation::Situation;
use crate::layout::{CompareView, Layouter};
use crate::model::*;

use self::scenes::CompareScene;

pub use self::pointer::menu_ui;

/// What the canvas is given each frame.
pub struct CompareContext<'a> {
    /// The comparison and its journeys.
    pub made: &'a Arc<Made>,
    /// How the comparison is looked at.
    pub comparing: &'a Comparing,
    /// How it is drawn.
    pub picture: CompareView,
    /// The window's view.
    pub view: &'a View,
    /// Which commands make sense now.
    pub now: Situation,
    /// What the two journeys are called.
    pub names: &'a [String; 2],
    /// Lays the journeys out.
    pub layouter: &'a mut Layouter,
    /// What the app asks of the canvas; to be drained.
    pub orders: &'a mut Vec<CanvasOrder>,
    /// What the canvas asks of the app.
    pub actions: &'a mut Vec<Action>,
}

impl CompareContext<'_> {
    fn picked(&self) -> Option<Compared> {
        self.comparing.picked.subject
    }

    fn pick(&mut self, subject: Option<Compared>) {
        let gap = subject.and_then(|subject| self.made.gap_of(subject));
        self.actions.push(Action::Compare(CompareWish::Pick(Picked { gap, subject })));
    }
}

/// What the pointer is over.
struct Hover {
    subject: Compared,
    place: Place,
    label: Arc<str>,
    /// Which of a swipe's two pictures it is on.
    scene: usize,
}

/// Two journeys on the screen.
pub struct CompareCanvas {
    pane: Pane,
    /// One picture, or for a swipe the first journey's and the second's.
    scenes: Vec<CompareScene>,
    pinned: Option<PinnedName>,
    hover: Option<Hover>,
    reveal: Option<Compared>,
    pivot: Option<Pivot>,
    /// What was shown when the canvas was drawn last: the map and what it is compared with.
    shown: Option<(u64, u64)>,
    /// How far the second journey is slid against the first, in points of the picture.
    shift: f64,
    /// Where a swipe's handle stands, 0 at the lane titles to 1 at the right.
    handle: f32,
    focus_wanted: bool,
    fit_wanted: bool,
    /// How the pictures came to have the keyboard.
    reached: Reached,
}

impl Default for CompareCanvas {
    fn default() -> Self {
        CompareCanvas {
            pane: Pane::default(),
            scenes: Vec::new(),
            pinned: None,
            hover: None,
            reveal: None,
            pivot: None,
            shown: None,
            shift: 0.0,
            handle: 0.5,
            focus_wanted: false,
            fit_wanted: false,
            reached: Reached::default(),
        }
    }
}

/// What the nodes of a comparison say, and what is picked in it.
struct Picks(Option<Subject>);

impl Speaker for Picks {
    fn is_selected(&self, subject: Subject) -> bool {
        self.0 == Some(subject)
    }

    fn is_news(&self, _tag: &Tag) -> bool {
        true
    }

    fn name(&self, tag: &Tag) -> String {
        tag.label.to_string()
    }
}

impl CompareCanvas {
    /// The identity of the canvas, which has the keyboard focus while gaps are looked at.
    pub fn id() -> Id {
        Id::unique("two journeys")
    }

    /// How near the picture is; 1.0 is 100 %.
    pub fn zoom(&self) -> f32 {
        self.pane.camera.zoom() as f32
    }

    /// Whether keys go to the picture.
    pub fn has_focus(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(CompareCanvas::id()) || memory.has_focus(swipe::handle_id()))
    }

    /// Shows the comparison in what room there is, and answers pointer and keys.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut CompareContext<'_>) {
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        if whole.width() < 40.0 || whole.height() < 40.0 {
            return;
        }
        let (rect, bar) = self.pane.take_room(whole);
        self.meet(cx);
        self.take_orders(cx);
        self.wheel(ui, cx);
        self.lay_out(cx);
        self.settle(cx);
        let asked = self.nodes(ui, cx);
        let response = ui.interact(rect, CompareCanvas::id(), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, "Comparison of two journeys"));
        self.reached.follow(ui, &response);
        if let Some(subject) = asked {
            response.request_focus();
            self.choose(cx, subject);
        }
        if std::mem::take(&mut self.focus_wanted) {
            response.request_focus();
        }
        self.point(ui, &response, cx);
        if response.has_focus() {
            let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(CompareCanvas::id(), filter));
            self.type_keys(ui, cx);
        }
        if cx.picture == CompareView::Swipe {
            self.handle_input(ui, cx);
        }
        self.lay_out(cx);
        self.settle(cx);
        self.come_to_rest(ui);
        self.paint(ui, cx);
        if let Some(size) = self.frame_size() {
            self.pane.bar_ui(ui, bar, CompareCanvas::id(), size, cx.view.colours());
        }
        let current = cx.picked().map(Subject::Compared);
        accessibility::describe(ui, CompareCanvas::id(), current, |subject| {
            let gutter = self.gutter();
            let viewport = self.pane.viewport(ui, gutter);
            self.scenes.iter().any(|scene| scene.is_in_view(subject, &viewport))
        });
    }

    fn gutter(&self) -> f64 {
        self.scenes.first().map_or(0.0, |scene| scene.index.gutter)
    }

    fn viewport(&self, ui: &Ui) -> Viewport {
        self.pane.viewport(ui, self.gutter())
    }

    /// Starts over when something else is compared.
    fn meet(&mut self, cx: &CompareContext<'_>) {
        let shown = (cx.made.key.document, cx.made.key.target);
        if self.shown != Some(shown) {
            *self = CompareCanvas {
                shown: Some(shown),
                focus_wanted: true,
                fit_wanted: true,
                pane: std::mem::take(&mut self.pane),
                handle: self.handle,
                ..CompareCanvas::default()
            };
        }
        if cx.comparing.linked {
            self.shift = 0.0;
        }
    }

    fn choose(&mut self, cx: &mut CompareContext<'_>, subject: Compared) {
        cx.pick(Some(subject));
        self.reveal = Some(subject);
    }

    /// The reader's nodes of every picture; returns what assistive technology asked for.
    fn nodes(&self, ui: &Ui, cx: &CompareContext<'_>) -> Option<Compared> {
        let viewport = self.viewport(ui);
        let picked = cx.picked().map(Subject::Compared);
        // A swipe shows a part of each picture; what is covered is not there.
        let mut seen = BTreeSet::new();
        let mut asked = None;
        for (at, scene) in self.scenes.iter().enumerate() {
            let shown = (self.clip(at), &mut seen);
            let found = accessibility::nodes(ui, CompareCanvas::id(), scene, &viewport, shown, &Picks(picked));
            asked = asked.or(found);
        }
        match asked {
            Some(Subject::Compared(subject)) => Some(subject),
            Some(_) | None => None,
        }
    }

    fn type_keys(&mut self, ui: &Ui, cx: &mut CompareContext<'_>) {
        for press in keys::presses(ui, false) {
            match press {
                Press::Go(way) => {
                    let scenes = self.scenes.iter();
                    if let Some(next) = navigate::neighbour(scenes, cx.made, cx.picked(), way) {
                        self.choose(cx, next);
                    }
                }
                Press::Escape => cx.pick(None),
                // Letters and Enter are commands here, and stand in the command table.
                Press::Typed(_) | Press::Enter | Press::Extend(_) | Press::Lane { .. } => {}
            }
        }
    }

    fn paint(&mut self, ui: &Ui, cx: &CompareContext<'_>) {
        let viewport = self.viewport(ui);
        let theme = cx.view.colours();
        let shared = FramePainter::shared(ui.ctx());
        let mut frames = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let mut exact = true;
        for at in 0..self.scenes.len() {
            let scene = &self.scenes[at];
            let overlay = Overlay { scene, viewport: &viewport, theme };
            let painter = ui.painter().with_clip_rect(self.clip(at).intersect(ui.clip_rect()));
            let rings = self.rings(scene, cx);
            let seam = if cx.picture == CompareView::SideBySide { scenes::seam(scene) } else { None };
            let tint =
                |subject: &Subject| overlay.column_tint(card_column(scene, *subject), half(scene, *subject, seam));
            let underlay = rings.iter().flat_map(tint).collect();
            let view = CompareCanvas::id().with(at);
            exact &= frames.paint(&painter, view, &scene.index, &viewport, underlay);
            if at == 0 && cx.picture != CompareView::SideBySide {
                overlay.pinned_name(&painter, CompareCanvas::id(), &mut frames, &mut self.pinned);
            }
            if let Some(hover) = self.hover.as_ref().filter(|hover| hover.scene == at) {
                let subject = Subject::Compared(hover.subject);
                if !rings.contains(&subject) {
                    overlay.hover(&painter, subject, hover.place);
                }
            }
            overlay.selection(&painter, &rings);
        }
        drop(frames);
        if cx.picture == CompareView::Swipe {
            self.paint_handle(ui, cx);
        }
        self.focus_ring(ui, cx);
        self.pane.request_exact(ui, viewport.zooming, exact);
    }

    /// Shows whoever came by Tab that keys go to the pictures: faintly while something on them is ringed anyway.
    fn focus_ring(&self, ui: &Ui, cx: &CompareContext<'_>) {
        let has_focus = ui.memory(|memory| memory.has_focus(CompareCanvas::id()));
        let Some(whole) = self.pane.rect.filter(|_| has_focus && self.reached.is_shown()) else { return };
        let width = if cx.picked().is_some() { 1.0 } else { 2.0 };
        let accent = Color32::from(cx.view.colours().accent);
        ui.painter().rect_stroke(whole, 0.0, Stroke::new(width, accent), StrokeKind::Inside);
    }

    /// What is ringed on a picture: what is picked, and in two pictures at once its counterparts too.
    fn rings(&self, scene: &CompareScene, cx: &CompareContext<'_>) -> Vec<Subject> {
        let Some(picked) = cx.picked() else { return Vec::new() };
        let mut wanted = vec![picked];
        let both = match cx.picture {
            CompareView::SideBySide | CompareView::Swipe => true,
            CompareView::Overlay => false,
        };
        if let (true, Compared::Touchpoint(..) | Compared::Match(..), Some(entry)) =
            (both, picked, cx.made.touchpoint_entry(picked))
        {
            let side = |state, uids: &[Uid]| -> Vec<Compared> {
                uids.iter().map(|uid| Compared::Touchpoint(state, TouchpointId(*uid))).collect()
            };
            wanted.extend(side(State::Today, &entry.from));
            wanted.extend(side(State::Ideal, &entry.to));
        }
        let mut rings: Vec<Subject> = wanted.into_iter().map(Subject::Compared).collect();
        rings.dedup();
        // A card that stands for both journeys has one name; the other's is not on the picture.
        let there = |subject: &Subject| scene.place(*subject, Part::Whole).is_some();
        if !rings.iter().any(there)
            && let Some(entry) = cx.made.touchpoint_entry(picked)
        {
            let other = cx.made.subject_of(entry).map(Subject::Compared);
            rings.extend(other);
        }
        rings
    }

    /// Which part of the screen a picture may be drawn in.
    fn clip(&self, at: usize) -> Rect {
        let whole = self.pane.rect.unwrap_or(Rect::NOTHING);
        if self.scenes.len() < 2 {
            return whole;
        }
        let x = self.handle_x();
        match at {
            0 => whole.with_max_x(x),
            _ => whole.with_min_x(x),
        }
    }
}

/// The half of a picture side by side in which a card's journey lies, from one height to another.
fn half(scene: &CompareScene, subject: Subject, seam: Option<f64>) -> Option<(f64, f64)> {
    let seam = seam?;
    match subject {
        Subject::Compared(Compared::Touchpoint(State::Today, _)) => Some((0.0, seam)),
        _ => Some((seam, scene.frame().size.height)),
    }
}

/// The column in which a card stands, left and right edge.
fn card_column(scene: &CompareScene, subject: Subject) -> Option<(f64, f64)> {
    let Subject::Compared(Compared::Touchpoint(..)) = subject else { return None };
    let card = scene.place(subject, Part::Whole)?.rect;
    Some((card.x0 - 4.0, card.x1 + 4.0))
}
