//! Snapshots: taking one of today's journey, and the list of those there are.
//!
//! A dialog like the others: it draws itself and hands back wishes. Here never comes a clock but for the day proposed.

use std::sync::Arc;

use egui::{Context, Ui, vec2};

use super::Span;
use crate::file;
use crate::gui::dialogs::{Wish, buttons, enter_answers, focus_first, framed, well};
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, ParsedField, PushButton, TextField};
use crate::model::*;
use crate::text::Icon;

/// What is asked about snapshots.
pub enum SnapshotDialog {
    /// A new one: its label, and its day as typed.
    Take {
        /// What it is called.
        label: String,
        /// Its day.
        date: Date,
        /// Whether the dialog was not shown yet.
        fresh: bool,
    },
    /// Those there are.
    List,
}

/// What the dialog wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum SnapshotWish {
    /// Keep today's journey.
    Take {
        /// What the snapshot is called.
        label: String,
        /// Its day.
        date: Date,
    },
    /// Compare a snapshot with what came later.
    Compare(Span),
    /// Forget a snapshot.
    Delete(SnapshotId),
    /// Ask for a new one.
    AskForNew,
}

impl SnapshotDialog {
    /// Asks for a new snapshot of this day.
    pub fn new() -> SnapshotDialog {
        SnapshotDialog::Take { label: String::new(), date: file::today(), fresh: true }
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, map: &Map, wishes: &mut Vec<Wish>) {
        let close = match self {
            SnapshotDialog::Take { label, date, fresh } => {
                framed(ctx, "Take a snapshot", 440.0, |ui| take_ui(ui, (label, date, fresh), wishes))
            }
            SnapshotDialog::List => framed(ctx, "Snapshots", 560.0, |ui| list_ui(ui, map, wishes)),
        };
        if close {
            wishes.push(Wish::Close);
        }
    }
}

fn take_ui(ui: &mut Ui, (label, date, fresh): (&mut String, &mut Date, &mut bool), wishes: &mut Vec<Wish>) {
    let theme = widgets::theme(ui);
    ui.label("Keeps today’s journey as it is now, so that progress towards the ideal can be seen.");
    widgets::section(ui, "Label", "");
    let typed = TextField::new("Label", label).hint("e.g. After the pilot").show(ui);
    if std::mem::take(fresh) {
        let id = ui.make_persistent_id(("field", "Label"));
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if let Some(text) = typed.value {
        *label = text;
    }
    widgets::section(ui, "Date", "");
    let typed = ParsedField::new("Date", date.to_string())
        .width(140.0)
        .show(ui, |text| text.trim().parse::<Date>().map_err(|error| error.to_string()));
    if let Some(day) = typed.value {
        *date = day;
    }
    ui.label(style::meta("Like 2026-05-31", theme));
    let enter = enter_answers(ui);
    let mut take = enter;
    buttons(ui, |ui| {
        take |= ui.add(PushButton::new("Take snapshot", Emphasis::Primary).icon(Icon::PhotoCamera)).clicked();
        if ui.add(PushButton::new("Cancel", Emphasis::Secondary)).clicked() {
            wishes.push(Wish::Close);
        }
    });
    if take {
        wishes.push(Wish::Snapshot(SnapshotWish::Take { label: label.trim().to_owned(), date: *date }));
    }
}

fn list_ui(ui: &mut Ui, map: &Map, wishes: &mut Vec<Wish>) {
    let theme = widgets::theme(ui);
    let mut snapshots: Vec<_> = map.snapshots().cloned().collect();
    snapshots.sort_by_key(|snapshot| std::cmp::Reverse((snapshot.date, snapshot.id)));
    if snapshots.is_empty() {
        ui.label(style::meta("There are none yet. A snapshot keeps today’s journey with a date.", theme));
    } else {
        well(ui).show(ui, |ui| {
            egui::ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
                for (at, snapshot) in snapshots.iter().enumerate() {
                    row(ui, snapshot, &snapshots[..at], wishes);
                }
            });
        });
    }
    buttons(ui, |ui| {
        let close = ui.add(PushButton::new("Close", Emphasis::Primary));
        focus_first(&close);
        if close.clicked() {
            wishes.push(Wish::Close);
        }
        if ui.add(PushButton::new("Take a snapshot…", Emphasis::Secondary).icon(Icon::PhotoCamera)).clicked() {
            wishes.push(Wish::Snapshot(SnapshotWish::AskForNew));
        }
    });
}

fn name_of(snapshot: &Snapshot) -> String {
    match snapshot.label.trim() {
        "" => snapshot.date.to_string(),
        label => label.to_owned(),
    }
}

/// One snapshot, with those that came later, the latest first.
fn row(ui: &mut Ui, snapshot: &Snapshot, later: &[Arc<Snapshot>], wishes: &mut Vec<Wish>) {
    let theme = widgets::theme(ui);
    let name = name_of(snapshot);
    ui.horizontal(|ui| {
        ui.set_min_height(36.0);
        ui.add_space(8.0);
        ui.label(style::meta(snapshot.date.to_string(), theme));
        let count = snapshot.journey.touchpoint_count();
        let words = crate::words::plural(count, "touchpoint");
        let room = (ui.available_width() - 300.0).max(80.0);
        let title = widgets::elided(ui, &name, style::semibold(style::BODY), theme.ink, room);
        let (rect, _) = ui.allocate_exact_size(vec2(room, 24.0), egui::Sense::hover());
        ui.painter().galley(egui::pos2(rect.left(), rect.center().y - title.size().y / 2.0), title, theme.ink.into());
        ui.label(style::meta(words, theme));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Delete, &format!("Delete snapshot {name}")).clicked() {
                wishes.push(Wish::Snapshot(SnapshotWish::Delete(snapshot.id)));
            }
            ui.allocate_ui(vec2(150.0, 30.0), |ui| {
                let entries = || std::iter::once("Today".to_owned()).chain(later.iter().map(|s| name_of(s))).collect();
                let field = format!("Compare {name} with");
                if let Some(at) = widgets::dropdown(ui, &field, None, "Compare with…", entries) {
                    let to = at.checked_sub(1).map(|at| later[at].id);
                    wishes.push(Wish::Snapshot(SnapshotWish::Compare(Span { from: snapshot.id, to })));
                }
            });
        });
    });
}
