//! Several maps side by side: the same few figures of each, so that they can be put in order.
//!
//! What is not known of a map has no number and stands last in any order. Here never come disk or files.

use super::feedback_loop::{LoopFilter, sides};
use super::figures::{critical_pains, is_open, one_to_one};
use super::finding::Finding;
use super::report::Tally;
use crate::model::*;

/// A figure of a portfolio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Findings that are failing.
    Failing,
    /// Findings at risk.
    AtRisk,
    /// Touchpoints.
    Touchpoints,
    /// Share of one-to-one touchpoints.
    OneToOne,
    /// Mean emotion.
    Mean,
    /// Lowest emotion.
    Lowest,
    /// Open pain points of severity 4 and 5.
    Critical,
    /// Open pain points without an opportunity.
    Unanswered,
    /// Share of feedback that was answered.
    Closed,
}

/// A number in a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// How many.
    Count(usize),
    /// A share in whole percent.
    Percent(usize),
    /// A feeling, −10.0 … +10.0.
    Emotion(f64),
}

impl Number {
    /// For putting in order.
    pub fn value(self) -> f64 {
        match self {
            Number::Count(count) | Number::Percent(count) => count as f64,
            Number::Emotion(emotion) => emotion,
        }
    }
}

/// "12", "29%", "−6.7".
impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Count(count) => count.fmt(f),
            Number::Percent(percent) => write!(f, "{percent}%"),
            Number::Emotion(emotion) => f.write_str(&signed(*emotion)),
        }
    }
}

impl Column {
    /// Every column, in the order of the table.
    pub const ALL: [Column; 9] = [
        Column::Failing,
        Column::AtRisk,
        Column::Touchpoints,
        Column::OneToOne,
        Column::Mean,
        Column::Lowest,
        Column::Critical,
        Column::Unanswered,
        Column::Closed,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Column::Failing => "Failing",
            Column::AtRisk => "At risk",
            Column::Touchpoints => "Touchpoints",
            Column::OneToOne => "One-to-one",
            Column::Mean => "Mean",
            Column::Lowest => "Lowest",
            Column::Critical => "Critical pains",
            Column::Unanswered => "Unanswered",
            Column::Closed => "Loop closed",
        }
    }

    /// Its name in machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Column::Failing => "failing",
            Column::AtRisk => "at_risk",
            Column::Touchpoints => "touchpoints",
            Column::OneToOne => "one_to_one_percent",
            Column::Mean => "mean_emotion",
            Column::Lowest => "lowest_emotion",
            Column::Critical => "critical_pains",
            Column::Unanswered => "unanswered_pains",
            Column::Closed => "loop_closed_percent",
        }
    }

    /// How it is worked out, of today's journey.
    pub fn definition(self) -> &'static str {
        match self {
            Column::Failing => "Findings of the method where customers suffer; both journeys.",
            Column::AtRisk => "Findings where it may go wrong, or nobody knows; both journeys.",
            Column::Touchpoints => "Touchpoints, back stage included.",
            Column::OneToOne => "Touchpoints where one customer meets one person, of those whose encounter is said.",
            Column::Mean => "Mean of all personas’ known emotions, −10 to +10.",
            Column::Lowest => "The lowest known emotion of any persona.",
            Column::Critical => "Pain points of severity 4 or 5 that hurt at a touchpoint and are not resolved.",
            Column::Unanswered => "Open pain points that no opportunity addresses; a dropped one does not count.",
            Column::Closed => "Customers’ and employees’ feedback that was answered, of all of it.",
        }
    }

    /// Whether small numbers are the bad ones.
    pub fn low_is_bad(self) -> bool {
        match self {
            Column::OneToOne | Column::Mean | Column::Lowest | Column::Closed => true,
            Column::Failing | Column::AtRisk | Column::Touchpoints | Column::Critical | Column::Unanswered => false,
        }
    }
}

/// One map of a portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The map's title; empty if it has none.
    pub title: String,
    /// Its findings.
    pub tally: Tally,
    numbers: [Option<Number>; Column::ALL.len()],
}

