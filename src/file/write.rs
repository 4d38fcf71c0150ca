//! From a map to the text of its file: one field a line, records sorted by id, defaults left out, always the same
//! bytes for equal maps.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use unicode_normalization::char::is_combining_mark;

use super::schema::*;
use super::schema_values::*;
use crate::model::*;

/// The first line of every file.
const HEADER: &str = "// Wayfarer journey map. Comments are not kept; use the note fields.\n";

/// Levels that stand one field a line. What lies deeper (a feeling, a scale, a record of a snapshot) takes one line.
const LINE_LEVELS: usize = 5;

/// RON as these files use it: optional fields stand bare, without `Some(…)`.
pub(super) fn ron_options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The text of a map's file. Equal maps have equal texts.
pub fn to_text(map: &Map) -> String {
    let config = PrettyConfig::new().new_line("\n").indentor("    ").escape_strings(true).depth_limit(LINE_LEVELS);
    let mut ron = HEADER.to_owned();
    ron_options()
        .to_writer_pretty(&mut ron, &map_text(map), config)
        .expect("a String takes every text, and the schema nests less deep than the limit");
    ron.push('\n');
    readable(&ron)
}

/// Takes back two escapes that RON can do without: `\'`, and combining marks, which would make a file in Hindi or
/// Thai unreadable. Control, bidirectional and zero-width characters stay escaped, so that they can be seen.
fn readable(ron: &str) -> String {
    let mut text = String::with_capacity(ron.len());
    let mut rest = ron;
    // Backslashes stand in quoted texts only.
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let escape = &rest[at..];
        let length = match escape.as_bytes().get(1) {
            Some(b'u') => escape.find('}').map_or(escape.len(), |end| end + 1),
            Some(_) | None => escape.len().min(2),
        };
        let (escape, after) = escape.split_at(length);
        let code = escape.strip_prefix("\\u{").and_then(|code| code.strip_suffix('}'));
        let mark = code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
            .filter(|mark| is_combining_mark(*mark));
        match (escape, mark) {
            ("\\'", _) => text.push('\''),
            (_, Some(mark)) => text.push(mark),
            (_, None) => text.push_str(escape),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The twin of a whole map.
fn map_text(map: &Map) -> MapFile<'_> {
    MapFile {
        format: FORMAT,
        id: id_text(map.id()),
        about: about_text(map.about()),
        today: journey_text(map.today()),
        ideal: map.ideal().map(journey_text),
        notes: sorted(map.notes().iter().map(|n| &**n), |n| n.id, note_text),
        pins: map.pins().map(|p| pin_text(p)).collect(),
        plan: map.plan().map(|item| plan_item_text(item)).collect(),
        snapshots: map.snapshots().map(|s| snapshot_text(s)).collect(),
        pictures: map.pictures().map(|p| picture_text(p)).collect(),
    }
}

fn id_text(id: impl Into<Uid>) -> Text<'static> {
    id.into().to_string().into()
}

fn texts(list: &[String]) -> Vec<Text<'_>> {
    list.iter().map(|text| text.as_str().into()).collect()
}

fn level(level: Level) -> i64 {
    i64::from(level.get())
}

/// The twins of elements, in the order of their ids.
fn sorted<'a, T: 'a, I: Ord, U>(
    elements: impl Iterator<Item = &'a T>,
    id: impl Fn(&T) -> I,
    twin: impl FnMut(&'a T) -> U,
) -> Vec<U> {
    let mut elements: Vec<&T> = elements.collect();
    elements.sort_by_key(|element| id(element));
    elements.into_iter().map(twin).collect()
}

fn about_text(about: &About) -> AboutText<'_> {
    AboutText {
        title: about.title.as_str().into(),
        takeaway: about.takeaway.as_str().into(),
        scenario: about.scenario.as_str().into(),
        goals: texts(&about.goals),
        author: about.author.as_str().into(),
        version: about.version.as_str().into(),
        sources: about.sources.as_str().into(),
        forces: texts(&about.forces),
        priorities: texts(&about.priorities),
        structure_locked: about.structure_locked,
        ideal_locked: about.ideal_locked,
        muted: TextPairs(about.muted.iter().map(|(rule, why)| (rule.as_str().into(), why.as_str().into())).collect()),
    }
}

