//! The window: panels, dialogs and the canvas around one open map.
//!
//! egui lives here and nowhere else. Here never comes content of the map drawn outside a
//! [`Frame`](crate::frame::Frame), a change of the map outside [`edit`](crate::edit), or disk on the window's thread.

mod actions;
mod adding;
mod app;
mod arranging;
mod beginnings;
pub mod canvas;
mod clipboard;
pub mod command_table;
mod compare;
pub mod context;
mod copied;
mod curves;
mod deletion;
mod dialogs;
mod disk;
mod document;
mod drafts;
mod examples;
mod exporting;
mod files;
mod find;
mod flow;
mod history_panel;
mod insights;
mod jobs;
mod keymap;
mod keys;
mod lanes;
mod linking;
mod locking;
mod logo;
mod opening;
mod panels;
mod picture;
mod preferences;
mod recent;
mod saving;
mod situation;
mod style;
mod survey;
mod taking_pictures;
#[cfg(test)]
mod tests;
mod timer;
mod toast;
mod typing;
mod voting;
mod widgets;
mod window;
mod words;
mod workshop;

use std::path::PathBuf;

use eframe::{NativeOptions, Renderer};

use self::app::{App, Options};
use self::preferences::Preferences;

/// The window could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// Neither way of drawing works here.
    #[error("no window could be opened: {0}; the command line still works, see wayfarer --help")]
    NoWindow(#[from] eframe::Error),
    /// The environment variable holds something unknown.
    #[error("WAYFARER_RENDERER is `{0}`; use wgpu or glow, or leave it unset")]
    UnknownRenderer(String),
}

/// Opens the window, with a file in it if one is given, and returns when it is closed.
///
/// Draws with wgpu, and where that fails with OpenGL; `WAYFARER_RENDERER=wgpu` or `glow` forces one, because a
/// crashing driver is not an error that could be caught.
///
/// # Errors
/// If there is no display, or nothing can draw on it.
pub fn run(path: Option<PathBuf>) -> Result<(), WindowError> {
    if path.is_none() {
        // The start page needs them in its first picture; they are read while the system gets a window ready.
        examples::read_ahead();
    }
    match std::env::var("WAYFARER_RENDERER").as_deref() {
        Ok("wgpu") => Ok(open_window(Renderer::Wgpu, path)?),
        Ok("glow") => Ok(open_window(Renderer::Glow, path)?),
        Ok(other) if !other.is_empty() => Err(WindowError::UnknownRenderer(other.to_owned())),
        Ok(_) | Err(_) => match open_window(Renderer::Wgpu, path.clone()) {
            Err(eframe::Error::Wgpu(error)) => {
                log::warn!("wgpu cannot draw here ({error}); trying OpenGL");
                Ok(open_window(Renderer::Glow, path)?)
            }
            other => Ok(other?),
        },
    }
}

/// The window as it opens: where and how large it was left, or on a first start of its usual size.
fn window_wanted(place: Option<preferences::WindowPlace>) -> egui::ViewportBuilder {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Wayfarer")
        .with_app_id("wayfarer")
        .with_inner_size(place.map_or(egui::vec2(1600.0, 1000.0), |place| place.size))
        .with_min_inner_size([960.0, 600.0])
        .with_maximized(place.is_some_and(|place| place.maximized))
        .with_icon(logo::system_icon());
    match place.and_then(|place| place.corner) {
        Some(corner) => viewport.with_position(corner),
        None => viewport,
    }
}

/// The window of a first start, to be compared with one that has nothing in it.
pub fn first_window() -> egui::ViewportBuilder {
    window_wanted(None)
}

fn open_window(renderer: Renderer, path: Option<PathBuf>) -> Result<(), eframe::Error> {
    let config_dir = crate::file::places::config_dir();
    let preferences = config_dir.as_deref().map(Preferences::read).unwrap_or_default();
    let viewport = window_wanted(preferences.window);
    let options = NativeOptions { viewport, renderer, ..NativeOptions::default() };
    // A path relative to where the program was started would mean something else in a dialog.
    let path = path.map(|path| std::path::absolute(&path).unwrap_or(path));
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    eframe::run_native(
        "Wayfarer",
        options,
        Box::new(move |creation| {
            let state_dir = crate::file::state_dir();
            let options = Options { path, state_dir, folder, config_dir, preferences, ..Options::default() };
            Ok(Box::new(App::new(&creation.egui_ctx, options)))
        }),
    )
}
