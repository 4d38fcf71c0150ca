//! Answers of a survey, from the file to the command that brings them onto a map: 100,000 rows as CSV and as XLSX.

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use wayfarer::answers::{self, Mapping};
use wayfarer::edit::{Command, Session, TouchpointField};
use wayfarer::exchange::sheet;
use wayfarer::model::arbitrary::generated_journey;
use wayfarer::model::{Map, SeededIds, State, TouchpointId};

use super::SEED;
use super::stopwatch::Table;

/// What this program is called with to import one file, and say how much memory that took.
pub const ALONE: &str = "--import-alone";
/// A map of so many touchpoints, and so many answers about them.
const TOUCHPOINTS: usize = 60;
const ROWS: usize = 100_000;
/// A map of so many touchpoints for the change alone.
const PLACES: usize = 1_000;
/// Without measuring, so many are enough to see that it runs.
const FEW: usize = 100;

/// Measures both. Floor of CSV: reading the file and finding the ends of its lines. Floor of XLSX: reading the file and
/// unpacking it. The memory is the most that a process of its own held which did nothing else.
pub fn bench_survey(table: &mut Table) {
    if !table.wants("survey") {
        return;
    }
    let rows = if table.is_measuring() { ROWS } else { FEW };
    let map = generated_journey(TOUCHPOINTS, SEED);
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    table.begin(TOUCHPOINTS);
    let answers: Vec<[String; 6]> = answers_about(&map, rows);
    let (csv, xlsx) = (folder.path().join("answers.csv"), folder.path().join("answers.xlsx"));
    std::fs::write(&csv, as_csv(&answers)).expect("there is room for temporary files");
    let (book, parts) = as_xlsx(&answers);
    std::fs::write(&xlsx, &book).expect("there is room for temporary files");

    let floor = table.time(|| {
        let bytes = std::fs::read(&csv).expect("it was just written");
        black_box(bytes.iter().filter(|byte| **byte == b'\n').count());
    });
    let time = table.time(|| import(&map, &csv));
    table.row(&format!("survey, {rows} rows, CSV"), time, floor);
    remark_on_memory(table, "survey, CSV", &csv);

    let floor = table.time(|| {
        let bytes = std::fs::read(&xlsx).expect("it was just written");
        for (from, to) in &parts {
            let mut plain = DeflateDecoder::new(&bytes[*from..*to]);
            black_box(std::io::copy(&mut plain, &mut std::io::sink()).expect("it was just packed"));
        }
    });
    let time = table.time(|| import(&map, &xlsx));
    table.row(&format!("survey, {rows} rows, XLSX"), time, floor);
    remark_on_memory(table, "survey, XLSX", &xlsx);
    bench_change(table, rows);
}

/// The change itself, which the window makes between two frames: a thousand measures and five thousand comments on a map
/// of a thousand touchpoints. Floor: copying the map.
fn bench_change(table: &mut Table, rows: usize) {
    let places = if table.is_measuring() { PLACES } else { TOUCHPOINTS };
    let map = numbered(generated_journey(places, SEED));
    let text = as_csv(&answers_about(&map, rows));
    let watch = |_: f32| true;
    let sheet = sheet::read(text.as_bytes(), None, &watch).expect("a table just made can be read");
    let mapping = Mapping::guess(&sheet, map.today(), "Bench");
    let tally = answers::tally(&sheet, &mapping, &watch).expect("nobody stops it");
    // The map's own identities come from the seed.
    let brought = answers::import(&map, &mapping, &tally, &mut SeededIds::new(SEED + 1));
    let command = brought.command.expect("something comes");
    let floor = table.time(|| {
        black_box(map.clone());
    });
    let time = table.time(|| {
        let mut session = Session::new(map.clone());
        session.run(&command).expect("nothing is locked");
        black_box(session);
    });
    let what = format!("survey, change of {} measures, {} comments", brought.measures.0, brought.feedback.0);
    table.row(&what, time, floor);
}

/// The same map with a name of its own for every touchpoint.
fn numbered(map: Map) -> Map {
    let mut session = Session::new(map);
    let all: Vec<(TouchpointId, String)> =
        session.map().today().touchpoints().map(|at| (at.id, at.name.clone())).collect();
    for (number, (id, name)) in all.into_iter().enumerate() {
        let field = TouchpointField::Name(format!("{name} {number}"));
        session.run(&Command::SetTouchpoint { state: State::Today, id, field }).expect("nothing is locked");
    }
    session.map().clone()
}

/// Everything between a file and a changed map but the change.
fn import(map: &Map, file: &Path) {
    let watch = |_: f32| true;
    let bytes = std::fs::read(file).expect("it was just written");
    let sheet = sheet::read(&bytes, None, &watch).expect("a table just written can be read");
    drop(bytes);
    let mapping = Mapping::guess(&sheet, map.today(), "Bench");
    let tally = answers::tally(&sheet, &mapping, &watch).expect("nobody stops it");
    let brought = answers::import(map, &mapping, &tally, &mut SeededIds::new(SEED));
    assert!(brought.measures.0 > 0, "the touchpoints are found by their names");
    black_box(brought);
}

