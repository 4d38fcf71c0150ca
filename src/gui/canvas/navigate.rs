//! Where the arrow keys go: from what is selected to what lies next to it on the screen.
//!
//! Here never come keys themselves, or the camera.

use std::collections::BTreeSet;

use super::scene::Scene;
use crate::frame::{Part, Subject};
use crate::geom::Rect;
use crate::gui::context::touchpoint_of;
use crate::model::*;

/// What stands for something where that is not drawn: what lies in a column that is too small for it, or in a lane that
/// is hidden, is looked for at its touchpoint, a link where it begins, and what belongs to a stage at the stage's name.
pub(in crate::gui) fn stand_in(journey: &Journey, subject: Subject) -> Option<Subject> {
    match subject {
        Subject::Emotion(_, at)
        | Subject::Pain(_, at)
        | Subject::Opportunity(_, at)
        | Subject::Feedback(_, at)
        | Subject::Measure(_, at)
        | Subject::Cell(_, at) => Some(Subject::Touchpoint(at)),
        Subject::Link(id) => journey.link(id).map(|link| Subject::Touchpoint(link.from)),
        Subject::StageMeasure(_, stage) | Subject::AddTouchpoint(stage) => Some(Subject::Stage(stage)),
        Subject::AddStage => journey.stages().last().map(|stage| Subject::Stage(stage.id)),
        Subject::Touchpoint(_)
        | Subject::Stage(_)
        | Subject::Lane(_)
        | Subject::Persona(_)
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => None,
    }
}

/// A way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To the column before.
    Left,
    /// To the column after.
    Right,
    /// To the lane above.
    Up,
    /// To the lane below.
    Down,
    /// To the first touchpoint.
    First,
    /// To the last touchpoint.
    Last,
    /// To the stage before.
    StageBefore,
    /// To the stage after.
    StageAfter,
}

/// What the arrow keys go along: what of a journey is drawn.
pub(super) struct Going<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    /// The journey it is drawn from.
    pub journey: &'a Journey,
    /// Its touchpoints that the filter hides.
    pub hidden: &'a BTreeSet<TouchpointId>,
}

impl<'a> Going<'a> {
    /// What lies that way from what is selected; `None` if nothing does.
    pub(super) fn neighbour(&self, from: Option<Subject>, way: Way) -> Option<Subject> {
        let first = || self.cards().next().map(Subject::Touchpoint);
        let from = from.map(|from| self.starting(from));
        match (way, from) {
            (Way::First, _) => return first(),
            (Way::Last, _) => return self.cards().last().map(Subject::Touchpoint),
            (Way::StageBefore, Some(from)) => return self.stage_beside(from, false),
            (Way::StageAfter, Some(from)) => return self.stage_beside(from, true),
            (_, None) => return first(),
            (Way::Left | Way::Right | Way::Up | Way::Down, Some(_)) => {}
        }
        match from? {
            Subject::Stage(stage) => self.beside_stage(stage, way),
            Subject::Lane(lane) => self.beside_lane(lane, way),
            Subject::AddTouchpoint(stage) => self.beside_plus(stage, way),
            from @ Subject::AddStage => stand_in(self.journey, from).filter(|_| way == Way::Left),
            from @ (Subject::Touchpoint(at)
            | Subject::Emotion(_, at)
            | Subject::Pain(_, at)
            | Subject::Opportunity(_, at)
            | Subject::Feedback(_, at)
            | Subject::Measure(_, at)
            | Subject::Cell(_, at)) => from_column(self.scene, self.journey, from, at, way),
            Subject::Link(_)
            | Subject::StageMeasure(..)
            | Subject::Persona(_)
            | Subject::Takeaway
            | Subject::Compared(_)
            | Subject::Charted(_) => first(),
        }
    }

    /// What keys go on from: the subject itself, or what stands for it where it is not drawn, or lies across the columns.
    fn starting(&self, subject: Subject) -> Subject {
        let lies_in_order = !matches!(subject, Subject::Link(_) | Subject::StageMeasure(..));
        let is_drawn = self.scene.place(subject, Part::Whole).is_some();
        stand_in(self.journey, subject).filter(|_| !(is_drawn && lies_in_order)).unwrap_or(subject)
    }

