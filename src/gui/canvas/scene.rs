//! What the canvas shows now: a frame with its index, what it was made from, and where things lie on it.
//!
//! Here never come the pointer, the keyboard or painting.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::index::{FrameIndex, LAYERS};
use super::paint::Viewport;
use crate::frame::{Frame, Part, Placed, Sticky, Subject, Tag};
use crate::geom::{Point, Rect};
use crate::gui::context::touchpoint_of;
use crate::layout::CanvasRequest;
use crate::model::*;
use crate::theme::ThemeKind;

/// Which state of which map a frame was made from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Basis {
    /// The map.
    pub map: MapId,
    /// What the map is about; another file read in its place has another one.
    pub about: Arc<About>,
    /// The session's revision.
    pub revision: u64,
    /// Counts the tentative changes of a drag; 0 is the map itself.
    pub tentative: u64,
    /// The colours.
    pub theme: ThemeKind,
}

impl Basis {
    /// Whether both are the same state of the same map in the same colours.
    pub(super) fn same(&self, other: &Basis) -> bool {
        let key = |basis: &Basis| (basis.map, basis.revision, basis.tentative, basis.theme);
        key(self) == key(other) && Arc::ptr_eq(&self.about, &other.about)
    }
}

/// A place on the frame and the layer it scrolls with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// How it scrolls.
    pub layer: Sticky,
    /// Where, in points of the frame.
    pub rect: Rect,
}

/// A frame and what it was made from: of one journey, unless said otherwise.
pub(super) struct Scene<R = CanvasRequest, B = Basis> {
    /// The frame, ready to be asked.
    pub index: Arc<FrameIndex>,
    /// What was asked of the layout.
    pub request: R,
    /// What it was made from.
    pub basis: B,
    places: RefCell<HashMap<(Subject, Part), Option<Place>>>,
    /// Where things lay on the frame before, which is near where they lie now.
    hints: HashMap<(Subject, Part), Place>,
    /// What was not on the frame before, so that it can only be where that frame had something else.
    absent: HashSet<(Subject, Part)>,
    /// How often the whole frame was looked through, and everything on it once that was too often.
    searches: Cell<usize>,
    all: OnceCell<HashMap<(Subject, Part), Place>>,
}

/// After so many searches of a whole frame everything on it is written down: a large selection asks for each of its
/// elements.
const SEARCHES: usize = 8;

impl<R, B> Scene<R, B> {
    /// A new scene; what `before` knew makes finding things quick.
    pub(super) fn new(frame: Arc<Frame>, request: R, basis: B, before: Option<Scene<R, B>>) -> Scene<R, B> {
        let index = FrameIndex::new(frame, before.as_ref().map(|scene| &*scene.index));
        let (mut hints, mut absent) = (HashMap::new(), HashSet::new());
        for (key, place) in before.map(|scene| scene.places.into_inner()).unwrap_or_default() {
            match place {
                Some(place) => drop(hints.insert(key, place)),
                None => drop(absent.insert(key)),
            }
        }
        Scene {
            index: Arc::new(index),
            request,
            basis,
            places: RefCell::default(),
            hints,
            absent,
            searches: Cell::new(0),
            all: OnceCell::new(),
        }
    }

    /// The frame.
    pub(super) fn frame(&self) -> &Arc<Frame> {
        self.index.frame()
    }

    /// Where a part of a subject lies. A subject that is shown twice, as a touchpoint's card and its number in the
    /// header, lies where it is largest.
    pub(super) fn place(&self, subject: Subject, part: Part) -> Option<Place> {
        let key = (subject, part);
        if let Some(known) = self.places.borrow().get(&key) {
            return *known;
        }
        let near = self.hints.get(&key).and_then(|hint| {
            let around = hint.rect.inflate(600.0, 200.0);
            largest(self.tags_in(hint.layer, around).filter(|(tag, _)| (tag.subject, tag.part) == key), hint.layer)
        });
        let place = near.or_else(|| match self.absent.contains(&key) {
            true => largest_among(self.index.fresh_blocks(), key),
            false => self.search(key),
        });
        self.places.borrow_mut().insert(key, place);
        place
    }

    /// Where a part of a subject lies, whatever was known of it.
    fn search(&self, key: (Subject, Part)) -> Option<Place> {
        if self.searches.replace(self.searches.get() + 1) < SEARCHES {
            return largest_among(self.frame().blocks.iter(), key);
        }
        self.all.get_or_init(|| all_places(self.frame())).get(&key).copied()
    }

    /// Whether something of a subject shows in a view.
    pub(super) fn is_in_view(&self, subject: Subject, viewport: &Viewport) -> bool {
        let place = self.place(subject, Part::Whole);
        place.is_some_and(|place| viewport.visible(place.layer, &self.index).overlaps(place.rect))
    }

