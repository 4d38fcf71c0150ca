//! Everything that can be done with the pointer can be done with the keyboard.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::{Command, Slot};
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::dialogs::Dialog;
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

impl Window {
    fn open_dialog(&self) -> Option<&Dialog> {
        self.harness.state().dialog.as_ref()
    }

    /// Asks to export the plan into a file of that name.
    fn ask_for_plan(&mut self, name: &str) -> std::path::PathBuf {
        let path = self.folder().join(name);
        self.run(CommandId::CompareTable);
        self.run(CommandId::ExportPlan);
        self.settle();
        self.keys(CTRL, Key::A);
        self.write(&path.display().to_string());
        self.key(Key::Enter);
        path
    }
}

fn blank() -> Window {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window
}

/// A window with the story of Dorothy.
fn story() -> Window {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window
}

/// A window whose map has 30 touchpoints, Step 1 to Step 30.
fn long() -> Window {
    let mut window = blank();
    let stage = window.map().today().stages()[0].id;
    let mut ids = SeededIds::new(3);
    for number in (1..=30).rev() {
        let (id, name) = (TouchpointId::new(&mut ids), format!("Step {number}"));
        let at = Slot { stage, after: None };
        window.act(Action::Edit(Command::AddTouchpoint { state: State::Today, id, name, at }));
    }
    window
}

#[test]
fn a_file_that_is_there_is_replaced_by_its_button_alone_which_then_has_the_keyboard() {
    let mut window = story();
    std::fs::write(window.folder().join("plan.md"), "somebody’s plan").expect("a file");
    let path = window.ask_for_plan("plan.md");
    assert!(window.shows("plan.md is there already."));
    assert_eq!(window.keyboard_is_on(), "Replace");
    window.harness.get_by_label("File name or path").focus();
    window.settle();
    window.key(Key::Enter);
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "somebody’s plan", "Enter in the field asks again");
    assert_eq!(window.keyboard_is_on(), "Replace");
    window.key(Key::Enter);
    assert!(std::fs::read_to_string(&path).expect("a file").starts_with("# Plan: "), "{:?}", window.notices());
}

#[test]
fn a_question_takes_the_keyboard_however_often_it_is_asked() {
    let mut window = blank();
    for _ in 0..3 {
        window.keys(CTRL, Key::W);
        assert_eq!(window.keyboard_is_on(), "Save");
        window.key(Key::Escape);
        assert!(window.open_dialog().is_none());
    }
    window.keys(CTRL, Key::W);
    window.key(Key::Tab);
    assert_eq!(window.keyboard_is_on(), "Don’t save");
    window.key(Key::Enter);
    assert!(!window.has_map());
}

#[test]
fn every_entry_of_a_long_list_is_reached_and_the_keyboard_comes_back_from_it() {
    let mut window = long();
    let path = window.folder().join("shop.csv");
    std::fs::write(&path, "step;comment\nNowhere;Too long\n").expect("a file");
    window.harness.state_mut().open_answers(path);
    window.settle();
    let list = "“Nowhere” means";
    window.harness.get_by_role_and_label(Role::ComboBox, list).focus();
    window.key(Key::Space);
    window.key(Key::End);
    window.key(Key::ArrowUp);
    assert_eq!(window.keyboard_is_on(), "Step 30");
    let row = window.harness.get_by_role_and_label(Role::Button, "Step 30").rect();
    let listed = window.harness.get_by_role_and_label(Role::Button, "Step 29").rect();
    assert!(row.top() >= listed.bottom() - 1.0, "they stand one below the other: {listed} and {row}");
    window.key(Key::PageUp);
    window.key(Key::ArrowDown);
    assert_eq!(window.keyboard_is_on(), "Step 21");
    window.key(Key::Escape);
    assert_eq!(window.keyboard_is_on(), list);
    assert!(window.open_dialog().is_some(), "Esc has closed the list alone");
    window.key(Key::Space);
    window.key(Key::End);
    window.key(Key::ArrowUp);
    window.key(Key::Enter);
    assert_eq!(window.keyboard_is_on(), list);
    let chosen = window.harness.get_by_role_and_label(Role::ComboBox, list).accesskit_node().value();
    assert!(chosen.as_deref().is_some_and(|words| words.contains("Step 30")), "{chosen:?}");
}

#[test]
fn help_is_read_to_its_end_by_keys() {
    let mut window = blank();
    window.run(CommandId::Help);
    assert_eq!(window.keyboard_is_on(), "Close");
    let top = |window: &Window| window.harness.get_by_label("On the map").rect().top();
    let before = top(&window);
    window.key(Key::PageDown);
    let page = top(&window);
    assert!(page < before - 100.0, "{page} and {before}");
    window.key(Key::ArrowUp);
    assert!(top(&window) > page && window.keyboard_is_on() == "Close");
    window.key(Key::End);
    assert!(top(&window) < page);
    window.key(Key::Home);
    assert_eq!(top(&window), before);
}

#[test]
fn every_dialog_takes_the_keyboard() {
    let mut window = story();
    for (id, first) in [
        (CommandId::Preferences, "Close"),
        (CommandId::Export, "Export"),
        (CommandId::Snapshots, "Close"),
        (CommandId::TakeSnapshot, "Label"),
        (CommandId::SaveAsTemplate, "Name of the template"),
    ] {
        window.run(id);
        window.settle();
        assert_eq!(window.keyboard_is_on(), first, "{id:?}");
        window.key(Key::Escape);
        assert!(window.open_dialog().is_none(), "{id:?}");
    }
}
