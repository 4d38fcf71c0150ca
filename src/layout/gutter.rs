//! The lane titles at the left, and beside the curves the scale and who is who.

use super::band::Cx;
use super::lanes::emotion::Axis;
use super::lanes::{Scene, measured, subtitle};
use super::marks;
use super::metrics::Metrics;
use super::sheet::{DASH_INTERACTION, DASH_VISIBILITY, Sheet, dashed};
use super::story::persona_name;
use crate::frame::{Block, Part, Subject};
use crate::geom::{Point, Rect};
use crate::model::*;
use crate::text::{Align, Icon, Room, TextStyle};

/// Where a lane lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LanePlace {
    /// Top of the lane below the first lane's top.
    pub top: f64,
    /// Height, the lead included.
    pub height: f64,
    /// Room at its top that is not its own: the line of visibility, the arcs of links.
    pub lead: f64,
    /// Whether a rule lies at its top.
    pub rule: bool,
    /// The line of a service blueprint that runs in its lead.
    pub line: Option<BlueprintLine>,
}

/// A line between two lanes of a service blueprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlueprintLine {
    /// Between what customers do and what people do in answer.
    Interaction,
    /// Between what the customer sees and what she does not.
    Visibility,
    /// Between those who do not meet the customer and those they rely on.
    InternalInteraction,
}

impl BlueprintLine {
    /// The words on it.
    pub fn words(self) -> &'static str {
        match self {
            BlueprintLine::Interaction => "Line of interaction",
            BlueprintLine::Visibility => "Line of visibility",
            BlueprintLine::InternalInteraction => "Line of internal interaction",
        }
    }

    /// Its dashes.
    pub fn dash(self) -> &'static [f64] {
        match self {
            BlueprintLine::Visibility => DASH_VISIBILITY,
            BlueprintLine::Interaction | BlueprintLine::InternalInteraction => DASH_INTERACTION,
        }
    }
}

/// A lane's title, the gutter's left edge and the lane's top at the origin. The gutter reaches down to `bottom`.
pub(crate) fn lane(cx: &mut Cx<'_>, scene: &Scene<'_>, lane: &Lane, place: LanePlace, bottom: f64) -> Block {
    let metrics = scene.metrics();
    let mut sheet = Sheet::new();
    let (gutter, theme) = (metrics.gutter, cx.theme);
    let whole = Rect::new(0.0, 0.0, gutter, place.height);
    sheet.fill(Rect::new(0.0, 0.0, gutter, bottom), 0.0, theme.canvas);
    if place.rule && place.line.is_none() {
        let color = if metrics.header.chevrons { theme.line_strong } else { theme.line };
        sheet.fill(Rect::new(metrics.gutter_inset.min(1.0), 0.0, gutter, 1.0), 0.0, color);
    }
    if !metrics.header.chevrons {
        sheet.fill(Rect::new(gutter - 1.0, 0.0, gutter, bottom), 0.0, theme.line_strong);
    }
    if let Some(line) = place.line {
        let y = metrics.visibility / 2.0;
        let stroke = dashed(theme.ctrl, 1.5, line.dash());
        sheet.line(Point::new(metrics.gutter_inset, y), Point::new(gutter, y), stroke);
    }
    sheet.tag(Subject::Lane(lane.id), Part::Whole, whole, format!("{}, lane", lane.shown_title()));
    let name = title(&mut sheet, cx, scene, lane, place);
    sheet.tag(Subject::Lane(lane.id), Part::Name, name, lane.shown_title());
    if lane.kind == LaneKind::Emotion && !scene.story.cast.is_empty() {
        let axis = Axis::new(&metrics.emotion, place.height - place.lead);
        emotion(&mut sheet, cx, scene, axis, place.lead, name.y1);
    }
    sheet.into_block()
}

fn title(sheet: &mut Sheet, cx: &mut Cx<'_>, scene: &Scene<'_>, lane: &Lane, place: LanePlace) -> Rect {
    let metrics = scene.metrics();
    let theme = cx.theme;
    let left = metrics.gutter_inset;
    let locked = if lane.locked { 18.0 } else { 0.0 };
    let width = metrics.gutter - left - 4.0 - locked;
    let line = f64::from(metrics.lane_title.line_height);
    let own = place.height - place.lead;
    let top = place.lead + metrics.title_top.min(((own - line) / 2.0).max(0.0));
    let below = own - (top - place.lead);
    // Below the curves' title stands the scale.
    let lines = if below >= 2.0 * line && lane.kind != LaneKind::Emotion { 2 } else { 1 };
    let room = Room { width, max_lines: lines, align: Align::Start };
    let rect = sheet.text(cx, lane.shown_title(), metrics.lane_title, room, Point::new(left, top), theme.ink);
    if lane.locked {
        let center = Point::new(metrics.gutter - 12.0, top + line / 2.0);
        sheet.icon(cx, Icon::Lock, false, 14.0, center, theme.ink_faint);
    }
    let words = subtitle(cx, scene, lane);
    let small = metrics.note;
    let note_line = f64::from(small.line_height);
    if !words.is_empty() && rect.y1 + 4.0 + note_line <= place.height {
        let middle = rect.y1 + 1.0 + note_line / 2.0;
        sheet.line_of_text(
            cx,
            &words,
            small,
            (left, middle, metrics.gutter - left - 4.0),
            Align::Start,
            theme.ink_soft,
        );
    }
    rect
}

