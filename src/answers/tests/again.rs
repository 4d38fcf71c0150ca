//! What comes in is one step, comes in once, and stays as people left it.

use super::*;
use crate::edit::Session;

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

#[test]
fn a_comment_that_was_deleted_does_not_come_back_unless_somebody_wants_it() {
    let mut map = map();
    let ids = &mut SeededIds::new(4);
    let rows = ["01,One question at the till", "02,Two people at the till", "03,Three minutes at the till"];
    let text = |rows: &[&str]| {
        let row = |row: &&str| format!("2026-05-{},Pays at the checkout,4{}\n", &row[..2], &row[2..]);
        format!("date,touchpoint,rating,comment\n{}", rows.iter().map(row).collect::<String>())
    };
    bring_in(&mut map, &text(&rows), ids);
    let first = map.today().feedback().find(|said| said.text.starts_with("One")).expect("it came").id;
    apply(&mut map, &Command::DeleteFeedback { state: State::Today, id: first }).unwrap();

    let more = [&rows[..], &["04,Four more people came"]].concat();
    let found = bring_in(&mut map, &text(&more), ids);
    assert_eq!((found.feedback, found.comments_before), ((1, 0), 1));
    assert!(found.notes[0].starts_with("1 comment was read before and left out or deleted"), "{:?}", found.notes);
    assert!(map.today().feedback().all(|said| !said.text.starts_with("One")));

    let sheet = read(&text(&more));
    let mapping = Mapping { also_read_before: true, ..Mapping::guess(&sheet, map.today(), "Shop survey") };
    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    let all = import(&map, &mapping, &counted, ids);
    assert_eq!((all.feedback, all.comments_before), ((1, 0), 0));
    assert_eq!(all.comments[0].said.text, "One question at the till");
}

#[test]
fn every_number_says_whether_it_is_new() {
    let mut map = map();
    let ids = &mut SeededIds::new(4);
    let rows = "touchpoint,rating\nPays at the checkout,4\nPays at the checkout,2\n";
    let fates = |found: &Import| found.figures.iter().map(|figure| figure.fate).collect::<Vec<_>>();
    let found = bring_in(&mut map, rows, ids);
    assert_eq!((fates(&found), found.figures[0].found.count), (vec![Fate::New], 2));
    assert_eq!(fates(&bring_in(&mut map, rows, ids)), [Fate::Same]);
    let more = format!("{rows}Pays at the checkout,5\nTries shoes on,5\n");
    let mut now = fates(&bring_in(&mut map, &more, ids));
    now.sort_by_key(|fate| *fate as u8);
    assert_eq!(now, [Fate::New, Fate::Updated]);
}

/// A rating and two open questions in every row.
const TWO_COMMENTS: &str = "Response ID;Date;Touchpoint;Rating;What went well?;What went wrong?\n\
    1;2026-05-31;Pays at the checkout;4;Quick and friendly people;The till was hard to find\n\
    2;2026-06-01;Pays at the checkout;2;They took my old shoes back;Nobody told me the price\n";

/// What was said, with the answers it came from.
fn said(map: &Map) -> Vec<(String, String)> {
    let origin = |said: &Feedback| said.origin.as_ref().map_or(String::new(), |origin| origin.answer.clone());
    let mut said: Vec<_> = map.today().feedback().map(|found| (found.text.clone(), origin(found))).collect();
    said.sort();
    said
}

#[test]
fn two_comments_of_one_respondent_stay_two() {
    let mut map = map();
    let ids = &mut SeededIds::new(4);
    bring_in(&mut map, TWO_COMMENTS, ids);
    let first = said(&map);
    assert_eq!(first.len(), 4);
    assert_eq!(first.iter().map(|(_, answer)| answer).collect::<std::collections::BTreeSet<_>>().len(), 4);
    for _ in 0..2 {
        assert_eq!(bring_in(&mut map, TWO_COMMENTS, ids).command, None);
    }
    assert_eq!(said(&map), first);
}

