//! Answers of a survey, brought onto a map by the command line.

use std::io::Write as _;
use std::path::Path;

use tempfile::TempDir;

use super::cli::{Run, backups, folder, protect, wayfarer};

const ANSWERS: &str = "Response ID,Date,Step,Who,How satisfied were you? (1-5),Why?\n\
    1,2026-05-01,Making tea,Me,5,The kettle sings\n\
    2,2026-05-02,Making tea,Me,4,\n\
    3,2026-05-03,Making tea,Me,eleven,\n\
    4,2026-05-03,Sitting down,Me,2,The chair is cold\n\
    5,2026-05-04,Commute,Me,1,The bus was late again\n";

const DAY: &str = "journey\n  title My day\n  section Morning\n    Make tea: 5: Me\n    Do work: 1: Me\n  section \
    Evening\n    Sit down: 5: Me\n";

/// A folder with a map and these answers.
fn with_answers(answers: &str) -> TempDir {
    let folder = folder();
    std::fs::write(folder.path().join("day.mmd"), DAY).unwrap();
    wayfarer(folder.path(), &["convert", "day.mmd", "day.ron"]).fine();
    std::fs::write(folder.path().join("tea-survey.csv"), answers).unwrap();
    folder
}

fn import(folder: &Path, more: &[&str]) -> Run {
    wayfarer(folder, &[&["import", "day.ron", "tea-survey.csv"], more].concat())
}

/// The lines of JSON that begin with this field, without the field.
fn values<'t>(text: &'t str, field: &str) -> Vec<&'t str> {
    let begin = format!("\"{field}\": ");
    text.lines().filter_map(|line| Some(line.trim().strip_prefix(&begin)?.trim_end_matches(','))).collect()
}

#[test]
fn without_an_output_nothing_is_written_and_that_is_said() {
    let folder = with_answers(ANSWERS);
    let before = std::fs::read(folder.path().join("day.ron")).unwrap();
    let run = import(folder.path(), &[]);
    let text = run.text();
    assert!(text.contains("“Making tea” is taken for “Make tea”"), "{text}");
    assert!(text.contains("  Make tea: CSAT 100%, 95%: 34.2 to 100, n 2\n"), "{text}");
    assert!(text.ends_with("Nothing was written. With -o day.ron the answers come onto the map.\n"), "{text}");
    assert_eq!(std::fs::read(folder.path().join("day.ron")).unwrap(), before);
}

