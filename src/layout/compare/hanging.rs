//! What hangs at touchpoints and is drawn as a block: which of it stands in a column, and the ground its sign gives it.
//!
//! Here never comes what a block says; every kind has a file of its own.

use std::sync::Arc;

use super::common::Common;
use super::curves::Shown;
use super::glyphs::{self, DASH_NEW};
use super::look::{Look, weighed};
use crate::compare::{Entry, Sign};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::sheet::{Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Room, TextStyle, Weight};

/// Something that hangs at a touchpoint, as it is shown there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hanging<T> {
    /// What became of it.
    pub sign: Sign,
    /// The journey it is of.
    pub side: State,
    /// The touchpoint of that journey.
    pub touchpoint: TouchpointId,
    /// Itself.
    pub item: Arc<T>,
    /// How it was, where it is in both journeys.
    pub was: Option<Arc<T>>,
}

/// How a kind of element is found in a journey.
pub(super) struct Finder<T> {
    /// Its identity.
    pub uid: fn(&T) -> Uid,
    /// Those at a touchpoint.
    pub at: fn(&Journey, TouchpointId) -> Vec<&Arc<T>>,
    /// The one with an identity.
    pub get: fn(&Journey, Uid) -> Option<&Arc<T>>,
}

/// What hangs in a column: that of the second journey, then what it is without.
pub(super) fn shown<T>(common: &Common<'_>, finder: &Finder<T>, column: usize, what: Shown) -> Vec<Hanging<T>> {
    let comparison = common.compared.comparison;
    let mut found = Vec::new();
    let mut hang = |side: State, keep: &dyn Fn(&T) -> Option<Sign>| {
        let Some(id) = common.step(column, side).map(|step| step.touchpoint.id) else { return };
        for item in (finder.at)(common.compared.journey(side), id) {
            if let Some(sign) = keep(item) {
                let entry = comparison.entry_of_to((finder.uid)(item)).filter(|_| side == State::Ideal);
                let before = entry.and_then(|entry| entry.from.first());
                let was = before.and_then(|uid| (finder.get)(common.compared.from, *uid)).cloned();
                found.push(Hanging { sign, side, touchpoint: id, item: item.clone(), was });
            }
        }
    };
    let sign = |entry: Option<&Entry>| entry.map_or(Sign::Kept, Sign::of);
    match what {
        // By itself the first journey is as it is; the second one's signs say what it would change.
        Shown::Only(State::Today) => hang(State::Today, &|_| Some(Sign::Kept)),
        Shown::Only(State::Ideal) => {
            hang(State::Ideal, &|item| Some(sign(comparison.entry_of_to((finder.uid)(item)))));
        }
        Shown::Both => {
            hang(State::Ideal, &|item| Some(sign(comparison.entry_of_to((finder.uid)(item)))));
            hang(State::Today, &|item| {
                let entry = comparison.entry_of_from((finder.uid)(item));
                let has_place = |uid: &Uid| !common.compared.to.touchpoints_of(*uid).is_empty();
                let stays = entry.is_some_and(|entry| entry.to.iter().any(has_place));
                (!stays).then(|| sign(entry))
            });
        }
    }
    found
}

/// The left and right edge of a block in its column.
pub(super) fn edges(look: &Look) -> (f64, f64) {
    let left = look.metrics.gap / 2.0;
    (left, left + look.metrics.card_width())
}

/// A block's ground and border by its sign; what was kept has those of its kind, on which nothing is drawn here.
pub(super) fn ground(sheet: &mut Sheet, cx: &Cx<'_>, sign: Sign, rect: Rect, radius: f64) {
    let theme = cx.theme;
    match sign {
        Sign::Kept => {}
        Sign::Removed => sheet.framed(rect, radius, Some(theme.canvas), solid(theme.line_strong, 1.0)),
        Sign::Added => sheet.framed(rect, radius, Some(theme.accent_soft), dashed(theme.accent, 1.5, DASH_NEW)),
        Sign::Unsure => sheet.framed(rect, radius, Some(theme.card), dashed(theme.accent, 1.0, DASH_NEW)),
        Sign::Changed | Sign::Moved | Sign::Split | Sign::Merged => {
            sheet.framed(rect, radius, Some(theme.card), solid(theme.ink, 1.0));
        }
    }
}

/// The style of a block's words: stressed where something is new.
pub(super) fn style(style: TextStyle, sign: Sign) -> TextStyle {
    let weight = match sign {
        Sign::Kept | Sign::Removed => Weight::Regular,
        Sign::Changed | Sign::Moved | Sign::Split | Sign::Merged | Sign::Added | Sign::Unsure => Weight::SemiBold,
    };
    weighed(style, weight)
}

/// Writes a block's words, struck through where they are gone.
pub(super) fn write(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    sign: Sign,
    text: &str,
    (base, room, at): (TextStyle, Room, Point),
) -> Rect {
    let (ink, faint) = (cx.theme.ink, cx.theme.ink_faint);
    match sign {
        Sign::Removed => sheet.struck(cx, text, style(base, sign), room, at, faint),
        Sign::Kept | Sign::Changed | Sign::Moved | Sign::Split | Sign::Merged | Sign::Added | Sign::Unsure => {
            sheet.text(cx, text, style(base, sign), room, at, ink)
        }
    }
}

/// Where the disc of a block stands: at the right end of its first row if what stands at the left leaves room for it,
/// else in a row of its own. Says how much height that row takes.
pub(super) fn disc_place(look: &Look, sign: Sign, (used_to, x1, middle): (f64, f64, f64)) -> (Option<Point>, f64) {
    let reach = look.disc;
    match sign {
        Sign::Kept => (None, 0.0),
        _ if used_to + 4.0 <= x1 - 2.0 * reach - 4.0 => (Some(Point::new(x1 - reach - 4.0, middle)), 0.0),
        _ => {
            let (x0, _) = edges(look);
            let row = 2.0 * reach + 3.0;
            (Some(Point::new(x0 + 6.0 + reach, middle + look.metrics.items.pill / 2.0 + 3.0 + reach)), row)
        }
    }
}

/// Draws a disc, if there is one.
pub(super) fn disc(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, sign: Sign, place: Option<Point>) {
    if let Some(center) = place {
        glyphs::disc(sheet, cx, sign, center, look.disc);
    }
}

/// Draws blocks below one another and returns where they end.
pub(super) fn stacked<T>(look: &Look, items: &[T], mut one: impl FnMut(&T, f64) -> f64) -> f64 {
    let mut bottom = 0.0;
    for item in items {
        let top = if bottom > 0.0 { bottom + look.metrics.items.apart } else { look.metrics.lane_pad };
        bottom = one(item, top);
    }
    bottom
}
