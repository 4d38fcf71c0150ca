//! Record by record from a file's twin to the model: ranges judged, references resolved, edges unfolded.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::check::*;
use super::schema::*;
use super::schema_values::{Choice, Number, Text, TextPairs};
use crate::model::*;

const DROPPED: &str = "The reference is left out.";

/// Reads the records of one journey whose ids are already in the index.
pub(super) struct RecordReader<'c> {
    pub checker: &'c mut Checker,
    pub index: Index,
    pub pictures: &'c HashSet<Uid>,
    pub records: Vec<Record>,
    /// The stage that takes touchpoints whose own stage is missing.
    pub refuge: Option<StageId>,
}

fn texts(list: &[Text<'_>]) -> Vec<String> {
    list.iter().map(Text::owned).collect()
}

fn choice<T: Copy>(choice: Option<Choice<T>>) -> Option<T> {
    choice.map(|choice| choice.0)
}

/// A rule that is muted twice keeps both reasons.
fn muted(pairs: &TextPairs<'_>) -> BTreeMap<String, String> {
    let mut muted: BTreeMap<String, String> = BTreeMap::new();
    for (rule, reason) in &pairs.0 {
        let reasons = muted.entry(rule.owned()).or_default();
        if !reasons.is_empty() {
            reasons.push_str("; ");
        }
        reasons.push_str(&reason.owned());
    }
    muted
}

/// Title, scenario and the like.
pub(super) fn about(text: &AboutText<'_>) -> About {
    About {
        title: text.title.owned(),
        takeaway: text.takeaway.owned(),
        scenario: text.scenario.owned(),
        goals: texts(&text.goals),
        author: text.author.owned(),
        version: text.version.owned(),
        sources: text.sources.owned(),
        forces: texts(&text.forces),
        priorities: texts(&text.priorities),
        structure_locked: text.structure_locked,
        ideal_locked: text.ideal_locked,
        muted: muted(&text.muted),
    }
}

/// A stored picture, unless its data cannot be read.
pub(super) fn picture(
    checker: &mut Checker,
    spot: &Spot<'_>,
    id: PictureId,
    text: &PictureText<'_>,
) -> Option<Picture> {
    let mut side = |field, pixels| checker.count(spot, field, Some(pixels)).unwrap_or_default();
    let (width, height) = (side("width", text.width), side("height", text.height));
    match BASE64.decode(text.data.as_bytes()) {
        Ok(bytes) => Some(Picture { id, bytes: bytes.into(), width, height, alt: text.alt.owned() }),
        Err(error) => {
            let fault = format!("its data is not base64 ({error})");
            let advice = "Restore the picture from a backup, or take it out.";
            checker.fault(spot, &spot.at.field("data"), fault, advice, "The picture is left out.");
            checker.park(spot, "description", &text.alt);
            None
        }
    }
}

/// A hand-made match, unless one of its ends is no id.
pub(super) fn pin(checker: &mut Checker, spot: &Spot<'_>, id: PinId, text: &PinText<'_>) -> Option<Pin> {
    let mut end = |field, text: &Text<'_>| {
        text.parse::<Uid>()
            .map_err(|error| {
                let advice = "Put the id of the matched element here.";
                checker.fault(spot, &spot.at.field(field), error.to_string(), advice, "The match is left out.");
            })
            .ok()
    };
    let (today, ideal) = (end("today", &text.today), end("ideal", &text.ideal));
    Some(Pin { id, today: today?, ideal: ideal?, same: text.same })
}

