//! Elements that belong together: usually one of each journey, several where something was split or merged, one alone
//! where something was added or removed.

use std::collections::BTreeSet;

use super::alignment::{Alignment, Pair, Reason};
use super::comparison::Kind;
use super::sides::Side;
use crate::model::Uid;
use crate::model::hash::HashMap;

/// Matched elements of one kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// What they are.
    pub kind: Kind,
    /// Those of the first journey, in its order.
    pub from: Vec<Uid>,
    /// Those of the second journey, in its order.
    pub to: Vec<Uid>,
    /// The pair that the group rests on least certainly; `None` if it has none.
    pub pair: Option<Pair>,
}

impl Group {
    /// The pair whose fields are compared; see [`main_pair`].
    pub fn main_pair(&self) -> Option<(Uid, Uid)> {
        main_pair(&self.from, &self.to)
    }
}

/// Of all identities that belong together, the pair whose fields are compared: one identity on both sides if there is
/// such a one, else the first of either side. It is the same whichever journey comes first.
pub(super) fn main_pair(from: &[Uid], to: &[Uid]) -> Option<(Uid, Uid)> {
    let shared = from.iter().filter(|uid| to.contains(uid)).min();
    shared.map(|uid| (*uid, *uid)).or(Some((*from.first()?, *to.first()?)))
}

/// Every element of both journeys in exactly one group.
pub(super) struct Groups {
    /// The groups, kind by kind.
    pub list: Vec<Group>,
    /// For each group the group of the touchpoint or stage it hangs on, once that is known.
    pub homes: Vec<Option<usize>>,
    of_from: HashMap<Uid, usize>,
    of_to: HashMap<Uid, usize>,
}

impl Groups {
    /// Groups elements by their pairs.
    pub fn of(from: &Side, to: &Side, alignment: &Alignment) -> Groups {
        let mut groups = Groups {
            list: Vec::with_capacity(from.count()),
            homes: Vec::new(),
            of_from: HashMap::with_capacity_and_hasher(from.count(), Default::default()),
            of_to: HashMap::with_capacity_and_hasher(to.count(), Default::default()),
        };
        let mut plain: HashMap<Uid, &Pair> =
            HashMap::with_capacity_and_hasher(alignment.pairs().len(), Default::default());
        plain.extend(alignment.plain().map(|pair| (pair.from, pair)));
        for kind in Kind::ALL {
            for uid in from.list(kind) {
                if let Some(pair) = plain.get(uid) {
                    groups.push(Group { kind, from: vec![*uid], to: vec![pair.to], pair: Some(**pair) });
                } else if !groups.of_from.contains_key(uid) {
                    let (mut ours, mut theirs) = connected(*uid, alignment);
                    ours.sort_by_key(|uid| from.place(*uid));
                    theirs.sort_by_key(|uid| to.place(*uid));
                    let pair = least_certain(&ours, alignment);
                    groups.push(Group { kind, from: ours, to: theirs, pair });
                }
            }
            for uid in to.list(kind) {
                if !groups.of_to.contains_key(uid) {
                    groups.push(Group { kind, from: Vec::new(), to: vec![*uid], pair: None });
                }
            }
        }
        groups
    }

    fn push(&mut self, group: Group) {
        let at = self.list.len();
        self.of_from.extend(group.from.iter().map(|uid| (*uid, at)));
        self.of_to.extend(group.to.iter().map(|uid| (*uid, at)));
        self.list.push(group);
    }

    /// Puts the groups, and what each hangs on, into the order in which `order` lists them.
    pub fn reorder(&mut self, order: &[usize], homes: &[Option<usize>]) {
        let mut old: Vec<Option<Group>> = std::mem::take(&mut self.list).into_iter().map(Some).collect();
        let mut places = vec![0; old.len()];
        order.iter().enumerate().for_each(|(new, at)| places[*at] = new);
        self.list = order.iter().filter_map(|at| old[*at].take()).collect();
        self.of_from.values_mut().chain(self.of_to.values_mut()).for_each(|at| *at = places[*at]);
        self.homes = order.iter().map(|at| homes[*at].map(|home| places[home])).collect();
    }

    /// The group of an element of the first journey.
    pub fn of_from(&self, uid: Uid) -> Option<usize> {
        self.of_from.get(&uid).copied()
    }

    /// The group of an element of the second journey.
    pub fn of_to(&self, uid: Uid) -> Option<usize> {
        self.of_to.get(&uid).copied()
    }

    /// Whether two elements, one of each journey, are the same.
    pub fn is_same(&self, from: Uid, to: Uid) -> bool {
        self.of_from(from).is_some_and(|group| self.of_to(to) == Some(group))
    }

    /// The groups of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Group> {
        self.list.iter().filter(move |group| group.kind == kind)
    }

    /// Where the elements of either journey are found.
    pub fn into_places(self) -> (HashMap<Uid, usize>, HashMap<Uid, usize>) {
        (self.of_from, self.of_to)
    }
}

/// All elements that hang together with one of the first journey, through any number of pairs.
fn connected(uid: Uid, alignment: &Alignment) -> (Vec<Uid>, Vec<Uid>) {
    let mut ours = vec![uid];
    let mut theirs: Vec<Uid> = Vec::new();
    let mut open = true;
    while open {
        let grown: BTreeSet<Uid> = ours.iter().flat_map(|from| alignment.of_from(*from)).map(|pair| pair.to).collect();
        let back = grown.iter().flat_map(|to| alignment.of_to(*to)).map(|pair| pair.from);
        let more: BTreeSet<Uid> = back.chain([uid]).collect();
        open = more.len() > ours.len() || grown.len() > theirs.len();
        ours = more.into_iter().collect();
        theirs = grown.into_iter().collect();
    }
    (ours, theirs)
}

/// The least certain pair of these elements of the first journey.
fn least_certain(from: &[Uid], alignment: &Alignment) -> Option<Pair> {
    let certain = |pair: &Pair| (pair.confidence, pair.reason != Reason::Alike);
    let mut least: Option<Pair> = None;
    for pair in from.iter().flat_map(|uid| alignment.of_from(*uid)) {
        if least.is_none_or(|so_far| certain(pair).partial_cmp(&certain(&so_far)).is_some_and(|found| found.is_lt())) {
            least = Some(*pair);
        }
    }
    least
}
