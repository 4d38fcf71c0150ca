//! The signs of the map: personas' markers and badges, severities, horizons, evidence, encounters, channels.
//!
//! Every sign says what it means by its form, and by its colour only besides. The legend draws the same ones.

use super::band::Cx;
use super::sheet::{DASH_LATER, Sheet, dashed, one_line, solid};
use crate::frame::{Color, Outline};
use crate::geom::{BezPath, Point, Rect, Vec2};
use crate::model::*;
use crate::text::{Icon, TextStyle, Weight};

/// The dash of a persona's line.
pub(crate) fn persona_dash(colour: PersonaColour) -> &'static [f64] {
    match colour {
        PersonaColour::P1 => &[],
        PersonaColour::P2 => &[7.0, 4.0],
        PersonaColour::P3 => &[2.0, 4.0],
        PersonaColour::P4 => &[12.0, 3.0, 2.0, 3.0],
    }
}

/// The outline of a persona's marker: as large to the eye as a circle of that radius.
pub(crate) fn persona_outline(colour: PersonaColour, center: Point, radius: f64) -> Outline {
    match colour {
        PersonaColour::P1 => Outline::Circle { center, radius },
        PersonaColour::P2 => {
            let half = radius * 0.9;
            Outline::Rect { rect: Rect::from_center_size(center, (half * 2.0, half * 2.0)), radius: 0.0 }
        }
        PersonaColour::P3 => {
            let r = radius * 1.2;
            Outline::Path(polygon(center, &[(0.0, -r), (r * 1.04, r * 0.8), (-r * 1.04, r * 0.8)]))
        }
        PersonaColour::P4 => {
            let r = radius * 1.25;
            Outline::Path(polygon(center, &[(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)]))
        }
    }
}

/// A persona's marker on her curve, with a ring of the ground's colour around it.
pub(crate) fn marker(
    sheet: &mut Sheet,
    colour: PersonaColour,
    color: Color,
    center: Point,
    radius: f64,
    halo: (f64, Color),
) {
    let (width, ground) = halo;
    sheet.shape(persona_outline(colour, center, radius + width), Some(ground), None);
    sheet.shape(persona_outline(colour, center, radius), Some(color), None);
}

/// A pain point's mark: how bad it is, or that it hurts no longer.
pub(crate) fn pain(sheet: &mut Sheet, cx: &mut Cx<'_>, pain: &Pain, center: Point, scale: f64) {
    if pain.status == PainStatus::Resolved {
        let soft = cx.theme.ink_faint;
        let r = severity_radius(pain.severity, scale);
        sheet.circle(center, r - 0.75, None, Some(solid(soft, 1.5)));
        sheet.icon(cx, Icon::Check, false, (r * 1.4) as f32, center, soft);
    } else {
        severity(sheet, cx, pain.severity, center, scale);
    }
}

/// A persona's badge: her marker's form, large, with her initials.
pub(crate) fn badge(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    persona: &Persona,
    colour: PersonaColour,
    center: Point,
    side: f64,
) {
    let color = cx.theme.persona(colour);
    let (outline, letters) = match colour {
        PersonaColour::P1 => (Outline::Circle { center, radius: side / 2.0 }, center),
        PersonaColour::P2 => {
            let rect = Rect::from_center_size(center, (side, side));
            (Outline::Rect { rect, radius: side * 0.16 }, center)
        }
        PersonaColour::P3 => {
            let r = side * 0.56;
            let form = polygon(center, &[(0.0, -r), (r * 1.08, r * 0.84), (-r * 1.08, r * 0.84)]);
            (Outline::Path(form), center + Vec2::new(0.0, side * 0.13))
        }
        PersonaColour::P4 => {
            let r = side * 0.6;
            (Outline::Path(polygon(center, &[(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)])), center)
        }
    };
    sheet.shape(outline, Some(color), None);
    let size = (side * 0.62).max(12.0) as f32;
    let style = TextStyle { size, line_height: size * 1.25, weight: Weight::SemiBold, tabular: false };
    let on_fill = cx.theme.on_fill;
    let initials = initials(persona);
    if cx.text.width(&initials, style) <= side {
        sheet.centered(cx, &initials, style, letters, on_fill);
    }
}

