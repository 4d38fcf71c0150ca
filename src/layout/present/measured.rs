//! What people answered, on a slide: the dotted line, hollow markers and intervals of the map, as large as a room needs.
//!
//! A talk is where somebody asks whether the curve is true, so the answer stands beside it. Only on the slides of a
//! stage: on those of the whole journey curves are small, and the slides that compare show two drawn journeys, beside
//! which a third line would pass for a third journey. The ideal has none, because nobody was asked about it.

use super::chart::Chart;
use super::style::META;
use crate::answers::Estimate;
use crate::frame::{Color, Part, Subject};
use crate::geom::{Affine, Point, Rect, Vec2};
use crate::layout::band::Cx;
use crate::layout::lanes::measured::{counts, sign_of};
use crate::layout::sheet::{Sheet, dashed};
use crate::layout::story::{MeasuredCurve, Story};
use crate::model::*;
use crate::text::Align;

/// Radius of a marker, and width of its rim and whiskers.
const RADIUS: f64 = 8.0;
const LINE: f64 = 3.0;
/// Dots and gaps of the line.
const DOTS: &[f64] = &[3.0, 6.0];
/// How far the first measured curve stands to the right of the workshop's, and each further one of that.
const ASIDE: f64 = 48.0;
const FURTHER: f64 = 26.0;
/// A drawn curve's marker with its value reaches so far up or down.
const VALUE: f64 = 48.0;

impl Chart {
    fn measured<'s>(&self, cx: &Cx<'_>, story: &'s Story) -> Vec<(&'s MeasuredCurve, Color, f64)> {
        let most = self.column() / 3.0;
        let color = |player: Option<usize>| match player.and_then(|player| story.cast.get(player)) {
            Some(player) => cx.theme.persona(player.colour),
            None => cx.theme.ink_soft,
        };
        let found = story.measured.iter().enumerate();
        found
            .map(|(place, measured)| (measured, color(measured.player), (ASIDE + FURTHER * place as f64).min(most)))
            .collect()
    }

    /// The dotted lines, and what they mean.
    pub(super) fn measured_lines(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story) {
        for (measured, color, aside) in self.measured(cx, story) {
            // So far along that the line, standing aside, ends with the slide.
            let by = aside / self.column();
            for span in &measured.curve.spans {
                let from = (span.from as f64).max(self.columns.start as f64 - 0.5 - by);
                let to = (span.to as f64).min(self.columns.end as f64 - 0.5 - by);
                if to > from {
                    let mut path = self.path(span, from, to);
                    path.apply_affine(Affine::translate(Vec2::new(aside, 0.0)));
                    sheet.path(path, None, Some(dashed(color, LINE, DOTS)));
                }
            }
        }
        let here = |measured: &MeasuredCurve| self.columns.clone().any(|column| point(measured, column).is_some());
        if story.measured.iter().any(here) {
            self.measured_legend(sheet, cx, story);
        }
    }

    fn measured_legend(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story) {
        let words = "Measured, with 95% interval; n answers";
        let width = cx.text.width(words, META.text());
        let left = self.area.x1 - width - 46.0;
        // At the head, or above the counts at the foot: where fewer things stand.
        let places = [self.area.y0 + 14.0, self.area.y1 - 36.0];
        let [head, foot] =
            places.map(|y| self.in_the_way(cx, story, Rect::new(left, y - 16.0, self.area.x1, y + 16.0)));
        let y = if foot < head { places[1] } else { places[0] };
        let soft = cx.theme.ink_soft;
        sign_of(sheet, Point::new(left + 16.0, y), Some((y - 13.0, y + 13.0)), (6.0, 2.0), soft, cx.theme.canvas);
        sheet.line_of_text(cx, words, META.text(), (left + 40.0, y, width + 2.0), Align::Start, soft);
    }

    /// How many values, markers and intervals stand in a rectangle.
    fn in_the_way(&self, cx: &Cx<'_>, story: &Story, place: Rect) -> usize {
        let mut count = 0;
        let mut see = |x: f64, (top, bottom): (f64, f64)| {
            count += usize::from(x > place.x0 - 16.0 && top < place.y1 && bottom > place.y0);
        };
        for column in self.columns.clone() {
            let x = self.x(column as f64 + 0.5);
            for value in story.cast.iter().filter_map(|player| player.curve.value(column)) {
                let y = self.y(value.value());
                see(x, (y - VALUE, y + VALUE));
            }
            for (measured, _, aside) in self.measured(cx, story) {
                let Some(found) = point(measured, column) else { continue };
                let (low, high) = found.interval.unwrap_or((found.value, found.value));
                see(x + aside, (self.y(high) - RADIUS, self.y(low) + RADIUS));
            }
        }
        count
    }

    /// Markers, intervals and how many answered, in one column.
    pub(super) fn measured_dots(
        &self,
        sheet: &mut Sheet,
        cx: &mut Cx<'_>,
        story: &Story,
        column: usize,
        touchpoint: &Touchpoint,
    ) {
        for (measured, color, aside) in self.measured(cx, story) {
            let Some(found) = point(measured, column) else { continue };
            let at = Point::new(self.x(column as f64 + 0.5) + aside, self.y(found.value));
            let whiskers = found.interval.map(|(low, high)| (self.y(high), self.y(low)));
            sign_of(sheet, at, whiskers, (RADIUS, LINE), color, cx.theme.canvas);
            let who = measured.player.and_then(|player| story.cast.get(player));
            if let Some(player) = who.filter(|player| player.curve.value(column).is_none()) {
                let label = format!("{} at {}, measured", player.persona.name, touchpoint.name);
                let subject = Subject::Emotion(player.persona.id, touchpoint.id);
                sheet.tag(subject, Part::Whole, Rect::from_center_size(at, (36.0, 36.0)), label);
            }
        }
        let foot = Point::new(self.x(column as f64 + 0.5), self.area.y1 + 4.0);
        counts(sheet, cx, &self.counted(cx, story, column), META.text(), foot);
    }

    fn counted(&self, cx: &Cx<'_>, story: &Story, column: usize) -> Vec<(u64, Color)> {
        let counted = self.measured(cx, story).into_iter();
        counted.filter_map(|(measured, color, _)| Some((point(measured, column)?.count, color))).collect()
    }
}

/// Whether something measured stands beside the values of a column.
pub(super) fn is_measured(story: &Story, column: usize) -> bool {
    story.measured.iter().any(|measured| point(measured, column).is_some())
}

fn point(measured: &MeasuredCurve, column: usize) -> Option<Estimate> {
    measured.points.get(column).and_then(|point| point.estimate())
}
