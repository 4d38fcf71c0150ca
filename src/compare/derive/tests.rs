//! What a derived ideal promises.

use proptest::prelude::*;

use super::*;
use crate::edit::{LaneField, PainField, Session, Slot};
use crate::model::arbitrary::{cases, random_map};

const TODAY: State = State::Today;

/// One touchpoint where Mara and Jonas are turned away, and a calm one after it.
struct Gate {
    session: Session,
    ids: SeededIds,
    gate: TouchpointId,
    spa: TouchpointId,
    mara: PersonaId,
    jonas: PersonaId,
    thoughts: LaneId,
    back_stage: LaneId,
}

impl Gate {
    fn new() -> Gate {
        let mut ids = SeededIds::new(7);
        let ids = &mut ids;
        let stage = StageId::new(ids);
        let mut gate = Gate {
            session: Session::new(Map::new(MapId::new(ids))),
            gate: TouchpointId::new(ids),
            spa: TouchpointId::new(ids),
            mara: PersonaId::new(ids),
            jonas: PersonaId::new(ids),
            thoughts: LaneId::new(ids),
            back_stage: LaneId::new(ids),
            ids: ids.clone(),
        };
        let (at, spa, mara, thoughts) = (gate.gate, gate.spa, gate.mara, gate.thoughts);
        gate.run(Command::AddStage { state: TODAY, id: stage, name: "Arrival".to_owned(), after: None });
        for (id, name, after) in [(at, "Gate", None), (spa, "Spa", Some(at))] {
            gate.run(Command::AddTouchpoint { state: TODAY, id, name: name.to_owned(), at: Slot { stage, after } });
        }
        for (id, name) in [(gate.jonas, "Jonas"), (mara, "Mara")] {
            gate.run(Command::AddPersona { state: TODAY, id, name: name.to_owned(), after: None });
            gate.feels(id, at, -5);
        }
        for (id, kind) in [(thoughts, LaneKind::Text), (gate.back_stage, LaneKind::BackStage)] {
            gate.run(Command::AddLane { state: TODAY, id, kind, after: None });
        }
        gate.run(Command::SetLane { state: TODAY, id: thoughts, field: LaneField::Persona(Some(mara)) });
        for (lane, text) in [(thoughts, "Why come?"), (gate.back_stage, "No script")] {
            gate.run(Command::SetText { state: TODAY, touchpoint: at, lane, text: text.to_owned() });
        }
        gate.set(TouchpointField::Evidence(Evidence::Researched));
        gate.set(TouchpointField::Encounter(Encounter::OneToOne));
        gate.set(TouchpointField::Pillar(Pillar::Service, Support::Against));
        gate.set(TouchpointField::Pillar(Pillar::Brand, Support::Against));
        let (attentive, polite) = (Level::new(2).ok(), Level::new(5).ok());
        gate.set(TouchpointField::Staff(StaffRating { attentive, polite, knowledgeable: None }));
        gate
    }

    #[track_caller]
    fn run(&mut self, command: Command) {
        self.session.run(&command).unwrap();
    }

    fn set(&mut self, field: TouchpointField) {
        self.run(Command::SetTouchpoint { state: TODAY, id: self.gate, field });
    }

    fn feels(&mut self, persona: PersonaId, touchpoint: TouchpointId, emotion: i32) {
        let feeling = Some(Feeling { emotion: Some(Emotion::steps(emotion)), evidence: None });
        self.run(Command::SetFeeling { state: TODAY, persona, touchpoint, feeling });
    }

    /// A pain point of the service at the gate.
    fn pain(&mut self, text: &str) -> PainId {
        let id = PainId::new(&mut self.ids);
        self.run(Command::AddPain { state: TODAY, id, text: text.to_owned(), at: Some(self.gate) });
        self.run(Command::SetPain { state: TODAY, id, field: PainField::Pillar(Some(Pillar::Service)) });
        id
    }

    fn answer(&mut self, pain: PainId, text: &str) -> OpportunityId {
        let id = OpportunityId::new(&mut self.ids);
        self.run(Command::AddOpportunity { state: TODAY, id, text: text.to_owned(), at: None });
        self.run(Command::AddTie { state: TODAY, tie: Tie::Addresses(id, pain) });
        id
    }

    /// The ideal journey derived from what there is by now.
    #[track_caller]
    fn derive(&mut self) -> Journey {
        let command = derive_ideal(self.session.map()).unwrap();
        self.run(command);
        self.session.map().ideal().unwrap().clone()
    }
}

fn felt(ideal: &Journey, persona: PersonaId, touchpoint: TouchpointId) -> Feeling {
    ideal.feeling(persona, touchpoint).unwrap()
}

#[test]
fn what_a_pain_point_explains_is_lifted_and_said_to_be_assumed() {
    let mut map = Gate::new();
    let (gate, mara, jonas) = (map.gate, map.mara, map.jonas);
    let pain = map.pain("Turned away");
    map.run(Command::AddTie { state: TODAY, tie: Tie::FeltBy(pain, mara) });
    let ideal = map.derive();
    assert_eq!(ideal.pains().len(), 0);
    let lifted = Feeling { emotion: Some(Emotion::steps(5)), evidence: Some(Evidence::Assumed) };
    assert_eq!(felt(&ideal, mara, gate), lifted);
    let observed = Feeling { emotion: Some(Emotion::steps(-5)), evidence: Some(Evidence::Researched) };
    assert_eq!(felt(&ideal, jonas, gate), observed, "the pain point is not his");
    let touchpoint = ideal.touchpoint(gate).unwrap();
    assert_eq!(touchpoint.evidence, Evidence::Assumed);
    assert_eq!(touchpoint.pillars.service, Support::Supports);
    assert_eq!(touchpoint.pillars.brand, Support::Against, "no pain point breaks it");
    assert_eq!(touchpoint.staff.attentive, Level::new(4).ok());
    assert_eq!(touchpoint.staff.polite, Level::new(5).ok());
    assert_eq!(touchpoint.texts.get(&map.thoughts), None, "the thought was about the pain");
}

