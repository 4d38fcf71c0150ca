//! What taking gaps over promises.

use proptest::prelude::*;

use super::*;
use crate::compare::{Field, Mark, MeasureChange, Pair, Sides, compare, derive_ideal};
use crate::edit::arbitrary::random_command;
use crate::edit::{AboutField, LaneField, Session, StageField, apply};
use crate::exchange::shipped::EXAMPLES;
use crate::model::arbitrary::{Rng, cases, random_map, with_new_ids};

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

/// A map with both journeys and no lock, after many changes by hand; now and then without any shared identity.
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
    if rng.chance(40) {
        let drawn_elsewhere = with_new_ids(map.ideal().unwrap(), &mut rng).0;
        apply(&mut map, &Command::DropIdeal).unwrap();
        map.put(MapRecord::Ideal(drawn_elsewhere.into())).unwrap();
    }
    map
}

/// What a comparison still finds to do, for a message.
fn left(comparison: &Comparison) -> String {
    let gap = |gap: &Gap| {
        let entries = std::iter::once(&gap.entry).chain(&gap.parts).map(|at| format!("{:?}", comparison.entries[*at]));
        format!("{} -> {}\n    {}", gap.is, gap.should, entries.collect::<Vec<_>>().join("\n    "))
    };
    comparison.gaps.iter().map(gap).collect::<Vec<_>>().join("\n")
}

/// Whether all that was matched and is still there is matched still. Without shared identities a match may rest on
/// neighbours, and these may just have gone.
fn matches_as_before(map: &Map, before: &Comparison, after: &Comparison) -> bool {
    let is_there = |pair: &&Pair| map.today().contains_uid(pair.from) && map.ideal().unwrap().contains_uid(pair.to);
    let still = |pair: &Pair| after.alignment.pairs().iter().any(|now| (now.from, now.to) == (pair.from, pair.to));
    before.alignment.pairs().iter().filter(is_there).all(still)
}

/// Leaves out the gaps in which nothing differs but numbers, which are measured and not taken over.
fn without_numbers(mut comparison: Comparison) -> Comparison {
    let is_number = |field: Field| {
        matches!(
            field,
            Field::Value | Field::Target | Field::Method | Field::Scale | Field::MeasureKind | Field::Direction
        )
    };
    let is_measured = |entry: &Entry| {
        let mut fields = entry.fields.iter().map(|change| change.field).filter(|field| field.is_of_the_journey());
        let nothing_else = entry.moved.is_none() && !entry.rewired && entry.mark == Mark::Changed;
        match entry.kind {
            Kind::Measure => nothing_else && fields.all(is_number),
            // The touchpoint at which the measure hangs.
            Kind::Touchpoint => {
                nothing_else && fields.next().is_none() && !entry.emotions.iter().any(|e| e.is_shared() && e.differs())
            }
            _other => false,
        }
    };
    let Comparison { gaps, entries, .. } = &mut comparison;
    gaps.retain(|gap| !gap.entries().all(|at| is_measured(&entries[at])));
    comparison
}

