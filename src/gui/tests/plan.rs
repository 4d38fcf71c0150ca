//! The plan used as a person uses it: from an ideal nobody had yet to rows that are owned, weighed, closed and handed
//! on.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::Command;
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::gui::command_table::CommandId;
use crate::gui::compare::{IdealView, SnapshotWish, Span};
use crate::gui::context::Action;
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A window with the table of a map.
fn table_of(map: &Map) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    file::save(&path, map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    let mut window = Window::opening(Some(path));
    window.ask(CommandId::CompareTable);
    window
}

fn story() -> Map {
    EXAMPLES[0].open().expect("an example")
}

impl Window {
    fn ask(&mut self, id: CommandId) {
        self.harness.state_mut().actions.push(Action::Run(id));
        self.settle();
        self.settle();
    }

    /// The sentences of the rows in view, from top to bottom.
    fn rows(&self) -> Vec<String> {
        let rows = self.harness.query_all_by_role(egui::Role::RowHeader);
        rows.filter_map(|row| row.accesskit_node().label()).collect()
    }

    fn cells(&self, title: &str) -> Vec<String> {
        let cells = self.harness.query_all_by_role(egui::Role::Cell);
        let labels = cells.filter_map(|cell| cell.accesskit_node().label());
        labels
            .filter_map(|label| label.strip_prefix(title).map(|rest| rest.trim_start_matches(": ").to_owned()))
            .collect()
    }

    fn plan(&self) -> Vec<PlanItem> {
        self.map().plan().map(|item| (**item).clone()).collect()
    }

    /// Types the path into the dialog and presses Enter.
    fn ask_to_export(&mut self, name: &str) -> std::path::PathBuf {
        let path = self.folder().join(name);
        self.ask(CommandId::ExportPlan);
        self.keys(CTRL, Key::A);
        self.write(&path.display().to_string());
        self.key(Key::Enter);
        self.settle();
        path
    }

    fn exported(&mut self, name: &str) -> String {
        let path = self.ask_to_export(name);
        std::fs::read_to_string(path).unwrap_or_else(|_| panic!("no plan: {:?}", self.notices()))
    }
}

#[test]
fn from_pain_points_to_an_ideal_to_a_plan_to_a_file() {
    let mut map = story();
    crate::edit::apply(&mut map, &Command::DropIdeal).expect("an ideal to drop");
    let mut window = table_of(&map);
    window.click("Derive it from today’s pain points");
    window.ask(CommandId::CompareTable);
    assert!(window.rows().len() > 3, "{:?}", window.notices());
    let id = window.map().ideal().and_then(|ideal| ideal.touchpoints().next()).expect("a first card").id;
    let field = crate::edit::TouchpointField::Name("Somebody waits for her".to_owned());
    window.harness.state_mut().actions.push(Action::Edit(Command::SetTouchpoint { state: State::Ideal, id, field }));
    window.settle();
    window.settle();
    assert!(window.rows().iter().any(|row| row.contains("Somebody waits for her")), "{:?}", window.rows());
    window.key(Key::J);
    window.key(Key::Num3);
    window.key(Key::Enter);
    window.harness.get_by_role_and_label(egui::Role::TextInput, "Owner").focus();
    window.settle();
    window.keys(CTRL, Key::A);
    window.write("Toto");
    window.key(Key::Enter);
    let plan = window.plan();
    assert_eq!(plan.len(), 1, "{:?}", window.notices());
    assert_eq!((plan[0].owner.as_str(), plan[0].horizon), ("Toto", Some(Horizon::Later)));
    let page = window.exported("plan.md");
    assert!(page.starts_with("# Plan: ") && page.contains("Toto") && page.contains("## Later"), "{page}");
    let sheet = window.exported("plan.csv");
    assert!(sheet.lines().count() > 3 && sheet.contains("Toto"), "{sheet}");
    // The 2 begins no ending.
    window.ask_to_export("plan v1.2");
    let dotted = std::fs::read_to_string(window.folder().join("plan v1.2.md")).expect("a page");
    assert_eq!(dotted, page);
    let refused = window.ask_to_export("plan.pdf");
    assert!(!refused.exists() && window.shows("a plan ends in .md, .csv or .tsv"), "{:?}", window.notices());
}

