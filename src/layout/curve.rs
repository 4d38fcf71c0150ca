//! The emotion curve as numbers: a monotone cubic through what was observed, broken where nothing was.
//!
//! The method is Fritsch and Carlson's (SIAM J. Numer. Anal. 17, 1980) with tangents limited to three times the
//! smaller neighbouring slope, which needs the neighbours alone: a curve never leaves the range of the two values
//! it runs between. Here never come pixels.

use crate::answers::Estimate;
use crate::model::*;

/// What a persona lives through in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// She does not meet this touchpoint: the curve ends before it and begins after it.
    Not,
    /// She cannot see it, so the curve passes: a back-stage touchpoint, or a column without one.
    Passed,
    /// She meets it, and nobody knows how she feels: a gap that is marked.
    Unobserved,
    /// She feels so.
    Felt(Emotion),
}

impl Met {
    /// What a persona lives through at a touchpoint.
    pub fn at(journey: &Journey, persona: PersonaId, touchpoint: &Touchpoint) -> Met {
        match journey.feeling(persona, touchpoint.id) {
            Some(Feeling { emotion: Some(emotion), .. }) => Met::Felt(emotion),
            Some(Feeling { emotion: None, .. }) => Met::Unobserved,
            None => match touchpoint.stagecraft {
                Stagecraft::BackStage => Met::Passed,
                Stagecraft::FrontStage => Met::Not,
            },
        }
    }
}

/// What people's answers say about one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Measured {
    /// Nobody answered: a gap.
    Not,
    /// Nobody could: a column without a touchpoint, or back stage.
    Passed,
    /// The mean, with its interval and the count.
    At(Estimate),
}

impl Measured {
    /// The number, where there is one.
    pub fn estimate(self) -> Option<Estimate> {
        match self {
            Measured::At(found) => Some(found),
            Measured::Not | Measured::Passed => None,
        }
    }
}

/// The curve from one observed column to the next. Its middle handles stand at a third and two thirds of the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span {
    /// The column it starts in.
    pub from: usize,
    /// The column it ends in.
    pub to: usize,
    /// Emotions at the start, the two handles, and the end.
    pub values: [f64; 4],
}

impl Span {
    /// The part of the curve between two places on the column axis (the middle of column 3 is 3.0), as emotions at
    /// its start, handles and end. The places are held within the span.
    pub fn part(&self, from: f64, to: f64) -> [f64; 4] {
        let length = (self.to - self.from) as f64;
        let fraction = |place: f64| ((place - self.from as f64) / length).clamp(0.0, 1.0);
        let (from, to) = (fraction(from), fraction(to));
        [
            blossom(&self.values, from, from, from),
            blossom(&self.values, from, from, to),
            blossom(&self.values, from, to, to),
            blossom(&self.values, to, to, to),
        ]
    }

    /// The emotion at a place on the column axis, held within the span.
    pub fn at(&self, place: f64) -> f64 {
        self.part(place, place)[0]
    }
}

/// The polar form of a cubic in Bézier form: its values give the Bézier points of any part (Ramshaw 1987).
fn blossom(values: &[f64; 4], r: f64, s: f64, t: f64) -> f64 {
    let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
    let [a, b, c, d] = *values;
    let (ab, bc, cd) = (mix(a, b, r), mix(b, c, r), mix(c, d, r));
    let (abc, bcd) = (mix(ab, bc, s), mix(bc, cd, s));
    mix(abc, bcd, t)
}

/// One persona's curve over all columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Curve {
    /// What she meets, column by column.
    pub met: Vec<Met>,
    /// The spans from left to right.
    pub spans: Vec<Span>,
    /// For every column, the index of the first span that ends at it or behind it.
    span_at: Vec<u32>,
    /// Where the marks of unobserved columns stand: between the nearest observed emotions, by column.
    marks: Vec<(usize, f64)>,
}

