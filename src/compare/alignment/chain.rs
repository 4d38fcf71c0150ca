//! The longest part of a matching that keeps its order: what stays in place, so that the rest has moved.

use crate::model::Uid;

/// A matched pair as two places: where it stands in the first order and where in the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    /// Place in the first order.
    pub from: usize,
    /// Place in the second order.
    pub to: usize,
    /// What decides between chains of one length.
    pub tie: u64,
}

impl Point {
    /// A point of two elements; turned around, it has the same tie-break.
    pub fn new(from: (usize, Uid), to: (usize, Uid)) -> Point {
        let (low, high) = if from.1 < to.1 { (from.1.0, to.1.0) } else { (to.1.0, from.1.0) };
        let mixed = (low ^ high.rotate_left(64)).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        Point { from: from.0, to: to.0, tie: (mixed >> 104) as u64 }
    }
}

/// Which of the points form the longest chain that ascends in both orders. Of chains of one length it takes the one
/// with the greatest sum of ties, so that swapping the journeys gives the same chain.
///
/// Places must be unique on either side.
pub(crate) fn longest_chain(points: &[Point]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|at| points[*at].from);
    let mut places: Vec<usize> = points.iter().map(|point| point.to).collect();
    places.sort_unstable();
    // A Fenwick tree over the second places: the best chain that ends at or before each.
    let mut best: Vec<(u64, Option<usize>)> = vec![(0, None); places.len() + 1];
    let mut previous: Vec<Option<usize>> = vec![None; points.len()];
    let mut end: (u64, Option<usize>) = (0, None);
    for at in order {
        let place = places.partition_point(|other| *other < points[at].to) + 1;
        let mut before = (0, None);
        let mut index = place - 1;
        while index > 0 {
            before = before.max(best[index]);
            index &= index - 1;
        }
        previous[at] = before.1;
        let here = (before.0 + (1 << 44) + points[at].tie, Some(at));
        end = end.max(here);
        let mut index = place;
        while index < best.len() {
            best[index] = best[index].max(here);
            index += index & index.wrapping_neg();
        }
    }
    let mut chosen = vec![false; points.len()];
    let mut at = end.1;
    while let Some(link) = at {
        chosen[link] = true;
        at = previous[link];
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(tos: &[usize]) -> Vec<Point> {
        let uid = |at: usize| Uid(at as u128 * 0x9E37_79B9_7F4A_7C15);
        tos.iter().enumerate().map(|(from, to)| Point::new((from, uid(from)), (*to, uid(*to + 100)))).collect()
    }

    #[test]
    fn one_element_taken_forward_leaves_the_others_in_place() {
        assert_eq!(longest_chain(&points(&[0, 4, 1, 2, 3])), [true, false, true, true, true]);
        assert_eq!(longest_chain(&points(&[])), Vec::<bool>::new());
    }

    #[test]
    fn swapping_the_orders_keeps_the_chain() {
        for turn in 0..24_usize {
            let mut tos: Vec<usize> = (0..9).map(|at| (at * (turn % 8 + 1) + turn) % 9).collect();
            tos.sort_by_key(|at| (at * 7 + turn * at) % 11);
            tos.dedup();
            if tos.len() < 9 || (0..9).any(|at| !tos.contains(&at)) {
                continue;
            }
            let forth = points(&tos);
            let back: Vec<Point> = forth.iter().map(|p| Point { from: p.to, to: p.from, tie: p.tie }).collect();
            assert_eq!(longest_chain(&forth), longest_chain(&back));
        }
    }
}
