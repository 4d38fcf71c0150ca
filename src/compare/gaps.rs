//! The list of what there is to do: every touchpoint that differs, with all that hangs on it, and whatever else
//! differs.

use std::collections::BTreeMap;

use super::alignment::Texts;
use super::comparison::*;
use super::entries::{Source, Valued, evidence};
use super::phrases::{Phrases, in_words};
use super::worth::{ONE, Worth};
use crate::model::hash::{HashMap, HashSet};
use crate::model::*;

/// What belongs to one gap.
struct Bundle {
    parts: Vec<usize>,
    worth: Worth,
}

/// The gaps, in the common order. Touchpoints at which only something that hangs on them differs are marked as changed.
pub(super) fn gaps(source: &Source, valued: &mut [Valued], pains: &[PainChange]) -> Vec<Gap> {
    let pains = Relief::of(source, valued, pains);
    let replaced = replaced(source);
    let mut bundles: BTreeMap<usize, Bundle> = BTreeMap::new();
    for (at, found) in valued.iter().enumerate().filter(|(_, found)| found.worth.total() > 0) {
        let owner = owner(valued, &replaced, at);
        let bundle = bundles.entry(owner).or_insert(Bundle { parts: Vec::new(), worth: Worth::default() });
        bundle.worth = bundle.worth.plus(found.worth);
        if owner != at {
            bundle.parts.push(at);
        }
    }
    // Opportunities and feedback come along, but make no gap by themselves.
    for (at, found) in valued.iter().enumerate() {
        let comes_along =
            matches!(found.entry.kind, Kind::Opportunity | Kind::Feedback) && found.entry.mark != Mark::Kept;
        let home = found.home.filter(|_| comes_along).map(|home| replaced.get(&home).copied().unwrap_or(home));
        if let Some(bundle) = home.and_then(|home| bundles.get_mut(&home)) {
            bundle.parts.push(at);
        }
    }
    for at in bundles.keys() {
        let entry = &mut valued[*at].entry;
        if entry.mark == Mark::Kept {
            entry.mark = Mark::Changed;
        }
    }
    let phrases = Phrases { source, valued };
    let before: HashMap<usize, usize> = replaced.iter().map(|(gone, new)| (*new, *gone)).collect();
    let gap = |(at, bundle): (&usize, &Bundle)| gap(&phrases, *at, (bundle, before.get(at).copied()), &pains);
    let mut gaps: Vec<Gap> = bundles.iter().map(gap).collect();
    let place = |gap: &Gap| (gap.stage.unwrap_or(usize::MAX), gap.column.map_or(0, |column| column + 1), gap.entry);
    gaps.sort_by_key(place);
    gaps
}

/// The touchpoints that go, each with the new one that takes its place: both stand in one column.
fn replaced(source: &Source) -> HashMap<usize, usize> {
    let pair = |column: &Column| {
        let gone = source.groups.of_from(column.from?.0)?;
        let new = source.groups.of_to(column.to?.0)?;
        let alone = source.groups.list[gone].to.is_empty() && source.groups.list[new].from.is_empty();
        alone.then_some((gone, new))
    };
    source.common.columns.iter().filter_map(pair).collect()
}

/// The entry to whose gap an entry belongs: its touchpoint's, or its own; that of a touchpoint which another replaces is
/// the other's.
fn owner(valued: &[Valued], replaced: &HashMap<usize, usize>, at: usize) -> usize {
    let owner = valued[at].home.filter(|home| valued[*home].entry.kind == Kind::Touchpoint).unwrap_or(at);
    replaced.get(&owner).copied().unwrap_or(owner)
}

fn gap(phrases: &Phrases, at: usize, (bundle, replaces): (&Bundle, Option<usize>), pains: &Relief) -> Gap {
    let (source, valued) = (phrases.source, phrases.valued);
    let entry = &valued[at].entry;
    let before = replaces.map(|at| &valued[at].entry);
    let from = before.unwrap_or(entry).from.first().copied();
    let to = entry.to.first().copied();
    let (column, stage) = match entry.kind {
        Kind::Touchpoint => {
            let column = source.common.column(from, to);
            (column, column.map(|column| source.common.columns[column].stage))
        }
        Kind::Stage => (None, source.common.stage(from, to)),
        Kind::Persona | Kind::Lane | Kind::Pain | Kind::Opportunity => (None, None),
        Kind::Feedback | Kind::Measure | Kind::Link => {
            let home = valued[at].home.map(|home| &source.groups.list[home]);
            (None, home.and_then(|home| source.common.stage(home.from.first().copied(), home.to.first().copied())))
        }
    };
    let all = || std::iter::once(&at).chain(&bundle.parts);
    let weakest = all().filter_map(|at| evidence(source, &valued[*at].entry)).min();
    let (is, should) = in_words(phrases, at, &bundle.parts);
    Gap {
        key: GapKey { from, to },
        entry: at,
        parts: bundle.parts.clone(),
        replaces,
        column,
        stage,
        is,
        should,
        weight: bundle.worth.total() as f64 / ONE as f64,
        // A new name for a stage claims nothing that could be assumed.
        evidence: weakest.unwrap_or(Evidence::Researched),
        worse: all().any(|at| gets_worse(&valued[*at].entry, pains.fates.get(at)))
            || before.is_some_and(|before| feels_worse(before, entry)),
        unjustified: is_unjustified(phrases, at, column, pains),
    }
}

