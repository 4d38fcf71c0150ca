//! Sizes of a picture of two journeys: those of the map's own looks, and what only a comparison has.
//!
//! Here never come colours, or anything that measures text.

use crate::layout::Density;
use crate::layout::metrics::{HeaderMetrics, Labels, Least, Metrics};
use crate::text::{TextStyle, Weight};

/// How one look of a comparison measures everything. Lengths in logical points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    /// What it has in common with the map's looks.
    pub metrics: Metrics,
    /// Width of a column into which columns without a difference are folded.
    pub fold: f64,
    /// Least height of a card that did not change.
    pub kept: f64,
    /// Least height of one that did.
    pub changed: f64,
    /// Least height of the ghost of one that is gone.
    pub removed: f64,
    /// Lines of a ghost's title.
    pub ghost_lines: usize,
    /// Height of a card's last row: how much better or worse it is felt.
    pub foot: f64,
    /// Radius of the disc that says what became of a card.
    pub disc: f64,
    /// The title of what did not change; that of the rest is the card's own.
    pub plain_title: TextStyle,
    /// Short words that are stressed: "was 4", "moved".
    pub word: TextStyle,
    /// Figures in chips and pills.
    pub figure: TextStyle,
    /// Height of chips and pills.
    pub pill: f64,
    /// Height of one level of arrows above the cards.
    pub arrow: f64,
    /// Line of the second journey's curve; the first journey's is the main persona's.
    pub second_line: f64,
    /// Lines of a sentence about a measure that cannot be compared.
    pub sentence_lines: usize,
    /// Height of the room for bands between two journeys one above the other.
    pub ribbons: f64,
}

/// A style in another weight.
pub(super) fn weighed(style: TextStyle, weight: Weight) -> TextStyle {
    TextStyle { weight, ..style }
}

impl Look {
    /// The look of a density on the canvas.
    pub fn canvas(density: Density) -> Look {
        let mut metrics = Metrics::canvas(density);
        metrics.gutter = 96.0;
        metrics.header.names = 32.0;
        metrics.header.steps = 26.0;
        metrics.header.inset = 10.0;
        metrics.emotion.least = 236.0;
        metrics.card.title_lines = 4;
        metrics.measure.value = TextStyle { size: 13.0, line_height: 18.0, ..metrics.measure.value };
        metrics.least = Least { words: 0.0, pains: 60.0, opportunities: 0.0, back_stage: 60.0 };
        match density {
            Density::Overview => overview(metrics),
            Density::Compact => compact(metrics),
            Density::Regular => Look::of({
                metrics.column = 104.0;
                metrics
            }),
            Density::Roomy => {
                metrics.column = 152.0;
                metrics.measure.value = TextStyle { size: 15.0, line_height: 20.0, ..metrics.measure.value };
                Look { kept: 96.0, changed: 128.0, removed: 72.0, ..Look::of(metrics) }
            }
        }
    }

    /// The look of two journeys one above the other, whose cards say as much as the map's own.
    pub fn beside(density: Density) -> Look {
        let own = Metrics::canvas(density);
        let mut look = Look::canvas(density);
        if density != Density::Overview {
            look.metrics.column = own.column;
            look.kept = own.card.height;
            look.changed = own.card.height;
            look.removed = own.card.height;
            look.ghost_lines = own.card.title_lines;
        }
        look.metrics.header.names = 36.0;
        look.metrics.header.steps = 0.0;
        look
    }

