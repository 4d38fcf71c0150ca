//! Every size, gap and type style of the map's picture, one table per look.
//!
//! Here live the numbers of the design tokens; nothing else in `layout` names a size that a look could want
//! different. Here never come colours (those are the theme's) or anything that measures text.

use super::Density;
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

/// How one look of the map measures everything. Lengths in logical points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Metrics {
    /// Width of a column, the gap between two cards included.
    pub column: f64,
    /// The gap between the cards of two columns.
    pub gap: f64,
    /// Width of the lane titles at the left.
    pub gutter: f64,
    /// Left edge of the lane titles within the gutter.
    pub gutter_inset: f64,
    /// Room above and below what stands in a lane.
    pub lane_pad: f64,
    /// Height of a lane in which nothing stands.
    pub lane_empty: f64,
    /// Top of the lane's title below the lane's upper rule.
    pub title_top: f64,
    /// Lane titles.
    pub lane_title: TextStyle,
    /// Notes, thoughts, pain points, opportunities, labels.
    pub note: TextStyle,
    /// Like `note`, for figures.
    pub note_figures: TextStyle,
    /// Lanes that this look leaves out altogether.
    pub shows: Shows,
    /// Least heights of lanes in which something stands.
    pub least: Least,
    /// Lines of a thought, a text, a piece of feedback.
    pub word_lines: usize,
    /// Left and right inset of text that stands in no block.
    pub text_inset: f64,
    /// Height of the row with the line of visibility.
    pub visibility: f64,
    /// Largest height of a picture.
    pub picture: f64,
    /// Height of one level of arcs for links that leave the order of the columns.
    pub link_level: f64,
    /// The stages above the columns.
    pub header: HeaderMetrics,
    /// Touchpoint cards.
    pub card: CardMetrics,
    /// The curves.
    pub emotion: EmotionMetrics,
    /// Pain points and opportunities.
    pub items: ItemMetrics,
    /// Measures with their bars.
    pub measure: MeasureMetrics,
}

/// Which lanes a look has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shows {
    /// Thoughts and other texts, channels, feedback, pictures.
    pub words: bool,
    /// Measures.
    pub measures: bool,
    /// The back stage.
    pub back_stage: bool,
}

/// Least heights of lanes in which something stands, by kind, so that rows do not jump with every line of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Least {
    /// Texts and thoughts.
    pub words: f64,
    /// Pain points.
    pub pains: f64,
    /// Opportunities.
    pub opportunities: f64,
    /// The back stage, without the line of visibility.
    pub back_stage: f64,
}

/// How stages are headed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeaderMetrics {
    /// Height of the row with the stages' names.
    pub names: f64,
    /// Height of the row with the step numbers; 0 has none.
    pub steps: f64,
    /// Room between the header and the first lane, above the first rule.
    pub below: f64,
    /// Whether stages are arrows on a sunken ground instead of names above a line.
    pub chevrons: bool,
    /// The stage's name.
    pub name: TextStyle,
    /// Its number, its average, the steps.
    pub small: TextStyle,
    /// Text inset from the stage's edges.
    pub inset: f64,
}

/// How touchpoint cards are made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CardMetrics {
    /// Height.
    pub height: f64,
    /// Corner radius.
    pub radius: f64,
    /// Room inside the border.
    pub pad: f64,
    /// Whether a shadow lies below it.
    pub shadow: bool,
    /// Side of the channel's icon and of the star.
    pub icon: f32,
    /// Side of the encounter's icon.
    pub foot_icon: f32,
    /// Middle of the first row below the top.
    pub head: f64,
    /// Top of the title.
    pub title_top: f64,
    /// The title.
    pub title: TextStyle,
    /// So many lines of it.
    pub title_lines: usize,
    /// Middle of the last row above the bottom.
    pub foot: f64,
    /// The channel's name and the encounter's.
    pub label: TextStyle,
    /// What the first row says beside the channel's icon.
    pub says: CardHead,
    /// How the last row shows the encounter.
    pub encounter: CardFoot,
    /// Whether the evidence dot is drawn.
    pub evidence: bool,
    /// Whether the touchpoint's note is drawn below the title, in so many lines.
    pub note_lines: usize,
    /// Whether the card is a tile of icon above number, without title.
    pub tile: bool,
}

