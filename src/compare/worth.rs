//! What differences are worth, in touchpoints' worth of change: the weights of the distance, all in one place.
//!
//! A touchpoint added or removed is 1 (Zhang and Shasha's tree edit distance with unequal costs, scaled to one card on
//! the wall). Sums are whole millionths, so that the order of adding cannot show.

use super::comparison::{EmotionChange, Field, FieldChange, Kind, Part};
use crate::model::*;

/// One touchpoint's worth of change.
pub(super) const ONE: u64 = 1_000_000;

const RENAMED: u64 = ONE * 3 / 10;
const MOVED: u64 = ONE * 3 / 10;
/// Another channel, encounter or side of the line of visibility; all three are worth no more.
const OTHER_KIND: u64 = ONE / 5;
/// One persona's emotion all the way from −10 to +10.
const WHOLE_EMOTION: u64 = ONE / 2;
/// An emotion that is known on one side only.
const UNKNOWN_EMOTION: u64 = ONE / 20;
/// A link added, removed or led elsewhere, or what an element hangs on.
const EDGE: u64 = ONE / 4;
/// Any other field of a touchpoint, and the most that all of them are worth together.
const FIELD: u64 = ONE / 20;
const FIELDS: u64 = ONE / 5;
/// One step of a pain point's severity: the worst one is half a touchpoint.
const SEVERITY: u64 = ONE / 10;
/// A measure added or removed, or a value all the way from one end of its scale to the other.
const MEASURE: u64 = ONE / 5;
/// Any other field of a pain point, measure or link, and the most that all of them are worth together.
const DETAIL: u64 = ONE / 50;
const DETAILS: u64 = ONE / 10;
/// A stage or persona added or removed; a lane is worth a fifth of that.
const SETTING: u64 = ONE / 2;
const LANE: u64 = ONE / 10;

/// What an entry is worth, by parts of the distance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Worth {
    parts: [u64; Part::ALL.len()],
}

impl Worth {
    fn of(part: Part, worth: u64) -> Worth {
        let mut found = Worth::default();
        found.add(part, worth);
        found
    }

    fn add(&mut self, part: Part, worth: u64) {
        self.parts[part as usize] += worth;
    }

    /// The sum of two.
    pub fn plus(mut self, other: Worth) -> Worth {
        self.parts.iter_mut().zip(other.parts).for_each(|(mine, other)| *mine += other);
        self
    }

    /// All parts together, in millionths of a touchpoint.
    pub fn total(&self) -> u64 {
        self.parts.iter().sum()
    }

    /// One part.
    pub fn part(&self, part: Part) -> u64 {
        self.parts[part as usize]
    }

    /// No more than so much; the parts shrink alike, what rounding leaves over is lost.
    fn at_most(mut self, most: u64) -> Worth {
        let total = self.total();
        if total > most {
            self.parts.iter_mut().for_each(|part| *part = *part * most / total);
        }
        self
    }
}

/// What a whole element is worth: what its loss would cost, and what it adds to the size of its journey.
///
/// Opportunities and feedback are worth nothing: they are about the way, and a new idea takes nobody farther away from
/// the ideal.
pub(super) fn whole(journey: &Journey, kind: Kind, uid: Uid) -> Worth {
    match kind {
        Kind::Touchpoint => Worth::of(Part::Touchpoints, ONE),
        Kind::Stage | Kind::Persona => Worth::of(Part::Touchpoints, SETTING),
        Kind::Lane => Worth::of(Part::Touchpoints, LANE),
        Kind::Link => Worth::of(Part::Touchpoints, EDGE),
        Kind::Pain => {
            let severity = journey.pain(PainId(uid)).map_or(0, |pain| hurting(pain));
            Worth::of(Part::Pains, SEVERITY * severity.max(1))
        }
        Kind::Measure => Worth::of(Part::Measures, MEASURE),
        Kind::Opportunity | Kind::Feedback => Worth::default(),
    }
}

/// What a whole element is worth that the other journey lacks: all of it, but nothing for a number that was only
/// observed. How the journey is measured now is not a way in which it differs from what it should be, or answers that
/// come in would take it away from its ideal.
pub(super) fn alone(journey: &Journey, kind: Kind, uid: Uid) -> Worth {
    let measure = (kind == Kind::Measure).then(|| journey.measure(MeasureId(uid))).flatten();
    let is_observed = measure.is_some_and(|measure| {
        let came_in = measure.sample.is_some() || measure.date.is_some() || measure.answers.is_some();
        measure.target.is_none() && came_in
    });
    if is_observed { Worth::default() } else { whole(journey, kind, uid) }
}

/// The severity of a pain point that still hurts; 0 once it is resolved.
fn hurting(pain: &Pain) -> u64 {
    if pain.status == PainStatus::Resolved { 0 } else { u64::from(pain.severity.get()) }
}

