//! The whole journey on one slide: today's curves; then the ideal one above them; then what lies between, with the
//! three gaps that weigh most.

use super::chart::{Chart, PAD};
use super::style::{CARD, FIGURE, ITEM, META, NAME, TAKEAWAY, TITLE, Type};
use crate::compare::{Comparison, Gap, Sides, compare};
use crate::frame::{Part, Subject};
use crate::geom::{BezPath, Point, Rect};
use crate::layout::Slide;
use crate::layout::band::Cx;
use crate::layout::curve::{Curve, Met, Notable, Telling};
use crate::layout::marks;
use crate::layout::sheet::{Sheet, dashed, one_line, solid};
use crate::layout::story::{Player, Story};
use crate::model::*;
use crate::text::{Align, Room, TextStyle};

/// Height of the title with the room below it.
const HEAD: f64 = 128.0;
/// Height of the stages' names above the curves.
const STAGES: f64 = 56.0;
/// Height of the row below them that says how much better each is.
const DELTAS: f64 = 44.0;
/// Height of the legend below the curves.
const LEGEND: f64 = 60.0;
/// Height of the three gaps below that.
const GAPS: f64 = 196.0;
/// So many gaps are told.
const TOLD: usize = 3;
/// Dashes of the ideal curve.
const DASH_IDEAL: &[f64] = &[16.0, 10.0];
/// Width of the pieces a tint is made of, and how far each reaches into the next, so that no seam shows.
const PIECE: f64 = 6.0;
const LAP: f64 = 0.5;
/// Distance between hatching lines, and how far those of a loss lean.
const HATCH: f64 = 12.0;
const LEAN: f64 = 6.0;

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, slide: Slide, room: Rect) {
    let title = match slide {
        Slide::Stage { .. } | Slide::Today => title_of(cx.map),
        Slide::Ideal => "What it would be if nothing hurt".to_owned(),
        Slide::Gap => "How far it is".to_owned(),
    };
    let at = Point::new(room.x0, room.y0);
    let one = cx.text.paragraph(&title, TITLE.text(), one_line(room.width()));
    if one.elided {
        let lines = Room { width: room.width(), max_lines: 2, align: Align::Start };
        sheet.text(cx, &title, CARD.text(), lines, at, cx.theme.ink);
    } else {
        sheet.paragraph(&one, at, cx.theme.ink);
    }
    let (above, below) = if slide == Slide::Gap { (DELTAS, GAPS) } else { (0.0, 0.0) };
    let area = Rect::new(room.x0, room.y0 + HEAD + STAGES + above, room.x1, room.y1 - LEGEND - below);
    match slide {
        Slide::Stage { .. } | Slide::Today => today(sheet, cx, story, area),
        Slide::Ideal | Slide::Gap => two(sheet, cx, story, slide, area),
    }
}

pub(super) fn title_of(map: &Map) -> String {
    let about = map.about();
    let found = [&about.takeaway, &about.title].into_iter().map(|text| text.trim()).find(|text| !text.is_empty());
    found.unwrap_or("The whole journey").to_owned()
}

fn today(sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, area: Rect) {
    let chart = Chart { area, columns: 0..story.columns.len(), pad: PAD };
    let stages =
        story.stages.iter().map(|stage| (stage.columns.clone(), stage.stage.name.clone(), Some(stage.stage.id)));
    stage_names(sheet, cx, &chart, stages.collect(), 0.0);
    chart.axis(sheet, cx);
    chart.lines(sheet, cx, story);
    if let Some(main) = story.cast.first() {
        let dots = main.notable.tellings().filter_map(|(_, column)| chart.dot(main, column));
        let mut taken: Vec<Rect> = dots.map(|at| Rect::from_center_size(at, (36.0, 36.0))).collect();
        for (telling, column) in main.notable.tellings() {
            moment(sheet, cx, story, &chart, (main, column, telling), &mut taken);
        }
    }
    let mut left = area.x0;
    let middle = area.y1 + LEGEND / 2.0 + 6.0;
    for player in &story.cast {
        marks::badge(sheet, cx, &player.persona, player.colour, Point::new(left + 15.0, middle), 30.0);
        let color = cx.theme.persona(player.colour);
        let room = (area.x1 - left - 60.0).min(360.0);
        let width =
            sheet.line_of_text(cx, &player.persona.name, ITEM.text(), (left + 42.0, middle, room), Align::Start, color);
        left += 42.0 + width + 40.0;
    }
}

