//! What wishes and commands of the Ideal mode do.
//!
//! Here every change goes through the session, like everywhere. Here never comes drawing.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    CompareOrder, CompareWish, IdealView, Made, MadeKey, Picked, SnapshotDialog, SnapshotWish, Span, Target, TargetFile,
};
use crate::compare::{Entry, Gap, Kind, Sign, gaps_in_stage};
use crate::edit::{Command, MeasureField};
use crate::frame::{Compared, Subject};
use crate::gui::actions::sentence;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::{CanvasOrder, Mode, Selection, View};
use crate::gui::dialogs::Dialog;
use crate::gui::dialogs::path::Purpose;
use crate::gui::disk::{OpenFailure, OpenedFile};
use crate::gui::situation::Situation;
use crate::model::*;

impl App {
    /// Whether there are two journeys to compare.
    pub(in crate::gui) fn has_comparison(&self) -> bool {
        let own = || self.document.as_ref().is_some_and(|document| document.session.map().ideal().is_some());
        match self.comparing.target {
            Target::Own => own(),
            Target::File(_) | Target::Snapshot(_) => true,
        }
    }

    /// Has the comparison worked out again where the map has changed, one at a time.
    pub(in crate::gui) fn keep_compared(&mut self) {
        let Some(document) = &self.document else { return };
        if self.view.mode != Mode::Ideal || !self.has_comparison() || self.comparing.asked.is_some() {
            return;
        }
        let key = self.comparison_key();
        if self.comparing.made.as_ref().is_some_and(|made| Some(made.key) == key) {
            return;
        }
        let (Some(key), map) = (key, document.session.map()) else { return };
        let pins = match self.comparing.target {
            Target::Own => map.pins().cloned().collect(),
            Target::File(_) => self.comparing.pins.clone(),
            Target::Snapshot(_) => Vec::new(),
        };
        self.comparing.asked = Some(key);
        self.jobs.compare(CompareOrder { key, map: map.clone(), target: self.comparing.target.clone(), pins });
    }

    fn comparison_key(&self) -> Option<MadeKey> {
        let document = self.document.as_ref()?;
        let revision = document.session.revision();
        Some(MadeKey { document: self.document_number, revision, target: self.comparing.target_number })
    }

    /// The comparison, if it is of the map as it is now.
    fn current(&self) -> Option<Arc<Made>> {
        let key = self.comparison_key();
        self.comparing.made.clone().filter(|made| Some(made.key) == key)
    }

    /// Takes in a comparison.
    pub(in crate::gui) fn compared(&mut self, made: Made) {
        self.comparing.asked = None;
        let wanted = self.comparison_key();
        let meant = wanted.is_some_and(|key| (key.document, key.target) == (made.key.document, made.key.target));
        if !meant {
            return;
        }
        // What was picked may have gone, or its gap may be closed.
        let picked = &mut self.comparing.picked;
        picked.gap = picked.gap.filter(|key| made.gap_index(*key).is_some());
        picked.subject = picked.subject.filter(|subject| match subject {
            Compared::Stage(at) => *at < made.comparison.stages.len(),
            Compared::Measure(state, id) => made.side(*state).measure(*id).is_some(),
            other => made.touchpoint_entry(*other).is_some(),
        });
        if picked.gap.is_none() {
            picked.gap = picked.subject.and_then(|subject| made.gap_of(subject));
        }
        self.comparing.made = Some(Arc::new(made));
        for id in std::mem::take(&mut self.waiting) {
            self.run(id);
        }
    }

    /// A comparison broke down, which is a defect; the next change asks for another.
    pub(in crate::gui) fn not_compared(&mut self) {
        if let (Some(asked), Some(made)) = (self.comparing.asked.take(), &self.comparing.made) {
            // The same would break down again.
            self.comparing.made = Some(Arc::new(made.said_to_be_of(asked)));
        }
    }

