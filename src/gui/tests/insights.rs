//! The Insights mode used as a person uses it: by keys, by mouse, and while somebody types.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::edit::{Command, PainField, TouchpointField};
use crate::exchange::shipped::{EXAMPLES, TEMPLATES};
use crate::file;
use crate::frame::Subject;
use crate::gui::context::{Action, Mode, Selection};
use crate::insight::{Finding, Fix, findings};
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

/// A window with a map, on the map.
fn map_of(map: &Map) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    file::save(&path, map, file::Expected::Absent, &file::SaveContext::default()).expect("a saved map");
    Window::opening(Some(path))
}

/// A window with the findings of a map.
fn findings_of(map: &Map) -> Window {
    let mut window = map_of(map);
    window.keys(CTRL, Key::Num3);
    window
}

fn story() -> Map {
    EXAMPLES[0].open().expect("an example")
}

impl Window {
    fn picked(&self) -> Finding {
        self.harness.state().finding().expect("a selected finding").clone()
    }

    /// Goes along the list until a finding is as wanted.
    fn pick(&mut self, wanted: impl Fn(&Finding) -> bool) -> Finding {
        for _ in 0..200 {
            self.key(Key::J);
            if wanted(&self.picked()) {
                return self.picked();
            }
        }
        panic!("no such finding");
    }

    /// The findings in view, from top to bottom.
    fn listed(&self) -> Vec<String> {
        let rows = self.harness.query_all_by_role(egui::Role::ListBoxOption);
        rows.filter_map(|row| row.accesskit_node().label()).collect()
    }

    fn do_(&mut self, command: Command) {
        self.harness.state_mut().actions.push(Action::Edit(command));
        self.settle();
    }

    fn select(&mut self, id: TouchpointId) {
        self.harness.state_mut().selection = Selection::One(Subject::Touchpoint(id));
        self.settle();
    }
}

/// The touchpoint a finding is about first.
fn place(finding: &Finding, map: &Map) -> TouchpointId {
    let journey = map.journey(finding.state).expect("a journey");
    let mut all = finding.places.iter().flat_map(|key| crate::insight::report::touchpoints(journey, *key));
    all.next().expect("a place")
}

fn has_place(map: &Map) -> impl Fn(&Finding) -> bool {
    let map = map.clone();
    move |finding| {
        let journey = map.journey(finding.state).expect("a journey");
        finding.places.iter().any(|key| !crate::insight::report::touchpoints(journey, *key).is_empty())
    }
}

#[test]
fn keys_walk_the_findings_and_enter_opens_the_touchpoint_on_the_map() {
    let map = story();
    let mut window = findings_of(&map);
    let all = findings(window.map());
    window.key(Key::J);
    let first = window.picked();
    window.key(Key::J);
    assert_ne!(window.picked(), first);
    window.key(Key::K);
    assert_eq!(window.picked(), first);
    window.key(Key::K);
    for _ in 1..all.len() {
        window.key(Key::K);
    }
    assert_eq!(window.picked(), first, "round and round, meeting each finding once");
    let finding = window.pick(|finding| has_place(&map)(finding));
    assert!(window.shows("Finding "));
    window.key(Key::Enter);
    let app = window.harness.state();
    assert_eq!((app.view.mode, app.view.state), (Mode::Map, finding.state));
    assert_eq!(app.selection, Selection::One(Subject::Touchpoint(place(&finding, &map))));
}

#[test]
fn the_selected_finding_says_why_it_matters_and_how_it_is_mended() {
    let mut window = findings_of(&story());
    let tally = crate::insight::Tally::of(&findings(window.map()));
    assert!(window.shows(&tally.to_string()));
    window.key(Key::J);
    let rule = window.picked().rule;
    for words in [rule.why, rule.remedy] {
        assert!(window.shows(words), "{words}");
    }
    window.key(Key::J);
    window.key(Key::J);
    assert!(window.picked().rule == rule || !window.shows(rule.why), "only the selected one says more");
}

#[test]
fn a_chip_opens_its_touchpoint() {
    let map = story();
    let mut window = findings_of(&map);
    let name = &map.today().touchpoints().nth(5).expect("a sixth step").name;
    window.harness.get_all_by_label(&format!("Open step 6, {name}")).next().expect("a chip").click();
    window.settle();
    let id = map.today().touchpoints().nth(5).expect("a sixth step").id;
    assert_eq!(window.harness.state().selection, Selection::One(Subject::Touchpoint(id)));
    assert_eq!(window.harness.state().view.mode, Mode::Map);
}

