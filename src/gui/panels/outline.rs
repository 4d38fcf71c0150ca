//! The outline: stages and touchpoints as a list, which is also the whole journey for a screen reader.
//!
//! Only the rows in view are drawn, so that 20,000 touchpoints scroll as smoothly as twenty.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align2, EventFilter, Key, Modifiers, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{Cx, reordering, shown};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::widgets::Segment;
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;
use crate::words::plural;

/// Height of a row in points.
pub(super) const ROW: f32 = 26.0;

/// What the outline remembers between frames.
#[derive(Debug, Default)]
pub struct Outline {
    collapsed: BTreeSet<StageId>,
    rows: Vec<Row>,
    built_for: Option<(u64, State)>,
    /// What was selected when the list last scrolled to it.
    scrolled_to: Option<Subject>,
    /// Give the keyboard focus to this row when it is drawn.
    focus: Option<usize>,
    /// Give it to the row of what is selected once the row that had it is gone.
    follow: bool,
    /// The row that is being dragged.
    dragged: Option<Subject>,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub(super) enum Row {
    Stage { stage: Arc<Stage>, number: usize, count: usize },
    Touchpoint { touchpoint: Arc<Touchpoint>, step: usize },
}

impl Row {
    pub(super) fn subject(&self) -> Subject {
        match self {
            Row::Stage { stage, .. } => Subject::Stage(stage.id),
            Row::Touchpoint { touchpoint, .. } => Subject::Touchpoint(touchpoint.id),
        }
    }
}

/// Height of the switch between the two journeys, with the room below it, in points.
pub const JOURNEYS_HEIGHT: f32 = 42.0;

/// The switch between today's journey and the ideal one.
pub fn journeys_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let segments = [Segment::new(State::Today, State::Today.label()), Segment::new(State::Ideal, State::Ideal.label())];
    let size = vec2(ui.available_width(), 28.0);
    match widgets::segmented(ui, "Journey", size, 2, &segments, Some(cx.state())) {
        Some(State::Today) => cx.actions.push(Action::Run(CommandId::ShowToday)),
        Some(State::Ideal) => cx.actions.push(Action::Run(CommandId::ShowIdeal)),
        None => {}
    }
    ui.add_space(JOURNEYS_HEIGHT - 28.0 - ui.spacing().item_spacing.y);
}

impl Outline {
    /// Draws the list.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let theme = widgets::theme(ui);
        self.rebuild(cx);
        let total = cx.journey().touchpoint_count();
        super::heading(ui, "Outline", |ui| {
            ui.label(style::meta(plural(total, "touchpoint"), theme));
        });
        ui.add_space(4.0);
        if self.rows.is_empty() {
            ui.label(style::meta("No stages yet. Ctrl+Enter adds the first.", theme));
            return;
        }
        let target = self.scroll_target(cx.selection);
        if std::mem::take(&mut self.follow) {
            self.focus = target;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut scroll = egui::ScrollArea::vertical().id_salt("outline").auto_shrink([false, true]);
        if let Some(at) = target {
            let view = ui.available_height().max(ROW * 3.0);
            let top = ui.data(|data| data.get_temp::<f32>(ui.scope_id().with("top"))).unwrap_or(0.0);
            let y = at as f32 * ROW;
            if y < top || y + ROW > top + view {
                scroll = scroll.vertical_scroll_offset((y - view / 2.0).max(0.0));
            }
        }
        let output = scroll.show_rows(ui, ROW, self.rows.len(), |ui, range| {
            let top = ui.cursor().top() - range.start as f32 * ROW;
            for at in range {
                self.row_ui(ui, cx, at);
            }
            if let Some(dragged) = self.dragged.take() {
                self.dragged = reordering::follow(ui, cx, &self.rows, dragged, top).then_some(dragged);
            }
        });
        let top = output.state.clamped_offset().y;
        ui.data_mut(|data| data.insert_temp(ui.scope_id().with("top"), top));
    }

    fn rebuild(&mut self, cx: &Cx<'_>) {
        let key = (cx.session.revision(), cx.state());
        if self.built_for == Some(key) {
            return;
        }
        self.built_for = Some(key);
        self.rows.clear();
        let journey = cx.journey();
        let mut step = 0;
        for (at, stage) in journey.stages().iter().enumerate() {
            let touchpoints = journey.touchpoints_in(stage.id);
            let count = touchpoints.len();
            self.rows.push(Row::Stage { stage: stage.clone(), number: at + 1, count });
            if self.collapsed.contains(&stage.id) {
                step += count;
                continue;
            }
            for touchpoint in touchpoints {
                step += 1;
                self.rows.push(Row::Touchpoint { touchpoint: touchpoint.clone(), step });
            }
        }
    }

