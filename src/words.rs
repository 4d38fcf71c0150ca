//! Small words of sentences: counts with their nouns, names cut to a length, lists, capitals.
//!
//! Every layer says things in sentences; here is the one way of doing it. Here never comes what a sentence is about.

use unicode_segmentation::UnicodeSegmentation as _;

/// A count with its noun: "1 touchpoint", "3 touchpoints".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// A count with its noun, whose plural is made with an s.
pub fn plural(count: usize, thing: &str) -> String {
    counted(count, thing, &format!("{thing}s"))
}

/// As [`counted`]; nothing for none.
pub fn counted_if_any(count: usize, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| counted(count, one, many))
}

/// A text on one line: whatever white space it has becomes single spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line, cut after `most` letters as people count them, with an ellipsis where it was cut. An emoji or a
/// syllable of several characters is one letter, and stays whole.
pub fn shortened(text: &str, most: usize) -> String {
    match beginning(text, most) {
        (line, false) => line,
        (line, true) => format!("{}…", line.trim_end()),
    }
}

/// As [`shortened`], but cut at the end of a word if there is one in the second half.
pub fn shortened_at_a_word(text: &str, most: usize) -> String {
    match beginning(text, most) {
        (line, false) => line,
        (line, true) => {
            let end = line.rfind(' ').filter(|end| *end > most / 2).unwrap_or(line.len());
            format!("{}…", line[..end].trim_end_matches([',', ';', ':', '.']))
        }
    }
}

/// The first letters of a text on one line, and whether there are more.
fn beginning(text: &str, most: usize) -> (String, bool) {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        // A text may be very long; no more of it is looked at than is kept.
        if let Some((end, _)) = line.grapheme_indices(true).nth(most) {
            line.truncate(end);
            return (line, true);
        }
    }
    (line, false)
}

/// A text as [`shortened`] between quotation marks; `None` if there is none to quote.
pub fn quoted(text: &str, most: usize) -> Option<String> {
    let line = shortened(text, most);
    (!line.is_empty()).then(|| format!("“{line}”"))
}

/// A sentence beginning with a capital letter.
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words in a row: "a", "a and b", "a, b and c".
pub fn listed(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_letters_and_never_within_one() {
        assert_eq!(shortened("  Waits\n for the  nurse ", 40), "Waits for the nurse");
        assert_eq!(shortened("Waits for the nurse", 9), "Waits for…");
        // A family of three is one letter of five characters; a Devanagari syllable is one of several.
        assert_eq!(shortened("👩‍👧‍👦👩‍👧‍👦👩‍👧‍👦", 2), "👩‍👧‍👦👩‍👧‍👦…");
        assert_eq!(shortened("क्षिक्षि", 1), "क्षि…");
        assert_eq!(quoted(" \n ", 5), None);
        assert_eq!(quoted("Nurse", 5).as_deref(), Some("“Nurse”"));
    }

    #[test]
    fn words_in_a_row_and_counts_read_as_people_say_them() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!([counted(1, "row", "rows"), counted(0, "row", "rows")], ["1 row", "0 rows"]);
        assert_eq!(capital("état"), "État");
    }
}
