//! The dialog as a whole: what comes of the answers at the left, how they are read at the right.

use egui::{Color32, Context, Margin, Rect, RichText, ScrollArea, Sense, Ui, vec2};

use super::work::Read;
use super::{SurveyDialog, SurveyWish, Tab, counted};
use crate::exchange::sheet::with_commas;
use crate::gui::dialogs::{Wish, focus_first, modal_named};
use crate::gui::disk::file_name;
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton, Segment};
use crate::model::*;
use crate::text::Icon;
use crate::theme::{Theme, ThemeKind};

/// Width of the right side in points.
const SIDE: f32 = 388.0;
/// Height of the boxes below the list.
const BOX: f32 = 122.0;

impl SurveyDialog {
    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, map: &Map, wishes: &mut Vec<Wish>) {
        let room = ctx.content_rect().size() - vec2(64.0, 64.0);
        let size = room.min(vec2(1296.0, 800.0));
        let dark = ctx.global_style().visuals.dark_mode;
        let theme = Theme::of(if dark { ThemeKind::Dark } else { ThemeKind::Light });
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(Margin::ZERO).fill(theme.canvas.into());
        let response = modal_named("Import survey answers").frame(frame).show(ctx, |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            self.content(ui, map.today(), wishes);
        });
        if response.should_close() {
            wishes.push(Wish::Close);
        }
    }

    fn content(&mut self, ui: &mut Ui, journey: &Journey, wishes: &mut Vec<Wish>) {
        let whole = ui.max_rect();
        let theme = widgets::theme(ui);
        let head = whole.with_max_y(whole.top() + 52.0);
        let foot = whole.with_min_y(whole.bottom() - 58.0);
        let split = whole.right() - SIDE;
        let side = Rect::from_min_max(egui::pos2(split, head.bottom()), egui::pos2(whole.right(), foot.top()));
        let left = Rect::from_min_max(head.left_bottom(), side.left_bottom());
        ui.painter().rect_filled(side, 0.0, theme.panel);
        ui.painter().rect_filled(left, 0.0, theme.sunken);
        let line = egui::Stroke::new(1.0, theme.line_strong);
        ui.painter().hline(whole.x_range(), head.bottom(), line);
        ui.painter().hline(whole.x_range(), foot.top(), line);
        ui.painter().vline(side.left(), side.y_range(), line);
        part(ui, "head", head.shrink2(vec2(24.0, 10.0)), |ui| self.head_ui(ui, wishes));
        // How it is read comes first for whoever goes by Tab, and what comes of it after that.
        part(ui, "choices", side.shrink2(vec2(16.0, 8.0)), |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| self.choices_ui(ui, journey, wishes));
        });
        part(ui, "results", left.shrink2(vec2(24.0, 12.0)), |ui| self.left_ui(ui, journey, wishes));
        part(ui, "foot", foot.shrink2(vec2(24.0, 12.0)), |ui| self.foot_ui(ui, wishes));
        ui.allocate_rect(whole, Sense::hover());
    }

    fn head_ui(&self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            ui.label(style::strong("Import survey answers", 18.0, theme));
            let rows = self.read.as_ref().map(|read| format!(", {}", counted(read.tally.rows, "row")));
            ui.label(style::meta(format!("{}{}", file_name(&self.path), rows.unwrap_or_default()), theme));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button(ui, Icon::Close, "Close").clicked() {
                    wishes.push(Wish::Close);
                }
            });
        });
    }

    fn left_ui(&mut self, ui: &mut Ui, journey: &Journey, wishes: &mut Vec<Wish>) {
        let Some(read) = self.read.take() else {
            self.waiting_ui(ui, wishes);
            return;
        };
        self.tabs_ui(ui, &read);
        ui.add_space(2.0);
        let room = vec2(ui.available_width(), (ui.available_height() - BOX - 10.0).max(120.0));
        let theme = widgets::theme(ui);
        let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
        let edge = egui::Stroke::new(1.0, theme.line_strong);
        ui.painter().rect(rect, 6.0, theme.card, edge, egui::StrokeKind::Inside);
        part(ui, "list", rect.shrink(2.0), |ui| match self.tab {
            Tab::Figures => super::results::figures_ui(ui, &read, journey),
            Tab::Comments => super::results::comments_ui(ui, &read, journey),
            Tab::Names => self.names_ui(ui, &read, journey, wishes),
            Tab::LeftOut => super::results::problems_ui(ui, &read, wishes),
        });
        ui.add_space(4.0);
        let half = (ui.available_width() - 16.0) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let notes = notes(&read);
            if !notes.is_empty() {
                boxed(ui, half, theme.warn_soft.into(), |ui| self.notes_ui(ui, &notes));
            }
            let rest = if notes.is_empty() { half * 2.0 + 16.0 } else { half };
            boxed(ui, rest, theme.card.into(), |ui| self.survey_ui(ui, &read, wishes));
        });
        self.read = Some(read);
    }

    /// While the file is read, or where it cannot be.
    fn waiting_ui(&self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        ui.add_space((ui.available_height() * 0.36).max(0.0));
        ui.vertical_centered(|ui| {
            ui.set_max_width(ui.available_width().min(520.0));
            match &self.failure {
                Some(why) => {
                    widgets::problem(ui, why, style::regular(style::BODY));
                    ui.add_space(8.0);
                    if ui.add(PushButton::new("Choose another file", Emphasis::Secondary)).clicked() {
                        wishes.push(Wish::Survey(SurveyWish::ChooseFile));
                    }
                }
                None => {
                    ui.label(style::meta("Reading and matching the answers…", theme));
                }
            }
        });
    }

    fn tabs_ui(&mut self, ui: &mut Ui, read: &Read) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            let segments = [
                Segment::new(Tab::Figures, "Figures"),
                Segment::new(Tab::Comments, "Comments"),
                Segment::new(Tab::Names, "Names"),
                Segment::new(Tab::LeftOut, "Left out"),
            ];
            if let Some(tab) = widgets::segmented_words(ui, "What comes of it", 30.0, &segments, Some(self.tab)) {
                self.tab = tab;
            }
            let brought = &read.brought;
            let remark = match self.tab {
                Tab::Figures => {
                    let ratings = usize::try_from(read.tally.rating_count()).unwrap_or(usize::MAX);
                    format!("{} from {}", counted(brought.figures.len(), "number"), counted(ratings, "rating"))
                }
                Tab::Comments => {
                    let all = read.tally.comment_count();
                    format!("{} of {} to the map", brought.comments.len(), counted(all, "comment"))
                }
                Tab::Names => format!("{}, {} to check", counted(read.names.len(), "name"), super::to_check(read)),
                Tab::LeftOut => format!("{} could not be read", cells(read.tally.problems.count)),
            };
            ui.add(egui::Label::new(style::meta(remark, theme)).truncate());
        });
    }

    /// What a person should look at before, each with the place where it is shown.
    fn notes_ui(&mut self, ui: &mut Ui, notes: &[(String, Option<Tab>)]) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            ui.label(style::icon(Icon::Warning, 16.0).color(theme.warn));
            ui.label(style::strong(format!("{} to look at", counted(notes.len(), "thing")), style::BODY, theme));
        });
        ScrollArea::vertical().id_salt("notes").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (note, tab) in notes {
                ui.horizontal_top(|ui| {
                    let width = ui.available_width() - if tab.is_some() { 56.0 } else { 8.0 };
                    let text = RichText::new(note).font(style::regular(style::META)).color(theme.ink);
                    ui.allocate_ui(vec2(width, 16.0), |ui| {
                        ui.set_width(width);
                        ui.add(egui::Label::new(text).wrap());
                    });
                    if let Some(tab) = tab
                        && widgets::link_button(ui, "Show").clicked()
                    {
                        self.tab = *tab;
                    }
                });
            }
        });
    }

    /// The survey's name, and what comes under it.
    fn survey_ui(&mut self, ui: &mut Ui, read: &Read, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        let Some(mapping) = &mut self.mapping else { return };
        ui.horizontal(|ui| {
            ui.label(RichText::new("Name of the survey").font(style::regular(style::META)).color(theme.ink_soft));
        });
        let typed = widgets::TextField::new("Name of the survey", &mapping.survey).hint("Survey").show(ui);
        if let Some(name) = typed.value {
            mapping.survey = name;
            wishes.push(Wish::Survey(SurveyWish::Work));
        }
        let updates = read.brought.measures.1 + read.brought.feedback.1;
        let said = match updates {
            0 => "Read again under this name, it updates what it brings now.".to_owned(),
            _ => "Some of it is on the map already and is brought up to date.".to_owned(),
        };
        ui.add(egui::Label::new(style::meta(said, theme)).truncate());
    }

    fn foot_ui(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            ui.label(style::icon(Icon::FolderOpen, 16.0).color(theme.ink_soft));
            let room = (ui.available_width() - 560.0).clamp(80.0, 420.0);
            let path = self.path.display().to_string();
            let shown = widgets::elided(ui, &path, style::regular(style::BODY), theme.ink, room);
            ui.label(egui::WidgetText::from(shown)).on_hover_text(path);
            if widgets::link_button(ui, "Change").clicked() {
                wishes.push(Wish::Survey(SurveyWish::ChooseFile));
            }
            let remark = (ui.available_width() - 220.0).max(40.0);
            ui.allocate_ui(vec2(remark, 32.0), |ui| {
                ui.set_max_width(remark);
                self.remark_ui(ui);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let import = PushButton::new("Import", Emphasis::Primary).icon(Icon::MoveToInbox).height(32.0);
                if ui.add_enabled(self.is_ready(), import).clicked() {
                    wishes.push(Wish::Survey(SurveyWish::Import));
                }
                let cancel = ui.add(PushButton::new("Cancel", Emphasis::Secondary).height(32.0));
                focus_first(&cancel);
                if cancel.clicked() {
                    wishes.push(Wish::Close);
                }
            });
        });
    }

    fn remark_ui(&self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        if let Some(job) = &self.job {
            progress_ui(ui, job.done);
        } else if let (Some(failure), true) = (&self.failure, self.read.is_some()) {
            let text = RichText::new(failure).font(style::regular(style::META)).color(theme.pain);
            let words = ui.add(egui::Label::new(text).truncate());
            widgets::said_at_once(&words);
            words.on_hover_text(failure);
        } else if let Some(read) = &self.read {
            let text = RichText::new(format!("{}.", sentence(read))).font(style::semibold(style::META));
            ui.add(egui::Label::new(text.color(theme.ink)).truncate());
        }
    }
}

