//! The head of the table: distance, gaps closed, pain points, owners, and the trend.
//!
//! Every number stands with its words, and every sign with a shape. Here never come rows.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::progressed::Progressed;
use super::trend;
use crate::compare::{DISTANCE_MEANING, PlanCounts};
use crate::file;
use crate::gui::compare::parts;
use crate::gui::{style, widgets};
use crate::text::Icon;

/// Height of the head in points.
pub const HEIGHT: f32 = 112.0;
/// The largest and the smallest side of a gap's square, and the room between two.
const SQUARE: f32 = 22.0;
const SMALLEST: f32 = 14.0;
const BETWEEN: f32 = 4.0;

/// Draws the head across the window.
pub fn ui(ui: &mut Ui, shown: &Progressed) {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
    let counts = shown.plan.counts();
    let scale = (rect.width() / 1600.0).clamp(0.72, 1.15);
    let mut left = rect.left() + if scale < 0.9 { 16.0 } else { 24.0 };
    let mut block = |width: f32| {
        let place = Rect::from_min_max(pos2(left, rect.top() + 12.0), pos2(left + width, rect.bottom() - 12.0));
        left += width + 24.0;
        place
    };
    let line = |ui: &Ui, x: f32| {
        ui.painter().vline(
            x.round() + 0.5,
            rect.top() + 16.0..=rect.bottom() - 16.0,
            Stroke::new(1.0, theme.line_strong),
        );
    };
    let place = block(220.0);
    distance(ui, shown, place);
    line(ui, place.right() + 8.0);
    let place = block((372.0 * scale).max(250.0));
    gaps(ui, shown, &counts, place);
    line(ui, place.right() + 8.0);
    let news = shown.made.comparison.coverage().introduced > 0;
    let place = block(if news { 244.0 } else { 192.0 });
    pains(ui, shown, place);
    if shown.is_record() {
        return;
    }
    line(ui, place.right() + 8.0);
    let place = block(150.0);
    if place.right() > rect.right() {
        return;
    }
    owners(ui, &counts, place);
    let rest = Rect::from_min_max(pos2(place.right() + 24.0, place.top()), pos2(rect.right() - 16.0, place.bottom()));
    if let Some(progress) = shown.progress.as_ref().filter(|_| rest.width() >= 190.0) {
        line(ui, place.right() + 8.0);
        trend::ui(ui, progress, rest);
    }
}

fn title(ui: &Ui, place: Rect, words: &str) {
    let ink = widgets::theme(ui).ink_soft.into();
    let at = pos2(place.left(), place.top() + 10.0);
    ui.painter().text(at, Align2::LEFT_CENTER, words, style::regular(style::META), ink);
}