#[test]
fn she_feels_as_she_does_where_nothing_hurts_and_never_worse_than_today() {
    let mut map = Gate::new();
    let (gate, spa, mara, jonas) = (map.gate, map.spa, map.mara, map.jonas);
    map.pain("Turned away");
    map.feels(mara, spa, 8);
    map.feels(jonas, gate, 9);
    let ideal = map.derive();
    assert_eq!(felt(&ideal, mara, gate).emotion, Some(Emotion::steps(8)));
    assert_eq!(felt(&ideal, jonas, gate).emotion, Some(Emotion::steps(9)));
    assert_eq!(ideal.touchpoint(spa), map.session.map().today().touchpoint(spa));
}

#[test]
fn opportunities_become_what_happens_back_stage() {
    let mut map = Gate::new();
    let pain = map.pain("Turned away");
    map.answer(pain, "Greet, then explain");
    let done = map.answer(pain, "Open the gate");
    let field = crate::edit::OpportunityField::Status(OpportunityStatus::Done);
    map.run(Command::SetOpportunity { state: TODAY, id: done, field });
    let ideal = map.derive();
    assert_eq!(ideal.opportunities().len(), 0);
    let gate = ideal.touchpoint(map.gate).unwrap();
    assert_eq!(gate.texts.get(&map.back_stage).map(String::as_str), Some("Greet, then explain"));
}

#[test]
fn without_a_back_stage_lane_changes_are_noted() {
    let mut map = Gate::new();
    let (pain, lane) = (map.pain("Turned away"), map.back_stage);
    map.answer(pain, "Greet, then explain");
    map.run(Command::DeleteLane { state: TODAY, id: lane });
    map.set(TouchpointField::Note("Opens at nine.".to_owned()));
    let ideal = map.derive();
    assert_eq!(ideal.touchpoint(map.gate).unwrap().note, "Opens at nine.\nGreet, then explain");
}

#[test]
fn what_was_decided_stays() {
    let mut map = Gate::new();
    let pain = map.pain("It rains");
    map.run(Command::SetPain { state: TODAY, id: pain, field: PainField::Status(PainStatus::Accepted) });
    map.answer(pain, "Lend umbrellas");
    let ideal = map.derive();
    assert_eq!(&ideal, map.session.map().today());
}

#[test]
fn measures_reach_their_targets_without_a_sample() {
    let mut map = Gate::new();
    let amount = |value| Amount::new(value).ok();
    let [short, reached, open] = [(62.0, Some(80.0)), (91.0, Some(90.0)), (5.0, None)].map(|(value, target)| {
        let id = MeasureId::new(&mut map.ids);
        map.run(Command::AddMeasure { state: TODAY, id, name: "CSAT".to_owned(), at: Some(map.gate) });
        let fields = [
            MeasureField::Value(amount(value)),
            MeasureField::Target(target.and_then(amount)),
            MeasureField::Sample(Some(48)),
            MeasureField::Evidence(Evidence::Researched),
        ];
        fields.into_iter().for_each(|field| map.run(Command::SetMeasure { state: TODAY, id, field }));
        id
    });
    let ideal = map.derive();
    let told = |id| ideal.measure(id).map(|m| (m.value, m.sample, m.evidence)).unwrap();
    assert_eq!(told(short), (amount(80.0), None, Evidence::Assumed));
    assert_eq!(told(reached), (amount(91.0), Some(48), Evidence::Researched));
    assert_eq!(told(open), (amount(5.0), Some(48), Evidence::Researched));
}

#[test]
fn a_second_ideal_is_refused_with_a_sentence() {
    let mut map = Gate::new();
    map.derive();
    let refusal = derive_ideal(map.session.map()).unwrap_err().to_string();
    assert!(refusal.contains("already") && refusal.contains("delete"), "{refusal}");
}

proptest! {
    // Of many maps the ideal is locked.
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(cases(48)) })]

    #[test]
    fn in_any_ideal_nothing_open_hurts_nobody_feels_worse_and_one_undo_takes_it_back(seed: u64) {
        let mut session = Session::new(random_map(seed, 8));
        if session.map().ideal().is_some() {
            let dropped = session.run(&Command::DropIdeal).is_ok();
            prop_assume!(dropped);
        }
        prop_assume!(!session.map().about().ideal_locked);
        let start = session.map().clone();
        session.run(&derive_ideal(&start).unwrap()).unwrap();
        let (today, ideal) = (start.today(), session.map().ideal().unwrap());
        prop_assert!(ideal.pains().all(|pain| !goes(pain)));
        prop_assert_eq!(ideal.touchpoint_count(), today.touchpoint_count());
        prop_assert_eq!(ideal.stages(), today.stages());
        for touchpoint in today.touchpoints() {
            for (persona, feeling) in today.feelings_at(touchpoint.id) {
                let after = felt(ideal, persona, touchpoint.id);
                prop_assert!(after.emotion >= feeling.emotion);
                prop_assert!(after.emotion == feeling.emotion || after.evidence == Some(Evidence::Assumed));
            }
        }
        session.undo().unwrap();
        prop_assert_eq!(session.map(), &start);
    }
}
