//! The sizes of slides, in points of a screen 1080 high; nothing is smaller than 18.

use crate::text::{TextStyle, Weight};

/// Room at the left and right of a slide.
pub(super) const MARGIN: f64 = 96.0;

/// A size of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    size: f32,
    line_height: f32,
    weight: Weight,
    tabular: bool,
}

impl Type {
    const fn new(size: f32, line_height: f32, weight: Weight) -> Type {
        Type { size, line_height, weight, tabular: false }
    }

    /// The same in SemiBold.
    pub(super) const fn strong(self) -> Type {
        Type { weight: Weight::SemiBold, ..self }
    }

    /// For the text engine.
    pub(super) const fn text(self) -> TextStyle {
        TextStyle { size: self.size, line_height: self.line_height, weight: self.weight, tabular: self.tabular }
    }
}

/// The name of the stage.
pub(super) const TITLE: Type = Type::new(60.0, 72.0, Weight::SemiBold);
/// The sentence beside it.
pub(super) const TAKEAWAY: Type = Type::new(30.0, 38.0, Weight::Regular);
/// The names of cards.
pub(super) const CARD: Type = Type::new(30.0, 38.0, Weight::SemiBold);
/// The names of cards where five stand on a slide.
pub(super) const NARROW_CARD: Type = Type::new(26.0, 33.0, Weight::SemiBold);
/// The main persona's emotions.
pub(super) const VALUE: Type = Type { tabular: true, ..Type::new(36.0, 44.0, Weight::SemiBold) };
/// The others' emotions.
pub(super) const OTHER_VALUE: Type = Type { tabular: true, ..Type::new(30.0, 36.0, Weight::SemiBold) };
/// The mean of a stage.
pub(super) const FIGURE: Type = Type { tabular: true, ..Type::new(48.0, 56.0, Weight::SemiBold) };
/// Names of personas beside their curves.
pub(super) const PERSONA: Type = Type::new(26.0, 32.0, Weight::SemiBold);
/// What people say.
pub(super) const QUOTE: Type = Type::new(26.0, 34.0, Weight::Regular);
/// Pain points and opportunities.
pub(super) const ITEM: Type = Type::new(24.0, 32.0, Weight::SemiBold);
/// The pill of an opportunity.
pub(super) const PILL: Type = Type::new(20.0, 26.0, Weight::SemiBold);
/// Everything that explains.
pub(super) const META: Type = Type::new(22.0, 28.0, Weight::Regular);
/// Names of stages in the strip.
pub(super) const NAME: Type = Type::new(18.0, 24.0, Weight::Regular);
