//! From a map to a picture: the one place that decides where things stand.

mod annotations;
mod answers;
mod assembly;
mod band;
mod canvas;
mod card;
mod charts;
mod compare;
mod curve;
mod gutter;
mod header;
mod lanes;
mod links;
mod looks;
mod marks;
mod memory;
mod metrics;
mod obstacles;
mod page;
mod partings;
mod present;
mod sharing;
mod sheet;
mod sits;
mod sketch;
mod story;
mod strip;

pub use card::OpenCard;
pub use charts::{Chart, ChartRequest, Charting, Moved, levels_at};
pub use marks::initials;
pub use page::PageRun;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::compare::Comparison;
use crate::frame::Frame;
use crate::geom::Size;
use crate::insight::Verdict;
use crate::model::*;
use crate::text::{FontReport, TextEngine};
use crate::theme::Theme;

/// How much of each touchpoint is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Density {
    /// Number tiles and the curve.
    Overview,
    /// Short cards.
    Compact,
    /// Everything.
    Regular,
    /// Everything, large.
    Roomy,
}

/// Which parts of the map are shown. Empty sets show everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Personas whose curves are hidden.
    pub hidden_personas: BTreeSet<PersonaId>,
    /// Only these stages, where not empty.
    pub stages: BTreeSet<StageId>,
    /// Only these lanes, where not empty; otherwise the lanes the map shows.
    pub lanes: BTreeSet<LaneId>,
    /// Touchpoints that are left out; a stage that has no others is left out too.
    pub hidden_touchpoints: Arc<BTreeSet<TouchpointId>>,
    /// Whether the lines from pain points to the opportunities that answer them are left out.
    pub without_answers: bool,
    /// Whether the curves of what people answered are hidden.
    pub hidden_measured: bool,
}

/// A canvas to scroll about in.
#[derive(Debug, Clone, PartialEq)]
pub struct CanvasRequest {
    /// Which journey.
    pub state: State,
    /// How much is shown.
    pub density: Density,
    /// What is shown.
    pub filter: Filter,
    /// Height of the view in points; the emotion lane takes what the others leave.
    pub height: f64,
    /// Whether places to add things are shown.
    pub editable: bool,
}

/// A picture on pages of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRequest {
    /// Which journey.
    pub state: State,
    /// What is shown.
    pub filter: Filter,
    /// The page.
    pub page: Page,
    /// The parts around the map.
    pub show: Show,
}

/// The paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Page {
    /// Pages of exactly this many output pixels; as many as it takes.
    Fixed {
        /// Width and height in pixels.
        pixels: Size,
    },
    /// One slide if everything is readable on it; else one picture as large as it takes, in rows of stages.
    Fitting,
}

/// The parts of a page around the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Show {
    /// The takeaway sentence and key figures.
    pub title: bool,
    /// The persona strip.
    pub personas: bool,
    /// What the signs mean.
    pub legend: bool,
}

/// The whole journey in one low strip.
#[derive(Debug, Clone, PartialEq)]
pub struct StripRequest {
    /// Which journey.
    pub state: State,
    /// What is shown.
    pub filter: Filter,
    /// Width and height in points.
    pub size: Size,
}

/// The whole journey as a low picture, with a verdict at every step that has one.
#[derive(Debug, Clone, PartialEq)]
pub struct SitsRequest {
    /// Which journey.
    pub state: State,
    /// Width and height in points.
    pub size: Size,
    /// The worst verdict at each touchpoint that has one.
    pub verdicts: BTreeMap<TouchpointId, Verdict>,
    /// Touchpoints whose marks are ringed.
    pub picked: Vec<TouchpointId>,
}

/// A slide of a talk about a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slide {
    /// A part of a stage of today's journey, from 0; most stages have but one.
    Stage {
        /// The stage.
        stage: StageId,
        /// Which part of it.
        part: usize,
    },
    /// All of today's journey.
    Today,
    /// Today's journey and the ideal one.
    Ideal,
    /// What lies between them.
    Gap,
}

/// A slide on a screen.
#[derive(Debug, Clone, PartialEq)]
pub struct PresentRequest {
    /// Which slide.
    pub slide: Slide,
    /// Width and height of the screen, in any unit: the slide takes its form.
    pub screen: Size,
    /// Personas whose curves are hidden.
    pub hidden_personas: BTreeSet<PersonaId>,
    /// Whether the curves of what people answered are hidden.
    pub hidden_measured: bool,
}

/// Several personas' curves with the stretches at which they part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartingsRequest {
    /// Width and height in points.
    pub size: Size,
    /// Of which journey.
    pub state: State,
    /// Personas whose curves are not drawn.
    pub hidden_personas: BTreeSet<PersonaId>,
    /// The stretch that is marked as selected, as a place in what was found.
    pub picked: Option<usize>,
    /// Whether it says at its head what it shows, as a picture does that stands alone.
    pub titled: bool,
}

