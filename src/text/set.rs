//! Setting one paragraph: shaping, bidirectional order, line breaking, the ellipsis, and the glyphs at their places.
//!
//! Lines are broken by parley and placed by us: line height and baseline come from the text font alone, white space
//! at the end of a line is left out (it would move right-to-left lines), and positions are rounded to 1⁄64 point so
//! that every platform agrees on them. Here never comes remembering: that is the engine's.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use parley::fontique::Language;
use parley::{
    BaseDirection, FontContext, FontFamily, FontFeatures, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    WordBreak,
};

use super::fonts::{self, Coverage, Covered, Faces, Stack};
use super::visible::{is_silent, visible};
use super::{Align, FontReport, Glyph, Paragraph, Room, Run, TextStyle, Weight};

/// No paragraph draws more characters than this; the rest is elided.
const MOST_CHARS: usize = 65_536;

/// Slack in points when deciding whether a line fits: sums of the same advances in another order differ by less.
pub(super) const SLACK: f32 = 1.0 / 128.0;

/// What shaping needs, kept from paragraph to paragraph because building it anew costs more than shaping.
pub(super) struct Setter {
    context: LayoutContext<()>,
    pub(super) layout: Layout<()>,
    shipped: FontContext,
    system: Option<FontContext>,
    coverage: Coverage,
    faces: Faces,
}

/// A paragraph and what it rested on.
pub(super) struct Set {
    pub(super) paragraph: Paragraph,
    /// `None` if every glyph came from the shipped fonts.
    pub(super) report: Option<FontReport>,
}

/// How a text is to be shaped.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub(super) style: TextStyle,
    stack: Stack,
    direction: BaseDirection,
    /// Width for breaking, in points; `f32::MAX` for no breaking.
    pub(super) width: f32,
    /// Korean words stay whole.
    keep_words: bool,
}

/// Runs of a paragraph while they are gathered.
#[derive(Default)]
struct Gathered {
    runs: Vec<Arc<Run>>,
    /// Start and width of each line's runs; used to align them when all widths are known.
    lines: Vec<(Range<usize>, f32)>,
    system_families: BTreeSet<String>,
    missing: BTreeSet<char>,
}

impl Setter {
    pub(super) fn new() -> Self {
        Setter {
            context: LayoutContext::new(),
            layout: Layout::new(),
            shipped: fonts::shipped_context(),
            system: None,
            coverage: Coverage::default(),
            faces: Faces::default(),
        }
    }

    /// Sets `text` into `room`.
    pub(super) fn set(&mut self, text: &str, style: TextStyle, room: Room) -> Set {
        let style = sane(style);
        let width = if room.width.is_nan() { 0.0 } else { room.width.max(0.0) };
        let max_lines = room.max_lines.max(1);
        let breaking = if width.is_finite() { width as f32 } else { f32::MAX };
        let mut manner =
            Manner { style, stack: Stack::Latin, direction: BaseDirection::Auto, width: breaking, keep_words: false };
        let (mut shown, cut, goes_on) = self.shape_what_can_be_seen(text, &mut manner, max_lines);
        if shown.is_empty() && !cut {
            return Set { paragraph: empty(style), report: None };
        }
        manner.direction = if self.layout.is_rtl() { BaseDirection::Rtl } else { BaseDirection::Ltr };

        let mut elided = goes_on || cut;
        if elided {
            shown = Cow::Owned(self.elide(&shown, manner, max_lines));
        }
        if let Some(narrowed) = self.replace_what_is_too_wide(&shown, manner) {
            elided = true;
            shown = Cow::Owned(narrowed);
            self.shape(&shown, manner, max_lines);
        }
        let gathered = self.gather(&shown, manner, max_lines);
        finish(gathered, style, width, room.align, manner.direction, elided)
    }

