//! The fields of a touchpoint.

use std::collections::BTreeSet;

use egui::{RichText, Ui, vec2};

use super::super::{Cx, persona_colour, shown};
use super::{breadcrumb, choice, evidence, finding, icon_mark, lead, level, linked, pillars, text, title};
use crate::edit::{Command, TouchpointField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::widgets::{self, ParsedField, Segment};
use crate::gui::{context::Action, style};
use crate::layout::initials;
use crate::model::*;
use crate::text::Icon;

const MORE: &[CommandId] = &[
    CommandId::AddTouchpoint,
    CommandId::AddPain,
    CommandId::AddOpportunity,
    CommandId::AddFeedback,
    CommandId::AddMeasure,
    CommandId::MoveLeft,
    CommandId::MoveRight,
    CommandId::MoveToPreviousStage,
    CommandId::MoveToNextStage,
    CommandId::Delete,
];

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let journey = cx.journey();
    let stage = journey
        .stage(touchpoint.stage)
        .map(|stage| (shown(&stage.name, "Unnamed stage").to_owned(), Subject::Stage(stage.id)));
    let step = journey.step_number(touchpoint.id).unwrap_or(0);
    breadcrumb(ui, cx, stage, &format!("Touchpoint {step}"), MORE);
    let set = setter(cx, touchpoint);
    title(ui, cx, "Name", &touchpoint.name, |name| set(TouchpointField::Name(name)));
    lead(ui, &touchpoint.note);
    moment_of_truth(ui, cx, touchpoint);
    channel(ui, cx, touchpoint);
    encounter(ui, cx, touchpoint);
    emotions(ui, cx, touchpoint);
    if touchpoint.encounter.is_human() {
        staff(ui, cx, touchpoint);
    }
    pillars::ui(ui, cx, touchpoint);
    importance(ui, cx, touchpoint);
    if let Some(evidence) = evidence(ui, &touchpoint.evidence_note, touchpoint.evidence) {
        cx.edit(set(TouchpointField::Evidence(evidence)));
    }
    text(ui, cx, "What it rests on", &touchpoint.evidence_note, 1, |note| set(TouchpointField::EvidenceNote(note)));
    finding::ui(ui, cx, touchpoint.id);
    items(ui, cx, touchpoint.id);
    lanes(ui, cx, touchpoint);
    stagecraft(ui, cx, touchpoint);
    text(ui, cx, "Owner", &touchpoint.owner, 1, |owner| set(TouchpointField::Owner(owner)));
    tags(ui, cx, touchpoint);
    text(ui, cx, "Note", &touchpoint.note, 3, |note| set(TouchpointField::Note(note)));
    links(ui, cx, touchpoint.id);
}

fn setter(cx: &Cx<'_>, touchpoint: &Touchpoint) -> impl Fn(TouchpointField) -> Command + use<> {
    let (state, id) = (cx.state(), touchpoint.id);
    move |field| Command::SetTouchpoint { state, id, field }
}

fn moment_of_truth(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let theme = widgets::theme(ui);
    ui.horizontal(|ui| {
        let star = RichText::new(Icon::Star.character()).font(style::icon_font(16.0, true)).color(theme.star);
        ui.label(star);
        ui.label("Moment of truth");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(on) = widgets::switch(ui, "Moment of truth", touchpoint.moment_of_truth) {
                cx.edit(setter(cx, touchpoint)(TouchpointField::MomentOfTruth(on)));
            }
        });
    });
}

fn channel(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    widgets::section(ui, "Channel", "");
    let set = setter(cx, touchpoint);
    let journey = cx.journey();
    let word = |channel: &Channel| match channel {
        Channel::Unset => "Not said".to_owned(),
        Channel::Known(_) | Channel::Own { .. } => shown(channel.label(), "Unnamed channel").to_owned(),
    };
    let words = || channel_choices(journey).iter().map(word).chain(["Another…".to_owned()]).collect();
    let own = matches!(touchpoint.channel, Channel::Own { .. });
    let editing_id = ui.scope_id().with("editing the channel");
    let mut editing: bool = ui.data(|data| data.get_temp(editing_id)).unwrap_or(false) && own;
    let icon = own_icon(&touchpoint.channel);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.allocate_ui(vec2(ui.available_width() - if own { 32.0 } else { 0.0 }, 30.0), |ui| {
            let now = word(&touchpoint.channel);
            let Some(at) = widgets::dropdown(ui, "Channel", icon, &now, words) else { return };
            let choices = channel_choices(journey);
            editing = at >= choices.len();
            let another = Channel::Own { name: String::new(), icon: String::new() };
            let chosen = choices.get(at).cloned().unwrap_or(another);
            cx.edit(set(TouchpointField::Channel(chosen)));
        });
        if own && widgets::icon_button(ui, Icon::Edit, "Name and icon of this channel").clicked() {
            editing = !editing;
        }
    });
    if editing {
        channel_fields(ui, cx, touchpoint);
    }
    ui.data_mut(|data| data.insert_temp(editing_id, editing));
}

