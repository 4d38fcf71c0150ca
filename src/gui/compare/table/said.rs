//! What somebody says about a row of the plan, and how that becomes a record of the map.
//!
//! Here never come drawing or the comparison.

use crate::compare::{GapKey, Plan, PlanRow};
use crate::model::*;

/// Which row of the plan is meant, also after the plan was worked out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowKey {
    /// The gap.
    pub gap: GapKey,
    /// What somebody planned for it.
    pub item: Option<PlanItemId>,
}

impl RowKey {
    /// The key of a row.
    pub fn of(row: &PlanRow) -> RowKey {
        RowKey { gap: row.key, item: row.item }
    }

    /// The place of the row in a plan: the very row, or one about the same gap.
    pub fn find(self, plan: &Plan) -> Option<usize> {
        let same = plan.rows.iter().position(|row| RowKey::of(row) == self);
        same.or_else(|| plan.rows.iter().position(|row| row.key == self.gap))
    }
}

/// What can be said about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How it is.
    pub is: String,
    /// How it should be.
    pub should: String,
    /// Who closes it.
    pub owner: String,
    /// How much work it is.
    pub effort: Option<Effort>,
    /// When.
    pub horizon: Option<Horizon>,
    /// How far it is.
    pub status: PlanStatus,
    /// How one will know that it is done.
    pub done_when: String,
}

impl Said {
    /// What a row shows now, wherever that comes from.
    pub fn of(row: &PlanRow) -> Said {
        Said {
            is: row.is.value.clone(),
            should: row.should.value.clone(),
            owner: row.owner.value.clone(),
            effort: row.effort.value,
            horizon: row.horizon.value,
            status: row.status.value.said(),
            done_when: row.done_when.value.clone(),
        }
    }

    /// The row's record with what is said now where that differs from what it `showed`; the rest stays unsaid, so
    /// that it follows the opportunity or touchpoint it is taken from. `None` if nothing differs.
    pub fn item(&self, showed: &Said, mut item: PlanItem, today: Date) -> Option<PlanItem> {
        let before = item.clone();
        let words = |place: &mut String, now: &str, showed: &str| {
            if now.trim() != showed.trim() {
                *place = now.trim().to_owned();
            }
        };
        words(&mut item.is, &self.is, &showed.is);
        words(&mut item.should, &self.should, &showed.should);
        words(&mut item.owner, &self.owner, &showed.owner);
        words(&mut item.done_when, &self.done_when, &showed.done_when);
        if self.effort != showed.effort {
            item.effort = self.effort;
        }
        if self.horizon != showed.horizon {
            item.horizon = self.horizon;
        }
        if self.status != showed.status {
            item.status = self.status;
            item.closed = (self.status == PlanStatus::Closed).then_some(today);
        }
        (item != before).then_some(item)
    }
}

/// Everybody who owns something on the map or in the plan, each once, with the number of their gaps; those with the
/// most first.
pub fn owners(plan: &Plan, map: &Map) -> Vec<(String, usize)> {
    let mut owners: Vec<(String, usize)> =
        plan.owners().into_iter().map(|(name, gaps)| (name.to_owned(), gaps)).collect();
    let mut known: std::collections::BTreeSet<String> = owners.iter().map(|(name, _)| name.clone()).collect();
    let mut add = |name: &str| {
        if !name.trim().is_empty() && known.insert(name.trim().to_owned()) {
            owners.push((name.trim().to_owned(), 0));
        }
    };
    for journey in [Some(map.today()), map.ideal()].into_iter().flatten() {
        journey.touchpoints().for_each(|touchpoint| add(&touchpoint.owner));
        journey.opportunities().for_each(|opportunity| add(&opportunity.owner));
    }
    owners
}

/// The owners whose name, or a word of it, begins with what was typed; at most six.
pub fn matching<'o>(owners: &'o [(String, usize)], typed: &str) -> Vec<&'o (String, usize)> {
    let typed = typed.trim().to_lowercase();
    let fits = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(&typed) || name.split_whitespace().any(|word| word.starts_with(&typed))
    };
    owners.iter().filter(|(name, _)| fits(name) && name.to_lowercase() != typed).take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Said {
        Said {
            is: "turned away".to_owned(),
            should: "greeted".to_owned(),
            owner: "Gate guard".to_owned(),
            effort: Some(Effort::Low),
            horizon: None,
            status: PlanStatus::Open,
            done_when: String::new(),
        }
    }

    fn item() -> PlanItem {
        PlanItem::new(PlanItemId::new(&mut SeededIds::new(3)), None, None)
    }

    #[test]
    fn what_nobody_changed_stays_unsaid() {
        let day = "2026-05-31".parse().expect("a date");
        assert_eq!(shown().item(&shown(), item(), day), None);
        let now = Said { should: "greeted by name ".to_owned(), ..shown() };
        let said = now.item(&shown(), item(), day).expect("a change");
        assert_eq!(said, PlanItem { should: "greeted by name".to_owned(), ..item() });
    }

    #[test]
    fn closing_keeps_the_day_and_opening_again_forgets_it() {
        let day: Date = "2026-05-31".parse().expect("a date");
        let closed = Said { status: PlanStatus::Closed, ..shown() };
        let said = closed.item(&shown(), item(), day).expect("a change");
        assert_eq!((said.status, said.closed), (PlanStatus::Closed, Some(day)));
        let again = shown().item(&closed, said, day).expect("a change");
        assert_eq!((again.status, again.closed), (PlanStatus::Open, None));
    }

    #[test]
    fn owners_are_found_by_the_beginning_of_any_word() {
        let owners = [("Gate guard".to_owned(), 1), ("Palace ops".to_owned(), 2)];
        let names = |typed: &str| matching(&owners, typed).iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names("gu"), ["Gate guard"]);
        assert_eq!(names(""), ["Gate guard", "Palace ops"]);
        assert_eq!(names("palace ops"), Vec::<String>::new(), "it is typed already");
    }
}
