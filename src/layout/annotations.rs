//! The main persona's peak, lowest point and end in words, with what she thinks there.

use super::band::Cx;
use super::header;
use super::lanes::emotion::{Axis, notable_marker};
use super::lanes::{Scene, quoted};
use super::obstacles::Obstacles;
use super::sheet::{Sheet, one_line, solid};
use super::story::Player;
use crate::frame::{Block, Color};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::model::LaneKind;
use crate::text::{Align, Paragraph, Room};

/// Length of the line from a marker to words that stand apart from it.
const LEADER: f64 = 34.0;

/// Words at a point of the curve: where they may stand, best first.
struct Spot {
    /// Top left corner of the words.
    corner: Point,
    /// A line from the marker to the words.
    leader: Option<(Point, Point)>,
    /// Whether the first line stands at the right, because the marker does.
    at_right: bool,
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
    let mut sheet = Sheet::new();
    let Some(main) = scene.story.cast.first() else { return sheet.into_block() };
    let Some(notable) = main.notable else { return sheet.into_block() };
    let mut told: Vec<usize> = Vec::new();
    for (word, column) in [("Peak", notable.peak), ("Lowest", notable.lowest), ("End", notable.end)] {
        if scene.spec.columns.contains(&column) && !told.contains(&column) {
            told.push(column);
            let words = match column == notable.end && word != "End" {
                true => format!("{word} and end"),
                false => word.to_owned(),
            };
            annotate(&mut sheet, cx, scene, main, (&words, column), axis, &mut obstacles);
        }
    }
    sheet.into_block()
}

fn annotate(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    scene: &Scene<'_>,
    main: &Player,
    (word, column): (&str, usize),
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

    let style = metrics.emotion.notable;
    let around = Around { at, reach, bounds, line: f64::from(style.line_height), obstacles };
    let title = cx.text.paragraph(&format!("{word} {value}"), style, one_line(f64::INFINITY));
    let short = word.split(' ').next().unwrap_or(word);
    let short = cx.text.paragraph(&format!("{short} {value}"), style, one_line(f64::INFINITY));
    let quote = (word != "End").then(|| thought(cx, scene, main, column)).flatten();
    // A thought that would cover a line is left to its own lane, and words that would cover others are shortened.
    let tries = [(&title, quote.as_deref(), 20.0), (&title, None, 40.0), (&short, None, f64::INFINITY)];
    for (title, quote, limit) in tries {
        let Some((cost, spot)) = around.best(title, quote) else { continue };
        if cost < limit {
            let rect = write(sheet, cx, title, quote, &spot, color);
            obstacles.add(rect);
            obstacles.add(Rect::from_center_size(at, (reach * 2.0, reach * 2.0)));
            return;
        }
    }
}

/// A marker and what lies around it.
struct Around<'a> {
    at: Point,
    /// How far the marker reaches from its middle.
    reach: f64,
    /// Words stay within.
    bounds: Rect,
    /// Height of the first line.
    line: f64,
    obstacles: &'a Obstacles,
}

impl Around<'_> {
    /// The place where words cover least, and how much that is.
    fn best(&self, title: &Paragraph, quote: Option<&Paragraph>) -> Option<(f64, Spot)> {
        let size = words_size(title, quote);
        let spots = spots(self.at, self.reach, (size, title.width), self.line);
        let costs =
            spots.into_iter().enumerate().map(|(index, spot)| (self.cost(&spot, size) * 4.0 + index as f64, spot));
        costs.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    fn cost(&self, spot: &Spot, size: Size) -> f64 {
        let own = Rect::from_center_size(self.at, (self.reach * 2.0, self.reach * 2.0));
        let rect = Rect::from_origin_size(spot.corner, size);
        let over_marker = rect.intersect(own);
        let marker = if over_marker.width() > 0.0 && over_marker.height() > 0.0 { 50.0 } else { 0.0 };
        let outside = if rect.intersect(self.bounds) == rect { 0.0 } else { 1000.0 };
        let line = spot
            .leader
            .map_or(0.0, |(from, to)| self.obstacles.cost(Rect::from_points(from, to).inflate(0.0, 1.0)) * 0.5);
        self.obstacles.cost(rect.inflate(3.0, 1.0)) + marker + line + outside
    }
}