#[test]
fn a_bad_cell_is_listed_with_its_row_and_the_rest_comes_in() {
    let folder = with_answers(ANSWERS);
    let run = import(folder.path(), &["-o", "day.ron"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said =
        "row 4, column “How satisfied were you? (1-5)”: “eleven” is no number from 1 to 5; the rating is left out";
    assert!(run.err.contains(said), "{}", run.err);
    assert!(run.err.contains("“Commute” stands nowhere on the map; 2 answers left out"), "{}", run.err);
    assert!(run.text().contains("2 measures added, 2 comments added."), "{}", run.text());
    let info = wayfarer(folder.path(), &["info", "day.ron"]).text();
    assert!(info.contains("2 measures") && info.contains("2 pieces of feedback"), "{info}");
}

#[test]
fn the_same_answers_again_bring_nothing_twice() {
    let folder = with_answers(ANSWERS);
    import(folder.path(), &["-o", "day.ron"]);
    let once = std::fs::read_to_string(folder.path().join("day.ron")).unwrap();
    let again = import(folder.path(), &["-o", "day.ron"]);
    assert!(again.text().contains("Nothing changed."), "{}", again.text());
    assert_eq!(std::fs::read_to_string(folder.path().join("day.ron")).unwrap(), once);
    // A second export has a date in its name, and more answers.
    let more = format!("{ANSWERS}6,2026-06-01,Making tea,Me,1,No milk left\n");
    std::fs::write(folder.path().join("tea-survey 2026-06.csv"), more).unwrap();
    let more = wayfarer(folder.path(), &["import", "day.ron", "tea-survey 2026-06.csv", "-o", "day.ron"]);
    assert!(more.text().contains("1 measure updated, 1 comment added."), "{}", more.text());
}

#[test]
fn answers_replace_no_other_map_unless_told_to_and_what_they_replace_is_kept() {
    let folder = with_answers(ANSWERS);
    let at = folder.path();
    wayfarer(at, &["new", "other.ron"]).fine();
    let other = std::fs::read_to_string(at.join("other.ron")).unwrap();
    let own = std::fs::read_to_string(at.join("day.ron")).unwrap();
    import(at, &["-o", "other.ron"]).refused(&["other.ron exists already", "--force"]);
    assert_eq!(std::fs::read_to_string(at.join("other.ron")).unwrap(), other);
    protect(&at.join("day.ron"), true);
    import(at, &["-o", "day.ron"]).refused(&["day.ron” is protected against writing"]);
    protect(&at.join("day.ron"), false);
    assert_eq!(std::fs::read_to_string(at.join("day.ron")).unwrap(), own);
    assert_eq!(import(at, &["-o", "other.ron", "--force"]).code, 1);
    assert_eq!(import(at, &["-o", "day.ron"]).code, 1);
    // Where backups are kept is only known to be this place where XDG says so.
    if cfg!(target_os = "linux") {
        assert_eq!((backups(&at.join("other.ron")), backups(&at.join("day.ron"))), (vec![other], vec![own]));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_map_that_somebody_changed_in_the_meantime_is_left_as_it_is() {
    use std::os::unix::fs::OpenOptionsExt as _;
    const O_NONBLOCK: i32 = 0o4000;
    let folder = with_answers(ANSWERS);
    let at = folder.path();
    wayfarer(at, &["new", "other.ron"]).fine();
    let theirs = std::fs::read(at.join("other.ron")).unwrap();
    let pipe = at.join("answers.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo, of coreutils").success());
    std::thread::scope(|scope| {
        let run = scope.spawn(|| wayfarer(at, &["import", "day.ron", "answers.csv", "-o", "day.ron"]));
        // The answers are opened once the map was read, and not before; until then the pipe has no other end.
        let open = || std::fs::OpenOptions::new().write(true).custom_flags(O_NONBLOCK).open(&pipe).ok();
        let answers = std::iter::repeat_with(|| {
            std::thread::sleep(std::time::Duration::from_millis(5));
            open()
        });
        let answers = answers.take_while(|_| !run.is_finished()).flatten().next();
        std::fs::write(at.join("day.ron"), &theirs).unwrap();
        if let Some(mut answers) = answers {
            answers.write_all(ANSWERS.as_bytes()).unwrap();
        }
        run.join().unwrap().refused(&["day.ron was changed by another program", "try again"]);
    });
    assert_eq!(std::fs::read(at.join("day.ron")).unwrap(), theirs);
}

#[test]
fn options_say_what_was_guessed_wrongly() {
    let folder = with_answers(ANSWERS);
    let question = "How satisfied were you? (1-5)=own:1-5";
    let run = import(
        folder.path(),
        &[
            "--column",
            "why?=leave_out",
            "--question",
            question,
            "--match",
            "Commute=Do work",
            "--match",
            "Sitting down=",
            "--survey",
            "Breakfast",
            "--format",
            "json",
            "-o",
            "out.ron",
        ],
    );
    let text = run.text();
    assert_eq!(values(&text, "survey"), ["\"Breakfast\""]);
    assert_eq!(values(&text, "written"), ["true"]);
    assert_eq!(values(&text, "measures_added"), ["2"]);
    assert_eq!(values(&text, "comments_added"), ["0"]);
    assert_eq!(values(&text, "value"), ["4.5", "1"], "{text}");
    let taken = values(&text, "taken_for");
    assert_eq!(taken, ["\"Make tea\"", "null", "\"Do work\"", "\"Me\""], "{text}");
    assert_eq!(values(&text, "row"), ["4"]);
    assert!(folder.path().join("out.ron").exists());
}

#[test]
fn what_cannot_be_meant_is_refused_in_one_sentence() {
    let folder = with_answers(ANSWERS);
    let refused = |more: &[&str], parts: &[&str]| import(folder.path(), more).refused(parts);
    refused(&["--column", "Rating=rating"], &["there is no column “Rating”", "Response ID, Date, Step"]);
    refused(&["--column", "Step=place"], &["“place” is no role of a column", "touchpoint, stage, persona"]);
    refused(&["--question", "NPS=nps"], &["no rating is called “NPS”"]);
    refused(&["--question", "Step"], &["--question needs a name, = and a value"]);
    refused(&["--match", "Tea=Make tea"], &["no answer names “Tea”"]);
    refused(&["--match", "Making tea=Tea room"], &["no touchpoint or stage “Tea room”"]);
    refused(&["--persona", "You"], &["the map has no persona “You”; it has Me"]);
    let missing = wayfarer(folder.path(), &["import", "day.ron", "none.csv"]);
    missing.refused(&["none.csv could not be read", "check the path"]);
    std::fs::write(folder.path().join("tea-survey.csv"), "").unwrap();
    refused(&[], &["tea-survey.csv could not be read", "the first row has to name the columns"]);
    wayfarer(folder.path(), &["import", "-", "-"]).refused(&["standard input cannot be both"]);
}

/// A workbook of two sheets without any compression.
fn workbook(sheets: [(&str, &[[&str; 3]]); 2]) -> Vec<u8> {
    let cell = |text: &&str| match text.parse::<f64>() {
        Ok(number) => format!("<c><v>{number}</v></c>"),
        Err(_) => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |cells: &[&str; 3]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    let sheet = |rows: &[[&str; 3]]| {
        let rows: String = rows.iter().map(row).collect();
        format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
    };
    let named = |at: usize| format!("<sheet name=\"{}\" r:id=\"r{at}\"/>", sheets[at].0);
    let target =
        |at: usize| format!("<Relationship Id=\"r{at}\" Type=\"x/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>");
    stored(&[
        ("xl/workbook.xml", format!("<workbook xmlns:r=\"r\"><sheets>{}{}</sheets></workbook>", named(0), named(1))),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{}{}</Relationships>", target(0), target(1))),
        ("xl/worksheets/sheet0.xml", sheet(sheets[0].1)),
        ("xl/worksheets/sheet1.xml", sheet(sheets[1].1)),
    ])
}

/// A ZIP archive whose files are stored as they are.
fn stored(files: &[(&str, String)]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let offset = (bytes.len() as u32).to_le_bytes();
        let (size, length) = ((content.len() as u32).to_le_bytes(), (name.len() as u16).to_le_bytes());
        let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &size, &size, &length, &[0, 0]].concat();
        bytes.write_all(&[b"PK\x03\x04", &common[..], name.as_bytes(), content.as_bytes()].concat()).unwrap();
        list.extend([&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &offset, name.as_bytes()].concat());
    }
    let (start, length) = ((bytes.len() as u32).to_le_bytes(), (list.len() as u32).to_le_bytes());
    let count = (files.len() as u16).to_le_bytes();
    bytes.extend(&list);
    bytes.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &start, &[0, 0]].concat());
    bytes
}

