//! Files dropped onto the window by other programs, and rows of the outline dragged within it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::exchange::shipped::EXAMPLES;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::dialogs::Dialog;
use crate::model::*;

/// A file as the window's system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_files(window: &mut Window, files: &[PathBuf]) {
    for file in files {
        window.harness.input_mut().dropped_files.push(Arc::new(Dropped(file.clone())));
    }
    window.harness.step();
    window.harness.input_mut().dropped_files.clear();
    window.settle();
}

fn file(window: &Window, name: &str, contents: &str) -> PathBuf {
    let path = window.folder().join(name);
    std::fs::write(&path, contents).expect("a file");
    path
}

fn picture(window: &Window) -> PathBuf {
    let path = window.folder().join("gate.png");
    image::RgbaImage::from_pixel(40, 30, image::Rgba([9, 90, 200, 255])).save(&path).expect("a picture");
    path
}

/// An example that came from a file, as most maps do.
fn oz() -> Window {
    let mut window = Window::new();
    let text = crate::file::to_text(&EXAMPLES[0].open().expect("an example"));
    let path = file(&window, "oz.ron", &text);
    drop_files(&mut window, &[path]);
    window
}

fn middle(window: &Window, name: &str) -> Pos2 {
    window.harness.get_all_by_label(name).next().expect("it is in view").rect().center()
}

#[test]
fn a_map_or_a_text_in_mermaids_words_opens() {
    let mut window = oz();
    assert_eq!(window.map().today().touchpoint_count(), 14);
    let path = file(&window, "short.mmd", "journey\n  title Short\n  section One\n    Arrive: 5: Ann\n");
    drop_files(&mut window, &[path]);
    assert_eq!(window.map().about().title, "Short");
    assert_eq!(window.map().today().touchpoint_count(), 1);
}

