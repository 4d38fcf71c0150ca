//! Saving: what is on disk afterwards, in good cases and bad ones.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::complete::complete_map;
use super::save::{old_file, put};
use super::*;
use crate::model::*;

/// The complete map under another title.
fn map_titled(title: &str) -> Map {
    let mut map = complete_map();
    let about = About { title: title.to_owned(), ..About::default() };
    map.put(MapRecord::About(std::sync::Arc::new(about))).unwrap();
    map
}

/// A folder with a saved map, and a state directory beside it.
struct Desk {
    folder: tempfile::TempDir,
    context: SaveContext,
    first: Fingerprint,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let context = SaveContext { state_dir: Some(folder.path().join("state")), in_place: false };
        let saved = save(&folder.path().join("map.ron"), &map_titled("first"), Expected::Absent, &context).unwrap();
        Desk { folder, context, first: saved.fingerprint }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("map.ron")
    }

    fn save(&self, title: &str, expected: Expected) -> Result<Saved, SaveError> {
        save(&self.path(), &map_titled(title), expected, &self.context)
    }

    fn title(&self) -> String {
        read(&self.path()).unwrap().map.about().title.clone()
    }

    /// Names in the folder, without the state directory.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name != "state");
        names.sort();
        names
    }

    fn backups(&self) -> Vec<backups::Backup> {
        backups::list(self.context.state_dir.as_ref().unwrap(), &fs::canonicalize(self.path()).unwrap())
    }
}

#[test]
fn a_saved_map_is_read_back_and_can_be_saved_again() {
    let desk = Desk::new();
    let loaded = read(&desk.path()).unwrap();
    assert_eq!(loaded.map, map_titled("first"));
    assert_eq!(loaded.fingerprint, desk.first);
    assert_eq!(loaded.read_only, None);
    let saved = desk.save("second", Expected::Same(desk.first)).unwrap();
    assert!(!saved.durability_uncertain && saved.backup_failed.is_none());
    let third = desk.save("third", Expected::Same(saved.fingerprint)).unwrap();
    assert_eq!(desk.title(), "third");
    assert_eq!(third.fingerprint, read(&desk.path()).unwrap().fingerprint);
    assert_eq!(desk.names(), ["map.ron"]);
}

#[test]
fn the_replaced_bytes_are_kept_and_the_oldest_dropped() {
    let desk = Desk::new();
    let before = fs::read(desk.path()).unwrap();
    desk.save("second", Expected::Same(desk.first)).unwrap();
    let kept: Vec<Vec<u8>> = desk.backups().iter().map(|backup| fs::read(&backup.path).unwrap()).collect();
    assert_eq!(kept, [&before[..]]);
    for number in 0..15 {
        desk.save(&format!("version {number}"), Expected::Anything).unwrap();
    }
    assert_eq!(desk.backups().len(), backups::KEPT);
    assert!(desk.backups().iter().all(|backup| fs::read(&backup.path).unwrap() != before), "the oldest went");
}

