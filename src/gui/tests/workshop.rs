//! Talks, votes, pictures and lanes, from the first key to the map.

use egui::accesskit::{Live, Toggled};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::taking_pictures::Source;
use crate::layout::Slide;
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

fn oz() -> Window {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    window
}

fn slide(window: &Window) -> Slide {
    window.harness.state().presenting.as_ref().expect("a talk").slide()
}

#[test]
fn a_talk_goes_from_stage_to_stage_to_the_gap_and_escape_ends_it() {
    let mut window = oz();
    let stages: Vec<StageId> = window.map().today().stages().iter().map(|stage| stage.id).collect();
    window.key(Key::F5);
    for stage in &stages {
        assert_eq!(slide(&window), Slide::Stage { stage: *stage, part: 0 });
        window.key(Key::ArrowRight);
    }
    assert_eq!(slide(&window), Slide::Today);
    window.key(Key::ArrowRight);
    assert_eq!(slide(&window), Slide::Ideal);
    window.key(Key::End);
    assert_eq!(slide(&window), Slide::Gap);
    window.key(Key::ArrowLeft);
    assert_eq!(slide(&window), Slide::Ideal);
    window.key(Key::Escape);
    assert!(window.harness.state().presenting.is_none());
}

#[test]
fn the_touchpoint_in_focus_is_felt_and_renamed_during_a_talk() {
    let mut window = oz();
    let first = window.map().today().touchpoints().next().expect("a touchpoint").id;
    let persona = window.map().today().personas().next().expect("a persona").id;
    window.act(Action::Select(Selection::One(Subject::Touchpoint(first))));
    window.key(Key::F5);
    window.write("-");
    window.write("7");
    let felt = window.map().today().feeling(persona, first).and_then(|feeling| feeling.emotion);
    assert_eq!(felt, Some(Emotion::steps(-7)));
    window.key(Key::Enter);
    window.keys(CTRL, Key::A);
    window.write("A storm");
    window.key(Key::Enter);
    assert_eq!(window.map().today().touchpoint(first).expect("still there").name, "A storm");
    window.keys(CTRL, Key::Z);
    window.keys(CTRL, Key::Z);
    assert_ne!(window.map().today().touchpoint(first).expect("still there").name, "A storm");
    assert!(window.harness.state().presenting.is_some());
}

#[test]
fn a_talk_works_on_today_whichever_journey_was_shown_and_gives_that_back() {
    let mut window = oz();
    let ideal = window.map().ideal().expect("oz has an ideal").clone();
    let gone = window.map().today().touchpoints().find(|found| ideal.touchpoint(found.id).is_none());
    let gone = gone.expect("the ideal does without one of today's touchpoints").id;
    let persona = window.map().today().personas().next().expect("a persona").id;
    window.act(Action::Run(CommandId::ShowIdeal));
    window.key(Key::F5);
    let its_slide = crate::layout::slide_of(window.map(), gone).expect("a slide");
    while slide(&window) != its_slide {
        window.key(Key::ArrowRight);
    }
    window.act(Action::Select(Selection::One(Subject::Touchpoint(gone))));
    window.write("-");
    window.write("7");
    let felt = window.map().today().feeling(persona, gone).and_then(|feeling| feeling.emotion);
    assert_eq!(felt, Some(Emotion::steps(-7)));
    window.key(Key::Escape);
    assert_eq!(window.harness.state().view.state, State::Ideal);
    assert_eq!(window.harness.state().selection, Selection::None, "the ideal does not have it");
    assert_eq!(window.map().ideal(), Some(&ideal));
}

