//! Differences as a person would tell them, stage by stage.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{At, End, Report};
use crate::cli::words::one_line;
use crate::compare::*;
use crate::model::*;
use crate::words::{counted_if_any, shortened};

/// The most characters of a value; json has it in full.
const MOST: usize = 90;

/// Up to so many characters, a value shares a line with others.
const SHORT: usize = 24;

/// Everything there is to say.
pub(super) fn text(report: &Report<'_>) -> String {
    let mut out = String::new();
    let title = if report.from.title.trim().is_empty() { &report.from.file } else { report.from.title };
    let to = match report.to.file == report.from.file {
        true => end(&report.to),
        false => format!("{} in {}", end(&report.to), one_line(&report.to.file)),
    };
    let _ = writeln!(out, "{}: from {} to {to}\n", one_line(title), end(&report.from));
    let comparison = &report.comparison;
    if comparison.is_identical() {
        out.push_str("Nothing differs.\n");
        write_closed(&mut out, report);
        return out;
    }
    if comparison.gaps.is_empty() {
        out.push_str("Nothing differs that a customer would notice.\n");
    } else {
        write_head(&mut out, report);
        write_stages(&mut out, report);
    }
    write_closed(&mut out, report);
    write_measures(&mut out, report);
    write_unsure(&mut out, report);
    write_besides(&mut out, comparison);
    out
}

fn end(end: &End<'_>) -> String {
    match end.at {
        At::Today => "today".to_owned(),
        At::Ideal => "the ideal journey".to_owned(),
        At::Snapshot(snapshot) if snapshot.label.trim().is_empty() => snapshot.date.to_string(),
        At::Snapshot(snapshot) => format!("{} (“{}”)", snapshot.date, one_line(&snapshot.label)),
    }
}

fn write_head(out: &mut String, report: &Report<'_>) {
    let distance = &report.comparison.distance;
    let was = report.progress.as_ref().and_then(Progress::was).map_or(String::new(), |was| format!(", {was}"));
    let _ = writeln!(out, "Distance {} of 100{was}: {}.", distance.total, distance.parts_in_words());
    let _ = writeln!(out, "({DISTANCE_MEANING})");
    let _ = writeln!(out, "{}.", distance.summary);
    if let Some(pains) = report.comparison.coverage().in_words() {
        let _ = writeln!(out, "Pain points: {pains}.");
    }
    if !report.is_record() {
        let counts = report.plan.counts();
        let owners = counts.owners().map_or(String::new(), |owners| format!(" {owners}."));
        let _ = writeln!(out, "{}.{owners}", counts.headline());
    }
}

fn write_stages(out: &mut String, report: &Report<'_>) {
    let changes = Changes::of(&report.comparison);
    for group in report.plan.groups(&Filter::default(), Grouping::Stage, Order::Journey) {
        let rows: Vec<&PlanRow> = group.rows.iter().map(|at| &report.plan.rows[*at]).collect();
        let there = |row: &&&PlanRow| matches!(row.standing, Standing::Differs(_));
        let Some(first) = rows.iter().find(there) else { continue };
        let _ = writeln!(out, "\n{}{}", one_line(&group.title), means(report, first.stage));
        for row in &rows {
            if let Standing::Differs(gap) = row.standing {
                write_gap(out, report, &changes, (row, &report.comparison.gaps[gap]));
            }
        }
    }
}

/// ": Dorothy +1.5 → +5 (+3.5)", the main persona's mean in a stage.
fn means(report: &Report<'_>, stage: Option<usize>) -> String {
    let curves = report.plan.persona.and_then(|persona| report.comparison.curves_of(persona));
    let Some((curves, means)) = curves.and_then(|curves| Some((curves, curves.stages.get(stage?)?))) else {
        return String::new();
    };
    let name = persona(report, curves.from_persona, curves.to_persona);
    match (means.from, means.to, means.delta()) {
        (Some(from), Some(_), Some(delta)) if signed(delta) == "0" => format!(": {name} {}, as before", signed(from)),
        (Some(from), Some(to), Some(delta)) => {
            format!(": {name} {} → {} ({})", signed(from), signed(to), signed(delta))
        }
        _ => String::new(),
    }
}

