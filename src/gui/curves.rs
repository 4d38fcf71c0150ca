//! Whose emotion digits set, and whose curve is drawn.

use crate::frame::Subject;
use crate::model::*;

use super::app::App;
use super::command_table::CommandId;
use super::context::Selection;
use super::panels::shown;

impl App {
    /// Goes on to the next persona; a selected point of the curve becomes hers.
    pub(super) fn next_persona(&mut self) {
        let Some(document) = &self.document else { return };
        let map = document.session.map();
        let journey = self.view.journey(map);
        let all: Vec<PersonaId> = journey.personas().map(|persona| persona.id).collect();
        let now = self.view.persona(map).and_then(|active| all.iter().position(|id| *id == active));
        let Some(next) = now.and_then(|at| all.get((at + 1) % all.len())).copied() else {
            self.toasts.say("There is no persona yet.");
            return;
        };
        let name = journey.persona(next).map_or("", |persona| &persona.name);
        self.toasts.say(format!("Digits now set how {} feels.", shown(name, "the unnamed persona")));
        if let Selection::One(Subject::Emotion(_, at)) = self.selection {
            let felt = journey.feeling(next, at).is_some();
            let subject = if felt { Subject::Emotion(next, at) } else { Subject::Touchpoint(at) };
            self.selection = Selection::One(subject);
        }
        self.view.active_persona = Some(next);
    }

    /// Draws what people answered beside the workshop's curves, or leaves it out.
    pub(super) fn toggle_measured(&mut self) {
        let Some(document) = &self.document else { return };
        self.view.hidden_measured = !self.view.hidden_measured;
        let answered = document.session.map().today().measures().any(|measure| measure.answers.is_some());
        self.toasts.say(match (answered, self.view.hidden_measured) {
            (false, _) => {
                let keys = CommandId::ImportAnswers.keys_text();
                format!("Nobody has answered yet; {keys} brings answers of a survey onto the map.")
            }
            (true, true) => "Measured curves are hidden.".to_owned(),
            (true, false) => "Measured curves are shown again.".to_owned(),
        });
    }

    /// Shows every curve again, the measured ones too.
    pub(super) fn show_curves(&mut self) {
        self.view.hidden_personas.clear();
        self.view.hidden_measured = false;
    }

    /// Hides the active persona's curve, or shows it again.
    pub(super) fn toggle_curve(&mut self) {
        let Some(document) = &self.document else { return };
        let map = document.session.map();
        let Some(persona) = self.view.persona(map) else {
            self.toasts.say("There is no persona yet.");
            return;
        };
        let name = self.view.journey(map).persona(persona).map_or("", |persona| &persona.name);
        let name = shown(name, "the unnamed persona").to_owned();
        let hidden = !self.view.hidden_personas.remove(&persona);
        if hidden {
            self.view.hidden_personas.insert(persona);
        }
        self.toasts.say(format!("The curve of {name} is {}.", if hidden { "hidden" } else { "shown again" }));
    }
}
