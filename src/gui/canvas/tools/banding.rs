//! Banding: a rectangle drawn over the map selects what it touches.

use crate::frame::{Part, Sticky, Subject};
use crate::geom::{Point, Rect};
use crate::gui::canvas::scene::Scene;
use crate::gui::context::Selection;

/// A rubber band under way.
pub(in crate::gui::canvas) struct Band {
    /// Where it was begun, in points of the frame.
    pub from: Point,
    /// Where the pointer is.
    pub to: Point,
    /// What was selected before and stays so.
    pub before: Selection,
}

impl Band {
    /// The rectangle, in points of the frame.
    pub(in crate::gui::canvas) fn rect(&self) -> Rect {
        Rect::from_points(self.from, self.to)
    }

    /// What it selects: the cards it touches; where it touches none, everything that can be moved.
    pub(in crate::gui::canvas) fn selection(&self, scene: &Scene) -> Selection {
        let rect = self.rect();
        let mut touched: Vec<(Subject, Rect)> = Vec::new();
        for (tag, place) in scene.tags_in(Sticky::Body, rect) {
            let counts = tag.part == Part::Whole && is_thing(tag.subject) && rect.overlaps(place);
            if counts && !touched.iter().any(|(subject, _)| *subject == tag.subject) {
                touched.push((tag.subject, place));
            }
        }
        touched.sort_by(|(_, a), (_, b)| (a.x0, a.y0).partial_cmp(&(b.x0, b.y0)).unwrap_or(std::cmp::Ordering::Equal));
        let is_card = |subject: &Subject| matches!(subject, Subject::Touchpoint(_));
        let cards = touched.iter().any(|(subject, _)| is_card(subject));
        let mut subjects = self.before.subjects().to_vec();
        for (subject, _) in touched {
            if (!cards || is_card(&subject)) && !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        Selection::of(subjects)
    }
}

fn is_thing(subject: Subject) -> bool {
    match subject {
        Subject::Touchpoint(_)
        | Subject::Emotion(..)
        | Subject::Pain(..)
        | Subject::Opportunity(..)
        | Subject::Feedback(..)
        | Subject::Measure(..) => true,
        Subject::Stage(_)
        | Subject::Lane(_)
        | Subject::Persona(_)
        | Subject::StageMeasure(..)
        | Subject::Cell(..)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => false,
    }
}
