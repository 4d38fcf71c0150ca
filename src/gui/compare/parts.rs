//! The small signs of a comparison, as the window draws them beside the canvas: marks, effort, horizon, dates.
//!
//! Each carries its meaning by shape and word besides colour. Here never come panels.

use egui::{Align2, Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::compare::{Entry, Gap, Kind, Sign};
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;
use crate::theme::Theme;

use super::Made;

/// How many touchpoints bear a sign.
pub fn count(sign: Sign, made: &Made) -> usize {
    let touchpoints = made.comparison.entries.iter().filter(|entry| entry.kind == Kind::Touchpoint);
    touchpoints.filter(|entry| Sign::of(entry) == sign).count()
}

/// Draws a sign, 17 points across.
pub fn paint_sign(sign: Sign, painter: &Painter, center: Pos2, theme: &Theme) {
    let (ink, accent): (Color32, Color32) = (theme.ink.into(), theme.accent.into());
    let icon = |icon: Icon, size: f32, colour: Color32| {
        let font = style::icon_font(size, false);
        painter.text(center, Align2::CENTER_CENTER, icon.character(), font, colour);
    };
    let disc = |fill: Color32| painter.circle_filled(center, 8.5, fill);
    let canvas: Color32 = theme.card.into();
    match sign {
        Sign::Kept => {
            let rect = Rect::from_center_size(center, vec2(17.0, 13.0));
            painter.rect(rect, 3.0, canvas, Stroke::new(1.0, theme.ctrl), StrokeKind::Inside);
        }
        Sign::Changed => {
            disc(ink);
            let at = |x: f32, y: f32| center + vec2(x, y);
            let points = vec![at(0.0, -4.2), at(4.4, 3.2), at(-4.4, 3.2)];
            painter.add(Shape::convex_polygon(points, Color32::TRANSPARENT, Stroke::new(1.5, canvas)));
        }
        Sign::Moved => {
            disc(ink);
            icon(Icon::ArrowForward, 13.0, canvas);
        }
        Sign::Split => {
            disc(ink);
            icon(Icon::CallSplit, 13.0, canvas);
        }
        Sign::Merged => {
            disc(ink);
            icon(Icon::Merge, 13.0, canvas);
        }
        Sign::Removed => {
            let line = Stroke::new(1.5, Color32::from(theme.ink_soft));
            painter.circle(center, 7.75, canvas, line);
            painter.line_segment([center - vec2(4.0, 0.0), center + vec2(4.0, 0.0)], line);
        }
        Sign::Added => {
            disc(accent);
            let line = Stroke::new(1.75, Color32::from(theme.on_fill));
            painter.line_segment([center - vec2(4.0, 0.0), center + vec2(4.0, 0.0)], line);
            painter.line_segment([center - vec2(0.0, 4.0), center + vec2(0.0, 4.0)], line);
        }
        Sign::Unsure => {
            let points: Vec<Pos2> = ROUND.iter().map(|(x, y)| center + vec2(*x, *y) * 7.75).collect();
            painter.extend(Shape::dashed_line(&points, Stroke::new(1.5, accent), 3.0, 2.2));
            painter.text(center, Align2::CENTER_CENTER, "?", style::semibold(12.0), accent);
        }
    }
}

/// A circle of sixteen corners.
const ROUND: [(f32, f32); 17] = [
    (1.0, 0.0),
    (0.924, 0.383),
    (0.707, 0.707),
    (0.383, 0.924),
    (0.0, 1.0),
    (-0.383, 0.924),
    (-0.707, 0.707),
    (-0.924, 0.383),
    (-1.0, 0.0),
    (-0.924, -0.383),
    (-0.707, -0.707),
    (-0.383, -0.924),
    (0.0, -1.0),
    (0.383, -0.924),
    (0.707, -0.707),
    (0.924, -0.383),
    (1.0, 0.0),
];

/// What a gap is called, and the number of its step: today's, or the ideal's where it is new.
pub fn gap_name(made: &Made, gap: &Gap) -> (Option<usize>, String) {
    let entry = made.comparison.subjects(gap).next().unwrap_or(made.entry(gap));
    let step = match (entry.kind, entry.from.first(), entry.to.first()) {
        (Kind::Touchpoint, Some(from), _) => made.step(State::Today, TouchpointId(*from)),
        (Kind::Touchpoint, None, Some(to)) => made.step(State::Ideal, TouchpointId(*to)),
        _ => None,
    };
    (step, entry_name(made, entry))
}

/// What an element is called: as in the first journey, or as in the second where it is new.
pub fn entry_name(made: &Made, entry: &Entry) -> String {
    let sides = [(State::Today, entry.from.first()), (State::Ideal, entry.to.first())];
    let named = sides.into_iter().find_map(|(state, uid)| {
        let journey = made.side(state);
        let uid = *uid?;
        let text = match entry.kind {
            Kind::Touchpoint => journey.touchpoint(TouchpointId(uid))?.name.clone(),
            Kind::Stage => format!("Stage {}", journey.stage(StageId(uid))?.name),
            Kind::Persona => format!("Persona {}", journey.persona(PersonaId(uid))?.name),
            Kind::Lane => format!("Lane {}", journey.lane(LaneId(uid))?.shown_title()),
            Kind::Pain => journey.pain(PainId(uid))?.text.clone(),
            Kind::Opportunity => journey.opportunity(OpportunityId(uid))?.text.clone(),
            Kind::Feedback => journey.feedback_item(FeedbackId(uid))?.text.clone(),
            Kind::Measure => journey.measure(MeasureId(uid))?.name.clone(),
            Kind::Link => {
                let link = journey.link(LinkId(uid))?;
                let name = |id| journey.touchpoint(id).map_or("", |touchpoint| touchpoint.name.as_str());
                format!("From {} to {}", name(link.from), name(link.to))
            }
        };
        Some(text)
    });
    crate::gui::panels::shown(&named.unwrap_or_default(), "Unnamed").to_owned()
}

/// A snapshot as a person calls it: its label, or its day.
pub fn snapshot_name(map: &Map, id: SnapshotId) -> String {
    let snapshot = map.snapshots().find(|snapshot| snapshot.id == id);
    snapshot.map_or("then".to_owned(), |snapshot| match snapshot.label.trim() {
        "" => format!("on {}", snapshot.date),
        label => format!("“{label}”"),
    })
}

/// A day's month as a person says it: "May", or "May 2025" if that was another year than `now`.
pub fn month(date: Date, now: Date) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let part = |date: Date, at: usize| date.to_string().split('-').nth(at).map(str::to_owned).unwrap_or_default();
    let name = part(date, 1).parse::<usize>().ok().and_then(|month| NAMES.get(month.checked_sub(1)?).copied());
    let year = part(date, 0);
    match name {
        Some(name) if year == part(now, 0) => name.to_owned(),
        Some(name) => format!("{name} {year}"),
        None => date.to_string(),
    }
}

