//! Matching everything but touchpoints: by unique names, then by the likeness of words and of what the elements hang
//! on.

use std::collections::BTreeSet;

use super::super::comparison::Kind;
use super::super::sides::Side;
use super::matching::{Matching, best_first, unique_names};
use super::words::{Vocabulary, Words, hash, merge};
use super::{Likeness, Pair, Reason, THRESHOLD};
use crate::model::hash::HashMap;
use crate::model::*;

/// How much words, kind and surroundings are worth. They add up to 1.
const WORDS: f64 = 0.60;
const KIND: f64 = 0.10;
const CONTEXT: f64 = 0.30;

/// Two statements at one place are usually two statements: without so much likeness of words they are never the same.
/// A stage may be told by what happens in it alone.
const LEAST_WORDS: f64 = 0.40;

/// How sure it is that two stages with the same touchpoints are the same whatever they are called, and how much of that
/// is left where they share none of them. About half of all their touchpoints must be in both to reach the threshold.
const SAME_TOUCHPOINTS: (f64, f64) = (0.80, 0.10);

/// Up to so many pairs, each is looked at; beyond, only those that share a rare word or something they hang on.
const ALL_PAIRS: usize = 40_000;

/// Of elements that share a feature, at most so many are looked at on either side of it.
const MOST_SHARING: usize = 48;

/// An element, ready to be compared with many others.
struct Item {
    uid: Uid,
    /// What must be equal and unique for elements to be the same by name.
    key: String,
    words: Words,
    /// Elements with another value here are less alike.
    kind: u64,
    /// Elements with another value here are never the same.
    guard: u64,
    /// What it hangs on, under common names, ascending.
    context: Vec<Uid>,
}

/// Matches the free elements of a kind.
pub(super) fn match_kind(matching: &mut Matching, kind: Kind) {
    let (from, to) = matching.free(kind);
    if from.is_empty() || to.is_empty() {
        return;
    }
    let first = |matching: &Matching, uid: &Uid| item(matching.from, *uid, kind, |uid| matching.common_of_from(uid));
    let second = |matching: &Matching, uid: &Uid| item(matching.to, *uid, kind, |uid| matching.common_of_to(uid));
    let from: Vec<Item> = from.iter().filter_map(|uid| first(matching, uid)).collect();
    let to: Vec<Item> = to.iter().filter_map(|uid| second(matching, uid)).collect();
    let mut named_from = BTreeSet::new();
    let mut named_to = BTreeSet::new();
    for (a, b) in by_name(matching, kind, &from, &to) {
        matching.add_named(from[a].uid, to[b].uid);
        named_from.insert(a);
        named_to.insert(b);
    }
    let from: Vec<Item> = unnamed(from, &named_from);
    let to: Vec<Item> = unnamed(to, &named_to);
    let vocabulary = Vocabulary::of(from.iter().chain(&to).map(|item| &item.words));
    let mut scored = Vec::new();
    for (a, b) in candidates(&from, &to) {
        let (a, b) = (&from[a], &to[b]);
        if a.guard == b.guard && !matching.is_parted(a.uid, b.uid) {
            let pair = if kind == Kind::Stage { stages_alike(a, b, &vocabulary) } else { alike(a, b, &vocabulary) };
            let says_enough = kind == Kind::Stage || pair.likeness.words >= LEAST_WORDS;
            scored.extend((pair.confidence >= THRESHOLD && says_enough).then_some(pair));
        }
    }
    for pair in best_first(scored) {
        matching.add(pair.from, pair.to, pair.reason, pair.confidence, pair.likeness);
    }
}

fn unnamed(items: Vec<Item>, named: &BTreeSet<usize>) -> Vec<Item> {
    items.into_iter().enumerate().filter(|(at, _)| !named.contains(at)).map(|(_, item)| item).collect()
}

/// Free elements whose name nothing else in either journey has.
fn by_name(matching: &Matching, kind: Kind, from: &[Item], to: &[Item]) -> Vec<(usize, usize)> {
    let keys = |items: &[Item], side: &Side, all: &[Uid]| -> Vec<String> {
        let free: BTreeSet<Uid> = items.iter().map(|item| item.uid).collect();
        let matched = all.iter().filter(|uid| !free.contains(uid));
        let matched = matched.filter_map(|uid| item(side, *uid, kind, |uid| uid)).map(|item| item.key);
        items.iter().map(|item| item.key.clone()).chain(matched).collect()
    };
    let ours = keys(from, matching.from, matching.from.list(kind));
    let theirs = keys(to, matching.to, matching.to.list(kind));
    let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
    let mut pairs = unique_names(&ours, &theirs);
    pairs.retain(|(a, b)| *a < from.len() && *b < to.len() && !matching.is_parted(from[*a].uid, to[*b].uid));
    pairs
}

fn alike(a: &Item, b: &Item, vocabulary: &Vocabulary) -> Pair {
    let words = vocabulary.likeness(&a.words, &b.words);
    let kind = if a.kind == b.kind { 1.0 } else { 0.0 };
    let context = shared(&a.context, &b.context);
    // Elements that hang on nothing are told by their words alone.
    let confidence = match context {
        Some(context) => WORDS * words + KIND * kind + CONTEXT * context,
        None => (WORDS * words + KIND * kind) / (WORDS + KIND),
    };
    let likeness = Likeness { place: context.unwrap_or(1.0), words, actors: kind };
    Pair { from: a.uid, to: b.uid, reason: Reason::Alike, confidence, likeness }
}

