//! The cheat sheet: every key there is.

use egui::{Context, ScrollArea, vec2};

use super::{Wish, focus_first, framed};
use crate::gui::command_table::{CommandId, Section, TABLE, shortcut_text};
use crate::gui::keymap;
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton};

/// Keys that the canvas answers itself, because they need what stands where.
pub const CANVAS_KEYS: &[(&str, &str)] = &[
    ("Arrows", "Go to the neighbour on the map"),
    ("Letters", "Begin a new name for what is selected"),
    ("Enter", "In a name: save it. Otherwise: add a touchpoint after this one"),
    ("Tab", "In a name: save it and go to the next card"),
    ("Esc", "Leave the name as it was"),
    ("0 to 9", "Set the emotion of the active persona; − first for below zero"),
    ("Space and drag", "Move the map"),
    ("Ctrl and wheel", "Zoom at the pointer"),
];

/// Draws it.
pub fn ui(ctx: &Context, wishes: &mut Vec<Wish>) {
    let close = framed(ctx, "Keys and commands", 780.0, |ui| {
        let theme = widgets::theme(ui);
        let height = ctx.content_rect().height() - 220.0;
        // At its height from the first frame on.
        let list = ScrollArea::vertical().min_scrolled_height(height).max_height(height);
        list.auto_shrink([false, true]).show(ui, |ui| {
            widgets::reading_keys(ui);
            ui.columns(2, |columns| {
                columns[0].label(style::strong("On the map", style::BODY, theme));
                for (keys, does) in CANVAS_KEYS {
                    row(&mut columns[0], does, &[(*keys).to_owned()]);
                }
                let mut begun = [true, false];
                for (section, column) in Section::ALL.into_iter().zip(columns_of(CANVAS_KEYS.len() + 1)) {
                    let ui = &mut columns[column];
                    // The first headings of both columns stand on one line.
                    if std::mem::replace(&mut begun[column], true) {
                        ui.add_space(8.0);
                    }
                    ui.label(style::strong(section.label(), style::BODY, theme));
                    for (does, keys) in keys_in(section) {
                        row(ui, does, &keys);
                    }
                }
            });
        });
        super::buttons(ui, |ui| {
            let close = ui.add(PushButton::new("Close", Emphasis::Primary));
            focus_first(&close);
            if close.clicked() {
                wishes.push(Wish::Close);
            }
            if ui.add(PushButton::new("Change keys…", Emphasis::Secondary)).clicked() {
                wishes.push(Wish::Close);
                wishes.push(Wish::Run(CommandId::Preferences));
            }
        });
    });
    if close {
        wishes.push(Wish::Close);
    }
}

/// The commands of a section that have keys, with these.
fn keys_in(section: Section) -> Vec<(&'static str, Vec<String>)> {
    let commands = TABLE.iter().filter(|row| row.section == section);
    let with_keys = commands.map(|command| {
        let keys = keymap::keys_of(command.id);
        (command.label, keys.iter().map(|keys| shortcut_text(*keys)).collect::<Vec<_>>())
    });
    with_keys.filter(|(_, keys)| !keys.is_empty()).collect()
}

/// The column of each section: the first takes them in their order as long as it stays no longer than the second. Above
/// them, it has so many lines already.
fn columns_of(above: usize) -> [usize; Section::ALL.len()] {
    let lines = Section::ALL.map(|section| keys_in(section).len() + 1);
    let half = (above + lines.iter().sum::<usize>()) / 2;
    let mut end = above;
    lines.map(|count| {
        let middle = end + count / 2;
        end += count;
        usize::from(middle > half)
    })
}

fn row(ui: &mut egui::Ui, words: &str, keys: &[String]) {
    ui.horizontal(|ui| {
        let size = vec2(130.0, 24.0);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(size.x);
            for key in keys.iter().take(2) {
                widgets::key_cap(ui, key);
            }
        });
        ui.add(egui::Label::new(words).wrap());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_columns_are_about_as_long_and_the_sections_stay_in_order() {
        let above = CANVAS_KEYS.len() + 1;
        let columns = columns_of(above);
        assert!(columns.is_sorted());
        let mut lines = [above, 0];
        for (section, column) in Section::ALL.into_iter().zip(columns) {
            lines[column] += keys_in(section).len() + 1;
        }
        assert!(lines[0].abs_diff(lines[1]) * 4 < lines[0] + lines[1], "{lines:?}");
    }
}
