//! The Ideal mode used as a person uses it: stepping through gaps, confirming pairs, swiping, comparing with other
//! files and other days, and coming by an ideal in the first place.

use egui::{Key, Modifiers};

use super::harness::Window;
use crate::compare::Sign;
use crate::edit::Command;
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::frame::Compared;
use crate::gui::command_table::CommandId;
use crate::gui::compare::{CompareWish, IdealView, Picked};
use crate::gui::context::{Action, Mode, Selection};
use crate::model::*;
use crate::theme::{Theme, ThemeKind};

const CTRL: Modifiers = Modifiers::COMMAND;

/// A window in which the story of Dorothy is compared with its ideal.
fn comparing() -> Window {
    let mut window = with_map(EXAMPLES[0].open().expect("an example"));
    window.keys(CTRL, Key::Num2);
    window
}

/// A window with a map in a file.
fn with_map(map: Map) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    file::save(&path, &map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    Window::opening(Some(path))
}

impl Window {
    fn gaps(&self) -> usize {
        self.harness.state().comparing.made.as_ref().expect("a comparison").comparison.gaps.len()
    }

    fn picked_gap(&self) -> Option<usize> {
        let comparing = &self.harness.state().comparing;
        comparing.made.as_ref()?.gap_index(comparing.picked.gap?)
    }

    fn view(&self) -> IdealView {
        self.harness.state().comparing.view
    }
}

#[test]
fn j_goes_through_every_gap_along_the_journey_and_k_goes_back() {
    let mut window = comparing();
    let count = window.gaps();
    assert!(count > 5, "{count}");
    for at in 0..count {
        window.key(Key::J);
        assert_eq!(window.picked_gap(), Some(at));
    }
    window.key(Key::J);
    assert_eq!(window.picked_gap(), Some(0), "after the last comes the first");
    window.key(Key::K);
    assert_eq!(window.picked_gap(), Some(count - 1));
    window.key(Key::Escape);
    assert_eq!(window.picked_gap(), None);
}

#[test]
fn a_gap_is_accepted_into_today_by_one_key_and_undo_opens_it_again() {
    let mut window = comparing();
    let (before, count) = (window.map().clone(), window.gaps());
    window.key(Key::J);
    window.key(Key::A);
    assert!(window.gaps() < count, "{:?}", window.notices());
    assert_eq!(window.map().ideal(), before.ideal());
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), before);
    assert_eq!(window.gaps(), count);
    window.key(Key::J);
    window.key(Key::X);
    assert!(window.gaps() < count, "{:?}", window.notices());
    assert_eq!(window.map().today(), before.today());
}

#[test]
fn an_unsure_pair_is_confirmed_or_parted_and_the_map_remembers() {
    let mut window = comparing();
    window.run(CommandId::CompareSideBySide);
    window.harness.state_mut().actions.push(Action::Compare(CompareWish::Next(Sign::Unsure)));
    window.settle();
    let Some(Compared::Touchpoint(State::Ideal, id)) = window.harness.state().comparing.picked.subject else {
        panic!("an unsure pair is picked");
    };
    let unsure = |window: &Window| {
        let made = window.harness.state().comparing.made.clone().expect("a comparison");
        made.entry_of(State::Ideal, id.0).is_some_and(|entry| entry.is_unsure())
    };
    assert!(unsure(&window), "the pair is alike, and not sure");
    assert!(window.shows("Confirm"));
    let before = window.map().pins().count();
    window.key(Key::Y);
    assert!(!unsure(&window));
    assert_eq!(window.map().pins().count(), before + 1);
    window.key(Key::P);
    assert_eq!(window.map().pins().count(), before + 1, "the other answer takes the place of the first");
    let made = window.harness.state().comparing.made.clone().expect("a comparison");
    assert!(made.entry_of(State::Ideal, id.0).is_some_and(|entry| entry.from.is_empty()));
    window.keys(CTRL, Key::Z);
    window.keys(CTRL, Key::Z);
    assert_eq!(window.map().pins().count(), before);
}

