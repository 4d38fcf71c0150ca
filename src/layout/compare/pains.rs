//! Pain points and what became of them: resolved ones struck through under a grey mark, the others under the mark
//! they have in the second journey, with a word.

use std::sync::Arc;

use super::common::{Common, index};
use super::curves::Shown;
use super::look::{Look, weighed};
use crate::compare::{PainChange, PainFate};
use crate::frame::{self, Color, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::metrics::ItemForm;
use crate::layout::sheet::Sheet;
use crate::model::*;
use crate::text::{Align, Icon, Room, Weight};

/// A pain point as it is shown at a touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShownPain {
    /// The journey it is of.
    side: State,
    pain: Arc<Pain>,
    touchpoint: TouchpointId,
    change: Option<PainChange>,
}

/// The pain points of a column: those the second journey has, then those it is without.
pub(super) fn shown(common: &Common<'_>, column: usize, what: Shown) -> Vec<ShownPain> {
    let mut found = Vec::new();
    let at = |side: State| {
        let id = common.step(column, side).map(|step| step.touchpoint.id);
        let pains = id.map(|id| common.compared.journey(side).pains_at(id)).unwrap_or_default();
        pains.into_iter().filter_map(move |pain| Some((id?, pain)))
    };
    let shown = |side: State, (touchpoint, pain): (TouchpointId, &Arc<Pain>)| {
        let change = common.pains[index(side)].get(&pain.id).map(|change| (*change).clone());
        ShownPain { side, pain: pain.clone(), touchpoint, change }
    };
    if what.has(State::Ideal) {
        found.extend(at(State::Ideal).map(|here| shown(State::Ideal, here)));
    }
    match what {
        Shown::Both => found.extend(at(State::Today).map(|here| shown(State::Today, here)).filter(|shown| {
            let now = shown.change.as_ref().and_then(|change| change.to);
            !now.is_some_and(|now| hurts_somewhere(common, now))
        })),
        Shown::Only(State::Today) => {
            found.extend(at(State::Today).map(|here| ShownPain { change: None, ..shown(State::Today, here) }));
        }
        Shown::Only(State::Ideal) => {}
    }
    found
}

/// Whether a pain point of the second journey has a place of its own.
fn hurts_somewhere(common: &Common<'_>, pain: PainId) -> bool {
    !common.compared.to.touchpoints_of(pain.0).is_empty()
}

/// Draws pain points below one another and returns where they end.
pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, pains: &[ShownPain]) -> f64 {
    let mut bottom = 0.0;
    for shown in pains {
        let top = if bottom > 0.0 { bottom + look.metrics.items.apart } else { look.metrics.lane_pad };
        bottom = match look.metrics.items.form {
            ItemForm::Mark => mark_alone(sheet, cx, look, shown, top),
            ItemForm::Block | ItemForm::Stacked | ItemForm::Bare => one(sheet, cx, look, shown, top),
        };
    }
    bottom
}

impl ShownPain {
    fn fate(&self) -> Option<PainFate> {
        self.change.as_ref().map(|change| change.fate)
    }

    /// How bad it was, where that is another severity than it has now.
    fn was(&self) -> Option<Level> {
        let change = self.change.as_ref()?;
        change.was.filter(|was| Some(*was) != change.now)
    }

    fn is_reopened(&self) -> bool {
        self.change.as_ref().is_some_and(|change| change.reopened)
    }

    fn is_resolved(&self) -> bool {
        self.fate() == Some(PainFate::Resolved)
    }

    /// The severity that its mark shows.
    fn severity(&self) -> Level {
        let change = self.change.as_ref();
        let told = if self.is_resolved() { change.and_then(|c| c.was) } else { change.and_then(|c| c.now) };
        told.unwrap_or(self.pain.severity)
    }

    fn subject(&self) -> Subject {
        Subject::Compared(frame::Compared::Pain(self.side, self.pain.id, self.touchpoint))
    }

    /// "Vague answers, pain point, resolved, was severity 4 of 5".
    fn label(&self) -> String {
        let was = self.was().map_or(String::new(), |was| format!(", was {was}"));
        let severity = self.severity();
        let fate = match self.fate() {
            Some(PainFate::Resolved) => format!("resolved{was}"),
            Some(PainFate::Reduced) if was.is_empty() => format!("reduced, severity {severity} of 5"),
            Some(PainFate::Reduced) => format!("reduced to severity {severity} of 5{was}"),
            Some(PainFate::Open) => format!("still open, severity {severity} of 5"),
            Some(PainFate::Worse) if self.is_reopened() => format!("reopened, severity {severity} of 5"),
            Some(PainFate::Worse) => format!("worse, severity {severity} of 5{was}"),
            Some(PainFate::Introduced) => format!("new, severity {severity} of 5"),
            None => format!("severity {severity} of 5"),
        };
        let assumed = self.change.as_ref().is_some_and(|change| change.evidence == Evidence::Assumed);
        format!("{}, pain point, {fate}{}", self.pain.text, if assumed { ", assumed" } else { "" })
    }

