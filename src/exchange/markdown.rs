//! Labels within Markdown: whatever a label says, the page shows those characters and nothing else.
//!
//! Source: CommonMark 0.31, sections 2.4 to 2.5, and GitHub's tables.

use std::fmt::Write as _;

/// A label within a line of Markdown: after other words of a heading or paragraph, or in the cell of a table.
///
/// Whatever could begin syntax gets a backslash, breaks of lines become `<br>`, and blanks at either end, which
/// Markdown would drop, are written as their number.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let inner = text.trim_start_matches(' ').trim_end_matches(' ');
    let (before, after) = match inner.is_empty() {
        true => (text.len(), 0),
        false => (text.len() - text.trim_start_matches(' ').len(), text.len() - text.trim_end_matches(' ').len()),
    };
    out.push_str(&"&#32;".repeat(before));
    for c in inner.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            // These begin syntax at the start of a line at most, where a label never stands.
            ',' | '.' | '\'' | '"' | ':' | ';' | '?' | '!' | '/' | '(' | ')' | '%' | '+' | '-' | '=' => out.push(c),
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            // NUL cannot be written at all: Markdown has a mark for what cannot be shown.
            '\0' => out.push('\u{fffd}'),
            c if c.is_control() => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push_str(&"&#32;".repeat(after));
    out
}

/// A table: a row of titles above the rows. Cells are labels and are escaped here.
pub fn table(titles: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    line(&mut titles.iter().map(|title| escape(title)));
    line(&mut titles.iter().map(|_| "---".to_owned()));
    for row in rows {
        line(&mut row.iter().map(|cell| escape(cell)));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::arbitrary::{Rng, strange_text};

    /// The cells of a table as a reader of Markdown sees them.
    fn read(page: &str) -> Vec<Vec<String>> {
        let cells = |line: &str| -> Vec<String> {
            let inside = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')).expect("a row between bars");
            let (mut cells, mut cell, mut rest) = (Vec::new(), String::new(), inside.chars());
            while let Some(c) = rest.next() {
                match c {
                    '|' => cells.push(std::mem::take(&mut cell)),
                    '\\' => cell.extend(['\\'].into_iter().chain(rest.next())),
                    c => cell.push(c),
                }
            }
            cells.push(cell);
            cells.iter().map(|cell| shown(cell.trim_matches(' '))).collect()
        };
        page.lines().map(cells).collect()
    }

    /// What Markdown shows for a line without syntax other than escapes.
    fn shown(line: &str) -> String {
        let (mut out, mut rest) = (String::new(), line);
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("<br>") {
                out.push('\n');
                rest = after;
            } else if let Some((number, after)) = rest.strip_prefix("&#").and_then(|rest| rest.split_once(';')) {
                out.push(number.parse().ok().and_then(char::from_u32).expect("a character by its number"));
                rest = after;
            } else {
                let escaped =
                    rest.strip_prefix('\\').filter(|rest| rest.starts_with(|c: char| c.is_ascii_punctuation()));
                rest = escaped.unwrap_or(rest);
                let c = if escaped.is_some() { rest.chars().next().expect("an escaped character") } else { c };
                assert!(escaped.is_some() || !"|<`*_[]#~&\\".contains(c), "{c} stands bare in {line}");
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        out
    }

    #[test]
    fn a_label_is_shown_as_it_is() {
        assert_eq!(escape("50% of *all* | <b>"), "50% of \\*all\\* \\| \\<b\\>");
        assert_eq!(escape(" a\nb "), "&#32;a<br>b&#32;");
        assert_eq!(escape("  "), "&#32;&#32;");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn hostile_labels_come_back_as_they_were_and_as_many(seed: u64, odd in "[|\\\\`*_<>&#\\[\\]\r\n a]{0,8}") {
            let mut rng = Rng::new(seed);
            let mut labels: Vec<String> = (0..5).map(|_| strange_text(&mut rng)).collect();
            labels.push(odd);
            let rows: Vec<Vec<String>> = labels.iter().map(|label| vec!["x".to_owned(), label.clone()]).collect();
            let back = read(&table(&["a", "b"], &rows));
            let back: Vec<&str> = back[2..].iter().map(|row| row[1].as_str()).collect();
            let labels: Vec<String> = labels.iter().map(|label| label.replace('\0', "\u{fffd}")).collect();
            prop_assert_eq!(back, labels.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
