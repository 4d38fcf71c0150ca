//! Connecting things, and placing parked thoughts, by choosing one place after another.
//!
//! Keys and the pointer choose; what two things become when they are connected is decided here, for both.

use crate::edit::Command;
use crate::frame::Subject;
use crate::model::*;
use crate::words::shortened;

use super::actions::sentence;
use super::app::App;
use super::arranging::item_of;
use super::command_table::CommandId;
use super::context::{CanvasOrder, Selection};
use super::panels::shown;

/// What the next thing that is chosen on the map is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picking {
    /// To be connected with this.
    Connect(Subject),
    /// To be the place of this thought.
    Place(NoteId),
}

impl Picking {
    /// What the window says meanwhile.
    pub fn words(self, map: &Map, journey: &Journey) -> String {
        let keys = "arrows choose, Enter takes it, Esc stops";
        match self {
            Picking::Place(id) => {
                let note = map.notes().iter().find(|note| note.id == id).map_or("", |note| &note.text);
                format!("Where does “{}” belong? {keys}", shortened(note, 32))
            }
            Picking::Connect(subject) => {
                let name = super::canvas::text_of(subject, map, journey).unwrap_or_default();
                let (verb, to) = match subject {
                    Subject::Touchpoint(_) => ("Link", "which touchpoint"),
                    Subject::Pain(..) => ("Answer", "which opportunity, or at which other touchpoint does it hurt"),
                    Subject::Feedback(..) => ("Tie", "the pain point it shows, or the opportunity it led to"),
                    _ => ("Connect", "what"),
                };
                format!("{verb} “{}” with {to}? {keys}", shortened(shown(&name, "unnamed"), 32))
            }
        }
    }
}

/// The command that connects two things, or parts them where they are connected already, and what is selected then.
///
/// # Errors
/// Why they cannot be connected, in words.
pub fn connect(
    journey: &Journey,
    state: State,
    (from, to): (Subject, Subject),
    ids: &mut impl IdSource,
) -> Result<(Command, Subject), &'static str> {
    match (from, to) {
        (Subject::Touchpoint(from), Subject::Touchpoint(to)) if from == to => {
            Err("a touchpoint cannot lead to itself; choose another one")
        }
        (Subject::Touchpoint(from), Subject::Touchpoint(to)) => {
            if journey.links_from(from).iter().any(|link| link.to == to) {
                return Err("these two are linked already; select the link to change its condition");
            }
            let link = Link { id: LinkId::new(ids), from, to, label: String::new() };
            let subject = Subject::Link(link.id);
            Ok((Command::AddLink { state, link }, subject))
        }
        (Subject::Pain(pain, _), Subject::Opportunity(opportunity, _))
        | (Subject::Opportunity(opportunity, _), Subject::Pain(pain, _)) => {
            Ok((tied_or_parted(journey, state, Tie::Addresses(opportunity, pain)), from))
        }
        (Subject::Feedback(feedback, _), Subject::Pain(pain, _))
        | (Subject::Pain(pain, _), Subject::Feedback(feedback, _)) => {
            Ok((tied_or_parted(journey, state, Tie::Shows(feedback, pain)), from))
        }
        (Subject::Feedback(feedback, _), Subject::Opportunity(opportunity, _))
        | (Subject::Opportunity(opportunity, _), Subject::Feedback(feedback, _)) => {
            Ok((tied_or_parted(journey, state, Tie::LedTo(feedback, opportunity)), from))
        }
        (item, Subject::Touchpoint(to)) | (Subject::Touchpoint(to), item) if item_of(item).is_some() => {
            let (key, _) = item_of(item).ok_or("these two cannot be connected")?;
            let after = super::arranging::siblings(journey, key, to).last().copied();
            if super::arranging::siblings(journey, key, to).contains(&key) {
                return Err("it stands at this touchpoint already; choose another one");
            }
            let subject = super::arranging::item_at(key, to).unwrap_or(item);
            Ok((Command::MoveItem { state, item: key, from: None, to, after }, subject))
        }
        _ => Err("these two cannot be connected; choose a touchpoint, or an opportunity or feedback for a pain point"),
    }
}

