//! Finding words, and showing only a part of the journey without hiding that.

use egui::{Key, Modifiers};

use super::harness::Window;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, CanvasOrder, Selection};
use crate::layout::{Filter, Layouter, Page, PageRequest, Show};
use crate::model::*;
use crate::theme::Theme;

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

/// A map of two stages: Till and Queue, then Door.
fn shop() -> Window {
    Window::drawn(&["Till", "Queue at the till"], &[("Leave", &["Door"])])
}

#[test]
fn words_are_counted_and_stepped_through_with_the_keyboard_alone() {
    let mut window = shop();
    let all: Vec<TouchpointId> = window.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    window.keys(CTRL, Key::F);
    window.write("TILL");
    assert!(window.shows("2 places"));
    let selected = |window: &Window| window.harness.state().selection.clone();
    window.key(Key::Enter);
    assert_eq!(selected(&window), Selection::One(Subject::Touchpoint(all[0])));
    assert!(window.shows("1 of 2"));
    window.key(Key::F3);
    assert_eq!(selected(&window), Selection::One(Subject::Touchpoint(all[1])));
    window.keys(Modifiers::SHIFT, Key::F3);
    assert_eq!(selected(&window), Selection::One(Subject::Touchpoint(all[0])));
    window.key(Key::Escape);
    window.key(Key::ArrowRight);
    assert_eq!(selected(&window), Selection::One(Subject::Touchpoint(all[1])), "the map has the keyboard again");
}

#[test]
fn what_a_filter_hides_is_said_on_the_screen_and_on_the_page() {
    let mut window = shop();
    window.keys(ALT, Key::S);
    assert!(window.shows("Hidden: 2 of 3 touchpoints. Shown: stage “Leave”."));
    let request = PageRequest {
        state: State::Today,
        filter: window.harness.state().view.filter(),
        page: Page::Fitting,
        show: Show { title: true, personas: true, legend: true },
    };
    let pages = Layouter::new().pages(window.map(), &request, Theme::of(Default::default()));
    let text: String = pages.frames.iter().map(|frame| frame.to_text()).collect();
    assert!(text.contains("Not shown: 2 of 3 touchpoints."));
    assert!(!text.contains("Queue"));
    window.click("Show everything");
    assert!(window.harness.state().view.hidden_touchpoints.is_empty());
    window.harness.state_mut().orders.push(CanvasOrder::Focus);
    window.settle();
}

#[test]
fn a_hidden_lane_is_said_on_the_screen_and_on_the_page_and_comes_back() {
    let mut window = shop();
    window.run(CommandId::AddPain);
    window.write("No daylight");
    window.key(Key::Enter);
    window.key(Key::Escape);
    let lane = |window: &Window| {
        let lanes = window.map().today().lanes().iter().find(|lane| lane.kind == LaneKind::Pains).cloned();
        lanes.expect("a new map has a lane for pain points")
    };
    let pages = |window: &Window| {
        let show = Show { title: true, personas: true, legend: true };
        let request = PageRequest { state: State::Today, filter: Filter::default(), page: Page::Fitting, show };
        let pages = Layouter::new().pages(window.map(), &request, Theme::of(Default::default()));
        pages.frames.iter().map(|frame| frame.to_text()).collect::<String>()
    };
    assert!(pages(&window).contains("No daylight") && !pages(&window).contains("Not shown"));
    window.harness.state_mut().selection = Selection::One(Subject::Lane(lane(&window).id));
    window.run(CommandId::HideLane);
    assert!(!lane(&window).visible && window.shows("1 lane hidden"));
    assert!(pages(&window).contains("Not shown: the lane Pain points.") && !pages(&window).contains("No daylight"));
    window.keys(CTRL, Key::Z);
    assert!(lane(&window).visible);
    window.harness.state_mut().selection = Selection::One(Subject::Lane(lane(&window).id));
    window.run(CommandId::HideLane);
    assert!(!lane(&window).visible);
    window.run(CommandId::ShowLanes);
    assert!(lane(&window).visible && !window.shows("1 lane hidden"));
}

#[test]
fn a_hidden_curve_is_said_until_its_persona_is_deleted() {
    let mut window = shop();
    window.run(CommandId::AddPersona);
    window.write("Ida");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.run(CommandId::ToggleCurve);
    assert!(window.shows("1 curve hidden"));
    let hidden = window.map().today().personas().next().expect("she was added").id;
    window.harness.state_mut().selection = Selection::One(Subject::Persona(hidden));
    window.run(CommandId::Delete);
    assert_eq!(window.map().today().persona(hidden), None);
    assert!(!window.shows("1 curve hidden"));
    window.keys(CTRL, Key::Z);
    assert!(window.shows("1 curve hidden"));
}

#[test]
fn a_look_at_the_other_journey_leaves_the_filter_as_it_was() {
    let mut window = shop();
    let (state, id) = (State::Today, StageId::new(&mut SeededIds::new(91)));
    window.act(Action::Edit(Command::StartIdeal { copy_today: true }));
    window.act(Action::Edit(Command::AddStage { state, id, name: "Only today".to_owned(), after: None }));
    window.harness.state_mut().view.sieve.stage = Some(id);
    window.settle();
    let hidden = window.harness.state().view.hidden_touchpoints.clone();
    assert!(!hidden.is_empty());
    window.act(Action::Run(CommandId::ShowIdeal));
    assert!(window.harness.state().view.hidden_touchpoints.is_empty());
    assert!(!window.shows("Show everything"), "nothing is hidden here");
    window.act(Action::Run(CommandId::ShowToday));
    assert_eq!(window.harness.state().view.hidden_touchpoints, hidden);
}
