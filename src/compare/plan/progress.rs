//! How the gaps came and went over the snapshots, and the distance with them.
//!
//! Every snapshot, and today's journey last, is compared with the same target, the one of now: so a number from May
//! and a number from today mean the same. A gap is followed by the identities on either side of it, which snapshots
//! share with today's journey.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows::gap_row;
use super::{PlanRow, Scope};
use crate::compare::{Comparison, GapKey, Sides, compare};
use crate::model::*;

/// A journey at one time, compared with the target.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The day; `None` for now.
    pub date: Option<Date>,
    /// What the day was.
    pub label: &'a str,
    /// The journey as it was.
    pub journey: &'a Journey,
    /// That journey compared with the target.
    pub comparison: &'a Comparison,
}

/// The distance at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendPoint {
    /// The day; `None` for now.
    pub date: Option<Date>,
    /// What the day was.
    pub label: String,
    /// 0 … 100.
    pub distance: u32,
    /// How many gaps there were.
    pub gaps: usize,
    /// How many of them had been closed before.
    pub reopened: usize,
}

/// One gap over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// The row of the gap when it was last there, without what people planned.
    pub row: PlanRow,
    /// Whether it is there now.
    pub is_there: bool,
    /// Whether it had gone once and came back.
    pub came_back: bool,
    /// The day on which it was last seen to go; `None` if it never went, or went since the last snapshot.
    pub went: Option<Date>,
}

/// How far the work has come, as the snapshots show it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// How many gaps there ever were.
    pub total: usize,
    /// How many of them are gone.
    pub closed: usize,
    /// How many are there again after they had gone.
    pub reopened: usize,
    /// The distance at every snapshot, oldest first, and now.
    pub trend: Vec<TrendPoint>,
    /// Every gap there ever was, in the order in which they turned up.
    pub tracks: Vec<Track>,
}

impl Progress {
    /// Compares every snapshot of a map with a target; `now` is today's journey compared with it, and `pins` are those
    /// it was compared with.
    ///
    /// This takes as many comparisons as there are snapshots; who needs it often keeps them and calls
    /// [`Progress::of`].
    pub fn work_out(map: &Map, target: &Journey, pins: &[Arc<Pin>], now: &Comparison) -> Progress {
        let against = |journey| compare(&Sides { from: journey, to: target, pins });
        let snapshots = snapshots_in_order(map);
        let past: Vec<Comparison> = snapshots.iter().map(|snapshot| against(&snapshot.journey)).collect();
        let moments = snapshots.iter().zip(&past).map(|(snapshot, comparison)| Moment {
            date: Some(snapshot.date),
            label: &snapshot.label,
            journey: &snapshot.journey,
            comparison,
        });
        let now = Moment { date: None, label: "Now", journey: map.today(), comparison: now };
        Progress::of(target, &moments.chain([now]).collect::<Vec<_>>())
    }

    /// What the moments tell, oldest first; the last one is now.
    pub fn of(target: &Journey, moments: &[Moment<'_>]) -> Progress {
        let mut followed = Followed::default();
        let mut trend = Vec::new();
        for moment in moments {
            let reopened = followed.see(target, moment);
            trend.push(TrendPoint {
                date: moment.date,
                label: moment.label.to_owned(),
                distance: moment.comparison.distance.total,
                gaps: moment.comparison.gaps.len(),
                reopened,
            });
        }
        let tracks = followed.tracks;
        let closed = tracks.iter().filter(|track| !track.is_there).count();
        let reopened = tracks.iter().filter(|track| track.is_there && track.came_back).count();
        Progress { total: tracks.len(), closed, reopened, trend, tracks }
    }

    /// The distance at the snapshot before now.
    pub fn before(&self) -> Option<&TrendPoint> {
        self.trend.iter().rev().nth(1)
    }

    /// "was 74 on 2026-05-31"; `None` without snapshots.
    pub fn was(&self) -> Option<String> {
        let before = self.before()?;
        let day = before.date.map_or_else(|| before.label.clone(), |date| date.to_string());
        Some(format!("was {} on {day}", before.distance))
    }
}

/// The snapshots of a map, oldest first.
pub fn snapshots_in_order(map: &Map) -> Vec<&Snapshot> {
    let mut snapshots: Vec<&Snapshot> = map.snapshots().map(|snapshot| &**snapshot).collect();
    snapshots.sort_by_key(|snapshot| (snapshot.date, snapshot.id));
    snapshots
}

/// The gaps seen so far.
#[derive(Default)]
struct Followed {
    tracks: Vec<Track>,
    by_from: BTreeMap<Uid, usize>,
    by_to: BTreeMap<Uid, usize>,
}

impl Followed {
    /// Looks at the gaps of one moment; returns how many are there again.
    fn see(&mut self, target: &Journey, moment: &Moment<'_>) -> usize {
        let scope = Scope::of(moment.journey, target, moment.comparison);
        let mut there = vec![false; self.tracks.len()];
        let mut reopened = 0;
        for (at, gap) in moment.comparison.gaps.iter().enumerate() {
            let row = gap_row(&scope, at);
            // Two gaps that were one before: the second begins its own track.
            let known = self.find(gap.key).filter(|track| !there[*track]);
            let place = match known {
                Some(known) => {
                    let track = &mut self.tracks[known];
                    track.came_back |= !track.is_there;
                    reopened += usize::from(track.came_back);
                    (track.row, track.is_there) = (row, true);
                    known
                }
                None => {
                    self.tracks.push(Track { row, is_there: true, came_back: false, went: None });
                    there.push(false);
                    self.tracks.len() - 1
                }
            };
            there[place] = true;
            self.remember(gap.key, place);
        }
        for (track, _) in self.tracks.iter_mut().zip(there).filter(|(track, there)| track.is_there && !there) {
            (track.is_there, track.went) = (false, moment.date);
        }
        reopened
    }

    fn find(&self, key: GapKey) -> Option<usize> {
        let by_from = || key.from.and_then(|uid| self.by_from.get(&uid));
        key.to.and_then(|uid| self.by_to.get(&uid)).or_else(by_from).copied()
    }

    fn remember(&mut self, key: GapKey, track: usize) {
        key.from.map(|uid| self.by_from.insert(uid, track));
        key.to.map(|uid| self.by_to.insert(uid, track));
    }
}
