//! What the canvas promises: nothing on top of anything else, nothing cut off, and memory that changes nothing.

use super::*;
use crate::edit::Session;
use crate::edit::arbitrary::random_command;
use crate::frame::{Item, Part, Placed, Subject};
use crate::geom::Rect;
use crate::model::arbitrary::{Rng, generated_journey, random_map};
use crate::theme::ThemeKind;

const DENSITIES: [Density; 4] = [Density::Overview, Density::Compact, Density::Regular, Density::Roomy];

fn request(density: Density) -> CanvasRequest {
    CanvasRequest { state: State::Today, density, filter: Filter::default(), height: 872.0, editable: true }
}

fn light() -> &'static Theme {
    Theme::of(ThemeKind::Light)
}

/// Where a text's letters lie, without the air above and below them.
fn letters(text: &crate::frame::Text) -> Rect {
    let (size, run) = (f64::from(text.run.size), &text.run);
    let (x, baseline) = (f64::from(run.x), f64::from(run.baseline));
    Rect::new(x, baseline - size * 0.6, x + f64::from(run.advance), baseline + size * 0.1) + text.origin
}

fn texts(placed: &Placed) -> impl Iterator<Item = &crate::frame::Text> {
    placed.block.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text),
        Item::Shape(_) | Item::Shadow(_) | Item::Image(_) => None,
    })
}

fn overlap(a: Rect, b: Rect) -> bool {
    let common = a.intersect(b);
    common.width() > 0.5 && common.height() > 0.5
}

