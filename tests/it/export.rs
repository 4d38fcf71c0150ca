//! Pictures from the command line: their sizes, their names, and what is said about them.

use std::path::Path;

use super::cli::{Run, folder, names_in, protect, wayfarer, with_input};

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(format!("{name}.ron")).display().to_string()
}

/// Width and height of a PNG whose every row can be decoded.
fn pixels(bytes: &[u8]) -> (u32, u32) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    let mut rows = 0;
    while reader.next_row().expect("an undamaged row").is_some() {
        rows += 1;
    }
    assert_eq!(rows, reader.info().height);
    (reader.info().width, reader.info().height)
}

fn pixels_of(folder: &Path, name: &str) -> (u32, u32) {
    pixels(&std::fs::read(folder.join(name)).expect(name))
}

/// The colours of a PNG, row after row, and how many bytes a row has.
fn colours(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    let mut rows = Vec::new();
    let mut width = 0;
    while let Some(row) = reader.next_row().expect("an undamaged row") {
        width = row.data().len();
        rows.extend_from_slice(row.data());
    }
    (rows, width)
}

/// A journey with so many touchpoints in stages of ten.
fn long_journey(touchpoints: usize) -> String {
    let mut text = String::from("journey\ntitle A long way\n");
    for number in 0..touchpoints {
        if number % 10 == 0 {
            text += &format!("section Part {}\n", number / 10 + 1);
        }
        text += &format!("Step number {}: {}: Ann\n", number + 1, number % 5 + 1);
    }
    text
}

/// The picture is complete; at most a hint says which lanes could be there too.
fn complete(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.lines().all(|line| line.contains("--lanes")), "{}", run.err);
    run
}

#[test]
fn lanes_that_nobody_asked_for_are_named_once_in_a_hint() {
    let folder = folder();
    let shop = example("running-shoes");
    let run = complete(wayfarer(folder.path(), &["export", &shop, "-o", "x.png", "--scale", "0.5"]));
    let said = "wayfarer: x.png: “Thoughts”, “Measures”, “Feedback” and “Back stage” are left out of the \
                usual picture; name all lanes that you want with --lanes\n";
    assert_eq!(run.err, said);
    let asked = ["export", &shop, "-o", "x.png", "--scale", "0.5", "--lanes", "touchpoints,emotion"];
    wayfarer(folder.path(), &asked).fine();
}

#[test]
fn a_map_that_fits_becomes_one_slide_of_twice_full_hd() {
    let folder = folder();
    complete(wayfarer(folder.path(), &["export", &example("oz"), "-o", "oz.png"]));
    assert_eq!(pixels_of(folder.path(), "oz.png"), (3840, 2160));
    complete(wayfarer(folder.path(), &["export", &example("oz"), "-o", "oz.png", "--scale", "0.5"]));
    assert_eq!(pixels_of(folder.path(), "oz.png"), (960, 540));
    assert_eq!(names_in(folder.path()), ["oz.png"]);
}

#[test]
fn a_size_is_met_to_the_pixel() {
    let folder = folder();
    for (size, scale, expected) in [
        ("1920x1080", "1", (1920, 1080)),
        ("hd", "1.5", (2880, 1620)),
        ("A4", "1", (1754, 1240)),
        ("a4-portrait", "1", (1240, 1754)),
    ] {
        let args =
            ["export", &example("oz"), "-o", "x.png", "--size", size, "--scale", scale, "--theme", "dark", "--ideal"];
        let run = wayfarer(folder.path(), &args);
        assert_ne!(run.code, 2, "{size}: {}", run.err);
        let mut files = names_in(folder.path());
        for file in files.drain(..) {
            assert_eq!(pixels_of(folder.path(), &file), expected, "{size} {file}");
            std::fs::remove_file(folder.path().join(file)).unwrap();
        }
    }
}