/// What would come, before it came: "11 new measures, 36 new comments".
fn sentence(read: &Read) -> String {
    let part = |(new, changed): (usize, usize), thing: &str| match (new, changed) {
        (0, 0) => None,
        (new, 0) => Some(counted(new, &format!("new {thing}"))),
        (0, changed) => Some(counted(changed, &format!("updated {thing}"))),
        (new, changed) => Some(format!("{} and {changed} updated", counted(new, &format!("new {thing}")))),
    };
    let parts = [part(read.brought.measures, "measure"), part(read.brought.feedback, "comment")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "Nothing comes onto the map".to_owned() } else { parts.join(", ") }
}

/// What a person should look at before, with the list that shows it.
fn notes(read: &Read) -> Vec<(String, Option<Tab>)> {
    let mut notes: Vec<(String, Option<Tab>)> = Vec::new();
    let answers: usize = read.tally.unplaced.values().sum();
    match read.tally.unplaced.len() {
        0 => {}
        names => {
            let stand = if names == 1 { "stands" } else { "stand" };
            let text = format!("{} {stand} nowhere: {} left out", counted(names, "name"), counted(answers, "answer"));
            notes.push((text, Some(Tab::Names)));
        }
    }
    let unsure = super::to_check(read).saturating_sub(read.tally.unplaced.len());
    if unsure > 0 {
        let are = if unsure == 1 { "is a guess" } else { "are guesses" };
        notes.push((format!("{} {are} to be checked", counted(unsure, "name")), Some(Tab::Names)));
    }
    if read.tally.problems.count > 0 {
        notes.push((format!("{} could not be read", cells(read.tally.problems.count)), Some(Tab::LeftOut)));
    }
    notes.extend(read.brought.notes.iter().map(|note| (note.clone(), None)));
    notes.extend(read.sheet.notes.iter().map(|note| (note.clone(), None)));
    notes
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell or row".to_owned() } else { format!("{} cells or rows", with_commas(count)) }
}

