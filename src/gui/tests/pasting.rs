//! Lists, grids and parts of maps, on their way in and out.

use egui::{Event, Key, Modifiers};

use super::harness::Window;
use crate::edit::{Command, TouchpointField};
use crate::frame::Subject;
use crate::gui::context::{Action, Selection};
use crate::gui::dialogs::Dialog;
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

fn paste(window: &mut Window, text: &str) {
    window.harness.event(Event::Paste(text.to_owned()));
    window.settle();
}

/// Copies what is selected and returns the text that other programs get.
fn copied(window: &mut Window) -> String {
    window.harness.event(Event::Copy);
    window.copied()
}

fn names(window: &Window) -> Vec<String> {
    window.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect()
}

fn first(window: &Window) -> TouchpointId {
    window.map().today().touchpoints().next().expect("a card").id
}

#[test]
fn forty_lines_become_forty_touchpoints_in_order_and_one_undo_takes_them_back() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    let lines: Vec<String> = (1..=40).map(|n| format!("{n}. Step {n}\n\n")).collect();
    paste(&mut window, &lines.concat());
    let wanted: Vec<String> = (1..=40).map(|n| format!("Step {n}")).collect();
    assert_eq!(names(&window)[1..], wanted);
    assert_eq!(window.harness.state().selection.subjects().len(), 40);
    window.keys(CTRL, Key::Z);
    assert_eq!(names(&window).len(), 1);
}

#[test]
fn lines_become_what_the_lane_holds_and_a_second_key_makes_one_of_them() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    let at = first(&window);
    let lane = |window: &Window, kind| {
        let lanes = window.map().today().lanes();
        lanes.iter().find(|lane| lane.kind == kind).expect("a lane").id
    };
    let select = |window: &mut Window, kind| {
        let cell = Subject::Cell(lane(window, kind), at);
        window.harness.state_mut().selection = Selection::One(cell);
        window.settle();
    };
    select(&mut window, LaneKind::Pains);
    paste(&mut window, "\u{2022} Cold\n\u{2022} Wet\n");
    select(&mut window, LaneKind::Opportunities);
    paste(&mut window, "- Heating\n- Roof");
    let journey = window.map().today();
    assert_eq!(journey.pains_at(at).iter().map(|pain| &*pain.text).collect::<Vec<_>>(), ["Cold", "Wet"]);
    assert_eq!(journey.opportunities_at(at).len(), 2);

    select(&mut window, LaneKind::Pains);
    window.keys(CTRL.plus(Modifiers::SHIFT), Key::V);
    paste(&mut window, "Cold\nand wet");
    let journey = window.map().today();
    assert_eq!(journey.pains_at(at).last().map(|pain| &*pain.text), Some("Cold\nand wet"));
    assert_eq!(journey.pains_at(at).len(), 3);
}

#[test]
fn a_table_is_shown_with_what_does_not_fit_before_it_is_pasted() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.harness.state_mut().selection = Selection::None;
    window.settle();
    let before = window.map().clone();
    paste(&mut window, "Stage\tFind\tPay\nTouchpoints\tSearch\tTill\nEmotion\t4\tfine\n");
    assert!(matches!(window.harness.state().dialog, Some(Dialog::PasteGrid(_))));
    assert!(window.shows("1 does not fit"));
    assert_eq!(*window.map(), before);
    window.click("Paste");
    assert_eq!(names(&window)[1..], ["Search", "Till"]);
    assert_eq!(window.map().today().stages().len(), 3);
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn touchpoints_are_copied_as_a_table_and_pasted_with_every_field_in_another_window() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.write("Till");
    window.key(Key::Enter);
    window.write("-");
    window.write("6");
    window.keys(CTRL.plus(Modifiers::SHIFT), Key::P);
    window.write("The queue");
    window.key(Key::Enter);
    window.keys(CTRL, Key::T);
    let at = first(&window);
    window.harness.state_mut().selection = Selection::One(Subject::Stage(window.map().today().stages()[0].id));
    window.settle();
    let text = copied(&mut window);
    assert_eq!(text, "Stage\tStage 1\nTouchpoints\tTill\nEmotion\t-6\nPain points\tThe queue");

    let mut other = Window::beside(&window);
    other.keys(CTRL, Key::N);
    paste(&mut other, &text);
    let (here, there) = (window.map().today(), other.map().today());
    assert_eq!(there.stages().len(), 2, "{:?} {}", other.notices(), other.harness.state().dialog.is_some());
    let pasted = there.touchpoints().last().expect("the pasted one");
    assert!(pasted.moment_of_truth);
    let emotion = |journey: &Journey, at| journey.feelings_at(at)[0].1.emotion;
    assert_eq!(emotion(there, pasted.id), emotion(here, at));
    assert_eq!(there.pains_at(pasted.id)[0].text, "The queue");
    assert_eq!(there.personas().len(), 1, "Customer is met by name");
}

#[test]
fn cut_duplicate_and_paste_keep_things_what_they_are() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.write("Till");
    window.key(Key::Enter);
    let id = first(&window);
    window.keys(CTRL, Key::D);
    assert_eq!(names(&window), ["Till", "Till"]);
    assert_ne!(window.harness.state().selection.touchpoint(), Some(id));
    window.keys(CTRL, Key::Z);
    window.key(Key::Home);
    let text = copied(&mut window);
    assert_eq!(text, "Till");
    window.harness.event(Event::Cut);
    window.settle();
    assert_eq!(names(&window), Vec::<String>::new());
    paste(&mut window, &text);
    assert_eq!(first(&window), id, "what is cut and pasted is the same touchpoint");
    // A text from elsewhere is only a text.
    paste(&mut window, "Till, again");
    assert_eq!(names(&window), ["Till", "Till, again"]);
}

