//! As fast as people talk: what the keyboard alone draws, and how many keys it takes.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::edit::{Command, LaneField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

/// A keyboard that counts what is pressed beside the names and numbers themselves.
struct Keyboard {
    window: Window,
    overhead: usize,
}

impl Keyboard {
    fn press(&mut self, held: Modifiers, key: Key) {
        self.overhead += 1;
        self.window.keys(held, key);
    }

    fn name(&mut self, text: &str) {
        self.window.write(text);
    }

    /// Types a number on the selected card: its sign and digit are the number itself.
    fn emotion(&mut self, value: i32) {
        for sign in value.to_string().chars() {
            self.window.write(&sign.to_string());
        }
    }
}

#[test]
fn taking_a_new_card_back_stays_where_it_was_put() {
    let mut window = Window::new();
    window.keys(Modifiers::COMMAND, Key::N);
    for name in ["B", "C"] {
        window.key(Key::Enter);
        window.write(name);
        window.key(Key::Enter);
    }
    window.key(Key::Home);
    window.key(Key::Enter);
    window.write("X");
    window.key(Key::Enter);
    window.keys(Modifiers::COMMAND, Key::Z);
    let first = window.map().today().touchpoints().next().expect("a touchpoint").id;
    assert_eq!(window.map().today().touchpoint_count(), 3);
    assert_eq!(window.harness.state().selection, Selection::One(Subject::Touchpoint(first)));
}

#[test]
fn five_stages_of_four_touchpoints_with_emotions_take_two_keys_an_item() {
    let mut keyboard = Keyboard { window: Window::new(), overhead: 0 };
    keyboard.window.keys(CTRL, Key::N);
    let feel = |stage: i32, step: i32| (stage * 3 + step * 5) % 19 - 9;
    for stage in 1..=5 {
        if stage > 1 {
            keyboard.press(CTRL, Key::Enter);
            keyboard.name(&format!("Stage {stage}"));
            keyboard.press(Modifiers::NONE, Key::Enter);
        }
        for step in 1..=4 {
            // A blank map selects its first card, and letters name what is selected.
            if (stage, step) != (1, 1) {
                keyboard.press(Modifiers::NONE, Key::Enter);
            }
            keyboard.name(&format!("Step {stage}.{step}"));
            keyboard.press(Modifiers::NONE, Key::Enter);
            keyboard.emotion(feel(stage, step));
        }
    }
    let items = 5 + 5 * 4;
    assert!(keyboard.overhead <= 2 * items, "{} keys for {items} items", keyboard.overhead);
    let journey = keyboard.window.map().today();
    let persona = journey.personas().next().expect("a persona").id;
    let mut drawn = journey.touchpoints();
    for stage in 1..=5 {
        for step in 1..=4 {
            let touchpoint = drawn.next().expect("a touchpoint");
            assert_eq!(touchpoint.name, format!("Step {stage}.{step}"));
            let felt = journey.feeling(persona, touchpoint.id).and_then(|feeling| feeling.emotion);
            assert_eq!(felt, Some(Emotion::steps(feel(stage, step))), "{}", touchpoint.name);
        }
    }
    assert_eq!(journey.stages().len(), 5);
    assert!(drawn.next().is_none());
}

#[test]
fn enter_adds_a_pain_point_after_a_pain_point_and_escape_takes_an_empty_one_back() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    let at = window.map().today().touchpoints().next().expect("a card").id;
    let pains = |window: &Window| -> Vec<String> {
        window.map().today().pains_at(at).iter().map(|pain| pain.text.clone()).collect()
    };
    for (text, held, key) in
        [("first", Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P), ("last", Modifiers::NONE, Key::Enter)]
    {
        window.keys(held, key);
        window.write(text);
        window.key(Key::Enter);
    }
    window.key(Key::ArrowUp);
    window.key(Key::Enter);
    window.write("between");
    window.key(Key::Enter);
    assert_eq!(pains(&window), ["first", "between", "last"]);

    let selected = window.harness.state().selection.clone();
    window.key(Key::Enter);
    window.key(Key::Escape);
    assert_eq!(pains(&window), ["first", "between", "last"]);
    assert_eq!(window.harness.state().selection, selected);

    window.keys(ALT, Key::ArrowUp);
    assert_eq!(pains(&window), ["between", "first", "last"]);
}

