//! Both directions: what Mermaid's documentation and own tests write, what people write by mistake, and hostile text.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::model::*;

fn open(text: &str) -> Imported {
    read(text, &mut SeededIds::new(7)).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn fails(text: &str) -> String {
    read(text, &mut SeededIds::new(7)).expect_err(text).to_string()
}

/// Stage: touchpoint emotion names; one line a touchpoint.
fn told(map: &Map) -> Vec<String> {
    let journey = map.today();
    let mut lines = Vec::new();
    for stage in journey.stages() {
        for touchpoint in journey.touchpoints_in(stage.id) {
            let feelings: Vec<String> = journey
                .feelings_at(touchpoint.id)
                .into_iter()
                .map(|(persona, feeling)| {
                    let emotion = feeling.emotion.map_or("?".to_owned(), |emotion| emotion.to_string());
                    format!("{}={emotion}", journey.persona(persona).unwrap().name)
                })
                .collect();
            lines.push(format!("{}/{}/{}", stage.name, touchpoint.name, feelings.join(" ")));
        }
    }
    lines
}

#[test]
fn the_working_day_of_the_documentation_opens_without_loss() {
    let text = "journey\n    title My working day\n    section Go to work\n      Make tea: 5: Me\n      Go upstairs: 3: Me\n      Do work: 1: Me, Cat\n    section Go home\n      Go downstairs: 5: Me\n      Sit down: 5: Me\n";
    let imported = open(text);
    assert_eq!(imported.map.about().title, "My working day");
    assert_eq!(imported.losses, Vec::<String>::new());
    assert_eq!(
        told(&imported.map),
        [
            "Go to work/Make tea/Me=+10",
            "Go to work/Go upstairs/Me=0",
            "Go to work/Do work/Me=\u{2212}10 Cat=\u{2212}10",
            "Go home/Go downstairs/Me=+10",
            "Go home/Sit down/Me=+10",
        ]
    );
    assert_eq!(write(&imported.map), Exported { text: text.to_owned(), losses: Vec::new() });
}

#[test]
fn every_journey_of_mermaids_pages_and_tests_opens() {
    let texts = [
        "\n---\ntitle: My working day \n---\n     journey\n      accTitle: Very simple journey demo\n      accDescr: 2 main sections: work and home, each with just a few tasks\n\n    section Go to work\n      Make tea: 5: Me\n      Do work: 1: Me, Cat\n    section Go home\n      Sit down: 3: Me\n",
        "journey\ntitle Adding journey diagram functionality to mermaid\nsection Order from website\n    ",
        "journey\naccDescr: A user journey for family shopping\ntitle Adding journey diagram functionality to mermaid\nsection Order from website",
        "journey\naccDescr {\n        A user journey for\n        family shopping\n      }title Adding journey diagram functionality to mermaid\naccTitle: Adding acc journey diagram functionality to mermaid\nsection Order from website",
        "journey\n    accTitle: The title\n    section Order from website",
        "journey\ntitle Adding gantt diagram functionality to mermaid\nsection Line1<br>Line2<br/>Line3</br />Line4<br\t/>Line5",
        "journey\ntitle Adding journey diagram functionality to mermaid\nsection Documentation\nA task: 5: Alice, Bob, Charlie\nB task: 3:Bob, Charlie\nC task: 5\nD task: 5: Charlie, Alice\nE task: 5:\nsection Another section\nP task: 5:\nQ task: 5:\nR task: 5:",
        "journey\ntitle E-Commerce\nsection Order from website\n  Add to cart: 5: Me\nsection Checkout from website\n  Add payment details: 5: Me\n    ",
        "\n      ---\n      config:\n        journey:\n          maxLabelWidth: 320\n      ---\n      journey\n        title User Journey Example\n        section Onboarding\n            Sign Up: 5:\n            Browse Features: 3:\n        section Engagement\n            Browse Features: 3\n            Use Core Functionality: 4\n      ",
        "journey\n  title  Web hook life cycle\n  section Darkoob\n    Make preBuilt:5: Darkoob user\n    register slug : 5: Darkoob userf\n    Map slug to a Prebuilt Job:5: Darkoob user\n  section External Service\n    set Darkoob slug as hook for an Event : 5 : admin Exjjjnjjjj qwerty\n  section Darkoob\n    run the prebuilt job : 5 : DarkoobAPI\n",
        "---\nconfig:\n  journey:\n    titleColor: \"#2900A5\"\n    titleFontSize: \"5rem\"\n---\n\njourney\n    title User Journey Example\n    section Onboarding\n        Sign Up: 5: John, Shahir\n",
        "%%{init: {\"theme\": \"forest\",\n \"journey\": {}}}%%\njourney\n%% a comment\n section Go\n  Make tea: Hello: Me\n  Go upstairs: -10: Me\n  Sit: 23: Me\n",
    ];
    for text in texts {
        let map = open(text).map;
        assert!(!map.today().stages().is_empty(), "{text}");
        // Whatever was read can be written, and reads back as the same.
        let again = open(&write(&map).text).map;
        // An unknown emotion is the one thing that does not: Mermaid needs a number.
        let known: Vec<String> = told(&map).iter().map(|line| line.replace("=?", "=0")).collect();
        assert_eq!(told(&again), known, "{text}");
        assert_eq!(again.about(), map.about(), "{text}");
    }
}

#[test]
fn title_and_descriptions_come_from_wherever_they_stand() {
    let map =
        open("---\ntitle: \"Front\"\n---\njourney\naccTitle: A sentence\naccDescr {\n  one\n  two\n} section S").map;
    let about = map.about();
    assert_eq!((about.title.as_str(), about.takeaway.as_str()), ("Front", "A sentence"));
    assert_eq!(about.scenario, "one\ntwo");
    assert_eq!(map.today().stages()[0].name, "S");
    assert_eq!(open("---\ntitle: Front\n---\njourney\ntitle Inner").map.about().title, "Inner");
    assert_eq!(open("journey\naccTitle: Only this").map.about().title, "Only this");
}

#[test]
fn a_description_that_is_never_closed_ends_where_the_journey_goes_on() {
    let imported = open("journey\ntitle Day\naccDescr { A day\n  at work: long\nsection S\n A: 3: Me\n B: 4: Me");
    assert_eq!(told(&imported.map), ["S/A/Me=0", "S/B/Me=+5"]);
    assert_eq!(imported.map.about().scenario, "A day\nat work: long");
    assert_eq!(imported.losses, ["line 3: the description is never closed with }; it was read up to line 4"]);
    let task = open("journey\naccDescr {\n A day\n A: 3: Me");
    assert_eq!((task.map.about().scenario.as_str(), task.map.today().touchpoint_count()), ("A day", 1));
    let end = open("journey\nA: 3: Me\naccDescr { A day\n\n and more\n");
    assert_eq!(end.map.about().scenario, "A day\n\nand more");
    assert_eq!(end.losses, ["line 3: the description is never closed with }; it was read up to line 5"]);
    // What closes somewhere is closed there, as Mermaid has it.
    assert_eq!(open("journey\naccDescr {\n A: 3: Me\n}\nB: 3: Me").map.today().touchpoint_count(), 1);
}

#[test]
fn keywords_ignore_case_and_indentation_and_may_share_the_first_line() {
    let map =
        open("\u{feff}\r\n  journey TITLE Day\r\nSECTION A\r\n\tWalk: 4: Me\r\nTitles: 2: Me\r\nsectional: 2: Me").map;
    assert_eq!(map.about().title, "Day");
    assert_eq!(told(&map), ["A/Walk/Me=+5", "A/Titles/Me=\u{2212}5", "A/sectional/Me=\u{2212}5"]);
}

#[test]
fn tasks_before_any_section_get_a_first_stage() {
    assert_eq!(told(&open("journey\ntitle Day\nA: 3: Me").map), ["Day/A/Me=0"]);
    assert_eq!(told(&open("journey\nA: 3: Me").map), ["Journey/A/Me=0"]);
    assert_eq!(told(&open("journey\nA: 3: Me\nsection S\nB: 3: Me").map), ["Start/A/Me=0", "S/B/Me=0"]);
}

#[test]
fn a_score_without_an_actor_belongs_to_the_persona_without_a_name() {
    let imported = open("journey\nsection S\nA: 5\nB: 5:\nC: 5: , Me,Me\nA: 1");
    assert_eq!(told(&imported.map), ["S/A/=+10", "S/B/=+10", "S/C/=+10 Me=+10", "S/A/=\u{2212}10"]);
    assert_eq!(imported.map.today().personas().len(), 2);
    assert!(imported.losses.is_empty(), "{:?}", imported.losses);
}

#[test]
fn scores_are_read_as_what_can_be_meant_and_the_rest_is_said() {
    let imported = open(
        "journey\nsection S\nA: 3.5: Me\nB: 9: Me\nC: -2: Me\nD: : Me\nE: good: Me\nF: 4,5: Me\nG: \u{2212}2: Me\nH: NaN: Me\nI: inf: Me\nJ: 1e999: Me",
    );
    let emotions: Vec<String> =
        told(&imported.map).iter().map(|line| line.rsplit('=').next().unwrap().to_owned()).collect();
    assert_eq!(emotions, ["+2.5", "+10", "\u{2212}10", "?", "?", "+7.5", "\u{2212}10", "?", "?", "+10"]);
    assert_eq!(
        imported.losses,
        [
            "line 4: score 9 is above 5, read as 5",
            "line 5: score -2 is below 1, read as 1",
            "line 6: the score is missing, read as unknown",
            "line 7: “good” is not a score, read as unknown",
            "line 9: score \u{2212}2 is below 1, read as 1",
            "line 10: “NaN” is not a score, read as unknown",
            "line 11: “inf” is not a score, read as unknown",
            "line 12: score 1e999 is above 5, read as 5",
        ]
    );
}

#[test]
fn what_mermaid_drops_is_dropped_and_said() {
    let imported = open("journey\n# one\n%% two\nsection S # of stage\nA: 3: Me: extra: more\nB: 3: Me # why\n");
    assert_eq!(told(&imported.map), ["S/A/Me=0", "S/B/Me=0"]);
    assert_eq!(
        imported.losses,
        [
            "line 5: “extra: more” after the actors was left out",
            "line 4: “of stage” stands after a #, which begins a comment, and was left out",
            "line 6: “why” stands after a #, which begins a comment, and was left out",
            "2 comments or drawing settings were left out",
        ]
    );
}

#[test]
fn faulty_lines_are_all_found_and_the_first_is_named() {
    assert_eq!(
        fails("journey\nsection S\nMake tea\nWalk: 3\n: 4: Me\nSit"),
        "line 3: “Make tea” has no score; write a task as `Task: score: actor`, with a score from 1 to 5 (and 2 more, the next in line 5)"
    );
    assert_eq!(fails("journey\n: 4"), "line 2: the task has no name; write it as `Task: score: actor`");
}

#[test]
fn what_is_no_journey_is_refused_with_the_line_it_begins_in() {
    assert_eq!(fails(" \n%% nothing\n"), "it is empty; a Mermaid journey begins with the line `journey`");
    assert_eq!(
        fails("\nflowchart TD\nA-->B"),
        "line 2 begins with “flowchart TD”, but a Mermaid journey begins with the line `journey`"
    );
    assert!(fails("journeys\nA: 3").contains("journeys"));
    assert!(fails("---\ntitle: never closed\njourney\nA: 3").starts_with("line 1 begins with “---”"));
}

#[test]
fn a_journey_inside_markdown_keeps_the_lines_of_the_file() {
    let text = "# Our day\n\n```mermaid\njourney\n  section S\n  Walk: 9: Me\n```\n";
    let imported = read_markdown(text, &mut SeededIds::new(1)).unwrap();
    assert_eq!(imported.losses, ["line 6: score 9 is above 5, read as 5"]);
    let page = write_markdown(&imported.map).text;
    let again = read_markdown(&page, &mut SeededIds::new(1)).unwrap();
    assert_eq!(told(&again.map), told(&imported.map));
    assert!(matches!(read_markdown("# no map", &mut SeededIds::new(1)), Err(MermaidError::NoFence)));
}

#[test]
fn more_than_a_map_can_hold_is_refused_and_not_tried() {
    let sections = format!("journey\n{}", "section S\n".repeat(3_000));
    assert!(fails(&sections).contains("more than 2000 sections"));
    let actors: Vec<String> = (0..2_000).map(|i| i.to_string()).collect();
    assert!(fails(&format!("journey\nA: 3: {}", actors.join(","))).contains("different actors"));
    let scores = "x: 3: a,b,c,d,e,f,g,h,i\n".repeat(20_001);
    assert!(fails(&format!("journey\n{scores}")).contains("200000 tasks and scores"));
    // Every one of these searches for its end; searching to the end of the text each time would take minutes.
    let directives = "%%{ never closed\n".repeat(200_000);
    assert_eq!(open(&format!("journey\n{directives}A: 3")).map.today().touchpoint_count(), 1);
}

#[test]
fn everything_mermaid_has_no_place_for_is_counted() {
    let mut ids = SeededIds::new(3);
    let mut map = open("journey\nsection S\nA: 5: Ann, Bob\nB: 3: Ann\nC: 1: Ann").map;
    let journey = map.today().clone();
    let personas: Vec<PersonaId> = journey.personas().map(|persona| persona.id).collect();
    let touchpoints: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
    let mut put = |record| map.put(MapRecord::In(State::Today, record)).map(|_| ()).unwrap();
    let feeling = |value| Feeling { emotion: Some(Emotion::steps(value)), evidence: None };
    put(Record::Feeling(personas[1], touchpoints[0], feeling(-6)));
    put(Record::Feeling(personas[0], touchpoints[1], feeling(4)));
    put(Record::Feeling(personas[0], touchpoints[2], Feeling::default()));
    for text in ["Slow", "Dear"] {
        put(Record::Pain(Pain::new(PainId::new(&mut ids), Rank::first(), text).into()));
    }
    put(Record::Opportunity(Opportunity::new(OpportunityId::new(&mut ids), Rank::first(), "Hurry").into()));
    // What goes on to the next says no more than the order; going back, or with a word, does.
    for (from, to, label) in [(0, 1, ""), (1, 2, "in a hurry"), (2, 0, "")] {
        let (from, to, label) = (touchpoints[from], touchpoints[to], label.to_owned());
        let link = Link { id: LinkId::new(&mut ids), from, to, label };
        put(Record::Link(link));
    }
    let first = journey.touchpoint(touchpoints[0]).unwrap();
    put(Record::Touchpoint(Touchpoint { owner: "Eve".to_owned(), ..(**first).clone() }.into()));
    map.put(MapRecord::Ideal(std::sync::Arc::new(Journey::new()))).unwrap();

    let exported = write(&map);
    assert_eq!(
        exported.losses,
        [
            "1 touchpoint is felt differently by different personas; the mean was written",
            "1 emotion was rounded to a whole score from 1 to 5",
            "1 touchpoint has no known emotion; 3, the middle, was written",
            "left out: 2 pain points, 1 opportunity, 2 links, 1 touchpoint's details and the ideal journey",
        ]
    );
    assert!(exported.text.contains("A: 3: Ann, Bob\n      B: 4: Ann\n      C: 3: Ann\n"), "{}", exported.text);
}

#[test]
fn personas_and_settings_that_a_journey_has_no_place_for_are_counted() {
    let mut ids = SeededIds::new(4);
    let mut map = open("journey\nsection S\nA: 5: Ann, Bob").map;
    let touchpoint = map.today().touchpoints().next().unwrap().id;
    let ann = map.today().personas().next().unwrap().id;
    let lane = map.today().lanes()[1].clone();
    let happy = Some(Emotion::steps(10));
    let mut put = |record| map.put(MapRecord::In(State::Today, record)).map(|_| ()).unwrap();
    for name in ["Ann", "Nobody's", "", ""] {
        let persona = Persona::new(PersonaId::new(&mut ids), Rank::first(), name);
        let id = persona.id;
        put(Record::Persona(persona.into()));
        if name != "Nobody's" {
            put(Record::Feeling(id, touchpoint, Feeling { emotion: happy, evidence: None }));
        }
    }
    put(Record::Feeling(ann, touchpoint, Feeling { emotion: happy, evidence: Some(Evidence::Researched) }));
    put(Record::Lane(Lane { visible: false, ..(*lane).clone() }.into()));
    let pin = Pin { id: PinId::new(&mut ids), today: touchpoint.0, ideal: touchpoint.0, same: true };
    map.put(MapRecord::Pin(pin.into())).unwrap();
    assert_eq!(
        write(&map).losses,
        [
            "2 personas have the name of another one, or no name like her, and became one with her",
            "left out: 1 persona who meets no touchpoint, 1 emotion's evidence, 1 lane's settings and 1 pair matched \
             by hand",
        ]
    );
}

#[test]
fn a_missing_name_is_written_as_such_because_mermaid_needs_one() {
    let map = starter::blank(&mut SeededIds::new(1), "").unwrap();
    let journey = map.today().clone();
    let touchpoint = journey.touchpoints().next().unwrap();
    let mut map = map;
    let nameless = Touchpoint { name: String::new(), ..(**touchpoint).clone() };
    map.put(MapRecord::In(State::Today, Record::Touchpoint(nameless.into()))).unwrap();
    let exported = write(&map);
    assert!(exported.text.contains("      (no name): 3: Customer\n"), "{}", exported.text);
    assert!(exported.losses.contains(&"1 name is missing and written as “(no name)”".to_owned()));
}

/// Labels made of what the grammar, the preprocessing and Markdown could stumble over.
fn hostile_label() -> impl Strategy<Value = String> {
    let bits = [
        "journey", "title ", "section ", "accTitle", "accDescr", "{", "}", ":", ";", "#", "%%", "%", ",", "<br>", "<",
        ">", "&", "#35;", "#quot;", "```", "---", " ", "\t", "\u{a0}", "\u{feff}", "\u{85}", "\n", "\r\n", "a", "Z",
        "é", "漢", "\u{202e}", "\u{0}", "\"", "\\",
    ];
    let bit = prop_oneof![4 => proptest::sample::select(bits.to_vec()).prop_map(str::to_owned), 1 => ".{1,3}"];
    proptest::collection::vec(bit, 1..8).prop_map(|bits| bits.concat())
}

fn one_line(label: &str) -> String {
    label.replace("\r\n", " ").replace(['\r', '\n'], " ")
}

/// A map of stages, touchpoints and personas with these names; everybody feels the same everywhere.
fn map_of(title: &str, personas: &[String], stages: &[(String, Vec<String>)]) -> Map {
    let mut ids = SeededIds::new(11);
    let mut map = Map::new(MapId::new(&mut ids));
    let about = About { title: title.to_owned(), takeaway: title.to_owned() + "!", ..About::default() };
    map.put(MapRecord::About(about.into())).unwrap();
    let mut put = |record| map.put(MapRecord::In(State::Today, record)).map(|_| ()).unwrap();
    let people: Vec<Persona> = personas
        .iter()
        .zip(Rank::sequence(personas.len()))
        .map(|(name, rank)| Persona::new(PersonaId::new(&mut ids), rank, name.clone()))
        .collect();
    for person in &people {
        put(Record::Persona(person.clone().into()));
    }
    for ((name, steps), rank) in stages.iter().zip(Rank::sequence(stages.len())) {
        let stage = Stage::new(StageId::new(&mut ids), rank, name.clone());
        let stage_id = stage.id;
        put(Record::Stage(stage.into()));
        for (step, rank) in steps.iter().zip(Rank::sequence(steps.len())) {
            let touchpoint = Touchpoint::new(TouchpointId::new(&mut ids), stage_id, rank, step.clone());
            let met = touchpoint.id;
            put(Record::Touchpoint(touchpoint.into()));
            for person in &people {
                put(Record::Feeling(person.id, met, Feeling { emotion: Some(Emotion::steps(5)), evidence: None }));
            }
        }
    }
    map
}

proptest! {
    #[test]
    fn any_map_becomes_a_journey_with_all_its_stages_and_touchpoints(seed in any::<u64>(), size in 0usize..12) {
        let map = arbitrary::random_map(seed, size);
        let exported = write(&map);
        let again = open(&exported.text);
        prop_assert_eq!(&again.losses, &Vec::<String>::new());
        let names = |map: &Map| -> Vec<String> {
            let named = |name: &String| if name.is_empty() { "(no name)".to_owned() } else { one_line(name) };
            let journey = map.today();
            journey.stages().iter().map(|s| named(&s.name)).chain(journey.touchpoints().map(|t| named(&t.name))).collect()
        };
        prop_assert_eq!(names(&again.map), names(&map));

        let journey = map.today();
        let is_met = |persona: &&std::sync::Arc<Persona>| journey.touchpoints().any(|t| journey.feeling(persona.id, t.id).is_some());
        let met: Vec<String> = journey.personas().filter(is_met).map(|persona| one_line(&persona.name)).collect();
        let mut distinct: BTreeSet<String> = met.iter().cloned().collect();
        let (vanished, merged) = (journey.personas().len() - met.len(), met.len() - distinct.len());
        let said = exported.losses.join("\n");
        prop_assert_eq!(said.contains("no touchpoint"), vanished > 0, "{}", said);
        prop_assert_eq!(said.contains("became one with her"), merged > 0, "{}", said);
        // A score without an actor is that of somebody without a name.
        if journey.touchpoints().any(|touchpoint| journey.feelings_at(touchpoint.id).is_empty()) {
            distinct.insert(String::new());
        }
        let read: BTreeSet<String> = again.map.today().personas().map(|persona| persona.name.clone()).collect();
        prop_assert_eq!(read, distinct);
    }

    #[test]
    fn hostile_labels_come_back_as_they_were_and_nothing_is_added(
        title in hostile_label(),
        personas in proptest::collection::btree_set(hostile_label().prop_map(|label| one_line(&label)), 1..4),
        stages in proptest::collection::vec((hostile_label(), proptest::collection::vec(hostile_label(), 1..4)), 1..4),
    ) {
        let personas: Vec<String> = personas.into_iter().collect();
        let map = map_of(&title, &personas, &stages);
        let exported = write(&map);
        prop_assert_eq!(&exported.losses, &Vec::<String>::new());
        for again in [
            read(&exported.text, &mut SeededIds::new(5)),
            read_markdown(&write_markdown(&map).text, &mut SeededIds::new(5)),
        ] {
            let again = again.unwrap_or_else(|error| panic!("{error}\n{}", exported.text));
            prop_assert_eq!(&again.losses, &Vec::<String>::new());
            let expected: Vec<String> = told(&map).iter().map(|line| one_line(line)).collect();
            prop_assert_eq!(told(&again.map), expected);
            prop_assert_eq!(&again.map.about().title, &one_line(&title));
            prop_assert_eq!(again.map.today().personas().len(), personas.len());
        }
    }

    #[test]
    fn personas_whose_names_do_not_tell_them_apart_become_one_and_that_is_said(
        names in proptest::collection::vec(proptest::sample::select(vec!["", "Ann", " Ann", "A B", "A\nB"]), 1..6),
    ) {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let exported = write(&map_of("T", &names, &[("S".to_owned(), vec!["A".to_owned()])]));
        let distinct: BTreeSet<String> = names.iter().map(|name| one_line(name)).collect();
        let again = open(&exported.text).map;
        let read: BTreeSet<String> = again.today().personas().map(|persona| persona.name.clone()).collect();
        prop_assert_eq!(&read, &distinct);
        let said: Vec<String> = match names.len() - distinct.len() {
            0 => Vec::new(),
            1 => vec!["1 persona has the name of another one, or no name like her, and became one with her".to_owned()],
            many => vec![format!("{many} personas have the name of another one, or no name like her, and became one with her")],
        };
        prop_assert_eq!(exported.losses, said);
    }

    #[test]
    fn scenarios_of_several_lines_come_back(lines in proptest::collection::vec(hostile_label(), 1..5)) {
        let scenario = lines.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n");
        let mut map = starter::blank(&mut SeededIds::new(1), "T").unwrap();
        let about = About { scenario: scenario.clone(), ..About::default() };
        map.put(MapRecord::About(about.into())).unwrap();
        let again = open(&write(&map).text).map;
        prop_assert_eq!(&again.about().scenario, &scenario);
        prop_assert_eq!(again.today().touchpoint_count(), 1);
    }

    #[test]
    fn any_text_at_all_is_read_or_refused_without_a_panic(text in "\\PC*", more in hostile_label()) {
        for text in [text.clone(), format!("journey\n{text}"), format!("journey\n{text}:{more}:{more}\n{more}")] {
            if let Ok(imported) = read(&text, &mut SeededIds::new(1)) {
                let again = open(&write(&imported.map).text);
                prop_assert_eq!(again.map.today().touchpoint_count(), imported.map.today().touchpoint_count());
            }
        }
        let _ = read_markdown(&format!("```mermaid\njourney\n{text}\n```\n{more}"), &mut SeededIds::new(1));
    }
}
