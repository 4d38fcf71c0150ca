//! What pages promise: everything once, nothing outside or on top of anything else, nothing too small to read.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::file;
use crate::frame::{Item, Part as TagPart, Subject};
use crate::layout::{Filter, Layouter, Show};
use crate::model::arbitrary::{generated_journey, random_map};
use crate::theme::ThemeKind;

const PIXELS: [(f64, f64); 8] = [
    (1920.0, 1080.0),
    (1600.0, 1200.0),
    (1240.0, 1754.0),
    (1280.0, 720.0),
    (960.0, 540.0),
    (640.0, 360.0),
    (1080.0, 1080.0),
    (7022.0, 4967.0),
];
const SHOW: Show = Show { title: true, personas: true, legend: true };

fn request(page: Page) -> PageRequest {
    PageRequest { state: State::Today, filter: Filter::default(), page, show: SHOW }
}

fn light() -> &'static Theme {
    Theme::of(ThemeKind::Light)
}

fn sizes() -> impl Iterator<Item = Page> {
    let fixed = PIXELS.into_iter().map(|(width, height)| Page::Fixed { pixels: Size::new(width, height) });
    std::iter::once(Page::Fitting).chain(fixed)
}

fn example(name: &str) -> Map {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    file::parse(&std::fs::read(path).expect("the example is there"), name).expect("the example can be read")
}

/// Words at their place: where their letters lie, without the air above and below them, and which paragraph of which
/// block they are of.
struct Words<'a> {
    letters: Rect,
    text: &'a str,
    /// Paragraphs have a place of their own each, and runs of one paragraph share it.
    paragraph: (usize, u64, u64),
    /// Size in points.
    size: f32,
}

fn words(frame: &Frame) -> Vec<Words<'_>> {
    let mut found = Vec::new();
    for (index, placed) in frame.blocks.iter().enumerate() {
        for item in &placed.block.items {
            let Item::Text(text) = item else { continue };
            let run = &text.run;
            let (size, x, baseline) = (f64::from(run.size), f64::from(run.x), f64::from(run.baseline));
            let letters = Rect::new(x, baseline - size * 0.6, x + f64::from(run.advance), baseline + size * 0.05);
            found.push(Words {
                letters: letters + text.origin + placed.origin,
                text: &run.text,
                paragraph: (index, text.origin.x.to_bits(), text.origin.y.to_bits()),
                size: run.size,
            });
        }
    }
    found
}

/// Words of different paragraphs that cover each other by more than a point both ways.
fn covered(frame: &Frame) -> Option<String> {
    let mut all = words(frame);
    all.retain(|words| words.text.chars().any(char::is_alphanumeric));
    all.sort_by(|a, b| a.letters.x0.total_cmp(&b.letters.x0));
    for (index, words) in all.iter().enumerate() {
        let after = all[index + 1..].iter().take_while(|other| other.letters.x0 < words.letters.x1);
        for other in after.filter(|other| other.paragraph != words.paragraph) {
            let common = words.letters.intersect(other.letters);
            if common.width() > 1.0 && common.height() > 1.0 {
                return Some(format!("“{}” and “{}” at {:?}", words.text, other.text, words.letters.origin()));
            }
        }
    }
    None
}

/// The top of the foot: of the block that says what the page rests on.
fn foot_top(frame: &Frame) -> f64 {
    let says = |placed: &&Placed| {
        let starts = |item: &Item| match item {
            Item::Text(text) => text.run.text.starts_with("Source:") || text.run.text.starts_with("An ideal"),
            Item::Shape(_) | Item::Shadow(_) | Item::Image(_) => false,
        };
        placed.block.items.iter().any(starts)
    };
    frame.blocks.iter().find(says).expect("every page says what it rests on").bounds().y0
}

/// The least size that text may come out in, in output pixels: 12 on a slide, 9 on a smaller page, and on a picture
/// narrower than 960 pixels accordingly less; unless the pages say that it is smaller.
fn least_text(page: &Page, omissions: &[String]) -> f64 {
    let is_told = omissions.iter().any(|text| text.starts_with("The smallest text is too small"));
    match page {
        Page::Fixed { .. } if is_told => 0.0,
        Page::Fixed { pixels } if pixels.width >= SLIDE.width && pixels.height >= SLIDE.height => 12.0,
        // The number within a sign is a little smaller than any word.
        Page::Fixed { pixels } => 8.8 * (pixels.width / 960.0).min(1.0),
        Page::Fitting => 12.0,
    }
}

