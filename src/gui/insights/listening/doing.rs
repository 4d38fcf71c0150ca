//! What wishes and commands of the page do.
//!
//! Here never comes drawing.

use std::sync::Arc;

use super::LoopWish;
use crate::edit::{Command, FeedbackField};
use crate::file::today;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::insights::reporting::Handout;
use crate::gui::insights::{FoundKey, HandoutOrder, ListsOrder};
use crate::gui::locking::refusal;
use crate::gui::panels::subject_at;
use crate::insight::feedback_loop::{LoopSide, stepped};
use crate::model::*;

const TODAY: State = State::Today;

impl App {
    /// Has the lists worked out again where the map or the filter has changed.
    pub(in crate::gui) fn keep_loop(&mut self) {
        let Some(document) = &self.document else { return };
        let key = FoundKey { document: self.document_number, revision: document.session.revision() };
        let view = &mut self.insights.listening;
        let key = (key, view.filter);
        if view.lists.begin(&key) {
            self.jobs.list_out(ListsOrder::Loop(key, document.session.map().clone()));
        }
    }

    /// The lists as they were worked out last.
    fn loop_sides(&self) -> Option<Arc<[LoopSide; 2]>> {
        self.insights.listening.lists.latest()
    }

    /// Whether a piece of feedback is selected on the page.
    pub(in crate::gui) fn has_feedback(&self) -> bool {
        let journey = self.document.as_ref().map(|document| document.session.map().today());
        let picked = self.insights.listening.picked;
        picked.zip(journey).is_some_and(|(id, journey)| journey.feedback_item(id).is_some())
    }

    /// Does a wish of the page.
    pub(in crate::gui) fn act_on_loop(&mut self, wish: LoopWish) {
        match wish {
            LoopWish::Pick(id) => self.insights.listening.picked = Some(id),
            LoopWish::Filter(filter) => self.insights.listening.filter = filter,
            LoopWish::Open(id) => self.open_touchpoint(TODAY, id),
            LoopWish::OpenConsequence(consequence) => {
                let Some(document) = &self.document else { return };
                match subject_at(document.session.map().today(), consequence.key()) {
                    Some(subject) => self.open_on_map(subject),
                    None => self.toasts.say("It stands at no touchpoint, so the map does not show it."),
                }
            }
            LoopWish::Tie(feedback, consequence, on) => {
                let tie = consequence.tie(feedback);
                let state = TODAY;
                self.edit(&if on { Command::AddTie { state, tie } } else { Command::RemoveTie { state, tie } }, false);
            }
            LoopWish::Begin(voice) => self.begin_feedback_of(voice),
            LoopWish::Add(voice, text) => self.add_feedback_said(voice, text),
        }
    }

    /// Draws today's journey with this selected.
    fn open_on_map(&mut self, subject: crate::frame::Subject) {
        if let Some(at) = crate::gui::context::touchpoint_of(subject) {
            self.open_touchpoint(TODAY, at);
            self.actions.push(Action::Reveal(subject));
        }
    }

    /// Runs a command of the page.
    pub(in crate::gui) fn run_loop(&mut self, id: CommandId) {
        match id {
            CommandId::NextFeedback => self.go_to_feedback(1),
            CommandId::PreviousFeedback => self.go_to_feedback(-1),
            CommandId::OtherVoice => self.go_to_other_voice(),
            CommandId::AdvanceFeedback => self.step_feedback(1),
            CommandId::RetreatFeedback => self.step_feedback(-1),
            CommandId::OpenFeedback => self.open_feedback(),
            CommandId::NewFeedback => self.begin_feedback(),
            CommandId::NameConsequence => self.insights.listening.choosing = true,
            CommandId::CopyLoop => self.copy_loop(false),
            CommandId::CopyLoopCells => self.copy_loop(true),
            other => log::error!("{other:?} is no command of the feedback loop"),
        }
    }