    /// The touchpoints that are drawn, in order.
    fn cards(&self) -> impl Iterator<Item = TouchpointId> + use<'a> {
        let hidden = self.hidden;
        self.journey.touchpoints().map(|touchpoint| touchpoint.id).filter(move |id| !hidden.contains(id))
    }

    /// The first touchpoint of a stage that is drawn.
    fn first_in(&self, stage: StageId) -> Option<TouchpointId> {
        let mut all = self.journey.touchpoints_in(stage).map(|touchpoint| touchpoint.id);
        all.find(|id| !self.hidden.contains(id))
    }

    /// The last touchpoint of a stage that is drawn.
    fn last_in(&self, stage: StageId) -> Option<TouchpointId> {
        let all: Vec<TouchpointId> = self.journey.touchpoints_in(stage).map(|touchpoint| touchpoint.id).collect();
        all.into_iter().rfind(|id| !self.hidden.contains(id))
    }

    /// The next stage that is drawn, or the one before.
    fn next_stage(&self, stage: StageId, after: bool) -> Option<StageId> {
        let stages = self.journey.stages();
        let at = stages.iter().position(|other| other.id == stage)?;
        let drawn = |id: &StageId| self.scene.place(Subject::Stage(*id), Part::Whole).is_some();
        if after {
            stages[at + 1..].iter().map(|stage| stage.id).find(drawn)
        } else {
            stages[..at].iter().rev().map(|stage| stage.id).find(drawn)
        }
    }

    fn beside_stage(&self, stage: StageId, way: Way) -> Option<Subject> {
        match way {
            Way::Left | Way::Right => self.next_stage(stage, way == Way::Right).map(Subject::Stage),
            Way::Down => Some(self.first_in(stage).map_or(Subject::AddTouchpoint(stage), Subject::Touchpoint)),
            Way::Up | Way::First | Way::Last | Way::StageBefore | Way::StageAfter => None,
        }
    }

    /// From the place for a new touchpoint at the end of a stage.
    fn beside_plus(&self, stage: StageId, way: Way) -> Option<Subject> {
        let stages = self.journey.stages();
        let at = stages.iter().position(|other| other.id == stage)?;
        match way {
            Way::Left => {
                let cards = stages[..=at].iter().rev().find_map(|stage| self.last_in(stage.id));
                cards.map(Subject::Touchpoint)
            }
            Way::Right => stages[at + 1..].iter().find_map(|stage| self.first_in(stage.id)).map(Subject::Touchpoint),
            Way::Up => Some(Subject::Stage(stage)),
            Way::Down | Way::First | Way::Last | Way::StageBefore | Way::StageAfter => None,
        }
    }

    fn beside_lane(&self, lane: LaneId, way: Way) -> Option<Subject> {
        let lanes = self.journey.lanes();
        let at = lanes.iter().position(|other| other.id == lane)?;
        let title = |lane: &Lane| lane.visible.then_some(Subject::Lane(lane.id));
        match way {
            Way::Up => lanes[..at].iter().rev().find_map(|lane| title(lane)),
            Way::Down => lanes[at + 1..].iter().find_map(|lane| title(lane)),
            Way::Right => {
                let title = self.scene.place(Subject::Lane(lane), Part::Whole)?.rect;
                let first = self.cards().next()?;
                counterpart(&self.scene.column_items(first), Subject::Cell(lane, first), title)
            }
            Way::Left | Way::First | Way::Last | Way::StageBefore | Way::StageAfter => None,
        }
    }

    fn stage_beside(&self, from: Subject, after: bool) -> Option<Subject> {
        let stage = match from {
            Subject::Stage(stage) | Subject::AddTouchpoint(stage) => stage,
            other => self.journey.touchpoint(touchpoint_of(other)?)?.stage,
        };
        let beside = self.next_stage(stage, after)?;
        match self.first_in(beside) {
            Some(first) if !matches!(from, Subject::Stage(_) | Subject::AddTouchpoint(_)) => {
                Some(Subject::Touchpoint(first))
            }
            Some(_) | None => Some(Subject::Stage(beside)),
        }
    }
}

/// What stands first in the next lane of a touchpoint, or in the one before; its place, where nothing does. Emotions are
/// those of the `active` persona. `None` at the last lane.
pub(super) fn lane_beside(
    scene: &Scene,
    journey: &Journey,
    from: Subject,
    active: Option<PersonaId>,
    forward: bool,
) -> Option<Subject> {
    let at = touchpoint_of(from)?;
    let is_drawn = |subject| scene.place(subject, Part::Whole).is_some();
    let from = if is_drawn(from) { from } else { Subject::Touchpoint(at) };
    let mut drawn = journey.lanes().iter().filter(|lane| lane.visible && is_drawn(Subject::Cell(lane.id, at)));
    let own = lane_of(journey, from)?;
    let beside = if forward {
        drawn.by_ref().find(|lane| lane.id == own)?;
        drawn.next()?
    } else {
        drawn.take_while(|lane| lane.id != own).last()?
    };
    let first = match beside.kind {
        LaneKind::Touchpoints => Some(Subject::Touchpoint(at)),
        LaneKind::Emotion => active.map(|persona| Subject::Emotion(persona, at)),
        LaneKind::Pains => journey.pains_at(at).first().map(|pain| Subject::Pain(pain.id, at)),
        LaneKind::Opportunities => journey.opportunities_at(at).first().map(|item| Subject::Opportunity(item.id, at)),
        LaneKind::Feedback => journey.feedback_at(at).first().map(|item| Subject::Feedback(item.id, at)),
        LaneKind::Measures => journey.measures_at(at).first().map(|item| Subject::Measure(item.id, at)),
        LaneKind::Text | LaneKind::Channel | LaneKind::BackStage | LaneKind::Picture => None,
    };
    Some(first.filter(|first| is_drawn(*first)).unwrap_or(Subject::Cell(beside.id, at)))
}

