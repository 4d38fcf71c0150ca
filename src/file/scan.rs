//! A light walk over the text of a file that knows where every value stands. It never fails: on broken text it goes
//! on as well as it can, because it is asked exactly when something is broken.
//!
//! It does not judge anything; reading proper is ron's business.

use super::check::Step;
use super::problems::Place;

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Open(Bracket),
    Close,
    Comma,
    Colon,
    /// What stands between the quotation marks, escapes and all.
    Quoted(&'t str),
    /// A name, a number, or anything else without a meaning here.
    Word(&'t str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Round,
    Square,
    Curly,
}

struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    /// The next token and the byte at which it begins.
    fn next(&mut self) -> Option<(usize, Token<'t>)> {
        self.skip_blank();
        let start = self.at;
        let rest = &self.text[start..];
        let first = *rest.as_bytes().first()?;
        let (token, length) = match first {
            b'(' => (Token::Open(Bracket::Round), 1),
            b'[' => (Token::Open(Bracket::Square), 1),
            b'{' => (Token::Open(Bracket::Curly), 1),
            b')' | b']' | b'}' => (Token::Close, 1),
            b',' => (Token::Comma, 1),
            b':' => (Token::Colon, 1),
            b'"' => quoted(rest),
            b'r' if raw_hashes(rest).is_some() => raw_quoted(rest),
            _ => {
                let length = rest.find(word_ends).unwrap_or(rest.len());
                // A character that belongs to nothing is a word of its own, or the walk would stand still.
                let length = length.max(rest.chars().next().map_or(1, char::len_utf8));
                (Token::Word(&rest[..length]), length)
            }
        };
        self.at = start + length;
        Some((start, token))
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            let rest = &self.text[self.at..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += block_comment(rest);
            } else if blank == 0 {
                return;
            }
        }
    }

    /// Whether a colon comes next.
    fn colon_follows(&mut self) -> bool {
        self.skip_blank();
        self.text[self.at..].starts_with(':')
    }
}

fn word_ends(c: char) -> bool {
    c.is_whitespace() || "()[]{},:\"/".contains(c)
}

/// The length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len() {
        match &bytes[at..bytes.len().min(at + 2)] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(text: &str) -> (Token<'_>, usize) {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return (Token::Quoted(&text[1..at]), at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    (Token::Quoted(&text[1..]), text.len())
}

/// How many `#` a raw text begins with, if this is one.
fn raw_hashes(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn raw_quoted(text: &str) -> (Token<'_>, usize) {
    let hashes = raw_hashes(text).unwrap_or(0);
    let start = hashes + 2;
    let end = format!("\"{}", "#".repeat(hashes));
    match text[start..].find(&end) {
        Some(length) => (Token::Quoted(&text[start..start + length]), start + length + end.len()),
        None => (Token::Quoted(&text[start..]), text.len()),
    }
}

/// An open bracket on the way to the present place.
#[derive(Debug)]
struct Frame<'t> {
    bracket: Bracket,
    path: PathHash,
    /// The value being read, among those of this bracket.
    index: usize,
    field: Option<&'t str>,
    current: PathHash,
    begun: bool,
    id: Option<&'t str>,
    name: Option<&'t str>,
}

/// A path as one number (FNV-1a), because a large file has more paths than anybody wants to store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct PathHash(u64);

impl PathHash {
    const TOP: PathHash = PathHash(0xCBF2_9CE4_8422_2325);

    fn with(self, bytes: &[u8]) -> PathHash {
        PathHash(bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)))
    }

    fn field(self, name: &str) -> PathHash {
        self.with(b".").with(name.as_bytes())
    }

    fn item(self, index: usize) -> PathHash {
        self.with(b"#").with(&index.to_le_bytes())
    }

    fn of(path: &[Step]) -> PathHash {
        path.iter().fold(PathHash::TOP, |hash, step| match step {
            Step::Field(name) => hash.field(name),
            Step::Item(index) => hash.item(*index),
        })
    }
}

struct Walk<'t> {
    tokens: Tokens<'t>,
    frames: Vec<Frame<'t>>,
}

/// Fields that name a record for a person.
const NAMES: [&str; 5] = ["name", "text", "title", "label", "alt"];

impl<'t> Walk<'t> {
    fn new(text: &'t str) -> Self {
        Walk { tokens: Tokens { text, at: 0 }, frames: Vec::new() }
    }

