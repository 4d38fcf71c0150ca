//! Random 128-bit identities, one type per kind of element, with a short printable form.

use std::fmt;
use std::str::FromStr;

/// Digits in ascending ASCII order, so that the text form sorts as the number does.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Characters in the text form: 62^22 > 2^128.
const TEXT_LEN: usize = 22;

/// A random 128-bit identity, unique over all kinds of element in a file.
///
/// Its text form is 22 base-62 characters, and sorts as the number does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(pub u128);

impl Uid {
    /// An identity that follows from two others, for what exists because of them; the same for the same two, and
    /// another for the two the other way round.
    pub fn joined(self, other: Uid) -> Uid {
        let parts = [self.0 >> 64, self.0, other.0 >> 64, other.0].map(|part| part as u64);
        let half = |seed: u64| parts.iter().fold(seed, |mixed, part| SeededIds(mixed ^ part).next_word());
        Uid((u128::from(half(1)) << 64) | u128::from(half(2)))
    }
}

/// Ten digits fit into 64 bits, where division is fast; large files hold hundreds of thousands of ids.
const TEN_DIGITS: u128 = 62_u128.pow(10);

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'0'; TEXT_LEN];
        let mut rest = self.0;
        for part in text.rchunks_mut(10) {
            let mut low = (rest % TEN_DIGITS) as u64;
            rest /= TEN_DIGITS;
            for slot in part.iter_mut().rev() {
                *slot = DIGITS[(low % 62) as usize];
                low /= 62;
            }
        }
        f.pad(std::str::from_utf8(&text).expect("base-62 digits are ASCII"))
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'Z' => Some(byte - b'A' + 10),
        b'a'..=b'z' => Some(byte - b'a' + 36),
        _ => None,
    }
}

/// The text is not an id: it has a wrong length, a wrong character, or is too large.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id (an id is 22 letters and digits)")]
pub struct ParseIdError(pub String);

impl FromStr for Uid {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let bad = || ParseIdError(text.chars().take(40).collect());
        if text.len() != TEXT_LEN {
            return Err(bad());
        }
        let mut value: u128 = 0;
        // Two digits first, then ten and ten: the parts of the text form.
        let (first, rest) = text.as_bytes().split_at(TEXT_LEN % 10);
        for part in std::iter::once(first).chain(rest.chunks(10)) {
            let low = part.iter().try_fold(0_u64, |low, byte| Some(low * 62 + u64::from(digit(*byte)?)));
            let low = low.ok_or_else(bad)?;
            value = value.checked_mul(TEN_DIGITS).and_then(|v| v.checked_add(u128::from(low))).ok_or_else(bad)?;
        }
        Ok(Uid(value))
    }
}

/// Where new identities come from. Randomness enters the core through this alone, so that tests can hold it still.
pub trait IdSource {
    /// A 128-bit number never handed out before.
    fn next_uid(&mut self) -> Uid;
}

/// Identities from the operating system's random generator.
#[derive(Debug, Default, Clone, Copy)]
pub struct RandomIds;

impl IdSource for RandomIds {
    fn next_uid(&mut self) -> Uid {
        let mut bytes = [0u8; 16];
        // The systems we run on never refuse; if one does, there is no safe way to make an identity.
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        Uid(u128::from_le_bytes(bytes))
    }
}

/// Identities that depend on a seed only, for tests, benches and generated maps.
#[derive(Debug, Clone)]
pub struct SeededIds(u64);

impl SeededIds {
    /// The same seed gives the same identities in the same order.
    pub fn new(seed: u64) -> Self {
        SeededIds(seed)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): small, and well mixed for consecutive seeds.
    fn next_word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl IdSource for SeededIds {
    fn next_uid(&mut self) -> Uid {
        let high = u128::from(self.next_word());
        Uid((high << 64) | u128::from(self.next_word()))
    }
}

macro_rules! typed_ids {
    ($($name:ident, $thing:literal;)*) => {$(
        #[doc = concat!("The identity of ", $thing, ".")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uid);

        impl $name {
            /// A new identity from `ids`.
            pub fn new(ids: &mut impl IdSource) -> Self {
                $name(ids.next_uid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for Uid {
            fn from(id: $name) -> Uid {
                id.0
            }
        }
    )*};
}

typed_ids! {
    MapId, "a whole map; copies of a file that descend from one another share it";
    StageId, "a stage";
    LaneId, "a lane";
    TouchpointId, "a touchpoint";
    PersonaId, "a persona";
    PainId, "a pain point";
    OpportunityId, "an opportunity";
    FeedbackId, "a piece of feedback";
    MeasureId, "a measure";
    LinkId, "a *leads to* edge between two touchpoints";
    NoteId, "a note in the parking lot";
    PinId, "a pair of elements that somebody matched by hand";
    PlanItemId, "what somebody planned for one gap";
    SnapshotId, "a dated snapshot of today's journey";
    PictureId, "a picture stored inside the map";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_reads_back_and_sorts_as_the_number() {
        let mut ids = SeededIds::new(1);
        let mut uids: Vec<Uid> = (0..500).map(|_| ids.next_uid()).collect();
        uids.extend([Uid(0), Uid(u128::MAX)]);
        uids.sort();
        let texts: Vec<String> = uids.iter().map(Uid::to_string).collect();
        assert!(texts.is_sorted());
        for (uid, text) in uids.iter().zip(&texts) {
            assert_eq!(text.parse(), Ok(*uid));
        }
        assert_eq!(Uid(u128::MAX).to_string(), "7n42DGM5Tflk9n8mt7Fhc7");
        assert_eq!(Uid(62_u128.pow(10) + 61).to_string(), "000000000001000000000z");
    }

    #[test]
    fn two_identities_join_into_one_that_tells_which_came_first() {
        let mut ids = SeededIds::new(2);
        let uids: Vec<Uid> = (0..40).map(|_| ids.next_uid()).chain([Uid(0), Uid(1)]).collect();
        let mut joined: Vec<Uid> = uids.iter().flat_map(|a| uids.iter().map(|b| a.joined(*b))).collect();
        assert_eq!(joined[1], uids[0].joined(uids[1]));
        joined.extend(&uids);
        joined.sort();
        assert!(joined.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "7n42DGM5Tflk9n8mt7Fhc8",
            "0000000000/00000000000",
            "",
            "abc",
            "zzzzzzzzzzzzzzzzzzzzzz",
            "0000000000000000000000000",
            "00000000000000000000é",
        ] {
            assert!(text.parse::<Uid>().is_err(), "{text}");
        }
    }
}
