//! One stage: its name and what it leaves behind, its cards, the curves, and below them voices, pain points and
//! opportunities.

use std::sync::Arc;

use super::chart::{self, Chart};
use super::lower::Lower;
use super::part_of;
use super::style::{CARD, FIGURE, META, NARROW_CARD, QUOTE, TAKEAWAY, TITLE, Type};
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::sheet::{Sheet, one_line, solid};
use crate::layout::story::{Place, Story, StoryStage};
use crate::model::*;
use crate::text::{Align, Icon, Room};

/// Height of the line with the stage's name.
const HEAD: f64 = 84.0;
/// The curves are never lower than this.
const LEAST_CHART: f64 = 220.0;
/// More height makes curves no clearer.
const MOST_CHART: f64 = 460.0;
/// Between the parts of a slide.
const APART: f64 = 20.0;

/// A touchpoint on the slide.
pub(super) struct Card {
    /// Its number in the journey, from 1.
    pub number: usize,
    /// It.
    pub touchpoint: Arc<Touchpoint>,
}

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, (stage, part): (StageId, usize), room: Rect) {
    let Some(found) = story.stages.iter().find(|other| other.stage.id == stage) else {
        let words = "This stage is no longer on the map.";
        sheet.centered(cx, words, TAKEAWAY.text(), room.center(), cx.theme.ink_soft);
        return;
    };
    head(sheet, cx, story, found, Rect { y1: room.y0 + HEAD, ..room });
    let count = cx.journey.touchpoints_in(stage).len();
    let range = part_of(count, part);
    let columns = found.columns.start + range.start..found.columns.start + range.end;
    let cards: Vec<Card> = columns.clone().filter_map(|column| card_at(story, column)).collect();
    if cards.is_empty() {
        let middle = Point::new(room.center().x, room.center().y);
        sheet.centered(cx, "No touchpoints in this stage yet", TAKEAWAY.text(), middle, cx.theme.ink_soft);
        return;
    }
    let mut chart = Chart { area: room, columns: columns.clone(), pad: chart::PAD };
    let top = room.y0 + HEAD + 8.0;
    let title = if cards.len() > 4 { NARROW_CARD } else { CARD };
    let height = card_height(cx, &cards, title, chart.column());
    for (at, card) in cards.iter().enumerate() {
        let x = chart.x((columns.start + at) as f64);
        let rect = Rect::new(x + 12.0, top, x + chart.column() - 12.0, top + height);
        card_ui(sheet, cx, card, title, rect);
    }
    let below = top + height + APART;
    let lower = Lower::fit(cx, &cards, chart.column(), room.y1 - below - LEAST_CHART);
    let chart_height = (room.y1 - below - lower.height - APART).clamp(LEAST_CHART, MOST_CHART);
    chart.area = Rect::new(room.x0, below, room.x1, below + chart_height);
    chart.axis(sheet, cx);
    chart.measured_lines(sheet, cx, story);
    chart.lines(sheet, cx, story);
    chart.names(sheet, cx, story);
    for (at, card) in cards.iter().enumerate() {
        chart.measured_dots(sheet, cx, story, columns.start + at, &card.touchpoint);
        chart.dots(sheet, cx, story, columns.start + at, &card.touchpoint);
    }
    lower.draw(sheet, cx, story, &chart, chart.area.y1 + APART);
}

fn card_at(story: &Story, column: usize) -> Option<Card> {
    match &story.columns.get(column)?.place {
        Place::Step { number, touchpoint, .. } => Some(Card { number: *number, touchpoint: touchpoint.clone() }),
        Place::Empty | Place::Add => None,
    }
}

