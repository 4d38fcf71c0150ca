//! Links that leave the order of the columns: branches and loops, as arcs above the cards.
//!
//! A link from one touchpoint to the next is what the order says anyway, and is not drawn.

use std::sync::Arc;

use super::band::Cx;
use super::lanes::Cell;
use super::metrics::Metrics;
use super::sheet::{Sheet, solid};
use super::story::{Place, Story};
use crate::frame::{Part, Subject};
use crate::geom::{BezPath, Point, Rect};
use crate::model::*;
use crate::text::{Align, Room};

/// Arcs beyond so many levels share the highest.
const MOST_LEVELS: usize = 4;

/// A link as an arc over columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arch {
    /// The link.
    pub link: Link,
    /// The column it leaves.
    pub from: usize,
    /// The column it enters.
    pub to: usize,
    /// How many arcs lie below it.
    pub level: usize,
}

/// The links of a story that its columns do not tell, shortest first.
pub(crate) fn arches(journey: &Journey, story: &Story) -> Vec<Arch> {
    let mut places: Vec<(TouchpointId, usize)> = Vec::with_capacity(story.columns.len());
    for (column, found) in story.columns.iter().enumerate() {
        if let Place::Step { touchpoint, .. } = &found.place {
            places.push((touchpoint.id, column));
        }
    }
    places.sort_unstable();
    let column = |id: TouchpointId| places.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| places[at].1);
    let number = |column: usize| story.number(column).unwrap_or(0);
    let mut arches: Vec<Arch> = Vec::new();
    for link in journey.links() {
        let (Some(from), Some(to)) = (column(link.from), column(link.to)) else { continue };
        if number(to) != number(from) + 1 || !link.label.is_empty() {
            arches.push(Arch { link: link.clone(), from, to, level: 0 });
        }
    }
    arches.sort_by_key(|arch| (arch.from.abs_diff(arch.to), arch.from.min(arch.to), arch.link.id));
    let mut levels: Vec<Vec<(usize, usize)>> = Vec::new();
    for arch in &mut arches {
        let (low, high) = (arch.from.min(arch.to), arch.from.max(arch.to));
        let free = |level: &Vec<(usize, usize)>| level.iter().all(|(l, h)| high < *l || *h < low);
        let level = levels.iter().position(free).unwrap_or(levels.len()).min(MOST_LEVELS - 1);
        if levels.len() <= level {
            levels.push(Vec::new());
        }
        levels[level].push((low, high));
        arch.level = level;
    }
    arches
}

/// Height of the room above the cards that a band's arcs need.
pub(crate) fn room<'a>(arches: impl Iterator<Item = &'a Arch>, metrics: &Metrics) -> f64 {
    arches.map(|arch| arch.level + 1).max().map_or(0.0, |levels| levels as f64 * metrics.link_level + 4.0)
}

/// An arc from `x0` to `x1` (the middles of the cards), the first column's left edge and the lane's top at the origin.
/// The ends that lie outside the band are `None`: there the arc runs to its edge.
pub(crate) fn draw(
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    arch: &Arch,
    (start, end): (Option<f64>, Option<f64>),
    (low, high): (f64, f64),
    lead: f64,
) -> Cell {
    const CORNER: f64 = 6.0;
    let mut sheet = Sheet::new();
    let color = cx.theme.ink_soft;
    let onward = arch.to > arch.from;
    // Arcs leave right of a card's middle and enter left of it, so that both can be told apart at one card.
    let aside = (metrics.card_width() * 0.22).min(24.0);
    let outside = if onward { (low, high) } else { (high, low) };
    let leave = start.map_or(outside.0, |x| x + aside);
    let enter = end.map_or(outside.1, |x| x - aside);
    let foot = lead + metrics.lane_pad - 2.0;
    let y = lead - (arch.level as f64 + 0.5) * metrics.link_level + 2.0;
    let side = if enter >= leave { 1.0 } else { -1.0 };
    let corner = CORNER.min((enter - leave).abs() / 2.0);
    let mut path = BezPath::new();
    if start.is_some() {
        path.move_to((leave, foot));
        path.line_to((leave, y + corner));
        path.quad_to((leave, y), (leave + side * corner, y));
    } else {
        path.move_to((leave, y));
    }
    if end.is_some() {
        path.line_to((enter - side * corner, y));
        path.quad_to((enter, y), (enter, y + corner));
        path.line_to((enter, foot));
    } else {
        path.line_to((enter, y));
    }
    sheet.path(path, None, Some(solid(color, 1.5)));
    if end.is_some() {
        let tip = [(0.0, 0.0), (-4.0, -6.0), (4.0, -6.0)];
        sheet.path(super::marks::polygon(Point::new(enter, foot + 1.0), &tip), Some(color), None);
    }
    let (left, right) = (leave.min(enter), leave.max(enter));
    let rect = Rect::new(left - 4.0, y - 8.0, right + 4.0, y + 8.0);
    let condition = if arch.link.label.is_empty() { String::new() } else { format!(", {}", arch.link.label) };
    let way = if onward { "leads on" } else { "leads back" };
    sheet.tag(Subject::Link(arch.link.id), Part::Whole, rect, format!("Link{condition}, {way}"));
    condition_text(&mut sheet, cx, metrics, arch, (left + CORNER, right - CORNER), y);
    let cut = sheet.take_cut();
    Cell { block: Some(Arc::new(sheet.into_block())), height: lead, cut }
}

fn condition_text(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    arch: &Arch,
    (left, right): (f64, f64),
    y: f64,
) {
    if arch.link.label.is_empty() || right - left < 30.0 {
        return;
    }
    let room = Room { width: right - left - 8.0, max_lines: 1, align: Align::Center };
    let paragraph = cx.text.paragraph(&arch.link.label, metrics.note, room);
    let center = Point::new((left + right) / 2.0, y);
    let ground = Rect::from_center_size(center, (paragraph.width + 8.0, paragraph.height));
    sheet.fill(ground, 4.0, cx.theme.canvas);
    let (corner, ink) = (Point::new(left + 4.0, ground.y0), cx.theme.ink_soft);
    sheet.text(cx, &arch.link.label, metrics.note, room, corner, ink);
    sheet.tag(Subject::Link(arch.link.id), Part::Name, ground, arch.link.label.as_str());
}
