//! Hash tables for what is looked up millions of times: the standard ones with a faster hash.
//!
//! The hash begins with a number that differs from run to run, so that a file whose identities all collide cannot
//! simply be written down; as with the standard tables, no order may be read off them.

/// The standard table with another hash.
pub type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
/// The standard set with another hash.
pub type HashSet<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;
