//! Where a view comes to rest: with the beginning of a column beside the lane titles, so that they never cut a card.
//!
//! Plain arithmetic over a camera, times and columns. Here never come egui's input, the map or drawing.

use super::camera::Camera;
use crate::geom::{Rect, Vec2};
use crate::layout::Density;

/// A view that was not scrolled for so long has been let go of, in seconds: longer than the pauses within one sweep
/// over a trackpad.
const PAUSE: f64 = 0.15;
/// Who scrolls no further than this meant to go nowhere, in screen points.
const SLIGHT: f64 = 6.0;
/// How long the way to the nearest column takes, in seconds.
const GLIDE: f64 = 0.14;

/// Watches a view that is scrolled along the journey, and takes it to a column afterwards.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Snap {
    /// Nothing moved since it came to rest.
    #[default]
    At,
    /// Last scrolled at the time `at`, in seconds, and by so much since it was at rest, in screen points.
    Scrolled { at: f64, by: f64 },
    /// On the way.
    Gliding {
        /// How far the camera was scrolled along the journey at the beginning, is to be scrolled in the end, and was
        /// left at the last step, in screen points.
        from: f64,
        to: f64,
        last: f64,
        /// When it set out, in seconds.
        since: f64,
    },
}

impl Snap {
    /// A view that was just let go of, from wherever it is.
    pub(super) const LET_GO: Snap = Snap::Scrolled { at: f64::NEG_INFINITY, by: 0.0 };

    /// Notes that somebody scrolled by so much along the journey, in screen points, at the time `now`.
    pub(super) fn scrolled(&mut self, by: f64, now: f64) {
        let before = match *self {
            Snap::Scrolled { by, .. } => by,
            Snap::At | Snap::Gliding { .. } => 0.0,
        };
        *self = Snap::Scrolled { at: now, by: before + by };
    }

    /// One step at the time `now`. `held` says that the view is still in somebody's hand, `at_once` that nothing may
    /// glide, and `columns` where columns begin around a place along the journey, in points of the frame.
    ///
    /// Returns in how many seconds there is more to do.
    pub(super) fn step(
        &mut self,
        camera: &mut Camera,
        (now, held, at_once): (f64, bool, bool),
        columns: impl Fn(f64) -> Vec<f64>,
    ) -> Option<f64> {
        match *self {
            Snap::At => None,
            Snap::Scrolled { by, .. } if held => {
                *self = Snap::Scrolled { at: now, by };
                None
            }
            Snap::Scrolled { at, .. } if now < at + PAUSE => Some(at + PAUSE - now),
            Snap::Scrolled { by, .. } => {
                let from = camera.scroll().x;
                let to = resting_column(camera, by, &columns).unwrap_or(from);
                *self = Snap::Gliding { from, to, last: from, since: if at_once { now - GLIDE } else { now } };
                self.step(camera, (now, held, at_once), columns)
            }
            Snap::Gliding { last, .. } if held || (camera.scroll().x - last).abs() > 0.5 => {
                // Somebody else moves it.
                *self = if held { Snap::Scrolled { at: now, by: 0.0 } } else { Snap::At };
                None
            }
            Snap::Gliding { from, to, last, since } => {
                let part = ((now - since) / GLIDE).clamp(0.0, 1.0);
                let eased = 1.0 - (1.0 - part).powi(3);
                let next = from + (to - from) * eased;
                camera.pan(Vec2::new(next - last, 0.0));
                *self = if part < 1.0 { Snap::Gliding { from, to, last: next, since } } else { Snap::At };
                (part < 1.0).then_some(0.0)
            }
        }
    }
}

/// Moves a camera that has just brought a place of the frame into view on to the next column, as long as the place
/// stays in view.
pub(super) fn on_to_column(camera: &mut Camera, place: Rect, columns: impl Fn(f64) -> Vec<f64>) {
    let Some((first, places)) = scrolls(camera, columns) else { return };
    let now = camera.scroll().x;
    let furthest = (place.x0 - first) * camera.along();
    let next = places.filter(|scroll| *scroll > now - 0.5 && *scroll < furthest + 0.5).reduce(f64::min);
    camera.pan(Vec2::new(next.map_or(0.0, |next| next - now), 0.0));
}

/// How far a camera that was scrolled `by` so much comes to be scrolled: with the nearest column in the place that the
/// first one has at the beginning of the journey. Whoever meant to go somewhere is not taken back to where he was: one
/// notch of a wheel goes on to the next column that way. None where columns are too narrow to be told apart, or where
/// there are none.
fn resting_column(camera: &Camera, by: f64, columns: impl Fn(f64) -> Vec<f64>) -> Option<f64> {
    let now = camera.scroll().x;
    let (_, places) = scrolls(camera, columns)?;
    let mut places: Vec<f64> = places.collect();
    places.sort_by(|a, b| (a - now).abs().total_cmp(&(b - now).abs()));
    let nearest = *places.first()?;
    let goes_on = (nearest - (now - by)) * by.signum() > 0.5;
    if goes_on || by.abs() <= SLIGHT {
        return Some(nearest);
    }
    let ahead = places.iter().find(|place| (**place - now) * by.signum() > 0.5);
    Some(ahead.copied().unwrap_or(nearest))
}

