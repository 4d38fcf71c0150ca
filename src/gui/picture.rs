//! Drawing an export away from the window's thread: pages, files, or one picture for the clipboard.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::export::picture::{Tried, unreadable};
use crate::export::png::png;
use crate::export::{self, ExportError, Format, PageToDraw, PictureOptions, draw_pages};
use crate::file::disk;
use crate::gui::disk::not_written;
use crate::layout::{Layouter, PageRequest, PageRun, Remarks};
use crate::model::Map;
use crate::text::FontReport;
use crate::theme::Theme;
use crate::words::capital;

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
    Files {
        /// The files, in the order of their pages.
        files: Vec<PathBuf>,
        /// What they leave out, or rest on besides the shipped fonts.
        notes: Vec<String>,
    },
    /// The picture of the first page is ready for the clipboard.
    Picture {
        /// The picture.
        image: egui::ColorImage,
        /// How many pages there are.
        pages: usize,
    },
    /// These files are there already; nothing was written.
    There(Vec<PathBuf>),
    /// It failed, and why.
    Failed(String),
}

/// Draws.
pub fn export(order: &PictureOrder, progress: &(dyn Fn(f32) + Sync)) -> Exported {
    let mut layouter = Layouter::new();
    let mut pages = layouter.page_run(&order.map, &order.request, order.theme);
    let outcome = match &order.target {
        Target::Files { path, replace } => {
            let files = export::page_files(path, pages.total());
            let there: Vec<PathBuf> = files.iter().filter(|file| file.exists()).cloned().collect();
            if !there.is_empty() && !replace {
                return Exported::There(there);
            }
            files_drawn(order, &mut pages, &files, progress).map(|grey| {
                let Remarks { mut omissions, fonts, .. } = pages.finish();
                omissions.extend(grey);
                Exported::Files { files, notes: notes(&omissions, &fonts) }
            })
        }
        Target::Clipboard => {
            let count = pages.total();
            clipboard(order, pages, progress).map(|image| Exported::Picture { image, pages: count })
        }
    };
    outcome.unwrap_or_else(Exported::Failed)
}

/// What pictures leave out, or rest on besides the shipped fonts, in sentences.
pub fn notes(omissions: &[String], fonts: &FontReport) -> Vec<String> {
    let mut notes = omissions.to_vec();
    notes
        .extend([fonts.missing_words(), fonts.system_words()].into_iter().flatten().map(|words| capital(&words) + "."));
    notes
}

/// Draws the pages into their files, and answers which pictures on them became grey places.
fn files_drawn(
    order: &PictureOrder,
    pages: &mut PageRun<'_>,
    files: &[PathBuf],
    progress: &(dyn Fn(f32) + Sync),
) -> Result<BTreeSet<String>, String> {
    let scale = pages.scale();
    let (grey, tried) = (Mutex::new(BTreeSet::new()), Tried::default());
    let finished = AtomicUsize::new(0);
    draw_pages(pages, files.len(), |page| {
        let file = &files[page.number];
        let share = |done: f64| progress((finished.load(Ordering::Relaxed) as f32 + done as f32) / files.len() as f32);
        // A half-written picture never takes the place of a whole one.
        let written = disk::replace_with(file, |out| draw(order, file, &page, scale, out, &share));
        finished.fetch_add(1, Ordering::Relaxed);
        let errors = unreadable(&page.frame, &tried);
        grey.lock().unwrap_or_else(PoisonError::into_inner).extend(errors.iter().map(ToString::to_string));
        written.map(|_| ()).map_err(|error| not_written(file, &error))
    })?;
    Ok(grey.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn draw(
    order: &PictureOrder,
    file: &Path,
    page: &PageToDraw,
    scale: f64,
    out: &mut dyn Write,
    progress: &dyn Fn(f64),
) -> io::Result<()> {
    let options = PictureOptions {
        scale: scale * order.scale,
        title: Some(&order.title),
        description: Some(&order.description),
        progress: Some(progress),
        alone: page.alone,
        ..PictureOptions::default()
    };
    let format = Format::of(file).unwrap_or_default();
    export::write(format, &page.frame, &options, out).map_err(|error| match error {
        ExportError::Write(error) => error,
        error => io::Error::other(error),
    })
}

fn clipboard(order: &PictureOrder, mut pages: PageRun<'_>, progress: &dyn Fn(f32)) -> Result<egui::ColorImage, String> {
    let frame = pages.next().ok_or("There is no page to copy.")?;
    let mut bytes = Vec::new();
    let progress = |done: f64| progress(done as f32);
    let options =
        PictureOptions { scale: pages.scale() * order.scale, progress: Some(&progress), ..PictureOptions::default() };
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
    fn what_no_font_can_draw_is_said_with_what_to_do_about_it() {
        let fonts = FontReport { system_families: vec!["Noto Sans CJK".to_owned()], missing: vec!['\u{E000}'] };
        let notes = notes(&["1 text was shortened.".to_owned()], &fonts);
        assert_eq!(notes.len(), 3);
        assert!(notes[1].starts_with("No font has a glyph for \u{E000} (U+E000); install one"), "{}", notes[1]);
        assert_eq!(notes[2], "Fonts of this computer were used: Noto Sans CJK.");
    }
}