/// Subjects that take their place for themselves.
fn stands_alone(subject: Subject) -> bool {
    match subject {
        Subject::Touchpoint(_)
        | Subject::Pain(..)
        | Subject::Opportunity(..)
        | Subject::Feedback(..)
        | Subject::Measure(..)
        | Subject::StageMeasure(..)
        | Subject::AddTouchpoint(_) => true,
        Subject::Stage(_)
        | Subject::Lane(_)
        | Subject::Persona(_)
        | Subject::Emotion(..)
        | Subject::Cell(..)
        | Subject::Link(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => false,
    }
}

/// Checks a frame for things on top of each other, text outside its card, and anything outside the frame.
fn check(frame: &Frame, what: &str) {
    let whole = frame.size.to_rect();
    let mut alone: Vec<(Subject, Rect)> = Vec::new();
    for placed in &frame.blocks {
        let bounds = placed.bounds();
        let inside = bounds.intersect(whole.inflate(7.0, 7.0));
        assert_eq!(inside, bounds, "{what}: a block of {bounds:?} leaves the frame of {whole:?}");
        for tag in placed.block.tags.iter().filter(|tag| tag.part == Part::Whole && stands_alone(tag.subject)) {
            alone.push((tag.subject, tag.rect + placed.origin));
            for text in texts(placed).filter(|text| tag.rect.contains(letters(text).center())) {
                let (letters, rect) = (letters(text), tag.rect.inflate(1.0, 1.0));
                let within = letters.intersect(rect) == letters;
                assert!(within, "{what}: {:?} at {letters:?} leaves {:?} at {rect:?}", text.run.text, tag.label);
            }
        }
    }
    alone.sort_by(|a, b| a.1.x0.total_cmp(&b.1.x0));
    for (index, (subject, rect)) in alone.iter().enumerate() {
        for (other, other_rect) in alone[index + 1..].iter().take_while(|(_, other)| other.x0 < rect.x1) {
            assert!(!overlap(*rect, *other_rect), "{what}: {subject:?} at {rect:?} covers {other:?} at {other_rect:?}");
        }
    }
}

#[test]
fn nothing_covers_anything_else_at_any_size_and_density() {
    let mut layouter = Layouter::new();
    for count in [0, 1, 5, 14, 60, 500] {
        let map = generated_journey(count, 3);
        for density in DENSITIES {
            let frame = layouter.canvas(&map, &request(density), light());
            check(&frame, &format!("{count} touchpoints, {density:?}"));
            let cards = frame
                .tags()
                .filter(|(tag, _)| matches!(tag.subject, Subject::Touchpoint(_)) && tag.part == Part::Whole);
            assert_eq!(cards.count(), count, "{density:?}");
        }
    }
}

#[test]
fn nothing_covers_anything_else_on_strange_maps() {
    let mut layouter = Layouter::new();
    for seed in 0..60 {
        let map = random_map(seed, 1 + seed as usize % 12);
        for density in DENSITIES {
            for state in [State::Today, State::Ideal] {
                let frame = layouter.canvas(&map, &CanvasRequest { state, ..request(density) }, light());
                check(&frame, &format!("seed {seed}, {density:?}, {state:?}"));
            }
        }
    }
}

#[test]
fn no_text_is_smaller_than_twelve_points() {
    let map = generated_journey(30, 5);
    for density in DENSITIES {
        let frame = Layouter::new().canvas(&map, &request(density), light());
        let smallest = frame.blocks.iter().flat_map(texts).map(|text| text.run.size).fold(f32::MAX, f32::min);
        assert!(smallest >= 12.0, "{density:?}: {smallest}");
    }
}

#[test]
fn a_layout_that_remembers_equals_one_that_does_not() {
    for seed in 0..40 {
        let mut rng = Rng::new(seed);
        let mut session = Session::new(random_map(seed, 8));
        let mut layouter = Layouter::new();
        for step in 0..12 {
            let command = random_command(session.map(), &mut rng);
            match rng.below(5) {
                0 => drop(session.undo()),
                _ => drop(session.run(&command)),
            }
            let state = if rng.chance(80) { State::Today } else { State::Ideal };
            let density = DENSITIES[if rng.chance(85) { 2 } else { rng.below(4) }];
            let theme = Theme::of(if rng.chance(90) { ThemeKind::Light } else { ThemeKind::Dark });
            let height = 600.0 + 100.0 * rng.below(3) as f64;
            let request = CanvasRequest { state, height, ..request(density) };
            let remembered = layouter.canvas(session.map(), &request, theme);
            let fresh = Layouter::new().canvas(session.map(), &request, theme);
            assert!(
                remembered == fresh,
                "seed {seed}, step {step}, {command:?}\n{}",
                first_difference(&remembered, &fresh)
            );
        }
    }
}

fn first_difference(a: &Frame, b: &Frame) -> String {
    let (a, b) = (a.to_text(), b.to_text());
    let found = a.lines().zip(b.lines()).find(|(a, b)| a != b);
    let rest = || {
        let (a, b) = (a.lines().collect::<Vec<_>>(), b.lines().collect::<Vec<_>>());
        let longer = if a.len() > b.len() { &a } else { &b };
        format!("{} lines and {}: {:?}", a.len(), b.len(), longer.get(a.len().min(b.len())))
    };
    found.map_or_else(rest, |(a, b)| format!("{a}\n{b}"))
}

#[test]
fn a_keystroke_changes_the_blocks_of_one_column_alone() {
    let mut session = Session::new(generated_journey(200, 7));
    let mut layouter = Layouter::new();
    let before = layouter.canvas(session.map(), &request(Density::Regular), light());
    let id = session.map().today().touchpoints().nth(100).expect("there are 200").id;
    let field = crate::edit::TouchpointField::Name("Short".to_owned());
    session.run(&crate::edit::Command::SetTouchpoint { state: State::Today, id, field }).expect("it is there");
    let after = layouter.canvas(session.map(), &request(Density::Regular), light());
    let kept = |placed: &&Placed| before.blocks.iter().any(|old| Arc::ptr_eq(&old.block, &placed.block));
    let changed = after.blocks.iter().filter(|placed| !kept(placed)).count();
    assert!((1..=12).contains(&changed), "{changed} of {} blocks are new", after.blocks.len());
}

#[test]
fn hidden_lanes_personas_and_stages_are_not_drawn() {
    let map = generated_journey(30, 9);
    let journey = map.today();
    let stage = &journey.stages()[1];
    let lane = journey.lanes().iter().find(|lane| lane.kind == LaneKind::Pains).expect("there is one");
    let persona = journey.personas().next().expect("there are two").id;
    let filter = Filter {
        hidden_personas: [persona].into(),
        stages: [stage.id].into(),
        lanes: [lane.id].into(),
        ..Filter::default()
    };
    let frame = Layouter::new().canvas(&map, &CanvasRequest { filter, ..request(Density::Regular) }, light());
    for (tag, _) in frame.tags() {
        match tag.subject {
            Subject::Stage(id) | Subject::AddTouchpoint(id) => assert_eq!(id, stage.id),
            Subject::Lane(id) => assert_eq!(id, lane.id),
            Subject::Pain(_, id) => assert_eq!(journey.touchpoint(id).map(|t| t.stage), Some(stage.id)),
            Subject::Cell(id, _) => assert_eq!(id, lane.id),
            other => panic!("{other:?} is drawn"),
        }
    }
}

#[test]
fn an_empty_map_invites() {
    let map = Map::new(MapId::new(&mut SeededIds::new(1)));
    let frame = Layouter::new().canvas(&map, &request(Density::Regular), light());
    assert!(frame.find(Subject::AddStage, Part::Whole).is_some());
    assert!(frame.to_text().contains("An empty map"));
    let watching = CanvasRequest { editable: false, ..request(Density::Regular) };
    let frame = Layouter::new().canvas(&map, &watching, light());
    assert!(frame.find(Subject::AddStage, Part::Whole).is_none());
}

/// `UPDATE=1` rewrites the golden file; look at the difference.
#[test]
fn a_small_map_looks_as_it_did() {
    let map = generated_journey(3, 2);
    let frame = Layouter::new().canvas(&map, &CanvasRequest { height: 700.0, ..request(Density::Regular) }, light());
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/canvas.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, frame.to_text()).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file is there; UPDATE=1 writes it");
    assert!(frame.to_text() == expected, "if the change is meant, run again with UPDATE=1 and look at the difference");
}

