//! Below the curves of a stage: a voice, pain points and opportunities, in equal columns; the worst first, and what
//! there is no room for is counted.

use std::sync::Arc;

use super::chart::Chart;
use super::stage::Card;
use super::style::{ITEM, META, PILL, QUOTE};
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::lanes::{opportunities, pains, quoted};
use crate::layout::marks;
use crate::layout::sheet::{Sheet, solid};
use crate::layout::story::Story;
use crate::model::*;
use crate::text::{Align, Icon, Room};

/// Room inside a block, above and below its text.
const PAD: f64 = 18.0;
/// Room between blocks, and between a column's edge and its blocks.
const APART: f64 = 12.0;
/// Room left of a block's text, for its sign.
const SIGN: f64 = 84.0;
/// Height of "and 2 more".
const MORE: f64 = 30.0;
/// At most so many lines of a text stand on a slide.
const LINES: usize = 3;

/// How many of each stand on the slide.
#[derive(Debug, Clone, Copy)]
struct Caps {
    quotes: bool,
    pains: usize,
    opportunities: usize,
}

/// From everything to the one worst thing.
const CAPS: [Caps; 7] = [
    Caps { quotes: true, pains: 4, opportunities: 4 },
    Caps { quotes: true, pains: 3, opportunities: 2 },
    Caps { quotes: true, pains: 2, opportunities: 2 },
    Caps { quotes: true, pains: 2, opportunities: 1 },
    Caps { quotes: true, pains: 1, opportunities: 1 },
    Caps { quotes: false, pains: 1, opportunities: 1 },
    Caps { quotes: false, pains: 1, opportunities: 0 },
];

/// What stands below the curves.
pub(super) struct Lower {
    columns: Vec<Contents>,
    caps: Caps,
    quotes: f64,
    pains: f64,
    opportunities: f64,
    /// Height of all of it.
    pub height: f64,
}

struct Contents {
    touchpoint: TouchpointId,
    quote: Option<(LaneId, Option<PersonaId>, String)>,
    pains: Vec<Arc<Pain>>,
    opportunities: Vec<Arc<Opportunity>>,
}

impl Lower {
    /// As much as fits into a height.
    pub(super) fn fit(cx: &mut Cx<'_>, cards: &[Card], column: f64, height: f64) -> Lower {
        let columns: Vec<Contents> = cards.iter().map(|card| contents(cx.journey, &card.touchpoint)).collect();
        let mut lower = Lower { columns, caps: CAPS[0], quotes: 0.0, pains: 0.0, opportunities: 0.0, height: 0.0 };
        for caps in CAPS {
            lower.measure(cx, caps, column);
            if lower.height <= height {
                break;
            }
        }
        lower
    }

    fn measure(&mut self, cx: &mut Cx<'_>, caps: Caps, column: f64) {
        self.caps = caps;
        let highest = |heights: Vec<f64>| heights.into_iter().fold(0.0, f64::max);
        let quotes: Vec<f64> = self.columns.iter().map(|one| one.quote_height(cx, caps, column)).collect();
        let pains: Vec<f64> = self
            .columns
            .iter()
            .map(|one| {
                let texts = one.pains.iter().take(caps.pains).map(|pain| pain.text.as_str());
                stack_height(cx, texts, column - 2.0 * APART - SIGN - 12.0, one.pains.len() > caps.pains)
            })
            .collect();
        let opportunities: Vec<f64> = self
            .columns
            .iter()
            .map(|one| {
                let texts = one.opportunities.iter().take(caps.opportunities).map(|item| item.text.as_str());
                stack_height(cx, texts, opportunity_room(column), one.opportunities.len() > caps.opportunities)
            })
            .collect();
        (self.quotes, self.pains, self.opportunities) = (highest(quotes), highest(pains), highest(opportunities));
        self.height = self.quotes + self.pains + self.opportunities;
    }