/// The known channels, and those people made up for this map.
fn channel_choices(journey: &Journey) -> Vec<Channel> {
    let own: BTreeSet<(&str, &str)> = journey
        .touchpoints()
        .filter_map(|other| match &other.channel {
            Channel::Own { name, icon } if !name.is_empty() => Some((name.as_str(), icon.as_str())),
            Channel::Unset | Channel::Known(_) | Channel::Own { .. } => None,
        })
        .collect();
    let mut choices = vec![Channel::Unset];
    choices.extend(KnownChannel::ALL.iter().map(|known| Channel::Known(*known)));
    choices.extend(own.iter().map(|(name, icon)| Channel::Own { name: (*name).into(), icon: (*icon).into() }));
    choices
}

fn own_icon(channel: &Channel) -> Option<Icon> {
    match channel {
        Channel::Own { icon, .. } => Icon::ALL.iter().copied().find(|known| known.name() == icon),
        Channel::Unset | Channel::Known(_) => None,
    }
}

fn channel_fields(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let set = setter(cx, touchpoint);
    let Channel::Own { name, icon } = &touchpoint.channel else { return };
    let typed = widgets::TextField::new("Name of the channel", name).hint("Name of the channel").show(ui);
    if let Some(name) = typed.value {
        cx.typing(set(TouchpointField::Channel(Channel::Own { name, icon: icon.clone() })));
    }
    if typed.left {
        cx.seal();
    }
    let now = own_icon(&touchpoint.channel);
    if let Some(chosen) = widgets::icon_grid(ui, "Icon of the channel", now) {
        let icon = chosen.name().to_owned();
        cx.edit(set(TouchpointField::Channel(Channel::Own { name: name.clone(), icon })));
    }
}

fn encounter(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let icon = |encounter| match encounter {
        Encounter::Unset => Icon::Help,
        Encounter::OneToOne => Icon::Group,
        Encounter::Team => Icon::Groups,
        Encounter::SelfService => Icon::TouchApp,
        Encounter::Surroundings => Icon::Landscape,
    };
    let segments: Vec<_> =
        Encounter::ALL.iter().map(|kind| Segment::only_icon(*kind, kind.label(), icon(*kind))).collect();
    let now = touchpoint.encounter;
    if let Some(chosen) = choice(ui, "Encounter", now.label(), &segments, Some(now)) {
        cx.edit(setter(cx, touchpoint)(TouchpointField::Encounter(chosen)));
    }
}

fn emotions(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let personas: Vec<_> = cx.journey().personas().cloned().collect();
    if personas.is_empty() {
        return;
    }
    widgets::section(ui, "Emotion", "");
    for persona in personas {
        emotion_row(ui, cx, touchpoint, &persona);
    }
}