    /// All tags of a layer whose blocks may lie in `area`, bottom to top, with their places in the frame.
    pub(super) fn tags_in(&self, layer: Sticky, area: Rect) -> impl Iterator<Item = (&Tag, Rect)> {
        let mut found = Vec::new();
        self.index.query(layer, area, &mut found);
        found.into_iter().flat_map(|i| {
            let placed = &self.frame().blocks[i as usize];
            placed.block.tags.iter().map(|tag| (tag, tag.rect + placed.origin))
        })
    }

    /// The topmost subject of a layer at a point of the frame, and the place of all of it.
    pub(super) fn hit(&self, layer: Sticky, point: Point) -> Option<(Subject, Place)> {
        let (tag, rect) = self.index.hit(layer, point)?;
        let whole = match tag.part {
            Part::Whole => None,
            // A name lies within the whole of its subject, in the same block or another.
            Part::Name => self.place(tag.subject, Part::Whole).filter(|whole| whole.layer == layer),
        };
        Some((tag.subject, whole.unwrap_or(Place { layer, rect })))
    }

    /// Left and right edge of a touchpoint's column.
    pub(super) fn column(&self, touchpoint: TouchpointId) -> Option<(f64, f64)> {
        let card = self.place(Subject::Touchpoint(touchpoint), Part::Whole)?.rect;
        let strip = Rect::new(card.center().x, 0.0, card.center().x, self.frame().size.height);
        let cells = self.tags_in(Sticky::Body, strip).filter_map(|(tag, rect)| match tag.subject {
            Subject::Cell(_, id) if id == touchpoint => Some((rect.x0, rect.x1)),
            _ => None,
        });
        cells.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).or(Some((card.x0 - 4.0, card.x1 + 4.0)))
    }

    /// Everything that can be selected in a touchpoint's column, top to bottom: cards, points, pain points and so on,
    /// and cells in which nothing stands.
    pub(super) fn column_items(&self, touchpoint: TouchpointId) -> Vec<(Subject, Rect)> {
        let Some((left, right)) = self.column(touchpoint) else { return Vec::new() };
        let strip = Rect::new(left, 0.0, right, self.frame().size.height);
        let mine = |tag: &Tag| tag.part == Part::Whole && touchpoint_of(tag.subject) == Some(touchpoint);
        let all: Vec<(Subject, Rect)> = self
            .tags_in(Sticky::Body, strip)
            .filter(|(tag, _)| mine(tag))
            .map(|(tag, rect)| (tag.subject, rect))
            .collect();
        let is_cell = |subject: &Subject| matches!(subject, Subject::Cell(..));
        let filled = |cell: &Rect| all.iter().any(|(other, rect)| !is_cell(other) && cell.contains(rect.center()));
        let mut items: Vec<(Subject, Rect)> = Vec::new();
        for (subject, rect) in &all {
            let known = items.iter().any(|(other, _)| other == subject);
            let covered = is_cell(subject) && filled(rect);
            if !known && !covered {
                items.push((*subject, *rect));
            }
        }
        items.sort_by(|(_, a), (_, b)| (a.y0, a.x0).partial_cmp(&(b.y0, b.x0)).unwrap_or(std::cmp::Ordering::Equal));
        items
    }

    /// Whether nothing stands in a cell yet.
    pub(super) fn is_bare(&self, cell: Subject, place: Place) -> bool {
        let inside = |rect: Rect| place.rect.contains(rect.center());
        !self.tags_in(place.layer, place.rect).any(|(tag, rect)| {
            let other = tag.subject != cell && !matches!(tag.subject, Subject::StageMeasure(..));
            inside(rect) && (other || tag.part == Part::Name)
        })
    }

    /// The first and the last card that stand in `visible` with all their width, without looking at those between.
    pub(super) fn outermost_cards(&self, visible: Rect) -> Option<(TouchpointId, TouchpointId)> {
        let is_whole = |rect: &Rect| rect.x0 >= visible.x0 - 8.0 && rect.x1 <= visible.x1 + 8.0;
        let all = Rect { y0: 0.0, y1: self.frame().size.height, ..visible };
        let found_in = |area: Rect, last: bool| {
            let cards = self.cards_in(area);
            let mut whole = cards.iter().filter(|(_, rect)| is_whole(rect)).map(|(id, _)| *id);
            if last { whole.next_back() } else { whole.next() }
        };
        // Wider and wider parts from the edge inwards.
        let search = |last: bool| {
            let widths = std::iter::successors(Some(400.0), |width| (*width < all.width()).then_some(width * 4.0));
            widths.into_iter().find_map(|width| {
                let area = match last {
                    true => Rect { x0: all.x0.max(all.x1 - width), ..all },
                    false => Rect { x1: all.x1.min(all.x0 + width), ..all },
                };
                found_in(area, last)
            })
        };
        Some((search(false)?, search(true)?))
    }

    /// The cards in `area`, left to right.
    pub(super) fn cards_in(&self, area: Rect) -> Vec<(TouchpointId, Rect)> {
        let mut cards: Vec<(TouchpointId, Rect)> = self
            .tags_in(Sticky::Body, area)
            .filter(|(tag, _)| tag.part == Part::Whole)
            .filter_map(|(tag, rect)| match tag.subject {
                Subject::Touchpoint(id) => Some((id, rect)),
                _ => None,
            })
            .collect();
        cards.sort_by(|a, b| a.1.x0.total_cmp(&b.1.x0));
        cards.dedup_by_key(|card| card.0);
        cards
    }

    /// Where columns begin within a part of the journey, in points of the frame.
    pub(super) fn columns_in(&self, from: f64, to: f64) -> Vec<f64> {
        let area = Rect::new(from, 0.0, to, self.frame().size.height);
        self.cards_in(area).into_iter().map(|(_, rect)| rect.x0).collect()
    }

    /// Everything in view that stands for something, with its place, bottom to top.
    pub(super) fn visible_tags(&self, visible: impl Fn(Sticky) -> Rect) -> impl Iterator<Item = (&Tag, Place)> {
        LAYERS.into_iter().flat_map(move |layer| {
            let area = visible(layer);
            let tags = self.tags_in(layer, area).filter(move |(_, rect)| rect.overlaps(area));
            tags.map(move |(tag, rect)| (tag, Place { layer, rect }))
        })
    }
}