/// A sign for a map: its stages, cards and curves without a word.
#[derive(Debug, Clone, PartialEq)]
pub struct SketchRequest {
    /// Width and height in points.
    pub size: Size,
}

/// Two journeys and what differs between them.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The map, for its pictures and its title.
    pub map: &'a Map,
    /// The journey one starts at.
    pub from: &'a Journey,
    /// The journey it is compared with.
    pub to: &'a Journey,
    /// What differs.
    pub comparison: &'a Comparison,
    /// Where the pictures of the second journey are, if it is another map's.
    pub album: Option<&'a Map>,
}

/// How two journeys are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum CompareView {
    /// On one another, with ghosts of what is gone.
    #[default]
    Overlay,
    /// One above the other, with bands between the pairs.
    SideBySide,
    /// One behind the other on the same columns, to be uncovered by a handle.
    Swipe,
}

/// A canvas of two journeys.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareRequest {
    /// How much is shown.
    pub density: Density,
    /// What is shown; stages and lanes are named by either journey's ids.
    pub filter: Filter,
    /// The persona whose curves are compared, by her id in either journey; the first where `None`.
    pub persona: Option<PersonaId>,
    /// Whether columns without a difference are folded away.
    pub only_differences: bool,
    /// Side by side only: whether every lane that the map shows is drawn, not the curves and cards alone.
    pub all_lanes: bool,
    /// Height of the view in points; the emotion lane takes what the others leave.
    pub height: f64,
    /// Side by side only: how far the second journey is slid to the right against the first, in points.
    pub shift: f64,
}

/// Pages ready to be drawn.
#[derive(Debug, Clone)]
pub struct Pages {
    /// At least one.
    pub frames: Vec<Arc<Frame>>,
    /// Output pixels per point of the frames.
    pub scale: f64,
    /// What was left out or cut, in sentences; empty if everything that was asked for is there.
    pub omissions: Vec<String>,
    /// The visible lanes that hold something and were left out, because none were asked for.
    pub unasked: Vec<Arc<Lane>>,
    /// Fonts used and glyphs missing.
    pub fonts: FontReport,
}

/// What is to be said about pages that were laid out one at a time; see [`Pages`].
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    /// What was left out or cut, in sentences.
    pub omissions: Vec<String>,
    /// The visible lanes that hold something and were left out, because none were asked for.
    pub unasked: Vec<Arc<Lane>>,
    /// Fonts used and glyphs missing.
    pub fonts: FontReport,
}

/// What of a filter holds for a journey: about an ideal one nobody was asked, whatever was copied into it.
pub(crate) fn shown(state: State, filter: &Filter) -> Filter {
    Filter { hidden_measured: filter.hidden_measured || state == State::Ideal, ..filter.clone() }
}

/// The lanes that a page shows when none are named: those that tell the story.
pub fn lanes_of_a_page(journey: &Journey) -> BTreeSet<LaneId> {
    page::usual_lanes(journey).iter().map(|lane| lane.id).collect()
}

/// A slide in words, for those who cannot see it; on the slide of the gap that compares the two journeys.
pub fn slide_words(map: &Map, request: &PresentRequest) -> String {
    present::slide_words(map, request)
}

/// The slides of a talk about a map, in order. There is at least one.
pub fn slides(map: &Map) -> Vec<Slide> {
    present::slides(map)
}

/// The slide on which a touchpoint of today's journey stands.
pub fn slide_of(map: &Map, touchpoint: TouchpointId) -> Option<Slide> {
    present::slide_of(map, touchpoint)
}

/// Today's journey in a few strokes, without a word.
pub fn sketch(map: &Map, request: &SketchRequest, theme: &Theme) -> Arc<Frame> {
    sketch::sketch(map, request, theme)
}

/// Lays maps out, and remembers the columns that did not change.
#[derive(Default)]
pub struct Layouter {
    text: TextEngine,
    canvases: canvas::Canvases,
    strips: strip::Strips,
    comparisons: compare::Comparisons,
}

impl Layouter {
    /// A layouter with nothing remembered.
    pub fn new() -> Self {
        Layouter::default()
    }

    /// The canvas. Unchanged columns are the same `Arc<Block>` as in the call before.
    pub fn canvas(&mut self, map: &Map, request: &CanvasRequest, theme: &Theme) -> Arc<Frame> {
        canvas::canvas(&mut self.text, &mut self.canvases, map, request, theme)
    }

