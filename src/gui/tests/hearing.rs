//! What somebody hears who cannot see the window: names, what is current, and what is said by itself.

use egui::accesskit::{Live, Role};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};

const CTRL: Modifiers = Modifiers::COMMAND;

fn story() -> Window {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window
}

#[test]
fn what_went_wrong_is_said_by_itself() {
    let mut window = story();
    std::fs::write(window.folder().join("plan.md"), "somebody’s plan").expect("a file");
    window.run(CommandId::CompareTable);
    window.settle();
    window.run(CommandId::ExportPlan);
    window.settle();
    window.keys(CTRL, Key::A);
    let plan = window.folder().join("plan.md").display().to_string();
    window.write(&plan);
    window.key(Key::Enter);
    assert_eq!(window.says_by_itself("is there already"), Some(Live::Assertive));
    window.key(Key::Escape);

    window.run(CommandId::Export);
    std::fs::write(window.folder().join("there.png"), "somebody’s picture").expect("a file");
    let type_file = |window: &mut Window, name: &str| {
        window.harness.get_by_label("File for the picture").focus();
        window.settle();
        window.keys(CTRL, Key::A);
        window.write(name);
        window.harness.get_all_by_role_and_label(Role::Button, "Export").last().expect("a button").click();
        window.settle();
    };
    type_file(&mut window, "there.png");
    assert_eq!(window.says_by_itself("is there already"), Some(Live::Assertive));
    type_file(&mut window, "no such folder/there.png");
    assert_eq!(window.says_by_itself("was not written"), Some(Live::Assertive));
    window.key(Key::Escape);

    window.run(CommandId::TakeSnapshot);
    window.harness.get_by_role_and_label(Role::TextInput, "Date").focus();
    window.settle();
    window.keys(CTRL, Key::A);
    window.write("someday");
    assert!(window.says_by_itself("someday").or(window.says_by_itself("date")).is_some(), "why that is no date");
    window.key(Key::Escape);

    window.keys(CTRL, Key::F);
    window.write("wizard");
    assert_eq!(window.says_by_itself(" places"), Some(Live::Polite));
    window.key(Key::Enter);
    assert_eq!(window.says_by_itself("1 of "), Some(Live::Polite));
}

#[test]
fn every_row_that_the_arrows_reach_is_the_current_one() {
    let mut window = story();
    window.run(CommandId::Palette);
    let first = window.current_row();
    window.key(Key::ArrowDown);
    let second = window.current_row();
    assert!(!first.is_empty() && !second.is_empty() && first != second, "{first} and {second}");

    let mut window = Window::new();
    std::fs::write(window.folder().join("a.ron"), "").expect("a file");
    std::fs::write(window.folder().join("b.ron"), "").expect("a file");
    window.keys(CTRL, Key::O);
    let mut heard = Vec::new();
    for _ in 0..6 {
        window.key(Key::ArrowDown);
        heard.push(window.current_row());
    }
    let at = heard.iter().position(|name| name == "a.ron");
    let listed = window.names_of(Role::ListBoxOption);
    assert!(at.is_some_and(|at| heard[at + 1] == "b.ron"), "{heard:?} of {listed:?}");
}

#[test]
fn a_dialog_says_what_it_is_and_a_failure_is_an_alert_with_its_sentence() {
    let mut window = story();
    for (id, name) in [
        (CommandId::Palette, "Commands and places"),
        (CommandId::Export, "Export"),
        (CommandId::Preferences, "Preferences"),
        (CommandId::Help, "Keys and commands"),
    ] {
        window.run(id);
        assert!(window.names_of(Role::Dialog).contains(&name.to_owned()), "{:?}", window.names_of(Role::Dialog));
        window.key(Key::Escape);
    }
    let mut window = Window::new();
    let broken = window.folder().join("broken.ron");
    std::fs::write(&broken, "no map").expect("a file");
    window.keys(CTRL, Key::O);
    window.write("broken.ron");
    window.key(Key::Enter);
    let alerts = window.names_of(Role::AlertDialog);
    assert!(alerts.iter().any(|words| words.contains("broken.ron")), "{alerts:?}");
}

#[test]
fn every_button_for_a_key_names_its_command() {
    let mut window = story();
    window.run(CommandId::Preferences);
    let mut names = window.names_of(Role::Link);
    names.retain(|name| name.contains("key"));
    assert!(names.contains(&"Change the key of “Undo”".to_owned()), "{names:?}");
    let mut once = names.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), names.len(), "each has a name of its own");
}

#[test]
fn a_cell_that_replaces_something_says_so_by_a_mark_and_in_words() {
    let mut window = story();
    let first = window.map().today().touchpoints().next().expect("a touchpoint").id;
    window.act(Action::Select(Selection::One(Subject::Touchpoint(first))));
    window.harness.event(Event::Paste("Arrive\tWait\nLeave\tPay".to_owned()));
    window.settle();
    let replaced = window.harness.query_all_by_label_contains("in place of “").next().expect("a cell");
    let node = replaced.accesskit_node();
    let words = node.label().or(node.value()).unwrap_or_default();
    assert!(words.starts_with("↺ Arrive"), "{words}");
}
