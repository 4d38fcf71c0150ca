//! What every figure promises, and the numbers of a small journey.

use super::*;
use crate::exchange::shipped::EXAMPLES;
use crate::model::arbitrary::random_map;
use crate::model::*;

/// A journey of stages, each given by the emotions of one persona: `Some(None)` is not observed, `None` not met.
pub(super) struct Sample {
    pub journey: Journey,
    ids: SeededIds,
    pub stages: Vec<StageId>,
    pub touchpoints: Vec<TouchpointId>,
    persona: PersonaId,
}

pub(super) fn sample(stages: &[&[Option<Option<i32>>]]) -> Sample {
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
    fn map(&mut self) -> Map {
        let mut map = Map::new(MapId::new(&mut self.ids));
        for record in self.journey.records() {
            map.put(MapRecord::In(State::Today, record)).unwrap();
        }
        map
    }

    pub fn readings(&mut self, figure: &'static Figure) -> Vec<Reading> {
        figures(&self.map(), State::Today).into_iter().filter(|reading| reading.figure == figure).collect()
    }

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

pub(super) const fn felt(steps: i32) -> Option<Option<i32>> {
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
    let moment = |at: usize, steps| Some(Moment { touchpoint: sample.touchpoints[at], emotion: Emotion::steps(steps) });
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

fn all_maps() -> impl Iterator<Item = Map> {
    let random = (0..60).flat_map(|seed| [random_map(seed, 3), random_map(seed, 25)]);
    random.chain(EXAMPLES.iter().map(|example| example.open().unwrap()))
}

fn readings_of(map: &Map) -> Vec<Reading> {
    State::ALL.iter().flat_map(|state| figures(map, *state)).collect()
}

#[test]
fn figures_are_defined_in_whole_sentences_under_names_of_their_own() {
    let mut names = std::collections::BTreeSet::new();
    for figure in FIGURES {
        assert!(names.insert(figure.key), "{} is there twice", figure.key);
        for sentence in [figure.definition, figure.nothing] {
            assert!(sentence.ends_with('.') && sentence.len() > 15, "{}: {sentence}", figure.key);
            assert!(!sentence.contains("  "), "{}: {sentence}", figure.key);
        }
    }
    let topics: Vec<Topic> = FIGURES.iter().map(|figure| figure.topic).collect();
    assert!(topics.is_sorted(), "{topics:?}");
}

#[test]
fn every_figure_has_a_reading_and_none_comes_from_nothing() {
    for map in all_maps() {
        for state in State::ALL.iter().filter(|state| map.journey(**state).is_some()) {
            let readings = figures(&map, *state);
            let shown: Vec<&str> = by_figure(&readings).iter().map(|(figure, _)| figure.key).collect();
            assert_eq!(shown, FIGURES.map(|figure| figure.key));
        }
        for reading in readings_of(&map) {
            let key = reading.figure.key;
            let counts_things = matches!(reading.value, Some(Value::Count(_)));
            assert_eq!(
                reading.footing.is_none(),
                reading.n == Some(0) || reading.value.is_none() && key == "end",
                "{reading:?}"
            );
            assert!(reading.value.is_none() || counts_things || reading.n != Some(0), "{reading:?}");
            assert!(!reading.line().contains("NaN"), "{reading:?}");
        }
    }
    let nothing = Map::new(MapId::new(&mut SeededIds::new(1)));
    for reading in figures(&nothing, State::Today) {
        assert_eq!((reading.value.as_ref(), reading.n, reading.footing), (None, Some(0), None), "{reading:?}");
        assert!(reading.value_text().ends_with('.'), "{reading:?}");
    }
}

#[test]
fn every_number_lies_in_its_range_and_every_place_exists() {
    for map in all_maps() {
        for state in State::ALL {
            let Some(journey) = map.journey(*state) else { continue };
            for reading in figures(&map, *state) {
                match &reading.value {
                    None | Some(Value::Count(_)) | Some(Value::Target { .. }) => {}
                    Some(Value::Share(share)) => assert!(share.of > 0 && share.count <= share.of, "{reading:?}"),
                    Some(Value::Emotion(emotion)) => assert!((-10.0..=10.0).contains(emotion), "{reading:?}"),
                    Some(Value::Rating(rating)) => assert!((1.0..=5.0).contains(rating), "{reading:?}"),
                    Some(Value::Coverage { supports, against, unknown }) => {
                        let Of::PillarInStage(_, stage) = reading.of else { panic!("{reading:?}") };
                        assert_eq!(supports + against + unknown, journey.touchpoints_in(stage).len());
                        assert_eq!(reading.n, Some(supports + against));
                    }
                    Some(Value::Belief { believed, rated }) => {
                        assert!((-10.0..=10.0).contains(believed) && (1.0..=5.0).contains(rated), "{reading:?}");
                    }
                }
                assert!(reading.places.iter().all(|key| journey.get(*key).is_some()), "{reading:?}");
            }
        }
    }
}

#[test]
fn a_mean_lies_between_the_lowest_moment_and_the_peak() {
    for map in all_maps() {
        let readings = figures(&map, State::Today);
        let of = |figure: &Figure, persona| {
            let found = readings.iter().find(|r| r.figure == figure && r.of == Of::Persona(persona)).unwrap();
            match found.value {
                Some(Value::Emotion(emotion)) => Some(emotion),
                _ => None,
            }
        };
        for persona in map.today().personas() {
            let (low, mean, peak) =
                (of(&emotions::LOWEST, persona.id), of(&emotions::MEAN, persona.id), of(&emotions::PEAK, persona.id));
            assert_eq!(mean, mean_emotion(map.today(), persona.id));
            if let (Some(low), Some(mean), Some(peak)) = (low, mean, peak) {
                assert!(low <= mean + 1e-9 && mean <= peak + 1e-9, "{low} {mean} {peak}");
            }
        }
    }
}

#[test]
fn the_loop_only_narrows_and_severities_add_up() {
    for map in all_maps() {
        let readings = figures(&map, State::Today);
        for voice in Voice::ALL {
            let so_far: Vec<usize> = LoopStatus::ALL
                .iter()
                .filter_map(|status| readings.iter().find(|r| r.of == Of::Loop(*voice, *status)))
                .filter_map(|reading| match reading.value {
                    Some(Value::Share(share)) => Some(share.count),
                    _ => None,
                })
                .collect();
            assert!(so_far.is_sorted_by(|a, b| a >= b), "{so_far:?}");
        }
        let open: Vec<&Reading> = readings.iter().filter(|reading| reading.figure == &pains::OPEN).collect();
        let sum = |wanted: fn(&Of) -> bool| -> usize {
            open.iter().filter(|reading| wanted(&reading.of)).filter_map(|reading| reading.n).sum()
        };
        let all = sum(|of| *of == Of::Journey);
        assert_eq!(sum(|of| matches!(of, Of::Severity(_))), all);
        assert_eq!(sum(|of| matches!(of, Of::SeverityAndFrequency(..))), all);
        assert_eq!(all, map.today().pains().filter(|pain| is_open(pain)).count());
    }
}

/// The same map without what says nothing: feelings that nobody observed, and touchpoints of which nothing is said.
fn without_unknowns(map: &Map) -> Map {
    let mut map = map.clone();
    for record in map.today().records() {
        if let Record::Feeling(persona, touchpoint, Feeling { emotion: None, .. }) = record {
            map.take(MapKey::In(State::Today, Key::Feeling(persona, touchpoint))).unwrap();
        }
    }
    for touchpoint in map.today().touchpoints().cloned().collect::<Vec<_>>() {
        let unsaid = touchpoint.encounter == Encounter::Unset
            && touchpoint.pillars == Pillars::default()
            && map.today().edges_of(touchpoint.id.0).is_empty();
        if unsaid {
            map.take(MapKey::In(State::Today, Key::Touchpoint(touchpoint.id))).unwrap();
        }
    }
    map
}

#[test]
fn what_nobody_knows_changes_no_figure() {
    let mut taken = 0;
    for map in all_maps() {
        let without = without_unknowns(&map);
        taken += map.today().records().len() - without.today().records().len();
        let read = |map: &Map| -> Vec<(&'static str, Of, String, Option<usize>)> {
            let said = |reading: Reading| {
                let value = match reading.value {
                    Some(Value::Coverage { supports, against, .. }) => format!("{supports} {against}"),
                    ref value => format!("{value:?}"),
                };
                (reading.figure.key, reading.of, value, reading.n)
            };
            // Whether the end is known depends on an unknown end; a stage of which nothing is said has no row, and
            // where no stage has one, a single reading says so.
            let known = |reading: &Reading| {
                let says_nothing = reading.n == Some(0);
                let by_stage = reading.figure == &emotions::MEAN_BY_STAGE;
                reading.figure != &emotions::END && (!says_nothing || reading.of == Of::Journey && !by_stage)
            };
            figures(map, State::Today).into_iter().filter(known).map(said).collect()
        };
        assert_eq!(read(&map), read(&without));
    }
    assert!(taken > 20, "{taken}");
}

#[test]
fn a_pain_that_is_accepted_is_not_open_and_needs_no_opportunity() {
    let mut sample = sample(&[&[None]]);
    assert_eq!(sample.readings(&pains::WITHOUT_OPPORTUNITY)[0].value, None);
    let ids = [sample.pain(5, &[0]), sample.pain(2, &[0])];
    let share = |sample: &mut Sample| sample.readings(&pains::WITHOUT_OPPORTUNITY)[0].value.clone();
    assert_eq!(share(&mut sample), Some(Value::Share(Share { count: 2, of: 2 })));
    let pain = (**sample.journey.pain(ids[1]).unwrap()).clone();
    sample.journey.put(Record::Pain(Pain { status: PainStatus::Accepted, ..pain }.into())).unwrap();
    assert_eq!(share(&mut sample), Some(Value::Share(Share { count: 1, of: 1 })));
}

#[test]
fn a_rating_is_that_of_those_who_were_rated_and_says_what_it_rests_on() {
    let mut sample = sample(&[&[None, None, None]]);
    let rated = |sample: &mut Sample, at: usize, polite: Option<i64>, evidence| {
        let touchpoint = (**sample.journey.touchpoint(sample.touchpoints[at]).unwrap()).clone();
        let staff = StaffRating { polite: polite.map(|level| Level::new(level).unwrap()), ..StaffRating::default() };
        let encounter = Encounter::OneToOne;
        sample.journey.put(Record::Touchpoint(Touchpoint { staff, encounter, evidence, ..touchpoint }.into())).unwrap();
    };
    rated(&mut sample, 0, Some(1), Evidence::Assumed);
    rated(&mut sample, 1, Some(4), Evidence::Researched);
    rated(&mut sample, 2, None, Evidence::Workshop);
    let read = sample.readings(&people::SERVICE_QUALITY);
    let polite = read.iter().find(|reading| reading.of == Of::Quality(StaffQuality::Polite)).unwrap();
    assert_eq!(polite.line(), "Polite: 2.5 of 5 (n = 2, assumed to researched)");
    assert_eq!(polite.places, [Key::Touchpoint(sample.touchpoints[0])]);
    let attentive = read.iter().find(|reading| reading.of == Of::Quality(StaffQuality::Attentive)).unwrap();
    assert_eq!(attentive.line(), "Attentive: Nobody has rated it.");
    let meetings = sample.readings(&people::RATED_MEETINGS);
    assert_eq!(meetings[0].line(), "67% (2 of 3, assumed to researched)");
    assert_eq!(meetings[0].places, [Key::Touchpoint(sample.touchpoints[2])]);
}
