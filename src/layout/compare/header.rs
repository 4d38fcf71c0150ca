//! The stages above the common columns: their names, by how much they are felt better or worse, and both means.

use super::common::{Common, CommonStage, index};
use super::curves::Shown;
use super::glyphs;
use super::look::Look;
use crate::compare::{Mark, Sign};
use crate::frame::{self, Block, Color, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::sheet::{Sheet, one_line};
use crate::model::{State, signed};
use crate::text::{Align, TextStyle, Weight};
use crate::words::capital;

/// Room between the chip and the means.
const BESIDE: f64 = 8.0;

/// The colour a stage lies on: every other one is a little darker.
pub(super) fn ground(cx: &Cx<'_>, stage: &CommonStage) -> Color {
    if stage.number % 2 == 1 { cx.theme.zebra } else { cx.theme.canvas }
}

/// The name of a stage: the second journey's, where it has it.
pub(super) fn name(stage: &CommonStage, shown: Shown) -> &str {
    let of = |side| stage.stages[index(side)].as_ref();
    let found = match shown {
        Shown::Both => of(State::Ideal).or_else(|| of(State::Today)),
        Shown::Only(side) => of(side),
    };
    match found.map(|stage| stage.name.trim()) {
        None => "",
        Some("") => "Unnamed stage",
        Some(name) => name,
    }
}

/// "Onboarding, stage 3, changed, today +1.5, ideal +5".
fn label(common: &Common<'_>, stage: &CommonStage) -> String {
    let mut parts = vec![name(stage, Shown::Both).to_owned(), format!("stage {}", stage.number)];
    match stage.mark {
        Mark::Kept => {}
        mark => parts.push(glyphs::fate(None, mark)),
    }
    if let [Some(from), Some(to)] = &stage.stages
        && from.name != to.name
    {
        parts.push(format!("was {}", from.name.trim()));
    }
    for (mean, name) in stage.means.iter().zip(common.names) {
        parts.extend(mean.map(|mean| format!("{name} {}", signed(mean))));
    }
    parts.join(", ")
}

/// What a header shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    /// Width of the stage's columns that stand in this row.
    pub width: f64,
    /// Whether the stage began in the row before.
    pub continued: bool,
}

/// A stage's header, its left edge and the header's top at the origin, and whether its name was cut.
pub(super) fn stage(
    cx: &mut Cx<'_>,
    look: &Look,
    common: &Common<'_>,
    (stage, shown): (&CommonStage, Shown),
    extent: Extent,
) -> (Block, bool) {
    let mut sheet = Sheet::new();
    let (metrics, theme) = (&look.metrics, cx.theme);
    let (width, height) = (extent.width, look.header_height());
    sheet.fill(Rect::new(0.0, 0.0, width, height), 0.0, ground(cx, stage));
    sheet.fill(Rect::new(0.0, height - 1.0, width, height), 0.0, theme.line_strong);
    sheet.fill(Rect::new(width - 1.0, 0.0, width, height), 0.0, theme.line_strong);
    let subject = Subject::Compared(frame::Compared::Stage(stage.place));
    sheet.tag(subject, Part::Whole, Rect::new(0.0, 0.0, width, height), label(common, stage));
    let inset = metrics.header.inset.min(width / 8.0);
    let middle = metrics.header.names / 2.0 + 2.0;
    let cut = head(&mut sheet, cx, look, (stage, shown), extent, (inset, middle, width - inset));
    if metrics.header.steps > 0.0 {
        let middle = metrics.header.names + metrics.header.steps / 2.0 - 4.0;
        gap(&mut sheet, cx, look, (stage, shown), (inset, middle, width - inset));
    }
    (sheet.into_block(), cut)
}

/// What is shown to have become of a stage: a change only where it has another name, because what stands in it says
/// the rest.
fn sign(stage: &CommonStage) -> Sign {
    let renamed = match &stage.stages {
        [Some(from), Some(to)] => from.name.trim() != to.name.trim(),
        [_, _] => false,
    };
    match stage.mark {
        Mark::Changed if !renamed => Sign::Kept,
        mark => Sign::from(mark),
    }
}

