//! The maps in `examples/` are what a newcomer sees first: they must open, save as they are, show every part of
//! a map, and carry an ideal journey that keeps the method's own rules. `UPDATE=1` rewrites them as the program
//! would save them.

use std::path::{Path, PathBuf};

use wayfarer::file;
use wayfarer::model::*;

const NAMES: [&str; 4] = ["oz", "bank-account", "outpatient", "running-shoes"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(format!("{name}.ron"))
}

fn read(name: &str) -> (Vec<u8>, Map) {
    let bytes = std::fs::read(path(name)).unwrap_or_else(|error| panic!("examples/{name}.ron: {error}"));
    let map = file::parse(&bytes, name).unwrap_or_else(|error| panic!("examples/{name}.ron: {error}"));
    (bytes, map)
}

fn maps() -> impl Iterator<Item = (&'static str, Map)> {
    NAMES.into_iter().map(|name| (name, read(name).1))
}

fn ideal(map: &Map) -> &Journey {
    map.ideal().expect("every example has an ideal journey")
}

#[test]
fn saving_an_example_unchanged_writes_the_same_bytes() {
    for name in NAMES {
        let (bytes, map) = read(name);
        let text = file::to_text(&map);
        // A file that is right is left alone: other tests may be reading it.
        if text.as_bytes() != bytes {
            let update = std::env::var_os("UPDATE").is_some();
            assert!(update, "examples/{name}.ron is not as the program writes it; run with UPDATE=1");
            std::fs::write(path(name), &text).unwrap();
        }
    }
}

#[test]
fn every_example_says_what_it_is_about() {
    for (name, map) in maps() {
        let about = map.about();
        for text in [&about.title, &about.takeaway, &about.scenario, &about.author, &about.version, &about.sources] {
            assert!(!text.is_empty(), "{name}");
        }
        assert!(about.takeaway.chars().count() <= 70, "{name}: the takeaway fits on a slide");
        assert!(!about.goals.is_empty() && !about.forces.is_empty() && !about.priorities.is_empty(), "{name}");
        assert!(!map.notes().is_empty(), "{name}: something is parked");
        assert!(map.pins().count() > 0, "{name}: something was matched by hand");
    }
}

#[test]
fn every_example_shows_every_part_of_a_journey() {
    for (name, map) in maps() {
        let today = map.today();
        assert!((13..=16).contains(&today.touchpoint_count()), "{name}");
        assert!((5..=6).contains(&today.stages().len()), "{name}");
        assert!(today.stages().iter().all(|stage| today.touchpoints_in(stage.id).len() > 0), "{name}");
        assert_eq!(today.personas().len(), 2, "{name}");
        for persona in today.personas() {
            let lists = [&persona.needs, &persona.wants, &persona.stresses];
            assert!(lists.iter().all(|list| !list.is_empty()), "{name}: {}", persona.name);
            let texts = [&persona.role, &persona.segment, &persona.brand, &persona.quote];
            assert!(texts.iter().all(|text| !text.is_empty()) && persona.share.is_some(), "{name}: {}", persona.name);
        }
        for touchpoint in today.touchpoints() {
            assert!(touchpoint.importance.is_some(), "{name}: {}", touchpoint.name);
            assert_ne!(touchpoint.channel, Channel::Unset, "{name}: {}", touchpoint.name);
        }
        assert!(today.touchpoints().any(|touchpoint| touchpoint.moment_of_truth), "{name}");
        assert!(today.touchpoints().any(|touchpoint| touchpoint.encounter == Encounter::OneToOne), "{name}");
        assert!(today.pains().len() >= 8 && today.opportunities().len() >= 8, "{name}");
        assert!(today.feedback().len() >= 3 && today.measures().len() >= 8, "{name}");
        assert!(today.feedback().any(|said| said.source == Voice::Employee), "{name}: employees are heard");
        let unknown = today.touchpoints().flat_map(|t| today.feelings_at(t.id)).any(|(_, f)| f.emotion.is_none());
        assert!(unknown, "{name}: not everything was observed");
        for kind in [LaneKind::Touchpoints, LaneKind::Emotion, LaneKind::Text, LaneKind::Pains, LaneKind::BackStage] {
            assert!(today.lanes().iter().any(|lane| lane.kind == kind), "{name}: {}", kind.label());
        }
    }
}

#[test]
fn every_icon_in_an_example_is_one_we_ship() {
    for (name, map) in maps() {
        for touchpoint in map.today().touchpoints().chain(ideal(&map).touchpoints()) {
            if let Channel::Own { icon, .. } = &touchpoint.channel {
                assert!(wayfarer::text::Icon::from_name(icon).is_some(), "{name}: {icon}");
            }
        }
    }
}

