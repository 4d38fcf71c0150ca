//! A matrix: its plane with four quarters and two axes, the marks on it, and below it those that were not weighed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dots;
use super::elements::{Element, elements, middle_of};
use super::placing::{Room, Side, fan_out};
use super::{Chart, ChartRequest, SMALL, SMALL_STRONG};
use crate::frame::{Charted, Part, Subject};
use crate::geom::{Point, Rect, Size};
use crate::insight::matrices::{MIDDLE, Matrix};
use crate::layout::band::Cx;
use crate::layout::sheet::{Sheet, balanced, one_line, solid};
use crate::model::*;
use crate::text::{self, Align, Paragraph};

/// Height of the axis below the plane, in points.
const AXIS: f64 = 38.0;
/// Height of the row for what was not weighed.
const TRAY: f64 = 40.0;
/// Half the height of a mark, as words beside it see it.
const MARK: f64 = 12.0;
/// Words wider than this stand on two lines if they can, in points.
const ONE_LINE: f64 = 96.0;
/// Lines are not longer than this.
const WIDEST: f64 = 150.0;
/// On more lines words are not set.
const MOST_LINES: usize = 3;
/// The least width of a part of a plane whose marks are looked at together.
const PART: f64 = 72.0;
/// Many elements as one mark name this many of them.
const NAMED: usize = 5;

/// The levels that a point of a chart stands for: across and upwards. A point beside the plane stands for the nearest
/// on it.
pub fn levels_at(plane: Rect, point: Point) -> (Level, Level) {
    let level = |share: f64| {
        let level = (share * 5.0).floor().clamp(0.0, 4.0) as i64 + 1;
        Level::new(level).unwrap_or_default()
    };
    let across = (point.x - plane.x0) / plane.width().max(1.0);
    let up = (plane.y1 - point.y) / plane.height().max(1.0);
    (level(across), level(up))
}

/// Draws a matrix into `area`; also returns where its plane lies.
pub(super) fn matrix(cx: &mut Cx<'_>, request: &ChartRequest, area: Rect) -> (Vec<Sheet>, Rect) {
    let chart = request.chart;
    let all = elements(cx.journey, request);
    let (on, beside): (Vec<&Element>, Vec<&Element>) = all.iter().partition(|element| element.at.is_some());
    let gutter = axis_width(cx, chart);
    let tray = if beside.is_empty() { 0.0 } else { TRAY };
    // A moment of truth's star leans out over its mark.
    let leaning = if chart == Chart::Touchpoints { 4.0 } else { 0.0 };
    let plane = Rect::new(
        (area.x0 + gutter).round(),
        area.y0.round(),
        (area.x1 - leaning).round(),
        (area.y1 - AXIS - tray).round().max(area.y0 + 40.0),
    );
    let mut room = Room::default();
    let mut ground = Sheet::new();
    draw_ground(&mut ground, cx, chart, plane);
    let mut sheet = Sheet::new();
    draw_marks(&mut sheet, cx, request, plane, &on, &mut room);
    if all.is_empty() {
        let words = nothing(chart);
        let faint = cx.theme.ink_faint;
        // In the middle of the plane the line between two quarters would cross them.
        sheet.centered(cx, words, SMALL, quarter(chart, plane, 2).center(), faint);
    }
    if !beside.is_empty() {
        draw_tray(&mut sheet, cx, chart, Rect::new(plane.x0, plane.y1 + AXIS, plane.x1, area.y1), &beside);
    }
    (vec![ground, sheet], plane)
}

fn nothing(chart: Chart) -> &'static str {
    match chart {
        Chart::Opportunities => "No opportunity is open.",
        Chart::Pains => "No pain point is open.",
        Chart::Touchpoints | Chart::Pillars => "The journey has no touchpoint yet.",
    }
}

fn axis_width(cx: &mut Cx<'_>, chart: Chart) -> f64 {
    cx.text.width(chart.axes()[1], SMALL) + 26.0
}

/// Where the line between low and high lies, as shares of the plane from the left and from the bottom.
fn middle(chart: Chart) -> (f64, f64) {
    let levels = f64::from(MIDDLE) / 5.0;
    match chart {
        Chart::Opportunities | Chart::Pains | Chart::Pillars => (levels, levels),
        // A feeling is good from zero on.
        Chart::Touchpoints => (0.5, levels),
    }
}

/// Where the lines between low and high cross.
fn cross(chart: Chart, plane: Rect) -> (f64, f64) {
    let (across, up) = middle(chart);
    let x = (plane.x0 + plane.width() * across).round() + 0.5;
    (x, (plane.y1 - plane.height() * up).round() + 0.5)
}

