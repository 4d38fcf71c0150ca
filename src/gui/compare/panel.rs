//! The panel beside a comparison: how far it is, what it is made of, what becomes of the pain points, and every gap as
//! a card.
//!
//! Here never comes a change: cards send wishes.

use egui::{
    Align, Align2, Color32, Layout, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::made::Card;
use super::{CompareWish, Comparing, Made, pair, parts};
use crate::compare::{DISTANCE_MEANING, Part, Sign};
use crate::file;
use crate::gui::canvas::comparing::menu_ui;
use crate::gui::context::Action;
use crate::gui::panels::{persona_colour, shown};
use crate::gui::situation::Situation;
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;
use crate::words::plural;

/// Width of the panel in points.
pub const WIDTH: f32 = 320.0;
/// Height of a gap's card, and the room below it.
const CARD: f32 = 88.0;
const APART: f32 = 10.0;
/// A panel lower than this scrolls as a whole, in points; a higher one keeps the distance in view.
const ROOM: f32 = 580.0;

/// Draws the panel: the pair that is picked where journeys lie side by side, else the way to the ideal. `now` says what
/// can be done with what is picked.
pub fn ui(
    ui: &mut Ui,
    (comparing, made, now): (&Comparing, &Made, Situation),
    scrolled: &mut Option<GapSeen>,
    actions: &mut Vec<Action>,
) {
    if pair::is_shown(comparing, made) {
        return pair::ui(ui, comparing, made, actions);
    }
    ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
    let above = |ui: &mut Ui, actions: &mut Vec<Action>| {
        ui.set_max_width(ui.available_width() - 12.0);
        head(ui, comparing, made, actions);
        distance(ui, made);
        parts::rule(ui);
        pains(ui, made);
        parts::rule(ui);
        gaps_head(ui, comparing, made, actions);
    };
    // At once: a glide under way would carry the list on when the next gap is picked before it ends.
    let list = egui::ScrollArea::vertical().id_salt("gap to ideal").auto_shrink([false, false]).animated(false);
    if ui.available_height() > ROOM {
        ui.scope(|ui| above(ui, actions));
        list.show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            gaps(ui, (comparing, made, now), scrolled, actions);
        });
    } else {
        list.show(ui, |ui| {
            above(ui, actions);
            gaps(ui, (comparing, made, now), scrolled, actions);
        });
    }
}

/// The gap to which the list was scrolled last, so that it scrolls once.
pub type GapSeen = crate::compare::GapKey;

fn head(ui: &mut Ui, comparing: &Comparing, made: &Made, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        let words = match comparing.target {
            super::Target::Own => "Gap to ideal",
            super::Target::File(_) => "Gap to the other map",
            super::Target::Snapshot(_) => "Change since then",
        };
        ui.label(style::strong(words, 15.0, theme));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| persona_ui(ui, comparing, made, actions));
    });
}

/// Whose curves are compared; a click offers the others.
fn persona_ui(ui: &mut Ui, comparing: &Comparing, made: &Made, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let Some(id) = comparing.persona(made) else { return };
    let side = |id| if made.from().persona(id).is_some() { made.from() } else { made.to() };
    let name = |id| shown(side(id).persona(id).map_or("", |persona| &persona.name), "Unnamed").to_owned();
    let colour = Color32::from(theme.persona(persona_colour(side(id), id)));
    let words = RichText::new(name(id)).font(style::semibold(style::BODY)).color(colour);
    let mut others: Vec<PersonaId> = made.from().personas().map(|persona| persona.id).collect();
    let added = made.to().personas().map(|persona| persona.id);
    others.extend(added.filter(|id| made.comparison.entry_of_to(id.0).is_some_and(|entry| entry.from.is_empty())));
    let button = egui::Button::new(words).frame_when_inactive(false).min_size(vec2(24.0, 24.0));
    let response = ui.add(button).accessible_name(format!("Compared persona: {}", name(id)));
    egui::Popup::menu(&response).show(|ui| {
        for other in others {
            let entry = egui::Button::selectable(other == id, name(other)).min_size(vec2(180.0, 26.0));
            if ui.add(entry).clicked() {
                actions.push(Action::Compare(CompareWish::Persona(other)));
                ui.close();
            }
        }
    });
}

