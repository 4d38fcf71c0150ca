//! What jobs and the system's dialogs say after the window has gone on to something else.

use std::path::PathBuf;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::Mode;
use crate::gui::dialogs::Dialog;
use crate::gui::dialogs::path::Purpose;
use crate::gui::document::Document;
use crate::gui::taking_pictures::Source;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A folder with the story in a file, and a window that shows it.
fn story() -> (tempfile::TempDir, PathBuf, Window) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("story.ron");
    let map = EXAMPLES[0].open().expect("an example");
    file::save(&path, &map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    let window = Window::opening(Some(path.clone()));
    (folder, path, window)
}

impl Window {
    fn asks_for(&self) -> Option<&Purpose> {
        match &self.harness.state().dialog {
            Some(Dialog::Path(dialog)) => Some(&dialog.purpose),
            Some(_) | None => None,
        }
    }

    fn is_exporting(&self) -> bool {
        matches!(self.harness.state().dialog, Some(Dialog::Export(_)))
    }

    fn says(&self, words: &str) -> bool {
        self.notices().iter().any(|notice| notice.contains(words))
    }

    /// Begins to export the picture to this file.
    fn begin_export(&mut self, path: &std::path::Path) {
        self.keys(CTRL, Key::E);
        self.click("Scale: 1×");
        self.harness.get_by_label("File for the picture").focus();
        self.settle();
        self.keys(CTRL, Key::A);
        self.write(&path.display().to_string());
        self.hold_jobs();
        self.harness.get_all_by_role_and_label(Role::Button, "Export").last().expect("a button").click();
        self.settle();
    }
}

#[test]
fn a_file_chosen_for_opening_is_not_saved_over_by_a_dialog_that_came_later() {
    let (folder, path, mut window) = story();
    let other = folder.path().join("other.ron");
    std::fs::write(&other, "somebody’s work").expect("a file");
    window.keys(CTRL, Key::O);
    let opening = window.asks_system();
    window.key(Key::Escape);
    window.keys(CTRL_SHIFT, Key::S);
    window.system_answers(opening, &other);
    assert_eq!(std::fs::read_to_string(&other).expect("a file"), "somebody’s work");
    assert!(matches!(window.asks_for(), Some(Purpose::Save(None))), "the question is still open");
    assert!(window.says("“other.ron” was not taken"), "{:?}", window.notices());
    // Nor is one that was asked for before in the same dialog.
    let first = window.asks_system();
    let second = window.asks_system();
    window.system_answers(first, &other);
    assert_eq!(std::fs::read_to_string(&other).expect("a file"), "somebody’s work");
    window.system_answers(second, &folder.path().join("copy.ron"));
    assert_eq!(file::read(&folder.path().join("copy.ron")).expect("a map").map, file::read(&path).expect("a map").map);
}

#[test]
fn an_export_that_ends_late_closes_no_other_dialog_than_its_own() {
    let (folder, _path, mut window) = story();
    let picture = folder.path().join("map.png");
    window.begin_export(&picture);
    window.click("Close");
    assert!(!window.is_exporting());
    window.keys(CTRL, Key::E);
    window.let_jobs_report();
    assert!(picture.exists());
    assert!(window.is_exporting(), "the dialog that was opened meanwhile");
    window.key(Key::Escape);
    window.begin_export(&picture);
    window.click("Close");
    window.let_jobs_report();
    assert!(window.says("is there already; nothing was exported"), "{:?}", window.notices());
}

#[test]
fn a_map_to_compare_with_that_is_read_late_leaves_another_map_and_another_question_alone() {
    let (folder, path, mut window) = story();
    let other = folder.path().join("other.ron");
    std::fs::copy(&path, &other).expect("a copy");
    let compare = |window: &mut Window| {
        window.run(CommandId::CompareWithFile);
        window.keys(CTRL, Key::A);
        window.write(&other.display().to_string());
        window.hold_jobs();
        window.key(Key::Enter);
    };
    compare(&mut window);
    window.keys(CTRL_SHIFT, Key::S);
    window.let_jobs_report();
    assert!(matches!(window.asks_for(), Some(Purpose::Save(None))), "the question is still open");
    assert_eq!(window.harness.state().view.mode, Mode::Ideal);
    window.key(Key::Escape);
    compare(&mut window);
    window.keys(CTRL, Key::N);
    window.let_jobs_report();
    assert_eq!(window.harness.state().view.mode, Mode::Map, "another map is open");
}

#[test]
fn a_picture_that_is_read_late_goes_onto_no_other_map() {
    let (folder, _path, mut window) = story();
    let picture = folder.path().join("gate.png");
    image::RgbaImage::from_pixel(40, 30, image::Rgba([9, 90, 200, 255])).save(&picture).expect("a picture");
    let map = window.map().clone();
    let first = map.today().touchpoints().next().expect("a touchpoint").id;
    window.hold_jobs();
    window.harness.state_mut().take_picture(Source::File(picture), Some(Subject::Touchpoint(first)));
    // An earlier version of the same map has the very same touchpoint.
    window.harness.state_mut().show_document(Document::unsaved(map.clone()));
    window.let_jobs_report();
    assert_eq!(*window.map(), map);
    assert!(window.says("its map is no longer open"), "{:?}", window.notices());
}

#[test]
fn a_plan_that_is_written_late_closes_no_question_about_another_file() {
    let (folder, _path, mut window) = story();
    let plan = folder.path().join("plan.md");
    window.run(CommandId::CompareTable);
    window.settle();
    window.run(CommandId::ExportPlan);
    window.keys(CTRL, Key::A);
    window.write(&plan.display().to_string());
    window.hold_jobs();
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.keys(CTRL_SHIFT, Key::S);
    window.let_jobs_report();
    assert!(plan.exists());
    assert!(matches!(window.asks_for(), Some(Purpose::Save(None))), "the question is still open");
}