    /// What of the Ideal mode makes sense now.
    pub(in crate::gui) fn comparing_situation(&self, now: Situation) -> Situation {
        let Some(document) = &self.document else { return now };
        let now = Situation {
            ideal: document.session.map().ideal().is_some(),
            other_target: !self.comparing.is_own(),
            ..now
        };
        let Some(made) = self.comparing.made.as_deref().filter(|_| self.view.mode == Mode::Ideal) else { return now };
        let entry = self.comparing.picked.subject.and_then(|subject| made.touchpoint_entry(subject));
        let is_pair = entry.is_some_and(|entry| entry.pair.is_some());
        Situation {
            comparison: self.has_comparison(),
            gap: self.comparing.is_own() && self.comparing.picked.gap.is_some(),
            pair: is_pair && !matches!(self.comparing.target, Target::Snapshot(_)),
            compared_touchpoint: self.touchpoint_to_open().is_some(),
            plan_row: self.comparing.view == IdealView::Table && self.comparing.table.has_row(),
            ..now
        }
    }

    /// Does a wish of the Ideal mode's parts.
    pub(in crate::gui) fn act_on_comparison(&mut self, wish: CompareWish) {
        match wish {
            CompareWish::Pick(picked) => self.comparing.picked = picked,
            CompareWish::Reveal(picked) => self.reveal_picked(picked),
            CompareWish::Persona(id) => self.comparing.persona = Some(id),
            CompareWish::LargestFirst(largest) => self.comparing.largest_first = largest,
            CompareWish::Next(sign) => self.go_to_sign(sign),
            CompareWish::Open(state, id) => self.open_touchpoint(state, id),
            CompareWish::Plan(wish) => self.act_on_plan(wish),
        }
    }

    /// Runs a command of the Ideal mode.
    pub(in crate::gui) fn run_comparing(&mut self, id: CommandId) {
        match id {
            CommandId::MapMode => self.set_mode(Mode::Map),
            CommandId::IdealMode => self.set_mode(Mode::Ideal),
            CommandId::CompareOverlay => self.show_comparison(IdealView::Overlay),
            CommandId::CompareSideBySide => self.show_comparison(IdealView::SideBySide),
            CommandId::CompareSwipe => self.show_comparison(IdealView::Swipe),
            CommandId::CompareTable => self.show_comparison(IdealView::Table),
            CommandId::NextView => self.show_comparison(self.comparing.view.next()),
            CommandId::NextGap if self.comparing.view == IdealView::Table => self.walk_rows(1),
            CommandId::PreviousGap if self.comparing.view == IdealView::Table => self.walk_rows(-1),
            CommandId::NextGap => self.go_to_gap(1),
            CommandId::PreviousGap => self.go_to_gap(-1),
            CommandId::AcceptGap => self.take_gaps(id, false, State::Today),
            CommandId::DropGap => self.take_gaps(id, false, State::Ideal),
            CommandId::AcceptStage => self.take_gaps(id, true, State::Today),
            CommandId::DropStage => self.take_gaps(id, true, State::Ideal),
            CommandId::ConfirmPair => self.answer_pair(true),
            CommandId::PartPair => self.answer_pair(false),
            CommandId::OpenOnMap => {
                if let Some((state, touchpoint)) = self.touchpoint_to_open() {
                    self.open_touchpoint(state, touchpoint);
                }
            }
            CommandId::OnlyDifferences => self.comparing.only_differences = !self.comparing.only_differences,
            CommandId::AllLanes => self.comparing.all_lanes = !self.comparing.all_lanes,
            CommandId::LinkScrolling => self.comparing.linked = !self.comparing.linked,
            CommandId::DeriveIdeal => self.derive_ideal(),
            CommandId::CopyIdeal => self.start_ideal(true),
            CommandId::DrawIdeal => self.start_ideal(false),
            CommandId::DropIdeal => {
                self.edit(&Command::DropIdeal, false);
                self.drop_stale_selection();
            }
            CommandId::CompareWithFile => self.ask_for_target(),
            CommandId::TakeSnapshot => self.dialog = Some(Dialog::Snapshots(SnapshotDialog::new())),
            CommandId::Snapshots => self.dialog = Some(Dialog::Snapshots(SnapshotDialog::List)),
            CommandId::CompareWithOwn => self.compare_with(Target::Own),
            other => log::error!("{other:?} is no command of a comparison"),
        }
    }

