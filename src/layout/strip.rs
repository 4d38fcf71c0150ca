//! The whole journey in one low strip: stages, their names, and the curves. For finding one's way about.

use std::sync::Arc;

use super::StripRequest;
use super::band::Cx;
use super::marks::persona_dash;
use super::sheet::{Sheet, dashed, one_line, solid};
use super::story::{Feelings, Player, Story};
use crate::frame::{Frame, Part, Placed, Sticky, Stroke, Subject};
use crate::geom::{BezPath, Point, Rect, Vec2};
use crate::model::{Journey, Map, State};
use crate::text::{TextEngine, TextStyle, Weight};
use crate::theme::Theme;

/// Height of the stages' names above the curves, in points.
const NAMES: f64 = 22.0;
/// Room below the curves.
const BELOW: f64 = 6.0;
/// Stages narrower than this go without a name.
const ROOM_FOR_NAME: f64 = 26.0;

/// Size of the stages' names in a window, in points.
const WINDOW_NAMES: f32 = 12.0;

/// What strips were drawn from before, for each of the two journeys.
#[derive(Debug, Default)]
pub(super) struct Strips {
    today: Feelings,
    ideal: Feelings,
}

impl Strips {
    /// The strip of a journey as a frame of its own.
    pub(super) fn frame(
        &mut self,
        text: &mut TextEngine,
        map: &Map,
        request: &StripRequest,
        theme: &Theme,
    ) -> Arc<Frame> {
        let nothing = Journey::new();
        let journey = map.journey(request.state).unwrap_or(&nothing);
        let feelings = match request.state {
            State::Today => &mut self.today,
            State::Ideal => &mut self.ideal,
        };
        let story = Story::of(journey, &request.filter, false, feelings);
        let mut cx = Cx { text, theme, map, journey };
        let area = Rect::from_origin_size(Point::ORIGIN, request.size);
        let block = Arc::new(strip(&mut cx, &story, area, WINDOW_NAMES).into_block());
        let blocks = vec![Placed { origin: Vec2::ZERO, block, sticky: Sticky::Body }];
        Arc::new(Frame { size: request.size, background: theme.canvas, blocks })
    }
}

/// Stages narrower than this go without a line between them, which would hide the curves.
const ROOM_FOR_EDGE: f64 = 8.0;

/// Where the curves lie within a strip's rectangle.
pub(super) fn curves_area(area: Rect) -> Rect {
    Rect::new(area.x0, area.y0 + NAMES, area.x1, area.y1 - BELOW)
}

/// Draws the strip into a rectangle. Column `i` of the story lies at `i / columns` of its width.
pub(crate) fn strip(cx: &mut Cx<'_>, story: &Story, area: Rect, names: f32) -> Sheet {
    let mut sheet = Sheet::new();
    let columns = story.columns.len().max(1) as f64;
    let x_of = |column: f64| area.x0 + area.width() * column / columns;
    let curves = curves_area(area);
    let zero = curves.center().y.round() + 0.5;
    sheet.line(Point::new(area.x0, zero), Point::new(area.x1, zero), dashed(cx.theme.line_strong, 1.0, &[2.0, 3.0]));
    for (index, stage) in story.stages.iter().enumerate() {
        let (left, right) = (x_of(stage.columns.start as f64), x_of(stage.columns.end as f64));
        if index > 0 && right - left >= ROOM_FOR_EDGE {
            let x = left.round() + 0.5;
            sheet.line(Point::new(x, area.y0), Point::new(x, area.y1), solid(cx.theme.line_strong, 1.0));
        }
        let style = TextStyle { size: names, line_height: names * 1.3, weight: Weight::Regular, tabular: false };
        if right - left >= ROOM_FOR_NAME {
            let paragraph = cx.text.paragraph(&stage.stage.name, style, one_line(right - left - 10.0));
            sheet.paragraph(&paragraph, Point::new(left + 8.0, area.y0 + 3.0), cx.theme.ink_soft);
        }
        let rect = Rect::new(left, area.y0, right, area.y1);
        sheet.tag(Subject::Stage(stage.stage.id), Part::Whole, rect, &*stage.stage.name);
    }
    // The main persona last, on top.
    for (index, player) in story.cast.iter().enumerate().rev() {
        let width = if index == 0 { 2.0 } else { 1.5 };
        let color = cx.theme.persona(player.colour);
        let stroke = Stroke { color, width, dash: persona_dash(player.colour) };
        let path = curve_path(player, curves, area.width() / columns);
        if !path.elements().is_empty() {
            sheet.path(path, None, Some(stroke));
        }
    }
    sheet
}

/// The curve as a path; where columns are narrower than a point, one point of the curve for each point of width.
pub(super) fn curve_path(player: &Player, area: Rect, column: f64) -> BezPath {
    let x_of = |place: f64| area.x0 + (place + 0.5) * column;
    let y_of = |value: f64| area.center().y - value / 10.0 * area.height() / 2.0;
    let mut path = BezPath::new();
    let mut reached: Option<(usize, f64)> = None;
    // The end of a stretch too short to be drawn yet; where the curve breaks there, it is drawn all the same.
    let mut short: Option<Point> = None;
    for span in &player.curve.spans {
        let (x0, x1) = (x_of(span.from as f64), x_of(span.to as f64));
        if reached.is_none_or(|(column, _)| column != span.from) {
            if let Some(end) = short.take() {
                path.line_to(end);
            }
            path.move_to(Point::new(x0, y_of(span.values[0])));
            reached = Some((span.from, x0));
        }
        let end = Point::new(x1, y_of(span.values[3]));
        let far_enough = reached.is_some_and(|(_, x)| x1 - x >= 1.0);
        if column >= 1.0 {
            let third = (x1 - x0) / 3.0;
            let [_, b, c, _] = span.values.map(y_of);
            path.curve_to(Point::new(x0 + third, b), Point::new(x1 - third, c), end);
            reached = Some((span.to, x1));
        } else if far_enough {
            path.line_to(end);
            (reached, short) = (Some((span.to, x1)), None);
        } else {
            reached = reached.map(|(_, x)| (span.to, x));
            short = Some(end);
        }
    }
    if let Some(end) = short {
        path.line_to(end);
    }
    path
}
