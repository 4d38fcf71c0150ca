//! A journey read once for all rules: its steps in order, with what hangs on each.
//!
//! Whatever is read through a survey is noted in it by the part of the map it belongs to, so that what was worked out
//! from parts that have not changed since need not be worked out again ([`reader`](super::reader)). For that reason
//! nothing hands out the journey itself.

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

use super::parts::Parts;
use super::steps::{Step, Steps};
use crate::model::hash::HashMap;
use crate::model::*;
use crate::words;

/// A journey as rules and figures read it.
pub struct Survey<'a> {
    map: &'a Map,
    journey: &'a Journey,
    /// The steps of the reading before, until they are asked for.
    before: Cell<Option<Steps>>,
    steps: OnceCell<Steps>,
    highlights: RefCell<HashMap<PersonaId, Highlights>>,
    read: Cell<Parts>,
}

impl<'a> Survey<'a> {
    /// Reads one of a map's journeys; `None` if there is no such journey.
    pub fn of(map: &'a Map, state: State) -> Option<Survey<'a>> {
        Survey::reading_on(map, state, None)
    }

    /// The same with the steps of a reading before, of which those are kept that have not changed.
    pub(super) fn reading_on(map: &'a Map, state: State, before: Option<Steps>) -> Option<Survey<'a>> {
        Some(Survey {
            map,
            journey: map.journey(state)?,
            before: Cell::new(before),
            steps: OnceCell::new(),
            highlights: RefCell::default(),
            read: Cell::new(Parts::NONE),
        })
    }

    /// How many steps were gathered anew.
    pub(super) fn gathered(&self) -> usize {
        self.steps.get().map_or(0, Steps::gathered)
    }

    /// The steps for the next reading.
    pub(super) fn into_steps(self) -> Option<Steps> {
        self.steps.into_inner().or(self.before.into_inner())
    }

    /// The parts that were read since the last time this was asked.
    pub fn take_read(&self) -> Parts {
        self.read.replace(Parts::NONE)
    }

    fn reads(&self, part: Parts) {
        self.read.set(self.read.get().with(part));
    }

    /// The touchpoints in order, with what hangs on each.
    pub fn steps(&self) -> &[Step] {
        self.reads(Parts::STEPS);
        self.steps.get_or_init(|| Steps::of(self.journey, self.before.take())).list()
    }

    /// The personas in order.
    pub fn personas(&self) -> impl ExactSizeIterator<Item = &'a Arc<Persona>> + use<'a> {
        self.reads(Parts::PERSONAS);
        self.journey.personas()
    }

    /// The pain points by rank.
    pub fn pains(&self) -> impl ExactSizeIterator<Item = &'a Arc<Pain>> + use<'a> {
        self.reads(Parts::ANSWERS);
        self.journey.pains()
    }

    /// The opportunities by rank.
    pub fn opportunities(&self) -> impl ExactSizeIterator<Item = &'a Arc<Opportunity>> + use<'a> {
        self.reads(Parts::ANSWERS);
        self.journey.opportunities()
    }

    /// The opportunities that still count as answers to a pain point, by rank.
    pub fn answers_to(&self, pain: PainId) -> Vec<&'a Arc<Opportunity>> {
        self.reads(Parts::ANSWERS);
        self.journey.answers_to(pain)
    }

    /// The feedback by rank.
    pub fn feedback(&self) -> impl ExactSizeIterator<Item = &'a Arc<Feedback>> + use<'a> {
        self.reads(Parts::FEEDBACK);
        self.journey.feedback()
    }

    /// The measures by rank.
    pub fn measures(&self) -> impl ExactSizeIterator<Item = &'a Arc<Measure>> + use<'a> {
        self.reads(Parts::MEASURES);
        self.journey.measures()
    }

    /// Whether the map has an ideal journey.
    pub fn has_ideal(&self) -> bool {
        self.reads(Parts::IDEAL);
        self.map.ideal().is_some()
    }

    /// A persona's peak, lowest point and end.
    pub fn highlights(&self, persona: PersonaId) -> Highlights {
        let of_steps = || {
            let met = |step: &Step| Some((step.touchpoint.id, step.feeling(persona)?));
            highlights_of(self.steps().iter().filter_map(met))
        };
        self.reads(Parts::STEPS);
        *self.highlights.borrow_mut().entry(persona).or_insert_with(of_steps)
    }

    /// The stages without a touchpoint.
    pub fn empty_stages(&self) -> impl Iterator<Item = &'a Arc<Stage>> {
        self.reads(Parts::STEPS);
        self.journey.stages().iter().filter(|stage| self.journey.touchpoints_in(stage.id).len() == 0)
    }