fn emotion_row(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint, persona: &Persona) {
    let theme = widgets::theme(ui);
    let colour = persona_colour(cx.journey(), persona.id);
    let feeling = cx.journey().feeling(persona.id, touchpoint.id);
    let emotion = feeling.and_then(|feeling| feeling.emotion);
    let state = cx.state();
    let set = |feeling| Command::SetFeeling { state, persona: persona.id, touchpoint: touchpoint.id, feeling };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 24.0), egui::Sense::hover());
        widgets::persona_badge(ui.painter(), rect.center(), 8.5, colour, &initials(persona), theme);
        let name = shown(&persona.name, "Unnamed");
        let text = widgets::elided(ui, name, style::regular(style::BODY), theme.ink, 72.0);
        let (rect, _) = ui.allocate_exact_size(vec2(72.0, 24.0), egui::Sense::hover());
        ui.painter().galley(rect.left_center() - vec2(0.0, text.size().y / 2.0), text, theme.ink.into());
        let label = format!("Emotion of {name}");
        let evidence = feeling.and_then(|feeling| feeling.evidence);
        let slid = widgets::emotion_slider(ui, &label, colour, emotion, 108.0);
        if let Some(emotion) = slid.value {
            cx.typing(set(Some(Feeling { emotion, evidence })));
        }
        if slid.left {
            cx.seal();
        }
        let shown = match feeling {
            None => "–".to_owned(),
            Some(_) => emotion.map_or("?".to_owned(), |emotion| emotion.to_string()),
        };
        let value = egui::Button::new(style::strong(shown, style::BODY, theme).color(theme.persona(colour)))
            .frame(false)
            .min_size(vec2(30.0, 24.0));
        let response = ui.add(value).accessible_name(format!("{label}: choose whether she is there"));
        widgets::focus_ring(ui, &response, 4.0);
        egui::Popup::menu(&response).show(|ui| {
            let choices = [
                ("Set to neutral", Some(Feeling { emotion: Some(Emotion::steps(0)), evidence })),
                ("Not observed", Some(Feeling { emotion: None, evidence })),
                ("Does not meet it", None),
            ];
            for (word, feeling) in choices {
                if ui.add(egui::Button::new(word).min_size(vec2(180.0, 26.0))).clicked() {
                    cx.edit(set(feeling));
                    ui.close();
                }
            }
        });
    });
}

fn staff(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    widgets::section(ui, "Staff ratings", "1–5");
    let rating = touchpoint.staff;
    let set = setter(cx, touchpoint);
    level(ui, cx, "Attentiveness", rating.attentive, |attentive| {
        set(TouchpointField::Staff(StaffRating { attentive, ..rating }))
    });
    level(ui, cx, "Courtesy", rating.polite, |polite| set(TouchpointField::Staff(StaffRating { polite, ..rating })));
    level(ui, cx, "Knowledge", rating.knowledgeable, |knowledgeable| {
        set(TouchpointField::Staff(StaffRating { knowledgeable, ..rating }))
    });
}

fn importance(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let word = match touchpoint.importance.map(Level::get) {
        None => "Not said",
        Some(0..=1) => "Lowest",
        Some(2) => "Low",
        Some(3) => "Middle",
        Some(4) => "High",
        Some(_) => "Highest",
    };
    widgets::section(ui, "Importance", word);
    let names = ["1", "2", "3", "4", "5"];
    let segments: Vec<_> = Level::ALL.into_iter().zip(names).map(|(level, name)| Segment::new(level, name)).collect();
    let size = vec2(ui.available_width(), 28.0);
    if let Some(chosen) = widgets::segmented(ui, "Importance", size, 5, &segments, touchpoint.importance) {
        // The same level again takes the statement back.
        let importance = (touchpoint.importance != Some(chosen)).then_some(chosen);
        cx.edit(setter(cx, touchpoint)(TouchpointField::Importance(importance)));
    }
}

fn items(ui: &mut Ui, cx: &mut Cx<'_>, at: TouchpointId) {
    let theme = widgets::theme(ui);
    let journey = cx.journey();
    let pains: Vec<_> = journey.pains_at(at).into_iter().cloned().collect();
    let opportunities: Vec<_> = journey.opportunities_at(at).into_iter().cloned().collect();
    let feedback: Vec<_> = journey.feedback_at(at).into_iter().cloned().collect();
    let measures: Vec<_> = journey.measures_at(at).into_iter().cloned().collect();
    let count = pains.len() + opportunities.len() + feedback.len() + measures.len();
    widgets::section(ui, "Linked", &crate::words::plural(count, "item"));
    for pain in pains {
        let mark = |ui: &Ui, at| widgets::severity_mark(ui.painter(), at, pain.severity, theme);
        linked(ui, cx, mark, &pain.text, Subject::Pain(pain.id, at));
    }
    for opportunity in opportunities {
        let mark = icon_mark(Icon::Lightbulb, theme.opp);
        linked(ui, cx, mark, &opportunity.text, Subject::Opportunity(opportunity.id, at));
    }
    for item in feedback {
        linked(ui, cx, icon_mark(Icon::RateReview, theme.ink_soft), &item.text, Subject::Feedback(item.id, at));
    }
    for measure in measures {
        linked(ui, cx, icon_mark(Icon::BarChart, theme.ink_soft), &measure.name, Subject::Measure(measure.id, at));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let add = [CommandId::AddPain, CommandId::AddOpportunity, CommandId::AddFeedback, CommandId::AddMeasure];
        for id in add {
            if widgets::icon_button(ui, id.row().icon, &id.row().whole_label()).clicked() {
                cx.actions.push(Action::Run(id));
            }
        }
    });
}

