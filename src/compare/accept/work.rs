//! What there is to do when gaps are taken over: which elements are made alike, which are new, which go.

use std::collections::{BTreeMap, BTreeSet};

use super::counterparts::Counterparts;
use super::taking::Taking;
use super::{Refusal, sides};
use crate::compare::comparison::{Entry, Kind};
use crate::model::*;

/// The elements to take over.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// Made as their counterparts are: by the identity there, with the kind and the identity here.
    pub kept: BTreeMap<Uid, (Kind, Uid)>,
    /// Added, by the identity there.
    pub new: BTreeMap<Uid, Kind>,
    /// Deleted, by the identity here.
    pub gone: BTreeMap<Uid, Kind>,
    /// Stages and touchpoints, by their identity there, that take the place they have there.
    pub placed: BTreeSet<Uid>,
    /// Touchpoints of stages that go, by what they stand for there, whose place they take. Several may stand for one.
    pub leaving: BTreeMap<Uid, Vec<Uid>>,
    /// Pairs that were one of several: other pins for them no longer hold.
    pub united: Vec<(Uid, Uid)>,
}

impl Work {
    /// What the entries ask for. Where several elements stand against several, the surest pairs are kept, and the
    /// rest is new or goes; `pairs` then says so as well.
    pub fn of(entries: &[&Entry], pairs: &mut Counterparts, into: State) -> Work {
        let mut work = Work::default();
        for entry in entries {
            let (here, there) = sides(entry, into);
            let couples = couples(here, there, pairs);
            let several = here.len() > 1 || there.len() > 1;
            for uid in here.iter().filter(|uid| couples.iter().all(|(here, _)| here != *uid)) {
                work.gone.insert(*uid, entry.kind);
                pairs.part_here(*uid);
            }
            for uid in there.iter().filter(|uid| couples.iter().all(|(_, there)| there != *uid)) {
                work.new.insert(*uid, entry.kind);
                pairs.part_there(*uid);
            }
            for (here, there) in couples {
                work.kept.insert(there, (entry.kind, here));
                if several {
                    pairs.unite(here, there);
                    work.united.push((here, there));
                }
                if several || entry.moved.is_some() {
                    work.placed.insert(there);
                }
            }
        }
        work
    }

    /// Whether everything is where the comparison saw it.
    pub fn is_of(&self, here: &Journey, there: &Journey) -> bool {
        let is_here = |uid: Uid, kind: Kind| record(here, kind, uid).is_some();
        let is_there = |uid: Uid, kind: Kind| record(there, kind, uid).is_some();
        self.kept.iter().all(|(there, (kind, here))| is_here(*here, *kind) && is_there(*there, *kind))
            && self.new.iter().all(|(uid, kind)| is_there(*uid, *kind))
            && self.gone.iter().all(|(uid, kind)| is_here(*uid, *kind))
    }

    /// Adds what the elements to take over bring along, or leave behind.
    pub fn widen(&mut self, taking: &mut Taking<'_>) -> Result<(), Refusal> {
        self.widen_by_stages(taking)?;
        let here = taking.here()?.clone();
        self.widen_by_what_goes(&here, taking);
        let kept = self.of_kind(Kind::Touchpoint);
        for (there, at) in kept {
            self.widen_by_items(&here, taking, (TouchpointId(at), TouchpointId(there)));
        }
        let new: Vec<Uid> =
            self.new.iter().filter(|(_, kind)| **kind == Kind::Touchpoint).map(|(uid, _)| *uid).collect();
        for touchpoint in new {
            for (kind, item) in items_at(taking.there, TouchpointId(touchpoint)) {
                self.keep_or_add(kind, item, taking);
            }
        }
        self.widen_by_answers(&here, taking);
        Ok(())
    }

    /// The pairs of a kind, there first.
    pub fn of_kind(&self, kind: Kind) -> Vec<(Uid, Uid)> {
        let kept = self.kept.iter().filter(|(_, (of, _))| *of == kind);
        kept.map(|(there, (_, here))| (*there, *here)).collect()
    }

    /// What is new of a kind.
    pub fn is_new(&self, there: Uid, kind: Kind) -> bool {
        self.new.get(&there) == Some(&kind)
    }

    /// Touchpoints of a stage that goes either go with it or, where they only moved, move first.
    fn widen_by_stages(&mut self, taking: &mut Taking<'_>) -> Result<(), Refusal> {
        let stages: Vec<Uid> =
            self.gone.iter().filter(|(_, kind)| **kind == Kind::Stage).map(|(uid, _)| *uid).collect();
        for stage in stages {
            let inside: Vec<Uid> = taking.here()?.touchpoints_in(StageId(stage)).map(|t| t.id.0).collect();
            for touchpoint in inside {
                match taking.pairs.there(touchpoint).first() {
                    Some(there) => self.leaving.entry(*there).or_default().push(touchpoint),
                    None => drop(self.gone.insert(touchpoint, Kind::Touchpoint)),
                }
            }
            let measures: Vec<Uid> =
                taking.here()?.measures().filter(|m| m.stage == Some(StageId(stage))).map(|m| m.id.0).collect();
            measures.into_iter().for_each(|measure| self.keep(Kind::Measure, measure, taking));
        }
        Ok(())
    }

    /// What hangs at touchpoints that go stays if it has a counterpart, and goes if it hangs at nothing else.
    fn widen_by_what_goes(&mut self, here: &Journey, taking: &Taking<'_>) {
        let going: Vec<Uid> =
            self.gone.iter().filter(|(_, kind)| **kind == Kind::Touchpoint).map(|(uid, _)| *uid).collect();
        for touchpoint in going {
            for (kind, item) in items_at(here, TouchpointId(touchpoint)) {
                self.keep_or_drop(here, kind, item, taking);
            }
        }
    }