    /// The row to bring into view, if the selection changed since the last frame.
    fn scroll_target(&mut self, selection: &Selection) -> Option<usize> {
        let subject = match selection.one() {
            Some(Subject::Stage(id)) => Some(Subject::Stage(id)),
            _ => selection.touchpoint().map(Subject::Touchpoint),
        };
        if subject == self.scrolled_to {
            return None;
        }
        self.scrolled_to = subject;
        let subject = subject?;
        self.rows.iter().position(|row| row.subject() == subject)
    }

    fn row_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, at: usize) {
        let Some(row) = self.rows.get(at).cloned() else { return };
        let subject = row.subject();
        let selected = match subject {
            Subject::Touchpoint(id) => cx.selection.touchpoint() == Some(id),
            other => cx.selection.contains(other),
        };
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let response = ui.interact(rect, ui.scope_id().with(("row", subject)), Sense::click_and_drag());
        if response.drag_started_by(egui::PointerButton::Primary) {
            self.dragged = Some(subject);
        }
        if self.focus == Some(at) {
            self.focus = None;
            response.request_focus();
        }
        let name = match &row {
            Row::Stage { stage, number, count } => {
                format!("Stage {number}, {}, {}", shown(&stage.name, "unnamed"), plural(*count, "touchpoint"))
            }
            Row::Touchpoint { touchpoint, step } => format!("{step}, {}", shown(&touchpoint.name, "unnamed")),
        };
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, selected, &name));
        if let Row::Touchpoint { touchpoint, .. } = &row {
            ui.ctx().accesskit_node_builder(response.id, |node| {
                let standing = standing_words(cx.journey(), touchpoint);
                if !standing.is_empty() {
                    node.set_description(standing);
                }
            });
        }
        paint_ground(ui, rect, selected || self.dragged == Some(subject), &response);
        match &row {
            Row::Stage { stage, count, .. } => self.stage_ui(ui, rect, stage, *count),
            Row::Touchpoint { touchpoint, step } => touchpoint_ui(ui, cx, rect, touchpoint, *step, selected),
        }
        widgets::focus_ring(ui, &response, 4.0);
        self.answer(ui, cx, at, &response, &row);
        self.menu(cx, &response, subject);
    }

    fn stage_ui(&mut self, ui: &mut Ui, rect: Rect, stage: &Stage, count: usize) {
        let theme = widgets::theme(ui);
        let open = !self.collapsed.contains(&stage.id);
        let arrow = Rect::from_min_size(rect.min, Vec2::splat(ROW)).translate(vec2(-1.0, 0.0));
        let response = ui.interact(arrow, ui.scope_id().with(("fold", stage.id)), Sense::click());
        let word = if open { "Collapse" } else { "Expand" };
        response.widget_info(|| {
            let name = format!("{word} {}", shown(&stage.name, "unnamed stage"));
            WidgetInfo::labeled(Role::Button, true, name)
        });
        if response.clicked() {
            self.toggle(stage.id);
        }
        widgets::focus_ring(ui, &response, 4.0);
        let icon = if open { Icon::ExpandMore } else { Icon::ChevronRight };
        let font = style::icon_font(16.0, false);
        ui.painter().text(arrow.center(), Align2::CENTER_CENTER, icon.character(), font, theme.ink_soft.into());
        let name = shown(&stage.name, "Unnamed stage");
        let text = Words::line(ui, name, style::semibold(style::BODY), theme.ink, rect.width() - 70.0);
        let at = pos2(rect.left() + 24.0, rect.center().y - text.size().y / 2.0);
        text.paint(ui.painter(), at);
        let at = pos2(rect.right() - 8.0, rect.center().y);
        let font = style::regular(style::META);
        ui.painter().text(at, Align2::RIGHT_CENTER, count.to_string(), font, theme.ink_faint.into());
        if stage.locked {
            let at = at - vec2(22.0, 0.0);
            let font = style::icon_font(14.0, false);
            ui.painter().text(at, Align2::RIGHT_CENTER, Icon::Lock.character(), font, theme.ink_faint.into());
        }
    }

    fn toggle(&mut self, stage: StageId) {
        if !self.collapsed.remove(&stage) {
            self.collapsed.insert(stage);
        }
        self.built_for = None;
    }

    fn answer(&mut self, ui: &Ui, cx: &mut Cx<'_>, at: usize, response: &Response, row: &Row) {
        let subject = row.subject();
        if response.clicked() {
            cx.reveal(subject);
            // Whoever came with the pointer goes on with the map's own keys.
            if !response.has_focus() {
                cx.actions.push(Action::FocusMap);
            }
        }
        if response.double_clicked() {
            cx.actions.push(Action::Rename(subject));
        }
        if !response.has_focus() {
            return;
        }
        let own = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, own));
        let last = self.rows.len().saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) && at < last {
            self.walk_to(cx, at + 1);
        } else if pressed(Key::ArrowUp) && at > 0 {
            self.walk_to(cx, at - 1);
        } else if pressed(Key::Home) {
            self.walk_to(cx, 0);
        } else if pressed(Key::End) {
            self.walk_to(cx, last);
        } else if pressed(Key::Delete) {
            cx.actions.push(Action::Select(Selection::One(subject)));
            cx.actions.push(Action::Run(CommandId::Delete));
            self.follow = true;
        }
        let Row::Stage { stage, .. } = row else { return };
        let open = !self.collapsed.contains(&stage.id);
        if (pressed(Key::ArrowLeft) && open) || (pressed(Key::ArrowRight) && !open) {
            self.toggle(stage.id);
        }
    }

    fn walk_to(&mut self, cx: &mut Cx<'_>, at: usize) {
        self.focus = Some(at);
        if let Some(row) = self.rows.get(at) {
            cx.reveal(row.subject());
        }
    }

    fn menu(&self, cx: &mut Cx<'_>, response: &Response, subject: Subject) {
        response.context_menu(|ui| {
            let commands = [CommandId::Rename, CommandId::AddTouchpoint, CommandId::AddStage, CommandId::MoveLeft]
                .into_iter()
                .chain([CommandId::MoveRight, CommandId::Delete]);
            for id in commands {
                let button = egui::Button::new(id.row().whole_label()).shortcut_text(id.keys_text());
                if ui.add(button.min_size(vec2(200.0, 26.0))).clicked() {
                    cx.actions.push(Action::Select(Selection::One(subject)));
                    cx.actions.push(Action::Run(id));
                    ui.close();
                }
            }
        });
    }
}