fn distance(ui: &mut Ui, made: &Made) {
    let theme = widgets::theme(ui);
    let distance = &made.comparison.distance;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
    let total = distance.total.to_string();
    let ink: Color32 = theme.ink.into();
    let number = ui.painter().layout_no_wrap(total, style::semibold(44.0), ink);
    let x = rect.left() + number.size().x + 10.0;
    ui.painter().galley(pos2(rect.left(), rect.center().y - number.size().y / 2.0), number, ink);
    let was = made.earlier.as_ref().map_or(String::new(), |earlier| {
        format!("; was {} in {}", earlier.distance, parts::month(earlier.date, file::today()))
    });
    let below = format!("lower is closer{was}");
    response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} of 100 distance, {below}", distance.total)));
    let width = rect.right() - x;
    let line = widgets::elided(ui, "of 100 distance", style::semibold(style::BODY), ink, width);
    ui.painter().galley(pos2(x, rect.top() + 8.0), line, ink);
    let line = widgets::elided(ui, &below, style::regular(style::META), theme.ink_faint, width);
    ui.painter().galley(pos2(x, rect.top() + 27.0), line, theme.ink_faint.into());
    response.on_hover_text(&distance.summary);
    ui.add_space(4.0);
    bar(ui, made);
    ui.add_space(6.0);
    legend(ui, made);
    ui.add_space(4.0);
    ui.add(egui::Label::new(style::meta(format!("{}.", distance.summary), theme)).wrap());
    ui.add_space(2.0);
    ui.add(egui::Label::new(style::meta(DISTANCE_MEANING, theme)).wrap());
}

/// The tone of a part in the bar and in its legend, darkest first.
fn tone(part: Part, theme: &crate::theme::Theme) -> Color32 {
    match part {
        Part::Emotion => theme.ink.into(),
        Part::Pains => theme.ink_soft.into(),
        Part::Touchpoints => theme.ink_faint.into(),
        Part::Measures => theme.ctrl.into(),
    }
}

fn part_of(made: &Made, part: Part) -> u32 {
    made.comparison.distance.parts.get(&part).copied().unwrap_or(0)
}

fn bar(ui: &mut Ui, made: &Made) {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 13.0), Sense::hover());
    let mut x = rect.left();
    for part in Part::ALL {
        let width = rect.width() * part_of(made, part) as f32 / 100.0;
        if width > 0.0 {
            let piece = Rect::from_min_max(pos2(x, rect.top()), pos2(x + (width - 2.0).max(1.0), rect.bottom()));
            ui.painter().rect_filled(piece, 1.0, tone(part, theme));
            x += width;
        }
    }
    if x < rect.right() - 3.0 {
        let rest = Rect::from_min_max(pos2(x, rect.top()), rect.max);
        ui.painter().rect(rest, 2.0, theme.card, Stroke::new(1.0, theme.ctrl), StrokeKind::Inside);
    }
}

fn legend(ui: &mut Ui, made: &Made) {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let half = rect.width() / 2.0;
    for (at, part) in Part::ALL.into_iter().enumerate() {
        let left = rect.left() + half * (at % 2) as f32 + if at % 2 == 1 { 10.0 } else { 0.0 };
        let y = rect.top() + 10.0 + 20.0 * (at / 2) as f32;
        let square = Rect::from_center_size(pos2(left + 5.0, y), vec2(9.0, 9.0));
        ui.painter().rect_filled(square, 1.0, tone(part, theme));
        let font = style::regular(style::META);
        ui.painter().text(pos2(left + 16.0, y), Align2::LEFT_CENTER, part.label(), font, theme.ink.into());
        let right = left + half - 24.0;
        let value = part_of(made, part).to_string();
        let place = Rect::from_min_max(pos2(left, y - 10.0), pos2(right, y + 10.0));
        let response = ui.interact(place, ui.scope_id().with(("part", part.label())), Sense::hover());
        let says = format!("{} {value} of {}: {}", part.label(), made.comparison.distance.total, part.meaning());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
        response.on_hover_text(says);
        ui.painter().text(pos2(right, y), Align2::RIGHT_CENTER, value, style::semibold(style::BODY), theme.ink.into());
    }
}

