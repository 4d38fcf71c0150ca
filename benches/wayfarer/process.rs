//! `wayfarer export` as people run it: a process from its start to its end, with a file at either side.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

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
        let mut status = ExitStatus::default();
        let time = table.time(|| {
            let mut export = wayfarer();
            export.arg("export").arg(&map_file).args(arguments).arg("-o").arg(out.join("page.png"));
            status = export.status().expect("the program can be started");
        });
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
        table.row(&format!("{work}: {} page(s)", sizes.len()), time, floor);
    }
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