/// What a card's first row says beside the channel's icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardHead {
    /// The channel's name.
    Channel,
    /// The step's number.
    Number,
}

/// How a card's last row shows the encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardFoot {
    /// Icon and full word.
    Word,
    /// Icon and short word.
    ShortWord,
    /// The icon beside the number, only where one customer meets one person.
    GlyphIfOneToOne,
    /// Not at all.
    Nothing,
}

/// How curves are drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EmotionMetrics {
    /// The lane is never lower than this.
    pub least: f64,
    /// Nor higher, however much room there is: a curve that is too steep says too much.
    pub most: f64,
    /// Its height where nothing asks for another.
    pub usual: f64,
    /// Room above +10 and below −10.
    pub pad: f64,
    /// Line of the main persona.
    pub first_line: f64,
    /// Line of the others.
    pub other_line: f64,
    /// Radius of the main persona's marker; the others' are as large to the eye.
    pub marker: f64,
    /// Width of the background's ring around a marker.
    pub halo: f64,
    /// The numbers at the markers.
    pub label: TextStyle,
    /// Which points are labelled.
    pub labels: Labels,
    /// "Peak +8".
    pub notable: TextStyle,
    /// What the persona thinks there.
    pub quote: TextStyle,
    /// Whether "not observed" and "Scarecrow joins" stand at the curve in words.
    pub words: bool,
    /// −10 … +10 at the side.
    pub axis: TextStyle,
    /// Side of the smileys.
    pub smiley: f32,
    /// Side of the personas' badges.
    pub badge: f64,
    /// The personas' names.
    pub name: TextStyle,
}

/// Which points of a curve are labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Labels {
    /// Every point with its value.
    All,
    /// The main persona's peak, lowest point and end, with their values.
    Notable,
    /// Every point, and the main persona's peak, lowest point and end in words with her thoughts.
    Annotated,
}

/// How pain points and opportunities are drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ItemMetrics {
    /// The arrangement.
    pub form: ItemForm,
    /// The text.
    pub text: TextStyle,
    /// Lines of a pain point's text.
    pub pain_lines: usize,
    /// Lines of an opportunity's text.
    pub opportunity_lines: usize,
    /// Size of severity marks relative to the tokens'.
    pub mark: f64,
    /// Height of the horizon pill.
    pub pill: f64,
    /// The pill's word.
    pub pill_text: TextStyle,
    /// Side of the light bulb.
    pub icon: f32,
    /// Corner radius of blocks.
    pub radius: f64,
    /// Room between two of them at one touchpoint.
    pub apart: f64,
}

/// The arrangement of a pain point or opportunity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemForm {
    /// A block; a mark beside its text, a pill above it.
    Block,
    /// A narrow block; mark and pill above the text.
    Stacked,
    /// No block: mark or pill above the text.
    Bare,
    /// Marks alone: the mark of a pain point, a dot with a letter for an opportunity.
    Mark,
}

/// How measures are drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MeasureMetrics {
    /// The number.
    pub value: TextStyle,
    /// Height of the bar.
    pub bar: f64,
    /// Height of the target's tick.
    pub tick: f64,
}

impl Metrics {
    /// The table of a density on the canvas.
    pub fn canvas(density: Density) -> Metrics {
        match density {
            Density::Overview => overview(),
            Density::Compact => compact(),
            Density::Regular => regular(),
            Density::Roomy => roomy(),
        }
    }

    /// The table of an exported slide, 1920 × 1080 points, with columns of this width.
    pub fn slide(column: f64) -> Metrics {
        slide(column)
    }

    /// The table of a poster: many rows of columns, each as small as it stays readable.
    pub fn poster(column: f64) -> Metrics {
        poster(column)
    }

    /// Width of a card.
    pub fn card_width(&self) -> f64 {
        self.column - self.gap
    }

    /// Height of the whole header.
    pub fn header_height(&self) -> f64 {
        self.header.names + self.header.steps + self.header.below
    }
}

fn regular() -> Metrics {
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

fn roomy() -> Metrics {
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

fn compact() -> Metrics {
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

fn overview() -> Metrics {
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
    m.emotion.most = 320.0;
    m
}

fn slide(column: f64) -> Metrics {
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
        least: 200.0,
        most: 560.0,
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
    m
}

fn poster(column: f64) -> Metrics {
    let mut m = slide(column);
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
        most: 240.0,
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
