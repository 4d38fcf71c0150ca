//! The maps people begin with, examples, templates and templates of their own, and the small pictures of them on the
//! start page.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use egui::{Rect, Ui};

use super::canvas;
use super::widgets;
use crate::exchange::shipped::{EXAMPLES, Shipped, TEMPLATES};
use crate::frame::Frame;
use crate::geom::Size;
use crate::layout::{SketchRequest, sketch};
use crate::model::*;
use crate::theme::Theme;
use crate::words::plural;

/// So many small pictures are kept.
const MOST_SKETCHES: usize = 96;

/// A template that somebody saved.
#[derive(Debug, Clone)]
pub struct OwnTemplate {
    /// Its file.
    pub path: PathBuf,
    /// The map.
    pub map: Arc<Map>,
}

/// Every template saved in a config directory; those that cannot be read are passed over.
pub fn own_templates(config_dir: &Path) -> Vec<OwnTemplate> {
    let list = crate::file::places::own_templates(config_dir).into_iter();
    list.filter_map(|template| match crate::file::read(&template.path) {
        Ok(loaded) => Some(OwnTemplate { path: template.path, map: Arc::new(loaded.map) }),
        Err(error) => {
            log::warn!("the template {} cannot be read: {error}", template.path.display());
            None
        }
    })
    .collect()
}

/// The shipped examples. Parsed once; the shipped files are tested to be sound.
pub fn examples() -> &'static [Arc<Map>] {
    static MAPS: OnceLock<Vec<Arc<Map>>> = OnceLock::new();
    MAPS.get_or_init(|| opened(&EXAMPLES))
}

/// The shipped templates.
pub fn templates() -> &'static [Arc<Map>] {
    static MAPS: OnceLock<Vec<Arc<Map>>> = OnceLock::new();
    MAPS.get_or_init(|| opened(&TEMPLATES))
}

/// Begins to read the shipped maps on a thread of their own; who needs them waits for what is left of that.
pub fn read_ahead() {
    let reading = std::thread::Builder::new().name("read the shipped maps".to_owned());
    let started = reading.spawn(|| (templates().len(), examples().len()));
    // Without a thread they are read when they are needed.
    started.map_or_else(|error| log::warn!("no thread to read the shipped maps: {error}"), drop);
}

fn opened(shipped: &[Shipped]) -> Vec<Arc<Map>> {
    shipped.iter().filter_map(|shipped| shipped.open().ok().map(Arc::new)).collect()
}

/// The sentence an example leaves behind.
pub fn sentence(map: &Map) -> &str {
    let about = map.about();
    if about.takeaway.is_empty() { &about.scenario } else { &about.takeaway }
}

/// `14 steps, 2 personas`.
pub fn steps_and_personas(map: &Map) -> String {
    let journey = map.today();
    let steps = plural(journey.touchpoint_count(), "step");
    format!("{steps}, {}", plural(journey.personas().len(), "persona"))
}

/// `5 stages, 12 steps`.
pub fn stages_and_steps(map: &Map) -> String {
    let journey = map.today();
    format!("{}, {}", plural(journey.stages().len(), "stage"), plural(journey.touchpoint_count(), "step"))
}

/// Small pictures of maps, drawn once for each size and theme, away from the window's thread; until one is there its
/// place is empty.
#[derive(Default)]
pub struct Sketches {
    drawn: Vec<Sketch>,
    /// Those that are not drawn yet, and whether they were asked for.
    missing: Vec<(SketchOrder, bool)>,
}

/// A small picture to be drawn.
#[derive(Clone)]
pub struct SketchOrder {
    map: Arc<Map>,
    theme: &'static Theme,
    size: Size,
}

/// A small picture.
pub struct Sketch {
    order: SketchOrder,
    frame: Arc<Frame>,
}

impl SketchOrder {
    /// Draws the picture.
    pub fn draw(self) -> Sketch {
        let frame = sketch(&self.map, &SketchRequest { size: self.size }, self.theme);
        Sketch { order: self, frame }
    }

    fn is_for(&self, map: &Arc<Map>, theme: &Theme, size: Size) -> bool {
        Arc::ptr_eq(&self.map, map) && std::ptr::eq(self.theme, theme) && self.size == size
    }
}

impl Sketches {
    /// Shows a map's picture, or leaves its place empty and asks for it.
    pub fn show(&mut self, ui: &Ui, map: &Arc<Map>, rect: Rect) {
        let theme = widgets::theme(ui);
        let size = Size::new(f64::from(rect.width().round()), f64::from(rect.height().round()));
        if let Some(known) = self.drawn.iter().find(|sketch| sketch.order.is_for(map, theme, size)) {
            canvas::preview(ui, &known.frame, rect);
        } else if !self.missing.iter().any(|(order, _)| order.is_for(map, theme, size)) {
            self.missing.push((SketchOrder { map: map.clone(), theme, size }, false));
        }
    }

    /// The pictures that nobody was asked for yet.
    pub fn take_orders(&mut self) -> Vec<SketchOrder> {
        let fresh = self.missing.iter_mut().filter(|(_, asked)| !*asked);
        fresh.map(|(order, asked)| (*asked = true, order.clone()).1).collect()
    }

    /// Takes in pictures that were drawn.
    pub fn take_in(&mut self, drawn: Vec<Sketch>) {
        if self.drawn.len() + drawn.len() > MOST_SKETCHES {
            self.drawn.clear();
        }
        for sketch in drawn {
            let Sketch { order: SketchOrder { map, theme, size }, .. } = &sketch;
            self.missing.retain(|(order, _)| !order.is_for(map, theme, *size));
            self.drawn.push(sketch);
        }
    }
}
