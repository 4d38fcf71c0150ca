//! The sheets of an XLSX workbook, cell by cell as they come.
//!
//! Source: ECMA-376, part 1, chapter 18 (SpreadsheetML). Formulas are never worked out: the value that the spreadsheet
//! program saw last is taken. Pictures, macros and links are not opened.
//!
//! Why the cells are walked here, over `quick-xml` and `flate2`, and not by calamine, the usual reader: it believes what
//! a file says about itself. Measured with calamine 0.38 on files of 1 kB and 1 MB: a list of texts that claims 2⁶⁰
//! entries ends the program, because room for them is reserved at once, and one text of a gigabyte takes three
//! gigabytes, where a window with unsaved work is open. On 100,000 honest rows both take the same time and 25 MB. A guard
//! before it would have to count what each part unpacks to and look at its tags, which is nearly all of what stands
//! here. Should it learn limits, this module is what goes.

mod rows;
mod strings;
mod styles;

pub(crate) use styles::day;

use std::borrow::Cow;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::rows::{Known, rows};
use self::strings::strings;
use self::styles::date_styles;
use super::archive::Archive;
use super::{MOST_TEXT, Sheet, SheetError, Watch};

/// The most bytes that come out of the texts, and of a sheet.
const MOST_STRINGS: u64 = 2 * MOST_TEXT as u64;
const MOST_SHEET: u64 = 1 << 30;
/// The most bytes of the small parts that say what is where.
const MOST_PART: u64 = 16 << 20;
/// The longest tag or text between two tags in bytes: one that is longer is an attack, not a table.
const LONGEST_RUN: usize = 4 << 20;

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
        let event = reader.read_event_into(&mut buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => broken(error),
            error => broken(error),
        });
        match event? {
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
