//! The bar at the bottom: what is selected, which keys help now, how much there is, and the zoom.

use egui::emath::GuiRounding as _;
use egui::{Align, Align2, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::shown;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;
use crate::words::{capital, plural};

/// What the bar shows of the open map.
pub struct MapStatus<'a> {
    /// The map.
    pub map: &'a Map,
    /// Which journey that is.
    pub state: State,
    /// The journey shown.
    pub journey: &'a Journey,
    /// What is selected.
    pub selection: &'a Selection,
    /// How many curves are hidden.
    pub hidden_curves: usize,
    /// Whether the curves of what people answered are hidden.
    pub hidden_measured: bool,
    /// Whether a name is being edited on the canvas.
    pub editing: bool,
    /// The zoom, 1.0 is 100 %.
    pub zoom: f32,
    /// How many findings ask somebody to do something.
    pub findings: usize,
}

/// What the bar shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Status {
    /// What is selected.
    pub left: String,
    /// The keys that help most now, and what they do.
    pub hints: Vec<(String, &'static str)>,
    /// How much there is.
    pub right: String,
    /// Whether that is a matter to look after.
    pub warns: bool,
    /// How many findings are open; a click shows them.
    pub findings: usize,
    /// The zoom, 1.0 is 100 %; `None` where nothing can be zoomed.
    pub zoom: Option<f32>,
}

impl Status {
    /// On the start page.
    pub fn start_page() -> Status {
        let right = "Files stay on this computer".to_owned();
        Status { left: "No map open".to_owned(), hints: hints(None), right, ..Status::default() }
    }

    /// While a map is drawn.
    pub fn map(status: &MapStatus<'_>) -> Status {
        Status {
            left: selected(status),
            hints: hints(Some(status)),
            right: counts(status),
            warns: false,
            findings: status.findings,
            zoom: Some(status.zoom),
        }
    }
}

/// Draws the bar.
pub fn ui(ui: &mut Ui, status: &Status, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let bar = ui.max_rect();
    ui.horizontal_centered(|ui| {
        ui.add_space(16.0);
        let room = bar.width() * 0.28;
        let text = Words::line(ui, &status.left, style::regular(style::META), theme.ink_soft, room);
        text.label(ui, &status.left);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            right(ui, status, actions);
        });
    });
    let open = if status.findings > 0 { width_of(ui, &open_findings(status.findings)) + 48.0 } else { 0.0 };
    let beside = (width_of(ui, &status.right) + open + 96.0).max(160.0);
    let half = (bar.width() / 2.0 - beside).clamp(0.0, bar.width() * 0.26);
    let middle = Rect::from_center_size(bar.center(), vec2(half * 2.0, bar.height())).round_ui();
    let builder = UiBuilder::new().max_rect(middle).id_salt("hints").layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(builder);
    let keys_width = |ui: &Ui, keys: &str| keys.split(' ').map(|key| width_of(ui, key) + 16.0).sum::<f32>();
    let width = |ui: &Ui, (keys, words): &(String, &str)| keys_width(ui, keys) + width_of(ui, words) + 24.0;
    let mut shown = status.hints.len();
    while shown > 0 && status.hints[..shown].iter().map(|hint| width(&child, hint)).sum::<f32>() > middle.width() {
        shown -= 1;
    }
    let whole: f32 = status.hints[..shown].iter().map(|hint| width(&child, hint)).sum();
    child.spacing_mut().item_spacing.x = 4.0;
    child.add_space(((middle.width() - whole) / 2.0).max(0.0).round());
    for (keys, words) in &status.hints[..shown] {
        for key in keys.split(' ') {
            widgets::key_cap(&mut child, key);
        }
        child.add_space(4.0);
        child.label(style::meta(*words, theme).color(theme.ink_soft));
        child.add_space(12.0);
    }
}

fn width_of(ui: &Ui, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), style::regular(style::META), egui::Color32::BLACK).size().x
}

fn right(ui: &mut Ui, status: &Status, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    if let Some(zoom) = status.zoom {
        zoom_ui(ui, zoom, actions);
    }
    if status.findings > 0 {
        findings_ui(ui, status.findings, actions);
    }
    let words = style::meta(&status.right, theme);
    if status.warns {
        ui.label(words.font(style::semibold(style::META)).color(theme.ink));
        ui.label(style::icon(Icon::Warning, 15.0).color(theme.warn));
    } else {
        ui.label(words.color(theme.ink_soft));
    }
}

fn open_findings(count: usize) -> String {
    plural(count, "open finding")
}