/// Checks the pages of a map for all that must hold of any; labels may cover each other only where `crowded`.
fn check(layouter: &mut Layouter, map: &Map, request: &PageRequest, crowded: bool, what: &str) {
    let pages = layouter.pages(map, request, light());
    let mut cards: BTreeMap<TouchpointId, usize> = BTreeMap::new();
    for frame in &pages.frames {
        let whole = frame.size.to_rect().inflate(1.0, 1.0);
        for placed in &frame.blocks {
            let bounds = placed.bounds();
            assert!(bounds.intersect(whole) == bounds, "{what}: a block at {bounds:?} leaves the page of {whole:?}");
            for tag in placed.block.tags.iter().filter(|tag| tag.part == TagPart::Whole) {
                if let Subject::Touchpoint(id) = tag.subject {
                    *cards.entry(id).or_default() += 1;
                }
            }
        }
        let foot = foot_top(frame);
        let over = frame.blocks.iter().map(Placed::bounds).find(|rect| rect.y0 < foot && rect.y1 > foot + 1.0);
        assert_eq!(over, None, "{what}: a block reaches over the foot at {foot}");
        if !crowded && let Some(found) = covered(frame) {
            panic!("{what}: {found}");
        }
        // Icons are signs beside words, and may be smaller.
        let is_icon = |words: &Words<'_>| words.text.chars().all(|c| ('\u{e000}'..='\u{f8ff}').contains(&c));
        for words in words(frame).into_iter().filter(|words| !is_icon(words)) {
            let pixels = f64::from(words.size) * pages.scale;
            assert!(
                pixels >= least_text(&request.page, &pages.omissions) - 1e-6,
                "{what}: “{}” is {pixels} pixels high",
                words.text
            );
        }
        if let Page::Fixed { pixels } = request.page {
            let drawn = frame.size * pages.scale;
            assert!((drawn.width - pixels.width).abs() < 1.0, "{what}: {} wide", drawn.width);
            let told = pages.omissions.iter().any(|text| text.contains("pixels high"));
            assert!(told || (drawn.height - pixels.height).abs() < 1.0, "{what}: {} high", drawn.height);
        }
    }
    let journey = map.journey(request.state).expect("it was checked before");
    let lanes = shown_lanes(
        journey,
        &Story::of(journey, &request.filter, false, &mut Feelings::default()),
        &request.filter.lanes,
    );
    let lanes_of = |kind: LaneKind| lanes.iter().filter(|lane| lane.kind == kind).count();
    // Every lane of cards shows every touchpoint, but for those that stand back stage where there is a lane for them.
    if lanes_of(LaneKind::BackStage) == 0 && lanes_of(LaneKind::Touchpoints) > 0 {
        let (times, count) = (lanes_of(LaneKind::Touchpoints), journey.touchpoint_count());
        assert!(cards.values().all(|found| *found == times) && cards.len() == count, "{what}: {cards:?} of {count}");
    }
}

#[test]
fn every_touchpoint_stands_on_a_page_once_and_nothing_covers_anything() {
    let mut layouter = Layouter::new();
    for count in [0, 1, 5, 14, 18, 60, 200] {
        let map = generated_journey(count, 3);
        for page in sizes() {
            check(&mut layouter, &map, &request(page), false, &format!("{count} touchpoints on {page:?}"));
        }
    }
}

#[test]
fn a_long_journey_takes_as_many_pages_as_it_needs() {
    let map = generated_journey(500, 3);
    let mut layouter = Layouter::new();
    for page in [Page::Fitting, Page::Fixed { pixels: SLIDE }] {
        check(&mut layouter, &map, &request(page), false, &format!("500 touchpoints on {page:?}"));
    }
}

#[test]
fn strange_maps_stay_on_their_pages() {
    let mut layouter = Layouter::new();
    for seed in 0..40 {
        let map = random_map(seed, 1 + seed as usize % 20);
        let page = sizes().nth(seed as usize % 9).expect("there are nine");
        for state in [State::Today, State::Ideal] {
            if map.journey(state).is_some() {
                let request = PageRequest { state, ..request(page) };
                check(&mut layouter, &map, &request, true, &format!("seed {seed}, {state:?} on {page:?}"));
            }
        }
    }
}

#[test]
fn the_examples_are_shown_whole() {
    let mut layouter = Layouter::new();
    for name in ["oz.ron", "bank-account.ron", "outpatient.ron", "running-shoes.ron"] {
        let map = example(name);
        for page in sizes().take(2) {
            for state in [State::Today, State::Ideal] {
                let request = PageRequest { state, ..request(page) };
                let pages = layouter.pages(&map, &request, light());
                assert_eq!(pages.omissions, Vec::<String>::new(), "{name}, {state:?} on {page:?}");
                assert_eq!(pages.frames.len(), 1, "{name}, {state:?} on {page:?}");
                check(&mut layouter, &map, &request, false, &format!("{name}, {state:?} on {page:?}"));
            }
        }
    }
}

/// Whether a text is a value at a marker, such as `+7` or `−2.5`.
fn is_value(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || "+−-.".contains(c))
}

#[test]
fn values_on_crowded_curves_never_cover_each_other() {
    let mut layouter = Layouter::new();
    for seed in 0..150 {
        let map = random_map(seed, 3 + seed as usize % 20);
        let pages = layouter.pages(&map, &request(Page::Fixed { pixels: SLIDE }), light());
        for frame in &pages.frames {
            let values: Vec<Words<'_>> = words(frame).into_iter().filter(|words| is_value(words.text)).collect();
            for (at, words) in values.iter().enumerate() {
                for other in values[at + 1..].iter().filter(|other| other.paragraph != words.paragraph) {
                    let common = words.letters.intersect(other.letters);
                    let covers = common.width() > 0.5 && common.height() > 0.5;
                    assert!(!covers, "seed {seed}: {} and {} at {:?}", words.text, other.text, words.letters);
                }
            }
        }
    }
}

