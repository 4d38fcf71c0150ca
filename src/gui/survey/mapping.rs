//! The right side: which sheet, what each column holds, what is made of the ratings, who answered.

use egui::{Ui, vec2};

use super::work::Read;
use super::{SurveyDialog, SurveyWish};
use crate::answers::{self, Mapping, OF_RATINGS, Question, Role};
use crate::gui::dialogs::Wish;
use crate::gui::panels::shown;
use crate::gui::style;
use crate::gui::widgets::{self, ParsedField, Segment};
use crate::model::*;

/// Width of the list of roles in points.
const ROLES: f32 = 164.0;
/// How many comments of each touchpoint may come.
const COMMENTS: [(usize, &str); 5] = [(0, "None"), (3, "3"), (5, "5"), (10, "10"), (20, "20")];

impl SurveyDialog {
    /// Draws the choices. A change asks for the answers to be counted again.
    pub(super) fn choices_ui(&mut self, ui: &mut Ui, journey: &Journey, wishes: &mut Vec<Wish>) {
        let Some(read) = self.read.take() else {
            return;
        };
        // A table of another sheet is read from the beginning.
        if self.sheets_ui(ui, &read) {
            wishes.push(Wish::Survey(SurveyWish::Work));
            return;
        }
        let mut changed = self.columns_ui(ui, &read);
        if let Some(mapping) = &mut self.mapping {
            changed |= numbers_ui(ui, mapping);
            changed |= people_ui(ui, mapping, journey);
            changed |= comments_ui(ui, mapping);
        }
        self.read = Some(read);
        if changed {
            wishes.push(Wish::Survey(SurveyWish::Work));
        }
    }

    fn sheets_ui(&mut self, ui: &mut Ui, read: &Read) -> bool {
        let names = &read.sheet.sheets;
        if names.len() < 2 {
            return false;
        }
        widgets::section(ui, "Sheet", &format!("{} of {}", read.sheet.sheet + 1, names.len()));
        let now = names.get(read.sheet.sheet).map_or("", String::as_str);
        let chosen = widgets::dropdown(ui, "Sheet", None, now, || names.clone());
        let Some(name) = chosen.and_then(|at| names.get(at)) else { return false };
        self.sheet = Some(name.clone());
        self.mapping = None;
        self.roles.clear();
        true
    }

    fn columns_ui(&mut self, ui: &mut Ui, read: &Read) -> bool {
        let theme = widgets::theme(ui);
        let titles = read.sheet.titles();
        let Some(mapping) = &self.mapping else { return false };
        let role_of = |column: usize| {
            let wished = self.roles.iter().rev().find(|(other, _)| *other == column).map(|(_, role)| *role);
            wished.or(mapping.roles.get(column).copied()).unwrap_or_default()
        };
        let used = (0..titles.len()).filter(|column| role_of(*column) != Role::Ignore).count();
        widgets::section(ui, "Columns", &format!("{used} of {} read", titles.len()));
        let mut chosen = None;
        for (column, title) in titles.iter().enumerate() {
            let role = role_of(column);
            ui.horizontal(|ui| {
                let width = ui.available_width() - ROLES - 8.0;
                ui.allocate_ui(vec2(width, 36.0), |ui| {
                    ui.set_width(width);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let ink = if role == Role::Ignore { theme.ink_faint } else { theme.ink };
                        let words = widgets::elided(ui, title, style::semibold(style::BODY), ink, width);
                        ui.label(egui::WidgetText::from(words)).on_hover_text(title);
                        let sample = read.samples.get(column).map_or("", String::as_str);
                        let words = widgets::elided(ui, sample, style::regular(style::META), theme.ink_faint, width);
                        ui.label(egui::WidgetText::from(words));
                    });
                });
                let name = format!("What “{title}” holds");
                let entries = || Role::ALL.iter().map(|role| role.label().to_owned()).collect();
                if let Some(at) = widgets::dropdown(ui, &name, None, role.label(), entries) {
                    chosen = Role::ALL.get(at).map(|role| (column, *role));
                }
            });
        }
        let Some(choice) = chosen else { return false };
        self.roles.push(choice);
        true
    }
}

/// What is made of each question's ratings.
fn numbers_ui(ui: &mut Ui, mapping: &mut Mapping) -> bool {
    if mapping.questions.is_empty() {
        return false;
    }
    widgets::section(ui, "Numbers", "from which ratings, on which scale");
    let mut changed = false;
    for (at, question) in mapping.questions.iter_mut().enumerate() {
        changed |= ui.push_id(("question", at), |ui| question_ui(ui, question)).inner;
        ui.add_space(4.0);
    }
    changed
}

