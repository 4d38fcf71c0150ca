//! The loop for the minutes of a meeting: as a page, and as cells for a spreadsheet.
//!
//! Here never comes a judgement about feedback.

use std::fmt::Write as _;

use super::{LoopItem, LoopSide, one_line};
use crate::exchange::csv::{self, Cell};
use crate::exchange::markdown;
use crate::model::*;
use crate::words::capital;

pub(super) const TITLES: [&str; 9] =
    ["Status", "Said on", "Age", "What was said", "From", "About", "Rating", "Owner", "What became of it"];

fn cells(journey: &Journey, item: &LoopItem, today: Option<Date>) -> [String; TITLES.len()] {
    let feedback = &item.feedback;
    let name = |id: &PersonaId| journey.persona(*id).map_or_else(String::new, |persona| one_line(&persona.name));
    let place = |id: &TouchpointId| journey.touchpoint(*id).map_or_else(String::new, |at| one_line(&at.name));
    [
        feedback.status.label().to_owned(),
        feedback.date.map_or_else(String::new, |date| date.to_string()),
        item.age(today),
        feedback.text.trim().to_owned(),
        item.from.iter().map(name).collect::<Vec<_>>().join(", "),
        item.about.iter().map(place).collect::<Vec<_>>().join(", "),
        feedback.rating.map_or_else(String::new, |rating| format!("{rating} of 5")),
        one_line(&item.owner),
        item.led_to.iter().map(|led_to| led_to.words(journey)).collect::<Vec<_>>().join("; "),
    ]
}

/// The lists for the minutes of a meeting: a heading with the share answered, and a table, for either side.
pub fn markdown(journey: &Journey, sides: &[LoopSide], today: Option<Date>) -> String {
    let mut page = String::new();
    for side in sides {
        let _ = writeln!(page, "## {}\n\n{}.\n", side.title(), capital(&side.closure_words()));
        if !side.items.is_empty() {
            let rows: Vec<Vec<String>> = side.items.iter().map(|item| cells(journey, item, today).into()).collect();
            let _ = writeln!(page, "{}", markdown::table(&TITLES, &rows));
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The same as cells for a spreadsheet, one table with whose feedback it is in the first column.
pub fn cells_text(journey: &Journey, sides: &[LoopSide], today: Option<Date>) -> String {
    let rows = sides.iter().flat_map(|side| {
        let row = |item: &LoopItem| {
            let whose = Cell::text(side.voice.label());
            std::iter::once(whose).chain(cells(journey, item, today).map(Cell::text)).collect()
        };
        side.items.iter().map(row).collect::<Vec<Vec<Cell>>>()
    });
    csv::tabbed(std::iter::once("Whose").chain(TITLES), rows)
}