/// The letters on a persona's badge.
pub fn initials(persona: &Persona) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let own = persona.initials.trim();
    let source = if own.is_empty() { persona.name.trim() } else { own };
    let count = if own.is_empty() { 1 } else { 2 };
    source.graphemes(true).take(count).collect::<String>().to_uppercase()
}

/// How far a severity mark reaches from its middle.
pub(crate) fn severity_radius(severity: Level, scale: f64) -> f64 {
    scale
        * match severity.get() {
            0 | 1 => 8.0,
            2 => 9.0,
            3 => 11.5,
            4 => 11.0,
            _ => 13.0,
        }
}

/// A pain point's severity: circle, larger circle, diamond, octagon, larger octagon, the number always inside.
pub(crate) fn severity(sheet: &mut Sheet, cx: &mut Cx<'_>, severity: Level, center: Point, scale: f64) {
    let r = severity_radius(severity, scale);
    let pain = cx.theme.pain;
    let color = match severity.get() {
        0..=2 => {
            sheet.circle(center, r - 0.75, None, Some(solid(pain, 1.5)));
            pain
        }
        3 => {
            let r = r - 1.0;
            sheet.path(polygon(center, &[(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)]), None, Some(solid(pain, 2.0)));
            pain
        }
        _ => {
            sheet.path(octagon(center, r), Some(pain), None);
            cx.theme.on_fill
        }
    };
    let size = (12.0_f64).max(12.0 * scale) as f32;
    let style = TextStyle { size, line_height: 16.0, weight: Weight::SemiBold, tabular: true };
    sheet.centered(cx, &severity.to_string(), style, center, color);
}

/// The severity of a pain point that is gone: its form as a grey outline, with or without its number.
pub(crate) fn severity_gone(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    severity: Level,
    center: Point,
    scale: f64,
    number: bool,
) {
    let r = severity_radius(severity, scale) - 0.75;
    let line = Some(solid(cx.theme.ctrl, 1.5));
    match severity.get() {
        0..=2 => sheet.circle(center, r, None, line),
        3 => sheet.path(polygon(center, &[(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)]), None, line),
        _ => sheet.path(octagon(center, r), None, line),
    }
    if number {
        let size = (12.0_f64).max(12.0 * scale) as f32;
        let style = TextStyle { size, line_height: 16.0, weight: Weight::SemiBold, tabular: true };
        let faint = cx.theme.ink_faint;
        sheet.centered(cx, &severity.to_string(), style, center, faint);
    }
}

/// An octagon lying on a side, reaching `r` from its middle.
fn octagon(center: Point, r: f64) -> BezPath {
    // The tangent of 22.5°: where an octagon's corners cut a square's sides.
    let c = r * 0.414_213_562_373_095;
    polygon(center, &[(-c, -r), (c, -r), (r, -c), (r, c), (c, r), (-c, r), (-r, c), (-r, -c)])
}

/// A closed polygon around a middle.
pub(crate) fn polygon(center: Point, corners: &[(f64, f64)]) -> BezPath {
    let mut path = BezPath::new();
    for (index, (x, y)) in corners.iter().enumerate() {
        let corner = center + Vec2::new(*x, *y);
        if index == 0 { path.move_to(corner) } else { path.line_to(corner) }
    }
    path.close_path();
    path
}

/// An opportunity's horizon as a pill with its left middle at `left`: solid, outlined, dashed. Returns its width.
pub(crate) fn horizon_pill(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    horizon: Horizon,
    left: Point,
    (height, style): (f64, TextStyle),
) -> f64 {
    let paragraph = cx.text.paragraph(horizon.label(), style, one_line(f64::INFINITY));
    let width = (paragraph.width + height * 0.72).ceil();
    let rect = Rect::new(left.x, left.y - height / 2.0, left.x + width, left.y + height / 2.0);
    let opp = cx.theme.opp;
    let color = match horizon {
        Horizon::Now => {
            sheet.fill(rect, height / 2.0, opp);
            cx.theme.on_fill
        }
        Horizon::Next => {
            sheet.framed(rect, height / 2.0, None, solid(opp, 1.0));
            opp
        }
        Horizon::Later => {
            sheet.framed(rect, height / 2.0, None, dashed(opp, 1.0, DASH_LATER));
            opp
        }
    };
    let corner = rect.center() - Vec2::new(paragraph.width, paragraph.height) / 2.0;
    sheet.paragraph(&paragraph, corner, color);
    width
}