#[test]
fn a_picture_goes_to_the_touchpoint_under_the_pointer() {
    let mut window = oz();
    let path = picture(&window);
    let touchpoint = window.map().today().touchpoints().nth(1).expect("a touchpoint").clone();
    let label = window.harness.query_all_by_label_contains(&touchpoint.name);
    let card = label.map(|node| node.rect()).find(|rect| rect.left() > 360.0 && rect.height() > 60.0);
    window.harness.hover_at(card.expect("its card is in view").center());
    drop_files(&mut window, &[path]);
    let after = window.map().today().touchpoint(touchpoint.id).expect("still there").clone();
    assert_eq!(after.pictures.len(), 1);
    window.keys(egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(**window.map().today().touchpoint(touchpoint.id).expect("there"), *touchpoint);
}

#[test]
fn answers_of_a_survey_are_asked_about_before_they_come_onto_the_map() {
    let mut window = oz();
    let before = window.map().clone();
    let path = file(&window, "answers.csv", "Moment,Satisfied (1-5)\nSpa and makeover,5\nSpa and makeover,4\n");
    drop_files(&mut window, &[path]);
    assert!(matches!(window.harness.state().dialog, Some(Dialog::Survey(_))));
    assert_eq!(*window.map(), before);
}

#[test]
fn of_several_files_one_is_taken_and_that_is_said() {
    let mut window = oz();
    let short = file(&window, "short.mmd", "journey\n  title Short\n");
    let files = [short, picture(&window), file(&window, "notes.txt", "a")];
    drop_files(&mut window, &files);
    assert_eq!(window.map().about().title, "Short");
    let said = window.notices().join(" ");
    assert!(said.contains("“short.mmd” was taken, 2 others left out"), "{said}");
}

#[test]
fn a_file_dropped_on_somebodys_work_in_a_dialog_is_not_taken() {
    let mut window = oz();
    let before = window.map().clone();
    let short = file(&window, "short.mmd", "journey\n  title Short\n");
    let answers = file(&window, "answers.csv", "Moment,Satisfied (1-5)\nSpa and makeover,5\n");
    let picture = picture(&window);
    window.run(CommandId::StartVote);
    window.write("b");
    for path in [&short, &answers, &picture] {
        drop_files(&mut window, std::slice::from_ref(path));
        assert!(window.shows("4 dots left"), "the vote goes on");
        let name = path.file_name().expect("a name").to_string_lossy();
        let said = format!("“{name}” was not taken: answer the open dialog first");
        assert!(window.notices().iter().any(|notice| notice.contains(&said)), "{:?}", window.notices());
    }
    window.key(Key::Backspace);
    window.key(Key::Escape);
    drop_files(&mut window, std::slice::from_ref(&answers));
    drop_files(&mut window, std::slice::from_ref(&short));
    assert!(matches!(window.harness.state().dialog, Some(Dialog::Survey(_))), "the matches are still there");
    window.key(Key::Escape);
    assert_eq!(*window.map(), before);
    window.key(Key::F1);
    drop_files(&mut window, &[short]);
    assert_eq!(window.map().about().title, "Short", "a page of help is nobody's work");
}

#[test]
fn a_picture_is_taken_only_where_the_map_is_shown() {
    let mut window = oz();
    let before = window.map().clone();
    let path = picture(&window);
    let touchpoint = window.map().today().touchpoints().nth(1).expect("a touchpoint").id;
    let refused = |window: &mut Window| {
        drop_files(window, std::slice::from_ref(&path));
        assert!(
            window.notices().iter().any(|notice| notice.contains("pictures go onto the map")),
            "{:?}",
            window.notices()
        );
    };
    for mode in [CommandId::IdealMode, CommandId::ShowFindings, CommandId::Present] {
        window.run(CommandId::MapMode);
        window.act(Action::Select(Selection::One(Subject::Touchpoint(touchpoint))));
        window.run(mode);
        refused(&mut window);
    }
    window.key(Key::Escape);
    window.run(CommandId::MapMode);
    assert_eq!(*window.map(), before, "none of them waits for the map to be shown");
}

#[test]
fn what_is_no_map_is_refused_in_a_sentence_and_the_map_stays() {
    let mut window = oz();
    let before = window.map().clone();
    let path = file(&window, "notes.ron", "not a map");
    drop_files(&mut window, &[path]);
    assert_eq!(*window.map(), before);
    assert!(window.shows("The file could not be opened") && window.shows("notes.ron"), "{:?}", window.notices());
}

fn names(window: &Window) -> Vec<String> {
    window.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect()
}

/// Presses at one point of the window and goes to another, without letting go.
fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.harness.drag_at(from);
    window.harness.run_steps(2);
    for part in 1..=4 {
        window.harness.hover_at(from + (to - from) * (part as f32 / 4.0));
        window.harness.run_steps(1);
    }
}

#[test]
fn rows_of_the_outline_are_dragged_to_another_place_and_stage() {
    let mut window = oz();
    let before = window.map().clone();
    let (from, above) = (middle(&window, "5, Companions join her"), middle(&window, "1, Tornado drops her in Oz"));
    let to = above + vec2(0.0, 12.0);
    drag(&mut window, from, to);
    assert_eq!(*window.map(), before, "nothing changes before the button is released");
    window.harness.drop_at(to);
    window.settle();
    let now = names(&window);
    assert_eq!(&now[..3], ["Tornado drops her in Oz", "Companions join her", "Glinda points to the Wizard"]);
    let journey = window.map().today();
    let stages: Vec<StageId> = journey.touchpoints().take(2).map(|touchpoint| touchpoint.stage).collect();
    assert_eq!(stages[0], stages[1]);
    window.keys(egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn a_stage_is_dragged_in_the_outline_and_escape_leaves_everything_where_it_was() {
    let mut window = oz();
    let before = window.map().clone();
    let service = middle(&window, "Stage 4, Service, 3 touchpoints");
    let top = middle(&window, "Stage 1, Awareness, 3 touchpoints") - vec2(0.0, 8.0);
    drag(&mut window, service, top);
    window.key(Key::Escape);
    window.harness.drop_at(top);
    window.settle();
    assert_eq!(*window.map(), before);
    drag(&mut window, service, top);
    window.harness.drop_at(top);
    window.settle();
    let stages: Vec<&str> = window.map().today().stages().iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(stages, ["Service", "Awareness", "Consideration", "Onboarding", "Outcome"]);
}
