//! What a screen reader finds on the canvas: a node for everything in view that stands for something.
//!
//! The nodes lie below the canvas itself, which answers the pointer; they answer assistive technology alone. What is
//! scrolled out of view has no node: the outline lists the whole map.

use std::collections::BTreeSet;

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo};

use super::paint::Viewport;
use super::scene::Scene;
use crate::edit::clipboard::cell;
use crate::frame::{Part, Subject, Tag};
use crate::gui::panels::shown;
use crate::gui::panels::status_bar::link_words;
use crate::model::*;

/// More nodes than this would only slow the reader down.
const MOST: usize = 400;

/// The node of a subject.
pub(super) fn node_id(canvas: Id, subject: Subject) -> Id {
    canvas.with(("node", subject))
}

/// Offers the nodes of what shows `within` a part of the screen and is not among what was `seen` already, each with
/// whether it is selected and what it is called, and returns what assistive technology asked for. What has no name is
/// no news, and gets no node.
pub(super) fn nodes<R, B>(
    ui: &Ui,
    canvas: Id,
    scene: &Scene<R, B>,
    viewport: &Viewport,
    (within, seen): (Rect, &mut BTreeSet<Subject>),
    (selected, name): (impl Fn(Subject) -> bool, impl Fn(&Tag) -> Option<String>),
) -> Option<Subject> {
    let mut asked = None;
    let tags = scene.visible_tags(|layer| viewport.visible(layer, &scene.index));
    let named = tags.into_iter().filter(|(tag, _)| tag.part == Part::Whole);
    let named = named.filter_map(|(tag, place)| Some((tag, place, name(tag)?)));
    for (tag, place, name) in named.take(MOST) {
        let clip = viewport.clip(place.layer, &scene.index).intersect(within);
        let rect = viewport.to_screen(place.layer, place.rect).intersect(clip);
        if !rect.is_positive() || !seen.insert(tag.subject) {
            continue;
        }
        let id = node_id(canvas, tag.subject);
        let response = ui.interact(rect, id, Sense::CLICK);
        let selected = selected(tag.subject);
        response.widget_info(|| match tag.subject {
            Subject::AddTouchpoint(_) | Subject::AddStage => WidgetInfo::labeled(Role::Button, true, &name),
            _ => WidgetInfo::selected(Role::Button, true, selected, &name),
        });
        let focus = ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Focus));
        if focus || response.clicked() {
            asked = Some(tag.subject);
        }
    }
    asked
}

/// What something on the map is called; `None` for places where nothing stands, unless one is selected. An arc alone
/// does not know what it joins, nor a place what is written there.
pub(super) fn name(map: &Map, journey: &Journey, tag: &Tag, selected: bool) -> Option<String> {
    match tag.subject {
        Subject::Link(id) => {
            Some(journey.link(id).map_or(tag.label.to_string(), |link| capital(&link_words(journey, link))))
        }
        Subject::Cell(lane, at) => {
            let (lane, touchpoint) = (journey.lane(lane)?, journey.touchpoint(at)?);
            let standing = standing(map, journey, lane, touchpoint);
            let step = journey.step_number(at).unwrap_or(0);
            let place = format!("{}, step {step}, {}", lane.shown_title(), shown(&touchpoint.name, "unnamed"));
            match standing {
                Some(words) => Some(format!("{place}: {words}")),
                None => selected.then(|| format!("{place}, empty")),
            }
        }
        Subject::Touchpoint(id) => {
            // A card's own words outlive changes elsewhere, so they cannot say how many there are.
            let step = format!(", step {}", journey.step_number(id)?);
            Some(tag.label.replacen(&step, &format!("{step} of {}", journey.touchpoint_count()), 1))
        }
        _ => Some(tag.label.to_string()),
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

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
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
