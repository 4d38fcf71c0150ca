//! Copy, cut, paste and duplicate, of one thing or several.
//!
//! The system's clipboard is given plain text; our own form waits beside it, see [`file::keep_copied`]. What a paste
//! becomes is decided here: our own form if it belongs to the text, else a grid, else a list.

use crate::edit::Command;
use crate::edit::clipboard::{self, Filled, Fragment, Grid, ListKind, Start, Target, list_items, paste_list};
use crate::file::{self, Fingerprint};
use crate::frame::Subject;
use crate::model::*;
use crate::words::one_line;

use super::actions::{exists, sentence};
use super::app::App;
use super::arranging::{item_at, item_of};
use super::context::{CanvasOrder, Mode, Selection, touchpoint_of};
use super::copied::{key_of, plain_text, subject_of};
use super::dialogs::Dialog;
use super::dialogs::paste::{PasteDialog, PasteWish};
use super::keys::Focus;

/// What the window remembers of copying and pasting.
#[derive(Debug, Default)]
pub struct Clipboard {
    /// What was copied here last, under the mark of its text.
    copied: Option<(Fingerprint, Box<Fragment>)>,
    /// The next paste becomes one thing, however many lines it has; and when it was asked for, on the clock of the window.
    as_one: Option<f64>,
    /// A text that waits for what another window copied with it.
    waiting: Option<String>,
}

/// A paste that was asked of the system is answered within so many seconds, or never.
const ANSWERED: f64 = 5.0;

/// Whether a paste makes touchpoints of its own.
fn adds_touchpoints(command: &Command) -> bool {
    match command {
        Command::AddTouchpoint { .. } => true,
        Command::Batch { commands, .. } => commands.iter().any(adds_touchpoints),
        _ => false,
    }
}

impl App {
    /// Whether the map is on the screen to be drawn on. In a talk it only stands there, and elsewhere nobody would see
    /// what a paste changes.
    pub(super) fn is_drawing(&self) -> bool {
        self.view.mode == Mode::Map && self.dialog.is_none() && self.presenting.is_none()
    }

