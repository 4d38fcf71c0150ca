//! Decoding the pictures that a map embeds (PNG and JPEG), within limits that no file can talk us out of.
//!
//! Here never comes drawing; nothing is read from anywhere but the bytes given.

use std::collections::{BTreeSet, HashMap};
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};

use crate::frame::{Frame, Item, Tag};
use crate::model::Picture;

/// The longest side of a picture that is decoded, in pixels.
pub const LONGEST_SIDE: u32 = 16_384;

/// The most memory that decoding may take, in bytes.
const MOST_MEMORY: u64 = 256 << 20;

/// A decoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels, at least 1.
    pub width: u32,
    /// Height in pixels, at least 1.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row, not premultiplied.
    pub rgba: Vec<u8>,
}

/// Why a picture cannot be shown.
#[derive(Debug, thiserror::Error)]
#[error(
    "The picture “{name}” is a grey place, because it cannot be read ({reason}); replace it by a PNG or JPEG of at most \
     {LONGEST_SIDE} pixels a side."
)]
pub struct PictureError {
    /// What the picture shows, as far as its owner said.
    pub name: String,
    /// What the decoder said.
    pub reason: String,
}

/// Pictures that were tried, so that each is decoded once however often it is shown. They are held here: no other picture
/// can come to lie where one of them does.
#[derive(Debug, Default)]
pub struct Tried(Mutex<HashMap<usize, Verdict>>);

/// A picture, and why it cannot be decoded, if it cannot.
type Verdict = (Arc<Picture>, Option<String>);

/// So many pictures are remembered; a map has a few dozen.
const MOST_TRIED: usize = 1_000;

impl Tried {
    /// Why a picture cannot be decoded, if it cannot.
    fn reason(&self, picture: &Arc<Picture>) -> Option<String> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = Arc::as_ptr(picture).addr();
        if let Some((_, reason)) = known().get(&at) {
            return reason.clone();
        }
        let reason = decode(picture).err().map(|error| error.reason);
        let mut known = known();
        if known.len() >= MOST_TRIED {
            known.clear();
        }
        known.insert(at, (picture.clone(), reason.clone()));
        reason
    }
}

/// The pictures of a frame that cannot be decoded and are drawn as grey places, named as a screen reader names them.
pub fn unreadable(frame: &Frame, tried: &Tried) -> Vec<PictureError> {
    let mut seen = BTreeSet::new();
    let mut errors = Vec::new();
    for placed in &frame.blocks {
        for item in &placed.block.items {
            let Item::Image(image) = item else { continue };
            if seen.insert(Arc::as_ptr(&image.picture))
                && let Some(reason) = tried.reason(&image.picture)
            {
                let around = |tag: &&Tag| tag.rect.union(image.rect) == tag.rect && !tag.label.is_empty();
                let tags = placed.block.tags.iter().filter(around);
                let closest = tags.min_by(|a, b| a.rect.area().total_cmp(&b.rect.area()));
                let name = closest.map_or(image.picture.alt.clone(), |tag| tag.label.to_string());
                errors.push(PictureError { name, reason });
            }
        }
    }
    errors
}

/// Decodes an embedded picture, upright.
pub fn decode(picture: &Picture) -> Result<Pixels, PictureError> {
    let error = |reason: String| PictureError { name: picture.alt.clone(), reason };
    let image = decode_upright(&picture.bytes).map_err(|problem| error(problem.to_string()))?;
    let (width, height) = (image.width(), image.height());
    if width == 0 || height == 0 {
        return Err(error("it has no pixels".to_owned()));
    }
    Ok(Pixels { width, height, rgba: image.into_rgba8().into_raw() })
}

