//! What a table means, and the numbers and comments that it makes.

use super::*;

#[test]
fn a_long_table_is_understood_counted_and_its_bad_cells_are_listed() {
    let mut map = map();
    let sheet = read(LONG);
    let mapping = Mapping::guess(&sheet, map.today(), "Shop survey");
    let expected = [Role::AnswerId, Role::Date, Role::Touchpoint, Role::Persona, Role::Rating, Role::Text];
    // A column of ids in which one comes three times is still one of ids only because somebody says so.
    let mut mapping = mapping;
    mapping.set_role(0, Role::AnswerId, &sheet, map.today());
    assert_eq!(mapping.roles, expected);
    let question = &mapping.questions[0];
    assert_eq!((question.kind, question.scale), (MeasureKind::Own, (1.0, 10.0)), "9 was seen");
    mapping.questions[0].set_kind(MeasureKind::Csat);
    mapping.questions[0].scale = (1.0, 5.0);
    let pays = Place::Touchpoint(touchpoint(&map, "Pays at the checkout"));
    assert_eq!(mapping.places["checkout"], Some(pays));
    assert_eq!(mapping.places["tries on shoes"], Some(Place::Touchpoint(touchpoint(&map, "Tries shoes on"))));
    assert_eq!(mapping.places["Parking"], None);

    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    let said: Vec<String> = counted.problems.listed.iter().map(ToString::to_string).collect();
    let expected = [
        "row 5, column “Zufriedenheit”: “elf” is no number from 1 to 5; the rating is left out",
        "row 6, column “Zufriedenheit”: “9” is not from 1 to 5; the rating is left out",
        "row 9, column “Zufriedenheit”: “6” is the id of an earlier answer to the same question; this one is left out",
        "row 10, column “Datum”: “bald” is no day; the answer counts without one",
    ];
    assert_eq!(said, expected);
    assert_eq!(counted.unplaced["Parking"], 2);
    assert_eq!((counted.rating_count(), counted.comment_count()), (4, 3));

    let found = import(&map, &mapping, &counted, &mut SeededIds::new(9));
    assert_eq!(found.sentence(), "2 measures added, 3 comments added");
    apply(&mut map, found.command.as_ref().unwrap()).unwrap();
    let at = touchpoint(&map, "Pays at the checkout");
    let measures = map.today().measures_at(at);
    let measure = measures[0];
    assert_eq!(measure.value.map(Amount::get), Some(66.7), "5 and 4 of three");
    assert_eq!((measure.sample, measure.date.unwrap().to_string().as_str()), (Some(3), "2026-06-03"));
    assert_eq!(measure.method, "Share of 4 and 5 on 1 to 5");
    let (low, high) = statistics::interval(measure).unwrap();
    assert!(low > 0.0 && low < 66.7 && high > 66.67 && high < 100.0);
    let comments = map.today().feedback_at(at);
    let texts: Vec<&str> = comments.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(texts, ["Too many clicks", "Quick and friendly"], "the newest first");
    assert_eq!(comments[1].rating.map(Level::get), Some(5));
}

#[test]
fn the_measured_mood_is_the_persona_s_own_and_a_gap_where_nobody_answered() {
    let mut map = map();
    bring_in(&mut map, &LONG.replace("elf", "3").replace(";9;", ";1;"), &mut SeededIds::new(3));
    let jogger = Some(persona(&map, "Weekend jogger"));
    let pays = touchpoint(&map, "Pays at the checkout");
    let mood = |at, who| measured_mood(map.today(), at, who);
    // 5, 3, 1, 4, 4 on 1 to 5: mean 3.4, which is 60% of the way up.
    let found = mood(pays, jogger).unwrap();
    assert!((found.value - 2.0).abs() < 1e-9 && found.count == 5, "{found:?}");
    assert_eq!(mood(pays, Some(persona(&map, "Marathon runner"))).map(|mood| mood.value), Some(-5.0));
    assert_eq!(mood(touchpoint(&map, "Receives the parcel"), jogger), None);
    assert_eq!(mood(pays, None), None);
}

