//! Notices: how long they stay, and for whom they wait.

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::harness::Window;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};

#[test]
fn a_notice_waits_for_whoever_is_on_it_and_goes_afterwards() {
    let mut window = Window::new();
    window.harness.get_by_label_contains("Dorothy to the Wizard:").click();
    window.settle();
    let before = window.map().clone();
    let first = before.today().touchpoints().next().expect("a touchpoint").id;
    let later = |window: &mut Window| (0..60).for_each(|_| window.harness.step());
    let delete = |window: &mut Window| {
        window.act(Action::Select(Selection::One(Subject::Touchpoint(first))));
        window.run(CommandId::Delete);
        assert!(window.map().today().touchpoint(first).is_none() && !window.notices().is_empty());
    };
    delete(&mut window);
    later(&mut window);
    assert!(window.notices().is_empty(), "{:?}", window.notices());
    window.run(CommandId::Undo);
    delete(&mut window);
    window.harness.get_by_label("Undo").focus();
    later(&mut window);
    assert_eq!(window.keyboard_is_on(), "Undo", "{:?}", window.notices());
    window.key(Key::Enter);
    assert_eq!(*window.map(), before);
    later(&mut window);
    assert!(window.notices().is_empty(), "{:?}", window.notices());
    delete(&mut window);
    let at = window.harness.get_by_label("Close this notice").rect().center();
    window.harness.hover_at(at);
    later(&mut window);
    assert!(!window.notices().is_empty());
}

#[test]
fn a_notice_lies_above_a_dialog_away_from_its_buttons_and_changes_nothing_under_it() {
    let mut window = Window::drawn(&["Till", "Queue"], &[]);
    window.run(CommandId::Delete);
    assert!(window.harness.query_by_label("Undo").is_some());
    window.run(CommandId::SaveAs);
    let notice = window.harness.get_by_label("Close this notice").rect();
    assert!(notice.bottom() < 120.0, "{notice:?}");
    assert!(window.harness.query_by_label("Undo").is_none());
    window.click("Close this notice");
    assert!(window.notices().is_empty(), "it takes the click, and not what is dimmed");
}
