//! The page: its heading with the filter, the two lists, the selected piece, and the line at the bottom.
//!
//! Here never comes a change of anything.

use egui::{Align, Key, Layout, Modifiers, Rect, ScrollArea, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::row::{self, sign, wish};
use super::{LoopView, LoopWish, detail};
use crate::file::today;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::panels::shown;
use crate::gui::panels::status_bar::Status;
use crate::gui::{style, widgets};
use crate::insight::feedback_loop::{LoopFilter, LoopSide};
use crate::model::*;
use crate::text::Icon;
use crate::words::plural;

/// Height of the line above the pieces of one status.
const HEAD: f32 = 30.0;

impl App {
    /// Draws the page.
    pub(in crate::gui) fn loop_page_ui(&mut self, ui: &mut Ui) {
        self.keep_loop();
        let Some(sides) = self.insights.listening.lists.latest() else { return };
        let Some(document) = &self.document else { return };
        let journey = document.session.map().today();
        let (view, actions) = (&mut self.insights.listening, &mut self.actions);
        view.focused = false;
        let theme = widgets::theme(ui);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 12)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(style::strong("Feedback loop", 18.0, theme));
                ui.label(style::meta("heard, understood, acted on, answered", theme).color(theme.ink_soft));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| filter_ui(ui, journey, view.filter, actions));
            });
            ui.add_space(8.0);
            let whole = ui.available_rect_before_wrap();
            let item = view.item(&sides).cloned();
            let below = if item.is_some() { detail::HEIGHT + 16.0 } else { 0.0 };
            let width = (whole.width() - 32.0) / 2.0;
            // What was just written down is in the lists of the next state of the map.
            let scroll = item.is_some() && std::mem::take(&mut view.scroll);
            for (at, side) in sides.iter().enumerate() {
                let corner = pos2(whole.left() + at as f32 * (width + 32.0), whole.top());
                let area = Rect::from_min_size(corner, vec2(width, whole.height() - below));
                let mut ui = ui.new_child(UiBuilder::new().max_rect(area).id_salt(side.voice));
                side_ui(&mut ui, journey, side, view, (scroll, actions));
            }
            if let Some(item) = item {
                let area = Rect::from_min_max(pos2(whole.left(), whole.bottom() - detail::HEIGHT), whole.max);
                let line = egui::Stroke::new(1.0, theme.line_strong);
                ui.painter().hline(whole.x_range(), area.top() - 10.0, line);
                let focus = std::mem::take(&mut view.choosing);
                let mut ui = ui.new_child(UiBuilder::new().max_rect(area).id_salt("selected feedback"));
                detail::ui(&mut ui, journey, &item, focus, actions);
            }
            ui.allocate_rect(whole, egui::Sense::hover());
        });
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn loop_status(&self) -> Status {
        let key = |ids: &[CommandId], words: &'static str| {
            let keys: Vec<String> = ids.iter().map(|id| id.keys_text()).collect();
            (keys.join(" "), words)
        };
        let hints = vec![
            key(&[CommandId::NextFeedback, CommandId::PreviousFeedback], "Next, previous"),
            key(&[CommandId::AdvanceFeedback, CommandId::RetreatFeedback], "A step on, back"),
            key(&[CommandId::NewFeedback], "New feedback"),
            key(&[CommandId::NameConsequence], "What it led to"),
        ];
        let sides = self.insights.listening.lists.latest();
        let (mut all, mut waiting) = (0, 0);
        for side in sides.iter().flat_map(|sides| sides.iter()) {
            all += side.closed().of;
            waiting += side.counts[LoopStatus::Heard as usize] + side.counts[LoopStatus::Understood as usize];
        }
        let left = match all {
            1 => "1 piece of feedback".to_owned(),
            all => format!("{all} pieces of feedback"),
        };
        let right = format!("{} to be acted on", plural(waiting, "piece"));
        Status { left, hints, right, warns: waiting > 0, ..Status::default() }
    }
}

/// Whose, where and how far: each a list, and a way back to everything.
fn filter_ui(ui: &mut Ui, journey: &Journey, filter: LoopFilter, actions: &mut Vec<Action>) {
    let mut wanted = filter;
    if filter.is_on() && widgets::link_button(ui, "Show all feedback").clicked() {
        wanted = LoopFilter::default();
    }
    let statuses: Vec<_> = LoopStatus::ALL.iter().map(|status| (*status, status.label().to_owned())).collect();
    one_of(ui, "Status", statuses, &mut wanted.status);
    let touchpoints = || journey.touchpoints().map(|at| (at.id, shown(&at.name, "Unnamed touchpoint").to_owned()));
    one_of_many(ui, "Touchpoint", touchpoints, &mut wanted.touchpoint);
    let stages = journey.stages().iter().map(|stage| (stage.id, shown(&stage.name, "Unnamed stage").to_owned()));
    one_of(ui, "Stage", stages.collect(), &mut wanted.stage);
    let people = journey.personas().map(|persona| (persona.id, shown(&persona.name, "Unnamed persona").to_owned()));
    one_of(ui, "Persona", people.collect(), &mut wanted.persona);
    if wanted != filter {
        actions.push(wish(LoopWish::Filter(wanted)));
    }
}

