//! Editing the plan: which record a row is edited through.

use super::{Plan, PlanRow};
use crate::model::*;

impl PlanRow {
    /// The plan item to change when somebody edits this row: the one there is, or a new one.
    ///
    /// A new one starts at the status the row shows, because a status cannot be left unsaid; everything else stays
    /// unsaid until somebody says it.
    pub fn to_item(&self, map: &Map, ids: &mut impl IdSource) -> PlanItem {
        let known = self.item.and_then(|id| map.plan().find(|item| item.id == id));
        match known {
            Some(item) => (**item).clone(),
            None => PlanItem {
                status: self.status.value.said(),
                ..PlanItem::new(PlanItemId::new(ids), self.key.from, self.key.to)
            },
        }
    }
}

impl Plan {
    /// Everybody who owns a row, each once, those with the most rows first: what to offer while an owner is typed.
    pub fn owners(&self) -> Vec<(&str, usize)> {
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        for row in self.rows.iter().filter(|row| !row.owner.value.trim().is_empty()) {
            *counts.entry(row.owner.value.trim()).or_default() += 1;
        }
        let mut owners: Vec<(&str, usize)> = counts.into_iter().collect();
        owners.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        owners
    }
}
