//! Making a picture: what it will look like at the left, how it is to be made at the right.
//!
//! The preview is the very frame that is drawn into the file.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::{Color32, Context, Margin, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, vec2};

use super::path::FileKind;
use super::{Wish, focus_first, modal_named};
use crate::export::usual_scale;
use crate::geom::Size;
use crate::gui::canvas;
use crate::gui::widgets::{self, Emphasis, PushButton};
use crate::gui::{disk, picture, style};
use crate::layout::{Filter, Page, PageRequest, Pages, Show};
use crate::model::*;
use crate::text::Icon;
use crate::theme::ThemeKind;

/// A sentence longer than this does not fit on one line of a slide.
const TAKEAWAY_LETTERS: usize = 70;

/// Room for the buttons at the end of the dialog, in points.
const BUTTONS: f32 = 290.0;

/// What the dialog wants of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportWish {
    /// Lay the pages out again.
    Preview,
    /// Draw into the file; replace what is there if `replace`.
    Export { replace: bool },
    /// Put the first page on the clipboard.
    Copy,
    /// Let the system ask for the file.
    PickNatively,
    /// The sentence on the slide was changed.
    Takeaway(String),
    /// Somebody left the field of that sentence.
    TakeawayDone,
}

/// The size of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// A slide of 1920 × 1080.
    Wide,
    /// A slide of 1440 × 1080.
    Classic,
    A4,
    A3,
    A1,
    A0,
    /// One picture, as large as it takes.
    Poster,
    /// So many pixels.
    Custom,
}

impl Paper {
    /// Width and height in pixels at scale 1, landscape; paper at 150 dots an inch. `None` is decided elsewhere.
    fn pixels(self) -> Option<(u32, u32)> {
        match self {
            Paper::Wide => Some((1920, 1080)),
            Paper::Classic => Some((1440, 1080)),
            Paper::A4 => Some((1754, 1240)),
            Paper::A3 => Some((2480, 1754)),
            Paper::A1 => Some((4967, 3508)),
            Paper::A0 => Some((7022, 4967)),
            Paper::Poster | Paper::Custom => None,
        }
    }
}

/// The dialog's state.
pub struct ExportDialog {
    /// The journey that is drawn.
    pub state: State,
    /// The folder for typed names.
    pub folder: PathBuf,
    pub(super) paper: Paper,
    pub(super) custom: (u32, u32),
    /// The scale, once somebody has chosen one.
    pub(super) chosen_scale: Option<u32>,
    pub(super) portrait: bool,
    pub(super) show: Show,
    pub(super) lanes: BTreeSet<LaneId>,
    pub(super) hidden_personas: BTreeSet<PersonaId>,
    /// What the window shows.
    pub(super) filter: Filter,
    pub(super) theme: ThemeKind,
    typed: String,
    page: usize,
    pub(super) pages: Option<Pages>,
    /// What the preview was last asked for.
    asked: Option<(PageRequest, ThemeKind, String)>,
    /// How much of a running export is done.
    pub progress: Option<f32>,
    /// The number of the export that was started here last.
    pub started: Option<u64>,
    /// The number of what it asked the system's dialog last.
    pub picking: Option<u64>,
    /// Files that are there already, to be replaced only after a question.
    pub there: Vec<PathBuf>,
    /// Why the last attempt failed.
    pub failure: Option<String>,
}

impl ExportDialog {
    /// A slide at twice its size, into `name` in `folder`.
    ///
    /// Touchpoints that the window's filter hides are left out, and the page says so.
    pub fn new(state: State, filter: Filter, theme: ThemeKind, folder: PathBuf, name: String) -> Self {
        ExportDialog {
            state,
            folder,
            paper: Paper::Wide,
            custom: (1920, 1080),
            chosen_scale: None,
            portrait: false,
            show: Show { title: true, personas: true, legend: true },
            lanes: BTreeSet::new(),
            hidden_personas: filter.hidden_personas.clone(),
            filter,
            theme,
            typed: name,
            page: 0,
            pages: None,
            asked: None,
            progress: None,
            started: None,
            picking: None,
            there: Vec::new(),
            failure: None,
        }
    }

    /// The pages as they are chosen now.
    pub fn request(&self) -> PageRequest {
        let filter =
            Filter { hidden_personas: self.hidden_personas.clone(), lanes: self.lanes.clone(), ..self.filter.clone() };
        let page = match self.pixels() {
            Some((width, height)) => {
                let scale = f64::from(self.scale());
                Page::Fixed { pixels: Size::new(f64::from(width), f64::from(height)) * scale }
            }
            None => Page::Fitting,
        };
        PageRequest { state: self.state, filter, page, show: self.show }
    }

