//! Order as a value: a string that always leaves room before, after and between.
//!
//! Two people who insert at different places of one list change different records and merge cleanly, which a
//! list index would not allow.

use std::fmt;
use std::str::FromStr;

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A place in an order: a fraction between 0 and 1 in base 36, without its leading "0.".
///
/// Never empty and never ending in `0`, so that there is always a rank between two different ranks. Elements with
/// equal ranks (two people inserted at one place) are ordered by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(String);

/// The text is not a rank.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rank (a rank is lower-case letters and digits, and does not end in 0)")]
pub struct ParseRankError(pub String);

/// Longer than any list a person arranges by hand can need.
const MAX_LEN: usize = 1000;

impl FromStr for Rank {
    type Err = ParseRankError;

    fn from_str(text: &str) -> Result<Self, ParseRankError> {
        let digits_only = text.bytes().all(|b| DIGITS.contains(&b));
        if text.is_empty() || text.len() > MAX_LEN || !digits_only || text.ends_with('0') {
            return Err(ParseRankError(text.chars().take(40).collect()));
        }
        Ok(Rank(text.to_owned()))
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Rank {
    /// The rank of the first element of an empty list.
    pub fn first() -> Rank {
        Rank("i".to_owned())
    }

    /// A rank after `low` and before `high`, where given.
    ///
    /// If the two are equal or out of order (a damaged or merged file), the result is only after `low`.
    pub fn between(low: Option<&Rank>, high: Option<&Rank>) -> Rank {
        let low_digits = low.map_or(&[][..], |r| r.0.as_bytes());
        let high_digits = match high {
            Some(high) if low.is_none_or(|low| low < high) => Some(high.0.as_bytes()),
            _ => None,
        };
        Rank(midpoint(low_digits, high_digits))
    }

    /// `count` ranks in ascending order, evenly spread and as short as they can be.
    pub fn sequence(count: usize) -> Vec<Rank> {
        let mut len = 1;
        let mut room: u128 = 36;
        while room <= (count as u128 + 1) * 2 {
            room *= 36;
            len += 1;
        }
        let step = room / (count as u128 + 1);
        (1..=count as u128).map(|i| Rank(fraction_text(i * step, len))).collect()
    }
}

fn fraction_text(mut value: u128, len: usize) -> String {
    let mut digits = vec![b'0'; len];
    for slot in digits.iter_mut().rev() {
        *slot = DIGITS[(value % 36) as usize];
        value /= 36;
    }
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    String::from_utf8(digits).expect("base-36 digits are ASCII")
}

fn digit(byte: u8) -> usize {
    DIGITS.binary_search(&byte).expect("ranks hold base-36 digits only")
}

/// The shortest fraction strictly between `low` and `high` (`None` is 1), near the middle.
fn midpoint(low: &[u8], high: Option<&[u8]>) -> String {
    let mut out = Vec::new();
    let mut high = high;
    for place in 0.. {
        let low_digit = low.get(place).map_or(0, |b| digit(*b));
        let high_digit = match high {
            Some(h) => h.get(place).map_or(0, |b| digit(*b)),
            None => 36,
        };
        if high_digit > low_digit + 1 {
            out.push(DIGITS[(low_digit + high_digit) / 2]);
            break;
        }
        out.push(DIGITS[low_digit]);
        if high_digit != low_digit {
            // One step apart: from here on anything after `low` is below `high`.
            high = None;
        }
    }
    String::from_utf8(out).expect("base-36 digits are ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sequences_ascend_and_leave_room() {
        for count in [0, 1, 2, 17, 35, 36, 2000] {
            let ranks = Rank::sequence(count);
            assert_eq!(ranks.len(), count);
            assert!(ranks.windows(2).all(|w| w[0] < w[1]), "{count}");
        }
    }

    #[test]
    fn a_thousand_inserts_at_one_place_stay_short() {
        let mut low = Rank::first();
        for _ in 0..1000 {
            low = Rank::between(Some(&low), None);
        }
        assert!(low.0.len() < 250, "{}", low.0.len());
    }

    proptest! {
        #[test]
        fn between_is_strictly_between(places in proptest::collection::vec(0usize..1000, 1..200)) {
            let mut list: Vec<Rank> = Vec::new();
            for place in places {
                let at = place % (list.len() + 1);
                let low = at.checked_sub(1).map(|i| &list[i]);
                let rank = Rank::between(low, list.get(at));
                prop_assert!(low.is_none_or(|low| low < &rank));
                prop_assert!(list.get(at).is_none_or(|high| &rank < high));
                prop_assert_eq!(rank.to_string().parse::<Rank>(), Ok(rank.clone()));
                list.insert(at, rank);
            }
        }
    }
}
