//! Pictures dropped onto the window or pasted: into the picture lane at a touchpoint, or as a persona's portrait.
//!
//! They are read, made small and encoded away from the window's thread. Here never comes drawing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, Event};

use super::app::App;
use super::command_table::CommandId;
use super::context::{Mode, touchpoint_of};
use crate::edit::{Command, LaneField, PersonaField};
use crate::exchange::pictures::{self, ENDINGS, Small};
use crate::frame::Subject;
use crate::model::*;

/// Where a picture comes from.
pub enum Source {
    /// A file.
    File(PathBuf),
    /// The clipboard.
    Pixels(Arc<ColorImage>),
}

/// Where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The picture lane at a touchpoint; the one named, or the first.
    At(TouchpointId, Option<LaneId>),
    /// A persona's portrait.
    Of(PersonaId),
}

/// A picture that was taken in, or why it was not.
pub struct Taken {
    /// The number of the map that it is for.
    pub document: u64,
    /// Which journey it is for.
    pub state: State,
    /// Where it goes.
    pub place: Place,
    /// What it shows, as far as its file's name says.
    pub alt: String,
    /// The picture, or what happened.
    pub outcome: Result<Small, String>,
}

impl Source {
    /// Reads the picture and makes it small.
    pub fn take(&self) -> Result<Small, String> {
        match self {
            Source::File(path) => {
                let name = super::disk::file_name(path);
                let length = std::fs::metadata(path).map_err(|error| format!("{name} cannot be read: {error}."))?.len();
                if length > pictures::MAX_FILE_BYTES as u64 {
                    return Err(format!("{name} was not taken: {}.", pictures::PictureError::TooLong));
                }
                let bytes = std::fs::read(path).map_err(|error| format!("{name} cannot be read: {error}."))?;
                pictures::small(&bytes).map_err(|error| format!("{name} was not taken: {error}."))
            }
            Source::Pixels(image) => {
                let rgba = image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
                let [width, height] = image.size.map(|side| side as u32);
                pictures::small_of_pixels(width, height, rgba)
                    .map_err(|error| format!("The picture was not taken: {error}."))
            }
        }
    }
}

/// Whether a file is a picture, by its name.
pub fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

impl App {
    /// A picture on the clipboard goes where the selection is, unless somebody is writing.
    pub(super) fn take_pasted_picture(&mut self) {
        let pasted = self.ctx.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::PasteImage(image) => Some(image.clone()),
                _ => None,
            })
        });
        if let Some(image) = pasted.filter(|_| self.dialog.is_none() && !self.ctx.text_edit_focused())
            && self.has_place_for_pictures()
        {
            self.take_picture(Source::Pixels(image), None);
        }
    }

    /// Whether what the window shows has a place for pictures; if not, it says where there is one.
    pub(super) fn has_place_for_pictures(&mut self) -> bool {
        if self.presenting.is_some() {
            self.toasts.say("The picture was not taken: pictures go onto the map, so end the talk first.");
            return false;
        }
        let is_map = self.view.mode == Mode::Map;
        if !is_map {
            let keys = CommandId::MapMode.keys_text();
            self.toasts.say(format!("The picture was not taken: pictures go onto the map, which {keys} shows."));
        }
        is_map
    }

    /// Takes a picture in at what it was dropped on, or at what is selected.
    pub(super) fn take_picture(&mut self, source: Source, onto: Option<Subject>) {
        if self.document.is_none() {
            self.toasts.say("Open a map first; a picture goes to a touchpoint or a persona of it.");
            return;
        }
        let Some(place) = onto.or(self.selection.one()).and_then(|subject| self.place_for_picture(subject)) else {
            self.toasts.say("Select the touchpoint or the persona that the picture belongs to first.");
            return;
        };
        self.jobs.take_picture(self.document_number, source, self.view.state, place);
    }

    fn place_for_picture(&self, subject: Subject) -> Option<Place> {
        let document = self.document.as_ref()?;
        let journey = self.view.journey(document.session.map());
        match subject {
            Subject::Persona(persona) => Some(Place::Of(persona)),
            Subject::Cell(lane, at) if journey.lane(lane)?.kind == LaneKind::Picture => Some(Place::At(at, Some(lane))),
            other => touchpoint_of(other).map(|at| Place::At(at, None)),
        }
    }

    /// Puts a picture that was taken in onto the map: one step of undo, the lane it needs included.
    pub(super) fn picture_taken(&mut self, taken: Taken) {
        let Taken { document, state, place, alt, outcome } = taken;
        let small = match outcome {
            Ok(small) if document == self.document_number => small,
            Ok(_) => return self.toasts.say("The picture was not taken, because its map is no longer open."),
            Err(why) => return self.toasts.say(why),
        };
        let Some(document) = &self.document else { return };
        let Some(journey) = document.session.map().journey(state) else { return };
        let id = PictureId::new(&mut self.ids);
        let (width, height) = (small.width, small.height);
        let picture = Picture { id, bytes: small.bytes.into(), width, height, alt };
        let mut commands = vec![Command::AddPicture(picture)];
        match place {
            Place::Of(persona) => {
                let field = PersonaField::Picture(Some(id));
                commands.push(Command::SetPersona { state, id: persona, field });
            }
            Place::At(touchpoint, wanted) => {
                let mut lanes = journey.lanes().iter().filter(|lane| lane.kind == LaneKind::Picture);
                let found = lanes.find(|lane| wanted.is_none_or(|wanted| wanted == lane.id));
                let lane = match found {
                    Some(lane) => {
                        if !lane.visible {
                            commands.push(Command::SetLane { state, id: lane.id, field: LaneField::Visible(true) });
                        }
                        lane.id
                    }
                    None => {
                        let id = LaneId::new(&mut self.ids);
                        let cards = journey.lanes().iter().find(|lane| lane.kind == LaneKind::Touchpoints);
                        let after = cards.map(|lane| lane.id);
                        commands.push(Command::AddLane { state, id, kind: LaneKind::Picture, after });
                        id
                    }
                };
                commands.push(Command::SetPicture { state, touchpoint, lane, picture: Some(id) });
            }
        }
        self.edit(&Command::Batch { label: "Add a picture".to_owned(), commands }, false);
    }
}