    /// Goes on to the next value and returns its path and the byte at which it begins; `None` at the end.
    fn next_value(&mut self) -> Option<(PathHash, usize)> {
        loop {
            let (start, token) = self.tokens.next()?;
            if let Some(found) = self.step(start, token) {
                return Some(found);
            }
        }
    }

    fn step(&mut self, start: usize, token: Token<'t>) -> Option<(PathHash, usize)> {
        match token {
            Token::Close => {
                self.frames.pop();
                None
            }
            Token::Comma => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.index += 1;
                    frame.field = None;
                    frame.begun = false;
                }
                None
            }
            Token::Colon => None,
            Token::Open(bracket) => {
                let begun = self.begin(start);
                let path = self.frames.last().map_or(PathHash::TOP, |frame| frame.current);
                self.frames.push(Frame {
                    bracket,
                    path,
                    index: 0,
                    field: None,
                    current: path,
                    begun: false,
                    id: None,
                    name: None,
                });
                begun
            }
            Token::Quoted(quoted) => {
                let begun = self.begin(start);
                if let Some(frame) = self.frames.last_mut() {
                    match frame.field {
                        Some("id") => frame.id = Some(quoted),
                        Some(field) if NAMES.contains(&field) && frame.name.is_none() => frame.name = Some(quoted),
                        Some(_) | None => {}
                    }
                }
                begun
            }
            Token::Word(word) => {
                let is_field = matches!(self.frames.last(), Some(frame) if frame.bracket == Bracket::Round && !frame.begun)
                    && self.tokens.colon_follows();
                match self.frames.last_mut() {
                    Some(frame) if is_field => {
                        frame.field = Some(word);
                        None
                    }
                    Some(_) | None => self.begin(start),
                }
            }
        }
    }

    /// The first token of a value gives the value's path; what follows within the same value gives nothing.
    fn begin(&mut self, start: usize) -> Option<(PathHash, usize)> {
        let frame = self.frames.last_mut()?;
        if frame.begun {
            return None;
        }
        frame.begun = true;
        frame.current = match frame.field {
            Some(name) => frame.path.field(name),
            None => frame.path.item(frame.index),
        };
        Some((frame.current, start))
    }
}

/// The text from the first character that is neither blank nor part of a comment.
pub(super) fn skip_blank(text: &str) -> &str {
    let mut tokens = Tokens { text, at: 0 };
    tokens.skip_blank();
    &text[tokens.at..]
}

/// The place of the first thing that is neither blank nor part of a comment; `place` itself if nothing follows it.
pub(super) fn next_visible(text: &str, place: Place) -> Place {
    let mut tokens = Tokens { text, at: byte_of(text, place) };
    tokens.skip_blank();
    let found = if tokens.at < text.len() { lines_and_columns(text, &[Some(tokens.at)]).pop().flatten() } else { None };
    found.unwrap_or(place)
}

/// The place of the first thing in the text.
pub(super) fn first_visible(text: &str) -> Place {
    next_visible(text, Place { line: 1, column: 1 })
}

/// How many records the text holds: fields called `id`.
pub(super) fn count_records(text: &str) -> usize {
    let mut walk = Walk::new(text);
    let mut count = 0;
    while walk.next_value().is_some() {
        count += usize::from(walk.frames.last().is_some_and(|frame| frame.field == Some("id")));
    }
    count
}

/// Where the values at these paths begin. A path that is not in the text takes the place of the nearest value above
/// it that is: a missing field has the place of its record.
pub(super) fn places(text: &str, paths: &[&[Step]]) -> Vec<Option<Place>> {
    let wanted: Vec<Vec<PathHash>> =
        paths.iter().map(|path| (1..=path.len()).rev().map(|length| PathHash::of(&path[..length])).collect()).collect();
    let mut found: std::collections::HashMap<PathHash, Option<usize>> =
        wanted.iter().flatten().map(|hash| (*hash, None)).collect();
    let mut walk = Walk::new(text);
    while let Some((path, start)) = walk.next_value() {
        if let Some(place) = found.get_mut(&path) {
            place.get_or_insert(start);
        }
    }
    let starts: Vec<Option<usize>> =
        wanted.iter().map(|hashes| hashes.iter().find_map(|hash| found.get(hash).copied().flatten())).collect();
    lines_and_columns(text, &starts)
}

