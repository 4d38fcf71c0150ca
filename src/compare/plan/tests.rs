//! What the plan promises.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::compare::{Sides, compare};
use crate::edit::{Command, Session, TouchpointField};
use crate::exchange::shipped::Shipped;
use crate::model::arbitrary::{cases, random_map};

fn oz() -> Map {
    Shipped::from_key("oz").expect("a shipped map").open().expect("it opens")
}

fn pins(map: &Map) -> Vec<Arc<Pin>> {
    map.pins().cloned().collect()
}

fn against_ideal(map: &Map) -> Comparison {
    compare(&Sides { from: map.today(), to: map.ideal().expect("an ideal journey"), pins: &pins(map) })
}

fn plan_of(map: &Map) -> Plan {
    Plan::of(map, map.ideal().expect("an ideal journey"), &against_ideal(map))
}

fn with_progress(map: &Map) -> (Plan, Progress) {
    let progress = Progress::work_out(map, map.ideal().expect("an ideal journey"), &pins(map), &against_ideal(map));
    (plan_of(map).with_progress(&progress), progress)
}

/// The row of the touchpoint that bears this name today, or in the ideal journey where it is new.
fn row<'p>(plan: &'p Plan, name: &str) -> &'p PlanRow {
    plan.rows.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"))
}

/// Three touchpoints, of which the ideal journey renames two.
struct Sample {
    session: Session,
    ids: SeededIds,
    touchpoints: Vec<TouchpointId>,
}

impl Sample {
    fn new() -> Sample {
        let mut ids = SeededIds::new(1);
        let mut sample = Sample {
            session: Session::new(Map::new(MapId::new(&mut ids))),
            touchpoints: (0..3).map(|_| TouchpointId::new(&mut ids)).collect(),
            ids,
        };
        let (state, stage) = (State::Today, StageId::new(&mut sample.ids));
        sample.run(Command::AddStage { state, id: stage, name: "Before".to_owned(), after: None });
        let mut after = None;
        for (at, name) in ["Gate", "Wait", "Audience"].into_iter().enumerate() {
            let id = sample.touchpoints[at];
            let at = crate::edit::Slot { stage, after };
            sample.run(Command::AddTouchpoint { state, id, name: name.to_owned(), at });
            after = Some(id);
        }
        sample.run(Command::StartIdeal { copy_today: true });
        sample.rename(State::Ideal, 0, "Open gate");
        sample.rename(State::Ideal, 1, "No wait");
        sample
    }

    fn run(&mut self, command: Command) {
        self.session.run(&command).unwrap_or_else(|rejection| panic!("{command:?}: {rejection}"));
    }

    fn rename(&mut self, state: State, at: usize, name: &str) {
        let field = TouchpointField::Name(name.to_owned());
        self.run(Command::SetTouchpoint { state, id: self.touchpoints[at], field });
    }

    fn snapshot(&mut self, day: &str) {
        let (id, date) = (SnapshotId::new(&mut self.ids), day.parse().expect("a date"));
        self.run(Command::TakeSnapshot { id, date, label: day.to_owned() });
    }

    fn map(&self) -> &Map {
        self.session.map()
    }
}

#[test]
fn what_nobody_says_is_taken_from_the_opportunity_the_touchpoint_or_the_measure() {
    let plan = plan_of(&oz());
    let doorman = row(&plan, "Doorman turns her away");
    assert_eq!((doorman.step, doorman.stage_name.as_str()), (Some(6), "Onboarding"));
    assert_eq!(doorman.owner.value, "Gate guard");
    assert!(matches!(doorman.owner.source, Source::Opportunity(_)));
    assert_eq!((doorman.effort.value, doorman.horizon.value), (Some(Effort::Low), Some(Horizon::Now)));
    assert_eq!(doorman.done_when.value, "CSAT reaches 80% (62% now, n 48)");
    assert!(doorman.moment_of_truth && doorman.emotion.is_some_and(|gap| gap > 9.0));
    let audience = row(&plan, "Audience with the Wizard");
    assert!(matches!(audience.owner.source, Source::Touchpoint(_)), "{:?}", audience.owner);
    let balloon = row(&plan, "Balloon leaves without her");
    assert_eq!(balloon.sentence(), "Balloon leaves without her → Seat home booked");
    assert_eq!((balloon.change_label(), balloon.step), (Some("Replaced"), Some(13)), "it takes the other's number");
    assert_eq!(balloon.emotion, Some(15.0), "from how she feels at the one to how she feels at the other");
    assert_eq!(plan.rows.iter().filter(|row| row.sentence().contains("Seat home booked")).count(), 1);
}

