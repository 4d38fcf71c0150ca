//! A grid laid over the map: columns become touchpoints, rows become lanes.
//!
//! A first column of lane titles and a first row of stage names are recognised; without them, columns begin at the
//! chosen touchpoint and rows at the chosen lane.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::grid::Grid;
use super::lists::list_items;
use super::table::cell;
use crate::edit::{Command, Slot, TouchpointField};
use crate::model::*;

/// Where a grid without headings is laid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Which journey.
    pub state: State,
    /// The first column; `None` adds new touchpoints at the end.
    pub touchpoint: Option<TouchpointId>,
    /// The first row; `None` is the lane of touchpoints.
    pub lane: Option<LaneId>,
    /// Whose emotions numbers in the emotion lane are; `None` is the first persona.
    pub persona: Option<PersonaId>,
    /// Touchpoints that nobody sees for now; nothing is laid on them.
    pub hidden: Arc<BTreeSet<TouchpointId>>,
}

/// A cell that found its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Row in the grid, from 0.
    pub row: usize,
    /// Column in the grid, from 0.
    pub column: usize,
    /// Where it goes, in words: "Pain points at “City gate”".
    pub place: String,
    /// What stands there now and gives way.
    pub replaces: Option<String>,
}

/// A cell that does not fit, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Row in the grid, from 0.
    pub row: usize,
    /// Column in the grid, from 0.
    pub column: usize,
    /// What stands in it.
    pub text: String,
    /// Why it stays out, in words.
    pub reason: String,
}

impl Filled {
    /// Whether something gives way to it.
    pub fn replaces(&self) -> bool {
        self.replaces.is_some()
    }
}

/// What a paste would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Fill {
    /// Cells with a place.
    pub filled: Vec<Filled>,
    /// Cells without one.
    pub misfits: Vec<Misfit>,
    /// The stage and touchpoint of each column of the grid, in words; empty for a column of headings.
    pub columns: Vec<String>,
    /// The lane of each row, in words; empty for a row of headings.
    pub rows: Vec<String>,
    /// Everything as one command; `None` if nothing fits.
    pub command: Option<Command>,
}

/// Plans how `grid` is laid over the map. Nothing changes.
pub fn fill(map: &Map, grid: &Grid, start: Start, ids: &mut impl IdSource) -> Fill {
    let nothing = Journey::new();
    let journey = map.journey(start.state).unwrap_or(&nothing);
    let mut filler = Filler {
        journey,
        grid,
        start,
        titled: has_titles(journey, grid),
        staged: has_stages(journey, grid),
        commands: Vec::new(),
        filled: Vec::new(),
        misfits: Vec::new(),
    };
    let lanes = filler.lanes();
    let columns = filler.columns(&lanes, ids);
    for row in filler.first_row()..grid.height() {
        for column in filler.first_column()..grid.width() {
            let text = grid.cell(row, column).trim();
            if !text.is_empty() {
                filler.place((row, column), text, lanes.get(&row).copied(), &columns[&column], ids);
            }
        }
    }
    filler.finish(&lanes, &columns)
}

/// Whether the first column names lanes: at least two of its cells do, or all of them.
fn has_titles(journey: &Journey, grid: &Grid) -> bool {
    let cells = || (0..grid.height()).map(|row| grid.cell(row, 0).trim()).filter(|cell| !cell.is_empty());
    let named = cells().filter(|cell| !lanes_named(journey, cell).is_empty()).count();
    named >= 2 || (named > 0 && named == cells().count())
}

/// Whether the first row names stages: one of its cells does, or its heading says so.
fn has_stages(journey: &Journey, grid: &Grid) -> bool {
    let says_so = matches!(grid.cell(0, 0).trim().to_lowercase().as_str(), "stage" | "stages" | "phase" | "phases");
    says_so || (0..grid.width()).any(|column| stage_named(journey, grid.cell(0, column)).is_some())
}

/// The lanes that a heading may mean, those that are shown first: of that title, else of the kind that it names.
fn lanes_named<'a>(journey: &'a Journey, words: &str) -> Vec<&'a Lane> {
    let words = words.trim().to_lowercase();
    let named = |lane: &Lane| lane.shown_title().to_lowercase() == words;
    let of_kind = |lane: &Lane| lane.kind.label().to_lowercase() == words || lane.kind.key().replace('_', " ") == words;
    let said = |lane: &Lane| kind_said(&words) == Some(lane.kind);
    let ways: [&dyn Fn(&Lane) -> bool; 3] = [&named, &of_kind, &said];
    let lanes = || journey.lanes().iter().map(|lane| &**lane);
    let found = ways.iter().map(|way| lanes().filter(|lane| way(lane)).collect::<Vec<&Lane>>());
    let mut found = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    found.sort_by_key(|lane| !lane.visible);
    found
}