    /// The look of a slide, 1920 × 1080 points, with columns of this width.
    pub fn slide(column: f64) -> Look {
        let mut metrics = Metrics::slide(column);
        let style = |size: f32, line_height: f32, weight| TextStyle { size, line_height, weight, tabular: false };
        let small = style(14.0, 18.0, Weight::Regular);
        metrics.gutter = 124.0;
        metrics.note = small;
        metrics.note_figures = TextStyle { tabular: true, ..small };
        metrics.lane_title = style(15.0, 19.0, Weight::SemiBold);
        metrics.items.text = small;
        metrics.items.mark = 1.1;
        metrics.measure.value = TextStyle { tabular: true, ..style(15.0, 20.0, Weight::SemiBold) };
        metrics.header = HeaderMetrics {
            names: 34.0,
            steps: 30.0,
            below: 0.0,
            chevrons: false,
            name: style(18.0, 24.0, Weight::SemiBold),
            small: TextStyle { tabular: true, ..small },
            inset: 10.0,
        };
        metrics.gap = 6.0;
        metrics.card.radius = 8.0;
        metrics.card.pad = 6.0;
        metrics.card.icon = 18.0;
        metrics.card.foot_icon = 18.0;
        metrics.card.head = 17.0;
        metrics.card.title_top = 33.0;
        metrics.card.title = style(14.0, 18.0, Weight::SemiBold);
        metrics.card.label = small;
        metrics.card.shadow = false;
        metrics.emotion.least = 150.0;
        metrics.emotion.labels = Labels::All;
        metrics.emotion.first_line = 4.0;
        metrics.emotion.marker = 6.0;
        metrics.emotion.pad = 38.0;
        metrics.emotion.label = TextStyle { tabular: true, ..style(15.0, 19.0, Weight::SemiBold) };
        metrics.least = Least { words: 0.0, pains: 70.0, opportunities: 0.0, back_stage: 60.0 };
        metrics.word_lines = 12;
        Look {
            removed: 72.0,
            kept: 88.0,
            changed: 126.0,
            ghost_lines: 12,
            foot: 30.0,
            disc: 10.0,
            figure: TextStyle { tabular: true, ..style(15.0, 19.0, Weight::SemiBold) },
            pill: 24.0,
            arrow: 36.0,
            second_line: 3.5,
            sentence_lines: 16,
            ribbons: 150.0,
            ..Look::of(metrics)
        }
    }

    /// Its own sizes over those of a map's look.
    fn of(metrics: Metrics) -> Look {
        let note = metrics.note;
        Look {
            fold: 34.0,
            kept: 92.0,
            changed: 124.0,
            removed: 64.0,
            ghost_lines: 3,
            foot: 28.0,
            disc: 8.5,
            plain_title: weighed(metrics.card.title, Weight::Regular),
            word: weighed(note, Weight::SemiBold),
            figure: TextStyle {
                tabular: true,
                ..weighed(TextStyle { size: 13.0, line_height: 16.0, ..note }, Weight::SemiBold)
            },
            pill: 20.0,
            arrow: 32.0,
            second_line: 2.5,
            sentence_lines: 6,
            ribbons: 136.0,
            metrics,
        }
    }

    /// Height of what stands above the lanes.
    pub fn header_height(&self) -> f64 {
        self.metrics.header_height()
    }
}

/// The cards of the reference picture: narrow, with small titles.
fn compact(mut metrics: Metrics) -> Look {
    metrics.column = 90.0;
    metrics.gap = 6.0;
    metrics.card.radius = 8.0;
    metrics.card.pad = 5.0;
    metrics.card.title_top = 31.0;
    metrics.card.title = weighed(metrics.card.title, Weight::SemiBold);
    metrics.items.pain_lines = 4;
    metrics.items.opportunity_lines = 4;
    metrics.emotion.words = true;
    metrics.text_inset = 5.0;
    Look::of(metrics)
}

/// Tiles of icon, number and sign.
fn overview(mut metrics: Metrics) -> Look {
    metrics.column = 30.0;
    metrics.gap = 4.0;
    metrics.lane_pad = 8.0;
    metrics.items.mark = 0.85;
    metrics.emotion.first_line = 2.5;
    metrics.emotion.least = 200.0;
    metrics.header.inset = 5.0;
    Look {
        fold: 24.0,
        kept: 40.0,
        changed: 58.0,
        removed: 58.0,
        disc: 7.0,
        second_line: 2.0,
        arrow: 26.0,
        ..Look::of(metrics)
    }
}
