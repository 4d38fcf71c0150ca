//! From the twin of a file to a map, with every fault noted on the way.

use std::collections::HashSet;
use std::sync::Arc;

use super::build_records::*;
use super::check::*;
use super::schema::*;
use super::schema_values::Text;
use crate::model::*;

/// The map in `file`, repaired where something was wrong, and everything that was wrong.
pub(super) fn build(file: &MapFile<'_>, seed: u64) -> (Map, Vec<Found>) {
    let mut checker = Checker::new(seed);
    let spot = Spot { at: At::TOP, kind: "map", name: &file.about.title, id: &file.id };
    let mut map = Map::new(MapId(checker.own_uid(&spot, |_| None)));
    put(&mut checker, &spot, &mut map, MapRecord::About(Arc::new(about(&file.about))));
    let pictures = put_pictures(&mut checker, &mut map, &file.pictures);

    let at = At::TOP.field("today");
    for record in journey(&mut checker, &at, &file.today, &pictures) {
        put(&mut checker, &spot, &mut map, MapRecord::In(State::Today, record));
    }
    if let Some(ideal) = &file.ideal {
        let at = At::TOP.field("ideal");
        put(&mut checker, &spot, &mut map, MapRecord::Ideal(Arc::default()));
        for record in journey(&mut checker, &at, ideal, &pictures) {
            put(&mut checker, &spot, &mut map, MapRecord::In(State::Ideal, record));
        }
    }
    put_snapshots(&mut checker, &mut map, &file.snapshots, &pictures);
    put_pins(&mut checker, &mut map, &file.pins);
    put_plan(&mut checker, &mut map, &file.plan);
    put_notes(&mut checker, &mut map, &file.notes);
    (map, checker.found)
}

/// Puts a record that was checked before; what the model refuses all the same is noted as a fault.
fn put(checker: &mut Checker, spot: &Spot<'_>, map: &mut Map, record: MapRecord) {
    if let Err(error) = map.put(record) {
        refused(checker, spot, &error);
    }
}

fn refused(checker: &mut Checker, spot: &Spot<'_>, error: &ModelError) {
    checker.fault(spot, &spot.at, error.to_string(), "Open a repaired copy.", "The record is left out.");
}

/// A number that decides ids must come from the file alone, so that repairing twice gives the same map.
pub(super) fn seed_of(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    hash.as_bytes().iter().take(8).fold(0, |seed, byte| (seed << 8) | u64::from(*byte))
}

