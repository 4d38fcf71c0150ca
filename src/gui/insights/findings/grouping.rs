//! By what the findings are listed: the method's topics, the stages, or whoever has to act.
//!
//! Every finding stands in one group, that of its first place, so that going along the list meets each of them once.

use std::collections::BTreeMap;

use crate::gui::insights::Found;
use crate::gui::panels::shown;
use crate::insight::Topic;
use crate::model::*;

/// What findings are listed by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// What the method is about.
    #[default]
    Method,
    /// Where they are.
    Stage,
    /// Who has to act.
    Owner,
}

impl Grouping {
    /// Every grouping, in the order of the switch.
    pub const ALL: [Grouping; 3] = [Grouping::Method, Grouping::Stage, Grouping::Owner];

    /// The words on the switch.
    pub fn label(self) -> &'static str {
        match self {
            Grouping::Method => "By method",
            Grouping::Stage => "By stage",
            Grouping::Owner => "By owner",
        }
    }

    /// The grouping after it, and after the last the first.
    pub fn next(self) -> Grouping {
        match self {
            Grouping::Method => Grouping::Stage,
            Grouping::Stage => Grouping::Owner,
            Grouping::Owner => Grouping::Method,
        }
    }
}

/// Findings under one heading.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// A few words beside it.
    pub remark: String,
    /// Places in [`Found::findings`], worst first.
    pub findings: Vec<usize>,
}

/// All findings in groups; groups without any are left out.
pub fn groups(found: &Found, grouping: Grouping) -> Vec<Group> {
    match grouping {
        Grouping::Method => by_method(found),
        Grouping::Stage => by_stage(found),
        Grouping::Owner => by_owner(found),
    }
}

fn by_method(found: &Found) -> Vec<Group> {
    let of = |topic: Topic| {
        let all = found.findings.iter().enumerate().filter(|(_, finding)| finding.rule.topic == topic);
        let findings: Vec<usize> = all.map(|(at, _)| at).collect();
        Group { title: topic.label().to_owned(), remark: topic.motto().to_owned(), findings }
    };
    Topic::ALL.iter().map(|topic| of(*topic)).filter(|group| !group.findings.is_empty()).collect()
}

/// The stage of a finding's first place, by its number along its journey; none for the map as a whole.
fn stage_of(found: &Found, at: usize) -> Option<(usize, StageId)> {
    let finding = &found.findings[at];
    let journey = found.journey(finding.state);
    let first = found.touchpoints(at).first().and_then(|id| journey.touchpoint(*id)).map(|first| first.stage);
    let own = || {
        finding.places.iter().find_map(|key| match key {
            Key::Stage(id) => Some(*id),
            Key::Measure(id) => journey.measure(*id)?.stage,
            Key::Persona(_)
            | Key::Touchpoint(_)
            | Key::Pain(_)
            | Key::Opportunity(_)
            | Key::Feedback(_)
            | Key::Lane(_)
            | Key::Link(_)
            | Key::Feeling(..)
            | Key::Tie(_) => None,
        })
    };
    let id = first.or_else(own)?;
    Some((journey.stages().iter().position(|stage| stage.id == id)?, id))
}

fn by_stage(found: &Found) -> Vec<Group> {
    let mut stages: BTreeMap<(State, usize), Vec<usize>> = BTreeMap::new();
    let mut whole = Vec::new();
    for (at, finding) in found.findings.iter().enumerate() {
        let Some((number, id)) = stage_of(found, at) else {
            whole.push(at);
            continue;
        };
        // A stage of the ideal that today's journey has too is the same stage.
        let today = found.map.today().stages().iter().position(|stage| stage.id == id);
        let place = today.map_or((finding.state, number), |number| (State::Today, number));
        stages.entry(place).or_default().push(at);
    }
    let named = |((state, number), findings): ((State, usize), Vec<usize>)| {
        let name = found.journey(state).stages().get(number).map_or("", |stage| &stage.name);
        let remark = match state {
            State::Today => format!("Stage {}", number + 1),
            State::Ideal => "In the ideal only".to_owned(),
        };
        Group { title: shown(name, "Unnamed stage").to_owned(), remark, findings }
    };
    let mut groups: Vec<Group> = stages.into_iter().map(named).collect();
    if !whole.is_empty() {
        let (title, remark) = ("The journey as a whole".to_owned(), "At no stage".to_owned());
        groups.push(Group { title, remark, findings: whole });
    }
    groups
}

/// Who has to act on a finding: the owner of what it is about, or of the touchpoint where that is.
fn owner_of(found: &Found, at: usize) -> Option<&str> {
    let finding = &found.findings[at];
    let journey = found.journey(finding.state);
    let own = finding.places.iter().find_map(|key| match key {
        Key::Pain(id) => journey.pain(*id).map(|pain| pain.owner.as_str()),
        Key::Opportunity(id) => journey.opportunity(*id).map(|opportunity| opportunity.owner.as_str()),
        Key::Stage(_)
        | Key::Lane(_)
        | Key::Persona(_)
        | Key::Touchpoint(_)
        | Key::Feedback(_)
        | Key::Measure(_)
        | Key::Link(_)
        | Key::Feeling(..)
        | Key::Tie(_) => None,
    });
    let of_touchpoints = found.touchpoints(at).iter().filter_map(|id| journey.touchpoint(*id));
    let mut owners = own.into_iter().chain(of_touchpoints.map(|touchpoint| touchpoint.owner.as_str())).map(str::trim);
    owners.find(|owner| !owner.is_empty())
}

fn by_owner(found: &Found) -> Vec<Group> {
    let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut nobody = Vec::new();
    for at in 0..found.findings.len() {
        match owner_of(found, at) {
            Some(owner) => owners.entry(owner).or_default().push(at),
            None => nobody.push(at),
        }
    }
    let group = |title: &str, findings: Vec<usize>| {
        let open = findings.iter().filter(|at| found.findings[**at].is_open()).count();
        Group { title: title.to_owned(), remark: format!("{open} to look after"), findings }
    };
    let mut groups: Vec<Group> = owners.into_iter().map(|(owner, findings)| group(owner, findings)).collect();
    // Whoever has most to do comes first; equal ones stay in the order of their names.
    groups.sort_by_key(|group| std::cmp::Reverse(group.findings.len()));
    if !nobody.is_empty() {
        groups.push(group("Nobody yet", nobody));
    }
    groups
}
