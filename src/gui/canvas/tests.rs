//! The canvas used as a person uses it: through the pointer and the keys, on the story of Dorothy.

use egui::{Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::Harness;
use proptest::prelude::*;

use super::paint::Viewport;
use super::*;
use crate::edit::Session;
use crate::exchange::shipped::EXAMPLES;
use crate::geom::{self, Vec2};
use crate::gui::context::{CanvasOrder, Ids, View};
use crate::gui::style;
use crate::layout::{Density, Layouter};

struct Desk {
    session: Session,
    view: View,
    selection: Selection,
    layouter: Layouter,
    ids: Ids,
    orders: Vec<CanvasOrder>,
    canvas: Canvas,
}

impl Desk {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let mut actions = Vec::new();
        let mut cx = CanvasContext {
            session: &self.session,
            view: &self.view,
            selection: &self.selection,
            layouter: &mut self.layouter,
            ids: &mut self.ids,
            orders: &mut self.orders,
            actions: &mut actions,
        };
        self.canvas.ui(ui, &mut cx);
        for action in actions {
            match action {
                Action::Edit(command) => self.session.run(&command).unwrap(),
                Action::EditMerging(command) => self.session.run_merging(&command).unwrap(),
                Action::Seal => self.session.seal(),
                Action::Select(selection) => self.selection = selection,
                other => panic!("the canvas sent {other:?}"),
            }
        }
    }

    fn journey(&self) -> &Journey {
        self.session.map().today()
    }

    fn step(&self, number: usize) -> TouchpointId {
        self.journey().touchpoints().nth(number - 1).unwrap().id
    }

    fn names(&self) -> Vec<String> {
        self.journey().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect()
    }

    fn viewport(&self) -> Viewport {
        Viewport {
            rect: self.canvas.pane.rect.unwrap(),
            scroll: self.canvas.pane.camera.scroll(),
            scale: self.canvas.pane.camera.scale(),
            along: self.canvas.pane.camera.along(),
            gutter: self.canvas.scene.as_ref().unwrap().index.gutter,
            sticky: true,
            zooming: false,
        }
    }

    fn center(&self, subject: Subject) -> Pos2 {
        let place = self.canvas.scene.as_ref().unwrap().place(subject, Part::Whole).unwrap();
        self.viewport().to_screen(place.layer, place.rect).center()
    }
}

fn desk_with(session: Session) -> Harness<'static, Desk> {
    let desk = Desk {
        session,
        view: View::default(),
        selection: Selection::None,
        layouter: Layouter::new(),
        ids: Ids::Seeded(SeededIds::new(99)),
        orders: Vec::new(),
        canvas: Canvas::default(),
    };
    let mut harness = Harness::builder()
        .with_size([1100.0, 900.0])
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(style::install_fonts)
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run();
    harness
}

fn desk() -> Harness<'static, Desk> {
    desk_with(Session::new(EXAMPLES[0].open().unwrap()))
}

fn click(harness: &mut Harness<'_, Desk>, at: Pos2) {
    harness.hover_at(at);
    harness.run();
    harness.drag_at(at);
    harness.run();
    harness.drop_at(at);
    harness.run();
}

fn drag(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run_steps(2);
    for part in 1..=4 {
        harness.hover_at(from + (to - from) * (part as f32 / 4.0));
        harness.run_steps(2);
    }
}

fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn type_text(harness: &mut Harness<'_, Desk>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn a_click_selects_what_lies_under_it() {
    let mut harness = desk();
    let id = harness.state().step(5);
    let at = harness.state().center(Subject::Touchpoint(id));
    click(&mut harness, at);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(id)));
    let persona = harness.state().journey().personas().next().unwrap().id;
    let at = harness.state().center(Subject::Emotion(persona, id));
    click(&mut harness, at);
    assert_eq!(harness.state().selection, Selection::One(Subject::Emotion(persona, id)));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().selection, Selection::None);
}

#[test]
fn arrows_walk_along_the_columns_and_down_the_lanes() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    let first = harness.state().step(1);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(first)));
    for number in 2..=14 {
        press(&mut harness, Key::ArrowRight);
        let id = harness.state().step(number);
        assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(id)));
        assert!(harness.state().canvas.pane.rect.unwrap().contains(harness.state().center(Subject::Touchpoint(id))));
    }
    press(&mut harness, Key::Home);
    press(&mut harness, Key::ArrowDown);
    let Some(Subject::Emotion(..)) = harness.state().selection.one() else {
        panic!("{:?}", harness.state().selection);
    };
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowUp);
    let stage = harness.state().journey().stages()[0].id;
    assert_eq!(harness.state().selection, Selection::One(Subject::Stage(stage)));
    press(&mut harness, Key::ArrowDown);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(first)));
}

