//! The inspector: every field of what is selected, and of the map as a whole when nothing is.
//!
//! One file a kind. Each field sends merging commands while somebody types, so one undo takes back the whole run.

mod feedback;
mod finding;
mod lane;
mod link;
mod map;
mod measure;
mod note;
mod opportunity;
mod pain;
mod persona;
mod pillars;
mod stage;
mod touchpoint;

use egui::{RichText, Ui, vec2};

use super::Cx;
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::style;
use crate::gui::widgets::{self, TextField};
use crate::gui::words::Words;
use crate::model::*;
use crate::text::Icon;

/// Draws the inspector for what is selected.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    // Fields of different elements must not share a cursor or a draft.
    let salt = format!("{:?}", cx.selection);
    egui::ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]).show(ui, |ui| {
        ui.push_id(salt, |ui| {
            // Room for the scroll bar, so that it covers nothing.
            ui.set_max_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            ui.spacing_mut().interact_size.y = 24.0;
            content(ui, cx);
            ui.add_space(16.0);
        });
    });
}

fn content(ui: &mut Ui, cx: &mut Cx<'_>) {
    let selection = cx.selection.clone();
    match &selection {
        Selection::None => map::ui(ui, cx),
        Selection::Note(id) => note::ui(ui, cx, *id),
        Selection::Many(subjects) => many(ui, cx, subjects.len()),
        Selection::One(subject) => one(ui, cx, *subject),
    }
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, subject: Subject) {
    let journey = cx.journey();
    match subject {
        Subject::Stage(id) | Subject::AddTouchpoint(id) => match journey.stage(id).cloned() {
            Some(stage) => stage::ui(ui, cx, &stage),
            None => gone(ui),
        },
        Subject::Lane(id) => match journey.lane(id).cloned() {
            Some(lane) => lane::ui(ui, cx, &lane),
            None => gone(ui),
        },
        Subject::Touchpoint(id) | Subject::Emotion(_, id) | Subject::Cell(_, id) => {
            match journey.touchpoint(id).cloned() {
                Some(touchpoint) => touchpoint::ui(ui, cx, &touchpoint),
                None => gone(ui),
            }
        }
        Subject::Persona(id) => match journey.persona(id).cloned() {
            Some(persona) => persona::ui(ui, cx, &persona),
            None => gone(ui),
        },
        Subject::Pain(id, _) => match journey.pain(id).cloned() {
            Some(pain) => pain::ui(ui, cx, &pain),
            None => gone(ui),
        },
        Subject::Opportunity(id, _) => match journey.opportunity(id).cloned() {
            Some(opportunity) => opportunity::ui(ui, cx, &opportunity),
            None => gone(ui),
        },
        Subject::Feedback(id, _) => match journey.feedback_item(id).cloned() {
            Some(feedback) => feedback::ui(ui, cx, &feedback),
            None => gone(ui),
        },
        Subject::Measure(id, _) | Subject::StageMeasure(id, _) => match journey.measure(id).cloned() {
            Some(measure) => measure::ui(ui, cx, &measure),
            None => gone(ui),
        },
        Subject::Link(id) => match journey.link(id).cloned() {
            Some(link) => link::ui(ui, cx, &link),
            None => gone(ui),
        },
        Subject::AddStage | Subject::Takeaway | Subject::Compared(_) | Subject::Charted(_) => map::ui(ui, cx),
    }
}

fn gone(ui: &mut Ui) {
    ui.label(style::meta("What was selected is no longer there.", widgets::theme(ui)));
}

fn many(ui: &mut Ui, cx: &mut Cx<'_>, count: usize) {
    let theme = widgets::theme(ui);
    ui.label(style::strong(format!("{count} things selected"), 18.0, theme));
    ui.label(style::meta("Select one to edit its fields.", theme));
    if ui.add(widgets::PushButton::new("Delete all", widgets::Emphasis::Secondary).icon(Icon::Delete)).clicked() {
        cx.actions.push(Action::Run(CommandId::Delete));
    }
}

