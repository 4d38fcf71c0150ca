//! The loop, the comparison of personas, the portfolio and the report used as a person uses them.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::edit::{Command, LaneField};
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Mode};
use crate::insight::feedback_loop::consequences;
use crate::model::*;

fn story() -> Map {
    EXAMPLES.iter().find(|example| example.key == "oz").expect("the example").open().expect("it opens")
}

fn save(map: &Map, path: &Path) {
    file::save(path, map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
}

/// A window with a map, on the page that this command shows.
fn showing(map: &Map, page: CommandId) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    save(map, &path);
    let mut window = Window::opening(Some(path));
    window.run(page);
    window
}

impl Window {
    fn piece(&self) -> Feedback {
        let id = self.harness.state().insights.listening.picked.expect("a selected piece");
        (**self.map().today().feedback_item(id).expect("it is there")).clone()
    }
}

#[test]
fn keys_walk_both_lists_and_move_feedback_through_the_loop_and_back() {
    let mut window = showing(&story(), CommandId::ShowLoop);
    assert!(window.shows("Customers’ feedback") && window.shows("0 of 2 answered, 0%"));
    window.key(Key::J);
    let first = window.piece();
    assert_eq!((first.source, first.status), (Voice::Customer, LoopStatus::Heard));
    for status in [LoopStatus::Understood, LoopStatus::ActedOn, LoopStatus::Answered] {
        window.key(Key::L);
        assert_eq!(window.piece().status, status);
        assert_eq!(window.piece().id, first.id, "the selection stays with the piece");
    }
    assert!(window.shows("1 of 2 answered, 50%"));
    window.key(Key::L);
    assert_eq!(window.piece().status, LoopStatus::Answered);
    assert!(window.notices().iter().any(|notice| notice.contains("the loop is closed")));
    window.key(Key::H);
    assert_eq!(window.piece().status, LoopStatus::ActedOn);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.piece().status, LoopStatus::Answered);
    window.key(Key::O);
    assert_eq!(window.piece().source, Voice::Employee);
    window.key(Key::Enter);
    assert_eq!(window.harness.state().view.mode, Mode::Map);
}

#[test]
fn a_locked_lane_keeps_its_feedback_where_it_is_and_says_so() {
    let mut map = story();
    let lane = Lane { locked: true, ..Lane::new(LaneId(Uid(77)), Rank::first(), LaneKind::Feedback) };
    map.put(MapRecord::In(State::Today, Record::Lane(lane.into()))).expect("a lane");
    let mut window = showing(&map, CommandId::ShowLoop);
    window.key(Key::J);
    window.key(Key::L);
    assert_eq!(window.piece().status, LoopStatus::Heard);
    assert!(window.notices().iter().any(|notice| notice.contains("locked")), "{:?}", window.notices());
    let unlock = Command::SetLane { state: State::Today, id: LaneId(Uid(77)), field: LaneField::Locked(false) };
    window.harness.state_mut().actions.push(Action::Edit(unlock));
    window.settle();
    window.key(Key::L);
    assert_eq!(window.piece().status, LoopStatus::Understood);
}

