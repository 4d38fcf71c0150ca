//! The Insights mode used as a person uses it: by keys, by mouse, and while somebody types.

use egui::{Key, Modifiers};

use super::harness::Window;
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::frame::Subject;
use crate::gui::context::{Mode, Selection};
use crate::insight::{Finding, findings};
use crate::model::Map;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A window with the findings of a map.
fn findings_of(map: &Map) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    file::save(&path, map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    let mut window = Window::opening(Some(path));
    window.keys(CTRL, Key::Num3);
    window
}

fn story() -> Map {
    EXAMPLES[0].open().expect("an example")
}

impl Window {
    fn picked(&self) -> Finding {
        self.harness.state().finding().expect("a selected finding").clone()
    }
}

#[test]
fn keys_walk_the_findings_and_enter_opens_the_touchpoint_on_the_map() {
    let mut window = findings_of(&story());
    for finding in findings(window.map()) {
        assert!(window.shows(&finding.message), "{}", finding.message);
    }
    window.key(Key::J);
    let first = window.picked();
    window.key(Key::J);
    assert_ne!(window.picked(), first);
    window.key(Key::K);
    assert_eq!(window.picked(), first);
    while !matches!(window.picked().places.first(), Some(crate::model::Key::Touchpoint(_))) {
        window.key(Key::J);
    }
    let finding = window.picked();
    window.key(Key::Enter);
    let app = window.harness.state();
    assert_eq!((app.view.mode, app.view.state), (Mode::Map, finding.state));
    let Some(crate::model::Key::Touchpoint(id)) = finding.places.first() else { unreachable!("see above") };
    assert_eq!(app.selection, Selection::One(Subject::Touchpoint(*id)));
}
