//! The stages above the columns: as names above a line, or as arrows.

use std::ops::Range;

use super::band::Cx;
use super::marks::polygon;
use super::metrics::Metrics;
use super::sheet::Sheet;
use super::story::StoryStage;
use crate::frame::{Block, Color, Part, Subject};
use crate::geom::{Point, Rect, Vec2};
use crate::model::{StageId, signed};
use crate::text::{Align, Icon, Room, TextStyle, Weight};

/// Width of the button that adds a stage.
pub(crate) const ADD_STAGE: f64 = 112.0;

/// How deep an arrow's point is.
const POINT: f64 = 13.0;

/// The part of a stage that a band shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    /// Width of its columns.
    pub width: f64,
    /// Whether the stage began in the band before.
    pub continued: bool,
    /// Whether it is the first of its band.
    pub first: bool,
}

/// A stage's header, its left edge and the header's top at the origin, and whether its name was cut where it can be
/// read in no other place.
pub(crate) fn stage(cx: &mut Cx<'_>, metrics: &Metrics, stage: &StoryStage, extent: Extent) -> (Block, bool) {
    let mut sheet = Sheet::new();
    let whole = Rect::new(0.0, 0.0, extent.width, metrics.header.names + metrics.header.steps);
    sheet.tag(Subject::Stage(stage.stage.id), Part::Whole, whole, label(stage));
    let (name, cut) = if metrics.header.chevrons {
        chevron(&mut sheet, cx, metrics, stage, extent)
    } else {
        // A name that its columns are too narrow for stands in full in the outline.
        (plain(&mut sheet, cx, metrics, stage, extent), false)
    };
    sheet.tag(Subject::Stage(stage.stage.id), Part::Name, name, stage.stage.name.as_str());
    (sheet.into_block(), cut)
}

/// The colour a stage lies on: every other one is a little darker.
pub(crate) fn ground(cx: &Cx<'_>, stage: &StoryStage) -> Color {
    if stage.number % 2 == 1 { cx.theme.zebra } else { cx.theme.canvas }
}

/// "Onboarding, stage 3, average +1.5".
fn label(stage: &StoryStage) -> String {
    let average = stage.average.map_or(String::new(), |average| format!(", average {}", signed(average)));
    format!("{}, stage {}{average}", shown_name(stage), stage.number)
}

fn shown_name(stage: &StoryStage) -> &str {
    match stage.stage.name.trim() {
        "" => "Unnamed stage",
        name => name,
    }
}

fn plain(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, stage: &StoryStage, extent: Extent) -> Rect {
    let theme = cx.theme;
    let height = metrics.header.names + metrics.header.steps;
    let width = extent.width;
    sheet.fill(Rect::new(0.0, 0.0, width, height), 0.0, ground(cx, stage));
    sheet.fill(Rect::new(0.0, height - 1.0, width, height), 0.0, theme.line_strong);
    sheet.fill(Rect::new(width - 1.0, 0.0, width, height), 0.0, theme.line_strong);
    let small = metrics.header.small;
    let middle = metrics.header.names / 2.0;
    let inset = metrics.header.inset.min(width / 8.0);
    let (mut left, mut right) = (inset, width - inset);
    let name_width = cx.text.width(shown_name(stage), metrics.header.name);
    let number = stage.number.to_string();
    let number_width = cx.text.width(&number, small) + 6.0;
    // What is left after the name goes to the number first and to the average then.
    if name_width + number_width <= right - left {
        sheet.line_of_text(cx, &number, small, (left, middle, number_width), Align::Start, theme.ink_soft);
        left += number_width;
    }
    if let Some(average) = stage.average {
        let text = format!("avg {}", signed(average));
        let average_width = cx.text.width(&text, small);
        if name_width + average_width + 10.0 <= right - left {
            right -= average_width;
            sheet.line_of_text(cx, &text, small, (right, middle, average_width + 1.0), Align::Start, theme.ink_soft);
            right -= 10.0;
        }
    }
    write_name(sheet, cx, metrics, stage, extent, (left, middle, right - left))
}

