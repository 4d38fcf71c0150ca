//! The two curves of a persona on one scale: the first journey's solid in her colour, the second's dashed in the
//! accent, with hollow markers; one marker where both are equal.
//!
//! What rests on an assumption has a thinner line and a smaller marker. Labels stay within their column as far as
//! they can, so no column has to know its neighbours'.

use super::common::{Common, Place, SIDES, index};
use super::gap_fill::{self, Stretch};
use super::glyphs::{self, DASH_SECOND, Pill};
use super::lead::Lead;
use super::look::{Look, weighed};
use crate::frame::{self, Block, Color, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::curve::{Met, Span};
use crate::layout::lanes::Cell;
use crate::layout::lanes::emotion::{self, Axis, Label};
use crate::layout::marks;
use crate::layout::metrics::Labels;
use crate::layout::obstacles::Obstacles;
use crate::layout::sheet::{Sheet, dashed, solid};
use crate::model::*;
use crate::text::Weight;

/// What is drawn of two curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Both, and the gap between them.
    Both,
    /// One of them.
    Only(State),
}

impl Shown {
    /// Whether a side's curve is drawn.
    pub fn has(self, side: State) -> bool {
        match self {
            Shown::Both => true,
            Shown::Only(only) => only == side,
        }
    }
}

/// Everything a column's part of the lane is drawn from, to see whether it has changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CurveKey {
    shown: Shown,
    height: f64,
    width: f64,
    ground: Color,
    sides: [SideKey; 2],
    stretches: [Stretch; 2],
    numbered: bool,
    names: [Option<String>; 3],
}

#[derive(Debug, Clone, PartialEq)]
struct SideKey {
    met: Option<Met>,
    mark: Option<f64>,
    /// Spans that touch the column.
    spans: [Option<SpanKey>; 2],
    assumed: bool,
    telling: Option<&'static str>,
    persona: Option<PersonaId>,
    touchpoint: Option<TouchpointId>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct SpanKey {
    /// Its ends relative to the column.
    ends: (i64, i64),
    values: [f64; 4],
    assumed: bool,
}

impl CurveKey {
    /// What a column is drawn from.
    pub fn of(scene: &Scene<'_>, column: usize) -> Option<CurveKey> {
        let lead = scene.common.lead.as_ref()?;
        let name = |side| scene.common.step(column, side).map(|step| step.touchpoint.name.clone());
        let before = column.checked_sub(1).map_or(Stretch::None, |before| Stretch::after(lead, before));
        Some(CurveKey {
            shown: scene.shown,
            height: scene.axis.height,
            width: scene.width,
            ground: scene.ground,
            sides: SIDES.map(|side| SideKey::of(scene.common, lead, side, column)),
            stretches: [before, Stretch::after(lead, column)],
            numbered: lead.numbered.binary_search(&column).is_ok(),
            names: [name(State::Today), name(State::Ideal), Some(lead.name().to_owned())],
        })
    }
}

impl SideKey {
    fn of(common: &Common<'_>, lead: &Lead, side: State, column: usize) -> SideKey {
        let at = index(side);
        let mut spans = [None; 2];
        for (slot, span) in spans.iter_mut().zip(lead.curves[at].spans_at(column)) {
            let relative = |end: usize| end as i64 - column as i64;
            let ends = (relative(span.from), relative(span.to));
            *slot = Some(SpanKey { ends, values: span.values, assumed: is_assumed(lead, side, span) });
        }
        SideKey {
            met: lead.curves[at].met.get(column).copied(),
            mark: lead.curves[at].mark(column),
            spans,
            assumed: lead.assumed[at].get(column).copied().unwrap_or(false),
            telling: lead.telling(side, column),
            persona: lead.ids()[at],
            touchpoint: common.step(column, side).map(|step| step.touchpoint.id),
        }
    }
}

fn is_assumed(lead: &Lead, side: State, span: &Span) -> bool {
    let assumed = &lead.assumed[index(side)];
    [span.from, span.to].iter().any(|end| assumed.get(*end).copied().unwrap_or(false))
}

/// What a column's part is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub look: &'a Look,
    pub common: &'a Common<'a>,
    pub shown: Shown,
    pub axis: Axis,
    /// Width of the column.
    pub width: f64,
    /// The colour the column lies on, which rings the markers.
    pub ground: Color,
    /// The columns that stand in one row with this one.
    pub range: (usize, usize),
}

/// A point of one of the curves.
#[derive(Debug, Clone, Copy)]
struct Dot {
    side: State,
    at: Point,
    value: f64,
    color: Color,
    assumed: bool,
    telling: Option<&'static str>,
}

/// Draws what lies below the curves of a column: the gap between them, its left edge and the lane's top at the origin.
pub(super) fn under(cx: &Cx<'_>, scene: &Scene<'_>, column: usize) -> Option<Block> {
    if scene.shown != Shown::Both || is_folded(scene, column) {
        return None;
    }
    let mut sheet = Sheet::new();
    gap_fill::draw(&mut sheet, cx, scene.common, column, (scene.width, scene.axis));
    (!sheet.is_empty()).then(|| sheet.into_block())
}

