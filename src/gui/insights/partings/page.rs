//! The page: who is compared, the picture, the list of partings and the table of stages, and the line at the bottom.
//!
//! Here never comes a change of anything.

use std::sync::Arc;

use egui::{Align, Align2, Layout, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Drawn, PartingsView, PartingsWish};
use crate::geom::Size;
use crate::gui::app::App;
use crate::gui::canvas::preview;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::insights::InsightWish;
use crate::gui::panels::shown;
use crate::gui::panels::status_bar::Status;
use crate::gui::{style, widgets};
use crate::insight::partings::{Partings, Stretch, name};
use crate::layout::PartingsRequest;
use crate::model::*;
use crate::words::plural;

/// Height of a row of either list in points.
const ROW: f32 = 32.0;

impl App {
    /// Draws the page.
    pub(in crate::gui) fn partings_page_ui(&mut self, ui: &mut Ui) {
        self.keep_partings();
        let Some(latest) = self.insights.partings.found.latest() else { return };
        let (map, found) = (&latest.0, &latest.1);
        let theme = widgets::theme(ui);
        self.insights.partings.focused = false;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 12)).show(ui, |ui| {
            self.who_ui(ui);
            ui.add_space(4.0);
            if found.compared > 0 {
                ui.label(style::meta(found.basis(), theme).color(theme.ink_soft));
            }
            ui.add_space(8.0);
            let whole = ui.available_rect_before_wrap();
            if found.personas.len() < 2 || found.compared == 0 {
                return nothing_ui(ui, found);
            }
            let height = (whole.height() * 0.56).max(200.0);
            let picture = Rect::from_min_size(whole.min, vec2(whole.width(), height));
            self.partings_picture_ui(ui, picture, &latest);
            let below = Rect::from_min_max(pos2(whole.left(), picture.bottom() + 16.0), whole.max);
            let journey = self.view.journey(map);
            let (left, right) = below.split_left_right_at_fraction(0.5);
            let mut list =
                ui.new_child(UiBuilder::new().max_rect(left.with_max_x(left.right() - 16.0)).id_salt("partings"));
            list_ui(&mut list, journey, found, &mut self.insights.partings, &mut self.actions);
            let mut table =
                ui.new_child(UiBuilder::new().max_rect(right.with_min_x(right.left() + 16.0)).id_salt("stages"));
            table_ui(&mut table, journey, found);
            ui.allocate_rect(whole, Sense::hover());
        });
    }

    /// The heading, and a box for every persona.
    fn who_ui(&mut self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        ui.horizontal(|ui| {
            ui.label(style::strong("Comparing personas", 18.0, theme));
            let what = match self.view.state {
                State::Today => "today’s journey",
                State::Ideal => "the ideal journey",
            };
            ui.label(style::meta(what, theme).color(theme.ink_soft));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let personas: Vec<_> = journey.personas().take(8).collect();
                for persona in personas.into_iter().rev() {
                    let on = !self.view.hidden_personas.contains(&persona.id);
                    let name = shown(&persona.name, "Unnamed persona");
                    let room = vec2(28.0 + 8.0 * name.chars().count().min(16) as f32, 24.0);
                    ui.allocate_ui(room, |ui| {
                        if widgets::checkbox(ui, name, on).is_some() {
                            self.actions.push(Action::TogglePersona(persona.id));
                        }
                    });
                }
            });
        });
    }

    fn partings_picture_ui(&mut self, ui: &mut Ui, area: Rect, latest: &Arc<(Map, Partings)>) {
        let (map, found) = (&latest.0, &latest.1);
        let view = &mut self.insights.partings;
        let picked = found.stretches.iter().position(|stretch| Some(stretch.main().touchpoint) == view.picked);
        let request = PartingsRequest {
            size: Size::new(f64::from(area.width().round()), f64::from(area.height().round())),
            state: self.view.state,
            hidden_personas: self.view.hidden_personas.clone(),
            picked,
            titled: false,
        };
        let of = Drawn { found: latest.clone(), request, theme: self.view.theme };
        let frame = match &view.drawn {
            Some((drawn, frame)) if drawn.is_same(&of) => frame.clone(),
            Some(_) | None => {
                let frame = self.layouter.partings(map, found, &of.request, self.view.colours());
                view.drawn = Some((of, frame.clone()));
                frame
            }
        };
        let place = preview(ui, &frame, area);
        let response = ui.interact(area, ui.scope_id().with("picture of partings"), Sense::click());
        let journey = self.view.journey(map);
        let words = match &found.stretches[..] {
            [] => found.nothing().to_owned(),
            stretches => stretches.iter().map(|stretch| stretch.words(journey)).collect::<Vec<_>>().join("; "),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Curves of the personas. {words}")));
        let Some(pointer) = response.hover_pos() else { return };
        let at = (pointer - place.min) * (frame.size.width as f32 / place.width());
        let mut tags = frame.blocks.iter().flat_map(|placed| placed.block.tags.iter());
        let point = crate::geom::Point::new(f64::from(at.x), f64::from(at.y));
        let Some(tag) = tags.rfind(|tag| tag.rect.contains(point)) else { return };
        if let (true, crate::frame::Subject::Touchpoint(id)) = (response.clicked(), tag.subject) {
            self.actions.push(wish(PartingsWish::Pick(id)));
        }
        response.on_hover_text(tag.label.to_string());
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn partings_status(&self) -> Status {
        let key = |ids: &[CommandId], words: &'static str| {
            let keys: Vec<String> = ids.iter().map(|id| id.keys_text()).collect();
            (keys.join(" "), words)
        };
        let found = self.insights.partings.found.latest();
        let found = found.as_ref().map(|found| &found.1);
        Status {
            left: found.map_or(String::new(), |found| plural(found.stretches.len(), "parting")),
            hints: vec![
                key(&[CommandId::NextParting, CommandId::PreviousParting], "Next, previous parting"),
                key(&[CommandId::OpenParting], "Open touchpoint"),
            ],
            right: found.map_or(String::new(), |found| plural(found.personas.len(), "persona")),
            ..Status::default()
        }
    }
}

