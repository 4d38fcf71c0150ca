//! The ellipsis: where a text is cut that does not fit, and what stands for letters wider than their room.
//!
//! Here never comes shaping itself: each trial goes through [`Setter::shape`].

use std::ops::Range;

use parley::BreakReason;
use skrifa::MetadataProvider as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::set::{Manner, SLACK, Setter, content, width_within};
use super::{TextStyle, fonts};

const ELLIPSIS: char = '…';

impl Setter {
    /// The text with everything that does not fit replaced by an ellipsis; it is shaped when this returns.
    pub(super) fn elide(&mut self, text: &str, manner: Manner, max_lines: usize) -> String {
        let mut cut = self.first_cut(text, manner, max_lines);
        loop {
            let mut candidate = text[..cut].trim_end().to_owned();
            candidate.push(ELLIPSIS);
            let goes_on = self.shape(&candidate, manner, max_lines);
            if !goes_on || cut == 0 {
                return candidate;
            }
            // Shaping at the cut may have made the last letters wider (Arabic letters change their form), so a
            // grapheme less is tried until it fits.
            cut = text[..cut].trim_end().grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        }
    }

    /// Where to cut the text that was just shaped so that its last line has room for an ellipsis: the line is filled
    /// with letters of the next one, because a long word is better cut than left out.
    fn first_cut(&self, text: &str, manner: Manner, max_lines: usize) -> usize {
        let room = manner.width - self.advance_of(ELLIPSIS, manner.style);
        let Some(last) = self.layout.get(max_lines.min(self.layout.len()) - 1) else { return text.len() };
        let start = last.text_range().start;
        let mut parts: Vec<(Range<usize>, f32)> = Vec::new();
        let mut add = |line: parley::Line<'_, ()>| {
            for run in line.runs() {
                parts.extend(run.clusters().map(|cluster| (cluster.text_range(), cluster.advance())));
            }
        };
        let explicit = last.break_reason() == BreakReason::Explicit;
        let next = if explicit { None } else { self.layout.get(max_lines) };
        add(last);
        next.into_iter().for_each(add);
        // Lines hold their runs in visual order; the cut is in reading order.
        parts.sort_by_key(|(range, _)| range.start);
        let mut used = 0.0;
        let mut cut = start;
        for (range, advance) in parts {
            used += advance;
            if used > room || text[range.clone()].contains('\n') {
                break;
            }
            cut = range.end;
        }
        cut
    }

    /// If a single character is wider than the room, the text with an ellipsis in its place.
    pub(super) fn replace_what_is_too_wide(&self, text: &str, manner: Manner) -> Option<String> {
        let limit = manner.width + 2.0 * SLACK;
        let mut wide: Vec<Range<usize>> = Vec::new();
        for line in self.layout.lines() {
            let range = content(text, line.text_range());
            let width: f32 = line.runs().map(|run| width_within(&run, &range)).sum();
            if width > limit && !text[range.clone()].eq("…") {
                wide.push(range);
            }
        }
        if wide.is_empty() {
            return None;
        }
        let mut narrowed = String::with_capacity(text.len());
        let mut at = 0;
        for range in wide {
            narrowed.push_str(&text[at..range.start]);
            narrowed.push(ELLIPSIS);
            at = range.end;
        }
        narrowed.push_str(&text[at..]);
        Some(narrowed)
    }

    /// The advance of one character of the text font in `style`, in points.
    fn advance_of(&self, ch: char, style: TextStyle) -> f32 {
        let advance = fonts::read(fonts::text_face(style.weight)).and_then(|font| {
            let glyph = font.charmap().map(ch)?;
            let size = skrifa::instance::Size::new(style.size);
            font.glyph_metrics(size, skrifa::instance::LocationRef::default()).advance_width(glyph)
        });
        advance.unwrap_or(style.size)
    }
}
