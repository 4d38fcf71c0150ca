//! From the bytes of a file to the map: guessed, counted, brought in, and brought in again.

mod again;
mod reading;

use super::*;
use crate::edit::{Command, Slot, apply};
use crate::exchange::sheet::{self, Sheet};
use crate::model::*;

fn quiet(_: f32) -> bool {
    true
}

fn read(text: &str) -> Sheet {
    sheet::read(text.as_bytes(), None, &quiet).unwrap()
}

/// A map with three touchpoints in two stages, and two personas.
fn map() -> Map {
    let ids = &mut SeededIds::new(1);
    let mut map = Map::new(MapId::new(ids));
    let state = State::Today;
    let mut last = None;
    for (stage, steps) in [("Buy", &["Tries shoes on", "Pays at the checkout"][..]), ("Use", &["Receives the parcel"])]
    {
        let id = StageId::new(ids);
        apply(&mut map, &Command::AddStage { state, id, name: stage.to_owned(), after: last }).unwrap();
        last = Some(id);
        let mut after = None;
        for step in steps {
            let touchpoint = TouchpointId::new(ids);
            let at = Slot { stage: id, after };
            apply(&mut map, &Command::AddTouchpoint { state, id: touchpoint, name: (*step).to_owned(), at }).unwrap();
            after = Some(touchpoint);
        }
    }
    for name in ["Weekend jogger", "Marathon runner"] {
        let id = PersonaId::new(ids);
        apply(&mut map, &Command::AddPersona { state, id, name: name.to_owned(), after: None }).unwrap();
    }
    map
}

fn touchpoint(map: &Map, name: &str) -> TouchpointId {
    map.today().touchpoints().find(|found| found.name == name).expect(name).id
}

fn persona(map: &Map, name: &str) -> PersonaId {
    map.today().personas().find(|found| found.name == name).expect(name).id
}

/// Reads a table in as its first guess has it.
fn bring_in(map: &mut Map, text: &str, ids: &mut SeededIds) -> Import {
    let sheet = read(text);
    let mapping = Mapping::guess(&sheet, map.today(), "Shop survey");
    let counted = tally(&sheet, &mapping, &quiet).unwrap();
    let found = import(map, &mapping, &counted, ids);
    if let Some(command) = &found.command {
        apply(map, command).unwrap();
    }
    found
}

const LONG: &str = "Response ID;Datum;Kontaktpunkt;Kundentyp;Zufriedenheit;Kommentar\n\
    1;31.05.2026;checkout;weekend joggers;5;Quick and friendly\n\
    2;01.06.2026;Pays at checkout;Marathon runner;2;\n\
    3;02.06.2026;tries on shoes;weekend joggers;4;They knew my feet\n\
    4;02.06.2026;Pays at checkout;weekend joggers;elf;\n\
    5;03.06.2026;Pays at checkout;weekend joggers;9;Too many clicks\n\
    6;03.06.2026;Parking;weekend joggers;1;No space\n\
    6;03.06.2026;Pays at checkout;weekend joggers;4;\n\
    6;03.06.2026;Pays at checkout;weekend joggers;4;\n\
    7;bald;Pays at checkout;weekend joggers;n/a;\n";
