//! What a comparison says: one entry for every element, gaps to close, and the distance.
//!
//! "From" is the journey one starts at (today's, or an earlier snapshot), "to" the one compared with (the ideal one).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::alignment::{Alignment, Pair};
pub use super::field::{Field, FieldChange, Trend};
use crate::model::hash::HashMap;
use crate::model::*;

/// The kinds of element that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Stage,
    Touchpoint,
    Persona,
    Lane,
    Pain,
    Opportunity,
    Feedback,
    Measure,
    Link,
}

impl Kind {
    /// Every kind, in the order of [`Comparison::entries`].
    pub const ALL: [Kind; 9] = [
        Kind::Stage,
        Kind::Touchpoint,
        Kind::Persona,
        Kind::Lane,
        Kind::Pain,
        Kind::Opportunity,
        Kind::Feedback,
        Kind::Measure,
        Kind::Link,
    ];
}

/// What became of an element, as a legend counts it. Where several hold, the first of: split, merged, moved, changed.
/// Several that became as many others are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// On both sides, and nothing that a customer would notice is different; see [`Field::is_of_the_journey`].
    Kept,
    /// On both sides, with other fields or other edges; touchpoints also where people feel differently, or where a pain
    /// point or measure differs.
    Changed,
    /// In another stage, or out of the common order.
    Moved,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// Only in the first journey.
    Removed,
    /// Only in the second journey.
    Added,
}

/// How one persona's emotion differs at one touchpoint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmotionChange {
    /// The persona of the first journey; `None` if she is new.
    pub from_persona: Option<PersonaId>,
    /// The persona of the second journey; `None` if she is gone.
    pub to_persona: Option<PersonaId>,
    /// −10.0 … +10.0, the mean over the parts of a merged touchpoint; `None` if she does not meet it or nobody knows.
    pub from: Option<f64>,
    /// As `from`, in the second journey.
    pub to: Option<f64>,
    /// The weaker evidence of the two ends.
    pub evidence: Evidence,
}

impl EmotionChange {
    /// Whether the persona is in both journeys; one who is new feels everything for the first time.
    pub fn is_shared(&self) -> bool {
        self.from_persona.is_some() && self.to_persona.is_some()
    }

    /// Whether she feels differently, or it is known on one side only.
    pub fn differs(&self) -> bool {
        self.from != self.to
    }

    /// The signed gap, −20.0 … +20.0; `None` unless both ends are known.
    pub fn gap(&self) -> Option<f64> {
        Some(self.to? - self.from?)
    }
}

/// Where a moved touchpoint went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// How many of those that stayed in place it has passed: negative is earlier.
    pub steps: i64,
    /// Whether it stands in another stage.
    pub other_stage: bool,
}

/// Everything the comparison says about one element, or about the parts of one split or merged touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its identities in the first journey; several if they were merged, none if it was added.
    pub from: Vec<Uid>,
    /// Its identities in the second journey; several if it was split, none if it was removed.
    pub to: Vec<Uid>,
    /// What became of it.
    pub mark: Mark,
    /// Where it went; touchpoints and stages only.
    pub moved: Option<Move>,
    /// Whether its edges (links, ties) differ once both ends are matched.
    pub rewired: bool,
    /// The fields that differ, in the order of the inspector.
    pub fields: Vec<FieldChange>,
    /// Emotions per persona, equal ones included; touchpoints only.
    pub emotions: Vec<EmotionChange>,
    /// The least certain pair it rests on; `None` if it has none.
    pub pair: Option<Pair>,
}

impl Entry {
    /// Whether it rests on a pair that somebody should confirm.
    pub fn is_unsure(&self) -> bool {
        self.pair.is_some_and(|pair| pair.is_unsure())
    }

    /// The change of one persona's emotion, found by her identity on either side.
    pub fn emotion(&self, persona: PersonaId) -> Option<&EmotionChange> {
        self.emotions.iter().find(|e| e.from_persona == Some(persona) || e.to_persona == Some(persona))
    }
}

