//! Where keys lead from what the canvas does not draw as a card: the view and the selection go on from what stands for it.

use super::*;
use crate::edit::{Command, LaneField};

fn select(harness: &mut Harness<'_, Desk>, subject: Subject) {
    harness.state_mut().selection = Selection::One(subject);
    harness.run();
}

fn selected(harness: &Harness<'_, Desk>) -> Subject {
    harness.state().selection.one().expect("one thing")
}

fn card(harness: &Harness<'_, Desk>, number: usize) -> Subject {
    Subject::Touchpoint(harness.state().step(number))
}

/// A pain point in the last third of the story, and the number of its touchpoint.
fn late_pain(harness: &Harness<'_, Desk>) -> (Subject, usize) {
    let journey = harness.state().journey();
    let found = journey.touchpoints().enumerate().skip(9).find_map(|(at, touchpoint)| {
        Some((Subject::Pain(journey.pains_at(touchpoint.id).first()?.id, touchpoint.id), at + 1))
    });
    found.expect("a late pain point")
}

fn hide(harness: &mut Harness<'_, Desk>, kind: LaneKind) {
    let id = harness.state().journey().lanes().iter().find(|lane| lane.kind == kind).unwrap().id;
    let command = Command::SetLane { state: State::Today, id, field: LaneField::Visible(false) };
    harness.state_mut().session.draw(&command).unwrap();
    harness.run();
}

#[test]
fn what_a_hidden_lane_leaves_out_is_shown_at_its_touchpoint() {
    let mut harness = desk();
    hide(&mut harness, LaneKind::Pains);
    harness.state_mut().orders.push(CanvasOrder::ZoomActual);
    harness.run();
    let (pain, number) = late_pain(&harness);
    let in_view = |harness: &Harness<'_, Desk>| {
        let at = harness.state().center(card(harness, number));
        harness.state().canvas.pane.rect.unwrap().contains(at)
    };
    assert!(!in_view(&harness));
    harness.state_mut().orders.push(CanvasOrder::ScrollTo(pain));
    harness.run();
    assert!(in_view(&harness));
}

#[test]
fn arrows_go_on_from_the_touchpoint_of_what_is_not_drawn() {
    let mut harness = desk();
    hide(&mut harness, LaneKind::Pains);
    let (pain, number) = late_pain(&harness);
    for (key, to) in [(Key::ArrowRight, number + 1), (Key::ArrowLeft, number - 1)] {
        select(&mut harness, pain);
        press(&mut harness, key);
        assert_eq!(selected(&harness), card(&harness, to));
    }
    select(&mut harness, pain);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(crate::gui::context::touchpoint_of(selected(&harness)), Some(harness.state().step(number)));
    assert_ne!(selected(&harness), pain);
    select(&mut harness, pain);
    press(&mut harness, Key::Tab);
    assert_eq!(crate::gui::context::touchpoint_of(selected(&harness)), Some(harness.state().step(number)));
}

#[test]
fn arrows_go_on_from_the_title_of_a_hidden_lane_to_its_neighbours() {
    let mut harness = desk();
    let lanes = harness.state().journey().lanes();
    let at = lanes.iter().position(|lane| lane.kind == LaneKind::Pains).unwrap();
    let [above, hidden, below] = [at - 1, at, at + 1].map(|at| Subject::Lane(lanes[at].id));
    hide(&mut harness, LaneKind::Pains);
    for (key, to) in [(Key::ArrowUp, above), (Key::ArrowDown, below)] {
        select(&mut harness, hidden);
        press(&mut harness, key);
        assert_eq!(selected(&harness), to);
    }
}

#[test]
fn arrows_go_on_from_where_a_link_begins_and_from_the_stage_of_a_plus() {
    let mut harness = desk();
    let (from, to) = (harness.state().step(6), harness.state().step(9));
    let id = LinkId(Uid(71));
    let link = Command::AddLink { state: State::Today, link: Link { id, from, to, label: String::new() } };
    let stage = StageId(Uid(72));
    let after = Some(harness.state().journey().stages()[1].id);
    let name = "Home".to_owned();
    for command in [link, Command::AddStage { state: State::Today, id: stage, name, after }] {
        harness.state_mut().session.draw(&command).unwrap();
    }
    harness.run();
    for (key, number) in [(Key::ArrowRight, 7), (Key::ArrowLeft, 5)] {
        select(&mut harness, Subject::Link(id));
        press(&mut harness, key);
        assert_eq!(selected(&harness), card(&harness, number));
    }
    let stage_of = |harness: &Harness<'_, Desk>, id| harness.state().journey().touchpoint(id).unwrap().stage;
    select(&mut harness, Subject::Link(id));
    press(&mut harness, Key::PageDown);
    let Subject::Touchpoint(beyond) = selected(&harness) else { panic!("{:?}", selected(&harness)) };
    assert_ne!(stage_of(&harness, beyond), stage_of(&harness, from));
    let stages = harness.state().journey().stages();
    let last = harness.state().journey().touchpoints_in(stages[1].id).last().unwrap().id;
    let next = harness.state().journey().touchpoints_in(stages[3].id).next().unwrap().id;
    let ends = [
        (Key::ArrowLeft, Subject::Touchpoint(last)),
        (Key::ArrowRight, Subject::Touchpoint(next)),
        (Key::ArrowUp, Subject::Stage(stage)),
    ];
    for (key, end) in ends {
        select(&mut harness, Subject::AddTouchpoint(stage));
        press(&mut harness, key);
        assert_eq!(selected(&harness), end, "{key:?}");
    }
}