/// The kind of lane that people mean by a word in lower case, as they head the rows of their tables.
fn kind_said(words: &str) -> Option<LaneKind> {
    match words {
        "touchpoint" | "touch point" | "touch points" | "step" | "steps" | "action" | "actions" => {
            Some(LaneKind::Touchpoints)
        }
        "emotions" | "feeling" | "feelings" | "mood" | "score" | "scores" => Some(LaneKind::Emotion),
        "pain" | "pains" | "pain point" | "problem" | "problems" => Some(LaneKind::Pains),
        "opportunity" | "idea" | "ideas" | "solution" | "solutions" => Some(LaneKind::Opportunities),
        "channels" => Some(LaneKind::Channel),
        "measure" | "metric" | "metrics" | "kpi" | "kpis" => Some(LaneKind::Measures),
        "voice of the customer" => Some(LaneKind::Feedback),
        "backstage" => Some(LaneKind::BackStage),
        _ => None,
    }
}

fn stage_named<'a>(journey: &'a Journey, words: &str) -> Option<&'a Stage> {
    let words = words.trim().to_lowercase();
    let named = |stage: &&Arc<Stage>| !words.is_empty() && stage.name.to_lowercase() == words;
    journey.stages().iter().find(named).map(|stage| &**stage)
}

/// The touchpoint of a column, and whether the paste makes it.
struct Target {
    touchpoint: TouchpointId,
    is_new: bool,
    name: String,
}

struct Filler<'a> {
    journey: &'a Journey,
    grid: &'a Grid,
    start: Start,
    titled: bool,
    staged: bool,
    commands: Vec<Command>,
    filled: Vec<Filled>,
    misfits: Vec<Misfit>,
}

impl<'a> Filler<'a> {
    fn first_row(&self) -> usize {
        usize::from(self.staged)
    }

    fn first_column(&self) -> usize {
        usize::from(self.titled || (self.staged && self.names_no_stage(0)))
    }

    /// A corner such as "Stage" is a heading of headings.
    fn names_no_stage(&self, column: usize) -> bool {
        stage_named(self.journey, self.grid.cell(0, column)).is_none() && !self.grid.cell(0, column).trim().is_empty()
    }

