//! Keys in the order in which they were pressed, however slow the screen is.
//!
//! egui hands a frame everything that was pressed since the one before. When several keys arrive together, whether
//! the Enter came before the letters or after them would be lost, and with it letters of a name. Here keys that
//! change where typing goes get a frame of their own, and what was pressed after them waits until the focus has
//! settled in the frame after that. A button of the pointer has its own frame too, so that what is taken or dropped is
//! what lay under the pointer at that moment.

use std::collections::VecDeque;

use egui::{Event, Key, RawInput};

/// Events that wait for their frame.
#[derive(Debug, Default)]
pub(super) struct Typing {
    waiting: VecDeque<Event>,
    /// Whether the last frame had a key after which the focus may move.
    settling: bool,
}

impl Typing {
    /// Leaves in `input` what belongs into this frame, and keeps the rest. Returns whether anything waits.
    pub(super) fn take_turn(&mut self, input: &mut RawInput) -> bool {
        self.waiting.extend(input.events.drain(..));
        if std::mem::take(&mut self.settling) {
            return !self.waiting.is_empty();
        }
        let (mut typed, mut acted) = (false, false);
        while let Some(event) = self.waiting.front() {
            let turns = turns_typing(event);
            // A frame has Ctrl and Shift either held or not: what was pressed or clicked before they changed belongs to a
            // frame before.
            let held_otherwise = matches!(event, Event::ModifiersChanged(_));
            if (turns && typed) || (held_otherwise && acted) {
                break;
            }
            typed |= is_typing(event);
            let button = matches!(event, Event::PointerButton { .. });
            acted |= is_typing(event) || button;
            input.events.extend(self.waiting.pop_front());
            if turns {
                self.settling = true;
                break;
            }
            // A button is pressed, and let go, where the pointer is then, not where it has got to since.
            if button {
                break;
            }
        }
        !self.waiting.is_empty()
    }
}

/// Whether the event writes, or could.
fn is_typing(event: &Event) -> bool {
    match event {
        Event::Key { pressed, .. } => *pressed,
        Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut | Event::Ime(_) => true,
        _ => false,
    }
}

/// Whether typing may go elsewhere after this key.
fn turns_typing(event: &Event) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    let moves = matches!(
        key,
        Key::Enter
            | Key::Tab
            | Key::Escape
            | Key::Delete
            | Key::F2
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
    );
    moves || modifiers.command || modifiers.alt
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn frames(events: Vec<Event>) -> Vec<Vec<Event>> {
        let mut typing = Typing::default();
        let mut input = RawInput { events, ..RawInput::default() };
        let mut frames = Vec::new();
        loop {
            let more = typing.take_turn(&mut input);
            frames.push(std::mem::take(&mut input.events));
            if !more {
                return frames;
            }
        }
    }

    #[test]
    fn letters_pressed_before_enter_come_before_it_and_later_ones_after_it() {
        let text = |text: &str| Event::Text(text.to_owned());
        let events = vec![text("s"), text("hop"), key(Key::Enter), key(Key::Enter), text("7"), key(Key::ArrowLeft)];
        assert_eq!(
            frames(events),
            [
                vec![text("s"), text("hop")],
                vec![key(Key::Enter)],
                vec![],
                vec![key(Key::Enter)],
                vec![],
                vec![text("7")],
                vec![key(Key::ArrowLeft)],
            ]
        );
    }

    #[test]
    fn what_was_typed_or_clicked_before_ctrl_was_held_has_a_frame_without_it() {
        let held = |modifiers| Event::ModifiersChanged(modifiers);
        let text = Event::Text("7".to_owned());
        let click = Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::SHIFT,
        };
        let (command, none, shift) = (Modifiers::COMMAND, Modifiers::NONE, Modifiers::SHIFT);
        let events = vec![text.clone(), held(command), key(Key::S), held(none), held(shift), click.clone(), held(none)];
        assert_eq!(
            frames(events),
            [vec![text], vec![held(command), key(Key::S)], vec![held(none), held(shift), click], vec![held(none)],]
        );
    }

    #[test]
    fn a_button_is_pressed_and_let_go_where_the_pointer_was() {
        let moved = |x: f32| Event::PointerMoved(egui::pos2(x, 0.0));
        let button = |x: f32, pressed| Event::PointerButton {
            pos: egui::pos2(x, 0.0),
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let events = vec![moved(1.0), button(1.0, true), moved(5.0), moved(9.0), button(9.0, false), moved(20.0)];
        assert_eq!(
            frames(events),
            [vec![moved(1.0), button(1.0, true)], vec![moved(5.0), moved(9.0), button(9.0, false)], vec![moved(20.0)],]
        );
    }

    #[test]
    fn what_does_not_turn_typing_is_handed_on_at_once() {
        let events = vec![Event::PointerGone, key(Key::A), Event::Text("a".into()), Event::PointerGone];
        assert_eq!(frames(events.clone()), [events]);
    }
}
