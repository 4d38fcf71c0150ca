//! The things on a map: plain values, without their edges (those live in [`Journey`](super::Journey)).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::id::*;
use super::rank::Rank;
use super::values::*;

/// A moment in which the customer meets the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touchpoint {
    /// Identity.
    pub id: TouchpointId,
    /// The stage it belongs to; it must exist.
    pub stage: StageId,
    /// Place within the stage.
    pub rank: Rank,
    /// What happens, in the customer's words.
    pub name: String,
    /// Anything else worth knowing.
    pub note: String,
    /// Where it takes place.
    pub channel: Channel,
    /// Who meets whom.
    pub encounter: Encounter,
    /// Front stage or back stage.
    pub stagecraft: Stagecraft,
    /// How it serves each pillar.
    pub pillars: Pillars,
    /// How much it matters to the customer.
    pub importance: Option<Level>,
    /// Whether the journey is won or lost here.
    pub moment_of_truth: bool,
    /// How the person was, for human encounters.
    pub staff: StaffRating,
    /// What the description rests on.
    pub evidence: Evidence,
    /// The evidence in words, e.g. "48 interviews".
    pub evidence_note: String,
    /// Who answers for it in the company.
    pub owner: String,
    /// Words to filter by.
    pub tags: BTreeSet<String>,
    /// What stands in the text and back-stage lanes at this touchpoint; the lanes must exist.
    pub texts: BTreeMap<LaneId, String>,
    /// What stands in the picture lanes; lanes and pictures must exist.
    pub pictures: BTreeMap<LaneId, PictureId>,
}

impl Touchpoint {
    /// A touchpoint with a name and nothing else said.
    pub fn new(id: TouchpointId, stage: StageId, rank: Rank, name: impl Into<String>) -> Self {
        Touchpoint {
            id,
            stage,
            rank,
            name: name.into(),
            note: String::new(),
            channel: Channel::default(),
            encounter: Encounter::default(),
            stagecraft: Stagecraft::default(),
            pillars: Pillars::default(),
            importance: None,
            moment_of_truth: false,
            staff: StaffRating::default(),
            evidence: Evidence::default(),
            evidence_note: String::new(),
            owner: String::new(),
            tags: BTreeSet::new(),
            texts: BTreeMap::new(),
            pictures: BTreeMap::new(),
        }
    }
}

/// How a touchpoint serves the four pillars.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pillars {
    /// Help at a point.
    pub service: Support,
    /// Product or service quality.
    pub product: Support,
    /// Brand image.
    pub brand: Support,
    /// Perks.
    pub perks: Support,
}

impl Pillars {
    /// The support for one pillar.
    pub fn get(&self, pillar: Pillar) -> Support {
        match pillar {
            Pillar::Service => self.service,
            Pillar::Product => self.product,
            Pillar::Brand => self.brand,
            Pillar::Perks => self.perks,
        }
    }

    /// The same pillars with one changed.
    pub fn with(mut self, pillar: Pillar, support: Support) -> Self {
        match pillar {
            Pillar::Service => self.service = support,
            Pillar::Product => self.product = support,
            Pillar::Brand => self.brand = support,
            Pillar::Perks => self.perks = support,
        }
        self
    }
}

/// How attentive, polite and knowledgeable a person was; `None` is unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StaffRating {
    /// Did she notice the customer?
    pub attentive: Option<Level>,
    /// Was she polite?
    pub polite: Option<Level>,
    /// Did she know her business?
    pub knowledgeable: Option<Level>,
}

/// A kind of customer (or employee) whose journey is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// Identity.
    pub id: PersonaId,
    /// Place in the list; the first is the main persona.
    pub rank: Rank,
    /// Her name.
    pub name: String,
    /// Who she is, in a few words.
    pub role: String,
    /// Customer segment or price tier.
    pub segment: String,
    /// Her share of all customers.
    pub share: Option<Percent>,
    /// What she needs, one per entry.
    pub needs: Vec<String>,
    /// What she wants.
    pub wants: Vec<String>,
    /// What puts her under stress.
    pub stresses: Vec<String>,
    /// What the brand stands for to her: the connection.
    pub brand: String,
    /// A sentence she would say, without quotation marks.
    pub quote: String,
    /// Colour, marker and dash; `None` takes the next free one by place.
    pub colour: Option<PersonaColour>,
    /// Letters on her badge; empty takes the first letter of the name.
    pub initials: String,
    /// Her portrait; must exist in the map.
    pub picture: Option<PictureId>,
    /// Anything else worth knowing.
    pub note: String,
}

