//! What the columns of a table mean, and where its names stand on the map: guessed first, then a person's to change.

use std::collections::BTreeMap;

pub use super::cells::DayOrder;
use crate::model::{choices, *};
use crate::words::capital;

choices! {
    /// What a column holds.
    Role {
        /// Nothing that is read in.
        #[default]
        Ignore = "leave_out", "Leave out";
        /// The name of the touchpoint that an answer is about.
        Touchpoint = "touchpoint", "Touchpoint";
        /// The name of the stage, where no touchpoint is named.
        Stage = "stage", "Stage";
        /// Who answers.
        Persona = "persona", "Persona";
        /// A number on a scale.
        Rating = "rating", "Rating";
        /// What was said.
        Text = "text", "Comment";
        /// The day of the answer.
        Date = "date", "Date";
        /// Whether a customer or an employee speaks.
        Source = "source", "Customer or employee";
        /// What tells this answer from all others.
        AnswerId = "id", "Answer id";
        /// Which question a rating answers, where one column holds several.
        Question = "question", "Question";
    }
}

impl Role {
    /// Whether several columns may have it.
    pub fn may_repeat(self) -> bool {
        match self {
            Role::Ignore | Role::Rating | Role::Text => true,
            Role::Touchpoint | Role::Stage | Role::Persona | Role::Date => false,
            Role::Source | Role::AnswerId | Role::Question => false,
        }
    }
}

/// A place of the journey that answers are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A touchpoint.
    Touchpoint(TouchpointId),
    /// A stage as a whole.
    Stage(StageId),
}

impl Place {
    /// What it is called, if it is there.
    pub fn name(self, journey: &Journey) -> Option<&str> {
        match self {
            Place::Touchpoint(id) => journey.touchpoint(id).map(|found| found.name.as_str()),
            Place::Stage(id) => journey.stage(id).map(|found| found.name.as_str()),
        }
    }
}

/// A question that is answered with a rating.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The column of its ratings.
    pub column: usize,
    /// What it is called: the column's title, or what the column of questions says, with the column's title where
    /// several columns hold answers to it.
    pub name: String,
    /// What the column of questions says, where there is one.
    pub asked: Option<String>,
    /// The number that is made of it: NPS, CSAT, CES, or a mean.
    pub kind: MeasureKind,
    /// The lowest and highest rating, the lower first.
    pub scale: (f64, f64),
    /// Which rating is the better one.
    pub direction: Direction,
}

/// How a table is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// What the survey is called. Read again under the same name, it updates what it brought before.
    pub survey: String,
    /// One for each column.
    pub roles: Vec<Role>,
    /// The questions of all rating columns.
    pub questions: Vec<Question>,
    /// Where each name stands; `None`, or no entry, leaves its answers out.
    pub places: BTreeMap<String, Option<Place>>,
    /// Which persona each name is; `None`, or no entry, leaves open who answered.
    pub personas: BTreeMap<String, Option<PersonaId>>,
    /// Who answered, where no column says so.
    pub everybody: Option<PersonaId>,
    /// Who speaks, where no column says so.
    pub voice: Voice,
    /// In which order day and month stand where both could be either.
    pub day_order: DayOrder,
    /// At most so many comments come to one place, the newest.
    pub most_comments: usize,
    /// Whether comments come again that are older than the newest answer which this survey brought to their place
    /// before, and are not on the map: somebody deleted them, or there were too many then. Usually they stay out, so that
    /// what a team has put aside does not come back with every export. Comments without a day cannot be told apart
    /// so, and come.
    pub also_read_before: bool,
}

impl Question {
    /// What the number that is made of it is called: "NPS", "CSAT", "CES" or "Mean".
    pub fn number(&self) -> &'static str {
        number(self.kind)
    }
}

/// What a number that is made of ratings is called.
pub fn number(kind: MeasureKind) -> &'static str {
    if kind == MeasureKind::Own { "Mean" } else { kind.label() }
}

/// The kinds of numbers that are made of ratings.
pub const OF_RATINGS: [MeasureKind; 4] = [MeasureKind::Nps, MeasureKind::Csat, MeasureKind::Ces, MeasureKind::Own];

/// So many comments come to one place, unless somebody wishes otherwise: what a team can read at a touchpoint.
pub const USUAL_COMMENTS: usize = 5;

impl Mapping {
    /// What the number of a question is called where several of a kind can stand at one place: "CSAT", "CSAT of “Was it
    /// easy?”".
    pub fn called(&self, question: &Question) -> String {
        let alike = self.questions.iter().filter(|other| other.kind == question.kind).count();
        match self.is_long() && alike > 1 {
            true => format!("{} of “{}”", question.number(), crate::exchange::sheet::shortened(&question.name)),
            false => question.number().to_owned(),
        }
    }

    /// The first column of a role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|found| *found == role)
    }

    /// The columns of a role.
    pub fn columns(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.roles.iter().enumerate().filter(move |(_, found)| **found == role).map(|(column, _)| column)
    }

    /// Whether every row says what place it is about; otherwise the titles of the columns do.
    pub fn is_long(&self) -> bool {
        self.column(Role::Touchpoint).is_some() || self.column(Role::Stage).is_some()
    }

    /// The column whose title says what place a column is about: itself, or for a comment the rating
    /// right before it.
    pub fn titled_by(&self, column: usize) -> usize {
        let before = column.checked_sub(1).filter(|before| self.roles.get(*before) == Some(&Role::Rating));
        match self.roles.get(column) {
            Some(Role::Text) => before.unwrap_or(column),
            Some(_) | None => column,
        }
    }
}

/// What a survey is called whose answers stand in a file of this name: the name without ending, and without what
/// browsers and tools add to a second export, such as `(2)` or a date at the end.
pub fn survey_name(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    let is_added = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '_' | ' ' | '.' | '(' | ')' | ':');
    let plain = stem.trim_end_matches(is_added);
    let words: Vec<&str> = if plain.is_empty() { stem } else { plain }.split(['_', '-', ' ']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    capital(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_export_has_the_name_of_the_first() {
        for file in
            ["shop-survey.csv", "/tmp/shop_survey (2).csv", "C:\\x\\shop survey 2026-05-31.xlsx", "Shop-survey-14.csv"]
        {
            assert_eq!(survey_name(file), "Shop survey", "{file}");
        }
        assert_eq!((survey_name("2026.csv").as_str(), survey_name("-").as_str()), ("2026", ""));
    }
}
