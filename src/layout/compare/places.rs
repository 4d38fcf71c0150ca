//! What a touchpoint itself says in a lane, told apart by what became of it; and its channel and picture drawn.

use std::sync::Arc;

use super::common::{Card, Common, Step, index};
use super::curves::Shown;
use super::glyphs;
use super::hanging;
use super::look::Look;
use super::texts::LanePair;
use crate::compare::{Mark, Sign};
use crate::frame::{Compared, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::sheet::{Sheet, solid};
use crate::model::*;
use crate::text::{Align, Room};

/// What a touchpoint says in a lane, as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said<T> {
    /// What became of it.
    pub sign: Sign,
    /// The journey that says it.
    pub side: State,
    touchpoint: TouchpointId,
    /// What is said.
    pub here: T,
    /// What it said before, where that was something else.
    was: Option<T>,
}

/// A channel as it is shown.
pub(super) type ShownChannel = Said<Channel>;
/// A picture as it is shown.
pub(super) type ShownPicture = Said<Arc<Picture>>;

/// What the touchpoints of a column say, `of` a touchpoint of either journey.
pub(super) fn said<T: Clone>(
    common: &Common<'_>,
    (column, what): (usize, Shown),
    of: impl Fn(State, &Touchpoint) -> Option<T>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Said<T>> {
    let told =
        |sign, side, touchpoint: &Touchpoint, here: T, was| Said { sign, side, touchpoint: touchpoint.id, here, was };
    match what {
        Shown::Only(side) => {
            let found = common.step(column, side).and_then(|step| Some((step, of(side, step.touchpoint)?)));
            let one = |(step, here): (&Step<'_>, T)| {
                let before = || common.before(step).find_map(|before| of(State::Today, before));
                let (sign, was) = match side {
                    State::Today => (Sign::Kept, None),
                    State::Ideal => match before() {
                        None => (Sign::Added, None),
                        Some(was) if same(&was, &here) => (Sign::Kept, None),
                        Some(was) => (Sign::Changed, Some(was)),
                    },
                };
                told(sign, side, step.touchpoint, here, was)
            };
            found.map(one).into_iter().collect()
        }
        Shown::Both => {
            let of_card = |card: Card<'_, '_>| {
                let here = of(card.side, card.step.touchpoint);
                if card.ghost {
                    let gone = here.filter(|_| card.mark == Mark::Removed);
                    return gone.map(|here| told(Sign::Removed, card.side, card.step.touchpoint, here, None));
                }
                let before = common.before(card.step).find_map(|before| Some((before, of(State::Today, before)?)));
                match (before, here) {
                    (None, None) => None,
                    (None, Some(now)) => Some(told(Sign::Added, State::Ideal, card.step.touchpoint, now, None)),
                    (Some((before, was)), None) => Some(told(Sign::Removed, State::Today, before, was, None)),
                    (Some((_, was)), Some(now)) if same(&was, &now) => {
                        Some(told(Sign::Kept, State::Ideal, card.step.touchpoint, now, None))
                    }
                    (Some((_, was)), Some(now)) => {
                        Some(told(Sign::Changed, State::Ideal, card.step.touchpoint, now, Some(was)))
                    }
                }
            };
            common.cards(column).into_iter().filter_map(of_card).collect()
        }
    }
}

/// The channels of a column.
pub(super) fn channels(common: &Common<'_>, column: usize, what: Shown) -> Vec<ShownChannel> {
    let of = |_, touchpoint: &Touchpoint| {
        let channel = touchpoint.channel.clone();
        (channel != Channel::Unset).then_some(channel)
    };
    said(common, (column, what), of, |was, now| was == now)
}

/// The pictures of a lane in a column.
pub(super) fn pictures(common: &Common<'_>, lane: &LanePair, column: usize, what: Shown) -> Vec<ShownPicture> {
    let of = |side: State, touchpoint: &Touchpoint| {
        let id = touchpoint.pictures.get(&lane.lanes[index(side)].as_ref()?.id)?;
        let found = common.compared.picture(side, *id)?;
        (found.width > 0 && found.height > 0).then(|| found.clone())
    };
    said(common, (column, what), of, |was, now| was.id == now.id || was.bytes == now.bytes)
}

/// Draws the channels of a place below one another and returns where they end.
pub(super) fn draw_channels(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    look: &Look,
    lane: &LanePair,
    shown: &[ShownChannel],
) -> f64 {
    hanging::stacked(look, shown, |said, top| {
        let metrics = &look.metrics;
        let size = f64::from(metrics.card.icon);
        let line = f64::from(metrics.note.line_height);
        let (left, right) = (metrics.text_inset, metrics.column - 3.0);
        let middle = top + size.max(line).max(2.0 * look.disc) / 2.0;
        let (soft, faint) = (cx.theme.ink_soft, cx.theme.ink_faint);
        if let Some(icon) = marks::channel_icon(&said.here) {
            sheet.icon(cx, icon, false, metrics.card.icon, Point::new(left + size / 2.0, middle), soft);
        }
        if said.sign != Sign::Kept {
            glyphs::disc(sheet, cx, said.sign, Point::new(left + size + 6.0 + look.disc, middle), look.disc);
        }
        // Beside its icon where nothing else stands there, else below it.
        let below = said.sign != Sign::Kept;
        let at = if below {
            Point::new(left, middle + look.disc.max(size / 2.0) + 2.0)
        } else {
            Point::new(left + size + 5.0, middle - line / 2.0)
        };
        let room = Room { width: right - at.x, max_lines: 2, align: Align::Start };
        let text = hanging::write(sheet, cx, said.sign, said.here.label(), (metrics.note, room, at));
        let mut bottom = text.y1.max(middle + size / 2.0);
        if let Some(was) = &said.was {
            let words = format!("was {}", was.label());
            let room = Room { width: right - left, max_lines: 2, align: Align::Start };
            bottom = sheet.text(cx, &words, metrics.note, room, Point::new(left, bottom), faint).y1;
        }
        let whole = Rect::new(left, top, right, bottom);
        let was = said.was.as_ref().map_or(String::new(), |was| format!(", was {}", was.label()));
        tag(sheet, lane, said, whole, &format!("{}{was}", said.here.label()));
        bottom
    })
}

/// Draws the pictures of a place below one another and returns where they end.
pub(super) fn draw_pictures(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    look: &Look,
    lane: &LanePair,
    shown: &[ShownPicture],
) -> f64 {
    hanging::stacked(look, shown, |said, top| {
        let (metrics, theme) = (&look.metrics, cx.theme);
        let (x0, x1) = hanging::edges(look);
        let picture = &said.here;
        let (pixel_width, pixel_height) = (f64::from(picture.width), f64::from(picture.height));
        let disc_row = if said.sign == Sign::Kept { 0.0 } else { 2.0 * look.disc + 3.0 };
        let inset = if said.sign == Sign::Kept { 0.0 } else { 4.0 };
        // What is gone is shown small: enough to know it again.
        let share = if said.sign == Sign::Removed { 0.5 } else { 1.0 };
        let scale = ((x1 - x0 - 2.0 * inset) / pixel_width).min(metrics.picture / pixel_height) * share;
        let (width, height) = ((pixel_width * scale).round().max(1.0), (pixel_height * scale).round().max(1.0));
        let left = ((metrics.column - width) / 2.0).floor();
        let image = Rect::new(left, top + inset + disc_row, left + width, top + inset + disc_row + height);
        if said.sign != Sign::Kept {
            let whole = Rect::new(x0, top, x1, image.y1 + inset);
            hanging::ground(sheet, cx, said.sign, whole, metrics.items.radius);
            glyphs::disc(sheet, cx, said.sign, Point::new(x1 - look.disc - 4.0, top + 4.0 + look.disc), look.disc);
        }
        sheet.image(image, metrics.items.radius, picture.clone());
        if said.sign == Sign::Removed {
            sheet.line(Point::new(image.x0, image.y1), Point::new(image.x1, image.y0), solid(theme.ink_soft, 1.5));
        }
        let mut bottom = image.y1 + inset;
        if !picture.alt.trim().is_empty() {
            let at = Point::new(metrics.text_inset, bottom + 3.0);
            let room = Room { width: metrics.column - at.x - 3.0, max_lines: 2, align: Align::Start };
            let faint = theme.ink_faint;
            // A long description is read by screen readers in full, and is not cut here.
            let caption = cx.text.paragraph(&picture.alt, metrics.note, room);
            bottom = sheet.paragraph(&caption, at, faint).y1;
        }
        let alt = if picture.alt.trim().is_empty() { "Picture" } else { &picture.alt };
        tag(sheet, lane, said, Rect::new(x0, top, x1, bottom), alt);
        bottom
    })
}

/// Says a place for the pointer, the keyboard and screen readers.
pub(super) fn tag<T>(sheet: &mut Sheet, lane: &LanePair, said: &Said<T>, rect: Rect, words: &str) {
    if let Some(lane) = &lane.lanes[index(said.side)] {
        let label = format!("{}, {}: {words}", lane.shown_title(), said.sign.label().to_lowercase());
        let subject = Subject::Compared(Compared::Text(said.side, lane.id, said.touchpoint));
        sheet.tag(subject, Part::Whole, rect, label);
    }
}
