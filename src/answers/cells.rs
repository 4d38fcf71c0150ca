//! What stands in a cell: a rating, a day, who speaks. Whole words only; nothing is guessed here that a person could
//! not read in the cell.

use super::vocabulary::{EMPLOYEES, FIVE_STEPS, NO_ANSWER, has_word};
use crate::exchange::sheet::day_of_serial;
use crate::model::{Date, Voice};

/// Whether a cell says that there is no answer.
pub(super) fn is_no_answer(cell: &str) -> bool {
    cell.is_empty() || (cell.len() <= 20 && NO_ANSWER.contains(&cell.to_lowercase().as_str()))
}

/// The number at the beginning of a cell: `9`, `4,5`, `4/5`, `10 – very likely`, `★★★★☆`.
pub(super) fn rating(cell: &str) -> Option<f64> {
    if cell.starts_with('★') && cell.chars().all(|star| star == '★' || star == '☆') {
        return Some(cell.chars().filter(|star| *star == '★').count() as f64);
    }
    let end = cell.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−'))).unwrap_or(cell.len());
    let (number, rest) = cell.split_at(end);
    let apart = rest.is_empty() || rest.starts_with([' ', '\u{a0}', '/', '(', ':', '=', '%', '*', '★', '–', '—']);
    // “2-dissatisfied”: the number and its word.
    let named = number.ends_with('-') && rest.starts_with(char::is_alphabetic);
    let number = number.trim_end_matches(['.', ',', '-']).replace(',', ".").replace('−', "-");
    number.parse().ok().filter(|number: &f64| (apart || named) && number.is_finite())
}

/// The rating that a cell holds on a scale: its number or, where the scale has five steps, what its words usually stand
/// for.
pub(super) fn rating_on(cell: &str, scale: (f64, f64)) -> Option<f64> {
    rating(cell).or_else(|| worded(cell).filter(|_| scale == (1.0, 5.0)))
}

/// What a word of the usual scales of five steps stands for, 1 to 5: “satisfied” is 4, “sehr zufrieden” is 5.
pub(super) fn worded(cell: &str) -> Option<f64> {
    if cell.len() > 40 {
        return None;
    }
    let cell = cell.trim_end_matches('.').to_lowercase().replace(['’', '\''], "");
    let step = FIVE_STEPS.iter().position(|words| words.contains(&cell.as_str()))?;
    Some(step as f64 + 1.0)
}

/// A day as a spreadsheet program counts it, since the end of 1899: what is left of a date without its format. Numbers
/// of days from 1954 to 2119 alone, which nobody takes for something else below the title of a date.
pub(super) fn serial_day(cell: &str) -> Option<Date> {
    let number: f64 = cell.parse().ok().filter(|number| (20_000.0..80_000.0).contains(number))?;
    day_of_serial(number, false)?.to_string().parse().ok()
}

/// In which order day and month stand where both could be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayOrder {
    /// 31/05/2026.
    #[default]
    DayFirst,
    /// 05/31/2026.
    MonthFirst,
}

/// A day: `2026-05-31` with or without a time, `31.05.2026`, `5/31/2026 10:30`.
pub(super) fn date(cell: &str, order: DayOrder) -> Option<Date> {
    let [a, b, c] = day_parts(cell)?;
    let (year, month, day) = match order {
        _ if a > 31 => (a, b, c),
        _ if b > 12 => (c, a, b),
        _ if a > 12 || cell.contains('.') => (c, b, a),
        DayOrder::DayFirst => (c, b, a),
        DayOrder::MonthFirst => (c, a, b),
    };
    let year = if year < 100 { year + 2000 } else { year };
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// The three numbers of a day, as they stand.
pub(super) fn day_parts(cell: &str) -> Option<[u32; 3]> {
    let day = cell.split([' ', 'T', '\u{a0}']).next()?.trim_end_matches(',');
    let mut parts = day.split(['-', '.', '/']);
    let mut next = || parts.next().filter(|part| part.len() <= 4)?.parse::<u32>().ok();
    let found = [next()?, next()?, next()?];
    parts.next().is_none_or(str::is_empty).then_some(found)
}

/// Who speaks.
pub(super) fn voice(cell: &str) -> Voice {
    if has_word(cell, EMPLOYEES) { Voice::Employee } else { Voice::Customer }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_are_read_as_people_and_tools_write_them() {
        let read = ["9", "4,5", "4/5", "10 – very likely", "5 (sehr zufrieden)", "★★★★☆", "-3", "7."].map(rating);
        assert_eq!(read, [9.0, 4.5, 4.0, 10.0, 5.0, 4.0, -3.0, 7.0].map(Some));
        for cell in ["", "NaN", "inf", "eleven", "1e999", "2nd", "1.2.3", "=1+1", "9e9"] {
            assert_eq!(rating(cell), None, "{cell}");
        }
        let named = ["2-dissatisfied", "3 – neither", "5 - very satisfied"].map(rating);
        assert_eq!((named, rating("2026-05-31"), rating("4-5")), ([2.0, 3.0, 5.0].map(Some), None, None));
        assert!(is_no_answer("k. A.") && is_no_answer("") && !is_no_answer("0"));
    }

    #[test]
    fn words_are_ratings_on_five_steps_alone() {
        let read = ["Very satisfied", "zufrieden", "Neutral", "Disagree", "Très insatisfait."];
        assert_eq!(read.map(|cell| rating_on(cell, (1.0, 5.0))), [5.0, 4.0, 3.0, 2.0, 1.0].map(Some));
        assert_eq!(rating_on("satisfied", (0.0, 10.0)), None);
        assert_eq!([worded("four"), worded("I was satisfied with it"), worded("")], [None; 3]);
    }

    #[test]
    fn days_without_their_format_are_read_and_small_numbers_are_none() {
        assert_eq!(serial_day("46173").map(|day| day.to_string()).as_deref(), Some("2026-05-31"));
        assert_eq!(["12", "90210", "2026", ""].map(serial_day), [None; 4]);
    }

    #[test]
    fn days_are_read_in_every_usual_order() {
        let day = |cell| date(cell, DayOrder::DayFirst).map(|day| day.to_string());
        for cell in ["2026-05-31", "2026-05-31T10:00:00Z", "31.05.2026 10:30", "31/5/26", "5/31/2026", "2026/5/31"] {
            assert_eq!(day(cell).as_deref(), Some("2026-05-31"), "{cell}");
        }
        assert_eq!(day("03/04/2026").as_deref(), Some("2026-04-03"));
        assert_eq!(date("03/04/2026", DayOrder::MonthFirst).map(|day| day.to_string()).as_deref(), Some("2026-03-04"));
        assert_eq!(["31.02.2026", "soon", "12", "1-2-3-4"].map(day), [None, None, None, None]);
    }
}
