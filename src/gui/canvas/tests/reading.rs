//! What a screen reader finds on the canvas.

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::edit::Command;

/// Everything in view that a click would take, but for places where nothing stands.
fn clickable(desk: &Desk) -> Vec<(Subject, egui::Rect)> {
    let scene = desk.canvas.scene.as_ref().unwrap();
    let viewport = desk.viewport();
    let tags = scene.visible_tags(|layer| viewport.visible(layer, &scene.index));
    let whole = tags.filter(|(tag, _)| tag.part == Part::Whole);
    let on_screen =
        |place: Place| viewport.to_screen(place.layer, place.rect).intersect(viewport.clip(place.layer, &scene.index));
    let all = whole.map(|(tag, place)| (tag.subject, on_screen(place)));
    all.filter(|(_, rect)| rect.width() > 1.0 && rect.height() > 1.0).collect()
}

fn stands_empty(desk: &Desk, subject: Subject) -> bool {
    let Subject::Cell(lane, at) = subject else { return false };
    let (journey, picture) = (desk.journey(), |touchpoint: &Touchpoint| touchpoint.pictures.contains_key(&lane));
    let (kind, touchpoint) = (journey.lane(lane).unwrap().kind, journey.touchpoint(at).unwrap());
    match kind {
        LaneKind::Text | LaneKind::BackStage => !touchpoint.texts.contains_key(&lane),
        LaneKind::Channel => touchpoint.channel.label().is_empty(),
        LaneKind::Picture => !picture(touchpoint),
        // What stands here stands for itself.
        _ => true,
    }
}

#[test]
fn everything_painted_that_a_click_would_take_has_a_node_with_a_name() {
    for example in EXAMPLES {
        let mut session = Session::new(example.open().unwrap());
        let steps: Vec<TouchpointId> = session.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
        let mut ids = SeededIds::new(5);
        let link = Link { id: LinkId::new(&mut ids), from: steps[2], to: steps[0], label: "again".to_owned() };
        session.run(&Command::AddLink { state: State::Today, link }).unwrap();
        let kinds = [LaneKind::Channel, LaneKind::Feedback, LaneKind::Picture];
        for kind in kinds {
            let id = LaneId::new(&mut ids);
            session.run(&Command::AddLane { state: State::Today, id, kind, after: None }).unwrap();
        }
        let harness = desk_with(session);
        let desk = harness.state();
        let all = clickable(desk);
        assert!(all.len() > 20, "{}", example.key);
        assert!(all.iter().any(|(subject, _)| matches!(subject, Subject::Link(_))));
        let nodes: std::collections::BTreeMap<_, String> = harness
            .root()
            .children_recursive()
            .map(|node| (node.accesskit_node().locate().0, node.accesskit_node().label().unwrap_or_default()))
            .collect();
        for (subject, _) in all.into_iter().filter(|(subject, _)| !stands_empty(desk, *subject)) {
            let name = nodes.get(&accessibility::node_id(Canvas::id(), subject).accesskit_id());
            assert!(name.is_some_and(|name| name.len() > 2), "{}: {subject:?} is {name:?}", example.key);
        }
    }
}

#[test]
fn the_words_of_a_card_say_what_it_is_where_and_how_it_is_felt() {
    let harness = desk();
    let card = "Doorman turns her away, Onboarding, step 6 of 14";
    let found = harness.query_all_by_label_contains(card).next().expect("the card has a node");
    let words = found.accesskit_node().label().unwrap_or_default();
    for part in ["Dorothy −5", "one-to-one", "moment of truth"] {
        assert!(words.contains(part), "{words}");
    }
    assert!(harness.query_all_by_label_contains("Thoughts, step 6, Doorman turns her away: ").next().is_some());
}

#[test]
fn moves_of_the_selection_are_moves_of_the_current_node_even_onto_an_empty_place() {
    let mut harness = desk();
    let current = |harness: &Harness<'_, Desk>| {
        let map = harness.get_by_label("Journey map");
        let node = map.accesskit_node().active_descendant();
        node.and_then(|node| node.label()).unwrap_or_default()
    };
    let first = harness.state().step(2);
    let at = harness.state().center(Subject::Touchpoint(first));
    click(&mut harness, at);
    assert!(current(&harness).starts_with("Glinda points to the Wizard"), "{}", current(&harness));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(current(&harness).starts_with("Munchkins hype the Wizard"), "{}", current(&harness));
    let empty = harness.state().journey().lanes().iter().find(|lane| lane.kind == LaneKind::BackStage).unwrap().id;
    harness.state_mut().selection = Selection::One(Subject::Cell(empty, first));
    harness.run();
    assert_eq!(current(&harness), "Backstage, step 2, Glinda points to the Wizard, empty");
}

#[test]
fn what_is_in_view_beyond_the_nodes_is_counted_in_one_last_node() {
    let harness = desk();
    assert!(harness.query_by_label_contains("more in view").is_none());

    let mut session = Session::new(EXAMPLES[0].open().unwrap());
    let stage = session.map().today().stages()[0].id;
    let mut ids = SeededIds::new(5);
    for number in 1..=600 {
        let (id, name) = (TouchpointId::new(&mut ids), format!("Brick {number}"));
        let at = crate::edit::Slot { stage, after: None };
        session.run(&Command::AddTouchpoint { state: State::Today, id, name, at }).unwrap();
    }
    let mut harness = desk_with(session);
    harness.state_mut().orders.push(CanvasOrder::ZoomFit);
    harness.run();
    let nodes = harness.root().children_recursive();
    let buttons = nodes.filter(|node| node.accesskit_node().role() == egui::Role::Button).count();
    let last = harness.get_by_label_contains("more in view").accesskit_node().value().unwrap_or_default();
    let more: usize = last.split(' ').nth(1).and_then(|count| count.parse().ok()).expect("a number");
    let subjects: BTreeSet<Subject> = clickable(harness.state()).into_iter().map(|(subject, _)| subject).collect();
    let named = |subject: &Subject| !stands_empty(harness.state(), *subject);
    assert!(buttons >= 400, "{buttons}");
    // Slivers of things at the edge may or may not count.
    let whole = subjects.iter().filter(|subject| named(subject)).count();
    assert!((400 + more).abs_diff(whole) <= 20, "400 and {more} are not {whole}");
}
