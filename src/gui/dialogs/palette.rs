//! The palette: a few letters find any command, stage, touchpoint, persona, pain or opportunity.

use egui::{Align2, Context, Key, Modifiers, Response, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Wish, dialog_id, modal, well};
use crate::frame::Subject;
use crate::gui::command_table::{CommandId, TABLE};
use crate::gui::panels::{shown, subject_at};
use crate::gui::situation::Situation;
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::model::{Journey, Key as ModelKey};
use crate::text::Icon;

/// The most lines that are shown; the best come first.
const MOST: usize = 60;

/// What was typed, and what it found.
#[derive(Default)]
pub struct Palette {
    query: String,
    found: Vec<Hit>,
    at: usize,
    /// Commands used lately, the latest first.
    lately: Vec<CommandId>,
    /// What `found` was computed for.
    found_for: Option<(String, u64)>,
}

#[derive(Debug, Clone)]
struct Hit {
    label: String,
    remark: String,
    icon: Icon,
    target: Target,
    /// What it does, where it is a command.
    explained: &'static str,
}

#[derive(Debug, Clone, Copy)]
enum Target {
    Command(CommandId),
    Place(Subject),
}

impl Palette {
    /// A palette that offers these commands first.
    pub fn new(lately: Vec<CommandId>) -> Palette {
        Palette { lately, ..Palette::default() }
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, journey: Option<(&Journey, u64)>, now: Situation, wishes: &mut Vec<Wish>) {
        let revision = journey.map_or(0, |(_, revision)| revision);
        if self.found_for.as_ref() != Some(&(self.query.clone(), revision)) {
            self.found = search(&self.query, journey.map(|(journey, _)| journey), now, &self.lately);
            self.at = 0;
            self.found_for = Some((self.query.clone(), revision));
        }
        let area = egui::Modal::default_area(dialog_id("palette"))
            .accessible_name("Commands and places")
            .anchor(Align2::CENTER_TOP, vec2(0.0, 64.0));
        let response = modal(area).show(ctx, |ui| {
            ui.set_width(560.0_f32.min(ctx.content_rect().width() - 64.0));
            self.content(ui, wishes);
        });
        if response.should_close() {
            wishes.push(Wish::Close);
        }
    }

    fn content(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        // The list is walked while the field keeps the focus, so these keys are taken before the field sees them.
        let (down, up, enter) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter))
        });
        let last = self.found.len().saturating_sub(1);
        if down {
            self.at = (self.at + 1).min(last);
        }
        if up {
            self.at = self.at.saturating_sub(1);
        }
        let theme = widgets::theme(ui);
        let field = TextEdit::singleline(&mut self.query)
            .hint_text(egui::RichText::new("Search or run a command").color(theme.ink_faint))
            .margin(egui::Margin::symmetric(10, 8))
            .desired_width(f32::INFINITY);
        let field = ui.add(field).accessible_name("Search or run a command");
        if !field.has_focus() {
            field.request_focus();
        }
        if self.found.is_empty() {
            widgets::said(&ui.label(style::meta("Nothing is called that.", theme)));
        }
        let mut chosen = enter.then_some(self.at);
        well(ui).show(ui, |ui| {
            ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for at in 0..self.found.len() {
                    let row = self.row(ui, at, down || up);
                    if at == self.at {
                        widgets::walked(&field, &row);
                    }
                    if row.clicked() {
                        chosen = Some(at);
                    }
                }
            });
        });
        if let Some(hit) = chosen.and_then(|at| self.found.get(at)) {
            wishes.push(Wish::Close);
            wishes.push(match hit.target {
                Target::Command(id) => Wish::Run(id),
                Target::Place(subject) => Wish::Reveal(subject),
            });
        }
    }

    fn row(&self, ui: &mut Ui, at: usize, walked: bool) -> Response {
        let theme = widgets::theme(ui);
        let hit = &self.found[at];
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
        let on = at == self.at;
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, on, &hit.label));
        if on {
            ui.painter().rect_filled(rect, 4.0, theme.accent_soft);
            if walked {
                response.scroll_to_me(None);
            }
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, theme.sunken);
        }
        let y = rect.center().y;
        let font = style::icon_font(16.0, false);
        let icon = hit.icon.character();
        ui.painter().text(pos2(rect.left() + 16.0, y), Align2::CENTER_CENTER, icon, font, theme.ink_soft.into());
        let small = style::regular(style::META);
        let remark = widgets::elided(ui, &hit.remark, small, theme.ink_faint, 180.0);
        let left = rect.left() + 34.0;
        let room = rect.right() - 20.0 - remark.size().x - left;
        let label = Words::line(ui, &hit.label, style::regular(style::BODY), theme.ink, room);
        let at = pos2(left, y - label.size().y / 2.0);
        label.paint(ui.painter(), at);
        let corner = pos2(rect.right() - 10.0 - remark.size().x, y - remark.size().y / 2.0);
        ui.painter().galley(corner, remark, theme.ink_faint.into());
        response
    }
}

