//! The people strip of a page: who lives this journey, what they need and want, and a sentence of theirs.

use super::super::band::Cx;
use super::super::marks::badge;
use super::super::sheet::{Sheet, one_line, solid};
use super::super::story::{Player, Story};
use super::{MARGIN, Part};
use crate::frame::{Part as TagPart, Subject};
use crate::geom::{Point, Rect};
use crate::model::Persona;
use crate::text::{Align, Room, TextStyle, Weight};

const NAME: TextStyle = TextStyle { size: 20.0, line_height: 26.0, weight: Weight::SemiBold, tabular: false };
const SMALL: TextStyle = TextStyle { size: 15.0, line_height: 20.0, weight: Weight::Regular, tabular: false };
const LABEL: TextStyle = TextStyle { size: 15.0, line_height: 20.0, weight: Weight::SemiBold, tabular: false };
const QUOTE: TextStyle = TextStyle { size: 18.0, line_height: 24.0, weight: Weight::Regular, tabular: false };
/// Height of the strip, and of one that shows no more than names.
const HEIGHT: f64 = 80.0;
const HEIGHT_OF_NAMES: f64 = 56.0;
const BADGE: f64 = 52.0;
const BADGE_OF_NAMES: f64 = 32.0;
/// Middles of the two lines of text.
const UPPER: f64 = 29.0;
const LOWER: f64 = 55.0;
/// A person with less room than this is shown without needs and wants.
const ROOM_FOR_NEEDS: f64 = 620.0;
/// No person gets more room than this.
const MOST_ROOM: f64 = 1000.0;

/// The strip, one cell for every persona whose curve is drawn.
pub(super) fn cast(cx: &mut Cx<'_>, story: &Story, width: f64) -> Part {
    let mut sheet = Sheet::new();
    let count = story.cast.len().max(1) as f64;
    let cell = ((width - 2.0 * MARGIN) / count).min(MOST_ROOM);
    if story.cast.iter().all(|player| has_name_only(&player.persona)) {
        return names(sheet, cx, story, cell.min(360.0));
    }
    for (index, player) in story.cast.iter().enumerate() {
        let left = MARGIN + cell * index as f64;
        if index > 0 {
            let x = left.round() + 0.5;
            sheet.line(Point::new(x, 14.0), Point::new(x, HEIGHT - 12.0), solid(cx.theme.line_strong, 1.0));
        }
        let inset = if index > 0 { 24.0 } else { 0.0 };
        person(&mut sheet, cx, player, left + inset, cell - inset - 24.0);
    }
    Part::of(sheet, HEIGHT)
}

fn has_name_only(persona: &Persona) -> bool {
    let Persona { role, segment, needs, wants, quote, .. } = persona;
    role.is_empty() && segment.is_empty() && needs.is_empty() && wants.is_empty() && quote.is_empty()
}

fn names(mut sheet: Sheet, cx: &mut Cx<'_>, story: &Story, cell: f64) -> Part {
    for (index, player) in story.cast.iter().enumerate() {
        let (left, middle) = (MARGIN + cell * index as f64, HEIGHT_OF_NAMES / 2.0 + 3.0);
        badge(
            &mut sheet,
            cx,
            &player.persona,
            player.colour,
            Point::new(left + BADGE_OF_NAMES / 2.0, middle),
            BADGE_OF_NAMES,
        );
        let color = cx.theme.persona(player.colour);
        let room = (left + BADGE_OF_NAMES + 12.0, middle, cell - BADGE_OF_NAMES - 28.0);
        sheet.line_of_text(cx, &player.persona.name, NAME, room, Align::Start, color);
        let rect = Rect::new(left, 6.0, left + cell - 16.0, HEIGHT_OF_NAMES);
        sheet.tag(Subject::Persona(player.persona.id), TagPart::Whole, rect, &*player.persona.name);
    }
    Part::of(sheet, HEIGHT_OF_NAMES)
}

fn person(sheet: &mut Sheet, cx: &mut Cx<'_>, player: &Player, left: f64, room: f64) {
    let persona = &player.persona;
    badge(sheet, cx, persona, player.colour, Point::new(left + BADGE / 2.0, 42.0), BADGE);
    let mut x = left + BADGE + 14.0;
    let right = left + room;
    let wide = room >= ROOM_FOR_NEEDS;
    let beside = if wide { room * 0.26 } else { room * 0.42 };
    let name_room = if persona.quote.is_empty() && !wide { right - x } else { beside };
    let color = cx.theme.persona(player.colour);
    let name = sheet.line_of_text(cx, &persona.name, NAME, (x, UPPER, name_room), Align::Start, color);
    let role = if persona.role.is_empty() { &persona.segment } else { &persona.role };
    let soft = cx.theme.ink_soft;
    let role = sheet.line_of_text(cx, role, SMALL, (x, LOWER, name_room), Align::Start, soft);
    sheet.tag(Subject::Persona(persona.id), TagPart::Whole, Rect::new(left, 8.0, right, HEIGHT - 6.0), &*persona.name);
    x += name.max(role) + 28.0;
    if wide {
        x = needs_and_wants(sheet, cx, player, x, right);
    }
    quote(sheet, cx, &persona.quote, x, right);
}

/// Draws the first need and the first want and returns where the next thing may begin.
fn needs_and_wants(sheet: &mut Sheet, cx: &mut Cx<'_>, player: &Player, left: f64, right: f64) -> f64 {
    let rows = [("Needs", player.persona.needs.first()), ("Wants", player.persona.wants.first())];
    let label_room = rows.iter().map(|(label, _)| cx.text.width(label, LABEL)).fold(0.0, f64::max) + 14.0;
    let most = if player.persona.quote.is_empty() { right - left } else { (right - left) * 0.56 };
    let mut reach: f64 = 0.0;
    for ((label, text), middle) in rows.into_iter().zip([UPPER, LOWER]) {
        let Some(text) = text else { continue };
        let (ink, soft) = (cx.theme.ink, cx.theme.ink_soft);
        sheet.line_of_text(cx, label, LABEL, (left, middle, label_room), Align::Start, ink);
        let room = (left + label_room, middle, most - label_room);
        let used = sheet.line_of_text(cx, text, SMALL, room, Align::Start, soft);
        reach = reach.max(label_room + used);
    }
    if reach > 0.0 { left + reach + 36.0 } else { left }
}

fn quote(sheet: &mut Sheet, cx: &mut Cx<'_>, quote: &str, left: f64, right: f64) {
    if quote.is_empty() || right - left < 90.0 {
        return;
    }
    let quote = format!("\u{201c}{quote}\u{201d}");
    let width = right - left;
    let too_long = cx.text.paragraph(&quote, QUOTE, one_line(width)).elided;
    let (style, lines) = if too_long { (SMALL, 3) } else { (QUOTE, 1) };
    let paragraph = cx.text.paragraph(&quote, style, Room { width, max_lines: lines, align: Align::Start });
    let top = (UPPER + LOWER - paragraph.height) / 2.0;
    let room = Room { width, max_lines: lines, align: Align::Start };
    sheet.text(cx, &quote, style, room, Point::new(left, top), cx.theme.ink);
}
