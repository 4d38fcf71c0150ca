use super::*;
use crate::edit::{Command, Session};
use crate::model::arbitrary::{Rng, strange_text};
use crate::model::*;

fn shop() -> (Session, SeededIds) {
    let mut ids = SeededIds::new(7);
    let mut session = Session::new(starter::blank(&mut ids, "Shop").expect("a blank map"));
    let state = State::Today;
    for stage in session.map().today().stages().to_vec() {
        session.run(&Command::DeleteStage { state, id: stage.id }).expect("an unlocked stage");
    }
    let (find, buy) = (StageId::new(&mut ids), StageId::new(&mut ids));
    let mut run = |command| session.run(&command).expect("a plain change");
    let add_stage = |id, name: &str, after| Command::AddStage { state, id, name: name.to_owned(), after };
    run(add_stage(find, "Find", None));
    run(add_stage(buy, "Buy", Some(find)));
    let (window, till) = (TouchpointId::new(&mut ids), TouchpointId::new(&mut ids));
    let add = |id, name: &str, stage| Command::AddTouchpoint {
        state,
        id,
        name: name.to_owned(),
        at: crate::edit::Slot { stage, after: None },
    };
    run(add(window, "Shop window", find));
    run(add(till, "Till", buy));
    run(Command::AddPersona { state, id: PersonaId::new(&mut ids), name: "Ada".to_owned(), after: None });
    (session, ids)
}

fn names(session: &Session) -> Vec<String> {
    session.map().today().touchpoints().map(|touchpoint| touchpoint.name.clone()).collect()
}

fn start(touchpoint: Option<TouchpointId>) -> Start {
    Start { state: State::Today, touchpoint, lane: None, persona: None, hidden: Default::default() }
}

#[test]
fn bullets_numbers_boxes_and_blank_lines_are_stripped() {
    let text = "\u{FEFF}1. See the advert\r\n\r\n  2) Ask a friend\n\u{2022}\tCompare prices\n- [x] Order\n(3) Wait\n2.1. Unpack\n* \n";
    let items = ["See the advert", "Ask a friend", "Compare prices", "Order", "Wait", "Unpack"];
    assert_eq!(list_items(text), items);
}

#[test]
fn what_only_looks_like_a_bullet_stays() {
    for line in ["-5 degrees", "24/7 line", "3 calls", "*important*", "1984", "5.5 stars", "(free) parking", "v1.2"] {
        assert_eq!(list_items(line), [line]);
    }
}

#[test]
fn forty_lines_become_forty_touchpoints_in_order_and_one_undo() {
    let (mut session, mut ids) = shop();
    let stage = session.map().today().stages()[0].id;
    let after = session.map().today().touchpoints_in(stage).last().map(|touchpoint| touchpoint.id);
    let items: Vec<String> = (1..=40).map(|n| format!("Step {n}")).collect();
    let text: String = items.iter().map(|item| format!("- {item}\n\n")).collect();
    let kind = ListKind::Touchpoints(crate::edit::Slot { stage, after });
    let command = paste_list(&list_items(&text), kind, State::Today, &mut ids).expect("forty items");
    session.run(&command).expect("touchpoints can be pasted");
    assert_eq!(names(&session)[1..41], items);
    assert_eq!(session.undo_label(), Some("Paste 40 touchpoints"));
    session.undo().expect("a change to undo");
    assert_eq!(names(&session), ["Shop window", "Till"]);
}

#[test]
fn quoted_cells_hold_tabs_line_ends_and_quotation_marks() {
    let grid = Grid::parse("a\t\"two\r\nlines\"\t\"say \"\"hi\"\"\"\r\n\tb\r\n\r\n");
    assert_eq!((grid.height(), grid.width()), (2, 3));
    assert_eq!(grid.cell(0, 1), "two\nlines");
    assert_eq!(grid.cell(0, 2), "say \"hi\"");
    assert_eq!((grid.cell(1, 0), grid.cell(1, 1), grid.cell(9, 9)), ("", "b", ""));
    assert!(!Grid::parse("one\ntwo").is_table());
}

#[test]
fn any_grid_reads_back_as_it_was_written() {
    let mut rng = Rng::new(3);
    for _ in 0..500 {
        let rows = (0..rng.below(5)).map(|_| (0..rng.below(4)).map(|_| cell(&mut rng)).collect()).collect();
        let grid = Grid::new(rows);
        assert_eq!(Grid::parse(&grid.to_text()), grid);
    }
}

/// Spreadsheets know one line end only, so cells hold that one.
fn cell(rng: &mut Rng) -> String {
    let text = strange_text(rng).replace(['\r'], "");
    if rng.chance(20) { format!("{text}\t\"\n{text}") } else { text }
}

