//! What a rule says about a map, and what can be done about it.

use super::report;
use super::rule::Rule;
use crate::edit::{Command, FeedbackField, OpportunityField, PainField, Slot, TouchpointField};
use crate::model::*;

/// How bad it is, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Customers suffer here.
    Failing,
    /// It may go wrong, or nobody knows whether it does.
    AtRisk,
    /// Worth keeping.
    Good,
}

impl Verdict {
    /// The word a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Failing => "Failing",
            Verdict::AtRisk => "At risk",
            Verdict::Good => "Good",
        }
    }

    /// The name in machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Failing => "failing",
            Verdict::AtRisk => "at_risk",
            Verdict::Good => "good",
        }
    }
}

/// Something a rule found on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is.
    pub verdict: Verdict,
    /// Which journey it is about.
    pub state: State,
    /// What is so, in one sentence with the map's own words.
    pub message: String,
    /// The numbers behind it, in one sentence; empty if there is nothing to add.
    pub detail: String,
    /// Where: touchpoints and what hangs on them, in journey order; empty for the map as a whole.
    pub places: Vec<Key>,
    /// Which it is of several that one rule found at the same places, from 0.
    pub nth: usize,
    /// How much it weighs among findings of one verdict, larger first.
    pub weight: u32,
    /// What can be done with one command.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding about the map as a whole.
    pub fn new(rule: &'static Rule, verdict: Verdict, message: impl Into<String>) -> Finding {
        Finding {
            rule,
            verdict,
            state: State::Today,
            message: message.into(),
            detail: String::new(),
            places: Vec::new(),
            nth: 0,
            weight: 0,
            fix: None,
        }
    }

    /// With the numbers behind it.
    pub fn detail(self, detail: impl Into<String>) -> Finding {
        Finding { detail: detail.into(), ..self }
    }

    /// With its places.
    pub fn at(self, places: impl IntoIterator<Item = Key>) -> Finding {
        Finding { places: places.into_iter().collect(), ..self }
    }

    /// With a weight.
    pub fn weighing(self, weight: u32) -> Finding {
        Finding { weight, ..self }
    }

    /// With something to do about it.
    pub fn fixed_by(self, fix: Fix) -> Finding {
        Finding { fix: Some(fix), ..self }
    }

    /// The command that writes what to do about it as an opportunity at its first touchpoint, addressing the pain
    /// point it is about; `None` if it is about no touchpoint.
    pub fn opportunity(&self, journey: &Journey, ids: &mut impl IdSource) -> Option<Command> {
        let at = self.places.iter().flat_map(|key| report::touchpoints(journey, *key)).next()?;
        let (state, id) = (self.state, OpportunityId::new(ids));
        let text = self.rule.first_step().to_owned();
        let add = Command::AddOpportunity { state, id, text, at: Some(at) };
        let addressed = self.places.iter().filter_map(|key| match key {
            Key::Pain(pain) => Some(Command::AddTie { state, tie: Tie::Addresses(id, *pain) }),
            Key::Stage(_)
            | Key::Lane(_)
            | Key::Persona(_)
            | Key::Touchpoint(_)
            | Key::Opportunity(_)
            | Key::Feedback(_)
            | Key::Measure(_)
            | Key::Link(_)
            | Key::Feeling(..)
            | Key::Tie(_) => None,
        });
        let commands = std::iter::once(add).chain(addressed).collect();
        Some(Command::Batch { label: "Turn a finding into an opportunity".to_owned(), commands })
    }

    /// Whether it asks somebody to do something.
    pub fn is_open(&self) -> bool {
        self.verdict != Verdict::Good
    }
}

/// Something that can be done about a finding with one undoable command.
#[derive(Debug, Clone, PartialEq)]
pub enum Fix {
    /// Writes an opportunity that addresses a pain point.
    AnswerPain(PainId, TouchpointId),
    /// Decides to live with a pain point.
    AcceptPain(PainId),
    /// Adds a pain point to be worded.
    NamePain(TouchpointId),
    /// Adds a touchpoint of this name at the beginning of the journey, in a stage of its own.
    BeginWith(&'static str, &'static str),
    /// Adds a touchpoint of this name at the end of the journey, in a stage of its own.
    EndWith(&'static str, &'static str),
    /// Adds a measure to the last touchpoint.
    AddMeasure(&'static str, MeasureKind, TouchpointId),
    /// Lets a persona meet every front-stage touchpoint, her feelings unknown.
    Walk(PersonaId),
    /// Adds a persona to be named.
    AddPersona,
    /// Puts an opportunity into another horizon.
    PlanFor(OpportunityId, Horizon),
    /// Says that a pain point is no more.
    ResolvePain(PainId),
    /// Adds what a customer or an employee says at a touchpoint, to be worded.
    AddFeedback(Voice, TouchpointId),
    /// Deletes a stage without touchpoints.
    DeleteStage(StageId),
    /// Moves a touchpoint behind the line of visibility.
    BackStage(TouchpointId),
    /// Starts the ideal journey as a copy of today's.
    StartIdeal,
}

impl Fix {
    /// What the button says.
    pub fn label(&self) -> &'static str {
        match self {
            Fix::AnswerPain(..) => "Add an opportunity",
            Fix::AcceptPain(_) => "Accept it",
            Fix::NamePain(_) => "Add a pain point",
            Fix::BeginWith(..) | Fix::EndWith(..) => "Add a touchpoint",
            Fix::AddMeasure(..) => "Add a measure",
            Fix::Walk(_) => "Put on every touchpoint",
            Fix::AddPersona => "Add a persona",
            Fix::PlanFor(_, Horizon::Now) => "Plan it for now",
            Fix::PlanFor(_, Horizon::Next) => "Plan it for next",
            Fix::PlanFor(_, Horizon::Later) => "Plan it for later",
            Fix::ResolvePain(_) => "Mark it resolved",
            Fix::AddFeedback(..) => "Add feedback",
            Fix::DeleteStage(_) => "Delete the stage",
            Fix::BackStage(_) => "Move it back stage",
            Fix::StartIdeal => "Start the ideal journey",
        }
    }

