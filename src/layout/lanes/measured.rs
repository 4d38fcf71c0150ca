//! What people answered, beside the workshop's curve: a thin dotted line with small hollow markers, whiskers as long as
//! the interval, and at the foot of the lane how many answered. It stands a little to the right of the workshop's markers, so that neither
//! hides the other.

use super::Scene;
use super::emotion::{Axis, drawn_part, span_path};
use crate::answers::Estimate;
use crate::frame::{Color, Part, Subject};
use crate::geom::{Affine, Point, Rect, Vec2};
use crate::layout::band::Cx;
use crate::layout::metrics::{Labels, Metrics};
use crate::layout::obstacles::Obstacles;
use crate::layout::sheet::{Sheet, dashed, solid};
use crate::layout::story::MeasuredCurve;
use crate::model::signed;
use crate::text::{Align, TextStyle};

/// Dots and gaps of the line.
pub(crate) const DOTS: &[f64] = &[1.5, 3.0];
/// Width of line, marker's rim and whiskers.
const LINE: f64 = 1.5;
/// How far the first measured curve stands to the right of the workshop's, and each further one of that.
const ASIDE: f64 = 11.0;
const FURTHER: f64 = 8.0;

/// Everything a column's part of a measured curve is drawn from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct MeasuredKey {
    player: Option<usize>,
    point: Option<Estimate>,
    spans: [Option<(i32, i32, [f64; 4])>; 2],
    cut: (bool, bool),
}

impl MeasuredKey {
    /// What a column is drawn from.
    pub fn of(scene: &Scene<'_>, measured: &MeasuredCurve, column: usize) -> MeasuredKey {
        let mut spans = [None; 2];
        for (slot, span) in spans.iter_mut().zip(measured.curve.spans_at(column)) {
            let relative = |end: usize| end as i32 - column as i32;
            *slot = Some((relative(span.from), relative(span.to), span.values));
        }
        let range = &scene.spec.columns;
        let leaves = spans.iter().flatten().any(|span| column as i64 + i64::from(span.1) >= range.end as i64);
        MeasuredKey {
            player: measured.player,
            point: point(measured, column),
            spans,
            cut: (range.start == column, leaves),
        }
    }
}

fn point(measured: &MeasuredCurve, column: usize) -> Option<Estimate> {
    measured.points.get(column).and_then(|point| point.estimate())
}

/// Every measured curve with its colour and how far it stands aside.
fn curves<'s>(cx: &Cx<'_>, scene: &Scene<'s>) -> Vec<(&'s MeasuredCurve, Color, f64)> {
    let most = scene.metrics().column / 3.0;
    let aside = |place: usize| (ASIDE + FURTHER * place as f64).min(most);
    let cast = &scene.story.cast;
    let color = |player: Option<usize>| match player.and_then(|player| cast.get(player)) {
        Some(player) => cx.theme.persona(player.colour),
        None => cx.theme.ink_soft,
    };
    let found = scene.story.measured.iter().enumerate();
    found.map(|(place, measured)| (measured, color(measured.player), aside(place))).collect()
}

/// The lines that leave the column to the right, and those that come into the band with it.
pub(super) fn lines(sheet: &mut Sheet, cx: &Cx<'_>, scene: &Scene<'_>, column: usize, axis: Axis) {
    let range = &scene.spec.columns;
    for (measured, color, aside) in curves(cx, scene) {
        for span in measured.curve.spans_at(column) {
            if let Some(part) = drawn_part(span, column, range) {
                let mut path = span_path(span, part, column, scene.metrics().column, axis);
                path.apply_affine(Affine::translate(Vec2::new(aside, 0.0)));
                sheet.path(path, None, Some(dashed(color, LINE, DOTS)));
            }
        }
    }
}

/// Where a measured point stands in its column.
fn place(metrics: &Metrics, found: Estimate, aside: f64, axis: Axis) -> Point {
    Point::new(metrics.column / 2.0 + aside, axis.y(found.value))
}

fn radius(metrics: &Metrics) -> f64 {
    (metrics.emotion.marker - 1.5).max(2.0)
}

/// The whiskers and markers of a column.
pub(super) fn points(
    sheet: &mut Sheet,
    cx: &Cx<'_>,
    scene: &Scene<'_>,
    column: usize,
    axis: Axis,
    ground: Color,
    obstacles: &mut Obstacles,
) {
    let metrics = scene.metrics();
    for (measured, color, aside) in curves(cx, scene) {
        let Some(found) = point(measured, column) else { continue };
        let at = place(metrics, found, aside, axis);
        let reach = radius(metrics);
        sign(sheet, at, found.interval.map(|(low, high)| (axis.y(high), axis.y(low))), reach, color, ground);
        obstacles.add(Rect::from_center_size(at, (reach * 2.0 + 2.0, reach * 2.0 + 2.0)));
        if let Some((low, high)) = found.interval {
            obstacles.add(Rect::new(at.x - 1.0, axis.y(high), at.x + 1.0, axis.y(low)));
        }
    }
}