#[test]
fn the_list_is_the_same_whatever_it_is_grouped_by() {
    let mut window = findings_of(&story());
    let count = findings(window.map()).len();
    let sorted = |window: &mut Window| {
        let mut listed: Vec<String> = std::iter::repeat_with(|| {
            window.key(Key::J);
            window.picked().message
        })
        .take(count)
        .collect();
        listed.sort();
        listed
    };
    assert!(window.shows("One-to-one human moments"));
    let by_method = sorted(&mut window);
    window.click("Listed: By stage");
    // Headings far down come into view on the way there.
    let passes = |window: &mut Window, heading: &str| {
        (0..count).any(|_| {
            window.key(Key::J);
            window.shows(heading)
        })
    };
    assert!(!window.shows("One-to-one human moments") && passes(&mut window, "Onboarding"));
    assert_eq!(sorted(&mut window), by_method);
    window.key(Key::G);
    assert!(passes(&mut window, "Nobody yet"));
    assert_eq!(sorted(&mut window), by_method);
}

#[test]
fn a_rule_is_muted_with_a_reason_listed_below_and_heard_again() {
    let mut window = findings_of(&story());
    window.key(Key::J);
    let finding = window.picked();
    window.key(Key::I);
    window.key(Key::Enter);
    assert!(window.shows("Say why, in a few words."), "a reason is asked for");
    window.write("We know");
    window.key(Key::Enter);
    assert_eq!(window.map().about().muted.get(finding.rule.key).map(String::as_str), Some("We know"));
    assert!(!window.listed().iter().any(|row| row.contains(&finding.message)));
    assert_ne!(window.picked().rule, finding.rule, "what stands in its place is selected");
    window.keys(CTRL, Key::Z);
    assert!(window.map().about().muted.is_empty(), "one undo takes it back");
    window.keys(CTRL, Key::Y);
    while !window.shows("Because: We know") {
        let before = window.picked();
        window.key(Key::K);
        assert_ne!(window.picked(), before);
    }
    window.harness.get_by_label(&format!("Unmute: {}", finding.rule.title)).click_accesskit();
    window.settle();
    assert!(window.map().about().muted.is_empty());
    assert!(findings(window.map()).iter().any(|other| other.rule == finding.rule));
}

#[test]
fn a_finding_becomes_an_opportunity_and_one_undo_takes_it_back() {
    let map = story();
    let mut window = findings_of(&map);
    let finding = window.pick(|finding| finding.is_open() && has_place(&map)(finding) && finding.fix.is_none());
    let at = place(&finding, &map);
    window.key(Key::O);
    let added = window.map().today().opportunities_at(at);
    assert!(added.iter().any(|opportunity| opportunity.text == finding.rule.first_step()), "{:?}", window.notices());
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), map);
}

#[test]
fn findings_of_one_rule_about_the_map_as_a_whole_are_selected_one_by_one() {
    let mut map = story();
    // Somebody has spoken of one pillar, so that the three others are missing one by one.
    let pillars = Pillars { service: Support::Supports, ..Pillars::default() };
    let stripped = map.today().touchpoints().map(|one| Touchpoint { pillars, ..(**one).clone() });
    for touchpoint in stripped.collect::<Vec<_>>() {
        map.put(MapRecord::In(State::Today, Record::Touchpoint(touchpoint.into()))).expect("a touchpoint");
    }
    let mut window = findings_of(&map);
    let first = window.pick(|finding| finding.rule.key == "empty-pillar");
    window.key(Key::J);
    let second = window.picked();
    assert_eq!((second.rule.key, second.places.is_empty()), ("empty-pillar", true));
    assert_ne!(first.message, second.message);
}

#[test]
fn what_mends_a_finding_at_once_is_one_step_and_the_finding_goes() {
    let mut window = findings_of(&story());
    let before = window.map().clone();
    let finding = window.pick(|finding| matches!(finding.fix, Some(Fix::AnswerPain(..))));
    window.key(Key::A);
    assert!(!findings(window.map()).contains(&finding), "{:?}", window.notices());
    assert!(!window.listed().iter().any(|row| row.contains(&finding.message)));
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.map(), before);
}

