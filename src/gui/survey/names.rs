//! Which name of the survey is which touchpoint, stage or persona: what was found, and what a person says instead.

use egui::{Align2, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::work::Read;
use super::{Sureness, SurveyDialog, SurveyWish, counted};
use crate::answers::{Likely, Mapping, Name, Place};
use crate::gui::dialogs::Wish;
use crate::gui::panels::shown;
use crate::gui::style;
use crate::gui::widgets;
use crate::model::*;
use crate::text::Icon;

/// Height of a row in points.
const ROW: f32 = 44.0;
/// So many rows are drawn out of view too.
const MOST_DRAWN: usize = 200;
/// The entry that leaves a name's answers out, or a persona open.
const NOWHERE: &str = "Leave out";
const NOT_KNOWN: &str = "Not known";

impl SurveyDialog {
    /// Draws every name with what it is taken for, those that need a look first.
    pub(super) fn names_ui(&mut self, ui: &mut Ui, read: &Read, journey: &Journey, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        let Some(mapping) = &mut self.mapping else { return };
        if read.names.is_empty() {
            let words = "No column names a touchpoint, a stage or a persona.";
            ui.centered_and_justified(|ui| ui.label(style::meta(words, theme)));
            return;
        }
        // In the order of the last count, so that a row stays where it is while somebody chooses in it.
        let mut order: Vec<&Name> = read.names.iter().collect();
        order.sort_by_key(|name| !proposed(name).is_to_check());
        let mut changed = false;
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // All of few can be reached by Tab; of many only those in view are drawn.
            let all = order.len() <= MOST_DRAWN;
            for name in order {
                let place = egui::Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
                match all || ui.is_rect_visible(place) {
                    true => changed |= name_ui(ui, name, mapping, journey),
                    false => ui.add_space(ROW),
                }
            }
        });
        if changed {
            wishes.push(Wish::Survey(SurveyWish::Work));
        }
    }
}

/// How sure the first proposal was, whatever somebody chose since.
fn proposed(name: &Name) -> Sureness {
    let first = match &name.likely {
        Likely::Places(likely) => likely.first().map(|(_, alike)| *alike),
        Likely::Personas(likely) => likely.first().map(|(_, alike)| *alike),
    };
    first.map_or(Sureness::Nowhere, Sureness::Alike)
}

fn name_ui(ui: &mut Ui, name: &Name, mapping: &mut Mapping, journey: &Journey) -> bool {
    let theme = widgets::theme(ui);
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW));
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, egui::Stroke::new(1.0, theme.line));
    let inner = row.shrink2(vec2(12.0, 0.0));
    let third = (inner.width() - 24.0) / 3.0;
    let left = inner.with_max_x(inner.left() + third);
    let kind = match name.likely {
        Likely::Places(_) => "",
        Likely::Personas(_) => "persona, ",
    };
    two_lines(ui, left, &name.name, &format!("{kind}{}", counted(name.rows, "row")));
    let field = Rect::from_min_size(pos2(left.right() + 12.0, row.center().y - 15.0), vec2(third, 30.0));
    let arrow = pos2(field.left() - 8.0, row.center().y);
    let font = style::icon_font(14.0, false);
    ui.painter().text(arrow, Align2::CENTER_CENTER, Icon::ChevronRight.character(), font, theme.ink_faint.into());
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(field).id_salt((kind, &name.name)));
    let changed = match_ui(&mut child, name, mapping, journey);
    let sure = Rect::from_min_max(pos2(field.right() + 12.0, row.top()), inner.right_bottom());
    sureness_ui(ui, sure, name, Sureness::of(name, mapping));
    changed
}

