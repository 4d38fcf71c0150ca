//! What stands in a cell of a table, and how the cells of a column are put in order.
//!
//! Here never come drawing or the map.

use std::cmp::Ordering;

use crate::model::Level;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// As it is read; empty where nothing is said.
    pub text: String,
    order: Sorted,
}

/// How a cell sorts.
#[derive(Debug, Clone, PartialEq)]
enum Sorted {
    Words(String),
    Number(f64),
    /// Nothing is said: last, whichever way the column is sorted.
    Unsaid,
}

impl Cell {
    /// Words.
    pub fn words(text: impl Into<String>) -> Cell {
        let text: String = text.into();
        let order = if text.trim().is_empty() { Sorted::Unsaid } else { Sorted::Words(text.to_lowercase()) };
        Cell { text, order }
    }

    /// A number as words say it; `None` is not said.
    pub fn number(number: Option<f64>, text: impl Fn(f64) -> String) -> Cell {
        match number {
            Some(number) => Cell { text: text(number), order: Sorted::Number(number) },
            None => Cell { text: String::new(), order: Sorted::Unsaid },
        }
    }

    /// How many.
    pub fn count(count: usize) -> Cell {
        Cell::number(Some(count as f64), |_| count.to_string())
    }

    /// A level of a scale.
    pub fn level(level: Option<Level>) -> Cell {
        Cell::number(level.map(|level| f64::from(level.get())), |level| format!("{level}"))
    }

    /// One of a few choices, which sort in their own order.
    pub fn choice(at: usize, label: &str) -> Cell {
        Cell { text: label.to_owned(), order: Sorted::Number(at as f64) }
    }

    /// A count of nothing, in words.
    pub fn none(text: &str) -> Cell {
        Cell { text: text.to_owned(), order: Sorted::Number(0.0) }
    }

    /// Whether nothing is said.
    #[cfg(test)]
    pub fn is_unsaid(&self) -> bool {
        self.order == Sorted::Unsaid
    }

    /// Compares two cells of a column; what is not said comes last both ways.
    pub fn compare(&self, other: &Cell, down: bool) -> Ordering {
        let way = |order: Ordering| if down { order.reverse() } else { order };
        match (&self.order, &other.order) {
            (Sorted::Unsaid, Sorted::Unsaid) => Ordering::Equal,
            (Sorted::Unsaid, _) => Ordering::Greater,
            (_, Sorted::Unsaid) => Ordering::Less,
            (Sorted::Words(a), Sorted::Words(b)) => way(a.cmp(b)),
            (Sorted::Number(a), Sorted::Number(b)) => way(a.total_cmp(b)),
            (Sorted::Number(_), Sorted::Words(_)) => Ordering::Less,
            (Sorted::Words(_), Sorted::Number(_)) => Ordering::Greater,
        }
    }
}
