//! The command line, run as people run it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const DAY: &str = "journey\n    title My working day\n    section Go to work\n      Make tea: 5: Me\n      Do work: 1: Me, Cat\n    section Go home\n      Sit down: 5: Me\n";

/// Where the program keeps backups and locks while it is tested, in a folder of its own name.
const STATE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/state");

/// The home folder of the one who runs it, with no settings and templates in it.
const HOME: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/home");

/// The program's run: exit code, standard output, standard error.
pub struct Run {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

impl Run {
    pub fn text(&self) -> String {
        String::from_utf8(self.out.clone()).expect("standard output is text")
    }

    /// It did what it was asked to, and had nothing to say.
    pub fn fine(self) -> Run {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        self
    }

    /// It refused with one sentence that contains all of `parts`.
    pub fn refused(self, parts: &[&str]) {
        assert_eq!(self.code, 2, "{}", self.err);
        assert!(self.out.is_empty(), "{:?}", self.out);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.starts_with("wayfarer: "), "{}", self.err);
        for part in parts {
            assert!(self.err.contains(part), "no “{part}” in: {}", self.err);
        }
    }
}

pub fn wayfarer(folder: &Path, args: &[&str]) -> Run {
    with_input(folder, args, b"")
}

pub fn with_input(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wayfarer"))
        .args(args)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("WAYFARER_LOG")
        .env_remove("WAYFARER_RENDERER")
        .env_remove("COLUMNS")
        .env("HOME", HOME)
        .env("XDG_CONFIG_HOME", HOME)
        .env("XDG_STATE_HOME", STATE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses without reading closes the pipe early; that is no fault.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    let err = String::from_utf8(stderr).expect("standard error is text");
    Run { code: status.code().expect("an exit code"), out: stdout, err }
}

pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_map_is_counted_as_one_card_in_one_stage() {
    let folder = folder();
    wayfarer(folder.path(), &["new", "first-try.ron"]).fine();
    let info = wayfarer(folder.path(), &["info", "first-try.ron"]).fine().text();
    let counted = "first try\n\nToday\n  1 stage\n  1 touchpoint\n  1 persona\n  Customer: meets 1, no emotion known\n";
    let figures = info.strip_prefix(counted).unwrap_or_else(|| panic!("{info}"));
    assert!(figures.starts_with("  Key figures\n    Not known: One-to-one, person to person; "), "{info}");
    let json = wayfarer(folder.path(), &["info", "first-try.ron", "--format", "json"]).fine().text();
    assert!(json.contains("\"touchpoints\": 1,"), "{json}");
    assert!(json.contains("\"ideal\": null,"), "{json}");
}

#[test]
fn a_new_map_never_replaces_a_file() {
    let folder = folder();
    std::fs::write(folder.path().join("a.ron"), "mine").unwrap();
    wayfarer(folder.path(), &["new", "a.ron"]).refused(&["a.ron exists already", "choose another name"]);
    assert_eq!(std::fs::read(folder.path().join("a.ron")).unwrap(), b"mine");
    wayfarer(folder.path(), &["new", "a.txt"]).refused(&["name it a.ron"]);
    wayfarer(folder.path(), &["new", "no/a.ron"]).refused(&["no/a.ron", "check the path"]);
}

#[test]
fn a_journey_is_converted_to_a_map_and_back() {
    let folder = folder();
    std::fs::write(folder.path().join("day.mmd"), DAY).unwrap();
    wayfarer(folder.path(), &["convert", "day.mmd", "day.ron"]).fine();
    wayfarer(folder.path(), &["convert", "day.ron", "again.mmd"]).fine();
    assert_eq!(std::fs::read_to_string(folder.path().join("again.mmd")).unwrap(), DAY);
    wayfarer(folder.path(), &["convert", "day.ron", "page.md"]).fine();
    let page = std::fs::read_to_string(folder.path().join("page.md")).unwrap();
    assert_eq!(page, format!("# My working day\n\n```mermaid\n{DAY}```\n"));
    assert_eq!(names_in(folder.path()), ["again.mmd", "day.mmd", "day.ron", "page.md"]);
}

#[test]
fn pipes_are_read_and_written() {
    let folder = folder();
    let ron = with_input(folder.path(), &["convert", "-", "-", "--to", "ron"], DAY.as_bytes()).fine();
    let back = with_input(folder.path(), &["convert", "-", "-", "--to", "mermaid"], &ron.out).fine();
    assert_eq!(back.text(), DAY);
    let info = with_input(folder.path(), &["info", "-"], DAY.as_bytes()).fine().text();
    assert!(info.starts_with("My working day\n"), "{info}");
    let new = wayfarer(folder.path(), &["new", "-", "--title", "Piped"]).fine();
    assert!(new.text().contains("Piped"));
    with_input(folder.path(), &["convert", "-", "-"], DAY.as_bytes()).refused(&["add --to"]);
    with_input(folder.path(), &["info", "-"], b"what is this").refused(&["standard input is in no format"]);
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn what_a_conversion_loses_is_said_and_is_exit_code_1() {
    let folder = folder();
    std::fs::write(folder.path().join("day.mmd"), "journey\nsection S\nA: 9: Me\n").unwrap();
    let run = wayfarer(folder.path(), &["convert", "day.mmd", "day.ron"]);
    assert_eq!((run.code, run.err.as_str()), (1, "wayfarer: day.mmd: line 3: score 9 is above 5, read as 5\n"));
    assert!(folder.path().join("day.ron").exists());
    wayfarer(folder.path(), &["new", "new.ron"]).fine();
    let run = wayfarer(folder.path(), &["convert", "new.ron", "new.mmd"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err, "wayfarer: new.mmd: 1 touchpoint has no known emotion; 3, the middle, was written\n");
}

#[test]
fn a_conversion_that_cannot_be_done_says_why_and_writes_nothing() {
    let folder = folder();
    let at = folder.path();
    std::fs::write(at.join("day.mmd"), DAY).unwrap();
    std::fs::write(at.join("bad.mmd"), "journey\nMake tea\n").unwrap();
    std::fs::write(at.join("bad.ron"), "(format: 1, title").unwrap();
    std::fs::write(at.join("kept.ron"), "kept").unwrap();
    std::fs::write(at.join("latin.mmd"), b"journey\ntitle \xe9\n").unwrap();
    let before = names_in(at);
    wayfarer(at, &["convert", "none.mmd", "x.ron"]).refused(&["none.mmd could not be read", "no such file"]);
    wayfarer(at, &["convert", "bad.mmd", "x.ron"]).refused(&["bad.mmd: line 2: “Make tea” has no score"]);
    wayfarer(at, &["convert", "latin.mmd", "x.ron"]).refused(&["latin.mmd is not UTF-8 text"]);
    wayfarer(at, &["convert", "day.mmd", "x.doc"]).refused(&["the ending of x.doc is no known format"]);
    wayfarer(at, &["convert", "day.mmd", "kept.ron"]).refused(&["kept.ron exists already", "--force"]);
    wayfarer(at, &["convert", "day.mmd", "./day.mmd"]).refused(&["are the same file"]);
    wayfarer(at, &["convert", ".", "x.ron", "--from", "mermaid"]).refused(&["it is a folder"]);
    let run = wayfarer(at, &["convert", "bad.ron", "x.mmd"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("bad.ron"), "{}", run.err);
    assert_eq!(names_in(at), before);
    assert_eq!(std::fs::read(at.join("kept.ron")).unwrap(), b"kept");
    wayfarer(at, &["convert", "day.mmd", "kept.ron", "--force"]).fine();
}

/// What is kept of the versions of a file before.
pub fn backups(file: &Path) -> Vec<String> {
    let file = file.canonicalize().expect("the file is there");
    let kept = wayfarer::file::backups::list(&Path::new(STATE).join("wayfarer"), &file);
    kept.iter().map(|backup| std::fs::read_to_string(&backup.path).unwrap()).collect()
}

/// Allows or forbids writing into a file.
pub fn protect(file: &Path, protected: bool) {
    let mut permissions = file.metadata().unwrap().permissions();
    permissions.set_readonly(protected);
    std::fs::set_permissions(file, permissions).unwrap();
}

#[test]
fn a_map_that_a_conversion_replaces_is_kept_and_a_protected_one_is_refused() {
    let folder = folder();
    let at = folder.path();
    std::fs::write(at.join("day.mmd"), DAY).unwrap();
    wayfarer(at, &["new", "map.ron"]).fine();
    let before = std::fs::read_to_string(at.join("map.ron")).unwrap();
    wayfarer(at, &["convert", "day.mmd", "map.ron", "--force"]).fine();
    assert_ne!(std::fs::read_to_string(at.join("map.ron")).unwrap(), before);
    // Where backups are kept is only known to be this place where XDG says so.
    if cfg!(target_os = "linux") {
        assert_eq!(backups(&at.join("map.ron")), [before]);
    }
    protect(&at.join("map.ron"), true);
    let refused = wayfarer(at, &["convert", "day.mmd", "map.ron", "--force"]);
    refused.refused(&["map.ron” is protected against writing", "another name"]);
    protect(&at.join("map.ron"), false);
    std::fs::create_dir(at.join("folder.ron")).unwrap();
    wayfarer(at, &["convert", "day.mmd", "folder.ron"]).refused(&["folder.ron” is not an ordinary file"]);
    wayfarer(at, &["convert", "day.mmd", "no/x.ron"]).refused(&["no/x.ron could not be written", "check the path"]);
}

#[test]
fn a_page_that_a_conversion_replaces_is_kept_too() {
    let folder = folder();
    let at = folder.path();
    wayfarer(at, &["new", "map.ron"]).fine();
    std::fs::write(at.join("day.md"), "# Minutes that nobody else has\n").unwrap();
    assert!(wayfarer(at, &["convert", "map.ron", "day.md"]).code < 2);
    assert!(std::fs::read_to_string(at.join("day.md")).unwrap().contains("journey"));
    // Where backups are kept is only known to be this place where XDG says so.
    if cfg!(target_os = "linux") {
        assert_eq!(backups(&at.join("day.md")), ["# Minutes that nobody else has\n"]);
    }
}

#[cfg(unix)]
#[test]
fn devices_and_links_stay_what_they_are() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = folder();
    let at = folder.path();
    std::fs::write(at.join("day.mmd"), DAY).unwrap();
    for format in ["ron", "mermaid"] {
        wayfarer(at, &["convert", "day.mmd", "/dev/null", "--to", format]).fine();
        assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let link = at.join(format!("link.{format}"));
        std::os::unix::fs::symlink(format!("file.{format}"), &link).unwrap();
        wayfarer(at, &["convert", "day.mmd", &link.to_string_lossy(), "--to", format]).fine();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert!(at.join(format!("file.{format}")).is_file());
    }
}

#[test]
fn completions_are_printed_for_every_shell() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = wayfarer(folder.path(), &["completions", shell]).fine().text();
        assert!(script.contains("wayfarer") && script.contains("export"), "{shell}");
    }
}

#[test]
fn the_help_says_what_the_exit_codes_mean() {
    let folder = folder();
    let help = wayfarer(folder.path(), &["--help"]).fine().text();
    for part in ["export", "convert", "Exit codes:", "  2  not done", "diff and check have their own"] {
        assert!(help.contains(part), "{help}");
    }
    let check = wayfarer(folder.path(), &["check", "--help"]).fine().text();
    assert!(check.contains("  1  something was found"), "{check}");
    let run = wayfarer(folder.path(), &["info"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("<MAP>"), "{}", run.err);
}

#[test]
fn a_new_map_can_begin_as_a_copy_of_an_example() {
    let folder = folder();
    wayfarer(folder.path(), &["new", "ours.ron", "--template", "oz", "--title", "Ours"]).fine();
    let info = wayfarer(folder.path(), &["info", "ours.ron"]).fine().text();
    assert!(info.starts_with("Ours\n"), "{info}");
    assert!(info.contains("14 touchpoints") && info.contains("\nIdeal\n"), "{info}");
    let run = wayfarer(folder.path(), &["new", "other.ron", "--template", "none"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("bank-account"), "{}", run.err);
}

#[test]
fn a_picture_that_cannot_be_made_is_refused_before_any_work() {
    let folder = folder();
    let at = folder.path();
    wayfarer(at, &["new", "map.ron"]).fine();
    std::fs::copy(at.join("map.ron"), at.join("map.png")).unwrap();
    let before = names_in(at);
    wayfarer(at, &["export", "none.ron", "-o", "x.png"]).refused(&["none.ron could not be read", "check the path"]);
    wayfarer(at, &["export", "map.ron", "-o", "x.gif"]).refused(&[".png, not as .gif"]);
    wayfarer(at, &["export", "map.ron", "-o", "x"]).refused(&["name it x.png"]);
    wayfarer(at, &["export", "map.png", "-o", "./map.png"]).refused(&["is the map itself"]);
    wayfarer(at, &["export", "map.ron", "-o", "x.png", "--ideal"]).refused(&["has no ideal journey"]);
    wayfarer(at, &["export", "map.ron", "-o", "x.png", "--persona", "Lion"]).refused(&["“Lion”", "only “Customer”"]);
    wayfarer(at, &["export", "map.ron", "-o", "x.png", "--stage", "Nowhere"]).refused(&["no stage “Nowhere”"]);
    wayfarer(at, &["export", "map.ron", "-o", "x.png", "--lanes", "pains,none"])
        .refused(&["no lane “none”", "“Emotion”"]);
    for wrong in [["--size", "0x5"], ["--scale", "99"], ["--theme", "pink"]] {
        let run = wayfarer(at, &["export", "map.ron", "-o", "x.png", wrong[0], wrong[1]]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(wrong[1]), "{}", run.err);
    }
    assert_eq!(names_in(at), before);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = folder();
    wayfarer(folder.path(), &["new", "oz.ron", "--template", "oz"]).fine();
    // The other end is closed before the program writes.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let program = env!("CARGO_BIN_EXE_wayfarer");
    let run =
        Command::new(program).args(["info", "oz.ron"]).current_dir(folder.path()).stdout(writer).output().unwrap();
    assert_eq!((run.status.code(), String::from_utf8_lossy(&run.stderr).as_ref()), (Some(0), ""));
}

// Elsewhere there is always a display, and the window would open.
#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_is_refused_with_a_sentence() {
    let folder = folder();
    wayfarer(folder.path(), &["new", "map.ron"]).fine();
    for args in [&["map.ron"][..], &[]] {
        wayfarer(folder.path(), args).refused(&["no window could be opened", "command line"]);
    }
}

#[test]
fn check_lists_what_it_finds_and_says_so_by_its_exit_code() {
    let folder = TempDir::new().unwrap();
    wayfarer(folder.path(), &["new", "oz.ron", "--template", "oz"]).fine();
    let run = wayfarer(folder.path(), &["check", "oz.ron"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let text = run.text();
    for part in ["failing", "One-to-one human moments", "Doorman turns her away", "lonely-self-service", "step 10"] {
        assert!(text.contains(part), "no “{part}” in: {text}");
    }
    let json = wayfarer(folder.path(), &["check", "oz.ron", "--format", "json"]).text();
    assert!(json.contains("\"rule\": \"poor-meeting\"") && json.contains("\"version\": 1"), "{json}");
    let report = wayfarer(folder.path(), &["check", "oz.ron", "--format", "md"]).text();
    assert!(report.starts_with("# Report: oz\n") && report.contains("What to do:"), "{report}");
    for heading in ["Findings", "Key figures", "Where personas part", "The feedback loop", "The plan"] {
        assert!(report.contains(&format!("\n## {heading}\n")), "no {heading} in: {report}");
    }
    for field in ["standing", "partings", "loop", "muted", "broken"] {
        assert!(json.contains(&format!("\"{field}\":")), "no {field} in: {json}");
    }
}

#[test]
fn a_broken_map_in_a_folder_is_listed_and_the_others_are_checked() {
    let folder = TempDir::new().unwrap();
    wayfarer(folder.path(), &["new", "oz.ron", "--template", "oz"]).fine();
    std::fs::write(folder.path().join("torn.ron"), "(format: 1, id: \"").unwrap();
    let run = wayfarer(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("torn.ron"), "{}", run.err);
    let json = run.text();
    assert!(json.contains("\"title\": \"oz\"") && json.contains("\"error\": "), "{json}");
    wayfarer(folder.path(), &["check", "torn.ron"]).refused(&["torn.ron"]);
}

#[test]
fn check_shows_a_folder_of_maps_worst_first() {
    let folder = TempDir::new().unwrap();
    wayfarer(folder.path(), &["new", "a-blank.ron"]).fine();
    wayfarer(folder.path(), &["new", "b-oz.ron", "--template", "oz"]).fine();
    let text = wayfarer(folder.path(), &["check", "."]).text();
    assert!(text.lines().next().unwrap().contains("loop closed"), "{text}");
    let (blank, oz) = (text.find("a-blank.ron").unwrap(), text.find("b-oz.ron").unwrap());
    assert!(oz < blank, "{text}");
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    wayfarer(&empty, &["check", "."]).refused(&["holds no map"]);
}
