//! Maps that use every field and every kind of record, with texts nobody expects.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rng::Rng;
use crate::model::*;

/// A picture of one pixel, as a PNG file.
pub const SMALL_PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xc8\x32\xbe\x06\x00\x02\x7e\x01\x74\x59\xd6\xe6\xe0\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

/// Texts that break what is not careful.
const STRANGE: &[&str] = &[
    "",
    " ",
    "Ask the doorman",
    "Opening hours, prices & the way there",
    "שלום עולם 42",
    "مرحبا بالعالم 123 abc",
    "ग्राहक यात्रा",
    "การเดินทางของลูกค้า",
    "顧客の旅",
    "👩‍👩‍👧‍👦 🇧🇪 ☹️",
    "\"quoted\" and \\ backslash \\\"",
    "line\nbreak\r\nand\ttab",
    "\u{0}\u{7f}\u{1b}[31m",
    "\u{202e}override\u{202c}",
    "zero\u{200b}width\u{feff}joiner\u{200d}",
    "e\u{301}\u{301}\u{301}",
    "=SUM(A1:A9)",
    "<b>&amp;</b> <script>",
    "journey: 5: %%{init}%% ; # section",
    "r#\"raw\"#, (id: \"x\")",
    "<<<<<<< ours\n=======\n>>>>>>> theirs",
    "\u{2028}\u{2029}\u{85}",
    "'single', `back`, “curly”",
    "/* not */ // a comment",
];

/// A text, often an ordinary one, sometimes long, sometimes hostile.
pub fn strange_text(rng: &mut Rng) -> String {
    match rng.below(12) {
        0..=5 => format!("{} {}", rng.pick(STRANGE), rng.below(100)),
        6..=9 => (*rng.pick(STRANGE)).to_owned(),
        10 => format!("{}{}", rng.pick(STRANGE), rng.pick(STRANGE)),
        _ => "never ending ".repeat(rng.below(40)),
    }
}

fn texts(rng: &mut Rng) -> Vec<String> {
    (0..rng.below(4)).map(|_| strange_text(rng)).collect()
}

/// A map of about `size` touchpoints that uses every kind of record: nodes, edges, lanes, an ideal journey, notes,
/// pins, snapshots and pictures.
pub fn random_map(seed: u64, size: usize) -> Map {
    let mut rng = Rng::new(seed);
    let rng = &mut rng;
    let mut map = Map::new(MapId::new(rng));
    put(&mut map, MapRecord::About(about(rng).into()));
    for _ in 0..rng.below(3) {
        let picture = Picture {
            id: PictureId::new(rng),
            bytes: Arc::from(SMALL_PNG),
            width: 1,
            height: 1,
            alt: strange_text(rng),
        };
        put(&mut map, MapRecord::Picture(picture.into()));
    }
    fill(&mut map, State::Today, size, rng);
    for _ in 0..rng.below(3) {
        let journey = Arc::new(map.today().clone());
        let (id, date, label) = (SnapshotId::new(rng), rng.date(), strange_text(rng));
        put(&mut map, MapRecord::Snapshot(Snapshot { id, date, label, journey }.into()));
    }
    if rng.chance(70) {
        let copied = rng.chance(60);
        let ideal = if copied { map.today().clone() } else { Journey::new() };
        put(&mut map, MapRecord::Ideal(ideal.into()));
        fill(&mut map, State::Ideal, if copied { size / 4 } else { size }, rng);
        pins(&mut map, rng);
    }
    let ranks = ranks(rng.below(5), rng);
    for rank in ranks {
        let note = Note { id: NoteId::new(rng), rank, text: strange_text(rng) };
        put(&mut map, MapRecord::Note(note.into()));
    }
    plan(&mut map, rng);
    map
}

/// Puts a record where it fits; a link that doubles another one is left out.
fn put(map: &mut Map, record: MapRecord) {
    let fits = map.put(record);
    debug_assert!(matches!(fits, Ok(_) | Err(ModelError::SelfLink | ModelError::DoubleLink)), "{fits:?}");
}

