//! The pointer on the canvas: clicks, drags, wheel and pinch.
//!
//! Here pointer events become selections, camera moves and the states in `tools/`. Here never come keys.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CursorIcon, PointerButton, Pos2, Rect, Response, Ui, vec2};

use super::index::FrameIndex;
use super::overlay::Overlay;
use super::paint::{FramePainter, Viewport};
use super::scene::{Place, Scene};
use super::target::Target;
use super::tools::Tool;
use super::tools::banding::Band;
use super::tools::dragging::{Dragging, Load, Mark, emotion_axis};
use super::tools::together;
use super::{Canvas, Tentative, menu};
use crate::edit;
use crate::frame::{Color, Frame, Item, Part, Placed, Sticky, Subject};
use crate::geom::Point;
use crate::gui::context::{Action, CanvasContext, Selection, touchpoint_of};
use crate::gui::panels::parking;
use crate::model::*;

/// The map scrolls when something is dragged so near to its edge, in points.
const EDGE: f32 = 36.0;
/// How fast, in points a second.
const EDGE_SPEED: f32 = 900.0;

impl Canvas {
    /// Wheel, trackpad and pinch.
    pub(super) fn scroll_and_zoom(&mut self, ui: &Ui) {
        let frame = self.scene.as_ref().map(|scene| scene.frame().size);
        if let Some((zoom, anchor)) = self.pane.turn(ui, frame) {
            self.zoom_to(zoom, anchor);
        }
    }

    /// What lies under a point of the screen.
    pub(super) fn target_at(&self, ui: &Ui, pos: Pos2) -> Option<(Subject, Place)> {
        let scene = self.scene.as_ref()?;
        let (layer, point) = self.viewport(ui).locate(pos, &scene.index)?;
        scene.hit(layer, point)
    }

