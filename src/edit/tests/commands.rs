//! What single commands do.

use super::*;

#[test]
fn touchpoints_stand_where_they_are_put() {
    let mut sample = Sample::new();
    assert_eq!(sample.order(), "AB|CD");
    let (a, c) = (sample.touchpoints[0], sample.touchpoints[2]);
    let to = Slot { stage: sample.stages[1], after: Some(c) };
    sample.run(Command::MoveTouchpoint { state: TODAY, id: a, to });
    assert_eq!(sample.order(), "B|CAD");
    let id = TouchpointId::new(&mut sample.ids);
    let at = Slot { stage: sample.stages[1], after: None };
    sample.run(Command::AddTouchpoint { state: TODAY, id, name: "E".to_owned(), at });
    assert_eq!(sample.order(), "B|ECAD");
    sample.run(Command::MoveStage { state: TODAY, id: sample.stages[1], after: None });
    assert_eq!(sample.order(), "ECAD|B");
    assert_eq!(sample.session.undo_label(), Some("Move stage “After”"));
}

#[test]
fn putting_something_where_it_stands_is_no_change() {
    let mut sample = Sample::new();
    let (stage, a, b) = (sample.stages[0], sample.touchpoints[0], sample.touchpoints[1]);
    for after in [Some(a), Some(b)] {
        sample.run(Command::MoveTouchpoint { state: TODAY, id: b, to: Slot { stage, after } });
    }
    sample.run(sample.rename(0, "A"));
    sample.run(Command::MoveStage { state: TODAY, id: stage, after: None });
    assert!(!sample.session.can_undo() && !sample.session.is_dirty());
}

#[test]
fn a_list_with_equal_ranks_is_spread_anew_and_keeps_its_order() {
    let mut sample = Sample::new();
    let mut map = sample.session.map().clone();
    let rank = Rank::first();
    for id in &sample.touchpoints[..2] {
        let touchpoint = Touchpoint { rank: rank.clone(), ..(**map.today().touchpoint(*id).unwrap()).clone() };
        map.put(MapRecord::In(TODAY, Record::Touchpoint(touchpoint.into()))).unwrap();
    }
    sample.session = Session::new(map);
    let before = sample.order();
    let first = sample.session.map().today().touchpoints().next().unwrap().id;
    let at = Slot { stage: sample.stages[0], after: Some(first) };
    let id = TouchpointId::new(&mut sample.ids);
    sample.run(Command::AddTouchpoint { state: TODAY, id, name: "E".to_owned(), at });
    assert_eq!(sample.order(), format!("{}E{}", &before[..1], &before[1..]));
    sample.session.undo().unwrap();
    assert_eq!(sample.order(), before);
}

#[test]
fn ranks_stay_short_however_often_one_place_is_used() {
    let mut sample = Sample::new();
    for _ in 0..400 {
        let id = TouchpointId::new(&mut sample.ids);
        let at = Slot { stage: sample.stages[0], after: Some(sample.touchpoints[0]) };
        sample.run(Command::AddTouchpoint { state: TODAY, id, name: String::new(), at });
    }
    let longest = sample.session.map().today().touchpoints().map(|t| t.rank.to_string().len()).max();
    assert!(longest < Some(60), "{longest:?}");
}

#[test]
fn deleting_a_touchpoint_takes_what_hung_there_alone_and_says_so() {
    let mut sample = Sample::new();
    let (a, b) = (sample.touchpoints[0], sample.touchpoints[1]);
    let here = sample.pain("Here only", a);
    let both = sample.pain("At both", a);
    sample.run(Command::AddTie { state: TODAY, tie: Tie::HurtsAt(both, b) });
    let useless = sample.opportunity("For here", a);
    sample.run(Command::AddTie { state: TODAY, tie: Tie::Addresses(useless, here) });
    let useful = sample.opportunity("For both", a);
    sample.run(Command::AddTie { state: TODAY, tie: Tie::Addresses(useful, both) });
    let measure = MeasureId::new(&mut sample.ids);
    sample.run(Command::AddMeasure { state: TODAY, id: measure, name: "Calls".to_owned(), at: Some(a) });
    let field = MeasureField::Stage(Some(sample.stages[0]));
    sample.run(Command::SetMeasure { state: TODAY, id: measure, field });
    let before = sample.session.map().clone();

    sample.run(Command::DeleteTouchpoint { state: TODAY, id: a });
    assert_eq!(sample.session.undo_label(), Some("Delete “A” with 1 pain point and 1 opportunity"));
    let journey = sample.session.map().today();
    assert!(journey.pain(here).is_none() && journey.opportunity(useless).is_none());
    assert!(journey.pain(both).is_some() && journey.opportunity(useful).is_some());
    assert!(journey.measure(measure).is_some(), "the measure is about the stage too");

    sample.session.undo().unwrap();
    assert_eq!(sample.session.map(), &before);
}

