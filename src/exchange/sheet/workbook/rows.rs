//! The rows of a sheet: each cell's value in the form of a plain table.

use quick_xml::events::{BytesStart, Event};

use super::strings::{Strings, Words, add_text};
use super::styles::day;
use super::{Part, attribute, walk};
use crate::exchange::sheet::head::Head;
use crate::exchange::sheet::{LONGEST_CELL, MOST_COLUMNS, Merged, Sheet, SheetError, Watch, letters, too_much};

/// How many rows are read between two words about how far it is.
const BETWEEN_WORDS: u32 = 1_024;
/// So many cells that reach over rows are kept.
const MOST_MERGED: usize = 100_000;

/// What the cells of a sheet point at.
pub(super) struct Known<'k> {
    pub strings: &'k Strings,
    pub dates: &'k [bool],
    pub from_1904: bool,
}

/// What a cell says it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Holds {
    Number { is_date: bool },
    Shared,
    Words,
    Error,
    Truth,
}

/// The row that is being read.
struct Row {
    number: u32,
    cells: Vec<String>,
    used: usize,
    column: usize,
    holds: Holds,
    value: String,
    in_value: bool,
    is_formula: bool,
    words: Words,
}

pub(super) fn rows(reader: Part<'_>, known: &Known<'_>, watch: Watch<'_>) -> Result<Sheet, SheetError> {
    let mut sheet: Option<Sheet> = None;
    let (mut head, mut merged) = (Head::default(), Vec::new());
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
        used: 0,
        column: 0,
        holds: Holds::Words,
        value: String::new(),
        in_value: false,
        is_formula: false,
        words: Words::default(),
    };
    walk(reader, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == b"row" => {
                row.begin(tag);
                if row.number.is_multiple_of(BETWEEN_WORDS)
                    && !watch(0.2 + 0.8 * (row.number as f32 / 100_000.0).min(0.99))
                {
                    return Err(SheetError::Stopped);
                }
            }
            Event::Start(tag) if tag.local_name().as_ref() == b"c" => row.begin_cell(tag, known)?,
            // A cell with a format and nothing in it.
            Event::Empty(tag) if tag.local_name().as_ref() == b"c" => row.column += 1,
            Event::Start(tag) if tag.local_name().as_ref() == b"v" => row.in_value = true,
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == b"f" => row.is_formula = true,
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == b"mergeCell" => {
                let range = attribute(tag, "ref").and_then(|range| over_rows(&range));
                merged.extend(range.filter(|_| merged.len() < MOST_MERGED));
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                b"v" => row.in_value = false,
                b"c" => row.end_cell(known, sheet.as_mut()),
                b"row" => row.end(&mut head, &mut sheet)?,
                _ => row.words.see(event, &mut row.value),
            },
            other if row.in_value => add_text(other, &mut row.value),
            other => row.words.see(other, &mut row.value),
        }
        Ok(())
    })?;
    let mut sheet = match sheet {
        Some(sheet) => sheet,
        None => head.end()?,
    };
    merged.sort_unstable();
    sheet.merged = merged;
    Ok(sheet)
}

/// The first column of a range that reaches over several rows: `A2:A5`.
fn over_rows(range: &str) -> Option<Merged> {
    let (from, to) = range.split_once(':')?;
    let row = |reference: &str| reference.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok();
    let merged = Merged { column: column(from.as_bytes())?, from: row(from)?, to: row(to)? };
    (merged.from < merged.to).then_some(merged)
}

