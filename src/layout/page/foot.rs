//! The foot of a page: the legend, what the map rests on, and which map and page this is.

use std::sync::Arc;

use super::super::PageRequest;
use super::super::band::Cx;
use super::super::sheet::{Sheet, solid};
use super::super::story::Story;
use super::legend::{LaneSigns, Legend};
use super::{MARGIN, Part, hidden_lanes};
use crate::geom::Point;
use crate::model::*;
use crate::text::{Align, Room, TextStyle, Weight};

const SMALL: TextStyle = TextStyle { size: 14.0, line_height: 18.0, weight: Weight::Regular, tabular: false };
/// Room below the last line.
const BELOW: f64 = 22.0;

/// What the foot of every page of a journey says.
pub(super) struct Said {
    /// The signs that are explained, if any are to be.
    legend: Option<Legend>,
    /// What the journey rests on.
    sources: String,
}

impl Said {
    /// What is said about a story whose pages show these lanes.
    pub fn of(cx: &Cx<'_>, story: &Story, lanes: &[Arc<Lane>], request: &PageRequest) -> Said {
        let has = |kind: LaneKind| lanes.iter().any(|lane| lane.kind == kind);
        let signs = LaneSigns {
            cards: has(LaneKind::Touchpoints),
            pains: has(LaneKind::Pains),
            opportunities: has(LaneKind::Opportunities),
            answers: has(LaneKind::Pains) && has(LaneKind::Opportunities) && !request.filter.without_answers,
            curves: has(LaneKind::Emotion),
        };
        let left_out = left_out(cx.journey, story, lanes, request);
        let sources = match request.state {
            State::Today => sources(cx, story) + &left_out,
            State::Ideal => of_the_ideal(cx) + &left_out,
        };
        Said { legend: request.show.legend.then(|| Legend::of(cx.journey, story, signs)), sources }
    }
}

/// The foot; `number` is which page this is of how many, from 1.
pub(super) fn foot(cx: &mut Cx<'_>, said: &Said, width: f64, number: (usize, usize)) -> Part {
    let legend = |sheet: &mut Sheet, cx: &mut Cx<'_>, top: f64| {
        said.legend.as_ref().map_or(0.0, |legend| legend.draw(sheet, cx, top, width))
    };
    foot_with(cx, legend, &said.sources, width, number)
}

/// A foot whose legend is drawn from a height on and says how high it is.
pub(in crate::layout) fn foot_with(
    cx: &mut Cx<'_>,
    legend: impl FnOnce(&mut Sheet, &mut Cx<'_>, f64) -> f64,
    sources: &str,
    width: f64,
    number: (usize, usize),
) -> Part {
    let mut sheet = Sheet::new();
    sheet.line(Point::new(MARGIN, 0.5), Point::new(width - MARGIN, 0.5), solid(cx.theme.line_strong, 1.0));
    let mut top = 5.0;
    top += legend(&mut sheet, cx, top) + 5.0;
    let name = name_of_page(cx.map.about(), number);
    let name_width = cx.text.width(&name, SMALL).min((width - 2.0 * MARGIN) * 0.4);
    let faint = cx.theme.ink_faint;
    let middle = top + f64::from(SMALL.line_height) / 2.0;
    let name_left = width - MARGIN - name_width;
    sheet.line_of_text(cx, &name, SMALL, (name_left, middle, name_width + 1.0), Align::Start, faint);
    let room = Room { width: name_left - MARGIN - 40.0, max_lines: 6, align: Align::Start };
    let area = sheet.text(cx, sources, SMALL, room, Point::new(MARGIN, top), faint);
    let height = area.y1.max(top + f64::from(SMALL.line_height)) + BELOW;
    Part::of(sheet, height)
}

/// What somebody left out on purpose, in a sentence: a picture of a part must not pass for the whole.
fn left_out(journey: &Journey, story: &Story, lanes: &[Arc<Lane>], request: &PageRequest) -> String {
    let mut parts = Vec::new();
    if story.left_out() > 0 {
        parts.push(format!("{} of {} touchpoints", story.left_out(), story.journey_len));
    }
    if lanes.iter().any(|lane| lane.kind == LaneKind::Emotion) {
        let hidden = journey.personas().filter(|persona| request.filter.hidden_personas.contains(&persona.id));
        let feels = |id| journey.touchpoints().any(|touchpoint| journey.feeling(id, touchpoint.id).is_some());
        let felt = hidden.filter(|persona| feels(persona.id));
        parts.extend(said_all("the curve of", "the curves of", felt.map(|persona| persona.name.as_str())));
        // About an ideal journey nobody was asked.
        if story.measured_hidden && request.state == State::Today {
            parts.push("what people answered, beside the curves".to_owned());
        }
    }
    if request.filter.lanes.is_empty() {
        parts.extend(said_all("the lane", "the lanes", hidden_lanes(journey).map(|lane| lane.shown_title())));
    }
    if parts.is_empty() { String::new() } else { format!(" Not shown: {}.", parts.join("; ")) }
}

/// "the lane Thoughts", "the lanes Thoughts, Metrics"; nothing of nothing.
fn said_all<'a>(one: &str, many: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.map(|name| if name.trim().is_empty() { "without a name" } else { name }).collect();
    let noun = if names.len() == 1 { one } else { many };
    (!names.is_empty()).then(|| format!("{noun} {}", names.join(", ")))
}

