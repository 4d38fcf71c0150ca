//! The camera: how near the map is, and which part of it is in view.
//!
//! Plain arithmetic over points and factors. Here never come egui's input, the map or drawing.

use crate::geom::{Point, Rect, Size, Vec2};
use crate::layout::Density;

/// Nearest and farthest zoom; 1.0 is 100 %.
///
/// At the farthest, 2,000 touchpoints fit a canvas of 700 points.
pub const ZOOM_RANGE: (f64, f64) = (0.003, 4.0);

/// What the keys and buttons step through.
const STEPS: [f64; 23] = [
    0.003, 0.006, 0.0125, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.33, 0.4, 0.5, 0.65, 0.8, 0.9, 1.0, 1.25, 1.6, 2.0, 2.5,
    3.0, 3.5, 4.0,
];

/// Zoom and scroll of a view.
///
/// An overview is never drawn smaller than its own size upwards, because it fills the view's height and its words can
/// only just be read. Farther off it is squeezed along the journey alone, all but the lane titles at the left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    zoom: f64,
    /// What the view's top left corner shows, in screen points from the frame's own corner.
    scroll: Vec2,
    /// A density other than the zoom's usual one, until the zoom changes.
    density: Option<Density>,
    /// Width of the lane titles, in points of the frame.
    gutter: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Camera { zoom: 1.0, scroll: Vec2::ZERO, density: None, gutter: 0.0 }
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

    /// Screen points per point of the frame, upwards and in text.
    pub fn scale(&self) -> f64 {
        match self.density() {
            Density::Overview => self.along().max(1.0),
            Density::Compact | Density::Regular | Density::Roomy => self.along(),
        }
    }

    /// Screen points per point of the frame along the journey.
    pub fn along(&self) -> f64 {
        self.zoom / reference(self.density())
    }

    /// Tells how wide the lane titles are, in points of the frame.
    pub fn set_gutter(&mut self, gutter: f64) {
        self.gutter = gutter;
    }

    /// How much more room the lane titles take on the screen than if they were squeezed too.
    fn lead(&self) -> f64 {
        self.gutter * (self.scale() - self.along())
    }

    /// Where a point of the frame lies in the view, in screen points from the view's corner.
    pub fn to_view(&self, point: Point) -> Vec2 {
        Vec2::new(point.x * self.along() + self.lead(), point.y * self.scale()) - self.scroll
    }

    /// The point of the frame at a place in the view.
    pub fn to_frame(&self, at: Vec2) -> Point {
        let at = at + self.scroll;
        Point::new((at.x - self.lead()) / self.along(), at.y / self.scale())
    }

    /// Zooms to a factor, keeping what lies at `anchor` (screen points from the view's corner) in its place while the
    /// density stays the same.
    pub fn zoom_to(&mut self, zoom: f64, anchor: Vec2) {
        if !zoom.is_finite() {
            return;
        }
        let held = self.to_frame(anchor);
        self.zoom = zoom.clamp(ZOOM_RANGE.0, ZOOM_RANGE.1);
        self.density = None;
        self.place(held, anchor);
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
        self.scroll = Vec2::ZERO;
        self.scroll = self.to_view(point) - anchor;
    }

    /// Keeps the view within a frame.
    pub fn hold_within(&mut self, frame: Size, view: Size) {
        let end = self.to_view(Point::new(frame.width, frame.height)) + self.scroll;
        self.scroll.x = self.scroll.x.clamp(0.0, (end.x - view.width).max(0.0));
        self.scroll.y = self.scroll.y.clamp(0.0, (end.y - view.height).max(0.0));
    }

    /// Moves the view as little as it takes to show `rect` (of the frame), `held` being what the edges cover on the
    /// left and at the top (points of the frame), with some air around it.
    pub fn reveal(&mut self, rect: Rect, held: Size, view: Size) {
        let along = |scroll: f64, low: f64, high: f64, held: f64, view: f64| {
            let air = 24.0f64.min(view * 0.05);
            let (low, high) = (low - air, high + air);
            let (least, most) = (high - view, low - held);
            // What is larger than the view shows its beginning.
            if least > most || scroll > most { most } else { scroll.max(least) }
        };
        let low = self.to_view(rect.origin()) + self.scroll;
        let high = self.to_view(Point::new(rect.x1, rect.y1)) + self.scroll;
        let held = held * self.scale();
        self.scroll.x = along(self.scroll.x, low.x, high.x, held.width, view.width);
        self.scroll.y = along(self.scroll.y, low.y, high.y, held.height, view.height);
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

    proptest! {
        #[test]
        fn zooming_keeps_what_lies_under_the_pointer(
            zoom in 0.003f64..4.0,
            factor in 0.2f64..5.0,
            x in 0.0f64..2000.0,
            y in 0.0f64..1000.0,
            scroll in 0.0f64..50_000.0,
        ) {
            let mut camera = Camera { zoom, scroll: Vec2::new(scroll, scroll / 7.0), density: None, gutter: 104.0 };
            let anchor = Vec2::new(x, y);
            let before = camera.to_frame(anchor);
            camera.zoom_to(camera.zoom() * factor, anchor);
            prop_assert!((camera.to_frame(anchor) - before).hypot() < 1e-6);
            prop_assert!((camera.to_view(before) - anchor).hypot() < 1e-6);
            prop_assert!(camera.zoom() >= ZOOM_RANGE.0 && camera.zoom() <= ZOOM_RANGE.1);
        }

        #[test]
        fn a_view_never_leaves_its_frame(
            zoom in 0.003f64..4.0,
            dx in -1e6f64..1e6,
            dy in -1e6f64..1e6,
            width in 1.0f64..1e5,
            height in 1.0f64..5e3,
        ) {
            let mut camera = Camera { zoom, gutter: 104.0, ..Camera::default() };
            camera.pan(Vec2::new(dx, dy));
            let (frame, view) = (Size::new(width, height), Size::new(1000.0, 700.0));
            camera.hold_within(frame, view);
            let scroll = camera.scroll();
            prop_assert!(scroll.x >= 0.0 && scroll.y >= 0.0);
            let right = 104.0 * camera.scale() + (width - 104.0) * camera.along();
            prop_assert!(scroll.x <= (right - view.width).max(0.0) + 1e-6);
            prop_assert!(scroll.y <= (height * camera.scale() - view.height).max(0.0) + 1e-9);
        }

        #[test]
        fn what_is_revealed_lies_in_the_free_part_of_the_view(
            zoom in 0.003f64..2.0,
            x in 104.0f64..50_000.0,
            y in 0.0f64..1000.0,
            scroll in 0.0f64..50_000.0,
        ) {
            let mut camera = Camera { zoom, scroll: Vec2::new(scroll, 0.0), density: None, gutter: 104.0 };
            let rect = Rect::new(x, y, x + 112.0, y + 120.0);
            let (held, view) = (Size::new(104.0, 52.0), Size::new(900.0, 600.0));
            camera.reveal(rect, held, view);
            let left = camera.to_view(rect.origin()).x;
            let right = camera.to_view(Point::new(rect.x1, rect.y1)).x;
            prop_assert!(left >= held.width * camera.scale() && right <= view.width, "{} {}", left, right);
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
    fn text_of_twelve_points_keeps_a_readable_size_at_any_zoom() {
        for permille in 3..=4000 {
            let camera = Camera { zoom: f64::from(permille) / 1000.0, ..Camera::default() };
            assert!(camera.scale() * 12.0 >= 9.0, "{permille}");
        }
    }
}