    /// Uses the window for something else; what was selected stays so, as far as it is there.
    pub(in crate::gui) fn set_mode(&mut self, mode: Mode) {
        let before = std::mem::replace(&mut self.view.mode, mode);
        match (before, mode) {
            (Mode::Map, Mode::Map) | (Mode::Ideal, Mode::Ideal) => return,
            (Mode::Map | Mode::Ideal | Mode::Insights, Mode::Insights) => return,
            (Mode::Insights, Mode::Map) => {}
            (Mode::Map | Mode::Insights, Mode::Ideal) => {
                let touchpoint = self.selection.touchpoint();
                let subject = touchpoint.map(|id| Compared::Touchpoint(self.view.state, id));
                let gap = self.comparing.made.as_ref().zip(subject).and_then(|(made, subject)| made.gap_of(subject));
                if subject.is_some() {
                    self.comparing.picked = Picked { gap, subject };
                }
                self.selection = Selection::None;
            }
            (Mode::Ideal, Mode::Map) => {
                if let Some((state, id)) = self.touchpoint_to_open() {
                    self.open_touchpoint(state, id);
                }
            }
        }
        self.orders.push(CanvasOrder::Focus);
    }

    pub(super) fn show_comparison(&mut self, view: IdealView) {
        self.set_mode(Mode::Ideal);
        self.comparing.view = view;
    }

    fn reveal_picked(&mut self, picked: Picked) {
        self.comparing.picked = picked;
        let subject = picked.subject.map(Subject::Compared);
        self.orders.extend(subject.map(CanvasOrder::ScrollTo));
        self.orders.push(CanvasOrder::Focus);
    }

