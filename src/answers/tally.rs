//! Counting: from rows to ratings and comments by place, with a list of what could not be read.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::cells::{date, is_no_answer, rating_on, serial_day, voice};
use super::mapping::{Mapping, Place, Question, Role};
use super::names::{MOST_NAMES, place_name};
use crate::exchange::sheet::{Problems, Sheet, SheetError, Watch};
use crate::model::*;

/// How many rows are counted between two words about how far it is.
const BETWEEN_WORDS: usize = 4_096;

/// Ratings of one question at one place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counted {
    /// The ratings, by whose they are.
    pub groups: BTreeMap<Option<PersonaId>, Ratings>,
    /// The day of the newest.
    pub newest: Option<Date>,
}

/// Something that somebody said, ready to become feedback.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What tells it from everything else in its survey.
    pub answer: String,
    /// What it may have been told by before: the id without the column's title, where only now several columns hold
    /// comments, and the id with it, where several did.
    pub answer_before: Option<String>,
    /// The words.
    pub text: String,
    /// The day.
    pub date: Option<Date>,
    /// The rating that was given with it, as one to five.
    pub rating: Option<Level>,
    /// Who speaks.
    pub voice: Voice,
    /// Which persona, where known.
    pub persona: Option<PersonaId>,
}

/// A table counted under a mapping.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// How many rows there are.
    pub rows: usize,
    /// The ratings, by place and by the question's place in the mapping.
    pub ratings: BTreeMap<(Place, usize), Counted>,
    /// All comments by place, the newest first.
    pub comments: BTreeMap<Place, Vec<Said>>,
    /// Names that stand nowhere on the map, with how many of their ratings and comments were left out.
    pub unplaced: BTreeMap<String, usize>,
    /// What could not be read.
    pub problems: Problems,
}

impl Tally {
    /// How many ratings were counted.
    pub fn rating_count(&self) -> u64 {
        self.ratings.values().flat_map(|counted| counted.groups.values()).map(Ratings::count).sum()
    }

    /// How many comments there are.
    pub fn comment_count(&self) -> usize {
        self.comments.values().map(Vec::len).sum()
    }
}

/// The counts of one group, before they are put in order.
type Counts = HashMap<u64, u32>;

/// The ratings of one question at one place, by whose they are, and the day of the newest.
type Rated = (HashMap<Option<PersonaId>, Counts>, Option<Date>);

struct Counting<'t> {
    sheet: &'t Sheet,
    mapping: &'t Mapping,
    ratings: HashMap<(Place, usize), Rated>,
    /// Marks of the ratings and comments with an id, to find those that are there twice.
    seen: HashSet<u64>,
    /// How many comments without an id said the same.
    alike: HashMap<u64, u32>,
    tally: Tally,
}

/// Counts a table.
///
/// # Errors
/// Only if `watch` stops it.
pub fn tally(sheet: &Sheet, mapping: &Mapping, watch: Watch<'_>) -> Result<Tally, SheetError> {
    let mut counting = Counting {
        sheet,
        mapping,
        ratings: HashMap::new(),
        seen: HashSet::new(),
        alike: HashMap::new(),
        tally: Tally { rows: sheet.len(), problems: sheet.problems.clone(), ..Tally::default() },
    };
    for row in 0..sheet.len() {
        if row % BETWEEN_WORDS == 0 && !watch(row as f32 / sheet.len() as f32) {
            return Err(SheetError::Stopped);
        }
        counting.row(row);
    }
    Ok(counting.finish())
}

/// What a row says beside its ratings and comments.
struct Around<'t> {
    number: u32,
    id: &'t str,
    date: Option<Date>,
    persona: Option<PersonaId>,
    voice: Voice,
}

impl<'t> Counting<'t> {
    fn row(&mut self, row: usize) {
        let around = self.around(row);
        for column in self.mapping.columns(Role::Rating) {
            self.rating(row, column, &around);
        }
        for column in self.mapping.columns(Role::Text) {
            self.comment(row, column, &around);
        }
    }

