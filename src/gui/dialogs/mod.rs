//! Questions and tools that stand before the map until they are answered.
//!
//! A dialog draws itself and hands back [`Wish`]es; it never touches disk or the map. Esc closes every one of them.

pub mod errors;
pub mod export;
mod export_choices;
pub mod help;
pub mod palette;
pub mod paste;
pub mod path;
pub mod preferences;
pub mod questions;
pub mod template;

use std::path::PathBuf;

use egui::{Area, Color32, Context, Id, Margin, Modal, Ui, vec2};

use crate::frame::Subject;
use crate::model::Map;

use super::command_table::CommandId;
use super::compare::{SnapshotDialog, SnapshotWish};
use super::disk::SaveFailure;
use super::flow::Next;
use super::insights::MuteDialog;
use super::saving::SaveWish;
use super::style;
use super::survey::{SurveyDialog, SurveyWish};
use super::voting::Voting;
use super::widgets;
use path::Purpose;

/// The dialog now open.
pub enum Dialog {
    /// Asks for a file to open or to save to.
    Path(path::PathDialog),
    /// Asks what to do with unsaved changes.
    Unsaved(Next),
    /// Asks whether a file may be replaced.
    Replace { failure: SaveFailure, next: Option<Next> },
    /// Says what is wrong with a file or an attempt.
    Errors(errors::ErrorDialog),
    /// Finds commands and touchpoints.
    Palette(palette::Palette),
    /// Shows every key.
    Help,
    /// Theme, text size, keys.
    Preferences(preferences::PreferencesDialog),
    /// Lets people vote.
    Voting(Box<Voting>),
    /// Asks for a template's name.
    Template(template::TemplateDialog),
    /// Asks whether a template is to be deleted.
    DropTemplate { path: PathBuf, name: String },
    /// Shows where the cells of a table go.
    PasteGrid(Box<paste::PasteDialog>),
    /// Takes snapshots, and lists them.
    Snapshots(SnapshotDialog),
    /// Asks why a rule is to say nothing.
    Mute(MuteDialog),
    /// Makes a picture.
    Export(Box<export::ExportDialog>),
    /// Brings answers of a survey in.
    Survey(Box<SurveyDialog>),
}

impl Dialog {
    /// Whether something comes after it, or was to come after what it says has failed.
    pub fn leads_to(&self, next: &Next) -> bool {
        match self {
            Dialog::Unsaved(after) => after == next,
            Dialog::Replace { next: after, .. } => after.as_ref() == Some(next),
            Dialog::Path(dialog) => matches!(&dialog.purpose, Purpose::Save(Some(after)) if after == next),
            Dialog::Errors(_) => true,
            Dialog::Palette(_)
            | Dialog::Help
            | Dialog::Preferences(_)
            | Dialog::Voting(_)
            | Dialog::Template(_)
            | Dialog::DropTemplate { .. }
            | Dialog::PasteGrid(_)
            | Dialog::Snapshots(_)
            | Dialog::Mute(_)
            | Dialog::Export(_)
            | Dialog::Survey(_) => false,
        }
    }

    /// Whether it holds work or a question of somebody that nothing else may take the place of. Others give way to a
    /// file that is dropped onto the window.
    pub fn is_to_be_answered(&self) -> bool {
        match self {
            Dialog::Path(dialog) => match dialog.purpose {
                Purpose::Open | Purpose::Compare | Purpose::Answers => false,
                Purpose::Save(_) | Purpose::ExportPlan | Purpose::ExportReport | Purpose::ExportChart => true,
            },
            Dialog::Palette(_) | Dialog::Help | Dialog::Preferences(_) => false,
            Dialog::Unsaved(_)
            | Dialog::Replace { .. }
            | Dialog::Errors(_)
            | Dialog::Voting(_)
            | Dialog::Template(_)
            | Dialog::DropTemplate { .. }
            | Dialog::PasteGrid(_)
            | Dialog::Snapshots(_)
            | Dialog::Mute(_)
            | Dialog::Export(_)
            | Dialog::Survey(_) => true,
        }
    }

    /// The number of what it asked the system's file dialog last, if it is one that asks that.
    pub fn picking(&mut self) -> Option<&mut Option<u64>> {
        match self {
            Dialog::Path(dialog) => Some(&mut dialog.picking),
            Dialog::Export(dialog) => Some(&mut dialog.picking),
            Dialog::Unsaved(_)
            | Dialog::Replace { .. }
            | Dialog::Errors(_)
            | Dialog::Palette(_)
            | Dialog::Help
            | Dialog::Preferences(_)
            | Dialog::Voting(_)
            | Dialog::Template(_)
            | Dialog::DropTemplate { .. }
            | Dialog::PasteGrid(_)
            | Dialog::Snapshots(_)
            | Dialog::Mute(_)
            | Dialog::Survey(_) => None,
        }
    }
}

