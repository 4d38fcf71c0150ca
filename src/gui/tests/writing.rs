//! What is being written on the map when something is added by key: both are kept, each as a step of its own.

use egui::{Key, Modifiers};

use super::harness::Window;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn names(window: &Window) -> Vec<String> {
    window.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect()
}

#[test]
fn a_name_that_is_being_written_is_kept_when_a_key_adds_something_there() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.key(Key::F2);
    window.write("Till");
    window.keys(CTRL_SHIFT, Key::P);
    let pains =
        |window: &Window| -> Vec<String> { window.map().today().pains().map(|pain| pain.text.clone()).collect() };
    assert_eq!((names(&window), pains(&window)), (vec!["Till".to_owned()], vec![String::new()]));
    window.key(Key::Escape);
    assert_eq!((names(&window), pains(&window)), (vec!["Till".to_owned()], Vec::new()), "no empty one is left");
    window.key(Key::F2);
    window.write("Queue");
    window.keys(CTRL_SHIFT, Key::P);
    window.write("Too long");
    window.key(Key::Enter);
    assert_eq!((names(&window), pains(&window)), (vec!["Queue".to_owned()], vec!["Too long".to_owned()]));
    window.keys(CTRL, Key::Z);
    assert_eq!((names(&window), pains(&window)), (vec!["Queue".to_owned()], Vec::new()), "one step with its words");
    window.keys(CTRL, Key::Z);
    assert_eq!(names(&window), ["Till"]);
}

#[test]
fn a_new_card_is_named_before_the_next_one_comes_after_it() {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.write("A");
    window.keys(CTRL_SHIFT, Key::T);
    window.write("B");
    window.keys(CTRL_SHIFT, Key::T);
    window.write("C");
    window.key(Key::Enter);
    assert_eq!(names(&window), ["A", "B", "C"]);
}