#[test]
fn a_folder_that_takes_no_files_is_written_in_place_once_the_old_bytes_are_kept() {
    let desk = Desk::new();
    let (path, before) = (desk.path(), fs::read(desk.path()).unwrap());
    let put = |kept, in_place| {
        let refused = Err(io::ErrorKind::PermissionDenied.into());
        put(&path, b"new", &old_file(&path).unwrap().unwrap(), refused, kept, in_place)
    };
    assert!(matches!(put(Ok(()), false), Err(SaveError::DirectoryNotWritable(_))));
    let unkept = || Err(io::Error::from(io::ErrorKind::StorageFull));
    assert!(matches!(put(unkept(), true), Err(SaveError::NoBackup { .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
    put(Ok(()), true).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn what_somebody_wrote_during_a_save_is_not_written_over() {
    let desk = Desk::new();
    let old = old_file(&desk.path()).unwrap().unwrap();
    fs::write(desk.path(), "theirs").unwrap();
    for in_place in [false, true] {
        let staged = match in_place {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => disk::stage(&desk.path(), b"mine", None),
        };
        let refused = put(&desk.path(), b"mine", &old, staged, Ok(()), in_place);
        assert!(matches!(refused, Err(SaveError::ChangedOnDisk { .. })), "{refused:?}");
        assert_eq!(fs::read(desk.path()).unwrap(), b"theirs");
    }
}

#[test]
fn somebody_elses_change_is_never_overwritten() {
    let desk = Desk::new();
    let other = desk.save("theirs", Expected::Same(desk.first)).unwrap();
    match desk.save("mine", Expected::Same(desk.first)) {
        Err(SaveError::ChangedOnDisk { found, .. }) => assert_eq!(found, other.fingerprint),
        result => panic!("{result:?}"),
    }
    assert!(matches!(desk.save("mine", Expected::Absent), Err(SaveError::Exists(_))));
    assert_eq!(desk.title(), "theirs");
    desk.save("mine", Expected::Anything).unwrap();
    assert_eq!(desk.title(), "mine");
}

#[test]
fn a_file_removed_meanwhile_is_made_again() {
    let desk = Desk::new();
    fs::remove_file(desk.path()).unwrap();
    desk.save("again", Expected::Same(desk.first)).unwrap();
    assert_eq!(desk.title(), "again");
}

#[test]
fn a_folder_is_no_place_for_a_map() {
    let desk = Desk::new();
    let saved = save(desk.folder.path(), &map_titled("x"), Expected::Anything, &desk.context);
    assert!(matches!(saved, Err(SaveError::NotAFile(_))), "{saved:?}");
    let nowhere = desk.folder.path().join("no/such/map.ron");
    assert!(matches!(save(&nowhere, &map_titled("x"), Expected::Absent, &desk.context), Err(SaveError::Disk { .. })));
    assert_eq!(read(desk.folder.path()).unwrap_err().kind, ReadErrorKind::Disk);
    assert_eq!(read(&nowhere).unwrap_err().kind, ReadErrorKind::Disk);
}

#[test]
fn what_a_killed_save_left_beside_the_file_goes_with_the_next_one() {
    let desk = Desk::new();
    std::mem::forget(disk::stage(&fs::canonicalize(desk.path()).unwrap(), b"half", None).unwrap());
    let [left, _] = &desk.names()[..] else { panic!("{:?}", desk.names()) };
    let left = fs::File::options().write(true).open(desk.folder.path().join(left)).unwrap();
    left.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(2 * 60 * 60)).unwrap();
    desk.save("second", Expected::Anything).unwrap();
    assert_eq!(desk.names(), ["map.ron"]);
}

#[test]
fn a_second_save_at_the_same_moment_waits_and_then_says_so() {
    let desk = Desk::new();
    let locks = desk.context.state_dir.as_ref().unwrap().join("locks");
    let lock = fs::read_dir(locks).unwrap().next().unwrap().unwrap().path();
    let held = fs::File::options().write(true).open(lock).unwrap();
    held.lock().unwrap();
    assert!(matches!(desk.save("second", Expected::Anything), Err(SaveError::Busy(_))));
    drop(held);
    desk.save("second", Expected::Anything).unwrap();
}

#[test]
fn without_a_usable_state_directory_a_save_works_and_says_that_no_backup_was_kept() {
    let mut desk = Desk::new();
    let blocked = desk.folder.path().join("state/blocked");
    fs::write(&blocked, "a file where a folder should be").unwrap();
    desk.context.state_dir = Some(blocked);
    let saved = desk.save("second", Expected::Anything).unwrap();
    assert!(saved.backup_failed.is_some());
    assert_eq!(desk.title(), "second");
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Whether permissions bind this user; they do not bind root.
    fn permissions_bind(folder: &Path) -> bool {
        let probe = folder.join("probe");
        fs::create_dir(&probe).unwrap();
        set_mode(&probe, 0o555);
        let bound = fs::write(probe.join("x"), "").is_err();
        set_mode(&probe, 0o755);
        fs::remove_dir_all(probe).unwrap();
        bound
    }

    #[test]
    fn a_file_keeps_its_mode() {
        let desk = Desk::new();
        set_mode(&desk.path(), 0o640);
        desk.save("second", Expected::Anything).unwrap();
        assert_eq!(fs::metadata(desk.path()).unwrap().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_symbolic_link_stays_one_and_its_target_is_saved() {
        let desk = Desk::new();
        let link = desk.folder.path().join("link.ron");
        symlink("map.ron", &link).unwrap();
        save(&link, &map_titled("through the link"), Expected::Same(desk.first), &desk.context).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(desk.title(), "through the link");

        let dangling = desk.folder.path().join("dangling.ron");
        symlink("not-yet.ron", &dangling).unwrap();
        save(&dangling, &map_titled("new"), Expected::Absent, &desk.context).unwrap();
        assert!(fs::symlink_metadata(&dangling).unwrap().is_symlink());
        assert!(desk.folder.path().join("not-yet.ron").is_file());

        let circle = desk.folder.path().join("circle.ron");
        symlink("circle.ron", &circle).unwrap();
        assert!(save(&circle, &map_titled("new"), Expected::Anything, &desk.context).is_err());
    }

    #[test]
    fn a_protected_file_is_refused_and_stays_as_it_was() {
        let desk = Desk::new();
        set_mode(&desk.path(), 0o444);
        assert_eq!(read(&desk.path()).unwrap().read_only, Some(ReadOnly::Protected));
        assert!(matches!(desk.save("second", Expected::Anything), Err(SaveError::ReadOnly(_))));
        assert_eq!(desk.title(), "first");
    }

    /// As an ordinary user only: nothing binds the other one.
    #[test]
    fn a_folder_that_takes_no_files_is_written_in_place_only_when_asked_for() {
        let desk = Desk::new();
        if !permissions_bind(desk.folder.path()) {
            return;
        }
        let context = SaveContext { in_place: true, ..desk.context.clone() };
        set_mode(desk.folder.path(), 0o555);
        let refused = desk.save("second", Expected::Anything);
        let saved = save(&desk.path(), &map_titled("in place"), Expected::Anything, &context);
        set_mode(desk.folder.path(), 0o755);
        assert!(matches!(refused, Err(SaveError::DirectoryNotWritable(_))), "{refused:?}");
        saved.unwrap();
        assert_eq!(desk.title(), "in place");
    }
}

/// Set for the child of the test below: the file it saves to, over and over.
const CHILD: &str = "WAYFARER_TEST_SAVES_TO";

/// A program that ends with the test, however that ends.
struct Child(std::process::Child);

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_program_killed_while_saving_leaves_the_old_map_or_the_new_one() {
    if let Some(path) = std::env::var_os(CHILD) {
        let path = PathBuf::from(path);
        let context = SaveContext { state_dir: path.parent().map(|folder| folder.join("state")), in_place: false };
        let start = std::process::id();
        for number in 0..100_000 {
            save(&path, &map_titled(&format!("version {start}.{number}")), Expected::Anything, &context).unwrap();
        }
    }
    let desk = Desk::new();
    for round in 0..30_u64 {
        let before = read(&desk.path()).unwrap().fingerprint;
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "file::save_tests::a_program_killed_while_saving_leaves_the_old_map_or_the_new_one"])
            .env(CHILD, desk.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .map(Child)
            .unwrap();
        let started = std::time::Instant::now();
        while fs::read(desk.path()).is_ok_and(|bytes| Fingerprint::of(&bytes) == before) {
            assert!(started.elapsed().as_secs() < 60, "the child never got as far as saving");
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        // Steps that share no factor with the length of a save hit every part of it.
        std::thread::sleep(std::time::Duration::from_micros(round * 1_370 % 17_000));
        drop(child);
        let loaded = read(&desk.path()).unwrap_or_else(|error| panic!("after {round} kills: {error}"));
        assert_eq!(loaded.map.today(), complete_map().today());
        assert!(loaded.map.about().title.starts_with("version "));
    }
}
