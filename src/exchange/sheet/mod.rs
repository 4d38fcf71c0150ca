//! Tables from other programs, read whole into one plain form: CSV in every spelling met outside, and the sheets of an
//! XLSX workbook.
//!
//! Nothing a file says can make this take more memory than the limits here allow, and a row that cannot be read is
//! listed and left out, never the end of everything. Here never come the meaning of a column, disk or clock.

mod archive;
mod head;
mod text;
mod workbook;

use std::fmt;

/// The most rows below the titles; as many as a spreadsheet program holds.
pub const MOST_ROWS: usize = 1_048_575;
/// The most columns. A wide export of a survey has some hundreds.
pub const MOST_COLUMNS: usize = 1_000;
/// The longest text of a cell in bytes; spreadsheet programs stop at 32,767 characters.
pub const LONGEST_CELL: usize = 4 * 32_767;
/// The most text in all cells, in bytes.
pub const MOST_TEXT: usize = 96 << 20;
/// The most bytes of a file.
pub const LARGEST_FILE: u64 = 128 << 20;
/// The most problems that are kept; the rest is counted.
pub const MOST_PROBLEMS: usize = 1_000;

/// A table with a title above each column, its cells as text: numbers in their shortest form with a point, dates as
/// 2026-05-31.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    titles: Vec<String>,
    /// The row of the file that each row stands in, from 1.
    numbers: Vec<u32>,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    text: String,
    /// Cells that reach over several rows.
    merged: Vec<Merged>,
    /// What could not be read.
    pub problems: Problems,
    /// What was read otherwise than one might think, in sentences.
    pub notes: Vec<String>,
    /// The names of all sheets of the workbook; empty for a text file.
    pub sheets: Vec<String>,
    /// Which of them this is.
    pub sheet: usize,
}

/// A cell of a spreadsheet that reaches over several rows and has its text in the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Merged {
    column: usize,
    /// The first and the last row of the file, from 1.
    from: u32,
    to: u32,
}

/// A row or cell that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row of the file, from 1; the titles are row 1.
    pub row: u32,
    /// The title of the column; empty where it is about the row as a whole.
    pub column: String,
    /// What stands there, shortened.
    pub what: String,
    /// Why it was left out.
    pub why: String,
}

/// Rows and cells that were left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first of them, up to [`MOST_PROBLEMS`].
    pub listed: Vec<Problem>,
    /// How many there are.
    pub count: usize,
}

impl Problems {
    /// Adds one.
    pub fn add(&mut self, row: u32, column: &str, what: &str, why: impl Into<String>) {
        self.count += 1;
        if self.listed.len() < MOST_PROBLEMS {
            let problem = Problem { row, column: shortened(column), what: shortened(what), why: why.into() };
            self.listed.push(problem);
        }
    }
}

/// "row 7, column “NPS”: “eleven” is no number".
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        if !self.column.is_empty() {
            write!(f, ", column “{}”", self.column)?;
        }
        match self.what.is_empty() {
            true => write!(f, ": {}", self.why),
            false => write!(f, ": “{}” {}", self.what, self.why),
        }
    }
}

/// Words on one line, cut after sixty characters.
pub fn shortened(words: &str) -> String {
    crate::words::shortened(words, 60)
}

/// A table could not be read at all.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SheetError {
    /// There is nothing in it.
    #[error("there is no row in it; the first row has to name the columns")]
    Empty,
    /// It is neither text nor a workbook.
    #[error("it holds signs that no table has; choose a .csv or .xlsx file")]
    NoTable,
    /// It is no workbook.
    #[error("it is no workbook that can be read ({0}); save it as .xlsx or .csv in your spreadsheet program")]
    NoWorkbook(String),
    /// An older or encrypted workbook.
    #[error("it is an old or a protected workbook; save it as .xlsx without a password, or as .csv")]
    OldWorkbook,
    /// There is no such sheet.
    #[error("there is no sheet “{name}” in it; it has {known}")]
    NoSheet {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// Too much of something.
    #[error("it has more than {most} {what}; split it, or keep only what is needed")]
    TooMuch {
        /// The limit.
        most: String,
        /// Of what.
        what: &'static str,
    },
    /// Somebody stopped it.
    #[error("reading was stopped")]
    Stopped,
}

