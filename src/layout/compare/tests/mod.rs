//! What pictures of two journeys promise: everything once, nothing on top of anything else, nothing outside, and
//! memory that changes nothing.

mod lanes;
mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::*;
use crate::compare::{Comparison, Sides, compare};
use crate::edit::arbitrary::random_command;
use crate::edit::{Command, Session, Slot, TouchpointField, apply};
use crate::export::PictureOptions;
use crate::export::png::png;
use crate::frame::{self, Part, Subject};
use crate::geom::Rect;
use crate::layout::{CompareView, Filter, Layouter, Page, PageRequest, Show};
use crate::model::arbitrary::{Rng, generated_journey, random_map};
use crate::model::*;
use crate::theme::ThemeKind;

const DENSITIES: [Density; 4] = [Density::Overview, Density::Compact, Density::Regular, Density::Roomy];

fn request(density: Density) -> CompareRequest {
    let filter = Filter::default();
    let persona = None;
    CompareRequest { density, filter, persona, only_differences: false, all_lanes: false, height: 872.0, shift: 0.0 }
}

fn light() -> &'static Theme {
    Theme::of(ThemeKind::Light)
}

/// A map, and a journey to compare it with.
struct Two {
    map: Map,
    to: Journey,
    comparison: Comparison,
}

impl Two {
    fn new(map: Map, to: Journey) -> Two {
        let comparison = compare(&Sides { from: map.today(), to: &to, pins: &[] });
        Two { map, to, comparison }
    }

    /// A map's own two journeys, with what was said about their pairs.
    fn own(map: Map) -> Two {
        let pins: Vec<_> = map.pins().cloned().collect();
        let to = map.ideal().cloned().unwrap_or_default();
        let comparison = compare(&Sides { from: map.today(), to: &to, pins: &pins });
        Two { map, to, comparison }
    }

    /// A journey and what some changes made of it.
    fn changed(map: Map, seed: u64, changes: usize) -> Two {
        let (mut rng, mut after) = (Rng::new(!seed), map.clone());
        for _ in 0..changes {
            let command = random_command(&after, &mut rng);
            let _ = apply(&mut after, &command);
        }
        let to = after.today().clone();
        Two::new(map, to)
    }

    fn example(name: &str) -> Two {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        Two::own(crate::file::parse(&std::fs::read(path).expect("the example"), name).expect("a map"))
    }

    fn compared(&self) -> Compared<'_> {
        Compared { map: &self.map, from: self.map.today(), to: &self.to, comparison: &self.comparison, album: None }
    }
}

/// How often each touchpoint of either side is tagged as a whole.
fn tagged(frame: &Frame) -> BTreeMap<(State, TouchpointId), usize> {
    let mut found = BTreeMap::new();
    for (tag, _) in frame.tags().filter(|(tag, _)| tag.part == Part::Whole) {
        if let Subject::Compared(frame::Compared::Touchpoint(side, id)) = tag.subject {
            *found.entry((side, id)).or_default() += 1;
        }
    }
    found
}

/// Checks that nothing lies outside, and nothing that stands at a touchpoint on anything else.
fn check(frame: &Frame, what: &str) {
    let whole = frame.size.to_rect().inflate(16.0, 7.0);
    let mut alone: Vec<(Subject, Rect)> = Vec::new();
    for placed in &frame.blocks {
        let bounds = placed.bounds();
        assert!(bounds.intersect(whole) == bounds, "{what}: a block of {bounds:?} leaves the frame of {whole:?}");
        for tag in placed.block.tags.iter() {
            if tag.part != Part::Whole {
                continue;
            }
            if let Subject::Compared(
                frame::Compared::Touchpoint(..)
                | frame::Compared::Pain(..)
                | frame::Compared::Opportunity(..)
                | frame::Compared::Feedback(..)
                | frame::Compared::Text(..)
                | frame::Compared::Measure(..),
            ) = tag.subject
            {
                alone.push((tag.subject, tag.rect + placed.origin));
            }
        }
    }
    alone.sort_by(|a, b| a.1.x0.total_cmp(&b.1.x0));
    for (index, (subject, rect)) in alone.iter().enumerate() {
        for (other, place) in alone[index + 1..].iter().take_while(|(_, place)| place.x0 < rect.x1) {
            let common = rect.intersect(*place);
            let covers = common.width() > 0.5 && common.height() > 0.5;
            assert!(!covers, "{what}: {subject:?} at {rect:?} covers {other:?} at {place:?}");
        }
    }
}

/// How many lanes of cards a comparison shows; a strange map may have hidden its one, or have several.
fn lanes_of_cards(two: &Two) -> usize {
    let request = request(Density::Regular);
    let lanes = texts::lanes(&Common::of(two.compared(), &request), &request, &Look::canvas(Density::Regular));
    lanes.iter().filter(|lane| lane.kind == LaneKind::Touchpoints).count()
}

