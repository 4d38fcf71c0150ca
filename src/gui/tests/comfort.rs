//! What the window remembers, how maps begin, and ways back.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::dialogs::Dialog;
use crate::gui::keymap;
use crate::gui::preferences::ThemeChoice;
use crate::theme::ThemeKind;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn save_as(window: &mut Window, name: &str) {
    window.keys(CTRL, Key::S);
    window.keys(CTRL, Key::A);
    window.write(name);
    window.key(Key::Enter);
    assert!(!window.session().is_dirty(), "{:?}", window.notices());
}

#[test]
fn theme_text_size_and_panels_are_as_they_were_left() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.keys(CTRL_SHIFT, Key::D);
    window.keys(CTRL, Key::B);
    window.act(Action::Run(CommandId::LargerText));
    let again = window.started_again();
    let app = again.harness.state();
    assert_eq!(app.preferences.theme, ThemeChoice::Always(ThemeKind::Dark));
    assert_eq!(app.view.theme, ThemeKind::Dark);
    assert!(!app.view.outline && app.view.inspector);
    assert!((app.ctx.zoom_factor() - 1.1).abs() < 0.01);
}

#[test]
fn preferences_are_written_while_the_window_is_open() {
    let mut window = Window::new();
    window.keys(CTRL_SHIFT, Key::D);
    for _ in 0..8 {
        window.harness.step();
    }
    window.settle();
    let text = std::fs::read_to_string(window.folder().join("config/preferences.ron")).expect("a file");
    assert!(text.contains("dark"), "{text}");
}

#[test]
fn a_key_is_changed_in_the_preferences_and_a_clash_is_refused() {
    let mut window = Window::new();
    window.keys(CTRL, Key::Comma);
    window.harness.get_by_label("Find a command").focus();
    window.settle();
    window.write("full screen");
    window.click("Change the key of “Full screen”");
    // A window of a real system also tells that Ctrl itself went down.
    window.keys(CTRL, Key::ControlLeft);
    window.keys(CTRL, Key::S);
    assert!(window.shows("already belongs to “Save”"));
    window.click("Change the key of “Full screen”");
    window.key(Key::F8);
    assert_eq!(CommandId::FullScreen.keys_text(), "F8");
    let again = window.started_again();
    let kept = &again.harness.state().preferences.keys;
    assert_eq!(CommandId::FullScreen.keys_text(), "F8", "{kept:?}");
    drop(again);
    keymap::load(&Default::default());
}

#[test]
fn a_question_mark_shows_every_key() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.keys(Modifiers::SHIFT, Key::Questionmark);
    assert!(matches!(window.harness.state().dialog, Some(Dialog::Help)));
}

#[test]
fn the_history_goes_back_to_any_step_by_its_name() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    let before = window.map().clone();
    for _ in 0..3 {
        window.act(Action::Run(CommandId::AddPersona));
    }
    window.keys(CTRL, Key::H);
    assert!(window.shows("Undo history"));
    window.click("As it was opened");
    assert_eq!(*window.map(), before);
    let steps = window.session().steps();
    assert_eq!((steps.0.len(), steps.1), (3, 0));
    window.act(Action::GoToStep(2));
    assert_eq!(window.map().today().personas().len(), before.today().personas().len() + 2);
}

#[test]
fn a_deletion_taken_back_leaves_no_notice_of_it() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.key(Key::Delete);
    window.keys(CTRL, Key::Z);
    let notices = window.notices();
    assert!(!notices.iter().any(|notice| notice.starts_with("Deleted")), "{notices:?}");
    assert!(notices.iter().any(|notice| notice.starts_with("Undone")), "{notices:?}");
}

#[test]
fn a_map_begins_from_a_template_and_becomes_one() {
    let mut window = Window::new();
    window.click("Retail: 5 stages, 12 steps");
    assert_eq!(window.map().today().stages().len(), 5);
    window.act(Action::Run(CommandId::SaveAsTemplate));
    window.keys(CTRL, Key::A);
    window.write("Our shop");
    window.key(Key::Enter);
    assert!(window.notices().iter().any(|notice| notice.starts_with("Saved as a template")), "{:?}", window.notices());
    let drawn = window.map().today().clone();
    let mut again = window.started_again();
    again.click("Our shop: 5 stages, 12 steps");
    assert_eq!(*again.map().today(), drawn);
}

#[test]
fn enter_on_the_start_page_begins_a_blank_map() {
    let mut window = Window::new();
    window.key(Key::Enter);
    assert_eq!(window.map().today().touchpoint_count(), 1);
}

#[test]
fn a_persona_gets_a_map_of_her_own() {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    let scarecrow = window.map().today().personas().nth(1).expect("a second persona").clone();
    window.act(Action::Select(Selection::One(Subject::Persona(scarecrow.id))));
    window.act(Action::Run(CommandId::NewForPersona));
    window.click("Don’t save");
    let names: Vec<String> = window.map().today().personas().map(|persona| persona.name.clone()).collect();
    assert_eq!(names, std::slice::from_ref(&scarecrow.name));
}

#[test]
fn a_file_that_was_moved_is_located_and_takes_its_old_place() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    save_as(&mut window, "here.ron");
    let moved = window.folder().join("there.ron");
    std::fs::rename(window.folder().join("here.ron"), &moved).expect("a moved file");
    window.keys(CTRL, Key::W);
    assert!(window.harness.state().recents[0].pictures[0].is_some());
    window.click("Locate here");
    window.write("there.ron");
    window.key(Key::Enter);
    assert!(window.has_map(), "{:?}", window.notices());
    let recents: Vec<_> = window.harness.state().recents.iter().map(|recent| recent.path.clone()).collect();
    assert_eq!(recents, [moved]);
}

#[test]
fn a_template_of_ones_own_is_deleted_after_a_question() {
    let mut window = Window::new();
    window.click("Public service: 4 stages, 11 steps");
    window.act(Action::Run(CommandId::SaveAsTemplate));
    window.keys(CTRL, Key::A);
    window.write("Our office");
    window.key(Key::Enter);
    let mut again = window.started_again();
    again.harness.get_by_label("Our office: 4 stages, 11 steps").focus();
    again.settle();
    again.key(Key::Delete);
    again.click("Cancel");
    assert!(again.shows("Our office: 4 stages, 11 steps"));
    again.click("Delete the template Our office");
    again.click("Delete template");
    assert!(!again.shows("Our office: 4 stages, 11 steps"));
    assert!(again.shows("Public service: 4 stages, 11 steps"), "what came with the program stays");
    let after = again.started_again();
    assert!(!after.shows("Our office"));
}

#[test]
fn a_file_is_taken_off_the_list_of_recent_ones_by_a_key() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    save_as(&mut window, "here.ron");
    window.keys(CTRL, Key::W);
    assert_eq!(window.harness.state().recents.len(), 1);
    window.harness.get_by_label("Open here").focus();
    window.settle();
    window.harness.event(egui::Event::Copy);
    assert!(window.copied().ends_with("here.ron"));
    window.key(Key::Delete);
    assert!(window.harness.state().recents.is_empty());
}
