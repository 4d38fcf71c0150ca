//! Putting a fragment into a map: which place it takes, what it shares with what is there, and the one command.
//!
//! An element keeps its identity where that is free, so that what is cut and pasted again stays what it was, and what
//! goes from today's journey into the ideal one counts as the same. Where it is taken the copy gets a new one. Personas
//! and lanes that only come along are met by identity, else by name, else they are added.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fragment::{Fragment, pictures_of};
use crate::edit::{Command, LaneField, Slot, StageField};
use crate::model::*;

/// Where a fragment is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Which journey.
    pub state: State,
    /// Stages come after this one, touchpoints into it; `None` is the last.
    pub stage: Option<StageId>,
    /// Touchpoints come after this one, everything else goes to it.
    pub touchpoint: Option<TouchpointId>,
    /// Pain points, opportunities, feedback and measures come after this one of their kind; `None` is last.
    pub item: Option<Key>,
    /// Lanes come after this one; `None` is last.
    pub lane: Option<LaneId>,
}

/// What putting a fragment somewhere does.
#[derive(Debug, Clone, PartialEq)]
pub struct Insertion {
    /// All of it as one command.
    pub command: Command,
    /// The picked elements as they are called there.
    pub picked: Vec<Key>,
}

/// A fragment cannot be put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// It hangs on a touchpoint, and none was named.
    #[error("this belongs to a touchpoint; select one first")]
    Touchpoint,
    /// There is no such journey.
    #[error("the map has no ideal journey yet; start one first")]
    Journey,
}

/// Plans how a fragment is put into a map; `verb` begins the label: "Paste".
///
/// # Errors
/// If it needs a touchpoint and the target names none, or there is no such journey. Locks speak when the command is
/// carried out.
pub fn insert(
    map: &Map,
    fragment: &Fragment,
    target: Target,
    verb: &str,
    ids: &mut impl IdSource,
) -> Result<Insertion, NoPlace> {
    let journey = map.journey(target.state).ok_or(NoPlace::Journey)?;
    let mut inserter = Inserter {
        map,
        journey,
        fragment,
        picked: fragment.picked.iter().copied().collect(),
        target,
        uids: BTreeMap::new(),
        before: Vec::new(),
        records: Vec::new(),
        after: Vec::new(),
        ids,
    };
    inserter.share_out_identities();
    inserter.put_all()?;
    Ok(inserter.finish(verb))
}

struct Inserter<'a, I> {
    map: &'a Map,
    /// Where it goes.
    journey: &'a Journey,
    fragment: &'a Fragment,
    /// What was picked of it, to be asked for often.
    picked: BTreeSet<Key>,
    target: Target,
    /// What each identity of the fragment becomes.
    uids: BTreeMap<Uid, Uid>,
    /// Pictures.
    before: Vec<Command>,
    records: Vec<Record>,
    /// Moves to the right places, then locks.
    after: Vec<Command>,
    ids: &'a mut I,
}

