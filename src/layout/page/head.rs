//! The head of a page: the sentence to take away, the scenario below it, and two key figures at the right.

use super::super::PageRequest;
use super::super::band::Cx;
use super::super::sheet::{Sheet, balanced, solid};
use super::{MARGIN, Part};
use crate::frame::{Part as TagPart, Subject};
use crate::geom::Point;
use crate::insight as figures;
use crate::model::*;
use crate::text::{Align, Room, TextStyle, Weight};

/// The title's style and its most lines: the first in which all of it fits.
const TITLES: [(TextStyle, usize); 3] = [
    (TextStyle { size: 38.0, line_height: 46.0, weight: Weight::SemiBold, tabular: false }, 2),
    (TextStyle { size: 30.0, line_height: 38.0, weight: Weight::SemiBold, tabular: false }, 3),
    (TextStyle { size: 24.0, line_height: 31.0, weight: Weight::SemiBold, tabular: false }, 8),
];
/// Below this width of a page the key figures stand below the title instead of beside it.
const NARROW: f64 = 1300.0;
/// The words beside a key figure are not wider than this.
const CAPTION_ROOM: f64 = 300.0;
const SUBTITLE: TextStyle = TextStyle { size: 18.0, line_height: 24.0, weight: Weight::Regular, tabular: false };
const FIGURE: TextStyle = TextStyle { size: 42.0, line_height: 48.0, weight: Weight::SemiBold, tabular: true };
const CAPTION: TextStyle = TextStyle { size: 15.0, line_height: 21.0, weight: Weight::Regular, tabular: false };
/// Top of the title's first line.
const TOP: f64 = 34.0;
/// Room between a key figure's number and its words.
const BESIDE: f64 = 16.0;
/// Room between two key figures, and between them and the title.
const BETWEEN: f64 = 44.0;
/// The head of a page without title keeps so much of the margin.
const BARE: f64 = 28.0;

/// The head, as high as its title needs. `figures` are those of the journey, from [`key_figures`].
pub(super) fn head(cx: &mut Cx<'_>, request: &PageRequest, figures: &[KeyFigure], width: f64) -> Part {
    match request.show.title {
        true => headline(cx, words(cx.map.about(), request.state), figures, width),
        false => bare(),
    }
}

/// The room above a page without a title.
pub(in crate::layout) fn bare() -> Part {
    Part::of(Sheet::new(), BARE)
}

/// A sentence with another one below it, and key figures at the right.
pub(in crate::layout) fn headline(
    cx: &mut Cx<'_>,
    (title, scenario): (String, String),
    figures: &[KeyFigure],
    width: f64,
) -> Part {
    let mut sheet = Sheet::new();
    let narrow = width < NARROW;
    let right = width - MARGIN - if narrow { 0.0 } else { width_of(figures) };
    let room = (right - if figures.is_empty() || narrow { 0.0 } else { BETWEEN } - MARGIN).max(200.0);
    let (style, most) = title_style(cx, &title, room);
    let title_room = Room { width: room, max_lines: most, align: Align::Start };
    let lines = balanced(cx, &title, style, title_room);
    let title_room =
        if lines.lines > 1 && !lines.elided { Room { width: lines.width + 0.5, ..title_room } } else { title_room };
    let area = sheet.text(cx, &title, style, title_room, Point::new(MARGIN, TOP), cx.theme.ink);
    sheet.tag(Subject::Takeaway, TagPart::Whole, area, &*title);
    let mut bottom = area.y1 + 4.0;
    if !scenario.is_empty() {
        let room = Room { width: room, max_lines: 6, align: Align::Start };
        bottom = sheet.text(cx, &scenario, SUBTITLE, room, Point::new(MARGIN, bottom), cx.theme.ink_soft).y1;
    }
    let top = if narrow && !figures.is_empty() { bottom + 12.0 } else { TOP };
    let left = if narrow { MARGIN } else { right };
    let figures_bottom = draw_figures(&mut sheet, cx, figures, Point::new(left, top));
    let rule = (bottom.max(figures_bottom) + 14.0).max(TOP + 90.0).round() + 0.5;
    sheet.line(Point::new(MARGIN, rule), Point::new(width - MARGIN, rule), solid(cx.theme.line_strong, 1.0));
    Part::of(sheet, rule + 0.5)
}