/// What becomes of the pain points, counted.
fn pains(ui: &mut Ui, made: &Made) {
    let theme = widgets::theme(ui);
    let coverage = made.comparison.coverage();
    ui.label(RichText::new("Pain points").font(style::regular(style::META)).color(theme.ink_soft));
    let mut counts: Vec<(usize, &str, Icon, Color32)> = vec![
        (coverage.resolved, "Resolved", Icon::CheckCircle, theme.opp.into()),
        (coverage.reduced, "Reduced", Icon::SouthEast, theme.warn.into()),
        (coverage.open, "Open", Icon::Circle, theme.ink_soft.into()),
        (coverage.introduced, "New", Icon::Add, theme.pain.into()),
    ];
    if coverage.worse > 0 {
        counts.push((coverage.worse, "Worse", Icon::TrendingUp, theme.pain.into()));
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let width = rect.width() / counts.len() as f32;
    for (at, (count, word, icon, colour)) in counts.into_iter().enumerate() {
        let left = rect.left() + width * at as f32;
        let ink: Color32 = theme.ink.into();
        let number = ui.painter().layout_no_wrap(count.to_string(), style::semibold(18.0), ink);
        let x = left + number.size().x + 5.0;
        ui.painter().galley(pos2(left, rect.top()), number, ink);
        let font = style::icon_font(15.0, false);
        ui.painter().text(pos2(x, rect.top() + 11.5), Align2::LEFT_CENTER, icon.character(), font, colour);
        let font = style::regular(style::META);
        let at = pos2(left, rect.top() + 33.0);
        ui.painter().text(at, Align2::LEFT_CENTER, word, font, theme.ink_soft.into());
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        let response = ui.interact(place, ui.scope_id().with(("pains", word)), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Label, true, format!("{count} pain points {}", word.to_lowercase()))
        });
    }
}

fn gaps_head(ui: &mut Ui, comparing: &Comparing, made: &Made, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let count = made.comparison.gaps.len();
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        ui.label(style::strong("Gaps to close", style::BODY, theme));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| order_ui(ui, comparing, actions));
    });
    if count == 0 {
        ui.label(style::meta("Nothing differs.", theme));
        return;
    }
    let unowned = made.cards.iter().filter(|card| card.lacks_owner()).count();
    ui.horizontal(|ui| {
        ui.label(style::meta(plural(count, "gap"), theme));
        if unowned > 0 {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = if unowned == 1 { "1 has no owner".to_owned() } else { format!("{unowned} have no owner") };
                ui.label(RichText::new(words).font(style::semibold(style::META)).color(theme.warn));
            });
        }
    });
    ui.add_space(4.0);
}

/// The cards. Thousands of them scroll as smoothly as ten, because only those in view are drawn.
fn gaps(
    ui: &mut Ui,
    (comparing, made, now): (&Comparing, &Made, Situation),
    scrolled: &mut Option<GapSeen>,
    actions: &mut Vec<Action>,
) {
    let count = made.comparison.gaps.len();
    ui.add_space(4.0);
    let top = ui.cursor().min.y;
    let height = count as f32 * (CARD + APART);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let screen = ui.clip_rect();
    let first = (((screen.min.y - top) / (CARD + APART)).floor().max(0.0) as usize).min(count);
    let last = (((screen.max.y - top) / (CARD + APART)).ceil().max(0.0) as usize).min(count);
    let place = |row: usize| {
        Rect::from_min_size(pos2(rect.left(), top + row as f32 * (CARD + APART)), vec2(rect.width(), CARD))
    };
    let at = |row: usize| if comparing.largest_first { made.by_size[row] } else { row };
    if comparing.picked.gap != *scrolled {
        *scrolled = comparing.picked.gap;
        let row = scrolled.and_then(|key| made.gap_index(key)).and_then(|gap| (0..count).find(|row| at(*row) == gap));
        if let Some(row) = row.filter(|row| !screen.contains_rect(place(*row))) {
            ui.scroll_to_rect(place(row).expand(8.0), None);
        }
    }
    for row in first..last {
        let card = card_ui(ui, comparing, made, at(row), place(row));
        let picked = made.pick(&made.comparison.gaps[at(row)]);
        if card.clicked() {
            actions.push(Action::Compare(CompareWish::Reveal(picked)));
        }
        if card.secondary_clicked() {
            actions.push(Action::Compare(CompareWish::Pick(picked)));
        }
        card.context_menu(|ui| menu_ui(ui, now, actions));
    }
    ui.add_space(8.0);
}

