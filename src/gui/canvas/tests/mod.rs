//! The canvas used as a person uses it: through the pointer and the keys, on the story of Dorothy.

mod dragging;
mod going;
mod looking;
mod pointing;
mod reading;
mod typing;
mod writing;

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
                Action::Edit(command) => self.session.draw(&command).unwrap(),
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
fn a_screen_reader_finds_cards_and_selects_them() {
    use egui_kittest::kittest::Queryable as _;
    let mut harness = desk();
    harness.get_by_label_contains("Awareness, step 2").click_accesskit();
    harness.run();
    let id = harness.state().step(2);
    assert_eq!(harness.state().selection, Selection::One(Subject::Touchpoint(id)));
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
