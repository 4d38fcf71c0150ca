//! Slides for a talk: one stage after another, large enough for the back of a room, and then the whole journey, today
//! and as it should be.
//!
//! A slide is drawn for a screen of 1080 points of height, whatever the screen has in pixels. Here never come the
//! window, keys, or an order in which slides are shown other than the journey's.

mod chart;
mod lower;
mod measured;
mod stage;
mod style;
mod whole;
mod words;

use std::sync::Arc;

use super::band::Cx;
use super::sheet::{Sheet, solid};
use super::story::{Feelings, Story};
use super::strip::curve_path;
use super::{Filter, PresentRequest, Slide};
use crate::frame::{Frame, Part, Placed, Sticky, Stroke, Subject};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::model::*;
use crate::text::{Align, Icon, TextEngine};
use crate::theme::Theme;
use style::{MARGIN, META, NAME};

pub(super) use words::slide_words;

/// Height of every slide, in points.
const HEIGHT: f64 = 1080.0;
/// No slide is narrower than this, in points.
const LEAST_WIDTH: f64 = 1440.0;
/// Height of the strip at the top.
const STRIP: f64 = 92.0;
/// Height that the way to the other slides takes at the bottom.
const NAVIGATION: f64 = 80.0;
/// At most so many touchpoints stand on one slide.
const MOST_COLUMNS: usize = 5;
/// At most so many slides are shown as dots; more are counted.
const MOST_DOTS: usize = 24;

/// Every slide of a map, in order: the stages of today's journey, then the whole of it, and the ideal one.
pub(super) fn slides(map: &Map) -> Vec<Slide> {
    let mut slides = Vec::new();
    for stage in map.today().stages() {
        let count = map.today().touchpoints_in(stage.id).len();
        let parts = count.div_ceil(MOST_COLUMNS).max(1);
        slides.extend((0..parts).map(|part| Slide::Stage { stage: stage.id, part }));
    }
    slides.push(Slide::Today);
    if map.ideal().is_some() {
        slides.extend([Slide::Ideal, Slide::Gap]);
    }
    slides
}

/// The touchpoints of one part of a stage, as places among those of the stage: all parts about equally full.
fn part_of(count: usize, part: usize) -> std::ops::Range<usize> {
    let parts = count.div_ceil(MOST_COLUMNS).max(1);
    let edge = |part: usize| count * part / parts;
    edge(part)..edge(part + 1)
}

/// The slide on which a touchpoint of today's journey stands.
pub(super) fn slide_of(map: &Map, touchpoint: TouchpointId) -> Option<Slide> {
    let stage = map.today().touchpoint(touchpoint)?.stage;
    let at = map.today().touchpoints_in(stage).position(|other| other.id == touchpoint)?;
    let count = map.today().touchpoints_in(stage).len();
    let parts = count.div_ceil(MOST_COLUMNS).max(1);
    (0..parts).find(|part| part_of(count, *part).contains(&at)).map(|part| Slide::Stage { stage, part })
}

pub(super) fn present(text: &mut TextEngine, map: &Map, request: &PresentRequest, theme: &Theme) -> Arc<Frame> {
    let size = size_on(request.screen);
    let filter = Filter {
        hidden_personas: request.hidden_personas.clone(),
        hidden_measured: request.hidden_measured,
        ..Filter::default()
    };
    let story = Story::of(map.today(), &filter, false, &mut Feelings::default());
    let mut cx = Cx { text, theme, map, journey: map.today() };
    let mut sheet = Sheet::new();
    let deck = Deck { story: &story, slides: slides(map), slide: request.slide, size };
    let room = Rect::new(MARGIN, STRIP + 28.0, size.width - MARGIN, size.height - NAVIGATION);
    match request.slide {
        Slide::Stage { stage, part } => {
            deck.strip(&mut sheet, &mut cx, Some(stage));
            stage::draw(&mut sheet, &mut cx, &story, (stage, part), room);
        }
        Slide::Today | Slide::Ideal | Slide::Gap => {
            let room = Rect { y0: 56.0, ..room };
            whole::draw(&mut sheet, &mut cx, &story, request.slide, room);
        }
    }
    deck.navigation(&mut sheet, &mut cx);
    let block = Arc::new(sheet.into_block());
    let blocks = vec![Placed { origin: Vec2::ZERO, block, sticky: Sticky::Body }];
    Arc::new(Frame { size, background: theme.canvas, blocks })
}

/// The size of a slide that fills a screen: as high as every slide, as wide as the screen's form makes it.
fn size_on(screen: Size) -> Size {
    let form = if screen.height > 0.0 { screen.width / screen.height } else { 16.0 / 9.0 };
    Size::new((HEIGHT * form).round().clamp(LEAST_WIDTH, HEIGHT * 3.0), HEIGHT)
}

/// What is shared by all slides.
struct Deck<'a> {
    story: &'a Story,
    slides: Vec<Slide>,
    slide: Slide,
    size: Size,
}