    /// Takes what the system says about its clipboard out of the input, unless a text field is to have it.
    pub(super) fn take_clipboard_events(&mut self, ctx: &egui::Context, focus: Focus) {
        if focus == Focus::Text || self.document.is_none() || !self.is_drawing() {
            return;
        }
        let mut events = Vec::new();
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let ours = matches!(event, egui::Event::Copy | egui::Event::Cut | egui::Event::Paste(_));
                if ours {
                    events.push(event.clone());
                }
                !ours
            });
        });
        for event in events {
            match event {
                egui::Event::Copy => self.copy(),
                egui::Event::Cut => self.cut(),
                egui::Event::Paste(text) => self.paste_text(&text),
                _ => {}
            }
        }
    }

    /// Asks the system for its clipboard; the answer comes as an event.
    pub(super) fn ask_for_paste(&mut self, as_one: bool) {
        self.clipboard.as_one = as_one.then(|| self.ctx.time());
        self.ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
    }

    pub(super) fn copy(&mut self) {
        self.copy_selected();
    }

    /// Copies what is selected; returns whether anything was.
    fn copy_selected(&mut self) -> bool {
        let Some(document) = &self.document else { return false };
        let map = document.session.map();
        let journey = self.view.journey(map);
        let keys: Vec<Key> = self.selection.subjects().iter().filter_map(|subject| key_of(*subject)).collect();
        let fragment = clipboard::copy(map, self.view.state, &keys);
        let text = plain_text(map, journey, &self.selection, self.view.persona(map));
        if text.trim().is_empty() && fragment.is_none() {
            self.toasts.say("Select something on the map first.");
            return false;
        }
        // An unnamed thing still needs a text that it can be recognised by.
        let text = if text.trim().is_empty() { "Unnamed".to_owned() } else { text };
        self.ctx.copy_text(text.clone());
        self.clipboard.copied = None;
        let what = match &fragment {
            Some(fragment) => clipboard::what(&fragment.picked),
            None => "the text".to_owned(),
        };
        self.toasts.say(format!("Copied {what}."));
        if let Some(fragment) = fragment {
            if let Some(state_dir) = self.state_dir.clone() {
                self.jobs.keep_copied(state_dir, text.clone(), fragment.clone());
            }
            self.clipboard.copied = Some((file::mark_of(&text), Box::new(fragment)));
        }
        true
    }

    pub(super) fn cut(&mut self) {
        if self.copy_selected() {
            self.delete();
        }
    }

    /// Pastes a text: what was copied with it, a grid, or a list.
    pub(super) fn paste_text(&mut self, text: &str) {
        if self.document.is_none() {
            return;
        }
        let as_one = self.clipboard.as_one.take().is_some_and(|asked| self.ctx.time() - asked < ANSWERED);
        if as_one {
            return self.paste_lines(&[text.trim().to_owned()], true);
        }
        let own = self.clipboard.copied.as_ref().filter(|(mark, _)| *mark == file::mark_of(text));
        if let Some((_, fragment)) = own {
            let fragment = fragment.clone();
            return self.paste_fragment(&fragment);
        }
        match self.state_dir.clone() {
            Some(state_dir) => {
                self.clipboard.waiting = Some(text.to_owned());
                self.jobs.copied(state_dir, text.to_owned());
            }
            None => self.paste_foreign(text),
        }
    }

    /// It is known whether another window copied something with a text.
    pub(super) fn found_copied(&mut self, text: &str, fragment: Option<Box<Fragment>>) {
        if self.clipboard.waiting.take_if(|waiting| waiting == text).is_none() || self.document.is_none() {
            return;
        }
        match fragment {
            Some(fragment) => self.paste_fragment(&fragment),
            None => self.paste_foreign(text),
        }
    }

    /// Pastes what another program put on the clipboard.
    fn paste_foreign(&mut self, text: &str) {
        let grid = Grid::parse(text);
        if grid.is_table() {
            self.preview_grid(grid);
        } else {
            self.paste_lines(&cells_of_column(&grid, text).unwrap_or_else(|| list_items(text)), false);
        }
    }

    fn preview_grid(&mut self, grid: Grid) {
        self.preview_grid_at(grid, self.start_of_grid());
    }

    fn preview_grid_at(&mut self, grid: Grid, start: Start) {
        let Some(document) = &self.document else { return };
        let dialog = PasteDialog::new(document.session.map(), grid, start, &mut self.ids);
        self.dialog = Some(Dialog::PasteGrid(Box::new(dialog)));
    }

    fn start_of_grid(&self) -> Start {
        let map = self.document.as_ref().map(|document| document.session.map());
        let lane = match self.selection.one() {
            Some(Subject::Cell(lane, _)) => Some(lane),
            _ => None,
        };
        let persona = map.and_then(|map| self.view.persona(map));
        Start {
            state: self.view.state,
            touchpoint: self.selection.touchpoint(),
            lane,
            persona,
            hidden: self.view.hidden_touchpoints.clone(),
        }
    }

    /// Puts a fragment after what is selected.
    fn paste_fragment(&mut self, fragment: &Fragment) {
        self.put(fragment, self.target(), "Paste");
    }

    fn target(&self) -> Target {
        let subject = self.selection.subjects().last().copied();
        let touchpoint = subject.and_then(touchpoint_of);
        let stage = match subject {
            Some(Subject::Stage(id) | Subject::AddTouchpoint(id) | Subject::StageMeasure(_, id)) => Some(id),
            _ => touchpoint.and_then(|id| self.journey()?.touchpoint(id)).map(|touchpoint| touchpoint.stage),
        };
        let lane = match subject {
            Some(Subject::Lane(id) | Subject::Cell(id, _)) => Some(id),
            _ => None,
        };
        let item = subject.and_then(item_of).map(|(key, _)| key);
        Target { state: self.view.state, stage, touchpoint, item, lane }
    }

    fn journey(&self) -> Option<&Journey> {
        self.document.as_ref().map(|document| self.view.journey(document.session.map()))
    }

    fn put(&mut self, fragment: &Fragment, target: Target, verb: &str) {
        let Some(document) = &self.document else { return };
        match clipboard::insert(document.session.map(), fragment, target, verb, &mut self.ids) {
            Err(refusal) => self.toasts.say(sentence(&refusal.to_string())),
            Ok(insertion) => {
                if self.try_edit(&insertion.command, false) {
                    let subjects = insertion.picked.iter().filter_map(|key| subject_of(*key, target.touchpoint));
                    let subjects: Vec<Subject> = subjects.collect();
                    self.said_with_undo(format!("{verb}d {}", clipboard::what(&insertion.picked)));
                    self.select_all(subjects);
                }
            }
        }
    }

    /// Selects what was pasted, as far as it can be seen.
    fn select_all(&mut self, subjects: Vec<Subject>) {
        let there = |subject: &Subject| self.journey().is_some_and(|journey| exists(journey, *subject));
        let subjects: Vec<Subject> = subjects.into_iter().filter(there).collect();
        if let Some(first) = subjects.first() {
            self.orders.push(CanvasOrder::ScrollTo(*first));
            self.selection = Selection::of(subjects);
        }
        self.orders.push(CanvasOrder::Focus);
    }

    fn said_with_undo(&mut self, text: String) {
        if let Some(document) = &self.document {
            self.toasts.say_undoable(text, document.session.revision());
        }
    }

    /// Makes a copy of what is selected right after it.
    pub(super) fn duplicate(&mut self) {
        let Some(document) = &self.document else { return };
        let map = document.session.map();
        let subjects = self.selection.subjects().to_vec();
        let keys: Vec<Key> = subjects.iter().filter_map(|subject| key_of(*subject)).collect();
        let items: Vec<(Key, TouchpointId)> = subjects.iter().filter_map(|subject| item_of(*subject)).collect();
        if items.len() < 2 || items.len() < keys.len() {
            match clipboard::copy(map, self.view.state, &keys) {
                Some(fragment) => self.put(&fragment, self.target(), "Duplicate"),
                None => self.toasts.say("Select a touchpoint, a stage or something at a touchpoint first."),
            }
            return;
        }
        // Each of several pain points stays at its own touchpoint.
        let (mut commands, mut copies) = (Vec::new(), Vec::new());
        for (item, at) in items {
            let target = Target { touchpoint: Some(at), item: Some(item), ..self.target() };
            let Some(fragment) = clipboard::copy(map, self.view.state, &[item]) else { continue };
            if let Ok(insertion) = clipboard::insert(map, &fragment, target, "Duplicate", &mut self.ids) {
                commands.push(insertion.command);
                copies.extend(insertion.picked.iter().filter_map(|key| item_at(*key, at)));
            }
        }
        let label = format!("Duplicate {} things", commands.len());
        if self.try_edit(&Command::Batch { label, commands }, false) {
            self.said_with_undo(format!("Duplicated {} things", copies.len()));
            self.select_all(copies);
        }
    }

    /// Pastes lines as what the selection's lane holds.
    fn paste_lines(&mut self, lines: &[String], as_one: bool) {
        if lines.iter().all(String::is_empty) {
            self.toasts.say("There is no text on the clipboard.");
            return;
        }
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let state = self.view.state;
        let subject = self.selection.subjects().last().copied();
        let lane = match subject {
            Some(Subject::Cell(lane, at)) => journey.lane(lane).map(|lane| (lane.kind, lane.id, at)),
            Some(Subject::Emotion(_, at)) => {
                journey.lanes().iter().find(|lane| lane.kind == LaneKind::Emotion).map(|lane| (lane.kind, lane.id, at))
            }
            _ => None,
        };
        let cell = lane.filter(|(kind, ..)| {
            matches!(kind, LaneKind::Text | LaneKind::BackStage | LaneKind::Emotion | LaneKind::Channel)
        });
        if let Some((kind, lane, touchpoint)) = cell {
            if as_one && matches!(kind, LaneKind::Text | LaneKind::BackStage) {
                return self.edit(&Command::SetText { state, touchpoint, lane, text: lines.join("\n") }, false);
            }
            // Lines go along the lane, one to a touchpoint; what does not fit there, takes the place of something or runs
            // on beyond what a filter shows is seen before anything changes.
            let start = Start { lane: Some(lane), ..self.start_of_grid() };
            let grid = Grid::new(vec![lines.to_vec()]);
            let fill = clipboard::fill(document.session.map(), &grid, start.clone(), &mut self.ids);
            let runs_on = !start.hidden.is_empty() && fill.command.as_ref().is_some_and(adds_touchpoints);
            let plain = fill.misfits.is_empty() && !fill.filled.iter().any(Filled::replaces) && !runs_on;
            let Some(command) = fill.command.filter(|_| plain) else {
                return self.preview_grid_at(grid, start);
            };
            return self.paste_command(&command, fill.filled.len());
        }
        let kind = list_kind(journey, &self.selection, lane.map(|(kind, ..)| kind));
        let Some(kind) = kind else { return self.paste_into_new_stage(lines) };
        let names: Vec<String>;
        let lines = match kind {
            ListKind::Touchpoints(_) | ListKind::Stages(_) | ListKind::Measures(_) => {
                names = lines.iter().map(|line| one_line(line)).collect();
                &names
            }
            ListKind::Pains(_) | ListKind::Opportunities(_) | ListKind::Feedback(_) | ListKind::Notes => lines,
        };
        if let Some(command) = paste_list(lines, kind, state, &mut self.ids) {
            self.paste_command(&command, lines.len());
        }
    }

    /// Touchpoints for a journey that has no stage yet.
    fn paste_into_new_stage(&mut self, lines: &[String]) {
        let (state, stage) = (self.view.state, StageId::new(&mut self.ids));
        let add = Command::AddStage { state, id: stage, name: "Stage 1".to_owned(), after: None };
        let kind = ListKind::Touchpoints(crate::edit::Slot { stage, after: None });
        if let Some(list) = paste_list(lines, kind, state, &mut self.ids) {
            let label = format!("Paste {} touchpoints", lines.len());
            self.paste_command(&Command::Batch { label, commands: vec![add, list] }, lines.len());
        }
    }

    /// Carries a planned paste out, says what came of it and selects what is new.
    pub(super) fn paste_command(&mut self, command: &Command, count: usize) {
        if self.try_edit(command, false) {
            let label = self.document.as_ref().and_then(|document| document.session.undo_label().map(str::to_owned));
            let said = match label.as_deref().and_then(|label| label.strip_prefix("Paste ")) {
                Some(what) => format!("Pasted {what}"),
                None if count == 1 => "Pasted one line".to_owned(),
                None => format!("Pasted {count} lines"),
            };
            self.said_with_undo(said);
            self.select_all(added_by(command));
        }
    }

    /// Does what the preview of a table wants.
    pub(super) fn grant_paste(&mut self, wish: PasteWish) {
        let (Some(Dialog::PasteGrid(dialog)), Some(document)) = (&mut self.dialog, &self.document) else { return };
        match wish {
            PasteWish::Turn => dialog.turn(document.session.map(), &mut self.ids),
            PasteWish::Paste => {
                let fill = dialog.plan();
                let (command, count) = (fill.command.clone(), fill.filled.len());
                self.dialog = None;
                if let Some(command) = command {
                    self.paste_command(&command, count);
                }
            }
        }
    }

    /// Whether anything selected can be copied.
    pub(super) fn is_copyable(&self) -> bool {
        let copyable = |subject: &Subject| match subject {
            Subject::AddTouchpoint(_) | Subject::AddStage | Subject::Compared(_) | Subject::Charted(_) => false,
            Subject::Stage(_)
            | Subject::Lane(_)
            | Subject::Touchpoint(_)
            | Subject::Persona(_)
            | Subject::Emotion(..)
            | Subject::Pain(..)
            | Subject::Opportunity(..)
            | Subject::Feedback(..)
            | Subject::Measure(..)
            | Subject::StageMeasure(..)
            | Subject::Cell(..)
            | Subject::Link(_)
            | Subject::Takeaway => true,
        };
        let any = matches!(self.selection, Selection::Note(_)) || self.selection.subjects().iter().any(copyable);
        any && self.view.mode == Mode::Map
    }
}