impl<I: IdSource> Inserter<'_, I> {
    fn is_picked(&self, key: Key) -> bool {
        self.picked.contains(&key)
    }

    fn uid(&self, old: Uid) -> Uid {
        self.uids.get(&old).copied().unwrap_or(old)
    }

    fn fresh(&mut self, old: Uid, taken: bool) {
        let known = |uid| self.journey.contains_uid(uid) || self.fragment.journey().contains_uid(uid);
        let mut new = old;
        while taken && (new == old || known(new)) {
            new = self.ids.next_uid();
        }
        self.uids.insert(old, new);
    }

    /// Decides which identity everything has there.
    fn share_out_identities(&mut self) {
        let (source, target) = (self.fragment.journey(), self.journey);
        for picture in self.fragment.map.pictures() {
            let there = self.map.picture(picture.id);
            let same = there.is_some_and(|there| there.bytes == picture.bytes);
            self.fresh(picture.id.0, there.is_some() && !same);
            if !same {
                let id = PictureId(self.uid(picture.id.0));
                self.before.push(Command::AddPicture(Picture { id, ..(**picture).clone() }));
            }
        }
        self.meet_personas();
        self.meet_lanes();
        for record in source.records() {
            let own = match &record {
                Record::Stage(stage) => stage.id.0,
                Record::Touchpoint(touchpoint) => touchpoint.id.0,
                Record::Pain(pain) => pain.id.0,
                Record::Opportunity(opportunity) => opportunity.id.0,
                Record::Feedback(feedback) => feedback.id.0,
                Record::Measure(measure) => measure.id.0,
                Record::Link(link) => link.id.0,
                Record::Persona(_) | Record::Lane(_) | Record::Feeling(..) | Record::Tie(_) => continue,
            };
            self.fresh(own, target.contains_uid(own));
        }
    }

    /// Personas that only come along are those of their identity or name. No two of them become one: what each of them
    /// feels at a touchpoint would be one feeling.
    fn meet_personas(&mut self) {
        let (source, target) = (self.fragment.journey(), self.journey);
        let comes_along = |persona: &&Arc<Persona>| !self.is_picked(Key::Persona(persona.id));
        let mut taken: BTreeSet<PersonaId> = source.personas().map(|persona| persona.id).collect();
        let met: Vec<(Uid, Option<PersonaId>)> = source
            .personas()
            .map(|persona| {
                let met = Some(persona).filter(comes_along).and_then(|persona| met_persona(target, persona, &taken));
                taken.extend(met);
                (persona.id.0, met)
            })
            .collect();
        for (own, met) in met {
            self.become_or_keep(own, met.map(|id| id.0));
        }
    }

    /// Lanes that only come along are those of their identity, or of their title and persona. No two of them become one:
    /// of two texts at a touchpoint only one would be left.
    fn meet_lanes(&mut self) {
        let (source, target) = (self.fragment.journey(), self.journey);
        let mut taken: BTreeSet<LaneId> = source.lanes().iter().map(|lane| lane.id).collect();
        for lane in source.lanes() {
            let whose = lane.persona.map(|persona| PersonaId(self.uid(persona.0)));
            let comes_along = !self.is_picked(Key::Lane(lane.id));
            let met = comes_along.then(|| met_lane(target, lane, whose, &taken)).flatten();
            taken.extend(met);
            self.become_or_keep(lane.id.0, met.map(|id| id.0));
        }
    }

    /// What an identity of the fragment becomes: the one that it meets, else its own where that is free.
    fn become_or_keep(&mut self, own: Uid, met: Option<Uid>) {
        match met {
            Some(met) => {
                self.uids.insert(own, met);
            }
            None => self.fresh(own, self.journey.contains_uid(own)),
        }
    }

    fn put_all(&mut self) -> Result<(), NoPlace> {
        self.put_stages();
        let stage = self.stage_for_touchpoints();
        let mut slot = stage.map(|stage| Slot { stage, after: self.after_in(stage) });
        let source = self.fragment.journey();
        for touchpoint in source.touchpoints() {
            let moved = !self.is_picked(Key::Stage(touchpoint.stage));
            self.put_touchpoint(touchpoint, slot.as_ref().filter(|_| moved).map(|slot| slot.stage));
            if let (Some(to), true) = (&mut slot, moved) {
                let id = TouchpointId(self.uid(touchpoint.id.0));
                self.after.push(Command::MoveTouchpoint { state: self.target.state, id, to: *to });
                to.after = Some(id);
            }
        }
        let mut last: BTreeMap<u8, Option<Key>> = BTreeMap::new();
        for record in in_map_order(source) {
            self.put_other(record, &mut last)?;
        }
        Ok(())
    }

    /// Stages that were picked, one after another; their locks close when everything is in them.
    fn put_stages(&mut self) {
        let state = self.target.state;
        let mut after = self.target.stage.or_else(|| self.journey.stages().last().map(|stage| stage.id));
        let fragment = self.fragment;
        let picked: Vec<&Arc<Stage>> =
            fragment.journey().stages().iter().filter(|stage| self.is_picked(Key::Stage(stage.id))).collect();
        for stage in picked {
            let id = StageId(self.uid(stage.id.0));
            self.records.push(Record::Stage(Arc::new(Stage { id, locked: false, ..(**stage).clone() })));
            self.after.push(Command::MoveStage { state, id, after });
            if stage.locked {
                self.after.push(Command::SetStage { state, id, field: StageField::Locked(true) });
            }
            after = Some(id);
        }
    }

    /// The stage that takes touchpoints which came without their own; a journey without stages gets the first of theirs.
    fn stage_for_touchpoints(&mut self) -> Option<StageId> {
        let source = self.fragment.journey();
        let homeless = source.touchpoints().find(|touchpoint| !self.is_picked(Key::Stage(touchpoint.stage)))?;
        let of_touchpoint = self.target.touchpoint.and_then(|id| self.journey.touchpoint(id)).map(|found| found.stage);
        let chosen = of_touchpoint.or(self.target.stage).filter(|id| self.journey.stage(*id).is_some());
        if let Some(stage) = chosen.or_else(|| self.journey.stages().last().map(|stage| stage.id)) {
            return Some(stage);
        }
        let stage = source.stage(homeless.stage)?;
        let id = StageId(self.uid(stage.id.0));
        self.records.push(Record::Stage(Arc::new(Stage { id, locked: false, ..(**stage).clone() })));
        Some(id)
    }

    /// The touchpoint of a stage that pasted ones come after.
    fn after_in(&self, stage: StageId) -> Option<TouchpointId> {
        let within = |id: &TouchpointId| self.journey.touchpoint(*id).is_some_and(|found| found.stage == stage);
        let last = || self.journey.touchpoints_in(stage).last().map(|touchpoint| touchpoint.id);
        self.target.touchpoint.filter(within).or_else(last)
    }

    fn put_touchpoint(&mut self, touchpoint: &Touchpoint, stage: Option<StageId>) {
        let lane = |id: &LaneId| LaneId(self.uid(id.0));
        let copy = Touchpoint {
            id: TouchpointId(self.uid(touchpoint.id.0)),
            stage: stage.unwrap_or(StageId(self.uid(touchpoint.stage.0))),
            texts: touchpoint.texts.iter().map(|(id, text)| (lane(id), text.clone())).collect(),
            pictures: touchpoint.pictures.iter().map(|(id, shown)| (lane(id), PictureId(self.uid(shown.0)))).collect(),
            ..touchpoint.clone()
        };
        self.records.push(Record::Touchpoint(Arc::new(copy)));
    }

    /// Puts what is neither stage nor touchpoint. `last` remembers the item of each kind that came last.
    fn put_other(&mut self, record: Record, last: &mut BTreeMap<u8, Option<Key>>) -> Result<(), NoPlace> {
        let touchpoint = |uids: &Self, id: TouchpointId| TouchpointId(uids.uid(id.0));
        let persona = |uids: &Self, id: PersonaId| PersonaId(uids.uid(id.0));
        match record {
            Record::Stage(_) | Record::Touchpoint(_) => {}
            Record::Persona(found) => self.put_persona(&found),
            Record::Lane(found) => self.put_lane(&found),
            Record::Pain(found) => {
                let id = PainId(self.uid(found.id.0));
                self.records.push(Record::Pain(Arc::new(Pain { id, ..(*found).clone() })));
                self.hang_up(Key::Pain(found.id), Key::Pain(id), |at| Tie::HurtsAt(id, at), last.entry(0))?;
            }
            Record::Opportunity(found) => {
                let id = OpportunityId(self.uid(found.id.0));
                self.records.push(Record::Opportunity(Arc::new(Opportunity { id, ..(*found).clone() })));
                let key = Key::Opportunity(found.id);
                self.hang_up(key, Key::Opportunity(id), |at| Tie::Improves(id, at), last.entry(1))?;
            }
            Record::Feedback(found) => {
                let id = FeedbackId(self.uid(found.id.0));
                self.records.push(Record::Feedback(Arc::new(Feedback { id, ..(*found).clone() })));
                self.hang_up(Key::Feedback(found.id), Key::Feedback(id), |at| Tie::About(id, at), last.entry(2))?;
            }
            Record::Measure(found) => {
                let id = MeasureId(self.uid(found.id.0));
                let stage = found.stage.filter(|stage| self.is_picked(Key::Stage(*stage)));
                let stage = stage.map(|stage| StageId(self.uid(stage.0)));
                self.records.push(Record::Measure(Arc::new(Measure { id, stage, ..(*found).clone() })));
                if stage.is_none() {
                    self.hang_up(Key::Measure(found.id), Key::Measure(id), |at| Tie::Measures(id, at), last.entry(3))?;
                }
            }
            Record::Link(link) => {
                let (from, to) = (touchpoint(self, link.from), touchpoint(self, link.to));
                self.records.push(Record::Link(Link { id: LinkId(self.uid(link.id.0)), from, to, label: link.label }));
            }
            Record::Feeling(who, at, feeling) => {
                self.records.push(Record::Feeling(persona(self, who), touchpoint(self, at), feeling));
            }
            Record::Tie(tie) => self.records.push(Record::Tie(self.tie(tie))),
        }
        Ok(())
    }

    fn tie(&self, tie: Tie) -> Tie {
        let (pain, opportunity) =
            (|id: PainId| PainId(self.uid(id.0)), |id: OpportunityId| OpportunityId(self.uid(id.0)));
        let feedback = |id: FeedbackId| FeedbackId(self.uid(id.0));
        let touchpoint = |id: TouchpointId| TouchpointId(self.uid(id.0));
        let persona = |id: PersonaId| PersonaId(self.uid(id.0));
        match tie {
            Tie::HurtsAt(a, b) => Tie::HurtsAt(pain(a), touchpoint(b)),
            Tie::FeltBy(a, b) => Tie::FeltBy(pain(a), persona(b)),
            Tie::Addresses(a, b) => Tie::Addresses(opportunity(a), pain(b)),
            Tie::Improves(a, b) => Tie::Improves(opportunity(a), touchpoint(b)),
            Tie::About(a, b) => Tie::About(feedback(a), touchpoint(b)),
            Tie::From(a, b) => Tie::From(feedback(a), persona(b)),
            Tie::Shows(a, b) => Tie::Shows(feedback(a), pain(b)),
            Tie::LedTo(a, b) => Tie::LedTo(feedback(a), opportunity(b)),
            Tie::Measures(a, b) => Tie::Measures(MeasureId(self.uid(a.0)), touchpoint(b)),
        }
    }

    /// A picked item comes to the target's touchpoint, one after another.
    fn hang_up(
        &mut self,
        old: Key,
        item: Key,
        tie: impl Fn(TouchpointId) -> Tie,
        last: std::collections::btree_map::Entry<'_, u8, Option<Key>>,
    ) -> Result<(), NoPlace> {
        if !self.is_picked(old) {
            return Ok(());
        }
        let at = self.target.touchpoint.filter(|id| self.journey.touchpoint(*id).is_some());
        let at = at.ok_or(NoPlace::Touchpoint)?;
        self.records.push(Record::Tie(tie(at)));
        let same_kind = |key: &Key| std::mem::discriminant(key) == std::mem::discriminant(&item);
        let last = last.or_insert_with(|| {
            let chosen = self.target.item.filter(same_kind);
            chosen.or_else(|| last_item(self.journey, item, at))
        });
        let state = self.target.state;
        self.after.push(Command::MoveItem { state, item, from: Some(at), to: at, after: *last });
        *last = Some(item);
        Ok(())
    }

    fn put_persona(&mut self, found: &Persona) {
        let (state, id) = (self.target.state, PersonaId(self.uid(found.id.0)));
        if self.journey.persona(id).is_some() {
            return;
        }
        let picture = found.picture.map(|picture| PictureId(self.uid(picture.0)));
        self.records.push(Record::Persona(Arc::new(Persona { id, picture, ..found.clone() })));
        let after = self.after.iter().rev().find_map(|command| match command {
            Command::MovePersona { id, .. } => Some(*id),
            _ => None,
        });
        let after = after.or_else(|| self.journey.personas().last().map(|persona| persona.id));
        self.after.push(Command::MovePersona { state, id, after });
    }

    fn put_lane(&mut self, found: &Lane) {
        let (state, id) = (self.target.state, LaneId(self.uid(found.id.0)));
        if self.journey.lane(id).is_some() {
            return;
        }
        let persona = found.persona.map(|persona| PersonaId(self.uid(persona.0)));
        self.records.push(Record::Lane(Arc::new(Lane { id, persona, locked: false, ..found.clone() })));
        let after = self.after.iter().rev().find_map(|command| match command {
            Command::MoveLane { id, .. } => Some(*id),
            _ => None,
        });
        let chosen = self.target.lane.or_else(|| self.journey.lanes().last().map(|lane| lane.id));
        self.after.push(Command::MoveLane { state, id, after: after.or(chosen) });
        if found.locked {
            self.after.push(Command::SetLane { state, id, field: LaneField::Locked(true) });
        }
    }

    fn finish(self, verb: &str) -> Insertion {
        let picked: Vec<Key> = self.fragment.picked.iter().map(|key| self.new_key(*key)).collect();
        let pictures: Vec<PictureId> = self.records.iter().flat_map(pictures_of).collect();
        let mut commands: Vec<Command> = self
            .before
            .into_iter()
            .filter(|command| matches!(command, Command::AddPicture(picture) if pictures.contains(&picture.id)))
            .collect();
        let mut records = self.records;
        // In the order of the keys no record refers to a later one.
        records.sort_by_key(Record::key);
        let label = format!("{verb} {}", what(&self.fragment.picked));
        commands.push(Command::AddRecords { state: self.target.state, records });
        // Locks close last.
        let (locks, moves): (Vec<Command>, Vec<Command>) = self
            .after
            .into_iter()
            .partition(|command| matches!(command, Command::SetStage { .. } | Command::SetLane { .. }));
        commands.extend(moves);
        commands.extend(locks);
        Insertion { command: Command::Batch { label, commands }, picked }
    }

    fn new_key(&self, key: Key) -> Key {
        match key {
            Key::Stage(id) => Key::Stage(StageId(self.uid(id.0))),
            Key::Touchpoint(id) => Key::Touchpoint(TouchpointId(self.uid(id.0))),
            Key::Persona(id) => Key::Persona(PersonaId(self.uid(id.0))),
            Key::Lane(id) => Key::Lane(LaneId(self.uid(id.0))),
            Key::Pain(id) => Key::Pain(PainId(self.uid(id.0))),
            Key::Opportunity(id) => Key::Opportunity(OpportunityId(self.uid(id.0))),
            Key::Feedback(id) => Key::Feedback(FeedbackId(self.uid(id.0))),
            Key::Measure(id) => Key::Measure(MeasureId(self.uid(id.0))),
            Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => key,
        }
    }
}

