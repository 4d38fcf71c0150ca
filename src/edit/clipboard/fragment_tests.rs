//! What is copied and pasted arrives with every field, once, and where it was put.

use super::{Fragment, NoPlace, Target, copy, insert, table};
use crate::edit::{Command, Rejection, Session, StageField};
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
    let start = super::Start { state: State::Today, touchpoint: None, lane: None, persona: None };
    let fill = super::fill(&map, &grid, start, &mut SeededIds::new(2));
    assert_eq!(fill.misfits, []);
    assert_eq!(fill.columns.iter().filter(|name| !name.is_empty()).count(), 4);
}