/// What differs about two matched elements.
pub(super) struct Difference<'a> {
    pub kind: Kind,
    pub fields: &'a [FieldChange],
    pub emotions: &'a [EmotionChange],
    pub is_moved: bool,
    /// Ties that lead elsewhere.
    pub is_rewired: bool,
    /// How many became one or one became, beyond the first.
    pub more_parts: usize,
}

/// What the differences of two matched elements are worth; at most what both are worth as a whole.
pub(super) fn difference(found: &Difference, from: (&Journey, Uid), to: (&Journey, Uid)) -> Worth {
    let mut worth = match found.kind {
        Kind::Touchpoint => touchpoint(found),
        Kind::Pain => pain(found, from, to),
        Kind::Measure => measure(found, from, to),
        Kind::Stage | Kind::Persona | Kind::Lane | Kind::Link => {
            Worth::of(Part::Touchpoints, details(found, FIELD, FIELDS, |_| true))
        }
        Kind::Opportunity | Kind::Feedback => Worth::default(),
    };
    let part = match found.kind {
        Kind::Stage | Kind::Touchpoint | Kind::Persona | Kind::Lane | Kind::Link => Part::Touchpoints,
        Kind::Pain => Part::Pains,
        Kind::Measure => Part::Measures,
        Kind::Opportunity | Kind::Feedback => return Worth::default(),
    };
    worth.add(part, if found.is_moved { MOVED } else { 0 } + if found.is_rewired { EDGE } else { 0 });
    let whole_ones = whole(from.0, found.kind, from.1).plus(whole(to.0, found.kind, to.1)).total();
    let one = whole_ones / 2;
    worth.add(part, one * found.more_parts as u64);
    worth.at_most(whole_ones + one * found.more_parts as u64)
}

fn details(found: &Difference, each: u64, most: u64, chosen: impl Fn(Field) -> bool) -> u64 {
    let fields = found.fields.iter().map(|change| change.field);
    let count = fields.filter(|field| field.is_of_the_journey() && chosen(*field)).count();
    (each * count as u64).min(most)
}

fn touchpoint(found: &Difference) -> Worth {
    let mut worth = Worth::default();
    let has = |field: Field| found.fields.iter().any(|change| change.field == field);
    let is_kind = |field: Field| matches!(field, Field::Channel | Field::Encounter | Field::Stagecraft);
    let name = if has(Field::Name) { RENAMED } else { 0 };
    let kind = if found.fields.iter().any(|change| is_kind(change.field)) { OTHER_KIND } else { 0 };
    let others = details(found, FIELD, FIELDS, |field| field != Field::Name && !is_kind(field));
    worth.add(Part::Touchpoints, name + kind + others);
    for change in found.emotions.iter().filter(|change| change.is_shared()) {
        let felt = match (change.from, change.to) {
            // Rounding up, because a difference must never count as none.
            (Some(from), Some(to)) => ((from - to).abs() * (WHOLE_EMOTION / 20) as f64).ceil() as u64,
            (None, Some(_)) | (Some(_), None) => UNKNOWN_EMOTION,
            (None, None) => 0,
        };
        worth.add(Part::Emotion, felt);
    }
    worth
}

fn pain(found: &Difference, from: (&Journey, Uid), to: (&Journey, Uid)) -> Worth {
    let hurts = |(journey, uid): (&Journey, Uid)| journey.pain(PainId(uid)).map_or(0, |pain| hurting(pain));
    let steps = hurts(from).abs_diff(hurts(to));
    // The severity counts by its steps. A status tells only how far somebody has come, unless it says that it hurts less.
    let relief = found.fields.iter().any(|change| change.field == Field::Status && change.trend != Default::default());
    let others = details(found, DETAIL, DETAILS, |field| !matches!(field, Field::Severity | Field::Status));
    let said = if steps == 0 && relief { SEVERITY / 2 } else { 0 };
    // A resolved pain's severity is only a word.
    let word = if steps == 0 { details(found, DETAIL, DETAIL, |field| field == Field::Severity) } else { 0 };
    Worth::of(Part::Pains, SEVERITY * steps + said + others + word)
}

fn measure(found: &Difference, from: (&Journey, Uid), to: (&Journey, Uid)) -> Worth {
    let pair = from.0.measure(MeasureId(from.1)).zip(to.0.measure(MeasureId(to.1)));
    let Some((a, b)) = pair else { return Worth::default() };
    let number = |measure: &Measure| measure.value.or(measure.target).map(|amount| measure.scale.fraction(amount));
    let off = match (number(a), number(b)) {
        (Some(a), Some(b)) => ((a - b).abs() * MEASURE as f64).round() as u64,
        (None, None) => 0,
        (None, Some(_)) | (Some(_), None) => MEASURE / 2,
    };
    Worth::of(Part::Measures, off + details(found, DETAIL, DETAILS, |_| true))
}
