//! Where keys go: to the map where nothing else has the keyboard, and to a field until it is left.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::context::{Action, Selection};
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A map of three touchpoints, the second of which is selected.
fn shop() -> Window {
    let mut window = Window::drawn(&["Till", "Queue", "Bag"], &[]);
    window.key(Key::ArrowLeft);
    window
}

impl Window {
    fn step(&self, number: usize) -> TouchpointId {
        self.map().today().touchpoints().nth(number - 1).expect("a touchpoint").id
    }

    fn is_on(&self, number: usize) -> bool {
        self.harness.state().selection == Selection::One(Subject::Touchpoint(self.step(number)))
    }

    fn step_names(&self) -> Vec<String> {
        self.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect()
    }

    fn map_has_keyboard(&self) -> bool {
        self.harness.state().canvas.has_focus(&self.harness.ctx)
    }

    /// Goes with the keyboard to the row, field or button of that name.
    fn go_to(&mut self, role: egui::Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).focus();
        self.settle();
    }

    fn has_keyboard(&self, role: egui::Role, name: &str) -> bool {
        self.harness.query_by_role_and_label(role, name).is_some_and(|node| node.accesskit_node().is_focused())
    }
}

#[test]
fn after_a_click_on_a_button_the_keys_of_the_map_go_to_the_map() {
    for button in ["Encounter: Team", "Hide the curve of Customer", "Collapse Stage 1"] {
        let mut window = shop();
        window.click(button);
        window.key(Key::ArrowRight);
        assert!(window.is_on(3), "{button}: {:?}", window.harness.state().selection);
        window.click("Encounter: Self-service");
        window.write("7");
        let persona = window.map().today().personas().next().expect("a persona").id;
        let felt = window.map().today().feeling(persona, window.step(3)).and_then(|feeling| feeling.emotion);
        assert_eq!(felt, Some(Emotion::steps(7)));
    }
}

#[test]
fn an_open_menu_has_the_keys_and_not_the_map_below_it() {
    let mut window = shop();
    window.click("More");
    window.key(Key::Delete);
    assert_eq!(window.step_names(), ["Till", "Queue", "Bag"]);
    window.key(Key::Escape);
    assert!(window.map_has_keyboard() && window.is_on(2));
}

#[test]
fn enter_in_a_field_of_one_line_selects_its_text_for_the_next_key() {
    let mut window = shop();
    for (role, name) in [(egui::Role::MultilineTextInput, "Name"), (egui::Role::TextInput, "Tags")] {
        window.go_to(role, name);
        window.keys(CTRL, Key::A);
        window.write("Queue for two");
        window.key(Key::Enter);
        assert!(window.has_keyboard(role, name), "{name}");
        window.key(Key::Backspace);
        window.write("Line");
        window.key(Key::Enter);
        assert_eq!(window.step_names().len(), 3, "no touchpoint is deleted or added");
        window.key(Key::Escape);
        assert!(window.map_has_keyboard() && window.is_on(2), "{name}");
    }
    let second = window.map().today().touchpoint(window.step(2)).expect("the second").clone();
    assert_eq!((&*second.name, second.tags.iter().cloned().collect::<Vec<_>>()), ("Line", vec!["Line".to_owned()]));
    window.key(Key::ArrowRight);
    assert!(window.is_on(3));
}

#[test]
fn after_a_deletion_in_the_outline_the_next_row_has_the_keyboard() {
    let mut window = shop();
    window.go_to(egui::Role::ListBoxOption, "2, Queue");
    window.key(Key::Delete);
    assert_eq!(window.step_names(), ["Till", "Bag"]);
    assert!(window.has_keyboard(egui::Role::ListBoxOption, "2, Bag"));
    window.key(Key::Delete);
    assert!(window.has_keyboard(egui::Role::ListBoxOption, "1, Till"));
}

#[test]
fn after_a_deletion_in_the_parking_lot_the_next_thought_has_the_keyboard() {
    let mut window = shop();
    for (id, text) in [(71, "First"), (72, "Second"), (73, "Third")] {
        window.act(Action::Edit(Command::AddNote { id: NoteId(Uid(id)), text: text.to_owned() }));
    }
    let has_it = |window: &Window, text: &str| {
        window.has_keyboard(egui::Role::ListBoxOption, &format!("Parked thought: {text}"))
    };
    window.go_to(egui::Role::ListBoxOption, "Parked thought: Second");
    window.key(Key::Delete);
    assert!(has_it(&window, "Third"));
    window.key(Key::Delete);
    assert!(has_it(&window, "First"));
    window.key(Key::Delete);
    assert!(window.map().notes().is_empty());
    assert!(window.has_keyboard(egui::Role::TextInput, "Park a thought"));
    assert_eq!(window.step_names().len(), 3);
}

