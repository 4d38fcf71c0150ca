//! The cards of a comparison: what became of each touchpoint, by sign, border and style of text besides colour.

use std::sync::Arc;

use super::common::{Card, Common, SIDES, index};
use super::curves::Shown;
use super::glyphs::{self, DASH_NEW};
use super::look::{Look, weighed};
use crate::compare::{Entry, Mark, Sign};
use crate::frame::{self, Color, Part, Stroke, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Align, Icon, Room, TextStyle, Weight};

/// Room between a ghost and the card that takes its place.
const APART: f64 = 6.0;

/// What a card says in its last row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Foot {
    /// Nothing.
    Nothing,
    /// By how much it is felt better or worse, and whether that rests on an assumption.
    Gap(f64, bool),
    /// Words.
    Words(String),
    /// Who meets whom, and what the description rests on.
    Encounter,
}

/// Everything about a card but its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShownCard {
    /// The touchpoint whose name it bears.
    pub touchpoint: Arc<Touchpoint>,
    /// The journey that one is of.
    pub side: State,
    /// The number written on it.
    pub number: Option<usize>,
    /// What became of it.
    pub sign: Sign,
    /// Whether it stands for what is no longer here.
    pub ghost: bool,
    /// Its last row.
    pub foot: Foot,
    /// What a screen reader says.
    pub label: String,
}

/// The cards of a column. One journey by itself has no ghosts, and the first no signs.
pub(super) fn shown(common: &Common<'_>, column: usize, what: Shown) -> Vec<ShownCard> {
    let card = |card: Card<'_, '_>| ShownCard { label: label(common, column, &card), ..face(common, &card) };
    let Shown::Only(side) = what else {
        return common.cards(column).into_iter().map(card).collect();
    };
    let Some(step) = common.step(column, side) else { return Vec::new() };
    let mark = match side {
        State::Today => Mark::Kept,
        State::Ideal => step.entry.map_or(Mark::Added, |entry| entry.mark),
    };
    let own = Card { side, step, mark, ghost: false, number: Some(step.number) };
    let label = label(common, column, &own);
    let own = face(common, &own);
    // The first journey by itself is as it always was: what becomes of it is told by the second.
    vec![match side {
        State::Today => ShownCard { label, foot: Foot::Nothing, sign: Sign::Kept, ..own },
        State::Ideal => ShownCard { label, ..own },
    }]
}

/// The card of a column that holds one journey by itself, with all that the map's own cards say.
pub(super) fn beside(common: &Common<'_>, column: usize) -> Vec<ShownCard> {
    let found = SIDES.into_iter().find_map(|side| Some((side, common.step(column, side)?)));
    let Some((side, step)) = found else { return Vec::new() };
    let missing = match side {
        State::Today => Mark::Removed,
        State::Ideal => Mark::Added,
    };
    let mark = step.entry.map_or(missing, |entry| entry.mark);
    let card = Card { side, step, mark, ghost: mark == Mark::Removed, number: Some(step.number) };
    let sign = Sign::marked(mark, step.entry.is_some_and(Entry::is_unsure));
    let label = format!("{}, {}", label(common, column, &card), common.names[index(side)]);
    vec![ShownCard { sign, foot: Foot::Encounter, label, ..face(common, &card) }]
}

/// Draws cards below one another, the column's left edge and the place of the first card at the origin, and returns
/// where they end below.
pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, cards: &[ShownCard]) -> f64 {
    let mut bottom = 0.0;
    for card in cards {
        let top = if bottom > 0.0 { bottom + APART } else { look.metrics.lane_pad };
        let rect = place(cx, look, card, top);
        draw_card(sheet, cx, look, card, rect);
        bottom = rect.y1;
    }
    bottom
}

/// What a card of the overlay says, but for its label.
fn face(common: &Common<'_>, card: &Card<'_, '_>) -> ShownCard {
    let entry = card.step.entry;
    let foot = match (card.ghost, card.mark) {
        (true, Mark::Removed) | (false, Mark::Kept | Mark::Added) => Foot::Nothing,
        (true, Mark::Moved) => Foot::Words("moved".to_owned()),
        (true, Mark::Merged) => Foot::Words("merged".to_owned()),
        (true, Mark::Split) => Foot::Words("split".to_owned()),
        (true, Mark::Kept | Mark::Changed | Mark::Added) => Foot::Words("elsewhere".to_owned()),
        (false, Mark::Changed | Mark::Moved | Mark::Split | Mark::Merged | Mark::Removed) => foot(common, entry),
    };
    let unsure = !card.ghost && entry.is_some_and(Entry::is_unsure);
    let ghost_word = card.ghost && card.mark != Mark::Removed;
    let sign = if ghost_word { Sign::Kept } else { Sign::marked(card.mark, unsure) };
    let touchpoint = card.step.touchpoint.clone();
    let label = String::new();
    ShownCard { touchpoint, side: card.side, number: card.number, sign, ghost: card.ghost, foot, label }
}