    /// Clicks, drags and hovering.
    pub(super) fn point(&mut self, ui: &Ui, response: &Response, cx: &mut CanvasContext<'_>) {
        self.hover = response.hover_pos().and_then(|pos| self.hovered(ui, pos));
        let pointer = response.interact_pointer_pos();
        if response.drag_started() || response.clicked_by(PointerButton::Primary) || response.secondary_clicked() {
            response.request_focus();
        }
        let space = ui.input(|input| input.key_down(egui::Key::Space)) && !self.is_editing();
        if response.drag_started() {
            self.start_drag(ui, response, space, cx);
        }
        // egui ends a drag when Escape is pressed, which must not look like letting go.
        let cancellable = matches!(self.tool, Tool::Dragging(_) | Tool::Banding(_));
        if cancellable && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
            self.tool = Tool::Idle;
            self.tentative = None;
        }
        match &self.tool {
            Tool::Panning if response.dragged() => {
                self.pane.scroll(-response.drag_delta(), Self::now(ui));
            }
            Tool::Dragging(_) if response.dragged() => self.drag(ui, pointer, cx),
            Tool::Banding(_) if response.dragged() => self.band(ui, pointer),
            Tool::Panning | Tool::Dragging(_) | Tool::Banding(_) => self.drop_load(cx),
            Tool::Idle | Tool::Editing(_) => {}
        }
        if response.clicked_by(PointerButton::Primary) && pointer.is_some() {
            self.click(ui, response, pointer, cx);
        }
        if response.secondary_clicked() {
            let under = pointer.and_then(|pos| self.hovered(ui, pos)).map(|(subject, _)| subject);
            let selection = under.map_or(Selection::None, Selection::One);
            if under.is_none_or(|subject| !cx.selection.contains(subject)) {
                cx.actions.push(Action::Select(selection));
            }
        }
        let journey = cx.view.journey(cx.session.map());
        let selected = cx.selection.subjects().last().copied();
        let actions = &mut *cx.actions;
        response.context_menu(|ui| menu::show(ui, selected, journey, actions));
        self.show_cursor(ui, response, space);
    }

    fn show_cursor(&self, ui: &Ui, response: &Response, space: bool) {
        if !response.hovered() && !response.dragged() {
            return;
        }
        let icon = match (&self.tool, self.hover) {
            (Tool::Panning, _) => CursorIcon::Grabbing,
            (Tool::Dragging(dragging), _) => match dragging.load {
                Load::Emotion(..) => CursorIcon::ResizeVertical,
                Load::Card(_) | Load::Item(..) | Load::Stage(_) | Load::Lane(_) => CursorIcon::Grabbing,
                Load::Wire(_) => CursorIcon::Crosshair,
            },
            (Tool::Banding(_), _) => CursorIcon::Crosshair,
            (Tool::Idle | Tool::Editing(_), _) if space => CursorIcon::Grab,
            (Tool::Idle | Tool::Editing(_), Some((Subject::Emotion(..), _))) => CursorIcon::ResizeVertical,
            (Tool::Idle | Tool::Editing(_), Some((Subject::AddTouchpoint(_) | Subject::AddStage, _))) => {
                CursorIcon::PointingHand
            }
            (Tool::Idle | Tool::Editing(_), Some(_) | None) => CursorIcon::Default,
        };
        ui.ctx().set_cursor_icon(icon);
    }

    fn start_drag(&mut self, ui: &Ui, response: &Response, space: bool, cx: &mut CanvasContext<'_>) {
        self.keep_draft(cx);
        self.tool = Tool::Panning;
        let origin = ui.input(|input| input.pointer.press_origin());
        if space || !response.drag_started_by(PointerButton::Primary) {
            return;
        }
        let (Some(scene), Some(origin)) = (&self.scene, origin) else { return };
        let handle = self.handle.filter(|(_, place)| place.contains(origin)).map(|(subject, _)| subject);
        let under = self.hovered(ui, origin);
        let load = under.and_then(|(subject, _)| handle.map(Load::Wire).or_else(|| Load::of(subject)));
        let (Some((subject, place)), Some(load)) = (under, load) else {
            self.start_band(ui, origin, cx);
            return;
        };
        let journey = cx.view.journey(cx.session.map());
        let axis = match load {
            Load::Emotion(_, at) => emotion_axis(scene, journey, at),
            Load::Card(_) | Load::Item(..) | Load::Stage(_) | Load::Lane(_) | Load::Wire(_) => None,
        };
        let together = cx.selection.contains(subject) && matches!(load, Load::Card(_) | Load::Item(..));
        let others = if together { cx.selection.subjects() } else { &[] };
        let (zero, step) = axis.unwrap_or((place.rect.center().y, 10.0));
        let dragging = Dragging {
            load,
            subject,
            others: others.iter().copied().filter(|other| *other != subject).collect(),
            from: place.rect,
            layer: place.layer,
            taken: self.viewport(ui).to_frame(place.layer, origin),
            zero,
            step,
            drop: None,
        };
        self.tool = Tool::Dragging(Box::new(dragging));
        if !together {
            cx.actions.push(Action::Select(Selection::One(subject)));
        }
    }

    /// A drag on the ground draws a rubber band; beside the lanes it moves the map.
    fn start_band(&mut self, ui: &Ui, origin: Pos2, cx: &CanvasContext<'_>) {
        let Some(scene) = &self.scene else { return };
        let viewport = self.viewport(ui);
        let Some((Sticky::Body, from)) = viewport.locate(origin, &scene.index) else { return };
        let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        let before = if adds { cx.selection.clone() } else { Selection::None };
        self.tool = Tool::Banding(Box::new(Band { from, to: from, before }));
    }

    fn band(&mut self, ui: &Ui, pointer: Option<Pos2>) {
        let Some(pointer) = pointer else { return };
        self.scroll_at_edge(ui, pointer, vec2(1.0, 1.0));
        let to = self.viewport(ui).to_frame(Sticky::Body, pointer);
        if let Tool::Banding(band) = &mut self.tool {
            band.to = to;
        }
    }

    /// What lies under the pointer; the handle of a card belongs to the card, although it stands out of it.
    fn hovered(&self, ui: &Ui, pos: Pos2) -> Option<(Subject, Place)> {
        match self.handle.filter(|(_, handle)| handle.contains(pos)) {
            Some((subject, _)) => Some((subject, self.scene.as_ref()?.place(subject, Part::Whole)?)),
            None => self.target_at(ui, pos),
        }
    }

    fn drag(&mut self, ui: &Ui, pointer: Option<Pos2>, cx: &mut CanvasContext<'_>) {
        let (Some(pointer), Tool::Dragging(dragging)) = (pointer, &self.tool) else { return };
        let ways = match dragging.load {
            Load::Card(_) | Load::Stage(_) => vec2(1.0, 0.0),
            Load::Emotion(..) | Load::Lane(_) => vec2(0.0, 1.0),
            Load::Item(..) | Load::Wire(_) => vec2(1.0, 1.0),
        };
        // Over the parking lot nothing scrolls: that is where it goes.
        let lot = parking::place(ui.ctx()).filter(|lot| lot.contains(pointer));
        if lot.is_none() {
            self.scroll_at_edge(ui, pointer, ways);
        }
        let viewport = self.viewport(ui);
        let (Tool::Dragging(dragging), Some(scene)) = (&mut self.tool, &self.scene) else { return };
        let journey = cx.view.journey(cx.session.map());
        let layer = match dragging.load {
            Load::Card(_) | Load::Item(..) | Load::Emotion(..) | Load::Wire(_) => Sticky::Body,
            Load::Stage(_) | Load::Lane(_) => dragging.layer,
        };
        let before = dragging.drop.take();
        let at = viewport.to_frame(layer, pointer);
        let state = cx.view.state;
        let dragged: Vec<Subject> = std::iter::once(dragging.subject).chain(dragging.others.iter().copied()).collect();
        let parks = matches!(dragging.load, Load::Card(_) | Load::Item(..));
        match lot.filter(|_| parks) {
            Some(lot) => dragging.drop = together::park(state, &dragged, lot, cx.ids),
            None => dragging.follow(scene, journey, state, at, cx.ids),
        }
        let tentative = dragging.drop.as_ref().filter(|drop| drop.mark == Mark::Tentative);
        if tentative == before.as_ref().filter(|drop| drop.mark == Mark::Tentative) {
            return;
        }
        let serial = self.tentative.as_ref().map_or(0, |tentative| tentative.serial) + 1;
        self.tentative = tentative.and_then(|drop| {
            let mut map = cx.session.map().clone();
            edit::draw(&mut map, &drop.command).ok()?;
            Some(Tentative { map, serial })
        });
    }

    /// Scrolls while something is held near the edge, the ways it can go.
    fn scroll_at_edge(&mut self, ui: &Ui, pointer: Pos2, ways: egui::Vec2) {
        let Some(scene) = &self.scene else { return };
        let clip = self.viewport(ui).clip(Sticky::Body, &scene.index);
        let push = |at: f32, low: f32, high: f32| {
            ((at - (high - EDGE)).clamp(0.0, EDGE) - ((low + EDGE) - at).clamp(0.0, EDGE)) / EDGE
        };
        let along = vec2(push(pointer.x, clip.min.x, clip.max.x), push(pointer.y, clip.min.y, clip.max.y));
        let along = along * ways;
        if along == egui::Vec2::ZERO {
            return;
        }
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        let by = along * EDGE_SPEED * seconds;
        let before = self.pane.camera.scroll();
        self.pane.pan(by);
        self.pane.hold_within(scene.frame().size);
        if self.pane.camera.scroll() != before {
            ui.ctx().request_repaint();
        }
    }

    /// The map scrolls under a thought from the parking lot that is held near its edge.
    pub(super) fn scroll_under_note(&mut self, ui: &Ui) {
        let Some(scene) = &self.scene else { return };
        if !egui::DragAndDrop::has_payload_of_type::<parking::DraggedNote>(ui.ctx()) {
            return;
        }
        // On its way in over the lane titles it scrolls nothing.
        let clip = self.viewport(ui).clip(Sticky::Body, &scene.index);
        if let Some(pointer) = ui.input(|input| input.pointer.latest_pos()).filter(|pos| clip.contains(*pos)) {
            self.scroll_at_edge(ui, pointer, vec2(1.0, 1.0));
        }
    }

    fn drop_load(&mut self, cx: &mut CanvasContext<'_>) {
        match std::mem::take(&mut self.tool) {
            Tool::Dragging(dragging) => {
                self.tentative = None;
                if let Some(drop) = dragging.drop {
                    let moved = together::dropped(&drop.command);
                    let selection = match (&drop.mark, moved.is_empty()) {
                        (Mark::Lot(_), _) => Selection::None,
                        (_, true) => Selection::One(dragging.subject),
                        (_, false) => Selection::of(moved),
                    };
                    cx.actions.push(Action::Edit(drop.command));
                    cx.actions.push(Action::Select(selection));
                }
            }
            Tool::Banding(band) => {
                if let Some(scene) = &self.scene {
                    cx.actions.push(Action::Select(band.selection(scene)));
                }
            }
            Tool::Idle | Tool::Panning | Tool::Editing(_) => {}
        }
    }

    fn click(&mut self, ui: &Ui, response: &Response, pointer: Option<Pos2>, cx: &mut CanvasContext<'_>) {
        let under = pointer.and_then(|pos| self.hovered(ui, pos)).map(|(subject, _)| subject);
        // Under a filter the first click may have moved the columns; the second means what the first one took.
        let (now, apart) = (Canvas::now(ui), ui.memory(|memory| memory.options.input_options.max_double_click_delay));
        let first = self.clicked.take().filter(|(_, at)| response.double_clicked() && now - at <= apart);
        let meant = first.map(|(subject, _)| subject).or(under);
        self.clicked = meant.map(|subject| (subject, now));
        let (toggle, reach) = ui.input(|input| (input.modifiers.command, input.modifiers.shift));
        let Some((subject, pos)) = meant.zip(pointer) else {
            // Who goes on selecting and misses loses nothing.
            if !(toggle || reach) {
                cx.actions.push(Action::Select(Selection::None));
            }
            return;
        };
        if cx.view.picking.is_some() {
            cx.actions.push(Action::Picked(subject));
            return;
        }
        let journey = cx.view.journey(cx.session.map());
        let writes_at_once = matches!(subject, Subject::AddTouchpoint(_) | Subject::AddStage);
        if writes_at_once || response.double_clicked() {
            if let Some(command) = self.emotion_here(ui, cx, subject, pos) {
                cx.actions.push(Action::Edit(command));
            } else if let Some(target) = Target::of(subject, journey) {
                self.write = Some((target, None));
            }
            if !writes_at_once {
                cx.actions.push(Action::Select(Selection::One(subject)));
            }
            return;
        }
        let selection = match (toggle, reach) {
            (true, _) => toggled(cx.selection, subject),
            (false, true) => reached(journey, &cx.view.hidden_touchpoints, cx.selection, subject),
            (false, false) => Selection::One(subject),
        };
        cx.actions.push(Action::Select(selection));
    }

    /// A double click into the emotion lane says how the active persona feels there.
    fn emotion_here(&self, ui: &Ui, cx: &CanvasContext<'_>, subject: Subject, pos: Pos2) -> Option<edit::Command> {
        let Subject::Cell(lane, touchpoint) = subject else { return None };
        let map = cx.session.map();
        let journey = cx.view.journey(map);
        if journey.lane(lane)?.kind != LaneKind::Emotion {
            return None;
        }
        let scene = self.scene.as_ref()?;
        let persona = cx.view.persona(map)?;
        let cell = scene.place(subject, Part::Whole)?;
        let y = self.viewport(ui).to_frame(cell.layer, pos).y;
        let (zero, step) = emotion_axis(scene, journey, touchpoint)?;
        let emotion = Emotion::steps(((zero - y) / step).round() as i32);
        let before = journey.feeling(persona, touchpoint);
        Some(super::keys::FeltAt { state: cx.view.state, persona, touchpoint, before }.feel(Some(emotion)))
    }
}

