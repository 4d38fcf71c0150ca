//! Links that leave the order of the columns: branches and loops, as arcs above the cards.
//!
//! A link from one touchpoint to the next is what the order says anyway, and is not drawn.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::band::Cx;
use super::metrics::Metrics;
use super::sheet::{Sheet, one_line, solid};
use super::story::{Place, Story};
use crate::frame::{Block, Part, Subject};
use crate::geom::{BezPath, Point, Rect};
use crate::model::*;

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
#[derive(Debug, Default)]
pub(crate) struct Arches {
    all: Arc<[Arch]>,
    /// The columns at which arcs leave and enter, each with the arc's place in `all`; in order.
    ends: Vec<(usize, usize)>,
}

impl Arches {
    /// The arcs of a whole story.
    pub fn of(journey: &Journey, story: &Story) -> Arches {
        let all = arches(journey, story);
        let mut ends: Vec<(usize, usize)> =
            all.iter().enumerate().flat_map(|(index, arch)| [(arch.from, index), (arch.to, index)]).collect();
        ends.sort_unstable();
        Arches { all: all.into(), ends }
    }

    /// The arcs that leave or enter some columns. Those of all columns are one and the same list each time.
    pub fn touching(&self, columns: &Range<usize>) -> Arc<[Arch]> {
        let ends = self.ends.first().zip(self.ends.last());
        if ends.is_none_or(|((first, _), (last, _))| columns.contains(first) && columns.contains(last)) {
            return self.all.clone();
        }
        let first = self.ends.partition_point(|(column, _)| *column < columns.start);
        let ends = self.ends[first..].iter().take_while(|(column, _)| *column < columns.end);
        let mut found: Vec<usize> = ends.map(|(_, index)| *index).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|index| self.all[index].clone()).collect()
    }
}

fn arches(journey: &Journey, story: &Story) -> Vec<Arch> {
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
    let levels = levels(arches.iter().map(|arch| (arch.from.min(arch.to), arch.from.max(arch.to))));
    arches.iter_mut().zip(levels).for_each(|(arch, level)| arch.level = level);
    arches
}

/// The lowest level for each of these stretches of columns, first and last one included, on which none before it lies
/// in its way. Beyond [`MOST_LEVELS`] they share the highest.
pub(crate) fn levels(stretches: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    // For each level but the highest, which takes all that is left, its stretches by where they begin; none overlap.
    let mut levels: [BTreeMap<usize, usize>; MOST_LEVELS - 1] = Default::default();
    let place = |(low, high): (usize, usize)| {
        let is_free =
            |level: &BTreeMap<usize, usize>| level.range(..=high).next_back().is_none_or(|(_, end)| *end < low);
        let level = levels.iter().position(is_free).unwrap_or(MOST_LEVELS - 1);
        if let Some(level) = levels.get_mut(level) {
            level.insert(low, high);
        }
        level
    };
    stretches.map(place).collect()
}

/// Height of the room above the cards that a band's arcs need.
pub(crate) fn room<'a>(arches: impl Iterator<Item = &'a Arch>, metrics: &Metrics) -> f64 {
    arches.map(|arch| arch.level + 1).max().map_or(0.0, |levels| levels as f64 * metrics.link_level + 4.0)
}

/// Where an arc lies, its band's left edge and the lane's top at the origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reach {
    /// The middles of the cards it leaves and enters; `None` outside the band: there it runs to the band's edge.
    pub ends: (Option<f64>, Option<f64>),
    /// The band's edges.
    pub edges: (f64, f64),
    /// Between what its words may stand if they are longer than it.
    pub words: (f64, f64),
    /// The room above the cards.
    pub lead: f64,
}

/// Arcs leave right of a card's middle and enter left of it, so that both can be told apart at one card.
fn aside(metrics: &Metrics) -> f64 {
    (metrics.card_width() * 0.22).min(24.0)
}

/// Where an arc leaves and enters, or runs off the band.
fn feet(metrics: &Metrics, arch: &Arch, (start, end): (Option<f64>, Option<f64>), edges: (f64, f64)) -> (f64, f64) {
    let (low, high) = edges;
    let outside = if arch.to > arch.from { (low, high) } else { (high, low) };
    let aside = aside(metrics);
    (start.map_or(outside.0, |x| x + aside), end.map_or(outside.1, |x| x - aside))
}