/// The command that ties two things, or parts them where they are tied already.
fn tied_or_parted(journey: &Journey, state: State, tie: Tie) -> Command {
    match journey.get(Key::Tie(tie)) {
        Some(_) => Command::RemoveTie { state, tie },
        None => Command::AddTie { state, tie },
    }
}

impl App {
    /// Begins to connect what is selected.
    pub(super) fn begin_connecting(&mut self) {
        let subject = match self.selection.subjects().last().copied() {
            Some(subject @ Subject::Touchpoint(_)) => Some(subject),
            Some(subject) if item_of(subject).is_some() => Some(subject),
            Some(_) => self.selection.touchpoint().map(Subject::Touchpoint),
            None => None,
        };
        if let Some(subject) = subject {
            self.selection = Selection::One(subject);
            self.view.picking = Some(Picking::Connect(subject));
            self.orders.push(CanvasOrder::Focus);
        }
    }

    /// Begins to place a parked thought: the selected one, or the first.
    pub(super) fn begin_placing(&mut self) {
        let Some(document) = &self.document else { return };
        let map = document.session.map();
        let selected = match self.selection {
            Selection::Note(id) => Some(id),
            Selection::None | Selection::One(_) | Selection::Many(_) => None,
        };
        let Some(note) = selected.or_else(|| map.notes().first().map(|note| note.id)) else {
            self.toasts.say("The parking lot is empty.");
            return;
        };
        let here = self.selection.touchpoint().or_else(|| Some(self.view.journey(map).touchpoints().next()?.id));
        if selected.is_some() || self.selection == Selection::None {
            self.selection = here.map_or(Selection::None, |id| Selection::One(Subject::Touchpoint(id)));
        }
        self.orders.extend(self.selection.one().map(CanvasOrder::ScrollTo));
        self.view.picking = Some(Picking::Place(note));
        self.orders.push(CanvasOrder::Focus);
    }

    /// Something was chosen for what is under way.
    pub(super) fn picked_on_map(&mut self, to: Subject) {
        let (Some(picking), Some(document)) = (self.view.picking.take(), &self.document) else { return };
        let journey = self.view.journey(document.session.map());
        match picking {
            Picking::Place(note) => self.place_note(note, Some(to)),
            Picking::Connect(from) => match connect(journey, self.view.state, (from, to), &mut self.ids) {
                Err(reason) => {
                    self.view.picking = Some(picking);
                    self.toasts.say(sentence(reason));
                }
                Ok((command, subject)) => {
                    if self.try_edit(&command, false) {
                        let label = self.document.as_ref().and_then(|document| document.session.undo_label());
                        let said = label.map_or_else(String::new, |label| format!("{label}."));
                        self.toasts.say(said);
                        self.selection = Selection::One(subject);
                    }
                }
            },
        }
    }

    /// Draws the lines from pain points to opportunities, or leaves them out.
    pub(super) fn toggle_answers(&mut self) {
        self.view.without_answers = !self.view.without_answers;
        let now = if self.view.without_answers { "left out" } else { "drawn" };
        self.toasts.say(format!("Lines from pain points to opportunities are {now}."));
    }

    /// Goes to the links of the selected touchpoint, one after another, and at the end to where the last one leads.
    pub(super) fn next_link(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let of = |id: TouchpointId| -> Vec<LinkId> {
            journey.links_from(id).into_iter().chain(journey.links_to(id)).map(|link| link.id).collect()
        };
        let next = match self.selection.one() {
            Some(Subject::Link(id)) => journey.link(id).map(|link| {
                let all = of(link.from);
                let at = all.iter().position(|other| *other == id).map_or(0, |at| at + 1);
                all.get(at).map_or(Subject::Touchpoint(link.to), |id| Subject::Link(*id))
            }),
            _ => self.selection.touchpoint().and_then(|id| of(id).first().copied()).map(Subject::Link),
        };
        match next {
            Some(subject) => {
                self.selection = Selection::One(subject);
                self.orders.push(CanvasOrder::ScrollTo(subject));
            }
            None => {
                let keys = CommandId::Connect.keys_text();
                self.toasts.say(format!("No link begins or ends here; {keys} draws one."));
            }
        }
    }
}
