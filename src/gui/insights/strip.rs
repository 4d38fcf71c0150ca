//! The strip of key figures at the head of the findings: who meets whom, how it feels, what hurts.
//!
//! What the figures are is [`insight`](crate::insight)'s; here they are shown, each with its n and what it rests on,
//! and its definition for whoever points at it. Here never comes a number that is not in a reading.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::InsightWish;
use super::found::Meetings;
use crate::gui::context::Action;
use crate::gui::panels::persona_colour;
use crate::gui::{style, widgets};
use crate::insight::{Of, Reading, Share, Value};
use crate::model::*;
use crate::text::Icon;
use crate::theme::Theme;
use crate::words::plural;

/// Height of the strip in points.
pub const HEIGHT: f32 = 128.0;
/// What the blocks take of the width, in the proportions of a window 1600 points wide.
const SHARES: [f32; 6] = [282.0, 332.0, 228.0, 228.0, 190.0, 260.0];
/// Room at the sides.
const SIDE: f32 = 32.0;
/// Room at the left of every block but the first.
const INSET: f32 = 20.0;

/// What the strip is drawn from.
pub struct StripCx<'a> {
    /// The figures of the journey.
    pub readings: &'a [Reading],
    /// Who meets whom along it.
    pub meetings: &'a Meetings,
    /// The journey, as it was when they were worked out.
    pub journey: &'a Journey,
    /// Which journey it is.
    pub state: State,
    /// Whose moments are shown.
    pub persona: Option<PersonaId>,
    /// What is wanted done.
    pub actions: &'a mut Vec<Action>,
}

/// Draws the strip over the whole width.
pub fn ui(ui: &mut Ui, cx: &mut StripCx<'_>) {
    let theme = widgets::theme(ui);
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
    let unit = (whole.width() - 2.0 * SIDE) / SHARES.iter().sum::<f32>();
    let mut left = whole.left() + SIDE;
    for (at, share) in SHARES.into_iter().enumerate() {
        let width = share * unit;
        if at > 0 {
            let y = whole.shrink2(vec2(0.0, 16.0)).y_range();
            ui.painter().vline(left.round() + 0.5, y, Stroke::new(1.0, theme.line_strong));
        }
        let inset = if at == 0 { 0.0 } else { INSET };
        let place =
            Rect::from_min_max(pos2(left + inset, whole.top() + 14.0), pos2(left + width - 10.0, whole.bottom() - 8.0));
        let mut block = ui.new_child(UiBuilder::new().id_salt(("key figure", at)).max_rect(place));
        block.set_clip_rect(place.expand2(vec2(4.0, 12.0)).intersect(ui.clip_rect()));
        match at {
            0 => stages(&mut block, cx, place),
            1 => one_to_one(&mut block, cx, place),
            2 => moment(&mut block, cx, place, ("lowest", "lowest moment")),
            3 => moment(&mut block, cx, place, ("peak", "peak")),
            4 => moment(&mut block, cx, place, ("end", "end")),
            _ => pains(&mut block, cx, place),
        }
        left += width;
    }
}

fn reading<'a>(cx: &StripCx<'a>, key: &str, of: Of) -> Option<&'a Reading> {
    cx.readings.iter().find(|reading| reading.figure.key == key && reading.of == of)
}

fn write(ui: &Ui, words: &str, font: egui::FontId, ink: impl Into<Color32>, (at, width): (egui::Pos2, f32)) -> f32 {
    let ink = ink.into();
    let galley = widgets::elided(ui, words, font, ink, width);
    let size = galley.size();
    ui.painter().galley(at - vec2(0.0, size.y / 2.0), galley, ink);
    size.x
}

