//! What the inspector writes: text that keeps its lines, feelings that keep their evidence, one act a step of undo.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::context::{Action, Selection};
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A map with two cards and one persona.
fn shop() -> (Window, Vec<TouchpointId>, PersonaId) {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.write("Till");
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.write("Queue");
    window.key(Key::Enter);
    let ids = window.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let persona = window.map().today().personas().next().expect("a persona").id;
    (window, ids, persona)
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
    window.write("x");
    assert_eq!(text(&window), "Cold\nand wet!\nAlways", "Enter has left the field");
}
