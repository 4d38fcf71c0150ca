//! Commands out of a seed, for tests: every kind of command, most of them sensible, some about things that are
//! not there.

use super::command::*;
use crate::model::arbitrary::{Rng, SMALL_PNG, plan_item, strange_text};
use crate::model::*;

/// Any command, mostly about what is on the map.
pub fn random_command(map: &Map, rng: &mut Rng) -> Command {
    let state = if map.ideal().is_some() && rng.chance(40) { State::Ideal } else { State::Today };
    let empty = Journey::new();
    let journey = map.journey(state).unwrap_or(&empty);
    let any = Any { map, journey, state };
    match rng.below(20) {
        0 | 1 => any.stage_command(rng),
        2..=6 => any.touchpoint_command(rng),
        7 => any.persona_command(rng),
        8..=11 => any.item_command(rng),
        12 => any.item_field_command(rng),
        13 => any.edge_command(rng),
        14 => any.lane_command(rng),
        15 | 16 => any.parking_command(rng),
        17 | 18 => any.whole_command(rng),
        _ => {
            let count = 1 + rng.below(4);
            let label = strange_text(rng);
            Command::Batch { label, commands: (0..count).map(|_| random_command(map, rng)).collect() }
        }
    }
}

/// One journey of a map, to pick elements from.
struct Any<'a> {
    map: &'a Map,
    journey: &'a Journey,
    state: State,
}

/// Picks an id of the list, or now and then one that nothing has.
macro_rules! picks {
    ($($name:ident: $id:ident = $list:expr;)*) => {$(
        fn $name(&self, rng: &mut Rng) -> $id {
            let list: fn(&Any) -> Vec<$id> = $list;
            let known = if rng.chance(3) { None } else { rng.pick_any(&list(self)) };
            known.unwrap_or_else(|| $id::new(rng))
        }
    )*};
}