/// Personas, lanes and items as they follow one another on the map, then the edges.
fn in_map_order(journey: &Journey) -> Vec<Record> {
    let mut records: Vec<Record> = journey.personas().cloned().map(Record::Persona).collect();
    records.extend(journey.lanes().iter().cloned().map(Record::Lane));
    records.extend(journey.pains().cloned().map(Record::Pain));
    records.extend(journey.opportunities().cloned().map(Record::Opportunity));
    records.extend(journey.feedback().cloned().map(Record::Feedback));
    records.extend(journey.measures().cloned().map(Record::Measure));
    let is_edge = |record: &Record| matches!(record, Record::Link(_) | Record::Feeling(..) | Record::Tie(_));
    records.extend(journey.records().into_iter().filter(is_edge));
    records
}

fn last_item(journey: &Journey, item: Key, at: TouchpointId) -> Option<Key> {
    match item {
        Key::Pain(_) => journey.pains_at(at).last().map(|pain| Key::Pain(pain.id)),
        Key::Opportunity(_) => journey.opportunities_at(at).last().map(|found| Key::Opportunity(found.id)),
        Key::Feedback(_) => journey.feedback_at(at).last().map(|found| Key::Feedback(found.id)),
        Key::Measure(_) => journey.measures_at(at).last().map(|found| Key::Measure(found.id)),
        Key::Stage(_)
        | Key::Persona(_)
        | Key::Lane(_)
        | Key::Touchpoint(_)
        | Key::Link(_)
        | Key::Feeling(..)
        | Key::Tie(_) => None,
    }
}