fn decode_upright(bytes: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    // The limits come before the header is read: a small file can declare a gigantic picture.
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

impl Pixels {
    /// The picture at another size, premultiplied by its opacity: every new pixel is the mean of those it covers, so
    /// that a photograph shrunk to a thumbnail does not glitter.
    pub fn resampled(&self, width: u32, height: u32) -> Vec<[u8; 4]> {
        let (width, height) = (width.max(1) as usize, height.max(1) as usize);
        let columns: Vec<_> = (0..width).map(|x| covered(x, width, self.width as usize)).collect();
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let rows = covered(y, height, self.height as usize);
            for columns in &columns {
                pixels.push(self.mean(columns.clone(), rows.clone()));
            }
        }
        pixels
    }

    fn mean(&self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> [u8; 4] {
        let count = (columns.len() * rows.len()) as u64;
        let mut sum = [0u64; 4];
        for y in rows {
            let at = y * self.width as usize;
            for pixel in self.rgba[4 * (at + columns.start)..4 * (at + columns.end)].chunks_exact(4) {
                let alpha = u64::from(pixel[3]);
                for channel in 0..3 {
                    sum[channel] += u64::from(pixel[channel]) * alpha;
                }
                sum[3] += alpha;
            }
        }
        let rounded = |sum: u64, parts: u64| ((sum + parts / 2) / parts) as u8;
        [
            rounded(sum[0], 255 * count),
            rounded(sum[1], 255 * count),
            rounded(sum[2], 255 * count),
            rounded(sum[3], count),
        ]
    }
}

/// The pixels of `from` that pixel `at` of `to` covers; at least one.
fn covered(at: usize, to: usize, from: usize) -> std::ops::Range<usize> {
    let start = (at * from / to).min(from - 1);
    start..((at + 1) * from / to).clamp(start + 1, from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Block, Color, Image, Part, Placed, Sticky, Subject};
    use crate::geom::{Rect, Size, Vec2};
    use crate::model::{LaneId, PictureId, TouchpointId, Uid};

    fn picture(bytes: Vec<u8>) -> Picture {
        Picture { id: PictureId(Uid(1)), bytes: Arc::from(bytes), width: 2, height: 2, alt: "The shop".to_owned() }
    }

    fn png(width: u32, height: u32, rgba: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(::png::ColorType::Rgba);
        encoder.write_header().expect("a header").write_image_data(rgba).expect("the pixels");
        bytes
    }

    #[test]
    fn a_picture_is_decoded_to_its_pixels() {
        let rgba = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 128, 9, 9, 9, 0];
        let pixels = decode(&picture(png(2, 2, &rgba))).expect("a picture");
        assert_eq!((pixels.width, pixels.height, pixels.rgba.as_slice()), (2, 2, rgba.as_slice()));
    }

    #[test]
    fn what_is_no_picture_is_refused_by_name() {
        let error = decode(&picture(b"GIF89a nothing".to_vec())).expect_err("no picture");
        assert!(error.to_string().contains("“The shop”"), "{error}");
    }

    #[test]
    fn pictures_that_become_grey_places_are_named_once_each_with_their_touchpoint() {
        let rect = |at: f64| Rect::new(at, 0.0, at + 10.0, 10.0);
        let (whole, broken) = (Arc::new(picture(png(1, 1, &[0; 4]))), Arc::new(picture(b"GIF89a nothing".to_vec())));
        let pictures = [&whole, &broken, &broken];
        let items = pictures
            .iter()
            .zip([0.0, 20.0, 40.0])
            .map(|(picture, at)| Item::Image(Image { rect: rect(at), radius: 0.0, picture: Arc::clone(picture) }));
        let subject = Subject::Cell(LaneId(Uid(2)), TouchpointId(Uid(3)));
        let tag = |at, label: &str| Tag { subject, part: Part::Whole, rect: rect(at), label: label.into() };
        let lane = Tag { rect: Rect::new(0.0, 0.0, 50.0, 10.0), ..tag(0.0, "Pictures") };
        let tags = vec![lane, tag(0.0, "The shop, Come in"), tag(20.0, "The shop, Pay")];
        let block = Block { bounds: Rect::new(0.0, 0.0, 50.0, 10.0), items: items.collect(), tags };
        let blocks = vec![Placed { origin: Vec2::ZERO, block: Arc::new(block), sticky: Sticky::Body }];
        let frame = Frame { size: Size::new(50.0, 10.0), background: Color::hex(0x00ff_ffff), blocks };
        let tried = Tried::default();
        let said: Vec<String> = unreadable(&frame, &tried).iter().map(ToString::to_string).collect();
        let again: Vec<String> = unreadable(&frame, &tried).iter().map(ToString::to_string).collect();
        assert_eq!(again, said, "what is known is said again");
        let [only] = &said[..] else { panic!("{said:?}") };
        assert!(only.starts_with("The picture “The shop, Pay” is a grey place, because it cannot be read ("), "{only}");
    }

    #[test]
    fn a_file_that_declares_a_gigantic_picture_is_refused() {
        let mut bytes = png(2, 2, &[0; 16]);
        // The width stands after the signature and the chunk's length and name; the checksum follows its 13 bytes.
        bytes[16..20].copy_from_slice(&1_000_000u32.to_be_bytes());
        assert!(decode(&picture(bytes)).is_err());
    }

    #[test]
    fn shrinking_takes_the_mean_and_clear_pixels_lend_no_colour() {
        let pixels = Pixels { width: 2, height: 1, rgba: vec![200, 100, 0, 255, 255, 255, 255, 0] };
        assert_eq!(pixels.resampled(1, 1), [[100, 50, 0, 128]]);
        assert_eq!(pixels.resampled(4, 1)[0], [200, 100, 0, 255]);
    }
}
