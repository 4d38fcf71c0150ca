//! The order of the layers: a module knows only those below it. The order is written here once; the picture of it is
//! in the documentation of the crate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Modules from the ground up; those in one row may know each other.
const LAYERS: [&[&str]; 15] = [
    &["words"],
    &["model"],
    &["edit"],
    &["file"],
    &["exchange"],
    &["compare"],
    &["answers"],
    &["insight"],
    &["geom", "theme"],
    &["text"],
    &["frame"],
    &["layout"],
    &["export"],
    &["cli"],
    &["gui"],
];

/// Layers that compute and nothing else: what they are given decides what they return.
const CORE: [&str; 13] = [
    "words", "model", "edit", "exchange", "compare", "answers", "insight", "geom", "theme", "text", "frame", "layout",
    "export",
];

/// A source file of the program, without comments and without its tests.
struct Source {
    path: PathBuf,
    /// The top-level module it belongs to.
    module: String,
    /// How deep in the tree of modules it is; a top-level module is at 1.
    depth: usize,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found.into_iter().filter_map(|path| source(&root, path)).collect()
}

/// `None` for `lib.rs` and `main.rs`, which tie everything together, and for files of tests.
fn source(root: &Path, path: PathBuf) -> Option<Source> {
    let inside = path.strip_prefix(root).expect("below the root").with_extension("");
    let mut parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    let is_root = parts == ["lib"] || parts == ["main"];
    if is_root || parts.iter().any(|part| part == "tests" || part.ends_with("_tests")) {
        return None;
    }
    let text = std::fs::read_to_string(&path).expect("a source file");
    let untested = text.find("#[cfg(test)]\nmod tests {").map_or(text.as_str(), |at| &text[..at]);
    let code: Vec<&str> = untested.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    Some(Source { path, module: parts[0].clone(), depth: parts.len(), code: code.join("\n") })
}

/// The top-level modules that a source names, through `crate::` or through enough `super::`.
fn known_modules(source: &Source) -> Vec<String> {
    let mut known = Vec::new();
    let outermost = "super::".repeat(source.depth);
    for prefix in ["crate::", &outermost] {
        for (at, _) in source.code.match_indices(prefix) {
            let rest = &source.code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(group) => known.extend(first_words(group)),
                None => known.extend(word(rest)),
            }
        }
    }
    known
}

/// The first word of each entry of a `{…}` group, the opening brace taken off.
fn first_words(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut words = Vec::new();
    let mut entry = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                words.extend(word(&entry));
                entry.clear();
            }
            other => entry.push(other),
        }
    }
    words.extend(word(&entry));
    words
}

fn word(text: &str) -> Option<String> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

fn heights() -> BTreeMap<&'static str, usize> {
    LAYERS.iter().enumerate().flat_map(|(height, row)| row.iter().map(move |module| (*module, height))).collect()
}

/// Every source of the given modules that contains one of the words.
fn using(words: &[&str], is_concerned: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| is_concerned(source)) {
        for word in words {
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            let whole = source.code.match_indices(word).any(|(at, _)| {
                !is_part(source.code[..at].chars().next_back())
                    && !is_part(source.code[at + word.len()..].chars().next())
            });
            if whole {
                found.push(format!("{} uses {word}", source.path.display()));
            }
        }
    }
    found
}

#[test]
fn every_module_has_its_place_among_the_layers() {
    let heights = heights();
    let homeless: Vec<String> =
        sources().iter().filter(|s| !heights.contains_key(s.module.as_str())).map(|s| s.module.clone()).collect();
    assert!(homeless.is_empty(), "{homeless:?}");
}

#[test]
fn a_module_knows_only_layers_below_its_own() {
    let heights = heights();
    let mut wrong = Vec::new();
    for source in sources() {
        let own = heights[source.module.as_str()];
        for known in known_modules(&source) {
            if heights.get(known.as_str()).is_some_and(|height| *height > own) {
                wrong.push(format!("{} knows {known}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_command_line_and_the_window_never_meet() {
    let wrong: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|source| source.module == "gui" && known_modules(source).iter().any(|known| known == "cli"))
        .map(|source| source.path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn egui_is_known_to_the_window_alone() {
    let wrong = using(&["egui", "eframe", "epaint", "rfd"], |source| source.module != "gui");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_model_keeps_its_graph_to_itself_and_knows_no_file_format() {
    let wrong = using(&["petgraph", "NodeIndex", "EdgeIndex"], |source| source.module != "model");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let wrong = using(&["serde", "Serialize", "Deserialize", "ron"], |source| source.module == "model");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_core_has_no_disk_no_clock_and_no_surroundings() {
    let words = ["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant", "File::open", "println"];
    let wrong = using(&words, |source| CORE.contains(&source.module.as_str()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn grouped_and_outward_imports_are_seen() {
    let source = Source {
        path: PathBuf::new(),
        module: "text".to_owned(),
        depth: 2,
        code: "use crate::{frame::{Frame, Item}, model::*};\nuse super::super::gui;\nuse super::engine;\n".to_owned(),
    };
    assert_eq!(known_modules(&source), ["frame", "model", "gui"]);
}