    /// Draws it from `top` on.
    pub(super) fn draw(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, chart: &Chart, top: f64) {
        for (at, one) in self.columns.iter().enumerate() {
            let x0 = chart.x((chart.columns.start + at) as f64);
            let (left, right) = (x0 + APART, x0 + chart.column() - APART);
            if at > 0 && self.height > 0.0 {
                let x = x0.round() + 0.5;
                let line = solid(cx.theme.line, 1.0);
                sheet.line(Point::new(x, top), Point::new(x, top + self.height), line);
            }
            if self.caps.quotes {
                one.draw_quote(sheet, cx, story, (left, right), top);
            }
            let y = top + self.quotes;
            one.draw_pains(sheet, cx, self.caps.pains, (left, right), y);
            one.draw_opportunities(sheet, cx, self.caps.opportunities, (left, right), y + self.pains);
        }
    }
}

fn opportunity_room(column: f64) -> f64 {
    column - 2.0 * APART - SIGN - 96.0
}

/// What stands at a touchpoint, the worst pain points and the nearest opportunities first.
fn contents(journey: &Journey, touchpoint: &Touchpoint) -> Contents {
    let quote = journey.lanes().iter().filter(|lane| lane.visible && lane.kind == LaneKind::Text).find_map(|lane| {
        let text = touchpoint.texts.get(&lane.id)?.trim();
        (!text.is_empty()).then(|| (lane.id, lane.persona, text.to_owned()))
    });
    let over = |pain: &Arc<Pain>| matches!(pain.status, PainStatus::Resolved | PainStatus::Accepted);
    let mut pains: Vec<Arc<Pain>> = journey.pains_at(touchpoint.id).into_iter().cloned().collect();
    pains.sort_by_key(|pain| (over(pain), std::cmp::Reverse(pain.severity)));
    let mut opportunities: Vec<Arc<Opportunity>> =
        journey.opportunities_at(touchpoint.id).into_iter().cloned().collect();
    let decided = |item: &Arc<Opportunity>| match item.status {
        OpportunityStatus::Proposed | OpportunityStatus::Planned | OpportunityStatus::InProgress => 0,
        OpportunityStatus::Done => 1,
        OpportunityStatus::Dropped => 2,
    };
    opportunities.sort_by_key(|item| (decided(item), item.horizon));
    Contents { touchpoint: touchpoint.id, quote, pains, opportunities }
}

fn text_height(cx: &mut Cx<'_>, text: &str, width: f64) -> f64 {
    let room = Room { width: width.max(40.0), max_lines: LINES, align: Align::Start };
    cx.text.paragraph(text, ITEM.text(), room).height.max(32.0)
}

fn stack_height<'a>(cx: &mut Cx<'_>, texts: impl Iterator<Item = &'a str>, width: f64, more: bool) -> f64 {
    let blocks: f64 = texts.map(|text| text_height(cx, text, width) + 2.0 * PAD + APART).sum();
    if blocks > 0.0 && more { blocks + MORE } else { blocks }
}

impl Contents {
    fn quote_height(&self, cx: &mut Cx<'_>, caps: Caps, column: f64) -> f64 {
        let Some((_, _, text)) = self.quote.as_ref().filter(|_| caps.quotes) else { return 0.0 };
        let room = Room { width: column - 2.0 * APART - 40.0, max_lines: 2, align: Align::Start };
        cx.text.paragraph(&quoted(text), QUOTE.text(), room).height + 16.0
    }

    fn draw_quote(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, (left, right): (f64, f64), top: f64) {
        let Some((lane, persona, text)) = &self.quote else { return };
        let of = |id: &PersonaId| story.personas.iter().find(|(persona, _)| persona.id == *id);
        let rule = persona.as_ref().and_then(of).map(|(_, colour)| cx.theme.persona(*colour));
        let words = if rule.is_some() { quoted(text) } else { text.clone() };
        let room = Room { width: right - left - 40.0, max_lines: 2, align: Align::Start };
        let at = Point::new(left + 30.0, top);
        let drawn = sheet.text(cx, &words, QUOTE.text(), room, at, cx.theme.ink);
        if let Some(color) = rule {
            sheet.fill(Rect::new(left + 12.0, drawn.y0 + 3.0, left + 16.0, drawn.y1 - 1.0), 0.0, color);
        }
        let subject = Subject::Cell(*lane, self.touchpoint);
        let title = cx.journey.lane(*lane).map_or("", |lane| lane.shown_title());
        sheet.tag(subject, Part::Whole, drawn, format!("{title}: {text}"));
        sheet.tag(subject, Part::Name, drawn, text.as_str());
    }

