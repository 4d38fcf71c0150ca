//! What stands where in the window: bars above and below, panels at the sides, the map between them.
//!
//! Here never comes what the parts draw, nor what becomes of what they ask for.

use egui::{CentralPanel, Frame, Margin, Panel, Ui, UiBuilder};

use super::app::App;
use super::context::{CanvasContext, Mode};
use super::dialogs::Dialog;
use super::document::Document;
use super::panels::outline;
use super::panels::parking::DraggedNote;
use super::panels::status_bar::{self, MapStatus, Status};
use super::panels::top_bar::TopBar;
use super::panels::welcome::Welcome;
use super::panels::{Cx, inspector, personas};
use super::style;
use super::taking_pictures::Source;

/// While a file is dragged the other program has the pointer; where it is comes so many passes after the drop at most.
const POINTER_PASSES: u32 = 20;

impl App {
    fn top_bar_ui(&mut self, ui: &mut Ui) {
        let document = self.document.as_ref();
        let bar = TopBar {
            name: document.map(Document::name),
            dirty: document.is_some_and(|document| document.session.is_dirty()),
            saving: document.is_some_and(|document| document.saving.is_some()),
            saved_at: document.and_then(|document| document.saved_at.as_deref()),
            read_only: document.is_some_and(|document| document.read_only.is_some()),
            mode: self.view.mode,
            now: self.situation(),
            recents: &self.recents,
        };
        bar.ui(ui, &mut self.actions);
    }

