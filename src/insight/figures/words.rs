//! Readings as lines and as a part of a report; the window and the command line say the same.

use std::fmt::Write as _;

use super::{Figure, Reading, by_figure};
use crate::exchange::markdown::escape;

/// What the readings of one figure come to: the first line goes with its title, the others stand below it. Parts of the
/// journey of which nothing is known share one line, so that they are not overlooked among the others.
pub fn summary(readings: &[Reading]) -> (String, Vec<String>) {
    let known = |reading: &&Reading| reading.value.is_some();
    let (whole, parts): (Vec<&Reading>, Vec<&Reading>) = readings.iter().partition(|reading| reading.name.is_empty());
    let mut lines: Vec<String> = parts.iter().copied().filter(known).map(Reading::line).collect();
    let unknown: Vec<&str> = parts.iter().filter(|part| part.value.is_none()).map(|part| part.name.as_str()).collect();
    let nothing = readings.first().map_or("", |reading| reading.figure.nothing);
    match (whole.first(), lines.is_empty()) {
        (Some(whole), _) => (whole.line(), lines),
        (None, true) => (nothing.to_owned(), lines),
        (None, false) => {
            if !unknown.is_empty() {
                lines.push(format!("Not known: {}", unknown.join(", ")));
            }
            (String::new(), lines)
        }
    }
}

/// Key figures as a part of a report in Markdown, each with its definition; begins with a heading of the second level.
pub fn figures_markdown(readings: &[Reading]) -> String {
    let mut out = "## Key figures\n".to_owned();
    for (figure, readings) in by_figure(readings) {
        out += &item(figure, readings);
    }
    out
}

fn item(figure: &Figure, readings: &[Reading]) -> String {
    let (first, lines) = summary(readings);
    let first = if first.is_empty() { first } else { format!(": {}", escape(&first)) };
    let mut out = format!("\n- **{}**{first}\n", figure.title);
    for line in lines {
        let _ = writeln!(out, "  - {}", escape(&line));
    }
    let _ = writeln!(out, "\n  {}", escape(figure.definition));
    out
}
