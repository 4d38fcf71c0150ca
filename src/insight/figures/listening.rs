//! How far feedback comes in the loop.

use super::{Figure, Of, Reading, Share};
use crate::insight::rule::Topic;
use crate::insight::survey::Survey;
use crate::model::*;

/// How much of the feedback was understood, acted on and answered.
pub(super) static LOOP_CLOSURE: Figure = Figure {
    key: "loop-closure",
    topic: Topic::Listening,
    title: "Feedback in the loop",
    definition: "Of all feedback from customers, and of all from employees, the share that came at least so far: \
                 heard, understood, acted on, answered. Its places are the pieces that did not.",
    nothing: "Nobody has written any down.",
    work_out: |survey| {
        let steps = Voice::ALL.iter().flat_map(|voice| LoopStatus::ALL.iter().map(move |status| (*voice, *status)));
        steps.map(|(voice, status)| closure(survey, voice, status)).collect()
    },
};

fn closure(survey: &Survey<'_>, voice: Voice, status: LoopStatus) -> Reading {
    let said = || survey.feedback().filter(move |feedback| feedback.source == voice);
    let share = Share { count: said().filter(|feedback| feedback.status >= status).count(), of: said().count() };
    let whose = match voice {
        Voice::Customer => "Customers’",
        Voice::Employee => "Employees’",
    };
    let waiting = said().filter(|feedback| feedback.status < status).map(|feedback| Key::Feedback(feedback.id));
    // What somebody said in person is no assumption.
    Reading::new(&LOOP_CLOSURE, share.value(), said().map(|_| Evidence::Researched))
        .of(Of::Loop(voice, status), format!("{whose} feedback {}", status.label().to_lowercase()))
        .at(waiting)
}
