//! `wayfarer info MAP`

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::input::read_map;
use super::json::Json;
use super::{Outcome, output};
use crate::exchange::Opened;
use crate::model::*;

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
fn counts(journey: &Journey) -> [(&'static str, &'static str, &'static str, usize); 9] {
    let truths = journey.touchpoints().filter(|touchpoint| touchpoint.moment_of_truth).count();
    [
        ("stages", "stage", "stages", journey.stages().len()),
        ("touchpoints", "touchpoint", "touchpoints", journey.touchpoint_count()),
        ("moments_of_truth", "moment of truth", "moments of truth", truths),
        ("personas", "persona", "personas", journey.personas().len()),
        ("pain_points", "pain point", "pain points", journey.pains().len()),
        ("opportunities", "opportunity", "opportunities", journey.opportunities().len()),
        ("feedback", "piece of feedback", "pieces of feedback", journey.feedback().len()),
        ("measures", "measure", "measures", journey.measures().len()),
        ("links", "link", "links", journey.links().len()),
    ]
}

/// One-to-one touchpoints in percent of all, rounded; `None` without touchpoints.
fn one_to_one_percent(journey: &Journey) -> Option<usize> {
    let all = journey.touchpoint_count();
    let met = journey.touchpoints().filter(|touchpoint| touchpoint.encounter == Encounter::OneToOne).count();
    (all > 0).then(|| (met * 200 + all) / (all * 2))
}

/// How one persona's curve goes, over the touchpoints where her emotion is known.
struct Curve<'a> {
    met: usize,
    mean: f64,
    peak: (&'a Touchpoint, Emotion),
    lowest: (&'a Touchpoint, Emotion),
    end: (&'a Touchpoint, Emotion),
}

/// The curve of a persona, or how many touchpoints she meets without any known emotion.
fn curve<'a>(journey: &'a Journey, persona: &Persona) -> Result<Curve<'a>, usize> {
    let feelings = journey.touchpoints().filter_map(|touchpoint| {
        let feeling = journey.feeling(persona.id, touchpoint.id)?;
        Some((&**touchpoint, feeling.emotion))
    });
    let feelings: Vec<(&Touchpoint, Option<Emotion>)> = feelings.collect();
    let known: Vec<(&Touchpoint, Emotion)> =
        feelings.iter().filter_map(|(touchpoint, emotion)| Some((*touchpoint, (*emotion)?))).collect();
    let (Some(first), Some(end)) = (known.first(), known.last()) else { return Err(feelings.len()) };
    // Of equal heights the first counts, as a reader going from left to right would say.
    let peak = known.iter().fold(first, |best, at| if at.1 > best.1 { at } else { best });
    let lowest = known.iter().fold(first, |worst, at| if at.1 < worst.1 { at } else { worst });
    let mean = known.iter().map(|(_, emotion)| emotion.value()).sum::<f64>() / known.len() as f64;
    Ok(Curve { met: feelings.len(), mean, peak: *peak, lowest: *lowest, end: *end })
}

fn text(opened: &Opened) -> String {
    let map = &opened.map;
    let mut out = String::new();
    let title = if map.about().title.is_empty() { "(no title)" } else { &map.about().title };
    let _ = writeln!(out, "{}", one_line(title));
    if !map.about().takeaway.is_empty() {
        let _ = writeln!(out, "{}", one_line(&map.about().takeaway));
    }
    write_journey(&mut out, "Today", map.today());
    if let Some(ideal) = map.ideal() {
        write_journey(&mut out, "Ideal", ideal);
    }
    let beside = [
        counted(map.notes().len(), "parked note", "parked notes"),
        counted(map.snapshots().count(), "snapshot", "snapshots"),
        counted(map.pictures().count(), "picture", "pictures"),
    ];
    let beside: Vec<String> = beside.into_iter().flatten().collect();
    if !beside.is_empty() {
        let _ = writeln!(out, "\nBeside the map: {}", beside.join(", "));
    }
    out
}

fn write_journey(out: &mut String, heading: &str, journey: &Journey) {
    let _ = writeln!(out, "\n{heading}");
    for (_, one, many, count) in counts(journey) {
        if let Some(counted) = counted(count, one, many) {
            let _ = writeln!(out, "  {counted}");
        }
    }
    if let Some(percent) = one_to_one_percent(journey) {
        let _ = writeln!(out, "  {percent} % of touchpoints are one person to one");
    }
    for persona in journey.personas() {
        let name = if persona.name.is_empty() { "(no name)" } else { &persona.name };
        let name = one_line(name);
        let _ = match curve(journey, persona) {
            Err(0) => writeln!(out, "  {name}: meets no touchpoint"),
            Err(met) => writeln!(out, "  {name}: meets {met}, no emotion known"),
            Ok(curve) => writeln!(
                out,
                "  {name}: meets {}, mean {}, peak {}, lowest {}, end {}",
                curve.met,
                signed(curve.mean),
                at(curve.peak),
                at(curve.lowest),
                at(curve.end),
            ),
        };
    }
}

fn at((touchpoint, emotion): (&Touchpoint, Emotion)) -> String {
    format!("{emotion} at “{}”", one_line(&touchpoint.name))
}

/// A name on a terminal: no line breaks, and nothing that could steer the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    }
}

fn json(opened: &Opened) -> Json {
    let map = &opened.map;
    Json::Object(vec![
        ("id", Json::text(map.id().to_string())),
        ("title", Json::text(&map.about().title)),
        ("takeaway", Json::text(&map.about().takeaway)),
        ("version", Json::text(&map.about().version)),
        ("format", Json::text(opened.format.key())),
        ("today", journey_json(map.today())),
        ("ideal", map.ideal().map_or(Json::Null, journey_json)),
        ("parked_notes", Json::count(map.notes().len())),
        ("snapshots", Json::count(map.snapshots().count())),
        ("pictures", Json::count(map.pictures().count())),
    ])
}

fn journey_json(journey: &Journey) -> Json {
    let mut fields: Vec<(&'static str, Json)> =
        counts(journey).into_iter().map(|(key, _, _, count)| (key, Json::count(count))).collect();
    fields.push(("one_to_one_percent", one_to_one_percent(journey).map_or(Json::Null, Json::count)));
    let curves = journey.personas().map(|persona| curve_json(persona, curve(journey, persona))).collect();
    fields.push(("curves", Json::List(curves)));
    Json::Object(fields)
}

fn curve_json(persona: &Persona, curve: Result<Curve<'_>, usize>) -> Json {
    let point = |(touchpoint, emotion): (&Touchpoint, Emotion)| {
        Json::Object(vec![
            ("touchpoint", Json::text(&touchpoint.name)),
            ("id", Json::text(touchpoint.id.to_string())),
            ("emotion", Json::Number(emotion.value())),
        ])
    };
    let mut fields = vec![("persona", Json::text(&persona.name)), ("id", Json::text(persona.id.to_string()))];
    match curve {
        Err(met) => {
            fields.push(("touchpoints", Json::count(met)));
            fields.push(("mean", Json::Null));
        }
        Ok(curve) => {
            fields.push(("touchpoints", Json::count(curve.met)));
            // Two decimals are more than tenths can bear.
            fields.push(("mean", Json::Number((curve.mean * 100.0).round() / 100.0)));
            fields.push(("peak", point(curve.peak)));
            fields.push(("lowest", point(curve.lowest)));
            fields.push(("end", point(curve.end)));
        }
    }
    Json::Object(fields)
}
