//! What is written on the map is kept whatever is done next, and stands where it was meant for.

use super::*;
use crate::edit::Command;

/// The story with two stages in which nothing stands yet, each with a "+", and all of it in view.
fn desk_with_room() -> (Harness<'static, Desk>, [StageId; 2]) {
    let mut session = Session::new(EXAMPLES[0].open().unwrap());
    let stages = [StageId(Uid(71)), StageId(Uid(72))];
    for (id, name) in stages.into_iter().zip(["Home", "Kansas"]) {
        let name = name.to_owned();
        session.draw(&Command::AddStage { state: State::Today, id, name, after: None }).unwrap();
    }
    let mut harness = desk_with(session);
    harness.set_size(vec2(2600.0, 900.0));
    harness.run();
    (harness, stages)
}

fn names_in(desk: &Desk, stage: StageId) -> Vec<String> {
    desk.journey().touchpoints_in(stage).map(|touchpoint| touchpoint.name.clone()).collect()
}

fn emotion(desk: &Desk, number: usize) -> Option<Emotion> {
    let persona = desk.journey().personas().next().unwrap().id;
    desk.journey().feeling(persona, desk.step(number)).and_then(|feeling| feeling.emotion)
}

fn select(harness: &mut Harness<'_, Desk>, number: usize) {
    let at = harness.state().center(Subject::Touchpoint(harness.state().step(number)));
    click(harness, at);
}

#[test]
fn a_new_name_is_kept_when_the_plus_of_another_stage_or_a_stage_is_clicked() {
    let (mut harness, stages) = desk_with_room();
    let plus = harness.state().center(Subject::AddTouchpoint(stages[0]));
    click(&mut harness, plus);
    type_text(&mut harness, "Glinda waves");
    let plus = harness.state().center(Subject::AddTouchpoint(stages[1]));
    click(&mut harness, plus);
    assert_eq!(names_in(harness.state(), stages[0]), ["Glinda waves"]);
    assert!(harness.state().canvas.is_editing(), "the other field is open");
    type_text(&mut harness, "Toto barks");
    let add = harness.state().center(Subject::AddStage);
    click(&mut harness, add);
    assert_eq!(names_in(harness.state(), stages[1]), ["Toto barks"]);
    type_text(&mut harness, "Aunt Em");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().journey().stages().last().unwrap().name, "Aunt Em");
}

#[test]
fn a_name_that_is_being_changed_is_kept_when_something_is_added_by_a_click() {
    let (mut harness, [stage, _]) = desk_with_room();
    select(&mut harness, 2);
    type_text(&mut harness, "Glinda waves");
    let plus = harness.state().center(Subject::AddTouchpoint(stage));
    click(&mut harness, plus);
    assert_eq!(harness.state().names()[1], "Glinda waves");
    type_text(&mut harness, "Toto barks");
    press(&mut harness, Key::Enter);
    assert_eq!(names_in(harness.state(), stage), ["Toto barks"]);
}

#[test]
fn a_click_on_another_card_while_a_name_is_written_selects_that_card() {
    let mut harness = desk();
    select(&mut harness, 2);
    type_text(&mut harness, "Glinda waves");
    select(&mut harness, 4);
    assert_eq!(harness.state().names()[1], "Glinda waves");
    let fourth = harness.state().step(4);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(fourth)));
    assert!(harness.state().canvas.has_focus(&harness.ctx));
}

#[test]
fn a_card_is_dragged_while_a_name_is_being_written_and_the_name_is_kept() {
    let (mut harness, _) = desk_with_room();
    select(&mut harness, 1);
    type_text(&mut harness, "Glinda waves");
    let third = harness.state().step(3);
    let [from, to] = [3, 2].map(|number| harness.state().center(Subject::Touchpoint(harness.state().step(number))));
    drag(&mut harness, from, to - vec2(60.0, 0.0));
    harness.drop_at(to - vec2(60.0, 0.0));
    harness.run();
    assert_eq!(harness.state().names()[0], "Glinda waves");
    assert_eq!(harness.state().step(2), third);
}

#[test]
fn a_minus_at_one_card_says_nothing_about_the_number_of_the_next() {
    let mut harness = desk();
    select(&mut harness, 2);
    type_text(&mut harness, "-");
    select(&mut harness, 4);
    type_text(&mut harness, "8");
    assert_eq!(emotion(harness.state(), 4), Some(Emotion::steps(8)));
}

#[test]
fn a_minus_before_a_name_says_nothing_about_the_number_after_it() {
    let mut harness = desk();
    select(&mut harness, 2);
    type_text(&mut harness, "-");
    type_text(&mut harness, "Glinda waves");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "7");
    assert_eq!(harness.state().names()[1], "Glinda waves");
    assert_eq!(emotion(harness.state(), 2), Some(Emotion::steps(7)));
    type_text(&mut harness, "-");
    let second = Subject::Touchpoint(harness.state().step(2));
    harness.state_mut().orders.push(CanvasOrder::Rename(second));
    harness.run();
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "3");
    assert_eq!(emotion(harness.state(), 2), Some(Emotion::steps(3)));
}
