//! The start page: recent files, something to bring in, templates, examples, and the first keys.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align2, Color32, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::recents;
use crate::gui::command_table::CommandId;
use crate::gui::examples::{self, OwnTemplate, Sketches};
use crate::gui::flow::Next;
use crate::gui::recent::Recent;
use crate::gui::{style, widgets};
use crate::model::Map;
use crate::text::Icon;

/// What the page shows.
pub struct Welcome<'a> {
    /// Files opened lately.
    pub recents: &'a [Recent],
    /// Templates that somebody saved here.
    pub own: &'a [OwnTemplate],
    /// Small pictures.
    pub sketches: &'a mut Sketches,
    /// Whether the blank map is still to be given the keyboard, so that Enter starts at once.
    pub fresh: &'a mut bool,
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Go on to this.
    Next(Next),
    /// Look for a file that is no longer where it was.
    Locate(PathBuf),
    /// Show this folder in the system's file manager.
    ShowFolder(PathBuf),
    /// Delete the template in this file, after asking.
    DropTemplate {
        /// The file.
        path: PathBuf,
        /// What it is called.
        name: String,
    },
    /// Take a file off the list.
    Forget(PathBuf),
    /// Show the maps of a folder side by side.
    Portfolio,
}

impl Welcome<'_> {
    /// Draws the page; returns what was chosen.
    pub fn ui(&mut self, ui: &mut Ui) -> Option<Chosen> {
        let mut chosen = None;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let width = ui.available_width();
            let room = width.min(1360.0) - 48.0;
            let margin = ((width - room) / 2.0).max(24.0);
            let left = (room * 0.295).max(280.0);
            ui.add_space(32.0);
            ui.horizontal_top(|ui| {
                ui.add_space(margin);
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.allocate_ui(vec2(left, 0.0), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(left);
                        left_column(ui, self.recents, &mut chosen);
                    });
                });
                ui.add_space(48.0);
                ui.vertical(|ui| {
                    ui.set_width((room - left - 48.0).max(240.0));
                    self.right_column(ui, &mut chosen);
                });
            });
            ui.add_space(32.0);
        });
        chosen
    }

    fn right_column(&mut self, ui: &mut Ui, chosen: &mut Option<Chosen>) {
        heading(ui, "Start a new map", "Templates bring stages, steps and a question at each; all can be renamed.");
        let columns = if ui.available_width() > 700.0 { 4 } else { 2 };
        let mut cards: Vec<(Option<Arc<Map>>, Next)> = vec![(None, Next::Blank)];
        cards.extend(examples::templates().iter().enumerate().map(|(at, map)| (Some(map.clone()), Next::Template(at))));
        let own = self.own.iter().map(|own| (Some(own.map.clone()), Next::OwnTemplate(own.path.clone())));
        cards.extend(own);
        for line in cards.chunks(columns) {
            cards_ui(ui, columns, line, |ui, width, (map, next)| {
                if let Some(choice) = self.template(ui, width, map.as_ref(), next) {
                    *chosen = Some(choice);
                }
            });
        }
        ui.add_space(20.0);
        heading(ui, "Open an example", "Finished maps, opened as a copy");
        let places: Vec<usize> = (0..examples::examples().len()).collect();
        for line in places.chunks(columns) {
            cards_ui(ui, columns, line, |ui, width, place| {
                let map = &examples::examples()[*place];
                let foot = examples::steps_and_personas(map);
                let (title, text) = (&map.about().title, examples::sentence(map));
                let card = Card { width, height: 264.0, title, text, foot: &foot, keys: "" };
                if card.show(ui, |ui, picture| self.sketches.show(ui, map, picture)).clicked() {
                    *chosen = Some(Chosen::Next(Next::Example(*place)));
                }
            });
        }
    }

    /// The card of a template, or of the blank map; returns what was chosen there.
    fn template(&mut self, ui: &mut Ui, width: f32, map: Option<&Arc<Map>>, next: &Next) -> Option<Chosen> {
        let begin = || Chosen::Next(next.clone());
        let Some(map) = map else {
            let keys = "Enter";
            let card = Card { width, height: 160.0, title: "Blank", text: "One stage, one card", foot: "", keys };
            let response = card.show(ui, blank_picture);
            // A window that is not in front yet takes no focus; it is asked for until it is given.
            if response.has_focus() {
                *self.fresh = false;
            } else if *self.fresh && ui.memory(|memory| memory.focused()).is_none() {
                response.request_focus();
            }
            return response.clicked().then(begin);
        };
        let text = examples::stages_and_steps(map);
        let card = Card { width, height: 160.0, title: &map.about().title, text: &text, foot: "", keys: "" };
        let response = card.show(ui, |ui, picture| self.sketches.show(ui, map, picture));
        let mut chosen = response.clicked().then(begin);
        if let Next::OwnTemplate(path) = next {
            let name = &map.about().title;
            if drop_ui(ui, &response, name) {
                chosen = Some(Chosen::DropTemplate { path: path.clone(), name: name.clone() });
            }
        }
        chosen
    }
}

