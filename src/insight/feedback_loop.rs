//! Feedback on its way round the loop: who said what, how long ago, how far it has come, and what became of it.
//!
//! Source: the closed loop of the customer-experience literature, in which feedback is heard, understood, acted on and
//! answered. Customers' and employees' feedback are two lists of the same shape, because both belong into one meeting.
//! Today's day comes in from outside.

use std::fmt::Write as _;
use std::sync::Arc;

use super::figures::Share;
use super::survey::counted;
use crate::exchange::csv::{self, Cell};
use crate::exchange::markdown;
use crate::model::*;

/// What feedback led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consequence {
    /// It shows this pain point.
    Pain(PainId),
    /// It led to this opportunity.
    Opportunity(OpportunityId),
}

impl Consequence {
    /// The edge that says so.
    pub fn tie(self, feedback: FeedbackId) -> Tie {
        match self {
            Consequence::Pain(id) => Tie::Shows(feedback, id),
            Consequence::Opportunity(id) => Tie::LedTo(feedback, id),
        }
    }

    /// The element.
    pub fn key(self) -> Key {
        match self {
            Consequence::Pain(id) => Key::Pain(id),
            Consequence::Opportunity(id) => Key::Opportunity(id),
        }
    }

    /// What it says, with how far it has come: "Ask who she is first (Planned)".
    pub fn words(self, journey: &Journey) -> String {
        let (text, status) = match self {
            Consequence::Pain(id) => {
                journey.pain(id).map_or(("", ""), |pain| (pain.text.as_str(), pain.status.label()))
            }
            Consequence::Opportunity(id) => {
                journey.opportunity(id).map_or(("", ""), |found| (found.text.as_str(), found.status.label()))
            }
        };
        let (text, none) = (one_line(text), self.kind());
        if text.is_empty() { format!("{none} without words ({status})") } else { format!("{text} ({status})") }
    }

    /// "Pain point" or "Opportunity".
    pub fn kind(self) -> &'static str {
        match self {
            Consequence::Pain(_) => "Pain point",
            Consequence::Opportunity(_) => "Opportunity",
        }
    }
}

/// What a piece of feedback led to: pain points, then opportunities, each by rank.
pub fn consequences(journey: &Journey, feedback: FeedbackId) -> Vec<Consequence> {
    let pains = journey.pains_shown_by(feedback).into_iter().map(|pain| Consequence::Pain(pain.id));
    let found = journey.opportunities_from(feedback).into_iter().map(|found| Consequence::Opportunity(found.id));
    pains.chain(found).collect()
}

/// What else it could have led to: whatever stands at its touchpoints first, then the rest of the journey.
pub fn possible_consequences(journey: &Journey, feedback: FeedbackId) -> Vec<Consequence> {
    let known = consequences(journey, feedback);
    let mut found: Vec<Consequence> = Vec::new();
    for touchpoint in journey.touchpoints_of(feedback.0) {
        found.extend(journey.pains_at(touchpoint.id).iter().map(|pain| Consequence::Pain(pain.id)));
        found.extend(journey.opportunities_at(touchpoint.id).iter().map(|near| Consequence::Opportunity(near.id)));
    }
    let near: std::collections::BTreeSet<Consequence> = found.iter().copied().collect();
    let all = journey.pains().map(|pain| Consequence::Pain(pain.id));
    let all = all.chain(journey.opportunities().map(|found| Consequence::Opportunity(found.id)));
    let mut seen = std::collections::BTreeSet::new();
    found.extend(all.filter(|other| !near.contains(other)));
    found.retain(|other| !known.contains(other) && seen.insert(*other));
    found
}

/// The status `by` steps further on in the loop, or back; `None` beyond either end.
pub fn stepped(status: LoopStatus, by: i32) -> Option<LoopStatus> {
    let at = LoopStatus::ALL.iter().position(|other| *other == status)?;
    LoopStatus::ALL.get(at.checked_add_signed(by.try_into().ok()?)?).copied()
}