    /// The strip. Its columns, places for adding not counted, share its width equally.
    pub fn strip(&mut self, map: &Map, request: &StripRequest, theme: &Theme) -> Arc<Frame> {
        self.strips.frame(&mut self.text, map, request, theme)
    }

    /// Where findings sit along a journey.
    pub fn sits(&mut self, map: &Map, request: &SitsRequest, theme: &Theme) -> Arc<Frame> {
        sits::sits(&mut self.text, map, request, theme)
    }

    /// The pages of an export, laid out one at a time as they are asked for.
    pub fn page_run<'a>(&'a mut self, map: &'a Map, request: &PageRequest, theme: &'a Theme) -> PageRun<'a> {
        PageRun::new(&mut self.text, map, request, theme)
    }

    /// A slide of a talk.
    pub fn present(&mut self, map: &Map, request: &PresentRequest, theme: &Theme) -> Arc<Frame> {
        present::present(&mut self.text, map, request, theme)
    }

    /// Where personas part.
    pub fn partings(
        &mut self,
        map: &Map,
        found: &crate::insight::partings::Partings,
        request: &PartingsRequest,
        theme: &Theme,
    ) -> Arc<Frame> {
        partings::partings(&mut self.text, map, found, request, theme)
    }

    /// The pages of an export, all at once.
    pub fn pages(&mut self, map: &Map, request: &PageRequest, theme: &Theme) -> Pages {
        page::pages(&mut self.text, map, request, theme)
    }

    /// A touchpoint's card by itself with its whole name, for a canvas of this density; `None` if the journey does not
    /// have the touchpoint.
    pub fn card(&mut self, map: &Map, state: State, which: (Density, TouchpointId), theme: &Theme) -> Option<OpenCard> {
        card::open_card(&mut self.text, map, state, which, theme)
    }

    /// Two journeys on one another, on common columns, with ghosts of what is gone. Unchanged columns are the same
    /// `Arc<Block>` as in the call before.
    pub fn overlay(&mut self, compared: Compared<'_>, request: &CompareRequest, theme: &Theme) -> Arc<Frame> {
        compare::overlay(&mut self.text, &mut self.comparisons, compared, request, theme)
    }

    /// Two journeys one above the other, each on its own columns, with bands between the touchpoints that are the same.
    pub fn side_by_side(&mut self, compared: Compared<'_>, request: &CompareRequest, theme: &Theme) -> Arc<Frame> {
        compare::side_by_side(&mut self.text, &mut self.comparisons, compared, request, theme)
    }

    /// Each of two journeys by itself, on the same common columns and equally high, so that one can be uncovered over
    /// the other.
    pub fn swipe(&mut self, compared: Compared<'_>, request: &CompareRequest, theme: &Theme) -> [Arc<Frame>; 2] {
        compare::swipe(&mut self.text, &mut self.comparisons, compared, request, theme)
    }

    /// The pages of a comparison: the overlay, both journeys in rows below one another, or on pages one behind the
    /// other. Rows of one comparison have one scale and the same columns. The request's state means nothing here.
    pub fn compare_pages(
        &mut self,
        compared: Compared<'_>,
        request: &PageRequest,
        view: CompareView,
        theme: &Theme,
    ) -> Pages {
        compare::pages(&mut self.text, compared, request, view, theme)
    }

    /// A chart of what was weighed on one of the map's journeys.
    pub fn chart(&mut self, map: &Map, request: &ChartRequest, theme: &Theme) -> Charting {
        charts::chart(&mut self.text, map, request, theme)
    }

    /// The text engine, for what is drawn beside the layout with the same text.
    pub fn text(&mut self) -> &mut TextEngine {
        &mut self.text
    }
}

/// A persona's colour: her own, or the next one that nobody has chosen; the first for anybody who is not there.
pub fn persona_colour(journey: &Journey, persona: PersonaId) -> PersonaColour {
    let all = story::coloured(journey).into_iter();
    all.filter(|(other, _)| other.id == persona).map(|(_, colour)| colour).next().unwrap_or_default()
}

/// The least width of a column on a canvas of this density, in points.
pub fn column_width(density: Density) -> f64 {
    metrics::Metrics::canvas(density).column
}

/// The least width of a column on a canvas of two journeys of this density, in points.
pub fn compare_column_width(density: Density) -> f64 {
    compare::column_width(density)
}

/// Where zero stands below the top of an emotion lane of `height` points, and how many points one step of emotion
/// takes, as the canvas draws it.
pub fn emotion_axis(density: Density, height: f64) -> (f64, f64) {
    let axis = lanes::emotion::Axis::new(&metrics::Metrics::canvas(density).emotion, height);
    (axis.y(0.0), axis.y(0.0) - axis.y(1.0))
}

#[cfg(test)]
mod tests;