/// The button that deletes a template of one's own, in the corner of its card; the Delete key does the same.
fn drop_ui(ui: &mut Ui, card: &egui::Response, name: &str) -> bool {
    let theme = widgets::theme(ui);
    let place = Rect::from_min_size(card.rect.right_top() + vec2(-36.0, 12.0), vec2(24.0, 24.0));
    let button = ui.interact(place, card.id.with("delete"), Sense::click());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Delete the template {name}")));
    let near = card.hovered() || card.has_focus() || button.hovered() || button.has_focus();
    if near {
        let edge = if button.hovered() { theme.ctrl } else { theme.line_strong };
        ui.painter().rect(place, 6.0, theme.card, Stroke::new(1.0, edge), StrokeKind::Inside);
        let font = style::icon_font(16.0, false);
        let ink: Color32 = theme.ink_soft.into();
        ui.painter().text(place.center(), Align2::CENTER_CENTER, Icon::Delete.character(), font, ink);
    }
    widgets::focus_ring(ui, &button, 6.0);
    let key = card.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Delete));
    let mut asked = button.on_hover_text("Delete this template…").clicked() || key;
    card.context_menu(|ui| asked |= ui.button("Delete…").clicked());
    asked
}

/// A line of cards, all equally wide.
fn cards_ui<T>(ui: &mut Ui, columns: usize, line: &[T], mut card: impl FnMut(&mut Ui, f32, &T)) {
    let gap = 16.0;
    let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        line.iter().for_each(|entry| card(ui, width, entry));
    });
    ui.add_space(gap - ui.spacing().item_spacing.y);
}

fn heading(ui: &mut Ui, words: &str, remark: &str) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(style::strong(words, 18.0, theme));
        ui.label(style::meta(remark, theme));
    });
    ui.add_space(8.0);
}

fn left_column(ui: &mut Ui, list: &[Recent], chosen: &mut Option<Chosen>) {
    let theme = widgets::theme(ui);
    let folder = list.iter().find(|recent| recent.there).and_then(|recent| recent.path.parent());
    ui.horizontal(|ui| {
        heading(ui, "Recent", "");
        if let Some(folder) = folder {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(8.0);
                let words = style::strong("Show folder", style::META, theme).color(theme.accent);
                let link = ui.add(egui::Label::new(words).sense(Sense::click()));
                link.widget_info(|| WidgetInfo::labeled(Role::Link, true, "Show folder"));
                widgets::focus_ring(ui, &link, 4.0);
                let link = link.on_hover_cursor(egui::CursorIcon::PointingHand);
                if link.on_hover_text(folder.display().to_string()).clicked() {
                    *chosen = Some(Chosen::ShowFolder(folder.to_owned()));
                }
            });
        }
    });
    if list.is_empty() {
        ui.label(style::meta("Maps you open or save are listed here.", theme));
    }
    for recent in list.iter().take(6) {
        if let Some(choice) = recents::row(ui, recent) {
            *chosen = Some(choice);
        }
    }
    ui.add_space(36.0);
    heading(ui, "Bring something in", "");
    if bring_in(ui) {
        *chosen = Some(Chosen::Next(Next::AskForFile));
    }
    let look = widgets::link_button(ui, "Check a folder of maps");
    if look.on_hover_text(CommandId::ShowPortfolio.row().help).clicked() {
        *chosen = Some(Chosen::Portfolio);
    }
    ui.add_space(36.0);
    ui.label(style::strong("Keys to start with", style::BODY, theme));
    ui.separator();
    let palette = CommandId::Palette.keys_text();
    let rows: [(&[&str], &str); 4] = [
        (&["Letters"], "Name the touchpoint you are on"),
        (&["Enter", "Tab"], "Enter adds the next card; Tab goes on to the next lane"),
        (&["0", "9", "−"], "Set the mood; − first for below zero"),
        (&[&palette], "Find any command or touchpoint"),
    ];
    for (keys, words) in rows {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.allocate_ui_with_layout(vec2(108.0, 28.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_width(108.0);
                keys.iter().for_each(|key| widgets::key_cap(ui, key));
            });
            ui.add(egui::Label::new(words).wrap());
        });
    }
}

