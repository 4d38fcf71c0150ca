//! The curves: one per persona, from the middle of a column to the middle of the next, with markers and values.
//!
//! A column's block holds the lines that leave it to the right; the markers of the next column then lie above their
//! ends. Labels stay within their column, so no column has to know its neighbours' labels.

use std::ops::Range;

use super::{Cell, Scene};
use crate::frame::{Color, Part, Subject};
use crate::geom::{BezPath, Point, Rect};
use crate::layout::band::Cx;
use crate::layout::curve::{Met, Span};
use crate::layout::lanes::measured::{self, MeasuredKey};
use crate::layout::marks;
use crate::layout::metrics::{EmotionMetrics, Labels, Metrics};
use crate::layout::obstacles::Obstacles;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, one_line, solid};
use crate::layout::story::Player;

/// Radius of the ring around "?".
const RING: f64 = 10.0;

/// From emotions to heights in the lane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Axis {
    /// Height of the lane.
    pub height: f64,
    /// Room above +10 and below −10.
    pub pad: f64,
}

impl Axis {
    /// The axis of a lane of this height.
    pub fn new(metrics: &EmotionMetrics, height: f64) -> Axis {
        Axis { height, pad: metrics.pad.min(height / 4.0) }
    }

    /// The height below the lane's top at which an emotion stands.
    pub fn y(self, value: f64) -> f64 {
        self.pad + (10.0 - value) / 20.0 * (self.height - 2.0 * self.pad)
    }
}

/// Everything a column's part of the lane is drawn from, to see whether it has changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct EmotionKey {
    height: f64,
    ground: Option<Color>,
    players: Vec<PlayerKey>,
    measured: Vec<MeasuredKey>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct PlayerKey {
    met: Option<Met>,
    mark: Option<f64>,
    /// Spans that touch the column, their ends relative to it.
    spans: [Option<(i32, i32, [f64; 4])>; 2],
    joins: bool,
    notable: bool,
    cut: (bool, bool),
}

impl EmotionKey {
    /// What a column is drawn from.
    pub fn of(scene: &Scene<'_>, column: usize, height: f64, ground: Color) -> EmotionKey {
        let players = scene.story.cast.iter().map(|player| PlayerKey::of(scene, player, column)).collect();
        let measured = scene.story.measured.iter().map(|measured| MeasuredKey::of(scene, measured, column)).collect();
        EmotionKey { height, ground: Some(ground), players, measured }
    }

    /// Whether a column is still drawn from the same; without making a key.
    pub fn is_of(&self, scene: &Scene<'_>, column: usize, height: f64, ground: Color) -> bool {
        self.height == height
            && self.ground == Some(ground)
            && self.players.len() == scene.story.cast.len()
            && self
                .players
                .iter()
                .zip(&scene.story.cast)
                .all(|(key, player)| *key == PlayerKey::of(scene, player, column))
            && self.measured.len() == scene.story.measured.len()
            && self
                .measured
                .iter()
                .zip(&scene.story.measured)
                .all(|(key, measured)| *key == MeasuredKey::of(scene, measured, column))
    }
}

impl PlayerKey {
    fn of(scene: &Scene<'_>, player: &Player, column: usize) -> PlayerKey {
        let mut spans = [None; 2];
        for (slot, span) in spans.iter_mut().zip(player.curve.spans_at(column)) {
            let relative = |end: usize| end as i32 - column as i32;
            *slot = Some((relative(span.from), relative(span.to), span.values));
        }
        let range = &scene.spec.columns;
        PlayerKey {
            met: player.curve.met.get(column).copied(),
            mark: player.curve.mark(column),
            spans,
            joins: player.joins == Some(column),
            notable: player.notable.at(column).is_some(),
            // The cut matters only where a line crosses the band's edge.
            cut: (
                range.start == column,
                spans.iter().flatten().any(|s| column as i64 + i64::from(s.1) >= range.end as i64),
            ),
        }
    }
}

/// A persona's point in a column.
struct Dot<'a> {
    player: &'a Player,
    index: usize,
    color: Color,
    at: Point,
    value: crate::model::Emotion,
}

