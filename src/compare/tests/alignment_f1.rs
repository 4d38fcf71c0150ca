//! How well touchpoints are found again in a journey that somebody else has drawn: the F1 measure on generated edits
//! without any shared identity. `cargo test --lib alignment_f1 -- --nocapture` prints the table.

use std::collections::BTreeSet;

use super::*;
use crate::compare::alignment::Reason;
use crate::model::arbitrary::{generated_journey, redrawn};

#[derive(Default)]
struct Score {
    found: usize,
    right: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, pairs: &BTreeSet<(Uid, Uid)>, truth: &BTreeSet<(Uid, Uid)>) {
        self.found += pairs.len();
        self.wanted += truth.len();
        self.right += pairs.intersection(truth).count();
    }

    fn f1(&self) -> f64 {
        (2 * self.right) as f64 / (self.found + self.wanted).max(1) as f64
    }
}

#[test]
fn alignment_f1_reaches_its_limits_without_shared_identities() {
    println!("touchpoints  seeds   names alone     F1   precision  recall");
    for (size, seeds, limit) in [(20, 40, 0.95), (60, 14, 0.94), (200, 4, 0.93), (2000, 1, 0.90)] {
        let (mut named, mut all) = (Score::default(), Score::default());
        for seed in 0..seeds {
            let map = generated_journey(size, seed + 17);
            let redrawn = redrawn(map.today(), seed + 17);
            let (from, to, truth) = (Side::of(map.today()), Side::of(&redrawn.journey), redrawn.truth);
            let said = Said::of(&[], &from, &to);
            let alignment = alignment::align(&from, &to, &said);
            let is_touchpoint = |pair: &&Pair| from.kind(pair.from) == Some(Kind::Touchpoint);
            let pairs = || alignment.pairs().iter().filter(is_touchpoint);
            all.add(&pairs().map(|pair| (pair.from, pair.to)).collect(), &truth);
            let by_name = pairs().filter(|pair| pair.reason == Reason::SameName);
            named.add(&by_name.map(|pair| (pair.from, pair.to)).collect(), &truth);
        }
        let precision = all.right as f64 / all.found as f64;
        let recall = all.right as f64 / all.wanted as f64;
        println!("{size:>11}  {seeds:>5}  {:>12.3}  {:>5.3}  {precision:>10.3}  {recall:>6.3}", named.f1(), all.f1());
        assert!(all.f1() >= limit, "{size} touchpoints: F1 {:.3}, wanted {limit}", all.f1());
    }
}
