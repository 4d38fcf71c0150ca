//! Looking for words in every field of a map.
//!
//! Capitals and accents make no difference. Here never comes drawing.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::frame::Subject;
use crate::gui::panels::subject_at;
use crate::model::*;

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In something on the map.
    Thing(Subject),
    /// In a parked thought.
    Note(NoteId),
    /// In what the map as a whole is about, or in something that hangs nowhere.
    Map,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub place: Place,
    /// In which field of what, in words: "pain point, owner".
    pub field: String,
}

/// The letters that count: small ones without accents.
fn folded(text: &str) -> String {
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

/// Everything in whose text `query` stands, from the beginning of the journey to its end. An empty query finds nothing.
pub fn search(map: &Map, journey: &Journey, query: &str) -> Vec<Hit> {
    let query = folded(query.trim());
    let mut finder = Finder { query, hits: Vec::new() };
    if finder.query.is_empty() {
        return Vec::new();
    }
    finder.about(map.about());
    for stage in journey.stages() {
        let place = Place::Thing(Subject::Stage(stage.id));
        finder.fields(place, "stage", &[("name", &stage.name), ("note", &stage.note)]);
        for touchpoint in journey.touchpoints_in(stage.id) {
            finder.touchpoint(journey, touchpoint);
        }
    }
    for lane in journey.lanes() {
        let place = Place::Thing(Subject::Lane(lane.id));
        finder.fields(place, "lane", &[("title", lane.shown_title()), ("note", &lane.note)]);
    }
    for persona in journey.personas() {
        finder.persona(persona);
    }
    finder.homeless(journey);
    for link in journey.links() {
        finder.fields(Place::Thing(Subject::Link(link.id)), "link", &[("condition", &link.label)]);
    }
    for note in map.notes() {
        finder.fields(Place::Note(note.id), "parked thought", &[("text", &note.text)]);
    }
    finder.hits
}

struct Finder {
    query: String,
    hits: Vec<Hit>,
}

impl Finder {
    fn fields(&mut self, place: Place, what: &str, fields: &[(&str, &str)]) {
        for (field, text) in fields {
            if !text.is_empty() && folded(text).contains(&self.query) {
                self.hits.push(Hit { place, field: format!("{what}, {field}") });
            }
        }
    }

    fn about(&mut self, about: &About) {
        let (goals, forces, priorities) =
            (about.goals.join("\n"), about.forces.join("\n"), about.priorities.join("\n"));
        let fields = [
            ("title", &*about.title),
            ("takeaway", &about.takeaway),
            ("scenario", &about.scenario),
            ("goals", &goals),
            ("author", &about.author),
            ("version", &about.version),
            ("sources", &about.sources),
            ("forces", &forces),
            ("priorities", &priorities),
        ];
        self.fields(Place::Map, "map", &fields);
    }

    fn touchpoint(&mut self, journey: &Journey, touchpoint: &Touchpoint) {
        let id = touchpoint.id;
        let tags = touchpoint.tags.iter().cloned().collect::<Vec<_>>().join("\n");
        let fields = [
            ("name", &*touchpoint.name),
            ("note", &touchpoint.note),
            ("channel", touchpoint.channel.label()),
            ("evidence", &touchpoint.evidence_note),
            ("owner", &touchpoint.owner),
            ("tags", &tags),
        ];
        self.fields(Place::Thing(Subject::Touchpoint(id)), "touchpoint", &fields);
        for (lane, text) in &touchpoint.texts {
            let title = journey.lane(*lane).map_or("lane", |lane| lane.shown_title());
            self.fields(Place::Thing(Subject::Cell(*lane, id)), "touchpoint", &[(title, text)]);
        }
        for pain in journey.pains_at(id) {
            self.pain(Place::Thing(Subject::Pain(pain.id, id)), pain);
        }
        for opportunity in journey.opportunities_at(id) {
            self.opportunity(Place::Thing(Subject::Opportunity(opportunity.id, id)), opportunity);
        }
        for said in journey.feedback_at(id) {
            self.feedback(Place::Thing(Subject::Feedback(said.id, id)), said);
        }
        for measure in journey.measures_at(id) {
            self.measure(Place::Thing(Subject::Measure(measure.id, id)), measure);
        }
    }

    /// What hangs on no touchpoint.
    fn homeless(&mut self, journey: &Journey) {
        let place = |key| subject_at(journey, key).map_or(Place::Map, Place::Thing);
        let alone = |uid: Uid| journey.touchpoints_of(uid).is_empty();
        for pain in journey.pains().filter(|pain| alone(pain.id.0)) {
            self.pain(place(Key::Pain(pain.id)), pain);
        }
        for opportunity in journey.opportunities().filter(|opportunity| alone(opportunity.id.0)) {
            self.opportunity(place(Key::Opportunity(opportunity.id)), opportunity);
        }
        for said in journey.feedback().filter(|said| alone(said.id.0)) {
            self.feedback(place(Key::Feedback(said.id)), said);
        }
        for measure in journey.measures().filter(|measure| alone(measure.id.0)) {
            self.measure(place(Key::Measure(measure.id)), measure);
        }
    }

    fn pain(&mut self, place: Place, pain: &Pain) {
        let fields = [("text", &*pain.text), ("note", &pain.note), ("owner", &pain.owner)];
        self.fields(place, "pain point", &fields);
    }

    fn opportunity(&mut self, place: Place, found: &Opportunity) {
        self.fields(place, "opportunity", &[("text", &found.text), ("note", &found.note), ("owner", &found.owner)]);
    }

    fn feedback(&mut self, place: Place, said: &Feedback) {
        self.fields(place, "feedback", &[("text", &said.text), ("note", &said.note)]);
    }

    fn measure(&mut self, place: Place, measure: &Measure) {
        let fields = [("name", &*measure.name), ("method", &measure.method), ("note", &measure.note)];
        self.fields(place, "measure", &fields);
    }

    fn persona(&mut self, persona: &Persona) {
        let (needs, wants, stresses) =
            (persona.needs.join("\n"), persona.wants.join("\n"), persona.stresses.join("\n"));
        let fields = [
            ("name", &*persona.name),
            ("role", &persona.role),
            ("segment", &persona.segment),
            ("needs", &needs),
            ("wants", &wants),
            ("stresses", &stresses),
            ("brand", &persona.brand),
            ("quote", &persona.quote),
            ("note", &persona.note),
        ];
        self.fields(Place::Thing(Subject::Persona(persona.id)), "persona", &fields);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shipped::EXAMPLES;

    #[test]
    fn words_are_found_in_every_field_whatever_their_capitals_and_accents() {
        let map = EXAMPLES[0].open().expect("a shipped example");
        for touchpoint in map.today().touchpoints() {
            let hits = search(&map, map.today(), &touchpoint.name.to_uppercase());
            let own = Place::Thing(Subject::Touchpoint(touchpoint.id));
            assert!(hits.iter().any(|hit| hit.place == own && hit.field == "touchpoint, name"), "{}", touchpoint.name);
        }
        assert_eq!(folded("Café ÉTÉ"), "cafe ete");
        assert_eq!(search(&map, map.today(), "  "), []);
        assert_eq!(search(&map, map.today(), "no such words anywhere"), []);
    }
}
