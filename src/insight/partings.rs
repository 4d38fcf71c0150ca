//! Where personas part: the touchpoints at which one of them feels much better than another.
//!
//! A persona whose emotion is not known at a touchpoint is left out there; where fewer than two are known, nothing is
//! compared. Here never come pictures.

use std::fmt::Write as _;
use std::sync::Arc;

use super::survey::{quoted, steps_text};
use crate::exchange::markdown;
use crate::model::*;
use crate::words::{counted, one_line};

/// Personas part where the best and the worst known emotion are at least so far from one another: a fifth of the
/// scale of −10 … +10, which is also where the comparison of journeys calls a difference large.
pub const PARTING: f64 = 4.0;

/// Several personas' emotions at one touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The touchpoint.
    pub touchpoint: TouchpointId,
    /// Its number along the journey, from 1.
    pub number: usize,
    /// The known emotions, at least two, in the personas' order.
    pub known: Vec<(PersonaId, Emotion)>,
    /// Who feels best; the first of equals.
    pub best: (PersonaId, Emotion),
    /// Who feels worst; the last of equals.
    pub worst: (PersonaId, Emotion),
}

impl Spread {
    fn of(journey: &Journey, personas: &[PersonaId], number: usize, touchpoint: TouchpointId) -> Option<Spread> {
        let emotion = |id: &PersonaId| Some((*id, journey.feeling(*id, touchpoint)?.emotion?));
        let known: Vec<(PersonaId, Emotion)> = personas.iter().filter_map(emotion).collect();
        let first = *known.first().filter(|_| known.len() > 1)?;
        let best = known.iter().fold(first, |best, other| if other.1 > best.1 { *other } else { best });
        let worst = known.iter().fold(first, |worst, other| if other.1 <= worst.1 { *other } else { worst });
        Some(Spread { touchpoint, number, known, best, worst })
    }

    /// How far the best is from the worst, 0.0 … 20.0.
    pub fn width(&self) -> f64 {
        self.best.1.value() - self.worst.1.value()
    }

    /// "Dorothy +6, Scarecrow −2".
    pub fn words(&self, journey: &Journey) -> String {
        let one = |(id, emotion): (PersonaId, Emotion)| format!("{} {emotion}", name(journey, id));
        format!("{}, {}", one(self.best), one(self.worst))
    }
}

/// Touchpoints in a row at which personas part, with the same ones best and worst off throughout.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// The touchpoints in order, at least one.
    pub spreads: Vec<Spread>,
    /// Which of them is the widest; the first of equals.
    pub widest: usize,
}

impl Stretch {
    fn of(spreads: Vec<Spread>) -> Stretch {
        let width = |at: &usize| (spreads[*at].width() * 10.0).round() as i64;
        let widest = (0..spreads.len()).rev().max_by_key(width).unwrap_or(0);
        Stretch { spreads, widest }
    }

    /// The widest touchpoint.
    pub fn main(&self) -> &Spread {
        &self.spreads[self.widest]
    }

    /// "Dorothy +6, Scarecrow −2 at “Companions join her”", and over how many steps if there are several.
    pub fn words(&self, journey: &Journey) -> String {
        let main = self.main();
        let place = journey.touchpoint(main.touchpoint).map_or_else(String::new, |at| quoted(&at.name));
        let mut words = format!("{} at {place}", main.words(journey));
        let numbers: Vec<usize> = self.spreads.iter().map(|spread| spread.number).collect();
        if numbers.len() > 1 {
            let _ = write!(words, ", apart at {}", steps_text(&numbers));
        }
        words
    }
}

/// How personas feel in one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageMeans {
    /// The stage.
    pub stage: Arc<Stage>,
    /// For every compared persona the mean of her known emotions here, not rounded, and of how many; `None` of none.
    pub means: Vec<Option<(f64, usize)>>,
}

impl StageMeans {
    /// How far the highest mean is from the lowest, 0.0 … 20.0; `None` with fewer than two.
    pub fn difference(&self) -> Option<f64> {
        let known = || self.means.iter().flatten().map(|(mean, _)| *mean);
        if known().count() < 2 {
            return None;
        }
        Some(known().fold(f64::MIN, f64::max) - known().fold(f64::MAX, f64::min))
    }
}

/// What there is to say about how several personas differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Partings {
    /// Who is compared, in the order given.
    pub personas: Vec<PersonaId>,
    /// How many touchpoints at least two of them are known at.
    pub compared: usize,
    /// Of how many touchpoints in all.
    pub of: usize,
    /// Where they part, the widest first and of equals the earlier.
    pub stretches: Vec<Stretch>,
    /// Stage by stage.
    pub stages: Vec<StageMeans>,
}

