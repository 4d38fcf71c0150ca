//! Which part of a frame is shown where on the screen, and at what scale: the way from a frame's points to the screen's
//! and back, for each of the layers that are held at the edges.
//!
//! Here never comes drawing.

use egui::pos2;

use super::index::{FrameIndex, LAYERS};
use crate::frame::Sticky;
use crate::geom::{Point, Rect, Vec2};

/// Where and how a frame is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// The part of the window it fills.
    pub rect: egui::Rect,
    /// How far the frame is scrolled, in screen points.
    pub scroll: Vec2,
    /// Screen points per point of the frame, upwards and in text.
    pub scale: f64,
    /// Screen points per point of the frame along the journey; less than `scale` in a view from far off, which squeezes
    /// all but the lane titles.
    pub along: f64,
    /// Width of the lane titles, in points of the frame.
    pub gutter: f64,
    /// Whether headers and titles are held at the edges.
    pub sticky: bool,
    /// Whether the scale is about to change again, so that triangles of a near scale will do.
    pub zooming: bool,
}

impl Viewport {
    /// A whole frame at a scale, from the corner of `rect`.
    pub fn plain(rect: egui::Rect, scale: f64) -> Viewport {
        Viewport { rect, scroll: Vec2::ZERO, scale, along: scale, gutter: 0.0, sticky: false, zooming: false }
    }

    /// Screen points per point of the frame in a layer, along the journey.
    pub fn layer_along(&self, layer: Sticky) -> f64 {
        match (self.sticky, layer) {
            (false, _) | (true, Sticky::Body | Sticky::Top) => self.along,
            (true, Sticky::Left | Sticky::Corner) => self.scale,
        }
    }

    /// Where a layer's frame origin lies on the screen.
    pub fn origin(&self, layer: Sticky) -> egui::Pos2 {
        // What the lane titles take more than if they were squeezed too pushes the journey to the right.
        let left = self.scroll.x - self.gutter * (self.scale - self.along);
        let (x, y) = match (self.sticky, layer) {
            (false, _) | (true, Sticky::Body) => (left, self.scroll.y),
            (true, Sticky::Left) => (0.0, self.scroll.y),
            (true, Sticky::Top) => (left, 0.0),
            (true, Sticky::Corner) => (0.0, 0.0),
        };
        pos2((f64::from(self.rect.min.x) - x) as f32, (f64::from(self.rect.min.y) - y) as f32)
    }

    /// Where something of a layer lies on the screen.
    pub fn to_screen(&self, layer: Sticky, rect: Rect) -> egui::Rect {
        let (origin, along) = (self.origin(layer), self.layer_along(layer));
        let at = |x: f64, y: f64| {
            pos2((f64::from(origin.x) + x * along) as f32, (f64::from(origin.y) + y * self.scale) as f32)
        };
        egui::Rect::from_min_max(at(rect.x0, rect.y0), at(rect.x1, rect.y1))
    }

    /// The point of the frame that a layer shows at a point of the screen.
    pub fn to_frame(&self, layer: Sticky, point: egui::Pos2) -> Point {
        let origin = self.origin(layer);
        let of = |v: f32, from: f32, scale: f64| (f64::from(v) - f64::from(from)) / scale;
        Point::new(of(point.x, origin.x, self.layer_along(layer)), of(point.y, origin.y, self.scale))
    }

    /// The part of the window in which a layer shows.
    pub fn clip(&self, layer: Sticky, index: &FrameIndex) -> egui::Rect {
        if !self.sticky {
            return self.rect;
        }
        let corner = pos2(
            self.rect.min.x + (index.gutter * self.scale) as f32,
            self.rect.min.y + (index.header * self.scale) as f32,
        )
        .min(self.rect.max);
        let (min, max) = (self.rect.min, self.rect.max);
        match layer {
            Sticky::Body => egui::Rect::from_min_max(corner, max),
            Sticky::Top => egui::Rect::from_min_max(pos2(corner.x, min.y), pos2(max.x, corner.y)),
            Sticky::Left => egui::Rect::from_min_max(pos2(min.x, corner.y), pos2(corner.x, max.y)),
            Sticky::Corner => egui::Rect::from_min_max(min, corner),
        }
    }

    /// The layer that shows at a point of the screen, and the point of the frame there.
    pub fn locate(&self, point: egui::Pos2, index: &FrameIndex) -> Option<(Sticky, Point)> {
        let layer = LAYERS.into_iter().rev().find(|layer| self.clip(*layer, index).contains(point))?;
        Some((layer, self.to_frame(layer, point)))
    }

    /// The part of the frame that a layer shows.
    pub fn visible(&self, layer: Sticky, index: &FrameIndex) -> Rect {
        let clip = self.clip(layer, index);
        Rect::from_points(self.to_frame(layer, clip.min), self.to_frame(layer, clip.max))
    }
}