#[test]
fn a_grid_with_stages_and_lanes_fills_both_and_names_what_does_not_fit() {
    let (mut session, mut ids) = shop();
    let grid = Grid::parse(concat!(
        "Stage\tFind\t\tReturn\n",
        "Touchpoints\tSearch\tCompare\tSend back\n",
        "Emotion\t3\tnice\t\u{2212}4,5\n",
        "Pain points\t\t\"- Too many\n- No filter\"\t\n",
        "Weather\t\t\tRain\n",
    ));
    let fill = fill(session.map(), &grid, start(None), &mut ids);
    let misfits: Vec<(usize, usize, &str)> = fill.misfits.iter().map(|m| (m.row, m.column, &*m.text)).collect();
    assert_eq!(misfits, [(2, 2, "nice"), (4, 3, "Rain")]);
    session.run(&fill.command.expect("cells that fit")).expect("the paste is possible");
    assert_eq!(names(&session), ["Shop window", "Search", "Compare", "Till", "Send back"]);
    let journey = session.map().today();
    assert_eq!(journey.stages().last().expect("a stage").name, "Return");
    let at = |name: &str| journey.touchpoints().find(|touchpoint| touchpoint.name == name).expect("it is there").id;
    let persona = journey.personas().next().expect("Ada").id;
    let emotion = |name| journey.feeling(persona, at(name)).and_then(|feeling| feeling.emotion).map(Emotion::value);
    assert_eq!((emotion("Search"), emotion("Compare"), emotion("Send back")), (Some(3.0), None, Some(-4.5)));
    let pains: Vec<&str> = journey.pains_at(at("Compare")).iter().map(|pain| &*pain.text).collect();
    assert_eq!(pains, ["Too many", "No filter"]);
    session.undo().expect("one change");
    assert_eq!(names(&session), ["Shop window", "Till"]);
}

#[test]
fn a_grid_without_headings_begins_where_one_stands_and_grows_at_the_end() {
    let (mut session, mut ids) = shop();
    let till = session.map().today().touchpoints().last().expect("the till").id;
    let grid = Grid::parse("Pay\tLeave\n5\t2\n");
    let fill = fill(session.map(), &grid, start(Some(till)), &mut ids);
    assert_eq!(fill.columns, ["Till", "Leave"]);
    session.run(&fill.command.expect("cells that fit")).expect("the paste is possible");
    assert_eq!(names(&session), ["Shop window", "Pay", "Leave"]);
}

#[test]
fn every_cell_is_filled_or_named_and_every_plan_can_be_carried_out() {
    let mut rng = Rng::new(11);
    for round in 0..200 {
        let map = crate::model::arbitrary::random_map(round, 12);
        let rows = (0..1 + rng.below(5)).map(|_| (0..1 + rng.below(5)).map(|_| cell(&mut rng)).collect()).collect();
        let grid = Grid::new(rows);
        let first = map.today().touchpoints().nth(rng.below(4)).map(|touchpoint| touchpoint.id);
        let mut ids = SeededIds::new(round);
        let fill = fill(&map, &grid, start(first), &mut ids);
        let heading = |row: usize, column: usize| fill.rows[row].is_empty() || fill.columns[column].is_empty();
        for row in 0..grid.height() {
            for column in 0..grid.width() {
                let told = fill.filled.iter().any(|f| (f.row, f.column) == (row, column))
                    || fill.misfits.iter().any(|m| (m.row, m.column) == (row, column));
                assert!(told || heading(row, column) || grid.cell(row, column).trim().is_empty(), "round {round}");
            }
        }
        if let Some(command) = fill.command {
            let mut session = Session::new(map.clone());
            match session.run(&command) {
                Ok(()) | Err(crate::edit::Rejection::Locked { .. }) => {}
                Err(other) => panic!("round {round}: {other}"),
            }
        }
    }
}

#[test]
fn rows_are_known_by_the_words_people_head_them_with() {
    let (mut session, mut ids) = shop();
    let grid = Grid::parse("Phase\tFind\nStep\tSearch\nPain\tslow\nIdea\tfaster\nMood\t-3\n");
    let fill = fill(session.map(), &grid, start(None), &mut ids);
    assert_eq!(fill.misfits, []);
    session.run(&fill.command.expect("cells that fit")).expect("the paste is possible");
    let journey = session.map().today();
    let search = journey.touchpoints().find(|touchpoint| touchpoint.name == "Search").expect("it is there").id;
    assert_eq!(journey.pains_at(search)[0].text, "slow");
    assert_eq!(journey.opportunities_at(search)[0].text, "faster");
}

#[test]
fn the_same_emotion_again_keeps_what_it_rests_on() {
    let (mut session, mut ids) = shop();
    let journey = session.map().today();
    let (at, persona) = (journey.touchpoints().next().unwrap().id, journey.personas().next().unwrap().id);
    let emotion = journey.lanes().iter().find(|lane| lane.kind == LaneKind::Emotion).unwrap().id;
    let known = Feeling { emotion: Some(Emotion::steps(3)), evidence: Some(Evidence::ALL[1]) };
    let state = State::Today;
    session.run(&Command::SetFeeling { state, persona, touchpoint: at, feeling: Some(known) }).unwrap();
    let paste = |session: &mut Session, ids: &mut SeededIds, number: &str| {
        let start = Start { lane: Some(emotion), ..start(Some(at)) };
        let fill = fill(session.map(), &Grid::new(vec![vec![number.to_owned()]]), start, ids);
        session.run(&fill.command.unwrap()).unwrap();
        session.map().today().feeling(persona, at).unwrap()
    };
    assert_eq!(paste(&mut session, &mut ids, "3"), known);
    assert_eq!(paste(&mut session, &mut ids, "4"), Feeling { emotion: Some(Emotion::steps(4)), evidence: None });
}
