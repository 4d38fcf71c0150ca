//! The picture as plain text, one line an item, for golden files: what a person can read and compare.
//!
//! Coordinates are rounded to a tenth of a point, so that what nobody can see makes no difference.

use std::fmt::Write as _;

use super::*;
use crate::model::State;

impl Frame {
    /// The picture as text: a line for the frame, for each block, and indented below it for each item and tag.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let size = format!("{} x {}", number(self.size.width), number(self.size.height));
        writeln!(out, "frame {size} {}", color(self.background)).expect("strings take everything");
        for placed in &self.blocks {
            let at = point(placed.origin.to_point());
            writeln!(out, "block {:?} at {at}", placed.sticky).expect("strings take everything");
            for item in &placed.block.items {
                writeln!(out, "  {}", item_text(item)).expect("strings take everything");
            }
            for tag in &placed.block.tags {
                let (subject, part) = (subject_name(tag.subject), tag.part);
                writeln!(out, "  tag {subject} {part:?} {} {:?}", rect(tag.rect), tag.label)
                    .expect("strings take everything");
            }
        }
        out
    }
}

fn item_text(item: &Item) -> String {
    match item {
        Item::Shape(shape) => {
            let outline = match &shape.outline {
                Outline::Rect { rect: r, radius } => format!("rect {} radius {}", rect(*r), number(*radius)),
                Outline::Circle { center, radius } => format!("circle {} radius {}", point(*center), number(*radius)),
                Outline::Line { from, to } => format!("line {} to {}", point(*from), point(*to)),
                Outline::Path(path) => format!("path {}", path_text(path)),
            };
            let fill = shape.fill.map_or(String::new(), |fill| format!(" fill {}", color(fill)));
            format!("{outline}{fill}{}", shape.stroke.map_or(String::new(), stroke_text))
        }
        Item::Shadow(shadow) => format!("shadow {} {}", rect(shadow.rect), color(shadow.color)),
        Item::Text(text) => {
            let run = &text.run;
            let at = Point::new(f64::from(run.x), f64::from(run.baseline)) + text.origin;
            let (size, width) = (number(f64::from(run.size)), number(f64::from(run.advance)));
            format!("text {} size {size} width {width} {} {:?}", point(at), color(text.color), run.text)
        }
        Item::Image(image) => format!("image {} {:?}", rect(image.rect), image.picture.alt),
    }
}

fn stroke_text(stroke: Stroke) -> String {
    let dash: Vec<String> = stroke.dash.iter().map(|length| number(*length)).collect();
    let dash = if dash.is_empty() { String::new() } else { format!(" dash {}", dash.join(",")) };
    format!(" stroke {} {}{dash}", color(stroke.color), number(stroke.width))
}

fn path_text(path: &BezPath) -> String {
    use crate::geom::PathEl;
    let element = |element: &PathEl| match element {
        PathEl::MoveTo(a) => format!("M{}", point(*a)),
        PathEl::LineTo(a) => format!("L{}", point(*a)),
        PathEl::QuadTo(a, b) => format!("Q{} {}", point(*a), point(*b)),
        PathEl::CurveTo(a, b, c) => format!("C{} {} {}", point(*a), point(*b), point(*c)),
        PathEl::ClosePath => "Z".to_owned(),
    };
    path.elements().iter().map(element).collect::<Vec<_>>().join(" ")
}

/// The kind of a subject; ids are random and say nothing to a reader.
fn subject_name(subject: Subject) -> &'static str {
    match subject {
        Subject::Stage(_) => "stage",
        Subject::Lane(_) => "lane",
        Subject::Touchpoint(_) => "touchpoint",
        Subject::Persona(_) => "persona",
        Subject::Emotion(..) => "emotion",
        Subject::Pain(..) => "pain",
        Subject::Opportunity(..) => "opportunity",
        Subject::Feedback(..) => "feedback",
        Subject::Measure(..) => "measure",
        Subject::StageMeasure(..) => "stage-measure",
        Subject::Cell(..) => "cell",
        Subject::Link(_) => "link",
        Subject::AddTouchpoint(_) => "add-touchpoint",
        Subject::AddStage => "add-stage",
        Subject::Takeaway => "takeaway",
        Subject::Compared(Compared::Touchpoint(State::Today, _)) => "touchpoint-from",
        Subject::Compared(Compared::Touchpoint(State::Ideal, _)) => "touchpoint-to",
        Subject::Compared(Compared::Stage(_)) => "stage-pair",
        Subject::Compared(Compared::Emotion(..)) => "emotion-compared",
        Subject::Compared(Compared::Pain(..)) => "pain-compared",
        Subject::Compared(Compared::Opportunity(..)) => "opportunity-compared",
        Subject::Compared(Compared::Feedback(..)) => "feedback-compared",
        Subject::Compared(Compared::Text(..)) => "text-compared",
        Subject::Compared(Compared::Measure(..)) => "measure-compared",
        Subject::Compared(Compared::Match(..)) => "match",
        Subject::Charted(Charted::Opportunity(_)) => "opportunity-charted",
        Subject::Charted(Charted::Pain(_)) => "pain-charted",
        Subject::Charted(Charted::Touchpoint(_)) => "touchpoint-charted",
        Subject::Charted(Charted::Pillar(..)) => "pillar-charted",
        Subject::Charted(Charted::Crowd(..)) => "crowd-charted",
    }
}

fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths })
}

fn point(point: Point) -> String {
    format!("{},{}", number(point.x), number(point.y))
}

fn rect(rect: Rect) -> String {
    format!("{} {}x{}", point(rect.origin()), number(rect.width()), number(rect.height()))
}

fn color(color: Color) -> String {
    let alpha = if color.a == 255 { String::new() } else { format!("{:02X}", color.a) };
    format!("#{:02X}{:02X}{:02X}{alpha}", color.r, color.g, color.b)
}