/// The list of what a name can be.
fn match_ui(ui: &mut Ui, name: &Name, mapping: &mut Mapping, journey: &Journey) -> bool {
    let label = format!("“{}” means", name.name);
    match &name.likely {
        Likely::Places(likely) => {
            let now = mapping.places.get(&name.name).copied().flatten();
            let words = now.and_then(|place| place_words(place, journey)).unwrap_or_else(|| NOWHERE.to_owned());
            let places = || places(likely, journey);
            let entries = || {
                let words = places().into_iter().map(|place| place_words(place, journey).unwrap_or_default());
                std::iter::once(NOWHERE.to_owned()).chain(words).collect()
            };
            let Some(at) = widgets::dropdown(ui, &label, None, &words, entries) else { return false };
            let chosen = at.checked_sub(1).and_then(|at| places().get(at).copied());
            mapping.places.insert(name.name.clone(), chosen);
            chosen != now
        }
        Likely::Personas(_) => {
            let now = mapping.personas.get(&name.name).copied().flatten();
            let word = |persona: &Persona| shown(&persona.name, "Unnamed persona").to_owned();
            let words =
                now.and_then(|id| journey.persona(id)).map_or_else(|| NOT_KNOWN.to_owned(), |known| word(known));
            let entries = || {
                let names = journey.personas().map(|known| word(known));
                std::iter::once(NOT_KNOWN.to_owned()).chain(names).collect()
            };
            let Some(at) = widgets::dropdown(ui, &label, None, &words, entries) else { return false };
            let chosen = at.checked_sub(1).and_then(|at| journey.personas().nth(at)).map(|persona| persona.id);
            mapping.personas.insert(name.name.clone(), chosen);
            chosen != now
        }
    }
}

/// Every place, the likeliest few first, then the journey from its beginning, each stage before what is in it.
fn places(likely: &[(Place, f64)], journey: &Journey) -> Vec<Place> {
    let mut all: Vec<Place> = likely.iter().map(|(place, _)| *place).collect();
    for stage in journey.stages() {
        all.push(Place::Stage(stage.id));
        all.extend(journey.touchpoints_in(stage.id).map(|found| Place::Touchpoint(found.id)));
    }
    all
}

fn place_words(place: Place, journey: &Journey) -> Option<String> {
    let name = place.name(journey)?;
    Some(match place {
        Place::Touchpoint(_) => shown(name, "Unnamed touchpoint").to_owned(),
        Place::Stage(_) => format!("Stage: {}", shown(name, "Unnamed stage")),
    })
}

/// How sure a match is, in a sign and in words.
fn sureness_ui(ui: &mut Ui, rect: Rect, name: &Name, sureness: Sureness) {
    let theme = widgets::theme(ui);
    let (icon, ink, words) = match sureness {
        Sureness::Nowhere => match name.likely {
            Likely::Places(_) => (Icon::Warning, theme.warn, "stands nowhere, left out".to_owned()),
            Likely::Personas(_) => (Icon::Warning, theme.warn, "nobody on the map".to_owned()),
        },
        Sureness::Chosen => (Icon::Check, theme.ink_soft, "chosen by you".to_owned()),
        Sureness::Alike(alike) if alike >= 1.0 => (Icon::CheckCircle, theme.opp, "the same name".to_owned()),
        Sureness::Alike(alike) => {
            let words = format!("{:.0}% alike", alike * 100.0);
            match sureness.is_to_check() {
                true => (Icon::Warning, theme.warn, format!("{words}, check")),
                false => (Icon::CheckCircle, theme.opp, words),
            }
        }
    };
    let y = rect.center().y;
    let font = style::icon_font(16.0, false);
    ui.painter().text(pos2(rect.left() + 8.0, y), Align2::CENTER_CENTER, icon.character(), font, ink.into());
    let place = rect.with_min_x(rect.left() + 22.0);
    let text = widgets::elided(ui, &words, style::regular(style::META), theme.ink, place.width());
    ui.painter().galley(pos2(place.left(), y - text.size().y / 2.0), text, theme.ink.into());
    let response = ui.interact(rect, ui.scope_id().with(("sure", &name.name)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("“{}”: {words}", name.name)));
}

/// Something in bold above something small, each cut where the room ends.
pub(super) fn two_lines(ui: &mut Ui, rect: Rect, title: &str, under: &str) {
    let theme = widgets::theme(ui);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.with_min_y(rect.center().y - 18.0)));
    child.spacing_mut().item_spacing.y = 0.0;
    let words = widgets::elided(&child, title, style::semibold(style::BODY), theme.ink, rect.width());
    let cut = words.elided;
    let response = child.label(egui::WidgetText::from(words));
    if cut {
        response.on_hover_text(RichText::new(title).font(style::regular(style::META)));
    }
    let words = widgets::elided(&child, under, style::regular(style::META), theme.ink_faint, rect.width());
    child.label(egui::WidgetText::from(words));
}