/// Compares these personas on a journey; those that are not on it are left out.
pub fn partings(journey: &Journey, personas: &[PersonaId]) -> Partings {
    let personas: Vec<PersonaId> = personas.iter().copied().filter(|id| journey.persona(*id).is_some()).collect();
    let spread = |(index, at): (usize, &Arc<Touchpoint>)| Spread::of(journey, &personas, index + 1, at.id);
    let spreads: Vec<Option<Spread>> = journey.touchpoints().enumerate().map(spread).collect();
    let compared = spreads.iter().flatten().count();
    let of = spreads.len();
    let mut stretches = Vec::new();
    let mut open: Vec<Spread> = Vec::new();
    for spread in spreads {
        let spread = spread.filter(|spread| spread.width() >= PARTING);
        let goes_on = |last: &Spread| {
            spread.as_ref().is_some_and(|spread| (spread.best.0, spread.worst.0) == (last.best.0, last.worst.0))
        };
        if !open.last().is_some_and(goes_on) && !open.is_empty() {
            stretches.push(Stretch::of(std::mem::take(&mut open)));
        }
        open.extend(spread);
    }
    if !open.is_empty() {
        stretches.push(Stretch::of(open));
    }
    stretches.sort_by_key(|stretch| std::cmp::Reverse((stretch.main().width() * 10.0).round() as i64));
    let stages = journey.stages().iter().map(|stage| stage_means(journey, &personas, stage)).collect();
    Partings { personas, compared, of, stretches, stages }
}

/// Compares all personas of a journey.
pub fn all_partings(journey: &Journey) -> Partings {
    let personas: Vec<PersonaId> = journey.personas().map(|persona| persona.id).collect();
    partings(journey, &personas)
}

fn stage_means(journey: &Journey, personas: &[PersonaId], stage: &Arc<Stage>) -> StageMeans {
    let mean = |persona: &PersonaId| {
        let emotion = |at: &Arc<Touchpoint>| journey.feeling(*persona, at.id)?.emotion;
        let known: Vec<f64> = journey.touchpoints_in(stage.id).filter_map(emotion).map(Emotion::value).collect();
        (!known.is_empty()).then(|| (known.iter().sum::<f64>() / known.len() as f64, known.len()))
    };
    StageMeans { stage: stage.clone(), means: personas.iter().map(mean).collect() }
}

impl Partings {
    /// What is compared, and how, in one sentence.
    pub fn basis(&self) -> String {
        let touchpoints = counted(self.of, "touchpoint", "touchpoints");
        format!(
            "Compared at {} of {touchpoints}, where at least two personas’ emotions are known; they part where these are \
             {PARTING} or more apart.",
            self.compared
        )
    }

    /// What the sentence says where nobody parts, or nothing can be compared.
    pub fn nothing(&self) -> &'static str {
        match (self.personas.len(), self.compared) {
            (0 | 1, _) => "There are not two personas to compare.",
            (_, 0) => "Nowhere are two personas’ emotions known.",
            (_, _) => "They part nowhere.",
        }
    }

    /// A section of a report: the sentence, where they part, and the means by stage.
    pub fn markdown(&self, journey: &Journey) -> String {
        let mut page = format!("{}\n", markdown::escape(&self.basis()));
        if self.stretches.is_empty() {
            let _ = writeln!(page, "\n{}", self.nothing());
        } else {
            page.push('\n');
        }
        for stretch in &self.stretches {
            let width = signed(stretch.main().width()).replace('+', "");
            let _ = writeln!(page, "- **{width} apart**: {}", markdown::escape(&stretch.words(journey)));
        }
        if self.personas.len() < 2 {
            return page;
        }
        let names: Vec<String> = self.personas.iter().map(|id| name(journey, *id)).collect();
        let mut titles = vec!["Stage"];
        titles.extend(names.iter().map(String::as_str));
        titles.push("Difference");
        let rows: Vec<Vec<String>> = self.stages.iter().map(|stage| stage.cells()).collect();
        let _ = write!(page, "\n{}", markdown::table(&titles, &rows));
        page
    }
}

impl StageMeans {
    /// The row of a table: the stage, every persona's mean with its n, and the difference.
    pub fn cells(&self) -> Vec<String> {
        let mean = |mean: &Option<(f64, usize)>| match mean {
            Some((mean, n)) => format!("{} (n = {n})", signed(*mean)),
            None => "unknown".to_owned(),
        };
        let name = if self.stage.name.trim().is_empty() { "Stage without a name" } else { &self.stage.name };
        let difference = self.difference().map_or("unknown".to_owned(), |by| signed(by).replace('+', ""));
        std::iter::once(name.to_owned()).chain(self.means.iter().map(mean)).chain([difference]).collect()
    }
}

