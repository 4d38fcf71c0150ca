//! The lane titles at the left of a comparison, with what both journeys count, and beside the curves the scale and
//! whose they are.

use super::common::{Common, SIDES, index};
use super::curves::{self, Shown};
use super::look::Look;
use super::texts::LanePair;
use crate::frame::{Block, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::gutter::{LanePlace, scale};
use crate::layout::lanes::emotion::Axis;
use crate::layout::marks;
use crate::layout::sheet::{DASH_VISIBILITY, Sheet, dashed, one_line};
use crate::model::*;
use crate::text::{Align, Room};

/// Length of the line that shows how a curve is drawn.
const SAMPLE: f64 = 22.0;

/// Whether the line of visibility lies above a lane.
pub(super) fn has_visibility(lane: &LanePair, place: LanePlace) -> bool {
    lane.kind == LaneKind::BackStage && place.lead > 0.0
}

/// What a lane says below its title: "14 → 14", "11 today", "5 ideal".
pub(super) fn subtitles(common: &Common<'_>, lane: &LanePair, shown: Shown) -> Vec<String> {
    let [from, to] = [common.compared.from, common.compared.to];
    let open = |journey: &Journey| journey.pains().filter(|pain| pain.status != PainStatus::Resolved).count();
    let counts = match lane.kind {
        LaneKind::Touchpoints => [from.touchpoint_count(), to.touchpoint_count()],
        LaneKind::Pains => [open(from), open(to)],
        LaneKind::Measures if shown.has(State::Ideal) => return vec!["now \u{2192} goal".to_owned()],
        LaneKind::Text => {
            let persona = lane.named().and_then(|lane| lane.persona);
            let name = persona.and_then(|id| SIDES.iter().find_map(|side| common.compared.journey(*side).persona(id)));
            return name.map(|persona| persona.name.clone()).into_iter().collect();
        }
        LaneKind::Opportunities => [from.opportunities().len(), to.opportunities().len()],
        LaneKind::Feedback => [from.feedback().len(), to.feedback().len()],
        LaneKind::Measures | LaneKind::Emotion | LaneKind::Channel | LaneKind::BackStage | LaneKind::Picture => {
            return Vec::new();
        }
    };
    match (shown, lane.kind) {
        (Shown::Both, LaneKind::Touchpoints) => vec![format!("{} \u{2192} {}", counts[0], counts[1])],
        (Shown::Both, _) => {
            SIDES.iter().map(|s| format!("{} {}", counts[index(*s)], common.names[index(*s)])).collect()
        }
        (Shown::Only(side), _) => vec![format!("{} {}", counts[index(side)], common.names[index(side)])],
    }
}

/// A lane's title, the gutter's left edge and the lane's top at the origin. The gutter reaches down to `bottom`.
pub(super) fn lane(
    cx: &mut Cx<'_>,
    look: &Look,
    common: &Common<'_>,
    (lane, shown): (&LanePair, Shown),
    (place, bottom): (LanePlace, f64),
) -> Block {
    let (metrics, theme) = (&look.metrics, cx.theme);
    let mut sheet = Sheet::new();
    let gutter = metrics.gutter;
    sheet.fill(Rect::new(0.0, 0.0, gutter, bottom), 0.0, theme.canvas);
    let visibility = has_visibility(lane, place);
    if place.rule && !visibility {
        sheet.fill(Rect::new(metrics.gutter_inset.min(1.0), 0.0, gutter, 1.0), 0.0, theme.line);
    }
    sheet.fill(Rect::new(gutter - 1.0, 0.0, gutter, bottom), 0.0, theme.line_strong);
    if visibility {
        let y = place.lead / 2.0;
        let (from, to) = (Point::new(metrics.gutter_inset, y), Point::new(gutter, y));
        sheet.line(from, to, dashed(theme.ctrl, 1.5, DASH_VISIBILITY));
    }
    let Some(named) = lane.named() else { return sheet.into_block() };
    let subtitles = subtitles(common, lane, shown);
    let words = [named.shown_title().to_owned(), "lane".to_owned()].into_iter().chain(subtitles.iter().cloned());
    let whole = Rect::new(0.0, 0.0, gutter, place.height);
    sheet.tag(Subject::Lane(named.id), Part::Whole, whole, words.collect::<Vec<_>>().join(", "));
    let left = metrics.gutter_inset;
    let width = gutter - left - 4.0;
    let own = place.height - place.lead;
    let line = f64::from(metrics.lane_title.line_height);
    // The arrows above the cards belong to the cards' lane, so its title stands at its very top.
    let lead = if visibility { place.lead } else { 0.0 };
    let top = lead + metrics.title_top.min(((own - line) / 2.0).max(0.0));
    let lines = if own >= 3.0 * line && lane.kind != LaneKind::Emotion { 2 } else { 1 };
    let room = Room { width, max_lines: lines, align: Align::Start };
    let title = sheet.text(cx, named.shown_title(), metrics.lane_title, room, Point::new(left, top), theme.ink);
    let line = f64::from(metrics.note.line_height);
    let mut middle = title.y1 + 1.0 + line / 2.0;
    for words in subtitles {
        if middle + line / 2.0 <= place.height {
            sheet.line_of_text(cx, &words, metrics.note, (left, middle, width), Align::Start, theme.ink_soft);
        }
        middle += line;
    }
    if lane.kind == LaneKind::Emotion && common.lead.is_some() {
        emotion(&mut sheet, cx, look, (common, shown), Axis::new(&metrics.emotion, own), title.y1);
    }
    sheet.into_block()
}

/// The scale with its smileys, and between its numbers the persona and how her curves are drawn.
fn emotion(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    look: &Look,
    (common, shown): (&Common<'_>, Shown),
    axis: Axis,
    title_bottom: f64,
) {
    let Some(lead) = &common.lead else { return };
    let metrics = &look.metrics;
    let five = axis.y(0.0) - axis.y(5.0);
    let row = f64::from(metrics.note.line_height);
    let wide = five >= f64::from(metrics.emotion.axis.line_height) + row + 2.0;
    let apart = axis.y(10.0) - row / 2.0 >= title_bottom;
    if apart || wide {
        scale(sheet, cx, metrics, axis, 0.0, wide);
    }
    if !wide {
        return;
    }
    let left = metrics.gutter_inset;
    let side_of = metrics.emotion.badge;
    if let Some(persona) = lead.personas.iter().flatten().next() {
        let middle = axis.y(2.5);
        marks::badge(sheet, cx, persona, lead.colour, Point::new(left + side_of / 2.0 + 1.0, middle), side_of);
        let color = cx.theme.persona(lead.colour);
        let x = left + side_of + 6.0;
        let room = metrics.gutter - x - 3.0;
        sheet.line_of_text(cx, &persona.name, metrics.emotion.name, (x, middle, room), Align::Start, color);
        let rect = Rect::new(left, middle - side_of, metrics.gutter - 3.0, middle + side_of);
        sheet.tag(Subject::Persona(persona.id), Part::Whole, rect, persona.name.as_str());
    }
    let shown_sides: Vec<State> = SIDES.into_iter().filter(|side| shown.has(*side)).collect();
    for (side, y) in shown_sides.iter().zip([axis.y(-2.5), axis.y(-7.5)]) {
        let stroke = curves::stroke(cx, look, lead, *side, false);
        sheet.line(Point::new(left, y), Point::new(left + SAMPLE, y), stroke);
        let words =
            cx.text.paragraph(common.names[index(*side)], metrics.note, one_line(metrics.gutter - left - SAMPLE - 8.0));
        sheet.paragraph(&words, Point::new(left + SAMPLE + 5.0, y - words.height / 2.0), cx.theme.ink_soft);
    }
}
