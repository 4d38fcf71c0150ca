//! `wayfarer check MAP…`

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use super::figures::figures_json;
use super::input::{is_pipe, read_map, shown};
use super::json::Json;
use super::listening::{loop_json, partings_json};
use super::{Outcome, output};
use crate::exchange::markdown;
use crate::file::{self, maps_in};
use crate::insight::portfolio::{Column, Number, Standing};
use crate::insight::{self, Finding};
use crate::model::*;

/// How this verb ends, which is not how the others do.
const EXIT_CODES: &str = "Exit codes:\n  0  nothing was found\n  1  something was found, or a file in a folder could not be read\n  2  not checked; one sentence on standard error says why and what to do";

/// Ask maps the questions of the method
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Check {
    /// The maps, folders of maps, or - for standard input
    #[arg(value_name = "MAP", required = true)]
    maps: Vec<PathBuf>,

    /// How to show what was found
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    format: CheckFormat,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people
    Text,
    /// For programs; the fields stay as the README lists them
    Json,
    /// For a document, with reasons and remedies
    Md,
}

/// A map with what was found on it.
struct Checked {
    name: String,
    map: Map,
    findings: Vec<Finding>,
    standing: Standing,
}

/// A file that could not be read.
struct Broken {
    name: String,
    /// What is wrong with it, in a sentence.
    fault: String,
}

/// A file that is meant.
struct Meant {
    path: PathBuf,
    /// Whether it was not named, but is in a folder that was.
    in_folder: bool,
}

impl Check {
    pub(super) fn run(self) -> Result<Outcome> {
        let (mut checked, mut broken) = (Vec::new(), Vec::new());
        for Meant { path, in_folder } in files(&self.maps)? {
            match read_map(&path, None) {
                Ok(opened) => {
                    let findings = insight::findings(&opened.map);
                    let standing = Standing::of(&opened.map, &findings);
                    checked.push(Checked { name: shown(&path), map: opened.map, findings, standing });
                }
                // One broken file of a folder says nothing about the others.
                Err(fault) if in_folder => broken.push(Broken { name: shown(&path), fault: format!("{fault:#}") }),
                Err(fault) => return Err(fault),
            }
        }
        for file in &broken {
            output::say(&file.fault);
        }
        // Worst first; maps that are equally bad stay in the order they were named.
        checked.sort_by(|a, b| a.standing.worse_first(&b.standing));
        let date = Some(file::today());
        let shown = match self.format {
            CheckFormat::Text => text(&checked),
            CheckFormat::Json => json(&checked, &broken, date).to_lines(),
            CheckFormat::Md => pages(&checked, date),
        };
        output::print(&shown)?;
        let found = !broken.is_empty() || checked.iter().any(|map| map.standing.tally.open() > 0);
        Ok(if found { Outcome::Found } else { Outcome::Complete })
    }
}

/// The reports of all maps, with a table of the maps first if there are several.
fn pages(checked: &[Checked], date: Option<Date>) -> String {
    let mut pages = Vec::new();
    if checked.len() > 1 {
        let mut titles = vec!["Map"];
        titles.extend(Column::ALL.map(Column::title));
        let row = |map: &Checked| {
            let numbers = Column::ALL.map(|column| map.standing.words(column));
            std::iter::once(map.name.clone()).chain(numbers).collect()
        };
        let rows: Vec<Vec<String>> = checked.iter().map(row).collect();
        pages.push(format!("# Maps, worst first\n\n{}", markdown::table(&titles, &rows)));
    }
    pages.extend(checked.iter().map(|map| insight::report::markdown(&map.map, &map.findings, date)));
    pages.join("\n")
}

/// The files that are meant: a folder stands for the maps in it, by name.
fn files(paths: &[PathBuf]) -> Result<Vec<Meant>> {
    let mut files = Vec::new();
    for path in paths {
        if is_pipe(path) || !path.is_dir() {
            files.push(Meant { path: path.clone(), in_folder: false });
            continue;
        }
        let could_not = || format!("{} could not be read", path.display());
        let found = maps_in(path).map_err(output::io_reason).with_context(could_not)?;
        if found.is_empty() {
            bail!("{} holds no map, nor does a folder in it; name a folder with .ron files", path.display());
        }
        files.extend(found.into_iter().map(|path| Meant { path, in_folder: true }));
    }
    Ok(files)
}

