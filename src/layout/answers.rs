//! Lines from pain points to the opportunities that answer them.
//!
//! A line leaves a pain point, runs through the room between the lanes and through the gaps between columns, and ends in
//! an arrow at the opportunity, so that it never crosses anything that is written. Here never come links between
//! touchpoints (see `links.rs`).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::band::{BandSpec, Cx};
use super::links;
use super::metrics::{ItemForm, Metrics};
use super::sheet::{Sheet, solid};
use super::story::{Place, Story};
use crate::frame::{Block, Color};
use crate::geom::{BezPath, Point, Rect};
use crate::model::*;

/// Height of one level of lines between the lanes, in points.
const LEVEL: f64 = 7.0;
/// How far lines that leave stand apart from those that arrive, to either side of a card's middle.
const ASIDE: f64 = 6.0;
/// Where lines run beside one another in the gap between two columns, as parts of its width: clear of the stage's edge as
/// long as there are few.
const TRACKS: [f64; 3] = [0.2, 0.8, 0.5];
/// Where lines begin and end below and above what stands in no block, from its left edge and away from it, in points.
const BARE: f64 = 15.0;
const AIR: f64 = 5.0;
/// Half the opening where a line crosses another.
const GAP: f64 = 3.0;
/// Width of a line.
const WIDTH: f64 = 1.25;

/// An opportunity as shown in one column answers a pain point as shown in another, or in the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The pain point.
    pub pain: PainId,
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// The pain point's touchpoint and its column.
    pub from: (TouchpointId, usize),
    /// The opportunity's touchpoint and its column.
    pub to: (TouchpointId, usize),
    /// How many lines run below it between the lanes.
    pub level: usize,
    /// Which of the places for lines beside a column it runs in, where it has to.
    pub track: usize,
    /// Whether the pain point is the last of its column.
    pub from_last: bool,
    /// Whether the opportunity is the first of its column.
    pub to_first: bool,
}

/// The answers of a story, in the order of the pain points' columns.
#[derive(Debug, Default)]
pub(crate) struct Answers(Arc<[Answer]>);

impl Answers {
    /// The answers of a whole story. Where a pain point or an opportunity stands at several touchpoints, each is tied
    /// to the nearest of the other.
    pub fn of(journey: &Journey, story: &Story) -> Answers {
        let mut columns: BTreeMap<TouchpointId, usize> = BTreeMap::new();
        for (column, found) in story.columns.iter().enumerate() {
            if let Place::Step { touchpoint, .. } = &found.place {
                columns.insert(touchpoint.id, column);
            }
        }
        let places = |element: Uid| -> Vec<(TouchpointId, usize)> {
            let at = journey.touchpoints_of(element).into_iter();
            at.filter_map(|touchpoint| Some((touchpoint.id, *columns.get(&touchpoint.id)?))).collect()
        };
        let mut found = Vec::new();
        for opportunity in journey.opportunities() {
            let tos = places(opportunity.id.0);
            for pain in journey.pains_of(opportunity.id) {
                let froms = places(pain.id.0);
                for (from, to) in nearest(&froms, &tos) {
                    found.push(answer(journey, (pain.id, from), (opportunity.id, to)));
                }
            }
        }
        found.sort_by_key(|answer: &Answer| {
            (answer.from.1.abs_diff(answer.to.1), answer.from.1, answer.to.1, answer.pain, answer.opportunity)
        });
        let far = found.partition_point(|answer| answer.from.1 == answer.to.1);
        let stretch = |answer: &Answer| (answer.from.1.min(answer.to.1), answer.from.1.max(answer.to.1));
        let levels = links::levels(found[far..].iter().map(stretch));
        found[far..].iter_mut().zip(levels).for_each(|(answer, level)| answer.level = level);
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for answer in found.iter_mut().filter(|answer| !(answer.from_last && answer.to_first)) {
            let ends = [answer.from.1, answer.to.1];
            let next = ends.iter().filter_map(|column| taken.get(column)).max().copied().unwrap_or(0);
            answer.track = next % TRACKS.len();
            taken.extend(ends.map(|column| (column, next + 1)));
        }
        found.sort_by_key(|answer| (answer.from.1, answer.to.1, answer.pain, answer.opportunity));
        Answers(found.into())
    }

    /// Whether nothing answers anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answers of which a band shows at least one end. Those of all columns are one and the same list each time.
    pub fn touching(&self, columns: &Range<usize>) -> Arc<[Answer]> {
        let touches = |answer: &&Answer| columns.contains(&answer.from.1) || columns.contains(&answer.to.1);
        if self.0.iter().all(|answer| touches(&answer)) {
            return self.0.clone();
        }
        self.0.iter().filter(touches).copied().collect()
    }
}

