//! The tables themselves: regular is written out, every other look says how it differs from one above it.
//!
//! Here live the numbers of the design; what each is for stands in `metrics.rs`.

use super::metrics::*;
use crate::text::{TextStyle, Weight};

/// A style with proportional figures.
const fn style(size: f32, line_height: f32, weight: Weight) -> TextStyle {
    TextStyle { size, line_height, weight, tabular: false }
}

/// A style whose figures are equally wide.
const fn figures(size: f32, line_height: f32, weight: Weight) -> TextStyle {
    TextStyle { size, line_height, weight, tabular: true }
}

use Weight::{Regular, SemiBold};

pub(super) fn regular() -> Metrics {
    Metrics {
        column: 119.0,
        gap: 8.0,
        gutter: 104.0,
        gutter_inset: 12.0,
        lane_pad: 8.0,
        lane_empty: 28.0,
        title_top: 11.0,
        lane_title: style(12.0, 16.0, SemiBold),
        note: style(12.0, 16.0, Regular),
        note_figures: figures(12.0, 16.0, Regular),
        shows: Shows { words: true, measures: true, back_stage: true },
        least: Least { words: 76.0, pains: 92.0, opportunities: 96.0, back_stage: 78.0 },
        word_lines: 4,
        text_inset: 6.0,
        visibility: 24.0,
        picture: 96.0,
        link_level: 18.0,
        header: HeaderMetrics {
            names: 34.0,
            steps: 18.0,
            below: 0.0,
            chevrons: false,
            name: style(14.0, 20.0, SemiBold),
            small: figures(12.0, 16.0, Regular),
            inset: 10.0,
        },
        card: CardMetrics {
            height: 112.0,
            radius: 8.0,
            pad: 8.0,
            shadow: true,
            icon: 16.0,
            foot_icon: 16.0,
            head: 16.0,
            title_top: 31.0,
            title: style(13.0, 17.0, SemiBold),
            title_lines: 3,
            foot: 16.0,
            label: style(12.0, 16.0, Regular),
            says: CardHead::Channel,
            encounter: CardFoot::ShortWord,
            evidence: true,
            note_lines: 0,
            tile: false,
        },
        emotion: EmotionMetrics {
            least: 160.0,
            most: 560.0,
            usual: 252.0,
            pad: 34.0,
            first_line: 3.0,
            other_line: 2.0,
            marker: 4.5,
            halo: 2.0,
            label: figures(13.0, 16.0, SemiBold),
            labels: Labels::All,
            notable: figures(13.0, 16.0, SemiBold),
            quote: style(12.0, 16.0, Regular),
            words: true,
            axis: figures(12.0, 16.0, Regular),
            smiley: 18.0,
            badge: 16.0,
            name: style(12.0, 16.0, SemiBold),
        },
        items: ItemMetrics {
            form: ItemForm::Block,
            text: style(12.0, 16.0, Regular),
            pain_lines: 4,
            opportunity_lines: 3,
            mark: 1.0,
            pill: 18.0,
            pill_text: style(12.0, 16.0, SemiBold),
            icon: 16.0,
            radius: 6.0,
            apart: 6.0,
        },
        measure: MeasureMetrics { value: figures(15.0, 20.0, SemiBold), bar: 6.0, tick: 14.0 },
    }
}

pub(super) fn roomy() -> Metrics {
    let mut m = regular();
    m.column = 176.0;
    m.card = CardMetrics {
        height: 128.0,
        title_top: 32.0,
        title: style(15.0, 20.0, SemiBold),
        title_lines: 2,
        encounter: CardFoot::Word,
        note_lines: 1,
        ..m.card
    };
    m.items.pain_lines = 6;
    m.items.opportunity_lines = 5;
    m.word_lines = 6;
    m.picture = 144.0;
    m
}

pub(super) fn compact() -> Metrics {
    let mut m = regular();
    m.column = 96.0;
    m.card = CardMetrics {
        height: 84.0,
        radius: 7.0,
        head: 16.0,
        title_top: 29.0,
        title: style(12.0, 16.0, Regular),
        says: CardHead::Number,
        encounter: CardFoot::GlyphIfOneToOne,
        evidence: false,
        ..m.card
    };
    m.emotion.words = false;
    m.items.form = ItemForm::Stacked;
    m.items.pain_lines = 2;
    m.items.opportunity_lines = 0;
    m.least.pains = 72.0;
    m.least.opportunities = 40.0;
    m
}

pub(super) fn overview() -> Metrics {
    let mut m = compact();
    m.column = 24.0;
    m.lane_pad = 11.0;
    m.shows = Shows { words: false, measures: false, back_stage: false };
    m.card = CardMetrics {
        height: 40.0,
        radius: 4.0,
        pad: 1.0,
        shadow: false,
        icon: 14.0,
        encounter: CardFoot::Nothing,
        tile: true,
        ..m.card
    };
    m.emotion.labels = Labels::Notable;
    m.emotion.marker = 3.0;
    m.emotion.halo = 1.0;
    m.emotion.first_line = 2.0;
    m.emotion.other_line = 1.5;
    m.least = Least { words: 0.0, pains: 40.0, opportunities: 34.0, back_stage: 0.0 };
    m.items.form = ItemForm::Mark;
    m.items.mark = 0.85;
    m.items.apart = 2.0;
    m.header.steps = 0.0;
    m.header.name = style(12.0, 16.0, SemiBold);
    m.header.inset = 4.0;
    m.emotion.most = 640.0;
    m
}

