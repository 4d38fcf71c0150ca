//! Locks: nobody writes, votes or matches in vain.

use std::sync::Arc;

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::{Command, LaneField, OpportunityField, PainField, StageField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::dialogs::Dialog;
use crate::model::*;

const TODAY: State = State::Today;

fn oz() -> Window {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window
}

/// The same, without the votes of another workshop.
fn oz_without_votes() -> Window {
    let mut window = oz();
    let journey = window.map().today();
    let pain = |pain: &Arc<Pain>| Command::SetPain { state: TODAY, id: pain.id, field: PainField::Votes(0) };
    let opportunity = |item: &Arc<Opportunity>| {
        let field = OpportunityField::Votes(0);
        Command::SetOpportunity { state: TODAY, id: item.id, field }
    };
    let commands = journey.pains().map(pain).chain(journey.opportunities().map(opportunity)).collect();
    window.act(Action::Edit(Command::Batch { label: "No votes".to_owned(), commands }));
    window
}

impl Window {
    fn lock(&mut self, id: StageId, locked: bool) {
        self.act(Action::Edit(Command::SetStage { state: TODAY, id, field: StageField::Locked(locked) }));
    }

    /// Puts a dot on this, with the pointer.
    fn vote_for(&mut self, text: &str) {
        self.harness.get_by_label_contains(&format!(": {text}, 0 dots")).click();
        self.settle();
    }

    fn says_locked(&self) -> bool {
        self.notices().iter().any(|notice| notice.contains("is locked; unlock it first"))
    }

    fn votes(&self) -> u32 {
        let journey = self.map().today();
        let pains: u32 = journey.pains().map(|pain| pain.votes).sum();
        pains + journey.opportunities().map(|item| item.votes).sum::<u32>()
    }

    /// What stands in the field for a touchpoint's name.
    fn field(&self) -> Option<String> {
        let role = egui::Role::MultilineTextInput;
        self.harness.query_by_role_and_label(role, "Touchpoint name")?.accesskit_node().value()
    }
}

/// The first pain point of the journey, and the stage it stands in.
fn first_pain(map: &Map) -> (PainId, StageId) {
    let journey = map.today();
    let found = journey.touchpoints().find_map(|at| Some((journey.pains_at(at.id).first()?.id, at.stage)));
    found.expect("a pain point")
}

#[test]
fn what_is_locked_is_not_voted_for_and_that_is_said_before_anybody_votes() {
    let mut window = oz_without_votes();
    let (pain, stage) = first_pain(window.map());
    window.lock(stage, true);
    window.run(CommandId::StartVote);
    let text = window.map().today().pain(pain).expect("a pain point").text.clone();
    assert!(window.shows("Locked, so not to be voted for") && window.shows(&text));
    window.write("a");
    window.write("b");
    window.click("Reveal the votes");
    window.click("Keep on the map");
    assert!(window.harness.state().dialog.is_none());
    assert_eq!((window.votes(), window.map().today().pain(pain).expect("a pain point").votes), (2, 0));
}

#[test]
fn votes_that_the_map_refuses_stay_in_the_dialog_and_the_others_are_kept() {
    let mut window = oz_without_votes();
    let (pain, stage) = first_pain(window.map());
    let journey = window.map().today();
    let text = journey.pain(pain).expect("a pain point").text.clone();
    let free =
        journey.touchpoints().filter(|at| at.stage != stage).find_map(|at| journey.pains_at(at.id).first().copied());
    let free = free.expect("a pain point of another stage").clone();
    window.run(CommandId::StartVote);
    for said in [&text, &free.text] {
        window.vote_for(said);
    }
    window.lock(stage, true);
    window.click("Reveal the votes");
    window.click("Keep on the map");
    assert!(window.shows(&format!("Not kept on the map: “{text}” with 1 of the votes")));
    assert_eq!((window.votes(), window.map().today().pain(free.id).expect("a pain point").votes), (1, 1));
    window.key(Key::Escape);
    window.lock(stage, false);
    window.click("Keep on the map");
    assert!(window.harness.state().dialog.is_none());
    assert_eq!((window.votes(), window.map().today().pain(pain).expect("a pain point").votes), (2, 1));
}

#[test]
fn no_field_opens_where_nothing_can_be_written_and_the_lock_is_named() {
    let mut window = oz();
    let first = window.map().today().touchpoints().next().expect("a touchpoint").clone();
    window.lock(first.stage, true);
    let before = window.map().clone();
    window.act(Action::Select(Selection::One(Subject::Touchpoint(first.id))));
    window.key(Key::F2);
    assert!(!window.harness.state().canvas.is_editing());
    assert!(window.says_locked(), "{:?}", window.notices());
    window.write("Gale");
    window.key(Key::Enter);
    assert!(!window.harness.state().canvas.is_editing());
    assert_eq!(*window.map(), before);
    window.key(Key::F5);
    window.key(Key::Enter);
    assert!(!window.harness.state().presenting.as_ref().expect("a talk").is_editing());
    window.key(Key::Escape);
    window.lock(first.stage, false);
    window.key(Key::F2);
    assert!(window.harness.state().canvas.is_editing());
}

#[test]
fn what_was_written_stays_in_the_field_when_the_map_refuses_it() {
    let mut window = oz();
    let first = window.map().today().touchpoints().next().expect("a touchpoint").clone();
    window.act(Action::Select(Selection::One(Subject::Touchpoint(first.id))));
    window.key(Key::F2);
    window.write("A storm");
    window.lock(first.stage, true);
    window.key(Key::Enter);
    assert!(window.says_locked(), "{:?}", window.notices());
    assert_eq!(window.field().as_deref(), Some("A storm"));
    window.lock(first.stage, false);
    window.key(Key::Enter);
    assert_eq!(window.map().today().touchpoint(first.id).expect("a touchpoint").name, "A storm");
}

#[test]
fn answers_that_a_lock_refuses_leave_the_dialog_with_all_its_matches_open() {
    let mut window = oz();
    let today = window.map().today();
    let at = today.touchpoints().next().expect("a touchpoint").clone();
    let path = window.folder().join("answers.csv");
    std::fs::write(&path, format!("step;satisfied (1-5)\n{};2\n", at.name)).expect("a file");
    window.harness.state_mut().open_answers(path);
    window.settle();
    window.lock(at.stage, true);
    window.click("Import");
    assert!(matches!(window.harness.state().dialog, Some(Dialog::Survey(_))), "{:?}", window.notices());
    assert!(window.shows("is locked; unlock it first"));
    assert!(window.shows(&format!("{}: ", at.name)), "what was read is still there");
    window.lock(at.stage, false);
    window.click("Import");
    assert!(window.harness.state().dialog.is_none());
    assert_eq!(window.notices().last().map(String::as_str), Some("1 measure added."));
}

#[test]
fn no_feedback_is_written_into_a_locked_lane_in_vain() {
    let mut window = oz();
    let state = TODAY;
    let lane = LaneId(Uid(77));
    window.act(Action::Edit(Command::AddLane { state, id: lane, kind: LaneKind::Feedback, after: None }));
    let lock = |locked| Action::Edit(Command::SetLane { state, id: lane, field: LaneField::Locked(locked) });
    window.run(CommandId::ShowLoop);
    window.key(Key::N);
    window.write("Too far to walk");
    window.act(lock(true));
    window.key(Key::Enter);
    assert!(window.says_locked(), "{:?}", window.notices());
    let field = |window: &Window| {
        let field = window.harness.query_by_role_and_label(egui::Role::TextInput, "New feedback");
        field.map(|node| node.accesskit_node().value().unwrap_or_default())
    };
    assert_eq!(field(&window).as_deref(), Some("Too far to walk"), "it stays in the field");
    window.key(Key::Escape);
    assert_eq!(field(&window), None);
    window.click("Add customers’ feedback");
    assert_eq!(field(&window), None, "nobody writes in vain");
    window.act(lock(false));
    window.click("Add customers’ feedback");
    assert!(field(&window).is_some());
}