/// The persona of a journey that one of another map is, unless it is `taken` by one of the same name.
fn met_persona(journey: &Journey, persona: &Persona, taken: &BTreeSet<PersonaId>) -> Option<PersonaId> {
    let name = persona.name.trim().to_lowercase();
    let alike = |other: &&Arc<Persona>| !taken.contains(&other.id) && other.name.trim().to_lowercase() == name;
    let by_name = || journey.personas().find(|other| !name.is_empty() && alike(other));
    journey.persona(persona.id).or_else(by_name).map(|found| found.id)
}

/// The lane of a journey that one of another map is, unless it is `taken` by one of the same title. Texts of one persona
/// do not come among those of another; `whose` is the persona as she is called in the journey.
fn met_lane(journey: &Journey, lane: &Lane, whose: Option<PersonaId>, taken: &BTreeSet<LaneId>) -> Option<LaneId> {
    let title = lane.shown_title().trim().to_lowercase();
    let same_kind = journey.lane(lane.id).filter(|found| found.kind == lane.kind);
    let by_title = || {
        let same_title = |other: &&Arc<Lane>| other.shown_title().trim().to_lowercase() == title;
        let free = |other: &&Arc<Lane>| !taken.contains(&other.id) && other.kind == lane.kind;
        let alike: Vec<&Arc<Lane>> = journey.lanes().iter().filter(free).filter(same_title).collect();
        let nobodys = |other: &&Arc<Lane>| whose.is_none() || other.persona.is_none();
        let hers = alike.iter().copied().find(|other| other.persona == whose);
        hers.or_else(|| alike.iter().copied().find(nobodys))
    };
    same_kind.or_else(by_title).map(|found| found.id)
}

/// "3 touchpoints", "a pain point", "5 things".
pub fn what(picked: &[Key]) -> String {
    let name = |key: &Key| crate::edit::draft::kind_name(*key);
    let Some(first) = picked.first().map(name) else { return "nothing".to_owned() };
    match (picked.len(), picked.iter().all(|key| name(key) == first)) {
        (1, _) => format!("{} {first}", if first.starts_with('o') { "an" } else { "a" }),
        (many, true) if first == "piece of feedback" => format!("{many} pieces of feedback"),
        (many, true) => format!("{many} {first}s"),
        (many, false) => format!("{many} things"),
    }
}