fn persona(report: &Report<'_>, from: Option<PersonaId>, to: Option<PersonaId>) -> String {
    let found = from.and_then(|id| report.from.journey.persona(id));
    let found = found.or_else(|| to.and_then(|id| report.to.journey.persona(id)));
    found.map_or(String::new(), |persona| one_line(&persona.name))
}

fn write_gap(out: &mut String, report: &Report<'_>, changes: &Changes<'_>, (row, gap): (&PlanRow, &Gap)) {
    let entry = &report.comparison.entries[gap.entry];
    let number = row.step.map_or("-".to_owned(), |step| format!("{step}."));
    let kind = if entry.kind == Kind::Touchpoint { String::new() } else { format!("{}, ", entry.kind.label()) };
    let mark = report.comparison.gap_label(gap).to_lowercase();
    let _ = writeln!(out, "  {number:<3} {} ({kind}{mark})", one_line(&row.sentence()));
    let mut facts = feelings(report, gap);
    facts.extend(pains(report, changes, gap));
    facts.extend(fields(entry, row));
    facts.extend(flags(entry, gap));
    facts.extend(planned(report, row));
    for fact in facts {
        let _ = writeln!(out, "      {fact}");
    }
}

fn feelings(report: &Report<'_>, gap: &Gap) -> Vec<String> {
    let entry = &report.comparison.entries[gap.entry];
    let sentence = |change: &EmotionChange| {
        let name = persona(report, change.from_persona, change.to_persona);
        match (change.from, change.to) {
            (Some(from), Some(to)) => {
                format!("{name} feels {} instead of {} ({})", signed(to), signed(from), signed(to - from))
            }
            (None, Some(to)) => format!("{name} feels {}", signed(to)),
            (Some(from), None) if entry.mark == Mark::Removed => format!("{name} felt {}", signed(from)),
            (Some(from), None) => format!("how {name} feels is not known any more; it was {}", signed(from)),
            (None, None) => String::new(),
        }
    };
    let emotions = report.comparison.gap_emotions(gap);
    emotions.iter().filter(|change| change.differs()).map(sentence).collect()
}

/// What becomes of the pain points that hang here.
fn pains(report: &Report<'_>, changes: &Changes<'_>, gap: &Gap) -> Vec<String> {
    let entries = || {
        let all = std::iter::once(&gap.entry).chain(&gap.parts).map(|at| &report.comparison.entries[*at]);
        all.filter(|entry| entry.kind == Kind::Pain)
    };
    let from = entries().flat_map(|entry| &entry.from).map(|uid| PainId(*uid));
    let to = entries().flat_map(|entry| &entry.to).map(|uid| PainId(*uid));
    changes.of_pains(from, to).into_iter().filter_map(|change| pain(report, change)).collect()
}

fn pain(report: &Report<'_>, change: &PainChange) -> Option<String> {
    let from = change.from.and_then(|id| report.from.journey.pain(id));
    let text = from.or_else(|| change.to.and_then(|id| report.to.journey.pain(id))).map(|pain| value(&pain.text))?;
    let level = |level: Option<Level>| level.map_or("?".to_owned(), |level| level.to_string());
    let (was, now) = (level(change.was), level(change.now));
    match change.fate {
        PainFate::Resolved => Some(format!("resolves the pain point {text}, severity {was}")),
        PainFate::Reduced if was == now => Some(format!("eases the pain point {text}, severity {was}, reduced")),
        PainFate::Reduced => Some(format!("eases the pain point {text}, severity {was} → {now}")),
        PainFate::Worse if change.reopened => Some(format!("brings the pain point {text} back, resolved → {now}")),
        PainFate::Worse => Some(format!("makes the pain point {text} worse, severity {was} → {now}")),
        PainFate::Introduced => Some(format!("brings a new pain point: {text}, severity {now}")),
        PainFate::Open => None,
    }
}

