//! One row of the table, painted cell by cell, and what a screen reader says of each.
//!
//! Here never come fields to type into.

use egui::{Align2, Color32, Painter, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::columns::{Column, Columns};
use super::progressed::Progressed;
use super::trend;
use crate::compare::{Kind, PainFate, PainNote, PlanRow, RowStatus, Sign, Source};
use crate::file;
use crate::gui::compare::parts;
use crate::gui::panels::persona_colour;
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;
use crate::theme::Theme;

/// What a row is drawn from.
pub struct RowCx<'a> {
    /// The plan.
    pub shown: &'a Progressed,
    /// Where the cells stand.
    pub columns: &'a Columns,
    /// Whether it is selected.
    pub on: bool,
}

/// Draws the cells of a row, each with a node for screen readers.
pub fn cells(ui: &mut Ui, cx: &RowCx<'_>, row: &PlanRow, rect: Rect) {
    for column in cx.columns.shown() {
        cell(ui, cx, row, column, cx.columns.cell(column, rect));
    }
}

/// Draws one cell.
pub fn cell(ui: &mut Ui, cx: &RowCx<'_>, row: &PlanRow, column: Column, place: Rect) {
    if ui.is_rect_visible(place) {
        match column {
            Column::Kind => kind(ui, row, place),
            Column::FromTo => from_to(ui, cx, row, place),
            Column::Stage => words(ui, place, &row.stage_name, "whole journey"),
            Column::Pain => pain(ui, row, place),
            Column::Emotion => emotion(ui, cx, row, place),
            Column::Evidence => evidence(ui, row, place),
            Column::Owner => owner(ui, row, place),
            Column::Effort => effort(ui, row, place),
            Column::Horizon => horizon(ui, row, place),
            Column::Status => status(ui, row, place, cx.columns.wide),
        }
    }
    let response = ui.interact(place, ui.unique_id().with(("cell", column as u8)), Sense::hover());
    let said = says(column, cx, row);
    let title = column.title(false);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, format!("{title}: {said}")));
    if let Some(more) = more(column, row) {
        response.on_hover_text(more);
    }
}

/// What a screen reader says of a cell.
fn says(column: Column, cx: &RowCx<'_>, row: &PlanRow) -> String {
    match column {
        Column::Kind => row.change_label().unwrap_or("no longer differs").to_lowercase(),
        Column::FromTo => row.sentence(),
        Column::Stage if row.stage_name.is_empty() => "whole journey".to_owned(),
        Column::Stage => row.stage_name.clone(),
        Column::Pain => row.pain.as_ref().map_or("none".to_owned(), |pain| format!("{}, {}", pain.text, pain.words())),
        Column::Emotion => row.emotion.map_or(no_emotion(cx, row).to_owned(), signed),
        Column::Evidence => row.evidence.label().to_lowercase(),
        Column::Owner if row.owner.value.trim().is_empty() => "nobody".to_owned(),
        Column::Owner => row.owner.value.clone(),
        Column::Effort => row.effort.value.map_or("not said", effort_word).to_owned(),
        Column::Horizon => row.horizon.value.map_or("not said", Horizon::label).to_owned(),
        Column::Status => {
            let day = row.closed.map_or(String::new(), |day| format!(", {day}"));
            format!("{}{day}", row.status.value.label())
        }
    }
}