/// What a dialog wants done.
pub enum Wish {
    /// Close the dialog.
    Close,
    /// Open this file.
    Open(PathBuf),
    /// Save like this.
    Save(SaveWish),
    /// List this folder.
    List(PathBuf),
    /// Show the system's own file dialog.
    PickNatively,
    /// Save, then go on.
    SaveThen(Next),
    /// Throw the changes away and go on.
    DiscardThen(Next),
    /// Go on with this map as one that is in no file yet.
    OpenCopy(Box<Map>),
    /// Keep the map as a template of that name.
    SaveTemplate(String),
    /// Delete the template in this file.
    DropTemplate(PathBuf),
    /// Keep the votes on the map.
    KeepVotes,
    /// Run a command.
    Run(CommandId),
    /// Select this and show it.
    Reveal(Subject),
    /// Something the preview of a table wants.
    PasteGrid(paste::PasteWish),
    /// Compare the map with that of this file.
    CompareWith(PathBuf),
    /// Write the plan to this file.
    ExportPlan { path: PathBuf, replace: bool },
    /// Write the report to this file.
    ExportReport { path: PathBuf, replace: bool },
    /// Write the chart to this file.
    ExportChart { path: PathBuf, replace: bool },
    /// Something the dialog about snapshots wants.
    Snapshot(SnapshotWish),
    /// Have this rule say nothing on the map, for this reason.
    Mute { rule: &'static str, reason: String },
    /// Something the export dialog wants.
    Export(export::ExportWish),
    /// Read this file with answers of a survey.
    OpenAnswers(PathBuf),
    /// Something the dialog about answers wants.
    Survey(SurveyWish),
}

/// A dialog's frame in the middle of the window, with a heading; returns whether it is to be closed.
pub fn framed(ctx: &Context, name: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let area = Modal::default_area(dialog_id(name)).accessible_name(name);
    framed_in(ctx, area, (name, width), content)
}

/// The same for something that went wrong, which a screen reader says as soon as the dialog opens.
pub fn framed_alert(ctx: &Context, (name, sentence): (&str, &str), width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let area = Modal::default_area(dialog_id(name)).accessible_name(format!("{name}: {sentence}"));
    framed_in(ctx, area.role(egui::accesskit::Role::AlertDialog), (name, width), content)
}

fn framed_in(ctx: &Context, area: Area, (name, width): (&str, f32), content: impl FnOnce(&mut Ui)) -> bool {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(Margin::same(20)).corner_radius(10);
    let response = modal(area).frame(frame).show(ctx, |ui| {
        ui.set_width(width.min(ctx.content_rect().width() - 64.0));
        ui.label(style::strong(name, 18.0, widgets::theme(ui)));
        ui.add_space(4.0);
        content(ui);
    });
    response.should_close()
}

/// The identity of a dialog of this name.
pub fn dialog_id(name: &str) -> Id {
    Id::unique(("dialog", name))
}

/// A modal with the window's looks in a place of that identity; whoever makes the place gives it its accessible name.
pub fn modal(area: Area) -> Modal {
    Modal::new(area.layer().id).area(area).backdrop_color(Color32::from_black_alpha(115))
}

/// A modal in the middle of the window under a name of its own.
pub fn modal_named(name: &str) -> Modal {
    modal(Modal::default_area(dialog_id(name)).accessible_name(name))
}

/// The buttons at the end of a dialog, from the right.
pub fn buttons(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    let size = vec2(ui.available_width(), 32.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), content);
}

/// Whether Enter was pressed to answer the dialog: in a text field, or where nothing has the keyboard. On a button, a
/// box or a row it is theirs.
pub fn enter_answers(ui: &Ui) -> bool {
    let free = ui.ctx().text_edit_focused() || ui.memory(|memory| memory.focused().is_none());
    free && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter))
}

/// Gives the keyboard to a button whenever the dialog it stands in opens, so that Enter works at once.
pub fn focus_first(button: &egui::Response) {
    let (id, pass) = (button.id.with("first"), button.ctx.cumulative_pass_nr());
    let drawn: Option<u64> = button.ctx.data_mut(|data| {
        let before = data.get_temp(id);
        data.insert_temp(id, pass);
        before
    });
    if drawn.is_none_or(|before| before + 1 < pass) {
        button.request_focus();
    }
}

/// A frame around a list inside a dialog.
pub fn well(ui: &Ui) -> egui::Frame {
    let theme = widgets::theme(ui);
    egui::Frame::new()
        .fill(theme.card.into())
        .stroke(egui::Stroke::new(1.0, theme.line_strong))
        .corner_radius(6)
        .inner_margin(Margin::same(4))
}
