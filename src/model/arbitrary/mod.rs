//! Maps out of a seed, for tests and benches: the same seed always gives the same map.
//!
//! Here never come expectations about maps; those are the tests' own.

mod generated;
mod identities;
mod random;
mod redrawn;
mod rng;

pub use generated::generated_journey;
pub use identities::{reading_order, with_new_ids};
pub use random::{SMALL_PNG, plan_item, random_map, strange_text};
pub use redrawn::{Redrawn, redrawn};
pub use rng::Rng;

/// How many random maps a law is tried on: `usual`, and as many times more as `PROPTEST_CASES` is more than proptest's
/// own number.
#[cfg(test)]
pub fn cases(usual: u32) -> u32 {
    const PROPTESTS_OWN: u32 = 256;
    (usual * proptest::test_runner::Config::default().cases / PROPTESTS_OWN).max(1)
}