#[test]
fn the_examples_stay_readable_on_a_small_slide() {
    let mut layouter = Layouter::new();
    for name in ["oz.ron", "bank-account.ron", "outpatient.ron", "running-shoes.ron"] {
        let map = example(name);
        let request = request(Page::Fixed { pixels: Size::new(1280.0, 720.0) });
        let pages = layouter.pages(&map, &request, light());
        assert_eq!(pages.omissions, Vec::<String>::new(), "{name}");
        let smallest = pages.frames.iter().flat_map(|frame| words(frame)).map(|words| f64::from(words.size));
        let smallest = smallest.fold(f64::INFINITY, f64::min) * pages.scale;
        assert!(smallest >= 9.0, "{name}: {smallest}");
        check(&mut layouter, &map, &request, false, name);
    }
}

/// The running-shoe shop with the answers of its survey, so that its measures have intervals.
fn surveyed() -> Map {
    use crate::answers::{Mapping, import, tally};
    let mut map = example("running-shoes.ron");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/running-shoes-survey.csv");
    let sheet = crate::exchange::sheet::read(&std::fs::read(file).unwrap(), None, &|_| true).unwrap();
    let mapping = Mapping::guess(&sheet, map.today(), "Survey");
    let counted = tally(&sheet, &mapping, &|_| true).unwrap();
    let brought = import(&map, &mapping, &counted, &mut SeededIds::new(5));
    crate::edit::apply(&mut map, &brought.command.unwrap()).unwrap();
    map
}

#[test]
fn pages_of_any_form_are_laid_out() {
    let mut layouter = Layouter::new();
    for (width, height) in [(1.0, 1.0), (5.0, 1.0), (40.0, 30.0), (200.0, 60_000.0), (60_000.0, 200.0)] {
        let page = Page::Fixed { pixels: Size::new(width, height) };
        for map in [example("oz.ron"), surveyed()] {
            let measures = map.today().lanes().iter().filter(|lane| lane.kind == LaneKind::Measures);
            for lanes in [BTreeSet::new(), measures.map(|lane| lane.id).collect()] {
                let filter = Filter { lanes, ..Filter::default() };
                let pages = layouter.pages(&map, &PageRequest { filter, ..request(page) }, light());
                assert!(!pages.frames.is_empty(), "{page:?}");
            }
        }
    }
}

/// The titles of the lanes that a page of an example leaves out because none were asked for.
fn unasked(map: &Map, filter: Filter) -> Vec<String> {
    let pages = Layouter::new().pages(map, &PageRequest { filter, ..request(Page::Fitting) }, light());
    pages.unasked.iter().map(|lane| lane.shown_title().to_owned()).collect()
}

#[test]
fn lanes_that_hold_something_and_were_not_asked_for_are_told() {
    let map = example("running-shoes.ron");
    let (usual, visible) = (usual_lanes(map.today()), map.today().lanes().iter().filter(|lane| lane.visible));
    let left: Vec<String> = visible
        .filter(|lane| !usual.iter().any(|usual| usual.id == lane.id))
        .map(|lane| lane.shown_title().to_owned())
        .collect();
    assert!(!left.is_empty());
    assert_eq!(unasked(&map, Filter::default()), left);
    let asked = Filter { lanes: usual.iter().map(|lane| lane.id).collect(), ..Filter::default() };
    assert_eq!(unasked(&map, asked), [""; 0]);
    // A new map has lanes enough, but nothing in those that are not drawn.
    let blank = starter::blank(&mut SeededIds::new(1), "New").unwrap();
    assert_eq!(unasked(&blank, Filter::default()), [""; 0]);
}

#[test]
fn the_same_request_gives_the_same_pages() {
    let map = example("oz.ron");
    for page in sizes() {
        let request = request(page);
        let mut layouter = Layouter::new();
        let (first, again) = (layouter.pages(&map, &request, light()), layouter.pages(&map, &request, light()));
        let fresh = Layouter::new().pages(&map, &request, light());
        assert!(first.frames == again.frames && first.frames == fresh.frames, "{page:?}");
    }
}

#[test]
fn what_is_cut_is_told() {
    let mut map = example("oz.ron");
    let mut about = About::clone(map.about());
    about.takeaway = "A takeaway that never comes to its point, and so on. ".repeat(60);
    map.put(MapRecord::About(Arc::new(about))).expect("a map takes what is said about it");
    let pages = Layouter::new().pages(&map, &request(Page::Fixed { pixels: SLIDE }), light());
    assert!(pages.omissions.iter().any(|text| text.contains("A takeaway that never")), "{:?}", pages.omissions);
}