/// A persona's name on one line.
pub fn name(journey: &Journey, persona: PersonaId) -> String {
    let name = journey.persona(persona).map_or("", |persona| &persona.name);
    let line = one_line(name);
    if line.is_empty() { "Unnamed persona".to_owned() } else { line }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::arbitrary::random_map;

    /// A journey of one stage; each row is a touchpoint, with the emotions of the personas A, B, C.
    fn journey(rows: &[&[Option<i32>]]) -> Journey {
        let mut ids = SeededIds::new(4);
        let mut journey = Journey::new();
        let stage = StageId::new(&mut ids);
        journey.put(Record::Stage(Stage::new(stage, Rank::first(), "Road").into())).unwrap();
        let personas: Vec<PersonaId> = (0..3).map(|_| PersonaId::new(&mut ids)).collect();
        for ((id, rank), name) in personas.iter().zip(Rank::sequence(3)).zip(["A", "B", "C"]) {
            journey.put(Record::Persona(Persona::new(*id, rank, name).into())).unwrap();
        }
        for (index, (row, rank)) in rows.iter().zip(Rank::sequence(rows.len())).enumerate() {
            let id = TouchpointId::new(&mut ids);
            let name = format!("Step {}", index + 1);
            journey.put(Record::Touchpoint(Touchpoint::new(id, stage, rank, name).into())).unwrap();
            for (persona, emotion) in personas.iter().zip(*row) {
                let feeling = Feeling { emotion: emotion.map(Emotion::steps), evidence: None };
                journey.put(Record::Feeling(*persona, id, feeling)).unwrap();
            }
        }
        journey
    }

    fn words(journey: &Journey) -> Vec<String> {
        all_partings(journey).stretches.iter().map(|stretch| stretch.words(journey)).collect()
    }

    #[test]
    fn personas_part_from_four_apart_and_the_widest_comes_first() {
        let journey = journey(&[&[Some(2), Some(-1)], &[Some(2), Some(-2)], &[Some(0), Some(0)], &[Some(-2), Some(6)]]);
        assert_eq!(words(&journey), ["B +6, A −2 at “Step 4”", "A +2, B −2 at “Step 2”"]);
    }

    #[test]
    fn a_row_of_partings_is_one_stretch_while_the_same_are_best_and_worst() {
        let row = |a, b, c| [Some(a), Some(b), Some(c)];
        let journey = journey(&[&row(5, 0, 0), &row(8, 1, 0), &row(1, 9, 0), &row(0, 0, 0)]);
        assert_eq!(words(&journey), ["B +9, C 0 at “Step 3”", "A +8, C 0 at “Step 2”, apart at steps 1 and 2"]);
    }

    #[test]
    fn what_is_unknown_is_left_out_and_ends_a_stretch() {
        let journey = journey(&[&[Some(5), Some(0)], &[Some(5), None], &[Some(5), Some(0)], &[None, None, Some(1)]]);
        let found = all_partings(&journey);
        assert_eq!((found.compared, found.of, found.stretches.len()), (2, 4, 2));
        let [road] = &found.stages[..] else { panic!("one stage") };
        assert_eq!(road.means, [Some((5.0, 3)), Some((0.0, 2)), Some((1.0, 1))]);
        assert_eq!(road.cells(), ["Road", "+5 (n = 3)", "0 (n = 2)", "+1 (n = 1)", "5"]);
    }

    #[test]
    fn one_persona_has_nobody_to_part_from() {
        let journey = journey(&[&[Some(5)]]);
        let one: Vec<PersonaId> = journey.personas().take(1).map(|persona| persona.id).collect();
        assert_eq!(partings(&journey, &one).nothing(), "There are not two personas to compare.");
        assert_eq!(all_partings(&journey).nothing(), "Nowhere are two personas’ emotions known.");
        assert_eq!(all_partings(&Journey::new()).of, 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        #[test]
        fn every_touchpoint_that_is_wide_enough_is_in_exactly_one_stretch(seed: u64) {
            let map = random_map(seed, 20);
            let found = all_partings(map.today());
            let mut parted: Vec<usize> =
                found.stretches.iter().flat_map(|stretch| stretch.spreads.iter().map(|spread| spread.number)).collect();
            parted.sort_unstable();
            let feelings = |at: &Arc<Touchpoint>| -> Vec<f64> {
                let felt = map.today().feelings_at(at.id);
                felt.into_iter().filter_map(|(_, feeling)| feeling.emotion).map(Emotion::value).collect()
            };
            let wide = |values: &[f64]| {
                let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
                values.len() > 1 && high - low >= PARTING
            };
            let expected: Vec<usize> = (map.today().touchpoints().enumerate())
                .filter(|(_, at)| wide(&feelings(at))).map(|(index, _)| index + 1).collect();
            prop_assert_eq!(parted, expected);
            for pair in found.stretches.windows(2) {
                prop_assert!(pair[0].main().width() + 0.05 >= pair[1].main().width());
            }
        }
    }
}