/// As [`alike`], but two people who draw one journey rarely call its stages the same, and agree on what happens in them.
fn stages_alike(a: &Item, b: &Item, vocabulary: &Vocabulary) -> Pair {
    let pair = alike(a, b, vocabulary);
    let (all, none) = SAME_TOUCHPOINTS;
    let inside = shared(&a.context, &b.context).map_or(0.0, |share| none + (all - none) * share);
    Pair { confidence: pair.confidence.max(inside), ..pair }
}

/// Jaccard of what two elements hang on; `None` if neither hangs on anything.
fn shared(a: &[Uid], b: &[Uid]) -> Option<f64> {
    let (mut both, mut all) = (0, 0);
    merge(a, b, |_, shared| {
        all += 1;
        both += u32::from(shared);
    });
    (all > 0).then(|| f64::from(both) / f64::from(all))
}

/// The pairs worth looking at.
fn candidates(from: &[Item], to: &[Item]) -> Vec<(usize, usize)> {
    if from.len() * to.len() <= ALL_PAIRS {
        return (0..from.len()).flat_map(|a| (0..to.len()).map(move |b| (a, b))).collect();
    }
    let mut found = BTreeSet::new();
    let mut index: HashMap<(bool, u128), (Vec<usize>, Vec<usize>)> = HashMap::default();
    let features = |item: &Item| -> Vec<(bool, u128)> {
        let words = item.words.features().map(|word| (false, u128::from(word)));
        words.chain(item.context.iter().map(|uid| (true, uid.0))).collect()
    };
    for (at, item) in from.iter().enumerate() {
        features(item).into_iter().for_each(|feature| index.entry(feature).or_default().0.push(at));
    }
    for (at, item) in to.iter().enumerate() {
        features(item).into_iter().for_each(|feature| index.entry(feature).or_default().1.push(at));
    }
    for (ours, theirs) in index.values() {
        if ours.len() <= MOST_SHARING && theirs.len() <= MOST_SHARING {
            found.extend(ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b))));
        }
    }
    found.into_iter().collect()
}

/// An element of one journey, with the elements it hangs on under common names.
fn item(side: &Side, uid: Uid, kind: Kind, common: impl Fn(Uid) -> Uid) -> Option<Item> {
    let journey = side.journey;
    let touchpoints = || journey.touchpoints_of(uid).into_iter().map(|touchpoint| touchpoint.id.0);
    let personas = || journey.personas_of(uid).into_iter().map(|persona| persona.id.0);
    let (key, text, kind, guard, context): (&str, String, u64, u64, Vec<Uid>) = match kind {
        Kind::Stage => {
            let stage = journey.stage(StageId(uid))?;
            let inside = journey.touchpoints_in(stage.id).map(|touchpoint| touchpoint.id.0).collect();
            (&stage.name, stage.name.clone(), 0, 0, inside)
        }
        Kind::Persona => {
            let persona = journey.persona(PersonaId(uid))?;
            let text = format!("{} {} {}", persona.name, persona.role, persona.segment);
            (&persona.name, text, 0, 0, Vec::new())
        }
        Kind::Lane => {
            let lane = journey.lane(LaneId(uid))?;
            let whose = lane.persona.map(|persona| persona.0).into_iter().collect();
            (lane.shown_title(), lane.shown_title().to_owned(), 0, hash(lane.kind.key()), whose)
        }
        Kind::Pain => {
            let pain = journey.pain(PainId(uid))?;
            (&pain.text, pain.text.clone(), hash(pain.whose.key()), 0, touchpoints().chain(personas()).collect())
        }
        Kind::Opportunity => {
            let opportunity = journey.opportunity(OpportunityId(uid))?;
            let pains = journey.pains_of(opportunity.id).into_iter().map(|pain| pain.id.0);
            (&opportunity.text, opportunity.text.clone(), 0, 0, touchpoints().chain(pains).collect())
        }
        Kind::Feedback => {
            let said = journey.feedback_item(FeedbackId(uid))?;
            (&said.text, said.text.clone(), hash(said.source.key()), 0, touchpoints().chain(personas()).collect())
        }
        Kind::Measure => {
            let measure = journey.measure(MeasureId(uid))?;
            let stage = measure.stage.map(|stage| stage.0);
            (&measure.name, measure.name.clone(), hash(measure.kind.key()), 0, touchpoints().chain(stage).collect())
        }
        Kind::Touchpoint | Kind::Link => return None,
    };
    let words = Words::of(&text);
    let key = if key == text { words.key.clone() } else { super::words::normalised(key) };
    let key = if guard == 0 { key } else { format!("{guard} {key}") };
    let mut context: Vec<Uid> = context.into_iter().map(common).collect();
    context.sort_unstable();
    context.dedup();
    Some(Item { uid, key, words, kind, guard, context })
}

/// Matches links whose touchpoints are matched.
pub(super) fn match_links(matching: &mut Matching) {
    let (from, to) = matching.free(Kind::Link);
    let ends = |link: Option<&Link>, common: &dyn Fn(Uid) -> Uid| {
        link.map(|link| format!("{} {}", common(link.from.0), common(link.to.0))).unwrap_or_default()
    };
    let first = |uid: &Uid| ends(matching.from.journey.link(LinkId(*uid)), &|uid| matching.common_of_from(uid));
    let second = |uid: &Uid| ends(matching.to.journey.link(LinkId(*uid)), &|uid| matching.common_of_to(uid));
    let ours: Vec<String> = from.iter().map(first).collect();
    let theirs: Vec<String> = to.iter().map(second).collect();
    let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
    for (a, b) in unique_names(&ours, &theirs) {
        if !matching.is_parted(from[a], to[b]) {
            matching.add_named(from[a], to[b]);
        }
    }
}
