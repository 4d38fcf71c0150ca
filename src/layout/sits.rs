//! Where findings sit: the whole journey as a low picture of its curves, with a verdict at every step that has one.
//!
//! Here never comes a judgement; verdicts are given.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::band::Cx;
use super::sheet::{Sheet, solid};
use super::story::{Feelings, Story};
use super::strip::{curves_area, strip};
use super::{Filter, SitsRequest};
use crate::frame::{Frame, Part, Placed, Sticky, Subject};
use crate::geom::{Point, Rect, Vec2};
use crate::insight::Verdict;
use crate::model::{Journey, Map};
use crate::text::{Icon, TextEngine};
use crate::theme::Theme;

/// Radius of a verdict's mark in points.
const MARK: f64 = 8.0;
/// Size of the stages' names in points.
const NAMES: f32 = 12.0;

/// A verdict at a column.
struct Mark {
    column: usize,
    verdict: Verdict,
    picked: bool,
}

/// Draws the picture.
pub(super) fn sits(text: &mut TextEngine, map: &Map, request: &SitsRequest, theme: &Theme) -> Arc<Frame> {
    let nothing = Journey::new();
    let journey = map.journey(request.state).unwrap_or(&nothing);
    let story = Story::of(journey, &Filter::default(), false, &mut Feelings::default());
    let mut cx = Cx { text, theme, map, journey };
    let area = Rect::from_origin_size(Point::ORIGIN, request.size);
    let inner = area.inset(-8.0);
    let mut sheet = Sheet::new();
    sheet.fill(area, 8.0, theme.zebra);
    let ground = Arc::new(sheet.into_block());
    let mut sheet = strip(&mut cx, &story, inner, NAMES);
    let curves = curves_area(inner);
    let column = inner.width() / story.columns.len().max(1) as f64;
    for mark in marks(&story, request, column) {
        let value = story.cast.iter().find_map(|player| player.curve.value(mark.column));
        let y = curves.center().y - value.map_or(0.0, |value| value.value()) / 10.0 * curves.height() / 2.0;
        let center = Point::new(inner.x0 + (mark.column as f64 + 0.5) * column, y);
        paint(&mut sheet, &mut cx, &mark, center);
        let Some(touchpoint) = story.touchpoint(mark.column) else { continue };
        let step = story.number(mark.column).unwrap_or(0);
        let label = format!("Step {step}, {}: {}", touchpoint.name, mark.verdict.label().to_lowercase());
        let reach = Rect::from_center_size(center, (MARK * 3.0, MARK * 3.0));
        sheet.tag(Subject::Touchpoint(touchpoint.id), Part::Whole, reach, label);
    }
    let place = |block| Placed { origin: Vec2::ZERO, block, sticky: Sticky::Body };
    let blocks = vec![place(ground), place(Arc::new(sheet.into_block()))];
    Arc::new(Frame { size: request.size, background: theme.canvas, blocks })
}

/// The marks from left to right, what is picked last. Where columns are narrower than a mark, one stands for all that
/// it would cover: the worst of them, or what is picked.
fn marks(story: &Story, request: &SitsRequest, width: f64) -> Vec<Mark> {
    let mut found: BTreeMap<usize, Mark> = BTreeMap::new();
    for column in 0..story.columns.len() {
        let Some(id) = story.touchpoint(column).map(|touchpoint| touchpoint.id) else { continue };
        let Some(verdict) = request.verdicts.get(&id).copied() else { continue };
        let mark = Mark { column, verdict, picked: request.picked.contains(&id) };
        let bucket = (column as f64 * width / (MARK * 2.0).max(width)) as usize;
        let kept = found.get(&bucket).is_some_and(|other| (!other.picked, other.verdict) <= (!mark.picked, verdict));
        if !kept {
            found.insert(bucket, mark);
        }
    }
    let (picked, others): (Vec<Mark>, Vec<Mark>) = found.into_values().partition(|mark| mark.picked);
    others.into_iter().chain(picked).collect()
}

fn paint(sheet: &mut Sheet, cx: &mut Cx<'_>, mark: &Mark, center: Point) {
    let (icon, color) = match mark.verdict {
        Verdict::Failing => (Icon::Cancel, cx.theme.pain),
        Verdict::AtRisk => (Icon::Warning, cx.theme.warn),
        Verdict::Good => (Icon::CheckCircle, cx.theme.opp),
    };
    if mark.picked {
        sheet.circle(center, MARK + 4.0, Some(cx.theme.canvas), Some(solid(cx.theme.accent, 2.0)));
    } else {
        sheet.circle(center, MARK + 1.0, Some(cx.theme.zebra), None);
    }
    sheet.icon(cx, icon, true, 18.0, center, color);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Size;
    use crate::model::State;
    use crate::model::arbitrary::generated_journey;
    use crate::theme::ThemeKind;

    fn tags(steps: usize, verdicts: impl Fn(usize) -> Option<Verdict>) -> Vec<(Subject, Rect)> {
        let map = generated_journey(steps, 3);
        let of = |(at, touchpoint): (usize, &Arc<crate::model::Touchpoint>)| Some((touchpoint.id, verdicts(at)?));
        let verdicts = map.today().touchpoints().enumerate().filter_map(of).collect();
        let size = Size::new(600.0, 200.0);
        let request = SitsRequest { state: State::Today, size, verdicts, picked: Vec::new() };
        let frame = sits(&mut TextEngine::new(), &map, &request, Theme::of(ThemeKind::Light));
        let all = frame.tags().map(|(tag, rect)| (tag.subject, rect));
        all.filter(|(subject, _)| matches!(subject, Subject::Touchpoint(_))).collect()
    }

    #[test]
    fn every_verdict_stands_at_its_step_in_order() {
        let found = tags(12, |at| (at % 2 == 0).then_some(Verdict::Failing));
        assert_eq!(found.len(), 6);
        assert!(found.windows(2).all(|pair| pair[0].1.x0 < pair[1].1.x0));
    }

    #[test]
    fn of_many_verdicts_in_little_room_the_worst_are_shown() {
        let worst = |at: usize| if at == 700 { Verdict::Failing } else { Verdict::Good };
        let found = tags(2_000, |at| Some(worst(at)));
        assert!((20..=40).contains(&found.len()), "{}", found.len());
        let map = generated_journey(2_000, 3);
        let id = map.today().touchpoints().nth(700).unwrap().id;
        assert!(found.iter().any(|(subject, _)| *subject == Subject::Touchpoint(id)));
    }
}