    /// Goes along the lists, round and round: customers' first, then employees'.
    fn go_to_feedback(&mut self, by: isize) {
        let Some(sides) = self.loop_sides() else { return };
        let order: Vec<FeedbackId> = sides.iter().flat_map(|side| &side.items).map(|item| item.feedback.id).collect();
        let count = order.len() as isize;
        if count == 0 {
            self.toasts.say("No feedback is listed.");
            return;
        }
        let view = &mut self.insights.listening;
        let here = view.picked.and_then(|id| order.iter().position(|other| *other == id));
        let next = match here {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        view.picked = Some(order[next as usize]);
        view.scroll = true;
    }

    /// Goes to the first piece of the other list.
    fn go_to_other_voice(&mut self) {
        let Some(sides) = self.loop_sides() else { return };
        let view = &mut self.insights.listening;
        let here = view.item(&sides).map(|item| item.feedback.source);
        let other = sides.iter().find(|side| Some(side.voice) != here && !side.items.is_empty());
        match other {
            Some(side) => {
                view.picked = Some(side.items[0].feedback.id);
                view.scroll = true;
            }
            None => self.toasts.say("The other list is empty."),
        }
    }

    /// Moves the selected piece a step on in the loop, or back.
    fn step_feedback(&mut self, by: i32) {
        let Some(document) = &self.document else { return };
        let picked = self.insights.listening.picked;
        let Some(feedback) = picked.and_then(|id| document.session.map().today().feedback_item(id)) else { return };
        let (id, now) = (feedback.id, feedback.status);
        match stepped(now, by) {
            Some(status) => {
                self.edit(&Command::SetFeedback { state: TODAY, id, field: FeedbackField::Status(status) }, false);
                self.insights.listening.scroll = true;
            }
            None if by > 0 => self.toasts.say("It was answered; the loop is closed."),
            None => self.toasts.say("It was only heard; there is no step before that."),
        }
    }

    /// Draws the selected piece on the map.
    fn open_feedback(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(id) = self.insights.listening.picked else { return };
        match subject_at(document.session.map().today(), Key::Feedback(id)) {
            Some(subject) => self.open_on_map(subject),
            None => self.toasts.say("This feedback is about no touchpoint, so the map does not show it."),
        }
    }

    /// Opens the field for new feedback, in the list of the selected piece.
    fn begin_feedback(&mut self) {
        let sides = self.loop_sides();
        let item = sides.as_ref().and_then(|sides| self.insights.listening.item(sides));
        let voice = item.map_or(Voice::Customer, |item| item.feedback.source);
        self.begin_feedback_of(voice);
    }

    /// Opens the field for new feedback in one of the lists. What was being written before is added first; where the
    /// map would refuse it, nobody writes in vain.
    fn begin_feedback_of(&mut self, voice: Voice) {
        if let Some(said) = self.insights.listening.take_draft() {
            self.act_on_loop(said);
        }
        let Some(document) = &self.document else { return };
        let id = FeedbackId::new(&mut self.ids.clone());
        let refused = refusal(document.session.map(), &self.adding_feedback(id, voice, String::new()));
        let view = &mut self.insights.listening;
        view.fresh = true;
        match refused {
            // What could not be added stands in the field once more.
            _ if view.draft.as_ref().is_some_and(|(_, text)| !text.is_empty()) => {}
            Some(why) => self.toasts.say(why),
            None => view.draft = Some((voice, String::new())),
        }
    }

    /// Adds what somebody said. Where that is refused, it stays in the field.
    fn add_feedback_said(&mut self, source: Voice, text: String) {
        let id = FeedbackId::new(&mut self.ids);
        let command = self.adding_feedback(id, source, text.clone());
        let is_added = self.try_edit(&command, false);
        let view = &mut self.insights.listening;
        if is_added {
            (view.picked, view.scroll) = (Some(id), true);
        } else {
            (view.draft, view.fresh) = (Some((source, text)), true);
        }
    }

    /// The change that adds what somebody said, dated today: about the touchpoint that the filter asks for, else that
    /// of the selected piece, else the one selected on the map.
    fn adding_feedback(&self, id: FeedbackId, source: Voice, text: String) -> Command {
        let sides = self.loop_sides();
        let view = &self.insights.listening;
        let here = sides.as_ref().and_then(|sides| view.item(sides)?.about.first().copied());
        let at = view.filter.touchpoint.or(here).or_else(|| self.selection.touchpoint());
        let journey = self.document.as_ref().map(|document| document.session.map().today());
        let at = at.filter(|id| journey.is_some_and(|journey| journey.touchpoint(*id).is_some()));
        let state = TODAY;
        let mut commands = vec![Command::AddFeedback { state, id, text, at }];
        commands.push(Command::SetFeedback { state, id, field: FeedbackField::Date(Some(today())) });
        if source != Voice::default() {
            commands.push(Command::SetFeedback { state, id, field: FeedbackField::Source(source) });
        }
        if let Some(persona) = view.filter.persona {
            commands.push(Command::AddTie { state, tie: Tie::From(id, persona) });
        }
        Command::Batch { label: "Add feedback".to_owned(), commands }
    }

    /// Copies what is listed for the minutes.
    fn copy_loop(&mut self, as_cells: bool) {
        let Some(document) = &self.document else { return };
        let map = Box::new(document.session.map().clone());
        let what = Handout::Loop { map, filter: self.insights.listening.filter, as_cells, date: today() };
        self.jobs.hand_out(HandoutOrder { what, into: None });
    }
}
