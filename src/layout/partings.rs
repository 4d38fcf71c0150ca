//! Several personas' curves on one picture, with the stretches marked at which they part.
//!
//! Where they part is [`insight`](crate::insight::partings)'s to say. Here never comes a threshold.

use std::sync::Arc;

use super::band::Cx;
use super::marks::{marker, persona_dash};
use super::sheet::{Sheet, dashed, solid};
use super::story::{Feelings, Player, Story};
use super::strip::curve_path;
use super::{Filter, PartingsRequest};
use crate::frame::{Frame, Part, Placed, Sticky, Stroke, Subject};
use crate::geom::{BezPath, Point, Rect, Vec2};
use crate::insight::partings::{PARTING, Partings, Stretch};
use crate::model::*;
use crate::text::{Align, TextEngine, TextStyle, Weight};
use crate::theme::Theme;

const META: TextStyle = TextStyle { size: 12.0, line_height: 16.0, weight: Weight::Regular, tabular: true };
const STRONG: TextStyle = TextStyle { size: 12.0, line_height: 16.0, weight: Weight::SemiBold, tabular: true };
const TITLE: TextStyle = TextStyle { size: 18.0, line_height: 24.0, weight: Weight::SemiBold, tabular: false };
/// Height of the title, in a picture that has one.
const HEAD: f64 = 40.0;
/// Room at the left for the axis.
const AXIS: f64 = 40.0;
/// Height of the stages' names.
const STAGES: f64 = 28.0;
/// Height of the line on which stretches are named.
const NAMES: f64 = 26.0;
/// Height of the line of step numbers below the curves.
const NUMBERS: f64 = 18.0;
/// Height of the legend at the bottom.
const LEGEND: f64 = 28.0;
/// Step numbers stand at least so far apart; where columns are narrower only some are written.
const NUMBER_PITCH: f64 = 24.0;
/// Columns narrower than this have no markers.
const ROOM_FOR_MARKERS: f64 = 12.0;
/// Columns narrower than this are no curve but a block of colour: then means by stage are drawn.
const ROOM_FOR_CURVES: f64 = 3.0;
/// At most so many stretches carry a number.
const MOST_NUMBERS: usize = 9;

/// The picture. `found` is what was found of the same journey and personas.
pub(super) fn partings(
    text: &mut TextEngine,
    map: &Map,
    found: &Partings,
    request: &PartingsRequest,
    theme: &Theme,
) -> Arc<Frame> {
    let journey = map.journey(request.state).unwrap_or(map.today());
    let filter = Filter { hidden_personas: request.hidden_personas.clone(), ..Filter::default() };
    let story = Story::of(journey, &filter, false, &mut Feelings::default());
    let mut cx = Cx { text, theme, map, journey };
    let size = request.size;
    let head = if request.titled { HEAD } else { 0.0 };
    let bottom = (size.height - head - LEGEND - NUMBERS).max(STAGES + NAMES);
    let chart = Rect::new(AXIS, STAGES + NAMES, size.width.max(AXIS + 1.0), bottom);
    let picture = Picture { story: &story, found, picked: request.picked, chart };
    let mut sheet = Sheet::new();
    picture.draw(&mut sheet, &mut cx);
    let placed = |sheet: Sheet, y: f64| Placed {
        origin: Vec2::new(0.0, y),
        block: Arc::new(sheet.into_block()),
        sticky: Sticky::Body,
    };
    let mut blocks = vec![placed(sheet, head)];
    if request.titled {
        blocks.push(placed(title(&mut cx, found), 0.0));
    }
    Arc::new(Frame { size, background: theme.canvas, blocks })
}

