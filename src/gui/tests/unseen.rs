//! What is not on the screen is not changed: what a filter hides, a map behind a talk, a selection behind another mode.

use std::collections::BTreeSet;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::edit::{Command, TouchpointField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Mode, Selection};
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;

/// A map of two stages, with Till, Queue and Bag, then Door.
fn shop() -> Window {
    Window::drawn(&["Till", "Queue", "Bag"], &[("Leave", &["Door"])])
}

fn oz() -> Window {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window
}

fn all(window: &Window) -> Vec<TouchpointId> {
    window.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect()
}

impl Window {
    fn choose(&mut self, ids: &[TouchpointId]) {
        let subjects = ids.iter().map(|id| Subject::Touchpoint(*id)).collect();
        self.act(Action::Select(Selection::of(subjects)));
    }

    fn chosen(&self) -> Option<TouchpointId> {
        self.harness.state().selection.touchpoint()
    }

    fn hidden(&self) -> BTreeSet<TouchpointId> {
        self.harness.state().view.hidden_touchpoints.iter().copied().collect()
    }

    fn mode(&self) -> Mode {
        self.harness.state().view.mode
    }

    /// Shows only what carries a tag, which these get.
    fn show_only(&mut self, ids: &[TouchpointId]) {
        for id in ids {
            let field = TouchpointField::Tags(BTreeSet::from(["kept".to_owned()]));
            self.act(Action::Edit(Command::SetTouchpoint { state: State::Today, id: *id, field }));
        }
        self.harness.state_mut().view.sieve.tag = Some("kept".to_owned());
        self.settle();
    }
}

#[test]
fn whatever_is_selected_is_shown_so_that_nothing_is_deleted_unseen() {
    let mut window = shop();
    let ids = all(&window);
    window.show_only(&ids[2..3]);
    window.choose(&[ids[0]]);
    assert!(!window.hidden().contains(&ids[0]));
    window.choose(&[ids[0], ids[2]]);
    assert_eq!(window.hidden(), BTreeSet::from([ids[1], ids[3]]));
}

#[test]
fn a_stage_that_goes_with_touchpoints_the_filter_hides_says_so() {
    let mut window = shop();
    let ids = all(&window);
    window.show_only(&ids[1..2]);
    let stage = window.map().today().stages()[0].id;
    window.act(Action::Select(Selection::One(Subject::Stage(stage))));
    assert_eq!(window.hidden(), BTreeSet::from([ids[0], ids[2], ids[3]]));
    window.key(Key::Delete);
    assert_eq!(all(&window), [ids[3]]);
    assert!(
        window.notices().iter().any(|notice| notice.ends_with(", 2 that the filter hid")),
        "{:?}",
        window.notices()
    );
}

#[test]
fn keys_go_along_what_the_filter_shows() {
    let mut window = shop();
    let ids = all(&window);
    window.show_only(&ids[1..3]);
    window.choose(&[ids[2]]);
    window.key(Key::Home);
    assert_eq!(window.chosen(), Some(ids[1]));
    window.key(Key::End);
    assert_eq!(window.chosen(), Some(ids[2]));
    window.key(Key::PageDown);
    assert_eq!(window.chosen(), Some(ids[2]), "nothing of the stage after is shown");
}

#[test]
fn with_one_stage_in_focus_what_is_found_elsewhere_is_drawn_too() {
    let mut window = shop();
    let ids = all(&window);
    window.choose(&[ids[0]]);
    window.keys(ALT, Key::S);
    window.key(Key::End);
    assert_eq!(window.chosen(), Some(ids[2]), "the last one that is drawn");
    window.keys(CTRL, Key::F);
    window.write("Door");
    window.key(Key::Enter);
    assert_eq!(window.chosen(), Some(ids[3]));
    let stage = window.map().today().touchpoint(ids[3]).expect("the door").stage;
    assert!(window.harness.state().view.filter().stages.contains(&stage));
}

