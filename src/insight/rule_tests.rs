use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::edit::{Command, Rejection, Session};
use crate::exchange::shipped::{EXAMPLES, TEMPLATES};
use crate::model::arbitrary::random_map;
use crate::model::*;

/// A journey of one stage with these touchpoints, all met by two personas who feel `emotion`.
fn plain(names: &[&str], emotion: i32) -> Map {
    let mut ids = SeededIds::new(9);
    let mut map = Map::new(MapId::new(&mut ids));
    let mut put = |record| map.put(MapRecord::In(State::Today, record)).map(|_| ()).unwrap();
    let stage = StageId::new(&mut ids);
    put(Record::Stage(Stage::new(stage, Rank::first(), "A day").into()));
    let personas = [PersonaId::new(&mut ids), PersonaId::new(&mut ids)];
    for (persona, rank) in personas.iter().zip(Rank::sequence(2)) {
        put(Record::Persona(Persona::new(*persona, rank, "Ada").into()));
    }
    for (name, rank) in names.iter().zip(Rank::sequence(names.len())) {
        let id = TouchpointId::new(&mut ids);
        let pillars = Pillars::default().with(Pillar::Service, Support::Supports);
        put(Record::Touchpoint(Touchpoint { pillars, ..Touchpoint::new(id, stage, rank, *name) }.into()));
        for persona in personas {
            put(Record::Feeling(persona, id, Feeling { emotion: Some(Emotion::steps(emotion)), evidence: None }));
        }
    }
    map
}

fn keys(map: &Map) -> BTreeSet<&'static str> {
    findings(map).iter().map(|finding| finding.rule.key).collect()
}

fn open_in(map: &Map, state: State) -> Vec<String> {
    let open = findings(map).into_iter().filter(|finding| finding.is_open() && finding.state == state);
    open.map(|finding| format!("{}: {}", finding.rule.key, finding.message)).collect()
}

#[test]
fn the_ideals_of_the_examples_are_clean_and_each_today_shows_a_telling_handful() {
    for example in EXAMPLES {
        let map = example.open().unwrap();
        assert_eq!(open_in(&map, State::Ideal), Vec::<String>::new(), "{}", example.key);
        let today = open_in(&map, State::Today);
        assert!((4..=14).contains(&today.len()), "{}: {today:#?}", example.key);
        let failing = findings(&map).iter().filter(|finding| finding.verdict == Verdict::Failing).count();
        assert!(failing >= 2, "{}", example.key);
    }
}

#[test]
fn maps_that_nobody_has_begun_to_fill_are_left_alone() {
    for template in TEMPLATES {
        let map = template.open().unwrap();
        let survey = super::survey::Survey::of(&map, State::Today).unwrap();
        if !survey.is_begun() {
            assert_eq!(open_in(&map, State::Today), Vec::<String>::new(), "{}", template.key);
        }
    }
    let mut ids = SeededIds::new(3);
    assert_eq!(findings(&Map::new(MapId::new(&mut ids))), Vec::new());
}

#[test]
fn what_to_do_becomes_an_opportunity_at_the_place_that_answers_the_pain() {
    let map = EXAMPLES[0].open().unwrap();
    let about_pain = |finding: &Finding| matches!(finding.places[..], [Key::Pain(_)]);
    let finding = findings(&map).into_iter().find(about_pain).unwrap();
    let Key::Pain(pain) = finding.places[0] else { unreachable!("it was looked for") };
    let command = finding.opportunity(map.today(), &mut SeededIds::new(4)).unwrap();
    let mut session = Session::new(map);
    session.run(&command).unwrap();
    let answers = session.map().today().opportunities_for(pain);
    assert!(answers.iter().any(|answer| answer.text == finding.rule.first_step()));
    assert!(!findings(session.map()).contains(&finding) || finding.rule.key != "pain-without-answer");
}

#[test]
fn every_rule_finds_something_somewhere() {
    let mut fired = BTreeSet::new();
    for seed in 0..120 {
        fired.extend(keys(&random_map(seed, 3)));
        fired.extend(keys(&random_map(seed, 20)));
    }
    fired.extend(keys(&plain(&["Pays at the till", "Wait", "Leave"], 2)));
    fired.extend(keys(&plain(&["Queue", "Wait", "Signs the contract"], 2)));
    fired.extend(keys(&plain(&["Queue", "Wait", "Ask", "Leave"], 2)));
    for example in EXAMPLES {
        fired.extend(keys(&example.open().unwrap()));
    }
    let silent: Vec<&str> = RULES.iter().map(|rule| rule.key).filter(|key| !fired.contains(key)).collect();
    assert_eq!(silent, Vec::<&str>::new());
}

#[test]
fn a_journey_that_begins_with_the_bill_or_ends_with_it_is_told_so() {
    let begins = keys(&plain(&["Pays at the till", "Wait", "Leave"], 2));
    assert!(begins.contains("begins-at-purchase") && !begins.contains("ends-at-sale"));
    let ends = keys(&plain(&["Queue", "Wait", "Signs the contract"], 2));
    assert!(ends.contains("ends-at-sale") && !ends.contains("begins-at-purchase"));
    assert!(!keys(&plain(&["Repays a favour", "Wait", "Leave"], 2)).contains("begins-at-purchase"));
}

