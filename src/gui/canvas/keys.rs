//! Keys that only the canvas can answer: arrows, digits for the emotion, and letters that begin a name.
//!
//! All others stand in the command table. Here never comes the pointer.

use egui::{Event, Key, Modifiers, Ui};

use super::navigate::Way;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::context::touchpoint_of;
use crate::model::*;

/// A key press that means something to the canvas.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Press {
    /// Go to what lies that way.
    Go(Way),
    /// A digit, `-` or `+` of an emotion.
    Emotion(char),
    /// The first letters of a name.
    Letters(String),
    /// Begin writing, or do what the selected button does.
    Enter,
    /// Let go of what is selected.
    Escape,
}

const ARROWS: [(Key, Way); 8] = [
    (Key::ArrowLeft, Way::Left),
    (Key::ArrowRight, Way::Right),
    (Key::ArrowUp, Way::Up),
    (Key::ArrowDown, Way::Down),
    (Key::Home, Way::First),
    (Key::End, Way::Last),
    (Key::PageUp, Way::StageBefore),
    (Key::PageDown, Way::StageAfter),
];

/// What was pressed since the last frame, in order of kind.
pub(super) fn presses(ui: &Ui) -> Vec<Press> {
    ui.input_mut(|input| {
        let mut presses = Vec::new();
        for (key, way) in ARROWS {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                presses.push(Press::Go(way));
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Enter) {
            presses.push(Press::Enter);
        }
        if input.consume_key(Modifiers::NONE, Key::Escape) {
            presses.push(Press::Escape);
        }
        let plain = !input.modifiers.command && !input.modifiers.ctrl && !input.modifiers.alt;
        for event in input.events.iter().filter(|_| plain) {
            let Event::Text(text) = event else { continue };
            // Whoever types faster than the screen is drawn still writes one name.
            if let Some(Press::Letters(begun)) = presses.last_mut() {
                begun.push_str(text);
                continue;
            }
            match text.chars().next() {
                Some(sign @ ('0'..='9' | '-' | '+')) => presses.push(Press::Emotion(sign)),
                Some(letter) if letter.is_alphabetic() => presses.push(Press::Letters(text.clone())),
                Some(_) | None => {}
            }
        }
        presses
    })
}

/// Digits on their way to an emotion.
#[derive(Debug, Default)]
pub(super) struct Digits {
    negative: bool,
    /// A 1 that may become a 10, with its time in seconds and its sign.
    one: Option<(f64, bool)>,
}

/// A 0 within so many seconds after a 1 makes it a 10.
const TEN_SECONDS: f64 = 1.0;

impl Digits {
    /// Whether a minus waits for its digit.
    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    /// Forgets what was begun, as when something else is selected.
    pub(super) fn clear(&mut self) {
        *self = Digits::default();
    }

    /// Takes a sign or digit. `now` in seconds. Returns what it makes of the emotion there was.
    pub(super) fn take(&mut self, sign: char, now: f64, before: Option<Emotion>) -> Option<Emotion> {
        let one = self.one.take().filter(|(at, _)| now - at < TEN_SECONDS);
        match sign {
            '-' => {
                self.negative = !self.negative;
                None
            }
            '+' => {
                self.negative = false;
                Some(before.unwrap_or(Emotion::steps(0)).stepped(1))
            }
            digit => {
                let value = digit.to_digit(10)? as i32;
                if let (0, Some((_, negative))) = (value, one) {
                    return Some(if negative { Emotion::MIN } else { Emotion::MAX });
                }
                let negative = std::mem::take(&mut self.negative);
                self.one = (value == 1).then_some((now, negative));
                Some(Emotion::steps(if negative { -value } else { value }))
            }
        }
    }
}

/// Whose emotion, and where, digits set while `subject` is selected.
pub(super) fn emotion_at(subject: Subject, active: Option<PersonaId>) -> Option<(PersonaId, TouchpointId)> {
    match subject {
        Subject::Emotion(persona, touchpoint) => Some((persona, touchpoint)),
        other => Some((active?, touchpoint_of(other)?)),
    }
}

/// The command that sets an emotion, keeping what else is known about the feeling.
pub(super) fn set_emotion(
    journey: &Journey,
    state: State,
    persona: PersonaId,
    touchpoint: TouchpointId,
    emotion: Emotion,
) -> Command {
    let before = journey.feeling(persona, touchpoint).unwrap_or_default();
    let feeling = Some(Feeling { emotion: Some(emotion), ..before });
    Command::SetFeeling { state, persona, touchpoint, feeling }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Option<Emotion> {
        let mut digits = Digits::default();
        let mut emotion = None;
        for (at, key) in keys.chars().enumerate() {
            emotion = digits.take(key, at as f64 * 0.2, emotion).or(emotion);
        }
        emotion
    }

    #[test]
    fn digits_make_emotions_of_both_signs_and_ten() {
        assert_eq!(typed("7"), Some(Emotion::steps(7)));
        assert_eq!(typed("-5"), Some(Emotion::steps(-5)));
        assert_eq!(typed("10"), Some(Emotion::MAX));
        assert_eq!(typed("-10"), Some(Emotion::MIN));
        assert_eq!(typed("-53"), Some(Emotion::steps(3)));
        assert_eq!(typed("6+"), Some(Emotion::steps(7)));
    }

    #[test]
    fn a_zero_long_after_a_one_is_a_zero() {
        let mut digits = Digits::default();
        digits.take('1', 0.0, None);
        assert_eq!(digits.take('0', 5.0, None), Some(Emotion::steps(0)));
    }
}
