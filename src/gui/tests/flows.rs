//! What people do, from the first key to the file on the disk.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::frame::Subject;
use crate::gui::command_table::{CommandId, TABLE};
use crate::gui::context::{Action, Selection};
use crate::model::*;
use crate::theme::ThemeKind;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn names(journey: &Journey) -> Vec<Vec<String>> {
    let touchpoints = |stage: StageId| journey.touchpoints_in(stage).map(|t| t.name.clone()).collect();
    journey.stages().iter().map(|stage| touchpoints(stage.id)).collect()
}

/// Makes five stages of four touchpoints from nothing, with the keyboard alone.
fn draw_five_by_four(window: &mut Window) {
    window.keys(CTRL, Key::N);
    for stage in 1..=5 {
        if stage > 1 {
            window.keys(CTRL, Key::Enter);
            window.write(&format!("Stage {stage}"));
            window.key(Key::Enter);
        }
        for step in 1..=4 {
            let first_is_there = stage == 1 && step == 1;
            // A blank map selects its first card, so that typing names it.
            if first_is_there {
                window.key(Key::F2);
            } else {
                window.key(Key::Enter);
            }
            window.write(&format!("Step {stage}.{step}"));
            window.key(Key::Enter);
        }
    }
}

#[test]
fn a_map_is_drawn_by_keyboard_undone_done_again_saved_and_opened_again() {
    let mut window = Window::new();
    draw_five_by_four(&mut window);
    let drawn = window.map().clone();
    assert_eq!(drawn.today().stages().len(), 5);
    for (at, touchpoints) in names(drawn.today()).iter().enumerate() {
        let wanted: Vec<String> = (1..=4).map(|step| format!("Step {}.{step}", at + 1)).collect();
        assert_eq!(*touchpoints, wanted);
    }

    while window.session().can_undo() {
        window.keys(CTRL, Key::Z);
    }
    assert_eq!(window.map().today().touchpoint_count(), 1);
    while window.session().can_redo() {
        window.keys(CTRL_SHIFT, Key::Z);
    }
    assert_eq!(*window.map(), drawn);

    window.keys(CTRL, Key::S);
    let path = window.folder().join("drawn.ron");
    window.keys(CTRL, Key::A);
    window.write(&path.display().to_string());
    window.key(Key::Enter);
    assert!(!window.session().is_dirty(), "{:?}", window.notices());
    assert_eq!(file::read(&path).expect("a whole file").map, drawn);

    let again = Window::opening(Some(path));
    assert_eq!(*again.map(), drawn);
    assert!(!again.session().is_dirty());
}

#[test]
fn a_broken_file_is_explained_and_the_open_map_stays() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    let before = window.map().clone();
    let path = window.folder().join("broken.ron");
    std::fs::write(&path, "(format: 1, id: \"nonsense").expect("a file");
    window.keys(CTRL, Key::O);
    window.click("Don’t save");
    window.write("broken.ron");
    window.key(Key::Enter);
    assert!(window.shows("The file could not be opened"));
    assert!(window.shows("line 1"));
    window.click("Close");
    assert_eq!(*window.map(), before);
}

#[test]
fn unsaved_changes_are_asked_about_and_cancel_keeps_them() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.keys(CTRL, Key::W);
    assert!(window.shows("Save the changes?"));
    window.click("Cancel");
    assert!(window.has_map());
    window.keys(CTRL, Key::W);
    window.click("Don’t save");
    assert!(!window.has_map());
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_a_question() {
    let mut window = Window::new();
    let path = window.folder().join("mine.ron");
    std::fs::write(&path, "somebody’s work").expect("a file");
    window.keys(CTRL, Key::N);
    window.keys(CTRL, Key::S);
    window.keys(CTRL, Key::A);
    window.write("mine.ron");
    window.key(Key::Enter);
    assert!(window.shows("Replace the file?"));
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), "somebody’s work");
    window.click("Replace");
    assert_eq!(file::read(&path).expect("a map").map, *window.map());
}

#[test]
fn the_palette_runs_a_command_from_a_few_letters() {
    let mut window = Window::new();
    window.keys(CTRL, Key::K);
    window.write("dark");
    window.key(Key::Enter);
    assert_eq!(window.harness.state().view.theme, ThemeKind::Dark);
    assert!(window.harness.state().dialog.is_none());
}

#[test]
fn deleting_says_so_and_the_notice_undoes_it() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.key(Key::Delete);
    assert_eq!(window.map().today().touchpoint_count(), 0);
    assert!(window.notices().iter().any(|notice| notice.starts_with("Deleted")), "{:?}", window.notices());
    window.click("Undo");
    assert_eq!(window.map().today().touchpoint_count(), 1);
}

#[test]
fn the_ideal_begins_as_a_copy_and_is_edited_on_its_own() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.keys(CTRL, Key::Num2);
    window.click("Start from a copy of today");
    assert_eq!(window.harness.state().view.state, State::Ideal);
    let today = window.map().today().clone();
    window.keys(CTRL, Key::Enter);
    window.write("Wished for");
    window.key(Key::Enter);
    assert_eq!(*window.map().today(), today);
    assert_eq!(window.map().ideal().expect("an ideal").stages().len(), today.stages().len() + 1);
}

#[test]
fn typing_into_an_inspector_field_is_one_step_of_undo() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.harness.state_mut().actions.push(Action::Select(Selection::None));
    window.settle();
    window.harness.get_by_role_and_label(egui::Role::MultilineTextInput, "Scenario").focus();
    window.settle();
    for letter in ["r", "a", "i", "n"] {
        window.write(letter);
    }
    assert_eq!(window.map().about().scenario, "rain");
    window.harness.state_mut().actions.push(Action::Run(CommandId::Undo));
    window.settle();
    assert_eq!(window.map().about().scenario, "");
}

