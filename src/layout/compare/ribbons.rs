//! The bands that tie the touchpoints of one journey to those of another that are the same, with a pill that says what
//! became of them, and stubs where there is nothing to tie to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cards::shown_name;
use super::common::{Common, Place, SIDES, Step, index};
use super::glyphs::{self, DASH_NEW};
use super::look::Look;
use crate::compare::{Entry, Mark, Sign};
use crate::frame::{self, Block, Part, Placed, Sticky, Subject};
use crate::geom::{BezPath, Point, Rect, Vec2};
use crate::layout::band::Cx;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, one_line, solid};
use crate::model::*;

/// Width of a band where nothing is split or merged, as a share of a card's.
const SHARE: f64 = 0.62;
/// How far a stub reaches into the room between the journeys, as a share of it.
const STUB: f64 = 0.34;
/// Where along a band its pill may stand, best first.
const ALONG: [f64; 9] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85];

/// Two touchpoints that are the same, or one that has no other.
pub(super) struct Pair<'a> {
    entry: &'a Entry,
    /// The columns in either journey, with which part of the card the band leaves from: of how many, counted from 0.
    ends: [Option<(usize, usize, usize)>; 2],
    ids: [Option<TouchpointId>; 2],
    names: [&'a str; 2],
    /// What its pill says; empty for the further bands of a split or merged touchpoint.
    words: String,
}

impl Pair<'_> {
    /// Whether somebody should confirm it.
    pub fn is_unsure(&self) -> bool {
        self.entry.is_unsure() && self.ends.iter().all(Option::is_some)
    }

    /// Whether it ties two touchpoints and is the first band of its entry, as a count of matches has it.
    pub fn is_first(&self) -> bool {
        !self.words.is_empty() && self.ends.iter().all(Option::is_some)
    }

    fn sign(&self) -> Sign {
        Sign::of(self.entry)
    }

    /// Later ones lie on top.
    fn rank(&self) -> u8 {
        match self.sign() {
            Sign::Removed | Sign::Added => 0,
            Sign::Kept => 1,
            Sign::Changed | Sign::Split | Sign::Merged => 2,
            Sign::Unsure => 3,
            Sign::Moved => 4,
        }
    }
}

/// Every pair of two journeys, and every touchpoint without one, in the order of the first journey.
pub(super) fn pairs<'a>(lines: &[Common<'a>; 2]) -> Vec<Pair<'a>> {
    let places = SIDES.map(|side| places(&lines[index(side)], side));
    let mut pairs = Vec::new();
    let mut seen: Vec<*const Entry> = Vec::new();
    for side in SIDES {
        let line = &lines[index(side)];
        for column in 0..line.columns.len() {
            let Some(entry) = line.step(column, side).and_then(|step| step.entry) else { continue };
            let known = std::ptr::from_ref(entry);
            if let Err(at) = seen.binary_search(&known) {
                seen.insert(at, known);
                bands(&mut pairs, lines, &places, entry);
            }
        }
    }
    pairs.sort_by_key(|pair| pair.rank());
    pairs
}

type Places<'a> = BTreeMap<Uid, (usize, Step<'a>)>;

fn places<'a>(line: &Common<'a>, side: State) -> Places<'a> {
    let columns = line.columns.iter().enumerate();
    let placed = columns.filter_map(|(column, found)| match &found.place {
        Place::Steps(steps) => steps[index(side)].as_ref().map(|step| (step.touchpoint.id.0, (column, step.clone()))),
        Place::Folded(_) | Place::Empty => None,
    });
    placed.collect()
}

