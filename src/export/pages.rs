//! Many pages, drawn side by side.
//!
//! A page is laid out when a thread is free to draw it and dropped when it is drawn, so that memory does not grow with
//! the number of pages. Here never comes where they are written to.

use std::sync::{Mutex, PoisonError};

use super::cores;
use crate::frame::Frame;
use crate::geom::Size;

/// So many pages are drawn at once at most; more would only take memory.
const MOST_AT_ONCE: usize = 8;

/// A page on its way into its file.
#[derive(Debug, Clone, PartialEq)]
pub struct PageToDraw {
    /// What is on it.
    pub frame: Frame,
    /// Which page it is, from 0.
    pub number: usize,
    /// Whether it should be drawn by the thread that was given it alone, because the others draw other pages.
    pub alone: bool,
}

/// Has `draw` called once for each of the `count` pages, from several threads where there are several pages.
///
/// # Errors
/// The first that `draw` answers; pages that were not begun by then are left out.
pub fn draw_pages<E: Send>(
    pages: impl Iterator<Item = Frame> + Send,
    count: usize,
    draw: impl Fn(PageToDraw) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let threads = cores().min(MOST_AT_ONCE).min(count);
    // The last pages are each drawn by several, so that no thread is idle while another has a whole page before it.
    let last_alone = count.saturating_sub(1) / threads.max(1) * threads;
    let pages = Mutex::new(pages.enumerate());
    let failure = Mutex::new(None);
    let next = || {
        let (number, frame) = lock(&pages).next()?;
        Some(PageToDraw { frame, number, alone: threads > 1 && number < last_alone })
    };
    let work = || {
        while lock(&failure).is_none()
            && let Some(page) = next()
        {
            if let Err(error) = draw(page) {
                lock(&failure).get_or_insert(error);
            }
        }
    };
    std::thread::scope(|scope| {
        (1..threads).for_each(|_| {
            scope.spawn(work);
        });
        work();
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// A panic while a lock is held ends the whole export through the scope; nobody reads on.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many pixels a point of a picture usually takes, times those its pages say: twice as fine as on a plain screen,
/// unless the picture would then be too large for most programs to open. `size` is that of a page in points.
pub fn usual_scale(size: Size, scale: f64) -> f64 {
    const FINE: f64 = 2.0;
    const MOST_PIXELS: f64 = 200e6;
    if size.area() * (scale * FINE).powi(2) <= MOST_PIXELS { FINE } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::frame::Color;

    fn page() -> Frame {
        Frame { size: Size::new(1.0, 1.0), background: Color::hex(0), blocks: Vec::new() }
    }

    #[test]
    fn every_page_is_drawn_once() {
        for count in [1, 2, 3, 20] {
            let drawn = Mutex::new(Vec::new());
            let done: Result<(), ()> = draw_pages((0..count).map(|_| page()), count, |page| {
                lock(&drawn).push(page.number);
                Ok(())
            });
            assert_eq!(done, Ok(()));
            let drawn = lock(&drawn);
            assert_eq!((drawn.len(), drawn.iter().collect::<BTreeSet<_>>().len()), (count, count));
        }
    }

    #[test]
    fn after_a_failure_no_page_is_begun() {
        let laid_out = Mutex::new(0);
        let pages = (0..1000).map(|_| {
            *lock(&laid_out) += 1;
            page()
        });
        let failed = draw_pages(pages, 1000, |page| if page.number == 3 { Err("full") } else { Ok(()) });
        assert_eq!(failed, Err("full"));
        assert!(*lock(&laid_out) < 1000);
    }

    #[test]
    fn only_a_huge_picture_is_drawn_less_fine() {
        assert_eq!(usual_scale(Size::new(5_000.0, 5_000.0), 1.0), 2.0);
        assert_eq!(usual_scale(Size::new(30_000.0, 30_000.0), 1.0), 1.0);
    }
}