/// What the lines of a list become where the selection stands; `None` needs a stage first.
fn list_kind(journey: &Journey, selection: &Selection, lane: Option<LaneKind>) -> Option<ListKind> {
    if let Selection::Note(_) = selection {
        return Some(ListKind::Notes);
    }
    let last = journey.stages().last().map(|stage| stage.id);
    let touchpoints = |stage: StageId, after: Option<TouchpointId>| {
        let after = after.or_else(|| journey.touchpoints_in(stage).last().map(|touchpoint| touchpoint.id));
        ListKind::Touchpoints(crate::edit::Slot { stage, after })
    };
    match selection.subjects().last().copied() {
        Some(Subject::Pain(_, at)) => Some(ListKind::Pains(at)),
        Some(Subject::Opportunity(_, at)) => Some(ListKind::Opportunities(at)),
        Some(Subject::Feedback(_, at)) => Some(ListKind::Feedback(at)),
        Some(Subject::Measure(_, at)) => Some(ListKind::Measures(at)),
        Some(Subject::Cell(_, at)) => match lane {
            Some(LaneKind::Pains) => Some(ListKind::Pains(at)),
            Some(LaneKind::Opportunities) => Some(ListKind::Opportunities(at)),
            Some(LaneKind::Feedback) => Some(ListKind::Feedback(at)),
            Some(LaneKind::Measures) => Some(ListKind::Measures(at)),
            Some(
                LaneKind::Touchpoints
                | LaneKind::Emotion
                | LaneKind::Text
                | LaneKind::Channel
                | LaneKind::BackStage
                | LaneKind::Picture,
            )
            | None => Some(touchpoints(journey.touchpoint(at)?.stage, Some(at))),
        },
        Some(Subject::AddStage) => Some(ListKind::Stages(last)),
        Some(Subject::Stage(stage) | Subject::AddTouchpoint(stage)) => Some(touchpoints(stage, None)),
        Some(subject) => match touchpoint_of(subject).and_then(|at| journey.touchpoint(at)) {
            Some(touchpoint) => Some(touchpoints(touchpoint.stage, Some(touchpoint.id))),
            None => last.map(|stage| touchpoints(stage, None)),
        },
        None => last.map(|stage| touchpoints(stage, None)),
    }
}