/// Ranks in order, now and then two equal ones, as a merge leaves them.
fn ranks(count: usize, rng: &mut Rng) -> Vec<Rank> {
    let mut ranks = Rank::sequence(count);
    for at in 1..count {
        if rng.chance(5) {
            ranks[at] = ranks[at - 1].clone();
        }
    }
    ranks
}

fn about(rng: &mut Rng) -> About {
    About {
        title: strange_text(rng),
        takeaway: strange_text(rng),
        scenario: strange_text(rng),
        goals: texts(rng),
        author: strange_text(rng),
        version: strange_text(rng),
        sources: strange_text(rng),
        forces: texts(rng),
        priorities: texts(rng),
        structure_locked: rng.chance(5),
        ideal_locked: rng.chance(5),
        muted: rng.maybe(10, |rng| ("no-outcome".to_owned(), strange_text(rng))).into_iter().collect(),
    }
}

/// Adds stages, lanes, nodes and edges to one journey.
fn fill(map: &mut Map, state: State, size: usize, rng: &mut Rng) {
    let pictures: Vec<PictureId> = map.pictures().map(|picture| picture.id).collect();
    let mut add = |record: Record| put(map, MapRecord::In(state, record));

    let count = rng.below(4);
    let personas: Vec<Persona> = ranks(count, rng).into_iter().map(|rank| persona(rank, &pictures, rng)).collect();
    personas.iter().for_each(|persona| add(Record::Persona(persona.clone().into())));
    let people: Vec<PersonaId> = personas.iter().map(|persona| persona.id).collect();

    let count = 1 + size / 4;
    let stages: Vec<StageId> = (0..count).map(|_| StageId::new(rng)).collect();
    for (id, rank) in stages.iter().zip(ranks(count, rng)) {
        let stage =
            Stage { note: strange_text(rng), locked: rng.chance(8), ..Stage::new(*id, rank, strange_text(rng)) };
        add(Record::Stage(stage.into()));
    }

    let count = 1 + rng.below(9);
    let lanes: Vec<Lane> = ranks(count, rng).into_iter().map(|rank| lane(rank, &people, rng)).collect();
    lanes.iter().for_each(|lane| add(Record::Lane(lane.clone().into())));

    let ranks_in_stage = ranks(size, rng);
    let mut touchpoints = Vec::new();
    for rank in ranks_in_stage {
        let touchpoint = touchpoint(rank, &stages, &lanes, &pictures, rng);
        touchpoints.push(touchpoint.id);
        add(Record::Touchpoint(touchpoint.into()));
    }

    let (pains, opportunities, feedback, measures) = items(size, &stages, rng, &mut add);
    for _ in 0..size / 3 {
        let (Some(from), Some(to)) = (rng.pick_any(&touchpoints), rng.pick_any(&touchpoints)) else { break };
        add(Record::Link(Link { id: LinkId::new(rng), from, to, label: strange_text(rng) }));
    }
    for persona in &people {
        for touchpoint in &touchpoints {
            if rng.chance(70) {
                let (emotion, evidence) = (rng.maybe(80, Rng::emotion), rng.maybe(30, |rng| *rng.pick(Evidence::ALL)));
                add(Record::Feeling(*persona, *touchpoint, Feeling { emotion, evidence }));
            }
        }
    }
    for _ in 0..size {
        let at = |rng: &mut Rng| rng.pick_any(&touchpoints);
        let who = |rng: &mut Rng| rng.pick_any(&people);
        let tie = match rng.below(9) {
            0 => rng.pick_any(&pains).zip(at(rng)).map(|(a, b)| Tie::HurtsAt(a, b)),
            1 => rng.pick_any(&pains).zip(who(rng)).map(|(a, b)| Tie::FeltBy(a, b)),
            2 => rng.pick_any(&opportunities).zip(rng.pick_any(&pains)).map(|(a, b)| Tie::Addresses(a, b)),
            3 => rng.pick_any(&opportunities).zip(at(rng)).map(|(a, b)| Tie::Improves(a, b)),
            4 => rng.pick_any(&feedback).zip(at(rng)).map(|(a, b)| Tie::About(a, b)),
            5 => rng.pick_any(&feedback).zip(who(rng)).map(|(a, b)| Tie::From(a, b)),
            6 => rng.pick_any(&feedback).zip(rng.pick_any(&pains)).map(|(a, b)| Tie::Shows(a, b)),
            7 => rng.pick_any(&feedback).zip(rng.pick_any(&opportunities)).map(|(a, b)| Tie::LedTo(a, b)),
            _ => rng.pick_any(&measures).zip(at(rng)).map(|(a, b)| Tie::Measures(a, b)),
        };
        if let Some(tie) = tie {
            add(Record::Tie(tie));
        }
    }
}

