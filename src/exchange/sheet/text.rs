//! Tables in text: what the bytes say, what parts the cells, and the rows.
//!
//! Source: RFC 4180, and what spreadsheet programs and survey tools write in its name.

use std::borrow::Cow;

use super::head::Head;
use super::{MOST_COLUMNS, Sheet, SheetError, Watch, too_much};

/// How many rows are read between two words about how far it is.
const BETWEEN_WORDS: u32 = 4_096;

pub(super) fn read(bytes: &[u8], watch: Watch<'_>) -> Result<Sheet, SheetError> {
    let (text, note) = decoded(bytes)?;
    if text.contains('\0') {
        return Err(SheetError::NoTable);
    }
    let (text, named) = without_hint(&text);
    let separator = named.unwrap_or_else(|| separator(text));
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(1 << 16)
        .from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    // Only text goes in, so nothing but text comes out.
    let mut number = 0_u32;
    let mut next = |record: &mut ::csv::StringRecord| {
        let came = reader.read_record(record).unwrap_or(false);
        let byte = record.position().map_or(0, |position| position.byte() as usize);
        number = number.saturating_add(1).saturating_add(blank_rows(text, byte));
        came.then_some((byte, number))
    };
    let mut head = Head::default();
    let mut sheet = loop {
        let Some((_, number)) = next(&mut record) else { break head.end()? };
        if record.len() > MOST_COLUMNS {
            return Err(too_much(MOST_COLUMNS, "columns"));
        }
        if let Some(sheet) = head.row(number, record.iter())? {
            break sheet;
        }
    };
    sheet.notes.extend(note);
    let mut read = 0_u32;
    let mut last = (text.len(), 0);
    while let Some((byte, number)) = next(&mut record) {
        read += 1;
        last = (byte, number);
        if read.is_multiple_of(BETWEEN_WORDS) && !watch(byte as f32 / text.len() as f32) {
            return Err(SheetError::Stopped);
        }
        let beyond = record.iter().skip(sheet.titles().len()).filter(|cell| !cell.trim().is_empty()).count();
        if beyond > 0 {
            let why = format!(
                "the row has {} cells and the titles are {}, so it is left out; put quotation marks around a cell \
                 with a separator in it",
                record.len(),
                sheet.titles().len()
            );
            sheet.problems.add(number, "", "", why);
            continue;
        }
        sheet.push(number, record.iter())?;
    }
    if is_left_open(&text[last.0..]) {
        let why = "a quotation mark is never closed, so that all rows below stand in one cell; close it";
        sheet.problems.add(last.1, "", "", why);
    }
    Ok(sheet)
}

/// Whether a row goes on to the end of the file for want of a quotation mark.
fn is_left_open(row: &str) -> bool {
    row.trim().contains(['\n', '\r']) && row.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// How many rows without a single cell stand where a row was looked for. The reader of CSV passes over them; a
/// spreadsheet program shows and counts them.
fn blank_rows(text: &str, from: usize) -> u32 {
    let bytes = text.as_bytes();
    // A reader that has seen the \r of a \r\n is at its \n.
    let halved = from > 0 && bytes.get(from - 1) == Some(&b'\r') && bytes.get(from) == Some(&b'\n');
    let mut rest = bytes.get(from + usize::from(halved)..).unwrap_or_default();
    let mut blank = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return blank,
        };
        blank += 1;
    }
}

/// The text of the bytes, and a sentence where that had to be guessed.
fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), SheetError> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok((utf16(rest, u16::from_le_bytes).into(), None));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok((utf16(rest, u16::from_be_bytes).into(), None));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = &bytes[..bytes.len().min(1_000)];
    let nulls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    if head.len() >= 8 && nulls(1) * 4 > head.len() {
        return Ok((utf16(bytes, u16::from_le_bytes).into(), Some("It is read as UTF-16.".to_owned())));
    }
    if head.len() >= 8 && nulls(0) * 4 > head.len() {
        return Ok((utf16(bytes, u16::from_be_bytes).into(), Some("It is read as UTF-16.".to_owned())));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.into(), None)),
        Err(error) if error.error_len().is_none() => {
            // The last letter is cut in two; all others are sound.
            let text = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            Ok((text.into(), Some("Its end is cut off in the middle of a letter.".to_owned())))
        }
        Err(_) => {
            let note = "It is no UTF-8 and is read as Windows-1252; check that letters such as ä and é are right.";
            Ok((bytes.iter().map(|byte| windows_1252(*byte)).collect::<String>().into(), Some(note.to_owned())))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    text.skip_while(|letter| *letter == '\u{feff}').collect()
}

/// The letter of a byte in Windows-1252, as the WHATWG's encoding standard has it.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The text without the line `sep=;`, by which spreadsheets are told what parts the cells, and what that said.
fn without_hint(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.strip_prefix("sep=") else { return (text, None) };
    let mut letters = rest.chars();
    match letters.next() {
        Some(separator) if separator.is_ascii() && letters.as_str().starts_with(['\r', '\n']) => {
            (letters.as_str().trim_start_matches(['\r', '\n']), Some(separator as u8))
        }
        Some(_) | None => (text, None),
    }
}

/// What parts the cells: the sign that the first lines have most often, each as often as the others.
fn separator(text: &str) -> u8 {
    const SIGNS: [u8; 4] = *b",;\t|";
    let mut lines: Vec<[usize; 4]> = vec![[0; 4]];
    let mut quoted = false;
    for byte in text.bytes().take(1 << 16) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && lines.len() == 50 => break,
            b'\n' if !quoted => lines.push([0; 4]),
            sign if !quoted => {
                if let (Some(place), Some(line)) = (SIGNS.iter().position(|s| *s == sign), lines.last_mut()) {
                    line[place] += 1;
                }
            }
            _ => {}
        }
    }
    // Above the titles may stand a line that says what the table is.
    let first = lines.iter().find(|line| line.iter().any(|count| *count > 0)).copied().unwrap_or_default();
    let worth = |place: usize| {
        let alike = lines.iter().filter(|line| line[place] == first[place]).count();
        if first[place] == 0 { 0 } else { first[place] * alike }
    };
    // Of equals the first, hence the reversed order.
    let best = (0..SIGNS.len()).rev().max_by_key(|place| worth(*place)).unwrap_or(0);
    SIGNS[best]
}