/// Ways through the window from the map with a touchpoint selected; each command is given where it makes sense.
const PLACES: &[&[CommandId]] = &[
    &[],
    &[CommandId::AddStage],
    &[CommandId::AddStage, CommandId::Undo],
    &[CommandId::IdealMode, CommandId::NextGap],
    &[CommandId::CompareTable, CommandId::NextGap],
    &[CommandId::ShowFindings, CommandId::NextFinding],
    &[CommandId::ShowCharts],
    &[CommandId::ShowLoop, CommandId::NextFeedback],
    &[CommandId::ShowPartings, CommandId::NextParting],
    &[CommandId::ShowPortfolio],
    &[CommandId::DropIdeal],
];

/// Goes to a place where a command can be given, the last one first; whether there is one.
fn goes_where_it_can_be_given(window: &mut Window, last: &mut usize, id: CommandId) -> bool {
    [*last].into_iter().chain(0..PLACES.len()).any(|place| {
        *last = place;
        window.run(CommandId::MapMode);
        while window.session().can_undo() {
            window.run(CommandId::Undo);
        }
        let sixth = window.map().today().touchpoints().nth(5).expect("a touchpoint").id;
        window.act(Action::Select(Selection::One(Subject::Touchpoint(sixth))));
        PLACES[place].iter().for_each(|id| window.run(*id));
        window.harness.state_mut().dialog = None;
        id.row().needs.met(window.harness.state().situation())
    })
}

#[test]
fn every_command_can_be_given_and_what_it_does_to_the_map_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("story.ron");
    let map = EXAMPLES[0].open().expect("an example");
    file::save(&path, &map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    let mut window = Window::opening(Some(path.clone()));
    let (mut nowhere, mut last) = (Vec::new(), 0);
    for row in TABLE.iter().filter(|row| !matches!(row.id, CommandId::Quit)) {
        if !goes_where_it_can_be_given(&mut window, &mut last, row.id) {
            nowhere.push(row.id);
        }
        window.run(row.id);
        window.harness.state_mut().dialog = None;
        window.key(Key::Escape);
        if !window.has_map() || window.map().id() != map.id() {
            window = Window::opening(Some(path.clone()));
        }
        window.run(CommandId::MapMode);
        while window.session().can_undo() {
            window.run(CommandId::Undo);
        }
        assert_eq!(*window.map(), map, "{:?} is taken back", row.id);
    }
    // Only where another file’s journey is the target.
    assert_eq!(nowhere, [CommandId::CompareWithOwn]);
}

#[test]
fn files_opened_lately_are_on_the_start_page() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.keys(CTRL, Key::S);
    window.keys(CTRL, Key::A);
    window.write("lately.ron");
    window.key(Key::Enter);
    window.keys(CTRL, Key::W);
    assert!(!window.has_map());
    window.click("Open lately");
    assert!(window.has_map(), "{:?}", window.notices());
}

#[test]
fn a_picture_is_exported_as_it_is_previewed() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.keys(CTRL, Key::E);
    assert!(window.shows("Page 1 of 1"));
    window.click("Scale: 1×");
    // The dialog's own button lies above the one in the bar.
    window.harness.get_all_by_role_and_label(egui::Role::Button, "Export").last().expect("a button").click();
    window.settle();
    let path = window.folder().join("untitled-map.png");
    let picture = image::open(&path).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (1920, 1080));
    assert!(window.notices().iter().any(|notice| notice.starts_with("Exported")), "{:?}", window.notices());
}

#[test]
fn the_outline_is_walked_with_arrows_and_selects_what_it_stands_on() {
    let mut window = Window::new();
    draw_five_by_four(&mut window);
    let row = window.harness.get_by_label("1, Step 1.1");
    row.click();
    window.settle();
    let row = window.harness.get_by_label("1, Step 1.1");
    row.focus();
    window.settle();
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    let second = window.map().today().touchpoints().nth(2).expect("a third card").id;
    assert_eq!(window.harness.state().selection.touchpoint(), Some(second));
}

#[test]
fn a_row_of_the_outline_tells_a_screen_reader_what_stands_at_its_touchpoint() {
    let mut window = Window::new();
    draw_five_by_four(&mut window);
    let description = |window: &Window| {
        let row = window.harness.get_by_label("20, Step 5.4");
        row.accesskit_node().description().unwrap_or_default()
    };
    assert_eq!(description(&window), "");
    for id in [CommandId::AddPain, CommandId::AddPain, CommandId::AddOpportunity] {
        let last = window.map().today().touchpoints().last().expect("a card").id;
        window.harness.state_mut().selection = Selection::One(Subject::Touchpoint(last));
        window.run(id);
        window.write("Something");
        window.key(Key::Enter);
    }
    window.run(CommandId::ToggleMomentOfTruth);
    assert_eq!(description(&window), "moment of truth, 2 pain points, 1 opportunity");
}

#[test]
fn a_name_typed_faster_than_the_screen_is_drawn_keeps_every_letter() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    for letter in ["H", "e", "l", "l", "o", " ", "2"] {
        window.harness.event(egui::Event::Text(letter.to_owned()));
    }
    window.settle();
    window.key(Key::Enter);
    let names = names(window.map().today());
    assert_eq!(names, [["Hello 2"]]);
}
