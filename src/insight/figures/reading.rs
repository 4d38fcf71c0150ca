//! What a figure comes to, in numbers and in words.

use super::Figure;
use super::people::StaffQuality;
use crate::model::*;

/// What a figure comes to for the whole journey or for a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The figure.
    pub figure: &'static Figure,
    /// What it is the figure of.
    pub of: Of,
    /// The same in the map's own words: "Dorothy in Awareness"; empty for the whole journey.
    pub name: String,
    /// The number; `None` if nothing is known, which is not zero.
    pub value: Option<Value>,
    /// How many things that are known the number was worked out from. `None` where somebody else worked it out and did
    /// not say.
    pub n: Option<usize>,
    /// What those things rest on; `None` if there are none.
    pub footing: Option<Footing>,
    /// The touchpoints, pain points, feedback or measures that make the number what it is, in journey order.
    pub places: Vec<Key>,
}

/// What a reading is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// The whole journey.
    Journey,
    /// One persona.
    Persona(PersonaId),
    /// One persona in one stage.
    PersonaInStage(PersonaId, StageId),
    /// One pillar in one stage.
    PillarInStage(Pillar, StageId),
    /// One quality of the person whom customers meet.
    Quality(StaffQuality),
    /// Pain points of one severity.
    Severity(Level),
    /// Pain points of one severity and one frequency, or of those whose frequency nobody said.
    SeverityAndFrequency(Level, Option<Level>),
    /// Feedback from somebody that came at least so far.
    Loop(Voice, LoopStatus),
    /// One touchpoint.
    Touchpoint(TouchpointId),
    /// One measure.
    Measure(MeasureId),
}

/// A part of a whole; `count` is never more than `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// The share in whole percent, rounded half up; `None` of nothing.
    pub fn percent(self) -> Option<usize> {
        (self.of > 0).then(|| (self.count * 200 + self.of) / (self.of * 2))
    }

    /// As a value; `None` of nothing.
    pub(super) fn value(self) -> Option<Value> {
        (self.of > 0).then_some(Value::Share(self))
    }
}

/// A number, by what kind of number it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A part of a whole that is not nothing.
    Share(Share),
    /// A feeling, −10.0 … +10.0, not rounded.
    Emotion(f64),
    /// A rating, 1.0 … 5.0, not rounded.
    Rating(f64),
    /// How many.
    Count(usize),
    /// How many touchpoints work for something, against it, or nobody said.
    Coverage {
        /// Work for it.
        supports: usize,
        /// Work against it.
        against: usize,
        /// Nobody said.
        unknown: usize,
    },
    /// What the company believes and what customers say.
    Belief {
        /// The feeling that the company assumes, −10.0 … +10.0.
        believed: f64,
        /// What customers rated, 1.0 … 5.0.
        rated: f64,
    },
    /// A measured number and the number it should be.
    Target {
        /// What was measured.
        value: Amount,
        /// What it should be.
        target: Amount,
        /// Printed after both.
        unit: String,
        /// Whether it is there, in the direction the measure should go.
        met: bool,
    },
}

/// "29%", "−6.7", "2.5 of 5", "2 for, 1 against, 3 unknown", "believed +6, rated 1.5 of 5", "9% of 80%, not met".
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Share(share) => write!(f, "{}%", share.percent().unwrap_or(0)),
            Value::Emotion(emotion) => f.write_str(&signed(*emotion)),
            Value::Rating(rating) => write!(f, "{rating:.1} of 5"),
            Value::Count(count) => count.fmt(f),
            Value::Coverage { supports, against, unknown } => {
                write!(f, "{supports} for, {against} against, {unknown} unknown")
            }
            Value::Belief { believed, rated } => write!(f, "believed {}, rated {rated:.1} of 5", signed(*believed)),
            Value::Target { value, target, unit, met } => {
                write!(f, "{value}{unit}, target {target}{unit}, {}", if *met { "met" } else { "not met" })
            }
        }
    }
}

/// What things rest on: the weakest and the strongest of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footing {
    /// The weakest.
    pub weakest: Evidence,
    /// The strongest.
    pub strongest: Evidence,
}

impl Footing {
    /// What several things rest on together; `None` of nothing.
    pub fn of(evidence: impl IntoIterator<Item = Evidence>) -> Option<Footing> {
        evidence.into_iter().fold(None, |so_far: Option<Footing>, evidence| {
            let footing = so_far.unwrap_or(Footing { weakest: evidence, strongest: evidence });
            let (weakest, strongest) = (footing.weakest.min(evidence), footing.strongest.max(evidence));
            Some(Footing { weakest, strongest })
        })
    }

    /// Whether not everything rests on the same.
    pub fn is_mixed(self) -> bool {
        self.weakest != self.strongest
    }
}

/// "researched", "assumed to researched".
impl std::fmt::Display for Footing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (weakest, strongest) = (self.weakest.label().to_lowercase(), self.strongest.label().to_lowercase());
        if self.is_mixed() { write!(f, "{weakest} to {strongest}") } else { f.write_str(&weakest) }
    }
}

impl Reading {
    /// A reading of the whole journey from things that rest on `evidence`, each one observation.
    pub(super) fn new(
        figure: &'static Figure,
        value: Option<Value>,
        evidence: impl IntoIterator<Item = Evidence>,
    ) -> Reading {
        let mut n = 0;
        let footing = Footing::of(evidence.into_iter().inspect(|_| n += 1));
        let of = Of::Journey;
        Reading { figure, of, name: String::new(), value, n: Some(n), footing, places: Vec::new() }
    }

    /// The same of a part of the journey.
    pub(super) fn of(self, of: Of, name: impl Into<String>) -> Reading {
        Reading { of, name: name.into(), ..self }
    }

    /// The same with its places.
    pub(super) fn at(self, places: impl IntoIterator<Item = Key>) -> Reading {
        Reading { places: places.into_iter().collect(), ..self }
    }

    /// The number in words, or that nothing is known.
    pub fn value_text(&self) -> String {
        self.value.as_ref().map_or_else(|| self.figure.nothing.to_owned(), Value::to_string)
    }

    /// What the number rests on: "4 of 14, workshop", "n = 12, assumed to researched"; empty where nothing is known.
    pub fn basis_text(&self) -> String {
        let Some(Value::Share(share)) = self.value else { return self.footing_text() };
        let count = format!("{} of {}", share.count, share.of);
        self.footing.map_or(count.clone(), |footing| format!("{count}, {footing}"))
    }

    /// How many things the number was worked out from, and what they rest on: "n = 14, assumed to researched"; empty
    /// where nothing is known.
    pub fn footing_text(&self) -> String {
        let n = match (&self.value, self.n) {
            (None, _) => return String::new(),
            (Some(_), Some(n)) => format!("n = {n}"),
            (Some(_), None) => "n not said".to_owned(),
        };
        self.footing.map_or(n.clone(), |footing| format!("{n}, {footing}"))
    }

    /// The reading in one line: "Dorothy: −6.7 (n = 12, workshop)".
    pub fn line(&self) -> String {
        let basis = self.basis_text();
        let basis = if basis.is_empty() { basis } else { format!(" ({basis})") };
        let name = if self.name.is_empty() { String::new() } else { format!("{}: ", self.name) };
        format!("{name}{}{basis}", self.value_text())
    }
}
