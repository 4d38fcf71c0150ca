//! What stands beside the journeys: what the map is about, thoughts, matches, the plan, snapshots, pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::id::*;
use crate::model::rank::Rank;
use crate::model::values::*;

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
    pub journey: Arc<crate::model::Journey>,
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