/// What a picture that leaves the page shows.
fn title(cx: &mut Cx<'_>, found: &Partings) -> Sheet {
    let mut sheet = Sheet::new();
    let words = cx.text.paragraph("Where personas part", TITLE, super::sheet::one_line(f64::INFINITY));
    sheet.paragraph(&words, Point::new(0.0, 14.0 - words.height / 2.0), cx.theme.ink);
    let basis = format!(
        "{} or more apart on \u{2212}10 to +10, {} of {} touchpoints compared",
        PARTING, found.compared, found.of
    );
    let soft = cx.theme.ink_soft;
    sheet.line_of_text(cx, &basis, META, (words.width + 14.0, 15.5, 600.0), Align::Start, soft);
    sheet
}

struct Picture<'a> {
    story: &'a Story,
    found: &'a Partings,
    picked: Option<usize>,
    chart: Rect,
}

impl Picture<'_> {
    fn column(&self) -> f64 {
        self.chart.width() / self.story.columns.len().max(1) as f64
    }

    fn x(&self, column: usize) -> f64 {
        self.chart.x0 + self.column() * column as f64
    }

    fn y(&self, value: f64) -> f64 {
        self.chart.center().y - value / 10.0 * self.scale().height() / 2.0
    }

    /// The chart without the room for markers at either end of the scale.
    fn scale(&self) -> Rect {
        self.chart.inset((0.0, -12.0))
    }

    fn draw(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        self.stages(sheet, cx);
        self.stretches(sheet, cx);
        self.axis(sheet, cx);
        self.numbers(sheet, cx);
        for player in self.story.cast.iter().rev() {
            self.curve(sheet, cx, player);
        }
        self.legend(sheet, cx);
    }

    fn stages(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        for (index, stage) in self.story.stages.iter().enumerate() {
            let (left, right) = (self.x(stage.columns.start).round(), self.x(stage.columns.end).round());
            if index % 2 == 0 {
                sheet.fill(Rect::new(left, 0.0, right, self.chart.y1 + NUMBERS), 0.0, cx.theme.zebra);
            }
            let place = (left + 8.0, STAGES / 2.0, right - left - 12.0);
            if place.2 > 24.0 {
                sheet.line_of_text(cx, &stage.stage.name, STRONG, place, Align::Start, cx.theme.ink_soft);
            }
        }
    }

    fn axis(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        for value in [10.0, 5.0, 0.0, -5.0, -10.0] {
            let y = self.y(value).round() + 0.5;
            let color = if value == 0.0 { cx.theme.ctrl } else { cx.theme.line };
            sheet.line(Point::new(self.chart.x0, y), Point::new(self.chart.x1, y), solid(color, 1.0));
            let place = (0.0, y, AXIS - 8.0);
            sheet.line_of_text(cx, &signed(value), META, place, Align::End, cx.theme.ink_faint);
        }
    }

    /// The numbers of the steps, by which the list and the report name them: all, or every fifth, tenth, fiftieth …
    fn numbers(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        let steps: Vec<(usize, usize)> =
            (0..self.story.columns.len()).filter_map(|at| Some((at, self.story.number(at)?))).collect();
        let last = steps.last().map_or(0, |(_, number)| *number);
        let width = cx.text.width(&last.to_string(), META) + 8.0;
        let mut every = 1;
        for factor in [5, 2].into_iter().cycle() {
            if self.column() * every as f64 >= NUMBER_PITCH.max(width) || every > last {
                break;
            }
            every *= factor;
        }
        let middle = self.chart.y1 + NUMBERS / 2.0;
        let faint = cx.theme.ink_faint;
        for (column, number) in steps.into_iter().filter(|(_, number)| number.is_multiple_of(every)) {
            let center = Point::new(self.x(column) + self.column() / 2.0, middle);
            sheet.centered(cx, &number.to_string(), META, center, faint);
        }
    }

    /// A band behind every stretch, and for the widest ones a number and who parts.
    fn stretches(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        let mut named: Vec<(f64, f64)> = Vec::new();
        for (index, stretch) in self.found.stretches.iter().enumerate().rev() {
            let Some(band) = self.band(stretch) else { continue };
            let on = self.picked == Some(index);
            if !on && index >= MOST_NUMBERS && self.is_crowded() {
                // Bands for all of them would cover the whole picture; they can be pointed at all the same.
                self.tags(sheet, cx, stretch, band);
                continue;
            }
            sheet.fill(band, 4.0, cx.theme.warn_soft);
            let color = if on { cx.theme.accent } else { cx.theme.warn };
            let edge = if on { solid(color, 2.0) } else { dashed(color, 1.0, &[3.0, 2.0]) };
            sheet.framed(band, 4.0, None, edge);
            self.tags(sheet, cx, stretch, band);
        }
        for (index, stretch) in self.found.stretches.iter().enumerate().take(MOST_NUMBERS) {
            let Some(band) = self.band(stretch) else { continue };
            let middle = band.center().x;
            let free = |from: f64, to: f64, named: &[(f64, f64)]| named.iter().all(|(a, b)| to < *a || from > *b);
            if !free(middle - 12.0, middle + 12.0, &named) {
                continue;
            }
            let words = stretch.main().words(cx.journey);
            let center = Point::new(middle, STAGES + NAMES / 2.0);
            let width = cx.text.paragraph(&words, META, super::sheet::one_line(f64::INFINITY)).width;
            sheet.circle(center, 9.0, Some(cx.theme.warn), None);
            sheet.centered(cx, &(index + 1).to_string(), STRONG, center, cx.theme.canvas);
            // Its words at the right, else at the left, else in the list alone.
            let taken = [(middle - 12.0, middle + 22.0 + width), (middle - 22.0 - width, middle + 12.0)];
            let fits = |(from, to): &(f64, f64)| {
                *from >= self.chart.x0 && *to <= self.chart.x1 + 8.0 && free(*from, *to, &named)
            };
            match taken.iter().position(fits) {
                Some(side) => {
                    let left = if side == 0 { middle + 14.0 } else { middle - 14.0 - width };
                    sheet.line_of_text(cx, &words, META, (left, center.y, width + 1.0), Align::Start, cx.theme.ink);
                    named.push(taken[side]);
                }
                None => named.push((middle - 12.0, middle + 12.0)),
            }
        }
    }

    fn band(&self, stretch: &Stretch) -> Option<Rect> {
        let column = |number: usize| (0..self.story.columns.len()).find(|at| self.story.number(*at) == Some(number));
        let first = column(stretch.spreads.first()?.number)?;
        let last = column(stretch.spreads.last()?.number)?;
        let (left, right) = (self.x(first), self.x(last + 1));
        // However narrow its column is, a stretch can be seen.
        let more = (4.0 - (right - left)).max(0.0) / 2.0;
        Some(Rect::new(left - more, self.chart.y0, right + more, self.chart.y1))
    }

    fn tags(&self, sheet: &mut Sheet, cx: &Cx<'_>, stretch: &Stretch, band: Rect) {
        let subject = Subject::Touchpoint(stretch.main().touchpoint);
        sheet.tag(subject, Part::Whole, band, stretch.words(cx.journey));
    }

    fn curve(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, player: &Player) {
        let color = cx.theme.persona(player.colour);
        if self.is_crowded() {
            return self.means(sheet, cx, player);
        }
        let path = curve_path(player, self.scale(), self.column());
        if !path.elements().is_empty() {
            sheet.path(path, None, Some(Stroke { color, width: 2.5, dash: persona_dash(player.colour) }));
        }
        if self.column() < ROOM_FOR_MARKERS {
            return;
        }
        for column in 0..self.story.columns.len() {
            let Some(value) = player.curve.value(column) else { continue };
            let at = Point::new(self.x(column) + self.column() / 2.0, self.y(value.value()));
            marker(sheet, player.colour, color, at, 4.5, (2.0, cx.theme.canvas));
        }
    }

    /// Whether there are too many touchpoints for a curve through all of them.
    fn is_crowded(&self) -> bool {
        self.column() < ROOM_FOR_CURVES
    }

    /// A persona's means stage by stage, broken where nothing is known of a stage.
    fn means(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, player: &Player) {
        let color = cx.theme.persona(player.colour);
        let Some(own) = self.found.personas.iter().position(|id| *id == player.persona.id) else { return };
        let mut path = BezPath::new();
        let mut goes_on = false;
        for stage in &self.story.stages {
            let of_stage = self.found.stages.iter().find(|means| means.stage.id == stage.stage.id);
            let Some((mean, _)) = of_stage.and_then(|means| means.means[own]) else {
                goes_on = false;
                continue;
            };
            let at = Point::new((self.x(stage.columns.start) + self.x(stage.columns.end)) / 2.0, self.y(mean));
            if goes_on {
                path.line_to(at)
            } else {
                path.move_to(at)
            }
            goes_on = true;
        }
        sheet.path(path, None, Some(Stroke { color, width: 1.5, dash: persona_dash(player.colour) }));
    }

    fn legend(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        let y = self.chart.y1 + NUMBERS + LEGEND / 2.0 + 2.0;
        let mut x = self.chart.x0;
        for player in &self.story.cast {
            let color = cx.theme.persona(player.colour);
            let line = Stroke { color, width: 2.5, dash: persona_dash(player.colour) };
            sheet.line(Point::new(x, y), Point::new(x + 36.0, y), line);
            marker(sheet, player.colour, color, Point::new(x + 18.0, y), 4.5, (2.0, cx.theme.canvas));
            let name = crate::insight::partings::name(cx.journey, player.persona.id);
            let width = sheet.line_of_text(cx, &name, STRONG, (x + 44.0, y, 180.0), Align::Start, color);
            x += 44.0 + width + 28.0;
        }
        if self.is_crowded() {
            let words = "Means by stage: there are too many touchpoints for a curve";
            let place = (x, y, (self.chart.x1 - x).max(1.0));
            x += sheet.line_of_text(cx, words, META, place, Align::Start, cx.theme.ink_soft) + 16.0;
        }
        if self.story.uncast > 0 {
            let words = format!("and {} more, without a curve", self.story.uncast);
            sheet.line_of_text(cx, &words, META, (x, y, 240.0), Align::Start, cx.theme.ink_soft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shipped::EXAMPLES;
    use crate::geom::Size;
    use crate::insight::partings::all_partings;
    use crate::layout::Layouter;
    use crate::model::arbitrary::generated_journey;
    use crate::theme::ThemeKind;

    fn picture(map: &Map, size: Size) -> Arc<Frame> {
        let found = all_partings(map.today());
        let request = PartingsRequest {
            size,
            state: State::Today,
            hidden_personas: Default::default(),
            picked: None,
            titled: false,
        };
        Layouter::new().partings(map, &found, &request, Theme::of(ThemeKind::Light))
    }

    fn tags(frame: &Frame) -> Vec<(String, Rect)> {
        let tags = frame.blocks.iter().flat_map(|placed| placed.block.tags.iter());
        tags.map(|tag| (tag.label.to_string(), tag.rect)).collect()
    }

    #[test]
    fn every_stretch_is_marked_within_the_picture_and_says_who_parts_where() {
        let map = EXAMPLES[0].open().unwrap();
        let found = all_partings(map.today());
        assert!(!found.stretches.is_empty());
        let size = Size::new(1200.0, 400.0);
        let frame = picture(&map, size);
        let marked = tags(&frame);
        for stretch in &found.stretches {
            assert!(marked.iter().any(|(label, _)| *label == stretch.words(map.today())));
        }
        assert!(marked.iter().all(|(_, rect)| rect.x0 >= 0.0 && rect.x1 <= size.width && rect.y1 <= size.height));
    }

    #[test]
    fn two_thousand_touchpoints_and_none_fit_into_the_same_picture() {
        for count in [0, 2000] {
            let frame = picture(&generated_journey(count, 3), Size::new(900.0, 300.0));
            assert!(tags(&frame).iter().all(|(_, rect)| rect.x0 >= 0.0 && rect.x1 <= 904.0));
        }
    }
}
