//! The window in a test: an app with seeded ids and a folder of its own.

use std::path::{Path, PathBuf};

use egui::accesskit::Live;
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::edit::Session;
use crate::gui::app::{App, Options};
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Ids};
use crate::gui::preferences::Preferences;
use crate::model::*;

/// A window of 1600 × 1000 points.
pub struct Window {
    /// The window, for what the helpers do not cover.
    pub harness: Harness<'static, App>,
    folder: tempfile::TempDir,
}

impl Window {
    /// A window with the start page.
    pub fn new() -> Window {
        Window::opening(None)
    }

    /// A window that opens a file, once the file is read.
    pub fn opening(path: Option<PathBuf>) -> Window {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let state = folder.path().join("state");
        Window::within(folder, state, path)
    }

    /// A window in which somebody has drawn a map with nothing but keys: touchpoints of a first stage, and further stages
    /// with theirs. The last touchpoint is selected.
    pub fn drawn(first: &[&str], more: &[(&str, &[&str])]) -> Window {
        let mut window = Window::new();
        window.keys(Modifiers::COMMAND, Key::N);
        for (at, name) in first.iter().enumerate() {
            // A new map asks for the name of its first touchpoint.
            if at > 0 {
                window.key(Key::Enter);
            }
            window.write(name);
            window.key(Key::Enter);
        }
        for (stage, names) in more {
            window.keys(Modifiers::COMMAND, Key::Enter);
            window.write(stage);
            window.key(Key::Enter);
            for name in *names {
                window.key(Key::Enter);
                window.write(name);
                window.key(Key::Enter);
            }
        }
        window
    }

    /// A second window of the same person.
    pub fn beside(other: &Window) -> Window {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Window::within(folder, other.folder().join("state"), None)
    }

    /// The program closed, and started again on the same computer.
    pub fn started_again(self) -> Window {
        let Window { mut harness, folder } = self;
        harness.state_mut().write_preferences_now();
        drop(harness);
        let state = folder.path().join("state");
        Window::within(folder, state, None)
    }

    fn within(folder: tempfile::TempDir, state: PathBuf, path: Option<PathBuf>) -> Window {
        let config_dir = folder.path().join("config");
        let options = Options {
            path,
            ids: Ids::Seeded(SeededIds::new(7)),
            state_dir: Some(state),
            folder: folder.path().to_owned(),
            preferences: Preferences::read(&config_dir),
            config_dir: Some(config_dir),
        };
        let builder = Harness::builder().with_size([1600.0, 1000.0]).with_max_steps(12);
        let harness = builder.build_eframe(move |creation| App::new(&creation.egui_ctx, options));
        let mut window = Window { harness, folder };
        window.settle();
        window
    }

    /// The folder that dialogs begin in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command, as the menu would.
    pub fn run(&mut self, id: CommandId) {
        self.harness.state_mut().actions.push(Action::Run(id));
        self.settle();
    }

    /// Has the app do something, as a menu or the palette would.
    pub fn act(&mut self, action: Action) {
        self.harness.state_mut().actions.push(action);
        self.settle();
    }

    /// Draws until jobs have reported and nothing more happens.
    pub fn settle(&mut self) {
        self.harness.run_ok();
        while self.waits_for_a_job() {
            self.harness.run_ok();
        }
        self.harness.run_ok();
    }

    /// Waits for the report of a job; whether there was one to wait for.
    ///
    /// The clock of the window stands still meanwhile: no notice goes while a slow disk is at work.
    fn waits_for_a_job(&mut self) -> bool {
        let jobs = &mut self.harness.state_mut().jobs;
        let waits = jobs.running() > 0 && !jobs.held;
        if waits {
            jobs.wait();
        }
        waits
    }

    /// Lets no job report until [`Window::let_jobs_report`], as if the disk were slow.
    pub fn hold_jobs(&mut self) {
        self.harness.state_mut().jobs.held = true;
    }

    /// Lets the jobs report that were held.
    pub fn let_jobs_report(&mut self) {
        self.harness.state_mut().jobs.held = false;
        self.settle();
    }

    /// Draws until a text was put on the clipboard, which other programs get.
    pub fn copied(&mut self) -> String {
        for _ in 0..40 {
            self.harness.step();
            let commands = self.harness.output().platform_output.commands.iter();
            let text = commands.filter_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(text) = text.into_iter().next_back() {
                self.settle();
                return text;
            }
            self.waits_for_a_job();
        }
        panic!("nothing was copied");
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    /// Presses a key with others held.
    pub fn keys(&mut self, held: Modifiers, key: Key) {
        self.harness.key_press_modifiers(held, key);
        self.settle();
    }

    /// The system, or a click on the cross, asks the window to close.
    pub fn ask_to_close(&mut self) {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.entry(egui::ViewportId::ROOT).or_default().events.push(egui::ViewportEvent::Close);
        self.settle();
    }

    /// The system's file dialog gave this file.
    pub fn picked_by_system(&mut self, path: &Path) {
        let question = self.asks_system();
        self.system_answers(question, path);
    }

    /// The open dialog has the system's file dialog shown; answers with the number of the question.
    pub fn asks_system(&mut self) -> u64 {
        self.harness.state_mut().begin_picking()
    }

    /// The system's file dialog answers that question with this file.
    pub fn system_answers(&mut self, question: u64, path: &Path) {
        self.harness.state_mut().picked(question, Some(path.to_owned()));
        self.settle();
    }

    /// Types letters to whatever has the focus.
    pub fn write(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Clicks the control of that name.
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// Whether a control or text of that name is in view.
    pub fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label_contains(name).next().is_some()
    }

    /// The open map with its history.
    pub fn session(&self) -> &Session {
        &self.harness.state().document.as_ref().expect("a map is open").session
    }

    /// The open map.
    pub fn map(&self) -> &Map {
        self.session().map()
    }

    /// Whether a map is open.
    pub fn has_map(&self) -> bool {
        self.harness.state().document.is_some()
    }

    /// What the notices at the bottom say.
    pub fn notices(&self) -> Vec<String> {
        self.harness.state().toasts.texts().map(str::to_owned).collect()
    }

    /// What the control is called that has the keyboard.
    pub fn keyboard_is_on(&self) -> String {
        let mut all = self.harness.root().children_recursive();
        let found = all.find(|node| node.accesskit_node().is_focused());
        found.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// What the row is called that is the current one of what has the keyboard.
    pub fn current_row(&self) -> String {
        let mut all = self.harness.root().children_recursive();
        let found = all.find_map(|node| node.accesskit_node().active_descendant());
        found.and_then(|row| row.label()).unwrap_or_default()
    }

    /// How soon a screen reader says by itself what contains these words; `None` if it does not.
    pub fn says_by_itself(&self, words: &str) -> Option<Live> {
        let mut all = self.harness.query_all_by_label_contains(words);
        all.find_map(|node| Some(node.accesskit_node().live()).filter(|live| *live != Live::Off))
    }

    /// What everything of a role is called.
    pub fn names_of(&self, role: Role) -> Vec<String> {
        self.harness.query_all_by_role(role).filter_map(|node| node.accesskit_node().label()).collect()
    }
}
