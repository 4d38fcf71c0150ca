//! Matching touchpoints: by unique names, then by the likeness of words, place and people, best first.
//!
//! The measure is GumTree's idea (Falleri and others 2014) on a sequence: sure pairs first, which then speak for what
//! stands beside them.

use super::super::comparison::Kind;
use super::super::sides::Side;
use super::chain::{Point, longest_chain};
use super::matching::{Matching, best_first, unique_names};
use super::words::{Vocabulary, Words, hash};
use super::{Likeness, Pair, Reason, THRESHOLD};
use crate::model::hash::{HashMap, HashSet};
use crate::model::*;

/// How much each part of the likeness is worth. They add up to 1.
pub(super) const WORDS: f64 = 0.60;
pub(super) const KIND: f64 = 0.08;
const STAGE: f64 = 0.07;
const ORDER: f64 = 0.10;
const NEIGHBOURS: f64 = 0.15;

/// Pairs are scored so often; from the second time on, the pairs found so far count as neighbours.
const ROUNDS: usize = 3;

/// Up to so many pairs, each is scored; beyond, only those that share rare words or stand at about one place.
const ALL_PAIRS: usize = 40_000;

/// For each touchpoint, so many others are scored that share the rarest words with it.
const BY_WORDS: usize = 16;

/// A word that so many others share says nothing any more.
const COMMON_WORD: usize = 160;

/// And so many on either side of the place where it would be expected.
const BY_PLACE: usize = 6;

/// A neighbour may be so many places off and still speak for a pair, though half as loudly.
const NEAR: usize = 2;

/// A touchpoint, ready to be compared with many others.
struct Step {
    uid: Uid,
    stage: Uid,
    words: Words,
    channel: u64,
    encounter: Encounter,
    stagecraft: Stagecraft,
}

/// All touchpoints of one journey, matched or not, in order.
struct Row {
    steps: Vec<Step>,
    /// The place of the partner in the other row.
    partner: Vec<Option<usize>>,
    /// Whether the partner is certain.
    settled: Vec<bool>,
    /// Where in the other row something at this place would be expected, by the pairs before and after it.
    expected: Vec<f64>,
}

impl Row {
    /// `is_free` says which touchpoints still have to be matched; of the others only the names count.
    fn of(side: &Side, common: impl Fn(Uid) -> Uid, is_free: impl Fn(Uid) -> bool) -> Row {
        let step = |touchpoint: &std::sync::Arc<Touchpoint>| Step {
            uid: touchpoint.id.0,
            stage: common(touchpoint.stage.0),
            words: if is_free(touchpoint.id.0) {
                Words::of(&touchpoint.name)
            } else {
                Words::only_key(&touchpoint.name)
            },
            channel: hash(touchpoint.channel.label()),
            encounter: touchpoint.encounter,
            stagecraft: touchpoint.stagecraft,
        };
        let steps: Vec<Step> = side.journey.touchpoints().map(step).collect();
        let count = steps.len();
        Row { steps, partner: vec![None; count], settled: vec![false; count], expected: vec![0.0; count] }
    }

    fn len(&self) -> usize {
        self.steps.len()
    }

    fn free(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|at| !self.settled[*at])
    }

    /// The place as a share of the row, 0 … 1.
    fn share(&self, at: usize) -> f64 {
        if self.len() < 2 { 0.5 } else { at as f64 / (self.len() - 1) as f64 }
    }
}

/// Both journeys' touchpoints while they are being matched.
struct Rows {
    from: Row,
    to: Row,
    vocabulary: Vocabulary,
    /// Pairs that share rare words; `None` as long as nobody asked.
    by_words: Option<HashSet<(usize, usize)>>,
}

/// Matches the free touchpoints.
pub(super) fn match_touchpoints(matching: &mut Matching) {
    let (from, to) = matching.free(Kind::Touchpoint);
    if from.is_empty() || to.is_empty() {
        return;
    }
    let mut rows = Rows::of(matching);
    rows.settle_names(matching);
    let mut found = Vec::new();
    for round in 0..ROUNDS {
        rows.expect();
        found = best_first(rows.scored(matching));
        if round + 1 < ROUNDS {
            rows.suppose(&found);
        }
    }
    for pair in found {
        matching.add(pair.from, pair.to, pair.reason, pair.confidence, pair.likeness);
    }
}

impl Rows {
    fn of(matching: &Matching) -> Rows {
        let mut from =
            Row::of(matching.from, |uid| matching.common_of_from(uid), |uid| matching.partners_of_from(uid).is_empty());
        let mut to =
            Row::of(matching.to, |uid| matching.common_of_to(uid), |uid| matching.partners_of_to(uid).is_empty());
        let place = |side: &Side, partners: &[Uid]| partners.first().and_then(|uid| side.place(*uid));
        for at in 0..from.len() {
            from.partner[at] = place(matching.to, matching.partners_of_from(from.steps[at].uid));
            from.settled[at] = from.partner[at].is_some();
        }
        for at in 0..to.len() {
            to.partner[at] = place(matching.from, matching.partners_of_to(to.steps[at].uid));
            to.settled[at] = to.partner[at].is_some();
        }
        let vocabulary = Vocabulary::of(from.steps.iter().chain(&to.steps).map(|step| &step.words));
        Rows { from, to, vocabulary, by_words: None }
    }