impl Any<'_> {
    picks! {
        stage: StageId = |any| any.journey.stages().iter().map(|stage| stage.id).collect();
        lane: LaneId = |any| any.journey.lanes().iter().map(|lane| lane.id).collect();
        touchpoint: TouchpointId = |any| any.journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
        persona: PersonaId = |any| any.journey.personas().map(|persona| persona.id).collect();
        pain: PainId = |any| any.journey.pains().map(|pain| pain.id).collect();
        opportunity: OpportunityId = |any| any.journey.opportunities().map(|found| found.id).collect();
        feedback: FeedbackId = |any| any.journey.feedback().map(|said| said.id).collect();
        measure: MeasureId = |any| any.journey.measures().map(|measure| measure.id).collect();
        link: LinkId = |any| any.journey.links().iter().map(|link| link.id).collect();
        note: NoteId = |any| any.map.notes().iter().map(|note| note.id).collect();
        pin: PinId = |any| any.map.pins().map(|pin| pin.id).collect();
        plan_item: PlanItemId = |any| any.map.plan().map(|item| item.id).collect();
        snapshot: SnapshotId = |any| any.map.snapshots().map(|snapshot| snapshot.id).collect();
        picture: PictureId = |any| any.map.pictures().map(|picture| picture.id).collect();
    }

    /// A place in a stage, mostly after one of its own touchpoints.
    fn slot(&self, rng: &mut Rng) -> Slot {
        let stage = self.stage(rng);
        let inside: Vec<TouchpointId> = self.journey.touchpoints_in(stage).map(|touchpoint| touchpoint.id).collect();
        let after = if rng.chance(90) { rng.pick_any(&inside) } else { Some(self.touchpoint(rng)) };
        Slot { stage, after }
    }

    fn stage_command(&self, rng: &mut Rng) -> Command {
        let (state, id) = (self.state, self.stage(rng));
        let after = rng.maybe(80, |rng| self.stage(rng));
        match rng.below(6) {
            0 | 1 => Command::AddStage { state, id: StageId::new(rng), name: strange_text(rng), after },
            2 => Command::MoveStage { state, id, after },
            3 if self.journey.stages().len() > 2 => Command::DeleteStage { state, id },
            4 => Command::SetStage { state, id, field: StageField::Locked(rng.chance(20)) },
            _ => {
                let text = strange_text(rng);
                let field = if rng.chance(50) { StageField::Name(text) } else { StageField::Note(text) };
                Command::SetStage { state, id, field }
            }
        }
    }

    fn touchpoint_command(&self, rng: &mut Rng) -> Command {
        let (state, id) = (self.state, self.touchpoint(rng));
        match rng.below(14) {
            0..=2 => Command::AddTouchpoint {
                state,
                id: TouchpointId::new(rng),
                name: strange_text(rng),
                at: self.slot(rng),
            },
            3 | 4 => Command::MoveTouchpoint { state, id, to: self.slot(rng) },
            5 => Command::DeleteTouchpoint { state, id },
            6 | 7 => Command::SetText { state, touchpoint: id, lane: self.lane(rng), text: strange_text(rng) },
            8 => {
                let picture = rng.maybe(80, |rng| self.picture(rng));
                Command::SetPicture { state, touchpoint: id, lane: self.lane(rng), picture }
            }
            9 | 10 => {
                let feeling = rng.maybe(80, |rng| Feeling { emotion: rng.maybe(80, Rng::emotion), evidence: None });
                Command::SetFeeling { state, persona: self.persona(rng), touchpoint: id, feeling }
            }
            _ => Command::SetTouchpoint { state, id, field: touchpoint_field(rng) },
        }
    }

    fn persona_command(&self, rng: &mut Rng) -> Command {
        let (state, id) = (self.state, self.persona(rng));
        let after = rng.maybe(70, |rng| self.persona(rng));
        match rng.below(5) {
            0 => Command::AddPersona { state, id: PersonaId::new(rng), name: strange_text(rng), after },
            1 => Command::MovePersona { state, id, after },
            2 => Command::DeletePersona { state, id },
            _ => Command::SetPersona { state, id, field: self.persona_field(rng) },
        }
    }

    fn persona_field(&self, rng: &mut Rng) -> PersonaField {
        let text = strange_text(rng);
        match rng.below(13) {
            0 => PersonaField::Name(text),
            1 => PersonaField::Role(text),
            2 => PersonaField::Segment(text),
            3 => PersonaField::Share(Percent::new(rng.below(101) as i64).ok()),
            4 => PersonaField::Needs(vec![text]),
            5 => PersonaField::Wants(vec![text]),
            6 => PersonaField::Stresses(vec![text]),
            7 => PersonaField::Brand(text),
            8 => PersonaField::Quote(text),
            9 => PersonaField::Colour(rng.maybe(50, |rng| *rng.pick(PersonaColour::ALL))),
            10 => PersonaField::Initials(text),
            11 => PersonaField::Picture(rng.maybe(70, |rng| self.picture(rng))),
            _ => PersonaField::Note(text),
        }
    }

    fn item(&self, rng: &mut Rng) -> Key {
        match rng.below(4) {
            0 => Key::Pain(self.pain(rng)),
            1 => Key::Opportunity(self.opportunity(rng)),
            2 => Key::Feedback(self.feedback(rng)),
            _ => Key::Measure(self.measure(rng)),
        }
    }

    fn item_command(&self, rng: &mut Rng) -> Command {
        let (state, text) = (self.state, strange_text(rng));
        let at = rng.maybe(80, |rng| self.touchpoint(rng));
        match rng.below(14) {
            0 | 1 => Command::AddPain { state, id: PainId::new(rng), text, at },
            2 | 3 => Command::AddOpportunity { state, id: OpportunityId::new(rng), text, at },
            4 => Command::AddFeedback { state, id: FeedbackId::new(rng), text, at },
            5 => Command::AddMeasure { state, id: MeasureId::new(rng), name: text, at },
            6 => Command::DeletePain { state, id: self.pain(rng) },
            7 => Command::DeleteOpportunity { state, id: self.opportunity(rng) },
            8 => Command::DeleteFeedback { state, id: self.feedback(rng) },
            9 => Command::DeleteMeasure { state, id: self.measure(rng) },
            _ => {
                let item = self.item(rng);
                let uid = match item {
                    Key::Pain(id) => id.0,
                    Key::Opportunity(id) => id.0,
                    Key::Feedback(id) => id.0,
                    Key::Measure(id) => id.0,
                    _ => rng.next_uid(),
                };
                let places: Vec<_> = self.journey.touchpoints_of(uid).iter().map(|touchpoint| touchpoint.id).collect();
                let after = rng.maybe(20, |rng| self.item(rng));
                Command::MoveItem { state, item, from: rng.pick_any(&places), to: self.touchpoint(rng), after }
            }
        }
    }

    fn item_field_command(&self, rng: &mut Rng) -> Command {
        let state = self.state;
        match rng.below(4) {
            0 => Command::SetPain { state, id: self.pain(rng), field: pain_field(rng) },
            1 => Command::SetOpportunity { state, id: self.opportunity(rng), field: opportunity_field(rng) },
            2 => Command::SetFeedback { state, id: self.feedback(rng), field: feedback_field(rng) },
            _ => {
                let stage = self.stage(rng);
                Command::SetMeasure { state, id: self.measure(rng), field: measure_field(stage, rng) }
            }
        }
    }

    fn edge_command(&self, rng: &mut Rng) -> Command {
        let state = self.state;
        let tie = match rng.below(9) {
            0 => Tie::HurtsAt(self.pain(rng), self.touchpoint(rng)),
            1 => Tie::FeltBy(self.pain(rng), self.persona(rng)),
            2 => Tie::Addresses(self.opportunity(rng), self.pain(rng)),
            3 => Tie::Improves(self.opportunity(rng), self.touchpoint(rng)),
            4 => Tie::About(self.feedback(rng), self.touchpoint(rng)),
            5 => Tie::From(self.feedback(rng), self.persona(rng)),
            6 => Tie::Shows(self.feedback(rng), self.pain(rng)),
            7 => Tie::LedTo(self.feedback(rng), self.opportunity(rng)),
            _ => Tie::Measures(self.measure(rng), self.touchpoint(rng)),
        };
        match rng.below(6) {
            0 | 1 => Command::AddTie { state, tie },
            2 => Command::RemoveTie { state, tie },
            3 => {
                let (id, from, to) = (LinkId::new(rng), self.touchpoint(rng), self.touchpoint(rng));
                Command::AddLink { state, link: Link { id, from, to, label: strange_text(rng) } }
            }
            4 => Command::SetLinkLabel { state, id: self.link(rng), label: strange_text(rng) },
            _ => Command::DeleteLink { state, id: self.link(rng) },
        }
    }

    fn lane_command(&self, rng: &mut Rng) -> Command {
        let (state, id, text) = (self.state, self.lane(rng), strange_text(rng));
        let after = rng.maybe(70, |rng| self.lane(rng));
        let field = match rng.below(7) {
            0 => LaneField::Title(text),
            1 => LaneField::Height(rng.maybe(50, |rng| rng.below(500) as u16)),
            2 => LaneField::Visible(rng.chance(50)),
            3 => LaneField::Locked(rng.chance(30)),
            4 => match rng.chance(30) {
                on if text.len() % 2 == 1 => LaneField::Interaction(on),
                on => LaneField::Locked(on),
            },
            5 => LaneField::Persona(rng.maybe(60, |rng| self.persona(rng))),
            _ => LaneField::Note(text),
        };
        match rng.below(6) {
            0 | 1 => Command::AddLane { state, id: LaneId::new(rng), kind: *rng.pick(LaneKind::ALL), after },
            2 => Command::MoveLane { state, id, after },
            3 => Command::DeleteLane { state, id },
            _ => Command::SetLane { state, id, field },
        }
    }

    fn parking_command(&self, rng: &mut Rng) -> Command {
        let (state, id, text) = (self.state, self.note(rng), strange_text(rng));
        match rng.below(7) {
            0 | 1 => Command::AddNote { id: NoteId::new(rng), text },
            2 => Command::SetNote { id, text },
            3 => Command::MoveNote { id, after: rng.maybe(70, |rng| self.note(rng)) },
            4 => Command::DeleteNote { id },
            5 => {
                let placement = match rng.below(4) {
                    0 => Placement::Touchpoint(TouchpointId::new(rng), self.slot(rng)),
                    1 => Placement::Pain(PainId::new(rng), self.touchpoint(rng)),
                    2 => Placement::Opportunity(OpportunityId::new(rng), self.touchpoint(rng)),
                    _ => Placement::Feedback(FeedbackId::new(rng), self.touchpoint(rng)),
                };
                Command::PlaceNote { id, state, placement }
            }
            _ => {
                let item = if rng.chance(60) { self.item(rng) } else { Key::Touchpoint(self.touchpoint(rng)) };
                Command::ParkItem { state, item, note: NoteId::new(rng) }
            }
        }
    }

    fn whole_command(&self, rng: &mut Rng) -> Command {
        match rng.below(20) {
            0 => {
                let (id, bytes) = (PictureId::new(rng), SMALL_PNG.into());
                Command::AddPicture(Picture { id, bytes, width: 1, height: 1, alt: strange_text(rng) })
            }
            13 => Command::SetPictureWords { id: self.picture(rng), alt: strange_text(rng) },
            1 | 2 => Command::StartIdeal { copy_today: rng.chance(80) },
            3 if rng.chance(30) => Command::DropIdeal,
            4 => Command::TakeSnapshot { id: SnapshotId::new(rng), date: rng.date(), label: strange_text(rng) },
            5 => Command::DeleteSnapshot { id: self.snapshot(rng) },
            6 | 7 => {
                let (today, ideal) = (self.touchpoint(rng).0, self.touchpoint(rng).0);
                Command::SetPin(Pin { id: PinId::new(rng), today, ideal, same: rng.chance(50) })
            }
            8 => Command::DeletePin { id: self.pin(rng) },
            16..=18 => {
                let id = if rng.chance(50) { PlanItemId::new(rng) } else { self.plan_item(rng) };
                let (today, ideal) = ([self.touchpoint(rng).0], [self.touchpoint(rng).0]);
                Command::SetPlanItem(plan_item(id, &today, &ideal, rng))
            }
            19 => Command::DeletePlanItem { id: self.plan_item(rng) },
            9 | 10 => Command::SetAbout(AboutField::StructureLocked(rng.chance(20))),
            11 | 12 => Command::SetAbout(AboutField::IdealLocked(rng.chance(20))),
            _ => Command::SetAbout(about_field(rng)),
        }
    }
}

