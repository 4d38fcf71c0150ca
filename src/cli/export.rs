//! `wayfarer export MAP -o OUT.png`

use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Result, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::input::{is_pipe, read_map};
use super::output::{print, say, shown_output, write_with};
use super::selection::{lanes_named, personas_not_named, stages_named, target_journey};
use super::size::PageSize;
use super::words::one_line;
use super::{Outcome, input};
use crate::compare::{Sides, compare};
use crate::export::picture::{Tried, unreadable};
use crate::export::{self, ExportError, Format, PageToDraw, PictureOptions, draw_pages, usual_scale};
use crate::file::disk;
use crate::frame::Frame;
use crate::geom::Size;
use crate::layout::{CompareView, Compared, Filter, Layouter, Page, PageRequest, Pages, Remarks, Show};
use crate::model::*;
use crate::theme::{Theme, ThemeKind};

/// Draw a map into a picture
#[derive(Debug, Args)]
pub struct Export {
    /// The map to draw, or - for standard input
    #[arg(value_name = "MAP")]
    map: PathBuf,

    /// The picture to write, or - for standard output
    #[arg(short, long, value_name = "OUT.png")]
    output: PathBuf,

    /// Draw today's journey together with the ideal one, or with that of another map, and what differs between them
    #[arg(long, value_name = "TARGET", num_args = 0..=1)]
    ideal: Option<Option<PathBuf>>,

    /// How --ideal draws them
    #[arg(long, value_enum, default_value_t = View::Overlay, requires = "ideal")]
    view: View,

    /// Size of a page: WIDTHxHEIGHT in pixels, hd, 4k, or a0 to a4 (150 dpi, landscape; a4-portrait for the other way)
    #[arg(long, value_name = "SIZE")]
    size: Option<PageSize>,

    /// Output pixels per unit, 0.25 to 8; 2 without --size, or 1 where that takes over 200 million pixels; 1 with it
    #[arg(long, value_name = "N", value_parser = parse_scale)]
    scale: Option<f64>,

    /// Colours of the picture
    #[arg(long, value_name = "THEME", default_value = "light", ignore_case = true, value_parser = theme_parser())]
    theme: ThemeKind,

    /// Draw only this persona's curve; may be given several times
    #[arg(long, value_name = "NAME")]
    persona: Vec<String>,

    /// Draw only this stage; may be given several times
    #[arg(long, value_name = "NAME")]
    stage: Vec<String>,

    /// Draw these lanes, by title or kind, e.g. emotion,pains; without it touchpoints, emotion, pain points and
    /// opportunities, and it is said which others hold something
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    lanes: Vec<String>,

    /// Leave out the sentence at the head
    #[arg(long)]
    no_title: bool,

    /// Leave out the strip of personas
    #[arg(long)]
    no_personas: bool,

    /// Leave out the explanation of signs
    #[arg(long)]
    no_legend: bool,

    /// Leave out the lines from pain points to opportunities
    #[arg(long)]
    no_lines: bool,

    /// Leave out the curves of what people answered; the picture says so
    #[arg(long)]
    no_measured: bool,

    /// Take longer to write a smaller file
    #[arg(long)]
    small_file: bool,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome> {
        self.check_output()?;
        let page = self.page()?;
        let opened = read_map(&self.map, None)?;
        let map = &opened.map;
        let target = self.ideal.as_ref().and_then(Option::as_ref).map(|path| read_map(path, None)).transpose()?;
        let progress = progress(map);
        let mut layouter = Layouter::new();
        let remarks = match (&self.ideal, self.view.compared()) {
            (Some(_), Some(view)) => {
                let pages = self.compared(&mut layouter, page, map, target.as_ref().map(|opened| &opened.map), view)?;
                let frames = pages.frames.iter().map(|frame| Frame::clone(frame));
                let size = pages.frames[0].size;
                let grey = self.write(frames, (pages.frames.len(), size, pages.scale), map.about(), &progress)?;
                let omissions = pages.omissions.into_iter().chain(grey).collect();
                Remarks { omissions, unasked: pages.unasked, fonts: pages.fonts }
            }
            (None, _) | (_, None) => {
                let (map, request) = self.request(page, map, target.as_ref().map(|opened| &opened.map))?;
                let mut pages = layouter.page_run(map, &request, Theme::of(self.theme));
                let kind = (pages.total(), pages.size(), pages.scale());
                let grey = self.write(&mut pages, kind, map.about(), &progress)?;
                let remarks = pages.finish();
                let omissions = remarks.omissions.into_iter().chain(grey).collect();
                Remarks { omissions, ..remarks }
            }
        };
        progress.finish_and_clear();
        let notes = not_shown(&remarks, &self.output);
        notes.iter().for_each(|note| say(note));
        unasked_lanes(&remarks.unasked, &self.output).into_iter().chain(remarks.fonts.system_words()).for_each(
            |hint| {
                say(&hint);
            },
        );
        let warned = target.iter().chain([&opened]).any(|opened| !opened.warnings.is_empty());
        Ok(if warned || !notes.is_empty() { Outcome::Incomplete } else { Outcome::Complete })
    }

