//! The cards: channel, name, encounter, evidence, moment of truth.

use super::{Scene, Step};
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::metrics::{CardFoot, CardHead, Metrics};
use crate::layout::sheet::{Sheet, solid};
use crate::model::*;
use crate::text::{Align, Icon, Room};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, scene: &Scene<'_>, step: &Step<'_>) -> f64 {
    let back_stage = step.touchpoint.stagecraft == Stagecraft::BackStage;
    if back_stage && scene.has_back_stage() {
        return 0.0;
    }
    let metrics = scene.metrics();
    let rect = card_rect(metrics);
    let subject = Subject::Touchpoint(step.touchpoint.id);
    sheet.tag(subject, Part::Whole, rect, label(cx, scene, step));
    ground(sheet, cx, metrics, rect, back_stage);
    if metrics.card.tile {
        tile(sheet, cx, metrics, rect, step);
        sheet.tag(subject, Part::Name, rect, step.touchpoint.name.as_str());
        return rect.y1;
    }
    head(sheet, cx, metrics, rect, step);
    let name = title(sheet, cx, metrics, rect, step);
    sheet.tag(subject, Part::Name, name, step.touchpoint.name.as_str());
    foot(sheet, cx, metrics, rect, step);
    rect.y1
}

/// Where a card stands in its column and lane.
pub(crate) fn card_rect(metrics: &Metrics) -> Rect {
    let left = metrics.gap / 2.0;
    let top = metrics.lane_pad;
    Rect::new(left, top, left + metrics.card_width(), top + metrics.card.height)
}

fn ground(sheet: &mut Sheet, cx: &Cx<'_>, metrics: &Metrics, rect: Rect, back_stage: bool) {
    let theme = cx.theme;
    let radius = metrics.card.radius;
    if metrics.card.shadow && !back_stage {
        sheet.shadow(rect, radius, theme.shadow);
    }
    let fill = if back_stage { theme.sunken } else { theme.card };
    sheet.framed(rect, radius, Some(fill), solid(theme.line_strong, 1.0));
}

fn tile(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, rect: Rect, step: &Step<'_>) {
    let theme = cx.theme;
    let middle = rect.center().x;
    let encounter = step.touchpoint.encounter;
    let encountered = (encounter != Encounter::Unset).then(|| marks::encounter_icon(encounter));
    if let Some(icon) = marks::channel_icon(&step.touchpoint.channel).or(encountered) {
        sheet.icon(cx, icon, false, metrics.card.icon, Point::new(middle, rect.y0 + 11.0), theme.ink_soft);
    }
    let number = step.number.to_string();
    sheet.centered(cx, &number, metrics.note_figures, Point::new(middle, rect.y1 - 11.0), theme.ink);
    if step.touchpoint.moment_of_truth {
        sheet.icon(cx, Icon::Star, true, 12.0, Point::new(middle, rect.y0 - 5.0), theme.star);
    }
}

fn head(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, rect: Rect, step: &Step<'_>) {
    let (theme, card) = (cx.theme, &metrics.card);
    let size = f64::from(card.icon);
    let middle = rect.y0 + card.head;
    let mut left = rect.x0 + card.pad;
    let mut right = rect.x1 - card.pad;
    if step.touchpoint.moment_of_truth {
        // The star's points leave air inside its box, so the box stands nearer to the edge than text does.
        let star = Point::new(rect.x1 - 5.0 - size / 2.0, middle);
        sheet.icon(cx, Icon::Star, true, card.icon, star, theme.star);
        right = star.x - size / 2.0 - 2.0;
    }
    if let Some(icon) = marks::channel_icon(&step.touchpoint.channel) {
        sheet.icon(cx, icon, false, card.icon, Point::new(left + size / 2.0, middle), theme.ink_soft);
        left += size + 5.0;
    }
    let (words, color) = match card.says {
        CardHead::Channel => (step.touchpoint.channel.label().to_owned(), theme.ink_soft),
        CardHead::Number => (step.number.to_string(), theme.ink_faint),
    };
    let width = sheet.line_of_text(cx, &words, card.label, (left, middle, right - left), Align::Start, color);
    let one_to_one = step.touchpoint.encounter == Encounter::OneToOne;
    let room_for_glyph = right - (left + width) >= size + 6.0;
    if card.encounter == CardFoot::GlyphIfOneToOne && one_to_one && room_for_glyph {
        let center = Point::new(right - size / 2.0 - 1.0, middle);
        marks::encounter(sheet, cx, Encounter::OneToOne, card.icon - 2.0, center);
    }
}

