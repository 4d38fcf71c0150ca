//! The app: one open map, the parts of the window around it, and the loop that connects them.
//!
//! `logic` takes in what jobs report, what keys were pressed and what the parts asked for, and changes the state.
//! `ui` only draws the state and collects what is asked for. Nothing else changes anything.

use std::path::PathBuf;

use egui::{CentralPanel, Frame, Ui, ViewportCommand};

use crate::compare::GapKey;
use crate::frame::Subject;
use crate::layout::Layouter;
use crate::model::State;

use super::canvas::Canvas;
use super::canvas::comparing::CompareCanvas;
use super::canvas::presenting::Presenting;
use super::clipboard::Clipboard;
use super::command_table::{CommandId, Talk};
use super::compare::{Comparing, IdealView};
use super::context::{Action, CanvasOrder, Ids, Mode, Selection, View};
use super::dialogs::Dialog;
use super::disk::file_name;
use super::document::Document;
use super::examples::{OwnTemplate, Sketches};
use super::find::Find;
use super::flow::Next;
use super::insights::Insights;
use super::jobs::Jobs;
use super::keymap;
use super::keys::{self, Focus};
use super::opening::Opening;
use super::panels::outline::Outline;
use super::panels::parking::Parking;
use super::preferences::Preferences;
use super::recent::Recent;
use super::style;
use super::survey::is_survey;
use super::taking_pictures::is_picture;
use super::timer::Timer;
use super::toast::Toasts;
use super::typing::Typing;
use crate::theme::ThemeKind;

/// How the app is started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A file to open at once.
    pub path: Option<PathBuf>,
    /// Where new identities come from.
    pub ids: Ids,
    /// Where recent files and backups are kept; `None` keeps none.
    pub state_dir: Option<PathBuf>,
    /// The folder dialogs begin in.
    pub folder: PathBuf,
    /// Where preferences and templates are kept; `None` keeps none.
    pub config_dir: Option<PathBuf>,
    /// What was remembered.
    pub preferences: Preferences,
}

/// The whole window.
pub struct App {
    pub(super) document: Option<Document>,
    pub(super) view: View,
    pub(super) selection: Selection,
    pub(super) dialog: Option<Dialog>,
    /// Dialogs that come up once the open one is answered.
    pub(super) further_dialogs: Vec<Dialog>,
    pub(super) opening: Opening,
    pub(super) toasts: Toasts,
    pub(super) jobs: Jobs,
    pub(super) ids: Ids,
    pub(super) orders: Vec<CanvasOrder>,
    pub(super) actions: Vec<Action>,
    pub(super) parking: Parking,
    pub(super) clipboard: Clipboard,
    pub(super) find: Find,
    /// What was added last and has no name yet, with the revision it was added at.
    pub(super) fresh: Option<(Subject, u64)>,
    /// What was selected before that.
    pub(super) before_fresh: Option<Selection>,
    pub(super) recents: Vec<Recent>,
    /// The number of the reading that [`App::recents`] come from.
    pub(super) recents_read: u64,
    pub(super) state_dir: Option<PathBuf>,
    pub(super) folder: PathBuf,
    pub(super) ctx: egui::Context,
    pub(super) quitting: bool,
    pub(super) preview_number: u64,
    /// Counts the times that answers of a survey were read or counted.
    pub(super) survey_number: u64,
    /// Counts the maps that were shown.
    pub(super) document_number: u64,
    /// Counts what the system's file dialog was asked.
    pub(super) pick_number: u64,
    /// Counts the exports of pictures.
    pub(super) export_number: u64,
    pub(super) comparing: Comparing,
    pub(super) insights: Insights,
    /// Commands that wait for the comparison to be of the latest change.
    pub(super) waiting: Vec<CommandId>,
    /// The gap that the list of gaps was scrolled to last.
    pub(super) gap_seen: Option<GapKey>,
    pub(super) layouter: Layouter,
    pub(super) compare_canvas: CompareCanvas,
    pub(super) config_dir: Option<PathBuf>,
    pub(super) preferences: Preferences,
    /// As they stand in their file.
    pub(super) preferences_written: Preferences,
    /// As they were seen last, and since when, in egui's seconds.
    pub(super) preferences_seen: Option<(Preferences, f64)>,
    /// Whether the window was held against the screen.
    pub(super) fitted: bool,
    pub(super) glide: Option<egui::style::ScrollAnimation>,
    /// Templates saved here.
    pub(super) own_templates: Vec<OwnTemplate>,
    /// A recent file that is being looked for.
    pub(super) locating: Option<PathBuf>,
    /// Whether the start page has just come up.
    pub(super) welcome_fresh: bool,
    /// Whether the window has been drawn.
    pub(super) seen: bool,
    pub(super) history_open: bool,
    /// The talk that is on.
    pub(super) presenting: Option<Presenting>,
    pub(super) timer: Timer,
    /// A picture that was dropped, until the canvas says onto what, and for how many passes that has not been known.
    pub(super) dropped_picture: Option<(PathBuf, u32)>,
    pub(super) sketches: Sketches,
    /// Whether the file that the program was started with is still being read.
    pub(super) beginning: bool,
    pub(super) canvas: Canvas,
    pub(super) outline: Outline,
    pub(super) typing: Typing,
    shown_theme: Option<ThemeKind>,
    shown_title: String,
}

