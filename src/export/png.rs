//! PNG: the frame's pixels, streamed band by band into the encoder, so that a picture of any size takes little memory.
//!
//! Some threads draw while another compresses. Here never comes drawing itself.

use std::io::Write;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use ::png::text_metadata::ITXtChunk;
use ::png::{Compression, EncodingError, Filter, PixelDimensions, Unit, Writer};

use super::raster::{BAND, LONGEST_SIDE, Raster};
use super::{ExportError, PictureOptions};
use crate::frame::Frame;

/// The most pixels a picture may have: 2³⁰, about 32,768 × 32,768.
const MOST_PIXELS: u64 = 1 << 30;

/// How many bands of each drawing thread may wait for the encoder.
const WAITING: usize = 1;

/// So many threads draw as fast as one compresses; more would only take memory.
const MOST_DRAWING: usize = 3;

/// The size in pixels of a frame at a scale.
///
/// # Errors
/// If there would be no pixel, more than 65,000 on a side, or more than 2³⁰ in all. No memory is taken before this is
/// known.
pub fn pixel_size(frame: &Frame, scale: f64) -> Result<(u32, u32), ExportError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(ExportError::BadScale { scale });
    }
    let count = |points: f64| (points * scale).round().max(0.0) as u64;
    let (width, height) = (count(frame.size.width), count(frame.size.height));
    if width == 0 || height == 0 {
        return Err(ExportError::Empty { width, height });
    }
    let side = u64::from(LONGEST_SIDE);
    if width > side || height > side || width * height > MOST_PIXELS {
        return Err(ExportError::TooLarge { width, height, side, pixels: MOST_PIXELS / 1_000_000 });
    }
    Ok((width as u32, height as u32))
}

/// Writes the frame as a PNG: 8 bits of red, green and blue, no transparency.
///
/// The same frame and options give the same bytes. Memory is bounded by a few bands of 128 rows. To cancel, let `out`
/// return an error.
///
/// # Errors
/// Those of [`pixel_size`], a text that the format cannot hold, and whatever `out` answers.
pub fn png(frame: &Frame, options: &PictureOptions<'_>, out: impl Write) -> Result<(), ExportError> {
    let helpers = if options.alone { 0 } else { super::cores().min(MOST_DRAWING) };
    png_in_bands(frame, options, out, BAND, helpers)
}

/// Bands of so many rows, drawn by at most `drawing` threads beside the calling one, or by that itself if by none.
fn png_in_bands(
    frame: &Frame,
    options: &PictureOptions<'_>,
    out: impl Write,
    band: u32,
    drawing: usize,
) -> Result<(), ExportError> {
    let (width, height) = pixel_size(frame, options.scale)?;
    let writer = begin(out, width, height, options)?;
    let bands = height.div_ceil(band) as usize;
    let drawing = drawing.min(bands);
    if drawing == 0 {
        return draw_and_compress(Raster::new(frame, options.scale, width, height, band), writer, bands, options);
    }
    std::thread::scope(|scope| {
        let hands = (0..drawing).map(|first| {
            let (drawn, to_compress) = sync_channel::<Vec<u8>>(WAITING);
            let (used, to_draw) = sync_channel::<Vec<u8>>(WAITING + 2);
            let scale = options.scale;
            scope.spawn(move || {
                let raster = Raster::new(frame, scale, width, height, band);
                let mine = raster.bands().skip(first).step_by(drawing);
                draw_bands(raster, mine, &drawn, &to_draw);
            });
            Hand { to_compress, used }
        });
        // The receivers go when compressing ends, in whatever way; then a drawing thread's next band has no taker and
        // it stops too.
        compress_bands(writer, hands.collect(), bands, options)
    })
}

/// One band after another, each compressed while its pixels are still at hand.
fn draw_and_compress<W: Write>(
    mut raster: Raster<'_>,
    mut writer: Writer<W>,
    bands: usize,
    options: &PictureOptions<'_>,
) -> Result<(), ExportError> {
    let mut stream = writer.stream_writer_with_size(1 << 18).map_err(refused)?;
    let mut rgb = Vec::new();
    for (number, top) in raster.bands().enumerate() {
        raster.render(top, &mut rgb);
        stream.write_all(&rgb)?;
        if let Some(progress) = options.progress {
            progress((number + 1) as f64 / bands as f64);
        }
    }
    stream.finish().map_err(refused)?;
    writer.finish().map_err(refused)
}

