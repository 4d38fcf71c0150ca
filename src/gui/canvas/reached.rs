//! How a picture came to have the keyboard: whoever goes from control to control with Tab must see where the keys go now,
//! and whoever works on the picture anyway would be looking at a frame around it for nothing.

use egui::{Event, Key, Response, Ui};

/// How something came to have the keyboard.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reached {
    /// What was pressed last is Tab, and neither another key nor a button of the pointer.
    by_tab: bool,
    shown: bool,
}

impl Reached {
    /// Takes in what was pressed, before the picture answers it.
    pub fn follow(&mut self, ui: &Ui, response: &Response) {
        let pressed = |event: &Event| match event {
            Event::Key { key, pressed: true, .. } => Some(*key == Key::Tab),
            Event::PointerButton { .. } => Some(false),
            _ => None,
        };
        let is_button = |event: &Event| matches!(event, Event::PointerButton { .. });
        let (last, pointed) = ui.input(|input| {
            let events = input.events.iter();
            (events.clone().rev().find_map(pressed), events.clone().any(is_button))
        });
        self.by_tab = last.unwrap_or(self.by_tab);
        let before = self.shown && !pointed;
        self.shown = response.has_focus() && if response.gained_focus() { self.by_tab } else { before };
    }

    /// The keyboard was given to the picture because nothing else had it.
    pub fn given(&mut self) {
        self.shown = self.by_tab;
    }

    /// Whether it is to be seen that keys go there.
    pub fn is_shown(self) -> bool {
        self.shown
    }
}
