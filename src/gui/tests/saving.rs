//! Saving and opening while the disk is slow, another program is at work, or the file is not to be written.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};

use super::harness::Window;
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::dialogs::Dialog;
use crate::gui::disk;
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A folder with a map in it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        desk.put("story.ron");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str) -> PathBuf {
        let map = EXAMPLES[0].open().expect("an example");
        let context = file::SaveContext::default();
        file::save(&self.path(name), &map, file::Expected::Absent, &context).expect("a saved map");
        self.path(name)
    }

    fn window(&self) -> Window {
        Window::opening(Some(self.path("story.ron")))
    }

    fn map(&self, name: &str) -> Map {
        file::read(&self.path(name)).expect("a map").map
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }

    /// Makes the file one of a format that this program does not know.
    fn make_newer(&self) {
        let text = self.text("story.ron");
        assert!(text.contains("format: 1,"), "{}", &text[..200]);
        std::fs::write(self.path("story.ron"), text.replacen("format: 1,", "format: 99,", 1)).expect("a file");
    }
}

impl Window {
    /// Writes the sentence on the slide, which is a change like any other.
    fn change(&mut self, takeaway: &str) {
        let field = crate::edit::AboutField::Takeaway(takeaway.to_owned());
        self.harness.state_mut().actions.push(Action::Edit(crate::edit::Command::SetAbout(field)));
        self.settle();
    }

    fn takeaway(&self) -> &str {
        &self.map().about().takeaway
    }

    /// Types a name into the dialog that asks for a file, and presses Enter.
    fn name_file(&mut self, path: &Path) {
        self.keys(CTRL, Key::A);
        self.write(&path.display().to_string());
        self.key(Key::Enter);
    }

    fn open(&mut self, path: &Path) {
        self.harness.state_mut().actions.push(Action::Open(path.to_owned()));
        self.settle();
    }

    fn path(&self) -> Option<PathBuf> {
        self.harness.state().document.as_ref().and_then(|document| document.path.clone())
    }
}

#[test]
fn a_save_that_ends_after_another_map_was_opened_changes_nothing_about_that_one() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change("Saved");
    window.hold_jobs();
    window.keys(CTRL, Key::S);
    window.keys(CTRL, Key::N);
    window.click("Don’t save");
    window.let_jobs_report();
    assert_eq!(desk.map("story.ron").about().takeaway, "Saved");
    assert_eq!((window.path(), window.session().is_dirty()), (None, true));
    assert!(window.notices().iter().any(|notice| notice.contains("story.ron")), "{:?}", window.notices());
}

#[test]
fn a_save_that_fails_after_another_map_was_opened_does_not_offer_that_one_the_file() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change("Lost");
    std::fs::write(desk.path("story.ron"), "somebody’s work").expect("a file");
    window.hold_jobs();
    window.keys(CTRL, Key::S);
    window.keys(CTRL, Key::N);
    window.click("Don’t save");
    window.let_jobs_report();
    assert!(!window.shows("Replace"));
    assert!(window.notices().iter().any(|notice| notice.contains("story.ron")), "{:?}", window.notices());
}

#[test]
fn changes_made_while_a_file_is_read_are_asked_about_before_it_is_shown() {
    let desk = Desk::new();
    let other = desk.put("other.ron");
    let mut window = desk.window();
    window.hold_jobs();
    window.open(&other);
    window.change("Meanwhile");
    window.let_jobs_report();
    assert!(window.shows("Save the changes?"));
    assert_eq!(window.takeaway(), "Meanwhile");
    window.click("Cancel");
    assert_eq!((window.takeaway(), window.path()), ("Meanwhile", Some(desk.path("story.ron"))));

    window.hold_jobs();
    window.open(&other);
    assert!(window.shows("Save the changes?"));
    window.click("Don’t save");
    window.change("Meanwhile again");
    window.let_jobs_report();
    window.click("Save");
    assert_eq!(desk.map("story.ron").about().takeaway, "Meanwhile again");
    assert_eq!(window.path(), Some(other));
}

#[test]
fn a_name_being_written_while_a_file_is_read_is_asked_about_too() {
    let desk = Desk::new();
    let other = desk.put("other.ron");
    let mut window = desk.window();
    window.key(Key::ArrowRight);
    window.hold_jobs();
    window.open(&other);
    window.key(Key::F2);
    window.write("A storm");
    window.let_jobs_report();
    assert!(window.shows("Save the changes?"));
}