fn about_field(rng: &mut Rng) -> AboutField {
    let text = strange_text(rng);
    match rng.below(11) {
        9 => AboutField::Mute("no-outcome".to_owned(), Some(text)),
        10 => AboutField::Mute("no-outcome".to_owned(), None),
        0 => AboutField::Title(text),
        1 => AboutField::Takeaway(text),
        2 => AboutField::Scenario(text),
        3 => AboutField::Goals(vec![text]),
        4 => AboutField::Author(text),
        5 => AboutField::Version(text),
        6 => AboutField::Sources(text),
        7 => AboutField::Forces(vec![text]),
        _ => AboutField::Priorities(vec![text]),
    }
}

fn touchpoint_field(rng: &mut Rng) -> TouchpointField {
    let text = strange_text(rng);
    match rng.below(13) {
        0 => TouchpointField::Name(text),
        1 => TouchpointField::Note(text),
        2 => TouchpointField::Channel(Channel::Own { name: text, icon: String::new() }),
        3 => TouchpointField::Encounter(*rng.pick(Encounter::ALL)),
        4 => TouchpointField::Stagecraft(*rng.pick(Stagecraft::ALL)),
        5 => TouchpointField::Pillar(*rng.pick(Pillar::ALL), *rng.pick(Support::ALL)),
        6 => TouchpointField::Importance(rng.maybe(70, Rng::level)),
        7 => TouchpointField::MomentOfTruth(rng.chance(50)),
        8 => TouchpointField::Staff(StaffRating { polite: rng.maybe(70, Rng::level), ..StaffRating::default() }),
        9 => TouchpointField::Evidence(*rng.pick(Evidence::ALL)),
        10 => TouchpointField::EvidenceNote(text),
        11 => TouchpointField::Owner(text),
        _ => TouchpointField::Tags([text].into()),
    }
}