impl Standing {
    /// Works a map's figures out, with what the rules found on it.
    pub fn of(map: &Map, findings: &[Finding]) -> Standing {
        let (today, tally) = (map.today(), Tally::of(findings));
        let count = |count| Some(Number::Count(count));
        let felt: Vec<Emotion> = today
            .touchpoints()
            .flat_map(|touchpoint| today.feelings_at(touchpoint.id))
            .filter_map(|(_, feeling)| feeling.emotion)
            .collect();
        let mean = felt.iter().map(|emotion| emotion.value()).sum::<f64>() / felt.len() as f64;
        let unanswered = today.pains().filter(|pain| is_open(pain) && today.answers_to(pain.id).is_empty());
        let unanswered = unanswered.count();
        let sides = sides(today, &LoopFilter::default());
        let answered = super::Share {
            count: sides.iter().map(|side| side.closed().count).sum(),
            of: sides.iter().map(|side| side.closed().of).sum(),
        };
        let numbers = Column::ALL.map(|column| match column {
            Column::Failing => count(tally.failing),
            Column::AtRisk => count(tally.at_risk),
            Column::Touchpoints => count(today.touchpoint_count()),
            Column::OneToOne => one_to_one(today).percent().map(Number::Percent),
            Column::Mean => (!felt.is_empty()).then_some(Number::Emotion(mean)),
            Column::Lowest => felt.iter().min().map(|lowest| Number::Emotion(lowest.value())),
            Column::Critical => count(critical_pains(today).count),
            Column::Unanswered => count(unanswered),
            Column::Closed => answered.percent().map(Number::Percent),
        });
        Standing { title: map.about().title.clone(), tally, numbers }
    }

    /// A number; `None` if it is not known.
    pub fn number(&self, column: Column) -> Option<Number> {
        self.numbers[column as usize]
    }

    /// The number in words; "–" if it is not known.
    pub fn words(&self, column: Column) -> String {
        self.number(column).map_or_else(|| "–".to_owned(), |number| number.to_string())
    }

    /// Puts the worse of two maps first: more failing findings, then more at risk.
    pub fn worse_first(&self, other: &Standing) -> std::cmp::Ordering {
        let badness = |standing: &Standing| (standing.tally.failing, standing.tally.at_risk);
        badness(other).cmp(&badness(self))
    }

    /// Puts two maps in the order of a column, the bad end of it first, or the good one; what is not known comes last.
    pub fn by_column(&self, other: &Standing, column: Column, worst_first: bool) -> std::cmp::Ordering {
        let up = column.low_is_bad() == worst_first;
        match (self.number(column), other.number(column)) {
            (Some(a), Some(b)) if up => a.value().total_cmp(&b.value()),
            (Some(a), Some(b)) => b.value().total_cmp(&a.value()),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::*;
    use crate::exchange::shipped::EXAMPLES;
    use crate::insight::findings;

    fn standing(map: &Map) -> Standing {
        Standing::of(map, &findings(map))
    }

    fn empty() -> Map {
        Map::new(MapId::new(&mut SeededIds::new(1)))
    }

    #[test]
    fn a_map_of_nothing_has_no_number_from_nothing() {
        let standing = standing(&empty());
        for column in [Column::OneToOne, Column::Mean, Column::Lowest, Column::Closed] {
            assert_eq!(standing.number(column), None, "{}", column.title());
            assert_eq!(standing.words(column), "–");
        }
        assert_eq!(standing.number(Column::Touchpoints), Some(Number::Count(0)));
    }

    #[test]
    fn every_column_of_an_example_has_its_number() {
        let map = EXAMPLES[0].open().unwrap();
        let standing = standing(&map);
        assert_eq!(standing.number(Column::Touchpoints), Some(Number::Count(map.today().touchpoint_count())));
        let lowest = map.today().personas().filter_map(|who| highlights(map.today(), who.id).lowest);
        let lowest = lowest.map(|moment| moment.emotion.value()).fold(f64::MAX, f64::min);
        assert_eq!(standing.number(Column::Lowest), Some(Number::Emotion(lowest)));
        assert_eq!(standing.number(Column::Failing), Some(Number::Count(standing.tally.failing)));
    }

    #[test]
    fn the_worst_comes_first_and_what_is_unknown_last_either_way() {
        let (known, unknown) = (standing(&EXAMPLES[0].open().unwrap()), standing(&empty()));
        assert_eq!(known.worse_first(&unknown), Ordering::Less);
        for worst_first in [true, false] {
            assert_eq!(known.by_column(&unknown, Column::Mean, worst_first), Ordering::Less);
        }
        let higher = Standing { numbers: known.numbers.map(|_| Some(Number::Emotion(9.0))), ..known.clone() };
        assert_eq!(known.by_column(&higher, Column::Lowest, true), Ordering::Less);
        assert_eq!(known.by_column(&higher, Column::Lowest, false), Ordering::Greater);
    }
}