impl Persona {
    /// A persona with a name and nothing else said.
    pub fn new(id: PersonaId, rank: Rank, name: impl Into<String>) -> Self {
        Persona {
            id,
            rank,
            name: name.into(),
            role: String::new(),
            segment: String::new(),
            share: None,
            needs: Vec::new(),
            wants: Vec::new(),
            stresses: Vec::new(),
            brand: String::new(),
            quote: String::new(),
            colour: None,
            initials: String::new(),
            picture: None,
            note: String::new(),
        }
    }
}

/// Something that hurts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pain {
    /// Identity.
    pub id: PainId,
    /// Place among the pain points of one touchpoint.
    pub rank: Rank,
    /// What hurts.
    pub text: String,
    /// How much, 1 … 5.
    pub severity: Level,
    /// How often, 1 … 5.
    pub frequency: Option<Level>,
    /// Whose pain it is.
    pub whose: Voice,
    /// The pillar it breaks.
    pub pillar: Option<Pillar>,
    /// What was decided about it.
    pub status: PainStatus,
    /// What the statement rests on.
    pub evidence: Evidence,
    /// Who takes care of it.
    pub owner: String,
    /// Dots stuck on it in a workshop; no statement about severity.
    pub votes: u32,
    /// Anything else worth knowing.
    pub note: String,
}

impl Pain {
    /// A pain point of middle severity.
    pub fn new(id: PainId, rank: Rank, text: impl Into<String>) -> Self {
        Pain {
            id,
            rank,
            text: text.into(),
            severity: Level::default(),
            frequency: None,
            whose: Voice::default(),
            pillar: None,
            status: PainStatus::default(),
            evidence: Evidence::default(),
            owner: String::new(),
            votes: 0,
            note: String::new(),
        }
    }
}

/// Something that could be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    /// Identity.
    pub id: OpportunityId,
    /// Place among the opportunities of one touchpoint.
    pub rank: Rank,
    /// What could be done.
    pub text: String,
    /// How much it would help, 1 … 5.
    pub impact: Option<Level>,
    /// How much work it is, 1 … 5.
    pub effort: Option<Level>,
    /// When.
    pub horizon: Horizon,
    /// Who.
    pub owner: String,
    /// How far it has come.
    pub status: OpportunityStatus,
    /// Dots stuck on it in a workshop.
    pub votes: u32,
    /// Anything else worth knowing.
    pub note: String,
}

impl Opportunity {
    /// An opportunity for now, not yet weighed.
    pub fn new(id: OpportunityId, rank: Rank, text: impl Into<String>) -> Self {
        Opportunity {
            id,
            rank,
            text: text.into(),
            impact: None,
            effort: None,
            horizon: Horizon::default(),
            owner: String::new(),
            status: OpportunityStatus::default(),
            votes: 0,
            note: String::new(),
        }
    }
}

/// Something somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// Identity.
    pub id: FeedbackId,
    /// Place among the feedback at one touchpoint.
    pub rank: Rank,
    /// Who said it.
    pub source: Voice,
    /// What was said.
    pub text: String,
    /// When.
    pub date: Option<Date>,
    /// How many of five.
    pub rating: Option<Level>,
    /// How far it has come in the loop.
    pub status: LoopStatus,
    /// Anything else worth knowing.
    pub note: String,
}

impl Feedback {
    /// Something a customer said.
    pub fn new(id: FeedbackId, rank: Rank, text: impl Into<String>) -> Self {
        Feedback {
            id,
            rank,
            source: Voice::default(),
            text: text.into(),
            date: None,
            rating: None,
            status: LoopStatus::default(),
            note: String::new(),
        }
    }
}