fn head(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    look: &Look,
    (stage, shown): (&CommonStage, Shown),
    extent: Extent,
    (mut left, middle, mut right): (f64, f64, f64),
) -> bool {
    let (metrics, theme) = (&look.metrics, cx.theme);
    let sign = match shown {
        Shown::Both => sign(stage),
        Shown::Only(_) => Sign::Kept,
    };
    let mut words = name(stage, shown).to_owned();
    let gone = sign == Sign::Removed;
    let style = match gone {
        true => TextStyle { weight: Weight::Regular, ..metrics.header.name },
        false => metrics.header.name,
    };
    let number = stage.number.to_string();
    let number_width = cx.text.width(&number, metrics.header.small) + 6.0;
    let words_width = cx.text.width(&words, style);
    let disc = look.disc * 0.85;
    if sign != Sign::Kept && words_width + 2.0 * disc + 6.0 <= right - left {
        right -= disc;
        glyphs::disc(sheet, cx, sign, Point::new(right, middle), disc);
        right -= disc + 4.0;
    }
    if number_width + words_width <= right - left {
        sheet.line_of_text(
            cx,
            &number,
            metrics.header.small,
            (left, middle, number_width),
            Align::Start,
            theme.ink_soft,
        );
        left += number_width;
    }
    if extent.continued {
        let longer = format!("{words}, continued");
        if cx.text.width(&longer, style) <= right - left {
            words = longer;
        }
    }
    let room = one_line(right - left);
    let paragraph = cx.text.paragraph(&words, style, room);
    // Where there is no row for the gap, the mean stands beside the name.
    let mean = match shown {
        Shown::Only(side) if metrics.header.steps == 0.0 => stage.means[index(side)],
        Shown::Only(_) | Shown::Both => None,
    };
    if let Some(mean) = mean {
        let average = format!("avg {}", signed(mean));
        let needed = cx.text.width(&average, metrics.header.small);
        if paragraph.width + needed + 12.0 <= right - left {
            let at = (right - needed, middle, needed + 1.0);
            sheet.line_of_text(cx, &average, metrics.header.small, at, Align::Start, theme.ink_soft);
        }
    }
    let at = Point::new(left, middle - f64::from(style.line_height) / 2.0);
    if gone {
        sheet.struck(cx, &words, style, room, at, theme.ink_faint);
    } else {
        sheet.paragraph(&paragraph, at, theme.ink);
    }
    paragraph.elided
}

/// The chip with the gap between the means, and both means beside it where there is room.
fn gap(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    look: &Look,
    (stage, shown): (&CommonStage, Shown),
    (left, middle, right): (f64, f64, f64),
) {
    let style = look.metrics.header.small;
    let soft = cx.theme.ink_soft;
    let [from, to] = stage.means;
    let words = match (shown, from, to) {
        (Shown::Only(side), ..) => match stage.means[index(side)] {
            Some(mean) => format!("avg {}", signed(mean)),
            None => return,
        },
        (Shown::Both, Some(from), Some(to)) => {
            let gap = to - from;
            if glyphs::chip_width(cx, look, gap) > right - left {
                return;
            }
            let chip = glyphs::chip(sheet, cx, look, gap, Point::new(left, middle));
            let words = format!("{} \u{2192} {}", signed(from), signed(to));
            let x = chip.x1 + BESIDE;
            if cx.text.width(&words, style) <= right - x {
                sheet.line_of_text(cx, &words, style, (x, middle, right - x), Align::Start, soft);
            }
            return;
        }
        (Shown::Both, Some(from), None) => format!("was {}", signed(from)),
        (Shown::Both, None, Some(to)) => format!("new {}", signed(to)),
        (Shown::Both, None, None) => return,
    };
    if cx.text.width(&words, style) <= right - left {
        sheet.line_of_text(cx, &words, style, (left, middle, right - left), Align::Start, soft);
    }
}

/// "Stage" and "Gap" at the left of the header, or which journey stands beside it.
pub(super) fn corner(cx: &mut Cx<'_>, look: &Look, names: [&str; 2], shown: Shown) -> Block {
    let mut sheet = Sheet::new();
    let (metrics, theme) = (&look.metrics, cx.theme);
    let (gutter, height) = (metrics.gutter, look.header_height());
    sheet.fill(Rect::new(0.0, 0.0, gutter, height), 0.0, theme.canvas);
    sheet.fill(Rect::new(metrics.gutter_inset.min(1.0) - 1.0, height - 1.0, gutter, height), 0.0, theme.line_strong);
    sheet.fill(Rect::new(gutter - 1.0, 0.0, gutter, height), 0.0, theme.line_strong);
    let left = metrics.gutter_inset;
    let room = gutter - left - 4.0;
    let middle = metrics.header.names / 2.0 + 2.0;
    let below = metrics.header.names + metrics.header.steps / 2.0 - 4.0;
    let (upper, lower) = match shown {
        Shown::Both => (("Stage", metrics.note, theme.ink_soft), "Gap"),
        Shown::Only(State::Today) => ((names[0], metrics.header.name, theme.ink), "Average"),
        Shown::Only(State::Ideal) => ((names[1], metrics.header.name, theme.accent), "Average"),
    };
    let (words, style, ink) = upper;
    sheet.line_of_text(cx, &capital(words), style, (left, middle, room), Align::Start, ink);
    if metrics.header.steps > 0.0 {
        sheet.line_of_text(cx, lower, metrics.note, (left, below, room), Align::Start, theme.ink_soft);
    }
    sheet.into_block()
}
