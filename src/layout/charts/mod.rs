//! Charts of a journey: matrices of what was weighed, and the heat map of pillars and stages.
//!
//! A chart is a frame like any other picture of the map: the window paints it, and a page of a report can hold it. What
//! can be pointed at is tagged with [`Charted`] subjects. Here lives what a chart shows of the map; where marks and
//! their words find room is `plane.rs`, how marks look `dots.rs`. Here never comes what is selected or dragged, but for
//! the one element that is to be drawn elsewhere than it stands.

mod dots;
mod elements;
mod heat;
mod placing;
mod plane;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::band::Cx;
use super::sheet::{Sheet, one_line};
use crate::frame::{Charted, Frame, Placed, Sticky};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::insight::matrices::Matrix;
use crate::model::*;
use crate::text::{TextEngine, TextStyle, Weight};
use crate::theme::Theme;

pub use plane::levels_at;

/// The charts there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chart {
    /// Opportunities that are neither done nor dropped: impact against effort.
    #[default]
    Opportunities,
    /// Open pain points: severity against frequency.
    Pains,
    /// Touchpoints: importance against how they feel.
    Touchpoints,
    /// How many touchpoints of each stage work for and against each pillar.
    Pillars,
}

impl Chart {
    /// Every chart, in the order they are offered.
    pub const ALL: [Chart; 4] = [Chart::Opportunities, Chart::Pains, Chart::Touchpoints, Chart::Pillars];

    /// What is charted.
    pub fn title(self) -> &'static str {
        match self {
            Chart::Opportunities => "Opportunities",
            Chart::Pains => "Open pain points",
            Chart::Touchpoints => "Touchpoints",
            Chart::Pillars => "Pillars by stage",
        }
    }

    /// Against what.
    pub fn subtitle(self) -> &'static str {
        match self {
            Chart::Opportunities => "impact against effort",
            Chart::Pains => "severity against frequency",
            Chart::Touchpoints => "importance against feeling",
            Chart::Pillars => "touchpoints for and against",
        }
    }

    /// What is weighed on it; nothing for charts without quarters.
    pub fn matrix(self) -> Option<Matrix> {
        match self {
            Chart::Opportunities => Some(Matrix::Opportunities),
            Chart::Pains => Some(Matrix::Pains),
            Chart::Touchpoints => Some(Matrix::Touchpoints),
            Chart::Pillars => None,
        }
    }

    /// What the axes are called: the one across, then the one upwards.
    fn axes(self) -> [&'static str; 2] {
        match self {
            Chart::Opportunities => ["effort", "impact"],
            Chart::Pains => ["frequency", "severity"],
            Chart::Touchpoints => ["feeling", "importance"],
            Chart::Pillars => ["stage", "pillar"],
        }
    }
}

/// A chart of a journey.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRequest {
    /// Which journey.
    pub state: State,
    /// Which chart.
    pub chart: Chart,
    /// Width and height in points; the heat map is wider where it has many stages.
    pub size: Size,
    /// An element that is drawn elsewhere than it stands, because somebody is moving it.
    pub moved: Option<Moved>,
}

/// Where somebody holds an element of a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// What is held.
    pub what: Charted,
    /// Its level on the axis across.
    pub across: Level,
    /// Its level on the axis upwards.
    pub up: Level,
}

/// A chart that is drawn.
#[derive(Debug, Clone)]
pub struct Charting {
    /// The picture.
    pub frame: Arc<Frame>,
    /// Where the plane of a matrix lies in it; empty for the heat map.
    pub plane: Rect,
    /// So much at the left and at the top stays where it is while the rest scrolls: names of rows, and the title.
    pub held: Size,
}

/// Height of the title above a chart, in points.
const HEAD: f64 = 40.0;
/// The title's style.
const TITLE: TextStyle = TextStyle { size: 18.0, line_height: 24.0, weight: Weight::SemiBold, tabular: false };
/// Words of a chart.
const SMALL: TextStyle = TextStyle { size: 12.0, line_height: 16.0, weight: Weight::Regular, tabular: true };
/// Words that matter.
const SMALL_STRONG: TextStyle = TextStyle { size: 12.0, line_height: 16.0, weight: Weight::SemiBold, tabular: true };

/// Draws a chart.
pub(super) fn chart(text: &mut TextEngine, map: &Map, request: &ChartRequest, theme: &Theme) -> Charting {
    let nothing = Journey::new();
    let journey = map.journey(request.state).unwrap_or(&nothing);
    let mut cx = Cx { text, theme, map, journey };
    let mut head = Sheet::new();
    title(&mut head, &mut cx, request);
    let below = Rect::new(0.0, HEAD, request.size.width, request.size.height.max(HEAD + 1.0));
    let (mut sheets, plane, size) = match request.chart {
        Chart::Opportunities | Chart::Pains | Chart::Touchpoints => {
            let (sheets, plane) = plane::matrix(&mut cx, request, below);
            (sheets, plane, request.size)
        }
        Chart::Pillars => {
            let (sheets, size) = heat::heat_map(&mut cx, below);
            (sheets, Rect::ZERO, size)
        }
    };
    sheets.push(head);
    let placed =
        |sheet: Sheet| Placed { origin: Vec2::ZERO, block: Arc::new(sheet.into_block()), sticky: Sticky::Body };
    let blocks = sheets.into_iter().filter(|sheet| !sheet.is_empty()).map(placed).collect();
    let names = if request.chart == Chart::Pillars { heat::NAMES } else { 0.0 };
    let held = Size::new(names, HEAD);
    Charting { frame: Arc::new(Frame { size, background: theme.canvas, blocks }), plane, held }
}

fn title(sheet: &mut Sheet, cx: &mut Cx<'_>, request: &ChartRequest) {
    let middle = 14.0;
    let legend = dots::legend(sheet, cx, request.chart, Point::new(request.size.width, middle));
    let (ink, soft) = (cx.theme.ink, cx.theme.ink_soft);
    let room = (request.size.width - legend - 12.0).max(40.0);
    let words = cx.text.paragraph(request.chart.title(), TITLE, one_line(room));
    sheet.paragraph(&words, Point::new(0.0, middle - words.height / 2.0), ink);
    let left = words.width + 14.0;
    let words = cx.text.paragraph(request.chart.subtitle(), SMALL, one_line(f64::INFINITY));
    // A narrow chart says what it is of by its axes.
    if left + words.width <= room {
        sheet.paragraph(&words, Point::new(left, middle - words.height / 2.0 + 1.5), soft);
    }
}
