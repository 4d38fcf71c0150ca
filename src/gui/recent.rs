//! Files opened lately, as the start page lists them, each with a small picture of its map.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::export::PictureOptions;
use crate::export::png::png;
use crate::file::places;
use crate::geom::Size;
use crate::layout::{SketchRequest, sketch};
use crate::model::Map;
use crate::theme::{Theme, ThemeKind};

/// Size of a small picture, in points.
pub const PICTURE: (f32, f32) = (80.0, 44.0);
/// Pixels a point of it.
const SCALE: f64 = 2.0;

/// One file.
#[derive(Clone, PartialEq, Eq)]
pub struct Recent {
    /// The file.
    pub path: PathBuf,
    /// The map's title when it was last open.
    pub title: String,
    /// What the map held, in a few words.
    pub about: String,
    /// When it was last open, in words.
    pub day: String,
    /// Whether the file is still there.
    pub there: bool,
    /// Its map in the light and the dark theme, if it was drawn.
    pub pictures: [Option<TextureHandle>; 2],
}

impl Recent {
    /// Its picture in a theme.
    pub fn picture(&self, theme: ThemeKind) -> Option<&TextureHandle> {
        match theme {
            ThemeKind::Light => self.pictures[0].as_ref(),
            ThemeKind::Dark => self.pictures[1].as_ref(),
        }
    }
}

/// Draws the small pictures of a map into the state directory. What goes wrong is logged: the list then shows a sign
/// in place of the picture.
pub fn draw_pictures(state_dir: &Path, path: &Path, map: &Map) {
    let size = Size::new(f64::from(PICTURE.0), f64::from(PICTURE.1));
    for kind in ThemeKind::ALL {
        let frame = sketch(map, &SketchRequest { size }, Theme::of(kind));
        let mut bytes = Vec::new();
        let drawn = png(&frame, &PictureOptions { scale: SCALE, ..PictureOptions::default() }, &mut bytes);
        let kept = drawn
            .map_err(std::io::Error::other)
            .and_then(|_| places::keep_picture(state_dir, path, kind.key(), &bytes));
        if let Err(error) = kept {
            log::warn!("the small picture of {} was not kept: {error}", path.display());
        }
    }
}

/// The small pictures of a file, light and dark, as textures.
pub fn load_pictures(ctx: &Context, state_dir: &Path, path: &Path) -> [Option<TextureHandle>; 2] {
    ThemeKind::ALL.map(|kind| {
        let bytes = places::picture(state_dir, path, kind.key())?;
        let image = decode(&bytes)?;
        let name = format!("small picture of {} in {}", path.display(), kind.key());
        Some(ctx.load_texture(name, Arc::new(image), TextureOptions::LINEAR))
    })
}

/// A small picture; `None` for anything that is not one, however large it claims to be.
fn decode(bytes: &[u8]) -> Option<ColorImage> {
    let mut reader = image::ImageReader::with_format(std::io::Cursor::new(bytes), image::ImageFormat::Png);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(1024);
    limits.max_image_height = Some(1024);
    reader.limits(limits);
    let image = reader.decode().ok()?.to_rgba8();
    let size = [image.width() as usize, image.height() as usize];
    Some(ColorImage::from_rgba_unmultiplied(size, image.as_raw()))
}

/// What a map holds, in a few words: `14 touchpoints, ideal drawn`.
pub fn about(map: &Map) -> String {
    use crate::words::plural;
    let journey = map.today();
    let mut words = plural(journey.touchpoint_count(), "touchpoint");
    if map.ideal().is_some() {
        words += ", ideal drawn";
    } else if journey.personas().len() > 1 {
        words = format!("{words}, {}", plural(journey.personas().len(), "persona"));
    }
    words
}
