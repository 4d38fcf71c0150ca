//! One row of the list of recent files: its small picture, title, what it holds and when it was open last.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::welcome::Chosen;
use crate::gui::flow::Next;
use crate::gui::recent::{PICTURE, Recent};
use crate::gui::words::Words;
use crate::gui::{disk, style, widgets};
use crate::text::Icon;
use crate::theme::{Theme, ThemeKind};

/// Height of a row in points.
const ROW: f32 = 60.0;

/// Draws it; returns what was chosen.
pub fn row(ui: &mut Ui, recent: &Recent) -> Option<Chosen> {
    let theme = widgets::theme(ui);
    let mut chosen = None;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let file = disk::file_name(&recent.path);
    let title = if recent.title.is_empty() { &file } else { &recent.title };
    let does = if recent.there { "Open" } else { "Locate" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{does} {title}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.sunken);
    }
    let thumb = Rect::from_min_size(rect.min + vec2(4.0, 8.0), vec2(PICTURE.0, PICTURE.1));
    picture(ui, recent, thumb, theme);
    let left = thumb.right() + 16.0;
    let small = style::regular(style::META);
    let (day, tone) = if recent.there { (recent.day.as_str(), theme.ink_faint) } else { ("Locate", theme.accent) };
    let day_font = if recent.there { small.clone() } else { style::semibold(style::META) };
    let day = ui.painter().layout_no_wrap(day.to_owned(), day_font, tone.into());
    let room = rect.right() - left - day.size().x - 20.0;
    let ink = if recent.there { theme.ink } else { theme.ink_faint };
    let name = Words::line(ui, title, style::semibold(style::BODY), ink, room);
    name.paint(ui.painter(), pos2(left, rect.top() + 11.0));
    remark(ui, recent, pos2(left, rect.top() + 31.0), rect.right() - left - 12.0);
    ui.painter().galley(pos2(rect.right() - day.size().x - 8.0, rect.top() + 12.0), day, tone.into());
    ui.painter().hline(left..=rect.right(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    widgets::focus_ring(ui, &response, 6.0);
    if response.clicked() {
        let path = recent.path.clone();
        chosen = Some(if recent.there { Chosen::Next(Next::Open(path)) } else { Chosen::Locate(path) });
    }
    response.context_menu(|ui| {
        if recent.there && ui.button("Open").clicked() {
            chosen = Some(Chosen::Next(Next::Open(recent.path.clone())));
        }
        if !recent.there && ui.button("Locate…").clicked() {
            chosen = Some(Chosen::Locate(recent.path.clone()));
        }
        if let Some(folder) = recent.path.parent().filter(|_| recent.there)
            && ui.button("Show the folder").clicked()
        {
            chosen = Some(Chosen::ShowFolder(folder.to_owned()));
        }
        if ui.button("Copy the path").clicked() {
            ui.copy_text(recent.path.display().to_string());
        }
        if ui.button("Take off this list").clicked() {
            chosen = Some(Chosen::Forget(recent.path.clone()));
        }
    });
    if response.has_focus() {
        let (forget, copy) = ui.input_mut(|input| {
            let copies = input.events.iter().any(|event| matches!(event, egui::Event::Copy));
            (input.consume_key(egui::Modifiers::NONE, egui::Key::Delete), copies)
        });
        if forget {
            chosen = Some(Chosen::Forget(recent.path.clone()));
        }
        if copy {
            ui.copy_text(recent.path.display().to_string());
        }
    }
    response.on_hover_text(format!("{}\nDelete takes it off this list.", recent.path.display()));
    chosen
}

/// What the map holds, or that the file is gone.
fn remark(ui: &Ui, recent: &Recent, at: egui::Pos2, room: f32) {
    let theme = widgets::theme(ui);
    let small = style::regular(style::META);
    if !recent.there {
        let font = style::icon_font(14.0, true);
        let ink: Color32 = theme.warn.into();
        ui.painter().text(at + vec2(7.0, 8.0), Align2::CENTER_CENTER, Icon::Warning.character(), font, ink);
        let words = widgets::elided(ui, "File moved or deleted", small, theme.warn, room - 20.0);
        ui.painter().galley(at + vec2(19.0, 0.0), words, ink);
        return;
    }
    let folder = || recent.path.parent().map_or_else(String::new, |folder| folder.display().to_string());
    let words = if recent.about.is_empty() { folder() } else { recent.about.clone() };
    let words = widgets::elided(ui, &words, small, theme.ink_faint, room);
    ui.painter().galley(at, words, theme.ink_faint.into());
}

fn picture(ui: &Ui, recent: &Recent, rect: Rect, theme: &Theme) {
    let kind = if ui.visuals().dark_mode { ThemeKind::Dark } else { ThemeKind::Light };
    let icon = match (recent.there, recent.picture(kind)) {
        (true, Some(texture)) => {
            let image = egui::Image::new(egui::load::SizedTexture::from_handle(texture)).corner_radius(6);
            image.paint_at(ui, rect);
            ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.0, theme.line_strong), StrokeKind::Inside);
            return;
        }
        (true, None) => {
            ui.painter().rect(rect, 6.0, theme.card, Stroke::new(1.0, theme.line_strong), StrokeKind::Inside);
            Icon::Map
        }
        (false, _) => {
            let inner = rect.shrink(0.5);
            let corners =
                [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
            ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, theme.ctrl), 3.0, 3.0));
            Icon::LinkOff
        }
    };
    let ink: Color32 = theme.ink_soft.into();
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon.character(), style::icon_font(18.0, false), ink);
}