/// The title above a figure, and the line below it that says what it rests on; both said to screen readers with the
/// figure itself.
fn around(ui: &Ui, place: Rect, title: &str, reading: Option<&Reading>) {
    let theme = widgets::theme(ui);
    let small = style::regular(style::META);
    write(ui, title, small.clone(), theme.ink_soft, (pos2(place.left(), place.top() + 8.0), place.width()));
    let footing = reading.map_or_else(String::new, Reading::footing_text);
    write(ui, &footing, small, theme.ink_faint, (pos2(place.left(), place.top() + 96.0), place.width()));
    let response = ui.interact(place, ui.unique_id().with("figure"), Sense::hover());
    let basis = reading.map_or_else(String::new, Reading::basis_text);
    let said = match reading {
        Some(reading) if basis.is_empty() => format!("{title}: {}", reading.value_text()),
        Some(reading) => format!("{title}: {} ({basis})", reading.value_text()),
        None => format!("{title}: not known"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    if let Some(reading) = reading {
        response.on_hover_ui(|ui| {
            ui.set_max_width(360.0);
            ui.label(style::strong(&said, style::BODY, theme));
            ui.label(reading.figure.definition);
        });
    }
}

/// The number, large; returns how wide it is.
fn number(ui: &Ui, place: Rect, words: &str, ink: impl Into<Color32>) -> f32 {
    let at = pos2(place.left(), place.top() + 42.0);
    let words = if words.is_empty() { "–" } else { words };
    write(ui, words, style::semibold(32.0), ink, (at, place.width()))
}

fn caption(ui: &Ui, place: Rect, words: &str) {
    let theme = widgets::theme(ui);
    let at = pos2(place.left(), place.top() + 77.0);
    write(ui, words, style::regular(style::META), theme.ink_soft, (at, place.width()));
}

fn share(reading: Option<&Reading>) -> Option<Share> {
    match reading?.value {
        Some(Value::Share(share)) => Some(share),
        _ => None,
    }
}

fn stages(ui: &mut Ui, cx: &StripCx<'_>, place: Rect) {
    let theme = widgets::theme(ui);
    let reading = reading(cx, "stages-face-to-face", Of::Journey);
    around(ui, place, "Stages met face to face", reading);
    let Some(share) = share(reading) else {
        number(ui, place, "", theme.ink_faint);
        return caption(ui, place, reading.map_or("", |reading| reading.figure.nothing));
    };
    let width = number(ui, place, &format!("{} of {}", share.count, share.of), theme.ink);
    let stages = &cx.meetings.stages;
    let (middle, right) = (place.top() + 42.0, place.right() - 8.0);
    let room = right - place.left() - width - 20.0;
    match pitch(room, stages.len(), 21.0..=28.0) {
        Some(pitch) => {
            let first = (right - stages.len() as f32 * pitch).min(place.left() + width + 40.0);
            for (at, (_, met)) in stages.iter().enumerate() {
                let center = pos2(first + pitch * (at as f32 + 0.5), middle);
                person_chip(ui, Rect::from_center_size(center, egui::Vec2::splat(pitch - 5.0)), *met, theme);
            }
        }
        None => bar(ui, place, room, share),
    }
    let without: Vec<&str> = stages.iter().filter(|(_, met)| !met).map(|(name, _)| name.as_str()).collect();
    let words = match without[..] {
        [] => "Every stage has a one-to-one touchpoint".to_owned(),
        [only] if !only.is_empty() => format!("{only} has no one-to-one"),
        _ => format!("{} have no one-to-one", plural(without.len(), "stage")),
    };
    caption(ui, place, &words);
}

fn person_chip(ui: &Ui, chip: Rect, met: bool, theme: &Theme) {
    if met {
        let soft: Color32 = theme.ink_soft.into();
        ui.painter().rect_filled(chip, 5.0, soft);
        let font = style::icon_font(16.0, true);
        let ink = theme.on_fill.into();
        ui.painter().text(chip.center(), Align2::CENTER_CENTER, Icon::Group.character(), font, ink);
    } else {
        let line = Stroke::new(1.0, theme.ctrl);
        let corners = [chip.left_top(), chip.right_top(), chip.right_bottom(), chip.left_bottom(), chip.left_top()];
        ui.painter().extend(egui::Shape::dashed_line(&corners, line, 3.0, 2.0));
        let font = style::regular(style::META);
        ui.painter().text(chip.center(), Align2::CENTER_CENTER, "–", font, theme.ink_soft.into());
    }
}

/// How far from one another so many marks of a row stand, if that is no closer than the least of `apart`.
fn pitch(room: f32, count: usize, apart: std::ops::RangeInclusive<f32>) -> Option<f32> {
    let pitch = (room / count.max(1) as f32).floor().min(*apart.end());
    (pitch >= *apart.start()).then_some(pitch)
}

/// A share as a bar at the right of a block, where there are too many things for a mark each.
fn bar(ui: &Ui, place: Rect, room: f32, share: Share) {
    if room <= 40.0 {
        return;
    }
    let theme = widgets::theme(ui);
    let (middle, right) = (place.top() + 42.0, place.right() - 8.0);
    let track = Rect::from_min_max(pos2(right - room + 8.0, middle - 6.0), pos2(right, middle + 6.0));
    ui.painter().rect(track, 3.0, theme.sunken, Stroke::new(1.0, theme.ctrl), StrokeKind::Inside);
    let width = track.width() * share.count as f32 / share.of.max(1) as f32;
    let part = Rect::from_min_size(track.min, vec2(width, track.height()));
    ui.painter().rect_filled(part, 3.0, Color32::from(theme.ink_soft));
}

fn one_to_one(ui: &mut Ui, cx: &StripCx<'_>, place: Rect) {
    let theme = widgets::theme(ui);
    let reading = reading(cx, "one-to-one", Of::Journey);
    around(ui, place, "One-to-one, person to person", reading);
    let Some(share) = share(reading) else {
        number(ui, place, "", theme.ink_faint);
        return caption(ui, place, reading.map_or("", |reading| reading.figure.nothing));
    };
    let width = number(ui, place, &format!("{}%", share.percent().unwrap_or(0)), theme.ink);
    let (middle, right) = (place.top() + 42.0, place.right() - 8.0);
    let room = right - place.left() - width - 20.0;
    match pitch(room, share.of, 8.0..=14.0) {
        Some(pitch) => {
            let first = (right - share.of as f32 * pitch).min(place.left() + width + 22.0);
            for (at, on) in cx.meetings.touchpoints.iter().enumerate() {
                let center = pos2(first + pitch * (at as f32 + 0.5), middle);
                let tick = Rect::from_center_size(center, vec2((pitch - 3.0).min(10.0), 22.0));
                let fill = if *on { theme.ink_soft } else { theme.card };
                let line = if *on { theme.ink_soft } else { theme.ctrl };
                ui.painter().rect(tick, 3.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
            }
        }
        None => bar(ui, place, room, share),
    }
    caption(ui, place, &one_to_one_words(cx.meetings, share));
}

/// "4 of 14 touchpoints; 2 of 4 feel bad".
fn one_to_one_words(meetings: &Meetings, share: Share) -> String {
    let count = format!("{} of {}", share.count, plural(share.of, "touchpoint"));
    match (meetings.bad, meetings.felt) {
        (_, 0) => count,
        (0, _) => format!("{count}; none feels bad"),
        (1, felt) => format!("{count}; 1 of {felt} feels bad"),
        (bad, felt) => format!("{count}; {bad} of {felt} feel bad"),
    }
}

fn moment(ui: &mut Ui, cx: &mut StripCx<'_>, place: Rect, (key, words): (&str, &str)) {
    let theme = widgets::theme(ui);
    let persona = cx.persona.and_then(|id| cx.journey.persona(id));
    let Some(persona) = persona else {
        around(ui, place, &format!("The {words}"), None);
        number(ui, place, "", theme.ink_faint);
        return caption(ui, place, "The map has no persona");
    };
    let reading = reading(cx, key, Of::Persona(persona.id));
    let title = format!("{}’s {words}", persona.name);
    around(ui, place, &title, reading);
    let Some(Value::Emotion(emotion)) = reading.and_then(|reading| reading.value.clone()) else {
        number(ui, place, "", theme.ink_faint);
        return caption(ui, place, reading.map_or("", |reading| reading.figure.nothing));
    };
    let ink: Color32 = theme.persona(persona_colour(cx.journey, persona.id)).into();
    let width = number(ui, place, &signed(emotion), ink);
    let at = pos2(place.left() + width + 22.0, place.top() + 42.0);
    ui.painter().text(at, Align2::CENTER_CENTER, smiley(emotion).character(), style::icon_font(22.0, false), ink);
    let Some(Key::Touchpoint(id)) = reading.and_then(|reading| reading.places.first().copied()) else { return };
    let row = Rect::from_min_size(pos2(place.left(), place.top() + 65.0), vec2(place.width(), 24.0));
    if step_link(ui, row, cx.journey, (id, true)) {
        cx.actions.push(Action::Insight(InsightWish::Open(cx.state, id)));
    }
}

/// How a feeling looks.
fn smiley(emotion: f64) -> Icon {
    if emotion <= -5.0 {
        Icon::SentimentVeryDissatisfied
    } else if emotion < 0.0 {
        Icon::SentimentDissatisfied
    } else if emotion < 2.0 {
        Icon::SentimentNeutral
    } else if emotion < 7.0 {
        Icon::SentimentSatisfied
    } else {
        Icon::SentimentVerySatisfied
    }
}

/// A touchpoint’s number as a link, with its name if it is to be `named`; returns whether it was followed.
pub fn step_link(ui: &mut Ui, row: Rect, journey: &Journey, (id, named): (TouchpointId, bool)) -> bool {
    let theme = widgets::theme(ui);
    let Some(touchpoint) = journey.touchpoint(id) else { return false };
    let step = journey.step_number(id).unwrap_or(0).to_string();
    let small = style::semibold(style::META);
    let number = ui.painter().layout_no_wrap(step.clone(), small.clone(), theme.ink.into());
    let pill =
        Rect::from_min_size(pos2(row.left(), row.center().y - 9.0), vec2((number.size().x + 12.0).max(22.0), 18.0));
    let accent: Color32 = theme.accent.into();
    let name = if touchpoint.name.trim().is_empty() { "A touchpoint without a name" } else { &touchpoint.name };
    let words = if named { name } else { "" };
    let text = widgets::elided(ui, words, small, accent, row.right() - pill.right() - 8.0);
    let beside = if named { 8.0 + text.size().x } else { 0.0 };
    let place = Rect::from_min_max(row.min, pos2(pill.right() + beside, row.bottom()));
    let response = ui.interact(place, ui.unique_id().with(("step", id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Step {step}, {name}")));
    let fill: Color32 = if response.hovered() && !named { theme.accent_soft } else { theme.sunken }.into();
    ui.painter().rect_filled(pill, 9.0, fill);
    ui.painter().galley(pill.center() - number.size() / 2.0, number, theme.ink.into());
    let at = pos2(pill.right() + 8.0, row.center().y - text.size().y / 2.0);
    if response.hovered() && named {
        let y = at.y + text.size().y;
        ui.painter().hline(at.x..=at.x + text.size().x, y, Stroke::new(1.0, accent));
    }
    ui.painter().galley(at, text, accent);
    widgets::focus_ring(ui, &response, 4.0);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(name).clicked()
}

fn pains(ui: &mut Ui, cx: &StripCx<'_>, place: Rect) {
    let theme = widgets::theme(ui);
    let whole = reading(cx, "open-pains", Of::Journey);
    let known = whole.is_some_and(|whole| whole.value.is_some());
    around(ui, place, "Open pains by severity", whole);
    if !known {
        number(ui, place, "", theme.ink_faint);
        return caption(ui, place, whole.map_or("", |whole| whole.figure.nothing));
    }
    let pitch = (place.width() / 5.0).min(50.0);
    for (at, severity) in Level::ALL.into_iter().rev().enumerate() {
        let count = match reading(cx, "open-pains", Of::Severity(severity)).and_then(|reading| reading.value.as_ref()) {
            Some(Value::Count(count)) => *count,
            _ => 0,
        };
        let x = place.left() + 14.0 + pitch * at as f32;
        widgets::severity_mark(ui.painter(), pos2(x, place.top() + 42.0), severity, theme);
        let ink: Color32 = if count == 0 { theme.ink_faint.into() } else { theme.ink.into() };
        let at = pos2(x, place.top() + 77.0);
        let font = style::semibold(style::META);
        let words = if pitch < 44.0 && count > 99 { count.to_string() } else { format!("\u{00D7} {count}") };
        ui.painter().text(at, Align2::CENTER_CENTER, words, font, ink);
        let column = Rect::from_center_size(pos2(x, place.top() + 58.0), vec2(pitch, 60.0));
        let response = ui.interact(column, ui.unique_id().with(("severity", severity)), Sense::hover());
        let said = format!("{} of severity {severity}", plural(count, "open pain point"));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    }
}
