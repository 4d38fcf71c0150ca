//! Feedback: who said it, how many of five, what, and how far it has come in the loop.

use super::Step;
use super::text::quoted;
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::metrics::Metrics;
use crate::layout::sheet::{Sheet, solid};
use crate::model::*;
use crate::text::{Align, Icon, Room};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, step: &Step<'_>) -> f64 {
    let mut bottom = 0.0;
    for feedback in cx.journey.feedback_at(step.touchpoint.id) {
        let top = if bottom > 0.0 { bottom + metrics.items.apart } else { metrics.lane_pad };
        bottom = one(sheet, cx, metrics, feedback, step, top);
    }
    bottom
}

fn one(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, feedback: &Feedback, step: &Step<'_>, top: f64) -> f64 {
    let theme = cx.theme;
    let line = f64::from(metrics.note.line_height);
    let (x0, x1) = (metrics.gap / 2.0, metrics.gap / 2.0 + metrics.card_width());
    let (left, right) = (x0 + 8.0, x1 - 8.0);
    let room = Room { width: right - left, max_lines: metrics.word_lines, align: Align::Start };
    let words = match feedback.text.trim() {
        "" => "No words yet".to_owned(),
        text => quoted(text),
    };
    let text_height = cx.text.paragraph(&words, metrics.note, room).height;
    let text_top = top + 26.0;
    let foot = text_top + text_height + 2.0;
    let rect = Rect::new(x0, top, x1, foot + line + 5.0);
    sheet.framed(rect, metrics.items.radius, Some(theme.card), solid(theme.line_strong, 1.0));
    let subject = Subject::Feedback(feedback.id, step.touchpoint.id);
    sheet.tag(subject, Part::Whole, rect, label(feedback));
    head(sheet, cx, feedback, left, right, top + 15.0);
    let name = sheet.text(cx, &words, metrics.note, room, Point::new(left, text_top), theme.ink);
    sheet.tag(subject, Part::Name, name, feedback.text.as_str());
    loop_status(sheet, cx, metrics, feedback.status, (left, right, foot + line / 2.0));
    rect.y1
}

/// "“Nobody listens”, feedback from a customer, 2 of 5, heard".
fn label(feedback: &Feedback) -> String {
    let source = match feedback.source {
        Voice::Customer => "a customer",
        Voice::Employee => "an employee",
    };
    let rating = feedback.rating.map_or(String::new(), |rating| format!(", {rating} of 5"));
    let status = feedback.status.label().to_lowercase();
    format!("{}, feedback from {source}{rating}, {status}", feedback.text)
}

fn head(sheet: &mut Sheet, cx: &mut Cx<'_>, feedback: &Feedback, left: f64, right: f64, middle: f64) {
    let theme = cx.theme;
    let icon = match feedback.source {
        Voice::Customer => Icon::Person,
        Voice::Employee => Icon::Badge,
    };
    sheet.icon(cx, icon, false, 16.0, Point::new(left + 8.0, middle), theme.ink_soft);
    const STAR: f64 = 12.0;
    if let Some(rating) = feedback.rating
        && right - left >= 20.0 + 5.0 * STAR
    {
        for star in 1..=5u8 {
            let filled = star <= rating.get();
            let x = right - STAR * (5.5 - f64::from(star));
            sheet.icon(cx, Icon::Star, filled, STAR as f32, Point::new(x, middle), theme.star);
        }
    }
}

/// The word, and one dot for each of the four steps of the loop, filled up to where it is.
fn loop_status(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    status: LoopStatus,
    (left, right, middle): (f64, f64, f64),
) {
    const DOT: f64 = 2.25;
    const PITCH: f64 = 6.0;
    let faint = cx.theme.ink_faint;
    let reached = LoopStatus::ALL.iter().filter(|step| **step <= status).count();
    let dots = LoopStatus::ALL.len() as f64 * PITCH;
    let width = cx.text.width(status.label(), metrics.note);
    if width > right - left {
        return;
    }
    sheet.line_of_text(cx, status.label(), metrics.note, (left, middle, right - left), Align::Start, faint);
    if width + dots + 4.0 > right - left {
        return;
    }
    for index in 0..LoopStatus::ALL.len() {
        let center = Point::new(right - dots + PITCH * (index as f64 + 0.5) + 1.0, middle);
        if index < reached {
            sheet.circle(center, DOT, Some(faint), None);
        } else {
            sheet.circle(center, DOT - 0.5, None, Some(solid(faint, 1.0)));
        }
    }
}
