//! A small map in which every field of every record is set: what the golden file shows and the tests read.

use std::sync::Arc;

use crate::model::*;

/// A map with every field of every record set to something else than its default.
pub(super) fn complete_map() -> Map {
    let mut ids = SeededIds::new(7);
    let mut map = Map::new(MapId::new(&mut ids));
    let picture = PictureId::new(&mut ids);
    let snapshot = SnapshotId::new(&mut ids);
    let mut put = |record| {
        map.put(record).expect("the complete map hangs together");
    };
    put(MapRecord::About(Arc::new(about())));
    put(MapRecord::Picture(Arc::new(Picture {
        id: picture,
        bytes: Arc::from(&b"\x89PNG\r\n\x1a\n not really"[..]),
        width: 640,
        height: 480,
        alt: "The gate of the city".to_owned(),
    })));
    let today = complete_journey(&mut ids, Some(picture));
    for record in today.records() {
        put(MapRecord::In(State::Today, record));
    }
    let past = Arc::new(complete_journey(&mut ids, None));
    put(MapRecord::Ideal(Arc::new(today.clone())));
    put(MapRecord::Note(Arc::new(Note {
        id: NoteId::new(&mut ids),
        rank: Rank::first(),
        text: "Who decides\nabout the “bell”? \u{202e}\u{200b}\u{1}\\ \"".to_owned(),
    })));
    put(MapRecord::Pin(Arc::new(Pin { id: PinId::new(&mut ids), today: Uid(1), ideal: Uid(2), same: true })));
    put(MapRecord::Plan(Arc::new(PlanItem {
        from: Some(Uid(1)),
        to: Some(Uid(2)),
        is: "The guardian says no".to_owned(),
        should: "The guardian asks who she is".to_owned(),
        owner: "Guardian of the gate".to_owned(),
        effort: Some(Effort::Low),
        horizon: Some(Horizon::Later),
        status: PlanStatus::Closed,
        done_when: "Nobody is sent away unheard".to_owned(),
        closed: "2026-06-30".parse().ok(),
        note: "Agreed with the council".to_owned(),
        ..PlanItem::new(PlanItemId::new(&mut ids), None, None)
    })));
    put(MapRecord::Snapshot(Arc::new(Snapshot {
        id: snapshot,
        date: "2026-05-31".parse().expect("a date"),
        label: "After the gate training".to_owned(),
        journey: past,
    })));
    map
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn level(value: i64) -> Level {
    Level::new(value).expect("1 to 5")
}

fn amount(value: f64) -> Option<Amount> {
    Amount::new(value).ok()
}

fn about() -> About {
    About {
        title: "The way to the Wizard".to_owned(),
        takeaway: "Dorothy leaves happy".to_owned(),
        scenario: "A visitor seeks help".to_owned(),
        goals: words(&["Fewer people turned away", "More people who come back"]),
        author: "The city's service team".to_owned(),
        version: "12".to_owned(),
        sources: "48 interviews".to_owned(),
        forces: words(&["A witch in the west"]),
        priorities: words(&["Speed before splendour"]),
        structure_locked: true,
        ideal_locked: true,
        muted: [("no-outcome".to_owned(), "The city counts nothing".to_owned())].into(),
    }
}

/// A journey with one record of every kind, or two where one alone would not show the order.
fn complete_journey(ids: &mut SeededIds, picture: Option<PictureId>) -> Journey {
    let mut journey = Journey::new();
    let (stage, persona) = (StageId::new(ids), PersonaId::new(ids));
    let (text_lane, picture_lane) = (LaneId::new(ids), LaneId::new(ids));
    let (gate, throne) = (TouchpointId::new(ids), TouchpointId::new(ids));
    let (pain, opportunity) = (PainId::new(ids), OpportunityId::new(ids));
    let (feedback, measure) = (FeedbackId::new(ids), MeasureId::new(ids));
    let mut records = vec![
        Record::Stage(Arc::new(Stage {
            note: "Guarded day and night".to_owned(),
            locked: true,
            ..Stage::new(stage, Rank::first(), "The gate")
        })),
        Record::Persona(Arc::new(complete_persona(persona, picture))),
        Record::Lane(Arc::new(Lane {
            title: "Thoughts".to_owned(),
            height: Some(120),
            visible: false,
            locked: true,
            interaction: true,
            persona: Some(persona),
            note: "Heard in interviews".to_owned(),
            ..Lane::new(text_lane, Rank::first(), LaneKind::Text)
        })),
        Record::Lane(Arc::new(Lane::new(picture_lane, Rank::between(Some(&Rank::first()), None), LaneKind::Picture))),
        Record::Touchpoint(Arc::new(complete_touchpoint(gate, stage, text_lane, picture.map(|p| (picture_lane, p))))),
        Record::Touchpoint(Arc::new(Touchpoint {
            channel: Channel::Known(KnownChannel::WordOfMouth),
            ..Touchpoint::new(throne, stage, Rank::between(Some(&Rank::first()), None), "Hears the Wizard")
        })),
        Record::Link(Link { id: LinkId::new(ids), from: gate, to: throne, label: "if let in".to_owned() }),
        Record::Feeling(
            persona,
            gate,
            Feeling { emotion: Emotion::new(-6.5).ok(), evidence: Some(Evidence::Workshop) },
        ),
        Record::Feeling(persona, throne, Feeling::default()),
    ];
    records.extend(complete_items(pain, opportunity, feedback, measure, stage));
    let ties = [
        Tie::HurtsAt(pain, gate),
        Tie::FeltBy(pain, persona),
        Tie::Addresses(opportunity, pain),
        Tie::Improves(opportunity, gate),
        Tie::About(feedback, gate),
        Tie::From(feedback, persona),
        Tie::Shows(feedback, pain),
        Tie::LedTo(feedback, opportunity),
        Tie::Measures(measure, gate),
        Tie::Measures(measure, throne),
    ];
    records.extend(ties.map(Record::Tie));
    for record in records {
        journey.put(record).expect("the complete journey hangs together");
    }
    journey
}

fn complete_persona(id: PersonaId, picture: Option<PictureId>) -> Persona {
    Persona {
        role: "Visitor from Kansas".to_owned(),
        segment: "First time".to_owned(),
        share: Percent::new(62).ok(),
        needs: words(&["A way home"]),
        wants: words(&["A straight answer", "Company"]),
        stresses: words(&["Being sent away"]),
        brand: "Oz is where wishes are granted".to_owned(),
        quote: "I only want to go home".to_owned(),
        colour: Some(PersonaColour::P3),
        initials: "Do".to_owned(),
        picture,
        note: "Met eleven of her".to_owned(),
        ..Persona::new(id, Rank::first(), "Dorothy")
    }
}

fn complete_touchpoint(
    id: TouchpointId,
    stage: StageId,
    lane: LaneId,
    picture: Option<(LaneId, PictureId)>,
) -> Touchpoint {
    Touchpoint {
        note: "After the bell".to_owned(),
        channel: Channel::Own { name: "City gate".to_owned(), icon: "door_front".to_owned() },
        encounter: Encounter::OneToOne,
        stagecraft: Stagecraft::BackStage,
        pillars: Pillars {
            service: Support::Against,
            product: Support::Supports,
            brand: Support::Against,
            perks: Support::Supports,
        },
        importance: Some(level(5)),
        moment_of_truth: true,
        staff: StaffRating { attentive: Some(level(1)), polite: Some(level(2)), knowledgeable: Some(level(4)) },
        evidence: Evidence::Researched,
        evidence_note: "48 interviews".to_owned(),
        owner: "Guardian of the gate".to_owned(),
        tags: ["gate", "first day"].map(str::to_owned).into(),
        texts: [(lane, "They will not even ask why I came".to_owned())].into(),
        pictures: picture.into_iter().collect(),
        ..Touchpoint::new(id, stage, Rank::first(), "Doorman turns her away")
    }
}

/// Counted answers, of nobody in particular.
fn complete_answers() -> Answers {
    let amount = |value: f64| Amount::new(value).expect("finite");
    let mut answers =
        Answers::new("Guests, spring", "Would you recommend us?", amount(0.0), amount(10.0)).expect("ascending");
    answers.groups.insert(None, [(amount(3.0), 20), (amount(9.5), 28)].into_iter().collect());
    answers
}

fn complete_items(
    pain: PainId,
    opportunity: OpportunityId,
    feedback: FeedbackId,
    measure: MeasureId,
    stage: StageId,
) -> [Record; 4] {
    [
        Record::Pain(Arc::new(Pain {
            severity: level(5),
            frequency: Some(level(4)),
            whose: Voice::Employee,
            pillar: Some(Pillar::Brand),
            status: PainStatus::InProgress,
            evidence: Evidence::Workshop,
            owner: "Guardian".to_owned(),
            votes: 9,
            note: "Seen twice".to_owned(),
            ..Pain::new(pain, Rank::first(), "Turned away without a word")
        })),
        Record::Opportunity(Arc::new(Opportunity {
            impact: Some(level(4)),
            effort: Some(level(2)),
            horizon: Horizon::Next,
            owner: "City council".to_owned(),
            status: OpportunityStatus::Planned,
            votes: 3,
            note: "Cheap".to_owned(),
            ..Opportunity::new(opportunity, Rank::first(), "Ask who she is first")
        })),
        Record::Feedback(Arc::new(Feedback {
            source: Voice::Employee,
            date: "2026-04-02".parse().ok(),
            rating: Some(level(2)),
            status: LoopStatus::ActedOn,
            origin: Some(Origin { survey: "Guards, spring".to_owned(), answer: "G-17".to_owned() }),
            note: "By letter".to_owned(),
            ..Feedback::new(feedback, Rank::first(), "I am told to say no")
        })),
        Record::Measure(Arc::new(Measure {
            kind: MeasureKind::Nps,
            scale: Scale::new(Amount::new(-100.0).expect("finite"), Amount::new(100.0).expect("finite"), " points")
                .expect("ascending"),
            method: "Asked at the gate".to_owned(),
            sample: Some(48),
            value: amount(-12.25),
            target: amount(1e20),
            direction: Direction::Lower,
            date: "2026-05-30".parse().ok(),
            evidence: Evidence::Researched,
            answers: Some(complete_answers()),
            stage: Some(stage),
            note: "Small sample".to_owned(),
            ..Measure::new(measure, Rank::first(), "Would recommend")
        })),
    ]
}