fn head(sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, stage: &StoryStage, rect: Rect) {
    let theme = cx.theme;
    let mut right = rect.x1;
    if let (Some(mean), Some(main)) = (stage.average, story.cast.first()) {
        let color = theme.persona(main.colour);
        let figure = cx.text.paragraph(&signed(mean), FIGURE.text(), one_line(f64::INFINITY));
        let baseline = rect.y0 + 10.0;
        sheet.paragraph(&figure, Point::new(right - figure.width, baseline), color);
        right -= figure.width + 16.0;
        let words = format!("{}, stage average", main.persona.name);
        let words = cx.text.paragraph(&words, META.text(), one_line(420.0));
        sheet.paragraph(&words, Point::new(right - words.width, baseline + 22.0), theme.ink_soft);
        right -= words.width + 40.0;
    }
    let name = match stage.stage.name.trim() {
        "" => "Unnamed stage",
        name => name,
    };
    let title = cx.text.paragraph(name, TITLE.text(), one_line(right - rect.x0));
    let drawn = sheet.paragraph(&title, Point::new(rect.x0, rect.y0), theme.ink);
    let subject = Subject::Stage(stage.stage.id);
    sheet.tag(subject, Part::Whole, drawn.inset(6.0), name);
    sheet.tag(subject, Part::Name, drawn, name);
    let left = drawn.x1 + 28.0;
    let note = stage.stage.note.trim();
    if right - left > 200.0 && !note.is_empty() {
        // One line beside the name, or two smaller ones; a longer note is no sentence for the back of a room.
        let one = cx.text.paragraph(note, TAKEAWAY.text(), one_line(right - left));
        if one.elided {
            let room = Room { width: right - left, max_lines: 2, align: Align::Start };
            let two = cx.text.paragraph(note, QUOTE.text(), room);
            sheet.paragraph(&two, Point::new(left, rect.y0 + 8.0), theme.ink_soft);
        } else {
            sheet.paragraph(&one, Point::new(left, rect.y0 + 27.0), theme.ink_soft);
        }
    }
}

/// Room between a card's edge and what stands in it.
const PAD: f64 = 24.0;
/// Width of the channel's icon, with the room after it.
const ICON: f64 = 56.0;

fn card_height(cx: &mut Cx<'_>, cards: &[Card], title: Type, column: f64) -> f64 {
    let lines = cards.iter().map(|card| {
        let icon = if marks::channel_icon(&card.touchpoint.channel).is_some() { ICON } else { 0.0 };
        let star = if card.touchpoint.moment_of_truth { 44.0 } else { 0.0 };
        let room = Room { width: column - 24.0 - 2.0 * PAD - icon - star, max_lines: 3, align: Align::Start };
        cx.text.paragraph(&card.touchpoint.name, title.text(), room).height
    });
    lines.fold(0.0, f64::max).max(38.0) + 2.0 * PAD + 46.0
}

fn card_ui(sheet: &mut Sheet, cx: &mut Cx<'_>, card: &Card, title: Type, rect: Rect) {
    let theme = cx.theme;
    let touchpoint = &card.touchpoint;
    sheet.shadow(rect, 14.0, theme.shadow);
    sheet.framed(rect, 14.0, Some(theme.card), solid(theme.line_strong, 1.0));
    let mut left = rect.x0 + PAD;
    let mut right = rect.x1 - PAD;
    if let Some(icon) = marks::channel_icon(&touchpoint.channel) {
        sheet.icon(cx, icon, false, 40.0, Point::new(left + 20.0, rect.y0 + PAD + 19.0), theme.ink_soft);
        left += ICON;
    }
    if touchpoint.moment_of_truth {
        sheet.icon(cx, Icon::Star, true, 34.0, Point::new(right - 14.0, rect.y0 + PAD + 18.0), theme.star);
        right -= 44.0;
    }
    let (name, color) = match touchpoint.name.trim() {
        "" => ("Unnamed", theme.ink_faint),
        name => (name, theme.ink),
    };
    let room = Room { width: right - left, max_lines: 3, align: Align::Start };
    let drawn = sheet.text(cx, name, title.text(), room, Point::new(left, rect.y0 + PAD), color);
    let foot = rect.y1 - PAD - 10.0;
    let number = cx.text.paragraph(&card.number.to_string(), META.text(), one_line(80.0));
    sheet.paragraph(&number, Point::new(rect.x0 + PAD + 8.0, foot - number.height / 2.0), theme.ink_soft);
    let mut at = rect.x0 + PAD + ICON;
    if touchpoint.encounter != Encounter::Unset {
        let reach = marks::encounter(sheet, cx, touchpoint.encounter, 26.0, Point::new(at + 15.0, foot));
        at += 15.0 + reach + 10.0;
        let words = touchpoint.encounter.label();
        sheet.line_of_text(cx, words, META.text(), (at, foot, rect.x1 - PAD - at), Align::Start, theme.ink_soft);
    }
    let subject = Subject::Touchpoint(touchpoint.id);
    let moment = if touchpoint.moment_of_truth { ", moment of truth" } else { "" };
    sheet.tag(subject, Part::Whole, rect, format!("{name}, step {}{moment}", card.number));
    sheet.tag(subject, Part::Name, Rect::new(left - 4.0, drawn.y0 - 4.0, right, foot - 24.0), name);
}
