//! The columns of a plan's table: what each is called and what stands in it.

use std::fmt::Write as _;

use super::{PlanRow, Source};
use crate::exchange::csv::Cell;
use crate::model::*;

/// A column of a plan's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Step,
    Name,
    Kind,
    /// How it is and how it should be, as one sentence.
    Sentence,
    Is,
    ShouldBe,
    Change,
    Stage,
    PainPoint,
    PainChange,
    Emotion,
    Evidence,
    Owner,
    OwnerSource,
    Effort,
    Horizon,
    Status,
    DoneWhen,
    Closed,
    MomentOfTruth,
    Value,
    Note,
}

/// What a page shows of a plan.
pub(super) const PAGE: &[Column] = &[
    Column::Step,
    Column::Sentence,
    Column::Change,
    Column::Stage,
    Column::PainChange,
    Column::Emotion,
    Column::Evidence,
    Column::Owner,
    Column::Effort,
    Column::Horizon,
    Column::Status,
    Column::DoneWhen,
];

/// What a page shows of changes that happened already.
pub(super) const RECORD_PAGE: &[Column] = &[
    Column::Step,
    Column::Sentence,
    Column::Change,
    Column::Stage,
    Column::PainChange,
    Column::Emotion,
    Column::Evidence,
];

/// What a spreadsheet gets of a plan.
pub(super) const SHEET: &[Column] = &[
    Column::Step,
    Column::Name,
    Column::Kind,
    Column::Change,
    Column::Stage,
    Column::Is,
    Column::ShouldBe,
    Column::PainPoint,
    Column::PainChange,
    Column::Emotion,
    Column::Evidence,
    Column::Owner,
    Column::OwnerSource,
    Column::Effort,
    Column::Horizon,
    Column::Status,
    Column::DoneWhen,
    Column::Closed,
    Column::MomentOfTruth,
    Column::Value,
    Column::Note,
];

/// What a spreadsheet gets of changes that happened already.
pub(super) const RECORD_SHEET: &[Column] = &[
    Column::Step,
    Column::Name,
    Column::Kind,
    Column::Change,
    Column::Stage,
    Column::Is,
    Column::ShouldBe,
    Column::PainPoint,
    Column::PainChange,
    Column::Emotion,
    Column::Evidence,
    Column::MomentOfTruth,
    Column::Value,
];

