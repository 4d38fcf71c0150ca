//! Typing on the canvas: keys that go to the map, and the field in which names are written.
//!
//! Here what was typed becomes actions. Here never comes the pointer.

use egui::Ui;

use super::keys::{self, Meant, Press};
use super::navigate::{self, Going};
use super::scene::Place;
use super::target::Target;
use super::tools::Tool;
use super::tools::editing::{self, Editing, FieldLook, Outcome};
use super::{Canvas, laid_out, pointer};
use crate::edit::Command;
use crate::frame::{Part, Subject};
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, CanvasContext, Selection, touchpoint_of};
use crate::gui::locking::refusal;
use crate::model::NoteId;

impl Canvas {
    pub(super) fn type_keys(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>) {
        if matches!(self.tool, Tool::Editing(_)) {
            return;
        }
        let journey = cx.view.journey(cx.session.map());
        let hidden = cx.view.hidden_touchpoints.clone();
        let mut selection = cx.selection.clone();
        for press in keys::presses(ui, cx.selection.touchpoint().is_some()) {
            let selected = selection.subjects().last().copied();
            if !matches!(press, Press::Typed(_)) {
                self.digits.clear();
            }
            let scene = self.scene.as_ref();
            match press {
                Press::Go(way) => {
                    if let Some(next) = scene
                        .map(|scene| Going { scene, journey, hidden: &hidden })
                        .and_then(|going| going.neighbour(selected, way))
                    {
                        selection = Selection::One(next);
                    }
                }
                Press::Extend(way) => {
                    if let Some(next) = scene
                        .map(|scene| Going { scene, journey, hidden: &hidden })
                        .and_then(|going| going.neighbour(selected, way))
                    {
                        selection = extended(&selection, next);
                    }
                }
                Press::Lane { forward } => {
                    let active = cx.view.persona(cx.session.map());
                    let beside = selected
                        .zip(scene)
                        .and_then(|(selected, scene)| navigate::lane_beside(scene, journey, selected, active, forward));
                    if let Some(beside) = beside {
                        selection = Selection::One(beside);
                    }
                }
                // While a place is being chosen, letters would only get in the way.
                Press::Typed(_) if cx.view.picking.is_some() => {}
                Press::Typed(text) => self.type_text(ui, cx, selected, &text),
                Press::Enter if cx.view.picking.is_some() => cx.actions.extend(selected.map(Action::Picked)),
                Press::Enter => {
                    self.reveal = selected;
                    self.write = selected.and_then(|subject| Target::of(subject, journey)).map(|target| (target, None));
                }
                Press::Escape if cx.view.picking.is_some() => cx.actions.push(Action::StopPicking),
                Press::Escape => selection = Selection::None,
            }
        }
        if selection != *cx.selection {
            self.reveal = selection.subjects().last().copied();
            cx.actions.push(Action::Select(selection));
        }
    }

    /// Letters begin a name; digits and signs at a card or a place on the curve say what is felt there.
    fn type_text(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>, selected: Option<Subject>, text: &str) {
        // Whoever types faster than the screen is drawn still writes one name.
        if let Some((_, Some(begun))) = &mut self.write {
            begun.push_str(text);
            return;
        }
        let (Some(subject), map) = (selected, cx.session.map()) else { return };
        let journey = cx.view.journey(map);
        let place = keys::emotion_at(journey, subject, cx.view.persona(map)).map(|(persona, touchpoint)| {
            let before = keys::feeling_now(journey, cx.actions, (persona, touchpoint));
            keys::FeltAt { state: cx.view.state, persona, touchpoint, before }
        });
        match self.digits.meant(text, Canvas::now(ui), place) {
            Meant::Felt(command) => cx.actions.push(Action::EditMerging(command)),
            Meant::Nothing => {}
            Meant::Name(begun, crossed) => {
                let Some(target) = Target::of(subject, journey) else { return };
                cx.actions.extend(crossed.map(Action::EditMerging));
                self.reveal = selected;
                self.write = Some((target, Some(begun)));
            }
        }
    }