impl Curve {
    /// The curve through what was met. It breaks before the columns in `breaks` (ascending), whose neighbours at the
    /// left are not their neighbours in the journey.
    pub fn through(met: Vec<Met>, breaks: &[usize]) -> Curve {
        let mut spans = Vec::new();
        let mut stretch: Vec<(usize, f64)> = Vec::new();
        let mut breaks = breaks.iter().copied().peekable();
        for (column, met) in met.iter().enumerate() {
            if breaks.next_if_eq(&column).is_some() {
                connect(&mut stretch, &mut spans);
            }
            match met {
                Met::Felt(emotion) => stretch.push((column, emotion.value())),
                Met::Passed => {}
                Met::Not | Met::Unobserved => connect(&mut stretch, &mut spans),
            }
        }
        connect(&mut stretch, &mut spans);
        let span_at = span_at(&spans, met.len());
        let marks = unobserved_marks(&met);
        Curve { met, spans, span_at, marks }
    }

    /// The curve through measured values, broken where there is none. It meets nothing: nobody was observed.
    pub fn through_measured(points: &[Measured], breaks: &[usize]) -> Curve {
        let mut spans = Vec::new();
        let mut stretch: Vec<(usize, f64)> = Vec::new();
        for (column, point) in points.iter().enumerate() {
            if breaks.binary_search(&column).is_ok() {
                connect(&mut stretch, &mut spans);
            }
            match point {
                Measured::At(found) => stretch.push((column, found.value)),
                Measured::Passed => {}
                Measured::Not => connect(&mut stretch, &mut spans),
            }
        }
        connect(&mut stretch, &mut spans);
        let span_at = span_at(&spans, points.len());
        Curve { spans, span_at, ..Curve::default() }
    }

    /// Where the mark of an unobserved column stands: no claim about a feeling, only out of the way of one.
    pub fn mark(&self, column: usize) -> Option<f64> {
        self.marks.binary_search_by_key(&column, |(at, _)| *at).ok().map(|index| self.marks[index].1)
    }

    /// The spans that touch a column: ending there, starting there, or passing through.
    pub fn spans_at(&self, column: usize) -> impl Iterator<Item = &Span> {
        let first = self.span_at.get(column).map_or(self.spans.len(), |index| *index as usize);
        self.spans[first..].iter().take_while(move |span| span.from <= column)
    }

    /// The height of the line at a place on the column axis, where there is a line.
    pub fn at(&self, place: f64) -> Option<f64> {
        let column = place.floor().max(0.0) as usize;
        let spans = self.spans_at(column).chain(self.spans_at(column + 1));
        let here = |span: &&Span| span.from as f64 <= place && place <= span.to as f64;
        spans.into_iter().find(here).map(|span| span.at(place))
    }

    /// Whether a feeling stands alone, without a line to it or from it.
    pub fn is_alone(&self, column: usize) -> bool {
        self.value(column).is_some() && self.spans_at(column).next().is_none()
    }

    /// The emotion felt in a column.
    pub fn value(&self, column: usize) -> Option<Emotion> {
        match self.met.get(column) {
            Some(Met::Felt(emotion)) => Some(*emotion),
            Some(Met::Not | Met::Passed | Met::Unobserved) | None => None,
        }
    }

    /// What is told of the curve: its peak and its lowest point (the first of equals) and its end, which nobody knows
    /// where the last column that she meets was not observed.
    pub fn notable(&self) -> Notable {
        let mut peak: Option<(usize, Emotion)> = None;
        let mut lowest: Option<(usize, Emotion)> = None;
        let mut end = None;
        for (column, met) in self.met.iter().enumerate() {
            match met {
                Met::Felt(value) => {
                    if peak.is_none_or(|(_, high)| *value > high) {
                        peak = Some((column, *value));
                    }
                    if lowest.is_none_or(|(_, low)| *value < low) {
                        lowest = Some((column, *value));
                    }
                    end = Some(column);
                }
                Met::Unobserved => end = None,
                Met::Not | Met::Passed => {}
            }
        }
        Notable::of(peak.map(|(column, _)| column), lowest.map(|(column, _)| column), end)
    }
}

/// What is told about a point of a curve, because it matters more than the mean (peak–end rule: Kahneman et al. 1993).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// It is the highest.
    Peak,
    /// It is the highest and the last.
    PeakAndEnd,
    /// It is the lowest.
    Lowest,
    /// It is the lowest and the last.
    LowestAndEnd,
    /// It is the last.
    End,
}

