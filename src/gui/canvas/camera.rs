//! The camera: how near the map is, and which part of it is in view.
//!
//! Plain arithmetic over points and factors. Here never come egui's input, the map or drawing.

use crate::geom::{Point, Rect, Size, Vec2};
use crate::layout::Density;

/// Nearest and farthest zoom; 1.0 is 100 %.
pub const ZOOM_RANGE: (f64, f64) = (0.05, 4.0);

/// What the keys and buttons step through.
const STEPS: [f64; 18] =
    [0.05, 0.1, 0.15, 0.25, 0.33, 0.4, 0.5, 0.65, 0.8, 0.9, 1.0, 1.25, 1.6, 2.0, 2.5, 3.0, 3.5, 4.0];

/// Zoom and scroll of a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    zoom: f64,
    /// What the view's top left corner shows, in screen points from the frame's own corner.
    scroll: Vec2,
    /// A density other than the zoom's usual one, until the zoom changes.
    density: Option<Density>,
}

impl Default for Camera {
    fn default() -> Self {
        Camera { zoom: 1.0, scroll: Vec2::ZERO, density: None }
    }
}

impl Camera {
    /// How near the map is; 1.0 is 100 %.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// What the view's top left corner shows, in screen points from the frame's own corner.
    pub fn scroll(&self) -> Vec2 {
        self.scroll
    }

    /// How much is shown of each touchpoint.
    pub fn density(&self) -> Density {
        self.density.unwrap_or(density_at(self.zoom))
    }

    /// Screen points per point of the frame.
    pub fn scale(&self) -> f64 {
        self.zoom / reference(self.density())
    }

    /// Zooms by `factor`, keeping what lies at `anchor` (screen points from the view's corner) in its place while the
    /// density stays the same.
    pub fn zoom_by(&mut self, factor: f64, anchor: Vec2) {
        self.zoom_to(self.zoom * factor, anchor);
    }

    /// Zooms to a factor, in the same way.
    pub fn zoom_to(&mut self, zoom: f64, anchor: Vec2) {
        if !zoom.is_finite() {
            return;
        }
        let before = self.scale();
        self.zoom = zoom.clamp(ZOOM_RANGE.0, ZOOM_RANGE.1);
        self.density = None;
        let growth = self.scale() / before;
        self.scroll = (self.scroll + anchor) * growth - anchor;
    }

    /// Shows a density at a zoom of its own, from the frame's corner.
    pub fn fit(&mut self, zoom: f64, density: Density) {
        self.zoom = zoom.clamp(ZOOM_RANGE.0, ZOOM_RANGE.1);
        self.density = Some(density).filter(|density| *density != density_at(self.zoom));
        self.scroll = Vec2::ZERO;
    }

    /// The next step nearer.
    pub fn step_in(&self) -> f64 {
        STEPS.into_iter().find(|step| *step > self.zoom * 1.01).unwrap_or(ZOOM_RANGE.1)
    }

    /// The next step further off.
    pub fn step_out(&self) -> f64 {
        STEPS.into_iter().rev().find(|step| *step < self.zoom * 0.99).unwrap_or(ZOOM_RANGE.0)
    }

    /// Moves the view by screen points.
    pub fn pan(&mut self, by: Vec2) {
        self.scroll += by;
    }

    /// Puts a point of the frame at `anchor` (screen points from the view's corner).
    pub fn place(&mut self, point: Point, anchor: Vec2) {
        self.scroll = point.to_vec2() * self.scale() - anchor;
    }

    /// Keeps the view within a frame.
    pub fn hold_within(&mut self, frame: Size, view: Size) {
        let most = frame * self.scale() - view;
        self.scroll.x = self.scroll.x.clamp(0.0, most.width.max(0.0));
        self.scroll.y = self.scroll.y.clamp(0.0, most.height.max(0.0));
    }

    /// Moves the view as little as it takes to show `rect` (of the frame), `held` being what the edges cover on the
    /// left and at the top (points of the frame), with some air around it.
    pub fn reveal(&mut self, rect: Rect, held: Size, view: Size) {
        let scale = self.scale();
        let along = |scroll: f64, low: f64, high: f64, held: f64, view: f64| {
            let air = 24.0f64.min(view * 0.05);
            let (low, high, held) = (low * scale - air, high * scale + air, held * scale);
            let (least, most) = (high - view, low - held);
            // What is larger than the view shows its beginning.
            if least > most || scroll > most { most } else { scroll.max(least) }
        };
        self.scroll.x = along(self.scroll.x, rect.x0, rect.x1, held.width, view.width);
        self.scroll.y = along(self.scroll.y, rect.y0, rect.y1, held.height, view.height);
    }
}

