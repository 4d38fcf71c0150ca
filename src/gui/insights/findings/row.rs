//! One finding in the list: verdict, sentence, numbers, and chips for the places; the selected one says more.
//!
//! Here never comes a change of anything.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{FindingKey, FindingsWish, explained};
use crate::gui::context::Action;
use crate::gui::insights::{Found, InsightWish};
use crate::gui::panels::shown;
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::insight::{Finding, Verdict};
use crate::model::{State, TouchpointId};
use crate::text::Icon;
use crate::theme::Theme;

/// Where the sentences begin, from the row's left edge, in points.
pub const MESSAGE: f32 = 104.0;
/// Room above and below the sentences.
const PAD: f32 = 9.0;
/// So many places are shown; the rest are counted.
const CHIPS: usize = 3;
/// Where the sentence is long, places take this share of the row.
const PLACES: f32 = 0.42;
/// A place with the shortest name that says anything, and its number.
const LEAST_CHIP: f32 = 104.0;
/// Rows narrower than this have the places below the sentences.
const BESIDE: f32 = 560.0;

/// The icon and the colour of a verdict.
pub fn sign(verdict: Verdict, theme: &Theme) -> (Icon, Color32) {
    match verdict {
        Verdict::Failing => (Icon::Cancel, theme.pain.into()),
        Verdict::AtRisk => (Icon::Warning, theme.warn.into()),
        Verdict::Good => (Icon::CheckCircle, theme.opp.into()),
    }
}

/// A finding to be drawn.
pub struct Row<'a> {
    /// What was found.
    pub found: &'a Found,
    /// Which of it.
    pub at: usize,
    /// Whether it is selected.
    pub on: bool,
}

/// A place: the number of its step and its name.
struct Chip {
    touchpoint: TouchpointId,
    says: String,
    number: Arc<Galley>,
    name: Words,
}

impl Chip {
    fn pill(&self) -> f32 {
        (self.number.size().x + 12.0).max(22.0)
    }

    fn width(&self) -> f32 {
        self.pill() + 6.0 + self.name.size().x
    }
}

