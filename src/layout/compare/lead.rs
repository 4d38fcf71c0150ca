//! The persona whose curves are compared: what she lives through in either journey, on the common columns.
//!
//! Here never come pixels; how a curve runs is [`Curve`]'s matter.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::common::{Common, Place, SIDES, index};
use crate::compare::Kind;
use crate::layout::CompareRequest;
use crate::layout::curve::{Curve, Met};
use crate::layout::story::coloured;
use crate::model::*;

/// So many gaps carry their number.
const NUMBERED: usize = 3;
/// A gap smaller than this carries none, however few there are.
const LEAST_NUMBERED: f64 = 3.0;

/// A persona's two curves.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lead {
    /// Who she is in either journey.
    pub personas: [Option<Arc<Persona>>; 2],
    /// Her colour.
    pub colour: PersonaColour,
    /// Her curves over the common columns.
    pub curves: [Curve; 2],
    /// The columns of her peak, her lowest point and her end in either journey, in words. They are those of the whole
    /// journey: where one is not shown, no other takes its name.
    tellings: [BTreeMap<usize, &'static str>; 2],
    /// For every column, whether what is felt there rests on an assumption.
    pub assumed: [Vec<bool>; 2],
    /// The columns whose gap carries its number: the largest few, and whatever gets worse.
    pub numbered: Vec<usize>,
}

impl Lead {
    /// The persona asked for, or the first one of either journey.
    pub fn of(common: &Common<'_>, request: &CompareRequest) -> Option<Lead> {
        let compared = &common.compared;
        let hidden = &request.filter.hidden_personas;
        let first = || {
            SIDES.iter().find_map(|side| {
                compared.journey(*side).personas().map(|persona| persona.id).find(|id| !hidden.contains(id))
            })
        };
        let known = |id: &PersonaId| SIDES.iter().any(|side| compared.journey(*side).persona(*id).is_some());
        let wanted = request.persona.filter(known).or_else(first)?;
        let entry = compared.comparison.entry_of_from(wanted.0).or_else(|| compared.comparison.entry_of_to(wanted.0));
        let entry = entry.filter(|entry| entry.kind == Kind::Persona);
        let ids = match entry {
            Some(entry) => [entry.from.first(), entry.to.first()].map(|uid| uid.map(|uid| PersonaId(*uid))),
            None => [Some(wanted); 2],
        };
        let personas = SIDES.map(|side| compared.journey(side).persona(ids[index(side)]?).cloned());
        let colour = SIDES.iter().find_map(|side| {
            let id = personas[index(*side)].as_ref()?.id;
            coloured(compared.journey(*side))
                .into_iter()
                .find(|(persona, _)| persona.id == id)
                .map(|(_, colour)| colour)
        })?;
        let curves = SIDES.map(|side| curve(common, side, personas[index(side)].as_ref().map(|persona| persona.id)));
        let tellings = SIDES.map(|side| {
            let persona = personas[index(side)].as_ref();
            let found = persona.map(|persona| highlights(compared.journey(side), persona.id));
            found.map(|found| tellings(common, side, &found)).unwrap_or_default()
        });
        let assumed = SIDES.map(|side| assumed(common, side, personas[index(side)].as_ref().map(|persona| persona.id)));
        let mut lead = Lead { personas, colour, curves, tellings, assumed, numbered: Vec::new() };
        lead.numbered = lead.worth_a_number(common.columns.len());
        Some(lead)
    }

    /// Her identity in either journey.
    pub fn ids(&self) -> [Option<PersonaId>; 2] {
        [0, 1].map(|side: usize| self.personas[side].as_ref().map(|persona| persona.id))
    }

    /// Her name.
    pub fn name(&self) -> &str {
        self.personas.iter().flatten().next().map_or("", |persona| &persona.name)
    }

    /// What is felt in a column of a side, −10.0 … +10.0.
    pub fn value(&self, side: State, column: usize) -> Option<f64> {
        self.curves[index(side)].value(column).map(Emotion::value)
    }

