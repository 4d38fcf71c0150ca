//! Drawing an export away from the window's thread: pages, files, or one picture for the clipboard.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::export::png::{PngOptions, png};
use crate::export::{PageToDraw, draw_pages};
use crate::layout::{Layouter, PageRequest, PageRun};
use crate::model::Map;
use crate::theme::Theme;

use super::disk::file_name;

/// What is to be drawn, and where to.
pub struct PictureOrder {
    /// The map.
    pub map: Map,
    /// The pages.
    pub request: PageRequest,
    /// The colours.
    pub theme: &'static Theme,
    /// Multiplies the pages' own scale.
    pub scale: f64,
    /// What the picture is called.
    pub title: String,
    /// What it shows, for people who cannot see it.
    pub description: String,
    /// Where to.
    pub target: Target,
}

/// Where a picture goes.
pub enum Target {
    /// Into files; several pages are numbered.
    Files {
        /// The file of the only page.
        path: PathBuf,
        /// Files that are there may be replaced.
        replace: bool,
    },
    /// To the clipboard: the first page.
    Clipboard,
}

/// How an export ended.
pub enum Exported {
    /// These files were written.
    Files(Vec<PathBuf>),
    /// The picture is ready for the clipboard.
    Picture(egui::ColorImage),
    /// These files are there already; nothing was written.
    There(Vec<PathBuf>),
    /// It failed, and why.
    Failed(String),
}

/// Draws.
pub fn export(order: &PictureOrder, progress: &(dyn Fn(f32) + Sync)) -> Exported {
    let mut layouter = Layouter::new();
    let pages = layouter.page_run(&order.map, &order.request, order.theme);
    let outcome = match &order.target {
        Target::Files { path, replace } => {
            let files = names(path, pages.total());
            let there: Vec<PathBuf> = files.iter().filter(|file| file.exists()).cloned().collect();
            if !there.is_empty() && !replace {
                return Exported::There(there);
            }
            files_drawn(order, pages, &files, progress).map(|()| Exported::Files(files))
        }
        Target::Clipboard => clipboard(order, pages, progress).map(Exported::Picture),
    };
    outcome.unwrap_or_else(Exported::Failed)
}

/// The file of each page: `map.png`, or `map-01.png`, `map-02.png` … where there are several.
pub fn names(path: &Path, pages: usize) -> Vec<PathBuf> {
    if pages <= 1 {
        return vec![path.to_owned()];
    }
    let stem = path.file_stem().map_or_else(|| "map".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let ending = path.extension().map_or_else(|| "png".to_owned(), |ending| ending.to_string_lossy().into_owned());
    let digits = pages.to_string().len();
    (1..=pages).map(|page| path.with_file_name(format!("{stem}-{page:0digits$}.{ending}"))).collect()
}

fn files_drawn(
    order: &PictureOrder,
    pages: PageRun<'_>,
    files: &[PathBuf],
    progress: &(dyn Fn(f32) + Sync),
) -> Result<(), String> {
    let scale = pages.scale();
    let finished = AtomicUsize::new(0);
    draw_pages(pages, files.len(), |page| {
        let file = &files[page.number];
        let share = |done: f64| progress((finished.load(Ordering::Relaxed) as f32 + done as f32) / files.len() as f32);
        // A half-written picture never takes the place of a whole one.
        let part = file.with_file_name(format!(".{}.part", file_name(file)));
        let written = draw(order, &page, scale, &part, &share);
        let moved = written.and_then(|()| std::fs::rename(&part, file).map_err(|error| error.to_string()));
        finished.fetch_add(1, Ordering::Relaxed);
        moved.map_err(|why| {
            // Nothing more can be done about the rest of a failed attempt.
            let _ = std::fs::remove_file(&part);
            format!("{} was not written: {why}", file.display())
        })
    })
}

fn draw(
    order: &PictureOrder,
    page: &PageToDraw,
    scale: f64,
    file: &Path,
    progress: &dyn Fn(f64),
) -> Result<(), String> {
    let out = File::create(file).map_err(|error| error.to_string())?;
    let mut out = BufWriter::new(out);
    let options = PngOptions {
        scale: scale * order.scale,
        title: Some(&order.title),
        description: Some(&order.description),
        progress: Some(progress),
        alone: page.alone,
        ..PngOptions::default()
    };
    png(&page.frame, &options, &mut out).map_err(|error| error.to_string())?;
    let file = out.into_inner().map_err(|error| error.to_string())?;
    file.sync_all().map_err(|error| error.to_string())
}

fn clipboard(order: &PictureOrder, mut pages: PageRun<'_>, progress: &dyn Fn(f32)) -> Result<egui::ColorImage, String> {
    let frame = pages.next().ok_or("There is no page to copy.")?;
    let mut bytes = Vec::new();
    let progress = |done: f64| progress(done as f32);
    let options = PngOptions { scale: pages.scale() * order.scale, progress: Some(&progress), ..PngOptions::default() };
    png(&frame, &options, &mut bytes).map_err(|error| error.to_string())?;
    color_image(&bytes)
}

/// A PNG as the clipboard takes it.
pub fn color_image(png: &[u8]) -> Result<egui::ColorImage, String> {
    let image = image::load_from_memory(png).map_err(|error| error.to_string())?.to_rgba8();
    let size = [image.width() as usize, image.height() as usize];
    Ok(egui::ColorImage::from_rgba_unmultiplied(size, image.as_raw()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_pages_are_numbered_so_that_they_sort() {
        assert_eq!(names(Path::new("/a/oz.png"), 1), [PathBuf::from("/a/oz.png")]);
        let twelve = names(Path::new("/a/oz.png"), 12);
        assert_eq!(twelve[0], PathBuf::from("/a/oz-01.png"));
        assert!(twelve.is_sorted());
    }
}
