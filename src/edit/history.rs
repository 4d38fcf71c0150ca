//! A map being worked on, with everything that was done to it.
//!
//! The history has no limit: a change holds only the records it touched. Where the map is saved, and when, is
//! decided elsewhere; a session only knows which point of its history was saved.

use super::apply::{apply, draw};
use super::change::Change;
use super::command::Command;
use super::fields::{FieldKey, field_of};
use super::rejection::Rejection;
use crate::model::Map;

/// A point of a session's history. Coming back to a point by undo or redo brings back the map it had there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryPoint(u64);

#[derive(Debug, Clone)]
struct Entry {
    change: Change,
    /// The point reached by the change.
    point: HistoryPoint,
}

/// A map with its history.
#[derive(Debug, Clone)]
pub struct Session {
    map: Map,
    done: Vec<Entry>,
    /// Changes taken back, the latest last.
    undone: Vec<Entry>,
    start: HistoryPoint,
    next_point: u64,
    revision: u64,
    saved: Option<HistoryPoint>,
    /// The field that the next command may go on changing within the same entry.
    open_field: Option<FieldKey>,
}

impl Session {
    /// A session on a map as it is saved.
    pub fn new(map: Map) -> Session {
        let start = HistoryPoint(0);
        Session {
            map,
            done: Vec::new(),
            undone: Vec::new(),
            start,
            next_point: 1,
            revision: 0,
            saved: Some(start),
            open_field: None,
        }
    }

    /// A session on a map that is not saved anywhere: a new, imported or recovered one.
    pub fn unsaved(map: Map) -> Session {
        Session { saved: None, ..Session::new(map) }
    }

    /// The map as it is now.
    pub fn map(&self) -> &Map {
        &self.map
    }

    /// Carries out a command to the letter, as an undo step of its own. A command that changes nothing leaves no step.
    ///
    /// # Errors
    /// As with [`apply`]: the map is then as it was.
    pub fn run(&mut self, command: &Command) -> Result<(), Rejection> {
        self.seal();
        let change = apply(&mut self.map, command)?;
        self.push(change);
        Ok(())
    }

    /// Carries out a command as [`draw`] does, as an undo step of its own.
    ///
    /// # Errors
    /// As with [`apply`]: the map is then as it was.
    pub fn draw(&mut self, command: &Command) -> Result<(), Rejection> {
        self.seal();
        let change = draw(&mut self.map, command)?;
        self.push(change);
        Ok(())
    }

    /// Carries out a command. Commands that set the same field of the same element one after another become one
    /// undo step, until [`seal`](Session::seal) or anything else comes between.
    ///
    /// # Errors
    /// As with [`apply`]: the map is then as it was.
    pub fn run_merging(&mut self, command: &Command) -> Result<(), Rejection> {
        let field = field_of(command);
        let goes_on = field.is_some() && field == self.open_field;
        let change = apply(&mut self.map, command)?;
        if change.is_empty() && goes_on {
            return Ok(());
        }
        let before = self.done.len();
        match self.done.pop_if(|_| goes_on) {
            None => self.push(change),
            Some(mut entry) => {
                entry.change.absorb(change);
                self.push(entry.change);
                self.revision += 1;
            }
        }
        // What was typed and deleted again left no entry to go on with.
        let entry_stands = self.done.len() == before + usize::from(!goes_on);
        self.open_field = field.filter(|_| entry_stands);
        Ok(())
    }

    /// Carries out a command as a part of the latest undo step, which is called `label` from then on: what was added
    /// gets its name. Without a step to be a part of, it is one of its own.
    ///
    /// # Errors
    /// As with [`apply`]: the map is then as it was.
    pub fn amend(&mut self, command: &Command, label: String) -> Result<(), Rejection> {
        self.seal();
        let change = apply(&mut self.map, command)?;
        if change.is_empty() {
            return Ok(());
        }
        match self.done.pop() {
            None => self.push(change),
            Some(mut entry) => {
                entry.change.absorb(change);
                entry.change.label = label;
                self.push(entry.change);
            }
        }
        Ok(())
    }

    /// Makes the next command an undo step of its own: a field lost the focus, a drag ended.
    pub fn seal(&mut self) {
        self.open_field = None;
    }

    /// Puts a whole other map in place of this one as one undo step, e.g. the outcome of a merge. No lock stands
    /// against it.
    ///
    /// # Errors
    /// If one identity stands for elements of different kinds in the two maps. The map is then as it was.
    pub fn adopt(&mut self, label: &str, map: &Map) -> Result<(), Rejection> {
        self.seal();
        let change = Change::between(label, &self.map, map);
        change.apply_to(&mut self.map)?;
        self.push(change);
        Ok(())
    }

    fn push(&mut self, change: Change) {
        if change.is_empty() {
            return;
        }
        self.undone.clear();
        self.done.push(Entry { change, point: HistoryPoint(self.next_point) });
        self.next_point += 1;
        self.revision += 1;
    }

    /// Takes the latest change back and returns its label; `None` if there is none.
    ///
    /// # Errors
    /// If the map cannot be brought back, which would be a defect; it is then unchanged.
    pub fn undo(&mut self) -> Result<Option<String>, Rejection> {
        self.seal();
        let Some(entry) = self.done.pop() else { return Ok(None) };
        if let Err(error) = entry.change.revert(&mut self.map) {
            self.done.push(entry);
            return Err(error.into());
        }
        let label = entry.change.label.clone();
        self.undone.push(entry);
        self.revision += 1;
        Ok(Some(label))
    }

    /// Repeats the change taken back last and returns its label; `None` if there is none.
    ///
    /// # Errors
    /// As with [`undo`](Session::undo).
    pub fn redo(&mut self) -> Result<Option<String>, Rejection> {
        self.seal();
        let Some(entry) = self.undone.pop() else { return Ok(None) };
        if let Err(error) = entry.change.apply_to(&mut self.map) {
            self.undone.push(entry);
            return Err(error.into());
        }
        let label = entry.change.label.clone();
        self.done.push(entry);
        self.revision += 1;
        Ok(Some(label))
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a change to repeat.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|entry| entry.change.label.as_str())
    }

    /// What was done, the earliest first, and then what was taken back and can be repeated, in the order in which it
    /// would be. The second value says how many of them are done now.
    pub fn steps(&self) -> (Vec<&str>, usize) {
        let all = self.done.iter().chain(self.undone.iter().rev());
        (all.map(|entry| entry.change.label.as_str()).collect(), self.done.len())
    }

    /// Takes changes back, or repeats them, until `count` are done; at most all of them.
    ///
    /// # Errors
    /// As with [`undo`](Session::undo); what was taken back or repeated until then stays so.
    pub fn go_to(&mut self, count: usize) -> Result<(), Rejection> {
        while self.done.len() > count && self.undo()?.is_some() {}
        while self.done.len() < count && self.redo()?.is_some() {}
        Ok(())
    }

    /// A number that grows with every change of the map, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The point of the history the map is at. Remember it when a save begins, and hand it to
    /// [`mark_saved_at`](Session::mark_saved_at) when the save is done.
    pub fn point(&self) -> HistoryPoint {
        self.done.last().map_or(self.start, |entry| entry.point)
    }

    /// Whether the map differs from the one that was saved.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.point())
    }

    /// The map as it was at `point` is saved.
    pub fn mark_saved_at(&mut self, point: HistoryPoint) {
        self.saved = Some(point);
    }
}
