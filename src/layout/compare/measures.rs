//! Measures on their way from a number to a number: the figures, the sample, and a bar whose dashed part is the way
//! still to go. What cannot be compared is not subtracted; a sentence says why.

use std::sync::Arc;

use super::common::{Common, SIDES, index};
use super::curves::Shown;
use super::glyphs::DASH_NEW;
use super::look::{Look, weighed};
use crate::compare::{MeasureChange, Trend};
use crate::frame::{self, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::lanes::SMALL_SAMPLE;
use crate::layout::sheet::{Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Align, Room, Weight};

/// Room between two measures at one touchpoint.
const APART: f64 = 10.0;

/// Lines of a measure's name.
const MOST_NAME_LINES: usize = 3;

/// A measure as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShownMeasure {
    side: State,
    measure: Arc<Measure>,
    change: MeasureChange,
    /// How many answers the number it starts at rests on; a goal has none.
    sample: Option<u32>,
    /// Whether it is shown together with where it should go.
    with_goal: bool,
}

impl ShownMeasure {
    fn new(common: &Common<'_>, side: State, measure: &Arc<Measure>, what: Shown) -> Option<ShownMeasure> {
        let change = (*common.measures[index(side)].get(&measure.id)?).clone();
        let baseline = change.from.and_then(|id| common.compared.from.measure(id)).unwrap_or(measure);
        let sample = baseline.sample;
        Some(ShownMeasure { side, measure: measure.clone(), change, sample, with_goal: what.has(State::Ideal) })
    }

    fn name(&self) -> &str {
        if self.measure.name.trim().is_empty() { self.measure.kind.label() } else { &self.measure.name }
    }

    fn figure(&self, amount: Option<Amount>) -> Option<String> {
        amount.map(|amount| format!("{amount}{}", self.measure.scale.unit))
    }

    /// Where it should go, where that may be told.
    fn goal(&self) -> Option<Amount> {
        self.change.goal.filter(|_| self.with_goal)
    }

    /// Why it cannot be compared.
    fn refusal(&self) -> Option<&str> {
        self.change.change.as_ref().err().map(String::as_str).filter(|_| self.with_goal)
    }

    /// Whether what was measured is at its goal or beyond it already.
    fn is_met(&self) -> bool {
        let (Some(now), Some(goal)) = (self.change.baseline, self.goal()) else { return false };
        self.measure.target == Some(goal)
            && match self.measure.direction {
                Direction::Higher => now >= goal,
                Direction::Lower => now <= goal,
            }
    }

    /// Whether its goal is a step back.
    fn is_worse(&self) -> bool {
        self.with_goal && self.change.trend == Trend::Worse && !self.is_met()
    }

    /// "CSAT, from 62% to 80%, 48 answers".
    fn label(&self) -> String {
        let (now, goal) = (self.figure(self.change.baseline), self.figure(self.goal()));
        let way = match (now, goal, self.refusal()) {
            (Some(now), Some(goal), None) if self.is_met() => format!("{now}, goal {goal} met"),
            (Some(now), Some(goal), None) => format!("from {now} to {goal}"),
            (Some(now), _, None) => now,
            (None, Some(goal), None) => format!("not measured yet, goal {goal}"),
            (None, None, None) => "not measured yet".to_owned(),
            (Some(now), None, Some(sentence)) => format!("{now}; {}", sentence.trim_end_matches('.')),
            (_, _, Some(sentence)) => sentence.trim_end_matches('.').to_owned(),
        };
        let sample = self.sample.map_or(String::new(), |n| format!(", {n} answers"));
        let assumed = if self.change.evidence == Evidence::Assumed { ", assumed" } else { "" };
        format!("{}, {way}{sample}{assumed}", self.name())
    }
}