#[test]
fn thoughts_are_parked_one_after_another_without_going_back_to_the_field() {
    let mut window = shop();
    window.keys(CTRL.plus(Modifiers::SHIFT), Key::K);
    for text in ["Ask the lion", "Ask the tin man"] {
        window.write(text);
        window.key(Key::Enter);
    }
    let notes: Vec<&str> = window.map().notes().iter().map(|note| &*note.text).collect();
    assert_eq!(notes, ["Ask the lion", "Ask the tin man"]);
    assert_eq!(window.step_names(), ["Till", "Queue", "Bag"]);
}

#[test]
fn tab_goes_through_the_whole_window_and_the_map_takes_nothing_away() {
    let mut window = shop();
    window.key(Key::Escape);
    let focused = |window: &Window| window.harness.ctx.memory(|memory| memory.focused());
    let start = focused(&window);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..400 {
        window.harness.key_press(Key::Tab);
        window.harness.run_steps(3);
        let now = focused(&window);
        seen.extend(now.map(|id| id.value()));
        if now == start && seen.len() > 1 {
            break;
        }
    }
    assert_eq!(focused(&window), start, "round the window and back to the map");
    assert!(seen.len() > 20, "{}", seen.len());
}

#[test]
fn escape_after_a_step_through_what_was_found_by_button_still_closes_the_search() {
    let mut window = shop();
    window.keys(CTRL, Key::F);
    window.write("Queue");
    window.click("Next place");
    assert!(window.is_on(2));
    window.key(Key::Escape);
    assert!(!window.shows("1 of 1") && window.is_on(2));
}

/// How wide the lines in the colour of the focus are that frame a part of the screen, or what lies just within or
/// around it.
fn rings(window: &Window, place: egui::Rect) -> Vec<f32> {
    let accent = egui::Color32::from(window.harness.state().view.colours().accent);
    let around = |rect: &egui::Rect| {
        let apart = [rect.min - place.min, rect.max - place.max];
        apart.iter().all(|by| by.x.abs() <= 5.0 && by.y.abs() <= 5.0)
    };
    let ring = |shape: &egui::Shape| match shape {
        egui::Shape::Rect(rect) if rect.stroke.color == accent && around(&rect.rect) => Some(rect.stroke.width),
        _ => None,
    };
    let mut found: Vec<f32> =
        window.harness.output().shapes.iter().filter_map(|clipped| ring(&clipped.shape)).collect();
    found.sort_by(f32::total_cmp);
    found
}

#[test]
fn it_is_seen_whether_the_keys_go_to_the_map() {
    let mut window = shop();
    let card = window.harness.get_by_label("Queue, Stage 1, step 2 of 3").rect();
    assert_eq!(rings(&window, card), [1.0, 2.0]);
    window.go_to(egui::Role::TextInput, "Tags");
    assert_eq!(rings(&window, card), [1.0, 1.0], "another field has the keyboard");
    window.key(Key::Escape);
    assert_eq!(rings(&window, card), [1.0, 2.0]);
}

#[test]
fn a_map_that_is_reached_by_keys_says_that_it_has_the_keyboard() {
    let mut window = shop();
    window.act(Action::Select(Selection::None));
    let map = window.harness.get_by_role_and_label(egui::Role::Group, "Journey map").rect();
    assert!(rings(&window, map).is_empty(), "whoever works on it knows");
    window.key(Key::Tab);
    assert!(!window.map_has_keyboard());
    window.keys(Modifiers::SHIFT, Key::Tab);
    assert!(window.map_has_keyboard());
    assert_eq!(rings(&window, map), [2.0]);
    window.key(Key::Home);
    assert_eq!(rings(&window, map), [1.0], "the ring around the card tells more");
    window.harness.hover_at(map.center());
    window.harness.drag_at(map.center());
    window.harness.drop_at(map.center());
    window.settle();
    assert!(rings(&window, map).is_empty());
}
