//! What stands in the text and back-stage lanes, with the same signs as the cards: kept, changed, added, removed.

use std::sync::Arc;

use super::common::{Common, SIDES, index};
use super::curves::Shown;
use super::glyphs;
use super::hanging;
use super::look::Look;
use super::places::{self, Said, said};
use crate::compare::Sign;
use crate::geom::{Point, Rect};
use crate::layout::CompareRequest;
use crate::layout::band::Cx;
use crate::layout::lanes::{self, quoted};
use crate::layout::sheet::Sheet;
use crate::layout::story::coloured;
use crate::model::*;
use crate::text::{Align, Room};

/// A lane of either journey or of both.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LanePair {
    /// The lane in either journey.
    pub lanes: [Option<Arc<Lane>>; 2],
    /// What it shows.
    pub kind: LaneKind,
    /// The colour of the persona whose thoughts these are.
    rule: Option<PersonaColour>,
}

impl LanePair {
    fn new(common: &Common<'_>, lanes: [Option<Arc<Lane>>; 2]) -> Option<LanePair> {
        let last = lanes.iter().flatten().next_back()?;
        let kind = last.kind;
        let rule = SIDES.into_iter().find_map(|side| {
            let persona = lanes[index(side)].as_ref()?.persona?;
            let known = coloured(common.compared.journey(side));
            known.into_iter().find(|(other, _)| other.id == persona).map(|(_, colour)| colour)
        });
        Some(LanePair { lanes, kind, rule })
    }

    /// The lane that is named: the second journey's, where it has it.
    pub fn named(&self) -> Option<&Arc<Lane>> {
        self.lanes.iter().flatten().next_back()
    }

    /// What stands in it at a touchpoint.
    fn text<'t>(&self, side: State, touchpoint: &'t Touchpoint) -> Option<&'t str> {
        let id = self.lanes[index(side)].as_ref()?.id;
        touchpoint.texts.get(&id).map(|text| text.trim()).filter(|text| !text.is_empty())
    }
}

/// The lanes of a comparison in the second journey's order, those that only the first has after their neighbours.
pub(super) fn lanes(common: &Common<'_>, request: &CompareRequest, look: &Look) -> Vec<LanePair> {
    let (from, to) = (common.compared.from, common.compared.to);
    let comparison = common.compared.comparison;
    let before = |lane: &Lane| match comparison.entry_of_to(lane.id.0) {
        Some(entry) => entry.from.first().and_then(|uid| from.lane(LaneId(*uid))),
        None => from.lane(lane.id),
    };
    let mut pairs: Vec<[Option<Arc<Lane>>; 2]> =
        to.lanes().iter().map(|lane| [before(lane).cloned(), Some(lane.clone())]).collect();
    for (place, lane) in from.lanes().iter().enumerate() {
        let is = |id: LaneId| move |pair: &[Option<Arc<Lane>>; 2]| pair[0].as_ref().is_some_and(|lane| lane.id == id);
        if !pairs.iter().any(is(lane.id)) {
            let after = place.checked_sub(1).and_then(|before| pairs.iter().position(is(from.lanes()[before].id)));
            pairs.insert(after.map_or(0, |after| after + 1), [Some(lane.clone()), None]);
        }
    }
    let wanted = |pair: &[Option<Arc<Lane>>; 2]| match request.filter.lanes.is_empty() {
        true => pair.iter().flatten().next_back().is_some_and(|lane| lane.visible),
        false => pair.iter().flatten().any(|lane| request.filter.lanes.contains(&lane.id)),
    };
    // The thoughts of somebody whose curve is not drawn are only in the way, unless they are asked for.
    let leads = common.lead.as_ref().map_or([None, None], |lead| lead.ids());
    let of_another = |pair: &LanePair| {
        let persona = pair.lanes.iter().flatten().find_map(|lane| lane.persona);
        request.filter.lanes.is_empty() && persona.is_some_and(|persona| !leads.contains(&Some(persona)))
    };
    let shown = |pair: &LanePair| lanes::is_shown(pair.kind, &look.metrics) && !of_another(pair);
    pairs.into_iter().filter(wanted).filter_map(|pair| LanePair::new(common, pair)).filter(shown).collect()
}