    /// Shapes as much of a text as can be seen, and settles the manner by it. Returns the text that was shaped, whether
    /// there is more of it, and whether what was shaped goes on after `max_lines`.
    fn shape_what_can_be_seen<'t>(
        &mut self,
        text: &'t str,
        manner: &mut Manner,
        max_lines: usize,
    ) -> (Cow<'t, str>, bool, bool) {
        let mut limits = char_limits(manner, max_lines).into_iter();
        loop {
            let limit = limits.next();
            let (shown, cut) = visible(text, limit.unwrap_or(MOST_CHARS));
            (manner.stack, manner.keep_words) = self.stack_for(&shown);
            let goes_on = self.shape(&shown, *manner, max_lines);
            if goes_on || !cut || limit.is_none() {
                return (shown, cut, goes_on);
            }
        }
    }

    /// Which families a text needs, and whether it has Korean words.
    fn stack_for(&mut self, text: &str) -> (Stack, bool) {
        if text.is_ascii() {
            return (Stack::Latin, false);
        }
        let mut stack = Stack::Latin;
        let (mut kana, mut hangul) = (false, false);
        for ch in text.chars() {
            // Private characters mean something else in every font; the system's would be as wrong as none.
            let private = matches!(ch, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
            match self.coverage.of(ch) {
                Covered::Latin => {}
                Covered::No if private || is_silent(ch) => {}
                Covered::Shipped => stack = stack.max(Stack::Shipped),
                Covered::No => stack = Stack::Chinese,
            }
            kana |= matches!(ch, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}');
            hangul |= matches!(ch, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}');
        }
        if stack.needs_system() {
            stack = match (kana, hangul) {
                (true, _) => Stack::Japanese,
                (false, true) => Stack::Korean,
                (false, false) => Stack::Chinese,
            };
        }
        (stack, hangul)
    }

    /// Shapes `text` and breaks it into one line more than `max_lines`, if it has so many. Returns whether it goes on
    /// after `max_lines`.
    pub(super) fn shape(&mut self, text: &str, manner: Manner, max_lines: usize) -> bool {
        let fonts = match manner.stack.needs_system() {
            true => self.system.get_or_insert_with(fonts::system_context),
            false => &mut self.shipped,
        };
        let style = manner.style;
        let mut builder = self.context.style_run_builder(fonts, text, 1.0, false);
        let index = builder.push_style(parley::TextStyle {
            font_family: FontFamily::Source(Cow::Borrowed(manner.stack.families())),
            font_size: style.size,
            font_weight: FontWeight::new(match style.weight {
                Weight::Regular => 400.0,
                Weight::SemiBold => 600.0,
            }),
            font_features: FontFeatures::Source(Cow::Borrowed(if style.tabular { "\"tnum\"" } else { "" })),
            locale: language(manner.stack),
            line_height: LineHeight::Absolute(style.line_height),
            word_break: if manner.keep_words { WordBreak::KeepAll } else { WordBreak::Normal },
            overflow_wrap: OverflowWrap::Anywhere,
            ..parley::TextStyle::default()
        });
        builder.push_style_run(index, ..);
        builder.set_base_direction(manner.direction);
        builder.build_into(&mut self.layout, text);

        let width = if manner.width == f32::MAX { f32::MAX } else { manner.width + SLACK };
        let mut lines = self.layout.break_lines();
        lines.state_mut().set_layout_max_advance(width);
        lines.state_mut().set_line_max_advance(width);
        let mut broken = 0;
        while broken < max_lines && lines.break_next().is_some() {
            broken += 1;
        }
        let goes_on = !lines.is_done();
        if goes_on {
            lines.break_next();
        }
        lines.finish();
        goes_on
    }

    /// The glyphs of the first `max_lines` lines, each line beginning at 0.
    fn gather(&mut self, text: &str, manner: Manner, max_lines: usize) -> Gathered {
        let mut gathered = Gathered::default();
        let (faces, limit) = (&mut self.faces, manner.width + 2.0 * SLACK);
        for (line, number) in self.layout.lines().take(max_lines).zip(0u16..) {
            let first = gathered.runs.len();
            let range = content(text, line.text_range());
            let baseline = to_grid(baseline(manner.style) + f32::from(number) * manner.style.line_height);
            let mut pen = 0.0;
            for run in line.runs() {
                gather_run(&run, text, &range, baseline, faces, &mut pen, &mut gathered);
            }
            if pen > limit {
                // Not even the ellipsis fits.
                gathered.runs.truncate(first);
                pen = 0.0;
            }
            gathered.lines.push((first..gathered.runs.len(), pen));
        }
        gathered
    }
}

/// Adds the part of `run` within `content` to what was gathered, and moves the pen.
fn gather_run(
    run: &parley::Run<'_, ()>,
    text: &str,
    content: &Range<usize>,
    baseline: f32,
    faces: &mut Faces,
    pen: &mut f32,
    gathered: &mut Gathered,
) {
    let whole = run.text_range();
    let range = whole.start.max(content.start)..whole.end.min(content.end);
    if range.is_empty() {
        return;
    }
    let font = faces.of(run.font(), run.normalized_coords().iter().map(|coord| coord.to_bits()));
    let ligatures = ligatures(run);
    let x = *pen;
    let mut glyphs = Vec::with_capacity(range.len());
    for cluster in run.visual_clusters() {
        let mut source = cluster.text_range();
        if source.start >= range.end {
            continue;
        }
        if let Some(ligature) = ligatures.iter().find(|ligature| ligature.start == source.start) {
            source.end = ligature.end;
        }
        let local = (source.start - range.start) as u32..(source.end.min(range.end) - range.start) as u32;
        for glyph in cluster.glyphs() {
            if glyph.id == 0 {
                let unseen = text[source.clone()].chars().filter(|ch| !is_silent(*ch));
                gathered.missing.extend(unseen);
            }
            // A right-to-left letter at a line's end may be kerned with the one that went to the next line, which would
            // pull it out of the room.
            let kerned_out = run.is_rtl() && *pen == 0.0 && glyph.advance > 0.0;
            let moved = if kerned_out { glyph.x.max(0.0) } else { glyph.x };
            glyphs.push(Glyph {
                id: glyph.id,
                x: *pen + moved,
                y: to_grid(baseline + glyph.y),
                advance: to_grid(glyph.advance),
                text: local.clone(),
            });
            *pen += glyph.advance;
        }
    }
    if !font.0.bundled {
        gathered.system_families.insert(font.0.family.clone());
    }
    gathered.runs.push(Arc::new(Run {
        font,
        size: run.font_size(),
        glyphs,
        text: text[range].into(),
        rtl: run.is_rtl(),
        x,
        baseline,
        advance: *pen - x,
    }));
}

