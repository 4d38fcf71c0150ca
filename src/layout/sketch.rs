//! A map in a few strokes: stages, cards, curves, what stands behind the line of visibility. For lists of maps, where
//! a person looks for the one she knows by its shape.
//!
//! Here never come words or values; who wants to read the map opens it.

use std::sync::Arc;

use super::marks::persona_dash;
use super::sheet::{DASH_VISIBILITY, Sheet, dashed, solid};
use super::story::{Feelings, Story};
use super::strip::curve_path;
use super::{Filter, SketchRequest};
use crate::frame::{Frame, Placed, Sticky, Stroke};
use crate::geom::{Point, Rect, Vec2};
use crate::model::*;
use crate::theme::Theme;

/// Pictures lower than this show the curves alone, in points.
const ROOM_FOR_CARDS: f64 = 64.0;
/// At most so many lanes behind the line of visibility are shown.
const MOST_BACK_LANES: usize = 3;

pub(super) fn sketch(map: &Map, request: &SketchRequest, theme: &Theme) -> Arc<Frame> {
    let story = Story::of(map.today(), &Filter::default(), false, &mut Feelings::default());
    let sketch = Sketch {
        journey: map.today(),
        story: &story,
        theme,
        area: Rect::from_origin_size(Point::ORIGIN, request.size),
    };
    let mut sheet = Sheet::new();
    sketch.draw(&mut sheet);
    let block = Arc::new(sheet.into_block());
    let blocks = vec![Placed { origin: Vec2::ZERO, block, sticky: Sticky::Body }];
    Arc::new(Frame { size: request.size, background: theme.canvas, blocks })
}

struct Sketch<'a> {
    journey: &'a Journey,
    story: &'a Story,
    theme: &'a Theme,
    area: Rect,
}