    fn status_bar_ui(&mut self, ui: &mut Ui) {
        let status = match (&self.document, self.view.mode) {
            (None, Mode::Insights) => self.portfolio_status(),
            (None, Mode::Map | Mode::Ideal) => Status::start_page(),
            (Some(_), Mode::Ideal) => self.comparison_status(),
            (Some(_), Mode::Insights) => self.insights_status(),
            (Some(document), Mode::Map) => {
                let map = document.session.map();
                Status::map(&MapStatus {
                    map,
                    state: self.view.state,
                    journey: self.view.journey(map),
                    selection: &self.selection,
                    hidden_curves: self.view.hidden_curves(map),
                    hidden_measured: self.view.hidden_measured,
                    editing: self.canvas.is_editing(),
                    zoom: self.canvas.zoom(),
                    findings: self.insights.found.as_ref().map_or(0, |found| found.tally.open()),
                })
            }
        };
        let (clock, rest) = ui.max_rect().split_left_right_at_x(ui.max_rect().left() + self.timer.width());
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(clock).layout(layout).id_salt("timer"));
        self.timer.ui(&mut child, &mut self.preferences.minutes);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("status"));
        status_bar::ui(&mut child, &status, &mut self.actions);
    }

    fn left_panel_ui(&mut self, ui: &mut Ui) {
        let Some(document) = &self.document else { return };
        let mut cx = Cx {
            session: &document.session,
            view: &self.view,
            selection: &self.selection,
            found: self.insights.found.as_deref(),
            ids: &mut self.ids,
            actions: &mut self.actions,
        };
        let map = document.session.map();
        let personas_height = 40.0 + 46.0 * self.view.journey(map).personas().len().min(4) as f32;
        let notes_height = 104.0 + 36.0 * map.notes().len().min(4) as f32;
        let switch = outline::JOURNEYS_HEIGHT;
        let outline_height = (ui.available_height() - personas_height - notes_height - switch).max(160.0);
        outline::journeys_ui(ui, &mut cx);
        let size = egui::vec2(ui.available_width(), outline_height);
        ui.allocate_ui(size, |ui| self.outline.ui(ui, &mut cx));
        ui.add_space(8.0);
        ui.separator();
        let rest = egui::ScrollArea::vertical().id_salt("people and notes").auto_shrink([false, true]);
        rest.show(ui, |ui| {
            personas::ui(ui, &mut cx);
            ui.separator();
            self.parking.ui(ui, &mut cx);
        });
    }

    fn right_panel_ui(&mut self, ui: &mut Ui) {
        let Some(document) = &self.document else { return };
        let mut cx = Cx {
            session: &document.session,
            view: &self.view,
            selection: &self.selection,
            found: self.insights.found.as_deref(),
            ids: &mut self.ids,
            actions: &mut self.actions,
        };
        inspector::ui(ui, &mut cx);
    }

    fn canvas_ui(&mut self, ui: &mut Ui) {
        self.find_ui(ui);
        let Some(document) = &self.document else { return };
        let mut cx = CanvasContext {
            session: &document.session,
            view: &self.view,
            selection: &self.selection,
            layouter: &mut self.layouter,
            ids: &mut self.ids,
            orders: &mut self.orders,
            actions: &mut self.actions,
        };
        self.canvas.ui(ui, &mut cx);
        self.take_dropped_note(ui);
        if let Some((path, passes)) = self.dropped_picture.take() {
            let pointer = ui.input(|input| input.pointer.latest_pos());
            if pointer.is_none() && passes < POINTER_PASSES {
                self.dropped_picture = Some((path, passes + 1));
                ui.ctx().request_repaint();
                return;
            }
            let at = pointer.filter(|at| ui.max_rect().contains(*at));
            let onto = at.and_then(|at| self.canvas.subject_at(ui, at));
            self.take_picture(Source::File(path), onto);
        }
    }

    /// A thought dragged out of the parking lot lands where it is let go.
    fn take_dropped_note(&mut self, ui: &Ui) {
        let Some(at) = ui.input(|input| input.pointer.interact_pos()).filter(|at| ui.max_rect().contains(*at)) else {
            return;
        };
        if !ui.input(|input| input.pointer.any_released()) {
            return;
        }
        if let Some(note) = egui::DragAndDrop::take_payload::<DraggedNote>(ui.ctx()) {
            let subject = self.canvas.subject_at(ui, at);
            self.place_note(note.0, subject);
        }
    }

    /// While a file is held over the window: what letting go does.
    pub(super) fn hovering_file_ui(&self, ui: &Ui) {
        if ui.input(|input| input.raw.hovered_files.is_empty()) {
            return;
        }
        let theme = self.view.colours();
        let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("a file over the window"));
        let painter = ui.ctx().layer_painter(layer);
        let room = ui.ctx().content_rect();
        // Thin enough to see what a picture would be dropped on.
        painter.rect_filled(room, 0.0, egui::Color32::from(theme.accent).gamma_multiply(0.08));
        let inner = room.shrink(16.0);
        painter.rect_stroke(inner, 10.0, egui::Stroke::new(2.0, theme.accent), egui::StrokeKind::Inside);
        let words = match self.document.is_some() {
            _ if self.dialog.as_ref().is_some_and(Dialog::is_to_be_answered) => "Answer the open dialog first",
            true => "Drop a map to open it, a picture onto a touchpoint, or answers of a survey",
            false => "Drop the file to open it",
        };
        let words = painter.layout_no_wrap(words.to_owned(), style::semibold(18.0), theme.solid_ink.into());
        let middle = egui::pos2(room.center().x, room.bottom() - 96.0);
        let ground = egui::Rect::from_center_size(middle, words.size() + egui::vec2(36.0, 20.0));
        painter.rect_filled(ground, 8.0, egui::Color32::from(theme.solid));
        painter.galley(middle - words.size() / 2.0, words, theme.solid_ink.into());
    }

    pub(super) fn panels_ui(&mut self, ui: &mut Ui) {
        let first = !std::mem::replace(&mut self.seen, true);
        let theme = self.view.colours();
        let line = egui::Stroke::new(1.0, theme.line_strong);
        let panel = Frame::new().fill(theme.panel.into());
        let bar = Panel::top("top bar").exact_size(44.0).frame(panel).show_separator_line(false);
        let response = bar.show(ui, |ui| self.top_bar_ui(ui)).response;
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 0.5, line);
        let bar = Panel::bottom("status bar").exact_size(28.0).frame(panel).show_separator_line(false);
        let response = bar.show(ui, |ui| self.status_bar_ui(ui)).response;
        ui.painter().hline(response.rect.x_range(), response.rect.top() + 0.5, line);
        // The window was cleared with the colour of the canvas; to fill it once more costs as much as all the rest where
        // there is no graphics card.
        let canvas = Frame::new();
        if self.document.is_none() && self.beginning {
            CentralPanel::default().frame(canvas).show(ui, |ui| {
                ui.centered_and_justified(|ui| ui.label(style::meta("Opening the map…", theme)));
            });
            return;
        }
        if self.document.is_none() && self.view.mode == Mode::Insights {
            CentralPanel::default().frame(canvas).show(ui, |ui| self.portfolio_alone_ui(ui));
            return;
        }
        // The system shows a window once something is drawn in it. The bars are enough for that; the page with all its
        // cards comes right after them.
        if self.document.is_none() && first {
            ui.ctx().request_repaint();
            return;
        }
        if self.document.is_none() {
            let mut page = Welcome {
                recents: &self.recents,
                own: &self.own_templates,
                sketches: &mut self.sketches,
                fresh: &mut self.welcome_fresh,
            };
            let chosen = CentralPanel::default().frame(canvas).show(ui, |ui| page.ui(ui)).inner;
            if let Some(chosen) = chosen {
                self.begin(chosen);
            }
            let orders = self.sketches.take_orders();
            if !orders.is_empty() {
                self.jobs.sketch(orders);
            }
            return;
        }
        match self.view.mode {
            Mode::Map => {}
            Mode::Ideal => return self.ideal_ui(ui),
            Mode::Insights => return self.insights_ui(ui),
        }
        let side = panel.inner_margin(Margin { left: 8, right: 8, top: 10, bottom: 0 });
        if self.view.outline {
            let panel = Panel::left("outline").exact_size(256.0).resizable(false).frame(side);
            panel.show(ui, |ui| self.left_panel_ui(ui));
        }
        if self.view.inspector {
            let side = side.inner_margin(Margin { left: 16, right: 4, top: 10, bottom: 0 });
            let panel = Panel::right("inspector").exact_size(288.0).resizable(false).frame(side);
            panel.show(ui, |ui| self.right_panel_ui(ui));
        }
        CentralPanel::default().frame(canvas).show(ui, |ui| self.canvas_ui(ui));
    }
}
