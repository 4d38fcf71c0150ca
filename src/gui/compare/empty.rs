//! What stands in the place of a comparison while there is no ideal journey: the ways to come by one.
//!
//! Here never comes the making of an ideal.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::{style, widgets};

/// One way to begin.
struct Way {
    command: CommandId,
    title: &'static str,
    text: &'static str,
}

const WAYS: [Way; 3] = [
    Way {
        command: CommandId::DeriveIdeal,
        title: "Derive it from today’s pain points",
        text: "What would the journey be if nothing hurt? Pain points go, feelings rise, opportunities are taken. \
               Everything derived is marked as assumed.",
    },
    Way {
        command: CommandId::CopyIdeal,
        title: "Start from a copy of today",
        text: "Every touchpoint stays tied to the one it came from. Change what should be different.",
    },
    Way {
        command: CommandId::DrawIdeal,
        title: "Draw it from nothing",
        text: "An empty map for a journey that has little in common with today’s.",
    },
];

const WIDTH: f32 = 264.0;
const HEIGHT: f32 = 176.0;

/// Draws the ways.
pub fn ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let room = ui.available_rect_before_wrap();
    let columns = if room.width() > WIDTH * 3.0 + 80.0 { 3.0 } else { 1.0 };
    let rows = 3.0 / columns;
    let height = 76.0 + rows * (HEIGHT + 16.0) + 56.0;
    let width = columns * (WIDTH + 16.0) - 16.0;
    let top = room.top() + ((room.height() - height) * 0.42).max(12.0);
    let left = room.center().x - width / 2.0;
    let mut child = ui.new_child(
        egui::UiBuilder::new().max_rect(Rect::from_min_max(pos2(left, top), pos2(left + width, room.bottom()))),
    );
    egui::ScrollArea::vertical().id_salt("no ideal").auto_shrink([false, false]).show(&mut child, |ui| {
        ui.label(style::strong("There is no ideal journey yet", 18.0, theme));
        ui.label(
            egui::RichText::new(
                "It is a second journey in the same file. The two are compared here, and the gap becomes a plan.",
            )
            .font(style::regular(style::BODY))
            .color(theme.ink_soft),
        );
        ui.add_space(14.0);
        let draw = |ui: &mut Ui, way: &Way, actions: &mut Vec<Action>| {
            if card(ui, way) {
                actions.push(Action::Run(way.command));
            }
        };
        if columns > 1.0 {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                for way in &WAYS {
                    draw(ui, way, actions);
                }
            });
        } else {
            for way in &WAYS {
                draw(ui, way, actions);
                ui.add_space(8.0);
            }
        }
        ui.add_space(14.0);
        ui.horizontal(|ui| {
            ui.label(style::meta("Somebody drew it in another file?", theme));
            if widgets::link_button(ui, CommandId::CompareWithFile.row().label).clicked() {
                actions.push(Action::Run(CommandId::CompareWithFile));
            }
        });
    });
}

fn card(ui: &mut Ui, way: &Way) -> bool {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, way.title));
    let shadow = egui::Shadow { offset: [0, 2], blur: 6, spread: 0, color: theme.shadow.into() };
    ui.painter().add(shadow.as_shape(rect, 8));
    let edge = if response.hovered() { theme.ctrl } else { theme.line_strong };
    ui.painter().rect(rect, 8.0, theme.card, Stroke::new(1.0, edge), StrokeKind::Inside);
    let badge = pos2(rect.left() + 32.0, rect.top() + 32.0);
    ui.painter().circle_filled(badge, 16.0, theme.accent_soft);
    let icon = way.command.row().icon;
    let font = style::icon_font(18.0, false);
    ui.painter().text(badge, Align2::CENTER_CENTER, icon.character(), font, theme.accent.into());
    let ink: Color32 = theme.ink.into();
    let room = rect.width() - 32.0;
    let title = egui::text::LayoutJob::simple(way.title.to_owned(), style::semibold(14.0), ink, room);
    let title = ui.painter().layout_job(title);
    let soft: Color32 = theme.ink_soft.into();
    let text = egui::text::LayoutJob::simple(way.text.to_owned(), style::regular(style::META), soft, room);
    let text = ui.painter().layout_job(text);
    let corner = rect.min + vec2(16.0, 58.0);
    let below = corner + vec2(0.0, title.size().y + 4.0);
    ui.painter().galley(corner, title, ink);
    ui.painter().galley(below, text, soft);
    widgets::focus_ring(ui, &response, 8.0);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
