//! What is copied and pasted arrives with every field, once, and where it was put.

use super::{Fragment, NoPlace, Target, copy, insert, table};
use crate::edit::{Command, LaneField, Rejection, Session, StageField};
use crate::exchange::shipped::EXAMPLES;
use crate::model::arbitrary::random_map;
use crate::model::*;

fn story() -> Map {
    EXAMPLES[0].open().expect("a shipped example")
}

fn target(touchpoint: Option<TouchpointId>) -> Target {
    Target { state: State::Today, stage: None, touchpoint, item: None, lane: None }
}

fn paste(session: &mut Session, fragment: &Fragment, target: Target, seed: u64) -> Vec<Key> {
    let insertion = insert(session.map(), fragment, target, "Paste", &mut SeededIds::new(seed)).expect("a place");
    session.run(&insertion.command).expect("nothing is locked");
    insertion.picked
}

/// A touchpoint with all that hangs on it, without identities and ranks.
fn contents(journey: &Journey, id: TouchpointId) -> String {
    let nobody = Rank::first();
    let touchpoint = journey.touchpoint(id).expect("it is there");
    let texts: Vec<String> = touchpoint.texts.values().cloned().collect();
    let own = Touchpoint {
        id: TouchpointId(Uid(0)),
        stage: StageId(Uid(0)),
        rank: nobody.clone(),
        texts: Default::default(),
        pictures: Default::default(),
        ..(**touchpoint).clone()
    };
    let feelings: Vec<(String, Feeling)> = journey
        .feelings_at(id)
        .into_iter()
        .map(|(persona, feeling)| (journey.persona(persona).expect("she is there").name.clone(), feeling))
        .collect();
    let pain = |pain: &Pain| Pain { id: PainId(Uid(0)), rank: nobody.clone(), ..pain.clone() };
    let pains: Vec<Pain> = journey.pains_at(id).into_iter().map(|found| pain(found)).collect();
    let felt: Vec<usize> = journey.pains_at(id).iter().map(|pain| journey.personas_of(pain.id.0).len()).collect();
    // What it does for pain points elsewhere stays behind.
    let here = |pain: PainId| journey.pains_at(id).iter().any(|other| other.id == pain);
    let opportunities: Vec<(String, usize)> = journey
        .opportunities_at(id)
        .iter()
        .map(|found| (found.text.clone(), journey.pains_of(found.id).iter().filter(|pain| here(pain.id)).count()))
        .collect();
    format!("{:#?}", (own, texts, feelings, pains, felt, opportunities))
}

#[test]
fn a_copied_touchpoint_arrives_in_another_map_with_every_field() {
    let map = story();
    let fragment = |id| copy(&map, State::Today, &[Key::Touchpoint(id)]).expect("a touchpoint");
    for touchpoint in map.today().touchpoints() {
        let mut other = Session::new(starter::blank(&mut SeededIds::new(5), "Other").expect("a blank map"));
        let after = other.map().today().touchpoints().next().expect("a card").id;
        let picked = paste(&mut other, &fragment(touchpoint.id), target(Some(after)), 8);
        let [Key::Touchpoint(id)] = picked[..] else { panic!("{picked:?}") };
        let journey = other.map().today();
        let order: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
        assert_eq!(order, [after, id]);
        assert_eq!(contents(map.today(), touchpoint.id), contents(journey, id));
        assert_eq!(journey.stages().len(), 1, "the stage is only where it stood");
        other.undo().expect("one step");
        assert_eq!(other.map().today().touchpoint_count(), 1);
    }
}

#[test]
fn any_part_of_any_map_goes_into_any_other_and_back_out_with_one_undo() {
    for round in 0..40 {
        let (map, other) = (random_map(round, 14), random_map(round + 1000, 10));
        let keys: Vec<Key> = map.today().records().iter().map(Record::key).collect();
        for (at, picked) in keys.chunks(4).enumerate() {
            let Some(fragment) = copy(&map, State::Today, picked) else { continue };
            for into in [&map, &other] {
                let touchpoint = into.today().touchpoints().nth(at % 3).map(|touchpoint| touchpoint.id);
                let mut ids = SeededIds::new(round * 100 + at as u64);
                let insertion = match insert(into, &fragment, target(touchpoint), "Paste", &mut ids) {
                    Ok(insertion) => insertion,
                    Err(NoPlace::Touchpoint) if touchpoint.is_none() => continue,
                    Err(other) => panic!("round {round}: {other}"),
                };
                let mut session = Session::new(into.clone());
                match session.run(&insertion.command) {
                    Ok(()) => {
                        for key in insertion.picked {
                            assert!(session.map().today().get(key).is_some(), "round {round}: {key:?}");
                        }
                        session.undo().expect("one step");
                        assert_eq!(session.map(), into);
                    }
                    Err(Rejection::Locked { .. }) => {}
                    Err(other) => panic!("round {round}: {other}"),
                }
            }
        }
    }
}

#[test]
fn a_lock_survives_being_duplicated() {
    let mut session = Session::new(story());
    let stage = session.map().today().stages()[1].clone();
    let lock = Command::SetStage { state: State::Today, id: stage.id, field: StageField::Locked(true) };
    session.run(&lock).expect("a lock");
    let fragment = copy(session.map(), State::Today, &[Key::Stage(stage.id)]).expect("a stage");
    let to = Target { stage: Some(stage.id), ..target(None) };
    let picked = paste(&mut session, &fragment, to, 4);
    let [Key::Stage(id)] = picked[..] else { panic!("{picked:?}") };
    let journey = session.map().today();
    assert!(journey.stage(id).expect("the copy").locked);
    assert_ne!(id, stage.id);
    assert_eq!(journey.stages()[2].id, id);
    assert_eq!(journey.touchpoints_in(id).len(), journey.touchpoints_in(stage.id).len());
}

