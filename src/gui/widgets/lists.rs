//! A list that opens below what it belongs to, and is walked with the keyboard.
//!
//! Only the rows in view are drawn, so a row that the keys go to is scrolled to before it takes the focus.

use egui::{Context, EventFilter, Id, Key, Modifiers, Popup, Response, Ui, Vec2};

use super::focus_ring;

/// Height of a row in points.
const ROW: f32 = 28.0;
/// The tallest the list is, in points.
const TALLEST: f32 = 320.0;

/// Which row the keys have gone to.
#[derive(Debug, Clone, Copy)]
struct Walk {
    at: usize,
    /// Whether the row is still to take the focus, once it is drawn.
    wanted: bool,
    /// The pass in which the list was drawn last.
    pass: u64,
}

/// A list that opens below a button, beginning at the entry `current`; returns the place of the entry that was chosen.
///
/// It is walked with the arrows, Home, End, Page Up and Page Down; Enter chooses, Esc leaves things as they are.
/// `entries` is asked only while the list is open, so that a list of 20,000 costs nothing while it is closed.
pub fn list_below(
    button: &Response,
    current: &str,
    width: f32,
    entries: impl FnOnce() -> Vec<String>,
) -> Option<usize> {
    let id = button.id.with("walk");
    let mut chosen = None;
    Popup::menu(button).width(width).show(|ui| {
        let entries = entries();
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut walk = walk_under_way(ui.ctx(), id).unwrap_or_else(|| {
            let at = entries.iter().position(|entry| entry == current).unwrap_or(0);
            Walk { at, wanted: true, pass: 0 }
        });
        walk.pass = ui.ctx().cumulative_pass_nr();
        walked_by_keys(ui, &mut walk, entries.len());
        let list = egui::ScrollArea::vertical().max_height(TALLEST).auto_shrink([false, true]);
        list.show_rows(ui, ROW, entries.len(), |ui, range| {
            if walk.wanted {
                let first = ui.max_rect().top() - range.start as f32 * ROW;
                let row = egui::Rect::from_x_y_ranges(
                    ui.max_rect().x_range(),
                    first + walk.at as f32 * ROW..=first + (walk.at + 1) as f32 * ROW,
                );
                ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
            }
            ui.with_layout(egui::Layout::top_down_justified(egui::Align::LEFT), |ui| {
                for at in range {
                    let row = row_ui(ui, &entries[at], entries[at] == current);
                    if walk.at == at && std::mem::take(&mut walk.wanted) {
                        row.request_focus();
                    }
                    if row.has_focus() && !walk.wanted {
                        walk.at = at;
                    }
                    if row.clicked() {
                        chosen = Some(at);
                        ui.close();
                    }
                }
            });
        });
        if walk.wanted {
            ui.ctx().request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(id, walk));
    });
    after_closing(button, id);
    chosen
}

fn row_ui(ui: &mut Ui, entry: &str, on: bool) -> Response {
    let button = egui::Button::selectable(on, entry).truncate();
    let row = ui.add(button.min_size(Vec2::new(0.0, ROW)));
    if row.has_focus() {
        let own = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, own));
    }
    focus_ring(ui, &row, 4.0);
    row
}

fn walked_by_keys(ui: &Ui, walk: &mut Walk, count: usize) {
    let last = count.saturating_sub(1);
    let page = (TALLEST / ROW) as usize - 1;
    let before = walk.at;
    ui.input_mut(|input| {
        let mut times = |key| input.count_and_consume_key(Modifiers::NONE, key);
        walk.at = walk.at.saturating_add(times(Key::ArrowDown) + page * times(Key::PageDown)).min(last);
        walk.at = walk.at.saturating_sub(times(Key::ArrowUp) + page * times(Key::PageUp));
        if times(Key::Home) > 0 {
            walk.at = 0;
        }
        if times(Key::End) > 0 {
            walk.at = last;
        }
    });
    walk.wanted |= walk.at != before;
}

/// The walk of a list that was open until now.
fn walk_under_way(ctx: &Context, id: Id) -> Option<Walk> {
    let now = ctx.cumulative_pass_nr();
    ctx.data(|data| data.get_temp::<Walk>(id)).filter(|walk| walk.pass + 1 >= now)
}

/// The button has the keyboard again when its list has closed, unless a click has given it to something else.
fn after_closing(button: &Response, id: Id) {
    let ctx = &button.ctx;
    let is_open = Popup::is_id_open(ctx, Popup::default_response_id(button));
    if !is_open && walk_under_way(ctx, id).is_some() {
        ctx.data_mut(|data| data.remove::<Walk>(id));
        if !ctx.input(|input| input.pointer.any_click()) {
            button.request_focus();
        }
    }
}