#[test]
fn two_personas_who_feel_the_same_are_found_and_one_other_feeling_is_enough() {
    let mut map = plain(&["Queue", "Wait", "Ask", "Leave"], 2);
    assert!(keys(&map).contains("same-curve"));
    let (persona, touchpoint) = {
        let journey = map.today();
        (journey.personas().next().unwrap().id, journey.touchpoints().next().unwrap().id)
    };
    let feeling = Feeling { emotion: Some(Emotion::steps(5)), evidence: None };
    map.put(MapRecord::In(State::Today, Record::Feeling(persona, touchpoint, feeling))).unwrap();
    assert!(!keys(&map).contains("same-curve"));
}

#[test]
fn a_good_product_with_unpleasant_service_comes_first() {
    let mut map = plain(&["Fitting", "Wait", "Ask", "Leave"], -8);
    let fitting = map.today().touchpoints().next().unwrap().clone();
    let pillars = Pillars { service: Support::Against, product: Support::Supports, ..Pillars::default() };
    let spoilt = Touchpoint { pillars, encounter: Encounter::OneToOne, ..(*fitting).clone() };
    map.put(MapRecord::In(State::Today, Record::Touchpoint(Arc::new(spoilt)))).unwrap();
    assert_eq!(findings(&map)[0].rule.key, "service-undoes-product");
    assert!(findings(&map)[0].message.contains("Fitting"));
}

#[test]
fn rules_and_findings_speak_in_whole_sentences() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        assert!(names.insert(rule.key), "{} is there twice", rule.key);
        assert!(rule.key.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.key);
        let first = rule.first_step();
        assert!((10..=90).contains(&first.len()) && !first.ends_with([',', ' ']), "{}: {first}", rule.key);
        for sentence in [rule.why, rule.example, rule.remedy] {
            assert!(sentence.ends_with('.') && sentence.len() > 20, "{}: {sentence}", rule.key);
        }
    }
    for seed in 0..40 {
        for finding in findings(&random_map(seed, 12)) {
            assert!(finding.message.ends_with('.'), "{}: {}", finding.rule.key, finding.message);
            let end = finding.detail.trim_end_matches('”');
            assert!(end.is_empty() || end.ends_with(['.', '!', '?', '…']), "{}", finding.detail);
            assert!(!finding.message.contains('\n'), "{}", finding.rule.key);
        }
    }
}

#[test]
fn every_remedy_is_one_command_that_can_be_taken_back() {
    let mut carried_out = BTreeSet::new();
    for seed in 0..60 {
        let map = random_map(seed, 10);
        for finding in findings(&map) {
            let (Some(fix), Some(journey)) = (&finding.fix, map.journey(finding.state)) else { continue };
            let command = fix.command(journey, finding.state, &mut SeededIds::new(seed));
            let mut session = Session::new(map.clone());
            match session.run(&command) {
                Ok(()) => {
                    carried_out.insert(fix.label());
                    session.undo().unwrap();
                    assert_eq!(*session.map(), map, "{}", finding.rule.key);
                }
                Err(Rejection::Locked { .. }) => {}
                Err(other) => panic!("{}: {other}", finding.rule.key),
            }
        }
    }
    assert!(carried_out.len() >= 6, "{carried_out:?}");
}

#[test]
fn a_muted_rule_says_nothing_until_it_is_heard_again() {
    let mut session = Session::new(EXAMPLES[0].open().unwrap());
    let rule = findings(session.map())[0].rule.key;
    let mute = |reason: Option<&str>| {
        crate::edit::Command::SetAbout(crate::edit::AboutField::Mute(rule.to_owned(), reason.map(str::to_owned)))
    };
    session.run(&mute(Some("Known, and accepted until May"))).unwrap();
    assert!(!keys(session.map()).contains(rule));
    session.run(&mute(None)).unwrap();
    assert!(keys(session.map()).contains(rule));
}

#[test]
fn a_dropped_opportunity_is_no_answer_and_nothing_left_to_weigh() {
    let mut session = Session::new(plain(&["Queue", "Wait"], 2));
    let (state, ids) = (State::Today, &mut SeededIds::new(7));
    let (pain, idea) = (PainId::new(ids), OpportunityId::new(ids));
    let at = session.map().today().touchpoints().next().unwrap().id;
    let severity = crate::edit::PainField::Severity(Level::new(5).unwrap());
    let later = crate::edit::OpportunityField::Horizon(Horizon::Later);
    for command in [
        Command::AddPain { state, id: pain, text: "Too long".to_owned(), at: Some(at) },
        Command::SetPain { state, id: pain, field: severity },
        Command::AddOpportunity { state, id: idea, text: "A second till".to_owned(), at: None },
        Command::AddTie { state, tie: Tie::Addresses(idea, pain) },
        Command::SetOpportunity { state, id: idea, field: later },
    ] {
        session.run(&command).unwrap();
    }
    let unanswered = |map: &Map| {
        let column = crate::insight::portfolio::Column::Unanswered;
        let standing = crate::insight::portfolio::Standing::of(map, &[]).words(column);
        let readings = figures(map, State::Today);
        let reading = readings.iter().find(|reading| reading.figure.key == "pains-without-opportunity").unwrap();
        (standing, reading.places.contains(&Key::Pain(pain)))
    };
    let about = ["opportunity-not-weighed", "pain-without-answer", "severe-pain-later"];
    let said = |map: &Map| about.map(|key| keys(map).contains(key));
    assert_eq!((said(session.map()), unanswered(session.map())), ([true, false, true], ("0".to_owned(), false)));
    let dropped = crate::edit::OpportunityField::Status(OpportunityStatus::Dropped);
    session.run(&Command::SetOpportunity { state, id: idea, field: dropped }).unwrap();
    assert_eq!((said(session.map()), unanswered(session.map())), ([false, true, false], ("1".to_owned(), true)));
}