/// Where everything on a frame lies, each thing where it takes the most room.
fn all_places(frame: &Frame) -> HashMap<(Subject, Part), Place> {
    let mut all: HashMap<(Subject, Part), Place> = HashMap::new();
    for placed in &frame.blocks {
        for tag in &placed.block.tags {
            let place = Place { layer: placed.sticky, rect: tag.rect + placed.origin };
            let known = all.entry((tag.subject, tag.part)).or_insert(place);
            if place.rect.area() > known.rect.area() {
                *known = place;
            }
        }
    }
    all
}

/// Where among some blocks a part of a subject takes the most room.
fn largest_among<'a>(blocks: impl Iterator<Item = &'a Placed>, key: (Subject, Part)) -> Option<Place> {
    let all = blocks.filter_map(|placed| {
        let tags = placed.block.tags.iter().filter(|tag| (tag.subject, tag.part) == key);
        largest(tags.map(|tag| (tag, tag.rect + placed.origin)), placed.sticky)
    });
    all.reduce(|a, b| if b.rect.area() > a.rect.area() { b } else { a })
}

fn largest<'a>(tags: impl Iterator<Item = (&'a Tag, Rect)>, layer: Sticky) -> Option<Place> {
    let rect = tags.map(|(_, rect)| rect).reduce(|a, b| if b.area() > a.area() { b } else { a })?;
    Some(Place { layer, rect })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Density, Filter, Layouter};
    use crate::model::arbitrary::generated_journey;
    use crate::theme::Theme;

    fn frame_of(touchpoints: usize) -> Arc<Frame> {
        let request = CanvasRequest {
            state: State::Today,
            density: Density::Regular,
            filter: Filter::default(),
            height: 800.0,
            editable: true,
        };
        Layouter::new().canvas(&generated_journey(touchpoints, 7), &request, Theme::of(ThemeKind::Light))
    }

    #[test]
    fn many_places_that_are_asked_for_are_those_that_few_are_told() {
        let frame = frame_of(20);
        let keys: Vec<(Subject, Part)> =
            frame.blocks.iter().flat_map(|p| p.block.tags.iter().map(|tag| (tag.subject, tag.part))).collect();
        assert!(keys.len() > 10 * SEARCHES);
        let many = Scene::new(frame.clone(), (), (), None);
        for (subject, part) in keys {
            let alone = Scene::new(frame.clone(), (), (), None);
            assert_eq!(many.place(subject, part), alone.place(subject, part), "{subject:?}");
        }
    }

    #[test]
    fn what_a_frame_before_did_not_have_is_found_where_it_comes() {
        let (short, long) = (frame_of(10), frame_of(20));
        let subjects: Vec<Subject> =
            long.blocks.iter().flat_map(|p| p.block.tags.iter().map(|tag| tag.subject)).collect();
        let scene = Scene::new(short, (), (), None);
        let absent = subjects.iter().filter(|subject| scene.place(**subject, Part::Whole).is_none()).count();
        assert!(absent > 0 && absent < subjects.len());
        let alone = Scene::new(long.clone(), (), (), None);
        let after = Scene::new(long, (), (), Some(scene));
        for subject in subjects {
            assert_eq!(after.place(subject, Part::Whole), alone.place(subject, Part::Whole), "{subject:?}");
        }
    }
}