fn order_ui(ui: &mut Ui, comparing: &Comparing, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let choices = [(true, "Largest first"), (false, "Along the journey")];
    let current = choices.into_iter().find(|(largest, _)| *largest == comparing.largest_first);
    let words = current.map_or("", |(_, words)| words);
    ui.spacing_mut().item_spacing.x = 2.0;
    ui.label(style::icon(Icon::ExpandMore, 16.0).color(theme.ink_soft));
    let words = RichText::new(words).font(style::regular(style::META)).color(theme.ink_soft);
    let button = egui::Button::new(words).frame_when_inactive(false).min_size(vec2(24.0, 24.0));
    let response = ui.add(button).accessible_name("Order of the gaps");
    egui::Popup::menu(&response).show(|ui| {
        for (largest, words) in choices {
            let entry = egui::Button::selectable(largest == comparing.largest_first, words).min_size(vec2(180.0, 26.0));
            if ui.add(entry).clicked() {
                actions.push(Action::Compare(CompareWish::LargestFirst(largest)));
                ui.close();
            }
        }
    });
}

/// One gap: step, name and signed gap; from and to; owner, effort and horizon.
fn card_ui(ui: &Ui, comparing: &Comparing, made: &Made, at: usize, rect: Rect) -> Response {
    let theme = widgets::theme(ui);
    let gap = &made.comparison.gaps[at];
    let card = &made.cards[at];
    let on = comparing.picked.gap == Some(gap.key);
    let response = ui.interact(rect, ui.scope_id().with(("gap", gap.key)), Sense::click());
    let emotion = comparing.persona(made).and_then(|persona| made.comparison.gap_emotion(gap, persona)?.gap());
    let flags = flags(made, at);
    let says = [vec![card.says(emotion)], flags.clone()].concat().join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &says));
    let (edge, width) = if on { (theme.accent, 2.0) } else { (theme.line_strong, 1.0) };
    let edge = if response.hovered() && !on { theme.ctrl } else { edge };
    if !on {
        let shadow = egui::Shadow { offset: [0, 2], blur: 6, spread: 0, color: theme.shadow.into() };
        ui.painter().add(shadow.as_shape(rect, 8));
    }
    ui.painter().rect(rect, 8.0, theme.card, Stroke::new(width, edge), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(12.0, 0.0));
    head_row(ui, made, at, (inner, emotion, on));
    let line = |ui: &Ui, y: f32, word: &str, text: &str, strong: bool| {
        let small = style::regular(style::META);
        let at = pos2(inner.left(), y);
        ui.painter().text(at, Align2::LEFT_CENTER, word, small.clone(), theme.ink_faint.into());
        let (font, ink) = if strong { (style::semibold(style::META), theme.ink) } else { (small, theme.ink_soft) };
        let text = widgets::elided(ui, text, font, ink, inner.width() - 38.0);
        ui.painter().galley(pos2(inner.left() + 38.0, y - text.size().y / 2.0), text, ink.into());
    };
    line(ui, rect.top() + 36.0, "from", &card.is, false);
    line(ui, rect.top() + 53.0, "→ to", &card.should, true);
    foot_row(ui, card, (inner, rect.bottom() - 15.0));
    widgets::focus_ring(ui, &response, 8.0);
    let long = format!("{}\nfrom {}\nto {}", card.name, card.is, card.should);
    response.on_hover_text([vec![long], flags].concat().join("\n"))
}

