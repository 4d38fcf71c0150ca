//! What pictures of two journeys promise: everything once, nothing on top of anything else, nothing outside, and
//! memory that changes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::*;
use crate::compare::{Comparison, Sides, compare};
use crate::edit::arbitrary::random_command;
use crate::edit::{Command, Session, Slot, TouchpointField, apply};
use crate::export::png::{PngOptions, png};
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
            let is_cell = matches!(tag.subject, Subject::Cell(..));
            if is_cell {
                alone.push((tag.subject, tag.rect + placed.origin));
            }
            if tag.part != Part::Whole {
                continue;
            }
            if let Subject::Compared(
                frame::Compared::Touchpoint(..)
                | frame::Compared::Pain(..)
                | frame::Compared::Opportunity(..)
                | frame::Compared::Feedback(..)
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

fn drawn(frame: &Frame) -> Vec<u8> {
    let mut out = Vec::new();
    let options = PngOptions {
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
    check_golden("overlay.png", &drawn(&overlay));
    check_golden("side-by-side.png", &drawn(&beside));
}

fn pages_of(page: Page) -> PageRequest {
    let show = Show { title: true, personas: true, legend: true };
    PageRequest { state: State::Today, filter: Filter::default(), page, show }
}

const VIEWS: [CompareView; 3] = [CompareView::Overlay, CompareView::SideBySide, CompareView::Swipe];

#[test]
fn an_example_with_its_ideal_stands_on_one_slide_with_nothing_cut() {
    let mut layouter = Layouter::new();
    for name in ["oz.ron", "bank-account.ron", "outpatient.ron", "running-shoes.ron"] {
        let two = Two::example(name);
        let pages = layouter.compare_pages(two.compared(), &pages_of(Page::Fitting), CompareView::Overlay, light());
        assert_eq!((pages.frames.len(), pages.omissions.as_slice()), (1, &[][..]), "{name}");
        assert!(pages.scale >= 0.8, "{name}: {}", pages.scale);
        check_overlay(&two, &pages.frames[0], name);
    }
}

#[test]
fn an_example_before_and_after_stands_on_slides_with_nothing_cut() {
    let mut layouter = Layouter::new();
    let slide = Size::new(1920.0, 1080.0);
    for name in ["oz.ron", "bank-account.ron", "outpatient.ron", "running-shoes.ron"] {
        let two = Two::example(name);
        for page in [Page::Fixed { pixels: slide }, Page::Fitting] {
            let pages = layouter.compare_pages(two.compared(), &pages_of(page), CompareView::SideBySide, light());
            assert_eq!((pages.frames.len(), pages.omissions.as_slice()), (1, &[][..]), "{name}, {page:?}");
            let pixels = pages.frames[0].size * pages.scale;
            assert!(
                (pixels.width - slide.width).abs() < 1.0 && (pixels.height - slide.height).abs() < 1.0,
                "{pixels:?}"
            );
            assert!(pages.scale >= 0.79, "{name}: {}", pages.scale);
            check(&pages.frames[0], name);
            let count = two.map.today().touchpoint_count() + two.to.touchpoint_count();
            assert_eq!(tagged(&pages.frames[0]).len(), count, "{name}");
        }
    }
}

#[test]
fn a_pair_that_no_slide_has_room_for_stands_on_two_the_first_journey_before_the_second() {
    let two = Two::example("outpatient.ron");
    let lanes = two.map.today().lanes().iter().chain(two.to.lanes());
    let filter = Filter { lanes: lanes.map(|lane| lane.id).collect(), ..Filter::default() };
    let page = Page::Fixed { pixels: Size::new(1920.0, 1080.0) };
    let wanted = PageRequest { filter, ..pages_of(page) };
    let pages = Layouter::new().compare_pages(two.compared(), &wanted, CompareView::SideBySide, light());
    assert!(pages.frames.len() >= 2, "{} pages", pages.frames.len());
    let sides: Vec<State> =
        pages.frames.iter().filter_map(|frame| tagged(frame).keys().next().map(|key| key.0)).collect();
    assert_eq!((sides.first(), sides.last()), (Some(&State::Today), Some(&State::Ideal)));
    assert!(sides.is_sorted(), "{sides:?}");
}

#[test]
fn pages_show_every_touchpoint_once_whatever_their_size() {
    let mut layouter = Layouter::new();
    let sizes = [(1920.0, 1080.0), (1240.0, 1754.0), (960.0, 540.0)];
    let fixed = sizes.map(|(width, height)| Page::Fixed { pixels: Size::new(width, height) });
    for count in [0, 3, 16, 60] {
        let two = Two::changed(generated_journey(count, 5), 9, count / 2);
        for page in fixed.into_iter().chain([Page::Fitting]) {
            for view in VIEWS {
                let what = format!("{count} touchpoints, {view:?} on {page:?}");
                let pages = layouter.compare_pages(two.compared(), &pages_of(page), view, light());
                let mut found: BTreeMap<(State, TouchpointId), usize> = BTreeMap::new();
                for frame in &pages.frames {
                    check(frame, &what);
                    for (key, times) in tagged(frame) {
                        *found.entry(key).or_default() += times;
                    }
                }
                assert!(found.values().all(|times| *times == 1), "{what}: {found:?}");
                let ideals = found.keys().filter(|(side, _)| *side == State::Ideal).count();
                assert_eq!(ideals, two.to.touchpoint_count(), "{what}");
            }
        }
    }
}

#[test]
fn a_page_says_how_far_it_is_and_what_that_means() {
    let two = Two::example("oz.ron");
    let pages = Layouter::new().compare_pages(two.compared(), &pages_of(Page::Fitting), CompareView::Overlay, light());
    let text = pages.frames[0].to_text();
    let distance = format!("Distance {} of 100", two.comparison.distance.total);
    for said in [distance.as_str(), "0 = the same journey", "Source: ", "Probably the same 1"] {
        assert!(text.contains(said), "{said} is not on the page");
    }
}

/// A map with every kind of lane, and an ideal in which something of each is kept, changed, added and removed.
fn with_all_lanes() -> Two {
    let mut session = Session::new(generated_journey(6, 11));
    let mut ids = SeededIds::new(500);
    let state = State::Today;
    let touchpoints: Vec<TouchpointId> = session.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let run = |session: &mut Session, command: Command| session.run(&command).map(|_| ()).expect("it can be done");
    let here: Vec<LaneId> = session.map().today().lanes().iter().map(|lane| lane.id).collect();
    for id in here {
        if session.map().today().lane(id).is_some_and(|lane| lane.kind != LaneKind::Touchpoints) {
            run(&mut session, Command::DeleteLane { state, id });
        }
    }
    let mut lanes = BTreeMap::new();
    for kind in LaneKind::ALL.iter().copied().filter(|kind| *kind != LaneKind::Touchpoints) {
        let id = LaneId::new(&mut ids);
        run(&mut session, Command::AddLane { state, id, kind, after: None });
        lanes.insert(format!("{kind:?}"), id);
    }
    let pictures = [1u8, 2].map(|shade| {
        let picture = Picture {
            id: PictureId::new(&mut ids),
            bytes: vec![shade; 8].into(),
            width: 40,
            height: 30,
            alt: "The counter".to_owned(),
        };
        run(&mut session, Command::AddPicture(picture.clone()));
        picture.id
    });
    let lane = lanes["Picture"];
    let mut items = Vec::new();
    for (at, touchpoint) in touchpoints.iter().enumerate().take(3) {
        let opportunity = OpportunityId::new(&mut ids);
        let text = format!("Tell the price before anybody asks for it, number {at}");
        run(&mut session, Command::AddOpportunity { state, id: opportunity, text, at: Some(*touchpoint) });
        let feedback = FeedbackId::new(&mut ids);
        let text = format!("Nobody told me what it costs, number {at}");
        run(&mut session, Command::AddFeedback { state, id: feedback, text, at: Some(*touchpoint) });
        let channel = TouchpointField::Channel(Channel::Known(KnownChannel::Phone));
        run(&mut session, Command::SetTouchpoint { state, id: *touchpoint, field: channel });
        let picture = Some(pictures[0]);
        run(&mut session, Command::SetPicture { state, touchpoint: *touchpoint, lane, picture });
        items.push((opportunity, feedback));
    }
    let unset = TouchpointField::Channel(Channel::Unset);
    run(&mut session, Command::SetTouchpoint { state, id: touchpoints[3], field: unset });
    run(&mut session, Command::StartIdeal { copy_today: true });
    let state = State::Ideal;
    use crate::edit::{FeedbackField, OpportunityField};
    let changed = [
        Command::SetOpportunity { state, id: items[1].0, field: OpportunityField::Horizon(Horizon::Later) },
        Command::DeleteOpportunity { state, id: items[2].0 },
        Command::AddOpportunity {
            state,
            id: OpportunityId::new(&mut ids),
            text: "A price list at every door".to_owned(),
            at: Some(touchpoints[3]),
        },
        Command::SetFeedback { state, id: items[1].1, field: FeedbackField::Status(LoopStatus::Answered) },
        Command::DeleteFeedback { state, id: items[2].1 },
        Command::AddFeedback {
            state,
            id: FeedbackId::new(&mut ids),
            text: "Now I know at once".to_owned(),
            at: Some(touchpoints[3]),
        },
        Command::SetTouchpoint {
            state,
            id: touchpoints[1],
            field: TouchpointField::Channel(Channel::Known(KnownChannel::App)),
        },
        Command::SetTouchpoint { state, id: touchpoints[2], field: TouchpointField::Channel(Channel::Unset) },
        Command::SetTouchpoint {
            state,
            id: touchpoints[3],
            field: TouchpointField::Channel(Channel::Known(KnownChannel::Chat)),
        },
        Command::SetPicture { state, touchpoint: touchpoints[1], lane, picture: Some(pictures[1]) },
        Command::SetPicture { state, touchpoint: touchpoints[2], lane, picture: None },
        Command::SetPicture { state, touchpoint: touchpoints[3], lane, picture: Some(pictures[1]) },
    ];
    for command in changed {
        run(&mut session, command);
    }
    Two::own(session.map().clone())
}

/// What the tags of a frame say that contain some words.
fn said(frame: &Frame, words: &str) -> Vec<String> {
    frame.tags().map(|(tag, _)| tag.label.to_string()).filter(|label| label.contains(words)).collect()
}

#[test]
fn a_measure_without_a_goal_shows_what_was_measured() {
    use crate::edit::MeasureField;
    let mut session = Session::new(generated_journey(4, 11));
    let mut ids = SeededIds::new(500);
    let state = State::Today;
    let at = session.map().today().touchpoints().next().map(|touchpoint| touchpoint.id);
    let id = MeasureId::new(&mut ids);
    session.run(&Command::AddMeasure { state, id, name: "Asked at the till".to_owned(), at }).unwrap();
    let value = MeasureField::Value(Some(Amount::new(62.0).unwrap()));
    session.run(&Command::SetMeasure { state, id, field: value }).unwrap();
    session.run(&Command::StartIdeal { copy_today: true }).unwrap();
    let nothing = MeasureField::Value(None);
    session.run(&Command::SetMeasure { state: State::Ideal, id, field: nothing }).unwrap();
    let two = Two::own(session.map().clone());
    let frame = Layouter::new().overlay(two.compared(), &request(Density::Regular), light());
    let labels = said(&frame, "Asked at the till");
    assert!(labels.iter().any(|label| label.contains("62%; ") && label.contains("has no goal, assumed")), "{labels:?}");
    let texts = frame.blocks.iter().flat_map(|placed| placed.block.items.iter());
    let texts = texts
        .filter_map(|item| if let frame::Item::Text(text) = item { Some(text.run.text.to_string()) } else { None });
    assert!(texts.into_iter().any(|text| text.starts_with("62")));
}

#[test]
fn every_kind_of_lane_is_compared_and_says_what_became_of_what_stands_in_it() {
    let two = with_all_lanes();
    let mut layouter = Layouter::new();
    for density in [Density::Regular, Density::Roomy] {
        let frame = layouter.overlay(two.compared(), &request(density), light());
        check_overlay(&two, &frame, &format!("all lanes, {density:?}"));
        for fate in ["kept", "changed", "added", "removed"] {
            let fates = said(&frame, fate);
            for what in [", opportunity, ", "feedback from", "Channel", "Picture"] {
                assert!(
                    fates.iter().any(|label| label.contains(what)),
                    "{density:?}: nothing {fate} in {what}: {fates:#?}"
                );
            }
        }
        assert_eq!(said(&frame, "was now").len() + said(&frame, "was next").len(), 1, "{:?}", said(&frame, "was "));
        assert_eq!(said(&frame, "answered, was heard").len(), 1);
        assert_eq!(said(&frame, "App, was Phone").len(), 1);
        let [today, ideal] = layouter.swipe(two.compared(), &request(density), light());
        for side in [&today, &ideal] {
            check(side, "all lanes, swipe");
        }
        let count = |side: &Frame, words: &str| said(side, words).len();
        assert_eq!([count(&today, "added"), count(&today, "changed")], [0, 0], "today is as it is");
        for words in [": Chat", ": App, was Phone", "opportunity, now, added", "heard, added", "Pictures, changed"] {
            assert_eq!((count(&today, words), count(&ideal, words)), (0, 1), "{words}: {:?}", said(&ideal, ""));
        }
    }
    let whole = CompareRequest { all_lanes: true, ..request(Density::Regular) };
    let beside = layouter.side_by_side(two.compared(), &whole, light());
    check(&beside, "all lanes, side by side");
    let (today, ideal) = (two.map.today(), &two.to);
    let opportunities = today.opportunities().len() + ideal.opportunities().len();
    assert_eq!(said(&beside, ", opportunity, ").len(), opportunities, "those of either half");
    assert_eq!(said(&beside, "feedback from").len(), today.feedback().len() + ideal.feedback().len());
    let plain = layouter.side_by_side(two.compared(), &request(Density::Regular), light());
    assert_eq!(said(&plain, ", opportunity, "), [""; 0], "curves and cards alone, unless all is asked for");
    let overview = layouter.overlay(two.compared(), &request(Density::Overview), light());
    check_overlay(&two, &overview, "all lanes, from far away");
    assert_eq!(said(&overview, ", opportunity, ").len(), 5);
}

#[test]
fn what_a_map_hides_stays_hidden_and_a_slide_of_every_lane_fits() {
    let mut two = with_all_lanes();
    let mut layouter = Layouter::new();
    let all = two.map.today().lanes().iter().map(|lane| lane.id).collect();
    let filter = Filter { lanes: all, ..Filter::default() };
    for view in VIEWS {
        let wanted = PageRequest { filter: filter.clone(), ..pages_of(Page::Fitting) };
        let pages = layouter.compare_pages(two.compared(), &wanted, view, light());
        assert_eq!(pages.omissions, [""; 0], "{view:?}");
        for frame in &pages.frames {
            check(frame, &format!("every lane, {view:?}"));
        }
        let told: Vec<String> = pages.frames.iter().flat_map(|frame| said(frame, ", opportunity, ")).collect();
        assert!(told.len() >= 4, "{view:?}: {told:?}");
    }
    let mut session = Session::new(two.map.clone());
    for state in [State::Today, State::Ideal] {
        let lanes: Vec<LaneId> =
            session.map().journey(state).expect("both are there").lanes().iter().map(|l| l.id).collect();
        for id in lanes {
            let kind = session.map().journey(state).and_then(|journey| journey.lane(id)).map(|lane| lane.kind);
            if matches!(
                kind,
                Some(LaneKind::Opportunities | LaneKind::Feedback | LaneKind::Channel | LaneKind::Picture)
            ) {
                let field = crate::edit::LaneField::Visible(false);
                session.run(&Command::SetLane { state, id, field }).expect("it can be hidden");
            }
        }
    }
    two = Two::own(session.map().clone());
    let frame = layouter.overlay(two.compared(), &request(Density::Regular), light());
    for words in [", opportunity, ", "feedback from", "Channel", "Picture"] {
        assert_eq!(said(&frame, words), [""; 0]);
    }
}