fn title(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, rect: Rect, step: &Step<'_>) -> Rect {
    let (theme, card) = (cx.theme, &metrics.card);
    let at = Point::new(rect.x0 + card.pad, rect.y0 + card.title_top);
    let width = rect.x1 - card.pad - at.x;
    let room = Room { width, max_lines: card.title_lines, align: Align::Start };
    let (name, color) = match step.touchpoint.name.trim() {
        "" => ("Unnamed", theme.ink_faint),
        name => (name, theme.ink),
    };
    let text = sheet.text(cx, name, card.title, room, at, color);
    if card.note_lines > 0 && !step.touchpoint.note.is_empty() {
        let bottom = rect.y1 - card.foot * 2.0;
        let lines = ((bottom - text.y1) / f64::from(metrics.note.line_height)) as usize;
        let room = Room { width, max_lines: lines.min(card.note_lines), align: Align::Start };
        // A note that is longer than its line is read in full beside the map; it does not count as cut.
        if room.max_lines > 0 {
            let note = cx.text.paragraph(&step.touchpoint.note, metrics.note, room);
            sheet.paragraph(&note, Point::new(at.x, text.y1), theme.ink_soft);
        }
    }
    let height = card.title_lines as f64 * f64::from(card.title.line_height);
    Rect::new(at.x - 2.0, at.y - 2.0, at.x + width + 2.0, at.y + height.min(rect.y1 - at.y - 4.0))
}

fn foot(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, rect: Rect, step: &Step<'_>) {
    let (theme, card) = (cx.theme, &metrics.card);
    let middle = rect.y1 - card.foot;
    // A word may come as near to the edge as the pad's half rather than be left out.
    let mut right = rect.x1 - card.pad / 2.0;
    if card.evidence {
        let center = Point::new(rect.x1 - 11.0, middle);
        marks::evidence_dot(sheet, cx, step.touchpoint.evidence, center);
        right = center.x - 7.0;
    }
    let encounter = step.touchpoint.encounter;
    if encounter == Encounter::Unset {
        return;
    }
    let word: fn(Encounter) -> &'static str = match card.encounter {
        CardFoot::Word => Encounter::label,
        CardFoot::ShortWord => Encounter::short_label,
        CardFoot::GlyphIfOneToOne | CardFoot::Nothing => return,
    };
    let size = f64::from(card.foot_icon);
    let center = Point::new(rect.x0 + card.pad + size / 2.0, middle);
    let reach = marks::encounter(sheet, cx, encounter, card.foot_icon, center);
    let left = center.x + reach + (card.pad / 2.0).min(4.0);
    // Either every card says its encounter in words or none does.
    let all = Encounter::ALL.iter().filter(|encounter| **encounter != Encounter::Unset);
    let longest = all.map(|encounter| cx.text.width(word(*encounter), card.label)).fold(0.0, f64::max);
    if longest <= right - left {
        sheet.line_of_text(cx, word(encounter), card.label, (left, middle, right - left), Align::Start, theme.ink_soft);
    }
}

/// "Doorman turns her away, Onboarding, step 6, Dorothy −5, one-to-one, moment of truth".
pub(super) fn label(cx: &Cx<'_>, scene: &Scene<'_>, step: &Step<'_>) -> String {
    let mut parts = vec![step.touchpoint.name.clone(), step.stage.stage.name.clone(), format!("step {}", step.number)];
    if !step.touchpoint.channel.label().is_empty() {
        parts.push(step.touchpoint.channel.label().to_owned());
    }
    for (persona, feeling) in cx.journey.feelings_at(step.touchpoint.id) {
        let Some((persona, _)) = scene.story.personas.iter().find(|(p, _)| p.id == persona) else { continue };
        parts.push(match feeling.emotion {
            Some(emotion) => format!("{} {emotion}", persona.name),
            None => format!("{} not observed", persona.name),
        });
    }
    if step.touchpoint.encounter != Encounter::Unset {
        parts.push(step.touchpoint.encounter.label().to_lowercase());
    }
    if step.touchpoint.stagecraft == Stagecraft::BackStage {
        parts.push("back stage".to_owned());
    }
    if step.touchpoint.moment_of_truth {
        parts.push("moment of truth".to_owned());
    }
    parts.retain(|part| !part.trim().is_empty());
    parts.join(", ")
}
