//! The files in a ZIP archive, no more of them than asked for, and never more bytes than allowed.
//!
//! Source: PKWARE's APPNOTE.TXT. What an archive says about sizes is not believed: what comes out is counted.

use std::io::Read;

use super::SheetError;

/// An archive whose list of contents was read.
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    /// 0: stored as it is; 8: deflated.
    method: u16,
    encrypted: bool,
    size: u64,
    offset: u64,
}

fn broken(what: &str) -> SheetError {
    SheetError::NoWorkbook(what.to_owned())
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

impl<'b> Archive<'b> {
    /// Reads the list of contents at the end.
    pub fn open(bytes: &'b [u8]) -> Result<Archive<'b>, SheetError> {
        const END: &[u8] = b"PK\x05\x06";
        let tail = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
        let end = bytes[tail..].windows(4).rposition(|window| window == END).map(|at| tail + at);
        let end = end.ok_or_else(|| broken("its end is missing"))?;
        let read = || -> Option<Vec<Entry>> {
            let count = short(bytes, end + 10)?;
            let mut at = long(bytes, end + 16)? as usize;
            let mut entries = Vec::new();
            for _ in 0..count {
                let (entry, next) = entry(bytes, at)?;
                entries.push(entry);
                at = next;
            }
            Some(entries)
        };
        let entries = read().ok_or_else(|| broken("its list of contents is broken"))?;
        Ok(Archive { bytes, entries })
    }

    /// Opens a file, the case of its name aside; no more than `most` bytes come out of it.
    pub fn file(&self, name: &str, most: u64) -> Result<Option<Box<dyn Read + 'b>>, SheetError> {
        let name = name.trim_start_matches('/');
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        if entry.encrypted {
            return Err(SheetError::OldWorkbook);
        }
        let data = || -> Option<&'b [u8]> {
            let at = usize::try_from(entry.offset).ok()?;
            (self.bytes.get(at..at.checked_add(4)?)? == b"PK\x03\x04").then_some(())?;
            let start = at + 30 + usize::from(short(self.bytes, at + 26)?) + usize::from(short(self.bytes, at + 28)?);
            self.bytes.get(start..start.checked_add(usize::try_from(entry.size).ok()?)?)
        };
        let data = data().ok_or_else(|| broken("a part of it is cut off"))?;
        let plain: Box<dyn Read + 'b> = match entry.method {
            0 => Box::new(data),
            8 => Box::new(flate2::read::DeflateDecoder::new(data)),
            _ => return Err(broken("it is compressed in an unusual way")),
        };
        Ok(Some(Box::new(Counted { plain, left: most })))
    }
}

/// An entry of the list of contents, and where the next one begins.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    (bytes.get(at..at.checked_add(4)?)? == b"PK\x01\x02").then_some(())?;
    let lengths = [short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?].map(usize::from);
    let name = bytes.get(at + 46..at + 46 + lengths[0])?;
    let (plain, size, offset) = (long(bytes, at + 24)?, long(bytes, at + 20)?, long(bytes, at + 42)?);
    let mut extra = bytes.get(at + 46 + lengths[0]..at + 46 + lengths[0] + lengths[1])?;
    let (mut size, mut offset) = ((u64::from(size), size), (u64::from(offset), offset));
    while let (Some(id), Some(length)) = (short(extra, 0), short(extra, 2)) {
        let content = extra.get(4..4 + usize::from(length))?;
        if id == 1 {
            // ZIP64: what did not fit stands here, in this order.
            let mut wide =
                content.chunks_exact(8).map(|eight| u64::from_le_bytes(eight.try_into().unwrap_or_default()));
            if plain == u32::MAX {
                wide.next();
            }
            for value in [&mut size, &mut offset] {
                if value.1 == u32::MAX {
                    value.0 = wide.next()?;
                }
            }
        }
        extra = &extra[4 + usize::from(length)..];
    }
    let entry = Entry {
        name: String::from_utf8_lossy(name).replace('\\', "/"),
        method: short(bytes, at + 10)?,
        encrypted: short(bytes, at + 8)? & 1 == 1,
        size: size.0,
        offset: offset.0,
    };
    Some((entry, at + 46 + lengths.iter().sum::<usize>()))
}

/// A reader that ends in an error when too much comes out of it.
struct Counted<'b> {
    plain: Box<dyn Read + 'b>,
    left: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.plain.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| std::io::Error::new(std::io::ErrorKind::FileTooLarge, "more comes out of it than can be"))?;
        Ok(read)
    }
}
