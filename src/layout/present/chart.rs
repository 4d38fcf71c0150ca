//! The curves on a slide: axis, lines, markers and values, for a run of columns.

use super::measured::is_measured;
use super::style::{META, OTHER_VALUE, PERSONA, VALUE};
use crate::frame::{Color, Part, Subject};
use crate::geom::{BezPath, Point, Rect};
use crate::layout::band::Cx;
use crate::layout::curve::{Met, Span};
use crate::layout::marks;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, one_line, solid};
use crate::layout::story::{Player, Story};
use crate::model::*;
use crate::text::{Align, Icon};

/// Radius of the main persona's markers.
const MARKER: f64 = 11.0;
/// Room above +10 and below −10, for values.
pub(super) const PAD: f64 = 40.0;
/// Radius of the ring around "?".
const RING: f64 = 18.0;

/// Where columns and emotions lie.
#[derive(Debug, Clone)]
pub(super) struct Chart {
    /// All of it.
    pub area: Rect,
    /// Which columns of the story.
    pub columns: std::ops::Range<usize>,
    /// Room above +10 and below −10, in points.
    pub pad: f64,
}

impl Chart {
    /// Width of a column.
    pub(super) fn column(&self) -> f64 {
        self.area.width() / self.columns.len().max(1) as f64
    }

    /// The left edge of a column; the middle of column 3 lies at 3.5.
    pub(super) fn x(&self, place: f64) -> f64 {
        self.area.x0 + (place - self.columns.start as f64) * self.column()
    }

    /// The height of an emotion.
    pub(super) fn y(&self, value: f64) -> f64 {
        let pad = self.pad.min(self.area.height() / 4.0);
        self.area.y0 + pad + (10.0 - value) / 20.0 * (self.area.height() - 2.0 * pad)
    }

    /// Where a persona's feeling in a column stands, if it is known.
    pub(super) fn dot(&self, player: &Player, column: usize) -> Option<Point> {
        let value = player.curve.value(column)?;
        Some(Point::new(self.x(column as f64 + 0.5), self.y(value.value())))
    }

    /// The lines of +10, 0 and −10, and what they mean.
    pub(super) fn axis(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        let theme = cx.theme;
        for (value, color) in [(10.0, theme.line), (0.0, theme.ctrl), (-10.0, theme.line)] {
            let y = self.y(value).round() + 0.5;
            sheet.line(Point::new(self.area.x0, y), Point::new(self.area.x1, y), solid(color, 1.5));
        }
        let x = self.area.x0 - 38.0;
        let (high, low) = (Point::new(x, self.y(10.0)), Point::new(x, self.y(-10.0)));
        sheet.icon(cx, Icon::SentimentVerySatisfied, false, 36.0, high, theme.ink_soft);
        sheet.icon(cx, Icon::SentimentVeryDissatisfied, false, 36.0, low, theme.ink_soft);
        sheet.centered(cx, "0", META.text(), Point::new(x + 12.0, self.y(0.0)), theme.ink_soft);
    }

    /// A persona's line, and a marker wherever she feels something that no line leads to: else nothing would be seen
    /// of her there.
    pub(super) fn line(
        &self,
        sheet: &mut Sheet,
        player: &Player,
        (color, ground): (Color, Color),
        width: f64,
        dash: &'static [f64],
    ) {
        for span in &player.curve.spans {
            let from = (span.from as f64).max(self.columns.start as f64 - 0.5);
            let to = (span.to as f64).min(self.columns.end as f64 - 0.5);
            if to > from {
                sheet.path(self.path(span, from, to), None, Some(dashed(color, width, dash)));
            }
        }
        for column in self.columns.clone().filter(|column| player.curve.is_alone(*column)) {
            if let Some(at) = self.dot(player, column) {
                marks::marker(sheet, player.colour, color, at, width + 3.0, (2.0, ground));
            }
        }
    }

    pub(super) fn path(&self, span: &Span, from: f64, to: f64) -> BezPath {
        let values = span.part(from, to);
        let third = (to - from) / 3.0;
        let point = |k: usize| Point::new(self.x(from + third * k as f64 + 0.5), self.y(values[k]));
        let mut path = BezPath::new();
        path.move_to(point(0));
        path.curve_to(point(1), point(2), point(3));
        path
    }

    /// Every persona's line, the main one's last, and the names at the left.
    pub(super) fn lines(&self, sheet: &mut Sheet, cx: &Cx<'_>, story: &Story) {
        for (index, player) in story.cast.iter().enumerate().rev() {
            let width = if index == 0 { 6.0 } else { 4.0 };
            let dash = large_dash(player.colour);
            self.line(sheet, player, (cx.theme.persona(player.colour), cx.theme.canvas), width, dash);
        }
    }

