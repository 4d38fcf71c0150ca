//! What Enter does in a dialog, and what a dialog says however long it is.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::{AboutField, Command};
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::dialogs::Dialog;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Window {
    /// Brings the keyboard to a control, and presses Enter there.
    fn enter_on(&mut self, role: Role, name: &str) {
        self.harness.get_all_by_role_and_label(role, name).last().expect("a control").focus();
        self.settle();
        self.key(Key::Enter);
    }

    fn dialog(&self) -> Option<&Dialog> {
        self.harness.state().dialog.as_ref()
    }

    fn set(&mut self, field: AboutField) {
        self.harness.state_mut().actions.push(Action::Edit(Command::SetAbout(field)));
        self.settle();
    }

    /// Types the file of the picture into the export dialog, and presses its button.
    fn export_to(&mut self, path: &str) {
        self.harness.get_by_label("File for the picture").focus();
        self.settle();
        self.keys(CTRL, Key::A);
        self.write(path);
        self.harness.get_all_by_role_and_label(Role::Button, "Export").last().expect("a button").click();
        self.settle();
    }
}

fn blank() -> Window {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window
}

#[test]
fn enter_on_a_button_of_the_dialog_for_files_presses_that_button() {
    let mut window = blank();
    let folder = window.folder().to_owned();
    window.keys(CTRL_SHIFT, Key::S);
    window.enter_on(Role::Button, "Folder above");
    let Some(Dialog::Path(dialog)) = window.dialog() else { panic!("the dialog is gone: {:?}", window.notices()) };
    assert_eq!(Some(dialog.folder.as_path()), folder.parent());
    window.enter_on(Role::Button, "Cancel");
    assert!(window.dialog().is_none());
    assert!(window.session().is_dirty(), "{:?}", window.notices());
}

#[test]
fn enter_on_a_listed_file_chooses_it_and_once_more_opens_it() {
    let mut window = Window::new();
    let path = window.folder().join("story.ron");
    let map = EXAMPLES[0].open().expect("an example");
    file::save(&path, &map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    window.keys(CTRL, Key::O);
    window.enter_on(Role::ListBoxOption, "story.ron");
    assert!(!window.has_map());
    window.key(Key::Enter);
    assert!(window.has_map(), "{:?}", window.notices());
}

#[test]
fn enter_on_cancel_keeps_no_template() {
    let mut window = blank();
    window.run(CommandId::SaveAsTemplate);
    window.enter_on(Role::Button, "Cancel");
    assert!(window.dialog().is_none());
    assert!(window.harness.state().own_templates.is_empty());
    window.run(CommandId::SaveAsTemplate);
    window.key(Key::Enter);
    assert_eq!(window.harness.state().own_templates.len(), 1);
}

#[test]
fn enter_on_cancel_pastes_no_table() {
    let mut window = blank();
    let before = window.map().clone();
    let paste = |window: &mut Window| {
        window.harness.event(Event::Paste("Arrive\tWait\nLeave\tPay".to_owned()));
        window.settle();
        assert!(matches!(window.dialog(), Some(Dialog::PasteGrid(_))));
    };
    paste(&mut window);
    window.enter_on(Role::Button, "Cancel");
    assert!(window.dialog().is_none());
    assert_eq!(*window.map(), before);
    paste(&mut window);
    window.key(Key::Enter);
    assert_ne!(*window.map(), before);
}

#[test]
fn enter_on_cancel_takes_no_snapshot() {
    let mut window = blank();
    window.run(CommandId::TakeSnapshot);
    window.enter_on(Role::Button, "Cancel");
    assert!(window.dialog().is_none());
    assert_eq!(window.map().snapshots().count(), 0);
    window.run(CommandId::TakeSnapshot);
    window.key(Key::Enter);
    assert_eq!(window.map().snapshots().count(), 1);
}

#[test]
fn enter_on_cancel_mutes_no_rule() {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window.run(CommandId::ShowFindings);
    window.settle();
    window.run(CommandId::NextFinding);
    window.run(CommandId::MuteRule);
    assert!(matches!(window.dialog(), Some(Dialog::Mute(_))), "{:?}", window.notices());
    window.write("We do without on purpose");
    let before = window.map().clone();
    window.enter_on(Role::Button, "Cancel");
    assert!(window.dialog().is_none());
    assert_eq!(*window.map(), before);
}

#[test]
fn a_picture_that_is_there_under_a_long_name_leaves_room_for_the_buttons() {
    let mut window = blank();
    window.set(AboutField::Title("The long way of a girl from Kansas to the Wizard ".repeat(8)));
    let path = window.folder().join(format!("{}.png", "w".repeat(200)));
    std::fs::write(&path, "somebody’s picture").expect("a file");
    window.keys(CTRL, Key::E);
    let right_of = |window: &Window, text: &str| {
        window.harness.query_all_by_label_contains(text).map(|node| node.rect().right()).fold(0.0, f32::max)
    };
    let left_of = |window: &Window, name: &str| {
        let buttons = window.harness.get_all_by_role_and_label(Role::Button, name);
        buttons.last().expect("a button").rect().left()
    };
    let title = window.harness.get_all_by_role(Role::Label).filter(|node| {
        node.accesskit_node().value().is_some_and(|text| text.starts_with("The long way") && text.ends_with("Wizard "))
    });
    let title = title.map(|node| node.rect().right()).fold(0.0, f32::max);
    assert!(title > 0.0 && title <= left_of(&window, "Close"), "{title}");
    window.export_to(&path.display().to_string());
    let remark = right_of(&window, "is there already");
    assert!(remark > 0.0 && remark <= left_of(&window, "Copy picture"), "{remark}");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "somebody’s picture");
}

