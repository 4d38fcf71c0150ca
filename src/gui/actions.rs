//! What actions and commands do. The one place of the window that changes the map, through the session.

use crate::edit::{Command, TouchpointField, quoted};
use crate::frame::Subject;
use crate::model::*;
use crate::words::capital;

use super::app::App;
use super::arranging::{self, Direction};
use super::command_table::{CommandId, CommandRow, First};
use super::context::{Action, CanvasOrder, Mode, Selection, View, touchpoint_of};
use super::deletion;
use super::dialogs::Dialog;
use super::dialogs::palette::Palette;
use super::flow::Next;
use super::situation::Situation;

impl App {
    /// Does one action.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Edit(command) => self.edit(&command, false),
            Action::EditMerging(command) => self.edit(&command, true),
            Action::Seal => self.seal(),
            Action::Select(selection) => self.select(selection),
            Action::Reveal(subject) => {
                self.back_to_map();
                self.select(Selection::One(subject));
                self.orders.push(CanvasOrder::ScrollTo(subject));
            }
            Action::Rename(subject) => {
                self.selection = Selection::One(subject);
                self.orders.push(CanvasOrder::Rename(subject));
            }
            Action::Abandon(subject) => self.abandon(subject),
            Action::FocusMap => self.orders.push(CanvasOrder::Focus),
            Action::Picked(subject) => self.picked_on_map(subject),
            Action::StopPicking => self.view.picking = None,
            Action::PlaceNote(id) => {
                self.selection = Selection::Note(id);
                self.begin_placing();
            }
            Action::Run(id) => self.run(id),
            Action::Open(path) => self.leave(Next::Open(path)),
            Action::Say(text) => self.toasts.say(text),
            Action::TogglePersona(id) => {
                if !self.view.hidden_personas.remove(&id) {
                    self.view.hidden_personas.insert(id);
                }
            }
            Action::ActivatePersona(id) => self.view.active_persona = Some(id),
            Action::Compare(wish) => self.act_on_comparison(wish),
            Action::Insight(wish) => self.act_on_insight(wish),
            Action::GoToStep(step) => self.go_to_step(step),
        }
    }

    /// Selects something. What is typed or felt there is another step of undo than what was before.
    fn select(&mut self, selection: Selection) {
        if self.selection != selection {
            self.seal();
            self.selection = selection;
        }
    }

    /// Shows the map with the journey that was drawn on it last.
    pub(super) fn back_to_map(&mut self) {
        let state = self.view.state;
        self.set_mode(Mode::Map);
        self.view.state = state;
    }

    fn seal(&mut self) {
        if let Some(document) = &mut self.document {
            document.session.seal();
        }
    }

    /// Changes the map; a refusal is said, and nothing else happens.
    pub(super) fn edit(&mut self, command: &Command, merging: bool) {
        self.try_edit(command, merging);
    }

    /// The same, and whether it went through.
    pub(super) fn try_edit(&mut self, command: &Command, merging: bool) -> bool {
        let outcome = self.attempt(command, merging);
        let is_done = outcome.is_ok();
        if let Err(why) = outcome {
            self.toasts.say(why);
        }
        is_done
    }

    /// The same, and why it did not go through, for a place of its own where that is said.
    pub(super) fn attempt(&mut self, command: &Command, merging: bool) -> Result<(), String> {
        let Some(document) = &mut self.document else { return Err("No map is open.".to_owned()) };
        let session = &mut document.session;
        let fresh = self.fresh.filter(|(_, revision)| *revision == session.revision());
        let named = fresh.and_then(|(subject, _)| super::adding::name_in(command, subject));
        let outcome = match named {
            // What was just added and its name are one step.
            Some(name) => {
                let outcome = session.amend(command, format!("Add {}", quoted(name, "something")));
                // Whoever types it letter by letter in the inspector is not through yet.
                self.fresh = fresh.filter(|_| merging).map(|(subject, _)| (subject, session.revision()));
                outcome
            }
            None if merging => session.run_merging(command),
            None => session.draw(command),
        };
        outcome.map_err(|refusal| sentence(&refusal.to_string()))?;
        let deleted = session.undo_label().filter(|_| deletion::is_deletion(command));
        if let Some(label) = deleted {
            let past = |now: &str, then: &str| Some(format!("{then} {}", label.strip_prefix(now)?));
            let text = past("Delete ", "Deleted").or_else(|| past("Park ", "Parked"));
            let text = text.unwrap_or_else(|| label.to_owned());
            let journey = self.view.journey(session.map());
            let unseen = self.view.hidden_touchpoints.iter().filter(|id| journey.touchpoint(**id).is_none()).count();
            let text = match unseen {
                0 => text,
                1 => format!("{text}, one that the filter hid"),
                count => format!("{text}, {count} that the filter hid"),
            };
            self.toasts.say_undoable(text, session.revision());
        }
        Ok(())
    }

    /// Which commands make sense now.
    pub(super) fn situation(&self) -> Situation {
        let Some(document) = &self.document else { return self.portfolio_situation(Situation::default()) };
        let session = &document.session;
        let journey = self.view.journey(session.map());
        // Elsewhere nobody sees what is selected on the map.
        let on_map = self.view.mode == Mode::Map;
        let named = match &self.selection {
            Selection::Note(_) => true,
            Selection::One(subject) => !matches!(subject, Subject::AddStage | Subject::AddTouchpoint(_)),
            Selection::None | Selection::Many(_) => false,
        };
        let now = Situation {
            map: true,
            undoable: session.can_undo(),
            redoable: session.can_redo(),
            deletable: on_map && deletion::command(&self.selection, self.view.state, journey).is_some(),
            named: on_map && named,
            copyable: self.is_copyable(),
            movable: on_map && arranging::is_movable(&self.selection),
            touchpoint: on_map && self.selection.touchpoint().is_some_and(|id| journey.touchpoint(id).is_some()),
            ..Situation::default()
        };
        self.insights_situation(self.comparing_situation(now))
    }

    /// Runs a command of the table, if what it needs is there.
    pub(super) fn run(&mut self, id: CommandId) {
        let CommandRow { needs, first, .. } = *id.row();
        if !needs.met(self.situation()) {
            self.toasts.say(format!("{}.", needs.missing()));
            return;
        }
        match first {
            First::Straight => {}
            First::DraftsKept => self.keep_drafts(),
            First::MapShown => self.set_mode(Mode::Map),
        }
        self.carry_out(id);
    }

    /// Who does what: one line for each command, or for all that one part of the window answers.
    fn carry_out(&mut self, id: CommandId) {
        match id {
            CommandId::New => self.leave(Next::Blank),
            CommandId::Open => self.leave(Next::AskForFile),
            CommandId::Save => self.save(None),
            CommandId::SaveAs => self.ask_where_to_save(None),
            CommandId::Export => self.open_export(),
            CommandId::ImportAnswers => self.ask_for_answers(),
            CommandId::Close => self.leave(Next::Welcome),
            CommandId::Quit => self.leave(Next::Quit),
            CommandId::Undo => self.undo(),
            CommandId::Redo => self.redo(),
            CommandId::Cut => self.cut(),
            CommandId::Copy => self.copy(),
            CommandId::Paste => self.ask_for_paste(false),
            CommandId::PasteAsOne => self.ask_for_paste(true),
            CommandId::Duplicate => self.duplicate(),
            CommandId::Rename => self.rename(),
            CommandId::Delete => self.delete(),
            CommandId::MoveLeft => self.shift(Direction::Left),
            CommandId::MoveRight => self.shift(Direction::Right),
            CommandId::MoveUp => self.shift(Direction::Up),
            CommandId::MoveDown => self.shift(Direction::Down),
            CommandId::MoveToPreviousStage => self.move_to_stage(-1),
            CommandId::MoveToNextStage => self.move_to_stage(1),
            CommandId::ToggleMomentOfTruth => self.toggle_moment_of_truth(),
            CommandId::AddNext => self.add_next_or_pick(),
            CommandId::Connect => self.begin_connecting(),
            CommandId::NextLink => self.next_link(),
            CommandId::PlaceThought => self.begin_placing(),
            CommandId::ToggleLock => self.toggle_lock(),
            CommandId::LockStructure => self.toggle_structure_lock(),
            CommandId::LockIdeal => self.toggle_ideal_lock(),
            CommandId::AddTouchpoint => self.add_touchpoint(),
            CommandId::AddStage => self.add_stage(),
            CommandId::AddPersona => self.add_persona(),
            CommandId::AddPain => self.add_item(ItemKind::Pain),
            CommandId::AddOpportunity => self.add_item(ItemKind::Opportunity),
            CommandId::AddFeedback => self.add_item(ItemKind::Feedback),
            CommandId::AddMeasure => self.add_item(ItemKind::Measure),
            CommandId::AddLane => self.add_lane(),
            CommandId::ParkThought => self.begin_parking(),
            CommandId::MapMode
            | CommandId::IdealMode
            | CommandId::CompareOverlay
            | CommandId::CompareSideBySide
            | CommandId::CompareSwipe
            | CommandId::CompareTable
            | CommandId::NextView
            | CommandId::NextGap
            | CommandId::PreviousGap
            | CommandId::AcceptGap
            | CommandId::DropGap
            | CommandId::AcceptStage
            | CommandId::DropStage
            | CommandId::ConfirmPair
            | CommandId::PartPair
            | CommandId::OpenOnMap
            | CommandId::OnlyDifferences
            | CommandId::AllLanes
            | CommandId::LinkScrolling
            | CommandId::DeriveIdeal
            | CommandId::CopyIdeal
            | CommandId::DrawIdeal
            | CommandId::DropIdeal
            | CommandId::CompareWithFile
            | CommandId::TakeSnapshot
            | CommandId::Snapshots
            | CommandId::CompareWithOwn => self.run_comparing(id),
            CommandId::CheckFolder
            | CommandId::InsightsMode
            | CommandId::ShowFindings
            | CommandId::ShowFigures
            | CommandId::ShowCharts
            | CommandId::ShowTables
            | CommandId::NextPage
            | CommandId::NextFinding
            | CommandId::PreviousFinding
            | CommandId::OpenFinding
            | CommandId::NextGrouping
            | CommandId::FixFinding
            | CommandId::TurnIntoOpportunity
            | CommandId::MuteRule
            | CommandId::FindingHere
            | CommandId::ShowLoop
            | CommandId::ShowPartings
            | CommandId::ShowPortfolio
            | CommandId::CopyReport
            | CommandId::ExportReport
            | CommandId::CopyChart
            | CommandId::ExportChart
            | CommandId::NextFeedback
            | CommandId::PreviousFeedback
            | CommandId::OtherVoice
            | CommandId::AdvanceFeedback
            | CommandId::RetreatFeedback
            | CommandId::OpenFeedback
            | CommandId::NewFeedback
            | CommandId::NameConsequence
            | CommandId::CopyLoop
            | CommandId::CopyLoopCells
            | CommandId::NextParting
            | CommandId::PreviousParting
            | CommandId::OpenParting
            | CommandId::NextMap
            | CommandId::PreviousMap
            | CommandId::OpenMap
            | CommandId::RefreshPortfolio
            | CommandId::ChooseFolder
            | CommandId::WorstFirst => self.run_insights(id),
            CommandId::EditPlanRow
            | CommandId::CloseGap
            | CommandId::PlanNow
            | CommandId::PlanNext
            | CommandId::PlanLater
            | CommandId::CopyPlan
            | CommandId::CopyPlanCells
            | CommandId::ExportPlan => self.run_planning(id),
            CommandId::ShowToday => self.show(State::Today),
            CommandId::ShowIdeal => self.show(State::Ideal),
            CommandId::ZoomIn => self.orders.push(CanvasOrder::ZoomIn),
            CommandId::ZoomOut => self.orders.push(CanvasOrder::ZoomOut),
            CommandId::ZoomActual => self.orders.push(CanvasOrder::ZoomActual),
            CommandId::ZoomFit => self.orders.push(CanvasOrder::ZoomFit),
            CommandId::ZoomSelection => self.orders.push(CanvasOrder::ZoomSelection),
            CommandId::NextPersona => self.next_persona(),
            CommandId::ToggleCurve => self.toggle_curve(),
            CommandId::HideLane => self.hide_lanes(),
            CommandId::ShowLanes => self.show_lanes(),
            CommandId::ToggleAnswers => self.toggle_answers(),
            CommandId::ToggleMeasured => self.toggle_measured(),
            CommandId::ShowCurves => self.show_curves(),
            CommandId::Find => self.open_find(),
            CommandId::FindNext => self.find_next(true),
            CommandId::FindPrevious => self.find_next(false),
            CommandId::Filter => self.open_filter(),
            CommandId::FocusStage => self.focus_on_stage(),
            CommandId::ShowEverything => self.show_everything(),
            CommandId::ToggleOutline => self.view.outline = !self.view.outline,
            CommandId::ToggleInspector => self.view.inspector = !self.view.inspector,
            CommandId::TogglePanels => self.toggle_panels(),
            CommandId::ToggleTheme => self.toggle_theme(),
            CommandId::LargerText => self.scale_text(1.1),
            CommandId::SmallerText => self.scale_text(1.0 / 1.1),
            CommandId::FullScreen => self.toggle_full_screen(),
            CommandId::SaveAsTemplate
            | CommandId::NewForPersona
            | CommandId::Preferences
            | CommandId::ShowHistory
            | CommandId::Present
            | CommandId::StartVote
            | CommandId::ShowVotes
            | CommandId::StartTimer => self.run_workshop(id),
            CommandId::Palette => self.dialog = Some(Dialog::Palette(Palette::new(self.preferences.commands_lately()))),
            CommandId::Help => self.dialog = Some(Dialog::Help),
        }
    }

    /// Enter on the map adds; while something is chosen to be connected or placed, it chooses.
    fn add_next_or_pick(&mut self) {
        match self.selection.subjects().last() {
            Some(subject) if self.view.picking.is_some() => self.picked_on_map(*subject),
            Some(_) | None => self.add_next(),
        }
    }

    fn begin_parking(&mut self) {
        // Not as by hand, which gives the keyboard to the map.
        self.view.mode = Mode::Map;
        self.view.outline = true;
        self.parking.focus = true;
    }

    fn toggle_panels(&mut self) {
        let open = !(self.view.outline || self.view.inspector);
        (self.view.outline, self.view.inspector) = (open, open);
    }

    fn undo(&mut self) {
        let beside = self.beside_selection();
        let Some(document) = &mut self.document else { return };
        match document.session.undo() {
            Ok(Some(label)) => self.toasts.say_step(format!("Undone: {label}")),
            Ok(None) => {}
            Err(refusal) => self.toasts.say(sentence(&refusal.to_string())),
        }
        self.stay_beside(beside);
    }

    fn redo(&mut self) {
        let beside = self.beside_selection();
        let Some(document) = &mut self.document else { return };
        match document.session.redo() {
            Ok(Some(label)) => self.toasts.say_step(format!("Done again: {label}")),
            Ok(None) => {}
            Err(refusal) => self.toasts.say(sentence(&refusal.to_string())),
        }
        self.stay_beside(beside);
    }

    /// The touchpoint before the first one that is selected, or the one after it.
    fn beside_selection(&self) -> Option<Subject> {
        let journey = self.view.journey(self.document.as_ref()?.session.map());
        let chosen: Vec<TouchpointId> =
            self.selection.subjects().iter().filter_map(|subject| touchpoint_of(*subject)).collect();
        let all: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
        let first = all.iter().position(|id| chosen.contains(id))?;
        let before = first.checked_sub(1).and_then(|at| all.get(at));
        before.or_else(|| all.iter().find(|id| !chosen.contains(id))).copied().map(Subject::Touchpoint)
    }

    /// Lets go of what is no longer on the map, and stays where that was: the next key goes on from there.
    pub(super) fn stay_beside(&mut self, beside: Option<Subject>) {
        let had = self.selection != Selection::None;
        self.drop_stale_selection();
        if let Some(subject) = beside.filter(|_| had && self.selection == Selection::None) {
            self.selection = Selection::One(subject);
            self.drop_stale_selection();
        }
    }

    /// Lets go of what is no longer on the map.
    pub(super) fn drop_stale_selection(&mut self) {
        let Some(document) = &self.document else { return };
        let map = document.session.map();
        if self.view.state == State::Ideal && map.ideal().is_none() {
            self.view.state = State::Today;
        }
        let journey = self.view.journey(map);
        let kept: Vec<Subject> =
            self.selection.subjects().iter().copied().filter(|subject| exists(journey, *subject)).collect();
        self.selection = match &self.selection {
            Selection::Note(id) if map.notes().iter().any(|note| note.id == *id) => Selection::Note(*id),
            Selection::None | Selection::Note(_) => Selection::None,
            Selection::One(_) | Selection::Many(_) => Selection::of(kept),
        };
    }

    fn rename(&mut self) {
        match &self.selection {
            Selection::One(subject) => self.orders.push(CanvasOrder::Rename(*subject)),
            Selection::Note(_) => self.view.inspector = true,
            Selection::None | Selection::Many(_) => {}
        }
    }

    pub(super) fn delete(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let neighbour = deletion::neighbour(&self.selection, journey, &self.view.hidden_touchpoints);
        let Some(command) = deletion::command(&self.selection, self.view.state, journey) else { return };
        self.edit(&command, false);
        self.stay_beside(neighbour);
    }

    fn toggle_moment_of_truth(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let Some(touchpoint) = self.selection.touchpoint().and_then(|id| journey.touchpoint(id)) else { return };
        let field = TouchpointField::MomentOfTruth(!touchpoint.moment_of_truth);
        let (state, id) = (self.view.state, touchpoint.id);
        self.edit(&Command::SetTouchpoint { state, id, field }, false);
    }

    pub(super) fn show(&mut self, state: State) {
        let Some(document) = &self.document else { return };
        if state == State::Ideal && document.session.map().ideal().is_none() {
            // There the ways to begin one are offered.
            return self.set_mode(Mode::Ideal);
        }
        self.set_mode(Mode::Map);
        self.view.state = state;
        self.drop_stale_selection();
    }

    /// Begins the ideal journey and shows it.
    pub(super) fn start_ideal(&mut self, copy_today: bool) {
        self.edit(&Command::StartIdeal { copy_today }, false);
        self.show_if_there(State::Ideal);
        let keys = CommandId::IdealMode.keys_text();
        self.toasts.say(format!("This is the ideal journey. {keys} compares it with today’s."));
    }

    fn show_if_there(&mut self, state: State) {
        let there = self.document.as_ref().is_some_and(|document| document.session.map().journey(state).is_some());
        if there {
            self.view = View { mode: Mode::Map, state, ..self.view.clone() };
            self.drop_stale_selection();
        }
    }
}