    /// Free touchpoints whose name nothing else in either journey has.
    fn settle_names(&mut self, matching: &mut Matching) {
        fn names(row: &Row) -> Vec<&str> {
            row.steps.iter().map(|step| step.words.key.as_str()).collect()
        }
        for (a, b) in unique_names(&names(&self.from), &names(&self.to)) {
            let uids = (self.from.steps[a].uid, self.to.steps[b].uid);
            if !self.from.settled[a] && !self.to.settled[b] && !matching.is_parted(uids.0, uids.1) {
                matching.add_named(uids.0, uids.1);
                self.pair(a, b);
                (self.from.settled[a], self.to.settled[b]) = (true, true);
            }
        }
    }

    fn pair(&mut self, a: usize, b: usize) {
        self.from.partner[a] = Some(b);
        self.to.partner[b] = Some(a);
    }

    /// Forgets what was supposed in the last round, and supposes these pairs.
    fn suppose(&mut self, found: &[Pair]) {
        for row in [&mut self.from, &mut self.to] {
            for at in 0..row.len() {
                if !row.settled[at] {
                    row.partner[at] = None;
                }
            }
        }
        let places = |row: &Row| -> HashMap<Uid, usize> {
            row.steps.iter().enumerate().map(|(at, step)| (step.uid, at)).collect()
        };
        let (ours, theirs) = (places(&self.from), places(&self.to));
        for pair in found {
            if let (Some(a), Some(b)) = (ours.get(&pair.from), theirs.get(&pair.to)) {
                self.pair(*a, *b);
            }
        }
    }

    /// Works out where each touchpoint would be expected in the other row: between the partners of those pairs before
    /// and after it that keep the common order.
    fn expect(&mut self) {
        let mut points = Vec::new();
        for (a, partner) in self.from.partner.iter().enumerate() {
            if let Some(b) = partner.filter(|b| self.to.partner[*b] == Some(a)) {
                points.push(Point::new((a, self.from.steps[a].uid), (b, self.to.steps[b].uid)));
            }
        }
        let chosen = longest_chain(&points);
        let kept: Vec<(usize, usize)> =
            points.iter().zip(chosen).filter(|(_, kept)| *kept).map(|(point, _)| (point.from, point.to)).collect();
        let back: Vec<(usize, usize)> = kept.iter().map(|(a, b)| (*b, *a)).collect();
        self.from.expected = between(&kept, self.from.len(), self.to.len());
        self.to.expected = between(&back, self.to.len(), self.from.len());
    }

    /// Every pair worth its while, with its likeness.
    fn scored(&mut self, matching: &Matching) -> Vec<Pair> {
        let (ours, theirs): (Vec<usize>, Vec<usize>) = (self.from.free().collect(), self.to.free().collect());
        let pairs: Vec<(usize, usize)> = if ours.len() * theirs.len() <= ALL_PAIRS {
            ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b))).collect()
        } else {
            self.candidates(&ours, &theirs)
        };
        let alike = pairs.into_iter().map(|(a, b)| self.alike(a, b));
        alike.filter(|pair| pair.confidence >= THRESHOLD && !matching.is_parted(pair.from, pair.to)).collect()
    }

    /// Pairs that share rare words or stand at about one place, in order.
    fn candidates(&mut self, ours: &[usize], theirs: &[usize]) -> Vec<(usize, usize)> {
        let (from, to) = (&self.from, &self.to);
        let turned = |(b, a): (usize, usize)| (a, b);
        let by_words = self.by_words.get_or_insert_with(|| {
            let mut pairs = sharing_words(from, to, ours);
            pairs.extend(sharing_words(to, from, theirs).into_iter().map(turned));
            pairs
        });
        let mut pairs = by_words.clone();
        pairs.extend(around(from, to, ours));
        pairs.extend(around(to, from, theirs).into_iter().map(turned));
        let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs
    }

    fn alike(&self, a: usize, b: usize) -> Pair {
        let (ours, theirs) = (&self.from.steps[a], &self.to.steps[b]);
        let words = self.vocabulary.likeness(&ours.words, &theirs.words);
        let actors = actors(ours, theirs);
        let stage = if ours.stage == theirs.stage { 1.0 } else { 0.0 };
        let (order, neighbours) = (self.order(a, b), self.neighbours(a, b));
        let confidence = WORDS * words + KIND * actors + STAGE * stage + ORDER * order + NEIGHBOURS * neighbours;
        let place = (STAGE * stage + ORDER * order + NEIGHBOURS * neighbours) / (STAGE + ORDER + NEIGHBOURS);
        let likeness = Likeness { place, words, actors };
        Pair { from: ours.uid, to: theirs.uid, reason: Reason::Alike, confidence, likeness }
    }

    /// How near two touchpoints stand: half by their share of the journey, half by the pairs around them.
    fn order(&self, a: usize, b: usize) -> f64 {
        let shares = 1.0 - (self.from.share(a) - self.to.share(b)).abs();
        let off = (self.from.expected[a] - b as f64).abs() + (self.to.expected[b] - a as f64).abs();
        (shares + 1.0 / (1.0 + off / 4.0)) / 2.0
    }

    fn neighbours(&self, a: usize, b: usize) -> f64 {
        let before = match (a.checked_sub(1), b.checked_sub(1)) {
            (None, None) => 1.0,
            (Some(a), Some(b)) => self.beside(a, b),
            (None, Some(_)) | (Some(_), None) => 0.0,
        };
        let after = match (a + 1 < self.from.len(), b + 1 < self.to.len()) {
            (false, false) => 1.0,
            (true, true) => self.beside(a + 1, b + 1),
            (true, false) | (false, true) => 0.0,
        };
        (before + after) / 2.0
    }

    /// What two neighbours say for a pair: all if they are matched with one another, half if with something close by.
    fn beside(&self, a: usize, b: usize) -> f64 {
        match (self.from.partner[a], self.to.partner[b]) {
            (Some(other), _) if other == b => 1.0,
            (None, None) => self.vocabulary.likeness(&self.from.steps[a].words, &self.to.steps[b].words),
            (ours, theirs) => {
                let close = ours.is_some_and(|other| other.abs_diff(b) <= NEAR)
                    || theirs.is_some_and(|other| other.abs_diff(a) <= NEAR);
                if close { 0.5 } else { 0.0 }
            }
        }
    }
}

