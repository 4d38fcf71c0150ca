//! The fields in which an element differs from its counterpart, each as the value it takes over.
//!
//! A lane's height is how it is seen, not what the journey is; it is left alone. Locks come last, elsewhere.

use crate::compare::pains::incomparable;
use crate::edit::{
    FeedbackField, LaneField, MeasureField, OpportunityField, PainField, PersonaField, StageField, TouchpointField,
};
use crate::model::*;

/// Lists the fields whose values differ, by the name of the field and of its variant.
macro_rules! differing {
    ($here:ident, $there:ident, $fields:ident: $($field:ident $variant:ident,)*) => {{
        let mut fields = Vec::new();
        $(if $here.$field != $there.$field {
            fields.push($fields::$variant($there.$field.clone()));
        })*
        fields
    }};
}

pub(super) fn stage(here: &Stage, there: &Stage) -> Vec<StageField> {
    differing!(here, there, StageField: name Name, note Note,)
}

pub(super) fn touchpoint(here: &Touchpoint, there: &Touchpoint) -> Vec<TouchpointField> {
    let mut fields = differing!(here, there, TouchpointField:
        name Name,
        note Note,
        channel Channel,
        encounter Encounter,
        stagecraft Stagecraft,
        importance Importance,
        moment_of_truth MomentOfTruth,
        staff Staff,
        evidence Evidence,
        evidence_note EvidenceNote,
        owner Owner,
        tags Tags,
    );
    let pillars = Pillar::ALL.iter().filter(|pillar| here.pillars.get(**pillar) != there.pillars.get(**pillar));
    fields.extend(pillars.map(|pillar| TouchpointField::Pillar(*pillar, there.pillars.get(*pillar))));
    fields
}

pub(super) fn persona(here: &Persona, there: &Persona) -> Vec<PersonaField> {
    differing!(here, there, PersonaField:
        name Name,
        role Role,
        segment Segment,
        share Share,
        needs Needs,
        wants Wants,
        stresses Stresses,
        brand Brand,
        quote Quote,
        colour Colour,
        initials Initials,
        picture Picture,
        note Note,
    )
}

/// The owner of a text lane is another element and is told apart by whoever knows its counterpart.
pub(super) fn lane(here: &Lane, there: &Lane) -> Vec<LaneField> {
    differing!(here, there, LaneField: title Title, visible Visible, note Note,)
}

pub(super) fn pain(here: &Pain, there: &Pain) -> Vec<PainField> {
    differing!(here, there, PainField:
        text Text,
        severity Severity,
        frequency Frequency,
        whose Whose,
        pillar Pillar,
        status Status,
        evidence Evidence,
        owner Owner,
        votes Votes,
        note Note,
    )
}

pub(super) fn opportunity(here: &Opportunity, there: &Opportunity) -> Vec<OpportunityField> {
    differing!(here, there, OpportunityField:
        text Text,
        impact Impact,
        effort Effort,
        horizon Horizon,
        owner Owner,
        status Status,
        votes Votes,
        note Note,
    )
}

pub(super) fn feedback(here: &Feedback, there: &Feedback) -> Vec<FeedbackField> {
    differing!(here, there, FeedbackField:
        source Source,
        text Text,
        date Date,
        rating Rating,
        status Status,
        note Note,
    )
}

/// What today's measure takes over of one that says where it should go: the number there is a goal, and becomes the
/// target here. What was measured, and how, stays as it was; numbers found in another way are not even a target.
pub(super) fn goal(here: &Measure, there: &Measure) -> Vec<MeasureField> {
    let mut fields = differing!(here, there, MeasureField: name Name, note Note,);
    let is_measured = here.value.is_some();
    if !is_measured {
        fields.extend(differing!(here, there, MeasureField:
            kind Kind,
            scale Scale,
            method Method,
            evidence Evidence,
        ));
    }
    if !is_measured || incomparable(here, there).is_none() {
        fields.extend(differing!(here, there, MeasureField: direction Direction,));
        let target = there.value.filter(|value| Some(*value) != here.value).or(there.target);
        if target != here.target {
            fields.push(MeasureField::Target(target));
        }
    }
    fields
}

/// The stage of a measure is another element and is told apart by whoever knows its counterpart.
pub(super) fn measure(here: &Measure, there: &Measure) -> Vec<MeasureField> {
    differing!(here, there, MeasureField:
        name Name,
        kind Kind,
        scale Scale,
        method Method,
        sample Sample,
        value Value,
        target Target,
        direction Direction,
        date Date,
        evidence Evidence,
        note Note,
    )
}
