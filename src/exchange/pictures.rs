//! Pictures on their way into a map: decoded within limits, turned upright, made small enough, and encoded anew, so
//! that nothing of the file they came from but the picture itself gets in.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

/// Files longer than this are not read.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;
/// Pictures wider or higher than this are refused before they are decoded, in pixels.
pub const MAX_SIDE: u32 = 20_000;
/// Decoding may take so much memory.
const MAX_ALLOC: u64 = 512 * 1024 * 1024;
/// The longer side of a picture in a map, in pixels.
const KEPT_SIDE: u32 = 1600;
/// A picture in a map takes at most so many bytes.
const KEPT_BYTES: usize = 1024 * 1024;
/// Quality of photographs, of 100.
const QUALITY: u8 = 85;

/// The endings of files that are pictures.
pub const ENDINGS: [&str; 3] = ["png", "jpg", "jpeg"];

/// A picture ready for a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Small {
    /// PNG or JPEG.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// Nothing we can read.
    #[error("it is neither a PNG nor a JPEG picture")]
    Unknown,
    /// Too long a file.
    #[error("the file is longer than {} MB", MAX_FILE_BYTES / 1024 / 1024)]
    TooLong,
    /// Too large, or broken.
    #[error("it cannot be decoded: {0}")]
    Broken(#[from] image::ImageError),
}

/// Makes a picture of a file's bytes.
///
/// # Errors
/// If it is no picture we know, is too large, or broken.
pub fn small(bytes: &[u8]) -> Result<Small, PictureError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(PictureError::TooLong);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureError::Unknown)?;
    let format = reader.format().filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg));
    let format = format.ok_or(PictureError::Unknown)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    // Set before the header is read: a picture that claims to be huge is refused by its claim.
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let upright = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(upright);
    encode(image, format == ImageFormat::Jpeg)
}

/// Makes a picture of pixels: red, green, blue and opacity, a byte each, row by row.
///
/// # Errors
/// If there are not as many pixels as the size says.
pub fn small_of_pixels(width: u32, height: u32, rgba: Vec<u8>) -> Result<Small, PictureError> {
    let image = image::RgbaImage::from_raw(width, height, rgba).ok_or(PictureError::Unknown)?;
    encode(DynamicImage::ImageRgba8(image), false)
}

fn encode(image: DynamicImage, photograph: bool) -> Result<Small, PictureError> {
    let mut side = KEPT_SIDE;
    loop {
        let fitting = if image.width().max(image.height()) > side {
            image.resize(side, side, FilterType::Triangle)
        } else {
            image.clone()
        };
        let rgba = fitting.to_rgba8();
        let opaque = rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX);
        let mut bytes = Vec::new();
        if !(photograph && opaque) {
            rgba.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
        }
        if opaque && (bytes.is_empty() || bytes.len() > KEPT_BYTES) {
            bytes.clear();
            JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&fitting.to_rgb8())?;
        }
        if bytes.len() <= KEPT_BYTES || side <= 200 {
            return Ok(Small { bytes, width: rgba.width(), height: rgba.height() });
        }
        side = side * 3 / 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let image = image::RgbaImage::from_fn(width, height, |x, y| image::Rgba([x as u8, y as u8, 90, 255]));
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn a_large_picture_becomes_small_and_keeps_its_form() {
        let taken = small(&png(3200, 800)).unwrap();
        assert_eq!((taken.width, taken.height), (1600, 400));
        assert!(taken.bytes.len() <= KEPT_BYTES);
        assert_eq!(image::load_from_memory(&taken.bytes).unwrap().width(), 1600);
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_refused_by_its_claim() {
        let mut bytes = png(8, 8);
        // The width stands behind the signature and the head of the first chunk; its checksum follows the chunk.
        bytes[16..20].copy_from_slice(&900_000u32.to_be_bytes());
        assert!(matches!(small(&bytes), Err(PictureError::Broken(_))));
        assert!(matches!(small(b"GIF89a and so on"), Err(PictureError::Unknown)));
    }

    #[test]
    fn nothing_but_the_picture_gets_in() {
        let mut bytes = png(8, 8);
        bytes.extend_from_slice(b"a secret behind the end");
        let taken = small(&bytes).unwrap();
        assert!(!taken.bytes.windows(8).any(|part| part == b"a secret"));
    }
}
