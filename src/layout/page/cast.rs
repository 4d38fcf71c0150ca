//! The people strip of a page: who lives this journey, what they need and want, and a sentence of theirs.

use super::super::band::Cx;
use super::super::lanes::quoted;
use super::super::marks::badge;
use super::super::sheet::{Sheet, balanced, solid};
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
const ROOM_FOR_NEEDS: f64 = 520.0;
/// No person gets less room than this beside another.
const LEAST_ROOM: f64 = 580.0;
/// No person gets more room than this.
const MOST_ROOM: f64 = 1000.0;

/// The strip, one cell for every persona whose curve is drawn; several rows where one is too narrow for them.
pub(super) fn cast(cx: &mut Cx<'_>, story: &Story, width: f64) -> Part {
    let mut sheet = Sheet::new();
    let inner = width - 2.0 * MARGIN;
    let count = story.cast.len().max(1);
    if story.cast.iter().all(|player| has_name_only(&player.persona)) {
        return names(sheet, cx, story, (inner / count as f64).min(360.0));
    }
    let most_in_row = ((inner / LEAST_ROOM) as usize).clamp(1, count);
    let rows = count.div_ceil(most_in_row);
    let in_row = count.div_ceil(rows);
    let cell = (inner / in_row as f64).min(MOST_ROOM);
    // One long quote makes all of them small: they are of one rank.
    let mut trial = Sheet::new();
    let draw = |sheet: &mut Sheet, cx: &mut Cx<'_>, quotes: TextStyle| {
        let mut whole = true;
        for (index, player) in story.cast.iter().enumerate() {
            let (left, top) = (MARGIN + cell * (index % in_row) as f64, HEIGHT * (index / in_row) as f64);
            let inset = if index % in_row > 0 { 24.0 } else { 0.0 };
            let place = Place { left: left + inset, room: cell - inset - 24.0, top };
            whole &= person(sheet, cx, player, place, quotes);
        }
        whole
    };
    let quotes = if draw(&mut trial, cx, QUOTE) { QUOTE } else { SMALL };
    draw(&mut sheet, cx, quotes);
    for index in (0..count).filter(|index| index % in_row > 0) {
        let x = (MARGIN + cell * (index % in_row) as f64).round() + 0.5;
        let top = HEIGHT * (index / in_row) as f64;
        let line = solid(cx.theme.line_strong, 1.0);
        sheet.line(Point::new(x, top + 14.0), Point::new(x, top + HEIGHT - 12.0), line);
    }
    Part::of(sheet, HEIGHT * rows as f64)
}

/// Where a person is told about.
#[derive(Debug, Clone, Copy)]
struct Place {
    left: f64,
    room: f64,
    top: f64,
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

/// Draws a person and returns whether her quote stands on one line.
fn person(sheet: &mut Sheet, cx: &mut Cx<'_>, player: &Player, place: Place, quotes: TextStyle) -> bool {
    let persona = &player.persona;
    let Place { left, room, top } = place;
    badge(sheet, cx, persona, player.colour, Point::new(left + BADGE / 2.0, top + 42.0), BADGE);
    let mut x = left + BADGE + 14.0;
    let right = left + room;
    let has_needs = persona.needs.first().or(persona.wants.first()).is_some();
    let wide = room >= ROOM_FOR_NEEDS && has_needs;
    let beside = match (wide, persona.quote.is_empty()) {
        (true, _) => room * 0.3,
        (false, true) => right - x,
        (false, false) => room * 0.42,
    };
    let color = cx.theme.persona(player.colour);
    let name = sheet.line_of_text(cx, &persona.name, NAME, (x, top + UPPER, beside), Align::Start, color);
    let role = if persona.role.is_empty() { &persona.segment } else { &persona.role };
    let soft = cx.theme.ink_soft;
    let role = sheet.line_of_text(cx, role, SMALL, (x, top + LOWER, beside), Align::Start, soft);
    let area = Rect::new(left, top + 8.0, right, top + HEIGHT - 6.0);
    sheet.tag(Subject::Persona(persona.id), TagPart::Whole, area, &*persona.name);
    x += name.max(role) + 28.0;
    if wide {
        x = needs_and_wants(sheet, cx, player, Place { left: x, room: right - x, top });
    }
    quote(sheet, cx, &persona.quote, Place { left: x, room: right - x, top }, quotes)
}

/// Draws the first need and the first want and returns where the next thing may begin.
fn needs_and_wants(sheet: &mut Sheet, cx: &mut Cx<'_>, player: &Player, place: Place) -> f64 {
    let Place { left, room, top } = place;
    let rows = [("Needs", player.persona.needs.first()), ("Wants", player.persona.wants.first())];
    let label_room = rows.iter().map(|(label, _)| cx.text.width(label, LABEL)).fold(0.0, f64::max) + 14.0;
    let longest = rows.iter().filter_map(|(_, text)| *text).map(|text| cx.text.width(text, SMALL)).fold(0.0, f64::max);
    let most = if player.persona.quote.is_empty() { room } else { room * 0.56 };
    // A quote that would be squeezed beside long needs is left out rather than the needs cut.
    let most = if label_room + longest > most { room } else { most };
    let mut reach: f64 = 0.0;
    for ((label, text), middle) in rows.into_iter().zip([top + UPPER, top + LOWER]) {
        let Some(text) = text else { continue };
        let (ink, soft) = (cx.theme.ink, cx.theme.ink_soft);
        sheet.line_of_text(cx, label, LABEL, (left, middle, label_room), Align::Start, ink);
        let used =
            sheet.line_of_text(cx, text, SMALL, (left + label_room, middle, most - label_room), Align::Start, soft);
        reach = reach.max(label_room + used);
    }
    if reach > 0.0 { left + reach + 36.0 } else { left }
}

/// Draws a quote where there is room for one, and returns whether it stands on one line.
fn quote(sheet: &mut Sheet, cx: &mut Cx<'_>, words: &str, place: Place, style: TextStyle) -> bool {
    const LEAST: f64 = 110.0;
    let words = words.trim();
    if words.is_empty() || place.room < LEAST {
        return true;
    }
    let words = quoted(words);
    let lines = ((HEIGHT - 12.0) / f64::from(style.line_height)) as usize;
    let room = Room { width: place.room, max_lines: lines, align: Align::Start };
    let paragraph = balanced(cx, &words, style, room);
    let top = place.top + (UPPER + LOWER - paragraph.height) / 2.0;
    let width = if paragraph.elided { place.room } else { paragraph.width + 0.5 };
    sheet.text(cx, &words, style, Room { width, ..room }, Point::new(place.left, top), cx.theme.ink);
    paragraph.lines == 1
}