/// The fields that a customer would notice, but for what the first line says. Short values share a line.
fn fields(entry: &Entry, row: &PlanRow) -> Vec<String> {
    let said = row.sentence();
    let is_said = |change: &FieldChange| {
        let before = !change.from.is_empty() && said.contains(&change.from) || said.contains(&change.label);
        before && said.contains(&change.to)
    };
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for change in entry.fields.iter().filter(|change| change.field.is_of_the_journey() && !is_said(change)) {
        let worse = if change.trend == Trend::Worse { " (worse)" } else { "" };
        let is_short = change.from.chars().count().max(change.to.chars().count()) <= SHORT;
        let value = |text: &str| match (text, is_short) {
            ("", _) => "nothing".to_owned(),
            (text, true) => one_line(text),
            (text, false) => value(text),
        };
        let words = match change.from.is_empty() {
            true => format!("{}: {}{worse}", change.label, value(&change.to)),
            false => format!("{}: {} → {}{worse}", change.label, value(&change.from), value(&change.to)),
        };
        if is_short { short.push(words) } else { long.push(words) }
    }
    if !short.is_empty() {
        long.insert(0, short.join("; "));
    }
    long
}

/// A text of the map in quotation marks, on one line and not too long.
fn value(text: &str) -> String {
    format!("“{}”", shortened(&one_line(text), MOST))
}