type Items = (Vec<PainId>, Vec<OpportunityId>, Vec<FeedbackId>, Vec<MeasureId>);

/// Adds what hangs at touchpoints, not hanging yet.
fn items(size: usize, stages: &[StageId], rng: &mut Rng, add: &mut impl FnMut(Record)) -> Items {
    let (mut pains, mut opportunities, mut feedback, mut measures) = Items::default();
    for rank in ranks(size / 2, rng) {
        let pain = pain(rank.clone(), rng);
        pains.push(pain.id);
        add(Record::Pain(pain.into()));
        let opportunity = opportunity(rank.clone(), rng);
        opportunities.push(opportunity.id);
        add(Record::Opportunity(opportunity.into()));
        let said = said(rank.clone(), rng);
        feedback.push(said.id);
        add(Record::Feedback(said.into()));
        let measure = measure(rank, stages, rng);
        measures.push(measure.id);
        add(Record::Measure(measure.into()));
    }
    (pains, opportunities, feedback, measures)
}

fn persona(rank: Rank, pictures: &[PictureId], rng: &mut Rng) -> Persona {
    Persona {
        id: PersonaId::new(rng),
        rank,
        name: strange_text(rng),
        role: strange_text(rng),
        segment: strange_text(rng),
        share: rng.maybe(50, |rng| Percent::new(rng.below(101) as i64).expect("at most 100")),
        needs: texts(rng),
        wants: texts(rng),
        stresses: texts(rng),
        brand: strange_text(rng),
        quote: strange_text(rng),
        colour: rng.maybe(50, |rng| *rng.pick(PersonaColour::ALL)),
        initials: strange_text(rng),
        picture: rng.pick_any(pictures).filter(|_| rng.chance(50)),
        note: strange_text(rng),
    }
}

fn lane(rank: Rank, people: &[PersonaId], rng: &mut Rng) -> Lane {
    let (id, kind, title) = (LaneId::new(rng), *rng.pick(LaneKind::ALL), strange_text(rng));
    Lane {
        id,
        rank,
        kind,
        interaction: title.len() % 11 == 1,
        title,
        height: rng.maybe(30, |rng| rng.below(1000) as u16),
        visible: rng.chance(80),
        locked: rng.chance(8),
        persona: rng.pick_any(people).filter(|_| rng.chance(50)),
        note: strange_text(rng),
    }
}

fn channel(rng: &mut Rng) -> Channel {
    match rng.below(4) {
        0 => Channel::Unset,
        1 => Channel::Own { name: strange_text(rng), icon: "door_front".to_owned() },
        _ => Channel::Known(*rng.pick(KnownChannel::ALL)),
    }
}

