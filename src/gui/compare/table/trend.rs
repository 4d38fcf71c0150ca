//! The distance over the snapshots as a small curve with its days.
//!
//! The lines between two snapshots are straight, because nobody looked in between. Here never comes the comparison.

use egui::{Align2, Color32, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::compare::{Progress, TrendPoint};
use crate::file;
use crate::gui::compare::parts;
use crate::gui::{style, widgets};
use crate::model::Date;

/// Draws the curve into a place.
pub fn ui(ui: &Ui, progress: &Progress, rect: Rect) {
    let theme = widgets::theme(ui);
    let response = ui.interact(rect, ui.unique_id().with("trend"), Sense::hover());
    let words = words(&progress.trend);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let (small, faint): (_, Color32) = (style::regular(style::META), theme.ink_faint.into());
    let snapshots = progress.trend.len() - 1;
    let title = ["Distance over".to_owned(), crate::words::plural(snapshots, "snapshot")];
    for (line, text) in title.into_iter().enumerate() {
        let at = pos2(rect.left(), rect.top() + 20.0 + 17.0 * line as f32);
        ui.painter().text(at, Align2::LEFT_CENTER, text, small.clone(), theme.ink_soft.into());
    }
    let plot = Rect::from_min_max(rect.min + vec2(128.0, 16.0), rect.max - vec2(34.0, 28.0));
    if snapshots == 0 || plot.width() < 60.0 {
        let why = ["Take a snapshot now and then,", "and progress shows here."];
        for (line, text) in why.into_iter().enumerate().filter(|_| snapshots == 0) {
            let at = pos2(rect.left(), rect.top() + 58.0 + 17.0 * line as f32);
            ui.painter().text(at, Align2::LEFT_CENTER, text, small.clone(), faint);
        }
        return;
    }
    let (low, high) = range(&progress.trend);
    let y_of = |distance: u32| plot.bottom() - plot.height() * (distance as f32 - low) / (high - low);
    for level in [low, high] {
        let y = y_of(level as u32).round() + 0.5;
        ui.painter().hline(plot.left() - 6.0..=plot.right() + 4.0, y, Stroke::new(1.0, theme.line));
        let at = pos2(plot.left() - 12.0, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, level.to_string(), small.clone(), faint);
    }
    let x_of = |at: usize| plot.left() + plot.width() * at as f32 / snapshots as f32;
    let points: Vec<Pos2> =
        progress.trend.iter().enumerate().map(|(at, point)| pos2(x_of(at), y_of(point.distance))).collect();
    let ink: Color32 = theme.ink_soft.into();
    ui.painter().add(egui::Shape::line(points.clone(), Stroke::new(2.0, ink)));
    marks(ui, &progress.trend, &points);
    days(ui, &progress.trend, &points, rect.bottom() - 5.0);
    response.on_hover_text(words);
}

/// Tens around all distances, at least ten apart, so that small steps do not look large.
fn range(trend: &[TrendPoint]) -> (f32, f32) {
    let low = trend.iter().map(|point| point.distance).min().unwrap_or(0) / 10 * 10;
    let high = (trend.iter().map(|point| point.distance).max().unwrap_or(0)).div_ceil(10) * 10;
    (low as f32, high.max(low + 10) as f32)
}

/// A dot for every snapshot, a ring for the one before now, and now with its number.
fn marks(ui: &Ui, trend: &[TrendPoint], points: &[Pos2]) {
    let theme = widgets::theme(ui);
    let (ink, canvas): (Color32, Color32) = (theme.ink.into(), theme.canvas.into());
    let last = points.len() - 1;
    let mut labelled = None;
    for (at, (point, place)) in trend.iter().zip(points).enumerate() {
        if at == last {
            ui.painter().circle(*place, 5.0, ink, Stroke::new(2.0, canvas));
            let font = style::semibold(15.0);
            let beside = *place + vec2(10.0, 0.0);
            ui.painter().text(beside, Align2::LEFT_CENTER, point.distance.to_string(), font, ink);
        } else if at + 1 == last {
            ui.painter().circle(*place, 5.0, canvas, Stroke::new(2.0, ink));
            let above = *place - vec2(0.0, 8.0);
            let font = style::semibold(style::META);
            ui.painter().text(above, Align2::CENTER_BOTTOM, point.distance.to_string(), font, ink);
        } else {
            ui.painter().circle_filled(*place, 3.5, theme.ink_soft);
        }
        if point.reopened > 0 && at != last && at + 1 != last {
            labelled = Some((point.reopened, *place));
        }
    }
    if let Some((count, place)) = labelled {
        let font = style::semibold(style::META);
        let text = format!("{count} reopened");
        ui.painter().text(place - vec2(0.0, 8.0), Align2::CENTER_BOTTOM, text, font, theme.warn.into());
    }
}

/// As many days as fit, the last two always.
fn days(ui: &Ui, trend: &[TrendPoint], points: &[Pos2], y: f32) {
    let theme = widgets::theme(ui);
    let now = file::today();
    let last = points.len() - 1;
    let mut free = f32::INFINITY;
    for (at, (point, place)) in trend.iter().zip(points).enumerate().rev() {
        let (font, ink): (_, Color32) = match at + 1 >= last {
            true => (style::semibold(style::META), theme.ink.into()),
            false => (style::regular(style::META), theme.ink_faint.into()),
        };
        let same_month =
            at > 0 && trend[at - 1].date.zip(point.date).is_some_and(|(a, b)| month(a, now) == month(b, now));
        let words = match point.date {
            None => "Now".to_owned(),
            Some(date) if same_month => date.to_string()[5..].to_owned(),
            Some(date) => month(date, now),
        };
        let text = ui.painter().layout_no_wrap(words, font, ink);
        let left = place.x - text.size().x / 2.0;
        if left + text.size().x + 8.0 <= free {
            free = left;
            ui.painter().galley(pos2(left, y - text.size().y / 2.0), text, ink);
        }
    }
}

/// A day's month in three letters, with the year if it was another one: "May", "May 2025".
pub fn month(date: Date, now: Date) -> String {
    let whole = parts::month(date, now);
    match whole.split_once(' ') {
        Some((name, year)) => format!("{} {year}", name.chars().take(3).collect::<String>()),
        None => whole.chars().take(3).collect(),
    }
}

fn words(trend: &[TrendPoint]) -> String {
    let point = |point: &TrendPoint| {
        let day = point.date.map_or("now".to_owned(), |date| date.to_string());
        let again = if point.reopened > 0 { format!(", {} reopened", point.reopened) } else { String::new() };
        format!("{} {day}{again}", point.distance)
    };
    format!("Distance over time: {}", trend.iter().map(point).collect::<Vec<_>>().join("; "))
}