/// Imports one file and prints the most memory this process held, in kB, where the system tells.
pub fn import_alone(file: &Path) {
    import(&generated_journey(TOUCHPOINTS, SEED), file);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.and_then(|peak| peak.split_whitespace().next()).unwrap_or(""));
}

fn remark_on_memory(table: &Table, what: &str, file: &Path) {
    let myself = std::env::current_exe().expect("this program has a path");
    let child = Process::new(myself).arg(ALONE).arg(file).stdin(Stdio::null()).output();
    let output = child.expect("this program can be started again");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let peak = String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().ok();
    match peak {
        Some(kilobytes) => table.remark(what, &format!("peak memory {:.0} MB", kilobytes / 1_000.0)),
        None => table.remark(what, "this system does not tell the peak memory"),
    }
}

const TITLES: [&str; 6] = ["Response ID", "Date", "Touchpoint", "Persona", "How satisfied were you? (1-5)", "Comment"];

/// Answers to every touchpoint in turn, every third with a comment.
fn answers_about(map: &Map, rows: usize) -> Vec<[String; 6]> {
    let steps: Vec<&str> = map.today().touchpoints().map(|touchpoint| touchpoint.name.as_str()).collect();
    let personas: Vec<&str> = map.today().personas().map(|persona| persona.name.as_str()).collect();
    let one = |row: usize| {
        let comment =
            if row.is_multiple_of(3) { format!("Answer {row} says that it took a while") } else { String::new() };
        [
            format!("R{row}"),
            format!("2026-{:02}-{:02}", row % 12 + 1, row % 28 + 1),
            steps[row % steps.len()].to_owned(),
            personas.get(row % personas.len().max(1)).copied().unwrap_or_default().to_owned(),
            (row % 5 + 1).to_string(),
            comment,
        ]
    };
    (0..rows).map(one).collect()
}

fn as_csv(answers: &[[String; 6]]) -> String {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: &mut dyn Iterator<Item = &str>| cells.map(quoted).collect::<Vec<_>>().join(",") + "\n";
    let rows = answers.iter().map(|row| line(&mut row.iter().map(String::as_str)));
    std::iter::once(line(&mut TITLES.into_iter())).chain(rows).collect()
}

/// A workbook with its texts in a list of their own, as spreadsheet programs write it, and where its packed parts are.
fn as_xlsx(answers: &[[String; 6]]) -> (Vec<u8>, Vec<(usize, usize)>) {
    let (mut strings, mut rows, mut count) = (String::new(), String::new(), 0);
    let lines = std::iter::once(TITLES.map(str::to_owned)).chain(answers.iter().cloned());
    for (cells, number) in lines.zip(1..) {
        rows += &format!("<row r=\"{number}\">");
        for (cell, column) in cells.iter().zip('A'..) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(value) => rows += &format!("<c r=\"{column}{number}\"><v>{value}</v></c>"),
                Err(_) => {
                    let plain = cell.replace('&', "&amp;").replace('<', "&lt;");
                    strings += &format!("<si><t>{plain}</t></si>");
                    rows += &format!("<c r=\"{column}{number}\" t=\"s\"><v>{count}</v></c>");
                    count += 1;
                }
            }
        }
        rows += "</row>";
    }
    let book = r#"<workbook xmlns:r="r"><sheets><sheet name="Answers" r:id="a"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/one.xml"/>
        <Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    zipped(&[
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", relations.to_owned()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
        ("xl/worksheets/one.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

/// A ZIP archive of packed files.
fn zipped(files: &[(&str, String)]) -> (Vec<u8>, Vec<(usize, usize)>) {
    let (mut bytes, mut list, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for (name, content) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content.as_bytes()).expect("memory takes everything");
        let packed = encoder.finish().expect("memory takes everything");
        let offset = (bytes.len() as u32).to_le_bytes();
        let sizes = [(packed.len() as u32).to_le_bytes(), (content.len() as u32).to_le_bytes()].concat();
        let length = (name.len() as u16).to_le_bytes();
        let common = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &length, &[0, 0]].concat();
        bytes.extend([b"PK\x03\x04", &common[..], name.as_bytes()].concat());
        parts.push((bytes.len(), bytes.len() + packed.len()));
        bytes.extend(packed);
        list.extend([&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &offset, name.as_bytes()].concat());
    }
    let (start, length) = ((bytes.len() as u32).to_le_bytes(), (list.len() as u32).to_le_bytes());
    let count = (files.len() as u16).to_le_bytes();
    bytes.extend(list);
    bytes.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &start, &[0, 0]].concat());
    (bytes, parts)
}
