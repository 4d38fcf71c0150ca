//! A talk: one slide fills the window, arrows go on, and the touchpoint in focus can still be felt and renamed.
//!
//! What a slide shows is layout's matter. Here never comes content, or the decision to leave the full screen.

use std::cell::OnceCell;
use std::sync::Arc;

use egui::{Color32, CursorIcon, EventFilter, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::accessibility::{self, node_id};
use super::keys::{self, Digits, Meant, Press};
use super::laid_out;
use super::navigate::Way;
use super::preview;
use super::target::Target;
use super::tools::editing::{Editing, FieldLook, Outcome};
use crate::frame::{Frame, Part, Subject};
use crate::geom::Size;
use crate::gui::context::{Action, CanvasContext, Selection};
use crate::layout::{PresentRequest, Slide, slide_of, slide_words, slides};
use crate::model::*;

/// The pointer hides after resting so long, in seconds.
const POINTER_REST: f32 = 2.0;
/// The lowest part of a slide, where a click goes on or back, as a share of its height.
const NAVIGATION: f32 = 0.07;

/// A talk under way.
pub struct Presenting {
    slide: Slide,
    digits: Digits,
    editing: Option<Box<Editing>>,
    drawn: Option<(Drawn, Arc<Frame>)>,
    /// The slide in words, once somebody listens.
    words: OnceCell<String>,
    /// What the window showed before.
    pub before: Before,
}

/// What a window showed before a talk, and shows again after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Which journey was worked on; a talk works on today's.
    pub state: State,
    /// Whether it filled the screen.
    pub full_screen: bool,
}

/// What a slide was drawn from.
#[derive(PartialEq)]
struct Drawn {
    revision: u64,
    request: PresentRequest,
    theme: crate::theme::ThemeKind,
}

impl Presenting {
    /// A talk that begins where somebody is working, or at the first stage.
    pub fn new(map: &Map, at: Option<TouchpointId>, before: Before) -> Presenting {
        let first = slides(map).first().copied().unwrap_or(Slide::Today);
        let slide = at.and_then(|touchpoint| slide_of(map, touchpoint)).unwrap_or(first);
        Presenting { slide, digits: Digits::default(), editing: None, drawn: None, words: OnceCell::new(), before }
    }

    /// Which slide is shown.
    pub fn slide(&self) -> Slide {
        self.slide
    }

    /// Whether a name is being written.
    pub fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    fn id() -> Id {
        Id::unique("the slide")
    }

