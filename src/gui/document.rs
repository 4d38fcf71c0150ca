//! The open map with its history, and which file it belongs to.

use std::path::{Path, PathBuf};

use super::saving::SaveWish;
use crate::edit::{HistoryPoint, Session};
use crate::file::{Fingerprint, ReadOnly};
use crate::model::Map;

/// The open map.
pub struct Document {
    /// The map and its history.
    pub session: Session,
    /// Its file, once it has one.
    pub path: Option<PathBuf>,
    /// The file as it was last read or written, so that nobody else's work is written over.
    pub base: Option<Fingerprint>,
    /// When it was last saved, as `21:40`.
    pub saved_at: Option<String>,
    /// The file that a save under way goes to.
    pub saving: Option<PathBuf>,
    /// What was asked for meanwhile.
    pub save_after: Option<SaveWish>,
    /// Why it may not be saved to its own file, if so.
    pub read_only: Option<ReadOnly>,
}

impl Document {
    /// A map that is in no file yet.
    pub fn unsaved(map: Map) -> Document {
        Document::of(Session::unsaved(map))
    }

    /// A map as it stands in its file.
    pub fn from_file(map: Map, path: PathBuf, base: Fingerprint) -> Document {
        Document { path: Some(path), base: Some(base), ..Document::of(Session::new(map)) }
    }

    fn of(session: Session) -> Document {
        Document { session, path: None, base: None, saved_at: None, saving: None, save_after: None, read_only: None }
    }

    /// A save has ended well; `point` is the state of the map that was written.
    pub fn saved(&mut self, path: PathBuf, base: Fingerprint, point: HistoryPoint) {
        self.session.mark_saved_at(point);
        self.path = Some(path);
        self.base = Some(base);
        self.saved_at = Some(clock());
        self.read_only = None;
    }

    /// The name in the top bar: the map's title, or its file's name, or "Untitled".
    pub fn name(&self) -> String {
        let title = self.session.map().about().title.trim();
        if !title.is_empty() {
            return title.to_owned();
        }
        self.path
            .as_deref()
            .and_then(Path::file_stem)
            .map_or("Untitled map".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    /// A file name for a first save or an export: the title in small letters with hyphens.
    pub fn suggested_name(&self, ending: &str) -> String {
        format!("{}.{ending}", slug(&self.name()))
    }
}

/// A name fit for every disk: small letters and digits with hyphens between the words.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        match letter.is_alphanumeric() {
            true => slug.push(letter),
            false if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            false => {}
        }
    }
    let slug = slug.trim_matches('-').chars().take(60).collect::<String>();
    if slug.is_empty() { "journey".to_owned() } else { slug }
}

/// The time of day as `21:40`.
fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{AboutField, Command};
    use crate::model::{MapId, Uid};

    fn titled(title: &str) -> Document {
        let mut document = Document::unsaved(Map::new(MapId(Uid(1))));
        document.session.run(&Command::SetAbout(AboutField::Title(title.to_owned()))).unwrap();
        document
    }

    #[test]
    fn suggested_names_are_fit_for_every_disk() {
        assert_eq!(titled("Dorothy to the Wizard").suggested_name("ron"), "dorothy-to-the-wizard.ron");
        assert_eq!(titled("  a/b: “c”? ").suggested_name("png"), "a-b-c.png");
        assert_eq!(titled("???").suggested_name("ron"), "journey.ron");
        assert_eq!(titled("").suggested_name("ron"), "untitled-map.ron");
    }
}
