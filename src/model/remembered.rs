//! What a journey feels like to one persona, taken together: means, and the points that people remember.
//!
//! What nobody observed is left out and never counted as zero. These figures stand below everything that compares or
//! shows them, so that all of it says the same numbers.

use super::elements::*;
use super::id::*;
use super::journey::Journey;
use super::values::*;

/// The mean of a persona's known emotions in one stage, −10.0 … +10.0, not rounded; show it with
/// [`signed`](crate::model::signed). `None` if none is known.
pub fn mean_emotion_in(journey: &Journey, stage: StageId, persona: PersonaId) -> Option<f64> {
    mean_of(known(journey, journey.touchpoints_in(stage), persona))
}

/// The mean of a persona's known emotions on the whole journey, as [`mean_emotion_in`].
///
/// It hides what people remember, which is the peak and the end; see [`highlights`].
pub fn mean_emotion(journey: &Journey, persona: PersonaId) -> Option<f64> {
    mean_of(known(journey, journey.touchpoints(), persona))
}

fn known<'a>(
    journey: &'a Journey,
    touchpoints: impl Iterator<Item = &'a std::sync::Arc<Touchpoint>>,
    persona: PersonaId,
) -> impl Iterator<Item = Moment> {
    touchpoints.filter_map(move |touchpoint| {
        let emotion = journey.feeling(persona, touchpoint.id)?.emotion?;
        Some(Moment { touchpoint: touchpoint.id, emotion })
    })
}

/// The mean of some moments, −10.0 … +10.0, not rounded; `None` of none.
pub fn mean_of(moments: impl Iterator<Item = Moment>) -> Option<f64> {
    let (sum, count) = moments.fold((0.0, 0_u32), |(sum, count), moment| (sum + moment.emotion.value(), count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// A touchpoint and how a persona feels there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Where.
    pub touchpoint: TouchpointId,
    /// How she feels.
    pub emotion: Emotion,
}

/// What a persona will remember: the peak, the lowest point and the end decide more than the mean.
/// Source: the peak-end rule (Kahneman, Fredrickson, Schreiber, Redelmeier 1993).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Highlights {
    /// Where she feels best, the first of equals.
    pub peak: Option<Moment>,
    /// Where she feels worst, the first of equals.
    pub lowest: Option<Moment>,
    /// The last touchpoint she meets. `None` if nobody knows how she feels there: an earlier one is not the end.
    pub end: Option<Moment>,
}

/// Peak, lowest point and end of a persona's journey.
pub fn highlights(journey: &Journey, persona: PersonaId) -> Highlights {
    let met = journey.touchpoints().map(|touchpoint| touchpoint.id);
    highlights_of(met.filter_map(|id| Some((id, journey.feeling(persona, id)?))))
}

/// Peak, lowest point and end of the touchpoints that a persona meets, in their order.
pub fn highlights_of(feelings: impl Iterator<Item = (TouchpointId, Feeling)>) -> Highlights {
    let mut highlights = Highlights::default();
    for (touchpoint, feeling) in feelings {
        highlights.end = feeling.emotion.map(|emotion| Moment { touchpoint, emotion });
        let Some(moment) = highlights.end else { continue };
        if highlights.peak.is_none_or(|peak| moment.emotion > peak.emotion) {
            highlights.peak = Some(moment);
        }
        if highlights.lowest.is_none_or(|lowest| moment.emotion < lowest.emotion) {
            highlights.lowest = Some(moment);
        }
    }
    highlights
}