/// Checks that no number of today's which somebody measured is another one after gaps were taken over, and that every
/// goal that can be compared with it is its target.
fn check_numbers(before: &Map, after: &Map) -> Result<(), TestCaseError> {
    for measure in before.today().measures().filter(|measure| measure.value.is_some()) {
        let Some(now) = after.today().measure(measure.id) else { continue };
        let number = |m: &Measure| (m.value, m.kind, m.scale.clone(), m.method.clone(), m.sample, m.date, m.evidence);
        prop_assert_eq!(number(now), number(measure));
    }
    for change in &compared(after).measures {
        let ideal = change.to.and_then(|id| after.ideal()?.measure(id)).and_then(|measure| measure.value);
        if let (Some(id), Some(goal), Ok(_)) = (change.from, ideal, &change.change) {
            let today = after.today().measure(id).unwrap();
            prop_assert!(today.value == Some(goal) || today.target == Some(goal), "{:?} for {}", today, goal);
            prop_assert!(change.agreed || today.value == Some(goal));
        }
    }
    Ok(())
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
    #![proptest_config(ProptestConfig::with_cases(cases(64)))]

    #[test]
    fn after_taking_every_gap_nothing_differs(seed: u64, size in 0usize..8, changes in 0usize..40) {
        let map = much_edited(seed, size, changes);
        for into in BOTH {
            match take_all(&map, into) {
                Ok(after) => {
                    let rest = match into {
                        State::Today => without_numbers(compared(&after)),
                        State::Ideal => compared(&after),
                    };
                    if into == State::Today {
                        check_numbers(&map, &after)?;
                    }
                    prop_assert!(rest.gaps.is_empty(), "into {:?}: {}", into, left(&rest));
                    prop_assert_eq!(after.journey(other(into)), map.journey(other(into)));
                }
                Err(Refusal::NoGap) => prop_assert!(compared(&map).gaps.is_empty()),
                Err(Refusal::Measured) => prop_assert!(without_numbers(compared(&map)).gaps.is_empty()),
                Err(Refusal::Rejected(Rejection::LastTouchpointsLane)) => {}
                Err(refusal) => prop_assert!(false, "into {:?}: {}", into, refusal),
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(8)))]

    #[test]
    fn each_gap_by_itself_brings_the_journeys_no_farther_apart_and_is_one_undo(seed: u64) {
        let map = much_edited(seed, 4, 10);
        let comparison = compared(&map);
        for (gap, into) in (0..comparison.gaps.len()).flat_map(|gap| BOTH.map(|into| (gap, into))) {
            let command = match take(&map, &comparison, &[gap], into, &mut SeededIds::new(99)) {
                Ok(command) => command,
                Err(Refusal::Nothing | Refusal::Measured | Refusal::Rejected(Rejection::LastTouchpointsLane)) => continue,
                Err(refusal) => return Err(TestCaseError::fail(format!("{refusal}: {:#?}", comparison.gaps[gap]))),
            };
            let mut session = Session::new(map.clone());
            session.run(&command).unwrap();
            prop_assert_eq!(session.map().journey(other(into)), map.journey(other(into)));
            let after = compared(session.map());
            let closer = after.distance.exact <= comparison.distance.exact;
            prop_assert!(closer || !matches_as_before(session.map(), &comparison, &after), "{:#?}", command);
            session.undo().unwrap();
            prop_assert_eq!(session.map(), &map);
        }
    }
}

/// The map of the journey to the Wizard, whose ideal splits the gate in two and merges the reveal with the gifts.
struct Oz {
    session: Session,
}

impl Oz {
    fn new() -> Oz {
        Oz { session: Session::new(EXAMPLES[0].open().unwrap()) }
    }

    fn journey(&self, state: State) -> &Journey {
        self.session.map().journey(state).unwrap()
    }

    /// The gap at a touchpoint, by its name in either journey.
    #[track_caller]
    fn gap(&self, name: &str) -> (Comparison, usize) {
        let comparison = compared(self.session.map());
        let named = |state: State, uids: &[Uid]| {
            uids.iter().any(|uid| self.journey(state).touchpoint(TouchpointId(*uid)).is_some_and(|t| t.name == name))
        };
        let is_it = |gap: &Gap| {
            let entry = &comparison.entries[gap.entry];
            let before = comparison.subjects(gap).any(|entry| named(State::Today, &entry.from));
            before || named(State::Ideal, &entry.to)
        };
        let found = comparison.gaps.iter().position(is_it);
        let gap = found.unwrap_or_else(|| panic!("no gap at {name}"));
        (comparison, gap)
    }

    fn try_take(&mut self, name: &str, into: State) -> Result<(), Refusal> {
        let (comparison, gap) = self.gap(name);
        let command = take(self.session.map(), &comparison, &[gap], into, &mut SeededIds::new(5))?;
        self.session.run(&command)?;
        Ok(())
    }