#[test]
fn a_sheet_of_a_workbook_is_chosen_by_name() {
    let folder = with_answers("");
    let tea = [["Step", "Rating", "Comment"], ["Make tea", "5", "Warm"], ["Make tea", "4", ""]];
    let chair = [["Step", "Rating", "Comment"], ["Sit down", "2", "Cold"]];
    std::fs::write(folder.path().join("week.xlsx"), workbook([("Tea", &tea), ("Chair", &chair)])).unwrap();
    let import = |more: &[&str]| wayfarer(folder.path(), &[&["import", "day.ron", "week.xlsx"], more].concat());
    let first = import(&["--format", "json"]).fine().text();
    assert_eq!((values(&first, "place"), values(&first, "n")), (vec!["\"Make tea\""], vec!["2"]), "{first}");
    let other = import(&["--sheet", "chair", "--format", "json"]).fine().text();
    assert_eq!((values(&other, "place"), values(&other, "n")), (vec!["\"Sit down\""], vec!["1"]), "{other}");
    import(&["--sheet", "Bed"]).refused(&["there is no sheet “Bed” in it; it has “Tea”, “Chair”"]);
}

#[test]
fn the_shipped_survey_is_about_the_shipped_map() {
    let folder = folder();
    let example = |name: &str| format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    let (map, survey) = (example("running-shoes.ron"), example("running-shoes-survey.csv"));
    let named = "Call from the manager=Manager rings and mends it";
    let run = wayfarer(folder.path(), &["import", &map, &survey, "--match", named, "-o", "measured.ron"]);
    assert_eq!(run.err.lines().count(), 3, "{}", run.err);
    for said in ["row 60", "“10” is not from 1 to 5", "row 99", "“four” is no number", "“Parking” stands nowhere"]
    {
        assert!(run.err.contains(said), "{}", run.err);
    }
    assert!(run.text().contains("11 measures added, 32 comments added."), "{}", run.text());
    assert!(run.text().contains("Learns the price at the till: CSAT 0%"), "{}", run.text());
    // What customers say takes the journey no farther from its ideal.
    let gaps = |map: &str| wayfarer(folder.path(), &["diff", map, "--format", "json"]).text();
    let (before, after) = (gaps(&map), gaps("measured.ron"));
    assert_eq!(values(&before, "total"), values(&after, "total"));
    assert!(!values(&before, "total").is_empty(), "{before}");
}
