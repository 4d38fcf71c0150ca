//! The right side of the export dialog: page, scale, what is shown, colours.

use egui::{Ui, vec2};

use super::export::{ExportDialog, Paper};
use crate::gui::style;
use crate::gui::widgets::{self, ParsedField, Segment};
use crate::layout;
use crate::model::*;
use crate::text::Icon;
use crate::theme::ThemeKind;

impl ExportDialog {
    /// Draws the choices.
    pub(super) fn choices_ui(&mut self, ui: &mut Ui, map: &Map) {
        let width = ui.available_width();
        self.paper_ui(ui, width);
        self.scale_ui(ui, width);
        widgets::section(ui, "Show", "");
        ui.columns(2, |columns| {
            toggle(&mut columns[0], "Title", &mut self.show.title);
            toggle(&mut columns[1], "Legend", &mut self.show.legend);
            toggle(&mut columns[0], "Personas", &mut self.show.personas);
            let mut lines = !self.filter.without_answers;
            toggle(&mut columns[1], "Lines to opportunities", &mut lines);
            self.filter.without_answers = !lines;
            let answered = map.today().measures().any(|measure| measure.answers.is_some());
            if answered && self.state == State::Today {
                let mut measured = !self.filter.hidden_measured;
                toggle(&mut columns[0], "Measured curves", &mut measured);
                self.filter.hidden_measured = !measured;
            }
        });
        self.people_ui(ui, map);
        self.lanes_ui(ui, map);
        widgets::section(ui, "Theme", "");
        let segments = [
            Segment::with_icon(ThemeKind::Light, "Light", Icon::LightMode),
            Segment::with_icon(ThemeKind::Dark, "Dark", Icon::DarkMode),
        ];
        if let Some(theme) = widgets::segmented(ui, "Theme", vec2(width, 30.0), 2, &segments, Some(self.theme)) {
            self.theme = theme;
        }
        if map.ideal().is_some() {
            widgets::section(ui, "Journey", "");
            let segments = [Segment::new(State::Today, "Today’s"), Segment::new(State::Ideal, "The ideal")];
            if let Some(state) = widgets::segmented(ui, "Journey", vec2(width, 30.0), 2, &segments, Some(self.state)) {
                self.state = state;
            }
        }
    }

    fn paper_ui(&mut self, ui: &mut Ui, width: f32) {
        let remark = if self.portrait { "Portrait" } else { "Landscape" };
        widgets::section(ui, "Page", remark);
        let segments = [
            Segment::new(Paper::Wide, "16:9"),
            Segment::new(Paper::Classic, "4:3"),
            Segment::new(Paper::A4, "A4"),
            Segment::new(Paper::A3, "A3"),
            Segment::new(Paper::A1, "A1"),
            Segment::new(Paper::A0, "A0"),
            Segment::new(Paper::Poster, "Poster"),
            Segment::new(Paper::Custom, "Custom"),
        ];
        if let Some(paper) = widgets::segmented(ui, "Page", vec2(width, 30.0), 4, &segments, Some(self.paper)) {
            self.paper = paper;
        }
        match self.paper {
            Paper::Custom => self.custom_ui(ui),
            Paper::Poster => {
                let theme = widgets::theme(ui);
                ui.label(style::meta("One picture, as large as the journey takes.", theme));
            }
            Paper::Wide | Paper::Classic | Paper::A4 | Paper::A3 | Paper::A1 | Paper::A0 => {
                toggle(ui, "Portrait", &mut self.portrait);
            }
        }
    }

    fn custom_ui(&mut self, ui: &mut Ui) {
        let read = |text: &str| match text.trim().parse::<u32>() {
            Ok(side @ 200..=16_000) => Ok(side),
            Ok(_) | Err(_) => Err("From 200 to 16000 pixels".to_owned()),
        };
        ui.horizontal(|ui| {
            let field = |name, now: u32| ParsedField::new(name, now.to_string()).width(80.0);
            if let Some(width) = field("Width in pixels", self.custom.0).show(ui, read).value {
                self.custom.0 = width;
            }
            ui.label("×");
            if let Some(height) = field("Height in pixels", self.custom.1).show(ui, read).value {
                self.custom.1 = height;
            }
        });
    }

    fn scale_ui(&mut self, ui: &mut Ui, width: f32) {
        let frame = self.pages.as_ref().and_then(|pages| pages.frames.first().map(|frame| (frame.size, pages.scale)));
        let pixels = match (self.pixels(), frame) {
            (Some((width, height)), _) => Some((f64::from(width * self.scale()), f64::from(height * self.scale()))),
            (None, Some((size, scale))) => {
                let scale = scale * f64::from(self.scale());
                Some((size.width * scale, size.height * scale))
            }
            (None, None) => None,
        };
        let remark = pixels.map_or(String::new(), |(width, height)| format!("{width:.0} × {height:.0} px"));
        widgets::section(ui, "Scale", &remark);
        let segments = [Segment::new(1, "1×"), Segment::new(2, "2×"), Segment::new(3, "3×"), Segment::new(4, "4×")];
        if let Some(scale) = widgets::segmented(ui, "Scale", vec2(width, 30.0), 4, &segments, Some(self.scale())) {
            self.chosen_scale = Some(scale);
        }
    }

    fn people_ui(&mut self, ui: &mut Ui, map: &Map) {
        let Some(journey) = map.journey(self.state) else { return };
        if journey.personas().len() < 2 {
            return;
        }
        widgets::section(ui, "Curves", "");
        for persona in journey.personas() {
            let name = crate::gui::panels::shown(&persona.name, "Unnamed persona");
            let on = !self.hidden_personas.contains(&persona.id);
            match widgets::checkbox(ui, name, on) {
                Some(true) => {
                    self.hidden_personas.remove(&persona.id);
                }
                Some(false) => {
                    self.hidden_personas.insert(persona.id);
                }
                None => {}
            }
        }
    }

    fn lanes_ui(&mut self, ui: &mut Ui, map: &Map) {
        let Some(journey) = map.journey(self.state) else { return };
        let shown = match self.lanes.is_empty() {
            true => layout::lanes_of_a_page(journey),
            false => self.lanes.clone(),
        };
        widgets::section(ui, "Lanes", &format!("{} of {}", shown.len(), journey.lanes().len()));
        ui.columns(2, |columns| {
            for (at, lane) in journey.lanes().iter().enumerate() {
                let ui = &mut columns[at % 2];
                let clicked =
                    ui.push_id(lane.id, |ui| widgets::checkbox(ui, lane.shown_title(), shown.contains(&lane.id)));
                let Some(on) = clicked.inner else { continue };
                let mut lanes = shown.clone();
                if on {
                    lanes.insert(lane.id)
                } else {
                    lanes.remove(&lane.id)
                };
                // A page without any lane would be the page with the usual ones.
                if !lanes.is_empty() {
                    self.lanes = lanes;
                }
            }
        });
    }
}

fn toggle(ui: &mut Ui, label: &str, on: &mut bool) {
    if let Some(now) = widgets::checkbox(ui, label, *on) {
        *on = now;
    }
}
