//! The command line: one file a verb, working without a display or a GPU.
//!
//! Here errors become one sentence for a person, exactly once. Here never come egui or the window; a call without a
//! verb is the business of `main`.

mod check;
mod completions;
mod convert;
mod diff;
mod export;
mod figures;
mod import;
mod info;
mod input;
mod json;
mod listening;
mod new;
mod output;
mod selection;
mod size;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a verb ends with, as `--help` says it.
const EXIT_CODES: &str = "Exit codes:\n  0  done\n  1  done, but not everything could be carried over or shown; standard error says what\n  2  not done; one sentence on standard error says why and what to do\n\ndiff and check have their own: 1 says that something differs, or was found.";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "wayfarer",
    version,
    about = "Customer journey maps: draw today's journey, compare it with the ideal one",
    long_about = "Customer journey maps: draw today's journey, compare it with the ideal one.\n\nWith a file, or with nothing, the window opens. With a verb, wayfarer works without a display.",
    after_help = EXIT_CODES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What to do without a window
    #[command(subcommand)]
    pub verb: Option<Verb>,

    /// The map to open in the window
    #[arg(value_name = "MAP")]
    pub map: Option<PathBuf>,
}

/// Everything that works without a window.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Start a new map
    New(new::New),
    /// Draw a map into a picture
    ///
    /// Without --size, a map that fits becomes one slide, and a larger one a single poster. With --size, as many
    /// pages of that size are drawn as it takes; several pages become OUT-1.png, OUT-2.png and so on, and their names
    /// are printed. An existing picture is replaced once the new one is complete.
    Export(export::Export),
    /// Compare a map with its ideal journey, with another map, or with a snapshot
    ///
    /// Without TARGET, today's journey is compared with the map's own ideal journey. Touchpoints are matched by their
    /// identity, by what somebody said in the window, by their names, or by likeness. As text it is said in sentences,
    /// stage by stage; md and csv are the plan: every gap with its owner, effort, horizon and status.
    Diff(diff::Diff),
    /// Read a map from one format and write it in another
    ///
    /// What a format cannot carry is said on standard error, and the exit code is then 1.
    Convert(convert::Convert),
    /// Bring answers of a survey onto a map
    ///
    /// Ratings become measures with their interval, comments become feedback. What the columns hold and which touchpoint
    /// a name means is guessed from titles and values, and shown. The same survey again updates what it brought before.
    /// What could not be read is listed on standard error, and the exit code is then 1.
    Import(import::Import),
    /// Ask maps the questions of the method
    ///
    /// Several maps, or a folder of them, are shown worst first.
    Check(check::Check),
    /// Count what is on a map, and show its key figures
    Info(info::Info),
    /// Print the completion script of a shell
    Completions(completions::Completions),
}

/// How a verb that did its work ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is there.
    Complete,
    /// Something could not be carried over or shown, and standard error says what.
    Incomplete,
    /// Two things were compared and are not the same.
    Differs,
    /// The method found something on a map that was checked, or a map could not be read to be checked.
    Found,
}

impl Outcome {
    /// Complete, if there was nothing to say.
    fn of(losses: &[String]) -> Outcome {
        if losses.is_empty() { Outcome::Complete } else { Outcome::Incomplete }
    }
}

/// Does what a verb says, and turns the result into an exit code and, if need be, a sentence on standard error.
pub fn run(verb: Verb) -> ExitCode {
    let result = match verb {
        Verb::New(new) => new.run(),
        Verb::Export(export) => export.run(),
        Verb::Convert(convert) => convert.run(),
        Verb::Import(import) => import.run(),
        Verb::Check(check) => check.run(),
        Verb::Diff(diff) => diff.run(),
        Verb::Info(info) => info.run(),
        Verb::Completions(completions) => completions.run(),
    };
    match result {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete | Outcome::Differs | Outcome::Found) => ExitCode::from(1),
        // Whoever reads our output has seen enough (`wayfarer info map.ron | head -1`).
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
