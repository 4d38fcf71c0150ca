//! Points, rectangles and paths: kurbo's, under one roof, in logical points with y pointing down.
//!
//! Only sums, products, quotients and square roots are used on the way to a picture, because these give the same
//! bits on every platform; sines and powers do not.

pub use kurbo::{Affine, BezPath, Circle, Line, PathEl, Point, Rect, RoundedRect, Shape, Size, Vec2};