#[test]
fn the_handle_of_a_swipe_moves_by_keys_and_v_shows_the_next_view() {
    let mut window = comparing();
    window.key(Key::V);
    assert_eq!(window.view(), IdealView::SideBySide);
    window.key(Key::V);
    assert_eq!(window.view(), IdealView::Swipe);
    let says = |window: &Window, words: &str| {
        let value = window.harness.state().compare_canvas.handle_percent();
        assert_eq!(value, words.parse::<f64>().expect("a number"));
    };
    says(&window, "50");
    window.key(Key::Home);
    let first = window.harness.state().comparing.picked.subject;
    window.key(Key::ArrowRight);
    let next = window.harness.state().comparing.picked.subject;
    assert!(first.is_some() && next.is_some() && first != next, "on the pictures arrows walk the cards");
    window.key(Key::Tab);
    let before = window.harness.state().compare_canvas.handle_percent();
    window.key(Key::ArrowRight);
    says(&window, &(before + 4.0).to_string());
    window.key(Key::Home);
    says(&window, "0");
    window.key(Key::ArrowLeft);
    says(&window, "0");
    window.key(Key::V);
    window.key(Key::V);
    assert_eq!(window.view(), IdealView::Overlay);
}

#[test]
fn a_card_is_opened_on_the_map_and_selected_there_when_coming_back() {
    let mut window = comparing();
    window.key(Key::Home);
    window.key(Key::Enter);
    let app = window.harness.state();
    assert_eq!((app.view.mode, app.view.state), (Mode::Map, State::Ideal));
    let Some(first) = app.selection.touchpoint() else { panic!("{:?}", app.selection) };
    assert_eq!(window.map().ideal().and_then(|ideal| ideal.touchpoints().next()).map(|t| t.id), Some(first));
    window.keys(CTRL, Key::Num2);
    let picked = window.harness.state().comparing.picked.subject;
    assert_eq!(picked, Some(Compared::Touchpoint(State::Ideal, first)));
    assert_eq!(window.harness.state().selection, Selection::None);
}

