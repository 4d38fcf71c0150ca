//! The list of everything done to the open map, by name; a click goes back, or forward, to that step.
//!
//! The list stands above the window's right corner while it is open, and takes no keys from the map.

use egui::{Align2, Area, Context, Id, Margin, Order, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::actions::sentence;
use super::app::App;
use super::command_table::CommandId;
use super::context::Action;
use super::style;
use super::widgets;
use crate::edit::Session;
use crate::gui::words::Words;
use crate::text::Icon;

/// Width of the list in points.
const WIDTH: f32 = 300.0;
/// Height of a row in points.
const ROW: f32 = 26.0;

impl App {
    /// Walks the history until so many changes are done.
    pub(super) fn go_to_step(&mut self, count: usize) {
        let Some(document) = &mut self.document else { return };
        let (steps, done) = document.session.steps();
        if count == done {
            return;
        }
        let name = count.checked_sub(1).and_then(|at| steps.get(at)).map(|label| (*label).to_owned());
        match document.session.go_to(count) {
            Ok(()) => match name {
                Some(name) => self.toasts.say_step(format!("Back at: {name}")),
                None => self.toasts.say_step("Back at the beginning"),
            },
            Err(refusal) => self.toasts.say(sentence(&refusal.to_string())),
        }
        self.drop_stale_selection();
    }

    /// Draws the list, if it is open.
    pub(super) fn history_ui(&mut self, ctx: &Context) {
        let Some(document) = self.document.as_ref().filter(|_| self.history_open && self.dialog.is_none()) else {
            return;
        };
        let area = Area::new(Id::unique("history")).order(Order::Middle).anchor(Align2::RIGHT_TOP, vec2(-12.0, 52.0));
        let session = &document.session;
        let actions = &mut self.actions;
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(Margin::same(8)).corner_radius(8);
        let shown = area.show(ctx, |ui| frame.show(ui, |ui| content(ui, session, actions)).inner);
        if shown.inner {
            self.history_open = false;
        }
    }
}

/// Draws the list; returns whether it is to be closed.
fn content(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) -> bool {
    let theme = widgets::theme(ui);
    ui.set_width(WIDTH);
    let mut close = false;
    ui.horizontal(|ui| {
        ui.add_space(6.0);
        ui.label(style::strong("Undo history", style::BODY, theme));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let keys = CommandId::ShowHistory.keys_text();
            close = widgets::icon_button(ui, Icon::Close, &format!("Close the history ({keys})")).clicked();
        });
    });
    let (steps, done) = session.steps();
    let height = (ui.ctx().content_rect().height() - 180.0).clamp(ROW, 440.0);
    // The newest at the top, as it is the one people look for.
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, label) in steps.iter().enumerate().rev() {
            if row(ui, label, at + 1, done) {
                actions.push(Action::GoToStep(at + 1));
            }
        }
        if row(ui, "As it was opened", 0, done) {
            actions.push(Action::GoToStep(0));
        }
    });
    close
}

/// One step, `count` changes after the beginning; returns whether it was clicked.
fn row(ui: &mut Ui, label: &str, count: usize, done: usize) -> bool {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let here = count == done;
    let state = if count > done { ", taken back" } else { "" };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, format!("{label}{state}")));
    if here {
        ui.painter().rect_filled(rect, 4.0, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.sunken);
    }
    let ink = if count > done { theme.ink_faint } else { theme.ink };
    let font = if here { style::semibold(style::BODY) } else { style::regular(style::BODY) };
    let text = Words::line(ui, label, font, ink, rect.width() - 48.0);
    let at = pos2(rect.left() + 30.0, rect.center().y - text.size().y / 2.0);
    text.paint(ui.painter(), at);
    let icon = match (here, count > done) {
        (true, _) => Some(Icon::Check),
        (false, true) => Some(Icon::Redo),
        (false, false) => None,
    };
    if let Some(icon) = icon {
        let font = style::icon_font(14.0, false);
        let at = pos2(rect.left() + 15.0, rect.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, icon.character(), font, ink.into());
    }
    widgets::focus_ring(ui, &response, 4.0);
    response.clicked()
}
