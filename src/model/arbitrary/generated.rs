//! A journey like the ones people draw, as long as a bench wants it.

use super::rng::Rng;
use crate::model::*;

const VERBS: &[&str] = &[
    "Search", "Book", "Enter", "Meet", "Order", "Taste", "Return", "Complain", "Choose", "Browse", "Cancel", "Renew",
    "Greet", "Collect",
];
const THINGS: &[&str] = &[
    "tickets",
    "the lounge",
    "a table",
    "the host",
    "the menu",
    "a refund",
    "the wardrobe",
    "the newsletter",
    "a seat",
    "the bill",
    "directions",
    "the loyalty card",
];
const WAYS: &[&str] = &[
    "",
    "with friends",
    "before the show",
    "at the entrance",
    "late at night",
    "without help",
    "by mobile phone",
    "once more",
];
const STAGES: &[&str] = &["Discover", "Compare", "Decide", "Arrive", "Enjoy", "Pay", "Leave", "Remember", "Recommend"];
const THOUGHTS: &[&str] = &[
    "Where do I have to go now?",
    "Nobody told me about this.",
    "That was quicker than last time, and friendlier too.",
    "I hope they remember what I ordered.",
    "If this goes on I shall look for another place.",
];
const PAINS: &[&str] = &[
    "Waiting without a word",
    "The price differs from the one on the page",
    "Asked for the same details three times",
    "No way to change one's mind",
];
const IDEAS: &[&str] = &[
    "Tell the waiting time on arrival",
    "One price everywhere, taxes included",
    "Hand the details on with the customer's consent",
    "A single tap to change the booking",
];
const BEHIND: &[&str] = &["Check the reservation system", "Call the kitchen", "Print the wristbands", "Brief the team"];

/// Today's journey of `touchpoints` touchpoints: stages of about ten, two personas with emotions, pain points at
/// 40 % of the touchpoints, opportunities at 30 %, measures at 20 %, thoughts at 50 %, back-stage work at 30 %.
pub fn generated_journey(touchpoints: usize, seed: u64) -> Map {
    let mut writer = Writer { map: Map::new(MapId::new(&mut SeededIds::new(seed))), rng: Rng::new(seed) };
    let title = format!("A journey of {touchpoints} touchpoints");
    writer.put(MapRecord::About(About { title, ..About::default() }.into()));
    let people = writer.personas();
    let lanes = writer.lanes(people[0]);
    let mut written = 0;
    let mut sizes = Vec::new();
    while written < touchpoints {
        let size = (7 + writer.rng.below(7)).min(touchpoints - written);
        sizes.push(size);
        written += size;
    }
    let mut number = 0;
    let mut previous = None;
    for (at, (size, rank)) in sizes.iter().zip(Rank::sequence(sizes.len())).enumerate() {
        let stage = StageId::new(&mut writer.rng);
        let name = match at / STAGES.len() {
            0 => STAGES[at].to_owned(),
            again => format!("{} {}", STAGES[at % STAGES.len()], again + 1),
        };
        writer.add(Record::Stage(Stage::new(stage, rank, name).into()));
        for rank in Rank::sequence(*size) {
            number += 1;
            let id = writer.touchpoint(stage, rank, number, &lanes);
            writer.feelings(id, &people);
            writer.items(id, people[0]);
            if let Some(from) = previous.filter(|_| number.is_multiple_of(20)) {
                let link = Link { id: LinkId::new(&mut writer.rng), from, to: id, label: String::new() };
                writer.add(Record::Link(link));
            }
            previous = Some(id);
        }
    }
    writer.map
}

struct Writer {
    map: Map,
    rng: Rng,
}

/// The lanes that hold texts.
struct TextLanes {
    thoughts: LaneId,
    back_stage: LaneId,
}

impl Writer {
    fn put(&mut self, record: MapRecord) {
        let fits = self.map.put(record);
        debug_assert!(fits.is_ok(), "{fits:?}");
    }

    fn add(&mut self, record: Record) {
        self.put(MapRecord::In(State::Today, record));
    }

    fn words(&mut self, choices: &[&str]) -> String {
        (*self.rng.pick(choices)).to_owned()
    }

    fn personas(&mut self) -> Vec<PersonaId> {
        let ranks = Rank::sequence(2);
        let people = [("Mara", "First-time guest", 60), ("Jonas", "Regular", 40)];
        let mut ids = Vec::new();
        for ((name, role, share), rank) in people.into_iter().zip(ranks) {
            let id = PersonaId::new(&mut self.rng);
            let share = Percent::new(share).ok();
            let persona = Persona { role: role.to_owned(), share, ..Persona::new(id, rank, name) };
            self.add(Record::Persona(persona.into()));
            ids.push(id);
        }
        ids
    }

