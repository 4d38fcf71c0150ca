//! Format 1: the shape of the file, record by record. A versioned twin of the model, and the only place that knows
//! the names of fields in a file.
//!
//! The first block of a record's fields must be there; the second may be left out, and is left out when written at
//! its default. Unknown fields are an error, so that nothing a newer program wrote is dropped in silence.
//! Here never come ranges or references: those are judged in `build`, all of them at once.

use serde::{Deserialize, Serialize};

use super::schema_values::*;
use crate::model::*;

/// The format this program writes.
pub const FORMAT: u32 = 1;

/// Declares a record: what a person calls it, the fields that must be there, and those that may be left out.
macro_rules! records {
    ($($(#[$attr:meta])* $name:ident = $what:literal
        must { $($required:ident: $required_type:ty,)* }
        may { $($optional:ident: $optional_type:ty,)* }
    )*) => {
    $(
        $(#[$attr])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename = $what, deny_unknown_fields, bound(deserialize = "'de: 'a"))]
        pub struct $name<'a> {
            $(pub $required: $required_type,)*
            $(#[serde(default, skip_serializing_if = "is_default")] pub $optional: $optional_type,)*
        }
    )*

        /// Every record of a file and the names of its fields, those that must be there first.
        pub const RECORDS: &[(&str, &[&str])] =
            &[$(($what, &[$(stringify!($required),)* $(stringify!($optional),)*])),*];
    };
}

records! {
    /// The whole file.
    MapFile = "map"
    must {
        format: u32,
        id: Text<'a>,
    }
    may {
        about: AboutText<'a>,
        today: JourneyText<'a>,
        ideal: Option<JourneyText<'a>>,
        notes: Vec<NoteText<'a>>,
        pins: Vec<PinText<'a>>,
        plan: Vec<PlanItemText<'a>>,
        snapshots: Vec<SnapshotText<'a>>,
        pictures: Vec<PictureText<'a>>,
    }

    /// What the map as a whole is about.
    #[derive(Default)]
    AboutText = "about"
    must {}
    may {
        title: Text<'a>,
        takeaway: Text<'a>,
        scenario: Text<'a>,
        goals: Vec<Text<'a>>,
        author: Text<'a>,
        version: Text<'a>,
        sources: Text<'a>,
        forces: Vec<Text<'a>>,
        priorities: Vec<Text<'a>>,
        structure_locked: bool,
        ideal_locked: bool,
        muted: TextPairs<'a>,
    }

    /// One journey.
    #[derive(Default)]
    JourneyText = "journey"
    must {}
    may {
        stages: Vec<StageText<'a>>,
        lanes: Vec<LaneText<'a>>,
        personas: Vec<PersonaText<'a>>,
        touchpoints: Vec<TouchpointText<'a>>,
        links: Vec<LinkText<'a>>,
        pains: Vec<PainText<'a>>,
        opportunities: Vec<OpportunityText<'a>>,
        feedback: Vec<FeedbackText<'a>>,
        measures: Vec<MeasureText<'a>>,
    }

    /// A phase of the journey.
    StageText = "stage"
    must {
        id: Text<'a>,
        rank: Text<'a>,
    }
    may {
        name: Text<'a>,
        note: Text<'a>,
        locked: bool,
    }

    /// A row of the map.
    LaneText = "lane"
    must {
        id: Text<'a>,
        rank: Text<'a>,
        kind: Choice<LaneKind>,
    }
    may {
        title: Text<'a>,
        height: Option<i64>,
        hidden: bool,
        locked: bool,
        interaction: bool,
        persona: Option<Text<'a>>,
        note: Text<'a>,
    }

    /// A kind of customer.
    PersonaText = "persona"
    must {
        id: Text<'a>,
        rank: Text<'a>,
    }
    may {
        name: Text<'a>,
        role: Text<'a>,
        segment: Text<'a>,
        share: Option<i64>,
        needs: Vec<Text<'a>>,
        wants: Vec<Text<'a>>,
        stresses: Vec<Text<'a>>,
        brand: Text<'a>,
        quote: Text<'a>,
        colour: Option<Choice<PersonaColour>>,
        initials: Text<'a>,
        picture: Option<Text<'a>>,
        note: Text<'a>,
    }

    /// A moment in which the customer meets the company, with the feelings of those who meet it.
    TouchpointText = "touchpoint"
    must {
        id: Text<'a>,
        stage: Text<'a>,
        rank: Text<'a>,
    }
    may {
        name: Text<'a>,
        note: Text<'a>,
        channel: Option<ChannelText<'a>>,
        encounter: Choice<Encounter>,
        stagecraft: Choice<Stagecraft>,
        pillars: PillarsText,
        importance: Option<i64>,
        moment_of_truth: bool,
        staff: StaffText,
        evidence: Choice<Evidence>,
        evidence_note: Text<'a>,
        owner: Text<'a>,
        tags: Vec<Text<'a>>,
        texts: TextPairs<'a>,
        pictures: TextPairs<'a>,
        feels: Vec<FeelingText<'a>>,
    }

    /// How one persona feels at a touchpoint.
    FeelingText = "feeling"
    must {
        persona: Text<'a>,
    }
    may {
        emotion: Option<Number>,
        evidence: Option<Choice<Evidence>>,
    }

    /// A touchpoint leads to another.
    LinkText = "link"
    must {
        id: Text<'a>,
        from: Text<'a>,
        to: Text<'a>,
    }
    may {
        label: Text<'a>,
    }

    /// Something that hurts.
    PainText = "pain"
    must {
        id: Text<'a>,
        rank: Text<'a>,
    }
    may {
        text: Text<'a>,
        severity: Option<i64>,
        frequency: Option<i64>,
        whose: Choice<Voice>,
        pillar: Option<Choice<Pillar>>,
        status: Choice<PainStatus>,
        evidence: Choice<Evidence>,
        owner: Text<'a>,
        votes: i64,
        note: Text<'a>,
        hurts_at: Vec<Text<'a>>,
        felt_by: Vec<Text<'a>>,
    }

    /// Something that could be done.
    OpportunityText = "opportunity"
    must {
        id: Text<'a>,
        rank: Text<'a>,
    }
    may {
        text: Text<'a>,
        impact: Option<i64>,
        effort: Option<i64>,
        horizon: Choice<Horizon>,
        owner: Text<'a>,
        status: Choice<OpportunityStatus>,
        votes: i64,
        note: Text<'a>,
        addresses: Vec<Text<'a>>,
        improves: Vec<Text<'a>>,
    }

    /// Something somebody said.
    FeedbackText = "feedback"
    must {
        id: Text<'a>,
        rank: Text<'a>,
    }
    may {
        text: Text<'a>,
        source: Choice<Voice>,
        date: Option<Text<'a>>,
        rating: Option<i64>,
        status: Choice<LoopStatus>,
        origin: Option<OriginText<'a>>,
        note: Text<'a>,
        about: Vec<Text<'a>>,
        from: Vec<Text<'a>>,
        shows: Vec<Text<'a>>,
        led_to: Vec<Text<'a>>,
    }

    /// A number that was, or could be, measured.
    MeasureText = "measure"
    must {
        id: Text<'a>,
        rank: Text<'a>,
    }
    may {
        name: Text<'a>,
        kind: Choice<MeasureKind>,
        scale: Option<ScaleText<'a>>,
        method: Text<'a>,
        sample: Option<i64>,
        value: Option<Number>,
        target: Option<Number>,
        direction: Choice<Direction>,
        date: Option<Text<'a>>,
        evidence: Choice<Evidence>,
        note: Text<'a>,
        answers: Option<AnswersText<'a>>,
        stage: Option<Text<'a>>,
        measures: Vec<Text<'a>>,
    }

    /// The survey that a piece of feedback came from.
    OriginText = "origin"
    must {
        survey: Text<'a>,
        answer: Text<'a>,
    }
    may {}

    /// The answers that a measure was worked out from.
    AnswersText = "answers"
    must {
        survey: Text<'a>,
        min: Number,
        max: Number,
    }
    may {
        question: Text<'a>,
        groups: Vec<AnswerGroupText<'a>>,
    }

    /// The ratings of one persona, or of people of whom it is not said: each rating with how many gave it.
    AnswerGroupText = "group"
    must {}
    may {
        persona: Option<Text<'a>>,
        ratings: Vec<(Number, i64)>,
    }

    /// The range a measure lives in.
    ScaleText = "scale"
    must {
        min: Number,
        max: Number,
    }
    may {
        unit: Text<'a>,
    }

    /// A thought not yet placed on the map.
    NoteText = "note"
    must {
        id: Text<'a>,
        rank: Text<'a>,
    }
    may {
        text: Text<'a>,
    }

    /// Two elements that somebody said are, or are not, the same.
    PinText = "pin"
    must {
        id: Text<'a>,
        today: Text<'a>,
        ideal: Text<'a>,
        same: bool,
    }
    may {}

    /// What somebody planned for one gap.
    PlanItemText = "plan_item"
    must {
        id: Text<'a>,
    }
    may {
        from: Option<Text<'a>>,
        to: Option<Text<'a>>,
        is: Text<'a>,
        should: Text<'a>,
        owner: Text<'a>,
        effort: Option<Choice<Effort>>,
        horizon: Option<Choice<Horizon>>,
        status: Choice<PlanStatus>,
        done_when: Text<'a>,
        closed: Option<Text<'a>>,
        note: Text<'a>,
    }

    /// Today's journey as it was on a day.
    SnapshotText = "snapshot"
    must {
        id: Text<'a>,
        date: Text<'a>,
    }
    may {
        label: Text<'a>,
        journey: JourneyText<'a>,
    }

    /// A picture stored inside the map: an encoded PNG or JPEG as base64.
    PictureText = "picture"
    must {
        id: Text<'a>,
        width: i64,
        height: i64,
        data: Text<'a>,
    }
    may {
        alt: Text<'a>,
    }
}

/// How a touchpoint serves the four pillars.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "pillars", deny_unknown_fields)]
pub struct PillarsText {
    #[serde(default, skip_serializing_if = "is_default")]
    pub service: Choice<Support>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub product: Choice<Support>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub brand: Choice<Support>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub perks: Choice<Support>,
}

/// How attentive, polite and knowledgeable a person was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "staff", deny_unknown_fields)]
pub struct StaffText {
    #[serde(default, skip_serializing_if = "is_default")]
    pub attentive: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub polite: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub knowledgeable: Option<i64>,
}

/// Declares the usual channels once for both directions.
macro_rules! channels {
    ($($variant:ident = $key:literal,)*) => {
        /// Where a touchpoint takes place: a bare word, or `own(name: "…", icon: "…")`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename = "channel", deny_unknown_fields, bound(deserialize = "'de: 'a"))]
        pub enum ChannelText<'a> {
            $(#[serde(rename = $key)] $variant,)*
            #[serde(rename = "own")]
            Own {
                name: Text<'a>,
                #[serde(default, skip_serializing_if = "is_default")]
                icon: Text<'a>,
            },
        }

        impl<'a> ChannelText<'a> {
            /// The twin of a channel; `None` where nothing is said.
            pub fn of(channel: &'a Channel) -> Option<ChannelText<'a>> {
                match channel {
                    Channel::Unset => None,
                    $(Channel::Known(KnownChannel::$variant) => Some(ChannelText::$variant),)*
                    Channel::Own { name, icon } => {
                        Some(ChannelText::Own { name: name.as_str().into(), icon: icon.as_str().into() })
                    }
                }
            }

            /// The channel in the model.
            pub fn channel(&self) -> Channel {
                match self {
                    $(ChannelText::$variant => Channel::Known(KnownChannel::$variant),)*
                    ChannelText::Own { name, icon } => Channel::Own { name: name.owned(), icon: icon.owned() },
                }
            }
        }
    };
}

channels! {
    Web = "web",
    App = "app",
    Phone = "phone",
    Email = "email",
    Chat = "chat",
    Store = "store",
    Post = "post",
    Social = "social",
    Event = "event",
    Partner = "partner",
    WordOfMouth = "word_of_mouth",
}