/// What the signs on a gap's card say, in words.
fn flags(made: &Made, at: usize) -> Vec<String> {
    let gap = &made.comparison.gaps[at];
    let is_agreed = |at: usize| {
        let entry = &made.comparison.entries[at];
        let mut measures = made.comparison.measures.iter().filter(|change| change.agreed);
        measures.any(|change| change.from.is_some_and(|id| entry.from.contains(&id.0)))
    };
    let said = [
        (gap.worse, "something gets worse here"),
        (gap.unjustified, "answers no pain point, opportunity or goal"),
        (made.entry(gap).is_unsure(), "probably the same touchpoint, to be confirmed"),
        (gap.evidence == Evidence::Assumed, "rests on assumption"),
        (gap.entries().any(is_agreed), "its goal is agreed: it is today\u{2019}s target"),
    ];
    said.into_iter().filter(|(is, _)| *is).map(|(_, words)| words.to_owned()).collect()
}

fn head_row(ui: &Ui, made: &Made, at: usize, (inner, emotion, on): (Rect, Option<f64>, bool)) {
    let theme = widgets::theme(ui);
    let (gap, card) = (&made.comparison.gaps[at], &made.cards[at]);
    let y = inner.top() + 17.0;
    let mark = pos2(inner.left() + 11.0, y);
    match card.step {
        Some(step) => parts::step_pill(ui.painter(), mark, &step.to_string(), on, theme),
        None => parts::paint_sign(Sign::from(made.entry(gap).mark), ui.painter(), mark, theme),
    }
    let mut right = inner.right();
    if let Some(emotion) = emotion.filter(|emotion| *emotion != 0.0) {
        let colour = parts::signed_colour(emotion, theme);
        // What rests on an assumption is lighter, and has the hollow dot that says so.
        let assumed = gap.evidence == Evidence::Assumed;
        let font = if assumed { style::regular(15.0) } else { style::semibold(15.0) };
        let text = ui.painter().layout_no_wrap(signed(emotion), font, colour);
        if assumed {
            parts::evidence_dot(ui.painter(), pos2(right - 5.0, y), Evidence::Assumed, theme);
            right -= 15.0;
        }
        right -= text.size().x;
        ui.painter().galley(pos2(right, y - text.size().y / 2.0), text, colour);
        right -= 8.0;
    }
    for (is, icon, colour) in [
        (gap.worse, Icon::TrendingDown, theme.pain),
        (gap.unjustified, Icon::Help, theme.warn),
        (made.entry(gap).is_unsure(), Icon::Handshake, theme.accent),
    ] {
        if is {
            let font = style::icon_font(15.0, false);
            ui.painter().text(pos2(right, y), Align2::RIGHT_CENTER, icon.character(), font, colour.into());
            right -= 20.0;
        }
    }
    let left = inner.left() + 32.0;
    let name = widgets::elided(ui, &card.name, style::semibold(style::BODY), theme.ink, right - left - 4.0);
    ui.painter().galley(pos2(left, y - name.size().y / 2.0), name, theme.ink.into());
}

fn foot_row(ui: &Ui, card: &Card, (inner, y): (Rect, f32)) {
    let theme = widgets::theme(ui);
    let font = style::icon_font(14.0, false);
    let (owner, ink) = match card.owner.as_str() {
        "" if card.finished => ("Done", theme.opp),
        "" => ("No owner", theme.warn),
        owner => (owner, theme.ink_soft),
    };
    let icon = Icon::Person.character();
    ui.painter().text(pos2(inner.left(), y), Align2::LEFT_CENTER, icon, font, ink.into());
    let text = widgets::elided(ui, owner, style::regular(style::META), ink, 96.0);
    ui.painter().galley(pos2(inner.left() + 19.0, y - text.size().y / 2.0), text, ink.into());
    if let Some(effort) = card.effort {
        let x = inner.left() + 124.0;
        let at = pos2(x, y);
        ui.painter().text(at, Align2::LEFT_CENTER, "Effort", style::regular(style::META), theme.ink_soft.into());
        parts::effort_bars(ui.painter(), pos2(x + 42.0, y + 5.0), effort, theme);
    }
    if let Some(horizon) = card.horizon {
        parts::horizon_pill(ui.painter(), pos2(inner.right(), y), horizon, theme);
    }
}
