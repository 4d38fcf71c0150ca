//! A journey's text as a list of statements: front matter, directives and comments taken off, keywords recognised.
//!
//! Here never come scores, personas or anything else of a map.

use super::escape::{entity, is_blank, split_comment};
use super::{MermaidError, shortened};

/// One statement, its text not yet unescaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement<'a> {
    /// `title …`
    Title(&'a str),
    /// `accTitle: …`
    AccessibleTitle(&'a str),
    /// `accDescr: …` or `accDescr { … }`
    AccessibleDescription(String),
    /// `section …`
    Section(&'a str),
    /// Anything else: a task, in one piece.
    Task(&'a str),
}

/// What a text says, line by line.
#[derive(Debug, Default)]
pub(super) struct Document<'a> {
    /// The `title` of the front matter.
    pub front_title: Option<String>,
    /// The statements with their lines, counted from 1.
    pub statements: Vec<(usize, Statement<'a>)>,
    /// How many comments and drawing settings were passed over.
    pub passed_over: usize,
    /// What stood after a `#` in a statement, which Mermaid does not draw.
    pub cut: Vec<(usize, &'a str)>,
    /// The first and the last line of each description whose brace is never closed.
    pub unclosed: Vec<(usize, usize)>,
}

/// Whether the text is a journey by its first word.
pub fn is_journey(text: &str) -> bool {
    let mut lines = Lines::new(text, 1);
    lines.front_matter();
    lines.next().is_some_and(|(_, line)| after_journey(line).is_some())
}

/// The statements of a text whose line breaks are `\n`, and whose first line has the number `first_line`.
///
/// # Errors
/// If the text does not begin with the word `journey`.
pub(super) fn document(text: &str, first_line: usize) -> Result<Document<'_>, MermaidError> {
    let mut lines = Lines::new(text, first_line);
    let front_title = lines.front_matter();
    let (number, first) = lines.next().ok_or(MermaidError::Empty)?;
    let rest =
        after_journey(first).ok_or_else(|| MermaidError::NotAJourney { line: number, found: shortened(first) })?;
    lines.put_back(number, rest);

    let mut document = Document { front_title, ..Document::default() };
    while let Some((number, line)) = lines.next() {
        let statement = statement(line, number, &mut lines, &mut document);
        document.statements.push((number, statement));
    }
    document.passed_over = lines.passed_over;
    Ok(document)
}

fn statement<'a>(line: &'a str, number: usize, lines: &mut Lines<'a>, document: &mut Document<'a>) -> Statement<'a> {
    if let Some(rest) = after_keyword(line, "accTitle").and_then(|rest| rest.strip_prefix(':')) {
        return Statement::AccessibleTitle(rest);
    }
    if let Some(rest) = after_keyword(line, "accDescr") {
        if let Some(text) = rest.strip_prefix(':') {
            return Statement::AccessibleDescription(text.to_owned());
        }
        if let Some(text) = rest.strip_prefix('{') {
            return Statement::AccessibleDescription(match lines.closes(text) {
                true => lines.block(number, text),
                false => {
                    let (text, last) = lines.unclosed_block(number, text);
                    document.unclosed.push((number, last));
                    text
                }
            });
        }
    }
    let (text, comment) = split_comment(line);
    document.cut.extend(comment.map(|comment| (number, comment)));
    match (after_word(text, "title"), after_word(text, "section")) {
        (Some(title), _) => Statement::Title(title),
        (_, Some(section)) => Statement::Section(section),
        (None, None) => Statement::Task(text),
    }
}

/// Whether a line says something of its own rather than go on with a description: it begins with a keyword, or is a
/// task with a number for its score.
fn is_statement(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    let described = ["accTitle", "accDescr"].into_iter().filter_map(|keyword| after_keyword(line, keyword));
    let is_task = || {
        let score = line.split(':').nth(1).map(|score| score.trim_matches(is_blank));
        score.is_some_and(|score| score.parse::<f64>().is_ok_and(f64::is_finite))
    };
    after_word(line, "title").is_some()
        || after_word(line, "section").is_some()
        || described.into_iter().any(|rest| rest.starts_with([':', '{']))
        || is_task()
}

/// What follows a keyword and the blanks after it, whatever its case.
fn after_keyword<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let head = line.get(..keyword.len())?;
    head.eq_ignore_ascii_case(keyword).then(|| line[keyword.len()..].trim_start_matches(is_blank))
}

/// What follows a keyword that stands alone or before a blank.
fn after_word<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let head = line.get(..keyword.len())?;
    let rest = &line[keyword.len()..];
    (head.eq_ignore_ascii_case(keyword) && (rest.is_empty() || rest.starts_with(is_blank))).then_some(rest)
}