#[test]
fn of_two_files_the_one_asked_for_last_is_shown() {
    let desk = Desk::new();
    let (first, second) = (desk.put("first.ron"), desk.put("second.ron"));
    let mut window = desk.window();
    window.hold_jobs();
    window.open(&first);
    window.open(&second);
    window.let_jobs_report();
    assert_eq!(window.path().as_ref(), Some(&second));
    // The first one, after the story itself, took longer to read.
    let late = disk::open(&first, &mut SeededIds::new(3)).map(Box::new);
    window.harness.state_mut().open_ended(2, late);
    window.settle();
    assert_eq!(window.path(), Some(second));
}

#[test]
fn a_file_that_was_read_waits_until_the_open_dialog_is_answered() {
    let desk = Desk::new();
    let other = desk.put("other.ron");
    let mut window = desk.window();
    window.hold_jobs();
    window.open(&other);
    window.run(CommandId::Preferences);
    window.let_jobs_report();
    assert_eq!(window.path(), Some(desk.path("story.ron")));
    window.key(Key::Escape);
    assert_eq!(window.path(), Some(other));
}

#[test]
fn a_question_about_the_file_waits_until_the_open_dialog_is_answered() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change("Mine");
    std::fs::write(desk.path("story.ron"), "somebody’s work").expect("a file");
    window.hold_jobs();
    window.keys(CTRL, Key::S);
    window.run(CommandId::Preferences);
    window.let_jobs_report();
    assert!(!window.shows("Replace the file?"));
    window.key(Key::Escape);
    assert!(window.shows("Replace the file?"));
    assert_eq!(desk.text("story.ron"), "somebody’s work");
}

#[test]
fn saving_twice_in_a_row_accuses_nobody_and_writes_the_last_state() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change("First");
    window.hold_jobs();
    window.keys(CTRL, Key::S);
    window.change("Second");
    for _ in 0..3 {
        window.harness.key_press_modifiers(CTRL, Key::S);
    }
    window.let_jobs_report();
    assert!(!window.shows("Replace"), "{:?}", window.notices());
    assert!(!window.session().is_dirty());
    assert_eq!(desk.map("story.ron").about().takeaway, "Second");
}

#[test]
fn a_save_that_waited_does_not_close_the_field_that_is_being_written_in() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.key(Key::ArrowRight);
    window.change("First");
    window.hold_jobs();
    window.keys(CTRL, Key::S);
    window.change("Second");
    window.keys(CTRL, Key::S);
    window.key(Key::F2);
    window.write("A st");
    window.let_jobs_report();
    assert_eq!(desk.map("story.ron").about().takeaway, "Second");
    window.write("orm");
    window.key(Key::Enter);
    let first = window.map().today().touchpoints().next().expect("a touchpoint");
    assert_eq!(first.name, "A storm");
}

#[test]
fn saving_again_before_a_new_file_is_written_does_not_ask_for_its_name_twice() {
    let desk = Desk::new();
    let mut window = desk.window();
    let copy = desk.path("copy.ron");
    window.keys(CTRL_SHIFT, Key::S);
    window.hold_jobs();
    window.name_file(&copy);
    window.change("Second");
    window.keys(CTRL, Key::S);
    assert!(window.harness.state().dialog.is_none());
    window.let_jobs_report();
    assert_eq!((window.path(), window.session().is_dirty()), (Some(copy), false));
    assert_eq!(desk.map("copy.ron").about().takeaway, "Second");
}

#[test]
fn quitting_while_a_save_is_under_way_waits_for_the_last_state() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change("First");
    window.hold_jobs();
    window.keys(CTRL, Key::S);
    window.change("Second");
    window.keys(CTRL, Key::W);
    window.click("Save");
    assert!(window.has_map());
    window.let_jobs_report();
    assert!(!window.has_map());
    assert_eq!(desk.map("story.ron").about().takeaway, "Second");
}

#[test]
fn a_file_that_another_program_changed_is_replaced_only_after_a_question() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change("Mine");
    std::fs::write(desk.path("story.ron"), "somebody’s work").expect("a file");
    window.keys(CTRL, Key::S);
    assert!(window.shows("Replace the file?"));
    assert_eq!(desk.text("story.ron"), "somebody’s work");
    window.click("Cancel");
    assert!(window.session().is_dirty());
    window.keys(CTRL, Key::S);
    window.click("Replace");
    assert_eq!(desk.map("story.ron").about().takeaway, "Mine");
}

#[test]
fn what_was_allowed_to_be_replaced_is_written_in_place_without_the_same_question_again() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change("Mine");
    std::fs::write(desk.path("story.ron"), "somebody else's").expect("a file");
    // The folder takes no new files: after the first question the second one comes.
    let failure = disk::SaveFailure {
        path: desk.path("story.ron"),
        sentence: "the folder takes no new files".to_owned(),
        replaceable: false,
        in_place: true,
        replacing: true,
    };
    window.harness.state_mut().dialog = Some(Dialog::Replace { failure, next: None });
    window.settle();
    window.click("Write anyway");
    assert!(window.harness.state().dialog.is_none());
    assert_eq!(desk.map("story.ron").about().takeaway, "Mine");
}

