//! What connects elements: texts in lanes, feelings, ties and links, made as they are on the other side.
//!
//! An edge is as it should be if its two ends stand for the ends of one there; while a split or a merge is not taken,
//! an end may stand for several.

use std::collections::BTreeSet;

use super::Refusal;
use super::taking::Taking;
use super::work::Work;
use crate::compare::comparison::Kind;
use crate::edit::Command;
use crate::model::*;

impl Taking<'_> {
    /// What stands in the lanes at a touchpoint. Lanes that only this side has keep what is in them.
    pub(super) fn take_cells(&mut self, id: TouchpointId, there: &Touchpoint) -> Result<(), Refusal> {
        let state = self.into;
        for (lane, text) in &there.texts {
            let lane = self.lane(*lane)?;
            self.run(Command::SetText { state, touchpoint: id, lane, text: text.clone() })?;
        }
        for (lane, picture) in &there.pictures {
            let (lane, picture) = (self.lane(*lane)?, Some(*picture));
            self.take_picture(picture)?;
            self.run(Command::SetPicture { state, touchpoint: id, lane, picture })?;
        }
        let here = self.here()?.touchpoint(id).ok_or(Refusal::Outdated)?.clone();
        let is_cleared = |lane: &LaneId, said: &dyn Fn(LaneId) -> bool| {
            let there = self.pairs.there(lane.0);
            !there.is_empty() && !there.iter().any(|lane| said(LaneId(*lane)))
        };
        let texts = here.texts.keys().filter(|lane| is_cleared(lane, &|lane| there.texts.contains_key(&lane)));
        let pictures = here.pictures.keys().filter(|lane| is_cleared(lane, &|lane| there.pictures.contains_key(&lane)));
        let (texts, pictures): (Vec<LaneId>, Vec<LaneId>) = (texts.copied().collect(), pictures.copied().collect());
        for lane in texts {
            self.run(Command::SetText { state, touchpoint: id, lane, text: String::new() })?;
        }
        for lane in pictures {
            self.run(Command::SetPicture { state, touchpoint: id, lane, picture: None })?;
        }
        Ok(())
    }

    /// How everybody feels at a touchpoint. Personas whom only this side knows keep their feelings.
    pub(super) fn take_feelings(&mut self, id: TouchpointId, there: TouchpointId) -> Result<(), Refusal> {
        let source = self.there;
        for (persona, _) in source.feelings_at(there) {
            self.persona(persona)?;
        }
        let personas: Vec<PersonaId> = self.here()?.personas().map(|persona| persona.id).collect();
        for persona in personas {
            let Some(known) = self.pairs.there(persona.0).first() else { continue };
            let feeling = source.feeling(PersonaId(*known), there);
            self.run(Command::SetFeeling { state: self.into, persona, touchpoint: id, feeling })?;
        }
        Ok(())
    }

    /// Ties of everything that was taken, links of touchpoints, and the curves of new personas.
    pub(super) fn take_edges(&mut self, work: &Work) -> Result<(), Refusal> {
        let hangs = |kind: Kind| match kind {
            Kind::Pain | Kind::Opportunity | Kind::Feedback | Kind::Measure => true,
            Kind::Stage | Kind::Touchpoint | Kind::Persona | Kind::Lane | Kind::Link => false,
        };
        let kept = work.kept.iter().map(|(there, (kind, _))| (*there, *kind));
        let taken: Vec<(Uid, Kind)> = kept.chain(work.new.iter().map(|(there, kind)| (*there, *kind))).collect();
        for (there, _) in taken.iter().filter(|(_, kind)| *kind == Kind::Persona) {
            if work.new.contains_key(there) {
                self.take_curve(PersonaId(*there))?;
            }
        }
        for (there, _) in taken.iter().filter(|(_, kind)| hangs(*kind)) {
            self.take_ties(*there, work)?;
        }
        self.take_links(&taken)?;
        Ok(())
    }

    /// A new persona feels, and suffers, wherever she does there.
    fn take_curve(&mut self, there: PersonaId) -> Result<(), Refusal> {
        let (source, state) = (self.there, self.into);
        let persona = self.persona(there)?;
        for touchpoint in source.touchpoints() {
            let Some(at) = self.pairs.main(touchpoint.id.0).map(TouchpointId) else { continue };
            let feeling = source.feeling(there, touchpoint.id);
            self.run(Command::SetFeeling { state, persona, touchpoint: at, feeling })?;
        }
        for tie in ties_of(source, there.0) {
            self.add_tie(tie)?;
        }
        Ok(())
    }

    /// Makes the ties of something that hangs as they are there.
    fn take_ties(&mut self, there: Uid, work: &Work) -> Result<(), Refusal> {
        let source = self.there;
        let Some(here) = self.pairs.main(there) else { return Ok(()) };
        for tie in ties_of(self.here()?, here) {
            if !self.is_right(tie, work) {
                self.run(Command::RemoveTie { state: self.into, tie })?;
            }
        }
        for tie in ties_of(source, there) {
            if let Tie::FeltBy(_, persona) | Tie::From(_, persona) = tie {
                self.persona(persona)?;
            }
            self.add_tie(tie)?;
        }
        Ok(())
    }

    /// Whether a tie here is there as well, or is none of the other side's business.
    fn is_right(&self, tie: Tie, work: &Work) -> bool {
        let (a, b) = tie.ends();
        if work.gone.contains_key(&a) || work.gone.contains_key(&b) {
            return false;
        }
        let (sources, targets) = (self.pairs.there(a), self.pairs.there(b));
        if sources.is_empty() || targets.is_empty() {
            return true;
        }
        let is_there = |a: Uid, b: Uid| self.there.get(Key::Tie(with_ends(tie, a, b))).is_some();
        sources.iter().any(|a| targets.iter().any(|b| is_there(*a, *b)))
    }

    /// Ties what stands for the ends of a tie there, if both ends are here and nothing like it is.
    fn add_tie(&mut self, tie: Tie) -> Result<(), Refusal> {
        let (a, b) = tie.ends();
        let (sources, targets) = (self.pairs.here(a), self.pairs.here(b));
        let (Some(first), Some(second)) = (sources.first(), targets.first()) else { return Ok(()) };
        let here = self.here()?;
        let is_here = |a: Uid, b: Uid| here.get(Key::Tie(with_ends(tie, a, b))).is_some();
        if sources.iter().any(|a| targets.iter().any(|b| is_here(*a, *b))) {
            return Ok(());
        }
        let tie = with_ends(tie, *first, *second);
        self.run(Command::AddTie { state: self.into, tie })?;
        Ok(())
    }

    /// Makes links, and those at touchpoints that were taken, as they are there, as far as both their ends are here.
    fn take_links(&mut self, taken: &[(Uid, Kind)]) -> Result<(), Refusal> {
        let (state, source) = (self.into, self.there);
        let mut wanted = BTreeSet::new();
        let mut wrong = BTreeSet::new();
        let here = self.here()?;
        for (there, kind) in taken {
            match kind {
                Kind::Link => drop(wanted.insert(LinkId(*there))),
                Kind::Touchpoint => {
                    wanted.extend(links_at(source, *there).map(|link| link.id));
                    let links = self.pairs.main(*there).into_iter().flat_map(|at| links_at(here, at));
                    wrong.extend(links.filter(|link| !self.is_link_right(link)).map(|link| link.id));
                }
                Kind::Stage
                | Kind::Persona
                | Kind::Lane
                | Kind::Pain
                | Kind::Opportunity
                | Kind::Feedback
                | Kind::Measure => {}
            }
        }
        // All that lead astray go before any comes, because two links cannot join the same touchpoints.
        wrong.extend(wanted.iter().filter_map(|there| self.bent(*there)));
        for id in wrong {
            self.run(Command::DeleteLink { state, id })?;
        }
        wanted.into_iter().try_for_each(|there| self.take_link(there))
    }

    /// The link here that stands for one there and joins other touchpoints, though these are here.
    fn bent(&self, there: LinkId) -> Option<LinkId> {
        let (here, wanted) = (self.here().ok()?, self.there.link(there)?);
        let link = here.link(LinkId(self.pairs.main(there.0)?))?;
        let (starts, ends) = (self.pairs.here(wanted.from.0), self.pairs.here(wanted.to.0));
        let is_right = starts.contains(&link.from.0) && ends.contains(&link.to.0);
        (!is_right && !starts.is_empty() && !ends.is_empty()).then_some(link.id)
    }

    /// Whether a link here is there as well, or is none of the other side's business.
    fn is_link_right(&self, link: &Link) -> bool {
        let (sources, targets) = (self.pairs.there(link.from.0), self.pairs.there(link.to.0));
        let is_there = |from: &Uid, to: &Uid| link_between(self.there, *from, *to).is_some();
        let unknown = sources.is_empty() || targets.is_empty();
        unknown || sources.iter().any(|from| targets.iter().any(|to| is_there(from, to)))
    }

    /// Links what stands for the ends of a link there, or changes the condition of the link that is here.
    fn take_link(&mut self, there: LinkId) -> Result<(), Refusal> {
        let (state, source) = (self.into, self.there);
        let link = source.link(there).ok_or(Refusal::Outdated)?;
        let (starts, ends) = (self.pairs.here(link.from.0), self.pairs.here(link.to.0));
        let (Some(from), Some(to)) = (starts.first().copied(), ends.first().copied()) else { return Ok(()) };
        let here = self.here()?;
        let found = starts.iter().find_map(|from| ends.iter().find_map(|to| link_between(here, *from, *to)));
        if let Some(id) = found.map(|found| found.id) {
            let is_anothers = self.pairs.there(id.0).iter().any(|uid| *uid != there.0);
            if is_anothers {
                // Parts of a split or merged touchpoint may be joined by several links there; this one says what its
                // own counterpart says.
                return Ok(());
            }
            let label = link.label.clone();
            return Ok(self.run(Command::SetLinkLabel { state, id, label })?);
        }
        if from == to {
            return Ok(());
        }
        // A link that was bent keeps its identity.
        let known = self.pairs.main(there.0).filter(|uid| !here.contains_uid(*uid));
        let id = LinkId(known.map_or_else(|| self.identity(there.0), Ok)?);
        let (from, to) = (TouchpointId(from), TouchpointId(to));
        self.run(Command::AddLink { state, link: Link { id, from, to, label: link.label.clone() } })?;
        self.pairs.unite(id.0, there.0);
        Ok(())
    }
}

