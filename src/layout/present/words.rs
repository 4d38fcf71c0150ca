//! A slide in words, for those who cannot see it: what stands on it and is no element of the map.

use super::whole::{heaviest, title_of};
use super::{PresentRequest, Slide};
use crate::compare::{Comparison, Sides, compare};
use crate::model::*;

/// What a slide is about, and what its figures come to, in a sentence or several.
pub(in crate::layout) fn slide_words(map: &Map, request: &PresentRequest) -> String {
    match request.slide {
        Slide::Stage { stage, .. } => map.today().stage(stage).map_or(String::new(), |stage| {
            let name = if stage.name.trim().is_empty() { "unnamed stage" } else { stage.name.trim() };
            with_note(name, &stage.note)
        }),
        Slide::Today => with_note("today’s journey", &title_of(map)),
        Slide::Ideal => "today’s journey and the ideal one".to_owned(),
        Slide::Gap => gap_words(map, request).unwrap_or_else(|| "there is no ideal journey yet".to_owned()),
    }
}

fn with_note(name: &str, note: &str) -> String {
    match note.trim() {
        "" => name.to_owned(),
        note => format!("{name}: {note}"),
    }
}

/// The distance, how much better each stage is, and the gaps that weigh most.
fn gap_words(map: &Map, request: &PresentRequest) -> Option<String> {
    let ideal = map.ideal()?;
    let pins: Vec<_> = map.pins().cloned().collect();
    let made = compare(&Sides { from: map.today(), to: ideal, pins: &pins });
    let mut parts = vec![format!("how far today is from the ideal, {} of 100", made.distance.total)];
    parts.extend(stages_words(map, ideal, &made, request));
    let gaps = heaviest(&made).into_iter().enumerate();
    parts.extend(gaps.map(|(at, gap)| format!("Gap {}: {} → {}", at + 1, gap.is, gap.should)));
    Some(parts.join(". "))
}

/// How much better each stage is for the main persona: "Dorothy: Awareness +2, Service +7.5".
fn stages_words(map: &Map, ideal: &Journey, made: &Comparison, request: &PresentRequest) -> Option<String> {
    let main = map.today().personas().find(|persona| !request.hidden_personas.contains(&persona.id))?;
    let curves = made.curves.iter().find(|curves| curves.from_persona == Some(main.id))?;
    let stages = made.stages.iter().zip(&curves.stages).filter_map(|(stage, means)| {
        let named = stage.to.and_then(|id| ideal.stage(id)).or_else(|| stage.from.and_then(|id| map.today().stage(id)));
        Some(format!("{} {}", named?.name, signed(means.delta()?)))
    });
    let stages: Vec<String> = stages.collect();
    (!stages.is_empty()).then(|| format!("{}: {}", main.name, stages.join(", ")))
}
