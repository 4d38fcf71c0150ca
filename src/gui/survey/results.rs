//! What comes of the answers: the numbers with their intervals, the comments, and what could not be read.

use egui::{Color32, Painter, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::SurveyWish;
use super::names::two_lines;
use super::work::Read;
use crate::answers::{self, Brought, Fate, Figure, Place, Question};
use crate::exchange::sheet::{shortened, with_commas};
use crate::gui::dialogs::Wish;
use crate::gui::panels::shown;
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton};
use crate::model::*;
use crate::text::Icon;
use crate::theme::Theme;

/// Height of a row in points.
const ROW: f32 = 44.0;
/// Height of the heads.
const HEAD: f32 = 26.0;
/// Below so many answers a number is drawn hollow, as on the map.
const SMALL_SAMPLE: u64 = 30;
/// Room at both ends of a row.
const PAD: f32 = 12.0;

/// Where the columns of the table of numbers begin and end, as shares of its width.
const NUMBERS: [(f32, f32); 5] = [(0.0, 0.34), (0.35, 0.47), (0.48, 0.82), (0.83, 0.9), (0.91, 1.0)];

fn cell(row: Rect, column: (f32, f32)) -> Rect {
    let inner = row.shrink2(vec2(PAD, 0.0));
    let x = |share: f32| inner.left() + inner.width() * share;
    Rect::from_x_y_ranges(x(column.0)..=x(column.1), inner.y_range())
}

fn nothing(ui: &mut Ui, words: &str) {
    let theme = widgets::theme(ui);
    ui.centered_and_justified(|ui| ui.label(style::meta(words, theme)));
}

fn words(ui: &Ui, rect: Rect, text: &str, strong: bool, ink: impl Into<Color32>) {
    let font = if strong { style::semibold(style::BODY) } else { style::regular(style::META) };
    let ink = ink.into();
    let text = widgets::elided(ui, text, font, ink, rect.width());
    ui.painter().galley(pos2(rect.left(), rect.center().y - text.size().y / 2.0), text, ink);
}

/// The numbers, in the order of the journey's places.
pub(super) fn figures_ui(ui: &mut Ui, read: &Read, journey: &Journey) {
    let theme = widgets::theme(ui);
    let figures = &read.brought.figures;
    if figures.is_empty() {
        return nothing(ui, "No ratings that stand somewhere on the map. Which column holds them, at the right?");
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    for (column, title) in NUMBERS.iter().zip(["Where", "Number", "95% interval", "n", ""]) {
        words(ui, cell(head, *column), title, false, theme.ink_soft);
    }
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, ROW, figures.len(), |ui, range| {
        widgets::page_keys(ui);
        for figure in &figures[range] {
            if let Some(question) = read.mapping.questions.get(figure.question) {
                figure_ui(ui, figure, question, journey);
            }
        }
    });
}

fn figure_ui(ui: &mut Ui, figure: &Figure, question: &Question, journey: &Journey) {
    let theme = widgets::theme(ui);
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let place = place_words(figure.place, journey);
    let label = format!("{place}: {} {}, {}", question.number(), figure.words(question), figure.fate.label());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    two_lines(ui, cell(row, NUMBERS[0]), &place, &question.name);
    let number = cell(row, NUMBERS[1]);
    let half = number.height() / 2.0;
    words(ui, number.with_max_y(number.top() + half + 8.0), &figure.value(question), true, theme.ink);
    words(ui, number.with_min_y(number.bottom() - half - 4.0), question.number(), false, theme.ink_faint);
    interval_ui(ui, cell(row, NUMBERS[2]), figure, question, theme);
    words(
        ui,
        cell(row, NUMBERS[3]),
        &with_commas(usize::try_from(figure.found.count).unwrap_or(usize::MAX)),
        false,
        theme.ink,
    );
    let ink = if figure.fate == Fate::Same { theme.ink_faint } else { theme.ink };
    words(ui, cell(row, NUMBERS[4]), figure.fate.label(), false, ink);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

/// The number and its interval on their scale, and the interval in words.
fn interval_ui(ui: &Ui, rect: Rect, figure: &Figure, question: &Question, theme: &Theme) {
    let said = figure.interval().unwrap_or_else(|| "none: the answers do not tell".to_owned());
    words(ui, rect.with_min_y(rect.center().y + 2.0), &said, false, theme.ink_soft);
    let track = Rect::from_x_y_ranges(rect.left()..=rect.right() - 8.0, rect.top() + 11.0..=rect.top() + 17.0);
    let (low, high) = answers::value_ends(question);
    let x = |value: f64| {
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0) as f32;
        track.left() + 4.0 + (track.width() - 8.0) * share
    };
    let painter = ui.painter();
    painter.rect_filled(track, 3.0, theme.sunken);
    let y = track.center().y;
    if let Some((from, to)) = figure.found.interval {
        let line = Stroke::new(1.5, theme.ink);
        painter.hline(x(from)..=x(to), y, line);
        for end in [x(from), x(to)] {
            painter.vline(end, y - 4.0..=y + 4.0, line);
        }
    }
    dot(painter, pos2(x(figure.found.value), y), figure.found.count < SMALL_SAMPLE, theme);
}

