//! From bytes to a map, or to everything that is wrong with them.
//!
//! The order of checks is size, encoding, format, count of records, syntax, meaning. Each step may trust the ones
//! before it. An error never carries a half-read map; [`parse_repaired`] is asked for one by name.

use std::fmt;

use super::build::{build, seed_of};
use super::check::{self, Found, Step};
use super::problems::{Place, Problem};
use super::scan;
use super::schema::{FORMAT, MapFile};
use super::words::words_for;
use super::write::ron_options;
use crate::model::Map;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The most records a file may hold.
pub const MAX_RECORDS: usize = 200_000;

/// A file could not be read as a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The file, as the person named it.
    pub name: String,
    /// What kind of fault it is.
    pub kind: ReadErrorKind,
    /// Every fault found, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// The disk would not give it.
    Disk,
    /// It is larger than [`MAX_BYTES`], or holds more than [`MAX_RECORDS`].
    TooLarge,
    /// It is not text in UTF-8, or empty.
    NotText,
    /// It holds conflict markers of a version-control system.
    Conflict,
    /// It has a newer format than this program knows.
    Newer {
        /// The format it says it has.
        format: u32,
    },
    /// It is not RON, or not a map in RON.
    Syntax,
    /// It is a map, but some of its records do not make sense; [`parse_repaired`] gives the rest.
    Records,
}

impl ReadError {
    /// Whether [`parse_repaired`] can make a map of the file.
    pub fn is_repairable(&self) -> bool {
        self.kind == ReadErrorKind::Records
    }

    pub(super) fn one(name: &str, kind: ReadErrorKind, problem: Problem) -> ReadError {
        ReadError { name: name.to_owned(), kind, problems: vec![problem] }
    }
}

impl std::error::Error for ReadError {}

/// One fault is one sentence; several stand one below the other.
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problems[..] {
            [problem] => write!(f, "{}: {problem}", self.name),
            problems => {
                write!(f, "{} has {} faults:", self.name, problems.len())?;
                problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
            }
        }
    }
}

/// The map in the bytes of a file called `name` (for messages only).
///
/// # Errors
/// If the bytes are not a map in format 1, with every fault and its place.
pub fn parse(bytes: &[u8], name: &str) -> Result<Map, ReadError> {
    let text = text_of(bytes, name)?;
    parse_text(text, name, known_schema_of(text, name)?)
}

/// The map in a file of a newer format, as far as today's fields can hold it. Only for looking at: saving it would
/// lose what this program does not know.
///
/// # Errors
/// If the file holds anything this program does not know.
pub fn parse_newer(bytes: &[u8], name: &str) -> Result<Map, ReadError> {
    let text = text_of(bytes, name)?;
    parse_text(text, name, schema_of(text, name)?)
}

/// A map made of all that makes sense in a file, and what was wrong with the rest. Words that lost their place stand
/// in the parking lot. The same bytes give the same map.
///
/// # Errors
/// If the bytes are no RON, or for any other reason but faulty records.
pub fn parse_repaired(bytes: &[u8], name: &str) -> Result<(Map, Vec<Problem>), ReadError> {
    let text = text_of(bytes, name)?;
    let file = known_schema_of(text, name)?;
    let (map, found) = build(&file, seed_of(text.as_bytes()));
    Ok((map, placed(text, found)))
}

/// Whether a text is a file of today's format, its records neither checked nor connected: the least work that reading
/// it takes, for comparison.
#[doc(hidden)]
pub fn is_schema(text: &str) -> bool {
    ron_options().from_str::<MapFile<'_>>(text).is_ok()
}

fn parse_text(text: &str, name: &str, file: MapFile<'_>) -> Result<Map, ReadError> {
    let (map, found) = build(&file, seed_of(text.as_bytes()));
    if found.is_empty() {
        return Ok(map);
    }
    Err(ReadError { name: name.to_owned(), kind: ReadErrorKind::Records, problems: placed(text, found) })
}

/// The text in the bytes, without a byte-order mark.
fn text_of<'b>(bytes: &'b [u8], name: &str) -> Result<&'b str, ReadError> {
    if bytes.len() > MAX_BYTES {
        let fault = format!("the file has {} MB, and the limit is {} MB", bytes.len() >> 20, MAX_BYTES >> 20);
        return Err(whole(name, ReadErrorKind::TooLarge, &fault, "Make the pictures in it smaller, or split the map."));
    }
    let not_text = |fault: &str, advice: &str| Err(whole(name, ReadErrorKind::NotText, fault, advice));
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || looks_like_utf16(bytes) {
        return not_text("the file is text in UTF-16", "Save it as UTF-8 and open it again.");
    }
    if bytes.contains(&0) || bytes.starts_with(b"\x89PNG") {
        return not_text("the file is not text", "Choose a journey map, which ends in “.ron”.");
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let place = Place {
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().unwrap_or("").chars().count() + 1,
            };
            let fault = "a byte stands here that is not UTF-8 text";
            let advice = "Save the file as UTF-8, or take a backup or another copy.";
            return Err(ReadError::one(name, ReadErrorKind::NotText, problem(Some(place), "", fault, advice)));
        }
    };
    if text.trim().is_empty() {
        return not_text("the file is empty", "Take a backup or another copy, or start a new map.");
    }
    Ok(text)
}

/// Whether every other one of the first bytes is zero, as in Latin text in UTF-16 without a byte-order mark.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64) / 2 * 2];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    start.len() >= 4 && (zeros(0) == start.len() / 2 || zeros(1) == start.len() / 2)
}

