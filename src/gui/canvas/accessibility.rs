//! What a screen reader finds on the canvas: a node for everything in view that stands for something.
//!
//! The nodes lie below the canvas itself, which answers the pointer; they answer assistive technology alone. What is
//! scrolled out of view has no node: the outline lists the stages and touchpoints of the whole map, and says of each
//! touchpoint what stands at it.

use std::collections::BTreeSet;

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo};

use super::paint::Viewport;
use super::scene::Scene;
use crate::edit::clipboard::cell;
use crate::frame::{Part, Subject, Tag};
use crate::gui::context::Selection;
use crate::gui::panels::shown;
use crate::gui::panels::status_bar::link_words;
use crate::model::*;
use crate::words::capital;

/// More nodes than this would only slow the reader down.
const MOST: usize = 400;

/// The node of a subject.
pub(super) fn node_id(canvas: Id, subject: Subject) -> Id {
    canvas.with(("node", subject))
}

/// What the nodes of a canvas say.
pub(super) trait Speaker {
    /// Whether something is selected.
    fn is_selected(&self, subject: Subject) -> bool;
    /// Whether something is worth a node: asked for everything in view on every frame, so it must be quick.
    fn is_news(&self, tag: &Tag) -> bool;
    /// What it is called. Asked only while somebody listens.
    fn name(&self, tag: &Tag) -> String;
}

/// Offers the nodes of what shows `within` a part of the screen, is news, and is not among what was `seen` already.
/// Returns what assistive technology asked for.
pub(super) fn nodes<R, B>(
    ui: &Ui,
    canvas: Id,
    scene: &Scene<R, B>,
    viewport: &Viewport,
    (within, seen): (Rect, &mut BTreeSet<Subject>),
    speaker: &impl Speaker,
) -> Option<Subject> {
    let mut asked = None;
    let tags = scene.visible_tags(|layer| viewport.visible(layer, &scene.index));
    let mut news = tags.into_iter().filter(|(tag, _)| tag.part == Part::Whole && speaker.is_news(tag)).filter_map(
        |(tag, place)| {
            let clip = viewport.clip(place.layer, &scene.index).intersect(within);
            let rect = viewport.to_screen(place.layer, place.rect).intersect(clip);
            (rect.is_positive() && seen.insert(tag.subject)).then_some((tag, rect))
        },
    );
    for (tag, rect) in news.by_ref().take(MOST) {
        let id = node_id(canvas, tag.subject);
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| match tag.subject {
            Subject::AddTouchpoint(_) | Subject::AddStage => WidgetInfo::labeled(Role::Button, true, speaker.name(tag)),
            subject => WidgetInfo::selected(Role::Button, true, speaker.is_selected(subject), speaker.name(tag)),
        });
        let focus = ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Focus));
        if focus || response.clicked() {
            asked = Some(tag.subject);
        }
    }
    if news.next().is_some() {
        let corner = Rect::from_min_size(within.min, egui::Vec2::splat(1.0));
        let response = ui.interact(corner, canvas.with("more"), Sense::hover());
        // Counted only while somebody listens: there may be very many.
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Label);
            node.set_value(format!("and {} more in view; zoom in to reach them", news.count() + 1));
        });
    }
    asked
}

/// What the nodes of the map say. An arc alone does not know what it joins, nor a place what is written there.
pub(super) struct MapSpeaker<'a> {
    /// The map, for its pictures.
    pub map: &'a Map,
    /// The journey that is shown.
    pub journey: &'a Journey,
    /// What is selected.
    pub selection: &'a Selection,
}

impl Speaker for MapSpeaker<'_> {
    fn is_selected(&self, subject: Subject) -> bool {
        self.selection.contains(subject)
    }

    /// Places where nothing stands are no news, unless one is selected.
    fn is_news(&self, tag: &Tag) -> bool {
        match tag.subject {
            Subject::Cell(lane, at) => self.standing(lane, at).is_some() || self.is_selected(tag.subject),
            _ => true,
        }
    }

    fn name(&self, tag: &Tag) -> String {
        match tag.subject {
            Subject::Link(id) => {
                let words = self.journey.link(id).map(|link| capital(&link_words(self.journey, link)));
                words.unwrap_or_else(|| tag.label.to_string())
            }
            Subject::Cell(lane, at) => {
                let title = self.journey.lane(lane).map_or("", |lane| lane.shown_title());
                let touchpoint = self.journey.touchpoint(at).map_or("", |touchpoint| &touchpoint.name);
                let step = self.journey.step_number(at).unwrap_or(0);
                let place = format!("{title}, step {step}, {}", shown(touchpoint, "unnamed"));
                match self.standing(lane, at) {
                    Some(words) => format!("{place}: {words}"),
                    None => format!("{place}, empty"),
                }
            }
            Subject::Touchpoint(id) => {
                // A card's own words outlive changes elsewhere, so they cannot say how many there are.
                let step = format!(", step {}", self.journey.step_number(id).unwrap_or(0));
                tag.label.replacen(&step, &format!("{step} of {}", self.journey.touchpoint_count()), 1)
            }
            _ => tag.label.to_string(),
        }
    }
}

impl MapSpeaker<'_> {
    /// What stands in a lane at a touchpoint, if it is no thing of its own.
    fn standing(&self, lane: LaneId, at: TouchpointId) -> Option<String> {
        standing(self.map, self.journey, self.journey.lane(lane)?, self.journey.touchpoint(at)?)
    }
}

/// What stands in a lane at a touchpoint and is no thing of its own.
fn standing(map: &Map, journey: &Journey, lane: &Lane, touchpoint: &Touchpoint) -> Option<String> {
    let words = match lane.kind {
        LaneKind::Text | LaneKind::BackStage | LaneKind::Channel => cell(journey, lane, touchpoint, None),
        LaneKind::Picture => {
            let picture = map.picture(*touchpoint.pictures.get(&lane.id)?)?;
            if picture.alt.is_empty() { "a picture".to_owned() } else { format!("a picture, {}", picture.alt) }
        }
        LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Pains
        | LaneKind::Opportunities
        | LaneKind::Measures
        | LaneKind::Feedback => String::new(),
    };
    (!words.trim().is_empty()).then_some(words)
}

/// Tells assistive technology what the canvas is and which of its nodes is the current one.
pub(super) fn describe(ui: &Ui, canvas: Id, current: Option<Subject>, in_view: impl Fn(Subject) -> bool) {
    let current = current.filter(|subject| in_view(*subject));
    ui.ctx().accesskit_node_builder(canvas, |node| {
        if let Some(subject) = current {
            node.set_active_descendant(node_id(canvas, subject).accesskit_id());
        }
    });
}
