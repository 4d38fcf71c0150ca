//! What a screen reader finds on the canvas: a node for everything in view that stands for something.
//!
//! The nodes lie below the canvas itself, which answers the pointer; they answer assistive technology alone. What is
//! scrolled out of view has no node: the outline lists the whole map.

use std::collections::BTreeSet;

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo};

use super::paint::Viewport;
use super::scene::Scene;
use crate::frame::{Part, Subject};

/// More nodes than this would only slow the reader down.
const MOST: usize = 400;

/// The node of a subject.
pub(super) fn node_id(canvas: Id, subject: Subject) -> Id {
    canvas.with(("node", subject))
}

/// Offers the nodes of what shows `within` a part of the screen and is not among what was `seen` already, and returns
/// what assistive technology asked for.
pub(super) fn nodes<R, B>(
    ui: &Ui,
    canvas: Id,
    scene: &Scene<R, B>,
    viewport: &Viewport,
    (within, seen): (Rect, &mut BTreeSet<Subject>),
    selected: impl Fn(Subject) -> bool,
) -> Option<Subject> {
    let mut asked = None;
    let tags = scene.visible_tags(|layer| viewport.visible(layer, &scene.index));
    let whole = tags.into_iter().filter(|(tag, _)| tag.part == Part::Whole && is_worth_a_node(tag.subject));
    for (tag, place) in whole.take(MOST) {
        let clip = viewport.clip(place.layer, &scene.index).intersect(within);
        let rect = viewport.to_screen(place.layer, place.rect).intersect(clip);
        if !rect.is_positive() || !seen.insert(tag.subject) {
            continue;
        }
        let id = node_id(canvas, tag.subject);
        let response = ui.interact(rect, id, Sense::CLICK);
        let selected = selected(tag.subject);
        response.widget_info(|| match tag.subject {
            Subject::AddTouchpoint(_) | Subject::AddStage => WidgetInfo::labeled(Role::Button, true, &tag.label),
            _ => WidgetInfo::selected(Role::Button, true, selected, &tag.label),
        });
        let focus = ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Focus));
        if focus || response.clicked() {
            asked = Some(tag.subject);
        }
    }
    asked
}

/// Places where nothing stands are no news.
fn is_worth_a_node(subject: Subject) -> bool {
    !matches!(subject, Subject::Cell(..))
}

/// Tells assistive technology what the canvas is and which of its nodes is the current one.
pub(super) fn describe(ui: &Ui, canvas: Id, current: Option<Subject>, in_view: impl Fn(Subject) -> bool) {
    let current = current.filter(|subject| is_worth_a_node(*subject) && in_view(*subject));
    ui.ctx().accesskit_node_builder(canvas, |node| {
        if let Some(subject) = current {
            node.set_active_descendant(node_id(canvas, subject).accesskit_id());
        }
    });
}
