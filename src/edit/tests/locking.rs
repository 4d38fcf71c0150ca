//! What locks protect.

use super::*;

fn lock_stage(sample: &mut Sample, locked: bool) {
    let id = sample.stages[0];
    sample.run(Command::SetStage { state: TODAY, id, field: StageField::Locked(locked) });
}

#[test]
fn a_locked_stage_protects_all_that_stands_and_hangs_in_it() {
    let mut sample = Sample::new();
    let (a, c) = (sample.touchpoints[0], sample.touchpoints[2]);
    let (stage, free) = (sample.stages[0], sample.stages[1]);
    let pain = sample.pain("Queue", a);
    let opportunity = sample.opportunity("Seats", c);
    lock_stage(&mut sample, true);
    let (persona, lane) = (sample.personas[0], sample.lanes[2]);
    let link = Link { id: LinkId::new(&mut sample.ids), from: c, to: a, label: String::new() };
    let new = TouchpointId::new(&mut sample.ids);
    let name = String::new();
    let commands = [
        sample.rename(0, "X"),
        Command::SetStage { state: TODAY, id: stage, field: StageField::Name("X".to_owned()) },
        Command::DeleteStage { state: TODAY, id: stage },
        Command::MoveStage { state: TODAY, id: stage, after: Some(free) },
        Command::AddTouchpoint { state: TODAY, id: new, name, at: Slot { stage, after: None } },
        Command::MoveTouchpoint { state: TODAY, id: c, to: Slot { stage, after: None } },
        Command::MoveTouchpoint { state: TODAY, id: a, to: Slot { stage: free, after: None } },
        Command::DeleteTouchpoint { state: TODAY, id: a },
        Command::SetFeeling { state: TODAY, persona, touchpoint: a, feeling: Some(Feeling::default()) },
        Command::SetText { state: TODAY, touchpoint: a, lane, text: "?".to_owned() },
        Command::SetPain { state: TODAY, id: pain, field: PainField::Votes(3) },
        Command::DeletePain { state: TODAY, id: pain },
        Command::MoveItem { state: TODAY, item: Key::Pain(pain), from: Some(a), to: c, after: None },
        Command::AddTie { state: TODAY, tie: Tie::Improves(opportunity, a) },
        Command::AddPain { state: TODAY, id: PainId::new(&mut sample.ids), text: "X".to_owned(), at: Some(a) },
        Command::AddLink { state: TODAY, link },
    ];
    for command in commands {
        assert_eq!(sample.refused(command), "The stage “Before” is locked; unlock it first");
    }
    sample.run(sample.rename(2, "still free"));
    lock_stage(&mut sample, false);
    sample.run(sample.rename(0, "X"));
}

#[test]
fn going_back_meets_the_lock_before_what_it_protects() {
    let mut sample = Sample::new();
    sample.run(sample.rename(0, "X"));
    lock_stage(&mut sample, true);
    assert_eq!(sample.session.undo().unwrap().as_deref(), Some("Lock stage “Before”"));
    assert_eq!(sample.order(), "XB|CD");
    sample.session.undo().unwrap();
    assert_eq!(sample.order(), "AB|CD");
}

#[test]
fn a_locked_lane_protects_its_contents_but_may_be_hidden() {
    let mut sample = Sample::new();
    let (touchpoint, lane, emotion) = (sample.touchpoints[0], sample.lanes[2], sample.lanes[1]);
    let write = |text: &str| Command::SetText { state: TODAY, touchpoint, lane, text: text.to_owned() };
    sample.run(write("Why?"));
    for id in [lane, emotion] {
        sample.run(Command::SetLane { state: TODAY, id, field: LaneField::Locked(true) });
    }
    for command in [
        write("What?"),
        Command::DeleteTouchpoint { state: TODAY, id: touchpoint },
        Command::DeleteLane { state: TODAY, id: lane },
        Command::SetLane { state: TODAY, id: lane, field: LaneField::Title("X".to_owned()) },
    ] {
        assert_eq!(sample.refused(command), "The lane “Text” is locked; unlock it first");
    }
    let feeling = Some(Feeling::default());
    let feel = Command::SetFeeling { state: TODAY, persona: sample.personas[0], touchpoint, feeling };
    assert_eq!(sample.refused(feel), "The lane “Emotion” is locked; unlock it first");
    sample.run(Command::SetLane { state: TODAY, id: lane, field: LaneField::Visible(false) });
    sample.run(sample.rename(0, "names are free"));
}

