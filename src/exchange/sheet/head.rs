//! Where the titles of a table stand: in its first row, or below a few lines that say what the table is.

use super::{Sheet, SheetError, shortened};

/// So many lines of one cell each may stand above the titles; where more do, the table has one column.
const MOST_LINES: usize = 20;

/// Looks for the titles, row by row.
#[derive(Default)]
pub(super) struct Head {
    /// Rows with one cell that is filled, each with its number in the file.
    lines: Vec<(u32, Vec<String>)>,
}

impl Head {
    /// Takes in the next row; the table, once its titles are known.
    pub fn row<'c>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = &'c str> + Clone,
    ) -> Result<Option<Sheet>, SheetError> {
        match cells.clone().filter(|cell| !cell.trim().is_empty()).count() {
            0 => return Ok(None),
            1 => {
                self.lines.push((number, cells.map(str::to_owned).collect()));
                return if self.lines.len() > MOST_LINES { self.end().map(Some) } else { Ok(None) };
            }
            _ => {}
        }
        let mut sheet = Sheet::with_titles(cells.map(shortened).collect());
        if !self.lines.is_empty() {
            let note = format!("The titles are taken from row {number}; what stands above them is left out.");
            sheet.notes.push(note);
        }
        Ok(Some(sheet))
    }

    /// The table of one column that the rows so far make.
    ///
    /// # Errors
    /// If there was no row.
    pub fn end(&mut self) -> Result<Sheet, SheetError> {
        let mut lines = std::mem::take(&mut self.lines).into_iter();
        let (_, titles) = lines.next().ok_or(SheetError::Empty)?;
        let mut sheet = Sheet::with_titles(titles.iter().map(|title| shortened(title)).collect());
        for (number, cells) in lines {
            sheet.push(number, cells.iter().map(String::as_str))?;
        }
        Ok(sheet)
    }
}
