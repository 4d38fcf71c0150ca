//! Every size, gap and type style of the map's picture, one table per look.
//!
//! Here is what can differ from look to look; nothing else in `layout` names a size that a look could want
//! different. Here never come colours (those are the theme's) or anything that measures text.

use super::{Density, looks};
use crate::text::TextStyle;

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
            Density::Overview => looks::overview(),
            Density::Compact => looks::compact(),
            Density::Regular => looks::regular(),
            Density::Roomy => looks::roomy(),
        }
    }

    /// The table of an exported slide, 1920 × 1080 points, with columns of this width.
    pub fn slide(column: f64) -> Metrics {
        looks::slide(column)
    }

    /// The table of a poster: many rows of columns, each as small as it stays readable.
    pub fn poster(column: f64) -> Metrics {
        looks::poster(column)
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