/// A quarter of the plane, in the order of [`Matrix::quarters`].
fn quarter(chart: Chart, plane: Rect, index: usize) -> Rect {
    let (x, y) = cross(chart, plane);
    let (x0, x1) = if index.is_multiple_of(2) { (plane.x0, x) } else { (x, plane.x1) };
    let (y0, y1) = if index < 2 { (plane.y0, y) } else { (y, plane.y1) };
    Rect::new(x0, y0, x1, y1)
}

/// Where the words of a mark may stand: its quarter of the plane, but for a little room at the edges.
fn bounds(chart: Chart, plane: Rect, mark: Point) -> Rect {
    let (x, y) = cross(chart, plane);
    let index = usize::from(mark.x > x) + 2 * usize::from(mark.y > y);
    quarter(chart, plane, index).inset(-4.0)
}

/// Writes what the quarters mean, each into the first of its corners in which no mark stands. Where all of them are
/// taken the word is left to what is said of each mark.
fn draw_quarters(sheet: &mut Sheet, cx: &mut Cx<'_>, chart: Chart, plane: Rect, room: &mut Room) {
    let Some(names) = chart.matrix().map(Matrix::quarters) else { return };
    let soft = cx.theme.ink_soft;
    for (index, name) in names.iter().enumerate() {
        let rect = quarter(chart, plane, index);
        let words = cx.text.paragraph(name, SMALL_STRONG, one_line((rect.width() - 16.0).max(8.0)));
        let (left, right) = (rect.x0 + 9.0, rect.x1 - 9.0 - words.width);
        let (top, bottom) = (rect.y0 + 7.0, rect.y1 - 23.0);
        let (first, second) = if index < 2 { (top, bottom) } else { (bottom, top) };
        let corners = [(left, first), (right, first), (left, second), (right, second)];
        let place = |(x, y): (f64, f64)| Rect::new(x, y, x + words.width, y + words.height).inset(2.0);
        let free = corners.into_iter().find(|corner| room.is_free(place(*corner)));
        if let Some((x, y)) = free {
            sheet.paragraph(&words, Point::new(x, y), soft);
            room.take(place((x, y)));
        }
    }
}

fn draw_ground(sheet: &mut Sheet, cx: &mut Cx<'_>, chart: Chart, plane: Rect) {
    let (x, y) = cross(chart, plane);
    let theme = cx.theme;
    if let Some(matrix) = chart.matrix() {
        sheet.fill(plane, 0.0, theme.card);
        let tint = match chart {
            Chart::Opportunities => theme.opp_soft,
            Chart::Pains | Chart::Touchpoints | Chart::Pillars => theme.pain_soft,
        };
        sheet.fill(quarter(chart, plane, matrix.first()), 0.0, tint);
    }
    sheet.framed(plane, 0.0, None, solid(theme.line_strong, 1.0));
    sheet.line(Point::new(x, plane.y0), Point::new(x, plane.y1), solid(theme.line_strong, 1.0));
    sheet.line(Point::new(plane.x0, y), Point::new(plane.x1, y), solid(theme.line_strong, 1.0));
    draw_axes(sheet, cx, chart, plane);
}

fn draw_axes(sheet: &mut Sheet, cx: &mut Cx<'_>, chart: Chart, plane: Rect) {
    let (soft, faint) = (cx.theme.ink_soft, cx.theme.ink_faint);
    let [across, up] = chart.axes();
    for level in Level::ALL {
        let y = plane.y1 - plane.height() * middle_of(level);
        sheet.centered(cx, &level.to_string(), SMALL, Point::new(plane.x0 - 11.0, y), faint);
    }
    let ticks: Vec<(f64, String)> = match chart {
        Chart::Touchpoints => [-10.0, -5.0, 0.0, 5.0, 10.0].map(|felt| ((felt + 10.0) / 20.0, signed(felt))).into(),
        Chart::Opportunities | Chart::Pains | Chart::Pillars => {
            Level::ALL.map(|level| (middle_of(level), level.to_string())).into()
        }
    };
    for (share, tick) in ticks {
        let half = cx.text.width(&tick, SMALL) / 2.0;
        let x = (plane.x0 + plane.width() * share).clamp(plane.x0 + half, plane.x1 - half);
        sheet.centered(cx, &tick, SMALL, Point::new(x, plane.y1 + 11.0), faint);
    }
    let (low, high) = match chart {
        Chart::Touchpoints => ("Bad feeling".to_owned(), "Good feeling".to_owned()),
        Chart::Opportunities | Chart::Pains | Chart::Pillars => (format!("Low {across}"), format!("High {across}")),
    };
    let y = plane.y1 + 29.0;
    let width = cx.text.width(&low, SMALL);
    sheet.centered(cx, &low, SMALL, Point::new(plane.x0 + width / 2.0, y), soft);
    let width = cx.text.width(&high, SMALL);
    sheet.centered(cx, &high, SMALL, Point::new(plane.x1 - width / 2.0, y), soft);
    // The axis upwards in two short lines: letters of a picture do not turn.
    for (word, y) in [("High", plane.y0 + 8.0), ("Low", plane.y1 - 24.0)] {
        for (line, words) in [word, up].into_iter().enumerate() {
            let width = cx.text.width(words, SMALL);
            let at = Point::new(plane.x0 - 22.0 - width / 2.0, y + 16.0 * line as f64);
            sheet.centered(cx, words, SMALL, at, soft);
        }
    }
}

