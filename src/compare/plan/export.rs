//! The plan as a page of Markdown and as a table for spreadsheets.

use std::fmt::Write as _;

use super::{Filter, Group, Grouping, Order, Plan, PlanRow, Progress, Source};
use crate::compare::{Comparison, Coverage, DISTANCE_MEANING, Distance, Part};
use crate::exchange::csv::{self, Cell};
use crate::exchange::markdown;
use crate::model::*;

/// The titles of the table for spreadsheets.
pub const PLAN_COLUMNS: [&str; 21] = [
    "Step",
    "Name",
    "Kind",
    "Change",
    "Stage",
    "Is",
    "Should be",
    "Pain point",
    "Pain change",
    "Emotion gap",
    "Evidence",
    "Owner",
    "Owner taken from",
    "Effort",
    "Horizon",
    "Status",
    "Done when",
    "Closed on",
    "Moment of truth",
    "Value",
    "Note",
];

/// A plan with all that is said above and below its rows.
#[derive(Debug, Clone, Copy)]
pub struct PlanTable<'a> {
    /// The map's title.
    pub title: &'a str,
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
        let title = if self.title.trim().is_empty() { "Plan".to_owned() } else { format!("Plan: {}", self.title) };
        let _ = writeln!(page, "# {}\n", markdown::escape(&title));
        let distance = &self.comparison.distance;
        let was = self.progress.and_then(Progress::was).map_or(String::new(), |was| format!(", {was}"));
        let _ = writeln!(page, "**Distance {} of 100**{}: {}.\n", distance.total, was, distance.parts_in_words());
        let _ = writeln!(page, "{DISTANCE_MEANING}\n");
        let counts = self.plan.counts();
        let _ = writeln!(page, "**{}.** {}{}\n", counts.headline(), self.pains(), owners(counts.without_owner));
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

    fn pains(&self) -> String {
        self.comparison.coverage().in_words().map_or(String::new(), |words| format!("Pain points: {words}. "))
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
            let _ = writeln!(page, "## {}{subtitle} ({})\n", markdown::escape(&group.title), group.summary());
        }
        let titles = [
            "Step",
            "From → to",
            "Change",
            "Stage",
            "Pain",
            "Emotion",
            "Evidence",
            "Owner",
            "Effort",
            "Horizon",
            "Status",
            "Done when",
        ];
        let rows: Vec<Vec<String>> = group.rows.iter().map(|at| markdown_row(&self.plan.rows[*at])).collect();
        let _ = writeln!(page, "{}", markdown::table(&titles, &rows));
    }

    /// The rows for a spreadsheet: UTF-8 with a byte order mark, RFC 4180, one row of titles.
    pub fn to_csv(&self) -> Vec<u8> {
        let groups = self.groups();
        let rows = groups.iter().flat_map(|group| &group.rows).map(|at| csv_row(&self.plan.rows[*at]));
        csv::table(PLAN_COLUMNS, rows)
    }
}

impl PlanRow {
    /// "turned away → greeted, told each step", with the name before it where the sentence does not say it.
    pub fn sentence(&self) -> String {
        let (is, should) = (self.is.value.trim(), self.should.value.trim());
        let sentence = match (is, should) {
            ("", "") => String::new(),
            ("", should) => format!("→ {should}"),
            (is, "") => is.to_owned(),
            (is, should) => format!("{is} → {should}"),
        };
        match (self.name.trim(), sentence.as_str()) {
            (name, "") => name.to_owned(),
            ("", sentence) => sentence.to_owned(),
            (name, sentence) if sentence.contains(name) => sentence.to_owned(),
            (name, sentence) => format!("{name}: {sentence}"),
        }
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

fn owners(without: usize) -> String {
    match without {
        0 => String::new(),
        1 => "1 gap has no owner.".to_owned(),
        many => format!("{many} gaps have no owner."),
    }
}

fn step(row: &PlanRow) -> String {
    row.step.map_or(String::new(), |step| step.to_string())
}

fn change(row: &PlanRow) -> String {
    let mark = row.mark.map_or("", |mark| mark.label());
    match (row.worse, row.unjustified) {
        (false, false) => mark.to_owned(),
        (true, false) => format!("{mark}, something gets worse"),
        (false, true) => format!("{mark}, answers no pain point or goal"),
        (true, true) => format!("{mark}, something gets worse, answers no pain point or goal"),
    }
}

fn status(row: &PlanRow) -> String {
    let mut status = row.status.value.label().to_owned();
    if let Some(day) = row.closed {
        let _ = write!(status, ", {day}");
    }
    if row.is_closed_but_differs() {
        status.push_str(", but not yet on the map");
    }
    status
}

fn evidence(row: &PlanRow) -> &'static str {
    // Of a gap that is gone from all snapshots, nothing is known.
    if row.mark.is_some() { row.evidence.label() } else { "" }
}

fn markdown_row(row: &PlanRow) -> Vec<String> {
    let owner = match (row.owner.value.trim(), row.owner.source) {
        ("", _) if row.lacks_owner() => "No owner".to_owned(),
        (owner, Source::Opportunity(_) | Source::Touchpoint(_)) => format!("{owner} ({})", row.owner.source.label()),
        (owner, _) => owner.to_owned(),
    };
    let moment = if row.moment_of_truth { " (moment of truth)" } else { "" };
    vec![
        step(row),
        format!("{}{moment}", row.sentence()),
        change(row),
        row.stage_name.clone(),
        row.pain.as_ref().map_or(String::new(), |pain| format!("{}: {}", pain.text, pain.words())),
        row.emotion.map_or(String::new(), signed),
        evidence(row).to_owned(),
        owner,
        row.effort.value.map_or(String::new(), |effort| effort.label().to_owned()),
        row.horizon.value.map_or(String::new(), |horizon| horizon.label().to_owned()),
        status(row),
        row.done_when.value.clone(),
    ]
}

fn csv_row(row: &PlanRow) -> Vec<Cell> {
    let owner_source = if row.owner.value.is_empty() { "" } else { row.owner.source.label() };
    vec![
        Cell::number(row.step.map(|step| step as f64)),
        Cell::text(&row.name),
        Cell::text(row.kind.map_or("", |kind| kind.label())),
        Cell::text(change(row)),
        Cell::text(&row.stage_name),
        Cell::text(&row.is.value),
        Cell::text(&row.should.value),
        Cell::text(row.pain.as_ref().map_or("", |pain| &pain.text)),
        Cell::text(row.pain.as_ref().map_or(String::new(), |pain| pain.words())),
        Cell::number(row.emotion),
        Cell::text(evidence(row)),
        Cell::text(&row.owner.value),
        Cell::text(owner_source),
        Cell::text(row.effort.value.map_or("", |effort| effort.label())),
        Cell::text(row.horizon.value.map_or("", |horizon| horizon.label())),
        Cell::text(row.status.value.label()),
        Cell::text(&row.done_when.value),
        Cell::text(row.closed.map_or(String::new(), |day| day.to_string())),
        Cell::text(if row.moment_of_truth { "yes" } else { "" }),
        // Two decimals tell any two gaps apart.
        Cell::Number((row.value * 100.0).round() / 100.0),
        Cell::text(&row.note),
    ]
}