    /// What a column is to a side's curve: "Peak", "Lowest and end".
    pub fn telling(&self, side: State, column: usize) -> Option<&'static str> {
        self.tellings[index(side)].get(&column).copied()
    }

    /// The signed gap between the curves in a column, −20.0 … +20.0.
    pub fn gap(&self, column: usize) -> Option<f64> {
        Some(self.value(State::Ideal, column)? - self.value(State::Today, column)?)
    }

    /// Whether one of the two curves rests on an assumption in a column.
    pub fn is_assumed(&self, column: usize) -> bool {
        self.assumed.iter().any(|assumed| assumed.get(column).copied().unwrap_or(false))
    }

    fn worth_a_number(&self, columns: usize) -> Vec<usize> {
        let gaps = (0..columns).filter_map(|column| Some((column, self.gap(column)?)));
        let (losses, mut gains): (Vec<_>, Vec<_>) =
            gaps.filter(|(_, gap)| *gap != 0.0).partition(|(_, gap)| *gap < 0.0);
        gains.retain(|(_, gap)| *gap >= LEAST_NUMBERED);
        gains.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut numbered: Vec<usize> = gains.iter().take(NUMBERED).chain(&losses).map(|(column, _)| *column).collect();
        numbered.sort_unstable();
        numbered
    }
}

/// Which columns are a side's peak, lowest point and end. Where all is felt alike there is only an end.
fn tellings(common: &Common<'_>, side: State, highlights: &Highlights) -> BTreeMap<usize, &'static str> {
    let column = |moment: Option<Moment>| {
        let id = moment?.touchpoint;
        let is = |column: &usize| common.step(*column, side).is_some_and(|step| step.touchpoint.id == id);
        (0..common.columns.len()).find(is)
    };
    let feeling = |moment: Option<Moment>| moment.map(|moment| moment.emotion);
    let end = column(highlights.end);
    let mut words: BTreeMap<usize, &'static str> = end.into_iter().map(|end| (end, "End")).collect();
    if feeling(highlights.peak) != feeling(highlights.lowest) {
        let both = [(highlights.peak, "Peak", "Peak and end"), (highlights.lowest, "Lowest", "Lowest and end")];
        for (moment, alone, with_end) in both {
            if let Some(at) = column(moment) {
                words.insert(at, if end == Some(at) { with_end } else { alone });
            }
        }
    }
    words
}

/// A side's curve over the common columns. It breaks where columns are folded, and where a stage is left out.
fn curve(common: &Common<'_>, side: State, persona: Option<PersonaId>) -> Curve {
    let journey = common.compared.journey(side);
    let mut breaks = Vec::new();
    let mut next: Option<usize> = None;
    let mut met = Vec::with_capacity(common.columns.len());
    for (column, found) in common.columns.iter().enumerate() {
        met.push(match (&found.place, persona) {
            (_, None) | (Place::Folded(_), _) => Met::Not,
            (Place::Empty, Some(_)) => Met::Passed,
            (Place::Steps(steps), Some(persona)) => match &steps[index(side)] {
                None => Met::Passed,
                Some(step) => {
                    if next.is_some_and(|next| next != step.number) {
                        breaks.push(column);
                    }
                    next = Some(step.number + 1);
                    Met::at(journey, persona, step.touchpoint)
                }
            },
        });
    }
    Curve::through(met, &breaks)
}

fn assumed(common: &Common<'_>, side: State, persona: Option<PersonaId>) -> Vec<bool> {
    let journey = common.compared.journey(side);
    let rests = |column: usize| {
        let step = common.step(column, side)?;
        let feeling = journey.feeling(persona?, step.touchpoint.id)?;
        Some(feeling.evidence.unwrap_or(step.touchpoint.evidence) == Evidence::Assumed)
    };
    (0..common.columns.len()).map(|column| rests(column).unwrap_or(false)).collect()
}
