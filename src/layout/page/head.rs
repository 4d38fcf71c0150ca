//! The head of a page: the sentence to take away, the scenario below it, and two key figures at the right.

use super::super::PageRequest;
use super::super::band::Cx;
use super::super::sheet::{Sheet, solid};
use super::{MARGIN, Part};
use crate::frame::{Part as TagPart, Subject};
use crate::geom::Point;
use crate::insight as figures;
use crate::model::*;
use crate::text::{Align, Room, TextStyle, Weight};

const TITLE: TextStyle = TextStyle { size: 38.0, line_height: 46.0, weight: Weight::SemiBold, tabular: false };
const SUBTITLE: TextStyle = TextStyle { size: 18.0, line_height: 24.0, weight: Weight::Regular, tabular: false };
const FIGURE: TextStyle = TextStyle { size: 42.0, line_height: 48.0, weight: Weight::SemiBold, tabular: true };
const CAPTION: TextStyle = TextStyle { size: 15.0, line_height: 21.0, weight: Weight::Regular, tabular: false };
/// Top of the title's first line.
const TOP: f64 = 34.0;
/// Room between two key figures, and between them and the title.
const BETWEEN: f64 = 44.0;
/// The head of a page without title keeps so much of the margin.
const BARE: f64 = 28.0;

/// The head, as high as its title needs.
pub(super) fn head(cx: &mut Cx<'_>, request: &PageRequest, width: f64) -> Part {
    let mut sheet = Sheet::new();
    if !request.show.title {
        return Part::of(sheet, BARE);
    }
    let right = key_figures(&mut sheet, cx, width);
    let room = (right - BETWEEN - MARGIN).max(200.0);
    let about = cx.map.about().clone();
    let title = first_of([&about.takeaway, &about.title], "Untitled journey");
    let title_room = Room { width: room, max_lines: 3, align: Align::Start };
    let area = sheet.text(cx, title, TITLE, title_room, Point::new(MARGIN, TOP), cx.theme.ink);
    sheet.tag(Subject::Takeaway, TagPart::Whole, area, title);
    let mut bottom = area.y1 + 4.0;
    if !about.scenario.is_empty() {
        let room = Room { width: room, max_lines: 3, align: Align::Start };
        bottom = sheet.text(cx, &about.scenario, SUBTITLE, room, Point::new(MARGIN, bottom), cx.theme.ink_soft).y1;
    }
    let rule = (bottom + 14.0).max(TOP + 90.0).round() + 0.5;
    sheet.line(Point::new(MARGIN, rule), Point::new(width - MARGIN, rule), solid(cx.theme.line_strong, 1.0));
    Part::of(sheet, rule + 0.5)
}

/// What a page says when there is nothing to draw.
pub(super) fn empty(cx: &mut Cx<'_>, width: f64) -> Part {
    let mut sheet = Sheet::new();
    let room = Room { width: width - 2.0 * MARGIN, max_lines: 2, align: Align::Center };
    let area = sheet.text(
        cx,
        "This journey has no touchpoints yet.",
        SUBTITLE,
        room,
        Point::new(MARGIN, 0.0),
        cx.theme.ink_faint,
    );
    let height = area.y1;
    Part::of(sheet, height)
}

/// One number with two lines of words beside it.
struct KeyFigure {
    number: String,
    words: [String; 2],
}

fn figures_of(journey: &Journey) -> Vec<KeyFigure> {
    let share = figures::one_to_one(journey).percent().map(|percent| KeyFigure {
        number: format!("{percent}%"),
        words: ["of touchpoints are".to_owned(), "one person to one".to_owned()],
    });
    let critical = figures::critical_pains(journey);
    let pains = (critical.count > 0).then(|| {
        let place = critical.most.and_then(|(stage, count)| {
            let name = &journey.stage(stage)?.name;
            (!name.is_empty() && journey.stages().len() > 1).then(|| format!("{} at {name}", counted(count)))
        });
        let noun = if critical.count == 1 { "critical pain point" } else { "critical pain points" };
        KeyFigure {
            number: critical.count.to_string(),
            words: [noun.to_owned(), place.unwrap_or_else(|| "severity 4 or 5".to_owned())],
        }
    });
    share.into_iter().chain(pains).collect()
}

/// Draws the key figures at the right and returns where they begin.
fn key_figures(sheet: &mut Sheet, cx: &mut Cx<'_>, width: f64) -> f64 {
    let mut right = width - MARGIN;
    for figure in figures_of(cx.journey).into_iter().rev() {
        let words = figure.words.iter().map(|words| cx.text.width(words, CAPTION)).fold(0.0, f64::max).min(260.0);
        let number = cx.text.width(&figure.number, FIGURE);
        let left = (right - words).floor();
        for (line, words) in figure.words.iter().enumerate() {
            let middle = TOP + 22.0 + f64::from(CAPTION.line_height) * line as f64;
            sheet.line_of_text(cx, words, CAPTION, (left, middle, right - left + 1.0), Align::Start, cx.theme.ink_soft);
        }
        let start = (left - 16.0 - number).floor();
        sheet.line_of_text(cx, &figure.number, FIGURE, (start, TOP + 33.0, number + 1.0), Align::Start, cx.theme.ink);
        right = start - BETWEEN;
    }
    right + BETWEEN
}

/// Small numbers in words, as a sentence has them.
fn counted(count: usize) -> String {
    const WORDS: [&str; 10] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn first_of<'a>(texts: [&'a String; 2], otherwise: &'a str) -> &'a str {
    texts.into_iter().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or(otherwise)
}