#[test]
fn deleting_a_stage_takes_its_touchpoints_and_frees_its_measures() {
    let mut sample = Sample::new();
    let (mut measures, c) = (Vec::new(), sample.touchpoints[2]);
    for at in [None, Some(c)] {
        let id = MeasureId::new(&mut sample.ids);
        measures.push(id);
        sample.run(Command::AddMeasure { state: TODAY, id, name: "Calls".to_owned(), at });
        let field = MeasureField::Stage(Some(sample.stages[0]));
        sample.run(Command::SetMeasure { state: TODAY, id, field });
    }
    sample.run(Command::DeleteStage { state: TODAY, id: sample.stages[0] });
    assert_eq!(sample.order(), "CD");
    assert_eq!(sample.session.undo_label(), Some("Delete stage “Before” with 2 touchpoints and 1 measure"));
    let journey = sample.session.map().today();
    assert!(journey.measure(measures[0]).is_none());
    assert_eq!(journey.measure(measures[1]).unwrap().stage, None);
}

#[test]
fn an_opportunity_moves_to_where_its_deleted_pain_point_hurt() {
    let mut sample = Sample::new();
    let a = sample.touchpoints[0];
    let pain = sample.pain("Queue", a);
    let id = OpportunityId::new(&mut sample.ids);
    sample.run(Command::AddOpportunity { state: TODAY, id, text: "Seats".to_owned(), at: None });
    sample.run(Command::AddTie { state: TODAY, tie: Tie::Addresses(id, pain) });
    sample.run(Command::DeletePain { state: TODAY, id: pain });
    assert_eq!(sample.session.map().today().opportunities_at(a).len(), 1);
}

#[test]
fn a_deleted_persona_leaves_her_text_lane_behind() {
    let mut sample = Sample::new();
    let (mara, lane) = (sample.personas[0], sample.lanes[2]);
    sample.run(Command::SetLane { state: TODAY, id: lane, field: LaneField::Persona(Some(mara)) });
    let feeling = Some(Feeling { emotion: Some(Emotion::steps(3)), evidence: None });
    let touchpoint = sample.touchpoints[0];
    sample.run(Command::SetFeeling { state: TODAY, persona: mara, touchpoint, feeling });
    sample.run(Command::DeletePersona { state: TODAY, id: mara });
    let journey = sample.session.map().today();
    assert_eq!(journey.lane(lane).unwrap().persona, None);
    assert!(journey.feelings_at(touchpoint).is_empty());
}

#[test]
fn a_deleted_lane_takes_its_texts_along_but_the_last_lane_of_touchpoints_stays() {
    let mut sample = Sample::new();
    let (touchpoint, lane) = (sample.touchpoints[0], sample.lanes[2]);
    let text = "Where is the door?".to_owned();
    sample.run(Command::SetText { state: TODAY, touchpoint, lane, text });
    sample.run(Command::DeleteLane { state: TODAY, id: lane });
    assert!(sample.session.map().today().touchpoint(touchpoint).unwrap().texts.is_empty());
    let refused = sample.refused(Command::DeleteLane { state: TODAY, id: sample.lanes[0] });
    assert_eq!(refused, "a map needs a lane of touchpoints; hide this one instead of deleting it");
}

#[test]
fn texts_go_into_text_lanes_only() {
    let mut sample = Sample::new();
    let (touchpoint, lane) = (sample.touchpoints[0], sample.lanes[1]);
    let refused = sample.refused(Command::SetText { state: TODAY, touchpoint, lane, text: "?".to_owned() });
    assert_eq!(refused, "the lane “Emotion” does not hold texts; choose another lane");
}

