//! Reading a map again after it has changed a little: rules and figures are asked again only where a part of the map has
//! changed that they read the last time.
//!
//! A rule or a figure reads a map through a [`Survey`] alone, which notes what was read. Whoever reads the same parts
//! reads the same things and says the same, so what was said is kept. Of the steps, which most of them read, only those
//! are gathered again at which something has changed.

use std::collections::HashMap;

use super::figures::{FIGURES, Reading};
use super::finding::Finding;
use super::parts::{Marks, Parts};
use super::rule::{Rule, Scope};
use super::rules::RULES;
use super::steps::Steps;
use super::survey::Survey;
use crate::model::{Key, Map, State};

/// Reads one map after another and keeps what was said.
#[derive(Default)]
pub struct Reader {
    today: Option<Kept>,
    ideal: Option<Kept>,
    /// How many rules and figures were asked for the latest map.
    asked: usize,
    /// How many touchpoints were looked at for it.
    gathered: usize,
}

/// What was said of one journey.
struct Kept {
    marks: Marks,
    /// The steps as they were read last, if they were.
    steps: Option<Steps>,
    /// For every rule what it read and found; `None` for one that does not ask about this journey.
    found: Vec<Option<(Parts, Vec<Finding>)>>,
    /// For every figure what it read and what it comes to.
    figures: Vec<(Parts, Vec<Reading>)>,
}

impl Reader {
    /// A reader that has read nothing yet.
    pub fn new() -> Reader {
        Reader::default()
    }

    /// Reads a map. The findings are those of [`findings`](super::findings), the figures those of
    /// [`figures`](super::figures) for today's journey and for the ideal one.
    pub fn read(&mut self, map: &Map) -> (Vec<Finding>, [Vec<Reading>; 2]) {
        (self.asked, self.gathered) = (0, 0);
        self.keep(map, State::Today, true);
        self.keep(map, State::Ideal, true);
        let figures = [&self.today, &self.ideal].map(|kept| {
            let figures = kept.iter().flat_map(|kept| &kept.figures);
            figures.flat_map(|(_, readings)| readings.iter().cloned()).collect()
        });
        (self.spoken(map), figures)
    }

    /// Reads a map for findings alone.
    pub fn findings(&mut self, map: &Map) -> Vec<Finding> {
        (self.asked, self.gathered) = (0, 0);
        self.keep(map, State::Today, false);
        self.keep(map, State::Ideal, false);
        self.spoken(map)
    }

    /// How many rules and figures were asked for the latest map; the others said what they had said before.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// How many touchpoints were looked at for the latest map, with what hangs on them; the others are as they were.
    pub fn gathered(&self) -> usize {
        self.gathered
    }

    /// What all rules found, those that the map mutes left out: worst first, heaviest first, then by topic and in the
    /// order of the journey.
    fn spoken(&self, map: &Map) -> Vec<Finding> {
        let muted = &map.about().muted;
        let all = [&self.today, &self.ideal].into_iter().flatten().flat_map(|kept| kept.found.iter().flatten());
        let spoken = all.flat_map(|(_, found)| found).filter(|finding| !muted.contains_key(finding.rule.key));
        let mut found: Vec<Finding> = spoken.cloned().collect();
        found.sort_by_key(|finding| (finding.verdict, std::cmp::Reverse(finding.weight)));
        found
    }

    /// Brings what is kept of one journey up to date, with its figures or without them.
    fn keep(&mut self, map: &Map, state: State, with_figures: bool) {
        let place = match state {
            State::Today => &mut self.today,
            State::Ideal => &mut self.ideal,
        };
        let before = place.take();
        let Some(journey) = map.journey(state) else { return };
        let marks = Marks::of(map, journey);
        let changed = before.as_ref().map_or(Parts::ALL, |before| marks.changed_since(&before.marks));
        let (found, figures, steps) =
            before.map_or_else(Default::default, |before| (before.found, before.figures, before.steps));
        let Some(survey) = Survey::reading_on(map, state, steps) else { return };
        let mut asked = 0;
        let found = again(found, RULES.iter(), |rule, kept| {
            if !asks_about(rule.scope, state) {
                return None;
            }
            let kept = kept.flatten().filter(|(read, _)| !read.meets(changed));
            Some(kept.unwrap_or_else(|| {
                asked += 1;
                ask(rule, &survey, state)
            }))
        });
        let figures =
            again(figures, FIGURES.iter().take(if with_figures { FIGURES.len() } else { 0 }), |figure, kept| {
                let kept = kept.filter(|(read, _): &(Parts, _)| !read.meets(changed));
                kept.unwrap_or_else(|| {
                    asked += 1;
                    survey.take_read();
                    let readings = figure.work_out(&survey);
                    (survey.take_read(), readings)
                })
            });
        self.asked += asked;
        self.gathered += survey.gathered();
        let steps = survey.into_steps();
        *place = Some(Kept { marks, steps, found, figures });
    }
}

