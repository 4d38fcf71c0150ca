//! Keys that only the canvas can answer: arrows, digits for the emotion, and letters that begin a name.
//!
//! All others stand in the command table. Here never comes the pointer.

use egui::{Event, Key, Modifiers, Ui};

use super::navigate::Way;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::context::{Action, touchpoint_of};
use crate::model::*;

/// A key press that means something to the canvas.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Press {
    /// Go to what lies that way.
    Go(Way),
    /// Select what lies that way beside what is selected.
    Extend(Way),
    /// Go to the next lane of the same touchpoint, or to the one before.
    Lane { forward: bool },
    /// Letters, digits or signs.
    Typed(String),
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

/// What was pressed since the last frame, in order of kind. Tab belongs to the canvas only where it has lanes to go to;
/// elsewhere it leads on to the next control of the window.
pub(super) fn presses(ui: &Ui, lanes: bool) -> Vec<Press> {
    ui.input_mut(|input| {
        let mut presses = Vec::new();
        for (key, way) in ARROWS {
            for _ in 0..input.count_and_consume_key(Modifiers::SHIFT, key) {
                presses.push(Press::Extend(way));
            }
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                presses.push(Press::Go(way));
            }
        }
        if lanes {
            for (held, forward) in [(Modifiers::SHIFT, false), (Modifiers::NONE, true)] {
                for _ in 0..input.count_and_consume_key(held, Key::Tab) {
                    presses.push(Press::Lane { forward });
                }
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
            if let Event::Text(text) = event {
                presses.push(Press::Typed(text.clone()));
            }
        }
        presses
    })
}

/// Whether a name may begin with what was typed: a space moves the map, and a question mark asks for help.
fn begins_a_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| !first.is_whitespace() && !first.is_control() && first != '?')
}

/// What a sign says about an emotion.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Said {
    /// It is this.
    Felt(Emotion),
    /// Nobody knows.
    Unknown,
    /// More is to come.
    Unfinished,
}

/// Digits on their way to an emotion.
#[derive(Debug, Default)]
pub(super) struct Digits {
    /// Whose emotion, and where, they are typed for.
    at: Option<(PersonaId, TouchpointId)>,
    negative: bool,
    /// A 1 that may become a 10, with its time in seconds and its sign.
    one: Option<(f64, bool)>,
    /// An x that may begin a name, with its time in seconds and what it crossed out.
    crossed: Option<(f64, Command)>,
}

/// A 0 within so many seconds after a 1 makes it a 10, and letters after an x make it the beginning of a name.
const TEN_SECONDS: f64 = 1.0;

impl Digits {
    /// Whether a minus waits for its digit at this place.
    pub(super) fn is_negative_at(&self, place: (PersonaId, TouchpointId)) -> bool {
        self.negative && self.at == Some(place)
    }

    /// Forgets what was begun, as when something else is selected.
    pub(super) fn clear(&mut self) {
        *self = Digits::default();
    }

    /// Takes a sign, a digit or an x. `now` in seconds, `before` the emotion there was. `None` if it says nothing about
    /// an emotion.
    fn take(&mut self, sign: &str, now: f64, before: Option<Emotion>) -> Option<Said> {
        let mut signs = sign.chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
        let one = self.one.take().filter(|(at, _)| now - at < TEN_SECONDS);
        match sign {
            '-' | '\u{2212}' => {
                self.negative = true;
                Some(before.map_or(Said::Unfinished, |before| Said::Felt(before.stepped(-1))))
            }
            '+' => {
                self.negative = false;
                Some(Said::Felt(before.unwrap_or(Emotion::steps(0)).stepped(1)))
            }
            'x' | 'X' => {
                self.negative = false;
                Some(Said::Unknown)
            }
            digit => {
                let value = digit.to_digit(10)? as i32;
                if let (0, Some((_, negative))) = (value, one) {
                    return Some(Said::Felt(if negative { Emotion::MIN } else { Emotion::MAX }));
                }
                let negative = std::mem::take(&mut self.negative);
                self.one = (value == 1).then_some((now, negative));
                Some(Said::Felt(Emotion::steps(if negative { -value } else { value })))
            }
        }
    }

    /// Remembers what an x crossed out, and when.
    fn cross_out(&mut self, now: f64, before: Command) {
        self.crossed = Some((now, before));
    }

    /// What brings back what an x crossed out, if the letters that follow it make it the beginning of a name.
    fn uncross(&mut self, now: f64) -> Option<Command> {
        self.crossed.take().filter(|(at, _)| now - at < TEN_SECONDS).map(|(_, before)| before)
    }
}

/// What was typed at something on the map.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meant {
    /// This is felt there now.
    Felt(Command),
    /// More is to come, or nothing was meant.
    Nothing,
    /// A name or text begins with these letters, and this brings back what an x before them crossed out.
    Name(String, Option<Command>),
}