/// How far the words of an arc may reach to either side before they meet another arc. `ends` are those of each.
pub(crate) fn room_for_words<'a>(
    metrics: &Metrics,
    arch: &Arch,
    others: impl Iterator<Item = &'a Arch>,
    ends: impl Fn(&Arch) -> (Option<f64>, Option<f64>),
    edges: (f64, f64),
) -> (f64, f64) {
    let extent = |arch: &Arch| {
        let (leave, enter) = feet(metrics, arch, ends(arch), edges);
        (leave.min(enter), leave.max(enter))
    };
    let (left, right) = extent(arch);
    let (mut low, mut high) = edges;
    for other in others.filter(|other| other.link.id != arch.link.id && other.level >= arch.level) {
        let (from, to) = extent(other);
        for leg in [from, to] {
            // Two neighbours on one level share the room between them; the leg of a higher one is in the way.
            let share = if other.level == arch.level { 0.5 } else { 0.9 };
            if leg < left {
                low = low.max(left + (leg - left) * share);
            } else if leg > right {
                high = high.min(right + (leg - right) * share);
            }
        }
    }
    (low, high)
}

/// An arc, the band's left edge and the lane's top at the origin, and whether its words had to be cut.
pub(crate) fn draw(cx: &mut Cx<'_>, metrics: &Metrics, arch: &Arch, reach: Reach) -> (Arc<Block>, bool) {
    const CORNER: f64 = 6.0;
    let Reach { ends: (start, end), edges, lead, .. } = reach;
    let mut sheet = Sheet::new();
    let color = cx.theme.ink_soft;
    let onward = arch.to > arch.from;
    let (leave, enter) = feet(metrics, arch, (start, end), edges);
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
    let cut = words(&mut sheet, cx, metrics, arch, ((left + CORNER, right - CORNER), reach), y);
    (Arc::new(sheet.into_block()), cut)
}

/// The condition of a link on its arc, longer than the arc where it has to be; returns whether it was cut.
fn words(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    arch: &Arch,
    ((left, right), reach): ((f64, f64), Reach),
    y: f64,
) -> bool {
    const PAD: f64 = 4.0;
    let label = arch.link.label.trim();
    if label.is_empty() {
        return false;
    }
    let needed = cx.text.width(label, metrics.note) + 2.0 * PAD;
    let (low, high) = if needed <= right - left { (left, right) } else { (reach.words.0 + 2.0, reach.words.1 - 2.0) };
    let too_long = needed > high - low;
    // An arc that runs on in another row says its condition where it starts, if it cannot say it here.
    if high - low < 30.0 || (too_long && reach.ends.0.is_none()) {
        return reach.ends.0.is_some();
    }
    let width = needed.min(high - low);
    let middle = ((left + right) / 2.0).min(high - width / 2.0).max(low + width / 2.0);
    let paragraph = cx.text.paragraph(label, metrics.note, one_line(width - 2.0 * PAD + 0.5));
    let ground = Rect::from_center_size(Point::new(middle, y), (width, paragraph.height));
    sheet.fill(ground, 4.0, cx.theme.canvas);
    let ink = cx.theme.ink_soft;
    sheet.paragraph(&paragraph, Point::new(ground.x0 + PAD, ground.y0), ink);
    sheet.tag(Subject::Link(arch.link.id), Part::Name, ground, label);
    paragraph.elided
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_stretch_has_the_lowest_level_on_which_none_before_it_is_in_its_way(
            ends in proptest::collection::vec((0usize..40, 0usize..12), 0..40),
        ) {
            let stretches: Vec<(usize, usize)> = ends.into_iter().map(|(low, length)| (low, low + length)).collect();
            let found = levels(stretches.iter().copied());
            for (at, (low, high)) in stretches.iter().enumerate() {
                let is_free = |level: usize| {
                    let before = stretches[..at].iter().zip(&found).filter(|(_, of)| **of == level);
                    before.into_iter().all(|((l, h), _)| high < l || h < low)
                };
                let lowest = (0..MOST_LEVELS - 1).find(|level| is_free(*level)).unwrap_or(MOST_LEVELS - 1);
                prop_assert_eq!(found[at], lowest);
            }
        }
    }
}
