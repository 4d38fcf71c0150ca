//! Key figures for a terminal and for programs.

use std::fmt::Write as _;

use super::json::Json;
use super::words::one_line;
use crate::insight::{self, Footing, Of, Reading, Value};
use crate::model::*;

/// Writes every key figure of a journey, with what it rests on; those of which nothing is known by name only.
pub(super) fn write_figures(out: &mut String, map: &Map, state: State) {
    let readings = insight::figures(map, state);
    let is_known = |readings: &[Reading]| readings.iter().any(|reading| reading.value.is_some());
    let (known, unknown): (Vec<_>, Vec<_>) =
        insight::by_figure(&readings).into_iter().partition(|(_, readings)| is_known(readings));
    let _ = writeln!(out, "  Key figures");
    for (figure, readings) in known {
        let (first, lines) = insight::summary(readings);
        let first = if first.is_empty() { first } else { format!(": {}", one_line(&first)) };
        let _ = writeln!(out, "    {}{first}", figure.title);
        for line in lines {
            let _ = writeln!(out, "      {}", one_line(&line));
        }
    }
    if !unknown.is_empty() {
        let titles: Vec<&str> = unknown.iter().map(|(figure, _)| figure.title).collect();
        let _ = writeln!(out, "    Not known: {}", titles.join("; "));
    }
}

/// Every key figure of a journey, in order.
pub(super) fn figures_json(map: &Map, state: State) -> Json {
    Json::List(insight::figures(map, state).iter().map(reading_json).collect())
}

fn reading_json(reading: &Reading) -> Json {
    let evidence = |of: fn(Footing) -> Evidence| reading.footing.map_or(Json::Null, |f| Json::text(of(f).key()));
    Json::Object(vec![
        ("figure", Json::text(reading.figure.key)),
        ("of", Json::said(&reading.name)),
        ("ids", Json::List(ids(reading.of).into_iter().map(|id| Json::text(id.to_string())).collect())),
        ("value", reading.value.as_ref().map_or(Json::Null, value_json)),
        ("text", Json::text(reading.value_text())),
        ("n", reading.n.map_or(Json::Null, Json::count)),
        ("weakest_evidence", evidence(|footing| footing.weakest)),
        ("strongest_evidence", evidence(|footing| footing.strongest)),
    ])
}

/// The elements that a reading is about.
fn ids(of: Of) -> Vec<Uid> {
    match of {
        Of::Journey | Of::Quality(_) | Of::Severity(_) | Of::SeverityAndFrequency(..) | Of::Loop(..) => Vec::new(),
        Of::Persona(id) => vec![id.0],
        Of::PersonaInStage(persona, stage) => vec![persona.0, stage.0],
        Of::PillarInStage(_, stage) => vec![stage.0],
        Of::Touchpoint(id) => vec![id.0],
        Of::Measure(id) => vec![id.0],
    }
}

fn value_json(value: &Value) -> Json {
    // Means of tenths and of whole levels are worth two decimals.
    let rounded = |number: f64| Json::Number((number * 100.0).round() / 100.0);
    let fields = match value {
        Value::Share(share) => {
            let percent = share.percent().map_or(Json::Null, Json::count);
            vec![("count", Json::count(share.count)), ("of", Json::count(share.of)), ("percent", percent)]
        }
        Value::Emotion(emotion) => vec![("emotion", rounded(*emotion))],
        Value::Rating(rating) => vec![("rating", rounded(*rating))],
        Value::Count(count) => vec![("count", Json::count(*count))],
        Value::Coverage { supports, against, unknown } => vec![
            ("supports", Json::count(*supports)),
            ("against", Json::count(*against)),
            ("unknown", Json::count(*unknown)),
        ],
        Value::Belief { believed, rated } => vec![("believed", rounded(*believed)), ("rated", rounded(*rated))],
        Value::Target { value, target, unit, met } => vec![
            ("value", Json::Number(value.get())),
            ("target", Json::Number(target.get())),
            ("unit", Json::said(unit)),
            ("met", Json::Bool(*met)),
        ],
    };
    Json::Object(fields)
}
