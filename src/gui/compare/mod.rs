//! The Ideal mode: today's journey compared with the ideal one, with another map's, or with an earlier day's.
//!
//! Here lives what the mode remembers between frames, and the parts of the window that only it has. The comparison is
//! worked out on a thread of its own ([`made`]); its canvas is in [`canvas`](super::canvas). Here never comes a
//! judgement of what differs, which is [`compare`](crate::compare)'s.

mod doing;
mod empty;
mod legend;
mod made;
mod pair;
mod panel;
mod parts;
mod snapshots;
mod table;
mod taking;
mod toolbar;
mod window;

use std::path::PathBuf;
use std::sync::Arc;

use crate::compare::{GapKey, Sign};
use crate::frame::Compared;
use crate::layout::CompareView;
use crate::model::*;
use crate::text::Icon;

use super::command_table::CommandId;

pub use made::{CompareOrder, Made, MadeKey};
pub use snapshots::{SnapshotDialog, SnapshotWish};
pub use table::{PLAN_ENDINGS, PlanOrder, PlanView, PlanWish, PlanWritten, Progressed, write as write_plan};

/// The ways of looking at a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IdealView {
    /// Both journeys on one another.
    #[default]
    Overlay,
    /// One above the other.
    SideBySide,
    /// One behind the other.
    Swipe,
    /// What differs, as a list.
    Table,
}

impl IdealView {
    /// Every view, in the order of the toolbar.
    pub const ALL: [IdealView; 4] = [IdealView::Overlay, IdealView::SideBySide, IdealView::Swipe, IdealView::Table];

    /// The command that shows it.
    pub fn command(self) -> CommandId {
        match self {
            IdealView::Overlay => CommandId::CompareOverlay,
            IdealView::SideBySide => CommandId::CompareSideBySide,
            IdealView::Swipe => CommandId::CompareSwipe,
            IdealView::Table => CommandId::CompareTable,
        }
    }

    /// Its icon on the toolbar.
    pub fn icon(self) -> Icon {
        match self {
            IdealView::Overlay => Icon::Layers,
            IdealView::SideBySide => Icon::ViewColumn,
            IdealView::Swipe => Icon::Swipe,
            IdealView::Table => Icon::Table,
        }
    }

    /// How the canvas draws it; `None` where there is no canvas.
    pub fn picture(self) -> Option<CompareView> {
        match self {
            IdealView::Overlay => Some(CompareView::Overlay),
            IdealView::SideBySide => Some(CompareView::SideBySide),
            IdealView::Swipe => Some(CompareView::Swipe),
            IdealView::Table => None,
        }
    }

    /// The view after it, and after the last the first.
    pub fn next(self) -> IdealView {
        match self {
            IdealView::Overlay => IdealView::SideBySide,
            IdealView::SideBySide => IdealView::Swipe,
            IdealView::Swipe => IdealView::Table,
            IdealView::Table => IdealView::Overlay,
        }
    }
}

/// Which two journeys are compared.
#[derive(Debug, Clone, Default)]
pub enum Target {
    /// Today's with the map's own ideal one.
    #[default]
    Own,
    /// Today's with that of another map, which is only read.
    File(Arc<TargetFile>),
    /// A snapshot with today's, or with a later one.
    Snapshot(Span),
}

/// From a snapshot to what came later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub from: SnapshotId,
    /// Where it ends; `None` is today.
    pub to: Option<SnapshotId>,
}

/// Another map to compare with.
#[derive(Debug)]
pub struct TargetFile {
    /// Its file.
    pub path: PathBuf,
    /// What it held when it was read.
    pub map: Map,
}

impl TargetFile {
    /// The file's name as a person reads it.
    pub fn name(&self) -> String {
        super::disk::file_name(&self.path)
    }
}

/// What is selected in a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Picked {
    /// The gap; `None` for what is the same in both journeys.
    pub gap: Option<GapKey>,
    /// What of it is ringed on the canvas; `None` if nothing there stands for it.
    pub subject: Option<Compared>,
}

/// Something the Ideal mode's parts want done.
#[derive(Debug, Clone, PartialEq)]
pub enum CompareWish {
    /// Select this.
    Pick(Picked),
    /// Select this, and have the canvas show it.
    Reveal(Picked),
    /// Compare this persona's curves.
    Persona(PersonaId),
    /// List the largest gaps first, or those that come first.
    LargestFirst(bool),
    /// Go to the next touchpoint with this sign.
    Next(Sign),
    /// Draw this touchpoint's own journey.
    Open(State, TouchpointId),
    /// Something about the table.
    Plan(PlanWish),
}

/// What the Ideal mode remembers between frames. None of it is saved.
pub struct Comparing {
    /// How the comparison is looked at.
    pub view: IdealView,
    /// Whether what is the same is folded away.
    pub only_differences: bool,
    /// Whether all lanes are drawn side by side, not the curves and cards alone.
    pub all_lanes: bool,
    /// Whether the two journeys scroll together, side by side.
    pub linked: bool,
    /// Whose curves are compared; the first persona's where `None`.
    pub persona: Option<PersonaId>,
    /// Whether the largest gaps stand first in the list.
    pub largest_first: bool,
    /// What is selected.
    pub picked: Picked,
    /// Which journeys are compared.
    pub target: Target,
    /// The latest comparison, perhaps not of the latest change.
    pub made: Option<Arc<Made>>,
    /// The table of the plan.
    pub table: PlanView,
    /// Counts targets, so that a comparison with the one before is known as such.
    target_number: u64,
    /// The comparison being worked out.
    asked: Option<MadeKey>,
    /// What somebody said about pairs with another map; kept while that is compared.
    pins: Vec<Arc<Pin>>,
}

impl Default for Comparing {
    fn default() -> Self {
        Comparing {
            view: IdealView::default(),
            only_differences: false,
            all_lanes: false,
            linked: true,
            persona: None,
            largest_first: true,
            picked: Picked::default(),
            target: Target::Own,
            made: None,
            table: PlanView::default(),
            target_number: 0,
            asked: None,
            pins: Vec::new(),
        }
    }
}

impl Comparing {
    /// Compares with something else from now on.
    pub fn set_target(&mut self, target: Target) {
        self.target = target;
        self.target_number += 1;
        self.pins.clear();
        self.picked = Picked::default();
        self.table = PlanView::default();
        self.made = None;
    }

    /// Whether the map's own two journeys are compared.
    pub fn is_own(&self) -> bool {
        matches!(self.target, Target::Own)
    }

    /// The persona whose curves are compared.
    pub fn persona(&self, made: &Made) -> Option<PersonaId> {
        let known = |id: &PersonaId| made.from().persona(*id).is_some() || made.to().persona(*id).is_some();
        let first = || made.from().personas().chain(made.to().personas()).next().map(|persona| persona.id);
        self.persona.filter(known).or_else(first)
    }

    /// What the two journeys are called, the first and the second: `today`, `ideal`.
    pub fn side_names(&self, map: &Map) -> [String; 2] {
        let today = "today".to_owned();
        match &self.target {
            Target::Own => [today, "ideal".to_owned()],
            Target::File(file) => [today, format!("in {}", file.name())],
            Target::Snapshot(span) => {
                let later = span.to.map_or(today, |id| parts::snapshot_name(map, id));
                [parts::snapshot_name(map, span.from), later]
            }
        }
    }
}