impl Row<'_> {
    fn finding(&self) -> &Finding {
        &self.found.findings[self.at]
    }

    /// Draws the row; returns its height and whether it has the keyboard.
    pub fn ui(&self, ui: &mut Ui, place: Rect, actions: &mut Vec<Action>) -> (f32, bool) {
        let theme = widgets::theme(ui);
        let finding = self.finding();
        let key = FindingKey::of(finding);
        let id = ui.scope_id().with(("finding", key.rule, key.state, &finding.places, finding.nth));
        let response = ui.interact(place, id, Sense::click());
        let ground = ui.painter().add(Shape::Noop);
        if response.clicked() || (response.gained_focus() && !self.on) {
            actions.push(Action::Insight(InsightWish::Findings(FindingsWish::Pick(key))));
        }
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, self.on, self.says()));
        self.verdict_ui(ui, place.min);
        let chips = self.chips(ui, place.width());
        let beside = place.width() >= BESIDE;
        let chips_width = if beside { self.chips_width(&chips) + 20.0 } else { 0.0 };
        let room = place.width() - MESSAGE - chips_width - 8.0;
        let at = pos2(place.left() + MESSAGE, place.top() + PAD);
        let mut bottom = text(ui, at, &finding.message, style::semibold(14.0), theme.ink.into(), room);
        if !finding.detail.is_empty() {
            let at = pos2(at.x, bottom + 2.0);
            bottom = text(ui, at, &finding.detail, style::regular(style::META), theme.ink_soft.into(), room);
        }
        if beside {
            let left = place.right() - 8.0 - self.chips_width(&chips);
            self.chips_ui(ui, chips, pos2(left, place.top() + PAD - 2.0), actions);
        } else if !chips.is_empty() {
            self.chips_ui(ui, chips, pos2(at.x, bottom + 4.0), actions);
            bottom += 28.0;
        }
        if self.on {
            let rect = Rect::from_min_max(pos2(at.x, bottom + 8.0), pos2(place.right() - 12.0, f32::INFINITY));
            bottom = explained::ui(ui, rect, finding, actions);
        }
        let height = bottom + PAD - place.top();
        let whole = Rect::from_min_size(place.min, vec2(place.width(), height));
        let shape = |fill: Color32, stroke| {
            let inner = whole.shrink2(vec2(0.0, 1.0));
            Shape::Rect(egui::epaint::RectShape::new(inner, 8.0, fill, stroke, StrokeKind::Inside))
        };
        if self.on {
            ui.painter().set(ground, shape(theme.card.into(), Stroke::new(2.0, theme.accent)));
        } else if response.hovered() {
            ui.painter().set(ground, shape(theme.zebra.into(), Stroke::NONE));
        }
        if !self.on {
            widgets::focus_ring(ui, &response, 8.0);
        }
        (height, response.has_focus())
    }

    fn says(&self) -> String {
        let finding = self.finding();
        let ideal = if finding.state == State::Ideal { ", in the ideal" } else { "" };
        format!("{}{ideal}: {} {}", finding.verdict.label(), finding.message, finding.detail).trim_end().to_owned()
    }

    /// Icon and word, and whether the ideal is meant.
    fn verdict_ui(&self, ui: &Ui, corner: Pos2) {
        let theme = widgets::theme(ui);
        let finding = self.finding();
        let (icon, colour) = sign(finding.verdict, theme);
        let y = corner.y + PAD + 10.0;
        let font = style::icon_font(17.0, true);
        ui.painter().text(pos2(corner.x + 20.0, y), Align2::CENTER_CENTER, icon.character(), font, colour);
        let font = style::semibold(style::META);
        ui.painter().text(pos2(corner.x + 38.0, y), Align2::LEFT_CENTER, finding.verdict.label(), font, colour);
        if finding.state == State::Ideal {
            let at = pos2(corner.x + 20.0, y + 18.0);
            let font = style::icon_font(14.0, false);
            ui.painter().text(at, Align2::CENTER_CENTER, Icon::AutoAwesome.character(), font, theme.accent.into());
            let at = pos2(corner.x + 38.0, y + 18.0);
            ui.painter().text(at, Align2::LEFT_CENTER, "Ideal", style::regular(style::META), theme.accent.into());
        }
    }

    fn chips(&self, ui: &Ui, width: f32) -> Vec<Chip> {
        let theme = widgets::theme(ui);
        let state = self.finding().state;
        let journey = self.found.journey(state);
        let all = self.found.touchpoints(self.at);
        let whole = self.places_room(ui, width);
        let shown_here = self.shown(whole);
        let room = (whole / shown_here.max(1) as f32 - 44.0).clamp(56.0, 190.0);
        let chip = |id: &TouchpointId| {
            let name = journey.touchpoint(*id).map_or("", |touchpoint| &touchpoint.name);
            let name = shown(name, "Unnamed");
            let step = self.found.step(state, *id);
            let ink: Color32 = theme.ink.into();
            Chip {
                touchpoint: *id,
                says: format!("Open step {step}, {name}"),
                number: ui.painter().layout_no_wrap(step.to_string(), style::semibold(style::META), ink),
                name: Words::line(ui, name, style::semibold(style::META), theme.accent, room),
            }
        };
        all.iter().take(shown_here).map(chip).collect()
    }

    /// Room for all places together: what the sentence leaves on its line, or else their share of the row.
    fn places_room(&self, ui: &Ui, width: f32) -> f32 {
        let words = self.finding().message.clone();
        let sentence = ui.painter().layout_no_wrap(words, style::semibold(14.0), Color32::PLACEHOLDER).size().x;
        (width - MESSAGE - sentence - 72.0).max((width - MESSAGE) * PLACES)
    }

    /// How many places are shown: fewer where even short names would leave too little room for the sentence.
    fn shown(&self, room: f32) -> usize {
        self.found.touchpoints(self.at).len().min(((room / LEAST_CHIP) as usize).clamp(1, CHIPS))
    }

    fn rest(&self, chips: &[Chip]) -> usize {
        self.found.touchpoints(self.at).len() - chips.len()
    }

    fn chips_width(&self, chips: &[Chip]) -> f32 {
        let rest = if self.rest(chips) > 0 { 44.0 } else { 0.0 };
        chips.iter().map(|chip| chip.width() + 14.0).sum::<f32>() + rest
    }

    fn chips_ui(&self, ui: &Ui, chips: Vec<Chip>, mut at: Pos2, actions: &mut Vec<Action>) {
        let theme = widgets::theme(ui);
        let state = self.finding().state;
        let rest = self.rest(&chips);
        for chip in chips {
            let rect = Rect::from_min_size(at, vec2(chip.width() + 8.0, 24.0));
            let id = ui.scope_id().with(("place", self.at, chip.touchpoint));
            let response = ui.interact(rect, id, Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &chip.says));
            let pill = Rect::from_min_size(pos2(at.x + 4.0, at.y + 2.0), vec2(chip.pill(), 20.0));
            let fill = if response.hovered() { theme.accent_soft } else { theme.sunken };
            ui.painter().rect_filled(pill, 10.0, fill);
            let size = chip.number.size();
            ui.painter().galley(pill.center() - size / 2.0, chip.number.clone(), theme.ink.into());
            let (left, size) = (pos2(pill.right() + 6.0, pill.center().y), chip.name.size());
            if response.hovered() {
                let line = Stroke::new(1.0, theme.accent);
                ui.painter().hline(left.x..=left.x + size.x, left.y + size.y / 2.0, line);
            }
            widgets::focus_ring(ui, &response, 6.0);
            at.x += chip.width() + 14.0;
            chip.name.paint_from(ui.painter(), left);
            if response.clicked() {
                let wish = FindingsWish::Open(state, chip.touchpoint);
                actions.push(Action::Insight(InsightWish::Findings(wish)));
            }
            response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(chip.says);
        }
        if rest > 0 {
            let (at, words) = (pos2(at.x + 4.0, at.y + 12.0), format!("+{rest}"));
            let font = style::semibold(style::META);
            ui.painter().text(at, Align2::LEFT_CENTER, words, font, theme.ink_soft.into());
        }
    }
}

/// Writes text that wraps at a width; returns where it ends below.
fn text(ui: &Ui, at: Pos2, words: &str, font: egui::FontId, ink: Color32, width: f32) -> f32 {
    let words = Words::lines(ui, words, font, ink, width.max(60.0), usize::MAX);
    let bottom = at.y + words.size().y;
    words.paint(ui.painter(), at);
    bottom
}
