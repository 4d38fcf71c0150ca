//! What a PNG promises: the right pixels, the same bytes, no seam between bands, clear refusals.

use std::io;
use std::sync::Arc;

use super::*;
use crate::frame::{Block, Color, Image, Item, Outline, Placed, Shadow, Shape, Sticky, Stroke, Text};
use crate::geom::{BezPath, Point, Rect, Size, Vec2};
use crate::model::{Picture, PictureId, Uid};
use crate::text::{Align, Room, TextEngine, TextStyle, Weight};

const WHITE: Color = Color::hex(0x00ff_ffff);
const INK: Color = Color::hex(0x001b_1c20);

fn frame(width: f64, height: f64, items: Vec<Item>) -> Frame {
    let block = Block { bounds: Rect::new(0.0, 0.0, width, height), items, tags: Vec::new() };
    let placed = Placed { origin: Vec2::ZERO, block: Arc::new(block), sticky: Sticky::Body };
    Frame { size: Size::new(width, height), background: WHITE, blocks: vec![placed] }
}

fn filled(rect: Rect, radius: f64, color: Color) -> Item {
    Item::Shape(Shape { outline: Outline::Rect { rect, radius }, fill: Some(color), stroke: None })
}

fn line(from: (f64, f64), to: (f64, f64), width: f64, dash: &'static [f64]) -> Item {
    let outline = Outline::Line { from: from.into(), to: to.into() };
    Item::Shape(Shape { outline, fill: None, stroke: Some(Stroke { color: INK, width, dash }) })
}

/// Cards with a shadow, a border, words in several scripts, and a long curve over all of them.
fn scene(columns: usize, rows: usize) -> Frame {
    let mut engine = TextEngine::new();
    let style = TextStyle { size: 13.0, line_height: 18.0, weight: Weight::Regular, tabular: false };
    let mut items = Vec::new();
    for place in 0..columns * rows {
        let corner = Vec2::new((place % columns) as f64 * 120.0 + 10.0, (place / columns) as f64 * 90.0 + 10.0);
        let rect = Rect::new(0.0, 0.0, 100.0, 70.0) + corner;
        let shadow = Shadow { rect: rect + Vec2::new(0.0, 1.0), radius: 6.0, blur: 3.0, color: INK.with_alpha(20) };
        items.push(Item::Shadow(shadow));
        items.push(Item::Shape(Shape {
            outline: Outline::Rect { rect, radius: 6.0 },
            fill: Some(WHITE),
            stroke: Some(Stroke { color: INK, width: 1.0, dash: &[] }),
        }));
        let others = ["שלום, 😀", "رحلة العميل", "ग्राहक यात्रा", "เส้นทาง 👩‍💻"];
        let words = format!("Compare plan {place}, {}", others[place % others.len()]);
        let paragraph = engine.paragraph(&words, style, Room { width: 84.0, max_lines: 3, align: Align::Start });
        for run in &paragraph.runs {
            items.push(Item::Text(Text { origin: corner + Vec2::new(8.0, 6.0), run: run.clone(), color: INK }));
        }
    }
    let (width, height) = (columns as f64 * 120.0, rows as f64 * 90.0);
    let mut curve = BezPath::new();
    curve.move_to((0.0, 10.0));
    curve.curve_to((width / 3.0, height), (width / 2.0, 0.0), (width, height - 10.0));
    let stroke = Some(Stroke { color: Color::hex(0x000a_5fa8), width: 2.5, dash: &[] });
    items.push(Item::Shape(Shape { outline: Outline::Path(curve), fill: None, stroke }));
    frame(width, height, items)
}

fn options(scale: f64) -> PictureOptions<'static> {
    PictureOptions { scale, ..PictureOptions::default() }
}

fn bytes(frame: &Frame, options: &PictureOptions<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    png(frame, options, &mut out).expect("a picture");
    out
}

/// Width, and red, green and blue of each pixel.
fn pixels(png: &[u8]) -> (usize, Vec<u8>) {
    let mut reader = ::png::Decoder::new(io::Cursor::new(png)).read_info().expect("a header");
    let mut rgb = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut rgb).expect("pixels");
    assert_eq!(info.color_type, ::png::ColorType::Rgb);
    (info.width as usize, rgb)
}

fn pixel(png: &[u8], x: usize, y: usize) -> [u8; 3] {
    let (width, rgb) = pixels(png);
    let at = 3 * (y * width + x);
    [rgb[at], rgb[at + 1], rgb[at + 2]]
}

