//! What comparisons of the example maps say. Run with `--nocapture` to read them.

use super::*;

fn example(name: &str) -> Map {
    let path = format!("{}/examples/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    crate::file::parse(&std::fs::read(path).unwrap(), name).unwrap()
}

/// Everything a comparison says, for people to read.
fn told(map: &Map) -> String {
    let comparison = compared_map(map);
    let distance = &comparison.distance;
    let mut told = format!("{} {:?} {}\n", distance.total, distance.parts, distance.summary);
    told += &format!("{:?}\n", comparison.coverage());
    for gap in &comparison.gaps {
        let entry = &comparison.entries[gap.entry];
        let flags = [(gap.worse, "worse"), (gap.unjustified, "unjustified"), (entry.is_unsure(), "unsure")];
        let flags: Vec<&str> = flags.iter().filter(|(set, _)| *set).map(|(_, word)| *word).collect();
        told += &format!(
            "{:?}/{:?} {:?} {:?} {:.2} {:?}: {} → {} {}\n",
            gap.stage,
            gap.column,
            entry.kind,
            entry.mark,
            gap.weight,
            gap.evidence,
            gap.is,
            gap.should,
            flags.join(" ")
        );
        for change in entry.fields.iter().filter(|change| change.field.is_of_the_journey()) {
            told += &format!("      {} {:?}: {} → {}\n", change.label, change.trend, change.from, change.to);
        }
        for part in &gap.parts {
            let part = &comparison.entries[*part];
            told += &format!(
                "      {:?} {:?} rewired {} {:?}\n",
                part.kind,
                part.mark,
                part.rewired,
                part.pair.map(|p| p.confidence)
            );
        }
    }
    for measure in &comparison.measures {
        told += &format!("{:?} {:?} {:?} {:?}\n", measure.baseline, measure.goal, measure.change, measure.trend);
    }
    told
}

#[test]
fn the_examples_read_as_people_would_write_them() {
    for name in ["oz", "bank-account", "outpatient", "running-shoes"] {
        let map = example(name);
        println!("{name}\n{}", told(&map));
        let comparison = compared_map(&map);
        assert!(comparison.gaps.len() > 8 && (20..80).contains(&comparison.distance.total), "{name}");
        for gap in &comparison.gaps {
            for words in [&gap.is, &gap.should] {
                let length = words.chars().count();
                assert!((1..=110).contains(&length), "{name}: {words}");
            }
        }
    }
}

#[test]
fn the_ideal_of_oz_resolves_most_pain_points_and_brings_one() {
    let comparison = compared_map(&example("oz"));
    let coverage = Coverage { resolved: 7, reduced: 2, open: 2, worse: 0, introduced: 1 };
    assert_eq!(comparison.coverage(), coverage);
    let marks = [Mark::Split, Mark::Merged, Mark::Moved, Mark::Added, Mark::Removed];
    assert_eq!(marks.map(|mark| comparison.count(Kind::Touchpoint, mark)), [1; 5]);
    let unsure: Vec<&str> =
        comparison.gaps.iter().filter(|gap| comparison.entries[gap.entry].is_unsure()).map(|gap| &*gap.is).collect();
    assert_eq!(unsure, ["Melts the witch herself"]);
}
