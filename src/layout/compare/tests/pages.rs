//! What the pages of a comparison promise.

use super::lanes::{said, with_all_lanes};
use super::*;

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
    for said in [distance.as_str(), "0 = the same journey", "Source: ", "Unsure 1"] {
        assert!(text.contains(said), "{said} is not on the page");
    }
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