    /// Whether somebody has begun to say how the journey is: something hangs on it, or at least half of its steps have
    /// a feeling. Before that, rules do not hold against a map what it does not say yet.
    pub fn is_begun(&self) -> bool {
        let hangs = self.pains().len() + self.opportunities().len() + self.feedback().len();
        let felt = || self.steps().iter().filter(|step| step.lowest().is_some()).count();
        hangs + self.measures().len() > 0 || (felt() > 0 && felt() * 2 >= self.steps().len())
    }

    /// The step with the lowest known emotion, or the first.
    pub fn lowest_step(&self) -> Option<&Step> {
        let felt = self.steps().iter().filter(|step| step.lowest().is_some());
        felt.min_by_key(|step| step.lowest()).or(self.steps().first())
    }

    /// The stages that have touchpoints, each with all of them.
    pub fn all_stages(&self) -> Vec<(&'a Arc<Stage>, &[Step])> {
        let mut rest = self.steps();
        let mut found = Vec::new();
        for stage in self.journey.stages() {
            let (steps, others) = rest.split_at(self.journey.touchpoints_in(stage.id).len());
            rest = others;
            if !steps.is_empty() {
                found.push((stage, steps));
            }
        }
        found
    }

    /// The front-stage steps of the stages, stage by stage, stages without any left out.
    pub fn stages(&self) -> Vec<(&'a Arc<Stage>, Vec<&Step>)> {
        let front = |step: &&Step| step.touchpoint.stagecraft == Stagecraft::FrontStage;
        self.all_stages()
            .into_iter()
            .map(|(stage, steps)| (stage, steps.iter().filter(front).collect::<Vec<_>>()))
            .filter(|(_, steps)| !steps.is_empty())
            .collect()
    }

    /// What the words of a step and of its stage say, in small letters: for rules that look for a kind of moment.
    pub fn words(&self, step: &Step) -> String {
        self.reads(Parts::STEPS);
        let stage = self.journey.stage(step.touchpoint.stage).map_or("", |stage| &stage.name);
        format!("{stage} {}", step.touchpoint.name).to_lowercase()
    }

    /// The first touchpoint where something hangs.
    pub fn first_place(&self, element: Uid) -> Option<TouchpointId> {
        self.reads(Parts::ANSWERS.with(Parts::STEPS));
        self.journey.touchpoints_of(element).first().map(|touchpoint| touchpoint.id)
    }

    /// Whether somebody still has to answer a pain point: it is neither resolved nor accepted.
    pub fn is_open(pain: &Pain) -> bool {
        match pain.status {
            PainStatus::Open | PainStatus::InProgress | PainStatus::Reduced => true,
            PainStatus::Resolved | PainStatus::Accepted => false,
        }
    }
}

/// Words between quotation marks, cut after sixty characters, on one line.
pub fn quoted(words: &str) -> String {
    words::quoted(words, 60).unwrap_or_else(|| "a thing without a name".to_owned())
}

/// Somebody's name as it stands in a sentence, shortened where it is long.
pub fn named(name: &str) -> String {
    match words::shortened(name, 40) {
        line if line.is_empty() => "a persona without a name".to_owned(),
        line => line,
    }
}

/// Whose it is: "Dorothy’s", "the Joneses’".
pub fn possessive(name: &str) -> String {
    let name = named(name);
    if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") }
}

/// Quoted words at the end of a sentence, which ends with them if they do.
pub fn ending(words: &str) -> String {
    let words = quoted(words);
    let ends = words.trim_end_matches('”').ends_with(['.', '!', '?', '…']);
    if ends { words } else { format!("{words}.") }
}

/// Step numbers in words: "step 4", "steps 4, 6 and 9", "steps 1, 2, 3 and 5 more".
pub fn steps_text(numbers: &[usize]) -> String {
    const NAMED: usize = 6;
    let shown: Vec<String> = numbers.iter().take(NAMED).map(usize::to_string).collect();
    match (shown.split_last(), numbers.len()) {
        (None, _) => "no step".to_owned(),
        (Some(_), 1) => format!("step {}", shown[0]),
        (Some(_), many) if many > NAMED => format!("steps {} and {} more", shown.join(", "), many - NAMED),
        (Some((last, rest)), _) => format!("steps {} and {last}", rest.join(", ")),
    }
}

/// Whether words are about money changing hands or a contract being made.
pub fn is_sale(words: &str) -> bool {
    const BEGINNINGS: [&str; 10] =
        ["purchase", "buy", "order", "pay", "checkout", "check-out", "basket", "cart", "contract", "invoice"];
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphabetic() && c != '-');
    words.any(|word| BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)))
}
