//! `wayfarer diff`, run as people and programs run it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::{Run, folder, wayfarer, with_input};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// Runs `diff` among the examples.
fn diff(args: &[&str]) -> Run {
    wayfarer(&examples(), &[&["diff"], args].concat())
}

/// It compared, found differences and had nothing to complain about.
fn differs(run: Run) -> String {
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    run.text()
}

#[test]
fn the_way_to_the_ideal_is_told_stage_by_stage() {
    let text = differs(diff(&["oz.ron"]));
    let order = [
        "Dorothy to the Wizard: from today to the ideal journey\n",
        "\nDistance ",
        "(0 = the same journey, 100 = nothing in common.",
        "\nPain points: ",
        " gaps closed",
        "\nAwareness: Dorothy ",
        "\nOnboarding: Dorothy ",
        "  6.  Doorman turns her away → Doorman greets her + Guide explains each step (split)\n",
        "      resolves the pain point “Turned away with vague answers”, severity 4\n",
        "      rests on assumption\n",
        "      plan: owner Gate guard, effort low, now, in progress, done when CSAT reaches 80% (62% now, n 48)\n",
        "\nService: Dorothy ",
        "\nMeasures\n",
        "  CSAT: 62% → 80% (+18), n 48",
        "\nOnly probably the same; confirm or part them in the window\n",
    ];
    let mut rest = text.as_str();
    for part in order {
        let at = rest.find(part).unwrap_or_else(|| panic!("no “{part}” after the parts before it in:\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_pain_point_that_hurts_as_much_as_before_is_told_by_what_somebody_said_of_it() {
    let oz = std::fs::read_to_string(examples().join("oz.ron")).unwrap();
    let pain = "text: \"Turned away with vague answers\",";
    let with = |status: &str| oz.replacen(pain, &format!("{pain} status: {status},"), 1).into_bytes();
    let reduced = differs(with_input(&examples(), &["diff", "oz.ron", "-"], &with("reduced")));
    assert!(
        reduced.contains("eases the pain point “Turned away with vague answers”, severity 4, reduced\n"),
        "{reduced}"
    );
    let back = differs(with_input(&examples(), &["diff", "-", "oz.ron"], &with("resolved")));
    assert!(back.contains("brings the pain point “Turned away with vague answers” back, resolved → 4\n"), "{back}");
}

#[test]
fn a_map_does_not_differ_from_itself() {
    let run = diff(&["oz.ron", "oz.ron"]).fine();
    assert!(run.text().contains("\n\nNothing differs.\n"), "{}", run.text());
    let json = diff(&["oz.ron", "oz.ron", "--format", "json"]).fine().text();
    assert!(json.contains("\"same\": true,") && json.contains("\"gaps\": [],"), "{json}");
    let other = differs(diff(&["oz.ron", "outpatient.ron"]));
    assert!(other.starts_with("Dorothy to the Wizard: from today to today in outpatient.ron\n"), "{other}");
    let oz = std::fs::read(examples().join("oz.ron")).unwrap();
    with_input(&examples(), &["diff", "oz.ron", "-"], &oz).fine();
}

#[test]
fn changes_since_a_snapshot_are_told_by_day_or_label() {
    let by_day = differs(diff(&["oz.ron", "--since", "2026-06-30"]));
    assert!(
        by_day.starts_with("Dorothy to the Wizard: from 2026-05-31 (“After 48 interviews”) to today\n"),
        "{by_day}"
    );
    assert!(!by_day.contains("plan:"), "nobody plans what has happened: {by_day}");
    assert_eq!(differs(diff(&["oz.ron", "--since", "after 48 INTERVIEWS"])), by_day);
    let page = differs(diff(&["oz.ron", "--since", "2026-03-01", "--format", "md"]));
    assert!(page.starts_with("# Changes: Dorothy to the Wizard\n") && !page.contains("Owner"), "{page}");
    let sheet = differs(diff(&["oz.ron", "--since", "2026-03-01", "--format", "csv"]));
    assert!(sheet.starts_with("\u{feff}Step,Name,Kind,Change,Stage,Was,Is,"), "{sheet}");
}

#[test]
fn the_plan_is_a_page_or_a_table() {
    let page = differs(diff(&["oz.ron", "--format", "md"]));
    for part in [
        "# Plan: Dorothy to the Wizard\n",
        "\n## Now: this quarter (",
        "| 6 | Doorman turns her away → ",
        "| Gate guard (from the opportunity) |",
    ] {
        assert!(page.contains(part), "no “{part}” in {page}");
    }
    let sheet = differs(diff(&["oz.ron", "--format", "csv"]));
    assert!(sheet.starts_with("\u{feff}Step,Name,Kind,Change,Stage,Is,Should be,"), "{sheet}");
    assert!(sheet.contains("\r\n6,Doorman turns her away,touchpoint,Split,Onboarding,"), "{sheet}");
    let rows = sheet.matches("\r\n").count() - 1;
    let told = differs(diff(&["oz.ron", "--format", "json"])).matches("\"item_id\": ").count();
    assert_eq!(rows, told, "every way of telling has the same rows");
}

#[test]
fn what_cannot_be_compared_is_said_and_is_exit_code_2() {
    let folder = folder();
    let at = folder.path();
    wayfarer(at, &["new", "new.ron"]).fine();
    wayfarer(at, &["diff", "new.ron"]).refused(&["new.ron has no ideal journey", "name another map"]);
    wayfarer(at, &["diff", "new.ron", "gone.ron"]).refused(&["gone.ron could not be read", "no such file"]);
    wayfarer(at, &["diff", "-", "-"]).refused(&["only one of the two"]);
    wayfarer(at, &["diff", "new.ron", "--since", "May"]).refused(&["new.ron has no snapshots"]);
    diff(&["oz.ron", "--since", "2020-01-01"])
        .refused(&["no snapshot “2020-01-01”", "2026-05-31 “After 48 interviews”"]);
    assert_eq!(diff(&["oz.ron", "oz.ron", "--since", "2026-05-31"]).code, 2);
}

#[test]
fn a_target_with_nothing_but_an_ideal_journey_is_taken_at_that() {
    let folder = folder();
    let oz = std::fs::read_to_string(examples().join("oz.ron")).unwrap();
    let (from, to) = (oz.find("    today: (").expect("today"), oz.find("    ideal: (").expect("ideal"));
    std::fs::write(folder.path().join("target.ron"), format!("{}{}", &oz[..from], &oz[to..])).unwrap();
    std::fs::write(folder.path().join("oz.ron"), &oz).unwrap();
    let run = wayfarer(folder.path(), &["diff", "oz.ron", "target.ron"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err, "wayfarer: target.ron has no journey of today; its ideal journey is taken as the target\n");
    assert!(run.text().contains("from today to the ideal journey in target.ron"), "{}", run.text());
}

/// The names of all fields of a JSON text.
fn names(json: &str) -> BTreeSet<&str> {
    let field = |line: &'_ str| -> Option<usize> { line.trim_start().strip_prefix('"')?.find("\": ") };
    json.lines().filter_map(|line| Some(&line.trim_start()[1..=field(line)?])).collect()
}

#[test]
fn the_readme_explains_every_field_of_the_json() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let part = readme.split("### What `diff` says as JSON").nth(1).expect("a part about it");
    let part = part.split("\n### ").next().unwrap_or(part);
    for args in [&["oz.ron", "--format", "json"][..], &["oz.ron", "--since", "2026-03-01", "--format", "json"]] {
        let json = differs(diff(args));
        assert!(json.starts_with("{\n  \"version\": 1,\n"), "{json}");
        let missing: Vec<&str> = names(&json).into_iter().filter(|name| !part.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn two_snapshots_are_compared_with_one_another() {
    let text = differs(diff(&["oz.ron", "--since", "2026-02-28", "--until", "after 48 interviews"]));
    for part in ["2026-02-28", "2026-05-31 (“After 48 interviews”)"] {
        assert!(text.lines().next().is_some_and(|headline| headline.contains(part)), "no “{part}” in: {text}");
    }
    let same = diff(&["oz.ron", "--since", "2026-05-31", "--until", "2026-05-31"]);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    diff(&["oz.ron", "--since", "2026-05-31", "--until", "2026-02-28"]).refused(&["exchange the two"]);
    assert_eq!(diff(&["oz.ron", "--until", "2026-02-28"]).code, 2);
}

/// `UPDATE=1` rewrites the golden file; look at the difference.
#[test]
fn the_plan_of_an_example_reads_as_it_did() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = wayfarer(root, &["diff", "examples/oz.ron", "--format", "md"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let golden = root.join("tests/golden/plan.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, run.text()).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file is there; UPDATE=1 writes it");
    assert_eq!(run.text(), expected);
}