#[test]
fn every_thing_in_a_column_is_reached_by_the_down_arrow() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    let mut seen = Vec::new();
    for _ in 0..20 {
        let Some(subject) = harness.state().selection.one() else { break };
        if seen.contains(&subject) {
            break;
        }
        seen.push(subject);
        press(&mut harness, Key::ArrowDown);
    }
    let first = harness.state().step(1);
    for pain in harness.state().journey().pains_at(first) {
        assert!(seen.contains(&Subject::Pain(pain.id, first)), "{seen:?}");
    }
}

#[test]
fn a_name_is_rewritten_in_place_and_escape_drops_what_was_typed() {
    let mut harness = desk();
    let id = harness.state().step(2);
    harness.state_mut().orders.push(CanvasOrder::Rename(Subject::Touchpoint(id)));
    harness.run();
    assert!(harness.state().canvas.is_editing());
    type_text(&mut harness, "Glinda waves");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().names()[1], "Glinda waves");
    assert!(!harness.state().canvas.is_editing());

    harness.state_mut().orders.push(CanvasOrder::Rename(Subject::Touchpoint(id)));
    harness.run();
    type_text(&mut harness, "Nonsense");
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().names()[1], "Glinda waves");
    assert!(!harness.state().canvas.is_editing());
    assert!(harness.state().canvas.has_focus(&harness.ctx));
}

#[test]
fn tab_keeps_the_name_and_goes_down_the_lanes_of_the_same_touchpoint() {
    let mut harness = desk();
    let id = harness.state().step(1);
    let lane = |harness: &Harness<'_, Desk>| {
        let Some(subject) = harness.state().selection.one() else { panic!("{:?}", harness.state().selection) };
        assert_eq!(crate::gui::context::touchpoint_of(subject), Some(id));
        subject
    };
    harness.state_mut().orders.push(CanvasOrder::Rename(Subject::Touchpoint(id)));
    harness.run();
    type_text(&mut harness, "One");
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().names()[0], "One");
    assert!(matches!(lane(&harness), Subject::Emotion(..)));
    let mut walked = vec![Subject::Touchpoint(id), lane(&harness)];
    loop {
        press(&mut harness, Key::Tab);
        if walked.last() == Some(&lane(&harness)) {
            break;
        }
        walked.push(lane(&harness));
    }
    assert_eq!(walked.len(), harness.state().journey().lanes().iter().filter(|lane| lane.visible).count());
    for before in walked.iter().rev().skip(1) {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        harness.run();
        assert_eq!(lane(&harness), *before);
    }
}

#[test]
fn x_says_that_nobody_knows_and_before_letters_it_begins_a_name() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    let (id, persona) = (harness.state().step(1), harness.state().journey().personas().next().unwrap().id);
    let felt = |harness: &Harness<'_, Desk>| harness.state().journey().feeling(persona, id).map(|felt| felt.emotion);
    let before = felt(&harness);
    type_text(&mut harness, "x");
    assert_eq!(felt(&harness), Some(None));
    harness.run_steps(90);
    type_text(&mut harness, "7");
    assert_eq!(felt(&harness), Some(Some(Emotion::steps(7))));
    harness.state_mut().session.undo().unwrap();
    assert_eq!(felt(&harness), before);
    for letter in ["x", "e", "r", "o", "x"] {
        harness.event(egui::Event::Text(letter.to_owned()));
    }
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().names()[0], "xerox");
    assert_eq!(felt(&harness), before);
}

#[test]
fn digits_begin_a_text_where_nothing_is_felt() {
    let mut harness = desk();
    let id = harness.state().step(1);
    let pain = harness.state().journey().pains_at(id)[0].id;
    harness.state_mut().selection = Selection::One(Subject::Pain(pain, id));
    type_text(&mut harness, "3 weeks");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().journey().pain(pain).unwrap().text, "3 weeks");
}

