//! A map of one persona's own, begun with whatever of another map applies to her.
//!
//! Here never comes anything invented: what nobody said about her stays unsaid.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::*;

/// A new map for one persona of a journey.
///
/// It has every stage; of the touchpoints those she meets and those behind the scenes, or all of them, not yet
/// observed, where she meets none; the pain points and feedback that are hers or nobody's in particular, with what
/// hangs on them. Elements keep their ids, so that the two maps can be compared. The other personas stay behind.
///
/// # Errors
/// If the journey does not have the persona.
pub fn map_for_persona(
    map: &Map,
    state: State,
    persona: PersonaId,
    ids: &mut impl IdSource,
) -> Result<Map, ModelError> {
    let missing = ModelError::Missing { what: "persona", id: persona.0 };
    let journey = map.journey(state).ok_or(ModelError::NoIdeal)?;
    let whose = journey.persona(persona).ok_or(missing)?;
    let applies = Applies::to(journey, persona);
    let mut copy = Map::new(MapId::new(ids));
    let title = match map.about().title.trim() {
        "" => whose.name.clone(),
        title => format!("{title}: {}", whose.name),
    };
    let about = About {
        title,
        takeaway: String::new(),
        version: String::new(),
        structure_locked: false,
        ideal_locked: false,
        ..About::clone(map.about())
    };
    copy.put(MapRecord::About(Arc::new(about)))?;
    for picture in map.pictures() {
        copy.put(MapRecord::Picture(picture.clone()))?;
    }
    for record in journey.records() {
        if let Some(record) = applies.keep(record) {
            copy.put(MapRecord::In(State::Today, record))?;
        }
    }
    for touchpoint in applies.unobserved(journey) {
        let feeling = Record::Feeling(persona, touchpoint, Feeling::default());
        copy.put(MapRecord::In(State::Today, feeling))?;
    }
    Ok(copy)
}

/// What of a journey applies to a persona.
struct Applies {
    persona: PersonaId,
    meets_any: bool,
    lanes: BTreeSet<LaneId>,
    /// Touchpoints, pain points, opportunities, feedback and measures.
    elements: BTreeSet<Uid>,
}

impl Applies {
    fn to(journey: &Journey, persona: PersonaId) -> Applies {
        let meets = |touchpoint: &Touchpoint| journey.feeling(persona, touchpoint.id).is_some();
        let meets_any = journey.touchpoints().any(|touchpoint| meets(touchpoint));
        let met = |touchpoint: &&Arc<Touchpoint>| {
            !meets_any || meets(touchpoint) || touchpoint.stagecraft == Stagecraft::BackStage
        };
        let mut elements: BTreeSet<Uid> = journey.touchpoints().filter(met).map(|touchpoint| touchpoint.id.0).collect();
        let hers = |element: Uid| {
            let personas = journey.personas_of(element);
            personas.is_empty() || personas.iter().any(|other| other.id == persona)
        };
        let at = |elements: &BTreeSet<Uid>, element: Uid| {
            let places = journey.touchpoints_of(element);
            places.is_empty() || places.iter().any(|place| elements.contains(&place.id.0))
        };
        let add = |elements: &mut BTreeSet<Uid>, all: Vec<Uid>| {
            let fit: Vec<Uid> = all.into_iter().filter(|uid| hers(*uid) && at(elements, *uid)).collect();
            elements.extend(fit);
        };
        add(&mut elements, journey.pains().map(|pain| pain.id.0).collect());
        add(&mut elements, journey.opportunities().map(|opportunity| opportunity.id.0).collect());
        add(&mut elements, journey.feedback().map(|feedback| feedback.id.0).collect());
        add(&mut elements, journey.measures().map(|measure| measure.id.0).collect());
        let lanes = journey.lanes().iter().filter(|lane| lane.persona.is_none_or(|of| of == persona));
        Applies { persona, meets_any, lanes: lanes.map(|lane| lane.id).collect(), elements }
    }

    fn has(&self, uid: Uid) -> bool {
        self.elements.contains(&uid) || uid == self.persona.0
    }