    /// Writes pages, so many of a size in points and with so many pixels to a point, and prints the names of several.
    /// Answers which pictures became grey places.
    fn write(
        &self,
        frames: impl Iterator<Item = Frame> + Send,
        (count, size, scale): (usize, Size, f64),
        about: &About,
        progress: &ProgressBar,
    ) -> Result<BTreeSet<String>> {
        let scale = scale * self.drawn_scale(size, scale);
        let files = self.file_names(count)?;
        let finished = AtomicUsize::new(0);
        let (grey, tried) = (Mutex::new(BTreeSet::new()), Tried::default());
        draw_pages(frames, files.len(), |page| {
            let advance = |done: f64| match files.len() {
                1 => progress.set_message(format!("drawing: {:.0}%", done * 100.0)),
                count => progress.set_message(format!("{} of {count} pages drawn", finished.load(Ordering::Relaxed))),
            };
            write_with(&files[page.number], |out| self.draw(&page, scale, about, &advance, out))?;
            finished.fetch_add(1, Ordering::Relaxed);
            let errors = unreadable(&page.frame, &tried);
            grey.lock().unwrap_or_else(PoisonError::into_inner).extend(errors.iter().map(ToString::to_string));
            anyhow::Ok(())
        })?;
        if files.len() > 1 {
            let names: Vec<String> = files.iter().map(|file| format!("{}\n", file.display())).collect();
            print(&names.concat())?;
        }
        Ok(grey.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The pages of a comparison.
    fn compared(
        &self,
        layouter: &mut Layouter,
        page: Page,
        map: &Map,
        target: Option<&Map>,
        view: CompareView,
    ) -> Result<Pages> {
        let to = self.ideal_of(map, target)?.2;
        let from = map.today();
        let pins: Vec<Arc<Pin>> = if target.is_none() { map.pins().cloned().collect() } else { Vec::new() };
        let comparison = compare(&Sides { from, to, pins: &pins });
        // Names are those of either journey.
        let filter = self.filter(from).or_else(|error| self.filter(to).map_err(|_| error))?;
        let request = self.page_request(page, State::Ideal, filter);
        let compared = Compared { map, from, to, comparison: &comparison, album: target };
        Ok(layouter.compare_pages(compared, &request, view, Theme::of(self.theme)))
    }

    /// The journey that --ideal means, with its map and which of the map's it is.
    fn ideal_of<'m>(&self, map: &'m Map, target: Option<&'m Map>) -> Result<(&'m Map, State, &'m Journey)> {
        if let Some(target) = target {
            let (state, journey) = target_journey(target);
            return Ok((target, state, journey));
        }
        let Some(ideal) = map.ideal() else {
            bail!("{} has no ideal journey; draw one in the window, or leave out --ideal", input::shown(&self.map));
        };
        Ok((map, State::Ideal, ideal))
    }

    /// Everything that can be refused before any work is done.
    fn check_output(&self) -> Result<()> {
        if is_pipe(&self.output) {
            if std::io::stdout().is_terminal() {
                bail!("a picture cannot be shown in the terminal; name a file, or send standard output to one");
            }
            return Ok(());
        }
        if Format::of(&self.output).is_none() {
            let known: Vec<String> = Format::ALL.iter().map(|format| format!(".{}", format.extension())).collect();
            let known = known.join(" or ");
            match self.output.extension() {
                Some(other) => {
                    let other = other.to_string_lossy().to_lowercase();
                    bail!("pictures are written as {known}, not as .{other}; choose a name that ends in {known}");
                }
                None => {
                    let whole = self.output.with_extension(Format::default().extension());
                    bail!("{} has no ending; name it {}", self.output.display(), whole.display());
                }
            }
        }
        self.refuse_the_map_itself(&self.output)
    }

    /// The format that the output's name asks for; through a pipe goes the usual one.
    fn format(&self) -> Format {
        Format::of(&self.output).unwrap_or_default()
    }

    fn refuse_the_map_itself(&self, file: &Path) -> Result<()> {
        if disk::is_same_file(&self.map, file) {
            bail!("{} is the map itself; choose another name for the picture", file.display());
        }
        Ok(())
    }

    /// What is drawn where there is one journey, and of which map.
    fn request<'m>(&self, page: Page, map: &'m Map, target: Option<&'m Map>) -> Result<(&'m Map, PageRequest)> {
        let (map, state, journey) = match self.ideal {
            Some(_) => self.ideal_of(map, target)?,
            None => (map, State::Today, map.today()),
        };
        Ok((map, self.page_request(page, state, self.filter(journey)?)))
    }