#[test]
fn shift_and_arrows_select_several_and_going_back_lets_them_go() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        harness.run();
    }
    let steps: Vec<Subject> = (1..=3).map(|number| Subject::Touchpoint(harness.state().step(number))).collect();
    assert_eq!(harness.state().selection.subjects(), steps);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().selection.subjects(), &steps[..2]);
}

#[test]
fn letters_begin_a_name_and_replace_the_old_one() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    type_text(&mut harness, "S");
    assert!(harness.state().canvas.is_editing());
    type_text(&mut harness, "torm");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().names()[0], "Storm");
}

#[test]
fn digits_set_the_emotion_of_the_active_persona() {
    let mut harness = desk();
    press(&mut harness, Key::ArrowRight);
    type_text(&mut harness, "-");
    type_text(&mut harness, "8");
    let (id, persona) = (harness.state().step(1), harness.state().journey().personas().next().unwrap().id);
    let feeling = harness.state().journey().feeling(persona, id).unwrap();
    assert_eq!(feeling.emotion, Some(Emotion::steps(-8)));
}

#[test]
fn dragging_a_card_moves_the_touchpoint_and_undo_brings_it_back() {
    let mut harness = desk();
    let before = harness.state().names();
    let (taken, beside) = (harness.state().step(5), harness.state().step(2));
    let from = harness.state().center(Subject::Touchpoint(taken));
    let to = harness.state().center(Subject::Touchpoint(beside)) - vec2(30.0, 0.0);
    drag(&mut harness, from, to);
    assert_eq!(harness.state().names(), before, "nothing changes before the button is released");
    harness.drop_at(to);
    harness.run();
    let mut expected = before.clone();
    let card = expected.remove(4);
    expected.insert(1, card);
    assert_eq!(harness.state().names(), expected);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(taken)));
    harness.state_mut().session.undo().unwrap();
    assert_eq!(harness.state().names(), before);
}

#[test]
fn escape_calls_a_drag_off() {
    let mut harness = desk();
    let before = harness.state().session.map().clone();
    let from = harness.state().center(Subject::Touchpoint(harness.state().step(5)));
    let to = harness.state().center(Subject::Touchpoint(harness.state().step(2))) - vec2(30.0, 0.0);
    drag(&mut harness, from, to);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    harness.drop_at(to);
    harness.run();
    assert_eq!(*harness.state().session.map(), before);
    assert!(!harness.state().session.can_undo());
}

#[test]
fn dragging_a_point_of_the_curve_sets_the_emotion_that_the_axis_shows_there() {
    let mut harness = desk();
    let id = harness.state().step(3);
    let persona = harness.state().journey().personas().next().unwrap().id;
    let before = harness.state().journey().feeling(persona, id).unwrap().emotion.unwrap();
    let scene = harness.state().canvas.scene.as_ref().unwrap();
    let (_, step) =
        super::tools::dragging::emotion_axis(scene, harness.state().journey(), id).expect("there is an emotion lane");
    let from = harness.state().center(Subject::Emotion(persona, id));
    let to = from + vec2(3.0, 9.0 * step as f32);
    drag(&mut harness, from, to);
    let lies = harness.state().center(Subject::Emotion(persona, id));
    assert!((lies.y - to.y).abs() <= step as f32, "the point follows the pointer before it is released");
    assert_eq!(harness.state().journey().feeling(persona, id).unwrap().emotion, Some(before));
    harness.drop_at(to);
    harness.run();
    let after = harness.state().journey().feeling(persona, id).unwrap().emotion;
    assert_eq!(after, Some(before.stepped(-9)));
}

#[test]
fn dragging_a_pain_point_moves_it_to_another_touchpoint() {
    let mut harness = desk();
    let (from_id, to_id) = (harness.state().step(1), harness.state().step(2));
    let pain = harness.state().journey().pains_at(from_id)[0].id;
    let from = harness.state().center(Subject::Pain(pain, from_id));
    let to = pos2(harness.state().center(Subject::Touchpoint(to_id)).x, from.y);
    drag(&mut harness, from, to);
    harness.drop_at(to);
    harness.run();
    let journey = harness.state().journey();
    assert!(journey.pains_at(from_id).iter().all(|other| other.id != pain));
    assert!(journey.pains_at(to_id).iter().any(|other| other.id == pain));
}

