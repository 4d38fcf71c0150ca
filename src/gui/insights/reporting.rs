//! What leaves the Insights mode: the report of the open map, and its charts as pictures, to the clipboard or into a
//! file. They are made on a thread of their own.
//!
//! Here never comes a word of the report, which is [`report`](crate::insight::report)'s, or the drawing of a chart.

use std::path::PathBuf;
use std::sync::Arc;

use super::InsightPage;
use crate::export::{self, Format, PictureOptions};
use crate::file::disk;
use crate::file::today;
use crate::frame::Frame;
use crate::geom::Size;
use crate::gui::app::App;
use crate::gui::dialogs::Dialog;
use crate::gui::dialogs::path::Purpose;
use crate::gui::disk::not_written;
use crate::gui::picture::color_image;
use crate::insight::feedback_loop::{LoopFilter, cells_text, markdown, sides};
use crate::insight::{findings, report};
use crate::layout::{Chart, ChartRequest, PartingsRequest};
use crate::model::{Date, Map};

/// The endings of files a report is written to.
pub const ENDINGS: &[&str] = &["md"];
/// Width and height of a chart's picture in points; the heat map is wider where it has many stages.
const PICTURE: Size = Size::new(1200.0, 720.0);
/// Height of the heat map's picture in points.
const HEAT_MAP: f64 = 424.0;
/// Room around a chart in its picture, in points.
const MARGIN: f64 = 32.0;
/// Pixels per point of a chart's picture: sharp on a slide.
const SCALE: f64 = 2.0;

/// What is handed out.
pub enum Handout {
    /// The report of this map, with the day it is.
    Report(Box<Map>, Date),
    /// The lists of the feedback loop, for the minutes of a meeting.
    Loop {
        /// Of which map.
        map: Box<Map>,
        /// Which feedback.
        filter: LoopFilter,
        /// Whether as cells for a spreadsheet, or as Markdown.
        as_cells: bool,
        /// The day it is.
        date: Date,
    },
    /// This picture, and what it is called.
    Chart(Arc<Frame>, String),
}

impl Handout {
    /// The bytes of its file; a picture is in this format.
    fn bytes(&self, format: Format) -> Result<Vec<u8>, String> {
        match self {
            Handout::Report(map, date) => Ok(report::markdown(map, &findings(map), Some(*date)).into_bytes()),
            Handout::Loop { map, filter, as_cells, date } => {
                let sides = sides(map.today(), filter);
                let made = if *as_cells { cells_text } else { markdown };
                Ok(made(map.today(), &sides, Some(*date)).into_bytes())
            }
            Handout::Chart(frame, title) => {
                let mut bytes = Vec::new();
                let options = PictureOptions { scale: SCALE, title: Some(title), ..PictureOptions::default() };
                export::write(format, frame, &options, &mut bytes).map_err(|error| error.to_string())?;
                Ok(bytes)
            }
        }
    }
}

/// Something to hand out.
pub struct HandoutOrder {
    /// What.
    pub what: Handout,
    /// The file, and whether it may be written over; `None` is the clipboard.
    pub into: Option<(PathBuf, bool)>,
}

/// How that ended.
pub enum HandedOut {
    /// This text is to be put on the clipboard, and what is to be said then.
    Text(String, &'static str),
    /// This picture is to be put on the clipboard.
    Picture(egui::ColorImage),
    /// It is in this file.
    Written(PathBuf),
    /// This file is there already; nothing was written.
    There(PathBuf),
    /// It failed, and why, in a sentence.
    Failed(String),
}

/// Makes it.
pub fn make(order: HandoutOrder) -> HandedOut {
    let HandoutOrder { what, into } = order;
    if let Some((path, false)) = &into
        && path.exists()
    {
        return HandedOut::There(path.clone());
    }
    let format = into.as_ref().and_then(|(path, _)| Format::of(path)).unwrap_or_default();
    let bytes = match what.bytes(format) {
        Ok(bytes) => bytes,
        Err(why) => return HandedOut::Failed(format!("It could not be drawn: {why}.")),
    };
    match (into, what) {
        (Some((path, _)), _) => match disk::replace(&path, &bytes) {
            Ok(_) => HandedOut::Written(path),
            Err(error) => HandedOut::Failed(not_written(&path, &error)),
        },
        (None, Handout::Report(..)) => text(bytes, "The report is on the clipboard as Markdown."),
        (None, Handout::Loop { as_cells: false, .. }) => text(bytes, "The lists are on the clipboard as Markdown."),
        (None, Handout::Loop { as_cells: true, .. }) => {
            text(bytes, "The lists are on the clipboard; they can be pasted into a spreadsheet.")
        }
        (None, Handout::Chart(..)) => match color_image(&bytes) {
            Ok(image) => HandedOut::Picture(image),
            Err(why) => HandedOut::Failed(format!("The picture could not be copied: {why}.")),
        },
    }
}

fn text(bytes: Vec<u8>, said: &'static str) -> HandedOut {
    HandedOut::Text(String::from_utf8_lossy(&bytes).into_owned(), said)
}

impl App {
    /// Puts the report on the clipboard.
    pub(in crate::gui) fn copy_report(&mut self) {
        self.order_report(None);
    }

