//! What becomes of links that only say the order when the order changes.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::edit::arbitrary::random_command;
use crate::edit::path::changes_order;
use crate::model::arbitrary::{Rng, cases, random_map};

impl Sample {
    /// Draws plain links, written as the names of their ends: `AB`.
    fn link(&mut self, links: &[&str]) {
        for link in links {
            let ends: Vec<TouchpointId> = link.chars().map(|name| self.named(name)).collect();
            let link = Link { id: LinkId::new(&mut self.ids), from: ends[0], to: ends[1], label: String::new() };
            self.run(Command::AddLink { state: TODAY, link });
        }
    }

    fn named(&self, name: char) -> TouchpointId {
        let is_it = |found: &&std::sync::Arc<Touchpoint>| found.name == name.to_string();
        self.session.map().today().touchpoints().find(is_it).expect("it is on the map").id
    }

    /// All links, in the order of the names.
    fn links(&self) -> String {
        let journey = self.session.map().today();
        let name = |id| journey.touchpoint(id).map_or("?", |found| &found.name);
        let mut links: Vec<String> = journey
            .links()
            .into_iter()
            .map(|link| format!("{}{}{}", name(link.from), name(link.to), link.label))
            .collect();
        links.sort();
        links.join(" ")
    }

    #[track_caller]
    fn draw(&mut self, command: Command) {
        let before = self.session.map().clone();
        self.session.draw(&command).expect("nothing stands against it");
        let after = self.session.map().clone();
        self.session.undo().unwrap();
        assert_eq!(self.session.map(), &before, "one undo takes it all back");
        self.session.redo().unwrap();
        assert_eq!(self.session.map(), &after);
    }

    fn add(&mut self, name: char, stage: usize, after: Option<char>) {
        let id = TouchpointId::new(&mut self.ids);
        let at = Slot { stage: self.stages[stage], after: after.map(|name| self.named(name)) };
        self.draw(Command::AddTouchpoint { state: TODAY, id, name: name.to_string(), at });
    }

    fn move_card(&mut self, name: char, stage: usize, after: Option<char>) {
        let to = Slot { stage: self.stages[stage], after: after.map(|name| self.named(name)) };
        self.draw(Command::MoveTouchpoint { state: TODAY, id: self.named(name), to });
    }

    fn delete(&mut self, name: char) {
        self.draw(Command::DeleteTouchpoint { state: TODAY, id: self.named(name) });
    }
}

#[test]
fn a_card_that_comes_between_two_is_taken_into_the_path() {
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    sample.add('X', 0, Some('A'));
    assert_eq!((sample.order(), sample.links()), ("AXB|CD".to_owned(), "AX BC CD XB".to_owned()));
    sample.add('Y', 1, None);
    assert_eq!((sample.order(), sample.links()), ("AXB|YCD".to_owned(), "AX BY CD XB YC".to_owned()));
    sample.add('Z', 1, Some('D'));
    assert_eq!(sample.links(), "AX BY CD DZ XB YC", "the path goes on to a new end");
    sample.add('W', 0, None);
    assert_eq!(sample.links(), "AX BY CD DZ WA XB YC", "and comes from a new beginning");
}

#[test]
fn the_path_closes_behind_a_card_that_goes() {
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    sample.delete('B');
    assert_eq!(sample.links(), "AC CD");
    sample.delete('D');
    assert_eq!(sample.links(), "AC");
    sample.delete('A');
    assert_eq!(sample.links(), "");
}

#[test]
fn a_card_that_moves_leaves_the_path_and_comes_into_it_elsewhere() {
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    sample.move_card('A', 1, Some('C'));
    assert_eq!((sample.order(), sample.links()), ("B|CAD".to_owned(), "AD BC CA".to_owned()));
    sample.move_card('D', 0, None);
    assert_eq!((sample.order(), sample.links()), ("DB|CA".to_owned(), "BC CA DB".to_owned()));
    sample.draw(Command::MoveStage { state: TODAY, id: sample.stages[1], after: None });
    assert_eq!((sample.order(), sample.links()), ("CA|DB".to_owned(), "AD CA DB".to_owned()));
    sample.draw(Command::DeleteStage { state: TODAY, id: sample.stages[0] });
    assert_eq!(sample.links(), "CA");
}