    #[track_caller]
    fn take(&mut self, name: &str, into: State) {
        self.try_take(name, into).unwrap();
    }

    /// The names in a stage.
    fn names(&self, state: State, stage: &str) -> Vec<&str> {
        let journey = self.journey(state);
        let stage = journey.stages().iter().find(|found| found.name == stage).unwrap();
        journey.touchpoints_in(stage.id).map(|touchpoint| touchpoint.name.as_str()).collect()
    }

    fn touchpoint(&self, state: State, name: &str) -> Touchpoint {
        let found = self.journey(state).touchpoints().find(|touchpoint| touchpoint.name == name);
        Touchpoint::clone(found.unwrap_or_else(|| panic!("no touchpoint {name}")))
    }

    /// There is no gap left at a touchpoint of today's.
    #[track_caller]
    fn is_closed(&self, name: &str) {
        let mut comparison = without_numbers(compared(self.session.map()));
        let id = self.touchpoint(State::Today, name).id;
        let Comparison { gaps, entries, .. } = &mut comparison;
        gaps.retain(|gap| entries[gap.entry].from.contains(&id.0));
        assert!(comparison.gaps.is_empty(), "{}", left(&comparison));
    }
}

#[test]
fn a_touchpoint_comes_with_its_words_feelings_and_pain_points() {
    let mut oz = Oz::new();
    oz.take("Audience with the Wizard", State::Today);
    let today = oz.touchpoint(State::Today, "Wizard meets in person");
    let ideal = oz.touchpoint(State::Ideal, "Wizard meets in person");
    assert_eq!((&today.note, &today.texts, today.pillars), (&ideal.note, &ideal.texts, ideal.pillars));
    let (here, there) = (oz.journey(State::Today), oz.journey(State::Ideal));
    assert_eq!(here.feelings_at(today.id), there.feelings_at(ideal.id));
    assert_eq!(here.pains_at(today.id)[0].severity, there.pains_at(ideal.id)[0].severity);
    oz.is_closed("Wizard meets in person");
}

#[test]
fn a_touchpoint_that_moved_takes_its_new_place() {
    let mut oz = Oz::new();
    oz.take("Price quoted up front", State::Today);
    assert_eq!(
        oz.names(State::Today, "Onboarding"),
        ["Doorman turns her away", "Spa and makeover", "Price quoted up front"]
    );
    oz.is_closed("Price quoted up front");
}

#[test]
fn a_touchpoint_that_takes_anothers_place_keeps_its_identity_and_the_other_goes_with_its_pain_points() {
    let mut oz = Oz::new();
    let before = oz.session.map().clone();
    let (comparison, gap) = oz.gap("Seat home booked");
    assert_eq!(oz.gap("Balloon leaves without her").1, gap, "it is one gap");
    let gap = &comparison.gaps[gap];
    assert_eq!((&*gap.is, &*gap.should), ("Balloon leaves without her", "Seat home booked"));
    oz.take("Seat home booked", State::Today);
    let (today, ideal) =
        (oz.touchpoint(State::Today, "Seat home booked"), oz.touchpoint(State::Ideal, "Seat home booked"));
    assert_eq!(today.id, ideal.id);
    oz.is_closed("Seat home booked");
    assert!(!oz.names(State::Today, "Outcome").contains(&"Balloon leaves without her"));
    assert!(oz.journey(State::Today).pains().all(|pain| pain.text != "Only ride leaves without her"));
    oz.session.undo().unwrap();
    assert_eq!(oz.session.map(), &before, "one undo brings both back as they were");
    oz.take("Balloon leaves without her", State::Ideal);
    assert!(oz.names(State::Ideal, "Outcome").contains(&"Balloon leaves without her"));
    assert!(!oz.names(State::Ideal, "Outcome").contains(&"Seat home booked"));
}

