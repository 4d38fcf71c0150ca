//! What a table most likely means, from its titles and from what stands below them.

use super::cells::{DayOrder, date, day_parts, is_no_answer, rating, serial_day, worded};
use super::likeness::Elements;
use super::mapping::{Mapping, Question, Role, USUAL_COMMENTS};
use super::names::{distinct, match_names};
use super::vocabulary::*;
use crate::exchange::sheet::Sheet;
use crate::model::*;

/// So many rows are looked at, spread over the table.
const LOOKED_AT: usize = 2_000;

/// What stands in a column.
#[derive(Debug, Default)]
struct Seen {
    filled: usize,
    numbers: usize,
    days: usize,
    /// Numbers that are days where a title says so.
    serials: usize,
    letters: usize,
    low: f64,
    high: f64,
    different: usize,
}

impl Seen {
    fn of(sheet: &Sheet, column: usize) -> Seen {
        let mut seen = Seen { low: f64::MAX, high: f64::MIN, ..Seen::default() };
        let mut different = std::collections::HashSet::new();
        for row in (0..sheet.len()).step_by(sheet.len() / LOOKED_AT + 1) {
            let cell = sheet.cell(row, column);
            if is_no_answer(cell) {
                continue;
            }
            seen.filled += 1;
            seen.letters += cell.chars().count();
            different.insert(cell);
            if let Some(number) = rating(cell).or_else(|| worded(cell)) {
                seen.numbers += 1;
                (seen.low, seen.high) = (seen.low.min(number), seen.high.max(number));
            }
            seen.days += usize::from(date(cell, DayOrder::DayFirst).is_some());
            seen.serials += usize::from(serial_day(cell).is_some());
        }
        seen.different = different.len();
        seen
    }

    fn most(&self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 8
    }

    fn is_like_a_rating(&self) -> bool {
        self.most(self.numbers) && self.low >= 0.0 && self.high <= 10.0 && self.different <= 21
    }

    /// Whether nearly every cell says something else, at length: no names, of which a large map has hundreds too.
    fn is_like_prose(&self) -> bool {
        self.filled > 0 && self.letters > self.filled * 25 && self.different * 4 > self.filled * 3
    }

    fn is_like_words(&self) -> bool {
        self.filled > 0 && self.letters > self.filled * 25 && self.different * 2 > self.filled
    }
}

impl Mapping {
    /// What a table most likely means on a journey.
    pub fn guess(sheet: &Sheet, journey: &Journey, survey: &str) -> Mapping {
        let seen: Vec<Seen> = (0..sheet.titles().len()).map(|column| Seen::of(sheet, column)).collect();
        let mut mapping = Mapping {
            survey: survey.to_owned(),
            roles: roles(sheet, &seen, &Elements::of(journey)),
            questions: Vec::new(),
            places: Default::default(),
            personas: Default::default(),
            everybody: None,
            voice: Voice::Customer,
            day_order: DayOrder::DayFirst,
            most_comments: USUAL_COMMENTS,
            also_read_before: false,
        };
        let mut personas = journey.personas();
        if let (Some(only), None) = (personas.next(), personas.next()) {
            mapping.everybody = Some(only.id);
        }
        mapping.settle(sheet, journey);
        mapping
    }

    /// Gives a column another role; what follows from that is guessed anew, and what a person said before stays.
    pub fn set_role(&mut self, column: usize, role: Role, sheet: &Sheet, journey: &Journey) {
        if !role.may_repeat() {
            self.roles.iter_mut().filter(|other| **other == role).for_each(|other| *other = Role::Ignore);
        }
        if let Some(known) = self.roles.get_mut(column) {
            *known = role;
        }
        self.settle(sheet, journey);
    }

