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
