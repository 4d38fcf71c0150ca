//! Differences for programs. The README documents every field; what is there stays, and `version` counts up if that
//! ever has to change.

use super::{At, End, Report};
use crate::cli::json::Json;
use crate::compare::*;
use crate::model::*;

/// The version of the fields.
const VERSION: usize = 1;

/// Everything there is to say.
pub(super) fn json(report: &Report<'_>) -> Json {
    let comparison = &report.comparison;
    let gaps = comparison.gaps.iter().enumerate().map(|(at, gap)| gap_json(report, at, gap)).collect();
    let gone = report.plan.rows.iter().filter(|row| !matches!(row.standing, Standing::Differs(_)));
    let unsure = comparison.alignment.pairs().iter().filter(|pair| pair.is_unsure());
    Json::Object(vec![
        ("version", Json::count(VERSION)),
        ("from", end(&report.from)),
        ("to", end(&report.to)),
        ("same", Json::Bool(comparison.is_identical())),
        ("distance", distance(&comparison.distance)),
        ("pain_points", pains(report)),
        ("progress", progress(report)),
        ("gaps", Json::List(gaps)),
        ("gone", Json::List(gone.map(gone_json).collect())),
        ("measures", Json::List(comparison.measures.iter().map(|change| measure(report, change)).collect())),
        ("unsure_pairs", Json::List(unsure.map(|pair| pair_json(report, pair)).collect())),
        ("counts", counts(comparison)),
    ])
}

fn id(uid: Option<impl Into<Uid>>) -> Json {
    uid.map_or(Json::Null, |uid| Json::text(uid.into().to_string()))
}

fn count(count: Option<usize>) -> Json {
    count.map_or(Json::Null, Json::count)
}

/// Rounded, so that the noise of binary fractions is not part of the format.
fn number(value: Option<f64>) -> Json {
    Json::number(value.map(|value| (value * 1000.0).round() / 1000.0))
}

fn end(end: &End<'_>) -> Json {
    let (journey, date, label) = match end.at {
        At::Today => ("today", Json::Null, Json::Null),
        At::Ideal => ("ideal", Json::Null, Json::Null),
        At::Snapshot(snapshot) => ("snapshot", Json::text(snapshot.date.to_string()), Json::text(&snapshot.label)),
    };
    Json::Object(vec![
        ("file", Json::text(&end.file)),
        ("title", Json::text(end.title)),
        ("journey", Json::text(journey)),
        ("date", date),
        ("label", label),
        ("touchpoints", Json::count(end.journey.touchpoint_count())),
    ])
}

fn distance(distance: &Distance) -> Json {
    let parts =
        Part::ALL.map(|part| (part.key(), Json::count(distance.parts.get(&part).copied().unwrap_or(0) as usize)));
    Json::Object(vec![
        ("total", Json::count(distance.total as usize)),
        ("parts", Json::Object(parts.to_vec())),
        ("exact", number(Some(distance.exact))),
        ("summary", Json::text(&distance.summary)),
        ("meaning", Json::text(DISTANCE_MEANING)),
    ])
}

fn pains(report: &Report<'_>) -> Json {
    let coverage = report.comparison.coverage();
    let list = report.comparison.pains.iter().map(|change| pain(report, change)).collect();
    Json::Object(vec![
        ("resolved", Json::count(coverage.resolved)),
        ("reduced", Json::count(coverage.reduced)),
        ("open", Json::count(coverage.open)),
        ("worse", Json::count(coverage.worse)),
        ("introduced", Json::count(coverage.introduced)),
        ("list", Json::List(list)),
    ])
}

fn pain(report: &Report<'_>, change: &PainChange) -> Json {
    let from = change.from.and_then(|id| report.from.journey.pain(id));
    let pain = from.or_else(|| change.to.and_then(|id| report.to.journey.pain(id)));
    let level = |level: Option<Level>| count(level.map(|level| usize::from(level.get())));
    Json::Object(vec![
        ("from_id", id(change.from)),
        ("to_id", id(change.to)),
        ("text", Json::text(pain.map_or("", |pain| &pain.text))),
        ("fate", Json::text(change.fate.key())),
        ("was", level(change.was)),
        ("now", level(change.now)),
        ("evidence", Json::text(change.evidence.key())),
    ])
}

