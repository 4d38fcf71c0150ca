//! The same journey under other identities, as if two people had drawn it who never shared a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rng::Rng;
use crate::model::*;

/// The same journey under new identities, and which identity became which.
pub fn with_new_ids(journey: &Journey, rng: &mut Rng) -> (Journey, BTreeMap<Uid, Uid>) {
    let mut names = BTreeMap::new();
    let mut name = |uid: Uid| *names.entry(uid).or_insert_with(|| rng.next_uid());
    let mut records: Vec<Record> = journey.records().iter().map(|record| renamed(record, &mut name)).collect();
    records.sort_by_key(reading_order);
    let mut copy = Journey::new();
    for record in records {
        let fits = copy.put(record);
        debug_assert!(fits.is_ok(), "{fits:?}");
    }
    (copy, names)
}

/// A place for each record after everything it refers to.
pub fn reading_order(record: &Record) -> usize {
    match record {
        Record::Stage(_) | Record::Persona(_) => 0,
        Record::Lane(_) => 1,
        Record::Touchpoint(_) | Record::Pain(_) | Record::Opportunity(_) | Record::Feedback(_) | Record::Measure(_) => {
            2
        }
        Record::Link(_) | Record::Feeling(..) | Record::Tie(_) => 3,
    }
}

/// The record under other identities.
fn renamed(record: &Record, name: &mut impl FnMut(Uid) -> Uid) -> Record {
    macro_rules! with_id {
        ($variant:ident, $id:ident, $element:expr) => {{
            let mut element = (**$element).clone();
            element.id = $id(name(element.id.0));
            Record::$variant(Arc::new(element))
        }};
    }
    match record {
        Record::Stage(stage) => with_id!(Stage, StageId, stage),
        Record::Persona(persona) => with_id!(Persona, PersonaId, persona),
        Record::Pain(pain) => with_id!(Pain, PainId, pain),
        Record::Opportunity(opportunity) => with_id!(Opportunity, OpportunityId, opportunity),
        Record::Feedback(said) => with_id!(Feedback, FeedbackId, said),
        Record::Lane(lane) => {
            let (id, persona) = (LaneId(name(lane.id.0)), lane.persona.map(|id| PersonaId(name(id.0))));
            Record::Lane(Arc::new(Lane { id, persona, ..(**lane).clone() }))
        }
        Record::Measure(measure) => {
            let (id, stage) = (MeasureId(name(measure.id.0)), measure.stage.map(|id| StageId(name(id.0))));
            Record::Measure(Arc::new(Measure { id, stage, ..(**measure).clone() }))
        }
        Record::Touchpoint(touchpoint) => {
            let mut copy = (**touchpoint).clone();
            copy.id = TouchpointId(name(copy.id.0));
            copy.stage = StageId(name(copy.stage.0));
            copy.texts = copy.texts.into_iter().map(|(lane, text)| (LaneId(name(lane.0)), text)).collect();
            copy.pictures = copy.pictures.into_iter().map(|(lane, picture)| (LaneId(name(lane.0)), picture)).collect();
            Record::Touchpoint(Arc::new(copy))
        }
        Record::Link(link) => Record::Link(Link {
            id: LinkId(name(link.id.0)),
            from: TouchpointId(name(link.from.0)),
            to: TouchpointId(name(link.to.0)),
            label: link.label.clone(),
        }),
        Record::Feeling(persona, touchpoint, feeling) => {
            Record::Feeling(PersonaId(name(persona.0)), TouchpointId(name(touchpoint.0)), *feeling)
        }
        Record::Tie(tie) => Record::Tie(match tie {
            Tie::HurtsAt(a, b) => Tie::HurtsAt(PainId(name(a.0)), TouchpointId(name(b.0))),
            Tie::FeltBy(a, b) => Tie::FeltBy(PainId(name(a.0)), PersonaId(name(b.0))),
            Tie::Addresses(a, b) => Tie::Addresses(OpportunityId(name(a.0)), PainId(name(b.0))),
            Tie::Improves(a, b) => Tie::Improves(OpportunityId(name(a.0)), TouchpointId(name(b.0))),
            Tie::About(a, b) => Tie::About(FeedbackId(name(a.0)), TouchpointId(name(b.0))),
            Tie::From(a, b) => Tie::From(FeedbackId(name(a.0)), PersonaId(name(b.0))),
            Tie::Shows(a, b) => Tie::Shows(FeedbackId(name(a.0)), PainId(name(b.0))),
            Tie::LedTo(a, b) => Tie::LedTo(FeedbackId(name(a.0)), OpportunityId(name(b.0))),
            Tie::Measures(a, b) => Tie::Measures(MeasureId(name(a.0)), TouchpointId(name(b.0))),
        }),
    }
}
