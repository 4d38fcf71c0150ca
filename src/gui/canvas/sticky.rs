//! What stays readable at the edges: the name of a stage whose beginning is scrolled away, and how many of its steps
//! are still to come.
//!
//! Here never comes content that is not on the frame already.

use std::sync::Arc;

use egui::{Align2, Color32, Id, Painter, Rect, pos2, vec2};

use super::index::FrameIndex;
use super::overlay::Overlay;
use super::paint::{FramePainter, Viewport};
use super::scene::Place;
use crate::frame::{Color, Compared, Frame, Item, Part, Placed, Sticky, Subject};
use crate::geom::Size;
use crate::gui::style;
use crate::model::Journey;

/// Height of the row of stage names in the header, in points of the frame.
const NAME_ROW: f64 = 33.0;
/// Room right of a name, in points of the frame.
const AFTER_NAME: f64 = 10.0;
/// Headers no higher than the names and this have one row alone, in points of the frame.
const ROOM_BELOW_NAMES: f64 = 8.0;
/// Room for a usual name and the number of steps to come in one row, in screen points.
const NAME_AND_COUNT: f64 = 170.0;

/// A stage's name held at the left edge.
pub(super) struct PinnedName {
    stage: Subject,
    block: usize,
    index: FrameIndex,
    /// The colour that the header lies on.
    ground: Color,
    /// Where the header goes on after the name, if it does, from the stage's left edge in points of the frame.
    after_name: Option<f64>,
}

impl<R, B> Overlay<'_, R, B> {
    /// The stage that the left edge cuts, if any, with its place.
    fn cut_stage(&self) -> Option<(Subject, Place)> {
        let area = self.viewport.visible(Sticky::Top, &self.scene.index);
        let mut stages = self.scene.tags_in(Sticky::Top, area).filter(|(tag, _)| tag.part == Part::Whole);
        stages.find_map(|(tag, rect)| match tag.subject {
            Subject::Stage(_) | Subject::Compared(Compared::Stage(_))
                if rect.x0 < area.x0 - 0.5 && rect.x1 > area.x0 + 8.0 =>
            {
                Some((tag.subject, Place { layer: Sticky::Top, rect }))
            }
            _ => None,
        })
    }

    /// Draws the cut stage's name at the left edge, until the next stage pushes it out.
    pub(super) fn pinned_name(
        &self,
        painter: &Painter,
        canvas: Id,
        frames: &mut FramePainter,
        kept: &mut Option<PinnedName>,
    ) {
        // Squeezed headers hold their names in view by themselves.
        if self.viewport.along < self.viewport.scale {
            return;
        }
        let Some((stage, whole)) = self.cut_stage() else { return };
        let Some(pinned) = self.pinned(stage, whole, kept) else { return };
        let clip = self.viewport.clip(Sticky::Top, &self.scene.index);
        let scale = self.viewport.scale;
        let size = pinned.index.frame().size * scale;
        let right = self.viewport.to_screen(Sticky::Top, whole.rect).max.x;
        let left = clip.min.x.min(right - size.width as f32);
        let place = Rect::from_min_size(pos2(left, clip.min.y), vec2(size.width as f32, size.height as f32));
        let viewport = Viewport::plain(place, scale);
        let painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
        if let Some(after) = pinned.after_name {
            // What stands right of the name is shown whole or not at all.
            let after = right + ((after - whole.rect.width()) * scale) as f32;
            let edge = right - scale as f32;
            if after < place.max.x {
                let rest = Rect::from_min_max(place.right_top(), pos2(edge, place.max.y));
                painter.rect_filled(rest, 0, Color32::from(pinned.ground));
            }
        }
        frames.paint(&painter, canvas.with("pinned"), &pinned.index, &viewport, Vec::new());
    }

    /// The frame of the stage's name alone, made anew only when the header has changed.
    fn pinned<'k>(&self, stage: Subject, whole: Place, kept: &'k mut Option<PinnedName>) -> Option<&'k PinnedName> {
        let mut found = Vec::new();
        self.scene.index.query(Sticky::Top, whole.rect, &mut found);
        let placed = found
            .iter()
            .map(|i| &self.scene.frame().blocks[*i as usize])
            .find(|placed| placed.block.tags.iter().any(|tag| tag.subject == stage && tag.part == Part::Whole))?;
        let block = Arc::as_ptr(&placed.block).addr();
        if kept.as_ref().is_none_or(|pinned| (pinned.stage, pinned.block) != (stage, block)) {
            *kept = Some(self.pin(stage, placed, whole)?);
        }
        kept.as_ref()
    }

    fn pin(&self, stage: Subject, placed: &Placed, whole: Place) -> Option<PinnedName> {
        let block = &placed.block;
        let origin = placed.origin - whole.rect.origin().to_vec2();
        let name = block.tags.iter().find(|tag| tag.subject == stage && tag.part == Part::Name);
        let ground = block.items.iter().find_map(|item| match item {
            Item::Shape(shape) => shape.fill,
            Item::Text(_) | Item::Shadow(_) | Item::Image(_) => None,
        });
        let texts = || {
            block.items.iter().filter_map(|item| match item {
                Item::Text(text) => {
                    let from = text.origin.x + f64::from(text.run.x);
                    let in_row = name.is_some() || text.origin.y + f64::from(text.run.baseline) < NAME_ROW;
                    in_row.then_some((from, from + f64::from(text.run.advance)))
                }
                Item::Shape(_) | Item::Shadow(_) | Item::Image(_) => None,
            })
        };
        let end = match name {
            Some(name) => {
                let (left, right) = (name.rect.x0 - 0.5, name.rect.x1 - 0.5);
                texts().filter(|(from, _)| (left..right).contains(from)).map(|(_, to)| to).fold(left, f64::max)
            }
            None => end_of_first_words(texts().collect())?,
        };
        let width = (end + origin.x + AFTER_NAME).min(whole.rect.width());
        let blocks = vec![Placed { origin, block: block.clone(), sticky: Sticky::Body }];
        let frame = Frame { size: Size::new(width, NAME_ROW), background: self.theme.canvas, blocks };
        Some(PinnedName {
            stage,
            block: Arc::as_ptr(block).addr(),
            index: FrameIndex::new(Arc::new(frame), None),
            ground: ground.unwrap_or(self.theme.canvas),
            after_name: texts().map(|(from, _)| from).filter(|from| *from > end).map(|x| x + origin.x).reduce(f64::min),
        })
    }
}