fn after_journey(line: &str) -> Option<&str> {
    let rest = after_keyword(line, "journey")?;
    let next = line.as_bytes().get("journey".len());
    (!next.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')).then_some(rest)
}

/// The lines that say something, one after another.
struct Lines<'a> {
    rest: std::iter::Enumerate<std::str::Split<'a, char>>,
    first_line: usize,
    pending: Option<(usize, &'a str)>,
    passed_over: usize,
    /// Whether a search for the end of a directive may still succeed; searching in vain twice would cost too much.
    may_close: bool,
    /// The same for the closing brace of a description.
    may_close_brace: bool,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, first_line: usize) -> Self {
        let rest = text.trim_start_matches('\u{feff}').split('\n').enumerate();
        Lines { rest, first_line, pending: None, passed_over: 0, may_close: true, may_close_brace: true }
    }

    fn raw(&mut self) -> Option<(usize, &'a str)> {
        let first_line = self.first_line;
        self.pending.take().or_else(|| self.rest.next().map(|(index, line)| (index + first_line, line)))
    }

    fn put_back(&mut self, number: usize, text: &'a str) {
        self.pending = Some((number, text));
    }

    /// Takes YAML between two lines `---` off the front, and returns its title. Without a second `---` it is none.
    fn front_matter(&mut self) -> Option<String> {
        let mut ahead = self.rest.clone().map(|(_, line)| line.trim_matches(is_blank));
        let blank = ahead.by_ref().take_while(|line| line.is_empty()).count();
        // `take_while` has taken the first line with text along with the blank ones.
        let opening = self.rest.clone().nth(blank).map(|(_, line)| line.trim_matches(is_blank));
        if opening != Some("---") {
            return None;
        }
        let length = ahead.position(|line| line == "---")?;
        let mut title = None;
        for _ in 0..blank + 1 {
            self.rest.next();
        }
        for _ in 0..length {
            let line = self.rest.next().map_or("", |(_, line)| line);
            // The settings below `config:` have titles in their names (`titleColor`), but none that is just `title`.
            if let Some(value) = line.trim_start_matches(is_blank).strip_prefix("title:") {
                title.get_or_insert_with(|| unquoted(value).to_owned());
            } else if !line.trim_matches(is_blank).is_empty() {
                self.passed_over += 1;
            }
        }
        self.rest.next();
        title
    }

    /// Whether a description that begins with this text is closed anywhere.
    fn closes(&mut self, opening: &str) -> bool {
        let closes =
            opening.contains('}') || (self.may_close_brace && self.rest.clone().any(|(_, line)| line.contains('}')));
        self.may_close_brace &= closes;
        closes
    }

    /// The text up to the next statement, where no brace closes it, and its last line with words. Mermaid takes all that follows
    /// for words of the description and draws nothing, which nobody can have meant.
    fn unclosed_block(&mut self, number: usize, opening: &'a str) -> (String, usize) {
        let (mut text, mut last) = (opening.to_owned(), number);
        while let Some((index, line)) = self.rest.clone().next().filter(|(_, line)| !is_statement(line)) {
            text.push('\n');
            text.push_str(line);
            if !line.trim_matches(is_blank).is_empty() {
                last = index + self.first_line;
            }
            self.rest.next();
        }
        (text, last)
    }

    /// The text up to the closing brace; what follows it is a statement of its own.
    fn block(&mut self, number: usize, opening: &'a str) -> String {
        let mut text = String::new();
        let mut line = Some((number, opening));
        while let Some((number, part)) = line {
            if let Some((inside, outside)) = part.split_once('}') {
                text.push_str(inside);
                self.put_back(number, outside);
                break;
            }
            text.push_str(part);
            text.push('\n');
            line = self.raw();
        }
        text
    }

    /// Passes over a directive `%%{ … }%%`, which may span lines; one that is never closed ends with its line.
    fn directive(&mut self, number: usize, opening: &'a str) {
        if let Some((_, after)) = opening.split_once("}%%") {
            self.put_back(number, after);
            return;
        }
        if !self.may_close {
            return;
        }
        let Some(lines) = self.rest.clone().position(|(_, line)| line.contains("}%%")) else {
            self.may_close = false;
            return;
        };
        for _ in 0..lines {
            self.rest.next();
        }
        if let Some((index, line)) = self.rest.next()
            && let Some((_, after)) = line.split_once("}%%")
        {
            self.put_back(index + self.first_line, after);
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        loop {
            let (number, line) = self.raw()?;
            let text = line.trim_matches(is_blank);
            if text.is_empty() {
                continue;
            }
            if text.starts_with("%%{") {
                self.passed_over += 1;
                self.directive(number, text);
            } else if text.starts_with("%%") || (text.starts_with('#') && entity(text).is_none()) {
                self.passed_over += 1;
            } else {
                return Some((number, text));
            }
        }
    }
}

/// A plain or quoted YAML scalar without its quotation marks.
fn unquoted(value: &str) -> &str {
    let value = value.trim_matches(is_blank);
    let quoted = ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
    quoted.unwrap_or(value)
}
