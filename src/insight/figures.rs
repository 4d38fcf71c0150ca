//! The numbers that an exported picture and a summary show, each with its definition.
//!
//! What nobody observed is left out of a figure and never counted as zero; a figure of nothing is `None`.

use std::collections::BTreeMap;

use crate::model::*;

pub use crate::model::{Highlights, Moment, highlights, mean_emotion, mean_emotion_in};

/// Pain points of at least this severity are critical.
pub const CRITICAL: u8 = 4;

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// The share in whole percent, rounded half up; `None` of nothing.
    pub fn percent(self) -> Option<usize> {
        (self.of > 0).then(|| (self.count * 200 + self.of) / (self.of * 2))
    }
}

/// How many touchpoints are one customer meeting one person, of all whose encounter is said, back stage included.
pub fn one_to_one(journey: &Journey) -> Share {
    let said = || journey.touchpoints().filter(|touchpoint| touchpoint.encounter != Encounter::Unset);
    Share { count: said().filter(|touchpoint| touchpoint.encounter == Encounter::OneToOne).count(), of: said().count() }
}

/// How many critical pain points there are, and where most of them hurt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CriticalPains {
    /// Pain points of severity [`CRITICAL`] or more that hurt at a touchpoint and are not resolved, each counted
    /// once.
    pub count: usize,
    /// The stage where most of them hurt (the earliest, if several have as many), and how many do.
    pub most: Option<(StageId, usize)>,
}

/// The critical pain points. One that hurts in two stages counts for both of them, and once in all.
pub fn critical_pains(journey: &Journey) -> CriticalPains {
    let mut count = 0;
    let mut by_stage: BTreeMap<StageId, usize> = BTreeMap::new();
    for pain in journey.pains() {
        if pain.severity.get() < CRITICAL || pain.status == PainStatus::Resolved {
            continue;
        }
        let mut stages: Vec<StageId> = journey.touchpoints_of(pain.id.0).iter().map(|place| place.stage).collect();
        stages.sort();
        stages.dedup();
        count += usize::from(!stages.is_empty());
        stages.into_iter().for_each(|stage| *by_stage.entry(stage).or_default() += 1);
    }
    let mut most: Option<(StageId, usize)> = None;
    for stage in journey.stages() {
        let here = by_stage.get(&stage.id).copied().unwrap_or(0);
        if here > most.map_or(0, |(_, so_far)| so_far) {
            most = Some((stage.id, here));
        }
    }
    CriticalPains { count, most }
}

/// How many of everything a journey holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Stages.
    pub stages: usize,
    /// Touchpoints.
    pub touchpoints: usize,
    /// Touchpoints marked as moments of truth.
    pub moments_of_truth: usize,
    /// Personas.
    pub personas: usize,
    /// Pain points.
    pub pains: usize,
    /// Opportunities.
    pub opportunities: usize,
    /// Pieces of feedback.
    pub feedback: usize,
    /// Measures.
    pub measures: usize,
    /// Links between touchpoints.
    pub links: usize,
    /// Lanes, hidden ones included.
    pub lanes: usize,
}