/// A number as people read it: 1,048,575.
pub fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn too_much(most: usize, what: &'static str) -> SheetError {
    SheetError::TooMuch { most: with_commas(most), what }
}

/// How far it is, 0 … 1; `false` stops the reading.
pub type Watch<'w> = &'w (dyn Fn(f32) -> bool + Sync);

/// Reads a table, whatever its form; of a workbook the sheet of that name, or the first one with something in it.
///
/// # Errors
/// If nothing can be read, or there is more of something than the limits allow.
pub fn read(bytes: &[u8], sheet: Option<&str>, watch: Watch<'_>) -> Result<Sheet, SheetError> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_much((LARGEST_FILE >> 20) as usize, "MB"));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        workbook::read(bytes, sheet, watch)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Err(SheetError::OldWorkbook)
    } else {
        text::read(bytes, watch)
    }
}

impl Sheet {
    /// The titles of the columns, from left to right; never two alike, never empty.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// How many rows there are below the titles.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is no row below the titles.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The row of the file that a row stands in, from 1.
    pub fn number(&self, row: usize) -> u32 {
        self.numbers.get(row).copied().unwrap_or_default()
    }

    /// A cell without white space around it; empty where nothing stands.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.titles.len() + column;
        if column >= self.titles.len() || at >= self.ends.len() {
            return "";
        }
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[at] as usize]
    }

    /// The text of a cell, which may reach down to it over several rows: how people name the place or the person of the
    /// rows below it.
    pub fn spanned(&self, row: usize, column: usize) -> &str {
        let own = self.cell(row, column);
        if !own.is_empty() || self.merged.is_empty() {
            return own;
        }
        let number = self.number(row);
        let before = self.merged.partition_point(|merged| (merged.column, merged.from) <= (column, number));
        let merged = before.checked_sub(1).map(|at| self.merged[at]);
        let over = merged.filter(|merged| merged.column == column && number <= merged.to);
        over.and_then(|merged| self.numbers.binary_search(&merged.from).ok()).map_or("", |row| self.cell(row, column))
    }

    /// A table with these titles and no rows yet. Titles that are empty or there twice get a name that is not.
    fn with_titles(titles: Vec<String>) -> Sheet {
        let mut seen = std::collections::HashSet::new();
        let titles = titles.into_iter().enumerate().map(|(place, title)| {
            let title = if title.is_empty() { format!("Column {}", letters(place)) } else { title };
            let mut name = title.clone();
            let mut more = 2;
            while !seen.insert(name.clone()) {
                name = format!("{title} ({more})");
                more += 1;
            }
            name
        });
        Sheet { titles: titles.collect(), ..Sheet::default() }
    }

    /// Adds a row of as many cells as there are titles; one without anything in it is left out.
    fn push<'c>(&mut self, number: u32, cells: impl Iterator<Item = &'c str> + Clone) -> Result<(), SheetError> {
        let cells = cells.map(str::trim).chain(std::iter::repeat("")).take(self.titles.len());
        if cells.clone().all(str::is_empty) {
            return Ok(());
        }
        if self.numbers.len() == MOST_ROWS {
            return Err(too_much(MOST_ROWS, "rows"));
        }
        if let Some((place, cell)) = cells.clone().enumerate().find(|(_, cell)| cell.len() > LONGEST_CELL) {
            let why = "is longer than a cell can be, so the row is left out; is a quotation mark left open?";
            let title = self.titles[place].clone();
            self.problems.add(number, &title, cell.get(..200).unwrap_or(""), why);
            return Ok(());
        }
        for cell in cells {
            self.text.push_str(crate::exchange::csv::unguarded(cell));
            self.ends.push(self.text.len() as u32);
        }
        if self.text.len() > MOST_TEXT {
            return Err(too_much(MOST_TEXT >> 20, "MB of text"));
        }
        self.numbers.push(number);
        Ok(())
    }
}

/// The name that spreadsheets give a column, counted from 0: A, B, … Z, AA.
fn letters(mut place: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(b'A' + (place % 26) as u8);
        place = match place / 26 {
            0 => break,
            more => more - 1,
        };
    }
    name.iter().rev().map(|letter| char::from(*letter)).collect()
}

pub(crate) use workbook::day as day_of_serial;

#[cfg(test)]
mod sheet_tests;
#[cfg(test)]
pub(crate) use sheet_tests::zipped;
