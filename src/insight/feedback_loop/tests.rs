//! What the loop promises.

use proptest::prelude::*;

use super::minutes::TITLES;
use super::*;
use crate::model::arbitrary::random_map;

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Two customers and one employee at two touchpoints; the second piece led to an opportunity.
struct Sample {
    journey: Journey,
    stages: [StageId; 2],
    touchpoints: [TouchpointId; 2],
    persona: PersonaId,
    said: Vec<FeedbackId>,
    opportunity: OpportunityId,
    pain: PainId,
}

fn sample() -> Sample {
    let mut ids = SeededIds::new(3);
    let mut journey = Journey::new();
    let mut put = |record| journey.put(record).map(|_| ()).unwrap();
    let stages = [StageId::new(&mut ids), StageId::new(&mut ids)];
    let touchpoints = [TouchpointId::new(&mut ids), TouchpointId::new(&mut ids)];
    let persona = PersonaId::new(&mut ids);
    put(Record::Persona(Persona::new(persona, Rank::first(), "Dora").into()));
    for ((stage, at), rank) in stages.iter().zip(touchpoints).zip(Rank::sequence(2)) {
        put(Record::Stage(Stage::new(*stage, rank, "Stage").into()));
        let owner = "Sales".to_owned();
        put(Record::Touchpoint(Touchpoint { owner, ..Touchpoint::new(at, *stage, Rank::first(), "Till") }.into()));
    }
    let pieces = [
        (Voice::Customer, "Too slow", date("2026-05-01"), LoopStatus::Heard, 0),
        (Voice::Customer, "Rude", date("2026-03-01"), LoopStatus::Heard, 1),
        (Voice::Customer, "Undated", None, LoopStatus::Heard, 0),
        (Voice::Customer, "Thanks", date("2026-01-01"), LoopStatus::Answered, 0),
        (Voice::Employee, "No break", date("2026-04-01"), LoopStatus::Understood, 1),
    ];
    let mut said = Vec::new();
    for ((source, text, date, status, at), rank) in pieces.into_iter().zip(Rank::sequence(5)) {
        let id = FeedbackId::new(&mut ids);
        said.push(id);
        put(Record::Feedback(Feedback { source, date, status, ..Feedback::new(id, rank, text) }.into()));
        put(Record::Tie(Tie::About(id, touchpoints[at])));
    }
    put(Record::Tie(Tie::From(said[1], persona)));
    let (opportunity, pain) = (OpportunityId::new(&mut ids), PainId::new(&mut ids));
    let owner = "Ida".to_owned();
    put(Record::Opportunity(Opportunity { owner, ..Opportunity::new(opportunity, Rank::first(), "Train") }.into()));
    put(Record::Pain(Pain::new(pain, Rank::first(), "Nobody smiles").into()));
    put(Record::Tie(Tie::HurtsAt(pain, touchpoints[0])));
    put(Record::Tie(Tie::LedTo(said[1], opportunity)));
    Sample { journey, stages, touchpoints, persona, said, opportunity, pain }
}

fn texts(side: &LoopSide) -> Vec<&str> {
    side.items.iter().map(|item| item.feedback.text.as_str()).collect()
}

#[test]
fn the_oldest_of_each_status_comes_first_and_the_share_is_of_what_was_answered() {
    let sample = sample();
    let [customers, employees] = sides(&sample.journey, &LoopFilter::default());
    assert_eq!(texts(&customers), ["Rude", "Too slow", "Undated", "Thanks"]);
    assert_eq!(customers.closed(), Share { count: 1, of: 4 });
    assert_eq!(customers.closure_words(), "1 of 4 answered, 25%");
    assert_eq!(employees.closed(), Share { count: 0, of: 1 });
    assert_eq!(customers.with(LoopStatus::Heard).len(), 3);
    assert_eq!(customers.with(LoopStatus::Understood).len(), 0);
}

