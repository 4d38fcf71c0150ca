//! Names made comparable: normalised, cut into words and trigrams, with a likeness of 0 … 1.
//!
//! Which elements are compared, and what their likeness is worth, never comes here.

use crate::model::hash::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A text, ready to be compared with many others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// The text in lower case without punctuation; two texts with one key say the same. Empty if nothing is said.
    pub key: String,
    tokens: Vec<u64>,
    trigrams: Vec<u64>,
}

/// Letters to lower case, compatibility forms unified, everything that is neither letter nor digit a single space.
///
/// A text without any letter or digit (such as an emoji) stays as it is.
pub(crate) fn normalised(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char| {
        if c == '\'' || c == '\u{2019}' {
            return;
        }
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    };
    if text.is_ascii() {
        text.chars().for_each(&mut push)
    } else {
        text.nfkc().for_each(&mut push)
    }
    if key.contains(char::is_alphanumeric) { key } else { text.trim().to_owned() }
}

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Words {
        let key = normalised(text);
        let mut tokens: Vec<u64> = key.split(' ').filter(|token| !token.is_empty()).map(hash).collect();
        tokens.sort_unstable();
        tokens.dedup();
        // Padding makes beginnings and ends count, and gives short names some trigrams at all.
        let padded: Vec<char> = "  ".chars().chain(key.chars()).chain(" ".chars()).collect();
        let mut trigrams: Vec<u64> = match key.is_empty() {
            true => Vec::new(),
            false => padded.windows(3).map(|w| (w[0] as u64) << 42 | (w[1] as u64) << 21 | w[2] as u64).collect(),
        };
        trigrams.sort_unstable();
        trigrams.dedup();
        Words { key, tokens, trigrams }
    }

    /// A text that is only asked whether it says the same as another.
    pub fn only_key(text: &str) -> Words {
        Words { key: normalised(text), ..Words::default() }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// What an index can find the text by: its words and its trigrams.
    pub fn features(&self) -> impl Iterator<Item = u64> {
        self.tokens.iter().chain(&self.trigrams).copied()
    }
}

/// FNV-1a (Fowler, Noll, Vo): the same on every machine and in every run, which the standard hasher does not promise.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// How often each word occurs in the names of both journeys: rare words say more than "the" and "with".
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    counts: HashMap<u64, u32>,
    texts: u32,
}

impl Vocabulary {
    /// The words of these texts.
    pub fn of<'a>(texts: impl Iterator<Item = &'a Words>) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for words in texts {
            vocabulary.texts += 1;
            words.tokens.iter().for_each(|token| *vocabulary.counts.entry(*token).or_default() += 1);
        }
        vocabulary
    }

    /// One for a word of every text, and one more each time it is half as frequent.
    fn weight(&self, token: u64) -> u32 {
        let count = self.counts.get(&token).copied().unwrap_or(1).max(1);
        1 + (self.texts / count).max(1).ilog2()
    }

    /// The likeness of two texts, 0 … 1: the greater of trigram Dice and weighted word Jaccard. Nothing said is like
    /// nothing.
    pub fn likeness(&self, a: &Words, b: &Words) -> f64 {
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        if a.key == b.key {
            return 1.0;
        }
        let jaccard = self.shared(a, b);
        let mut common = 0_usize;
        merge(&a.trigrams, &b.trigrams, |_, both| common += usize::from(both));
        let dice = (2 * common) as f64 / (a.trigrams.len() + b.trigrams.len()).max(1) as f64;
        jaccard.max(dice)
    }

    /// How much of the words of two texts they share, 0 … 1, the rare ones weighing more: the weighted Jaccard index.
    pub fn shared(&self, a: &Words, b: &Words) -> f64 {
        let (mut shared, mut all) = (0, 0);
        merge(&a.tokens, &b.tokens, |token, both| {
            let weight = self.weight(token);
            all += weight;
            shared += if both { weight } else { 0 };
        });
        f64::from(shared) / f64::from(all.max(1))
    }

    /// How much of the words of `part` stand in `whole`, 0 … 1, the rare ones weighing more.
    pub fn contained(&self, part: &Words, whole: &Words) -> f64 {
        let (mut shared, mut all) = (0, 0);
        for token in &part.tokens {
            let weight = self.weight(*token);
            all += weight;
            shared += if whole.tokens.binary_search(token).is_ok() { weight } else { 0 };
        }
        f64::from(shared) / f64::from(all.max(1))
    }
}

/// Walks two ascending lists together; says of every element whether it is in both.
pub(super) fn merge<T: Ord + Copy>(a: &[T], b: &[T], mut see: impl FnMut(T, bool)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                see(*x, true);
                i += 1;
                j += 1;
            }
            (Some(x), Some(y)) if x > y => {
                see(*y, false);
                j += 1;
            }
            (Some(x), _) => {
                see(*x, false);
                i += 1;
            }
            (None, Some(y)) => {
                see(*y, false);
                j += 1;
            }
            (None, None) => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        let (a, b) = (Words::of(a), Words::of(b));
        Vocabulary::of([&a, &b].into_iter()).likeness(&a, &b)
    }

    #[test]
    fn case_punctuation_and_compatibility_forms_are_no_difference() {
        assert_eq!(normalised("  Pay: the BILL!  "), "pay the bill");
        assert_eq!(normalised("It’s ﬁne"), "its fine");
        assert_eq!(likeness("Pay – the bill", "pay the bill."), 1.0);
        assert_eq!(normalised("☹️"), "☹️");
    }

    #[test]
    fn likeness_is_symmetric_between_nothing_and_everything() {
        for (a, b) in [("Ask the doorman", "Doorman greets her"), ("", ""), ("x", "y"), ("顧客の旅", "顧客の声")]
        {
            let found = likeness(a, b);
            assert_eq!(found, likeness(b, a));
            assert!((0.0..1.0).contains(&found), "{a} {b} {found}");
        }
        assert!(likeness("Doorman turns her away", "Doorman greets her") > likeness("Spa and makeover", "Gifts"));
    }
}
