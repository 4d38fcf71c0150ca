//! How new maps begin: blank, from a template, as a copy of an example, for one persona; and how a map becomes a
//! template itself.

use std::path::PathBuf;

use super::actions::sentence;
use super::app::App;
use super::context::{CanvasOrder, Selection};
use super::dialogs::Dialog;
use super::dialogs::path::Purpose;
use super::dialogs::template::TemplateDialog;
use super::document::{Document, slug};
use super::examples::{self, OwnTemplate};
use super::flow::Next;
use super::insights::InsightPage;
use super::panels::welcome::Chosen;
use crate::exchange::persona_map::map_for_persona;
use crate::exchange::shipped::copy_as_new;
use crate::frame::Subject;
use crate::model::*;

impl App {
    /// Does what was chosen on the start page.
    pub(super) fn begin(&mut self, chosen: Chosen) {
        match chosen {
            Chosen::Next(next) => self.leave(next),
            Chosen::Locate(path) => self.locate(path),
            Chosen::DropTemplate { path, name } => self.dialog = Some(Dialog::DropTemplate { path, name }),
            Chosen::ShowFolder(folder) => self.jobs.show_folder(folder),
            Chosen::Portfolio => self.show_insight(InsightPage::Portfolio),
            Chosen::Forget(path) => {
                if let Some(state_dir) = self.state_dir.clone() {
                    self.jobs.forget(state_dir, path);
                }
            }
        }
    }

    /// Asks where a file has gone; the one that is opened then takes its place in the list.
    fn locate(&mut self, path: PathBuf) {
        let nearest = path.ancestors().skip(1).find(|folder| folder.is_dir());
        let folder = nearest.map_or_else(|| self.folder.clone(), |folder| folder.to_owned());
        self.ask_for_path(Purpose::Open, folder, String::new());
        self.locating = Some(path);
    }

    /// A file was opened; if it was looked for, it takes the place of the one that is gone.
    pub(super) fn located(&mut self) {
        if let (Some(gone), Some(state_dir)) = (self.locating.take(), self.state_dir.clone()) {
            self.jobs.forget(state_dir, gone);
        }
    }

    /// A map with one stage and one card.
    pub(super) fn begin_blank(&mut self) {
        match starter::blank(&mut self.ids, "") {
            Ok(map) => self.show_new(map),
            Err(error) => self.toasts.say(sentence(&error.to_string())),
        }
    }

    /// A map from a template.
    pub(super) fn begin_from(&mut self, template: &Map) {
        match copy_as_new(template, &mut self.ids, "") {
            Ok(map) => self.show_new(map),
            Err(error) => self.toasts.say(sentence(&error.to_string())),
        }
    }

    /// A map from a template that somebody saved.
    pub(super) fn begin_from_own(&mut self, path: &PathBuf) {
        match self.own_templates.iter().find(|own| own.path == *path).map(|own| own.map.clone()) {
            Some(map) => self.begin_from(&map),
            None => self.toasts.say("That template is no longer there."),
        }
    }

    /// A copy of an example.
    pub(super) fn begin_from_example(&mut self, place: usize) {
        if let Some(map) = examples::examples().get(place) {
            self.show_document(Document::unsaved((**map).clone()));
            self.toasts.say("Opened as a copy; saving asks for a place of its own.");
        }
    }

    /// A map for one persona of the open one.
    pub(super) fn begin_for_persona(&mut self, state: State, persona: PersonaId) {
        let Some(document) = &self.document else { return };
        match map_for_persona(document.session.map(), state, persona, &mut self.ids) {
            Ok(map) => {
                let name = map.today().persona(persona).map_or_else(String::new, |persona| persona.name.clone());
                self.show_new(map);
                self.selection = Selection::One(Subject::Persona(persona));
                self.orders.push(CanvasOrder::Focus);
                self.toasts.say(format!("A new map with what applies to {name}."));
            }
            Err(error) => self.toasts.say(sentence(&error.to_string())),
        }
    }

    /// Asks about unsaved changes, and then begins a map for the selected persona, or the active one.
    pub(super) fn ask_for_persona_map(&mut self) {
        let Some(document) = &self.document else { return };
        let selected = match self.selection.one() {
            Some(Subject::Persona(id)) => Some(id),
            _ => None,
        };
        match selected.or_else(|| self.view.persona(document.session.map())) {
            Some(persona) => self.leave(Next::ForPersona(self.view.state, persona)),
            None => self.toasts.say("Add a persona first."),
        }
    }

    /// Shows a new map, its first touchpoint selected: whoever starts typing now names it.
    fn show_new(&mut self, map: Map) {
        let first = map.today().touchpoints().next().map(|touchpoint| touchpoint.id);
        self.show_document(Document::unsaved(map));
        self.selection = first.map_or(Selection::None, |id| Selection::One(Subject::Touchpoint(id)));
    }

    /// Asks for a template's name.
    pub(super) fn ask_for_template_name(&mut self) {
        let Some(document) = &self.document else { return };
        let stem = |own: &OwnTemplate| own.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let taken = self.own_templates.iter().filter_map(stem).collect();
        self.dialog = Some(Dialog::Template(TemplateDialog::new(document.name(), taken)));
    }

    /// Keeps a copy of the open map as a template.
    pub(super) fn save_template(&mut self, name: &str) {
        self.dialog = None;
        let (Some(document), Some(config_dir)) = (&self.document, self.config_dir.clone()) else {
            self.toasts.say("There is no place for templates on this computer.");
            return;
        };
        match copy_as_new(document.session.map(), &mut self.ids, name) {
            Ok(map) => self.jobs.save_template(config_dir, format!("{}.ron", slug(name)), map),
            Err(error) => self.toasts.say(sentence(&error.to_string())),
        }
    }

    /// Deletes a template of one's own.
    pub(super) fn drop_template(&mut self, path: PathBuf) {
        self.dialog = None;
        if let Some(config_dir) = self.config_dir.clone() {
            self.jobs.drop_template(config_dir, path);
        }
    }

    /// Takes in the templates that were saved here.
    pub(super) fn have_templates(&mut self, outcome: Result<Vec<OwnTemplate>, String>, saved: bool) {
        match outcome {
            Ok(templates) => {
                self.own_templates = templates;
                if saved {
                    self.toasts.say("Saved as a template; it is on the start page.");
                }
            }
            Err(why) => self.toasts.say(why),
        }
    }
}
