//! A chart on the screen: painted, pointed at, walked through by keys, and its elements dragged.
//!
//! Whatever is drawn of the map is in the chart's frame; here come the ring of what is picked and of what has the
//! keyboard, and words for whoever points. The map is changed by actions alone.

use std::sync::{Arc, PoisonError};

use egui::{
    EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::weighing;
use crate::edit::Session;
use crate::frame::{Charted, Part, Subject};
use crate::geom::{Point, Size, Vec2};
use crate::gui::canvas::paint::{FrameIndex, FramePainter, Viewport};
use crate::gui::context::{Action, View};
use crate::gui::insights::InsightWish;
use crate::gui::widgets;
use crate::layout::{Chart, ChartRequest, Charting, Layouter, Moved, levels_at};
use crate::model::*;
use crate::theme::ThemeKind;

/// More nodes than this would only slow a screen reader down.
const MOST_NODES: usize = 400;

/// Room between a chart and the ring around it, in points.
const AROUND: f32 = 8.0;

/// What a chart is drawn from.
pub struct ChartCx<'a> {
    /// The map and its revision.
    pub session: &'a Session,
    /// How it is looked at.
    pub view: &'a View,
    /// Lays it out.
    pub layouter: &'a mut Layouter,
    /// What is wanted done.
    pub actions: &'a mut Vec<Action>,
}

/// What a chart remembers between frames.
#[derive(Default)]
pub struct ChartView {
    /// The element that is picked.
    pub picked: Option<Charted>,
    /// Whether the chart has the keyboard.
    pub focused: bool,
    /// Whether the chart is to take the keyboard.
    pub take_focus: bool,
    /// Elements with a ring around them, because something else that is picked is about them.
    ringed: Vec<Charted>,
    held: Option<Moved>,
    /// A drag was taken back and its button is still down.
    dropped: bool,
    drawn: Option<Drawn>,
}

/// A chart with what it was drawn from.
struct Drawn {
    key: (MapId, u64, ThemeKind, ChartRequest),
    charting: Charting,
    index: Arc<FrameIndex>,
}

/// An element on the screen.
struct Mark {
    what: Charted,
    rect: Rect,
    label: Arc<str>,
}

impl ChartView {
    /// Whether an element is being dragged.
    pub fn is_dragging(&self) -> bool {
        self.held.is_some()
    }

