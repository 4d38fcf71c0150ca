//! The maps of a folder and of the folders in it.
//!
//! Links to folders are not followed, so that no loop is walked, and hidden folders are left alone. Here never comes
//! what is in a map.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// So many folders deep maps are looked for.
const DEEPEST: usize = 8;
/// So many files and folders are looked at; whoever has more meant another folder.
const MOST_ENTRIES: usize = 100_000;

/// The files of a folder, and of the folders in it, that end in `.ron`, by their paths. A file to which links lead is
/// there once; a link that leads nowhere is there too, so that its reader can say so.
///
/// # Errors
/// If the folder cannot be read, or there is too much in it. A folder in it that cannot be read is passed over.
pub fn maps_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut seen = 0;
    walk(folder, 0, &mut seen, &mut found)?;
    // Of a file and links to it the file, of links alone the first.
    let mut by_target: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for path in found {
        let target = path.canonicalize().unwrap_or_else(|_| path.clone());
        match by_target.get(&target) {
            Some(_) if path.is_symlink() => {}
            Some(_) | None => drop(by_target.insert(target, path)),
        }
    }
    let mut maps: Vec<PathBuf> = by_target.into_values().collect();
    maps.sort();
    Ok(maps)
}

fn walk(folder: &Path, depth: usize, seen: &mut usize, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        *seen += 1;
        if *seen > MOST_ENTRIES {
            return Err(io::Error::other("there are more than 100,000 files in it"));
        }
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if depth < DEEPEST && !hidden {
                match walk(&path, depth + 1, seen, found) {
                    Err(error) if *seen > MOST_ENTRIES => return Err(error),
                    Ok(()) | Err(_) => {}
                }
            }
        } else if (path.is_file() || !path.exists())
            && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
        {
            found.insert(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_found_in_folders_of_folders_and_each_file_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        for inner in ["clients/north", ".hidden"] {
            std::fs::create_dir_all(at(inner)).expect("a folder");
        }
        for name in ["b.ron", "a.RON", "notes.txt", "clients/north/c.ron", ".hidden/d.ron"] {
            std::fs::write(at(name), "").expect("a file");
        }
        let names = || -> Vec<String> {
            let found = maps_in(folder.path()).expect("it can be read");
            let name = |path: &PathBuf| path.strip_prefix(folder.path()).expect("in it").display().to_string();
            found.iter().map(name).map(|name| name.replace('\\', "/")).collect()
        };
        assert_eq!(names(), ["a.RON", "b.ron", "clients/north/c.ron"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink(folder.path(), at("clients/round")).expect("a link");
            symlink(at("b.ron"), at("a-link.ron")).expect("a link");
            symlink(at("gone"), at("lost.ron")).expect("a link");
            assert_eq!(names(), ["a.RON", "b.ron", "clients/north/c.ron", "lost.ron"]);
        }
        assert!(maps_in(&at("nowhere")).is_err());
    }
}