/// Which feedback a meeting looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LoopFilter {
    /// From this persona.
    pub persona: Option<PersonaId>,
    /// About a touchpoint of this stage.
    pub stage: Option<StageId>,
    /// About this touchpoint.
    pub touchpoint: Option<TouchpointId>,
    /// That has come so far, and no further.
    pub status: Option<LoopStatus>,
}

impl LoopFilter {
    /// Whether anything is asked for.
    pub fn is_on(&self) -> bool {
        *self != LoopFilter::default()
    }

    /// Whether it lets through feedback of any status.
    fn passes(&self, item: &LoopItem, journey: &Journey) -> bool {
        let in_stage = |stage| item.about.iter().any(|id| journey.touchpoint(*id).is_some_and(|at| at.stage == stage));
        self.persona.is_none_or(|id| item.from.contains(&id))
            && self.stage.is_none_or(in_stage)
            && self.touchpoint.is_none_or(|id| item.about.contains(&id))
    }
}

/// A piece of feedback with what hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopItem {
    /// What was said.
    pub feedback: Arc<Feedback>,
    /// Who said it, where that is known.
    pub from: Vec<PersonaId>,
    /// About which touchpoints.
    pub about: Vec<TouchpointId>,
    /// What became of it.
    pub led_to: Vec<Consequence>,
    /// Who takes care of it: whoever owns the opportunity it led to, else the pain point, else the touchpoint; empty if
    /// nobody does.
    pub owner: String,
}

impl LoopItem {
    fn of(journey: &Journey, feedback: &Arc<Feedback>) -> LoopItem {
        let id = feedback.id;
        let about = journey.touchpoints_of(id.0);
        let opportunities = journey.opportunities_from(id).into_iter().map(|found| &found.owner);
        let pains = journey.pains_shown_by(id).into_iter().map(|pain| &pain.owner);
        let mut owners = opportunities.chain(pains).chain(about.iter().map(|touchpoint| &touchpoint.owner));
        LoopItem {
            owner: owners.find(|owner| !owner.trim().is_empty()).cloned().unwrap_or_default(),
            from: journey.personas_of(id.0).iter().map(|persona| persona.id).collect(),
            about: about.iter().map(|touchpoint| touchpoint.id).collect(),
            led_to: consequences(journey, id),
            feedback: feedback.clone(),
        }
    }

    /// How long ago it was said: "today", "3 days", "5 weeks", "4 months", "2 years"; empty without a date.
    pub fn age(&self, today: Option<Date>) -> String {
        let (Some(date), Some(today)) = (self.feedback.date, today) else { return String::new() };
        match today.days_since(date) {
            ..0 => "dated ahead".to_owned(),
            0 => "today".to_owned(),
            days @ 1..14 => counted(days as usize, "day", "days"),
            days @ 14..61 => counted(days as usize / 7, "week", "weeks"),
            // The mean month of the Gregorian calendar, in tenths of a day.
            days @ 61..731 => counted(days as usize * 10 / 304, "month", "months"),
            days => counted(days as usize * 100 / 36_525, "year", "years"),
        }
    }
}

/// All that customers, or all that employees, said.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopSide {
    /// Whose feedback it is.
    pub voice: Voice,
    /// The pieces that pass the filter: by status, within a status the oldest first, those without a date last.
    pub items: Vec<LoopItem>,
    /// How many there are of each status in [`LoopStatus::ALL`], whatever status was asked for.
    pub counts: [usize; LoopStatus::ALL.len()],
}

impl LoopSide {
    /// How many were answered, of all: the share of loops that are closed.
    pub fn closed(&self) -> Share {
        Share { count: self.counts[LoopStatus::Answered as usize], of: self.counts.iter().sum() }
    }

    /// The pieces with one status.
    pub fn with(&self, status: LoopStatus) -> &[LoopItem] {
        let from = self.items.partition_point(|item| item.feedback.status < status);
        let to = self.items.partition_point(|item| item.feedback.status <= status);
        &self.items[from..to]
    }