    /// Badges and names where the curves enter, each at its own height.
    pub(super) fn names(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story) {
        let mut taken: Vec<f64> = Vec::new();
        let mut entries: Vec<((f64, f64), &Player)> =
            story.cast.iter().filter_map(|player| Some((self.entry(player)?, player))).collect();
        entries.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
        let count = entries.len();
        for (index, ((high, low), player)) in entries.into_iter().enumerate() {
            // The highest stands above its line, the others below theirs.
            let above = index == 0 && (count > 1 || high > self.area.y0 + 60.0);
            let mut y = if above { high - 30.0 } else { low + 30.0 };
            y = y.clamp(self.area.y0 + 16.0, self.area.y1 - 16.0);
            while taken.iter().any(|other| (other - y).abs() < 38.0) {
                y += 6.0;
            }
            taken.push(y);
            let left = self.left_of(player);
            let center = Point::new(left + 18.0, y);
            marks::badge(sheet, cx, &player.persona, player.colour, center, 30.0);
            let color = cx.theme.persona(player.colour);
            let room = (self.column() * 0.5 - 100.0).max(60.0);
            let place = (left + 44.0, y, room);
            sheet.line_of_text(cx, &player.persona.name, PERSONA.text(), place, Align::Start, color);
        }
    }

    /// Where a persona's name belongs: at the left edge, or at the column in which she is met first.
    fn left_of(&self, player: &Player) -> f64 {
        let edge = self.columns.start as f64 - 0.3;
        let enters = player.curve.spans.iter().any(|span| (span.from as f64) <= edge && edge <= span.to as f64);
        let first = self.columns.clone().find(|column| player.curve.value(*column).is_some());
        match first {
            Some(first) if !enters => self.x(first as f64) + 12.0,
            Some(_) | None => self.area.x0,
        }
    }

    /// Between which heights a persona's curve stands where her name belongs, if she is met on this slide.
    fn entry(&self, player: &Player) -> Option<(f64, f64)> {
        let first = self.columns.clone().find_map(|column| player.curve.value(column))?;
        let start = self.columns.start as f64;
        let beside = [-0.5, -0.4, -0.3, -0.2, -0.1].map(|by| start + by);
        let heights: Vec<f64> =
            beside.into_iter().filter_map(|place| player.curve.at(place)).map(|value| self.y(value)).collect();
        if heights.is_empty() {
            return Some((self.y(first.value()), self.y(first.value())));
        }
        let edge = |pick: fn(f64, f64) -> f64| heights.iter().copied().reduce(pick);
        Some((edge(f64::min)?, edge(f64::max)?))
    }

    /// Markers and values of one column.
    pub(super) fn dots(
        &self,
        sheet: &mut Sheet,
        cx: &mut Cx<'_>,
        story: &Story,
        column: usize,
        touchpoint: &Touchpoint,
    ) {
        let middle = self.x(column as f64 + 0.5);
        let mut dots: Vec<(usize, &Player, Emotion)> = story
            .cast
            .iter()
            .enumerate()
            .filter_map(|(index, player)| Some((index, player, player.curve.value(column)?)))
            .collect();
        dots.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
        // Points of the same value stand side by side: behind one another only one of them would be seen.
        let at = |place: usize| {
            let value = dots[place].2;
            let before = dots[..place].iter().filter(|other| other.2 == value).count();
            Point::new(middle + before as f64 * 2.0 * MARKER, self.y(value.value()))
        };
        for (place, (index, player, _)) in dots.iter().enumerate().rev() {
            let color = cx.theme.persona(player.colour);
            let radius = if *index == 0 { MARKER } else { MARKER - 2.0 };
            let at = at(place);
            marks::marker(sheet, player.colour, color, at, radius, (4.0, cx.theme.canvas));
        }
        let last = dots.len().saturating_sub(1);
        for (place, (index, player, value)) in dots.iter().enumerate() {
            let at = at(place);
            let side = match (dots.len(), place) {
                (1, _) if at.y - 40.0 < self.area.y0 => Side::Below,
                (1, _) | (_, 0) => Side::Above,
                (_, place) if place == last => Side::Below,
                _ => Side::Right,
            };
            self.value(sheet, cx, story, (*index, *value, column), (at, side));
            let label = format!("{} at {}: {value}", player.persona.name, touchpoint.name);
            let rect = Rect::from_center_size(at, (44.0, 44.0));
            sheet.tag(Subject::Emotion(player.persona.id, touchpoint.id), Part::Whole, rect, label);
        }
        self.unobserved(sheet, cx, story, column);
    }