fn pain_field(rng: &mut Rng) -> PainField {
    let text = strange_text(rng);
    match rng.below(10) {
        0 => PainField::Text(text),
        1 => PainField::Severity(rng.level()),
        2 => PainField::Frequency(rng.maybe(70, Rng::level)),
        3 => PainField::Whose(*rng.pick(Voice::ALL)),
        4 => PainField::Pillar(rng.maybe(70, |rng| *rng.pick(Pillar::ALL))),
        5 => PainField::Status(*rng.pick(PainStatus::ALL)),
        6 => PainField::Evidence(*rng.pick(Evidence::ALL)),
        7 => PainField::Owner(text),
        8 => PainField::Votes(rng.below(30) as u32),
        _ => PainField::Note(text),
    }
}

fn opportunity_field(rng: &mut Rng) -> OpportunityField {
    let text = strange_text(rng);
    match rng.below(8) {
        0 => OpportunityField::Text(text),
        1 => OpportunityField::Impact(rng.maybe(70, Rng::level)),
        2 => OpportunityField::Effort(rng.maybe(70, Rng::level)),
        3 => OpportunityField::Horizon(*rng.pick(Horizon::ALL)),
        4 => OpportunityField::Owner(text),
        5 => OpportunityField::Status(*rng.pick(OpportunityStatus::ALL)),
        6 => OpportunityField::Votes(rng.below(30) as u32),
        _ => OpportunityField::Note(text),
    }
}

