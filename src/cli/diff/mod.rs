//! `wayfarer diff MAP [TARGET]`

mod json;
mod text;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::Outcome;
use super::input::{is_pipe, read_map, shown};
use super::output::{print, say, write_bytes};
use super::selection::target_journey;
use super::words::one_line;
use crate::compare::{
    Comparison, Filter, Grouping, Order, Plan, PlanTable, Progress, Sides, compare, snapshots_in_order,
};
use crate::exchange::Opened;
use crate::model::*;

/// How this verb ends, which is not how the others do.
const EXIT_CODES: &str = "Exit codes:\n  0  nothing differs\n  1  something differs\n  2  not compared; one sentence on standard error says why and what to do";

/// Compare a map with its ideal journey, with another map, or with a snapshot
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Diff {
    /// The map to start from, at today's journey, or - for standard input
    #[arg(value_name = "MAP")]
    map: PathBuf,

    /// The map to get to, at its journey of today, or - for standard input; without it, MAP's own ideal journey
    #[arg(value_name = "TARGET")]
    target: Option<PathBuf>,

    /// Say what has changed since a snapshot of MAP: its label, or a day, which takes the last snapshot up to then
    #[arg(long, value_name = "DATE|LABEL", conflicts_with = "target")]
    since: Option<String>,

    /// With --since: up to this later snapshot instead of today
    #[arg(long, value_name = "DATE|LABEL", requires = "since")]
    until: Option<String>,

    /// How to show it
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,
}

/// How differences are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// The plan as a page of Markdown
    Md,
    /// The plan as a table for spreadsheets
    Csv,
}

impl Diff {
    pub(super) fn run(self) -> Result<Outcome> {
        if is_pipe(&self.map) && self.target.as_deref().is_some_and(is_pipe) {
            bail!("only one of the two maps can come from standard input; name a file for the other");
        }
        let opened = read_map(&self.map, None)?;
        let target = self.target.as_ref().map(|path| read_map(path, None)).transpose()?;
        let (from, to) = self.ends(&opened, target.as_ref())?;
        let report = Report::of(&opened.map, self.target.is_none(), from, to);
        match self.format {
            DiffFormat::Text => print(&text::text(&report))?,
            DiffFormat::Json => print(&json::json(&report).to_lines())?,
            DiffFormat::Md => print(&report.with_table(Grouping::Horizon, |table| table.to_markdown()))?,
            DiffFormat::Csv => write_bytes("-".as_ref(), &report.with_table(Grouping::None, |table| table.to_csv()))?,
        }
        Ok(if report.comparison.is_identical() { Outcome::Complete } else { Outcome::Differs })
    }

    /// What is compared with what.
    fn ends<'m>(&self, opened: &'m Opened, target: Option<&'m Opened>) -> Result<(End<'m>, End<'m>)> {
        let (map, name) = (&opened.map, shown(&self.map));
        let today = End { file: name.clone(), title: &map.about().title, at: At::Today, journey: map.today() };
        if let Some(wanted) = &self.since {
            let snapshot = snapshot_of(map, wanted, &name)?;
            let past = End { at: At::Snapshot(snapshot), journey: &snapshot.journey, ..today.clone() };
            let Some(wanted) = &self.until else { return Ok((past, today)) };
            let later = snapshot_of(map, wanted, &name)?;
            if later.date < snapshot.date {
                bail!("the snapshot of {} is later than that of {}; exchange the two", snapshot.date, later.date);
            }
            let later = End { at: At::Snapshot(later), journey: &later.journey, ..today };
            return Ok((past, later));
        }
        if let (Some(target), Some(path)) = (target, &self.target) {
            return Ok((today, target_of(&target.map, shown(path))));
        }
        let Some(ideal) = map.ideal() else {
            bail!("{name} has no ideal journey; draw one in the window, or name another map to compare with");
        };
        let ideal = End { at: At::Ideal, journey: ideal, ..today.clone() };
        Ok((today, ideal))
    }
}

