//! What stands around the rows of a page: the sentence to take away, the distance with its parts and its meaning, the
//! signs that are used, and what the comparison rests on.

use super::Paper;
use super::legend::Legend;
use crate::compare::{DISTANCE_MEANING, Part as DistancePart};
use crate::layout::band::Cx;
use crate::layout::page::foot::{foot_with, said_sources};
use crate::layout::page::head::{KeyFigure, bare, headline};
use crate::layout::page::{APART, Part};
use crate::layout::sheet::Sheet;
use crate::model::*;
use crate::words::capital;

/// Height that the head, the foot, and the room between them and the rows take on a page of this width.
pub(super) fn height(cx: &mut Cx<'_>, paper: &Paper<'_>, width: f64) -> f64 {
    let (head, foot) = parts(cx, paper, width, (1, 1));
    head.height + foot.height + 2.0 * APART
}

/// The head and the foot of a page, which is this one of how many, from 1.
pub(super) fn parts(cx: &mut Cx<'_>, paper: &Paper<'_>, width: f64, number: (usize, usize)) -> (Part, Part) {
    let head = if paper.request.show.title {
        let figures = figures(cx, paper);
        headline(cx, words(paper), &figures, width)
    } else {
        bare()
    };
    let entries = if paper.request.show.legend { Legend::of(paper) } else { Legend::default() };
    let legend = |sheet: &mut Sheet, cx: &mut Cx<'_>, top: f64| entries.draw(sheet, cx, paper, (top, width));
    let foot = foot_with(cx, legend, &rests_on(paper), width, number);
    (head, foot)
}

/// The sentence to take away, and what the distance is made of.
fn words(paper: &Paper<'_>) -> (String, String) {
    let about = paper.common.compared.map.about();
    let [from, to] = paper.common.names;
    let usual = match to {
        "ideal" | "target" => format!("From {from} to the {to}"),
        _ => format!("From {from} to {to}"),
    };
    let title = about.title.trim();
    let title = if title.is_empty() { usual.clone() } else { format!("{title}: {}", lower(&usual)) };
    let takeaway = about.takeaway.trim();
    let distance = &paper.common.compared.comparison.distance;
    let parts: Vec<String> = DistancePart::ALL
        .iter()
        .filter_map(|part| Some((part, distance.parts.get(part).filter(|points| **points > 0)?)))
        .map(|(part, points)| format!("{} {points}", part.label().to_lowercase()))
        .collect();
    let made_of = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let summary = distance.summary.trim().trim_end_matches('.');
    let summary = if summary.is_empty() { String::new() } else { format!(" {}.", capital(summary)) };
    let sentence = format!("Distance {} of 100{made_of}.{summary}", distance.total);
    match takeaway {
        "" => (title, sentence),
        takeaway => (takeaway.to_owned(), format!("{}. {sentence}", capital(&usual))),
    }
}

/// The distance, and how many pain points are gone.
fn figures(cx: &mut Cx<'_>, paper: &Paper<'_>) -> Vec<KeyFigure> {
    let comparison = paper.common.compared.comparison;
    let to = paper.common.names[1];
    let distance = comparison.distance.total.to_string();
    let goal = if to == "ideal" { "distance to the ideal, of 100" } else { "distance, of 100" };
    let mut figures = vec![KeyFigure::new(cx, distance, [goal.to_owned(), "lower is closer".to_owned()])];
    let coverage = comparison.coverage();
    let before = coverage.resolved + coverage.reduced + coverage.open + coverage.worse;
    if before > 0 {
        let mut rest = Vec::new();
        for (count, word) in [(coverage.reduced, "reduced"), (coverage.open, "open"), (coverage.worse, "worse")] {
            rest.extend((count > 0).then(|| format!("{count} {word}")));
        }
        rest.extend((coverage.introduced > 0).then(|| format!("{} new", coverage.introduced)));
        let number = format!("{} of {before}", coverage.resolved);
        figures.push(KeyFigure::new(cx, number, ["pain points resolved".to_owned(), rest.join(", ")]));
    }
    figures
}

/// What the comparison rests on, and what the distance means.
fn rests_on(paper: &Paper<'_>) -> String {
    let compared = &paper.common.compared;
    let [from, to] = paper.common.names;
    let weak = compared.comparison.gaps.iter().filter(|gap| gap.evidence == Evidence::Assumed).count();
    let all = compared.comparison.gaps.len();
    let assumed = match (weak, all) {
        (_, 0) => "Nothing differs.".to_owned(),
        (0, all) => format!("None of {all} differences rests on an assumption at either end."),
        (weak, all) => format!("{weak} of {all} differences rest on an assumption at one end at least."),
    };
    let source = match said_sources(compared.map.about()) {
        Some(said) => format!("Source: {said} "),
        None => "Source: none given. ".to_owned(),
    };
    let hope = match to {
        "ideal" | "target" => format!(" The {to} is something to work towards; nobody has observed it."),
        _ => String::new(),
    };
    let compares = format!("Compared: {from} with {to}.");
    format!("{source}{compares}{hope} {assumed} Distance: {DISTANCE_MEANING}")
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