fn one_of<T: Copy + PartialEq>(ui: &mut Ui, name: &str, choices: Vec<(T, String)>, chosen: &mut Option<T>) {
    one_of_many(ui, name, || choices.iter().map(|(value, words)| (*value, words.clone())), chosen);
}

fn one_of_many<T: Copy + PartialEq, I: Iterator<Item = (T, String)>>(
    ui: &mut Ui,
    name: &str,
    choices: impl Fn() -> I,
    chosen: &mut Option<T>,
) {
    let any = format!("Any {}", name.to_lowercase());
    let current = chosen.and_then(|value| choices().find(|(other, _)| *other == value).map(|(_, words)| words));
    let current = current.unwrap_or_else(|| any.clone());
    let words = || std::iter::once(any.clone()).chain(choices().map(|(_, words)| words)).collect();
    let picked = ui.allocate_ui(vec2(136.0, 30.0), |ui| widgets::dropdown(ui, name, None, &current, words)).inner;
    if let Some(at) = picked {
        *chosen = at.checked_sub(1).and_then(|at| choices().nth(at)).map(|(value, _)| value);
    }
}

/// A list: what it is, the share that was answered, and the pieces by status.
fn side_ui(
    ui: &mut Ui,
    journey: &Journey,
    side: &LoopSide,
    view: &mut LoopView,
    (scroll, actions): (bool, &mut Vec<Action>),
) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.label(style::strong(side.title(), 15.0, theme));
        ui.label(style::meta(side.closure_words(), theme).color(theme.ink_soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = match side.voice {
                Voice::Customer => "Add customers’ feedback",
                Voice::Employee => "Add employees’ feedback",
            };
            if widgets::icon_button(ui, Icon::Add, name).clicked() {
                actions.push(wish(LoopWish::Begin(side.voice)));
            }
        });
    });
    draft_ui(ui, side.voice, view, actions);
    if side.items.is_empty() {
        empty_ui(ui, side, view.filter);
        return;
    }
    let today = today();
    ScrollArea::vertical().id_salt("pieces").auto_shrink([false, false]).show_viewport(ui, |ui, seen| {
        let origin = ui.min_rect().min;
        let width = ui.available_width() - 12.0;
        let mut y = 0.0;
        for status in LoopStatus::ALL {
            let items = side.with(*status);
            if items.is_empty() {
                continue;
            }
            head_ui(ui, Rect::from_min_size(origin + vec2(0.0, y), vec2(width, HEAD)), *status, items.len());
            y += HEAD;
            for item in items {
                let rect = Rect::from_min_size(origin + vec2(0.0, y), vec2(width, row::HEIGHT));
                let on = view.picked == Some(item.feedback.id);
                let visible = y + row::HEIGHT >= seen.min.y && y <= seen.max.y;
                if visible {
                    let response = row::ui(ui, rect, journey, (item, on), today, actions);
                    view.focused |= response.has_focus();
                }
                if on && scroll {
                    ui.scroll_to_rect(rect, None);
                }
                y += row::HEIGHT;
            }
            y += 10.0;
        }
        ui.allocate_rect(Rect::from_min_size(origin, vec2(width, y)), egui::Sense::hover());
    });
}

fn head_ui(ui: &mut Ui, rect: Rect, status: LoopStatus, count: usize) {
    let theme = widgets::theme(ui);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    let (icon, colour) = sign(status, theme);
    ui.label(egui::RichText::new(icon.character()).font(style::icon_font(16.0, true)).color(colour));
    ui.label(style::strong(status.label(), style::BODY, theme));
    ui.label(style::meta(count.to_string(), theme).color(theme.ink_soft));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme.line_strong));
}

/// The field in which new feedback is written; Enter adds it, Esc drops it.
fn draft_ui(ui: &mut Ui, voice: Voice, view: &mut LoopView, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let Some((_, text)) = view.draft.as_mut().filter(|(whose, _)| *whose == voice) else { return };
    let hint = "What was said? Enter adds it, Esc drops it";
    let field = TextEdit::singleline(text)
        .hint_text(egui::RichText::new(hint).color(theme.ink_faint))
        .margin(egui::Margin::symmetric(10, 7))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name("New feedback");
    if std::mem::take(&mut view.fresh) {
        response.request_focus();
        response.scroll_to_me(None);
        return;
    }
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // Esc in a list or a dialog is theirs. The field gives the keyboard up as it is pressed.
    let written_here = response.has_focus() || response.lost_focus();
    let escape = written_here && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if enter && !text.trim().is_empty() {
        actions.extend(view.take_draft().map(wish));
    } else if escape || enter || (response.lost_focus() && text.trim().is_empty()) {
        view.draft = None;
    }
}

fn empty_ui(ui: &mut Ui, side: &LoopSide, filter: LoopFilter) {
    let theme = widgets::theme(ui);
    ui.add_space(16.0);
    let words = match (filter.is_on(), side.voice) {
        (true, _) => "Nothing passes the filter.".to_owned(),
        (false, Voice::Customer) => {
            format!("No customer’s own words are on this map. {} adds some.", CommandId::NewFeedback.keys_text())
        }
        (false, Voice::Employee) => {
            "Employees see what customers do not say. Write down what they told you.".to_owned()
        }
    };
    ui.add(egui::Label::new(style::meta(words, theme).color(theme.ink_soft)).wrap());
}
