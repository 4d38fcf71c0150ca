//! What a comparison says about small changes, one at a time.

use super::*;
use crate::model::arbitrary::Rng;

/// One stage after another, each with its touchpoints.
struct Drawn {
    journey: Journey,
    ids: Rng,
}

fn drawn(seed: u64, stages: &[(&str, &[&str])]) -> Drawn {
    let mut drawn = Drawn { journey: Journey::new(), ids: Rng::new(seed) };
    for ((name, touchpoints), rank) in stages.iter().zip(Rank::sequence(stages.len())) {
        let stage = StageId::new(&mut drawn.ids);
        drawn.put(Record::Stage(Stage::new(stage, rank, *name).into()));
        for (name, rank) in touchpoints.iter().zip(Rank::sequence(touchpoints.len())) {
            let id = TouchpointId::new(&mut drawn.ids);
            drawn.put(Record::Touchpoint(Touchpoint::new(id, stage, rank, *name).into()));
        }
    }
    drawn
}

impl Drawn {
    fn put(&mut self, record: Record) {
        self.journey.put(record).unwrap();
    }

    fn touchpoint(&self, name: &str) -> TouchpointId {
        self.journey.touchpoints().find(|touchpoint| touchpoint.name == name).unwrap().id
    }

    /// A measure of a touchpoint, found in some way.
    fn measured(mut self, at: &str, value: f64, method: &str) -> Drawn {
        let id = MeasureId::new(&mut self.ids);
        let (value, method) = (Amount::new(value).ok(), method.to_owned());
        self.put(Record::Measure(Measure { value, method, ..Measure::new(id, Rank::first(), "Content") }.into()));
        self.put(Record::Tie(Tie::Measures(id, self.touchpoint(at))));
        self
    }

    /// A pain point of a touchpoint.
    fn hurting(mut self, at: &str, text: &str, severity: i64) -> Drawn {
        let id = PainId::new(&mut self.ids);
        let severity = Level::new(severity).unwrap();
        self.put(Record::Pain(Pain { severity, ..Pain::new(id, Rank::first(), text) }.into()));
        self.put(Record::Tie(Tie::HurtsAt(id, self.touchpoint(at))));
        self
    }
}

/// Marks and words of the gaps, one a line.
fn gaps(from: &Drawn, to: &Drawn) -> Vec<String> {
    let found = compared(&from.journey, &to.journey);
    let said = |gap: &Gap| format!("{:?}: {} → {}", found.entries[gap.entry].mark, gap.is, gap.should);
    found.gaps.iter().map(said).collect()
}

const VISIT: &[(&str, &[&str])] =
    &[("Before", &["Look up the hours", "Book a table"]), ("There", &["Greeted", "Order", "Pay the bill"])];

#[test]
fn two_drawings_of_one_journey_differ_in_nothing() {
    assert_eq!(gaps(&drawn(1, VISIT), &drawn(2, VISIT)), [""; 0]);
}

#[test]
fn what_is_reworded_moved_added_and_removed_is_told_apart() {
    let to =
        drawn(2, &[("Before", &["Book a table online"]), ("There", &["Pay the bill", "Greeted", "Order", "Coffee"])]);
    let expected = [
        "Removed: Look up the hours → no longer",
        "Changed: Book a table → Book a table online",
        "Moved: after “Order” → first in “There”, 2 steps earlier",
        "Added: not there yet → Coffee",
    ];
    let mut found = gaps(&drawn(1, VISIT), &to);
    found.sort_by_key(|line| expected.iter().position(|wanted| wanted == line));
    assert_eq!(found, expected);
}

#[test]
fn a_step_that_changes_its_place_in_a_stage_that_moved_is_told_by_its_place_in_there() {
    let from = drawn(1, &[("Before", &["Look up the hours", "Book a table"]), ("There", &["Greeted"])]);
    let to = drawn(2, &[("There", &["Greeted"]), ("Before", &["Book a table", "Look up the hours"])]);
    let found = gaps(&from, &to);
    let step = found.iter().find(|line| line.contains("in “Before”")).expect("a step moved");
    assert_eq!(step, "Moved: after “Look up the hours” → first in “Before”, 1 step earlier", "{found:?}");
}