/// The selection with one more subject, or one fewer.
fn toggled(selection: &Selection, subject: Subject) -> Selection {
    let mut subjects = selection.subjects().to_vec();
    match subjects.iter().position(|other| *other == subject) {
        Some(at) => {
            subjects.remove(at);
        }
        None => subjects.push(subject),
    }
    Selection::of(subjects)
}

/// The selection up to another touchpoint: all cards between, or what corresponds to the last one in between columns.
/// What the filter hides is not reached, for nobody would see that it is selected.
fn reached(journey: &Journey, hidden: &BTreeSet<TouchpointId>, selection: &Selection, subject: Subject) -> Selection {
    let last = selection.subjects().last().copied();
    let alike = |at: TouchpointId| match last? {
        Subject::Touchpoint(_) => Some(Subject::Touchpoint(at)),
        Subject::Cell(lane, _) => Some(Subject::Cell(lane, at)),
        Subject::Emotion(persona, _) => journey.feeling(persona, at).map(|_| Subject::Emotion(persona, at)),
        _ => None,
    };
    let ends = last.and_then(touchpoint_of).zip(touchpoint_of(subject));
    let (Some((from, to)), Some(true)) = (ends, touchpoint_of(subject).map(|at| alike(at) == Some(subject))) else {
        return toggled(selection, subject);
    };
    let all: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
    let place = |id| all.iter().position(|other| *other == id);
    let (Some(from), Some(to)) = (place(from), place(to)) else { return toggled(selection, subject) };
    let mut subjects = selection.subjects().to_vec();
    let between = all[from.min(to)..=from.max(to)].iter().filter(|at| !hidden.contains(at));
    let new: Vec<Subject> = between.filter_map(|at| alike(*at)).filter(|new| !subjects.contains(new)).collect();
    subjects.extend(new);
    Selection::of(subjects)
}