    /// Brings questions, names and the order of days in line with the roles.
    fn settle(&mut self, sheet: &Sheet, journey: &Journey) {
        self.day_order = self.column(Role::Date).map_or(DayOrder::DayFirst, |column| day_order(sheet, column));
        let known = std::mem::take(&mut self.questions);
        let names: Vec<String> = match self.column(Role::Question) {
            Some(column) => distinct(sheet, |row| Some(sheet.cell(row, column))).into_iter().map(|(n, _)| n).collect(),
            None => Vec::new(),
        };
        let ratings: Vec<usize> = self.columns(Role::Rating).collect();
        let several = ratings.len() > 1;
        let asking = self.column(Role::Question);
        for column in ratings {
            let title = &sheet.titles()[column];
            let questions: Vec<(String, Option<String>)> = match names.is_empty() {
                true => vec![(title.clone(), None)],
                false => {
                    let named = |asked: &String| if several { format!("{asked}, {title}") } else { asked.clone() };
                    names.iter().map(|asked| (named(asked), Some(asked.clone()))).collect()
                }
            };
            for (name, asked) in questions {
                let is_it = |question: &&Question| question.column == column && question.asked == asked;
                let of_it = |row: usize| {
                    asked.as_deref().zip(asking).is_none_or(|(asked, asking)| sheet.cell(row, asking) == asked)
                };
                let guessed = || question(sheet, column, &name, of_it);
                let found = known.iter().find(is_it).cloned().unwrap_or_else(guessed);
                self.questions.push(Question { name, asked, ..found });
            }
        }
        match_names(sheet, self, journey);
    }
}

fn roles(sheet: &Sheet, seen: &[Seen], elements: &Elements) -> Vec<Role> {
    let mut roles = vec![Role::Ignore; seen.len()];
    // The surest first: a title that says it, and values that do not speak against it.
    for (role, beginnings) in TITLES {
        for (column, title) in sheet.titles().iter().enumerate() {
            let fits = match role {
                Role::AnswerId => seen[column].different * 10 >= seen[column].filled * 9,
                Role::Date => seen[column].most(seen[column].days + seen[column].serials),
                Role::Rating => {
                    seen[column].most(seen[column].numbers) && seen[column].high <= 100.0 && !has_word(title, NO_RATING)
                }
                Role::Text => !seen[column].most(seen[column].numbers),
                Role::Touchpoint | Role::Stage | Role::Persona | Role::Source | Role::Question => {
                    title.chars().count() <= 40 && !seen[column].is_like_prose() && !seen[column].is_like_a_rating()
                }
                Role::Ignore => false,
            };
            let free = roles[column] == Role::Ignore && (role.may_repeat() || !roles.contains(&role));
            if free && fits && seen[column].filled > 0 && has_word(title, beginnings) {
                roles[column] = role;
            }
        }
    }
    // Then what the values themselves say.
    for (column, seen) in seen.iter().enumerate().filter(|(_, seen)| seen.filled > 0) {
        if roles[column] != Role::Ignore || has_word(&sheet.titles()[column], NO_RATING) {
            continue;
        }
        let free = |role: Role| !roles.contains(&role);
        roles[column] = if seen.is_like_a_rating() {
            Role::Rating
        } else if free(Role::Date) && seen.most(seen.days) {
            Role::Date
        } else if free(Role::Touchpoint) && names_match(sheet, column, |name| elements.place(name).1) {
            Role::Touchpoint
        } else if free(Role::Persona) && names_match(sheet, column, |name| elements.persona(name).1) {
            Role::Persona
        } else if seen.is_like_words() {
            Role::Text
        } else {
            Role::Ignore
        };
    }
    roles
}

/// Whether most of a column's few different values are names on the map.
fn names_match(sheet: &Sheet, column: usize, likeness: impl Fn(&str) -> f64) -> bool {
    let names = distinct(sheet, |row| Some(sheet.cell(row, column)));
    let known = names.iter().take(60).filter(|(name, _)| likeness(name) >= 0.7).count();
    !names.is_empty() && names.len() <= 60 && known * 2 > names.len()
}

