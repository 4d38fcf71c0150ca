//! What is dragged, drawn and clicked on the canvas.

use super::*;

#[test]
fn dragging_a_card_moves_the_touchpoint_and_undo_brings_it_back() {
    let mut harness = desk();
    let before = harness.state().names();
    let (taken, beside) = (harness.state().step(5), harness.state().step(2));
    let from = harness.state().center(Subject::Touchpoint(taken));
    let to = harness.state().center(Subject::Touchpoint(beside)) - vec2(30.0, 0.0);
    drag(&mut harness, from, to);
    assert_eq!(harness.state().names(), before, "nothing changes before the button is released");
    harness.drop_at(to);
    harness.run();
    let mut expected = before.clone();
    let card = expected.remove(4);
    expected.insert(1, card);
    assert_eq!(harness.state().names(), expected);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(taken)));
    harness.state_mut().session.undo().unwrap();
    assert_eq!(harness.state().names(), before);
}

#[test]
fn escape_calls_a_drag_off() {
    let mut harness = desk();
    let before = harness.state().session.map().clone();
    let from = harness.state().center(Subject::Touchpoint(harness.state().step(5)));
    let to = harness.state().center(Subject::Touchpoint(harness.state().step(2))) - vec2(30.0, 0.0);
    drag(&mut harness, from, to);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    harness.drop_at(to);
    harness.run();
    assert_eq!(*harness.state().session.map(), before);
    assert!(!harness.state().session.can_undo());
}

#[test]
fn dragging_a_point_of_the_curve_sets_the_emotion_that_the_axis_shows_there() {
    let mut harness = desk();
    let id = harness.state().step(3);
    let persona = harness.state().journey().personas().next().unwrap().id;
    let before = harness.state().journey().feeling(persona, id).unwrap().emotion.unwrap();
    let scene = harness.state().canvas.scene.as_ref().unwrap();
    let (_, step) =
        super::tools::dragging::emotion_axis(scene, harness.state().journey(), id).expect("there is an emotion lane");
    let from = harness.state().center(Subject::Emotion(persona, id));
    let to = from + vec2(3.0, 9.0 * step as f32);
    drag(&mut harness, from, to);
    let lies = harness.state().center(Subject::Emotion(persona, id));
    assert!((lies.y - to.y).abs() <= step as f32, "the point follows the pointer before it is released");
    assert_eq!(harness.state().journey().feeling(persona, id).unwrap().emotion, Some(before));
    harness.drop_at(to);
    harness.run();
    let after = harness.state().journey().feeling(persona, id).unwrap().emotion;
    assert_eq!(after, Some(before.stepped(-9)));
}

#[test]
fn dragging_a_pain_point_moves_it_to_another_touchpoint() {
    let mut harness = desk();
    let (from_id, to_id) = (harness.state().step(1), harness.state().step(2));
    let pain = harness.state().journey().pains_at(from_id)[0].id;
    let from = harness.state().center(Subject::Pain(pain, from_id));
    let to = pos2(harness.state().center(Subject::Touchpoint(to_id)).x, from.y);
    drag(&mut harness, from, to);
    harness.drop_at(to);
    harness.run();
    let journey = harness.state().journey();
    assert!(journey.pains_at(from_id).iter().all(|other| other.id != pain));
    assert!(journey.pains_at(to_id).iter().any(|other| other.id == pain));
}

#[test]
fn several_cards_are_dragged_together_in_their_order() {
    let mut harness = desk();
    let before = harness.state().names();
    let steps: Vec<Subject> = [4, 5].map(|number| Subject::Touchpoint(harness.state().step(number))).into();
    harness.state_mut().selection = Selection::Many(steps.clone());
    harness.run();
    let from = harness.state().center(steps[1]);
    let to = harness.state().center(Subject::Touchpoint(harness.state().step(2))) - vec2(30.0, 0.0);
    drag(&mut harness, from, to);
    harness.drop_at(to);
    harness.run();
    let order = [0, 3, 4, 1, 2].map(|at| before[at].clone());
    assert_eq!(harness.state().names()[..5], order);
    assert_eq!(harness.state().selection.subjects(), steps);
    harness.state_mut().session.undo().unwrap();
    assert_eq!(harness.state().names(), before);
}

