//! Choosing one of a few: segments, switches, check boxes, drop-down lists.

use egui::{Align2, Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::lists::list_below;
use super::{elided, focus_ring, theme};
use crate::gui::style;
use crate::text::Icon;

/// One choice of a segmented control.
#[derive(Debug, Clone, Copy)]
pub struct Segment<T> {
    /// What is chosen.
    pub value: T,
    /// Its words; also its name for screen readers.
    pub label: &'static str,
    /// Its picture.
    pub icon: Option<Icon>,
    /// Whether the words are drawn.
    pub worded: bool,
}

impl<T> Segment<T> {
    /// Words alone.
    pub const fn new(value: T, label: &'static str) -> Self {
        Segment { value, label, icon: None, worded: true }
    }

    /// An icon and words.
    pub const fn with_icon(value: T, label: &'static str, icon: Icon) -> Self {
        Segment { value, label, icon: Some(icon), worded: true }
    }

    /// An icon alone; the words are its tooltip.
    pub const fn only_icon(value: T, label: &'static str, icon: Icon) -> Self {
        Segment { value, label, icon: Some(icon), worded: false }
    }
}

/// Choices side by side on one track, `columns` in a row; returns the one that was clicked.
pub fn segmented<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    size: Vec2,
    columns: usize,
    segments: &[Segment<T>],
    current: Option<T>,
) -> Option<T> {
    let rows = segments.len().div_ceil(columns);
    let cell = Vec2::new(size.x / columns as f32, size.y);
    let place = |at: usize| {
        let corner = Vec2::new((at % columns) as f32 * cell.x, (at / columns) as f32 * cell.y);
        Rect::from_min_size(corner.to_pos2(), cell)
    };
    let whole = Vec2::new(size.x, size.y * rows as f32);
    track(ui, name, whole, segments, current, place)
}

/// Choices side by side on one track, each as wide as its words; returns the one that was clicked.
pub fn segmented_words<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    height: f32,
    segments: &[Segment<T>],
    current: Option<T>,
) -> Option<T> {
    let width = |segment: &Segment<T>| {
        let icon = if segment.icon.is_some() { 24.0 } else { 0.0 };
        let font = style::semibold(style::BODY);
        icon + ui.painter().layout_no_wrap(segment.label.to_owned(), font, Color32::BLACK).size().x.ceil() + 24.0
    };
    let widths: Vec<f32> = segments.iter().map(width).collect();
    let place = |at: usize| {
        let left: f32 = widths[..at].iter().sum();
        Rect::from_min_size(pos2(left, 0.0), Vec2::new(widths[at], height))
    };
    track(ui, name, Vec2::new(widths.iter().sum(), height), segments, current, place)
}

/// A track with its segments at places counted from its corner.
fn track<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    size: Vec2,
    segments: &[Segment<T>],
    current: Option<T>,
    place: impl Fn(usize) -> Rect,
) -> Option<T> {
    let theme = theme(ui);
    let (id, track) = ui.allocate_space(size);
    ui.painter().rect_filled(track, 6.0, theme.sunken);
    let mut chosen = None;
    for (at, segment) in segments.iter().enumerate() {
        let rect = place(at).translate(track.min.to_vec2()).shrink(1.0);
        let on = current == Some(segment.value);
        let response = ui.interact(rect, id.with((name, at)), Sense::click());
        let enabled = ui.is_enabled();
        response
            .widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, format!("{name}: {}", segment.label)));
        paint_segment(ui, rect, segment, on, response.hovered());
        focus_ring(ui, &response, 5.0);
        if response.clicked() {
            chosen = Some(segment.value);
        }
        if !segment.worded {
            response.on_hover_text(segment.label);
        }
    }
    chosen
}

fn paint_segment<T>(ui: &Ui, rect: Rect, segment: &Segment<T>, on: bool, over: bool) {
    let theme = theme(ui);
    if on {
        ui.painter().rect(rect, 5.0, theme.card, Stroke::new(1.0, theme.ctrl), StrokeKind::Inside);
    } else if over {
        ui.painter().rect_filled(rect, 5.0, theme.line_strong);
    }
    let ink: Color32 = if on { theme.ink.into() } else { theme.ink_soft.into() };
    let font = if on { style::semibold(style::BODY) } else { style::regular(style::BODY) };
    let icon_width = if segment.icon.is_some() { 18.0 } else { 0.0 };
    let gap = if segment.worded && segment.icon.is_some() { 6.0 } else { 0.0 };
    let label = segment.worded.then(|| elided(ui, segment.label, font, ink, rect.width() - icon_width - gap - 6.0));
    let width = icon_width + gap + label.as_ref().map_or(0.0, |label| label.size().x);
    let mut x = rect.center().x - width / 2.0;
    if let Some(icon) = segment.icon {
        let at = pos2(x + icon_width / 2.0, rect.center().y);
        let font = style::icon_font(16.0, on && !segment.worded);
        ui.painter().text(at, Align2::CENTER_CENTER, icon.character(), font, ink);
        x += icon_width + gap;
    }
    if let Some(label) = label {
        ui.painter().galley(pos2(x, rect.center().y - label.size().y / 2.0), label, ink);
    }
}