fn chevron(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, stage: &StoryStage, extent: Extent) -> (Rect, bool) {
    let theme = cx.theme;
    let height = metrics.header.names;
    let width = extent.width;
    let (start, notch) = if extent.first { (0.0, 0.0) } else { (1.0, POINT) };
    let corners = [
        (start, 0.0),
        (width - POINT, 0.0),
        (width, height / 2.0),
        (width - POINT, height),
        (start, height),
        (start + notch, height / 2.0),
    ];
    sheet.path(polygon(Point::ORIGIN, &corners), Some(theme.sunken), None);
    let inset = metrics.header.inset.max(notch + 5.0);
    let (left, mut right) = (inset.min(width / 4.0), width - inset);
    let name_width = cx.text.width(shown_name(stage), metrics.header.name);
    if let Some(average) = stage.average {
        let text = signed(average);
        let average_width = cx.text.width(&text, metrics.header.small);
        if name_width + average_width + 12.0 <= right - left {
            let at = (right - average_width, height / 2.0, average_width + 1.0);
            sheet.line_of_text(cx, &text, metrics.header.small, at, Align::Start, theme.ink_soft);
            right -= average_width + 12.0;
        }
    }
    let right = right.max((width - POINT).min(left + name_width));
    let name_room = right - left;
    if name_width <= name_room {
        return (write_name(sheet, cx, metrics, stage, extent, (left, height / 2.0, name_room)), false);
    }
    long_name(sheet, cx, metrics, stage, Rect::new(left, 0.0, right, height))
}

/// A name too long for one line of its usual size: smaller, or on two lines where the header is high enough.
fn long_name(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, stage: &StoryStage, area: Rect) -> (Rect, bool) {
    let usual = metrics.header.name;
    let smaller = |size: f32, line_height: f32| TextStyle { size, line_height, ..usual };
    let one_line = (smaller(usual.size - 2.0, usual.line_height), 1);
    let two_lines = (smaller(16.0, 19.0), 2);
    let ways = if area.height() >= 42.0 { [one_line, two_lines] } else { [one_line, one_line] };
    let mut set = ways.map(|(style, max_lines)| {
        cx.text.paragraph(
            shown_name(stage),
            style,
            Room { width: area.width().max(1.0), max_lines, align: Align::Start },
        )
    });
    set.sort_by_key(|paragraph| (paragraph.elided, paragraph.lines));
    let [paragraph, other] = set;
    // Where even two lines do not hold it they hold the most of it.
    let paragraph = if paragraph.elided && other.lines > paragraph.lines { other } else { paragraph };
    let top = area.center().y - paragraph.height / 2.0;
    let ink = cx.theme.ink;
    let mut rect = sheet.paragraph(&paragraph, Point::new(area.x0, top), ink);
    rect.x1 = area.x1;
    (rect, paragraph.elided)
}

fn write_name(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    stage: &StoryStage,
    extent: Extent,
    (left, middle, width): (f64, f64, f64),
) -> Rect {
    let ink = if stage.stage.name.trim().is_empty() { cx.theme.ink_faint } else { cx.theme.ink };
    let style = metrics.header.name;
    let mut name = shown_name(stage).to_owned();
    if extent.continued {
        let longer = format!("{name}, continued");
        if cx.text.width(&longer, style) <= width {
            name = longer;
        }
    }
    let room = Room { width: width.max(1.0), max_lines: 1, align: Align::Start };
    let paragraph = cx.text.paragraph(&name, style, room);
    let half = f64::from(style.line_height) / 2.0;
    let mut rect = sheet.paragraph(&paragraph, Point::new(left, middle - half), ink);
    if stage.stage.locked && rect.width() + 20.0 <= width {
        let center = Point::new(rect.x1 + 11.0, middle);
        let faint = cx.theme.ink_faint;
        sheet.icon(cx, Icon::Lock, false, 14.0, center, faint);
    }
    // Where a name is rewritten there is all its room, whichever way its script runs.
    rect.x1 = left + width.max(1.0);
    rect
}

/// The numbers of some steps beside each other, the first one's column's left edge and the header's top at the origin.
pub(crate) fn numbers(cx: &mut Cx<'_>, metrics: &Metrics, numbers: Range<usize>) -> Block {
    let mut sheet = Sheet::new();
    let middle = metrics.header.names + metrics.header.steps / 2.0 - 2.0;
    let soft = cx.theme.ink_soft;
    for (place, number) in numbers.enumerate() {
        let at = Point::new((place as f64 + 0.5) * metrics.column, middle);
        sheet.centered(cx, &number.to_string(), metrics.header.small, at, soft);
    }
    sheet.into_block()
}