/// A stage of the common journey.
#[derive(Debug, Clone, PartialEq)]
pub struct StageColumn {
    /// The stage of the first journey.
    pub from: Option<StageId>,
    /// The stage of the second journey.
    pub to: Option<StageId>,
    /// What became of it.
    pub mark: Mark,
    /// Its columns, as a range of [`Comparison::columns`].
    pub columns: std::ops::Range<usize>,
}

/// A column of the common journey, in which both journeys can be drawn on one another.
///
/// Every touchpoint of either journey has exactly one column. A kept one shares it with its partner. A moved one has a
/// column with `to` alone at its new place and one with `from` alone at its old place, so that either curve can be drawn
/// through its own touchpoints; so have the further parts of a split or merged one. A removed touchpoint and an added
/// one that takes its place share a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Index into [`Comparison::stages`].
    pub stage: usize,
    /// What the first journey has here.
    pub from: Option<TouchpointId>,
    /// What the second journey has here.
    pub to: Option<TouchpointId>,
}

/// What became of a pain point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PainFate {
    /// The second journey is without it, or says it is resolved.
    Resolved,
    /// It hurts less.
    Reduced,
    /// It hurts as it did.
    Open,
    /// It hurts more.
    Worse,
    /// The second journey brings it.
    Introduced,
}

/// A pain point and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PainChange {
    /// Its identity in the first journey.
    pub from: Option<PainId>,
    /// Its identity in the second journey.
    pub to: Option<PainId>,
    /// What became of it.
    pub fate: PainFate,
    /// Severity in the first journey.
    pub was: Option<Level>,
    /// Severity in the second journey.
    pub now: Option<Level>,
    /// Whether it was resolved in the first journey and is not in the second.
    pub reopened: bool,
    /// The weaker evidence of its ends.
    pub evidence: Evidence,
}

/// How many pain points there are of each fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Gone, or said to be resolved.
    pub resolved: usize,
    /// Less severe.
    pub reduced: usize,
    /// As before.
    pub open: usize,
    /// More severe.
    pub worse: usize,
    /// New.
    pub introduced: usize,
}

/// A measure on its way from a number to a number.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureChange {
    /// Its identity in the first journey.
    pub from: Option<MeasureId>,
    /// Its identity in the second journey.
    pub to: Option<MeasureId>,
    /// The number it starts at.
    pub baseline: Option<Amount>,
    /// The number it should reach: the second journey's value if it is another one, else its target, else the first
    /// journey's target.
    pub goal: Option<Amount>,
    /// Goal minus baseline, or why that cannot be said, as a sentence ("… was measured by mail, … by phone").
    pub change: Result<f64, String>,
    /// Whether the goal is for the better.
    pub trend: Trend,
    /// Whether the first journey has the goal as its own target already and is not there yet: nothing is left to take
    /// over, only to reach.
    pub agreed: bool,
    /// The weaker evidence of the two ends.
    pub evidence: Evidence,
}

/// How a persona feels on average in one stage of the common journey.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct StageMeans {
    /// −10.0 … +10.0 in the first journey, not rounded; `None` if nobody knows.
    pub from: Option<f64>,
    /// As `from`, in the second journey.
    pub to: Option<f64>,
}

impl StageMeans {
    /// The signed difference, −20.0 … +20.0; `None` unless both ends are known.
    pub fn delta(&self) -> Option<f64> {
        Some(self.to? - self.from?)
    }
}

/// One persona's curve in both journeys: a mean for every stage, and what she will remember.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonaCurves {
    /// The persona of the first journey; `None` if she is new.
    pub from_persona: Option<PersonaId>,
    /// The persona of the second journey; `None` if she is gone.
    pub to_persona: Option<PersonaId>,
    /// One for each of [`Comparison::stages`].
    pub stages: Vec<StageMeans>,
    /// Peak, lowest point and end in the first journey: a mean hides the worst moment.
    pub from: Highlights,
    /// Peak, lowest point and end in the second journey.
    pub to: Highlights,
}

/// What identifies a gap over time: the first identity on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GapKey {
    /// The element of the first journey.
    pub from: Option<Uid>,
    /// The element of the second journey.
    pub to: Option<Uid>,
}

