//! The sheets of an XLSX workbook, cell by cell as they come.
//!
//! Source: ECMA-376, part 1, chapter 18 (SpreadsheetML). Formulas are never worked out: the value that the spreadsheet
//! program saw last is taken. Pictures, macros and links are not opened.

use std::borrow::Cow;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::{LONGEST_CELL, MOST_COLUMNS, MOST_TEXT, Sheet, SheetError, Watch, letters, too_much};

/// The most bytes that come out of the texts, and of a sheet.
const MOST_STRINGS: u64 = 2 * MOST_TEXT as u64;
const MOST_SHEET: u64 = 1 << 30;
/// The most bytes of the small parts that say what is where.
const MOST_PART: u64 = 16 << 20;
/// The longest tag or text between two tags in bytes: one that is longer is an attack, not a table.
const LONGEST_RUN: usize = 4 << 20;
/// How many rows are read between two words about how far it is.
const BETWEEN_WORDS: u32 = 1_024;

pub(super) fn read(bytes: &[u8], wanted: Option<&str>, watch: Watch<'_>) -> Result<Sheet, SheetError> {
    let archive = Archive::open(bytes)?;
    let book = Book::read(&archive)?;
    let strings = strings(&archive, &book)?;
    let dates = date_styles(&archive, &book)?;
    if !watch(0.2) {
        return Err(SheetError::Stopped);
    }
    let names: Vec<String> = book.sheets.iter().map(|(name, _)| name.clone()).collect();
    let choice: Vec<usize> = match wanted {
        Some(wanted) => {
            let found = names.iter().position(|name| name.eq_ignore_ascii_case(wanted.trim()));
            let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
            vec![found.ok_or(SheetError::NoSheet { name: wanted.to_owned(), known: quoted.join(", ") })?]
        }
        None => (0..names.len()).collect(),
    };
    let known = Known { strings: &strings, dates: &dates, from_1904: book.from_1904 };
    for which in choice {
        let Some(part) = part(&archive, &book.sheets[which].1, MOST_SHEET)? else { continue };
        match rows(part, &known, watch) {
            Ok(mut sheet) => {
                sheet.sheet = which;
                sheet.sheets = names;
                return Ok(sheet);
            }
            Err(SheetError::Empty) => {}
            Err(error) => return Err(error),
        }
    }
    Err(SheetError::Empty)
}

/// What the workbook says about its parts.
struct Book {
    /// The sheets by name, each with the path of its part.
    sheets: Vec<(String, String)>,
    strings: Option<String>,
    styles: Option<String>,
    from_1904: bool,
}

type Part<'b> = Reader<BufReader<Guarded<'b>>>;

fn part<'b>(archive: &Archive<'b>, path: &str, most: u64) -> Result<Option<Part<'b>>, SheetError> {
    let Some(plain) = archive.file(path, most)? else { return Ok(None) };
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, Guarded { plain, run: 0 }));
    reader.config_mut().check_end_names = false;
    Ok(Some(reader))
}

fn broken(error: impl std::fmt::Display) -> SheetError {
    SheetError::NoWorkbook(error.to_string())
}

/// Walks through a part, tag by tag.
fn walk(mut reader: Part<'_>, mut see: impl FnMut(&Event<'_>) -> Result<(), SheetError>) -> Result<(), SheetError> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Eof => return Ok(()),
            event => see(&event)?,
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|found| found.key.as_ref() == name.as_bytes())?;
    let value = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&value).map(Cow::into_owned).unwrap_or(value))
}

impl Book {
    fn read(archive: &Archive<'_>) -> Result<Book, SheetError> {
        let mut book = Book { sheets: Vec::new(), strings: None, styles: None, from_1904: false };
        let missing = || broken("it has no list of sheets");
        let mut sheets: Vec<(String, String)> = Vec::new();
        walk(part(archive, "xl/workbook.xml", MOST_PART)?.ok_or_else(missing)?, |event| {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { return Ok(()) };
            match tag.local_name().as_ref() {
                b"sheet" => {
                    let id = attribute(tag, "r:id").or_else(|| attribute(tag, "id"));
                    sheets.push((attribute(tag, "name").unwrap_or_default(), id.unwrap_or_default()));
                }
                b"workbookPr" => {
                    let since = attribute(tag, "date1904");
                    book.from_1904 = since.is_some_and(|since| since == "1" || since == "true");
                }
                _ => {}
            }
            Ok(())
        })?;
        let missing = || broken("it does not say where its sheets are");
        walk(part(archive, "xl/_rels/workbook.xml.rels", MOST_PART)?.ok_or_else(missing)?, |event| {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { return Ok(()) };
            let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) else { return Ok(()) };
            let path = if target.starts_with('/') { target } else { format!("xl/{target}") };
            let kind = attribute(tag, "Type").unwrap_or_default();
            if kind.ends_with("/sharedStrings") {
                book.strings = Some(path);
            } else if kind.ends_with("/styles") {
                book.styles = Some(path);
            } else if kind.ends_with("/worksheet") {
                let named = sheets.iter().position(|(_, known)| *known == id);
                book.sheets.extend(named.map(|at| (sheets[at].0.clone(), path)));
            }
            Ok(())
        })?;
        // In the order of the workbook, whatever that of the paths is.
        book.sheets.sort_by_key(|(name, _)| sheets.iter().position(|(known, _)| known == name));
        Ok(book)
    }
}

/// Many texts in one.
#[derive(Default)]
struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

