//! What is protected, and by which lock.
//!
//! A lock is looked for at every record a command touches, not at the command: whatever way a change takes
//! (dragging, pasting, a batch), it meets the same lock. Taking a lock off is always possible.
//!
//! Undo does not come here. A lock is itself a step in the history, so going back meets the locking before it
//! meets anything the lock protects.

use super::draft::quoted;
use super::path::is_only_order;
use super::rejection::Rejection;
use crate::model::*;

/// Refuses to replace `before` by `after` if a lock on the map as it is now protects either.
pub(super) fn check(map: &Map, before: Option<&MapRecord>, after: Option<&MapRecord>) -> Result<(), Rejection> {
    if let (Some(MapRecord::Picture(picture)), Some(_)) = (before, after) {
        return check_picture(map, picture.id);
    }
    let touches_ideal = |record: Option<&MapRecord>| matches!(record, Some(MapRecord::Ideal(_)));
    let (before_in, after_in) = (before.and_then(in_journey), after.and_then(in_journey));
    let state = before_in.or(after_in).map(|(state, _)| state);
    let ideal = touches_ideal(before) || touches_ideal(after) || state == Some(State::Ideal);
    if ideal && map.about().ideal_locked {
        return Err(Rejection::Locked { what: "The ideal journey".to_owned() });
    }
    let Some(journey) = state.and_then(|state| map.journey(state)) else { return Ok(()) };
    let (before, after) = (before_in.map(|(_, record)| record), after_in.map(|(_, record)| record));
    if map.about().structure_locked && changes_structure(before, after) {
        return Err(Rejection::Locked { what: "The structure of this map".to_owned() });
    }
    check_stages(journey, before, after)?;
    check_lanes(journey, before, after)
}

fn in_journey(record: &MapRecord) -> Option<(State, &Record)> {
    if let MapRecord::In(state, record) = record { Some((*state, record)) } else { None }
}

/// Refuses to say something else of a picture that stands in a locked stage or lane of either journey.
fn check_picture(map: &Map, picture: PictureId) -> Result<(), Rejection> {
    for (state, journey) in [(State::Today, Some(map.today())), (State::Ideal, map.ideal())] {
        let Some(journey) = journey else { continue };
        for touchpoint in journey.touchpoints() {
            let lanes = touchpoint.pictures.iter().filter(|(_, shown)| **shown == picture);
            for lane in lanes.filter_map(|(lane, _)| journey.lane(*lane)) {
                if state == State::Ideal && map.about().ideal_locked {
                    return Err(Rejection::Locked { what: "The ideal journey".to_owned() });
                }
                if let Some(stage) = journey.stage(touchpoint.stage).filter(|stage| stage.locked) {
                    return Err(stage_locked(stage));
                }
                if lane.locked {
                    return Err(lane_locked(lane));
                }
            }
        }
    }
    Ok(())
}

/// Refuses if any stage or lane of the journey is locked: for commands that touch all of it.
pub(super) fn check_whole(journey: &Journey) -> Result<(), Rejection> {
    let stage = journey.stages().iter().find(|stage| stage.locked).map(|stage| stage_locked(stage));
    let lane = journey.lanes().iter().find(|lane| lane.locked).map(|lane| lane_locked(lane));
    stage.or(lane).map_or(Ok(()), Err)
}

fn stage_locked(stage: &Stage) -> Rejection {
    Rejection::Locked { what: format!("The stage {}", quoted(&stage.name, "")).trim_end().to_owned() }
}

fn lane_locked(lane: &Lane) -> Rejection {
    Rejection::Locked { what: format!("The lane {}", quoted(lane.shown_title(), "")) }
}

/// Whether a stage, lane or touchpoint comes, goes or moves.
fn changes_structure(before: Option<&Record>, after: Option<&Record>) -> bool {
    match (before, after) {
        (Some(Record::Stage(a)), Some(Record::Stage(b))) => a.rank != b.rank,
        (Some(Record::Lane(a)), Some(Record::Lane(b))) => a.rank != b.rank,
        (Some(Record::Touchpoint(a)), Some(Record::Touchpoint(b))) => (&a.rank, a.stage) != (&b.rank, b.stage),
        (a, b) => {
            let structural = |record: Option<&Record>| {
                matches!(record, Some(Record::Stage(_) | Record::Lane(_) | Record::Touchpoint(_)))
            };
            structural(a) || structural(b)
        }
    }
}

fn check_stages(journey: &Journey, before: Option<&Record>, after: Option<&Record>) -> Result<(), Rejection> {
    if !journey.stages().iter().any(|stage| stage.locked) {
        return Ok(());
    }
    if let Some(Record::Stage(stage)) = before {
        let unlocked_only = matches!(after, Some(Record::Stage(new))
            if Stage { locked: new.locked, ..(**stage).clone() } == **new);
        return if stage.locked && !unlocked_only { Err(stage_locked(stage)) } else { Ok(()) };
    }
    for record in [before, after].into_iter().flatten() {
        for id in stages_of(journey, record) {
            if let Some(stage) = journey.stage(id).filter(|stage| stage.locked) {
                return Err(stage_locked(stage));
            }
        }
    }
    Ok(())
}