    fn draw_pains(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, cap: usize, (left, right): (f64, f64), top: f64) {
        let theme = cx.theme;
        let mut y = top;
        for pain in self.pains.iter().take(cap) {
            let height = text_height(cx, &pain.text, right - left - SIGN - 12.0) + 2.0 * PAD;
            let rect = Rect::new(left, y, right, y + height);
            let resolved = pain.status == PainStatus::Resolved;
            let grave = pain.severity.get() >= 4 && !resolved;
            let edge = if grave { theme.pain_soft } else { theme.line_strong };
            let fill = if grave { theme.pain_soft } else { theme.card };
            sheet.framed(rect, 12.0, Some(fill), solid(edge, 1.0));
            marks::pain(sheet, cx, pain, Point::new(left + 42.0, rect.center().y), 2.0);
            let text = text_rect(rect, right - 12.0);
            words(sheet, cx, &pain.text, text, resolved);
            let subject = Subject::Pain(pain.id, self.touchpoint);
            sheet.tag(subject, Part::Whole, rect, pains::label(pain));
            sheet.tag(subject, Part::Name, text, &*pain.text);
            y += height + APART;
        }
        more(sheet, cx, self.pains.len().saturating_sub(cap), left, y);
    }

    fn draw_opportunities(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, cap: usize, (left, right): (f64, f64), top: f64) {
        let theme = cx.theme;
        let mut y = top;
        for item in self.opportunities.iter().take(cap) {
            let height = text_height(cx, &item.text, opportunity_room(right - left + 2.0 * APART)) + 2.0 * PAD;
            let rect = Rect::new(left, y, right, y + height);
            let (done, dropped) = (item.status == OpportunityStatus::Done, item.status == OpportunityStatus::Dropped);
            let now = item.horizon == Horizon::Now && !done && !dropped;
            let (fill, edge) = if now { (theme.opp_soft, theme.opp_soft) } else { (theme.card, theme.line_strong) };
            sheet.framed(rect, 12.0, Some(fill), solid(edge, 1.0));
            let sign = if done { (Icon::CheckCircle, true) } else { (Icon::Lightbulb, false) };
            let color = if dropped { theme.ink_faint } else { theme.opp };
            sheet.icon(cx, sign.0, sign.1, 36.0, Point::new(left + 42.0, rect.center().y), color);
            let pill = cx.text.width(item.horizon.label(), PILL.text()) + 34.0 * 0.72;
            let at = Point::new(right - 16.0 - pill, rect.center().y);
            marks::horizon_pill(sheet, cx, item.horizon, at, (34.0, PILL.text()));
            let text = text_rect(rect, right - 96.0);
            words(sheet, cx, &item.text, text, dropped);
            let subject = Subject::Opportunity(item.id, self.touchpoint);
            sheet.tag(subject, Part::Whole, rect, opportunities::label(item));
            sheet.tag(subject, Part::Name, text, &*item.text);
            y += height + APART;
        }
        more(sheet, cx, self.opportunities.len().saturating_sub(cap), left, y);
    }
}

fn text_rect(block: Rect, right: f64) -> Rect {
    Rect::new(block.x0 + SIGN, block.y0 + PAD, right, block.y1 - PAD)
}

fn words(sheet: &mut Sheet, cx: &mut Cx<'_>, text: &str, rect: Rect, struck: bool) {
    let room = Room { width: rect.width(), max_lines: LINES, align: Align::Start };
    let height = text_height(cx, text, rect.width());
    let at = Point::new(rect.x0, rect.center().y - height / 2.0);
    let (ink, faint) = (cx.theme.ink, cx.theme.ink_faint);
    if struck {
        sheet.struck(cx, text, ITEM.text(), room, at, faint);
    } else {
        sheet.text(cx, text, ITEM.text(), room, at, ink);
    }
}

/// What there was no room for. Where nothing of a kind is shown at all, its absence is no news.
fn more(sheet: &mut Sheet, cx: &mut Cx<'_>, count: usize, left: f64, y: f64) {
    if count == 0 {
        return;
    }
    let place = (left + SIGN, y + 10.0, 300.0);
    sheet.line_of_text(cx, &format!("and {count} more"), META.text(), place, Align::Start, cx.theme.ink_soft);
}
