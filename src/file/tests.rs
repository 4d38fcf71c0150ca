//! The file as a whole: what is written reads back, and is always written the same way.

use super::complete::complete_map;
use super::*;

#[test]
fn a_complete_map_reads_back_as_it_was_and_looks_like_the_golden_file() {
    let map = complete_map();
    let text = to_text(&map);
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/complete.ron");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(golden.parent().expect("a directory")).expect("tests/golden can be made");
        std::fs::write(&golden, &text).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file is there; UPDATE=1 writes it");
    assert_eq!(text, expected, "if the change is meant, run again with UPDATE=1 and look at the difference");
    assert_eq!(parse(text.as_bytes(), "complete.ron").expect("it reads back"), map);
}