    fn filter(&self, journey: &Journey) -> Result<Filter> {
        Ok(Filter {
            hidden_personas: personas_not_named(journey, &self.persona)?,
            stages: stages_named(journey, &self.stage)?,
            lanes: lanes_named(journey, &self.lanes)?,
            without_answers: self.no_lines,
            hidden_measured: self.no_measured,
            ..Filter::default()
        })
    }

    fn page(&self) -> Result<Page> {
        Ok(match &self.size {
            None => Page::Fitting,
            Some(size) => Page::Fixed { pixels: size.scaled(self.scale.unwrap_or(1.0))? },
        })
    }

    fn page_request(&self, page: Page, state: State, filter: Filter) -> PageRequest {
        let show = Show { title: !self.no_title, personas: !self.no_personas, legend: !self.no_legend };
        PageRequest { state, filter, page, show }
    }

    /// By how much a picture is larger than its pages say. A fixed size has its scale in its pixels already.
    fn drawn_scale(&self, size: Size, scale: f64) -> f64 {
        match self.size {
            None => self.scale.unwrap_or_else(|| usual_scale(size, scale)),
            Some(_) => 1.0,
        }
    }

    /// The file of each page, none of them the map.
    fn file_names(&self, pages: usize) -> Result<Vec<PathBuf>> {
        if pages <= 1 {
            return Ok(vec![self.output.clone()]);
        }
        if is_pipe(&self.output) {
            bail!(
                "the map takes {pages} pages, but standard output holds one picture; name a file, or use a larger --size"
            );
        }
        let files = export::page_files(&self.output, pages);
        files.iter().try_for_each(|file| self.refuse_the_map_itself(file))?;
        Ok(files)
    }

    fn draw(
        &self,
        page: &PageToDraw,
        scale: f64,
        about: &About,
        progress: &dyn Fn(f64),
        out: &mut dyn Write,
    ) -> Result<()> {
        let sentence = if about.takeaway.is_empty() { &about.scenario } else { &about.takeaway };
        let options = PictureOptions {
            scale,
            small_file: self.small_file,
            title: given(&about.title),
            description: given(sentence),
            texts: &[],
            progress: Some(progress),
            alone: page.alone,
        };
        export::write(self.format(), &page.frame, &options, out).map_err(|error| match error {
            // The disk's own errors get their words where the file's name is known.
            ExportError::Write(error) => error.into(),
            error @ (ExportError::Empty { .. }
            | ExportError::TooLarge { .. }
            | ExportError::BadScale { .. }
            | ExportError::BadText { .. }) => error.into(),
        })
    }
}

/// How --ideal draws two journeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum View {
    /// On one another, with ghosts of what is gone
    Overlay,
    /// One above the other, on the same columns and one scale
    Pair,
    /// On pages of their own, on the same columns and one scale
    Swipe,
    /// The ideal journey by itself
    Alone,
}

impl View {
    fn compared(self) -> Option<CompareView> {
        match self {
            View::Overlay => Some(CompareView::Overlay),
            View::Pair => Some(CompareView::SideBySide),
            View::Swipe => Some(CompareView::Swipe),
            View::Alone => None,
        }
    }
}

/// A text, unless it is empty.
fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A spinner on a terminal, for maps that take long enough to wonder.
fn progress(map: &Map) -> ProgressBar {
    const LARGE: usize = 200;
    if map.today().touchpoint_count() < LARGE {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner()).with_message("laying out");
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// What the pages do not show of the map, one sentence each.
fn not_shown(Remarks { omissions, fonts, .. }: &Remarks, output: &Path) -> Vec<String> {
    let name = shown_output(output);
    let mut notes: Vec<String> = omissions.iter().map(|omission| format!("{name}: {omission}")).collect();
    notes.extend(fonts.missing_words().map(|words| format!("{name}: {words}")));
    notes
}

/// What lanes the pages do without, because nobody asked for them; the picture is complete all the same.
fn unasked_lanes(lanes: &[Arc<Lane>], output: &Path) -> Option<String> {
    let mut titles: Vec<String> = Vec::new();
    for lane in lanes {
        let title = format!("“{}”", one_line(lane.shown_title()));
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let (last, others) = titles.split_last()?;
    let (titles, verb) = match others {
        [] => (last.clone(), "is"),
        others => (format!("{} and {last}", others.join(", ")), "are"),
    };
    let name = shown_output(output);
    Some(format!("{name}: {titles} {verb} left out of the usual picture; name all lanes that you want with --lanes"))
}

fn parse_scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(scale) if (0.25..=8.0).contains(&scale) => Ok(scale),
        _ => Err("a scale is a number from 0.25 to 8".to_owned()),
    }
}

fn theme_parser() -> impl TypedValueParser<Value = ThemeKind> {
    PossibleValuesParser::new(ThemeKind::ALL.map(ThemeKind::key)).map(|key| {
        let key = key.to_lowercase();
        ThemeKind::ALL.into_iter().find(|kind| kind.key() == key).unwrap_or_default()
    })
}
