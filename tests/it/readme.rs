//! The README tells the truth: its tables are made from the program's own lists. `UPDATE=1` rewrites them.

use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use wayfarer::gui::command_table::{Section, TABLE, shortcut_text};
use wayfarer::insight::{FIGURES, RULES, Topic};
use wayfarer::model::*;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    std::fs::read_to_string(path()).expect("the README")
}

/// Compares what stands between two markers with what should, or rewrites it.
fn check(part: &str, expected: &str) {
    let text = readme();
    let (begin, end) = (format!("<!-- begin:{part} -->\n"), format!("<!-- end:{part} -->"));
    let from = text.find(&begin).expect("a begin marker") + begin.len();
    let to = text[from..].find(&end).expect("an end marker") + from;
    if text[from..to] == *expected {
        return;
    }
    assert!(std::env::var_os("UPDATE").is_some(), "the README's {part} are out of date; run with UPDATE=1");
    std::fs::write(path(), format!("{}{expected}{}", &text[..from], &text[to..])).expect("the README is writable");
}

/// All tables in one test, because all rewrite one file.
#[test]
fn the_tables_of_keys_rules_and_commands_are_up_to_date() {
    check("keys", &keys());
    check("rules", &rules());
    check("figures", &figures());
    check("commands", &commands());
}

fn keys() -> String {
    let mut out = String::from("| Menu | Command | Keys | What it does |\n|---|---|---|---|\n");
    for section in Section::ALL {
        for row in TABLE.iter().filter(|row| row.section == section) {
            let keys: Vec<String> = row.keys.iter().map(|keys| shortcut_text(*keys).replace("Cmd", "Ctrl")).collect();
            let keys = keys.join(", ").replace('|', "\\|");
            out += &format!("| {} | {} | {keys} | {} |\n", section.label(), row.label, row.help);
        }
    }
    out
}

fn rules() -> String {
    let mut out = String::from("| Topic | Rule | What it finds | Why it matters |\n|---|---|---|---|\n");
    for topic in Topic::ALL {
        for rule in RULES.iter().filter(|rule| rule.topic == topic) {
            out += &format!("| {} | `{}` | {} | {} |\n", topic.label(), rule.key, rule.title, rule.why);
        }
    }
    out
}

fn figures() -> String {
    let mut out = String::from("| Topic | Figure | What it is called | How it is worked out |\n|---|---|---|---|\n");
    for figure in FIGURES {
        out += &format!("| {} | `{}` | {} | {} |\n", figure.topic.label(), figure.key, figure.title, figure.definition);
    }
    out
}

fn commands() -> String {
    let mut program = wayfarer::cli::Cli::command().term_width(90);
    program.build();
    let mut out = String::new();
    for verb in program.get_subcommands_mut() {
        let help = verb.render_long_help().to_string();
        let help: Vec<&str> = help.lines().map(str::trim_end).collect();
        out += &format!("### `wayfarer {}`\n\n```text\n{}\n```\n\n", verb.get_name(), help.join("\n").trim_end());
    }
    out.trim_end().to_owned() + "\n"
}

#[test]
fn the_file_format_names_every_choice_there_is() {
    let text = readme();
    let mut keys: Vec<&str> = Vec::new();
    macro_rules! all {
        ($($choices:ident)*) => { $(keys.extend($choices::ALL.iter().map(|choice| choice.key()));)* };
    }
    all!(Encounter Stagecraft Pillar Support Evidence Voice PainStatus Horizon OpportunityStatus LoopStatus Effort PlanStatus);
    all!(MeasureKind Direction LaneKind PersonaColour KnownChannel);
    let missing: Vec<&str> = keys
        .into_iter()
        .filter(|key| !text.contains(&format!("`{key}`")) && !text.contains(&format!("{key}:")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What the README says about a record: from its heading to the next one.
fn about<'t>(text: &'t str, heading: &str) -> &'t str {
    let from = text.find(&format!("\n{heading}")).unwrap_or_else(|| panic!("no “{heading}”")) + 1;
    let text = &text[from..];
    let end = text.match_indices('\n').find(|(at, _)| text[at + 1..].starts_with(['*', '#'])).map(|(at, _)| at);
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn the_file_format_names_every_field_there_is_and_no_other() {
    let text = readme();
    for (record, fields) in wayfarer::file::RECORDS {
        // Small records are described in the table of the one they are part of.
        let (heading, is_part) = match *record {
            "map" => ("### Whole file".to_owned(), false),
            "journey" => ("### A journey".to_owned(), false),
            "plan_item" => ("**plan item**".to_owned(), false),
            "feeling" => ("**touchpoint**".to_owned(), true),
            "origin" => ("**feedback**".to_owned(), true),
            "answers" | "group" | "scale" => ("**measure**".to_owned(), true),
            record => (format!("**{record}**"), false),
        };
        let about = about(&text, &heading);
        let is_named = |field: &&&str| match is_part {
            true => about.contains(&format!("({field}: ")) || about.contains(&format!(", {field}: ")),
            false => about.contains(&format!("`{field}`")),
        };
        let missing: Vec<&&str> = fields.iter().filter(|field| !is_named(field)).collect();
        assert!(missing.is_empty(), "{record}: {missing:?} missing in “{heading}”");
        let rows = about.lines().filter_map(|line| line.strip_prefix("| `")?.split('|').next());
        let named =
            rows.flat_map(|row| row.split(", ")).map(|name| name.trim().split('`').find(|part| !part.is_empty()));
        let unknown: Vec<&str> = named.flatten().filter(|name| !is_part && !fields.contains(name)).collect();
        assert!(unknown.is_empty(), "{record} has no {unknown:?}");
    }
}

#[test]
fn every_file_the_readme_links_to_is_there() {
    let text = readme();
    let root = path();
    for (at, _) in text.match_indices("](") {
        let target = text[at + 2..].split(')').next().unwrap_or_default();
        if let Some(heading) = target.strip_prefix('#') {
            let words = heading.replace('-', " ");
            let found = text.lines().any(|line| line.starts_with('#') && line.to_lowercase().ends_with(&words));
            assert!(found, "{target}");
        } else if !target.starts_with("http") {
            assert!(root.with_file_name(target).exists(), "{target}");
        }
    }
}