/// In how many parts marks that lie near one another are looked at together, across and upwards.
fn parts(chart: Chart, plane: Rect) -> (usize, usize) {
    match chart {
        // Every part has room for a mark that stands for thousands.
        Chart::Touchpoints if plane.width() >= 10.0 * PART => (10, 5),
        Chart::Opportunities | Chart::Pains | Chart::Touchpoints | Chart::Pillars => (5, 5),
    }
}

fn draw_marks(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    request: &ChartRequest,
    plane: Rect,
    on: &[&Element],
    room: &mut Room,
) {
    let (columns, rows) = parts(request.chart, plane);
    let large = dots::pitch(cx, on.iter().map(|element| &element.look));
    let small = Size::new(dots::SMALL_PITCH, dots::SMALL_PITCH);
    let mut cells: BTreeMap<(usize, usize), Vec<&Element>> = BTreeMap::new();
    for element in on {
        let Some((across, up)) = element.at else { continue };
        let part = |share: f64, parts: usize| ((share * parts as f64) as usize).min(parts - 1);
        cells.entry((rows - 1 - part(up, rows), part(across, columns))).or_default().push(element);
    }
    let mut labelled: Vec<(&Element, Rect)> = Vec::new();
    for ((row, column), mut here) in cells {
        let (width, height) = (plane.width() / columns as f64, plane.height() / rows as f64);
        let (x, y) = (plane.x0 + width * column as f64, plane.y0 + height * row as f64);
        let cell = Rect::new(x, y, x + width, y + height);
        here.sort_by_key(|element| element.order);
        let exact: Vec<Point> = here.iter().map(|element| point_of(plane, element)).collect();
        if let Some(places) = fan_out(cell, &exact, large) {
            for (element, at) in here.iter().zip(places) {
                let rect = dots::large(sheet, cx, element.look, at);
                tag(sheet, element, rect);
                room.take(rect);
                // A star leans over the mark; words stand level with its middle.
                labelled.push((element, Rect::new(rect.x0, at.y - MARK, rect.x1, at.y + MARK)));
            }
        } else if let Some(places) = fan_out(cell, &exact, small) {
            for (element, at) in here.iter().zip(places) {
                let rect = dots::small(sheet, cx, element.look, at);
                tag(sheet, element, rect.inset(1.0));
                room.take(rect);
            }
        } else {
            let place = Charted::Crowd(column as u8, row as u8);
            crowd(sheet, cx, request.chart, (place, cell.center()), &here, room);
        }
    }
    draw_quarters(sheet, cx, request.chart, plane, room);
    labelled.sort_by_key(|(element, _)| element.order);
    for (element, mark) in labelled {
        let bounds = bounds(request.chart, plane, mark.center());
        words(sheet, cx, element, (mark, bounds), room);
    }
}

/// Writes an element's words at its mark, within the quarter that it stands in, so that nobody reads it as standing in
/// another: beside the mark, else below or above it, on as few lines as are easily read. Where there is no room for all
/// of them they are cut with an ellipsis, or left out, since whoever points at the mark is told all of them.
fn words(sheet: &mut Sheet, cx: &mut Cx<'_>, element: &Element, (mark, bounds): (Rect, Rect), room: &mut Room) {
    let ink = cx.theme.ink;
    let whole = whole_words(cx, &element.words);
    let found = Side::ALL.into_iter().find_map(|side| {
        let fits = |words: &&Arc<Paragraph>| room.at(side, mark, (words.width, words.height), bounds);
        whole.iter().find_map(|words| Some((side, words, fits(&words)?)))
    });
    if let Some((side, words, place)) = found {
        let align = if side.is_level() { Align::Start } else { Align::Center };
        let fitting = text::Room { width: words.width + 0.5, max_lines: MOST_LINES, align };
        let words = cx.text.paragraph(&element.words, SMALL, fitting);
        sheet.paragraph(&words, place.origin(), ink);
        return room.take(place);
    }
    let line = f64::from(SMALL.line_height);
    let found = (1..=2).rev().find_map(|lines| Some((lines, room.stretch(mark, line * lines as f64, bounds)?)));
    let Some((max_lines, (side, width))) = found else { return };
    let words = cx.text.paragraph(&element.words, SMALL, text::Room { width, max_lines, align: Align::Start });
    if let Some(place) = room.at(side, mark, (words.width, words.height), bounds) {
        sheet.paragraph(&words, place.origin(), ink);
        room.take(place);
    }
}