/// What a cell has no room to say.
fn more(column: Column, row: &PlanRow) -> Option<String> {
    let taken = |source: Source| match source {
        Source::Opportunity(_) | Source::Touchpoint(_) | Source::Measure(_) => Some(sentence_of(source)),
        Source::Unsaid | Source::ByHand | Source::Comparison | Source::Snapshots => None,
    };
    match column {
        Column::FromTo => {
            let mut lines =
                vec![row.name.clone(), format!("from {}", row.is.value), format!("to {}", row.should.value)];
            if !row.done_when.value.is_empty() {
                lines.push(format!("done when {}", row.done_when.value));
            }
            lines.extend((!row.note.is_empty()).then(|| row.note.clone()));
            Some(lines.join("\n"))
        }
        Column::Pain => row.pain.as_ref().map(|pain| format!("{}: {}", pain.text, pain.words())),
        Column::Owner => taken(row.owner.source),
        Column::Effort => taken(row.effort.source),
        Column::Horizon => taken(row.horizon.source),
        Column::Status if row.is_closed_but_differs() => {
            Some("Said to be closed, but the journeys still differ here".to_owned())
        }
        Column::Status => row.closed.map(|day| format!("{} on {day}", row.status.value.label())),
        Column::Kind | Column::Stage | Column::Emotion | Column::Evidence => None,
    }
}

fn sentence_of(source: Source) -> String {
    format!("Taken {}", source.label())
}

fn faint(ui: &Ui, place: Rect, text: &str) {
    let ink: Color32 = widgets::theme(ui).ink_faint.into();
    let text = Words::line(ui, text, style::regular(style::META), ink, place.width());
    text.paint_from(ui.painter(), place.left_center());
}

fn words(ui: &Ui, place: Rect, text: &str, otherwise: &str) {
    if text.trim().is_empty() {
        return faint(ui, place, otherwise);
    }
    let ink: Color32 = widgets::theme(ui).ink_soft.into();
    let text = Words::line(ui, text, style::regular(style::META), ink, place.width());
    text.paint_from(ui.painter(), place.left_center());
}

fn kind(ui: &Ui, row: &PlanRow, place: Rect) {
    let theme = widgets::theme(ui);
    let center = pos2(place.left() + 12.0, place.center().y);
    match row.mark {
        Some(mark) => parts::paint_sign(Sign::from(mark), ui.painter(), center, theme),
        None => {
            let font = style::icon_font(18.0, false);
            let ink = theme.ink_faint.into();
            ui.painter().text(center, Align2::CENTER_CENTER, Icon::Check.character(), font, ink);
        }
    }
}

/// Where the words of a row begin, after the number of its step.
pub const AFTER_STEP: f32 = 36.0;

fn from_to(ui: &Ui, cx: &RowCx<'_>, row: &PlanRow, place: Rect) {
    let theme = widgets::theme(ui);
    step(ui, row, place, cx.on);
    let finished = row.status.value.is_finished() && !cx.shown.is_record();
    let (soft, faint, ink): (Color32, Color32, Color32) =
        (theme.ink_soft.into(), theme.ink_faint.into(), theme.ink.into());
    let left = place.left() + AFTER_STEP;
    let room = place.right() - left;
    let y = place.center().y;
    let (is, should) = (row.is.value.trim(), row.should.value.trim());
    let (before, after) = match (is, should) {
        ("", "") => (crate::gui::panels::shown(&row.name, "Unnamed"), ""),
        ("", should) => (row.name.as_str(), should),
        both => both,
    };
    let (before_ink, after_ink, after_font) = match finished {
        true => (faint, soft, style::regular(style::BODY)),
        false => (soft, ink, style::semibold(style::BODY)),
    };
    let whole = |text: &str, font| ui.painter().layout_no_wrap(text.replace('\n', " "), font, ink).size().x;
    let second = if after.is_empty() { 0.0 } else { whole(after, after_font.clone()) };
    let arrow = if after.is_empty() { 0.0 } else { 26.0 };
    // The wish is what the row is about: it keeps its words longer than how things are.
    let first = (room - arrow - second).max(room * 0.38 - arrow);
    let before = Words::line(ui, before, style::regular(style::BODY), before_ink, first);
    let x = left + before.size().x;
    before.paint_from(ui.painter(), pos2(left, y));
    if !after.is_empty() {
        let font = style::icon_font(14.0, false);
        let at = pos2(x + arrow / 2.0, y);
        ui.painter().text(at, Align2::CENTER_CENTER, Icon::ArrowForward.character(), font, faint);
        let text = Words::line(ui, after, after_font, after_ink, place.right() - x - arrow);
        text.paint_from(ui.painter(), pos2(x + arrow, y));
    }
}