/// How much of the reading and counting is done, 0 to 1.
fn progress_ui(ui: &mut Ui, done: f32) {
    let theme = widgets::theme(ui);
    let (space, response) = ui.allocate_exact_size(vec2(120.0, 24.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo {
        value: Some(f64::from(done)),
        ..egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, "Reading and counting")
    });
    let track = Rect::from_center_size(space.center(), vec2(space.width(), 6.0));
    ui.painter().rect_filled(track, 3.0, theme.line_strong);
    let length = (track.width() * done.clamp(0.0, 1.0)).max(6.0);
    ui.painter().rect_filled(track.with_max_x(track.left() + length), 3.0, theme.accent);
    ui.label(style::meta(format!("{:.0}%", done * 100.0), theme));
}

/// A part of the dialog in a place of its own.
fn part(ui: &mut Ui, name: &str, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(name));
    child.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
    content(&mut child);
}

fn boxed(ui: &mut Ui, width: f32, fill: Color32, content: impl FnOnce(&mut Ui)) {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, BOX), Sense::hover());
    let edge = egui::Stroke::new(1.0, theme.line_strong);
    ui.painter().rect(rect, 6.0, fill, edge, egui::StrokeKind::Inside);
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 8.0)));
    let mut child = ui.new_child(builder.layout(egui::Layout::top_down(egui::Align::Min)));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    content(&mut child);
}