    /// Goes along the gaps in the order of the journey, round and round.
    fn go_to_gap(&mut self, by: isize) {
        let Some(made) = self.comparing.made.clone() else { return };
        let gaps = &made.comparison.gaps;
        let count = gaps.len() as isize;
        if count == 0 {
            self.toasts.say("Nothing differs.");
            return;
        }
        let here = self.comparing.picked.gap.and_then(|key| made.gap_index(key));
        let next = match here {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        self.reveal_picked(made.pick(&gaps[next as usize]));
    }

    /// Goes to the next touchpoint, along the journey, that bears a sign.
    fn go_to_sign(&mut self, sign: Sign) {
        let Some(made) = self.comparing.made.clone() else { return };
        let all: Vec<&Entry> = made.comparison.entries.iter().filter(|entry| entry.kind == Kind::Touchpoint).collect();
        let here = self.comparing.picked.subject.and_then(|subject| made.touchpoint_entry(subject));
        let at = here.and_then(|here| all.iter().position(|entry| std::ptr::eq(*entry, here)));
        let start = at.map_or(0, |at| at + 1);
        let next = all[start..].iter().chain(&all[..start]).find(|entry| Sign::of(entry) == sign);
        if let Some(subject) = next.and_then(|entry| made.subject_of(entry)) {
            self.reveal_picked(Picked { gap: made.gap_of(subject), subject: Some(subject) });
        }
    }

    /// The touchpoint of this map that is picked, and in which of its journeys: the ideal one before today's.
    fn touchpoint_to_open(&self) -> Option<(State, TouchpointId)> {
        let map = self.document.as_ref()?.session.map();
        let made = self.comparing.made.as_deref()?;
        let entry = made.touchpoint_entry(self.comparing.picked.subject?)?;
        let state_of = |side: State| match (&self.comparing.target, side) {
            (Target::Own, side) => Some(side),
            (Target::File(_), State::Today) | (Target::Snapshot(Span { to: None, .. }), State::Ideal) => {
                Some(State::Today)
            }
            (Target::File(_), State::Ideal) | (Target::Snapshot(_), _) => None,
        };
        let found = |side: State, uids: &[Uid]| {
            let state = state_of(side)?;
            let id = TouchpointId(*uids.first()?);
            map.journey(state)?.touchpoint(id).map(|_| (state, id))
        };
        found(State::Ideal, &entry.to).or_else(|| found(State::Today, &entry.from))
    }

    /// Draws the journey of a touchpoint with that selected, if it is there.
    pub(in crate::gui) fn open_touchpoint(&mut self, state: State, id: TouchpointId) {
        let there = self.document.as_ref().and_then(|document| document.session.map().journey(state));
        if there.is_none_or(|journey| journey.touchpoint(id).is_none()) {
            return;
        }
        self.view = View { mode: Mode::Map, state, ..self.view.clone() };
        self.selection = Selection::One(Subject::Touchpoint(id));
        self.orders.push(CanvasOrder::ScrollTo(Subject::Touchpoint(id)));
        self.orders.push(CanvasOrder::Focus);
    }

    fn answer_pair(&mut self, same: bool) {
        let Some(made) = self.current() else { return self.waiting.push(answer_command(same)) };
        let pair = self.comparing.picked.subject.and_then(|subject| made.touchpoint_entry(subject)?.pair);
        let Some(pair) = pair else { return };
        let known = |pin: &&Arc<Pin>| pin.today == pair.from && pin.ideal == pair.to;
        let pins: Vec<Arc<Pin>> = match self.comparing.target {
            Target::Own => made.map.pins().cloned().collect(),
            Target::File(_) | Target::Snapshot(_) => self.comparing.pins.clone(),
        };
        let id = pins.iter().find(known).map_or_else(|| PinId::new(&mut self.ids), |pin| pin.id);
        let pin = Pin { id, today: pair.from, ideal: pair.to, same };
        match self.comparing.target {
            Target::Own => self.edit(&Command::SetPin(pin), false),
            Target::File(_) => {
                self.comparing.pins.retain(|other| other.id != id);
                self.comparing.pins.push(Arc::new(pin));
                self.comparing.target_number += 1;
            }
            Target::Snapshot(_) => return,
        }
        let words = if same { "Confirmed: the pair is one touchpoint." } else { "Parted: these are two touchpoints." };
        self.toasts.say(words);
    }

    /// Makes one journey as the other is, at the picked gap or in all of its stage.
    fn take_gaps(&mut self, id: CommandId, whole_stage: bool, into: State) {
        let Some(document) = &self.document else { return };
        let Some(made) = self.current() else { return self.waiting.push(id) };
        let Some(picked) = self.comparing.picked.gap.and_then(|key| made.gap_index(key)) else { return };
        let gaps = &made.comparison.gaps;
        let chosen: Vec<usize> = match (whole_stage, gaps[picked].stage) {
            (true, Some(stage)) => gaps_in_stage(&made.comparison, stage),
            (true, None) | (false, _) => vec![picked],
        };
        match super::taking::command(document.session.map(), &made, &chosen, into, &mut self.ids) {
            Ok(command) => {
                let next = next_open(gaps, picked, &chosen);
                if self.change(&command, &taken_words(&command, chosen.len(), into)) {
                    self.comparing.picked = next.map_or(Picked::default(), |at| made.pick(&gaps[at]));
                }
            }
            Err(refusal) => self.toasts.say(refusal),
        }
    }

    /// Changes the map and says so in these words, with an Undo; returns whether anything changed.
    pub(in crate::gui) fn change(&mut self, command: &Command, words: &str) -> bool {
        let Some(document) = &mut self.document else { return false };
        let before = document.session.revision();
        match document.session.run(command) {
            Ok(()) if document.session.revision() != before => {
                self.toasts.say_undoable(words, document.session.revision());
                true
            }
            Ok(()) => false,
            Err(refusal) => {
                self.toasts.say(sentence(&refusal.to_string()));
                false
            }
        }
    }

    fn derive_ideal(&mut self) {
        let Some(document) = &self.document else { return };
        match super::taking::derive(document.session.map()) {
            Ok(command) => {
                self.change(&command, "Derived from today’s pain points; all of it is marked as assumed.");
                self.compare_with(Target::Own);
                self.set_mode(Mode::Ideal);
            }
            Err(refusal) => self.toasts.say(refusal),
        }
    }

    fn ask_for_target(&mut self) {
        let folder = self.folder.clone();
        self.ask_for_path(Purpose::Compare, folder, String::new());
    }

    /// Compares with something else from now on; a row of the plan that is being written belongs to what was compared.
    fn compare_with(&mut self, target: Target) {
        self.keep_drafts();
        self.comparing.set_target(target);
    }

    /// Has another map read, to compare with.
    pub(in crate::gui) fn open_target(&mut self, path: PathBuf) {
        self.dialog = None;
        self.jobs.open_target(self.document_number, path, &self.ids);
    }

    /// Compares with another map, which was just read, if the one that was open then still is.
    pub(in crate::gui) fn target_opened(&mut self, document: u64, outcome: Result<Box<OpenedFile>, OpenFailure>) {
        let is_open = self.document.is_some() && document == self.document_number;
        let OpenedFile { path, map, .. } = match outcome {
            Ok(opened) if is_open => *opened,
            Ok(_) => return,
            Err(failure) if is_open => return self.not_opened(failure),
            Err(failure) => return self.toasts.say(sentence(&failure.sentence)),
        };
        self.compare_with(Target::File(Arc::new(TargetFile { path, map })));
        self.set_mode(Mode::Ideal);
    }

    /// Does what the dialog about snapshots wants.
    pub(in crate::gui) fn grant_snapshot(&mut self, wish: SnapshotWish) {
        match wish {
            SnapshotWish::Take { label, date } => {
                self.dialog = None;
                let id = SnapshotId::new(&mut self.ids);
                self.change(&Command::TakeSnapshot { id, date, label }, "Snapshot taken. It is saved with the map.");
            }
            SnapshotWish::Compare(span) => {
                self.dialog = None;
                self.compare_with(Target::Snapshot(span));
                self.set_mode(Mode::Ideal);
            }
            SnapshotWish::Delete(id) => {
                if matches!(self.comparing.target, Target::Snapshot(span) if span.from == id || span.to == Some(id)) {
                    self.compare_with(Target::Own);
                }
                self.edit(&Command::DeleteSnapshot { id }, false);
            }
            SnapshotWish::AskForNew => self.dialog = Some(Dialog::Snapshots(SnapshotDialog::new())),
        }
    }
}

fn answer_command(same: bool) -> CommandId {
    if same { CommandId::ConfirmPair } else { CommandId::PartPair }
}

fn sets_a_target(command: &Command) -> bool {
    match command {
        Command::Batch { commands, .. } => commands.iter().any(sets_a_target),
        Command::SetMeasure { field: MeasureField::Target(target), .. } => target.is_some(),
        _other => false,
    }
}

/// The gap after a closed one that stays open, or else the one before.
fn next_open(gaps: &[Gap], picked: usize, closed: &[usize]) -> Option<usize> {
    let open = |at: &usize| !closed.contains(at);
    (picked + 1..gaps.len()).find(open).or_else(|| (0..picked).rev().find(open))
}

fn taken_words(command: &Command, count: usize, into: State) -> String {
    let gaps = crate::words::plural(count, "gap");
    match into {
        // Numbers are measured, not taken over.
        State::Today if sets_a_target(command) => {
            format!("Accepted into today: {gaps}. Goals are today\u{2019}s targets now; measured numbers stay.")
        }
        State::Today => format!("Accepted into today: {gaps} closed."),
        State::Ideal => format!("Dropped from the ideal: {gaps} given up."),
    }
}
