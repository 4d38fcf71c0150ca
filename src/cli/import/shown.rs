//! What an import did, or would do, for people and for programs.

use std::fmt::Write as _;

use crate::answers::{self, Figure, Import as Brought, Likely, Mapping, Name, Question, Role, Tally};
use crate::cli::json::Json;
use crate::exchange::sheet::{Problem, Sheet};
use crate::model::*;
use crate::words::counted_if_any;

/// For people: what each column is, what each name means, and the numbers.
pub(super) fn text(journey: &Journey, sheet: &Sheet, mapping: &Mapping, tally: &Tally, brought: &Brought) -> String {
    let mut out = String::new();
    // Writing into a text never fails.
    let _ = writeln!(out, "Survey “{}”, {}", mapping.survey, counted(tally.rows, "row", "rows"));
    for (title, role) in sheet.titles().iter().zip(&mapping.roles) {
        let _ = writeln!(out, "  {title}: {}", role.label().to_lowercase());
    }
    for question in &mapping.questions {
        let (low, high) = question.scale;
        let kind = question.number();
        let _ = writeln!(
            out,
            "  “{}” makes {kind} of {low} to {high}: {}",
            question.name,
            answers::method(question).to_lowercase()
        );
    }
    names_text(&mut out, &answers::names(sheet, mapping, journey), mapping, journey);
    figures_text(&mut out, mapping, brought, journey);
    let _ = writeln!(out, "{}.", brought.sentence());
    brought.notes.iter().for_each(|note| {
        let _ = writeln!(out, "{note}");
    });
    out
}

/// The names that are not spelled as on the map, with what they are taken for.
fn names_text(out: &mut String, names: &[Name], mapping: &Mapping, journey: &Journey) {
    const SHOWN: usize = 30;
    let other = |name: &&Name| meant(name, mapping, journey).is_some_and(|(known, _)| known != name.name);
    let mut found = names.iter().filter(other);
    for name in found.by_ref().take(SHOWN) {
        let Some((known, alike)) = meant(name, mapping, journey) else { continue };
        let alike = alike.map_or_else(|| "as you said".to_owned(), |alike| format!("{:.0}% alike", alike * 100.0));
        let _ = writeln!(out, "  “{}” is taken for “{known}”, {alike}", name.name);
    }
    match found.count() {
        0 => {}
        more => {
            let _ = writeln!(out, "  … and {more} more names");
        }
    }
}

/// What a name is taken for, and how sure that is where nobody said so.
fn meant(name: &Name, mapping: &Mapping, journey: &Journey) -> Option<(String, Option<f64>)> {
    let known = match name.likely {
        Likely::Places(_) => mapping.places.get(&name.name).copied().flatten()?.name(journey)?.to_owned(),
        Likely::Personas(_) => journey.persona(mapping.personas.get(&name.name).copied().flatten()?)?.name.clone(),
    };
    Some((known, name.likeness(mapping)))
}

fn figures_text(out: &mut String, mapping: &Mapping, brought: &Brought, journey: &Journey) {
    for figure in &brought.figures {
        let Some(question) = mapping.questions.get(figure.question) else { continue };
        let place = figure.place.name(journey).unwrap_or_default();
        let (kind, words) = (mapping.called(question), figure.words(question));
        let _ = writeln!(out, "  {place}: {kind} {words}");
    }
}