/// What stands in the place of everything while there is nothing to compare.
fn nothing_ui(ui: &mut Ui, found: &Partings) {
    let theme = widgets::theme(ui);
    let keys = CommandId::AddPersona.keys_text();
    let remedy = match found.personas.len() {
        0 | 1 => format!("{keys} adds a persona; the boxes above say who is compared."),
        _ => "Say on the map how two of them feel at the same touchpoints; their curves appear here.".to_owned(),
    };
    ui.add_space(40.0);
    ui.vertical_centered(|ui| {
        ui.label(style::strong(found.nothing(), 18.0, theme));
        ui.add_space(4.0);
        ui.label(egui::RichText::new(remedy).font(style::regular(style::BODY)).color(theme.ink_soft));
    });
}

fn list_ui(ui: &mut Ui, journey: &Journey, found: &Partings, view: &mut PartingsView, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    ui.label(style::strong("Where they part", 15.0, theme));
    if found.stretches.is_empty() {
        ui.label(style::meta(found.nothing(), theme).color(theme.ink_soft));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let main = |stretch: &Stretch| stretch.main().touchpoint;
    let place = view.picked.and_then(|id| found.stretches.iter().position(|stretch| main(stretch) == id));
    let mut area = ScrollArea::vertical().id_salt("stretches").auto_shrink([false, false]);
    if let Some(at) = place.filter(|_| std::mem::take(&mut view.scroll)) {
        area = area.vertical_scroll_offset((at as f32 * ROW - ui.available_height() / 2.0).max(0.0));
    }
    area.show_rows(ui, ROW, found.stretches.len(), |ui, range| {
        for at in range {
            let response = stretch_ui(ui, journey, (at, &found.stretches[at]), place == Some(at));
            view.focused |= response.has_focus();
            let id = main(&found.stretches[at]);
            if response.double_clicked() {
                actions.push(wish(PartingsWish::Open(id)));
            } else if response.clicked() || (response.gained_focus() && place != Some(at)) {
                actions.push(wish(PartingsWish::Pick(id)));
            }
        }
    });
}

fn stretch_ui(ui: &mut Ui, journey: &Journey, (at, stretch): (usize, &Stretch), on: bool) -> egui::Response {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, ui.make_persistent_id(("parting", stretch.main().touchpoint)), Sense::click());
    let words = stretch.words(journey);
    let width = signed(stretch.main().width()).replace('+', "");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, format!("{words}, {width} apart")));
    if on {
        ui.painter().rect_filled(rect, 6.0, theme.accent_soft);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 1.5, theme.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.sunken);
    }
    let middle = rect.center().y;
    let center = pos2(rect.left() + 20.0, middle);
    ui.painter().circle_filled(center, 10.0, theme.warn);
    let number = (at + 1).to_string();
    ui.painter().text(center, Align2::CENTER_CENTER, number, style::semibold(style::META), theme.canvas.into());
    let end = pos2(rect.right() - 10.0, middle);
    ui.painter().text(
        end,
        Align2::RIGHT_CENTER,
        format!("{width} apart"),
        style::semibold(style::BODY),
        theme.ink.into(),
    );
    let text = widgets::elided(ui, &words, style::regular(style::BODY), theme.ink, rect.width() - 130.0);
    ui.painter().galley(pos2(rect.left() + 40.0, middle - text.size().y / 2.0), text, theme.ink.into());
    widgets::focus_ring(ui, &response, 6.0);
    response.on_hover_text(words)
}

/// The means by stage, a column for each persona, and the difference.
fn table_ui(ui: &mut Ui, journey: &Journey, found: &Partings) {
    let theme = widgets::theme(ui);
    ui.label(style::strong("Mean by stage", 15.0, theme));
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut titles = vec!["Stage".to_owned()];
    titles.extend(found.personas.iter().map(|id| name(journey, *id)));
    titles.push("Difference".to_owned());
    let width = ui.available_width() - 12.0;
    let cell = (width * 0.7 / (titles.len() - 1) as f32).min(150.0);
    let first = width - cell * (titles.len() - 1) as f32;
    let row = |ui: &mut Ui, cells: &[String], head: bool| {
        let (rect, response) = ui.allocate_exact_size(vec2(width, ROW - 4.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, cells.join(", ")));
        let font = if head { style::semibold(style::META) } else { style::regular(style::BODY) };
        for (at, words) in cells.iter().enumerate() {
            let room = if at == 0 { first } else { cell };
            let colour = match (head, words.as_str()) {
                (true, _) | (_, "unknown") => theme.ink_soft,
                (false, _) => theme.ink,
            };
            let words = widgets::elided(ui, words, font.clone(), colour, room - 8.0);
            let x = match at {
                0 => rect.left(),
                at => rect.left() + first + at as f32 * cell - words.size().x,
            };
            ui.painter().galley(pos2(x, rect.center().y - words.size().y / 2.0), words, colour.into());
        }
        let line = if head { theme.line_strong } else { theme.line };
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, line));
    };
    row(ui, &titles, true);
    let area = ScrollArea::vertical().id_salt("means").auto_shrink([false, false]);
    area.show_rows(ui, ROW - 4.0, found.stages.len(), |ui, range| {
        for stage in &found.stages[range] {
            row(ui, &stage.cells(), false);
        }
    });
}

fn wish(wish: PartingsWish) -> Action {
    Action::Insight(InsightWish::Partings(wish))
}