#[test]
fn several_cards_are_dragged_together_in_their_order() {
    let mut harness = desk();
    let before = harness.state().names();
    let steps: Vec<Subject> = [4, 5].map(|number| Subject::Touchpoint(harness.state().step(number))).into();
    harness.state_mut().selection = Selection::Many(steps.clone());
    harness.run();
    let from = harness.state().center(steps[1]);
    let to = harness.state().center(Subject::Touchpoint(harness.state().step(2))) - vec2(30.0, 0.0);
    drag(&mut harness, from, to);
    harness.drop_at(to);
    harness.run();
    let order = [0, 3, 4, 1, 2].map(|at| before[at].clone());
    assert_eq!(harness.state().names()[..5], order);
    assert_eq!(harness.state().selection.subjects(), steps);
    harness.state_mut().session.undo().unwrap();
    assert_eq!(harness.state().names(), before);
}

#[test]
fn a_rubber_band_selects_the_cards_it_touches_and_escape_drops_it() {
    let mut harness = desk();
    let (first, third) = (harness.state().step(1), harness.state().step(3));
    let lane = harness.state().journey().lanes().iter().find(|lane| lane.kind == LaneKind::Emotion).unwrap().id;
    let cell = harness.state().center(Subject::Cell(lane, third));
    let ground = pos2(cell.x + 40.0, cell.y + 20.0);
    let to = harness.state().center(Subject::Touchpoint(first));
    drag(&mut harness, ground, to);
    harness.drop_at(to);
    harness.run();
    let steps: Vec<Subject> = (1..=3).map(|number| Subject::Touchpoint(harness.state().step(number))).collect();
    assert_eq!(harness.state().selection.subjects(), steps);
    drag(&mut harness, ground, to + vec2(400.0, 0.0));
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    harness.drop_at(to);
    harness.run();
    assert_eq!(harness.state().selection.subjects(), steps);
}

#[test]
fn shift_and_a_click_select_all_cards_up_to_there() {
    let mut harness = desk();
    let at = harness.state().center(Subject::Touchpoint(harness.state().step(2)));
    click(&mut harness, at);
    let to = harness.state().center(Subject::Touchpoint(harness.state().step(4)));
    harness.hover_at(to);
    harness.run();
    harness.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::SHIFT);
        harness.event(egui::Event::PointerButton { pos: to, button, pressed, modifiers });
        harness.step();
    }
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
    let steps: Vec<Subject> = (2..=4).map(|number| Subject::Touchpoint(harness.state().step(number))).collect();
    assert_eq!(harness.state().selection.subjects(), steps);
}

#[test]
fn a_wire_drawn_from_the_handle_of_a_card_links_it_to_another() {
    let mut harness = desk();
    let links = harness.state().journey().links().len();
    let (from, to) = (harness.state().step(2), harness.state().step(5));
    let card = harness.state().center(Subject::Touchpoint(from));
    harness.hover_at(card);
    harness.run();
    let (_, handle) = harness.state().canvas.handle.expect("a handle");
    let target = harness.state().center(Subject::Touchpoint(to));
    drag(&mut harness, handle.center(), target);
    harness.drop_at(target);
    harness.run();
    let journey = harness.state().journey();
    assert_eq!(journey.links().len(), links + 1);
    assert!(journey.links_from(from).iter().any(|link| link.to == to));
}

#[test]
fn a_double_click_into_an_empty_place_writes_something_new_there() {
    let mut harness = desk();
    let id = harness.state().step(2);
    let journey = harness.state().journey();
    assert!(journey.pains_at(id).is_empty());
    let lane = journey.lanes().iter().find(|lane| lane.kind == LaneKind::Pains).unwrap().id;
    let at = harness.state().center(Subject::Cell(lane, id));
    harness.hover_at(at);
    harness.run();
    for _ in 0..2 {
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        harness.step();
    }
    harness.run();
    assert!(harness.state().canvas.is_editing());
    type_text(&mut harness, "Nobody says how far");
    press(&mut harness, Key::Enter);
    let pains = harness.state().journey().pains_at(id);
    assert_eq!(pains[0].text, "Nobody says how far");
    assert_eq!(harness.state().selection, Selection::One(Subject::Pain(pains[0].id, id)));
}