/// One thing that has to happen to get from the first journey to the second.
///
/// A touchpoint with everything that hangs on it is one gap; so are one that goes and the new one that takes its place,
/// and so is whatever differs and hangs on no touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Its identity over time.
    pub key: GapKey,
    /// The entry it is about, as an index into [`Comparison::entries`].
    pub entry: usize,
    /// The entries of pain points, opportunities, feedback, measures and links that belong to it and differ, and that
    /// of the touchpoint whose place is taken, with what hangs on it.
    pub parts: Vec<usize>,
    /// The touchpoint of the first journey whose place the new one takes, as an index into [`Comparison::entries`]; it
    /// is one of the parts.
    pub replaces: Option<usize>,
    /// Its column, as an index into [`Comparison::columns`]; `None` if it hangs on no touchpoint.
    pub column: Option<usize>,
    /// Its stage, as an index into [`Comparison::stages`]; `None` if it hangs on no stage.
    pub stage: Option<usize>,
    /// How it is now, in a few words, without a full stop.
    pub is: String,
    /// How it should be.
    pub should: String,
    /// How much closing it is worth, in touchpoints' worth of change; never negative.
    pub weight: f64,
    /// The weakest evidence it rests on.
    pub evidence: Evidence,
    /// Whether some value gets worse.
    pub worse: bool,
    /// Whether the second journey adds a touchpoint here that answers no pain point, opportunity or goal.
    pub unjustified: bool,
}

impl Gap {
    /// Every entry that belongs to it, the one it is about first.
    pub fn entries(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.entry).chain(self.parts.iter().copied())
    }
}

/// A part of the distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// How customers feel.
    Emotion,
    /// Pain points.
    Pains,
    /// Touchpoints added, removed, moved or changed, and their links.
    Touchpoints,
    /// Measures short of their goal.
    Measures,
}

impl Part {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Part; 4] = [Part::Emotion, Part::Pains, Part::Touchpoints, Part::Measures];

    /// The word a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Part::Emotion => "Emotion",
            Part::Pains => "Pain points",
            Part::Touchpoints => "Touchpoints",
            Part::Measures => "Measures",
        }
    }

    /// What it counts, within a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Part::Emotion => "how differently customers feel, half a touchpoint for the way from \u{2212}10 to +10",
            Part::Pains => "pain points that go, ease or come, a tenth of a touchpoint for each step of severity",
            Part::Touchpoints => {
                "touchpoints added, removed or moved, renamed or described differently (channel, encounter, pillars, \
                 staff, words in the lanes), and how they are linked"
            }
            Part::Measures => "numbers short of their goal, a fifth of a touchpoint for a whole scale",
        }
    }
}

/// How far it is from one journey to the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Distance {
    /// 0 is the same journey, 100 nothing in common.
    pub total: u32,
    /// The parts, which add up to the total exactly.
    pub parts: BTreeMap<Part, u32>,
    /// Before rounding, 0.0 … 1.0.
    pub exact: f64,
    /// What it is made of, in words: "7 changes: 2 added, 1 moved, 4 felt differently".
    pub summary: String,
}

/// What a gap is called in which a new touchpoint takes the place of one that goes.
pub const REPLACED: &str = "Replaced";

/// What the distance means, to be printed wherever it is shown.
pub const DISTANCE_MEANING: &str = "0 = the same journey, 100 = nothing in common. Each difference counts in \
     touchpoints\u{2019} worth of change, measured against the size of both journeys.";

/// What is compared, and what somebody said about its pairs.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// The journey one starts at.
    pub from: &'a Journey,
    /// The journey it is compared with.
    pub to: &'a Journey,
    /// Pairs confirmed or parted by hand; [`Pin::today`] is in `from`, [`Pin::ideal`] in `to`.
    pub pins: &'a [Arc<Pin>],
}

/// Two journeys compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// Which element is which.
    pub alignment: Alignment,
    /// One entry for every element of either side, kept ones included, in the common order, kinds in the order of
    /// [`Kind`].
    pub entries: Vec<Entry>,
    /// The stages of both journeys, in the common order.
    pub stages: Vec<StageColumn>,
    /// The columns of both journeys, in the common order.
    pub columns: Vec<Column>,
    /// What became of every pain point.
    pub pains: Vec<PainChange>,
    /// Every measure that is on either side.
    pub measures: Vec<MeasureChange>,
    /// The curves of every persona of either journey.
    pub curves: Vec<PersonaCurves>,
    /// What there is to do, in the common order.
    pub gaps: Vec<Gap>,
    /// How far it is.
    pub distance: Distance,
    pub(super) by_from: HashMap<Uid, usize>,
    pub(super) by_to: HashMap<Uid, usize>,
}

