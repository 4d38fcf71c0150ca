//! The panel of one pair: how sure it is, whether to confirm or part it, and what differs field by field.
//!
//! Here never comes the list of gaps.

use egui::{Align, Align2, Color32, Layout, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Comparing, IdealView, Made, parts};
use crate::compare::{Entry, FieldChange, Gap, Kind, Reason, Sign, Trend};
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::panels::shown;
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton};
use crate::model::*;
use crate::text::Icon;

/// Whether the panel of a pair stands in place of the list of gaps.
pub fn is_shown(comparing: &Comparing, made: &Made) -> bool {
    comparing.view == IdealView::SideBySide && picked(comparing, made).is_some()
}

/// The entry of the touchpoint that is picked.
pub fn picked<'a>(comparing: &Comparing, made: &'a Made) -> Option<&'a Entry> {
    made.touchpoint_entry(comparing.picked.subject?)
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, comparing: &Comparing, made: &Made, actions: &mut Vec<Action>) {
    let Some(entry) = picked(comparing, made) else { return };
    let theme = widgets::theme(ui);
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
    egui::ScrollArea::vertical().id_salt("pair").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 12.0);
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            let heading = if entry.pair.is_some() { "Selected pair" } else { "Selected touchpoint" };
            ui.label(style::strong(heading, 15.0, theme));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(style::meta(place_of(made, entry), theme));
            });
        });
        ends(ui, made, entry);
        ui.add_space(8.0);
        sureness(ui, made, entry, actions);
        fields(ui, made, entry);
        ui.add_space(8.0);
        evidence_key(ui);
        if entry.pair.is_some() {
            parts::rule(ui);
            answers(ui);
        }
        ui.add_space(16.0);
    });
}

/// "10 of 12": the place among all touchpoints of both journeys.
fn place_of(made: &Made, entry: &Entry) -> String {
    let mut all = made.comparison.entries.iter().filter(|other| other.kind == Kind::Touchpoint);
    let count = all.clone().count();
    let at = all.position(|other| std::ptr::eq(other, entry)).map_or(0, |at| at + 1);
    format!("{at} of {count}")
}

/// The touchpoints of both sides, one below the other.
fn ends(ui: &mut Ui, made: &Made, entry: &Entry) {
    let theme = widgets::theme(ui);
    let rows = |state: State, uids: &[Uid]| -> Vec<(State, TouchpointId)> {
        uids.iter().map(|uid| (state, TouchpointId(*uid))).collect()
    };
    let (first, second) = (rows(State::Today, &entry.from), rows(State::Ideal, &entry.to));
    for (state, id) in &first {
        end(ui, made, *state, *id);
    }
    if !first.is_empty() && !second.is_empty() {
        let (rect, _) = ui.allocate_exact_size(vec2(24.0, 14.0), Sense::hover());
        let font = style::icon_font(14.0, false);
        let icon = Icon::ArrowDownward.character();
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, font, theme.ink_faint.into());
    }
    for (state, id) in &second {
        end(ui, made, *state, *id);
    }
}

fn end(ui: &mut Ui, made: &Made, state: State, id: TouchpointId) {
    let theme = widgets::theme(ui);
    let name = made.side(state).touchpoint(id).map_or("", |touchpoint| touchpoint.name.as_str());
    let name = shown(name, "Unnamed touchpoint");
    let step = made.step(state, id).map_or(String::new(), |step| step.to_string());
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(24.0, 20.0), Sense::hover());
        parts::step_pill(ui.painter(), rect.center(), &step, state == State::Ideal, theme);
        ui.add(egui::Label::new(style::strong(name, style::BODY, theme)).wrap());
    });
}