/// Size in points, and whether it is SemiBold, of the text that a field over `place` stands for.
pub(super) fn text_size(scene: &Scene, subject: Subject, place: Place) -> (f32, bool) {
    let mut found = Vec::new();
    scene.index.query(place.layer, place.rect, &mut found);
    let size = found.iter().rev().find_map(|i| {
        let placed = &scene.frame().blocks[*i as usize];
        let origin = placed.origin;
        placed.block.items.iter().find_map(|item| match item {
            Item::Text(text) => {
                let at = Point::new(f64::from(text.run.x) + 1.0, f64::from(text.run.baseline) - 1.0);
                let inside = place.rect.inflate(1.0, 2.0).contains(at + text.origin + origin);
                inside.then_some(text.run.size)
            }
            Item::Shape(_) | Item::Shadow(_) | Item::Image(_) => None,
        })
    });
    let strong = matches!(
        subject,
        Subject::Touchpoint(_) | Subject::Stage(_) | Subject::Lane(_) | Subject::AddTouchpoint(_) | Subject::AddStage
    );
    (size.unwrap_or(12.0), strong)
}

/// A drag under way: the place it was taken from faded, the mark where it would go, and the thing itself at the
/// pointer.
pub(super) fn paint_drag(
    ui: &Ui,
    painter: &egui::Painter,
    overlay: &Overlay<'_>,
    dragging: &Dragging,
    frames: &mut FramePainter,
) {
    let carried = match dragging.load {
        Load::Card(_) | Load::Item(..) | Load::Stage(_) | Load::Lane(_) => true,
        Load::Emotion(..) | Load::Wire(_) => false,
    };
    if carried {
        overlay.faded(painter, Place { layer: dragging.layer, rect: dragging.from });
        let others = dragging.others.iter().filter_map(|other| overlay.scene.place(*other, Part::Whole));
        others.for_each(|place| overlay.faded(painter, place));
    }
    paint_carried(ui, painter, overlay, (dragging, carried), frames);
    // The mark lies over what is carried, which would hide it.
    if let Some(drop) = &dragging.drop {
        overlay.drop_mark(painter, drop.mark);
    }
}