    /// Shows the slide and answers keys; returns whether the talk is over.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut CanvasContext<'_>) -> bool {
        let rect = ui.available_rect_before_wrap();
        let map = cx.session.map();
        let all = slides(map);
        if !all.contains(&self.slide) {
            // The stage was deleted, or has become shorter.
            self.slide = all.first().copied().unwrap_or(Slide::Today);
        }
        let asked = self.nodes(ui, cx, rect);
        let response = ui.interact(rect, Presenting::id(), Sense::click());
        if self.editing.is_none() && !response.has_focus() {
            response.request_focus();
        }
        let over = self.editing.is_none() && self.type_keys(ui, cx, &all);
        let frame = self.frame(cx, rect);
        let place = preview(ui, &frame, rect);
        let number = all.iter().position(|slide| *slide == self.slide).unwrap_or(0) + 1;
        response.widget_info(|| {
            let words = self.slide_words(cx.session.map());
            WidgetInfo::labeled(Role::Group, true, format!("Slide {number} of {}, {words}", all.len()))
        });
        let current = self.focused(cx).map(Subject::Touchpoint);
        accessibility::describe(ui, Presenting::id(), current, |subject| frame.find(subject, Part::Whole).is_some());
        if let Some(subject) = asked {
            self.choose(cx, subject, &all);
        }
        self.point(ui, cx, &response, (&frame, place), &all);
        self.focus_ring(ui, cx, &frame, place);
        self.field(ui, cx, &frame, place);
        hide_pointer(ui);
        over
    }

    /// What the slide as it is drawn is about, for those who cannot see it.
    fn slide_words(&self, map: &Map) -> &str {
        let Some((drawn, _)) = &self.drawn else { return "" };
        self.words.get_or_init(|| slide_words(map, &drawn.request))
    }

    /// What a screen reader finds on the slide as it was drawn last. The nodes lie below the slide, which answers the
    /// pointer. Returns what assistive technology asked for.
    fn nodes(&self, ui: &Ui, cx: &CanvasContext<'_>, rect: Rect) -> Option<Subject> {
        let (_, frame) = self.drawn.as_ref()?;
        let size = egui::vec2(frame.size.width as f32, frame.size.height as f32);
        let place = Rect::from_center_size(rect.center(), size * (rect.size() / size).min_elem());
        let mut seen = std::collections::BTreeSet::new();
        let mut asked = None;
        for (tag, _) in frame.tags().filter(|(tag, _)| tag.part == Part::Whole) {
            let Some(on_screen) = Presenting::on_screen(frame, place, tag.subject, Part::Whole) else { continue };
            if !seen.insert(tag.subject) || !on_screen.is_positive() {
                continue;
            }
            let response = ui.interact(on_screen, node_id(Presenting::id(), tag.subject), Sense::CLICK);
            let selected = cx.selection.contains(tag.subject);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &*tag.label));
            if response.clicked() {
                asked = Some(tag.subject);
            }
        }
        asked
    }

    /// Goes to the slide of a stage, or selects anything else.
    fn choose(&mut self, cx: &mut CanvasContext<'_>, subject: Subject, all: &[Slide]) {
        if let Subject::Stage(stage) = subject {
            let first = all.iter().find(|slide| matches!(slide, Slide::Stage { stage: other, .. } if *other == stage));
            self.slide = first.copied().unwrap_or(self.slide);
        } else {
            cx.actions.push(Action::Select(Selection::One(subject)));
        }
    }

    fn frame(&mut self, cx: &mut CanvasContext<'_>, rect: Rect) -> Arc<Frame> {
        let request = PresentRequest {
            slide: self.slide,
            screen: Size::new(f64::from(rect.width().round()), f64::from(rect.height().round())),
            hidden_personas: cx.view.hidden_personas.clone(),
            hidden_measured: cx.view.hidden_measured,
        };
        let drawn = Drawn { revision: cx.session.revision(), request, theme: cx.view.theme };
        if let Some((_, frame)) = self.drawn.as_ref().filter(|(before, _)| *before == drawn) {
            return frame.clone();
        }
        let frame = cx.layouter.present(cx.session.map(), &drawn.request, cx.view.colours());
        self.drawn = Some((drawn, frame.clone()));
        self.words = OnceCell::new();
        frame
    }

    fn go(&mut self, all: &[Slide], by: isize) {
        let at = all.iter().position(|slide| *slide == self.slide).unwrap_or(0);
        let last = all.len().saturating_sub(1);
        self.slide = all[at.saturating_add_signed(by).min(last)];
        self.digits.clear();
    }

    /// Answers keys; returns whether the talk is over.
    fn type_keys(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>, all: &[Slide]) -> bool {
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(Presenting::id(), filter));
        for press in keys::presses(ui, true) {
            match press {
                Press::Go(Way::Right | Way::StageAfter) => self.go(all, 1),
                Press::Go(Way::Left | Way::StageBefore) => self.go(all, -1),
                Press::Go(Way::First) => self.slide = all[0],
                Press::Go(Way::Last) => self.slide = all[all.len() - 1],
                Press::Go(Way::Up) | Press::Lane { forward: false } => self.step(cx, false),
                Press::Go(Way::Down) | Press::Lane { forward: true } => self.step(cx, true),
                Press::Typed(text) if text == " " => self.go(all, 1),
                Press::Typed(text) => self.type_text(ui, cx, &text),
                Press::Enter => self.write(cx, None),
                Press::Extend(_) => {}
                Press::Escape => return true,
            }
        }
        false
    }

    /// The touchpoint in focus, if it stands on this slide.
    fn focused(&self, cx: &CanvasContext<'_>) -> Option<TouchpointId> {
        let touchpoint = cx.selection.touchpoint()?;
        (slide_of(cx.session.map(), touchpoint) == Some(self.slide)).then_some(touchpoint)
    }

    /// Brings the next touchpoint of the slide into focus, or the one before.
    fn step(&mut self, cx: &mut CanvasContext<'_>, forward: bool) {
        let map = cx.session.map();
        let here: Vec<TouchpointId> = map
            .today()
            .touchpoints()
            .map(|touchpoint| touchpoint.id)
            .filter(|id| slide_of(map, *id) == Some(self.slide))
            .collect();
        let at = self.focused(cx).and_then(|id| here.iter().position(|other| *other == id));
        let next = match (at, forward) {
            (None, true) => here.first(),
            (None, false) => here.last(),
            (Some(at), true) => here.get(at + 1).or(here.first()),
            (Some(at), false) => here.get(at.wrapping_sub(1)).or(here.last()),
        };
        if let Some(next) = next {
            self.digits.clear();
            cx.actions.push(Action::Select(Selection::One(Subject::Touchpoint(*next))));
        }
    }

    /// Digits say what the active persona feels at the touchpoint in focus; letters begin a new name for it.
    fn type_text(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>, text: &str) {
        if let Some(editing) = &mut self.editing {
            editing.text.push_str(text);
            return;
        }
        let Some(touchpoint) = self.focused(cx) else { return };
        let map = cx.session.map();
        let place = cx.view.persona(map).map(|persona| {
            let before = keys::feeling_now(map.today(), cx.actions, (persona, touchpoint));
            keys::FeltAt { state: State::Today, persona, touchpoint, before }
        });
        match self.digits.meant(text, ui.input(|input| input.time), place) {
            Meant::Felt(command) => cx.actions.push(Action::EditMerging(command)),
            Meant::Nothing => {}
            Meant::Name(begun, crossed) => {
                cx.actions.extend(crossed.map(Action::EditMerging));
                self.write(cx, Some(begun));
            }
        }
    }

    /// Opens the field for the name of the touchpoint in focus.
    fn write(&mut self, cx: &mut CanvasContext<'_>, typed: Option<String>) {
        let Some(touchpoint) = self.focused(cx) else { return };
        self.open(cx, Subject::Touchpoint(touchpoint), typed);
    }

    fn open(&mut self, cx: &mut CanvasContext<'_>, subject: Subject, typed: Option<String>) {
        let map = cx.session.map();
        let Some(target) = Target::of(subject, map.today()) else { return };
        if let Some(why) = target.refusal(map, State::Today, cx.ids) {
            return cx.actions.push(Action::Say(why));
        }
        let original = target.text(map, map.today());
        self.editing = Some(Box::new(Editing::new(target, original, typed)));
    }

    /// Sends the name that is being written, as Enter would.
    pub fn keep_draft(&mut self, cx: &mut CanvasContext<'_>) {
        let Some(editing) = self.editing.take() else { return };
        let journey = cx.session.map().today();
        let written = editing.result().and_then(|text| editing.target.command(text, State::Today, journey, cx.ids));
        cx.actions.extend(written.map(|(command, _)| Action::Edit(command)));
    }

    fn point(
        &mut self,
        ui: &Ui,
        cx: &mut CanvasContext<'_>,
        response: &egui::Response,
        (frame, place): (&Frame, Rect),
        all: &[Slide],
    ) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        if !(response.clicked() || response.double_clicked()) {
            return;
        }
        let scale = f64::from(place.width()) / frame.size.width;
        let at = (pointer - place.min) / scale as f32;
        let hit = frame.hit_test(crate::geom::Point::new(f64::from(at.x), f64::from(at.y)));
        match hit.map(|(tag, _)| tag.subject) {
            Some(subject) if response.double_clicked() => self.open(cx, subject, None),
            Some(subject) => self.choose(cx, subject, all),
            None if pointer.y > place.max.y - place.height() * NAVIGATION => {
                let forward = pointer.x > place.center().x;
                self.go(all, if forward { 1 } else { -1 });
            }
            None => {}
        }
        ui.ctx().request_repaint();
    }

    /// Where a part of the slide lies on the screen.
    fn on_screen(frame: &Frame, place: Rect, subject: Subject, part: Part) -> Option<Rect> {
        let scale = place.width() / frame.size.width as f32;
        let found = frame.find(subject, part)?;
        let corner = |x: f64, y: f64| place.min + egui::vec2(x as f32, y as f32) * scale;
        Some(Rect::from_min_max(corner(found.x0, found.y0), corner(found.x1, found.y1)))
    }

    fn focus_ring(&self, ui: &Ui, cx: &CanvasContext<'_>, frame: &Frame, place: Rect) {
        let Some(touchpoint) = self.focused(cx).filter(|_| self.editing.is_none()) else { return };
        let subject = Subject::Touchpoint(touchpoint);
        if let Some(card) = Presenting::on_screen(frame, place, subject, Part::Whole) {
            let stroke = Stroke::new(3.0, Color32::from(cx.view.colours().accent));
            ui.painter().rect_stroke(card.expand(6.0), 16.0, stroke, StrokeKind::Middle);
        }
    }

    fn field(&mut self, ui: &mut Ui, cx: &mut CanvasContext<'_>, frame: &Frame, place: Rect) {
        let Some(mut editing) = self.editing.take() else { return };
        let subject = editing.target.at();
        let Some(name) = Presenting::on_screen(frame, place, subject, Part::Name) else {
            // It is no longer on this slide.
            self.editing = Some(editing);
            return self.keep_draft(cx);
        };
        let scale = place.width() / frame.size.width as f32;
        let look = FieldLook { place: name, within: place, size: (28.0 * scale).clamp(13.0, 60.0), strong: true };
        let (outcome, field) = editing.show(ui, &look, cx.view.colours());
        if let (Outcome::Open, Some(field)) = (outcome, field) {
            laid_out::beside_field(ui, cx.layouter.text(), &mut editing, (&look, field), cx.view.colours());
        }
        match outcome {
            Outcome::Open => {
                self.editing = Some(editing);
                return;
            }
            Outcome::Dropped => {}
            Outcome::Kept | Outcome::Left | Outcome::Lane { .. } | Outcome::Stage => {
                self.editing = Some(editing);
                self.keep_draft(cx);
            }
        }
        ui.ctx().request_repaint();
    }
}

/// Nobody wants to see the pointer in a talk unless it is used.
fn hide_pointer(ui: &Ui) {
    let rested = ui.input(|input| input.pointer.time_since_last_movement());
    if rested >= POINTER_REST {
        ui.ctx().set_cursor_icon(CursorIcon::None);
    } else if ui.input(|input| input.pointer.hover_pos().unwrap_or(pos2(-1.0, -1.0)).x >= 0.0) {
        ui.ctx().request_repaint_after_secs(POINTER_REST - rested + 0.05);
    }
}