#[test]
fn what_is_said_by_hand_counts_and_editing_starts_at_what_the_row_shows() {
    let mut sample = Sample::new();
    let plan = plan_of(sample.map());
    let mut item = row(&plan, "Gate").to_item(sample.map(), &mut SeededIds::new(9));
    assert_eq!((item.status, item.owner.as_str()), (PlanStatus::Open, ""));
    (item.owner, item.effort) = ("Council".to_owned(), Some(Effort::High));
    item.should = "A gate that is never shut".to_owned();
    sample.run(Command::SetPlanItem(item.clone()));
    let plan = plan_of(sample.map());
    let gate = row(&plan, "Gate");
    assert_eq!(gate.sentence(), "Gate → A gate that is never shut");
    assert_eq!((gate.owner.source, gate.effort.source), (Source::ByHand, Source::ByHand));
    assert_eq!(gate.is.source, Source::Comparison);
    assert_eq!(gate.to_item(sample.map(), &mut SeededIds::new(10)), item);
    assert_eq!(plan.counts().headline(), "0 of 2 gaps closed");
    assert_eq!(plan.counts().owners().as_deref(), Some("1 gap has no owner"));
    sample.run(Command::SetPlanItem(PlanItem { status: PlanStatus::Closed, ..item }));
    let plan = plan_of(sample.map());
    assert!(row(&plan, "Gate").is_closed_but_differs());
    assert_eq!(plan.counts().headline(), "1 of 2 gaps closed, 1 of them not yet on the map");
}

#[test]
fn a_plan_item_stays_when_its_gap_is_closed_and_when_it_belongs_to_another_target() {
    let mut sample = Sample::new();
    let gate = sample.touchpoints[0].0;
    let mut item = PlanItem::new(PlanItemId::new(&mut sample.ids), Some(gate), Some(gate));
    item.owner = "Council".to_owned();
    let foreign = PlanItem::new(PlanItemId::new(&mut sample.ids), Some(gate), Some(Uid(7)));
    let loose = PlanItem { should: "Rest".to_owned(), ..PlanItem::new(PlanItemId::new(&mut sample.ids), None, None) };
    sample.rename(State::Today, 0, "Open gate");
    for item in [&item, &foreign, &loose] {
        sample.run(Command::SetPlanItem(item.clone()));
    }
    let plan = plan_of(sample.map());
    let of = |id: PlanItemId| plan.rows.iter().find(|row| row.item == Some(id)).expect("a row");
    assert_eq!((of(item.id).standing, of(item.id).status.value), (Standing::Gone, RowStatus::Closed));
    assert_eq!((of(item.id).name.as_str(), of(item.id).stage_name.as_str()), ("Open gate", "Before"));
    assert_eq!((of(foreign.id).standing, of(foreign.id).status.value), (Standing::Elsewhere, RowStatus::Open));
    assert_eq!((of(loose.id).standing, of(loose.id).sentence().as_str()), (Standing::Elsewhere, "→ Rest"));
    assert_eq!(plan.rows.len(), 4);
}

#[test]
fn progress_counts_what_snapshots_show_closed_and_open_again() {
    let mut sample = Sample::new();
    sample.snapshot("2026-02-01");
    sample.rename(State::Today, 0, "Open gate");
    sample.rename(State::Today, 1, "No wait");
    sample.snapshot("2026-05-01");
    sample.rename(State::Today, 0, "Gate");
    let (plan, progress) = with_progress(sample.map());
    assert_eq!((progress.total, progress.closed, progress.reopened), (2, 1, 1));
    assert_eq!(plan.counts().headline(), "1 of 2 gaps closed, 1 reopened");
    let (gate, wait) = (row(&plan, "Gate"), row(&plan, "Wait"));
    assert_eq!((gate.status.value, gate.closed), (RowStatus::Reopened, "2026-05-01".parse().ok()));
    assert_eq!((wait.status.value, wait.closed), (RowStatus::Closed, "2026-05-01".parse().ok()));
    assert_eq!((wait.standing, wait.sentence().as_str()), (Standing::Gone, "Wait → No wait"));
    let gaps: Vec<(usize, usize)> = progress.trend.iter().map(|point| (point.gaps, point.reopened)).collect();
    assert_eq!(gaps, [(2, 0), (0, 0), (1, 1)]);
    assert_eq!(progress.was().as_deref(), Some("was 0 on 2026-05-01"));
    assert!(progress.trend[0].distance > progress.trend[2].distance);
}

#[test]
fn groups_hold_every_row_once_and_put_what_is_finished_last() {
    let (plan, _) = with_progress(&oz());
    for grouping in Grouping::ALL {
        for order in Order::ALL {
            let groups = plan.groups(&Filter::default(), grouping, order);
            let mut all: Vec<usize> = groups.iter().flat_map(|group| group.rows.clone()).collect();
            all.sort();
            assert_eq!(all, (0..plan.rows.len()).collect::<Vec<_>>(), "{grouping:?} {order:?}");
            for group in groups.iter().filter(|_| order != Order::Journey) {
                let finished = group.rows.iter().map(|at| plan.rows[*at].status.value.is_finished());
                assert!(finished.is_sorted(), "{grouping:?} {order:?} {}", group.title);
            }
        }
    }
    let horizons = plan.groups(&Filter::default(), Grouping::Horizon, Order::Worth);
    let titles: Vec<&str> = horizons.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["Now", "Next", "Later", "No horizon"]);
    let stages = ["Awareness", "Consideration", "Onboarding", "Service", "Outcome"];
    assert_eq!(plan.stages().into_iter().map(|(_, name)| name).collect::<Vec<_>>(), stages);
}

