//! What is selected once something is gone or hidden, and what of it keys can reach.

use std::collections::BTreeSet;

use egui::{Key, Modifiers};

use super::harness::Window;
use crate::edit::{Command, LaneField, TouchpointField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::model::*;

const ALT: Modifiers = Modifiers::ALT;
const TODAY: State = State::Today;

/// Three stages: A, B and C, then D and E, then F.
fn six() -> Window {
    Window::drawn(&["A", "B", "C"], &[("Stage 2", &["D", "E"]), ("Stage 3", &["F"])])
}

impl Window {
    fn named(&self, name: &str) -> TouchpointId {
        let found = self.map().today().touchpoints().find(|touchpoint| touchpoint.name == name);
        found.expect("a touchpoint of that name").id
    }

    fn take_up(&mut self, subjects: Vec<Subject>) {
        self.act(Action::Select(Selection::of(subjects)));
    }

    fn pick_cards(&mut self, names: &[&str]) {
        let cards = names.iter().map(|name| Subject::Touchpoint(self.named(name))).collect();
        self.take_up(cards);
    }

    /// The name of the card that is selected, alone.
    fn card_taken(&self) -> Option<String> {
        let Selection::One(Subject::Touchpoint(id)) = self.harness.state().selection else { return None };
        self.map().today().touchpoint(id).map(|touchpoint| touchpoint.name.clone())
    }

    fn order(&self) -> String {
        self.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect()
    }

    /// Shows only the cards of these names.
    fn sift_out_all_but(&mut self, names: &[&str]) {
        for name in names {
            let (id, field) = (self.named(name), TouchpointField::Tags(BTreeSet::from(["kept".to_owned()])));
            self.act(Action::Edit(Command::SetTouchpoint { state: TODAY, id, field }));
        }
        self.harness.state_mut().view.sieve.tag = Some("kept".to_owned());
        self.settle();
    }

    fn lane(&self, kind: LaneKind) -> LaneId {
        self.map().today().lanes().iter().find(|lane| lane.kind == kind).expect("a lane").id
    }
}

#[test]
fn after_several_cards_or_a_stage_are_deleted_the_next_card_is_selected() {
    let mut window = six();
    window.pick_cards(&["C", "B"]);
    window.key(Key::Delete);
    assert_eq!((window.order(), window.card_taken()), ("ADEF".to_owned(), Some("D".to_owned())));
    let stage = window.map().today().touchpoint(window.named("E")).expect("E").stage;
    window.take_up(vec![Subject::Stage(stage)]);
    window.key(Key::Delete);
    assert_eq!((window.order(), window.card_taken()), ("AF".to_owned(), Some("F".to_owned())));
    window.pick_cards(&["F"]);
    window.key(Key::Delete);
    assert_eq!(window.card_taken(), Some("A".to_owned()), "the one before, where none comes after");
}

#[test]
fn after_a_deletion_under_a_filter_the_next_card_that_is_shown_is_selected() {
    let mut window = six();
    window.sift_out_all_but(&["A", "B", "E"]);
    window.pick_cards(&["B"]);
    window.key(Key::Delete);
    assert_eq!((window.order(), window.card_taken()), ("ACDEF".to_owned(), Some("E".to_owned())));
    let hidden: BTreeSet<_> = window.harness.state().view.hidden_touchpoints.iter().copied().collect();
    assert_eq!(hidden, BTreeSet::from([window.named("C"), window.named("D"), window.named("F")]));
}

#[test]
fn alt_and_arrows_move_a_card_past_what_a_filter_hides() {
    let mut window = six();
    window.sift_out_all_but(&["A", "C"]);
    window.pick_cards(&["A"]);
    window.keys(ALT, Key::ArrowRight);
    assert_eq!(window.order(), "BCADEF");
    window.keys(ALT, Key::ArrowLeft);
    assert_eq!(window.order(), "BACDEF");
}

#[test]
fn alt_and_arrows_move_a_pain_point_to_the_next_card_that_is_shown() {
    let mut window = six();
    let (id, at) = (PainId(Uid(77)), window.named("A"));
    window.act(Action::Edit(Command::AddPain { state: TODAY, id, text: "Cold".to_owned(), at: Some(at) }));
    window.sift_out_all_but(&["A", "E"]);
    window.take_up(vec![Subject::Pain(id, at)]);
    window.keys(ALT, Key::ArrowRight);
    assert_eq!(window.harness.state().selection, Selection::One(Subject::Pain(id, window.named("E"))));
}

#[test]
fn a_lane_that_is_hidden_leaves_its_touchpoint_selected_and_is_not_deleted_unseen() {
    let mut window = six();
    let lane = window.lane(LaneKind::Pains);
    let cells = ["A", "B", "C"].map(|name| Subject::Cell(lane, window.named(name)));
    let other = Subject::Cell(window.lane(LaneKind::Opportunities), window.named("A"));
    window.take_up(vec![cells[0], other, cells[1], cells[2]]);
    window.run(CommandId::HideLane);
    assert!(window.notices().iter().any(|notice| notice.starts_with("Hidden: 2 lanes")), "{:?}", window.notices());
    assert_eq!(window.card_taken(), Some("C".to_owned()));
    window.run(CommandId::ShowLanes);
    window.take_up(vec![cells[1]]);
    window.run(CommandId::HideLane);
    assert_eq!(window.card_taken(), Some("B".to_owned()));
    window.run(CommandId::ShowLanes);
    window.take_up(vec![Subject::Lane(lane)]);
    window.run(CommandId::HideLane);
    assert_eq!(window.harness.state().selection, Selection::None);
    // The inspector of the map leads to a hidden lane all the same.
    window.take_up(vec![Subject::Lane(lane)]);
    window.key(Key::Delete);
    assert!(window.map().today().lane(lane).is_some());
    let field = LaneField::Visible(true);
    window.act(Action::Edit(Command::SetLane { state: TODAY, id: lane, field }));
    window.key(Key::Delete);
    assert!(window.map().today().lane(lane).is_none(), "what is seen is deleted");
}

#[test]
fn an_emotion_that_is_taken_away_leaves_its_touchpoint_selected() {
    let mut window = six();
    window.pick_cards(&["B"]);
    window.write("5");
    window.key(Key::ArrowDown);
    assert!(matches!(window.harness.state().selection, Selection::One(Subject::Emotion(..))));
    window.key(Key::Delete);
    assert_eq!(window.card_taken(), Some("B".to_owned()));
    window.key(Key::ArrowRight);
    assert_eq!(window.card_taken(), Some("C".to_owned()));
}