/// The edges of a journey, gathered by the element on whose record they stand.
#[derive(Default)]
struct Edges {
    feels: BTreeMap<TouchpointId, Vec<FeelingText<'static>>>,
    hurts_at: BTreeMap<PainId, Vec<Text<'static>>>,
    felt_by: BTreeMap<PainId, Vec<Text<'static>>>,
    addresses: BTreeMap<OpportunityId, Vec<Text<'static>>>,
    improves: BTreeMap<OpportunityId, Vec<Text<'static>>>,
    about: BTreeMap<FeedbackId, Vec<Text<'static>>>,
    from: BTreeMap<FeedbackId, Vec<Text<'static>>>,
    shows: BTreeMap<FeedbackId, Vec<Text<'static>>>,
    led_to: BTreeMap<FeedbackId, Vec<Text<'static>>>,
    measures: BTreeMap<MeasureId, Vec<Text<'static>>>,
}

impl Edges {
    /// Records come sorted by key, so every list comes out sorted by id.
    fn of(journey: &Journey) -> Edges {
        let mut edges = Edges::default();
        for record in journey.records() {
            match record {
                Record::Feeling(persona, touchpoint, feeling) => {
                    edges.feels.entry(touchpoint).or_default().push(FeelingText {
                        persona: id_text(persona),
                        emotion: feeling.emotion.map(|emotion| Number(emotion.value())),
                        evidence: feeling.evidence.map(Choice),
                    });
                }
                Record::Tie(tie) => edges.put(tie),
                Record::Stage(_)
                | Record::Persona(_)
                | Record::Lane(_)
                | Record::Touchpoint(_)
                | Record::Pain(_)
                | Record::Opportunity(_)
                | Record::Feedback(_)
                | Record::Measure(_)
                | Record::Link(_) => {}
            }
        }
        edges
    }

    fn put(&mut self, tie: Tie) {
        match tie {
            Tie::HurtsAt(pain, at) => self.hurts_at.entry(pain).or_default().push(id_text(at)),
            Tie::FeltBy(pain, by) => self.felt_by.entry(pain).or_default().push(id_text(by)),
            Tie::Addresses(opportunity, pain) => self.addresses.entry(opportunity).or_default().push(id_text(pain)),
            Tie::Improves(opportunity, at) => self.improves.entry(opportunity).or_default().push(id_text(at)),
            Tie::About(feedback, at) => self.about.entry(feedback).or_default().push(id_text(at)),
            Tie::From(feedback, who) => self.from.entry(feedback).or_default().push(id_text(who)),
            Tie::Shows(feedback, pain) => self.shows.entry(feedback).or_default().push(id_text(pain)),
            Tie::LedTo(feedback, opportunity) => self.led_to.entry(feedback).or_default().push(id_text(opportunity)),
            Tie::Measures(measure, at) => self.measures.entry(measure).or_default().push(id_text(at)),
        }
    }
}

fn journey_text(journey: &Journey) -> JourneyText<'_> {
    let mut edges = Edges::of(journey);
    JourneyText {
        stages: sorted(journey.stages().iter().map(|s| &**s), |s| s.id, stage_text),
        lanes: sorted(journey.lanes().iter().map(|l| &**l), |l| l.id, lane_text),
        personas: sorted(journey.personas().map(|p| &**p), |p| p.id, persona_text),
        touchpoints: sorted(
            journey.touchpoints().map(|t| &**t),
            |t| t.id,
            |t| touchpoint_text(t, edges.feels.remove(&t.id).unwrap_or_default()),
        ),
        links: journey.links().into_iter().map(link_text).collect(),
        pains: sorted(journey.pains().map(|p| &**p), |p| p.id, |p| pain_text(p, &mut edges)),
        opportunities: sorted(journey.opportunities().map(|o| &**o), |o| o.id, |o| opportunity_text(o, &mut edges)),
        feedback: sorted(journey.feedback().map(|f| &**f), |f| f.id, |f| feedback_text(f, &mut edges)),
        measures: sorted(journey.measures().map(|m| &**m), |m| m.id, |m| measure_text(m, &mut edges)),
    }
}

fn stage_text(stage: &Stage) -> StageText<'_> {
    StageText {
        id: id_text(stage.id),
        rank: stage.rank.to_string().into(),
        name: stage.name.as_str().into(),
        note: stage.note.as_str().into(),
        locked: stage.locked,
    }
}