/// A number that was, or could be, measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Identity.
    pub id: MeasureId,
    /// Place among the measures at one touchpoint.
    pub rank: Rank,
    /// What is measured, e.g. "Price clear".
    pub name: String,
    /// The kind of number.
    pub kind: MeasureKind,
    /// The lowest and highest possible number.
    pub scale: Scale,
    /// How it was measured.
    pub method: String,
    /// How many answers the number rests on.
    pub sample: Option<u32>,
    /// The number.
    pub value: Option<Amount>,
    /// What the number should be.
    pub target: Option<Amount>,
    /// Which way it should go.
    pub direction: Direction,
    /// When it was measured.
    pub date: Option<Date>,
    /// What it rests on.
    pub evidence: Evidence,
    /// The stage it measures, where it is not about single touchpoints; must exist.
    pub stage: Option<StageId>,
    /// Anything else worth knowing.
    pub note: String,
}

impl Measure {
    /// A measure in percent without a number yet.
    pub fn new(id: MeasureId, rank: Rank, name: impl Into<String>) -> Self {
        Measure {
            id,
            rank,
            name: name.into(),
            kind: MeasureKind::default(),
            scale: Scale::default(),
            method: String::new(),
            sample: None,
            value: None,
            target: None,
            direction: Direction::default(),
            date: None,
            evidence: Evidence::default(),
            stage: None,
            note: String::new(),
        }
    }
}

/// The range a measure lives in, `min < max`, and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    min: Amount,
    max: Amount,
    /// Printed after the number: `%`, ` days`, or nothing.
    pub unit: String,
}

impl Scale {
    /// A scale from `min` to `max`.
    ///
    /// # Errors
    /// If `min` is not below `max`.
    pub fn new(min: Amount, max: Amount, unit: impl Into<String>) -> Result<Scale, OutOfRange> {
        if min >= max {
            return Err(OutOfRange {
                value: format!("{min} to {max}"),
                expected: "a scale whose lower end is below its upper end",
            });
        }
        Ok(Scale { min, max, unit: unit.into() })
    }

    /// The lower end.
    pub fn min(&self) -> Amount {
        self.min
    }

    /// The upper end.
    pub fn max(&self) -> Amount {
        self.max
    }

    /// Where `value` lies between the ends, clamped to 0.0 … 1.0.
    pub fn fraction(&self, value: Amount) -> f64 {
        ((value.get() - self.min.get()) / (self.max.get() - self.min.get())).clamp(0.0, 1.0)
    }
}

/// 0 … 100 %.
impl Default for Scale {
    fn default() -> Self {
        let amount = |v: f64| Amount::new(v).expect("finite");
        Scale { min: amount(0.0), max: amount(100.0), unit: "%".to_owned() }
    }
}

/// A phase of the journey, holding touchpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Identity.
    pub id: StageId,
    /// Place in the journey.
    pub rank: Rank,
    /// Its name.
    pub name: String,
    /// Anything else worth knowing.
    pub note: String,
    /// Whether its contents are protected from change.
    pub locked: bool,
}

impl Stage {
    /// An unlocked stage.
    pub fn new(id: StageId, rank: Rank, name: impl Into<String>) -> Self {
        Stage { id, rank, name: name.into(), note: String::new(), locked: false }
    }
}

/// A row of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Identity.
    pub id: LaneId,
    /// Place from top to bottom.
    pub rank: Rank,
    /// What it shows.
    pub kind: LaneKind,
    /// Its title; empty takes the kind's name.
    pub title: String,
    /// Least height in logical points; `None` lets the contents decide.
    pub height: Option<u16>,
    /// Whether it is drawn.
    pub visible: bool,
    /// Whether its contents are protected from change.
    pub locked: bool,
    /// Whether a line of interaction runs above it: what customers do lies above the line, what people do in answer
    /// below it. Between two back-stage lanes it is the line of internal interaction (Shostack 1984; Bitner et al. 2008).
    pub interaction: bool,
    /// For text lanes: whose thoughts these are; must exist.
    pub persona: Option<PersonaId>,
    /// Anything else worth knowing.
    pub note: String,
}