/// A question with the number that is most likely made of it, by its words and by what was answered.
fn question(sheet: &Sheet, column: usize, name: &str, of_it: impl Fn(usize) -> bool) -> Question {
    let rows = (0..sheet.len()).step_by(sheet.len() / (4 * LOOKED_AT) + 1).filter(|row| of_it(*row));
    let mut numbers: Vec<f64> =
        rows.map(|row| sheet.cell(row, column)).filter_map(|cell| rating(cell).or_else(|| worded(cell))).collect();
    numbers.sort_by(f64::total_cmp);
    // One mistyped number in a hundred makes no other scale.
    let slips = numbers.len() / 100;
    let seen = numbers.get(slips).copied().zip(numbers.len().checked_sub(slips + 1).map(|last| numbers[last]));
    let said = scale_in_title(name);
    let (low, high) = said.or(seen).unwrap_or((1.0, 5.0));
    let kind = if has_word(name, RECOMMEND) && high <= 10.0 {
        MeasureKind::Nps
    } else if has_word(name, EFFORT) && high <= 7.0 {
        MeasureKind::Ces
    } else if high <= 5.0 || (has_word(name, SATISFIED) && high <= 7.0) {
        MeasureKind::Csat
    } else {
        MeasureKind::Own
    };
    let scale = said.filter(|_| kind != MeasureKind::Nps).unwrap_or_else(|| usual_scale(kind, low, high));
    Question { column, name: name.to_owned(), asked: None, kind, scale, direction: Direction::Higher }
}

/// The scale that a title names: `Satisfaction (1-5)`, `0–10`, `von 1 bis 7`.
fn scale_in_title(title: &str) -> Option<(f64, f64)> {
    let mut numbers: Vec<(usize, usize, f64)> = Vec::new();
    let mut at = 0;
    while let Some(start) = title[at..].find(|letter: char| letter.is_ascii_digit()).map(|found| at + found) {
        let end =
            title[start..].find(|letter: char| !letter.is_ascii_digit()).map_or(title.len(), |found| start + found);
        numbers.push((start, end, title[start..end].parse().ok()?));
        at = end;
    }
    let pair = |pair: &&[(usize, usize, f64)]| {
        let between = title[pair[0].1..pair[1].0].trim();
        matches!(between, "-" | "–" | "—" | "to" | "bis" | "à" | "a") && pair[0].2 <= 1.0 && pair[1].2 <= 100.0
    };
    numbers.windows(2).find(pair).map(|pair| (pair[0].2, pair[1].2)).filter(|(low, high)| low < high)
}

/// The scale that is most likely behind ratings between two ends.
fn usual_scale(kind: MeasureKind, low: f64, high: f64) -> (f64, f64) {
    match kind {
        MeasureKind::Nps => (0.0, 10.0),
        MeasureKind::Ces => (1.0, 7.0),
        MeasureKind::Csat => (if low < 1.0 { 0.0 } else { 1.0 }, if high <= 5.0 { 5.0 } else { 7.0 }),
        MeasureKind::Own | MeasureKind::Conversion | MeasureKind::Churn | MeasureKind::Revenue | MeasureKind::Roi => {
            let top = [5.0, 7.0, 10.0, 100.0].into_iter().find(|top| high <= *top).unwrap_or(high);
            let bottom = if low < 0.0 {
                -top
            } else if low < 1.0 || top == 100.0 {
                0.0
            } else {
                1.0
            };
            (bottom.min(low), top)
        }
    }
}

impl Question {
    /// Makes another number of it, on the scale that is usual for that.
    pub fn set_kind(&mut self, kind: MeasureKind) {
        let (low, high) = self.scale;
        self.kind = kind;
        self.scale = usual_scale(kind, low, high);
    }
}

/// Where a day alone does not tell, another of the column does.
fn day_order(sheet: &Sheet, column: usize) -> DayOrder {
    let days = (0..sheet.len()).filter_map(|row| day_parts(sheet.cell(row, column)));
    let (mut first, mut second) = (false, false);
    for [a, b, _] in days.filter(|[a, _, _]| *a <= 31) {
        (first, second) = (first || a > 12, second || b > 12);
    }
    if second && !first { DayOrder::MonthFirst } else { DayOrder::DayFirst }
}