/// The text ranges of ligatures: parley gives the glyph to the first of the letters, but it stands for all of them.
fn ligatures(run: &parley::Run<'_, ()>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for cluster in run.clusters() {
        if cluster.is_ligature_start() {
            found.push(cluster.text_range());
        } else if cluster.is_ligature_continuation()
            && let Some(last) = found.last_mut()
        {
            last.end = cluster.text_range().end;
        }
    }
    found
}

/// Aligns the lines, rounds all positions, and closes the books.
fn finish(
    mut gathered: Gathered,
    style: TextStyle,
    room: f64,
    align: Align,
    direction: BaseDirection,
    elided: bool,
) -> Set {
    let widest = gathered.lines.iter().map(|(_, width)| *width).fold(0.0, f32::max);
    let box_width = if room.is_finite() { room as f32 } else { widest };
    let rtl = direction == BaseDirection::Rtl;
    for (runs, width) in &gathered.lines {
        let free = (box_width - width).max(0.0);
        let shift = match (align, rtl) {
            (Align::Start, false) | (Align::End, true) => 0.0,
            (Align::Center, _) => free / 2.0,
            (Align::Start, true) | (Align::End, false) => free,
        };
        for run in &mut gathered.runs[runs.clone()] {
            // Nobody else has the run yet.
            if let Some(run) = Arc::get_mut(run) {
                place(run, shift);
            }
        }
    }
    let lines = gathered.lines.len().max(1);
    let width = f64::from((widest * 64.0 - 0.001).ceil().max(0.0) / 64.0).min(room);
    let paragraph = Paragraph {
        runs: gathered.runs,
        width,
        height: lines as f64 * f64::from(style.line_height),
        lines,
        baseline: f64::from(to_grid(baseline(style))),
        elided,
    };
    let report = FontReport {
        system_families: gathered.system_families.into_iter().collect(),
        missing: gathered.missing.into_iter().collect(),
    };
    Set { paragraph, report: (report != FontReport::default()).then_some(report) }
}

fn place(run: &mut Run, shift: f32) {
    run.x = to_grid(run.x + shift);
    run.advance = to_grid(run.advance);
    for glyph in &mut run.glyphs {
        glyph.x = to_grid(glyph.x + shift);
    }
}

/// The range of a line without the white space at its end.
pub(super) fn content(text: &str, line: Range<usize>) -> Range<usize> {
    line.start..line.start + text[line].trim_end().len()
}

/// The width in points of the part of a run within `range`.
pub(super) fn width_within(run: &parley::Run<'_, ()>, range: &Range<usize>) -> f32 {
    run.clusters().filter(|cluster| cluster.text_range().start < range.end).map(|cluster| cluster.advance()).sum()
}

/// Distance of the first baseline from the top of its line: the text font's ascent and descent in the middle of it.
fn baseline(style: TextStyle) -> f32 {
    let (ascent, descent) = fonts::line_metrics();
    (style.line_height + style.size * (ascent - descent)) / 2.0
}

/// The nearest multiple of 1⁄64.
fn to_grid(value: f32) -> f32 {
    (value * 64.0).round() / 64.0
}

/// How many characters of a text to shape, first trial first: a label of a megabyte shows no more than its first lines.
/// The first trial is enough for ordinary words; in the second, no letter is narrower than a twentieth of the font
/// size. If what is cut off then turns out to have had room (combining marks have no width), all that may be drawn is
/// shaped.
fn char_limits(manner: &Manner, max_lines: usize) -> [usize; 2] {
    let ems = f64::from(manner.width) / f64::from(manner.style.size);
    let limit = |narrowest: f64| {
        let all = (ems / narrowest + 16.0) * max_lines as f64;
        if all < MOST_CHARS as f64 { all as usize } else { MOST_CHARS }
    };
    [limit(0.3), limit(0.05)]
}

/// The language that chooses between the national forms of Chinese characters.
fn language(stack: Stack) -> Option<Language> {
    let tag = match stack {
        Stack::Latin | Stack::Shipped | Stack::Chinese => return None,
        Stack::Japanese => "ja",
        Stack::Korean => "ko",
    };
    Language::parse(tag).ok()
}

/// The style with sizes that can be drawn.
fn sane(style: TextStyle) -> TextStyle {
    let size = if style.size.is_finite() { style.size.clamp(0.1, 10_000.0) } else { 1.0 };
    let line_height = if style.line_height.is_finite() { style.line_height.clamp(0.0, 20_000.0) } else { size };
    TextStyle { size, line_height, ..style }
}

fn empty(style: TextStyle) -> Paragraph {
    Paragraph {
        runs: Vec::new(),
        width: 0.0,
        height: f64::from(style.line_height),
        lines: 1,
        baseline: f64::from(to_grid(baseline(style))),
        elided: false,
    }
}
