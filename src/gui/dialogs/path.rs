//! Asking for a file: a typed path with the folder's list below it. It needs no help of the system, so it always
//! works; the system's own dialog is one button away.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use egui::{Align2, Context, Key, Modifiers, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};

use super::{Wish, buttons, enter_answers, framed, well};
use crate::exchange;
use crate::export;
use crate::gui::disk::Entry;
use crate::gui::flow::Next;
use crate::gui::saving::{Consent, SaveWish};
use crate::gui::widgets::{Emphasis, PushButton};
use crate::gui::{style, widgets};
use crate::text::Icon;

/// What a path is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To open a map.
    Open,
    /// To compare the open map with another one.
    Compare,
    /// To save the map, and then perhaps to go on.
    Save(Option<Next>),
    /// To write the plan.
    ExportPlan,
    /// To write the report.
    ExportReport,
    /// To bring answers of a survey onto the map.
    Answers,
    /// To write a chart.
    ExportChart,
}

/// The files that a dialog lists, and that the system's own dialog offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileKind {
    /// What they are called together.
    pub name: &'static str,
    /// Their endings; the first is the one that a file without any of them gets.
    pub endings: Vec<&'static str>,
}

impl FileKind {
    fn new(name: &'static str, endings: &[&'static str]) -> FileKind {
        FileKind { name, endings: endings.to_vec() }
    }

    /// Pictures, in every format in which they can be written.
    pub fn pictures() -> FileKind {
        FileKind { name: "Pictures", endings: export::Format::ALL.iter().map(|format| format.extension()).collect() }
    }

    /// Maps, in every format that can be read.
    pub fn maps() -> FileKind {
        let endings = exchange::Format::ALL.iter().flat_map(|format| format.extensions()).copied().collect();
        FileKind { name: "Maps", endings }
    }

    /// The usual ending.
    pub fn usual(&self) -> &'static str {
        self.endings.first().copied().unwrap_or_default()
    }

    /// A path that ends in one of the endings; the usual one is added to any other: the dot in `oz v1.2` begins none.
    pub(super) fn with_ending(&self, path: PathBuf) -> PathBuf {
        let is_one = |own: &OsStr| self.endings.iter().any(|ending| own.eq_ignore_ascii_case(ending));
        if path.extension().is_some_and(is_one) {
            return path;
        }
        let mut whole = path.into_os_string();
        whole.push(".");
        whole.push(self.usual());
        PathBuf::from(whole)
    }
}

impl Purpose {
    /// The files that are listed.
    pub fn files(&self) -> FileKind {
        match self {
            Purpose::Open | Purpose::Compare => FileKind::maps(),
            Purpose::Save(_) => FileKind::new("Maps", exchange::Format::Ron.extensions()),
            Purpose::ExportPlan => FileKind::new("Plans", crate::gui::compare::PLAN_ENDINGS),
            Purpose::ExportReport => FileKind::new("Reports", crate::gui::insights::REPORT_ENDINGS),
            Purpose::Answers => FileKind::new("Answers of a survey", crate::gui::survey::ENDINGS),
            Purpose::ExportChart => FileKind::pictures(),
        }
    }

    /// Whether the file is written; others are read.
    pub fn is_written(&self) -> bool {
        match self {
            Purpose::Open | Purpose::Compare | Purpose::Answers => false,
            Purpose::Save(_) | Purpose::ExportPlan | Purpose::ExportReport | Purpose::ExportChart => true,
        }
    }

    /// The file that is meant by a name: one that is written gets the ending of what is written into it.
    ///
    /// A plan has several forms, of which the ending is the choice; `plan.pdf` asks for one that is none of them, and is
    /// refused when the plan is written.
    pub fn with_ending(&self, path: PathBuf) -> PathBuf {
        let has_form = *self == Purpose::ExportPlan && path.extension().is_some_and(names_a_form);
        if self.is_written() && !has_form { self.files().with_ending(path) } else { path }
    }
}

