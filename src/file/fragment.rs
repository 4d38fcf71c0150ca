//! What was copied, as text: the records of a map file with a first line that says what was picked; and the one place
//! where it waits for another window.
//!
//! The system's clipboard holds plain text, so that everything can be pasted everywhere. Our own form lies beside it,
//! under the fingerprint of that text: whoever pastes the very text gets every field with it, and as soon as something
//! else is copied anywhere the fragment is forgotten.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fingerprint::Fingerprint;
use super::read::MAX_BYTES;
use super::{disk, parse, to_text};
use crate::edit::clipboard::Fragment;
use crate::model::*;

const PICKED: &str = "// Copied from a journey map: ";
const BESIDE: &str = "// The text on the clipboard: ";

/// A fragment as text.
pub fn fragment_to_text(fragment: &Fragment) -> String {
    let ids: Vec<String> = fragment.picked.iter().filter_map(|key| uid_of(*key)).map(|uid| uid.to_string()).collect();
    format!("{PICKED}{}\n{}", ids.join(" "), to_text(&fragment.map))
}

/// The fragment in a text; `None` if the text is none.
pub fn fragment_from_text(text: &str) -> Option<Fragment> {
    let (first, _) = text.split_once('\n')?;
    let ids = first.strip_prefix(PICKED)?;
    let map = parse(text.as_bytes(), "the clipboard").ok()?;
    let uids = ids.split_whitespace().map(|id| id.parse::<Uid>().ok()).collect::<Option<Vec<Uid>>>()?;
    let picked = uids.into_iter().map(|uid| key_of(map.today(), uid)).collect::<Option<Vec<Key>>>()?;
    Some(Fragment { map, picked })
}

/// Keeps a fragment for whoever pastes `plain`, the text that was put on the clipboard with it.
///
/// # Errors
/// If the state directory takes no file.
pub fn keep_copied(state: &Path, plain: &str, fragment: &Fragment) -> io::Result<()> {
    fs::create_dir_all(state)?;
    let text = format!("{BESIDE}{}\n{}", mark_of(plain), fragment_to_text(fragment));
    disk::replace(&copied_path(state), text.as_bytes()).map(|_| ())
}

/// The fragment that was copied together with the text `plain`; `None` if something else was copied since, or nothing.
pub fn copied(state: &Path, plain: &str) -> Option<Fragment> {
    let path = copied_path(state);
    if fs::metadata(&path).ok()?.len() > MAX_BYTES as u64 {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let (first, rest) = text.split_once('\n')?;
    if first.strip_prefix(BESIDE)? != mark_of(plain).to_string() {
        return None;
    }
    fragment_from_text(rest)
}

/// What a text is recognised by: some systems change its line ends or drop the last one.
pub fn mark_of(plain: &str) -> Fingerprint {
    Fingerprint::of(plain.replace("\r\n", "\n").trim_end_matches('\n').as_bytes())
}

fn copied_path(state: &Path) -> PathBuf {
    state.join("copied.ron")
}

fn uid_of(key: Key) -> Option<Uid> {
    match key {
        Key::Stage(id) => Some(id.0),
        Key::Persona(id) => Some(id.0),
        Key::Lane(id) => Some(id.0),
        Key::Touchpoint(id) => Some(id.0),
        Key::Pain(id) => Some(id.0),
        Key::Opportunity(id) => Some(id.0),
        Key::Feedback(id) => Some(id.0),
        Key::Measure(id) => Some(id.0),
        Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => None,
    }
}

fn key_of(journey: &Journey, uid: Uid) -> Option<Key> {
    [
        Key::Stage(StageId(uid)),
        Key::Persona(PersonaId(uid)),
        Key::Lane(LaneId(uid)),
        Key::Touchpoint(TouchpointId(uid)),
        Key::Pain(PainId(uid)),
        Key::Opportunity(OpportunityId(uid)),
        Key::Feedback(FeedbackId(uid)),
        Key::Measure(MeasureId(uid)),
    ]
    .into_iter()
    .find(|key| journey.get(*key).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::clipboard::copy;
    use crate::model::arbitrary::random_map;

    #[test]
    fn any_part_of_any_map_reads_back_as_it_was_copied() {
        for round in 0..60 {
            let map = random_map(round, 12);
            let keys: Vec<Key> = map.today().records().iter().map(Record::key).collect();
            for picked in keys.chunks(3) {
                let Some(fragment) = copy(&map, State::Today, picked) else { continue };
                assert_eq!(fragment_from_text(&fragment_to_text(&fragment)), Some(fragment), "round {round}");
            }
        }
    }

    #[test]
    fn a_fragment_is_found_by_the_text_it_was_copied_with_and_by_no_other() {
        let state = tempfile::tempdir().unwrap();
        let map = random_map(3, 12);
        let first = Key::Touchpoint(map.today().touchpoints().next().unwrap().id);
        let fragment = copy(&map, State::Today, &[first]).unwrap();
        keep_copied(state.path(), "One\nTwo", &fragment).unwrap();
        assert_eq!(copied(state.path(), "One\r\nTwo\r\n"), Some(fragment));
        assert_eq!(copied(state.path(), "One"), None);
    }
}
