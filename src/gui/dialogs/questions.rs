//! Short questions: unsaved changes, replacing a file, deleting a template.

use std::path::Path;

use egui::Context;

use super::{Wish, buttons, focus_first, framed};
use crate::gui::actions::sentence;
use crate::gui::disk::SaveFailure;
use crate::gui::flow::Next;
use crate::gui::saving::{Consent, SaveWish};
use crate::gui::widgets::{Emphasis, PushButton};
use crate::text::Icon;

/// Asks what to do with unsaved changes.
pub fn unsaved(ctx: &Context, name: &str, next: &Next, wishes: &mut Vec<Wish>) {
    let close = framed(ctx, "Save the changes?", 460.0, |ui| {
        ui.label(format!("“{name}” has changes that are in no file yet. Save them {}?", next.because()));
        buttons(ui, |ui| {
            let save = ui.add(PushButton::new("Save", Emphasis::Primary).icon(Icon::Save));
            focus_first(&save);
            if save.clicked() {
                wishes.push(Wish::SaveThen(next.clone()));
            }
            if ui.add(PushButton::new("Don’t save", Emphasis::Secondary)).clicked() {
                wishes.push(Wish::DiscardThen(next.clone()));
            }
            if ui.add(PushButton::new("Cancel", Emphasis::Secondary)).clicked() {
                wishes.push(Wish::Close);
            }
        });
    });
    if close {
        wishes.push(Wish::Close);
    }
}

/// Asks whether a file may be written although it holds something else.
pub fn replace(ctx: &Context, failure: &SaveFailure, next: Option<&Next>, wishes: &mut Vec<Wish>) {
    const IN_PLACE: (&str, &str) = ("Write into the file itself?", "Write anyway");
    let ((heading, word), consent) = match (failure.in_place, failure.replacing) {
        (true, false) => (IN_PLACE, Consent::InPlace),
        // What was allowed in answer to the question before still is.
        (true, true) => (IN_PLACE, Consent::ReplaceInPlace),
        (false, _) => (("Replace the file?", "Replace"), Consent::Replace),
    };
    let close = framed(ctx, heading, 500.0, |ui| {
        ui.label(sentence(&failure.sentence));
        buttons(ui, |ui| {
            if ui.add(PushButton::new(word, Emphasis::Primary)).clicked() {
                let path = failure.path.clone();
                wishes.push(Wish::Save(SaveWish { path, consent, next: next.cloned() }));
            }
            let cancel = ui.add(PushButton::new("Cancel", Emphasis::Secondary));
            focus_first(&cancel);
            if cancel.clicked() {
                wishes.push(Wish::Close);
            }
        });
    });
    if close {
        wishes.push(Wish::Close);
    }
}

/// Asks whether a template is to be deleted.
pub fn drop_template(ctx: &Context, name: &str, path: &Path, wishes: &mut Vec<Wish>) {
    let close = framed(ctx, "Delete the template?", 460.0, |ui| {
        ui.label(format!("“{name}” is deleted from this computer for good. Maps begun with it stay as they are."));
        buttons(ui, |ui| {
            if ui.add(PushButton::new("Delete template", Emphasis::Primary).icon(Icon::Delete)).clicked() {
                wishes.push(Wish::DropTemplate(path.to_owned()));
            }
            let cancel = ui.add(PushButton::new("Cancel", Emphasis::Secondary));
            focus_first(&cancel);
            if cancel.clicked() {
                wishes.push(Wish::Close);
            }
        });
    });
    if close {
        wishes.push(Wish::Close);
    }
}