/// Goes through what is asked together with what was kept of each, which is nothing the first time.
fn again<'q, Q: 'q, K>(
    kept: Vec<K>,
    asked: impl Iterator<Item = &'q Q>,
    mut answer: impl FnMut(&'q Q, Option<K>) -> K,
) -> Vec<K> {
    let mut kept = kept.into_iter();
    asked.map(|question| answer(question, kept.next())).collect()
}

/// What a rule reads and finds.
fn ask(rule: &Rule, survey: &Survey<'_>, state: State) -> (Parts, Vec<Finding>) {
    survey.take_read();
    let found = told_apart((rule.check)(survey), state);
    (survey.take_read(), found)
}

/// What one rule found on one journey, those at the same places numbered.
fn told_apart(findings: Vec<Finding>, state: State) -> Vec<Finding> {
    let mut seen: HashMap<Vec<Key>, usize> = HashMap::new();
    let numbered = |finding: Finding| {
        let before = seen.entry(finding.places.clone()).or_default();
        *before += 1;
        Finding { state, nth: *before - 1, ..finding }
    };
    findings.into_iter().map(numbered).collect()
}

fn asks_about(scope: Scope, state: State) -> bool {
    match scope {
        Scope::Both => true,
        Scope::Today => state == State::Today,
        Scope::Ideal => state == State::Ideal,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::arbitrary::random_command;
    use crate::edit::{Command, PersonaField, Session};
    use crate::exchange::shipped::EXAMPLES;
    use crate::insight::{figures, findings};
    use crate::model::arbitrary::{Rng, random_map};
    use crate::model::{Emotion, Feeling, Journey};

    fn from_nothing(map: &Map) -> (Vec<Finding>, [Vec<Reading>; 2]) {
        (findings(map), [figures(map, State::Today), figures(map, State::Ideal)])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        #[test]
        fn reading_on_after_any_change_says_what_reading_from_nothing_says(seed: u64) {
            let mut rng = Rng::new(seed);
            let mut session = Session::new(random_map(seed, 10));
            let mut reader = Reader::new();
            for _ in 0..40 {
                if rng.chance(15) {
                    let _ = session.undo();
                } else {
                    // Rejections are proved elsewhere.
                    let _ = session.run(&random_command(session.map(), &mut rng));
                }
                prop_assert_eq!(reader.read(session.map()), from_nothing(session.map()));
            }
        }
    }

    #[test]
    fn a_map_that_has_not_changed_is_asked_nothing_and_one_field_asks_only_who_reads_it() {
        let map = EXAMPLES[0].open().expect("an example");
        let mut reader = Reader::new();
        let first = reader.read(&map);
        let all = reader.asked();
        assert_eq!(reader.read(&map), first);
        assert_eq!(reader.asked(), 0);
        let persona = map.today().personas().next().expect("a persona").id;
        let mut session = Session::new(map);
        let field = PersonaField::Brand(String::new());
        session.run(&Command::SetPersona { state: State::Today, id: persona, field }).expect("a change");
        assert_eq!(reader.read(session.map()), from_nothing(session.map()));
        assert!(reader.asked() > 0 && reader.asked() * 2 < all, "{} of {all}", reader.asked());
        assert_eq!(reader.gathered(), 0);
    }

    #[test]
    fn one_feeling_is_looked_at_and_none_of_the_others() {
        let map = EXAMPLES[0].open().expect("an example");
        let mut reader = Reader::new();
        reader.read(&map);
        let ideal = map.ideal().map_or(0, Journey::touchpoint_count);
        assert_eq!(reader.gathered(), map.today().touchpoint_count() + ideal);
        let at = map.today().touchpoints().nth(3).expect("four touchpoints").id;
        let persona = map.today().personas().next().expect("a persona").id;
        let mut session = Session::new(map);
        let feeling = Some(Feeling { emotion: Some(Emotion::steps(-9)), evidence: None });
        session.run(&Command::SetFeeling { state: State::Today, persona, touchpoint: at, feeling }).expect("a change");
        assert_eq!(reader.read(session.map()), from_nothing(session.map()));
        assert_eq!(reader.gathered(), 1);
    }
}