/// Checks that an overlay shows every touchpoint of either journey: once, or as one card that stands for two.
fn check_overlay(two: &Two, frame: &Frame, what: &str) {
    check(frame, what);
    let (found, lanes) = (tagged(frame), lanes_of_cards(two));
    assert!(found.values().all(|times| *times == lanes), "{what}: not drawn {lanes} times: {found:?}");
    if lanes == 0 {
        return;
    }
    for touchpoint in two.to.touchpoints() {
        assert!(found.contains_key(&(State::Ideal, touchpoint.id)), "{what}: {} is missing", touchpoint.name);
    }
    for touchpoint in two.map.today().touchpoints() {
        let entry = two.comparison.entry_of_from(touchpoint.id.0).expect("every element has an entry");
        let with_partner = !entry.to.is_empty();
        let own = found.contains_key(&(State::Today, touchpoint.id));
        assert!(own || with_partner, "{what}: {} is missing", touchpoint.name);
    }
    for tag in frame.tags().map(|(tag, _)| tag) {
        assert!(!tag.label.trim().is_empty() || tag.part == Part::Name, "{what}: {:?} says nothing", tag.subject);
    }
}

fn check_all(layouter: &mut Layouter, two: &Two, what: &str) {
    for density in DENSITIES {
        let request = request(density);
        let what = format!("{what}, {density:?}");
        check_overlay(two, &layouter.overlay(two.compared(), &request, light()), &what);
        let [today, ideal] = layouter.swipe(two.compared(), &request, light());
        assert_eq!(today.size, ideal.size, "{what}");
        for (side, frame, journey) in [(State::Today, &today, two.map.today()), (State::Ideal, &ideal, &two.to)] {
            check(frame, &format!("{what}, swipe"));
            let count = if lanes_of_cards(two) > 0 { journey.touchpoint_count() } else { 0 };
            assert_eq!(tagged(frame).len(), count, "{what}, swipe {side:?}");
        }
        let whole = CompareRequest { all_lanes: true, ..request.clone() };
        check(&layouter.side_by_side(two.compared(), &whole, light()), &format!("{what}, side by side, all lanes"));
        let beside = layouter.side_by_side(two.compared(), &request, light());
        check(&beside, &format!("{what}, side by side"));
        let lanes = two.map.today().lanes().iter().chain(two.to.lanes());
        let has_cards = lanes.filter(|lane| lane.kind == LaneKind::Touchpoints).count() > 0;
        let count = two.map.today().touchpoint_count() + two.to.touchpoint_count();
        assert_eq!(tagged(&beside).len(), if has_cards { count } else { 0 }, "{what}, side by side");
    }
}

#[test]
fn every_touchpoint_of_either_journey_is_drawn_once_and_nothing_covers_anything() {
    let mut layouter = Layouter::new();
    for (count, changes) in [(0, 0), (0, 4), (1, 1), (5, 6), (14, 12), (60, 40), (200, 60)] {
        let two = Two::changed(generated_journey(count, 3), count as u64, changes);
        check_all(&mut layouter, &two, &format!("{count} touchpoints, {changes} changes"));
    }
}

#[test]
fn strange_maps_and_strangers_are_drawn_as_well() {
    let mut layouter = Layouter::new();
    for seed in 0..30 {
        let size = 1 + seed as usize % 9;
        check_all(&mut layouter, &Two::own(random_map(seed, size)), &format!("seed {seed}"));
        let stranger = random_map(seed ^ 0x5555, size).today().clone();
        check_all(&mut layouter, &Two::new(random_map(seed, size), stranger), &format!("strangers, seed {seed}"));
    }
}

#[test]
fn a_layout_that_remembers_equals_one_that_does_not() {
    for seed in 0..12 {
        let mut rng = Rng::new(seed);
        let mut session = Session::new(random_map(seed, 7));
        let mut layouter = Layouter::new();
        for step in 0..8 {
            let command = random_command(session.map(), &mut rng);
            let _ = session.run(&command);
            let two = Two::own(session.map().clone());
            let density = DENSITIES[if rng.chance(85) { 2 } else { rng.below(4) }];
            let theme = Theme::of(if rng.chance(90) { ThemeKind::Light } else { ThemeKind::Dark });
            let (only_differences, all_lanes) = (rng.chance(20), rng.chance(50));
            let wanted = CompareRequest { only_differences, all_lanes, ..request(density) };
            let what = format!("seed {seed}, step {step}, {command:?}");
            let overlay = |layouter: &mut Layouter| layouter.overlay(two.compared(), &wanted, theme);
            assert!(overlay(&mut layouter) == overlay(&mut Layouter::new()), "overlay, {what}");
            let beside = |layouter: &mut Layouter| layouter.side_by_side(two.compared(), &wanted, theme);
            assert!(beside(&mut layouter) == beside(&mut Layouter::new()), "side by side, {what}");
            let swipe = |layouter: &mut Layouter| layouter.swipe(two.compared(), &wanted, theme);
            assert!(swipe(&mut layouter) == swipe(&mut Layouter::new()), "swipe, {what}");
        }
    }
}

