//! How far it is from one journey to the other, in one number with its parts.
//!
//! `D = 2c / (|A| + |B| + c)`, with c the cost of all differences and the sizes counted with the same weights (Li and
//! Liu's normalised edit distance, 2007): 0 is the same journey, 1 has nothing in common, and the way back is as long.

use std::collections::BTreeMap;

use super::comparison::*;
use super::entries::{Source, Valued};
use super::worth::whole;

/// The distance.
pub(super) fn distance(source: &Source, valued: &[Valued], gaps: &[Gap]) -> Distance {
    let cost: u64 = valued.iter().map(|found| found.worth.total()).sum();
    let mut size = 0;
    for side in [source.from, source.to] {
        for kind in Kind::ALL {
            let worths = side.list(kind).iter().map(|uid| whole(side.journey, kind, *uid).total());
            size += worths.sum::<u64>();
        }
    }
    // What is worth nothing where the other journey lacks it adds nothing to the size either: two journeys that are each
    // measured in their own way have no more in common for that.
    for found in valued.iter().filter(|found| found.entry.kind == Kind::Measure && found.worth.total() == 0) {
        let lacking = match found.entry.mark {
            Mark::Removed => Some((source.from.journey, &found.entry.from)),
            Mark::Added => Some((source.to.journey, &found.entry.to)),
            _ => None,
        };
        for (journey, uid) in lacking.into_iter().flat_map(|(journey, uids)| uids.iter().map(move |uid| (journey, uid)))
        {
            size -= whole(journey, Kind::Measure, *uid).total();
        }
    }
    let exact = if cost == 0 { 0.0 } else { (2 * cost) as f64 / (size + cost) as f64 };
    // A difference never counts as none, and something in common never as nothing.
    let rounded = (exact * 100.0).round() as u32;
    let total = match rounded {
        0 if cost > 0 => 1,
        100 if cost < size => 99,
        rounded => rounded.min(100),
    };
    let costs = Part::ALL.map(|part| valued.iter().map(|found| found.worth.part(part)).sum());
    Distance { total, parts: shares(total, costs), exact: exact.min(1.0), summary: summary(valued, gaps) }
}

/// Shares out a whole number by the largest remainder, so that the parts add up to it; of equal remainders the first
/// gets more.
fn shares(total: u32, costs: [u64; Part::ALL.len()]) -> BTreeMap<Part, u32> {
    let sum: u128 = costs.iter().map(|cost| u128::from(*cost)).sum::<u128>().max(1);
    let exact = |cost: u64| u128::from(cost) * u128::from(total);
    let mut parts: Vec<(Part, u32)> =
        Part::ALL.into_iter().zip(costs).map(|(part, cost)| (part, (exact(cost) / sum) as u32)).collect();
    let mut order: Vec<usize> = (0..costs.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(exact(costs[*at]) % sum));
    let missing = total - parts.iter().map(|(_, share)| share).sum::<u32>();
    for at in order.into_iter().take(missing as usize) {
        parts[at].1 += 1;
    }
    parts.into_iter().collect()
}

/// "7 changes: 2 added, 1 moved, 4 felt differently".
fn summary(valued: &[Valued], gaps: &[Gap]) -> String {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for gap in gaps {
        *counts.entry(word(valued, gap)).or_default() += 1;
    }
    let parts: Vec<String> = counts.iter().map(|(word, count)| format!("{count} {}", WORDS[*word])).collect();
    match gaps.len() {
        0 => "No changes".to_owned(),
        1 => format!("1 change: {}", parts.join(", ")),
        many => format!("{many} changes: {}", parts.join(", ")),
    }
}

/// What can become of the things that make up a distance, in the order in which they are told.
const WORDS: [&str; 12] = [
    "added",
    "removed",
    "replaced",
    "moved",
    "split",
    "merged",
    "described differently",
    "felt differently",
    "with other pain points",
    "with other numbers",
    "linked differently",
    "beside the touchpoints",
];

fn word(valued: &[Valued], gap: &Gap) -> usize {
    let found = &valued[gap.entry];
    let entry = &found.entry;
    if entry.kind != Kind::Touchpoint {
        return 11;
    }
    if gap.replaces.is_some() {
        return 2;
    }
    let part = |part: Part| found.worth.part(part);
    let has = |kind: Kind| gap.parts.iter().any(|at| valued[*at].entry.kind == kind);
    match entry.mark {
        Mark::Added => 0,
        Mark::Removed => 1,
        Mark::Moved => 3,
        Mark::Split => 4,
        Mark::Merged => 5,
        Mark::Kept | Mark::Changed if part(Part::Emotion) > 0 => 7,
        Mark::Kept | Mark::Changed if part(Part::Touchpoints) > 0 => 6,
        Mark::Kept | Mark::Changed if has(Kind::Pain) => 8,
        Mark::Kept | Mark::Changed if has(Kind::Measure) => 9,
        Mark::Kept | Mark::Changed => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_always_add_up_to_the_total() {
        for total in 0..=100 {
            for costs in [[0, 0, 0, 0], [1, 1, 1, 0], [7, 0, 2, 5], [1, 999, 3, 1_000_000]] {
                let parts = shares(total, costs);
                let sum: u32 = parts.values().sum();
                assert_eq!(sum, if costs == [0; 4] { total.min(4) } else { total });
            }
        }
    }
}
