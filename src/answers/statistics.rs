//! From counted answers to a number with its interval: how sure so many answers make one.
//!
//! All intervals are for 95%, and none is for a sample drawn on purpose: they say what chance alone does. Here never
//! come maps, names and files.

use crate::model::{Answers, Direction, Measure, MeasureKind, Ratings};

/// The two-sided 95% point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A number worked out from answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Between which ends the number for everybody lies, in 95 of 100 such samples; `None` where the answers do not
    /// tell: there is but one, or all are alike.
    pub interval: Option<(f64, f64)>,
    /// How many answers it rests on.
    pub count: u64,
}

/// The net promoter score, −100 … +100: the share of 9 and 10 minus the share of 0 to 6, of ratings from 0 to 10
/// (Reichheld: The one number you need to grow, Harvard Business Review 12/2003).
///
/// The interval is the adjusted Wald one: three more answers are taken to be spread as 3/4, 3/2 and 3/4 over
/// promoters, passives and detractors, then the variance of the difference of two shares of one sample holds,
/// (p + d − (p − d)²) / n (Rocks: Interval estimation for the net promoter score, The American Statistician 70, 2016).
pub fn net_promoter_score(ratings: &Ratings) -> Option<Estimate> {
    let count = ratings.count();
    let n = positive(count)?;
    let promoters = ratings.count_of(|rating| rating >= 9.0) as f64;
    let detractors = ratings.count_of(|rating| rating < 7.0) as f64;
    let value = (promoters - detractors) / n;
    let all = n + 3.0;
    let (p, d) = ((promoters + 0.75) / all, (detractors + 0.75) / all);
    let half = Z * ((p + d - (p - d).powi(2)).max(0.0) / all).sqrt();
    let interval = around(value, (p - d - half, p - d + half), (-1.0, 1.0));
    Some(Estimate { value, interval: Some(interval), count }.times(100.0))
}

/// The share of ratings among the best two of a scale in whole steps, 0 … 100%, as customer satisfaction is usually
/// told ("top-2-box").
///
/// The interval is Wilson's, which holds for few answers and for shares near 0 and 100% (Wilson: Probable inference,
/// the law of succession, and statistical inference, JASA 22, 1927).
pub fn top_two_share(ratings: &Ratings, max: f64) -> Option<Estimate> {
    let count = ratings.count();
    let n = positive(count)?;
    let value = ratings.count_of(|rating| rating >= max - 1.0) as f64 / n;
    let weight = 1.0 + Z * Z / n;
    let middle = (value + Z * Z / (2.0 * n)) / weight;
    let half = Z / weight * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
    let interval = around(value, (middle - half, middle + half), (0.0, 1.0));
    Some(Estimate { value, interval: Some(interval), count }.times(100.0))
}

/// The mean rating, as customer effort is told on its scale from 1 to 7 (CES 2.0: Dixon, Toman and DeLisi: The
/// effortless experience, 2013).
///
/// The interval is Student's (Student: The probable error of a mean, Biometrika 6, 1908), held within the scale.
pub fn mean(ratings: &Ratings, (min, max): (f64, f64)) -> Option<Estimate> {
    let count = ratings.count();
    let n = positive(count)?;
    let weighed = |of: &dyn Fn(f64) -> f64| -> f64 {
        ratings.iter().map(|(rating, count)| of(rating.get()) * f64::from(count)).sum()
    };
    let value = weighed(&|rating| rating) / n;
    let variance = weighed(&|rating| (rating - value).powi(2)) / (n - 1.0);
    let interval = (count > 1 && variance > 0.0).then(|| {
        let half = student(count - 1) * (variance / n).sqrt();
        around(value, (value - half, value + half), (min, max))
    });
    Some(Estimate { value, interval, count })
}