/// An element's words uncut on one line, two or three, the form that is easiest to read first; none if they are longer.
fn whole_words(cx: &mut Cx<'_>, words: &str) -> Vec<Arc<Paragraph>> {
    let mut lines: Vec<usize> = (1..=MOST_LINES).collect();
    if cx.text.width(words, SMALL) > ONE_LINE {
        lines.swap(0, 1);
    }
    let of = |max_lines: usize| {
        balanced(cx, words, SMALL, text::Room { width: widest(max_lines), max_lines, align: Align::Start })
    };
    let mut whole: Vec<Arc<Paragraph>> = lines.into_iter().map(of).filter(|words| !words.elided).collect();
    whole.dedup_by(|a, b| a.lines == b.lines);
    whole
}

/// The longest line of so many: three lines are for words that have to be narrow.
fn widest(lines: usize) -> f64 {
    if lines < MOST_LINES { WIDEST } else { WIDEST * 0.6 }
}

fn point_of(plane: Rect, element: &Element) -> Point {
    let (across, up) = element.at.unwrap_or((0.5, 0.5));
    Point::new(plane.x0 + plane.width() * across, plane.y1 - plane.height() * up)
}

fn tag(sheet: &mut Sheet, element: &Element, rect: Rect) {
    sheet.tag(Subject::Charted(element.what), Part::Whole, rect, element.said.as_str());
}

/// Many elements as one mark, which names the first of them.
fn crowd(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    chart: Chart,
    (what, center): (Charted, Point),
    here: &[&Element],
    room: &mut Room,
) {
    let Some(first) = here.first() else { return };
    let rect = dots::many(sheet, cx, first.look, here.len(), center);
    let named: Vec<&str> = here.iter().take(NAMED).map(|element| element.words.as_str()).collect();
    let noun = match chart {
        Chart::Opportunities => "opportunities",
        Chart::Pains => "pain points",
        Chart::Touchpoints | Chart::Pillars => "touchpoints",
    };
    let rest = here.len().saturating_sub(NAMED);
    let said = format!("{} {noun} close to one another: {} and {rest} more", here.len(), named.join("; "));
    sheet.tag(Subject::Charted(what), Part::Whole, rect, said);
    room.take(rect);
}

/// What was not weighed, in a row: as many as there is room for, and the number of the others.
fn draw_tray(sheet: &mut Sheet, cx: &mut Cx<'_>, chart: Chart, area: Rect, beside: &[&Element]) {
    let middle = (area.y0 + TRAY / 2.0).round();
    let caption = match chart {
        Chart::Opportunities => "Not weighed yet",
        Chart::Pains => "Nobody said how often",
        Chart::Touchpoints | Chart::Pillars => "Importance or feeling not known",
    };
    let soft = cx.theme.ink_soft;
    let caption = format!("{caption} ({})", beside.len());
    let words = cx.text.paragraph(&caption, SMALL, one_line(area.width()));
    sheet.paragraph(&words, Point::new(area.x0, middle - words.height / 2.0), soft);
    let pitch = dots::pitch(cx, beside.iter().map(|element| &element.look)).width + 2.0;
    let first = area.x0 + words.width + 12.0 + pitch / 2.0;
    let most = ((area.x1 - first) / pitch).max(0.0) as usize;
    // The last place says how many there are besides.
    let shown = if beside.len() > most { most.saturating_sub(3) } else { beside.len() };
    for (index, element) in beside.iter().take(shown).enumerate() {
        let rect = dots::large(sheet, cx, element.look, Point::new(first + pitch * index as f64, middle));
        tag(sheet, element, rect);
    }
    if shown < beside.len() {
        let more = format!("and {} more", beside.len() - shown);
        let at = first + pitch * shown as f64 - pitch / 2.0 + 4.0;
        sheet.line_of_text(cx, &more, SMALL, (at, middle, (area.x1 - at).max(1.0)), Align::Start, soft);
    }
}