    /// The word beside the mark, its colour, and an icon before it.
    fn word(&self, cx: &Cx<'_>) -> (String, Color, Option<Icon>) {
        let theme = cx.theme;
        let was = self.was().map(|was| format!("was {was}"));
        match self.fate() {
            None => (String::new(), theme.ink, None),
            Some(PainFate::Resolved) => (String::new(), theme.opp, Some(Icon::Check)),
            Some(PainFate::Reduced) => (was.unwrap_or_else(|| "Reduced".to_owned()), theme.warn, None),
            Some(PainFate::Open) => ("Open".to_owned(), theme.ink_soft, None),
            Some(PainFate::Worse) if self.is_reopened() => ("Reopened".to_owned(), theme.pain, Some(Icon::ArrowUpward)),
            Some(PainFate::Worse) => (was.unwrap_or_default(), theme.pain, Some(Icon::ArrowUpward)),
            Some(PainFate::Introduced) => ("New".to_owned(), theme.pain, Some(Icon::Add)),
        }
    }
}

fn one(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &ShownPain, top: f64) -> f64 {
    let (metrics, items) = (&look.metrics, &look.metrics.items);
    let left = metrics.text_inset;
    let right = metrics.column - 3.0;
    let severity = shown.severity();
    let reach = marks::severity_radius(Level::ALL[4], items.mark);
    let radius = marks::severity_radius(severity, items.mark);
    let center = Point::new(left + radius, top + reach);
    if shown.is_resolved() {
        marks::severity_gone(sheet, cx, severity, center, items.mark, true);
    } else {
        marks::severity(sheet, cx, severity, center, items.mark);
    }
    let (word, color, icon) = shown.word(cx);
    let assumed = shown.change.as_ref().is_some_and(|change| change.evidence == Evidence::Assumed);
    let style = weighed(look.word, if assumed { Weight::Regular } else { Weight::SemiBold });
    let mut x = center.x + radius + 5.0;
    let size = items.icon - 2.0;
    let needed = cx.text.width(&word, style);
    if let Some(icon) = icon.filter(|_| x + f64::from(size) + needed + 1.0 <= right || needed == 0.0) {
        sheet.icon(cx, icon, false, size, Point::new(x + f64::from(size) / 2.0, center.y), color);
        x += f64::from(size) + 1.0;
    }
    sheet.line_of_text(cx, &word, style, (x, center.y, right - x), Align::Start, color);
    let at = Point::new(left, top + 2.0 * reach + 3.0);
    let room = Room { width: metrics.column - left - 3.0, max_lines: items.pain_lines, align: Align::Start };
    let words = match shown.pain.text.trim() {
        "" => "No words yet",
        words => words,
    };
    let (ink, faint) = (cx.theme.ink, cx.theme.ink_faint);
    let text = if shown.is_resolved() {
        sheet.struck(cx, words, items.text, room, at, faint)
    } else {
        sheet.text(cx, words, items.text, room, at, ink)
    };
    let whole = Rect::new(left - 2.0, top, metrics.column - 1.0, text.y1);
    sheet.tag(shown.subject(), Part::Whole, whole, shown.label());
    text.y1
}

fn mark_alone(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &ShownPain, top: f64) -> f64 {
    const SIGN: f64 = 12.0;
    let scale = look.metrics.items.mark;
    let reach = marks::severity_radius(Level::ALL[4], scale);
    let center = Point::new(look.metrics.column / 2.0, top + reach);
    let mut bottom = center.y + reach;
    if shown.is_resolved() {
        marks::severity_gone(sheet, cx, shown.severity(), center, scale, false);
        let opp = cx.theme.opp;
        sheet.icon(cx, Icon::Check, false, SIGN as f32, center, opp);
    } else {
        marks::severity(sheet, cx, shown.severity(), center, scale);
        let (_, color, icon) = shown.word(cx);
        let reduced = (shown.fate() == Some(PainFate::Reduced)).then_some(Icon::SouthEast);
        if let Some(icon) = icon.or(reduced) {
            sheet.icon(cx, icon, false, SIGN as f32, Point::new(center.x, bottom + SIGN / 2.0), color);
            bottom += SIGN;
        }
    }
    let rect = Rect::new(center.x - reach, top, center.x + reach, bottom);
    sheet.tag(shown.subject(), Part::Whole, rect, shown.label());
    bottom
}