    /// The lane of every row that has one. Of several rows with one heading the second is the second lane of that title.
    fn lanes(&self) -> BTreeMap<usize, &'a Lane> {
        let rows = self.first_row()..self.grid.height();
        if self.titled {
            let mut taken = BTreeSet::new();
            let named = |row| {
                let lanes = lanes_named(self.journey, self.grid.cell(row, 0));
                Some((row, lanes.into_iter().find(|lane| takes_several(lane.kind) || taken.insert(lane.id))?))
            };
            return rows.filter_map(named).collect();
        }
        let first = match self.start.lane {
            Some(id) => self.journey.lanes().iter().position(|lane| lane.id == id),
            None => self.journey.lanes().iter().position(|lane| lane.kind == LaneKind::Touchpoints),
        };
        let shown = self.journey.lanes()[first.unwrap_or(0)..].iter().filter(|lane| lane.visible);
        rows.zip(shown.map(|lane| &**lane)).collect()
    }

    /// The touchpoint of every column; those that are missing are added.
    fn columns(&mut self, lanes: &BTreeMap<usize, &Lane>, ids: &mut impl IdSource) -> BTreeMap<usize, Target> {
        let names = lanes.iter().find(|(_, lane)| lane.kind == LaneKind::Touchpoints).map(|(row, _)| *row);
        let columns = self.first_column()..self.grid.width();
        let mut existing = self.existing();
        let mut stage = None;
        let mut found = BTreeMap::new();
        for column in columns {
            if self.staged {
                stage = self.stage_of(column, stage, ids);
                existing = Vec::new();
            }
            let name = names.map_or("", |row| self.grid.cell(row, column)).trim().to_owned();
            let target = if existing.is_empty() {
                self.new_touchpoint(&mut stage, &name, &found, ids)
            } else {
                let touchpoint = existing.remove(0);
                Target { touchpoint: touchpoint.id, is_new: false, name: touchpoint.name.clone() }
            };
            found.insert(column, target);
        }
        found
    }

    /// The touchpoints from the chosen one on, without those that are hidden.
    fn existing(&self) -> Vec<&'a Touchpoint> {
        let Some(first) = self.start.touchpoint else { return Vec::new() };
        let from = self.journey.touchpoints().skip_while(|touchpoint| touchpoint.id != first);
        let seen = from.filter(|touchpoint| !self.start.hidden.contains(&touchpoint.id));
        seen.map(|touchpoint| &**touchpoint).collect()
    }

    /// The stage a column of a grid with stages belongs to: the one it names, else that of the column before.
    fn stage_of(&mut self, column: usize, before: Option<StageId>, ids: &mut impl IdSource) -> Option<StageId> {
        let words = self.grid.cell(0, column).trim();
        if words.is_empty() {
            return before;
        }
        if let Some(stage) = stage_named(self.journey, words) {
            return Some(stage.id);
        }
        let named_before = (0..column).any(|earlier| self.grid.cell(0, earlier).trim() == words);
        if named_before && before.is_some() { before } else { Some(self.new_stage(words, ids)) }
    }

    fn new_stage(&mut self, name: &str, ids: &mut impl IdSource) -> StageId {
        let id = StageId::new(ids);
        let made = self
            .commands
            .iter()
            .rev()
            .find_map(|command| if let Command::AddStage { id, .. } = command { Some(*id) } else { None });
        let after = made.or_else(|| self.journey.stages().last().map(|stage| stage.id));
        self.commands.push(Command::AddStage { state: self.start.state, id, name: name.to_owned(), after });
        id
    }

    fn new_touchpoint(
        &mut self,
        stage: &mut Option<StageId>,
        name: &str,
        found: &BTreeMap<usize, Target>,
        ids: &mut impl IdSource,
    ) -> Target {
        let last = self.journey.stages().last().map(|stage| stage.id);
        let stage = *stage.get_or_insert_with(|| last.unwrap_or_else(|| self.new_stage("Stage 1", ids)));
        let made = self.commands.iter().rev().find_map(|command| {
            if let Command::AddTouchpoint { id, at, .. } = command { (at.stage == stage).then_some(*id) } else { None }
        });
        let after = made.or_else(|| self.journey.touchpoints_in(stage).last().map(|touchpoint| touchpoint.id));
        let id = TouchpointId::new(ids);
        let name = if name.is_empty() { format!("Step {}", found.len() + 1) } else { name.to_owned() };
        let at = Slot { stage, after };
        self.commands.push(Command::AddTouchpoint { state: self.start.state, id, name: name.clone(), at });
        Target { touchpoint: id, is_new: true, name }
    }

    fn place(
        &mut self,
        (row, column): (usize, usize),
        text: &str,
        lane: Option<&Lane>,
        target: &Target,
        ids: &mut impl IdSource,
    ) {
        let outcome = match lane {
            None => Err("there is no lane for this row".to_owned()),
            Some(lane) => self.cell_commands(text, lane, target, ids),
        };
        match outcome {
            Ok(commands) => {
                let replaces = lane.and_then(|lane| self.replaced(text, lane, target));
                let lane = lane.map_or("", Lane::shown_title);
                self.filled.push(Filled { row, column, place: format!("{lane} at “{}”", target.name), replaces });
                self.commands.extend(commands);
            }
            Err(reason) => self.misfits.push(Misfit { row, column, text: text.to_owned(), reason }),
        }
    }

    fn cell_commands(
        &self,
        text: &str,
        lane: &Lane,
        target: &Target,
        ids: &mut impl IdSource,
    ) -> Result<Vec<Command>, String> {
        let (state, touchpoint) = (self.start.state, target.touchpoint);
        let at = Some(touchpoint);
        let words = text.to_owned();
        let set = |field| vec![Command::SetTouchpoint { state, id: touchpoint, field }];
        Ok(match lane.kind {
            LaneKind::Touchpoints if target.is_new => Vec::new(),
            LaneKind::Touchpoints => set(TouchpointField::Name(words)),
            LaneKind::Emotion => vec![self.emotion_command(text, touchpoint)?],
            LaneKind::Text | LaneKind::BackStage => {
                vec![Command::SetText { state, touchpoint, lane: lane.id, text: words }]
            }
            LaneKind::Channel => set(TouchpointField::Channel(channel(text))),
            LaneKind::Pains => each(text, |text| Command::AddPain { state, id: PainId::new(ids), text, at }),
            LaneKind::Opportunities => {
                each(text, |text| Command::AddOpportunity { state, id: OpportunityId::new(ids), text, at })
            }
            LaneKind::Feedback => each(text, |text| Command::AddFeedback { state, id: FeedbackId::new(ids), text, at }),
            LaneKind::Measures => each(text, |name| Command::AddMeasure { state, id: MeasureId::new(ids), name, at }),
            LaneKind::Picture => return Err("a lane of pictures takes no text".to_owned()),
        })
    }

    /// Whose emotions the numbers are.
    fn persona(&self) -> Option<PersonaId> {
        self.start.persona.or_else(|| Some(self.journey.personas().next()?.id))
    }

    /// What stands in a cell and gives way to `text`, where the lane holds one thing there.
    fn replaced(&self, text: &str, lane: &Lane, target: &Target) -> Option<String> {
        let touchpoint = self.journey.touchpoint(target.touchpoint).filter(|_| !takes_several(lane.kind))?;
        let felt = || self.journey.feeling(self.persona()?, touchpoint.id)?.emotion;
        if lane.kind == LaneKind::Emotion && felt().is_none() {
            // That nobody knows gives way to a number at once.
            return None;
        }
        let before = cell(self.journey, lane, touchpoint, self.persona());
        (!before.trim().is_empty() && before.trim() != text).then_some(before)
    }

    fn emotion_command(&self, text: &str, touchpoint: TouchpointId) -> Result<Command, String> {
        let persona = self.persona().ok_or("there is no persona whose emotion this could be")?;
        let emotion = emotion(text)?;
        // The same number again says nothing against what it rests on.
        let known = self.journey.feeling(persona, touchpoint).filter(|known| known.emotion == emotion);
        let feeling = Some(known.unwrap_or(Feeling { emotion, evidence: None }));
        Ok(Command::SetFeeling { state: self.start.state, persona, touchpoint, feeling })
    }

    fn finish(self, lanes: &BTreeMap<usize, &Lane>, columns: &BTreeMap<usize, Target>) -> Fill {
        let column = |at| columns.get(&at).map_or_else(String::new, |target| target.name.clone());
        let row = |at| lanes.get(&at).map_or_else(String::new, |lane| lane.shown_title().to_owned());
        let label = match self.filled.len() {
            1 => "Paste 1 cell".to_owned(),
            many => format!("Paste {many} cells"),
        };
        Fill {
            columns: (0..self.grid.width()).map(column).collect(),
            rows: (0..self.grid.height()).map(row).collect(),
            command: (!self.filled.is_empty()).then_some(Command::Batch { label, commands: self.commands }),
            filled: self.filled,
            misfits: self.misfits,
        }
    }
}

