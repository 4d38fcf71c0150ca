//! `wayfarer check MAP…`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use super::figures::figures_json;
use super::input::{is_pipe, read_map, shown};
use super::json::Json;
use super::{Outcome, output};
use crate::insight::{self, Finding, Tally};
use crate::model::*;

/// Ask maps the questions of the method
#[derive(Debug, Args)]
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
    tally: Tally,
}

impl Check {
    pub(super) fn run(self) -> Result<Outcome> {
        let mut checked = Vec::new();
        for path in files(&self.maps)? {
            let map = read_map(&path, None)?.map;
            let findings = insight::findings(&map);
            let tally = Tally::of(&findings);
            checked.push(Checked { name: shown(&path), map, findings, tally });
        }
        // Worst first; maps that are equally bad stay in the order they were named.
        checked.sort_by_key(|map| std::cmp::Reverse((map.tally.failing, map.tally.at_risk)));
        let shown = match self.format {
            CheckFormat::Text => text(&checked),
            CheckFormat::Json => json(&checked).to_lines(),
            CheckFormat::Md => {
                let reports: Vec<String> = checked.iter().map(report).collect();
                reports.join("\n")
            }
        };
        output::print(&shown)?;
        let open = checked.iter().any(|map| map.tally.open() > 0);
        Ok(if open { Outcome::Incomplete } else { Outcome::Complete })
    }
}

/// The findings of a map and its key figures.
fn report(checked: &Checked) -> String {
    let findings = insight::report::markdown(&checked.map, &checked.findings);
    format!("{findings}\n{}", insight::figures_markdown(&insight::figures(&checked.map, State::Today)))
}

/// The files that are meant: a folder stands for the maps in it, by name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if is_pipe(path) || !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let found = maps_in(path)?;
        if found.is_empty() {
            bail!("{} holds no map; name a folder with .ron files in it", path.display());
        }
        files.extend(found);
    }
    Ok(files)
}

fn maps_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let could_not = || format!("{} could not be read", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(output::io_reason).with_context(could_not)? {
        let path = entry.map_err(output::io_reason).with_context(could_not)?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == "ron") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn text(checked: &[Checked]) -> String {
    let mut out = String::new();
    if checked.len() > 1 {
        write_portfolio(&mut out, checked);
    }
    for map in checked {
        let _ = writeln!(out, "{}: {}", map.name, map.tally);
        for (topic, found) in insight::report::by_topic(&map.findings) {
            let _ = writeln!(out, "\n{}", topic.label());
            for finding in found {
                write_finding(&mut out, &map.map, finding);
            }
        }
        out.push('\n');
    }
    out
}

fn write_finding(out: &mut String, map: &Map, finding: &Finding) {
    let journey = map.journey(finding.state).unwrap_or(map.today());
    let ideal = if finding.state == State::Ideal { "Ideal: " } else { "" };
    let _ = writeln!(out, "  {:<8} {ideal}{}", finding.verdict.label(), finding.message);
    let place = insight::report::place_text(journey, finding);
    let more: Vec<&str> =
        [finding.detail.as_str(), &place, finding.rule.key].into_iter().filter(|part| !part.is_empty()).collect();
    let _ = writeln!(out, "           {}", more.join("  "));
}

/// The same figures for every map, worst first.
fn write_portfolio(out: &mut String, checked: &[Checked]) {
    let width = checked.iter().map(|map| map.name.chars().count()).max().unwrap_or(0).max(3);
    let _ = writeln!(out, "{:<width$}  failing  at risk  steps  one-to-one  critical pains", "map");
    for map in checked {
        let today = map.map.today();
        let one_to_one = insight::one_to_one(today).percent().map_or("-".to_owned(), |percent| format!("{percent} %"));
        let _ = writeln!(
            out,
            "{:<width$}  {:>7}  {:>7}  {:>5}  {one_to_one:>10}  {:>14}",
            map.name,
            map.tally.failing,
            map.tally.at_risk,
            today.touchpoint_count(),
            insight::critical_pains(today).count,
        );
    }
    out.push('\n');
}

fn json(checked: &[Checked]) -> Json {
    let maps = checked.iter().map(|map| {
        Json::Object(vec![
            ("map", Json::text(&map.name)),
            ("title", Json::text(&map.map.about().title)),
            ("failing", Json::count(map.tally.failing)),
            ("at_risk", Json::count(map.tally.at_risk)),
            ("good", Json::count(map.tally.good)),
            ("figures", figures_json(&map.map, State::Today)),
            ("findings", Json::List(map.findings.iter().map(|finding| finding_json(&map.map, finding)).collect())),
        ])
    });
    Json::Object(vec![("version", Json::count(1)), ("maps", Json::List(maps.collect()))])
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