/// The number of the row's step, or of what it is about.
pub fn step(ui: &Ui, row: &PlanRow, place: Rect, on: bool) {
    let theme = widgets::theme(ui);
    let center = pos2(place.left() + 14.0, place.center().y);
    match row.step {
        Some(step) => parts::step_pill(ui.painter(), center, &step.to_string(), on, theme),
        None => {
            let icon = match row.kind {
                Some(Kind::Pain) => Icon::Warning,
                Some(Kind::Opportunity) => Icon::Lightbulb,
                Some(Kind::Persona) => Icon::Person,
                Some(Kind::Stage) => Icon::ViewColumn,
                Some(Kind::Measure) => Icon::BarChart,
                Some(Kind::Feedback) => Icon::RateReview,
                Some(Kind::Lane) => Icon::Notes,
                Some(Kind::Link) => Icon::AltRoute,
                Some(Kind::Touchpoint) | None => Icon::Circle,
            };
            let font = style::icon_font(16.0, false);
            let ink = theme.ink_faint.into();
            ui.painter().text(center, Align2::CENTER_CENTER, icon.character(), font, ink);
        }
    }
}

fn pain(ui: &Ui, row: &PlanRow, place: Rect) {
    let Some(pain) = &row.pain else { return faint(ui, place, "none") };
    let theme = widgets::theme(ui);
    let center = pos2(place.left() + 11.0, place.center().y);
    let closed = row.status.value == RowStatus::Closed;
    let shown = match pain.fate {
        PainFate::Introduced => pain.now,
        PainFate::Reduced if closed => pain.now,
        PainFate::Resolved | PainFate::Reduced | PainFate::Open | PainFate::Worse => pain.was,
    };
    match (pain.fate, shown) {
        (PainFate::Resolved, Some(level)) if closed => resolved_mark(ui.painter(), center, level, theme),
        (_, Some(level)) => widgets::severity_mark(ui.painter(), center, level, theme),
        (_, None) => {
            let line = Stroke::new(1.5, theme.pain);
            ui.painter().circle_stroke(center, 7.5, line);
        }
    }
    let (text, colour) = pain_words(pain, closed, theme);
    let more = if pain.others > 0 { format!("{text} +{}", pain.others) } else { text };
    let left = place.left() + 28.0;
    let words = Words::line(ui, &more, style::regular(style::META), colour, place.right() - left + 6.0);
    words.paint_from(ui.painter(), pos2(left, place.center().y));
}

fn pain_words(pain: &PainNote, closed: bool, theme: &Theme) -> (String, Color32) {
    let level = |level: Option<Level>| level.map_or("?".to_owned(), |level| level.to_string());
    let (soft, warn): (Color32, Color32) = (theme.ink_soft.into(), theme.warn.into());
    match pain.fate {
        PainFate::Resolved if closed => ("✓ resolved".to_owned(), soft),
        PainFate::Resolved => ("→ resolve".to_owned(), soft),
        PainFate::Reduced if closed && pain.was != pain.now => (format!("was {}", level(pain.was)), warn),
        PainFate::Reduced if pain.was == pain.now => ("reduced".to_owned(), soft),
        PainFate::Reduced => (format!("→ to {}", level(pain.now)), soft),
        PainFate::Open => ("stays".to_owned(), soft),
        PainFate::Worse if pain.reopened => (format!("resolved → {}", level(pain.now)), theme.pain.into()),
        PainFate::Worse => (format!("→ {}, worse", level(pain.now)), theme.pain.into()),
        PainFate::Introduced => ("new".to_owned(), theme.pain.into()),
    }
}

/// A pain that is gone: the outline alone, in grey.
fn resolved_mark(painter: &Painter, center: Pos2, level: Level, theme: &Theme) {
    let ink: Color32 = theme.ink_faint.into();
    painter.circle_stroke(center, 8.0, Stroke::new(1.5, ink));
    painter.text(center, Align2::CENTER_CENTER, level.to_string(), style::regular(style::META), ink);
}