    /// The value at a marker, and beside it what is remembered of the main persona there.
    fn value(
        &self,
        sheet: &mut Sheet,
        cx: &mut Cx<'_>,
        story: &Story,
        (index, value, column): (usize, Emotion, usize),
        (at, side): (Point, Side),
    ) {
        let player = &story.cast[index];
        let color = cx.theme.persona(player.colour);
        let style = if index == 0 { VALUE } else { OTHER_VALUE };
        let center = match side {
            Side::Above => Point::new(at.x, at.y - 34.0),
            Side::Below => Point::new(at.x, at.y + 34.0),
            Side::Right => Point::new(at.x + 48.0, at.y),
        };
        let drawn = sheet.centered(cx, &signed(value.value()), style.text(), center, color);
        let telling = player.notable.at(column).filter(|_| index == 0);
        if let Some(telling) = telling {
            let word = telling.words().to_lowercase();
            let width = cx.text.width(&word, META.text());
            let left = self.beside_value(story, column, drawn, width);
            sheet.line_of_text(cx, &word, META.text(), (left, center.y + 2.0, width + 1.0), Align::Start, color);
        }
    }

    /// Where a word so wide begins beside a value: at its right, or at its left where the right is taken.
    fn beside_value(&self, story: &Story, column: usize, value: Rect, width: f64) -> f64 {
        let (right, left) = (value.x1 + 12.0, value.x0 - 12.0 - width);
        let middle = value.center().y;
        let crossed = |x: f64| self.is_crossed(story, Rect::new(x, middle - 12.0, x + width, middle + 12.0));
        // At the right of the value stands what was measured, where something was.
        let measured = is_measured(story, column);
        let right_is_free = !measured && right + width <= self.area.x1 && !crossed(right);
        match right_is_free || (!measured && crossed(left)) {
            true => right,
            false => left,
        }
    }

    /// Whether somebody's line runs through a place.
    pub(super) fn is_crossed(&self, story: &Story, place: Rect) -> bool {
        let close = place.inflate(4.0, 4.0);
        let steps = (close.width() / 4.0).ceil() as usize;
        (0..=steps).any(|step| {
            let x = close.x0 + close.width() * step as f64 / steps as f64;
            let column = self.columns.start as f64 + (x - self.area.x0) / self.column() - 0.5;
            let heights = story.cast.iter().filter_map(|player| player.curve.at(column));
            heights.map(|value| self.y(value)).any(|y| close.y0 < y && y < close.y1)
        })
    }

    fn unobserved(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, column: usize) {
        let theme = cx.theme;
        let mut below = 0.0;
        for player in &story.cast {
            if player.curve.met.get(column) != Some(&Met::Unobserved) {
                continue;
            }
            let color = theme.persona(player.colour);
            let mark = player.curve.mark(column).unwrap_or(0.0);
            let x = self.x(column as f64 + 0.5);
            let felt =
                story.cast.iter().filter_map(|other| other.curve.value(column)).map(|value| self.y(value.value()));
            let mut y = self.y(mark) + below;
            // Out of the way of what somebody did feel here.
            if felt.clone().any(|other| (other - y).abs() < 64.0) {
                y = felt.clone().fold(f64::INFINITY, f64::min) - 96.0;
            }
            if y < self.area.y0 + RING {
                y = (felt.fold(0.0, f64::max) + 96.0).min(self.area.y1 - RING);
            }
            below += 2.0 * RING + 10.0;
            let words = format!("{} not observed", player.persona.name);
            let text = cx.text.paragraph(&words, META.text(), one_line((self.column() - 2.0 * RING - 40.0).max(80.0)));
            let left = x - (text.width + 2.0 * RING + 8.0) / 2.0;
            let center = Point::new(left + RING, y);
            sheet.circle(center, RING - 1.0, None, Some(dashed(color, 2.0, DASH_LATER)));
            sheet.centered(cx, "?", META.strong().text(), center, color);
            sheet.paragraph(&text, Point::new(left + 2.0 * RING + 8.0, y - text.height / 2.0), color);
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
    Right,
}

/// A persona's dash, as large as the line is thick.
fn large_dash(colour: PersonaColour) -> &'static [f64] {
    match colour {
        PersonaColour::P1 => &[],
        PersonaColour::P2 => &[14.0, 8.0],
        PersonaColour::P3 => &[4.0, 8.0],
        PersonaColour::P4 => &[24.0, 6.0, 4.0, 6.0],
    }
}
