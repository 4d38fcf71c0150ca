//! A first ideal journey, worked out from today's: what would it be if there were no pain points?
//!
//! The result is one command on the map, like any other: it can be read before it is run, and undone afterwards.
//! Nothing is invented here. Where a pain point explains a low value, the value rises; what people wrote down as
//! opportunities becomes what happens back stage; all of it is marked as assumed. Names, order and touchpoints stay
//! as they are, for people to change.
//!
//! Source of the question: the practice of drawing a journey again without its pain points, before asking what is
//! feasible.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::{Command, FeedbackField, LaneField, MeasureField, Rejection, StageField, TouchpointField};
use crate::model::*;

/// How a persona feels at least where nothing hurts any more, unless her own calm touchpoints say more.
const RELIEF: f64 = 5.0;

/// What a person's rating rises to where her conduct was the pain point.
const GOOD_CONDUCT: i64 = 4;

/// The evidence, in words, of what was derived.
const DERIVED: &str = "Derived: today without its pain points";

/// The command that starts an ideal journey without pain points. It is one batch, and one undo takes it all back.
///
/// - Pain points go, but for those that are resolved already, and those that the company has decided to live with.
/// - Opportunities linked to what went are taken: each is written into the back-stage lane of the touchpoints it
///   improves (into their notes, if there is no such lane), unless it was done or dropped before.
/// - Emotions that a pain point explains rise to the persona's mean at touchpoints without any, at least to +5, and
///   never fall. Unknown emotions stay unknown. What she thought where she felt bad is cleared, because it was about
///   the pain.
/// - A pillar that a pain point broke is supported, and a person who was the pain is rated 4.
/// - Measures reach their targets, and feedback about what went is answered.
/// - Everything that was derived rests on assumption, and says so.
///
/// # Errors
/// [`Rejection::IdealExists`] if the map has an ideal journey already.
pub fn derive_ideal(map: &Map) -> Result<Command, Rejection> {
    if map.ideal().is_some() {
        return Err(Rejection::IdealExists);
    }
    let mut deriving = Deriving::of(map.today());
    deriving.unlock();
    for touchpoint in map.today().touchpoints() {
        deriving.touchpoint(touchpoint);
    }
    deriving.drop_what_is_answered();
    deriving.measures();
    deriving.feedback();
    deriving.lock_again();
    Ok(Command::Batch { label: "Derive the ideal journey".to_owned(), commands: deriving.commands })
}

/// A decided pain point is part of the ideal as it is of today: nobody is going to work on it.
fn goes(pain: &Pain) -> bool {
    match pain.status {
        PainStatus::Open | PainStatus::InProgress | PainStatus::Reduced => true,
        PainStatus::Resolved | PainStatus::Accepted => false,
    }
}

/// An ideal journey in the making.
struct Deriving<'a> {
    today: &'a Journey,
    /// The pain points that go.
    going: BTreeSet<PainId>,
    /// The opportunities that go, because they become changes.
    taken: BTreeSet<OpportunityId>,
    /// What is to change at a touchpoint, in the words of the opportunities.
    changes: BTreeMap<TouchpointId, Vec<&'a str>>,
    /// How each persona feels where nothing hurts.
    calm: BTreeMap<PersonaId, Emotion>,
    /// Where changes are written: the first back-stage lane, rather one that is shown.
    back_stage: Option<LaneId>,
    commands: Vec<Command>,
}

impl<'a> Deriving<'a> {
    fn of(today: &'a Journey) -> Deriving<'a> {
        let going: BTreeSet<PainId> = today.pains().filter(|pain| goes(pain)).map(|pain| pain.id).collect();
        let back_stage = today.lanes().iter().filter(|lane| lane.kind == LaneKind::BackStage);
        let mut deriving = Deriving {
            today,
            going,
            taken: BTreeSet::new(),
            changes: BTreeMap::new(),
            calm: today.personas().map(|persona| (persona.id, calm(today, persona.id))).collect(),
            back_stage: back_stage.min_by_key(|lane| !lane.visible).map(|lane| lane.id),
            commands: vec![Command::StartIdeal { copy_today: true }],
        };
        for opportunity in today.opportunities() {
            deriving.take_opportunity(opportunity);
        }
        deriving
    }

    fn hurts_at(&self, touchpoint: TouchpointId) -> Vec<&'a Pain> {
        let pains = self.today.pains_at(touchpoint);
        pains.into_iter().map(|pain| &**pain).filter(|pain| self.going.contains(&pain.id)).collect()
    }