fn feedback_field(rng: &mut Rng) -> FeedbackField {
    let text = strange_text(rng);
    match rng.below(7) {
        0 => FeedbackField::Source(*rng.pick(Voice::ALL)),
        1 => FeedbackField::Text(text),
        2 => FeedbackField::Date(rng.maybe(70, Rng::date)),
        3 => FeedbackField::Rating(rng.maybe(70, Rng::level)),
        4 => FeedbackField::Status(*rng.pick(LoopStatus::ALL)),
        5 => FeedbackField::Origin(rng.maybe(50, |_| Origin { survey: "S".to_owned(), answer: text })),
        _ => FeedbackField::Note(text),
    }
}

fn measure_field(stage: StageId, rng: &mut Rng) -> MeasureField {
    let text = strange_text(rng);
    match rng.below(13) {
        0 => MeasureField::Name(text),
        1 => MeasureField::Kind(*rng.pick(MeasureKind::ALL)),
        2 => MeasureField::Scale(Scale::new(rng.amount(), rng.amount(), text).unwrap_or_default()),
        3 => MeasureField::Method(text),
        4 => MeasureField::Sample(rng.maybe(70, |rng| rng.below(999) as u32)),
        5 => MeasureField::Value(rng.maybe(70, Rng::amount)),
        6 => MeasureField::Target(rng.maybe(70, Rng::amount)),
        7 => MeasureField::Direction(*rng.pick(Direction::ALL)),
        8 => MeasureField::Date(rng.maybe(70, Rng::date)),
        9 => MeasureField::Evidence(*rng.pick(Evidence::ALL)),
        10 => MeasureField::Answers(None),
        11 => MeasureField::Stage(rng.maybe(70, |_| stage)),
        _ => MeasureField::Note(text),
    }
}