#[test]
fn a_thought_goes_to_the_map_and_back_to_the_parking_lot() {
    let mut sample = Sample::new();
    let (note, again) = (NoteId::new(&mut sample.ids), NoteId::new(&mut sample.ids));
    let pain = PainId::new(&mut sample.ids);
    sample.run(Command::AddNote { id: note, text: "No signs".to_owned() });
    let placement = Placement::Pain(pain, sample.touchpoints[1]);
    sample.run(Command::PlaceNote { id: note, state: TODAY, placement });
    assert!(sample.session.map().notes().is_empty());
    assert_eq!(sample.session.map().today().pains_at(sample.touchpoints[1])[0].text, "No signs");
    sample.run(Command::ParkItem { state: TODAY, item: Key::Pain(pain), note: again });
    assert_eq!(sample.session.map().notes()[0].text, "No signs");
    assert!(sample.session.map().today().pain(pain).is_none());
}

#[test]
fn pain_points_move_between_touchpoints_to_a_place_in_the_list() {
    let mut sample = Sample::new();
    let (a, b) = (sample.touchpoints[0], sample.touchpoints[1]);
    let moved = sample.pain("moved", a);
    let (first, _last) = (sample.pain("first", b), sample.pain("last", b));
    let after = Some(Key::Pain(first));
    sample.run(Command::MoveItem { state: TODAY, item: Key::Pain(moved), from: Some(a), to: b, after });
    let journey = sample.session.map().today();
    let texts: Vec<&str> = journey.pains_at(b).iter().map(|pain| pain.text.as_str()).collect();
    assert_eq!(texts, ["first", "moved", "last"]);
    assert!(journey.pains_at(a).is_empty());
}

#[test]
fn nothing_is_added_twice() {
    let mut sample = Sample::new();
    let stage = sample.stages[0];
    let again = Command::AddStage { state: TODAY, id: stage, name: "Again".to_owned(), after: None };
    assert_eq!(sample.refused(again), "this stage is on the map already; add it under a new identity");
    let stolen = Command::AddPersona { state: TODAY, id: PersonaId(stage.0), name: "Kim".to_owned(), after: None };
    assert!(sample.refused(stolen).contains("already used"));
}

#[test]
fn of_a_batch_all_happens_or_nothing() {
    let mut sample = Sample::new();
    let gone = Command::DeleteTouchpoint { state: TODAY, id: TouchpointId::new(&mut sample.ids) };
    let commands = vec![sample.rename(0, "X"), gone];
    let refused = sample.refused(Command::Batch { label: "Both".to_owned(), commands });
    assert_eq!(refused, "this touchpoint is no longer on the map; choose another one");
    let commands = vec![sample.rename(0, "X"), sample.rename(1, "Y")];
    sample.run(Command::Batch { label: "Both".to_owned(), commands });
    assert_eq!(sample.order(), "XY|CD");
    assert_eq!(sample.session.undo().unwrap().as_deref(), Some("Both"));
    assert_eq!(sample.order(), "AB|CD");
}

#[test]
fn typing_is_one_undo_step_until_it_is_sealed() {
    let mut sample = Sample::new();
    for name in ["W", "Wa", "Wait"] {
        let command = sample.rename(0, name);
        sample.session.run_merging(&command).unwrap();
    }
    sample.session.seal();
    let (again, other) = (sample.rename(0, "Queue"), sample.rename(1, "Door"));
    sample.session.run_merging(&again).unwrap();
    sample.session.run_merging(&other).unwrap();
    assert_eq!(sample.order(), "QueueDoor|CD");
    for expected in ["QueueB|CD", "WaitB|CD", "AB|CD"] {
        sample.session.undo().unwrap();
        assert_eq!(sample.order(), expected);
    }
    assert!(!sample.session.can_undo());
}

#[test]
fn typing_nothing_new_does_not_join_an_older_step() {
    let mut sample = Sample::new();
    sample.run(sample.rename(1, "Door"));
    for name in ["A", "Queue", "A", "Bell"] {
        let command = sample.rename(0, name);
        sample.session.run_merging(&command).unwrap();
    }
    for expected in ["ADoor|CD", "AB|CD"] {
        sample.session.undo().unwrap();
        assert_eq!(sample.order(), expected);
    }
}

#[test]
fn a_map_is_clean_exactly_when_it_is_as_it_was_saved() {
    let mut sample = Sample::new();
    sample.run(sample.rename(0, "X"));
    let saving = sample.session.point();
    assert!(sample.session.is_dirty());
    sample.run(sample.rename(0, "Y"));
    sample.session.mark_saved_at(saving);
    assert!(sample.session.is_dirty(), "changed while it was being saved");
    sample.session.undo().unwrap();
    assert!(!sample.session.is_dirty());
    sample.session.undo().unwrap();
    assert!(sample.session.is_dirty());
    sample.run(sample.rename(0, "Z"));
    assert!(sample.session.is_dirty(), "the saved map can no longer be reached");
    assert!(Session::unsaved(sample.session.map().clone()).is_dirty());
}

