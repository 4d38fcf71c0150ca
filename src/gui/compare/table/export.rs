//! The plan as a file: which form its name asks for, and writing it on a thread of its own.
//!
//! Here never comes the making of the table, which is the [plan](crate::compare::PlanTable)'s.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lines::Choices;
use super::progressed::Progressed;
use crate::file::disk;
use crate::gui::disk::{file_name, not_written};

/// The endings of files a plan is written to.
pub const ENDINGS: &[&str] = &["md", "csv", "tsv"];

/// A plan to write.
pub struct PlanOrder {
    pub(super) shown: Arc<Progressed>,
    pub(super) choices: Choices,
    pub(super) path: PathBuf,
    pub(super) replace: bool,
}

/// How writing a plan ended.
pub enum PlanWritten {
    /// It is in this file.
    Written(PathBuf),
    /// This file is there already; nothing was written.
    There(PathBuf),
    /// It failed, and why.
    Failed(String),
}

/// A form of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A page for people.
    Markdown,
    /// A table for spreadsheets.
    Csv,
    /// Cells for the clipboard.
    Cells,
}

impl Form {
    /// The form that a file's ending asks for; a name without an ending gets a page.
    fn of(path: &Path) -> Option<Form> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            None | Some("md" | "markdown") => Some(Form::Markdown),
            Some("csv") => Some(Form::Csv),
            Some("tsv" | "tab") => Some(Form::Cells),
            Some(_) => None,
        }
    }

    /// The plan in this form, with the rows that are shown.
    pub(super) fn bytes(self, shown: &Progressed, choices: &Choices) -> Vec<u8> {
        let title = shown.title();
        let table = shown.table(&title, &choices.filter, (choices.grouping, choices.order));
        match self {
            Form::Markdown => table.to_markdown().into_bytes(),
            Form::Csv => table.to_csv(),
            Form::Cells => table.to_tsv().into_bytes(),
        }
    }
}

/// Writes the plan.
pub fn write(order: &PlanOrder) -> PlanWritten {
    let Some(form) = Form::of(&order.path) else {
        let name = file_name(&order.path);
        return PlanWritten::Failed(format!("{name} was not written: a plan ends in .md, .csv or .tsv."));
    };
    let path = &order.path;
    if path.exists() && !order.replace {
        return PlanWritten::There(path.clone());
    }
    match disk::replace(path, &form.bytes(&order.shown, &order.choices)) {
        Ok(_) => PlanWritten::Written(path.clone()),
        Err(error) => PlanWritten::Failed(not_written(path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_says_the_form_and_others_are_refused() {
        let form = |name: &str| Form::of(Path::new(name));
        assert_eq!(form("plan"), Some(Form::Markdown));
        assert_eq!(form("plan.MD"), Some(Form::Markdown));
        assert_eq!(form("plan.csv"), Some(Form::Csv));
        assert_eq!(form("plan.tsv"), Some(Form::Cells));
        assert_eq!(form("plan.docx"), None);
    }
}
