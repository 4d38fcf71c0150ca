//! How many of everything there are.

use crate::model::*;

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
