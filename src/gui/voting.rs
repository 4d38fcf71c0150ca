//! Dot voting: each person in turn puts her dots on pain points and opportunities; nobody sees the tally until it is
//! revealed.
//!
//! Until then no vote is on the map, so none can be seen there. Severity and impact stay as they are: votes say what
//! people care about, not how bad it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{
    Align2, Context, Event, EventFilter, Key, Modifiers, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::dialogs::{Wish, buttons, focus_first, framed, well};
use super::preferences::Preferences;
use super::style;
use super::widgets::{self, Emphasis, PushButton};
use crate::edit::{Command, OpportunityField, PainField, apply};
use crate::gui::words::Words;
use crate::model::*;
use crate::text::Icon;

/// Letters that put a dot on one of the first things of the list.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
/// Height of a row in points.
const ROW: f32 = 34.0;

/// Something that can be voted for.
#[derive(Debug, Clone)]
struct Item {
    key: Voted,
    text: String,
    /// The votes that were on it before this vote began.
    before: u32,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voted {
    Pain(PainId),
    Opportunity(OpportunityId),
}

impl Item {
    /// The change that gives it so many votes.
    fn command(&self, state: State, votes: u32) -> Command {
        match self.key {
            Voted::Pain(id) => Command::SetPain { state, id, field: PainField::Votes(votes) },
            Voted::Opportunity(id) => Command::SetOpportunity { state, id, field: OpportunityField::Votes(votes) },
        }
    }
}

/// How far a vote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// People are voting.
    Voting,
    /// Everybody sees the tally.
    Revealed,
    /// The votes that are on the map are shown.
    Kept,
}

/// A vote.
pub struct Voting {
    state: State,
    items: Vec<Item>,
    /// The dots of everybody who is through.
    tally: BTreeMap<Voted, u32>,
    /// The dots of whoever votes now, in the order in which they were put.
    dots: Vec<Voted>,
    /// Who votes now, from 1.
    person: u32,
    phase: Phase,
    at: usize,
    /// Whether somebody tried to leave although votes were cast.
    warned: bool,
    /// What cannot be voted for, because it is locked.
    locked: Vec<String>,
    /// Which votes the map has refused.
    refused: Option<String>,
}

impl Voting {
    /// A vote on the pain points and opportunities of a journey, in the order of the journey.
    pub fn new(state: State, journey: &Journey) -> Voting {
        let mut items: Vec<Item> = Vec::new();
        let mut add = |key: Voted, text: &str, before: u32| {
            if !items.iter().any(|item| item.key == key) {
                let text = if text.trim().is_empty() { "No text yet" } else { text.trim() };
                items.push(Item { key, text: text.to_owned(), before });
            }
        };
        for touchpoint in journey.touchpoints() {
            journey.pains_at(touchpoint.id).iter().for_each(|pain| add(Voted::Pain(pain.id), &pain.text, pain.votes));
            for item in journey.opportunities_at(touchpoint.id) {
                add(Voted::Opportunity(item.id), &item.text, item.votes);
            }
        }
        journey.pains().for_each(|pain: &Arc<Pain>| add(Voted::Pain(pain.id), &pain.text, pain.votes));
        journey.opportunities().for_each(|item: &Arc<Opportunity>| {
            add(Voted::Opportunity(item.id), &item.text, item.votes);
        });
        Voting {
            state,
            items,
            tally: BTreeMap::new(),
            dots: Vec::new(),
            person: 1,
            phase: Phase::Voting,
            at: 0,
            warned: false,
            locked: Vec::new(),
            refused: None,
        }
    }

    /// The same without what is locked on the map: votes for that could not be kept.
    pub fn without_locked(mut self, map: &Map) -> Voting {
        let mut trial = map.clone();
        let state = self.state;
        let mut is_free = |item: &Item| apply(&mut trial, &item.command(state, item.before.saturating_add(1))).is_ok();
        let (free, locked): (Vec<Item>, Vec<Item>) = self.items.into_iter().partition(&mut is_free);
        self.items = free;
        self.locked = locked.into_iter().map(|item| item.text).collect();
        self
    }

    /// The votes that are on the map, most first.
    pub fn kept(state: State, journey: &Journey) -> Voting {
        let mut voting = Voting::new(state, journey);
        voting.tally = voting.items.iter().filter(|item| item.before > 0).map(|item| (item.key, item.before)).collect();
        voting.reveal();
        voting.phase = Phase::Kept;
        voting
    }

    /// Puts a dot, if the person has one left.
    fn put(&mut self, at: usize, allowed: u32) {
        let left = (self.dots.len() as u32) < allowed;
        if let Some(item) = self.items.get(at).filter(|_| left) {
            self.dots.push(item.key);
            self.at = at;
            self.warned = false;
        }
    }

