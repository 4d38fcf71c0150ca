//! Frames on the screen: picks the blocks in view, keeps their triangles, and hands egui one mesh per layer.
//!
//! Positions are whole pixels plus what a block's own mesh already holds, so moving about reuses every mesh and stays
//! sharp. Here never come selection, tools or anything that knows the map.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use egui::epaint::{Mesh, RectShape, Vertex};
use egui::{Color32, CornerRadius, Shape, pos2};

use super::atlas::GlyphAtlas;
use super::crowd::crowd;
pub use super::index::FrameIndex;
use super::index::LAYERS;
use super::mesh::{self, BlockMesh, Extent, Placement};
use super::pictures::Pictures;
pub use super::viewport::Viewport;
use crate::frame::{Block, Frame, Image, Item, Placed, Sticky};
use crate::geom::Vec2;

/// Draws frames, and remembers their triangles and glyphs.
#[derive(Default)]
pub struct FramePainter {
    atlas: GlyphAtlas,
    pictures: Pictures,
    meshes: HashMap<MeshKey, Cached>,
    composed: HashMap<egui::Id, Composed>,
    pass: u64,
    stale: bool,
}

/// A block within one view, or several drawn as one; the first is held by [`Cached`], so its address stays its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct MeshKey {
    view: egui::Id,
    first: usize,
    count: usize,
}

#[derive(Default)]
struct Cached {
    blocks: Vec<Arc<Block>>,
    used: u64,
    /// One for each place it was seen at with another fraction of a pixel; nearly always one.
    variants: Vec<Variant>,
}

struct Variant {
    at: Placement,
    generation: u32,
    mesh: BlockMesh,
}

/// The meshes of a view that did not change since it was last drawn.
struct Composed {
    frame: Arc<Frame>,
    viewport: Viewport,
    pixels_per_point: f32,
    generation: u32,
    atlas_side: f32,
    used: u64,
    exact: bool,
    parts: Vec<Part>,
}

/// What is drawn within one rectangle of the screen.
struct Part {
    clip: egui::Rect,
    mesh: Arc<Mesh>,
    /// Pictures with their places; they lie above the mesh.
    images: Vec<(egui::Rect, Image)>,
}

/// Blocks not seen for so many passes give their triangles back.
const KEPT_PASSES: u64 = 240;
/// Fractions of a pixel that a block's place is rounded to.
const PHASES: f64 = 64.0;
/// A mesh may be stretched by this factor, either way, while the view is zooming.
const STRETCH: f64 = 1.12;
/// More places for one block than this are drawn anew each time.
const VARIANTS: usize = 12;

impl FramePainter {
    /// The painter that everything in a window shares.
    pub fn shared(ctx: &egui::Context) -> Arc<Mutex<FramePainter>> {
        ctx.data_mut(|data| {
            data.get_temp_mut_or_default::<Arc<Mutex<FramePainter>>>(egui::Id::NULL.with("frame painter")).clone()
        })
    }

    /// Draws what `viewport` shows of a frame. `underlay` comes to lie between its backdrop and everything else.
    ///
    /// Returns whether everything was drawn at exactly this scale; if not, draw again once the zooming is over.
    pub fn paint(
        &mut self,
        painter: &egui::Painter,
        view: egui::Id,
        index: &FrameIndex,
        viewport: &Viewport,
        underlay: Vec<Shape>,
    ) -> bool {
        self.pass += 1;
        let ctx = painter.ctx().clone();
        let ppp = ctx.pixels_per_point();
        if !self.is_current(view, index, viewport, ppp) {
            let mut parts = self.compose(view, index, viewport, ppp);
            if self.atlas.is_full() {
                // What is in view fits an empty atlas; what was seen before it did not leave room.
                self.atlas.evict();
                parts = self.compose(view, index, viewport, ppp);
            }
            self.remember(view, index, viewport, ppp, parts);
        }
        let texture = self.atlas.upload(&ctx);
        self.forget_unseen();
        let Some(composed) = self.composed.get_mut(&view) else { return true };
        composed.used = self.pass;
        let mut underlay = Some(underlay);
        let body = viewport.clip(Sticky::Body, index);
        let allowed = painter.clip_rect();
        let ground = painter.with_clip_rect(viewport.rect.intersect(allowed));
        ground.rect_filled(viewport.rect, 0, mesh::colour(index.frame().background));
        for (i, part) in composed.parts.iter_mut().enumerate() {
            if part.mesh.texture_id != texture {
                Arc::make_mut(&mut part.mesh).texture_id = texture;
            }
            if i == 1 {
                painter.with_clip_rect(body.intersect(allowed)).extend(underlay.take().into_iter().flatten());
            }
            let painter = painter.with_clip_rect(part.clip.intersect(allowed));
            if !part.mesh.is_empty() {
                painter.add(Shape::Mesh(part.mesh.clone()));
            }
            for (place, image) in &part.images {
                if let Some(texture) = self.pictures.texture(&ctx, &image.picture) {
                    let radius = (image.radius * viewport.scale).round().clamp(0.0, 255.0) as u8;
                    let shape = RectShape::filled(*place, CornerRadius::same(radius), Color32::WHITE);
                    let whole = egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    painter.add(shape.with_texture(texture, whole));
                }
            }
        }
        composed.exact
    }