/// The bands of one entry: one each for the parts of a split or merged touchpoint.
fn bands<'a>(pairs: &mut Vec<Pair<'a>>, lines: &[Common<'a>; 2], places: &[Places<'a>; 2], entry: &'a Entry) {
    let of = |side: usize, uids: &[Uid]| -> Vec<(usize, Step<'a>)> {
        uids.iter().filter_map(|uid| places[side].get(uid).cloned()).collect()
    };
    let (from, to) = (of(0, &entry.from), of(1, &entry.to));
    let end = |(column, _): &(usize, Step<'a>), part: usize, parts: usize| Some((*column, part, parts.max(1)));
    let name = |step: &Step<'a>| shown_name(step.touchpoint);
    let mut words = words(lines, entry, to.first().map(|(column, _)| *column));
    let count = pairs.len();
    for (a, first) in from.iter().enumerate() {
        for (b, second) in to.iter().enumerate() {
            let ends = [end(first, b, to.len()), end(second, a, from.len())];
            let ids = [Some(first.1.touchpoint.id), Some(second.1.touchpoint.id)];
            let names = [name(&first.1), name(&second.1)];
            pairs.push(Pair { entry, ends, ids, names, words: std::mem::take(&mut words) });
        }
    }
    if pairs.len() > count {
        return;
    }
    for first in &from {
        let ids = [Some(first.1.touchpoint.id), None];
        pairs.push(Pair {
            entry,
            ends: [end(first, 0, 1), None],
            ids,
            names: [name(&first.1), ""],
            words: words.clone(),
        });
    }
    for second in &to {
        let ids = [None, Some(second.1.touchpoint.id)];
        pairs.push(Pair {
            entry,
            ends: [None, end(second, 0, 1)],
            ids,
            names: ["", name(&second.1)],
            words: words.clone(),
        });
    }
}

/// "Changed", "Split in 2", "Moved before 8", "Probably the same 0.58".
fn words(lines: &[Common<'_>; 2], entry: &Entry, column: Option<usize>) -> String {
    if let Some(pair) = entry.pair.filter(|pair| pair.is_unsure()) {
        return format!("Probably the same {:.2}", pair.confidence);
    }
    match entry.mark {
        Mark::Kept => "Kept".to_owned(),
        Mark::Changed => "Changed".to_owned(),
        Mark::Split => format!("Split in {}", entry.to.len()),
        Mark::Merged => "Merged".to_owned(),
        Mark::Removed => "Removed".to_owned(),
        Mark::Added => "Added".to_owned(),
        Mark::Moved => column.and_then(|column| moved(lines, entry, column)).unwrap_or_else(|| "Moved".to_owned()),
    }
}

/// Before or after which step of the first journey a touchpoint stands now.
fn moved(lines: &[Common<'_>; 2], entry: &Entry, column: usize) -> Option<String> {
    let earlier = entry.moved?.steps <= 0;
    let stays = |column: &usize| {
        let found = lines[1].step(*column, State::Ideal)?.entry.filter(|entry| entry.mark != Mark::Moved)?;
        let uid = found.from.first()?;
        let id = lines[1].compared.from.touchpoint(TouchpointId(*uid))?.id;
        (0..lines[0].columns.len()).find_map(|at| {
            lines[0].step(at, State::Today).filter(|step| step.touchpoint.id == id).map(|step| step.number)
        })
    };
    let number = match earlier {
        true => (column + 1..lines[1].columns.len()).find_map(|column| stays(&column)),
        false => (0..column).rev().find_map(|column| stays(&column)),
    };
    number.map(|number| format!("Moved {} {number}", if earlier { "before" } else { "after" }))
}

/// Where bands begin or end: at the cards of one of the journeys.
pub(super) struct End<'a> {
    /// Left edges of the columns, from the first one's on.
    pub edges: &'a [f64],
    /// Where the first column begins.
    pub left: f64,
    /// Height of the cards' edge.
    pub y: f64,
}

impl End<'_> {
    /// The part of a card's edge that a band takes, from and to.
    fn part(&self, look: &Look, (column, part, parts): (usize, usize, usize)) -> (f64, f64) {
        let middle = self.left + (self.edges[column] + self.edges[column + 1]) / 2.0;
        let whole = look.metrics.card_width().max(8.0);
        let width = if parts == 1 { whole * SHARE } else { whole * 0.86 };
        let left = middle - width / 2.0;
        let each = width / parts as f64;
        (left + each * part as f64, left + each * (part + 1) as f64)
    }
}