fn is_folded(scene: &Scene<'_>, column: usize) -> bool {
    match scene.common.columns[column].place {
        Place::Folded(_) => true,
        Place::Steps(_) | Place::Empty => false,
    }
}

/// Draws a column's curves.
pub(super) fn draw(cx: &mut Cx<'_>, scene: &Scene<'_>, column: usize) -> Cell {
    let mut sheet = Sheet::new();
    let Some(lead) = &scene.common.lead else { return Cell::default() };
    if is_folded(scene, column) {
        return Cell::default();
    }
    let metrics = &scene.look.metrics;
    let mut obstacles = Obstacles::default();
    obstacles.avoid(scene.axis.y(0.0));
    // The first journey's line last: it is what was observed.
    for side in SIDES.into_iter().rev().filter(|side| scene.shown.has(*side)) {
        lines(&mut sheet, cx, scene, lead, side, column);
        for span in lead.curves[index(side)].spans_at(column) {
            obstacles.trace(span, column, scene.width, scene.axis);
        }
    }
    let dots = dots(cx, scene, lead, column);
    let reach = emotion::reach(metrics);
    for dot in &dots {
        obstacles.add(Rect::from_center_size(dot.at, (reach * 2.0, reach * 2.0)));
        marker(&mut sheet, cx, scene, lead, dot);
    }
    for side in SIDES.into_iter().filter(|side| scene.shown.has(*side)) {
        if let Some(mark) = lead.curves[index(side)].mark(column) {
            let at = Point::new(scene.width / 2.0, scene.axis.y(mark));
            let color = color(cx, lead, side);
            emotion::not_observed(&mut sheet, cx, metrics, color, at, scene.axis, &mut obstacles);
        }
    }
    if scene.shown == Shown::Both && lead.numbered.binary_search(&column).is_ok() {
        number(&mut sheet, cx, scene, lead, column, &mut obstacles);
    }
    labels(&mut sheet, cx, scene, &dots, &mut obstacles);
    tags(&mut sheet, scene, lead, column);
    Cell::new(sheet, 0.0, metrics)
}

/// The colour of a side's curve.
pub(super) fn color(cx: &Cx<'_>, lead: &Lead, side: State) -> Color {
    match side {
        State::Today => cx.theme.persona(lead.colour),
        State::Ideal => cx.theme.accent,
    }
}

/// A side's line, thinner where it rests on an assumption.
pub(super) fn stroke(cx: &Cx<'_>, look: &Look, lead: &Lead, side: State, assumed: bool) -> frame::Stroke {
    let color = color(cx, lead, side);
    let lighter = if assumed { 0.6 } else { 1.0 };
    match side {
        State::Today => solid(color, look.metrics.emotion.first_line * lighter),
        State::Ideal => dashed(color, look.second_line * lighter, DASH_SECOND),
    }
}

fn lines(sheet: &mut Sheet, cx: &Cx<'_>, scene: &Scene<'_>, lead: &Lead, side: State, column: usize) {
    let (first, end) = scene.range;
    for span in lead.curves[index(side)].spans_at(column) {
        let enters = column == first && span.from < column;
        if span.from != column && !enters {
            continue;
        }
        let from = if enters { column as f64 - 0.5 } else { column as f64 };
        let to = (span.to as f64).min(end as f64 - 0.5);
        if to > from {
            let stroke = stroke(cx, scene.look, lead, side, is_assumed(lead, side, span));
            let path = emotion::span_path(span, (from, to), column, scene.width, scene.axis);
            sheet.path(path, None, Some(stroke));
        }
    }
}

/// The points of a column, highest first; one for both journeys where they are equal.
fn dots(cx: &Cx<'_>, scene: &Scene<'_>, lead: &Lead, column: usize) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::new();
    for side in SIDES.into_iter().filter(|side| scene.shown.has(*side)) {
        let Some(value) = lead.value(side, column) else { continue };
        let telling = lead.telling(side, column);
        let at = Point::new(scene.width / 2.0, scene.axis.y(value));
        let assumed = lead.assumed[index(side)][column];
        let color = color(cx, lead, side);
        match dots.iter_mut().find(|dot| dot.value == value) {
            Some(both) => {
                if both.telling.is_none() && telling.is_some() {
                    (both.telling, both.color) = (telling, color);
                }
                both.assumed &= assumed;
            }
            None => dots.push(Dot { side, at, value, color, assumed, telling }),
        }
    }
    dots.sort_by(|a, b| b.value.total_cmp(&a.value));
    dots
}

