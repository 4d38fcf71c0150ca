//! What a screen reader says by itself, without anybody going there: what went wrong, and counts that change.

use egui::accesskit::Live;
use egui::{FontId, Label, Response, RichText, Ui};

use super::theme;

/// Has a screen reader say a text when it appears or changes, once it is through with what it is saying.
pub fn said(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// Has a screen reader say a text when it appears or changes, before anything else: somebody has to decide.
pub fn said_at_once(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(Live::Assertive));
}

/// What went wrong, in as many lines as it takes; it is said at once.
pub fn problem(ui: &mut Ui, words: &str, font: FontId) -> Response {
    let response = ui.add(Label::new(RichText::new(words).font(font).color(theme(ui).pain)).wrap());
    said_at_once(&response);
    response
}

/// Tells a screen reader which row is the current one while the field or list that walks it keeps the keyboard.
pub fn walked(list: &Response, row: &Response) {
    list.ctx.accesskit_node_builder(list.id, |node| node.set_active_descendant(row.id.accesskit_id()));
}