impl Telling {
    /// The words, as a sentence begins.
    pub fn words(self) -> &'static str {
        match self {
            Telling::Peak => "Peak",
            Telling::PeakAndEnd => "Peak and end",
            Telling::Lowest => "Lowest",
            Telling::LowestAndEnd => "Lowest and end",
            Telling::End => "End",
        }
    }
}

/// The columns of a curve of which something is told, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Notable([Option<(Telling, usize)>; 3]);

impl Notable {
    /// What is told of some columns, each of which may be unknown or not be shown. Where all feelings are equal there is
    /// neither peak nor lowest point.
    pub fn of(peak: Option<usize>, lowest: Option<usize>, end: Option<usize>) -> Notable {
        let differ = peak.is_none() || peak != lowest;
        let told = |column: Option<usize>, alone: Telling, with_end: Telling| {
            let column = column.filter(|_| differ)?;
            Some((if end == Some(column) { with_end } else { alone }, column))
        };
        let high = told(peak, Telling::Peak, Telling::PeakAndEnd);
        let low = told(lowest, Telling::Lowest, Telling::LowestAndEnd);
        let is_told = |column: usize| [high, low].iter().flatten().any(|(_, other)| *other == column);
        Notable([high, low, end.filter(|column| !is_told(*column)).map(|column| (Telling::End, column))])
    }

    /// What is told, in the order of its weight, with its column.
    pub fn tellings(self) -> impl Iterator<Item = (Telling, usize)> {
        self.0.into_iter().flatten()
    }

    /// What is told of a column.
    pub fn at(self, column: usize) -> Option<Telling> {
        self.tellings().find(|(_, other)| *other == column).map(|(telling, _)| telling)
    }
}

/// For every column, the index of the first span that ends at it or behind it.
fn span_at(spans: &[Span], columns: usize) -> Vec<u32> {
    let mut next = 0;
    let first = |column: usize| {
        while spans.get(next).is_some_and(|span: &Span| span.to < column) {
            next += 1;
        }
        next as u32
    };
    (0..columns).map(first).collect()
}

fn unobserved_marks(met: &[Met]) -> Vec<(usize, f64)> {
    let mut marks = Vec::new();
    let mut before: Option<f64> = None;
    let mut waiting = 0;
    for (column, met) in met.iter().enumerate() {
        match met {
            Met::Felt(emotion) => {
                let after = emotion.value();
                for (_, mark) in &mut marks[waiting..] {
                    *mark = before.map_or(after, |before| (before + after) / 2.0);
                }
                waiting = marks.len();
                before = Some(after);
            }
            Met::Unobserved => marks.push((column, before.unwrap_or(0.0))),
            Met::Not | Met::Passed => {}
        }
    }
    marks
}

