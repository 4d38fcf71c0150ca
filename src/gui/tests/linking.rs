//! Links, ties, parked thoughts and locks, by key.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::context::{Action, Selection};
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;

/// A map of four touchpoints; the last is selected.
fn four_steps() -> Window {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    for name in ["B", "C", "D"] {
        window.key(Key::Enter);
        window.write(name);
        window.key(Key::Enter);
    }
    window
}

fn step(window: &Window, number: usize) -> TouchpointId {
    window.map().today().touchpoints().nth(number - 1).expect("a step").id
}

fn undoable(window: &mut Window, command: Command) {
    window.harness.state_mut().actions.push(Action::Edit(command));
    window.settle();
}

#[test]
fn a_link_is_drawn_named_and_deleted_by_key() {
    let mut window = four_steps();
    window.keys(CTRL, Key::L);
    window.key(Key::Home);
    window.key(Key::Enter);
    let journey = window.map().today();
    let link = journey.links()[0].clone();
    assert_eq!((link.from, link.to), (step(&window, 4), step(&window, 1)));
    assert_eq!(window.harness.state().selection, Selection::One(Subject::Link(link.id)));
    window.key(Key::F2);
    window.write("if refused");
    window.key(Key::Enter);
    assert_eq!(window.map().today().links()[0].label, "if refused");
    window.key(Key::Home);
    window.keys(ALT, Key::L);
    assert_eq!(window.harness.state().selection, Selection::One(Subject::Link(link.id)));
    window.key(Key::Delete);
    assert!(window.map().today().links().is_empty());
}

#[test]
fn escape_leaves_linking_without_a_trace_and_letters_rename_nothing_meanwhile() {
    let mut window = four_steps();
    let before = window.map().clone();
    window.keys(CTRL, Key::L);
    window.key(Key::Home);
    window.write("x");
    window.key(Key::Escape);
    assert_eq!(window.harness.state().view.picking, None);
    assert_eq!(*window.map(), before);
}

#[test]
fn a_pain_point_is_tied_to_what_answers_it_and_parted_again_by_the_same_keys() {
    let mut window = four_steps();
    for key in [Key::P, Key::O] {
        window.keys(CTRL_SHIFT, key);
        window.write("words");
        window.key(Key::Enter);
    }
    let at = step(&window, 4);
    let pain = window.map().today().pains_at(at)[0].id;
    let tied = |window: &Window| window.map().today().opportunities_for(pain).len();
    for wanted in [1, 0] {
        window.harness.state_mut().selection = Selection::One(Subject::Pain(pain, at));
        window.settle();
        window.keys(CTRL, Key::L);
        window.key(Key::ArrowDown);
        window.key(Key::Enter);
        assert_eq!(tied(&window), wanted);
    }
}

#[test]
fn feedback_is_tied_to_the_pain_point_it_shows_and_the_opportunity_it_led_to() {
    let mut window = four_steps();
    for key in [Key::P, Key::O, Key::F] {
        window.keys(CTRL_SHIFT, key);
        window.write("words");
        window.key(Key::Enter);
    }
    let at = step(&window, 4);
    let journey = window.map().today();
    let (pain, opportunity) = (journey.pains_at(at)[0].id, journey.opportunities_at(at)[0].id);
    let feedback = journey.feedback_at(at)[0].id;
    let ends = [Subject::Pain(pain, at), Subject::Opportunity(opportunity, at)];
    let tied = |window: &Window| {
        let journey = window.map().today();
        (journey.pains_shown_by(feedback).len(), journey.opportunities_from(feedback).len())
    };
    for (other, wanted) in ends.into_iter().zip([(1, 0), (1, 1)]).chain(ends.into_iter().zip([(0, 1), (0, 0)])) {
        window.harness.state_mut().selection = Selection::One(Subject::Feedback(feedback, at));
        window.settle();
        window.keys(CTRL, Key::L);
        assert!(window.harness.state().view.picking.is_some());
        window.harness.state_mut().picked_on_map(other);
        window.settle();
        assert_eq!(tied(&window), wanted);
    }
}

#[test]
fn a_thought_is_parked_from_anywhere_and_placed_by_key() {
    let mut window = four_steps();
    window.keys(CTRL_SHIFT, Key::K);
    window.write("Ask the guard");
    window.key(Key::Enter);
    window.key(Key::Escape);
    assert_eq!(window.map().notes().len(), 1);
    assert!(window.shows("1 thought parked"));
    window.keys(ALT, Key::K);
    window.key(Key::Home);
    window.key(Key::Enter);
    assert!(window.map().notes().is_empty());
    let names: Vec<String> = window.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect();
    assert_eq!(names[1], "Ask the guard");
}

#[test]
fn a_locked_stage_refuses_keys_paste_and_duplicates_and_says_so() {
    let mut window = four_steps();
    window.keys(CTRL_SHIFT, Key::L);
    assert!(window.map().today().stages()[0].locked);
    let locked = window.map().clone();
    let tries: [&dyn Fn(&mut Window); 7] = [
        &|window| window.key(Key::Delete),
        &|window| window.key(Key::Enter),
        &|window| window.write("7"),
        &|window| window.keys(ALT, Key::ArrowLeft),
        &|window| window.keys(CTRL, Key::D),
        &|window| window.keys(CTRL_SHIFT, Key::P),
        &|window| {
            window.harness.event(egui::Event::Paste("E\nF".to_owned()));
            window.settle();
        },
    ];
    for (at, attempt) in tries.into_iter().enumerate() {
        window.harness.state_mut().toasts = Default::default();
        attempt(&mut window);
        assert_eq!(*window.map(), locked, "attempt {at}");
        assert!(window.notices().iter().any(|notice| notice.contains("is locked")), "{at}: {:?}", window.notices());
    }
    // Taking back something else leaves what is locked alone.
    let state = State::Today;
    let id = LaneId(Uid(77));
    undoable(&mut window, Command::AddLane { state, id, kind: LaneKind::Text, after: None });
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), locked);
    window.keys(CTRL_SHIFT, Key::L);
    assert!(!window.map().today().stages()[0].locked);
}

#[test]
fn a_thought_held_at_the_edge_scrolls_the_map_and_lands_where_it_is_let_go() {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    let words = window.map().notes()[0].text.clone();
    let note = window.harness.get_by_label(&format!("Parked thought: {words}")).rect().center();
    let edge = egui::pos2(1300.0, 180.0);
    window.harness.hover_at(note);
    window.harness.drag_at(note);
    window.settle();
    for part in 1..=4 {
        window.harness.hover_at(note + (edge - note) * (part as f32 / 4.0));
        window.harness.run_steps(2);
    }
    window.harness.run_steps(120);
    let inside = egui::pos2(1100.0, 180.0);
    window.harness.hover_at(inside);
    window.harness.run_steps(2);
    window.harness.drop_at(inside);
    window.settle();
    let journey = window.map().today();
    let landed = journey.touchpoints().position(|touchpoint| touchpoint.name == words).expect("it became a touchpoint");
    assert!(landed > 8, "the map did not scroll: it landed as step {}", landed + 1);
}