/// The number that a kind of measure makes of answers; `None` without any, or where the kind is not one of opinion.
pub fn estimate(kind: MeasureKind, answers: &Answers, ratings: &Ratings) -> Option<Estimate> {
    let ends = (answers.min().get(), answers.max().get());
    match kind {
        MeasureKind::Nps => net_promoter_score(ratings),
        MeasureKind::Csat => top_two_share(ratings, ends.1),
        MeasureKind::Ces | MeasureKind::Own => mean(ratings, ends),
        MeasureKind::Conversion | MeasureKind::Churn | MeasureKind::Revenue | MeasureKind::Roi => None,
    }
}

/// The interval of a measure's number, where that is still the one that its answers make. A number that somebody typed
/// over it has none.
pub fn interval(measure: &Measure) -> Option<(f64, f64)> {
    let answers = measure.answers.as_ref()?;
    let ratings = answers.all();
    let found = estimate(measure.kind, answers, &ratings)?;
    let same = (rounded(found.value) - measure.value?.get()).abs() < 1e-9;
    let whole = measure.sample.map(u64::from) == Some(found.count);
    found.interval.filter(|_| same && whole)
}

/// A number as it is shown and as measures keep it: to one decimal, for no sample tells more.
pub fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The mean rating on the scale of emotions, −10 … +10: the scale's lower end at −10 and its upper end at +10, or the
/// other way round where lower is better. The interval goes along.
pub fn mood(answers: &Answers, ratings: &Ratings, direction: Direction) -> Option<Estimate> {
    let (min, max) = (answers.min().get(), answers.max().get());
    let found = mean(ratings, (min, max))?;
    let place = |rating: f64| {
        let share = (rating - min) / (max - min);
        match direction {
            Direction::Higher => share * 20.0 - 10.0,
            Direction::Lower => 10.0 - share * 20.0,
        }
    };
    let interval = found.interval.map(|(low, high)| match direction {
        Direction::Higher => (place(low), place(high)),
        Direction::Lower => (place(high), place(low)),
    });
    Some(Estimate { value: place(found.value), interval, count: found.count })
}

impl Estimate {
    fn times(self, factor: f64) -> Estimate {
        let interval = self.interval.map(|(low, high)| (low * factor, high * factor));
        Estimate { value: self.value * factor, interval, ..self }
    }
}

fn positive(count: u64) -> Option<f64> {
    (count > 0).then_some(count as f64)
}

/// An interval held within what is possible, and wide enough to hold the number itself.
fn around(value: f64, (low, high): (f64, f64), (least, most): (f64, f64)) -> (f64, f64) {
    (low.max(least).min(value), high.min(most).max(value))
}