fn lane_text(lane: &Lane) -> LaneText<'_> {
    LaneText {
        id: id_text(lane.id),
        rank: lane.rank.to_string().into(),
        kind: Choice(lane.kind),
        title: lane.title.as_str().into(),
        height: lane.height.map(i64::from),
        hidden: !lane.visible,
        locked: lane.locked,
        interaction: lane.interaction,
        persona: lane.persona.map(id_text),
        note: lane.note.as_str().into(),
    }
}

fn persona_text(persona: &Persona) -> PersonaText<'_> {
    PersonaText {
        id: id_text(persona.id),
        rank: persona.rank.to_string().into(),
        name: persona.name.as_str().into(),
        role: persona.role.as_str().into(),
        segment: persona.segment.as_str().into(),
        share: persona.share.map(|share| i64::from(share.get())),
        needs: texts(&persona.needs),
        wants: texts(&persona.wants),
        stresses: texts(&persona.stresses),
        brand: persona.brand.as_str().into(),
        quote: persona.quote.as_str().into(),
        colour: persona.colour.map(Choice),
        initials: persona.initials.as_str().into(),
        picture: persona.picture.map(id_text),
        note: persona.note.as_str().into(),
    }
}

fn touchpoint_text<'a>(touchpoint: &'a Touchpoint, feels: Vec<FeelingText<'static>>) -> TouchpointText<'a> {
    let Pillars { service, product, brand, perks } = touchpoint.pillars;
    let StaffRating { attentive, polite, knowledgeable } = touchpoint.staff;
    TouchpointText {
        id: id_text(touchpoint.id),
        stage: id_text(touchpoint.stage),
        rank: touchpoint.rank.to_string().into(),
        name: touchpoint.name.as_str().into(),
        note: touchpoint.note.as_str().into(),
        channel: ChannelText::of(&touchpoint.channel),
        encounter: Choice(touchpoint.encounter),
        stagecraft: Choice(touchpoint.stagecraft),
        pillars: PillarsText {
            service: Choice(service),
            product: Choice(product),
            brand: Choice(brand),
            perks: Choice(perks),
        },
        importance: touchpoint.importance.map(level),
        moment_of_truth: touchpoint.moment_of_truth,
        staff: StaffText {
            attentive: attentive.map(level),
            polite: polite.map(level),
            knowledgeable: knowledgeable.map(level),
        },
        evidence: Choice(touchpoint.evidence),
        evidence_note: touchpoint.evidence_note.as_str().into(),
        owner: touchpoint.owner.as_str().into(),
        tags: touchpoint.tags.iter().map(|tag| tag.as_str().into()).collect(),
        texts: TextPairs(touchpoint.texts.iter().map(|(lane, text)| (id_text(*lane), text.as_str().into())).collect()),
        pictures: TextPairs(touchpoint.pictures.iter().map(|(lane, id)| (id_text(*lane), id_text(*id))).collect()),
        feels,
    }
}

fn link_text(link: &Link) -> LinkText<'_> {
    LinkText { id: id_text(link.id), from: id_text(link.from), to: id_text(link.to), label: link.label.as_str().into() }
}

fn pain_text<'a>(pain: &'a Pain, edges: &mut Edges) -> PainText<'a> {
    PainText {
        id: id_text(pain.id),
        rank: pain.rank.to_string().into(),
        text: pain.text.as_str().into(),
        severity: Some(level(pain.severity)),
        frequency: pain.frequency.map(level),
        whose: Choice(pain.whose),
        pillar: pain.pillar.map(Choice),
        status: Choice(pain.status),
        evidence: Choice(pain.evidence),
        owner: pain.owner.as_str().into(),
        votes: i64::from(pain.votes),
        note: pain.note.as_str().into(),
        hurts_at: edges.hurts_at.remove(&pain.id).unwrap_or_default(),
        felt_by: edges.felt_by.remove(&pain.id).unwrap_or_default(),
    }
}

fn opportunity_text<'a>(opportunity: &'a Opportunity, edges: &mut Edges) -> OpportunityText<'a> {
    OpportunityText {
        id: id_text(opportunity.id),
        rank: opportunity.rank.to_string().into(),
        text: opportunity.text.as_str().into(),
        impact: opportunity.impact.map(level),
        effort: opportunity.effort.map(level),
        horizon: Choice(opportunity.horizon),
        owner: opportunity.owner.as_str().into(),
        status: Choice(opportunity.status),
        votes: i64::from(opportunity.votes),
        note: opportunity.note.as_str().into(),
        addresses: edges.addresses.remove(&opportunity.id).unwrap_or_default(),
        improves: edges.improves.remove(&opportunity.id).unwrap_or_default(),
    }
}