#[test]
fn shapes_have_their_colours_at_their_places() {
    let red = Color::hex(0x00ff_0000);
    let picture =
        bytes(&frame(40.0, 600.0, vec![filled(Rect::new(10.0, 300.0, 30.0, 590.0), 0.0, red)]), &options(1.0));
    assert_eq!(pixel(&picture, 9, 400), [255, 255, 255]);
    assert_eq!(pixel(&picture, 10, 300), [255, 0, 0]);
    assert_eq!(pixel(&picture, 29, 589), [255, 0, 0]);
    assert_eq!(pixel(&picture, 29, 590), [255, 255, 255]);
}

#[test]
fn neighbours_meet_without_a_seam_at_an_odd_scale() {
    let grey = Color::hex(0x0080_8080);
    let items = (0..7).map(|n| filled(Rect::new(f64::from(n) * 10.0, 0.0, f64::from(n) * 10.0 + 10.0, 9.0), 0.0, grey));
    let (_, rgb) = pixels(&bytes(&frame(70.0, 9.0, items.collect()), &options(1.37)));
    assert!(rgb.iter().all(|channel| *channel == 0x80));
}

#[test]
fn a_hairline_is_one_clear_row() {
    let picture = bytes(&frame(20.0, 20.0, vec![line((0.0, 10.0), (20.0, 10.0), 1.0, &[])]), &options(1.0));
    let column: Vec<_> = (0..20).map(|y| pixel(&picture, 10, y)).filter(|pixel| *pixel != [255; 3]).collect();
    assert_eq!(column, [[0x1b, 0x1c, 0x20]]);
}

#[test]
fn dashes_end_where_they_should() {
    let picture = bytes(&frame(20.0, 9.0, vec![line((0.0, 4.0), (20.0, 4.0), 2.0, &[6.0, 4.0])]), &options(1.0));
    let row: String = (0..20).map(|x| if pixel(&picture, x, 4) == [255; 3] { ' ' } else { '#' }).collect();
    assert_eq!(row, "######    ######    ");
}

/// Set `UPDATE=1` to write the picture anew, and look at it.
#[test]
fn a_card_looks_as_it_did() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/card.png");
    let now = bytes(&scene(1, 1), &options(2.0));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &now).expect("the golden picture");
    }
    let golden = std::fs::read(path).expect("the golden picture");
    let (width, then) = pixels(&golden);
    let (width_now, now) = pixels(&now);
    assert_eq!(width, width_now);
    let worst = then.iter().zip(&now).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(then.len() == now.len() && worst <= Some(2), "the card differs by up to {worst:?} from {path}");
}

#[test]
fn the_same_frame_gives_the_same_bytes() {
    let frame = scene(3, 4);
    assert_eq!(bytes(&frame, &options(1.5)), bytes(&frame, &options(1.5)));
}

#[test]
fn bands_leave_no_trace() {
    let frame = scene(3, 4);
    let mut whole = Vec::new();
    png_in_bands(&frame, &options(2.0), &mut whole, 65_000, 1).expect("a picture");
    let (_, whole) = pixels(&whole);
    for band in [64, BAND] {
        let mut banded = Vec::new();
        png_in_bands(&frame, &options(2.0), &mut banded, band, 2).expect("a picture");
        let (_, banded) = pixels(&banded);
        assert_eq!(whole.len(), banded.len());
        // A curve is flattened from its place in the band, so a pixel at its edge may differ by a shade or two.
        let worst = whole.iter().zip(&banded).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(worst <= Some(2), "{worst:?}");
    }
}

#[test]
fn the_bytes_do_not_tell_how_many_threads_drew() {
    let frame = scene(3, 5);
    let drawn_by = |threads: usize| {
        let mut out = Vec::new();
        png_in_bands(&frame, &options(1.5), &mut out, 64, threads).expect("a picture");
        out
    };
    let alone = drawn_by(1);
    for threads in [0, 2, 3, 50] {
        assert!(drawn_by(threads) == alone, "{threads} threads");
    }
}

#[test]
fn a_small_file_has_the_same_pixels_in_fewer_bytes() {
    let frame = scene(4, 3);
    let fast = bytes(&frame, &options(1.0));
    let small = bytes(&frame, &PictureOptions { small_file: true, ..options(1.0) });
    assert_eq!(pixels(&fast), pixels(&small));
    assert!(small.len() < fast.len(), "{} {}", small.len(), fast.len());
}

#[test]
fn words_are_drawn() {
    let (_, rgb) = pixels(&bytes(&scene(1, 1), &options(2.0)));
    assert!(rgb.chunks_exact(3).filter(|pixel| pixel == &[0x1b, 0x1c, 0x20]).count() > 300);
}

