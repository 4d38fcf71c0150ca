//! Names and texts in the window's own panels that run from right to left.
//!
//! egui keeps letters in the order in which they were typed, which nobody can read in Arabic or Hebrew. Such a text is
//! set and painted as the map sets it; all others stay egui's. Here never comes a text that is being written.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use egui::{
    Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2,
};

use super::canvas::paint::{FrameIndex, FramePainter, Viewport};
use super::widgets;
use crate::frame::{Block, Color, Frame, Item, Placed, Sticky, Text};
use crate::geom;
use crate::text::{self, Align, Paragraph, Room, TextEngine, TextStyle, Weight};

/// More texts than this are not remembered; a window shows a few dozen.
const MOST: usize = 512;

/// A text that is set and waits for its place.
pub struct Words(Kind);

enum Kind {
    Galley(Arc<Galley>, Color32),
    Set(Arc<FrameIndex>),
}

impl Words {
    /// One line, cut with an ellipsis where the width ends. It begins at the left, whichever way it runs, as do the
    /// others of a list.
    pub fn line(ui: &Ui, text: &str, font: FontId, color: impl Into<Color32>, width: f32) -> Words {
        let color = color.into();
        if !text::runs_right_to_left(text) {
            return Words(Kind::Galley(widgets::elided(ui, text, font, color, width), color));
        }
        let room = Room { width: f64::from(width.max(8.0)), max_lines: 1, align: Align::End };
        Words(Kind::Set(set(ui, &text.replace('\n', " "), &font, color, room)))
    }

    /// So many lines at most, the last of them cut with an ellipsis where that is too few. They begin at the side that
    /// the text begins at.
    pub fn lines(ui: &Ui, text: &str, font: FontId, color: impl Into<Color32>, width: f32, most: usize) -> Words {
        let color = color.into();
        if !text::runs_right_to_left(text) {
            let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, color, width);
            job.wrap.max_rows = most;
            return Words(Kind::Galley(ui.painter().layout_job(job), color));
        }
        let room = Room { width: f64::from(width.max(8.0)), max_lines: most, align: Align::Start };
        Words(Kind::Set(set(ui, text, &font, color, room)))
    }

    /// A text as it stands in a field of some width, if any of it runs from right to left: at the right edge then.
    pub fn in_field(ui: &Ui, text: &str, font: &FontId, color: impl Into<Color32>, width: f32) -> Option<Words> {
        let room = Room { width: f64::from(width.max(8.0)), max_lines: 100, align: Align::Start };
        text::runs_right_to_left(text).then(|| Words(Kind::Set(set(ui, text, font, color.into(), room))))
    }

    /// Width and height in points.
    pub fn size(&self) -> Vec2 {
        match &self.0 {
            Kind::Galley(galley, _) => galley.size(),
            Kind::Set(index) => vec2(index.frame().size.width as f32, index.frame().size.height as f32),
        }
    }

    /// Puts it where the next control would stand, as a label that a screen reader reads.
    pub fn label(self, ui: &mut Ui, text: &str) -> Response {
        if let Kind::Galley(galley, _) = self.0 {
            return ui.label(egui::WidgetText::from(galley));
        }
        let (rect, response) = ui.allocate_exact_size(self.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        self.paint(ui.painter(), rect.min);
        response
    }

    /// Paints it to the right of a point, its middle as high as that.
    pub fn paint_from(self, painter: &Painter, left: Pos2) {
        let at = left - vec2(0.0, self.size().y / 2.0);
        self.paint(painter, at);
    }

    /// Paints it with its top left corner at a point.
    pub fn paint(self, painter: &Painter, at: Pos2) {
        match self.0 {
            Kind::Galley(galley, color) => {
                painter.galley(at, galley, color);
            }
            Kind::Set(index) => show(painter, &index, at),
        }
    }
}

/// Paints a frame of nothing but words.
fn show(painter: &Painter, index: &Arc<FrameIndex>, at: Pos2) {
    let size = vec2(index.frame().size.width as f32, index.frame().size.height as f32);
    let view = egui::Id::unique("words").with((Arc::as_ptr(index).addr(), at.x.to_bits(), at.y.to_bits()));
    let shared = FramePainter::shared(painter.ctx());
    let mut frames = shared.lock().unwrap_or_else(PoisonError::into_inner);
    frames.paint(painter, view, index, &Viewport::plain(Rect::from_min_size(at, size), 1.0), Vec::new());
}

/// Paints a paragraph at a place, for those who have set it themselves.
pub fn paint_paragraph(painter: &Painter, paragraph: &Paragraph, color: Color, at: Pos2, width: f32) {
    let size = geom::Size::new(f64::from(width), paragraph.height);
    show(painter, &Arc::new(frame(paragraph, color, 0.0, size)), at);
}

/// What was set, under everything it depends on.
#[derive(Default)]
struct Setting {
    text: TextEngine,
    known: HashMap<Question, Arc<FrameIndex>>,
}

#[derive(PartialEq, Eq, Hash)]
struct Question {
    text: String,
    size: u32,
    strong: bool,
    color: Color32,
    width: u64,
    align: Align,
}

fn set(ui: &Ui, words: &str, font: &FontId, color: Color32, room: Room) -> Arc<FrameIndex> {
    let row = ui.fonts_mut(|fonts| fonts.row_height(font));
    let strong = font.family == FontFamily::Name(super::style::SEMIBOLD.into());
    let question = Question {
        text: words.to_owned(),
        size: font.size.to_bits(),
        strong,
        color,
        width: room.width.to_bits(),
        align: room.align,
    };
    let id = egui::Id::unique("words that run from right to left");
    let shared = ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Setting>>>(id).clone());
    let mut setting = shared.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = setting.known.get(&question) {
        return known.clone();
    }
    let weight = if strong { Weight::SemiBold } else { Weight::Regular };
    let style = TextStyle { size: font.size, line_height: row, weight, tabular: false };
    let paragraph = setting.text.paragraph(words, style, room);
    let (left, width) = match room.align {
        // Where it begins in the room is of no matter: only its own width counts.
        Align::End => (left_of(&paragraph), paragraph.width),
        Align::Start | Align::Center => (0.0, room.width),
    };
    let index = Arc::new(frame(&paragraph, of_the_map(color), left, geom::Size::new(width, paragraph.height)));
    if setting.known.len() >= MOST {
        setting.known.clear();
    }
    setting.known.insert(question, index.clone());
    index
}

/// A colour of egui's as the map has it.
fn of_the_map(color: Color32) -> Color {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    Color { r, g, b, a }
}

fn left_of(paragraph: &Paragraph) -> f64 {
    paragraph.runs.iter().map(|run| f64::from(run.x)).reduce(f64::min).unwrap_or(0.0)
}

fn frame(paragraph: &Paragraph, color: Color, left: f64, size: geom::Size) -> FrameIndex {
    let origin = geom::Vec2::new(-left, 0.0);
    let items = paragraph.runs.iter().map(|run| Item::Text(Text { origin, run: run.clone(), color }));
    let block = Block { bounds: size.to_rect(), items: items.collect(), tags: Vec::new() };
    let blocks = vec![Placed { origin: geom::Vec2::ZERO, block: Arc::new(block), sticky: Sticky::Body }];
    FrameIndex::new(Arc::new(Frame { size, background: Color::hex(0).with_alpha(0), blocks }), None)
}
