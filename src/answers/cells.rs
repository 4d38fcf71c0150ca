//! What stands in a cell: a rating, a day, who speaks. Whole words only; nothing is guessed here that a person could
//! not read in the cell.

use super::vocabulary::{EMPLOYEES, NO_ANSWER, has_word};
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
    let number = number.trim_end_matches(['.', ',', '-']).replace(',', ".").replace('−', "-");
    number.parse().ok().filter(|number: &f64| apart && number.is_finite())
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
        assert!(is_no_answer("k. A.") && is_no_answer("") && !is_no_answer("0"));
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