fn ties_of(journey: &Journey, uid: Uid) -> Vec<Tie> {
    let tie = |key: Key| if let Key::Tie(tie) = key { Some(tie) } else { None };
    journey.edges_of(uid).into_iter().filter_map(tie).collect()
}

fn links_at(journey: &Journey, touchpoint: Uid) -> impl Iterator<Item = &Link> {
    let id = TouchpointId(touchpoint);
    journey.links_from(id).into_iter().chain(journey.links_to(id))
}

fn link_between(journey: &Journey, from: Uid, to: Uid) -> Option<&Link> {
    journey.links_from(TouchpointId(from)).into_iter().find(|link| link.to.0 == to)
}

/// The same kind of tie between other elements.
fn with_ends(tie: Tie, a: Uid, b: Uid) -> Tie {
    match tie {
        Tie::HurtsAt(..) => Tie::HurtsAt(PainId(a), TouchpointId(b)),
        Tie::FeltBy(..) => Tie::FeltBy(PainId(a), PersonaId(b)),
        Tie::Addresses(..) => Tie::Addresses(OpportunityId(a), PainId(b)),
        Tie::Improves(..) => Tie::Improves(OpportunityId(a), TouchpointId(b)),
        Tie::About(..) => Tie::About(FeedbackId(a), TouchpointId(b)),
        Tie::From(..) => Tie::From(FeedbackId(a), PersonaId(b)),
        Tie::Shows(..) => Tie::Shows(FeedbackId(a), PainId(b)),
        Tie::LedTo(..) => Tie::LedTo(FeedbackId(a), OpportunityId(b)),
        Tie::Measures(..) => Tie::Measures(MeasureId(a), TouchpointId(b)),
    }
}
