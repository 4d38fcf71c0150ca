//! Where the arrow keys go on a picture of two journeys: to what lies next on the screen.
//!
//! Here never come keys themselves, or the camera.

use super::scenes::CompareScene;
use crate::frame::{Compared, Part, Subject};
use crate::geom::Rect;
use crate::gui::canvas::navigate::Way;
use crate::gui::compare::Made;
use crate::model::State;

/// How much further something off the way seems than something on it.
const ASIDE: f64 = 3.0;

/// What lies that way from what is picked; `None` if nothing does.
pub(super) fn neighbour<'a>(
    scenes: impl Iterator<Item = &'a CompareScene>,
    made: &Made,
    from: Option<Compared>,
    way: Way,
) -> Option<Compared> {
    let all: Vec<(Compared, Rect)> = scenes.flat_map(places).collect();
    let cards = || all.iter().filter(|(subject, _)| is_card(*subject));
    let by_x = |a: &&(Compared, Rect), b: &&(Compared, Rect)| a.1.x0.total_cmp(&b.1.x0);
    let first = cards().min_by(by_x);
    let here = from.and_then(|from| all.iter().find(|(subject, _)| *subject == from));
    let found = match (way, here) {
        (Way::First, _) | (_, None) => first,
        (Way::Last, _) => cards().max_by(by_x),
        (Way::StageBefore, Some(here)) => return stage_beside(made, here.0, -1),
        (Way::StageAfter, Some(here)) => return stage_beside(made, here.0, 1),
        (Way::Left, Some(here)) => beside(&all, here, -1.0),
        (Way::Right, Some(here)) => beside(&all, here, 1.0),
        (Way::Up, Some(here)) => above(&all, here, -1.0),
        (Way::Down, Some(here)) => above(&all, here, 1.0),
    };
    found.map(|(subject, _)| *subject)
}

fn is_card(subject: Compared) -> bool {
    matches!(subject, Compared::Touchpoint(..))
}

/// Everything on a picture that can be picked, with its place.
fn places(scene: &CompareScene) -> Vec<(Compared, Rect)> {
    let tags = scene.frame().tags().filter(|(tag, _)| tag.part == Part::Whole);
    tags.filter_map(|(tag, rect)| match tag.subject {
        Subject::Compared(subject) => Some((subject, rect)),
        _ => None,
    })
    .collect()
}

fn like(a: Compared, b: Compared) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// The nearest thing of the same kind to one side.
fn beside<'a>(all: &'a [(Compared, Rect)], here: &(Compared, Rect), side: f64) -> Option<&'a (Compared, Rect)> {
    let from = here.1.center();
    let cost = |rect: &Rect| {
        let to = rect.center();
        (to.x - from.x) * side + (to.y - from.y).abs() * ASIDE
    };
    let there = |(subject, rect): &&(Compared, Rect)| like(*subject, here.0) && (rect.center().x - from.x) * side > 1.0;
    all.iter().filter(there).min_by(|a, b| cost(&a.1).total_cmp(&cost(&b.1)))
}

/// The nearest thing above or below: in the same column as long as that has any.
fn above<'a>(all: &'a [(Compared, Rect)], here: &(Compared, Rect), side: f64) -> Option<&'a (Compared, Rect)> {
    let (from, rect) = (here.1.center(), here.1);
    let apart = |other: &Rect| (other.x0 - rect.x1).max(rect.x0 - other.x1).max(0.0);
    let cost = |other: &Rect| (other.center().y - from.y) * side + apart(other) * ASIDE;
    let there = |(subject, other): &&(Compared, Rect)| *subject != here.0 && (other.center().y - from.y) * side > 1.0;
    let nearest = |within: f64| {
        let near = all.iter().filter(there).filter(|(_, other)| apart(other) <= within);
        near.min_by(|a, b| cost(&a.1).total_cmp(&cost(&b.1)))
    };
    nearest(0.0).or_else(|| nearest(f64::INFINITY))
}

/// The first touchpoint of the stage before or after.
fn stage_beside(made: &Made, from: Compared, by: isize) -> Option<Compared> {
    let comparison = &made.comparison;
    let column_of = |subject: Compared| {
        comparison.columns.iter().position(|column| match subject {
            Compared::Touchpoint(State::Today, id)
            | Compared::Emotion(State::Today, _, id)
            | Compared::Pain(State::Today, _, id)
            | Compared::Opportunity(State::Today, _, id)
            | Compared::Feedback(State::Today, _, id)
            | Compared::Text(State::Today, _, id)
            | Compared::Match(id, _) => column.from == Some(id),
            Compared::Touchpoint(State::Ideal, id)
            | Compared::Emotion(State::Ideal, _, id)
            | Compared::Pain(State::Ideal, _, id)
            | Compared::Opportunity(State::Ideal, _, id)
            | Compared::Feedback(State::Ideal, _, id)
            | Compared::Text(State::Ideal, _, id) => column.to == Some(id),
            Compared::Stage(_) | Compared::Measure(..) => false,
        })
    };
    let stage = match from {
        Compared::Stage(at) => at,
        other => comparison.columns[column_of(other)?].stage,
    };
    let wanted = stage.checked_add_signed(by).filter(|at| *at < comparison.stages.len())?;
    let first = comparison.columns.get(comparison.stages[wanted].columns.clone())?.first();
    let card = first.and_then(|column| {
        let ideal = column.to.map(|id| Compared::Touchpoint(State::Ideal, id));
        ideal.or_else(|| column.from.map(|id| Compared::Touchpoint(State::Today, id)))
    });
    Some(card.unwrap_or(Compared::Stage(wanted)))
}