/// Why there is no number in the column of emotions.
fn no_emotion(cx: &RowCx<'_>, row: &PlanRow) -> &'static str {
    let made = &cx.shown.made;
    let met = |journey: &Journey, uid: Option<Uid>| {
        uid.and_then(|uid| journey.touchpoint(TouchpointId(uid))).map(|touchpoint| touchpoint.stagecraft)
    };
    match met(made.to(), row.key.to).or_else(|| met(made.from(), row.key.from)) {
        Some(Stagecraft::BackStage) => "behind the scenes",
        Some(Stagecraft::FrontStage) => "not known",
        None => "none",
    }
}

fn emotion(ui: &Ui, cx: &RowCx<'_>, row: &PlanRow, place: Rect) {
    let theme = widgets::theme(ui);
    let persona = cx.shown.plan.persona;
    let change = row.emotions.iter().find(|e| e.from_persona == persona || e.to_persona == persona);
    let ends = change.map(|change| (change.from, change.to)).filter(|ends| *ends != (None, None));
    let Some((from, to)) = ends else { return faint(ui, place, no_emotion(cx, row)) };
    let y = place.center().y;
    let numbers = place.left() + 38.0;
    if let Some(gap) = row.emotion {
        let colour = parts::signed_colour(gap, theme);
        let text = ui.painter().layout_no_wrap(signed(gap), style::semibold(style::BODY), colour);
        ui.painter().galley(pos2(numbers - text.size().x, y - text.size().y / 2.0), text, colour);
    }
    let scale = egui::Rangef::new(numbers + 12.0, (numbers + 72.0).min(place.right() + 2.0));
    let x_of = |value: f64| scale.min + scale.span() * ((value + 10.0) / 20.0) as f32;
    let thin = Stroke::new(1.0, theme.line_strong);
    ui.painter().hline(scale, y, thin);
    let middle = x_of(0.0).round() + 0.5;
    ui.painter().vline(middle, y - 5.0..=y + 5.0, Stroke::new(1.0, theme.ctrl));
    if let (Some(from), Some(to)) = (from, to) {
        let colour = parts::signed_colour(to - from, theme);
        ui.painter().line_segment([pos2(x_of(from), y), pos2(x_of(to), y)], Stroke::new(2.0, colour));
    }
    if let Some(to) = to {
        ui.painter().circle(pos2(x_of(to), y), 4.0, theme.card, Stroke::new(1.5, theme.accent));
    }
    if let (Some(from), Some(persona)) = (from, persona) {
        let journey = cx.shown.made.from();
        let own: Color32 = theme.persona(persona_colour(journey, persona)).into();
        ui.painter().circle_filled(pos2(x_of(from), y), 3.5, own);
    }
}

fn evidence(ui: &Ui, row: &PlanRow, place: Rect) {
    if row.mark.is_none() {
        return faint(ui, place, "");
    }
    let theme = widgets::theme(ui);
    parts::evidence_dot(ui.painter(), pos2(place.left() + 6.0, place.center().y), row.evidence, theme);
    let rest = Rect::from_min_max(place.min + vec2(18.0, 0.0), place.max);
    words(ui, rest, row.evidence.label(), "");
}

fn owner(ui: &Ui, row: &PlanRow, place: Rect) {
    let theme = widgets::theme(ui);
    let name = row.owner.value.trim();
    if name.is_empty() && row.status.value.is_finished() {
        return faint(ui, place, "nobody");
    }
    let center = pos2(place.left() + 7.0, place.center().y);
    let (ink, font): (Color32, _) = match name.is_empty() {
        true => (theme.warn.into(), style::semibold(style::META)),
        false => (theme.ink_soft.into(), style::regular(style::META)),
    };
    let icon = style::icon_font(15.0, false);
    ui.painter().text(center, Align2::CENTER_CENTER, Icon::Person.character(), icon, ink);
    if name.is_empty() {
        let slash = [center - vec2(6.0, 6.0), center + vec2(6.0, 6.0)];
        ui.painter().line_segment(slash, Stroke::new(1.5, ink));
    }
    let left = place.left() + 20.0;
    let shown = if name.is_empty() { "No owner" } else { name };
    let text = Words::line(ui, shown, font, ink, place.right() - left + 4.0);
    text.paint_from(ui.painter(), pos2(left, place.center().y));
}

/// The short word of an effort.
pub fn effort_word(effort: Effort) -> &'static str {
    match effort {
        Effort::Low => "Low",
        Effort::Mid => "Mid",
        Effort::High => "High",
    }
}

