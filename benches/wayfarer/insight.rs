//! Reading a map for findings and figures, as the window does on a thread of its own while somebody types, and laying
//! its charts out.

use std::hint::black_box;

use wayfarer::edit::{Command, Session};
use wayfarer::geom::Size;
use wayfarer::insight::{Reader, figures, findings};
use wayfarer::layout::{Chart, ChartRequest, Layouter};
use wayfarer::model::{Emotion, Feeling, Map, State};
use wayfarer::theme::{Theme, ThemeKind};

use super::stopwatch::Table;

/// Measures all rules together, all figures, both after one change, and the copy of the map that the thread is given.
/// Floor of all: reading every record of the journeys once, in the order of their keys.
pub fn bench_insight(map: &Map, table: &mut Table) {
    if !table.wants("insight") {
        return;
    }
    let floor = table.time(|| {
        black_box((map.today().records(), map.ideal().map(|ideal| ideal.records())));
    });
    let time = table.time(|| {
        black_box(findings(map));
    });
    table.row("insight, all rules", time, floor);
    let time = table.time(|| {
        black_box((figures(map, State::Today), figures(map, State::Ideal)));
    });
    table.row("insight, all figures", time, floor);
    let time = {
        let mut reader = Reader::new();
        reader.read(map);
        let mut session = Session::new(map.clone());
        let mut round = 0;
        table.time(|| {
            round += 1;
            feel_otherwise(&mut session, round);
            black_box(reader.read(session.map()));
        })
    };
    table.row("insight, both after one change", time, floor);
    let copy = table.time(|| {
        black_box(map.clone());
    });
    table.row("insight, copy of the map", copy, floor);
    for chart in Chart::ALL {
        let request = ChartRequest { state: State::Today, chart, size: Size::new(1200.0, 720.0), moved: None };
        let time = table.time(|| {
            black_box(Layouter::new().chart(map, &request, Theme::of(ThemeKind::Light)));
        });
        table.row(&format!("insight, chart of {}", chart.title().to_lowercase()), time, floor);
    }
}

/// Changes how the first persona feels in the middle of the journey.
fn feel_otherwise(session: &mut Session, round: usize) {
    let today = session.map().today();
    let middle = today.touchpoints().nth(today.touchpoint_count() / 2).map(|touchpoint| touchpoint.id);
    let Some((persona, touchpoint)) = today.personas().next().map(|persona| persona.id).zip(middle) else { return };
    let emotion = Some(Emotion::steps((round % 9) as i32));
    let feeling = Some(Feeling { emotion, evidence: None });
    let command = Command::SetFeeling { state: State::Today, persona, touchpoint, feeling };
    session.run(&command).expect("a feeling can be changed");
}