/// A message as a whole sentence. A file's name at its beginning stays as the file is called.
pub(super) fn sentence(text: &str) -> String {
    let starts_with_file_name = text.split_whitespace().next().is_some_and(|word| word.contains(['.', '/', '\\']));
    let whole = if starts_with_file_name { text.to_owned() } else { capital(text) };
    if whole.ends_with(['.', '!', '?']) { whole } else { whole + "." }
}

/// Whether a subject is still on the map.
pub(super) fn exists(journey: &Journey, subject: Subject) -> bool {
    match subject {
        Subject::Stage(id) | Subject::AddTouchpoint(id) => journey.stage(id).is_some(),
        Subject::Lane(id) => journey.lane(id).is_some(),
        Subject::Touchpoint(id) => journey.touchpoint(id).is_some(),
        Subject::Persona(id) => journey.persona(id).is_some(),
        Subject::Emotion(persona, at) => journey.feeling(persona, at).is_some(),
        Subject::Pain(id, at) => journey.pains_at(at).iter().any(|pain| pain.id == id),
        Subject::Opportunity(id, at) => journey.opportunities_at(at).iter().any(|item| item.id == id),
        Subject::Feedback(id, at) => journey.feedback_at(at).iter().any(|item| item.id == id),
        Subject::Measure(id, at) => journey.measures_at(at).iter().any(|item| item.id == id),
        Subject::StageMeasure(id, stage) => journey.measure(id).is_some_and(|measure| measure.stage == Some(stage)),
        Subject::Cell(lane, at) => {
            journey.lane(lane).is_some_and(|lane| lane.visible) && journey.touchpoint(at).is_some()
        }
        Subject::Link(id) => journey.link(id).is_some(),
        Subject::AddStage | Subject::Takeaway | Subject::Compared(_) | Subject::Charted(_) => true,
    }
}
