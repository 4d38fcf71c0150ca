//! What editing promises: as sentences about single commands, and as laws over random ones.

mod commands;
mod laws;
mod locking;
mod path;

use super::*;
use crate::model::*;

/// A small map to edit: two stages with two touchpoints each, two personas, lanes, and things that hang.
struct Sample {
    session: Session,
    ids: SeededIds,
    stages: Vec<StageId>,
    touchpoints: Vec<TouchpointId>,
    personas: Vec<PersonaId>,
    lanes: Vec<LaneId>,
}

const TODAY: State = State::Today;

impl Sample {
    fn new() -> Sample {
        let mut ids = SeededIds::new(1);
        let map = Map::new(MapId::new(&mut ids));
        let mut sample = Sample {
            session: Session::new(map),
            stages: vec![StageId::new(&mut ids), StageId::new(&mut ids)],
            touchpoints: (0..4).map(|_| TouchpointId::new(&mut ids)).collect(),
            personas: vec![PersonaId::new(&mut ids), PersonaId::new(&mut ids)],
            lanes: (0..4).map(|_| LaneId::new(&mut ids)).collect(),
            ids,
        };
        sample.fill();
        sample.session = Session::new(sample.session.map().clone());
        sample
    }

    fn fill(&mut self) {
        let (stages, personas, lanes) = (self.stages.clone(), self.personas.clone(), self.lanes.clone());
        for (at, id) in stages.iter().enumerate() {
            let (name, after) = (["Before", "After"][at].to_owned(), at.checked_sub(1).map(|before| stages[before]));
            self.run(Command::AddStage { state: TODAY, id: *id, name, after });
        }
        for (at, id) in self.touchpoints.clone().into_iter().enumerate() {
            let after = (at % 2 == 1).then(|| self.touchpoints[at - 1]);
            let (name, at) = (["A", "B", "C", "D"][at].to_owned(), Slot { stage: stages[at / 2], after });
            self.run(Command::AddTouchpoint { state: TODAY, id, name, at });
        }
        for (at, id) in personas.iter().enumerate() {
            let (name, after) = (["Mara", "Jonas"][at].to_owned(), at.checked_sub(1).map(|before| personas[before]));
            self.run(Command::AddPersona { state: TODAY, id: *id, name, after });
        }
        let kinds = [LaneKind::Touchpoints, LaneKind::Emotion, LaneKind::Text, LaneKind::Pains];
        for (at, id) in lanes.iter().enumerate() {
            let after = at.checked_sub(1).map(|before| lanes[before]);
            self.run(Command::AddLane { state: TODAY, id: *id, kind: kinds[at], after });
        }
    }

    /// Carries out a command that must succeed.
    #[track_caller]
    fn run(&mut self, command: Command) {
        if let Err(rejection) = self.session.run(&command) {
            panic!("{command:?} was rejected: {rejection}");
        }
    }

    /// Carries out a command that must be rejected, and returns the sentence.
    #[track_caller]
    fn refused(&mut self, command: Command) -> String {
        let before = self.session.map().clone();
        let rejection = self.session.run(&command).expect_err("this should have been rejected");
        assert_eq!(self.session.map(), &before, "a rejected command changed the map");
        rejection.to_string()
    }

    fn pain(&mut self, text: &str, at: TouchpointId) -> PainId {
        let id = PainId::new(&mut self.ids);
        self.run(Command::AddPain { state: TODAY, id, text: text.to_owned(), at: Some(at) });
        id
    }

    fn opportunity(&mut self, text: &str, at: TouchpointId) -> OpportunityId {
        let id = OpportunityId::new(&mut self.ids);
        self.run(Command::AddOpportunity { state: TODAY, id, text: text.to_owned(), at: Some(at) });
        id
    }

    fn rename(&self, at: usize, name: &str) -> Command {
        let field = TouchpointField::Name(name.to_owned());
        Command::SetTouchpoint { state: TODAY, id: self.touchpoints[at], field }
    }

    /// The names of all touchpoints, stages parted by a bar.
    fn order(&self) -> String {
        let journey = self.session.map().today();
        let names = |stage: &std::sync::Arc<Stage>| -> String {
            journey.touchpoints_in(stage.id).map(|touchpoint| touchpoint.name.as_str()).collect()
        };
        journey.stages().iter().map(names).collect::<Vec<_>>().join("|")
    }
}