/// A text as it is shown.
pub(super) type ShownText = Said<String>;

/// The texts of a lane in a column.
pub(super) fn shown(common: &Common<'_>, lane: &LanePair, column: usize, what: Shown) -> Vec<ShownText> {
    let of = |side, touchpoint: &Touchpoint| lane.text(side, touchpoint).map(str::to_owned);
    said(common, (column, what), of, |was, now| was == now)
}

/// Draws the texts of a place and returns where they end below.
pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, lane: &LanePair, texts: &[ShownText]) -> f64 {
    let mut bottom = 0.0;
    for shown in texts {
        let top = if bottom > 0.0 { bottom + look.metrics.items.apart } else { look.metrics.lane_pad };
        let rect = if lane.kind == LaneKind::BackStage {
            block(sheet, cx, look, shown, top)
        } else {
            words(sheet, cx, look, lane, shown, top)
        };
        places::tag(sheet, lane, shown, rect, &shown.here);
        bottom = rect.y1;
    }
    bottom
}

/// A block on the ground of its sign, the sign in its corner.
fn block(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &ShownText, top: f64) -> Rect {
    let (metrics, theme) = (&look.metrics, cx.theme);
    let (x0, x1) = (metrics.gap / 2.0, metrics.gap / 2.0 + metrics.card_width());
    let style = hanging::style(metrics.note, shown.sign);
    let room = Room { width: x1 - x0 - 12.0, max_lines: metrics.word_lines, align: Align::Start };
    let lines = cx.text.paragraph(&shown.here, style, room);
    let corner = if shown.sign == Sign::Kept { 0.0 } else { look.disc * 2.0 + 2.0 };
    let rect = Rect::new(x0, top, x1, top + 8.0 + corner + lines.height + 8.0);
    let radius = metrics.items.radius;
    if shown.sign == Sign::Kept {
        sheet.fill(rect, radius, theme.sunken);
    } else {
        hanging::ground(sheet, cx, shown.sign, rect, radius);
    }
    let center = Point::new(rect.x1 - look.disc - 4.0, rect.y0 + look.disc + 4.0);
    glyphs::disc(sheet, cx, shown.sign, center, look.disc);
    let at = Point::new(rect.x0 + 6.0, rect.y0 + 7.0 + corner);
    hanging::write(sheet, cx, shown.sign, &shown.here, (metrics.note, room, at));
    rect
}

/// Words on the lane's own ground, the sign before them.
fn words(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, lane: &LanePair, shown: &ShownText, top: f64) -> Rect {
    let metrics = &look.metrics;
    let radius = look.disc * 0.8;
    let mut left = metrics.text_inset;
    let mut text_top = top;
    if shown.sign != Sign::Kept {
        let center = Point::new(left + radius, top + radius);
        glyphs::disc(sheet, cx, shown.sign, center, radius);
        text_top += 2.0 * radius + 2.0;
    }
    if let Some(colour) = lane.rule {
        let color = match shown.side {
            State::Today => cx.theme.persona(colour),
            State::Ideal if shown.sign == Sign::Kept => cx.theme.persona(colour),
            State::Ideal => cx.theme.accent,
        };
        left += 8.0;
        let room = Room { width: metrics.column - left - 3.0, max_lines: metrics.word_lines, align: Align::Start };
        let at = Point::new(left, text_top);
        let drawn = hanging::write(sheet, cx, shown.sign, &quoted(&shown.here), (metrics.note, room, at));
        sheet.fill(Rect::new(left - 8.0, drawn.y0, left - 6.0, drawn.y1), 0.0, color);
        return Rect::new(left - 8.0, top, metrics.column - 3.0, drawn.y1);
    }
    let room = Room { width: metrics.column - left - 3.0, max_lines: metrics.word_lines, align: Align::Start };
    let at = Point::new(left, text_top);
    let drawn = hanging::write(sheet, cx, shown.sign, &shown.here, (metrics.note, room, at));
    Rect::new(left, top, metrics.column - 3.0, drawn.y1)
}