impl Row {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        let given = attribute(tag, "r").and_then(|number| number.parse().ok());
        self.number = given.unwrap_or_else(|| self.number.saturating_add(1));
        self.cells[..self.used].iter_mut().for_each(String::clear);
        (self.used, self.column) = (0, 0);
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>, known: &Known<'_>) -> Result<(), SheetError> {
        self.value.clear();
        self.is_formula = false;
        let (mut kind, mut style) = (Holds::Number { is_date: false }, 0_usize);
        for found in tag.attributes().with_checks(false).flatten() {
            match found.key.as_ref() {
                b"r" => self.column = column(&found.value).unwrap_or(self.column),
                b"s" => style = digits(&found.value),
                b"t" => {
                    kind = match &*found.value {
                        b"s" => Holds::Shared,
                        b"e" => Holds::Error,
                        b"b" => Holds::Truth,
                        b"n" => Holds::Number { is_date: false },
                        // A formula's text, a text of its own, a date as text.
                        _ => Holds::Words,
                    }
                }
                _ => {}
            }
        }
        if let Holds::Number { is_date } = &mut kind {
            *is_date = known.dates.get(style).copied().unwrap_or_default();
        }
        self.holds = kind;
        if self.column >= MOST_COLUMNS { Err(too_much(MOST_COLUMNS, "columns")) } else { Ok(()) }
    }

    fn end_cell(&mut self, known: &Known<'_>, sheet: Option<&mut Sheet>) {
        let column = self.column;
        self.column += 1;
        if self.value.is_empty() {
            if let Some(sheet) = sheet.filter(|_| self.is_formula) {
                let title = sheet.titles().get(column).cloned().unwrap_or_default();
                let why = "a formula without its value; save the file once in a spreadsheet program";
                sheet.problems.add(self.number, &title, "", why);
            }
            return;
        }
        if self.holds == Holds::Error {
            if let Some(sheet) = sheet {
                let title = sheet.titles().get(column).cloned().unwrap_or_default();
                sheet.problems.add(
                    self.number,
                    &title,
                    &self.value,
                    "is an error of the spreadsheet; it counts as empty",
                );
            }
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize_with(column + 1, String::new);
        }
        let cell = &mut self.cells[column];
        self.used = self.used.max(column + 1);
        cell.clear();
        match self.holds {
            Holds::Shared => cell.push_str(known.strings.get(digits(self.value.as_bytes())).unwrap_or("")),
            Holds::Number { is_date } => number(&self.value, is_date, known.from_1904, cell),
            Holds::Truth => cell.push_str(if self.value == "1" { "TRUE" } else { "FALSE" }),
            Holds::Words => cell.push_str(self.value.get(..LONGEST_CELL + 4).unwrap_or(&self.value)),
            Holds::Error => {}
        }
    }

    fn end(&mut self, head: &mut Head, sheet: &mut Option<Sheet>) -> Result<(), SheetError> {
        let cells = &self.cells[..self.used];
        let Some(sheet) = sheet else {
            *sheet = head.row(self.number, cells.iter().map(String::as_str))?;
            return Ok(());
        };
        for (column, cell) in cells.iter().enumerate().skip(sheet.titles().len()) {
            if !cell.trim().is_empty() {
                let why = format!("stands in column {} below no title; it is left out", letters(column));
                sheet.problems.add(self.number, "", cell, why);
            }
        }
        sheet.push(self.number, cells.iter().map(String::as_str))
    }
}

/// The column of a reference such as `AB12`, counted from 0; beyond the limit, some column beyond it.
fn column(reference: &[u8]) -> Option<usize> {
    let letters = reference.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let number = letters.fold(0_usize, |number, letter| {
        (number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1).min(MOST_COLUMNS + 1)
    });
    number.checked_sub(1)
}

fn digits(text: &[u8]) -> usize {
    std::str::from_utf8(text).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(usize::MAX)
}

/// Writes a number in its shortest form, or the day it stands for.
fn number(value: &str, is_date: bool, from_1904: bool, cell: &mut String) {
    use std::fmt::Write as _;
    let Ok(number) = value.trim().parse::<f64>() else { return cell.push_str(value) };
    // Writing into a text never fails.
    let _ = match day(number, from_1904).filter(|_| is_date) {
        Some(day) => write!(cell, "{day}"),
        None => write!(cell, "{number}"),
    };
}