/// What a statement rests on, as a dot: hollow, half, solid.
pub(crate) fn evidence_dot(sheet: &mut Sheet, cx: &Cx<'_>, evidence: Evidence, center: Point) {
    const RADIUS: f64 = 4.5;
    let ink = cx.theme.ink_faint;
    match evidence {
        Evidence::Assumed => sheet.circle(center, RADIUS, None, Some(solid(ink, 1.25))),
        Evidence::Workshop => {
            sheet.circle(center, RADIUS, None, Some(solid(ink, 1.25)));
            sheet.path(left_half(center, RADIUS), Some(ink), None);
        }
        Evidence::Researched => sheet.circle(center, RADIUS + 0.5, Some(ink), None),
    }
}

fn left_half(center: Point, r: f64) -> BezPath {
    // Four thirds of the tangent of 22.5°: the usual handles of a quarter circle.
    let k = r * 0.552_284_749_830_793;
    let mut path = BezPath::new();
    path.move_to(center + Vec2::new(0.0, -r));
    path.curve_to(center + Vec2::new(-k, -r), center + Vec2::new(-r, -k), center + Vec2::new(-r, 0.0));
    path.curve_to(center + Vec2::new(-r, k), center + Vec2::new(-k, r), center + Vec2::new(0.0, r));
    path.close_path();
    path
}

/// The icon of an encounter.
pub(crate) fn encounter_icon(encounter: Encounter) -> Icon {
    match encounter {
        Encounter::Unset => Icon::Help,
        Encounter::OneToOne => Icon::Group,
        Encounter::Team => Icon::Groups,
        Encounter::SelfService => Icon::TouchApp,
        Encounter::Surroundings => Icon::Landscape,
    }
}

/// An encounter's sign: one-to-one alone has a filled chip, and what nobody said has none. Returns how far it reaches right of its middle.
pub(crate) fn encounter(sheet: &mut Sheet, cx: &mut Cx<'_>, encounter: Encounter, size: f32, center: Point) -> f64 {
    let half = f64::from(size) / 2.0;
    let (soft, on_fill) = (cx.theme.ink_soft, cx.theme.on_fill);
    match encounter {
        Encounter::Unset => 0.0,
        Encounter::OneToOne => {
            let side = half * 2.0 + 4.0;
            sheet.fill(Rect::from_center_size(center, (side, side)), 5.0, soft);
            sheet.icon(cx, Icon::Group, true, size, center, on_fill);
            half + 2.0
        }
        Encounter::Team | Encounter::SelfService | Encounter::Surroundings => {
            sheet.icon(cx, encounter_icon(encounter), false, size, center, soft);
            half
        }
    }
}

/// The icon of a channel; `None` where no channel is said.
pub(crate) fn channel_icon(channel: &Channel) -> Option<Icon> {
    match channel {
        Channel::Unset => None,
        Channel::Known(known) => Some(known_channel_icon(*known)),
        Channel::Own { icon, .. } => Some(Icon::from_name(icon).unwrap_or(Icon::Sell)),
    }
}

fn known_channel_icon(channel: KnownChannel) -> Icon {
    match channel {
        KnownChannel::Web => Icon::Language,
        KnownChannel::App => Icon::Mobile,
        KnownChannel::Phone => Icon::Call,
        KnownChannel::Email => Icon::Mail,
        KnownChannel::Chat => Icon::Chat,
        KnownChannel::Store => Icon::Storefront,
        KnownChannel::Post => Icon::LocalPostOffice,
        KnownChannel::Social => Icon::ThumbUp,
        KnownChannel::Event => Icon::Celebration,
        KnownChannel::Partner => Icon::Handshake,
        KnownChannel::WordOfMouth => Icon::RecordVoiceOver,
    }
}