impl Sketch<'_> {
    fn column(&self) -> f64 {
        self.area.width() / self.story.columns.len().max(1) as f64
    }

    fn x(&self, column: usize) -> f64 {
        (self.area.x0 + self.column() * column as f64).round()
    }

    fn draw(&self, sheet: &mut Sheet) {
        let tall = self.area.height() >= ROOM_FOR_CARDS;
        self.stages(sheet, tall);
        let back: Vec<&Arc<Lane>> = self.back_lanes();
        let top = if tall { 0.40 } else { 0.08 };
        let bottom = match (tall, back.len()) {
            (false, _) | (true, 0) => 0.95,
            (true, 1) => 0.84,
            (true, _) => 0.44,
        };
        let part = |share: f64| self.area.y0 + self.area.height() * share;
        if tall {
            self.cards(sheet, (part(0.14), part(0.36)));
        }
        if back.len() < 2 || !tall {
            self.curves(sheet, Rect::new(self.area.x0, part(top), self.area.x1, part(bottom)));
        }
        if tall {
            self.back_stage(sheet, &back, (part(bottom), part(0.97)));
        }
    }

    fn stages(&self, sheet: &mut Sheet, tall: bool) {
        for (index, stage) in self.story.stages.iter().enumerate() {
            let (left, right) = (self.x(stage.columns.start), self.x(stage.columns.end));
            if index % 2 == 0 {
                sheet.fill(Rect::new(left, self.area.y0, right, self.area.y1), 0.0, self.theme.zebra);
            }
            if index > 0 {
                let x = left + 0.5;
                let edge = if tall { self.theme.line_strong } else { self.theme.line };
                sheet.line(Point::new(x, self.area.y0), Point::new(x, self.area.y1), solid(edge, 1.0));
            }
            if tall {
                let bar = Rect::new(
                    left + 4.0,
                    self.area.y0 + 4.0,
                    left + 4.0 + (right - left - 8.0).max(3.0) * 0.7,
                    self.area.y0 + 7.0,
                );
                sheet.fill(bar, 1.5, self.theme.ctrl);
            }
        }
    }

    fn cards(&self, sheet: &mut Sheet, (top, bottom): (f64, f64)) {
        for column in 0..self.story.columns.len() {
            if self.story.touchpoint(column).is_none_or(|card| card.stagecraft == Stagecraft::BackStage) {
                continue;
            }
            let card = Rect::new(self.x(column) + 1.5, top.round(), self.x(column + 1) - 1.5, bottom.round());
            if card.width() >= 3.0 {
                sheet.framed(card, 2.5, Some(self.theme.card), solid(self.theme.line_strong, 1.0));
            }
        }
    }

    fn curves(&self, sheet: &mut Sheet, area: Rect) {
        let zero = area.center().y.round() + 0.5;
        let rule = dashed(self.theme.line_strong, 1.0, &[2.0, 2.0]);
        sheet.line(Point::new(area.x0, zero), Point::new(area.x1, zero), rule);
        // The main persona last, on top.
        for (index, player) in self.story.cast.iter().enumerate().take(2).rev() {
            let stroke = Stroke {
                color: self.theme.persona(player.colour),
                width: if index == 0 { 2.0 } else { 1.25 },
                dash: persona_dash(player.colour),
            };
            let path = curve_path(player, area, self.column());
            if !path.elements().is_empty() {
                sheet.path(path, None, Some(stroke));
            }
        }
    }

    /// The lanes behind the line of visibility. A single one that nobody has written in yet is no sign of anything.
    fn back_lanes(&self) -> Vec<&Arc<Lane>> {
        let shown = self.journey.lanes().iter().filter(|lane| lane.visible && lane.kind == LaneKind::BackStage);
        let mut lanes: Vec<&Arc<Lane>> = shown.take(MOST_BACK_LANES).collect();
        if let [only] = lanes[..]
            && !self.is_written(only)
        {
            lanes.clear();
        }
        lanes
    }

    fn is_written(&self, lane: &Lane) -> bool {
        (0..self.story.columns.len()).any(|column| self.stands(lane, column))
    }

    fn stands(&self, lane: &Lane, column: usize) -> bool {
        let Some(touchpoint) = self.story.touchpoint(column) else { return false };
        let text = touchpoint.texts.get(&lane.id).is_some_and(|text| !text.trim().is_empty());
        text || touchpoint.stagecraft == Stagecraft::BackStage
    }

    fn back_stage(&self, sheet: &mut Sheet, lanes: &[&Arc<Lane>], (top, bottom): (f64, f64)) {
        let height = (bottom - top) / lanes.len().max(1) as f64;
        for (row, lane) in lanes.iter().enumerate() {
            let y = top + height * row as f64;
            let line = if row == 0 {
                dashed(self.theme.ctrl, 1.5, DASH_VISIBILITY)
            } else {
                solid(self.theme.line_strong, 1.0)
            };
            if lanes.len() > 1 {
                let y = y.round() + 0.5;
                sheet.line(Point::new(self.area.x0, y), Point::new(self.area.x1, y), line);
            }
            // Of a lane that waits to be written, the places are shown.
            let written = self.is_written(lane);
            let fill = if written { self.theme.sunken } else { self.theme.canvas };
            for column in (0..self.story.columns.len()).filter(|column| !written || self.stands(lane, *column)) {
                let block = Rect::new(
                    self.x(column) + 2.0,
                    (y + height * 0.24).round(),
                    self.x(column + 1) - 2.0,
                    (y + height * 0.82).round(),
                );
                if block.width() >= 2.0 {
                    sheet.framed(block, 2.0, Some(fill), solid(self.theme.line_strong, 1.0));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shipped::{EXAMPLES, TEMPLATES};
    use crate::frame::Item;
    use crate::geom::Size;
    use crate::theme::ThemeKind;

    #[test]
    fn every_shipped_map_has_a_sign_without_words_within_its_room() {
        for shipped in TEMPLATES.into_iter().chain(EXAMPLES) {
            let map = shipped.open().unwrap();
            for (width, height) in [(200.0, 110.0), (80.0, 44.0)] {
                let size = Size::new(width, height);
                let frame = sketch(&map, &SketchRequest { size }, Theme::of(ThemeKind::Light));
                let block = &frame.blocks[0].block;
                assert!(!block.items.iter().any(|item| matches!(item, Item::Text(_))), "{}", shipped.key);
                assert!(
                    Rect::from_origin_size(Point::ORIGIN, size).inset(1.0).contains_rect(block.bounds),
                    "{}",
                    shipped.key
                );
                assert!(block.items.len() > 3, "{}", shipped.key);
            }
        }
    }
}
