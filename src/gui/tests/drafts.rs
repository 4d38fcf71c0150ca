//! Text that is still being written when the map is saved, closed or turned to its other journey.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::edit::{Command, StageField};
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

/// The story in a file, with its first touchpoint selected.
fn story() -> (tempfile::TempDir, PathBuf, Window) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("story.ron");
    let map = EXAMPLES[0].open().expect("an example");
    file::save(&path, &map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    let mut window = Window::opening(Some(path.clone()));
    window.select_subject(Subject::Touchpoint(window.first()));
    (folder, path, window)
}

fn first_name(map: &Map) -> &str {
    &map.today().touchpoints().next().expect("a touchpoint").name
}

impl Window {
    fn first(&self) -> TouchpointId {
        self.map().today().touchpoints().next().expect("a touchpoint").id
    }

    fn select_subject(&mut self, subject: Subject) {
        self.harness.state_mut().actions.push(Action::Select(Selection::One(subject)));
        self.settle();
    }

    /// Writes over the name of the selected touchpoint, and does not press Enter.
    fn begin_name(&mut self, name: &str) {
        self.key(Key::F2);
        self.write(name);
    }
}

#[test]
fn a_name_that_is_being_written_is_in_the_file_that_is_saved() {
    let (_folder, path, mut window) = story();
    window.begin_name("A storm");
    window.keys(CTRL, Key::S);
    assert!(!window.session().is_dirty(), "{:?}", window.notices());
    assert_eq!(first_name(&file::read(&path).expect("a map").map), "A storm");
}

#[test]
fn a_name_typed_at_once_and_saved_before_the_field_is_drawn_is_in_the_file() {
    let (_folder, path, mut window) = story();
    window.harness.event(egui::Event::Text("Gale".to_owned()));
    window.keys(CTRL, Key::S);
    assert_eq!(first_name(&file::read(&path).expect("a map").map), "Gale");
}

#[test]
fn what_a_lock_refuses_by_the_time_it_is_saved_is_parked_and_not_lost() {
    let (_folder, path, mut window) = story();
    let stage = window.map().today().touchpoint(window.first()).expect("a touchpoint").stage;
    let name = first_name(window.map()).to_owned();
    window.begin_name("A storm");
    let (state, field) = (State::Today, StageField::Locked(true));
    window.act(Action::Edit(Command::SetStage { state, id: stage, field }));
    window.keys(CTRL, Key::S);
    let saved = file::read(&path).expect("a map").map;
    assert_eq!(first_name(&saved), name);
    assert!(saved.notes().iter().any(|note| note.text == "A storm"), "{:?}", window.notices());
    assert!(window.notices().iter().any(|notice| notice.contains("parking lot")), "{:?}", window.notices());
}

#[test]
fn closing_the_window_asks_about_a_name_that_is_being_written_and_saves_it() {
    let (_folder, path, mut window) = story();
    window.begin_name("A storm");
    window.ask_to_close();
    assert!(window.shows("Save the changes?"));
    window.key(Key::Enter);
    assert_eq!(first_name(&file::read(&path).expect("a map").map), "A storm");
}

#[test]
fn closing_the_map_asks_about_a_name_that_is_being_written() {
    let (_folder, _path, mut window) = story();
    window.begin_name("A storm");
    window.keys(CTRL, Key::W);
    assert!(window.shows("Save the changes?"));
    window.click("Cancel");
    assert_eq!(first_name(window.map()), "A storm");
}

#[test]
fn turning_to_the_other_journey_keeps_the_name_in_the_journey_it_was_written_in() {
    let (_folder, _path, mut window) = story();
    let ideal = window.map().ideal().cloned();
    window.begin_name("A storm");
    window.run(CommandId::ShowIdeal);
    assert_eq!(window.harness.state().view.state, State::Ideal);
    assert_eq!(first_name(window.map()), "A storm");
    assert_eq!(window.map().ideal().cloned(), ideal);
}

#[test]
fn turning_to_the_comparison_keeps_the_name_that_is_being_written() {
    let (_folder, _path, mut window) = story();
    window.begin_name("A storm");
    window.keys(CTRL, Key::Num2);
    assert_eq!(first_name(window.map()), "A storm");
}

#[test]
fn a_name_that_is_being_written_on_a_slide_is_in_the_file_that_is_saved() {
    let (_folder, path, mut window) = story();
    window.key(Key::F5);
    window.key(Key::Enter);
    window.write("A storm");
    window.keys(CTRL, Key::S);
    assert_eq!(first_name(&file::read(&path).expect("a map").map), "A storm");
}

#[test]
fn the_end_of_a_talk_keeps_the_name_that_is_being_written() {
    let (_folder, _path, mut window) = story();
    window.key(Key::F5);
    window.key(Key::Enter);
    window.write("A storm");
    window.key(Key::F5);
    assert!(window.harness.state().presenting.is_none());
    assert_eq!(first_name(window.map()), "A storm");
}

#[test]
fn what_is_being_written_about_a_row_of_the_plan_is_in_the_file_that_is_saved() {
    let (_folder, path, mut window) = story();
    window.run(CommandId::CompareTable);
    window.settle();
    window.key(Key::J);
    window.key(Key::Enter);
    window.harness.get_by_role_and_label(egui::Role::TextInput, "Owner").focus();
    window.settle();
    window.keys(CTRL, Key::A);
    window.write("Toto");
    window.keys(CTRL, Key::S);
    let saved = file::read(&path).expect("a map").map;
    assert!(saved.plan().any(|item| item.owner == "Toto"), "{:?}", window.notices());
}

#[test]
fn a_thought_and_feedback_that_are_being_written_are_in_the_file_that_is_saved() {
    let (_folder, path, mut window) = story();
    window.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::K);
    window.write("Ask the lion");
    window.keys(CTRL, Key::S);
    let saved = file::read(&path).expect("a map").map;
    assert!(saved.notes().iter().any(|note| note.text == "Ask the lion"), "{:?}", window.notices());
    window.run(CommandId::ShowLoop);
    window.run(CommandId::NewFeedback);
    window.write("Too far to walk");
    window.keys(CTRL, Key::S);
    let saved = file::read(&path).expect("a map").map;
    let mut said = saved.today().feedback().map(|feedback| feedback.text.clone());
    assert!(said.any(|text| text == "Too far to walk"), "{:?}", window.notices());
}

#[test]
fn what_alt_types_is_typed_and_changes_no_journey() {
    let (_folder, _path, mut window) = story();
    window.keys(CTRL, Key::F);
    window.keys(Modifiers::ALT, Key::Num2);
    assert_eq!(window.harness.state().view.state, State::Today);
    window.key(Key::Escape);
    window.keys(Modifiers::ALT, Key::Num2);
    assert_eq!(window.harness.state().view.state, State::Ideal);
}

#[test]
fn feedback_that_is_being_written_is_in_what_is_copied_of_the_loop() {
    for (command, text) in [(CommandId::CopyLoop, "Too far to walk"), (CommandId::CopyLoopCells, "Too dark at night")] {
        let (_folder, _path, mut window) = story();
        window.run(CommandId::ShowLoop);
        window.run(CommandId::NewFeedback);
        window.write(text);
        window.harness.state_mut().actions.push(Action::Run(command));
        let copied = window.copied();
        assert!(copied.contains(text), "{copied}");
    }
}
