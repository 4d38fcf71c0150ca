//! What charts promise: nothing left out in silence, nothing on top of anything else, and a point where it is put.

use super::*;
use crate::exchange::shipped::{EXAMPLES, Shipped};
use crate::frame::{Item, Part, Subject};
use crate::insight::matrices::Matrix;
use crate::layout::Layouter;
use crate::model::arbitrary::{generated_journey, random_map};
use crate::theme::ThemeKind;

const SIZES: [Size; 3] = [Size::new(660.0, 470.0), Size::new(420.0, 300.0), Size::new(1100.0, 800.0)];

fn light() -> &'static Theme {
    Theme::of(ThemeKind::Light)
}

fn request(chart: Chart, size: Size) -> ChartRequest {
    ChartRequest { state: State::Today, chart, size, moved: None }
}

fn maps() -> impl Iterator<Item = Map> {
    EXAMPLES.iter().map(|example| example.open().unwrap()).chain((0..25).map(|seed| random_map(seed, 25)))
}

/// A map with so many opportunities, spread over all levels, at the touchpoints of a long journey.
fn crowded(count: usize) -> Map {
    let mut ids = SeededIds::new(3);
    let mut map = generated_journey(1_200, 1);
    for opportunity in map.today().opportunities().cloned().collect::<Vec<_>>() {
        for key in map.today().edges_of(opportunity.id.0).into_iter().chain([Key::Opportunity(opportunity.id)]) {
            map.take(MapKey::In(State::Today, key)).unwrap();
        }
    }
    let touchpoints: Vec<TouchpointId> = map.today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    for (index, rank) in Rank::sequence(count).into_iter().enumerate() {
        let id = OpportunityId::new(&mut ids);
        let level = |at: usize| Level::new((at % 5) as i64 + 1).ok();
        let opportunity = Opportunity {
            impact: level(index),
            effort: level(index / 5),
            ..Opportunity::new(id, rank, format!("Opportunity {index} with a name of some length"))
        };
        map.put(MapRecord::In(State::Today, Record::Opportunity(opportunity.into()))).unwrap();
        let tie = Tie::Improves(id, touchpoints[index * 7 % touchpoints.len()]);
        map.put(MapRecord::In(State::Today, Record::Tie(tie))).unwrap();
    }
    map
}

fn marks(frame: &Frame) -> Vec<(Charted, Rect, String)> {
    frame
        .tags()
        .filter_map(|(tag, rect)| match tag.subject {
            Subject::Charted(what) if tag.part == Part::Whole => Some((what, rect, tag.label.to_string())),
            _ => None,
        })
        .collect()
}

fn overlap(a: Rect, b: Rect) -> bool {
    let common = a.intersect(b);
    common.width() > 1.0 && common.height() > 1.0
}

/// Where the letters of each text lie.
fn texts(frame: &Frame) -> Vec<Rect> {
    let of = |placed: &Placed| {
        let origin = placed.origin;
        let items = placed.block.items.iter().filter_map(move |item| match item {
            Item::Text(text) if !text.run.text.trim().is_empty() => {
                let (run, size) = (&text.run, f64::from(text.run.size));
                let (x, y) = (f64::from(run.x), f64::from(run.baseline));
                Some(Rect::new(x, y - size * 0.6, x + f64::from(run.advance), y) + text.origin + origin)
            }
            _ => None,
        });
        items.collect::<Vec<_>>()
    };
    frame.blocks.iter().flat_map(of).collect()
}

#[test]
fn no_mark_lies_on_another_and_no_word_on_another_or_outside() {
    for map in maps().chain([crowded(60), crowded(500)]) {
        for (chart, size) in Chart::ALL.into_iter().flat_map(|chart| SIZES.map(|size| (chart, size))) {
            let frame = Layouter::new().chart(&map, &request(chart, size), light()).frame;
            let marks = marks(&frame);
            for (index, (what, rect, _)) in marks.iter().enumerate() {
                for (other, rect2, _) in &marks[index + 1..] {
                    assert!(!overlap(*rect, *rect2), "{what:?} {rect:?} on {other:?} {rect2:?} in {chart:?} {size:?}");
                }
            }
            let texts = texts(&frame);
            for (index, text) in texts.iter().enumerate() {
                let whole = frame.size.to_rect().inset(1.0);
                assert!(whole.contains_rect(*text), "{text:?} leaves {whole:?} in {chart:?}");
                for other in &texts[index + 1..] {
                    assert!(!overlap(*text, *other), "{text:?} on {other:?} in {chart:?} {size:?}");
                }
            }
        }
    }
}