/// The dialog's state.
pub struct PathDialog {
    /// What for.
    pub purpose: Purpose,
    /// The folder whose list is shown.
    pub folder: PathBuf,
    typed: String,
    entries: Result<Vec<Entry>, String>,
    at: Option<usize>,
    fresh: bool,
    /// A file that is there already, and may be replaced if somebody says so once more.
    there: Option<PathBuf>,
    /// Whether the button that replaces it is still to take the keyboard.
    doubted: bool,
    /// What went wrong.
    problem: Option<String>,
    /// The number of what it asked the system's dialog last.
    pub picking: Option<u64>,
}

impl PathDialog {
    /// Asks in `folder`, with `name` already typed.
    pub fn new(purpose: Purpose, folder: PathBuf, name: String) -> PathDialog {
        let entries = Ok(Vec::new());
        PathDialog {
            purpose,
            folder,
            typed: name,
            entries,
            at: None,
            fresh: true,
            there: None,
            doubted: false,
            problem: None,
            picking: None,
        }
    }

    /// Takes in the list of a folder.
    pub fn listed(&mut self, folder: &Path, entries: Result<Vec<Entry>, String>) {
        if folder == self.folder {
            self.entries = entries;
            self.at = None;
        }
    }

    /// Takes in that a file is there already. The keyboard goes to the button that replaces it, so that one Enter too
    /// many in the field writes over nothing.
    pub fn is_there(&mut self, path: PathBuf) {
        self.problem = Some(format!("{} is there already.", crate::gui::disk::file_name(&path)));
        self.there = Some(path);
        self.doubted = true;
    }

    /// Takes in what went wrong.
    pub fn failed(&mut self, why: String) {
        self.problem = Some(why);
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, wishes: &mut Vec<Wish>) {
        let heading = match self.purpose {
            Purpose::Open => "Open a map",
            Purpose::Compare => "Compare with another map",
            Purpose::Save(_) => "Save the map",
            Purpose::ExportPlan => "Export the plan",
            Purpose::ExportReport => "Export the report",
            Purpose::Answers => "Import survey answers",
            Purpose::ExportChart => "Export the chart",
        };
        let close = framed(ctx, heading, 620.0, |ui| self.content(ui, wishes));
        if close {
            wishes.push(Wish::Close);
        }
    }