/// The scale with its smileys, and the personas with their badges between its numbers.
fn emotion(sheet: &mut Sheet, cx: &mut Cx<'_>, scene: &Scene<'_>, axis: Axis, lead: f64, title_bottom: f64) {
    let metrics = scene.metrics();
    let cast = scene.story.cast.len();
    let five = axis.y(0.0) - axis.y(5.0);
    let wide = five >= f64::from(metrics.emotion.axis.line_height) + metrics.emotion.badge;
    let badges: Vec<f64> = match (cast, wide) {
        (1, true) => vec![axis.y(2.5)],
        (2, true) => vec![axis.y(2.5), axis.y(-2.5)],
        (3, true) => vec![axis.y(2.5), axis.y(-2.5), axis.y(-7.5)],
        (_, true) => vec![axis.y(7.5), axis.y(2.5), axis.y(-2.5), axis.y(-7.5)],
        (0..=2, false) if five >= metrics.emotion.badge => vec![axis.y(5.0), axis.y(-5.0)],
        (count, false) => {
            let room = axis.height - (title_bottom - lead) - 4.0;
            let pitch = (room / count as f64).min(metrics.emotion.badge + 8.0);
            (0..count).map(|k| title_bottom - lead + pitch * (k as f64 + 0.5)).collect()
        }
    };
    let numbered = wide || (cast <= 2 && five >= metrics.emotion.badge);
    if numbered {
        scale(sheet, cx, metrics, axis, lead, wide);
    }
    let more = scene.story.uncast;
    let half = f64::from(metrics.note.line_height) / 2.0;
    if !scene.story.measured.is_empty() && metrics.emotion.words {
        let rows = if more > 0 { 3.0 } else { 1.0 };
        let y = lead + axis.height - rows * half - 2.0;
        let (left, soft) = (metrics.gutter_inset, cx.theme.ink_soft);
        sheet.line((left, y).into(), (left + 14.0, y).into(), dashed(soft, 1.5, measured::DOTS));
        measured::sign(sheet, Point::new(left + 7.0, y), None, 3.5, soft, cx.theme.canvas);
        let room = (left + 19.0, y, metrics.gutter - left - 22.0);
        sheet.line_of_text(cx, "measured", metrics.note, room, Align::Start, soft);
    }
    for ((player, y), index) in scene.story.cast.iter().zip(&badges).zip(0..) {
        persona(sheet, cx, metrics, (&player.persona, player.colour), lead + y);
        if more > 0 && index + 1 == cast {
            let words = format!("+{more} more");
            let faint = cx.theme.ink_soft;
            let room = (metrics.gutter_inset, lead + axis.height - half - 2.0, metrics.gutter - metrics.gutter_inset);
            sheet.line_of_text(cx, &words, metrics.note, room, Align::Start, faint);
        }
    }
}

/// The numbers of the scale, with a smiley at either end.
pub(crate) fn scale(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, axis: Axis, lead: f64, fives: bool) {
    let theme = cx.theme;
    let right = metrics.gutter - 9.0;
    let values: &[f64] = if fives { &[10.0, 5.0, 0.0, -5.0, -10.0] } else { &[10.0, 0.0, -10.0] };
    for value in values {
        let middle = lead + axis.y(*value);
        let text = signed(*value);
        let width = cx.text.width(&text, metrics.emotion.axis);
        let at = (right - width, middle, width + 1.0);
        sheet.line_of_text(cx, &text, metrics.emotion.axis, at, Align::Start, theme.ink_faint);
        let icon = match () {
            () if *value >= 10.0 => Icon::SentimentVerySatisfied,
            () if *value <= -10.0 => Icon::SentimentVeryDissatisfied,
            () => continue,
        };
        let size = metrics.emotion.smiley;
        let center = Point::new(right - width - 3.0 - f64::from(size) / 2.0, middle);
        sheet.icon(cx, icon, false, size, center, theme.ink_soft);
    }
}

fn persona(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    (persona, colour): (&Persona, PersonaColour),
    middle: f64,
) {
    let side = metrics.emotion.badge;
    let left = metrics.gutter_inset;
    let center = Point::new(left + side / 2.0 + 1.0, middle);
    marks::badge(sheet, cx, persona, colour, center, side);
    let color = cx.theme.persona(colour);
    let x = left + side + 6.0;
    let width = metrics.gutter - x - 3.0;
    let usual = metrics.emotion.name;
    let too_long = usual.size > 14.0 && cx.text.width(persona_name(persona), usual) > width;
    let style = if too_long { TextStyle { size: 14.0, ..usual } } else { usual };
    sheet.line_of_text(cx, persona_name(persona), style, (x, middle, width), Align::Start, color);
    let rect = Rect::new(left, middle - side / 2.0 - 2.0, metrics.gutter - 3.0, middle + side / 2.0 + 2.0);
    let role = if persona.role.is_empty() { String::new() } else { format!(", {}", persona.role) };
    sheet.tag(Subject::Persona(persona.id), Part::Whole, rect, format!("{}{role}", persona_name(persona)));
    let name = Rect::new(x - 2.0, rect.y0, rect.x1, rect.y1);
    sheet.tag(Subject::Persona(persona.id), Part::Name, name, persona.name.as_str());
}