/// The journey of another map to compare with: today's, unless only its ideal one was drawn.
fn target_of(map: &Map, file: String) -> End<'_> {
    let (state, journey) = target_journey(map);
    let at = match state {
        State::Ideal => {
            say(&format!("{file} has no journey of today; its ideal journey is taken as the target"));
            At::Ideal
        }
        State::Today => At::Today,
    };
    End { file, title: &map.about().title, at, journey }
}

/// The snapshot with that label, else the last one up to that day.
fn snapshot_of<'m>(map: &'m Map, wanted: &str, file: &str) -> Result<&'m Snapshot> {
    let snapshots = snapshots_in_order(map);
    let folded = |text: &str| text.trim().to_lowercase();
    let labelled = snapshots.iter().rev().find(|snapshot| folded(&snapshot.label) == folded(wanted));
    let dated = || {
        let day = wanted.trim().parse::<Date>().ok()?;
        snapshots.iter().rev().find(|snapshot| snapshot.date <= day)
    };
    if let Some(found) = labelled.or_else(dated) {
        return Ok(found);
    }
    if snapshots.is_empty() {
        bail!("{file} has no snapshots; take one in the window, and compare with it later");
    }
    let known: Vec<String> =
        snapshots.iter().map(|known| format!("{} “{}”", known.date, one_line(&known.label))).collect();
    bail!("{file} has no snapshot “{}”, and none up to such a day; there are {}", one_line(wanted), known.join(", "))
}

/// Which journey of a map.
#[derive(Debug, Clone, Copy)]
enum At<'m> {
    Today,
    Ideal,
    Snapshot(&'m Snapshot),
}

/// One side of the comparison.
#[derive(Debug, Clone)]
struct End<'m> {
    file: String,
    title: &'m str,
    at: At<'m>,
    journey: &'m Journey,
}

/// Two journeys compared, with all that is said about it.
struct Report<'m> {
    from: End<'m>,
    to: End<'m>,
    comparison: Comparison,
    plan: Plan,
    /// What the snapshots show; `None` where a snapshot itself is compared.
    progress: Option<Progress>,
}

impl<'m> Report<'m> {
    /// `is_own`: whether the target is the ideal journey of the map itself.
    fn of(map: &Map, is_own: bool, from: End<'m>, to: End<'m>) -> Report<'m> {
        let is_record = matches!(from.at, At::Snapshot(_));
        // Pairs confirmed by hand lead from today's journey to one target, not to another, nor from day to day.
        let leads_to_own = |pin: &Pin| map.ideal().is_some_and(|ideal| ideal.contains_uid(pin.ideal));
        let is_meant = |pin: &&Arc<Pin>| !is_record && leads_to_own(pin) == is_own;
        let pins: Vec<_> = map.pins().filter(is_meant).cloned().collect();
        let comparison = compare(&Sides { from: from.journey, to: to.journey, pins: &pins });
        if is_record {
            let plan = Plan::between(from.journey, to.journey, &comparison);
            return Report { from, to, comparison, plan, progress: None };
        }
        let progress = Progress::work_out(map, to.journey, &pins, &comparison);
        let plan = Plan::of(map, to.journey, &comparison).with_progress(&progress);
        Report { from, to, comparison, plan, progress: Some(progress) }
    }

    /// Whether the changes have happened already.
    fn is_record(&self) -> bool {
        self.progress.is_none()
    }

    /// "Plan: Dorothy to the Wizard".
    fn title(&self) -> String {
        let what = if self.is_record() { "Changes" } else { "Plan" };
        match self.from.title.trim() {
            "" => what.to_owned(),
            title => format!("{what}: {title}"),
        }
    }

    /// Lets `write` make the plan's table.
    fn with_table<T>(&self, grouping: Grouping, write: impl FnOnce(&PlanTable<'_>) -> T) -> T {
        let (grouping, order) = match self.is_record() {
            true => (Grouping::Stage, Order::Journey),
            false => (grouping, Order::default()),
        };
        write(&PlanTable {
            title: &self.title(),
            is_record: self.is_record(),
            plan: &self.plan,
            comparison: &self.comparison,
            progress: self.progress.as_ref(),
            filter: &Filter::default(),
            grouping,
            order,
        })
    }
}