/// The moments people remember: a marker, the value, and what it was, where that covers no curve and nothing of what is
/// `taken` already.
fn moment(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    story: &Story,
    chart: &Chart,
    (player, column, telling): (&Player, usize, Telling),
    taken: &mut Vec<Rect>,
) {
    let (Some(value), Some(touchpoint)) = (player.curve.value(column), story.touchpoint(column)) else { return };
    let Some(at) = chart.dot(player, column) else { return };
    let color = cx.theme.persona(player.colour);
    let telling = telling.words().to_lowercase();
    let words = format!("{} {telling}: {}", signed(value.value()), touchpoint.name);
    let text = cx.text.paragraph(&words, META.strong().text(), one_line(420.0));
    let rect = room_for_words(story, chart, at, value.value() >= 0.0, (text.width, text.height), taken);
    if rect.y0 > at.y + FAR || rect.y1 < at.y - FAR {
        let end = if rect.y0 > at.y { rect.y0 } else { rect.y1 };
        let x = at.x.clamp(rect.x0 + 6.0, rect.x1 - 6.0);
        sheet.line(at, Point::new(x, end), solid(color, 1.5));
    }
    marks::marker(sheet, player.colour, color, at, 11.0, (4.0, cx.theme.canvas));
    sheet.fill(rect, 6.0, cx.theme.canvas);
    sheet.paragraph(&text, Point::new(rect.x0 + 6.0, rect.y0 + 2.0), color);
    let subject = Subject::Emotion(player.persona.id, touchpoint.id);
    sheet.tag(subject, Part::Whole, rect, words);
    taken.push(rect);
}

/// Words so far from their marker are led to by a line, in points.
const FAR: f64 = 40.0;

/// Where words of a size stand best at a marker: near to it, on the side that the curve leaves, and on no line.
fn room_for_words(
    story: &Story,
    chart: &Chart,
    at: Point,
    above: bool,
    (width, height): (f64, f64),
    taken: &[Rect],
) -> Rect {
    const STEPS: usize = 10;
    let (area, width, height) = (chart.area, width + 12.0, height + 4.0);
    let mut best: Option<(f64, Rect)> = None;
    for (side, lift) in [above, !above].into_iter().flat_map(|side| (0..STEPS).map(move |step| (side, step as f64))) {
        let y = if side { at.y - 22.0 - height - lift * height } else { at.y + 20.0 + lift * height };
        for (part, aside) in [(0.5, 0.0), (0.1, 0.4), (0.9, 0.4), (0.0, 0.8), (1.0, 0.8)] {
            let x = (at.x - width * part).min(area.x1 - width).max(area.x0);
            let rect = Rect::new(x, y, x + width, y + height);
            let outside = y < area.y0 - 8.0 || rect.y1 > area.y1 + 8.0;
            let covers = taken.iter().any(|other| rect.overlaps(*other)) || chart.is_crossed(story, rect);
            let cost = lift + aside + f64::from(u8::from(side != above)) * 1.5 + if covers { 50.0 } else { 0.0 };
            if !outside && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
    }
    let below = Rect::new(at.x, at.y + 20.0, at.x + width, at.y + 20.0 + height);
    best.map_or(below, |(_, rect)| rect)
}

type StageName = (std::ops::Range<usize>, String, Option<StageId>);

/// The stages above the curves, every other one on a shade, with the lines between them. So much room is left below
/// the names.
fn stage_names(sheet: &mut Sheet, cx: &mut Cx<'_>, chart: &Chart, stages: Vec<StageName>, below: f64) {
    let theme = cx.theme;
    let top = chart.area.y0 - STAGES - below;
    for (at, (columns, name, id)) in stages.into_iter().enumerate() {
        let (x0, x1) = (chart.x(columns.start as f64).round(), chart.x(columns.end as f64).round());
        if at % 2 == 0 {
            sheet.fill(Rect::new(x0, top, x1, chart.area.y1), 0.0, theme.zebra);
        }
        if at > 0 {
            let (from, to) = (Point::new(x0 + 0.5, top), Point::new(x0 + 0.5, chart.area.y1));
            sheet.line(from, to, solid(theme.line_strong, 1.0));
        }
        let room = x1 - x0 - 24.0;
        if room >= 40.0 {
            // A long name over a narrow stage is rather small than cut.
            let large = cx.text.width(&name, META.strong().text()) <= room;
            let style = if large { META.strong() } else { NAME.strong() };
            sheet.line_of_text(cx, &name, style.text(), (x0 + 14.0, top + 28.0, room), Align::Start, theme.ink);
        }
        if let Some(id) = id {
            sheet.tag(Subject::Stage(id), Part::Whole, Rect::new(x0, top, x1, chart.area.y0), name);
        }
    }
}

/// Both journeys on their common columns.
fn two(sheet: &mut Sheet, cx: &mut Cx<'_>, story: &Story, slide: Slide, area: Rect) {
    let Some(ideal) = cx.map.ideal() else {
        sheet.centered(cx, "There is no ideal journey yet", TAKEAWAY.text(), area.center(), cx.theme.ink_soft);
        return;
    };
    let pins: Vec<_> = cx.map.pins().cloned().collect();
    let made = compare(&Sides { from: cx.journey, to: ideal, pins: &pins });
    let chart = Chart { area, columns: 0..made.columns.len(), pad: PAD };
    let name = |id: Option<StageId>, journey: &Journey| id.and_then(|id| journey.stage(id)).map(|s| s.name.clone());
    let stages = made.stages.iter().map(|stage| {
        let words = name(stage.to, ideal).or_else(|| name(stage.from, cx.journey)).unwrap_or_default();
        (stage.columns.clone(), words, None)
    });
    let below = if slide == Slide::Gap { DELTAS } else { 0.0 };
    stage_names(sheet, cx, &chart, stages.collect(), below);
    let lead = story.cast.first().map(|player| Lead::of(player, &made, (cx.journey, ideal)));
    if let Some(lead) = &lead {
        if slide == Slide::Gap {
            lead.fill(sheet, cx, &chart);
        }
        chart.axis(sheet, cx);
        let today = cx.theme.persona(lead.player.colour);
        let width = if slide == Slide::Gap { 4.0 } else { 3.0 };
        let ground = cx.theme.canvas;
        chart.line(sheet, &lead.with(&lead.today), (today, ground), width, &[]);
        chart.line(sheet, &lead.with(&lead.ideal), (cx.theme.accent, ground), 6.0, DASH_IDEAL);
        lead.legend(sheet, cx, (area.x0, area.y1 + LEGEND / 2.0 + 6.0));
        if slide == Slide::Gap {
            lead.deltas(sheet, cx, &chart, &made);
        }
    } else {
        chart.axis(sheet, cx);
    }
    if slide == Slide::Gap {
        gaps(sheet, cx, &made, Rect::new(area.x0, area.y1 + LEGEND + 16.0, area.x1, area.y1 + LEGEND + GAPS));
    }
}

/// The main persona's two curves.
struct Lead<'a> {
    player: &'a Player,
    today: Curve,
    ideal: Curve,
}