/// The lane in which a subject stands.
fn lane_of(journey: &Journey, subject: Subject) -> Option<LaneId> {
    let kind = match subject {
        Subject::Cell(lane, _) | Subject::Lane(lane) => return Some(lane),
        Subject::Touchpoint(_) => LaneKind::Touchpoints,
        Subject::Emotion(..) => LaneKind::Emotion,
        Subject::Pain(..) => LaneKind::Pains,
        Subject::Opportunity(..) => LaneKind::Opportunities,
        Subject::Feedback(..) => LaneKind::Feedback,
        Subject::Measure(..) | Subject::StageMeasure(..) => LaneKind::Measures,
        Subject::Stage(_)
        | Subject::Persona(_)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => return None,
    };
    journey.lanes().iter().find(|lane| lane.kind == kind && lane.visible).map(|lane| lane.id)
}

fn from_column(scene: &Scene, journey: &Journey, from: Subject, touchpoint: TouchpointId, way: Way) -> Option<Subject> {
    let items = scene.column_items(touchpoint);
    let at = items.iter().position(|(subject, _)| *subject == from);
    // A place that is filled is none of the items: what lies above it and below it is.
    let height = scene.place(from, Part::Whole).map(|place| place.rect.y0);
    match way {
        Way::Up => {
            let above = match (at, height) {
                (Some(at), _) => &items[..at],
                (None, Some(height)) => &items[..items.partition_point(|(_, rect)| rect.y0 < height)],
                (None, None) => &[],
            };
            let stage = || journey.touchpoint(touchpoint).map(|touchpoint| Subject::Stage(touchpoint.stage));
            above.last().map(|(subject, _)| *subject).or_else(stage)
        }
        Way::Down => {
            let next = match (at, height) {
                (Some(at), _) => at + 1,
                (None, height) => items.partition_point(|(_, rect)| rect.y0 < height.unwrap_or(0.0)),
            };
            items.get(next).map(|(subject, _)| *subject)
        }
        Way::Left | Way::Right => {
            let rect = at.map(|at| items[at].1).or_else(|| Some(scene.place(from, Part::Whole)?.rect))?;
            let mut next = column_beside(journey, touchpoint, way == Way::Right);
            // Stages that the filter leaves out have no columns.
            while let Some(touchpoint) = next {
                if let Some(beside) = counterpart(&scene.column_items(touchpoint), from, rect) {
                    return Some(beside);
                }
                next = column_beside(journey, touchpoint, way == Way::Right);
            }
            None
        }
        Way::First | Way::Last | Way::StageBefore | Way::StageAfter => None,
    }
}

pub(in crate::gui) fn column_beside(journey: &Journey, touchpoint: TouchpointId, after: bool) -> Option<TouchpointId> {
    let stage = journey.touchpoint(touchpoint)?.stage;
    let ids: Vec<TouchpointId> = journey.touchpoints_in(stage).map(|touchpoint| touchpoint.id).collect();
    let at = ids.iter().position(|id| *id == touchpoint)?;
    let beside = if after { ids.get(at + 1) } else { at.checked_sub(1).and_then(|at| ids.get(at)) };
    if let Some(beside) = beside {
        return Some(*beside);
    }
    let stages = journey.stages();
    let at = stages.iter().position(|other| other.id == stage)?;
    if after {
        stages[at + 1..].iter().find_map(|stage| journey.touchpoints_in(stage.id).next()).map(|first| first.id)
    } else {
        stages[..at].iter().rev().find_map(|stage| journey.touchpoints_in(stage.id).last()).map(|last| last.id)
    }
}

/// What corresponds to `from` in another column: the same kind of thing at about the same height.
fn counterpart(items: &[(Subject, Rect)], from: Subject, rect: Rect) -> Option<Subject> {
    let unlike = |subject: &Subject| match (from, subject) {
        (Subject::Emotion(persona, _), Subject::Emotion(other, _)) if persona == *other => 0.0,
        (Subject::Cell(lane, _), Subject::Cell(other, _)) if lane == *other => 0.0,
        (Subject::Emotion(..), Subject::Emotion(..)) => 500.0,
        _ if std::mem::discriminant(&from) == std::mem::discriminant(subject) => 20.0,
        (_, Subject::Cell(..)) => 30.0,
        _ => 90.0,
    };
    let cost = |(subject, other): &&(Subject, Rect)| {
        let apart = (other.y0 - rect.y1).max(rect.y0 - other.y1).max(0.0);
        // An emotion's point may lie anywhere in its lane.
        let far = if matches!((from, subject), (Subject::Emotion(..), Subject::Emotion(..))) { 0.0 } else { apart };
        far * 4.0 + (other.y0 - rect.y0).abs() * 0.1 + unlike(subject)
    };
    items.iter().min_by(|a, b| cost(a).total_cmp(&cost(b))).map(|(subject, _)| *subject)
}