/// Who acts, and where: channel, encounter and front or back stage. What nobody said is half alike.
fn actors(a: &Step, b: &Step) -> f64 {
    let unsaid = hash("");
    let channel = match a.channel == b.channel {
        true if a.channel == unsaid => 0.5,
        equal => f64::from(u8::from(equal)),
    };
    let encounter = match a.encounter == b.encounter {
        true if a.encounter == Encounter::Unset => 0.5,
        equal => f64::from(u8::from(equal)),
    };
    let stagecraft = f64::from(u8::from(a.stagecraft == b.stagecraft));
    (channel + encounter + stagecraft) / 3.0
}

/// For every place of a row of `count`, the place in the other row of `others`, drawn straight from pair to pair.
fn between(pairs: &[(usize, usize)], count: usize, others: usize) -> Vec<f64> {
    let mut expected = Vec::with_capacity(count);
    let ends = pairs.iter().map(|(a, b)| (*a as f64, *b as f64)).chain([(count as f64, others as f64)]);
    let (mut a, mut b) = (-1.0, -1.0);
    for (next_a, next_b) in ends {
        while (expected.len() as f64) <= next_a && expected.len() < count {
            expected.push(b + (expected.len() as f64 - a) * (next_b - b) / (next_a - a));
        }
        (a, b) = (next_a, next_b);
    }
    expected
}

/// For each free place of one row, the free places of the other that share the rarest words with it.
fn sharing_words(row: &Row, other: &Row, free: &[usize]) -> HashSet<(usize, usize)> {
    let mut index: HashMap<u64, Vec<usize>> = HashMap::default();
    for at in other.free() {
        other.steps[at].words.features().for_each(|feature| index.entry(feature).or_default().push(at));
    }
    index.retain(|_, sharing| sharing.len() <= COMMON_WORD);
    let mut found = HashSet::default();
    let mut weights = vec![0.0; other.len()];
    for at in free {
        let mut seen = Vec::new();
        for sharing in row.steps[*at].words.features().filter_map(|feature| index.get(&feature)) {
            for there in sharing {
                if weights[*there] == 0.0 {
                    seen.push(*there);
                }
                weights[*there] += 1.0 / sharing.len() as f64;
            }
        }
        let off = |there: &usize| (row.expected[*at] - *there as f64).abs();
        if seen.len() > BY_WORDS {
            seen.select_nth_unstable_by(BY_WORDS, |a, b| {
                let heavier = weights[*b].total_cmp(&weights[*a]);
                heavier.then_with(|| off(a).total_cmp(&off(b))).then_with(|| a.cmp(b))
            });
        }
        seen.iter().for_each(|there| weights[*there] = 0.0);
        found.extend(seen.into_iter().take(BY_WORDS).map(|there| (*at, there)));
    }
    found
}

/// For each free place of one row, the free places of the other around the one where it would be expected.
fn around(row: &Row, other: &Row, free: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for at in free {
        let middle = row.expected[*at].max(0.0) as usize;
        let places = middle.saturating_sub(BY_PLACE)..(middle + BY_PLACE + 1).min(other.len());
        found.extend(places.filter(|there| !other.settled[*there]).map(|there| (*at, there)));
    }
    found
}
