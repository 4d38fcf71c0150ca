//! Where the table's columns stand, and their titles.
//!
//! Here never come rows.

use egui::{Align2, Color32, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use crate::compare::Order;
use crate::gui::{style, widgets};
use crate::text::Icon;

/// Height of the titles in points.
pub const TITLES: f32 = 30.0;
/// A window at least as wide shows every word, in points.
pub const WIDE: f32 = 1400.0;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Kind,
    FromTo,
    Stage,
    Pain,
    Emotion,
    Evidence,
    Owner,
    Effort,
    Horizon,
    Status,
}

impl Column {
    /// Every column from left to right.
    pub const ALL: [Column; 10] = [
        Column::Kind,
        Column::FromTo,
        Column::Stage,
        Column::Pain,
        Column::Emotion,
        Column::Evidence,
        Column::Owner,
        Column::Effort,
        Column::Horizon,
        Column::Status,
    ];

    /// Its title.
    pub fn title(self, wide: bool) -> &'static str {
        match self {
            Column::Kind => "Kind",
            Column::FromTo => "From → to",
            Column::Stage => "Stage",
            Column::Pain => "Pain",
            Column::Emotion => "Emotion",
            Column::Evidence if wide => "Evidence, weaker end",
            Column::Evidence => "Evidence",
            Column::Owner => "Owner",
            Column::Effort => "Effort",
            Column::Horizon => "Horizon",
            Column::Status => "Status",
        }
    }

    /// Whether it is about work that is still to do.
    fn is_planned(self) -> bool {
        match self {
            Column::Owner | Column::Effort | Column::Horizon | Column::Status => true,
            Column::Kind
            | Column::FromTo
            | Column::Stage
            | Column::Pain
            | Column::Emotion
            | Column::Evidence => false,
        }
    }

    fn width(self, wide: bool) -> f32 {
        match (self, wide) {
            (Column::Kind, true) => 40.0,
            (Column::Kind, false) => 36.0,
            (Column::FromTo, _) => 0.0,
            (Column::Stage, true) => 114.0,
            (Column::Stage, false) => 94.0,
            (Column::Pain, true) => 130.0,
            (Column::Pain, false) => 104.0,
            (Column::Emotion, true) => 122.0,
            (Column::Emotion, false) => 112.0,
            (Column::Evidence, true) => 144.0,
            (Column::Evidence, false) => 102.0,
            (Column::Owner, true) => 134.0,
            (Column::Owner, false) => 108.0,
            (Column::Effort, true) => 92.0,
            (Column::Effort, false) => 80.0,
            (Column::Horizon, true) => 88.0,
            (Column::Horizon, false) => 80.0,
            (Column::Status, true) => 158.0,
            (Column::Status, false) => 140.0,
        }
    }
}

/// Where the columns stand on the screen.
pub struct Columns {
    places: Vec<(Column, Rangef)>,
    /// Whether there is room for every word.
    pub wide: bool,
    /// Where the table begins and ends.
    pub x: Rangef,
}

impl Columns {
    /// The columns between two places; those about work are left out of a `record` of what has happened.
    pub fn new(x: Rangef, record: bool) -> Columns {
        let wide = x.span() >= WIDE;
        let side = if wide { 24.0 } else { 16.0 };
        let shown: Vec<Column> = Column::ALL.into_iter().filter(|column| !record || !column.is_planned()).collect();
        let fixed: f32 = shown.iter().map(|column| column.width(wide)).sum();
        let rest = (x.span() - side - 36.0 - fixed).max(120.0);
        let mut left = x.min + side;
        let place = |column: &Column| {
            let width = if *column == Column::FromTo { rest } else { column.width(wide) };
            let place = Rangef::new(left, left + width - 10.0);
            left += width;
            (*column, place)
        };
        let places = shown.iter().map(place).collect();
        Columns { places, wide, x }
    }

    /// The columns that are shown.
    pub fn shown(&self) -> impl Iterator<Item = Column> + '_ {
        self.places.iter().map(|(column, _)| *column)
    }

    /// Where a column stands; an empty place if it is left out.
    pub fn at(&self, column: Column) -> Rangef {
        let found = self.places.iter().find(|(other, _)| *other == column);
        found.map_or(Rangef::new(self.x.max, self.x.max), |(_, place)| *place)
    }

    /// A column's cell in a row.
    pub fn cell(&self, column: Column, row: Rect) -> Rect {
        Rect::from_x_y_ranges(self.at(column), row.y_range())
    }

    /// Draws the titles.
    pub fn titles_ui(&self, ui: &mut Ui, order: Order) {
        let theme = widgets::theme(ui);
        let (row, _) = ui.allocate_exact_size(egui::vec2(self.x.span(), TITLES), Sense::hover());
        ui.painter().rect_filled(row, 0.0, theme.panel);
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
        let line = ui.new_child(egui::UiBuilder::new().id_salt("titles").max_rect(row));
        line.ctx().clone().accesskit_node_builder(line.unique_id(), |node| node.set_role(Role::Row));
        for column in self.shown() {
            let cell = self.cell(column, row);
            let title = column.title(self.wide);
            let response = line.interact(cell, line.unique_id().with(title), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title));
            let ink: Color32 = theme.ink_soft.into();
            let text = widgets::elided(&line, title, style::semibold(style::META), ink, cell.width() + 8.0);
            let after = pos2(cell.left() + text.size().x + 12.0, cell.center().y);
            line.painter().galley(pos2(cell.left(), cell.center().y - text.size().y / 2.0), text, ink);
            if column == Column::Emotion && order == Order::Emotion {
                let arrow = Icon::ArrowDownward.character();
                line.painter().text(after, Align2::CENTER_CENTER, arrow, style::icon_font(14.0, false), ink);
            }
        }
    }
}
