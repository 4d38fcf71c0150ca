//! What a click, a drag and the wheel mean where several things lie close together, and how they are called off.

use super::*;
use crate::edit::{Command, PainField};

fn near(harness: &mut Harness<'_, Desk>) {
    harness.state_mut().orders.push(CanvasOrder::ZoomActual);
    harness.run();
}

fn secondary_click(harness: &mut Harness<'_, Desk>, at: Pos2) {
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Secondary, Modifiers::NONE);
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.run();
    }
}

#[test]
fn escape_gives_a_lane_back_the_height_it_had() {
    let mut harness = desk();
    let lane = harness.state().journey().lanes().iter().find(|lane| lane.kind == LaneKind::Emotion).unwrap().clone();
    let place = harness.state().canvas.scene.as_ref().unwrap().place(Subject::Lane(lane.id), Part::Whole).unwrap();
    let edge = harness.state().viewport().to_screen(place.layer, place.rect).center_bottom();
    let height = |harness: &Harness<'_, Desk>| harness.state().journey().lane(lane.id).unwrap().height;
    harness.state_mut().selection = Selection::One(Subject::Lane(lane.id));
    drag(&mut harness, edge, edge + vec2(0.0, 60.0));
    assert_ne!(height(&harness), lane.height);
    press(&mut harness, Key::Escape);
    assert_eq!(height(&harness), lane.height);
    harness.hover_at(edge + vec2(0.0, 90.0));
    harness.run();
    harness.drop_at(edge + vec2(0.0, 90.0));
    harness.run();
    assert_eq!(height(&harness), lane.height, "the rest of the drag is nobody's");
    assert_eq!(harness.state().selection, Selection::One(Subject::Lane(lane.id)));
}

#[test]
fn a_click_on_the_handle_of_a_card_means_the_card() {
    let mut harness = desk();
    near(&mut harness);
    let card = Subject::Touchpoint(harness.state().step(2));
    harness.hover_at(harness.state().center(card));
    harness.run();
    let (_, handle) = harness.state().canvas.handle.expect("a handle");
    // The half of it that stands out of the card.
    let at = handle.center_top() + vec2(0.0, 3.0);
    let (desk, scene) = (harness.state(), harness.state().canvas.scene.as_ref().unwrap());
    let (layer, point) = desk.viewport().locate(at, &scene.index).unwrap();
    assert_ne!(scene.hit(layer, point).map(|(subject, _)| subject), Some(card), "something else lies behind it");
    click(&mut harness, at);
    assert_eq!(harness.state().selection, Selection::One(card));
    harness.state_mut().selection = Selection::None;
    for on_the_way in [harness.state().center(card), at] {
        harness.hover_at(on_the_way);
        harness.run();
    }
    secondary_click(&mut harness, at);
    assert_eq!(harness.state().selection, Selection::One(card));
}

#[test]
fn one_notch_of_the_wheel_goes_on_to_the_next_column() {
    let mut harness = desk();
    near(&mut harness);
    harness.hover_at(harness.state().center(Subject::Touchpoint(harness.state().step(2))));
    harness.run();
    let notch = |harness: &mut Harness<'_, Desk>, lines: f32| {
        let (unit, delta) = (egui::MouseWheelUnit::Line, vec2(lines, 0.0));
        let (phase, source) = (egui::TouchPhase::Move, egui::MouseWheelSource::Unknown);
        harness.event(egui::Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE });
        harness.run_steps(60);
        harness.state().canvas.pane.camera.scroll().x
    };
    let before = harness.state().canvas.pane.camera.scroll().x;
    let after = notch(&mut harness, -1.0);
    assert!(after > before + 60.0, "from {before} to {after}");
    assert!((notch(&mut harness, 1.0) - before).abs() < 1.0);
}

#[test]
fn the_caret_of_a_long_text_is_in_sight() {
    let mut harness = desk();
    let (id, pain) = (harness.state().step(1), harness.state().journey().pains_at(harness.state().step(1))[0].id);
    let text = "The road is long, and nobody says how long.\n".repeat(60);
    let command = Command::SetPain { state: State::Today, id: pain, field: PainField::Text(text) };
    harness.state_mut().session.draw(&command).unwrap();
    harness.state_mut().orders.push(CanvasOrder::Rename(Subject::Pain(pain, id)));
    harness.run();
    press(&mut harness, Key::End);
    type_text(&mut harness, "x");
    let caret = harness.output().platform_output.ime.expect("a field").cursor_rect;
    let view = harness.state().canvas.pane.rect.unwrap();
    assert!(view.contains_rect(caret), "{caret:?} in {view:?}");
}
