//! Typing on the canvas: keys that go to the map, and the field in which names are written.
//!
//! Here what was typed becomes actions. Here never comes the pointer.

use egui::Ui;

use super::keys::{self, Press};
use super::navigate;
use super::scene::Place;
use super::target::Target;
use super::tools::Tool;
use super::tools::editing::{self, Editing, FieldLook, Outcome};
use super::{Canvas, pointer};
use crate::frame::{Part, Subject};
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, CanvasContext, Selection};

impl Canvas {
    pub(super) fn type_keys(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>) {
        if matches!(self.tool, Tool::Editing(_)) {
            return;
        }
        for press in keys::presses(ui) {
            let journey = cx.view.journey(cx.session.map());
            let selected = cx.selection.subjects().last().copied();
            if !matches!(press, Press::Emotion(_)) {
                self.digits.clear();
            }
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

    /// Opens the field that was asked for, once the place it belongs to is laid out.
    pub(super) fn open_field(&mut self, cx: &CanvasContext<'_>) {
        let (Some(scene), Some((target, typed))) = (&self.scene, self.write.take()) else { return };
        if scene.place(target.at(), Part::Whole).is_none() {
            return;
        }
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

    pub(super) fn edit_ui(&mut self, ui: &mut Ui, cx: &mut CanvasContext<'_>) {
        let viewport = self.viewport(ui);
        let Tool::Editing(editing) = &mut self.tool else { return };
        let Some(scene) = &self.scene else { return };
        let at = editing.target.at();
        // Where no name stands yet, the field lies within the place, as what is written will.
        let within = |whole: Place| Place { rect: whole.rect.inflate(-10.0, -8.0), ..whole };
        let place = scene.place(at, Part::Name).or_else(|| scene.place(at, Part::Whole).map(within));
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
    pub(super) fn keep(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>, next: bool) {
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
            match (at, beside) {
                // Behind the last card a new one begins, so that a list of names needs no other key.
                (Subject::Touchpoint(_), None | Some(Subject::AddTouchpoint(_) | Subject::AddStage)) => {
                    cx.actions.push(Action::Run(CommandId::AddTouchpoint));
                }
                (_, Some(beside)) => {
                    cx.actions.push(Action::Select(Selection::One(beside)));
                    self.reveal = Some(beside);
                    self.write = Target::of(beside, journey).map(|target| (target, None));
                }
                (_, None) => {}
            }
        }
        // A click into another field has moved the focus there; keys have not.
        let elsewhere = ui.memory(|memory| memory.focused().is_some_and(|id| id != editing::field_id()));
        self.focus_wanted = !elsewhere;
        ui.ctx().request_repaint();
    }
}