#[test]
fn every_element_is_there_alone_or_counted_among_others() {
    for map in maps().chain([crowded(60), crowded(500), crowded(5_000)]) {
        let journey = map.today();
        let shown = |chart| {
            let frame = Layouter::new().chart(&map, &request(chart, SIZES[0]), light()).frame;
            let piles = marks(&frame).into_iter().map(|(what, _, said)| match what {
                Charted::Crowd(..) => said.split(' ').next().unwrap().parse().unwrap(),
                _ => 1_usize,
            });
            let more = frame.blocks.iter().flat_map(|placed| &placed.block.items).filter_map(|item| match item {
                Item::Text(text) => text.run.text.strip_prefix("and ")?.strip_suffix(" more")?.parse::<usize>().ok(),
                _ => None,
            });
            piles.sum::<usize>() + more.sum::<usize>()
        };
        let weighed = journey
            .opportunities()
            .filter(|opportunity| !matches!(opportunity.status, OpportunityStatus::Done | OpportunityStatus::Dropped));
        assert_eq!(shown(Chart::Opportunities), weighed.count());
        assert_eq!(shown(Chart::Pains), journey.pains().filter(|pain| crate::insight::is_open(pain)).count());
        assert_eq!(shown(Chart::Touchpoints), journey.touchpoint_count());
    }
}

#[test]
fn five_hundred_opportunities_are_all_to_be_seen() {
    let frame = Layouter::new().chart(&crowded(500), &request(Chart::Opportunities, SIZES[0]), light()).frame;
    let marks = marks(&frame);
    assert_eq!(marks.len(), 500);
    assert!(marks.iter().all(|(what, ..)| matches!(what, Charted::Opportunity(_))));
}

#[test]
fn an_element_stands_where_it_is_held() {
    let map = crowded(1);
    let id = map.today().opportunities().next().unwrap().id;
    let what = Charted::Opportunity(id);
    for across in Level::ALL {
        for up in Level::ALL {
            let moved = Some(Moved { what, across, up });
            let drawn = Layouter::new().chart(
                &map,
                &ChartRequest { moved, ..request(Chart::Opportunities, SIZES[1]) },
                light(),
            );
            let (_, rect, said) = marks(&drawn.frame).remove(0);
            assert_eq!(levels_at(drawn.plane, rect.center()), (across, up));
            assert!(said.contains(Matrix::Opportunities.quarter(across, up)), "{said}");
        }
    }
}

#[test]
fn a_point_beside_the_plane_stands_for_the_nearest_on_it() {
    let plane = Rect::new(50.0, 10.0, 150.0, 110.0);
    let levels = |x, y| {
        let (across, up) = levels_at(plane, Point::new(x, y));
        (across.get(), up.get())
    };
    assert_eq!(levels(-20.0, 500.0), (1, 1));
    assert_eq!(levels(300.0, -4.0), (5, 5));
    assert_eq!(levels(100.0, 60.0), (3, 3));
}

#[test]
fn the_heat_map_counts_every_touchpoint_of_every_stage_once_for_each_pillar() {
    for map in maps() {
        let frame = Layouter::new().chart(&map, &request(Chart::Pillars, SIZES[0]), light()).frame;
        let counted: usize = marks(&frame)
            .iter()
            .map(|(_, _, said)| {
                let (_, numbers) = said.rsplit_once(": ").unwrap();
                numbers.split(", ").map(|part| part.split(' ').next().unwrap().parse::<usize>().unwrap()).sum::<usize>()
            })
            .sum();
        assert_eq!(counted, map.today().touchpoint_count() * Pillar::ALL.len());
    }
}

/// `UPDATE=1` rewrites the golden file; look at the difference.
#[test]
fn the_charts_of_an_example_are_drawn_as_they_were() {
    let map = Shipped::from_key("oz").unwrap().open().unwrap();
    let mut text = String::new();
    for chart in Chart::ALL {
        let frame = Layouter::new().chart(&map, &request(chart, SIZES[0]), light()).frame;
        text += &format!("# {}\n{}", chart.title(), frame.to_text());
    }
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file is there; UPDATE=1 writes it");
    assert!(text == expected, "if the change is meant, run again with UPDATE=1 and look at the difference");
}