#[test]
fn nothing_is_cut_or_pasted_during_a_talk() {
    let mut window = oz();
    let ids = all(&window);
    window.choose(&ids[..1]);
    let before = window.map().clone();
    window.key(Key::F5);
    for event in [Event::Cut, Event::Paste("One\nTwo".to_owned())] {
        window.harness.event(event);
        window.settle();
        assert_eq!(*window.map(), before);
    }
}

#[test]
fn in_the_insights_no_key_changes_what_is_selected_on_the_map() {
    let mut window = oz();
    let ids = all(&window);
    window.choose(&ids[1..2]);
    let before = window.map().clone();
    window.keys(CTRL, Key::Num3);
    for key in [Key::ArrowLeft, Key::ArrowRight] {
        window.keys(ALT, key);
    }
    window.keys(CTRL, Key::T);
    window.run(CommandId::Delete);
    window.keys(CTRL.plus(Modifiers::SHIFT), Key::P);
    assert_eq!(*window.map(), before, "{:?}", window.notices());
    assert_eq!(window.mode(), Mode::Insights);
}

#[test]
fn without_an_ideal_its_page_keeps_no_selection() {
    let mut window = shop();
    let ids = all(&window);
    window.choose(&ids[1..2]);
    let before = window.map().clone();
    window.keys(ALT, Key::Num2);
    assert_eq!(window.mode(), Mode::Ideal);
    window.run(CommandId::Delete);
    window.keys(ALT, Key::ArrowLeft);
    assert_eq!(*window.map(), before);
}

#[test]
fn what_is_added_from_the_insights_is_written_on_the_map() {
    let mut window = shop();
    window.keys(CTRL, Key::Num3);
    window.keys(CTRL.plus(Modifiers::SHIFT), Key::T);
    assert_eq!(window.mode(), Mode::Map);
    window.write("Street");
    window.key(Key::Enter);
    assert_eq!(window.map().today().touchpoints().last().expect("a card").name, "Street");
}

#[test]
fn going_to_a_place_leads_to_the_map_from_everywhere() {
    let mut window = shop();
    let ids = all(&window);
    window.keys(CTRL, Key::F);
    window.write("Queue");
    window.key(Key::Enter);
    window.key(Key::Escape);
    for mode in [Key::Num2, Key::Num3] {
        window.choose(&ids[3..]);
        window.keys(CTRL, mode);
        window.key(Key::F3);
        assert_eq!((window.mode(), window.chosen()), (Mode::Map, Some(ids[1])));
        window.keys(CTRL, mode);
        window.keys(CTRL, Key::K);
        window.write("Bag");
        window.key(Key::Enter);
        assert_eq!((window.mode(), window.chosen()), (Mode::Map, Some(ids[2])), "{:?}", window.notices());
    }
    window.keys(CTRL, Key::Num3);
    window.keys(CTRL.plus(Modifiers::SHIFT), Key::K);
    window.write("Ask the baker");
    window.key(Key::Enter);
    assert_eq!(window.map().notes().len(), 1);
    assert_eq!(window.map().notes()[0].text, "Ask the baker");
}

#[test]
fn the_second_click_of_two_means_the_card_of_the_first_though_a_filter_moved_the_columns() {
    let mut window = shop();
    let steps = all(&window);
    window.show_only(&[steps[0], steps[2], steps[3]]);
    window.choose(&[steps[1]]);
    window.harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 10.0);
    let bag = window.harness.get_by_label_contains("Bag, Stage 1").rect().center();
    window.harness.hover_at(bag);
    for _ in 0..2 {
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            window.harness.event(Event::PointerButton { pos: bag, button, pressed, modifiers });
        }
        window.settle();
    }
    assert!(window.hidden().contains(&steps[1]), "the columns have moved");
    assert_ne!(window.harness.get_by_label_contains("Bag, Stage 1").rect().center(), bag);
    window.write("Sack");
    window.key(Key::Enter);
    let names: Vec<String> = window.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect();
    assert_eq!(names, ["Till", "Queue", "Sack", "Door"]);
}
