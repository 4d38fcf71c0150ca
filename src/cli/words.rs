//! Words for a terminal that more than one verb needs.

/// A name on a terminal: no line breaks, and nothing that could steer the terminal.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