    fn is_current(&self, view: egui::Id, index: &FrameIndex, viewport: &Viewport, ppp: f32) -> bool {
        self.composed.get(&view).is_some_and(|composed| {
            Arc::ptr_eq(&composed.frame, index.frame())
                && composed.viewport.rect == viewport.rect
                && composed.viewport.scroll == viewport.scroll
                && composed.viewport.scale == viewport.scale
                && composed.viewport.along == viewport.along
                && composed.viewport.sticky == viewport.sticky
                && (composed.exact || viewport.zooming)
                && composed.pixels_per_point == ppp
                && composed.generation == self.atlas.generation()
                && composed.atlas_side == self.atlas.side()
        })
    }

    fn remember(&mut self, view: egui::Id, index: &FrameIndex, viewport: &Viewport, ppp: f32, parts: Vec<Part>) {
        let composed = Composed {
            frame: index.frame().clone(),
            viewport: *viewport,
            pixels_per_point: ppp,
            generation: self.atlas.generation(),
            atlas_side: self.atlas.side(),
            used: self.pass,
            exact: !self.stale,
            parts,
        };
        self.composed.insert(view, composed);
    }

    /// The body's backdrop, the rest of the body, and the other layers, each with where it may be drawn.
    fn compose(&mut self, view: egui::Id, index: &FrameIndex, viewport: &Viewport, ppp: f32) -> Vec<Part> {
        self.stale = false;
        let mut parts = Vec::with_capacity(LAYERS.len() + 1);
        let mut found = Vec::new();
        for layer in LAYERS {
            let clip = viewport.clip(layer, index);
            index.query(layer, viewport.visible(layer, index), &mut found);
            let rest = match layer {
                Sticky::Body => found.partition_point(|i| (*i as usize) < index.backdrop),
                Sticky::Top | Sticky::Left | Sticky::Corner => 0,
            };
            if layer == Sticky::Body {
                let mesh = self.layer_mesh(view, index, &found[..rest], layer, viewport, ppp);
                parts.push(Part { clip, mesh, images: Vec::new() });
            }
            let mesh = self.layer_mesh(view, index, &found[rest..], layer, viewport, ppp);
            let images = images(index, &found[rest..], viewport, layer);
            parts.push(Part { clip, mesh, images });
        }
        // Glyphs drawn for a later part may have grown the atlas, so texture coordinates become fractions only now.
        let per_pixel = 1.0 / self.atlas.side();
        for part in &mut parts {
            for vertex in &mut Arc::make_mut(&mut part.mesh).vertices {
                vertex.uv = pos2(vertex.uv.x * per_pixel, vertex.uv.y * per_pixel);
            }
        }
        parts
    }

