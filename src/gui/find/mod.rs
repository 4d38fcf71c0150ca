//! Finding words and filtering touchpoints: the bar above the map, and what its keys do.
//!
//! What is found is worked out in [`search`], what is shown in [`sieve`].

mod search;
mod sieve;

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::{Key, Modifiers, TextEdit, Ui, vec2};

use self::search::{Hit, Place};
pub use self::sieve::Sieve;
use super::app::App;
use super::context::{Action, CanvasOrder, Mode, Selection, View};
use super::style;
use super::widgets;
use crate::model::*;
use crate::text::Icon;

/// What the bar remembers between frames.
#[derive(Debug, Default)]
pub struct Find {
    open: bool,
    filters: bool,
    query: String,
    hits: Vec<Hit>,
    /// Which of them is shown; `None` before the first.
    at: Option<usize>,
    /// The query and the revision of the map that `hits` belong to.
    found_for: Option<(String, u64, State)>,
    focus: bool,
    /// What the hidden touchpoints were worked out for.
    sifted_for: Option<(u64, State, Sieve, Selection)>,
}

/// What somebody did in the bar.
enum Wish {
    Next,
    Previous,
    Close,
    Sift(Sieve),
}

impl App {
    /// Opens the bar and puts the cursor into it.
    pub(super) fn open_find(&mut self) {
        self.view.mode = Mode::Map;
        self.find.open = true;
        self.find.focus = true;
    }

    /// Opens the choices of what is shown, or closes them.
    pub(super) fn open_filter(&mut self) {
        self.view.mode = Mode::Map;
        self.find.filters = !(self.find.open && self.find.filters);
        self.find.open = true;
    }

    /// Shows the stage of what is selected alone, or everything again.
    pub(super) fn focus_on_stage(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let stage = match self.selection.one() {
            Some(crate::frame::Subject::Stage(id)) => Some(id),
            _ => self.selection.touchpoint().and_then(|id| journey.touchpoint(id)).map(|found| found.stage),
        };
        // A stage of the other journey, or one that was deleted, hides nothing here.
        let focused = self.view.sieve.stage.take().filter(|id| journey.stage(*id).is_some());
        if focused.is_none() {
            if stage.is_none() {
                self.toasts.say("Select a stage or something in it first.");
            }
            self.view.sieve.stage = stage;
        }
        self.orders.extend(self.selection.one().map(CanvasOrder::ScrollTo));
    }

    /// Shows everything again.
    pub(super) fn show_everything(&mut self) {
        self.view.sieve = Sieve::default();
        self.show_curves();
    }