/// A hollow marker with whiskers between two heights, the upper first.
pub(crate) fn sign(
    sheet: &mut Sheet,
    at: Point,
    whiskers: Option<(f64, f64)>,
    radius: f64,
    color: Color,
    ground: Color,
) {
    sign_of(sheet, at, whiskers, (radius, LINE), color, ground);
}

/// The same with lines of a width.
pub(crate) fn sign_of(
    sheet: &mut Sheet,
    at: Point,
    whiskers: Option<(f64, f64)>,
    (radius, width): (f64, f64),
    color: Color,
    ground: Color,
) {
    if let Some((top, bottom)) = whiskers {
        let half = radius.min(3.5_f64.max(width * 2.0));
        let mut line = |from: (f64, f64), to: (f64, f64)| sheet.line(from.into(), to.into(), solid(color, width));
        line((at.x, top), (at.x, bottom));
        line((at.x - half, top), (at.x + half, top));
        line((at.x - half, bottom), (at.x + half, bottom));
    }
    sheet.circle(at, radius, Some(ground), Some(solid(color, width)));
}

/// How many answered, in one line at the foot of the lane: beside the markers the counts of two personas would stand in
/// the way of the values and of each other.
pub(super) fn foot(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    scene: &Scene<'_>,
    column: usize,
    axis: Axis,
    obstacles: &mut Obstacles,
) {
    let metrics = scene.metrics();
    if metrics.emotion.labels == Labels::Notable || !metrics.emotion.words {
        return;
    }
    let counted = curves(cx, scene).into_iter();
    let counted = counted.filter_map(|(measured, color, _)| Some((point(measured, column)?.count, color)));
    let counted: Vec<(u64, Color)> = counted.collect();
    let style = metrics.note_figures;
    let at = Point::new(metrics.column / 2.0, axis.height - f64::from(style.size) * 0.75);
    if let Some(place) = counts(sheet, cx, &counted, style, at) {
        obstacles.add(place);
    }
}

/// "n 13 · 2" around a point, each count in its curve's colour; answers with the room that takes.
pub(crate) fn counts(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    counted: &[(u64, Color)],
    style: TextStyle,
    middle: Point,
) -> Option<Rect> {
    let soft = cx.theme.ink_soft;
    // A space has no width at the end of a text.
    let gap = f64::from(style.size) * 0.28;
    let mut words: Vec<(f64, String, Color)> = Vec::new();
    for (count, color) in counted {
        let (before, sign) = if words.is_empty() { (0.0, "n") } else { (gap, "\u{b7}") };
        words.extend([(before, sign.to_owned(), soft), (gap, count.to_string(), *color)]);
    }
    let widths: Vec<f64> = words.iter().map(|(_, text, _)| cx.text.width(text, style)).collect();
    let whole = words.iter().zip(&widths).map(|((before, ..), width)| before + width).sum::<f64>();
    let mut x = middle.x - whole / 2.0;
    for ((before, text, color), width) in words.iter().zip(widths) {
        sheet.line_of_text(cx, text, style, (x + before, middle.y, width + 1.0), Align::Start, *color);
        x += before + width;
    }
    (whole > 0.0).then(|| Rect::from_center_size(middle, (whole, f64::from(style.size) * 0.8)))
}

/// Places to point at, where the workshop has none of its own.
pub(super) fn tags(sheet: &mut Sheet, scene: &Scene<'_>, column: usize, axis: Axis) {
    let Some(step) = scene.step(column) else { return };
    for (place_of, measured) in scene.story.measured.iter().enumerate() {
        let Some((index, player)) = measured.player.and_then(|index| Some((index, scene.story.cast.get(index)?)))
        else {
            continue;
        };
        let Some(found) = point(measured, column) else { continue };
        if player.curve.value(column).is_some() || player.curve.mark(column).is_some() {
            continue;
        }
        let metrics = scene.metrics();
        let aside = (ASIDE + FURTHER * place_of as f64).min(metrics.column / 3.0);
        let at = place(metrics, found, aside, axis);
        let words = words(scene, Some(index), column);
        let label = format!("{} at {}{words}", player.persona.name, step.touchpoint.name);
        let subject = Subject::Emotion(player.persona.id, step.touchpoint.id);
        sheet.tag(subject, Part::Whole, Rect::from_center_size(at, (20.0, 20.0)), label);
    }
}

/// ", measured +3.5 (+2.1 to +4.9), 48 answers"; nothing where nobody answered.
pub(super) fn words(scene: &Scene<'_>, player: Option<usize>, column: usize) -> String {
    let measured = scene.story.measured.iter().find(|measured| measured.player == player);
    let Some(found) = measured.and_then(|measured| point(measured, column)) else { return String::new() };
    let tenths = |value: f64| signed((value * 10.0).round() / 10.0);
    let interval =
        found.interval.map_or(String::new(), |(low, high)| format!(" ({} to {})", tenths(low), tenths(high)));
    format!(", measured {}{interval}, {} answers", tenths(found.value), found.count)
}
