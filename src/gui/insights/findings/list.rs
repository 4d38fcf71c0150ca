//! The list of findings under their headings, and below them the rules that are muted.
//!
//! Only the lines in view are drawn. How high a line is, is known once it was drawn; until then it is guessed, so that
//! a map with thousands of findings costs no more than one with ten.

use egui::{Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::grouping::{Grouping, groups};
use super::row;
use super::{FindingKey, FindingsWish};
use crate::gui::context::Action;
use crate::gui::insights::{Found, InsightWish};
use crate::gui::{style, widgets};
use crate::insight::RULES;

/// A heading, and the room above it, in points.
const HEADING: f32 = 42.0;
/// A row, until it was drawn.
const ROW: f32 = 58.0;
/// A muted rule, until it was drawn.
const MUTED: f32 = 48.0;

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    /// A heading, and a few words beside it.
    Heading(String, String),
    /// A finding, and whether it is the first of its group.
    Finding(usize, bool),
    /// A rule that says nothing on this map, and why.
    Muted(String, String),
}

/// The list as it stands.
#[derive(Debug, Default)]
pub struct Lines {
    lines: Vec<Line>,
    heights: Vec<f32>,
    width: f32,
    /// The findings in the order of the list.
    order: Vec<usize>,
}

impl Lines {
    /// The list of what was found.
    pub fn new(found: &Found, grouping: Grouping) -> Lines {
        let mut lines = Vec::new();
        let mut order = Vec::new();
        for group in groups(found, grouping) {
            lines.push(Line::Heading(group.title, group.remark));
            lines.extend(group.findings.iter().enumerate().map(|(at, finding)| Line::Finding(*finding, at == 0)));
            order.extend(group.findings);
        }
        let muted = &found.map.about().muted;
        if !muted.is_empty() {
            lines.push(Line::Heading("Muted".to_owned(), "Rules that say nothing on this map".to_owned()));
            lines.extend(muted.iter().map(|(rule, reason)| Line::Muted(rule.clone(), reason.clone())));
        }
        let mut list = Lines { lines, heights: Vec::new(), width: 0.0, order };
        list.forget_heights();
        list
    }

    /// The findings in the order of the list.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Where in that order a finding stands.
    pub fn place(&self, found: &Found, key: &FindingKey) -> Option<usize> {
        self.order.iter().position(|at| found.findings.get(*at).is_some_and(|finding| key.is(finding)))
    }

    fn forget_heights(&mut self) {
        let guess = |line: &Line| match line {
            Line::Heading(..) => HEADING,
            Line::Finding(..) => ROW,
            Line::Muted(..) => MUTED,
        };
        self.heights = self.lines.iter().map(guess).collect();
    }
}

/// What drawing the list told.
pub struct Told {
    /// One of the rows has the keyboard.
    pub focused: bool,
    /// The selected row is where it is to be, and as high as it is.
    pub settled: bool,
}

/// Draws the list. `scroll` brings the selected row into view.
pub fn ui(
    ui: &mut Ui,
    found: &Found,
    lines: &mut Lines,
    (picked, scroll): (Option<&FindingKey>, bool),
    actions: &mut Vec<Action>,
) -> Told {
    let mut told = Told { focused: false, settled: true };
    let list = ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]);
    list.show_viewport(ui, |ui, viewport| {
        let area = ui.max_rect();
        let width = (area.width() - 48.0).max(200.0);
        if lines.width != width {
            lines.width = width;
            lines.forget_heights();
        }
        ui.set_min_size(vec2(width, lines.heights.iter().sum::<f32>() + 24.0));
        let mut top = 0.0;
        for at in 0..lines.lines.len() {
            let height = lines.heights[at];
            let on = matches!(&lines.lines[at], Line::Finding(finding, _)
                if picked.is_some_and(|key| found.findings.get(*finding).is_some_and(|finding| key.is(finding))));
            let place = Rect::from_min_size(pos2(area.left() + 32.0, area.top() + top), vec2(width, height));
            if top + height >= viewport.top() && top <= viewport.bottom() || on && scroll {
                let drawn = line_ui(ui, place, (found, &lines.lines[at]), on, actions);
                told.focused |= drawn.focused;
                if (drawn.height - height).abs() > 0.5 {
                    lines.heights[at] = drawn.height;
                    told.settled &= !on;
                    ui.ctx().request_repaint();
                }
                if on && scroll {
                    let seen = Rect::from_min_size(place.min, vec2(width, drawn.height)).expand2(vec2(0.0, 16.0));
                    ui.scroll_to_rect_animation(seen, None, egui::style::ScrollAnimation::none());
                }
            }
            top += lines.heights[at];
        }
    });
    told
}

/// How a line came out.
struct Drawn {
    height: f32,
    focused: bool,
}

fn line_ui(ui: &mut Ui, place: Rect, (found, line): (&Found, &Line), on: bool, actions: &mut Vec<Action>) -> Drawn {
    match line {
        Line::Heading(title, remark) => {
            heading_ui(ui, place, title, remark);
            Drawn { height: HEADING, focused: false }
        }
        Line::Finding(at, first) => {
            if !first {
                let line = Stroke::new(1.0, widgets::theme(ui).line);
                ui.painter().hline(place.left() + row::MESSAGE..=place.right(), place.top() + 0.5, line);
            }
            let row = row::Row { found, at: *at, on };
            let (height, focused) = row.ui(ui, place, actions);
            Drawn { height, focused }
        }
        Line::Muted(rule, reason) => Drawn { height: muted_ui(ui, place, (rule, reason), actions), focused: false },
    }
}

fn heading_ui(ui: &Ui, place: Rect, title: &str, remark: &str) {
    let theme = widgets::theme(ui);
    let y = place.bottom() - 14.0;
    let painter = ui.painter();
    let name = widgets::elided(ui, title, style::semibold(style::BODY), theme.ink, place.width() * 0.6);
    let right = place.left() + name.size().x;
    painter.galley(pos2(place.left(), y - name.size().y / 2.0), name, theme.ink.into());
    let room = place.right() - right - 10.0;
    let remark = widgets::elided(ui, remark, style::regular(style::META), theme.ink_faint, room);
    painter.galley(pos2(right + 10.0, y - remark.size().y / 2.0), remark, theme.ink_faint.into());
    painter.hline(place.x_range(), place.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
    let heading = ui.interact(place, ui.scope_id().with(("heading", title)), egui::Sense::hover());
    heading.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, title));
}

fn muted_ui(ui: &mut Ui, place: Rect, (rule, reason): (&str, &str), actions: &mut Vec<Action>) -> f32 {
    let theme = widgets::theme(ui);
    let title = RULES.iter().find(|known| known.key == rule).map_or(rule, |known| known.title);
    let builder = UiBuilder::new().max_rect(place.shrink2(vec2(0.0, 8.0))).id_salt(("muted", rule));
    let mut child = ui.new_child(builder);
    child.spacing_mut().item_spacing.y = 0.0;
    child.horizontal_top(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            let unmute = widgets::link_button(ui, "Unmute").accessible_name(format!("Unmute: {title}"));
            if unmute.clicked() {
                let wish = FindingsWish::Unmute(rule.to_owned());
                actions.push(Action::Insight(InsightWish::Findings(wish)));
            }
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.label(style::meta(title, theme).font(style::semibold(style::BODY)).color(theme.ink_soft));
                ui.label(style::meta(format!("Because: {reason}"), theme).color(theme.ink_soft));
            });
        });
    });
    child.min_rect().height() + 16.0
}
