//! The look of a row for the words it has to hold: cards as high as the longest title needs, and text a little smaller
//! where that keeps a long word whole.
//!
//! Here never comes which columns a row has.

use std::ops::Range;

use crate::layout::band::Cx;
use crate::layout::metrics::Metrics;
use crate::layout::story::Story;
use crate::text::{Align, Room, TextStyle};

/// A title longer than so many lines is cut, and that is said.
const MOST_TITLE_LINES: usize = 12;
/// Titles and items may be set smaller by so much for the sake of a long word.
const WORD_SHRINK: f32 = 0.93;
/// No text of a slide is set smaller, so that it stays readable on the largest sheet.
pub(super) const SLIDE_FLOOR: f32 = 14.0;

/// The look with cards as high as the longest title among some columns needs: on paper nobody can hover.
pub(super) fn with_whole_titles(cx: &mut Cx<'_>, story: &Story, metrics: &Metrics, columns: Range<usize>) -> Metrics {
    let mut metrics = metrics.clone();
    let usual = metrics.card.title_lines;
    metrics.card.title_lines = MOST_TITLE_LINES;
    let width = metrics.card_width() - 2.0 * metrics.card.pad;
    let room = Room { width, max_lines: MOST_TITLE_LINES, align: Align::Start };
    let titles = columns.filter_map(|column| story.touchpoint(column));
    let lines =
        titles.map(|touchpoint| cx.text.paragraph(touchpoint.name.trim(), metrics.card.title, room).lines).max();
    let more = lines.unwrap_or(0).saturating_sub(usual) as f64;
    metrics.card.height += more * f64::from(metrics.card.title.line_height);
    metrics
}

/// The look with titles and items a little smaller where that keeps the longest word of some columns whole.
pub(super) fn with_fitting_words(
    cx: &mut Cx<'_>,
    story: &Story,
    mut metrics: Metrics,
    columns: Range<usize>,
) -> Metrics {
    let journey = cx.journey;
    let touchpoints: Vec<_> = columns.filter_map(|column| story.touchpoint(column)).collect();
    let titles = touchpoints.iter().flat_map(|touchpoint| unbroken(&touchpoint.name));
    let title_room = metrics.card_width() - 2.0 * metrics.card.pad;
    metrics.card.title = fitting(cx, titles, metrics.card.title, title_room);
    let item_room = metrics.column - 2.0 * metrics.text_inset;
    for touchpoint in touchpoints {
        let pains = journey.pains_at(touchpoint.id);
        let opportunities = journey.opportunities_at(touchpoint.id);
        let pains = pains.iter().flat_map(|pain| unbroken(&pain.text));
        let words = pains.chain(opportunities.iter().flat_map(|opportunity| unbroken(&opportunity.text)));
        metrics.items.text = fitting(cx, words, metrics.items.text, item_room);
    }
    metrics
}

/// Whether a word of some columns' titles or items is too long for its line.
pub(super) fn breaks_a_word(cx: &mut Cx<'_>, story: &Story, metrics: &Metrics, columns: Range<usize>) -> bool {
    let journey = cx.journey;
    let (title, item) = (metrics.card.title, metrics.items.text);
    let title_room = metrics.card_width() - 2.0 * metrics.card.pad;
    let item_room = metrics.column - 2.0 * metrics.text_inset;
    let mut is_broken = |text: &str, style: TextStyle, room: f64| {
        let mut long = unbroken(text).filter(|word| word.chars().count() as f64 * f64::from(style.size) > room);
        long.any(|word| cx.text.width(word, style) > room)
    };
    columns.filter_map(|column| story.touchpoint(column)).any(|touchpoint| {
        is_broken(&touchpoint.name, title, title_room)
            || journey.pains_at(touchpoint.id).iter().any(|pain| is_broken(&pain.text, item, item_room))
            || journey.opportunities_at(touchpoint.id).iter().any(|found| is_broken(&found.text, item, item_room))
    })
}

/// What a line is not broken within: words, and the parts of a word with hyphens.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '\n', '\t', '-', '/']).map(str::trim_end)
}

/// The style, or a smaller one in which every word is at most so wide. A word that is too long even for that is
/// broken; the others need not suffer from it.
fn fitting<'a>(cx: &mut Cx<'_>, words: impl Iterator<Item = &'a str>, style: TextStyle, room: f64) -> TextStyle {
    let least = if style.size >= SLIDE_FLOOR { SLIDE_FLOOR } else { 12.0 };
    let small = TextStyle { size: (style.size * WORD_SHRINK).round().max(least), ..style };
    // No letter is wider than its size, so that short words need not be measured.
    let long = words.filter(|word| word.chars().count() as f64 * f64::from(style.size) > room);
    let too_long: Vec<&str> = long.filter(|word| cx.text.width(word, style) > room).collect();
    match too_long.into_iter().any(|word| cx.text.width(word, small) <= room) {
        true => small,
        false => style,
    }
}
