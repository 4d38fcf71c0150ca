//! What stands around the canvas: top bar, outline, personas, parking lot, inspector, status bar, start page.
//!
//! A panel reads the map through [`Cx`] and sends actions; it never changes anything itself.

pub mod inspector;
pub mod outline;
pub mod parking;
pub mod personas;
pub mod recents;
mod reordering;
pub mod status_bar;
pub mod top_bar;
pub mod welcome;

use crate::edit::{Command, Session};
use crate::frame::Subject;
use crate::insight::matrices::opportunity_places;
use crate::model::*;

use super::context::{Action, Ids, Selection, View};
use super::insights::Found;
use super::widgets::ParsedField;

/// What a panel reads, and where it sends its wishes.
pub struct Cx<'a> {
    /// The map and its history.
    pub session: &'a Session,
    /// How it is looked at.
    pub view: &'a View,
    /// What is selected.
    pub selection: &'a Selection,
    /// What was found on the map, perhaps not since the latest change.
    pub found: Option<&'a Found>,
    /// Identities for what is added.
    pub ids: &'a mut Ids,
    /// Wishes, done after drawing.
    pub actions: &'a mut Vec<Action>,
}

impl<'a> Cx<'a> {
    /// The open map.
    pub fn map(&self) -> &'a Map {
        self.session.map()
    }

    /// The journey being edited.
    pub fn journey(&self) -> &'a Journey {
        self.view.journey(self.session.map())
    }

    /// Which journey is being edited.
    pub fn state(&self) -> State {
        self.view.state
    }

    /// Sends a change of its own.
    pub fn edit(&mut self, command: Command) {
        self.actions.push(Action::Edit(command));
    }

    /// Sends a change that belongs to a run of typing or dragging.
    pub fn typing(&mut self, command: Command) {
        self.actions.push(Action::EditMerging(command));
    }

    /// Ends such a run.
    pub fn seal(&mut self) {
        self.actions.push(Action::Seal);
    }

    /// Selects something and shows it.
    pub fn reveal(&mut self, subject: Subject) {
        self.actions.push(Action::Reveal(subject));
    }
}

/// A name as panels show it.
pub fn shown<'a>(name: &'a str, otherwise: &'a str) -> &'a str {
    if name.trim().is_empty() { otherwise } else { name }
}

/// A persona's colour, as her curve is drawn.
pub fn persona_colour(journey: &Journey, persona: PersonaId) -> PersonaColour {
    crate::layout::persona_colour(journey, persona)
}

/// Where something stands when it is shown as selected: a pain point at its first touchpoint, and so on. An opportunity
/// is drawn where it improves something; one that improves nothing is shown at the first touchpoint at which a pain point
/// hurts that it addresses.
pub fn subject_at(journey: &Journey, key: Key) -> Option<Subject> {
    let first = |uid: Uid| journey.touchpoints_of(uid).first().map(|touchpoint| touchpoint.id);
    match key {
        Key::Stage(id) => journey.stage(id).map(|_| Subject::Stage(id)),
        Key::Persona(id) => journey.persona(id).map(|_| Subject::Persona(id)),
        Key::Lane(id) => journey.lane(id).map(|_| Subject::Lane(id)),
        Key::Touchpoint(id) => journey.touchpoint(id).map(|_| Subject::Touchpoint(id)),
        Key::Pain(id) => first(id.0).map(|at| Subject::Pain(id, at)),
        Key::Opportunity(id) => first(id.0).map(|at| Subject::Opportunity(id, at)).or_else(|| {
            let hurt = opportunity_places(journey, journey.opportunity(id)?);
            hurt.first().map(|touchpoint| Subject::Touchpoint(touchpoint.id))
        }),
        Key::Feedback(id) => first(id.0).map(|at| Subject::Feedback(id, at)),
        Key::Measure(id) => match first(id.0) {
            Some(at) => Some(Subject::Measure(id, at)),
            None => journey.measure(id)?.stage.map(|stage| Subject::StageMeasure(id, stage)),
        },
        Key::Link(id) => journey.link(id).map(|_| Subject::Link(id)),
        Key::Feeling(persona, at) => journey.feeling(persona, at).map(|_| Subject::Emotion(persona, at)),
        Key::Tie(_) => None,
    }
}

/// Lines of a field with one entry a line.
pub fn lines(entries: &[String]) -> String {
    entries.join("\n")
}

/// Entries of a field with one entry a line; empty lines are none.
pub fn entries(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A field with one entry a line; returns the entries when they changed, and whether somebody left the field.
pub fn list_field(ui: &mut egui::Ui, name: &str, hint: &str, list: &[String]) -> (Option<Vec<String>>, bool) {
    let typed = ParsedField::new(name, lines(list)).hint(hint).rows(2).show(ui, |text| Ok(entries(text)));
    (typed.value.filter(|entries| entries != list), typed.left)
}

/// The heading of a part of the left panel, with something at its right end.
pub fn heading(ui: &mut egui::Ui, words: &str, right: impl FnOnce(&mut egui::Ui)) {
    let theme = crate::gui::widgets::theme(ui);
    let size = egui::vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.add_space(8.0);
        ui.label(crate::gui::style::strong(words, crate::gui::style::META, theme).color(theme.ink_soft));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            right(ui);
        });
    });
}