    /// "Customers’ feedback".
    pub fn title(&self) -> &'static str {
        match self.voice {
            Voice::Customer => "Customers’ feedback",
            Voice::Employee => "Employees’ feedback",
        }
    }

    /// "2 of 6 answered, 33 %"; that there is none, if there is none.
    pub fn closure_words(&self) -> String {
        let closed = self.closed();
        match closed.percent() {
            Some(percent) => format!("{} of {} answered, {percent} %", closed.count, closed.of),
            None => "nothing was written down".to_owned(),
        }
    }
}

/// What customers said, and what employees said.
pub fn sides(journey: &Journey, filter: &LoopFilter) -> [LoopSide; 2] {
    [Voice::Customer, Voice::Employee].map(|voice| {
        let said = journey.feedback().filter(|feedback| feedback.source == voice);
        let mut items: Vec<LoopItem> = said.map(|feedback| LoopItem::of(journey, feedback)).collect();
        items.retain(|item| filter.passes(item, journey));
        let counts = std::array::from_fn(|at| items.iter().filter(|item| item.feedback.status as usize == at).count());
        items.retain(|item| filter.status.is_none_or(|status| item.feedback.status == status));
        // The sort is stable, so feedback of one day stays in the order of the map.
        items.sort_by_key(|item| (item.feedback.status, item.feedback.date.is_none(), item.feedback.date));
        LoopSide { voice, items, counts }
    })
}

const TITLES: [&str; 9] =
    ["Status", "Said on", "Age", "What was said", "From", "About", "Rating", "Owner", "What became of it"];

fn cells(journey: &Journey, item: &LoopItem, today: Option<Date>) -> [String; TITLES.len()] {
    let feedback = &item.feedback;
    let name = |id: &PersonaId| journey.persona(*id).map_or_else(String::new, |persona| one_line(&persona.name));
    let place = |id: &TouchpointId| journey.touchpoint(*id).map_or_else(String::new, |at| one_line(&at.name));
    [
        feedback.status.label().to_owned(),
        feedback.date.map_or_else(String::new, |date| date.to_string()),
        item.age(today),
        feedback.text.trim().to_owned(),
        item.from.iter().map(name).collect::<Vec<_>>().join(", "),
        item.about.iter().map(place).collect::<Vec<_>>().join(", "),
        feedback.rating.map_or_else(String::new, |rating| format!("{rating} of 5")),
        one_line(&item.owner),
        item.led_to.iter().map(|led_to| led_to.words(journey)).collect::<Vec<_>>().join("; "),
    ]
}

/// The lists for the minutes of a meeting: a heading with the share answered, and a table, for either side.
pub fn markdown(journey: &Journey, sides: &[LoopSide], today: Option<Date>) -> String {
    let mut page = String::new();
    for side in sides {
        let _ = writeln!(page, "## {}\n\n{}.\n", side.title(), sentence(&side.closure_words()));
        if !side.items.is_empty() {
            let rows: Vec<Vec<String>> = side.items.iter().map(|item| cells(journey, item, today).into()).collect();
            let _ = writeln!(page, "{}", markdown::table(&TITLES, &rows));
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The same as cells for a spreadsheet, one table with whose feedback it is in the first column.
pub fn cells_text(journey: &Journey, sides: &[LoopSide], today: Option<Date>) -> String {
    let rows = sides.iter().flat_map(|side| {
        let row = |item: &LoopItem| {
            let whose = Cell::text(side.voice.label());
            std::iter::once(whose).chain(cells(journey, item, today).map(Cell::text)).collect()
        };
        side.items.iter().map(row).collect::<Vec<Vec<Cell>>>()
    });
    csv::tabbed(std::iter::once("Whose").chain(TITLES), rows)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        assert_eq!(customers.closure_words(), "1 of 4 answered, 25 %");
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
        assert!(page.starts_with("## Customers’ feedback\n\n1 of 4 answered, 25 %.\n\n| Status |"), "{page}");
        assert!(
            page.contains("| Heard | 2026-03-01 | 1 day | Rude | Dora | Till |  | Ida | Train (Proposed) |"),
            "{page}"
        );
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
}
