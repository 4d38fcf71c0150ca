//! The legend: what the signs on this page mean, and only those that stand on it.

use std::collections::BTreeSet;

use super::super::answers::{self, Answers};
use super::super::band::Cx;
use super::super::lanes::measured;
use super::super::marks;
use super::super::sheet::{Sheet, dashed, one_line, solid};
use super::super::story::Story;
use super::MARGIN;
use crate::geom::Point;
use crate::model::*;
use crate::text::{Align, Icon, TextStyle, Weight};

const WORDS: TextStyle = TextStyle { size: 14.0, line_height: 18.0, weight: Weight::Regular, tabular: false };
const PILL: TextStyle = TextStyle { size: 14.0, line_height: 18.0, weight: Weight::SemiBold, tabular: false };
/// What a line is drawn through to show what that means.
const DROPPED_SAMPLE: &str = "Text";
/// Height of one row of signs.
const ROW: f64 = 30.0;
const BETWEEN: f64 = 26.0;
/// Marks of pain points are as large as on a slide.
const MARK: f64 = 1.15;

/// One sign and its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    MomentOfTruth,
    Encounter(Encounter),
    Severity(Level),
    ResolvedPain,
    EmployeesPain,
    Answered,
    Horizon(Horizon),
    Done,
    Dropped,
    Measured,
}

/// The signs that are explained.
pub(super) struct Legend(BTreeSet<Entry>);

impl Legend {
    /// The legend of a story of which these lanes are drawn.
    pub fn of(journey: &Journey, story: &Story, lanes: LaneSigns) -> Legend {
        Legend(entries(journey, story, lanes))
    }

    /// Draws the legend from `top` down and returns its height; nothing to explain takes no height.
    pub fn draw(&self, sheet: &mut Sheet, cx: &mut Cx<'_>, top: f64, width: f64) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        let (mut x, mut middle) = (MARGIN, top + ROW / 2.0);
        for entry in self.0.iter().copied() {
            let words = words(entry);
            let sign = sign_width(cx, entry);
            let needed = sign + 10.0 + cx.text.width(&words, WORDS);
            if x + needed > width - MARGIN && x > MARGIN {
                x = MARGIN;
                middle += ROW;
            }
            draw_sign(sheet, cx, entry, Point::new(x, middle));
            let soft = cx.theme.ink_soft;
            let room = (x + sign + 10.0, middle, needed);
            let used = sheet.line_of_text(cx, &words, WORDS, room, Align::Start, soft);
            x += sign + 10.0 + used + BETWEEN;
        }
        middle + ROW / 2.0 - top
    }
}

/// Which kinds of sign the page's lanes draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct LaneSigns {
    /// Cards are drawn.
    pub cards: bool,
    /// Pain points are drawn.
    pub pains: bool,
    /// Opportunities are drawn.
    pub opportunities: bool,
    /// Pain points are tied to what answers them.
    pub answers: bool,
    /// Curves are drawn.
    pub curves: bool,
}

fn entries(journey: &Journey, story: &Story, lanes: LaneSigns) -> BTreeSet<Entry> {
    let mut found = BTreeSet::new();
    if lanes.answers && !Answers::of(journey, story).is_empty() {
        found.insert(Entry::Answered);
    }
    if lanes.curves && !story.measured.is_empty() {
        found.insert(Entry::Measured);
    }
    let touchpoints = (0..story.columns.len()).filter_map(|column| story.touchpoint(column));
    for touchpoint in touchpoints {
        if lanes.cards {
            if touchpoint.encounter != Encounter::Unset {
                found.insert(Entry::Encounter(touchpoint.encounter));
            }
            if touchpoint.moment_of_truth {
                found.insert(Entry::MomentOfTruth);
            }
        }
        if lanes.pains {
            found.extend(journey.pains_at(touchpoint.id).iter().flat_map(|pain| signs_of_pain(pain)));
        }
        if lanes.opportunities {
            let at = journey.opportunities_at(touchpoint.id);
            found.extend(at.iter().flat_map(|opportunity| signs_of_opportunity(opportunity)));
        }
    }
    found
}

fn signs_of_pain(pain: &Pain) -> impl Iterator<Item = Entry> + use<> {
    let mark = match pain.status {
        PainStatus::Resolved => Entry::ResolvedPain,
        PainStatus::Open | PainStatus::InProgress | PainStatus::Reduced | PainStatus::Accepted => {
            Entry::Severity(pain.severity)
        }
    };
    let whose = match pain.whose {
        Voice::Employee => Some(Entry::EmployeesPain),
        Voice::Customer => None,
    };
    std::iter::once(mark).chain(whose)
}