    /// Asks where the report is to be written.
    pub(in crate::gui) fn ask_where_to_export_report(&mut self) {
        self.ask_where(Purpose::ExportReport, "report.md");
    }

    fn ask_where(&mut self, purpose: Purpose, name: &str) {
        let Some(document) = &self.document else { return };
        let name = document.suggested_name("md").replace(".md", &format!(" {name}"));
        self.ask_for_path(purpose, self.folder_of_map(), name);
    }

    /// Writes the report to a file.
    pub(in crate::gui) fn export_report(&mut self, path: PathBuf, replace: bool) {
        self.order_report(Some((path, replace)));
    }

    fn order_report(&mut self, into: Option<(PathBuf, bool)>) {
        let Some(document) = &self.document else { return };
        let what = Handout::Report(Box::new(document.session.map().clone()), today());
        self.jobs.hand_out(HandoutOrder { what, into });
    }

    /// Whether the page that is shown has a chart.
    pub(in crate::gui) fn has_chart(&self) -> bool {
        match self.insights.page {
            InsightPage::Findings | InsightPage::Charts | InsightPage::Partings => true,
            InsightPage::Figures | InsightPage::Tables | InsightPage::Loop | InsightPage::Portfolio => false,
        }
    }

    /// Puts the chart of the page that is shown on the clipboard.
    pub(in crate::gui) fn copy_chart(&mut self) {
        self.order_chart(None);
    }

    /// Asks where the chart of the page that is shown is to be written.
    pub(in crate::gui) fn ask_where_to_export_chart(&mut self) {
        let Some((_, name)) = self.chart_shown() else { return };
        let name = format!("{}.{}", name.to_lowercase(), Format::default().extension());
        self.ask_where(Purpose::ExportChart, &name);
    }

    /// Writes the chart of the page that is shown to a file.
    pub(in crate::gui) fn export_chart(&mut self, path: PathBuf, replace: bool) {
        self.order_chart(Some((path, replace)));
    }

    fn order_chart(&mut self, into: Option<(PathBuf, bool)>) {
        let Some((frame, name)) = self.chart_shown() else { return };
        let title = self.document.as_ref().map_or(String::new(), |document| document.name());
        self.jobs.hand_out(HandoutOrder { what: Handout::Chart(frame, format!("{title}: {name}")), into });
    }

    /// The chart of the page that is shown, at the size of a picture, and what it is called.
    fn chart_shown(&mut self) -> Option<(Arc<Frame>, &'static str)> {
        let partings = self.insights.page == InsightPage::Partings;
        let found = if partings { Some(self.insights.partings.found.latest()?) } else { None };
        let document = self.document.as_ref()?;
        let (map, state, theme) = (document.session.map(), self.view.state, self.view.colours());
        let (frame, name) = match found {
            Some(found) => {
                let hidden_personas = self.view.hidden_personas.clone();
                let request = PartingsRequest { size: PICTURE, state, hidden_personas, picked: None, titled: true };
                (self.layouter.partings(&found.0, &found.1, &request, theme), "Personas")
            }
            None => {
                let page = self.insights.page;
                let chart = if page == InsightPage::Charts { self.insights.charts.shown } else { Chart::Opportunities };
                // The rows of the heat map have their own height.
                let height = if chart == Chart::Pillars { HEAT_MAP } else { PICTURE.height };
                let request = ChartRequest { state, chart, size: Size::new(PICTURE.width, height), moved: None };
                (self.layouter.chart(map, &request, theme).frame, chart.title())
            }
        };
        Some((Arc::new(frame.with_margin(MARGIN)), name))
    }

    /// Takes in how handing something out ended.
    pub(in crate::gui) fn handed_out(&mut self, made: HandedOut) {
        // Somebody may have closed the dialog and opened another one meanwhile.
        let dialog = match &mut self.dialog {
            Some(Dialog::Path(dialog)) if matches!(dialog.purpose, Purpose::ExportReport | Purpose::ExportChart) => {
                Some(dialog)
            }
            Some(_) | None => None,
        };
        match (made, dialog) {
            (HandedOut::Text(text, said), _) => {
                self.ctx.copy_text(text);
                self.toasts.say(said);
            }
            (HandedOut::Picture(image), _) => {
                self.ctx.copy_image(image);
                self.toasts.say("The chart is on the clipboard as a picture.");
            }
            (HandedOut::Written(path), dialog) => {
                if dialog.is_some() {
                    self.dialog = None;
                }
                self.toasts.say(format!("Exported {}", path.display()));
            }
            (HandedOut::There(path), Some(dialog)) => dialog.is_there(path),
            (HandedOut::There(path), None) => self.toasts.say(format!("{} is there already.", path.display())),
            (HandedOut::Failed(why), Some(dialog)) => dialog.failed(why),
            (HandedOut::Failed(why), None) => self.toasts.say(why),
        }
    }
}