impl Comparison {
    /// The entry of an element of the first journey.
    pub fn entry_of_from(&self, uid: Uid) -> Option<&Entry> {
        self.by_from.get(&uid).map(|at| &self.entries[*at])
    }

    /// The entry of an element of the second journey.
    pub fn entry_of_to(&self, uid: Uid) -> Option<&Entry> {
        self.by_to.get(&uid).map(|at| &self.entries[*at])
    }

    /// The entries of the touchpoints that a gap is about: the one whose place is taken, and its own.
    pub fn subjects<'a>(&'a self, gap: &Gap) -> impl Iterator<Item = &'a Entry> + use<'a> {
        gap.replaces.into_iter().chain([gap.entry]).filter_map(|at| self.entries.get(at))
    }

    /// What became of what a gap is about, in a word: its entry's mark, or "Replaced".
    pub fn gap_label(&self, gap: &Gap) -> &'static str {
        if gap.replaces.is_some() { REPLACED } else { self.entries[gap.entry].mark.label() }
    }

    /// How everybody's emotion differs at a gap: where one touchpoint takes another's place, from how they feel at the
    /// one to how they feel at the other.
    pub fn gap_emotions(&self, gap: &Gap) -> Vec<EmotionChange> {
        let own = self.entries[gap.entry].emotions.iter().copied();
        let Some(before) = gap.replaces.map(|at| &self.entries[at].emotions) else { return own.collect() };
        let mut emotions: Vec<EmotionChange> = before.clone();
        for felt in own {
            let is_hers = |known: &&mut EmotionChange| {
                (known.from_persona, known.to_persona) == (felt.from_persona, felt.to_persona)
            };
            match emotions.iter_mut().find(is_hers) {
                Some(known) => (known.to, known.evidence) = (felt.to, known.evidence.min(felt.evidence)),
                None => emotions.push(felt),
            }
        }
        emotions
    }

    /// The change of one persona's emotion at a gap, found by her identity on either side.
    pub fn gap_emotion(&self, gap: &Gap, persona: PersonaId) -> Option<EmotionChange> {
        let is_hers = |e: &EmotionChange| e.from_persona == Some(persona) || e.to_persona == Some(persona);
        self.gap_emotions(gap).into_iter().find(is_hers)
    }

    /// How many entries of a kind bear a mark.
    pub fn count(&self, kind: Kind, mark: Mark) -> usize {
        self.entries.iter().filter(|entry| entry.kind == kind && entry.mark == mark).count()
    }

    /// The curves of one persona, found by her identity on either side.
    pub fn curves_of(&self, persona: PersonaId) -> Option<&PersonaCurves> {
        self.curves.iter().find(|curves| curves.from_persona == Some(persona) || curves.to_persona == Some(persona))
    }

    /// Whether there is nothing to close. What makes no gap, such as opportunities, feedback, notes and evidence, may
    /// differ all the same; see [`Comparison::is_identical`].
    pub fn is_same(&self) -> bool {
        self.gaps.is_empty()
    }

    /// Whether nothing differs but layout.
    pub fn is_identical(&self) -> bool {
        let is_kept = |entry: &Entry| entry.mark == Mark::Kept && entry.fields.is_empty() && !entry.rewired;
        self.gaps.is_empty() && self.entries.iter().all(is_kept)
    }

    /// How many pain points there are of each fate.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        for pain in &self.pains {
            *match pain.fate {
                PainFate::Resolved => &mut coverage.resolved,
                PainFate::Reduced => &mut coverage.reduced,
                PainFate::Open => &mut coverage.open,
                PainFate::Worse => &mut coverage.worse,
                PainFate::Introduced => &mut coverage.introduced,
            } += 1;
        }
        coverage
    }
}
