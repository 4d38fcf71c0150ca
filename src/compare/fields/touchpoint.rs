//! The fields of touchpoints.

use std::collections::BTreeSet;

use super::super::comparison::{Field, FieldChange, Trend};
use super::{Differences, Namer};
use crate::model::*;

/// The fields that differ.
pub(super) fn touchpoint(a: &Touchpoint, b: &Touchpoint, lanes: &Namer) -> Vec<FieldChange> {
    let evidence = a.evidence.min(b.evidence);
    let mut found = Differences::new(evidence);
    found.text(Field::Name, "Name", &a.name, &b.name);
    found.text(Field::Note, "Note", &a.note, &b.note);
    found.text(Field::Channel, "Channel", a.channel.label(), b.channel.label());
    let encounters = (a.encounter, b.encounter);
    found.choice(Field::Encounter, "Encounter", encounters, Some(Encounter::Unset), |e| e.label());
    found.choice(Field::Stagecraft, "Front or back stage", (a.stagecraft, b.stagecraft), None, |s| s.label());
    for pillar in Pillar::ALL {
        pillar_change(&mut found, *pillar, a.pillars.get(*pillar), b.pillars.get(*pillar));
    }
    found.number(Field::Importance, "Importance", (a.importance, b.importance), None);
    found.flag(Field::MomentOfTruth, "Moment of truth", a.moment_of_truth, b.moment_of_truth);
    let better = Some(Direction::Higher);
    found.number(Field::Attentive, "Attentive", (a.staff.attentive, b.staff.attentive), better);
    found.number(Field::Polite, "Polite", (a.staff.polite, b.staff.polite), better);
    found.number(Field::Knowledgeable, "Knowledgeable", (a.staff.knowledgeable, b.staff.knowledgeable), better);
    found.choice(Field::Evidence, "Evidence", (a.evidence, b.evidence), None, |e| e.label());
    found.text(Field::EvidenceNote, "What it rests on", &a.evidence_note, &b.evidence_note);
    found.text(Field::Owner, "Owner", &a.owner, &b.owner);
    found.set(Field::Tags, "Tags", &a.tags, &b.tags);
    texts(&mut found, a, b, lanes);
    pictures(&mut found, a, b, lanes);
    found.found
}

/// What nobody said is not neutral, so that a change from or to it is neither better nor worse.
fn pillar_change(found: &mut Differences, pillar: Pillar, from: Support, to: Support) {
    if from == to {
        return;
    }
    let trend = match (from, to) {
        (Support::Against, Support::Supports) => Trend::Better,
        (Support::Supports, Support::Against) => Trend::Worse,
        (Support::Unknown | Support::Supports | Support::Against, _) => Trend::Neutral,
    };
    let label = match pillar {
        Pillar::Service => "Service pillar",
        Pillar::Product => "Product quality pillar",
        Pillar::Brand => "Brand image pillar",
        Pillar::Perks => "Perks pillar",
    };
    let said = |support: Support| match support {
        Support::Unknown => String::new(),
        Support::Supports | Support::Against => support.label().to_owned(),
    };
    found.push(Field::Pillar(pillar), label, said(from), said(to), trend);
}

/// The lanes in which two touchpoints may say something: each once, with its identities on both sides.
fn lane_pairs(
    lanes: &Namer,
    ours: BTreeSet<LaneId>,
    theirs: BTreeSet<LaneId>,
) -> Vec<(Option<LaneId>, Option<LaneId>)> {
    let mut pairs = Vec::new();
    let mut seen = BTreeSet::new();
    for lane in lanes.from.lanes().iter().map(|lane| lane.id) {
        let partner = lanes.alignment.of_from(lane.0).map(|pair| LaneId(pair.to)).next();
        let said = ours.contains(&lane) || partner.is_some_and(|partner| theirs.contains(&partner));
        if said {
            pairs.push((Some(lane), partner));
        }
        seen.extend(partner);
    }
    let added =
        lanes.to.lanes().iter().map(|lane| lane.id).filter(|lane| theirs.contains(lane) && !seen.contains(lane));
    pairs.extend(added.map(|lane| (None, Some(lane))));
    pairs
}

fn texts(found: &mut Differences, a: &Touchpoint, b: &Touchpoint, lanes: &Namer) {
    if a.texts.is_empty() && b.texts.is_empty() {
        return;
    }
    for (ours, theirs) in lane_pairs(lanes, a.texts.keys().copied().collect(), b.texts.keys().copied().collect()) {
        let text = |lane: Option<LaneId>, touchpoint: &Touchpoint| -> String {
            lane.and_then(|lane| touchpoint.texts.get(&lane)).cloned().unwrap_or_default()
        };
        if let Some((lane, title)) = lane_title(lanes, ours, theirs) {
            found.text(Field::Text(lane), &title, &text(ours, a), &text(theirs, b));
        }
    }
}

/// Pictures have no words; what is said is that there is one.
fn pictures(found: &mut Differences, a: &Touchpoint, b: &Touchpoint, lanes: &Namer) {
    let keys = |touchpoint: &Touchpoint| -> BTreeSet<LaneId> { touchpoint.pictures.keys().copied().collect() };
    if a.pictures.is_empty() && b.pictures.is_empty() {
        return;
    }
    for (ours, theirs) in lane_pairs(lanes, keys(a), keys(b)) {
        let shown = |lane: Option<LaneId>, touchpoint: &Touchpoint| {
            lane.and_then(|lane| touchpoint.pictures.get(&lane)).copied()
        };
        let (from, to) = (shown(ours, a), shown(theirs, b));
        let Some((lane, title)) = lane_title(lanes, ours, theirs) else { continue };
        let said = |picture: Option<PictureId>, word: &str| picture.map(|_| word.to_owned()).unwrap_or_default();
        if from != to {
            let word = if from.is_some() { "another picture" } else { "a picture" };
            found.push(Field::Picture(lane), &title, said(from, "a picture"), said(to, word), Trend::Neutral);
        }
    }
}

fn lane_title(lanes: &Namer, ours: Option<LaneId>, theirs: Option<LaneId>) -> Option<(LaneId, String)> {
    let first = ours.and_then(|lane| lanes.from.lane(lane));
    let lane = first.or_else(|| theirs.and_then(|lane| lanes.to.lane(lane)))?;
    Some((lane.id, lane.shown_title().to_owned()))
}