/// A plan item. What it points at may long be gone, so only its form is judged.
pub(super) fn plan_item(checker: &mut Checker, spot: &Spot<'_>, id: PlanItemId, text: &PlanItemText<'_>) -> PlanItem {
    let mut end = |field, text: Option<&Text<'_>>| {
        text?
            .parse::<Uid>()
            .map_err(|error| {
                let advice = "Put the id of the element here, or take the field out.";
                checker.fault(spot, &spot.at.field(field), error.to_string(), advice, DROPPED);
            })
            .ok()
    };
    let (from, to) = (end("from", text.from.as_ref()), end("to", text.to.as_ref()));
    PlanItem {
        id,
        from,
        to,
        is: text.is.owned(),
        should: text.should.owned(),
        owner: text.owner.owned(),
        effort: choice(text.effort),
        horizon: choice(text.horizon),
        status: text.status.0,
        done_when: text.done_when.owned(),
        closed: checker.date(spot, "closed", text.closed.as_ref()),
        note: text.note.owned(),
    }
}

impl RecordReader<'_> {
    pub fn stage(&mut self, at: &At<'_>, id: StageId, text: &StageText<'_>) {
        let spot = Spot { at: *at, kind: "stage", name: &text.name, id: &text.id };
        let stage = Stage {
            id,
            rank: self.checker.rank(&spot, &text.rank),
            name: text.name.owned(),
            note: text.note.owned(),
            locked: text.locked,
        };
        self.records.push(Record::Stage(Arc::new(stage)));
    }

    pub fn lane(&mut self, at: &At<'_>, id: LaneId, text: &LaneText<'_>) {
        let spot = Spot { at: *at, kind: "lane", name: &text.title, id: &text.id };
        let height = self.checker.ranged(&spot, "height", text.height, 0..=i64::from(u16::MAX), |height| {
            u16::try_from(height)
                .map_err(|_| OutOfRange { value: height.to_string(), expected: "a height from 0 to 65535 points" })
        });
        let lane = Lane {
            id,
            rank: self.checker.rank(&spot, &text.rank),
            kind: text.kind.0,
            title: text.title.owned(),
            height,
            visible: !text.hidden,
            locked: text.locked,
            interaction: text.interaction,
            persona: self.refer_opt(&spot, "persona", Kind::Persona, text.persona.as_ref()).map(PersonaId),
            note: text.note.owned(),
        };
        self.records.push(Record::Lane(Arc::new(lane)));
    }

    pub fn persona(&mut self, at: &At<'_>, id: PersonaId, text: &PersonaText<'_>) {
        let spot = Spot { at: *at, kind: "persona", name: &text.name, id: &text.id };
        let persona = Persona {
            id,
            rank: self.checker.rank(&spot, &text.rank),
            name: text.name.owned(),
            role: text.role.owned(),
            segment: text.segment.owned(),
            share: self.checker.ranged(&spot, "share", text.share, 0..=100, Percent::new),
            needs: texts(&text.needs),
            wants: texts(&text.wants),
            stresses: texts(&text.stresses),
            brand: text.brand.owned(),
            quote: text.quote.owned(),
            colour: choice(text.colour),
            initials: text.initials.owned(),
            picture: text.picture.as_ref().and_then(|id| self.picture(&spot, &spot.at.field("picture"), id)),
            note: text.note.owned(),
        };
        self.records.push(Record::Persona(Arc::new(persona)));
    }

    pub fn touchpoint(&mut self, at: &At<'_>, id: TouchpointId, text: &TouchpointText<'_>) {
        let spot = Spot { at: *at, kind: "touchpoint", name: &text.name, id: &text.id };
        let pillars = text.pillars;
        let touchpoint = Touchpoint {
            id,
            stage: self.stage_of(&spot, &text.stage),
            rank: self.checker.rank(&spot, &text.rank),
            name: text.name.owned(),
            note: text.note.owned(),
            channel: text.channel.as_ref().map(ChannelText::channel).unwrap_or_default(),
            encounter: text.encounter.0,
            stagecraft: text.stagecraft.0,
            pillars: Pillars {
                service: pillars.service.0,
                product: pillars.product.0,
                brand: pillars.brand.0,
                perks: pillars.perks.0,
            },
            importance: self.checker.level(&spot, "importance", text.importance),
            moment_of_truth: text.moment_of_truth,
            staff: self.staff(&spot, text.staff),
            evidence: text.evidence.0,
            evidence_note: text.evidence_note.owned(),
            owner: text.owner.owned(),
            tags: text.tags.iter().map(Text::owned).collect::<BTreeSet<_>>(),
            texts: self.lane_texts(&spot, &text.texts),
            pictures: self.lane_pictures(&spot, &text.pictures),
        };
        self.records.push(Record::Touchpoint(Arc::new(touchpoint)));
        self.feelings(&spot, id, &text.feels);
    }

    fn staff(&mut self, spot: &Spot<'_>, text: StaffText) -> StaffRating {
        let within = Spot { at: spot.at.field("staff"), ..*spot };
        StaffRating {
            attentive: self.checker.level(&within, "attentive", text.attentive),
            polite: self.checker.level(&within, "polite", text.polite),
            knowledgeable: self.checker.level(&within, "knowledgeable", text.knowledgeable),
        }
    }

    /// The stage of a touchpoint. Where it is missing, a stage of its own collects the touchpoints without a home.
    fn stage_of(&mut self, spot: &Spot<'_>, text: &Text<'_>) -> StageId {
        let repair = "The touchpoint goes to a stage “Recovered” at the end of the map.";
        let at = spot.at.field("stage");
        if let Some(uid) = self.checker.reference(spot, &at, &self.index, Kind::Stage, text, repair) {
            return StageId(uid);
        }
        *self.refuge.get_or_insert_with(|| {
            let id = StageId(self.checker.fresh_uid());
            // After elements whose own rank was mended to “zz”.
            let last = "zzz".parse().expect("lower-case letters are a rank");
            self.records.push(Record::Stage(Arc::new(Stage::new(id, last, "Recovered"))));
            id
        })
    }

    fn lane_texts(&mut self, spot: &Spot<'_>, texts: &TextPairs<'_>) -> BTreeMap<LaneId, String> {
        let repair = "The text goes to the parking lot.";
        let mut by_lane = BTreeMap::new();
        for (lane, text) in self.by_lane(spot, "texts", texts, repair) {
            match lane {
                Some(lane) => {
                    by_lane.insert(lane, text.owned());
                }
                None => self.checker.park(spot, "", text),
            }
        }
        by_lane
    }

    fn lane_pictures(&mut self, spot: &Spot<'_>, pictures: &TextPairs<'_>) -> BTreeMap<LaneId, PictureId> {
        let list = spot.at.field("pictures");
        let mut by_lane = BTreeMap::new();
        for (place, (lane, text)) in self.by_lane(spot, "pictures", pictures, DROPPED).into_iter().enumerate() {
            if let (Some(lane), Some(picture)) = (lane, self.picture(spot, &list.item(place), text)) {
                by_lane.insert(lane, picture);
            }
        }
        by_lane
    }

    /// The lanes of a map of texts, `None` where a lane is missing or named a second time.
    fn by_lane<'t>(
        &mut self,
        spot: &Spot<'_>,
        field: &'static str,
        pairs: &'t TextPairs<'t>,
        repair: &str,
    ) -> Vec<(Option<LaneId>, &'t Text<'t>)> {
        let list = spot.at.field(field);
        let mut seen = HashSet::new();
        let lane_of = |(place, (lane, text)): (usize, &'t (Text<'t>, Text<'t>))| {
            let at = list.item(place);
            let uid = self.checker.reference(spot, &at, &self.index, Kind::Lane, lane, repair);
            let uid = uid.filter(|uid| {
                let first = seen.insert(*uid);
                if !first {
                    let fault = format!("{field} names the lane {uid} twice");
                    self.checker.fault(spot, &at, fault, "Make one entry of the two.", repair);
                }
                first
            });
            (uid.map(LaneId), text)
        };
        pairs.0.iter().enumerate().map(lane_of).collect()
    }

    fn feelings(&mut self, spot: &Spot<'_>, touchpoint: TouchpointId, feelings: &[FeelingText<'_>]) {
        let list = spot.at.field("feels");
        let mut seen = HashSet::new();
        for (place, text) in feelings.iter().enumerate() {
            let at = list.item(place);
            let emotion = self.checker.emotion(spot, &at.field("emotion"), text.emotion);
            let who = at.field("persona");
            let persona = self.checker.reference(spot, &who, &self.index, Kind::Persona, &text.persona, DROPPED);
            let Some(persona) = persona else { continue };
            if !seen.insert(persona) {
                let fault = format!("the persona {persona} feels twice here");
                self.checker.fault(spot, &who, fault, "Keep one of the two feelings.", "The first is kept.");
                continue;
            }
            let feeling = Feeling { emotion, evidence: choice(text.evidence) };
            self.records.push(Record::Feeling(PersonaId(persona), touchpoint, feeling));
        }
    }

    pub fn pain(&mut self, at: &At<'_>, id: PainId, text: &PainText<'_>) {
        let spot = Spot { at: *at, kind: "pain point", name: &text.text, id: &text.id };
        let pain = Pain {
            id,
            rank: self.checker.rank(&spot, &text.rank),
            text: text.text.owned(),
            severity: self.checker.level(&spot, "severity", text.severity).unwrap_or_default(),
            frequency: self.checker.level(&spot, "frequency", text.frequency),
            whose: text.whose.0,
            pillar: choice(text.pillar),
            status: text.status.0,
            evidence: text.evidence.0,
            owner: text.owner.owned(),
            votes: self.checker.count(&spot, "votes", Some(text.votes)).unwrap_or_default(),
            note: text.note.owned(),
        };
        self.records.push(Record::Pain(Arc::new(pain)));
        self.ties(&spot, "hurts_at", Kind::Touchpoint, &text.hurts_at, |at| Tie::HurtsAt(id, TouchpointId(at)));
        self.ties(&spot, "felt_by", Kind::Persona, &text.felt_by, |who| Tie::FeltBy(id, PersonaId(who)));
    }

    pub fn opportunity(&mut self, at: &At<'_>, id: OpportunityId, text: &OpportunityText<'_>) {
        let spot = Spot { at: *at, kind: "opportunity", name: &text.text, id: &text.id };
        let opportunity = Opportunity {
            id,
            rank: self.checker.rank(&spot, &text.rank),
            text: text.text.owned(),
            impact: self.checker.level(&spot, "impact", text.impact),
            effort: self.checker.level(&spot, "effort", text.effort),
            horizon: text.horizon.0,
            owner: text.owner.owned(),
            status: text.status.0,
            votes: self.checker.count(&spot, "votes", Some(text.votes)).unwrap_or_default(),
            note: text.note.owned(),
        };
        self.records.push(Record::Opportunity(Arc::new(opportunity)));
        self.ties(&spot, "addresses", Kind::Pain, &text.addresses, |pain| Tie::Addresses(id, PainId(pain)));
        self.ties(&spot, "improves", Kind::Touchpoint, &text.improves, |at| Tie::Improves(id, TouchpointId(at)));
    }

    pub fn feedback(&mut self, at: &At<'_>, id: FeedbackId, text: &FeedbackText<'_>) {
        let spot = Spot { at: *at, kind: "feedback", name: &text.text, id: &text.id };
        let feedback = Feedback {
            id,
            rank: self.checker.rank(&spot, &text.rank),
            source: text.source.0,
            text: text.text.owned(),
            date: self.checker.date(&spot, "date", text.date.as_ref()),
            rating: self.checker.level(&spot, "rating", text.rating),
            status: text.status.0,
            origin: text
                .origin
                .as_ref()
                .map(|origin| Origin { survey: origin.survey.owned(), answer: origin.answer.owned() }),
            note: text.note.owned(),
        };
        self.records.push(Record::Feedback(Arc::new(feedback)));
        self.ties(&spot, "about", Kind::Touchpoint, &text.about, |at| Tie::About(id, TouchpointId(at)));
        self.ties(&spot, "from", Kind::Persona, &text.from, |who| Tie::From(id, PersonaId(who)));
        self.ties(&spot, "shows", Kind::Pain, &text.shows, |pain| Tie::Shows(id, PainId(pain)));
        self.ties(&spot, "led_to", Kind::Opportunity, &text.led_to, |to| Tie::LedTo(id, OpportunityId(to)));
    }

    pub fn measure(&mut self, at: &At<'_>, id: MeasureId, text: &MeasureText<'_>) {
        let spot = Spot { at: *at, kind: "measure", name: &text.name, id: &text.id };
        let measure = Measure {
            id,
            rank: self.checker.rank(&spot, &text.rank),
            name: text.name.owned(),
            kind: text.kind.0,
            scale: text.scale.as_ref().map(|scale| self.scale(&spot, scale)).unwrap_or_default(),
            method: text.method.owned(),
            sample: self.checker.count(&spot, "sample", text.sample),
            value: self.checker.amount(&spot, &spot.at.field("value"), "value", text.value),
            target: self.checker.amount(&spot, &spot.at.field("target"), "target", text.target),
            direction: text.direction.0,
            date: self.checker.date(&spot, "date", text.date.as_ref()),
            evidence: text.evidence.0,
            answers: text.answers.as_ref().and_then(|answers| self.answers(&spot, answers)),
            stage: self.refer_opt(&spot, "stage", Kind::Stage, text.stage.as_ref()).map(StageId),
            note: text.note.owned(),
        };
        self.records.push(Record::Measure(Arc::new(measure)));
        self.ties(&spot, "measures", Kind::Touchpoint, &text.measures, |at| Tie::Measures(id, TouchpointId(at)));
    }

    /// The answers a measure rests on; left out as a whole where their scale is none.
    fn answers(&mut self, spot: &Spot<'_>, text: &AnswersText<'_>) -> Option<Answers> {
        let at = spot.at.field("answers");
        let min = self.checker.amount(spot, &at.field("min"), "the lowest rating", Some(text.min))?;
        let max = self.checker.amount(spot, &at.field("max"), "the highest rating", Some(text.max))?;
        let mut answers = Answers::new(text.survey.owned(), text.question.owned(), min, max)
            .map_err(|error| {
                let repair = "The answers are left out; the number stays.";
                self.checker.fault(spot, &at, error.to_string(), "Write the lower end first.", repair);
            })
            .ok()?;
        let groups = at.field("groups");
        for (place, group) in text.groups.iter().enumerate() {
            let at = groups.item(place);
            let persona = group.persona.as_ref().and_then(|text| {
                let fault = |error: ParseIdError| {
                    let (advice, repair) = ("Write a persona's id, or take it out.", "The answers are nobody's.");
                    self.checker.fault(spot, &at.field("persona"), error.to_string(), advice, repair);
                };
                text.parse::<Uid>().map_err(fault).ok()
            });
            let counted = self.ratings(spot, &at.field("ratings"), &answers, &group.ratings);
            let known = answers.groups.entry(persona.map(PersonaId)).or_default();
            *known = known.iter().chain(counted).collect();
        }
        Some(answers)
    }

    /// The ratings of a group with their counts; those that cannot be are left out.
    fn ratings(
        &mut self,
        spot: &Spot<'_>,
        at: &At<'_>,
        answers: &Answers,
        list: &[(Number, i64)],
    ) -> Vec<(Amount, u32)> {
        let mut counted = Vec::with_capacity(list.len());
        for (place, (rating, count)) in list.iter().enumerate() {
            let within = Amount::new(rating.0).ok().filter(|r| (answers.min()..=answers.max()).contains(r));
            match within.zip(u32::try_from(*count).ok()) {
                Some(pair) => counted.push(pair),
                None => {
                    let fault = format!("{count} answers of {} are none on this scale", rating.0);
                    let advice = format!("Write a rating from {} to {} and a count.", answers.min(), answers.max());
                    self.checker.fault(spot, &at.item(place), fault, &advice, "They are left out.");
                }
            }
        }
        counted
    }

    fn scale(&mut self, spot: &Spot<'_>, text: &ScaleText<'_>) -> Scale {
        let at = spot.at.field("scale");
        let min = self.checker.amount(spot, &at.field("min"), "the lower end of the scale", Some(text.min));
        let max = self.checker.amount(spot, &at.field("max"), "the upper end of the scale", Some(text.max));
        let (Some(min), Some(max)) = (min, max) else { return Scale::default() };
        Scale::new(min, max, text.unit.owned()).unwrap_or_else(|error| {
            let repair = "It takes the scale from 0 to 100%.";
            self.checker.fault(spot, &at, error.to_string(), "Write the lower end first.", repair);
            Scale::default()
        })
    }

    /// A link, unless an end is missing, both are the same, or the two touchpoints are linked already.
    pub fn link(&mut self, at: &At<'_>, id: LinkId, text: &LinkText<'_>, linked: &mut HashSet<(Uid, Uid)>) {
        const REPAIR: &str = "The link is left out; its label goes to the parking lot.";
        let spot = Spot { at: *at, kind: "link", name: &text.label, id: &text.id };
        let mut end = |field, text| {
            self.checker.reference(&spot, &spot.at.field(field), &self.index, Kind::Touchpoint, text, REPAIR)
        };
        let ends = end("from", &text.from).zip(end("to", &text.to));
        let refused = match ends {
            Some((from, to)) if from == to => Some(("it leads from a touchpoint to itself", "Choose another end.")),
            Some(ends) if !linked.insert(ends) => {
                Some(("another link already leads from this touchpoint to that one", "Keep one of the two links."))
            }
            Some(_) | None => None,
        };
        if let Some((fault, advice)) = refused {
            self.checker.fault(&spot, &spot.at.field("to"), fault.to_owned(), advice, REPAIR);
        }
        match ends {
            Some((from, to)) if refused.is_none() => {
                let (from, to) = (TouchpointId(from), TouchpointId(to));
                self.records.push(Record::Link(Link { id, from, to, label: text.label.owned() }));
            }
            Some(_) | None => self.checker.park(&spot, "", &text.label),
        }
    }

    /// Edges to every element of a list. One named twice is the same edge.
    fn ties(&mut self, spot: &Spot<'_>, field: &'static str, kind: Kind, list: &[Text<'_>], tie: impl Fn(Uid) -> Tie) {
        let at = spot.at.field(field);
        for (place, text) in list.iter().enumerate() {
            let end = self.checker.reference(spot, &at.item(place), &self.index, kind, text, DROPPED);
            self.records.extend(end.map(|end| Record::Tie(tie(end))));
        }
    }

    fn refer_opt(&mut self, spot: &Spot<'_>, field: &'static str, kind: Kind, text: Option<&Text<'_>>) -> Option<Uid> {
        self.checker.reference(spot, &spot.at.field(field), &self.index, kind, text?, DROPPED)
    }

    fn picture(&mut self, spot: &Spot<'_>, at: &At<'_>, text: &Text<'_>) -> Option<PictureId> {
        let fault = match text.parse::<Uid>() {
            Ok(uid) if self.pictures.contains(&uid) => return Some(PictureId(uid)),
            Ok(uid) => format!("it shows the picture {uid}, which is not in this file"),
            Err(error) => error.to_string(),
        };
        let advice = "Put the id of a picture of this file here, or take the reference out.";
        self.checker.fault(spot, at, fault, advice, DROPPED);
        None
    }
}
