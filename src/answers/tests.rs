//! From the bytes of a file to the map: guessed, counted, brought in, and brought in again.

use super::*;
use crate::edit::{Command, Session, Slot, apply};
use crate::exchange::sheet::{self, Sheet};
use crate::model::*;

fn quiet(_: f32) -> bool {
    true
}

fn read(text: &str) -> Sheet {
    sheet::read(text.as_bytes(), None, &quiet).unwrap()
}

/// A map with three touchpoints in two stages, and two personas.
fn map() -> Map {
    let ids = &mut SeededIds::new(1);
    let mut map = Map::new(MapId::new(ids));
    let state = State::Today;
    let mut last = None;
    for (stage, steps) in [("Buy", &["Tries shoes on", "Pays at the checkout"][..]), ("Use", &["Receives the parcel"])]
    {
        let id = StageId::new(ids);
        apply(&mut map, &Command::AddStage { state, id, name: stage.to_owned(), after: last }).unwrap();
        last = Some(id);
        let mut after = None;
        for step in steps {
            let touchpoint = TouchpointId::new(ids);
            let at = Slot { stage: id, after };
            apply(&mut map, &Command::AddTouchpoint { state, id: touchpoint, name: (*step).to_owned(), at }).unwrap();
            after = Some(touchpoint);
        }
    }
    for name in ["Weekend jogger", "Marathon runner"] {
        let id = PersonaId::new(ids);
        apply(&mut map, &Command::AddPersona { state, id, name: name.to_owned(), after: None }).unwrap();
    }
    map
}

fn touchpoint(map: &Map, name: &str) -> TouchpointId {
    map.today().touchpoints().find(|found| found.name == name).expect(name).id
}

fn persona(map: &Map, name: &str) -> PersonaId {
    map.today().personas().find(|found| found.name == name).expect(name).id
}

/// Reads a table in as its first guess has it.
fn bring_in(map: &mut Map, text: &str, ids: &mut SeededIds) -> Import {
    let sheet = read(text);
    let mapping = Mapping::guess(&sheet, map.today(), "Shop survey");
    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    let found = import(map, &mapping, &counted, ids);
    if let Some(command) = &found.command {
        apply(map, command).unwrap();
    }
    found
}

const LONG: &str = "Response ID;Datum;Kontaktpunkt;Kundentyp;Zufriedenheit;Kommentar\n\
    1;31.05.2026;checkout;weekend joggers;5;Quick and friendly\n\
    2;01.06.2026;Pays at checkout;Marathon runner;2;\n\
    3;02.06.2026;tries on shoes;weekend joggers;4;They knew my feet\n\
    4;02.06.2026;Pays at checkout;weekend joggers;elf;\n\
    5;03.06.2026;Pays at checkout;weekend joggers;9;Too many clicks\n\
    6;03.06.2026;Parking;weekend joggers;1;No space\n\
    6;03.06.2026;Pays at checkout;weekend joggers;4;\n\
    6;03.06.2026;Pays at checkout;weekend joggers;4;\n\
    7;bald;Pays at checkout;weekend joggers;n/a;\n";

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
    assert_eq!(measure.value.map(Amount::get), Some(66.67), "5 and 4 of three");
    assert_eq!((measure.sample, measure.date.unwrap().to_string().as_str()), (Some(3), "2026-06-03"));
    assert_eq!(measure.method, "Share of 4 and 5 on 1 to 5");
    let (low, high) = statistics::interval(measure).unwrap();
    assert!(low > 0.0 && low < 66.67 && high > 66.67 && high < 100.0);
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
    // 5, 3, 1, 4, 4 on 1 to 5: mean 3.4, which is 60 % of the way up.
    let found = mood(pays, jogger).unwrap();
    assert!((found.value - 2.0).abs() < 1e-9 && found.count == 5, "{found:?}");
    assert_eq!(mood(pays, Some(persona(&map, "Marathon runner"))).map(|mood| mood.value), Some(-5.0));
    assert_eq!(mood(touchpoint(&map, "Receives the parcel"), jogger), None);
    assert_eq!(mood(pays, None), None);
}

