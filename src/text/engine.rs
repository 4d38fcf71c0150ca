//! The engine: asks for a paragraph once, remembers it, and keeps account of the fonts that were used.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZero;
use std::sync::Arc;

use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};

use super::set::{Set, Setter};
use super::{Align, FontReport, Glyph, Icon, Paragraph, Room, Run, TextStyle, Weight, fonts};

/// Shapes text, and remembers what it has shaped.
///
/// Engines may be moved to other threads. Two engines give equal paragraphs for equal questions, and mean the same
/// face by the same [`FontFace::key`](super::FontFace::key).
pub struct TextEngine {
    setter: Setter,
    paragraphs: Memory,
    icons: HashMap<(Icon, bool, u32), Arc<Run>>,
    system_families: BTreeSet<String>,
    missing: BTreeSet<char>,
    /// Engines for further threads, which remember what they shaped.
    others: Vec<TextEngine>,
}

/// Everything about a question but its text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Question {
    size: u32,
    line_height: u32,
    weight: Weight,
    tabular: bool,
    width: u64,
    max_lines: usize,
    align: Align,
}

/// An answer given before.
#[derive(Clone)]
struct Answer {
    paragraph: Arc<Paragraph>,
    report: Option<Arc<FontReport>>,
}

impl Default for TextEngine {
    fn default() -> Self {
        TextEngine::new()
    }
}

impl TextEngine {
    /// An engine with the shipped fonts; the system's are looked at only when a character needs them.
    pub fn new() -> Self {
        TextEngine {
            setter: Setter::new(),
            paragraphs: Memory::default(),
            icons: HashMap::new(),
            system_families: BTreeSet::new(),
            missing: BTreeSet::new(),
            others: Vec::new(),
        }
    }

    /// Engines to shape on further threads with, so that with this one there is one for each core, but no more than
    /// `most`. They come back by [`TextEngine::give_back`].
    pub(crate) fn take_others(&mut self, most: usize) -> Vec<TextEngine> {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let mut others = std::mem::take(&mut self.others);
        others.resize_with(others.len().max(cores.min(most).saturating_sub(1)), TextEngine::new);
        others
    }

    /// Takes engines back that [`TextEngine::take_others`] gave, and counts what they used as used by this one.
    pub(crate) fn give_back(&mut self, mut others: Vec<TextEngine>) {
        for other in &mut others {
            self.system_families.append(&mut other.system_families);
            self.missing.append(&mut other.missing);
        }
        self.others = others;
    }

    /// Shapes and breaks a paragraph, or returns the one shaped before.
    ///
    /// Lines break at spaces, and within a word only if the word alone is wider than the room. A line end in the text
    /// ends a line. What goes beyond `max_lines` (0 counts as 1) is replaced by an ellipsis at the end of the last
    /// line. Characters that would change other text or not be seen (controls, bidirectional overrides, zero-width
    /// spaces) are drawn as a crossed box. No more than the first 65,536 characters are drawn.
    pub fn paragraph(&mut self, text: &str, style: TextStyle, room: Room) -> Arc<Paragraph> {
        let question = Question {
            size: style.size.to_bits(),
            line_height: style.line_height.to_bits(),
            weight: style.weight,
            tabular: style.tabular,
            width: room.width.to_bits(),
            max_lines: room.max_lines,
            align: room.align,
        };
        let answer = match self.paragraphs.recall(question, text) {
            Some(answer) => answer,
            None => {
                let Set { paragraph, report } = self.setter.set(text, style, room);
                let answer = Answer { paragraph: Arc::new(paragraph), report: report.map(Arc::new) };
                self.paragraphs.keep(question, text, answer.clone());
                answer
            }
        };
        if let Some(report) = &answer.report {
            self.system_families.extend(report.system_families.iter().cloned());
            self.missing.extend(&report.missing);
        }
        answer.paragraph
    }

    /// The width of a text on one line, in points.
    pub fn width(&mut self, text: &str, style: TextStyle) -> f64 {
        self.paragraph(text, style, Room { width: f64::INFINITY, max_lines: 1, align: Align::Start }).width
    }

    /// One icon as a run, its box of `size` × `size` points with the top left corner at the origin.
    pub fn icon(&mut self, icon: Icon, filled: bool, size: f32) -> Arc<Run> {
        self.icons
            .entry((icon, filled, size.to_bits()))
            .or_insert_with(|| Arc::new(icon_run(icon, filled, size)))
            .clone()
    }

    /// What was used since the last call, also by paragraphs that were only recalled.
    pub fn take_report(&mut self) -> FontReport {
        FontReport {
            system_families: std::mem::take(&mut self.system_families).into_iter().collect(),
            missing: std::mem::take(&mut self.missing).into_iter().collect(),
        }
    }
}

/// The icon fonts' glyphs fill a square of one em, in the middle of the ascent and descent that the font declares.
fn icon_run(icon: Icon, filled: bool, size: f32) -> Run {
    let font = fonts::icon_face(filled).clone();
    let (id, baseline) = fonts::read(&font).map_or((0, size), |file| {
        let metrics = file.metrics(Size::new(size), LocationRef::default());
        let id = file.charmap().map(icon.character()).map_or(0, |id| id.to_u32());
        (id, (size + metrics.ascent + metrics.descent) / 2.0)
    });
    let text = icon.character().to_string().into_boxed_str();
    let glyph = Glyph { id, x: 0.0, y: baseline, advance: size, text: 0..text.len() as u32 };
    Run { font, size, glyphs: vec![glyph], text, rtl: false, x: 0.0, baseline, advance: size }
}

/// How many glyphs one generation may hold; a glyph takes about 32 bytes with what surrounds it.
const GENERATION: usize = 1_000_000;

/// Two generations of answers: when the young one is full it becomes the old one, and what nobody asks for again
/// disappears with the next change. So there is a bound, and no bookkeeping of who was used when.
#[derive(Default)]
struct Memory {
    young: HashMap<Question, HashMap<Box<str>, Answer>>,
    old: HashMap<Question, HashMap<Box<str>, Answer>>,
    /// Glyphs and entries in the young generation.
    weight: usize,
}

impl Memory {
    fn recall(&mut self, question: Question, text: &str) -> Option<Answer> {
        if let Some(answer) = self.young.get(&question).and_then(|texts| texts.get(text)) {
            return Some(answer.clone());
        }
        let (text, answer) = self.old.get_mut(&question)?.remove_entry(text)?;
        self.keep_boxed(question, text, answer.clone());
        Some(answer)
    }

    fn keep(&mut self, question: Question, text: &str, answer: Answer) {
        self.keep_boxed(question, text.into(), answer);
    }

    fn keep_boxed(&mut self, question: Question, text: Box<str>, answer: Answer) {
        let glyphs: usize = answer.paragraph.runs.iter().map(|run| run.glyphs.len() + 4).sum();
        let weight = 12 + glyphs + text.len() / 32;
        if self.weight + weight > GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weight;
        self.young.entry(question).or_default().insert(text, answer);
    }
}
