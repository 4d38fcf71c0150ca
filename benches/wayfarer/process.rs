//! `wayfarer export` as people run it: a process from its start to its end, with a file at either side.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use wayfarer::file;
use wayfarer::model::Map;

use super::stopwatch::Table;
use super::{encode_paper, shape_everything};

/// The pictures asked for: of slide proportions and size, and as large as the map takes.
const PICTURES: [(&str, &[&str]); 2] = [("export 3840×2160", &["--size", "3840x2160"]), ("export, any size", &[])];

/// One export after another. Floor: a process that does nothing, reading the file's records, shaping every text once
/// and filling and encoding as many pixels, one after the other.
pub fn bench_process(map: &Map, table: &mut Table) {
    if PICTURES.iter().all(|(work, _)| !table.wants(work)) {
        return;
    }
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let text = file::to_text(map);
    let map_file = folder.path().join("map.ron");
    std::fs::write(&map_file, &text).expect("there is room for temporary files");
    for (number, (work, arguments)) in PICTURES.into_iter().enumerate() {
        if !table.wants(work) {
            continue;
        }
        let out = folder.path().join(number.to_string());
        std::fs::create_dir(&out).expect("there is room for temporary files");
        let export = || {
            let mut export = wayfarer();
            export.arg("export").arg(&map_file).args(arguments).arg("-o").arg(out.join("page.png"));
            export
        };
        let mut status = ExitStatus::default();
        let time = table.time(|| status = export().status().expect("the program can be started"));
        let sizes = sizes_of_pictures(&out);
        if sizes.is_empty() {
            table.remark(work, &format!("no picture: {status}"));
            continue;
        }
        let floor = table.time(|| {
            wayfarer().arg("--version").status().expect("the program can be started");
            assert!(file::is_schema(&text));
            shape_everything(map);
            sizes.iter().for_each(|(width, height)| encode_paper(*width, *height));
        });
        let memory =
            peak_memory(export()).map_or(String::new(), |bytes| format!(", {} MB at most", bytes.div_ceil(MB)));
        table.row(&format!("{work}: {} page(s){memory}", sizes.len()), time, floor);
    }
}

/// A million bytes, as people count memory.
const MB: u64 = 1_000_000;

/// The most memory that a program takes from its start to its end, in bytes. A run of its own, because watching it
/// takes time from it; known on Linux alone.
fn peak_memory(mut program: Command) -> Option<u64> {
    let mut child = program.spawn().expect("the program can be started");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    // The system keeps the peak, but forgets it as soon as the program ends: what is read last is as good as it.
    while child.try_wait().expect("the program can be waited for").is_none() {
        let kilobytes = std::fs::read_to_string(&status).ok().and_then(|status| {
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().strip_suffix(" kB")?.parse::<u64>().ok()
        });
        peak = peak.max(kilobytes);
        std::thread::sleep(Duration::from_millis(1));
    }
    peak.map(|kilobytes| kilobytes * 1024)
}

fn wayfarer() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wayfarer"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn sizes_of_pictures(folder: &Path) -> Vec<(u32, u32)> {
    let files = std::fs::read_dir(folder).expect("the folder was just made");
    let size = |file: std::io::Result<std::fs::DirEntry>| {
        let file = std::fs::File::open(file.ok()?.path()).ok()?;
        let reader = ::png::Decoder::new(std::io::BufReader::new(file)).read_info().ok()?;
        Some((reader.info().width, reader.info().height))
    };
    files.filter_map(size).collect()
}