/// One of the drawing threads, as the compressing one sees it.
struct Hand {
    /// Its bands, each as many threads after the one before as there are.
    to_compress: Receiver<Vec<u8>>,
    /// The way back for buffers.
    used: SyncSender<Vec<u8>>,
}

fn draw_bands(
    mut raster: Raster<'_>,
    bands: impl Iterator<Item = u32>,
    drawn: &SyncSender<Vec<u8>>,
    to_draw: &Receiver<Vec<u8>>,
) {
    for top in bands {
        let mut rgb = to_draw.try_recv().unwrap_or_default();
        raster.render(top, &mut rgb);
        if drawn.send(rgb).is_err() {
            return;
        }
    }
}

fn compress_bands<W: Write>(
    mut writer: Writer<W>,
    hands: Vec<Hand>,
    bands: usize,
    options: &PictureOptions<'_>,
) -> Result<(), ExportError> {
    let mut stream = writer.stream_writer_with_size(1 << 18).map_err(refused)?;
    for (number, hand) in hands.iter().cycle().take(bands).enumerate() {
        // A drawing thread goes before its last band only if it panicked, which the scope passes on.
        let Ok(rgb) = hand.to_compress.recv() else { break };
        stream.write_all(&rgb)?;
        if let Some(progress) = options.progress {
            progress((number + 1) as f64 / bands as f64);
        }
        // A full or closed way back only means that the drawing thread needs no more buffers.
        let _ = hand.used.try_send(rgb);
    }
    stream.finish().map_err(refused)?;
    writer.finish().map_err(refused)
}

/// Writes everything that stands before the pixels.
fn begin<W: Write>(out: W, width: u32, height: u32, options: &PictureOptions<'_>) -> Result<Writer<W>, ExportError> {
    let mut encoder = ::png::Encoder::new(out, width, height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_pixel_dims(Some(pixel_dimensions(options.scale)));
    if options.small_file {
        encoder.set_compression(Compression::Balanced);
        // Flat colours compress better as they are than as differences.
        encoder.set_filter(Filter::NoFilter);
    } else {
        encoder.set_compression(Compression::Fast);
        // To try every filter on every line takes longer than all the rest of the encoding, for files smaller by a
        // twentieth.
        encoder.set_filter(Filter::Paeth);
    }
    encoder.add_text_chunk("Software".to_owned(), "Wayfarer".to_owned()).map_err(refused)?;
    let mut writer = encoder.write_header().map_err(refused)?;
    let known = [("Title", options.title), ("Description", options.description)];
    for (keyword, text) in known.into_iter().filter_map(|(keyword, text)| Some((keyword, text?))) {
        write_text(&mut writer, keyword, text, false)?;
    }
    for (keyword, text) in options.texts {
        write_text(&mut writer, keyword, text, true)?;
    }
    Ok(writer)
}

fn write_text<W: Write>(writer: &mut Writer<W>, keyword: &str, text: &str, compress: bool) -> Result<(), ExportError> {
    let bad = |reason: &str| ExportError::BadText { keyword: keyword.to_owned(), reason: reason.to_owned() };
    if text.contains('\0') {
        return Err(bad("it contains a null character"));
    }
    let mut chunk = ITXtChunk::new(keyword, text);
    if compress {
        chunk.compressed = true;
        chunk.compress_text().map_err(|error| bad(&error.to_string()))?;
    }
    writer.write_text_chunk(&chunk).map_err(|error| match error {
        EncodingError::IoError(error) => ExportError::Write(error),
        other @ (EncodingError::Format(_) | EncodingError::Parameter(_) | EncodingError::LimitsExceeded) => {
            bad(&other.to_string())
        }
    })
}

/// A point is a 96th of an inch, as everywhere on screens; so a picture at scale 2 says 192 pixels an inch, and
/// programs that heed it place it at its natural size.
fn pixel_dimensions(scale: f64) -> PixelDimensions {
    let per_metre = (scale * 96.0 / 0.0254).round().clamp(1.0, f64::from(i32::MAX)) as u32;
    PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
}

/// The encoder's errors are those of writing; the others would be ours, and come out as such.
fn refused(error: EncodingError) -> ExportError {
    ExportError::Write(error.into())
}

#[cfg(test)]
mod tests;