fn feedback_text<'a>(feedback: &'a Feedback, edges: &mut Edges) -> FeedbackText<'a> {
    FeedbackText {
        id: id_text(feedback.id),
        rank: feedback.rank.to_string().into(),
        text: feedback.text.as_str().into(),
        source: Choice(feedback.source),
        date: feedback.date.map(|date| date.to_string().into()),
        rating: feedback.rating.map(level),
        status: Choice(feedback.status),
        origin: feedback
            .origin
            .as_ref()
            .map(|origin| OriginText { survey: origin.survey.as_str().into(), answer: origin.answer.as_str().into() }),
        note: feedback.note.as_str().into(),
        about: edges.about.remove(&feedback.id).unwrap_or_default(),
        from: edges.from.remove(&feedback.id).unwrap_or_default(),
        shows: edges.shows.remove(&feedback.id).unwrap_or_default(),
        led_to: edges.led_to.remove(&feedback.id).unwrap_or_default(),
    }
}

fn measure_text<'a>(measure: &'a Measure, edges: &mut Edges) -> MeasureText<'a> {
    MeasureText {
        id: id_text(measure.id),
        rank: measure.rank.to_string().into(),
        name: measure.name.as_str().into(),
        kind: Choice(measure.kind),
        scale: (measure.scale != Scale::default()).then(|| ScaleText {
            min: Number(measure.scale.min().get()),
            max: Number(measure.scale.max().get()),
            unit: measure.scale.unit.as_str().into(),
        }),
        method: measure.method.as_str().into(),
        sample: measure.sample.map(i64::from),
        value: measure.value.map(|value| Number(value.get())),
        target: measure.target.map(|target| Number(target.get())),
        direction: Choice(measure.direction),
        date: measure.date.map(|date| date.to_string().into()),
        evidence: Choice(measure.evidence),
        note: measure.note.as_str().into(),
        answers: measure.answers.as_ref().map(answers_text),
        stage: measure.stage.map(id_text),
        measures: edges.measures.remove(&measure.id).unwrap_or_default(),
    }
}

fn answers_text(answers: &Answers) -> AnswersText<'_> {
    let group = |(persona, ratings): (&Option<PersonaId>, &Ratings)| AnswerGroupText {
        persona: persona.map(id_text),
        ratings: ratings.iter().map(|(rating, count)| (Number(rating.get()), i64::from(count))).collect(),
    };
    AnswersText {
        survey: answers.survey.as_str().into(),
        min: Number(answers.min().get()),
        max: Number(answers.max().get()),
        question: answers.question.as_str().into(),
        groups: answers.groups.iter().map(group).collect(),
    }
}

fn note_text(note: &Note) -> NoteText<'_> {
    NoteText { id: id_text(note.id), rank: note.rank.to_string().into(), text: note.text.as_str().into() }
}

fn pin_text(pin: &Pin) -> PinText<'_> {
    PinText { id: id_text(pin.id), today: id_text(pin.today), ideal: id_text(pin.ideal), same: pin.same }
}

fn plan_item_text(item: &PlanItem) -> PlanItemText<'_> {
    PlanItemText {
        id: id_text(item.id),
        from: item.from.map(id_text),
        to: item.to.map(id_text),
        is: item.is.as_str().into(),
        should: item.should.as_str().into(),
        owner: item.owner.as_str().into(),
        effort: item.effort.map(Choice),
        horizon: item.horizon.map(Choice),
        status: Choice(item.status),
        done_when: item.done_when.as_str().into(),
        closed: item.closed.map(|date| date.to_string().into()),
        note: item.note.as_str().into(),
    }
}

fn snapshot_text(snapshot: &Snapshot) -> SnapshotText<'_> {
    SnapshotText {
        id: id_text(snapshot.id),
        date: snapshot.date.to_string().into(),
        label: snapshot.label.as_str().into(),
        journey: journey_text(&snapshot.journey),
    }
}

fn picture_text(picture: &Picture) -> PictureText<'_> {
    PictureText {
        id: id_text(picture.id),
        width: i64::from(picture.width),
        height: i64::from(picture.height),
        data: BASE64.encode(&picture.bytes).into(),
        alt: picture.alt.as_str().into(),
    }
}
