//! The texts that cells share, and the words within a cell.

use quick_xml::events::Event;

use super::{Archive, Book, MOST_STRINGS, MOST_TEXT, part, walk};
use crate::exchange::sheet::{SheetError, too_much};

/// Many texts in one.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

pub(super) fn strings(archive: &Archive<'_>, book: &Book) -> Result<Strings, SheetError> {
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
pub(super) struct Words {
    within: bool,
    reading: bool,
}

impl Words {
    pub fn see(&mut self, event: &Event<'_>, text: &mut String) {
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
pub(super) fn add_text(event: &Event<'_>, text: &mut String) {
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