impl Column {
    /// The title above a plan, or above a record of changes, which has other words for before and after.
    pub fn title(self, is_record: bool) -> &'static str {
        match (self, is_record) {
            (Column::Is, true) => "Was",
            (Column::ShouldBe, true) => "Is",
            (Column::Step, _) => "Step",
            (Column::Name, _) => "Name",
            (Column::Kind, _) => "Kind",
            (Column::Sentence, _) => "From → to",
            (Column::Is, false) => "Is",
            (Column::ShouldBe, false) => "Should be",
            (Column::Change, _) => "Change",
            (Column::Stage, _) => "Stage",
            (Column::PainPoint, _) => "Pain point",
            (Column::PainChange, _) => "Pain",
            (Column::Emotion, _) => "Emotion",
            (Column::Evidence, _) => "Evidence",
            (Column::Owner, _) => "Owner",
            (Column::OwnerSource, _) => "Owner taken from",
            (Column::Effort, _) => "Effort",
            (Column::Horizon, _) => "Horizon",
            (Column::Status, _) => "Status",
            (Column::DoneWhen, _) => "Done when",
            (Column::Closed, _) => "Closed on",
            (Column::MomentOfTruth, _) => "Moment of truth",
            (Column::Value, _) => "Value",
            (Column::Note, _) => "Note",
        }
    }

    /// What stands here in a spreadsheet.
    pub fn cell(self, row: &PlanRow) -> Cell {
        match self {
            Column::Step => Cell::number(row.step.map(|step| step as f64)),
            Column::Name => Cell::text(&row.name),
            Column::Kind => Cell::text(row.kind.map_or("", |kind| kind.label())),
            Column::Sentence => Cell::text(row.sentence()),
            Column::Is => Cell::text(&row.is.value),
            Column::ShouldBe => Cell::text(&row.should.value),
            Column::Change => Cell::text(change(row)),
            Column::Stage => Cell::text(&row.stage_name),
            Column::PainPoint => Cell::text(row.pain.as_ref().map_or("", |pain| &pain.text)),
            Column::PainChange => Cell::text(row.pain.as_ref().map_or(String::new(), |pain| pain.words())),
            // Emotions go by tenths; a spreadsheet should not show the noise of binary fractions.
            Column::Emotion => Cell::number(row.emotion.map(|gap| (gap * 10.0).round() / 10.0)),
            Column::Evidence => Cell::text(evidence(row)),
            Column::Owner => Cell::text(&row.owner.value),
            Column::OwnerSource if row.owner.value.trim().is_empty() => Cell::Empty,
            Column::OwnerSource => Cell::text(row.owner.source.label()),
            Column::Effort => Cell::text(row.effort.value.map_or("", Effort::label)),
            Column::Horizon => Cell::text(row.horizon.value.map_or("", Horizon::label)),
            Column::Status => Cell::text(row.status.value.label()),
            Column::DoneWhen => Cell::text(&row.done_when.value),
            Column::Closed => Cell::text(row.closed.map_or(String::new(), |day| day.to_string())),
            Column::MomentOfTruth => Cell::text(if row.moment_of_truth { "yes" } else { "" }),
            Column::Value => Cell::Number((row.value * 100.0).round() / 100.0),
            Column::Note => Cell::text(&row.note),
        }
    }

    /// What stands here on a page, where people read and nobody computes.
    pub fn words(self, row: &PlanRow) -> String {
        match self {
            Column::Sentence if row.moment_of_truth => format!("{} (moment of truth)", row.sentence()),
            Column::PainChange => match &row.pain {
                Some(pain) => format!("{}: {}", pain.text, pain.words()),
                None => String::new(),
            },
            Column::Emotion => row.emotion.map_or(String::new(), signed),
            Column::Owner => owner(row),
            Column::Status => status(row),
            other => match other.cell(row) {
                Cell::Empty => String::new(),
                Cell::Number(number) => number.to_string(),
                Cell::Text(text) => text,
            },
        }
    }
}

impl PlanRow {
    /// "turned away → greeted, told each step", with the name before it where the sentence does not say it.
    pub fn sentence(&self) -> String {
        let sentence = match (self.is.value.trim(), self.should.value.trim()) {
            ("", "") => String::new(),
            ("", should) => format!("→ {should}"),
            (is, "") => is.to_owned(),
            (is, should) => format!("{is} → {should}"),
        };
        match (self.name.trim(), sentence.as_str()) {
            (name, "") => name.to_owned(),
            ("", sentence) => sentence.to_owned(),
            (name, sentence) if sentence.contains(name) => sentence.to_owned(),
            (name, sentence) => format!("{name}: {sentence}"),
        }
    }
}

fn owner(row: &PlanRow) -> String {
    match (row.owner.value.trim(), row.owner.source) {
        ("", _) if row.lacks_owner() => "No owner".to_owned(),
        (owner, source @ (Source::Opportunity(_) | Source::Touchpoint(_))) => format!("{owner} ({})", source.label()),
        (owner, _) => owner.to_owned(),
    }
}

fn change(row: &PlanRow) -> String {
    let mut change = row.change_label().unwrap_or_default().to_owned();
    if row.worse {
        change.push_str(", something gets worse");
    }
    if row.unjustified {
        change.push_str(", answers no pain point or goal");
    }
    change
}

fn status(row: &PlanRow) -> String {
    let mut status = row.status.value.label().to_owned();
    if let Some(day) = row.closed {
        let _ = write!(status, ", {day}");
    }
    if row.is_closed_but_differs() {
        status.push_str(", but not yet on the map");
    }
    status
}

fn evidence(row: &PlanRow) -> &'static str {
    // Of a gap that no journey shows, nothing is known.
    if row.mark.is_some() { row.evidence.label() } else { "" }
}
