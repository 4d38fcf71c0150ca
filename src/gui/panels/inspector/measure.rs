//! The fields of a measure.

use egui::Ui;

use super::super::{Cx, shown};
use super::{breadcrumb, choice, evidence, pick, pick_or_none, place_of, text, title};
use crate::edit::{Command, MeasureField};
use crate::gui::command_table::CommandId;
use crate::gui::widgets::{self, ParsedField, Segment};
use crate::model::*;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, measure: &Measure) {
    let place = place_of(cx, measure.id.0);
    breadcrumb(ui, cx, place, "Measure", &[CommandId::Delete]);
    let (state, id) = (cx.state(), measure.id);
    let set = move |field| Command::SetMeasure { state, id, field };
    title(ui, cx, "What is measured", &measure.name, |name| set(MeasureField::Name(name)));
    if let Some(kind) = pick(ui, "Kind", MeasureKind::ALL, measure.kind, MeasureKind::label) {
        cx.edit(set(MeasureField::Kind(kind)));
    }
    if let Some(value) = amount(ui, cx, "Value", measure.value) {
        cx.typing(set(MeasureField::Value(value)));
    }
    if let Some(target) = amount(ui, cx, "Target", measure.target) {
        cx.typing(set(MeasureField::Target(target)));
    }
    sample(ui, cx, measure);
    scale(ui, cx, measure);
    let segments =
        [Segment::new(Direction::Higher, "Higher is better"), Segment::new(Direction::Lower, "Lower is better")];
    if let Some(direction) = choice(ui, "Direction", "", &segments, Some(measure.direction)) {
        cx.edit(set(MeasureField::Direction(direction)));
    }
    text(ui, cx, "Method", &measure.method, 1, |method| set(MeasureField::Method(method)));
    if let Some(date) = super::feedback::date(ui, cx, measure.date) {
        cx.typing(set(MeasureField::Date(date)));
    }
    if let Some(evidence) = evidence(ui, "", measure.evidence) {
        cx.edit(set(MeasureField::Evidence(evidence)));
    }
    let stages: Vec<_> =
        cx.journey().stages().iter().map(|stage| (stage.id, shown(&stage.name, "Unnamed stage").to_owned())).collect();
    if let Some(stage) = pick_or_none(ui, "Measures a whole stage", "No", &stages, measure.stage) {
        cx.edit(set(MeasureField::Stage(stage)));
    }
    text(ui, cx, "Note", &measure.note, 3, |note| set(MeasureField::Note(note)));
}

/// Reads a number as people write it: a comma or a point, a true minus or a hyphen.
fn read_amount(text: &str) -> Result<Amount, String> {
    let plain = text.trim().replace('\u{2212}', "-").replace(',', ".");
    let number: f64 = plain.parse().map_err(|_| "A number like 62 or 4.5, or nothing".to_owned())?;
    Amount::new(number).map_err(|problem| problem.to_string())
}

fn amount(ui: &mut Ui, cx: &mut Cx<'_>, label: &str, now: Option<Amount>) -> Option<Option<Amount>> {
    widgets::section(ui, label, "");
    let shown = now.map_or(String::new(), |amount| amount.to_string());
    let typed = ParsedField::new(label, shown).hint("Not measured").show(ui, |text| match text.trim() {
        "" => Ok(None),
        text => read_amount(text).map(Some),
    });
    if typed.left {
        cx.seal();
    }
    typed.value
}

fn sample(ui: &mut Ui, cx: &mut Cx<'_>, measure: &Measure) {
    widgets::section(ui, "Sample", "how many answers");
    let now = measure.sample.map_or(String::new(), |n| n.to_string());
    let typed = ParsedField::new("Sample", now).hint("Not known").show(ui, |text| match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "A whole number, or nothing".to_owned()),
    });
    if let Some(sample) = typed.value {
        let (state, id) = (cx.state(), measure.id);
        cx.typing(Command::SetMeasure { state, id, field: MeasureField::Sample(sample) });
    }
    if typed.left {
        cx.seal();
    }
}

fn scale(ui: &mut Ui, cx: &mut Cx<'_>, measure: &Measure) {
    widgets::section(ui, "Scale", "lowest, highest, unit");
    let (state, id) = (cx.state(), measure.id);
    let now = &measure.scale;
    let send = |cx: &mut Cx<'_>, scale| {
        cx.typing(Command::SetMeasure { state, id, field: MeasureField::Scale(scale) });
    };
    let width = (ui.available_width() - 16.0) / 3.0 - 16.0;
    ui.horizontal(|ui| {
        let low = ParsedField::new("Lowest", now.min().to_string()).width(width).show(ui, |text| {
            let scale = Scale::new(read_amount(text)?, now.max(), now.unit.clone());
            scale.map_err(|problem| problem.to_string())
        });
        let high = ParsedField::new("Highest", now.max().to_string()).width(width).show(ui, |text| {
            let scale = Scale::new(now.min(), read_amount(text)?, now.unit.clone());
            scale.map_err(|problem| problem.to_string())
        });
        let unit = ParsedField::new("Unit", now.unit.clone())
            .width(width)
            .show(ui, |text| Scale::new(now.min(), now.max(), text).map_err(|problem| problem.to_string()));
        for typed in [low, high, unit] {
            if let Some(scale) = typed.value {
                send(cx, scale);
            }
            if typed.left {
                cx.seal();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [("62", 62.0), (" 4,5 ", 4.5), ("\u{2212}3", -3.0), ("-0.25", -0.25)] {
            assert_eq!(read_amount(text).map(Amount::get), Ok(number), "{text}");
        }
        for text in ["", "many", "inf", "NaN", "1 2"] {
            assert!(read_amount(text).is_err(), "{text}");
        }
    }
}