/// The sentence to take away and the one below it. What a map says of itself it says of today's journey; the ideal
/// has its own head, so that nobody takes a hope for an observation.
fn words(about: &About, state: State) -> (String, String) {
    let title = about.title.trim();
    match state {
        State::Today => {
            let sentence = [about.takeaway.trim(), title, "Untitled journey"].into_iter().find(|text| !text.is_empty());
            (sentence.unwrap_or_default().to_owned(), about.scenario.trim().to_owned())
        }
        State::Ideal => {
            let name =
                if title.is_empty() { "The ideal journey".to_owned() } else { format!("{title}: the ideal journey") };
            (name, about.goals.iter().map(|goal| goal.trim()).collect::<Vec<_>>().join(" \u{00B7} "))
        }
    }
}

fn title_style(cx: &mut Cx<'_>, title: &str, width: f64) -> (TextStyle, usize) {
    let fits = |cx: &mut Cx<'_>, style: TextStyle, max_lines: usize| {
        !cx.text.paragraph(title, style, Room { width, max_lines, align: Align::Start }).elided
    };
    let found = TITLES.into_iter().find(|(style, lines)| fits(cx, *style, *lines));
    found.unwrap_or(TITLES[TITLES.len() - 1])
}

/// What a page says when there is nothing to draw.
pub(in crate::layout) fn empty(cx: &mut Cx<'_>, width: f64) -> Part {
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
pub(in crate::layout) struct KeyFigure {
    number: String,
    words: [String; 2],
    /// Widths of the number and of the words, in points.
    widths: (f64, f64),
}

impl KeyFigure {
    pub fn new(cx: &mut Cx<'_>, number: String, words: [String; 2]) -> KeyFigure {
        let longest = words.iter().map(|words| cx.text.width(words, CAPTION)).fold(0.0, f64::max);
        let widths = (cx.text.width(&number, FIGURE).ceil(), longest.ceil());
        KeyFigure { number, words, widths }
    }

    fn width(&self) -> f64 {
        self.widths.0 + BESIDE + self.widths.1
    }
}

/// The numbers that say most about a journey.
pub(super) fn key_figures(cx: &mut Cx<'_>) -> Vec<KeyFigure> {
    let journey = cx.journey;
    let share = figures::one_to_one(journey).percent().map(|percent| {
        let words = ["of touchpoints are".to_owned(), "one person to one".to_owned()];
        KeyFigure::new(cx, format!("{percent}%"), words)
    });
    let critical = figures::critical_pains(journey);
    let pains = (critical.count > 0).then(|| {
        let place = critical.most.and_then(|(stage, count)| {
            let name = journey.stage(stage)?.name.trim();
            (!name.is_empty() && journey.stages().len() > 1).then(|| format!("{} at {name}", counted(count)))
        });
        // A stage with a long name is no part of a key figure.
        let place = place.filter(|place| cx.text.width(place, CAPTION) <= CAPTION_ROOM);
        let noun = if critical.count == 1 { "critical pain point" } else { "critical pain points" };
        let words = [noun.to_owned(), place.unwrap_or_else(|| "severity 4 or 5".to_owned())];
        KeyFigure::new(cx, critical.count.to_string(), words)
    });
    share.into_iter().chain(pains).collect()
}

fn width_of(figures: &[KeyFigure]) -> f64 {
    figures.iter().map(KeyFigure::width).sum::<f64>() + BETWEEN * figures.len().saturating_sub(1) as f64
}

/// Draws the key figures side by side and returns where they end below.
fn draw_figures(sheet: &mut Sheet, cx: &mut Cx<'_>, figures: &[KeyFigure], corner: Point) -> f64 {
    let mut left = corner.x;
    for figure in figures {
        let (number, words) = figure.widths;
        sheet.line_of_text(
            cx,
            &figure.number,
            FIGURE,
            (left, corner.y + 33.0, number + 1.0),
            Align::Start,
            cx.theme.ink,
        );
        let beside = left + number + BESIDE;
        for (line, text) in figure.words.iter().enumerate() {
            let middle = corner.y + 22.0 + f64::from(CAPTION.line_height) * line as f64;
            sheet.line_of_text(cx, text, CAPTION, (beside, middle, words + 1.0), Align::Start, cx.theme.ink_soft);
        }
        left += figure.width() + BETWEEN;
    }
    if figures.is_empty() { corner.y } else { corner.y + 56.0 }
}

/// Small numbers in words, as a sentence has them.
fn counted(count: usize) -> String {
    const WORDS: [&str; 10] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
