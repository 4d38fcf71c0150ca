//! The heat map: how many touchpoints of each stage work for and against each pillar.
//!
//! Every square says its numbers with a sign before each; the tint only repeats them.

use std::sync::Arc;

use super::dots::support_sign;
use super::{SMALL, SMALL_STRONG};
use crate::frame::{Charted, Part, Subject};
use crate::geom::{Point, Rect, Size};
use crate::layout::band::Cx;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Align, Room};

/// Width of the pillars' names.
pub(super) const NAMES: f64 = 112.0;
/// Height of the stages' names.
const STAGES: f64 = 44.0;
/// A square is never narrower than this: three signs with numbers of two digits.
const LEAST_WIDTH: f64 = 118.0;
/// Nor wider than this, so that squares of few stages stay squares.
const MOST_WIDTH: f64 = 220.0;
/// Nor lower or higher than this.
const HEIGHT: (f64, f64) = (44.0, 84.0);
/// Room between squares.
const BETWEEN: f64 = 4.0;

/// How many touchpoints say what about a pillar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    supports: usize,
    against: usize,
    unknown: usize,
}

impl Counts {
    fn of<'a>(touchpoints: impl Iterator<Item = &'a Arc<Touchpoint>>, pillar: Pillar) -> Counts {
        touchpoints.fold(Counts::default(), |mut counts, touchpoint| {
            *match touchpoint.pillars.get(pillar) {
                Support::Supports => &mut counts.supports,
                Support::Against => &mut counts.against,
                Support::Unknown => &mut counts.unknown,
            } += 1;
            counts
        })
    }

    fn get(self, support: Support) -> usize {
        match support {
            Support::Supports => self.supports,
            Support::Against => self.against,
            Support::Unknown => self.unknown,
        }
    }
}

/// Draws the heat map below the head; returns its size, which is wider than `area` where there are many stages.
pub(super) fn heat_map(cx: &mut Cx<'_>, area: Rect) -> (Vec<Sheet>, Size) {
    let stages: Vec<Arc<Stage>> = {
        let filled = |stage: &&Arc<Stage>| cx.journey.touchpoints_in(stage.id).len() > 0;
        cx.journey.stages().iter().filter(filled).cloned().collect()
    };
    let mut names = Sheet::new();
    if stages.is_empty() {
        let faint = cx.theme.ink_faint;
        names.centered(cx, "The journey has no touchpoint yet.", SMALL, area.center(), faint);
        return (vec![names], Size::new(area.x1, area.y1));
    }
    let width = ((area.width() - NAMES) / stages.len() as f64).clamp(LEAST_WIDTH, MOST_WIDTH).floor();
    let room = (area.height() - STAGES) / Pillar::ALL.len() as f64;
    let height = room.clamp(HEIGHT.0, HEIGHT.1).floor();
    let top = area.y0 + STAGES;
    for (row, pillar) in Pillar::ALL.iter().enumerate() {
        let at = (area.x0, top + height * (row as f64 + 0.5) - BETWEEN / 2.0, NAMES - 8.0);
        let ink = cx.theme.ink;
        names.line_of_text(cx, pillar.label(), SMALL_STRONG, at, Align::Start, ink);
    }
    let mut sheets = vec![names];
    for (column, stage) in stages.iter().enumerate() {
        let left = area.x0 + NAMES + width * column as f64;
        sheets.push(stage_column(cx, stage, (left, area.y0, width), height));
    }
    let right = area.x0 + NAMES + width * stages.len() as f64;
    let bottom = top + height * Pillar::ALL.len() as f64;
    (sheets, Size::new(right.max(area.x1), bottom.max(area.y1)))
}

/// A stage's name and its squares, as a block of its own: of many stages only those in view are drawn.
fn stage_column(cx: &mut Cx<'_>, stage: &Stage, (left, top, width): (f64, f64, f64), height: f64) -> Sheet {
    let mut sheet = Sheet::new();
    let name = if stage.name.trim().is_empty() { "A stage without a name" } else { stage.name.as_str() };
    let room = Room { width: width - 12.0, max_lines: 2, align: Align::Start };
    let words = cx.text.paragraph(name, SMALL_STRONG, room);
    let soft = cx.theme.ink_soft;
    sheet.paragraph(&words, Point::new(left + 4.0, top + STAGES - 6.0 - words.height), soft);
    for (row, pillar) in Pillar::ALL.iter().enumerate() {
        let y = top + STAGES + height * row as f64;
        let rect = Rect::new(left, y, left + width - BETWEEN, y + height - BETWEEN);
        let counts = Counts::of(cx.journey.touchpoints_in(stage.id), *pillar);
        square(&mut sheet, cx, rect, counts);
        let said = format!(
            "{} in {name}: {} for, {} against, {} unknown",
            pillar.label(),
            counts.supports,
            counts.against,
            counts.unknown
        );
        sheet.tag(Subject::Charted(Charted::Pillar(stage.id, *pillar)), Part::Whole, rect, said);
    }
    sheet
}

fn square(sheet: &mut Sheet, cx: &mut Cx<'_>, rect: Rect, counts: Counts) {
    let theme = cx.theme;
    let (fill, line) = match counts.supports.cmp(&counts.against) {
        std::cmp::Ordering::Greater => (theme.opp_soft, solid(theme.opp, 1.0)),
        std::cmp::Ordering::Less => (theme.pain_soft, solid(theme.pain, 1.0)),
        std::cmp::Ordering::Equal if counts.supports > 0 => (theme.warn_soft, solid(theme.warn, 1.0)),
        std::cmp::Ordering::Equal => (theme.canvas, dashed(theme.ctrl, 1.0, DASH_LATER)),
    };
    sheet.framed(rect, 6.0, Some(fill), line);
    let said: Vec<(Support, usize)> = [Support::Supports, Support::Against, Support::Unknown]
        .into_iter()
        .map(|support| (support, counts.get(support)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let middle = rect.center().y;
    let mut x = rect.x0 + 10.0;
    for (support, count) in said {
        let (icon, filled, color) = support_sign(cx, support);
        sheet.icon(cx, icon, filled, 14.0, Point::new(x + 7.0, middle), color);
        let words = count.to_string();
        let at = (x + 17.0, middle, rect.x1 - x - 17.0);
        x += 17.0 + sheet.line_of_text(cx, &words, SMALL_STRONG, at, Align::Start, cx.theme.ink) + 10.0;
    }
}
