//! Push buttons, icon buttons and links.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo};

use super::{focus_ring, theme};
use crate::gui::style;
use crate::text::Icon;

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// The one thing most people want here.
    Primary,
    /// Everything else.
    Secondary,
}

/// A button with words, perhaps an icon before them.
pub struct PushButton<'a> {
    label: &'a str,
    emphasis: Emphasis,
    icon: Option<Icon>,
    height: f32,
    width: Option<f32>,
}

impl<'a> PushButton<'a> {
    /// A button of the usual height.
    pub fn new(label: &'a str, emphasis: Emphasis) -> Self {
        PushButton { label, emphasis, icon: None, height: 30.0, width: None }
    }

    /// With an icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With another height in points.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// As wide as this, with the words in the middle, if they fit.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }
}

impl Widget for PushButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let ink: Color32 = match self.emphasis {
            Emphasis::Primary => theme.solid_ink.into(),
            Emphasis::Secondary => theme.ink.into(),
        };
        let label = ui.painter().layout_no_wrap(self.label.to_owned(), style::semibold(style::BODY), ink);
        let icon_width = if self.icon.is_some() { 24.0 } else { 0.0 };
        let own = icon_width + label.size().x + 28.0;
        let size = Vec2::new(self.width.map_or(own, |width| width.max(own)), self.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.label));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let over = response.hovered();
        let fill: Color32 = match self.emphasis {
            Emphasis::Primary if over => theme.ink_soft.into(),
            Emphasis::Primary => theme.solid.into(),
            Emphasis::Secondary if over => theme.sunken.into(),
            Emphasis::Secondary => theme.card.into(),
        };
        let edge = match self.emphasis {
            Emphasis::Primary => Stroke::NONE,
            Emphasis::Secondary => Stroke::new(1.0, theme.ctrl),
        };
        ui.painter().rect(rect, 6.0, fill, edge, StrokeKind::Inside);
        let mut x = rect.left() + 14.0 + (size.x - own) / 2.0;
        if let Some(icon) = self.icon {
            let at = egui::pos2(x + 8.0, rect.center().y);
            let text = icon.character();
            ui.painter().text(at, egui::Align2::CENTER_CENTER, text, style::icon_font(16.0, false), ink);
            x += icon_width;
        }
        let y = rect.center().y - label.size().y / 2.0;
        ui.painter().galley(egui::pos2(x, y), label, ink);
        focus_ring(ui, &response, 6.0);
        response
    }
}

/// A square button with an icon alone; `name` is its tooltip and what a screen reader says.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let theme = theme(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(28.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.sunken);
    }
    let font = style::icon_font(18.0, false);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon.character(), font, theme.ink_soft.into());
    focus_ring(ui, &response, 6.0);
    response.on_hover_text(name)
}

/// Words that do something when clicked.
pub fn link_button(ui: &mut Ui, label: &str) -> Response {
    let theme = theme(ui);
    let text = ui.painter().layout_no_wrap(label.to_owned(), style::semibold(style::META), theme.accent.into());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(text.size().x + 8.0, 24.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Link, enabled, label));
    let at = rect.center() - text.size() / 2.0;
    if response.hovered() {
        let y = at.y + text.size().y;
        ui.painter().hline(at.x..=at.x + text.size().x, y, Stroke::new(1.0, theme.accent));
    }
    ui.painter().galley(at, text, theme.accent.into());
    focus_ring(ui, &response, 4.0);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