#[test]
fn a_row_is_edited_by_keys_and_one_undo_takes_all_of_it_back() {
    let mut window = table_of(&story());
    let before = window.map().clone();
    window.key(Key::J);
    window.key(Key::Enter);
    window.keys(CTRL, Key::A);
    window.write("turned away");
    window.key(Key::Tab);
    window.keys(CTRL, Key::A);
    window.write("greeted by name");
    window.key(Key::Enter);
    assert!(window.rows().iter().any(|row| row.contains("turned away → greeted by name")), "{:?}", window.rows());
    assert_eq!(window.map().plan().count(), before.plan().count() + 1);
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), before);
    window.key(Key::Enter);
    window.write("never mind");
    window.key(Key::Escape);
    assert_eq!(*window.map(), before, "Esc forgets what was typed");
    assert!(!window.rows().iter().any(|row| row.contains("never mind")));
}

#[test]
fn space_closes_a_gap_digits_date_it_and_j_and_k_walk_the_rows() {
    let mut window = table_of(&story());
    window.key(Key::J);
    window.key(Key::Space);
    let closed = window.plan().iter().filter(|item| item.status == PlanStatus::Closed).count();
    assert_eq!(closed, 1, "{:?}", window.notices());
    assert!(window.plan().iter().all(|item| (item.status == PlanStatus::Closed) == item.closed.is_some()));
    window.key(Key::Space);
    assert!(window.plan().iter().all(|item| item.status != PlanStatus::Closed && item.closed.is_none()));
    window.key(Key::Num3);
    assert!(window.plan().iter().any(|item| item.horizon == Some(Horizon::Later)));
    let place = |window: &Window| window.harness.state().comparing.table.place_words();
    let first = place(&window);
    window.key(Key::J);
    assert_ne!(place(&window), first);
    window.key(Key::K);
    assert_eq!(place(&window), first);
    window.key(Key::ArrowDown);
    assert_ne!(place(&window), first, "arrows walk as well");
}

#[test]
fn chips_narrow_the_rows_and_all_shows_them_again() {
    let mut window = table_of(&story());
    let all = window.rows();
    window.key(Key::J);
    window.key(Key::Space);
    let chip = |window: &Window, word: &str| {
        let chips = window.harness.query_all_by_role(egui::Role::CheckBox);
        let mut labels = chips.filter_map(|chip| chip.accesskit_node().label());
        labels.find(|label| label.starts_with(word)).expect("a chip")
    };
    let closed = chip(&window, "Closed ");
    window.click(&closed);
    assert_eq!(format!("Closed {}", window.rows().len()), closed);
    assert!(window.cells("Status").iter().all(|status| status.starts_with("Closed")));
    let every = chip(&window, "All ");
    window.click(&every);
    assert_eq!(window.rows().len(), all.len());
}

#[test]
fn an_offered_owner_is_taken_by_arrow_and_enter() {
    let mut map = story();
    let id = map.today().touchpoints().next().expect("a touchpoint").id;
    let field = crate::edit::TouchpointField::Owner("Xanadu gate guard".to_owned());
    crate::edit::apply(&mut map, &Command::SetTouchpoint { state: State::Today, id, field }).expect("a change");
    let mut window = table_of(&map);
    window.key(Key::J);
    window.key(Key::Enter);
    window.harness.get_by_role_and_label(egui::Role::TextInput, "Owner").focus();
    window.settle();
    window.keys(CTRL, Key::A);
    window.write("xan");
    assert!(window.shows("Xanadu gate guard"));
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    window.key(Key::Enter);
    assert!(window.plan().iter().any(|item| item.owner == "Xanadu gate guard"), "{:?}", window.plan());
}

#[test]
fn a_snapshot_shows_what_was_closed_since_and_what_came_back() {
    let mut window = table_of(&story());
    let taken = |window: &mut Window, day: &str| {
        let id = SnapshotId::new(&mut SeededIds::new(day.len() as u64 + u64::from(day.as_bytes()[8])));
        let date = day.parse().expect("a date");
        let command = Command::TakeSnapshot { id, date, label: String::new() };
        window.harness.state_mut().actions.push(Action::Edit(command));
        window.settle();
    };
    taken(&mut window, "2026-05-31");
    let total = window.rows().len();
    window.key(Key::J);
    window.key(Key::A);
    window.settle();
    assert_eq!(window.rows().len(), total, "the row of a closed gap stays");
    assert!(window.shows("gaps closed"), "{:?}", window.notices());
    taken(&mut window, "2026-06-30");
    assert!(window.shows("Distance over time"));
    assert_eq!(window.harness.state().comparing.view, IdealView::Table);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_asked_twice() {
    let mut window = table_of(&story());
    let first = window.exported("plan.csv");
    std::fs::write(window.folder().join("plan.csv"), "mine").expect("a file");
    let path = window.ask_to_export("plan.csv");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "mine");
    assert!(window.shows("plan.csv is there already"));
    window.click("Replace");
    window.settle();
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), first);
}