    fn around(&mut self, row: usize) -> Around<'t> {
        let (sheet, mapping) = (self.sheet, self.mapping);
        let said = |role: Role| mapping.column(role).map_or("", |column| sheet.cell(row, column));
        let number = sheet.number(row);
        let day = said(Role::Date);
        let found = date(day, mapping.day_order).or_else(|| serial_day(day));
        if found.is_none() && !is_no_answer(day) {
            let title = mapping.column(Role::Date).map_or("", |column| &sheet.titles()[column]);
            self.tally.problems.add(number, title, day, "is no day; the answer counts without one");
        }
        let persona = match mapping.column(Role::Persona) {
            Some(column) => mapping.personas.get(sheet.spanned(row, column)).copied().flatten(),
            None => mapping.everybody,
        };
        let voice = match mapping.column(Role::Source) {
            Some(_) => voice(said(Role::Source)),
            None => mapping.voice,
        };
        Around { number, id: said(Role::AnswerId), date: found, persona, voice }
    }

    /// The place that a cell is about; where there is none, that is noted.
    fn place(&mut self, row: usize, column: usize) -> Option<Place> {
        let name = place_name(self.sheet, self.mapping, row, column);
        if name.is_empty() {
            let why = "no touchpoint is named, so the answer is left out";
            self.tally.problems.add(self.sheet.number(row), &self.sheet.titles()[column], "", why);
            return None;
        }
        let Some(place) = self.mapping.places.get(name).copied() else {
            let why = format!(
                "comes after {MOST_NAMES} other names and is not exactly that of a touchpoint, so it was not matched; \
                 the answer is left out"
            );
            self.tally.problems.add(self.sheet.number(row), &self.sheet.titles()[column], name, why);
            return None;
        };
        if place.is_none() {
            match self.tally.unplaced.get_mut(name) {
                Some(count) => *count += 1,
                None => {
                    self.tally.unplaced.insert(name.to_owned(), 1);
                }
            }
        }
        place
    }

    fn question(&self, row: usize, column: usize) -> Option<(usize, &'t Question)> {
        let mapping = self.mapping;
        let asked = mapping.column(Role::Question).map(|asked| self.sheet.cell(row, asked));
        let is_it = |question: &&Question| {
            question.column == column
                && asked.is_none_or(|asked| question.asked.as_deref().unwrap_or_default() == asked)
        };
        let index = mapping.questions.iter().position(|question| is_it(&question))?;
        Some((index, &mapping.questions[index]))
    }

    fn rating(&mut self, row: usize, column: usize, around: &Around<'_>) {
        let cell = self.sheet.cell(row, column);
        if is_no_answer(cell) {
            return;
        }
        let title = &self.sheet.titles()[column];
        let Some((index, question)) = self.question(row, column) else {
            let why = "it is not said which question is answered; the rating is left out";
            return self.tally.problems.add(around.number, title, cell, why);
        };
        let (low, high) = question.scale;
        let Some(number) = rating_on(cell, question.scale) else {
            let why = format!("is no number from {low} to {high}; the rating is left out");
            return self.tally.problems.add(around.number, title, cell, why);
        };
        if !(low..=high).contains(&number) {
            let why = format!("is not from {low} to {high}; the rating is left out");
            return self.tally.problems.add(around.number, title, cell, why);
        }
        let Some(place) = self.place(row, column) else { return };
        if !around.id.is_empty() && !self.seen.insert(mark((around.id, index, place, "rating"))) {
            let why = "is the id of an earlier answer to the same question; this one is left out";
            return self.tally.problems.add(around.number, title, around.id, why);
        }
        let (groups, newest) = self.ratings.entry((place, index)).or_default();
        let kept = on_steps(number, low, high);
        *groups.entry(around.persona).or_default().entry(kept.to_bits()).or_default() += 1;
        *newest = (*newest).max(around.date);
    }

    fn comment(&mut self, row: usize, column: usize, around: &Around<'_>) {
        let text = self.sheet.cell(row, column);
        if is_no_answer(text) {
            return;
        }
        let Some(place) = self.place(row, column) else { return };
        let name = place_name(self.sheet, self.mapping, row, column);
        let title = &self.sheet.titles()[column];
        let (answer, answer_before) = match around.id.is_empty() {
            false => {
                // One respondent says something in each column; the columns' names alone tell these apart.
                let (plain, titled) = (format!("{}, {name}", around.id), format!("{}, {name}, {title}", around.id));
                if !self.seen.insert(mark((around.id, column, place, "comment"))) {
                    let why = "is the id of an earlier comment on the same; this one is left out";
                    return self.tally.problems.add(around.number, title, around.id, why);
                }
                match self.mapping.columns(Role::Text).count() {
                    0 | 1 => (plain, Some(titled)),
                    _ => (titled, Some(plain)),
                }
            }
            true => (self.fingerprint(row, column, name, text), None),
        };
        let rated = if self.mapping.is_long() {
            self.mapping.column(Role::Rating)
        } else {
            Some(self.mapping.titled_by(column)).filter(|before| *before != column)
        };
        let said = Said {
            answer,
            answer_before,
            text: text.to_owned(),
            date: around.date,
            rating: rated.and_then(|rated| self.level(row, rated)),
            voice: around.voice,
            persona: around.persona,
        };
        self.tally.comments.entry(place).or_default().push(said);
    }

    /// A mark of a comment without an id: what it says, about what, when and by whom; of several alike, which of them.
    fn fingerprint(&mut self, row: usize, column: usize, name: &str, text: &str) -> String {
        let said = |role: Role| self.mapping.column(role).map_or("", |column| self.sheet.cell(row, column));
        let mut hasher = blake3::Hasher::new();
        for part in [name, &self.sheet.titles()[column], said(Role::Date), said(Role::Persona), text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let bytes: [u8; 8] = hasher.finalize().as_bytes()[..8].try_into().unwrap_or_default();
        let mark = u64::from_le_bytes(bytes);
        let count = self.alike.entry(mark).or_default();
        *count += 1;
        match *count {
            1 => format!("{mark:016x}"),
            more => format!("{mark:016x}-{more}"),
        }
    }

    /// A rating as one to five.
    fn level(&self, row: usize, column: usize) -> Option<Level> {
        let (_, question) = self.question(row, column)?;
        let (low, high) = question.scale;
        let number =
            rating_on(self.sheet.cell(row, column), question.scale).filter(|number| (low..=high).contains(number))?;
        let share = (number - low) / (high - low);
        let share = match question.direction {
            Direction::Higher => share,
            Direction::Lower => 1.0 - share,
        };
        Level::new(1 + (share * 4.0).round() as i64).ok()
    }

    fn finish(mut self) -> Tally {
        let amount = |bits: u64| Amount::new(f64::from_bits(bits)).ok();
        for (at, (groups, newest)) in self.ratings {
            let group = |(persona, counts): (Option<PersonaId>, Counts)| {
                let counted = counts.into_iter().filter_map(|(bits, count)| Some((amount(bits)?, count)));
                (persona, counted.collect::<Ratings>())
            };
            self.tally.ratings.insert(at, Counted { groups: groups.into_iter().map(group).collect(), newest });
        }
        for said in self.tally.comments.values_mut() {
            // The later of two rows is the newer one where no day says otherwise.
            said.reverse();
            said.sort_by_key(|said| std::cmp::Reverse(said.date));
        }
        self.tally
    }
}

/// A number that stands for a key within one run.
fn mark(key: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// A rating as it is counted: as it is where it is whole, else to a hundredth of the scale, so that the counts of a
/// slider stay few.
fn on_steps(number: f64, low: f64, high: f64) -> f64 {
    if number.fract() == 0.0 {
        return number + 0.0;
    }
    let step = (high - low) / 100.0;
    let place = ((number - low) / step).round();
    // To nine decimals, so that the same place is the same number.
    (((low + place * step) * 1e9).round() / 1e9).clamp(low, high)
}
