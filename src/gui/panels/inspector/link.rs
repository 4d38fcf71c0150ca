//! The fields of a link between two touchpoints.

use egui::Ui;

use super::super::{Cx, shown};
use super::{breadcrumb, icon_mark, linked, titled};
use crate::edit::Command;
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::widgets;
use crate::model::*;
use crate::text::Icon;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, link: &Link) {
    let theme = widgets::theme(ui);
    breadcrumb(ui, cx, None, "Leads to", &[CommandId::Delete]);
    let (state, id) = (cx.state(), link.id);
    titled(ui, cx, ("Condition", "Condition, e.g. if refused"), &link.label, |label| Command::SetLinkLabel {
        state,
        id,
        label,
    });
    for (word, icon, end) in [("From", Icon::ArrowBack, link.from), ("To", Icon::ArrowForward, link.to)] {
        widgets::section(ui, word, "");
        let name = cx.journey().touchpoint(end).map_or(String::new(), |t| shown(&t.name, "Unnamed").to_owned());
        linked(ui, cx, icon_mark(icon, theme.ink_soft), &name, Subject::Touchpoint(end));
    }
}
