//! What the plan promises.

use super::*;
use crate::compare::{Sides, compare};
use crate::edit::{Command, PersonaField, Session, TouchpointField};
use crate::exchange::shipped;

/// The plan of an example towards its own ideal journey, and what it rests on.
fn example(key: &str) -> (Map, Comparison) {
    let map = shipped::Shipped::from_key(key).expect("a shipped map").open().expect("it opens");
    let comparison = against_ideal(&map);
    (map, comparison)
}

fn against_ideal(map: &Map) -> Comparison {
    let pins: Vec<_> = map.pins().cloned().collect();
    compare(&Sides { from: map.today(), to: map.ideal().expect("an ideal journey"), pins: &pins })
}

fn plan_of(map: &Map) -> Plan {
    Plan::of(map, map.ideal().expect("an ideal journey"), &against_ideal(map))
}

#[test]
fn show() {
    let (map, comparison) = example("oz");
    let progress = Progress::work_out(&map, map.ideal().unwrap(), &comparison);
    let plan = plan_of(&map).with_progress(&progress);
    let table = PlanTable {
        title: "Plan: Oz",
        is_record: false,
        plan: &plan,
        comparison: &comparison,
        progress: Some(&progress),
        filter: &Filter::default(),
        grouping: Grouping::Horizon,
        order: Order::Worth,
    };
    println!("{}", table.to_markdown());
    println!("{}", String::from_utf8(table.to_csv()).unwrap());
}
