//! The card that opens above its neighbours where the pointer rests, or that is selected, when the canvas shows only a
//! part of it.
//!
//! Here never comes the card's drawing; that is a frame like any other.

use std::time::Duration;

use egui::{Color32, Painter, Rect, Stroke, Ui, vec2};

use super::Canvas;
use super::overlay::{Overlay, ring};
use super::paint::{FrameIndex, FramePainter, Viewport};
use super::scene::Basis;
use super::tools::Tool;
use crate::frame::{Part, Sticky, Subject};
use crate::gui::context::CanvasContext;
use crate::layout::Density;
use crate::model::{Journey, LaneKind, TouchpointId};

/// So long the pointer has to rest on a card, in seconds.
const REST: f64 = 0.3;

/// An open card and what it was made from.
pub(super) struct Opened {
    touchpoint: TouchpointId,
    basis: Basis,
    density: Density,
    index: FrameIndex,
    card: crate::geom::Rect,
    says_more: bool,
    selected: bool,
}

/// The card on which the pointer rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Resting {
    touchpoint: TouchpointId,
    /// Since when, in egui's seconds.
    since: f64,
}

impl Canvas {
    /// Opens the card that is wanted now, and closes the one that is not.
    pub(super) fn open_card(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>) {
        let journey = cx.view.journey(cx.session.map());
        let rested = self.rested_on(ui, journey);
        let selected = cx.selection.one().and_then(|subject| card_of(subject, journey));
        let (Some(scene), Tool::Idle) = (&self.scene, &self.tool) else {
            self.opened = None;
            return;
        };
        let density = scene.request.density;
        // A name that is only cut is told to those who ask for it with the pointer.
        let by_selection = match density {
            Density::Overview | Density::Compact => selected,
            Density::Regular | Density::Roomy => None,
        };
        let Some(touchpoint) = rested.or(by_selection) else {
            self.opened = None;
            return;
        };
        let selected = selected == Some(touchpoint);
        if let Some(opened) = &mut self.opened
            && (opened.touchpoint, opened.density) == (touchpoint, density)
            && opened.basis.same(&scene.basis)
        {
            opened.selected = selected;
            return;
        }
        let map = self.tentative.as_ref().map_or(cx.session.map(), |tentative| &tentative.map);
        let card = cx.layouter.card(map, cx.view.state, (density, touchpoint), cx.view.colours());
        self.opened = card.map(|open| Opened {
            touchpoint,
            basis: scene.basis.clone(),
            density,
            index: FrameIndex::new(open.frame, None),
            card: open.card,
            says_more: open.says_more,
            selected,
        });
    }

    /// The card on which the pointer has rested long enough. Beside an open card the next one opens at once.
    fn rested_on(&mut self, ui: &Ui, journey: &Journey) -> Option<TouchpointId> {
        let over = self.hover.filter(|_| matches!(self.tool, Tool::Idle));
        let Some(touchpoint) = over.and_then(|(subject, _)| card_of(subject, journey)) else {
            self.resting = None;
            return None;
        };
        let now = Canvas::now(ui);
        let before = self.resting;
        let is_open = before.is_some_and(|resting| now - resting.since >= REST);
        let since = if is_open { now - REST } else { now };
        let resting =
            before.filter(|resting| resting.touchpoint == touchpoint).unwrap_or(Resting { touchpoint, since });
        self.resting = Some(resting);
        let left = resting.since + REST - now;
        if left > 0.0 {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left + 0.01));
            return None;
        }
        Some(touchpoint)
    }
}

/// The touchpoint whose card something is, or the place around a card: tiles can be narrower than the gaps between them.
fn card_of(subject: Subject, journey: &Journey) -> Option<TouchpointId> {
    if let Subject::Touchpoint(id) = subject {
        return Some(id);
    }
    let Subject::Cell(lane, id) = subject else { return None };
    journey.lane(lane).is_some_and(|lane| lane.kind == LaneKind::Touchpoints).then_some(id)
}

impl Overlay<'_> {
    /// Draws the open card over the place of the card it belongs to.
    pub(super) fn opened(&self, painter: &Painter, frames: &mut FramePainter, opened: &Opened) {
        let small = match opened.density {
            Density::Overview | Density::Compact => true,
            Density::Regular | Density::Roomy => false,
        };
        let place = self.scene.place(Subject::Touchpoint(opened.touchpoint), Part::Whole);
        let Some(place) = place.filter(|place| place.layer == Sticky::Body && (small || opened.says_more)) else {
            return;
        };
        let scale = if small { 1.0 } else { self.viewport.scale };
        let clip = self.viewport.clip(Sticky::Body, self.index());
        let below = self.viewport.to_screen(Sticky::Body, place.rect);
        if !clip.intersects(below) {
            return;
        }
        let points = |x: f64, y: f64| vec2((x * scale) as f32, (y * scale) as f32);
        let size = points(opened.card.width(), opened.card.height());
        let inside = clip.shrink(8.0);
        let left = (below.center().x - size.x / 2.0).min(inside.max.x - size.x).max(inside.min.x);
        let left = if small { left } else { below.min.x };
        let card = Rect::from_min_size(egui::pos2(left.round(), below.min.y.round()), size);
        let offset = points(opened.card.x0, opened.card.y0);
        let whole = points(opened.index.frame().size.width, opened.index.frame().size.height);
        let viewport = Viewport::plain(Rect::from_min_size(card.min - offset, whole), scale);
        let painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
        let radius = 8.0 * scale as f32;
        let shadow = egui::Shadow { offset: [0, 4], blur: 13, spread: 0, color: self.theme.shadow.into() };
        painter.add(shadow.as_shape(card, radius));
        if opened.selected {
            // The gap within the ring shows nothing of the tile's own.
            painter.rect_filled(card.expand(4.0), radius + 4.0, Color32::from(self.theme.canvas));
        }
        frames.paint(&painter, Canvas::id().with("opened"), &opened.index, &viewport, Vec::new());
        let accent = Color32::from(self.theme.accent);
        if opened.selected {
            ring(&painter, card, radius, Stroke::new(1.0, accent));
            ring(&painter, card.expand(4.0), radius + 4.0, Stroke::new(2.0, accent));
        } else {
            ring(&painter, card, radius, Stroke::new(1.0, Color32::from(self.theme.ctrl)));
        }
    }
}
