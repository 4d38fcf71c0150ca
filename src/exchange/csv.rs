//! Tables for spreadsheets: UTF-8 with a byte order mark, so that Excel reads them, and cells that no program takes
//! for a formula.
//!
//! Source: RFC 4180; for the guarded cells, OWASP's page on CSV injection. Here never come the columns of a
//! particular table.

use std::borrow::Cow;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A number, which stays one.
    Number(f64),
    /// Words.
    Text(String),
}

impl Cell {
    /// Words, or nothing if there are none.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A number, if there is one.
    pub fn number(number: Option<f64>) -> Cell {
        number.map_or(Cell::Empty, Cell::Number)
    }
}

/// The bytes of a file with a row of titles above the rows.
pub fn table<'t>(titles: impl IntoIterator<Item = &'t str>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Vec<u8> {
    written(b',', "\u{feff}", titles, rows)
}

/// The same with tabs between the cells, as spreadsheets take it from the clipboard.
pub fn tabbed<'t>(titles: impl IntoIterator<Item = &'t str>, rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    // Only text was written.
    String::from_utf8(written(b'\t', "", titles, rows)).unwrap_or_default()
}

fn written<'t>(
    between: u8,
    mark: &str,
    titles: impl IntoIterator<Item = &'t str>,
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(between)
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(mark.as_bytes().to_vec());
    let titles = titles.into_iter().map(Cell::text).collect();
    for row in std::iter::once(titles).chain(rows) {
        let cells = row.iter().map(|cell| match cell {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Text(text) => guarded(text),
        });
        writer.write_record(cells.map(Cow::into_owned)).expect("a vector takes every byte");
    }
    writer.into_inner().expect("a vector takes every byte")
}

/// A text that a spreadsheet shows and never computes: one that begins like a formula gets a `'` before it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if begins_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] made safe.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_like_a_formula(rest)).unwrap_or(text)
}

/// Apostrophes before it count in, so that taking one away leads back to the same text.
fn begins_like_a_formula(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    text.trim_start_matches('\'').starts_with(signs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::arbitrary::{Rng, strange_text};

    /// The cells of a table as another program reads them.
    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(|cell| unguarded(cell).to_owned()).collect()).collect()
    }

    #[test]
    fn numbers_stay_numbers_and_formulas_become_words() {
        let row =
            vec![Cell::Number(-2.5), Cell::text("-2 traded"), Cell::text("=1+1"), Cell::text("a,\"b\""), Cell::Empty];
        let bytes = table(["gap", "why", "sum", "said", "note"], [row]);
        assert_eq!(
            std::str::from_utf8(&bytes).unwrap(),
            "\u{feff}gap,why,sum,said,note\r\n-2.5,'-2 traded,'=1+1,\"a,\"\"b\"\"\",\r\n"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn hostile_labels_come_back_as_they_were_and_as_many(seed: u64, odd in "['=+@＝\\-\t\r\n,;\" a]{0,6}") {
            let mut rng = Rng::new(seed);
            let mut labels: Vec<String> = (0..5).map(|_| strange_text(&mut rng)).collect();
            labels.push(odd);
            // A line of its own, so that a label cannot hide behind its neighbours.
            let rows = labels.iter().map(|label| vec![Cell::text("x"), Cell::text(label)]);
            let back = read(&table(["a", "b"], rows));
            let back: Vec<&str> = back[1..].iter().map(|row| row[1].as_str()).collect();
            prop_assert_eq!(back, labels.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