#[test]
fn a_filter_narrows_both_sides_and_a_status_leaves_the_counts_alone() {
    let sample = sample();
    let stage = LoopFilter { stage: Some(sample.stages[1]), ..LoopFilter::default() };
    let [customers, employees] = sides(&sample.journey, &stage);
    assert_eq!((texts(&customers), texts(&employees)), (vec!["Rude"], vec!["No break"]));
    let who = LoopFilter { persona: Some(sample.persona), ..LoopFilter::default() };
    assert_eq!(texts(&sides(&sample.journey, &who)[0]), ["Rude"]);
    let place = LoopFilter { touchpoint: Some(sample.touchpoints[0]), ..LoopFilter::default() };
    assert_eq!(texts(&sides(&sample.journey, &place)[0]), ["Too slow", "Undated", "Thanks"]);
    let status = LoopFilter { status: Some(LoopStatus::Answered), ..LoopFilter::default() };
    let [customers, _] = sides(&sample.journey, &status);
    assert_eq!((texts(&customers), customers.closed().of), (vec!["Thanks"], 4));
}

#[test]
fn what_became_of_feedback_names_its_owner_and_what_stands_near_is_offered_first() {
    let sample = sample();
    let [customers, _] = sides(&sample.journey, &LoopFilter::default());
    let (rude, slow) = (&customers.items[0], &customers.items[1]);
    assert_eq!(rude.led_to, [Consequence::Opportunity(sample.opportunity)]);
    assert_eq!((rude.owner.as_str(), slow.owner.as_str()), ("Ida", "Sales"));
    let pain = Consequence::Pain(sample.pain);
    assert_eq!(possible_consequences(&sample.journey, sample.said[1]), [pain]);
    let offered = possible_consequences(&sample.journey, sample.said[0]);
    assert_eq!(offered, [pain, Consequence::Opportunity(sample.opportunity)]);
}

#[test]
fn ages_are_said_in_the_unit_a_person_would_use() {
    let sample = sample();
    let [customers, _] = sides(&sample.journey, &LoopFilter::default());
    let age = |today: &str| customers.items[0].age(date(today));
    assert_eq!(age("2026-03-01"), "today");
    assert_eq!(age("2026-03-02"), "1 day");
    assert_eq!(age("2026-03-31"), "4 weeks");
    assert_eq!(age("2026-09-01"), "6 months");
    assert_eq!(age("2029-03-01"), "3 years");
    assert_eq!(age("2026-02-01"), "dated ahead");
    assert_eq!(customers.items[2].age(date("2026-03-01")), "");
}

#[test]
fn the_loop_has_two_ends() {
    assert_eq!(stepped(LoopStatus::Heard, 1), Some(LoopStatus::Understood));
    assert_eq!(stepped(LoopStatus::Heard, -1), None);
    assert_eq!(stepped(LoopStatus::Answered, 1), None);
    assert_eq!(stepped(LoopStatus::Answered, -1), Some(LoopStatus::ActedOn));
}

#[test]
fn the_minutes_hold_what_was_said_and_what_became_of_it() {
    let sample = sample();
    let sides = sides(&sample.journey, &LoopFilter::default());
    let page = markdown(&sample.journey, &sides, date("2026-03-02"));
    assert!(page.starts_with("## Customers’ feedback\n\n1 of 4 answered, 25%.\n\n| Status |"), "{page}");
    assert!(page.contains("| Heard | 2026-03-01 | 1 day | Rude | Dora | Till |  | Ida | Train (Proposed) |"), "{page}");
    let cells = cells_text(&sample.journey, &sides, None);
    assert_eq!(cells.lines().count(), 6);
    assert!(cells.lines().last().unwrap().starts_with("Employee\tUnderstood\t2026-04-01\t\tNo break"), "{cells}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_piece_is_on_exactly_one_side_and_every_table_is_as_wide_as_its_head(seed: u64) {
        let map = random_map(seed, 15);
        let sides = sides(map.today(), &LoopFilter::default());
        let count: usize = sides.iter().map(|side| side.items.len()).sum();
        prop_assert_eq!(count, map.today().feedback().count());
        for side in &sides {
            prop_assert_eq!(side.closed().of, side.items.len());
            for (at, status) in LoopStatus::ALL.iter().enumerate() {
                prop_assert_eq!(side.with(*status).len(), side.counts[at]);
            }
        }
        let page = markdown(map.today(), &sides, None);
        let bars = |line: &str| {
            let chars: Vec<char> = line.chars().collect();
            (0..chars.len()).filter(|at| chars[*at] == '|' && (*at == 0 || chars[at - 1] != '\\')).count()
        };
        for line in page.lines().filter(|line| line.starts_with('|')) {
            prop_assert_eq!(bars(line), TITLES.len() + 1, "{}", line);
        }
    }
}
