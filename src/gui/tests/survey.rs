//! Answers of a survey: from the file to the map and back by one undo.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::Window;
use crate::gui::command_table::CommandId;
use crate::gui::dialogs::Dialog;
use crate::gui::survey::is_survey;
use crate::model::*;

const CTRL: Modifiers = Modifiers::COMMAND;

const ANSWERS: &str = "date;step;who;satisfied (1-5);comment\n\
    2026-05-01;Tills;Customer;2;The queue was long\n\
    2026-05-02;The till;Customer;4;\n\
    2026-05-02;The till;Customer;3;\n\
    2026-05-02;The till;Customer;soso;\n\
    2026-05-03;Car park;Customer;1;No space for a van\n";

/// A window with a map of two touchpoints, Entrance and Till.
fn window() -> Window {
    let mut window = Window::new();
    window.keys(CTRL, Key::N);
    window.write("Entrance");
    window.key(Key::Enter);
    window.run(CommandId::AddTouchpoint);
    window.write("Till");
    window.key(Key::Enter);
    window
}

fn file(window: &Window, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = window.folder().join(name);
    std::fs::write(&path, content).expect("a file in the test's folder");
    path
}

fn open(window: &mut Window, path: &Path) {
    window.harness.state_mut().open_answers(path.to_owned());
    window.settle();
}

/// Chooses an entry of the list of that name.
fn choose(window: &mut Window, list: &str, entry: &str) {
    window.harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, list).focus();
    window.key(Key::Space);
    // The likeliest stand there twice: at the top, and at their place on the journey.
    let mut entries = window.harness.get_all_by_role_and_label(egui::accesskit::Role::Button, entry);
    entries.next().expect("an entry of the list").click();
    drop(entries);
    window.settle();
}

#[test]
fn answers_come_from_a_typed_file_name_to_the_map_and_one_undo_takes_them_back() {
    let mut window = window();
    file(&window, "shop.csv", ANSWERS);
    let before = window.map().clone();
    window.keys(CTRL.plus(Modifiers::SHIFT), Key::I);
    assert!(window.shows("shop.csv"), "the folder lists it");
    window.write("shop.csv");
    window.key(Key::Enter);
    assert!(matches!(window.harness.state().dialog, Some(Dialog::Survey(_))));
    assert!(window.shows("“Car park”: stands nowhere, left out"));
    assert!(window.shows("1 name stands nowhere: 2 answers left out"));
    assert_eq!(*window.map(), before, "nothing changes before Import is pressed");

    window.click("What comes of it: Figures");
    assert!(window.shows("Till: CSAT 33.3%"));
    window.click("What comes of it: Left out");
    assert!(window.shows("row 5, column “satisfied (1-5)”: “soso” is no number from 1 to 5"));
    window.click("Import");
    assert!(window.harness.state().dialog.is_none());
    assert_eq!(window.notices(), ["1 measure added, 1 comment added."]);
    let today = window.map().today();
    assert_eq!((today.measures().count(), today.feedback().count()), (1, 1));
    window.click("Undo");
    let undone = window.map().today();
    assert_eq!((undone.measures().count(), undone.feedback().count()), (0, 0));
}

