//! What the signs of a comparison mean, and only those that stand on its pages.

use std::collections::BTreeMap;

use super::Paper;
use crate::compare::{Kind, PainFate, Sign};
use crate::geom::{Point, Rect};
use crate::layout::CompareView;
use crate::layout::band::Cx;
use crate::layout::compare::common::{Place, SIDES, index};
use crate::layout::compare::curves;
use crate::layout::compare::gap_fill::{Stretch, is_unknown};
use crate::layout::compare::glyphs::{self, DASH_NEW};
use crate::layout::compare::look::Look;
use crate::layout::marks;
use crate::layout::page::MARGIN;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Align, Icon, TextStyle, Weight};

const WORDS: TextStyle = TextStyle { size: 14.0, line_height: 18.0, weight: Weight::Regular, tabular: false };
/// Height of one row of signs.
const ROW: f64 = 30.0;
const BETWEEN: f64 = 24.0;
/// Room between a sign and its words.
const BESIDE: f64 = 8.0;
/// Width of lines and swatches.
const SAMPLE: f64 = 34.0;
const DISC: f64 = 9.0;

/// A sign that is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    Mark(Sign, usize),
    Curve(State),
    Better,
    Worse,
    Dropped,
    Unknown,
    Assumed,
    ResolvedPain,
    Goal,
}

/// The signs of all pages of a comparison.
#[derive(Debug, Default)]
pub(super) struct Legend(Vec<Entry>);

impl Legend {
    /// Those that a comparison uses.
    pub fn of(paper: &Paper<'_>) -> Legend {
        let both = paper.view == CompareView::Overlay;
        let has = |kind: LaneKind| paper.lanes.iter().any(|lane| lane.kind == kind);
        let mut entries = Vec::new();
        if has(LaneKind::Touchpoints) {
            entries.extend(marks_of(paper).into_iter().map(|(sign, count)| Entry::Mark(sign, count)));
        }
        if has(LaneKind::Emotion)
            && let Some(lead) = &paper.common.lead
        {
            let drawn = |side: &State| lead.personas[index(*side)].is_some();
            entries.extend(SIDES.into_iter().filter(drawn).map(Entry::Curve));
            let columns = 0..paper.common.columns.len();
            let stretches: Vec<Stretch> = columns.clone().map(|column| Stretch::after(lead, column)).collect();
            let gap = |better: bool| {
                let is = |column: usize| lead.gap(column).is_some_and(|gap| if better { gap > 0.0 } else { gap < 0.0 });
                both && columns.clone().any(is)
            };
            entries.extend(gap(true).then_some(Entry::Better));
            entries.extend(gap(false).then_some(Entry::Worse));
            entries.extend((both && stretches.contains(&Stretch::Tinted)).then_some(Entry::Dropped));
            entries.extend(columns.clone().any(|column| is_unknown(lead, column)).then_some(Entry::Unknown));
            entries.extend(columns.clone().any(|column| lead.is_assumed(column)).then_some(Entry::Assumed));
        }
        let pains = &paper.common.compared.comparison.pains;
        let resolved = both && has(LaneKind::Pains) && pains.iter().any(|pain| pain.fate == PainFate::Resolved);
        entries.extend(resolved.then_some(Entry::ResolvedPain));
        let goals =
            has(LaneKind::Measures) && paper.common.compared.comparison.measures.iter().any(|m| m.goal.is_some());
        entries.extend(goals.then_some(Entry::Goal));
        Legend(entries)
    }

    /// Draws the legend from `top` down and returns its height; nothing to explain takes no height.
    pub fn draw(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, paper: &Paper<'_>, (top, width): (f64, f64)) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        let (mut x, mut middle) = (MARGIN, top + ROW / 2.0);
        for entry in &self.0 {
            let words = words(paper, *entry);
            let sign = sign_width(*entry);
            let needed = sign + BESIDE + cx.text.width(&words, WORDS);
            if x + needed > width - MARGIN && x > MARGIN {
                x = MARGIN;
                middle += ROW;
            }
            draw_sign(sheet, cx, paper, *entry, Point::new(x, middle));
            let soft = cx.theme.ink_soft;
            let room = (x + sign + BESIDE, middle, needed);
            let used = sheet.line_of_text(cx, &words, WORDS, room, Align::Start, soft);
            x += sign + BESIDE + used + BETWEEN;
        }
        middle + ROW / 2.0 - top
    }
}

/// How many touchpoints that are shown bear each sign.
fn marks_of(paper: &Paper<'_>) -> BTreeMap<Sign, usize> {
    let mut seen = std::collections::BTreeSet::new();
    let mut counts = BTreeMap::new();
    for column in &paper.common.columns {
        let Place::Steps(steps) = &column.place else { continue };
        for step in steps.iter().flatten() {
            let Some(entry) = step.entry.filter(|entry| entry.kind == Kind::Touchpoint) else { continue };
            if seen.insert(std::ptr::from_ref(entry)) {
                *counts.entry(Sign::of(entry)).or_default() += 1;
            }
        }
    }
    if paper.view != CompareView::Overlay {
        counts.remove(&Sign::Removed);
    }
    counts
}