fn answer(
    journey: &Journey,
    (pain, from): (PainId, (TouchpointId, usize)),
    (opportunity, to): (OpportunityId, (TouchpointId, usize)),
) -> Answer {
    let from_last = journey.pains_at(from.0).last().is_some_and(|last| last.id == pain);
    let to_first = journey.opportunities_at(to.0).first().is_some_and(|first| first.id == opportunity);
    Answer { pain, opportunity, from, to, level: 0, track: 0, from_last, to_first }
}

type At = (TouchpointId, usize);

/// Every place with the nearest one of the other kind, each pair once.
fn nearest(froms: &[At], tos: &[At]) -> Vec<(At, At)> {
    let near =
        |column: usize, others: &[At]| others.iter().min_by_key(|other| (other.1.abs_diff(column), other.1)).copied();
    let mut pairs: Vec<(At, At)> = Vec::new();
    let forth = froms.iter().filter_map(|from| Some((*from, near(from.1, tos)?)));
    let back = tos.iter().filter_map(|to| Some((near(to.1, froms)?, *to)));
    for pair in forth.chain(back) {
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    pairs
}

/// Between which lanes a band draws its answers, by their places among the lanes; `None` where it draws none.
pub(crate) fn lanes(spec: &BandSpec<'_>) -> Option<(usize, usize)> {
    let drawn = match spec.metrics.items.form {
        ItemForm::Block | ItemForm::Stacked | ItemForm::Bare => spec.answers,
        ItemForm::Mark => false,
    };
    let lane = |kind| spec.lanes.iter().position(|lane| lane.kind == kind);
    drawn.then(|| Some((lane(LaneKind::Pains)?, lane(LaneKind::Opportunities)?)))?
}

/// Height of the room above the lower of both lanes that a band's lines need.
pub(crate) fn room(answers: &[Answer]) -> f64 {
    let apart = answers.iter().filter(|answer| answer.from.1 != answer.to.1);
    apart.map(|answer| answer.level + 1).max().map_or(0.0, |levels| levels as f64 * LEVEL + 3.0)
}

/// Where a line runs, in points of the band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Route {
    /// The pain point; `None` where another band shows it.
    pub from: Option<Rect>,
    /// The opportunity; `None` where another band shows it.
    pub to: Option<Rect>,
    /// The band's edges.
    pub edges: (f64, f64),
    /// Lower edge of the room between the lanes.
    pub foot: f64,
    /// Whether nothing stands between the pain points and the opportunities, which are below them.
    pub adjacent: bool,
}

/// The bends of a line from end to end, in points of the band.
pub(crate) fn bends(metrics: &Metrics, answer: &Answer, route: &Route) -> Vec<Point> {
    let mut bends = Vec::new();
    let y = route.foot - (answer.level as f64 + 0.5) * LEVEL - 1.0;
    let beside = |rect: Rect| rect.x1 + metrics.gap * TRACKS[answer.track];
    let same = answer.from.1 == answer.to.1;
    // Text that stands in no block is set at the left; lines keep clear of it.
    let bare = metrics.items.form == ItemForm::Bare;
    let middle = |rect: Rect| if bare { rect.x0 + BARE } else { rect.center().x };
    let air = if bare { AIR } else { 0.0 };
    let onward = answer.to.1 >= answer.from.1;
    match route.from {
        Some(rect) if answer.from_last && route.adjacent && (!same || answer.to_first) => {
            let x = middle(rect) + if same { 0.0 } else { ASIDE };
            bends.push(Point::new(x, rect.y1 + air));
            if !same {
                bends.push(Point::new(x, y));
            }
        }
        Some(rect) => {
            let side = Point::new(rect.x1, rect.center().y);
            // Text without a block reaches to its right edge; the line begins beside it.
            bends.extend((!bare).then_some(side));
            bends.push(Point::new(beside(rect), side.y));
            if !same {
                bends.push(Point::new(beside(rect), y));
            }
        }
        None => bends.push(Point::new(if onward { route.edges.0 } else { route.edges.1 }, y)),
    }
    match route.to {
        Some(rect) if answer.to_first && route.adjacent && (!same || answer.from_last) => {
            let x = middle(rect) - if same { 0.0 } else { ASIDE };
            if !same {
                bends.push(Point::new(x, y));
            }
            bends.push(Point::new(x, rect.y0 - air));
        }
        Some(rect) => {
            let side = Point::new(rect.x1, rect.center().y);
            if !same {
                bends.push(Point::new(beside(rect), y));
            }
            bends.extend([Point::new(beside(rect), side.y), side]);
        }
        None => bends.push(Point::new(if onward { route.edges.1 } else { route.edges.0 }, y)),
    }
    bends
}

