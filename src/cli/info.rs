//! `wayfarer info MAP`

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::figures::{figures_json, write_figures};
use super::input::read_map;
use super::json::Json;
use super::listening::{partings_json, write_partings};
use super::words::one_line;
use super::{Outcome, output};
use crate::exchange::Opened;
use crate::insight::{self, Highlights, Moment};
use crate::model::*;
use crate::words::counted_if_any;

/// Count what is on a map, and show its key figures
#[derive(Debug, Args)]
pub struct Info {
    /// The map, or - for standard input
    #[arg(value_name = "MAP")]
    map: PathBuf,

    /// How to show it
    #[arg(long, value_enum, default_value_t = InfoFormat::Text)]
    format: InfoFormat,
}

/// How figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum InfoFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Info {
    pub(super) fn run(self) -> Result<Outcome> {
        let opened = read_map(&self.map, None)?;
        let shown = match self.format {
            InfoFormat::Text => text(&opened),
            InfoFormat::Json => json(&opened).to_lines(),
        };
        output::print(&shown)?;
        Ok(Outcome::of(&opened.warnings))
    }
}

/// What there is of each kind in one journey, in the order it is shown: name in JSON, one, many, how many.
fn counts(journey: &Journey) -> [(&'static str, &'static str, &'static str, usize); 10] {
    let counts = insight::counts(journey);
    [
        ("stages", "stage", "stages", counts.stages),
        ("touchpoints", "touchpoint", "touchpoints", counts.touchpoints),
        ("moments_of_truth", "moment of truth", "moments of truth", counts.moments_of_truth),
        ("personas", "persona", "personas", counts.personas),
        ("pain_points", "pain point", "pain points", counts.pains),
        (
            "critical_pain_points",
            "critical pain point not yet resolved",
            "critical pain points not yet resolved",
            insight::critical_pains(journey).count,
        ),
        ("opportunities", "opportunity", "opportunities", counts.opportunities),
        ("feedback", "piece of feedback", "pieces of feedback", counts.feedback),
        ("measures", "measure", "measures", counts.measures),
        ("links", "link", "links", counts.links),
    ]
}

/// How many touchpoints a persona meets, whether or not it is known how she feels there.
fn met(journey: &Journey, persona: PersonaId) -> usize {
    journey.touchpoints().filter(|touchpoint| journey.feeling(persona, touchpoint.id).is_some()).count()
}

fn text(opened: &Opened) -> String {
    let map = &opened.map;
    let mut out = String::new();
    let title = if map.about().title.is_empty() { "(no title)" } else { &map.about().title };
    let _ = writeln!(out, "{}", one_line(title));
    if !map.about().takeaway.is_empty() {
        let _ = writeln!(out, "{}", one_line(&map.about().takeaway));
    }
    write_journey(&mut out, "Today", (map, State::Today), map.today());
    if let Some(ideal) = map.ideal() {
        write_journey(&mut out, "Ideal", (map, State::Ideal), ideal);
    }
    let beside = [
        counted_if_any(map.notes().len(), "parked note", "parked notes"),
        counted_if_any(map.plan().len(), "plan item", "plan items"),
        counted_if_any(map.snapshots().count(), "snapshot", "snapshots"),
        counted_if_any(map.pictures().count(), "picture", "pictures"),
    ];
    let beside: Vec<String> = beside.into_iter().flatten().collect();
    if !beside.is_empty() {
        let _ = writeln!(out, "\nBeside the map: {}", beside.join(", "));
    }
    out
}

fn write_journey(out: &mut String, heading: &str, (map, state): (&Map, State), journey: &Journey) {
    let _ = writeln!(out, "\n{heading}");
    for (_, one, many, count) in counts(journey) {
        if let Some(counted) = counted_if_any(count, one, many) {
            let _ = writeln!(out, "  {counted}");
        }
    }
    for persona in journey.personas() {
        let _ = writeln!(out, "  {}", curve_text(journey, persona));
    }
    write_partings(out, journey);
    write_figures(out, map, state);
}

fn curve_text(journey: &Journey, persona: &Persona) -> String {
    let name = if persona.name.is_empty() { "(no name)" } else { &persona.name };
    let name = one_line(name);
    let met = met(journey, persona.id);
    let Some(mean) = insight::mean_emotion(journey, persona.id) else {
        return match met {
            0 => format!("{name}: meets no touchpoint"),
            met => format!("{name}: meets {met}, no emotion known"),
        };
    };
    let at = |moment: Option<Moment>| match moment {
        None => "unknown".to_owned(),
        Some(Moment { touchpoint, emotion }) => match journey.touchpoint(touchpoint) {
            Some(touchpoint) => format!("{emotion} at “{}”", one_line(&touchpoint.name)),
            None => emotion.to_string(),
        },
    };
    let Highlights { peak, lowest, end } = insight::highlights(journey, persona.id);
    format!("{name}: meets {met}, mean {}, peak {}, lowest {}, end {}", signed(mean), at(peak), at(lowest), at(end))
}

fn json(opened: &Opened) -> Json {
    let map = &opened.map;
    Json::Object(vec![
        ("id", Json::text(map.id().to_string())),
        ("title", Json::text(&map.about().title)),
        ("takeaway", Json::text(&map.about().takeaway)),
        ("version", Json::text(&map.about().version)),
        ("format", Json::text(opened.format.key())),
        ("today", journey_json((map, State::Today), map.today())),
        ("ideal", map.ideal().map_or(Json::Null, |ideal| journey_json((map, State::Ideal), ideal))),
        ("parked_notes", Json::count(map.notes().len())),
        ("plan_items", Json::count(map.plan().len())),
        ("snapshots", Json::count(map.snapshots().count())),
        ("pictures", Json::count(map.pictures().count())),
    ])
}

fn journey_json((map, state): (&Map, State), journey: &Journey) -> Json {
    let mut fields: Vec<(&'static str, Json)> =
        counts(journey).into_iter().map(|(key, _, _, count)| (key, Json::count(count))).collect();
    let one_to_one = insight::one_to_one(journey).percent();
    fields.push(("one_to_one_percent", one_to_one.map_or(Json::Null, Json::count)));
    fields.push(("curves", Json::List(journey.personas().map(|persona| curve_json(journey, persona)).collect())));
    fields.push(("partings", partings_json(journey)));
    fields.push(("figures", figures_json(map, state)));
    Json::Object(fields)
}

fn curve_json(journey: &Journey, persona: &Persona) -> Json {
    let point = |moment: Option<Moment>| {
        moment.map_or(Json::Null, |Moment { touchpoint, emotion }| {
            let name = journey.touchpoint(touchpoint).map_or("", |touchpoint| &touchpoint.name);
            Json::Object(vec![
                ("touchpoint", Json::text(name)),
                ("id", Json::text(touchpoint.to_string())),
                ("emotion", Json::Number(emotion.value())),
            ])
        })
    };
    // Emotions are tenths; a mean of them is worth two decimals.
    let mean = insight::mean_emotion(journey, persona.id).map(|mean| (mean * 100.0).round() / 100.0);
    let Highlights { peak, lowest, end } = insight::highlights(journey, persona.id);
    Json::Object(vec![
        ("persona", Json::text(&persona.name)),
        ("id", Json::text(persona.id.to_string())),
        ("touchpoints", Json::count(met(journey, persona.id))),
        ("mean", mean.map_or(Json::Null, Json::Number)),
        ("peak", point(peak)),
        ("lowest", point(lowest)),
        ("end", point(end)),
    ])
}