/// Where something is felt, and what was felt there before the key.
#[derive(Debug, Clone, Copy)]
pub(super) struct FeltAt {
    pub state: State,
    pub persona: PersonaId,
    pub touchpoint: TouchpointId,
    pub before: Option<Feeling>,
}

impl FeltAt {
    /// The command that sets an emotion, `None` for "unknown", keeping what else is known about the feeling.
    pub(super) fn feel(self, emotion: Option<Emotion>) -> Command {
        self.set(Some(Feeling { emotion, ..self.before.unwrap_or_default() }))
    }

    fn set(self, feeling: Option<Feeling>) -> Command {
        Command::SetFeeling { state: self.state, persona: self.persona, touchpoint: self.touchpoint, feeling }
    }
}

impl Digits {
    /// What was meant by letters, digits or signs, `now` in seconds; `place` where something is felt there. What was
    /// begun at another place says nothing about this one.
    pub(super) fn meant(&mut self, text: &str, now: f64, place: Option<FeltAt>) -> Meant {
        let at = place.map(|place| (place.persona, place.touchpoint));
        if self.at != at {
            *self = Digits { at, ..Digits::default() };
        }
        if let Some(place) = place {
            let emotion = place.before.and_then(|feeling| feeling.emotion);
            match self.take(text, now, emotion) {
                Some(Said::Felt(emotion)) => return Meant::Felt(place.feel(Some(emotion))),
                Some(Said::Unknown) => {
                    self.cross_out(now, place.set(place.before));
                    return Meant::Felt(place.feel(None));
                }
                Some(Said::Unfinished) => return Meant::Nothing,
                None => {}
            }
        }
        if !begins_a_name(text) {
            return Meant::Nothing;
        }
        let crossed = self.uncross(now);
        self.clear();
        let begun = if crossed.is_some() { format!("x{text}") } else { text.to_owned() };
        Meant::Name(begun, crossed)
    }
}

/// What is felt somewhere once the keys of this frame, which sent these actions, are through.
pub(super) fn feeling_now(
    journey: &Journey,
    actions: &[Action],
    (persona, touchpoint): (PersonaId, TouchpointId),
) -> Option<Feeling> {
    let typed = actions.iter().rev().find_map(|action| match action {
        Action::EditMerging(Command::SetFeeling { persona: whose, touchpoint: at, feeling, .. })
            if (*whose, *at) == (persona, touchpoint) =>
        {
            Some(*feeling)
        }
        _ => None,
    });
    typed.unwrap_or_else(|| journey.feeling(persona, touchpoint))
}

/// Whose emotion, and where, digits set while `subject` is selected: at a card or in the lane of the curve. Elsewhere
/// they are the beginning of a text.
pub(super) fn emotion_at(
    journey: &Journey,
    subject: Subject,
    active: Option<PersonaId>,
) -> Option<(PersonaId, TouchpointId)> {
    match subject {
        Subject::Emotion(persona, touchpoint) => Some((persona, touchpoint)),
        Subject::Touchpoint(touchpoint) => Some((active?, touchpoint)),
        Subject::Cell(lane, _) => match journey.lane(lane)?.kind {
            LaneKind::Touchpoints | LaneKind::Emotion => Some((active?, touchpoint_of(subject)?)),
            LaneKind::Text
            | LaneKind::Channel
            | LaneKind::Pains
            | LaneKind::Opportunities
            | LaneKind::Measures
            | LaneKind::Feedback
            | LaneKind::BackStage
            | LaneKind::Picture => None,
        },
        Subject::Stage(_)
        | Subject::Lane(_)
        | Subject::Persona(_)
        | Subject::Pain(..)
        | Subject::Opportunity(..)
        | Subject::Feedback(..)
        | Subject::Measure(..)
        | Subject::StageMeasure(..)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Option<Emotion> {
        let mut digits = Digits::default();
        let mut emotion = None;
        for (at, key) in keys.chars().enumerate() {
            match digits.take(&key.to_string(), at as f64 * 0.2, emotion) {
                Some(Said::Felt(felt)) => emotion = Some(felt),
                Some(Said::Unknown) => emotion = None,
                Some(Said::Unfinished) | None => {}
            }
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
    }

    #[test]
    fn plus_and_minus_go_one_step_and_ten_is_one_step_above_nine() {
        assert_eq!(typed("6+"), Some(Emotion::steps(7)));
        assert_eq!(typed("6--"), Some(Emotion::steps(4)));
        assert_eq!(typed("9+"), Some(Emotion::MAX));
        assert_eq!(typed("6-4"), Some(Emotion::steps(-4)));
        assert_eq!(typed("6x"), None);
    }

    #[test]
    fn a_zero_long_after_a_one_is_a_zero() {
        let mut digits = Digits::default();
        digits.take("1", 0.0, None);
        assert_eq!(digits.take("0", 5.0, None), Some(Said::Felt(Emotion::steps(0))));
    }
}