fn strings(archive: &Archive<'_>, book: &Book) -> Result<Strings, SheetError> {
    let mut strings = Strings::default();
    let Some(path) = &book.strings else { return Ok(strings) };
    let Some(reader) = part(archive, path, MOST_STRINGS)? else { return Ok(strings) };
    let mut words = Words::default();
    walk(reader, |event| {
        words.see(event, &mut strings.text);
        if let Event::End(tag) = event
            && tag.local_name().as_ref() == b"si"
        {
            strings.ends.push(strings.text.len() as u32);
        }
        if let Event::Empty(tag) = event
            && tag.local_name().as_ref() == b"si"
        {
            strings.ends.push(strings.text.len() as u32);
        }
        if strings.text.len() > MOST_TEXT || strings.ends.len() > MOST_TEXT / 4 {
            return Err(too_much(MOST_TEXT >> 20, "MB of text"));
        }
        Ok(())
    })?;
    Ok(strings)
}

/// Collects the text between `<t>` and `</t>`, the readings of Japanese words left out.
#[derive(Default)]
struct Words {
    within: bool,
    reading: bool,
}

impl Words {
    fn see(&mut self, event: &Event<'_>, text: &mut String) {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"t" => self.within = !self.reading,
                b"rPh" => self.reading = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                b"t" => self.within = false,
                b"rPh" => self.reading = false,
                _ => {}
            },
            other if self.within => add_text(other, text),
            _ => {}
        }
    }
}

/// Adds what a text event says.
fn add_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(words) => text.push_str(&String::from_utf8_lossy(words)),
        Event::CData(words) => text.push_str(&String::from_utf8_lossy(words)),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            Ok(None) | Err(_) => text.push_str(match &**name {
                b"amp" => "&",
                b"lt" => "<",
                b"gt" => ">",
                b"quot" => "\"",
                b"apos" => "'",
                _ => "",
            }),
        },
        _ => {}
    }
}

/// For each style of a cell, whether it shows numbers as dates.
fn date_styles(archive: &Archive<'_>, book: &Book) -> Result<Vec<bool>, SheetError> {
    let (mut own, mut styles, mut within) = (Vec::new(), Vec::new(), false);
    let Some(path) = &book.styles else { return Ok(styles) };
    let Some(reader) = part(archive, path, MOST_PART)? else { return Ok(styles) };
    let number = |tag: &BytesStart<'_>| attribute(tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
    walk(reader, |event| {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                b"numFmt" => {
                    let format = attribute(tag, "formatCode").unwrap_or_default();
                    own.extend(number(tag).filter(|_| is_date_format(&format)));
                }
                b"cellXfs" => within = true,
                b"xf" if within => {
                    styles.push(number(tag).is_some_and(|id| is_usual_date(id) || own.contains(&id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == b"cellXfs" => within = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// The built-in formats that are dates, those of East Asian Excel too; a time alone is none.
fn is_usual_date(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58)
}

/// Whether a format shows a day or a year outside quoted words and brackets.
fn is_date_format(format: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    let mut plain = String::new();
    for letter in format.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if quoted || bracketed => {}
            letter => plain.push(letter.to_ascii_lowercase()),
        }
    }
    !plain.contains("general") && plain.contains(['d', 'y', 'j', 't'])
}

/// What the cells of a sheet point at.
struct Known<'k> {
    strings: &'k Strings,
    dates: &'k [bool],
    from_1904: bool,
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
    words: Words,
}

fn rows(reader: Part<'_>, known: &Known<'_>, watch: Watch<'_>) -> Result<Sheet, SheetError> {
    let mut sheet: Option<Sheet> = None;
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
        used: 0,
        column: 0,
        holds: Holds::Words,
        value: String::new(),
        in_value: false,
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
            Event::End(tag) => match tag.local_name().as_ref() {
                b"v" => row.in_value = false,
                b"c" => row.end_cell(known, sheet.as_mut()),
                b"row" => row.end(&mut sheet)?,
                _ => row.words.see(event, &mut row.value),
            },
            other if row.in_value => add_text(other, &mut row.value),
            other => row.words.see(other, &mut row.value),
        }
        Ok(())
    })?;
    sheet.ok_or(SheetError::Empty)
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

    fn end(&mut self, sheet: &mut Option<Sheet>) -> Result<(), SheetError> {
        let cells = &self.cells[..self.used];
        let Some(sheet) = sheet else {
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                *sheet = Some(Sheet::with_titles(cells.iter().map(|cell| super::shortened(cell)).collect()));
            }
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

/// The day of a serial number. Day 60 of the calendar from 1900 is a 29 February that never was, and counts as the 28th.
fn day(serial: f64, from_1904: bool) -> Option<jiff::civil::Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    let (zero, days) = match from_1904 {
        true => (jiff::civil::date(1904, 1, 1), days),
        false => (jiff::civil::date(1899, 12, 30), if days <= 60 { days.min(59) + 1 } else { days }),
    };
    zero.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A part of which neither a tag nor a text may be longer than any table needs.
struct Guarded<'b> {
    plain: Box<dyn Read + 'b>,
    /// How many bytes came since the last `<`.
    run: usize,
}

impl Read for Guarded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.plain.read(buffer)?;
        self.run = match buffer[..read].iter().rposition(|byte| *byte == b'<') {
            Some(at) => read - at,
            None => self.run + read,
        };
        if self.run > LONGEST_RUN {
            return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "a cell of it is longer than can be"));
        }
        Ok(read)
    }
}
