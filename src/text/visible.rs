//! Text as it is shown: line ends made equal, invisible trickery made visible, endless labels cut short.
//!
//! The map keeps what people typed or pasted; this is about what is drawn.

use std::borrow::Cow;

/// Stands for a character that would otherwise not be seen: a crossed box, which Inter has.
pub(super) const STAND_IN: char = '\u{2327}';

/// What becomes of a character when it is drawn.
enum Fate {
    Keep,
    Space,
    NewLine,
    StandIn,
    /// Spells the name of a regional flag after a black flag, and hides letters anywhere else.
    FlagTag,
}

/// Joiners, direction marks and variation selectors change how their neighbours look and are part of correct writing;
/// everything else that is invisible could make one name pass for another, or turn the rest of a line around.
fn fate(ch: char) -> Fate {
    match ch {
        '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => Fate::NewLine,
        '\t' => Fate::Space,
        ' '..='~' => Fate::Keep,
        // Direction marks order neutral characters in right-to-left text; they cannot turn letters around.
        '\u{200c}' | '\u{200d}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => Fate::Keep,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Fate::StandIn,
        // Soft hyphen, combining grapheme joiner, Hangul and Khmer fillers, Mongolian separators.
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => {
            Fate::StandIn
        }
        '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => Fate::StandIn,
        '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffd}' => Fate::StandIn,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e001f}' | '\u{e0080}'..='\u{e0fff}' => Fate::StandIn,
        '\u{e0020}'..='\u{e007f}' => Fate::FlagTag,
        _ => Fate::Keep,
    }
}

/// Whether a character asks for no glyph of its own.
pub(super) fn is_silent(ch: char) -> bool {
    matches!(
        ch,
        '\n' | '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}'
    )
}

/// The text to draw, no more than `limit` characters of it and without white space at the end; and whether anything
/// but white space was cut off.
pub(super) fn visible(text: &str, limit: usize) -> (Cow<'_, str>, bool) {
    let end = if text.len() <= limit { None } else { text.char_indices().nth(limit).map(|(at, _)| at) };
    let (kept, rest) = text.split_at(end.unwrap_or(text.len()));
    // Looking for the end of a megabyte of spaces would be as slow as drawing it.
    let cut = rest.chars().take(4 * limit).any(|ch| !ch.is_whitespace());
    let kept = kept.trim_end();
    if kept.bytes().all(|byte| (b' '..=b'~').contains(&byte) || byte == b'\n') {
        return (Cow::Borrowed(kept), cut);
    }
    let mut shown = String::with_capacity(kept.len());
    let mut chars = kept.chars().peekable();
    while let Some(ch) = chars.next() {
        match fate(ch) {
            Fate::Keep => shown.push(ch),
            Fate::Space => shown.push(' '),
            Fate::NewLine => shown.push('\n'),
            Fate::StandIn if ch == '\r' => {
                if chars.peek() != Some(&'\n') {
                    shown.push('\n');
                }
            }
            Fate::FlagTag if shown.ends_with(|last| matches!(last, '\u{1f3f4}' | '\u{e0020}'..='\u{e007f}')) => {
                shown.push(ch);
            }
            Fate::FlagTag | Fate::StandIn => shown.push(STAND_IN),
        }
    }
    (Cow::Owned(shown), cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_shown_and_joiners_kept() {
        let (shown, cut) = visible("a\u{202e}b\u{200b}c\0d\u{200d}e\u{feff}", 100);
        assert_eq!(shown, "a⌧b⌧c⌧d\u{200d}e⌧");
        assert!(!cut);
    }

    #[test]
    fn every_kind_of_line_end_is_one_line_end() {
        assert_eq!(visible("a\r\nb\rc\u{2028}d\te\n\n", 100).0, "a\nb\nc\nd e");
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        let (shown, cut) = visible("ääää", 3);
        assert_eq!((shown.as_ref(), cut), ("äää", true));
        assert_eq!(visible("ab   ", 2), (Cow::Borrowed("ab"), false));
    }
}
