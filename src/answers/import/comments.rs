//! What people said: the newest comments of each place as feedback.

use std::collections::BTreeMap;

use super::{Brought, Fate, Work};
use crate::answers::mapping::Place;
use crate::answers::tally::{Said, Tally};
use crate::edit::{Command, FeedbackField};
use crate::model::*;

/// The feedback that a survey brought before, by the answers it came from.
struct Known<'j> {
    by_answer: BTreeMap<&'j str, Vec<&'j Feedback>>,
}

impl<'j> Known<'j> {
    fn of(journey: &'j Journey, survey: &str) -> Known<'j> {
        let mut by_answer: BTreeMap<&str, Vec<&Feedback>> = BTreeMap::new();
        for said in journey.feedback() {
            if let Some(origin) = said.origin.as_ref().filter(|origin| origin.survey == survey) {
                by_answer.entry(&origin.answer).or_default().push(said);
            }
        }
        Known { by_answer }
    }

    /// The feedback that a comment became before. Each is found once: under an answer that told several comments alike,
    /// the one that says the same.
    fn take(&mut self, said: &Said) -> Option<&'j Feedback> {
        let alike = |found: &Vec<&Feedback>| found.iter().position(|known| known.text == said.text);
        if let Some(found) = self.by_answer.get_mut(&*said.answer).filter(|found| !found.is_empty()) {
            return Some(found.remove(alike(found).unwrap_or(0)));
        }
        let found = self.by_answer.get_mut(said.answer_before.as_deref()?)?;
        alike(found).map(|at| found.remove(at))
    }
}

impl Work<'_> {
    /// Brings comments onto the map, and what is on it already up to date.
    pub(super) fn comments(&mut self, tally: &Tally, ids: &mut impl IdSource) {
        let mut known = Known::of(self.journey, &self.mapping.survey);
        let mut at_stages = 0;
        for (place, comments) in &tally.comments {
            let known: Vec<Option<&Feedback>> = comments.iter().map(|said| known.take(said)).collect();
            let mut here = known.iter().flatten().count();
            let read_until = self.read_until(*place).filter(|_| !self.mapping.also_read_before);
            for (said, known) in comments.iter().zip(known) {
                if let Some(feedback) = known {
                    self.update(feedback, said, *place);
                } else if read_until.is_some_and(|until| said.date.is_some_and(|date| date < until)) {
                    self.found.comments_before += 1;
                } else if here < self.mapping.most_comments {
                    here += 1;
                    at_stages += usize::from(matches!(place, Place::Stage(_)));
                    self.add(said, *place, ids);
                } else {
                    self.found.comments_left += 1;
                }
            }
        }
        self.note_comments(at_stages);
    }

    fn is_of_survey(&self, said: &Feedback) -> bool {
        said.origin.as_ref().is_some_and(|origin| origin.survey == self.mapping.survey)
    }

    /// The day up to which this survey was read at a place: that of the newest answer that came from it. Where no comment
    /// of it is on the map, its comments were not read.
    fn read_until(&self, place: Place) -> Option<Date> {
        if !self.journey.feedback().any(|said| self.is_of_survey(said)) {
            return None;
        }
        let of_survey = |measure: &&&std::sync::Arc<Measure>| {
            measure.answers.as_ref().is_some_and(|known| known.survey == self.mapping.survey)
        };
        match place {
            Place::Touchpoint(at) => {
                let measured = self.journey.measures_at(at);
                let measured = measured.iter().filter(of_survey).filter_map(|measure| measure.date);
                let said = self.journey.feedback_at(at);
                let said = said.iter().filter(|said| self.is_of_survey(said)).filter_map(|said| said.date);
                measured.chain(said).max()
            }
            Place::Stage(stage) => {
                let here = self.journey.measures().filter(|measure| measure.stage == Some(stage));
                here.filter(|measure| of_survey(&measure)).filter_map(|measure| measure.date).max()
            }
        }
    }

    fn add(&mut self, said: &Said, place: Place, ids: &mut impl IdSource) {
        let (state, id) = (State::Today, FeedbackId::new(ids));
        let at = match place {
            Place::Touchpoint(at) => Some(at),
            // Feedback stands at touchpoints alone; at which one of the stage, nobody has said.
            Place::Stage(_) => None,
        };
        self.commands.push(Command::AddFeedback { state, id, text: said.text.clone(), at });
        let fields = [
            Some(FeedbackField::Origin(Some(self.origin(said)))),
            said.date.map(|date| FeedbackField::Date(Some(date))),
            said.rating.map(|rating| FeedbackField::Rating(Some(rating))),
            (said.voice != Voice::default()).then_some(FeedbackField::Source(said.voice)),
            self.stage_note(place).map(FeedbackField::Note),
        ];
        let set = |field| Command::SetFeedback { state, id, field };
        self.commands.extend(fields.into_iter().flatten().map(set));
        if let Some(persona) = said.persona.filter(|persona| self.journey.persona(*persona).is_some()) {
            self.commands.push(Command::AddTie { state, tie: Tie::From(id, persona) });
        }
        self.found.feedback.0 += 1;
        self.found.comments.push(Brought { place, said: said.clone(), fate: Fate::New });
    }

    fn origin(&self, said: &Said) -> Origin {
        Origin { survey: self.mapping.survey.clone(), answer: said.answer.clone() }
    }

    /// What a comment on a whole stage carries, so that it is known what it is about.
    fn stage_note(&self, place: Place) -> Option<String> {
        let Place::Stage(stage) = place else { return None };
        self.journey.stage(stage).map(|stage| format!("About the stage “{}”", stage.name))
    }

    fn update(&mut self, known: &Feedback, said: &Said, place: Place) {
        let origin = Some(self.origin(said));
        let fields = [
            (known.origin != origin).then_some(FeedbackField::Origin(origin)),
            (known.text != said.text).then(|| FeedbackField::Text(said.text.clone())),
            (said.date.is_some() && known.date != said.date).then_some(FeedbackField::Date(said.date)),
            (said.rating.is_some() && known.rating != said.rating).then_some(FeedbackField::Rating(said.rating)),
        ];
        let fields: Vec<FeedbackField> = fields.into_iter().flatten().collect();
        if fields.is_empty() {
            return;
        }
        self.found.feedback.1 += 1;
        self.found.comments.push(Brought { place, said: said.clone(), fate: Fate::Updated });
        let set = |field| Command::SetFeedback { state: State::Today, id: known.id, field };
        self.commands.extend(fields.into_iter().map(set));
    }

    fn note_comments(&mut self, at_stages: usize) {
        let (left, most) = (self.found.comments_left, self.mapping.most_comments);
        let counted = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 comment {one}"),
            more => format!("{more} comments {many}"),
        };
        if left > 0 {
            let stay = counted(left, "stays", "stay");
            self.found.notes.push(format!("{stay} out: of each place the newest {most} come onto the map."));
        }
        if self.found.comments_before > 0 {
            let stay = counted(self.found.comments_before, "was", "were");
            self.found.notes.push(format!(
                "{stay} read before and left out or deleted then; only newer ones come where this survey was read already."
            ));
        }
        if at_stages > 0 {
            let said = counted(at_stages, "is", "are");
            self.found.notes.push(format!(
                "{said} about a stage as a whole: the feedback loop lists what was said, the map draws none of it."
            ));
        }
    }
}