#[test]
fn stages_and_touchpoints_are_added_with_the_buttons_on_the_map() {
    let map = crate::model::starter::blank(&mut SeededIds::new(4), "From nothing").unwrap();
    let mut harness = desk_with(Session::new(map));
    let at = harness.state().center(Subject::AddStage);
    click(&mut harness, at);
    type_text(&mut harness, "Awareness");
    press(&mut harness, Key::Enter);
    let stage = harness.state().journey().stages().last().unwrap().clone();
    assert_eq!(stage.name, "Awareness");
    for name in ["Sees a poster", "Asks a friend"] {
        let at = harness.state().center(Subject::AddTouchpoint(stage.id));
        click(&mut harness, at);
        type_text(&mut harness, name);
        press(&mut harness, Key::Enter);
    }
    assert_eq!(harness.state().names()[1..], ["Sees a poster", "Asks a friend"]);
}

#[test]
fn what_lies_under_the_pointer_stays_there_when_the_density_changes() {
    let mut harness = desk();
    let id = harness.state().step(4);
    let at = harness.state().center(Subject::Touchpoint(id));
    harness.hover_at(at);
    harness.run();
    for factor in [1.7, 1.3, 0.6, 0.8] {
        harness.event(egui::Event::Zoom(factor));
        harness.run();
        let lies = harness.state().center(Subject::Touchpoint(id));
        let scroll = harness.state().canvas.pane.camera.scroll();
        let held_by_edge = scroll.x == 0.0;
        assert!((lies.x - at.x).abs() < 2.0 || held_by_edge, "{lies:?} {at:?} {scroll:?}");
    }
}

#[test]
fn fitting_shows_the_whole_journey() {
    let mut harness = desk();
    harness.state_mut().orders.push(CanvasOrder::ZoomFit);
    harness.run();
    let desk = harness.state();
    for number in 1..=14 {
        let at = desk.center(Subject::Touchpoint(desk.step(number)));
        assert!(desk.canvas.pane.rect.unwrap().contains(at), "{number}");
    }
}

/// A journey of so many touchpoints in stages of ten.
fn long_journey(count: usize) -> Session {
    let mut text = "journey\n".to_owned();
    for i in 0..count {
        if i % 10 == 0 {
            text += &format!("section Stage {}\n", i / 10 + 1);
        }
        text += &format!("Waits for an answer from the adviser {}: {}: Customer\n", i + 1, i % 5 + 1);
    }
    let imported = crate::exchange::mermaid::read(&text, &mut SeededIds::new(3)).unwrap();
    Session::new(imported.map)
}

#[test]
fn a_long_journey_opens_at_its_beginning_with_tiles_that_can_be_read() {
    for count in [300, 2_000] {
        let mut harness = desk_with(long_journey(count));
        harness.state_mut().orders.push(CanvasOrder::ZoomOpening);
        harness.run();
        let desk = harness.state();
        let scene = desk.canvas.scene.as_ref().unwrap();
        let first = scene.place(Subject::Touchpoint(desk.step(1)), Part::Whole).unwrap();
        let tile = desk.viewport().to_screen(first.layer, first.rect);
        assert!(tile.width() >= 20.0 && tile.min.x >= 104.0, "{tile:?}");
        assert_eq!(desk.canvas.pane.camera.scroll(), Vec2::ZERO);
    }
}

#[test]
fn fitting_shows_two_thousand_touchpoints_from_edge_to_edge_and_fills_the_height() {
    let mut harness = desk_with(long_journey(2_000));
    harness.state_mut().orders.push(CanvasOrder::ZoomFit);
    harness.run();
    let desk = harness.state();
    let view = desk.canvas.pane.rect.unwrap();
    let (first, last) =
        (desk.center(Subject::Touchpoint(desk.step(1))), desk.center(Subject::Touchpoint(desk.step(2_000))));
    assert!(view.contains(first) && view.contains(last), "{first:?} {last:?}");
    assert!(last.x - first.x > 0.9 * (view.width() - 104.0), "{first:?} {last:?}");
    let frame = desk.canvas.scene.as_ref().unwrap().frame().size;
    assert!((frame.height * desk.canvas.pane.camera.scale() - f64::from(view.height())).abs() < 2.0);
    assert_eq!(desk.canvas.pane.camera.scale(), 1.0, "words keep their size");
}