/// The line above the title: where the thing stands, and a menu of what can be done with it.
fn breadcrumb(ui: &mut Ui, cx: &mut Cx<'_>, above: Option<(String, Subject)>, here: &str, commands: &[CommandId]) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if let Some((name, subject)) = above {
            let text = Words::line(ui, &name, style::regular(style::META), theme.ink_faint, 120.0);
            let (rect, response) = ui.allocate_exact_size(vec2(text.size().x, 24.0), egui::Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, format!("Go to {name}")));
            let at = egui::pos2(rect.left(), rect.center().y - text.size().y / 2.0);
            text.paint(ui.painter(), at);
            widgets::focus_ring(ui, &response, 4.0);
            if response.clicked() {
                cx.reveal(subject);
            }
            ui.label(style::icon(Icon::ChevronRight, 14.0).color(theme.ink_faint));
        }
        ui.label(RichText::new(here).font(style::regular(style::META)).color(theme.ink_soft));
        if commands.is_empty() {
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = widgets::icon_button(ui, Icon::MoreHoriz, "More");
            egui::Popup::menu(&button).show(|ui| {
                for id in commands {
                    let entry = egui::Button::new(id.row().whole_label()).shortcut_text(id.keys_text());
                    if ui.add(entry.min_size(vec2(220.0, 26.0))).clicked() {
                        cx.actions.push(Action::Run(*id));
                        ui.close();
                    }
                }
            });
        });
    });
}

/// Where a pain, opportunity, piece of feedback or measure stands.
fn place_of(cx: &Cx<'_>, element: Uid) -> Option<(String, Subject)> {
    let touchpoint = cx.journey().touchpoints_of(element).first().copied()?;
    let step = cx.journey().step_number(touchpoint.id).unwrap_or(0);
    let name = super::shown(&touchpoint.name, "Touchpoint");
    Some((format!("{step} {name}"), Subject::Touchpoint(touchpoint.id)))
}

/// A large field for the name or text that everything has.
fn title(ui: &mut Ui, cx: &mut Cx<'_>, name: &str, value: &str, command: impl FnOnce(String) -> Command) {
    titled(ui, cx, (name, "Name"), value, command);
}

/// The same with other words in the empty field.
fn titled(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (name, hint): (&str, &str),
    value: &str,
    command: impl FnOnce(String) -> Command,
) {
    heading(ui, cx, TextField::new(name, value).hint(hint).title(), command);
}

/// The same for what is no name but a text, which keeps its lines.
fn words(ui: &mut Ui, cx: &mut Cx<'_>, name: &str, value: &str, command: impl FnOnce(String) -> Command) {
    heading(ui, cx, TextField::new(name, value).hint(name).words(), command);
}

fn heading(ui: &mut Ui, cx: &mut Cx<'_>, field: TextField<'_>, command: impl FnOnce(String) -> Command) {
    let typed = field.show(ui);
    if let Some(value) = typed.value {
        cx.typing(command(value));
    }
    if typed.left {
        cx.seal();
    }
}

/// The first lines of a note, where they are read before anything is filled in: a template asks its question there.
fn lead(ui: &mut Ui, note: &str) {
    const LINES: usize = 4;
    // So many letters fill four lines of the widest panel; more need not be laid out.
    const LETTERS: usize = 400;
    if note.trim().is_empty() {
        return;
    }
    let theme = widgets::theme(ui);
    let words: String = note.trim().chars().take(LETTERS).collect();
    let (font, ink) = (style::regular(style::BODY), theme.ink_soft.into());
    let mut job = egui::text::LayoutJob::simple(words, font, ink, ui.available_width());
    job.wrap.max_rows = LINES;
    ui.label(job);
}

/// A labelled field for text; `rows` above one makes it a box.
fn text(ui: &mut Ui, cx: &mut Cx<'_>, label: &str, value: &str, rows: usize, command: impl FnOnce(String) -> Command) {
    widgets::section(ui, label, "");
    let typed = TextField::new(label, value).rows(rows).show(ui);
    if let Some(value) = typed.value {
        cx.typing(command(value));
    }
    if typed.left {
        cx.seal();
    }
}

/// A labelled field with one entry a line.
fn list(ui: &mut Ui, cx: &mut Cx<'_>, label: &str, value: &[String], command: impl FnOnce(Vec<String>) -> Command) {
    widgets::section(ui, label, "one a line");
    let (entries, left) = super::list_field(ui, label, "", value);
    if let Some(entries) = entries {
        cx.typing(command(entries));
    }
    if left {
        cx.seal();
    }
}

/// A row with a label at the left and level bars at the right.
fn level(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    label: &str,
    value: Option<Level>,
    command: impl FnOnce(Option<Level>) -> Command,
) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(label).font(style::regular(style::BODY)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let number = value.map_or("–".to_owned(), |level| level.to_string());
            ui.add_sized(vec2(12.0, 20.0), egui::Label::new(style::strong(number, style::BODY, theme)));
            if let Some(level) = widgets::level_bars(ui, label, value) {
                cx.edit(command(level));
            }
        });
    });
}

/// A labelled row of choices.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    remark: &str,
    segments: &[widgets::Segment<T>],
    current: Option<T>,
) -> Option<T> {
    widgets::section(ui, label, remark);
    let size = vec2(ui.available_width(), 28.0);
    widgets::segmented(ui, label, size, segments.len().min(5), segments, current)
}

