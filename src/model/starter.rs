//! The maps people start from: a blank one, and the usual lanes for a map that came without any.
//!
//! Here never come maps with invented content; those are files under `examples/`.

use std::sync::Arc;

use super::choices::{LaneKind, State};
use super::elements::*;
use super::id::*;
use super::map::Map;
use super::rank::Rank;
use super::record::{MapRecord, ModelError, Record};

/// The lanes of a blank map, from top to bottom.
pub const BLANK_LANES: [LaneKind; 7] = [
    LaneKind::Touchpoints,
    LaneKind::Emotion,
    LaneKind::Text,
    LaneKind::Pains,
    LaneKind::Opportunities,
    LaneKind::Measures,
    LaneKind::BackStage,
];

/// The lanes of a map read from a format that knows touchpoints and scores only, from top to bottom.
pub const IMPORT_LANES: [LaneKind; 4] =
    [LaneKind::Touchpoints, LaneKind::Emotion, LaneKind::Pains, LaneKind::Opportunities];

/// Visible lanes of these kinds in this order; text lanes are titled "Thoughts".
pub fn default_lanes(ids: &mut impl IdSource, kinds: &[LaneKind]) -> Vec<Lane> {
    let ranks = Rank::sequence(kinds.len());
    kinds.iter().zip(ranks).map(|(kind, rank)| lane(LaneId::new(ids), rank, *kind)).collect()
}

/// A lane of a kind as people get it; a text lane is titled "Thoughts".
pub fn lane(id: LaneId, rank: Rank, kind: LaneKind) -> Lane {
    let lane = Lane::new(id, rank, kind);
    match kind {
        LaneKind::Text => Lane { title: "Thoughts".to_owned(), ..lane },
        LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Channel
        | LaneKind::Pains
        | LaneKind::Opportunities
        | LaneKind::Measures
        | LaneKind::Feedback
        | LaneKind::BackStage
        | LaneKind::Picture => lane,
    }
}

/// A map to begin with: one stage with one touchpoint, one persona who meets it, and [`BLANK_LANES`].
///
/// # Errors
/// If `ids` hands out an identity twice.
pub fn blank(ids: &mut impl IdSource, title: &str) -> Result<Map, ModelError> {
    let mut map = Map::new(MapId::new(ids));
    map.put(MapRecord::About(Arc::new(About { title: title.to_owned(), ..About::default() })))?;
    let mut put = |record| map.put(MapRecord::In(State::Today, record)).map(|_| ());

    let persona = Persona::new(PersonaId::new(ids), Rank::first(), "Customer");
    let whose = persona.id;
    put(Record::Persona(Arc::new(persona)))?;
    for lane in default_lanes(ids, &BLANK_LANES) {
        let persona = (lane.kind == LaneKind::Text).then_some(whose);
        put(Record::Lane(Arc::new(Lane { persona, ..lane })))?;
    }

    let stage = Stage::new(StageId::new(ids), Rank::first(), "Stage 1");
    let touchpoint = Touchpoint::new(TouchpointId::new(ids), stage.id, Rank::first(), "First touchpoint");
    let met = touchpoint.id;
    put(Record::Stage(Arc::new(stage)))?;
    put(Record::Touchpoint(Arc::new(touchpoint)))?;
    put(Record::Feeling(whose, met, Feeling::default()))?;
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_map_has_one_card_in_one_stage_met_by_one_persona() {
        let map = blank(&mut SeededIds::new(1), "New journey").unwrap();
        let journey = map.today();
        assert_eq!(map.about().title, "New journey");
        assert_eq!((journey.stages().len(), journey.touchpoint_count(), journey.personas().len()), (1, 1, 1));
        let card = journey.touchpoints().next().unwrap();
        assert_eq!(journey.feelings_at(card.id).len(), 1);
        let kinds: Vec<LaneKind> = journey.lanes().iter().map(|lane| lane.kind).collect();
        assert_eq!(kinds, BLANK_LANES);
    }

    #[test]
    fn the_thoughts_of_a_blank_map_are_its_personas() {
        let map = blank(&mut SeededIds::new(1), "").unwrap();
        let persona = map.today().personas().next().unwrap().id;
        let owners: Vec<_> = map.today().lanes().iter().filter_map(|lane| lane.persona).collect();
        assert_eq!(owners, [persona]);
    }
}