/// Whether one row after another finds room in a lane of this kind; in the others each would take the place of the last.
fn takes_several(kind: LaneKind) -> bool {
    match kind {
        LaneKind::Pains | LaneKind::Opportunities | LaneKind::Measures | LaneKind::Feedback => true,
        LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Text
        | LaneKind::Channel
        | LaneKind::BackStage
        | LaneKind::Picture => false,
    }
}

/// A command for each line of a cell.
fn each(text: &str, command: impl FnMut(String) -> Command) -> Vec<Command> {
    list_items(text).into_iter().map(command).collect()
}

/// A channel by its name; any other word is the user's own.
fn channel(text: &str) -> Channel {
    let words = text.to_lowercase();
    let known = KnownChannel::ALL.iter().find(|known| known.label().to_lowercase() == words || known.key() == words);
    known.map_or_else(|| Channel::Own { name: text.to_owned(), icon: String::new() }, |known| Channel::Known(*known))
}

/// A number from −10 to +10 with any minus sign and decimal comma or point; "?" and "x" are "not observed".
fn emotion(text: &str) -> Result<Option<Emotion>, String> {
    if matches!(text, "?" | "x" | "X") {
        return Ok(None);
    }
    let number = text.replace(['\u{2212}', '\u{2013}'], "-").replace(',', ".");
    let value: f64 = number.trim().parse().map_err(|_| "an emotion is a number from \u{2212}10 to +10".to_owned())?;
    Emotion::new(value).map(Some).map_err(|_| "an emotion is a number from \u{2212}10 to +10".to_owned())
}