fn effort(ui: &Ui, row: &PlanRow, place: Rect) {
    let Some(effort) = row.effort.value else { return faint(ui, place, "not said") };
    let theme = widgets::theme(ui);
    parts::effort_bars(ui.painter(), pos2(place.left(), place.center().y + 5.0), effort, theme);
    let rest = Rect::from_min_max(place.min + vec2(34.0, 0.0), place.max + vec2(4.0, 0.0));
    words(ui, rest, effort_word(effort), "");
}

fn horizon(ui: &Ui, row: &PlanRow, place: Rect) {
    match row.horizon.value {
        Some(horizon) => horizon_pill(ui, pos2(place.left(), place.center().y), horizon),
        None => faint(ui, place, "not said"),
    }
}

/// The pill of a horizon; `left` is its left end's middle.
pub fn horizon_pill(ui: &Ui, left: Pos2, horizon: Horizon) {
    let font = style::semibold(style::META);
    let width = ui.painter().layout_no_wrap(horizon.label().to_owned(), font, Color32::BLACK).size().x + 16.0;
    parts::horizon_pill(ui.painter(), left + vec2(width, 0.0), horizon, widgets::theme(ui));
}

/// The sign of a status: its icon, whether it is filled, and its colour.
pub fn status_sign(status: RowStatus, theme: &Theme) -> (Icon, bool, Color32) {
    match status {
        RowStatus::Reopened => (Icon::SettingsBackupRestore, false, theme.warn.into()),
        RowStatus::InProgress => (Icon::Schedule, false, theme.ink_soft.into()),
        RowStatus::Open => (Icon::Circle, false, theme.ink_soft.into()),
        RowStatus::Closed => (Icon::CheckCircle, true, theme.opp.into()),
        RowStatus::Dropped => (Icon::Cancel, false, theme.ink_faint.into()),
    }
}

fn status(ui: &Ui, row: &PlanRow, place: Rect, wide: bool) {
    let theme = widgets::theme(ui);
    let status = row.status.value;
    let (icon, filled, colour) = status_sign(status, theme);
    let center = pos2(place.left() + 7.0, place.center().y);
    let font = style::icon_font(16.0, filled);
    ui.painter().text(center, Align2::CENTER_CENTER, icon.character(), font, colour);
    let mut right = place.right();
    if let Some(day) = row.closed {
        let ink: Color32 = theme.ink_faint.into();
        let month = trend::month(day, file::today());
        let text = Words::line(ui, &month, style::regular(style::META), ink, if wide { 60.0 } else { 52.0 });
        right -= text.size().x;
        text.paint_from(ui.painter(), pos2(right, place.center().y));
    }
    let left = place.left() + 22.0;
    let (ink, font): (Color32, _) = match status {
        RowStatus::Reopened => (theme.warn.into(), style::semibold(style::META)),
        RowStatus::Open | RowStatus::InProgress => (theme.ink.into(), style::semibold(style::META)),
        RowStatus::Closed | RowStatus::Dropped => (theme.ink_soft.into(), style::regular(style::META)),
    };
    let differs = row.is_closed_but_differs();
    let words = if differs { "Closed, differs" } else { status.label() };
    let text = Words::line(ui, words, font, ink, right - left - 4.0);
    text.paint_from(ui.painter(), pos2(left, place.center().y));
}