/// What the first field says, without reading the rest; `None` if it is no plain number.
fn format_of(text: &str) -> Option<u32> {
    let after_comments = scan::skip_blank(text);
    let inside = scan::skip_blank(after_comments.strip_prefix('(')?);
    let after_name = scan::skip_blank(inside.strip_prefix("format")?);
    let value = scan::skip_blank(after_name.strip_prefix(':')?);
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // A number too large for the type is certainly newer.
    (digits > 0).then(|| value[..digits].parse().unwrap_or(u32::MAX))
}

fn newer(name: &str, format: u32) -> ReadError {
    let fault = format!("the file has format {format}, and this program knows format {FORMAT}");
    whole(name, ReadErrorKind::Newer { format }, &fault, "Open it with a newer version of Wayfarer.")
}

fn whole(name: &str, kind: ReadErrorKind, fault: &str, advice: &str) -> ReadError {
    ReadError::one(name, kind, problem(None, "", fault, advice))
}

fn problem(place: Option<Place>, thing: &str, fault: &str, advice: &str) -> Problem {
    Problem {
        place,
        thing: thing.to_owned(),
        fault: fault.to_owned(),
        advice: advice.to_owned(),
        repair: String::new(),
    }
}

/// The twin of a file whose format this program knows.
fn known_schema_of<'t>(text: &'t str, name: &str) -> Result<MapFile<'t>, ReadError> {
    if let Some(format) = format_of(text).filter(|format| *format > FORMAT) {
        return Err(newer(name, format));
    }
    let file = schema_of(text, name)?;
    // The format need not be the first field, though that is where every version writes it.
    if file.format > FORMAT { Err(newer(name, file.format)) } else { Ok(file) }
}

/// The twin of a file of any format that looks like this one.
fn schema_of<'t>(text: &'t str, name: &str) -> Result<MapFile<'t>, ReadError> {
    if may_hold_too_many(text) {
        let records = scan::count_records(text);
        if records > MAX_RECORDS {
            let fault = format!("the file holds {records} records, and the limit is {MAX_RECORDS}");
            return Err(whole(name, ReadErrorKind::TooLarge, &fault, "Split the map."));
        }
    }
    let file: MapFile<'t> = ron_options().from_str(text).map_err(|error| syntax_error(text, name, &error))?;
    if file.format == 0 {
        let place = scan::places(text, &[&[Step::Field("format")]]).pop().flatten();
        let problem = problem(place, "", "there is no format 0", &format!("Write “format: {FORMAT}”."));
        return Err(ReadError::one(name, ReadErrorKind::Syntax, problem));
    }
    Ok(file)
}

/// Whether the text could name more ids than there may be records. Counting letters is much faster than looking at
/// what they mean, and settles it for all but enormous maps.
fn may_hold_too_many(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.filter(|(first, second)| **first == b'i' && **second == b'd').count() > MAX_RECORDS
}

fn syntax_error(text: &str, name: &str, error: &ron::error::SpannedError) -> ReadError {
    if let Some(line) = conflict_line(text) {
        let fault = "the file holds both sides of a conflict between two versions";
        let advice = "Settle it in your version-control program (keep one side of each part between “<<<<<<<” and \
                      “>>>>>>>”), then open it again.";
        let place = Some(Place { line, column: 1 });
        return ReadError::one(name, ReadErrorKind::Conflict, problem(place, "", fault, advice));
    }
    let position = if error.code == ron::Error::Eof { error.span.end } else { error.span.start };
    let place = scan::next_visible(text, Place { line: position.line, column: position.col });
    if place == scan::first_visible(text) && error.code != ron::Error::Eof {
        let fault = "the file is not a journey map";
        let advice = "A map begins with “(format: 1, id: …”; choose another file.";
        return ReadError::one(name, ReadErrorKind::Syntax, problem(Some(place), "", fault, advice));
    }
    let words = words_for(&error.code);
    let lists: Vec<&str> = RECORD_LISTS.iter().map(|(list, _)| *list).collect();
    let thing = scan::record_around(text, place, &lists).map_or_else(String::new, |around| {
        let kind = RECORD_LISTS.iter().find(|(list, _)| *list == around.list).map_or("record", |(_, kind)| kind);
        check::thing(kind, around.name, around.id)
    });
    ReadError::one(name, ReadErrorKind::Syntax, problem(Some(place), &thing, &words.fault, &words.advice))
}

/// The lists that hold records, and what a person calls such a record.
const RECORD_LISTS: [(&str, &str); 14] = [
    ("stages", "stage"),
    ("lanes", "lane"),
    ("personas", "persona"),
    ("touchpoints", "touchpoint"),
    ("links", "link"),
    ("pains", "pain point"),
    ("opportunities", "opportunity"),
    ("feedback", "feedback"),
    ("measures", "measure"),
    ("notes", "note"),
    ("pins", "pin"),
    ("plan", "plan item"),
    ("snapshots", "snapshot"),
    ("pictures", "picture"),
];

/// The first line that begins like a conflict marker of git. Only asked where ron has failed: inside a text such a
/// line would be no fault.
fn conflict_line(text: &str) -> Option<usize> {
    let is_marker = |line: &str| {
        ["<<<<<<<", ">>>>>>>"].iter().any(|marker| {
            line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
        })
    };
    text.lines().position(is_marker).map(|line| line + 1)
}

/// The faults with their places, in the order of the file.
fn placed(text: &str, found: Vec<Found>) -> Vec<Problem> {
    let paths: Vec<&[Step]> = found.iter().map(|found| &found.path[..]).collect();
    let places = scan::places(text, &paths);
    let mut problems: Vec<Problem> = found
        .into_iter()
        .zip(places)
        .map(|(Found { thing, fault, advice, repair, .. }, place)| Problem { place, thing, fault, advice, repair })
        .collect();
    problems.sort_by_key(|problem| problem.place);
    problems
}