impl App {
    /// The app in a new window.
    pub fn new(ctx: &egui::Context, options: Options) -> App {
        style::install_fonts(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // Quitting asks about unsaved changes first; the command table has the key.
            options.quit_shortcuts.clear();
        });
        let mut app = App {
            document: None,
            view: View::default(),
            selection: Selection::None,
            dialog: None,
            further_dialogs: Vec::new(),
            opening: Opening::default(),
            toasts: Toasts::default(),
            jobs: Jobs::new(ctx.clone()),
            ids: options.ids,
            orders: Vec::new(),
            actions: Vec::new(),
            parking: Parking::default(),
            clipboard: Clipboard::default(),
            find: Find::default(),
            fresh: None,
            before_fresh: None,
            recents: Vec::new(),
            recents_read: 0,
            state_dir: options.state_dir,
            folder: options.folder,
            ctx: ctx.clone(),
            quitting: false,
            preview_number: 0,
            survey_number: 0,
            document_number: 0,
            pick_number: 0,
            export_number: 0,
            comparing: Comparing::default(),
            insights: Insights::default(),
            waiting: Vec::new(),
            gap_seen: None,
            layouter: Layouter::new(),
            compare_canvas: CompareCanvas::default(),
            config_dir: options.config_dir,
            preferences_written: options.preferences.clone(),
            preferences: options.preferences,
            preferences_seen: None,
            fitted: false,
            glide: None,
            own_templates: Vec::new(),
            locating: None,
            welcome_fresh: true,
            seen: false,
            history_open: false,
            presenting: None,
            timer: Timer::default(),
            dropped_picture: None,
            sketches: Sketches::default(),
            beginning: options.path.is_some(),
            canvas: Canvas::default(),
            outline: Outline::default(),
            typing: Typing::default(),
            shown_theme: None,
            shown_title: String::new(),
        };
        keymap::load(&app.preferences.keys);
        app.view.outline = app.preferences.outline;
        app.view.inspector = app.preferences.inspector;
        app.apply_preferences();
        app.apply_theme();
        app.load_recents();
        if let Some(config_dir) = app.config_dir.clone() {
            app.jobs.templates(config_dir);
        }
        if let Some(path) = options.path {
            app.proceed(Next::Open(path));
        }
        app
    }

    fn apply_theme(&mut self) {
        if self.shown_theme != Some(self.view.theme) {
            style::apply(&self.ctx, self.view.theme);
            self.shown_theme = Some(self.view.theme);
        }
    }

    fn focus(&self) -> Focus {
        if let Some(presenting) = &self.presenting {
            return if presenting.is_editing() { Focus::Text } else { Focus::Control };
        }
        // Keys pressed while a menu is open are none for what lies below it.
        let nothing = self.ctx.memory(|memory| memory.focused()).is_none() && !egui::Popup::is_any_open(&self.ctx);
        let writing = self.view.mode == Mode::Map && self.canvas.is_editing();
        if self.ctx.text_edit_focused() || writing {
            Focus::Text
        } else if self.view.mode == Mode::Ideal && self.comparing.view == IdealView::Table {
            let table = &self.comparing.table;
            let rows = !table.is_editing() && (nothing || table.has_focus(&self.ctx));
            if rows { Focus::Plan } else { Focus::Control }
        } else if self.view.mode == Mode::Ideal && (nothing || self.compare_canvas.has_focus(&self.ctx)) {
            Focus::Comparison
        } else if self.view.mode == Mode::Insights && (nothing || self.insights.has_focus()) {
            Focus::Insights(self.insights.page)
        } else if self.view.mode == Mode::Map && (nothing || self.canvas.has_focus(&self.ctx)) {
            Focus::Canvas
        } else {
            Focus::Control
        }
    }

    /// The window's title: the map's name, with a dot while it has unsaved changes.
    fn update_title(&mut self) {
        let title = match &self.document {
            None => "Wayfarer".to_owned(),
            Some(document) => {
                let dot = if document.session.is_dirty() { "• " } else { "" };
                format!("{dot}{} – Wayfarer", document.name())
            }
        };
        if title != self.shown_title {
            self.ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
    }

    fn take_dropped_files(&mut self) {
        let (dropped, more) = self.ctx.input(|input| {
            let files = &input.raw.dropped_files;
            (files.first().map(|file| file.path().to_owned()), files.len().saturating_sub(1))
        });
        let Some(path) = dropped else { return };
        let name = file_name(&path);
        if self.dialog.as_ref().is_some_and(Dialog::is_to_be_answered) {
            self.toasts.say(format!("“{name}” was not taken: answer the open dialog first, then drop it once more."));
            return;
        }
        if more > 0 {
            self.toasts.say(format!(
                "One file at a time: “{name}” was taken, {} left out.",
                crate::words::plural(more, "other")
            ));
        }
        if self.document.is_some() && is_picture(&path) {
            self.dropped_picture = self.has_place_for_pictures().then_some((path, 0));
        } else if is_survey(&path) {
            self.open_answers(path);
        } else {
            self.leave(Next::Open(path));
        }
    }

    fn take_close_request(&mut self) {
        if !self.ctx.input(|input| input.viewport().close_requested()) || self.quitting {
            return;
        }
        if let Some(Dialog::Voting(voting)) = &mut self.dialog
            && !voting.may_close()
        {
            self.ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            return;
        }
        self.keep_drafts();
        let dirty = self.document.as_ref().is_some_and(|document| document.session.is_dirty());
        if dirty {
            self.ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.leave(Next::Quit);
        }
    }

    pub(super) fn scale_text(&mut self, by: f32) {
        let scale = (self.preferences.text_scale * by).clamp(1.0, 2.0);
        self.preferences.text_scale = scale;
        self.toasts.say(format!("Text at {:.0}%", scale * 100.0));
    }

    pub(super) fn toggle_full_screen(&mut self) {
        let full = self.ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
    }

    /// Forgets how the map before was looked at.
    pub(super) fn begin_looking(&mut self) {
        let View { theme, outline, inspector, .. } = self.view;
        self.view = View { theme, outline, inspector, ..View::default() };
        self.selection = Selection::None;
        self.canvas = Canvas::default();
        self.comparing = Comparing::default();
        self.insights.begin();
        self.compare_canvas = CompareCanvas::default();
        self.waiting.clear();
        self.outline = Outline::default();
        self.parking = Parking::default();
        self.find = Find::default();
        self.orders.clear();
        self.presenting = None;
        self.history_open = false;
        self.further_dialogs.clear();
        self.dropped_picture = None;
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, raw_input: &mut egui::RawInput) {
        if self.typing.take_turn(raw_input) {
            ctx.request_repaint();
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        // What was asked for while the last picture was drawn was meant for the map that was in it.
        self.do_actions();
        self.take_reports();
        self.ask_further();
        self.take_opened();
        self.take_close_request();
        self.take_dropped_files();
        self.take_pasted_picture();
        self.take_clipboard_events(ctx, self.focus());
        if self.dialog.is_none() {
            for id in keys::pressed(ctx, self.focus()) {
                if self.presenting.is_none() || id.row().talk == Talk::During {
                    self.actions.push(Action::Run(id));
                }
            }
        }
        self.do_actions();
        self.keep_written_out_of_sight();
        if self.view.state == State::Ideal {
            self.drop_stale_selection();
        }
        self.keep_compared();
        self.keep_progressed();
        self.keep_found();
        self.sift();
        if self.timer.tick(ctx) {
            self.toasts.say("The time is up.");
        }
        self.apply_preferences();
        self.apply_theme();
        self.fit_the_screen(ctx);
        self.keep_preferences(ctx);
        self.update_title();
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if self.presenting.is_some() {
            CentralPanel::default().frame(Frame::new()).show(ui, |ui| self.talk_ui(ui));
        } else {
            self.panels_ui(ui);
        }
        self.history_ui(ui.ctx());
        self.dialog_ui(ui.ctx());
        // What a dialog is about does not change under it.
        let undoable = self.document.as_ref().filter(|_| self.dialog.is_none());
        let revision = undoable.map(|document| document.session.revision());
        if self.toasts.ui(ui.ctx(), revision, self.dialog.is_some()) {
            self.actions.push(Action::Run(CommandId::Undo));
        }
        self.hovering_file_ui(ui);
        if !self.actions.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.write_preferences_now();
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        egui::Color32::from(self.view.colours().canvas).to_normalized_gamma_f32()
    }
}
