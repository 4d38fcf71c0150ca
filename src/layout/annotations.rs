//! The main persona's peak, lowest point and end in words, with what she thinks there.

use std::sync::Arc;

use super::band::{Cx, shown_stages};
use super::curve::Telling;
use super::header;
use super::lanes::emotion::{Axis, notable_marker};
use super::lanes::{Scene, quoted};
use super::obstacles::Obstacles;
use super::sheet::{Sheet, balanced, one_line, solid};
use super::story::Player;
use crate::frame::{Block, Color};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::model::LaneKind;
use crate::text::{Align, Paragraph, Room};

/// Length of the line from a marker to words that stand apart from it.
const LEADER: f64 = 34.0;
/// A thought is never set wider than this, in points.
const MOST_WIDTH: f64 = 330.0;

/// Where words at a point of the curve may stand.
struct Spot {
    /// Top left corner of the words.
    corner: Point,
    /// A line from the marker to the words.
    leader: Option<(Point, Point)>,
    /// How much worse it is than the best place, 4 being as bad as covering a point of a line.
    penalty: f64,
}

/// Draws a band's annotations, its first column's left edge and the lane's top at the origin. `taken` says for every
/// column what must not be covered.
pub(crate) fn draw<'a>(
    cx: &mut Cx<'_>,
    scene: &Scene<'_>,
    axis: Axis,
    taken: impl Iterator<Item = &'a Obstacles>,
) -> Block {
    let pitch = scene.metrics().column;
    let mut obstacles = Obstacles::default();
    for (index, column) in taken.enumerate() {
        obstacles.extend(column, Vec2::new(pitch * index as f64, 0.0));
    }
    obstacles.avoid(axis.y(0.0));
    let mut sheet = Sheet::new();
    let Some(main) = scene.story.cast.first() else { return sheet.into_block() };
    for (telling, column) in main.notable.tellings() {
        if scene.spec.columns.contains(&column) {
            annotate(&mut sheet, cx, scene, main, (telling, column), axis, &mut obstacles);
        }
    }
    sheet.into_block()
}

/// Whether the words had rather stand below their point.
fn stand_below(telling: Telling) -> bool {
    match telling {
        Telling::Lowest | Telling::LowestAndEnd => true,
        Telling::Peak | Telling::PeakAndEnd | Telling::End => false,
    }
}