#[test]
fn a_goal_becomes_the_target_and_the_measured_number_stays() {
    let mut oz = Oz::new();
    // Nobody has agreed on any goal yet.
    let measures: Vec<MeasureId> = oz.journey(State::Today).measures().map(|measure| measure.id).collect();
    for id in measures {
        let field = crate::edit::MeasureField::Target(None);
        oz.session.run(&Command::SetMeasure { state: State::Today, id, field }).unwrap();
    }
    let comparison = compared(oz.session.map());
    let is_goal = |change: &&MeasureChange| change.change.as_ref().is_ok_and(|by| *by != 0.0) && !change.agreed;
    let change = comparison.measures.iter().find(is_goal).expect("a measure with another number in the ideal").clone();
    let id = change.from.unwrap();
    let before = Measure::clone(oz.journey(State::Today).measure(id).unwrap());
    let gap =
        comparison.gaps.iter().position(|gap| gap.entries().any(|at| comparison.entries[at].from.contains(&id.0)));
    let command = take(oz.session.map(), &comparison, &[gap.unwrap()], State::Today, &mut SeededIds::new(5)).unwrap();
    oz.session.run(&command).unwrap();
    let after = Measure::clone(oz.journey(State::Today).measure(id).unwrap());
    assert_eq!(after.target, change.goal);
    assert_eq!(Measure { target: before.target, ..after }, before, "all but the target is as it was measured");
    // The gap stays until somebody has measured the goal, and says so instead of doing nothing.
    let comparison = compared(oz.session.map());
    let is_its = |gap: &Gap| gap.entries().any(|at| comparison.entries[at].from.contains(&id.0));
    let gap = comparison.gaps.iter().position(is_its).expect("the number is not reached yet");
    assert!(comparison.measures.iter().any(|change| change.from == Some(id) && change.agreed));
    let again = take(oz.session.map(), &comparison, &[gap], State::Today, &mut SeededIds::new(6));
    assert_eq!(again, Err(Refusal::Measured));
    let field = crate::edit::MeasureField::Value(change.goal);
    oz.session.run(&Command::SetMeasure { state: State::Today, id, field }).unwrap();
    let comparison = without_numbers(compared(oz.session.map()));
    assert!(!comparison.gaps.iter().any(|gap| gap.entries().any(|at| comparison.entries[at].from.contains(&id.0))));
}

#[test]
fn a_split_is_taken_as_two_touchpoints_and_a_merge_as_one() {
    let mut oz = Oz::new();
    let gate = oz.touchpoint(State::Today, "Doorman turns her away").id;
    oz.take("Doorman turns her away", State::Today);
    let names = oz.names(State::Today, "Onboarding");
    assert_eq!(names, ["Doorman greets her", "Guide explains each step", "Spa and makeover"]);
    assert_eq!(oz.touchpoint(State::Today, "Doorman greets her").id, gate);
    oz.is_closed("Doorman greets her");
    oz.is_closed("Guide explains each step");

    oz.take("Gifts for the friends", State::Today);
    let merged = "Wizard owns his limits, brings gifts";
    let names = oz.names(State::Today, "Outcome");
    assert!(names.contains(&merged) && !names.contains(&"Gifts for the friends"), "{names:?}");
    oz.take("Seat home booked", State::Today);
    oz.is_closed(merged);
    let pins = oz.session.map().pins().count();
    assert_eq!(pins, 0, "what the pins matched is shared now");
}

#[test]
fn a_gap_can_be_given_up_by_taking_today_back_into_the_ideal() {
    let mut oz = Oz::new();
    oz.take("Doorman turns her away", State::Ideal);
    let names = oz.names(State::Ideal, "Onboarding");
    assert!(names.contains(&"Doorman turns her away") && !names.contains(&"Guide explains each step"), "{names:?}");
    assert!(oz.journey(State::Ideal).pains().any(|pain| pain.text == "Turned away with vague answers"));
    oz.is_closed("Doorman turns her away");
}

