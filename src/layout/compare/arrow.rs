//! Where touchpoints moved: an arrow above the cards from the old place to the new one, with the way in words.

use super::common::{Common, Place};
use super::glyphs::{self, Pill};
use super::look::Look;
use crate::compare::Mark;
use crate::frame::Block;
use crate::geom::{BezPath, Point};
use crate::layout::band::Cx;
use crate::layout::links;
use crate::layout::marks::polygon;
use crate::layout::sheet::{Sheet, solid};
use crate::model::{State, TouchpointId};
use crate::text::Weight;

/// A touchpoint on its way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrow {
    /// The column it leaves.
    pub from: usize,
    /// The column it enters.
    pub to: usize,
    /// "2 steps earlier".
    pub words: String,
    /// How many arrows lie below it.
    pub level: usize,
}

/// The arrows of a common journey, shortest first.
pub(super) fn arrows(common: &Common<'_>) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    let mut old: std::collections::BTreeMap<TouchpointId, usize> = std::collections::BTreeMap::new();
    for (column, found) in common.columns.iter().enumerate() {
        if let Place::Steps([Some(from), _]) = &found.place {
            old.insert(from.touchpoint.id, column);
        }
    }
    for column in 0..common.columns.len() {
        let Some(step) = common.step(column, State::Ideal) else { continue };
        let Some(entry) = step.entry.filter(|entry| entry.mark == Mark::Moved) else { continue };
        let Some(from) = entry.from.first().and_then(|uid| old.get(&TouchpointId(*uid))) else { continue };
        if *from != column {
            let words = glyphs::moved(entry).unwrap_or_else(|| "moved".to_owned());
            arrows.push(Arrow { from: *from, to: column, words, level: 0 });
        }
    }
    arrows.sort_by_key(|arrow| (arrow.from.abs_diff(arrow.to), arrow.from.min(arrow.to)));
    // An arrow's words may be wider than the arrow, so it keeps a column's distance.
    let stretch = |arrow: &Arrow| (arrow.from.min(arrow.to), arrow.from.max(arrow.to) + 1);
    let levels = links::levels(arrows.iter().map(stretch));
    arrows.iter_mut().zip(levels).for_each(|(arrow, level)| arrow.level = level);
    arrows
}

/// Height of the room above the cards that arrows need.
pub(super) fn room<'a>(arrows: impl Iterator<Item = &'a Arrow>, look: &Look) -> f64 {
    arrows.map(|arrow| arrow.level + 1).max().map_or(0.0, |levels| levels as f64 * look.arrow + 6.0)
}

/// Where an arrow lies, its row's left edge and the lane's top at the origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reach {
    /// The middles of the cards it leaves and enters; `None` outside the row: there it runs to the row's edge.
    pub ends: (Option<f64>, Option<f64>),
    /// The row's edges.
    pub edges: (f64, f64),
    /// The room above the cards.
    pub lead: f64,
}

/// Draws an arrow.
pub(super) fn draw(cx: &mut Cx<'_>, look: &Look, arrow: &Arrow, reach: Reach) -> Block {
    let mut sheet = Sheet::new();
    let ink = cx.theme.ink;
    let foot = reach.lead + look.metrics.lane_pad - 3.0;
    let y = reach.lead - (arrow.level as f64 + 0.5) * look.arrow;
    let (low, high) = reach.edges;
    let outside = if arrow.to > arrow.from { (low, high) } else { (high, low) };
    let (leave, enter) = (reach.ends.0.unwrap_or(outside.0), reach.ends.1.unwrap_or(outside.1));
    let side = if enter >= leave { 1.0 } else { -1.0 };
    let bend = (look.arrow * 1.1).min((enter - leave).abs() / 2.0);
    let mut path = BezPath::new();
    if reach.ends.0.is_some() {
        path.move_to((leave, foot));
        path.curve_to((leave, (foot + y) / 2.0), (leave + side * bend * 0.4, y), (leave + side * bend, y));
    } else {
        path.move_to((leave, y));
    }
    let tip = foot + 1.0;
    if reach.ends.1.is_some() {
        path.line_to((enter - side * bend, y));
        path.curve_to((enter - side * bend * 0.4, y), (enter, (foot + y) / 2.0), (enter, tip - 7.0));
    } else {
        path.line_to((enter, y));
    }
    sheet.path(path, None, Some(solid(ink, 2.0)));
    if reach.ends.1.is_some() {
        let head = [(0.0, 0.0), (-5.0, -8.0), (5.0, -8.0)];
        sheet.path(polygon(Point::new(enter, tip), &head), Some(ink), None);
    }
    let style = crate::layout::compare::look::weighed(look.word, Weight::SemiBold);
    let width = cx.text.width(&arrow.words, style) + look.pill;
    let middle = ((leave + enter) / 2.0).max(low + width / 2.0 + 2.0).min(high - width / 2.0 - 2.0);
    if width < high - low {
        let pill = Pill { ink, edge: ink, dashed: false, style: Some(style) };
        glyphs::pill(&mut sheet, cx, look, &arrow.words, Point::new(middle, y), pill);
    }
    sheet.into_block()
}