impl Lane {
    /// A visible, unlocked lane with the kind's own title.
    pub fn new(id: LaneId, rank: Rank, kind: LaneKind) -> Self {
        Lane {
            id,
            rank,
            kind,
            title: String::new(),
            height: None,
            visible: true,
            locked: false,
            interaction: false,
            persona: None,
            note: String::new(),
        }
    }

    /// The title as drawn.
    pub fn shown_title(&self) -> &str {
        if self.title.is_empty() { self.kind.label() } else { &self.title }
    }
}

/// A touchpoint leads to another; branches and loops are allowed, a touchpoint leading to itself is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// Where it starts; must exist.
    pub from: TouchpointId,
    /// Where it ends; must exist, and differ from `from`.
    pub to: TouchpointId,
    /// The condition, e.g. "if refused".
    pub label: String,
}

/// How a persona feels at a touchpoint she meets. Without a feeling she does not meet it at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Feeling {
    /// The emotion, or `None` for "not observed", which leaves a gap in the curve.
    pub emotion: Option<Emotion>,
    /// What the value rests on, where it differs from the touchpoint's own evidence.
    pub evidence: Option<Evidence>,
}

/// An edge that says nothing but that two elements belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// The pain hurts at the touchpoint.
    HurtsAt(PainId, TouchpointId),
    /// The pain is felt by the persona.
    FeltBy(PainId, PersonaId),
    /// The opportunity addresses the pain.
    Addresses(OpportunityId, PainId),
    /// The opportunity improves the touchpoint.
    Improves(OpportunityId, TouchpointId),
    /// The feedback is about the touchpoint.
    About(FeedbackId, TouchpointId),
    /// The feedback comes from the persona.
    From(FeedbackId, PersonaId),
    /// The measure measures the touchpoint.
    Measures(MeasureId, TouchpointId),
}

impl Tie {
    /// The identities of both ends, source first.
    pub fn ends(self) -> (Uid, Uid) {
        match self {
            Tie::HurtsAt(a, b) => (a.0, b.0),
            Tie::FeltBy(a, b) => (a.0, b.0),
            Tie::Addresses(a, b) => (a.0, b.0),
            Tie::Improves(a, b) => (a.0, b.0),
            Tie::About(a, b) => (a.0, b.0),
            Tie::From(a, b) => (a.0, b.0),
            Tie::Measures(a, b) => (a.0, b.0),
        }
    }
}

/// What the map as a whole is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The map's name.
    pub title: String,
    /// The sentence a slide should leave behind; empty takes the title.
    pub takeaway: String,
    /// The situation that is mapped.
    pub scenario: String,
    /// What the company wants to reach, one per entry.
    pub goals: Vec<String>,
    /// Who made it.
    pub author: String,
    /// The team's own name for this version, e.g. "12".
    pub version: String,
    /// What the map as a whole rests on; printed below every exported picture.
    pub sources: String,
    /// Outside forces it should answer to: laws, competitors, seasons.
    pub forces: Vec<String>,
    /// Customers' priorities that are changing.
    pub priorities: Vec<String>,
    /// Whether stages and touchpoints may not be added, moved or deleted.
    pub structure_locked: bool,
    /// Whether the ideal journey may not be changed.
    pub ideal_locked: bool,
    /// The rules of the method that say nothing about this map, each with the reason.
    pub muted: BTreeMap<String, String>,
}

/// A thought not yet placed on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// Place in the parking lot.
    pub rank: Rank,
    /// The thought.
    pub text: String,
}

/// Two elements, one in each journey, that somebody said are (or are not) the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Identity.
    pub id: PinId,
    /// The element of today's journey.
    pub today: Uid,
    /// The element of the ideal journey.
    pub ideal: Uid,
    /// `true`: the same; `false`: parted, never to be matched.
    pub same: bool,
}

/// Today's journey as it was on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// Identity.
    pub id: SnapshotId,
    /// The day.
    pub date: Date,
    /// What the day was, e.g. "After the gate training".
    pub label: String,
    /// The journey.
    pub journey: Arc<super::Journey>,
}

/// A picture stored inside the map, encoded as PNG or JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Identity.
    pub id: PictureId,
    /// The encoded file.
    pub bytes: Arc<[u8]>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What it shows, for people who cannot see it.
    pub alt: String,
}
