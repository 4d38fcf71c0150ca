//! The bar at the bottom: what is selected, which keys help now, how much there is, and the zoom.

use egui::emath::GuiRounding as _;
use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::outline::plural;
use super::{shown, step_of};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;

/// What the bar shows of the open map.
pub struct MapStatus<'a> {
    /// The map.
    pub map: &'a Map,
    /// The journey shown.
    pub journey: &'a Journey,
    /// What is selected.
    pub selection: &'a Selection,
    /// Whether a name is being edited on the canvas.
    pub editing: bool,
    /// The zoom, 1.0 is 100 %.
    pub zoom: f32,
}

/// Draws the bar; without a map, that of the start page.
pub fn ui(ui: &mut Ui, status: Option<&MapStatus<'_>>, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let bar = ui.max_rect();
    let left = match status {
        Some(status) => selected(status),
        None => "No map open".to_owned(),
    };
    ui.horizontal_centered(|ui| {
        ui.add_space(16.0);
        let room = bar.width() * 0.28;
        let text = widgets::elided(ui, &left, style::regular(style::META), theme.ink_soft, room);
        ui.label(egui::WidgetText::from(text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            right(ui, status, actions);
        });
    });
    let hints = hints(status);
    let beside = status.map_or(220.0, |status| width_of(ui, &counts(status)) + 96.0);
    let half = (bar.width() / 2.0 - beside).clamp(0.0, bar.width() * 0.22);
    let middle = Rect::from_center_size(bar.center(), vec2(half * 2.0, bar.height())).round_ui();
    let builder = UiBuilder::new().max_rect(middle).id_salt("hints").layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(builder);
    let width: f32 = hints.iter().map(|(keys, words)| width_of(&child, keys) + width_of(&child, words) + 40.0).sum();
    child.add_space(((middle.width() - width) / 2.0).max(0.0).round());
    for (keys, words) in hints {
        if child.available_width() < width_of(&child, words) + width_of(&child, &keys) + 30.0 {
            break;
        }
        widgets::key_cap(&mut child, &keys);
        child.label(style::meta(words, theme).color(theme.ink_soft));
        child.add_space(8.0);
    }
}

fn width_of(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), style::regular(style::META), egui::Color32::BLACK).size().x
}

fn right(ui: &mut Ui, status: Option<&MapStatus<'_>>, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let Some(status) = status else {
        ui.label(style::meta("Files stay on this computer", theme).color(theme.ink_soft));
        ui.label(style::icon(Icon::Lock, 14.0).color(theme.ink_soft));
        return;
    };
    let percent = status.zoom * 100.0;
    let zoom = if percent < 10.0 { format!("{percent:.1}%") } else { format!("{percent:.0}%") };
    let button = egui::Button::new(style::meta(&zoom, theme).color(theme.ink_soft));
    let button = button.frame_when_inactive(false).min_size(vec2(52.0, 24.0));
    let response = ui.add(button).accessible_name(format!("Zoom {zoom}")).on_hover_text("Zoom");
    egui::Popup::menu(&response).show(|ui| {
        ui.set_width(230.0);
        let choices = [CommandId::ZoomIn, CommandId::ZoomOut, CommandId::ZoomActual, CommandId::ZoomFit];
        for id in choices.into_iter().chain([CommandId::ZoomSelection]) {
            let entry = egui::Button::new(id.row().label).shortcut_text(id.keys_text());
            if ui.add(entry.frame_when_inactive(false).min_size(vec2(230.0, 28.0))).clicked() {
                actions.push(Action::Run(id));
                ui.close();
            }
        }
    });
    ui.label(style::meta(counts(status), theme));
}

fn counts(status: &MapStatus<'_>) -> String {
    let open = status.journey.pains().filter(|pain| pain.status == PainStatus::Open).count();
    let mut parts = vec![plural(status.journey.touchpoint_count(), "touchpoint")];
    if open > 0 {
        parts.push(plural(open, "open pain point"));
    }
    parts.extend(super::parking::summary(status.map));
    parts.join(" · ")
}

fn selected(status: &MapStatus<'_>) -> String {
    let verb = if status.editing { "Renaming " } else { "" };
    let journey = status.journey;
    let touchpoint = |id: TouchpointId| {
        let name = journey.touchpoint(id).map_or(String::new(), |t| shown(&t.name, "Unnamed").to_owned());
        format!("touchpoint {}, {name}", step_of(journey, id).unwrap_or(0))
    };
    let words = match status.selection {
        Selection::None => "Nothing selected".to_owned(),
        Selection::Many(subjects) => format!("{} things", subjects.len()),
        Selection::Note(_) => "parked thought".to_owned(),
        Selection::One(subject) => match *subject {
            Subject::Touchpoint(id) => touchpoint(id),
            Subject::Stage(id) => {
                let name = journey.stage(id).map_or("", |stage| &stage.name);
                format!("stage {}", shown(name, "unnamed"))
            }
            Subject::Lane(id) => format!("lane {}", journey.lane(id).map_or("", |lane| lane.shown_title())),
            Subject::Cell(lane, at) => {
                format!("{}, {}", journey.lane(lane).map_or("lane", |lane| lane.shown_title()), touchpoint(at))
            }
            Subject::Persona(id) => {
                format!("persona {}", shown(journey.persona(id).map_or("", |p| &p.name), "unnamed"))
            }
            Subject::Emotion(id, at) => {
                let name = shown(journey.persona(id).map_or("", |p| &p.name), "unnamed").to_owned();
                format!("emotion of {name}, {}", touchpoint(at))
            }
            Subject::Pain(_, at) => format!("pain point, {}", touchpoint(at)),
            Subject::Opportunity(_, at) => format!("opportunity, {}", touchpoint(at)),
            Subject::Feedback(_, at) => format!("feedback, {}", touchpoint(at)),
            Subject::Measure(_, at) => format!("measure, {}", touchpoint(at)),
            Subject::StageMeasure(..) => "measure of a stage".to_owned(),
            Subject::Link(_) => "link".to_owned(),
            Subject::AddTouchpoint(_) => "add a touchpoint".to_owned(),
            Subject::AddStage => "add a stage".to_owned(),
            Subject::Takeaway => "takeaway".to_owned(),
            Subject::Compared(_) => "comparison".to_owned(),
        },
    };
    let text = format!("{verb}{words}");
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// The keys that help most now.
fn hints(status: Option<&MapStatus<'_>>) -> Vec<(String, &'static str)> {
    let table = |id: CommandId, words| (id.keys_text(), words);
    let Some(status) = status else {
        return vec![
            table(CommandId::New, "Blank map"),
            table(CommandId::Open, "Open file"),
            table(CommandId::Help, "Help"),
        ];
    };
    if status.editing {
        let own = [("Enter", "Save"), ("Tab", "Save, next lane"), ("Esc", "Cancel")];
        return own.map(|(keys, words)| (keys.to_owned(), words)).into();
    }
    match status.selection {
        Selection::None => vec![
            table(CommandId::AddStage, "Add stage"),
            table(CommandId::Palette, "Search"),
            table(CommandId::Help, "Keys"),
        ],
        Selection::One(_) if status.selection.touchpoint().is_some() => vec![
            table(CommandId::AddNext, "Add after"),
            table(CommandId::Rename, "Rename"),
            ("0–9".to_owned(), "Mood"),
            table(CommandId::MoveRight, "Move right"),
        ],
        Selection::One(_) | Selection::Many(_) | Selection::Note(_) => {
            vec![table(CommandId::Rename, "Rename"), table(CommandId::Delete, "Delete"), table(CommandId::Undo, "Undo")]
        }
    }
}