    /// Makes a change of an opportunity that answers to what goes.
    fn take_opportunity(&mut self, opportunity: &'a Opportunity) {
        let pains = self.today.pains_of(opportunity.id);
        let answered: Vec<PainId> = pains.iter().map(|pain| pain.id).filter(|pain| self.going.contains(pain)).collect();
        let improved = self.today.touchpoints_of(opportunity.id.0);
        let hurt = || improved.iter().any(|touchpoint| !self.hurts_at(touchpoint.id).is_empty());
        if answered.is_empty() && !(pains.is_empty() && hurt()) {
            return;
        }
        self.taken.insert(opportunity.id);
        let text = opportunity.text.trim();
        if !opportunity.is_to_do() || text.is_empty() {
            return;
        }
        let mut places: Vec<TouchpointId> = improved.iter().map(|touchpoint| touchpoint.id).collect();
        if places.is_empty() {
            let hurt = answered.iter().flat_map(|pain| self.today.touchpoints_of(pain.0));
            places = hurt.map(|touchpoint| touchpoint.id).collect();
            places.sort();
            places.dedup();
        }
        for place in places {
            self.changes.entry(place).or_default().push(text);
        }
    }

    /// A copy has the locks of the original, which would stand against every change. They are set again at the end.
    fn unlock(&mut self) {
        self.set_locks(false);
    }

    fn lock_again(&mut self) {
        self.set_locks(true);
    }

    fn set_locks(&mut self, locked: bool) {
        let state = State::Ideal;
        let stages = self.today.stages().iter().filter(|stage| stage.locked);
        self.commands.extend(stages.map(|stage| Command::SetStage {
            state,
            id: stage.id,
            field: StageField::Locked(locked),
        }));
        let lanes = self.today.lanes().iter().filter(|lane| lane.locked);
        self.commands.extend(lanes.map(|lane| Command::SetLane {
            state,
            id: lane.id,
            field: LaneField::Locked(locked),
        }));
    }

    fn set(&mut self, id: TouchpointId, field: TouchpointField) {
        self.commands.push(Command::SetTouchpoint { state: State::Ideal, id, field });
    }

    fn write(&mut self, touchpoint: TouchpointId, lane: LaneId, text: String) {
        self.commands.push(Command::SetText { state: State::Ideal, touchpoint, lane, text });
    }

    fn touchpoint(&mut self, touchpoint: &Touchpoint) {
        let before = self.commands.len();
        let pains = self.hurts_at(touchpoint.id);
        let lifted = self.lift(touchpoint, &pains);
        self.clear_thoughts(touchpoint, &lifted);
        self.mend(touchpoint, &pains);
        self.write_changes(touchpoint);
        if self.commands.len() > before {
            self.keep_evidence_of_feelings(touchpoint, &lifted);
            self.set(touchpoint.id, TouchpointField::Evidence(Evidence::Assumed));
            self.set(touchpoint.id, TouchpointField::EvidenceNote(DERIVED.to_owned()));
        }
    }

    /// Lifts the emotions that pain points explain, and says whose.
    fn lift(&mut self, touchpoint: &Touchpoint, pains: &[&Pain]) -> BTreeSet<PersonaId> {
        let mut lifted = BTreeSet::new();
        for (persona, feeling) in self.today.feelings_at(touchpoint.id) {
            let Some(emotion) = feeling.emotion else { continue };
            let calm = self.calm.get(&persona).copied().unwrap_or(emotion);
            if calm <= emotion || !pains.iter().any(|pain| is_felt_by(self.today, pain, persona)) {
                continue;
            }
            self.feel(touchpoint.id, persona, Feeling { emotion: Some(calm), evidence: Some(Evidence::Assumed) });
            lifted.insert(persona);
        }
        lifted
    }

    fn feel(&mut self, touchpoint: TouchpointId, persona: PersonaId, feeling: Feeling) {
        let feeling = Some(feeling);
        self.commands.push(Command::SetFeeling { state: State::Ideal, persona, touchpoint, feeling });
    }

    /// A feeling that stays was observed as before, though the touchpoint around it is now assumed.
    fn keep_evidence_of_feelings(&mut self, touchpoint: &Touchpoint, lifted: &BTreeSet<PersonaId>) {
        if touchpoint.evidence == Evidence::Assumed {
            return;
        }
        for (persona, feeling) in self.today.feelings_at(touchpoint.id) {
            if feeling.emotion.is_some() && feeling.evidence.is_none() && !lifted.contains(&persona) {
                self.feel(touchpoint.id, persona, Feeling { evidence: Some(touchpoint.evidence), ..feeling });
            }
        }
    }

    /// Whoever felt bad thought of the pain; whoever felt well may have thought of something else.
    fn clear_thoughts(&mut self, touchpoint: &Touchpoint, lifted: &BTreeSet<PersonaId>) {
        let felt_bad = |persona: PersonaId| {
            let feeling = self.today.feeling(persona, touchpoint.id);
            lifted.contains(&persona) && feeling.is_some_and(|feeling| feeling.emotion < Some(Emotion::steps(0)))
        };
        let lanes = touchpoint.texts.keys().filter_map(|lane| self.today.lane(*lane));
        let thoughts: Vec<LaneId> = lanes
            .filter(|lane| lane.kind == LaneKind::Text && lane.persona.is_some_and(felt_bad))
            .map(|lane| lane.id)
            .collect();
        for lane in thoughts {
            self.write(touchpoint.id, lane, String::new());
        }
    }