/// The stages in which a record stands or hangs.
fn stages_of(journey: &Journey, record: &Record) -> Vec<StageId> {
    let of_touchpoint = |id: TouchpointId| journey.touchpoint(id).map(|touchpoint| touchpoint.stage);
    let of_item = |uid: Uid| journey.touchpoints_of(uid).into_iter().map(|touchpoint| touchpoint.stage);
    match record {
        Record::Stage(stage) => vec![stage.id],
        Record::Persona(_) | Record::Lane(_) => Vec::new(),
        Record::Touchpoint(touchpoint) => vec![touchpoint.stage],
        Record::Pain(pain) => of_item(pain.id.0).collect(),
        Record::Opportunity(opportunity) => of_item(opportunity.id.0).collect(),
        Record::Feedback(feedback) => of_item(feedback.id.0).collect(),
        Record::Measure(measure) => of_item(measure.id.0).chain(measure.stage).collect(),
        // Which stage comes next is the order's business, not that of the stage before.
        Record::Link(link) if of_touchpoint(link.from) != of_touchpoint(link.to) && is_only_order(journey, link) => {
            Vec::new()
        }
        Record::Link(link) => of_touchpoint(link.from).into_iter().chain(of_touchpoint(link.to)).collect(),
        Record::Feeling(_, touchpoint, _) => of_touchpoint(*touchpoint).into_iter().collect(),
        Record::Tie(tie) => {
            let (source, _) = tie.ends();
            of_item(source).chain(tie_touchpoint(*tie).and_then(of_touchpoint)).collect()
        }
    }
}

fn tie_touchpoint(tie: Tie) -> Option<TouchpointId> {
    match tie {
        Tie::HurtsAt(_, id) | Tie::Improves(_, id) | Tie::About(_, id) | Tie::Measures(_, id) => Some(id),
        Tie::FeltBy(..) | Tie::Addresses(..) | Tie::From(..) | Tie::Shows(..) | Tie::LedTo(..) => None,
    }
}

fn check_lanes(journey: &Journey, before: Option<&Record>, after: Option<&Record>) -> Result<(), Rejection> {
    match journey.lanes().iter().find(|lane| lane.locked && lane_protects(lane, before, after)) {
        Some(lane) => Err(lane_locked(lane)),
        None => Ok(()),
    }
}

/// Whether what a locked lane shows differs between the two records.
fn lane_protects(lane: &Lane, before: Option<&Record>, after: Option<&Record>) -> bool {
    // How a lane is seen is not its contents: a locked lane may be hidden, made higher and unlocked.
    if let Some(Record::Lane(old)) = before {
        let seen_only = matches!(after, Some(Record::Lane(new))
            if Lane { locked: new.locked, visible: new.visible, height: new.height, ..(**old).clone() } == **new);
        return old.id == lane.id && !seen_only;
    }
    let any = |matching: fn(&Record) -> bool| before.is_some_and(matching) || after.is_some_and(matching);
    let (old, new) = (before.and_then(touchpoint), after.and_then(touchpoint));
    match lane.kind {
        LaneKind::Touchpoints => match (old, new) {
            (None, None) => false,
            (Some(old), Some(new)) => {
                let (texts, pictures) = (new.texts.clone(), new.pictures.clone());
                Touchpoint { texts, pictures, ..old.clone() } != *new
            }
            (Some(_), None) | (None, Some(_)) => true,
        },
        LaneKind::Channel => {
            let said = |side: Option<&Touchpoint>| side.map(|t| t.channel.clone()).unwrap_or_default();
            said(old) != said(new)
        }
        LaneKind::Text | LaneKind::BackStage => {
            old.and_then(|t| t.texts.get(&lane.id)) != new.and_then(|t| t.texts.get(&lane.id))
        }
        LaneKind::Picture => old.and_then(|t| t.pictures.get(&lane.id)) != new.and_then(|t| t.pictures.get(&lane.id)),
        LaneKind::Emotion => any(|record| matches!(record, Record::Feeling(..))),
        LaneKind::Pains => any(|r| matches!(r, Record::Pain(_) | Record::Tie(Tie::HurtsAt(..) | Tie::FeltBy(..)))),
        LaneKind::Opportunities => {
            any(|record| matches!(record, Record::Opportunity(_) | Record::Tie(Tie::Addresses(..) | Tie::Improves(..))))
        }
        LaneKind::Measures => any(|r| matches!(r, Record::Measure(_) | Record::Tie(Tie::Measures(..)))),
        LaneKind::Feedback => any(|record| match record {
            Record::Feedback(_) => true,
            Record::Tie(tie) => matches!(tie, Tie::About(..) | Tie::From(..) | Tie::Shows(..) | Tie::LedTo(..)),
            _ => false,
        }),
    }
}

fn touchpoint(record: &Record) -> Option<&Touchpoint> {
    if let Record::Touchpoint(touchpoint) = record { Some(touchpoint) } else { None }
}