    /// Goes to the next thing that was found, or to the one before.
    pub(super) fn find_next(&mut self, forward: bool) {
        self.look();
        let count = self.find.hits.len();
        if count == 0 {
            if !self.find.open {
                self.open_find();
            }
            return;
        }
        let at = match (self.find.at, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.find.at = Some(at);
        match self.find.hits[at].place {
            Place::Thing(subject) => self.act(Action::Reveal(subject)),
            Place::Note(id) => {
                self.back_to_map();
                self.view.outline = true;
                self.selection = Selection::Note(id);
            }
            Place::Map => {
                self.back_to_map();
                self.view.inspector = true;
                self.selection = Selection::None;
            }
        }
    }

    /// Looks again where the query or the map is another one.
    fn look(&mut self) {
        let Some(document) = &self.document else { return };
        let key = (self.find.query.clone(), document.session.revision(), self.view.state);
        if self.find.found_for.as_ref() == Some(&key) {
            return;
        }
        let map = document.session.map();
        let same_query = self.find.found_for.as_ref().is_some_and(|(query, ..)| *query == key.0);
        self.find.hits = search::search(map, self.view.journey(map), &self.find.query);
        self.find.at = self.find.at.filter(|at| same_query && *at < self.find.hits.len());
        self.find.found_for = Some(key);
    }

    /// Works out which touchpoints are hidden, if anything they depend on has changed.
    pub(super) fn sift(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let standing = (document.session.revision(), self.view.state);
        // Every picture asks: a large selection is compared and not copied.
        let same = self.find.sifted_for.as_ref().is_some_and(|(revision, state, sieve, selection)| {
            (*revision, *state) == standing && *sieve == self.view.sieve && *selection == self.selection
        });
        if same {
            return;
        }
        // What the shown journey does not have comes back with the other journey, or with undo.
        let sieve = self.view.sieve.known_to(journey);
        let hidden = sieve.hidden(journey, self.selection.subjects());
        self.view.only_stages = sieve.only_stages(journey, self.selection.subjects());
        if *self.view.hidden_touchpoints != hidden {
            self.view.hidden_touchpoints = Arc::new(hidden);
        }
        self.find.sifted_for = Some((standing.0, standing.1, self.view.sieve.clone(), self.selection.clone()));
    }

    /// Draws the bar above the map, while it is open or something is hidden.
    pub(super) fn find_ui(&mut self, ui: &mut Ui) {
        if self.find.open {
            self.look();
        }
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let all_shown = self.view.sieve.known_to(journey).is_open();
        if !self.find.open && all_shown {
            return;
        }
        let mut wishes = Vec::new();
        let frame =
            egui::Frame::new().fill(self.view.colours().panel.into()).inner_margin(egui::Margin::symmetric(12, 6));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            if self.find.open {
                self.find.words_ui(ui, &mut wishes);
            }
            if self.find.open && self.find.filters {
                filters_ui(ui, &self.view, journey, &mut wishes);
            }
            if !all_shown {
                hidden_ui(ui, &self.view, journey, &mut wishes);
            }
        });
        for wish in wishes {
            match wish {
                Wish::Next => self.find_next(true),
                Wish::Previous => self.find_next(false),
                Wish::Sift(sieve) => self.view.sieve = sieve,
                Wish::Close => {
                    self.find.open = false;
                    self.orders.push(CanvasOrder::Focus);
                }
            }
            ui.ctx().request_repaint();
        }
    }
}

impl Find {
    fn words_ui(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            let id = egui::Id::unique("find in every field");
            // Taken before the field sees them: it would let go of the keyboard.
            if ui.memory(|memory| memory.has_focus(id)) {
                let pressed = |held, key| ui.input_mut(|input| input.consume_key(held, key));
                if pressed(Modifiers::SHIFT, Key::Enter) {
                    wishes.push(Wish::Previous);
                } else if pressed(Modifiers::NONE, Key::Enter) {
                    wishes.push(Wish::Next);
                }
            }
            let field = TextEdit::singleline(&mut self.query)
                .id(id)
                .hint_text(egui::RichText::new("Find in every field").color(theme.ink_faint))
                .margin(egui::Margin::symmetric(8, 5))
                .desired_width(260.0);
            let output = field.show(ui);
            let response = output.response.response.accessible_name("Find in every field");
            if std::mem::take(&mut self.focus) {
                response.request_focus();
                // What was looked for before gives way to what is typed now.
                let (start, end) = (CCursor::new(0), CCursor::new(self.query.chars().count()));
                let mut state = output.state;
                state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
                state.store(ui.ctx(), id);
            }
            let free = response.lost_focus() || ui.memory(|memory| memory.focused()).is_none();
            // Taken, so that the map does not let go of what was found.
            if free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                wishes.push(Wish::Close);
            }
            let counted = match (self.query.trim().is_empty(), self.at) {
                (true, _) => String::new(),
                (false, Some(at)) => format!("{} of {}", at + 1, self.hits.len()),
                (false, None) => match self.hits.len() {
                    0 => "Nothing found".to_owned(),
                    1 => "1 place".to_owned(),
                    many => format!("{many} places"),
                },
            };
            widgets::said(&ui.label(style::meta(counted, theme).color(theme.ink_soft)));
            for (icon, name, wish) in [
                (Icon::KeyboardArrowLeft, "Previous place", Wish::Previous),
                (Icon::KeyboardArrowRight, "Next place", Wish::Next),
            ] {
                if widgets::icon_button(ui, icon, name).clicked() {
                    wishes.push(wish);
                    // Enter goes on from there, and Escape closes the bar.
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
            if let Some(hit) = self.at.and_then(|at| self.hits.get(at)) {
                ui.label(style::meta(hit.field.clone(), theme));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button(ui, Icon::Close, "Close the search").clicked() {
                    wishes.push(Wish::Close);
                }
                if widgets::icon_button(ui, Icon::FilterAlt, "Filter touchpoints").clicked() {
                    self.filters = !self.filters;
                }
            });
        });
    }
}