#[test]
fn stages_of_one_name_and_stages_of_none_are_groups_of_their_own() {
    let mut sample = Sample::new();
    let [twin, nameless] = [(); 2].map(|()| StageId::new(&mut sample.ids));
    let at = |stage| crate::edit::Slot { stage, after: None };
    for (stage, name) in [(twin, "Before"), (nameless, " ")] {
        for state in [State::Today, State::Ideal] {
            let after = sample.map().journey(state).and_then(|journey| journey.stages().last()).map(|last| last.id);
            sample.run(Command::AddStage { state, id: stage, name: name.to_owned(), after });
        }
        let id = TouchpointId::new(&mut sample.ids);
        sample.run(Command::AddTouchpoint { state: State::Ideal, id, name: "Wish".to_owned(), at: at(stage) });
    }
    let plan = plan_of(sample.map());
    let groups = plan.groups(&Filter::default(), Grouping::Stage, Order::Journey);
    let told: Vec<(&str, usize)> = groups.iter().map(|group| (group.title.as_str(), group.rows.len())).collect();
    assert_eq!(told, [("Before", 2), ("Before", 1), ("Unnamed stage", 1)]);
    let stages: Vec<StageId> = plan.stages().into_iter().map(|(id, _)| id).collect();
    let shown = |stage: StageId| {
        let filter = Filter { stage: Some(stage), ..Filter::default() };
        plan.rows.iter().filter(|row| filter.takes(row)).count()
    };
    assert_eq!(stages.into_iter().map(shown).collect::<Vec<_>>(), [2, 1, 1]);
}

#[test]
fn filters_of_status_widen_and_all_others_narrow() {
    let mut session = crate::edit::Session::new(oz());
    let nobodys: Vec<TouchpointId> = session.map().today().touchpoints().map(|touchpoint| touchpoint.id).collect();
    for state in [State::Today, State::Ideal] {
        for id in &nobodys {
            let field = TouchpointField::Owner(String::new());
            let _ = session.run(&Command::SetTouchpoint { state, id: *id, field });
        }
    }
    let (plan, _) = with_progress(session.map());
    let taken = |chips: &[Chip], stage: Option<&str>| -> usize {
        let chips = chips.iter().copied().collect();
        let stage = stage.and_then(|name| Some(plan.stages().iter().find(|stage| stage.1 == name)?.0));
        let filter = Filter { chips, stage, owner: None };
        plan.rows.iter().filter(|row| filter.takes(row)).count()
    };
    let of =
        |chip: Chip| plan.chip_counts().into_iter().find(|(known, _)| *known == chip).map_or(0, |(_, count)| count);
    assert_eq!(taken(&[], None), plan.rows.len());
    assert_eq!(taken(&[Chip::Open, Chip::Closed], None), of(Chip::Open) + of(Chip::Closed));
    assert!(of(Chip::NoOwner) > 0 && of(Chip::MomentsOfTruth) > 0);
    assert!(taken(&[Chip::NoOwner, Chip::MomentsOfTruth], None) < of(Chip::NoOwner));
    assert!((1..plan.rows.len()).contains(&taken(&[], Some("Service"))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(24)))]

    /// Hostile names, random plan items, random snapshots.
    #[test]
    fn tables_have_a_row_for_every_gap_and_every_plan_item(seed: u64) {
        let map = random_map(seed, 8);
        let Some(ideal) = map.ideal() else { return Ok(()) };
        let comparison = against_ideal(&map);
        let (plan, progress) = with_progress(&map);
        let gaps: std::collections::BTreeSet<usize> = plan.rows.iter().filter_map(|row| match row.standing {
            Standing::Differs(gap) => Some(gap),
            Standing::Gone | Standing::Elsewhere => None,
        }).collect();
        prop_assert_eq!(gaps.len(), comparison.gaps.len());
        for item in map.plan() {
            prop_assert_eq!(plan.rows.iter().filter(|row| row.item == Some(item.id)).count(), 1);
        }
        prop_assert_eq!(Plan::of(&map, ideal, &comparison), plan_of(&map));
        let table = PlanTable {
            title: "Plan",
            is_record: false,
            plan: &plan,
            comparison: &comparison,
            progress: Some(&progress),
            filter: &Filter::default(),
            grouping: Grouping::None,
            order: Order::Worth,
        };
        let page = table.to_markdown();
        let lines = page.lines().skip_while(|line| !line.starts_with("| Step")).filter(|line| line.starts_with('|'));
        prop_assert_eq!(lines.count().saturating_sub(2), plan.rows.len());
        let sheet = table.to_csv();
        let mut reader = ::csv::Reader::from_reader(&sheet[..]);
        prop_assert_eq!(reader.records().filter(Result::is_ok).count(), plan.rows.len());
    }
}