    /// Draws the chart into a part of the window and answers pointer and keys. `salt` tells it from other charts.
    pub fn ui(&mut self, ui: &mut Ui, rect: Rect, (chart, salt): (Chart, &str), cx: &mut ChartCx<'_>) {
        let (size, index) = self.draw(cx, chart, rect.size());
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("chart", salt)).max_rect(rect));
        if size.x <= rect.width() + 0.5 && size.y <= rect.height() + 0.5 {
            child.set_clip_rect(rect.expand(14.0).intersect(ui.clip_rect()));
            return self.shown_ui(&mut child, rect, (chart, salt), index, cx);
        }
        egui::ScrollArea::both().id_salt(("wide chart", salt)).auto_shrink([false, false]).show(&mut child, |ui| {
            let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
            self.shown_ui(ui, whole, (chart, salt), index, cx);
        });
    }

    /// Draws a ring around these elements.
    pub fn ring(&mut self, elements: Vec<Charted>) {
        self.ringed = elements;
    }

    fn request(&self, cx: &ChartCx<'_>, chart: Chart, size: egui::Vec2) -> ChartRequest {
        let size = Size::new(f64::from(size.x.floor().max(160.0)), f64::from(size.y.floor().max(120.0)));
        ChartRequest { state: cx.view.state, chart, size, moved: self.held }
    }

    /// The chart as it is now: its size, and where its parts lie.
    fn draw(&mut self, cx: &mut ChartCx<'_>, chart: Chart, size: egui::Vec2) -> (egui::Vec2, Arc<FrameIndex>) {
        let map = cx.session.map();
        let key = (map.id(), cx.session.revision(), cx.view.theme, self.request(cx, chart, size));
        if self.drawn.as_ref().is_none_or(|drawn| drawn.key != key) {
            let charting = cx.layouter.chart(map, &key.3, cx.view.colours());
            let before = self.drawn.as_ref().map(|drawn| &*drawn.index);
            let index = Arc::new(FrameIndex::new(charting.frame.clone(), before));
            self.drawn = Some(Drawn { key, charting, index });
        }
        let Some(drawn) = &self.drawn else { unreachable!("it was just drawn") };
        let size = drawn.charting.frame.size;
        (vec2(size.width as f32, size.height as f32), drawn.index.clone())
    }

    fn shown_ui(
        &mut self,
        ui: &mut Ui,
        whole: Rect,
        (chart, salt): (Chart, &str),
        index: Arc<FrameIndex>,
        cx: &mut ChartCx<'_>,
    ) {
        let id = Id::unique(("chart", salt));
        let scrolls = self.scrolling_part(whole, ui.clip_rect());
        let marks = self.marks(whole.min, scrolls);
        if self.picked.is_some_and(|picked| !self.has(picked)) {
            self.picked = None;
        }
        let asked = self.nodes(ui, id, &marks);
        let response = ui.interact(whole.intersect(ui.clip_rect()), id, Sense::click_and_drag());
        let current = self.picked.filter(|picked| marks.iter().any(|mark| mark.what == *picked));
        response.widget_info(|| {
            let words = format!("{}, {}: {} marks", chart.title(), chart.subtitle(), marks.len());
            WidgetInfo::labeled(Role::Group, true, words)
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            if let Some(current) = current {
                node.set_active_descendant(node_id(id, current).accesskit_id());
            }
        });
        if let Some(asked) = asked {
            self.picked = Some(asked);
            response.request_focus();
        }
        if std::mem::take(&mut self.take_focus) {
            response.request_focus();
        }
        self.focused = response.has_focus();
        let before = self.held;
        self.point(ui, &response, (whole.min, &marks), cx);
        if self.focused {
            self.keys(ui, id, whole, cx);
        }
        // What is held is shown where it is held at once.
        let index = if self.held == before { index } else { self.draw(cx, chart, whole.size()).1 };
        self.paint(ui, id, whole, &index);
        self.rings(ui, whole, &response, cx);
    }

    /// The marks in view.
    fn marks(&self, origin: Pos2, clip: Rect) -> Vec<Mark> {
        let Some(drawn) = &self.drawn else { return Vec::new() };
        let tags = drawn.charting.frame.tags().filter(|(tag, _)| tag.part == Part::Whole);
        tags.filter_map(|(tag, rect)| {
            let Subject::Charted(what) = tag.subject else { return None };
            let at = |x: f64, y: f64| origin + vec2(x as f32, y as f32);
            let rect = Rect::from_min_max(at(rect.x0, rect.y0), at(rect.x1, rect.y1));
            clip.intersects(rect).then(|| Mark { what, rect, label: tag.label.clone() })
        })
        .collect()
    }

    fn has(&self, what: Charted) -> bool {
        self.drawn
            .as_ref()
            .is_some_and(|drawn| drawn.charting.frame.find(Subject::Charted(what), Part::Whole).is_some())
    }

    /// Offers a node for every mark in view; returns the one that assistive technology asked for.
    fn nodes(&self, ui: &Ui, chart: Id, marks: &[Mark]) -> Option<Charted> {
        let mut asked = None;
        for mark in marks.iter().take(MOST_NODES) {
            let id = node_id(chart, mark.what);
            let response = ui.interact(mark.rect, id, Sense::CLICK);
            let on = self.picked == Some(mark.what);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &*mark.label));
            let focus = ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Focus));
            if focus || response.clicked() {
                asked = Some(mark.what);
            }
        }
        asked
    }

    fn point(&mut self, ui: &Ui, response: &Response, (origin, marks): (Pos2, &[Mark]), cx: &mut ChartCx<'_>) {
        // Before anything else: Escape also ends the drag, which must not count as letting go.
        if self.held.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.held = None;
            self.dropped = true;
        }
        let under = |at: Pos2| marks.iter().rev().find(|mark| mark.rect.expand(2.0).contains(at));
        let journey = cx.view.journey(cx.session.map());
        if let Some(mark) = response.hover_pos().and_then(under)
            && self.held.is_none()
        {
            let movable = weighing::levels(journey, mark.what).is_some();
            let icon = if movable { egui::CursorIcon::Grab } else { egui::CursorIcon::PointingHand };
            ui.ctx().set_cursor_icon(icon);
            response.clone().on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(320.0);
                ui.label(&*mark.label);
            });
        }
        if response.drag_started() {
            self.dropped = false;
            let pressed = ui.input(|input| input.pointer.press_origin()).and_then(under).map(|mark| mark.what);
            response.request_focus();
            if let Some(what) = pressed.filter(|what| weighing::levels(journey, *what).is_some()) {
                self.picked = Some(what);
                self.hold(what, origin, response.interact_pointer_pos());
            }
        } else if let Some(held) = self.held
            && response.dragged()
        {
            self.hold(held.what, origin, response.interact_pointer_pos());
        }
        if self.held.is_some() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        if response.drag_stopped()
            && let Some(held) = self.held.take()
        {
            cx.actions.extend(weighing::command(journey, cx.view.state, held).map(Action::Edit));
        }
        // Enter is a click without a pointer, and has its own meaning here.
        if response.clicked_by(egui::PointerButton::Primary) {
            response.request_focus();
            let clicked = response.interact_pointer_pos().and_then(under).map(|mark| mark.what);
            match clicked {
                Some(what) => {
                    self.picked = Some(what);
                    cx.actions.push(Action::Insight(InsightWish::Jump(what)));
                }
                None => self.picked = None,
            }
        }
    }

    /// Holds an element where the pointer is.
    fn hold(&mut self, what: Charted, origin: Pos2, pointer: Option<Pos2>) {
        let (Some(pointer), Some(drawn)) = (pointer, &self.drawn) else { return };
        if self.dropped {
            return;
        }
        let at = pointer - origin;
        let (across, up) = levels_at(drawn.charting.plane, Point::new(f64::from(at.x), f64::from(at.y)));
        self.held = Some(Moved { what, across, up });
    }

    fn keys(&mut self, ui: &Ui, id: Id, whole: Rect, cx: &mut ChartCx<'_>) {
        // Whoever walks by keys comes to what is out of view too.
        let marks = &self.marks(whole.min, Rect::EVERYTHING)[..];
        let before = self.picked;
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let pressed = |held, key| ui.input_mut(|input| input.consume_key(held, key));
        let arrows = [(Key::ArrowLeft, -1, 0), (Key::ArrowRight, 1, 0), (Key::ArrowUp, 0, 1), (Key::ArrowDown, 0, -1)];
        for (key, across, up) in arrows {
            if pressed(Modifiers::SHIFT, key) {
                self.step(across, up, cx);
            } else if pressed(Modifiers::NONE, key) {
                self.walk(marks, vec2(across as f32, -up as f32));
            }
        }
        if pressed(Modifiers::NONE, Key::Home) {
            self.picked = marks.first().map(|mark| mark.what);
        }
        if pressed(Modifiers::NONE, Key::End) {
            self.picked = marks.last().map(|mark| mark.what);
        }
        if let Some(picked) = self.picked
            && pressed(Modifiers::NONE, Key::Enter)
        {
            cx.actions.push(Action::Insight(InsightWish::Jump(picked)));
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            self.picked = None;
        }
        let reached = marks.iter().find(|mark| self.picked != before && self.picked == Some(mark.what));
        if let Some(mark) = reached {
            let held = self.held_size();
            ui.scroll_to_rect(Rect::from_min_max(mark.rect.min - held, mark.rect.max).expand(AROUND), None);
        }
    }

    /// How much at the left and at the top stays where it is while the rest scrolls.
    fn held_size(&self) -> egui::Vec2 {
        let held = self.drawn.as_ref().map_or(Size::ZERO, |drawn| drawn.charting.held);
        vec2(held.width as f32, held.height as f32)
    }

    /// What is in view of a chart but for what is held at its edges.
    fn scrolling_part(&self, whole: Rect, clip: Rect) -> Rect {
        let held = self.held_size();
        let edge = |whole: f32, clip: f32, held: f32| if whole < clip { clip + held } else { clip };
        let min = pos2(edge(whole.left(), clip.left(), held.x), edge(whole.top(), clip.top(), held.y));
        Rect::from_min_max(min, clip.max)
    }

    /// Moves the picked element a step on the map.
    fn step(&self, across: i64, up: i64, cx: &mut ChartCx<'_>) {
        let journey = cx.view.journey(cx.session.map());
        let moved = self.picked.and_then(|what| weighing::stepped(journey, what, across, up));
        let command = moved.and_then(|moved| weighing::command(journey, cx.view.state, moved));
        cx.actions.extend(command.map(Action::Edit));
    }

    /// Picks the nearest mark in a direction; without a picked one the first.
    fn walk(&mut self, marks: &[Mark], way: egui::Vec2) {
        let here = self.picked.and_then(|picked| marks.iter().find(|mark| mark.what == picked));
        let Some(here) = here else {
            self.picked = marks.first().map(|mark| mark.what);
            return;
        };
        let distance = |mark: &Mark| {
            let away = mark.rect.center() - here.rect.center();
            let along = away.dot(way);
            let across = (away - way * along).length();
            (along > 1.0).then_some(along + across * 2.0)
        };
        let nearest = marks.iter().filter_map(|mark| Some((distance(mark)?, mark.what)));
        let nearest = nearest.min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, what)) = nearest {
            self.picked = Some(what);
        }
    }

    fn paint(&self, ui: &Ui, id: Id, whole: Rect, index: &Arc<FrameIndex>) {
        let visible = whole.intersect(ui.clip_rect());
        if !visible.is_positive() {
            return;
        }
        let shared = FramePainter::shared(ui.ctx());
        let mut painter = shared.lock().unwrap_or_else(PoisonError::into_inner);
        // Only the visible part of the frame is handed to the painter.
        let mut part = |name: &str, rect: Rect, scroll: egui::Vec2| {
            let scroll = Vec2::new(f64::from(scroll.x), f64::from(scroll.y));
            let viewport = Viewport { scroll, ..Viewport::plain(rect, 1.0) };
            painter.paint(ui.painter(), id.with(name), index, &viewport, Vec::new());
        };
        let scrolls = self.scrolling_part(whole, visible);
        part("body", scrolls, scrolls.min - whole.min);
        let (left, top) = (scrolls.left() > visible.left(), scrolls.top() > visible.top());
        if left {
            part(
                "names",
                scrolls.with_min_x(visible.left()).with_max_x(scrolls.left()),
                vec2(0.0, scrolls.top() - whole.top()),
            );
        }
        if left || top {
            let title = visible.with_max_y((visible.top().max(whole.top()) + self.held_size().y).min(visible.bottom()));
            part("title", title, egui::Vec2::ZERO);
        }
    }

    /// The ring of what is picked, and of the chart itself where it has the keyboard and nothing is picked.
    fn rings(&self, ui: &Ui, whole: Rect, response: &Response, cx: &ChartCx<'_>) {
        let accent = Stroke::new(2.0, cx.view.colours().accent);
        let marks = self.marks(whole.min, self.scrolling_part(whole, ui.clip_rect()));
        let picked = self.picked.and_then(|picked| marks.iter().find(|mark| mark.what == picked));
        let about = marks.iter().filter(|mark| self.ringed.contains(&mark.what) && Some(mark.what) != self.picked);
        for mark in about {
            let rect = mark.rect.expand(4.0);
            ui.painter().rect_stroke(rect, rect.height() / 2.0, accent, StrokeKind::Middle);
        }
        match picked {
            Some(mark) => {
                let radius = match mark.what {
                    Charted::Pillar(..) => 8.0,
                    Charted::Opportunity(_) | Charted::Pain(_) | Charted::Touchpoint(_) | Charted::Crowd(..) => {
                        mark.rect.height() / 2.0 + 4.0
                    }
                };
                ui.painter().rect_stroke(mark.rect.expand(4.0), radius, accent, StrokeKind::Middle);
            }
            None if response.has_focus() => {
                ui.painter().rect_stroke(response.rect.expand(AROUND), 6.0, accent, StrokeKind::Inside);
            }
            None => {}
        }
        if self.focused && picked.is_some() {
            let faint = Stroke::new(1.0, widgets::theme(ui).accent);
            ui.painter().rect_stroke(response.rect.expand(AROUND), 6.0, faint, StrokeKind::Inside);
        }
    }
}

/// The node of a mark.
fn node_id(chart: Id, what: Charted) -> Id {
    chart.with(("mark", what))
}
