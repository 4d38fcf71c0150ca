//! The commands around the map that a workshop needs: talks, votes, the timer, preferences, templates, the history.
//!
//! Here never comes how they are drawn.

use egui::{Ui, ViewportCommand};

use super::app::App;
use super::canvas::presenting::{Before, Presenting};
use super::command_table::CommandId;
use super::context::{CanvasContext, CanvasOrder};
use super::dialogs::Dialog;
use super::dialogs::preferences::PreferencesDialog;
use super::preferences::ThemeChoice;
use super::voting::Voting;
use crate::model::State;
use crate::theme::ThemeKind;

impl App {
    /// Runs one of them; others are not for here.
    pub(super) fn run_workshop(&mut self, id: CommandId) {
        match id {
            CommandId::SaveAsTemplate => self.ask_for_template_name(),
            CommandId::NewForPersona => self.ask_for_persona_map(),
            CommandId::Preferences => self.dialog = Some(Dialog::Preferences(PreferencesDialog::default())),
            CommandId::Present => self.present(),
            CommandId::StartVote => self.open_vote(false),
            CommandId::ShowVotes => self.open_vote(true),
            CommandId::StartTimer => {
                let now = self.ctx.input(|input| input.time);
                self.timer.start(self.preferences.minutes, now);
            }
            CommandId::ShowHistory => self.history_open = !self.history_open,
            other => log::error!("{other:?} is no command of a workshop"),
        }
    }

    /// Begins a vote, or shows the votes that are on the map.
    fn open_vote(&mut self, kept: bool) {
        let Some(document) = &self.document else { return };
        let map = document.session.map();
        let (journey, state) = (self.view.journey(map), self.view.state);
        let voting = match kept {
            true => Voting::kept(state, journey),
            false => Voting::new(state, journey).without_locked(map),
        };
        self.dialog = Some(Dialog::Voting(Box::new(voting)));
    }

    /// Keeps the votes on the map. The vote is over once all of them are there.
    pub(super) fn keep_votes(&mut self) {
        let (Some(document), Some(Dialog::Voting(voting))) = (&self.document, &mut self.dialog) else { return };
        let (command, kept_all) = voting.command(document.session.map());
        if self.try_edit(&command, false) && kept_all {
            self.dialog = None;
        }
    }

    /// Begins a talk in the full screen, or ends it.
    fn present(&mut self) {
        self.keep_written_on_map();
        if self.presenting.is_some() {
            self.end_talk();
            return;
        }
        let Some(document) = &self.document else { return };
        let full = self.ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        let at = self.selection.touchpoint();
        let before = Before { state: std::mem::replace(&mut self.view.state, State::Today), full_screen: full };
        self.presenting = Some(Presenting::new(document.session.map(), at, before));
        self.history_open = false;
        if !full {
            self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
    }

    /// Ends a talk: the window is as it was before.
    pub(super) fn end_talk(&mut self) {
        let Some(presenting) = self.presenting.take() else { return };
        let before = presenting.before;
        if !before.full_screen {
            self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        self.view.state = before.state;
        self.drop_stale_selection();
        if let Some(subject) = self.selection.one() {
            self.orders.push(CanvasOrder::ScrollTo(subject));
        }
        self.orders.push(CanvasOrder::Focus);
    }

    /// Shows the slide of the talk that is on.
    pub(super) fn talk_ui(&mut self, ui: &mut Ui) {
        let (Some(document), Some(presenting)) = (&self.document, &mut self.presenting) else {
            self.presenting = None;
            return;
        };
        let mut cx = CanvasContext {
            session: &document.session,
            view: &self.view,
            selection: &self.selection,
            layouter: &mut self.layouter,
            ids: &mut self.ids,
            orders: &mut self.orders,
            actions: &mut self.actions,
        };
        if presenting.ui(ui, &mut cx) {
            self.end_talk();
        }
    }

    /// The other theme than the one that is shown, from now on.
    pub(super) fn toggle_theme(&mut self) {
        let other = match self.view.theme {
            ThemeKind::Light => ThemeKind::Dark,
            ThemeKind::Dark => ThemeKind::Light,
        };
        self.preferences.theme = ThemeChoice::Always(other);
    }
}
