//! The people strip of a page: who lives this journey, what they need and want, and a sentence of theirs.

use super::super::band::Cx;
use super::super::lanes::quoted;
use super::super::marks::badge;
use super::super::sheet::{Sheet, balanced, solid};
use super::super::story::{Player, Story, persona_name};
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
/// Room between a badge and the name, and between name, needs and quote.
const BESIDE_BADGE: f64 = 14.0;
const BETWEEN: f64 = 30.0;
/// A quote gets no less room than this, or is left to the inspector.
const LEAST_QUOTE: f64 = 130.0;
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
    let cell_of = |in_row: usize| (inner / in_row as f64).min(MOST_ROOM);
    let room_of = |in_row: usize| cell_of(in_row) - if in_row > 1 { 48.0 } else { 24.0 };
    // Fewer people in a row rather than words cut.
    let widths = Widths::of(cx, story);
    let whole = (1..=most_in_row).rev().find(|in_row| widths.stops(room_of(*in_row)).1);
    let rows = count.div_ceil(whole.unwrap_or(most_in_row));
    let in_row = count.div_ceil(rows);
    let cell = cell_of(in_row);
    let (stops, _) = widths.stops(room_of(in_row));
    // One long quote makes all of them small: they are of one rank.
    let draw = |sheet: &mut Sheet, cx: &mut Cx<'_>, quotes: TextStyle| {
        let mut whole = true;
        for (index, player) in story.cast.iter().enumerate() {
            let (left, top) = (MARGIN + cell * (index % in_row) as f64, HEIGHT * (index / in_row) as f64);
            let inset = if index % in_row > 0 { 24.0 } else { 0.0 };
            let place = Place { left: left + inset, right: left + cell - 24.0, top };
            whole &= person(sheet, cx, player, place, stops, quotes);
        }
        whole
    };
    let quotes = if draw(&mut Sheet::new(), cx, QUOTE) { QUOTE } else { SMALL };
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
    right: f64,
    top: f64,
}

/// Widths that all persons of a strip share, so that the same things of each stand below one another.
#[derive(Debug, Clone, Copy)]
struct Stops {
    /// Name and role.
    name: f64,
    /// The words "Needs" and "Wants"; 0 where nobody has any, or there is no room for them.
    label: f64,
    /// What is needed and wanted.
    needs: f64,
}

/// How wide the longest of each part is.
#[derive(Debug, Clone, Copy)]
struct Widths {
    names: f64,
    label: f64,
    needs: f64,
    quoted: bool,
}

impl Widths {
    fn of(cx: &mut Cx<'_>, story: &Story) -> Widths {
        let people = || story.cast.iter().map(|player| &*player.persona);
        let mut longest = |texts: Vec<&str>, style: TextStyle| {
            texts.into_iter().map(|text| cx.text.width(text, style).ceil()).fold(0.0, f64::max)
        };
        let names = longest(people().map(persona_name).collect(), NAME);
        let roles = longest(people().map(role).collect(), SMALL);
        let firsts = |persona: &'_ Persona| [persona.needs.first().cloned(), persona.wants.first().cloned()];
        let needs: Vec<String> = people().flat_map(firsts).flatten().collect();
        let needs = longest(needs.iter().map(String::as_str).collect(), SMALL);
        let label = longest(vec!["Needs", "Wants"], LABEL) + 14.0;
        Widths {
            names: names.max(roles),
            label,
            needs,
            quoted: people().any(|persona| !persona.quote.trim().is_empty()),
        }
    }

    /// The stops of cells that are so wide, and whether nothing but quotes is cut or left out.
    fn stops(self, cell: f64) -> (Stops, bool) {
        let room = cell - BADGE - BESIDE_BADGE;
        let wide = cell >= ROOM_FOR_NEEDS && self.needs > 0.0;
        let most = match (wide, self.quoted) {
            (true, _) => room * 0.34,
            (false, true) => room * 0.5,
            (false, false) => room,
        };
        let name = self.names.min(most);
        if !wide {
            return (Stops { name, label: 0.0, needs: 0.0 }, self.names <= most && self.needs == 0.0);
        }
        let rest = room - name - BETWEEN - self.label;
        // Where long needs leave a quote too little room, it is the quote that is left out.
        let beside_quote = rest - BETWEEN - LEAST_QUOTE;
        let needs = if self.quoted && self.needs <= beside_quote { self.needs } else { rest };
        (Stops { name, label: self.label, needs }, self.names <= most && self.needs <= rest)
    }
}

fn role(persona: &Persona) -> &str {
    if persona.role.is_empty() { &persona.segment } else { &persona.role }
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
        sheet.line_of_text(cx, persona_name(&player.persona), NAME, room, Align::Start, color);
        let rect = Rect::new(left, 6.0, left + cell - 16.0, HEIGHT_OF_NAMES);
        sheet.tag(Subject::Persona(player.persona.id), TagPart::Whole, rect, persona_name(&player.persona));
    }
    Part::of(sheet, HEIGHT_OF_NAMES)
}

/// Draws a person and returns whether her quote stands on one line.
fn person(sheet: &mut Sheet, cx: &mut Cx<'_>, player: &Player, place: Place, stops: Stops, quotes: TextStyle) -> bool {
    let persona = &player.persona;
    let Place { left, right, top } = place;
    badge(sheet, cx, persona, player.colour, Point::new(left + BADGE / 2.0, top + 42.0), BADGE);
    let mut x = left + BADGE + BESIDE_BADGE;
    let (color, soft) = (cx.theme.persona(player.colour), cx.theme.ink_soft);
    sheet.line_of_text(cx, persona_name(persona), NAME, (x, top + UPPER, stops.name + 0.5), Align::Start, color);
    sheet.line_of_text(cx, role(persona), SMALL, (x, top + LOWER, stops.name + 0.5), Align::Start, soft);
    let area = Rect::new(left, top + 8.0, right, top + HEIGHT - 6.0);
    sheet.tag(Subject::Persona(persona.id), TagPart::Whole, area, persona_name(persona));
    x += stops.name + BETWEEN;
    if stops.label > 0.0 {
        let rows = [("Needs", persona.needs.first(), UPPER), ("Wants", persona.wants.first(), LOWER)];
        for (label, text, middle) in rows {
            let Some(text) = text else { continue };
            let ink = cx.theme.ink;
            sheet.line_of_text(cx, label, LABEL, (x, top + middle, stops.label), Align::Start, ink);
            let at = (x + stops.label, top + middle, stops.needs + 0.5);
            sheet.line_of_text(cx, text, SMALL, at, Align::Start, soft);
        }
        x += stops.label + stops.needs + BETWEEN;
    }
    quote(sheet, cx, &persona.quote, Place { left: x, right, top }, quotes)
}

/// Draws a quote where there is room for one, and returns whether it stands on one line.
fn quote(sheet: &mut Sheet, cx: &mut Cx<'_>, words: &str, place: Place, style: TextStyle) -> bool {
    let words = words.trim();
    let width = place.right - place.left;
    if words.is_empty() || width < LEAST_QUOTE {
        return true;
    }
    let words = quoted(words);
    let lines = ((HEIGHT - 12.0) / f64::from(style.line_height)) as usize;
    let room = Room { width, max_lines: lines, align: Align::Start };
    let paragraph = balanced(cx, &words, style, room);
    let top = place.top + (UPPER + LOWER - paragraph.height) / 2.0;
    let width = if paragraph.elided { width } else { paragraph.width + 0.5 };
    sheet.text(cx, &words, style, Room { width, ..room }, Point::new(place.left, top), cx.theme.ink);
    paragraph.lines == 1
}
