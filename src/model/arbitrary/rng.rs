//! Chance that can be repeated.

use crate::model::*;

/// Draws out of a seed.
#[derive(Debug, Clone)]
pub struct Rng(SeededIds);

impl Rng {
    /// The same seed gives the same draws.
    pub fn new(seed: u64) -> Rng {
        Rng(SeededIds::new(seed))
    }

    /// A number from 0 up to, but not including, `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let word = self.0.next_uid().0 as u64;
        (word % (end.max(1) as u64)) as usize
    }

    /// `true` in so many of a hundred draws.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the choices.
    ///
    /// # Panics
    /// If there are none.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// One of the choices, or nothing if there are none.
    pub fn pick_any<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        if choices.is_empty() { None } else { Some(*self.pick(choices)) }
    }

    /// The value in so many of a hundred draws.
    pub fn maybe<T>(&mut self, percent: usize, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
        if self.chance(percent) { Some(make(self)) } else { None }
    }

    /// Any level.
    pub fn level(&mut self) -> Level {
        *self.pick(&Level::ALL)
    }

    /// Any emotion, tenths included.
    pub fn emotion(&mut self) -> Emotion {
        let tenths = self.below(201) as f64 - 100.0;
        Emotion::new(tenths / 10.0).unwrap_or(Emotion::MAX)
    }

    /// A day between 1999 and 2098.
    pub fn date(&mut self) -> Date {
        let text = format!("{:04}-{:02}-{:02}", 1999 + self.below(100), 1 + self.below(12), 1 + self.below(28));
        text.parse().expect("every month has 28 days")
    }

    /// A finite number: whole, broken, tiny or huge.
    pub fn amount(&mut self) -> Amount {
        let whole = self.below(2001) as f64 - 1000.0;
        let factor = *self.pick(&[1.0, 1.0, 0.1, 0.001, 1e-9, 1e12]);
        Amount::new(whole * factor).expect("a finite number")
    }
}

impl IdSource for Rng {
    fn next_uid(&mut self) -> Uid {
        self.0.next_uid()
    }
}