    fn content(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        let enter = enter_answers(ui);
        let (down, up) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowDown), pressed(Key::ArrowUp))
        });
        self.walk(down, up);
        ui.horizontal(|ui| {
            if widgets::icon_button(ui, Icon::ArrowUpward, "Folder above").clicked() {
                self.go_up(wishes);
            }
            let text = self.folder.display().to_string();
            ui.add(egui::Label::new(style::meta(text, theme)).truncate());
        });
        let field = TextEdit::singleline(&mut self.typed)
            .hint_text(egui::RichText::new("Type a file name or a path").color(theme.ink_faint))
            .margin(egui::Margin::symmetric(10, 7))
            .desired_width(f32::INFINITY);
        let field = ui.add(field).accessible_name("File name or path");
        if field.changed() {
            self.at = None;
            (self.there, self.problem) = (None, None);
        }
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
        }
        let double_clicked = self.list(ui, &field, down || up);
        if let Some(problem) = &self.problem {
            widgets::problem(ui, problem, style::regular(style::BODY));
        } else if self.purpose == Purpose::Answers {
            let words = "A .csv or .tsv file, or an .xlsx workbook: one row an answer, or one column a question.";
            ui.label(style::meta(words, theme));
        } else if self.purpose == Purpose::ExportPlan {
            ui.label(style::meta("As a page: .md. For a spreadsheet: .csv, or .tsv with tabs.", theme));
        }
        let mut accept = enter || double_clicked;
        let mut replace = false;
        buttons(ui, |ui| {
            let word = match self.purpose {
                Purpose::Open | Purpose::Answers => "Open",
                Purpose::Compare => "Compare",
                Purpose::Save(_) => "Save",
                Purpose::ExportPlan | Purpose::ExportReport | Purpose::ExportChart if self.there.is_some() => "Replace",
                Purpose::ExportPlan | Purpose::ExportReport | Purpose::ExportChart => "Export",
            };
            let ready = !self.typed.trim().is_empty() || self.at.is_some();
            let button = ui.add_enabled(ready, PushButton::new(word, Emphasis::Primary));
            if std::mem::take(&mut self.doubted) {
                button.request_focus();
            }
            replace = button.clicked() && self.there.is_some();
            accept |= button.clicked();
            if ui.add(PushButton::new("Cancel", Emphasis::Secondary)).clicked() {
                wishes.push(Wish::Close);
            }
            if ui.add(PushButton::new("System dialog…", Emphasis::Secondary).icon(Icon::FolderOpen)).clicked() {
                wishes.push(Wish::PickNatively);
            }
        });
        if accept {
            self.accept(replace, wishes);
        }
    }

    fn walk(&mut self, down: bool, up: bool) {
        let count = self.entries.as_ref().map_or(0, Vec::len);
        if count == 0 {
            return;
        }
        self.at = match (self.at, down, up) {
            (None, true, _) => Some(0),
            (Some(at), true, _) => Some((at + 1).min(count - 1)),
            (Some(0), false, true) => None,
            (Some(at), false, true) => Some(at - 1),
            (at, _, _) => at,
        };
        if (down || up)
            && let (Some(at), Ok(entries)) = (self.at, &self.entries)
            && entries[at].is_file
        {
            self.typed = entries[at].name.clone();
        }
    }

    fn list(&mut self, ui: &mut Ui, field: &egui::Response, walked: bool) -> bool {
        let mut chosen = false;
        let entries = match &self.entries {
            Ok(entries) => entries.clone(),
            Err(problem) => {
                widgets::problem(ui, problem, style::regular(style::BODY));
                return false;
            }
        };
        well(ui).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().min_scrolled_height(260.0).max_height(260.0).auto_shrink([false, false]).show_rows(
                ui,
                26.0,
                entries.len(),
                |ui, range| {
                    for at in range {
                        let response = entry_ui(ui, &entries[at], self.at == Some(at));
                        if self.at == Some(at) {
                            widgets::walked(field, &response);
                            if walked {
                                response.scroll_to_me(None);
                            }
                        }
                        if response.clicked() {
                            // Enter on a row chooses it, and once more opens it.
                            chosen |= self.at == Some(at) && !response.clicked_by(egui::PointerButton::Primary);
                            self.at = Some(at);
                            if entries[at].is_file {
                                self.typed = entries[at].name.clone();
                            }
                        }
                        chosen |= response.double_clicked();
                    }
                },
            );
        });
        chosen
    }

    fn go_up(&mut self, wishes: &mut Vec<Wish>) {
        if let Some(above) = self.folder.parent() {
            self.enter(above.to_owned(), wishes);
        }
    }

    fn enter(&mut self, folder: PathBuf, wishes: &mut Vec<Wish>) {
        self.folder = folder.clone();
        self.entries = Ok(Vec::new());
        self.at = None;
        wishes.push(Wish::List(folder));
    }

    /// Goes into the folder or takes the file that is meant; only the button replaces one that is there.
    fn accept(&mut self, replace: bool, wishes: &mut Vec<Wish>) {
        if let (Some(at), Ok(entries)) = (self.at, &self.entries)
            && let Some(entry) = entries.get(at).filter(|entry| !entry.is_file)
        {
            let folder = self.folder.join(&entry.name);
            return self.enter(folder, wishes);
        }
        let typed = self.typed.trim();
        if typed.is_empty() {
            return;
        }
        let path = resolve(&self.folder, typed);
        let named_folder = typed.ends_with(['/', '\\']) || typed == "." || typed.ends_with("..") || typed == "~";
        let listed_folder = self
            .entries
            .as_ref()
            .is_ok_and(|entries| entries.iter().any(|entry| !entry.is_file && entry.name == typed));
        if named_folder || listed_folder {
            self.typed.clear();
            return self.enter(path, wishes);
        }
        let path = self.purpose.with_ending(path);
        let replace = replace && self.there.as_deref() == Some(&path);
        match &self.purpose {
            Purpose::Open => wishes.push(Wish::Open(path)),
            Purpose::Compare => wishes.push(Wish::CompareWith(path)),
            Purpose::Answers => wishes.push(Wish::OpenAnswers(path)),
            Purpose::ExportPlan => wishes.push(Wish::ExportPlan { path, replace }),
            Purpose::ExportReport => wishes.push(Wish::ExportReport { path, replace }),
            Purpose::ExportChart => wishes.push(Wish::ExportChart { path, replace }),
            Purpose::Save(next) => {
                wishes.push(Wish::Save(SaveWish { path, consent: Consent::Careful, next: next.clone() }));
            }
        }
    }
}