#[test]
fn another_file_is_compared_and_then_the_own_ideal_again() {
    let mut window = comparing();
    let own = window.gaps();
    let other = EXAMPLES[1].open().expect("an example");
    let path = window.folder().join("other.ron");
    file::save(&path, &other, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    window.run(CommandId::CompareWithFile);
    window.write(&path.display().to_string());
    window.key(Key::Enter);
    assert!(window.shows("Compared with other.ron, which is only read"), "{:?}", window.notices());
    assert_ne!(window.gaps(), own);
    window.key(Key::J);
    window.key(Key::A);
    assert!(!window.session().is_dirty(), "another file’s journey is not taken over");
    window.click("Back to the own ideal");
    assert_eq!(window.gaps(), own);
}

#[test]
fn an_ideal_is_derived_edited_and_compared() {
    let mut map = EXAMPLES[0].open().expect("an example");
    crate::edit::apply(&mut map, &Command::DropIdeal).expect("an ideal to drop");
    let mut window = with_map(map);
    window.keys(CTRL, Key::Num2);
    window.click("Derive it from today’s pain points");
    let derived = window.gaps();
    assert!(derived > 0, "{:?}", window.notices());
    window.keys(Modifiers::ALT, Key::Num2);
    let id = window.map().ideal().and_then(|ideal| ideal.touchpoints().next()).expect("a first card").id;
    let rename = crate::edit::TouchpointField::Name("Somebody waits for her".to_owned());
    let command = Command::SetTouchpoint { state: State::Ideal, id, field: rename };
    window.harness.state_mut().actions.push(Action::Edit(command));
    window.keys(CTRL, Key::Num2);
    assert!(window.shows("Somebody waits for her"));
    while window.session().can_undo() {
        window.keys(CTRL, Key::Z);
    }
    assert!(window.map().ideal().is_none());
    assert!(window.shows("There is no ideal journey yet"));
}

#[test]
fn a_snapshot_is_taken_and_compared_with_today_and_with_another() {
    let mut window = comparing();
    let before = window.map().snapshots().count();
    window.run(CommandId::TakeSnapshot);
    window.write("Before the pilot");
    window.key(Key::Enter);
    let taken = window.map().snapshots().find(|snapshot| snapshot.label == "Before the pilot").cloned();
    assert_eq!(window.map().snapshots().count(), before + 1);
    assert_eq!(*taken.expect("the snapshot").journey, *window.map().today());
    window.key(Key::J);
    window.key(Key::A);
    window.run(CommandId::Snapshots);
    assert!(window.shows("Before the pilot"));
    window.click("Compare Before the pilot with");
    window.click("Today");
    assert_eq!(window.gaps(), 1, "one thing was changed since");
    window.run(CommandId::Snapshots);
    window.click("Compare After 48 interviews with");
    window.click("Before the pilot");
    assert!(window.shows("Snapshot “After 48 interviews” compared with “Before the pilot”"));
    assert_eq!(window.gaps(), 2, "what the example changed between the interviews and now");
}

#[test]
fn a_changed_thought_is_found_in_the_comparison_by_a_reader_and_by_the_arrows() {
    let mut window = with_map(EXAMPLES[0].open().expect("an example"));
    let today = window.map().today().clone();
    let lane = today.lanes().iter().find(|lane| lane.kind == LaneKind::Text && lane.visible).expect("a lane").id;
    let thinks = |id: &TouchpointId| today.touchpoint(*id).is_some_and(|found| found.texts.contains_key(&lane));
    let both = window.map().ideal().expect("an ideal").touchpoints().map(|found| found.id).find(thinks);
    let touchpoint = both.expect("a thought at a touchpoint of both");
    let text = "What a welcome".to_owned();
    window.act(Action::Edit(Command::SetText { state: State::Ideal, touchpoint, lane, text }));
    window.keys(CTRL, Key::Num2);
    window.settle();
    assert!(window.shows("changed: What a welcome"), "a node says what became of it");
    let card = Compared::Touchpoint(State::Ideal, touchpoint);
    window.act(Action::Compare(CompareWish::Reveal(Picked { gap: None, subject: Some(card) })));
    let wanted = Compared::Text(State::Ideal, lane, touchpoint);
    let mut walked = Vec::new();
    while window.harness.state().comparing.picked.subject != Some(wanted) {
        walked.push(window.harness.state().comparing.picked.subject);
        assert!(walked.len() < 12, "{walked:?}");
        window.key(Key::ArrowDown);
    }
    assert!(window.current_row().contains("What a welcome"), "{}", window.current_row());
}

#[test]
fn a_comparison_that_is_reached_by_tab_says_that_it_has_the_keyboard() {
    let mut window = comparing();
    window.settle();
    let accent: egui::Color32 = Theme::of(ThemeKind::Light).accent.into();
    let framed = |window: &Window, width: f32| {
        let large = |shape: &egui::Shape| {
            matches!(shape, egui::Shape::Rect(rect) if rect.rect.width() > 600.0
                && rect.stroke.color == accent && rect.stroke.width == width)
        };
        window.harness.output().shapes.iter().any(|clipped| large(&clipped.shape))
    };
    assert!(!framed(&window, 2.0), "whoever works on it knows");
    window.key(Key::Tab);
    assert!(!framed(&window, 2.0));
    window.keys(egui::Modifiers::SHIFT, Key::Tab);
    assert!(framed(&window, 2.0));
    window.key(Key::Home);
    assert!(framed(&window, 1.0) && !framed(&window, 2.0), "fainter around what is picked");
}
