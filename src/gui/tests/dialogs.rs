//! What a dialog says, however long it is.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::{AboutField, Command};
use crate::gui::context::{Action, Selection};

const CTRL: Modifiers = Modifiers::COMMAND;

impl Window {
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
