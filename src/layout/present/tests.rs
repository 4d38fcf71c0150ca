//! What slides promise: everybody who is met is seen, and words stand clear of the curves.

use super::*;
use crate::edit::{Command, OpportunityField, PainField, Session};
use crate::exchange::shipped::{EXAMPLES, TEMPLATES};
use crate::frame::{Color, Item, Outline};
use crate::layout::{Layouter, Page, PageRequest, Show};
use crate::theme::ThemeKind;

fn drawn(map: &Map, slide: Slide, screen: Size) -> Arc<Frame> {
    let request = PresentRequest { slide, screen, hidden_personas: Default::default(), hidden_measured: false };
    present(&mut TextEngine::new(), map, &request, Theme::of(ThemeKind::Light))
}

fn shown(map: &Map, slide: Slide) -> Arc<Frame> {
    drawn(map, slide, Size::new(1920.0, 1080.0))
}

fn items(frame: &Frame) -> impl Iterator<Item = &Item> {
    frame.blocks.iter().flat_map(|placed| placed.block.items.iter())
}

/// How many shapes are filled with a colour.
fn filled(frame: &Frame, color: Color) -> usize {
    items(frame).filter(|item| matches!(item, Item::Shape(shape) if shape.fill == Some(color))).count()
}

#[test]
fn somebody_who_is_met_only_once_is_seen_on_the_slide_of_the_whole_journey() {
    let mut ids = SeededIds::new(4);
    let mut session = Session::new(EXAMPLES[0].open().expect("a shipped example"));
    let state = State::Today;
    let (persona, touchpoint) =
        (PersonaId::new(&mut ids), session.map().today().touchpoints().nth(2).expect("a card").id);
    let after = session.map().today().personas().last().map(|persona| persona.id);
    let add = Command::AddPersona { state, id: persona, name: "Toto".to_owned(), after };
    session.run(&add).expect("a plain change");
    let color = {
        let colours = crate::layout::story::coloured(session.map().today());
        let (_, colour) = colours.iter().find(|(found, _)| found.id == persona).expect("she has a colour");
        Theme::of(ThemeKind::Light).persona(*colour)
    };
    let without = filled(&shown(session.map(), Slide::Today), color);
    let feeling = Some(Feeling { emotion: Some(Emotion::steps(4)), evidence: None });
    session.run(&Command::SetFeeling { state, persona, touchpoint, feeling }).expect("a plain change");
    let frame = shown(session.map(), Slide::Today);
    let shapes = items(&frame).filter(|item| matches!(item, Item::Shape(shape) if shape.fill == Some(color)));
    let shapes: Vec<_> = shapes.collect();
    assert_eq!(shapes.len(), without + 1, "{shapes:#?}");
}

#[test]
fn a_pain_point_that_is_resolved_and_an_idea_that_was_dropped_look_so_on_a_slide() {
    let mut session = Session::new(EXAMPLES[0].open().expect("a shipped example"));
    let (state, theme) = (State::Today, Theme::of(ThemeKind::Light));
    let journey = session.map().today().clone();
    let grave = journey.pains().find(|pain| pain.severity.get() >= 4 && !journey.touchpoints_of(pain.id.0).is_empty());
    let pain = grave.expect("a grave pain point").id;
    let idea = journey.opportunities_for(pain)[0].id;
    let at = journey.touchpoints_of(idea.0)[0].id;
    let slide = crate::layout::slide_of(session.map(), at).expect("a slide");
    let tinted = |map: &Map| {
        let frame = shown(map, slide);
        let said = frame.tags().map(|(tag, _)| tag.label.to_string()).collect::<Vec<_>>();
        (filled(&frame, theme.pain_soft), filled(&frame, theme.opp_soft), said)
    };
    let (pains, ideas, _) = tinted(session.map());
    session.run(&Command::SetPain { state, id: pain, field: PainField::Status(PainStatus::Resolved) }).expect("plain");
    let dropped = OpportunityField::Status(OpportunityStatus::Dropped);
    session.run(&Command::SetOpportunity { state, id: idea, field: dropped }).expect("plain");
    let now = journey.opportunity(idea).expect("it is there").horizon == Horizon::Now;
    let (fewer, fewer_ideas, said) = tinted(session.map());
    assert_eq!((fewer, fewer_ideas), (pains - 1, ideas - usize::from(now)));
    assert!(said.iter().any(|label| label.ends_with(", resolved")), "{said:?}");
    assert!(said.iter().any(|label| label.ends_with(", dropped")), "{said:?}");
}

#[test]
fn the_peak_of_a_part_is_not_called_the_peak() {
    let map = EXAMPLES[0].open().expect("a shipped example");
    let main = map.today().personas().next().expect("a persona").id;
    let told = highlights(map.today(), main);
    let stage_of = |moment: Option<Moment>| {
        let moment = moment.expect("is known");
        map.today().touchpoint(moment.touchpoint).expect("is there").stage
    };
    let (peak, lowest, end) = (stage_of(told.peak), stage_of(told.lowest), stage_of(told.end));
    for stage in map.today().stages() {
        let request = PageRequest {
            state: State::Today,
            filter: Filter { stages: [stage.id].into(), ..Filter::default() },
            page: Page::Fixed { pixels: Size::new(1920.0, 1080.0) },
            show: Show { title: false, personas: false, legend: false },
        };
        let pages = Layouter::new().pages(&map, &request, Theme::of(ThemeKind::Light));
        let said: Vec<String> = items(&pages.frames[0])
            .filter_map(|item| match item {
                Item::Text(text) => Some(text.run.text.to_string()),
                Item::Shape(_) | Item::Shadow(_) | Item::Image(_) => None,
            })
            .collect();
        for (word, of) in [("Peak ", peak), ("Lowest ", lowest), ("End ", end)] {
            let is_said = said.iter().any(|text| text.starts_with(word));
            assert_eq!(is_said, of == stage.id, "{word}in {}: {said:?}", stage.name);
        }
    }
}

