//! The plan as a page of Markdown and as a table for spreadsheets.

use std::fmt::Write as _;

use super::columns::{PAGE, RECORD_PAGE, RECORD_SHEET, SHEET};
use super::{Filter, Group, Grouping, Order, Plan, PlanColumn, Progress};
use crate::compare::{Comparison, Coverage, DISTANCE_MEANING, Distance, Part};
use crate::exchange::{csv, markdown};

/// A plan with all that is said above and below its rows.
#[derive(Debug, Clone, Copy)]
pub struct PlanTable<'a> {
    /// What stands at the head, e.g. "Plan: Dorothy to the Wizard".
    pub title: &'a str,
    /// Whether the changes have happened already: then there is nothing to own, to weigh or to close.
    pub is_record: bool,
    /// The rows.
    pub plan: &'a Plan,
    /// Whose rows they are.
    pub comparison: &'a Comparison,
    /// What the snapshots show, if that was asked for.
    pub progress: Option<&'a Progress>,
    /// Which rows.
    pub filter: &'a Filter,
    /// What they are put together by.
    pub grouping: Grouping,
    /// In which order.
    pub order: Order,
}

impl PlanTable<'_> {
    fn groups(&self) -> Vec<Group> {
        self.plan.groups(self.filter, self.grouping, self.order)
    }

    /// A page with the distance and what it means, the headline, and one table for each group.
    pub fn to_markdown(&self) -> String {
        let mut page = String::new();
        let _ = writeln!(page, "# {}\n", markdown::escape(self.title));
        let distance = &self.comparison.distance;
        let was = self.progress.and_then(Progress::was).map_or(String::new(), |was| format!(", {was}"));
        let _ = writeln!(page, "**Distance {} of 100**{}: {}.\n", distance.total, was, distance.parts_in_words());
        let _ = writeln!(page, "{DISTANCE_MEANING}\n");
        let _ = writeln!(page, "{}\n", self.headline());
        self.write_trend(&mut page);
        let groups = self.groups();
        for group in &groups {
            self.write_group(&mut page, group);
        }
        let shown: usize = groups.iter().map(|group| group.rows.len()).sum();
        let hidden = self.plan.rows.len() - shown;
        if hidden > 0 {
            let rows = if hidden == 1 { "row is" } else { "rows are" };
            let _ = writeln!(page, "{hidden} more {rows} left out by the filter.\n");
        }
        page.truncate(page.trim_end().len());
        page.push('\n');
        page
    }

    /// How far the plan is, or what changed, and the pain points.
    fn headline(&self) -> String {
        let counts = self.plan.counts();
        let mut headline = match self.is_record {
            true => format!("**{}.**", self.comparison.distance.summary),
            false => format!("**{}.**", counts.headline()),
        };
        if let Some(pains) = self.comparison.coverage().in_words() {
            let _ = write!(headline, " Pain points: {pains}.");
        }
        if let Some(owners) = counts.owners().filter(|_| !self.is_record) {
            let _ = write!(headline, " {owners}.");
        }
        headline
    }

    fn write_trend(&self, page: &mut String) {
        let Some(progress) = self.progress.filter(|progress| progress.trend.len() > 1) else { return };
        let rows: Vec<Vec<String>> = progress
            .trend
            .iter()
            .map(|point| {
                let day = point.date.map_or("Now".to_owned(), |date| date.to_string());
                let label = if point.date.is_some() { point.label.clone() } else { String::new() };
                vec![day, label, point.distance.to_string(), point.gaps.to_string(), point.reopened.to_string()]
            })
            .collect();
        let _ = writeln!(page, "{}", markdown::table(&["Day", "Snapshot", "Distance", "Gaps", "Reopened"], &rows));
    }

    fn write_group(&self, page: &mut String, group: &Group) {
        if !group.title.is_empty() {
            let subtitle = match group.subtitle {
                "" => String::new(),
                subtitle => format!(": {}", subtitle.to_lowercase()),
            };
            let _ = writeln!(page, "## {}{subtitle} ({})\n", markdown::escape(&group.title), self.summary(group));
        }
        let columns = if self.is_record { RECORD_PAGE } else { PAGE };
        let titles: Vec<&str> = columns.iter().map(|column| column.title(self.is_record)).collect();
        let rows =
            group.rows.iter().map(|at| columns.iter().map(|column| column.words(&self.plan.rows[*at])).collect());
        let _ = writeln!(page, "{}", markdown::table(&titles, &rows.collect::<Vec<_>>()));
    }

    fn summary(&self, group: &Group) -> String {
        match (self.is_record, group.counts.total) {
            (false, _) => group.summary(),
            (true, 1) => "1 change".to_owned(),
            (true, many) => format!("{many} changes"),
        }
    }

    /// The rows for a spreadsheet: UTF-8 with a byte order mark, RFC 4180, one row of titles.
    pub fn to_csv(&self) -> Vec<u8> {
        csv::table(self.titles(), self.cells())
    }

    /// The same for the clipboard: tabs between the cells, and no mark.
    pub fn to_tsv(&self) -> String {
        csv::tabbed(self.titles(), self.cells())
    }

    fn sheet(&self) -> &'static [PlanColumn] {
        if self.is_record { RECORD_SHEET } else { SHEET }
    }

    fn titles(&self) -> Vec<&'static str> {
        self.sheet().iter().map(|column| column.title(self.is_record)).collect()
    }

    fn cells(&self) -> Vec<Vec<csv::Cell>> {
        let cells = |at: &usize| self.sheet().iter().map(|column| column.cell(&self.plan.rows[*at])).collect();
        self.groups().iter().flat_map(|group| &group.rows).map(cells).collect()
    }
}

impl Coverage {
    /// "3 resolved, 1 reduced, 5 open, 1 new"; `None` where there are no pain points at all.
    pub fn in_words(&self) -> Option<String> {
        let counts = [
            (self.resolved, "resolved"),
            (self.reduced, "reduced"),
            (self.open, "open"),
            (self.worse, "worse"),
            (self.introduced, "new"),
        ];
        let words: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if words.is_empty() { None } else { Some(words.join(", ")) }
    }
}

impl Distance {
    /// "emotion 34, pain points 19, touchpoints 10, measures 5".
    pub fn parts_in_words(&self) -> String {
        let part = |part: Part| format!("{} {}", part.label().to_lowercase(), self.parts.get(&part).unwrap_or(&0));
        Part::ALL.map(part).join(", ")
    }
}