/// The measures of a column, shown where the second journey has them, and else where the first has.
pub(super) fn shown(common: &Common<'_>, column: usize, what: Shown) -> Vec<ShownMeasure> {
    let mut found = Vec::new();
    for side in SIDES.into_iter().rev().filter(|side| what.has(*side)) {
        let Some(step) = common.step(column, side) else { continue };
        for measure in common.compared.journey(side).measures_at(step.touchpoint.id) {
            let Some(shown) = ShownMeasure::new(common, side, measure, what) else { continue };
            let elsewhere =
                what == Shown::Both && side == State::Today && shown.change.to.is_some_and(|to| has_place(common, to));
            if !elsewhere {
                found.push(shown);
            }
        }
    }
    found
}

fn has_place(common: &Common<'_>, measure: MeasureId) -> bool {
    let journey = common.compared.to;
    let of_stage = journey.measure(measure).is_some_and(|measure| measure.stage.is_some());
    of_stage || !journey.touchpoints_of(measure.0).is_empty()
}

/// The measures of a whole stage.
pub(super) fn of_stage(common: &Common<'_>, stage: usize, what: Shown) -> Vec<ShownMeasure> {
    let mut found = Vec::new();
    for side in SIDES.into_iter().rev().filter(|side| what.has(*side)) {
        let Some(stage) = &common.stages[stage].stages[index(side)] else { continue };
        for measure in common.compared.journey(side).measures().filter(|measure| measure.stage == Some(stage.id)) {
            let Some(shown) = ShownMeasure::new(common, side, measure, what) else { continue };
            let elsewhere =
                what == Shown::Both && side == State::Today && shown.change.to.is_some_and(|to| has_place(common, to));
            if !elsewhere {
                found.push(shown);
            }
        }
    }
    found
}

/// Draws measures below one another from `x0` to `x1` and returns where they end.
pub(super) fn draw(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    look: &Look,
    shown: &[ShownMeasure],
    (x0, x1): (f64, f64),
) -> f64 {
    let mut bottom = 0.0;
    for measure in shown {
        let top = if bottom > 0.0 { bottom + APART } else { look.metrics.lane_pad };
        bottom = one(sheet, cx, look, measure, (x0, x1, top));
    }
    bottom
}

fn one(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &ShownMeasure, (x0, x1, top): (f64, f64, f64)) -> f64 {
    let (metrics, theme) = (&look.metrics, cx.theme);
    let width = x1 - x0;
    let sample = shown.sample.map(|n| format!("n {n}")).unwrap_or_default();
    let sample_width = cx.text.width(&sample, metrics.note_figures);
    let name_width = cx.text.width(shown.name(), metrics.note);
    let beside = name_width + sample_width + 8.0 <= width;
    let room = Room { width, max_lines: MOST_NAME_LINES, align: Align::Start };
    let line = sheet.text(cx, shown.name(), metrics.note, room, Point::new(x0, top), theme.ink_soft);
    if beside {
        let at = (x1 - sample_width, line.center().y, sample_width + 1.0);
        sheet.line_of_text(cx, &sample, metrics.note_figures, at, Align::Start, theme.ink_soft);
    }
    let mut bottom = line.y1 + 2.0;
    if let Some(sentence) = shown.refusal() {
        if shown.goal().is_none() && shown.change.baseline.is_some() {
            // Without a goal nothing contradicts what was measured.
            bottom = figures(sheet, cx, look, shown, (x0, x1, bottom));
        }
        let room = Room { width, max_lines: look.sentence_lines, align: Align::Start };
        bottom = sheet.text(cx, sentence, metrics.note, room, Point::new(x0, bottom), theme.ink_faint).y1;
    } else {
        bottom = figures(sheet, cx, look, shown, (x0, x1, bottom));
        if !beside && !sample.is_empty() {
            let half = f64::from(metrics.note.line_height) / 2.0;
            let at = (x0, bottom + half, width);
            sheet.line_of_text(cx, &sample, metrics.note_figures, at, Align::Start, theme.ink_soft);
            bottom += 2.0 * half;
        }
        let top = bottom + 5.0;
        let bar = Rect::new(x0, top, x1, top + metrics.measure.bar);
        draw_bar(sheet, cx, look, shown, bar);
        bottom = bar.y1 + (metrics.measure.tick - metrics.measure.bar) / 2.0;
    }
    let id = shown.measure.id;
    let subject = Subject::Compared(frame::Compared::Measure(shown.side, id));
    sheet.tag(subject, Part::Whole, Rect::new(x0, top, x1, bottom), shown.label());
    bottom
}