#[test]
fn a_wide_export_has_a_question_a_column_and_its_comment_after_it() {
    let mut map = map();
    let text = "respondent,submitted,How satisfied were you with trying shoes on?,Why?,How easy was it to pay at the \
        checkout?,Receives the parcel: how likely are you to recommend us?,age\n\
        a,5/31/2026,5,Great help,6,10,31\nb,6/1/2026,4,,7,6,44\nc,6/2/2026,2,Too warm,3,8,27\n";
    let sheet = read(text);
    let mapping = Mapping::guess(&sheet, map.today(), "S");
    use Role::*;
    assert_eq!(mapping.roles, [AnswerId, Date, Rating, Text, Rating, Rating, Ignore]);
    let kinds: Vec<MeasureKind> = mapping.questions.iter().map(|question| question.kind).collect();
    assert_eq!(kinds, [MeasureKind::Csat, MeasureKind::Ces, MeasureKind::Nps]);
    let found = bring_in(&mut map, text, &mut SeededIds::new(5));
    assert_eq!(found.sentence(), "3 measures added, 2 comments added", "{:?}", found.notes);
    let value = |name| map.today().measures_at(touchpoint(&map, name))[0].value.map(Amount::get);
    assert_eq!(value("Tries shoes on"), Some(66.7));
    assert_eq!(value("Pays at the checkout"), Some(5.3));
    assert_eq!(value("Receives the parcel"), Some(0.0), "one of each");
    assert_eq!(map.today().feedback_at(touchpoint(&map, "Tries shoes on")).len(), 2);
}

#[test]
fn ratings_in_words_and_days_without_their_format_are_understood() {
    let map = map();
    let sheet = read(
        "touchpoint,date,how was it\nTries shoes on,46173,very satisfied\nTries shoes on,46174,dissatisfied\n\
         Tries shoes on,46175,satisfied\n",
    );
    let mapping = Mapping::guess(&sheet, map.today(), "S");
    assert_eq!(mapping.roles, [Role::Touchpoint, Role::Date, Role::Rating]);
    assert_eq!((mapping.questions[0].kind, mapping.questions[0].scale), (MeasureKind::Csat, (1.0, 5.0)));
    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    assert_eq!((counted.rating_count(), counted.problems.count), (3, 0));
    let found = counted.ratings.values().next().expect("a question");
    assert_eq!(found.newest.map(|day| day.to_string()).as_deref(), Some("2026-06-02"));
}

#[test]
fn several_numbers_of_a_kind_at_one_place_are_told_apart_by_their_questions() {
    let mut map = map();
    let text = "touchpoint,Were you satisfied with the time it took you?,Were you satisfied with the people you met?\n\
        Tries shoes on,5,2\nTries shoes on,4,1\n";
    bring_in(&mut map, text, &mut SeededIds::new(5));
    let at = touchpoint(&map, "Tries shoes on");
    let names: Vec<&str> = map.today().measures_at(at).iter().map(|measure| measure.name.as_str()).collect();
    let asked = ["Were you satisfied with the time it took you?", "Were you satisfied with the people you met?"];
    assert_eq!(names, asked);
    let mapping = Mapping::guess(&read(text), map.today(), "S");
    assert_eq!(mapping.called(&mapping.questions[0]), format!("CSAT of “{}”", asked[0]));
}

#[test]
fn other_forms_of_the_words_of_a_name_are_found_and_other_words_are_not() {
    let map = map();
    let sheet =
        read("touchpoint,rating\nafter receiving the parcel,4\nPaying,3\nTried shoes on,5\nParking,2\nThe shop,1\n");
    let mapping = Mapping::guess(&sheet, map.today(), "S");
    let at = |name| Some(Place::Touchpoint(touchpoint(&map, name)));
    let expected = [
        ("after receiving the parcel", at("Receives the parcel")),
        ("Tried shoes on", at("Tries shoes on")),
        ("Paying", at("Pays at the checkout")),
        ("Parking", None),
        ("The shop", None),
    ];
    for (name, place) in expected {
        assert_eq!(mapping.places[name], place, "{name}");
    }
    let named = names(&sheet, &mapping, map.today());
    let paying = named.iter().find(|found| found.name == "Paying").expect("it stands in the table");
    let Likely::Places(likely) = &paying.likely else { panic!("{paying:?}") };
    assert_eq!((paying.rows, Some(likely[0].0)), (1, at("Pays at the checkout")));
    assert!(likely[0].1 < 0.75, "one word of four is not sure: {likely:?}");
}

#[test]
fn a_comment_on_a_whole_stage_is_kept_in_the_loop_and_said() {
    let mut map = map();
    let text = "date,stage,comment\n2026-05-01,Use,The box was too large for the shoes\n";
    let found = bring_in(&mut map, text, &mut SeededIds::new(5));
    assert_eq!((found.feedback, found.comments_left), ((1, 0), 0));
    assert!(found.notes[0].starts_with("1 comment is about a stage as a whole"), "{:?}", found.notes);
    let said = map.today().feedback().next().expect("the comment");
    assert_eq!(
        (said.text.as_str(), said.note.as_str()),
        ("The box was too large for the shoes", "About the stage “Use”")
    );
    assert_eq!(bring_in(&mut map, text, &mut SeededIds::new(6)).command, None);
}
