//! One frame on the screen, without a window: processor time from the input to triangles ready for the graphics card.

use std::hint::black_box;
use std::sync::Arc;

use egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use egui::{Color32, Event, Mesh, Pos2, RawInput, Rect, Shape, pos2, vec2};
use wayfarer::edit::{Command, Session, TouchpointField};
use wayfarer::frame::Subject;
use wayfarer::gui::canvas::Canvas;
use wayfarer::gui::context::{Action, CanvasContext, CanvasOrder, Ids, Selection, View};
use wayfarer::layout::Layouter;
use wayfarer::model::*;

use super::stopwatch::Table;

const WINDOW: Rect = Rect { min: Pos2::ZERO, max: pos2(1920.0, 1080.0) };

/// Scrolling, zooming and typing at the middle of the map, then scrolling with all of it in view.
///
/// Floor: a frame in which egui hands over as many triangles that were ready before.
pub fn bench_screen(map: &Map, table: &mut Table) {
    let middle = map.today().touchpoints().nth(map.today().touchpoint_count() / 2).map(|touchpoint| touchpoint.id);
    let Some(middle) = middle else { return };
    let mut window = Window::new(map, middle);
    let mut turn = 0;
    let mut measure = |window: &mut Window, work: &str, act: &mut dyn FnMut(&mut Window, usize) -> Vec<Event>| {
        if !table.wants(work) {
            return;
        }
        let mut last = Vec::new();
        let time = table.processor_time(|| {
            turn += 1;
            let events = act(window, turn);
            last = window.frame(events);
        });
        let floor = floor_of(&last, table);
        table.row(work, time, floor);
    };
    // Scrolling and zooming go to and fro, so that the middle stays in view.
    let scroll = |turn: usize| if turn % 40 < 20 { 60.0 } else { -60.0 };
    measure(&mut window, "frame: scroll", &mut |_, turn| vec![wheel(vec2(scroll(turn), 0.0))]);
    measure(&mut window, "frame: zoom", &mut |_, turn| {
        vec![Event::Zoom(if turn % 40 < 20 { 1.01 } else { 1.0 / 1.01 })]
    });
    measure(&mut window, "frame: keystroke", &mut |window, turn| {
        window.type_letter(middle, turn);
        Vec::new()
    });
    window.orders.push(CanvasOrder::ZoomFit);
    window.rest();
    measure(&mut window, "frame: all in view", &mut |_, turn| vec![wheel(vec2(scroll(turn), 0.0))]);
}

fn wheel(delta: egui::Vec2) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Trackpad,
        modifiers: egui::Modifiers::NONE,
    }
}

/// The canvas alone in a window that nobody sees.
struct Window {
    egui: egui::Context,
    canvas: Canvas,
    session: Session,
    view: View,
    selection: Selection,
    layouter: Layouter,
    ids: Ids,
    orders: Vec<CanvasOrder>,
    time: f64,
}

impl Window {
    fn new(map: &Map, middle: TouchpointId) -> Window {
        let mut window = Window {
            egui: egui::Context::default(),
            canvas: Canvas::default(),
            session: Session::new(map.clone()),
            view: View::default(),
            selection: Selection::One(Subject::Touchpoint(middle)),
            layouter: Layouter::new(),
            ids: Ids::Seeded(SeededIds::new(1)),
            orders: vec![CanvasOrder::ScrollTo(Subject::Touchpoint(middle))],
            time: 0.0,
        };
        window.frame(vec![Event::PointerMoved(WINDOW.center())]);
        window.rest();
        window
    }

    /// Lets a second go by.
    fn rest(&mut self) {
        for _ in 0..10 {
            self.time += 0.1;
            self.frame(Vec::new());
        }
    }

    fn frame(&mut self, events: Vec<Event>) -> Vec<ClippedPrimitive> {
        self.time += 1.0 / 60.0;
        let input = RawInput { screen_rect: Some(WINDOW), time: Some(self.time), events, ..RawInput::default() };
        let mut actions: Vec<Action> = Vec::new();
        let mut output = self.egui.run_ui(input, |ui| {
            let mut context = CanvasContext {
                session: &self.session,
                view: &self.view,
                selection: &self.selection,
                layouter: &mut self.layouter,
                ids: &mut self.ids,
                orders: &mut self.orders,
                actions: &mut actions,
            };
            self.canvas.ui(ui, &mut context);
        });
        let primitives = self.egui.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        output.drop_without_applying_deltas();
        primitives
    }

    /// What a letter typed into the name of a touchpoint does.
    fn type_letter(&mut self, touchpoint: TouchpointId, turn: usize) {
        let name = format!("Ask for help {}", "a".repeat(1 + turn % 12));
        let field = TouchpointField::Name(name);
        let command = Command::SetTouchpoint { state: State::Today, id: touchpoint, field };
        self.session.run_merging(&command).expect("nothing is locked");
    }
}

fn floor_of(primitives: &[ClippedPrimitive], table: &Table) -> std::time::Duration {
    let mut ready = Mesh::default();
    for primitive in primitives {
        match &primitive.primitive {
            Primitive::Mesh(mesh) => {
                let first = ready.vertices.len() as u32;
                ready.indices.extend(mesh.indices.iter().map(|index| first + index));
                ready.vertices.extend(mesh.vertices.iter().map(|vertex| Vertex { color: Color32::WHITE, ..*vertex }));
            }
            Primitive::Callback(_) => {}
        }
    }
    let ready = Arc::new(ready);
    let egui = egui::Context::default();
    table.processor_time(|| {
        let input = RawInput { screen_rect: Some(WINDOW), ..RawInput::default() };
        let mut output = egui.run_ui(input, |ui| {
            ui.painter().add(Shape::Mesh(ready.clone()));
        });
        black_box(egui.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point));
        output.drop_without_applying_deltas();
    })
}