/// The two-sided 95% point of Student's distribution. Up to 30 degrees of freedom from the table, above by the
/// expansion 26.7.5 of Abramowitz and Stegun, which is right to four decimals there.
fn student(freedom: u64) -> f64 {
    const TABLE: [f64; 30] = [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604,
        2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518,
        2.0484, 2.0452, 2.0423,
    ];
    let index = usize::try_from(freedom).unwrap_or(usize::MAX).saturating_sub(1);
    TABLE.get(index).copied().unwrap_or_else(|| {
        let v = freedom as f64;
        Z + (Z.powi(3) + Z) / (4.0 * v) + (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / (96.0 * v * v)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Amount;

    fn ratings(counted: &[(u32, u32)]) -> Ratings {
        counted.iter().map(|(rating, count)| (Amount::new(f64::from(*rating)).unwrap(), *count)).collect()
    }

    fn close(found: Estimate, value: f64, (low, high): (f64, f64)) {
        let (a, b) = found.interval.expect("an interval");
        let ends = [(found.value, value), (a, low), (b, high)];
        assert!(ends.iter().all(|(found, expected)| (found - expected).abs() < 0.06), "{found:?}");
    }

    #[test]
    fn a_net_promoter_score_is_promoters_minus_detractors() {
        // 50 promoters, 30 passives, 20 detractors. By hand: p = 50.75/103, d = 20.75/103, p − d = 0.29126,
        // s² = (0.69417 − 0.08483)/103 = 0.0059159, 1.96 s = 0.15075.
        let found = net_promoter_score(&ratings(&[(10, 30), (9, 20), (8, 10), (7, 20), (6, 5), (0, 15)])).unwrap();
        close(found, 30.0, (14.05, 44.2));
        assert_eq!(found.count, 100);
    }

    #[test]
    fn a_share_has_wilsons_interval() {
        // 45 of 60: Wilson gives 62.77 … 84.22%.
        close(top_two_share(&ratings(&[(5, 20), (4, 25), (3, 10), (1, 5)]), 5.0).unwrap(), 75.0, (62.77, 84.22));
        // None of ten: 0 … 27.75%.
        close(top_two_share(&ratings(&[(2, 10)]), 7.0).unwrap(), 0.0, (0.0, 27.75));
    }

    #[test]
    fn a_mean_has_students_interval() {
        // 4, 5, 6, 7, 8: mean 6, s = 1.5811, t(4) = 2.7764, half = 1.9632.
        close(mean(&ratings(&[(4, 1), (5, 1), (6, 1), (7, 1), (8, 1)]), (0.0, 10.0)).unwrap(), 6.0, (4.04, 7.96));
        // t for 100 degrees of freedom is 1.98397.
        assert!((student(100) - 1.983_97).abs() < 1e-4);
        assert!((student(31) - 2.0395).abs() < 1e-4);
    }

    #[test]
    fn nothing_is_claimed_where_answers_do_not_tell() {
        assert_eq!(mean(&Ratings::default(), (1.0, 5.0)), None);
        assert_eq!(net_promoter_score(&Ratings::default()), None);
        let one = mean(&ratings(&[(3, 1)]), (1.0, 5.0)).unwrap();
        assert_eq!((one.value, one.interval), (3.0, None));
        assert_eq!(mean(&ratings(&[(3, 9)]), (1.0, 5.0)).unwrap().interval, None);
    }

    #[test]
    fn moods_run_from_end_to_end_of_the_scale() {
        let amount = |value| Amount::new(value).unwrap();
        let answers = Answers::new("", "", amount(1.0), amount(5.0)).unwrap();
        let at = |rating, direction| mood(&answers, &ratings(&[(rating, 2)]), direction).unwrap().value;
        assert_eq!([1, 3, 5].map(|rating| at(rating, Direction::Higher)), [-10.0, 0.0, 10.0]);
        assert_eq!(at(1, Direction::Lower), 10.0);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_number_and_shrinks_with_more_of_the_same_answers(
            counts in proptest::collection::vec(0_u32..40, 11),
        ) {
            let counted: Vec<(u32, u32)> = (0..).zip(counts).collect();
            let more: Vec<(u32, u32)> = counted.iter().map(|(rating, count)| (*rating, count * 4)).collect();
            let kinds: [fn(&Ratings) -> Option<Estimate>; 3] =
                [net_promoter_score, |r| top_two_share(r, 10.0), |r| mean(r, (0.0, 10.0))];
            for kind in kinds {
                let (Some(few), Some(many)) = (kind(&ratings(&counted)), kind(&ratings(&more))) else { continue };
                prop_assert!((few.value - many.value).abs() < 1e-9);
                for found in [few, many] {
                    if let Some((low, high)) = found.interval {
                        prop_assert!(low <= found.value && found.value <= high);
                    }
                }
                if let (Some(few), Some(many)) = (few.interval, many.interval) {
                    prop_assert!(many.1 - many.0 < few.1 - few.0);
                }
            }
        }

        #[test]
        fn the_order_of_answers_makes_no_difference(answers in proptest::collection::vec(0_u32..=10, 1..60), turn: usize) {
            let mut turned = answers.clone();
            turned.rotate_left(turn % answers.len());
            let one_each = |list: &[u32]| ratings(&list.iter().map(|rating| (*rating, 1)).collect::<Vec<_>>());
            prop_assert_eq!(net_promoter_score(&one_each(&answers)), net_promoter_score(&one_each(&turned)));
        }
    }
}