/// "Stage" and "Step" at the left of the header.
pub(crate) fn corner(cx: &mut Cx<'_>, metrics: &Metrics) -> Block {
    let mut sheet = Sheet::new();
    let theme = cx.theme;
    let (gutter, height) = (metrics.gutter, metrics.header.names + metrics.header.steps);
    let left = metrics.gutter_inset;
    let room = gutter - left - 4.0;
    if metrics.header.chevrons {
        let line = f64::from(metrics.note.line_height);
        let top = (metrics.header.names / 2.0 - line).max(0.0) + line / 2.0;
        let small = TextStyle { size: metrics.note.size.min(14.0), ..metrics.note };
        sheet.line_of_text(cx, "Stage", metrics.lane_title, (left, top, room), Align::Start, theme.ink);
        sheet.line_of_text(cx, "average", small, (left, top + line, room), Align::Start, theme.ink_soft);
        return sheet.into_block();
    }
    sheet.fill(Rect::new(0.0, 0.0, gutter, height), 0.0, theme.canvas);
    sheet.fill(Rect::new(0.0, height - 1.0, gutter, height), 0.0, theme.line_strong);
    sheet.fill(Rect::new(gutter - 1.0, 0.0, gutter, height), 0.0, theme.line_strong);
    let middle = metrics.header.names / 2.0;
    sheet.line_of_text(cx, "Stage", metrics.note, (left, middle, room), Align::Start, theme.ink_soft);
    if metrics.header.steps > 0.0 {
        let middle = metrics.header.names + metrics.header.steps / 2.0 - 2.0;
        sheet.line_of_text(cx, "Step", metrics.note, (left, middle, room), Align::Start, theme.ink_soft);
    }
    sheet.into_block()
}

/// The rest of the header with the button that adds a stage, the end of the last stage and the header's top at the
/// origin.
pub(crate) fn add_stage(cx: &mut Cx<'_>, metrics: &Metrics, width: f64) -> Block {
    let mut sheet = Sheet::new();
    let theme = cx.theme;
    let height = metrics.header.names + metrics.header.steps;
    sheet.fill(Rect::new(0.0, 0.0, width, height), 0.0, theme.canvas);
    sheet.fill(Rect::new(0.0, height - 1.0, width, height), 0.0, theme.line_strong);
    let middle = metrics.header.names / 2.0;
    sheet.icon(cx, Icon::Add, false, 16.0, Point::new(18.0, middle), theme.ink_soft);
    sheet.line_of_text(cx, "Add stage", metrics.note, (30.0, middle, width - 32.0), Align::Start, theme.ink_soft);
    let rect = Rect::new(6.0, middle - 13.0, width.min(ADD_STAGE) - 4.0, middle + 13.0);
    sheet.tag(Subject::AddStage, Part::Whole, rect, "Add stage");
    sheet.into_block()
}

/// The dashed place that adds a touchpoint, its column's left edge and the lane's top at the origin.
pub(crate) fn add_touchpoint(cx: &mut Cx<'_>, card: Rect, stage: StageId, note: TextStyle) -> Block {
    let mut sheet = Sheet::new();
    let (soft, line) = (cx.theme.ink_soft, cx.theme.ctrl);
    sheet.framed(card, 8.0_f64.min(card.width() / 4.0), None, super::sheet::dashed(line, 1.0, super::sheet::DASH_ADD));
    let words = "Add touchpoint";
    let room = Room { width: (card.width() - 12.0).max(1.0), max_lines: 2, align: Align::Center };
    let paragraph = cx.text.paragraph(words, TextStyle { weight: Weight::Regular, ..note }, room);
    let center = card.center();
    if card.width() >= 64.0 && !paragraph.elided {
        let top = center.y - (paragraph.height + 20.0) / 2.0;
        sheet.icon(cx, Icon::Add, false, 18.0, Point::new(center.x, top + 9.0), soft);
        sheet.paragraph(&paragraph, Point::new(card.x0 + 6.0, top + 20.0), soft);
    } else {
        sheet.icon(cx, Icon::Add, false, 14.0, center, soft);
    }
    sheet.tag(Subject::AddTouchpoint(stage), Part::Whole, card + Vec2::ZERO, words);
    sheet.into_block()
}
