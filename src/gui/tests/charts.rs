//! Key figures, charts and tables used as a person uses them: by keys and by mouse.

use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::{Command, apply};
use crate::exchange::shipped::Shipped;
use crate::file;
use crate::frame::{Charted, Subject};
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Mode, Selection};
use crate::gui::insights::{InsightPage, InsightWish};
use crate::layout::Chart;
use crate::model::{Key as Model, *};

fn window_of(map: &Map) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    file::save(&path, map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    let mut window = Window::opening(Some(path));
    window.keys(Modifiers::COMMAND, Key::Num3);
    window
}

fn oz() -> Window {
    window_of(&Shipped::from_key("oz").unwrap().open().expect("an example"))
}

fn charts(window: &mut Window, chart: Chart) {
    window.click("Page: Charts");
    window.click(&format!("Chart: {}", chart.title()));
}

fn picked(window: &Window) -> Charted {
    window.harness.state().insights.charts.view.picked.expect("a picked mark")
}

/// Where the mark whose words begin so stands on the screen.
fn mark(window: &Window, words: &str) -> Pos2 {
    window.harness.get_by_label_contains(words).rect().center()
}

fn opportunity(window: &Window, words: &str) -> Opportunity {
    let found = window.map().today().opportunities().find(|one| one.text.starts_with(words));
    (**found.expect("an opportunity")).clone()
}

fn weights(one: &Opportunity) -> (u8, u8) {
    (one.effort.map_or(0, Level::get), one.impact.map_or(0, Level::get))
}

#[test]
fn the_strip_says_each_figure_with_its_n_and_leads_to_the_lowest_moment() {
    let mut window = oz();
    assert!(window.shows("Stages met face to face: 80% (4 of 5, "));
    assert!(window.shows("One-to-one, person to person: 29% (4 of 14, "));
    assert!(window.shows("Dorothy’s lowest moment: \u{2212}9 (n = 14, researched)"));
    assert!(window.shows("2 open pain points of severity 5"));
    let lowest = window.map().today().touchpoints().nth(9).expect("ten steps").id;
    window.click("Step 10, Melts the witch herself");
    let app = window.harness.state();
    assert_eq!((app.view.mode, &app.selection), (Mode::Map, &Selection::One(Subject::Touchpoint(lowest))));
}

#[test]
fn a_map_of_nothing_says_so_in_words_and_shows_no_number() {
    let mut window = window_of(&Map::new(MapId::new(&mut SeededIds::new(1))));
    assert!(window.shows("One-to-one, person to person: Nobody has said who meets whom."));
    assert!(!window.shows("0%"));
    for page in ["Key figures", "Charts", "Tables"] {
        window.click(&format!("Page: {page}"));
    }
    assert!(window.shows("No opportunities yet"));
}

#[test]
fn every_figure_stands_on_its_page_with_its_definition() {
    let mut window = oz();
    window.click("Page: Key figures");
    assert_eq!(window.harness.state().insights.page, InsightPage::Figures);
    assert!(window.shows("One-to-one, person to person"));
    assert!(window.shows("among all touchpoints of which somebody has said who meets whom"));
    assert!(window.shows("29% (4 of 14, assumed to researched)"));
}

