//! The export dialog's wishes, and what becomes of an export.

use std::path::PathBuf;

use super::app::App;
use super::command_table::CommandId;
use super::dialogs::Dialog;
use super::dialogs::export::{ExportDialog, ExportWish};
use super::dialogs::path::FileKind;
use super::disk::file_name;
use super::picture::{Exported, PictureOrder, Target};
use crate::edit::{AboutField, Command};
use crate::export::Format;
use crate::layout::Pages;
use crate::theme::Theme;
use crate::words::plural;

impl App {
    /// Opens the dialog.
    pub(super) fn open_export(&mut self) {
        let Some(document) = &self.document else { return };
        let folder = self.folder_of_map();
        let name = at_home(folder.join(document.suggested_name(Format::default().extension())));
        let dialog = ExportDialog::new(self.view.state, self.view.filter(), self.view.theme, folder, name);
        self.dialog = Some(Dialog::Export(Box::new(dialog)));
    }

    pub(super) fn grant_export(&mut self, wish: ExportWish) {
        match wish {
            ExportWish::Preview => self.preview(),
            ExportWish::Export { replace } => {
                let Some(path) = self.export_dialog().map(|dialog| dialog.path()) else { return };
                self.start_export(Target::Files { path, replace });
            }
            ExportWish::Copy => self.start_export(Target::Clipboard),
            ExportWish::PickNatively => {
                let Some(dialog) = self.export_dialog() else { return };
                let (path, folder) = (dialog.path(), dialog.folder.clone());
                let number = self.begin_picking();
                self.jobs.pick(number, true, &folder, &file_name(&path), &FileKind::pictures());
            }
            ExportWish::Takeaway(text) => self.edit(&Command::SetAbout(AboutField::Takeaway(text)), true),
            ExportWish::TakeawayDone => {
                if let Some(document) = &mut self.document {
                    document.session.seal();
                }
            }
        }
    }

    fn export_dialog(&mut self) -> Option<&mut ExportDialog> {
        match &mut self.dialog {
            Some(Dialog::Export(dialog)) => Some(dialog),
            _ => None,
        }
    }

    fn preview(&mut self) {
        let (Some(document), Some(Dialog::Export(dialog))) = (&self.document, &self.dialog) else { return };
        self.preview_number += 1;
        let map = document.session.map().clone();
        self.jobs.preview(self.preview_number, map, dialog.request(), Theme::of(dialog.theme()));
    }

    /// Takes in pages for the preview, unless others were asked for since.
    pub(super) fn previewed(&mut self, number: u64, pages: Pages) {
        if number == self.preview_number
            && let Some(dialog) = self.export_dialog()
        {
            dialog.previewed(pages);
        }
    }

    fn start_export(&mut self, target: Target) {
        let (Some(document), Some(Dialog::Export(dialog))) = (&self.document, &mut self.dialog) else { return };
        self.export_number += 1;
        dialog.started = Some(self.export_number);
        dialog.progress = Some(0.0);
        dialog.failure = None;
        let map = document.session.map();
        let about = map.about();
        let description = if about.takeaway.is_empty() { &about.title } else { &about.takeaway };
        let order = PictureOrder {
            map: map.clone(),
            request: dialog.request(),
            theme: Theme::of(dialog.theme()),
            scale: dialog.drawn_scale(),
            title: about.title.clone(),
            description: description.clone(),
            target,
        };
        self.jobs.export(self.export_number, order);
    }

    /// The dialog that started the export of that number. Somebody may have closed it and opened another one meanwhile.
    fn dialog_of_export(&mut self, number: u64) -> Option<&mut ExportDialog> {
        self.export_dialog().filter(|dialog| dialog.started == Some(number))
    }

    pub(super) fn exporting(&mut self, number: u64, done: f32) {
        if let Some(dialog) = self.dialog_of_export(number) {
            dialog.progress = Some(done);
        }
    }

    /// Takes in how an export ended.
    pub(super) fn exported(&mut self, number: u64, outcome: Exported) {
        if let Some(dialog) = self.dialog_of_export(number) {
            dialog.progress = None;
        }
        match outcome {
            Exported::Files { files, notes } => {
                if self.dialog_of_export(number).is_some() {
                    self.dialog = None;
                }
                self.toasts.say(match &files[..] {
                    [file] => format!("Exported {}", file.display()),
                    [first, ..] => format!("Exported {} pages, the first as {}", files.len(), first.display()),
                    [] => "Nothing was exported".to_owned(),
                });
                if !notes.is_empty() {
                    let things = plural(notes.len(), "thing");
                    let keys = CommandId::Export.keys_text();
                    self.toasts.say(format!("{things} to look at in the picture; {keys} lists them."));
                }
            }
            Exported::Picture { image, pages } => {
                self.ctx.copy_image(image);
                self.toasts.say(match pages {
                    1 => "The picture is on the clipboard".to_owned(),
                    _ => format!("Page 1 of {pages} is on the clipboard; Export writes all of them"),
                });
            }
            Exported::There(files) => match (self.dialog_of_export(number), files.first()) {
                (Some(dialog), _) => dialog.there = files,
                (None, Some(first)) => {
                    self.toasts.say(format!("{} is there already; nothing was exported.", first.display()));
                }
                (None, None) => {}
            },
            Exported::Failed(why) => match self.dialog_of_export(number) {
                Some(dialog) => dialog.failure = Some(why),
                None => self.toasts.say(why),
            },
        }
    }

    /// The system's dialog gave a file for the picture.
    pub(super) fn picked_for_export(&mut self, path: PathBuf) {
        if let Some(dialog) = self.export_dialog() {
            dialog.picked(path);
        }
    }
}

/// A path as people write it: `~` for the home folder.
fn at_home(path: PathBuf) -> String {
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match home.and_then(|home| path.strip_prefix(home).ok().map(|rest| rest.to_owned())) {
        Some(rest) => PathBuf::from("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}