/// The gap in feeling, or how much else differs.
fn foot(common: &Common<'_>, entry: Option<&Entry>) -> Foot {
    let Some(entry) = entry else { return Foot::Nothing };
    let ids = common.lead.as_ref().map_or([None, None], |lead| lead.ids());
    let felt = ids.into_iter().flatten().find_map(|id| entry.emotion(id));
    match felt.and_then(|felt| Some((felt.gap()?, felt.evidence == Evidence::Assumed))) {
        Some((gap, assumed)) if gap != 0.0 => Foot::Gap(gap, assumed),
        Some(_) | None => match (entry.mark, entry.fields.len()) {
            (Mark::Split, _) => Foot::Words(format!("one of {}", entry.to.len())),
            (Mark::Merged, _) => Foot::Words(format!("from {}", entry.from.len())),
            (_, 0) if entry.rewired => Foot::Words("new links".to_owned()),
            (_, 0) => Foot::Nothing,
            (_, 1) => Foot::Words("1 change".to_owned()),
            (_, count) => Foot::Words(format!("{count} changes")),
        },
    }
}

/// "Doorman greets and guides, changed, Onboarding, step 6, Dorothy −5 to +5".
pub(super) fn label(common: &Common<'_>, column: usize, card: &Card<'_, '_>) -> String {
    let entry = card.step.entry;
    let mut parts = vec![shown_name(card.step.touchpoint).to_owned()];
    parts.push(match (card.ghost, card.mark) {
        (true, Mark::Kept | Mark::Changed | Mark::Added | Mark::Removed) => "removed".to_owned(),
        (true, mark @ (Mark::Moved | Mark::Split | Mark::Merged)) => format!("{} from here", glyphs::fate(entry, mark)),
        (false, mark) => glyphs::fate(entry, mark),
    });
    if let Some(entry) = entry.filter(|entry| entry.is_unsure()) {
        let confidence = entry.pair.map_or(0.0, |pair| pair.confidence);
        parts.push(format!("probably the same, {confidence:.2}"));
    }
    let was = (!card.ghost).then(|| common.before(card.step).map(|before| before.name.trim())).into_iter().flatten();
    let was: Vec<&str> = was.filter(|name| *name != card.step.touchpoint.name.trim()).collect();
    if !was.is_empty() {
        parts.push(format!("was {}", was.join(" and ")));
    }
    parts.extend(stage_name(common, column).map(str::to_owned));
    parts.extend(card.number.map(|number| format!("step {number}")));
    parts.extend(felt(common, card));
    parts.join(", ")
}

fn stage_name<'c>(common: &'c Common<'_>, column: usize) -> Option<&'c str> {
    let stage = &common.stages[common.columns[column].stage];
    let name = stage.stages.iter().rev().flatten().next()?.name.trim();
    (!name.is_empty()).then_some(name)
}

/// "Dorothy −5 to +5", and whether that is more than an assumption.
fn felt(common: &Common<'_>, card: &Card<'_, '_>) -> Option<String> {
    let lead = common.lead.as_ref()?;
    let felt = lead.ids().into_iter().flatten().find_map(|id| card.step.entry?.emotion(id))?;
    let assumed = if felt.evidence == Evidence::Assumed { ", assumed" } else { "" };
    let name = lead.name();
    Some(match (felt.from, felt.to) {
        (Some(from), Some(to)) if from == to => format!("{name} {}{assumed}", signed(to)),
        (Some(from), Some(to)) => format!("{name} {} to {}{assumed}", signed(from), signed(to)),
        (Some(value), None) | (None, Some(value)) => format!("{name} {}{assumed}", signed(value)),
        (None, None) => return None,
    })
}

pub(super) fn shown_name(touchpoint: &Touchpoint) -> &str {
    match touchpoint.name.trim() {
        "" => "Unnamed",
        name => name,
    }
}

