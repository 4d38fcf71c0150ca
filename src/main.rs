//! The `wayfarer` program: with a verb the command line, otherwise the window.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use wayfarer::cli::{self, Cli};

fn main() -> ExitCode {
    human_panic::setup_panic!();
    env_logger::Builder::from_env(env_logger::Env::new().filter_or("WAYFARER_LOG", "error")).init();

    let cli = Cli::parse();
    match cli.verb {
        Some(verb) => cli::run(verb),
        None => open_window(cli.map),
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_: Option<PathBuf>) -> ExitCode {
    eprintln!("wayfarer: this build has no window; name a verb (wayfarer --help lists them)");
    ExitCode::from(2)
}

#[cfg(feature = "gui")]
fn open_window(path: Option<PathBuf>) -> ExitCode {
    match wayfarer::gui::run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wayfarer: {error}");
            ExitCode::from(2)
        }
    }
}