/// Draws a column's part of the lane. `ground` is the colour it lies on, which rings the markers.
pub(crate) fn draw(cx: &mut Cx<'_>, scene: &Scene<'_>, column: usize, axis: Axis, ground: Color) -> (Cell, Obstacles) {
    let metrics = scene.metrics();
    let mut sheet = Sheet::new();
    let middle = metrics.column / 2.0;
    let mut obstacles = Obstacles::default();
    obstacles.avoid(axis.y(0.0));
    for (index, player) in scene.story.cast.iter().enumerate().rev() {
        lines(&mut sheet, cx, scene, (index, player), column, axis);
        for span in player.curve.spans_at(column) {
            obstacles.trace(span, column, metrics.column, axis);
        }
    }
    measured::lines(&mut sheet, cx, scene, column, axis);
    let dots = dots(cx, scene, column, axis);
    for dot in &dots {
        obstacles.add(Rect::from_center_size(dot.at, (reach(metrics) * 2.0, reach(metrics) * 2.0)));
    }
    measured::points(&mut sheet, cx, scene, column, axis, ground, &mut obstacles);
    for dot in dots.iter().rev() {
        draw_dot(&mut sheet, metrics, dot, ground);
    }
    for (index, player) in scene.story.cast.iter().enumerate() {
        if let Some(mark) = player.curve.mark(column) {
            let color = cx.theme.persona(player.colour);
            let at = Point::new(middle, axis.y(mark));
            let at = not_observed(&mut sheet, cx, metrics, color, at, axis, &mut obstacles);
            tag_dot(&mut sheet, scene, index, column, at);
        }
    }
    measured::foot(&mut sheet, cx, scene, column, axis, &mut obstacles);
    labels(&mut sheet, cx, scene, column, &dots, axis, &mut obstacles);
    for dot in &dots {
        tag_dot(&mut sheet, scene, dot.index, column, dot.at);
    }
    measured::tags(&mut sheet, scene, column, axis);
    (Cell::new(sheet, 0.0, metrics), obstacles)
}

/// How far a marker reaches, its ring included.
pub(crate) fn reach(metrics: &Metrics) -> f64 {
    metrics.emotion.marker + metrics.emotion.halo
}

fn lines(
    sheet: &mut Sheet,
    cx: &Cx<'_>,
    scene: &Scene<'_>,
    (index, player): (usize, &Player),
    column: usize,
    axis: Axis,
) {
    let metrics = scene.metrics();
    let range = &scene.spec.columns;
    let width = if index == 0 { metrics.emotion.first_line } else { metrics.emotion.other_line };
    let stroke = dashed(cx.theme.persona(player.colour), width, marks::persona_dash(player.colour));
    for span in player.curve.spans_at(column) {
        if let Some(part) = drawn_part(span, column, range) {
            sheet.path(span_path(span, part, column, metrics.column, axis), None, Some(stroke));
        }
    }
}

/// The part of a span that a column draws, where only `range` is drawn: all of it where the span begins there, the end of
/// one that began before the range where that begins. A span ends at the right edge of the range at the latest.
pub(super) fn drawn_part(span: &Span, column: usize, range: &Range<usize>) -> Option<(f64, f64)> {
    let enters = column == range.start && span.from < column;
    if span.from != column && !enters {
        return None;
    }
    let from = if enters { column as f64 - 0.5 } else { column as f64 };
    let to = (span.to as f64).min(range.end as f64 - 0.5);
    (to > from).then_some((from, to))
}

/// A part of a span as a path in the coordinates of a column. The places are columns; the middle of column 3 is 3.0.
pub(crate) fn span_path(span: &Span, (from, to): (f64, f64), column: usize, pitch: f64, axis: Axis) -> BezPath {
    let values = span.part(from, to);
    let third = (to - from) / 3.0;
    // Counted from the column, so that a column that is moved is drawn to the same digit where it was not.
    let start = from - column as f64 + 0.5;
    let point = |k: usize| Point::new((start + third * k as f64) * pitch, axis.y(values[k]));
    let mut path = BezPath::new();
    path.move_to(point(0));
    path.curve_to(point(1), point(2), point(3));
    path
}

