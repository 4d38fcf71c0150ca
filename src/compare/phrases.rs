//! Gaps in a few words: how it is and how it should be, as people write it on a card.

use std::cmp::Reverse;

use super::comparison::*;
use super::entries::{Source, Valued};
use crate::model::*;
use crate::words::shortened_at_a_word;

/// The most characters of a text on either side of a gap.
const MOST: usize = 70;

/// What the words are made from.
pub(super) struct Phrases<'a> {
    pub source: &'a Source<'a>,
    pub valued: &'a [Valued],
}

/// How it is and how it should be.
pub(super) fn in_words(phrases: &Phrases, at: usize, parts: &[usize]) -> (String, String) {
    let entry = &phrases.valued[at].entry;
    let (is, should) = match entry.mark {
        Mark::Added => phrases.added(entry),
        Mark::Removed => phrases.removed(entry),
        Mark::Split | Mark::Merged => (phrases.names(entry, Side::From), phrases.names(entry, Side::To)),
        Mark::Moved | Mark::Changed | Mark::Kept => phrases.changed(at, parts),
    };
    // Two long texts may differ only behind the ellipsis, two short ones only in spaces.
    if is == should { (is, "worded differently".to_owned()) } else { (is, should) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    From,
    To,
}

impl Phrases<'_> {
    fn journey(&self, side: Side) -> &Journey {
        match side {
            Side::From => self.source.from.journey,
            Side::To => self.source.to.journey,
        }
    }

    /// The names of all identities that an entry has on a side.
    fn names(&self, entry: &Entry, side: Side) -> String {
        let uids = if side == Side::From { &entry.from } else { &entry.to };
        let names: Vec<String> = uids.iter().map(|uid| self.name(entry.kind, *uid, side)).collect();
        names.join(" + ")
    }

    /// What an element is called where nothing else says what it is.
    fn name(&self, kind: Kind, uid: Uid, side: Side) -> String {
        let journey = self.journey(side);
        let name = match kind {
            Kind::Touchpoint => journey.touchpoint(TouchpointId(uid)).map(|found| short(&found.name)),
            Kind::Stage => journey.stage(StageId(uid)).map(|found| format!("stage {}", quoted(&found.name))),
            Kind::Persona => journey.persona(PersonaId(uid)).map(|found| format!("persona {}", quoted(&found.name))),
            Kind::Lane => journey.lane(LaneId(uid)).map(|found| format!("lane {}", quoted(found.shown_title()))),
            Kind::Pain => {
                journey.pain(PainId(uid)).map(|pain| format!("pain: {} ({})", short(&pain.text), pain.severity))
            }
            Kind::Opportunity => journey.opportunity(OpportunityId(uid)).map(|found| short(&found.text)),
            Kind::Feedback => journey.feedback_item(FeedbackId(uid)).map(|found| quoted(&found.text)),
            Kind::Measure => journey.measure(MeasureId(uid)).map(measure),
            Kind::Link => journey.link(LinkId(uid)).map(|link| self.link(link, side)),
        };
        name.unwrap_or_default()
    }

    fn link(&self, link: &Link, side: Side) -> String {
        let name = |id: TouchpointId| {
            let found = self.journey(side).touchpoint(id);
            found.map(|touchpoint| quoted(&touchpoint.name)).unwrap_or_default()
        };
        let condition = if link.label.is_empty() { String::new() } else { format!(", {}", short(&link.label)) };
        format!("{} leads to {}{condition}", name(link.from), name(link.to))
    }

    /// The touchpoint of the first journey whose place a new one takes: it stands in the same column.
    fn replaced(&self, entry: &Entry) -> Option<String> {
        if entry.kind != Kind::Touchpoint {
            return None;
        }
        let column = self.source.common.column(None, entry.to.first().copied())?;
        let id = self.source.common.columns[column].from;
        id.map(|id| self.name(Kind::Touchpoint, id.0, Side::From))
    }

    fn added(&self, entry: &Entry) -> (String, String) {
        let (before, _) = absence(entry.kind);
        (self.replaced(entry).unwrap_or_else(|| before.to_owned()), self.names(entry, Side::To))
    }

    fn removed(&self, entry: &Entry) -> (String, String) {
        let (_, after) = absence(entry.kind);
        (self.names(entry, Side::From), after.to_owned())
    }

    /// The name if it changed, else the place, else whatever is worth most.
    fn changed(&self, at: usize, parts: &[usize]) -> (String, String) {
        let entry = &self.valued[at].entry;
        let is_name = |change: &&FieldChange| matches!(change.field, Field::Name | Field::Title | Field::Words);
        if let Some(change) = entry.fields.iter().find(is_name) {
            return match entry.kind {
                Kind::Touchpoint => (named(&change.from), named(&change.to)),
                Kind::Link | Kind::Stage | Kind::Persona | Kind::Lane | Kind::Pain => {
                    (self.names(entry, Side::From), self.names(entry, Side::To))
                }
                Kind::Opportunity | Kind::Feedback | Kind::Measure => (short(&change.from), short(&change.to)),
            };
        }
        if let Some(moved) = entry.moved {
            return self.moved(entry, moved);
        }
        let mut reasons: Vec<(u64, (String, String))> = Vec::new();
        for part in parts.iter().map(|part| &self.valued[*part]) {
            reasons.push((part.worth.total(), self.part(&part.entry)));
        }
        let own = &self.valued[at].worth;
        if entry.kind == Kind::Touchpoint {
            reasons.extend(self.felt(entry).map(|felt| (own.part(Part::Emotion), felt)));
            reasons.extend(self.field(entry).map(|field| (own.part(Part::Touchpoints), field)));
        } else {
            reasons.push((own.total(), self.part(entry)));
        }
        // The first of equals: pain points stand before measures and links.
        let best = reasons.into_iter().enumerate().max_by_key(|(at, (worth, _))| (*worth, Reverse(*at)));
        best.map(|(_, (_, words))| words).unwrap_or_default()
    }

    fn moved(&self, entry: &Entry, moved: Move) -> (String, String) {
        let (Some(from), Some(to)) = (entry.from.first(), entry.to.first()) else { return Default::default() };
        let steps = match (moved.steps, moved.steps.unsigned_abs()) {
            (0, _) => String::new(),
            (steps, count) => {
                let one = if entry.kind == Kind::Stage { "stage" } else { "step" };
                let ending = if count == 1 { "" } else { "s" };
                format!("{count} {one}{ending} {}", if steps < 0 { "earlier" } else { "later" })
            }
        };
        let steps = if steps.is_empty() { steps } else { format!(", {steps}") };
        if moved.other_stage {
            let stage = |side: Side, uid: Uid| {
                let journey = self.journey(side);
                let stage =
                    journey.touchpoint(TouchpointId(uid)).and_then(|touchpoint| journey.stage(touchpoint.stage));
                stage.map(|stage| format!("in {}", quoted(&stage.name))).unwrap_or_default()
            };
            return (stage(Side::From, *from), format!("{}{steps}", stage(Side::To, *to)));
        }
        let place = |side: Side, uid: Uid| self.after(entry.kind, side, uid);
        (place(Side::From, *from), format!("{}{steps}", place(Side::To, *to)))
    }

    fn after(&self, kind: Kind, side: Side, uid: Uid) -> String {
        let list = match side {
            Side::From => self.source.from.list(kind),
            Side::To => self.source.to.list(kind),
        };
        let place = match side {
            Side::From => self.source.from.place(uid),
            Side::To => self.source.to.place(uid),
        };
        let before = place.and_then(|place| place.checked_sub(1)).map(|at| list[at]);
        let journey = self.journey(side);
        let stage = |uid: Uid| journey.touchpoint(TouchpointId(uid)).map(|touchpoint| touchpoint.stage);
        match before {
            Some(before) if kind != Kind::Touchpoint => format!("after {}", self.name(kind, before, side)),
            Some(before) if stage(before) == stage(uid) => format!("after {}", quoted(&self.name(kind, before, side))),
            Some(_) | None => match stage(uid).and_then(|id| journey.stage(id)) {
                Some(stage) => format!("first in {}", quoted(&stage.name)),
                None => "first of all".to_owned(),
            },
        }
    }

    /// The persona whose feelings differ most.
    fn felt(&self, entry: &Entry) -> Option<(String, String)> {
        let tenths = |change: &EmotionChange| change.gap().map_or(0, |gap| (gap.abs() * 10.0).round() as u64);
        let changes = entry.emotions.iter().filter(|change| change.is_shared() && change.differs()).enumerate();
        let (_, most) = changes.max_by_key(|(at, change)| (tenths(change), Reverse(*at)))?;
        let name =
            most.from_persona.and_then(|id| self.source.from.journey.persona(id)).map(|found| found.name.clone());
        let name = short(&name.unwrap_or_default());
        let said = |value: Option<f64>| match value {
            Some(value) => format!("{name} feels {}", signed(value)),
            None => format!("nobody knows how {name} feels"),
        };
        Some((said(most.from), said(most.to)))
    }

    /// The field that matters most.
    fn field(&self, entry: &Entry) -> Option<(String, String)> {
        let matters = |field: Field| match field {
            Field::Channel | Field::Encounter | Field::Stagecraft => 5,
            Field::Text(_) | Field::Value | Field::Severity => 4,
            Field::Pillar(_) => 3,
            Field::Picture(_) => 1,
            _other => 2,
        };
        let changes = entry.fields.iter().filter(|change| change.field.is_of_the_journey()).enumerate();
        let (_, change) = changes.max_by_key(|(at, change)| (matters(change.field), Reverse(*at)))?;
        let unsaid = match change.field {
            Field::Pillar(_) => "unknown",
            Field::Importance | Field::Attentive | Field::Polite | Field::Knowledgeable => "not rated",
            Field::Text(_) | Field::Picture(_) => "nothing",
            _other => "not said",
        };
        let said = |value: &str| if value.is_empty() { unsaid.to_owned() } else { short(value) };
        Some((format!("{}: {}", change.label, said(&change.from)), said(&change.to)))
    }

    /// Something that hangs on a touchpoint, or stands for itself.
    fn part(&self, entry: &Entry) -> (String, String) {
        let (is, should) = match entry.mark {
            Mark::Added => return self.added(entry),
            Mark::Removed => return self.removed(entry),
            Mark::Kept | Mark::Changed | Mark::Moved | Mark::Split | Mark::Merged => {
                (self.names(entry, Side::From), self.names(entry, Side::To))
            }
        };
        if is != should && entry.kind != Kind::Pain && entry.kind != Kind::Measure {
            return (is, should);
        }
        let change = |field: Field| entry.fields.iter().find(|change| change.field == field);
        match entry.kind {
            Kind::Pain => {
                let resolved = change(Field::Status).filter(|change| change.to == PainStatus::Resolved.label());
                let words = change(Field::Words);
                match (resolved, change(Field::Severity)) {
                    (Some(_), _) => (is, "resolved".to_owned()),
                    (None, Some(severity)) if words.is_none() && severity.trend == Trend::Better => {
                        (is, format!("eased to {}", severity.to))
                    }
                    (None, Some(severity)) if words.is_none() => (is, format!("hurts more: {}", severity.to)),
                    _ if is != should => (is, should),
                    _ => self.detail(entry, is),
                }
            }
            Kind::Measure if is != should => (is, should),
            Kind::Measure
            | Kind::Stage
            | Kind::Touchpoint
            | Kind::Persona
            | Kind::Lane
            | Kind::Opportunity
            | Kind::Feedback
            | Kind::Link => self.detail(entry, is),
        }
    }

    fn detail(&self, entry: &Entry, name: String) -> (String, String) {
        match self.field(entry) {
            Some((is, should)) => (format!("{name}, {}", lower_first(&is)), should),
            None if entry.rewired => (name, "at another place".to_owned()),
            None => (name.clone(), name),
        }
    }
}

fn measure(measure: &std::sync::Arc<Measure>) -> String {
    let number = measure.value.or(measure.target).map(|value| format!(" {value}{}", measure.scale.unit));
    format!("{}{}", short(&measure.name), number.unwrap_or_default())
}

fn named(name: &str) -> String {
    if name.trim().is_empty() { "without a name".to_owned() } else { short(name) }
}

fn quoted(text: &str) -> String {
    format!("\u{201c}{}\u{201d}", short(text))
}

fn short(text: &str) -> String {
    shortened_at_a_word(text, MOST)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// What there is instead of an element before it comes, and once it is gone.
fn absence(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Pain => ("no such pain", "resolved"),
        Kind::Stage
        | Kind::Touchpoint
        | Kind::Persona
        | Kind::Lane
        | Kind::Opportunity
        | Kind::Feedback
        | Kind::Measure
        | Kind::Link => ("not there yet", "no longer"),
    }
}