fn lanes(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let lanes: Vec<_> = cx.journey().lanes().to_vec();
    let state = cx.state();
    for lane in lanes.iter().filter(|lane| matches!(lane.kind, LaneKind::Text | LaneKind::BackStage)) {
        let now = touchpoint.texts.get(&lane.id).map_or("", String::as_str);
        ui.push_id(lane.id, |ui| {
            text(ui, cx, lane.shown_title(), now, 2, |text| Command::SetText {
                state,
                touchpoint: touchpoint.id,
                lane: lane.id,
                text,
            });
        });
    }
    for lane in lanes.iter().filter(|lane| lane.kind == LaneKind::Picture) {
        let picture = touchpoint.pictures.get(&lane.id).and_then(|id| cx.map().picture(*id)).cloned();
        let theme = widgets::theme(ui);
        widgets::section(ui, lane.shown_title(), "");
        let Some(picture) = picture else {
            ui.label(style::meta("Drop or paste a picture onto the touchpoint.", theme));
            continue;
        };
        ui.push_id(lane.id, |ui| {
            text(ui, cx, "What the picture shows", &picture.alt, 1, |alt| Command::SetPictureWords {
                id: picture.id,
                alt,
            });
        });
        ui.horizontal(|ui| {
            ui.label(style::icon(Icon::Image, 16.0).color(theme.ink_soft));
            ui.label(style::meta("Stands below it, and is read to people who cannot see it.", theme));
            if widgets::icon_button(ui, Icon::Close, "Take the picture away").clicked() {
                cx.edit(Command::SetPicture { state, touchpoint: touchpoint.id, lane: lane.id, picture: None });
            }
        });
    }
}

fn stagecraft(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    let segments: Vec<_> = Stagecraft::ALL.iter().map(|side| Segment::new(*side, side.label())).collect();
    if let Some(side) = choice(ui, "Seen by the customer", "", &segments, Some(touchpoint.stagecraft)) {
        cx.edit(setter(cx, touchpoint)(TouchpointField::Stagecraft(side)));
    }
}

fn tags(ui: &mut Ui, cx: &mut Cx<'_>, touchpoint: &Touchpoint) {
    widgets::section(ui, "Tags", "with commas between");
    let now = touchpoint.tags.iter().cloned().collect::<Vec<_>>().join(", ");
    let typed = ParsedField::new("Tags", now).show(ui, |text| {
        let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        Ok(tags.map(str::to_owned).collect::<BTreeSet<_>>())
    });
    if let Some(tags) = typed.value {
        cx.typing(setter(cx, touchpoint)(TouchpointField::Tags(tags)));
    }
    if typed.left {
        cx.seal();
    }
}

fn links(ui: &mut Ui, cx: &mut Cx<'_>, from: TouchpointId) {
    let theme = widgets::theme(ui);
    let links: Vec<Link> = cx.journey().links_from(from).into_iter().cloned().collect();
    let journey = cx.journey();
    let targets = || {
        let others = journey.touchpoints().enumerate().filter(|(_, other)| other.id != from);
        others.filter(|(_, other)| links.iter().all(|link| link.to != other.id))
    };
    widgets::section(ui, "Leads to", "where it is not the next one");
    for link in &links {
        let name = cx.journey().touchpoint(link.to).map_or(String::new(), |to| to.name.clone());
        let words = if link.label.is_empty() { name } else { format!("{name} ({})", link.label) };
        linked(ui, cx, icon_mark(Icon::ArrowForward, theme.ink_soft), &words, Subject::Link(link.id));
    }
    let words = || targets().map(|(at, to)| format!("{} {}", at + 1, shown(&to.name, "Unnamed"))).collect();
    let chosen = widgets::dropdown(ui, "Link to another touchpoint", Some(Icon::Add), "Link to…", words);
    if let Some((_, to)) = chosen.and_then(|at| targets().nth(at)) {
        let link = Link { id: LinkId::new(cx.ids), from, to: to.id, label: String::new() };
        let state = cx.state();
        cx.edit(Command::AddLink { state, link });
    }
}