fn question_ui(ui: &mut Ui, question: &mut Question) -> bool {
    let theme = widgets::theme(ui);
    let before = question.clone();
    let width = ui.available_width();
    let words = widgets::elided(ui, &question.name, style::semibold(style::META), theme.ink_soft, width);
    ui.label(egui::WidgetText::from(words)).on_hover_text(&question.name);
    let segments = OF_RATINGS.map(|kind| Segment::new(kind, answers::number(kind)));
    let name = format!("Number made of “{}”", question.name);
    if let Some(kind) = widgets::segmented(ui, &name, vec2(width, 28.0), 4, &segments, Some(question.kind)) {
        question.set_kind(kind);
    }
    ui.horizontal(|ui| {
        let (low, high) = question.scale;
        let read = |text: &str| {
            let number = text.trim().replace(',', ".").replace('\u{2212}', "-").parse::<f64>().ok();
            number.filter(|number| number.is_finite()).ok_or_else(|| "A number, please".to_owned())
        };
        ui.label(style::meta("From", theme));
        let field = |name: &'static str, now: f64| ParsedField::new(name, now.to_string()).width(44.0);
        let lowest = field("Lowest rating", low).show(ui, |text| {
            read(text).and_then(|low| if low < high { Ok(low) } else { Err(format!("Below {high}")) })
        });
        ui.label(style::meta("to", theme));
        let highest = field("Highest rating", high).show(ui, |text| {
            read(text).and_then(|high| if high > low { Ok(high) } else { Err(format!("Above {low}")) })
        });
        question.scale = (lowest.value.unwrap_or(low), highest.value.unwrap_or(high));
        let lower = question.direction == Direction::Lower;
        match widgets::checkbox(ui, "Lower is better", lower) {
            Some(true) => question.direction = Direction::Lower,
            Some(false) => question.direction = Direction::Higher,
            None => {}
        }
    });
    *question != before
}

/// Who answered, where no column says so.
fn people_ui(ui: &mut Ui, mapping: &mut Mapping, journey: &Journey) -> bool {
    let mut changed = false;
    if mapping.column(Role::Persona).is_none() && journey.personas().len() > 0 {
        widgets::section(ui, "Who answered", "no column says so");
        let entries = || {
            let names = journey.personas().map(|persona| shown(&persona.name, "Unnamed persona").to_owned());
            std::iter::once("Not known".to_owned()).chain(names).collect()
        };
        let now = mapping.everybody.and_then(|id| journey.persona(id)).map_or("Not known", |persona| &persona.name);
        if let Some(at) = widgets::dropdown(ui, "Who answered", None, now, entries) {
            mapping.everybody = at.checked_sub(1).and_then(|at| journey.personas().nth(at)).map(|persona| persona.id);
            changed = true;
        }
    }
    let says = mapping.column(Role::Text).is_some();
    if says && mapping.column(Role::Source).is_none() {
        widgets::section(ui, "Whose words", "no column says so");
        let segments = [Segment::new(Voice::Customer, "Customers"), Segment::new(Voice::Employee, "Employees")];
        let width = ui.available_width();
        if let Some(voice) = widgets::segmented(ui, "Whose words", vec2(width, 30.0), 2, &segments, Some(mapping.voice))
        {
            mapping.voice = voice;
            changed = true;
        }
    }
    changed
}

/// How many comments come.
fn comments_ui(ui: &mut Ui, mapping: &mut Mapping) -> bool {
    if mapping.column(Role::Text).is_none() {
        return false;
    }
    widgets::section(ui, "Comments of each touchpoint", "the newest");
    let segments = COMMENTS.map(|(most, label)| Segment::new(most, label));
    let width = ui.available_width();
    let name = "Comments of each touchpoint";
    let mut changed = false;
    if let Some(most) = widgets::segmented(ui, name, vec2(width, 30.0), 5, &segments, Some(mapping.most_comments)) {
        mapping.most_comments = most;
        changed = true;
    }
    let label = "Also those read before that are not on the map";
    if let Some(also) = widgets::checkbox(ui, label, mapping.also_read_before) {
        mapping.also_read_before = also;
        changed = true;
    }
    changed
}
