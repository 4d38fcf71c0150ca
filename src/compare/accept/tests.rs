//! What taking gaps over promises.

use proptest::prelude::*;

use super::*;
use crate::compare::{Kind, Sides, compare, derive_ideal};
use crate::edit::arbitrary::random_command;
use crate::edit::{AboutField, LaneField, PainField, Session, Slot, StageField, TouchpointField, apply};
use crate::model::arbitrary::{Rng, random_map};

const BOTH: [State; 2] = [State::Today, State::Ideal];

fn compared(map: &Map) -> Comparison {
    let pins: Vec<_> = map.pins().cloned().collect();
    compare(&Sides { from: map.today(), to: map.ideal().unwrap(), pins: &pins })
}

/// Takes locks off that would stand against taking anything over.
fn unlock(map: &mut Map) {
    let mut commands =
        vec![Command::SetAbout(AboutField::StructureLocked(false)), Command::SetAbout(AboutField::IdealLocked(false))];
    for state in BOTH {
        let Some(journey) = map.journey(state) else { continue };
        let stages = journey.stages().iter().map(|stage| stage.id);
        commands.extend(stages.map(|id| Command::SetStage { state, id, field: StageField::Locked(false) }));
        let lanes = journey.lanes().iter().map(|lane| lane.id);
        commands.extend(lanes.map(|id| Command::SetLane { state, id, field: LaneField::Locked(false) }));
    }
    commands.iter().for_each(|command| drop(apply(map, command).unwrap()));
}

/// A map with both journeys and no lock, after many changes by hand.
fn much_edited(seed: u64, size: usize, changes: usize) -> Map {
    let mut map = random_map(seed, size);
    let mut rng = Rng::new(!seed);
    if map.ideal().is_none() {
        unlock(&mut map);
        apply(&mut map, &Command::StartIdeal { copy_today: true }).unwrap();
    }
    for _ in 0..changes {
        unlock(&mut map);
        let command = random_command(&map, &mut rng);
        let before = map.clone();
        if apply(&mut map, &command).is_err() || map.ideal().is_none() {
            map = before;
        }
    }
    unlock(&mut map);
    map
}

/// What a comparison still finds to do, for a message.
fn left(comparison: &Comparison) -> String {
    let entries = comparison.gaps.iter().map(|gap| format!("{:#?}", comparison.entries[gap.entry]));
    entries.collect::<Vec<_>>().join("\n")
}

fn take_all(map: &Map, into: State) -> Result<Map, Refusal> {
    let comparison = compared(map);
    let all: Vec<usize> = (0..comparison.gaps.len()).collect();
    let command = take(map, &comparison, &all, into, &mut SeededIds::new(99))?;
    let mut after = map.clone();
    apply(&mut after, &command)?;
    Ok(after)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn after_taking_every_gap_nothing_differs(seed: u64, size in 0usize..8, changes in 0usize..40) {
        let map = much_edited(seed, size, changes);
        for into in BOTH {
            match take_all(&map, into) {
                Ok(after) => {
                    let rest = compared(&after);
                    prop_assert!(rest.is_same(), "into {:?}: {}", into, left(&rest));
                    prop_assert_eq!(after.journey(other(into)), map.journey(other(into)));
                }
                Err(Refusal::NoGap) => prop_assert!(compared(&map).is_same()),
                Err(Refusal::Rejected(Rejection::LastTouchpointsLane)) => {}
                Err(refusal) => prop_assert!(false, "into {:?}: {}", into, refusal),
            }
        }
    }

    #[test]
    fn each_gap_by_itself_can_be_taken_and_given_back_with_one_undo(seed: u64) {
        let map = much_edited(seed, 6, 20);
        let comparison = compared(&map);
        for (gap, into) in (0..comparison.gaps.len()).flat_map(|gap| BOTH.map(|into| (gap, into))) {
            let command = match take(&map, &comparison, &[gap], into, &mut SeededIds::new(99)) {
                Ok(command) => command,
                Err(Refusal::Nothing | Refusal::Rejected(Rejection::LastTouchpointsLane)) => continue,
                Err(refusal) => return Err(TestCaseError::fail(format!("{refusal}: {:#?}", comparison.gaps[gap]))),
            };
            let mut session = Session::new(map.clone());
            session.run(&command).unwrap();
            prop_assert_eq!(session.map().journey(other(into)), map.journey(other(into)));
            session.undo().unwrap();
            prop_assert_eq!(session.map(), &map);
        }
    }
}
