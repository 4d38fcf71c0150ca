//! Feedback of both journeys: who said it, what, how far it has come in the loop, and how far it had come before.

use super::common::Common;
use super::curves::Shown;
use super::hanging::{self, Finder, Hanging};
use super::look::Look;
use crate::compare::Sign;
use crate::frame::{self, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::lanes::quoted;
use crate::layout::sheet::{Sheet, solid};
use crate::model::*;
use crate::text::{Align, Icon, Room};

/// Feedback as it is shown at a touchpoint.
pub(super) type ShownFeedback = Hanging<Feedback>;

const FINDER: Finder<Feedback> = Finder {
    uid: |feedback| feedback.id.0,
    at: |journey, touchpoint| journey.feedback_at(touchpoint),
    get: |journey, uid| journey.feedback_item(FeedbackId(uid)),
};

/// The feedback of a column.
pub(super) fn shown(common: &Common<'_>, column: usize, what: Shown) -> Vec<ShownFeedback> {
    hanging::shown(common, &FINDER, column, what)
}

/// Draws feedback below one another and returns where it ends.
pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &[ShownFeedback]) -> f64 {
    hanging::stacked(look, shown, |one, top| block(sheet, cx, look, one, top))
}

fn words(feedback: &Feedback) -> String {
    match feedback.text.trim() {
        "" => "No words yet".to_owned(),
        text => quoted(text),
    }
}

/// How far it is in the loop, and how far it was: "answered, was heard".
fn standing(shown: &ShownFeedback) -> String {
    let now = shown.item.status;
    let was = shown.was.as_ref().map(|was| was.status).filter(|was| *was != now);
    let before = was.map_or(String::new(), |was| format!(", was {}", was.label().to_lowercase()));
    format!("{}{before}", now.label())
}

/// "“Nobody listens”, feedback from a customer, 2 of 5, answered, was heard, changed".
fn label(shown: &ShownFeedback) -> String {
    let source = match shown.item.source {
        Voice::Customer => "a customer",
        Voice::Employee => "an employee",
    };
    let rating = shown.item.rating.map_or(String::new(), |rating| format!(", {rating} of 5"));
    let (standing, fate) = (standing(shown).to_lowercase(), shown.sign.label().to_lowercase());
    format!("{}, feedback from {source}{rating}, {standing}, {fate}", words(&shown.item))
}

fn block(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &ShownFeedback, top: f64) -> f64 {
    const ICON: f64 = 16.0;
    let (metrics, theme) = (&look.metrics, cx.theme);
    let (x0, x1) = hanging::edges(look);
    let left = x0 + 6.0;
    let line = f64::from(metrics.note.line_height);
    let half = (2.0 * look.disc).max(line) / 2.0;
    let head = top + 6.0 + half;
    let rating = shown.item.rating.map(|rating| format!("{rating} of 5")).unwrap_or_default();
    let rating_at = left + ICON + 4.0;
    let disc_room = if shown.sign == Sign::Kept { 0.0 } else { 2.0 * look.disc + 4.0 };
    let rating_fits = rating_at + cx.text.width(&rating, metrics.note_figures) + 2.0 <= x1 - disc_room - 4.0;
    let (disc, row) = hanging::disc_place(look, shown.sign, (left + ICON, x1, head));
    let room = Room { width: x1 - left - 6.0, max_lines: metrics.word_lines, align: Align::Start };
    let (text, standing) = (words(&shown.item), standing(shown));
    let style = hanging::style(metrics.note, shown.sign);
    let text_top = head + half + row + 3.0;
    let foot = text_top + cx.text.paragraph(&text, style, room).height + 2.0;
    let rect = Rect::new(x0, top, x1, foot + cx.text.paragraph(&standing, metrics.note, room).height + 6.0);
    if shown.sign == Sign::Kept {
        sheet.framed(rect, metrics.items.radius, Some(theme.card), solid(theme.line_strong, 1.0));
    } else {
        hanging::ground(sheet, cx, shown.sign, rect, metrics.items.radius);
    }
    let subject = Subject::Compared(frame::Compared::Feedback(shown.side, shown.item.id, shown.touchpoint));
    sheet.tag(subject, Part::Whole, rect, label(shown));
    let icon = match shown.item.source {
        Voice::Customer => Icon::Person,
        Voice::Employee => Icon::Badge,
    };
    sheet.icon(cx, icon, false, ICON as f32, Point::new(left + ICON / 2.0, head), theme.ink_soft);
    if rating_fits {
        let at = (rating_at, head, x1 - rating_at);
        sheet.line_of_text(cx, &rating, metrics.note_figures, at, Align::Start, theme.ink_soft);
    }
    hanging::disc(sheet, cx, look, shown.sign, disc);
    hanging::write(sheet, cx, shown.sign, &text, (metrics.note, room, Point::new(left, text_top)));
    sheet.text(cx, &standing, metrics.note, room, Point::new(left, foot), theme.ink_faint);
    rect.y1
}
