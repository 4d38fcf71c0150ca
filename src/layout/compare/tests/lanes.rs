//! What becomes of everything that stands in a lane, kind by kind.

use super::*;

/// A map with every kind of lane, and an ideal in which something of each is kept, changed, added and removed.
pub(super) fn with_all_lanes() -> Two {
    let mut session = Session::new(generated_journey(6, 11));
    let mut ids = SeededIds::new(500);
    let state = State::Today;
    let touchpoints: Vec<TouchpointId> = session.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    let run = |session: &mut Session, command: Command| session.run(&command).map(|_| ()).expect("it can be done");
    let here: Vec<LaneId> = session.map().today().lanes().iter().map(|lane| lane.id).collect();
    for id in here {
        if session.map().today().lane(id).is_some_and(|lane| lane.kind != LaneKind::Touchpoints) {
            run(&mut session, Command::DeleteLane { state, id });
        }
    }
    let mut lanes = BTreeMap::new();
    for kind in LaneKind::ALL.iter().copied().filter(|kind| *kind != LaneKind::Touchpoints) {
        let id = LaneId::new(&mut ids);
        run(&mut session, Command::AddLane { state, id, kind, after: None });
        lanes.insert(format!("{kind:?}"), id);
    }
    let pictures = [1u8, 2].map(|shade| {
        let picture = Picture {
            id: PictureId::new(&mut ids),
            bytes: vec![shade; 8].into(),
            width: 40,
            height: 30,
            alt: "The counter".to_owned(),
        };
        run(&mut session, Command::AddPicture(picture.clone()));
        picture.id
    });
    let lane = lanes["Picture"];
    let mut items = Vec::new();
    for (at, touchpoint) in touchpoints.iter().enumerate().take(3) {
        let opportunity = OpportunityId::new(&mut ids);
        let text = format!("Tell the price before anybody asks for it, number {at}");
        run(&mut session, Command::AddOpportunity { state, id: opportunity, text, at: Some(*touchpoint) });
        let feedback = FeedbackId::new(&mut ids);
        let text = format!("Nobody told me what it costs, number {at}");
        run(&mut session, Command::AddFeedback { state, id: feedback, text, at: Some(*touchpoint) });
        let channel = TouchpointField::Channel(Channel::Known(KnownChannel::Phone));
        run(&mut session, Command::SetTouchpoint { state, id: *touchpoint, field: channel });
        let picture = Some(pictures[0]);
        run(&mut session, Command::SetPicture { state, touchpoint: *touchpoint, lane, picture });
        items.push((opportunity, feedback));
    }
    let unset = TouchpointField::Channel(Channel::Unset);
    run(&mut session, Command::SetTouchpoint { state, id: touchpoints[3], field: unset });
    run(&mut session, Command::StartIdeal { copy_today: true });
    let state = State::Ideal;
    use crate::edit::{FeedbackField, OpportunityField};
    let changed = [
        Command::SetOpportunity { state, id: items[1].0, field: OpportunityField::Horizon(Horizon::Later) },
        Command::DeleteOpportunity { state, id: items[2].0 },
        Command::AddOpportunity {
            state,
            id: OpportunityId::new(&mut ids),
            text: "A price list at every door".to_owned(),
            at: Some(touchpoints[3]),
        },
        Command::SetFeedback { state, id: items[1].1, field: FeedbackField::Status(LoopStatus::Answered) },
        Command::DeleteFeedback { state, id: items[2].1 },
        Command::AddFeedback {
            state,
            id: FeedbackId::new(&mut ids),
            text: "Now I know at once".to_owned(),
            at: Some(touchpoints[3]),
        },
        Command::SetTouchpoint {
            state,
            id: touchpoints[1],
            field: TouchpointField::Channel(Channel::Known(KnownChannel::App)),
        },
        Command::SetTouchpoint { state, id: touchpoints[2], field: TouchpointField::Channel(Channel::Unset) },
        Command::SetTouchpoint {
            state,
            id: touchpoints[3],
            field: TouchpointField::Channel(Channel::Known(KnownChannel::Chat)),
        },
        Command::SetPicture { state, touchpoint: touchpoints[1], lane, picture: Some(pictures[1]) },
        Command::SetPicture { state, touchpoint: touchpoints[2], lane, picture: None },
        Command::SetPicture { state, touchpoint: touchpoints[3], lane, picture: Some(pictures[1]) },
    ];
    for command in changed {
        run(&mut session, command);
    }
    Two::own(session.map().clone())
}

/// What the tags of a frame say that contain some words.
pub(super) fn said(frame: &Frame, words: &str) -> Vec<String> {
    frame.tags().map(|(tag, _)| tag.label.to_string()).filter(|label| label.contains(words)).collect()
}