#[test]
fn the_same_answers_again_change_nothing_and_more_answers_update() {
    let mut map = map();
    let ids = &mut SeededIds::new(4);
    let rows = LONG.replace("Response ID;", "").replace("\n", "\n~");
    // Without ids, what a comment says tells it from the others.
    let plain: String = rows
        .split('~')
        .map(|line| line.split_once(';').filter(|(id, _)| id.len() == 1).map_or(line, |(_, rest)| rest))
        .collect();
    bring_in(&mut map, &plain, ids);
    let before = map.clone();
    let again = bring_in(&mut map, &plain, ids);
    assert_eq!((again.command, again.measures, again.feedback), (None, (0, 0), (0, 0)));
    assert_eq!(map, before);

    let measure = map.today().measures().next().unwrap().id;
    let said = map.today().feedback().next().unwrap().id;
    let state = State::Today;
    let goal = crate::edit::MeasureField::Target(Amount::new(90.0).ok());
    apply(&mut map, &Command::SetMeasure { state, id: measure, field: goal }).unwrap();
    let field = crate::edit::FeedbackField::Status(LoopStatus::ActedOn);
    apply(&mut map, &Command::SetFeedback { state, id: said, field }).unwrap();
    let more = format!("{plain}05.06.2026;Pays at checkout;weekend joggers;5;Better now\n");
    let found = bring_in(&mut map, &more, ids);
    assert_eq!(found.sentence(), "1 measure updated, 1 comment added");
    assert!(map.today().measures().any(|found| found.id == measure && found.target.is_some()));
    assert!(map.today().feedback().any(|found| found.id == said && found.status == LoopStatus::ActedOn));
    let fewer = bring_in(&mut map, "Datum;Kontaktpunkt;Zufriedenheit\n01.06.2026;Pays at checkout;5\n", ids);
    assert!(fewer.notes.iter().any(|note| note.contains("this file has 1")), "{:?}", fewer.notes);
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
    assert_eq!(value("Tries shoes on"), Some(66.67));
    assert_eq!(value("Pays at the checkout"), Some(5.33));
    assert_eq!(value("Receives the parcel"), Some(0.0), "one of each");
    assert_eq!(map.today().feedback_at(touchpoint(&map, "Tries shoes on")).len(), 2);
}

#[test]
fn at_most_so_many_comments_come_to_a_place_and_the_rest_is_said() {
    let mut map = map();
    let mut text = "touchpoint,comment\n".to_owned();
    (0..40).for_each(|n| text += &format!("Pays at the checkout,Comment number {n} about paying\n"));
    let found = bring_in(&mut map, &text, &mut SeededIds::new(6));
    assert_eq!((found.feedback, found.comments_left), ((mapping::USUAL_COMMENTS, 0), 40 - mapping::USUAL_COMMENTS));
    assert_eq!(found.notes, ["35 comments stay out: of each place the newest 5 come onto the map."]);
    let again = bring_in(&mut map, &text, &mut SeededIds::new(7));
    assert_eq!(again.command, None);
}

#[test]
fn an_import_is_one_undo() {
    let before = map();
    let sheet = read(LONG);
    let mapping = Mapping::guess(&sheet, before.today(), "S");
    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    let found = import(&before, &mapping, &counted, &mut SeededIds::new(8));
    let mut session = Session::new(before.clone());
    session.run(&found.command.unwrap()).unwrap();
    assert!(session.map().today().measures().count() > 0);
    session.undo().unwrap();
    assert_eq!(session.map(), &before);
}

#[test]
fn the_order_of_rows_makes_no_difference_to_the_numbers() {
    let backwards: Vec<&str> = LONG.lines().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
    let backwards = format!("{}\n{}\n", LONG.lines().next().unwrap(), backwards.join("\n"));
    let numbers = |text: &str| {
        let mut map = map();
        bring_in(&mut map, text, &mut SeededIds::new(2));
        let measures = map.today().measures().map(|m| (m.value, m.sample, m.date, m.answers.clone()));
        let mut measures: Vec<_> = measures.collect();
        measures.sort_by_key(|(_, sample, ..)| *sample);
        measures
    };
    assert_eq!(numbers(LONG), numbers(&backwards));
}

#[test]
fn a_number_typed_over_a_measured_one_has_no_interval() {
    let mut map = map();
    bring_in(&mut map, LONG, &mut SeededIds::new(2));
    let measure = map.today().measures().find(|measure| measure.sample > Some(1)).unwrap().clone();
    assert!(statistics::interval(&measure).is_some());
    let typed = Measure { value: Amount::new(99.0).ok(), ..(*measure).clone() };
    assert_eq!(statistics::interval(&typed), None);
}
