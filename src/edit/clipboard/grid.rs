//! Rows and columns as spreadsheets put them on the clipboard.

/// Cells in rows. Rows may differ in length; a missing cell is an empty one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A grid of these rows; empty rows and columns at its end are left out.
    pub fn new(mut rows: Vec<Vec<String>>) -> Grid {
        for row in &mut rows {
            let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            row.truncate(filled);
        }
        let filled = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        rows.truncate(filled);
        Grid { rows }
    }

    /// Reads cells parted by tabs and rows parted by line ends; a cell in quotation marks may hold both, and doubled
    /// quotation marks for single ones. Nothing is refused: a quotation mark left open reaches to the end.
    pub fn parse(text: &str) -> Grid {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = Reader::default();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if reader.quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    reader.cell.push('"');
                }
                '"' if reader.quoted => reader.quoted = false,
                '"' if reader.cell.is_empty() => reader.quoted = true,
                '\t' if !reader.quoted => reader.end_cell(),
                '\r' if !reader.quoted && chars.peek() == Some(&'\n') => {}
                '\n' | '\r' if !reader.quoted => reader.end_row(),
                '\r' if chars.peek() == Some(&'\n') => {}
                other => reader.cell.push(other),
            }
        }
        reader.end_row();
        Grid::new(reader.rows)
    }

    /// Whether it is more than a list: some row has two cells.
    pub fn is_table(&self) -> bool {
        self.width() > 1
    }

    /// The number of rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The number of cells of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// A cell; empty outside the grid.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// As spreadsheets take it: [`Grid::parse`] reads it back as it was.
    pub fn to_text(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(|row| row_text(row)).collect();
        rows.join("\n")
    }
}

fn row_text(row: &[String]) -> String {
    let cells: Vec<String> = row.iter().map(|cell| cell_text(cell)).collect();
    cells.join("\t")
}

fn cell_text(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"', '\u{FEFF}']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[derive(Default)]
struct Reader {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: String,
    quoted: bool,
}

impl Reader {
    fn end_cell(&mut self) {
        self.row.push(std::mem::take(&mut self.cell));
    }

    fn end_row(&mut self) {
        self.quoted = false;
        self.end_cell();
        self.rows.push(std::mem::take(&mut self.row));
    }
}