fn says(ui: &Ui, place: Rect, key: &str, words: String) -> egui::Response {
    let response = ui.interact(place, ui.unique_id().with(("head", key)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response
}

fn distance(ui: &Ui, shown: &Progressed, place: Rect) {
    let theme = widgets::theme(ui);
    let distance = &shown.made.comparison.distance;
    title(ui, place, if shown.is_record() { "Distance since then" } else { "Distance to the ideal" });
    let ink: Color32 = theme.ink.into();
    let number = ui.painter().layout_no_wrap(distance.total.to_string(), style::semibold(44.0), ink);
    let x = place.left() + number.size().x + 12.0;
    let middle = place.top() + 52.0;
    ui.painter().galley(pos2(place.left(), middle - number.size().y / 2.0), number, ink);
    let before = shown.progress.as_ref().and_then(|progress| progress.before());
    let mut spoken = format!("Distance {} of 100, lower is closer", distance.total);
    if let Some((before, date)) = before.and_then(|before| Some((before, before.date?))) {
        let was = format!("was {} in {}", before.distance, parts::month(date, file::today()));
        spoken = format!("{spoken}; {was}");
        let (icon, colour): (_, Color32) = match before.distance.cmp(&distance.total) {
            std::cmp::Ordering::Greater => (Some(Icon::TrendingDown), theme.opp.into()),
            std::cmp::Ordering::Less => (Some(Icon::TrendingUp), theme.pain.into()),
            std::cmp::Ordering::Equal => (None, theme.ink_soft.into()),
        };
        let mut left = x;
        if let Some(icon) = icon {
            let at = pos2(x + 8.0, middle - 10.0);
            ui.painter().text(at, Align2::CENTER_CENTER, icon.character(), style::icon_font(16.0, false), colour);
            left += 22.0;
        }
        let text = widgets::elided(ui, &was, style::semibold(style::BODY), colour, place.right() - left);
        ui.painter().galley(pos2(left, middle - 10.0 - text.size().y / 2.0), text, colour);
    }
    let y = if before.is_some() { middle + 10.0 } else { middle };
    let small = style::regular(style::META);
    let faint: Color32 = theme.ink_faint.into();
    let below = widgets::elided(ui, "of 100, lower is closer", small, faint, place.right() - x);
    ui.painter().galley(pos2(x, y - below.size().y / 2.0), below, faint);
    let meaning = format!("{}\n{}\n{DISTANCE_MEANING}", distance.summary, distance.parts_in_words());
    says(ui, place, "distance", spoken).on_hover_text(meaning);
}

fn gaps(ui: &Ui, shown: &Progressed, counts: &PlanCounts, place: Rect) {
    let theme = widgets::theme(ui);
    let headline = match shown.is_record() {
        true => shown.made.comparison.distance.summary.clone(),
        false => counts.headline(),
    };
    title(ui, place, if shown.is_record() { "Changes" } else { "Gaps" });
    let ink: Color32 = theme.ink.into();
    let whole = ui.painter().layout_no_wrap(headline.clone(), style::semibold(18.0), ink).size().x;
    let size = if whole <= place.width() { 18.0 } else { 15.0 };
    let words = widgets::elided(ui, &headline, style::semibold(size), ink, place.width());
    ui.painter().galley(pos2(place.left(), place.top() + 35.0 - words.size().y / 2.0), words, ink);
    says(ui, place, "gaps", headline.clone()).on_hover_text(headline);
    if shown.is_record() || counts.total == 0 {
        return;
    }
    let track = Rect::from_min_size(pos2(place.left(), place.top() + 56.0), vec2(place.width(), SQUARE));
    let side = ((track.width() + BETWEEN) / counts.total as f32 - BETWEEN).min(SQUARE).floor();
    if side >= SMALLEST {
        squares(ui, counts, track, side);
    } else {
        bar(ui, counts, track);
    }
}

/// What a square stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Square {
    Closed,
    Reopened,
    Dropped,
    Open,
}

/// How often each kind stands there, in the order of the row.
fn kinds(counts: &PlanCounts) -> [(Square, usize); 4] {
    let open = counts.total.saturating_sub(counts.closed + counts.reopened + counts.dropped);
    [
        (Square::Closed, counts.closed),
        (Square::Reopened, counts.reopened),
        (Square::Dropped, counts.dropped),
        (Square::Open, open),
    ]
}

/// One square a gap.
fn squares(ui: &Ui, counts: &PlanCounts, track: Rect, side: f32) {
    let all = kinds(counts).into_iter().flat_map(|(kind, count)| std::iter::repeat_n(kind, count));
    for (at, kind) in all.take(counts.total).enumerate() {
        let left = track.left() + (side + BETWEEN) * at as f32;
        let square = Rect::from_min_size(pos2(left, track.center().y - side / 2.0), vec2(side, side));
        paint(ui, kind, square);
    }
}

fn paint(ui: &Ui, kind: Square, square: Rect) {
    let theme = widgets::theme(ui);
    let (fill, edge, icon, ink): (Color32, Color32, Option<Icon>, Color32) = match kind {
        Square::Closed => (theme.opp.into(), theme.opp.into(), Some(Icon::Check), theme.on_fill.into()),
        Square::Reopened => {
            (theme.warn_soft.into(), theme.warn.into(), Some(Icon::SettingsBackupRestore), theme.warn.into())
        }
        Square::Dropped => (theme.sunken.into(), theme.ctrl.into(), Some(Icon::Close), theme.ink_soft.into()),
        Square::Open => (theme.card.into(), theme.ctrl.into(), None, theme.ink.into()),
    };
    ui.painter().rect(square, 5.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if let Some(icon) = icon.filter(|_| square.width() >= SMALLEST) {
        let font = style::icon_font(14.0, false);
        ui.painter().text(square.center(), Align2::CENTER_CENTER, icon.character(), font, ink);
    }
}

/// Many gaps as one bar, each kind as long as its share.
fn bar(ui: &Ui, counts: &PlanCounts, track: Rect) {
    let mut left = track.left();
    for (kind, count) in kinds(counts).into_iter().filter(|(_, count)| *count > 0) {
        let width = track.width() * count as f32 / counts.total as f32;
        let piece = Rect::from_min_size(pos2(left, track.top() + 3.0), vec2((width - 2.0).max(2.0), SQUARE - 6.0));
        paint(ui, kind, piece);
        left += width;
    }
}

/// A number with a sign and a word below.
struct Count<'a> {
    count: usize,
    icon: Icon,
    colour: Color32,
    word: &'a str,
}

fn count(ui: &Ui, place: Rect, shown: &Count<'_>) {
    let theme = widgets::theme(ui);
    let ink: Color32 = theme.ink.into();
    let number = ui.painter().layout_no_wrap(shown.count.to_string(), style::semibold(18.0), ink);
    let x = place.left() + number.size().x + 13.0;
    let y = place.top() + 36.0;
    ui.painter().galley(pos2(place.left(), y - number.size().y / 2.0), number, ink);
    let font = style::icon_font(16.0, false);
    ui.painter().text(pos2(x, y), Align2::CENTER_CENTER, shown.icon.character(), font, shown.colour);
    let at = pos2(place.left(), place.top() + 66.0);
    let small = style::regular(style::META);
    let soft: Color32 = theme.ink_soft.into();
    let word = widgets::elided(ui, shown.word, small, soft, place.width());
    ui.painter().galley(at - vec2(0.0, word.size().y / 2.0), word, soft);
}

fn pains(ui: &Ui, shown: &Progressed, place: Rect) {
    let theme = widgets::theme(ui);
    title(ui, place, "Pain points");
    let coverage = shown.made.comparison.coverage();
    let mut counts = vec![
        Count { count: coverage.resolved, icon: Icon::CheckCircle, colour: theme.opp.into(), word: "Resolved" },
        Count { count: coverage.reduced, icon: Icon::SouthEast, colour: theme.warn.into(), word: "Reduced" },
        Count {
            count: coverage.open + coverage.worse,
            icon: Icon::Circle,
            colour: theme.ink_soft.into(),
            word: "Stay",
        },
    ];
    if coverage.introduced > 0 {
        counts.push(Count { count: coverage.introduced, icon: Icon::Add, colour: theme.pain.into(), word: "New" });
    }
    let width = (place.width() + 16.0) / counts.len() as f32;
    for (at, shown) in counts.iter().enumerate() {
        let left = place.left() + width * at as f32;
        count(ui, Rect::from_min_size(pos2(left, place.top()), vec2(width - 4.0, place.height())), shown);
    }
    let spoken = coverage.in_words().unwrap_or_else(|| "none".to_owned());
    says(ui, place, "pains", format!("Pain points: {spoken}"));
}

fn owners(ui: &Ui, counts: &PlanCounts, place: Rect) {
    let theme = widgets::theme(ui);
    title(ui, place, "Owners");
    let (icon, colour): (_, Color32) = match counts.without_owner {
        0 => (Icon::CheckCircle, theme.opp.into()),
        _ => (Icon::Warning, theme.warn.into()),
    };
    count(ui, place, &Count { count: counts.without_owner, icon, colour, word: "open without owner" });
    says(ui, place, "owners", counts.owners().unwrap_or_else(|| "Every open gap has an owner".to_owned()));
}
