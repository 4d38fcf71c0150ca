//! Measures: the number, the target, the sample, and a bar. The bar is hollow where the sample is small.

use super::{Cell, Step};
use crate::answers::statistics::interval;
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::metrics::Metrics;
use crate::layout::sheet::{Sheet, one_line, solid};
use crate::model::*;
use crate::text::Align;

/// Below so many answers a share moves by more than its own tenth by chance alone, so the bar stays hollow.
pub(crate) const SMALL_SAMPLE: u32 = 30;

/// Room between two measures at one touchpoint.
const APART: f64 = 10.0;

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, step: &Step<'_>) -> f64 {
    let mut bottom = 0.0;
    for measure in cx.journey.measures_at(step.touchpoint.id) {
        let top = if bottom > 0.0 { bottom + APART } else { metrics.lane_pad };
        let (x0, x1) = (metrics.text_inset, metrics.column - metrics.text_inset);
        let subject = Subject::Measure(measure.id, step.touchpoint.id);
        bottom = one(sheet, cx, metrics, measure, subject, (x0, x1, top));
    }
    bottom
}

/// A measure of a whole stage, in the middle of its columns. The stage's left edge and the place's top are the origin.
pub(crate) fn stage_measure(cx: &mut Cx<'_>, metrics: &Metrics, measure: &Measure, stage: StageId, width: f64) -> Cell {
    let mut sheet = Sheet::new();
    let inner = (width - 2.0 * metrics.text_inset).min(2.0 * metrics.column).max(metrics.column - 8.0).min(width);
    let x0 = ((width - inner) / 2.0).floor();
    let subject = Subject::StageMeasure(measure.id, stage);
    let bottom = one(&mut sheet, cx, metrics, measure, subject, (x0, x0 + inner, metrics.lane_pad));
    Cell::new(sheet, bottom, metrics)
}

fn one(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    measure: &Measure,
    subject: Subject,
    (x0, x1, top): (f64, f64, f64),
) -> f64 {
    let theme = cx.theme;
    let note = metrics.note;
    let name = if measure.name.is_empty() { measure.kind.label() } else { &measure.name };
    let line = sheet.text(cx, name, note, one_line(x1 - x0), Point::new(x0, top), theme.ink_soft);
    sheet.tag(subject, Part::Whole, Rect::ZERO, "");
    let row = line.y1 + 2.0 + f64::from(metrics.measure.value.line_height) / 2.0;
    figures(sheet, cx, metrics, measure, (x0, x1, row));
    let bar_top = row + f64::from(metrics.measure.value.line_height) / 2.0 + 4.0;
    let bar = Rect::new(x0, bar_top, x1, bar_top + metrics.measure.bar);
    draw_bar(sheet, cx, metrics, measure, bar);
    let mut bottom = bar.y1 + (metrics.measure.tick - metrics.measure.bar) / 2.0;
    if let Some(interval) = interval(measure) {
        whiskers(sheet, cx, measure, interval, bar);
        let words = interval_words(interval);
        let at = Point::new(x0, bottom + 1.0);
        bottom = sheet.text(cx, &words, metrics.note_figures, one_line(x1 - x0), at, theme.ink_soft).y1;
    }
    sheet.retag_last_whole(subject, Rect::new(x0, top, x1, bottom), label(measure, name).into());
    sheet.tag(subject, Part::Name, line, name);
    bottom
}

/// "95%: 55 to 69", to whole numbers where the ends are far apart.
pub(crate) fn interval_words((low, high): (f64, f64)) -> String {
    let decimals = if high - low >= 2.0 { 0 } else { 1 };
    let factor = 10.0_f64.powi(decimals);
    // No minus before a zero.
    let end = |value: f64| ((value * factor).round() / factor + 0.0).to_string().replace('-', "\u{2212}");
    format!("95%: {} to {}", end(low), end(high))
}

