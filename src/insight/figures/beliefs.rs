//! What the company believes customers feel, and what customers say.

use super::emotions::evidence_of;
use super::people::mean;
use super::{Figure, Of, Reading, Value};
use crate::insight::rule::Topic;
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// What is believed and what is said, where both are known.
pub(super) static BELIEF_AGAINST_RATING: Figure = Figure {
    key: "belief-against-rating",
    topic: Topic::Measuring,
    title: "Belief against rating",
    definition: "Where a feeling rests on less than research and customers have rated the same touchpoint: the mean \
                 feeling that is believed, −10 to +10, beside the mean rating that customers gave, 1 to 5. Three of \
                 five is the middle of both. n counts the ratings. Eight executives of ten believe that they deliver \
                 a superior experience; one customer of ten agrees (Bain & Company, 2005).",
    nothing: "No touchpoint has both a feeling that is believed and a rating from customers.",
    work_out: |survey| {
        let beliefs = beliefs(survey);
        let all = |of: fn(&Belief<'_>) -> f64| mean(beliefs.iter().map(of));
        let both = all(|belief| belief.believed).zip(all(|belief| belief.rated));
        let value = |(believed, rated)| Value::Belief { believed, rated };
        let evidence = beliefs.iter().flat_map(|belief| belief.evidence.iter().copied());
        let n = beliefs.iter().map(|belief| belief.n).sum();
        let whole = Reading::new(&BELIEF_AGAINST_RATING, both.map(value), evidence);
        let whole = Reading { n: Some(n), ..whole }.at(beliefs.iter().map(|belief| belief.step.key()));
        let each = beliefs.iter().map(|belief| {
            let value = value((belief.believed, belief.rated));
            let reading = Reading::new(&BELIEF_AGAINST_RATING, Some(value), belief.evidence.iter().copied());
            Reading { n: Some(belief.n), ..reading }
                .of(Of::Touchpoint(belief.step.touchpoint.id), belief.step.name())
                .at([belief.step.key()])
        });
        std::iter::once(whole).chain(each).collect()
    },
};

/// A touchpoint at which something is believed that customers have rated.
pub(crate) struct Belief<'s> {
    /// Where.
    pub step: &'s Step,
    /// The mean of the feelings there that rest on less than research, −10.0 … +10.0.
    pub believed: f64,
    /// What those feelings rest on.
    pub evidence: Vec<Evidence>,
    /// The mean of customers' ratings, 1.0 … 5.0.
    pub rated: f64,
    /// How many customers rated it.
    pub n: usize,
}

/// Every touchpoint at which something is believed that customers have rated, in the order of the journey.
pub(crate) fn beliefs<'s>(survey: &'s Survey<'_>) -> Vec<Belief<'s>> {
    survey.steps().iter().filter_map(belief).collect()
}

fn belief(step: &Step) -> Option<Belief<'_>> {
    let guessed: Vec<(f64, Evidence)> = step
        .feelings
        .iter()
        .filter_map(|(_, feeling)| Some((feeling.emotion?.value(), evidence_of(step, *feeling))))
        .filter(|(_, evidence)| *evidence != Evidence::Researched)
        .collect();
    let believed = mean(guessed.iter().map(|(emotion, _)| *emotion))?;
    let customers = step.feedback.iter().filter(|said| said.source == Voice::Customer);
    let ratings: Vec<f64> = customers.filter_map(|said| said.rating).map(|rating| f64::from(rating.get())).collect();
    let rated = mean(ratings.iter().copied())?;
    let evidence = guessed.into_iter().map(|(_, evidence)| evidence).collect();
    Some(Belief { step, believed, evidence, rated, n: ratings.len() })
}