    fn layer_mesh(
        &mut self,
        view: egui::Id,
        index: &FrameIndex,
        blocks: &[u32],
        layer: Sticky,
        viewport: &Viewport,
        ppp: f32,
    ) -> Arc<Mesh> {
        let mut out = Mesh::default();
        let origin = viewport.origin(layer).to_vec2() * ppp;
        let origin = Vec2::new(f64::from(origin.x).round(), f64::from(origin.y).round());
        let ppp = f64::from(ppp);
        let (along, scale) = (viewport.layer_along(layer), viewport.scale);
        let mut draw = |painter: &mut FramePainter, blocks: &[&Placed], x: f64, y: f64, along: f64, extent: Extent| {
            let (x, phase_x) = whole_and_rest(x);
            let (y, phase_y) = whole_and_rest(y);
            let at = Placement { scale, along, pixels_per_point: ppp, phase: [phase_x, phase_y], extent };
            let corner = [(x / ppp) as f32, (y / ppp) as f32];
            painter.append(view, blocks, &at, viewport.zooming, corner, &mut out);
        };
        let squeezed_headers = layer == Sticky::Top && along < scale;
        let place =
            |placed: &Placed| (placed.origin.x * along * ppp + origin.x, placed.origin.y * scale * ppp + origin.y);
        let mut together: Vec<&Placed> = Vec::new();
        let mut left = blocks;
        while let [first, ..] = left {
            // Blocks as narrow as this are drawn together with all others of the same pixel.
            let pixels = |number: u32| (along < scale).then(|| index.pixel_of(number, along * ppp)).flatten();
            let pixel = pixels(*first);
            let count = left.iter().take_while(|number| pixel.is_some() && pixels(**number) == pixel).count().max(1);
            together.clear();
            together.extend(left[..count].iter().map(|number| &index.frame().blocks[*number as usize]));
            left = &left[count..];
            let (x, y) = place(together[0]);
            let named_below = squeezed_headers && mesh::name_width(&together[0].block).is_some();
            let extent = if named_below { Extent::Shapes } else { Extent::All };
            draw(self, &together, x, y, along, extent);
        }
        if squeezed_headers {
            // A name may reach beyond its own stage; stages that begin below it go without one.
            let edge = f64::from(viewport.clip(layer, index).min.x) * ppp;
            let mut free = f64::MIN;
            for number in blocks {
                let placed = &index.frame().blocks[*number as usize];
                let Some(width) = mesh::name_width(&placed.block) else { continue };
                let (left, y) = place(placed);
                let right = left + placed.block.bounds.x1 * along * ppp;
                let end = left.max(edge) + width * scale * ppp;
                let is_cut = left < edge - 1.0;
                if left >= free && !(is_cut && end > right) {
                    draw(self, &[placed], left.max(edge), y, scale, Extent::Name);
                    free = end;
                }
            }
        }
        Arc::new(out)
    }

    fn append(
        &mut self,
        view: egui::Id,
        placed: &[&Placed],
        at: &Placement,
        zooming: bool,
        corner: [f32; 2],
        out: &mut Mesh,
    ) {
        let key = MeshKey { view, first: Arc::as_ptr(&placed[0].block).addr(), count: placed.len() };
        let cached = self.meshes.entry(key).or_default();
        let same = cached.blocks.iter().zip(placed).all(|(block, placed)| Arc::ptr_eq(block, &placed.block));
        if !same || cached.blocks.len() != placed.len() {
            let blocks = placed.iter().map(|placed| placed.block.clone()).collect();
            *cached = Cached { blocks, ..Cached::default() };
        }
        cached.used = self.pass;
        let generation = self.atlas.generation();
        cached.variants.retain(|variant| variant.generation == generation);
        let exact = cached.variants.iter().position(|variant| variant.at == *at);
        let near = || {
            cached.variants.iter().position(|variant| {
                let is_near = |stretch: f64| stretch < STRETCH && stretch > 1.0 / STRETCH;
                variant.at.pixels_per_point == at.pixels_per_point
                    && variant.at.extent == at.extent
                    && is_near(at.scale / variant.at.scale)
                    && is_near(at.along / variant.at.along)
            })
        };
        let found = exact.or_else(|| zooming.then(near).flatten());
        let found = found.unwrap_or_else(|| {
            cached.variants.retain(|Variant { at: old, .. }| {
                // A stage's header and its name are two variants of one block.
                old.extent != at.extent
                    || (old.scale, old.along, old.pixels_per_point) == (at.scale, at.along, at.pixels_per_point)
            });
            if cached.variants.len() >= VARIANTS {
                cached.variants.clear();
            }
            let mesh = match placed {
                [alone] => mesh::block_mesh(&alone.block, at, &mut self.atlas),
                several => {
                    let half_a_pixel = 0.5 / (at.scale * at.pixels_per_point);
                    mesh::block_mesh(&crowd(several, half_a_pixel), at, &mut self.atlas)
                }
            };
            cached.variants.push(Variant { at: *at, generation: self.atlas.generation(), mesh });
            cached.variants.len() - 1
        });
        let variant = &cached.variants[found];
        self.stale |= variant.at != *at;
        variant.append_to(at, corner, out);
    }

