//! The signs of a comparison: what became of a card or a text, chips, pills, and the words that go with them.
//!
//! Every sign says what it means by its form, and by its colour only besides. The legend draws the same ones.

use super::look::Look;
use crate::compare::{Entry, Mark, Sign};
use crate::frame::Color;
use crate::geom::{Point, Rect, Vec2};
use crate::layout::band::Cx;
use crate::layout::marks::polygon;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, one_line, solid};
use crate::model::signed;
use crate::text::{Icon, TextStyle, Weight};

/// Dashes of the second journey's curve.
pub(super) const DASH_SECOND: &[f64] = &[8.0, 5.0];
/// Dashes around what is new.
pub(super) const DASH_NEW: &[f64] = &[5.0, 3.0];

/// From this mean gap on, a stage's chip is solid.
const LARGE_GAP: f64 = 4.0;

/// What became of an entry in words, within a sentence: "moved 2 steps earlier".
pub(super) fn fate(entry: Option<&Entry>, mark: Mark) -> String {
    match mark {
        Mark::Kept => "kept".to_owned(),
        Mark::Changed => "changed".to_owned(),
        Mark::Moved => match entry.and_then(moved) {
            Some(way) => format!("moved {way}"),
            None => "moved".to_owned(),
        },
        Mark::Split => format!("split in {}", entry.map_or(2, |entry| entry.to.len())),
        Mark::Merged => format!("merged from {}", entry.map_or(2, |entry| entry.from.len())),
        Mark::Removed => "removed".to_owned(),
        Mark::Added => "added".to_owned(),
    }
}

/// Where an entry moved: "2 steps earlier".
pub(super) fn moved(entry: &Entry) -> Option<String> {
    let moved = entry.moved?;
    let noun = if moved.steps.abs() == 1 { "step" } else { "steps" };
    Some(match moved.steps {
        0 => "to another stage".to_owned(),
        steps if steps < 0 => format!("{} {noun} earlier", -steps),
        steps => format!("{steps} {noun} later"),
    })
}

/// The disc that says what became of a card; what was kept has none.
pub(super) fn disc(sheet: &mut Sheet, cx: &mut Cx<'_>, sign: Sign, center: Point, radius: f64) {
    let theme = cx.theme;
    let icon = (radius * 1.45) as f32;
    let on_ink = |sheet: &mut Sheet, cx: &mut Cx<'_>, symbol: Icon| {
        sheet.circle(center, radius, Some(theme.ink), None);
        sheet.icon(cx, symbol, true, icon, center, theme.canvas);
    };
    match sign {
        Sign::Kept => {}
        Sign::Changed => {
            sheet.circle(center, radius, Some(theme.ink), None);
            let r = radius * 0.52;
            let middle = center - Vec2::new(0.0, radius * 0.06);
            let triangle = polygon(middle, &[(0.0, -r), (r, r * 0.8), (-r, r * 0.8)]);
            sheet.path(triangle, None, Some(solid(theme.canvas, radius * 0.19)));
        }
        Sign::Moved => on_ink(sheet, cx, Icon::ArrowForward),
        Sign::Split => on_ink(sheet, cx, Icon::CallSplit),
        Sign::Merged => on_ink(sheet, cx, Icon::Merge),
        Sign::Removed => {
            sheet.circle(center, radius - 0.75, Some(theme.canvas), Some(solid(theme.ink_soft, 1.5)));
            let reach = radius * 0.5;
            let (from, to) = (center - Vec2::new(reach, 0.0), center + Vec2::new(reach, 0.0));
            sheet.line(from, to, solid(theme.ink_soft, 1.5));
        }
        Sign::Added => {
            sheet.circle(center, radius, Some(theme.accent), None);
            sheet.icon(cx, Icon::Add, false, icon, center, theme.on_fill);
        }
        Sign::Unsure => {
            sheet.circle(center, radius - 0.75, Some(theme.card), Some(dashed(theme.accent, 1.5, DASH_LATER)));
            let size = (radius * 1.5) as f32;
            let style = TextStyle { size, line_height: size * 1.25, weight: Weight::SemiBold, tabular: false };
            sheet.centered(cx, "?", style, center, theme.accent);
        }
    }
}

/// The colour of a gap.
pub(super) fn gap_color(cx: &Cx<'_>, gap: f64) -> Color {
    if gap < 0.0 { cx.theme.pain } else { cx.theme.opp }
}

/// Up or down.
pub(super) fn trend_icon(gap: f64) -> Icon {
    if gap < 0.0 { Icon::TrendingDown } else { Icon::TrendingUp }
}

/// The width of a stage's chip.
pub(super) fn chip_width(cx: &mut Cx<'_>, look: &Look, gap: f64) -> f64 {
    let icon = look.pill * 0.7;
    (cx.text.width(&signed(gap), look.figure) + icon + 3.0 + look.pill * 0.8).ceil()
}

/// A stage's mean gap as a chip with its left middle at `left`: solid where it is large.
pub(super) fn chip(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, gap: f64, left: Point) -> Rect {
    let (height, width) = (look.pill, chip_width(cx, look, gap));
    let rect = Rect::new(left.x, left.y - height / 2.0, left.x + width, left.y + height / 2.0);
    let color = if gap == 0.0 { cx.theme.ink_soft } else { gap_color(cx, gap) };
    let ink = if gap.abs() >= LARGE_GAP {
        sheet.fill(rect, height / 2.0, color);
        cx.theme.on_fill
    } else {
        sheet.framed(rect, height / 2.0, Some(cx.theme.card), solid(color, 1.0));
        color
    };
    let icon = height * 0.7;
    let x = rect.x0 + height * 0.4;
    let middle = left.y;
    if gap == 0.0 {
        sheet.line(Point::new(x + 2.0, middle), Point::new(x + icon - 2.0, middle), solid(ink, 1.5));
    } else {
        sheet.icon(cx, trend_icon(gap), false, icon as f32, Point::new(x + icon / 2.0, middle), ink);
    }
    let words = cx.text.paragraph(&signed(gap), look.figure, one_line(f64::INFINITY));
    sheet.paragraph(&words, Point::new(x + icon + 3.0, middle - words.height / 2.0), ink);
    rect
}

/// A pill with words, its middle at `center`. Returns where it lies.
pub(super) fn pill(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, words: &str, center: Point, colors: Pill) -> Rect {
    let style = colors.style.unwrap_or(look.word);
    let paragraph = cx.text.paragraph(words, style, one_line(f64::INFINITY));
    let rect = Rect::from_center_size(center, ((paragraph.width + look.pill * 0.8).ceil(), look.pill));
    sheet.framed(rect, look.pill / 2.0, Some(cx.theme.card), colors.stroke(1.0));
    sheet.paragraph(&paragraph, center - Vec2::new(paragraph.width, paragraph.height) / 2.0, colors.ink);
    rect
}

/// How a pill is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pill {
    /// Its words.
    pub ink: Color,
    /// Its edge.
    pub edge: Color,
    /// Whether the edge is dashed, as around what is only assumed.
    pub dashed: bool,
    /// The words' style, where it is not the usual one.
    pub style: Option<TextStyle>,
}

impl Pill {
    fn stroke(self, width: f64) -> crate::frame::Stroke {
        if self.dashed { dashed(self.edge, width, DASH_LATER) } else { solid(self.edge, width) }
    }
}
