//! Carrying out what there is to take over, on a copy of the map, so that every step sees what earlier ones did; the
//! commands that did it are the result.

use std::collections::BTreeSet;

use super::counterparts::Counterparts;
use super::work::{Work, record};
use super::{Refusal, Source, fields};
use crate::compare::comparison::Kind;
use crate::edit::{self, Command, LaneField, MeasureField, Rejection, Slot, StageField};
use crate::model::*;

/// Gaps being taken over.
pub(super) struct Taking<'a> {
    map: Map,
    /// The journey that gaps are taken from.
    pub there: &'a Journey,
    /// Where pictures are that the map does not have, if the gaps come from another map.
    album: Option<&'a Map>,
    /// The journey that changes.
    pub into: State,
    pub pairs: Counterparts,
    /// What was done so far.
    pub commands: Vec<Command>,
    ids: &'a mut dyn IdSource,
    /// Locks to be set when all is done; they would stand against the rest.
    locks: Vec<Command>,
    /// New elements whose identity was taken, and so differs from their counterpart's.
    renamed: Vec<(Uid, Uid)>,
}

impl<'a> Taking<'a> {
    pub fn new(
        map: &Map,
        source: Source<'a>,
        into: State,
        pairs: Counterparts,
        ids: &'a mut dyn IdSource,
    ) -> Taking<'a> {
        let (map, there, album) = (map.clone(), source.journey, source.album);
        Taking { map, there, album, into, pairs, commands: Vec::new(), ids, locks: Vec::new(), renamed: Vec::new() }
    }

    /// The journey that changes, as it is by now.
    pub fn here(&self) -> Result<&Journey, Rejection> {
        self.map.journey(self.into).ok_or(Rejection::NoIdeal)
    }

    /// Does one thing, and keeps it if it changed anything.
    pub fn run(&mut self, command: Command) -> Result<(), Rejection> {
        let change = edit::apply(&mut self.map, &command)?;
        if !change.is_empty() {
            self.commands.push(command);
        }
        Ok(())
    }

    /// Does everything there is to do.
    pub fn carry_out(&mut self, work: &Work) -> Result<(), Refusal> {
        self.take_frame(work)?;
        self.delete(work, &[Kind::Link, Kind::Opportunity, Kind::Pain, Kind::Feedback, Kind::Measure])?;
        self.take_touchpoints(work)?;
        self.take_items(work)?;
        self.take_edges(work)?;
        self.delete(work, &[Kind::Touchpoint, Kind::Stage, Kind::Persona, Kind::Lane])?;
        for lock in std::mem::take(&mut self.locks) {
            self.run(lock)?;
        }
        self.set_pins(work)
    }

    /// Personas, lanes and stages: what the rest refers to.
    fn take_frame(&mut self, work: &Work) -> Result<(), Refusal> {
        let there = self.there;
        for persona in there.personas() {
            if work.is_new(persona.id.0, Kind::Persona) || work.kept.contains_key(&persona.id.0) {
                let id = self.persona(persona.id)?;
                self.set_persona(id, persona)?;
            }
        }
        for lane in there.lanes() {
            if work.is_new(lane.id.0, Kind::Lane) || work.kept.contains_key(&lane.id.0) {
                let id = self.lane(lane.id)?;
                self.set_lane(id, lane)?;
            }
        }
        for stage in there.stages() {
            if work.is_new(stage.id.0, Kind::Stage) || work.kept.contains_key(&stage.id.0) {
                let id = self.stage(stage.id)?;
                self.set_stage(id, stage)?;
            }
            if let Some(id) = self.pairs.main(stage.id.0).filter(|_| work.placed.contains(&stage.id.0)) {
                let after = self.stage_before(stage.id).filter(|before| before.0 != id);
                self.run(Command::MoveStage { state: self.into, id: StageId(id), after })?;
            }
        }
        Ok(())
    }

    /// An identity for a new element: the one it has there, unless something here has it.
    pub(super) fn identity(&mut self, there: Uid) -> Result<Uid, Rejection> {
        if !self.here()?.contains_uid(there) {
            return Ok(there);
        }
        let here = self.ids.next_uid();
        self.renamed.push((here, there));
        Ok(here)
    }

    /// The persona here that stands for one there; she is added if she is missing.
    pub fn persona(&mut self, there: PersonaId) -> Result<PersonaId, Refusal> {
        if let Some(here) = self.pairs.main(there.0) {
            return Ok(PersonaId(here));
        }
        let persona = self.there.persona(there).ok_or(Refusal::Outdated)?.clone();
        let before: Vec<Uid> = self.there.personas().map(|p| p.id.0).take_while(|uid| *uid != there.0).collect();
        let after = self.last_here(&before).map(PersonaId);
        let id = PersonaId(self.identity(there.0)?);
        self.run(Command::AddPersona { state: self.into, id, name: persona.name.clone(), after })?;
        self.pairs.unite(id.0, there.0);
        self.set_persona(id, &persona)?;
        Ok(id)
    }

    fn set_persona(&mut self, id: PersonaId, there: &Persona) -> Result<(), Refusal> {
        let here = self.here()?.persona(id).ok_or(Refusal::Outdated)?.clone();
        self.take_picture(there.picture)?;
        for field in fields::persona(&here, there) {
            self.run(Command::SetPersona { state: self.into, id, field })?;
        }
        Ok(())
    }

    /// Brings a picture of another map into this one, unless it is here.
    pub fn take_picture(&mut self, id: Option<PictureId>) -> Result<(), Refusal> {
        let missing = id.filter(|id| self.map.picture(*id).is_none());
        if let Some(picture) = missing.and_then(|id| self.album?.picture(id)) {
            let picture = Picture::clone(picture);
            self.run(Command::AddPicture(picture))?;
        }
        Ok(())
    }

    /// The lane here that stands for one there; it is added if it is missing. A lane cannot become one of another
    /// kind: the new one takes its place.
    pub fn lane(&mut self, there: LaneId) -> Result<LaneId, Refusal> {
        let lane = self.there.lane(there).ok_or(Refusal::Outdated)?.clone();
        let main = self.pairs.main(there.0).map(LaneId);
        let kind_here = main.and_then(|id| self.map.journey(self.into)?.lane(id)).map(|lane| lane.kind);
        match (main, kind_here) {
            (Some(id), Some(kind)) if kind == lane.kind => return Ok(id),
            (Some(id), _) => self.pairs.part_here(id.0),
            (None, _) => {}
        }
        let before: Vec<Uid> = self.there.lanes().iter().map(|l| l.id.0).take_while(|uid| *uid != there.0).collect();
        let after = main.or_else(|| self.last_here(&before).map(LaneId));
        let id = LaneId(self.identity(there.0)?);
        self.run(Command::AddLane { state: self.into, id, kind: lane.kind, after })?;
        if let Some(replaced) = main {
            self.run(Command::DeleteLane { state: self.into, id: replaced })?;
        }
        self.pairs.unite(id.0, there.0);
        self.set_lane(id, &lane)?;
        self.take_texts_of(id, there)?;
        Ok(id)
    }

    fn set_lane(&mut self, id: LaneId, there: &Lane) -> Result<(), Refusal> {
        let here = self.here()?.lane(id).ok_or(Refusal::Outdated)?.clone();
        let mut changed = fields::lane(&here, there);
        let persona = there.persona.map(|persona| self.persona(persona)).transpose()?;
        if persona != here.persona {
            changed.push(LaneField::Persona(persona));
        }
        for field in changed {
            self.run(Command::SetLane { state: self.into, id, field })?;
        }
        if here.locked != there.locked {
            self.locks.push(Command::SetLane { state: self.into, id, field: LaneField::Locked(there.locked) });
        }
        Ok(())
    }

    /// A new lane brings what stands in it.
    fn take_texts_of(&mut self, id: LaneId, there: LaneId) -> Result<(), Refusal> {
        let source = self.there;
        for touchpoint in source.touchpoints() {
            let Some(at) = self.pairs.main(touchpoint.id.0).map(TouchpointId) else { continue };
            if let Some(text) = touchpoint.texts.get(&there) {
                self.run(Command::SetText { state: self.into, touchpoint: at, lane: id, text: text.clone() })?;
            }
            if let Some(picture) = touchpoint.pictures.get(&there) {
                let picture = Some(*picture);
                self.take_picture(picture)?;
                self.run(Command::SetPicture { state: self.into, touchpoint: at, lane: id, picture })?;
            }
        }
        Ok(())
    }

    /// The stage here that stands for one there; it is added if it is missing.
    pub fn stage(&mut self, there: StageId) -> Result<StageId, Refusal> {
        if let Some(here) = self.pairs.main(there.0) {
            return Ok(StageId(here));
        }
        let stage = self.there.stage(there).ok_or(Refusal::Outdated)?.clone();
        let after = self.stage_before(there);
        let id = StageId(self.identity(there.0)?);
        self.run(Command::AddStage { state: self.into, id, name: stage.name.clone(), after })?;
        self.pairs.unite(id.0, there.0);
        self.set_stage(id, &stage)?;
        Ok(id)
    }

    fn stage_before(&self, there: StageId) -> Option<StageId> {
        let before: Vec<Uid> = self.there.stages().iter().map(|s| s.id.0).take_while(|uid| *uid != there.0).collect();
        self.last_here(&before).map(StageId)
    }

    fn set_stage(&mut self, id: StageId, there: &Stage) -> Result<(), Refusal> {
        let here = self.here()?.stage(id).ok_or(Refusal::Outdated)?.clone();
        for field in fields::stage(&here, there) {
            self.run(Command::SetStage { state: self.into, id, field })?;
        }
        if here.locked != there.locked {
            self.locks.push(Command::SetStage { state: self.into, id, field: StageField::Locked(there.locked) });
        }
        Ok(())
    }

    /// What stands here for the last of these elements there that is here at all.
    fn last_here(&self, there: &[Uid]) -> Option<Uid> {
        there.iter().rev().find_map(|uid| self.pairs.main(*uid))
    }

    /// Touchpoints in the order they have there, each after the one that is before it there.
    fn take_touchpoints(&mut self, work: &Work) -> Result<(), Refusal> {
        let there = self.there;
        for touchpoint in there.touchpoints() {
            let (state, uid) = (self.into, touchpoint.id.0);
            let kept = work.kept.contains_key(&uid);
            let Some(id) = self.pairs.main(uid).map(TouchpointId) else {
                if work.is_new(uid, Kind::Touchpoint) {
                    let at = self.slot(touchpoint)?;
                    let id = TouchpointId(self.identity(uid)?);
                    self.run(Command::AddTouchpoint { state, id, name: touchpoint.name.clone(), at })?;
                    self.pairs.unite(id.0, uid);
                    self.set_touchpoint(id, touchpoint)?;
                }
                continue;
            };
            let elsewhere = kept && !self.stands_in(id, touchpoint.stage)?;
            let leaving = work.leaving.get(&uid).map_or(&[][..], Vec::as_slice);
            let main = (elsewhere || work.placed.contains(&uid)) && !leaving.contains(&id.0);
            let moving: Vec<Uid> = main.then_some(id.0).into_iter().chain(leaving.iter().copied()).collect();
            self.move_to_place(&moving, touchpoint)?;
            if kept {
                self.set_touchpoint(id, touchpoint)?;
            }
        }
        Ok(())
    }

    /// Moves touchpoints here, one after the other, to the place of the one there that all of them stand for.
    fn move_to_place(&mut self, moving: &[Uid], there: &Touchpoint) -> Result<(), Refusal> {
        let mut before = None;
        for id in moving.iter().copied().map(TouchpointId) {
            let slot = self.slot(there)?;
            let after = before.or(slot.after.filter(|after| *after != id));
            self.run(Command::MoveTouchpoint { state: self.into, id, to: Slot { after, ..slot } })?;
            before = Some(id);
        }
        Ok(())
    }

    /// Whether a touchpoint here stands in what stands for a stage there.
    fn stands_in(&self, id: TouchpointId, there: StageId) -> Result<bool, Refusal> {
        let stage = self.here()?.touchpoint(id).ok_or(Refusal::Outdated)?.stage;
        Ok(self.pairs.here(there.0).contains(&stage.0))
    }

    /// The place here for a touchpoint there: after whatever stands for those before it in its stage.
    fn slot(&mut self, there: &Touchpoint) -> Result<Slot, Refusal> {
        let stage = self.stage(there.stage)?;
        let before: Vec<Uid> = {
            let inside = self.there.touchpoints_in(there.stage).map(|touchpoint| touchpoint.id.0);
            inside.take_while(|uid| *uid != there.id.0).collect()
        };
        let here = self.here()?;
        let own = self.pairs.here(there.id.0);
        let last_of = |uid: &Uid| {
            let parts: BTreeSet<&Uid> = self.pairs.here(*uid).iter().filter(|part| !own.contains(part)).collect();
            let inside = here.touchpoints_in(stage).map(|touchpoint| touchpoint.id);
            inside.filter(|id| parts.contains(&id.0)).last()
        };
        Ok(Slot { stage, after: before.iter().rev().find_map(last_of) })
    }

    fn set_touchpoint(&mut self, id: TouchpointId, there: &Touchpoint) -> Result<(), Refusal> {
        let state = self.into;
        let here = self.here()?.touchpoint(id).ok_or(Refusal::Outdated)?.clone();
        for field in fields::touchpoint(&here, there) {
            self.run(Command::SetTouchpoint { state, id, field })?;
        }
        self.take_cells(id, there)?;
        self.take_feelings(id, there.id)
    }

    /// Pain points and what else hangs at touchpoints, without their ties.
    fn take_items(&mut self, work: &Work) -> Result<(), Refusal> {
        let there = self.there;
        let wanted = |uid: Uid, kind: Kind| work.is_new(uid, kind) || work.kept.contains_key(&uid);
        for pain in there.pains().filter(|pain| wanted(pain.id.0, Kind::Pain)) {
            self.take_pain(pain)?;
        }
        for opportunity in there.opportunities().filter(|found| wanted(found.id.0, Kind::Opportunity)) {
            self.take_opportunity(opportunity)?;
        }
        for said in there.feedback().filter(|said| wanted(said.id.0, Kind::Feedback)) {
            self.take_feedback(said)?;
        }
        for measure in there.measures().filter(|measure| wanted(measure.id.0, Kind::Measure)) {
            self.take_measure(measure)?;
        }
        Ok(())
    }

    /// Where something that hangs there is to hang here first.
    fn first_place(&self, there: Uid) -> Option<TouchpointId> {
        let places = self.there.touchpoints_of(there);
        places.iter().find_map(|touchpoint| self.pairs.main(touchpoint.id.0)).map(TouchpointId)
    }

    /// The identity here for something that hangs there, and whether it is yet to be added.
    fn item(&mut self, there: Uid) -> Result<(Uid, bool), Rejection> {
        match self.pairs.main(there) {
            Some(here) => Ok((here, false)),
            None => {
                let here = self.identity(there)?;
                self.pairs.unite(here, there);
                Ok((here, true))
            }
        }
    }

    fn take_pain(&mut self, there: &Pain) -> Result<(), Refusal> {
        let (state, at) = (self.into, self.first_place(there.id.0));
        let (uid, new) = self.item(there.id.0)?;
        let id = PainId(uid);
        if new {
            self.run(Command::AddPain { state, id, text: there.text.clone(), at })?;
        }
        let here = self.here()?.pain(id).ok_or(Refusal::Outdated)?.clone();
        for field in fields::pain(&here, there) {
            self.run(Command::SetPain { state, id, field })?;
        }
        Ok(())
    }

    fn take_opportunity(&mut self, there: &Opportunity) -> Result<(), Refusal> {
        let (state, at) = (self.into, self.first_place(there.id.0));
        let (uid, new) = self.item(there.id.0)?;
        let id = OpportunityId(uid);
        if new {
            self.run(Command::AddOpportunity { state, id, text: there.text.clone(), at })?;
        }
        let here = self.here()?.opportunity(id).ok_or(Refusal::Outdated)?.clone();
        for field in fields::opportunity(&here, there) {
            self.run(Command::SetOpportunity { state, id, field })?;
        }
        Ok(())
    }

    fn take_feedback(&mut self, there: &Feedback) -> Result<(), Refusal> {
        let (state, at) = (self.into, self.first_place(there.id.0));
        let (uid, new) = self.item(there.id.0)?;
        let id = FeedbackId(uid);
        if new {
            self.run(Command::AddFeedback { state, id, text: there.text.clone(), at })?;
        }
        let here = self.here()?.feedback_item(id).ok_or(Refusal::Outdated)?.clone();
        for field in fields::feedback(&here, there) {
            self.run(Command::SetFeedback { state, id, field })?;
        }
        Ok(())
    }

    fn take_measure(&mut self, there: &Measure) -> Result<(), Refusal> {
        let (state, at) = (self.into, self.first_place(there.id.0));
        let (uid, new) = self.item(there.id.0)?;
        let id = MeasureId(uid);
        if new {
            self.run(Command::AddMeasure { state, id, name: there.name.clone(), at })?;
        }
        let here = self.here()?.measure(id).ok_or(Refusal::Outdated)?.clone();
        let mut changed = match self.into {
            State::Today => fields::goal(&here, there),
            State::Ideal => fields::measure(&here, there),
        };
        let stage = there.stage.map(|stage| self.stage(stage)).transpose()?;
        if stage != here.stage {
            changed.push(MeasureField::Stage(stage));
        }
        for field in changed {
            self.run(Command::SetMeasure { state, id, field })?;
        }
        Ok(())
    }

    /// Deletes what goes, of these kinds, in this order. What went with something else is no longer there.
    fn delete(&mut self, work: &Work, kinds: &[Kind]) -> Result<(), Refusal> {
        let state = self.into;
        for kind in kinds {
            for uid in work.gone.iter().filter(|(_, of)| *of == kind).map(|(uid, _)| *uid) {
                if record(self.here()?, *kind, uid).is_none() {
                    continue;
                }
                self.run(match kind {
                    Kind::Stage => Command::DeleteStage { state, id: StageId(uid) },
                    Kind::Touchpoint => Command::DeleteTouchpoint { state, id: TouchpointId(uid) },
                    Kind::Persona => Command::DeletePersona { state, id: PersonaId(uid) },
                    Kind::Lane => Command::DeleteLane { state, id: LaneId(uid) },
                    Kind::Pain => Command::DeletePain { state, id: PainId(uid) },
                    Kind::Opportunity => Command::DeleteOpportunity { state, id: OpportunityId(uid) },
                    Kind::Feedback => Command::DeleteFeedback { state, id: FeedbackId(uid) },
                    Kind::Measure => Command::DeleteMeasure { state, id: MeasureId(uid) },
                    Kind::Link => Command::DeleteLink { state, id: LinkId(uid) },
                })?;
            }
        }
        Ok(())
    }

    /// Says by hand what only likeness said so far, because taking a gap over confirms it, and forgets what no longer
    /// holds.
    fn set_pins(&mut self, work: &Work) -> Result<(), Refusal> {
        if self.album.is_some() {
            return Ok(());
        }
        let by_pin = |pin: &Pin| match self.into {
            State::Today => (pin.today, pin.ideal),
            State::Ideal => (pin.ideal, pin.today),
        };
        let obsolete = |pin: &Pin| {
            let (here, there) = by_pin(pin);
            work.united
                .iter()
                .any(|united| pin.same && *united != (here, there) && (united.0 == here || united.1 == there))
        };
        let obsolete: Vec<PinId> = self.map.pins().filter(|pin| obsolete(pin)).map(|pin| pin.id).collect();
        let pinned: BTreeSet<(Uid, Uid)> = self.map.pins().filter(|pin| pin.same).map(|pin| by_pin(pin)).collect();
        for id in obsolete {
            self.run(Command::DeletePin { id })?;
        }
        let kept = work.kept.iter().map(|(there, (_, here))| (*here, *there));
        let pairs: BTreeSet<(Uid, Uid)> = kept.chain(std::mem::take(&mut self.renamed)).collect();
        for (here, there) in pairs {
            let is_paired = self.pairs.here(there) == [here] && self.here()?.contains_uid(here);
            if here == there || !is_paired || pinned.contains(&(here, there)) {
                continue;
            }
            let (today, ideal) = match self.into {
                State::Today => (here, there),
                State::Ideal => (there, here),
            };
            let id = PinId(self.ids.next_uid());
            self.run(Command::SetPin(Pin { id, today, ideal, same: true }))?;
        }
        Ok(())
    }
}