/// Draws all bands below all pills.
pub(super) fn draw(
    cx: &mut Cx<'_>,
    look: &Look,
    lines: &[Common<'_>; 2],
    pairs: &[Pair<'_>],
    ends: &[End<'_>; 2],
) -> Vec<Placed> {
    let origin = Vec2::new(0.0, ends[0].y);
    let height = ends[1].y - ends[0].y;
    let mut blocks = Vec::new();
    let mut put = |block: Block| {
        blocks.push(Placed { origin, block: Arc::new(block), sticky: Sticky::Body });
    };
    let mut drawn = Vec::new();
    for pair in pairs {
        let spots = [0, 1].map(|side: usize| pair.ends[side].map(|end| ends[side].part(look, end)));
        let mut sheet = Sheet::new();
        let band = Band { spots, height };
        band.draw(&mut sheet, cx, pair.sign());
        put(sheet.into_block());
        drawn.push(band);
    }
    // The pills that have no choice come first, then those that say most.
    let mut taken: Vec<Rect> = Vec::new();
    let mut order: Vec<(&Pair<'_>, &Band)> = pairs.iter().zip(&drawn).rev().collect();
    order.sort_by_key(|(pair, _)| pair.ends.iter().all(Option::is_some));
    for (pair, band) in order {
        let mut sheet = Sheet::new();
        let rect = pill(&mut sheet, cx, look, (pair, band), &taken);
        taken.extend((!pair.words.is_empty()).then_some(rect));
        tag(&mut sheet, lines, pair, rect);
        put(sheet.into_block());
    }
    blocks
}

/// A band between two journeys, the upper journey's cards at height 0.
struct Band {
    spots: [Option<(f64, f64)>; 2],
    height: f64,
}

impl Band {
    fn draw(&self, sheet: &mut Sheet, cx: &Cx<'_>, sign: Sign) {
        let theme = cx.theme;
        let [from, to] = self.spots;
        let (Some(from), Some(to)) = (from, to) else { return self.stub(sheet, cx) };
        let (fill, edge) = match sign {
            Sign::Kept => (theme.panel, solid(theme.line, 1.0)),
            Sign::Changed | Sign::Split | Sign::Merged | Sign::Removed | Sign::Added => {
                (theme.sunken, solid(theme.ctrl, 1.0))
            }
            Sign::Moved => (theme.card, solid(theme.ink, 2.0)),
            Sign::Unsure => (theme.accent_soft, dashed(theme.accent, 1.5, DASH_NEW)),
        };
        let (h, m) = (self.height, self.height / 2.0);
        let mut whole = BezPath::new();
        whole.move_to((from.0, 0.0));
        whole.curve_to((from.0, m), (to.0, m), (to.0, h));
        whole.line_to((to.1, h));
        whole.curve_to((to.1, m), (from.1, m), (from.1, 0.0));
        whole.close_path();
        sheet.path(whole, Some(fill), None);
        for (a, b) in [(from.0, to.0), (from.1, to.1)] {
            let mut side = BezPath::new();
            side.move_to((a, 0.0));
            side.curve_to((a, m), (b, m), (b, h));
            sheet.path(side, None, Some(edge));
        }
    }

    /// A touchpoint that only one of the journeys has.
    fn stub(&self, sheet: &mut Sheet, cx: &Cx<'_>) {
        let theme = cx.theme;
        let reach = self.height * STUB;
        if let Some((x0, x1)) = self.spots[0] {
            sheet.framed(Rect::new(x0, 1.0, x1, reach), 0.0, None, dashed(theme.ctrl, 1.0, DASH_LATER));
        }
        if let Some((x0, x1)) = self.spots[1] {
            let rect = Rect::new(x0, self.height - reach, x1, self.height - 1.0);
            sheet.framed(rect, 0.0, Some(theme.accent_soft), dashed(theme.accent, 1.5, DASH_NEW));
        }
    }

    /// The middle of the band at a part of its way.
    fn middle(&self, t: f64) -> Point {
        let center = |(a, b): (f64, f64)| (a + b) / 2.0;
        match self.spots {
            [Some(from), Some(to)] => {
                // The sides are cubics whose handles stand at half the height.
                let s = 1.0 - t;
                let (near, far) = (s * s * s + 3.0 * s * s * t, 3.0 * s * t * t + t * t * t);
                let y = self.height * (1.5 * s * s * t + 1.5 * s * t * t + t * t * t);
                Point::new(center(from) * near + center(to) * far, y)
            }
            [Some(from), None] => Point::new(center(from), self.height * STUB),
            [None, Some(to)] => Point::new(center(to), self.height * (1.0 - STUB)),
            [None, None] => Point::ZERO,
        }
    }
}

/// The pill of a band where it covers no other; returns where it lies.
fn pill(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, (pair, band): (&Pair<'_>, &Band), taken: &[Rect]) -> Rect {
    let theme = cx.theme;
    let sign = pair.sign();
    let style = match sign {
        Sign::Kept => look.metrics.note,
        Sign::Changed | Sign::Moved | Sign::Split | Sign::Merged | Sign::Removed | Sign::Added | Sign::Unsure => {
            look.word
        }
    };
    let narrow = look.metrics.card.tile;
    let (disc, pad) = (look.disc - 1.0, 6.0);
    let sided = sign != Sign::Kept;
    let words = if narrow { String::new() } else { pair.words.clone() };
    let text = cx.text.paragraph(&words, style, one_line(f64::INFINITY));
    let icon = if sided { 2.0 * disc + 4.0 } else { pad };
    let width = if words.is_empty() { 2.0 * disc + 4.0 } else { icon + text.width + pad + 3.0 };
    let height = look.pill + 2.0;
    let rect = |t: f64| Rect::from_center_size(band.middle(t), (width, height));
    let overlap = |t: f64| -> f64 {
        let own = rect(t).inflate(3.0, 2.0);
        let common = taken.iter().map(|other| own.intersect(*other));
        common.filter(|common| common.width() > 0.0 && common.height() > 0.0).map(|common| common.area()).sum()
    };
    let best = ALONG.iter().copied().min_by(|a, b| overlap(*a).total_cmp(&overlap(*b))).unwrap_or(0.5);
    let rect = rect(best);
    if pair.words.is_empty() || (narrow && !sided) {
        return rect;
    }
    let (edge, ink) = match sign {
        Sign::Kept => (solid(theme.line_strong, 1.0), theme.ink_soft),
        Sign::Changed | Sign::Moved | Sign::Split | Sign::Merged => (solid(theme.ink, 1.0), theme.ink),
        Sign::Removed => (solid(theme.ctrl, 1.0), theme.ink_soft),
        Sign::Added => (solid(theme.accent, 1.0), theme.accent),
        Sign::Unsure => (dashed(theme.accent, 1.0, DASH_LATER), theme.accent),
    };
    sheet.framed(rect, height / 2.0, Some(theme.card), edge);
    let middle = rect.center().y;
    if sided {
        glyphs::disc(sheet, cx, sign, Point::new(rect.x0 + disc + 2.0, middle), disc);
    }
    sheet.paragraph(&text, Point::new(rect.x0 + icon + 2.0, middle - text.height / 2.0), ink);
    rect
}

fn tag(sheet: &mut Sheet, lines: &[Common<'_>; 2], pair: &Pair<'_>, rect: Rect) {
    let names = lines[0].names;
    let fate = glyphs::fate(Some(pair.entry), pair.entry.mark);
    if let [Some(from), Some(to)] = pair.ids {
        let unsure = pair.entry.pair.filter(|pair| pair.is_unsure());
        let unsure = unsure
            .map_or(String::new(), |pair| format!(", probably the same, {:.2}, to be confirmed", pair.confidence));
        let label = format!("{} {}, {} {}, {fate}{unsure}", pair.names[0], names[0], pair.names[1], names[1]);
        sheet.tag(Subject::Compared(frame::Compared::Match(from, to)), Part::Whole, rect, label);
    }
}
