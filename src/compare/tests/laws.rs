//! Laws that hold for any two journeys.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::edit::apply;
use crate::edit::arbitrary::random_command;
use crate::model::arbitrary::{Rng, cases, random_map, reading_order, with_new_ids};

/// A journey, another one, and pins: changed by commands, unrelated, or with every identity new.
fn any_two(seed: u64) -> (Journey, Journey, Vec<Arc<Pin>>) {
    let mut rng = Rng::new(!seed);
    let mut map = random_map(seed, 5);
    let first = map.today().clone();
    let pins: Vec<Arc<Pin>> = map.pins().cloned().collect();
    match rng.below(4) {
        0 => {
            let second = map.ideal().cloned().unwrap_or_default();
            (first, second, pins)
        }
        1 => (first, random_map(seed ^ 0x5555, 5).today().clone(), pins),
        kind => {
            for _ in 0..12 {
                let command = random_command(&map, &mut rng);
                let _ = apply(&mut map, &command);
            }
            let second = if kind == 2 { map.today().clone() } else { with_new_ids(map.today(), &mut rng).0 };
            (first, second, pins)
        }
    }
}

fn with(from: &Journey, to: &Journey, pins: &[Arc<Pin>]) -> Comparison {
    compare(&Sides { from, to, pins })
}

fn swapped(pins: &[Arc<Pin>]) -> Vec<Arc<Pin>> {
    pins.iter().map(|pin| Arc::new(Pin { today: pin.ideal, ideal: pin.today, ..**pin })).collect()
}