    fn lanes(&mut self, main: PersonaId) -> TextLanes {
        let kinds = [
            LaneKind::Touchpoints,
            LaneKind::Emotion,
            LaneKind::Text,
            LaneKind::Channel,
            LaneKind::Pains,
            LaneKind::Opportunities,
            LaneKind::Measures,
            LaneKind::BackStage,
        ];
        let mut ids = Vec::new();
        for (kind, rank) in kinds.into_iter().zip(Rank::sequence(kinds.len())) {
            let id = LaneId::new(&mut self.rng);
            let persona = (kind == LaneKind::Text).then_some(main);
            self.add(Record::Lane(Lane { persona, ..Lane::new(id, rank, kind) }.into()));
            ids.push(id);
        }
        TextLanes { thoughts: ids[2], back_stage: ids[7] }
    }

    fn touchpoint(&mut self, stage: StageId, rank: Rank, number: usize, lanes: &TextLanes) -> TouchpointId {
        let id = TouchpointId::new(&mut self.rng);
        let parts = [self.words(VERBS), self.words(THINGS), self.words(WAYS)];
        let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let mut touchpoint = Touchpoint::new(id, stage, rank, said.join(" "));
        let rng = &mut self.rng;
        touchpoint.channel = Channel::Known(*rng.pick(KnownChannel::ALL));
        touchpoint.encounter = *rng.pick(Encounter::ALL);
        touchpoint.evidence = *rng.pick(Evidence::ALL);
        touchpoint.importance = rng.maybe(60, Rng::level);
        touchpoint.moment_of_truth = rng.chance(8);
        touchpoint.pillars.service = *rng.pick(Support::ALL);
        if number.is_multiple_of(9) {
            touchpoint.stagecraft = Stagecraft::BackStage;
        }
        if rng.chance(50) {
            let thought = self.words(THOUGHTS);
            touchpoint.texts.insert(lanes.thoughts, thought);
        }
        if self.rng.chance(30) {
            let work = self.words(BEHIND);
            touchpoint.texts.insert(lanes.back_stage, work);
        }
        self.add(Record::Touchpoint(touchpoint.into()));
        id
    }

    fn feelings(&mut self, at: TouchpointId, people: &[PersonaId]) {
        for persona in people {
            let emotion = self.rng.maybe(90, |rng| Emotion::steps(rng.below(21) as i32 - 10));
            self.add(Record::Feeling(*persona, at, Feeling { emotion, evidence: None }));
        }
    }

    fn items(&mut self, at: TouchpointId, main: PersonaId) {
        let pain = self.rng.chance(40).then(|| PainId::new(&mut self.rng));
        if let Some(id) = pain {
            let text = self.words(PAINS);
            let pain = Pain { severity: self.rng.level(), ..Pain::new(id, Rank::first(), text) };
            self.add(Record::Pain(pain.into()));
            self.add(Record::Tie(Tie::HurtsAt(id, at)));
            self.add(Record::Tie(Tie::FeltBy(id, main)));
        }
        if self.rng.chance(30) {
            let id = OpportunityId::new(&mut self.rng);
            let text = self.words(IDEAS);
            let horizon = *self.rng.pick(Horizon::ALL);
            let impact = Some(self.rng.level());
            let opportunity = Opportunity { impact, horizon, ..Opportunity::new(id, Rank::first(), text) };
            self.add(Record::Opportunity(opportunity.into()));
            self.add(Record::Tie(Tie::Improves(id, at)));
            if let Some(pain) = pain {
                self.add(Record::Tie(Tie::Addresses(id, pain)));
            }
        }
        if self.rng.chance(20) {
            let id = MeasureId::new(&mut self.rng);
            let amount = |rng: &mut Rng| Amount::new(rng.below(101) as f64).ok();
            let (value, target) = (amount(&mut self.rng), amount(&mut self.rng));
            let measure = Measure { value, target, ..Measure::new(id, Rank::first(), "Content with it") };
            self.add(Record::Measure(measure.into()));
            self.add(Record::Tie(Tie::Measures(id, at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_are_the_promised_ones() {
        let map = generated_journey(2000, 7);
        let journey = map.today();
        assert_eq!(journey.touchpoint_count(), 2000);
        let share = |count: usize| count * 100 / 2000;
        assert!((35..45).contains(&share(journey.pains().len())));
        assert!((25..35).contains(&share(journey.opportunities().len())));
        assert!((15..25).contains(&share(journey.measures().len())));
        assert!((170..230).contains(&journey.stages().len()));
        assert_eq!(journey.personas().len(), 2);
        assert!(journey.touchpoints().all(|touchpoint| (2..=7).contains(&touchpoint.name.split(' ').count())));
    }
}