fn search(query: &str, journey: Option<&Journey>, now: Situation, lately: &[CommandId]) -> Vec<Hit> {
    let mut hits = commands(now, lately);
    if !query.trim().is_empty() {
        hits.extend(journey.into_iter().flat_map(places));
    }
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let lower = query.trim().to_lowercase();
    let mut scored: Vec<(u32, usize, Hit)> = hits
        .into_iter()
        .enumerate()
        .filter_map(|(place, hit)| {
            let text = format!("{} {}", hit.label, hit.remark);
            let score = pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher);
            // Who does not know a command's name finds it by what it does, after all that is called so.
            let meant = || hit.explained.to_lowercase().contains(&lower).then_some(0);
            Some((score.or_else(meant)?, place, hit))
        })
        .collect();
    // Equal scores keep the order: what was used lately, then the table, then the journey.
    scored.sort_by_key(|(score, place, _)| (std::cmp::Reverse(*score), *place));
    scored.into_iter().take(MOST).map(|(_, _, hit)| hit).collect()
}

fn commands(now: Situation, lately: &[CommandId]) -> Vec<Hit> {
    let rest = TABLE.iter().filter(|row| !lately.contains(&row.id));
    let rows = lately.iter().map(|id| id.row()).chain(rest);
    let rows = rows.filter(|row| row.id != CommandId::Palette && row.needs.met(now));
    rows.map(|row| Hit {
        label: row.whole_label(),
        remark: row.id.keys_text(),
        icon: row.icon,
        target: Target::Command(row.id),
        explained: row.help,
    })
    .collect()
}

fn places(journey: &Journey) -> Vec<Hit> {
    let hit = |label: &str, remark: String, icon, subject| Hit {
        label: shown(label, "Unnamed").to_owned(),
        remark,
        icon,
        target: Target::Place(subject),
        explained: "",
    };
    let mut hits = Vec::new();
    for stage in journey.stages() {
        hits.push(hit(&stage.name, "Stage".to_owned(), Icon::ViewColumn, Subject::Stage(stage.id)));
    }
    for (at, touchpoint) in journey.touchpoints().enumerate() {
        let remark = format!("Touchpoint {}", at + 1);
        hits.push(hit(&touchpoint.name, remark, Icon::Map, Subject::Touchpoint(touchpoint.id)));
    }
    for persona in journey.personas() {
        hits.push(hit(&persona.name, "Persona".to_owned(), Icon::Person, Subject::Persona(persona.id)));
    }
    for pain in journey.pains() {
        if let Some(subject) = subject_at(journey, ModelKey::Pain(pain.id)) {
            hits.push(hit(&pain.text, "Pain point".to_owned(), Icon::Warning, subject));
        }
    }
    for opportunity in journey.opportunities() {
        if let Some(subject) = subject_at(journey, ModelKey::Opportunity(opportunity.id)) {
            hits.push(hit(&opportunity.text, "Opportunity".to_owned(), Icon::Lightbulb, subject));
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_the_command_first() {
        let now = Situation { map: true, ..Situation::default() };
        for (query, wanted) in
            [("exp", CommandId::Export), ("dark", CommandId::ToggleTheme), ("fit", CommandId::ZoomFit)]
        {
            let found = search(query, None, now, &[]);
            assert!(matches!(found[0].target, Target::Command(id) if id == wanted), "{query}: {:?}", found[0].label);
        }
    }

    #[test]
    fn who_does_not_know_a_name_finds_a_command_by_what_it_does() {
        let now = Situation { map: true, ..Situation::default() };
        let found = search("spreadsheet", None, now, &[]);
        assert!(found.iter().any(|hit| hit.explained.contains("spreadsheet") && !hit.label.contains("spreadsheet")));
        let found = search("vote", None, now, &[]);
        assert!(matches!(found[0].target, Target::Command(CommandId::StartVote | CommandId::ShowVotes)));
    }

    #[test]
    fn commands_that_make_no_sense_now_are_not_offered() {
        let found = search("export", None, Situation::default(), &[]);
        assert!(found.iter().all(|hit| !matches!(hit.target, Target::Command(CommandId::Export))));
    }

    #[test]
    fn what_was_used_lately_comes_first() {
        let now = Situation { map: true, ..Situation::default() };
        let found = search("", None, now, &[CommandId::ZoomFit, CommandId::Save]);
        let first: Vec<_> = found.iter().take(2).map(|hit| hit.label.as_str()).collect();
        assert_eq!(first, [CommandId::ZoomFit.row().label, CommandId::Save.row().label]);
    }
}