    /// Opens the field that was asked for, once the place it belongs to is laid out, unless that is locked. What is
    /// being written in another one is kept first.
    pub(super) fn open_field(&mut self, cx: &mut CanvasContext<'_>) {
        let (Some(scene), Some((target, typed))) = (&self.scene, self.write.take()) else { return };
        if scene.place(target.at(), Part::Whole).is_none() {
            return;
        }
        if let (Tool::Editing(editing), Target::Text(_)) = (&self.tool, target)
            && editing.target == target
        {
            return;
        }
        let map = cx.session.map();
        if let Some(why) = target.refusal(map, cx.view.state, cx.ids) {
            cx.actions.push(Action::Say(why));
            return;
        }
        self.keep_draft(cx);
        // The keyboard goes to the new field, and the next number says nothing about a sign typed before the name.
        self.focus_wanted = false;
        self.digits.clear();
        let original = target.text(map, cx.view.journey(map));
        self.tool = Tool::Editing(Box::new(Editing::new(target, original, typed)));
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
            // What is being written about is no longer shown.
            self.keep_draft(cx);
            return;
        };
        let (size, strong) = pointer::text_size(scene, at, place);
        let look = FieldLook {
            place: viewport.to_screen(place.layer, place.rect),
            within: viewport.rect,
            size: (size * viewport.scale as f32).clamp(12.0, 40.0),
            strong,
        };
        let (outcome, field) = editing.show(ui, &look, cx.view.colours());
        if let (Outcome::Open, Some(field)) = (outcome, field) {
            laid_out::beside_field(ui, cx.layouter.text(), editing, (&look, field), cx.view.colours());
        }
        match outcome {
            Outcome::Open => {}
            Outcome::Dropped => {
                if editing.original.is_empty() {
                    cx.actions.push(Action::Abandon(at));
                }
                self.tool = Tool::Idle;
                self.focus_wanted = true;
                ui.ctx().request_repaint();
            }
            Outcome::Kept | Outcome::Left | Outcome::Lane { .. } | Outcome::Stage => self.keep(ui, cx, outcome),
        }
    }

    /// Sends what is being written, as a click elsewhere would, and goes nowhere: the map is about to be saved or left,
    /// the other journey is shown, or something else is written or dragged. What the map refuses by now, because a lock
    /// has closed meanwhile, is parked. Returns what was written about, or what the text became.
    pub fn keep_draft(&mut self, cx: &mut CanvasContext<'_>) -> Option<Subject> {
        let map = cx.session.map();
        // What is written belongs to the journey that was shown when it was begun.
        let (_, state) = self.shown.filter(|(id, _)| *id == map.id())?;
        let journey = map.journey(state)?;
        let editing = if matches!(self.tool, Tool::Editing(_)) {
            let Tool::Editing(editing) = std::mem::take(&mut self.tool) else { return None };
            *editing
        } else if let Some((target, Some(begun))) = self.write.take_if(|(_, begun)| begun.is_some()) {
            let original = target.text(map, journey);
            Editing::new(target, original, Some(begun))
        } else {
            return None;
        };
        self.focus_wanted = true;
        let (command, subject) = editing.target.command(editing.result()?, state, journey, cx.ids)?;
        match refusal(map, &command) {
            None => {
                cx.actions.push(Action::Edit(command));
                Some(subject)
            }
            Some(why) => {
                let note = Command::AddNote { id: NoteId::new(cx.ids), text: editing.text.clone() };
                cx.actions.push(Action::Edit(note));
                cx.actions.push(Action::Say(format!("{why} What you wrote is in the parking lot.")));
                None
            }
        }
    }

    /// Sends what was written, and goes on to where the key leads. What the map would refuse stays in the field.
    pub(super) fn keep(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>, outcome: Outcome) {
        let Tool::Editing(mut editing) = std::mem::take(&mut self.tool) else { return };
        // A click on the map or into another field has moved the focus there; keys have not.
        let elsewhere = ui.memory(|memory| memory.focused().is_some_and(|id| id != editing::field_id()));
        let map = cx.session.map();
        let journey = cx.view.journey(map);
        let mut at = editing.target.at();
        if let Some(text) = editing.result() {
            let written = editing.target.command(text, cx.view.state, journey, cx.ids);
            if let Some((command, subject)) = written {
                if let Some(why) = refusal(map, &command) {
                    cx.actions.push(Action::Say(why));
                    // It takes the keyboard once more, and no letter is marked to be written over.
                    (editing.fresh, editing.typed) = (!elsewhere, true);
                    self.tool = Tool::Editing(editing);
                    return;
                }
                cx.actions.push(Action::Edit(command));
                // Whoever left the field has selected something else by that, or nothing.
                if outcome != Outcome::Left {
                    self.select(cx, subject);
                }
                at = if touchpoint_of(subject).is_some() { at } else { subject };
            }
        }
        match outcome {
            Outcome::Lane { forward } => {
                let active = cx.view.persona(cx.session.map());
                let scene = self.scene.as_ref();
                let beside = scene.and_then(|scene| navigate::lane_beside(scene, journey, at, active, forward));
                if let Some(beside) = beside {
                    self.select(cx, beside);
                }
            }
            Outcome::Stage => cx.actions.push(Action::Run(CommandId::AddStage)),
            Outcome::Kept | Outcome::Left | Outcome::Open | Outcome::Dropped => {}
        }
        self.focus_wanted = !elsewhere;
        ui.ctx().request_repaint();
    }
}

/// The selection with what lies beside its last part; going back takes that part out again.
fn extended(selection: &Selection, next: Subject) -> Selection {
    let mut subjects = selection.subjects().to_vec();
    match subjects.iter().position(|subject| *subject == next) {
        Some(at) => subjects.truncate(at + 1),
        None => subjects.push(next),
    }
    Selection::of(subjects)
}
