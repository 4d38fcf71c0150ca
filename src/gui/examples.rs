//! The maps people begin with, examples, templates and templates of their own, and the small pictures of them on the
//! start page.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use egui::{Rect, Ui};

use super::canvas;
use super::panels::outline::plural;
use super::widgets;
use crate::exchange::shipped::{EXAMPLES, Shipped, TEMPLATES};
use crate::frame::Frame;
use crate::geom::Size;
use crate::layout::{SketchRequest, sketch};
use crate::model::*;
use crate::theme::Theme;

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

/// Small pictures of maps, drawn once for each size and theme.
#[derive(Default)]
pub struct Sketches {
    drawn: Vec<(Arc<Map>, &'static Theme, Arc<Frame>)>,
}

impl Sketches {
    /// Shows a map's picture.
    pub fn show(&mut self, ui: &Ui, map: &Arc<Map>, rect: Rect) {
        let theme = widgets::theme(ui);
        let size = Size::new(f64::from(rect.width().round()), f64::from(rect.height().round()));
        let known = self
            .drawn
            .iter()
            .find(|(of, in_theme, frame)| Arc::ptr_eq(of, map) && std::ptr::eq(*in_theme, theme) && frame.size == size);
        let frame = match known {
            Some((_, _, frame)) => frame.clone(),
            None => {
                if self.drawn.len() >= MOST_SKETCHES {
                    self.drawn.clear();
                }
                let frame = sketch(map, &SketchRequest { size }, theme);
                self.drawn.push((map.clone(), theme, frame.clone()));
                frame
            }
        };
        canvas::preview(ui, &frame, rect);
    }
}
