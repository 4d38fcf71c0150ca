//! What the parts of the window share: the state they read and the actions they send.
//!
//! Parts draw from [`View`], [`Selection`] and the session, and *send* [`Action`]s and [`CanvasOrder`]s; only
//! `App::logic` applies them. Here never comes drawing, disk or a change of the map.
//!
//! Who answers which key: `keys.rs` runs every shortcut of the command table before anything is drawn, those marked
//! [`Scope::Canvas`](super::command_table::Scope) only while the canvas has the focus or nothing has. The canvas itself
//! answers what needs its geometry or its text: plain arrows, Home, End, Page keys, Tab, Space with the mouse, digits,
//! signs and x for the emotion, and letters that begin a name.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::edit::{Command, Session};
use crate::frame::Subject;
use crate::layout::{Filter, Layouter};
use crate::model::*;
use crate::theme::{Theme, ThemeKind};

use super::command_table::CommandId;
use super::compare::CompareWish;
use super::find::Sieve;
use super::insights::InsightWish;
use super::linking::Picking;

/// What is selected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing: the inspector shows the map as a whole.
    #[default]
    None,
    /// One thing on the map.
    One(Subject),
    /// Several things on the map, at least two, in the order they were selected.
    Many(Vec<Subject>),
    /// A thought in the parking lot.
    Note(NoteId),
}

impl Selection {
    /// These things of the map, in the order they were selected.
    pub fn of(subjects: Vec<Subject>) -> Selection {
        match subjects[..] {
            [] => Selection::None,
            [one] => Selection::One(one),
            _ => Selection::Many(subjects),
        }
    }

    /// The only selected thing, if there is exactly one on the map.
    pub fn one(&self) -> Option<Subject> {
        match self {
            Selection::One(subject) => Some(*subject),
            Selection::None | Selection::Many(_) | Selection::Note(_) => None,
        }
    }

    /// Every selected thing on the map.
    pub fn subjects(&self) -> &[Subject] {
        match self {
            Selection::One(subject) => std::slice::from_ref(subject),
            Selection::Many(subjects) => subjects,
            Selection::None | Selection::Note(_) => &[],
        }
    }

    /// Whether `subject` is selected.
    pub fn contains(&self, subject: Subject) -> bool {
        self.subjects().contains(&subject)
    }

    /// The touchpoint whose column the selection stands in.
    pub fn touchpoint(&self) -> Option<TouchpointId> {
        self.subjects().last().and_then(|subject| touchpoint_of(*subject))
    }
}

/// The touchpoint in whose column a subject stands.
pub fn touchpoint_of(subject: Subject) -> Option<TouchpointId> {
    match subject {
        Subject::Touchpoint(id)
        | Subject::Emotion(_, id)
        | Subject::Pain(_, id)
        | Subject::Opportunity(_, id)
        | Subject::Feedback(_, id)
        | Subject::Measure(_, id)
        | Subject::Cell(_, id) => Some(id),
        Subject::Stage(_)
        | Subject::Lane(_)
        | Subject::Persona(_)
        | Subject::StageMeasure(..)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => None,
    }
}

/// What the window is for now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// One journey is being drawn.
    #[default]
    Map,
    /// Two journeys are being compared.
    Ideal,
    /// What the map tells is being read.
    Insights,
}

/// How the map is looked at. Never saved in the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What the window is for.
    pub mode: Mode,
    /// Which journey is being edited.
    pub state: State,
    /// Light or dark.
    pub theme: ThemeKind,
    /// Personas whose curves are hidden.
    pub hidden_personas: BTreeSet<PersonaId>,
    /// Whose emotion digits set and the outline lists; the first persona where `None`.
    pub active_persona: Option<PersonaId>,
    /// Which touchpoints were asked for.
    pub sieve: Sieve,
    /// The touchpoints that are therefore hidden.
    pub hidden_touchpoints: Arc<BTreeSet<TouchpointId>>,
    /// The only stages that are therefore drawn; all where it is empty.
    pub only_stages: BTreeSet<StageId>,
    /// Whether the lines from pain points to opportunities are left out.
    pub without_answers: bool,
    /// Whether the curves of what people answered are hidden.
    pub hidden_measured: bool,
    /// What the next thing chosen on the map is for.
    pub picking: Option<Picking>,
    /// Whether the outline panel is open.
    pub outline: bool,
    /// Whether the inspector is open.
    pub inspector: bool,
}

impl Default for View {
    fn default() -> Self {
        View {
            mode: Mode::Map,
            state: State::Today,
            theme: ThemeKind::default(),
            hidden_personas: BTreeSet::new(),
            active_persona: None,
            sieve: Sieve::default(),
            hidden_touchpoints: Arc::default(),
            only_stages: BTreeSet::new(),
            without_answers: false,
            hidden_measured: false,
            picking: None,
            outline: true,
            inspector: true,
        }
    }
}