fn put_pictures(checker: &mut Checker, map: &mut Map, pictures: &[PictureText<'_>]) -> HashSet<Uid> {
    let list = At::TOP.field("pictures");
    let mut known = HashSet::new();
    for (place, text) in pictures.iter().enumerate() {
        let spot = Spot { at: list.item(place), kind: "picture", name: &text.alt, id: &text.id };
        let uid = checker.own_uid(&spot, |uid| known.contains(&uid).then_some("picture"));
        if let Some(picture) = picture(checker, &spot, PictureId(uid), text) {
            known.insert(uid);
            put(checker, &spot, map, MapRecord::Picture(Arc::new(picture)));
        }
    }
    known
}

fn put_snapshots(checker: &mut Checker, map: &mut Map, snapshots: &[SnapshotText<'_>], pictures: &HashSet<Uid>) {
    let list = At::TOP.field("snapshots");
    let mut known = HashSet::new();
    for (place, text) in snapshots.iter().enumerate() {
        let spot = Spot { at: list.item(place), kind: "snapshot", name: &text.label, id: &text.id };
        let uid = checker.own_uid(&spot, |uid| known.contains(&uid).then_some("snapshot"));
        known.insert(uid);
        let mut past = Journey::new();
        for record in journey(checker, &spot.at.field("journey"), &text.journey, pictures) {
            if let Err(error) = past.put(record) {
                refused(checker, &spot, &error);
            }
        }
        let date = checker.date(&spot, "date", Some(&text.date)).unwrap_or_else(|| {
            // A snapshot without a usable day sorts before all others and is easily found.
            "0001-01-01".parse().expect("a date")
        });
        let snapshot = Snapshot { id: SnapshotId(uid), date, label: text.label.owned(), journey: Arc::new(past) };
        put(checker, &spot, map, MapRecord::Snapshot(Arc::new(snapshot)));
    }
}

fn put_pins(checker: &mut Checker, map: &mut Map, pins: &[PinText<'_>]) {
    let list = At::TOP.field("pins");
    let mut known = HashSet::new();
    for (place, text) in pins.iter().enumerate() {
        let spot = Spot { at: list.item(place), kind: "pin", name: "", id: &text.id };
        let uid = checker.own_uid(&spot, |uid| known.contains(&uid).then_some("pin"));
        known.insert(uid);
        if let Some(pin) = pin(checker, &spot, PinId(uid), text) {
            put(checker, &spot, map, MapRecord::Pin(Arc::new(pin)));
        }
    }
}

fn put_plan(checker: &mut Checker, map: &mut Map, items: &[PlanItemText<'_>]) {
    let list = At::TOP.field("plan");
    let mut known = HashSet::new();
    for (place, text) in items.iter().enumerate() {
        let spot = Spot { at: list.item(place), kind: "plan item", name: &text.should, id: &text.id };
        let uid = checker.own_uid(&spot, |uid| known.contains(&uid).then_some("plan item"));
        known.insert(uid);
        let item = plan_item(checker, &spot, PlanItemId(uid), text);
        put(checker, &spot, map, MapRecord::Plan(Arc::new(item)));
    }
}

fn put_notes(checker: &mut Checker, map: &mut Map, notes: &[NoteText<'_>]) {
    let list = At::TOP.field("notes");
    let mut known = HashSet::new();
    let mut last: Option<Rank> = None;
    for place in by_rank(notes, |note| (&note.rank, &note.id)) {
        let text = &notes[place];
        let spot = Spot { at: list.item(place), kind: "note", name: &text.text, id: &text.id };
        let uid = checker.own_uid(&spot, |uid| known.contains(&uid).then_some("note"));
        known.insert(uid);
        let rank = checker.rank(&spot, &text.rank);
        last = last.max(Some(rank.clone()));
        let note = Note { id: NoteId(uid), rank, text: text.text.owned() };
        put(checker, &spot, map, MapRecord::Note(Arc::new(note)));
    }
    for words in std::mem::take(&mut checker.parked) {
        let rank = Rank::between(last.as_ref(), None);
        last = Some(rank.clone());
        let note = Note { id: NoteId(checker.fresh_uid()), rank, text: words };
        let spot = Spot { at: list, kind: "note", name: &note.text.clone(), id: "" };
        put(checker, &spot, map, MapRecord::Note(Arc::new(note)));
    }
}

/// The places of a list's records in the order of the map. Put in this order, each goes to the end of its list,
/// which is what makes large maps load fast.
fn by_rank<T>(list: &[T], place: impl for<'t> Fn(&'t T) -> (&'t Text<'t>, &'t Text<'t>)) -> Vec<usize> {
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by(|a, b| {
        let ((rank_a, id_a), (rank_b, id_b)) = (place(&list[*a]), place(&list[*b]));
        (&**rank_a, &**id_a).cmp(&(&**rank_b, &**id_b))
    });
    order
}

/// The records of one journey, in an order in which each finds what it refers to.
fn journey(checker: &mut Checker, at: &At<'_>, text: &JourneyText<'_>, pictures: &HashSet<Uid>) -> Vec<Record> {
    let mut index = Index::new();
    let lists = Lists::of(at);
    let ids = Ids::of(checker, &lists, text, &mut index);
    let mut reader = RecordReader { checker, index, pictures, records: Vec::new(), refuge: None };
    for place in by_rank(&text.stages, |s| (&s.rank, &s.id)) {
        reader.stage(&lists.stages.item(place), StageId(ids.stages[place]), &text.stages[place]);
    }
    for place in by_rank(&text.personas, |p| (&p.rank, &p.id)) {
        reader.persona(&lists.personas.item(place), PersonaId(ids.personas[place]), &text.personas[place]);
    }
    for place in by_rank(&text.lanes, |l| (&l.rank, &l.id)) {
        reader.lane(&lists.lanes.item(place), LaneId(ids.lanes[place]), &text.lanes[place]);
    }
    for place in by_rank(&text.touchpoints, |t| (&t.rank, &t.id)) {
        reader.touchpoint(
            &lists.touchpoints.item(place),
            TouchpointId(ids.touchpoints[place]),
            &text.touchpoints[place],
        );
    }
    for place in by_rank(&text.pains, |p| (&p.rank, &p.id)) {
        reader.pain(&lists.pains.item(place), PainId(ids.pains[place]), &text.pains[place]);
    }
    for place in by_rank(&text.opportunities, |o| (&o.rank, &o.id)) {
        reader.opportunity(
            &lists.opportunities.item(place),
            OpportunityId(ids.opportunities[place]),
            &text.opportunities[place],
        );
    }
    for place in by_rank(&text.feedback, |f| (&f.rank, &f.id)) {
        reader.feedback(&lists.feedback.item(place), FeedbackId(ids.feedback[place]), &text.feedback[place]);
    }
    for place in by_rank(&text.measures, |m| (&m.rank, &m.id)) {
        reader.measure(&lists.measures.item(place), MeasureId(ids.measures[place]), &text.measures[place]);
    }
    let mut linked = HashSet::new();
    for (place, link) in text.links.iter().enumerate() {
        reader.link(&lists.links.item(place), LinkId(ids.links[place]), link, &mut linked);
    }
    reader.records
}

/// Where the lists of a journey stand.
struct Lists<'p> {
    stages: At<'p>,
    lanes: At<'p>,
    personas: At<'p>,
    touchpoints: At<'p>,
    links: At<'p>,
    pains: At<'p>,
    opportunities: At<'p>,
    feedback: At<'p>,
    measures: At<'p>,
}

impl<'p> Lists<'p> {
    fn of(journey: &'p At<'p>) -> Lists<'p> {
        Lists {
            stages: journey.field("stages"),
            lanes: journey.field("lanes"),
            personas: journey.field("personas"),
            touchpoints: journey.field("touchpoints"),
            links: journey.field("links"),
            pains: journey.field("pains"),
            opportunities: journey.field("opportunities"),
            feedback: journey.field("feedback"),
            measures: journey.field("measures"),
        }
    }
}

/// The identities of a journey's records, list by list and in the order of the file. They are settled before any
/// record is read, so that a reference may point forward.
struct Ids {
    stages: Vec<Uid>,
    lanes: Vec<Uid>,
    personas: Vec<Uid>,
    touchpoints: Vec<Uid>,
    links: Vec<Uid>,
    pains: Vec<Uid>,
    opportunities: Vec<Uid>,
    feedback: Vec<Uid>,
    measures: Vec<Uid>,
}

impl Ids {
    fn of(checker: &mut Checker, lists: &Lists<'_>, text: &JourneyText<'_>, index: &mut Index) -> Ids {
        let mut settle = |list: &At<'_>, kind: Kind, names: Vec<(&Text<'_>, &Text<'_>)>| -> Vec<Uid> {
            let settle_one = |(place, (id, name)): (usize, (&Text<'_>, &Text<'_>))| {
                let spot = Spot { at: list.item(place), kind: kind.name(), name, id };
                let uid = checker.own_uid(&spot, |uid| index.get(&uid).map(|other| other.name()));
                index.insert(uid, kind);
                uid
            };
            names.into_iter().enumerate().map(settle_one).collect()
        };
        Ids {
            stages: settle(&lists.stages, Kind::Stage, pairs(&text.stages, |s| (&s.id, &s.name))),
            personas: settle(&lists.personas, Kind::Persona, pairs(&text.personas, |p| (&p.id, &p.name))),
            lanes: settle(&lists.lanes, Kind::Lane, pairs(&text.lanes, |l| (&l.id, &l.title))),
            touchpoints: settle(&lists.touchpoints, Kind::Touchpoint, pairs(&text.touchpoints, |t| (&t.id, &t.name))),
            pains: settle(&lists.pains, Kind::Pain, pairs(&text.pains, |p| (&p.id, &p.text))),
            opportunities: settle(
                &lists.opportunities,
                Kind::Opportunity,
                pairs(&text.opportunities, |o| (&o.id, &o.text)),
            ),
            feedback: settle(&lists.feedback, Kind::Feedback, pairs(&text.feedback, |f| (&f.id, &f.text))),
            measures: settle(&lists.measures, Kind::Measure, pairs(&text.measures, |m| (&m.id, &m.name))),
            links: settle(&lists.links, Kind::Link, pairs(&text.links, |l| (&l.id, &l.label))),
        }
    }
}

/// Id and name of each record of a list.
fn pairs<'t, T>(
    list: &'t [T],
    pair: impl Fn(&'t T) -> (&'t Text<'t>, &'t Text<'t>),
) -> Vec<(&'t Text<'t>, &'t Text<'t>)> {
    list.iter().map(pair).collect()
}
