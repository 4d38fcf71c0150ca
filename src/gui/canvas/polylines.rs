//! Polylines and polygons on the screen: dashes, snapping to pixels, cutting into triangles.
//!
//! Here never come frames or colours, only points.

use egui::Pos2;

/// Puts a straight horizontal or vertical line onto whole pixels, as the tessellator does with solid ones.
pub(super) fn snap_straight(points: &mut [Pos2], width: f32, pixel: f32) {
    let [from, to] = points else { return };
    let odd = ((width / pixel).round() as i32).max(1) % 2 == 1;
    let snapped = |v: f32| if odd { ((v / pixel).floor() + 0.5) * pixel } else { (v / pixel).round() * pixel };
    if from.x == to.x {
        (from.x, to.x) = (snapped(from.x), snapped(from.x));
    } else if from.y == to.y {
        (from.y, to.y) = (snapped(from.y), snapped(from.y));
    }
}

/// The strokes of a dashed polyline.
pub(super) fn dashed(points: &[Pos2], pattern: &[f32]) -> Vec<Vec<Pos2>> {
    let mut dashes = Vec::new();
    let (mut part, mut left) = (0, pattern[0]);
    let mut current = vec![points[0]];
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let length = (to - from).length();
            if length < left {
                left -= length;
                if part % 2 == 0 {
                    current.push(to);
                }
                break;
            }
            from += (to - from) * (left / length.max(f32::EPSILON));
            if part % 2 == 0 {
                current.push(from);
                dashes.push(std::mem::take(&mut current));
            } else {
                current = vec![from];
            }
            part += 1;
            left = pattern[part % pattern.len()].max(0.1);
        }
    }
    if part % 2 == 0 && current.len() > 1 {
        dashes.push(current);
    }
    dashes
}

fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether a polygon bends one way only. Bends within a hundredth of a square point count as straight.
pub(super) fn is_convex(points: &[Pos2]) -> bool {
    let n = points.len();
    let (mut left, mut right) = (false, false);
    for i in 0..n {
        let bend = cross(points[i], points[(i + 1) % n], points[(i + 2) % n]);
        left |= bend > 0.01;
        right |= bend < -0.01;
    }
    !(left && right)
}

/// Cuts a simple polygon into triangles by clipping ears (Meisters 1975).
pub(super) fn triangulated(points: &[Pos2]) -> Vec<[u32; 3]> {
    let area: f32 = (0..points.len())
        .map(|i| (points[i], points[(i + 1) % points.len()]))
        .map(|(a, b)| a.x * b.y - b.x * a.y)
        .sum();
    let turn = if area < 0.0 { -1.0 } else { 1.0 };
    let mut rest: Vec<usize> = (0..points.len()).collect();
    let mut triangles = Vec::with_capacity(points.len());
    while rest.len() > 3 {
        let n = rest.len();
        let is_ear = |i: &usize| {
            let corner = [rest[(i + n - 1) % n], rest[*i], rest[(i + 1) % n]];
            let [a, b, c] = corner.map(|p| points[p]);
            let inside =
                |p: Pos2| cross(a, b, p) * turn >= 0.0 && cross(b, c, p) * turn >= 0.0 && cross(c, a, p) * turn >= 0.0;
            cross(a, b, c) * turn >= 0.0
                && !rest.iter().any(|p| !corner.contains(p) && ![a, b, c].contains(&points[*p]) && inside(points[*p]))
        };
        // A polygon that crosses itself may have no ear; cutting any corner off still ends.
        let ear = (0..n).find(is_ear).unwrap_or(0);
        triangles.push([rest[(ear + n - 1) % n] as u32, rest[ear] as u32, rest[(ear + 1) % n] as u32]);
        rest.remove(ear);
    }
    if let [a, b, c] = rest[..] {
        triangles.push([a as u32, b as u32, c as u32]);
    }
    triangles
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn dashes_keep_their_lengths_around_a_corner() {
        let points = [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)];
        let lengths: Vec<f32> = dashed(&points, &[7.0, 4.0])
            .iter()
            .map(|dash| dash.windows(2).map(|p| (p[1] - p[0]).length()).sum())
            .collect();
        assert_eq!(lengths.len(), 2);
        assert!((lengths[0] - 7.0).abs() < 1e-4 && (lengths[1] - 7.0).abs() < 1e-4, "{lengths:?}");
    }

    #[test]
    fn triangles_of_a_concave_polygon_cover_its_area() {
        let chevron =
            [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(14.0, 5.0), pos2(10.0, 10.0), pos2(0.0, 10.0), pos2(4.0, 5.0)];
        assert!(!is_convex(&chevron));
        let covered: f32 = triangulated(&chevron)
            .iter()
            .map(|t| cross(chevron[t[0] as usize], chevron[t[1] as usize], chevron[t[2] as usize]).abs() / 2.0)
            .sum();
        assert!((covered - 100.0).abs() < 1e-3, "{covered}");
    }
}
