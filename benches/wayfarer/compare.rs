//! Comparing two journeys: one that somebody else has drawn anew, and one that descends from the same document.

use std::hint::black_box;

use wayfarer::compare::{Sides, compare};
use wayfarer::model::arbitrary::redrawn;
use wayfarer::model::{Journey, Map, Record, Touchpoint};

use super::stopwatch::Table;

/// Measures both ways. Floor: reading every record of both journeys once, in the order of their keys.
pub fn bench_compare(map: &Map, table: &mut Table) {
    if !table.wants("compare") {
        return;
    }
    let other = redrawn(map.today(), super::SEED).journey;
    row(table, "compare, no shared ids", map.today(), &other);
    row(table, "compare, shared ids", map.today(), &edited(map.today()));
}

fn row(table: &Table, what: &str, from: &Journey, to: &Journey) {
    let floor = table.time(|| {
        black_box((from.records(), to.records()));
    });
    let time = table.time(|| {
        black_box(compare(&Sides { from, to, pins: &[] }));
    });
    table.row(what, time, floor);
}

/// A copy with every tenth touchpoint renamed.
fn edited(journey: &Journey) -> Journey {
    let mut copy = journey.clone();
    for touchpoint in journey.touchpoints().step_by(10) {
        let name = format!("{} again", touchpoint.name);
        let touchpoint = Touchpoint { name, ..(**touchpoint).clone() };
        copy.put(Record::Touchpoint(touchpoint.into())).expect("the touchpoint is there already");
    }
    copy
}