#[test]
fn comments_that_came_when_their_columns_were_not_told_apart_are_known_by_what_they_say() {
    let mut map = map();
    let ids = &mut SeededIds::new(4);
    bring_in(&mut map, TWO_COMMENTS, ids);
    let now = said(&map);
    let all: Vec<(FeedbackId, String)> = map
        .today()
        .feedback()
        .map(|said| (said.id, said.origin.as_ref().expect("it came").answer[..1].to_owned()))
        .collect();
    for (id, respondent) in all {
        let answer = format!("{respondent}, Pays at the checkout");
        let origin = Some(Origin { survey: "Shop survey".to_owned(), answer });
        let field = crate::edit::FeedbackField::Origin(origin);
        apply(&mut map, &Command::SetFeedback { state: State::Today, id, field }).unwrap();
    }
    let found = bring_in(&mut map, TWO_COMMENTS, ids);
    assert_eq!(found.feedback, (0, 4), "their origins tell them apart from now on");
    assert_eq!(said(&map), now);
    assert_eq!(bring_in(&mut map, TWO_COMMENTS, ids).command, None);
    // One of the two columns is left out, and what came from it before is known still.
    let sheet = read(TWO_COMMENTS);
    let mut mapping = Mapping::guess(&sheet, map.today(), "Shop survey");
    mapping.set_role(4, Role::Ignore, &sheet, map.today());
    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    assert_eq!(import(&map, &mapping, &counted, ids).feedback.0, 0);
}

#[test]
fn two_columns_of_ratings_that_answer_one_question_keep_a_measure_each() {
    let rows = "Touchpoint;Question;Satisfaction;Recommendation\n\
        Pays at the checkout;How was it?;5;10\n\
        Pays at the checkout;How was it?;4;0\n\
        Pays at the checkout;Who served you?;4;9\n";
    let mut map = map();
    let ids = &mut SeededIds::new(4);
    let sheet = read(rows);
    let import_it = |map: &mut Map, ids: &mut SeededIds| {
        let mut mapping = Mapping::guess(&sheet, map.today(), "Shop survey");
        for (column, role) in [(1, Role::Question), (2, Role::Rating), (3, Role::Rating)] {
            mapping.set_role(column, role, &sheet, map.today());
        }
        let counted = tally(&sheet, &mapping, &quiet).unwrap();
        let found = import(map, &mapping, &counted, ids);
        found.command.iter().for_each(|command| drop(apply(map, command).unwrap()));
        found
    };
    assert_eq!(import_it(&mut map, ids).measures, (4, 0));
    let named: Vec<String> =
        map.today().measures().filter_map(|m| Some(m.answers.as_ref()?.question.clone())).collect();
    assert!(named.contains(&"How was it?, Satisfaction".to_owned()), "{named:?}");
    assert_eq!(import_it(&mut map, ids).command, None);
    // A map from before the columns had names of their own is known by the kind of each number, and named anew.
    let measures: Vec<(MeasureId, Answers)> =
        map.today().measures().filter_map(|m| Some((m.id, m.answers.clone()?))).collect();
    for (id, mut answers) in measures {
        answers.question = answers.question.rsplit_once(", ").expect("two names").0.to_owned();
        let field = crate::edit::MeasureField::Answers(Some(answers));
        apply(&mut map, &Command::SetMeasure { state: State::Today, id, field }).unwrap();
    }
    assert_eq!(import_it(&mut map, ids).measures, (0, 4));
    assert_eq!(import_it(&mut map, ids).command, None);
}

#[test]
fn after_thousands_of_names_those_that_stand_on_the_map_are_found_and_the_rest_is_said_to_be_too_many() {
    let mut map = map();
    let parcel = touchpoint(&map, "Receives the parcel").0;
    let mut text = "Touchpoint,Rating\n".to_owned();
    (0..names::MOST_NAMES).for_each(|n| text += &format!("Zz{n},1\n"));
    text += &format!("Pays at the checkout,5\n{parcel},4\nPaying at checkouts,3\nPays at the checkout,4\n");
    let sheet = read(&text);
    let mut mapping = Mapping::guess(&sheet, map.today(), "Shop survey");
    mapping.set_role(0, Role::Touchpoint, &sheet, map.today());
    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    let rows = |name: &str| names::names(&sheet, &mapping, map.today()).iter().find(|n| n.name == name).map(|n| n.rows);
    assert_eq!(
        (counted.rating_count(), rows("Pays at the checkout"), rows(&parcel.to_string())),
        (3, Some(2), Some(1))
    );
    assert_eq!(counted.unplaced.get("Paying at checkouts"), None);
    assert_eq!(counted.problems.count, 1);
    assert_eq!(
        counted.problems.listed[0].to_string(),
        "row 5004, column “Rating”: “Paying at checkouts” comes after 5000 other names and is not exactly that of a \
         touchpoint, so it was not matched; the answer is left out"
    );
    let found = import(&map, &mapping, &counted, &mut SeededIds::new(3));
    apply(&mut map, &found.command.expect("two numbers")).unwrap();
    assert_eq!(map.today().measures().count(), 2);
}