/// The points of a column, highest first; of equals the main persona's first.
fn dots<'a>(cx: &Cx<'_>, scene: &Scene<'a>, column: usize, axis: Axis) -> Vec<Dot<'a>> {
    let middle = scene.metrics().column / 2.0;
    let mut dots: Vec<Dot<'a>> = Vec::new();
    for (index, player) in scene.story.cast.iter().enumerate() {
        if let Some(value) = player.curve.value(column) {
            let at = Point::new(middle, axis.y(value.value()));
            dots.push(Dot { player, index, color: cx.theme.persona(player.colour), at, value });
        }
    }
    dots.sort_by(|a, b| b.value.cmp(&a.value).then(a.index.cmp(&b.index)));
    for equal in dots.chunk_by_mut(|a, b| a.value == b.value) {
        spread(equal, scene, column);
    }
    dots
}

/// Of points of the same value the first stays where its curve passes and the others stand at its right, as far as the
/// column has room: behind one another only one of them would be seen.
fn spread(dots: &mut [Dot<'_>], scene: &Scene<'_>, column: usize) {
    let metrics = scene.metrics();
    let room = (metrics.column / 2.0 - reach(metrics)).max(0.0);
    let wide = dots.first().is_some_and(|dot| is_notable(dot, column) && metrics.emotion.labels == Labels::Annotated);
    let first = if wide { notable_reach(metrics) } else { metrics.emotion.marker };
    let pitch = 2.0 * metrics.emotion.marker + 1.0;
    let others = dots.len().saturating_sub(2) as f64;
    let needed = first + metrics.emotion.marker + 1.0 + others * pitch;
    let squeezed = (room / needed).min(1.0);
    for (place, dot) in dots.iter_mut().skip(1).enumerate() {
        dot.at.x += (first + metrics.emotion.marker + 1.0 + place as f64 * pitch) * squeezed;
    }
}

/// Whether a point is one of the three that are told of the main persona's curve.
fn is_notable(dot: &Dot<'_>, column: usize) -> bool {
    dot.index == 0 && dot.player.notable.at(column).is_some()
}

fn draw_dot(sheet: &mut Sheet, metrics: &Metrics, dot: &Dot<'_>, ground: Color) {
    let radius = if dot.index == 0 { metrics.emotion.marker + 0.5 } else { metrics.emotion.marker - 0.5 };
    marks::marker(sheet, dot.player.colour, dot.color, dot.at, radius, (metrics.emotion.halo, ground));
}

/// A tag to point at, large enough for a finger where there is room, and never larger than the column.
fn tag_dot(sheet: &mut Sheet, scene: &Scene<'_>, index: usize, column: usize, at: Point) {
    let Some(step) = scene.step(column) else { return };
    let player = &scene.story.cast[index];
    let side = scene.metrics().column.min(24.0);
    let measured = measured::words(scene, Some(index), column);
    let label = match player.curve.value(column) {
        Some(value) => format!("{} at {}: {value}{measured}", player.persona.name, step.touchpoint.name),
        None => format!("{} at {}: not observed{measured}", player.persona.name, step.touchpoint.name),
    };
    let subject = Subject::Emotion(player.persona.id, step.touchpoint.id);
    sheet.tag(subject, Part::Whole, Rect::from_center_size(at, (side, side)), label);
}

/// A dashed ring with a question mark, moved until it covers no line. Returns its middle.
pub(crate) fn not_observed(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    color: Color,
    at: Point,
    axis: Axis,
    obstacles: &mut Obstacles,
) -> Point {
    let ring = RING.min(metrics.column / 2.0 - 1.0);
    let style = metrics.note;
    let words = "not observed";
    let width = cx.text.width(words, style);
    let with_words = metrics.emotion.words && width <= metrics.column - 4.0;
    let above = if with_words { f64::from(style.line_height) + 2.0 } else { 0.0 };
    let half = if with_words { ring.max(width / 2.0) } else { ring };
    let place = |y: f64| Rect::new(at.x - half, y - ring - above, at.x + half, y + ring);
    let steps = [0.0, -14.0, 14.0, -28.0, 28.0, -42.0, 42.0, -56.0, 56.0, -70.0, 70.0];
    let ys = steps.iter().map(|step| at.y + step).filter(|y| y - ring - above >= 2.0 && y + ring <= axis.height - 2.0);
    let y = ys.min_by(|a, b| obstacles.cost(place(*a)).total_cmp(&obstacles.cost(place(*b)))).unwrap_or(at.y);
    let center = Point::new(at.x, y);
    sheet.circle(center, ring - 0.75, None, Some(dashed(color, 1.5, DASH_LATER)));
    sheet.centered(cx, "?", metrics.emotion.label, center, color);
    obstacles.add(place(y));
    if with_words {
        sheet.centered(cx, words, style, Point::new(at.x, y - ring - 2.0 - above / 2.0), color);
    }
    center
}

/// The values at the markers, each where it covers neither another one nor a marker. Where not all of them have such a
/// place, those of the first personas go first, and the others' markers say their value when they are pointed at.
fn labels(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    scene: &Scene<'_>,
    column: usize,
    dots: &[Dot<'_>],
    axis: Axis,
    obstacles: &mut Obstacles,
) {
    let mut wanted = wanted_labels(scene, column, dots);
    let mut tried = obstacles.clone();
    let all_free = wanted.iter().all(|(dot, text, above)| {
        let label = Label { at: dot.at, text, color: dot.color, above: *above };
        let (rect, is_free) = place_label(cx, scene.metrics(), label, axis, &tried);
        tried.add(rect);
        is_free
    });
    if !all_free {
        wanted.sort_by_key(|(dot, ..)| dot.index);
    }
    for (dot, text, above) in wanted {
        let label = Label { at: dot.at, text: &text, color: dot.color, above };
        let (rect, is_free) = place_label(cx, scene.metrics(), label, axis, obstacles);
        if !is_free {
            continue;
        }
        write_label(sheet, cx, scene.metrics(), label, rect, obstacles);
        if dot.player.joins == Some(column) && scene.metrics().emotion.words && dot.index > 0 {
            joins(sheet, cx, scene.metrics(), dot, rect, obstacles, axis);
        }
    }
}

/// The markers that are to have their value beside them, the value, and whether it had rather stand above.
fn wanted_labels<'d>(scene: &Scene<'_>, column: usize, dots: &'d [Dot<'d>]) -> Vec<(&'d Dot<'d>, String, bool)> {
    let places = dots.iter().enumerate().filter(|(_, dot)| {
        let notable = is_notable(dot, column);
        match scene.metrics().emotion.labels {
            Labels::All => true,
            Labels::Notable => notable,
            Labels::Annotated => !notable,
        }
    });
    let with_side = places.map(|(place, dot)| {
        let above = match (place, dots.len()) {
            (_, 1) => dot.value.value() >= 0.0,
            (0, _) => true,
            (last, count) => last + 1 < count && dot.value.value() >= 0.0,
        };
        (dot, dot.value.to_string(), above)
    });
    with_side.collect()
}

