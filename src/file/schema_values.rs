//! The kinds of value that stand in a file: texts, numbers, choices, and pairs.
//!
//! They only know how they look in RON. Whether a value is in range is decided by `build`, which can name the
//! element and go on to the next fault.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, EnumAccess, MapAccess, VariantAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::model::*;

/// Whether a field may be left out of the file.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A text, borrowed from the file where it has no escapes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text<'a>(pub Cow<'a, str>);

impl Text<'_> {
    /// The text for the model.
    pub fn owned(&self) -> String {
        self.0.clone().into_owned()
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Text(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Text(Cow::Owned(text))
    }
}

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

/// A number, written without a decimal point where it is whole.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to here every whole number has one f64 and one i64; beyond, the shortest form is an exponent.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Number)
    }
}

/// One of a closed set of choices, as the file names it.
pub trait Keyed: Copy + Default + PartialEq + 'static {
    /// What is chosen, as an identifier; messages show its underscores as spaces.
    const WHAT: &'static str;
    /// The allowed names.
    const KEYS: &'static [&'static str];

    /// The choice of that name.
    fn of_key(key: &str) -> Option<Self>;

    /// The place of this choice among `KEYS`.
    fn place(self) -> usize;
}

macro_rules! keyed {
    ($($name:ident, $what:literal;)*) => {$(
        impl Keyed for $name {
            const WHAT: &'static str = $what;
            const KEYS: &'static [&'static str] = &{
                let mut keys = [""; $name::ALL.len()];
                let mut at = 0;
                while at < keys.len() {
                    keys[at] = $name::ALL[at].key();
                    at += 1;
                }
                keys
            };

            fn of_key(key: &str) -> Option<Self> {
                $name::from_key(key)
            }

            fn place(self) -> usize {
                self as usize
            }
        }
    )*};
}

keyed! {
    Encounter, "encounter";
    Stagecraft, "stagecraft";
    Pillar, "pillar";
    Support, "support";
    Evidence, "evidence";
    Voice, "voice";
    PainStatus, "pain_status";
    Horizon, "horizon";
    OpportunityStatus, "opportunity_status";
    Effort, "effort";
    PlanStatus, "plan_status";
    LoopStatus, "feedback_status";
    MeasureKind, "measure_kind";
    Direction, "direction";
    LaneKind, "lane_kind";
    PersonaColour, "persona_colour";
}

/// A choice, written as a bare word: `one_to_one`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Choice<T>(pub T);

impl<T: Keyed> Serialize for Choice<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = self.0.place();
        serializer.serialize_unit_variant(T::WHAT, place as u32, T::KEYS[place])
    }
}

impl<'de, T: Keyed> Deserialize<'de> for Choice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ChoiceVisitor<T>(PhantomData<T>);

        impl<'de, T: Keyed> Visitor<'de> for ChoiceVisitor<T> {
            type Value = Choice<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a {}", T::WHAT)
            }

            fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
                let (choice, variant) = access.variant::<Word<T>>()?;
                variant.unit_variant()?;
                Ok(Choice(choice.0))
            }
        }

        deserializer.deserialize_enum(T::WHAT, T::KEYS, ChoiceVisitor(PhantomData))
    }
}

/// The bare word of a [`Choice`].
struct Word<T>(T);

impl<'de, T: Keyed> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordVisitor<T>(PhantomData<T>);

        impl<T: Keyed> Visitor<'_> for WordVisitor<T> {
            type Value = Word<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a {}", T::WHAT)
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                T::of_key(word).map(Word).ok_or_else(|| E::unknown_variant(word, T::KEYS))
            }
        }

        deserializer.deserialize_identifier(WordVisitor(PhantomData))
    }
}

/// Texts by a name, such as a lane's id. All pairs are kept, so that a name that is there twice is not lost unseen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextPairs<'a>(pub Vec<(Text<'a>, Text<'a>)>);

impl Serialize for TextPairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for TextPairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;

        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = TextPairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("pairs of texts, in braces")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(TextPairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor)
    }
}