/// Counts what a journey holds.
pub fn counts(journey: &Journey) -> Counts {
    Counts {
        stages: journey.stages().len(),
        touchpoints: journey.touchpoint_count(),
        moments_of_truth: journey.touchpoints().filter(|touchpoint| touchpoint.moment_of_truth).count(),
        personas: journey.personas().len(),
        pains: journey.pains().len(),
        opportunities: journey.opportunities().len(),
        feedback: journey.feedback().len(),
        measures: journey.measures().len(),
        links: journey.links().len(),
        lanes: journey.lanes().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A journey of stages, each given by the emotions of one persona: `Some(None)` is not observed, `None` not met.
    struct Sample {
        journey: Journey,
        ids: SeededIds,
        stages: Vec<StageId>,
        touchpoints: Vec<TouchpointId>,
        persona: PersonaId,
    }

    fn sample(stages: &[&[Option<Option<i32>>]]) -> Sample {
        let mut ids = SeededIds::new(5);
        let mut journey = Journey::new();
        let persona = PersonaId::new(&mut ids);
        journey.put(Record::Persona(Persona::new(persona, Rank::first(), "Dora").into())).unwrap();
        let (mut stage_ids, mut touchpoints) = (Vec::new(), Vec::new());
        for (feelings, rank) in stages.iter().zip(Rank::sequence(stages.len())) {
            let stage = StageId::new(&mut ids);
            stage_ids.push(stage);
            journey.put(Record::Stage(Stage::new(stage, rank, "").into())).unwrap();
            for (feeling, rank) in feelings.iter().zip(Rank::sequence(feelings.len())) {
                let id = TouchpointId::new(&mut ids);
                touchpoints.push(id);
                journey.put(Record::Touchpoint(Touchpoint::new(id, stage, rank, "").into())).unwrap();
                if let Some(steps) = feeling {
                    let feeling = Feeling { emotion: steps.map(Emotion::steps), evidence: None };
                    journey.put(Record::Feeling(persona, id, feeling)).unwrap();
                }
            }
        }
        Sample { journey, ids, stages: stage_ids, touchpoints, persona }
    }

    impl Sample {
        fn pain(&mut self, severity: i64, places: &[usize]) -> PainId {
            let id = PainId::new(&mut self.ids);
            let pain = Pain { severity: Level::new(severity).unwrap(), ..Pain::new(id, Rank::first(), "") };
            self.journey.put(Record::Pain(pain.into())).unwrap();
            for place in places {
                self.journey.put(Record::Tie(Tie::HurtsAt(id, self.touchpoints[*place]))).unwrap();
            }
            id
        }
    }

    const fn felt(steps: i32) -> Option<Option<i32>> {
        Some(Some(steps))
    }

    #[test]
    fn shares_are_rounded_to_whole_percent_and_nothing_has_none() {
        let percent = |count, of| Share { count, of }.percent();
        assert_eq!(percent(4, 14), Some(29));
        assert_eq!(percent(1, 200), Some(1));
        assert_eq!(percent(0, 3), Some(0));
        assert_eq!(percent(3, 3), Some(100));
        assert_eq!(percent(0, 0), None);
        assert_eq!(one_to_one(&Journey::new()).percent(), None);
    }

    #[test]
    fn one_to_one_touchpoints_are_counted_among_those_whose_encounter_is_said() {
        let mut sample = sample(&[&[None, None, None]]);
        for (index, encounter) in [(0, Encounter::Team), (1, Encounter::OneToOne)] {
            let touchpoint = (**sample.journey.touchpoint(sample.touchpoints[index]).unwrap()).clone();
            sample.journey.put(Record::Touchpoint(Touchpoint { encounter, ..touchpoint }.into())).unwrap();
        }
        assert_eq!(one_to_one(&sample.journey), Share { count: 1, of: 2 });
    }

    #[test]
    fn severities_four_and_five_are_critical_and_belong_to_their_stages() {
        let mut sample = sample(&[&[None], &[None, None], &[None]]);
        assert_eq!(critical_pains(&sample.journey), CriticalPains { count: 0, most: None });
        for (severity, places) in [(4, &[0][..]), (3, &[1]), (4, &[1]), (5, &[2]), (5, &[2, 0]), (5, &[])] {
            sample.pain(severity, places);
        }
        let critical = critical_pains(&sample.journey);
        assert_eq!(critical, CriticalPains { count: 4, most: Some((sample.stages[1], 3)) });
    }

    #[test]
    fn of_stages_with_equally_many_critical_pains_the_earliest_is_named() {
        let mut sample = sample(&[&[None], &[None]]);
        sample.pain(5, &[1]);
        sample.pain(5, &[0]);
        assert_eq!(critical_pains(&sample.journey).most, Some((sample.stages[0], 1)));
    }

    #[test]
    fn resolved_pains_are_no_longer_critical() {
        let mut sample = sample(&[&[None]]);
        let id = sample.pain(5, &[0]);
        let pain = (**sample.journey.pain(id).unwrap()).clone();
        sample.journey.put(Record::Pain(Pain { status: PainStatus::Resolved, ..pain }.into())).unwrap();
        assert_eq!(critical_pains(&sample.journey).count, 0);
    }

    #[test]
    fn means_leave_out_what_is_unknown_and_are_none_without_any() {
        let sample = sample(&[&[felt(-4), felt(-7), felt(-9), Some(None)], &[None, Some(None)], &[felt(6)]]);
        let mean = |at: usize| mean_emotion_in(&sample.journey, sample.stages[at], sample.persona);
        assert_eq!(mean(0).map(signed).as_deref(), Some("\u{2212}6.7"));
        assert_eq!(mean(1), None);
        assert_eq!(mean_emotion(&sample.journey, sample.persona), Some(-3.5));
    }

    #[test]
    fn the_first_of_equal_peaks_and_lows_is_named() {
        let sample = sample(&[&[felt(2), felt(8), felt(-3)], &[felt(8), felt(-3), felt(1), None]]);
        let moment =
            |at: usize, steps| Some(Moment { touchpoint: sample.touchpoints[at], emotion: Emotion::steps(steps) });
        let expected = Highlights { peak: moment(1, 8), lowest: moment(2, -3), end: moment(5, 1) };
        assert_eq!(highlights(&sample.journey, sample.persona), expected);
    }

    #[test]
    fn an_end_nobody_observed_is_no_end() {
        let sample = sample(&[&[felt(2), Some(None)]]);
        let found = highlights(&sample.journey, sample.persona);
        assert_eq!(found.end, None);
        assert_eq!(found.peak, found.lowest);
        assert_eq!(highlights(&Journey::new(), sample.persona), Highlights::default());
    }

    #[test]
    fn everything_on_a_generated_journey_is_counted() {
        let map = crate::model::arbitrary::generated_journey(50, 1);
        let counts = counts(map.today());
        let records = map.today().records();
        let touchpoints = records.iter().filter(|record| matches!(record, Record::Touchpoint(_))).count();
        let links = records.iter().filter(|record| matches!(record, Record::Link(_))).count();
        assert_eq!((counts.touchpoints, counts.links, counts.personas), (touchpoints, links, 2));
        assert_eq!(counts.stages, map.today().stages().len());
    }
}
