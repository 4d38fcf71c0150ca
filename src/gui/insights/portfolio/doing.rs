//! What wishes and commands of the page do.
//!
//! Here never comes drawing.

use std::path::PathBuf;

use super::{PortfolioOrder, PortfolioRead, PortfolioWish};
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;

impl App {
    /// Whether a map of the portfolio is selected.
    pub(in crate::gui) fn has_portfolio_row(&self) -> bool {
        let view = &self.insights.portfolio;
        view.picked.as_ref().is_some_and(|path| view.rows.iter().any(|row| row.path == *path))
    }

    /// Does a wish of the page.
    pub(in crate::gui) fn act_on_portfolio(&mut self, wish: PortfolioWish) {
        match wish {
            PortfolioWish::Pick(path) => self.insights.portfolio.picked = Some(path),
            PortfolioWish::Open(path) => self.actions.push(Action::Open(path)),
            PortfolioWish::Read(typed) => {
                let folder = crate::gui::dialogs::path::resolve(&self.folder, typed.trim());
                self.read_portfolio(folder);
            }
            PortfolioWish::Choose => {
                let folder = self.insights.portfolio.folder.clone().unwrap_or_else(|| self.folder.clone());
                self.jobs.pick_folder(&folder);
            }
            PortfolioWish::Sort(column) => {
                let view = &mut self.insights.portfolio;
                view.sorted = match view.sorted {
                    Some((now, worst_first)) if now == column => Some((column, !worst_first)),
                    Some(_) | None => Some((column, true)),
                };
                view.put_in_order();
            }
        }
    }

    /// Runs a command of the page.
    pub(in crate::gui) fn run_portfolio(&mut self, id: CommandId) {
        match id {
            CommandId::NextMap => self.go_to_map(1),
            CommandId::PreviousMap => self.go_to_map(-1),
            CommandId::OpenMap => {
                if let Some(path) = self.insights.portfolio.picked.clone() {
                    self.actions.push(Action::Open(path));
                }
            }
            CommandId::RefreshPortfolio => match self.insights.portfolio.folder.clone() {
                Some(folder) => self.read_portfolio(folder),
                None => self.toasts.say("Choose a folder first."),
            },
            CommandId::ChooseFolder => self.act_on_portfolio(PortfolioWish::Choose),
            CommandId::WorstFirst => {
                let view = &mut self.insights.portfolio;
                view.sorted = None;
                view.put_in_order();
            }
            other => log::error!("{other:?} is no command of the portfolio"),
        }
    }

    /// The first time the page is shown, reads the folder that was read the last time the program ran, or else that of
    /// the open map, or else that of the map opened last.
    pub(in crate::gui) fn keep_portfolio(&mut self) {
        let view = &self.insights.portfolio;
        if view.folder.is_some() || view.fault.is_some() {
            return;
        }
        let known = self.preferences.portfolio.clone();
        let own = || self.document.as_ref()?.path.as_ref()?.parent();
        let recent = || self.recents.iter().find(|recent| recent.there)?.path.parent();
        let folder = known.or_else(|| own().or_else(recent).map(std::path::Path::to_owned));
        if let Some(folder) = folder {
            self.read_portfolio(folder);
        }
    }

    /// Has a folder read.
    pub(in crate::gui) fn read_portfolio(&mut self, folder: PathBuf) {
        let view = &mut self.insights.portfolio;
        view.typed = folder.display().to_string();
        if view.reading.is_some() {
            view.next = Some(folder);
            return;
        }
        if view.folder.as_ref() != Some(&folder) {
            // What stands in another folder is not shown under this one's name.
            view.rows.clear();
        }
        let known = view.rows.clone();
        view.reading = Some((0, 0));
        view.folder = Some(folder.clone());
        self.jobs.read_portfolio(PortfolioOrder { folder, known });
    }

    /// Takes in how far the reading is.
    pub(in crate::gui) fn portfolio_goes_on(&mut self, done: usize, of: usize) {
        if let Some(reading) = &mut self.insights.portfolio.reading {
            *reading = (done, of);
        }
    }

    /// Takes in what was read.
    pub(in crate::gui) fn portfolio_read(&mut self, read: PortfolioRead) {
        let view = &mut self.insights.portfolio;
        view.reading = None;
        match read.rows {
            Ok(rows) => {
                (view.rows, view.fault) = (rows, None);
                view.put_in_order();
                self.preferences.portfolio = Some(read.folder);
            }
            Err(fault) => (view.rows, view.fault) = (Vec::new(), Some(fault)),
        }
        if let Some(folder) = view.next.take() {
            self.read_portfolio(folder);
        }
    }

    /// The reading broke down, which is a defect.
    pub(in crate::gui) fn portfolio_broke(&mut self) {
        self.insights.portfolio.reading = None;
    }

    fn go_to_map(&mut self, by: isize) {
        let view = &mut self.insights.portfolio;
        let count = view.rows.len() as isize;
        if count == 0 {
            return;
        }
        let here = view.picked.as_ref().and_then(|path| view.rows.iter().position(|row| row.path == *path));
        let next = match here {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        view.picked = Some(view.rows[next as usize].path.clone());
        view.scroll = true;
    }
}
