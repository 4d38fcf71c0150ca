//! From keys to commands: every shortcut of the table, matched together, longest first.

use super::command_table::{CommandId, Scope, TABLE};
use super::insights::InsightPage;
use super::keymap;

/// Where the keyboard focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// In a text field.
    Text,
    /// On the map's canvas, or nowhere while that is shown.
    Canvas,
    /// On the canvas of two journeys, or nowhere while that is shown.
    Comparison,
    /// On a row of the plan, or nowhere while the table is shown.
    Plan,
    /// On a page of the Insights mode, or nowhere while that is shown.
    Insights(InsightPage),
    /// On another control.
    Control,
}

impl Focus {
    /// Everywhere the focus can be.
    fn all() -> impl Iterator<Item = Focus> {
        let others = [Focus::Text, Focus::Canvas, Focus::Comparison, Focus::Plan, Focus::Control];
        others.into_iter().chain(InsightPage::ALL.map(Focus::Insights))
    }
}

impl Scope {
    /// Whether shortcuts of both scopes may be answered at one time.
    pub fn meets(self, other: Scope) -> bool {
        Focus::all().any(|focus| self.answers(focus) && other.answers(focus))
    }

    /// Whether shortcuts of this scope are answered while the focus is there.
    fn answers(self, focus: Focus) -> bool {
        match (self, focus) {
            (Scope::Window, _) => true,
            (Scope::OutsideText, focus) => focus != Focus::Text,
            (Scope::Canvas, focus) => focus == Focus::Canvas,
            (Scope::Comparison, focus) => matches!(focus, Focus::Comparison | Focus::Plan),
            (Scope::Picture, focus) => focus == Focus::Comparison,
            (Scope::Plan, focus) => focus == Focus::Plan,
            (Scope::Insights, focus) => matches!(focus, Focus::Insights(_)),
            (Scope::Findings, focus) => focus == Focus::Insights(InsightPage::Findings),
            (Scope::Loop, focus) => focus == Focus::Insights(InsightPage::Loop),
            (Scope::Partings, focus) => focus == Focus::Insights(InsightPage::Partings),
            (Scope::Portfolio, focus) => focus == Focus::Insights(InsightPage::Portfolio),
        }
    }
}

/// Whether a key belongs to the text while somebody writes, whatever else it does.
fn writes(keys: &egui::KeyboardShortcut) -> bool {
    let held = keys.modifiers;
    !held.command && !held.alt && !keymap::is_function_key(keys.logical_key)
}

/// Takes the commands whose keys were pressed out of the input.
///
/// Shortcuts with more held keys are tried first, so that Ctrl+Shift+S is never taken for Ctrl+S.
pub fn pressed(ctx: &egui::Context, focus: Focus) -> Vec<CommandId> {
    let mut shortcuts: Vec<_> = TABLE
        .iter()
        .filter(|row| row.scope.answers(focus))
        .flat_map(|row| keymap::keys_of(row.id).into_iter().map(move |keys| (row.id, keys)))
        .filter(|(_, keys)| focus != Focus::Text || !writes(keys))
        .collect();
    let held = |keys: &egui::KeyboardShortcut| {
        let held = keys.modifiers;
        u8::from(held.command) + u8::from(held.shift) + u8::from(held.alt)
    };
    shortcuts.sort_by_key(|(_, keys)| std::cmp::Reverse(held(keys)));
    ctx.input_mut(|input| {
        let mut found = Vec::new();
        for (id, keys) in shortcuts {
            // A plain key must be really plain: Alt+Enter is not Enter.
            let exact = held(&keys) > 0 || !input.modifiers.any();
            // Whoever presses a key faster than the screen is drawn is answered as often.
            let count = if exact { input.count_and_consume_key(keys.modifiers, keys.logical_key) } else { 0 };
            found.extend(std::iter::repeat_n(id, count));
        }
        found
    })
}
