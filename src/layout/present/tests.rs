//! What slides promise: everybody who is met is seen, and words stand clear of the curves.

use crate::edit::{Command, Session};
use crate::exchange::shipped::EXAMPLES;
use crate::frame::{Frame, Item, Outline};
use crate::geom::{Point, Rect, Size};
use crate::layout::{Layouter, PresentRequest, Slide, slides};
use crate::model::*;
use crate::theme::{Color, Theme, ThemeKind};

fn shown(map: &Map, slide: Slide) -> std::sync::Arc<Frame> {
    let request = PresentRequest {
        slide,
        screen: Size::new(1920.0, 1080.0),
        hidden_personas: Default::default(),
        hidden_measured: false,
    };
    Layouter::new().present(map, &request, Theme::of(ThemeKind::Light))
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
    let add = Command::AddPersona { state, id: persona, name: "Toto".to_owned(), after: None };
    session.run(&add).expect("a plain change");
    let color = {
        let colours = crate::layout::story::coloured(session.map().today());
        let (_, colour) = colours.iter().find(|(found, _)| found.id == persona).expect("she has a colour");
        Theme::of(ThemeKind::Light).persona(*colour)
    };
    let without = filled(&shown(session.map(), Slide::Today), color);
    let feeling = Some(Feeling { emotion: Some(Emotion::steps(4)), evidence: None });
    session.run(&Command::SetFeeling { state, persona, touchpoint, feeling }).expect("a plain change");
    assert_eq!(filled(&shown(session.map(), Slide::Today), color), without + 1);
}

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
                if ["peak", "lowest", "end"].contains(&&*text.run.text) {
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
