//! Laws that hold for any commands on any map.

use proptest::prelude::*;

use super::*;
use crate::edit::arbitrary::random_command;
use crate::model::arbitrary::{Rng, cases, random_map};

/// Every ordered read of a journey, worked out anew from its records.
fn assert_reads_agree(journey: &Journey) {
    let records = journey.records();
    macro_rules! ordered {
        ($variant:ident, $keep:expr) => {{
            let keep: &dyn Fn(&$variant) -> bool = &$keep;
            let mut found: Vec<_> = records
                .iter()
                .filter_map(|record| match record {
                    Record::$variant(element) if keep(element.as_ref()) => Some(element.clone()),
                    _ => None,
                })
                .collect();
            found.sort_by_key(|element| (element.rank.clone(), element.id));
            found
        }};
    }
    let tied = |tie: Tie| records.contains(&Record::Tie(tie));
    let stages: Vec<std::sync::Arc<Stage>> = ordered!(Stage, |_| true);
    assert_eq!(journey.stages(), stages);
    assert_eq!(journey.lanes(), ordered!(Lane, |_| true));
    assert!(journey.personas().eq(&ordered!(Persona, |_| true)));
    assert!(journey.pains().eq(&ordered!(Pain, |_| true)));
    assert!(journey.opportunities().eq(&ordered!(Opportunity, |_| true)));
    assert!(journey.feedback().eq(&ordered!(Feedback, |_| true)));
    assert!(journey.measures().eq(&ordered!(Measure, |_| true)));
    let mut count = 0;
    for stage in &stages {
        let inside: Vec<std::sync::Arc<Touchpoint>> =
            ordered!(Touchpoint, |touchpoint: &Touchpoint| touchpoint.stage == stage.id);
        assert!(journey.touchpoints_in(stage.id).eq(&inside));
        count += inside.len();
        for touchpoint in &inside {
            let at = touchpoint.id;
            let pains: Vec<_> = ordered!(Pain, |pain: &Pain| tied(Tie::HurtsAt(pain.id, at)));
            assert!(journey.pains_at(at).into_iter().eq(&pains));
            let opportunities: Vec<_> = ordered!(Opportunity, |found: &Opportunity| tied(Tie::Improves(found.id, at)));
            assert!(journey.opportunities_at(at).into_iter().eq(&opportunities));
            let feelings: Vec<(PersonaId, Feeling)> = journey
                .personas()
                .filter_map(|persona| match journey.get(Key::Feeling(persona.id, at)) {
                    Some(Record::Feeling(id, _, feeling)) => Some((id, feeling)),
                    _ => None,
                })
                .collect();
            assert_eq!(journey.feelings_at(at), feelings);
        }
    }
    assert_eq!(journey.touchpoint_count(), count);
    for record in &records {
        assert_eq!(journey.get(record.key()).as_ref(), Some(record));
    }
}

/// What shows at each touchpoint, under its stamp. The order of the personas is theirs and shows everywhere, so it
/// is left out.
fn stamped(journey: &Journey) -> Vec<(u64, String)> {
    let stages = journey.stages().iter().flat_map(|stage| journey.stamped_touchpoints_in(stage.id));
    let shown = |touchpoint: &Touchpoint| {
        let at = touchpoint.id;
        let items =
            (journey.pains_at(at), journey.opportunities_at(at), journey.feedback_at(at), journey.measures_at(at));
        let mut feelings = journey.feelings_at(at);
        feelings.sort_by_key(|(persona, _)| *persona);
        format!("{touchpoint:?} {feelings:?} {items:?}")
    };
    stages.map(|(touchpoint, stamp)| (stamp, shown(touchpoint))).collect()
}

/// The stamps of each stage's touchpoints in order, under the stage's own.
fn stamped_stages(journey: &Journey) -> Vec<(u64, Vec<u64>)> {
    let touchpoints = |stage: &Stage| journey.stamped_touchpoints_in(stage.id).map(|(_, stamp)| stamp).collect();
    journey.stages().iter().map(|stage| (journey.stage_stamp(stage.id), touchpoints(stage))).collect()
}

/// Draws that hand out other identities than the map of the same seed has.
fn draws(seed: u64) -> Rng {
    Rng::new(!seed)
}