fn paint_ground(ui: &Ui, rect: Rect, selected: bool, response: &Response) {
    let theme = widgets::theme(ui);
    if selected {
        ui.painter().rect_filled(rect, 4.0, theme.accent_soft);
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 1.0, theme.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.sunken);
    }
}

fn touchpoint_ui(ui: &Ui, cx: &Cx<'_>, rect: Rect, touchpoint: &Touchpoint, step: usize, selected: bool) {
    let theme = widgets::theme(ui);
    let y = rect.center().y;
    let small = style::regular(style::META);
    let number = step.to_string();
    ui.painter().text(pos2(rect.left() + 38.0, y), Align2::RIGHT_CENTER, number, small.clone(), theme.ink_faint.into());
    let feeling = cx.view.persona(cx.map()).and_then(|persona| cx.journey().feeling(persona, touchpoint.id));
    let mood = match feeling.map(|feeling| feeling.emotion) {
        Some(Some(emotion)) => emotion.to_string(),
        Some(None) => "?".to_owned(),
        None => String::new(),
    };
    ui.painter().text(pos2(rect.right() - 8.0, y), Align2::RIGHT_CENTER, mood, small, theme.ink_soft.into());
    let font = if selected { style::semibold(style::BODY) } else { style::regular(style::BODY) };
    let name = shown(&touchpoint.name, "Unnamed");
    let ink = if touchpoint.name.trim().is_empty() { theme.ink_faint } else { theme.ink };
    let text = Words::line(ui, name, font, ink, rect.width() - 46.0 - 34.0);
    let at = pos2(rect.left() + 46.0, y - text.size().y / 2.0);
    text.paint(ui.painter(), at);
}

/// "2 pain points, 1 opportunity": what stands at a touchpoint, for those who cannot see the map.
fn standing_words(journey: &Journey, touchpoint: &Touchpoint) -> String {
    let id = touchpoint.id;
    let kinds = [
        (journey.pains_at(id).len(), "pain point", "pain points"),
        (journey.opportunities_at(id).len(), "opportunity", "opportunities"),
        (journey.feedback_at(id).len(), "piece of feedback", "pieces of feedback"),
        (journey.measures_at(id).len(), "measure", "measures"),
    ];
    let truth = touchpoint.moment_of_truth.then(|| "moment of truth".to_owned());
    let words = kinds.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| {
        let thing = if count == 1 { one } else { many };
        format!("{count} {thing}")
    });
    truth.into_iter().chain(words).collect::<Vec<_>>().join(", ")
}