#[test]
fn a_map_of_a_newer_format_is_saved_as_a_copy_and_never_over_itself() {
    let desk = Desk::new();
    desk.make_newer();
    let newer = desk.text("story.ron");
    let mut window = desk.window();
    assert!(window.shows("Read-only") && !window.shows("Read-only, unsaved"));
    window.change("Mine");
    assert!(window.shows("Read-only, unsaved"));
    window.keys(CTRL, Key::S);
    window.name_file(&desk.path("story.ron"));
    assert!(window.shows("a newer version of Wayfarer wrote") || window.shows("A newer version of Wayfarer wrote"));
    assert_eq!(desk.text("story.ron"), newer);
    window.click("Close");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.path("story.ron"), desk.path("link.ron")).expect("a link");
        window.keys(CTRL, Key::S);
        window.name_file(&desk.path("link.ron"));
        assert_eq!(desk.text("story.ron"), newer);
        window.click("Close");
    }
    // The system's dialog has asked, but does not know what would be lost.
    window.keys(CTRL, Key::S);
    window.picked_by_system(&desk.path("story.ron"));
    assert_eq!(desk.text("story.ron"), newer);
    window.click("Close");
    window.keys(CTRL, Key::S);
    window.key(Key::Enter);
    assert_eq!(desk.text("story.ron"), newer);
    assert_eq!(desk.map("story copy.ron").about().takeaway, "Mine");
    window.change("Mine again");
    window.keys(CTRL, Key::S);
    assert_eq!(desk.map("story copy.ron").about().takeaway, "Mine again");
}

#[cfg(unix)]
#[test]
fn a_protected_map_is_saved_as_a_copy() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let protect = |mode| std::fs::set_permissions(desk.path("story.ron"), std::fs::Permissions::from_mode(mode));
    protect(0o444).expect("a mode");
    let before = desk.text("story.ron");
    let mut window = desk.window();
    window.change("Mine");
    window.keys(CTRL, Key::S);
    window.key(Key::Enter);
    assert_eq!(desk.text("story.ron"), before);
    assert_eq!(desk.map("story copy.ron").about().takeaway, "Mine");
    protect(0o644).expect("a mode");
}

#[test]
fn the_systems_dialog_replaces_the_file_it_asked_about_and_no_other() {
    let desk = Desk::new();
    std::fs::write(desk.path("taken.ron"), "somebody’s work").expect("a file");
    let mut window = desk.window();
    // It asked about “taken”, which is not there; the ending leads to a file that is.
    window.keys(CTRL_SHIFT, Key::S);
    window.picked_by_system(&desk.path("taken"));
    assert!(window.shows("Replace the file?"));
    assert_eq!(desk.text("taken.ron"), "somebody’s work");
    window.click("Cancel");
    // Its own file was changed by another program, of which the system's dialog knows nothing.
    std::fs::write(desk.path("story.ron"), "more work").expect("a file");
    window.keys(CTRL_SHIFT, Key::S);
    window.picked_by_system(&desk.path("story.ron"));
    assert!(window.shows("Replace the file?"));
    assert_eq!(desk.text("story.ron"), "more work");
    window.click("Cancel");
    window.keys(CTRL_SHIFT, Key::S);
    window.picked_by_system(&desk.path("taken.ron"));
    assert_eq!(desk.map("taken.ron"), *window.map());
}

#[test]
fn the_systems_dialog_does_not_replace_a_plan_that_it_did_not_ask_about() {
    let desk = Desk::new();
    std::fs::write(desk.path("plan.md"), "somebody’s plan").expect("a file");
    let mut window = desk.window();
    window.run(CommandId::CompareTable);
    window.settle();
    window.run(CommandId::ExportPlan);
    window.picked_by_system(&desk.path("plan"));
    assert_eq!(desk.text("plan.md"), "somebody’s plan");
    assert!(window.shows("plan.md is there already"));
    window.picked_by_system(&desk.path("plan.md"));
    assert!(desk.text("plan.md").starts_with("# Plan"), "{:?}", window.notices());
}

#[test]
fn a_name_with_a_dot_is_saved_as_ron() {
    let desk = Desk::new();
    let mut window = desk.window();
    for (typed, file) in [("oz v1.2", "oz v1.2.ron"), ("day.mmd", "day.mmd.ron"), ("DAY.RON", "DAY.RON")] {
        window.keys(CTRL_SHIFT, Key::S);
        window.name_file(&desk.path(typed));
        assert_eq!(desk.map(file), *window.map());
        assert_eq!(desk.path(typed).exists(), typed == file);
    }
}