    /// The command, with fresh identities for what it adds.
    pub fn command(&self, journey: &Journey, state: State, ids: &mut impl IdSource) -> Command {
        match self {
            Fix::AnswerPain(pain, at) => {
                let id = OpportunityId::new(ids);
                let text = journey.pain(*pain).map_or_else(String::new, |pain| format!("Answer to: {}", pain.text));
                let tie = Tie::Addresses(id, *pain);
                batch(
                    self,
                    vec![Command::AddOpportunity { state, id, text, at: Some(*at) }, Command::AddTie { state, tie }],
                )
            }
            Fix::AcceptPain(id) => Command::SetPain { state, id: *id, field: PainField::Status(PainStatus::Accepted) },
            Fix::NamePain(at) => {
                Command::AddPain { state, id: PainId::new(ids), text: "What hurts here?".to_owned(), at: Some(*at) }
            }
            Fix::BeginWith(stage, name) => self.add_stage(stage, name, None, state, ids),
            Fix::EndWith(stage, name) => {
                self.add_stage(stage, name, journey.stages().last().map(|stage| stage.id), state, ids)
            }
            Fix::AddMeasure(name, kind, at) => {
                let id = MeasureId::new(ids);
                let field = crate::edit::MeasureField::Kind(*kind);
                batch(
                    self,
                    vec![
                        Command::AddMeasure { state, id, name: (*name).to_owned(), at: Some(*at) },
                        Command::SetMeasure { state, id, field },
                    ],
                )
            }
            Fix::Walk(persona) => {
                let front = journey.touchpoints().filter(|touchpoint| touchpoint.stagecraft == Stagecraft::FrontStage);
                let unmet = front.filter(|touchpoint| journey.feeling(*persona, touchpoint.id).is_none());
                let meet = |touchpoint: &std::sync::Arc<Touchpoint>| {
                    let (persona, touchpoint) = (*persona, touchpoint.id);
                    Command::SetFeeling { state, persona, touchpoint, feeling: Some(Feeling::default()) }
                };
                batch(self, unmet.map(meet).collect())
            }
            Fix::AddPersona => {
                let after = journey.personas().last().map(|persona| persona.id);
                Command::AddPersona {
                    state,
                    id: PersonaId::new(ids),
                    name: "Who walks this journey?".to_owned(),
                    after,
                }
            }
            Fix::PlanFor(id, horizon) => {
                Command::SetOpportunity { state, id: *id, field: OpportunityField::Horizon(*horizon) }
            }
            Fix::ResolvePain(id) => Command::SetPain { state, id: *id, field: PainField::Status(PainStatus::Resolved) },
            Fix::AddFeedback(voice, at) => {
                let id = FeedbackId::new(ids);
                let text = match voice {
                    Voice::Customer => "What did a customer say here?",
                    Voice::Employee => "What does an employee say here?",
                };
                let field = FeedbackField::Source(*voice);
                batch(
                    self,
                    vec![
                        Command::AddFeedback { state, id, text: text.to_owned(), at: Some(*at) },
                        Command::SetFeedback { state, id, field },
                    ],
                )
            }
            Fix::DeleteStage(id) => Command::DeleteStage { state, id: *id },
            Fix::BackStage(id) => {
                let field = TouchpointField::Stagecraft(Stagecraft::BackStage);
                Command::SetTouchpoint { state, id: *id, field }
            }
            Fix::StartIdeal => Command::StartIdeal { copy_today: true },
        }
    }

    fn add_stage(
        &self,
        stage: &str,
        name: &str,
        after: Option<StageId>,
        state: State,
        ids: &mut impl IdSource,
    ) -> Command {
        let (stage_id, id) = (StageId::new(ids), TouchpointId::new(ids));
        let at = Slot { stage: stage_id, after: None };
        batch(
            self,
            vec![
                Command::AddStage { state, id: stage_id, name: stage.to_owned(), after },
                Command::AddTouchpoint { state, id, name: name.to_owned(), at },
            ],
        )
    }
}

fn batch(fix: &Fix, commands: Vec<Command>) -> Command {
    Command::Batch { label: fix.label().to_owned(), commands }
}
