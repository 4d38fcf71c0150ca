//! One entry for every element of either journey, with what became of it and what that is worth.

use std::collections::BTreeMap;

use super::alignment::Alignment;
use super::columns::Common;
use super::comparison::*;
use super::groups::{Group, Groups};
use super::sides::Side;
use super::worth::{Difference, Worth, alone, difference};
use super::{edges, fields};
use crate::model::hash::{HashMap, HashSet};
use crate::model::*;

/// An entry and what it is worth.
pub(super) struct Valued {
    /// The entry.
    pub entry: Entry,
    /// What it is worth, by parts of the distance.
    pub worth: Worth,
    /// The group of the touchpoint or stage it hangs on.
    pub home: Option<usize>,
}

/// Everything that entries are made from.
pub(super) struct Source<'a> {
    pub from: &'a Side<'a>,
    pub to: &'a Side<'a>,
    pub alignment: &'a Alignment,
    pub groups: &'a Groups,
    pub common: &'a Common,
}

/// From so many groups on, two threads share them.
const MANY: usize = 2_000;

/// One entry for every group, in the same order.
pub(super) fn entries(source: &Source, people: &People) -> Vec<Valued> {
    let (groups, homes) = (&source.groups.list[..], &source.groups.homes[..]);
    let some = |groups: &[Group], homes: &[Option<usize>]| -> Vec<Valued> {
        groups.iter().zip(homes).map(|(group, home)| valued(source, group, *home, people)).collect()
    };
    // No entry depends on another one yet.
    let mut found = if groups.len() < MANY {
        some(groups, homes)
    } else {
        let half = groups.len() / 2;
        std::thread::scope(|scope| {
            let rest = scope.spawn(|| some(&groups[half..], &homes[half..]));
            let mut found = some(&groups[..half], &homes[..half]);
            found.extend(rest.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            found
        })
    };
    rewire(source, &mut found);
    found
}

/// The personas of both journeys, pair by pair.
pub(super) struct People {
    /// Those of the first journey first.
    pub pairs: Vec<(Option<PersonaId>, Option<PersonaId>)>,
    of_from: HashMap<PersonaId, usize>,
    of_to: HashMap<PersonaId, usize>,
}

impl People {
    /// The personas of the groups.
    pub fn of(groups: &Groups) -> People {
        let mut pairs = Vec::new();
        for group in groups.of_kind(Kind::Persona) {
            let main = group.main_pair();
            pairs.extend(main.map(|(a, b)| (Some(PersonaId(a)), Some(PersonaId(b)))));
            let more = |uid: &&Uid| main.is_none_or(|(a, b)| **uid != a && **uid != b);
            pairs.extend(group.from.iter().filter(more).map(|uid| (Some(PersonaId(*uid)), None)));
            pairs.extend(group.to.iter().filter(more).map(|uid| (None, Some(PersonaId(*uid)))));
        }
        let of_from = pairs.iter().enumerate().filter_map(|(at, pair)| Some((pair.0?, at))).collect();
        let of_to = pairs.iter().enumerate().filter_map(|(at, pair)| Some((pair.1?, at))).collect();
        People { pairs, of_from, of_to }
    }
}

fn valued(source: &Source, group: &Group, home: Option<usize>, people: &People) -> Valued {
    let main = group.main_pair();
    let (ours, theirs) = (source.from, source.to);
    let fields = match main {
        Some((a, b)) => fields::differing(group.kind, (ours, a), (theirs, b), source.alignment),
        None => Vec::new(),
    };
    let emotions = if group.kind == Kind::Touchpoint { emotions(source, group, people) } else { Vec::new() };
    let moved = main.and_then(|(a, _)| source.common.moves.get(&a)).copied();
    let rewired = main.is_some() && edges::is_rewired(ours, theirs, source.groups, group);
    let worth = match main {
        None if group.kind == Kind::Link && edges::is_only_order(ours, theirs, source.groups, group) => {
            Worth::default()
        }
        None => {
            let lost = group.from.iter().map(|uid| alone(ours.journey, group.kind, *uid));
            let new = group.to.iter().map(|uid| alone(theirs.journey, group.kind, *uid));
            lost.chain(new).fold(Worth::default(), Worth::plus)
        }
        Some((a, b)) => {
            let found = Difference {
                kind: group.kind,
                fields: &fields,
                emotions: &emotions,
                is_moved: moved.is_some(),
                is_rewired: rewired,
                more_parts: group.from.len() + group.to.len() - 2,
            };
            difference(&found, (ours.journey, a), (theirs.journey, b))
        }
    };
    let pair = group.pair;
    let (from, to) = (group.from.clone(), group.to.clone());
    let mut entry = Entry { kind: group.kind, from, to, mark: Mark::Kept, moved, rewired, fields, emotions, pair };
    entry.mark = mark(&entry, worth);
    Valued { entry, worth, home }
}

fn mark(entry: &Entry, worth: Worth) -> Mark {
    let differs = match entry.kind {
        // Worth nothing, and yet not the same.
        Kind::Opportunity | Kind::Feedback => {
            entry.rewired || entry.fields.iter().any(|change| change.field.is_of_the_journey())
        }
        Kind::Stage | Kind::Touchpoint | Kind::Persona | Kind::Lane | Kind::Pain | Kind::Measure | Kind::Link => {
            worth.total() > 0
        }
    };
    match (entry.from.len(), entry.to.len()) {
        (0, _) => Mark::Added,
        (_, 0) => Mark::Removed,
        (from, to) if to > from => Mark::Split,
        (from, to) if from > to => Mark::Merged,
        _ if entry.moved.is_some() => Mark::Moved,
        _ if differs => Mark::Changed,
        _ => Mark::Kept,
    }
}

/// A matched touchpoint is rewired if another link joins it with a touchpoint that is in both journeys. Links that come
/// and go with their touchpoint belong to that one, links that only follow the order to none.
fn rewire(source: &Source, found: &mut [Valued]) {
    let mut rewired = HashSet::default();
    for valued in found.iter().filter(|valued| valued.entry.kind == Kind::Link && valued.worth.total() > 0) {
        let entry = &valued.entry;
        if entry.rewired || matches!(entry.mark, Mark::Added | Mark::Removed) {
            let ends = |journey: &Journey, uid: &Uid| journey.link(LinkId(*uid)).map(|link| [link.from.0, link.to.0]);
            let ours = entry.from.iter().filter_map(|uid| ends(source.from.journey, uid)).flatten();
            let theirs = entry.to.iter().filter_map(|uid| ends(source.to.journey, uid)).flatten();
            let ours: Vec<usize> = ours.filter_map(|uid| source.groups.of_from(uid)).collect();
            let theirs: Vec<usize> = theirs.filter_map(|uid| source.groups.of_to(uid)).collect();
            let is_alone = |at: &usize| source.groups.list[*at].main_pair().is_none();
            if !ours.iter().chain(&theirs).any(is_alone) {
                rewired.extend(ours.into_iter().chain(theirs));
            }
        }
    }
    rewired.into_iter().for_each(|at| found[at].entry.rewired = true);
}

/// How every persona who meets the touchpoint on either side feels there.
fn emotions(source: &Source, group: &Group, people: &People) -> Vec<EmotionChange> {
    let mut felt: BTreeMap<usize, [Felt; 2]> = BTreeMap::new();
    for (end, (side, uids, of)) in
        [(source.from, &group.from, &people.of_from), (source.to, &group.to, &people.of_to)].into_iter().enumerate()
    {
        for uid in uids {
            let touchpoint = side.journey.touchpoint(TouchpointId(*uid));
            let own = touchpoint.map_or(Evidence::Assumed, |touchpoint| touchpoint.evidence);
            for (persona, feeling) in side.feelings_at(*uid) {
                if let Some(at) = of.get(persona) {
                    felt.entry(*at).or_default()[end].add(feeling, own);
                }
            }
        }
    }
    let change = |(at, [from, to]): (usize, [Felt; 2])| EmotionChange {
        from_persona: people.pairs[at].0,
        to_persona: people.pairs[at].1,
        from: from.mean(),
        to: to.mean(),
        evidence: from.evidence.into_iter().chain(to.evidence).min().unwrap_or_default(),
    };
    felt.into_iter().map(change).collect()
}

/// How a persona feels at some touchpoints together.
#[derive(Default)]
struct Felt {
    sum: f64,
    count: u32,
    /// `None` if she meets none of them.
    evidence: Option<Evidence>,
}

impl Felt {
    fn add(&mut self, feeling: &Feeling, own: Evidence) {
        let here = feeling.evidence.unwrap_or(own);
        self.evidence = Some(self.evidence.map_or(here, |so_far| so_far.min(here)));
        if let Some(emotion) = feeling.emotion {
            self.sum += emotion.value();
            self.count += 1;
        }
    }

    fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / f64::from(self.count))
    }
}

/// The weakest evidence an entry rests on; `None` for what makes no claim, such as lanes.
pub(super) fn evidence(source: &Source, entry: &Entry) -> Option<Evidence> {
    let of = |journey: &Journey, uid: &Uid| match entry.kind {
        Kind::Touchpoint => journey.touchpoint(TouchpointId(*uid)).map(|touchpoint| touchpoint.evidence),
        Kind::Pain => journey.pain(PainId(*uid)).map(|pain| pain.evidence),
        Kind::Measure => journey.measure(MeasureId(*uid)).map(|measure| measure.evidence),
        Kind::Stage | Kind::Persona | Kind::Lane | Kind::Opportunity | Kind::Feedback | Kind::Link => None,
    };
    let ours = entry.from.iter().filter_map(|uid| of(source.from.journey, uid));
    let theirs = entry.to.iter().filter_map(|uid| of(source.to.journey, uid));
    let felt = entry.emotions.iter().filter(|change| change.is_shared() && change.differs());
    ours.chain(theirs).chain(felt.map(|change| change.evidence)).min()
}