fn bring_in(ui: &mut Ui) -> bool {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 96.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Bring in a file"));
    let fill = if response.hovered() { theme.sunken } else { theme.panel };
    ui.painter().rect_filled(rect, 8.0, fill);
    let inner = rect.shrink(0.5);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, theme.ctrl), 4.0, 3.0));
    let at = pos2(rect.left() + 44.0, rect.center().y);
    let font = style::icon_font(30.0, false);
    ui.painter().text(at, Align2::CENTER_CENTER, Icon::UploadFile.character(), font, theme.ink_soft.into());
    let left = rect.left() + 84.0;
    let room = rect.width() - 100.0;
    let ink: Color32 = theme.ink.into();
    let head = egui::text::LayoutJob::simple(
        "Drop a .ron or a Mermaid journey here".to_owned(),
        style::semibold(style::BODY),
        ink,
        room,
    );
    let head = ui.painter().layout_job(head);
    let faint: Color32 = theme.ink_faint.into();
    let body = egui::text::LayoutJob::simple(
        "Or click to choose a file. Markdown with a Mermaid journey works too.".to_owned(),
        style::regular(style::META),
        faint,
        room,
    );
    let body = ui.painter().layout_job(body);
    let top = rect.center().y - (head.size().y + body.size().y + 4.0) / 2.0;
    let below = top + head.size().y + 4.0;
    ui.painter().galley(pos2(left, top), head, ink);
    ui.painter().galley(pos2(left, below), body, faint);
    widgets::focus_ring(ui, &response, 8.0);
    response.clicked()
}

/// A card with a picture, a title and a few words.
struct Card<'a> {
    width: f32,
    height: f32,
    title: &'a str,
    text: &'a str,
    foot: &'a str,
    /// A key that does the same, drawn beside the title while the card has the keyboard.
    keys: &'a str,
}

impl Card<'_> {
    fn show(&self, ui: &mut Ui, picture: impl FnOnce(&Ui, Rect)) -> egui::Response {
        let theme = widgets::theme(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(self.width, self.height), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {}", self.title, self.text)));
        let shadow = egui::Shadow { offset: [0, 2], blur: 6, spread: 0, color: theme.shadow.into() };
        ui.painter().add(shadow.as_shape(rect, 8));
        let edge = if response.hovered() { theme.ctrl } else { theme.line_strong };
        ui.painter().rect(rect, 8.0, theme.card, Stroke::new(1.0, edge), StrokeKind::Inside);
        let words = if self.foot.is_empty() { 48.0 } else { 104.0 };
        let frame = Rect::from_min_max(rect.min + vec2(8.0, 8.0), pos2(rect.right() - 8.0, rect.bottom() - words));
        ui.painter().rect(frame, 4.0, theme.canvas, Stroke::new(1.0, theme.line), StrokeKind::Inside);
        picture(ui, frame.shrink(1.0));
        let left = rect.left() + 12.0;
        let room = rect.width() - 24.0;
        if !self.keys.is_empty() && response.has_focus() {
            let keys =
                ui.painter().layout_no_wrap(self.keys.to_owned(), style::regular(style::META), theme.ink_soft.into());
            let size = keys.size() + vec2(10.0, 2.0);
            let cap = Rect::from_min_size(pos2(rect.right() - 10.0 - size.x, frame.bottom() + 8.0), size);
            ui.painter().rect(cap, 4.0, theme.card, Stroke::new(1.0, theme.line_strong), StrokeKind::Inside);
            ui.painter().galley(cap.center() - keys.size() / 2.0, keys, theme.ink_soft.into());
        }
        let title = widgets::elided(ui, self.title, style::semibold(14.0), theme.ink, room);
        ui.painter().galley(pos2(left, frame.bottom() + 7.0), title, theme.ink.into());
        let soft: Color32 = theme.ink_soft.into();
        let mut job = egui::text::LayoutJob::simple(self.text.to_owned(), style::regular(style::META), soft, room);
        job.wrap.max_rows = 3;
        let text = ui.painter().layout_job(job);
        ui.painter().galley(pos2(left, frame.bottom() + 27.0), text, soft);
        let foot = widgets::elided(ui, self.foot, style::regular(style::META), theme.ink_faint, room);
        ui.painter().galley(pos2(left, rect.bottom() - 24.0), foot, theme.ink_faint.into());
        widgets::focus_ring(ui, &response, 8.0);
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}

fn blank_picture(ui: &Ui, rect: Rect) {
    let theme = widgets::theme(ui);
    let card = Rect::from_min_size(rect.min + vec2(14.0, rect.height() / 2.0 - 24.0), vec2(48.0, 48.0));
    let corners = [card.left_top(), card.right_top(), card.right_bottom(), card.left_bottom(), card.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, theme.ctrl), 4.0, 3.0));
    let font = style::icon_font(18.0, false);
    ui.painter().text(card.center(), Align2::CENTER_CENTER, Icon::Add.character(), font, theme.ink.into());
    let y = card.center().y;
    let line = [pos2(card.right() + 12.0, y), pos2(rect.right() - 12.0, y)];
    ui.painter().extend(egui::Shape::dashed_line(&line, Stroke::new(1.0, theme.ctrl), 2.0, 2.0));
}