fn progress(report: &Report<'_>) -> Json {
    let Some(progress) = &report.progress else { return Json::Null };
    let counts = report.plan.counts();
    let point = |point: &TrendPoint| {
        Json::Object(vec![
            ("date", point.date.map_or(Json::Null, |date| Json::text(date.to_string()))),
            ("label", Json::text(&point.label)),
            ("distance", Json::count(point.distance as usize)),
            ("gaps", Json::count(point.gaps)),
            ("reopened", Json::count(point.reopened)),
        ])
    };
    Json::Object(vec![
        ("headline", Json::text(counts.headline())),
        ("total", Json::count(counts.total)),
        ("closed", Json::count(counts.closed)),
        ("closed_but_differ", Json::count(counts.closed_but_differ)),
        ("reopened", Json::count(counts.reopened)),
        ("dropped", Json::count(counts.dropped)),
        ("without_owner", Json::count(counts.without_owner)),
        ("trend", Json::List(progress.trend.iter().map(point).collect())),
    ])
}

fn gap_json(report: &Report<'_>, at: usize, gap: &Gap) -> Json {
    let entry = &report.comparison.entries[gap.entry];
    let rows: Vec<&PlanRow> = report.plan.rows.iter().filter(|row| row.standing == Standing::Differs(at)).collect();
    let row = rows.first();
    let parts = gap.parts.iter().map(|part| part_json(report, &report.comparison.entries[*part])).collect();
    let from_ids = report.comparison.subjects(gap).flat_map(|entry| &entry.from);
    let emotions = report.comparison.gap_emotions(gap);
    let moved = entry.moved.map_or(Json::Null, |moved| {
        Json::Object(vec![("steps", Json::Number(moved.steps as f64)), ("other_stage", Json::Bool(moved.other_stage))])
    });
    Json::Object(vec![
        ("from_ids", Json::List(from_ids.map(|uid| id(Some(*uid))).collect())),
        ("to_ids", Json::List(entry.to.iter().map(|uid| id(Some(*uid))).collect())),
        ("kind", Json::text(entry.kind.key())),
        ("change", Json::text(if gap.replaces.is_some() { "replaced" } else { entry.mark.key() })),
        ("step", count(row.and_then(|row| row.step))),
        ("name", Json::text(row.map_or("", |row| &row.name))),
        ("stage", Json::said(row.map_or("", |row| &row.stage_name))),
        ("is", Json::text(&gap.is)),
        ("should", Json::text(&gap.should)),
        ("weight", number(Some(gap.weight))),
        ("evidence", Json::text(gap.evidence.key())),
        ("worse", Json::Bool(gap.worse)),
        ("unjustified", Json::Bool(gap.unjustified)),
        ("moment_of_truth", Json::Bool(row.is_some_and(|row| row.moment_of_truth))),
        ("moved", moved),
        ("rewired", Json::Bool(entry.rewired)),
        ("confidence", number(entry.pair.map(|pair| pair.confidence))),
        ("unsure", Json::Bool(entry.is_unsure())),
        ("fields", fields(entry)),
        ("emotions", Json::List(emotions.iter().map(|change| emotion(report, change)).collect())),
        ("parts", Json::List(parts)),
        ("plan", if report.is_record() { Json::Null } else { Json::List(rows.into_iter().map(plan_json).collect()) }),
    ])
}

fn fields(entry: &Entry) -> Json {
    let field = |change: &FieldChange| {
        Json::Object(vec![
            ("field", Json::text(&change.label)),
            ("from", Json::said(&change.from)),
            ("to", Json::said(&change.to)),
            ("trend", Json::text(change.trend.key())),
            ("evidence", Json::text(change.evidence.key())),
        ])
    };
    Json::List(entry.fields.iter().map(field).collect())
}

fn emotion(report: &Report<'_>, change: &EmotionChange) -> Json {
    let from = change.from_persona.and_then(|id| report.from.journey.persona(id));
    let persona = from.or_else(|| change.to_persona.and_then(|id| report.to.journey.persona(id)));
    Json::Object(vec![
        ("persona", Json::text(persona.map_or("", |persona| &persona.name))),
        ("from", number(change.from)),
        ("to", number(change.to)),
        ("gap", number(change.gap())),
        ("evidence", Json::text(change.evidence.key())),
    ])
}

/// What hangs on a gap's touchpoint and differs.
fn part_json(report: &Report<'_>, entry: &Entry) -> Json {
    let name = |journey, uids: &[Uid]| {
        uids.first().and_then(|uid| name_of(journey, entry.kind, *uid)).map_or(Json::Null, Json::text)
    };
    Json::Object(vec![
        ("kind", Json::text(entry.kind.key())),
        ("change", Json::text(entry.mark.key())),
        ("from_id", id(entry.from.first().copied())),
        ("to_id", id(entry.to.first().copied())),
        ("from", name(report.from.journey, &entry.from)),
        ("to", name(report.to.journey, &entry.to)),
        ("fields", fields(entry)),
    ])
}

