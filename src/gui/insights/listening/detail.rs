//! The selected piece in full below the lists, with what became of it.
//!
//! Here never comes a change of anything.

use egui::{Label, RichText, ScrollArea, Ui};

use super::LoopWish;
use super::row::{sign, wish};
use crate::gui::context::Action;
use crate::gui::{style, widgets};
use crate::insight::feedback_loop::{LoopItem, possible_consequences};
use crate::model::*;
use crate::text::Icon;

/// Height of the part below the lists, in points.
pub const HEIGHT: f32 = 156.0;

/// Draws it; `focus` opens the choice of what it led to.
pub fn ui(ui: &mut Ui, journey: &Journey, item: &LoopItem, focus: bool, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let feedback = &item.feedback;
    ui.horizontal(|ui| {
        let (icon, colour) = sign(feedback.status, theme);
        ui.label(RichText::new(icon.character()).font(style::icon_font(16.0, true)).color(colour));
        ui.label(style::strong(feedback.status.label(), style::BODY, theme));
        let date = feedback.date.map_or("no date".to_owned(), |date| format!("said on {date}"));
        ui.label(style::meta(date, theme).color(theme.ink_soft));
    });
    ui.columns(2, |columns| {
        let [said, became] = columns else { return };
        ScrollArea::vertical().id_salt("said").max_height(HEIGHT - 44.0).show(said, |ui| {
            ui.add(Label::new(RichText::new(feedback.text.as_str()).size(14.0).color(theme.ink)).wrap());
            if !feedback.note.is_empty() {
                ui.add(Label::new(style::meta(&feedback.note, theme).color(theme.ink_soft)).wrap());
            }
        });
        ScrollArea::vertical().id_salt("became").max_height(HEIGHT - 44.0).show(became, |ui| {
            ui.label(style::meta("What became of it", theme).color(theme.ink_soft));
            consequences(ui, journey, item, actions);
            choice(ui, journey, feedback.id, focus, actions);
        });
    });
}

fn consequences(ui: &mut Ui, journey: &Journey, item: &LoopItem, actions: &mut Vec<Action>) {
    for led_to in &item.led_to {
        ui.horizontal(|ui| {
            let words = led_to.words(journey);
            let take = format!("It did not lead to {words}");
            if widgets::icon_button(ui, Icon::LinkOff, &take).clicked() {
                actions.push(wish(LoopWish::Tie(item.feedback.id, *led_to, false)));
            }
            if widgets::link_button(ui, &format!("{}: {words}", led_to.kind())).clicked() {
                actions.push(wish(LoopWish::OpenConsequence(*led_to)));
            }
        });
    }
}

fn choice(ui: &mut Ui, journey: &Journey, feedback: FeedbackId, focus: bool, actions: &mut Vec<Action>) {
    let words = || {
        let possible = possible_consequences(journey, feedback);
        possible.iter().map(|found| format!("{}: {}", found.kind(), found.words(journey))).collect()
    };
    let chosen = widgets::dropdown_opened(ui, ("It led to", focus), Some(Icon::Add), "It led to…", words);
    if let Some(consequence) = chosen.and_then(|at| possible_consequences(journey, feedback).get(at).copied()) {
        actions.push(wish(LoopWish::Tie(feedback, consequence, true)));
    }
}