/// How many findings are open; a click shows them.
fn findings_ui(ui: &mut Ui, count: usize, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let words = open_findings(count);
    let text = ui.painter().layout_no_wrap(words.clone(), style::semibold(style::META), theme.ink.into());
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 32.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.sunken);
    }
    let at = pos2(rect.left() + 14.0, rect.center().y);
    let font = style::icon_font(15.0, true);
    ui.painter().text(at, Align2::CENTER_CENTER, Icon::Warning.character(), font, theme.warn.into());
    ui.painter().galley(pos2(rect.left() + 25.0, at.y - text.size().y / 2.0), text, theme.ink.into());
    widgets::focus_ring(ui, &response, 6.0);
    let tip = format!("{} ({})", CommandId::InsightsMode.row().help, CommandId::InsightsMode.keys_text());
    if response.on_hover_text(tip).clicked() {
        actions.push(Action::Run(CommandId::InsightsMode));
    }
}

fn zoom_ui(ui: &mut Ui, zoom: f32, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let percent = zoom * 100.0;
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
}

fn counts(status: &MapStatus<'_>) -> String {
    let open = status.journey.pains().filter(|pain| pain.status == PainStatus::Open).count();
    let mut parts = vec![plural(status.journey.touchpoint_count(), "touchpoint")];
    if open > 0 {
        parts.push(plural(open, "open pain point"));
    }
    parts.extend(super::parking::summary(status.map));
    let lanes = status.journey.lanes().iter().filter(|lane| !lane.visible).count();
    for (count, thing) in [(lanes, "lane"), (status.hidden_curves, "curve")] {
        parts.extend((count > 0).then(|| format!("{} hidden", plural(count, thing))));
    }
    let answered = || status.journey.measures().any(|measure| measure.answers.is_some());
    if status.hidden_measured && status.state == State::Today && answered() {
        parts.push("measured curves hidden".to_owned());
    }
    let about = status.map.about();
    parts.extend(about.structure_locked.then(|| "structure locked".to_owned()));
    let locked = status.state == State::Ideal && about.ideal_locked;
    parts.extend(locked.then(|| "ideal locked".to_owned()));
    parts.join(" · ")
}

fn selected(status: &MapStatus<'_>) -> String {
    let verb = match (status.state, status.editing) {
        (State::Today, true) => "Renaming ",
        (State::Today, false) => "",
        (State::Ideal, true) => "ideal journey: renaming ",
        (State::Ideal, false) => "ideal journey: ",
    };
    let journey = status.journey;
    let touchpoint = |id: TouchpointId| {
        let name = journey.touchpoint(id).map_or(String::new(), |t| shown(&t.name, "Unnamed").to_owned());
        format!("touchpoint {}, {name}", journey.step_number(id).unwrap_or(0))
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
            Subject::Link(id) => journey.link(id).map_or("link".to_owned(), |link| link_words(journey, link)),
            Subject::AddTouchpoint(_) => "add a touchpoint".to_owned(),
            Subject::AddStage => "add a stage".to_owned(),
            Subject::Takeaway => "takeaway".to_owned(),
            Subject::Compared(_) => "comparison".to_owned(),
            Subject::Charted(_) => "chart".to_owned(),
        },
    };
    capital(&format!("{verb}{words}"))
}

/// "link from “A” to “B”, if refused".
pub fn link_words(journey: &Journey, link: &Link) -> String {
    let name = |id| shown(journey.touchpoint(id).map_or("", |found| &found.name), "unnamed");
    let condition = if link.label.is_empty() { String::new() } else { format!(", {}", link.label) };
    format!("link from “{}” to “{}”{condition}", name(link.from), name(link.to))
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
        Selection::One(Subject::Touchpoint(_)) => vec![
            table(CommandId::AddNext, "Add after"),
            table(CommandId::Rename, "Rename"),
            ("0–9".to_owned(), "Mood"),
            table(CommandId::MoveRight, "Move right"),
        ],
        Selection::One(Subject::Emotion(..)) => vec![
            ("0–9".to_owned(), "Mood"),
            ("X".to_owned(), "Unknown"),
            table(CommandId::MoveUp, "Happier"),
            table(CommandId::NextPersona, "Next persona"),
        ],
        Selection::One(Subject::Pain(..) | Subject::Opportunity(..)) => vec![
            table(CommandId::AddNext, "Add after"),
            table(CommandId::Rename, "Rename"),
            table(CommandId::Connect, "Connect"),
            table(CommandId::MoveRight, "Move right"),
        ],
        Selection::One(_) => {
            vec![table(CommandId::Rename, "Rename"), table(CommandId::Delete, "Delete"), table(CommandId::Undo, "Undo")]
        }
        Selection::Many(_) => vec![
            table(CommandId::Copy, "Copy"),
            table(CommandId::MoveRight, "Move right"),
            table(CommandId::Delete, "Delete"),
        ],
        Selection::Note(_) => vec![table(CommandId::PlaceThought, "Place"), table(CommandId::Delete, "Delete")],
    }
}