/// Byte positions as lines and columns, in one pass over the text.
fn lines_and_columns(text: &str, starts: &[Option<usize>]) -> Vec<Option<Place>> {
    let mut order: Vec<(usize, usize)> = Vec::new();
    order.extend(starts.iter().enumerate().filter_map(|(place, start)| start.map(|start| (start, place))));
    order.sort_unstable();
    let mut places = vec![None; starts.len()];
    let (mut line, mut line_start, mut done) = (1, 0, 0);
    for (start, place) in order {
        let passed = &text[done..start];
        line += passed.matches('\n').count();
        if let Some(newline) = passed.rfind('\n') {
            line_start = done + newline + 1;
        }
        done = start;
        places[place] = Some(Place { line, column: text[line_start..start].chars().count() + 1 });
    }
    places
}

/// The record that stands around a place: the name of its list, its own name, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Around<'t> {
    /// The list it stands in, e.g. `touchpoints`.
    pub list: &'t str,
    /// Its name or text, as written; empty if it has none before the place.
    pub name: &'t str,
    /// Its id, as written; empty if it has none before the place.
    pub id: &'t str,
}

/// The innermost record of one of `lists` in which `place` stands.
pub(super) fn record_around<'t>(text: &'t str, place: Place, lists: &[&str]) -> Option<Around<'t>> {
    let end = byte_of(text, place);
    let mut walk = Walk::new(text);
    loop {
        // Look before each step, so that a bracket closing right at the place still counts as open.
        walk.tokens.skip_blank();
        if walk.tokens.at >= end {
            break;
        }
        let Some((start, token)) = walk.tokens.next() else { break };
        walk.step(start, token);
    }
    walk.frames.windows(3).rev().find_map(|frames| {
        let [outer, list, record] = frames else { return None };
        let field = outer.field.filter(|field| lists.contains(field))?;
        (list.bracket == Bracket::Square && record.bracket == Bracket::Round).then(|| Around {
            list: field,
            name: record.name.unwrap_or(""),
            id: record.id.unwrap_or(""),
        })
    })
}

fn byte_of(text: &str, place: Place) -> usize {
    let mut start = 0;
    for _ in 1..place.line {
        match text[start..].find('\n') {
            Some(newline) => start += newline + 1,
            None => return text.len(),
        }
    }
    let column = text[start..].char_indices().nth(place.column.saturating_sub(1));
    column.map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "// a (comment\n(\n  id: \"m\", /* ( */\n  today: (touchpoints: [\n    (id: \"a\", name: \"One, \\\"two\\\"\"),\n    (id: \"b\", name: r#\"Th(ree\"#, feels: [(persona: \"p\", emotion: 4)], texts: {\"l\": \"x\"}),\n  ]),\n)\n";

    fn place(line: usize, column: usize) -> Option<Place> {
        Some(Place { line, column })
    }

    #[test]
    fn values_are_found_among_comments_brackets_in_texts_and_raw_texts() {
        use Step::{Field, Item};
        let touchpoint = [Field("today"), Field("touchpoints"), Item(1)];
        let emotion = [&touchpoint[..], &[Field("feels"), Item(0), Field("emotion")]].concat();
        let pair = [&touchpoint[..], &[Field("texts"), Item(0)]].concat();
        let missing = [&touchpoint[..], &[Field("rank")]].concat();
        let found = places(TEXT, &[&touchpoint, &emotion, &pair, &missing, &[Field("id")]]);
        assert_eq!(found, [place(6, 5), place(6, 66), place(6, 79), place(6, 5), place(3, 7)]);
    }

    #[test]
    fn records_are_counted_by_their_ids() {
        assert_eq!(count_records(TEXT), 3);
    }

    #[test]
    fn the_record_around_a_place_is_named() {
        let around = record_around(TEXT, Place { line: 6, column: 66 }, &["touchpoints"]);
        assert_eq!(around, Some(Around { list: "touchpoints", name: "Th(ree", id: "b" }));
        assert_eq!(record_around(TEXT, Place { line: 3, column: 7 }, &["touchpoints"]), None);
    }

    #[test]
    fn broken_text_is_walked_to_its_end() {
        for text in ["((((", "\"", "r#\"", "/* /*", "]]]", "a:b:c", "(\u{e9}", "'", "\\", "(a:\"\\"] {
            count_records(text);
        }
    }
}