/// A value at its marker.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label<'a> {
    /// The marker's middle.
    pub at: Point,
    /// The value, or a few words with it.
    pub text: &'a str,
    /// Its colour.
    pub color: Color,
    /// Whether it had rather stand above the marker than below.
    pub above: bool,
}

/// Puts a value beside its marker, on the side asked for, sideways or on the other side where a line is in the way.
pub(crate) fn put_label(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    label: Label<'_>,
    axis: Axis,
    obstacles: &mut Obstacles,
) -> Rect {
    let (rect, _) = place_label(cx, metrics, label, axis, obstacles);
    write_label(sheet, cx, metrics, label, rect, obstacles);
    rect
}

fn write_label(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    label: Label<'_>,
    rect: Rect,
    obstacles: &mut Obstacles,
) {
    sheet.centered(cx, label.text, metrics.emotion.label, rect.center(), label.color);
    obstacles.add(rect);
}

/// The best place for a value beside its marker, and whether it covers no other one, no marker and nothing of the next
/// column there.
fn place_label(
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    label: Label<'_>,
    axis: Axis,
    obstacles: &Obstacles,
) -> (Rect, bool) {
    let Label { at, text, above, .. } = label;
    let style = metrics.emotion.label;
    let paragraph = cx.text.paragraph(text, style, one_line(f64::INFINITY));
    // Figures are about 0.73 of their size high; the line's own air is not part of the obstacle.
    let (width, height) = (paragraph.width, f64::from(style.size) * 0.8);
    let side = if above { -1.0 } else { 1.0 };
    let up = reach(metrics) + height / 2.0 + 4.5;
    let out = reach(metrics) + width / 2.0 + 3.0;
    let candidates = [
        (0.0, side * up),
        (width * 0.5, side * up),
        (-width * 0.5, side * up),
        (out, side * up * 0.75),
        (-out, side * up * 0.75),
        (out, 0.0),
        (-out, 0.0),
        (0.0, side * (up + height)),
        (0.0, -side * up),
        (out, -side * up * 0.75),
        (-out, -side * up * 0.75),
    ];
    let places = candidates.map(|(dx, dy)| Rect::from_center_size((at.x + dx, at.y + dy), (width, height)));
    let outside = |rect: Rect| rect.y0 < 1.0 || rect.y1 > axis.height - 1.0;
    let wide = |rect: Rect| (-rect.x0).max(rect.x1 - metrics.column).max(0.0);
    let is_free = |index: usize| {
        let rect = places[index];
        let leans_out = candidates[index].0 != 0.0 && wide(rect) > 0.0;
        !outside(rect) && !leans_out && !obstacles.covers_something(rect)
    };
    let cost = |index: usize| {
        let rect = places[index];
        let outside = if outside(rect) { 1000.0 } else { 0.0 };
        obstacles.cost(rect.inflate(2.0, 2.0)) * 4.0 + index as f64 + wide(rect) + outside
    };
    let cheapest = |indices: &mut dyn Iterator<Item = usize>| indices.min_by(|a, b| cost(*a).total_cmp(&cost(*b)));
    let free = cheapest(&mut (0..candidates.len()).filter(|index| is_free(*index)));
    let best = free.or_else(|| cheapest(&mut (0..candidates.len()))).unwrap_or(0);
    (places[best], free.is_some())
}

