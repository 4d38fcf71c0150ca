//! Two journeys one above the other: the first with its header, curve and cards, bands to the touchpoints that are the
//! same, and the second's cards, curve and header in a mirror. Both curves have the same scale.

use std::sync::Arc;

use super::assemble::{Row, assemble};
use super::common::{Common, SIDES, index};
use super::curves::Shown;
use super::look::Look;
use super::ribbons::{self, Pair};
use super::row::{self, Memory, RowSpec};
use super::texts::{self, LanePair};
use super::{MARGIN, cards};
use crate::frame::{Block, Frame, Placed, Sticky};
use crate::geom::{Rect, Size, Vec2};
use crate::layout::band::Cx;
use crate::layout::sheet::Sheet;
use crate::layout::{CompareRequest, Compared, Filter};
use crate::model::*;
use crate::text::Align;

/// Both journeys as they are drawn, the first's top left corner at the origin.
pub(super) struct Halves {
    /// The parts, bottom to top.
    pub blocks: Vec<Placed>,
    /// Width and height of the whole.
    pub size: Size,
}

/// The picture for a window.
pub(super) fn canvas(
    cx: &mut Cx<'_>,
    compared: Compared<'_>,
    request: &CompareRequest,
    memories: &mut [Memory; 2],
) -> Arc<Frame> {
    let mut look = Look::beside(request.density);
    let lines = SIDES.map(|side| Common::line(compared, request, side));
    let lanes = lanes_of(&lines, request, &look);
    let halves = halves(cx, &mut look, (&lines, &lanes), request, memories);
    let mut blocks = halves.blocks;
    let mut size = halves.size;
    if lines.iter().all(|line| line.columns.is_empty()) {
        let frame = super::finish(cx, &look, &lines[0], Row { blocks, size, cut: Vec::new() });
        (blocks, size) = (frame.blocks.clone(), frame.size - Size::new(MARGIN, 0.0));
    }
    Arc::new(Frame { size: size + Size::new(MARGIN, 0.0), background: cx.theme.canvas, blocks })
}