/// The lines of answers: all blocks that stand for nothing and are drawn as an open path in the colour of opportunities.
fn answer_lines(frame: &Frame) -> Vec<crate::geom::BezPath> {
    let line = |placed: &Placed| match placed.block.items.first() {
        Some(Item::Shape(shape)) if placed.block.tags.is_empty() => match (&shape.outline, shape.stroke, shape.fill) {
            (crate::frame::Outline::Path(path), Some(stroke), None) if stroke.color == light().opp => {
                Some(crate::geom::Affine::translate(placed.origin) * path.clone())
            }
            _ => None,
        },
        _ => None,
    };
    frame.blocks.iter().filter_map(line).collect()
}

#[test]
fn lines_from_pain_points_run_through_the_gaps_and_end_at_what_answers_them() {
    let mut layouter = Layouter::new();
    let mut drawn = 0;
    let maps = crate::exchange::shipped::EXAMPLES.iter().map(|example| example.open().expect("an example"));
    for map in maps.chain((0..12).map(|round| random_map(round, 14))) {
        for density in [Density::Compact, Density::Regular, Density::Roomy] {
            let frame = layouter.canvas(&map, &request(density), light());
            let standing: Vec<Rect> = frame
                .tags()
                .filter(|(tag, _)| tag.part == Part::Whole && stands_alone(tag.subject))
                .map(|(_, rect)| rect.inset(-1.5))
                .collect();
            for line in answer_lines(&frame) {
                drawn += 1;
                let crossed = legs(&line).find_map(|leg| standing.iter().find(|rect| runs_over(leg, **rect)));
                assert!(crossed.is_none(), "{density:?}: {line:?} runs over {crossed:?}");
            }
        }
    }
    assert!(drawn > 30, "{drawn}");
}

/// The straight parts of a line, its round corners left out.
fn legs(line: &crate::geom::BezPath) -> impl Iterator<Item = Rect> {
    use crate::geom::{PathEl, Point};
    let mut at = Point::ZERO;
    line.elements().iter().filter_map(move |element| {
        let from = at;
        match element {
            PathEl::MoveTo(to) | PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                at = *to;
                None
            }
            PathEl::LineTo(to) => {
                at = *to;
                Some(Rect::from_points(from, at))
            }
            PathEl::ClosePath => None,
        }
    })
}

/// Whether a level or upright line runs over a rectangle.
fn runs_over(line: Rect, rect: Rect) -> bool {
    line.x0 < rect.x1 && rect.x0 < line.x1 && line.y0 < rect.y1 && rect.y0 < line.y1
}

#[test]
fn lines_to_opportunities_are_left_out_where_nobody_wants_them_and_leave_no_room_behind() {
    let map = crate::exchange::shipped::EXAMPLES[0].open().expect("an example");
    let mut layouter = Layouter::new();
    let with = layouter.canvas(&map, &request(Density::Regular), light());
    let filter = Filter { without_answers: true, ..Filter::default() };
    let without = layouter.canvas(&map, &CanvasRequest { filter, ..request(Density::Regular) }, light());
    let ties = |map: &Map| {
        let journey = map.today();
        journey.opportunities().map(|opportunity| journey.pains_of(opportunity.id).len()).sum::<usize>()
    };
    assert!(answer_lines(&with).len() >= ties(&map));
    assert!(answer_lines(&without).is_empty());
    let again = layouter.canvas(&map, &request(Density::Regular), light());
    assert_eq!(*again, *with);
}