    /// What hangs at a touchpoint here and there, and is tied to it on one side alone.
    fn widen_by_items(&mut self, here: &Journey, taking: &Taking<'_>, (at, there): (TouchpointId, TouchpointId)) {
        for (kind, item) in items_at(here, at) {
            let tied = taking.pairs.there(item).iter().any(|item| is_tied(taking.there, *item, there));
            if !tied {
                self.keep_or_drop(here, kind, item, taking);
            }
        }
        for (kind, item) in items_at(taking.there, there) {
            let tied = taking.pairs.here(item).iter().any(|item| is_tied(here, *item, at));
            if !tied {
                self.keep_or_add(kind, item, taking);
            }
        }
    }

    /// Deleting a pain point ties the opportunities it leaves to where it hurt; those that stay are set right again. What
    /// stands for nothing but pain points that go, or that become what they are there, goes with them if it is not there.
    fn widen_by_answers(&mut self, here: &Journey, taking: &Taking<'_>) {
        let gone: Vec<Uid> = self.gone.iter().filter(|(_, kind)| **kind == Kind::Pain).map(|(uid, _)| *uid).collect();
        let kept: Vec<Uid> = self.of_kind(Kind::Pain).into_iter().map(|(_, here)| here).collect();
        for pain in gone.iter().chain(&kept) {
            for opportunity in here.opportunities_for(PainId(*pain)) {
                let uid = opportunity.id.0;
                let is_settled = |pain: Uid| gone.contains(&pain) || kept.contains(&pain);
                let is_left_over = here.touchpoints_of(uid).is_empty()
                    && here.pains_of(opportunity.id).iter().all(|pain| is_settled(pain.id.0));
                if is_left_over && taking.pairs.there(uid).is_empty() {
                    self.gone.insert(uid, Kind::Opportunity);
                } else if gone.contains(pain) {
                    self.keep(Kind::Opportunity, uid, taking);
                }
            }
        }
    }

    fn keep(&mut self, kind: Kind, here: Uid, taking: &Taking<'_>) {
        if let Some(there) = taking.pairs.there(here).first() {
            self.kept.entry(*there).or_insert((kind, here));
        }
    }

    fn keep_or_add(&mut self, kind: Kind, there: Uid, taking: &Taking<'_>) {
        match taking.pairs.main(there) {
            Some(here) => drop(self.kept.entry(there).or_insert((kind, here))),
            None => drop(self.new.insert(there, kind)),
        }
    }

    fn keep_or_drop(&mut self, here: &Journey, kind: Kind, item: Uid, taking: &Taking<'_>) {
        if !taking.pairs.there(item).is_empty() {
            return self.keep(kind, item, taking);
        }
        let is_taken = |touchpoint: &Touchpoint| {
            let uid = touchpoint.id.0;
            self.gone.contains_key(&uid) || taking.pairs.there(uid).iter().any(|there| self.kept.contains_key(there))
        };
        if here.touchpoints_of(item).iter().all(|touchpoint| is_taken(touchpoint)) {
            self.gone.insert(item, kind);
        }
    }
}

/// The surest pairs among the elements of an entry, each element in one pair at most.
fn couples(here: &[Uid], there: &[Uid], pairs: &Counterparts) -> Vec<(Uid, Uid)> {
    let mut couples: Vec<(Uid, Uid)> = Vec::new();
    // What shares an identity goes together before anything else does.
    for same in [true, false] {
        for there in there {
            let is_free = |here: &Uid| couples.iter().all(|(taken, other)| taken != here && other != there);
            let mut candidates =
                pairs.here(*there).iter().filter(|uid| here.contains(uid) && (**uid == *there) == same);
            if let Some(here) = candidates.find(|uid| is_free(uid)) {
                couples.push((*here, *there));
            }
        }
    }
    couples
}

/// Everything that hangs at a touchpoint.
pub(super) fn items_at(journey: &Journey, touchpoint: TouchpointId) -> Vec<(Kind, Uid)> {
    let pains = journey.pains_at(touchpoint).into_iter().map(|pain| (Kind::Pain, pain.id.0));
    let opportunities = journey.opportunities_at(touchpoint).into_iter().map(|found| (Kind::Opportunity, found.id.0));
    let feedback = journey.feedback_at(touchpoint).into_iter().map(|said| (Kind::Feedback, said.id.0));
    let measures = journey.measures_at(touchpoint).into_iter().map(|measure| (Kind::Measure, measure.id.0));
    pains.chain(opportunities).chain(feedback).chain(measures).collect()
}

fn is_tied(journey: &Journey, item: Uid, touchpoint: TouchpointId) -> bool {
    journey.touchpoints_of(item).iter().any(|found| found.id == touchpoint)
}

/// The key of an element of a kind.
pub(super) fn key(kind: Kind, uid: Uid) -> Key {
    match kind {
        Kind::Stage => Key::Stage(StageId(uid)),
        Kind::Touchpoint => Key::Touchpoint(TouchpointId(uid)),
        Kind::Persona => Key::Persona(PersonaId(uid)),
        Kind::Lane => Key::Lane(LaneId(uid)),
        Kind::Pain => Key::Pain(PainId(uid)),
        Kind::Opportunity => Key::Opportunity(OpportunityId(uid)),
        Kind::Feedback => Key::Feedback(FeedbackId(uid)),
        Kind::Measure => Key::Measure(MeasureId(uid)),
        Kind::Link => Key::Link(LinkId(uid)),
    }
}

/// An element of a kind, if it is there.
pub(super) fn record(journey: &Journey, kind: Kind, uid: Uid) -> Option<Record> {
    journey.get(key(kind, uid))
}
