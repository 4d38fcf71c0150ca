//! Measured numbers and the numbers they should be.

use super::{Figure, Of, Reading, Share, Value};
use crate::insight::rule::Topic;
use crate::insight::survey::quoted;
use crate::model::*;

/// How many measures are where they should be, and each of them.
pub(super) static AGAINST_TARGETS: Figure = Figure {
    key: "measures-against-targets",
    topic: Topic::Measuring,
    title: "Measures against targets",
    definition: "The share of measures that have reached their target, among those that have both a number and a \
                 target, then each of them with its own n. Where less is better, a number at or below its target has \
                 reached it. Places of the share are those that have not.",
    nothing: "No measure has both a number and a target.",
    work_out: |survey| {
        let aimed: Vec<(&Measure, bool, Value)> =
            survey.measures().filter_map(|measure| against_target(measure)).collect();
        let share = Share { count: aimed.iter().filter(|(_, met, _)| *met).count(), of: aimed.len() };
        let missed = aimed.iter().filter(|(_, met, _)| !met).map(|(measure, ..)| Key::Measure(measure.id));
        let evidence = aimed.iter().map(|(measure, ..)| measure.evidence);
        let whole = Reading::new(&AGAINST_TARGETS, share.value(), evidence).at(missed);
        let each = aimed.iter().map(|(measure, _, value)| {
            let reading = Reading::new(&AGAINST_TARGETS, Some(value.clone()), [measure.evidence]);
            Reading { n: measure.sample.map(|sample| sample as usize), ..reading }
                .of(Of::Measure(measure.id), quoted(&measure.name))
                .at([Key::Measure(measure.id)])
        });
        std::iter::once(whole).chain(each).collect()
    },
};

fn against_target(measure: &Measure) -> Option<(&Measure, bool, Value)> {
    let (value, target) = (measure.value?, measure.target?);
    let met = match measure.direction {
        Direction::Higher => value >= target,
        Direction::Lower => value <= target,
    };
    let unit = measure.scale.unit.clone();
    Some((measure, met, Value::Target { value, target, unit, met }))
}
