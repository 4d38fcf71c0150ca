//! The things on a map: plain values, without their edges (those live in [`Journey`](crate::model::Journey)).

mod answers;
mod beside;
mod edges;
mod hanging;

pub use answers::*;
pub use beside::*;
pub use edges::*;
pub use hanging::*;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::choices::*;
use crate::model::id::*;
use crate::model::rank::Rank;
use crate::model::values::*;

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