#[test]
fn a_measure_without_a_goal_shows_what_was_measured() {
    use crate::edit::MeasureField;
    let mut session = Session::new(generated_journey(4, 11));
    let mut ids = SeededIds::new(500);
    let state = State::Today;
    let at = session.map().today().touchpoints().next().map(|touchpoint| touchpoint.id);
    let id = MeasureId::new(&mut ids);
    session.run(&Command::AddMeasure { state, id, name: "Asked at the till".to_owned(), at }).unwrap();
    let value = MeasureField::Value(Some(Amount::new(62.0).unwrap()));
    session.run(&Command::SetMeasure { state, id, field: value }).unwrap();
    session.run(&Command::StartIdeal { copy_today: true }).unwrap();
    let nothing = MeasureField::Value(None);
    session.run(&Command::SetMeasure { state: State::Ideal, id, field: nothing }).unwrap();
    let two = Two::own(session.map().clone());
    let frame = Layouter::new().overlay(two.compared(), &request(Density::Regular), light());
    let labels = said(&frame, "Asked at the till");
    assert!(labels.iter().any(|label| label.contains("62%; ") && label.contains("has no goal, assumed")), "{labels:?}");
    let texts = frame.blocks.iter().flat_map(|placed| placed.block.items.iter());
    let texts = texts
        .filter_map(|item| if let frame::Item::Text(text) = item { Some(text.run.text.to_string()) } else { None });
    assert!(texts.into_iter().any(|text| text.starts_with("62")));
}

#[test]
fn a_changed_thought_is_called_changed_beside_todays_and_under_the_handle_too() {
    let mut session = Session::new(generated_journey(4, 11));
    session.run(&Command::StartIdeal { copy_today: true }).unwrap();
    let ideal = session.map().ideal().expect("an ideal");
    let touchpoint = ideal.touchpoints().find(|touchpoint| !touchpoint.texts.is_empty()).expect("a thought");
    let (touchpoint, lane) = (touchpoint.id, *touchpoint.texts.keys().next().expect("a lane"));
    let text = "At last somebody listens".to_owned();
    session.run(&Command::SetText { state: State::Ideal, touchpoint, lane, text }).unwrap();
    let two = Two::own(session.map().clone());
    let mut layouter = Layouter::new();
    let wanted = CompareRequest { all_lanes: true, ..request(Density::Regular) };
    let beside = layouter.side_by_side(two.compared(), &wanted, light());
    let [_, ideal] = layouter.swipe(two.compared(), &wanted, light());
    for frame in [beside, ideal] {
        let labels = said(&frame, "At last somebody listens");
        assert!(!labels.is_empty() && labels.iter().all(|label| label.contains(", changed: ")), "{labels:?}");
    }
}

#[test]
fn every_kind_of_lane_is_compared_and_says_what_became_of_what_stands_in_it() {
    let two = with_all_lanes();
    let mut layouter = Layouter::new();
    for density in [Density::Regular, Density::Roomy] {
        let frame = layouter.overlay(two.compared(), &request(density), light());
        check_overlay(&two, &frame, &format!("all lanes, {density:?}"));
        for fate in ["kept", "changed", "added", "removed"] {
            let fates = said(&frame, fate);
            for what in [", opportunity, ", "feedback from", "Channel", "Picture"] {
                assert!(
                    fates.iter().any(|label| label.contains(what)),
                    "{density:?}: nothing {fate} in {what}: {fates:#?}"
                );
            }
        }
        assert_eq!(said(&frame, "was now").len() + said(&frame, "was next").len(), 1, "{:?}", said(&frame, "was "));
        assert_eq!(said(&frame, "answered, was heard").len(), 1);
        assert_eq!(said(&frame, "App, was Phone").len(), 1);
        let [today, ideal] = layouter.swipe(two.compared(), &request(density), light());
        for side in [&today, &ideal] {
            check(side, "all lanes, swipe");
        }
        let count = |side: &Frame, words: &str| said(side, words).len();
        assert_eq!([count(&today, "added"), count(&today, "changed")], [0, 0], "today is as it is");
        for words in [": Chat", ": App, was Phone", "opportunity, now, added", "heard, added", "Pictures, changed"] {
            assert_eq!((count(&today, words), count(&ideal, words)), (0, 1), "{words}: {:?}", said(&ideal, ""));
        }
    }
    let whole = CompareRequest { all_lanes: true, ..request(Density::Regular) };
    let beside = layouter.side_by_side(two.compared(), &whole, light());
    check(&beside, "all lanes, side by side");
    let (today, ideal) = (two.map.today(), &two.to);
    let opportunities = today.opportunities().len() + ideal.opportunities().len();
    assert_eq!(said(&beside, ", opportunity, ").len(), opportunities, "those of either half");
    assert_eq!(said(&beside, "feedback from").len(), today.feedback().len() + ideal.feedback().len());
    let plain = layouter.side_by_side(two.compared(), &request(Density::Regular), light());
    assert_eq!(said(&plain, ", opportunity, "), [""; 0], "curves and cards alone, unless all is asked for");
    let overview = layouter.overlay(two.compared(), &request(Density::Overview), light());
    check_overlay(&two, &overview, "all lanes, from far away");
    assert_eq!(said(&overview, ", opportunity, ").len(), 5);
}
