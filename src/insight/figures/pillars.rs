//! How the four pillars are covered, stage by stage.

use super::{Figure, Of, Reading, Value};
use crate::insight::rule::Topic;
use crate::insight::steps::Step;
use crate::model::*;

/// How many touchpoints of each stage work for each pillar, and how many against it.
pub(super) static COVERAGE: Figure = Figure {
    key: "pillar-coverage",
    topic: Topic::Pillars,
    title: "Pillars by stage",
    definition: "For each stage and each of the four pillars, how many touchpoints work for it, how many against it, \
                 and of how many nobody has said. n counts those of which somebody has. Its places are those that \
                 work against it.",
    nothing: "Nobody has said.",
    work_out: |survey| {
        let stages = survey.all_stages();
        let pairs = stages.iter().flat_map(|stage| Pillar::ALL.iter().map(move |pillar| (stage, *pillar)));
        let readings: Vec<Reading> = pairs.map(|((stage, steps), pillar)| coverage(stage, steps, pillar)).collect();
        if readings.is_empty() { vec![Reading::new(&COVERAGE, None, [])] } else { readings }
    },
};

fn coverage(stage: &Stage, steps: &[Step], pillar: Pillar) -> Reading {
    let with = |support: Support| steps.iter().filter(move |step| step.touchpoint.pillars.get(pillar) == support);
    let (supports, against) = (with(Support::Supports).count(), with(Support::Against).count());
    let value = Value::Coverage { supports, against, unknown: with(Support::Unknown).count() };
    let said = steps.iter().filter(|step| step.touchpoint.pillars.get(pillar) != Support::Unknown);
    Reading::new(&COVERAGE, (supports + against > 0).then_some(value), said.map(|step| step.touchpoint.evidence))
        .of(Of::PillarInStage(pillar, stage.id), format!("{} in {}", pillar.label(), name_of(stage)))
        .at(with(Support::Against).map(Step::key))
}

/// A stage's name, or that it has none.
pub(super) fn name_of(stage: &Stage) -> &str {
    if stage.name.trim().is_empty() { "a stage without a name" } else { &stage.name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::figures::tests::{felt, sample};

    #[test]
    fn a_pillar_nobody_spoke_of_has_no_value_and_one_spoken_of_counts_the_rest_as_unknown() {
        let mut sample = sample(&[&[felt(1), felt(2), felt(3)]]);
        let touchpoint = (**sample.journey.touchpoint(sample.touchpoints[1]).unwrap()).clone();
        let pillars = Pillars::default().with(Pillar::Perks, Support::Against);
        sample.journey.put(Record::Touchpoint(Touchpoint { pillars, ..touchpoint }.into())).unwrap();
        let read = sample.readings(&COVERAGE);
        let of = |pillar| read.iter().find(|r| r.of == Of::PillarInStage(pillar, sample.stages[0])).unwrap();
        assert_eq!(of(Pillar::Perks).value, Some(Value::Coverage { supports: 0, against: 1, unknown: 2 }));
        assert_eq!(
            (of(Pillar::Perks).n, &of(Pillar::Perks).places[..]),
            (Some(1), &[Key::Touchpoint(sample.touchpoints[1])][..])
        );
        assert_eq!((of(Pillar::Service).value.as_ref(), of(Pillar::Service).n), (None, Some(0)));
        assert_eq!(of(Pillar::Service).value_text(), "Nobody has said.");
    }
}