/// A labelled drop-down list over a closed set of choices.
fn pick<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[T],
    current: T,
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    widgets::section(ui, label, "");
    let words = || all.iter().map(|choice| word(*choice).to_owned()).collect();
    let at = widgets::dropdown(ui, label, None, word(current), words)?;
    all.get(at).copied().filter(|choice| *choice != current)
}

/// A labelled drop-down list in which nothing may be chosen.
fn pick_or_none<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    none: &str,
    all: &[(T, String)],
    current: Option<T>,
) -> Option<Option<T>> {
    widgets::section(ui, label, "");
    let words = || std::iter::once(none.to_owned()).chain(all.iter().map(|(_, word)| word.clone())).collect();
    let now = current.and_then(|now| all.iter().find(|(value, _)| *value == now));
    let shown = now.map_or(none, |(_, word)| word);
    let at = widgets::dropdown(ui, label, None, shown, words)?;
    let chosen = at.checked_sub(1).and_then(|at| all.get(at)).map(|(value, _)| *value);
    (chosen != current).then_some(chosen)
}

/// The three steps of evidence.
fn evidence(ui: &mut Ui, remark: &str, current: Evidence) -> Option<Evidence> {
    let segments = [
        widgets::Segment::new(Evidence::Assumed, "Assumed"),
        widgets::Segment::new(Evidence::Workshop, "Some"),
        widgets::Segment::new(Evidence::Researched, "Researched"),
    ];
    choice(ui, "Evidence", remark, &segments, Some(current))
}

/// Who takes part on the customer's side or the company's.
fn voice(ui: &mut Ui, label: &str, current: Voice) -> Option<Voice> {
    let segments = Voice::ALL.iter().map(|voice| widgets::Segment::new(*voice, voice.label())).collect::<Vec<_>>();
    choice(ui, label, "", &segments, Some(current))
}

/// A row for something linked: its mark, its words; a click goes there.
fn linked(ui: &mut Ui, cx: &mut Cx<'_>, mark: impl FnOnce(&Ui, egui::Pos2), words: &str, subject: Subject) {
    let theme = widgets::theme(ui);
    let width = ui.available_width();
    let text =
        Words::line(ui, super::shown(words, "No text yet"), style::regular(style::BODY), theme.ink, width - 34.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, format!("Go to {words}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.sunken);
    }
    mark(ui, egui::pos2(rect.left() + 12.0, rect.center().y));
    let at = egui::pos2(rect.left() + 30.0, rect.center().y - text.size().y / 2.0);
    text.paint(ui.painter(), at);
    widgets::focus_ring(ui, &response, 4.0);
    if response.clicked() {
        cx.reveal(subject);
    }
}

/// An icon as the mark of a linked row.
fn icon_mark(icon: Icon, color: crate::frame::Color) -> impl FnOnce(&Ui, egui::Pos2) {
    move |ui, at| {
        let font = style::icon_font(16.0, false);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icon.character(), font, color.into());
    }
}

/// Check marks for the personas something belongs to; answers with the tie to add or take away.
fn persona_ties(ui: &mut Ui, cx: &mut Cx<'_>, label: &str, element: Uid, tie: impl Fn(PersonaId) -> Tie) {
    let personas: Vec<_> = cx.journey().personas().cloned().collect();
    if personas.is_empty() {
        return;
    }
    widgets::section(ui, label, "");
    let on: Vec<PersonaId> = cx.journey().personas_of(element).iter().map(|persona| persona.id).collect();
    let state = cx.state();
    for persona in personas {
        let name = super::shown(&persona.name, "Unnamed persona");
        let now = on.contains(&persona.id);
        if let Some(wanted) = widgets::checkbox(ui, name, now) {
            let tie = tie(persona.id);
            cx.edit(if wanted { Command::AddTie { state, tie } } else { Command::RemoveTie { state, tie } });
        }
    }
}

/// A counter of workshop votes with a button on either side.
fn votes(ui: &mut Ui, cx: &mut Cx<'_>, votes: u32, command: impl Fn(u32) -> Command) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.label("Votes");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Add, "One vote more").clicked() {
                cx.edit(command(votes.saturating_add(1)));
            }
            ui.label(style::strong(votes.to_string(), style::BODY, theme));
            let fewer =
                ui.add_enabled_ui(votes > 0, |ui| widgets::icon_button(ui, Icon::DoNotDisturbOn, "One vote fewer"));
            if fewer.inner.clicked() {
                cx.edit(command(votes.saturating_sub(1)));
            }
        });
    });
}