/// Where a card stands, as high as its title asks for.
pub(super) fn place(cx: &mut Cx<'_>, look: &Look, face: &ShownCard, top: f64) -> Rect {
    let metrics = &look.metrics;
    let (x0, x1) = (metrics.gap / 2.0, metrics.gap / 2.0 + metrics.card_width());
    let has_foot = face.foot != Foot::Nothing;
    let (least, foot) = match (face.ghost, face.sign) {
        (true, _) if has_foot => (look.kept, look.foot),
        (true, _) => (look.removed, 0.0),
        (false, Sign::Kept) => (look.kept, if has_foot { look.foot } else { 0.0 }),
        (false, Sign::Added) if !has_foot => (look.kept, 0.0),
        (false, _) if has_foot => (look.changed, look.foot),
        (false, _) => (if metrics.card.tile { look.changed } else { look.kept }, 0.0),
    };
    if metrics.card.tile {
        let disc = if face.sign == Sign::Kept { 0.0 } else { look.changed - look.kept };
        return Rect::new(x0, top, x1, top + look.kept + disc);
    }
    let (style, room) = title(look, face);
    let lines = cx.text.paragraph(shown_name(&face.touchpoint), style, room);
    let needed = metrics.card.title_top + lines.height + foot + 6.0;
    Rect::new(x0, top, x1, top + least.max(needed.ceil()))
}

fn title(look: &Look, face: &ShownCard) -> (TextStyle, Room) {
    let card = &look.metrics.card;
    let style = if face.ghost || face.sign == Sign::Kept { look.plain_title } else { card.title };
    let lines = if face.ghost { look.ghost_lines } else { card.title_lines };
    let width = look.metrics.card_width() - 2.0 * card.pad;
    (style, Room { width, max_lines: lines, align: Align::Start })
}

/// Ground, line, ink of a card.
fn ground(cx: &Cx<'_>, face: &ShownCard) -> (Color, Stroke, Color) {
    let theme = cx.theme;
    if face.ghost {
        return (theme.canvas, solid(theme.line_strong, 1.0), theme.ink_faint);
    }
    let card = if face.touchpoint.stagecraft == Stagecraft::BackStage { theme.sunken } else { theme.card };
    match face.sign {
        Sign::Kept => (card, solid(theme.ctrl, 1.0), theme.ink_soft),
        Sign::Changed | Sign::Split | Sign::Merged => (card, solid(theme.ink, 1.0), theme.ink),
        Sign::Moved => (card, solid(theme.ink, 2.0), theme.ink),
        Sign::Removed => (theme.canvas, solid(theme.line_strong, 1.0), theme.ink_faint),
        Sign::Added => (theme.accent_soft, dashed(theme.accent, 1.5, DASH_NEW), theme.ink),
        Sign::Unsure => (card, dashed(theme.accent, 1.5, DASH_LATER), theme.ink),
    }
}

/// Draws a card where it is to stand.
pub(super) fn draw_card(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, face: &ShownCard, rect: Rect) {
    let card = &look.metrics.card;
    let subject = Subject::Compared(frame::Compared::Touchpoint(face.side, face.touchpoint.id));
    sheet.tag(subject, Part::Whole, rect, face.label.as_str());
    let (fill, stroke, ink) = ground(cx, face);
    let raised = match face.sign {
        Sign::Kept | Sign::Removed | Sign::Added => false,
        Sign::Changed | Sign::Moved | Sign::Split | Sign::Merged | Sign::Unsure => true,
    };
    if card.shadow && raised && !face.ghost {
        sheet.shadow(rect, card.radius, cx.theme.shadow);
    }
    sheet.framed(rect, card.radius, Some(fill), stroke);
    if card.tile {
        return tile(sheet, cx, look, face, rect);
    }
    head(sheet, cx, look, face, rect);
    let (style, room) = title(look, face);
    let at = Point::new(rect.x0 + card.pad, rect.y0 + card.title_top);
    let name = shown_name(&face.touchpoint);
    let drawn = if face.sign == Sign::Removed {
        sheet.struck(cx, name, style, room, at, ink)
    } else {
        sheet.text(cx, name, style, room, at, ink)
    };
    sheet.tag(subject, Part::Name, drawn.inflate(2.0, 2.0), face.touchpoint.name.as_str());
    draw_foot(sheet, cx, look, face, rect);
}