#[test]
fn arrows_walk_a_chart_shift_weighs_and_enter_shows_the_place() {
    let mut window = oz();
    charts(&mut window, Chart::Opportunities);
    window.harness.state_mut().insights.charts.view.take_focus = true;
    window.settle();
    window.key(Key::Home);
    let first = picked(&window);
    window.key(Key::ArrowRight);
    assert_ne!(picked(&window), first);
    window.key(Key::ArrowLeft);
    assert_eq!(picked(&window), first);
    let Charted::Opportunity(id) = first else { panic!("{first:?}") };
    let read = |window: &Window| weights(window.map().today().opportunity(id).expect("it is there"));
    let before = read(&window);
    window.keys(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(read(&window), (before.0 + 1, before.1));
    assert_eq!(picked(&window), first);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(read(&window), before);
    window.key(Key::Enter);
    let app = window.harness.state();
    assert_eq!(app.view.mode, Mode::Map);
    assert!(matches!(app.selection, Selection::One(Subject::Opportunity(there, _)) if there == id));
}

#[test]
fn a_dragged_opportunity_is_weighed_anew_in_one_step_of_undo() {
    let mut window = oz();
    charts(&mut window, Chart::Opportunities);
    let name = "Quote the price at the gate";
    let (from, to) = (mark(&window, name), mark(&window, "Wizard’s team handles the witch") - vec2(30.0, 0.0));
    let before = weights(&opportunity(&window, name));
    window.harness.hover_at(from);
    window.harness.drag_at(from);
    window.harness.run_ok();
    window.harness.hover_at(to);
    window.harness.run_ok();
    // The picture shows it there while it is held; the map does not know yet.
    assert_eq!(weights(&opportunity(&window, name)), before);
    assert!(window.harness.state().insights.charts.view.is_dragging());
    window.harness.drop_at(to);
    window.settle();
    let after = weights(&opportunity(&window, name));
    assert_ne!(after, before);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(weights(&opportunity(&window, name)), before);
}

#[test]
fn escape_puts_a_dragged_mark_back() {
    let mut window = oz();
    charts(&mut window, Chart::Pains);
    let revision = window.session().revision();
    let pain = window.map().today().pains().find(|pain| pain.frequency.is_some()).expect("a pain point").text.clone();
    let from = mark(&window, &format!("{pain}, pain point"));
    let to = from + vec2(-260.0, 180.0);
    window.harness.hover_at(from);
    window.harness.drag_at(from);
    window.harness.run_ok();
    window.harness.hover_at(to);
    window.harness.run_ok();
    window.key(Key::Escape);
    window.harness.drop_at(to);
    window.settle();
    assert_eq!(window.session().revision(), revision);
}

#[test]
fn a_square_of_the_heat_map_leads_to_what_works_against_the_pillar() {
    let mut window = oz();
    charts(&mut window, Chart::Pillars);
    let square = mark(&window, "Service in Service: 0 for, 3 against, 0 unknown");
    window.harness.hover_at(square);
    window.harness.drag_at(square);
    window.harness.drop_at(square);
    window.settle();
    let app = window.harness.state();
    assert_eq!(app.view.mode, Mode::Map);
    let Selection::One(Subject::Touchpoint(id)) = app.selection else { panic!("{:?}", app.selection) };
    let touchpoint = window.map().today().touchpoint(id).expect("it is there");
    assert_eq!(touchpoint.pillars.service, Support::Against);
}

fn first_row(window: &Window) -> String {
    let rows = window.harness.query_all_by_role(egui::accesskit::Role::Row);
    let label = |node: egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    rows.map(label).find(|label| label.contains("; Step")).expect("a row")
}

#[test]
fn tables_sort_by_their_heads_filter_by_words_and_lead_to_the_map() {
    let mut window = oz();
    window.click("Page: Tables");
    window.click("Impact, not sorted by it");
    assert!(first_row(&window).contains("Impact 2"), "{}", first_row(&window));
    window.click("Impact, sorted, smallest first");
    assert!(first_row(&window).contains("Impact 5"), "{}", first_row(&window));
    window.click("Stage, not sorted by it");
    window.click("Stage, sorted, smallest first");
    assert!(first_row(&window).contains("Stage Outcome"), "{}", first_row(&window));
    window.click("Stage, sorted, largest first");
    window.harness.state_mut().insights.tables.choice.words = "price gate".to_owned();
    window.settle();
    assert!(first_row(&window).starts_with("Quote the price at the gate"), "{}", first_row(&window));
    let row = first_row(&window);
    window.click(&row);
    window.key(Key::Enter);
    let app = window.harness.state();
    assert_eq!(app.view.mode, Mode::Map);
    assert!(matches!(app.selection, Selection::One(Subject::Opportunity(..))), "{:?}", app.selection);
}

#[test]
fn tables_are_walked_by_arrows() {
    let mut window = oz();
    window.click("Page: Tables");
    window.click("Table: Measures");
    let row = first_row(&window);
    window.click(&row);
    let first = window.harness.state().insights.tables.picked;
    window.key(Key::ArrowDown);
    let second = window.harness.state().insights.tables.picked;
    assert!(first.is_some() && second.is_some() && first != second);
    window.key(Key::ArrowUp);
    assert_eq!(window.harness.state().insights.tables.picked, first);
}

#[test]
fn the_palette_and_the_tables_lead_to_where_an_opportunity_helps_first() {
    let mut window = window_of(&Shipped::from_key("outpatient").unwrap().open().expect("an example"));
    let journey = window.map().today().clone();
    let helps = &|id: OpportunityId, at: TouchpointId| journey.opportunities_at(at).iter().any(|one| one.id == id);
    let stages = |id: OpportunityId| journey.touchpoints().filter(move |at| helps(id, at.id)).map(|at| at.stage);
    let in_two = |id: OpportunityId| stages(id).zip(stages(id).skip(1)).any(|(one, next)| one != next);
    let all: Vec<_> = journey.opportunities().filter(|one| in_two(one.id)).cloned().collect();
    assert!(!all.is_empty(), "some opportunity improves touchpoints of two stages");
    for one in all {
        let first = journey.touchpoints().find(|at| helps(one.id, at.id)).expect("it helps somewhere");
        let there = Selection::One(Subject::Opportunity(one.id, first.id));
        window.act(Action::Insight(InsightWish::JumpTo(Model::Opportunity(one.id))));
        assert_eq!(window.harness.state().selection, there, "the tables, {}", one.text);
        window.keys(Modifiers::NONE, Key::Escape);
        window.run(CommandId::Palette);
        window.write(&one.text);
        window.key(Key::Enter);
        assert_eq!(window.harness.state().selection, there, "the palette, {}", one.text);
    }
}

#[test]
fn the_palette_finds_an_opportunity_where_the_pain_point_hurts_that_it_answers() {
    let mut map = Shipped::from_key("outpatient").unwrap().open().expect("an example");
    let mut ids = SeededIds::new(3);
    let id = OpportunityId::new(&mut ids);
    let (pain, at) = {
        let pain = map.today().pains().find(|pain| !map.today().touchpoints_of(pain.id.0).is_empty()).unwrap();
        (pain.id, map.today().touchpoints_of(pain.id.0)[0].id)
    };
    let state = State::Today;
    let text = "Volunteers who read the letters aloud".to_owned();
    for command in [
        Command::AddOpportunity { state, id, text: text.clone(), at: None },
        Command::AddTie { state, tie: Tie::Addresses(id, pain) },
    ] {
        apply(&mut map, &command).expect("a change");
    }
    let mut window = window_of(&map);
    window.run(CommandId::Palette);
    window.write(&text);
    window.key(Key::Enter);
    assert_eq!(window.harness.state().selection, Selection::One(Subject::Touchpoint(at)));
}