/// "Scarecrow joins", above the label of a persona's first touchpoint.
fn joins(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    dot: &Dot<'_>,
    label: Rect,
    obstacles: &mut Obstacles,
    axis: Axis,
) {
    let style = metrics.note;
    let text = format!("{} joins", dot.player.persona.name);
    let paragraph = cx.text.paragraph(&text, style, one_line(f64::INFINITY));
    if paragraph.width > metrics.column - 4.0 {
        return;
    }
    let height = f64::from(style.line_height);
    let away = (label.height() + height) / 2.0 + 3.0;
    let above = label.center().y <= dot.at.y;
    let y = label.center().y + if above { -away } else { away };
    let rect = Rect::from_center_size((dot.at.x, y), (paragraph.width, height * 0.8));
    if rect.y0 >= 1.0 && rect.y1 <= axis.height - 1.0 && obstacles.cost(rect) == 0.0 {
        sheet.centered(cx, &text, style, rect.center(), dot.color);
        obstacles.add(rect);
    }
}

/// Grid lines at ±5 and ±10 and the zero line, from `x0` to `x1`, the lane's top at `top`.
pub(crate) fn grid(sheet: &mut Sheet, cx: &Cx<'_>, axis: Axis, (x0, x1): (f64, f64), top: f64) {
    for value in [10.0, 5.0, -5.0, -10.0] {
        let y = (top + axis.y(value)).round();
        sheet.fill(Rect::new(x0, y, x1, y + 1.0), 0.0, cx.theme.line);
    }
    let y = (top + axis.y(0.0)).round();
    sheet.fill(Rect::new(x0, y, x1, y + 1.0), 0.0, cx.theme.ctrl);
}

/// A larger marker for the points that are told in words: ring, ground, dot.
pub(crate) fn notable_marker(sheet: &mut Sheet, metrics: &Metrics, color: Color, at: Point, ground: Color) -> f64 {
    let reach = notable_reach(metrics);
    sheet.circle(at, reach - RIM / 2.0, Some(ground), Some(solid(color, RIM)));
    sheet.circle(at, metrics.emotion.marker * 0.75, Some(color), None);
    reach
}

/// Width of the ring around a point that is told in words.
const RIM: f64 = 2.5;

/// How far the marker of a point that is told in words reaches.
fn notable_reach(metrics: &Metrics) -> f64 {
    metrics.emotion.marker * 1.7 + RIM / 2.0
}
