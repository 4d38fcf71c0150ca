//! How personas part and how far feedback has come, for a terminal and for programs.

use std::fmt::Write as _;

use super::json::Json;
use super::words::one_line;
use crate::insight::feedback_loop::{LoopFilter, sides};
use crate::insight::partings::{Partings, Spread, all_partings};
use crate::model::*;

/// How many partings a terminal lists; the report and JSON have all.
const SHOWN: usize = 5;

/// Writes where personas part, if there are several.
pub(super) fn write_partings(out: &mut String, journey: &Journey) {
    if journey.personas().len() < 2 {
        return;
    }
    let found = all_partings(journey);
    let _ = writeln!(out, "  Where personas part (known for two at {} of {} touchpoints)", found.compared, found.of);
    if found.stretches.is_empty() {
        let _ = writeln!(out, "    {}", found.nothing());
    }
    for stretch in found.stretches.iter().take(SHOWN) {
        let _ = writeln!(out, "    {}", one_line(&stretch.words(journey)));
    }
    if let Some(more) = found.stretches.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "    and {more} more");
    }
}

/// Where personas part, and their means by stage.
pub(super) fn partings_json(journey: &Journey) -> Json {
    let found = all_partings(journey);
    let stretch = |stretch: &crate::insight::partings::Stretch| {
        let spreads = stretch.spreads.iter().map(spread_json);
        Json::Object(vec![
            ("text", Json::text(stretch.words(journey))),
            ("widest", Json::text(stretch.main().touchpoint.to_string())),
            ("touchpoints", Json::List(spreads.collect())),
        ])
    };
    Json::Object(vec![
        ("threshold", Json::Number(crate::insight::partings::PARTING)),
        ("n", Json::count(found.compared)),
        ("of", Json::count(found.of)),
        ("stretches", Json::List(found.stretches.iter().map(stretch).collect())),
        ("stages", Json::List(stages_json(&found))),
    ])
}

fn spread_json(spread: &Spread) -> Json {
    let felt = |(persona, emotion): &(PersonaId, Emotion)| {
        Json::Object(vec![("persona", Json::text(persona.to_string())), ("emotion", Json::Number(emotion.value()))])
    };
    Json::Object(vec![
        ("touchpoint", Json::text(spread.touchpoint.to_string())),
        ("apart", Json::Number((spread.width() * 10.0).round() / 10.0)),
        ("emotions", Json::List(spread.known.iter().map(felt).collect())),
    ])
}

fn stages_json(found: &Partings) -> Vec<Json> {
    let rounded = |number: f64| (number * 100.0).round() / 100.0;
    let stage = |stage: &crate::insight::partings::StageMeans| {
        let means = found.personas.iter().zip(&stage.means).map(|(persona, mean)| {
            Json::Object(vec![
                ("persona", Json::text(persona.to_string())),
                ("mean", Json::number(mean.map(|(mean, _)| rounded(mean)))),
                ("n", Json::count(mean.map_or(0, |(_, n)| n))),
            ])
        });
        Json::Object(vec![
            ("stage", Json::text(stage.stage.id.to_string())),
            ("name", Json::text(&stage.stage.name)),
            ("difference", Json::number(stage.difference().map(rounded))),
            ("means", Json::List(means.collect())),
        ])
    };
    found.stages.iter().map(stage).collect()
}

/// How far customers' and employees' feedback has come.
pub(super) fn loop_json(journey: &Journey) -> Json {
    let side = |side: crate::insight::feedback_loop::LoopSide| {
        let mut fields = vec![("voice", Json::text(side.voice.key()))];
        fields
            .extend(LoopStatus::ALL.iter().zip(side.counts).map(|(status, count)| (status.key(), Json::count(count))));
        fields.push(("answered_percent", side.closed().percent().map_or(Json::Null, Json::count)));
        Json::Object(fields)
    };
    Json::List(sides(journey, &LoopFilter::default()).into_iter().map(side).collect())
}