/// One choice of the filter: a list with "any" before its entries.
fn choice<T: Clone>(ui: &mut Ui, name: &str, current: Option<String>, entries: &[(String, T)]) -> Option<Option<T>> {
    let shown = current.unwrap_or_else(|| name.to_owned());
    let words = || std::iter::once("Any".to_owned()).chain(entries.iter().map(|(word, _)| word.clone())).collect();
    let mut chosen = None;
    let size = vec2(148.0, 28.0);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_size(size);
        chosen = widgets::dropdown(ui, &format!("Filter by {}", name.to_lowercase()), None, &shown, words);
    });
    chosen.map(|at| at.checked_sub(1).and_then(|at| entries.get(at)).map(|(_, value)| value.clone()))
}

fn filters_ui(ui: &mut Ui, view: &View, journey: &Journey, wishes: &mut Vec<Wish>) {
    let sieve = &view.sieve;
    let mut sift = |sieve: Sieve| wishes.push(Wish::Sift(sieve));
    ui.horizontal_wrapped(|ui| {
        let stages: Vec<_> = journey.stages().iter().map(|stage| (stage.name.clone(), stage.id)).collect();
        let current = sieve.stage.and_then(|id| journey.stage(id)).map(|stage| stage.name.clone());
        if let Some(stage) = choice(ui, "Stage", current, &stages) {
            sift(Sieve { stage, ..sieve.clone() });
        }
        let personas: Vec<_> = journey.personas().map(|persona| (persona.name.clone(), persona.id)).collect();
        let current = sieve.persona.and_then(|id| journey.persona(id)).map(|persona| persona.name.clone());
        if let Some(persona) = choice(ui, "Persona", current, &personas) {
            sift(Sieve { persona, ..sieve.clone() });
        }
        let lanes: Vec<_> = journey.lanes().iter().map(|lane| (lane.shown_title().to_owned(), lane.id)).collect();
        let current = sieve.lane.and_then(|id| journey.lane(id)).map(|lane| lane.shown_title().to_owned());
        if let Some(lane) = choice(ui, "Lane", current, &lanes) {
            sift(Sieve { lane, ..sieve.clone() });
        }
        let level = |level: Level| format!("Severity {} and up", level.get());
        let levels: Vec<_> = (1..=5).filter_map(|n| Level::new(n).ok()).map(|found| (level(found), found)).collect();
        if let Some(severity) = choice(ui, "Severity", sieve.severity.map(level), &levels) {
            sift(Sieve { severity, ..sieve.clone() });
        }
        let evidence: Vec<_> = Evidence::ALL.iter().map(|found| (found.label().to_owned(), *found)).collect();
        let current = sieve.evidence.map(|found| found.label().to_owned());
        if let Some(evidence) = choice(ui, "Evidence", current, &evidence) {
            sift(Sieve { evidence, ..sieve.clone() });
        }
        let owners: Vec<_> = sieve::owners(journey).into_iter().map(|owner| (owner.clone(), owner)).collect();
        if let Some(owner) = choice(ui, "Owner", sieve.owner.clone(), &owners) {
            sift(Sieve { owner, ..sieve.clone() });
        }
        let tags: Vec<_> = sieve::tags(journey).into_iter().map(|tag| (tag.clone(), tag)).collect();
        if let Some(tag) = choice(ui, "Tag", sieve.tag.clone(), &tags) {
            sift(Sieve { tag, ..sieve.clone() });
        }
    });
}

/// Says what is hidden, and offers to show it.
fn hidden_ui(ui: &mut Ui, view: &View, journey: &Journey, wishes: &mut Vec<Wish>) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        let (hidden, all) = (view.hidden_touchpoints.len(), journey.touchpoint_count());
        ui.label(style::icon(Icon::FilterAlt, 16.0).color(theme.accent));
        let words = format!("Hidden: {hidden} of {all} touchpoints. Shown: {}.", view.sieve.words(journey));
        ui.label(style::strong(words, style::META, theme));
        if widgets::link_button(ui, "Show everything").clicked() {
            wishes.push(Wish::Sift(Sieve::default()));
        }
    });
}