#[test]
fn every_pain_today_hurts_somewhere_and_most_have_an_opportunity() {
    for (name, map) in maps() {
        let today = map.today();
        for pain in today.pains() {
            assert!(!today.touchpoints_of(pain.id.0).is_empty(), "{name}: {} hurts somewhere", pain.text);
        }
        let answered = today.pains().filter(|pain| !today.opportunities_for(pain.id).is_empty()).count();
        assert!(answered * 10 >= today.pains().len() * 7, "{name}: most pains have an opportunity");
    }
}

#[test]
fn the_ideal_journey_keeps_the_method() {
    for (name, map) in maps() {
        let (today, ideal) = (map.today(), ideal(&map));
        for stage in ideal.stages() {
            for pillar in Pillar::ALL {
                let served = ideal.touchpoints_in(stage.id).any(|t| t.pillars.get(*pillar) == Support::Supports);
                assert!(served, "{name}: nothing in {} serves {}", stage.name, pillar.label());
            }
        }
        for touchpoint in ideal.touchpoints() {
            let place = format!("{name}: {}", touchpoint.name);
            assert!(!touchpoint.owner.is_empty(), "{place} has no owner");
            assert!(!ideal.feelings_at(touchpoint.id).is_empty(), "{place} is met by nobody");
            assert!(Pillar::ALL.iter().all(|p| touchpoint.pillars.get(*p) != Support::Against), "{place}");
            if touchpoint.encounter == Encounter::OneToOne {
                let staff = touchpoint.staff;
                let ratings = [staff.attentive, staff.polite, staff.knowledgeable];
                assert!(ratings.iter().all(|r| r.is_some_and(|r| r.get() >= 4)), "{place} has no good person");
            }
        }
        for pain in ideal.pains() {
            assert!(!pain.owner.is_empty(), "{name}: {} has no owner", pain.text);
            let decided = pain.status == PainStatus::Accepted || !ideal.opportunities_for(pain.id).is_empty();
            assert!(decided, "{name}: nothing is planned for {}", pain.text);
            assert!(!ideal.touchpoints_of(pain.id.0).is_empty(), "{name}: {} hurts nowhere", pain.text);
        }
        for said in ideal.feedback() {
            assert_eq!(said.status, LoopStatus::Answered, "{name}: {}", said.text);
        }
        for measure in ideal.measures() {
            // Nobody has measured the ideal: what is better than today is a goal, and has no sample.
            let copied = today.measure(measure.id).is_some_and(|now| now.value == measure.value);
            assert_eq!(measure.sample.is_some(), copied, "{name}: {}", measure.name);
            assert!(measure.target.is_some(), "{name}: {}", measure.name);
            let placed = measure.stage.is_some() || !ideal.touchpoints_of(measure.id.0).is_empty();
            assert!(placed, "{name}: {} measures nothing", measure.name);
        }
    }
}

#[test]
fn the_ideal_keeps_changes_drops_and_adds_touchpoints() {
    for (name, map) in maps() {
        let (today, ideal) = (map.today(), ideal(&map));
        let shared: Vec<_> = today.touchpoints().filter(|t| ideal.touchpoint(t.id).is_some()).collect();
        assert!(shared.len() < today.touchpoint_count(), "{name}: something was dropped");
        assert!(shared.len() < ideal.touchpoint_count(), "{name}: something was added");
        let twin = |t: &Touchpoint| ideal.touchpoint(t.id).expect("shared");
        assert!(shared.iter().any(|t| twin(t).name == t.name), "{name}: something was kept");
        assert!(shared.iter().any(|t| twin(t).name != t.name), "{name}: something was changed");
        assert!(shared.iter().any(|t| twin(t).stage != t.stage), "{name}: something moved");
        for pin in map.pins() {
            assert!(today.contains_uid(pin.today) && ideal.contains_uid(pin.ideal), "{name}: a pin points nowhere");
        }
    }
}

#[test]
fn dorothy_feels_worst_when_she_melts_the_witch_and_scarecrow_was_not_observed() {
    let (_, map) = read("oz");
    let today = map.today();
    let personas: Vec<_> = today.personas().collect();
    let feelings = |touchpoint: &Touchpoint, who: usize| today.feeling(personas[who].id, touchpoint.id);
    let lowest = today.touchpoints().min_by_key(|t| feelings(t, 0).and_then(|f| f.emotion)).unwrap();
    assert_eq!(lowest.name, "Melts the witch herself");
    assert_eq!(feelings(lowest, 0).unwrap().emotion, Some(Emotion::steps(-9)));
    assert_eq!(feelings(lowest, 1).unwrap().emotion, None);
    let first = today.touchpoints().position(|t| feelings(t, 1).is_some());
    assert_eq!(first, Some(4), "Scarecrow joins at step 5");
}