#[test]
fn why_a_picture_was_not_exported_stands_there_as_a_whole() {
    let mut window = blank();
    window.keys(CTRL, Key::E);
    let nowhere = window.folder().join("there is no such folder").join("map.png");
    window.export_to(&nowhere.display().to_string());
    assert!(window.shows("The picture was not exported"));
    let sentence = window.harness.get_by_label_contains("was not written");
    assert!(window.shows("there is no such file or folder; check the path."));
    // It wraps within the dialog instead of being cut.
    assert!(sentence.rect().width() < 600.0 && sentence.rect().height() > 24.0, "{:?}", sentence.rect());
}

#[test]
fn what_a_picture_leaves_out_is_said_after_it_was_exported() {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window.set(AboutField::Takeaway("A takeaway that never ends ".repeat(60)));
    window.keys(CTRL, Key::E);
    window.click("Scale: 1×");
    assert!(window.shows("to look at"));
    let path = window.folder().join("cut.png");
    window.export_to(&path.display().to_string());
    assert!(path.exists(), "{:?}", window.notices());
    assert!(
        window.notices().iter().any(|notice| notice.contains("to look at in the picture; Ctrl+E")),
        "{:?}",
        window.notices()
    );
}

#[test]
fn copying_a_picture_of_several_pages_says_which_page_it_is() {
    let mut window = blank();
    let lines: Vec<String> = (1..=60).map(|n| format!("Step {n}\n")).collect();
    window.harness.event(Event::Paste(lines.concat()));
    window.settle();
    window.harness.state_mut().actions.push(Action::Select(Selection::None));
    window.keys(CTRL, Key::E);
    window.click("Scale: 1×");
    assert!(window.shows("Page 1 of"));
    window.click("Copy picture");
    assert!(window.notices().iter().any(|notice| notice.starts_with("Page 1 of ")), "{:?}", window.notices());
}

#[cfg(unix)]
#[test]
fn a_picture_is_drawn_through_a_link_keeps_its_mode_and_spares_a_protected_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut window = blank();
    let at = |name: &str| window.folder().join(name);
    let (real, link, kept) = (at("real.png"), at("link.png"), at("kept.png"));
    for path in [&real, &kept] {
        std::fs::write(path, "a picture of before").expect("a file");
    }
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("a mode");
    std::fs::set_permissions(&kept, std::fs::Permissions::from_mode(0o444)).expect("a mode");
    let replace = |window: &mut Window, path: &std::path::Path| {
        window.keys(CTRL, Key::E);
        window.click("Scale: 1×");
        window.export_to(&path.display().to_string());
        window.click("Replace");
    };
    replace(&mut window, &link);
    assert!(link.is_symlink() && image::open(&real).is_ok(), "{:?}", window.notices());
    assert_eq!(real.metadata().expect("a file").permissions().mode() & 0o777, 0o640);
    replace(&mut window, &kept);
    assert_eq!(std::fs::read_to_string(&kept).expect("a file"), "a picture of before");
    assert!(window.shows("protected against writing"));
}

#[test]
fn what_is_wrong_with_a_whole_file_is_said_in_one_sentence() {
    let gone = tempfile::tempdir().expect("a folder").path().join("gone.ron");
    let window = Window::opening(Some(gone));
    let Some(Dialog::Errors(dialog)) = window.harness.state().dialog.as_ref() else { panic!("{:?}", window.notices()) };
    assert_eq!(dialog.sentence, "gone.ron could not be read: there is no such file or folder. Check the path.");
    assert!(dialog.problems.is_empty());
}