    pub(super) fn pixels(&self) -> Option<(u32, u32)> {
        let (width, height) = match self.paper {
            Paper::Custom => self.custom,
            paper => paper.pixels()?,
        };
        Some(if self.portrait && self.paper != Paper::Custom { (height, width) } else { (width, height) })
    }

    /// The scale that was chosen; until then twice the usual size, or less for a poster too large for that.
    pub(super) fn scale(&self) -> u32 {
        const USUAL: u32 = 2;
        self.chosen_scale.unwrap_or_else(|| match (&self.pages, self.pixels()) {
            (Some(Pages { frames, scale, .. }), None) => {
                frames.first().map_or(USUAL, |frame| usual_scale(frame.size, *scale) as u32)
            }
            (None, None) | (_, Some(_)) => USUAL,
        })
    }

    /// What the pages' own scale is multiplied with: a poster has no pixels of its own.
    pub fn drawn_scale(&self) -> f64 {
        if self.pixels().is_some() { 1.0 } else { f64::from(self.scale()) }
    }

    /// The theme that was chosen.
    pub fn theme(&self) -> ThemeKind {
        self.theme
    }

    /// The file that was typed, with the ending of a picture.
    pub fn path(&self) -> PathBuf {
        FileKind::pictures().with_ending(super::path::resolve(&self.folder, self.typed.trim()))
    }

    /// Takes the file that the system's dialog gave.
    pub fn picked(&mut self, path: PathBuf) {
        self.typed = path.display().to_string();
        self.there.clear();
    }

    /// Takes in the pages that were laid out.
    pub fn previewed(&mut self, pages: Pages) {
        self.page = self.page.min(pages.frames.len().saturating_sub(1));
        self.pages = Some(pages);
    }