    /// Takes a dot of this person back from an item.
    fn take_back(&mut self, at: usize) {
        let Some(item) = self.items.get(at) else { return };
        if let Some(place) = self.dots.iter().rposition(|key| *key == item.key) {
            self.dots.remove(place);
            self.warned = false;
        }
    }

    /// This person is through.
    fn next_person(&mut self) {
        for key in self.dots.drain(..) {
            *self.tally.entry(key).or_default() += 1;
        }
        self.person += 1;
        self.at = 0;
        self.warned = false;
    }

    /// Shows everybody the tally, most votes first.
    fn reveal(&mut self) {
        if !self.dots.is_empty() {
            self.next_person();
        }
        self.phase = Phase::Revealed;
        let tally = &self.tally;
        let votes = |item: &Item| tally.get(&item.key).copied().unwrap_or(0);
        // Equal ones keep the order of the journey.
        self.items.sort_by_key(|item| std::cmp::Reverse(votes(item)));
        self.at = 0;
        self.warned = false;
    }

    fn votes(&self, item: &Item) -> u32 {
        self.tally.get(&item.key).copied().unwrap_or(0)
    }

    /// The change that keeps the votes on the map: one step, in place of votes from before. Votes that the map refuses
    /// are not in it; which they are is said, and returned is whether there are none.
    pub fn command(&mut self, map: &Map) -> (Command, bool) {
        let mut trial = map.clone();
        let (mut commands, mut refused) = (Vec::new(), Vec::new());
        for item in self.items.iter().filter(|item| self.votes(item) != item.before) {
            let command = item.command(self.state, self.votes(item));
            match apply(&mut trial, &command) {
                Ok(_) => commands.push(command),
                Err(why) => refused.push(format!("“{}” with {} of the votes ({why})", item.text, self.votes(item))),
            }
        }
        let kept_all = refused.is_empty();
        self.refused = (!kept_all).then(|| format!("Not kept on the map: {}.", refused.join("; ")));
        (Command::Batch { label: "Keep the votes".to_owned(), commands }, kept_all)
    }

    /// Draws the vote.
    pub fn ui(&mut self, ctx: &Context, preferences: &mut Preferences, wishes: &mut Vec<Wish>) {
        if self.phase == Phase::Voting {
            self.keys(ctx, preferences);
        }
        let called_off = self.warned && ctx.input(|input| input.key_pressed(Key::Escape));
        let close = framed(ctx, "Dot voting", 760.0, |ui| {
            if !self.items.is_empty() {
                self.head(ui, preferences);
                self.list(ui, preferences.dots);
            } else if self.locked.is_empty() {
                ui.label("There are no pain points or opportunities to vote for yet.");
            }
            self.left_out(ui);
            self.foot(ui, wishes);
        });
        if close && (called_off || self.may_close()) {
            wishes.push(Wish::Close);
        }
    }

    /// Whether nothing is lost if the dialog closes now; else it warns. One key must not throw away what a room full
    /// of people has said.
    pub fn may_close(&mut self) -> bool {
        self.warned |= self.is_cast();
        !self.is_cast()
    }

    /// Whether there are votes that are not on the map.
    fn is_cast(&self) -> bool {
        self.phase != Phase::Kept && !(self.tally.is_empty() && self.dots.is_empty())
    }

    fn keys(&mut self, ctx: &Context, preferences: &mut Preferences) {
        let allowed = preferences.dots;
        let last = self.items.len().saturating_sub(1);
        let typed: Vec<String> = ctx.input_mut(|input| {
            let pressed = |input: &mut egui::InputState, key| input.consume_key(Modifiers::NONE, key);
            if pressed(input, Key::ArrowDown) {
                self.at = (self.at + 1).min(last);
            }
            if pressed(input, Key::ArrowUp) {
                self.at = self.at.saturating_sub(1);
            }
            if !input.modifiers.any() && pressed(input, Key::Enter) {
                self.put(self.at, allowed);
            }
            if pressed(input, Key::Backspace) || pressed(input, Key::Delete) {
                self.take_back(self.at);
            }
            if pressed(input, Key::Tab) {
                self.next_person();
            }
            if input.consume_key(Modifiers::COMMAND, Key::Enter) {
                self.reveal();
            }
            let texts = input.events.iter().filter_map(|event| match event {
                Event::Text(text) => Some(text.to_lowercase()),
                _ => None,
            });
            texts.collect()
        });
        for text in typed {
            match LETTERS.find(text.as_str()).filter(|_| text.len() == 1) {
                Some(at) => self.put(at, allowed),
                None if text == " " => self.put(self.at, allowed),
                None if self.is_untouched() => match text.as_str() {
                    "+" => allow(preferences, 1),
                    "-" | "−" => allow(preferences, -1),
                    _ => {}
                },
                None => {}
            }
        }
    }