/// The density that a zoom shows.
pub fn density_at(zoom: f64) -> Density {
    match zoom {
        z if z >= 1.6 => Density::Roomy,
        z if z >= 0.8 => Density::Regular,
        z if z >= 0.5 => Density::Compact,
        _ => Density::Overview,
    }
}

/// The zoom at which a density's frame is shown at its own size.
pub fn reference(density: Density) -> f64 {
    match density {
        Density::Roomy => 1.6,
        Density::Regular => 1.0,
        Density::Compact => 0.65,
        Density::Overview => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame_point(camera: &Camera, anchor: Vec2) -> Vec2 {
        (camera.scroll() + anchor) / camera.scale()
    }

    proptest! {
        #[test]
        fn zooming_keeps_what_lies_under_the_pointer(
            zoom in 0.05f64..4.0,
            factor in 0.2f64..5.0,
            x in 0.0f64..2000.0,
            y in 0.0f64..1000.0,
            scroll in 0.0f64..50_000.0,
        ) {
            let mut camera = Camera { zoom, scroll: Vec2::new(scroll, scroll / 7.0), density: None };
            let anchor = Vec2::new(x, y);
            let before = frame_point(&camera, anchor);
            camera.zoom_by(factor, anchor);
            prop_assert!((frame_point(&camera, anchor) - before).hypot() < 1e-6);
            prop_assert!(camera.zoom() >= ZOOM_RANGE.0 && camera.zoom() <= ZOOM_RANGE.1);
        }

        #[test]
        fn a_view_never_leaves_its_frame(
            zoom in 0.05f64..4.0,
            dx in -1e6f64..1e6,
            dy in -1e6f64..1e6,
            width in 1.0f64..1e5,
            height in 1.0f64..5e3,
        ) {
            let mut camera = Camera { zoom, ..Camera::default() };
            camera.pan(Vec2::new(dx, dy));
            let (frame, view) = (Size::new(width, height), Size::new(1000.0, 700.0));
            camera.hold_within(frame, view);
            let scroll = camera.scroll();
            prop_assert!(scroll.x >= 0.0 && scroll.y >= 0.0);
            prop_assert!(scroll.x <= (width * camera.scale() - view.width).max(0.0) + 1e-9);
            prop_assert!(scroll.y <= (height * camera.scale() - view.height).max(0.0) + 1e-9);
        }

        #[test]
        fn what_is_revealed_lies_in_the_free_part_of_the_view(
            zoom in 0.05f64..2.0,
            x in 0.0f64..50_000.0,
            y in 0.0f64..1000.0,
            scroll in 0.0f64..50_000.0,
        ) {
            let mut camera = Camera { zoom, scroll: Vec2::new(scroll, 0.0), density: None };
            let rect = Rect::new(x, y, x + 112.0, y + 120.0);
            let (held, view) = (Size::new(104.0, 52.0), Size::new(900.0, 600.0));
            camera.reveal(rect, held, view);
            let scale = camera.scale();
            let left = rect.x0 * scale - camera.scroll().x;
            let right = rect.x1 * scale - camera.scroll().x;
            prop_assert!(left >= held.width * scale && right <= view.width, "{} {}", left, right);
            // Revealing again moves nothing.
            let before = camera;
            camera.reveal(rect, held, view);
            prop_assert!((camera.scroll() - before.scroll()).hypot() < 1e-6);
        }
    }

    #[test]
    fn steps_go_through_every_density_and_end_at_the_range() {
        let mut camera = Camera::default();
        let mut seen = vec![camera.density()];
        for _ in 0..30 {
            camera.zoom_to(camera.step_out(), Vec2::ZERO);
            seen.push(camera.density());
        }
        assert_eq!(camera.zoom(), ZOOM_RANGE.0);
        for _ in 0..30 {
            camera.zoom_to(camera.step_in(), Vec2::ZERO);
            seen.push(camera.density());
        }
        assert_eq!(camera.zoom(), ZOOM_RANGE.1);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 4);
    }

    #[test]
    fn text_of_twelve_points_keeps_a_readable_size_above_half_zoom() {
        for percent in 50..=400 {
            let camera = Camera { zoom: f64::from(percent) / 100.0, ..Camera::default() };
            assert!(camera.scale() * 12.0 >= 9.0, "{percent}");
        }
    }
}