#[test]
fn what_comes_from_the_parking_lot_or_goes_there_does_so_too() {
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    let (note, id) = (NoteId::new(&mut sample.ids), TouchpointId::new(&mut sample.ids));
    sample.run(Command::AddNote { id: note, text: "N".to_owned() });
    let slot = Slot { stage: sample.stages[0], after: Some(sample.named('A')) };
    let placement = Placement::Touchpoint(id, slot);
    sample.draw(Command::PlaceNote { id: note, state: TODAY, placement });
    assert_eq!(sample.links(), "AN BC CD NB");
    let item = Key::Touchpoint(sample.named('B'));
    sample.draw(Command::ParkItem { state: TODAY, item, note: NoteId::new(&mut SeededIds::new(9)) });
    assert_eq!(sample.links(), "AN CD NC");
}

#[test]
fn several_cards_come_and_go_together() {
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    let mut after = Some(sample.named('A'));
    let stage = sample.stages[0];
    let mut commands = Vec::new();
    for name in ["X", "Y", "Z"] {
        let id = TouchpointId::new(&mut sample.ids);
        let at = Slot { stage, after };
        commands.push(Command::AddTouchpoint { state: TODAY, id, name: name.to_owned(), at });
        after = Some(id);
    }
    sample.draw(Command::Batch { label: "Paste".to_owned(), commands });
    assert_eq!(sample.links(), "AX BC CD XY YZ ZB");
    let delete = |name| Command::DeleteTouchpoint { state: TODAY, id: sample.named(name) };
    let commands = vec![delete('Y'), delete('B'), delete('X')];
    sample.draw(Command::Batch { label: "Delete".to_owned(), commands });
    assert_eq!(sample.links(), "AZ CD ZC");
}

#[test]
fn what_somebody_drew_stays_as_it_was_drawn() {
    let mut sample = Sample::new();
    // A loop, a link that leaves one out, and one that stands alone.
    sample.link(&["DA", "AC", "AB"]);
    sample.move_card('B', 1, Some('D'));
    assert_eq!((sample.order(), sample.links()), ("A|CDB".to_owned(), "AB AC DA".to_owned()));
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    let id = sample.session.map().today().link_between(sample.named('B'), sample.named('C')).unwrap().id;
    sample.run(Command::SetLinkLabel { state: TODAY, id, label: "!".to_owned() });
    sample.add('X', 0, Some('B'));
    assert_eq!(sample.links(), "AB BC! CD", "a condition is of one link alone");
}

#[test]
fn a_lock_on_the_stage_before_does_not_hold_what_comes_first_in_the_next() {
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    sample.run(Command::SetStage { state: TODAY, id: sample.stages[0], field: StageField::Locked(true) });
    sample.add('X', 1, None);
    assert_eq!(sample.links(), "AB BX CD XC");
    sample.move_card('X', 1, Some('D'));
    assert_eq!(sample.links(), "AB BC CD DX");
    sample.delete('C');
    assert_eq!(sample.links(), "AB BD DX");
    let id = TouchpointId::new(&mut sample.ids);
    let at = Slot { stage: sample.stages[0], after: None };
    let inside = Command::AddTouchpoint { state: TODAY, id, name: String::new(), at };
    let before = sample.session.map().clone();
    assert!(sample.session.draw(&inside).is_err());
    assert_eq!(sample.session.map(), &before, "a rejected command changes no link either");
}

#[test]
fn a_link_of_the_path_has_one_identity_in_both_journeys() {
    let mut sample = Sample::new();
    sample.link(&["AB", "BC", "CD"]);
    sample.run(Command::StartIdeal { copy_today: true });
    let (id, name) = (TouchpointId::new(&mut sample.ids), "X".to_owned());
    let at = Slot { stage: sample.stages[0], after: Some(sample.touchpoints[0]) };
    for state in [State::Ideal, State::Today] {
        sample.draw(Command::AddTouchpoint { state, id, name: name.clone(), at });
    }
    let map = sample.session.map();
    assert_eq!(Some(map.today()), map.ideal());
    sample.draw(Command::DeleteTouchpoint { state: State::Ideal, id });
    sample.draw(Command::DeleteTouchpoint { state: TODAY, id });
    let map = sample.session.map();
    assert_eq!(Some(map.today()), map.ideal());
}