fn words(paper: &Paper<'_>, entry: Entry) -> String {
    let name = paper.common.lead.as_ref().map_or("", |lead| lead.name());
    match entry {
        Entry::Mark(sign, count) => format!("{} {count}", sign.label()),
        Entry::Curve(side) => format!("{name} {}", paper.common.names[index(side)]),
        Entry::Better => "Felt better".to_owned(),
        Entry::Worse => "Felt worse".to_owned(),
        Entry::Dropped => "Moment dropped".to_owned(),
        Entry::Unknown => "Not observed".to_owned(),
        Entry::Assumed => "Thin or sparse: assumed".to_owned(),
        Entry::ResolvedPain => "Pain point resolved".to_owned(),
        Entry::Goal => "Still to go".to_owned(),
    }
}

fn sign_width(entry: Entry) -> f64 {
    match entry {
        Entry::Mark(Sign::Kept, _) => 24.0,
        Entry::Mark(_, _) => 2.0 * DISC,
        Entry::Curve(_)
        | Entry::Better
        | Entry::Worse
        | Entry::Dropped
        | Entry::Unknown
        | Entry::Assumed
        | Entry::Goal => SAMPLE,
        Entry::ResolvedPain => 34.0,
    }
}

fn draw_sign(sheet: &mut Sheet, cx: &mut Cx<'_>, paper: &Paper<'_>, entry: Entry, left: Point) {
    let theme = cx.theme;
    let swatch = Rect::new(left.x, left.y - 8.0, left.x + SAMPLE, left.y + 8.0);
    match entry {
        Entry::Mark(Sign::Kept, _) => {
            let rect = Rect::new(left.x, left.y - 8.0, left.x + 24.0, left.y + 8.0);
            sheet.framed(rect, 4.0, Some(theme.card), solid(theme.ctrl, 1.0));
        }
        Entry::Mark(sign, _) => glyphs::disc(sheet, cx, sign, Point::new(left.x + DISC, left.y), DISC),
        Entry::Curve(side) => {
            if let Some(lead) = &paper.common.lead {
                let stroke = curves::stroke(cx, &Look::slide(100.0), lead, side, false);
                sheet.line(left, Point::new(left.x + SAMPLE, left.y), stroke);
            }
        }
        Entry::Better => {
            sheet.fill(swatch, 0.0, theme.opp_soft);
            for k in 0..4 {
                let x = swatch.x0 + 5.0 + 8.0 * f64::from(k);
                let line = solid(theme.opp.with_alpha(140), 1.0);
                sheet.line(Point::new(x, swatch.y0), Point::new(x, swatch.y1), line);
            }
        }
        Entry::Worse => {
            sheet.fill(swatch, 0.0, theme.pain_soft);
            for k in 0..5 {
                let x = swatch.x0 + 2.0 + 6.0 * f64::from(k);
                let line = solid(theme.pain.with_alpha(204), 1.0);
                sheet.line(Point::new(x, swatch.y0 + 1.0), Point::new(x + 5.0, swatch.y1 - 1.0), line);
            }
        }
        Entry::Dropped => sheet.fill(swatch, 0.0, theme.opp_soft),
        Entry::Unknown => {
            let center = Point::new(left.x + SAMPLE / 2.0, left.y);
            sheet.circle(center, 8.0, None, Some(dashed(theme.ink_soft, 1.5, DASH_LATER)));
            let ink = theme.ink_soft;
            sheet.centered(cx, "?", TextStyle { weight: Weight::SemiBold, ..WORDS }, center, ink);
        }
        Entry::Assumed => {
            sheet.line(left, Point::new(left.x + SAMPLE - 14.0, left.y), solid(theme.ink_soft, 1.5));
            marks::evidence_dot(sheet, cx, Evidence::Assumed, Point::new(left.x + SAMPLE - 6.0, left.y));
        }
        Entry::ResolvedPain => {
            marks::severity_gone(sheet, cx, Level::ALL[3], Point::new(left.x + 10.0, left.y), 0.85, true);
            sheet.icon(cx, Icon::Check, false, 14.0, Point::new(left.x + 27.0, left.y), theme.opp);
        }
        Entry::Goal => {
            let bar = Rect::new(left.x, left.y - 4.0, left.x + SAMPLE, left.y + 4.0);
            sheet.framed(bar, 4.0, Some(theme.opp_soft), dashed(theme.opp, 1.0, DASH_NEW));
        }
    }
}
