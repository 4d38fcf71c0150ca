//! What keys do on the canvas.

use super::*;

#[test]
fn arrows_walk_along_the_columns_and_down_the_lanes() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    let first = harness.state().step(1);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(first)));
    for number in 2..=14 {
        press(&mut harness, Key::ArrowRight);
        let id = harness.state().step(number);
        assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(id)));
        assert!(harness.state().canvas.pane.rect.unwrap().contains(harness.state().center(Subject::Touchpoint(id))));
    }
    press(&mut harness, Key::Home);
    press(&mut harness, Key::ArrowDown);
    let Some(Subject::Emotion(..)) = harness.state().selection.one() else {
        panic!("{:?}", harness.state().selection);
    };
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowUp);
    let stage = harness.state().journey().stages()[0].id;
    assert_eq!(harness.state().selection, Selection::One(Subject::Stage(stage)));
    press(&mut harness, Key::ArrowDown);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(first)));
}

#[test]
fn every_thing_in_a_column_is_reached_by_the_down_arrow() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    let mut seen = Vec::new();
    for _ in 0..20 {
        let Some(subject) = harness.state().selection.one() else { break };
        if seen.contains(&subject) {
            break;
        }
        seen.push(subject);
        press(&mut harness, Key::ArrowDown);
    }
    let first = harness.state().step(1);
    for pain in harness.state().journey().pains_at(first) {
        assert!(seen.contains(&Subject::Pain(pain.id, first)), "{seen:?}");
    }
}

#[test]
fn a_name_is_rewritten_in_place_and_escape_drops_what_was_typed() {
    let mut harness = desk();
    let id = harness.state().step(2);
    harness.state_mut().orders.push(CanvasOrder::Rename(Subject::Touchpoint(id)));
    harness.run();
    assert!(harness.state().canvas.is_editing());
    type_text(&mut harness, "Glinda waves");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().names()[1], "Glinda waves");
    assert!(!harness.state().canvas.is_editing());

    harness.state_mut().orders.push(CanvasOrder::Rename(Subject::Touchpoint(id)));
    harness.run();
    type_text(&mut harness, "Nonsense");
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().names()[1], "Glinda waves");
    assert!(!harness.state().canvas.is_editing());
    assert!(harness.state().canvas.has_focus(&harness.ctx));
}

#[test]
fn tab_keeps_the_name_and_goes_down_the_lanes_of_the_same_touchpoint() {
    let mut harness = desk();
    let id = harness.state().step(1);
    let lane = |harness: &Harness<'_, Desk>| {
        let Some(subject) = harness.state().selection.one() else { panic!("{:?}", harness.state().selection) };
        assert_eq!(crate::gui::context::touchpoint_of(subject), Some(id));
        subject
    };
    harness.state_mut().orders.push(CanvasOrder::Rename(Subject::Touchpoint(id)));
    harness.run();
    type_text(&mut harness, "One");
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().names()[0], "One");
    assert!(matches!(lane(&harness), Subject::Emotion(..)));
    let mut walked = vec![Subject::Touchpoint(id), lane(&harness)];
    loop {
        press(&mut harness, Key::Tab);
        if walked.last() == Some(&lane(&harness)) {
            break;
        }
        walked.push(lane(&harness));
    }
    assert_eq!(walked.len(), harness.state().journey().lanes().iter().filter(|lane| lane.visible).count());
    for before in walked.iter().rev().skip(1) {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        harness.run();
        assert_eq!(lane(&harness), *before);
    }
}

#[test]
fn x_says_that_nobody_knows_and_before_letters_it_begins_a_name() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    let (id, persona) = (harness.state().step(1), harness.state().journey().personas().next().unwrap().id);
    let felt = |harness: &Harness<'_, Desk>| harness.state().journey().feeling(persona, id).map(|felt| felt.emotion);
    let before = felt(&harness);
    type_text(&mut harness, "x");
    assert_eq!(felt(&harness), Some(None));
    harness.run_steps(90);
    type_text(&mut harness, "7");
    assert_eq!(felt(&harness), Some(Some(Emotion::steps(7))));
    harness.state_mut().session.undo().unwrap();
    assert_eq!(felt(&harness), before);
    for letter in ["x", "e", "r", "o", "x"] {
        harness.event(egui::Event::Text(letter.to_owned()));
    }
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().names()[0], "xerox");
    assert_eq!(felt(&harness), before);
}

#[test]
fn digits_begin_a_text_where_nothing_is_felt() {
    let mut harness = desk();
    let id = harness.state().step(1);
    let pain = harness.state().journey().pains_at(id)[0].id;
    harness.state_mut().selection = Selection::One(Subject::Pain(pain, id));
    type_text(&mut harness, "3 weeks");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().journey().pain(pain).unwrap().text, "3 weeks");
}

#[test]
fn shift_and_arrows_select_several_and_going_back_lets_them_go() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        harness.run();
    }
    let steps: Vec<Subject> = (1..=3).map(|number| Subject::Touchpoint(harness.state().step(number))).collect();
    assert_eq!(harness.state().selection.subjects(), steps);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().selection.subjects(), &steps[..2]);
}

#[test]
fn letters_begin_a_name_and_replace_the_old_one() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    type_text(&mut harness, "S");
    assert!(harness.state().canvas.is_editing());
    type_text(&mut harness, "torm");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().names()[0], "Storm");
}

#[test]
fn digits_set_the_emotion_of_the_active_persona() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    type_text(&mut harness, "-");
    type_text(&mut harness, "8");
    let (id, persona) = (harness.state().step(1), harness.state().journey().personas().next().unwrap().id);
    let feeling = harness.state().journey().feeling(persona, id).unwrap();
    assert_eq!(feeling.emotion, Some(Emotion::steps(-8)));
}