#[test]
fn a_page_too_small_for_a_map_is_refused_before_any_work() {
    let folder = folder();
    let parts = ["is too small for a map; ask for at least 200"];
    wayfarer(folder.path(), &["export", &example("oz"), "-o", "x.png", "--size", "1x1"]).refused(&parts);
    let scaled = ["export", &example("oz"), "-o", "x.png", "--size", "400x400", "--scale", "0.25", "--ideal"];
    wayfarer(folder.path(), &scaled).refused(&parts);
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn a_map_larger_than_a_page_becomes_numbered_pages_and_their_names_are_printed() {
    let folder = folder();
    std::fs::write(folder.path().join("long.mmd"), long_journey(60)).unwrap();
    let run = wayfarer(folder.path(), &["export", "long.mmd", "-o", "long.png", "--size", "hd"]);
    assert_ne!(run.code, 2, "{}", run.err);
    let text = run.text();
    let printed: Vec<&str> = text.lines().collect();
    assert!(printed.len() > 1, "{printed:?}");
    assert!(printed[0].ends_with("-1.png") || printed[0].ends_with("-01.png"), "{printed:?}");
    for name in &printed {
        assert_eq!(pixels_of(folder.path(), name), (1920, 1080));
    }
    assert_eq!(names_in(folder.path()).len(), printed.len() + 1);
    let piped = wayfarer(folder.path(), &["export", "long.mmd", "-o", "-", "--size", "hd"]);
    piped.refused(&["pages, but standard output holds one picture"]);
}

#[test]
fn without_a_size_a_large_map_is_one_picture() {
    let folder = folder();
    let run =
        with_input(folder.path(), &["export", "-", "-o", "wall.png", "--scale", "1"], long_journey(120).as_bytes());
    assert_ne!(run.code, 2, "{}", run.err);
    assert_eq!(names_in(folder.path()), ["wall.png"]);
    let (width, height) = pixels_of(folder.path(), "wall.png");
    assert!(width >= 1200 && height >= 600, "{width} × {height}");
}

#[test]
fn two_journeys_are_drawn_in_one_picture_or_on_a_page_each() {
    let folder = folder();
    let draw = |args: &[&str]| {
        let example = example("oz");
        let mut all = vec!["export", &example, "-o", "oz.png", "--scale", "0.5"];
        all.extend(args);
        wayfarer(folder.path(), &all)
    };
    complete(draw(&["--ideal"]));
    assert_eq!(pixels_of(folder.path(), "oz.png"), (960, 540));
    complete(draw(&["--ideal", "--view", "pair"]));
    assert_eq!(names_in(folder.path()), ["oz.png"]);
    complete(draw(&["--ideal", "--view", "swipe"]));
    assert_eq!(names_in(folder.path()), ["oz-1.png", "oz-2.png", "oz.png"]);
    assert_ne!(draw(&["--ideal", &example("outpatient")]).code, 2);
    draw(&["--ideal", "none.ron"]).refused(&["none.ron could not be read"]);
    assert_eq!(draw(&["--view", "pair"]).code, 2);
}

#[test]
fn an_embedded_picture_that_cannot_be_decoded_is_said() {
    use wayfarer::model::*;
    let folder = folder();
    let mut ids = SeededIds::new(1);
    let mut map = starter::blank(&mut ids, "Shop").unwrap();
    let lane = Lane::new(LaneId::new(&mut ids), Rank::first(), LaneKind::Picture);
    let picture = Picture {
        id: PictureId::new(&mut ids),
        bytes: (*b"GIF89a nothing").into(),
        width: 40,
        height: 30,
        alt: "The till".to_owned(),
    };
    let touchpoint = map.today().touchpoints().next().unwrap().clone();
    let pictures = [(lane.id, picture.id)].into();
    let touchpoint = Touchpoint { pictures, name: "Pay".to_owned(), ..(*touchpoint).clone() };
    map.put(MapRecord::Picture(picture.into())).unwrap();
    for record in [Record::Lane(lane.into()), Record::Touchpoint(touchpoint.into())] {
        map.put(MapRecord::In(State::Today, record)).unwrap();
    }
    std::fs::write(folder.path().join("shop.ron"), wayfarer::file::to_text(&map)).unwrap();
    let args = ["export", "shop.ron", "-o", "x.png", "--scale", "0.5"];
    let run = wayfarer(folder.path(), &[&args[..], &["--lanes", "touchpoints,picture"]].concat());
    assert_eq!((run.code, run.err.lines().count()), (1, 1), "{}", run.err);
    assert!(
        run.err.starts_with("wayfarer: x.png: The picture “The till, Pay” is a grey place, because"),
        "{}",
        run.err
    );
    let run = complete(wayfarer(folder.path(), &args));
    assert!(run.err.contains("“Pictures”"), "{}", run.err);
}

#[test]
fn a_picture_can_go_into_a_pipe() {
    let folder = folder();
    let run = complete(wayfarer(folder.path(), &["export", &example("oz"), "-o", "-", "--scale", "1"]));
    assert_eq!(pixels(&run.out), (1920, 1080));
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn what_was_not_named_is_not_drawn() {
    let folder = folder();
    let draw = |args: &[&str]| {
        let example = example("oz");
        let mut all = vec!["export", &example, "-o", "-", "--size", "hd"];
        all.extend(args);
        let run: Run = wayfarer(folder.path(), &all);
        assert_ne!(run.code, 2, "{}", run.err);
        run.out
    };
    let whole = draw(&[]);
    let parts: [&[&str]; 8] = [
        &["--persona", "dorothy"],
        &["--stage", "Service", "--stage", "Outcome"],
        &["--lanes", "touchpoints,emotion"],
        &["--ideal"],
        &["--ideal", "--view", "alone"],
        &["--no-title"],
        &["--no-personas"],
        &["--no-legend"],
    ];
    for part in parts {
        assert!(draw(part) != whole, "{part:?} changes nothing");
    }
    assert!(draw(&[]) == whole, "the same command gives the same bytes");
}

#[test]
fn a_failed_export_leaves_the_old_picture_and_no_half_one() {
    let folder = folder();
    let at = folder.path();
    std::fs::write(at.join("old.png"), "old").unwrap();
    wayfarer(at, &["export", &example("oz"), "-o", "old.png", "--size", "70000x70000"]).refused(&["pixels"]);
    wayfarer(at, &["export", &example("oz"), "-o", "no/x.png"])
        .refused(&["no/x.png could not be written", "check the path"]);
    protect(&at.join("old.png"), true);
    let refused = wayfarer(at, &["export", &example("oz"), "-o", "old.png", "--scale", "0.25"]);
    refused.refused(&["old.png could not be written", "protected against writing"]);
    protect(&at.join("old.png"), false);
    assert_eq!(std::fs::read(at.join("old.png")).unwrap(), b"old");
    assert_eq!(names_in(at), ["old.png"]);
}

/// `UPDATE=1` rewrites the golden picture; look at the difference.
#[test]
fn a_slide_looks_as_it_did() {
    let folder = folder();
    let args = ["export", &example("oz"), "-o", "-", "--size", "960x540", "--small-file"];
    let run = wayfarer(folder.path(), &args);
    // Half a slide keeps the file small; that nobody could read its smallest words is said.
    assert!(run.code == 1 && run.err.contains("too small to read"), "{}", run.err);
    let drawn = run.out;
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/slide.png");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, &drawn).expect("the golden picture can be written");
    }
    let expected = std::fs::read(&golden).expect("the golden picture is there; UPDATE=1 writes it");
    let ((drawn, width), (expected, expected_width)) = (colours(&drawn), colours(&expected));
    assert_eq!((drawn.len(), width), (expected.len(), expected_width), "the size has changed");
    // Rounding may differ by a step or two where an edge falls on a hair; a moved letter differs by far more.
    let different: Vec<usize> = (0..drawn.len()).filter(|at| drawn[*at] != expected[*at]).collect();
    let worst = different.iter().map(|at| drawn[*at].abs_diff(expected[*at])).max().unwrap_or(0);
    let first = different.first().map(|at| (at % width / 3, at / width));
    assert!(
        worst <= 2 && different.len() <= drawn.len() / 1000,
        "{} values differ, by {worst} at most, the first at {first:?}; if the change is meant, run again with UPDATE=1 \
         and look at the difference",
        different.len()
    );
}