/// On or off; returns the new state when it was switched.
pub fn switch(ui: &mut Ui, name: &str, on: bool) -> Option<bool> {
    let theme = theme(ui);
    let (space, response) = ui.allocate_exact_size(Vec2::new(34.0, 24.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Switch, enabled, on, name));
    let rect = Rect::from_center_size(space.center(), Vec2::new(34.0, 20.0));
    let (fill, edge, knob): (Color32, Color32, Color32) = if on {
        (theme.accent.into(), theme.accent.into(), theme.on_fill.into())
    } else {
        (theme.card.into(), theme.ctrl.into(), theme.ctrl.into())
    };
    ui.painter().rect(rect, 10.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let x = if on { rect.right() - 10.0 } else { rect.left() + 10.0 };
    let center = pos2(x, rect.center().y);
    ui.painter().circle_filled(center, 7.0, knob);
    if on {
        let font = style::icon_font(12.0, false);
        ui.painter().text(center, Align2::CENTER_CENTER, Icon::Check.character(), font, theme.accent.into());
    }
    focus_ring(ui, &response, 10.0);
    response.clicked().then_some(!on)
}

/// A box with a tick and words; returns the new state when it was clicked.
pub fn checkbox(ui: &mut Ui, label: &str, on: bool) -> Option<bool> {
    let theme = theme(ui);
    let room = (ui.available_width() - 26.0).max(40.0);
    let ink: Color32 = theme.ink.into();
    let text = ui.painter().layout(label.to_owned(), style::regular(style::BODY), ink, room);
    let size = Vec2::new(text.size().x + 26.0, (text.size().y + 8.0).max(26.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, on, label));
    let mark = Rect::from_center_size(pos2(rect.left() + 9.0, rect.top() + 13.0), Vec2::splat(16.0));
    if on {
        ui.painter().rect_filled(mark, 4.0, theme.accent);
        let font = style::icon_font(14.0, false);
        ui.painter().text(mark.center(), Align2::CENTER_CENTER, Icon::Check.character(), font, theme.on_fill.into());
    } else {
        ui.painter().rect(mark, 4.0, theme.card, Stroke::new(1.0, theme.ctrl), StrokeKind::Inside);
    }
    ui.painter().galley(pos2(rect.left() + 24.0, rect.center().y - text.size().y / 2.0), text, ink);
    focus_ring(ui, &response, 4.0);
    response.clicked().then_some(!on)
}

/// A list that opens below its field; returns the place of the entry that was chosen.
///
/// `entries` is asked only while the list is open, so that a list of 20,000 costs nothing while it is closed.
pub fn dropdown(
    ui: &mut Ui,
    name: &str,
    icon: Option<Icon>,
    current: &str,
    entries: impl FnOnce() -> Vec<String>,
) -> Option<usize> {
    let button = dropdown_field(ui, name, icon, current);
    list_below(&button, current, button.rect.width(), entries)
}

/// The same, opened at once with the keyboard on it if `open`.
pub fn dropdown_opened(
    ui: &mut Ui,
    (name, open): (&str, bool),
    icon: Option<Icon>,
    current: &str,
    entries: impl FnOnce() -> Vec<String>,
) -> Option<usize> {
    let button = dropdown_field(ui, name, icon, current);
    if open {
        button.request_focus();
        egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(&button));
    }
    list_below(&button, current, button.rect.width(), entries)
}

fn dropdown_field(ui: &mut Ui, name: &str, icon: Option<Icon>, current: &str) -> Response {
    let theme = theme(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 30.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(current.to_owned()),
        ..WidgetInfo::labeled(Role::ComboBox, enabled, name)
    });
    let fill = if response.hovered() { theme.sunken } else { theme.card };
    ui.painter().rect(rect, 6.0, fill, Stroke::new(1.0, theme.ctrl), StrokeKind::Inside);
    let mut x = rect.left() + 10.0;
    if let Some(icon) = icon {
        let at = pos2(x + 8.0, rect.center().y);
        let font = style::icon_font(16.0, false);
        ui.painter().text(at, Align2::CENTER_CENTER, icon.character(), font, theme.ink_soft.into());
        x += 22.0;
    }
    let text = elided(ui, current, style::regular(style::BODY), theme.ink, rect.right() - 30.0 - x);
    ui.painter().galley(pos2(x, rect.center().y - text.size().y / 2.0), text, theme.ink.into());
    let at = pos2(rect.right() - 16.0, rect.center().y);
    let font = style::icon_font(16.0, false);
    ui.painter().text(at, Align2::CENTER_CENTER, Icon::ExpandMore.character(), font, theme.ink_soft.into());
    focus_ring(ui, &response, 6.0);
    response
}

/// Every icon there is, in rows; returns the one that was clicked.
pub fn icon_grid(ui: &mut Ui, name: &str, current: Option<Icon>) -> Option<Icon> {
    let theme = theme(ui);
    let mut chosen = None;
    let cell = 28.0;
    let columns = (ui.available_width() / cell).floor().max(1.0) as usize;
    let rows = Icon::ALL.len().div_ceil(columns);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        egui::ScrollArea::vertical().id_salt(name).max_height(112.0).show_rows(ui, cell, rows, |ui, range| {
            for row in range {
                ui.horizontal(|ui| {
                    for icon in Icon::ALL.iter().copied().skip(row * columns).take(columns) {
                        let (rect, response) = ui.allocate_exact_size(Vec2::splat(cell), Sense::click());
                        let on = current == Some(icon);
                        let words = icon.name().replace('_', " ");
                        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &words));
                        if on || response.hovered() {
                            ui.painter().rect_filled(rect, 6.0, if on { theme.accent_soft } else { theme.sunken });
                        }
                        let font = style::icon_font(18.0, false);
                        let glyph = icon.character();
                        ui.painter().text(rect.center(), Align2::CENTER_CENTER, glyph, font, theme.ink_soft.into());
                        focus_ring(ui, &response, 6.0);
                        if response.clicked() {
                            chosen = Some(icon);
                        }
                        response.on_hover_text(words);
                    }
                });
            }
        });
    });
    chosen
}