fn touchpoint(rank: Rank, stages: &[StageId], lanes: &[Lane], pictures: &[PictureId], rng: &mut Rng) -> Touchpoint {
    let mut texts = BTreeMap::new();
    let mut shown = BTreeMap::new();
    for lane in lanes {
        if matches!(lane.kind, LaneKind::Text | LaneKind::BackStage) && rng.chance(50) {
            texts.insert(lane.id, strange_text(rng));
        }
        if lane.kind == LaneKind::Picture {
            shown.extend(rng.pick_any(pictures).map(|picture| (lane.id, picture)));
        }
    }
    let support = |rng: &mut Rng| *rng.pick(Support::ALL);
    Touchpoint {
        id: TouchpointId::new(rng),
        stage: *rng.pick(stages),
        rank,
        name: strange_text(rng),
        note: strange_text(rng),
        channel: channel(rng),
        encounter: *rng.pick(Encounter::ALL),
        stagecraft: *rng.pick(Stagecraft::ALL),
        pillars: Pillars { service: support(rng), product: support(rng), brand: support(rng), perks: support(rng) },
        importance: rng.maybe(50, Rng::level),
        moment_of_truth: rng.chance(20),
        staff: StaffRating {
            attentive: rng.maybe(50, Rng::level),
            polite: rng.maybe(50, Rng::level),
            knowledgeable: rng.maybe(50, Rng::level),
        },
        evidence: *rng.pick(Evidence::ALL),
        evidence_note: strange_text(rng),
        owner: strange_text(rng),
        tags: (0..rng.below(3)).map(|_| strange_text(rng)).collect::<BTreeSet<_>>(),
        texts,
        pictures: shown,
    }
}

fn pain(rank: Rank, rng: &mut Rng) -> Pain {
    Pain {
        id: PainId::new(rng),
        rank,
        text: strange_text(rng),
        severity: rng.level(),
        frequency: rng.maybe(50, Rng::level),
        whose: *rng.pick(Voice::ALL),
        pillar: rng.maybe(50, |rng| *rng.pick(Pillar::ALL)),
        status: *rng.pick(PainStatus::ALL),
        evidence: *rng.pick(Evidence::ALL),
        owner: strange_text(rng),
        votes: rng.below(20) as u32,
        note: strange_text(rng),
    }
}

fn opportunity(rank: Rank, rng: &mut Rng) -> Opportunity {
    Opportunity {
        id: OpportunityId::new(rng),
        rank,
        text: strange_text(rng),
        impact: rng.maybe(50, Rng::level),
        effort: rng.maybe(50, Rng::level),
        horizon: *rng.pick(Horizon::ALL),
        owner: strange_text(rng),
        status: *rng.pick(OpportunityStatus::ALL),
        votes: rng.below(20) as u32,
        note: strange_text(rng),
    }
}

fn said(rank: Rank, rng: &mut Rng) -> Feedback {
    Feedback {
        id: FeedbackId::new(rng),
        rank,
        source: *rng.pick(Voice::ALL),
        text: strange_text(rng),
        date: rng.maybe(50, Rng::date),
        rating: rng.maybe(50, Rng::level),
        status: *rng.pick(LoopStatus::ALL),
        origin: rng.maybe(30, |rng| Origin { survey: strange_text(rng), answer: strange_text(rng) }),
        note: strange_text(rng),
    }
}

fn measure(rank: Rank, stages: &[StageId], rng: &mut Rng) -> Measure {
    let (low, high) = (rng.amount(), rng.amount());
    Measure {
        id: MeasureId::new(rng),
        rank,
        name: strange_text(rng),
        kind: *rng.pick(MeasureKind::ALL),
        scale: Scale::new(low, high, strange_text(rng)).unwrap_or_default(),
        method: strange_text(rng),
        sample: rng.maybe(50, |rng| rng.below(5000) as u32),
        value: rng.maybe(60, Rng::amount),
        target: rng.maybe(60, Rng::amount),
        direction: *rng.pick(Direction::ALL),
        date: rng.maybe(50, Rng::date),
        evidence: *rng.pick(Evidence::ALL),
        answers: rng.maybe(30, answers),
        stage: rng.pick_any(stages).filter(|_| rng.chance(30)),
        note: strange_text(rng),
    }
}