#[test]
fn what_is_added_is_written_where_no_lane_showed_it_and_from_afar() {
    for zoom in [1.0, 0.4] {
        for hidden in [false, true] {
            let mut window = Window::new();
            window.keys(CTRL, Key::N);
            let at = window.map().today().touchpoints().next().expect("a card").id;
            if hidden {
                let (state, id) = (State::Today, LaneId::new(&mut SeededIds::new(77)));
                let add = Command::AddLane { state, id, kind: LaneKind::Feedback, after: None };
                let hide = Command::SetLane { state, id, field: LaneField::Visible(false) };
                for command in [add, hide] {
                    window.act(Action::Edit(command));
                }
            }
            let before = window.map().clone();
            while window.harness.state().canvas.zoom() > zoom {
                window.keys(CTRL, Key::Minus);
            }
            window.act(Action::Run(CommandId::AddFeedback));
            window.write("They kept us waiting");
            window.key(Key::Enter);
            let said: Vec<String> =
                window.map().today().feedback_at(at).iter().map(|feedback| feedback.text.clone()).collect();
            assert_eq!(said, ["They kept us waiting"], "zoom {zoom}, hidden {hidden}");
            let lanes = window.map().today().lanes().iter().filter(|lane| lane.kind == LaneKind::Feedback);
            assert_eq!(lanes.map(|lane| lane.visible).collect::<Vec<_>>(), [true]);
            window.keys(CTRL, Key::Z);
            assert_eq!(window.map(), &before, "what was added and its lane are one step");
        }
    }
}

#[test]
fn alt_and_arrows_move_several_things_together_over_the_edge_of_a_stage() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    for name in ["B", "C"] {
        window.key(Key::Enter);
        window.write(name);
        window.key(Key::Enter);
    }
    window.keys(CTRL, Key::Enter);
    window.write("Stage 2");
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.write("D");
    window.key(Key::Enter);
    let all: Vec<TouchpointId> = window.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let both = Selection::Many(vec![Subject::Touchpoint(all[1]), Subject::Touchpoint(all[2])]);
    window.harness.state_mut().selection = both.clone();
    window.settle();
    let counts = |window: &Window| -> Vec<usize> {
        let journey = window.map().today();
        journey.stages().iter().map(|stage| journey.touchpoints_in(stage.id).len()).collect()
    };
    window.keys(ALT, Key::ArrowRight);
    assert_eq!(counts(&window), [1, 3]);
    let names: Vec<String> = window.map().today().touchpoints().skip(1).map(|t| t.name.clone()).collect();
    assert_eq!(names, ["B", "C", "D"]);
    assert_eq!(window.harness.state().selection, both);
    window.keys(CTRL, Key::Z);
    assert_eq!(counts(&window), [3, 1]);
}

#[test]
fn personas_are_switched_and_their_curves_hidden_by_key() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    let card = window.harness.state().selection.clone();
    window.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::U);
    window.harness.state_mut().selection = card;
    window.harness.state_mut().actions.push(crate::gui::context::Action::FocusMap);
    window.settle();
    let personas: Vec<PersonaId> = window.map().today().personas().map(|persona| persona.id).collect();
    let at = window.map().today().touchpoints().next().expect("a card").id;
    window.keys(ALT, Key::P);
    window.write("4");
    let felt = |window: &Window, who| window.map().today().feeling(who, at).and_then(|feeling| feeling.emotion);
    assert_eq!((felt(&window, personas[0]), felt(&window, personas[1])), (None, Some(Emotion::steps(4))));
    window.keys(ALT, Key::H);
    assert!(window.harness.state().view.hidden_personas.contains(&personas[1]));
    window.keys(ALT, Key::H);
    assert!(window.harness.state().view.hidden_personas.is_empty());
}

#[test]
fn names_in_other_scripts_are_written_in_place() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    for name in [
        "\u{0628}\u{0648}\u{0627}\u{0628} \u{0627}\u{0644}\u{0645}\u{062F}\u{064A}\u{0646}\u{0629}",
        "प्रवेश द्वार",
        "Gate 🚪 שער",
    ] {
        window.write(name);
        window.key(Key::Enter);
        let last = window.map().today().touchpoints().last().expect("a touchpoint").name.clone();
        assert_eq!(last, name);
        window.key(Key::Enter);
    }
}

#[test]
fn lines_to_opportunities_are_switched_off_and_on_by_key() {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window.keys(ALT, Key::O);
    assert!(window.harness.state().view.filter().without_answers);
    window.keys(ALT, Key::O);
    assert!(!window.harness.state().view.filter().without_answers);
}