#[test]
fn all_gaps_of_a_stage_are_one_undo() {
    let mut oz = Oz::new();
    let before = oz.session.map().clone();
    let comparison = compared(&before);
    let stage = comparison.stages.iter().position(|stage| {
        stage.to.and_then(|id| before.ideal()?.stage(id)).is_some_and(|stage| stage.name == "Onboarding")
    });
    let gaps = gaps_in_stage(&comparison, stage.unwrap());
    assert!(gaps.len() > 1);
    let command = take(&before, &comparison, &gaps, State::Today, &mut SeededIds::new(5)).unwrap();
    oz.session.run(&command).unwrap();
    let label = oz.session.undo_label().unwrap_or_default();
    assert_eq!(label, format!("Take {} gaps over from the ideal journey", gaps.len()));
    assert_eq!(oz.names(State::Today, "Onboarding"), oz.names(State::Ideal, "Onboarding"));
    oz.session.undo().unwrap();
    assert_eq!(oz.session.map(), &before);
}

#[test]
fn a_lock_stands_against_it_and_is_named() {
    let mut oz = Oz::new();
    let id = oz.touchpoint(State::Today, "Doorman turns her away").stage;
    let lock = Command::SetStage { state: State::Today, id, field: StageField::Locked(true) };
    oz.session.run(&lock).unwrap();
    let refusal = oz.try_take("Doorman turns her away", State::Today).unwrap_err();
    assert_eq!(refusal.to_string(), "The stage “Onboarding” is locked; unlock it first");
}

#[test]
fn an_old_comparison_is_refused() {
    let mut oz = Oz::new();
    let (comparison, gap) = oz.gap("Balloon leaves without her");
    let id = oz.touchpoint(State::Today, "Balloon leaves without her").id;
    oz.session.run(&Command::DeleteTouchpoint { state: State::Today, id }).unwrap();
    let refused = |gaps: &[usize]| take(oz.session.map(), &comparison, gaps, State::Today, &mut SeededIds::new(5));
    assert_eq!(refused(&[gap]), Err(Refusal::Outdated));
    assert_eq!(refused(&[comparison.gaps.len()]), Err(Refusal::Outdated));
    assert_eq!(refused(&[]), Err(Refusal::NoGap));
}

#[test]
fn a_new_touchpoint_whose_identity_is_taken_gets_another_and_a_pin() {
    let mut oz = Oz::new();
    // The two are parted by hand: now they are different touchpoints that happen to share an identity.
    let id = oz.touchpoint(State::Today, "Audience with the Wizard").id.0;
    let pin = PinId(Uid(1));
    oz.session.run(&Command::SetPin(Pin { id: pin, today: id, ideal: id, same: false })).unwrap();
    oz.take("Wizard meets in person", State::Today);
    let taken = oz.touchpoint(State::Today, "Wizard meets in person").id.0;
    assert_ne!(taken, id);
    assert!(oz.session.map().pins().any(|pin| pin.same && (pin.today, pin.ideal) == (taken, id)));
    let left = oz.journey(State::Today).touchpoints().find(|touchpoint| touchpoint.name == "Audience with the Wizard");
    assert!(left.is_none(), "the one whose place it takes is gone");
    oz.is_closed("Wizard meets in person");
}

#[test]
fn a_derived_ideal_can_be_taken_over_gap_by_gap() {
    let mut oz = Oz::new();
    oz.session.run(&Command::DropIdeal).unwrap();
    oz.session.run(&derive_ideal(oz.session.map()).unwrap()).unwrap();
    let mut taken = 0;
    loop {
        let comparison = without_numbers(compared(oz.session.map()));
        if comparison.gaps.is_empty() {
            break;
        }
        let command = take(oz.session.map(), &comparison, &[0], State::Today, &mut SeededIds::new(taken)).unwrap();
        oz.session.run(&command).unwrap();
        taken += 1;
        assert!(taken < 100, "{}", left(&compared(oz.session.map())));
    }
    assert!(taken > 5);
    assert_eq!(oz.journey(State::Today).pains().len(), 0);
}

