//! Answers to a survey's question, counted: what a measure's number was worked out from.
//!
//! The counts are the ground; the number, its interval and the measured curve are worked out from them. Here never
//! come formulas.

use std::collections::BTreeMap;

use crate::model::id::PersonaId;
use crate::model::values::{Amount, OutOfRange};

/// Where a piece of feedback came from, so that it is known again when the same survey is read again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The survey, as whoever read it in calls it.
    pub survey: String,
    /// The answer: its id in the survey, or a mark worked out from what it says.
    pub answer: String,
}

/// The counted answers to one question at one place of the journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The survey, as whoever read it in calls it.
    pub survey: String,
    /// The question, as the survey calls it.
    pub question: String,
    /// The lowest rating that could be given.
    min: Amount,
    /// The highest rating that could be given, above the lowest.
    max: Amount,
    /// Who gave which ratings; under `None` those of whom the survey does not say which persona they are. A persona
    /// who is gone from the map counts as not said.
    pub groups: BTreeMap<Option<PersonaId>, Ratings>,
}

impl Answers {
    /// No answers yet, on a scale from `min` to `max`.
    ///
    /// # Errors
    /// If `min` is not below `max`.
    pub fn new(
        survey: impl Into<String>,
        question: impl Into<String>,
        min: Amount,
        max: Amount,
    ) -> Result<Answers, OutOfRange> {
        if min >= max {
            let expected = "a scale whose lower end is below its upper end";
            return Err(OutOfRange { value: format!("{min} to {max}"), expected });
        }
        Ok(Answers { survey: survey.into(), question: question.into(), min, max, groups: BTreeMap::new() })
    }

    /// The lowest rating that could be given.
    pub fn min(&self) -> Amount {
        self.min
    }

    /// The highest rating that could be given.
    pub fn max(&self) -> Amount {
        self.max
    }

    /// Everybody's ratings.
    pub fn all(&self) -> Ratings {
        self.groups.values().flat_map(Ratings::iter).collect()
    }
}

/// How many people gave each rating, in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ratings(Vec<(Amount, u32)>);

impl Ratings {
    /// Each rating that somebody gave, with how many did.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Amount, u32)> + '_ {
        self.0.iter().copied()
    }

    /// How many ratings there are.
    pub fn count(&self) -> u64 {
        self.0.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// How many ratings fulfil a condition.
    pub fn count_of(&self, is_meant: impl Fn(f64) -> bool) -> u64 {
        self.0.iter().filter(|(rating, _)| is_meant(rating.get())).map(|(_, count)| u64::from(*count)).sum()
    }

    /// Whether nobody answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Counts of one rating are added up; ratings that nobody gave are left out.
impl FromIterator<(Amount, u32)> for Ratings {
    fn from_iter<I: IntoIterator<Item = (Amount, u32)>>(counted: I) -> Self {
        let mut counted: Vec<(Amount, u32)> = counted.into_iter().filter(|(_, count)| *count > 0).collect();
        counted.sort_by(|a, b| a.0.get().total_cmp(&b.0.get()));
        let mut ratings: Vec<(Amount, u32)> = Vec::with_capacity(counted.len());
        for (rating, count) in counted {
            match ratings.last_mut() {
                Some(last) if last.0 == rating => last.1 = last.1.saturating_add(count),
                Some(_) | None => ratings.push((rating, count)),
            }
        }
        Ratings(ratings)
    }
}