#[test]
fn lines_for_a_lane_pass_over_what_is_hidden_and_ask_before_they_replace_anything() {
    let mut window = Window::drawn(&["A", "B", "C"], &[]);
    let ids: Vec<TouchpointId> = window.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let persona = window.map().today().personas().next().expect("a persona").id;
    let felt = |window: &Window| -> Vec<Option<f64>> {
        let feeling = |id: &TouchpointId| window.map().today().feeling(persona, *id);
        ids.iter().map(|id| Some(feeling(id)?.emotion?.value())).collect()
    };
    for id in [ids[0], ids[2]] {
        let field = TouchpointField::Tags(["kept".to_owned()].into());
        window.act(Action::Edit(Command::SetTouchpoint { state: State::Today, id, field }));
    }
    window.harness.state_mut().view.sieve.tag = Some("kept".to_owned());
    let lane = window.map().today().lanes().iter().find(|lane| lane.kind == LaneKind::Emotion).expect("a lane").id;
    window.act(Action::Select(Selection::One(Subject::Cell(lane, ids[0]))));
    paste(&mut window, "3\n-2");
    assert_eq!(felt(&window), [Some(3.0), None, Some(-2.0)], "B is hidden");
    assert!(window.notices().iter().any(|notice| notice.starts_with("Pasted 2 cells")), "{:?}", window.notices());
    window.act(Action::Select(Selection::One(Subject::Cell(lane, ids[0]))));
    paste(&mut window, "3\n5");
    assert!(matches!(window.harness.state().dialog, Some(Dialog::PasteGrid(_))));
    assert!(window.shows("2 cells go to 2 touchpoints; 1 takes the place of what stands there."));
    assert_eq!(felt(&window), [Some(3.0), None, Some(-2.0)]);
    window.click("Paste");
    assert_eq!(felt(&window), [Some(3.0), None, Some(5.0)]);
    // Lines that run on beyond what is shown would make touchpoints that the filter hides.
    let before = window.map().clone();
    window.act(Action::Select(Selection::One(Subject::Cell(lane, ids[2]))));
    paste(&mut window, "?\n1\n2");
    assert!(matches!(window.harness.state().dialog, Some(Dialog::PasteGrid(_))));
    assert_eq!(window.map(), &before);
}

/// A map of three touchpoints with a lane for texts.
fn texts() -> (Window, LaneId, Vec<TouchpointId>) {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    paste(&mut window, "B\nC");
    let id = LaneId(Uid(77));
    let add = Command::AddLane { state: State::Today, id, kind: LaneKind::Text, after: None };
    window.act(Action::Edit(add));
    let ids = window.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    (window, id, ids)
}

fn text_at(window: &Window, lane: LaneId, at: TouchpointId) -> Option<String> {
    window.map().today().touchpoint(at).expect("a touchpoint").texts.get(&lane).cloned()
}

#[test]
fn a_cell_of_several_lines_is_one_cell_again_where_it_is_pasted() {
    let (mut window, lane, ids) = texts();
    let text = "Cold\nand wet".to_owned();
    let (state, touchpoint) = (State::Today, ids[0]);
    window.act(Action::Edit(Command::SetText { state, touchpoint, lane, text: text.clone() }));
    window.act(Action::Select(Selection::One(Subject::Cell(lane, ids[0]))));
    let taken = copied(&mut window);
    assert_eq!(taken, "\"Cold\nand wet\"", "as a spreadsheet has it");
    window.act(Action::Select(Selection::One(Subject::Cell(lane, ids[1]))));
    paste(&mut window, &taken);
    assert!(window.harness.state().dialog.is_none());
    assert_eq!(text_at(&window, lane, ids[1]), Some(text));
    assert_eq!(text_at(&window, lane, ids[2]), None);
}

#[test]
fn a_column_of_a_spreadsheet_is_not_torn_apart_at_line_breaks_within_its_cells() {
    let (mut window, _, ids) = texts();
    let lanes = window.map().today().lanes();
    let lane = lanes.iter().find(|lane| lane.kind == LaneKind::Pains).expect("a lane").id;
    window.act(Action::Select(Selection::One(Subject::Cell(lane, ids[0]))));
    paste(&mut window, "\"Cold\nand wet\"\r\nToo far\r\n");
    let pains = |window: &Window, at| -> Vec<String> {
        window.map().today().pains_at(at).iter().map(|pain| pain.text.clone()).collect()
    };
    assert_eq!(pains(&window, ids[0]), ["Cold\nand wet", "Too far"]);
    // A name has one line.
    window.act(Action::Select(Selection::One(Subject::Touchpoint(ids[2]))));
    paste(&mut window, "\"Pay\nat the till\"\nLeave");
    assert_eq!(names(&window)[3..], ["Pay at the till", "Leave"]);
    // Somebody's words in a list, whose quotation mark is not closed, are lines as ever.
    window.act(Action::Select(Selection::One(Subject::Cell(lane, ids[1]))));
    paste(&mut window, "\"Never again\nsaid a guest");
    assert_eq!(pains(&window, ids[1]).len(), 2);
}