#[test]
fn thousands_of_rows_draw_only_those_in_view() {
    let mut ids = SeededIds::new(11);
    let mut map = Map::new(MapId::new(&mut ids));
    crate::edit::apply(&mut map, &Command::StartIdeal { copy_today: false }).expect("an ideal");
    let stage = StageId::new(&mut ids);
    let add = Command::AddStage { state: State::Ideal, id: stage, name: "All".to_owned(), after: None };
    crate::edit::apply(&mut map, &add).expect("a stage");
    let mut after = None;
    for at in 0..600 {
        let id = TouchpointId::new(&mut ids);
        let slot = crate::edit::Slot { stage, after };
        let command = Command::AddTouchpoint { state: State::Ideal, id, name: format!("Step {at}"), at: slot };
        crate::edit::apply(&mut map, &command).expect("a touchpoint");
        after = Some(id);
    }
    let mut window = table_of(&map);
    let shown = window.rows().len();
    assert!((5..40).contains(&shown), "{shown}");
    window.key(Key::J);
    window.key(Key::End);
    assert!(window.rows().iter().any(|row| row.contains("Step 599")), "{:?}", window.rows());
}

#[test]
fn a_row_that_is_being_edited_is_kept_when_something_else_is_compared() {
    let mut window = table_of(&story());
    let id = SnapshotId(Uid(77));
    let date = "2026-03-01".parse::<Date>().expect("a day");
    let command = Command::TakeSnapshot { id, date, label: "Spring".to_owned() };
    window.harness.state_mut().actions.push(Action::Edit(command));
    window.settle();
    window.settle();
    let plan = window.plan().len();
    window.key(Key::J);
    window.key(Key::Enter);
    window.keys(CTRL, Key::A);
    window.write("turned away");
    let wish = SnapshotWish::Compare(Span { from: id, to: None });
    window.harness.state_mut().grant_snapshot(wish);
    window.settle();
    assert_eq!(window.plan().len(), plan + 1);
    window.ask(CommandId::CompareWithOwn);
    assert!(window.rows().iter().any(|row| row.contains("turned away")), "{:?}", window.rows());
}

#[test]
fn the_stages_of_the_plan_are_chosen_by_keys_however_many_there_are() {
    let mut window = table_of(&story());
    for number in 1..=20 {
        let id = StageId::new(&mut SeededIds::new(100 + number));
        let after = window.map().today().stages().last().map(|stage| stage.id);
        let name = format!("Late {number}");
        window.act(Action::Edit(Command::AddStage { state: State::Today, id, name: name.clone(), after }));
        let first = TouchpointId::new(&mut SeededIds::new(200 + number));
        let at = crate::edit::Slot { stage: id, after: None };
        window.act(Action::Edit(Command::AddTouchpoint { state: State::Today, id: first, name, at }));
    }
    window.settle();
    window.harness.get_by_role_and_label(egui::Role::ComboBox, "Stage").focus();
    window.key(Key::Space);
    window.key(Key::End);
    assert_eq!(window.keyboard_is_on(), "Late 20");
    window.key(Key::Enter);
    let chosen = window.harness.get_by_role_and_label(egui::Role::ComboBox, "Stage").accesskit_node().value();
    assert_eq!(chosen.as_deref(), Some("Late 20"));
}

#[test]
fn an_offered_owner_is_heard_while_the_arrows_walk_the_names() {
    let mut window = table_of(&story());
    window.key(Key::J);
    window.key(Key::Enter);
    window.harness.get_by_role_and_label(egui::Role::TextInput, "Owner").focus();
    window.settle();
    window.keys(CTRL, Key::A);
    window.key(Key::Delete);
    window.key(Key::ArrowDown);
    let row = window.current_row();
    assert!(row.contains("gap"), "{row}: {:?}", window.names_of(egui::Role::ListBoxOption));
}
