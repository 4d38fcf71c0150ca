//! What the inspector writes: text that keeps its lines, feelings that keep their evidence, one act a step of undo.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::taking_pictures::Source;
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A map with two cards and one persona.
fn shop() -> (Window, Vec<TouchpointId>, PersonaId) {
    let window = Window::drawn(&["Till", "Queue"], &[]);
    let ids = window.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let persona = window.map().today().personas().next().expect("a persona").id;
    (window, ids, persona)
}

fn felt(window: &Window, persona: PersonaId, at: TouchpointId) -> Option<i32> {
    let emotion = window.map().today().feeling(persona, at).and_then(|feeling| feeling.emotion);
    emotion.map(|emotion| emotion.value() as i32)
}

impl Window {
    fn look_at(&mut self, subject: Subject) {
        self.act(Action::Select(Selection::One(subject)));
    }

    fn focus(&mut self, role: egui::Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).focus();
        self.settle();
    }
}

#[test]
fn a_letter_in_the_inspector_keeps_the_lines_of_a_pain_point() {
    let (mut window, ids, _) = shop();
    let (state, id, at) = (State::Today, PainId(Uid(77)), ids[0]);
    let text = "Cold\nand wet".to_owned();
    window.act(Action::Edit(Command::AddPain { state, id, text, at: Some(at) }));
    window.look_at(Subject::Pain(id, at));
    let text = |window: &Window| window.map().today().pain(id).expect("the pain point").text.clone();
    window.focus(egui::Role::MultilineTextInput, "What hurts");
    window.keys(CTRL, Key::End);
    window.write("!");
    assert_eq!(text(&window), "Cold\nand wet!");
    window.keys(Modifiers::SHIFT, Key::Enter);
    window.write("Always");
    assert_eq!(text(&window), "Cold\nand wet!\nAlways");
    window.key(Key::Enter);
    assert_eq!(text(&window), "Cold\nand wet!\nAlways", "Enter alone starts no new line");
    window.key(Key::Backspace);
    assert_eq!(text(&window), "Cold\nand wet!\nAlway", "and a slip is mended, not the pain point deleted");
    window.key(Key::Escape);
    window.keys(CTRL, Key::Z);
    assert_eq!(text(&window), "Cold\nand wet!\nAlways");
}

#[test]
fn what_is_felt_again_after_going_elsewhere_is_a_step_of_its_own() {
    let (mut window, ids, persona) = shop();
    window.look_at(Subject::Touchpoint(ids[0]));
    window.write("5");
    window.key(Key::ArrowRight);
    window.key(Key::ArrowLeft);
    window.write("7");
    assert_eq!(felt(&window, persona, ids[0]), Some(7));
    window.keys(CTRL, Key::Z);
    assert_eq!(felt(&window, persona, ids[0]), Some(5));
}

#[test]
fn a_slider_that_was_left_begins_another_step() {
    let (mut window, ids, persona) = shop();
    window.look_at(Subject::Touchpoint(ids[0]));
    let name = window.map().today().persona(persona).expect("her").name.clone();
    let slider = format!("Emotion of {name}");
    window.focus(egui::Role::Slider, &slider);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    let first = felt(&window, persona, ids[0]);
    window.key(Key::Tab);
    window.focus(egui::Role::Slider, &slider);
    window.key(Key::ArrowRight);
    assert_ne!(felt(&window, persona, ids[0]), first);
    window.key(Key::Tab);
    window.keys(CTRL, Key::Z);
    assert_eq!(felt(&window, persona, ids[0]), first);
}

#[test]
fn set_to_neutral_keeps_what_the_feeling_rests_on() {
    let (mut window, ids, persona) = shop();
    let evidence = Some(Evidence::ALL[1]);
    let feeling = Some(Feeling { emotion: Some(Emotion::steps(4)), evidence });
    let touchpoint = ids[0];
    window.act(Action::Edit(Command::SetFeeling { state: State::Today, persona, touchpoint, feeling }));
    window.look_at(Subject::Touchpoint(touchpoint));
    let name = window.map().today().persona(persona).expect("her").name.clone();
    window.click(&format!("Emotion of {name}: choose whether she is there"));
    window.click("Set to neutral");
    let neutral = Some(Feeling { emotion: Some(Emotion::steps(0)), evidence });
    assert_eq!(window.map().today().feeling(persona, touchpoint), neutral);
}

#[test]
fn a_picture_is_described_in_the_inspector() {
    let (mut window, ids, _) = shop();
    let path = window.folder().join("IMG_2041.png");
    image::RgbaImage::from_pixel(20, 20, image::Rgba([9, 90, 200, 255])).save(&path).expect("a picture");
    let onto = Subject::Touchpoint(ids[0]);
    window.harness.state_mut().take_picture(Source::File(path), Some(onto));
    window.settle();
    window.act(Action::Select(Selection::One(onto)));
    let words = |window: &Window| window.map().pictures().next().expect("a picture").alt.clone();
    assert_eq!(words(&window), "IMG_2041");
    window.focus(egui::Role::TextInput, "What the picture shows");
    window.keys(CTRL, Key::A);
    window.write("A green gate");
    assert_eq!(words(&window), "A green gate");
    window.run(CommandId::Undo);
    assert_eq!(words(&window), "IMG_2041");
}