/// For programs: the same, and every problem that is listed.
pub(super) fn json(
    journey: &Journey,
    sheet: &Sheet,
    mapping: &Mapping,
    tally: &Tally,
    brought: &Brought,
    written: bool,
) -> Json {
    let names = answers::names(sheet, mapping, journey);
    let figures = brought.figures.iter().filter_map(|found| figure(found, mapping, journey));
    let unplaced = tally
        .unplaced
        .iter()
        .map(|(name, count)| Json::Object(vec![("name", Json::text(name.as_str())), ("answers", Json::count(*count))]));
    Json::Object(vec![
        ("survey", Json::text(mapping.survey.as_str())),
        ("written", Json::Bool(written)),
        ("rows", Json::count(tally.rows)),
        ("columns", Json::List(columns(sheet, mapping))),
        ("questions", Json::List(mapping.questions.iter().map(question).collect())),
        ("names", Json::List(names.iter().map(|found| name(found, mapping, journey)).collect())),
        ("ratings", Json::Number(tally.rating_count() as f64)),
        ("figures", Json::List(figures.collect())),
        ("measures_added", Json::count(brought.measures.0)),
        ("measures_updated", Json::count(brought.measures.1)),
        ("comments_added", Json::count(brought.feedback.0)),
        ("comments_updated", Json::count(brought.feedback.1)),
        ("comments_left_out", Json::count(brought.comments_left)),
        ("comments_read_before", Json::count(brought.comments_before)),
        ("left_out", Json::List(unplaced.collect())),
        ("problem_count", Json::count(tally.problems.count)),
        ("problems", Json::List(tally.problems.listed.iter().map(problem).collect())),
        ("notes", Json::List(brought.notes.iter().map(|note| Json::text(note.as_str())).collect())),
    ])
}

fn columns(sheet: &Sheet, mapping: &Mapping) -> Vec<Json> {
    let column = |(title, role): (&String, &Role)| {
        Json::Object(vec![("title", Json::text(title.as_str())), ("role", Json::text(role.key()))])
    };
    sheet.titles().iter().zip(&mapping.roles).map(column).collect()
}

fn question(question: &Question) -> Json {
    Json::Object(vec![
        ("title", Json::text(question.name.as_str())),
        ("kind", Json::text(question.kind.key())),
        ("min", Json::Number(question.scale.0)),
        ("max", Json::Number(question.scale.1)),
        ("method", Json::text(answers::method(question))),
    ])
}

fn problem(problem: &Problem) -> Json {
    Json::Object(vec![
        ("row", Json::Number(f64::from(problem.row))),
        ("column", Json::said(&problem.column)),
        ("what", Json::said(&problem.what)),
        ("why", Json::text(problem.why.as_str())),
    ])
}

fn name(name: &Name, mapping: &Mapping, journey: &Journey) -> Json {
    let meant = meant(name, mapping, journey);
    let alike = meant.as_ref().and_then(|(_, alike)| *alike);
    let kind = match name.likely {
        Likely::Places(_) => "place",
        Likely::Personas(_) => "persona",
    };
    Json::Object(vec![
        ("name", Json::text(name.name.as_str())),
        ("kind", Json::text(kind)),
        ("rows", Json::count(name.rows)),
        ("taken_for", meant.map_or(Json::Null, |(known, _)| Json::text(known))),
        ("likeness", alike.map_or(Json::Null, |alike| Json::Number((alike * 100.0).round() / 100.0))),
    ])
}

fn figure(figure: &Figure, mapping: &Mapping, journey: &Journey) -> Option<Json> {
    let question = mapping.questions.get(figure.question)?;
    let end = |end: fn((f64, f64)) -> f64| {
        figure.found.interval.map_or(Json::Null, |ends| Json::Number(answers::statistics::rounded(end(ends))))
    };
    Some(Json::Object(vec![
        ("place", Json::text(figure.place.name(journey).unwrap_or_default())),
        ("question", Json::text(question.name.as_str())),
        ("kind", Json::text(question.kind.key())),
        ("value", Json::Number(answers::statistics::rounded(figure.found.value))),
        ("low", end(|(low, _)| low)),
        ("high", end(|(_, high)| high)),
        ("n", Json::Number(figure.found.count as f64)),
        ("fate", Json::text(figure.fate.key())),
    ]))
}

/// `1 row`, `3 rows`, `no rows`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    counted_if_any(count, one, many).unwrap_or_else(|| format!("no {many}"))
}