/// Where the first column begins, in points of the frame, and how far the camera is scrolled with each of the columns
/// around it in the first one's place.
fn scrolls(camera: &Camera, columns: impl Fn(f64) -> Vec<f64>) -> Option<(f64, impl Iterator<Item = f64>)> {
    match camera.density() {
        Density::Overview => return None,
        Density::Compact | Density::Regular | Density::Roomy => {}
    }
    let first = columns(0.0).into_iter().reduce(f64::min)?;
    let along = camera.along();
    let near = columns(first + camera.scroll().x / along);
    Some((first, near.into_iter().map(move |column| (column - first) * along)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(around: f64) -> Vec<f64> {
        let all = (0..40).map(|n| 110.0 + f64::from(n) * 176.0);
        all.filter(|column| (column - around).abs() < 400.0).collect()
    }

    fn scrolled_to(x: f64) -> Camera {
        let mut camera = Camera::default();
        camera.pan(Vec2::new(x, 0.0));
        camera
    }

    /// Steps every 60th of a second until nothing is left to do; returns how far the camera is scrolled then.
    fn let_go(camera: &mut Camera, at_once: bool) -> f64 {
        let_go_after(camera, 0.0, at_once)
    }

    /// The same after somebody scrolled by so much.
    fn let_go_after(camera: &mut Camera, by: f64, at_once: bool) -> f64 {
        let mut snap = Snap::Scrolled { at: 0.0, by };
        let mut now = 0.0;
        while snap.step(camera, (now, false, at_once), columns).is_some() {
            now += 1.0 / 60.0;
            assert!(now < 1.0, "it never comes to rest");
        }
        assert_eq!(snap, Snap::At);
        camera.scroll().x
    }

    #[test]
    fn a_view_comes_to_rest_at_the_nearest_column() {
        for (from, to) in [(0.0, 0.0), (60.0, 0.0), (100.0, 176.0), (360.0, 352.0), (1_000.0, 1_056.0)] {
            assert!((let_go(&mut scrolled_to(from), false) - to).abs() < 1e-9, "from {from}");
            assert!((let_go(&mut scrolled_to(from), true) - to).abs() < 1e-9, "from {from}, at once");
        }
    }

    #[test]
    fn one_notch_of_a_wheel_goes_on_to_the_next_column_and_not_back() {
        for (from, by, to) in [
            (0.0, 40.0, 176.0),
            (352.0, -40.0, 176.0),
            (352.0, -120.0, 176.0),
            (0.0, 370.0, 352.0),
            (176.0, 4.0, 176.0),
            (0.0, -40.0, 0.0),
        ] {
            let there = let_go_after(&mut scrolled_to(f64::max(from + by, 0.0)), by, true);
            assert!((there - to).abs() < 1e-9, "{by} from {from} leads to {there}");
        }
    }

    #[test]
    fn a_view_in_the_hand_stays_where_it_is() {
        let (mut camera, mut snap) = (scrolled_to(60.0), Snap::Scrolled { at: 0.0, by: 0.0 });
        assert_eq!(snap.step(&mut camera, (5.0, true, false), columns), None);
        assert_eq!(camera.scroll().x, 60.0);
        assert!(snap.step(&mut camera, (5.1, false, false), columns).is_some(), "it has just been let go of");
    }

    #[test]
    fn who_moves_the_view_on_its_way_has_it() {
        let (mut camera, mut snap) = (scrolled_to(60.0), Snap::Scrolled { at: 0.0, by: 0.0 });
        snap.step(&mut camera, (1.0, false, false), columns);
        snap.step(&mut camera, (1.05, false, false), columns);
        camera.pan(Vec2::new(500.0, 0.0));
        let there = camera.scroll().x;
        assert_eq!(snap.step(&mut camera, (1.1, false, false), columns), None);
        assert_eq!((snap, camera.scroll().x), (Snap::At, there));
    }

    #[test]
    fn tiles_of_an_overview_hold_nothing() {
        let mut camera = scrolled_to(0.0);
        camera.fit(0.2, Density::Overview);
        camera.pan(Vec2::new(61.0, 0.0));
        assert_eq!(let_go(&mut camera, true), 61.0);
    }

    #[test]
    fn what_was_brought_into_view_stays_in_view() {
        let mut camera = scrolled_to(60.0);
        on_to_column(&mut camera, Rect::new(990.0, 0.0, 1_158.0, 50.0), columns);
        assert_eq!(camera.scroll().x, 176.0, "on to the second column");
        on_to_column(&mut camera, Rect::new(200.0, 0.0, 300.0, 50.0), columns);
        assert_eq!(camera.scroll().x, 176.0, "further on it would be hidden");
    }
}