/// What is planned for a gap, and where that comes from.
fn plan_json(row: &PlanRow) -> Json {
    Json::Object(vec![
        ("item_id", id(row.item)),
        ("is", Json::text(&row.is.value)),
        ("should", Json::text(&row.should.value)),
        ("owner", Json::said(&row.owner.value)),
        ("owner_from", source(row.owner.source)),
        ("effort", row.effort.value.map_or(Json::Null, |effort| Json::text(effort.key()))),
        ("effort_from", source(row.effort.source)),
        ("horizon", row.horizon.value.map_or(Json::Null, |horizon| Json::text(horizon.key()))),
        ("horizon_from", source(row.horizon.source)),
        ("status", Json::text(row.status.value.key())),
        ("status_from", source(row.status.source)),
        ("done_when", Json::said(&row.done_when.value)),
        ("done_when_from", source(row.done_when.source)),
        ("closed", row.closed.map_or(Json::Null, |day| Json::text(day.to_string()))),
        ("value", number(Some(row.value))),
        ("note", Json::said(&row.note)),
    ])
}

fn source(source: Source) -> Json {
    match source {
        Source::Unsaid => Json::Null,
        Source::ByHand => Json::text("plan"),
        Source::Opportunity(_) => Json::text("opportunity"),
        Source::Touchpoint(_) => Json::text("touchpoint"),
        Source::Measure(_) => Json::text("measure"),
        Source::Comparison => Json::text("comparison"),
        Source::Snapshots => Json::text("snapshots"),
    }
}

/// A gap that is gone, or a plan item for another target.
fn gone_json(row: &PlanRow) -> Json {
    Json::Object(vec![
        ("from_id", id(row.key.from)),
        ("to_id", id(row.key.to)),
        ("name", Json::text(&row.name)),
        ("stage", Json::said(&row.stage_name)),
        ("for_another_target", Json::Bool(row.standing == Standing::Elsewhere)),
        ("plan", plan_json(row)),
    ])
}

fn measure(report: &Report<'_>, change: &MeasureChange) -> Json {
    let now = change.from.and_then(|id| report.from.journey.measure(id));
    let measure = now.or_else(|| change.to.and_then(|id| report.to.journey.measure(id)));
    let name = measure.map_or("", |m| if m.name.is_empty() { m.kind.label() } else { &m.name });
    let amount = |amount: Option<Amount>| Json::number(amount.map(Amount::get));
    Json::Object(vec![
        ("from_id", id(change.from)),
        ("to_id", id(change.to)),
        ("name", Json::text(name)),
        ("baseline", amount(change.baseline)),
        ("goal", amount(change.goal)),
        ("unit", Json::text(measure.map_or("", |measure| &measure.scale.unit))),
        ("sample", count(measure.and_then(|measure| measure.sample).map(|sample| sample as usize))),
        ("change", Json::number(change.change.as_ref().ok().copied())),
        ("refused", change.change.as_ref().err().map_or(Json::Null, Json::text)),
        ("trend", Json::text(change.trend.key())),
        ("agreed", Json::Bool(change.agreed)),
        ("evidence", Json::text(change.evidence.key())),
    ])
}

fn pair_json(report: &Report<'_>, pair: &Pair) -> Json {
    let kind = report.comparison.entry_of_from(pair.from).map(|entry| entry.kind);
    let name = |journey, uid| kind.and_then(|kind| name_of(journey, kind, uid)).map_or(Json::Null, Json::text);
    Json::Object(vec![
        ("kind", kind.map_or(Json::Null, |kind| Json::text(kind.key()))),
        ("from_id", id(Some(pair.from))),
        ("to_id", id(Some(pair.to))),
        ("from", name(report.from.journey, pair.from)),
        ("to", name(report.to.journey, pair.to)),
        ("confidence", number(Some(pair.confidence))),
    ])
}

/// How many elements of each kind bear each mark.
fn counts(comparison: &Comparison) -> Json {
    let of = |kind: Kind| Mark::ALL.map(|mark| (mark.key(), Json::count(comparison.count(kind, mark)))).to_vec();
    Json::Object(Kind::ALL.map(|kind| (kind.key(), Json::Object(of(kind)))).to_vec())
}