/// For each line, where it runs level across one that does not: there it is left open, so that a crossing does not look
/// like a fork.
pub(crate) fn crossings(lines: &[Vec<Point>]) -> Vec<Vec<f64>> {
    let upright = |(line, bends): (usize, &Vec<Point>)| {
        let legs = bends.windows(2).filter(|leg| (leg[0].x - leg[1].x).abs() < 0.01);
        legs.map(|leg| (leg[0].x, leg[0].y.min(leg[1].y), leg[0].y.max(leg[1].y), line)).collect::<Vec<_>>()
    };
    let mut legs: Vec<(f64, f64, f64, usize)> = lines.iter().enumerate().flat_map(upright).collect();
    legs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let crossed = |(line, bends): (usize, &Vec<Point>)| {
        let level = bends.windows(2).filter(|run| (run[0].y - run[1].y).abs() < 0.01);
        let mut gaps = Vec::new();
        for run in level {
            let (low, high, y) = (run[0].x.min(run[1].x) + 2.0 * GAP, run[0].x.max(run[1].x) - 2.0 * GAP, run[0].y);
            let first = legs.partition_point(|leg| leg.0 < low);
            let here = legs[first..].iter().take_while(|leg| leg.0 <= high);
            gaps.extend(here.filter(|leg| leg.3 != line && leg.1 < y && y < leg.2).map(|leg| leg.0));
        }
        gaps.dedup_by(|a, b| (*a - *b).abs() < 0.01);
        gaps
    };
    lines.iter().enumerate().map(crossed).collect()
}

/// One answer along its bends, left open where it crosses others.
pub(crate) fn draw(color: Color, bends: &[Point], route: &Route, gaps: &[f64]) -> Arc<Block> {
    let mut sheet = Sheet::new();
    sheet.path(rounded(bends, gaps), None, Some(solid(color, WIDTH)));
    if let (Some(_), Some(start)) = (route.from, bends.first()) {
        sheet.circle(*start, 2.25, Some(color), None);
    }
    if let (Some(_), [.., before, end]) = (route.to, bends) {
        let tip = arrow(*before, *end);
        sheet.path(super::marks::polygon(*end, &tip), Some(color), None);
    }
    Arc::new(sheet.into_block())
}

/// An arrow's head at its tip, by the way it points.
pub(crate) fn arrow(before: Point, end: Point) -> [(f64, f64); 3] {
    let (along, across) = (5.0, 3.0);
    let way = end - before;
    if way.x.abs() > way.y.abs() {
        let back = -along * way.x.signum();
        [(0.0, 0.0), (back, -across), (back, across)]
    } else {
        let back = -along * way.y.signum();
        [(0.0, 0.0), (-across, back), (across, back)]
    }
}

/// Straight lines from bend to bend, with round corners, left open at some places of the level ones.
fn rounded(bends: &[Point], gaps: &[f64]) -> BezPath {
    const CORNER: f64 = 4.0;
    let mut path = BezPath::new();
    let line = |path: &mut BezPath, from: Point, to: Point| {
        let level = (from.y - to.y).abs() < 0.01;
        let on = |x: &&f64| level && from.x.min(to.x) < **x && **x < from.x.max(to.x);
        let mut open: Vec<f64> = gaps.iter().filter(on).copied().collect();
        let way = if to.x < from.x { -GAP } else { GAP };
        open.sort_by(|a, b| (a * way).total_cmp(&(b * way)));
        for x in open {
            path.line_to((x - way, to.y));
            path.move_to((x + way, to.y));
        }
        path.line_to(to);
    };
    let Some(first) = bends.first() else { return path };
    path.move_to(*first);
    for three in bends.windows(3) {
        let (before, bend, after) = (three[0], three[1], three[2]);
        let corner = CORNER.min((bend - before).hypot() / 2.0).min((after - bend).hypot() / 2.0);
        if corner < 0.1 {
            line(&mut path, before, bend);
            continue;
        }
        line(&mut path, before, bend - (bend - before).normalize() * corner);
        path.quad_to(bend, bend + (after - bend).normalize() * corner);
    }
    if let [.., before, last] = bends {
        line(&mut path, *before, *last);
    }
    path
}

/// What a line looks like, for a legend: `width` wide from `left`.
pub(crate) fn sample(sheet: &mut Sheet, cx: &Cx<'_>, left: Point, width: f64) {
    let color = cx.theme.opp;
    let end = Point::new(left.x + width, left.y);
    sheet.line(Point::new(left.x + 2.25, left.y), end, solid(color, WIDTH));
    sheet.circle(Point::new(left.x + 2.25, left.y), 2.25, Some(color), None);
    sheet.path(super::marks::polygon(end, &arrow(left, end)), Some(color), None);
}
