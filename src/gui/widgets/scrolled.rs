//! Scrolling by keys, where what is scrolled holds nothing that takes the keyboard.

use egui::{EventFilter, Key, Modifiers, Popup, Ui, Vec2, vec2};

/// How far an arrow goes, in points.
const LINE: f32 = 40.0;

/// Goes through a page by keys, a little less than what is in view at a time; to be called within the scroll area.
///
/// In a text field and in an open list the keys are theirs.
pub fn page_keys(ui: &Ui) {
    let page = ui.clip_rect().height() * 0.9;
    let far = 1e6;
    let ways = [(Key::PageDown, -page), (Key::PageUp, page), (Key::Home, far), (Key::End, -far)];
    scroll(ui, ways.map(|(key, by)| (key, vec2(0.0, by))));
}

/// The same and a little way by each arrow, in a dialog in which nothing else goes by them.
pub fn reading_keys(ui: &Ui) {
    page_keys(ui);
    scroll(
        ui,
        [
            (Key::ArrowDown, vec2(0.0, -LINE)),
            (Key::ArrowUp, vec2(0.0, LINE)),
            (Key::ArrowRight, vec2(-LINE, 0.0)),
            (Key::ArrowLeft, vec2(LINE, 0.0)),
        ],
    );
    // They do not lead from button to button as well: that is what Tab is for.
    let own = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    if !is_taken(ui) {
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.set_focus_lock_filter(focused, own);
            }
        });
    }
}

fn scroll<const N: usize>(ui: &Ui, ways: [(Key, Vec2); N]) {
    if is_taken(ui) {
        return;
    }
    for (key, by) in ways {
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        if times > 0 {
            ui.scroll_with_delta(by * times as f32);
        }
    }
}

fn is_taken(ui: &Ui) -> bool {
    ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx())
}