    /// Draws the dialog.
    pub fn ui(&mut self, ctx: &Context, map: &Map, wishes: &mut Vec<Wish>) {
        self.ask_for_preview(map, wishes);
        let room = ctx.content_rect().size() - vec2(80.0, 80.0);
        let size = room.min(vec2(1296.0, 800.0));
        let theme = crate::theme::Theme::of(if ctx.global_style().visuals.dark_mode {
            ThemeKind::Dark
        } else {
            ThemeKind::Light
        });
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(Margin::ZERO).fill(theme.canvas.into());
        let response = modal_named("Export").frame(frame).show(ctx, |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            self.content(ui, map, wishes);
        });
        if response.should_close() && self.progress.is_none() {
            wishes.push(Wish::Close);
        }
    }

    fn ask_for_preview(&mut self, map: &Map, wishes: &mut Vec<Wish>) {
        let wanted = (self.request(), self.theme, map.about().takeaway.clone());
        if self.asked.as_ref() != Some(&wanted) {
            self.asked = Some(wanted);
            self.there.clear();
            wishes.push(Wish::Export(ExportWish::Preview));
        }
    }

    fn content(&mut self, ui: &mut Ui, map: &Map, wishes: &mut Vec<Wish>) {
        let whole = ui.max_rect();
        let theme = widgets::theme(ui);
        let head = whole.with_max_y(whole.top() + 52.0);
        let foot = whole.with_min_y(whole.bottom() - 58.0);
        let side =
            Rect::from_min_max(egui::pos2(whole.right() - 368.0, head.bottom()), egui::pos2(whole.right(), foot.top()));
        let left = Rect::from_min_max(head.left_bottom(), side.left_bottom());
        let panel: Color32 = theme.panel.into();
        ui.painter().rect_filled(side, 0.0, panel);
        ui.painter().rect_filled(left, 0.0, theme.sunken);
        let line = egui::Stroke::new(1.0, theme.line_strong);
        ui.painter().hline(whole.x_range(), head.bottom(), line);
        ui.painter().hline(whole.x_range(), foot.top(), line);
        ui.painter().vline(side.left(), side.y_range(), line);
        part(ui, "head", head.shrink2(vec2(24.0, 10.0)), |ui| heading(ui, map, wishes));
        part(ui, "preview", left.shrink2(vec2(24.0, 12.0)), |ui| self.preview_ui(ui, map, wishes));
        // The bar scrolls beside what is chosen and covers no word of it.
        let mut beside = side.shrink2(vec2(16.0, 8.0));
        beside.max.x = side.right() - 4.0;
        part(ui, "choices", beside, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.set_max_width(side.width() - 32.0);
                self.choices_ui(ui, map);
            });
        });
        part(ui, "foot", foot.shrink2(vec2(24.0, 12.0)), |ui| self.foot_ui(ui, wishes));
        ui.allocate_rect(whole, Sense::hover());
    }

    fn preview_ui(&mut self, ui: &mut Ui, map: &Map, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        let count = self.pages.as_ref().map_or(0, |pages| pages.frames.len());
        ui.horizontal(|ui| {
            ui.label(style::strong("Preview", style::BODY, theme));
            let remark = match count {
                0 => "Laying out…".to_owned(),
                1 => "Page 1 of 1, as it will be drawn".to_owned(),
                _ => format!("Page {} of {count}", self.page + 1),
            };
            ui.label(style::meta(remark, theme));
            if count > 1 {
                if widgets::icon_button(ui, Icon::ChevronLeft, "Page before").clicked() {
                    self.page = self.page.saturating_sub(1);
                }
                if widgets::icon_button(ui, Icon::ChevronRight, "Next page").clicked() {
                    self.page = (self.page + 1).min(count - 1);
                }
            }
        });
        let below = 116.0;
        let room = vec2(ui.available_width(), (ui.available_height() - below).max(80.0));
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        let label = format!("Preview of page {} of {count}", self.page + 1);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &label));
        if let Some(frame) = self.pages.as_ref().and_then(|pages| pages.frames.get(self.page)) {
            let place = canvas::preview(ui, frame, rect.shrink(4.0));
            let edge = egui::Stroke::new(1.0, theme.line_strong);
            ui.painter().rect_stroke(place, 0.0, edge, egui::StrokeKind::Outside);
        }
        ui.add_space(4.0);
        let half = (ui.available_width() - 16.0) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let notes = self.notes();
            if let Some(failure) = &self.failure {
                callout(ui, vec2(half, 96.0), theme.pain_soft.into(), |ui| failure_ui(ui, failure));
            } else if !notes.is_empty() {
                callout(ui, vec2(half, 96.0), theme.warn_soft.into(), |ui| notes_ui(ui, &notes));
            }
            let alone = notes.is_empty() && self.failure.is_none();
            let rest = if alone { half * 2.0 + 16.0 } else { half };
            callout(ui, vec2(rest, 96.0), theme.card.into(), |ui| takeaway_ui(ui, map, wishes));
        });
    }

    /// What the picture leaves out, or rests on besides the shipped fonts.
    fn notes(&self) -> Vec<String> {
        let Some(pages) = &self.pages else { return Vec::new() };
        picture::notes(&pages.omissions, &pages.fonts)
    }

    fn foot_ui(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            ui.label(style::icon(Icon::FolderOpen, 16.0).color(theme.ink_soft));
            let field = TextEdit::singleline(&mut self.typed)
                .margin(Margin::symmetric(8, 5))
                .desired_width((ui.available_width() - 520.0).clamp(140.0, 420.0));
            let field = ui.add(field).accessible_name("File for the picture");
            if field.changed() {
                self.there.clear();
                self.failure = None;
            }
            if widgets::link_button(ui, "Change").clicked() {
                wishes.push(Wish::Export(ExportWish::PickNatively));
            }
            let room = vec2((ui.available_width() - BUTTONS).max(0.0), 32.0);
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(room, layout, |ui| self.remark_ui(ui));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let busy = self.progress.is_some();
                let word = if self.there.is_empty() { "Export" } else { "Replace" };
                let export = PushButton::new(word, Emphasis::Primary).icon(Icon::IosShare).height(32.0);
                let ready = !busy && !self.typed.trim().is_empty();
                let export = ui.add_enabled(ready, export);
                focus_first(&export);
                if export.clicked() {
                    wishes.push(Wish::Export(ExportWish::Export { replace: !self.there.is_empty() }));
                }
                let copy = PushButton::new("Copy picture", Emphasis::Secondary).icon(Icon::ContentCopy).height(32.0);
                if ui.add_enabled(!busy, copy).clicked() {
                    wishes.push(Wish::Export(ExportWish::Copy));
                }
            });
        });
    }

    fn remark_ui(&self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        if let Some(done) = self.progress {
            let bar = egui::ProgressBar::new(done).desired_width(120.0).fill(theme.accent.into());
            ui.add(bar);
        } else if self.failure.is_some() {
            let text = RichText::new("Not exported").font(style::regular(style::META)).color(theme.pain);
            ui.add(egui::Label::new(text).truncate());
        } else if let [first, rest @ ..] = &self.there[..] {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            let text = format!("{}{more} is there already.", disk::file_name(first));
            // What does not fit is shown while the pointer rests on it.
            let text = RichText::new(text).font(style::regular(style::META)).color(theme.warn);
            widgets::said_at_once(&ui.add(egui::Label::new(text).truncate()));
        }
    }
}

fn part(ui: &mut Ui, name: &str, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(name));
    child.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
    content(&mut child);
}

fn heading(ui: &mut Ui, map: &Map, wishes: &mut Vec<Wish>) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.label(style::strong("Export", 18.0, theme));
        let about = map.about();
        let version = if about.version.is_empty() { String::new() } else { format!(", version {}", about.version) };
        let words = style::meta(format!("{}{version}", about.title), theme);
        let room = vec2((ui.available_width() - 40.0).max(0.0), 32.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(room, layout, |ui| ui.add(egui::Label::new(words).truncate()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Close, "Close").clicked() {
                wishes.push(Wish::Close);
            }
        });
    });
}