fn mirrored(mark: Mark) -> Mark {
    match mark {
        Mark::Added => Mark::Removed,
        Mark::Removed => Mark::Added,
        Mark::Split => Mark::Merged,
        Mark::Merged => Mark::Split,
        Mark::Kept | Mark::Changed | Mark::Moved => mark,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(400)))]

    #[test]
    fn a_journey_compared_with_itself_has_no_gaps(seed: u64) {
        let (journey, _, _) = any_two(seed);
        let found = compared(&journey, &journey);
        prop_assert!(found.is_identical());
        prop_assert_eq!(found.distance.total, 0);
        let mut rng = Rng::new(seed ^ 1);
        let copy = with_new_ids(&journey, &mut rng).0;
        let found = compared(&journey, &copy);
        prop_assert_eq!(found.distance.parts.values().sum::<u32>(), found.distance.total);
    }

    #[test]
    fn a_patch_turns_one_journey_into_the_other(seed: u64) {
        let (from, to, _) = any_two(seed);
        let patch = Patch::between(&from, &to);
        let mut journey = from.clone();
        patch.apply(&mut journey).unwrap();
        prop_assert_eq!(&journey, &to);
        prop_assert!(Patch::between(&from, &from).is_empty());
    }

    #[test]
    fn nothing_is_lost_and_nothing_said_twice(seed: u64) {
        let (from, to, pins) = any_two(seed);
        let found = with(&from, &to, &pins);
        let uids = |journey: &Journey| -> Vec<Uid> {
            let side = Side::of(journey);
            let mut all: Vec<Uid> = Kind::ALL.iter().flat_map(|kind| side.list(*kind).to_vec()).collect();
            all.sort();
            all
        };
        let told = |side: fn(&Entry) -> &Vec<Uid>| -> Vec<Uid> {
            let mut all: Vec<Uid> = found.entries.iter().flat_map(side).copied().collect();
            all.sort();
            all
        };
        prop_assert_eq!(told(|entry| &entry.from), uids(&from));
        prop_assert_eq!(told(|entry| &entry.to), uids(&to));
        for (at, entry) in found.entries.iter().enumerate() {
            prop_assert!(entry.from.iter().all(|uid| found.by_from[uid] == at));
            prop_assert!(entry.to.iter().all(|uid| found.by_to[uid] == at));
        }
        let ours: Vec<_> = found.columns.iter().filter_map(|column| column.from).collect();
        let theirs: Vec<_> = found.columns.iter().filter_map(|column| column.to).collect();
        prop_assert_eq!(ours.len(), from.touchpoint_count());
        prop_assert_eq!(ours.iter().collect::<BTreeSet<_>>().len(), ours.len());
        prop_assert!(theirs.into_iter().map(|id| id.0).eq(to.touchpoints().map(|touchpoint| touchpoint.id.0)));
        let parts: Vec<usize> = found.gaps.iter().flat_map(|gap| gap.parts.iter().chain([&gap.entry])).copied().collect();
        prop_assert_eq!(parts.iter().collect::<BTreeSet<_>>().len(), parts.len());
    }

    #[test]
    fn there_are_gaps_exactly_where_there_is_a_distance(seed: u64) {
        let (from, to, pins) = any_two(seed);
        let found = with(&from, &to, &pins);
        prop_assert_eq!(found.gaps.is_empty(), found.distance.total == 0);
        prop_assert!((0.0..=1.0).contains(&found.distance.exact));
        prop_assert!(found.gaps.iter().all(|gap| gap.weight > 0.0 && gap.is != gap.should), "{:#?}", found.gaps);
        prop_assert_eq!(found.distance.parts.values().sum::<u32>(), found.distance.total);
        let differ = found.entries.iter().filter(|entry| entry.kind == Kind::Touchpoint && entry.mark != Mark::Kept);
        let of_touchpoints = || found.gaps.iter().filter(|gap| found.entries[gap.entry].kind == Kind::Touchpoint);
        // One that goes and the one that takes its place are one gap.
        let replaced = of_touchpoints().filter(|gap| gap.replaces.is_some()).count();
        prop_assert_eq!(differ.count(), of_touchpoints().count() + replaced);
    }

    #[test]
    fn one_that_goes_and_the_one_that_takes_its_place_are_one_gap(seed: u64) {
        let (from, to, pins) = any_two(seed);
        let found = with(&from, &to, &pins);
        let entry = |of: &crate::model::hash::HashMap<Uid, usize>, id: Option<TouchpointId>| id.map(|id| of[&id.0]);
        let mut replaced = 0;
        for column in &found.columns {
            let pair = entry(&found.by_from, column.from).zip(entry(&found.by_to, column.to));
            let Some((gone, new)) = pair.filter(|(gone, new)| gone != new) else { continue };
            let marks = (found.entries[gone].mark, found.entries[new].mark);
            prop_assert_eq!(marks, (Mark::Removed, Mark::Added));
            let gap = found.gaps.iter().find(|gap| gap.entry == new).unwrap();
            prop_assert_eq!(gap.replaces, Some(gone));
            prop_assert!(gap.parts.contains(&gone));
            prop_assert_eq!((gap.key.from, gap.key.to), (column.from.map(|id| id.0), column.to.map(|id| id.0)));
            prop_assert!(found.gaps.iter().all(|gap| gap.entry != gone));
            let back = with(&to, &from, &swapped(&pins));
            let mirror = back.gaps.iter().find(|back| (back.key.from, back.key.to) == (gap.key.to, gap.key.from));
            prop_assert!(mirror.is_some_and(|mirror| mirror.replaces.is_some()));
            replaced += 1;
        }
        prop_assert_eq!(found.gaps.iter().filter(|gap| gap.replaces.is_some()).count(), replaced);
    }

    #[test]
    fn the_way_back_is_the_mirror_image(seed: u64) {
        let (from, to, pins) = any_two(seed);
        let there = with(&from, &to, &pins);
        let back = with(&to, &from, &swapped(&pins));
        // Two elements that have changed places with one another are their own mirror image: either may have moved.
        let pairs = there.alignment.pairs();
        let has_crossing = pairs.iter().any(|pair| {
            pair.from != pair.to && pairs.iter().any(|other| (other.from, other.to) == (pair.to, pair.from))
        });
        prop_assume!(!has_crossing);
        prop_assert_eq!(there.distance.exact, back.distance.exact);
        prop_assert_eq!(there.alignment.pairs().len(), back.alignment.pairs().len());
        for entry in &there.entries {
            let other = match (entry.from.first(), entry.to.first()) {
                (Some(uid), _) => back.entry_of_to(*uid),
                (None, Some(uid)) => back.entry_of_from(*uid),
                (None, None) => None,
            };
            let other = other.unwrap();
            prop_assert_eq!(other.mark, mirrored(entry.mark));
            prop_assert_eq!((&other.from, &other.to), (&entry.to, &entry.from));
            for (mine, theirs) in entry.moved.iter().zip(&other.moved) {
                prop_assert_eq!(mine.steps, -theirs.steps);
            }
            for change in &entry.emotions {
                let id = change.from_persona.or(change.to_persona).unwrap();
                let mirror = other.emotion(id).unwrap();
                prop_assert_eq!(mirror.gap(), change.gap().map(|gap| -gap));
            }
        }
    }

    #[test]
    fn the_order_in_the_file_does_not_matter(seed: u64) {
        let (from, to, pins) = any_two(seed);
        let mut rng = Rng::new(seed ^ 3);
        let (other_from, other_to) = (shuffled(&from, &mut rng), shuffled(&to, &mut rng));
        prop_assert_eq!(&other_from, &from);
        let mut other_pins = pins.clone();
        other_pins.reverse();
        prop_assert_eq!(with(&from, &to, &pins), with(&other_from, &other_to, &other_pins));
    }
}

/// The same journey, put together in another order.
fn shuffled(journey: &Journey, rng: &mut Rng) -> Journey {
    let mut records: Vec<(usize, u128, Record)> =
        journey.records().into_iter().map(|record| (reading_order(&record), rng.next_uid().0, record)).collect();
    records.sort_by_key(|(order, draw, _)| (*order, *draw));
    let mut copy = Journey::new();
    for (_, _, record) in records {
        copy.put(record).unwrap();
    }
    copy
}