/// The words beside a value.
const TOLD: [&str; 5] = ["peak", "lowest", "end", "peak and end", "lowest and end"];

#[test]
fn peak_lowest_and_end_stand_clear_of_the_curves() {
    let mut told = 0;
    for example in EXAMPLES {
        let map = example.open().expect("a shipped example");
        for slide in slides(&map).into_iter().filter(|slide| matches!(slide, Slide::Stage { .. })) {
            let frame = shown(&map, slide);
            let curves: Vec<Point> = items(&frame).flat_map(points_of_curve).collect();
            for item in items(&frame) {
                let Item::Text(text) = item else { continue };
                if TOLD.contains(&&*text.run.text) {
                    told += 1;
                    let (run, size) = (&text.run, f64::from(text.run.size));
                    let (x, baseline) = (f64::from(run.x), f64::from(run.baseline));
                    let letters = Rect::new(x, baseline - size * 0.5, x + f64::from(run.advance), baseline);
                    let crossed = curves.iter().find(|point| (letters + text.origin).contains(**point));
                    assert_eq!(crossed, None, "{:?} on {slide:?} of {}", run.text, map.about().title);
                }
            }
        }
    }
    assert!(told > 6, "{told} words were looked at");
}

/// Points along a thick line that bends, close to one another.
fn points_of_curve(item: &Item) -> Vec<Point> {
    let Item::Shape(shape) = item else { return Vec::new() };
    let Outline::Path(path) = &shape.outline else { return Vec::new() };
    if shape.stroke.is_none_or(|stroke| stroke.width < 4.0) {
        return Vec::new();
    }
    path.segments().flat_map(|segment| (0..=200).map(move |step| eval(segment, f64::from(step) / 200.0))).collect()
}

fn eval(segment: kurbo::PathSeg, at: f64) -> Point {
    use kurbo::ParamCurve as _;
    segment.eval(at)
}

#[test]
fn no_text_on_a_slide_is_smaller_than_18_points_and_nothing_leaves_it() {
    for shipped in EXAMPLES.into_iter().chain(TEMPLATES) {
        let map = shipped.open().unwrap();
        for slide in slides(&map) {
            let frame = drawn(&map, slide, Size::new(1920.0, 1080.0));
            let room = Rect::from_origin_size(Point::ORIGIN, frame.size).inset(4.0);
            for placed in &frame.blocks {
                assert!(room.contains_rect(placed.bounds()), "{} {slide:?}: {:?}", shipped.key, placed.bounds());
                for item in &placed.block.items {
                    if let Item::Text(text) = item {
                        assert!(text.run.size >= 18.0, "{} {slide:?}: {} points", shipped.key, text.run.size);
                    }
                }
            }
        }
    }
}

#[test]
fn every_touchpoint_stands_on_the_slide_that_says_so() {
    let map = EXAMPLES[0].open().unwrap();
    for touchpoint in map.today().touchpoints() {
        let slide = slide_of(&map, touchpoint.id).unwrap();
        assert!(slides(&map).contains(&slide));
        let frame = drawn(&map, slide, Size::new(1920.0, 1080.0));
        assert!(frame.find(Subject::Touchpoint(touchpoint.id), Part::Name).is_some(), "{}", touchpoint.name);
    }
}

#[test]
fn a_long_stage_is_shared_out_over_slides_that_are_about_equally_full() {
    assert_eq!((0..3).map(|part| part_of(11, part).len()).collect::<Vec<_>>(), [3, 4, 4]);
    assert_eq!(part_of(0, 0), 0..0);
    assert_eq!(part_of(5, 0), 0..5);
}

/// The running-shoe shop with the answers of its survey.
fn with_answers() -> Map {
    use crate::answers::{Mapping, import, tally};
    let shop = EXAMPLES.into_iter().find(|example| example.key == "running-shoes").unwrap();
    let mut map = shop.open().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/running-shoes-survey.csv");
    let sheet = crate::exchange::sheet::read(&std::fs::read(file).unwrap(), None, &|_| true).unwrap();
    let mapping = Mapping::guess(&sheet, map.today(), "Survey");
    let counted = tally(&sheet, &mapping, &|_| true).unwrap();
    let brought = import(&map, &mapping, &counted, &mut SeededIds::new(5));
    crate::edit::apply(&mut map, &brought.command.unwrap()).unwrap();
    map
}

#[test]
fn what_was_measured_reaches_no_further_than_the_curves_beside_it() {
    let map = with_answers();
    for slide in slides(&map) {
        let width = |hidden_measured: bool| {
            let screen = Size::new(1920.0, 1080.0);
            let request = PresentRequest { slide, screen, hidden_personas: Default::default(), hidden_measured };
            let frame = present(&mut TextEngine::new(), &map, &request, Theme::of(ThemeKind::Light));
            frame.blocks.iter().map(|placed| placed.bounds().x1).fold(0.0, f64::max)
        };
        assert!(width(false) <= width(true) + 0.5, "{slide:?}: {} and {}", width(false), width(true));
    }
}

#[test]
fn a_slide_has_the_form_of_the_screen() {
    assert_eq!(size_on(Size::new(1280.0, 720.0)), Size::new(1920.0, 1080.0));
    assert_eq!(size_on(Size::new(1600.0, 1200.0)), Size::new(1440.0, 1080.0));
}
