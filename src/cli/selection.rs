//! Finding personas, stages and lanes by the names a person typed.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::model::*;

/// The personas to hide so that only the named ones are drawn; none, if nobody was named.
pub(super) fn personas_not_named(journey: &Journey, names: &[String]) -> Result<BTreeSet<PersonaId>> {
    let personas: Vec<(&str, PersonaId)> = journey.personas().map(|p| (p.name.as_str(), p.id)).collect();
    let named = found("persona", &personas, names)?;
    match names.is_empty() {
        true => Ok(BTreeSet::new()),
        false => Ok(personas.iter().map(|(_, id)| *id).filter(|id| !named.contains(id)).collect()),
    }
}

/// The journey of another map to compare with: today's, unless only its ideal one was drawn.
pub(super) fn target_journey(map: &Map) -> (State, &Journey) {
    let drawn = |journey: &&Journey| journey.touchpoint_count() > 0;
    match (drawn(&map.today()), map.ideal().filter(drawn)) {
        (false, Some(ideal)) => (State::Ideal, ideal),
        (true, _) | (false, None) => (State::Today, map.today()),
    }
}

/// The named stages; none, if none was named.
pub(super) fn stages_named(journey: &Journey, names: &[String]) -> Result<BTreeSet<StageId>> {
    let stages: Vec<(&str, StageId)> = journey.stages().iter().map(|s| (s.name.as_str(), s.id)).collect();
    found("stage", &stages, names)
}

/// The lanes of these titles or kinds; none, if none was named.
pub(super) fn lanes_named(journey: &Journey, names: &[String]) -> Result<BTreeSet<LaneId>> {
    let mut by_kind: Vec<(&str, LaneId)> = Vec::new();
    for lane in journey.lanes() {
        by_kind.push((lane.shown_title(), lane.id));
        by_kind.push((lane.kind.key(), lane.id));
    }
    found("lane", &by_kind, names)
}

/// Everything that bears one of the names; two things of one name are both meant.
fn found<Id: Copy + Ord>(what: &str, things: &[(&str, Id)], names: &[String]) -> Result<BTreeSet<Id>> {
    let mut all = BTreeSet::new();
    for name in names {
        let wanted = folded(name);
        let mut matching = things.iter().filter(|(known, _)| folded(known) == wanted).peekable();
        if matching.peek().is_none() {
            bail!("the map has no {what} “{name}”; {}", choices(what, things));
        }
        all.extend(matching.map(|(_, id)| *id));
    }
    Ok(all)
}

/// Names are compared without regard to case and to blanks around them.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn choices<Id: Ord>(what: &str, things: &[(&str, Id)]) -> String {
    let mut seen = BTreeSet::new();
    let names: Vec<String> =
        things.iter().filter(|(name, _)| seen.insert(folded(name))).map(|(name, _)| format!("“{name}”")).collect();
    match names.split_last() {
        None => format!("there is no {what} on it at all"),
        Some((only, [])) => format!("there is only {only}"),
        Some((last, others)) => format!("there are {} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn names_are_found_whatever_their_case() {
        let things = [("Dorothy", 1), ("Scarecrow", 2), ("dorothy", 3)];
        assert_eq!(found("persona", &things, &names(&[" DOROTHY"])).unwrap(), BTreeSet::from([1, 3]));
        assert!(found("persona", &things, &[]).unwrap().is_empty());
    }

    #[test]
    fn a_name_that_is_not_there_is_answered_with_those_that_are() {
        let things = [("Dorothy", 1), ("Scarecrow", 2)];
        let error = found("persona", &things, &names(&["Lion"])).unwrap_err();
        assert_eq!(error.to_string(), "the map has no persona “Lion”; there are “Dorothy” and “Scarecrow”");
        let error = found::<u8>("stage", &[], &names(&["Lion"])).unwrap_err();
        assert_eq!(error.to_string(), "the map has no stage “Lion”; there is no stage on it at all");
    }

    #[test]
    fn naming_one_persona_hides_the_others() {
        let map = starter::blank(&mut SeededIds::new(1), "T").unwrap();
        let only = map.today();
        assert!(personas_not_named(only, &names(&["customer"])).unwrap().is_empty());
        assert!(personas_not_named(only, &[]).unwrap().is_empty());
        assert_eq!(lanes_named(only, &names(&["emotion", "Thoughts"])).unwrap().len(), 2);
    }
}