fn dot(painter: &Painter, at: Pos2, hollow: bool, theme: &Theme) {
    let fill: Color32 = if hollow { theme.card.into() } else { theme.ink.into() };
    painter.circle(at, 4.5, fill, Stroke::new(1.5, theme.ink));
}

fn place_words(place: Place, journey: &Journey) -> String {
    let name = place.name(journey).unwrap_or_default();
    match place {
        Place::Touchpoint(_) => shown(name, "Unnamed touchpoint").to_owned(),
        Place::Stage(_) => format!("Stage: {}", shown(name, "Unnamed stage")),
    }
}

/// What was said, as it comes onto the map.
pub(super) fn comments_ui(ui: &mut Ui, read: &Read, journey: &Journey) {
    let comments = &read.brought.comments;
    if comments.is_empty() {
        return nothing(ui, "No comment comes onto the map.");
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, ROW, comments.len(), |ui, range| {
        widgets::page_keys(ui);
        for comment in &comments[range] {
            comment_ui(ui, comment, journey);
        }
    });
}

fn comment_ui(ui: &mut Ui, comment: &Brought, journey: &Journey) {
    let theme = widgets::theme(ui);
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let said = &comment.said;
    let persona = said.persona.and_then(|id| journey.persona(id)).map(|persona| persona.name.clone());
    let about = [
        Some(place_words(comment.place, journey)),
        persona,
        said.rating.map(|rating| format!("{rating} of 5")),
        said.date.map(|date| date.to_string()),
    ];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let label = format!("{}. {about}, {}", shortened(&said.text), comment.fate.label());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
    let inner = row.shrink2(vec2(PAD, 0.0));
    two_lines(ui, inner.with_max_x(inner.right() - 80.0), &said.text, &about);
    words(ui, inner.with_min_x(inner.right() - 68.0), comment.fate.label(), false, theme.ink);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

/// What could not be read, each with its row and the reason.
pub(super) fn problems_ui(ui: &mut Ui, read: &Read, wishes: &mut Vec<Wish>) {
    let theme = widgets::theme(ui);
    let problems = &read.tally.problems;
    if problems.count == 0 {
        return nothing(ui, "Every cell could be read.");
    }
    let list = ui.available_rect_before_wrap();
    let foot = 44.0;
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(list.with_max_y(list.bottom() - foot)));
    child.spacing_mut().item_spacing.y = 0.0;
    let listed = &problems.listed;
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(&mut child, ROW, listed.len(), |ui, range| {
        widgets::page_keys(ui);
        for problem in &listed[range] {
            let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, problem.to_string()));
            let inner = row.shrink2(vec2(PAD, 0.0));
            let number = inner.with_max_x(inner.left() + 76.0);
            words(ui, number, &format!("Row {}", problem.row), true, theme.ink);
            let said = match problem.what.is_empty() {
                true => problem.why.clone(),
                false => format!("“{}” {}", problem.what, problem.why),
            };
            two_lines(ui, inner.with_min_x(number.right()), &said, &problem.column);
            ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line));
        }
    });
    let below = list.with_min_y(list.bottom() - foot).shrink2(vec2(PAD, 6.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(below));
    child.horizontal(|ui| {
        let copy = PushButton::new("Copy the list", Emphasis::Secondary).icon(Icon::ContentCopy);
        if ui.add(copy).clicked() {
            wishes.push(Wish::Survey(SurveyWish::CopyProblems));
        }
        if problems.count > listed.len() {
            let more = problems.count - listed.len();
            ui.label(style::meta(format!("The first are listed, and {more} more are not."), theme));
        } else {
            ui.label(style::meta("Everything else is read.", theme));
        }
    });
}