#[test]
fn votes_are_entered_in_turn_hidden_until_revealed_and_kept_in_one_step() {
    let mut window = oz();
    let before = window.map().clone();
    window.act(Action::Run(CommandId::StartVote));
    window.write("b");
    window.write("b");
    window.write("a");
    assert!(window.shows("2 dots left"));
    window.key(Key::Tab);
    assert!(window.shows("Person 2"));
    assert!(window.shows("5 dots left"));
    window.write("b");
    assert_eq!(*window.map(), before, "no vote is on the map before it is revealed");
    window.click("Reveal the votes");
    assert!(window.shows("4 votes of 2 people"));
    window.click("Keep on the map");
    let journey = window.map().today();
    let mut votes: Vec<u32> =
        journey.pains().map(|pain| pain.votes).chain(journey.opportunities().map(|o| o.votes)).collect();
    votes.sort_unstable();
    votes.reverse();
    let severities = |map: &Map| map.today().pains().map(|pain| pain.severity).collect::<Vec<_>>();
    assert_eq!(severities(window.map()), severities(&before));
    assert_eq!(votes[..2], [3, 1]);
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn one_key_throws_no_vote_away_and_the_list_alone_answers_keys() {
    let mut window = oz();
    window.act(Action::Run(CommandId::StartVote));
    window.write("b");
    window.key(Key::Tab);
    window.key(Key::Escape);
    assert!(window.shows("Votes were cast."), "what was said is still there");
    window.ask_to_close();
    assert!(window.shows("Votes were cast.") && window.shows("Person 2"), "nor does the cross of the window");
    window.write(" ");
    window.key(Key::Space);
    assert!(window.shows("Person 2") && window.shows("4 dots left"), "a space puts one dot and presses no button");
    window.keys(CTRL, Key::Enter);
    assert!(window.shows("2 votes of 2 people"));
    window.key(Key::Escape);
    window.click("Throw away");
    assert!(window.harness.state().dialog.is_none());
    window.act(Action::Run(CommandId::StartVote));
    window.key(Key::Escape);
    assert!(window.harness.state().dialog.is_none(), "where nobody has voted it just closes");
}

#[test]
fn a_picture_is_made_small_and_kept_in_a_lane_of_its_own_in_one_step() {
    let mut window = oz();
    let before = window.map().clone();
    let first = before.today().touchpoints().next().expect("a touchpoint").id;
    let path = window.folder().join("gate.png");
    image::RgbaImage::from_pixel(2000, 500, image::Rgba([9, 90, 200, 255])).save(&path).expect("a picture");
    window.harness.state_mut().take_picture(Source::File(path), Some(Subject::Touchpoint(first)));
    window.settle();
    let map = window.map();
    let lane = map.today().lanes().iter().find(|lane| lane.kind == LaneKind::Picture).expect("a lane for pictures").id;
    let id = map.today().touchpoint(first).expect("there").pictures[&lane];
    let picture = map.picture(id).expect("stored in the map");
    assert_eq!((picture.width, picture.height, picture.alt.as_str()), (1600, 400, "gate"));
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn a_lane_is_made_higher_by_dragging_its_lower_edge() {
    let mut window = oz();
    let lane =
        window.map().today().lanes().iter().find(|lane| lane.kind == LaneKind::Text).expect("a text lane").clone();
    let name = format!("Height of the lane {}", lane.shown_title());
    let edge = window.harness.get_by_label(&name).rect().center();
    let height = |window: &Window| window.map().today().lane(lane.id).expect("the lane").height;
    window.harness.hover_at(edge);
    window.harness.drag_at(edge);
    window.settle();
    window.harness.hover_at(edge + egui::vec2(0.0, 30.0));
    window.settle();
    window.harness.hover_at(edge + egui::vec2(0.0, 60.0));
    window.harness.drop_at(edge + egui::vec2(0.0, 60.0));
    window.settle();
    let dragged = height(&window).expect("a height of its own");
    assert!((100..240).contains(&dragged), "{dragged}");
    assert_eq!(window.session().steps().1, 1, "one step of undo");
}

#[test]
fn a_name_that_begins_with_x_is_written_whole_during_a_talk() {
    let mut window = oz();
    let first = window.map().today().touchpoints().next().expect("a touchpoint").id;
    let persona = window.map().today().personas().next().expect("a persona").id;
    let felt = window.map().today().feeling(persona, first);
    assert!(felt.is_some_and(|feeling| feeling.emotion.is_some()));
    window.act(Action::Select(Selection::One(Subject::Touchpoint(first))));
    window.key(Key::F5);
    // As fast as somebody types, for an x alone says that nobody knows.
    for letters in ["x", "y"] {
        window.harness.event(egui::Event::Text(letters.to_owned()));
        window.harness.step();
    }
    window.settle();
    window.write("lophone");
    window.key(Key::Enter);
    assert_eq!(window.map().today().touchpoint(first).expect("still there").name, "xylophone");
    assert_eq!(window.map().today().feeling(persona, first), felt);
}

#[test]
fn the_dots_of_a_person_are_set_by_keys_until_somebody_has_voted() {
    let mut window = oz();
    window.act(Action::Run(CommandId::StartVote));
    window.write("+");
    window.write("+");
    assert!(window.shows("7 dots left"));
    window.write("-");
    assert!(window.shows("6 dots left"));
    window.write("a");
    window.write("+");
    assert!(window.shows("5 dots left"), "the rule stands once somebody has voted");
}

#[test]
fn a_vote_is_called_off_by_esc_after_it_was_warned_of_and_by_nothing_less() {
    let mut window = oz();
    window.act(Action::Run(CommandId::StartVote));
    window.write("b");
    window.key(Key::Escape);
    assert!(window.shows("Esc once more"));
    window.write("b");
    window.key(Key::Escape);
    assert!(window.harness.state().dialog.is_some(), "who went on voting is warned anew");
    window.key(Key::Escape);
    assert!(window.harness.state().dialog.is_none());
    window.act(Action::Run(CommandId::StartVote));
    window.write("b");
    window.keys(CTRL, Key::Enter);
    assert_eq!(window.keyboard_is_on(), "Keep on the map");
}

#[test]
fn a_row_of_a_vote_says_its_letter_what_it_is_and_its_dots() {
    let mut window = oz();
    window.act(Action::Run(CommandId::StartVote));
    let mut rows = window.names_of(Role::ListBoxOption);
    rows.retain(|row| row.ends_with(" dots"));
    assert!(rows[0].starts_with("A, ") && rows[1].starts_with("B, "), "{rows:?}");
    for kind in [" pain point: ", " opportunity: "] {
        assert!(rows.iter().any(|row| row.contains(kind)), "{rows:?}");
    }
    assert_eq!(window.says_by_itself("5 dots left"), Some(Live::Polite));
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(window.current_row().starts_with("B, ") && window.current_row().ends_with(", 1 dot"));
    window.key(Key::Escape);
    assert_eq!(window.says_by_itself("Votes were cast"), Some(Live::Assertive));
}

#[test]
fn a_talk_says_which_card_is_in_focus_what_is_thought_and_how_far_it_is() {
    let mut window = oz();
    window.key(Key::F5);
    window.key(Key::Home);
    window.key(Key::ArrowDown);
    let first = window.map().today().touchpoints().next().expect("a card").name.clone();
    assert!(window.current_row().starts_with(&first), "{}", window.current_row());
    let selected = |window: &Window| {
        let nodes = window.harness.query_all_by_role(Role::Button);
        let on = nodes.filter(|node| node.accesskit_node().toggled() == Some(Toggled::True));
        on.filter_map(|node| node.accesskit_node().label()).collect::<Vec<_>>()
    };
    assert!(selected(&window).iter().any(|name| name.starts_with(&first)), "{:?}", selected(&window));
    assert!(window.shows("Thoughts: "), "{:?}", window.names_of(Role::Button));
    window.key(Key::End);
    let about = window.harness.get_by_label_contains("how far today is from the ideal");
    let words = about.accesskit_node().label().unwrap_or_default();
    for part in ["of 100", "Dorothy: Awareness ", "Gap 1: ", "Gap 3: "] {
        assert!(words.contains(part), "{words}");
    }
}