    /// Gives back what was not seen for a while.
    fn forget_unseen(&mut self) {
        if self.pass.is_multiple_of(60) {
            let oldest = self.pass.saturating_sub(KEPT_PASSES);
            self.meshes.retain(|_, cached| cached.used >= oldest);
            self.composed.retain(|_, composed| composed.used >= oldest);
        }
    }
}

impl Variant {
    fn append_to(&self, at: &Placement, corner: [f32; 2], out: &mut Mesh) {
        let base = out.vertices.len() as u32;
        out.indices.extend(self.mesh.indices.iter().map(|i| i + base));
        if self.at == *at {
            out.vertices.extend(
                self.mesh
                    .vertices
                    .iter()
                    .map(|vertex| Vertex { pos: pos2(vertex.pos.x + corner[0], vertex.pos.y + corner[1]), ..*vertex }),
            );
            return;
        }
        let stretch = [(at.along / self.at.along) as f32, (at.scale / self.at.scale) as f32];
        let of = |axis: usize| {
            let rest = |placement: &Placement| (placement.phase[axis] / placement.pixels_per_point) as f32;
            corner[axis] + rest(at) - rest(&self.at) * stretch[axis]
        };
        let (x, y) = (of(0), of(1));
        out.vertices.extend(self.mesh.vertices.iter().map(|vertex| Vertex {
            pos: pos2(vertex.pos.x * stretch[0] + x, vertex.pos.y * stretch[1] + y),
            ..*vertex
        }));
    }
}

/// The pictures in some blocks, with their places on the screen.
fn images(index: &FrameIndex, blocks: &[u32], viewport: &Viewport, layer: Sticky) -> Vec<(egui::Rect, Image)> {
    let placed = blocks.iter().map(|number| &index.frame().blocks[*number as usize]);
    placed
        .flat_map(|placed| {
            placed.block.items.iter().filter_map(|item| match item {
                Item::Image(image) => Some((viewport.to_screen(layer, image.rect + placed.origin), image.clone())),
                Item::Shape(_) | Item::Shadow(_) | Item::Text(_) => None,
            })
        })
        .collect()
}

/// A place as whole pixels and a rounded fraction of one.
fn whole_and_rest(pixels: f64) -> (f64, f64) {
    let rounded = (pixels * PHASES).round() / PHASES;
    let whole = rounded.floor();
    (whole, rounded - whole)
}

/// Shows a whole frame, as large as fits into `rect`, in its middle. Returns where it lies.
pub fn preview(ui: &egui::Ui, frame: &Arc<Frame>, rect: egui::Rect) -> egui::Rect {
    let size = egui::vec2(frame.size.width as f32, frame.size.height as f32);
    if size.min_elem() <= 0.0 || !rect.is_positive() {
        return egui::Rect::from_center_size(rect.center(), egui::Vec2::ZERO);
    }
    let scale = (rect.width() / size.x).min(rect.height() / size.y);
    let place = egui::Rect::from_center_size(rect.center(), size * scale);
    let viewport = Viewport::plain(place, f64::from(scale));
    let id = ui.scope_id().with(("frame preview", Arc::as_ptr(frame).addr()));
    let index = ui.ctx().data_mut(|data| {
        data.get_temp::<Arc<FrameIndex>>(id).filter(|index| Arc::ptr_eq(index.frame(), frame)).unwrap_or_else(|| {
            let index = Arc::new(FrameIndex::new(frame.clone(), None));
            data.insert_temp(id, index.clone());
            index
        })
    });
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let shared = FramePainter::shared(ui.ctx());
    shared.lock().unwrap_or_else(PoisonError::into_inner).paint(&painter, id, &index, &viewport, Vec::new());
    place
}