fn marker(sheet: &mut Sheet, cx: &Cx<'_>, scene: &Scene<'_>, lead: &Lead, dot: &Dot) {
    let metrics = &scene.look.metrics.emotion;
    let radius = if dot.assumed { metrics.marker * 0.78 } else { metrics.marker };
    let color = color(cx, lead, dot.side);
    match dot.side {
        State::Today => marks::marker(sheet, lead.colour, color, dot.at, radius + 0.5, (metrics.halo, scene.ground)),
        State::Ideal => {
            sheet.circle(dot.at, radius + 1.0 + metrics.halo, Some(scene.ground), None);
            let width = (metrics.marker * 0.45).max(1.5);
            sheet.circle(dot.at, radius + 1.0 - width / 2.0, Some(cx.theme.card), Some(solid(color, width)));
        }
    }
}

fn labels(sheet: &mut Sheet, cx: &mut Cx<'_>, scene: &Scene<'_>, dots: &[Dot], obstacles: &mut Obstacles) {
    let metrics = &scene.look.metrics;
    for (place, dot) in dots.iter().enumerate() {
        let number = signed(dot.value);
        let mut words = None;
        let text = match (metrics.emotion.labels, dot.telling) {
            (Labels::Notable, None) => continue,
            (Labels::Notable, Some(_)) | (Labels::All | Labels::Annotated, None) => number,
            (Labels::All | Labels::Annotated, Some(word)) => {
                let whole = format!("{word} {number}");
                let fits = cx.text.width(&whole, metrics.emotion.label) <= scene.width - 4.0;
                words = (!fits).then_some(word);
                if fits { whole } else { number }
            }
        };
        let above = match (place, dots.len()) {
            (_, 1) => dot.value >= 0.0,
            (place, _) => place == 0,
        };
        let rect = emotion::put_label(
            sheet,
            cx,
            metrics,
            Label { at: dot.at, text: &text, color: dot.color, above },
            scene.axis,
            obstacles,
        );
        if let Some(words) = words {
            // Words too long to stand before their number stand beyond it.
            let line = f64::from(scene.look.word.line_height);
            let away = (rect.height() + line) / 2.0 + 1.0;
            let y = rect.center().y + if rect.center().y <= dot.at.y { -away } else { away };
            let y = y.clamp(line / 2.0, scene.axis.height - line / 2.0);
            let place = Point::new(rect.center().x, y);
            let drawn = sheet.centered(cx, words, scene.look.word, place, dot.color);
            obstacles.add(drawn);
        }
    }
}

/// A gap's number between the curves, or beside them where there is too little room.
fn number(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    scene: &Scene<'_>,
    lead: &Lead,
    column: usize,
    obstacles: &mut Obstacles,
) {
    let Some(gap) = lead.gap(column) else { return };
    let (look, axis) = (scene.look, scene.axis);
    let ends = SIDES.map(|side| axis.y(lead.value(side, column).unwrap_or(0.0)));
    let (high, low) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    let style = look.figure;
    let words = signed(gap);
    let width = cx.text.width(&words, style) + look.pill * 0.8;
    let away = look.pill * 1.6 + f64::from(look.metrics.emotion.label.size);
    let places = [(high + low) / 2.0, low + away, high - away, low + away * 1.4, high - away * 1.4];
    let rect = |y: f64| Rect::from_center_size((scene.width / 2.0, y), (width, look.pill));
    let cost = |place: usize| {
        let rect = rect(places[place]);
        let outside = if rect.y0 < 2.0 || rect.y1 > axis.height - 2.0 { 1000.0 } else { 0.0 };
        obstacles.cost(rect) * 4.0 + place as f64 * 6.0 + outside
    };
    let best = (0..places.len()).min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(0);
    let color = glyphs::gap_color(cx, gap);
    let assumed = lead.is_assumed(column);
    let style = weighed(style, if assumed { Weight::Regular } else { Weight::SemiBold });
    let pill = Pill { ink: color, edge: color, dashed: assumed, style: Some(style) };
    let drawn = glyphs::pill(sheet, cx, look, &words, Point::new(scene.width / 2.0, places[best]), pill);
    obstacles.add(drawn);
}

/// Tags to point at, large enough for a finger where there is room, and never larger than the column.
fn tags(sheet: &mut Sheet, scene: &Scene<'_>, lead: &Lead, column: usize) {
    for side in SIDES.into_iter().filter(|side| scene.shown.has(*side)) {
        let at = index(side);
        let (Some(step), Some(persona)) = (scene.common.step(column, side), lead.ids()[at]) else { continue };
        let value = lead.value(side, column);
        let Some(y) = value.or_else(|| lead.curves[at].mark(column)) else { continue };
        let place = Point::new(scene.width / 2.0, scene.axis.y(y));
        let size = scene.width.min(24.0);
        let felt = value.map_or("not observed".to_owned(), signed);
        let assumed = if lead.assumed[at][column] { ", assumed" } else { "" };
        let name = &step.touchpoint.name;
        let label = format!("{} {} at {name}: {felt}{assumed}", lead.name(), scene.common.names[at]);
        let subject = Subject::Compared(frame::Compared::Emotion(side, persona, step.touchpoint.id));
        sheet.tag(subject, Part::Whole, Rect::from_center_size(place, (size, size)), label);
    }
}