impl Deck<'_> {
    /// The whole journey at the top, the stage of this slide brought out.
    fn strip(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, here: Option<StageId>) {
        let theme = cx.theme;
        sheet.fill(Rect::new(0.0, 0.0, self.size.width, STRIP), 0.0, theme.panel);
        let count = self.story.columns.len().max(1) as f64;
        let area = Rect::new(MARGIN, 0.0, self.size.width - MARGIN, STRIP);
        let x_of = |column: usize| (area.x0 + area.width() * column as f64 / count).round();
        let found = self.story.stages.iter().find(|stage| Some(stage.stage.id) == here);
        if let Some(stage) = found {
            let (x0, x1) = (x_of(stage.columns.start), x_of(stage.columns.end));
            sheet.fill(Rect::new(x0, 0.0, x1, STRIP), 0.0, theme.canvas);
            sheet.fill(Rect::new(x0, 0.0, x1, 5.0), 0.0, theme.accent);
        }
        let curves = Rect::new(area.x0, 40.0, area.x1, STRIP - 8.0);
        if let Some(player) = self.story.cast.first() {
            let stroke = Stroke { color: theme.ctrl, width: 2.5, dash: &[] };
            let path = curve_path(player, curves, area.width() / count);
            if !path.elements().is_empty() {
                sheet.path(path, None, Some(stroke));
            }
            if let Some(stage) = found {
                let columns = x_of(stage.columns.start)..x_of(stage.columns.end);
                let area = Rect::new(columns.start, curves.y0, columns.end, curves.y1);
                let chart = chart::Chart { area, columns: stage.columns.clone(), pad: 0.0 };
                chart.line(sheet, player, (theme.persona(player.colour), theme.canvas), 4.0, &[]);
            }
        }
        for (at, stage) in self.story.stages.iter().enumerate() {
            let (x0, x1) = (x_of(stage.columns.start), x_of(stage.columns.end));
            let current = Some(stage.stage.id) == here;
            if at > 0 {
                let line = solid(theme.line_strong, 1.0);
                sheet.line(Point::new(x0 + 0.5, 12.0), Point::new(x0 + 0.5, STRIP - 12.0), line);
            }
            let style = if current { NAME.strong() } else { NAME };
            let color = if current { theme.ink } else { theme.ink_soft };
            let name = cx.text.paragraph(&stage.stage.name, style.text(), super::sheet::one_line(x1 - x0 - 20.0));
            sheet.paragraph(&name, Point::new(x0 + 14.0, 14.0), color);
            if !current {
                sheet.tag(
                    Subject::Stage(stage.stage.id),
                    Part::Whole,
                    Rect::new(x0, 0.0, x1, STRIP),
                    &*stage.stage.name,
                );
            }
        }
        let y = STRIP - 0.5;
        sheet.line(Point::new(0.0, y), Point::new(self.size.width, y), solid(theme.line_strong, 1.0));
    }

    /// What comes before and after, and which slide of how many this is.
    fn navigation(&self, sheet: &mut Sheet, cx: &mut Cx<'_>) {
        let theme = cx.theme;
        let y = self.size.height - 40.0;
        let at = self.slides.iter().position(|slide| *slide == self.slide).unwrap_or(0);
        let name = |slide: &Slide| slide_name(cx.map, *slide);
        let before = at.checked_sub(1).and_then(|before| self.slides.get(before)).map(name);
        let after = self.slides.get(at + 1).map(name);
        let room = self.size.width * 0.3;
        if let Some(before) = before {
            sheet.icon(cx, Icon::ArrowBack, false, 26.0, Point::new(MARGIN + 13.0, y), theme.ink_soft);
            sheet.line_of_text(cx, &before, META.text(), (MARGIN + 36.0, y, room), Align::Start, theme.ink_soft);
        }
        if let Some(after) = after {
            let right = self.size.width - MARGIN;
            sheet.icon(cx, Icon::ArrowForward, false, 26.0, Point::new(right - 13.0, y), theme.ink_soft);
            let place = (right - 36.0 - room, y, room);
            sheet.line_of_text(cx, &after, META.text(), place, Align::End, theme.ink_soft);
        }
        let count = self.slides.len();
        let middle = self.size.width / 2.0;
        if count > MOST_DOTS {
            let words = format!("{} of {count}", at + 1);
            sheet.centered(cx, &words, META.text(), Point::new(middle, y), theme.ink_soft);
            return;
        }
        let step = 30.0;
        let left = middle - step * (count as f64 - 1.0) / 2.0;
        for dot in 0..count {
            let center = Point::new(left + step * dot as f64, y);
            if dot == at {
                sheet.fill(Rect::from_center_size(center, (26.0, 12.0)), 6.0, theme.accent);
            } else {
                sheet.circle(center, 5.5, None, Some(solid(theme.ctrl, 2.0)));
            }
        }
    }
}

/// What a slide is called.
fn slide_name(map: &Map, slide: Slide) -> String {
    match slide {
        Slide::Stage { stage, part } => {
            let name = map.today().stage(stage).map_or("", |stage| stage.name.trim());
            let name = if name.is_empty() { "Unnamed stage" } else { name };
            if part == 0 { name.to_owned() } else { format!("{name}, continued") }
        }
        Slide::Today => "The whole journey".to_owned(),
        Slide::Ideal => "The ideal".to_owned(),
        Slide::Gap => "The gap".to_owned(),
    }
}

#[cfg(test)]
mod tests;