impl<'a> Lead<'a> {
    fn of(player: &'a Player, made: &Comparison, (from, to): (&Journey, &Journey)) -> Lead<'a> {
        let persona = player.persona.id;
        let found = made.curves.iter().find(|curves| curves.from_persona == Some(persona));
        let other = found.and_then(|curves| curves.to_persona).unwrap_or(persona);
        let met = |journey: &Journey, whose: PersonaId, at: Option<TouchpointId>| {
            let touchpoint = at.and_then(|id| journey.touchpoint(id));
            touchpoint.map_or(Met::Passed, |touchpoint| Met::at(journey, whose, touchpoint))
        };
        let today = made.columns.iter().map(|column| met(from, persona, column.from)).collect();
        let ideal = made.columns.iter().map(|column| met(to, other, column.to)).collect();
        Lead { player, today: Curve::through(today, &[]), ideal: Curve::through(ideal, &[]) }
    }

    /// The persona with another curve.
    fn with(&self, curve: &Curve) -> Player {
        Player { curve: std::sync::Arc::new(curve.clone()), notable: Notable::default(), ..self.player.clone() }
    }

    /// Tint and hatching between the curves: upright where it gets better, aslant where it gets worse.
    fn fill(&self, sheet: &mut Sheet, cx: &Cx<'_>, chart: &Chart) {
        let theme = cx.theme;
        let place = |x: f64| (x - chart.area.x0) / chart.column() - 0.5;
        let between = |x: f64| Some((self.today.at(place(x))?, self.ideal.at(place(x))?));
        let mut x = chart.area.x0;
        while x < chart.area.x1 {
            if let (Some((a0, b0)), Some((a1, b1))) = (between(x), between(x + PIECE)) {
                let gain = b0 + b1 >= a0 + a1;
                let right = x + PIECE + LAP;
                let mut piece = BezPath::new();
                piece.move_to(Point::new(x, chart.y(a0)));
                piece.line_to(Point::new(right, chart.y(a1)));
                piece.line_to(Point::new(right, chart.y(b1)));
                piece.line_to(Point::new(x, chart.y(b0)));
                piece.close_path();
                sheet.path(piece, Some(if gain { theme.opp_soft } else { theme.pain_soft }), None);
            }
            x += PIECE;
        }
        let mut x = chart.area.x0 + HATCH;
        while x < chart.area.x1 {
            if let Some((today, ideal)) = between(x)
                && (chart.y(today) - chart.y(ideal)).abs() > 8.0
            {
                let gain = ideal > today;
                let lean = if gain { 0.0 } else { LEAN };
                let color = if gain { theme.opp } else { theme.pain };
                let (from, to) = (Point::new(x, chart.y(ideal)), Point::new(x + lean, chart.y(today)));
                sheet.line(from, to, solid(color, 1.5));
            }
            x += HATCH;
        }
    }

    fn legend(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, (left, middle): (f64, f64)) {
        let theme = cx.theme;
        let today = theme.persona(self.player.colour);
        let mut x = left;
        for (words, color, width, dash) in [("today", today, 4.0, &[][..]), ("ideal", theme.accent, 6.0, DASH_IDEAL)] {
            sheet.line(Point::new(x, middle), Point::new(x + 64.0, middle), dashed(color, width, dash));
            let words = format!("{}, {words}", self.player.persona.name);
            let place = (x + 80.0, middle, 420.0);
            x += 80.0 + sheet.line_of_text(cx, &words, ITEM.text(), place, Align::Start, color) + 56.0;
        }
    }

    /// How much better each stage is, below its name.
    fn deltas(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, chart: &Chart, made: &Comparison) {
        let theme = cx.theme;
        let Some(curves) = made.curves.iter().find(|curves| curves.from_persona == Some(self.player.persona.id)) else {
            return;
        };
        for (stage, means) in made.stages.iter().zip(&curves.stages) {
            let Some(delta) = means.delta() else { continue };
            let left = chart.x(stage.columns.start as f64) + 26.0;
            let color = if delta < 0.0 { theme.pain } else { theme.opp };
            let text = cx.text.paragraph(&signed(delta), META.strong().text(), one_line(f64::INFINITY));
            let room = chart.x(stage.columns.end as f64) - chart.x(stage.columns.start as f64);
            if room > text.width + 40.0 {
                let at = Point::new(left, chart.area.y0 - DELTAS / 2.0 - text.height / 2.0 - 4.0);
                let rect = Rect::new(left - 12.0, at.y - 3.0, left + text.width + 12.0, at.y + text.height + 3.0);
                sheet.framed(rect, rect.height() / 2.0, Some(theme.canvas), solid(color, 1.5));
                sheet.paragraph(&text, at, color);
            }
        }
    }
}

/// The gaps that are told, which weigh most; of equal ones those that come first.
pub(super) fn heaviest(made: &Comparison) -> Vec<&Gap> {
    let mut gaps: Vec<&Gap> = made.gaps.iter().collect();
    gaps.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    gaps.truncate(TOLD);
    gaps
}

/// The distance, and the gaps that weigh most: how it is, and how it should be.
fn gaps(sheet: &mut Sheet, cx: &mut Cx<'_>, made: &Comparison, room: Rect) {
    let theme = cx.theme;
    let figure = cx.text.paragraph(&made.distance.total.to_string(), FIGURE.text(), one_line(f64::INFINITY));
    sheet.paragraph(&figure, Point::new(room.x0, room.y0 + 4.0), theme.ink);
    let words = Room { width: 230.0, max_lines: 3, align: Align::Start };
    let at = Point::new(room.x0, room.y0 + 64.0);
    sheet.text(cx, "of 100: how far today is from the ideal", META.text(), words, at, theme.ink_soft);
    let left = room.x0 + 260.0;
    let width = (room.x1 - left) / TOLD as f64;
    for (at, gap) in heaviest(made).into_iter().enumerate() {
        let x0 = left + width * at as f64;
        let rect = Rect::new(x0, room.y0, x0 + width - 16.0, room.y1);
        sheet.framed(rect, 14.0, Some(theme.card), solid(theme.line_strong, 1.0));
        let badge = Point::new(rect.x0 + 36.0, rect.y0 + 38.0);
        sheet.circle(badge, 18.0, Some(theme.accent), None);
        sheet.centered(cx, &(at + 1).to_string(), META.strong().text(), badge, theme.on_fill);
        let text = Rect::new(rect.x0 + 70.0, rect.y0 + 22.0, rect.x1 - 20.0, rect.y1 - 16.0);
        let two = Room { width: text.width(), max_lines: 2, align: Align::Start };
        let drawn = sheet.text(cx, &gap.is, META.text(), two, Point::new(text.x0, text.y0), theme.ink_soft);
        let rest = Rect { y0: drawn.y1 + 6.0, ..text };
        let (style, lines) = fitting(cx, &gap.should, rest);
        sheet.text(cx, &gap.should, style, lines, rest.origin(), theme.ink);
    }
}

/// As many lines as there is room for; smaller, if the words do not fit otherwise.
fn fitting(cx: &mut Cx<'_>, words: &str, room: Rect) -> (TextStyle, Room) {
    let lines = |style: TextStyle| {
        let max_lines = (room.height() / f64::from(style.line_height)) as usize;
        Room { width: room.width(), max_lines, align: Align::Start }
    };
    let [large, small] = [ITEM, META.strong()].map(Type::text);
    let fits = !cx.text.paragraph(words, large, lines(large)).elided;
    let style = if fits { large } else { small };
    (style, lines(style))
}
