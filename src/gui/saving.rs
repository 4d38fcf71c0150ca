//! Saving: one save at a time, never over somebody else's work, and each for the map that it was asked for.
//!
//! Here never comes writing to the disk, which a [job](super::jobs) does.

use std::path::{Path, PathBuf};

use super::actions::sentence;
use super::app::App;
use super::dialogs::Dialog;
use super::dialogs::errors::ErrorDialog;
use super::dialogs::path::Purpose;
use super::disk::{Permission, SaveFailure, SavedFile, file_name};
use super::document::Document;
use super::flow::Next;
use super::jobs::SaveOrder;
use crate::edit::HistoryPoint;
use crate::file::ReadOnly;

/// What somebody allowed to be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// The map's own file as it was last seen, or nothing.
    Careful,
    /// Whatever is there.
    Replace,
    /// The map's own file, although the safe way is closed.
    InPlace,
    /// Whatever is there, although the safe way is closed.
    ReplaceInPlace,
}

/// A save that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveWish {
    /// The file.
    pub path: PathBuf,
    /// What may be written over.
    pub consent: Consent,
    /// What happens after the save.
    pub next: Option<Next>,
}

/// How a save ended.
pub struct SaveEnded {
    /// The number of the map that it was for.
    pub document: u64,
    /// The file, or why it was not written.
    pub outcome: Result<SavedFile, SaveFailure>,
    /// The state of the map that was to be written.
    pub point: HistoryPoint,
    /// What was to happen then.
    pub next: Option<Next>,
}

impl App {
    /// Saves to the map's own file, or asks for one.
    pub(super) fn save(&mut self, next: Option<Next>) {
        let Some(document) = &self.document else { return };
        // While a save is under way, the next one goes to where that goes.
        let under_way = document.save_after.as_ref().map(|wish| &wish.path).or(document.saving.as_ref());
        let own = document.path.as_ref().filter(|path| document.read_only.is_none() && is_own(path));
        match under_way.or(own).cloned() {
            Some(path) => self.start_save(SaveWish { path, consent: Consent::Careful, next }),
            None => self.ask_where_to_save(next),
        }
    }

    /// Asks for the file to save to.
    pub(super) fn ask_where_to_save(&mut self, next: Option<Next>) {
        let Some(document) = &self.document else { return };
        let own = document.path.as_deref().filter(|path| is_own(path));
        let folder = own.and_then(|path| path.parent()).map_or(self.folder.clone(), |folder| folder.to_owned());
        let name = match own {
            // Its own file may not be written.
            Some(path) if document.read_only.is_some() => copy_name(path),
            Some(path) => file_name(path),
            None => document.suggested_name("ron"),
        };
        self.ask_for_path(Purpose::Save(next), folder, name);
    }

    /// Saves with everything that is being written, as soon as the save under way has ended.
    pub(super) fn start_save(&mut self, wish: SaveWish) {
        self.keep_drafts();
        self.begin_save(wish);
    }

    fn begin_save(&mut self, wish: SaveWish) {
        let Some(document) = &mut self.document else { return };
        if document.saving.is_some() {
            let before = document.save_after.take().and_then(|before| before.next);
            document.save_after = Some(SaveWish { next: wish.next.or(before), ..wish });
            return;
        }
        let SaveWish { path, consent, next } = wish;
        document.session.seal();
        document.saving = Some(path.clone());
        let newer = document.path.clone().filter(|_| matches!(document.read_only, Some(ReadOnly::Newer { .. })));
        self.jobs.save(SaveOrder {
            document: self.document_number,
            permission: permission(document, &path, consent),
            path,
            spared: newer,
            map: document.session.map().clone(),
            point: document.session.point(),
            next,
            state_dir: self.state_dir.clone(),
        });
    }

    /// Takes in how a save ended.
    pub(super) fn save_ended(&mut self, ended: SaveEnded) {
        let SaveEnded { document: number, outcome, point, next } = ended;
        let Some(document) = self.document.as_mut().filter(|_| number == self.document_number) else {
            // That map is no longer open; what comes after it, and what might replace a file, is about another one.
            self.toasts.say(match outcome {
                Ok(saved) => format!("Saved {}", saved.path.display()),
                Err(failure) => sentence(&failure.sentence),
            });
            return;
        };
        document.saving = None;
        let after = document.save_after.take();
        let next = after.as_ref().and_then(|wish| wish.next.clone()).or(next);
        match outcome {
            Ok(saved) => {
                document.saved(saved.path.clone(), saved.base, point);
                let changed = document.session.is_dirty();
                let after = after.filter(|wish| changed || wish.path != saved.path);
                self.remember(saved.path);
                self.toasts.say(saved.remark.unwrap_or_else(|| "Saved".to_owned()));
                match (after, next) {
                    (Some(wish), next) => self.begin_save(SaveWish { next, ..wish }),
                    (None, Some(next)) => self.leave(next),
                    (None, None) => {}
                }
            }
            Err(failure) => match after.filter(|wish| wish.path != failure.path) {
                Some(wish) => {
                    self.toasts.say(sentence(&failure.sentence));
                    self.begin_save(SaveWish { next, ..wish });
                }
                None => self.not_saved(failure, next),
            },
        }
    }

    fn not_saved(&mut self, failure: SaveFailure, next: Option<Next>) {
        self.ask(match failure.replaceable || failure.in_place {
            true => Dialog::Replace { failure, next },
            false => Dialog::Errors(ErrorDialog {
                heading: "The map could not be saved",
                sentence: sentence(&failure.sentence),
                problems: Vec::new(),
                repaired: None,
            }),
        });
    }

    /// Saves to a file that the system's dialog gave, and whether it has asked about replacing that.
    pub(super) fn save_as_picked(&mut self, path: PathBuf, asked: bool, next: Option<Next>) {
        let own = self.document.as_ref().is_some_and(|document| document.path.as_ref() == Some(&path));
        // It does not know whether another program has changed the map's own file.
        let consent = if asked && !own { Consent::Replace } else { Consent::Careful };
        self.start_save(SaveWish { path, consent, next });
    }
}

/// What may be written over in a file: where somebody allowed no more, the map's own file as it was last seen.
fn permission(document: &Document, path: &Path, consent: Consent) -> Permission {
    let base = document.base.filter(|_| document.path.as_deref() == Some(path));
    match consent {
        Consent::Careful => Permission::Careful(base),
        Consent::Replace => Permission::Replace,
        // Even where the safe way is closed, nobody else's work is written over.
        Consent::InPlace => Permission::InPlace(base),
        Consent::ReplaceInPlace => Permission::InPlace(None),
    }
}

/// Whether a file is one of ours, so that saving may write to it.
fn is_own(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

/// The name of a copy beside a file.
fn copy_name(path: &Path) -> String {
    let stem = path.file_stem().map_or_else(|| "map".to_owned(), |stem| stem.to_string_lossy().into_owned());
    format!("{stem} copy.ron")
}