fn text(checked: &[Checked]) -> String {
    let mut out = String::new();
    if checked.len() > 1 {
        write_portfolio(&mut out, checked);
    }
    for map in checked {
        let _ = writeln!(out, "{}: {}", map.name, map.standing.tally);
        let steps = insight::report::Steps::of(&map.map);
        for (topic, found) in insight::report::by_topic(&map.findings) {
            let _ = writeln!(out, "\n{}", topic.label());
            for (at, finding) in found.iter().enumerate() {
                write_finding(&mut out, (&map.map, &steps), finding);
                // What several findings of one rule ask for is said once, after the last of them.
                let goes_on = found.get(at + 1).is_some_and(|next| next.rule == finding.rule);
                if finding.is_open() && !goes_on {
                    let _ = writeln!(out, "           → {}", finding.rule.remedy);
                }
            }
        }
        out.push('\n');
    }
    out
}

fn write_finding(out: &mut String, (map, steps): (&Map, &insight::report::Steps), finding: &Finding) {
    let ideal = if finding.state == State::Ideal { "Ideal: " } else { "" };
    let _ = writeln!(out, "  {:<8} {ideal}{}", finding.verdict.label(), finding.message);
    let place = steps.place_text(map, finding);
    let more: Vec<&str> =
        [finding.detail.as_str(), &place, finding.rule.key].into_iter().filter(|part| !part.is_empty()).collect();
    let _ = writeln!(out, "           {}", more.join("  "));
}

/// The same figures for every map, worst first.
fn write_portfolio(out: &mut String, checked: &[Checked]) {
    let width = checked.iter().map(|map| map.name.chars().count()).max().unwrap_or(0).max(3);
    let _ = write!(out, "{:<width$}", "map");
    for column in Column::ALL {
        let _ = write!(out, "  {}", column.title().to_lowercase());
    }
    out.push('\n');
    for map in checked {
        let _ = write!(out, "{:<width$}", map.name);
        for column in Column::ALL {
            let _ = write!(out, "  {:>1$}", map.standing.words(column), column.title().len());
        }
        out.push('\n');
    }
    out.push('\n');
}

fn json(checked: &[Checked], broken: &[Broken], date: Option<Date>) -> Json {
    let maps = checked.iter().map(map_json).collect();
    let file = |file: &Broken| Json::Object(vec![("map", Json::text(&file.name)), ("error", Json::text(&file.fault))]);
    let date = date.map_or(Json::Null, |date| Json::text(date.to_string()));
    Json::Object(vec![
        ("version", Json::count(1)),
        ("date", date),
        ("maps", Json::List(maps)),
        ("broken", Json::List(broken.iter().map(file).collect())),
    ])
}

fn map_json(checked: &Checked) -> Json {
    let (map, tally) = (&checked.map, checked.standing.tally);
    let muted = map.about().muted.iter();
    let muted = muted.map(|(rule, why)| Json::Object(vec![("rule", Json::text(rule)), ("reason", Json::said(why))]));
    let number = |column| (Column::key(column), Json::number(checked.standing.number(column).map(rounded)));
    Json::Object(vec![
        ("map", Json::text(&checked.name)),
        ("title", Json::text(&map.about().title)),
        ("failing", Json::count(tally.failing)),
        ("at_risk", Json::count(tally.at_risk)),
        ("good", Json::count(tally.good)),
        ("standing", Json::Object(Column::ALL.map(number).into())),
        ("figures", figures_json(map, State::Today)),
        ("findings", Json::List(checked.findings.iter().map(|finding| finding_json(map, finding)).collect())),
        ("muted", Json::List(muted.collect())),
        ("partings", partings_json(map.today())),
        ("loop", loop_json(map.today())),
    ])
}

/// Means are worth two decimals.
fn rounded(number: Number) -> f64 {
    (number.value() * 100.0).round() / 100.0
}

fn finding_json(map: &Map, finding: &Finding) -> Json {
    let journey = map.journey(finding.state).unwrap_or(map.today());
    let touchpoints = finding.places.iter().flat_map(|key| insight::report::touchpoints(journey, *key));
    Json::Object(vec![
        ("rule", Json::text(finding.rule.key)),
        ("topic", Json::text(finding.rule.topic.label())),
        ("verdict", Json::text(finding.verdict.key())),
        ("journey", Json::text(finding.state.key())),
        ("message", Json::text(&finding.message)),
        ("detail", Json::text(&finding.detail)),
        ("touchpoints", Json::List(touchpoints.map(|id| Json::text(id.to_string())).collect())),
        ("why", Json::text(finding.rule.why)),
        ("remedy", Json::text(finding.rule.remedy)),
    ])
}