#[test]
fn a_touchpoint_reworded_into_two_is_split_and_back_it_is_merged() {
    let from = drawn(1, &[("There", &["Greeted", "Register and pay at the desk", "Wait"])]);
    let to = drawn(2, &[("There", &["Greeted", "Register at the desk", "Pay at the desk", "Wait"])]);
    let split = "Split: Register and pay at the desk → Register at the desk + Pay at the desk";
    assert_eq!(gaps(&from, &to), [split]);
    let merged = "Merged: Register at the desk + Pay at the desk → Register and pay at the desk";
    assert_eq!(gaps(&to, &from), [merged]);
}

#[test]
fn stages_are_told_by_what_happens_in_them_whatever_they_are_called() {
    let to = drawn(2, &[("Zuhause", &["Look up the hours", "Book a table"]), ("Gasthaus", VISIT[1].1)]);
    let mut found = gaps(&drawn(1, VISIT), &to);
    found.sort_unstable();
    assert_eq!(found, ["Changed: stage “Before” → stage “Zuhause”", "Changed: stage “There” → stage “Gasthaus”"]);
}

#[test]
fn an_addition_beside_a_touchpoint_that_kept_its_name_is_no_split() {
    let from = drawn(1, &[("There", &["Check one", "Wait"])]);
    let to = drawn(2, &[("There", &["Check one", "Check two", "Wait"])]);
    assert_eq!(gaps(&from, &to), ["Added: not there yet → Check two"]);
}

#[test]
fn a_pain_point_that_eases_is_the_gap_of_its_touchpoint() {
    let from = drawn(1, VISIT).hurting("Order", "Nobody comes", 4);
    let to = drawn(2, VISIT).hurting("Order", "Nobody comes", 1);
    assert_eq!(gaps(&from, &to), ["Changed: pain: Nobody comes (4) → eased to 1"]);
    assert_eq!(gaps(&from, &drawn(2, VISIT)), ["Changed: pain: Nobody comes (4) → resolved"]);
    let back = compared(&to.journey, &from.journey);
    assert!(back.gaps[0].worse);
    assert_eq!(back.coverage(), Coverage { worse: 1, ..Coverage::default() });
}

#[test]
fn a_pain_point_that_hurts_as_much_is_told_by_what_was_said_of_it() {
    let with = |status: PainStatus, severity: i64| {
        let mut drawn = drawn(1, VISIT).hurting("Order", "Nobody comes", severity);
        let pain = drawn.journey.pains().next().unwrap().clone();
        drawn.put(Record::Pain(Pain { status, ..Pain::clone(&pain) }.into()));
        drawn.journey
    };
    let words = |from: &Journey, to: &Journey| {
        let comparison = compared(from, to);
        let plan = Plan::between(from, to, &comparison);
        plan.rows.iter().find_map(|row| Some(row.pain.as_ref()?.words()))
    };
    let (open, reduced, resolved) = (PainStatus::Open, PainStatus::Reduced, PainStatus::Resolved);
    for (from, to, expected) in [
        ((open, 4), (reduced, 4), "4, reduced"),
        ((open, 4), (reduced, 2), "4 → 2"),
        ((open, 2), (open, 4), "2 → 4, worse"),
        ((resolved, 4), (open, 4), "resolved → 4"),
        ((open, 4), (resolved, 4), "4 → resolved"),
    ] {
        let said = words(&with(from.0, from.1), &with(to.0, to.1));
        assert_eq!(said.as_deref(), Some(expected));
    }
}

#[test]
fn numbers_found_in_two_ways_are_not_subtracted() {
    let from = drawn(1, VISIT).measured("Order", 57.0, "Exit card");
    let other = |method: &str| drawn(2, VISIT).measured("Order", 80.0, method);
    let change = |to: &Drawn| compared(&from.journey, &to.journey).measures[0].change.clone();
    assert_eq!(change(&other("Exit card")), Ok(23.0));
    let refused = change(&other("Telephone")).unwrap_err();
    assert_eq!(refused, "“Content” was measured in two ways: “Exit card” and “Telephone”.");
}

#[test]
fn journeys_that_share_nothing_are_a_hundred_apart() {
    let from = drawn(1, &[("Before", &["Look up the hours"])]);
    let to = drawn(2, &[("Xyz", &["Kjw qvb"])]);
    let found = compared(&from.journey, &to.journey);
    assert_eq!((found.distance.total, found.distance.exact), (100, 1.0), "{:#?}", found.alignment);
}