/// Icon and number of a card, and its sign in the corner.
fn head(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, face: &ShownCard, rect: Rect) {
    let (theme, card) = (cx.theme, &look.metrics.card);
    let size = f64::from(card.icon);
    let middle = rect.y0 + card.head;
    let mut left = rect.x0 + card.pad;
    let ink = match (face.ghost, face.sign) {
        (true, _) => theme.ink_faint,
        (false, Sign::Added) => theme.accent,
        (false, _) => theme.ink_soft,
    };
    if let Some(icon) = marks::channel_icon(&face.touchpoint.channel) {
        sheet.icon(cx, icon, false, card.icon, Point::new(left + size / 2.0, middle), ink);
        left += size + 5.0;
    }
    let center = Point::new(rect.x1 - look.disc - 5.0, middle);
    glyphs::disc(sheet, cx, face.sign, center, look.disc);
    let right = if face.sign == Sign::Kept { rect.x1 - card.pad } else { center.x - look.disc - 3.0 };
    if let Some(number) = face.number {
        let style = TextStyle { tabular: true, ..card.label };
        let faint = theme.ink_faint;
        sheet.line_of_text(cx, &number.to_string(), style, (left, middle, right - left), Align::Start, faint);
    }
}

fn draw_foot(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, face: &ShownCard, rect: Rect) {
    let (theme, card) = (cx.theme, &look.metrics.card);
    let (left, right) = (rect.x0 + card.pad, rect.x1 - card.pad);
    let middle = rect.y1 - look.foot / 2.0;
    let rule = |sheet: &mut Sheet| {
        let y = rect.y1 - look.foot;
        sheet.fill(Rect::new(left, y, right, y + 1.0), 0.0, theme.line);
    };
    match &face.foot {
        Foot::Nothing => {}
        Foot::Words(words) => {
            if !face.ghost {
                rule(sheet);
            }
            let ink = theme.ink_soft;
            let style = if face.ghost { look.word } else { look.metrics.note };
            sheet.line_of_text(cx, words, style, (left, middle, right - left), Align::Start, ink);
        }
        Foot::Gap(gap, assumed) => {
            rule(sheet);
            let color = glyphs::gap_color(cx, *gap);
            let style = weighed(look.figure, if *assumed { Weight::Regular } else { Weight::SemiBold });
            let used = sheet.line_of_text(cx, &signed(*gap), style, (left, middle, right - left), Align::Start, color);
            let icon = card.icon;
            let center = Point::new(right - f64::from(icon) / 2.0, middle);
            sheet.icon(cx, glyphs::trend_icon(*gap), false, icon, center, color);
            if *assumed && center.x - f64::from(icon) / 2.0 - (left + used) >= 16.0 {
                marks::evidence_dot(sheet, cx, Evidence::Assumed, Point::new(left + used + 9.0, middle));
            }
        }
        Foot::Encounter => encounter(sheet, cx, look, face, rect),
    }
}

fn encounter(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, face: &ShownCard, rect: Rect) {
    let card = &look.metrics.card;
    let middle = rect.y1 - card.foot;
    let dot = Point::new(rect.x1 - 11.0, middle);
    marks::evidence_dot(sheet, cx, face.touchpoint.evidence, dot);
    let kind = face.touchpoint.encounter;
    if kind == Encounter::Unset {
        return;
    }
    let size = f64::from(card.foot_icon);
    let center = Point::new(rect.x0 + card.pad + size / 2.0, middle);
    let reach = marks::encounter(sheet, cx, kind, card.foot_icon, center);
    let left = center.x + reach + 4.0;
    let (words, room) = (kind.short_label(), dot.x - 7.0 - left);
    if cx.text.width(words, card.label) <= room {
        let ink = if face.ghost { cx.theme.ink_faint } else { cx.theme.ink_soft };
        sheet.line_of_text(cx, words, card.label, (left, middle, room), Align::Start, ink);
    }
}

fn tile(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, face: &ShownCard, rect: Rect) {
    let theme = cx.theme;
    let middle = rect.center().x;
    let ink = if face.ghost { theme.ink_faint } else { theme.ink_soft };
    let encounter = face.touchpoint.encounter;
    let encountered = (encounter != Encounter::Unset).then(|| marks::encounter_icon(encounter));
    let icon = marks::channel_icon(&face.touchpoint.channel).or(encountered).unwrap_or(Icon::Sell);
    sheet.icon(cx, icon, false, look.metrics.card.icon, Point::new(middle, rect.y0 + 11.0), ink);
    if let Some(number) = face.number {
        let center = Point::new(middle, rect.y0 + 29.0);
        let ink = if face.ghost { theme.ink_faint } else { theme.ink };
        sheet.centered(cx, &number.to_string(), look.metrics.note_figures, center, ink);
    }
    glyphs::disc(sheet, cx, face.sign, Point::new(middle, rect.y1 - look.disc - 4.0), look.disc);
}
