//! What cells from a spreadsheet would become: each with its place, and what does not fit with its reason.
//!
//! Nothing changes before Paste is pressed.

use egui::{Context, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::{Wish, buttons, enter_answers, framed, well};
use crate::edit::clipboard::{Fill, Filled, Grid, Start, fill};
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton};
use crate::model::*;
use crate::text::Icon;

/// The most rows and columns of the preview; all of them are pasted.
const MOST: (usize, usize) = (24, 12);
/// Width of a column of the preview in points.
const COLUMN: f32 = 120.0;

/// The dialog's state.
pub struct PasteDialog {
    /// The cells as they are read: rows are lanes, columns touchpoints.
    grid: Grid,
    start: Start,
    fill: Fill,
    turned: bool,
    /// Whether a button is still to take the keyboard.
    fresh: bool,
}

/// What the dialog wants done with the map.
#[derive(Debug, Clone, PartialEq)]
pub enum PasteWish {
    /// Paste what fits.
    Paste,
    /// Read rows as columns and the other way round.
    Turn,
}

impl PasteDialog {
    /// Plans a paste.
    pub fn new(map: &Map, grid: Grid, start: Start, ids: &mut impl IdSource) -> PasteDialog {
        let fill = fill(map, &grid, start.clone(), ids);
        PasteDialog { grid, start, fill, turned: false, fresh: true }
    }

    /// Plans it anew with rows and columns exchanged.
    pub fn turn(&mut self, map: &Map, ids: &mut impl IdSource) {
        let grid = &self.grid;
        let column = |at: usize| (0..grid.height()).map(|row| grid.cell(row, at).to_owned()).collect();
        self.grid = Grid::new((0..grid.width()).map(column).collect());
        self.fill = fill(map, &self.grid, self.start.clone(), ids);
        self.turned = !self.turned;
    }

    /// What is pasted, and how many cells that are.
    pub fn plan(&self) -> &Fill {
        &self.fill
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, wishes: &mut Vec<Wish>) {
        let close = framed(ctx, "Paste a table", 860.0, |ui| {
            let theme = widgets::theme(ui);
            ui.label(style::meta(self.sentence(), theme));
            ui.add_space(8.0);
            well(ui).show(ui, |ui| {
                ScrollArea::both().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
                    widgets::reading_keys(ui);
                    self.table(ui);
                });
            });
            self.misfits(ui);
            self.answers(ui, wishes);
        });
        if close {
            wishes.push(Wish::Close);
        }
    }

    fn sentence(&self) -> String {
        let new = self.fill.columns.iter().filter(|name| !name.is_empty()).count();
        let columns = if new == 1 { "1 touchpoint".to_owned() } else { format!("{new} touchpoints") };
        let filled = self.fill.filled.len();
        let cells = if filled == 1 { "1 cell goes".to_owned() } else { format!("{filled} cells go") };
        let misfits = match self.fill.misfits.len() {
            0 => String::new(),
            1 => "; 1 does not fit".to_owned(),
            many => format!("; {many} do not fit"),
        };
        let replaced = match self.fill.filled.iter().filter(|cell| cell.replaces()).count() {
            0 => String::new(),
            1 => "; 1 takes the place of what stands there".to_owned(),
            many => format!("; {many} take the place of what stands there"),
        };
        format!("{cells} to {columns}{misfits}{replaced}.")
    }

    fn table(&self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        let (rows, columns) = (self.grid.height().min(MOST.0), self.grid.width().min(MOST.1));
        let heading = |ui: &mut Ui, text: &str| {
            let text = widgets::elided(ui, text, style::semibold(style::META), theme.ink, COLUMN - 8.0);
            ui.add_sized(vec2(COLUMN, 20.0), egui::Label::new(egui::WidgetText::from(text)));
        };
        egui::Grid::new("cells").striped(false).min_col_width(COLUMN).spacing(vec2(4.0, 4.0)).show(ui, |ui| {
            heading(ui, "");
            for column in 0..columns {
                heading(ui, &self.fill.columns[column]);
            }
            ui.end_row();
            for row in 0..rows {
                heading(ui, &self.fill.rows[row]);
                for column in 0..columns {
                    self.cell(ui, row, column);
                }
                ui.end_row();
            }
        });
        let more = (self.grid.height() - rows, self.grid.width() - columns);
        if more != (0, 0) {
            let words = format!("… and {} more rows, {} more columns.", more.0, more.1);
            ui.label(style::meta(words, theme));
        }
    }

    fn cell(&self, ui: &mut Ui, row: usize, column: usize) {
        let theme = widgets::theme(ui);
        let text = self.grid.cell(row, column).trim();
        let misfit = self.fill.misfits.iter().find(|misfit| (misfit.row, misfit.column) == (row, column));
        let placed = self.fill.filled.iter().find(|cell| (cell.row, cell.column) == (row, column));
        let ink = match (misfit, placed) {
            (Some(_), _) | (None, Some(Filled { replaces: Some(_), .. })) => theme.warn,
            (None, Some(_)) => theme.ink,
            (None, None) => theme.ink_faint,
        };
        // What stays out and what takes the place of something is told by a mark, and by its colour only besides.
        let (mark, why) = match (misfit, placed) {
            (Some(misfit), _) => ("× ", misfit.reason.clone()),
            (None, Some(Filled { replaces: Some(before), place, .. })) => {
                ("↺ ", format!("{place}, in place of “{before}”"))
            }
            (None, Some(placed)) => ("", placed.place.clone()),
            (None, None) => ("", String::new()),
        };
        let shown = format!("{mark}{text}");
        let words = widgets::elided(ui, &shown, style::regular(style::META), ink, COLUMN - 8.0);
        let response = ui.add_sized(vec2(COLUMN, 20.0), egui::Label::new(egui::WidgetText::from(words)));
        if !why.is_empty() {
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{shown}: {why}")));
            response.on_hover_text(why);
        }
    }

    fn misfits(&self, ui: &mut Ui) {
        const SHOWN: usize = 4;
        let theme = widgets::theme(ui);
        for misfit in self.fill.misfits.iter().take(SHOWN) {
            let text = crate::words::shortened(&misfit.text, 60);
            let words = format!(
                "Row {}, column {}: “{}” stays out, {}.",
                misfit.row + 1,
                misfit.column + 1,
                text,
                misfit.reason
            );
            ui.label(style::meta(words, theme));
        }
        if self.fill.misfits.len() > SHOWN {
            ui.label(style::meta(format!("… and {} more.", self.fill.misfits.len() - SHOWN), theme));
        }
    }

    fn answers(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let fits = self.fill.command.is_some();
        let enter = enter_answers(ui);
        buttons(ui, |ui| {
            let paste = ui.add_enabled(fits, PushButton::new("Paste", Emphasis::Primary).icon(Icon::ContentPaste));
            if paste.clicked() || (enter && fits) {
                wishes.push(Wish::PasteGrid(PasteWish::Paste));
            }
            let cancel = ui.add(PushButton::new("Cancel", Emphasis::Secondary));
            if std::mem::take(&mut self.fresh) {
                if fits { &paste } else { &cancel }.request_focus();
            }
            if cancel.clicked() {
                wishes.push(Wish::Close);
            }
            let turned = widgets::checkbox(ui, "Rows are touchpoints", self.turned);
            if turned.is_some() {
                wishes.push(Wish::PasteGrid(PasteWish::Turn));
            }
            if !fits {
                ui.label(RichText::new("Nothing fits here; select another place first."));
            }
        });
    }
}