/// Whether somebody feels worse at a touchpoint than at the one whose place it takes.
fn feels_worse(before: &Entry, now: &Entry) -> bool {
    let gets_worse = |felt: &EmotionChange| {
        let persona = felt.from_persona?;
        Some(now.emotion(persona)?.to? < felt.from?)
    };
    before.emotions.iter().any(|felt| gets_worse(felt) == Some(true))
}

fn gets_worse(entry: &Entry, fate: Option<&PainFate>) -> bool {
    let fields = || entry.fields.iter().any(|change| change.trend == Trend::Worse && change.field.is_of_the_journey());
    let feelings =
        || entry.emotions.iter().any(|change| change.is_shared() && change.gap().is_some_and(|gap| gap < 0.0));
    match entry.kind {
        // A new opinion about what was said says nothing about the journey.
        Kind::Opportunity | Kind::Feedback => false,
        Kind::Pain => fields() || matches!(fate, Some(PainFate::Worse | PainFate::Introduced)),
        Kind::Stage | Kind::Touchpoint | Kind::Persona | Kind::Lane | Kind::Measure | Kind::Link => {
            fields() || feelings()
        }
    }
}

/// What became of the pain points, by entry, and the stages in which one got better, as groups.
struct Relief {
    fates: HashMap<usize, PainFate>,
    stages: HashSet<Option<usize>>,
    /// What opportunities ask for, stage by stage of the common journey.
    wishes: HashMap<usize, Texts>,
}

impl Relief {
    fn of(source: &Source, valued: &[Valued], pains: &[PainChange]) -> Relief {
        let entries = valued.iter().enumerate().filter(|(_, found)| found.entry.kind == Kind::Pain);
        let fates = entries.zip(pains).map(|((at, _), pain)| (at, pain.fate)).collect();
        let gets_better = |pain: &&PainChange| matches!(pain.fate, PainFate::Resolved | PainFate::Reduced);
        let relieved = pains.iter().filter(gets_better).filter_map(|pain| pain.from);
        let places = relieved.flat_map(|pain| source.from.journey.touchpoints_of(pain.0));
        let stages = places.map(|touchpoint| source.groups.of_from(touchpoint.stage.0)).collect();
        let is_justified = |found: &Valued| found.entry.kind != Kind::Touchpoint || found.entry.mark != Mark::Added;
        let wishes = if valued.iter().all(is_justified) { HashMap::default() } else { wishes(source, valued) };
        Relief { fates, stages, wishes }
    }
}

/// Whether a touchpoint was added for no reason that either journey names: it takes the place of none that hurt, no
/// pain point of its stage gets better, no opportunity asks for it, and no measure gives it a goal.
fn is_unjustified(phrases: &Phrases, at: usize, column: Option<usize>, pains: &Relief) -> bool {
    let (source, entry) = (phrases.source, &phrases.valued[at].entry);
    let (Kind::Touchpoint, Mark::Added, Some(uid)) = (entry.kind, entry.mark, entry.to.first()) else { return false };
    let (ours, theirs) = (source.from.journey, source.to.journey);
    let id = TouchpointId(*uid);
    let stage = theirs.touchpoint(id).and_then(|touchpoint| source.groups.of_to(touchpoint.stage.0));
    if pains.stages.contains(&stage) {
        return false;
    }
    let replaced = column.and_then(|column| source.common.columns[column].from);
    let asked_for = !theirs.opportunities_at(id).is_empty()
        || replaced.is_some_and(|id| !ours.opportunities_at(id).is_empty())
        || asked_in_words(phrases, id, column, pains);
    let goal = theirs.measures_at(id).iter().any(|measure| measure.target.is_some() || measure.value.is_some());
    !asked_for && !goal
}

/// What the opportunities of both journeys ask for, by the stage in which they hang on a touchpoint.
fn wishes(source: &Source, valued: &[Valued]) -> HashMap<usize, Texts> {
    let mut wishes: HashMap<usize, Texts> = HashMap::default();
    for found in valued.iter().filter(|found| found.entry.kind == Kind::Opportunity) {
        let Some(home) = found.home.map(|home| &source.groups.list[home]) else { continue };
        let column = source.common.column(home.from.first().copied(), home.to.first().copied());
        let Some(column) = column.map(|column| source.common.columns[column]) else { continue };
        let texts = wishes.entry(column.stage).or_default();
        let ours = found.entry.from.iter().filter_map(|uid| source.from.journey.opportunity(OpportunityId(*uid)));
        let theirs = found.entry.to.iter().filter_map(|uid| source.to.journey.opportunity(OpportunityId(*uid)));
        ours.chain(theirs).for_each(|wish| texts.add(&wish.text));
    }
    wishes
}

/// Whether an opportunity of the same stage asks, in nearly its words, for a touchpoint of the second journey.
fn asked_in_words(phrases: &Phrases, id: TouchpointId, column: Option<usize>, pains: &Relief) -> bool {
    let touchpoint = phrases.source.to.journey.touchpoint(id);
    let stage = column.map(|column| phrases.source.common.columns[column].stage);
    let texts = stage.and_then(|stage| pains.wishes.get(&stage));
    texts.zip(touchpoint).is_some_and(|(texts, touchpoint)| texts.has_like(&touchpoint.name))
}