/// What the main persona thinks in a column, from her first lane of thoughts.
fn thought(cx: &mut Cx<'_>, scene: &Scene<'_>, main: &Player, column: usize) -> Option<std::sync::Arc<Paragraph>> {
    let journey = cx.journey;
    let hers =
        journey.lanes().iter().filter(|lane| lane.kind == LaneKind::Text && lane.persona == Some(main.persona.id));
    let touchpoint = scene.story.touchpoint(column)?;
    let text = hers.filter_map(|lane| touchpoint.texts.get(&lane.id)).find(|text| !text.trim().is_empty())?;
    let room = Room { width: scene.metrics().column * 2.4, max_lines: 2, align: Align::Start };
    let paragraph = cx.text.paragraph(&quoted(text.trim()), scene.metrics().emotion.quote, room);
    (!paragraph.elided).then_some(paragraph)
}

fn words_size(title: &Paragraph, quote: Option<&Paragraph>) -> Size {
    let (width, height) = quote.map_or((0.0, 0.0), |quote| (quote.width, quote.height));
    Size::new(title.width.max(width), title.height + height)
}

/// Places for words of a size around a marker, best first. `title` is the width of their first line.
fn spots(at: Point, reach: f64, (size, title): (Size, f64), line: f64) -> Vec<Spot> {
    let (w, h) = (size.width, size.height);
    let spot = |x: f64, y: f64| Spot { corner: Point::new(x, y), leader: None, at_right: false };
    let ending = |x: f64, y: f64| Spot { at_right: true, ..spot(x, y) };
    let right = at.x + reach + 6.0;
    let left = at.x - reach - 6.0 - w;
    let led = |side: f64| {
        let start = Point::new(at.x + side * (reach + 1.0), at.y);
        let end = Point::new(start.x + side * LEADER, at.y);
        let x = if side > 0.0 { end.x + 6.0 } else { end.x - 6.0 - w };
        Spot { corner: Point::new(x, at.y - line / 2.0), leader: Some((start, end)), at_right: side < 0.0 }
    };
    vec![
        spot(at.x - title / 2.0, at.y - reach - 5.0 - h),
        spot(right, at.y - line / 2.0),
        spot(at.x - title / 2.0, at.y + reach + 4.0),
        spot(right - 4.0, at.y + 4.0),
        ending(left + 4.0, at.y + 4.0),
        spot(right - 4.0, at.y - h - 4.0),
        ending(left + 4.0, at.y - h - 4.0),
        ending(left, at.y - line / 2.0),
        led(1.0),
        led(-1.0),
        spot(at.x - reach, at.y - reach - 5.0 - h),
        ending(at.x + reach - w, at.y - reach - 5.0 - h),
        spot(at.x - reach, at.y + reach + 4.0),
        spot(at.x - title / 2.0, at.y - reach - 27.0 - h),
        spot(at.x - title / 2.0, at.y + reach + 26.0),
        ending(at.x + reach - w, at.y + reach + 4.0),
    ]
}

fn write(
    sheet: &mut Sheet,
    cx: &Cx<'_>,
    title: &Paragraph,
    quote: Option<&Paragraph>,
    spot: &Spot,
    color: Color,
) -> Rect {
    if let Some((from, to)) = spot.leader {
        sheet.line(from, to, solid(color, 1.5));
    }
    let size = words_size(title, quote);
    let aside = if spot.at_right { size.width - title.width } else { 0.0 };
    let mut rect = sheet.paragraph(title, spot.corner + Vec2::new(aside, 0.0), color);
    if let Some(quote) = quote {
        rect = rect.union(sheet.paragraph(quote, Point::new(spot.corner.x, rect.y1), cx.theme.ink));
    }
    rect
}