#[test]
fn new_feedback_is_written_in_place_and_one_undo_takes_it_back() {
    let mut window = showing(&story(), CommandId::ShowLoop);
    let before = window.map().clone();
    window.key(Key::O);
    window.key(Key::O);
    assert_eq!(window.piece().source, Voice::Employee);
    window.key(Key::N);
    window.write("Nobody told me either");
    window.key(Key::Enter);
    let said = window.piece();
    assert_eq!((said.text.as_str(), said.source), ("Nobody told me either", Voice::Employee));
    assert!(said.date.is_some());
    assert_eq!(window.map().today().touchpoints_of(said.id.0).len(), 1);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn feedback_that_is_being_written_is_added_before_other_is_begun_and_esc_elsewhere_leaves_it() {
    let mut window = showing(&story(), CommandId::ShowLoop);
    let has = |window: &Window, text: &str| window.map().today().feedback().any(|said| said.text == text);
    let writing =
        |window: &Window| window.harness.query_by_role_and_label(egui::Role::TextInput, "New feedback").is_some();
    window.key(Key::N);
    window.write("Too far to walk");
    window.click("Add employees’ feedback");
    assert!(has(&window, "Too far to walk"), "{:?}", window.notices());
    window.write("Nobody told me either");
    window.click("Status");
    window.key(Key::Escape);
    assert!(writing(&window), "Esc closed the list, not the field");
    window.run(CommandId::NewFeedback);
    assert!(has(&window, "Nobody told me either"), "{:?}", window.notices());
    window.write("Never mind");
    window.key(Key::Escape);
    assert!(!writing(&window));
    assert!(!has(&window, "Never mind"));
}

#[test]
fn what_feedback_led_to_is_named_and_shown_and_can_be_taken_back() {
    let mut window = showing(&story(), CommandId::ShowLoop);
    window.key(Key::J);
    let piece = window.piece();
    let possible = crate::insight::feedback_loop::possible_consequences(window.map().today(), piece.id)[0];
    let words = possible.words(window.map().today());
    let before = consequences(window.map().today(), piece.id);
    window.click("It led to");
    window.click(&format!("{}: {words}", possible.kind()));
    let after = consequences(window.map().today(), piece.id);
    assert!(after.contains(&possible) && after.len() == before.len() + 1, "{after:?}");
    window.click(&format!("It did not lead to {words}"));
    assert_eq!(consequences(window.map().today(), piece.id), before);
}

#[test]
fn a_filter_leaves_what_was_asked_for_and_a_word_brings_everything_back() {
    let mut window = showing(&story(), CommandId::ShowLoop);
    let rude = "He said no before I had said why I came.";
    assert!(window.shows(rude));
    window.click("Status");
    window.click("Answered");
    assert!(!window.shows(rude) && window.shows("Nothing passes the filter."));
    window.run(CommandId::CopyLoop);
    assert!(window.notices().iter().any(|notice| notice.contains("on the clipboard as Markdown")));
    window.click("Show all feedback");
    assert!(window.shows(rude));
}

#[test]
fn a_map_without_feedback_says_what_to_do() {
    let map = Map::new(MapId(Uid(3)));
    let window = showing(&map, CommandId::ShowLoop);
    assert!(window.shows("No customer’s own words are on this map"));
}

#[test]
fn personas_part_where_the_page_says_and_enter_opens_the_place() {
    let mut window = showing(&story(), CommandId::ShowPartings);
    assert!(window.shows("Scarecrow +1, Dorothy −8 at “Balloon leaves without her”"));
    assert!(window.shows("−6.7 (n = 3)"));
    window.key(Key::J);
    let picked = window.harness.state().insights.partings.picked.expect("a parting");
    let name = window.map().today().touchpoint(picked).expect("it is there").name.clone();
    assert_eq!(name, "Balloon leaves without her");
    window.key(Key::Enter);
    let app = window.harness.state();
    assert_eq!((app.view.mode, app.selection.touchpoint()), (Mode::Map, Some(picked)));
    window.run(CommandId::ShowPartings);
    window.click("Scarecrow");
    assert!(window.shows("There are not two personas to compare."));
}

/// A folder with two maps and a broken file.
fn portfolio() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut good = Map::new(MapId(Uid(9)));
    let about = About { title: "Calm waters".to_owned(), ..About::default() };
    good.put(MapRecord::About(about.into())).expect("about");
    save(&good, &folder.path().join("a-calm.ron"));
    save(&story(), &folder.path().join("b-oz.ron"));
    std::fs::write(folder.path().join("c-torn.ron"), "(format: 1, id: ").expect("a broken file");
    let path = folder.path().to_owned();
    (folder, path)
}

#[test]
fn a_folder_of_maps_is_listed_worst_first_with_what_is_broken_and_enter_opens_one() {
    let (_kept, folder) = portfolio();
    let mut window = showing(&story(), CommandId::ShowPortfolio);
    assert!(window.shows("map.ron: Failing 6"), "the folder of the open map comes first");
    window.harness.state_mut().read_portfolio(folder.clone());
    window.settle();
    assert!(window.shows("b-oz.ron: Failing 6") && window.shows("c-torn.ron"));
    window.key(Key::J);
    let picked = |window: &Window| window.harness.state().insights.portfolio.picked.clone().expect("a map");
    assert_eq!(picked(&window), folder.join("b-oz.ron"));
    window.click("Sort by Touchpoints");
    window.click("Sort by Touchpoints, worst first");
    window.key(Key::K);
    assert_eq!(picked(&window), folder.join("a-calm.ron"), "fewest touchpoints stand first now");
    window.key(Key::Enter);
    assert_eq!(window.map().about().title, "Calm waters");
}

#[test]
fn without_an_open_map_a_folder_is_looked_at_from_the_start_page_and_escape_leads_back() {
    let (_kept, folder) = portfolio();
    let mut window = Window::new();
    window.click("Check a folder of maps");
    assert!(window.shows("Choose a folder of maps"));
    window.harness.state_mut().read_portfolio(folder);
    window.settle();
    assert!(window.shows("b-oz.ron: Failing 6"));
    window.key(Key::J);
    assert!(window.harness.state().insights.portfolio.picked.is_some());
    window.key(Key::Escape);
    assert!(window.shows("Check a folder of maps"), "the start page is there again");
    window.run(CommandId::ShowPortfolio);
    window.key(Key::Enter);
    assert_eq!(window.map().about().title, story().about().title);
    assert_eq!(window.harness.state().view.mode, Mode::Map);
}