#[test]
fn a_picture_is_shown_and_a_broken_one_leaves_a_grey_place() {
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, 1, 1);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.write_header().expect("a header").write_image_data(&[0, 128, 255]).expect("a pixel");
    for (file, colour) in [(file, [0, 128, 255]), (b"broken".to_vec(), [0xc6, 0xc6, 0xbe])] {
        let picture =
            Picture { id: PictureId(Uid(1)), bytes: Arc::from(file), width: 1, height: 1, alt: String::new() };
        let image = Image { rect: Rect::new(5.0, 5.0, 15.0, 15.0), radius: 2.0, picture: Arc::new(picture) };
        let drawn = bytes(&frame(20.0, 20.0, vec![Item::Image(image)]), &options(1.0));
        assert_eq!(pixel(&drawn, 10, 10), colour);
        assert_ne!(pixel(&drawn, 5, 5), colour, "the corner is round");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let texts = [("wayfarer map", "(format: 1, title: \"Grüße\")")];
    let told =
        PictureOptions { title: Some("Reise"), description: Some("Zwei Etappen"), texts: &texts, ..options(2.0) };
    let file = bytes(&scene(1, 1), &told);
    let reader = ::png::Decoder::new(io::Cursor::new(&file)).read_info().expect("a header");
    let info = reader.info();
    assert_eq!(info.uncompressed_latin1_text[0].text, "Wayfarer");
    let stored: Vec<(String, String)> =
        info.utf8_text.iter().map(|chunk| (chunk.keyword.clone(), chunk.get_text().expect("a text"))).collect();
    let expected = [("Title", "Reise"), ("Description", "Zwei Etappen"), texts[0]];
    assert_eq!(stored, expected.map(|(keyword, text)| (keyword.to_owned(), text.to_owned())));
    assert_eq!(info.pixel_dims.map(|dims| dims.xppu), Some(7559));
}

#[test]
fn a_text_that_cannot_be_stored_is_refused_by_name() {
    let told = PictureOptions { texts: &[("名前", "text")], ..options(1.0) };
    let error = png(&scene(1, 1), &told, io::sink()).expect_err("a keyword that is not Latin");
    assert!(error.to_string().contains("“名前”"), "{error}");
}

#[test]
fn sizes_that_cannot_be_are_refused_before_anything_is_written() {
    let mut out = Vec::new();
    for (frame, scale) in [
        (frame(0.0, 100.0, vec![]), 1.0),
        (frame(100.0, 100.0, vec![]), 0.001),
        (frame(100.0, 100.0, vec![]), f64::NAN),
        (frame(100.0, 100.0, vec![]), -1.0),
        (frame(70_000.0, 10.0, vec![]), 1.0),
        (frame(40_000.0, 40_000.0, vec![]), 1.0),
        (frame(1e300, 1e300, vec![]), 1e10),
    ] {
        assert!(png(&frame, &options(scale), &mut out).is_err());
    }
    assert!(out.is_empty());
    let error = pixel_size(&frame(70_000.0, 10.0, vec![]), 2.0).expect_err("too wide");
    assert!(error.to_string().starts_with("the picture would be 140000 × 20 pixels; at most 65000 a side"), "{error}");
}

#[test]
fn the_widest_picture_can_be_drawn() {
    let wide = frame(65_000.0, 4.0, vec![filled(Rect::new(64_990.0, 0.0, 65_000.0, 4.0), 0.0, INK)]);
    let picture = bytes(&wide, &options(1.0));
    assert_eq!(pixel(&picture, 64_999, 3), [0x1b, 0x1c, 0x20]);
    assert_eq!(pixel(&picture, 64_980, 3), [255; 3]);
}

#[test]
fn a_failing_disk_stops_the_export_with_its_error() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| io::Error::other("disk full"))?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let error = png(&scene(6, 12), &options(2.0), Full(10_000)).expect_err("no room");
    assert!(error.to_string().contains("disk full"), "{error}");
}

#[test]
fn progress_rises_to_the_whole() {
    let told = std::cell::RefCell::new(Vec::new());
    let note = |done: f64| told.borrow_mut().push(done);
    png(&scene(1, 8), &PictureOptions { progress: Some(&note), ..options(1.0) }, io::sink()).expect("a picture");
    let told = told.into_inner();
    assert!(told.is_sorted() && told.len() == 6 && told.last() == Some(&1.0), "{told:?}");
}

#[test]
fn a_slanted_line_has_round_ends_that_stay_in_the_picture() {
    let slanted = frame(20.0, 20.0, vec![line((5.0, 5.0), (15.0, 14.0), 4.0, &[])]);
    let picture = bytes(&slanted, &options(1.0));
    assert_eq!(pixel(&picture, 10, 9), [0x1b, 0x1c, 0x20]);
    assert_ne!(pixel(&picture, 3, 4), [255; 3]);
    assert!(Point::new(5.0, 5.0).distance(Point::new(3.0, 4.0)) > 2.0);
}
