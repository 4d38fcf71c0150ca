//! Mermaid's own way to write characters its grammar takes for something else: `#35;` for `#`, `#quot;` for `"`.
//!
//! Mermaid replaces `#name;` and `#number;` before its grammar sees the text, so an escaped character is never
//! taken for syntax. Here never comes a decision about what a line means.

/// Where in a journey a text will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A task's name, at the start of a line, before a colon.
    Task,
    /// One of a task's actors, between commas.
    Actor,
    /// After `title`, `section` or `accTitle:`, up to the end of the line.
    Line,
    /// Inside the braces of `accDescr { … }`.
    Block,
}

/// The text as it must be written at `place` to be read back as it is; line breaks become spaces.
pub(super) fn escape(text: &str, place: Place) -> String {
    let text = text.replace("\r\n", " ").replace(['\n', '\r'], " ");
    let edge_left = text.len() - text.trim_start_matches(is_blank).len();
    let edge_right = text.trim_end_matches(is_blank).len();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let at_edge = at < edge_left || at >= edge_right;
        let opens_keyword = at == 0 && place == Place::Task && begins_with_keyword(&text);
        let doubled_percent = c == '%' && (text[..at].ends_with('%') || text[at + 1..].starts_with('%'));
        let reserved = matches!(c, '#' | ';' | ':' | '<' | '>')
            || (c == ',' && place == Place::Actor)
            || (c == '}' && place == Place::Block);
        if reserved || opens_keyword || doubled_percent || (at_edge && is_blank(c)) {
            out.push_str(&format!("#{};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// The text that was meant: escapes replaced, `<br>` as a space, blanks at both ends dropped.
pub(super) fn unescape(text: &str) -> String {
    decode(&breaks_to_spaces(text.trim_matches(is_blank)))
}

/// The text with its escapes replaced; a name that HTML does not know stays as it is.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('#') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some(name) => {
                let whole = &rest[..name.len() + 2];
                match character(name) {
                    Some(c) => out.push(c),
                    None => out.push_str(whole),
                }
                rest = &rest[whole.len()..];
            }
            None => {
                out.push('#');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// What stands between `#` and `;` at the start of the text, if that is how it starts.
pub(super) fn entity(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('#')?;
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    (end > 0 && inner[end..].starts_with(';')).then(|| &inner[..end])
}

/// Splits at the first `#` that is no escape: Mermaid takes the rest of the line for a comment.
pub(super) fn split_comment(text: &str) -> (&str, Option<&str>) {
    let mut from = 0;
    while let Some(at) = text[from..].find('#').map(|at| from + at) {
        match entity(&text[at..]) {
            Some(name) => from = at + name.len() + 2,
            None => return (&text[..at], Some(&text[at + 1..])),
        }
    }
    (text, None)
}

/// White space by JavaScript's reckoning and by Unicode's, so that neither reader trims what should stay.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Whether Mermaid would take a task of this name for something else.
fn begins_with_keyword(name: &str) -> bool {
    let after = |word: &str| {
        let head = name.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| &name[word.len()..])
    };
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    after("journey").is_some_and(|rest| !rest.starts_with(is_word))
        || ["title", "section"]
            .iter()
            .any(|word| after(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank)))
        || ["accTitle", "accDescr"].iter().any(|word| {
            after(word).is_some_and(|rest| {
                let rest = rest.trim_start_matches(is_blank);
                rest.is_empty() || rest.starts_with([':', '{'])
            })
        })
}

/// The character of a numeric or named escape. Names are HTML's; these are the ones that people write.
fn character(name: &str) -> Option<char> {
    if name.bytes().all(|b| b.is_ascii_digit()) {
        // HTML shows U+FFFD for a number that is no character.
        let number = name.parse::<u32>().unwrap_or(u32::MAX);
        return Some(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    const NAMES: [(&str, char); 30] = [
        ("amp", '&'),
        ("apos", '\''),
        ("bull", '•'),
        ("cent", '¢'),
        ("check", '✓'),
        ("colon", ':'),
        ("comma", ','),
        ("copy", '©'),
        ("deg", '°'),
        ("euro", '€'),
        ("excl", '!'),
        ("gt", '>'),
        ("hearts", '♥'),
        ("hellip", '…'),
        ("infin", '∞'),
        ("laquo", '«'),
        ("ldquo", '“'),
        ("lsquo", '‘'),
        ("lt", '<'),
        ("mdash", '—'),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("num", '#'),
        ("percnt", '%'),
        ("pound", '£'),
        ("quot", '"'),
        ("raquo", '»'),
        ("rdquo", '”'),
        ("rsquo", '’'),
        ("semi", ';'),
    ];
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// Mermaid breaks a line at `<br>`; a card breaks its lines itself.
fn breaks_to_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match line_break(rest) {
            Some(length) => {
                out.push(' ');
                rest = &rest[length..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The length of `<br>`, `<br/>`, `<br />` or `</br>` at the start of the text.
fn line_break(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let inner = text[1..end].trim_start_matches('/').trim_end_matches('/').trim();
    inner.eq_ignore_ascii_case("br").then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mermaid_takes_for_syntax_is_escaped() {
        assert_eq!(escape("Ask #4; then: wait", Place::Task), "Ask #35;4#59; then#58; wait");
        assert_eq!(escape("Smith, John", Place::Actor), "Smith#44; John");
        assert_eq!(escape("Smith, John", Place::Task), "Smith, John");
        assert_eq!(escape("100 %% sure, 5% off", Place::Task), "100 #37;#37; sure, 5% off");
        assert_eq!(escape("two\r\nlines\nthree", Place::Task), "two lines three");
    }

    #[test]
    fn a_task_never_begins_with_a_keyword() {
        assert_eq!(escape("Title page", Place::Task), "#84;itle page");
        assert_eq!(escape("journey", Place::Task), "#106;ourney");
        assert_eq!(escape("accDescr {", Place::Task), "#97;ccDescr {");
        assert_eq!(escape("Journeyman arrives", Place::Task), "Journeyman arrives");
        assert_eq!(escape("Title page", Place::Line), "Title page");
    }

    #[test]
    fn escapes_and_line_breaks_are_read_as_they_are_meant() {
        assert_eq!(unescape(" A #35; B #quot;C#quot; #9829; "), "A # B \"C\" ♥");
        assert_eq!(unescape("Line1<br>Line2<br/>Line3</br />Line4<br\t/>Line5"), "Line1 Line2 Line3 Line4 Line5");
        assert_eq!(unescape("#nosuchname; #55296; a # b"), "#nosuchname; \u{fffd} a # b");
    }

    #[test]
    fn a_bare_hash_starts_a_comment_and_an_escape_does_not() {
        assert_eq!(split_comment("A #35;1 # rest"), ("A #35;1 ", Some(" rest")));
        assert_eq!(split_comment("A #35;1"), ("A #35;1", None));
    }
}
