//! Reading a map for findings, as the window does on a thread of its own while somebody types.

use std::hint::black_box;

use wayfarer::insight::findings;
use wayfarer::model::Map;

use super::stopwatch::Table;

/// Measures all rules together, and the copy of the map that the thread is given. Floor of both: reading every record
/// of the journeys once, in the order of their keys.
pub fn bench_insight(map: &Map, table: &mut Table) {
    if !table.wants("insight") {
        return;
    }
    let floor = table.time(|| {
        black_box((map.today().records(), map.ideal().map(|ideal| ideal.records())));
    });
    let time = table.time(|| {
        black_box(findings(map));
    });
    table.row("insight, all rules", time, floor);
    let copy = table.time(|| {
        black_box(map.clone());
    });
    table.row("insight, copy of the map", copy, floor);
}