/// The lanes of either half: the curve outside, the cards inside, whatever the maps show by themselves. If all lanes are
/// wanted, the others stand beyond the curve: above it in the first half, below it in the second.
pub(super) fn lanes_of(lines: &[Common<'_>; 2], request: &CompareRequest, look: &Look) -> [Vec<LanePair>; 2] {
    SIDES.map(|side| {
        let Compared { from, to, .. } = lines[index(side)].compared;
        let lanes = from.lanes().iter().chain(to.lanes()).map(|lane| lane.id).collect();
        let filter = Filter { lanes, ..Filter::default() };
        let wanted = CompareRequest { filter, ..request.clone() };
        let all = texts::lanes(&lines[index(side)], &wanted, look);
        let of = |kind: LaneKind| all.iter().find(|lane| lane.kind == kind).cloned();
        let kinds = match side {
            State::Today => [LaneKind::Emotion, LaneKind::Touchpoints],
            State::Ideal => [LaneKind::Touchpoints, LaneKind::Emotion],
        };
        let own: Vec<LanePair> = kinds.into_iter().filter_map(of).collect();
        if !request.all_lanes {
            return own;
        }
        let is_own = |lane: &LanePair| matches!(lane.kind, LaneKind::Emotion | LaneKind::Touchpoints);
        let others = texts::lanes(&lines[index(side)], request, look).into_iter();
        let others = others.filter(|lane| !is_own(lane) && lane.lanes[index(side)].is_some());
        match side {
            State::Today => others.chain(own).collect(),
            State::Ideal => own.into_iter().chain(others).collect(),
        }
    })
}

/// Draws both halves and what lies between them.
pub(super) fn halves(
    cx: &mut Cx<'_>,
    look: &mut Look,
    (lines, lanes): (&[Common<'_>; 2], &[Vec<LanePair>; 2]),
    request: &CompareRequest,
    memories: &mut [Memory; 2],
) -> Halves {
    level_cards(cx, look, lines);
    let look = &*look;
    let spec = |side: State| RowSpec {
        look,
        common: &lines[index(side)],
        lanes: &lanes[index(side)],
        columns: 0..lines[index(side)].columns.len(),
        shown: Shown::Only(side),
        beside: true,
        own_heights: false,
    };
    let specs = SIDES.map(spec);
    let contents = [0, 1].map(|side: usize| row::contents(cx, &specs[side], &mut memories[side]));
    let fixed = [0, 1].map(|side: usize| row::lay(&specs[side], &contents[side].own, 0.0, 0.0));
    let curves = fixed.iter().map(|laid| laid.curves).sum::<usize>().max(1) as f64;
    let taken = 2.0 * look.header_height() + fixed.iter().map(|laid| laid.others).sum::<f64>() + look.ribbons;
    let emotion = ((request.height - taken) / curves).max(0.0);
    let mut rows = Vec::new();
    let mut edges = Vec::new();
    for ((spec, contents), memory) in specs.iter().zip(contents).zip(memories.iter_mut()) {
        let laid = row::lay(spec, &contents.own, 0.0, emotion);
        edges.push(spec.edges());
        rows.push((assemble(cx, spec, (contents, &laid), 0.0, memory), laid));
    }
    let shifts = [(-request.shift).max(0.0), request.shift.max(0.0)];
    let upper = rows[0].0.size.height;
    let lower = upper + look.ribbons;
    let pairs = ribbons::pairs(lines);
    let pad = look.metrics.lane_pad;
    let ends = [0, 1].map(|side: usize| ribbons::End {
        edges: &edges[side],
        left: look.metrics.gutter + shifts[side],
        y: [upper - pad, lower + pad][side],
    });
    let bands = ribbons::draw(cx, look, lines, &pairs, &ends);
    let mut joined = Joined { blocks: Vec::new(), width: 0.0 };
    joined.put(rows.remove(0).0, shifts[0], 0.0, None);
    let second = rows.remove(0);
    joined.put(second.0, shifts[1], lower, Some((look.header_height(), second.1.height)));
    joined.blocks.extend(bands);
    let height = lower + look.header_height() + second.1.height;
    let mut edge = Sheet::new();
    edge.fill(Rect::new(look.metrics.gutter, 0.0, joined.width, 1.0), 0.0, cx.theme.line_strong);
    let origin = Vec2::new(0.0, lower + second.1.height);
    joined.blocks.push(Placed { origin, block: Arc::new(edge.into_block()), sticky: Sticky::Body });
    let between = Arc::new(matches(cx, look, &pairs));
    joined.blocks.push(Placed { origin: Vec2::new(0.0, upper), block: between, sticky: Sticky::Left });
    Halves { blocks: joined.blocks, size: Size::new(joined.width, height) }
}

/// Cards of one height, so that all bands begin on one line.
fn level_cards(cx: &mut Cx<'_>, look: &mut Look, lines: &[Common<'_>; 2]) {
    let mut highest = look.kept;
    for line in lines {
        for column in 0..line.columns.len() {
            for card in cards::beside(line, column) {
                highest = highest.max(cards::place(cx, look, &card, 0.0).height());
            }
        }
    }
    (look.kept, look.changed, look.removed) = (highest, highest, highest);
}

/// Blocks of two rows in one picture.
struct Joined {
    blocks: Vec<Placed>,
    width: f64,
}

impl Joined {
    /// Adds a row, slid to the right and down. A mirrored one has its header below its lanes; the pair says how high
    /// both are.
    fn put(&mut self, row: Row, right: f64, down: f64, mirrored: Option<(f64, f64)>) {
        self.width = self.width.max(row.size.width + right);
        for placed in row.blocks {
            let is_head = matches!(placed.sticky, Sticky::Top | Sticky::Corner);
            let x = match placed.sticky {
                Sticky::Body | Sticky::Top => right,
                Sticky::Left | Sticky::Corner => 0.0,
            };
            let (y, sticky) = match (mirrored, is_head) {
                (None, _) => (0.0, placed.sticky),
                (Some((_, lanes)), true) => {
                    (lanes, if x > 0.0 || placed.sticky == Sticky::Top { Sticky::Body } else { Sticky::Left })
                }
                (Some((head, _)), false) => (-head, placed.sticky),
            };
            self.blocks.push(Placed { origin: placed.origin + Vec2::new(x, y + down), sticky, ..placed });
        }
    }
}

/// "Matches", "11 sure", "1 to confirm".
fn matches(cx: &mut Cx<'_>, look: &Look, pairs: &[Pair<'_>]) -> Block {
    let mut sheet = Sheet::new();
    let (metrics, theme) = (&look.metrics, cx.theme);
    let (left, gutter) = (metrics.gutter_inset, metrics.gutter);
    sheet.fill(Rect::new(0.0, 0.0, gutter, look.ribbons), 0.0, theme.canvas);
    for y in [0.0, look.ribbons - 1.0] {
        sheet.fill(Rect::new(metrics.gutter_inset.min(1.0), y, gutter, y + 1.0), 0.0, theme.line);
    }
    sheet.fill(Rect::new(gutter - 1.0, 0.0, gutter, look.ribbons), 0.0, theme.line_strong);
    let unsure = pairs.iter().filter(|pair| pair.is_first() && pair.is_unsure()).count();
    let sure = pairs.iter().filter(|pair| pair.is_first()).count() - unsure;
    let mut middle = metrics.title_top + f64::from(metrics.lane_title.line_height) / 2.0;
    let width = gutter - left - 4.0;
    sheet.line_of_text(cx, "Matches", metrics.lane_title, (left, middle, width), Align::Start, theme.ink);
    middle += f64::from(metrics.note.line_height) + 1.0;
    sheet.line_of_text(cx, &format!("{sure} sure"), metrics.note, (left, middle, width), Align::Start, theme.ink_soft);
    if unsure > 0 {
        middle += f64::from(metrics.note.line_height);
        let words = format!("{unsure} to confirm");
        sheet.line_of_text(cx, &words, look.word, (left, middle, width), Align::Start, theme.accent);
    }
    sheet.into_block()
}