fn flags(entry: &Entry, gap: &Gap) -> Vec<String> {
    let mut flags = Vec::new();
    if let Some(moved) = entry.moved.filter(|moved| moved.steps != 0) {
        let steps = counted_if_any(moved.steps.unsigned_abs() as usize, "step", "steps").unwrap_or_default();
        flags.push(format!("moved {steps} {}", if moved.steps < 0 { "earlier" } else { "later" }));
    }
    if entry.rewired {
        flags.push("is linked differently".to_owned());
    }
    if gap.worse {
        flags.push("something gets worse here".to_owned());
    }
    if gap.unjustified {
        flags.push("answers no pain point, opportunity or goal".to_owned());
    }
    if let Some(pair) = entry.pair.filter(|_| entry.is_unsure()) {
        flags.push(format!("only probably the same, {} sure", percent(pair.confidence)));
    }
    if gap.evidence == Evidence::Assumed {
        flags.push("rests on assumption".to_owned());
    }
    flags
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Who, how much work, when and how far: one line.
fn planned(report: &Report<'_>, row: &PlanRow) -> Option<String> {
    if report.is_record() {
        return None;
    }
    let mut parts = Vec::new();
    match (row.lacks_owner(), row.owner.value.trim()) {
        (true, _) => parts.push("no owner".to_owned()),
        (false, "") => {}
        (false, owner) => parts.push(format!("owner {}", one_line(owner))),
    }
    parts.extend(row.effort.value.map(|effort| format!("effort {}", effort.label().to_lowercase())));
    parts.extend(row.horizon.value.map(|horizon| horizon.label().to_lowercase()));
    parts.push(row.status.value.label().to_lowercase());
    if row.is_closed_but_differs() {
        parts.push("but not yet on the map".to_owned());
    }
    if !row.done_when.value.trim().is_empty() {
        parts.push(format!("done when {}", one_line(&row.done_when.value)));
    }
    Some(format!("plan: {}", parts.join(", ")))
}

/// Gaps that are gone, and plan items that point elsewhere.
fn write_closed(out: &mut String, report: &Report<'_>) {
    let of = |standing: Standing| report.plan.rows.iter().filter(move |row| row.standing == standing);
    for (heading, standing) in [("Closed", Standing::Gone), ("Planned for another target", Standing::Elsewhere)] {
        let mut rows = of(standing).peekable();
        if rows.peek().is_some() {
            let _ = writeln!(out, "\n{heading}");
        }
        for row in rows {
            let day = row.closed.map_or(String::new(), |day| format!(", {day}"));
            let number = row.step.map_or("-".to_owned(), |step| format!("{step}."));
            let sentence = if row.sentence().is_empty() { "(nothing said)".to_owned() } else { row.sentence() };
            let status = row.status.value.label().to_lowercase();
            let _ = writeln!(out, "  {number:<3} {} ({status}{day})", one_line(&sentence));
        }
    }
}

fn write_measures(out: &mut String, report: &Report<'_>) {
    let told: Vec<String> = report.comparison.measures.iter().filter_map(|change| measure(report, change)).collect();
    if !told.is_empty() {
        let _ = writeln!(out, "\nMeasures");
    }
    for line in told {
        let _ = writeln!(out, "  {}", one_line(&line));
    }
}

/// A measure that should change, or that cannot be compared.
fn measure(report: &Report<'_>, change: &MeasureChange) -> Option<String> {
    let now = change.from.and_then(|id| report.from.journey.measure(id));
    let then = change.to.and_then(|id| report.to.journey.measure(id));
    let measure = now.or(then)?;
    let name = if measure.name.is_empty() { measure.kind.label() } else { &measure.name };
    if let Err(reason) = &change.change {
        // A measure that nobody wants to change is no news.
        return change.goal.map(|_| reason.clone());
    }
    let unit = &measure.scale.unit;
    let change = match report.is_record() {
        true => recorded(change, now, then)?,
        false => change.clone(),
    };
    let evidence = if change.evidence == Evidence::Assumed { ", rests on assumption" } else { "" };
    match (change.baseline, change.goal) {
        (Some(baseline), Some(goal)) if baseline == goal => None,
        (Some(baseline), Some(goal)) => {
            let difference =
                Amount::new(goal.get() - baseline.get()).map_or(String::new(), |by| format!(" ({})", by_words(by)));
            let worse = if change.trend == Trend::Worse { ", which is worse" } else { "" };
            let sample = measure.sample.map_or(String::new(), |sample| format!(", n {sample}"));
            let agreed = if change.agreed { ", agreed: it is today\u{2019}s target" } else { "" };
            Some(format!("{name}: {baseline}{unit} → {goal}{unit}{difference}{worse}{sample}{agreed}{evidence}"))
        }
        (_, None) | (None, _) => None,
    }
}

/// Between two days only numbers that were measured count: a target that nobody has reached is no change.
fn recorded(change: &MeasureChange, now: Option<&Arc<Measure>>, then: Option<&Arc<Measure>>) -> Option<MeasureChange> {
    let (was, is) = (now?.value?, then?.value?);
    (was != is).then(|| MeasureChange { baseline: Some(was), goal: Some(is), agreed: false, ..change.clone() })
}

fn by_words(by: Amount) -> String {
    if by.get() > 0.0 { format!("+{by}") } else { by.to_string() }
}

fn write_unsure(out: &mut String, report: &Report<'_>) {
    let pairs: Vec<&Pair> = report.comparison.alignment.pairs().iter().filter(|pair| pair.is_unsure()).collect();
    if !pairs.is_empty() {
        let _ = writeln!(out, "\nOnly probably the same; confirm or part them in the window");
    }
    for pair in pairs {
        let Some(kind) = report.comparison.entry_of_from(pair.from).map(|entry| entry.kind) else { continue };
        let name = |journey, uid| name_of(journey, kind, uid).map_or(String::new(), |name| value(&name));
        let (from, to) = (name(report.from.journey, pair.from), name(report.to.journey, pair.to));
        let _ = writeln!(out, "  {from} and {to} ({}, {} sure)", kind.label(), percent(pair.confidence));
    }
}

/// What differs without making a gap.
fn write_besides(out: &mut String, comparison: &Comparison) {
    let in_gaps: std::collections::BTreeSet<usize> =
        comparison.gaps.iter().flat_map(|gap| gap.parts.iter().chain([&gap.entry])).copied().collect();
    let differs = |at: usize, entry: &Entry| {
        !in_gaps.contains(&at) && (entry.mark != Mark::Kept || !entry.fields.is_empty() || entry.rewired)
    };
    let count = |kind: Kind| {
        let entries = comparison.entries.iter().enumerate();
        entries.filter(|(at, entry)| entry.kind == kind && differs(*at, entry)).count()
    };
    let parts: Vec<String> = Kind::ALL
        .into_iter()
        .filter_map(|kind| match kind {
            Kind::Opportunity => counted_if_any(count(kind), "opportunity", "opportunities"),
            Kind::Feedback => counted_if_any(count(kind), "piece of feedback", "pieces of feedback"),
            other => counted_if_any(count(other), other.label(), &format!("{}s", other.label())),
        })
        .collect();
    if !parts.is_empty() {
        let _ = writeln!(out, "\nOther words or opinions, but no gap: {}", parts.join(", "));
    }
}
