//! The pictures of the map as textures: decoded on threads of their own, shown as soon as they are ready.
//!
//! Here never comes where a picture stands.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{Color32, ColorImage, TextureHandle, TextureId, TextureOptions};

use crate::export::picture;
use crate::model::Picture;

/// The longest side of a texture in pixels; the canvas shows pictures small.
const LONGEST: u32 = 768;

/// Pictures on their way and those that are here.
pub(super) struct Pictures {
    known: HashMap<usize, Known>,
    done: Receiver<(usize, Option<ColorImage>)>,
    send: Sender<(usize, Option<ColorImage>)>,
}

struct Known {
    /// Held so that its address stays its own.
    _picture: Arc<Picture>,
    /// Empty while it is being decoded, and for a picture that cannot be.
    texture: Option<TextureHandle>,
}

impl Default for Pictures {
    fn default() -> Self {
        let (send, done) = channel();
        Pictures { known: HashMap::new(), done, send }
    }
}

impl Pictures {
    /// The texture of a picture, or `None` while it is being decoded or if it cannot be.
    pub(super) fn texture(&mut self, ctx: &egui::Context, picture: &Arc<Picture>) -> Option<TextureId> {
        for (key, image) in self.done.try_iter() {
            if let (Some(known), Some(image)) = (self.known.get_mut(&key), image) {
                known.texture = Some(ctx.load_texture("picture on the map", image, TextureOptions::LINEAR));
            }
        }
        let key = Arc::as_ptr(picture).addr();
        if let Some(known) = self.known.get(&key) {
            return known.texture.as_ref().map(TextureHandle::id);
        }
        self.known.insert(key, Known { _picture: picture.clone(), texture: None });
        let (send, ctx, picture) = (self.send.clone(), ctx.clone(), picture.clone());
        std::thread::spawn(move || {
            // The painter may be gone by now, and then nobody waits for the picture.
            let _ = send.send((key, decoded(&picture)));
            ctx.request_repaint();
        });
        None
    }
}

fn decoded(picture: &Picture) -> Option<ColorImage> {
    let pixels = picture::decode(picture).ok()?;
    let shrink = f64::from(LONGEST) / f64::from(pixels.width.max(pixels.height));
    let side = |length: u32| ((f64::from(length) * shrink.min(1.0)).round() as u32).max(1);
    let (width, height) = (side(pixels.width), side(pixels.height));
    let colours =
        pixels.resampled(width, height).into_iter().map(|[r, g, b, a]| Color32::from_rgba_premultiplied(r, g, b, a));
    Some(ColorImage::new([width as usize, height as usize], colours.collect()))
}
