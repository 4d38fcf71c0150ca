//! What a rule is: a question to the map, with the reason it is asked.

use super::finding::Finding;
use super::survey::Survey;

/// What the method is about, in the order in which findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// One customer, one person.
    People,
    /// From first awareness to after the sale.
    Experience,
    /// Service, product quality, brand image, perks.
    Pillars,
    /// Knowing the customers.
    Customers,
    /// What hurts, and what is done about it.
    Pains,
    /// Feedback and its answer.
    Listening,
    /// Numbers, and what they rest on.
    Measuring,
    /// What a good experience has.
    Quality,
    /// The journey as it should be.
    Ideal,
    /// What the company gets out of it.
    Outcomes,
    /// Whether the map can be read.
    Map,
}

impl Topic {
    /// Every topic, in order.
    pub const ALL: [Topic; 11] = [
        Topic::People,
        Topic::Experience,
        Topic::Pillars,
        Topic::Customers,
        Topic::Pains,
        Topic::Listening,
        Topic::Measuring,
        Topic::Quality,
        Topic::Ideal,
        Topic::Outcomes,
        Topic::Map,
    ];

    /// The heading a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Topic::People => "One-to-one human moments",
            Topic::Experience => "The whole experience",
            Topic::Pillars => "Four pillars",
            Topic::Customers => "Knowing customers",
            Topic::Pains => "Pain points",
            Topic::Listening => "Listening",
            Topic::Measuring => "Measuring",
            Topic::Quality => "What good looks like",
            Topic::Ideal => "The ideal journey",
            Topic::Outcomes => "Outcomes",
            Topic::Map => "The map itself",
        }
    }

    /// What the method holds about it, in a few words.
    pub fn motto(self) -> &'static str {
        match self {
            Topic::People => "The magic number is two",
            Topic::Experience => "From first awareness to after the sale",
            Topic::Pillars => "Service, product, brand, perks",
            Topic::Customers => "What they need, want and worry about",
            Topic::Pains => "None without an answer",
            Topic::Listening => "Heard, understood, acted on, answered",
            Topic::Measuring => "Numbers, and what they rest on",
            Topic::Quality => "Clear prices, help where it is wanted, loyalty rewarded",
            Topic::Ideal => "What if nothing hurt?",
            Topic::Outcomes => "What the company gets out of it",
            Topic::Map => "Whether it can be read",
        }
    }
}

/// Which journeys a rule asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Today's and the ideal one.
    Both,
    /// Today's only: it asks about what has been observed.
    Today,
    /// The ideal one only.
    Ideal,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name in files and on the command line.
    pub key: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// Which journeys it asks about.
    pub scope: Scope,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Why that matters, with the reasoning of its source.
    pub why: &'static str,
    /// A finding as it may read.
    pub example: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// Asks the map.
    pub(super) check: fn(&Survey<'_>) -> Vec<Finding>,
}

impl Rule {
    /// The first thing to do, as it stands on an opportunity's card: the remedy up to its first pause.
    pub fn first_step(&self) -> &'static str {
        let end = self.remedy.find([':', ';', '.']).unwrap_or(self.remedy.len());
        let pause = self.remedy[..end].find(", or ").unwrap_or(end);
        &self.remedy[..pause]
    }
}

/// Rules are the same if they have the same name.
impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.key == other.key
    }
}