/// How sure the pair is, and the buttons that answer it.
fn sureness(ui: &mut Ui, made: &Made, entry: &Entry, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let Some(pair) = entry.pair else {
        ui.add(egui::Label::new(style::meta(alone(made, entry), theme)).wrap());
        return;
    };
    let words = match pair.reason {
        Reason::SharedId => "The same, from one document",
        Reason::Pinned => "The same, said by hand",
        Reason::SameName => "The same name",
        Reason::Alike if pair.is_unsure() => "Probably the same",
        Reason::Alike => "Alike",
    };
    let frame = egui::Frame::new().fill(theme.card.into()).corner_radius(6).inner_margin(egui::Margin::same(12));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
            parts::paint_sign(Sign::of(entry), ui.painter(), rect.center(), theme);
            ui.label(style::strong(words, style::BODY, theme));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(style::strong(format!("{:.2}", pair.confidence), 15.0, theme));
            });
        });
        if pair.reason == Reason::Alike {
            let likeness = pair.likeness;
            for (word, value) in
                [("Stage and place", likeness.place), ("Words", likeness.words), ("Who acts", likeness.actors)]
            {
                likeness_bar(ui, word, value);
            }
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let asks = pair.reason == Reason::Alike;
            let width = if asks { (ui.available_width() - 8.0) / 2.0 } else { ui.available_width() };
            if asks && wide_button(ui, "Confirm", Icon::Check, Emphasis::Primary, width) {
                actions.push(Action::Run(CommandId::ConfirmPair));
            }
            if wide_button(ui, "Part", Icon::LinkOff, Emphasis::Secondary, width) {
                actions.push(Action::Run(CommandId::PartPair));
            }
        });
    });
    let outline = shown.response.rect;
    if pair.is_unsure() {
        let corners = [
            outline.left_top(),
            outline.right_top(),
            outline.right_bottom(),
            outline.left_bottom(),
            outline.left_top(),
        ];
        let line = Stroke::new(1.5, theme.accent);
        ui.painter().extend(egui::Shape::dashed_line(&corners, line, 5.0, 3.0));
    } else {
        let line = Stroke::new(1.0, theme.line_strong);
        ui.painter().rect_stroke(outline, 6.0, line, egui::StrokeKind::Inside);
    }
}

/// What is said of a touchpoint that one journey has alone, and whose place it takes or who takes its place.
fn alone(made: &Made, entry: &Entry) -> String {
    let is_added = entry.from.is_empty();
    let side = if is_added { "Only in the second journey" } else { "Only in the first journey" };
    let gap = gap_of(made, entry).filter(|gap| gap.replaces.is_some());
    let other = gap.and_then(|gap| made.comparison.subjects(gap).find(|other| !std::ptr::eq(*other, entry)));
    match other.map(|other| parts::entry_name(made, other)) {
        None => format!("{side}."),
        Some(other) if is_added => format!("{side}, in the place of \u{201c}{other}\u{201d}."),
        Some(other) => format!("{side}; \u{201c}{other}\u{201d} takes its place."),
    }
}

fn wide_button(ui: &mut Ui, label: &str, icon: Icon, emphasis: Emphasis, width: f32) -> bool {
    ui.add(PushButton::new(label, emphasis).icon(icon).height(28.0).width(width)).clicked()
}

fn likeness_bar(ui: &mut Ui, word: &str, value: f64) {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{word} {value:.2}")));
    let y = rect.center().y;
    let font = style::regular(style::META);
    ui.painter().text(pos2(rect.left(), y), Align2::LEFT_CENTER, word, font.clone(), theme.ink.into());
    let track = Rect::from_min_max(pos2(rect.left() + 100.0, y - 3.0), pos2(rect.right() - 38.0, y + 3.0));
    ui.painter().rect_filled(track, 3.0, theme.sunken);
    let filled = track.with_max_x(track.left() + track.width() * value.clamp(0.0, 1.0) as f32);
    ui.painter().rect_filled(filled, 3.0, theme.ink_soft);
    let text = format!("{value:.2}");
    ui.painter().text(pos2(rect.right(), y), Align2::RIGHT_CENTER, text, font, theme.ink.into());
}