pub(super) fn slide(column: f64) -> Metrics {
    let mut m = regular();
    m.column = column;
    m.gutter = 128.0;
    m.gutter_inset = 0.0;
    m.title_top = 12.0;
    m.lane_title = style(16.0, 19.0, SemiBold);
    m.note = style(15.0, 19.0, Regular);
    m.note_figures = figures(15.0, 19.0, Regular);
    m.least = Least { words: 76.0, pains: 100.0, opportunities: 100.0, back_stage: 78.0 };
    m.word_lines = 8;
    m.text_inset = 7.0;
    m.picture = 112.0;
    m.link_level = 22.0;
    m.header = HeaderMetrics {
        names: 46.0,
        steps: 0.0,
        below: 2.0,
        chevrons: true,
        name: style(19.0, 24.0, SemiBold),
        small: figures(17.0, 22.0, Regular),
        inset: 24.0,
    };
    m.card = CardMetrics {
        height: 132.0,
        radius: 8.0,
        pad: 9.0,
        shadow: false,
        icon: 22.0,
        foot_icon: 18.0,
        head: 20.0,
        title_top: 36.0,
        title: style(15.0, 19.0, SemiBold),
        title_lines: 3,
        foot: 18.0,
        label: style(15.0, 19.0, Regular),
        says: CardHead::Number,
        encounter: CardFoot::ShortWord,
        evidence: false,
        note_lines: 0,
        tile: false,
    };
    m.emotion = EmotionMetrics {
        least: 160.0,
        most: 760.0,
        usual: 330.0,
        pad: 44.0,
        first_line: 4.5,
        other_line: 3.0,
        marker: 6.5,
        halo: 2.5,
        label: figures(16.0, 20.0, SemiBold),
        labels: Labels::Annotated,
        notable: figures(18.0, 22.0, SemiBold),
        quote: style(16.0, 20.0, Regular),
        words: true,
        axis: figures(15.0, 19.0, Regular),
        smiley: 24.0,
        badge: 25.0,
        name: style(16.0, 20.0, SemiBold),
    };
    m.items = ItemMetrics {
        form: ItemForm::Bare,
        text: style(15.0, 19.0, Regular),
        pain_lines: 12,
        opportunity_lines: 12,
        mark: 1.15,
        pill: 20.0,
        pill_text: style(14.0, 18.0, SemiBold),
        icon: 20.0,
        radius: 6.0,
        apart: 8.0,
    };
    m.measure = MeasureMetrics { value: figures(18.0, 24.0, SemiBold), bar: 7.0, tick: 16.0 };
    if column < CROWDED {
        crowd(&mut m);
    } else if column >= ROOMY {
        m.card.title = style(18.0, 23.0, SemiBold);
        m.card.pad = 12.0;
        m.text_inset = 10.0;
    }
    m
}

/// A slide's columns below this width are crowded.
const CROWDED: f64 = 118.0;
/// Cards of columns from this width on take larger titles.
const ROOMY: f64 = 220.0;

fn crowd(m: &mut Metrics) {
    m.text_inset = 6.0;
    m.items.text = style(14.0, 18.0, Regular);
    m.note = style(14.0, 18.0, Regular);
    m.note_figures = figures(14.0, 18.0, Regular);
    m.card = CardMetrics {
        height: 128.0,
        pad: 7.0,
        foot_icon: 16.0,
        title: style(14.0, 18.0, SemiBold),
        label: style(14.0, 18.0, Regular),
        ..m.card
    };
}

pub(super) fn poster(column: f64) -> Metrics {
    let mut m = slide(ROOMY - 1.0);
    m.column = column;
    m.gutter = 112.0;
    m.least = Least { words: 40.0, pains: 60.0, opportunities: 60.0, back_stage: 50.0 };
    m.picture = 72.0;
    m.lane_title = style(14.0, 18.0, SemiBold);
    m.note = style(13.0, 16.0, Regular);
    m.note_figures = figures(13.0, 16.0, Regular);
    m.header = HeaderMetrics {
        names: 32.0,
        name: style(15.0, 20.0, SemiBold),
        small: figures(13.0, 18.0, Regular),
        inset: 16.0,
        ..m.header
    };
    m.card = CardMetrics {
        height: 86.0,
        radius: 6.0,
        pad: 7.0,
        icon: 16.0,
        foot_icon: 16.0,
        head: 15.0,
        title_top: 28.0,
        title: style(13.0, 16.0, SemiBold),
        label: style(13.0, 16.0, Regular),
        encounter: CardFoot::GlyphIfOneToOne,
        ..m.card
    };
    m.emotion = EmotionMetrics {
        least: 100.0,
        most: 480.0,
        usual: 120.0,
        pad: 24.0,
        first_line: 3.0,
        other_line: 2.0,
        marker: 4.5,
        halo: 2.0,
        label: figures(13.0, 16.0, SemiBold),
        labels: Labels::All,
        words: false,
        axis: figures(13.0, 16.0, Regular),
        smiley: 16.0,
        badge: 16.0,
        name: style(13.0, 16.0, SemiBold),
        ..m.emotion
    };
    m.items = ItemMetrics {
        text: style(13.0, 16.0, Regular),
        pain_lines: 12,
        opportunity_lines: 12,
        mark: 0.9,
        pill: 18.0,
        pill_text: style(12.0, 16.0, SemiBold),
        apart: 6.0,
        ..m.items
    };
    m.measure = regular().measure;
    m
}
