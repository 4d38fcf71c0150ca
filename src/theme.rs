//! Design tokens: every colour of the map and of the window, by what it is for.
//!
//! Nothing outside this file and `assets/theme/*.ron` names a colour by its value.

use serde::Deserialize;

use crate::model::PersonaColour;

/// A colour, 8 bits a channel, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity, 255 is opaque.
    pub a: u8,
}

impl Color {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Color {
        Color { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8, a: 255 }
    }

    /// The same colour with another opacity.
    pub const fn with_alpha(self, a: u8) -> Color {
        Color { a, ..self }
    }
}

/// The colours of one theme. Pairs of text and background keep a contrast of 4.5 : 1 (WCAG 2), which a test checks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Map background, page.
    #[serde(deserialize_with = "color")]
    pub canvas: Color,
    /// Every other stage (1st, 3rd, 5th).
    #[serde(deserialize_with = "color")]
    pub zebra: Color,
    /// Top bar, side panels, status bar, strip.
    #[serde(deserialize_with = "color")]
    pub panel: Color,
    /// Cards, inputs, selected segment.
    #[serde(deserialize_with = "color")]
    pub card: Color,
    /// Segment track, bar track, backstage cards, number pills.
    #[serde(deserialize_with = "color")]
    pub sunken: Color,
    /// Lane rules, grid.
    #[serde(deserialize_with = "color")]
    pub line: Color,
    /// Stage edges, card border at rest, panel edges.
    #[serde(deserialize_with = "color")]
    pub line_strong: Color,
    /// Input borders, zero line, line of visibility, hover border (3:1).
    #[serde(deserialize_with = "color")]
    pub ctrl: Color,
    /// Primary text.
    #[serde(deserialize_with = "color")]
    pub ink: Color,
    /// Labels, icons.
    #[serde(deserialize_with = "color")]
    pub ink_soft: Color,
    /// Hints, counts, units.
    #[serde(deserialize_with = "color")]
    pub ink_faint: Color,
    /// Primary button.
    #[serde(deserialize_with = "color")]
    pub solid: Color,
    /// Text on primary button.
    #[serde(deserialize_with = "color")]
    pub solid_ink: Color,
    /// Selection, focus, the ideal curve, "added".
    #[serde(deserialize_with = "color")]
    pub accent: Color,
    /// Selected row, added card fill, text selection.
    #[serde(deserialize_with = "color")]
    pub accent_soft: Color,
    /// Column of the selected touchpoint.
    #[serde(deserialize_with = "color")]
    pub col_tint: Color,
    /// Persona 1.
    #[serde(deserialize_with = "color")]
    pub p1: Color,
    /// Persona 2.
    #[serde(deserialize_with = "color")]
    pub p2: Color,
    /// Persona 3.
    #[serde(deserialize_with = "color")]
    pub p3: Color,
    /// Persona 4.
    #[serde(deserialize_with = "color")]
    pub p4: Color,
    /// Pain, loss, failing.
    #[serde(deserialize_with = "color")]
    pub pain: Color,
    /// Pain block severity 4–5, loss band.
    #[serde(deserialize_with = "color")]
    pub pain_soft: Color,
    /// Opportunity, gain, good.
    #[serde(deserialize_with = "color")]
    pub opp: Color,
    /// Opportunity "now", gain band.
    #[serde(deserialize_with = "color")]
    pub opp_soft: Color,
    /// Moment of truth.
    #[serde(deserialize_with = "color")]
    pub star: Color,
    /// At risk, findings.
    #[serde(deserialize_with = "color")]
    pub warn: Color,
    /// Finding callout.
    #[serde(deserialize_with = "color")]
    pub warn_soft: Color,
    /// Label on a solid accent, persona, pain or opportunity fill.
    #[serde(deserialize_with = "color")]
    pub on_fill: Color,
    /// The one shadow, under cards; transparent in the dark.
    #[serde(deserialize_with = "color")]
    pub shadow: Color,
}

/// Which theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ThemeKind {
    /// Ink on paper.
    #[default]
    Light,
    /// For dark rooms.
    Dark,
}

impl ThemeKind {
    /// Both themes.
    pub const ALL: [ThemeKind; 2] = [ThemeKind::Light, ThemeKind::Dark];

    /// The name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            ThemeKind::Light => "light",
            ThemeKind::Dark => "dark",
        }
    }
}

impl Theme {
    /// A theme shipped with the program.
    pub fn of(kind: ThemeKind) -> &'static Theme {
        use std::sync::LazyLock;
        fn parse(text: &str) -> Theme {
            ron::from_str(text).expect("the shipped theme is well-formed")
        }
        static LIGHT: LazyLock<Theme> = LazyLock::new(|| parse(include_str!("../assets/theme/light.ron")));
        static DARK: LazyLock<Theme> = LazyLock::new(|| parse(include_str!("../assets/theme/dark.ron")));
        match kind {
            ThemeKind::Light => &LIGHT,
            ThemeKind::Dark => &DARK,
        }
    }

    /// The colour of a persona.
    pub fn persona(&self, colour: PersonaColour) -> Color {
        match colour {
            PersonaColour::P1 => self.p1,
            PersonaColour::P2 => self.p2,
            PersonaColour::P3 => self.p3,
            PersonaColour::P4 => self.p4,
        }
    }
}

fn color<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Color, D::Error> {
    let text = String::deserialize(deserializer)?;
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 || d.len() == 8);
    let value = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
    let (Some(digits), Some(value)) = (digits, value) else {
        return Err(serde::de::Error::custom(format!("`{text}` is not a colour like #1B1C20")));
    };
    Ok(match digits.len() {
        6 => Color::hex(value),
        _ => Color::hex(value >> 8).with_alpha(value as u8),
    })
}