/// Every field that differs, from and to, with how well both ends are known.
fn fields(ui: &mut Ui, made: &Made, entry: &Entry) {
    let theme = widgets::theme(ui);
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.label(style::strong("Field by field", style::BODY, theme));
        let parts = gap_parts(made, entry);
        let count =
            entry.fields.len() + changed_emotions(entry) + parts.iter().map(|part| part.fields.len()).sum::<usize>();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(style::meta(crate::words::plural(count, "difference"), theme));
        });
    });
    ui.add_space(2.0);
    let evidence = [evidence_of(made, State::Today, &entry.from), evidence_of(made, State::Ideal, &entry.to)];
    if let Some(moved) = entry.moved {
        let steps = moved.steps.unsigned_abs();
        let way = if moved.steps < 0 { "earlier" } else { "later" };
        let mut words = match steps {
            0 => String::new(),
            1 => format!("1 step {way}"),
            count => format!("{count} steps {way}"),
        };
        if moved.other_stage {
            words = if words.is_empty() { "another stage".to_owned() } else { format!("{words}, another stage") };
        }
        row(ui, "Place", ("", &words), Trend::Neutral, evidence);
    }
    for field in &entry.fields {
        field_row(ui, field, evidence);
    }
    for emotion in &entry.emotions {
        if emotion.from == emotion.to {
            continue;
        }
        let id = emotion.to_persona.or(emotion.from_persona);
        let persona = id.and_then(|id| made.to().persona(id).or_else(|| made.from().persona(id)));
        let label = format!("Emotion, {}", persona.map_or("", |persona| shown(&persona.name, "somebody")));
        let word = |value: Option<f64>| value.map_or("unknown".to_owned(), signed);
        let trend = match emotion.gap() {
            Some(gap) if gap > 0.0 => Trend::Better,
            Some(gap) if gap < 0.0 => Trend::Worse,
            Some(_) | None => Trend::Neutral,
        };
        let gap = emotion.gap().map_or(String::new(), |gap| format!("   {}", signed(gap)));
        row(ui, &label, (&word(emotion.from), &(word(emotion.to) + &gap)), trend, evidence);
    }
    for part in gap_parts(made, entry) {
        part_row(ui, made, part, evidence);
    }
    if entry.rewired {
        row(ui, "Links", ("", "lead elsewhere"), Trend::Neutral, evidence);
    }
}

fn changed_emotions(entry: &Entry) -> usize {
    entry.emotions.iter().filter(|emotion| emotion.from != emotion.to).count()
}

/// The gap that a touchpoint belongs to.
fn gap_of<'a>(made: &'a Made, entry: &Entry) -> Option<&'a Gap> {
    let first = entry.from.first().map(|uid| (State::Today, *uid));
    let (state, uid) = first.or(entry.to.first().map(|uid| (State::Ideal, *uid)))?;
    made.gap(made.gap_of(crate::frame::Compared::Touchpoint(state, TouchpointId(uid)))?)
}

/// The entries of pain points and the like that hang on the touchpoint, or on the one whose place it takes, and differ.
fn gap_parts<'a>(made: &'a Made, entry: &Entry) -> Vec<&'a Entry> {
    let parts = gap_of(made, entry).map_or(&[][..], |gap| &gap.parts);
    let parts = parts.iter().map(|at| &made.comparison.entries[*at]);
    parts.filter(|part| part.kind != Kind::Touchpoint).collect()
}

/// A pain point, opportunity or the like: what it says, and what becomes of it.
fn part_row(ui: &mut Ui, made: &Made, part: &Entry, evidence: [Option<Evidence>; 2]) {
    let what = match part.kind {
        Kind::Pain => "Pain point",
        Kind::Opportunity => "Opportunity",
        Kind::Feedback => "Feedback",
        Kind::Measure => "Measure",
        Kind::Link => "Link",
        Kind::Stage => "Stage",
        Kind::Persona => "Persona",
        Kind::Lane => "Lane",
        Kind::Touchpoint => "Touchpoint",
    };
    let name = parts::entry_name(made, part);
    let label = format!("{what}: {name}");
    if part.fields.is_empty() {
        let words = part.mark.label().to_lowercase();
        return row(ui, &label, ("", &words), Trend::Neutral, evidence);
    }
    for field in &part.fields {
        let label = format!("{label}, {}", field.label.to_lowercase());
        row(ui, &label, (&field.from, &field.to), field.trend, evidence);
    }
}

