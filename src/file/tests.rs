//! The file as a whole: what is written reads back, and whatever is read is answered in words.

use proptest::prelude::*;

use super::complete::complete_map;
use super::*;
use crate::model::arbitrary;

fn complete_text() -> String {
    to_text(&complete_map())
}

/// The one fault that reading `text` finds, as a person sees it.
fn fault(text: &str) -> String {
    match parse(text.as_bytes(), "map.ron") {
        Ok(_) => "no fault".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The faults after one change to the complete file.
fn fault_after(from: &str, to: &str) -> String {
    let text = complete_text();
    assert!(text.contains(from), "{from} is not in the file");
    fault(&text.replacen(from, to, 1))
}

#[test]
fn a_complete_map_reads_back_as_it_was_and_looks_like_the_golden_file() {
    let map = complete_map();
    let text = to_text(&map);
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/complete.ron");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(golden.parent().expect("a directory")).expect("tests/golden can be made");
        std::fs::write(&golden, &text).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file is there; UPDATE=1 writes it");
    assert_eq!(text, expected, "if the change is meant, run again with UPDATE=1 and look at the difference");
    assert_eq!(parse(text.as_bytes(), "complete.ron").expect("it reads back"), map);
}

#[test]
fn an_empty_map_and_an_empty_ideal_journey_read_back() {
    use crate::model::*;
    let mut map = Map::new(MapId(Uid(5)));
    assert_eq!(parse(to_text(&map).as_bytes(), "").unwrap(), map);
    map.put(MapRecord::Ideal(Default::default())).unwrap();
    let read = parse(to_text(&map).as_bytes(), "").unwrap();
    assert!(read.ideal().is_some());
    assert_eq!(read, map);
}

#[test]
fn texts_in_any_script_read_back_and_only_what_cannot_be_seen_is_escaped() {
    use crate::model::*;
    let title = "हिन्दी \u{e0d}ที่ e\u{301} ’'\\'\\u{301} \u{202e}\u{7}\"\n\t{}";
    let mut map = Map::new(MapId(Uid(5)));
    map.put(MapRecord::About(std::sync::Arc::new(About { title: title.to_owned(), ..About::default() }))).unwrap();
    let text = to_text(&map);
    assert_eq!(parse(text.as_bytes(), "").unwrap().about().title, title);
    assert!(text.contains("\"हिन्दी \u{e0d}ที่ e\u{301} ’'\\\\'\\\\u{301} \\u{202e}\\u{7}\\\"\\n\\t{}\""), "{text}");
}

#[test]
fn a_file_written_by_hand_is_accepted_and_saved_as_the_program_writes_it() {
    let text = "\u{feff}/* mine */ ( // own order\r\n id: \"000000000000000000000A\", format: 1, today: (touchpoints: [\
        touchpoint(rank: \"i\", stage: \"0000000000000000000003\", id: \"0000000000000000000002\", importance: Some(4), \
        encounter: team, name: r#\"A \"b\"\"#, feels: [], ), \
        (id: \"0000000000000000000001\", stage: \"0000000000000000000003\", rank: \"b\", importance: None)], \
        stages: [(id: \"0000000000000000000003\", rank: \"i\")]))";
    let map = parse(text.as_bytes(), "mine.ron").unwrap();
    let canonical = "\
// Wayfarer journey map. Comments are not kept; use the note fields.
(
    format: 1,
    id: \"000000000000000000000A\",
    today: (
        stages: [
            (
                id: \"0000000000000000000003\",
                rank: \"i\",
            ),
        ],
        touchpoints: [
            (
                id: \"0000000000000000000001\",
                stage: \"0000000000000000000003\",
                rank: \"b\",
            ),
            (
                id: \"0000000000000000000002\",
                stage: \"0000000000000000000003\",
                rank: \"i\",
                name: \"A \\\"b\\\"\",
                encounter: team,
                importance: 4,
            ),
        ],
    ),
)
";
    assert_eq!(to_text(&map), canonical);
}

#[test]
fn a_broken_file_is_answered_with_place_thing_and_advice() {
    let faults = [
        fault_after("moment_of_truth: true", "moment_of_thruth: true"),
        fault_after("encounter: one_to_one", "encounter: one_on_one"),
        fault_after("importance: 5,", "importance: \"five\","),
        fault_after("rank: \"i\",\n                name: \"The gate\"", "name: \"The gate\""),
        fault_after("votes: 9,", "votes: 9, votes: 9,"),
        fault_after("owner: \"Guardian\",", "owner: \"Guardian\""),
        fault_after("votes: 9", "votes: 99999999999999999999"),
        fault_after("title: \"The way", "title: \"The \\way"),
    ];
    let expected = [
        "map.ron: line 103, column 17: touchpoint “Doorman turns her away”: a touchpoint has no field \
         “moment_of_thruth”. Take it out, or write one of: id, stage, rank, name, note, channel, encounter, \
         stagecraft, pillars, importance, moment_of_truth, staff, evidence, evidence_note, owner, tags, texts, \
         pictures, feels.",
        "map.ron: line 94, column 28: touchpoint “Doorman turns her away”: “one_on_one” is not a known encounter. \
         Write one of: unset, one_to_one, team, self_service, surroundings.",
        "map.ron: line 102, column 29: touchpoint “Doorman turns her away”: a whole number belongs here. \
         Write digits only.",
        "map.ron: line 35, column 13: stage “The gate”: the field “rank” is missing. Add “rank: …”.",
        "map.ron: line 157, column 27: pain point “Turned away without a word”: the field “votes” is given twice. \
         Keep one of the two.",
        "map.ron: line 157, column 17: pain point “Turned away without a word”: a comma or a closing bracket is \
         missing here. Look at the end of the line before.",
        "map.ron: line 157, column 24: pain point “Turned away without a word”: this number is too large. \
         Write a smaller one.",
        "map.ron: line 6, column 17: an unknown escape stands in this text. Write “\\\\” for a backslash, “\\\"” for a \
         quotation mark.",
    ];
    assert_eq!(faults.join("\n"), expected.join("\n"));
}

/// The complete file with one fault of every kind in its records.
fn text_with_every_fault() -> String {
    complete_text()
        .replacen("importance: 5", "importance: 9", 1)
        .replacen("emotion: -6.5", "emotion: NaN", 1)
        .replacen("value: -12.25", "value: 1e999", 1)
        .replacen("date: \"2026-04-02\"", "date: \"2026-02-30\"", 1)
        .replacen("rank: \"i\"", "rank: \"\"", 1)
        .replacen("from: \"6jN3jwHJkJNdnQ4e1mwsGm\"", "from: \"6jN3jwHJkJNdnQ4e1mwsGn\"", 1)
        .replacen("id: \"4p4gPjGQ9uijmiBAcPROJ6\"", "id: \"6jN3jwHJkJNdnQ4e1mwsGm\"", 1)
        .replacen("min: -100", "min: 100", 1)
        .replacen("to: \"0000000000000000000002\"", "to: \"the gate\"", 1)
        .replacen("closed: \"2026-06-30\"", "closed: \"2026-06-31\"", 1)
        .replacen(
            "{\n                    \"0o1ch",
            "{\n                    \"0o1ch7V2w8FAF1iYh7U4dA\": \"Second\",\n                    \"0o1ch",
            1,
        )
        .replacen("\"79SibCkWyggpbVBVDRAjEO\": \"717oV7qiJ53bNjOnAM5Nwh\"", "\"79SibCkWyggpbVBVDRAjEO\": \"gone\"", 1)
        .replacen(
            "stage: \"3e3Cy6ylc9K4Nt5llBGydC\",\n                rank: \"r\"",
            "stage: \"no\",\n                rank: \"r\"",
            1,
        )
}

#[test]
fn all_faults_of_meaning_are_listed_with_their_places() {
    let expected = [
        "map.ron has 15 faults:",
        "line 32, column 23: stage “The gate”: `` is not a rank (a rank is lower-case letters and digits, and \
          does not end in 0). Write a rank between those of its neighbours, such as “i”.",
        "line 102, column 29: touchpoint “Doorman turns her away”: importance 9 is not a level from 1 to 5. \
         Write a number from 1 to 5.",
        "line 118, column 21: touchpoint “Doorman turns her away”: texts names the lane \
         0o1ch7V2w8FAF1iYh7U4dA twice. Make one entry of the two.",
        "line 121, column 21: touchpoint “Doorman turns her away”: `gone` is not an id (an id is 22 letters \
         and digits). Put the id of a picture of this file here, or take the reference out.",
        "line 124, column 66: touchpoint “Doorman turns her away”: emotion NaN is not an emotion from -10 to \
         10. Write a number from -10 to 10, or leave it out for “not observed”.",
        "line 129, column 24: touchpoint “Hears the Wizard”: `no` is not an id (an id is 22 letters and \
         digits). Put the id of an existing stage here, or take the reference out.",
        "line 141, column 23: link “if let in”: it refers to the touchpoint 6jN3jwHJkJNdnQ4e1mwsGn, which is \
         not in this journey. Put the id of an existing touchpoint here, or take the reference out.",
        "line 148, column 21: pain point “Turned away without a word”: its id 6jN3jwHJkJNdnQ4e1mwsGm is \
         already used by another touchpoint. Give one of the two another id, or remove one if they are the \
         same.",
        "line 181, column 21: opportunity “Ask who she is first”: it refers to the pain point \
         4p4gPjGQ9uijmiBAcPROJ6, which is not in this journey. Put the id of an existing pain point here, or \
         take the reference out.",
        "line 194, column 23: feedback “I am told to say no”: date `2026-02-30` is not a date like \
         2026-05-31. Write year, month and day, such as “2026-05-31”.",
        "line 209, column 21: feedback “I am told to say no”: it refers to the pain point \
         4p4gPjGQ9uijmiBAcPROJ6, which is not in this journey. Put the id of an existing pain point here, or \
         take the reference out.",
        "line 222, column 24: measure “Would recommend”: 100 to 100 is not a scale whose lower end is below \
         its upper end. Write the lower end first.",
        "line 229, column 24: measure “Would recommend”: value inf is not a finite number. Write an ordinary \
         number.",
        "line 490, column 17: plan item “The guardian asks who she is”: `the gate` is not an id (an id is 22 letters \
         and digits). Put the id of the element here, or take the field out.",
        "line 498, column 21: plan item “The guardian asks who she is”: closed `2026-06-31` is not a date like \
         2026-05-31. Write year, month and day, such as “2026-05-31”.",
    ];
    assert_eq!(fault(&text_with_every_fault()), expected.join("\n  "));
}

#[test]
fn a_repaired_copy_keeps_every_word_and_is_without_fault() {
    let broken = text_with_every_fault();
    let (map, problems) = parse_repaired(broken.as_bytes(), "map.ron").unwrap();
    assert_eq!(problems.len(), 15);
    assert!(problems.iter().all(|problem| problem.place.is_some() && !problem.repair.is_empty()), "{problems:#?}");
    let text = to_text(&map);
    assert_eq!(parse(text.as_bytes(), "repaired").unwrap(), map);
    assert_eq!(parse_repaired(broken.as_bytes(), "map.ron").unwrap().0, map, "repairing twice gives the same map");
    let today = map.today();
    assert_eq!(today.pains().count(), 1, "an element whose id was taken gets another one");
    assert_eq!(today.stages().last().unwrap().name, "Recovered");
    let notes: Vec<&str> = map.notes().iter().map(|note| note.text.as_str()).collect();
    let parked = [
        "touchpoint “Doorman turns her away”: They will not even ask why I came",
        "feedback “I am told to say no”, date: 2026-02-30",
        "plan item “The guardian asks who she is”, closed: 2026-06-31",
        "link “if let in”: if let in",
    ];
    assert!(parked.iter().all(|words| notes.contains(words)), "{notes:#?}");
}

#[test]
fn what_is_no_map_at_all_is_said_in_plain_words() {
    let utf16: Vec<u8> = complete_text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [&b"\xFF\xFE"[..], &utf16].concat();
    let files: [(&[u8], &str); 13] = [
        (b"", "the file is empty. Take a backup or another copy, or start a new map."),
        (b" \r\n", "the file is empty. Take a backup or another copy, or start a new map."),
        (&utf16, "the file is text in UTF-16. Save it as UTF-8 and open it again."),
        (&with_mark, "the file is text in UTF-16. Save it as UTF-8 and open it again."),
        (b"\x89PNG\r\n\x1a\n", "the file is not text. Choose a journey map, which ends in “.ron”."),
        (
            b"(\nf\xFF",
            "line 2, column 2: a byte stands here that is not UTF-8 text. Save the file as UTF-8, or take a backup or \
             another copy.",
        ),
        (
            b"// x\njourney\n title x",
            "line 2, column 1: the file is not a journey map. A map begins with “(format: 1, id: …”; choose another \
             file.",
        ),
        (
            b"[]",
            "line 1, column 1: the file is not a journey map. A map begins with “(format: 1, id: …”; choose another \
             file.",
        ),
        (
            b"(format: 1,",
            "line 1, column 12: the file ends in the middle of something. It was cut off, or a quotation mark or \
             bracket is not closed; take a backup or another copy, or close it.",
        ),
        (b"(format: 1)", "line 1, column 11: the field “id” is missing. Add “id: …”."),
        (
            b"(format: 2, colour: 3)",
            "the file has format 2, and this program knows format 1. Open it with a newer version of Wayfarer.",
        ),
        (b"(format: 0, id: \"0000000000000000000000\")", "line 1, column 10: there is no format 0. Write “format: 1”."),
        (
            b"(\n<<<<<<< HEAD\nformat: 1,\n=======\nformat: 1,\n>>>>>>> theirs\n)",
            "line 2, column 1: the file holds both sides of a conflict between two versions. Settle it in your \
             version-control program (keep one side of each part between “<<<<<<<” and “>>>>>>>”), then open it again.",
        ),
    ];
    for (bytes, expected) in files {
        assert_eq!(parse(bytes, "x").unwrap_err().to_string(), format!("x: {expected}"));
    }
}

#[test]
fn a_newer_file_wherever_it_says_so_is_recognised() {
    let last = complete_text().replacen("    format: 1,\n", "", 1).replacen("\n)\n", "\n    format: 7,\n)\n", 1);
    assert_eq!(parse(last.as_bytes(), "x").unwrap_err().kind, ReadErrorKind::Newer { format: 7 });
    assert_eq!(parse_newer(last.as_bytes(), "x").unwrap(), complete_map());
    let huge = b"(format: 99999999999999)";
    assert_eq!(parse(huge, "x").unwrap_err().kind, ReadErrorKind::Newer { format: u32::MAX });
}

#[test]
fn hostile_files_are_refused_for_what_they_are() {
    let nested = format!("(format: 1, id: \"\", today: {}", "(".repeat(1_000_000));
    let lists = format!("(format: 1, id: \"\", about: (goals: {}", "[".repeat(1_000_000));
    let comments = "/*".repeat(1_000_000);
    let many = format!("(format: 1, id: \"\", notes: [{}])", "(id:\"\",rank:\"\"),".repeat(MAX_RECORDS + 1));
    let errors = [nested, lists, comments, many].map(|text| parse(text.as_bytes(), "x").unwrap_err());
    use ReadErrorKind::*;
    assert_eq!(errors.each_ref().map(|error| error.kind), [Syntax, Syntax, Syntax, TooLarge]);
    assert!(errors[..2].iter().all(|error| error.problems[0].place.is_some()), "{:?}", &errors[..2]);
    let large = vec![b' '; MAX_BYTES + 1];
    assert_eq!(parse(&large, "x").unwrap_err().kind, TooLarge);
}

#[test]
fn a_file_that_was_cut_off_is_never_taken_for_a_whole_one() {
    let text = complete_text();
    let whole = text.trim_end().len();
    // Every end of a line, and every length of the last lines and the first.
    let ends = text.match_indices('\n').map(|(at, _)| at);
    let lengths = ends.chain(0..200).chain(whole - 200..whole).filter(|length| *length < whole);
    for length in lengths.filter(|length| text.is_char_boundary(*length)) {
        assert!(parse(&text.as_bytes()[..length], "x").is_err(), "after {length} bytes");
    }
    assert!(parse(&text.as_bytes()[..whole], "x").is_ok());
}

#[test]
fn a_file_that_is_too_large_is_not_read_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.ron");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(MAX_BYTES as u64 + (2 << 20)).unwrap();
    let error = read(&path).unwrap_err();
    assert_eq!(error.kind, ReadErrorKind::TooLarge);
    assert!(error.to_string().contains("has 66 MB, and the limit is 64 MB"), "{error}");
}

#[test]
fn a_file_in_which_everything_hangs_on_one_thing_is_read_whole() {
    use std::fmt::Write;
    const MANY: u128 = 20_000;
    let id = |kind: u128, number: u128| crate::model::Uid(kind * 1_000_000 + number);
    let list = |name: &str, kind: u128, rest: &str| {
        let mut text = format!("{name}: [");
        for number in 0..MANY {
            // The last comes first, so that nothing is in order.
            let _ = write!(text, "(id: \"{}\", rank: \"b{}z\"{rest}),", id(kind, number), MANY - number);
        }
        text + "],"
    };
    let names = |kind: u128| (0..MANY).map(|number| format!("\"{}\",", id(kind, number))).collect::<String>();
    let feelings = (0..MANY).map(|number| format!("(persona: \"{}\"),", id(2, number))).collect::<String>();
    let links = (1..MANY)
        .map(|number| format!("(id: \"{}\", from: \"{}\", to: \"{}\"),", id(4, number), id(3, 0), id(3, number)));
    let text = format!(
        "(format: 1, id: \"{}\", {} today: ({} {} {} touchpoints: [{}], links: [{}], pains: [(id: \"{}\", rank: \"i\", \
         hurts_at: [{}])]))",
        id(0, 0),
        list("notes", 5, ""),
        list("stages", 1, ""),
        list("lanes", 6, ", kind: text"),
        list("personas", 2, ""),
        (0..MANY)
            .map(|number| {
                let feels = if number == 0 { feelings.as_str() } else { "" };
                format!("(id: \"{}\", stage: \"{}\", rank: \"i\", feels: [{feels}]),", id(3, number), id(1, 0))
            })
            .collect::<String>(),
        links.collect::<String>(),
        id(7, 0),
        names(3),
    );
    // Whoever looks at all for each waits for minutes here.
    let map = parse(text.as_bytes(), "star").unwrap();
    let journey = map.today();
    assert_eq!(journey.links().len() as u128, MANY - 1);
    let stages = journey.stages().len();
    let personas = journey.personas().len();
    assert_eq!([stages, personas, journey.touchpoints().count(), map.notes().len()], [MANY as usize; 4]);
    let pain = journey.pains().next().expect("a pain point").id;
    assert_eq!(journey.touchpoints_of(pain.0).len() as u128, MANY);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_map_reads_back_as_it_was_and_is_written_the_same_way_again(seed: u64, size in 0_usize..40) {
        let map = arbitrary::random_map(seed, size);
        let text = to_text(&map);
        let read = parse(text.as_bytes(), "x");
        prop_assert_eq!(read.as_ref(), Ok(&map));
        prop_assert_eq!(to_text(&read.unwrap()), text);
    }
}

proptest! {
    #[test]
    fn no_change_to_a_file_makes_reading_panic(
        changes in proptest::collection::vec((any::<u8>(), any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = complete_text().into_bytes();
        for (how, at, with) in changes {
            let at = at.index(bytes.len());
            match how % 4 {
                0 => bytes[at] = with,
                1 => bytes.truncate(at.max(1)),
                2 => {
                    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |length| at + length + 1);
                    bytes.drain(at..end);
                }
                _ => {
                    let line = bytes[at..].iter().take_while(|b| **b != b'\n').copied().collect::<Vec<u8>>();
                    bytes.splice(at..at, line);
                }
            }
            if bytes.is_empty() {
                bytes.push(b'(');
            }
        }
        match parse(&bytes, "x") {
            Ok(map) => prop_assert_eq!(parse(to_text(&map).as_bytes(), "x").unwrap(), map),
            Err(error) => {
                prop_assert!(!error.problems.is_empty());
                if error.is_repairable() {
                    let (map, problems) = parse_repaired(&bytes, "x").unwrap();
                    prop_assert_eq!(&problems, &error.problems);
                    prop_assert!(problems.iter().all(|problem| problem.place.is_some()));
                    prop_assert_eq!(parse(to_text(&map).as_bytes(), "x").unwrap(), map);
                } else {
                    prop_assert!(parse_repaired(&bytes, "x").is_err());
                }
            }
        }
    }

    #[test]
    fn random_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(parse(&bytes, "x").is_err());
    }
}