#[test]
fn a_locked_lane_of_touchpoints_protects_the_cards() {
    let mut sample = Sample::new();
    let (lane, texts) = (sample.lanes[0], sample.lanes[2]);
    sample.run(Command::SetLane { state: TODAY, id: lane, field: LaneField::Locked(true) });
    let refused = sample.refused(sample.rename(0, "X"));
    assert_eq!(refused, "The lane “Touchpoints” is locked; unlock it first");
    let touchpoint = sample.touchpoints[0];
    sample.run(Command::SetText { state: TODAY, touchpoint, lane: texts, text: "free".to_owned() });
}

#[test]
fn a_locked_structure_lets_people_write_but_not_rearrange() {
    let mut sample = Sample::new();
    sample.run(Command::SetAbout(AboutField::StructureLocked(true)));
    let (a, stage) = (sample.touchpoints[0], sample.stages[1]);
    for command in [
        Command::DeleteTouchpoint { state: TODAY, id: a },
        Command::MoveTouchpoint { state: TODAY, id: a, to: Slot { stage, after: None } },
        Command::DeleteStage { state: TODAY, id: stage },
        Command::MoveLane { state: TODAY, id: sample.lanes[1], after: None },
    ] {
        assert_eq!(sample.refused(command), "The structure of this map is locked; unlock it first");
    }
    sample.run(sample.rename(0, "X"));
    sample.pain("Queue", a);
    sample.run(Command::SetAbout(AboutField::StructureLocked(false)));
    sample.run(Command::DeleteTouchpoint { state: TODAY, id: a });
}

#[test]
fn a_locked_ideal_cannot_be_changed_or_dropped() {
    let mut sample = Sample::new();
    sample.run(Command::StartIdeal { copy_today: true });
    sample.run(Command::SetAbout(AboutField::IdealLocked(true)));
    let (state, id) = (State::Ideal, sample.touchpoints[0]);
    for command in [Command::DropIdeal, Command::DeleteTouchpoint { state, id }] {
        assert_eq!(sample.refused(command), "The ideal journey is locked; unlock it first");
    }
    sample.run(sample.rename(0, "today is free"));
}

#[test]
fn the_words_of_a_picture_are_protected_where_it_stands() {
    let mut sample = Sample::new();
    let (id, lane) = (PictureId::new(&mut sample.ids), LaneId::new(&mut sample.ids));
    let picture = Picture { id, bytes: Vec::new().into(), width: 1, height: 1, alt: String::new() };
    sample.run(Command::AddPicture(picture));
    sample.run(Command::AddLane { state: TODAY, id: lane, kind: LaneKind::Picture, after: None });
    let touchpoint = sample.touchpoints[0];
    sample.run(Command::SetPicture { state: TODAY, touchpoint, lane, picture: Some(id) });
    let describe = Command::SetPictureWords { id, alt: "A gate".to_owned() };
    lock_stage(&mut sample, true);
    assert_eq!(sample.refused(describe.clone()), "The stage “Before” is locked; unlock it first");
    lock_stage(&mut sample, false);
    let lock = |locked: bool| Command::SetLane { state: TODAY, id: lane, field: LaneField::Locked(locked) };
    sample.run(lock(true));
    assert_eq!(sample.refused(describe.clone()), "The lane “Pictures” is locked; unlock it first");
    sample.run(lock(false));
    sample.run(describe);
}