#[test]
fn gaps_to_another_map_are_taken_with_their_pictures() {
    for seed in 0..12 {
        let mut map = random_map(seed, 5);
        let other = random_map(seed + 100, 5);
        unlock(&mut map);
        let comparison = compare(&Sides { from: map.today(), to: other.today(), pins: &[] });
        let all: Vec<usize> = (0..comparison.gaps.len()).collect();
        let command = match take_from(&map, &other, &comparison, &all, &mut SeededIds::new(99)) {
            Err(Refusal::Rejected(Rejection::LastTouchpointsLane)) => continue,
            found => found.unwrap(),
        };
        let ideal = map.ideal().cloned();
        apply(&mut map, &command).unwrap();
        let rest = without_numbers(compare(&Sides { from: map.today(), to: other.today(), pins: &[] }));
        assert!(rest.gaps.is_empty(), "{}", left(&rest));
        assert_eq!(map.ideal(), ideal.as_ref());
    }
}

#[test]
fn touchpoints_that_the_ideal_merges_outlive_the_stage_they_leave() {
    let ids = &mut SeededIds::new(1);
    let mut map = Map::new(MapId::new(ids));
    let (shop, home) = (StageId::new(ids), StageId::new(ids));
    let [queue, pay, unpack] = [(); 3].map(|()| TouchpointId::new(ids));
    let pain = PainId::new(ids);
    let run = |map: &mut Map, commands: Vec<Command>| commands.iter().for_each(|c| drop(apply(map, c).unwrap()));
    let state = State::Today;
    let touchpoint = |id: TouchpointId, name: &str, stage: StageId, after: Option<TouchpointId>| {
        Command::AddTouchpoint { state, id, name: name.to_owned(), at: crate::edit::Slot { stage, after } }
    };
    run(
        &mut map,
        vec![
            Command::AddStage { state, id: shop, name: "Shop".to_owned(), after: None },
            Command::AddStage { state, id: home, name: "Home".to_owned(), after: Some(shop) },
            touchpoint(queue, "Queues at the till", shop, None),
            touchpoint(pay, "Pays in cash", shop, Some(queue)),
            touchpoint(unpack, "Unpacks the shoes", home, None),
            Command::AddPain { state, id: pain, text: "No card taken".to_owned(), at: Some(pay) },
            Command::StartIdeal { copy_today: true },
        ],
    );
    let state = State::Ideal;
    let to = crate::edit::Slot { stage: home, after: None };
    run(
        &mut map,
        vec![
            Command::MoveTouchpoint { state, id: queue, to },
            Command::DeleteTouchpoint { state, id: pay },
            Command::DeleteStage { state, id: shop },
            Command::SetPin(Pin { id: PinId::new(ids), today: pay.0, ideal: queue.0, same: true }),
        ],
    );
    let comparison = compared(&map);
    let is_of_stage = |gap: &Gap| comparison.entries[gap.entry].from == [shop.0];
    let gap = comparison.gaps.iter().position(is_of_stage).expect("the stage is gone");
    let command = take(&map, &comparison, &[gap], State::Today, &mut SeededIds::new(5)).unwrap();
    apply(&mut map, &command).unwrap();
    let names: Vec<&str> = map.today().touchpoints_in(home).map(|found| found.name.as_str()).collect();
    assert_eq!(names, ["Queues at the till", "Pays in cash", "Unpacks the shoes"]);
    assert!(map.today().stage(shop).is_none());
    assert!(map.today().pains_at(pay).iter().any(|found| found.id == pain), "what hangs on it stays with it");
    let rest = compared(&map);
    let merged = rest.gaps.iter().map(|gap| &rest.entries[gap.entry]).find(|entry| entry.mark == Mark::Merged);
    assert_eq!(merged.map(|entry| entry.from.len()), Some(2), "that they become one is a gap of its own still");
}
