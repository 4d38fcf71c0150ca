//! From bytes to a map, or to everything that is wrong with them.
use super::build::{build, seed_of};
use super::schema::MapFile;
use super::write::ron_options;
use crate::model::Map;

/// The map in the bytes of a file called `name`.
pub fn parse(bytes: &[u8], name: &str) -> Result<Map, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
    let file: MapFile<'_> = ron_options().from_str(text).map_err(|e| format!("{name}: {e}"))?;
    let (map, found) = build(&file, seed_of(bytes));
    if found.is_empty() { Ok(map) } else { Err(format!("{found:#?}")) }
}