/// "62% → 80%" on one line, or on two where it is too long; returns where it ends below.
fn figures(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    look: &Look,
    shown: &ShownMeasure,
    (x0, x1, top): (f64, f64, f64),
) -> f64 {
    let theme = cx.theme;
    let assumed = shown.change.evidence == Evidence::Assumed;
    let style = weighed(look.metrics.measure.value, if assumed { Weight::Regular } else { Weight::SemiBold });
    let line = f64::from(style.line_height);
    let now = shown.figure(shown.change.baseline).unwrap_or_else(|| "not yet".to_owned());
    let mut lines = Vec::new();
    let mut hold = false;
    match shown.figure(shown.goal()) {
        Some(goal) => {
            let sign =
                if shown.is_met() && shown.change.goal != shown.change.baseline { '\u{2713}' } else { '\u{2192}' };
            let whole = format!("{now} {sign} {goal}");
            hold = shown.change.goal == shown.change.baseline;
            if cx.text.width(&whole, style) <= x1 - x0 {
                lines.push(whole);
            } else {
                lines.extend([now, format!("{sign} {goal}")]);
            }
        }
        None => lines.push(now),
    }
    let ink = if shown.is_worse() { theme.pain } else { theme.ink };
    let mut middle = top + line / 2.0;
    for (place, words) in lines.iter().enumerate() {
        let used = sheet.line_of_text(cx, words, style, (x0, middle, x1 - x0), Align::Start, ink);
        let room = x1 - x0 - used - 6.0;
        if hold && place + 1 == lines.len() && cx.text.width("hold", look.metrics.note) <= room {
            sheet.line_of_text(
                cx,
                "hold",
                look.metrics.note,
                (x0 + used + 6.0, middle, room),
                Align::Start,
                theme.ink_soft,
            );
        }
        middle += line;
    }
    middle - line / 2.0
}

fn draw_bar(sheet: &mut Sheet, cx: &Cx<'_>, look: &Look, shown: &ShownMeasure, bar: Rect) {
    let (theme, measure) = (cx.theme, &shown.measure);
    let radius = bar.height() / 2.0;
    sheet.fill(bar, radius, theme.sunken);
    let at = |amount: Amount| (bar.width() * measure.scale.fraction(amount)).round();
    let now = shown.change.baseline.map(at);
    if let Some(length) = now.filter(|length| *length > 0.0) {
        let filled = Rect::new(bar.x0, bar.y0, bar.x0 + length.max(bar.height()), bar.y1);
        if shown.sample.is_none_or(|n| n < SMALL_SAMPLE) {
            sheet.framed(filled, radius, Some(theme.card), solid(theme.ink_soft, 1.0));
        } else {
            sheet.fill(filled, radius, theme.ink_soft);
        }
    }
    let Some(goal) = shown.goal().map(at) else { return };
    let (color, soft) = if shown.is_worse() { (theme.pain, theme.pain_soft) } else { (theme.opp, theme.opp_soft) };
    let now = now.unwrap_or(0.0);
    let way = Rect::new(bar.x0 + now.min(goal), bar.y0, bar.x0 + now.max(goal), bar.y1);
    if way.width() >= bar.height() && !shown.is_met() {
        sheet.framed(way, radius, Some(soft), dashed(color, 1.0, DASH_NEW));
    }
    let x = (bar.x0 + goal - 1.0).clamp(bar.x0, (bar.x1 - 2.0).max(bar.x0));
    let reach = look.metrics.measure.tick / 2.0;
    let middle = bar.center().y;
    sheet.fill(Rect::new(x, middle - reach, x + 2.0, middle + reach), 0.0, color);
}
