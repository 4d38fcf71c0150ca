//! Which cells show their numbers as days, and the day that a number stands for.

use quick_xml::events::{BytesStart, Event};

use super::{Archive, Book, MOST_PART, attribute, part, walk};
use crate::exchange::sheet::SheetError;

/// For each style of a cell, whether it shows numbers as dates.
pub(super) fn date_styles(archive: &Archive<'_>, book: &Book) -> Result<Vec<bool>, SheetError> {
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

/// The day of a serial number. Day 60 of the calendar from 1900 is a 29 February that never was, and counts as the 28th.
pub(crate) fn day(serial: f64, from_1904: bool) -> Option<jiff::civil::Date> {
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