/// A signed number in the colour of gain or loss.
pub fn signed_colour(value: f64, theme: &Theme) -> Color32 {
    match value {
        v if v > 0.0 => theme.opp.into(),
        v if v < 0.0 => theme.pain.into(),
        _ => theme.ink_faint.into(),
    }
}

/// A pill with the word of a horizon: solid now, outlined next, dashed later. `right` is its right end's middle.
pub fn horizon_pill(painter: &Painter, right: Pos2, horizon: Horizon, theme: &Theme) {
    let (opp, on_fill): (Color32, Color32) = (theme.opp.into(), theme.on_fill.into());
    let ink = if horizon == Horizon::Now { on_fill } else { opp };
    let text = painter.layout_no_wrap(horizon.label().to_owned(), style::semibold(style::META), ink);
    let size = vec2(text.size().x + 16.0, 18.0);
    let pill = Rect::from_min_size(pos2(right.x - size.x, right.y - size.y / 2.0), size);
    match horizon {
        Horizon::Now => {
            painter.rect_filled(pill, 9.0, opp);
        }
        Horizon::Next => {
            painter.rect(pill, 9.0, Color32::TRANSPARENT, Stroke::new(1.0, opp), StrokeKind::Inside);
        }
        Horizon::Later => {
            let outline = pill.shrink(0.5);
            let r = outline.height() / 2.0;
            let (left, right) = (outline.left_center() + vec2(r, 0.0), outline.right_center() - vec2(r, 0.0));
            let half = |center: Pos2, from: usize| (0..=8).map(move |i| (center, ROUND[(from + i) % 16]));
            let around = half(right, 12).chain(half(left, 4)).map(|(center, (x, y))| center + vec2(x, y) * r);
            let mut points: Vec<Pos2> = around.collect();
            points.extend(points.first().copied());
            painter.extend(Shape::dashed_line(&points, Stroke::new(1.0, opp), 3.0, 2.0));
        }
    }
    painter.galley(pill.center() - text.size() / 2.0, text, ink);
}

/// Three bars that grow, so many of them filled. `left` is the foot of the first one's left edge.
pub fn effort_bars(painter: &Painter, left: Pos2, effort: Effort, theme: &Theme) {
    let filled = match effort {
        Effort::Low => 1,
        Effort::Mid => 2,
        Effort::High => 3,
    };
    for bar in 0..3u8 {
        let height = 4.0 + f32::from(bar) * 3.0;
        let rect = Rect::from_min_max(
            pos2(left.x + f32::from(bar) * 9.0, left.y - height),
            pos2(left.x + f32::from(bar) * 9.0 + 7.0, left.y),
        );
        let (fill, line): (Color32, Color32) = match bar < filled {
            true => (theme.ink_soft.into(), theme.ink_soft.into()),
            false => (theme.card.into(), theme.ctrl.into()),
        };
        painter.rect(rect, 1.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    }
}

/// How well something is known: a hollow, half or full dot.
pub fn evidence_dot(painter: &Painter, center: Pos2, evidence: Evidence, theme: &Theme) {
    let ink: Color32 = theme.ink_soft.into();
    let fill = if evidence == Evidence::Researched { ink } else { theme.card.into() };
    painter.circle(center, 4.5, fill, Stroke::new(1.25, ink));
    if evidence == Evidence::Workshop {
        let half = ROUND[4..=12].iter().map(|(x, y)| center + vec2(*x, *y) * 4.5).collect();
        painter.add(Shape::convex_polygon(half, ink, Stroke::NONE));
    }
}

/// The number of a step in a pill around `center`.
pub fn step_pill(painter: &Painter, center: Pos2, text: &str, on: bool, theme: &Theme) {
    let (fill, ink) = if on { (theme.accent, theme.on_fill) } else { (theme.sunken, theme.ink_soft) };
    let galley = painter.layout_no_wrap(text.to_owned(), style::semibold(style::META), ink.into());
    let size = vec2((galley.size().x + 10.0).max(24.0), 20.0);
    painter.rect_filled(Rect::from_center_size(center, size), 10.0, fill);
    painter.galley(center - galley.size() / 2.0, galley, ink.into());
}

/// A line across a panel, with air around it.
pub fn rule(ui: &mut Ui) {
    ui.add_space(8.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let line = Stroke::new(1.0, widgets::theme(ui).line_strong);
    ui.painter().hline(rect.x_range(), rect.center().y, line);
    ui.add_space(8.0);
}