#[test]
fn unsaved_changes_are_asked_about_before_another_map_is_opened() {
    let (_kept, folder) = portfolio();
    let mut window = showing(&story(), CommandId::ShowLoop);
    window.key(Key::J);
    window.key(Key::L);
    window.run(CommandId::ShowPortfolio);
    window.harness.state_mut().read_portfolio(folder);
    window.settle();
    window.key(Key::J);
    window.key(Key::Enter);
    assert_eq!(window.map().about().title, story().about().title, "the map is still open");
    assert!(window.harness.state().dialog.is_some());
}

#[test]
fn the_folder_is_remembered_and_what_changed_in_it_is_seen_after_a_refresh() {
    let (_kept, folder) = portfolio();
    let mut window = showing(&story(), CommandId::ShowPortfolio);
    window.harness.state_mut().read_portfolio(folder.clone());
    window.settle();
    std::fs::remove_file(folder.join("c-torn.ron")).expect("it goes");
    save(&story(), &folder.join("d-oz.ron"));
    window.key(Key::R);
    assert!(window.shows("d-oz.ron: Failing 6") && !window.shows("c-torn.ron"));
    assert_eq!(window.harness.state().preferences.portfolio.as_deref(), Some(&*folder));
}

#[test]
fn what_feedback_led_to_is_named_by_keys_alone() {
    let mut window = showing(&story(), CommandId::ShowLoop);
    window.key(Key::J);
    let id = window.piece().id;
    let before = consequences(window.map().today(), id);
    window.key(Key::T);
    window.key(Key::Tab);
    window.key(Key::Enter);
    let after = consequences(window.map().today(), id);
    assert_eq!(after.len(), before.len() + 1, "{before:?} {after:?}");
}

#[test]
fn the_chart_of_a_page_is_written_as_a_picture_and_copied() {
    let mut window = showing(&story(), CommandId::ShowCharts);
    let path = window.folder().join("oz chart.png");
    window.run(CommandId::ExportChart);
    assert!(window.shows("Export the chart"));
    window.key(Key::Escape);
    window.harness.state_mut().export_chart(path.clone(), false);
    window.settle();
    let picture = image::open(&path).expect("a picture");
    assert_eq!((picture.width(), picture.height()), (2 * (1200 + 64), 2 * (720 + 64)));
    window.harness.state_mut().export_chart(path, false);
    window.settle();
    assert!(window.notices().iter().any(|notice| notice.contains("is there already")));
    for page in [CommandId::ShowFindings, CommandId::ShowPartings] {
        window.run(page);
        window.run(CommandId::CopyChart);
        let copied = window.notices().iter().filter(|notice| notice.contains("on the clipboard as a picture")).count();
        assert!(copied > 0, "{:?}", window.notices());
    }
}

#[test]
fn the_report_is_copied_with_findings_figures_and_the_plan() {
    let mut window = showing(&story(), CommandId::ShowFindings);
    window.harness.state_mut().actions.push(Action::Run(CommandId::CopyReport));
    let page = window.copied();
    let found = crate::insight::findings(window.map());
    for finding in &found {
        assert!(page.contains(&crate::exchange::markdown::escape(&finding.message)), "{}", finding.message);
    }
    for heading in ["# Report: Dorothy to the Wizard", "## Findings", "## Key figures", "## The plan"] {
        assert!(page.lines().any(|line| line.starts_with(heading)), "{heading}");
    }
    assert!(window.notices().iter().any(|notice| notice.contains("on the clipboard as Markdown")));
}

#[test]
fn the_report_is_written_into_a_file_and_asks_before_it_replaces_one() {
    let mut window = showing(&story(), CommandId::ShowFindings);
    let path = window.folder().join("oz report.md");
    window.harness.state_mut().export_report(path.clone(), false);
    window.settle();
    let page = std::fs::read_to_string(&path).expect("the report");
    assert!(page.starts_with("# Report: Dorothy to the Wizard\n") && page.contains("## The plan"), "{page}");
    std::fs::write(&path, "mine").expect("another file");
    window.harness.state_mut().export_report(path.clone(), false);
    window.settle();
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "mine");
    assert!(window.notices().iter().any(|notice| notice.contains("is there already")));
    window.run(CommandId::ExportReport);
    assert!(window.shows("Export the report"));
}
