//! The four pillars as tiles: a click goes from unknown to supports to against and round again.

use egui::{Align2, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::Cx;
use crate::edit::{Command, TouchpointField};
use crate::gui::{style, widgets};
use crate::model::*;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let met = Pillar::ALL.iter().filter(|pillar| touchpoint.pillars.get(**pillar) == Support::Supports).count();
    widgets::section(ui, "CX pillars", &format!("{met} of 4 met"));
    let width = (ui.available_width() - 6.0) / 2.0;
    for pair in Pillar::ALL.chunks(2) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for pillar in pair {
                tile(ui, cx, touchpoint, *pillar, width);
            }
        });
    }
}

fn tile(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint, pillar: Pillar, width: f32) {
    let theme = widgets::theme(ui);
    let support = touchpoint.pillars.get(pillar);
    let name = match pillar {
        Pillar::Service => "Service",
        Pillar::Product => "Product",
        Pillar::Brand => "Brand",
        Pillar::Perks => "Perks",
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 38.0), Sense::click());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {}", pillar.label(), support.label())));
    let fill = if response.hovered() { theme.sunken } else { theme.card };
    ui.painter().rect_filled(rect, 6.0, fill);
    if support == Support::Unknown {
        let inner = rect.shrink(0.5);
        let corners =
            [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
        let dashes = egui::Shape::dashed_line(&corners, Stroke::new(1.0, theme.line_strong), 3.0, 2.0);
        ui.painter().extend(dashes);
    } else {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.0, theme.line_strong), StrokeKind::Inside);
    }
    let (icon, filled, color) = widgets::support_icon(support, theme);
    let at = pos2(rect.left() + 16.0, rect.center().y);
    ui.painter().text(at, Align2::CENTER_CENTER, icon.character(), style::icon_font(16.0, filled), color);
    let left = rect.left() + 32.0;
    let y = rect.center().y;
    ui.painter().text(pos2(left, y - 8.0), Align2::LEFT_CENTER, name, style::semibold(style::META), theme.ink.into());
    let font = style::regular(style::META);
    ui.painter().text(pos2(left, y + 8.0), Align2::LEFT_CENTER, support.label(), font, theme.ink_faint.into());
    widgets::focus_ring(ui, &response, 6.0);
    if response.clicked() {
        let next = match support {
            Support::Unknown => Support::Supports,
            Support::Supports => Support::Against,
            Support::Against => Support::Unknown,
        };
        let (state, id) = (cx.state(), touchpoint.id);
        cx.edit(Command::SetTouchpoint { state, id, field: TouchpointField::Pillar(pillar, next) });
    }
}