/// What is dragged, at the pointer; a wire from where it begins.
fn paint_carried(
    ui: &Ui,
    painter: &egui::Painter,
    overlay: &Overlay<'_>,
    (dragging, carried): (&Dragging, bool),
    frames: &mut FramePainter,
) {
    let pointer = ui.input(|input| input.pointer.latest_pos());
    if let (Some(pointer), Load::Wire(from)) = (pointer, dragging.load) {
        overlay.wire(painter, from, Place { layer: dragging.layer, rect: dragging.from }, pointer);
    }
    let (Some(pointer), true) = (pointer, carried) else { return };
    // On its way to the parking lot it lies over the panels.
    let above;
    let painter = if overlay.viewport.rect.contains(pointer) {
        painter
    } else {
        let layer = egui::LayerId::new(egui::Order::Foreground, Canvas::id().with("carried"));
        above = ui.ctx().layer_painter(layer);
        &above
    };
    let (scale, along) = (overlay.viewport.scale, overlay.viewport.layer_along(dragging.layer));
    let on_screen = |x: f64, y: f64| vec2((x * along) as f32, (y * scale) as f32);
    let offset = dragging.from.origin() - dragging.taken;
    let corner = pointer + on_screen(offset.x, offset.y);
    let place = Rect::from_min_size(corner, on_screen(dragging.from.width(), dragging.from.height()));
    let shadow = egui::Shadow { offset: [0, 4], blur: 13, spread: 0, color: overlay.theme.shadow.into() };
    painter.add(shadow.as_shape(place, 8));
    painter.rect_filled(place, 8, egui::Color32::from(overlay.theme.card));
    if let Some(index) = carried_frame(overlay.scene, dragging) {
        let viewport = Viewport { along, ..Viewport::plain(place, scale) };
        frames.paint(painter, Canvas::id().with("carried"), &index, &viewport, Vec::new());
    }
    let accent = egui::Stroke::new(1.0, egui::Color32::from(overlay.theme.accent));
    painter.rect_stroke(place, 8, accent, egui::StrokeKind::Middle);
    if !dragging.others.is_empty() {
        overlay.count(painter, place.right_top(), dragging.others.len() + 1);
    }
}