#[test]
fn a_keystroke_changes_the_blocks_of_few_columns() {
    let two = Two::changed(generated_journey(120, 7), 1, 10);
    let mut layouter = Layouter::new();
    let before = layouter.overlay(two.compared(), &request(Density::Regular), light());
    let mut after = Map::new(two.map.id());
    after.put(MapRecord::Ideal(Arc::new(two.to.clone()))).expect("a map takes an ideal");
    let id = two.to.touchpoints().nth(60).expect("there are more").id;
    let field = TouchpointField::Name("Short".to_owned());
    apply(&mut after, &Command::SetTouchpoint { state: State::Ideal, id, field }).expect("it is there");
    let two = Two::new(two.map.clone(), after.ideal().expect("just put").clone());
    let after = layouter.overlay(two.compared(), &request(Density::Regular), light());
    let kept = |placed: &&Placed| before.blocks.iter().any(|old| Arc::ptr_eq(&old.block, &placed.block));
    let changed = after.blocks.iter().filter(|placed| !kept(placed)).count();
    assert!((1..=8).contains(&changed), "{changed} of {} blocks are new", after.blocks.len());
}

#[test]
fn where_nothing_differs_everything_can_be_folded_away() {
    let map = generated_journey(20, 4);
    let same = Two::new(map.clone(), map.today().clone());
    let folded = CompareRequest { only_differences: true, ..request(Density::Regular) };
    let frame = Layouter::new().overlay(same.compared(), &folded, light());
    assert!(tagged(&frame).is_empty(), "{:?}", tagged(&frame));
    let whole = Layouter::new().overlay(same.compared(), &request(Density::Regular), light());
    assert_eq!(tagged(&whole).len(), 20);
    assert!(frame.size.width < whole.size.width / 2.0);
}

/// Three touchpoints of which one is renamed, one removed, one moved to the front, and one added.
fn small() -> Two {
    let map = generated_journey(3, 2);
    let mut after = map.clone();
    let state = State::Today;
    let ids: Vec<TouchpointId> = map.today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let stage = map.today().stages()[0].id;
    let new = TouchpointId::new(&mut SeededIds::new(77));
    let name = TouchpointField::Name("Greeted by name".to_owned());
    for command in [
        Command::SetTouchpoint { state, id: ids[0], field: name },
        Command::DeleteTouchpoint { state, id: ids[1] },
        Command::AddTouchpoint {
            state,
            id: new,
            name: "Call back".to_owned(),
            at: Slot { stage, after: Some(ids[0]) },
        },
        Command::MoveTouchpoint { state, id: ids[2], to: Slot { stage, after: None } },
    ] {
        apply(&mut after, &command).expect("the touchpoints are there");
    }
    let to = after.today().clone();
    Two::new(map, to)
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// `UPDATE=1` rewrites a golden file; look at the difference.
fn check_golden(name: &str, now: &[u8]) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(golden(name), now).expect("the golden file can be written");
    }
    let expected = std::fs::read(golden(name)).expect("the golden file is there; UPDATE=1 writes it");
    assert!(expected == now, "{name}: if the change is meant, run again with UPDATE=1 and look at the difference");
}

/// The same for a picture, in which rounding may differ by a step or two: an edge falls on a hair.
fn check_golden_picture(name: &str, now: &[u8]) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(golden(name), now).expect("the golden picture can be written");
    }
    let expected = image::open(golden(name)).expect("the golden picture is there; UPDATE=1 writes it").to_rgb8();
    let now = image::load_from_memory(now).expect("a picture").to_rgb8();
    assert_eq!(now.dimensions(), expected.dimensions(), "{name}");
    let steps: Vec<u8> =
        now.iter().zip(expected.iter()).map(|(a, b)| a.abs_diff(*b)).filter(|step| *step > 0).collect();
    let worst = steps.iter().max().copied().unwrap_or(0);
    assert!(
        worst <= 2 && steps.len() <= now.len() / 1000,
        "{name}: {} values differ, by {worst} at most; if the change is meant, run again with UPDATE=1 and look at the \
         difference",
        steps.len()
    );
}

fn drawn(frame: &Frame) -> Vec<u8> {
    let mut out = Vec::new();
    let options = PictureOptions {
        scale: 1.0,
        small_file: true,
        title: None,
        description: None,
        texts: &[],
        progress: None,
        alone: true,
    };
    png(frame, &options, &mut out).expect("a picture");
    out
}

#[test]
fn a_small_comparison_looks_as_it_did() {
    let two = small();
    let mut layouter = Layouter::new();
    let wanted = CompareRequest { height: 640.0, ..request(Density::Regular) };
    let overlay = layouter.overlay(two.compared(), &wanted, light());
    let beside = layouter.side_by_side(two.compared(), &wanted, light());
    let [today, ideal] = layouter.swipe(two.compared(), &wanted, light());
    check_golden("overlay.txt", overlay.to_text().as_bytes());
    check_golden("side-by-side.txt", beside.to_text().as_bytes());
    check_golden("swipe.txt", format!("{}{}", today.to_text(), ideal.to_text()).as_bytes());
    check_golden_picture("overlay.png", &drawn(&overlay));
    check_golden_picture("side-by-side.png", &drawn(&beside));
}
