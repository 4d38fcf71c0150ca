//! Touchpoints as rows and columns, the way spreadsheets take them and [`fill`](super::fill()) reads them again.

use super::grid::Grid;
use crate::model::*;

/// Touchpoints as a grid: the first row names the stages, the first column the lanes. Emotions are those of `persona`,
/// the first one where `None`. Lanes in which nothing stands are left out.
pub fn table(journey: &Journey, touchpoints: &[TouchpointId], persona: Option<PersonaId>) -> Grid {
    let columns: Vec<&Touchpoint> =
        journey.touchpoints().filter(|found| touchpoints.contains(&found.id)).map(|found| &**found).collect();
    let persona = persona.or_else(|| journey.personas().next().map(|persona| persona.id));
    let stage = |found: &&Touchpoint| journey.stage(found.stage).map_or(String::new(), |stage| stage.name.clone());
    let mut rows = vec![row("Stage", columns.iter().map(stage))];
    for lane in journey.lanes().iter().filter(|lane| lane.visible) {
        let cells: Vec<String> = columns.iter().map(|found| cell(journey, lane, found, persona)).collect();
        if lane.kind == LaneKind::Touchpoints || cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(row(lane.shown_title(), cells.into_iter()));
        }
    }
    Grid::new(rows)
}

fn row(title: &str, cells: impl Iterator<Item = String>) -> Vec<String> {
    std::iter::once(title.to_owned()).chain(cells).collect()
}

/// What stands in a lane at a touchpoint, several things one a line.
pub fn cell(journey: &Journey, lane: &Lane, touchpoint: &Touchpoint, persona: Option<PersonaId>) -> String {
    let id = touchpoint.id;
    let lines = |texts: Vec<&str>| texts.join("\n");
    match lane.kind {
        LaneKind::Touchpoints => touchpoint.name.clone(),
        LaneKind::Emotion => match persona.and_then(|persona| journey.feeling(persona, id)) {
            // Spreadsheets count with a plain minus only.
            Some(Feeling { emotion: Some(emotion), .. }) => emotion.value().to_string(),
            Some(Feeling { emotion: None, .. }) => "?".to_owned(),
            None => String::new(),
        },
        LaneKind::Text | LaneKind::BackStage => touchpoint.texts.get(&lane.id).cloned().unwrap_or_default(),
        LaneKind::Channel => touchpoint.channel.label().to_owned(),
        LaneKind::Pains => lines(journey.pains_at(id).iter().map(|pain| &*pain.text).collect()),
        LaneKind::Opportunities => lines(journey.opportunities_at(id).iter().map(|found| &*found.text).collect()),
        LaneKind::Feedback => lines(journey.feedback_at(id).iter().map(|found| &*found.text).collect()),
        LaneKind::Measures => lines(journey.measures_at(id).iter().map(|measure| &*measure.name).collect()),
        LaneKind::Picture => String::new(),
    }
}