/// The path that typed words mean in a folder; `~` is the home folder.
pub(in crate::gui) fn resolve(folder: &Path, typed: &str) -> PathBuf {
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (typed.strip_prefix('~'), home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        (Some(_), None) | (None, _) => folder.join(typed),
    }
}

/// Whether what follows the last dot of a name is meant as an ending, and not as the `2` of `v1.2`.
fn names_a_form(ending: &std::ffi::OsStr) -> bool {
    let ending = ending.to_string_lossy();
    ending.len() <= 5 && ending.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn entry_ui(ui: &mut Ui, entry: &Entry, on: bool) -> egui::Response {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, on, &entry.name));
    if on {
        ui.painter().rect_filled(rect, 4.0, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.sunken);
    }
    let icon = if entry.is_file { Icon::Description } else { Icon::FolderOpen };
    let at = pos2(rect.left() + 16.0, rect.center().y);
    let font = style::icon_font(16.0, false);
    ui.painter().text(at, Align2::CENTER_CENTER, icon.character(), font, theme.ink_soft.into());
    let text = widgets::elided(ui, &entry.name, style::regular(style::BODY), theme.ink, rect.width() - 44.0);
    ui.painter().galley(pos2(rect.left() + 34.0, rect.center().y - text.size().y / 2.0), text, theme.ink.into());
    widgets::focus_ring(ui, &response, 4.0);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(purpose: Purpose, typed: &str) -> Vec<Wish> {
        let mut wishes = Vec::new();
        PathDialog::new(purpose, PathBuf::from("/maps"), typed.to_owned()).accept(false, &mut wishes);
        wishes
    }

    #[test]
    fn a_typed_name_is_meant_in_the_folder_shown() {
        let wishes = asked(Purpose::Open, "oz.ron");
        assert!(matches!(&wishes[..], [Wish::Open(path)] if path == Path::new("/maps/oz.ron")));
    }

    #[test]
    fn an_absolute_path_is_taken_as_it_is() {
        let wishes = asked(Purpose::Open, "/other/oz.ron");
        assert!(matches!(&wishes[..], [Wish::Open(path)] if path == Path::new("/other/oz.ron")));
    }

    #[test]
    fn a_name_without_an_ending_is_saved_as_ron() {
        let wishes = asked(Purpose::Save(None), "oz");
        assert!(matches!(&wishes[..], [Wish::Save(wish)] if wish.path == Path::new("/maps/oz.ron")));
    }

    #[test]
    fn every_form_of_a_map_can_be_opened_and_every_form_of_a_picture_written() {
        for format in exchange::Format::ALL {
            assert!(format.extensions().iter().all(|ending| Purpose::Open.files().endings.contains(ending)));
        }
        for format in export::Format::ALL {
            let name = PathBuf::from("a").with_extension(format.extension());
            assert_eq!(Purpose::ExportChart.with_ending(name.clone()), name);
        }
        assert_eq!(Purpose::ExportChart.with_ending(PathBuf::from("oz v1.2")), Path::new("oz v1.2.png"));
    }

    #[test]
    fn the_systems_dialog_names_the_files_for_what_they_are() {
        let name = |purpose: Purpose| purpose.files().name;
        assert_eq!(name(Purpose::Save(None)), "Maps");
        assert_eq!(name(Purpose::ExportChart), "Pictures");
        assert_eq!(name(Purpose::ExportPlan), "Plans");
        assert_eq!(name(Purpose::ExportReport), "Reports");
        assert_eq!(name(Purpose::Answers), "Answers of a survey");
    }

    #[test]
    fn a_slash_at_the_end_opens_the_folder() {
        let wishes = asked(Purpose::Open, "2026/");
        assert!(matches!(&wishes[..], [Wish::List(path)] if path == Path::new("/maps/2026/")));
    }
}