    /// Whether nobody has voted yet. The number of dots holds for everybody, so it stands once somebody has.
    fn is_untouched(&self) -> bool {
        self.phase == Phase::Voting && self.person == 1 && self.dots.is_empty()
    }

    fn head(&mut self, ui: &mut Ui, preferences: &mut Preferences) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            ui.set_min_height(34.0);
            match self.phase {
                Phase::Voting => {
                    let left = preferences.dots.saturating_sub(self.dots.len() as u32);
                    ui.label(style::strong(format!("Person {}", self.person), 18.0, theme));
                    let words = if left == 1 { "1 dot left".to_owned() } else { format!("{left} dots left") };
                    widgets::said(&ui.label(style::strong(words, 18.0, theme).color(theme.accent)));
                }
                Phase::Revealed => {
                    let votes: u32 = self.tally.values().sum();
                    let people = self.person - 1;
                    ui.label(style::strong(format!("{votes} votes of {people} people"), 18.0, theme));
                }
                Phase::Kept => {
                    let votes: u32 = self.tally.values().sum();
                    ui.label(style::strong(format!("{votes} votes on the map"), 18.0, theme));
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if self.is_untouched() {
                    if widgets::icon_button(ui, Icon::Add, "One dot more a person").clicked() {
                        allow(preferences, 1);
                    }
                    ui.label(style::strong(preferences.dots.to_string(), style::BODY, theme));
                    if widgets::icon_button(ui, Icon::DoNotDisturbOn, "One dot fewer a person").clicked() {
                        allow(preferences, -1);
                    }
                    ui.label(style::meta("Dots a person", theme));
                }
            });
        });
        if self.phase == Phase::Voting {
            let more = if self.is_untouched() { " + and − change how many dots a person has." } else { "" };
            let hint = format!(
                "Its letter, or Space on the row, puts a dot; Backspace takes it back; Tab hands on to the next; {} \
                 reveals the votes.{more}",
                if ui.ctx().os().is_mac() { "Cmd+Enter" } else { "Ctrl+Enter" }
            );
            ui.label(style::meta(hint, theme));
        }
    }

    fn list(&mut self, ui: &mut Ui, allowed: u32) {
        let height = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 560.0);
        let voting = self.phase == Phase::Voting;
        let well = well(ui).show(ui, |ui| {
            // At its height from the first frame on: a row that moves as it is clicked gets no dot.
            let rows = ScrollArea::vertical().min_scrolled_height(height).max_height(height);
            let shown = rows.auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut current = None;
                for at in 0..self.items.len() {
                    let row = self.row(ui, at);
                    if row.clicked() && voting {
                        self.put(at, allowed);
                    }
                    if at == self.at {
                        current = Some(row);
                    }
                }
                current
            });
            shown.inner
        });
        if voting {
            // The list alone answers keys: a Space for a dot must not press the button that happens to have the focus.
            let list = ui.interact(well.response.rect, egui::Id::unique("dots"), Sense::focusable_noninteractive());
            list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "What to vote for"));
            if let Some(row) = &well.inner {
                widgets::walked(&list, row);
            }
            let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| {
                memory.request_focus(list.id);
                memory.set_focus_lock_filter(list.id, all);
            });
        }
    }

    /// What the vote or the map leaves out.
    fn left_out(&self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        let locked = match &self.locked[..] {
            [] => None,
            names => {
                let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
                Some(format!(
                    "Locked, so not to be voted for: {}. Unlock first what the vote is to be about.",
                    names.join(", ")
                ))
            }
        };
        for words in self.refused.iter().chain(&locked) {
            ui.add(egui::Label::new(style::meta(words, theme).color(theme.warn)).wrap());
        }
    }

    fn row(&self, ui: &mut Ui, at: usize) -> Response {
        let theme = widgets::theme(ui);
        let item = &self.items[at];
        let sense = if self.phase == Phase::Voting { Sense::CLICK } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
        let here = at == self.at && self.phase == Phase::Voting;
        let count = match self.phase {
            Phase::Voting => self.dots.iter().filter(|key| **key == item.key).count() as u32,
            Phase::Revealed | Phase::Kept => self.votes(item),
        };
        let letter = LETTERS.chars().nth(at).filter(|_| self.phase == Phase::Voting);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, self.row_words(item, letter, count)));
        if here {
            ui.painter().rect_filled(rect, 4.0, theme.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, theme.sunken);
        }
        let y = rect.center().y;
        if let Some(letter) = letter {
            let font = style::semibold(style::BODY);
            let ink = theme.ink_faint.into();
            ui.painter().text(pos2(rect.left() + 16.0, y), Align2::CENTER_CENTER, letter.to_uppercase(), font, ink);
        }
        let (icon, tone) = match item.key {
            Voted::Pain(_) => (Icon::Warning, theme.pain),
            Voted::Opportunity(_) => (Icon::Lightbulb, theme.opp),
        };
        let font = style::icon_font(18.0, false);
        ui.painter().text(pos2(rect.left() + 44.0, y), Align2::CENTER_CENTER, icon.character(), font, tone.into());
        let dots_width = 14.0 * count.min(12) as f32 + 44.0;
        let room = rect.width() - 76.0 - dots_width;
        let text = Words::line(ui, &item.text, style::regular(15.0), theme.ink, room);
        let at = pos2(rect.left() + 64.0, y - text.size().y / 2.0);
        text.paint(ui.painter(), at);
        for dot in 0..count.min(12) {
            let x = rect.right() - 48.0 - 14.0 * dot as f32;
            ui.painter().circle_filled(pos2(x, y), 5.0, theme.accent);
        }
        if count > 0 {
            let font = style::semibold(15.0);
            let at = pos2(rect.right() - 20.0, y);
            ui.painter().text(at, Align2::CENTER_CENTER, count.to_string(), font, theme.ink.into());
        }
        if here {
            response.scroll_to_me(None);
        }
        widgets::focus_ring(ui, &response, 4.0);
        response
    }

    /// What a screen reader says of a row: its letter, what it is, and how many dots or votes it has.
    fn row_words(&self, item: &Item, letter: Option<char>, count: u32) -> String {
        let letter = letter.map_or(String::new(), |letter| format!("{}, ", letter.to_uppercase()));
        let kind = match item.key {
            Voted::Pain(_) => "pain point",
            Voted::Opportunity(_) => "opportunity",
        };
        let unit = match (self.phase, count) {
            (Phase::Voting, 1) => "dot",
            (Phase::Voting, _) => "dots",
            (Phase::Revealed | Phase::Kept, 1) => "vote",
            (Phase::Revealed | Phase::Kept, _) => "votes",
        };
        format!("{letter}{kind}: {}, {count} {unit}", item.text)
    }

    fn foot(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let empty = self.items.is_empty();
        if self.warned && self.is_cast() {
            let words = match self.phase {
                Phase::Voting => "Votes were cast. Esc once more, or “Call it off”, throws them away.",
                Phase::Revealed | Phase::Kept => {
                    "Keep the votes on the map, or throw them away; Esc once more throws them away."
                }
            };
            widgets::said_at_once(&ui.label(style::strong(words, style::BODY, widgets::theme(ui))));
        }
        buttons(ui, |ui| match self.phase {
            Phase::Voting | Phase::Kept if empty || self.phase == Phase::Kept => {
                if ui.add(PushButton::new("Close", Emphasis::Primary)).clicked() {
                    wishes.push(Wish::Close);
                }
            }
            Phase::Voting | Phase::Kept => {
                if ui.add(PushButton::new("Reveal the votes", Emphasis::Primary)).clicked() {
                    self.reveal();
                }
                if ui.add(PushButton::new("Next person", Emphasis::Secondary)).clicked() {
                    self.next_person();
                }
                if ui.add(PushButton::new("Call it off", Emphasis::Secondary)).clicked() {
                    wishes.push(Wish::Close);
                }
            }
            Phase::Revealed => {
                let keep = ui.add(PushButton::new("Keep on the map", Emphasis::Primary).icon(Icon::Check));
                focus_first(&keep);
                if keep.clicked() {
                    wishes.push(Wish::KeepVotes);
                }
                if ui.add(PushButton::new("Throw away", Emphasis::Secondary)).clicked() {
                    wishes.push(Wish::Close);
                }
            }
        });
    }
}

/// Gives everybody so many dots more, or fewer.
fn allow(preferences: &mut Preferences, more: i32) {
    preferences.dots = preferences.dots.saturating_add_signed(more).clamp(1, 99);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shipped::EXAMPLES;

    #[test]
    fn nobody_has_more_dots_than_allowed_and_the_tally_adds_everybodys() {
        let map = EXAMPLES[0].open().unwrap();
        let mut voting = Voting::new(State::Today, map.today());
        let third = voting.items[2].key;
        for _ in 0..9 {
            voting.put(2, 3);
        }
        voting.take_back(2);
        voting.next_person();
        voting.put(2, 3);
        voting.put(0, 3);
        voting.reveal();
        assert_eq!(voting.items[0].key, third);
        assert_eq!(voting.votes(&voting.items[0]), 3);
        assert_eq!(voting.person, 3);
    }
}