impl View {
    /// The theme's colours.
    pub fn colours(&self) -> &'static Theme {
        Theme::of(self.theme)
    }

    /// The journey being edited; today's while there is no ideal one.
    pub fn journey<'a>(&self, map: &'a Map) -> &'a Journey {
        map.journey(self.state).unwrap_or(map.today())
    }

    /// Whether a stage is drawn, if not all of its touchpoints are hidden.
    pub fn draws(&self, stage: StageId) -> bool {
        self.only_stages.is_empty() || self.only_stages.contains(&stage)
    }

    /// The persona whose emotion is set by digits.
    pub fn persona(&self, map: &Map) -> Option<PersonaId> {
        let journey = self.journey(map);
        let chosen = self.active_persona.filter(|id| journey.persona(*id).is_some());
        chosen.or_else(|| journey.personas().next().map(|persona| persona.id))
    }

    /// How many personas of the journey shown have no curve for now. One that was deleted is still remembered, for the
    /// deletion may be taken back.
    pub fn hidden_curves(&self, map: &Map) -> usize {
        self.journey(map).personas().filter(|persona| self.hidden_personas.contains(&persona.id)).count()
    }

    /// What the layout is to show.
    pub fn filter(&self) -> Filter {
        Filter {
            hidden_personas: self.hidden_personas.clone(),
            stages: self.only_stages.clone(),
            hidden_touchpoints: self.hidden_touchpoints.clone(),
            without_answers: self.without_answers,
            hidden_measured: self.hidden_measured,
            ..Filter::default()
        }
    }
}

/// Something a part of the window wants done. `App::logic` does it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Change the map; one step of undo.
    Edit(Command),
    /// Change the map while somebody types or drags: one undo takes back the whole run of changes to one field.
    EditMerging(Command),
    /// The run of merging changes is over.
    Seal,
    /// Select this.
    Select(Selection),
    /// Select this, and have the canvas show it.
    Reveal(Subject),
    /// Open the field that renames this, where the canvas draws it.
    Rename(Subject),
    /// Nobody wrote anything into what was just added here; take it away again.
    Abandon(Subject),
    /// Give the keyboard to the map.
    FocusMap,
    /// This was chosen for what is under way.
    Picked(Subject),
    /// Nothing is to be chosen any more.
    StopPicking,
    /// Choose a place on the map for this thought.
    PlaceNote(NoteId),
    /// Run a command of the table.
    Run(CommandId),
    /// Open this file, after asking about unsaved changes.
    Open(std::path::PathBuf),
    /// Say something in passing.
    Say(String),
    /// Show or hide a persona's curve.
    TogglePersona(PersonaId),
    /// Take this persona for digits and the outline.
    ActivatePersona(PersonaId),
    /// Something about the comparison of two journeys.
    Compare(CompareWish),
    /// Something about findings and figures.
    Insight(InsightWish),
    /// Take back or repeat changes until so many are done.
    GoToStep(usize),
}

/// Something the app wants of the canvas; the canvas drains the list each frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CanvasOrder {
    /// One step nearer.
    ZoomIn,
    /// One step further off.
    ZoomOut,
    /// 100 %.
    ZoomActual,
    /// The whole journey.
    ZoomFit,
    /// The whole journey if that says something, else its beginning as an overview: how a long journey opens.
    ZoomOpening,
    /// What is selected.
    ZoomSelection,
    /// Bring this into view.
    ScrollTo(Subject),
    /// Bring this into view and open the field for its name.
    Rename(Subject),
    /// Take the keyboard focus.
    Focus,
}

/// Where new identities come from: random ones, or in tests always the same.
#[derive(Debug, Clone)]
pub enum Ids {
    /// The operating system's.
    Random(RandomIds),
    /// From a seed.
    Seeded(SeededIds),
}

impl Default for Ids {
    fn default() -> Self {
        Ids::Random(RandomIds)
    }
}

impl IdSource for Ids {
    fn next_uid(&mut self) -> Uid {
        match self {
            Ids::Random(ids) => ids.next_uid(),
            Ids::Seeded(ids) => ids.next_uid(),
        }
    }
}

/// What the canvas is given each frame.
///
/// The canvas offers: `Canvas::default()`, `ui(&mut self, ui, &mut CanvasContext)`, `zoom(&self) -> f32` (1.0 is
/// 100 %), `is_editing(&self) -> bool`, and `has_focus(&self, &egui::Context) -> bool`.
pub struct CanvasContext<'a> {
    /// The map and its revision.
    pub session: &'a Session,
    /// How it is looked at.
    pub view: &'a View,
    /// What is selected.
    pub selection: &'a Selection,
    /// Lays the map out.
    pub layouter: &'a mut Layouter,
    /// Identities for what the canvas adds.
    pub ids: &'a mut Ids,
    /// What the app asks of the canvas; to be drained.
    pub orders: &'a mut Vec<CanvasOrder>,
    /// What the canvas asks of the app.
    pub actions: &'a mut Vec<Action>,
}