#[test]
fn a_rubber_band_selects_the_cards_it_touches_and_escape_drops_it() {
    let mut harness = desk();
    let (first, third) = (harness.state().step(1), harness.state().step(3));
    let lane = harness.state().journey().lanes().iter().find(|lane| lane.kind == LaneKind::Emotion).unwrap().id;
    let cell = harness.state().center(Subject::Cell(lane, third));
    let ground = pos2(cell.x + 40.0, cell.y + 20.0);
    let to = harness.state().center(Subject::Touchpoint(first));
    drag(&mut harness, ground, to);
    harness.drop_at(to);
    harness.run();
    let steps: Vec<Subject> = (1..=3).map(|number| Subject::Touchpoint(harness.state().step(number))).collect();
    assert_eq!(harness.state().selection.subjects(), steps);
    drag(&mut harness, ground, to + vec2(400.0, 0.0));
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    harness.drop_at(to);
    harness.run();
    assert_eq!(harness.state().selection.subjects(), steps);
}

#[test]
fn shift_and_a_click_select_all_cards_up_to_there() {
    let mut harness = desk();
    let at = harness.state().center(Subject::Touchpoint(harness.state().step(2)));
    click(&mut harness, at);
    let to = harness.state().center(Subject::Touchpoint(harness.state().step(4)));
    harness.hover_at(to);
    harness.run();
    harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::SHIFT);
        harness.event(egui::Event::PointerButton { pos: to, button, pressed, modifiers });
        harness.step();
    }
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
    let steps: Vec<Subject> = (2..=4).map(|number| Subject::Touchpoint(harness.state().step(number))).collect();
    assert_eq!(harness.state().selection.subjects(), steps);
}

#[test]
fn a_wire_drawn_from_the_handle_of_a_card_links_it_to_another() {
    let mut harness = desk();
    let links = harness.state().journey().links().len();
    let (from, to) = (harness.state().step(2), harness.state().step(5));
    let card = harness.state().center(Subject::Touchpoint(from));
    harness.hover_at(card);
    harness.run();
    let (_, handle) = harness.state().canvas.handle.expect("a handle");
    let target = harness.state().center(Subject::Touchpoint(to));
    drag(&mut harness, handle.center(), target);
    harness.drop_at(target);
    harness.run();
    let journey = harness.state().journey();
    assert_eq!(journey.links().len(), links + 1);
    assert!(journey.links_from(from).iter().any(|link| link.to == to));
}

#[test]
fn a_double_click_into_an_empty_place_writes_something_new_there() {
    let mut harness = desk();
    let id = harness.state().step(2);
    let journey = harness.state().journey();
    assert!(journey.pains_at(id).is_empty());
    let lane = journey.lanes().iter().find(|lane| lane.kind == LaneKind::Pains).unwrap().id;
    let at = harness.state().center(Subject::Cell(lane, id));
    harness.hover_at(at);
    harness.run();
    for _ in 0..2 {
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        harness.step();
    }
    harness.run();
    assert!(harness.state().canvas.is_editing());
    type_text(&mut harness, "Nobody says how far");
    press(&mut harness, Key::Enter);
    let pains = harness.state().journey().pains_at(id);
    assert_eq!(pains[0].text, "Nobody says how far");
    assert_eq!(harness.state().selection, Selection::One(Subject::Pain(pains[0].id, id)));
}

#[test]
fn stages_and_touchpoints_are_added_with_the_buttons_on_the_map() {
    let map = crate::model::starter::blank(&mut SeededIds::new(4), "From nothing").unwrap();
    let mut harness = desk_with(Session::new(map));
    let at = harness.state().center(Subject::AddStage);
    click(&mut harness, at);
    type_text(&mut harness, "Awareness");
    press(&mut harness, Key::Enter);
    let stage = harness.state().journey().stages().last().unwrap().clone();
    assert_eq!(stage.name, "Awareness");
    for name in ["Sees a poster", "Asks a friend"] {
        let at = harness.state().center(Subject::AddTouchpoint(stage.id));
        click(&mut harness, at);
        type_text(&mut harness, name);
        press(&mut harness, Key::Enter);
    }
    assert_eq!(harness.state().names()[1..], ["Sees a poster", "Asks a friend"]);
}

#[test]
fn shift_and_a_click_pass_over_what_the_filter_hides() {
    let mut harness = desk();
    let hidden = harness.state().step(3);
    harness.state_mut().view.hidden_touchpoints = std::sync::Arc::new(BTreeSet::from([hidden]));
    harness.run();
    let at = harness.state().center(Subject::Touchpoint(harness.state().step(2)));
    click(&mut harness, at);
    let to = harness.state().center(Subject::Touchpoint(harness.state().step(4)));
    harness.hover_at(to);
    harness.run();
    harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::SHIFT);
        harness.event(egui::Event::PointerButton { pos: to, button, pressed, modifiers });
        harness.step();
    }
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
    let steps: Vec<Subject> = [2, 4].iter().map(|number| Subject::Touchpoint(harness.state().step(*number))).collect();
    assert_eq!(harness.state().selection.subjects(), steps);
}