#[test]
fn a_copied_table_fills_the_same_cells_again() {
    let map = story();
    let all: Vec<TouchpointId> = map.today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let grid = table(map.today(), &all[2..6], None);
    assert_eq!(super::Grid::parse(&grid.to_text()), grid);
    let start =
        super::Start { state: State::Today, touchpoint: None, lane: None, persona: None, hidden: Default::default() };
    let fill = super::fill(&map, &grid, start, &mut SeededIds::new(2));
    assert_eq!(fill.misfits, []);
    assert_eq!(fill.columns.iter().filter(|name| !name.is_empty()).count(), 4);
}

/// A map with a card, and for each of these people, by place in `people`, a persona and a lane of her thoughts.
fn with_thoughts(people: &[&str], seed: u64) -> (Session, TouchpointId) {
    let mut ids = SeededIds::new(seed);
    let mut session = Session::new(starter::blank(&mut ids, "Map").expect("a blank map"));
    let state = State::Today;
    let card = session.map().today().touchpoints().next().expect("a card").id;
    for lane in session.map().today().lanes().to_vec() {
        if lane.kind == LaneKind::Text {
            session.run(&Command::DeleteLane { state, id: lane.id }).expect("nothing is locked");
        }
    }
    for persona in session.map().today().personas().cloned().collect::<Vec<_>>() {
        session.run(&Command::DeletePersona { state, id: persona.id }).expect("nothing is locked");
    }
    for name in people {
        let (persona, lane) = (PersonaId::new(&mut ids), LaneId::new(&mut ids));
        let feeling = Some(Feeling { emotion: Some(Emotion::steps(3)), evidence: None });
        let title = LaneField::Title("Thoughts".to_owned());
        for command in [
            Command::AddPersona { state, id: persona, name: (*name).to_owned(), after: None },
            Command::AddLane { state, id: lane, kind: LaneKind::Text, after: None },
            Command::SetLane { state, id: lane, field: title },
            Command::SetLane { state, id: lane, field: LaneField::Persona(Some(persona)) },
            Command::SetText { state, touchpoint: card, lane, text: format!("{name} {lane:?} thinks") },
            Command::SetFeeling { state, persona, touchpoint: card, feeling },
        ] {
            session.run(&command).expect("a plain change");
        }
    }
    (session, card)
}

#[test]
fn texts_and_feelings_of_two_people_stay_two_where_lanes_or_people_are_called_the_same() {
    for people in [["Mia", "Ben"], ["New persona", "New persona"], ["Ben", "Mia"], ["", ""]] {
        let (source, card) = with_thoughts(&people, 3);
        let fragment = copy(source.map(), State::Today, &[Key::Touchpoint(card)]).expect("a touchpoint");
        for there in [&["Mia"][..], &["New persona"], &["Mia", "Ben"], &[]] {
            let (mut other, at) = with_thoughts(there, 11);
            let [Key::Touchpoint(id)] = paste(&mut other, &fragment, target(Some(at)), 8)[..] else { panic!("a card") };
            let said = |journey: &Journey, id: TouchpointId| {
                let touchpoint = journey.touchpoint(id).expect("it is there");
                let whose = |lane: &LaneId| journey.lane(*lane)?.persona.and_then(|id| journey.persona(id));
                let name = |lane: &LaneId| whose(lane).expect("a lane of somebody's").name.clone();
                let mut said: Vec<(String, String)> =
                    touchpoint.texts.iter().map(|(lane, text)| (name(lane), text.clone())).collect();
                said.sort();
                (said, journey.feelings_at(id).len())
            };
            assert_eq!(said(other.map().today(), id), said(source.map().today(), card), "{people:?} into {there:?}");
            let known = there.iter().filter(|name| people.contains(name) && !name.is_empty()).count();
            assert_eq!(other.map().today().personas().len(), there.len() + 2 - known);
        }
    }
}

#[test]
fn two_rows_of_one_heading_fill_the_two_lanes_of_that_title() {
    let (mut session, card) = with_thoughts(&["Mia", "Ben"], 3);
    let grid = table(session.map().today(), &[card], None);
    let before = session.map().today().touchpoint(card).expect("it is there").texts.clone();
    let start = super::Start {
        state: State::Today,
        touchpoint: Some(card),
        lane: None,
        persona: None,
        hidden: Default::default(),
    };
    let fill = super::fill(session.map(), &grid, start.clone(), &mut SeededIds::new(2));
    assert_eq!(fill.misfits, []);
    session.run(&fill.command.expect("cells that fit")).expect("nothing is locked");
    assert_eq!(session.map().today().touchpoint(card).expect("it is there").texts, before);
    // A third row has nowhere to go, and says so.
    let thrice = super::Grid::parse("Thoughts\tone\nThoughts\ttwo\nThoughts\tthree\nPains\ta\nPains\tb\n");
    let fill = super::fill(session.map(), &thrice, start, &mut SeededIds::new(2));
    assert_eq!(fill.misfits.iter().map(|misfit| &*misfit.text).collect::<Vec<_>>(), ["three"]);
    assert_eq!(fill.filled.len(), 4);
}