fn answers(rng: &mut Rng) -> Answers {
    let amount = |value: u32| Amount::new(f64::from(value)).expect("finite");
    let mut answers = Answers::new(strange_text(rng), strange_text(rng), amount(0), amount(10)).expect("ascending");
    for _ in 0..rng.below(3) {
        let persona = rng.maybe(70, PersonaId::new);
        let ratings: Ratings = (0..rng.below(5) as u32).map(|rating| (amount(rating), 1 + rating * 7)).collect();
        answers.groups.insert(persona, ratings);
    }
    answers
}

/// Matches some elements of the two journeys by hand.
fn pins(map: &mut Map, rng: &mut Rng) {
    let uids = |journey: Option<&Journey>| -> Vec<Uid> {
        journey.into_iter().flat_map(Journey::touchpoints).map(|touchpoint| touchpoint.id.0).collect()
    };
    let (today, ideal) = (uids(Some(map.today())), uids(map.ideal()));
    for _ in 0..rng.below(3) {
        if let Some((today, ideal)) = rng.pick_any(&today).zip(rng.pick_any(&ideal)) {
            let pin = Pin { id: PinId::new(rng), today, ideal, same: rng.chance(50) };
            put(map, MapRecord::Pin(pin.into()));
        }
    }
}

/// Plans something for touchpoints of either journey, and for some that are on neither.
fn plan(map: &mut Map, rng: &mut Rng) {
    let uids = |journey: Option<&Journey>| -> Vec<Uid> {
        journey.into_iter().flat_map(Journey::touchpoints).map(|touchpoint| touchpoint.id.0).collect()
    };
    let (today, ideal) = (uids(Some(map.today())), uids(map.ideal()));
    for _ in 0..rng.below(4) {
        let item = plan_item(PlanItemId::new(rng), &today, &ideal, rng);
        put(map, MapRecord::Plan(item.into()));
    }
}

/// Any plan item, mostly about elements of the two lists.
pub fn plan_item(id: PlanItemId, today: &[Uid], ideal: &[Uid], rng: &mut Rng) -> PlanItem {
    let mut end = |known: &[Uid]| rng.maybe(80, |rng| rng.pick_any(known).unwrap_or_else(|| rng.next_uid()));
    let (from, to) = (end(today), end(ideal));
    PlanItem {
        id,
        from,
        to,
        is: strange_text(rng),
        should: strange_text(rng),
        owner: strange_text(rng),
        effort: rng.maybe(50, |rng| *rng.pick(Effort::ALL)),
        horizon: rng.maybe(50, |rng| *rng.pick(Horizon::ALL)),
        status: *rng.pick(PlanStatus::ALL),
        done_when: strange_text(rng),
        closed: rng.maybe(30, Rng::date),
        note: strange_text(rng),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_map_and_another_seed_another() {
        assert_eq!(random_map(1, 12), random_map(1, 12));
        assert_ne!(random_map(1, 12), random_map(2, 12));
    }

    #[test]
    fn every_kind_of_record_turns_up() {
        let maps: Vec<Map> = (0..30).map(|seed| random_map(seed, 12)).collect();
        let kinds: BTreeSet<_> = maps
            .iter()
            .flat_map(|map| map.today().records())
            .map(|record| format!("{record:?}").chars().take_while(|c| c.is_alphanumeric()).collect::<String>())
            .collect();
        assert_eq!(kinds.len(), 11, "{kinds:?}");
        let all = |found: fn(&Map) -> bool| maps.iter().any(found);
        assert!(all(|map| map.ideal().is_some()) && all(|map| map.ideal().is_none()));
        assert!(all(|map| map.pins().next().is_some()) && all(|map| map.snapshots().next().is_some()));
        assert!(all(|map| map.plan().next().is_some()));
        assert!(all(|map| map.pictures().next().is_some()) && all(|map| !map.notes().is_empty()));
    }
}
