//! Text: fonts, shaping, bidirectional order, line breaking, fallback. The one place that measures text.

mod elision;
mod engine;
mod fonts;
mod icons;
mod set;
#[cfg(test)]
mod tests;
mod visible;

pub use engine::TextEngine;
pub use icons::Icon;

use std::ops::Range;
use std::sync::Arc;

/// Regular or SemiBold; the design uses no others, and no italics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
}

/// How a paragraph is set. Sizes in logical points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Font size.
    pub size: f32,
    /// Distance between baselines.
    pub line_height: f32,
    /// Weight.
    pub weight: Weight,
    /// Figures of equal width, for numbers that stand in a column.
    pub tabular: bool,
}

/// Whether any letter of a text belongs to a script that runs from right to left.
pub fn runs_right_to_left(text: &str) -> bool {
    // The blocks that Unicode keeps for such scripts: from Hebrew on, the presentation forms, and the historic ones.
    let is_such = |letter: char| {
        matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    };
    !text.is_ascii() && text.chars().any(is_such)
}

/// Which edge lines stand at. `Start` is left for left-to-right paragraphs and right for right-to-left ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Align {
    /// Where the paragraph's script begins.
    Start,
    /// In the middle.
    Center,
    /// Opposite the start.
    End,
}

/// The room a paragraph has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Lines are broken at this width in points.
    pub width: f64,
    /// What does not fit into so many lines is replaced by an ellipsis.
    pub max_lines: usize,
    /// Which edge lines stand at.
    pub align: Align,
}

/// A paragraph after shaping and line breaking, its top left corner at the origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// The glyphs, line by line.
    pub runs: Vec<Arc<Run>>,
    /// The widest line, in points; never more than the room.
    pub width: f64,
    /// Lines times line height, in points.
    pub height: f64,
    /// How many lines there are.
    pub lines: usize,
    /// Baseline of the first line below the top, in points.
    pub baseline: f64,
    /// Whether an ellipsis stands for text that did not fit.
    pub elided: bool,
}

/// Glyphs of one font and size on one line, positions relative to the paragraph's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The font.
    pub font: Font,
    /// Font size in points.
    pub size: f32,
    /// The glyphs in visual order.
    pub glyphs: Vec<Glyph>,
    /// The source text of this run.
    pub text: Box<str>,
    /// Whether the run reads from right to left.
    pub rtl: bool,
    /// Left end in points.
    pub x: f32,
    /// Baseline in points.
    pub baseline: f32,
    /// Width in points.
    pub advance: f32,
}

/// One glyph at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Index in the font.
    pub id: u32,
    /// Origin, in points from the paragraph's left edge.
    pub x: f32,
    /// Origin (baseline), in points from the paragraph's top.
    pub y: f32,
    /// Advance in points.
    pub advance: f32,
    /// The bytes of `Run::text` it stands for; a ligature has its whole range.
    pub text: Range<u32>,
}

/// A font face, shared. Equality and hash go by [`FontFace::key`].
#[derive(Clone)]
pub struct Font(pub Arc<FontFace>);

/// The bytes of a font and where they came from.
pub struct FontFace {
    /// A number that no other face of this process has.
    pub key: u32,
    /// The font file, and which face of a collection.
    pub data: parley::FontData,
    /// Where in a variable font's design space it lies (normalised, 2.14 bits); empty for all others.
    pub coords: Vec<i16>,
    /// Its family name.
    pub family: String,
    /// Whether it is one of the fonts shipped with the program.
    pub bundled: bool,
}

impl PartialEq for Font {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

impl Eq for Font {}

impl std::hash::Hash for Font {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.key.hash(state);
    }
}

impl std::fmt::Debug for Font {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Font({})", self.0.family)
    }
}

/// What a picture's text rested on besides the shipped fonts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontReport {
    /// Families of the operating system that were used, sorted.
    pub system_families: Vec<String>,
    /// Characters for which no font had a glyph, sorted.
    pub missing: Vec<char>,
}

impl FontReport {
    /// For which characters no font had a glyph and what to do, as a clause; `None` if there was one for each.
    pub fn missing_words(&self) -> Option<String> {
        const SHOWN: usize = 10;
        let shown = self.missing.iter().take(SHOWN).map(|c| format!("{c} (U+{:04X})", u32::from(*c)));
        let shown: Vec<String> = shown.collect();
        let more = match self.missing.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        (!shown.is_empty()).then(|| {
            let shown = shown.join(", ");
            format!("no font has a glyph for {shown}{more}; install one, for example Noto Sans CJK, and draw again")
        })
    }

    /// Which fonts of this computer were used, as a clause: the picture may look different elsewhere. `None` if only
    /// the shipped ones were.
    pub fn system_words(&self) -> Option<String> {
        (!self.system_families.is_empty())
            .then(|| format!("fonts of this computer were used: {}", self.system_families.join(", ")))
    }
}