/// What the page rests on: the map's own words, or what its touchpoints say. Always there, because a picture
/// without sources looks truer than it is.
fn sources(cx: &Cx<'_>, story: &Story) -> String {
    if let Some(said) = said_sources(cx.map.about()) {
        return format!("Source: {said}");
    }
    let shown = (0..story.columns.len()).filter_map(|column| story.touchpoint(column));
    let (mut researched, mut workshop, mut assumed) = (0, 0, 0);
    for touchpoint in shown {
        match touchpoint.evidence {
            Evidence::Researched => researched += 1,
            Evidence::Workshop => workshop += 1,
            Evidence::Assumed => assumed += 1,
        }
    }
    let parts = [(researched, "researched"), (workshop, "from a workshop"), (assumed, "assumed")];
    let said: Vec<(usize, &str)> = parts.into_iter().filter(|(count, _)| *count > 0).collect();
    match said[..] {
        [] => "Source: none given.".to_owned(),
        [(1, what)] => format!("Source: the one touchpoint is {what}."),
        [(count, what)] => format!("Source: all {count} touchpoints are {what}."),
        _ => {
            let counts: Vec<String> = said.iter().map(|(count, what)| format!("{count} {what}")).collect();
            let total = researched + workshop + assumed;
            format!("Source: of {total} touchpoints, {}.", counts.join(", "))
        }
    }
}

/// What an ideal journey rests on: nothing that anybody observed, and that is said.
fn of_the_ideal(cx: &Cx<'_>) -> String {
    let target = "An ideal to work towards; nothing in it has been observed.";
    match said_sources(cx.map.about()) {
        Some(said) => format!("{target} Source of today\u{2019}s journey: {said}"),
        None => target.to_owned(),
    }
}

/// What a map as a whole rests on, in its own words.
pub(in crate::layout) fn said_sources(about: &About) -> Option<&str> {
    let said = about.sources.trim();
    let said = said.strip_prefix("Source:").unwrap_or(said).trim();
    (!said.is_empty()).then_some(said)
}

fn name_of_page(about: &About, (page, pages): (usize, usize)) -> String {
    let mut name = about.title.trim().to_owned();
    let mut add = |text: String| {
        if !name.is_empty() {
            name.push_str(", ");
        }
        name.push_str(&text);
    };
    if !about.version.trim().is_empty() {
        add(format!("version {}", about.version.trim()));
    }
    if pages > 1 {
        add(format!("{page} of {pages}"));
    }
    name
}