#[test]
fn todays_and_ideal_findings_are_told_apart() {
    let mut map = story();
    let pain = map.ideal().and_then(|ideal| ideal.pains().max_by_key(|pain| pain.severity)).map(|pain| pain.id);
    let id = pain.unwrap_or(PainId(map.today().pains().next().expect("a pain").id.0));
    let opened =
        [PainField::Status(PainStatus::Open), PainField::Severity(crate::model::Level::new(5).expect("a level"))];
    for field in opened {
        crate::edit::apply(&mut map, &Command::SetPain { state: State::Ideal, id, field }).expect("a change");
    }
    let mut window = findings_of(&map);
    let finding = window.pick(|finding| finding.state == State::Ideal);
    let row = window.listed().into_iter().find(|row| row.contains(&finding.message)).expect("its row");
    assert!(row.contains("in the ideal"), "{row}");
}

#[test]
fn the_map_says_what_was_found_at_the_selected_touchpoint_and_how_much_in_all() {
    let map = story();
    let mut window = map_of(&map);
    let found = findings(&map);
    let open = found.iter().filter(|finding| finding.is_open()).count();
    assert!(window.shows(&format!("{open} open findings")));
    let worst = found.iter().find(|finding| has_place(&map)(finding)).expect("a finding at a touchpoint");
    let at = place(worst, &map);
    window.select(at);
    assert!(window.shows(&format!("Show the finding: {}", worst.message)));
    window.key(Key::F4);
    assert_eq!(window.harness.state().view.mode, Mode::Insights);
    assert_eq!(window.picked(), *worst);
    window.key(Key::Enter);
    assert_eq!(window.harness.state().selection, Selection::One(Subject::Touchpoint(at)));
    let read = window.harness.state().insights.found.clone().expect("findings");
    let without = map.today().touchpoints().find(|touchpoint| read.at(State::Today, touchpoint.id).is_empty());
    let without = without.expect("a touchpoint without a finding").id;
    window.select(without);
    assert!(!window.shows("Show the finding"));
    window.key(Key::F4);
    assert_ne!(window.harness.state().selection, Selection::One(Subject::Touchpoint(without)));
    assert!(window.shows("Show the finding"), "the next touchpoint with a finding is selected");
}

#[test]
fn findings_follow_every_change_and_quick_changes_leave_one_reading_behind() {
    let mut window = findings_of(&story());
    let id = window.map().today().touchpoints().next().expect("a touchpoint").id;
    for letters in 1..40 {
        let field = TouchpointField::Name("x".repeat(letters));
        let command = Command::SetTouchpoint { state: State::Today, id, field };
        window.harness.state_mut().actions.push(Action::EditMerging(command));
        window.harness.step();
        assert!(window.harness.state().jobs.running() <= 2, "readings do not pile up");
    }
    window.settle();
    window.settle();
    let app = window.harness.state();
    let found = app.insights.found.as_ref().expect("findings");
    assert_eq!(found.key.revision, window.session().revision());
    assert_eq!(found.findings, findings(window.map()));
    let pain = window.map().today().pains().next().expect("a pain").id;
    window.do_(Command::DeletePain { state: State::Today, id: pain });
    let app = window.harness.state();
    assert_eq!(app.insights.found.as_ref().expect("findings").findings, findings(window.map()));
}

#[test]
fn a_map_that_says_nothing_yet_gets_a_kind_word() {
    let mut window = findings_of(&TEMPLATES[0].open().expect("a template"));
    assert!(window.listed().is_empty(), "{:?}", window.listed());
    assert!(window.shows("Nothing to say yet"));
    window.key(Key::J);
    assert_eq!(window.notices().last().map(String::as_str), Some("Nothing was found."));
}

#[test]
fn thousands_of_findings_draw_only_those_in_view() {
    let mut window = findings_of(&crate::model::arbitrary::generated_journey(800, 5));
    let all = window.harness.state().insights.found.as_ref().expect("findings").findings.len();
    assert!(all > 100, "{all}");
    assert!((5..60).contains(&window.listed().len()), "{}", window.listed().len());
    window.key(Key::K);
    let last = window.picked();
    assert!(window.listed().iter().any(|row| row.contains(&last.message)), "{:?}", window.listed());
}