/// The cells of a column that a spreadsheet gave, where one of them holds line breaks: taken line by line it would be
/// torn apart. `None` for any other text, as for a list in which a quotation mark was left open.
fn cells_of_column(grid: &Grid, text: &str) -> Option<Vec<String>> {
    let cells: Vec<String> = (0..grid.height()).map(|row| grid.cell(row, 0).trim().to_owned()).collect();
    let given = text.replace("\r\n", "\n");
    let is_column = cells.iter().any(|cell| cell.contains('\n')) && grid.to_text() == given.trim_end_matches('\n');
    is_column.then(|| cells.into_iter().filter(|cell| !cell.is_empty()).collect())
}

/// What a planned paste adds, as it is selected afterwards.
fn added_by(command: &Command) -> Vec<Subject> {
    match command {
        Command::Batch { commands, .. } => commands.iter().flat_map(added_by).collect(),
        Command::AddStage { id, .. } => vec![Subject::Stage(*id)],
        Command::AddTouchpoint { id, .. } => vec![Subject::Touchpoint(*id)],
        Command::AddPain { id, at: Some(at), .. } => vec![Subject::Pain(*id, *at)],
        Command::AddOpportunity { id, at: Some(at), .. } => vec![Subject::Opportunity(*id, *at)],
        Command::AddFeedback { id, at: Some(at), .. } => vec![Subject::Feedback(*id, *at)],
        Command::AddMeasure { id, at: Some(at), .. } => vec![Subject::Measure(*id, *at)],
        _ => Vec::new(),
    }
}