fn field_row(ui: &mut Ui, field: &FieldChange, evidence: [Option<Evidence>; 2]) {
    row(ui, &field.label, (&field.from, &field.to), field.trend, evidence);
}

fn row(ui: &mut Ui, label: &str, (from, to): (&str, &str), trend: Trend, evidence: [Option<Evidence>; 2]) {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let word = |text: &str| if text.trim().is_empty() { "nothing".to_owned() } else { text.replace('\n', " ") };
    let says =
        if from.is_empty() { format!("{label}: {to}") } else { format!("{label}: {} to {}", word(from), word(to)) };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
    let room = rect.width() - 52.0;
    let small = style::regular(style::META);
    let text = widgets::elided(ui, label, small.clone(), theme.ink_faint, room);
    ui.painter().galley(pos2(rect.left(), rect.top() + 3.0), text, theme.ink_faint.into());
    let ink: Color32 = match trend {
        Trend::Worse => theme.pain.into(),
        Trend::Better | Trend::Neutral => theme.ink.into(),
    };
    let mut job = egui::text::LayoutJob::default();
    if !from.is_empty() || label.is_empty() {
        job.append(&word(from), 0.0, egui::TextFormat::simple(small.clone(), theme.ink_soft.into()));
        job.append("  →  ", 0.0, egui::TextFormat::simple(small, theme.ink_faint.into()));
    }
    job.append(&word(to), 0.0, egui::TextFormat::simple(style::semibold(style::META), ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left(), rect.top() + 19.0), galley, ink);
    if let [Some(from), Some(to)] = evidence {
        let y = rect.top() + 20.0;
        parts::evidence_dot(ui.painter(), pos2(rect.right() - 38.0, y), from, theme);
        let font = style::icon_font(12.0, false);
        let icon = Icon::ArrowForward.character();
        ui.painter().text(pos2(rect.right() - 21.5, y), Align2::CENTER_CENTER, icon, font, theme.ink_faint.into());
        parts::evidence_dot(ui.painter(), pos2(rect.right() - 5.0, y), to, theme);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    response.on_hover_text(says);
}

/// What one side of a pair rests on: the weakest of its touchpoints.
fn evidence_of(made: &Made, state: State, uids: &[Uid]) -> Option<Evidence> {
    uids.iter().filter_map(|uid| made.side(state).touchpoint(TouchpointId(*uid))).map(|t| t.evidence).min()
}

fn evidence_key(ui: &mut Ui) {
    let theme = widgets::theme(ui);
    ui.label(style::meta("Evidence of both ends", theme));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for evidence in Evidence::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
            parts::evidence_dot(ui.painter(), rect.center(), *evidence, theme);
            ui.label(RichText::new(evidence.label()).font(style::regular(style::META)).color(theme.ink_soft));
        }
    });
}

/// What the two answers mean.
fn answers(ui: &mut Ui) {
    let theme = widgets::theme(ui);
    for (icon, word, means) in [
        (Icon::Check, "Confirm", "one touchpoint, which is the same in both journeys"),
        (Icon::LinkOff, "Part", "one touchpoint that goes, and another that is new"),
    ] {
        ui.horizontal_top(|ui| {
            ui.label(style::icon(icon, 14.0).color(theme.ink_soft));
            let size = vec2(56.0, 16.0);
            ui.allocate_ui(size, |ui| {
                ui.set_min_width(size.x);
                ui.label(style::strong(word, style::META, theme));
            });
            ui.add(egui::Label::new(style::meta(means, theme)).wrap());
        });
        ui.add_space(4.0);
    }
}