fn callout(ui: &mut Ui, size: egui::Vec2, fill: Color32, content: impl FnOnce(&mut Ui)) {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect(rect, 6.0, fill, egui::Stroke::new(1.0, theme.line_strong), egui::StrokeKind::Inside);
    let inner = rect.shrink2(vec2(12.0, 8.0));
    let builder = egui::UiBuilder::new().max_rect(inner).layout(egui::Layout::top_down(egui::Align::Min));
    let mut child = ui.new_child(builder);
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    content(&mut child);
}

/// Why nothing was exported, in a whole sentence however long it is.
fn failure_ui(ui: &mut Ui, failure: &str) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.label(style::icon(Icon::Warning, 16.0).color(theme.pain));
        ui.label(style::strong("The picture was not exported", style::BODY, theme));
    });
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        widgets::page_keys(ui);
        let words = egui::Label::new(RichText::new(failure).font(style::regular(style::META))).wrap();
        widgets::said_at_once(&ui.add(words));
    });
}

fn notes_ui(ui: &mut Ui, notes: &[String]) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.label(style::icon(Icon::Warning, 16.0).color(theme.warn));
        ui.label(style::strong(
            format!("{} to look at", crate::words::plural(notes.len(), "thing")),
            style::BODY,
            theme,
        ));
    });
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        widgets::page_keys(ui);
        for note in notes {
            ui.add(egui::Label::new(RichText::new(note).font(style::regular(style::META))).wrap());
        }
    });
}

fn takeaway_ui(ui: &mut Ui, map: &Map, wishes: &mut Vec<Wish>) {
    let theme = widgets::theme(ui);
    let takeaway = &map.about().takeaway;
    let letters = takeaway.chars().count();
    ui.horizontal(|ui| {
        ui.label(RichText::new("Sentence on the slide").font(style::regular(style::META)).color(theme.ink_soft));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let ink = if letters > TAKEAWAY_LETTERS { theme.warn } else { theme.ink_faint };
            ui.label(style::meta(format!("{letters} of {TAKEAWAY_LETTERS}"), theme).color(ink));
        });
    });
    let typed = widgets::TextField::new("Sentence on the slide", takeaway).hint(&map.about().title).show(ui);
    if let Some(takeaway) = typed.value {
        wishes.push(Wish::Export(ExportWish::Takeaway(takeaway)));
    }
    if typed.left {
        wishes.push(Wish::Export(ExportWish::TakeawayDone));
    }
    ui.label(style::meta("It is kept in the map, and describes the picture for people who cannot see it.", theme));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::frame::{Color, Frame};
    use crate::text::FontReport;

    fn dialog() -> ExportDialog {
        let folder = PathBuf::from("/maps");
        ExportDialog::new(State::Today, Filter::default(), ThemeKind::Light, folder, "oz.png".to_owned())
    }

    #[test]
    fn a_slide_at_twice_its_size_has_four_times_the_pixels() {
        assert_eq!(dialog().request().page, Page::Fixed { pixels: Size::new(3840.0, 2160.0) });
    }

    #[test]
    fn a_poster_is_scaled_when_it_is_drawn() {
        let dialog = ExportDialog { paper: Paper::Poster, chosen_scale: Some(3), ..dialog() };
        assert_eq!(dialog.request().page, Page::Fitting);
        assert_eq!(dialog.drawn_scale(), 3.0);
    }

    #[test]
    fn a_huge_poster_is_drawn_less_fine_unless_somebody_wants_it_so() {
        let mut dialog = ExportDialog { paper: Paper::Poster, ..dialog() };
        assert_eq!(dialog.drawn_scale(), 2.0);
        let frame = Frame { size: Size::new(3e4, 3e4), background: Color::hex(0), blocks: Vec::new() };
        let frames = vec![Arc::new(frame)];
        dialog.previewed(Pages {
            frames,
            scale: 1.0,
            omissions: Vec::new(),
            unasked: Vec::new(),
            fonts: FontReport::default(),
        });
        assert_eq!(dialog.drawn_scale(), 1.0);
        dialog.chosen_scale = Some(2);
        assert_eq!(dialog.drawn_scale(), 2.0);
    }

    #[test]
    fn pictures_end_in_png() {
        let named = |name: &str| ExportDialog { typed: name.to_owned(), ..dialog() }.path();
        assert_eq!(named("oz.PNG"), PathBuf::from("/maps/oz.PNG"));
        assert_eq!(named("oz.v2"), PathBuf::from("/maps/oz.v2.png"));
    }
}