#[test]
fn a_match_a_role_and_a_number_are_changed_by_keyboard() {
    let mut window = window();
    let path = file(&window, "shop.csv", ANSWERS);
    open(&mut window, &path);
    choose(&mut window, "“Car park” means", "Entrance");
    assert!(window.shows("“Car park”: chosen by you"));
    choose(&mut window, "What “comment” holds", "Leave out");
    window.click("Number made of “satisfied (1-5)”: Mean");
    window.click("What comes of it: Figures");
    assert!(window.shows("Entrance: Mean 1, n 1"), "a mean of one answer has no interval");
    assert!(window.shows("Till: Mean 3, 95%: 1 to 5, n 3"));
    window.click("Import");
    assert_eq!(window.notices(), ["2 measures added."]);

    // The same once more: what is there is brought up to date, and there is nothing to do.
    open(&mut window, &path);
    choose(&mut window, "“Car park” means", "Entrance");
    choose(&mut window, "What “comment” holds", "Leave out");
    window.click("Number made of “satisfied (1-5)”: Mean");
    assert!(window.shows("Nothing comes onto the map."));
    assert!(window.harness.get_by_label("Import").accesskit_node().is_disabled());
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_else_happens() {
    let mut window = window();
    let path = file(&window, "empty.csv", "");
    open(&mut window, &path);
    assert!(window.shows("empty.csv could not be read: there is no row in it"));
    window.key(Key::Escape);
    assert!(window.harness.state().dialog.is_none());
    let gone = window.folder().join("gone.xlsx");
    open(&mut window, &gone);
    assert!(window.shows("gone.xlsx could not be read: there is no such file"));
    window.click("Choose another file");
    assert!(matches!(window.harness.state().dialog, Some(Dialog::Path(_))));
}

#[test]
fn answers_need_a_map_and_are_known_by_their_ending() {
    let mut window = Window::new();
    let path = file(&window, "shop.csv", ANSWERS);
    open(&mut window, &path);
    assert!(window.harness.state().dialog.is_none());
    assert!(window.notices()[0].starts_with("Answers come onto a map: open the map first"));
    let known = ["a.csv", "B.XLSX", "c.tsv", "d.ron", "e.png", "f.txt"].map(|name| is_survey(Path::new(name)));
    assert_eq!(known, [true, true, true, false, false, false]);
}

#[test]
fn another_sheet_of_a_workbook_is_read_when_it_is_chosen() {
    let mut window = window();
    let rows = |step: &str| {
        let row = |step: &str, rating: &str| {
            let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
            format!("<row>{}{}</row>", cell(step), cell(rating))
        };
        let rows = [row("step", "rating"), row(step, "4"), row(step, "5")].concat();
        format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
    };
    let part = |text: &str| text.as_bytes().to_vec();
    let bytes = crate::exchange::sheet::zipped(&[
        (
            "xl/workbook.xml",
            part(
                r#"<workbook xmlns:r="r"><sheets><sheet name="May" r:id="a"/><sheet name="June" r:id="b"/></sheets></workbook>"#,
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            part(
                r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/a.xml"/>
                <Relationship Id="b" Type="x/worksheet" Target="worksheets/b.xml"/></Relationships>"#,
            ),
        ),
        ("xl/worksheets/a.xml", rows("Till")),
        ("xl/worksheets/b.xml", rows("Entrance")),
    ]);
    let path = file(&window, "shop.xlsx", bytes);
    open(&mut window, &path);
    window.click("What comes of it: Figures");
    assert!(window.shows("Till: CSAT 100%"));
    choose(&mut window, "Sheet", "June");
    assert!(window.shows("Entrance: CSAT 100%") && !window.shows("Till: CSAT"));
}

#[test]
fn measured_curves_are_hidden_by_a_key_and_shown_again_with_everything() {
    let mut window = window();
    window.keys(Modifiers::ALT, Key::M);
    assert!(window.notices()[0].starts_with("Nobody has answered yet"));
    window.keys(Modifiers::ALT, Key::M);
    let path = file(&window, "shop.csv", ANSWERS);
    open(&mut window, &path);
    window.click("Import");
    let hidden = |window: &Window| window.harness.state().view.filter().hidden_measured;
    assert!(!hidden(&window));
    window.keys(Modifiers::ALT, Key::M);
    assert!(hidden(&window) && window.notices().contains(&"Measured curves are hidden.".to_owned()));
    assert!(window.shows("measured curves hidden"), "the status bar says it too");
    window.run(CommandId::ShowEverything);
    assert!(!hidden(&window) && !window.shows("measured curves hidden"));
    assert_eq!(window.map().today().measures().next().map(|measure| measure.kind), Some(MeasureKind::Csat));
}