fn signs_of_opportunity(opportunity: &Opportunity) -> impl Iterator<Item = Entry> + use<> {
    let status = match opportunity.status {
        OpportunityStatus::Done => Some(Entry::Done),
        OpportunityStatus::Dropped => Some(Entry::Dropped),
        OpportunityStatus::Proposed | OpportunityStatus::Planned | OpportunityStatus::InProgress => None,
    };
    std::iter::once(Entry::Horizon(opportunity.horizon)).chain(status)
}

fn words(entry: Entry) -> String {
    match entry {
        Entry::MomentOfTruth => "Moment of truth".to_owned(),
        Entry::Encounter(encounter) => encounter.label().to_owned(),
        Entry::Severity(severity) => match severity.get() {
            0 | 1 => "Nuisance",
            2 => "Minor",
            3 => "Serious",
            4 => "Severe",
            _ => "Critical",
        }
        .to_owned(),
        Entry::ResolvedPain => "Resolved".to_owned(),
        Entry::EmployeesPain => "Employees\u{2019} pain".to_owned(),
        Entry::Answered => "What answers it".to_owned(),
        Entry::Done => "Done".to_owned(),
        Entry::Dropped => "Dropped".to_owned(),
        Entry::Measured => "Measured, with 95% interval; n answers".to_owned(),
        Entry::Horizon(Horizon::Now) => "this quarter".to_owned(),
        Entry::Horizon(Horizon::Next) => "this year".to_owned(),
        Entry::Horizon(Horizon::Later) => "after that".to_owned(),
    }
}

fn sign_width(cx: &mut Cx<'_>, entry: Entry) -> f64 {
    match entry {
        Entry::MomentOfTruth => 18.0,
        Entry::Encounter(_) => 22.0,
        Entry::Severity(severity) => marks::severity_radius(severity, MARK) * 2.0,
        Entry::ResolvedPain | Entry::EmployeesPain | Entry::Done => 18.0,
        Entry::Answered => 28.0,
        Entry::Measured => 24.0,
        Entry::Dropped => cx.text.width(DROPPED_SAMPLE, WORDS),
        Entry::Horizon(horizon) => (cx.text.width(horizon.label(), PILL) + 20.0 * 0.72).ceil(),
    }
}

fn draw_sign(sheet: &mut Sheet, cx: &mut Cx<'_>, entry: Entry, left: Point) {
    let middle = |width: f64| Point::new(left.x + width / 2.0, left.y);
    match entry {
        Entry::MomentOfTruth => {
            let star = cx.theme.star;
            sheet.icon(cx, Icon::Star, true, 18.0, middle(18.0), star);
        }
        Entry::Encounter(encounter) => {
            marks::encounter(sheet, cx, encounter, 18.0, middle(22.0));
        }
        Entry::Severity(severity) => {
            marks::severity(sheet, cx, severity, middle(marks::severity_radius(severity, MARK) * 2.0), MARK);
        }
        Entry::ResolvedPain => {
            let faint = cx.theme.ink_faint;
            sheet.circle(middle(18.0), 8.25, None, Some(solid(faint, 1.5)));
            sheet.icon(cx, Icon::Check, false, 14.0, middle(18.0), faint);
        }
        Entry::EmployeesPain => sheet.icon(cx, Icon::Badge, false, 18.0, middle(18.0), cx.theme.ink_soft),
        Entry::Answered => answers::sample(sheet, cx, left, 28.0),
        Entry::Done => sheet.icon(cx, Icon::CheckCircle, true, 18.0, middle(18.0), cx.theme.opp),
        Entry::Measured => {
            let (at, soft, ground) = (middle(24.0), cx.theme.ink_soft, cx.theme.canvas);
            sheet.line((left.x, at.y).into(), (left.x + 24.0, at.y).into(), dashed(soft, 1.5, measured::DOTS));
            measured::sign(sheet, at, Some((at.y - 9.0, at.y + 9.0)), 4.0, soft, ground);
        }
        Entry::Dropped => {
            let room = one_line(f64::INFINITY);
            let corner = Point::new(left.x, left.y - f64::from(WORDS.line_height) / 2.0);
            let faint = cx.theme.ink_faint;
            sheet.struck(cx, DROPPED_SAMPLE, WORDS, room, corner, faint);
        }
        Entry::Horizon(horizon) => {
            marks::horizon_pill(sheet, cx, horizon, left, (20.0, PILL));
        }
    }
}
