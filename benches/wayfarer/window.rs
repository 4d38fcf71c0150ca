//! How soon the window is there: from the start of the process until it can be seen.
//!
//! Floor: a window of eframe's of the same size, title and icon, drawn the same way, with nothing in it; opened by this
//! program started again with a hidden argument.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, MapState, Window};
use x11rb::rust_connection::RustConnection;

use wayfarer::file;
use wayfarer::model::arbitrary::generated_journey;

use super::stopwatch::{Table, median};

/// The hidden argument.
pub const EMPTY: &str = "--empty-window";
/// So many windows of either kind, in turn.
const RUNS: usize = 9;
/// A window that is not there by then will not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens windows on the X11 display that there is, or says that there is none.
pub fn bench_window(table: &mut Table) {
    const WORK: &str = "window visible";
    if !table.wants(WORK) {
        return;
    }
    let Ok((screen, _)) = x11rb::connect(None) else {
        return table.remark(WORK, "no display, skipped");
    };
    let home = tempfile::tempdir().expect("there is room for temporary files");
    let map_file = home.path().join("map.ron");
    std::fs::write(&map_file, file::to_text(&generated_journey(200, super::SEED))).expect("there is room for a map");
    let full = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wayfarer"));
        command.env("HOME", home.path()).env_remove("XDG_STATE_HOME").env_remove("XDG_CONFIG_HOME");
        command
    };
    let with_file = || {
        let mut command = full();
        command.arg(&map_file);
        command
    };
    let empty = || {
        let mut command = Command::new(std::env::current_exe().expect("a running program has a file"));
        command.arg(EMPTY);
        command
    };
    let (mut floors, mut times, mut times_with_file) = (Vec::new(), Vec::new(), Vec::new());
    // The first of each reads the program from the disk.
    for run in 0..=if table.is_measuring() { RUNS } else { 0 } {
        let turn = [(empty(), &mut floors), (full(), &mut times), (with_file(), &mut times_with_file)];
        for (command, times) in turn {
            match time_until_visible(command, &screen) {
                Some(_) if run == 0 && table.is_measuring() => {}
                Some(time) => times.push(time),
                None => return table.remark(WORK, "no window came, skipped"),
            }
        }
    }
    let floor = median(floors);
    table.row(WORK, median(times), floor);
    table.row("window visible, 200 to open", median(times_with_file), floor);
}

/// `None` if no window came.
fn time_until_visible(mut command: Command, screen: &RustConnection) -> Option<Duration> {
    // Where there is Wayland as well, its windows could not be seen from here.
    command.env_remove("WAYLAND_DISPLAY").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn().expect("the program can be started");
    let time = wait_for_window(&mut child, screen, start);
    // It may have ended by itself; then there is nothing to end.
    let _ = child.kill();
    let _ = child.wait();
    time
}

fn wait_for_window(child: &mut Child, screen: &RustConnection, start: Instant) -> Option<Duration> {
    let process = screen.intern_atom(false, b"_NET_WM_PID").ok()?.reply().ok()?.atom;
    let roots: Vec<Window> = screen.setup().roots.iter().map(|root| root.root).collect();
    while start.elapsed() < PATIENCE && child.try_wait().is_ok_and(|ended| ended.is_none()) {
        if roots.iter().any(|root| shows(screen, *root, (process, child.id()), 3)) {
            return Some(start.elapsed());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    None
}

/// Whether one of the windows within another belongs to a process and can be seen. A window manager puts a frame or
/// two around it.
fn shows(screen: &RustConnection, window: Window, process: (u32, u32), depth: usize) -> bool {
    let children = screen.query_tree(window).ok().and_then(|answer| answer.reply().ok());
    children.is_some_and(|tree| {
        tree.children.into_iter().any(|child| {
            is_of(screen, child, process) && is_visible(screen, child)
                || depth > 1 && shows(screen, child, process, depth - 1)
        })
    })
}

fn is_of(screen: &RustConnection, window: Window, (property, process): (u32, u32)) -> bool {
    let answer = screen.get_property(false, window, property, AtomEnum::CARDINAL, 0, 1);
    let answer = answer.ok().and_then(|answer| answer.reply().ok());
    answer.is_some_and(|value| value.value32().and_then(|mut numbers| numbers.next()) == Some(process))
}

/// Whether a window and all around it are mapped.
fn is_visible(screen: &RustConnection, window: Window) -> bool {
    let answer = screen.get_window_attributes(window).ok().and_then(|answer| answer.reply().ok());
    answer.is_some_and(|attributes| attributes.map_state == MapState::VIEWABLE)
}

/// Opens the window that has nothing in it.
pub fn open_empty() {
    struct Empty;
    impl eframe::App for Empty {
        fn ui(&mut self, _: &mut egui::Ui, _: &mut eframe::Frame) {}
    }
    let open = |renderer| {
        let viewport = wayfarer::gui::first_window();
        let options = eframe::NativeOptions { viewport, renderer, ..eframe::NativeOptions::default() };
        eframe::run_native("Empty", options, Box::new(|_| Ok(Box::new(Empty))))
    };
    // Both ways of drawing, in the order in which the program tries them.
    if open(eframe::Renderer::Wgpu).is_err() {
        open(eframe::Renderer::Glow).expect("there is a way to draw");
    }
}