    fn keep(&self, record: Record) -> Option<Record> {
        let stays = match &record {
            Record::Stage(_) => true,
            Record::Persona(persona) => persona.id == self.persona,
            Record::Lane(lane) => self.lanes.contains(&lane.id),
            Record::Touchpoint(touchpoint) => self.has(touchpoint.id.0),
            Record::Pain(pain) => self.has(pain.id.0),
            Record::Opportunity(opportunity) => self.has(opportunity.id.0),
            Record::Feedback(feedback) => self.has(feedback.id.0),
            Record::Measure(measure) => self.has(measure.id.0),
            Record::Link(link) => self.has(link.from.0) && self.has(link.to.0),
            Record::Feeling(persona, touchpoint, _) => *persona == self.persona && self.has(touchpoint.0),
            Record::Tie(tie) => {
                let (a, b) = tie.ends();
                self.has(a) && self.has(b)
            }
        };
        stays.then(|| self.without_strange_lanes(record))
    }

    /// A touchpoint without the texts in lanes that stay behind; a stage or lane without its lock.
    fn without_strange_lanes(&self, record: Record) -> Record {
        match record {
            Record::Touchpoint(touchpoint) => {
                let mut own = Touchpoint::clone(&touchpoint);
                own.texts.retain(|lane, _| self.lanes.contains(lane));
                own.pictures.retain(|lane, _| self.lanes.contains(lane));
                Record::Touchpoint(Arc::new(own))
            }
            Record::Stage(stage) => Record::Stage(Arc::new(Stage { locked: false, ..Stage::clone(&stage) })),
            Record::Lane(lane) => Record::Lane(Arc::new(Lane { locked: false, ..Lane::clone(&lane) })),
            other => other,
        }
    }

    /// Where a persona who meets nothing yet is to be observed.
    fn unobserved(&self, journey: &Journey) -> Vec<TouchpointId> {
        let seen = |touchpoint: &&Arc<Touchpoint>| !self.meets_any && touchpoint.stagecraft == Stagecraft::FrontStage;
        journey.touchpoints().filter(seen).map(|touchpoint| touchpoint.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shipped::EXAMPLES;

    #[test]
    fn a_personas_own_map_holds_what_she_meets_and_nobody_else() {
        let oz = EXAMPLES[0].open().unwrap();
        for persona in oz.today().personas() {
            let own = map_for_persona(&oz, State::Today, persona.id, &mut SeededIds::new(1)).unwrap();
            let journey = own.today();
            assert_eq!(journey.personas().map(|other| other.id).collect::<Vec<_>>(), [persona.id]);
            assert_eq!(journey.stages().len(), oz.today().stages().len());
            for touchpoint in journey.touchpoints() {
                let before = oz.today().feeling(persona.id, touchpoint.id);
                assert_eq!(journey.feeling(persona.id, touchpoint.id), before, "{}", touchpoint.name);
                assert!(before.is_some() || touchpoint.stagecraft == Stagecraft::BackStage);
            }
            assert_ne!(own.id(), oz.id());
        }
    }

    #[test]
    fn a_persona_without_a_journey_begins_at_every_touchpoint_not_yet_observed() {
        let mut oz = EXAMPLES[0].open().unwrap();
        let new = Persona::new(PersonaId::new(&mut SeededIds::new(5)), Rank::first(), "Tin Man");
        let id = new.id;
        oz.put(MapRecord::In(State::Today, Record::Persona(Arc::new(new)))).unwrap();
        let own = map_for_persona(&oz, State::Today, id, &mut SeededIds::new(1)).unwrap();
        assert_eq!(own.today().touchpoint_count(), oz.today().touchpoint_count());
        let met: Vec<_> =
            own.today().touchpoints().filter_map(|touchpoint| own.today().feeling(id, touchpoint.id)).collect();
        assert!(!met.is_empty());
        assert!(met.iter().all(|feeling| feeling.emotion.is_none()));
        assert!(own.about().title.ends_with("Tin Man"));
    }
}
