//! Zooming, scrolling and what rests on the canvas.

use super::*;

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
fn an_idle_canvas_asks_for_no_repaint() {
    let mut harness = desk();
    harness.run();
    harness.step();
    let delay = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(1), "{delay:?}");
}

#[test]
fn a_scrolled_map_comes_to_rest_with_a_whole_card_beside_the_lane_titles() {
    let mut harness = desk();
    harness.state_mut().orders.push(CanvasOrder::ZoomActual);
    harness.run();
    let left_of = |desk: &Desk, number: usize| {
        let place = desk.canvas.scene.as_ref().unwrap().place(Subject::Touchpoint(desk.step(number)), Part::Whole);
        let place = place.unwrap();
        desk.viewport().to_screen(place.layer, place.rect).min.x
    };
    let first = left_of(harness.state(), 1);
    harness.hover_at(harness.state().center(Subject::Touchpoint(harness.state().step(2))));
    for by in [130.0, 370.0, 20.0, -90.0] {
        let delta = vec2(-by, 0.0);
        let (unit, phase) = (egui::MouseWheelUnit::Point, egui::TouchPhase::Move);
        let (source, modifiers) = (egui::MouseWheelSource::Unknown, Modifiers::NONE);
        harness.event(egui::Event::MouseWheel { unit, delta, phase, source, modifiers });
        harness.run_steps(40);
        let nearest = (1..=14).map(|number| (left_of(harness.state(), number) - first).abs()).reduce(f32::min);
        assert!(nearest < Some(0.6), "{nearest:?} beside a column after {by}");
    }
    assert!(harness.state().canvas.pane.camera.scroll().x > 200.0);
}