    /// Mends the pillars that the pain points broke, and the conduct that was the pain.
    fn mend(&mut self, touchpoint: &Touchpoint, pains: &[&Pain]) {
        let broken: BTreeSet<Pillar> = pains.iter().filter_map(|pain| pain.pillar).collect();
        for pillar in &broken {
            if touchpoint.pillars.get(*pillar) == Support::Against {
                self.set(touchpoint.id, TouchpointField::Pillar(*pillar, Support::Supports));
            }
        }
        let conduct = touchpoint.encounter.is_human() && broken.contains(&Pillar::Service);
        if !conduct {
            return;
        }
        let better = |rating: Option<Level>| rating.map(|level| level.max(Level::new(GOOD_CONDUCT).unwrap_or(level)));
        let StaffRating { attentive, polite, knowledgeable } = touchpoint.staff;
        let staff =
            StaffRating { attentive: better(attentive), polite: better(polite), knowledgeable: better(knowledgeable) };
        if staff != touchpoint.staff {
            self.set(touchpoint.id, TouchpointField::Staff(staff));
        }
    }

    /// What happens back stage today is why it hurts, so the change takes its place; a note may say more than that
    /// and stays in front of it.
    fn write_changes(&mut self, touchpoint: &Touchpoint) {
        let Some(changes) = self.changes.remove(&touchpoint.id) else { return };
        let text = changes.join("\n");
        match (self.back_stage, touchpoint.note.trim()) {
            (Some(lane), _) => self.write(touchpoint.id, lane, text),
            (None, "") => self.set(touchpoint.id, TouchpointField::Note(text)),
            (None, note) => self.set(touchpoint.id, TouchpointField::Note(format!("{note}\n{text}"))),
        }
    }

    /// Opportunities go first: deleting a pain point hands the ones left to the touchpoint where it hurt.
    fn drop_what_is_answered(&mut self) {
        let state = State::Ideal;
        self.commands.extend(self.taken.iter().map(|id| Command::DeleteOpportunity { state, id: *id }));
        self.commands.extend(self.going.iter().map(|id| Command::DeletePain { state, id: *id }));
    }

    /// Measures reach their targets. Nobody was asked yet, so there is neither a sample nor a day.
    fn measures(&mut self) {
        for measure in self.today.measures() {
            let Some(target) = measure.target else { continue };
            let reached = measure.value.is_some_and(|value| match measure.direction {
                Direction::Higher => value >= target,
                Direction::Lower => value <= target,
            });
            if reached {
                continue;
            }
            let fields = [
                MeasureField::Value(Some(target)),
                MeasureField::Sample(None),
                MeasureField::Answers(None),
                MeasureField::Date(None),
                MeasureField::Evidence(Evidence::Assumed),
            ];
            let set = |field| Command::SetMeasure { state: State::Ideal, id: measure.id, field };
            self.commands.extend(fields.into_iter().map(set));
        }
    }

    /// Whoever spoke of what went was told.
    fn feedback(&mut self) {
        for said in self.today.feedback() {
            let mut places = self.today.touchpoints_of(said.id.0).into_iter();
            if places.any(|touchpoint| !self.hurts_at(touchpoint.id).is_empty()) {
                let field = FeedbackField::Status(LoopStatus::Answered);
                self.commands.push(Command::SetFeedback { state: State::Ideal, id: said.id, field });
            }
        }
    }
}

/// Whether a pain point explains how a persona feels: it is hers, or nobody's in particular and a customer's.
fn is_felt_by(journey: &Journey, pain: &Pain, persona: PersonaId) -> bool {
    let personas = journey.personas_of(pain.id.0);
    match personas.is_empty() {
        true => pain.whose == Voice::Customer,
        false => personas.iter().any(|whose| whose.id == persona),
    }
}

/// How a persona feels where nothing hurts: her mean there in whole steps, and at least [`RELIEF`].
fn calm(journey: &Journey, persona: PersonaId) -> Emotion {
    let hurts = |touchpoint: &Touchpoint| {
        journey.pains_at(touchpoint.id).iter().any(|pain| pain.status != PainStatus::Resolved)
    };
    let calm = journey.touchpoints().filter(|touchpoint| !hurts(touchpoint));
    let known = calm.filter_map(|touchpoint| journey.feeling(persona, touchpoint.id)?.emotion);
    let (sum, count) = known.fold((0.0, 0.0), |(sum, count), emotion| (sum + emotion.value(), count + 1.0));
    let mean: f64 = if count > 0.0 { sum / count } else { RELIEF };
    // Emotions are within −10 … +10, and so is their mean.
    Emotion::steps(mean.max(RELIEF).round() as i32)
}

#[cfg(test)]
mod tests;