fn annotate(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    scene: &Scene<'_>,
    main: &Player,
    (telling, column): (Telling, usize),
    axis: Axis,
    obstacles: &mut Obstacles,
) {
    let metrics = scene.metrics();
    let Some(value) = main.curve.value(column) else { return };
    let x = ((column - scene.spec.columns.start) as f64 + 0.5) * metrics.column;
    let at = Point::new(x, axis.y(value.value()));
    let color = cx.theme.persona(main.colour);
    let ground = header::ground(cx, &scene.story.stages[scene.story.columns[column].stage]);
    let reach = notable_marker(sheet, metrics, color, at, ground);
    let width = scene.spec.columns.len() as f64 * metrics.column;
    let bounds = Rect::new(4.0, 2.0, width - 4.0, axis.height - 2.0);

    let words = format!("{} {value}", telling.words());
    let title = cx.text.paragraph(&words, metrics.emotion.notable, one_line(f64::INFINITY));
    let quote = (telling != Telling::End).then(|| thought(cx, scene, main, column)).flatten();
    let own = Rect::from_center_size(at, (reach * 2.0, reach * 2.0));
    let best = |quote: Option<&Paragraph>| {
        let size = words_size(&title, quote);
        let line = f64::from(metrics.emotion.notable.line_height);
        let places = spots(at, reach, size, line, stand_below(telling), bounds);
        let cost = |spot: &Spot| {
            let rect = Rect::from_origin_size(spot.corner, size);
            let inside = rect.intersect(bounds) == rect;
            let over_marker = rect.intersect(own);
            let marker = if over_marker.width() > 0.0 && over_marker.height() > 0.0 { 50.0 } else { 0.0 };
            let line = spot
                .leader
                .map_or(0.0, |(from, to)| obstacles.cost(Rect::from_points(from, to).inflate(0.0, 1.0)) * 0.5);
            let covered = obstacles.cost(rect.inflate(3.0, 0.0)) + marker + line;
            covered * 4.0 + spot.penalty + if inside { 0.0 } else { 4000.0 }
        };
        let costs: Vec<f64> = places.iter().map(cost).collect();
        costs.into_iter().zip(places).min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let with_quote = quote.as_deref().and_then(|quote| best(Some(quote)).map(|(cost, spot)| (cost, spot, Some(quote))));
    // A thought that would cover a line is left to its own lane.
    let chosen =
        with_quote.filter(|(cost, ..)| *cost < 8.0).or_else(|| best(None).map(|(cost, spot)| (cost, spot, None)));
    let Some((_, spot, quote)) = chosen else { return };
    let words = Words { title: &title, quote, at, spot };
    let rect = words.write(sheet, cx, scene, obstacles, color);
    obstacles.add(rect);
    obstacles.add(own);
}

/// What the main persona thinks in a column, from her first lane of thoughts.
fn thought(cx: &mut Cx<'_>, scene: &Scene<'_>, main: &Player, column: usize) -> Option<Arc<Paragraph>> {
    let journey = cx.journey;
    let hers =
        journey.lanes().iter().filter(|lane| lane.kind == LaneKind::Text && lane.persona == Some(main.persona.id));
    let touchpoint = scene.story.touchpoint(column)?;
    let text = hers.filter_map(|lane| touchpoint.texts.get(&lane.id)).find(|text| !text.trim().is_empty())?;
    let width = (scene.metrics().column * 2.4).min(MOST_WIDTH);
    let room = Room { width, max_lines: 2, align: Align::Start };
    let paragraph = balanced(cx, &quoted(text.trim()), scene.metrics().emotion.quote, room);
    (!paragraph.elided).then_some(paragraph)
}

fn words_size(title: &Paragraph, quote: Option<&Paragraph>) -> Size {
    let (width, height) = quote.map_or((0.0, 0.0), |quote| (quote.width, quote.height));
    Size::new(title.width.max(width), title.height + height)
}

/// Places for words of a size around a marker: above and below it in several heights, beside it, and further off
/// with a leading line.
fn spots(at: Point, reach: f64, size: Size, line: f64, below_first: bool, bounds: Rect) -> Vec<Spot> {
    let (w, h) = (size.width, size.height);
    let mut spots = Vec::new();
    let within = |x: f64| x.min(bounds.x1 - w).max(bounds.x0);
    for below in [below_first, !below_first] {
        let side = if below == below_first { 0.0 } else { 3.0 };
        for (lift, far) in [(0.0, 0.0), (8.0, 1.2), (17.0, 2.4), (26.0, 3.6)] {
            let y = if below { at.y + reach + 3.0 + lift } else { at.y - reach - 3.0 - h - lift };
            for (part, aside) in [(0.5, 0.0), (0.3, 1.5), (0.7, 1.5), (0.1, 3.0), (0.9, 3.0)] {
                let corner = Point::new(within(at.x - w * part), y);
                spots.push(Spot { corner, leader: None, penalty: side + far + aside });
            }
        }
    }
    for (index, drop) in [-line / 2.0, 4.0, -h - 4.0].into_iter().enumerate() {
        let penalty = 2.5 + index as f64;
        let closer = if index == 0 { 0.0 } else { 4.0 };
        for x in [at.x + reach + 6.0 - closer, at.x - reach - 6.0 - w + closer] {
            spots.push(Spot { corner: Point::new(x, at.y + drop), leader: None, penalty });
        }
    }
    for side in [1.0, -1.0] {
        let start = Point::new(at.x + side * (reach + 1.0), at.y);
        let end = Point::new(start.x + side * LEADER, at.y);
        let x = if side > 0.0 { end.x + 6.0 } else { end.x - 6.0 - w };
        spots.push(Spot { corner: Point::new(x, at.y - line / 2.0), leader: Some((start, end)), penalty: 6.0 });
    }
    spots
}

/// Words at their place.
struct Words<'a> {
    title: &'a Paragraph,
    quote: Option<&'a Paragraph>,
    /// The point they tell about.
    at: Point,
    spot: Spot,
}

impl Words<'_> {
    fn write(&self, sheet: &mut Sheet, cx: &Cx<'_>, scene: &Scene<'_>, taken: &Obstacles, color: Color) -> Rect {
        if let Some((from, to)) = self.spot.leader {
            sheet.line(from, to, solid(color, 1.5));
        }
        let (corner, size) = (self.spot.corner, words_size(self.title, self.quote));
        // Each line stands as near to the point as the words' room lets it.
        let near = |width: f64| (self.at.x - width / 2.0).min(corner.x + size.width - width).max(corner.x);
        let title = Point::new(near(self.title.width), corner.y);
        let title_rect = Rect::from_origin_size(title, Size::new(self.title.width, self.title.height));
        let quote = self.quote.map(|quote| {
            let corner = Point::new(near(quote.width), title_rect.y1);
            (quote, Rect::from_origin_size(corner, Size::new(quote.width, quote.height)))
        });
        for rect in [Some(title_rect), quote.map(|(_, rect)| rect)].into_iter().flatten() {
            if taken.cost(rect) == 0.0 {
                clear(sheet, cx, scene, rect.inflate(2.0, -3.0));
            }
        }
        sheet.paragraph(self.title, title, color);
        if let Some((quote, rect)) = quote {
            sheet.paragraph(quote, rect.origin(), cx.theme.ink);
        }
        Rect::from_origin_size(corner, size)
    }
}

/// Takes the grid and the edges of stages away below words.
fn clear(sheet: &mut Sheet, cx: &Cx<'_>, scene: &Scene<'_>, rect: Rect) {
    let (first, pitch) = (scene.spec.columns.start, scene.metrics().column);
    for (index, range) in shown_stages(scene) {
        let x = |column: usize| (column - first) as f64 * pitch;
        let part = rect.intersect(Rect::new(x(range.start), rect.y0, x(range.end), rect.y1));
        if part.width() > 0.0 {
            sheet.fill(part, 0.0, header::ground(cx, &scene.story.stages[index]));
        }
    }
}
