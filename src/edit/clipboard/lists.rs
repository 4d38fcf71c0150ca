//! Lines of text as items, one line an item.

use crate::edit::{Command, Slot};
use crate::model::*;

/// Signs that begin a line of a list in the programs people paste from.
const BULLETS: &[char] = &[
    '-', '*', '+', '\u{2022}', '\u{2023}', '\u{25AA}', '\u{25CF}', '\u{25CB}', '\u{25E6}', '\u{2043}', '\u{2013}',
    '\u{2014}', '\u{2610}', '\u{2611}', '\u{2612}', '\u{2192}', '\u{27A4}', '\u{F0B7}', '\u{B7}',
];

/// The items of a pasted list in order: blank lines are dropped, bullets, numbers and check boxes are stripped.
///
/// A sign counts as a bullet only before a space, so that "-5 degrees" and "24/7 line" stay as they are.
pub fn list_items(text: &str) -> Vec<String> {
    text.lines().map(item).filter(|item| !item.is_empty()).collect()
}

fn item(line: &str) -> String {
    let mut rest = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    // Two rounds: "1. [x] Call back" has a number and a box.
    for _ in 0..2 {
        rest = without_box(without_number(without_bullet(rest)));
    }
    rest.to_owned()
}

fn without_bullet(line: &str) -> &str {
    let mut chars = line.chars();
    match chars.next() {
        Some(sign) if BULLETS.contains(&sign) => match chars.as_str() {
            "" => "",
            rest if rest.starts_with(char::is_whitespace) => rest.trim_start(),
            _ => line,
        },
        Some(_) | None => line,
    }
}

/// "1. ", "12) ", "(3) " and "2.1. ": at most four digits at a time, so that "2026. " could be a year's end but
/// "20261. " is not a number of a list.
fn without_number(line: &str) -> &str {
    let inside = line.strip_prefix('(').unwrap_or(line);
    let digits = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, rest) = inside.split_at(digits);
    let counted = number.starts_with(|c: char| c.is_ascii_digit())
        && number.split('.').all(|part| part.len() <= 4)
        && !number.contains("..");
    let ended = number.ends_with('.') || rest.starts_with(')');
    if !counted || !ended {
        return line;
    }
    match rest.strip_prefix(')').unwrap_or(rest) {
        "" => "",
        rest if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => line,
    }
}

fn without_box(line: &str) -> &str {
    for sign in ["[ ] ", "[x] ", "[X] "] {
        if let Some(rest) = line.strip_prefix(sign) {
            return rest.trim_start();
        }
    }
    line
}

/// What the items of a list become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Touchpoints one after another, from this place on.
    Touchpoints(Slot),
    /// Stages one after another, after this one.
    Stages(Option<StageId>),
    /// Pain points at a touchpoint.
    Pains(TouchpointId),
    /// Opportunities at a touchpoint.
    Opportunities(TouchpointId),
    /// Feedback about a touchpoint.
    Feedback(TouchpointId),
    /// Measures at a touchpoint.
    Measures(TouchpointId),
    /// Thoughts in the parking lot.
    Notes,
}

/// One command that adds every item, in order; `None` if there is no item.
pub fn paste_list(items: &[String], kind: ListKind, state: State, ids: &mut impl IdSource) -> Option<Command> {
    let mut kind = kind;
    let commands: Vec<Command> = items.iter().map(|text| add(text.clone(), &mut kind, state, ids)).collect();
    match commands.len() {
        0 => None,
        1 => commands.into_iter().next(),
        many => Some(Command::Batch { label: format!("Paste {many} {}", plural(kind)), commands }),
    }
}

/// The command that adds one item; the next one then comes after it.
fn add(text: String, kind: &mut ListKind, state: State, ids: &mut impl IdSource) -> Command {
    match kind {
        ListKind::Touchpoints(slot) => {
            let (id, at) = (TouchpointId::new(ids), *slot);
            slot.after = Some(id);
            Command::AddTouchpoint { state, id, name: text, at }
        }
        ListKind::Stages(last) => {
            let (id, after) = (StageId::new(ids), *last);
            *last = Some(id);
            Command::AddStage { state, id, name: text, after }
        }
        ListKind::Pains(at) => Command::AddPain { state, id: PainId::new(ids), text, at: Some(*at) },
        ListKind::Opportunities(at) => {
            Command::AddOpportunity { state, id: OpportunityId::new(ids), text, at: Some(*at) }
        }
        ListKind::Feedback(at) => Command::AddFeedback { state, id: FeedbackId::new(ids), text, at: Some(*at) },
        ListKind::Measures(at) => Command::AddMeasure { state, id: MeasureId::new(ids), name: text, at: Some(*at) },
        ListKind::Notes => Command::AddNote { id: NoteId::new(ids), text },
    }
}

fn plural(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Touchpoints(_) => "touchpoints",
        ListKind::Stages(_) => "stages",
        ListKind::Pains(_) => "pain points",
        ListKind::Opportunities(_) => "opportunities",
        ListKind::Feedback(_) => "pieces of feedback",
        ListKind::Measures(_) => "measures",
        ListKind::Notes => "thoughts",
    }
}