/// The interval as a line with ends across the bar.
fn whiskers(sheet: &mut Sheet, cx: &Cx<'_>, measure: &Measure, (low, high): (f64, f64), bar: Rect) {
    let place = |value: f64| {
        let fraction = Amount::new(value).map_or(0.0, |value| measure.scale.fraction(value));
        // On a very narrow column the bar is not even as wide as the two ends.
        (bar.x0 + bar.width() * fraction).clamp(bar.x0 + 1.0, (bar.x1 - 1.0).max(bar.x0 + 1.0))
    };
    let (from, to, y) = (place(low), place(high), bar.center().y);
    let reach = bar.height() / 2.0 + 1.0;
    // A rim of the ground keeps the line apart from the bar it crosses.
    for (width, color) in [(3.5, cx.theme.canvas), (1.5, cx.theme.ink)] {
        sheet.line((from, y).into(), (to, y).into(), solid(color, width));
        for x in [from, to] {
            sheet.line((x, y - reach).into(), (x, y + reach).into(), solid(color, width));
        }
    }
}

/// "CSAT 62%, target 80, 48 answers".
fn label(measure: &Measure, name: &str) -> String {
    let unit = &measure.scale.unit;
    let value = measure.value.map_or("no value yet".to_owned(), |value| format!("{value}{unit}"));
    let target = measure.target.map_or(String::new(), |target| format!(", target {target}{unit}"));
    let sample = measure.sample.map_or(String::new(), |n| format!(", {n} answers"));
    let interval = interval(measure).map_or(String::new(), |interval| format!(", {}", interval_words(interval)));
    format!("{name}, {value}{target}{sample}{interval}")
}

/// Whether the target is reached; `None` without a value or a target.
fn is_met(measure: &Measure) -> Option<bool> {
    let (value, target) = (measure.value?, measure.target?);
    Some(match measure.direction {
        Direction::Higher => value >= target,
        Direction::Lower => value <= target,
    })
}

fn figures(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, measure: &Measure, (x0, x1, row): (f64, f64, f64)) {
    let theme = cx.theme;
    let small = metrics.note_figures;
    let mut x = x0;
    match measure.value {
        Some(value) => {
            let text = format!("{value}{}", measure.scale.unit);
            x += sheet.line_of_text(cx, &text, metrics.measure.value, (x, row, x1 - x0), Align::Start, theme.ink) + 5.0;
        }
        None => x += sheet.line_of_text(cx, "not yet", small, (x, row, x1 - x0), Align::Start, theme.ink_faint) + 5.0,
    }
    if let Some(target) = measure.target {
        let sign = match (is_met(measure), measure.direction) {
            (Some(true), _) => '\u{2713}',
            (_, Direction::Higher) => '\u{2192}',
            (_, Direction::Lower) => '\u{2193}',
        };
        let text = format!("{sign} {target}");
        if cx.text.width(&text, small) <= x1 - x {
            x += sheet.line_of_text(cx, &text, small, (x, row, x1 - x), Align::Start, theme.ink_soft) + 8.0;
        }
    }
    if let Some(sample) = measure.sample {
        let text = format!("n {sample}");
        let width = cx.text.width(&text, small);
        if width <= x1 - x {
            sheet.line_of_text(cx, &text, small, (x1 - width, row, width + 1.0), Align::Start, theme.ink_soft);
        }
    }
}

fn draw_bar(sheet: &mut Sheet, cx: &Cx<'_>, metrics: &Metrics, measure: &Measure, bar: Rect) {
    let theme = cx.theme;
    let radius = bar.height() / 2.0;
    sheet.fill(bar, radius, theme.sunken);
    if let Some(value) = measure.value {
        let length = (bar.width() * measure.scale.fraction(value)).round();
        let filled = Rect::new(bar.x0, bar.y0, bar.x0 + length.max(bar.height()), bar.y1);
        let small = measure.sample.is_none_or(|n| n < SMALL_SAMPLE);
        match (length > 0.0, small) {
            (false, _) => {}
            (true, true) => sheet.framed(filled, radius, Some(theme.card), solid(theme.ink_soft, 1.0)),
            (true, false) => sheet.fill(filled, radius, theme.ink_soft),
        }
    }
    if let Some(target) = measure.target {
        let x = (bar.x0 + (bar.width() - 2.0) * measure.scale.fraction(target)).round();
        let reach = metrics.measure.tick / 2.0;
        let middle = bar.center().y;
        sheet.fill(Rect::new(x, middle - reach, x + 2.0, middle + reach), 0.0, theme.ink);
    }
}