/// Where the words at the left end, when what is right of them stands apart.
fn end_of_first_words(mut texts: Vec<(f64, f64)>) -> Option<f64> {
    texts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut texts = texts.into_iter();
    let (_, first) = texts.next()?;
    Some(texts.fold(first, |end, (from, to)| if from - end < AFTER_NAME { end.max(to) } else { end }))
}

impl Overlay<'_> {
    /// How many steps of the stage at the right edge are still to come: "+3 ›".
    pub(super) fn steps_to_come(&self, painter: &Painter, journey: &Journey) {
        let area = self.viewport.visible(Sticky::Top, &self.scene.index);
        let cut = self.scene.tags_in(Sticky::Top, area).find_map(|(tag, rect)| match (tag.subject, tag.part) {
            (Subject::Stage(id), Part::Whole) if rect.x0 < area.x1 - 40.0 && rect.x1 > area.x1 + 0.5 => {
                Some((id, rect))
            }
            _ => None,
        });
        let Some((id, rect)) = cut else { return };
        let Some(number) = journey.stages().iter().position(|stage| stage.id == id).map(|at| at + 1) else { return };
        let mut steps = journey.touchpoints_in(id).map(|step| step.id);
        let count = steps.len();
        let Some((left, right)) = steps.next().and_then(|first| self.scene.column(first)) else { return };
        let in_view = ((area.x1 - rect.x0) / (right - left) + 0.25).floor().max(0.0) as usize;
        let hidden = count.saturating_sub(in_view);
        if hidden == 0 {
            return;
        }
        let clip = self.viewport.clip(Sticky::Top, &self.scene.index);
        let scale = self.viewport.scale as f32;
        // Without a row of step numbers it would stand on the stage's name.
        let one_row = self.index().header <= NAME_ROW + ROOM_BELOW_NAMES;
        let shown = (area.x1 - rect.x0) * self.viewport.along;
        if one_row && (self.viewport.along < self.viewport.scale || shown < NAME_AND_COUNT) {
            return;
        }
        let text = format!("+{hidden} \u{203A}");
        let text = painter.layout_no_wrap(text, style::regular(12.0 * scale), self.theme.ink_soft.into());
        let center = clip.max.y - 11.0 * scale;
        let corner = pos2(clip.max.x - text.size().x - 6.0, center - text.size().y / 2.0);
        let ground = if number % 2 == 1 { self.theme.zebra } else { self.theme.canvas };
        let painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
        let behind =
            Rect::from_min_max(pos2(corner.x - 4.0, center - 8.0 * scale), pos2(clip.max.x, center + 8.0 * scale));
        painter.rect_filled(behind, 0, Color32::from(ground));
        painter.galley(corner, text, self.theme.ink_soft.into());
    }

    /// What the letters typed so far will do, beside a selected thing: "−" before the digit of a bad feeling.
    pub(super) fn pending_sign(&self, painter: &Painter, place: Place) {
        let rect = self.viewport.to_screen(place.layer, place.rect);
        let at = rect.center_top() - vec2(0.0, 6.0);
        let text = painter.layout_no_wrap("\u{2212}".to_owned(), style::semibold(15.0), self.theme.on_fill.into());
        let pill = Rect::from_center_size(at, vec2(24.0, 20.0));
        painter.rect_filled(pill, 10, Color32::from(self.theme.accent));
        let corner = Align2::CENTER_CENTER.align_size_within_rect(text.size(), pill).min;
        painter.galley(corner, text, self.theme.on_fill.into());
    }
}
