//! The start page: recent files, something to bring in, a blank map, the examples, and the first keys.

use egui::{Align2, Color32, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::command_table::CommandId;
use crate::gui::flow::Next;
use crate::gui::recent::Recent;
use crate::gui::{examples, style, widgets};
use crate::text::Icon;

/// Draws the page; returns what was chosen.
pub fn ui(ui: &mut Ui, recents: &[Recent]) -> Option<Next> {
    let mut chosen = None;
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let width = ui.available_width();
        let room = width.min(1360.0) - 48.0;
        let margin = ((width - room) / 2.0).max(24.0);
        let left = (room * 0.295).max(280.0);
        ui.add_space(36.0);
        ui.horizontal_top(|ui| {
            ui.add_space(margin);
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.allocate_ui(vec2(left, 0.0), |ui| {
                ui.vertical(|ui| {
                    ui.set_width(left);
                    left_column(ui, recents, &mut chosen);
                });
            });
            ui.add_space(48.0);
            ui.vertical(|ui| {
                ui.set_width((room - left - 48.0).max(240.0));
                right_column(ui, &mut chosen);
            });
        });
        ui.add_space(32.0);
    });
    chosen
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

fn left_column(ui: &mut Ui, recents: &[Recent], chosen: &mut Option<Next>) {
    let theme = widgets::theme(ui);
    heading(ui, "Recent", "");
    if recents.is_empty() {
        ui.label(style::meta("Maps you open or save are listed here.", theme));
    }
    for recent in recents.iter().take(6) {
        if recent_ui(ui, recent) {
            *chosen = Some(Next::Open(recent.path.clone()));
        }
    }
    ui.add_space(36.0);
    heading(ui, "Bring something in", "");
    if bring_in(ui) {
        *chosen = Some(Next::AskForFile);
    }
    ui.add_space(36.0);
    ui.label(style::strong("Keys to start with", style::BODY, theme));
    ui.separator();
    let rows: [(&[&str], &str); 4] = [
        (&["Letters"], "Name the touchpoint you are on"),
        (&["Enter", "Tab"], "Enter saves; Tab also goes to the next card"),
        (&["0", "9", "−"], "Set the mood; − first for below zero"),
        (&["Ctrl+K"], "Find any command or touchpoint"),
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

fn recent_ui(ui: &mut Ui, recent: &Recent) -> bool {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::click());
    let file = crate::gui::disk::file_name(&recent.path);
    let title = if recent.title.is_empty() { file.clone() } else { recent.title.clone() };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {title}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.sunken);
    }
    let thumb = Rect::from_min_size(rect.min + vec2(6.0, 8.0), vec2(52.0, 36.0));
    ui.painter().rect(thumb, 6.0, theme.card, Stroke::new(1.0, theme.line_strong), StrokeKind::Inside);
    let icon = if recent.there { Icon::Map } else { Icon::LinkOff };
    let font = style::icon_font(18.0, false);
    let ink: Color32 = theme.ink_soft.into();
    ui.painter().text(thumb.center(), Align2::CENTER_CENTER, icon.character(), font, ink);
    let left = thumb.right() + 14.0;
    let small = style::regular(style::META);
    let day = ui.painter().layout_no_wrap(recent.day.clone(), small.clone(), theme.ink_faint.into());
    let room = rect.right() - left - day.size().x - 20.0;
    let name = widgets::elided(ui, &title, style::semibold(style::BODY), theme.ink, room);
    ui.painter().galley(pos2(left, rect.top() + 8.0), name, theme.ink.into());
    let (remark, tone) = match recent.there {
        true => (recent.path.parent().map_or(file, |folder| folder.display().to_string()), theme.ink_faint),
        false => ("File moved or deleted".to_owned(), theme.warn),
    };
    let under = widgets::elided(ui, &remark, small, tone, rect.right() - left - 12.0);
    ui.painter().galley(pos2(left, rect.top() + 27.0), under, tone.into());
    ui.painter().galley(pos2(rect.right() - day.size().x - 8.0, rect.top() + 9.0), day, theme.ink_faint.into());
    widgets::focus_ring(ui, &response, 6.0);
    response.clicked() && recent.there
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

fn right_column(ui: &mut Ui, chosen: &mut Option<Next>) {
    heading(ui, "Start a new map", "One stage, one card, one persona; everything can be renamed.");
    let gap = 16.0;
    let columns = if ui.available_width() > 700.0 { 4 } else { 2 };
    let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
    let card = Card { width, height: 168.0, title: "Blank", text: "One stage, one card", foot: "" };
    let response = card.show(ui, blank_picture);
    if response.clicked() {
        *chosen = Some(Next::Blank);
    }
    ui.add_space(36.0);
    heading(ui, "Open an example", "Finished maps, opened as a copy");
    let places: Vec<usize> = (0..examples::count()).collect();
    for line in places.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for place in line.iter().copied() {
                let (title, text) = examples::words(place);
                let foot = examples::figures(place);
                let card = Card { width, height: 288.0, title: &title, text: &text, foot: &foot };
                if card.show(ui, |ui, picture| examples::thumbnail(ui, place, picture)).clicked() {
                    *chosen = Some(Next::Example(place));
                }
            }
        });
        ui.add_space(gap);
    }
}

/// A card with a picture, a title and a few words.
struct Card<'a> {
    width: f32,
    height: f32,
    title: &'a str,
    text: &'a str,
    foot: &'a str,
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
    let font = style::regular(style::META);
    let keys = CommandId::New.keys_text();
    ui.painter().text(rect.right_top() + vec2(-8.0, 8.0), Align2::RIGHT_TOP, keys, font, theme.ink_faint.into());
}
