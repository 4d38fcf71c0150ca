//! How long reading, laying out, exporting and one frame on the screen take for maps of 20 to 20,000 touchpoints.
//!
//! Every time stands beside a floor measured in the same run: the least work that anybody would have to do for the
//! same result on the same machine. The ratio of the two is what can be compared between machines.
//!
//! `cargo bench` measures; anything else (such as `cargo test --benches`) only goes through the smallest map once.
//! `cargo bench -- 2000` measures one size, `cargo bench -- layout` one kind of work, `cargo bench -- window` how soon
//! the window is there, `cargo bench -- survey` how soon 100,000 answers are on a map; `cargo bench -- --maps` writes the maps that are measured into the folder for temporary files,
//! to be tried by hand.

mod compare;
mod insight;
mod process;
#[cfg(feature = "gui")]
mod screen;
mod stopwatch;
mod survey;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod window;

use std::hint::black_box;
use std::io::Write;

use wayfarer::export::PictureOptions;
use wayfarer::export::png::{pixel_size, png};
use wayfarer::file;
use wayfarer::frame::Frame;
use wayfarer::layout::{CanvasRequest, Density, Filter, Layouter, Page, PageRequest, Show};
use wayfarer::model::arbitrary::generated_journey;
use wayfarer::model::{Map, State};
use wayfarer::text::{Align, Room, TextEngine, TextStyle, Weight};
use wayfarer::theme::{Theme, ThemeKind};

use stopwatch::Table;

const SIZES: [usize; 4] = [20, 200, 2_000, 20_000];

/// Every map has this seed, so that two runs measure the same work.
const SEED: u64 = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let measuring = arguments.iter().any(|argument| argument == "--bench");
    #[cfg(all(feature = "gui", target_os = "linux"))]
    if arguments.iter().any(|argument| argument == window::EMPTY) {
        return window::open_empty();
    }
    if arguments.iter().any(|argument| argument == "--maps") {
        return SIZES.into_iter().for_each(write_map);
    }
    if let Some(at) = arguments.iter().position(|argument| argument == survey::ALONE) {
        return arguments.get(at + 1).map_or((), |file| survey::import_alone(file.as_ref()));
    }
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
    let (sizes, works): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.parse::<usize>().is_ok());
    let mut table = Table::new(measuring, works);
    #[cfg(all(feature = "gui", target_os = "linux"))]
    if measuring && sizes.is_empty() {
        window::bench_window(&mut table);
    }
    if sizes.is_empty() {
        survey::bench_survey(&mut table);
    }
    for size in SIZES {
        let asked = sizes.is_empty() || sizes.contains(&size.to_string().as_str());
        if asked && (measuring || size == SIZES[0]) {
            bench_size(size, &mut table);
        }
    }
}

fn write_map(size: usize) {
    let path = std::env::temp_dir().join(format!("wayfarer-{size}.ron"));
    std::fs::write(&path, file::to_text(&generated_journey(size, SEED))).expect("there is room for temporary files");
    println!("{}", path.display());
}

fn bench_size(size: usize, table: &mut Table) {
    let map = generated_journey(size, SEED);
    table.begin(size);
    bench_load(&map, table);
    bench_layout(&map, table);
    bench_png(&map, table);
    compare::bench_compare(&map, table);
    insight::bench_insight(&map, table);
    process::bench_process(&map, table);
    #[cfg(feature = "gui")]
    screen::bench_screen(&map, table);
}

/// From the bytes of a file to a map. Floor: the same RON into the file's plain records, unchecked and unconnected.
fn bench_load(map: &Map, table: &mut Table) {
    if !table.wants("load") {
        return;
    }
    let text = file::to_text(map);
    let what = format!("load {:.1} MB", text.len() as f64 / 1e6);
    let floor = table.time(|| assert!(file::is_schema(&text)));
    let time = table.time(|| {
        black_box(file::parse(text.as_bytes(), "bench.ron").expect("a map just written can be read"));
    });
    table.row(&what, time, floor);
}

/// The canvas from nothing. Floor: shaping every text of the map once, at the width of a card.
fn bench_layout(map: &Map, table: &mut Table) {
    if !table.wants("layout") {
        return;
    }
    let floor = table.time(|| shape_everything(map));
    let request = CanvasRequest {
        state: State::Today,
        density: Density::Regular,
        filter: Filter::default(),
        height: 900.0,
        editable: true,
    };
    let theme = Theme::of(ThemeKind::Light);
    let time = table.time(|| {
        black_box(Layouter::new().canvas(map, &request, theme));
    });
    table.row("layout", time, floor);
}

fn shape_everything(map: &Map) {
    let mut engine = TextEngine::new();
    let style = TextStyle { size: 13.0, line_height: 17.0, weight: Weight::SemiBold, tabular: false };
    let room = Room { width: 120.0, max_lines: 4, align: Align::Start };
    let mut shape = |text: &str| {
        black_box(engine.paragraph(text, style, room));
    };
    let journey = map.today();
    for touchpoint in journey.touchpoints() {
        shape(&touchpoint.name);
        touchpoint.texts.values().for_each(|text| shape(text));
    }
    journey.pains().for_each(|pain| shape(&pain.text));
    journey.opportunities().for_each(|opportunity| shape(&opportunity.text));
    journey.measures().for_each(|measure| shape(&measure.name));
    journey.stages().iter().for_each(|stage| shape(&stage.name));
}

/// From laid-out pages to a PNG each. Floor: filling and encoding as many pixels with the same encoder.
fn bench_png(map: &Map, table: &mut Table) {
    if !table.wants("png") {
        return;
    }
    let show = Show { title: true, personas: true, legend: true };
    let request = PageRequest { state: State::Today, filter: Filter::default(), page: Page::Fitting, show };
    let pages = Layouter::new().pages(map, &request, Theme::of(ThemeKind::Light));
    let options = PictureOptions { scale: pages.scale, ..PictureOptions::default() };
    let sizes: Vec<(u32, u32)> = match pages.frames.iter().map(|frame| pixel_size(frame, pages.scale)).collect() {
        Ok(sizes) => sizes,
        Err(refusal) => return table.remark("png", &refusal.to_string()),
    };
    let pixels: u64 = sizes.iter().map(|(width, height)| u64::from(*width) * u64::from(*height)).sum();
    let what = format!("png {:.1} Mpx, {} page(s)", pixels as f64 / 1e6, sizes.len());
    let floor = table.time(|| sizes.iter().for_each(|(width, height)| encode_paper(*width, *height)));
    let time = table.time(|| pages.frames.iter().for_each(|frame| draw(frame, &options)));
    table.row(&what, time, floor);
}

fn draw(frame: &Frame, options: &PictureOptions<'_>) {
    png(frame, options, std::io::sink()).expect("a sink takes everything");
}

fn encode_paper(width: u32, height: u32) {
    let mut encoder = ::png::Encoder::new(std::io::sink(), width, height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_compression(::png::Compression::Fast);
    encoder.set_filter(::png::Filter::Paeth);
    let mut writer = encoder.write_header().expect("a sink takes everything");
    let mut stream = writer.stream_writer_with_size(1 << 18).expect("a sink takes everything");
    let mut row = vec![0; width as usize * 3];
    for _ in 0..height {
        row.fill(0xFC);
        stream.write_all(&row).expect("a sink takes everything");
    }
    stream.finish().expect("a sink takes everything");
}