#[test]
fn the_ideal_starts_as_a_copy_with_the_same_identities() {
    let mut sample = Sample::new();
    sample.run(Command::StartIdeal { copy_today: true });
    assert_eq!(sample.session.map().ideal(), Some(sample.session.map().today()));
    assert!(sample.refused(Command::StartIdeal { copy_today: false }).starts_with("the map has an ideal"));
    sample.run(Command::DropIdeal);
    assert!(sample.session.map().ideal().is_none());
    let (state, stage) = (State::Ideal, sample.stages[0]);
    let refused = sample.refused(Command::DeleteStage { state, id: stage });
    assert_eq!(refused, "the map has no ideal journey yet; start one first");
}

#[test]
fn matches_made_by_hand_go_with_their_elements() {
    let mut sample = Sample::new();
    sample.run(Command::StartIdeal { copy_today: true });
    let (a, b) = (sample.touchpoints[0], sample.touchpoints[1]);
    let pin = Pin { id: PinId::new(&mut sample.ids), today: a.0, ideal: b.0, same: true };
    sample.run(Command::SetPin(pin));
    sample.run(Command::DeleteTouchpoint { state: State::Ideal, id: a });
    assert_eq!(sample.session.map().pins().count(), 1);
    sample.run(Command::DeleteTouchpoint { state: State::Ideal, id: b });
    assert_eq!(sample.session.map().pins().count(), 0);
}

#[test]
fn the_plan_outlives_the_gap_it_was_made_for() {
    let mut sample = Sample::new();
    let (gate, id) = (sample.touchpoints[0], PlanItemId::new(&mut sample.ids));
    let mut item = PlanItem::new(id, Some(gate.0), None);
    for owner in ["C", "Co", "Council"] {
        item.owner = owner.to_owned();
        sample.session.run_merging(&Command::SetPlanItem(item.clone())).unwrap();
    }
    sample.run(Command::DeleteTouchpoint { state: TODAY, id: gate });
    item.status = PlanStatus::Closed;
    sample.run(Command::SetPlanItem(item.clone()));
    assert_eq!(sample.session.map().plan().map(|item| &**item).collect::<Vec<_>>(), [&item]);
    sample.run(Command::DeletePlanItem { id });
    assert_eq!(
        sample.refused(Command::DeletePlanItem { id }),
        "this plan item is no longer on the map; choose another one"
    );
    let undone: Vec<String> = std::iter::from_fn(|| sample.session.undo().unwrap()).collect();
    assert_eq!(undone, ["Take an item out of the plan", "Change the plan", "Delete “A”", "Add to the plan"]);
}

#[test]
fn a_picture_is_described_wherever_it_stands_and_one_undo_takes_the_words_back() {
    let mut sample = Sample::new();
    let id = PictureId::new(&mut sample.ids);
    let describe = |alt: &str| Command::SetPictureWords { id, alt: alt.to_owned() };
    assert_eq!(sample.refused(describe("A gate")), "this picture is no longer on the map; choose another one");
    let picture = Picture { id, bytes: Vec::new().into(), width: 1, height: 1, alt: "IMG_2041".to_owned() };
    sample.run(Command::AddPicture(picture));
    sample.run(describe("A gate"));
    let words = |sample: &Sample| sample.session.map().picture(id).expect("the picture").alt.clone();
    assert_eq!(words(&sample), "A gate");
    assert_eq!(sample.session.undo().unwrap().as_deref(), Some("Describe a picture as “A gate”"));
    assert_eq!(words(&sample), "IMG_2041");
    for letters in ["A", "A g", "A green gate"] {
        sample.session.run_merging(&describe(letters)).expect("free");
    }
    sample.session.undo().unwrap();
    assert_eq!(words(&sample), "IMG_2041", "a typed sentence is one step");
}

#[test]
fn a_step_of_undo_names_what_it_did_and_halves_no_letter_of_the_name() {
    let mut sample = Sample::new();
    let family = "👩\u{200d}👧\u{200d}👦";
    sample.run(sample.rename(0, &family.repeat(50)));
    sample.run(Command::DeleteTouchpoint { state: TODAY, id: sample.touchpoints[0] });
    let label = format!("Delete “{}…”", family.repeat(40));
    assert_eq!(sample.session.undo_label(), Some(label.as_str()));
}