#[test]
fn a_tile_on_which_the_pointer_rests_opens_as_a_card() {
    let mut harness = desk_with(long_journey(300));
    harness.state_mut().orders.push(CanvasOrder::ZoomOpening);
    harness.run();
    let at = harness.state().center(Subject::Touchpoint(harness.state().step(4)));
    harness.hover_at(at);
    harness.run_steps(3);
    assert!(harness.state().canvas.opened.is_none(), "not at once");
    harness.run_steps(30);
    assert!(harness.state().canvas.opened.is_some());
    harness.hover_at(at + vec2(0.0, 400.0));
    harness.run_steps(3);
    assert!(harness.state().canvas.opened.is_none());
    press(&mut harness, Key::ArrowRight);
    assert!(harness.state().canvas.opened.is_some(), "a selected tile opens too");
}

#[test]
fn the_bar_for_lanes_further_down_has_a_place_beside_the_map() {
    let mut harness = desk();
    harness.set_size(vec2(700.0, 1200.0));
    harness.run();
    assert!(!harness.state().canvas.pane.has_bar);
    let right = harness.state().canvas.pane.rect.unwrap().max.x;
    harness.set_size(vec2(700.0, 420.0));
    harness.run();
    assert!(harness.state().canvas.pane.has_bar);
    assert_eq!(harness.state().canvas.pane.rect.unwrap().max.x, right - super::pane::BAR);
    let at = pos2(right - 6.0, 300.0);
    drag(&mut harness, pos2(right - 6.0, 60.0), at);
    assert!(harness.state().canvas.pane.camera.scroll().y > 100.0);
    harness.drop_at(at);
    harness.run();
}

#[test]
fn a_screen_reader_finds_cards_and_selects_them() {
    use egui_kittest::kittest::Queryable as _;
    let mut harness = desk();
    harness.get_by_label_contains("Awareness, step 2").click_accesskit();
    harness.run();
    let id = harness.state().step(2);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(id)));
}

#[test]
fn an_idle_canvas_asks_for_no_repaint() {
    let mut harness = desk();
    harness.run();
    harness.step();
    let delay = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(1), "{delay:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pointing_finds_what_the_frame_holds_under_any_scroll_and_zoom(
        x in 0.0f32..1100.0,
        y in 0.0f32..900.0,
        scroll_x in 0.0f64..900.0,
        scroll_y in 0.0f64..200.0,
        scale in 0.3f64..2.5,
        squeeze in 0.05f64..=1.0,
    ) {
        use std::cell::RefCell;
        use crate::layout::CanvasRequest;
        thread_local! {
            static INDEX: RefCell<Option<super::index::FrameIndex>> = const { RefCell::new(None) };
        }
        INDEX.with_borrow_mut(|index| {
            let index = index.get_or_insert_with(|| {
                let request = CanvasRequest {
                    state: State::Today,
                    density: Density::Regular,
                    filter: Default::default(),
                    height: 900.0,
                    editable: true,
                };
                let map = EXAMPLES[0].open().unwrap();
                let theme = crate::theme::Theme::of(Default::default());
                super::index::FrameIndex::new(Layouter::new().canvas(&map, &request, theme), None)
            });
            let viewport = Viewport {
                rect: egui::Rect::from_min_size(Pos2::ZERO, vec2(1100.0, 900.0)),
                scroll: Vec2::new(scroll_x, scroll_y),
                scale,
                along: scale * squeeze,
                gutter: index.gutter,
                sticky: true,
                zooming: false,
            };
            let Some((layer, point)) = viewport.locate(pos2(x, y), index) else { return Ok(()) };
            let found = index.hit(layer, point).map(|(tag, rect)| (tag.subject, tag.part, rect));
            let expected = index
                .frame()
                .blocks
                .iter()
                .rev()
                .filter(|placed| placed.sticky == layer)
                .find_map(|placed| placed.hit_test(point))
                .map(|(tag, rect)| (tag.subject, tag.part, rect));
            prop_assert_eq!(found, expected);
            // What was found lies under the pointer when it is put back on the screen.
            if let Some((.., rect)) = found {
                prop_assert!(viewport.to_screen(layer, rect).expand(0.5).contains(pos2(x, y)));
            }
            let whole = geom::Rect::from_origin_size(geom::Point::ZERO, index.frame().size);
            let mut all = Vec::new();
            index.query(layer, whole.inflate(1e6, 1e6), &mut all);
            let in_layer = index.frame().blocks.iter().filter(|placed| placed.sticky == layer).count();
            prop_assert_eq!(all.len(), in_layer);
            Ok(())
        })?;
    }
}