/// Pairs of neighbours, first to last.
fn neighbours(journey: &Journey) -> Vec<(TouchpointId, TouchpointId)> {
    let order: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
    order.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn ends(journey: &Journey) -> BTreeSet<(TouchpointId, TouchpointId)> {
    journey.links().into_iter().map(|link| (link.from, link.to)).collect()
}

/// The map with these links of today's journey and no others.
fn relinked(map: &mut Map, links: impl IntoIterator<Item = (TouchpointId, TouchpointId)>, ids: &mut impl IdSource) {
    let old: Vec<LinkId> = map.today().links().into_iter().map(|link| link.id).collect();
    for id in old {
        map.take(MapKey::In(TODAY, Key::Link(id))).unwrap();
    }
    for (from, to) in links {
        let link = Link { id: LinkId::new(ids), from, to, label: String::new() };
        map.put(MapRecord::In(TODAY, Record::Link(link))).unwrap();
    }
}

/// A command that changes the order.
fn rearrangement(map: &Map, rng: &mut Rng) -> Command {
    loop {
        let command = random_command(map, rng);
        if changes_order(&command) && !matches!(command, Command::Batch { .. }) {
            return command;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(24)))]

    #[test]
    fn a_path_through_the_whole_map_stays_one_and_where_there_is_none_none_comes(seed: u64) {
        let mut rng = Rng::new(!seed);
        let mut map = random_map(seed, 8);
        let whole = neighbours(map.today());
        relinked(&mut map, whole, &mut rng);
        let mut bare = map.clone();
        relinked(&mut bare, [], &mut rng);
        for _ in 0..60 {
            let mut commands = vec![rearrangement(&map, &mut rng)];
            if rng.chance(30) {
                commands.extend((0..3).map(|_| rearrangement(&map, &mut rng)));
            }
            // In a batch, what is on its way may for a moment lie beside the path, where locks count.
            let single = commands.len() == 1;
            let command = Command::Batch { label: String::new(), commands };
            let before: Vec<TouchpointId> = map.today().touchpoints().map(|touchpoint| touchpoint.id).collect();
            let told = draw(&mut map, &command).is_ok();
            if single {
                prop_assert_eq!(draw(&mut bare, &command).is_ok(), told, "the path stands in nobody's way");
            } else {
                bare = map.clone();
                relinked(&mut bare, [], &mut rng);
            }
            let survives = |id: &TouchpointId| map.today().touchpoint(*id).is_some();
            if before.len() < 2 || !before.iter().any(survives) {
                break;
            }
            let wanted: BTreeSet<_> = neighbours(map.today()).into_iter().collect();
            prop_assert_eq!(ends(map.today()), wanted, "{:?}", command);
            prop_assert_eq!(bare.today().links().len(), 0);
        }
    }

    #[test]
    fn no_change_of_the_order_makes_an_arc_of_the_path_or_loses_one(seed: u64) {
        let mut rng = Rng::new(!seed);
        let mut map = random_map(seed, 10);
        let some: Vec<_> = neighbours(map.today()).into_iter().filter(|_| rng.chance(70)).collect();
        let all: Vec<TouchpointId> = map.today().touchpoints().map(|touchpoint| touchpoint.id).collect();
        let arcs: Vec<_> = (0..6).filter_map(|_| Some((rng.pick_any(&all)?, rng.pick_any(&all)?))).collect();
        let drawn: BTreeSet<_> = some.into_iter().chain(arcs).filter(|(from, to)| from != to).collect();
        relinked(&mut map, drawn, &mut rng);
        for _ in 0..40 {
            let (before, order) = (ends(map.today()), neighbours(map.today()));
            let command = rearrangement(&map, &mut rng);
            if draw(&mut map, &command).is_err() {
                continue;
            }
            let journey = map.today();
            let (after, now) = (ends(journey), neighbours(journey));
            let here = |id: &TouchpointId| journey.touchpoint(*id).is_some();
            for pair in before.iter().filter(|(from, to)| !order.contains(&(*from, *to)) && here(from) && here(to)) {
                prop_assert!(after.contains(pair), "an arc is lost");
            }
            for arc in after.iter().filter(|pair| !now.contains(pair)) {
                let at = order.iter().position(|pair| pair == arc);
                let follows = |at: usize| order.get(at).is_some_and(|pair| before.contains(pair));
                let lone = at.is_some_and(|at| !at.checked_sub(1).is_some_and(follows) && !follows(at + 1));
                prop_assert!(before.contains(arc) && (at.is_none() || lone), "an arc that nobody drew");
            }
        }
    }
}