/// Adds the spans through one unbroken stretch of points, and empties it.
fn connect(stretch: &mut Vec<(usize, f64)>, spans: &mut Vec<Span>) {
    let slope = |k: usize| {
        let ((x0, y0), (x1, y1)) = (stretch[k], stretch[k + 1]);
        (y1 - y0) / (x1 - x0) as f64
    };
    let tangent = |k: usize| match (k.checked_sub(1).map(slope), (k + 1 < stretch.len()).then(|| slope(k))) {
        (Some(before), Some(after)) if before * after > 0.0 => {
            let mean = (before + after) / 2.0;
            let most = 3.0 * before.abs().min(after.abs());
            mean.clamp(-most, most)
        }
        (Some(_), Some(_)) => 0.0,
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => 0.0,
    };
    for k in 0..stretch.len().saturating_sub(1) {
        let ((from, start), (to, end)) = (stretch[k], stretch[k + 1]);
        let third = (to - from) as f64 / 3.0;
        let values = [start, start + tangent(k) * third, end - tangent(k + 1) * third, end];
        spans.push(Span { from, to, values });
    }
    stretch.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn felt(values: &[i32]) -> Vec<Met> {
        values.iter().map(|v| Met::Felt(Emotion::steps(*v))).collect()
    }

    proptest! {
        #[test]
        fn a_curve_never_overshoots_what_was_observed(values in proptest::collection::vec(-10i32..=10, 2..30)) {
            let curve = Curve::through(felt(&values), &[]);
            for span in &curve.spans {
                let (low, high) = (span.values[0].min(span.values[3]), span.values[0].max(span.values[3]));
                for step in 0..=20 {
                    let value = span.at(span.from as f64 + f64::from(step) / 20.0);
                    prop_assert!(value >= low - 1e-9 && value <= high + 1e-9, "{value} outside {low} … {high}");
                }
            }
        }
    }

    #[test]
    fn the_unobserved_breaks_the_curve_and_the_back_stage_does_not() {
        let mut met = felt(&[1, 2, 3, 4, 5]);
        met[1] = Met::Unobserved;
        met[3] = Met::Passed;
        let curve = Curve::through(met, &[]);
        let ends: Vec<_> = curve.spans.iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(ends, [(2, 4)]);
        assert_eq!(curve.spans_at(3).count(), 1);
        assert_eq!(curve.spans_at(1).count(), 0);
    }

    #[test]
    fn columns_that_are_no_neighbours_in_the_journey_are_not_joined() {
        let curve = Curve::through(felt(&[1, 2, 3, 4]), &[0, 2]);
        let ends: Vec<_> = curve.spans.iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(ends, [(0, 1), (2, 3)]);
    }

    #[test]
    fn a_line_has_a_height_only_where_it_runs() {
        let mut met = felt(&[-6, 4, 1, 7, 7]);
        met[2] = Met::Unobserved;
        met[4] = Met::Not;
        let curve = Curve::through(met, &[]);
        let heights: Vec<_> = [-0.5, 0.0, 1.0, 1.2, 3.0].into_iter().map(|place| curve.at(place)).collect();
        assert_eq!(heights, [None, Some(-6.0), Some(4.0), None, None]);
        let between = curve.at(0.5).expect("is on the line");
        assert!(-6.0 < between && between < 4.0, "{between}");
        let alone: Vec<_> = (0..5).filter(|column| curve.is_alone(*column)).collect();
        assert_eq!(alone, [3]);
    }

    #[test]
    fn the_mark_of_the_unobserved_stands_between_its_neighbours() {
        let mut met = felt(&[0, -5, 0, -2, 0]);
        (met[0], met[2], met[4]) = (Met::Unobserved, Met::Unobserved, Met::Unobserved);
        let curve = Curve::through(met, &[]);
        let marks: Vec<_> = (0..5).map(|column| curve.mark(column)).collect();
        assert_eq!(marks, [Some(-5.0), None, Some(-3.5), None, Some(-2.0)]);
    }

    #[test]
    fn parts_of_a_span_meet_where_they_were_cut() {
        let curve = Curve::through(felt(&[-6, 4, 7]), &[]);
        let span = curve.spans[0];
        let (left, right) = (span.part(0.0, 0.5), span.part(0.5, 1.0));
        assert_eq!(left[3], right[0]);
        assert_eq!((left[0], right[3]), (-6.0, 4.0));
    }

    #[test]
    fn peak_and_lowest_are_the_first_of_equals() {
        let told = |curve: &Curve| curve.notable().tellings().collect::<Vec<_>>();
        let curve = Curve::through(felt(&[1, 8, -3, 8, -3]), &[]);
        assert_eq!(told(&curve), [(Telling::Peak, 1), (Telling::Lowest, 2), (Telling::End, 4)]);
        assert_eq!(told(&Curve::through(vec![Met::Not], &[])), []);
        assert_eq!(told(&Curve::through(felt(&[4, 4, 4]), &[])), [(Telling::End, 2)]);
        let rising = Curve::through(felt(&[1, 2]), &[]);
        assert_eq!(told(&rising), [(Telling::PeakAndEnd, 1), (Telling::Lowest, 0)]);
    }

    #[test]
    fn where_the_last_moment_was_not_observed_no_earlier_one_is_the_end() {
        let mut met = felt(&[1, 8, -3, 2]);
        met[3] = Met::Unobserved;
        met.push(Met::Not);
        let told: Vec<_> = Curve::through(met, &[]).notable().tellings().collect();
        assert_eq!(told, [(Telling::Peak, 1), (Telling::Lowest, 2)]);
    }
}
