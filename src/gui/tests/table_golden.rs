//! What somebody sees of the table: its figures, filters, groups with their sums, columns and rows, as a screen reader
//! gets them from the real window, in a file that shows every change of it.

use std::collections::BTreeMap;
use std::path::Path;

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::exchange::shipped::EXAMPLES;
use crate::file;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;

/// Below the toolbar, in points.
const TOP: f32 = 80.0;

impl Window {
    fn of_role(&self, role: egui::Role) -> Vec<(egui::Rect, String)> {
        let nodes = self.harness.query_all_by_role(role);
        let told = nodes.filter_map(|node| {
            let found = node.accesskit_node();
            let expanded = found.data().is_expanded().is_some();
            let value = found.value().map_or(String::new(), |value| format!(" {value}"));
            let on = if found.toggled() == Some(egui::accesskit::Toggled::True) { " (on)" } else { "" };
            // What a text says is its value, and what a control is called its label.
            let label = match found.label() {
                Some(label) => format!("{label}{value}{on}"),
                None => value.trim().to_owned(),
            };
            (role != egui::Role::Button || expanded).then(|| (node.rect(), label))
        });
        told.filter(|(rect, _)| rect.top() > TOP).collect()
    }

    /// One line for every line of the table, its parts from left to right.
    fn table(&self) -> String {
        let mut parts = Vec::new();
        for role in [egui::Role::CheckBox, egui::Role::ColumnHeader, egui::Role::RowHeader, egui::Role::Cell] {
            parts.extend(self.of_role(role));
        }
        parts.extend(self.of_role(egui::Role::ComboBox));
        parts.extend(self.of_role(egui::Role::Button).into_iter().map(|(rect, name)| (rect, format!("# {name}"))));
        let filters = parts.iter().map(|(rect, _)| rect.top()).fold(f32::INFINITY, f32::min);
        let figures = self.of_role(egui::Role::Label).into_iter().filter(|(rect, _)| rect.bottom() < filters);
        // Whether a month needs its year depends on the day on which one looks.
        parts.extend(figures.map(|(rect, words)| (rect, words.split(" in ").next().unwrap_or_default().to_owned())));
        let mut lines: BTreeMap<i32, Vec<(i32, String)>> = BTreeMap::new();
        for (rect, words) in parts {
            // The row says its sentence already, with its number.
            if !words.starts_with("From \u{2192} to: ") {
                let place = |at: f32| at.round() as i32;
                lines.entry(place(rect.center().y)).or_default().push((place(rect.left()), words));
            }
        }
        let told = lines.into_values().map(|mut line| {
            line.sort();
            line.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" | ")
        });
        told.collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn the_table_says_what_it_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    let map = EXAMPLES[0].open().expect("an example");
    file::save(&path, &map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    let mut window = Window::opening(Some(path));
    window.harness.state_mut().actions.push(Action::Run(CommandId::CompareTable));
    window.settle();
    window.settle();
    let mut told = format!("As it opens\n{}\n", window.table());
    window.click("Group");
    window.harness.get_by_role_and_label(egui::Role::Button, "Stage").click();
    window.settle();
    told += &format!("\nGrouped by stage\n{}\n", window.table());
    let chips = window.of_role(egui::Role::CheckBox);
    let (_, chip) = chips.iter().find(|(_, words)| words.starts_with("Moments of truth")).expect("a filter");
    window.click(chip);
    told += &format!("\nMoments of truth alone\n{}\n", window.table());

    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/table.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, &told).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file is there; UPDATE=1 writes it");
    assert!(expected == told, "if the change is meant, run again with UPDATE=1 and look at the difference:\n{told}");
}