/// Where a thought that is dragged out of the parking lot would come to lie, and its words.
pub(super) fn dragged_note(
    ui: &Ui,
    scene: &Scene,
    viewport: &Viewport,
    cx: &CanvasContext<'_>,
) -> Option<(Mark, String)> {
    let note = egui::DragAndDrop::payload::<parking::DraggedNote>(ui.ctx())?;
    let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|pos| viewport.rect.contains(*pos))?;
    let words = cx.session.map().notes().iter().find(|found| found.id == note.0)?.text.clone();
    let under = viewport.locate(pointer, &scene.index).and_then(|(layer, point)| scene.hit(layer, point));
    let mark = match under {
        Some((Subject::Touchpoint(_), place)) => {
            let x = place.rect.x1 + 4.0;
            Mark::Line(place.layer, Point::new(x, place.rect.y0), Point::new(x, place.rect.y1))
        }
        Some((Subject::Stage(_) | Subject::AddTouchpoint(_), place)) => Mark::Room(place.layer, place.rect),
        Some((subject, place)) if touchpoint_of(subject).is_some() => Mark::Room(place.layer, place.rect),
        Some(_) | None => Mark::Tentative,
    };
    Some((mark, words))
}

/// A frame of only what is dragged.
fn carried_frame(scene: &Scene, dragging: &Dragging) -> Option<FrameIndex> {
    let mut found = Vec::new();
    scene.index.query(dragging.layer, dragging.from, &mut found);
    let placed = found
        .iter()
        .map(|i| &scene.frame().blocks[*i as usize])
        .find(|placed| placed.block.tags.iter().any(|tag| tag.subject == dragging.subject))?;
    let origin = placed.origin - dragging.from.origin().to_vec2();
    let blocks = vec![Placed { origin, block: placed.block.clone(), sticky: Sticky::Body }];
    let background = Color::hex(0).with_alpha(0);
    Some(FrameIndex::new(Arc::new(Frame { size: dragging.from.size(), background, blocks }), None))
}