/// No edge, text, picture or match points to something that is not there.
fn assert_nothing_dangles(map: &Map) {
    for pin in map.pins() {
        assert!(map.today().contains_uid(pin.today));
        assert!(map.ideal().is_some_and(|ideal| ideal.contains_uid(pin.ideal)));
    }
    for journey in [Some(map.today()), map.ideal()].into_iter().flatten() {
        for record in journey.records() {
            let mut copy = journey.clone();
            assert_eq!(copy.put(record.clone()), Ok(Some(record)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(24)))]

    #[test]
    fn undoing_everything_brings_back_the_map_and_redoing_repeats_it(seed: u64) {
        let mut rng = draws(seed);
        let start = random_map(seed, 8);
        let mut session = Session::new(start.clone());
        for _ in 0..300 {
            let command = random_command(session.map(), &mut rng);
            // Rejections are proved elsewhere.
            let _ = match rng.below(8) {
                0 => session.amend(&command, "Add".to_owned()),
                1..=3 => session.run_merging(&command),
                4 | 5 => session.run(&command),
                _ => session.draw(&command),
            };
        }
        let end = session.map().clone();
        let mut steps = 0;
        while session.undo().unwrap().is_some() {
            steps += 1;
        }
        prop_assert!(steps > 50, "only {} commands changed anything", steps);
        prop_assert_eq!(session.map(), &start);
        prop_assert_eq!(session.map().today().records(), start.today().records());
        prop_assert!(!session.is_dirty());
        while session.redo().unwrap().is_some() {}
        prop_assert_eq!(session.map(), &end);
    }

    #[test]
    fn a_rejected_command_changes_nothing_and_an_applied_one_inverts(seed: u64) {
        let mut rng = draws(seed);
        let mut map = random_map(seed, 8);
        let mut rejected = 0;
        for _ in 0..150 {
            let before = map.clone();
            let command = random_command(&map, &mut rng);
            let carry_out = if rng.chance(50) { apply } else { draw };
            match carry_out(&mut map, &command) {
                Err(rejection) => {
                    rejected += 1;
                    prop_assert_eq!(&map, &before, "{:?}", command);
                    prop_assert!(rejection.to_string().len() > 10);
                }
                Ok(change) => {
                    let after = map.clone();
                    prop_assert!(!change.is_empty() || after == before, "{:?}", command);
                    // A batch may start, change and drop an ideal journey: that is a detour, but no empty change.
                    let batch = matches!(command, Command::Batch { .. });
                    prop_assert!(change.is_empty() || batch || after != before, "{:?}", command);
                    change.revert(&mut map).unwrap();
                    prop_assert_eq!(&map, &before, "{:?}", command);
                    change.apply_to(&mut map).unwrap();
                    prop_assert_eq!(&map, &after, "{:?}", command);
                }
            }
        }
        prop_assert!(rejected > 0);
    }

    #[test]
    fn every_map_on_the_way_hangs_together(seed: u64) {
        let mut rng = draws(seed);
        let mut map = random_map(seed, 6);
        for _ in 0..60 {
            let command = random_command(&map, &mut rng);
            let _ = draw(&mut map, &command);
            assert_reads_agree(map.today());
            map.ideal().into_iter().for_each(assert_reads_agree);
        }
        assert_nothing_dangles(&map);
    }

    #[test]
    fn equal_stamps_mean_that_equal_things_show_at_a_touchpoint(seed: u64) {
        let mut rng = draws(seed);
        let mut session = Session::new(random_map(seed, 6));
        let mut known: std::collections::HashMap<u64, String> = std::collections::HashMap::new();
        let mut known_stages: std::collections::HashMap<u64, Vec<u64>> = std::collections::HashMap::new();
        for _ in 0..60 {
            match rng.below(4) {
                0 => drop(session.undo().unwrap()),
                1 => drop(session.redo().unwrap()),
                _ => drop(session.run(&random_command(session.map(), &mut rng))),
            }
            let map = session.map();
            for (stamp, shown) in stamped(map.today()).into_iter().chain(map.ideal().into_iter().flat_map(stamped)) {
                let before = known.entry(stamp).or_insert_with(|| shown.clone());
                prop_assert_eq!(&*before, &shown);
            }
            let stages = std::iter::once(map.today()).chain(map.ideal()).flat_map(stamped_stages);
            for (stamp, touchpoints) in stages {
                let before = known_stages.entry(stamp).or_insert_with(|| touchpoints.clone());
                prop_assert_eq!(&*before, &touchpoints);
            }
        }
    }

    #[test]
    fn the_change_between_two_maps_turns_one_into_the_other_and_back(seed: u64) {
        let mut rng = draws(seed);
        let start = random_map(seed, 8);
        let mut end = start.clone();
        for _ in 0..80 {
            let command = random_command(&end, &mut rng);
            let _ = apply(&mut end, &command);
        }
        let mut session = Session::new(start.clone());
        session.adopt("Merge", &end).unwrap();
        prop_assert_eq!(session.map(), &end);
        session.undo().unwrap();
        prop_assert_eq!(session.map(), &start);
    }
}

#[test]
fn random_commands_cover_every_kind_of_command() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let mut rng = draws(seed);
        let map = random_map(seed, 10);
        for _ in 0..200 {
            let command = format!("{:?}", random_command(&map, &mut rng));
            seen.insert(command.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
        }
    }
    assert_eq!(seen.len(), 55, "{seen:?}");
}
